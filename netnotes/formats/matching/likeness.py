"""Reasons why two people may be the same person, and reasons against it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from netnotes.formats.matching.keys import (
    MIN_SUBSCRIBER_DIGITS,
    is_full_name,
    is_personal_profile,
    is_profile,
    is_shared_mailbox,
    normalize_value,
)
from netnotes.text import is_one_edit_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netnotes.formats.matching.person_keys import AnyPersonKeys
    from netnotes.model.people import Birthday

    Name = tuple[str, ...]


# Words that tell father from son, or the first of a name from the third.
GENERATIONS = frozenset(
    ("jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv", "père", "pere", "fils")
)

# Words between the names of two people with one address, as in `Tom & Ann Weber`.
JOINERS = frozenset(("&", "and", "und"))

# Letters of a first name that is the short form of another: Chris, and not Martin of Martina.
MIN_SHORT_FORM_LENGTH = 3
MAX_SHORT_FORM_LENGTH = 5

# How many letters a first name has beyond its short form: Paul is none of Paula.
MIN_LETTERS_BEYOND_SHORT_FORM = 2


def iter_match_reasons(left: AnyPersonKeys, right: AnyPersonKeys) -> Iterator[str]:
    """Yield the exact keys that show two people to be the same person, the most certain first.

    A name alone is no such key, and no other key counts where the names contradict each other:
    a couple has one mailbox, and an office one number.
    """
    shared_pages = list_shared(left.pages, right.pages)
    for page in shared_pages:
        # Such a page belongs to one person, whatever they are called: people marry.
        if is_personal_profile(page):
            yield f"the same profile {page}"
    # A family has one mailbox and one number, too: `A. Weber` and `Weber` may be two of it.
    if are_names_enough(left, right) and not has_contradiction(left, right):
        yield from _iter_reasons_of_fitting_names(left, right, shared_pages)


def _iter_reasons_of_fitting_names(
    left: AnyPersonKeys, right: AnyPersonKeys, shared_pages: Iterable[str]
) -> Iterator[str]:
    """Yield the exact keys that count only where the names fit."""
    for page in shared_pages:
        if not is_personal_profile(page) and _is_page_of_one(page, left, right):
            yield f"the same profile {page}"
    for mailbox in list_shared(left.mailboxes, right.mailboxes):
        # Whoever has no name may be any of those who read `info@`.
        if not is_shared_mailbox(mailbox) or bool(left.names) == bool(right.names):
            yield f"the same mail address {mailbox}"
    if not _is_number_of_office(left, right):
        for text in iter_shared_numbers(left, right):
            yield f"the same phone number {text}"


def _is_number_of_office(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether a number that two share may be a switchboard: one is no person.

    `info@acme.example` and the firm Acme have the number of everybody who works there.
    """
    if left.called == right.called or bool(left.names) == bool(right.names):
        return False
    nameless = right if left.names else left
    has_shared_mailbox = any(map(is_shared_mailbox, nameless.mailboxes))
    return nameless.is_firm or has_shared_mailbox


