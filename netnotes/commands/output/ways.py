"""Ways to somebody as text for a terminal, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.commands.output.terminal import format_bold
from netnotes.commands.output.wrapping import wrap, wrap_indented, wrap_item
from netnotes.model.people import DO_NOT_CONTACT
from netnotes.network.measures.targets import (
    describe_missing_ties,
    list_goals_of_person,
    list_people_to_ask_whom_they_know,
)
from netnotes.network.measures.way_record import (
    build_fit_records,
    build_person_record,
    build_source_records,
    build_way_record,
)
from netnotes.network.measures.way_sentences import (
    describe_fit,
    describe_last_talk,
    describe_request,
    describe_way,
)
from netnotes.network.record import build_name_record
from netnotes.network.wording import format_event_days, format_role_and_place
from netnotes.text import format_count, format_iso_day, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netnotes.model.people import Contact
    from netnotes.network.measures.acquaintances import Person
    from netnotes.network.measures.ways import WantedPerson, Way, WaySearch


# Ways and people that are shown without `--all`.
MAX_SHOWN = 7


def format_person(
    person: Person, search: WaySearch, *, show_all: bool, color: bool
) -> Iterator[str]:
    """Format the ways to one person: who they are, where to meet them, and who can be asked."""
    network = search.network
    contact = network.contacts_by_path.get(person.path)
    yield format_bold(person.name, color=color)
    yield from _format_who_they_are(contact, search)
    yield from _iter_occasions(person, search)
    if contact and (contact.died or contact.status == DO_NOT_CONTACT):
        return

    ways = _find_ways(person, search)
    is_met = contact is not None and search.has_met(contact)
    yield ""
    if ways:
        yield from _format_ways(ways, search, show_all=show_all)
        # Whom I know needs nobody to introduce me.
        if not is_met:
            yield from _format_request(ways)
    elif is_met:
        yield from wrap("Your notes do not say who else knows them.")
    else:
        yield from wrap("Nobody in your notes is known to know them yet.")
        yield from _format_missing_ties(person, search)
    if contact:
        yield from _format_unlinked_names(person, search)


def _describe_standing(contact: Contact, search: WaySearch) -> str:
    """Describe whether I have met somebody, and when we were last in touch."""
    if contact.died:
        return "They have died."
    if contact.status == DO_NOT_CONTACT:
        return "Their note says not to contact them."
    if not search.has_met(contact):
        return "You have not met yet, as far as your notes say."
    return f"You know each other; {describe_last_talk(contact, search.network)}."


def _iter_occasions(person: Person, search: WaySearch) -> Iterator[str]:
    goals = [goal.name for goal in list_goals_of_person(person, search)]
    if goals:
        yield from wrap(f"You want to meet them for {join_words(goals)}.")
    events = [
        f"{event.name} ({format_event_days(event)})" for event in search.list_coming_events(person)
    ]
    if events:
        yield from wrap(f"They come to {join_words(events)}.")


def _find_ways(person: Person, search: WaySearch) -> list[Way]:
    """Find the ways to somebody; to whom I know myself, only those over who knows them, too."""
    ways = search.find_ways(person)
    contact = search.network.contacts_by_path.get(person.path)
    if contact and search.has_met(contact):
        return [way for way in ways if way.is_certain and way.steps == 2]
    return ways


def _format_request(ways: Sequence[Way]) -> Iterator[str]:
    # Whom I asked not long ago is not asked first.
    request = next((describe_request(way) for way in ways if way.is_free), "")
    if request:
        yield ""
        yield from wrap(request)


def _format_who_they_are(contact: Contact | None, search: WaySearch) -> Iterator[str]:
    if contact is None:
        yield from wrap("They have no note yet; your notes have only the name.")
        return
    if format_role_and_place(contact):
        yield from wrap(format_role_and_place(contact))
    yield from wrap(_describe_standing(contact, search))


def _format_ways(ways: Sequence[Way], search: WaySearch, *, show_all: bool) -> Iterator[str]:
    shown_ways = ways if show_all else ways[:MAX_SHOWN]
    for way in shown_ways:
        yield from wrap_item(describe_way(way, search.network))
    if len(ways) > len(shown_ways):
        yield from wrap(f"And {len(ways) - len(shown_ways):,} more, with --all.")


def _format_missing_ties(person: Person, search: WaySearch) -> Iterator[str]:
    contacts: dict[str, Contact] = {}
    for goal in list_goals_of_person(person, search):
        for contact in list_people_to_ask_whom_they_know(goal, search):
            contacts[contact.path] = contact
    question = describe_missing_ties(list(contacts.values()))
    if question:
        yield from wrap(question)


def _format_unlinked_names(person: Person, search: WaySearch) -> Iterator[str]:
    """Say where the name of somebody with a note stands without leading to the note."""
    names = search.acquaintances.find_names(person.name)
    for name in names:
        if name.name.casefold() == person.name.casefold():
            for location in search.acquaintances.list_lines_of_name(name):
                yield ""
                yield from wrap(
                    f"{location.path}:{location.line} names {name.name} without a link. If it is "
                    f"the same person, write [[{person.name}]] there."
                )


def format_people(
    wanted_people: Sequence[WantedPerson],
    text: str,
    search: WaySearch,
    *,
    show_all: bool,
    color: bool,
) -> Iterator[str]:
    """Format who fits words, each with the best way."""
    count = format_count(len(wanted_people), "person fits", "people fit")
    yield format_bold(f"{count} “{text}”", color=color)
    yield ""
    shown_people = wanted_people if show_all else wanted_people[:MAX_SHOWN]
    for wanted in shown_people:
        line = wanted.person.name
        if wanted.fit:
            line += f" ({describe_fit(wanted.fit)})"
        yield from wrap_item(line)
        way = "No way to them yet."
        if wanted.way:
            way = describe_way(wanted.way, search.network)
        yield from wrap_indented(way)
    if len(wanted_people) > len(shown_people):
        yield from wrap(f"And {len(wanted_people) - len(shown_people):,} more, with --all.")

    request = _find_first_request(wanted_people)
    if request:
        yield ""
        yield from wrap(request)


def _find_first_request(wanted_people: Sequence[WantedPerson]) -> str:
    """Find what to ask the first who can be asked; empty if nobody can."""
    for wanted in wanted_people:
        if wanted.way and wanted.way.is_free and wanted.way.door:
            return describe_request(wanted.way)
    return ""


def build_person_result(person: Person, text: str, search: WaySearch) -> dict[str, Any]:
    """Build what `--json` prints for one person: all ways, the best first."""
    ways = _find_ways(person, search)
    record = {
        **_build_target_record(person, search),
        "fits": [],
        "ways": [build_way_record(way, search.network) for way in ways],
    }
    return _build_result(text, [record], search)


def build_words_result(
    wanted_people: Sequence[WantedPerson], text: str, search: WaySearch
) -> dict[str, Any]:
    """Build what `--json` prints for words: everybody who fits, each with the best way."""
    records = []
    for wanted in wanted_people:
        ways = []
        if wanted.way:
            ways = [build_way_record(wanted.way, search.network)]
        record = _build_target_record(wanted.person, search)
        records.append({**record, "fits": build_fit_records(wanted.fit), "ways": ways})
    return _build_result(text, records, search)


def _build_result(text: str, records: list[dict[str, Any]], search: WaySearch) -> dict[str, Any]:
    return {"as_of": search.network.today.isoformat(), "text": text, "people": records}


def _build_target_record(person: Person, search: WaySearch) -> dict[str, Any]:
    contact = search.network.contacts_by_path.get(person.path)
    lines = []
    if not contact:
        lines = search.acquaintances.list_lines_of_name(person)
    return {
        **build_person_record(person),
        "met": contact is not None and search.has_met(contact),
        "named_at": build_source_records(lines),
        "goals": [build_name_record(goal) for goal in list_goals_of_person(person, search)],
        "events": [
            {
                **build_name_record(event),
                "date": format_iso_day(event.date),
                "until": format_iso_day(event.last_day),
            }
            for event in search.list_coming_events(person)
        ],
    }
