"""Links that follow a note to its new name, and a new link from one note to another."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from netnotes.markdown.syntax import COMMENT, INLINE_CODE
from netnotes.model.note_path import extract_note_name
from netnotes.reading.file_index import find_file
from netnotes.reading.note import read_note
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from netnotes.reading.file_index import FileIndex
    from netnotes.reading.note import Source


class _Rename(NamedTuple):
    """A note's old and new path, and the files of the vault with each of them."""

    old_path: str
    new_path: str
    old_index: FileIndex
    new_index: FileIndex


def update_links(
    source: Source, old_path: str, new_path: str, old_index: FileIndex, new_index: FileIndex
) -> tuple[Edit, ...]:
    """Change every link of a note that means `old_path` so that it means `new_path`.

    Headings, blocks and labels stay, and a bare name stays a bare name where that is enough. A link
    by an alias of the note still finds it and stays. Code and comments are left alone. `old_index`
    and `new_index` are the files of the vault before and after the rename.
    """
    rename = _Rename(old_path, new_path, old_index, new_index)
    origin = new_path if source.path == old_path else source.path
    lines = source.text.split("\n")
    visible_lines = _blank_code_and_comments(source)
    edits = []
    for number, (line, visible) in enumerate(zip(lines, visible_lines, strict=True), start=1):
        updated = _update_line(line, visible, source.path, origin, rename)
        if updated != line:
            edits.append(Edit(number, 1, (updated,)))
    return tuple(edits)


def _update_line(line: str, visible: str, old_origin: str, origin: str, rename: _Rename) -> str:
    """Update the links of one line; `visible` is the line without code and comments.

    `old_origin` and `origin` are the path of the note itself, before and after the rename.
    """
    updated = ""
    position = 0
    for match in _LINK.finditer(visible):
        form = match.lastgroup
        assert form  # one of the three groups has matched
        written = match[form]
        is_wikilink = form == "wiki"
        target = written if is_wikilink else unquote(written)
        bare_target = target.strip().partition("#")[0].partition("^")[0].rstrip("\\").strip()
        # In a table the `|` of a label is written `\|`: the backslash is not part of the target.
        if not bare_target or not _is_moved(bare_target, old_origin, origin, rename):
            continue

        new_target = _build_link_target(bare_target, origin, rename)
        if form == "plain":  # an address without <…> may hold no space
            new_target = quote(new_target, safe="/()")
        stripped = written.lstrip()
        start = match.start(form) + len(written) - len(stripped)
        old_written = bare_target if is_wikilink else stripped.partition("#")[0]
        updated += line[position:start] + new_target
        position = start + len(old_written)
    return updated + line[position:]


def _is_moved(target: str, old_origin: str, origin: str, rename: _Rename) -> bool:
    """Return whether a target means the renamed note, and no longer would under its new path."""
    match = find_file(target, old_origin, rename.old_index)
    if match.path != rename.old_path or match.by_alias:
        return False
    return find_file(target, origin, rename.new_index).path != rename.new_path


# Three kinds of link: `[[Ada|label]]`, `[label](<Ada Quill.md>)` and `[label](Ada%20Quill.md)`.
# Not matched are links with a scheme, as in `(https://…)`, and those within the page, `(#part)`.
# Possessive quantifiers (`++`, `*+`) go back nowhere, so that no line of brackets takes long.
_LINK = re.compile(
    r"\[\[(?P<wiki>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]"
    r"|\[[^\[\]\n]*\]\((?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#|<[a-zA-Z][a-zA-Z0-9+.-]*:)"
    r"(?:<(?P<angle>[^<>\n]+)>|(?P<plain>[^()<>\s]++(?:\([^()\s]*+\)[^()<>\s]*+)*+))"
)


def _blank_code_and_comments(source: Source) -> list[str]:
    """Return a note's lines with code and comments blanked; all else keeps its column."""
    note, _ = read_note(source)
    lines = source.text.split("\n")
    if not note.lines:  # there is nothing below the front matter
        return lines

    # The front matter stays as it is: `#` and backticks are nothing special there.
    body_start = note.lines[0].number - 1
    body = COMMENT.sub(_blank_comment, "\n".join(lines[body_start:]))
    # A quote is read verbatim as well, but the links in it are links.
    verbatim_numbers = {
        line.number
        for line in note.lines
        if line.kind == "verbatim" and not line.text.startswith(">")
    }

    visible_lines = lines[:body_start]
    for number, line in enumerate(body.split("\n"), start=body_start + 1):
        if number in verbatim_numbers:
            visible_lines.append("")
        else:
            visible_lines.append(INLINE_CODE.sub(_blank_match, line))
    return visible_lines


def _blank_comment(match: re.Match[str]) -> str:
    is_code = match[1] or match[2]  # COMMENT also matches code, which may hold what looks like one
    if is_code:
        return match[0]
    return _blank_match(match)


def _blank_match(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _build_link_target(old_target: str, origin: str, rename: _Rename) -> str:
    """Write a target as short as the old one was, or as long as it must be for the new path."""
    path = rename.new_path.removesuffix(".md")
    if old_target.casefold().endswith(".md"):
        path += ".md"

    if old_target.startswith(("./", "../")):
        relative = posixpath.relpath(path, posixpath.dirname(origin) or ".")
        if not relative.startswith("."):
            relative = f"./{relative}"
        return relative
    if old_target.startswith("/"):
        return f"/{path}"

    # Obsidian finds a note by the end of its path. More parts are added until no other note fits.
    parts = path.split("/")
    old_part_count = old_target.count("/") + 1
    for count in range(min(old_part_count, len(parts)), len(parts)):
        target = "/".join(parts[-count:])
        if find_file(target, origin, rename.new_index).path == rename.new_path:
            return target
    return path


def write_wikilink(path: str, origin: str, file_index: FileIndex) -> str:
    """Write a link to a note for the note `origin`: by name if that is enough, else by path."""
    name = extract_note_name(path)
    if find_file(name, origin, file_index).path == path:
        return f"[[{name}]]"
    return f"[[{path.removesuffix('.md')}|{name}]]"
