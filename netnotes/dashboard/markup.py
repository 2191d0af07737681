"""Small pieces of HTML that pages have by the thousand: the filters and functions of the templates.

A macro of Jinja would do, but takes ten times as long. Whatever comes from a note is escaped here.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from netnotes.markdown.html import render_html, render_inline_html
from netnotes.markdown.links import Target
from netnotes.markdown.plain import strip_markdown
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.rows import PersonRow
    from netnotes.dashboard.sources import SourceLine, SourceNote
    from netnotes.markdown.links import Resolve

# The targets of a text's links as they are written, each with the address of its page.
ResolvedLinks = tuple[tuple[str, str], ...]


# Ten years have 3,653 days, and most days of a vault are on many pages.
@lru_cache(maxsize=4096)
def render_day(day: Day) -> Markup:
    """Render a day in words. A script adds `in 3 days`, so that a page stays true tomorrow."""
    return _mark_safe(f'<time datetime="{day.isoformat()}">{format_day_short(day)}</time>')


@lru_cache(maxsize=4096)
def render_short_day(day: Day) -> Markup:
    """Render a day for a table, whose columns sort by their text."""
    return _mark_safe(f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>')


def render_navigation(pages: Iterable[tuple[str, str]], path: str, top: str) -> Markup:
    """Render the links to pages, given by title and path; the one at `path` is the current page."""
    items = []
    for title, page_path in pages:
        current = ""
        if page_path == path:
            current = ' aria-current="page"'
        href = escape(top + page_path)
        items.append(f'<li><a href="{href}"{current}>{escape(title)}</a></li>')
    return _mark_safe("\n".join(items))


def render_ref(target: Ref, top: str) -> Markup:
    """Render a name as a link to its page; only the name where it has no address."""
    return _mark_safe(_render_ref(target, top))


def render_refs(targets: Iterable[Ref], top: str, separator: str = ", ") -> Markup:
    """Render several names as links."""
    return _mark_safe(separator.join([_render_ref(target, top) for target in targets]))


def _render_ref(target: Ref, top: str) -> str:
    # <bdi>: a name in Arabic or Hebrew must not turn the rest of the line around.
    name = f"<bdi>{escape(target.name)}</bdi>"
    if not target.href:
        return name

    # A page's own address is made of letters, digits, dashes and slashes: only a URL has a colon.
    href = target.href
    if ":" not in href:
        href = top + href

    # A website need not learn that it was opened from a page about its owner.
    outside = ""
    if href.startswith("http"):
        outside = ' rel="noreferrer noopener"'
    return f'<a href="{escape(href)}"{outside}>{name}</a>'


@lru_cache(maxsize=64)
def render_standing(word: str) -> Markup:
    """Render a standing; its class gives it a shape and a colour."""
    css_class = escape(word.replace(" ", "-"))
    return _mark_safe(f'<span class="standing {css_class}">{escape(word)}</span>')


def render_rows(person_rows: Iterable[PersonRow]) -> Markup:
    """Render the lines of the table of all people."""
    return _mark_safe("\n".join(map(_render_row, person_rows)))


def _render_row(row: PersonRow) -> str:
    # Goals and tags are in no column; people.js filters by them.
    attributes = ""
    if row.goals:
        attributes += f' data-goal="{_escape_cached("|".join(row.goals))}"'
    if row.tags:
        attributes += f' data-tag="{_escape_cached("|".join(row.tags))}"'

    # The level is not escaped: it is one of our own words and never text from a note.
    role = f"<small>{_escape_cached(row.role)}</small>" if row.role else ""
    last = render_short_day(row.last) if row.last else ""
    due = render_short_day(row.due) if row.due else ""
    return (
        f'<tr{attributes}><th scope="row">{_render_ref(row.person, "")}{role}</th>'
        f"<td>{_escape_cached(row.organisation)}</td>"
        f"<td>{_escape_cached(row.field)}</td><td>{row.level}</td>"
        f"<td>{_escape_cached(row.location)}</td><td>{_escape_cached(row.tier)}</td>"
        f"<td>{last}</td><td>{due}</td>"
        f"<td>{render_standing(row.standing)}</td><td>{escape(row.purpose)}</td></tr>"
    )


# For what many people share: there are few different fields, organisations and places.
_escape_cached = lru_cache(maxsize=4096)(escape)


def render_prose(text: str, links: ResolvedLinks, top: str, anchor: str = "") -> Markup:
    """Render Markdown; `anchor` keeps the footnotes of several texts on one page apart."""
    return _mark_safe(render_html(text, _build_resolver(links, top), anchor))


def render_line(text: str, links: ResolvedLinks, top: str) -> Markup:
    """Render one line of Markdown, without a paragraph around it."""
    return _mark_safe(render_inline_html(text, _build_resolver(links, top)))


@lru_cache(maxsize=1)  # a page asks for the same links with each of its texts
def _build_resolver(links: ResolvedLinks, top: str) -> Resolve:
    """Build the function that gives the Markdown renderer the address of each link."""
    hrefs: Mapping[str, str] = dict(links)

    def resolve_target(target: str) -> Target:
        href = hrefs.get(target, "")
        if not href:
            return Target("", "missing")
        if href.startswith("pictures/"):
            return Target(top + href, "image")
        if ":" in href:  # a URL: a note without a page opens in Obsidian
            return Target(href, "page")
        return Target(top + href, "page")

    return resolve_target


def render_sources(sources: Iterable[SourceNote]) -> Markup:
    """Render the notes and lines that a page's facts and touches were read from."""
    return _mark_safe("\n".join(map(_render_source, sources)))


def _render_source(source: SourceNote) -> str:
    lines = " · ".join([_render_source_line(line) for line in source.lines])
    path = escape(source.path)
    return f"<div><dt>{source.label}</dt><dd><bdi>{path}</bdi>: {lines}</dd></div>"


def _render_source_line(line: SourceLine) -> str:
    # The words are a property or a day, never text from a note.
    place = f"line {line.line}"
    if line.editor:
        place = f'<a href="{escape(line.editor)}">{place}</a>'
    return f"{line.words}, {place}"


def render_message(text: str) -> Markup:
    """Render a message; what is between backticks becomes code."""
    parts = [escape(part) for part in text.split("`")]
    if len(parts) % 2 == 0:  # a backtick without its pair is a character like others
        return _mark_safe(escape(text))
    html = ""
    for number, part in enumerate(parts):
        is_between_backticks = number % 2 == 1
        html += f"<code>{part}</code>" if is_between_backticks else part
    return _mark_safe(html)


def _mark_safe(html: str) -> Markup:
    """Mark HTML that was made in this module, where every part from a note is escaped."""
    return Markup(html)  # noqa: S704 - the only place where text is declared to be HTML


# The filters of the templates, by their names there.
TEMPLATE_FILTERS = {
    "day": render_day,
    "line": render_line,
    "plain": strip_markdown,
    "prose": render_prose,
    "rows": render_rows,
    "sources": render_sources,
    "ticks": render_message,
}

# The functions of the templates, by their names there.
TEMPLATE_FUNCTIONS = {"ref": render_ref, "refs": render_refs, "standing": render_standing}
