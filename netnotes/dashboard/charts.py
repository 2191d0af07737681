"""Numbers → pictures, as SVG with their words: each reads without colour, on paper, and to those who can't see it."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from netnotes.network.mix import Bar, Bars, Capacity, Circles, Grid, Range, number, percent
from netnotes.words import MONTHS, counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.network.mix import Picture

WIDTH = 360
LONGEST_LABEL = 30
"""Signs of a bar's label, at most; what is longer is cut."""

SIGN = 6.7
"""How wide a sign of a label is, as a rule."""

ROW = 24
MOST_BARS = 10


def drawn(picture: Picture) -> str:
    """The SVG of a panel's picture; nothing where there is nothing to draw."""
    match picture:
        case Bars():
            return bars(picture.bars)
        case Range():
            return span(picture)
        case Capacity():
            return capacity(picture)
        case Circles():
            return circles(picture.sizes)
        case Grid():
            rows = zip(picture.rows, picture.counts, strict=True)
            return bars(
                tuple(
                    Bar(f"{row}, {column}" if len(picture.columns) > 1 else row, count)
                    for row, counts in rows
                    for column, count in zip(picture.columns, counts, strict=True)
                    if count or column != "organisation unknown"
                )
            )
        case None:
            return ""


def bars(some: Sequence[Bar]) -> str:
    """Counts as bars below each other, the label before and the count behind each; of many, the first few."""
    shown = list(some[:MOST_BARS])
    if len(some) > MOST_BARS:
        more = some[MOST_BARS - 1 :]
        shown[MOST_BARS - 1 :] = [Bar(f"{len(more)} others", sum(bar.size for bar in more))]
    most = max((bar.size for bar in shown), default=0) or 1
    labels = [_short(bar.label, LONGEST_LABEL) for bar in shown]
    left = 10 + SIGN * max(map(len, labels), default=0)
    parts = []
    for at, (bar, label) in enumerate(zip(shown, labels, strict=True)):
        y = at * ROW
        length = max((WIDTH - left - 44) * bar.size / most, 1)
        parts.append(_text(left - 10, y + 16, label, "label", "end"))
        parts.append(_rect(left, y + 5, length, 14, "bar" if bar.size else "none"))
        parts.append(_text(left + length + 7, y + 16, f"{bar.size:,}", "count"))
    said = listed(f"{bar.label} {bar.size:,}" for bar in shown)
    return _svg(WIDTH, len(shown) * ROW, said, parts)


def span(picture: Range) -> str:
    """A value on its scale, with the lowest and the highest it may be."""
    scale = max(Fraction(picture.scale), picture.high, Fraction(1))

    def x(value: Fraction) -> float:
        return 10 + float(value / scale) * (WIDTH - 20)

    low, high = x(picture.low), x(picture.high)
    parts = [
        _rect(10, 30, WIDTH - 20, 4, "track"),
        _rect(low, 26, max(high - low, 2), 12, "bar"),
        _text(min(max(high, 20), WIDTH - 20), 18, number(picture.high), "count", "middle"),
        _text(10, 56, "0", "label"),
        _text(WIDTH - 10, 56, number(scale), "label", "end"),
    ]
    if high - low > 40:
        parts.append(_text(low, 18, number(picture.low), "count", "middle"))
    between = f"between {number(picture.low)} and " if picture.low != picture.high else ""
    return _svg(WIDTH, 62, f"{between}{number(picture.high)} on a scale from 0 to {number(scale)}", parts)


def share(low: Fraction, value: Fraction, high: Fraction, what: str) -> str:
    """A share on its scale from 0 to 1, and the range in which one contact more or less would leave it."""

    def x(part: Fraction) -> float:
        return 10 + float(part) * (WIDTH - 20)

    parts = [
        _rect(10, 30, WIDTH - 20, 4, "track"),
        _rect(x(low), 26, max(x(high) - x(low), 2), 12, "bar"),
        _rect(x(value) - 1, 22, 2, 20, "mark"),
        _text(10, 18, what, "label"),
        _text(min(x(value), WIDTH - 24), 56, f"{percent(value)} %", "count", "middle"),
        _text(10, 56, "0", "label"),
    ]
    said = f"{what}: {percent(value)} %, between {percent(low)} and {percent(high)} % with one contact more or less"
    return _svg(WIDTH, 62, said, parts)


def capacity(picture: Capacity) -> str:
    """What the plan asks for against what is set aside, with five sixths and the whole of it marked."""
    budget = picture.budget or Fraction(0)
    scale = max(picture.load * Fraction(11, 10), budget * Fraction(14, 10), Fraction(1, 7))  # room for the labels

    def x(value: Fraction) -> float:
        return 10 + float(value / scale) * (WIDTH - 20)

    parts = [
        _rect(10, 26, WIDTH - 20, 14, "track"),
        _rect(10, 26, max(x(picture.load) - 10, 1), 14, "bar"),
        _text(10, 18, f"{number(picture.load)} a week asked for", "count"),
    ]
    said = f"The plan asks for {number(picture.load)} a week"
    if budget:
        for share, anchor, gap, word in ((Fraction(5, 6), "end", -4, "5/6"), (Fraction(1), "start", 4, "set aside")):
            parts.append(_rect(x(budget * share) - 1, 22, 2, 22, "mark"))
            parts.append(_text(x(budget * share) + gap, 60, word, "label", anchor))
        said += f", {number(budget)} are set aside; up to five sixths of that always fits"
    return _svg(WIDTH, 66, said, parts)


def circles(sizes: Sequence[int]) -> str:
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
            parts.append(_text(x + radius, 45, f"{size:,}", "count", "middle"))
        x += 2 * radius + 6
    said = f"{counted(len(sizes), 'circle')}, the largest of {counted(largest, 'person', 'people')}"
    return _svg(WIDTH, 80, said, parts)


def months(some: Sequence[tuple[Day, int]], what: str = "touch", many: str = "touches") -> str:
    """A strip of months: a bar for each, its first letter below it."""
    most = max((count for _, count in some), default=0) or 1
    step = WIDTH / max(len(some), 1)
    parts = []
    for at, (day, count) in enumerate(some):
        height = 44 * count / most
        parts.append(_rect(at * step + 3, 48 - height, step - 6, max(height, 1), "bar" if count else "none"))
        if len(some) <= 12:
            parts.append(_text(at * step + step / 2, 64, MONTHS[day.month - 1][0], "label", "middle"))
    said = ", ".join(f"{MONTHS[day.month - 1]} {day.year} {count}" for day, count in some)
    return _svg(WIDTH, 68, f"{many[0].upper()}{many[1:]} a month: {said}" if some else f"No {what} yet", parts)


def _svg(width: float, height: float, said: str, parts: Sequence[str]) -> str:
    """A picture with what it says, in words, for those who can't see it."""
    body = "".join(parts)
    return (
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(said)}">{body}</svg>'
    )


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
