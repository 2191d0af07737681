"""The rows of a table as cards, by what its columns mean.

What a row has and its card has not is left out by name: no cell is dropped in silence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netnotes.formats.card import (
    Card,
    ImportedCards,
    ImportProblem,
    LeftOut,
    sanitize_cards,
    shorten,
)
from netnotes.formats.readers.columns import (
    ANNIVERSARY,
    BIRTH_MONTH,
    BIRTH_YEAR,
    COUNTRY,
    EVENT,
    FIRST_NAME,
    FULL_NAME_SHOWN,
    LABEL,
    LAST_NAME,
    MIDDLE_NAME,
    NAME_PARTICLE,
    NAME_PREFIX,
    NAME_SUFFIX,
    RELATION,
    SECOND_LAST_NAME,
    TITLE,
    can_hold_address,
    find_meaning,
    is_about_home,
    set_meaning_of_titles,
)
from netnotes.formats.readers.days import (
    build_birthday_problem,
    describe_two_days,
    find_date_order,
    is_blank_date,
    is_day_of_death,
    list_possible_days,
    parse_foreign_birthday,
    parse_foreign_day,
)
from netnotes.formats.readers.names import (
    add_title_and_suffix,
    is_name_particle,
    is_said_by,
    is_title_of_name,
    join_name_parts,
    move_family_name_last,
    strip_forms_of_address,
)
from netnotes.formats.readers.relations import RelatedCard, Relation, write_relations
from netnotes.formats.readers.table_row import ColumnReader, Row
from netnotes.formats.readers.table_values import (
    ANNUAL_DAYS,
    DATE_PROPERTIES,
    NAME_PARTS,
    VALUE_SEPARATOR,
    list_built_in_groups,
    parse_value,
)
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date as Day

    from netnotes.formats.readers.sheet import CsvTable


# Pairs of what a column means and the column; a property may have several columns.
ColumnMap = tuple[tuple[str, str], ...]

# How the labels beside addresses and numbers are named among what is left out.
LABELS = "labels such as Home and Work"

# What is written as a day.
_DATED_MEANINGS = (*DATE_PROPERTIES, *ANNUAL_DAYS, "died", EVENT)


def guess_column_map(columns: Iterable[str]) -> ColumnMap:
    """Guess what the columns of a table mean, by their names."""
    pairs = [(find_meaning(column), column) for column in columns]
    return tuple((meaning, column) for meaning, column in pairs if meaning not in ("", LABEL))


def read_rows(
    table: CsvTable, column_map: ColumnMap | None = None, *, date_order: str = "month-first"
) -> ImportedCards:
    """Read the people of a table by what its columns mean; None to guess that.

    `date_order` counts where no date of the table shows whether the day or the month is first. It
    is `day-first`, `month-first`, or empty: then a date that may be two days is not read.
    """
    if column_map is None:
        column_map = guess_by_names_and_values(table)
    rows = list(_iter_rows(table, column_map, date_order))
    items: list[Card | RelatedCard | ImportProblem | LeftOut] = list(table.problems)
    for row in rows:
        items += _iter_items(row)
    # The columns that gave at least one value.
    used_columns = {
        (column, name)
        for row in rows
        for name, columns in row.columns.items()
        for column in columns
    }
    columns = [
        (column, name)
        for column in table.columns
        for name in _list_properties_of(column, used_columns)
    ]
    return sanitize_cards(write_relations(items), tuple(columns))


def guess_by_names_and_values(table: CsvTable) -> ColumnMap:
    """Guess what the columns of a table mean, by their names or else by what is in them."""
    column_map = list(guess_column_map(table.columns))
    known_columns = {column for _, column in column_map}
    for column in table.columns:
        meaning = "" if column in known_columns else _guess_by_values(table, column)
        if meaning:
            column_map.append((meaning, column))
    return set_meaning_of_titles(column_map)


# What the values of a column look like that holds nothing else.
_VALUE_PATTERNS = (
    ("email", re.compile(r"[^\s@<>\"]+@[^\s@<>\",;]+\.[^\s@<>\",;]+")),
    ("phone", re.compile(r"\+[\d\s()/.-]{7,20}")),
    ("links", re.compile(r"https?://\S+")),
)


def _guess_by_values(table: CsvTable, column: str) -> str:
    """Guess what a column means by what is in it; empty if it is not all alike."""
    if not can_hold_address(column):
        return ""
    folded_column = fold(column)
    cells = [record[folded_column] for _, record in table.records if folded_column in record]
    for meaning, pattern in _VALUE_PATTERNS:
        if cells and all(map(pattern.fullmatch, cells)):
            return meaning
    return ""


def _list_properties_of(column: str, used_columns: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(name for used_column, name in used_columns if used_column == column)


def _iter_rows(table: CsvTable, column_map: ColumnMap, date_order: str) -> Iterator[Row]:
    readers = _build_readers(table, column_map)
    orders = _find_date_orders(table, readers, date_order)
    for row_number, record in table.records:
        row = Row(row_number, record)
        for reader in readers:
            cell = record.get(reader.folded_column)
            if not cell:
                continue
            order = orders.get(reader.folded_column, "month-first")
            days = [] if order else list_possible_days(cell)
            if len(days) > 1:
                row.reasons.append(_describe_two_days(cell, reader, days))
                continue
            # What can be one day only is read as that.
            is_day_first = order == "day-first" or parse_foreign_day(cell) is None
            _read_cell(row, reader, cell, day_first=is_day_first)
        yield row


def _find_date_orders(
    table: CsvTable, readers: Sequence[ColumnReader], default_order: str
) -> dict[str, str]:
    """Find how the dates of each column are written, by the folded name of the column.

    It is shown by a date of the column that can be read in one way only, or else by those of the
    other columns.
    """
    orders: dict[str, str | None] = {}
    for reader in readers:
        if reader.meaning in _DATED_MEANINGS:
            column = reader.folded_column
            cells = [record[column] for _, record in table.records if column in record]
            orders[column] = find_date_order(cells)
    shown_orders = set(filter(None, orders.values()))
    order_of_others = default_order
    if len(shown_orders) == 1:
        order_of_others = shown_orders.pop()
    known_orders = {}
    for column, order in orders.items():
        known_orders[column] = order or order_of_others
        # A column with dates of both orders says nothing of those that may be two days.
        if order is None:
            known_orders[column] = ""
    return known_orders


def _describe_two_days(cell: str, reader: ColumnReader, days: Sequence[Day]) -> str:
    return (
        f"`{shorten(cell)}` under `{reader.column}` may be {describe_two_days(days)}: say which "
        f"with `[dates] order` in `{SETTINGS_FILE_NAME}`, and import again"
    )


def _build_readers(table: CsvTable, column_map: ColumnMap) -> list[ColumnReader]:
    """Build a reader for each column, also for those of which nothing is known."""
    folded_columns = frozenset(map(fold, table.columns))
    readers = []
    label_columns: set[str] = set()
    for meaning, column in column_map:
        label_column = _find_label_column(fold(column), folded_columns)
        if meaning in (EVENT, RELATION):
            label_columns.add(label_column)
        readers.append(ColumnReader(meaning, column, fold(column), label_column))
    mapped_columns = {reader.folded_column for reader in readers}
    for column in table.columns:
        if fold(column) not in mapped_columns | label_columns:
            meaning = LABEL if find_meaning(column) == LABEL else ""
            readers.append(ColumnReader(meaning, column, fold(column)))
    # Where somebody lives comes before where they work, and countries and titles come last.
    return sorted(readers, key=_compute_order)


def _find_label_column(folded_column: str, folded_columns: frozenset[str]) -> str:
    """Find the column of the kind: `E-mail 1 - Value` has `E-mail 1 - Label` or `- Type`."""
    stem = folded_column.removesuffix("value")
    for ending in ("label", "type"):
        if stem != folded_column and f"{stem}{ending}" in folded_columns:
            return f"{stem}{ending}"
    return ""


def _compute_order(reader: ColumnReader) -> int:
    if reader.meaning in (COUNTRY, TITLE):
        return 2
    if reader.meaning == "location":
        if is_about_home(reader.column):
            return 0
        return 1
    return 0


def _read_cell(row: Row, reader: ColumnReader, cell: str, *, day_first: bool) -> None:
    """Read a cell into its row, or note why it is not in it."""
    meaning = reader.meaning
    if meaning in (TITLE, NAME_PREFIX):
        _read_title(row, reader, cell)
        return
    if meaning in ("", LABEL):
        row.left_out.append(LABELS if meaning == LABEL else f"`{reader.column}`")
        return
    label = row.record.get(reader.folded_label_column, "").lstrip("* ")
    if meaning == EVENT:
        _read_event(row, reader, label, cell, day_first)
        return
    if meaning == RELATION:
        _read_relations(row, reader, label, cell)
        return
    if meaning == "tags":
        row.left_out += [f"the label `{group}`" for group in list_built_in_groups(cell)]
    _read_value(row, reader, "location" if meaning == COUNTRY else meaning, cell, day_first)


def _read_value(row: Row, reader: ColumnReader, meaning: str, cell: str, day_first: bool) -> None:
    """Read a cell as the value of a property."""
    if meaning == "died" and not is_day_of_death(cell):
        row.reasons.append(f"`{shorten(cell)}` under `{reader.column}` is not a day")
    value = parse_value(meaning, cell, day_first)
    if value is not None:
        is_preferred = row.record.get(reader.folded_label_column, "").startswith("*")
        if is_preferred and isinstance(value, tuple) and meaning in row.values:
            value = (*value, *row.values.pop(meaning))
        row.add_value(reader, meaning, value)
    elif not is_blank_date(cell) and meaning != "died":
        row.reasons.append(f"`{shorten(cell)}` under `{reader.column}` could not be read")


def _read_relations(row: Row, reader: ColumnReader, label: str, cell: str) -> None:
    """Read the names of relations, of the kind beside them or of the column's name."""
    kind = label or re.sub(r"\s*\d+(\s*-\s*Value)?$", "", reader.column)
    row.relations += [Relation(kind, name) for name in VALUE_SEPARATOR.split(cell)]
    row.columns.setdefault("text", []).append(reader.column)


