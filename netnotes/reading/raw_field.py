"""Word and Field: a property as it was typed, with its folded key. A file of its own because loading YAML takes long and most commands find every note remembered."""

from __future__ import annotations

from typing import NamedTuple

MAX_VALUES = 500

TOO_MANY_VALUES = f"there are more than {MAX_VALUES} values in the front matter"


class Word(NamedTuple):
    """One value as it was typed, and where it begins."""

    text: str
    line: int
    column: int


class Field(NamedTuple):
    """A property as it was typed: its name, its words, whether they stood in a list, and where the name begins.

    `end` is the last line of its value; comments and blank lines below it may be counted in.
    """

    name: str
    words: tuple[Word, ...]
    is_list: bool
    line: int
    column: int
    end_line: int = 0

    @property
    def text(self) -> str:
        """All words in one line; empty where nothing was written."""
        return ", ".join(word.text for word in self.words)
