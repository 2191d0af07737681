"""A property as it was typed in a note, before its words are given a meaning.

A file of its own, because most commands find every note in the cache and never load YAML.
"""

from __future__ import annotations

from msgspec import Struct

from netnotes.text import fold

# A contact's note has some twenty properties. Five hundred values is far more than is ever typed,
# and little enough that a hostile note takes no time and no memory.
MAX_VALUES = 500

TOO_MANY_VALUES = f"there are more than {MAX_VALUES} values in the front matter"


class Word(Struct, frozen=True, gc=False):
    """One value as it was typed, and where it begins: line and column, both counted from 1."""

    text: str
    line: int
    column: int


class Field(Struct, frozen=True, gc=False):
    """A property as it was typed. `build_field` makes one."""

    name: str

    # The name folded, which is how a property is looked up.
    key: str
    words: tuple[Word, ...]

    # Whether the words were written as a list.
    is_list: bool
    line: int

    # Where the name begins, counted from 1.
    column: int

    # The last line of the value. Comments and blank lines below it may be counted in.
    end_line: int = 0

    @property
    def text(self) -> str:
        """All words in one line; empty if nothing was written."""
        return ", ".join(word.text for word in self.words)


def build_field(
    name: str, words: tuple[Word, ...], *, is_list: bool, line: int, column: int, end_line: int = 0
) -> Field:
    """Build a field with its folded key."""
    return Field(name, fold(name), words, is_list, line, column, end_line)
