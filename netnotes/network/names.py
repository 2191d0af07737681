"""Find contacts by what they are called: a path, a mail address, a name, name and organisation."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.model.note_path import extract_note_name
from netnotes.reading.name_titles import can_be_one_person, split_titles
from netnotes.text import fold_for_search, fold_name, format_day_short, list_foldings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netnotes.model.people import Contact, Goal
    from netnotes.network.network import Network


def find_candidates(network: Network, name: str) -> tuple[Contact, ...]:
    """Find whom a name may mean; several only if it fits several equally well.

    It may be the path of a note in the vault, a mail address, a name, or a name with an
    organisation, as in `Ada at Northwind`.
    """
    for find in (find_by_whole_name, _find_by_part_of_name, _find_by_first_name_and_organisation):
        candidates = find(network, name)
        if candidates:
            return candidates
    return ()


def find_by_whole_name(network: Network, name: str) -> tuple[Contact, ...]:
    """Find whom a path, a mail address, or a whole name means, with or without an organisation."""
    for find in (
        _find_by_path,
        _find_by_address,
        _find_by_full_name,
        find_by_untitled_name,
        _find_by_name_and_organisation,
    ):
        candidates = find(network, name)
        if candidates:
            return candidates
    return ()


def is_path(name: str) -> bool:
    """Tell whether a name may be the path of a note: it has a folder or an ending."""
    return "/" in name or name.casefold().endswith(".md")


def _find_by_path(network: Network, name: str) -> tuple[Contact, ...]:
    """Find the contacts of a path with or without `.md`; its first folders may be left out."""
    if not is_path(name):
        return ()
    exact_contact = network.contacts_by_path.get(f"{name.removesuffix('.md')}.md")
    if exact_contact:
        return (exact_contact,)

    wanted = _fold_path(name)
    same_paths = []
    longer_paths = []
    for contact in network.contacts:
        path = _fold_path(contact.path)
        if path == wanted:
            same_paths.append(contact)
        elif path.endswith(f"/{wanted}"):
            longer_paths.append(contact)
    return tuple(same_paths or longer_paths)


def _fold_path(path: str) -> str:
    return fold_name(posixpath.normpath(path)).removesuffix(".md")


def _find_by_address(network: Network, name: str) -> tuple[Contact, ...]:
    # Asked first: the pattern takes long on a long text without one.
    match = _ADDRESS.search(name) if "@" in name else None
    if match is None:
        return ()
    wanted = match[0].casefold()
    return tuple(
        contact
        for contact in network.contacts
        if wanted in [address.casefold() for address in contact.email]
    )


_ADDRESS = re.compile(r"[^\s<>()@,;]+@[^\s<>()@,;]+")


def _find_by_full_name(network: Network, name: str) -> tuple[Contact, ...]:
    """Find who has this name or file name; else this alias."""
    wanted = fold_for_search(name)
    return _match_full_name(network.contacts, network, wanted)


def find_by_untitled_name(network: Network, name: str) -> tuple[Contact, ...]:
    """Find who has a whole name but for titles: `Dr. Ada Quill` is Ada Quill, and the reverse."""
    wanted = split_titles(name)
    if not wanted.is_whole:
        return ()
    found = []
    for contact in network.contacts_by_untitled_name.get(" ".join(wanted.words), ()):
        own_names = [split_titles(own) for own in (*_list_own_names(contact), *contact.aliases)]
        same_names = [own for own in own_names if own.words == wanted.words]
        if all(can_be_one_person(own, wanted) for own in same_names):
            found.append(contact)
    return tuple(found)


def _list_own_names(contact: Contact) -> tuple[str, str]:
    return contact.name, extract_note_name(contact.path)


def _match_full_name(
    contacts: Iterable[Contact], network: Network, wanted: str
) -> tuple[Contact, ...]:
    if not wanted:
        return ()
    folded_names = network.folded_names
    named = [contact for contact in contacts if wanted in folded_names[contact.path]]
    if not named:
        for contact in contacts:
            if any(wanted in list_foldings(alias) for alias in contact.aliases):
                named.append(contact)
    return tuple(named)


def _find_by_part_of_name(network: Network, name: str) -> tuple[Contact, ...]:
    """Find whose first name this is; else in whose name each word begins a word.

    With a title, as in `Dr. Quill`, it may be a part of a name that has none.
    """
    contacts = _match_part_of_name(network.contacts, network, fold_for_search(name))
    wanted = split_titles(name)
    if contacts or not wanted.titles:
        return contacts
    contacts = _match_part_of_name(network.contacts, network, " ".join(wanted.words))
    return tuple(
        contact
        for contact in contacts
        if wanted.is_whole or can_be_one_person(split_titles(contact.name), wanted)
    )


def _match_part_of_name(
    contacts: Iterable[Contact], network: Network, wanted: str
) -> tuple[Contact, ...]:
    words = _strip_punctuation(wanted).split()
    if not words:
        return ()
    folded_names = network.folded_names
    first_named = []
    for contact in contacts:
        if any(name.split()[:1] == [wanted] for name in folded_names[contact.path]):
            first_named.append(contact)
    if first_named:
        return tuple(first_named)

    return tuple(
        contact
        for contact in contacts
        if any(
            has_all_words(words, _strip_punctuation(name)) for name in folded_names[contact.path]
        )
    )


def _strip_punctuation(text: str) -> str:
    """Strip what stands around an organisation: `bob smith (acme)` has the words of `bob acme`."""
    return re.sub(r"[(),]", " ", text)


def _find_by_name_and_organisation(network: Network, name: str) -> tuple[Contact, ...]:
    """Find who has a whole name and an organisation, as in `Bob Smith, Acme`, `Bob Smith Acme`."""
    return _match_name_and_organisation(
        network, name, (_ORGANISATION_SEPARATOR, _SPACE), _match_full_name
    )


def _find_by_first_name_and_organisation(network: Network, name: str) -> tuple[Contact, ...]:
    """Find who has a part of a name and an organisation, as in `Bob from Acme`."""
    # Not with a space only: the last word of `Ada Stripe` is her name, and not where she works.
    return _match_name_and_organisation(
        network, name, (_ORGANISATION_SEPARATOR,), _match_part_of_name
    )


# What may be between a name and an organisation: `Ada at Northwind`, `Ada (Northwind)`.
_ORGANISATION_SEPARATOR = re.compile(r"\s+(?:at|from|of)\s+|\s*[(,@]\s*", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def _match_name_and_organisation(
    network: Network,
    name: str,
    separators: Iterable[re.Pattern[str]],
    match_name: Callable[[Iterable[Contact], Network, str], tuple[Contact, ...]],
) -> tuple[Contact, ...]:
    for separator in separators:
        for match in separator.finditer(name):
            person_name = fold_for_search(name[: match.start()])
            words = fold_for_search(name[match.end() :].strip(" )")).split()
            if not person_name or not words:
                continue
            candidates = match_name(_list_contacts_at(network, words), network, person_name)
            if candidates:
                return candidates
    return ()


def _list_contacts_at(network: Network, words: list[str]) -> list[Contact]:
    """List who is at an organisation with these words in its name."""
    contacts = []
    for contact in network.contacts:
        if has_all_words(words, fold_for_search(contact.organisation)):
            contacts.append(contact)
    return contacts


def find_goals(network: Network, name: str) -> tuple[Goal, ...]:
    """Find which goal a path, a name or words of a name may mean; of several, those active."""
    words = fold_for_search(name).split()
    whole, partial = [], []
    for goal in network.goals:
        if _is_goal_called(goal, name):
            whole.append(goal)
        elif words and any(has_all_words(words, goal_name) for goal_name in _fold_names(goal)):
            partial.append(goal)
    goals = tuple(whole or partial)
    return tuple([goal for goal in goals if goal.status == "active"]) or goals


def _is_goal_called(goal: Goal, name: str) -> bool:
    if is_path(name) and _fold_path(goal.path) == _fold_path(name):
        return True
    return fold_for_search(name) in _fold_names(goal)


def _fold_names(goal: Goal) -> list[str]:
    names = (goal.name, extract_note_name(goal.path), *goal.aliases)
    return [fold_for_search(name) for name in names]


class Candidate(NamedTuple):
    """One of several contacts whom a name may mean."""

    contact: Contact

    # What can be typed instead, and means this contact only.
    name: str

    # What the others do not have: organisation, place, mail address, last contact, path.
    details: tuple[str, ...]


def describe_candidates(network: Network, contacts: Sequence[Contact]) -> tuple[Candidate, ...]:
    """Describe contacts by what tells them apart, and by a name that means one of them only."""
    facts = [_list_facts(network, contact) for contact in contacts]
    candidates = []
    for contact, own_facts in zip(contacts, facts, strict=True):
        details = []
        for index, fact in enumerate(own_facts):
            if fact and any(other_facts[index] != fact for other_facts in facts):
                details.append(fact)
        if facts.count(own_facts) > 1:
            details.append(contact.path)
        candidates.append(Candidate(contact, find_unique_name(network, contact), tuple(details)))
    return tuple(candidates)


def _list_facts(network: Network, contact: Contact) -> tuple[str, ...]:
    """List what tells contacts of one name apart; what is not known is empty."""
    last_contact = network.follow_ups[contact.path].last_contact
    return (
        contact.organisation,
        contact.location,
        contact.email[0] if contact.email else "",
        f"last contact {format_day_short(last_contact)}" if last_contact else "",
    )


def find_unique_name(network: Network, contact: Contact) -> str:
    """Find a name that means this contact and nobody else: at last the path of the note."""
    names = [contact.name, extract_note_name(contact.path)]
    if contact.organisation:
        names.append(f"{contact.name} ({contact.organisation})")
    names += contact.email
    for name in names:
        if find_candidates(network, name) == (contact,):
            return name
    return contact.path


# How many contacts an error names: they fit on a screen.
MAX_NAMED_CANDIDATES = 8


class AmbiguousNameError(NetnotesError):
    """A name means several contacts; the message says what to type instead."""

    def __init__(self, name: str, network: Network, contacts: Sequence[Contact]) -> None:
        self.candidates = describe_candidates(network, contacts[:MAX_NAMED_CANDIDATES])
        lines = [f"{name} could be {len(contacts)} people. Write one of these instead:"]
        lines += [f"  {_format_candidate(candidate)}" for candidate in self.candidates]
        unnamed_count = len(contacts) - len(self.candidates)
        if unnamed_count:
            lines.append(f"  and {unnamed_count:,} more: write more of the name")
        super().__init__("\n".join(lines))


def _format_candidate(candidate: Candidate) -> str:
    details = list(candidate.details)
    if candidate.contact.name not in candidate.name:
        details.insert(0, candidate.contact.name)
    # What is typed says it already.
    details = [detail for detail in details if detail not in candidate.name]
    if details:
        return f"{candidate.name}: {', '.join(details)}"
    return candidate.name


def has_all_words(words: list[str], text: str) -> bool:
    """Whether each of the words begins a word of the text."""
    padded_text = f" {text}"
    return all(f" {word}" in padded_text for word in words)
