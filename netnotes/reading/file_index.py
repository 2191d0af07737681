"""How a `[[link]]` finds its note: Obsidian's own order, and then, as an extension, by alias."""

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
    """The file a link leads to (empty: none), and whether only an alias led there."""

    path: str
    by_alias: bool = False


NO_MATCH = FileMatch("")


class FileIndex:
    """Every file of a vault, and notes by their aliases; put in order when a link is first followed.

    `found` is what was looked up already, from any folder or from one: the same names are asked for again and again.
    """

    def __init__(self, paths: Iterable[str], aliases: Mapping[str, tuple[str, ...]]) -> None:
        """`aliases` gives each note's other names."""
        self._paths = paths
        self._aliases = aliases
        self.cached_matches: dict[str | tuple[str, str], FileMatch] = {}

    @cached_property
    def by_path(self) -> Mapping[str, str]:
        """Every file by its folded path; of two equal ones the first by path."""
        return {_fold_path(path): path for path in sorted(self._paths, reverse=True)}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each folded name."""
        by_name: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            by_name.setdefault(_fold_path(path).rpartition("/")[2], []).append(path)
        return {name: tuple(same) for name, same in by_name.items()}

    @cached_property
    def by_alias(self) -> Mapping[str, str]:
        """The note of each folded alias, also written as one word (`ada-quill`); of two equal ones the first by path."""
        paths = sorted(self._aliases, reverse=True)
        in_one_word = {
            _fold_path(alias).replace(" ", "-"): path
            for path in paths
            for alias in self._aliases[path]
        }
        return in_one_word | {
            _fold_path(alias): path for path in paths for alias in self._aliases[path]
        }


def find_file(target: str, origin: str, file_index: FileIndex) -> FileMatch:
    """The file a link's target leads to from a note.

    Obsidian's order: the exact path in the vault; then, among the files whose path ends so, one in the linking note's
    own folder, else the one with the shortest path. `./` and `../` are exact. An alias comes last.
    """
    found = file_index.cached_matches.get(target)
    if found is None:
        folder = origin.rpartition("/")[0]
        found = file_index.cached_matches.get((target, folder))
    if found is None:
        if target[:1] in ("#", "^"):
            return FileMatch(origin)
        wanted = _fold_path(
            _HEADING.sub("", target).strip() if "#" in target or "^" in target else target.strip()
        )
        found, from_anywhere = _find_in_index(wanted, folder, file_index)
        file_index.cached_matches[target if from_anywhere else (target, folder)] = found
    return found


def _find_in_index(
    folded_target: str, folder: str, file_index: FileIndex
) -> tuple[FileMatch, bool]:
    """The file a folded target leads to, and whether it does so from every folder."""
    if not folded_target:
        return NO_MATCH, True
    same = file_index.by_name.get(folded_target + ".md", ())
    if (
        len(same) == 1 and folded_target not in file_index.by_path
    ):  # nearly every link: a name that one note has
        return FileMatch(same[0]), True
    if folded_target.startswith(("./", "../")):
        return FileMatch(
            _find_exact(
                posixpath.normpath(posixpath.join(_fold_path(folder), folded_target)), file_index
            )
        ), False
    if exact := _find_exact(folded_target.lstrip("/"), file_index):
        return FileMatch(exact), True
    if folded_target.startswith("/"):
        return NO_MATCH, True
    for name in (folded_target + ".md", folded_target):
        same = file_index.by_name.get(name.rpartition("/")[2], ())
        if "/" in name:
            same = tuple(path for path in same if _has_ending(_fold_path(path), name))
        if len(same) == 1:
            return FileMatch(same[0]), True
        if same:
            home = _fold_path(folder)
            nearest = min(
                same,
                key=lambda path: (_fold_path(path).rpartition("/")[0] != home, len(path), path),
            )
            return FileMatch(nearest), False
    alias = file_index.by_alias.get(folded_target)
    return (FileMatch(alias, by_alias=True) if alias else NO_MATCH), True


_HEADING = re.compile(r"[#^].*", re.DOTALL)


def _find_exact(folded_target: str, file_index: FileIndex) -> str:
    return (
        file_index.by_path.get(folded_target + ".md") or file_index.by_path.get(folded_target) or ""
    )


def _has_ending(path: str, name: str) -> bool:
    return path == name or path.endswith("/" + name)


def _fold_path(path: str) -> str:
    return path.casefold() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
