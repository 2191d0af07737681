"""What is wrong with a pattern of `exclude`: if it names nothing, it hides nothing."""

from __future__ import annotations

import re
from typing import NamedTuple


class PatternFault(NamedTuple):
    """Why a pattern can't name a path as it is meant: words behind the pattern, and a help."""

    problem: str
    help: str


def find_pattern_fault(pattern: str) -> PatternFault | None:
    """Find what is wrong with a pattern; None for nothing.

    Paths begin at the top of the vault and have `/` between folders. `*`, `?` and `[abc]` are all
    that stands for something else.
    """
    path = _clean_path(pattern)
    if not path:
        return PatternFault("names no folder and no note", "Write a path, such as `Archive/**`.")
    if path != pattern:
        return PatternFault("is written as no path in a vault is", f"Write `{path}`.")
    if _CHOICE.search(pattern):
        return PatternFault("has a choice in braces", "Write a pattern for each.")
    if "[" in _SET.sub("", pattern):
        return PatternFault("has a `[` without `]`", "For a `[` in a name write `[[]`.")
    for letters in _SET.findall(pattern):
        for first, last in re.findall("(.)-(.)", letters):
            if first > last:
                return PatternFault(
                    f"has a range without letters, `{first}-{last}`", f"Write `{last}-{first}`."
                )
    return None


def _clean_path(pattern: str) -> str:
    """Write a pattern as paths in a vault are: from its top, with one `/` between folders."""
    parts = pattern.strip().replace("\\", "/").removeprefix("~/").split("/")
    clean_parts = [part for part in parts if part not in ("", ".", "..")]
    # With a slash at its end it is a folder, which is understood.
    end = "/" if clean_parts and not parts[-1] else ""
    return "/".join(clean_parts) + end


# `[abc]`, `[!abc]`, and with a bracket among the letters `[]]` and `[[]`.
_SET = re.compile(r"\[(!?\]?[^\]]*)\]")
_CHOICE = re.compile(r"\{[^{}]*,[^{}]*\}")
