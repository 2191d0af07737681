"""This week's list as text for a terminal, as Markdown for a mail, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.commands.output.terminal import EMPTY_VAULT_HINT, format_bold
from netnotes.network.first_look import NO_INTERVALS, find_first_look
from netnotes.network.follow_up import Standing
from netnotes.network.measures.thanks import describe_thanks, list_thanks_of_week
from netnotes.network.measures.week_events import (
    MAX_PEOPLE_OF_EVENT,
    list_met_elsewhere,
    list_week_events,
)
from netnotes.network.met_people import (
    describe_people_without_note,
    list_recent_people_without_note,
)
from netnotes.network.occasions import OCCASION_LABELS, describe_occasion
from netnotes.network.record import (
    build_name_record,
    compute_rounded_turns,
    format_due_day,
)
from netnotes.network.usual_places import describe_usual_places, list_usual_places
from netnotes.network.week_sentences import (
    describe_catch_up,
    describe_empty_week,
    describe_meeting,
    describe_met_earlier,
    describe_missing_places,
    describe_more_new,
    describe_week,
    format_more_names,
)
from netnotes.network.wording import format_event_days
from netnotes.text import format_count, format_day, format_iso_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Contact, Event
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.measures.thanks import Thanks
    from netnotes.network.measures.week_events import WeekEvent
    from netnotes.network.network import Network
    from netnotes.network.occasions import Occasion
    from netnotes.network.usual_places import UsualPlace
    from netnotes.network.week import WeekEntry, WeekPlan


# Above those who helped or answered lately.
THANKS_HEADING = "To thank"


class _Suggestion(NamedTuple):
    """A reason to write to a contact beside the list; `day` follows the name, or is empty."""

    label: str
    name: str
    day: str = ""


def format_json(network: Network, *, all_contacts: bool, inbox_count: int = 0) -> dict[str, object]:
    """Build what `due --json` prints; days are ISO, turns a number, unknown facts null.

    `all_contacts` adds everyone with their standing. `inbox_count` sentences wait in the inbox.
    """
    week = network.week
    record: dict[str, object] = {
        "as_of": network.today.isoformat(),
        "events": [_build_event_record(week_event) for week_event in list_week_events(network)],
        "week": [_build_entry_record(entry, network) for entry in week.entries],
        "new": [_build_entry_record(entry, network) for entry in week.new_entries],
        "more_new": [build_name_record(contact) for contact in week.more_new],
        "met_earlier": [build_name_record(contact) for contact in week.met_earlier],
        "met_without_note": [
            {"event": build_name_record(people.event), "names": list(people.names)}
            for people in list_recent_people_without_note(network)
        ],
        "next": _build_entry_record(week.next_entry, network),
        "while_there": [_build_entry_record(entry, network) for entry in week.while_there],
        "reconnect": _build_contact_record(week.reconnect, network),
        "thanks": [_build_thanks_record(thanks) for thanks in list_thanks_of_week(network)],
        "occasions": [_build_occasion_record(occasion) for occasion in week.occasions],
        "meeting": [build_name_record(contact) for contact in week.meeting],
        "waiting": week.waiting_count,
        "truncated": _is_truncated(week),
        "catch_up": format_iso_day(week.catch_up_day),
        "first_look": _build_first_look_record(network),
        "inbox": inbox_count,
        "places": [_build_place_record(place) for place in list_usual_places(network)],
    }
    if all_contacts:
        record["people"] = [_build_contact_record(contact, network) for contact in network.contacts]
    return record


def _is_truncated(week: WeekPlan) -> bool:
    """Whether there is somebody else for these days, for whom there is no place."""
    return week.waiting_count > 0 or week.next_entry is not None or bool(week.more_new)


def _build_event_record(week_event: WeekEvent) -> dict[str, object]:
    event = week_event.event
    return {
        "name": event.name,
        "path": event.path,
        "date": format_iso_day(event.date),
        "until": format_iso_day(event.last_day),
        "location": event.location or None,
        "people": [
            {**build_name_record(guest.contact), "reason": guest.reason}
            for guest in week_event.people
        ],
    }


def _build_place_record(place: UsualPlace) -> dict[str, object]:
    return {
        "words": place.words,
        "path": place.path or None,
        "date": format_iso_day(place.next_day),
    }


def _build_occasion_record(occasion: Occasion) -> dict[str, object]:
    return {
        **build_name_record(occasion.contact),
        "kind": occasion.kind,
        "date": occasion.date.isoformat(),
        "text": occasion.text or None,
        "years": occasion.years,
    }


def _build_thanks_record(thanks: Thanks) -> dict[str, object]:
    return {
        **build_name_record(thanks.contact),
        "reason": describe_thanks(thanks),
        "asked": thanks.ask.text,
        "state": thanks.ask.state,
        "answered": thanks.answered.isoformat(),
        "line": thanks.ask.source_location.line,
    }


def _build_first_look_record(network: Network) -> dict[str, object] | None:
    """Build the record of where to begin; None if somebody has an interval."""
    first_look = find_first_look(network)
    if first_look is None:
        return None
    return {
        "line": first_look.line,
        "mentioned": [
            {**build_name_record(contact), "mentions": mention_count}
            for contact, mention_count in first_look.mentions
        ],
        "truncated": first_look.more > 0,
    }


def _build_entry_record(entry: WeekEntry | None, network: Network) -> dict[str, object] | None:
    if entry is None:
        return None
    follow_up = network.follow_ups[entry.contact.path]
    return {
        **build_name_record(entry.contact),
        "group": entry.group,
        "when": entry.when,
        "reason": entry.reason,
        "days": follow_up.days_since_contact,
        "turns": compute_rounded_turns(follow_up),
        "due": format_due_day(follow_up),
    }


def _build_contact_record(contact: Contact | None, network: Network) -> dict[str, object] | None:
    if contact is None:
        return None
    follow_up = network.follow_ups[contact.path]
    return {
        **build_name_record(contact),
        "standing": str(follow_up.standing),
        "last_contact": format_iso_day(follow_up.last_contact),
        "due": format_due_day(follow_up),
        "days": follow_up.days_since_contact,
        "turns": compute_rounded_turns(follow_up),
    }


def format_text(network: Network, *, all_contacts: bool, color: bool) -> Iterator[str]:
    """Format the week for a terminal; `all_contacts` adds a table of everyone."""
    week = network.week
    yield f"This week, as of {format_day(network.today)}"
    summary = describe_week(network)
    if summary:
        yield summary
    yield ""

    week_events = list_week_events(network)
    for week_event in week_events:
        yield from _format_event_as_text(week_event, color=color)
    yield from _format_usual_places(network)
    yield from _format_entries_as_text(week, color=color)
    yield from _format_thanks_as_text(network)
    yield from _format_others(network, week_events)
    yield from _format_beginning(network)
    if week.next_entry:
        yield ""
        yield f"next: {_describe_next_entry(week, week.next_entry, network)}"

    if week.while_there:
        yield ""
        yield "While you are there"
        for entry in week.while_there:
            yield f"    {entry.contact.name}: {entry.reason}"
    if week.reconnect:
        yield ""
    for suggestion in _iter_suggestions(week):
        yield f"{suggestion.label}: {suggestion.name}{suggestion.day}"
    if all_contacts:
        yield ""
        yield from _format_table(network)


def format_markdown(network: Network, *, all_contacts: bool) -> Iterator[str]:
    """Format the week as a mail in Markdown; `all_contacts` adds a table of everyone."""
    week = network.week
    yield f"# This week, as of {format_day(network.today)}"
    yield ""
    summary = describe_week(network)
    if summary:
        yield from (summary, "")

    week_events = list_week_events(network)
    for week_event in week_events:
        yield from _format_event_as_markdown(week_event)
    yield from _format_usual_places(network)
    yield from _format_entries_as_markdown(week)
    yield from _format_thanks_as_markdown(network)
    yield from _format_others(network, week_events)
    yield from _format_beginning(network)
    if week.next_entry:
        yield ""
        yield f"Next: {_describe_next_entry(week, week.next_entry, network)}"

    if week.while_there:
        yield from ("", "## While you are there", "")
        for entry in week.while_there:
            yield f"- **{entry.contact.name}**: {entry.reason}"
    if week.reconnect or week.occasions:
        yield ""
    for suggestion in _iter_suggestions(week):
        yield f"- {suggestion.label}: **{suggestion.name}**{suggestion.day}"
    if all_contacts:
        yield ""
        # A code block keeps the columns in line.
        yield "```"
        yield from _format_table(network)
        yield "```"


def _format_entries_as_text(week: WeekPlan, *, color: bool) -> Iterator[str]:
    number = 0
    for heading, entries in _iter_groups(week):
        if number:
            yield ""
        yield heading
        for entry in entries:
            number += 1
            yield f"{number:>2}. {format_bold(entry.contact.name, color=color)}: {entry.reason}"
            if entry.contact.purpose:
                yield f"    {entry.contact.purpose}"


def _format_entries_as_markdown(week: WeekPlan) -> Iterator[str]:
    for heading, entries in _iter_groups(week):
        yield from (f"## {heading}", "")
        for entry in entries:
            line = f"- **{entry.contact.name}**: {entry.reason}"
            if entry.contact.purpose:
                line += f" — {entry.contact.purpose}"
            yield line
        yield ""


def _format_thanks_as_text(network: Network) -> Iterator[str]:
    all_thanks = list_thanks_of_week(network)
    if not all_thanks:
        return
    if network.week.all_entries:
        yield ""
    yield THANKS_HEADING
    for thanks in all_thanks:
        yield f"    {thanks.contact.name}: {describe_thanks(thanks)}"
    if not network.week.all_entries:
        yield ""


def _format_thanks_as_markdown(network: Network) -> Iterator[str]:
    all_thanks = list_thanks_of_week(network)
    if not all_thanks:
        return
    yield from (f"## {THANKS_HEADING}", "")
    for thanks in all_thanks:
        yield f"- **{thanks.contact.name}**: {describe_thanks(thanks)}"
    yield ""


def _format_event_as_text(week_event: WeekEvent, *, color: bool) -> Iterator[str]:
    yield format_bold(_format_event(week_event.event), color=color)
    for guest in week_event.people[:MAX_PEOPLE_OF_EVENT]:
        yield f"    {guest.contact.name}: {guest.reason}"
    more = _format_more(week_event)
    if more:
        yield f"    {more}"
    yield ""


def _format_event_as_markdown(week_event: WeekEvent) -> Iterator[str]:
    yield from (f"## {_format_event(week_event.event)}", "")
    for guest in week_event.people[:MAX_PEOPLE_OF_EVENT]:
        yield f"- **{guest.contact.name}**: {guest.reason}"
    more = _format_more(week_event)
    if more:
        yield f"- {more}"
    if week_event.people:
        yield ""


def _format_usual_places(network: Network) -> Iterator[str]:
    sentence = describe_usual_places(network)
    if sentence:
        yield from (sentence, "")


def _format_event(event: Event) -> str:
    """Format an event in one line: its name, where it is, and its days."""
    place = event.location
    if event.location in event.name:
        place = ""
    return ", ".join(filter(None, (event.name, place, format_event_days(event))))


def _format_more(week_event: WeekEvent) -> str:
    """Format who else is to be met, without reasons; empty if all have a line."""
    others = [guest.contact for guest in week_event.people[MAX_PEOPLE_OF_EVENT:]]
    if not others:
        return ""
    return f"and {len(others):,} more: {format_more_names(others)}"


def _iter_suggestions(week: WeekPlan) -> Iterator[_Suggestion]:
    """Yield the month's old tie, then the birthdays and other days of the year."""
    if week.reconnect:
        yield _Suggestion("An old tie", week.reconnect.name)
    for occasion in week.occasions:
        words = describe_occasion(occasion)
        day = f", {format_day(occasion.date)}" + (f": {words}" if words else "")
        yield _Suggestion(OCCASION_LABELS[occasion.kind], occasion.contact.name, day)


