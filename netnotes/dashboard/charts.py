"""The pictures of panels as SVG, to be read without colour, on paper and by a screen reader."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.dashboard.svg import draw_rect, draw_svg, draw_text
from netnotes.network.panels.model import Bar, Bars, Capacity, Circles, Grid, Range
from netnotes.network.panels.phrases import format_number, format_percent
from netnotes.text import MONTHS, format_count, join_words, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.network.panels.model import Picture


# Pixels: what a phone of 390 pixels can show beside the margins of a page.
WIDTH = 360

MARGIN = 10

# Characters of a bar's label; a longer one is shortened.
MAX_LABEL_LENGTH = 30

# Pixels: the average width of a character of a label in the fonts of the style sheet.
CHARACTER_WIDTH = 6.7

ROW_HEIGHT = 24

# Pixels left free behind the longest bar, for its count.
COUNT_WIDTH = 44

MAX_BARS = 10

# Fewer are drawn if these are so large that the picture is full before.
MAX_CIRCLES = 12

# With more, two months would have the same letter and no year to distinguish them.
MAX_LABELLED_MONTHS = 12


def draw_picture(picture: Picture) -> str:
    """Draw a panel's picture; the result is empty where there is nothing to draw."""
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
            return draw_bars(_convert_grid_to_bars(picture))
        case None:
            return ""


def _convert_grid_to_bars(grid: Grid) -> tuple[Bar, ...]:
    """Return a bar for each cell. Unknown organisations have one only where there are some."""
    bars = []
    for row, counts in zip(grid.rows, grid.counts, strict=True):
        for column, count in zip(grid.columns, counts, strict=True):
            if count == 0 and column == "organisation unknown":
                continue
            label = row
            if len(grid.columns) > 1:
                label = f"{row}, {column}"
            bars.append(Bar(label, count))
    return tuple(bars)


def draw_bars(bars: Sequence[Bar]) -> str:
    """Draw counts as horizontal bars; those after the first nine are added up to one bar."""
    shown = list(bars[:MAX_BARS])
    if len(bars) > MAX_BARS:
        rest = bars[MAX_BARS - 1 :]
        shown[MAX_BARS - 1 :] = [Bar(f"{len(rest)} others", sum(bar.size for bar in rest))]

    # Not 0, even if all counts are: lengths are divided by it.
    largest = max((bar.size for bar in shown), default=0) or 1
    labels = [shorten(bar.label, MAX_LABEL_LENGTH) for bar in shown]
    left = MARGIN + CHARACTER_WIDTH * max(map(len, labels), default=0)

    parts = []
    for number, (bar, label) in enumerate(zip(shown, labels, strict=True)):
        y = number * ROW_HEIGHT
        # A count of 0 is a hairline, so that its row does not look like a mistake.
        length = max((WIDTH - left - COUNT_WIDTH) * bar.size / largest, 1)
        css_class = "bar" if bar.size else "none"
        parts.append(draw_text(left - MARGIN, y + 16, label, "label", "end"))
        parts.append(draw_rect(left, y + 5, length, 14, css_class))
        parts.append(draw_text(left + length + 7, y + 16, f"{bar.size:,}", "count"))
    description = join_words(f"{bar.label} {bar.size:,}" for bar in shown)
    return draw_svg(WIDTH, len(shown) * ROW_HEIGHT, description, parts)


def _scale_to_width(value: Fraction, scale: Fraction) -> float:
    """Return the x of a value on an axis that ends at `scale`."""
    return MARGIN + float(value / scale) * (WIDTH - 2 * MARGIN)


def draw_range(picture: Range) -> str:
    """Draw the range from the lowest to the highest possible value, on its scale."""
    scale = max(Fraction(picture.scale), picture.high, Fraction(1))
    low = _scale_to_width(picture.low, scale)
    high = _scale_to_width(picture.high, scale)
    low_text = format_number(picture.low)
    high_text = format_number(picture.high)
    # Near an end of the scale the number would leave the picture.
    high_text_x = min(max(high, 20), WIDTH - 20)

    parts = [
        draw_rect(MARGIN, 30, WIDTH - 2 * MARGIN, 4, "track"),
        # A range without width is a line of two pixels, so that it can be seen.
        draw_rect(low, 26, max(high - low, 2), 12, "bar"),
        draw_text(high_text_x, 18, high_text, "count", "middle"),
        draw_text(MARGIN, 56, "0", "label"),
        draw_text(WIDTH - MARGIN, 56, format_number(scale), "label", "end"),
    ]
    if high - low > 40:  # closer together, the two numbers would overlap
        parts.append(draw_text(low, 18, low_text, "count", "middle"))

    description = f"{high_text} on a scale from 0 to {format_number(scale)}"
    if picture.low != picture.high:
        description = f"between {low_text} and {description}"
    return draw_svg(WIDTH, 62, description, parts)


