"""The diary: what happened, month by month, and the shape it makes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.dashboard.charts import draw_bars
from netnotes.markdown.plain import plain
from netnotes.model.settings import MODES
from netnotes.network.measures.diary import build_diary, count_channels, list_newcomers
from netnotes.network.measures.trends import (
    build_month_trends,
    count_renewal_by_quarter,
    count_touches_by_day,
)
from netnotes.network.panels.model import Bar
from netnotes.network.panels.phrases import format_percent
from netnotes.text import MONTHS, format_count, format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.network.measures import trends
    from netnotes.network.measures.diary import DiaryMonth
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network


MAX_TOUCHES_SHOWN = 700
"""How many touches the page tells one by one; older ones are counted, and stand on the pages of their people."""

EXPANDED_MONTHS = 2
"""How many months stand open."""

MAX_EXCERPT_LENGTH = 110
NEWCOMER_DAYS = 90
MAX_NEWCOMERS = 24


class DiaryEntry(NamedTuple):
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
    entries: tuple[DiaryEntry, ...]
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


class CaptionedChart(Struct, frozen=True):
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
    share: CaptionedChart | None
    newcomers: tuple[tuple[Ref, Day], ...]
    more_newcomers: int
    quarters: tuple[QuarterRow, ...]
    trends: tuple[CaptionedChart, ...]
    numbers: tuple[TrendRow, ...]
    months: tuple[MonthView, ...]


def build_diary_view(site: Site) -> DiaryView:
    """Every touch by month, the days of the year, who is new, and how things went over time."""
    network = site.network
    told = build_diary(site.measures, MAX_TOUCHES_SHOWN)
    new = list_newcomers(network, NEWCOMER_DAYS)
    days = count_touches_by_day(site.measures)
    span = build_month_trends(site.measures) if told or new else ()
    return DiaryView(
        as_of=network.today,
        touches=sum(month.touch_count for month in told),
        sentence=_describe_year(days, told),
        year=draw_heat_map(days) if told else "",
        share=_build_channel_chart(site.measures),
        newcomers=tuple(
            (site.get_ref(one.path), one.met) for one in new[:MAX_NEWCOMERS] if one.met
        ),
        more_newcomers=max(0, len(new) - MAX_NEWCOMERS),
        quarters=tuple(_iter_quarter_rows(network)),
        trends=tuple(_iter_trend_charts(span)) if told else (),
        numbers=tuple(_build_trend_row(month) for month in reversed(span)) if told else (),
        months=tuple(_build_month_view(month, site, at) for at, month in enumerate(told)),
    )


def _describe_year(day_counts: Sequence[tuple[Day, int]], months: Sequence[DiaryMonth]) -> str:
    if not months:
        return ""
    year = day_counts[-365:]
    touched = [count for _, count in year if count]
    first = f"You noted {format_count(sum(touched), 'touch', 'touches')} on {format_count(len(touched), 'day')} of the last year"
    since = months[-1].first_day
    return f"{first}; the diary begins in {_format_month(since)}."


def _format_month(first: Day) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def _build_month_view(month: DiaryMonth, site: Site, index: int) -> MonthView:
    people = "" if month.person_count == 1 else f" with {month.person_count:,} people"
    entries = tuple(
        DiaryEntry(
            told.touch.date,
            site.get_ref(told.contact.path),
            told.touch.channel,
            _extract_excerpt(told.touch.text),
        )
        for told in month.entries
    )
    return MonthView(
        id=f"m{month.first_day:%Y-%m}",
        title=_format_month(month.first_day),
        sentence=f"{format_count(month.touch_count, 'touch', 'touches')}{people}",
        entries=entries,
        more=month.touch_count - len(entries),
        open=index < EXPANDED_MONTHS,
    )


def _extract_excerpt(text: str) -> str:
    words = plain(text.partition("\n")[0])
    return (
        words
        if len(words) <= MAX_EXCERPT_LENGTH
        else words[: MAX_EXCERPT_LENGTH - 2].rsplit(" ", 1)[0] + " …"
    )


def _build_channel_chart(measures: Measures) -> CaptionedChart | None:
    """How the year's touches were made."""
    made = count_channels(measures)
    modes: Counter[str] = Counter()
    for mode, _, size in made:
        modes[mode] += size
    known = sum(size for mode, size in modes.items() if mode)
    if not known:
        return None
    shares = [
        f"{format_percent(Fraction(modes[mode], known))} % {mode}" for mode in MODES if modes[mode]
    ]
    silent = f"; {modes['']:,} say nothing of how" if modes[""] else ""
    sentence = f"Of {format_count(known, 'touch', 'touches')} with a channel, {join_words(shares)}{silent}."
    return CaptionedChart(
        "How you were in touch",
        sentence,
        draw_bars(tuple(Bar(word, size) for mode, word, size in made if mode)),
    )


def _iter_quarter_rows(network: Network) -> Iterable[QuarterRow]:
    quarters = count_renewal_by_quarter(network)
    if any(one.new_contacts for one in quarters):
        for one in reversed(quarters):
            title = f"{MONTHS[one.first_day.month - 1][:3]}–{MONTHS[one.first_day.month + 1][:3]} {one.first_day.year}"
            followed = (
                f"{one.followed_up} of {one.followed_up_base}" if one.followed_up_base else "–"
            )
            still = (
                f"{one.still_in_touch} of {one.still_in_touch_base}"
                if one.still_in_touch_base
                else "–"
            )
            yield QuarterRow(title, one.new_contacts, followed, still)


