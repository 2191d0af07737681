"""The page Diary: every touch month by month, and how the last years went in pictures."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.dashboard.charts import draw_bars
from netnotes.dashboard.rows import extract_first_line
from netnotes.dashboard.svg import draw_rect, draw_svg
from netnotes.model.settings import MODES
from netnotes.network.measures.diary import build_diary, count_channels, list_newcomers
from netnotes.network.measures.trends import (
    MIN_CONTACTS_FOR_VARIETY,
    MIN_TOUCHES_FOR_SHARE,
    build_month_trends,
    count_renewal_by_quarter,
    count_touches_by_day,
)
from netnotes.network.panels.model import Bar
from netnotes.network.panels.phrases import format_percent
from netnotes.text import MONTHS, choose_form, format_count, format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact
    from netnotes.network.measures.diary import DiaryMonth
    from netnotes.network.measures.measures import Measures
    from netnotes.network.measures.trends import MonthTrend
    from netnotes.network.network import Network


# Touches listed on the page; older ones are only counted, and listed on their people's pages.
MAX_TOUCHES_SHOWN = 700

# The newest months are shown expanded, the others collapsed.
EXPANDED_MONTHS = 2

# Characters of a touch's first line.
MAX_EXCERPT_LENGTH = 110

NEWCOMER_DAYS = 90
MAX_NEWCOMERS = 24
DAYS_PER_YEAR = 365


class DiaryEntry(NamedTuple):
    """One touch: with whom, how, and its first words."""

    date: Day
    person: Ref
    channel: str
    words: str


class MonthView(Struct, frozen=True):
    """A month of the diary: its touches, and in `more` how many are not listed."""

    id: str
    title: str
    sentence: str
    entries: tuple[DiaryEntry, ...]
    more: int
    open: bool


class TrendRow(Struct, frozen=True):
    """One month in numbers: the table below the pictures."""

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
    """A picture with its title and a sentence that says the same."""

    title: str
    sentence: str
    svg: str


class QuarterRow(Struct, frozen=True):
    """Who came new in a quarter and who stayed; `–` where it is too early to say."""

    title: str
    new: int
    followed_up: str
    still: str


class DiaryView(Struct, frozen=True, kw_only=True):
    """Everything the page Diary shows."""

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
    """Collect the touches by month, the year's days, the newcomers, and three years of trends."""
    network = site.network
    months = build_diary(site.measures, MAX_TOUCHES_SHOWN)
    day_counts = count_touches_by_day(site.measures)
    newcomers = list_newcomers(network, NEWCOMER_DAYS)

    # Without a touch there is nothing to draw: the page says which line to write in a note.
    year = ""
    trends: tuple[CaptionedChart, ...] = ()
    numbers: tuple[TrendRow, ...] = ()
    if months:
        year = draw_heat_map(day_counts)
        trend_months = build_month_trends(site.measures)
        trends = tuple(_iter_trend_charts(trend_months))
        numbers = tuple(_iter_trend_rows(trend_months))

    return DiaryView(
        as_of=network.today,
        touches=sum(month.touch_count for month in months),
        sentence=_describe_year(day_counts, months),
        year=year,
        share=_build_channel_chart(site.measures),
        newcomers=_list_newcomer_refs(newcomers[:MAX_NEWCOMERS], site),
        more_newcomers=max(0, len(newcomers) - MAX_NEWCOMERS),
        quarters=tuple(_iter_quarter_rows(network)),
        trends=trends,
        numbers=numbers,
        months=_build_month_views(months, site),
    )


def _list_newcomer_refs(newcomers: Sequence[Contact], site: Site) -> tuple[tuple[Ref, Day], ...]:
    refs = []
    for contact in newcomers:
        if contact.met:
            refs.append((site.get_ref(contact.path), contact.met))
    return tuple(refs)


def _build_month_views(months: Sequence[DiaryMonth], site: Site) -> tuple[MonthView, ...]:
    views = []
    for number, month in enumerate(months):
        views.append(_build_month_view(month, site, is_open=number < EXPANDED_MONTHS))
    return tuple(views)


