"""The people whom the note of an event or of a day says I met, and who have no note yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.model.diagnostics import Diagnostic
from netnotes.network.follow_up import NEW_CONTACT_DAYS
from netnotes.network.names import find_by_whole_name
from netnotes.reading.file_index import find_file
from netnotes.reading.met_lines import parse_met_words, require_name, split_off_words
from netnotes.text import fold_for_search, format_command, format_few_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date as Day

    from netnotes.model.people import Contact, Event, MetLine
    from netnotes.network.network import Network
    from netnotes.reading.met_lines import MetWords


def find_met_contacts(met: MetWords, network: Network) -> tuple[Contact, ...]:
    """Find whom a line may mean, by a link or a whole name, perhaps with an organisation."""
    if met.link_target:
        path = find_file(met.link_target, "", network.file_index).path
        contact = network.contacts_by_path.get(path)
        if not contact:
            return ()
        return (contact,)
    return find_by_whole_name(network, met.name) or find_by_whole_name(
        network, split_off_words(met).name
    )


def find_named_with_organisation(met: MetWords, network: Network) -> tuple[Contact, ...]:
    """Find whom `Bob Smith, Acme` or `Bob Smith (Acme)` means: a contact who works there."""
    if met.link_target or not {",", "("}.intersection(met.name):
        return ()
    return find_by_whole_name(network, met.name)


def list_people_without_note(
    met_lines: Iterable[MetLine], network: Network
) -> list[tuple[str, MetLine]]:
    """List the names of those who were met and have no note, with the lines that name them."""
    names = []
    for met_line in met_lines:
        try:
            met = parse_met_words(met_line.text)
            if find_named_with_organisation(met, network):
                continue
            name = require_name(split_off_words(met)).name
        except NetnotesError:
            continue
        # Asked first: whoever was met at the events of many years has a note by now, and looking
        # through all contacts for each of them takes long.
        if fold_for_search(name) in network.known_names or network.settings.me.is_named(name):
            continue
        if not find_met_contacts(met, network):
            names.append((name, met_line))
    return names


class PeopleWithoutNote(NamedTuple):
    """An event of the last two weeks, and the names of those met there who have no note yet."""

    event: Event
    names: tuple[str, ...]


def list_recent_people_without_note(network: Network) -> list[PeopleWithoutNote]:
    """List whom I met at the events of the last two weeks, by their notes, and who have no note.

    After that the check alone says so.
    """
    found = []
    for event in network.events:
        last_day = event.last_day
        if event.date is None or last_day is None or event.date > network.today:
            continue
        if (network.today - last_day).days > NEW_CONTACT_DAYS:
            continue
        names = tuple(name for name, _ in list_people_without_note(event.met_lines, network))
        if names:
            found.append(PeopleWithoutNote(event, names))
    return found


def format_label_of_people(people: PeopleWithoutNote) -> str:
    """Say of names that follow a colon that they were met, and have no note yet."""
    return f"Met at {people.event.name}, with no note yet"


def describe_people_without_note(people: PeopleWithoutNote) -> str:
    """Describe who was met at an event and has no note yet, and the command that makes one."""
    sentence = f"{format_label_of_people(people)}: {format_few_names(people.names)}."
    command = format_command("netnotes", "met", people.event.name)
    if not command:
        return sentence
    return f"{sentence} `{command}` makes notes from the lines there."


def check_people_met_have_notes(
    network: Network, lines_by_day: Iterable[tuple[Day, tuple[MetLine, ...]]]
) -> Iterator[Diagnostic]:
    """Whoever was met at an event or on a day, by a line of its note, has a note.

    `lines_by_day` are those of daily notes.
    """
    for event in network.events:
        yield from _check_met_lines(event.met_lines, event.name, network)
    for day, met_lines in lines_by_day:
        yield from _check_met_lines(met_lines, day.isoformat(), network)


def _check_met_lines(
    met_lines: tuple[MetLine, ...], event_or_day: str, network: Network
) -> Iterator[Diagnostic]:
    for name, met_line in list_people_without_note(met_lines, network):
        command = format_command("netnotes", "met", event_or_day)
        yield Diagnostic(
            met_line.source_location,
            "met-without-note",
            f"{name} has no note yet.",
            f"`{command}` makes one from this line." if command else "",
        )
