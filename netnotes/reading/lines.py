"""One line of a note, with what kind of line it is."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

# What a line is; `verbatim` is what is never read for facts: code and quotes.
LineKind: TypeAlias = Literal["item", "heading", "row", "text", "blank", "verbatim"]


class Line(Struct, frozen=True, gc=False):
    """One line of a note's text.

    `indent` is in columns, for a heading its level. `status` is the character between the brackets
    of a task, and empty for any other line. `text` is what follows the marker of an item or a
    heading; `raw` is the whole line without comments.
    """

    number: int
    kind: LineKind
    indent: int
    status: str
    text: str
    raw: str

    @property
    def column(self) -> int:
        """Where `text` begins, counted from 1."""
        return len(self.raw.rstrip()) - len(self.text.rstrip()) + 1