def _iter_groups(week: WeekPlan) -> Iterator[tuple[str, tuple[WeekEntry, ...]]]:
    """Yield what waits now and what comes later this week, with a heading, without empty groups."""
    for heading, entries in (
        ("Now", week.list_entries("now")),
        ("Later this week", week.list_entries("later")),
    ):
        if entries:
            yield heading, entries


def _format_others(network: Network, week_events: Iterable[WeekEvent]) -> Iterator[str]:
    """Format who belongs to the week and has no place on the list: new contacts, whom I meet."""
    week = network.week
    for label, contacts in (
        (describe_more_new(week), week.more_new),
        (describe_met_earlier(week), week.met_earlier),
        (describe_meeting(network), list_met_elsewhere(week_events, network)),
    ):
        if label and contacts:
            yield from ("", f"{label}: {format_more_names(contacts)}.")
    for people in list_recent_people_without_note(network):
        yield from ("", describe_people_without_note(people))


def _format_beginning(network: Network) -> Iterator[str]:
    """Format where to begin if nobody has an interval, or that the list is empty.

    In Markdown it is a block of code and a list, too.
    """
    first_look = find_first_look(network)
    empty_week = _describe_empty_week(network)
    if first_look is not None:
        # What helps most is said instead.
        empty_week = describe_missing_places(network)
    if empty_week:
        yield from ("", empty_week)
    if first_look is None:
        return
    yield ""
    yield from (f"{NO_INTERVALS} {first_look.where}", "", f"    {first_look.line}")
    if not first_look.mentions:
        return
    yield from ("", "Mentioned most in your notes:", "")
    for contact, mention_count in first_look.mentions:
        yield f"- {contact.name} ({format_count(mention_count, 'time')}): {contact.path}"
    if first_look.more:
        yield f"- and {first_look.more:,} more"


