"""A note as lines with their kinds, links, tags and fields. What they mean is decided elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.digests import compute_digest
from netnotes.markdown.syntax import INLINE_CODE, TAG, strip_comments
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.lines import Line as Line
from netnotes.reading.lines import LineKind as LineKind
from netnotes.reading.links import list_links
from netnotes.reading.logseq import (
    LOGSEQ_TASK_WORD,
    TASK_STATUSES,
    TASK_WORD,
    is_system_property,
)
from netnotes.reading.org_lines import has_org_lines, read_org_lines
from netnotes.reading.raw_field import Field, Word, build_field
from netnotes.reading.written_days import is_day_like_item
from netnotes.text import has_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Link


class Source(NamedTuple):
    """The text of a note.

    `path` is that in the vault. `text` has plain line ends and no BOM. `digest` is that of the
    note's bytes; empty where nobody compares it.
    """

    path: str
    text: str
    digest: str = ""


class Note(Struct, frozen=True, gc=False):
    """A note with its fields, lines, links and tags.

    `fields` are those of the front matter, `links` and `tags` those of the text below it.
    """

    source: Source
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    tags: tuple[str, ...]

    @property
    def path(self) -> str:
        """The note's path in the vault."""
        return self.source.path


def read_note(source: Source) -> tuple[Note, tuple[Diagnostic, ...]]:
    """Take a source apart into fields and lines, with a diagnostic for each problem in them.

    What the note is about is for `read_source` to find out.
    """
    front_matter, diagnostics = read_front_matter(source.text, source.path)

    lines: tuple[Line, ...] = ()
    body_line = front_matter.body_line
    parts = source.text.split("\n", body_line)
    # A file may end with its front matter, and then there is no body.
    if len(parts) > body_line:
        lines = tuple(_iter_lines(strip_comments(parts[body_line]), body_line, source.path))
        if "template::" in source.text:
            lines = _leave_out_template_blocks(lines)
        if "::" in source.text:
            lines = _leave_out_system_properties(lines, source.path)
        if has_org_lines(source.text):
            lines = read_org_lines(lines)

    note = Note(
        source=source,
        fields=front_matter.fields,
        lines=lines,
        links=tuple(_list_links_in_lines(lines, source.path)),
        tags=tuple(iter_tags(lines)),
    )
    if has_any(source.text, _MERGE_MARKERS):
        diagnostics = (*diagnostics, *_check_merge_markers(source))
    return note, diagnostics


# Sources


BOM = "\ufeff"


