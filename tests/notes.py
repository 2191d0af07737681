"""Texts of notes for tests, what is read in them, and strategies that make such texts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.reading.note import Source
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.reader import read_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from netnotes.model.people import Event, Goal
    from netnotes.model.reading import Reading

TODAY = datetime.date(2026, 11, 20)

# How long an example takes depends on the machine, and is no fault of what is tested.
hypothesis.register_profile("any machine", deadline=None)
hypothesis.load_profile("any machine")


def parse_iso_day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def read_note_text(
    text: str, path: str = "People/Ada Quill.md", settings: Settings | None = None
) -> Reading:
    """Read a note of this text, by default with the default settings."""
    return read_source(Source(path, text), settings or Settings())


def read_as_contact(
    text: str, path: str = "People/Ada Quill.md", settings: Settings | None = None
) -> Contact:
    """Read the contact that a note of this text is about."""
    entity = read_note_text(text, path, settings).entity
    assert isinstance(entity, Contact)
    return entity


def make_front_matter(*lines: str) -> str:
    """Make a note that consists of these lines of front matter."""
    return "\n".join(("---", *lines, "---", ""))


def list_findings(
    text: str, path: str = "People/Ada Quill.md", settings: Settings | None = None
) -> list[tuple[int, int, str]]:
    """List the line, the column and the code of each diagnostic for a note of this text."""
    diagnostics = read_note_text(text, path, settings).diagnostics
    return sorted(
        (diagnostic.location.line, diagnostic.location.column, diagnostic.code)
        for diagnostic in diagnostics
        if diagnostic.location.path
    )


def list_codes(text: str, settings: Settings | None = None) -> list[str]:
    """List the codes of the diagnostics for a note of this text."""
    return [code for _, _, code in list_findings(text, settings=settings)]


# Strategies


TYPED_WORDS = (
    "ferries",
    "the pier",
    "[[Ben Okafor]]",
    "[[Cleo Marsh|Cleo]]",
    "#sailing",
    "`code`",
    "José",
    "日本",
    "::",
    # characters that mean something in Markdown or YAML
    "**bold**",
    "100%",
    "a: b",
    "- ",
    "|",
    "[x]",
    "[",
    "]",
    "(",
    "*",
    "&",
    "!",
    "%%",
    "<!--",
    "-->",
    "---",
    # what other programs and templates leave in a note
    "{{date}}",
    "'",
    '"',
    "📅 2026-10-09",
    "✅ 2026-02-30",
    "gave:: a book",
    "[asked:: a name]",
    "🙂",
    "\t",
)

WORDS = st.lists(st.sampled_from(TYPED_WORDS), max_size=6).map(" ".join)

# Some days do not exist, and some texts are no dates.
DATES = st.one_of(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)).map(str),
    st.sampled_from(
        (
            "2026-02-30",
            "0000-00-00",
            "28/02/2026",
            "soon",
            "[[2026-10-02]]",
            "2026-10-02T10:30",
            "10000-01-01",
        )
    ),
)

UNKNOWN_NAMES = ("shoe size", "teir", "État")


def list_property_names() -> list[str]:
    """List all names of properties; unknown ones are repeated, to be drawn as often as others."""
    names: list[str] = []
    for prop in CONTACT_PROPERTIES:
        names += (prop.name, *prop.other_names, *UNKNOWN_NAMES)
    return names


NAMES = st.sampled_from(list_property_names())

FIELD_VALUES = st.one_of(
    WORDS,
    DATES,
    st.sampled_from(("", "[]", "[a, b]", '"quoted"', "'it''s'", "[[Ben]]", "|")),
)

LOG_LINE_FORMS = (
    # the forms of a dated entry
    "- {date} coffee: {words}",
    "- {date}: {words}",
    "* [[{date}]] {words}",
    "### {date} — {words}",
    "| {date} | call | {words} |",
    "- [x] {words} ✅ {date}",
    "- [ ] {date} {words}",
    "{date}: {words}",
    # lines below an entry, and what may be around it
    "  - gave:: {words}",
    "  - [ ] promised:: {words} 📅 {date}",
    "> - {date} {words}",
    "```",
    "~~~",
    "    {words}",
    "last contact:: {date}",
    "[learned:: {words}]",
    "## {words}",
    "{words}",
    "",
    "%%",
)


@st.composite
def make_field_lines(draw: st.DrawFn) -> str:
    """Make a line of front matter, or several for a list."""
    name = draw(NAMES)
    value = draw(FIELD_VALUES)
    if draw(st.booleans()):
        return f"{name}: {value}"
    items = draw(st.lists(WORDS, max_size=3))
    return "\n".join((f"{name}:", *(f"  - {item}" for item in items)))


@st.composite
def make_log_lines(draw: st.DrawFn) -> str:
    """Make a line of a log in one of the forms in which people keep one, or another line."""
    date = draw(DATES)
    words = draw(WORDS)
    form = draw(st.sampled_from(LOG_LINE_FORMS))
    return form.format(date=date, words=words)


@st.composite
def make_notes(draw: st.DrawFn) -> str:
    """Make a note, with or without front matter, whose end may be missing."""
    front = draw(st.lists(make_field_lines(), max_size=6))
    body = draw(st.lists(make_log_lines(), max_size=12))
    end = draw(st.sampled_from(("---", "---", "---", "...", "")))
    lines: Iterable[str] = ("---", *front, end, *body) if front else body
    return "\n".join(lines)


def read_value(entity: Contact | Goal | Event, name: str) -> Any:
    """Read a property of an entity, with links as their targets."""
    value = getattr(entity, name)
    if name in ("goals", "not_for", "knows", "people", "targets", "where"):
        return [link.target for link in value]
    return [value.target] if name in ("met_at", "introduced_by") else value