def _describe_year(day_counts: Sequence[tuple[Day, int]], months: Sequence[DiaryMonth]) -> str:
    if not months:
        return ""
    counts = [count for _, count in day_counts[-DAYS_PER_YEAR:] if count]
    touches = format_count(sum(counts), "touch", "touches")
    days = format_count(len(counts), "day")
    beginning = _format_month(months[-1].first_day)
    return f"You noted {touches} on {days} of the last year; the diary begins in {beginning}."


def _format_month(day: Day) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _build_month_view(month: DiaryMonth, site: Site, *, is_open: bool) -> MonthView:
    people = ""
    if month.person_count != 1:
        people = f" with {month.person_count:,} people"
    entries = []
    for entry in month.entries:
        touch = entry.touch
        person = site.get_ref(entry.contact.path)
        words = extract_first_line(touch.text, MAX_EXCERPT_LENGTH)
        entries.append(DiaryEntry(touch.date, person, touch.channel, words))
    return MonthView(
        id=f"m{month.first_day:%Y-%m}",
        title=_format_month(month.first_day),
        sentence=f"{format_count(month.touch_count, 'touch', 'touches')}{people}",
        entries=tuple(entries),
        more=month.touch_count - len(entries),
        open=is_open,
    )


def _build_channel_chart(measures: Measures) -> CaptionedChart | None:
    """Draw by which channels the touches of the year were made; None where none says so."""
    # Touches without a channel are counted and named, but no share is computed of them: nobody
    # knows how these people met.
    channel_counts = count_channels(measures)
    mode_counts: Counter[str] = Counter()
    for mode, _, count in channel_counts:
        mode_counts[mode] += count
    known = sum(count for mode, count in mode_counts.items() if mode)
    if not known:
        return None

    touches = format_count(known, "touch", "touches")
    parts = join_words(_iter_mode_parts(mode_counts, known))
    sentence = f"Of {touches} with a channel, {parts}"
    if known < MIN_TOUCHES_FOR_SHARE:
        sentence = f"{touches} with a channel: {parts}"
    if mode_counts[""]:
        verb = choose_form(mode_counts[""], "says", "say")
        sentence += f"; {mode_counts['']:,} {verb} nothing of how"
    bars = tuple(Bar(channel, count) for mode, channel, count in channel_counts if mode)
    return CaptionedChart("How you were in touch", f"{sentence}.", draw_bars(bars))


def _iter_mode_parts(mode_counts: Counter[str], known: int) -> Iterable[str]:
    """Yield how many touches were made in each mode: in percents, unless there are only few."""
    for mode in MODES:
        count = mode_counts[mode]
        if not count:
            continue
        if known == 1:
            yield mode
        elif known < MIN_TOUCHES_FOR_SHARE:
            yield f"{count} {mode}"
        else:
            yield f"{format_percent(Fraction(count, known))}% {mode}"


def _iter_quarter_rows(network: Network) -> Iterable[QuarterRow]:
    """Yield a row for each quarter, the newest first; nothing where nobody came new."""
    quarters = count_renewal_by_quarter(network)
    if not any(quarter.new_contacts for quarter in quarters):
        return
    # Nothing is said of the time before the notes begin.
    first_index = [bool(quarter.new_contacts) for quarter in quarters].index(True)
    for quarter in reversed(quarters[first_index:]):
        first_month = MONTHS[quarter.first_day.month - 1][:3]
        last_month = MONTHS[quarter.first_day.month + 1][:3]
        yield QuarterRow(
            f"{first_month}–{last_month} {quarter.first_day.year}",
            quarter.new_contacts,
            _format_part(quarter.followed_up, quarter.followed_up_base),
            _format_part(quarter.still_in_touch, quarter.still_in_touch_base),
        )


def _format_part(count: int, base: int) -> str:
    # Nobody can be judged yet: who came three weeks ago cannot be in touch a year later.
    if not base:
        return "–"
    return f"{count} of {base}"


