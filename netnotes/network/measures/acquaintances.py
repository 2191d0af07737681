"""Who knows whom: contacts, and people of whom the notes have only a name."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.note_path import extract_note_name
from netnotes.model.people import Link
from netnotes.network.names import find_by_untitled_name, has_all_words
from netnotes.reading.file_index import find_file
from netnotes.reading.links import list_links
from netnotes.reading.name_titles import fold_without_titles
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact, Naming
    from netnotes.network.network import Network


class Person(NamedTuple):
    """Somebody in the notes; `path` is that of a contact, and empty for a name without a note."""

    name: str
    path: str = ""


class TieLine(NamedTuple):
    """A line that says that two people know each other.

    `kind` is `knows` or `introduced_by`, the property, or `named`, the field of a log; `date` is
    the day of the latter, if it is known.
    """

    kind: str
    location: SourceLocation
    date: Day | None = None


_LETTER = re.compile(r"[^\W\d_]")

# What stands behind a name and says more of it: `Camille Joubert (Le Monde)`, `Tom Weld: a lawyer`.
_SIGNS_BEHIND_NAME = frozenset("(:–—-")

# `Paulo Teixeira at Ortoclin`: small words that are part of no name, behind two words or more.
# Of a first name alone, as of `people at Ortoclin`, they are what tells it from others.
_WORDS_BEHIND_NAME = re.compile(
    r"(?<=\S)\s+(?:at|from|who|whose|in|with|via|through|bei|aus|chez|qui|bij|uit)\s.*", re.DOTALL
)
_BEHIND_NAME = re.compile(r"\s*(?:[(:–—]|\s-\s).*", re.DOTALL)


class Acquaintances:
    """Whom each contact knows, and who knows a name that has no note.

    A name without a note is never taken for a contact: only a link that leads to their note is.
    """

    def __init__(self, network: Network) -> None:
        self.network = network

    def find_person(self, link: Link, origin: str) -> Person | None:
        """Find whom a link or a name in the note `origin` means; None for me and for no name."""
        network = self.network
        contact = network.contacts_by_path.get(network.find_path(link.target, origin))
        if contact:
            return Person(contact.name, contact.path)
        person = self._find_name_of_link(link.target)
        if person:
            # `Dr. Ada Quill` is Ada Quill, but not where two people are called so.
            contacts = find_by_untitled_name(network, person.name)
            if len(contacts) == 1 and fold_for_search(person.name) not in network.known_names:
                return Person(contacts[0].name, contacts[0].path)
        return person

    def _find_name_of_link(self, target: str) -> Person | None:
        name = strip_behind_name(extract_note_name(target))
        # A day, as in `[[2026-10-02]]`, is nobody.
        if not _LETTER.search(name) or self.network.settings.me.is_named(name):
            return None
        return Person(name)

    def find_names(self, text: str) -> list[Person]:
        """Find the names without a note that a text is; else those in which each word begins one.

        Case and accents make no difference.
        """
        key = fold_without_titles(strip_behind_name(text))
        if key in self.names:
            return [self.names[key]]
        words = key.split()
        if not words:
            return []
        return [person for name, person in self.names.items() if has_all_words(words, name)]

    @cached_property
    def names(self) -> Mapping[str, Person]:
        """All names without a note, by the folded name: acquaintances, targets of goals, guests."""
        names = {key: ties[0].person for key, ties in self._ties_by_name.items()}
        network = self.network
        for goal in network.active_goals:
            for link in goal.targets:
                self._add_name(names, link, goal.path)
        for event in network.events:
            for link in event.people:
                self._add_name(names, link, event.path)
        return names

    def _add_name(self, names: dict[str, Person], link: Link, origin: str) -> None:
        person = self.find_person(link, origin)
        if person and not person.path:
            names.setdefault(fold_without_titles(person.name), person)

    def list_lines_of_name(self, person: Person) -> list[SourceLocation]:
        """List the lines of contacts' notes in which a name without a note stands."""
        ties = self._ties_by_name.get(fold_without_titles(person.name), ())
        return [name_tie.tie.location for name_tie in ties]

    def spell(self, person: Person) -> Person:
        """Spell a name without a note as it is spelled first, so that it is one person."""
        if person.path:
            return person
        return self.names.get(fold_without_titles(person.name), person)

    def list_ties(self, person: Person) -> dict[Person, list[TieLine]]:
        """List who knows a person, or is known by the person, with the lines that say so."""
        ties: dict[Person, list[TieLine]] = {}
        contact = self.network.contacts_by_path.get(person.path)
        if contact is None:
            for _, knower, tie, _ in self._ties_by_name.get(fold_without_titles(person.name), ()):
                ties.setdefault(Person(knower.name, knower.path), []).append(tie)
            return ties

        for known, tie, _ in self._iter_own_ties(contact):
            ties.setdefault(self.spell(known), []).append(tie)
        for knower in self._list_knowers(contact):
            for known, tie, _ in self._iter_own_ties(knower):
                if known.path == contact.path:
                    ties.setdefault(Person(knower.name, knower.path), []).append(tie)
        ties.pop(person, None)
        return ties

    @cached_property
    def words_of_names(self) -> tuple[tuple[str, Person], ...]:
        """What is written where each name without a note stands: `Tom Weld (Northwind)`."""
        words_of_names: dict[tuple[str, Person], None] = {}
        for ties in self._ties_by_name.values():
            for name_tie in ties:
                words_of_names[name_tie.words, ties[0].person] = None
        return tuple(words_of_names)

    @cached_property
    def namings(self) -> tuple[tuple[Contact, Naming, Person], ...]:
        """Everybody whom a contact named to me, with the contact and the field that says so."""
        namings = []
        for contact in self.network.contacts:
            for naming in contact.named:
                for person in self.list_named_people(naming, contact.path):
                    namings.append((contact, naming, person))
        return tuple(namings)

    def list_named_people(self, naming: Naming, origin: str) -> list[Person]:
        """List whom a field `named` names: the people it links to, and the names in its words."""
        location = naming.source_location
        goal_paths = {goal.path for goal in self.network.goals}
        people = []
        for link in list_links(naming.text, location):
            if self.network.find_path(link.target, origin) not in goal_paths:
                people.append(self.find_person(link, origin))
        for name in split_names(_LINK.sub("", naming.text)):
            # Behind a link, small letters and brackets say more of whom it leads to.
            if not people or (name[0].isalpha() and not name[0].islower()):
                people.append(self.find_person(Link(name, name, location), origin))
        return list(dict.fromkeys(person for person in people if person))

    def _list_knowers(self, contact: Contact) -> list[Contact]:
        """List the contacts whose own notes may say that they know a contact."""
        network = self.network
        paths = network.ties.get(contact.path)
        if paths is None:
            # The link graph has no ties of those who are archived, have died or are ruled out.
            return list(network.contacts)
        named_by = [
            knower.path for knower, _, person in self.namings if person.path == contact.path
        ]
        titled_by = self._knowers_by_titled_name.get(contact.path, ())
        all_paths = sorted({*paths, *named_by, *titled_by})
        return [network.contacts_by_path[path] for path in all_paths]

    @cached_property
    def _knowers_by_titled_name(self) -> Mapping[str, list[str]]:
        """Who knows a contact by a name with another title, by the contact's path."""
        knowers: dict[str, list[str]] = {}
        for contact, _, link in self._iter_links_without_contact():
            person = self.find_person(link, contact.path)
            if person and person.path:
                knowers.setdefault(person.path, []).append(contact.path)
        return knowers

    def _iter_own_ties(self, contact: Contact) -> Iterator[tuple[Person, TieLine, str]]:
        """Yield whom a contact knows by their own note, the line, and the words for them."""
        for link in contact.knows or ():
            person = self.find_person(link, contact.path)
            if person:
                yield person, TieLine("knows", link.source_location), link.target
        introducer = contact.introduced_by
        if introducer:
            person = self.find_person(introducer, contact.path)
            if person:
                yield (
                    person,
                    TieLine("introduced_by", introducer.source_location),
                    introducer.target,
                )
        for naming in contact.named:
            for person in self.list_named_people(naming, contact.path):
                yield person, TieLine("named", naming.source_location, naming.date), naming.text

    @cached_property
    def _ties_by_name(self) -> Mapping[str, list[_NameTie]]:
        """Who knows each name without a note, by the folded name."""
        ties: dict[str, list[_NameTie]] = {}
        for contact, kind, link in self._iter_links_without_contact():
            person = self.find_person(link, contact.path)
            if person and not person.path:
                name_tie = _NameTie(
                    person, contact, TieLine(kind, link.source_location), link.target
                )
                ties.setdefault(fold_without_titles(person.name), []).append(name_tie)
        for contact, naming, person in self.namings:
            if not person.path:
                tie = TieLine("named", naming.source_location, naming.date)
                is_alone = len(self.list_named_people(naming, contact.path)) == 1
                name_tie = _NameTie(person, contact, tie, naming.text if is_alone else person.name)
                ties.setdefault(fold_without_titles(person.name), []).append(name_tie)
        return ties

    def _iter_links_without_contact(self) -> Iterator[tuple[Contact, str, Link]]:
        """Yield who is linked as an acquaintance and is no contact, with the property's name."""
        network = self.network
        file_index, contacts_by_path = network.file_index, network.contacts_by_path
        cached_matches = file_index.cached_matches
        # Most of thirty thousand links lead to a contact, and are left out here at little cost.
        for contact in network.contacts:
            path = contact.path
            for link in contact.knows or ():
                match = cached_matches.get(link.target) or find_file(link.target, path, file_index)
                if match.path not in contacts_by_path:
                    yield contact, "knows", link
            introducer = contact.introduced_by
            if introducer and network.introductions[path].by == "other":
                yield contact, "introduced_by", introducer


