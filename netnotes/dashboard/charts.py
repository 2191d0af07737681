"""Numbers → pictures, as SVG with their words: each reads without colour, on paper, and to those who can't see it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.dashboard.svg import draw_rect, draw_svg, draw_text, shorten_label
from netnotes.network.panels.model import Bar, Bars, Capacity, Circles, Grid, Range
from netnotes.network.panels.phrases import format_number, format_percent
from netnotes.text import MONTHS, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.network.panels.model import Picture


WIDTH = 360
MAX_LABEL_LENGTH = 30
"""Signs of a bar's label, at most; what is longer is cut."""

CHARACTER_WIDTH = 6.7
"""How wide a sign of a label is, as a rule."""

ROW_HEIGHT = 24
MAX_BARS = 10


def draw_picture(picture: Picture) -> str:
    """The SVG of a panel's picture; nothing where there is nothing to draw."""
    match picture:
        case Bars():
            return draw_bars(picture.bars)
        case Range():
            return draw_range(picture)
        case Capacity():
            return draw_capacity(picture)
        case Circles():
            return draw_circles(picture.sizes)
        case Grid():
            rows = zip(picture.rows, picture.counts, strict=True)
            return draw_bars(
                tuple(
                    Bar(f"{row}, {column}" if len(picture.columns) > 1 else row, count)
                    for row, counts in rows
                    for column, count in zip(picture.columns, counts, strict=True)
                    if count or column != "organisation unknown"
                )
            )
        case None:
            return ""


def draw_bars(bars: Sequence[Bar]) -> str:
    """Counts as bars below each other, the label before and the count behind each; of many, the first few."""
    shown = list(bars[:MAX_BARS])
    if len(bars) > MAX_BARS:
        more = bars[MAX_BARS - 1 :]
        shown[MAX_BARS - 1 :] = [Bar(f"{len(more)} others", sum(bar.size for bar in more))]
    most = max((bar.size for bar in shown), default=0) or 1
    labels = [shorten_label(bar.label, MAX_LABEL_LENGTH) for bar in shown]
    left = 10 + CHARACTER_WIDTH * max(map(len, labels), default=0)
    parts = []
    for at, (bar, label) in enumerate(zip(shown, labels, strict=True)):
        y = at * ROW_HEIGHT
        length = max((WIDTH - left - 44) * bar.size / most, 1)
        parts.append(draw_text(left - 10, y + 16, label, "label", "end"))
        parts.append(draw_rect(left, y + 5, length, 14, "bar" if bar.size else "none"))
        parts.append(draw_text(left + length + 7, y + 16, f"{bar.size:,}", "count"))
    said = join_words(f"{bar.label} {bar.size:,}" for bar in shown)
    return draw_svg(WIDTH, len(shown) * ROW_HEIGHT, said, parts)


def draw_range(picture: Range) -> str:
    """A value on its scale, with the lowest and the highest it may be."""
    scale = max(Fraction(picture.scale), picture.high, Fraction(1))

    def x(value: Fraction) -> float:
        return 10 + float(value / scale) * (WIDTH - 20)

    low, high = x(picture.low), x(picture.high)
    parts = [
        draw_rect(10, 30, WIDTH - 20, 4, "track"),
        draw_rect(low, 26, max(high - low, 2), 12, "bar"),
        draw_text(
            min(max(high, 20), WIDTH - 20), 18, format_number(picture.high), "count", "middle"
        ),
        draw_text(10, 56, "0", "label"),
        draw_text(WIDTH - 10, 56, format_number(scale), "label", "end"),
    ]
    if high - low > 40:
        parts.append(draw_text(low, 18, format_number(picture.low), "count", "middle"))
    between = f"between {format_number(picture.low)} and " if picture.low != picture.high else ""
    return draw_svg(
        WIDTH,
        62,
        f"{between}{format_number(picture.high)} on a scale from 0 to {format_number(scale)}",
        parts,
    )


