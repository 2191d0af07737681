"""The small pieces of HTML that stand on pages by the thousand.

A macro would say the same and take ten times as long. All that comes from a note is escaped here.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from netnotes.markdown.html import render_html, render_inline_html
from netnotes.markdown.links import Target
from netnotes.markdown.plain import plain
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.rows import PersonRow
    from netnotes.markdown.links import Resolve

__all__ = (
    "day",
    "line",
    "plain",
    "prose",
    "ref",
    "refs",
    "render_navigation",
    "rows",
    "standing",
    "ticks",
)
"""What the templates know."""

ResolvedLinks = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)  # of all days a vault tells of, most are told of by many notes
def day(day: Day) -> Markup:
    """A day as one reads it, with its form for programs; the browser adds `in 3 days`."""
    return _mark_safe(f'<time datetime="{day.isoformat()}">{format_day_short(day)}</time>')


@lru_cache(maxsize=4096)
def render_short_day(day: Day) -> Markup:
    """A day for a table: it sorts as it stands."""
    return _mark_safe(f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>')


def render_navigation(pages: Iterable[tuple[str, str]], path: str, top: str) -> Markup:
    """The list of these pages, by title and path, of which the one at `path` is looked at."""
    current = ' aria-current="page"'
    return _mark_safe(
        "\n".join(
            f'<li><a href="{escape(top + one)}"{current if one == path else ""}>{escape(title)}</a></li>'
            for title, one in pages
        )
    )


def ref(target: Ref, top: str) -> Markup:
    """A name that leads to its page, or to where else it can be followed; only the name where there is no place."""
    return _mark_safe(_render_ref(target, top))


def refs(targets: Iterable[Ref], top: str, separator: str = ", ") -> Markup:
    """Several names in a row."""
    return _mark_safe(separator.join([_render_ref(one, top) for one in targets]))


def _render_ref(target: Ref, top: str) -> str:
    name = f"<bdi>{escape(target.name)}</bdi>"
    if not target.href:
        return name
    outside = ' rel="noreferrer noopener"' if target.href.startswith("http") else ""
    return f'<a href="{escape(target.href if ":" in target.href else top + target.href)}"{outside}>{name}</a>'


@lru_cache(maxsize=64)
def standing(word: str) -> Markup:
    """How things stand with somebody, marked by its shape and colour."""
    return _mark_safe(
        f'<span class="standing {escape(word.replace(" ", "-"))}">{escape(word)}</span>'
    )


def rows(person_rows: Iterable[PersonRow]) -> Markup:
    """The lines of the table of everybody."""
    return _mark_safe("\n".join(map(_render_row, person_rows)))


def _render_row(row: PersonRow) -> str:
    goals = f' data-goal="{_escape_cached("|".join(row.goals))}"' if row.goals else ""
    tags = f' data-tag="{_escape_cached("|".join(row.tags))}"' if row.tags else ""
    role = f"<small>{_escape_cached(row.role)}</small>" if row.role else ""
    return (
        f'<tr{goals}{tags}><th scope="row">{_render_ref(row.person, "")}{role}</th>'
        f"<td>{_escape_cached(row.organisation)}</td><td>{_escape_cached(row.field)}</td><td>{row.level}</td>"
        f"<td>{_escape_cached(row.location)}</td><td>{_escape_cached(row.tier)}</td>"
        f"<td>{render_short_day(row.last) if row.last else ''}</td><td>{render_short_day(row.due) if row.due else ''}</td>"
        f"<td>{standing(row.standing)}</td><td>{escape(row.purpose)}</td></tr>"
    )


_escape_cached = lru_cache(maxsize=4096)(escape)
"""What is written of many people: of all fields, places and the like there are few."""


def prose(text: str, links: ResolvedLinks, top: str, anchor: str = "") -> Markup:
    """Markdown as HTML."""
    return _mark_safe(render_html(text, _build_resolver(links, top), anchor))


def line(text: str, links: ResolvedLinks, top: str) -> Markup:
    """One line of Markdown as HTML."""
    return _mark_safe(render_inline_html(text, _build_resolver(links, top)))


@lru_cache(maxsize=1)  # a page asks for each of its texts
def _build_resolver(links: ResolvedLinks, top: str) -> Resolve:
    """How the renderer finds what a link leads to, from what the view has found out already."""
    where: Mapping[str, str] = dict(links)

    def resolve(target: str) -> Target:
        href = where.get(target, "")
        if not href:
            return Target("", "missing")
        kind = "image" if href.startswith("pictures/") else "page"
        return Target(href if ":" in href else top + href, kind)

    return resolve


def ticks(text: str) -> Markup:
    """A message with what stands between its backticks set as code."""
    parts = [escape(part) for part in text.split("`")]
    if len(parts) % 2 == 0:
        return _mark_safe(escape(text))
    return _mark_safe(
        "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
    )


def _mark_safe(html: str) -> Markup:
    """HTML made here, of which every part that comes from a note is escaped."""
    return Markup(html)  # noqa: S704 - the one place where it is said