def _describe_empty_week(network: Network) -> str:
    if not network.contacts:
        return EMPTY_VAULT_HINT
    return describe_empty_week(network)


def _describe_next_entry(week: WeekPlan, next_entry: WeekEntry, network: Network) -> str:
    return f"{next_entry.contact.name}. {describe_catch_up(week, network.settings)}".rstrip()


# Those that are due, then the others in the order in which `Standing` has them.
_STANDINGS_BY_URGENCY = tuple(dict.fromkeys((Standing.LAPSED, Standing.DUE, *Standing)))


def _format_table(network: Network) -> Iterator[str]:
    """Format a line for every contact, in columns; those due come first."""
    rows = [(contact, network.follow_ups[contact.path]) for contact in network.contacts]
    rows.sort(key=_build_sort_key)
    name_width = max((len(contact.name) for contact in network.contacts), default=0)
    standing_width = max((len(follow_up.standing) for _, follow_up in rows), default=0)
    for contact, follow_up in rows:
        last_day = format_iso_day(follow_up.last_contact) or "-"
        due_day = format_iso_day(follow_up.expected) or "-"
        yield (
            f"{contact.name:<{name_width}}  {follow_up.standing:<{standing_width}}  "
            f"last {last_day:<10}  due {due_day}"
        )


def _build_sort_key(row: tuple[Contact, FollowUp]) -> tuple[int, float, str]:
    """Order by urgency; in each standing who waits longest, in turns, comes first."""
    contact, follow_up = row
    urgency = _STANDINGS_BY_URGENCY.index(follow_up.standing)
    return urgency, -follow_up.turns_or_zero, contact.name.casefold()
