"""The diary: what happened, month by month, and the shape it makes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.dashboard.charts import bars
from netnotes.network.diary import channels, diary, newcomers
from netnotes.network.mix import Bar, percent
from netnotes.network.trends import by_month, renewal, touches_by_day
from netnotes.reading.prose import plain
from netnotes.settings import MODES
from netnotes.words import MONTHS, counted, listed, spoken_short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.network import trends
    from netnotes.network.diary import Month
    from netnotes.network.network import Network

MOST_TOLD = 700
"""How many touches the page tells one by one; older ones are counted, and stand on the pages of their people."""

OPEN_MONTHS = 2
"""How many months stand open."""

MOST_WORDS = 110
NEW_DAYS = 90
MOST_NEW = 24


class Entry(NamedTuple):
    """One touch: with whom, how, and its first words."""

    date: Day
    person: Ref
    channel: str
    words: str


class MonthView(Struct, frozen=True):
    """A month of the diary: its touches, and how many more there were."""

    id: str
    title: str
    sentence: str
    entries: tuple[Entry, ...]
    more: int
    open: bool


class TrendRow(Struct, frozen=True):
    """One month in numbers, for those who would rather read them."""

    title: str
    touches: int
    new: int
    gave: int
    asked: int
    in_person: str
    above: int
    peer: int
    below: int
    fields: str


class Picture(Struct, frozen=True):
    """A picture with its title and the sentence it shows."""

    title: str
    sentence: str
    svg: str


class QuarterRow(Struct, frozen=True):
    """Who came new in a quarter, and who stayed; `–` where it is too early to say."""

    title: str
    new: int
    followed_up: str
    still: str


class DiaryView(Struct, frozen=True, kw_only=True):
    """What happened, month by month, and the shape it makes."""

    as_of: Day
    touches: int
    sentence: str
    year: str
    share: Picture | None
    newcomers: tuple[tuple[Ref, Day], ...]
    more_newcomers: int
    quarters: tuple[QuarterRow, ...]
    trends: tuple[Picture, ...]
    numbers: tuple[TrendRow, ...]
    months: tuple[MonthView, ...]


def diary_view(site: Site) -> DiaryView:
    """Every touch by month, the days of the year, who is new, and how things went over time."""
    network = site.network
    told = diary(network, MOST_TOLD)
    new = newcomers(network, NEW_DAYS)
    days = touches_by_day(network)
    span = by_month(network) if told or new else ()
    return DiaryView(
        as_of=network.today,
        touches=sum(month.touches for month in told),
        sentence=_year_sentence(days, told),
        year=heat_map(days) if told else "",
        share=_share(network),
        newcomers=tuple((site.ref(one.path), one.met) for one in new[:MOST_NEW] if one.met),
        more_newcomers=max(0, len(new) - MOST_NEW),
        quarters=tuple(_quarters(network)),
        trends=tuple(_trends(span)) if told else (),
        numbers=tuple(_row(month) for month in reversed(span)) if told else (),
        months=tuple(_month(month, site, at) for at, month in enumerate(told)),
    )


def _year_sentence(days: Sequence[tuple[Day, int]], told: Sequence[Month]) -> str:
    if not told:
        return ""
    year = days[-365:]
    touched = [count for _, count in year if count]
    first = f"You noted {counted(sum(touched), 'touch', 'touches')} on {counted(len(touched), 'day')} of the last year"
    since = told[-1].first
    return f"{first}; the diary begins in {_title(since)}."


def _title(first: Day) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _month(month: Month, site: Site, at: int) -> MonthView:
    people = "" if month.people == 1 else f" with {month.people:,} people"
    entries = tuple(
        Entry(told.touch.date, site.ref(told.contact.path), told.touch.channel, _first_words(told.touch.text))
        for told in month.told
    )
    return MonthView(
        id=f"m{month.first:%Y-%m}",
        title=_title(month.first),
        sentence=f"{counted(month.touches, 'touch', 'touches')}{people}",
        entries=entries,
        more=month.touches - len(entries),
        open=at < OPEN_MONTHS,
    )


def _first_words(text: str) -> str:
    words = plain(text.partition("\n")[0])
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 2].rsplit(" ", 1)[0] + " …"


def _share(network: Network) -> Picture | None:
    """How the year's touches were made."""
    made = channels(network)
    modes: Counter[str] = Counter()
    for mode, _, size in made:
        modes[mode] += size
    known = sum(size for mode, size in modes.items() if mode)
    if not known:
        return None
    shares = [f"{percent(Fraction(modes[mode], known))} % {mode}" for mode in MODES if modes[mode]]
    silent = f"; {modes['']:,} say nothing of how" if modes[""] else ""
    sentence = f"Of {counted(known, 'touch', 'touches')} with a channel, {listed(shares)}{silent}."
    return Picture("How you were in touch", sentence, bars(tuple(Bar(word, size) for mode, word, size in made if mode)))


