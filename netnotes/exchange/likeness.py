"""What speaks for two people being one, and what against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.exchange.keys import is_profile, is_shared, mailbox, names, number, organisation, page
from netnotes.words import one_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.exchange.card import Card
    from netnotes.people import Contact

    Person = Card | Contact


def reasons(one: Person, other: Person) -> Iterator[str]:
    """All that two people share and that shows them to be one, the surest first. Nothing of it is only a likeness."""
    sharing_a_name = could_be_called_the_same(one, other)
    for shared in _shared(one.links, other.links, page):
        if is_profile(shared) or sharing_a_name:
            yield f"the same profile {shared}"
    for shared in _shared(one.email, other.email, mailbox):
        if sharing_a_name or (not is_shared(shared) and _share_a_word(one, other)):
            yield f"the same mail address {shared}"
    if sharing_a_name and not contradict(one, other):
        yield from (f"the same phone number {shared}" for shared in _same_numbers(one, other))


def likenesses(one: Person, other: Person) -> Iterator[str]:
    """What two people have in common that may be chance; for those whom no reason shows to be one."""
    yield from (f"the same page {shared}" for shared in _shared(one.links, other.links, page))
    yield from (f"the same mail address {shared}" for shared in _shared(one.email, other.email, mailbox))
    yield from (f"the same phone number {shared}" for shared in _same_numbers(one, other))
    if said := _names_alike(one, other):
        yield said


def contradict(one: Person, other: Person) -> bool:
    """Whether two people are told to be different: by two profiles on one site, or by two birthdays."""
    born, bred = one.birthday, other.birthday
    if born and bred:
        same_day = (born.month, born.day) == (bred.month, bred.day)
        if not same_day or (born.year and bred.year and born.year != bred.year):
            return True
    mine, theirs = _profiles(one), _profiles(other)
    return any(not (mine[site] & theirs[site]) for site in mine.keys() & theirs.keys())


def told_alike(one: Person, other: Person) -> bool:
    """Whether the same is known of what tells people of one name apart."""
    return one.birthday == other.birthday and _profiles(one) == _profiles(other)


def could_be_called_the_same(one: Person, other: Person) -> bool:
    """Whether one of the names of each fits the other: `A. Quill`, `Ada` and `Ada M. Quill` all fit `Ada Quill`.

    Who has no name but a mail address could be called anything.
    """
    mine, theirs = names(one), names(other)
    return not mine or not theirs or any(_fit(a, b) for a in mine for b in theirs)


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return _begins_alike(one[0], other[0]) and (one[-1] == other[-1] or _is_initial(one[-1], other[-1]))


def _begins_alike(one: str, other: str) -> bool:
    """Whether one first name is the other, its initial, or its beginning, as Ben is of Benjamin."""
    short, long = sorted((one, other), key=len)
    return long == short or (len(short) != 2 and long.startswith(short))


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _share_a_word(one: Person, other: Person) -> bool:
    """Whether the names have a word in common, as those of Bob and Robert Smith or of Ada Quill before she married."""
    mine = {word for name in names(one) for word in name if len(word) > 1}
    return any(word in mine for name in names(other) for word in name)


def _names_alike(one: Person, other: Person) -> str:
    """What two names have in common, in words; empty where they are just different."""
    mine, theirs = names(one), names(other)
    at, there = organisation(one.organisation), organisation(other.organisation)
    if set(mine) & set(theirs):
        if contradict(one, other):
            return "the same name, with another profile or birthday"
        return f"the same name, at {other.organisation}" if at and there and at != there else "the same name"
    if any(one_slip("".join(a), "".join(b)) for a in mine for b in theirs):
        return "nearly the same name"
    if any(len(a) > 1 and len(b) > 1 and {a[0], a[-1]} == {b[0], b[-1]} for a in mine for b in theirs):
        return "the same first and last name"
    if any(len(a) > 1 and len(b) > 1 and 1 in (len(a[0]), len(b[0])) and _fit(a, b) for a in mine for b in theirs):
        return "the same last name and initial"
    if at and at == there and any(1 in (len(a), len(b)) and a[0] == b[0] for a in mine for b in theirs):
        return f"the same first name, and at {other.organisation} too"
    return ""


def _same_numbers(one: Person, other: Person) -> Iterator[str]:
    for text in one.phone:
        if (mine := number(text)) and any((theirs := number(also)) and mine.is_same(theirs) for also in other.phone):
            yield text


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...], known: Callable[[str], str]) -> list[str]:
    also = set(map(known, theirs))
    return [key for key in dict.fromkeys(map(known, mine)) if key and key in also]


def _profiles(person: Person) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in filter(is_profile, map(page, person.links)):
        found.setdefault(one.partition("/")[0], set()).add(one)
    return found
