"""The page Give and ask: gifts and asks of the year, what is open, how far each tie has come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.charts import draw_bars, draw_picture
from netnotes.dashboard.rows import OpenItemRows, build_open_asks, build_open_promises
from netnotes.network.measures.ladder import RECENT_STEP_DAYS, RUNGS, build_ladder
from netnotes.network.measures.ledger import count_in_person, list_asked_never_given
from netnotes.network.panels.give_and_ask import build_give_and_ask_panel, describe_year
from netnotes.network.panels.model import Bar
from netnotes.network.panels.phrases import format_percent
from netnotes.network.wording import describe_left_out
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.network.measures.ledger import AskSummary, Balance


# People in each of the lists; the page gives the number of all others below it.
MAX_NAMES = 30

# Open promises and open asks listed each; with more, nobody would read the page.
MAX_OPEN_ITEMS = 100


class BalanceView(Struct, frozen=True):
    """How often I gave to and asked one person in the last year."""

    person: Ref
    gave: int
    asked: int


class RungView(Struct, frozen=True):
    """A step of a tie: its name, its meaning, how many are at it, and who came to it lately."""

    name: str
    meaning: str
    people: int
    arrived: tuple[Ref, ...]
    more_arrived: int


class GiveAndAskView(Struct, frozen=True, kw_only=True):
    """Everything the page Give and ask shows."""

    as_of: Day
    use: tuple[str, ...]
    year: tuple[str, ...]
    year_picture: str
    balances: tuple[BalanceView, ...]
    more_balances: int
    only_asked: tuple[BalanceView, ...]
    more_only_asked: int
    promises: OpenItemRows
    kept: str
    asks: OpenItemRows
    answered: str
    never_asked: tuple[Ref, ...]
    more_never_asked: int
    ladder: tuple[RungView, ...]
    ladder_picture: str
    left_out: str
    moved_days: int


# What each of RUNGS means, in the same order.
RUNG_MEANINGS = (
    "nothing noted yet",
    "one day of contact",
    "two days of contact or more",
    "you gave something, or were given what you asked for",
    "both",
)


def build_give_and_ask_view(site: Site) -> GiveAndAskView:
    """Who gave and who asked, what is promised or not answered, and how far each tie has come."""
    measures = site.measures
    balances = sorted(measures.balances, key=lambda balance: -(balance.gave + balance.asked))
    never_asked = measures.network_use.never_asked
    promise_summary = measures.promise_summary
    kept = ""
    if promise_summary.kept:
        kept = f"{format_count(promise_summary.kept, 'promise')} kept so far."

    # The table has the highest rung first; a ladder of bars begins with the lowest.
    rungs = tuple(_iter_rungs(site))
    only_asked = _list_only_asked(site)
    ladder_picture = ""
    if site.network.contacts:
        ladder_picture = draw_bars([Bar(rung.name, rung.people) for rung in reversed(rungs)])

    year: tuple[str, ...] = ()
    year_panel = build_give_and_ask_panel(measures)
    if year_panel.has_enough_notes:
        year = describe_year(measures)

    return GiveAndAskView(
        as_of=site.network.today,
        use=tuple(_iter_use_sentences(site)),
        year=year,
        year_picture=draw_picture(year_panel.picture),
        balances=_list_balances(balances[:MAX_NAMES], site),
        more_balances=max(0, len(balances) - MAX_NAMES),
        only_asked=only_asked[:MAX_NAMES],
        more_only_asked=max(0, len(only_asked) - MAX_NAMES),
        promises=build_open_promises(site, MAX_OPEN_ITEMS),
        kept=kept,
        asks=build_open_asks(site, MAX_OPEN_ITEMS),
        answered=_describe_answers(measures.ask_summary),
        never_asked=site.get_contact_refs(never_asked[:MAX_NAMES]),
        more_never_asked=max(0, len(never_asked) - MAX_NAMES),
        ladder=rungs,
        ladder_picture=ladder_picture,
        left_out=describe_left_out(site.network.contacts),
        moved_days=RECENT_STEP_DAYS,
    )


def _list_balances(balances: Sequence[Balance], site: Site) -> tuple[BalanceView, ...]:
    views = []
    for balance in balances:
        person = site.get_ref(balance.contact.path)
        views.append(BalanceView(person, balance.gave, balance.asked))
    return tuple(views)


def _list_only_asked(site: Site) -> tuple[BalanceView, ...]:
    """List those who gave me what I asked for and whom I never gave anything."""
    views = []
    for contact, ask_count in list_asked_never_given(site.network):
        views.append(BalanceView(site.get_ref(contact.path), 0, ask_count))
    return tuple(views)


def _iter_use_sentences(site: Site) -> Iterator[str]:
    """Yield sentences on how far the network is used."""
    use = site.measures.network_use
    if use.in_touch_share is not None and use.asked_share is not None:
        contacts = format_count(use.live_count, "contact")
        yield (
            f"You noted contact with {use.in_touch_count:,} of your {contacts} in the last year, "
            f"and have at some time asked {use.asked_count:,} of them for something. "
            "Paused, dormant and archived contacts are not counted."
        )
    in_person = count_in_person(site.measures.touch_tally, site.today)
    if in_person.share is not None:
        touches = format_count(in_person.with_channel, "touch", "touches")
        verb = "was" if in_person.with_channel == 1 else "were"
        yield (
            f"Of the year's {touches} with a known channel, "
            f"{format_percent(in_person.share)}% {verb} in person."
        )


def _describe_answers(asks: AskSummary) -> str:
    if not asks.granted + asks.declined + asks.unanswered:
        return ""
    waiting = ""
    if asks.unanswered:
        waiting = f"; {asks.unanswered:,} without an answer for two weeks or more"
    return f"So far {asks.granted:,} granted and {asks.declined:,} declined{waiting}."


def _iter_rungs(site: Site) -> Iterator[RungView]:
    """Yield each step of a tie, the highest first, with those who came to it lately."""
    steps = build_ladder(site.network)
    counts = Counter(step.rung for step in steps)
    for rung in reversed(range(len(RUNGS))):
        arrived = [step.contact for step in steps if step.has_moved and step.rung == rung]
        yield RungView(
            RUNGS[rung],
            RUNG_MEANINGS[rung],
            counts[rung],
            site.get_contact_refs(arrived[:MAX_NAMES]),
            max(0, len(arrived) - MAX_NAMES),
        )