def _read_title(row: Row, reader: ColumnReader, cell: str) -> None:
    """Read a title as part of the name, or as a job where the cell is one."""
    if reader.meaning == TITLE and not is_title_of_name(cell):
        row.add_value(reader, "role", cell)
        return
    title = strip_forms_of_address(cell)
    if title != " ".join(cell.split()):
        row.left_out.append(f"`{reader.column}`")
    if title:
        row.add_value(reader, NAME_PREFIX, title)


def _read_event(row: Row, reader: ColumnReader, label: str, cell: str, day_first: bool) -> None:
    """Read a day of the year whose kind is in the column beside it: `First day at Acme`."""
    meaning = find_meaning(label)
    value = parse_value(meaning if meaning in ANNUAL_DAYS else ANNIVERSARY, cell, day_first)
    if value is None:
        if not is_blank_date(cell):
            event = shorten(f"{label}: {cell}".removeprefix(": "))
            row.reasons.append(f"`{event}` under `{reader.column}` could not be read")
        return
    if meaning not in ANNUAL_DAYS:
        meaning, value = "remember", (f"{value[0]} {label}".strip(),)
    row.add_value(reader, meaning, value)


def _iter_items(row: Row) -> Iterator[RelatedCard | ImportProblem | LeftOut]:
    """Yield the card of a row, what could not be read of it, and what has no place in it."""
    name = _take_name(row)
    birthday = _take_birthday(row)
    if isinstance(birthday, str):
        yield build_birthday_problem(row.number, birthday, name)
        birthday = None
    for reason in row.reasons:
        message = f"{reason}; {name or 'the person'} is there without it"
        yield ImportProblem(row.number, message, is_person_kept=True)
    for left_out in row.left_out:
        yield LeftOut(row.number, left_out)

    fields: dict[str, Any] = {"birthday": birthday}
    extra_properties = []
    for property_name, value in row.values.items():
        if property_name in Card.__struct_fields__:
            fields[property_name] = value
        else:
            extra_properties.append((property_name, value))
    card = Card(row=row.number, name=name, **fields, extra_properties=tuple(extra_properties))
    yield RelatedCard(card, tuple(row.relations))


