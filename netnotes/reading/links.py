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


class Found(Struct, frozen=True):
    """The file a link leads to (empty: none), and whether only an alias led there."""

    path: str
    by_alias: bool = False


NOWHERE = Found("")


class Shelf:
    """Every file of a vault, and notes by their aliases; put in order when a link is first followed.

    `found` is what was looked up already, from any folder or from one: the same names are asked for again and again.
    """

    def __init__(self, paths: Iterable[str], aliases: Mapping[str, tuple[str, ...]]) -> None:
        """`aliases` gives each note's other names."""
        self._paths = paths
        self._aliases = aliases
        self.found: dict[str | tuple[str, str], Found] = {}

    @cached_property
    def by_path(self) -> Mapping[str, str]:
        """Every file by its folded path; of two equal ones the first by path."""
        return {_folded(path): path for path in sorted(self._paths, reverse=True)}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each folded name."""
        by_name: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            by_name.setdefault(_folded(path).rpartition("/")[2], []).append(path)
        return {name: tuple(same) for name, same in by_name.items()}

    @cached_property
    def by_alias(self) -> Mapping[str, str]:
        """The note of each folded alias, also written as one word (`ada-quill`); of two equal ones the first by path."""
        paths = sorted(self._aliases, reverse=True)
        in_one_word = {_folded(alias).replace(" ", "-"): path for path in paths for alias in self._aliases[path]}
        return in_one_word | {_folded(alias): path for path in paths for alias in self._aliases[path]}


def find(target: str, origin: str, shelf: Shelf) -> Found:
    """The file a link's target leads to from a note.

    Obsidian's order: the exact path in the vault; then, among the files whose path ends so, one in the linking note's
    own folder, else the one with the shortest path. `./` and `../` are exact. An alias comes last.
    """
    found = shelf.found.get(target)
    if found is None:
        folder = origin.rpartition("/")[0]
        found = shelf.found.get((target, folder))
    if found is None:
        if target[:1] in ("#", "^"):
            return Found(origin)
        wanted = _folded(_HEADING.sub("", target).strip() if "#" in target or "^" in target else target.strip())
        found, from_anywhere = _looked_up(wanted, folder, shelf)
        shelf.found[target if from_anywhere else (target, folder)] = found
    return found


def _looked_up(wanted: str, folder: str, shelf: Shelf) -> tuple[Found, bool]:
    """The file a folded target leads to, and whether it does so from every folder."""
    if not wanted:
        return NOWHERE, True
    same = shelf.by_name.get(wanted + ".md", ())
    if len(same) == 1 and wanted not in shelf.by_path:  # nearly every link: a name that one note has
        return Found(same[0]), True
    if wanted.startswith(("./", "../")):
        return Found(_exact(posixpath.normpath(posixpath.join(_folded(folder), wanted)), shelf)), False
    if exact := _exact(wanted.lstrip("/"), shelf):
        return Found(exact), True
    if wanted.startswith("/"):
        return NOWHERE, True
    for name in (wanted + ".md", wanted):
        same = shelf.by_name.get(name.rpartition("/")[2], ())
        if "/" in name:
            same = tuple(path for path in same if _ends(_folded(path), name))
        if len(same) == 1:
            return Found(same[0]), True
        if same:
            home = _folded(folder)
            nearest = min(same, key=lambda path: (_folded(path).rpartition("/")[0] != home, len(path), path))
            return Found(nearest), False
    alias = shelf.by_alias.get(wanted)
    return (Found(alias, by_alias=True) if alias else NOWHERE), True


_HEADING = re.compile(r"[#^].*", re.DOTALL)


def _exact(wanted: str, shelf: Shelf) -> str:
    return shelf.by_path.get(wanted + ".md") or shelf.by_path.get(wanted) or ""


def _ends(path: str, name: str) -> bool:
    return path == name or path.endswith("/" + name)


def _folded(path: str) -> str:
    return path.casefold() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