def _is_page_of_one(page: str, left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether a page that two people share shows them to be one.

    A firm's page belongs to many, so it counts only between names that fit, and only while
    neither mail address and phone number nor the organisation speaks against it.
    """
    if is_profile(page):
        return True
    if not left.names or not right.names or has_other_organisation(left, right):
        return False
    return not (_has_other_mailbox(left, right) and _has_other_number(left, right))


def describe_same_name(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    """Describe why the same name shows two people to be the same person; empty if it does not.

    `Ada` is too little to recognise a person by, unless the organisation is the same. Nothing
    may speak against it: another organisation, profile or birthday, nor another address.
    """
    shared_names = [name for name in left.names if name in right.names]
    if not shared_names or not _can_share_name(left, right):
        return ""
    is_full = any(map(is_full_name, shared_names))
    is_at_same_organisation = bool(left.organisation and right.organisation)
    # Who works there has a private mailbox, too, and so one of the two may differ.
    can_have_other = is_full and is_at_same_organisation
    if _has_other_address(left, right, can_have_other=can_have_other):
        return ""
    if is_at_same_organisation:
        return "the same name and organisation"
    if not is_full:
        return ""
    return "the same name"


def _can_share_name(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether nothing besides their addresses shows two of one name to be different."""
    # `Dr. Weber` and `Frau Weber` are both a Weber.
    if not are_names_enough(left, right) or has_contradiction(left, right):
        return False
    if has_other_organisation(left, right):
        return False
    return not left.qualifier or not right.qualifier or left.qualifier == right.qualifier


def _has_other_address(left: AnyPersonKeys, right: AnyPersonKeys, *, can_have_other: bool) -> bool:
    has_other_mailbox = _has_other_mailbox(left, right)
    has_other_number = _has_other_number(left, right)
    if can_have_other:
        return has_other_mailbox and has_other_number
    return has_other_mailbox or has_other_number


def has_other_organisation(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether both organisations are known and differ."""
    if not left.organisation_text or not right.organisation_text:
        return False
    # Two that are made of signs alone are not shown to be the same.
    return not left.organisation or left.organisation != right.organisation


def has_other_facts(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether role, location or the day they met are known of both and differ.

    With time these change for a person, so they count only between people of one file.
    """
    for property_name in ("role", "location", "met"):
        left_value = normalize_value(property_name, getattr(left.person, property_name))
        right_value = normalize_value(property_name, getattr(right.person, property_name))
        if left_value and right_value and left_value != right_value:
            return True
    return False


def _has_other_mailbox(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    if not left.mailboxes or not right.mailboxes:
        return False
    return not list_shared(left.mailboxes, right.mailboxes)


def _has_other_number(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether both have numbers, and none in common, however short they are."""
    if not left.digits or not right.digits or any(iter_shared_numbers(left, right)):
        return False
    # `101` may be the extension at the end of the whole number.
    return not any(map(_is_extension, product(left.digits, right.digits)))


def _is_extension(pair: tuple[str, str]) -> bool:
    short, long = sorted(pair, key=len)
    return len(short) < MIN_SUBSCRIBER_DIGITS and long.endswith(short)


def iter_similarities(left: AnyPersonKeys, right: AnyPersonKeys) -> Iterator[str]:
    """Yield what two people have in common that may be chance."""
    for page in list_shared(left.pages, right.pages):
        yield f"the same page {page}"
    for mailbox in list_shared(left.mailboxes, right.mailboxes):
        yield f"the same mail address {mailbox}"
    for text in iter_shared_numbers(left, right):
        yield f"the same phone number {text}"
    name_similarity = _describe_name_similarity(left, right)
    if name_similarity:
        yield name_similarity


def is_worth_asking(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether two people who have something in common may be one person.

    Two different names at one switchboard, or in one mailbox of an office, are simply two people.
    """
    if can_share_name(left, right) or have_common_word(left, right):
        return True
    if have_same_profile(left, right):
        return True
    shared_mailboxes = list_shared(left.mailboxes, right.mailboxes)
    return not all(map(is_shared_mailbox, shared_mailboxes))


def have_same_profile(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether two people share a page that is one person's, or perhaps a couple's."""
    return any(map(is_profile, list_shared(left.pages, right.pages)))


def have_same_personal_profile(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether two people share a page that only one person can have."""
    return any(map(is_personal_profile, list_shared(left.pages, right.pages)))


def are_kept_apart(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether two people must differ, or their names are too little to join them.

    One profile of their own shows them to be one person all the same.
    """
    if have_same_personal_profile(left, right):
        return False
    return not are_names_enough(left, right) or has_contradiction(left, right)


def describe_contradictions(left: AnyPersonKeys, right: AnyPersonKeys) -> list[str]:
    """Describe what two people have who must differ; nothing for those who may be one person."""
    contradictions = []
    if not can_share_name(left, right):
        contradictions.append("names")
    if are_birthdays_different(left.person.birthday, right.person.birthday):
        contradictions.append("birthdays")
    contradictions += [
        f"profiles on {site}" for site in _list_sites_with_other_profile(left, right)
    ]
    return contradictions


def are_plain_namesakes(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether something speaks against it that two are one, and only the names for it."""
    if have_same_profile(left, right):
        return False
    if has_contradiction(left, right):
        return True
    if list_shared(left.mailboxes, right.mailboxes) or any(iter_shared_numbers(left, right)):
        return False
    if has_other_organisation(left, right):
        return True
    return _has_other_mailbox(left, right) or _has_other_number(left, right)


def has_contradiction(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether two people must differ: by two birthdays, or two profiles on one site."""
    if are_birthdays_different(left.person.birthday, right.person.birthday):
        return True
    return bool(_list_sites_with_other_profile(left, right))


def _list_sites_with_other_profile(left: AnyPersonKeys, right: AnyPersonKeys) -> list[str]:
    """List the sites on which both have profiles, and none in common."""
    left_profiles, right_profiles = left.profiles_by_site, right.profiles_by_site
    shared_sites = sorted(left_profiles.keys() & right_profiles.keys())
    return [site for site in shared_sites if not left_profiles[site] & right_profiles[site]]


def are_birthdays_different(left: Birthday | None, right: Birthday | None) -> bool:
    """Tell whether both birthdays are known and differ; a missing year fits every year."""
    if not left or not right:
        return False
    if left[:2] != right[:2]:
        return True
    if not left.year or not right.year:
        return False
    return left.year != right.year


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
    return _is_called_by_nickname(left, right) or _is_called_by_nickname(right, left)


def are_names_enough(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether names, with an address or an organisation, can show two people to be one.

    An initial and a last name are those of a whole family, unless both are written in the same
    words. A person with a mail address and no name could have any name.
    """
    if not left.names or not right.names:
        return True
    if not left.spellings.isdisjoint(right.spellings):
        return True
    if any(_is_same_first_name(*names) for names in product(left.names, right.names)):
        return True
    return _is_called_by_nickname(left, right) or _is_called_by_nickname(right, left)


def _is_same_first_name(left: Name, right: Name) -> bool:
    if not _is_compatible_name(left, right):
        return False
    shared_words = [word for word in left if word in right and len(word) > 1]
    if len(shared_words) > 1 or any(is_full_name((word,)) for word in shared_words):
        return True
    # Of one word nobody knows whether it is the first name or the last.
    if len(left) == 1 and len(right) == 1:
        return False
    is_initial = 1 in (len(left[0]), len(right[0]))
    return not is_initial and _is_compatible_first_name(left[0], right[0])


def _is_called_by_nickname(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether the right one is called Liz or Liz Weber, and the left one, a Weber, Liz."""
    last_names = {name[-1] for name in left.names}
    for name in right.names:
        if name[0] in left.nicknames and (len(name) == 1 or name[-1] in last_names):
            return True
    return False


def have_common_word(left: AnyPersonKeys, right: AnyPersonKeys) -> bool:
    """Tell whether names share a word, as Bob and Robert Smith do, or Ada before she married."""
    left_words = {word for name in left.names for word in name if len(word) > 1}
    return any(not left_words.isdisjoint(name) for name in right.names)


def _is_compatible_name(left: Name, right: Name) -> bool:
    left_words, right_words = set(left), set(right)
    for words in (GENERATIONS, JOINERS):
        if left_words & words != right_words & words:
            return False
    if left_words <= right_words or right_words <= left_words:
        return True
    if not _is_compatible_first_name(left[0], right[0]):
        return False
    if not _are_middle_names_compatible(left[1:-1], right[1:-1]):
        return False
    return left[-1] == right[-1] or _is_initial(left[-1], right[-1])


def _are_middle_names_compatible(left: Name, right: Name) -> bool:
    """Tell whether one has none, or they share one, if only by its initial."""
    if not left or not right:
        return True
    return any(_is_compatible_first_name(*names) for names in product(left, right))


def _is_compatible_first_name(left: str, right: str) -> bool:
    """Tell whether one first name is the other, its initial or its beginning (Ben, Benjamin)."""
    short, long = sorted((left, right), key=len)
    if long == short:
        return True
    if not long.startswith(short):
        return False
    # Two letters are a name of their own, as Al and Jo are, and begin too many others.
    is_short_form = MIN_SHORT_FORM_LENGTH <= len(short) <= MAX_SHORT_FORM_LENGTH
    has_more = len(long) - len(short) >= MIN_LETTERS_BEYOND_SHORT_FORM
    return len(short) == 1 or (is_short_form and has_more)


def has_fitting_full_name(person: AnyPersonKeys, other: AnyPersonKeys) -> bool:
    """Tell whether the other one has a full name, and this person a name that fits it."""
    full_names = filter(is_full_name, other.names)
    return any(_is_compatible_name(*names) for names in product(person.names, full_names))


def _is_initial(left: str, right: str) -> bool:
    return min(len(left), len(right)) == 1 and left[0] == right[0]


def _describe_name_similarity(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    """Describe what two people's names have in common; empty where they simply differ."""
    # The rules get weaker downwards, and only the strongest is reported.
    if set(left.names) & set(right.names):
        return _describe_namesakes(left, right)
    # `Acme` with the organisation Acme has no name, but may be called so.
    if left.called == right.called:
        return "the same name"
    name_pairs = tuple(product(left.names, right.names))
    for is_similar, description in _NAME_SIMILARITIES:
        if any(is_similar(left_name, right_name) for left_name, right_name in name_pairs):
            return description
    if left.organisation and left.organisation == right.organisation:
        for left_name, right_name in name_pairs:
            if _has_only_first_name_in_common(left_name, right_name):
                return f"the same first name, and at {right.organisation_text} too"
    return ""


def _describe_namesakes(left: AnyPersonKeys, right: AnyPersonKeys) -> str:
    if has_contradiction(left, right):
        return "the same name, with another profile or birthday"
    if has_other_organisation(left, right):
        return f"the same name, at {right.organisation_text}"
    if _has_other_mailbox(left, right) or _has_other_number(left, right):
        return "the same name, with another mail address or phone number"
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


def iter_shared_numbers(left: AnyPersonKeys, right: AnyPersonKeys) -> Iterator[str]:
    """Yield the phone numbers of the left person that the right one has too, as written."""
    for text, number in left.phone_numbers:
        if any(number.is_same(right_number) for _, right_number in right.phone_numbers):
            yield text


def list_shared(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    """List the texts of the left one that the right one has too."""
    right_texts = set(right)
    return [text for text in left if text in right_texts]
