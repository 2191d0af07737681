"""Links that follow a note to its new name."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from netnotes.reading.links import find_file
from netnotes.reading.note import COMMENT, INLINE_CODE, read_note
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from netnotes.reading.links import FileIndex
    from netnotes.reading.note import Source


def follow(source: Source, old: str, new: str, before: FileIndex, after: FileIndex) -> tuple[Edit, ...]:
    """The edits that let every link of a note that leads to `old` lead to `new`; both are paths in the vault.

    Headings, blocks and the words shown stay, and a bare name stays a bare name where that is enough. A link by another
    name of the note (an alias) still leads there and stays. Code and comments are left alone. `before` and `after` are
    the vault's files with the old and with the new path.
    """
    origin = new if source.path == old else source.path
    edits = []
    for number, (line, seen) in enumerate(zip(source.text.split("\n"), _seen(source), strict=True), start=1):
        parts, at = [], 0
        for match in _LINK.finditer(seen):
            group = next(name for name, said in match.groupdict().items() if said is not None)
            target = match[group] if group == "wiki" else unquote(match[group])
            bare = target.strip().partition("#")[0].partition("^")[0].rstrip("\\").strip()
            found = find_file(bare, source.path, before) if bare else None
            if found and found.path == old and not found.by_alias and find_file(bare, origin, after).path != new:
                said = _renamed(bare, origin, new, after)
                start = match.start(group) + len(match[group]) - len(match[group].lstrip())
                written = match[group].lstrip().partition("#")[0] if group != "wiki" else bare
                parts += [line[at:start], quote(said, safe="/()") if group == "plain" else said]
                at = start + len(written)
        if parts:
            edits.append(Edit(number, 1, ("".join((*parts, line[at:])),)))
    return tuple(edits)


_LINK = re.compile(
    r"\[\[(?P<wiki>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]"
    r"|\[[^\[\]\n]*\]\((?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#|<[a-zA-Z][a-zA-Z0-9+.-]*:)"
    r"(?:<(?P<angle>[^<>\n]+)>|(?P<plain>[^()<>\s]++(?:\([^()\s]*+\)[^()<>\s]*+)*+))"
)


def _seen(source: Source) -> list[str]:
    """A note's lines with code and comments blanked, every other sign in its place."""
    note, _ = read_note(source)
    body = note.lines[0].number - 1 if note.lines else len(source.text.split("\n"))
    lines = source.text.split("\n")
    text = COMMENT.sub(lambda match: match[0] if match[1] or match[2] else _blank(match[0]), "\n".join(lines[body:]))
    verbatim = {line.number for line in note.lines if line.kind == "verbatim" and not line.text.startswith(">")}
    below = text.split("\n") if body < len(lines) else []
    return [
        *lines[:body],
        *(
            "" if number in verbatim else INLINE_CODE.sub(lambda match: _blank(match[0]), line)
            for number, line in enumerate(below, start=body + 1)
        ),
    ]


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _renamed(bare: str, origin: str, new: str, after: FileIndex) -> str:
    """How a link that was written so is written now: as short as it was, and as long as it must be."""
    ending = ".md" if bare.casefold().endswith(".md") else ""
    path = new.removesuffix(".md") + ending
    if bare.startswith(("./", "../")):
        near = posixpath.relpath(path, posixpath.dirname(origin) or ".")
        return near if near.startswith(".") else f"./{near}"
    if bare.startswith("/"):
        return f"/{path}"
    parts = path.split("/")
    for count in range(min(bare.count("/") + 1, len(parts)), len(parts)):
        short = "/".join(parts[-count:])
        if find_file(short, origin, after).path == new:
            return short
    return path