def _take_name(row: Row) -> str:
    """Take the parts of the name out of a row, and put them together."""
    full_name = move_family_name_last(row.values.pop("name", ""))
    shown_name = row.values.pop(FULL_NAME_SHOWN, "")
    parts = {part: row.values.pop(part, "") for part in NAME_PARTS}
    # In German and French tables `Name` beside a first name is the family name alone.
    is_family_name = not parts[LAST_NAME] and not is_said_by(parts[FIRST_NAME], full_name)
    if full_name and is_family_name:
        parts[LAST_NAME], full_name = full_name, ""
    if full_name:
        full_name = add_title_and_suffix(full_name, parts[NAME_PREFIX], parts[NAME_SUFFIX])
    name = full_name or _join_parts(parts) or shown_name
    if not is_said_by(shown_name, name):
        row.values["aliases"] = (*row.values.get("aliases", ()), shown_name)
    _take_columns_of_name(row, parts, name)
    return str(name)


def _take_columns_of_name(row: Row, parts: Mapping[str, str], name: str) -> None:
    """Count the columns of parts as those of the name, or as left out where it lacks them."""
    for part, text in parts.items():
        if not is_said_by(text, name):
            row.left_out += [f"`{column}`" for column in row.columns.pop(part, ())]
    for part in (*parts, FULL_NAME_SHOWN):
        if part in row.columns:
            row.columns.setdefault("name", []).extend(row.columns.pop(part))


