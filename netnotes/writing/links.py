"""Links that follow a note to its new path, and a new link from one note to another.

Every link means the same note before and after: one to the note that moves follows it, and one that
would suddenly mean another note, because of the new name or for lack of the old one, becomes exact.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from netnotes.markdown.syntax import COMMENT, INLINE_CODE
from netnotes.model.note_path import decode_page_name, extract_note_name, strip_note_ending
from netnotes.reading.file_index import find_file, fold_path
from netnotes.reading.note import build_source, read_note
from netnotes.text import build_lazy_pattern
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from netnotes.reading.file_index import FileIndex
    from netnotes.reading.note import Source


class Rename(NamedTuple):
    """A note's old and new path, and the files of the vault with each of them.

    Where two notes are merged, `old_path` is the one that goes and `new_path` the one that stays.
    """

    old_path: str
    new_path: str
    old_index: FileIndex
    new_index: FileIndex

    def get_new_path(self, path: str) -> str:
        """Return where the note of a path will be; all but one stay where they are."""
        if path == self.old_path:
            return self.new_path
        return path


class NewTarget(NamedTuple):
    """What a link has to say from now on."""

    target: str

    # Whether it led to another note than the one that moves. It then says the whole path, and what
    # was written becomes its label.
    is_exact: bool


class LinkUpdate(NamedTuple):
    """The edits of a note's links, and the links that only the new name gives a meaning.

    The latter led nowhere before, as in `(4, "Ben Okafor")`: the line and what is written there.
    """

    edits: tuple[Edit, ...]
    captured: tuple[tuple[int, str], ...]


def has_affected_name(text: str, rename: Rename) -> bool:
    """Tell quickly whether a text has one of the names that the rename gives or takes.

    Only the links of such a text can mean something else afterwards.
    """
    names = {fold_path(extract_note_name(path)) for path in (rename.old_path, rename.new_path)}
    for index in (rename.old_index, rename.new_index):
        for path in (rename.old_path, rename.new_path):
            for name in index.list_names(path):
                folded_name = fold_path(name)
                names |= {folded_name, folded_name.replace(" ", "-")}

    folded_text = fold_path(unquote(text) if "%" in text else text)
    return any(name in folded_text for name in names)


def update_links(source: Source, rename: Rename, new_path: str = "") -> LinkUpdate:
    """Change the links of a note so that each means the same note after the rename.

    Headings, blocks and labels stay, and a bare name stays a bare name where that is enough. A link
    by an alias of the note still finds it and stays. Code and comments are left alone.

    `new_path` is where the note's text will be, if that is another place.
    """
    if not new_path:
        new_path = rename.get_new_path(source.path)
    lines = source.text.split("\n")
    visible_lines = _blank_code_and_comments(source)
    updater = _LineUpdater(source.path, new_path, rename)
    edits = []
    for number, (line, visible) in enumerate(zip(lines, visible_lines, strict=True), start=1):
        if "[" not in visible:
            continue
        updated = updater.update_line(line, visible, number)
        if updated != line:
            edits.append(Edit(number, 1, (updated,)))
    return LinkUpdate(tuple(edits), tuple(updater.captured))


def update_links_in_text(text: str, path: str, rename: Rename) -> tuple[str, tuple[str, ...]]:
    """Change the links in a text that is in another file than a note, such as a card of a canvas.

    Returns the new text, and the links that only the new name gives a meaning.
    """
    update = update_links(build_source(path, text), rename)
    lines = text.split("\n")
    for edit in update.edits:
        lines[edit.line - 1] = edit.new_lines[0]
    return "\n".join(lines), tuple(target for _, target in update.captured)


class _LineUpdater:
    """Updates the lines of one note, and collects the links that get a meaning.

    `old_origin` and `origin` are the path of the note itself, before and after the rename.
    """

    def __init__(self, old_origin: str, origin: str, rename: Rename) -> None:
        self.old_origin = old_origin
        self.origin = origin
        self.rename = rename
        self.captured: list[tuple[int, str]] = []

    def update_line(self, line: str, visible: str, number: int) -> str:
        """Update the links of one line; `visible` is the line without code and comments."""
        updated = ""
        position = 0
        for match in _LINK.finditer(visible):
            group = match.lastgroup
            assert group  # one of the groups has matched
            form = group.removesuffix("_definition")
            written = match[group]
            is_wikilink = form == "wiki"
            target = written if is_wikilink else unquote(written)
            # In a table the `|` of a label is written `\|`: the backslash is not of the target.
            bare_target = _PLACE_IN_NOTE.split(target.strip())[0].rstrip("\\").strip()
            if not bare_target:
                continue
            new_target = self._find_new_target(bare_target, number)
            if new_target is None:
                continue

            new_written = new_target.target
            if form == "plain":  # an address without <…> may hold no space
                new_written = quote(new_written, safe="/()")
            stripped = written.lstrip()
            start = match.start(group) + len(written) - len(stripped)
            old_written = bare_target if is_wikilink else stripped.partition("#")[0]
            updated += line[position:start] + new_written
            position = start + len(old_written)
            if is_wikilink and new_target.is_exact and _needs_label(match, visible):
                bar = r"\|" if visible.lstrip().startswith("|") else "|"
                updated += f"{line[position : match.end() - 2]}{bar}{target.strip()}"
                position = match.end() - 2
        return updated + line[position:]

    def _find_new_target(self, target: str, number: int) -> NewTarget | None:
        new_target = find_new_target(target, self.old_origin, self.origin, self.rename)
        if new_target is CAPTURED:
            self.captured.append((number, target))
            return None
        return new_target


def _needs_label(match: re.Match[str], visible: str) -> bool:
    is_embed = visible[: match.start()].endswith("!")
    return not is_embed and "|" not in match[0]


# The answer of `find_new_target` for a link that only the new name gives a meaning.
CAPTURED = NewTarget("", is_exact=False)


def find_new_target(target: str, old_origin: str, origin: str, rename: Rename) -> NewTarget | None:
    """Find what a link has to say to mean the same note as before; None if it may stay.

    `old_origin` and `origin` are the path of the note it is in, before and after the rename. The
    answer is CAPTURED where the link led nowhere and would now lead to the note.
    """
    before = find_file(target, old_origin, rename.old_index)
    after = find_file(target, origin, rename.new_index)
    if not before.path:
        if after.path != rename.new_path:
            return None
        return CAPTURED

    is_to_moved_note = before.path == rename.old_path
    wanted_path = rename.get_new_path(before.path)
    # Obsidian does not follow aliases, so that a name may not become one.
    is_found = after.path == wanted_path and (before.by_alias or not after.by_alias)
    if is_found and not (
        is_to_moved_note and _is_spelled_as_before(target, before.by_alias, rename)
    ):
        return None
    if is_to_moved_note:
        return NewTarget(_build_link_target(target, wanted_path, origin, rename), is_exact=False)
    return NewTarget(_build_exact_target(target, wanted_path, origin), is_exact=True)


def _is_spelled_as_before(target: str, by_alias: bool, rename: Rename) -> bool:
    """Tell whether a link has the old spelling of a name that changes its case or accents only."""
    name = extract_note_name(target)
    old_name, new_name = extract_note_name(rename.old_path), extract_note_name(rename.new_path)
    return not by_alias and name == old_name != new_name


# Four kinds of link: `[[Ada|label]]`, `[label](<Ada Quill.md>)`, `[label](Ada%20Quill.md)`, and the
# address of a label on a line of its own, `[label]: Ada%20Quill.md`.
# Not matched are links with a scheme, as in `(https://…)`, and those within the page, `(#part)`. Of
# Logseq's `[Ada]([[people/Ada]])` only what is in the inner brackets is one.
# Possessive quantifiers (`++`, `*+`) go back nowhere, so that no line of brackets takes long.
_NO_SCHEME = r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#|<[a-zA-Z][a-zA-Z0-9+.-]*:)"
_LINK = build_lazy_pattern(
    r"\[\[(?P<wiki>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]"
    rf"|\[[^\[\]\n]*\]\({_NO_SCHEME}"
    r"(?:<(?P<angle>[^<>\n]+)>|(?P<plain>(?!\[\[)[^()<>\s]++(?:\([^()\s]*+\)[^()<>\s]*+)*+))"
    rf"|^ {{0,3}}\[[^\[\]\n^]+\]:[ \t]+{_NO_SCHEME}"
    r"(?:<(?P<angle_definition>[^<>\n]+)>|(?P<plain_definition>[^<>\s#]+\.md(?:#\S*)?))(?=\s|$)"
)

# What begins the place within a note: `[[Ada#Log]]`, `[[Ada^block]]`.
_PLACE_IN_NOTE = re.compile(r"[#^]")


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


def _build_link_target(old_target: str, path: str, origin: str, rename: Rename) -> str:
    """Write a target as short as the old one was, or as long as it must be for the new path."""
    if old_target.startswith(("./", "../", "/")):
        return _build_exact_target(old_target, path, origin)

    # Logseq knows a page by its name, `[[people/Ada Quill]]`, and no paths.
    page_name = decode_page_name(path)
    if page_name and find_file(page_name, origin, rename.new_index).path == path:
        return page_name

    # Obsidian finds a note by the end of its path. More parts are added until no other note fits.
    exact_target = _build_exact_target(old_target, path, origin)
    parts = exact_target.split("/")
    old_part_count = old_target.count("/") + 1
    for count in range(min(old_part_count, len(parts)), len(parts)):
        target = "/".join(parts[-count:])
        match = find_file(target, origin, rename.new_index)
        if match.path == path and not match.by_alias:
            return target
    return exact_target


def _build_exact_target(old_target: str, path: str, origin: str) -> str:
    """Write the whole path, with the ending `.md` and relative to the note as the old target."""
    if not old_target.casefold().endswith(".md"):
        path = strip_note_ending(path)
    if old_target.startswith(("./", "../")):
        relative = posixpath.relpath(path, posixpath.dirname(origin) or ".")
        if not relative.startswith("."):
            relative = f"./{relative}"
        return relative
    if old_target.startswith("/"):
        return f"/{path}"
    return path


def write_wikilink(path: str, origin: str, file_index: FileIndex) -> str:
    """Write a link to a note for the note `origin`: by name if that is enough, else by path."""
    name = extract_note_name(path)
    if find_file(name, origin, file_index).path == path:
        return f"[[{name}]]"
    return f"[[{strip_note_ending(path)}|{name}]]"
