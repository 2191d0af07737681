"""One contact on one screen of a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from netnotes.commands.output.terminal import format_bold
from netnotes.markdown.plain import strip_markdown
from netnotes.model.note_path import extract_note_name
from netnotes.model.people import list_open_promises
from netnotes.network.asks import describe_reminder, list_waiting_asks
from netnotes.network.follow_up import get_open_next_step, is_only_ask
from netnotes.network.link_graph import list_known_names_without_note
from netnotes.network.measures.goals import find_gift_matches, is_resting
from netnotes.network.measures.ladder import RUNGS, compute_rung
from netnotes.network.measures.ledger import find_last_in_person
from netnotes.network.measures.pitches import list_pitches_for_contact
from netnotes.network.measures.thanks import describe_thanks, find_thanks
from netnotes.network.reach import iter_ways_to_reach
from netnotes.network.what_to_say import CLOSING_QUESTIONS
from netnotes.network.wording import (
    format_birthday,
    format_day_behind,
    format_death,
    format_frequency,
    format_life,
    format_role_and_place,
    format_yearly_day,
    label_topic,
    suggest_topic,
)
from netnotes.text import fold_words, format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.model.people import Contact, Touch
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.network import Network


# In columns. Longer lines are wrapped, and what follows is indented.
MAX_WIDTH = 100

MAX_TOUCHES = 3
MAX_TOUCH_LINES = 3


def format_text(contact: Contact, network: Network, *, color: bool) -> Iterator[str]:
    """Format a contact for a terminal: who, the standing, what to talk about, the last touches."""
    yield format_bold(contact.name, color=color)
    for line in (format_role_and_place(contact), contact.purpose):
        if line:
            yield line
    yield ""

    follow_up = network.follow_ups[contact.path]
    life = format_life(contact)
    standing = str(follow_up.standing)
    if life:
        standing += f" ({life})"
    dates = ", ".join(_list_dates(contact, follow_up, network.today))
    if dates:
        standing += f": {dates}"
    yield standing
    yield f"between you: {RUNGS[compute_rung(contact, network.today)]}"
    for label, value in _list_facts(contact, network):
        if value:
            yield from textwrap.wrap(f"{label}: {value}", MAX_WIDTH, subsequent_indent="    ")

    yield from _iter_what_to_say(contact, network)
    touches = _list_last_touches(contact, network.today)
    if touches:
        yield ""
    for touch in touches:
        yield from _format_touch(touch)


def _iter_what_to_say(contact: Contact, network: Network) -> Iterator[str]:
    """Yield what to say to somebody who asks what I do, and how to close a talk; often nothing."""
    pitches = list_pitches_for_contact(
        contact, network, network.goals_by_target, network.pitches, network.today
    )
    if not pitches:
        return
    lines = []
    for pitch in pitches:
        line = f"if they ask what you do: {pitch.words}"
        if pitch.goal_path:
            line += f" ({extract_note_name(pitch.goal_path)})"
        lines.append(line)
    lines.append(f"before you part: {' '.join(CLOSING_QUESTIONS)}")
    yield ""
    for line in lines:
        yield from textwrap.wrap(line, MAX_WIDTH, subsequent_indent="    ")


def _choose_word_before_due(follow_up: FollowUp, today: Day) -> str:
    # The line begins with the standing, and says `due` already.
    if follow_up.standing == "due":
        return "since"
    if follow_up.expected and follow_up.expected < today:
        return "due since"
    return "due"


def _list_dates(contact: Contact, follow_up: FollowUp, today: Day) -> list[str]:
    """List when the last touch was and the next is due, as far as that is known, and how often."""
    dates = []
    if follow_up.last_contact:
        dates.append(f"last {format_day_short(follow_up.last_contact)}")
    last_in_person = find_last_in_person(contact, today)
    if last_in_person and last_in_person != follow_up.last_contact:
        dates.append(f"in person {format_day_short(last_in_person)}")
    if follow_up.expected:
        dates.append(
            f"{_choose_word_before_due(follow_up, today)} {format_day_short(follow_up.expected)}"
        )
    frequency = format_frequency(contact, follow_up)
    if frequency and not contact.died:
        dates.append(frequency)
    return dates


def _list_facts(contact: Contact, network: Network) -> list[tuple[str, str]]:
    """List labels and values, first what is open, then what to talk about; values may be empty."""
    goal_names = [extract_note_name(path) for path in network.goals_by_contact[contact.path]]
    last_contact = network.follow_ups[contact.path].last_contact
    next_step = get_open_next_step(contact, last_contact)
    facts = [("goals", join_words(goal_names)), ("next step", next_step)]
    for promise in list_open_promises(contact):
        due = format_day_behind(", by", promise.due)
        facts.append(("promised", f"{strip_markdown(promise.text)}{due}"))
    facts += _iter_asked(contact, network)
    thanks = find_thanks(contact, network.today)
    if thanks:
        facts.append(("to thank", describe_thanks(thanks)))

    ways_to_reach = [way.name for way in iter_ways_to_reach(contact)]
    # A status that says more than the standing is one of the user's own words.
    if contact.status and contact.status != str(network.follow_ups[contact.path].standing):
        facts.append(("status", contact.status))
    facts += [
        ("died", format_death(contact.died)),
        ("birthday", format_birthday(contact.birthday) if contact.is_active else ""),
        ("anniversary", join_words(map(format_yearly_day, contact.anniversary))),
        ("remember", join_words(map(format_yearly_day, contact.remember))),
        ("cares about", join_words(contact.interests)),
        ("offers", join_words(contact.offers)),
        ("needs", join_words(contact.needs)),
        ("you could bring", join_words(_list_gifts(contact, network))),
        (label_topic(contact), strip_markdown(suggest_topic(contact)) if contact.is_active else ""),
        ("knows", join_words(_list_known_names(contact, network))),
        ("named to you", "; ".join(strip_markdown(naming.text) for naming in contact.named)),
        ("reach", ", ".join(ways_to_reach)),
    ]
    return facts


def _iter_asked(contact: Contact, network: Network) -> Iterator[tuple[str, str]]:
    for ask in list_waiting_asks(contact, network.today):
        if is_resting(ask, contact, network, network.goals_by_path):
            continue
        reminder = describe_reminder(ask, contact, network.today)
        words = strip_markdown(ask.text)
        if reminder:
            words += f"; {reminder}"
        yield "asked", words


def _list_gifts(contact: Contact, network: Network) -> list[str]:
    gifts = []
    for match in find_gift_matches(network).get(contact.path, ()):
        name = extract_note_name(match.source)
        is_said = fold_words(name) == fold_words(match.phrase)
        gifts.append(name if is_said else f"{name} ({match.phrase})")
    return gifts


def _list_known_names(contact: Contact, network: Network) -> list[str]:
    paths = sorted(network.ties.get(contact.path, ()))
    names = [network.contacts_by_path[path].name for path in paths]
    return [*names, *list_known_names_without_note(contact, network)]


def _list_last_touches(contact: Contact, today: Day) -> list[Touch]:
    """List the last touches up to `today`, the latest first; what I asked is said above them."""
    past_touches = [
        touch
        for touch in contact.touches
        if touch.date <= today and not is_only_ask(touch, contact)
    ]
    past_touches.sort(key=lambda touch: touch.date)
    # Sorted first and reversed then: of two touches on one day the one read last comes first.
    return past_touches[::-1][:MAX_TOUCHES]


def _format_touch(touch: Touch) -> list[str]:
    line = str(touch.date)
    if touch.channel:
        line += f" {touch.channel}"
    words = strip_markdown(touch.text)
    if words:
        line += f": {words}"
    return textwrap.wrap(
        line,
        MAX_WIDTH,
        subsequent_indent="    ",
        max_lines=MAX_TOUCH_LINES,
        placeholder=" …",
    )