def _iter_trend_rows(months: Sequence[MonthTrend]) -> Iterable[TrendRow]:
    """Yield a row for each month, the newest first; none of the time before the notes begin."""
    for index, month in enumerate(months):
        # All but the first day are counts.
        if any(month[1:]):
            yield from map(_build_trend_row, reversed(months[index:]))
            return


def _build_trend_row(month: MonthTrend) -> TrendRow:
    in_person = "–"
    if month.in_person_share is not None:
        in_person = f"{format_percent(month.in_person_share)}%"
    fields = "–"
    if month.hill1 is not None:
        fields = f"{month.hill1:.1f}"
    return TrendRow(
        title=_format_month(month.first_day),
        touches=month.touches,
        new=month.new_contacts,
        gave=month.gave,
        asked=month.asked,
        in_person=in_person,
        above=month.above,
        peer=month.peer,
        below=month.below,
        fields=fields,
    )


def _iter_trend_charts(months: Sequence[MonthTrend]) -> Iterable[CaptionedChart]:
    """Yield small pictures of the last three years, each on its own scale."""
    yield _build_trend_chart("Touches", months, [month.touches for month in months])
    yield _build_trend_chart("New contacts", months, [month.new_contacts for month in months])
    yield _build_trend_chart("Given", months, [month.gave for month in months])
    yield _build_trend_chart("Asked", months, [month.asked for month in months])
    yield _build_in_person_chart(months)
    yield _build_variety_chart(months)


def _build_in_person_chart(months: Sequence[MonthTrend]) -> CaptionedChart:
    shares = [month.in_person_share or Fraction(0) for month in months]
    highest = max(shares)
    sentence = "nothing noted in these years"
    if highest:
        sentence = _describe_highest(months, shares, f"{format_percent(highest)}%")
    elif any(month.in_person for month in months):
        sentence = f"too few touches a month (needs {MIN_TOUCHES_FOR_SHARE} with a channel)"
    elif any(month.with_channel for month in months):
        sentence = "none in these years"
    return _build_captioned_strip("In person", sentence, months, [float(share) for share in shares])


def _build_variety_chart(months: Sequence[MonthTrend]) -> CaptionedChart:
    title, values = "Variety of fields", [month.hill1 or 0 for month in months]
    if not any(values) and any(month.with_field for month in months):
        sentence = f"too few contacts in a year (needs {MIN_CONTACTS_FOR_VARIETY} with a field)"
        return _build_captioned_strip(title, sentence, months, values)
    return _build_trend_chart(title, months, values)


def _build_trend_chart(
    title: str, months: Sequence[MonthTrend], values: Sequence[float]
) -> CaptionedChart:
    highest = max(values)
    sentence = "nothing noted in these years"
    if highest:
        is_rounded = highest == int(highest) or highest >= 10
        number = f"{highest:.0f}" if is_rounded else f"{highest:.1f}"
        sentence = _describe_highest(months, values, number)
    return _build_captioned_strip(title, sentence, months, values)


def _describe_highest(
    months: Sequence[MonthTrend], values: Sequence[float | Fraction], number: str
) -> str:
    """Describe when the highest value was; each picture has a scale of its own."""
    highest = max(values)
    month = _format_month(months[values.index(highest)].first_day)
    first = "first " if values.count(highest) > 1 else ""
    return f"at most {number}, {first}in {month}"


def _build_captioned_strip(
    title: str, sentence: str, months: Sequence[MonthTrend], values: Sequence[float]
) -> CaptionedChart:
    return CaptionedChart(title, sentence, _draw_strip(months, values, f"{title}: {sentence}"))


STRIP_WIDTH = 280

# Pixels: three of these pictures fit beside each other on a page of 1,280 pixels.
STRIP_HEIGHT = 56