def draw_share(low: Fraction, value: Fraction, high: Fraction, label: str) -> str:
    """A share on its scale from 0 to 1, and the range in which one contact more or less would leave it."""

    def x(part: Fraction) -> float:
        return 10 + float(part) * (WIDTH - 20)

    parts = [
        draw_rect(10, 30, WIDTH - 20, 4, "track"),
        draw_rect(x(low), 26, max(x(high) - x(low), 2), 12, "bar"),
        draw_rect(x(value) - 1, 22, 2, 20, "mark"),
        draw_text(10, 18, label, "label"),
        draw_text(min(x(value), WIDTH - 24), 56, f"{format_percent(value)} %", "count", "middle"),
        draw_text(10, 56, "0", "label"),
    ]
    said = f"{label}: {format_percent(value)} %, between {format_percent(low)} and {format_percent(high)} % with one contact more or less"
    return draw_svg(WIDTH, 62, said, parts)


def draw_capacity(picture: Capacity) -> str:
    """What the plan asks for against what is set aside, with five sixths and the whole of it marked."""
    budget = picture.budget or Fraction(0)
    scale = max(
        picture.weekly_load * Fraction(11, 10), budget * Fraction(14, 10), Fraction(1, 7)
    )  # room for the labels

    def x(value: Fraction) -> float:
        return 10 + float(value / scale) * (WIDTH - 20)

    parts = [
        draw_rect(10, 26, WIDTH - 20, 14, "track"),
        draw_rect(10, 26, max(x(picture.weekly_load) - 10, 1), 14, "bar"),
        draw_text(10, 18, f"{format_number(picture.weekly_load)} a week asked for", "count"),
    ]
    said = f"The plan asks for {format_number(picture.weekly_load)} a week"
    if budget:
        for share, anchor, gap, word in (
            (Fraction(5, 6), "end", -4, "5/6"),
            (Fraction(1), "start", 4, "set aside"),
        ):
            parts.append(draw_rect(x(budget * share) - 1, 22, 2, 22, "mark"))
            parts.append(draw_text(x(budget * share) + gap, 60, word, "label", anchor))
        said += f", {format_number(budget)} are set aside; up to five sixths of that always fits"
    return draw_svg(WIDTH, 66, said, parts)


def draw_circles(sizes: Sequence[int]) -> str:
    """Separate circles, each as large as it has people."""
    shown = [size for size in sizes[:12] if size]
    largest = max(shown, default=1)
    parts, x = [], 4.0
    for size in shown:
        radius = max(5.0, 34 * (size / largest) ** 0.5)
        if x + 2 * radius > WIDTH:
            break
        parts.append(f'<circle class="ring" cx="{x + radius:.1f}" cy="40" r="{radius:.1f}"/>')
        if radius > 9:
            parts.append(draw_text(x + radius, 45, f"{size:,}", "count", "middle"))
        x += 2 * radius + 6
    said = f"{format_count(len(sizes), 'circle')}, the largest of {format_count(largest, 'person', 'people')}"
    return draw_svg(WIDTH, 80, said, parts)


def draw_months(
    month_counts: Sequence[tuple[Day, int]], singular: str = "touch", plural: str = "touches"
) -> str:
    """A strip of months: a bar for each, its first letter below it."""
    most = max((count for _, count in month_counts), default=0) or 1
    step = WIDTH / max(len(month_counts), 1)
    parts = []
    for at, (day, count) in enumerate(month_counts):
        height = 44 * count / most
        parts.append(
            draw_rect(
                at * step + 3, 48 - height, step - 6, max(height, 1), "bar" if count else "none"
            )
        )
        if len(month_counts) <= 12:
            parts.append(
                draw_text(at * step + step / 2, 64, MONTHS[day.month - 1][0], "label", "middle")
            )
    said = ", ".join(f"{MONTHS[day.month - 1]} {day.year} {count}" for day, count in month_counts)
    return draw_svg(
        WIDTH,
        68,
        f"{plural[0].upper()}{plural[1:]} a month: {said}"
        if month_counts
        else f"No {singular} yet",
        parts,
    )
