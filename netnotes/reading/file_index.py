"""Finding the file that a link means: in Obsidian's order and then, which is ours, by alias."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class FileMatch(Struct, frozen=True):
    """The file that a link means.

    `path` is empty if there is none. `by_alias` says that no file has the name, and one has it as
    an alias: Obsidian would not follow such a link.
    """

    path: str
    by_alias: bool = False


NO_MATCH = FileMatch("")


class FileIndex:
    """All files of a vault, for finding the one that a link means.

    The files are put in order when the first link is looked up: many commands look up none.
    """

    def __init__(self, paths: Iterable[str], aliases: Mapping[str, tuple[str, ...]]) -> None:
        """`paths` are those of all files in the vault, `aliases` the other names of each note."""
        self._paths = paths
        self._aliases = aliases
        # The key is the target alone if it means the same file in every folder, else the target and
        # the folder of the note that it is in. The same few people are linked to again and again.
        self.cached_matches: dict[str | tuple[str, str], FileMatch] = {}

    def build_after_move(
        self, old_path: str, new_path: str, names: tuple[str, ...], *, is_merged: bool = False
    ) -> FileIndex:
        """Build the index after a file has moved; `names` are what the file is then called, too.

        With `is_merged`, another file is at the new path already, and `names` are those of both.
        """
        paths = [path for path in self._paths if path != old_path]
        if not is_merged:
            paths.append(new_path)
        aliases = {path: names for path, names in self._aliases.items() if path != old_path}
        aliases[new_path] = names
        return FileIndex(paths, aliases)

    def list_names(self, path: str) -> tuple[str, ...]:
        """List the other names of a note."""
        return self._aliases.get(path, ())

    @cached_property
    def by_path(self) -> Mapping[str, str]:
        """Every file by its folded path; of two with the same one, the first."""
        return {fold_path(path): path for path in sorted(self._paths, reverse=True)}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each folded name, with the ending, in the order of their paths."""
        paths_by_name: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            name = fold_path(path).rpartition("/")[2]
            paths_by_name.setdefault(name, []).append(path)
        return {name: tuple(paths) for name, paths in paths_by_name.items()}

    @cached_property
    def by_alias(self) -> Mapping[str, str]:
        """The note of each folded alias, also written as one word (`ada-quill`).

        Of two notes with the same alias it is the first by path. An alias as it was written counts
        before one made into a word.
        """
        aliases: dict[str, str] = {}
        aliases_as_word: dict[str, str] = {}
        for path in sorted(self._aliases, reverse=True):
            for alias in self._aliases[path]:
                folded_alias = fold_path(alias)
                aliases[folded_alias] = path
                aliases_as_word[folded_alias.replace(" ", "-")] = path
        return aliases_as_word | aliases


def find_file(target: str, origin: str, file_index: FileIndex) -> FileMatch:
    """Find the file that a link means, from its `target` as written and the note it is in.

    `origin` is that note's path. Obsidian's order: the exact path in the vault; then, of the files
    whose paths end so, one in the note's own folder, else the one with the shortest path. `./` and
    `../` are exact. An alias comes last.
    """
    cached_match = file_index.cached_matches.get(target)
    if cached_match is not None:
        return cached_match
    folder = origin.rpartition("/")[0]
    cached_match = file_index.cached_matches.get((target, folder))
    if cached_match is not None:
        return cached_match

    # `#Heading` and `^block` are places in the note itself.
    if target[:1] in ("#", "^"):
        return FileMatch(origin)
    folded_target = fold_path(_HEADING.sub("", target).strip())
    match, is_same_everywhere = _find_in_index(folded_target, folder, file_index)
    if is_same_everywhere:
        file_index.cached_matches[target] = match
    else:
        file_index.cached_matches[target, folder] = match
    return match


_HEADING = re.compile(r"[#^].*", re.DOTALL)


def _find_in_index(
    folded_target: str, folder: str, file_index: FileIndex
) -> tuple[FileMatch, bool]:
    """Find the file of a folded target, and whether it is the same from every folder."""
    if not folded_target:
        return NO_MATCH, True

    # Nearly every link is the name of one note, and no file without an ending has it.
    namesakes = file_index.by_name.get(folded_target + ".md", ())
    if len(namesakes) == 1 and folded_target not in file_index.by_path:
        return FileMatch(namesakes[0]), True

    if folded_target.startswith(("./", "../")):
        return _find_relative(folded_target, folder, file_index), False
    exact_path = _find_exact(folded_target.lstrip("/"), file_index)
    if exact_path:
        return FileMatch(exact_path), True
    if folded_target.startswith("/"):
        return NO_MATCH, True

    for name in (folded_target + ".md", folded_target):
        paths = _list_paths_with_ending(name, file_index)
        if len(paths) == 1:
            return FileMatch(paths[0]), True
        if paths:
            return FileMatch(_choose_nearest(paths, folder)), False

    alias_path = file_index.by_alias.get(folded_target)
    if alias_path:
        return FileMatch(alias_path, by_alias=True), True
    return NO_MATCH, True


def _find_relative(folded_target: str, folder: str, file_index: FileIndex) -> FileMatch:
    path = posixpath.normpath(posixpath.join(fold_path(folder), folded_target))
    return FileMatch(_find_exact(path, file_index))


def _find_exact(folded_target: str, file_index: FileIndex) -> str:
    """Find the file with exactly this path, a note before any other; empty if there is none."""
    note_path = file_index.by_path.get(folded_target + ".md")
    return note_path or file_index.by_path.get(folded_target, "")


def _list_paths_with_ending(name: str, file_index: FileIndex) -> tuple[str, ...]:
    """List the files whose folded paths end in a name, which may have folders: `work/ada.md`."""
    paths = file_index.by_name.get(name.rpartition("/")[2], ())
    if "/" not in name:
        return paths
    return tuple(path for path in paths if f"/{fold_path(path)}".endswith("/" + name))


def _choose_nearest(paths: tuple[str, ...], folder: str) -> str:
    """Of several files, choose one in the folder, else the one with the shortest path."""
    folded_folder = fold_path(folder)

    def compute_distance(path: str) -> tuple[bool, int, str]:
        is_elsewhere = fold_path(path).rpartition("/")[0] != folded_folder
        return is_elsewhere, len(path), path

    return min(paths, key=compute_distance)


def fold_path(path: str) -> str:
    """Fold a path's case, and the two forms of letters with accents: macOS writes the other one."""
    if not path.isascii():
        path = unicodedata.normalize("NFC", path)
    return path.casefold()
