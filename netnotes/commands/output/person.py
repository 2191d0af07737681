"""One person on one screen."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from netnotes.markdown.plain import plain
from netnotes.model.note_path import extract_note_name
from netnotes.network.measures.goals import find_gift_matches
from netnotes.network.measures.ledger import RUNGS, compute_rung, find_last_in_person
from netnotes.network.reach import iter_ways_to_reach
from netnotes.network.wording import format_frequency, format_role_and_place, suggest_topic
from netnotes.text import format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def format_text(contact: Contact, network: Network, *, color: bool) -> Iterator[str]:
    """A person on one screen."""
    bold, normal = ("\x1b[1m", "\x1b[0m") if color else ("", "")
    follow = network.follow_ups[contact.path]
    yield f"{bold}{contact.name}{normal}"
    yield from (line for line in (format_role_and_place(contact), contact.purpose) if line)
    yield ""
    dates = [f"last {format_day_short(follow.last_contact)}" if follow.last_contact else ""]
    met = find_last_in_person(contact, network.today)
    dates += [f"in person {format_day_short(met)}" if met and met != follow.last_contact else ""]
    dates += [
        f"next {format_day_short(follow.due)}" if follow.due and follow.is_live else "",
        format_frequency(contact, follow),
    ]
    yield f"{follow.standing}: {', '.join(part for part in dates if part)}"
    yield f"ladder: {RUNGS[compute_rung(contact, network.today)]}"
    yield from _format_facts(contact, network)
    touches = sorted(
        (one for one in contact.touches if one.date <= network.today), key=lambda one: one.date
    )[:-4:-1]
    if touches:
        yield ""
        for touch in touches:
            words = (
                f"{touch.date}{' ' + touch.channel if touch.channel else ''}: {plain(touch.text)}"
            )
            yield from textwrap.wrap(
                words, 100, subsequent_indent="    ", max_lines=3, placeholder=" …"
            )


def _format_facts(contact: Contact, network: Network) -> Iterator[str]:
    """What is open, what they care about, whom they know: a line each where there is something to say."""
    knows = (
        network.contacts_by_path[path].name for path in sorted(network.ties.get(contact.path, ()))
    )
    give = (
        f"{extract_note_name(match.source)} ({match.phrase})"
        for match in find_gift_matches(network).get(contact.path, ())
    )
    rows = (
        (
            "goals",
            join_words(extract_note_name(path) for path in network.goals_by_contact[contact.path]),
        ),
        ("next step", contact.next_step),
        *(
            ("promised", f"{one.text}{f', by {one.due}' if one.due else ''}")
            for one in contact.promises
            if one.state == "open"
        ),
        *(("asked", one.text) for one in contact.asks if one.state == "open"),
        ("cares about", join_words(contact.interests)),
        ("offers", join_words(contact.offers)),
        ("needs", join_words(contact.needs)),
        ("you could bring", join_words(give)),
        ("ask about", plain(suggest_topic(contact))),
        ("knows", join_words(knows)),
        ("reach", ", ".join(one.name for one in iter_ways_to_reach(contact))),
    )
    for label, value in rows:
        if value:
            yield from textwrap.wrap(f"{label}: {value}", 100, subsequent_indent="    ")
