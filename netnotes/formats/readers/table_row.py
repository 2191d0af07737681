"""A row of a table while it is read, and how its columns are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.formats.readers.columns import NAME_PREFIX, NOTE_TEXT
from netnotes.reading.properties import CONTACT_PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.formats.readers.relations import Relation

LIST_PROPERTIES = tuple(prop.name for prop in CONTACT_PROPERTIES if prop.is_list)


class ColumnReader(NamedTuple):
    """How one column of a table is read."""

    meaning: str

    # The name of the column as the user knows it.
    column: str

    folded_column: str

    # The column beside it that says of what kind its value is; empty for most.
    folded_label_column: str = ""


class Row:
    """What is known of a person while the cells of their row are read."""

    def __init__(self, number: int, record: Mapping[str, str]) -> None:
        self.number = number
        self.record = record
        self.values: dict[str, Any] = {}
        self.relations: list[Relation] = []
        self.left_out: list[str] = []
        self.reasons: list[str] = []
        # The columns that gave each of the values.
        self.columns: dict[str, list[str]] = {}

    def add_value(self, reader: ColumnReader, name: str, value: Any) -> None:
        """Add a value; lists and texts grow, and of other properties the first column counts."""
        previous = self.values.get(name)
        if previous is None:
            self.values[name] = value
        elif name == NOTE_TEXT:
            # `Notes` and `Comments` of one table are both read.
            self.values[name] = f"{previous}\n{value}"
        elif name == NAME_PREFIX and previous != value:
            # `Dr.` may have a column of its own behind the one for `Frau Prof.`
            self.values[name] = f"{previous} {value}"
        elif name in LIST_PROPERTIES and isinstance(value, tuple):
            self.values[name] = (*previous, *value)
        elif previous != value:
            self.left_out.append(f"`{reader.column}`")
            return
        self.columns.setdefault(name, []).append(reader.column)