def _join_parts(parts: Mapping[str, str]) -> str:
    """Join the parts of a name; empty if neither the first nor the last name is known."""
    if not parts[FIRST_NAME] and not parts[LAST_NAME]:
        return ""
    particle, suffix = parts[NAME_PARTICLE], parts[NAME_SUFFIX]
    # Under `Namenszusatz` some write `von`, and others `jun.`
    if not particle and is_name_particle(suffix):
        particle, suffix = suffix, ""
    last_names = (particle, parts[LAST_NAME], parts[SECOND_LAST_NAME])
    return join_name_parts(
        given=parts[FIRST_NAME],
        family=" ".join(filter(None, last_names)),
        prefix=parts[NAME_PREFIX],
        middle=parts[MIDDLE_NAME],
        suffix=suffix,
    )


def _take_birthday(row: Row) -> Any:
    """Take the birthday out of a row: a Birthday, None, or a text that is none."""
    birthday = row.values.pop("birthday", None)
    month, year = row.values.pop(BIRTH_MONTH, ""), row.values.pop(BIRTH_YEAR, "")
    part_columns = [*row.columns.pop(BIRTH_MONTH, ()), *row.columns.pop(BIRTH_YEAR, ())]
    if not isinstance(birthday, str):
        # There is a whole birthday beside the parts, or a year and no day.
        row.left_out += [f"`{column}`" for column in part_columns]
        return birthday
    row.columns["birthday"] += part_columns
    if not month:
        return birthday
    text = f"{year}-{month}-{birthday}" if year else f"--{month:0>2}-{birthday:0>2}"
    return parse_foreign_birthday(text) or text