def _build_trend_row(month: trends.MonthTrend) -> TrendRow:
    share = month.in_person_share
    return TrendRow(
        title=_format_month(month.first_day),
        touches=month.touches,
        new=month.new_contacts,
        gave=month.gave,
        asked=month.asked,
        in_person=f"{format_percent(share)} %" if share is not None else "–",
        above=month.above,
        peer=month.peer,
        below=month.below,
        fields=f"{month.hill1:.1f}" if month.hill1 is not None else "–",
    )


def _iter_trend_charts(months: Sequence[trends.MonthTrend]) -> Iterable[CaptionedChart]:
    """Small pictures of the last three years, each on its own scale."""
    yield _build_trend_chart("Touches", months, lambda month: month.touches)
    yield _build_trend_chart("New contacts", months, lambda month: month.new_contacts)
    yield _build_trend_chart("Given", months, lambda month: month.gave)
    yield _build_trend_chart("Asked", months, lambda month: month.asked)
    yield _build_trend_chart(
        "In person",
        months,
        lambda month: 100 * month.in_person / month.with_channel if month.with_channel else 0,
        " %",
    )
    yield _build_trend_chart("Variety of fields", months, lambda month: month.hill1 or 0)


def _build_trend_chart(
    title: str,
    months: Sequence[trends.MonthTrend],
    measure: Callable[[trends.MonthTrend], float],
    unit: str = "",
) -> CaptionedChart:
    sizes = [measure(month) for month in months]
    highest = max(sizes)
    top = f"{highest:.0f}" if highest == int(highest) or highest >= 10 else f"{highest:.1f}"
    sentence = (
        f"at most {top}{unit}, in {_format_month(months[sizes.index(highest)].first_day)}"
        if highest
        else "nothing noted yet"
    )
    return CaptionedChart(title, sentence, _draw_strip(months, sizes, f"{title}: {sentence}"))


STRIP_WIDTH, STRIP_HEIGHT = 280, 56


def _draw_strip(
    months: Sequence[trends.MonthTrend], sizes: Sequence[float], description: str
) -> str:
    """A bar a month, and a mark where a year begins."""
    step, most = STRIP_WIDTH / len(months), max(sizes) or 1
    parts = []
    for at, (month, size) in enumerate(zip(months, sizes, strict=True)):
        if month.first_day.month == 1:
            parts.append(f'<path class="tick" d="M{at * step:.1f} 0V{STRIP_HEIGHT + 6}"/>')
            parts.append(
                f'<text class="label" x="{at * step + 3:.1f}" y="{STRIP_HEIGHT + 16}">{month.first_day.year}</text>'
            )
        high = STRIP_HEIGHT * size / most
        kind = "bar" if size else "none"
        parts.append(
            f'<rect class="{kind}" x="{at * step + 1:.1f}" y="{STRIP_HEIGHT - max(high, 1):.1f}" '
            f'width="{step - 2:.1f}" height="{max(high, 1):.1f}"/>'
        )
    return _draw_svg(STRIP_WIDTH, STRIP_HEIGHT + 20, description, parts)


CELL_SIZE = 18
LEFT_MARGIN, TOP_MARGIN = 34, 20
WEEKDAY_LABELS = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
SQUARE_SIZES = (6.5, 9.5, 12, 15)
"""The side of a day's square by how full it was: the size says it too, not only the shade."""


def draw_heat_map(day_counts: Sequence[tuple[Day, int]]) -> str:
    """The days of a year: a column a week, a square a day, larger and darker the more was noted."""
    most = max((count for _, count in day_counts), default=0)
    parts = [
        f'<text class="label" x="0" y="{TOP_MARGIN + day * CELL_SIZE + CELL_SIZE // 2 + 4}">{name}</text>'
        for day, name in WEEKDAY_LABELS
    ]
    for at in range(0, len(day_counts), 7):
        first = day_counts[at][0]
        if first.day <= 7:
            parts.append(
                f'<text class="label" x="{LEFT_MARGIN + at // 7 * CELL_SIZE}" y="11">{MONTHS[first.month - 1][:3]}</text>'
            )
    empty = []
    for at, (day, count) in enumerate(day_counts):
        x, y = (
            LEFT_MARGIN + at // 7 * CELL_SIZE + CELL_SIZE / 2,
            TOP_MARGIN + at % 7 * CELL_SIZE + CELL_SIZE / 2,
        )
        if count:
            shade = _compute_shade(count, most)
            half = SQUARE_SIZES[shade] / 2
            said = f"{format_day_short(day)}: {format_count(count, 'touch', 'touches')}"
            parts.append(
                f'<rect class="h{shade}" x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" height="{2 * half:g}">'
                f"<title>{said}</title></rect>"
            )
        else:
            empty.append(f"M{x - 1:g} {y:g}h2")
    parts.append(f'<path class="empty-days" d="{"".join(empty)}"/>')
    weeks = -(-len(day_counts) // 7)
    busy = sum(1 for _, count in day_counts if count)
    said = f"The days of the last year: something noted on {busy} of {len(day_counts)}, at most {most} on one day"
    return _draw_svg(LEFT_MARGIN + weeks * CELL_SIZE, TOP_MARGIN + 7 * CELL_SIZE, said, parts)


def _compute_shade(count: int, highest_count: int) -> int:
    """One of four shades; in a vault that never has more than four touches a day, one for each count."""
    if highest_count <= len(SQUARE_SIZES):
        return count - 1
    return min(len(SQUARE_SIZES) - 1, len(SQUARE_SIZES) * (count - 1) // highest_count)


def _draw_svg(width: float, height: float, description: str, parts: Sequence[str]) -> str:
    """A picture with what it says, in words, for those who can't see it."""
    return (
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(description)}">{"".join(parts)}</svg>'
    )