def decode_source(path: str, raw: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Decode the bytes of a note's file, whatever its line ends, with or without a BOM.

    Bytes that are not UTF-8 give no source and a diagnostic.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        encoding = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "not UTF-8"
        message = f"The note is {encoding}: byte {error.start} can't be read as text."
        location = SourceLocation(path, line)
        diagnostic = Diagnostic(location, "unreadable-note", message, "Save the note as UTF-8.")
        return None, (diagnostic,)

    return Source(path, _normalize_line_ends(text), compute_note_digest(raw)), ()


def compute_note_digest(content: bytes) -> str:
    """Compute the digest that tells whether a note has changed, from all the bytes of its file."""
    return compute_digest(content).hex()


def build_source(path: str, text: str) -> Source:
    """Build the source of a text that is already decoded; it has no digest."""
    return Source(path, _normalize_line_ends(text.removeprefix(BOM)))


def _normalize_line_ends(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Lines


_LINE = re.compile(
    r"[ \t]*"
    r"(?:(?P<item>[-*+]|\d{1,9}[.)])[ \t]+(?:\[(?P<status>.)\][ \t]+)?"
    r"|(?P<heading>\#{1,6})[ \t]+|(?P<row>\|)|(?P<quote>>))?"
    r"(?P<text>.*)"
)
_FENCE = re.compile(r"(?P<backticks>`{3,})[^`]*$|(?P<tildes>~{3,})")


def _iter_lines(text: str, body_line: int, path: str) -> Iterator[Line]:
    """Parse each line of the text below the front matter, which has `body_line` lines."""
    # `- NOW at Acme` is a task only in the folders of Logseq.
    task_word = LOGSEQ_TASK_WORD if path.startswith(("pages/", "journals/")) else TASK_WORD
    may_have_fence = "```" in text or "~~~" in text
    fence = ""
    in_list = False
    after_blank = True
    for number, raw in enumerate(text.split("\n"), start=body_line + 1):
        if not raw and not fence:
            yield Line(number, "blank", 0, "", "", raw)
            after_blank = True
            continue
        # Most lines are items such as `- 2026-10-02 call: …`, which need no pattern.
        if raw[:2] == "- " and raw[2:3].isalnum() and not fence:
            line = Line(number, "item", 0, "", raw[2:].strip(), raw)
        else:
            stripped = raw.lstrip()
            if fence:
                if _is_closing_fence(stripped, fence):
                    fence = ""
                yield Line(number, "verbatim", _compute_indent(raw, stripped), "", stripped, raw)
                after_blank = not stripped
                continue
            if not stripped:
                yield Line(number, "blank", 0, "", "", raw)
                after_blank = True
                continue
            line = _parse_line(number, raw, stripped, in_list)

        if line.kind == "item" and line.text[:1] in _TASK_WORD_STARTS and not line.status:
            line = _read_task_word(line, task_word)
        if may_have_fence:
            fence = _find_opening_fence(line)
            # A fence behind a list marker leaves the item what it is.
            if fence and line.kind == "text":
                line = replace(line, kind="verbatim")
        yield line

        # A list goes on over indented paragraphs, and over lines right below an item (CommonMark's
        # lazy continuation); a paragraph in column 1 after a blank line ends it.
        if line.kind == "item":
            in_list = True
        elif line.kind == "heading" or (line.indent == 0 and after_blank):
            in_list = False
        after_blank = False


def _leave_out_template_blocks(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out the blocks that Logseq inserts as templates: nothing in them has happened.

    Such a block is an item with a line `template:: name`, and all that is indented below it.
    """
    kept = list(lines)
    for index, line in enumerate(lines):
        match = FIELD_LINE.match(line.text)
        if match is None or match["key"] != "template" or line.kind == "verbatim":
            continue
        start = index
        while start and lines[start].kind != "item":
            start -= 1
        end = index + 1
        while end < len(lines) and _is_in_block(lines[end], lines[start]):
            end += 1
        for inside in range(start, end):
            kept[inside] = replace(lines[inside], kind="verbatim")
    return tuple(kept)


def _is_in_block(line: Line, first: Line) -> bool:
    # Where no item begins the block, the whole page is the template.
    return line.kind == "blank" or first.kind != "item" or line.indent > first.indent


def _leave_out_system_properties(lines: tuple[Line, ...], path: str) -> tuple[Line, ...]:
    """Leave out what Logseq writes for itself; each line keeps its number and place in a list."""
    numbers = [
        line.number
        for line in lines
        if "::" in line.text
        and line.kind in ("item", "text")
        and is_system_property(line.text, path)
    ]
    if not numbers:
        return lines
    return tuple(
        [replace(line, text="", raw="") if line.number in numbers else line for line in lines]
    )


def _find_opening_fence(line: Line) -> str:
    """Find the backticks or tildes that open a block of code; empty if none is opened."""
    if line.kind not in ("text", "item"):
        return ""
    match = _FENCE.match(line.text)
    if not match:
        return ""
    return match["backticks"] or match["tildes"]


def _is_closing_fence(stripped: str, fence: str) -> bool:
    """Whether a line is nothing but a fence at least as long as the one that opened the code."""
    return stripped.startswith(fence) and not stripped.rstrip().strip(fence[0])


def _parse_line(number: int, raw: str, stripped: str, in_list: bool) -> Line:
    """Parse a line that is neither blank nor within a block of code."""
    # Most lines that are no items begin with a letter, or are headings, which need no pattern.
    if raw[0].isalpha():
        return Line(number, "text", 0, "", raw.strip(), raw)
    if raw[0] == "#":
        level = len(raw) - len(raw.lstrip("#"))
        if level <= MAX_HEADING_LEVEL and raw[level : level + 1] in _BLANKS:
            return Line(number, "heading", level, "", raw[level:].strip(), raw)

    match = _LINE.match(raw)
    assert match  # all of the pattern is optional
    item, status, heading, row, quote, text = match.groups()
    indent = _compute_indent(raw, stripped)
    if heading and indent < 4:
        return Line(number, "heading", len(heading), "", text.strip(), raw)
    # Four columns make a line code, except in a list, where they belong to the item above.
    if quote or (indent >= 4 and not in_list):
        return Line(number, "verbatim", indent, "", stripped, raw)

    kind: LineKind = "text"
    # `9. Oktober 2026: …` is no ninth item.
    if item and item[-1] == "." and is_day_like_item(stripped):
        text = stripped
    elif item:
        kind = "item"
    elif row:
        kind = "row"
    return Line(number, kind, indent, status or "", text.strip(), raw)


MAX_HEADING_LEVEL = 6
_BLANKS = (" ", "\t")


def _read_task_word(line: Line, task_word: re.Pattern[str]) -> Line:
    """Read the word that makes an item a task in Logseq and org-mode: `TODO`, `DONE`."""
    match = task_word.match(line.text)
    if match is None:
        return line
    return replace(line, status=TASK_STATUSES[match["word"]], text=line.text[match.end() :])


# Few items begin with one of these letters, and asking for one is quicker than the pattern.
_TASK_WORD_STARTS = frozenset(word[0] for word in TASK_STATUSES)


def _compute_indent(raw: str, stripped: str) -> int:
    """How far a line is indented, in columns; a tab reaches to the next multiple of four."""
    if raw == stripped:
        return 0
    indent = raw[: len(raw) - len(stripped)]
    if "\t" in indent:
        indent = indent.expandtabs(4)
    return len(indent)


# Links, tags and fields


def _list_links_in_lines(lines: tuple[Line, ...], path: str) -> list[Link]:
    links: list[Link] = []
    for line in lines:
        raw = line.raw
        if "[[" not in raw and "](" not in raw:
            continue
        # Of what is verbatim, a quote links to notes, code does not.
        if line.kind != "verbatim" or line.text.startswith(">"):
            links += list_links(raw, SourceLocation(path, line.number))
    return links


def iter_tags(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the tags in the lines; in code, links and formulas there are none."""
    in_formula = False
    for line in lines:
        text = line.text
        if "#" not in text and "$$" not in text:
            continue
        if text.startswith("$$"):
            # A formula on lines of its own, unless it ends on the line that it begins on.
            in_formula ^= text.count("$$") == 1
        if "#" not in text or line.kind == "verbatim" or in_formula:
            continue
        if "`" in text or "[[" in text or "$" in text:
            text = _NO_TAGS_WITHIN.sub(" ", text)
        for match in TAG.finditer(text):
            yield match[1]


# Code, wikilinks, and formulas, which have no space at their ends: `$5 and $6` is none.
_NO_TAGS_WITHIN = re.compile(rf"{INLINE_CODE.pattern}|\[\[[^\[\]]*\]\]|\$[^$\s](?:[^$]*[^$\s])?\$")


# A line that is one field, as the plugin Dataview reads it: `**Last contact**:: 2026-10-02`.
FIELD_LINE = re.compile(
    r"[*_]{0,2}(?P<key>[^\W\d_][\w -]{0,40}?)[*_]{0,2}::[*_]{0,2}\s*(?P<value>.*)"
)

# A field within a sentence, as Dataview reads it: `[gave:: a book]` or `(gave:: a book)`.
INLINE_FIELD = re.compile(
    r"(?P<open>[\[(])(?P<key>[^\W\d_][\w -]{0,40}?)::\s*"
    r"(?P<value>(?:\[\[[^\[\]]*\]\]|[^\[\]()]|\([^()]*\))*)[\])]"
)


def iter_inline_fields(lines: Iterable[Line]) -> Iterator[Field]:
    """Find the properties on lines of their own: `Last contact:: 2026-10-02`."""
    for line in lines:
        if "::" not in line.text or line.kind not in ("item", "text"):
            continue
        match = FIELD_LINE.match(line.text)
        if match:
            yield build_inline_field(match["key"], match["value"], line)


def build_inline_field(key: str, value: str, line: Line) -> Field:
    """Build the field of a key and a value that were found in a line."""
    column = line.raw.find(key) + 1
    words: tuple[Word, ...] = ()
    if value.strip():
        # The cells of a table are joined before fields are looked for in them, so that the line
        # may not hold the value as it is.
        value_column = line.raw.find(value, column) + 1 or column
        words = (Word(value.strip(), line.number, value_column),)
    return build_field(key.strip(), words, is_list=False, line=line.number, column=column)


# Unfinished merges


# What git writes around the two versions of a conflict.
#
# The `=======` between them may as well underline a heading, and is not asked for.
_MERGE_MARKERS = ("<<<<<<< ", ">>>>>>> ")


def _check_merge_markers(source: Source) -> Iterator[Diagnostic]:
    message = "An unfinished merge left this line; both versions are in the note."
    for number, line in enumerate(source.text.split("\n"), start=1):
        if line.startswith(_MERGE_MARKERS):
            location = SourceLocation(source.path, number)
            yield Diagnostic(
                location, "merge-marker", message, "Keep one version, delete the marks."
            )