def draw_share(low: Fraction, value: Fraction, high: Fraction, label: str) -> str:
    """Draw a share (0 to 1), and the range that it is in if any one contact is left out."""
    whole = Fraction(1)
    low_x = _scale_to_width(low, whole)
    value_x = _scale_to_width(value, whole)
    high_x = _scale_to_width(high, whole)
    percent = format_percent(value)

    parts = [
        draw_rect(MARGIN, 30, WIDTH - 2 * MARGIN, 4, "track"),
        draw_rect(low_x, 26, max(high_x - low_x, 2), 12, "bar"),
        draw_rect(value_x - 1, 22, 2, 20, "mark"),
        draw_text(MARGIN, 18, label, "label"),
        draw_text(min(value_x, WIDTH - 24), 56, f"{percent}%", "count", "middle"),
        draw_text(MARGIN, 56, "0", "label"),
    ]
    description = (
        f"{label}: {percent}%, and between {format_percent(low)}% and {format_percent(high)}% "
        "leaving any one out"
    )
    return draw_svg(WIDTH, 62, description, parts)


def draw_capacity(picture: Capacity) -> str:
    """Draw how many contacts a week the plan asks for, beside the budget."""
    budget = picture.budget or Fraction(0)
    # The scale is longer than both numbers, so that their labels fit.
    scale = max(picture.weekly_load * Fraction(11, 10), budget * Fraction(14, 10), Fraction(1, 7))
    load = format_number(picture.weekly_load)

    parts = [
        draw_rect(MARGIN, 26, WIDTH - 2 * MARGIN, 14, "track"),
        draw_rect(
            MARGIN, 26, max(_scale_to_width(picture.weekly_load, scale) - MARGIN, 1), 14, "bar"
        ),
        draw_text(MARGIN, 18, f"{load} a week asked for", "count"),
    ]
    description = f"The plan asks for {load} a week"
    if budget:
        budget_x = _scale_to_width(budget, scale)
        parts.append(draw_rect(budget_x - 1, 22, 2, 22, "mark"))
        parts.append(draw_text(budget_x + 4, 60, "set aside", "label", "start"))
        description += f", {format_number(budget)} are set aside"
    return draw_svg(WIDTH, 66, description, parts)


def draw_circles(sizes: Sequence[int]) -> str:
    """Draw separate circles, the area of each by its number of people."""
    shown = [size for size in sizes[:MAX_CIRCLES] if size]
    largest = max(shown, default=1)
    parts = []
    x = 4.0
    for size in shown:
        # The square root, because the eye compares areas and not radii.
        radius = max(5.0, 34 * (size / largest) ** 0.5)
        if x + 2 * radius > WIDTH:
            break
        parts.append(f'<circle class="ring" cx="{x + radius:.1f}" cy="40" r="{radius:.1f}"/>')
        if radius > 9:  # a number is about 18 pixels wide
            parts.append(draw_text(x + radius, 45, f"{size:,}", "count", "middle"))
        x += 2 * radius + 6
    circles = format_count(len(sizes), "circle")
    people = format_count(largest, "person", "people")
    return draw_svg(WIDTH, 80, f"{circles}, the largest of {people}", parts)


def draw_months(
    month_counts: Sequence[tuple[Day, int]], singular: str = "touch", plural: str = "touches"
) -> str:
    """Draw counts by month as vertical bars; up to a year, each has its month's first letter.

    Each pair is a day of the month and the count; `singular` and `plural` name what is counted.
    """
    largest = max((count for _, count in month_counts), default=0) or 1
    step = WIDTH / max(len(month_counts), 1)
    parts = []
    for number, (day, count) in enumerate(month_counts):
        x = number * step
        height = 44 * count / largest
        css_class = "bar" if count else "none"
        parts.append(draw_rect(x + 3, 48 - height, step - 6, max(height, 1), css_class))
        if len(month_counts) <= MAX_LABELLED_MONTHS:
            letter = MONTHS[day.month - 1][0]
            parts.append(draw_text(x + step / 2, 64, letter, "label", "middle"))

    description = f"No {singular} yet"
    if month_counts:
        counts = [f"{MONTHS[day.month - 1]} {day.year} {count}" for day, count in month_counts]
        description = f"{plural[0].upper()}{plural[1:]} a month: {', '.join(counts)}"
    return draw_svg(WIDTH, 68, description, parts)
