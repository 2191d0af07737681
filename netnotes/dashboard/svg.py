"""SVG elements and shortened labels, said once (today three copies)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def draw_svg(width: float, height: float, description: str, parts: Sequence[str]) -> str:
    """A picture with what it says, in words, for those who can't see it."""
    body = "".join(parts)
    return (
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(description)}">{body}</svg>'
    )


def draw_rect(x: float, y: float, width: float, height: float, css_class: str) -> str:
    return f'<rect class="{css_class}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def draw_text(x: float, y: float, text: str, css_class: str, anchor: str = "start") -> str:
    return f'<text class="{css_class}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def shorten_label(label: str, max_length: int) -> str:
    return label if len(label) <= max_length else label[: max_length - 1] + "…"
