"""What speaks for two people being one, and what against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.formats.matching.keys import (
    is_profile,
    is_shared_mailbox,
    list_names,
    normalize_email,
    normalize_organisation,
    normalize_url,
    parse_phone_number,
)
from netnotes.text import is_one_edit_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.formats.card import Card
    from netnotes.model.people import Contact

    Person = Card | Contact


def iter_match_reasons(left: Person, right: Person) -> Iterator[str]:
    """All that two people share and that shows them to be one, the surest first. Nothing of it is only a likeness."""
    sharing_a_name = can_share_name(left, right)
    for shared in _list_shared_keys(left.links, right.links, normalize_url):
        if is_profile(shared) or sharing_a_name:
            yield f"the same profile {shared}"
    for shared in _list_shared_keys(left.email, right.email, normalize_email):
        if sharing_a_name or (not is_shared_mailbox(shared) and _has_common_word(left, right)):
            yield f"the same mail address {shared}"
    if sharing_a_name and not has_contradiction(left, right):
        yield from (
            f"the same phone number {shared}" for shared in _iter_shared_numbers(left, right)
        )


def iter_similarities(left: Person, right: Person) -> Iterator[str]:
    """What two people have in common that may be chance; for those whom no reason shows to be one."""
    yield from (
        f"the same page {shared}"
        for shared in _list_shared_keys(left.links, right.links, normalize_url)
    )
    yield from (
        f"the same mail address {shared}"
        for shared in _list_shared_keys(left.email, right.email, normalize_email)
    )
    yield from (f"the same phone number {shared}" for shared in _iter_shared_numbers(left, right))
    if said := _describe_name_similarity(left, right):
        yield said


def has_contradiction(left: Person, right: Person) -> bool:
    """Whether two people are told to be different: by two profiles on one site, or by two birthdays."""
    born, bred = left.birthday, right.birthday
    if born and bred:
        same_day = (born.month, born.day) == (bred.month, bred.day)
        if not same_day or (born.year and bred.year and born.year != bred.year):
            return True
    mine, theirs = _group_profiles_by_site(left), _group_profiles_by_site(right)
    return any(not (mine[site] & theirs[site]) for site in mine.keys() & theirs.keys())


def has_same_details(left: Person, right: Person) -> bool:
    """Whether the same is known of what tells people of one name apart."""
    return left.birthday == right.birthday and _group_profiles_by_site(
        left
    ) == _group_profiles_by_site(right)


def can_share_name(left: Person, right: Person) -> bool:
    """Whether one of the names of each fits the other: `A. Quill`, `Ada` and `Ada M. Quill` all fit `Ada Quill`.

    Who has no name but a mail address could be called anything.
    """
    mine, theirs = list_names(left), list_names(right)
    return not mine or not theirs or any(_is_compatible_name(a, b) for a in mine for b in theirs)


def _is_compatible_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return _is_compatible_first_name(left[0], right[0]) and (
        left[-1] == right[-1] or _is_initial(left[-1], right[-1])
    )


def _is_compatible_first_name(left: str, right: str) -> bool:
    """Whether one first name is the other, its initial, or its beginning, as Ben is of Benjamin."""
    short, long = sorted((left, right), key=len)
    return long == short or (len(short) != 2 and long.startswith(short))


def _is_initial(left: str, right: str) -> bool:
    return min(len(left), len(right)) == 1 and left[0] == right[0]


def _has_common_word(left: Person, right: Person) -> bool:
    """Whether the names have a word in common, as those of Bob and Robert Smith or of Ada Quill before she married."""
    mine = {word for name in list_names(left) for word in name if len(word) > 1}
    return any(word in mine for name in list_names(right) for word in name)


def _describe_name_similarity(left: Person, right: Person) -> str:
    """What two names have in common, in words; empty where they are just different."""
    mine, theirs = list_names(left), list_names(right)
    at, there = (
        normalize_organisation(left.organisation),
        normalize_organisation(right.organisation),
    )
    if set(mine) & set(theirs):
        if has_contradiction(left, right):
            return "the same name, with another profile or birthday"
        return (
            f"the same name, at {right.organisation}"
            if at and there and at != there
            else "the same name"
        )
    if any(is_one_edit_apart("".join(a), "".join(b)) for a in mine for b in theirs):
        return "nearly the same name"
    if any(
        len(a) > 1 and len(b) > 1 and {a[0], a[-1]} == {b[0], b[-1]} for a in mine for b in theirs
    ):
        return "the same first and last name"
    if any(
        len(a) > 1 and len(b) > 1 and 1 in (len(a[0]), len(b[0])) and _is_compatible_name(a, b)
        for a in mine
        for b in theirs
    ):
        return "the same last name and initial"
    if (
        at
        and at == there
        and any(1 in (len(a), len(b)) and a[0] == b[0] for a in mine for b in theirs)
    ):
        return f"the same first name, and at {right.organisation} too"
    return ""


def _iter_shared_numbers(left: Person, right: Person) -> Iterator[str]:
    for text in left.phone:
        if (mine := parse_phone_number(text)) and any(
            (theirs := parse_phone_number(also)) and mine.is_same(theirs) for also in right.phone
        ):
            yield text


def _list_shared_keys(
    left: tuple[str, ...], right: tuple[str, ...], normalize: Callable[[str], str]
) -> list[str]:
    also = set(map(normalize, right))
    return [key for key in dict.fromkeys(map(normalize, left)) if key and key in also]


def _group_profiles_by_site(person: Person) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in filter(is_profile, map(normalize_url, person.links)):
        found.setdefault(one.partition("/")[0], set()).add(one)
    return found
