"""SVG elements: the picture around them, rectangles and labels."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def draw_svg(
    width: float, height: float, description: str, parts: Sequence[str], css_class: str = "chart"
) -> str:
    """Draw a picture of `width` by `height` pixels from SVG elements.

    `description` says the same in words, for screen readers.
    """
    body = "".join(parts)
    return (
        f'<svg class="{css_class}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(description)}">{body}</svg>'
    )


def draw_rect(x: float, y: float, width: float, height: float, css_class: str) -> str:
    """Draw a rectangle whose upper left corner is at `x`, `y`."""
    # A tenth of a pixel cannot be seen, and longer numbers would make large pages larger.
    return (
        f'<rect class="{css_class}" x="{x:.1f}" y="{y:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}"/>'
    )


def draw_text(x: float, y: float, text: str, css_class: str, anchor: str = "start") -> str:
    """Draw one line of text on the baseline `y`; `anchor` is `start`, `middle` or `end`."""
    return (
        f'<text class="{css_class}" x="{x:.1f}" y="{y:.1f}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
