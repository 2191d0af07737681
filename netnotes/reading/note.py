"""A note as lines: what each line is, what it links to, and where; its meaning is for others to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from netnotes.digests import compute_digest
from netnotes.markdown.syntax import INLINE_CODE, WIKILINK, strip_comments
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import Link
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.raw_field import Field, Word, build_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Source(NamedTuple):
    """A note's text as it lies in the vault: its path there, its text with plain line ends, a digest of its bytes."""

    path: str
    text: str
    digest: str = ""


class Line(NamedTuple):
    """One line of a note's text.

    `kind` is `item`, `heading`, `row`, `text`, `blank`, or `verbatim` for what is never read for facts (code, quotes).
    `indent` is in columns, for a heading its level. `status` is what stands between the brackets of a task, else empty.
    `text` is what comes after the marker; `raw` is the whole line, comments taken out.
    """

    number: int
    kind: str
    indent: int
    status: str
    text: str
    raw: str

    @property
    def column(self) -> int:
        """Where `text` begins, counted from 1."""
        return len(self.raw.rstrip()) - len(self.text.rstrip()) + 1


class Note(Struct, frozen=True):
    """A note with its fields, lines, links and tags, each with its place."""

    source: Source
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    tags: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where the note lies in the vault."""
        return self.source.path


def read_note(source: Source) -> tuple[Note, tuple[Diagnostic, ...]]:
    """The note a source makes, and what is wrong with its front matter and its lines."""
    front, found = read_front_matter(source.text, source.path)
    body = source.text.split("\n", front.body_line)[
        front.body_line :
    ]  # nothing where the file ends with its front matter
    lines = tuple(_iter_lines(strip_comments(body[0]), front.body_line)) if body else ()
    note = Note(
        source,
        front.fields,
        lines,
        tuple(_iter_links_in_lines(lines, source.path)),
        tuple(_iter_tags(lines)),
    )
    return note, (*found, *_check_merge_markers(source))


_LINE = re.compile(
    r"[ \t]*"
    r"(?:(?P<item>[-*+]|\d{1,9}[.)])[ \t]+(?:\[(?P<status>.)\][ \t]+)?|(?P<heading>\#{1,6})[ \t]+|(?P<row>\|)|(?P<quote>>))?"
    r"(?P<text>.*)"
)
_FENCE = re.compile(r"(?P<fence>`{3,})[^`]*$|(?P<tildes>~{3,})")


def _iter_lines(text: str, body_line: int) -> Iterator[Line]:
    """Each line of the text below the front matter."""
    fence = ""
    in_list, before_blank = False, True
    for number, raw in enumerate(text.split("\n"), start=body_line + 1):
        stripped = raw.lstrip()
        if fence:
            if stripped.startswith(fence) and not stripped.rstrip().strip(fence[0]):
                fence = ""
            yield Line(number, "verbatim", _compute_indent(raw, stripped), "", stripped, raw)
        elif not stripped:
            yield Line(number, "blank", 0, "", "", raw)
        else:
            line = _parse_line(number, raw, stripped, in_list)
            if line.kind in ("text", "item") and ("```" in raw or "~~~" in raw):
                fence = _find_fence(line.text)
            yield line._replace(kind="verbatim") if fence and line.kind == "text" else line
            in_list = line.kind == "item" or (
                in_list and not (line.kind == "heading" or (line.indent == 0 and before_blank))
            )
        before_blank = not stripped


def _find_fence(text: str) -> str:
    """The marks that open a block of code, and close it again; empty where none is opened."""
    match = _FENCE.match(text)
    return (match["fence"] or match["tildes"]) if match else ""


def _parse_line(number: int, raw: str, stripped: str, in_list: bool) -> Line:
    match = _LINE.match(raw)
    assert match  # all of the pattern is optional
    item, status, heading, row, quote, text = match.groups()
    indent = _compute_indent(raw, stripped)
    if heading and indent < 4:
        return Line(number, "heading", len(heading), "", text.strip(), raw)
    if quote or (indent >= 4 and not in_list):  # indented that far outside a list it is code
        return Line(number, "verbatim", indent, "", stripped, raw)
    kind = "item" if item else "row" if row else "text"
    return Line(number, kind, indent, status or "", text.strip(), raw)


def _compute_indent(raw: str, stripped: str) -> int:
    """How far a line is indented, a tab reaching to the next fourth column."""
    indent = len(raw) - len(stripped)
    return len(raw[:indent].expandtabs(4)) if "\t" in raw[:indent] else indent


_WIKILINK_WITHOUT_EMBED = re.compile(
    WIKILINK.pattern.removeprefix("(!?)")
)  # three times as fast for its fixed beginning
_MARKDOWN_LINK = re.compile(
    r"\[([^\[\]\n]*)\]\((?:<([^<>\n]+)>|([^()<>\s]++(?:\([^()\s]*+\)[^()<>\s]*+)*+))(?:\s+\"[^\"]*\")?\)"
)
_EXTERNAL_TARGET = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def iter_links(text: str, location: SourceLocation, *, embeds: bool = True) -> Iterator[Link]:
    """The notes a line of text links to, as `[[X]]`, `[x](X.md)` or, unless not wanted, an embed `![[X]]`.

    `place` is where the text begins.
    """
    path, line, column = location
    if "`" in text:
        text = INLINE_CODE.sub(lambda match: " " * len(match[0]), text)
    if "[[" in text:
        for match in _WIKILINK_WITHOUT_EMBED.finditer(text):
            start = match.start()
            if embeds or text[start - 1 : start] != "!":
                target = match[1].strip().rstrip("\\")
                yield Link(
                    target,
                    match[2].strip() if match[2] else target,
                    SourceLocation(path, line, column + start),
                )
    if "](" in text:
        for match in _MARKDOWN_LINK.finditer(text):
            target = match[2] or match[3]
            start = match.start()
            if not _EXTERNAL_TARGET.match(target) and (embeds or text[start - 1 : start] != "!"):
                yield Link(
                    unquote(target),
                    match[1] or unquote(target),
                    SourceLocation(path, line, column + start),
                )


def _iter_links_in_lines(lines: tuple[Line, ...], path: str) -> Iterator[Link]:
    for line in lines:
        raw = line.raw
        if ("[[" in raw or "](" in raw) and (line.kind != "verbatim" or line.text.startswith(">")):
            yield from iter_links(raw, SourceLocation(path, line.number))


_TAG = re.compile(r"(?<![\w/#&\[\]])#([\w/-]*[^\W\d][\w/-]*)")


def _iter_tags(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        if "#" in line.raw and line.kind != "verbatim":
            yield from (match[1] for match in _TAG.finditer(line.text))


_MERGE_MARKERS = ("<<<<<<< ", ">>>>>>> ")


def _check_merge_markers(source: Source) -> Iterator[Diagnostic]:
    if not any(sign in source.text for sign in _MERGE_MARKERS):
        return
    for number, line in enumerate(source.text.split("\n"), start=1):
        if line.startswith(_MERGE_MARKERS):
            message = "An unfinished merge left this line; both versions stand in the note."
            yield Diagnostic(
                SourceLocation(source.path, number),
                "merge-marker",
                message,
                "Keep one version, delete the marks.",
            )


def compute_note_digest(content: bytes) -> str:
    """Compute the digest by which a note is known to be unchanged, from all its bytes, as 32 hexadecimal digits."""
    return compute_digest(content).hex()


def decode_source(path: str, raw: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The source a note's bytes make: a BOM and line ends are taken in stride, what is not UTF-8 is an error."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        kind = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "not UTF-8"
        message = f"The note is {kind}: byte {error.start} can't be read as text."
        return None, (
            Diagnostic(
                SourceLocation(path, line), "unreadable-note", message, "Save the note as UTF-8."
            ),
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path, text, compute_note_digest(raw)), ()


FIELD_LINE = re.compile(
    r"[*_]{0,2}(?P<key>[^\W\d_][\w -]{0,40}?)[*_]{0,2}::[*_]{0,2}\s*(?P<value>.*)"
)
INLINE_FIELD = re.compile(
    r"(?P<open>[\[(])(?P<key>[^\W\d_][\w -]{0,40}?)::\s*(?P<value>(?:\[\[[^\[\]]*\]\]|[^\[\]()]|\([^()]*\))*)[\])]"
)


def iter_inline_fields(lines: Iterable[Line]) -> Iterator[Field]:
    """The properties that stand in a note's text on lines of their own: `Last contact:: 2026-10-02`."""
    for line in lines:
        if (
            "::" in line.text
            and line.kind in ("item", "text")
            and (match := FIELD_LINE.match(line.text))
        ):
            yield build_inline_field(match["key"], match["value"], line)


def build_inline_field(key: str, value: str, line: Line) -> Field:
    column = line.raw.find(key) + 1
    at = line.raw.find(value, column) + 1 or column
    words = (Word(value.strip(), line.number, at),) if value.strip() else ()
    return build_field(key.strip(), words, is_list=False, line=line.number, column=column)


BOM = "\ufeff"


def build_source(path: str, text: str) -> Source:
    """The source that a note's text makes, as reading takes it: without BOM, with plain line ends."""
    return Source(path, text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n"))
