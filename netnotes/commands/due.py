"""`netnotes due`: this week's list in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netnotes.cli import DONE, vault_argument
from netnotes.commands.opening import open_network
from netnotes.network.followup import Standing
from netnotes.network.mix import capacity, in_touch
from netnotes.network.plan import catch_up_sentence
from netnotes.words import spoken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.network.network import Network
    from netnotes.network.plan import Call
    from netnotes.people import Contact


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `due`."""
    vault_argument(verb)
    verb.add_argument("--all", action="store_true", help="also list everybody with their standing")
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the list as JSON")
    form.add_argument("--markdown", action="store_true", help="print the list as Markdown, for a mail")


def due(args: argparse.Namespace) -> int:
    """Print whom to be in touch with this week, and why."""
    network = open_network(args.vault, args.today).network
    if args.json:
        print(json.dumps(as_json(network, everybody=args.all), ensure_ascii=False, indent=1))
    elif args.markdown:
        print("\n".join(as_markdown(network, everybody=args.all)))
    else:
        print("\n".join(as_text(network, everybody=args.all, color=args.color)))
    return DONE


def as_json(network: Network, *, everybody: bool) -> dict[str, object]:
    """The week for another program; dates are ISO, turns a number, absent facts null."""
    week = network.week
    told: dict[str, object] = {
        "netnotes": 1,
        "as_of": network.today.isoformat(),
        "week": [_call(call, network) for call in week.calls],
        "next": _call(week.next, network) if week.next else None,
        "while_there": [_call(call, network) for call in week.while_there],
        "reconnect": _person(week.reconnect, network) if week.reconnect else None,
        "waiting": week.waiting,
        "catch_up": week.catch_up.isoformat() if week.catch_up else None,
    }
    if everybody:
        told["people"] = [_person(contact, network) for contact in network.contacts]
    return told


def _call(call: Call, network: Network) -> dict[str, object]:
    follow = network.follow_ups[call.contact.path]
    return {
        "name": call.contact.name,
        "path": call.contact.path,
        "group": call.group,
        "reason": call.reason,
        "days": follow.days,
        "turns": _turns(call.contact, network),
        "due": follow.due.isoformat() if follow.due else None,
    }


def _person(contact: Contact, network: Network) -> dict[str, object]:
    follow = network.follow_ups[contact.path]
    return {
        "name": contact.name,
        "path": contact.path,
        "standing": str(follow.standing),
        "last_contact": follow.last.isoformat() if follow.last else None,
        "due": follow.due.isoformat() if follow.due else None,
        "days": follow.days,
        "turns": _turns(contact, network),
    }


def _turns(contact: Contact, network: Network) -> float | None:
    turns = network.follow_ups[contact.path].turns
    return None if turns is None else round(float(turns), 4)


def as_text(network: Network, *, everybody: bool, color: bool) -> Iterator[str]:
    """The week for a terminal."""
    bold, plain = ("\x1b[1m", "\x1b[0m") if color else ("", "")
    week = network.week
    yield f"This week, as of {spoken(network.today)}"
    yield from _sentences(network)
    yield ""
    for number, call in enumerate(week.calls, start=1):
        yield f"{number:>2}. {bold}{call.contact.name}{plain}: {call.reason}"
        if call.contact.purpose:
            yield f"    {call.contact.purpose}"
    if not week.calls:
        yield _nothing(network)
    if week.next:
        yield ""
        yield f"next: {week.next.contact.name}. {catch_up_sentence(week, network.settings)}"
    for heading, calls in (("While you are there", week.while_there),):
        if calls:
            yield ""
            yield heading
            yield from (f"    {call.contact.name}: {call.reason}" for call in calls)
    if week.reconnect:
        yield ""
        yield f"An old tie: {week.reconnect.name}"
    for day, contact in week.birthdays:
        yield f"Birthday: {contact.name}, {spoken(day)}"
    if everybody:
        yield ""
        yield from _table(network)


def as_markdown(network: Network, *, everybody: bool) -> Iterator[str]:
    """The week as a digest to mail."""
    week = network.week
    yield f"# This week, as of {spoken(network.today)}"
    yield ""
    yield " ".join(_sentences(network))
    yield ""
    for call in week.calls:
        purpose = f" — {call.contact.purpose}" if call.contact.purpose else ""
        yield f"- **{call.contact.name}**: {call.reason}{purpose}"
    if not week.calls:
        yield _nothing(network)
    if week.next:
        yield ""
        yield f"Next: {week.next.contact.name}. {catch_up_sentence(week, network.settings)}"
    if week.while_there:
        yield ""
        yield "## While you are there"
        yield ""
        yield from (f"- **{call.contact.name}**: {call.reason}" for call in week.while_there)
    extras = [f"- An old tie: **{week.reconnect.name}**"] if week.reconnect else []
    extras += [f"- Birthday: **{contact.name}**, {spoken(day)}" for day, contact in week.birthdays]
    if extras:
        yield ""
        yield from extras
    if everybody:
        yield ""
        yield "```"
        yield from _table(network)
        yield "```"


def _sentences(network: Network) -> Iterator[str]:
    if network.contacts:
        yield from (panel.sentences[0] for panel in (in_touch(network), capacity(network)) if panel.enough)


def _nothing(network: Network) -> str:
    if not network.contacts:
        return "Nobody here yet. Make a note `People/Ada Quill.md`; a name is enough to begin."
    return "Nothing due. A good week to meet someone new or thank someone."


def _table(network: Network) -> Iterator[str]:
    """Everybody, in the order of their standing, those due first."""
    order = tuple(dict.fromkeys((Standing.LAPSED, Standing.DUE, *Standing)))
    rows = [(network.follow_ups[one.path], one) for one in network.contacts]
    rows.sort(key=lambda row: (order.index(row[0].standing), -row[0].wait, row[1].name.casefold()))
    width = max((len(one.name) for _, one in rows), default=0)
    for follow, one in rows:
        last = follow.last.isoformat() if follow.last else "-"
        next_ = follow.due.isoformat() if follow.due and follow.live else "-"
        yield f"{one.name:<{width}}  {follow.standing:<17}  last {last:<10}  next {next_}"
