"""Give and ask: the ledger, what is open, and how far each tie has come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.charts import draw_bars, draw_picture
from netnotes.dashboard.rows import OpenItemRows, build_open_asks, build_open_promises
from netnotes.network.measures.ledger import (
    RECENT_STEP_DAYS,
    RUNGS,
    build_ladder,
    count_in_person,
    list_asked_never_given,
)
from netnotes.network.panels.give_and_ask import build_give_and_ask_panel, describe_year
from netnotes.network.panels.model import Bar
from netnotes.network.panels.phrases import format_percent
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site


MAX_NAMES = 30
MAX_OPEN_ITEMS = 100
"""How many names a list on this page holds, and how many open things: the page stays one that is read."""


class BalanceView(Struct, frozen=True):
    """What passed with one person in the year."""

    person: Ref
    gave: int
    asked: int


class RungView(Struct, frozen=True):
    """A rung of the ladder: its name, what it means, how many stand on it, and who came to it lately."""

    name: str
    meaning: str
    people: int
    arrived: tuple[Ref, ...]


class GiveAndAskView(Struct, frozen=True, kw_only=True):
    """What passed in both directions, and what is open."""

    as_of: Day
    use: tuple[str, ...]
    year: tuple[str, ...]
    year_picture: str
    balances: tuple[BalanceView, ...]
    more_balances: int
    only_asked: tuple[BalanceView, ...]
    promises: OpenItemRows
    kept: str
    asks: OpenItemRows
    answered: str
    never_asked: tuple[Ref, ...]
    more_never_asked: int
    ladder: tuple[RungView, ...]
    ladder_picture: str
    moved_days: int


RUNG_MEANINGS = (
    "nothing noted yet",
    "one day of contact",
    "two days of contact or more",
    "you gave something, or were given what you asked for",
    "both",
)


def build_give_and_ask_view(site: Site) -> GiveAndAskView:
    """Who gave and who asked, what is promised and waits for an answer, and how far each tie has come."""
    network = site.network
    passed = sorted(site.measures.balances, key=lambda one: -(one.gave + one.asked))
    used, owed, asked = (
        site.measures.network_use,
        site.measures.promise_summary,
        site.measures.ask_summary,
    )
    never_given = list_asked_never_given(network)
    rungs = tuple(_iter_rungs(site))
    year_panel = build_give_and_ask_panel(site.measures)
    return GiveAndAskView(
        as_of=network.today,
        use=tuple(_iter_use_sentences(site)),
        year=describe_year(site.measures) if year_panel.has_enough_notes else (),
        year_picture=draw_picture(year_panel.picture),
        balances=tuple(
            BalanceView(site.get_ref(one.contact.path), one.gave, one.asked)
            for one in passed[:MAX_NAMES]
        ),
        more_balances=max(0, len(passed) - MAX_NAMES),
        only_asked=tuple(
            BalanceView(site.get_ref(one.path), 0, times) for one, times in never_given[:MAX_NAMES]
        ),
        promises=build_open_promises(site, MAX_OPEN_ITEMS),
        kept=f"{format_count(owed.kept, 'promise')} kept so far." if owed.kept else "",
        asks=build_open_asks(site, MAX_OPEN_ITEMS),
        answered=_describe_answers(asked.granted, asked.declined, asked.unanswered),
        never_asked=tuple(site.get_ref(one.path) for one in used.never_asked[:MAX_NAMES]),
        more_never_asked=max(0, len(used.never_asked) - MAX_NAMES),
        ladder=rungs,
        ladder_picture=draw_bars(tuple(Bar(one.name, one.people) for one in reversed(rungs)))
        if network.contacts
        else "",
        moved_days=RECENT_STEP_DAYS,
    )


def _iter_use_sentences(site: Site) -> Iterator[str]:
    """How far the network is used, in sentences."""
    used = site.measures.network_use
    if used.in_touch_share is not None and used.asked_share is not None:
        yield (
            f"You were in touch with {format_percent(used.in_touch_share)} % of your {format_count(used.live_count, 'live contact')} in the "
            f"last year, and have ever asked {format_percent(used.asked_share)} % of them for something."
        )
    met = count_in_person(site.network)
    if met.share is not None:
        yield f"{format_percent(met.share)} % of the year's {format_count(met.with_channel, 'contact')} with a known channel were in person."


def _describe_answers(granted: int, declined: int, unanswered: int) -> str:
    if not granted + declined + unanswered:
        return ""
    waiting = f"; {unanswered:,} without an answer for two weeks or more" if unanswered else ""
    return f"So far {granted:,} granted and {declined:,} declined{waiting}."


def _iter_rungs(site: Site) -> Iterator[RungView]:
    """Each rung from the highest down, and who climbed to it lately."""
    steps = build_ladder(site.network)
    count = Counter(step.rung for step in steps)
    for rung in reversed(range(len(RUNGS))):
        arrived = [step.contact for step in steps if step.has_moved and step.rung == rung][
            :MAX_NAMES
        ]
        yield RungView(
            RUNGS[rung],
            RUNG_MEANINGS[rung],
            count[rung],
            tuple(site.get_ref(one.path) for one in arrived),
        )
