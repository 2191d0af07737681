"""What a person can be recognised by, computed once and compared often."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from netnotes.formats.card import Card
from netnotes.formats.matching.keys import (
    PhoneNumber,
    extract_qualifier,
    extract_short_number,
    is_full_name,
    is_profile,
    normalize_email,
    normalize_organisation,
    normalize_url,
    parse_phone_number,
    split_name,
    split_spelling,
)
from netnotes.model.people import Contact
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


PersonT_co = TypeVar("PersonT_co", bound=Card | Contact, covariant=True)

# A kind of key and its value, such as `("email", "ada@example.com")`.
LookupKey = tuple[str, str]

# Kinds of keys that belong to one person, or to few; the other kinds are made of names.
CERTAIN_KINDS = ("page", "email", "phone")


class PersonKeys(Generic[PersonT_co]):
    """One contact, or one card of a file, with everything it can be recognised by.

    A file of 30,000 cards is compared with a vault in seconds because each address and name is
    put into its comparable form here, and not at each comparison.
    """

    person: PersonT_co

    # The addresses of web pages, normalised, each once.
    pages: tuple[str, ...]

    # The mail addresses, normalised, each once.
    mailboxes: tuple[str, ...]

    # Each phone number as it is written, and its digits.
    phone_numbers: tuple[tuple[str, PhoneNumber], ...]

    # The digits of numbers that are too short to recognise anybody by, such as `101`.
    short_numbers: frozenset[str]

    # The organisation, normalised; empty if there is none.
    organisation: str

    # The organisation as it is written.
    organisation_text: str

    # Whether it is a firm: called by its organisation, and no name of anybody.
    is_firm: bool

    # What they are called, folded, whether it is a name or not.
    called: str

    # The names in words: their own, and aliases that are full names; others fit too many. What
    # stands in the place of a name (an address, a number, the organisation) is none.
    names: tuple[tuple[str, ...], ...]

    # The aliases of one word.
    nicknames: tuple[str, ...]

    # What stands behind the name to tell namesakes apart, as in `Bob Smith (Acme)`; often empty.
    qualifier: str

    # What an index finds this person by, the most certain first.
    lookup_keys: tuple[LookupKey, ...]

    def __init__(self, person: PersonT_co) -> None:
        self.person = person
        self.pages = _normalize_each(person.links, normalize_url)
        self.organisation = normalize_organisation(person.organisation)
        self.organisation_text = person.organisation
        self.called = fold_name(person.name)
        own_name = split_name(person.name)
        is_called_by_firm = normalize_organisation(person.name) == self.organisation
        if self.organisation and is_called_by_firm:
            own_name = ()

        # A note may be called `ada@example.com` and have no other address in it.
        names_as_addresses = () if own_name else (person.name,)
        self.mailboxes = _normalize_each((*person.email, *names_as_addresses), normalize_email)
        self.phone_numbers = tuple(_iter_phone_numbers((*person.phone, *names_as_addresses)))
        self.short_numbers = frozenset(
            filter(None, map(extract_short_number, self._list_unread_numbers()))
        )
        split_aliases = tuple(filter(None, map(split_name, person.aliases)))
        self.names = _list_names(own_name, split_aliases)
        self.is_firm = bool(self.organisation) and is_called_by_firm and not self.names
        self.nicknames = tuple(words[0] for words in split_aliases if len(words) == 1)
        self.qualifier = extract_qualifier(person.name)
        self.lookup_keys = tuple(self._iter_lookup_keys())

    @cached_property
    def profiles_by_site(self) -> dict[str, set[str]]:
        """The pages that are this person's own, by the host they are on."""
        profiles: dict[str, set[str]] = {}
        for page in self.pages:
            if is_profile(page):
                profiles.setdefault(page.partition("/")[0], set()).add(page)
        return profiles

    @cached_property
    def digits(self) -> tuple[str, ...]:
        """The digits of all numbers, also of those too short to recognise anybody by."""
        return (*(number.national_digits for _, number in self.phone_numbers), *self.short_numbers)

    @cached_property
    def spellings(self) -> frozenset[tuple[str, ...]]:
        """The words of each name, title and all, in any order: `Weber, A.` is `A. Weber`."""
        return frozenset(map(split_spelling, (self.person.name, *self.person.aliases)))

    @cached_property
    def similarity_keys(self) -> tuple[LookupKey, ...]:
        """What people with similar names have in common.

        These are the first and last word in any order, an initial with the last word, and the
        first name at one organisation.
        """
        keys = []
        for name in self.names:
            if len(name) > 1:
                keys.append(("ends", " ".join(sorted((name[0], name[-1])))))
                keys.append(("initial", f"{name[0][0]} {name[-1]}"))
            if self.organisation:
                keys.append(("first name at", f"{name[0]} @ {self.organisation}"))
        return tuple(keys)

    def _list_unread_numbers(self) -> list[str]:
        read_numbers = {text for text, _ in self.phone_numbers}
        return [text for text in self.person.phone if text not in read_numbers]

    def list_lookup_keys(self, kind: str) -> list[LookupKey]:
        """List the lookup keys of one kind."""
        return [key for key in self.lookup_keys if key[0] == kind]

    def _iter_lookup_keys(self) -> Iterator[LookupKey]:
        for page in self.pages:
            yield "page", page
        for mailbox in self.mailboxes:
            yield "email", mailbox
        for _, number in self.phone_numbers:
            yield "phone", number.last_digits
        if self.called:
            yield "called", self.called
        for name in self.names:
            joined_name = " ".join(name)
            if self.organisation:
                yield "name at", f"{joined_name} @ {self.organisation}"
            yield "name", joined_name


# The keys of a contact or of a card, where it does not matter which.
AnyPersonKeys = PersonKeys[Card | Contact]


def _normalize_each(texts: Iterable[str], normalize: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(normalize, texts))))


def _iter_phone_numbers(texts: Iterable[str]) -> Iterator[tuple[str, PhoneNumber]]:
    for text in texts:
        number = parse_phone_number(text)
        if number is not None:
            yield text, number


def _list_names(
    own_name: tuple[str, ...], aliases: Iterable[tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    names = [own_name] if own_name else []
    for words in aliases:
        # Whoever is called by an address has no other name than an alias.
        if is_full_name(words) or not own_name:
            names.append(words)
    return tuple(dict.fromkeys(names))
