"""Reasons why two people may be the same person, and reasons against it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from netnotes.formats.matching.keys import is_profile, is_shared_mailbox
from netnotes.text import is_one_edit_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.formats.matching.person_keys import AnyPersonKeys

    Name = tuple[str, ...]


def iter_match_reasons(left: AnyPersonKeys, right: AnyPersonKeys) -> Iterator[str]:
    """Yield what shows that two people are the same person, the most certain first.

    A similar name alone is not a reason.
    """
    sharing_a_name = can_share_name(left, right)
    for page in _list_shared(left.pages, right.pages):
        # A profile belongs to one person, whatever they are called: people marry. Other pages,
        # such as an employer's, belong to many.
        if is_profile(page) or sharing_a_name:
            yield f"the same profile {page}"
    for mailbox in _list_shared(left.mailboxes, right.mailboxes):
        # A family or an office may share a mailbox under no usual name, so one word of the names
        # must agree.
        is_personal = not is_shared_mailbox(mailbox)
        if sharing_a_name or (is_personal and _has_common_word(left, right)):
            yield f"the same mail address {mailbox}"
    # A number may be that of a switchboard or a household, where father and son share a name.
    if sharing_a_name and not has_contradiction(left, right):
        for text in _iter_shared_numbers(left, right):
            yield f"the same phone number {text}"


def iter_similarities(left: AnyPersonKeys, right: AnyPersonKeys) -> Iterator[str]:
    """Yield what two people have in common that may be chance."""
    for page in _list_shared(left.pages, right.pages):
        yield f"the same page {page}"
    for mailbox in _list_shared(left.mailboxes, right.mailboxes):
        yield f"the same mail address {mailbox}"
    for text in _iter_shared_numbers(left, right):
        yield f"the same phone number {text}"
    name_similarity = _describe_name_similarity(left, right)
    if name_similarity:
        yield name_similarity


def has_contradiction(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether two people must differ: by two birthdays, or two profiles on one site."""
    if _has_different_birthday(left, right):
        return True
    left_profiles, right_profiles = left.profiles_by_site, right.profiles_by_site
    for site in left_profiles.keys() & right_profiles.keys():
        if not left_profiles[site] & right_profiles[site]:
            return True
    return False


def _has_different_birthday(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether both birthdays are known and differ; a missing year fits every year."""
    left_birthday, right_birthday = left.person.birthday, right.person.birthday
    if not left_birthday or not right_birthday:
        return False
    if left_birthday[:2] != right_birthday[:2]:
        return True
    if not left_birthday.year or not right_birthday.year:
        return False
    return left_birthday.year != right_birthday.year


def has_same_details(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether birthday and profiles, which tell namesakes apart, are the same."""
    if left.person.birthday != right.person.birthday:
        return False
    return left.profiles_by_site == right.profiles_by_site


def can_share_name(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether a name of one fits a name of the other.

    `A. Quill`, `Ada` and `Ada M. Quill` all fit `Ada Quill`. A person with a mail address and
    no name could have any name.
    """
    if not left.names or not right.names:
        return True
    for left_name, right_name in product(left.names, right.names):
        if _is_compatible_name(left_name, right_name):
            return True
    return False


def _is_compatible_name(left: Name, right: Name) -> bool:
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    if not _is_compatible_first_name(left[0], right[0]):
        return False
    return left[-1] == right[-1] or _is_initial(left[-1], right[-1])


def _is_compatible_first_name(left: str, right: str) -> bool:
    """Tell whether one first name is the other, its initial or its beginning (Ben, Benjamin)."""
    short, long = sorted((left, right), key=len)
    # Two letters are a name of their own, as Al and Jo are, and begin too many others.
    return long == short or (len(short) != 2 and long.startswith(short))


def _is_initial(left: str, right: str) -> bool:
    return min(len(left), len(right)) == 1 and left[0] == right[0]


def _has_common_word(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether names share a word, as Bob and Robert Smith do, or Ada before she married."""
    left_words = {word for name in left.names for word in name if len(word) > 1}
    return any(not left_words.isdisjoint(name) for name in right.names)


def _describe_name_similarity(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    """Describe what two people's names have in common; empty where they simply differ."""
    # The rules get weaker downwards, and only the strongest is reported.
    if set(left.names) & set(right.names):
        return _describe_same_name(left, right)
    name_pairs = tuple(product(left.names, right.names))
    for is_similar, description in _NAME_SIMILARITIES:
        if any(is_similar(left_name, right_name) for left_name, right_name in name_pairs):
            return description
    if left.organisation and left.organisation == right.organisation:
        for left_name, right_name in name_pairs:
            if _has_only_first_name_in_common(left_name, right_name):
                return f"the same first name, and at {right.organisation_text} too"
    return ""


def _describe_same_name(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    if has_contradiction(left, right):
        return "the same name, with another profile or birthday"
    if left.organisation and right.organisation and left.organisation != right.organisation:
        return f"the same name, at {right.organisation_text}"
    return "the same name"


def _is_one_typing_error_apart(left: Name, right: Name) -> bool:
    return is_one_edit_apart("".join(left), "".join(right))


def _has_same_ends(left: Name, right: Name) -> bool:
    """Tell whether first and last word are the same, in either order."""
    if len(left) == 1 or len(right) == 1:
        return False
    return {left[0], left[-1]} == {right[0], right[-1]}


def _has_same_initial(left: Name, right: Name) -> bool:
    """Tell whether one first name is only a letter, and the names fit."""
    if len(left) == 1 or len(right) == 1:
        return False
    return 1 in (len(left[0]), len(right[0])) and _is_compatible_name(left, right)


def _has_only_first_name_in_common(left: Name, right: Name) -> bool:
    return 1 in (len(left), len(right)) and left[0] == right[0]


# Tests of two names and what they show, the strongest first.
_NAME_SIMILARITIES: tuple[tuple[Callable[[Name, Name], bool], str], ...] = (
    (_is_one_typing_error_apart, "nearly the same name"),
    (_has_same_ends, "the same first and last name"),
    (_has_same_initial, "the same last name and initial"),
)


def _iter_shared_numbers(left: AnyPersonKeys, right: AnyPersonKeys) -> Iterator[str]:
    """Yield the phone numbers of the left person that the right one has too, as written."""
    for text, number in left.phone_numbers:
        if any(number.is_same(right_number) for _, right_number in right.phone_numbers):
            yield text


def _list_shared(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    right_texts = set(right)
    return [text for text in left if text in right_texts]
