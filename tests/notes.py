"""Notes for tests: what a note's text says, and strategies that build notes from the lines people write."""

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

    from netnotes.model.reading import Reading

TODAY = datetime.date(2026, 11, 20)

hypothesis.register_profile(
    "any machine", deadline=None
)  # how long a test takes says nothing of what it tests
hypothesis.load_profile("any machine")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def reading(
    text: str, path: str = "People/Ada Quill.md", settings: Settings | None = None
) -> Reading:
    """What a note of this text says."""
    return read_source(Source(path, text), settings or Settings())


def contact(
    text: str, path: str = "People/Ada Quill.md", settings: Settings | None = None
) -> Contact:
    """The person a note of this text is about."""
    what = reading(text, path, settings).entity
    assert isinstance(what, Contact)
    return what


def with_front(*lines: str) -> str:
    """A note that is nothing but these lines of front matter."""
    return "\n".join(("---", *lines, "---", ""))


def found(
    text: str, path: str = "People/Ada Quill.md", settings: Settings | None = None
) -> list[tuple[int, int, str]]:
    """What is wrong in a note of this text: line, column and code, in order."""
    return sorted(
        (one.location.line, one.location.column, one.code)
        for one in reading(text, path, settings).diagnostics
        if one.location.path
    )


def codes(text: str, settings: Settings | None = None) -> list[str]:
    """The codes of what is wrong in a note of this text."""
    return [code for _, _, code in found(text, settings=settings)]


# Words as they are typed, with signs of Markdown and YAML among them, and dates that are none.

WORDS = st.lists(
    st.sampled_from(
        (
            *(
                "ferries",
                "the pier",
                "[[Ben Okafor]]",
                "[[Cleo Marsh|Cleo]]",
                "#sailing",
                "`code`",
                "José",
                "日本",
                "::",
            ),
            *(
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
            ),
            *(
                "{{date}}",
                "'",
                '"',
                "📅 2026-10-09",
                "✅ 2026-02-30",
                "gave:: a book",
                "[asked:: a name]",
                "🙂",
                "\t",
            ),
        )
    ),
    max_size=6,
).map(" ".join)

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

NAMES = st.sampled_from(
    [
        name
        for one in CONTACT_PROPERTIES
        for name in (one.name, *one.other_names, "shoe size", "teir", "État")
    ]
)


@st.composite
def field_lines(draw: st.DrawFn) -> str:
    """A line of front matter, or several for a list."""
    name = draw(NAMES)
    value = draw(
        st.one_of(
            WORDS,
            DATES,
            st.sampled_from(("", "[]", "[a, b]", '"quoted"', "'it''s'", "[[Ben]]", "|")),
        )
    )
    if draw(st.booleans()):
        return f"{name}: {value}"
    return "\n".join((f"{name}:", *(f"  - {item}" for item in draw(st.lists(WORDS, max_size=3)))))


@st.composite
def log_lines(draw: st.DrawFn) -> str:
    """A line of a log, in one of the forms in which people keep one, or a line of something else."""
    date, words = draw(DATES), draw(WORDS)
    form = draw(
        st.sampled_from(
            (
                *(
                    "- {date} coffee: {words}",
                    "- {date}: {words}",
                    "* [[{date}]] {words}",
                    "### {date} — {words}",
                ),
                *(
                    "| {date} | call | {words} |",
                    "- [x] {words} ✅ {date}",
                    "- [ ] {date} {words}",
                    "{date}: {words}",
                ),
                *(
                    "  - gave:: {words}",
                    "  - [ ] promised:: {words} 📅 {date}",
                    "> - {date} {words}",
                    "```",
                    "~~~",
                ),
                *(
                    "    {words}",
                    "last contact:: {date}",
                    "[learned:: {words}]",
                    "## {words}",
                    "{words}",
                    "",
                    "%%",
                ),
            )
        )
    )
    return form.format(date=date, words=words)


@st.composite
def notes(draw: st.DrawFn) -> str:
    """A note: perhaps front matter, perhaps left open, and lines."""
    front = draw(st.lists(field_lines(), max_size=6))
    body = draw(st.lists(log_lines(), max_size=12))
    end = draw(st.sampled_from(("---", "---", "---", "...", "")))
    lines: Iterable[str] = ("---", *front, end, *body) if front else body
    return "\n".join(lines)
