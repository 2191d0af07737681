"""Links that follow a note to its new name."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from netnotes.markdown.syntax import COMMENT, INLINE_CODE
from netnotes.reading.file_index import find_file
from netnotes.reading.note import read_note
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from netnotes.reading.file_index import FileIndex
    from netnotes.reading.note import Source


def update_links(
    source: Source, old_path: str, new_path: str, old_index: FileIndex, new_index: FileIndex
) -> tuple[Edit, ...]:
    """The edits that let every link of a note that leads to `old` lead to `new`; both are paths in the vault.

    Headings, blocks and the words shown stay, and a bare name stays a bare name where that is enough. A link by another
    name of the note (an alias) still leads there and stays. Code and comments are left alone. `before` and `after` are
    the vault's files with the old and with the new path.
    """
    origin = new_path if source.path == old_path else source.path
    edits = []
    for number, (line, seen) in enumerate(
        zip(source.text.split("\n"), _blank_code_and_comments(source), strict=True), start=1
    ):
        parts, at = [], 0
        for match in _LINK.finditer(seen):
            group = next(name for name, said in match.groupdict().items() if said is not None)
            target = match[group] if group == "wiki" else unquote(match[group])
            bare = target.strip().partition("#")[0].partition("^")[0].rstrip("\\").strip()
            found = find_file(bare, source.path, old_index) if bare else None
            if (
                found
                and found.path == old_path
                and not found.by_alias
                and find_file(bare, origin, new_index).path != new_path
            ):
                said = _build_link_target(bare, origin, new_path, new_index)
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


def _blank_code_and_comments(source: Source) -> list[str]:
    """A note's lines with code and comments blanked, every other sign in its place."""
    note, _ = read_note(source)
    body = note.lines[0].number - 1 if note.lines else len(source.text.split("\n"))
    lines = source.text.split("\n")
    text = COMMENT.sub(
        lambda match: match[0] if match[1] or match[2] else _blank_out(match[0]),
        "\n".join(lines[body:]),
    )
    verbatim = {
        line.number
        for line in note.lines
        if line.kind == "verbatim" and not line.text.startswith(">")
    }
    below = text.split("\n") if body < len(lines) else []
    return [
        *lines[:body],
        *(
            "" if number in verbatim else INLINE_CODE.sub(lambda match: _blank_out(match[0]), line)
            for number, line in enumerate(below, start=body + 1)
        ),
    ]


def _blank_out(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _build_link_target(old_target: str, origin: str, new_path: str, new_index: FileIndex) -> str:
    """How a link that was written so is written now: as short as it was, and as long as it must be."""
    ending = ".md" if old_target.casefold().endswith(".md") else ""
    path = new_path.removesuffix(".md") + ending
    if old_target.startswith(("./", "../")):
        near = posixpath.relpath(path, posixpath.dirname(origin) or ".")
        return near if near.startswith(".") else f"./{near}"
    if old_target.startswith("/"):
        return f"/{path}"
    parts = path.split("/")
    for count in range(min(old_target.count("/") + 1, len(parts)), len(parts)):
        short = "/".join(parts[-count:])
        if find_file(short, origin, new_index).path == new_path:
            return short
    return path


def write_wikilink(path: str, origin: str, file_index: FileIndex) -> str:
    """A link from one note to another: by its name where that is enough, else by its path."""
    whole = path.removesuffix(".md")
    name = whole.rpartition("/")[2]
    return (
        f"[[{name}]]" if find_file(name, origin, file_index).path == path else f"[[{whole}|{name}]]"
    )
