"""The small pieces of HTML that stand on pages by the thousand.

A macro would say the same and take ten times as long. All that comes from a note is escaped here.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from netnotes.reading.prose import Target, html, inline_html, plain
from netnotes.words import spoken_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.lines import Row
    from netnotes.reading.prose import Resolve

__all__ = ("day", "line", "navigation", "plain", "prose", "ref", "refs", "rows", "standing", "ticks")
"""What the templates know."""

Links = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4096)  # of all days a vault tells of, most are told of by many notes
def day(day: Day) -> Markup:
    """A day as one reads it, with its form for programs; the browser adds `in 3 days`."""
    return _markup(f'<time datetime="{day.isoformat()}">{spoken_short(day)}</time>')


@lru_cache(maxsize=4096)
def short_day(day: Day) -> Markup:
    """A day for a table: it sorts as it stands."""
    return _markup(f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>')


def navigation(pages: Iterable[tuple[str, str]], path: str, top: str) -> Markup:
    """The list of these pages, by title and path, of which the one at `path` is looked at."""
    current = ' aria-current="page"'
    return _markup(
        "\n".join(
            f'<li><a href="{escape(top + one)}"{current if one == path else ""}>{escape(title)}</a></li>'
            for title, one in pages
        )
    )


def ref(one: Ref, top: str) -> Markup:
    """A name that leads to its page, or to where else it can be followed; only the name where there is no place."""
    return _markup(_ref(one, top))


def refs(some: Iterable[Ref], top: str, between: str = ", ") -> Markup:
    """Several names in a row."""
    return _markup(between.join([_ref(one, top) for one in some]))


def _ref(one: Ref, top: str) -> str:
    name = f"<bdi>{escape(one.name)}</bdi>"
    if not one.href:
        return name
    outside = ' rel="noreferrer noopener"' if one.href.startswith("http") else ""
    return f'<a href="{escape(one.href if ":" in one.href else top + one.href)}"{outside}>{name}</a>'


@lru_cache(maxsize=64)
def standing(word: str) -> Markup:
    """How things stand with somebody, marked by its shape and colour."""
    return _markup(f'<span class="standing {escape(word.replace(" ", "-"))}">{escape(word)}</span>')


def rows(some: Iterable[Row]) -> Markup:
    """The lines of the table of everybody."""
    return _markup("\n".join(map(_row, some)))


def _row(row: Row) -> str:
    goals = f' data-goal="{_often("|".join(row.goals))}"' if row.goals else ""
    tags = f' data-tag="{_often("|".join(row.tags))}"' if row.tags else ""
    role = f"<small>{_often(row.role)}</small>" if row.role else ""
    return (
        f'<tr{goals}{tags}><th scope="row">{_ref(row.person, "")}{role}</th>'
        f"<td>{_often(row.organisation)}</td><td>{_often(row.field)}</td><td>{row.level}</td>"
        f"<td>{_often(row.location)}</td><td>{_often(row.tier)}</td>"
        f"<td>{short_day(row.last) if row.last else ''}</td><td>{short_day(row.due) if row.due else ''}</td>"
        f"<td>{standing(row.standing)}</td><td>{escape(row.purpose)}</td></tr>"
    )


_often = lru_cache(maxsize=4096)(escape)
"""What is written of many people: of all fields, places and the like there are few."""


def prose(text: str, links: Links, top: str, anchor: str = "") -> Markup:
    """Markdown as HTML."""
    return _markup(html(text, _resolver(links, top), anchor))


def line(text: str, links: Links, top: str) -> Markup:
    """One line of Markdown as HTML."""
    return _markup(inline_html(text, _resolver(links, top)))


@lru_cache(maxsize=1)  # a page asks for each of its texts
def _resolver(links: Links, top: str) -> Resolve:
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
        return _markup(escape(text))
    return _markup("".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts)))


def _markup(html: str) -> Markup:
    """HTML made here, of which every part that comes from a note is escaped."""
    return Markup(html)  # noqa: S704 - the one place where it is said