def _draw_strip(months: Sequence[MonthTrend], values: Sequence[float], description: str) -> str:
    """Draw a bar for each month, and a line with the year at each January."""
    step = STRIP_WIDTH / len(months)
    # Not 0, even if all values are: heights are divided by it.
    highest = max(values) or 1
    parts = []
    for number, (month, value) in enumerate(zip(months, values, strict=True)):
        x = number * step
        if month.first_day.month == 1:
            parts.append(f'<path class="tick" d="M{x:.1f} 0V{STRIP_HEIGHT + 6}"/>')
            parts.append(
                f'<text class="label" x="{x + 3:.1f}" y="{STRIP_HEIGHT + 16}">'
                f"{month.first_day.year}</text>"
            )
        height = max(STRIP_HEIGHT * value / highest, 1)
        css_class = "bar" if value else "none"
        parts.append(draw_rect(x + 1, STRIP_HEIGHT - height, step - 2, height, css_class))
    return draw_svg(STRIP_WIDTH, STRIP_HEIGHT + 20, description, parts)


# Pixels: the largest square leaves a gap to its neighbour, and a year is as wide as a page.
CELL_SIZE = 18

LEFT_MARGIN = 34
TOP_MARGIN = 20

# Every second day is enough to distinguish the rows.
WEEKDAY_LABELS = ((0, "Mon"), (2, "Wed"), (4, "Fri"))

# Pixels: a fuller day has a larger square, so that the picture can be read without colour.
SQUARE_SIZES = (6.5, 9.5, 12, 15)


def draw_heat_map(day_counts: Sequence[tuple[Day, int]]) -> str:
    """Draw a year: a column for each week, a square for each day with touches.

    `day_counts` are consecutive days from a Monday on, each with its number of touches.
    """
    highest = max((count for _, count in day_counts), default=0)
    parts = []
    for weekday, name in WEEKDAY_LABELS:
        baseline = TOP_MARGIN + weekday * CELL_SIZE + CELL_SIZE // 2 + 4
        parts.append(f'<text class="label" x="0" y="{baseline}">{name}</text>')
    for index in range(0, len(day_counts), 7):
        monday = day_counts[index][0]
        if monday.day <= 7:  # the first Monday of a month bears its name
            label_x = LEFT_MARGIN + index // 7 * CELL_SIZE
            parts.append(
                f'<text class="label" x="{label_x}" y="11">{MONTHS[monday.month - 1][:3]}</text>'
            )

    # All empty days are one path: 300 elements less on the page.
    empty_days = []
    for index, (day, count) in enumerate(day_counts):
        x = LEFT_MARGIN + index // 7 * CELL_SIZE + CELL_SIZE / 2
        y = TOP_MARGIN + index % 7 * CELL_SIZE + CELL_SIZE / 2
        if count:
            parts.append(_draw_day(day, count, x, y, _compute_shade(count, highest)))
        else:
            empty_days.append(f"M{x - 1:g} {y:g}h2")
    parts.append(f'<path class="empty-days" d="{"".join(empty_days)}"/>')

    week_count = -(-len(day_counts) // 7)  # rounded up: the current week is not over
    busy_days = sum(1 for _, count in day_counts if count)
    description = (
        f"The days of the last year: something noted on {busy_days} of {len(day_counts)}, "
        f"at most {highest} on one day"
    )
    width = LEFT_MARGIN + week_count * CELL_SIZE
    return draw_svg(width, TOP_MARGIN + 7 * CELL_SIZE, description, parts)


def _draw_day(day: Day, count: int, x: float, y: float, shade: int) -> str:
    """Draw the square of a day around `x`, `y`, with its day and count as a tooltip."""
    side = SQUARE_SIZES[shade]
    half = side / 2
    title = f"{format_day_short(day)}: {format_count(count, 'touch', 'touches')}"
    return (
        f'<rect class="h{shade}" x="{x - half:g}" y="{y - half:g}" '
        f'width="{side:g}" height="{side:g}">'
        f"<title>{title}</title></rect>"
    )


def _compute_shade(count: int, highest_count: int) -> int:
    """Choose one of the four shades; with at most four touches a day, each count has its own."""
    if highest_count <= len(SQUARE_SIZES):
        return count - 1
    return min(len(SQUARE_SIZES) - 1, len(SQUARE_SIZES) * (count - 1) // highest_count)