class _NameTie(NamedTuple):
    """A line of a contact's note that has a name without a note, and the words that name it."""

    person: Person
    knower: Contact
    tie: TieLine
    words: str


# A link to a goal has a small word before it: `Camille Joubert for [[Found a circle]]`.
_LINK = re.compile(r"(?:\s+[^\W\dA-Z]{2,4})?\s*(?:!?\[\[[^\[\]]*\]\]|\[[^\[\]]*\]\([^()]*\))")


def strip_behind_name(text: str) -> str:
    """Strip what stands behind a name and says more of it: `Tom Weld (Northwind)` is `Tom Weld`."""
    name = text.strip()
    # Most names have none of these signs, and the pattern costs more than this.
    if not _SIGNS_BEHIND_NAME.isdisjoint(name):
        name = _BEHIND_NAME.sub("", name).strip()
    first_words = _WORDS_BEHIND_NAME.sub("", name)
    words = first_words.split()
    if len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper():
        return first_words
    return name


def split_names(text: str) -> list[str]:
    """Split words into names: `Camille Joubert, Priya Nair`; small letters say more of a name."""
    parts = [part.strip() for part in re.split(r"[,;]|\s+(?:and|&)\s+", text)]
    parts = [part for part in parts if part]
    # `Camille Joubert, journalist at Le Monde` is one person. Not every writing has capitals.
    names = [part for part in parts if not part[0].islower()]
    return names or parts[:1]