def _quarters(network: Network) -> Iterable[QuarterRow]:
    quarters = renewal(network)
    if any(one.new for one in quarters):
        for one in reversed(quarters):
            title = f"{MONTHS[one.first.month - 1][:3]}–{MONTHS[one.first.month + 1][:3]} {one.first.year}"
            followed = f"{one.followed_up} of {one.could_follow}" if one.could_follow else "–"
            still = f"{one.still} of {one.could_still}" if one.could_still else "–"
            yield QuarterRow(title, one.new, followed, still)


def _row(month: trends.Month) -> TrendRow:
    share = month.in_person_share
    return TrendRow(
        title=_title(month.first),
        touches=month.touches,
        new=month.new,
        gave=month.gave,
        asked=month.asked,
        in_person=f"{percent(share)} %" if share is not None else "–",
        above=month.above,
        peer=month.peer,
        below=month.below,
        fields=f"{month.hill1:.1f}" if month.hill1 is not None else "–",
    )


def _trends(span: Sequence[trends.Month]) -> Iterable[Picture]:
    """Small pictures of the last three years, each on its own scale."""
    yield _trend("Touches", span, lambda month: month.touches)
    yield _trend("New contacts", span, lambda month: month.new)
    yield _trend("Given", span, lambda month: month.gave)
    yield _trend("Asked", span, lambda month: month.asked)
    yield _trend("In person", span, lambda month: 100 * month.in_person / month.known if month.known else 0, " %")
    yield _trend("Variety of fields", span, lambda month: month.hill1 or 0)


def _trend(title: str, span: Sequence[trends.Month], size: Callable[[trends.Month], float], unit: str = "") -> Picture:
    sizes = [size(month) for month in span]
    highest = max(sizes)
    top = f"{highest:.0f}" if highest == int(highest) or highest >= 10 else f"{highest:.1f}"
    sentence = f"at most {top}{unit}, in {_title(span[sizes.index(highest)].first)}" if highest else "nothing noted yet"
    return Picture(title, sentence, _strip(span, sizes, f"{title}: {sentence}"))


STRIP, STRIP_HIGH = 280, 56


def _strip(span: Sequence[trends.Month], sizes: Sequence[float], said: str) -> str:
    """A bar a month, and a mark where a year begins."""
    step, most = STRIP / len(span), max(sizes) or 1
    parts = []
    for at, (month, size) in enumerate(zip(span, sizes, strict=True)):
        if month.first.month == 1:
            parts.append(f'<path class="tick" d="M{at * step:.1f} 0V{STRIP_HIGH + 6}"/>')
            parts.append(f'<text class="label" x="{at * step + 3:.1f}" y="{STRIP_HIGH + 16}">{month.first.year}</text>')
        high = STRIP_HIGH * size / most
        kind = "bar" if size else "none"
        parts.append(
            f'<rect class="{kind}" x="{at * step + 1:.1f}" y="{STRIP_HIGH - max(high, 1):.1f}" '
            f'width="{step - 2:.1f}" height="{max(high, 1):.1f}"/>'
        )
    return _svg(STRIP, STRIP_HIGH + 20, said, parts)


CELL = 18
LEFT, TOP = 34, 20
WEEKDAYS_SHOWN = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
SQUARES = (6.5, 9.5, 12, 15)
"""The side of a day's square by how full it was: the size says it too, not only the shade."""


def heat_map(days: Sequence[tuple[Day, int]]) -> str:
    """The days of a year: a column a week, a square a day, larger and darker the more was noted."""
    most = max((count for _, count in days), default=0)
    parts = [
        f'<text class="label" x="0" y="{TOP + day * CELL + CELL // 2 + 4}">{name}</text>'
        for day, name in WEEKDAYS_SHOWN
    ]
    for at in range(0, len(days), 7):
        first = days[at][0]
        if first.day <= 7:
            parts.append(f'<text class="label" x="{LEFT + at // 7 * CELL}" y="11">{MONTHS[first.month - 1][:3]}</text>')
    empty = []
    for at, (day, count) in enumerate(days):
        x, y = LEFT + at // 7 * CELL + CELL / 2, TOP + at % 7 * CELL + CELL / 2
        if count:
            shade = _shade(count, most)
            half = SQUARES[shade] / 2
            said = f"{spoken_short(day)}: {counted(count, 'touch', 'touches')}"
            parts.append(
                f'<rect class="h{shade}" x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" height="{2 * half:g}">'
                f"<title>{said}</title></rect>"
            )
        else:
            empty.append(f"M{x - 1:g} {y:g}h2")
    parts.append(f'<path class="empty-days" d="{"".join(empty)}"/>')
    weeks = -(-len(days) // 7)
    busy = sum(1 for _, count in days if count)
    said = f"The days of the last year: something noted on {busy} of {len(days)}, at most {most} on one day"
    return _svg(LEFT + weeks * CELL, TOP + 7 * CELL, said, parts)


def _shade(count: int, most: int) -> int:
    """One of four shades; in a vault that never has more than four touches a day, one for each count."""
    if most <= len(SQUARES):
        return count - 1
    return min(len(SQUARES) - 1, len(SQUARES) * (count - 1) // most)


def _svg(width: float, height: float, said: str, parts: Sequence[str]) -> str:
    """A picture with what it says, in words, for those who can't see it."""
    return (
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(said)}">{"".join(parts)}</svg>'
    )
