"""The week as text, Markdown, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.follow_up import Standing
from netnotes.network.measures.measures import Measures
from netnotes.network.panels.capacity import build_capacity_panel, build_in_touch_panel
from netnotes.network.week import describe_catch_up
from netnotes.text import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Contact
    from netnotes.network.network import Network
    from netnotes.network.week import WeekEntry


def format_json(network: Network, *, everybody: bool) -> dict[str, object]:
    """The week for another program; dates are ISO, turns a number, absent facts null."""
    week = network.week
    told: dict[str, object] = {
        "netnotes": 1,
        "as_of": network.today.isoformat(),
        "week": [_build_entry_record(call, network) for call in week.entries],
        "next": _build_entry_record(week.next_entry, network) if week.next_entry else None,
        "while_there": [_build_entry_record(call, network) for call in week.while_there],
        "reconnect": _build_contact_record(week.reconnect, network) if week.reconnect else None,
        "waiting": week.waiting_count,
        "catch_up": week.catch_up_day.isoformat() if week.catch_up_day else None,
    }
    if everybody:
        told["people"] = [_build_contact_record(contact, network) for contact in network.contacts]
    return told


def _build_entry_record(entry: WeekEntry, network: Network) -> dict[str, object]:
    follow = network.follow_ups[entry.contact.path]
    return {
        "name": entry.contact.name,
        "path": entry.contact.path,
        "group": entry.group,
        "reason": entry.reason,
        "days": follow.days_since_contact,
        "turns": _round_turns(entry.contact, network),
        "due": follow.due.isoformat() if follow.due else None,
    }


def _build_contact_record(contact: Contact, network: Network) -> dict[str, object]:
    follow = network.follow_ups[contact.path]
    return {
        "name": contact.name,
        "path": contact.path,
        "standing": str(follow.standing),
        "last_contact": follow.last_contact.isoformat() if follow.last_contact else None,
        "due": follow.due.isoformat() if follow.due else None,
        "days": follow.days_since_contact,
        "turns": _round_turns(contact, network),
    }


def _round_turns(contact: Contact, network: Network) -> float | None:
    turns = network.follow_ups[contact.path].turns
    return None if turns is None else round(float(turns), 4)


def format_text(network: Network, *, everybody: bool, color: bool) -> Iterator[str]:
    """The week for a terminal."""
    bold, plain = ("\x1b[1m", "\x1b[0m") if color else ("", "")
    week = network.week
    yield f"This week, as of {format_day(network.today)}"
    yield from _iter_sentences(network)
    yield ""
    for number, call in enumerate(week.entries, start=1):
        yield f"{number:>2}. {bold}{call.contact.name}{plain}: {call.reason}"
        if call.contact.purpose:
            yield f"    {call.contact.purpose}"
    if not week.entries:
        yield _describe_empty_week(network)
    if week.next_entry:
        yield ""
        yield f"next: {week.next_entry.contact.name}. {describe_catch_up(week, network.settings)}"
    for heading, calls in (("While you are there", week.while_there),):
        if calls:
            yield ""
            yield heading
            yield from (f"    {call.contact.name}: {call.reason}" for call in calls)
    if week.reconnect:
        yield ""
        yield f"An old tie: {week.reconnect.name}"
    for day, contact in week.birthdays:
        yield f"Birthday: {contact.name}, {format_day(day)}"
    if everybody:
        yield ""
        yield from _format_table(network)


def format_markdown(network: Network, *, everybody: bool) -> Iterator[str]:
    """The week as a digest to mail."""
    week = network.week
    yield f"# This week, as of {format_day(network.today)}"
    yield ""
    yield " ".join(_iter_sentences(network))
    yield ""
    for call in week.entries:
        purpose = f" — {call.contact.purpose}" if call.contact.purpose else ""
        yield f"- **{call.contact.name}**: {call.reason}{purpose}"
    if not week.entries:
        yield _describe_empty_week(network)
    if week.next_entry:
        yield ""
        yield f"Next: {week.next_entry.contact.name}. {describe_catch_up(week, network.settings)}"
    if week.while_there:
        yield ""
        yield "## While you are there"
        yield ""
        yield from (f"- **{call.contact.name}**: {call.reason}" for call in week.while_there)
    extras = [f"- An old tie: **{week.reconnect.name}**"] if week.reconnect else []
    extras += [
        f"- Birthday: **{contact.name}**, {format_day(day)}" for day, contact in week.birthdays
    ]
    if extras:
        yield ""
        yield from extras
    if everybody:
        yield ""
        yield "```"
        yield from _format_table(network)
        yield "```"


def _iter_sentences(network: Network) -> Iterator[str]:
    if network.contacts:
        measures = Measures(network)
        yield from (
            panel.sentences[0]
            for panel in (build_in_touch_panel(measures), build_capacity_panel(measures))
            if panel.has_enough_notes
        )


def _describe_empty_week(network: Network) -> str:
    if not network.contacts:
        return "Nobody here yet. Make a note `People/Ada Quill.md`; a name is enough to begin."
    return "Nothing due. A good week to meet someone new or thank someone."


def _format_table(network: Network) -> Iterator[str]:
    """Everybody, in the order of their standing, those due first."""
    order = tuple(dict.fromkeys((Standing.LAPSED, Standing.DUE, *Standing)))
    rows = [(network.follow_ups[one.path], one) for one in network.contacts]
    rows.sort(
        key=lambda row: (
            order.index(row[0].standing),
            -row[0].turns_or_zero,
            row[1].name.casefold(),
        )
    )
    width = max((len(one.name) for _, one in rows), default=0)
    for follow, one in rows:
        last = follow.last_contact.isoformat() if follow.last_contact else "-"
        next_ = follow.due.isoformat() if follow.due and follow.is_live else "-"
        yield f"{one.name:<{width}}  {follow.standing:<17}  last {last:<10}  next {next_}"
