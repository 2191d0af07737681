"""Edits of the settings file: lines are set in `netnotes.toml`, and all others stay as they are."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from netnotes.errors import NetnotesError
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.reading.settings_table import SETTINGS
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tomlkit import TOMLDocument

SettingValue = str | float | tuple[str, ...]


def parse_settings_document(text: str) -> TOMLDocument:
    """Parse settings so that they can be changed: comments, order and spaces stay.

    Raises NetnotesError for settings that are not valid TOML.
    """
    # tomlkit, not tomllib, which forgets them. Imported here: few commands change the settings.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise NetnotesError(
            f"{SETTINGS_FILE_NAME} can't be read: {error}. "
            "Fix it first; `netnotes check` says where."
        ) from None


def write_settings_document(document: TOMLDocument) -> str:
    """Write settings that were changed.

    Raises NetnotesError where the text would not say what they are: tomlkit before 0.15.2 wrote
    some nested lists as text that is no TOML.
    """
    import tomlkit

    text = tomlkit.dumps(document)
    if not _has_content(text, document.unwrap()):
        raise NetnotesError(
            f"The change can't be written into {SETTINGS_FILE_NAME} without damage to other "
            "lines. The file was left as it is; change it in an editor."
        )
    return text


def set_settings(text: str, values: Mapping[tuple[str, str], SettingValue]) -> str:
    """Set settings in the text of the settings file, by their tables and keys.

    A setting that is there keeps its place and the comment behind it; a new one comes last in its
    table. Raises NetnotesError for settings that can't be read, and for a value that a setting does
    not take.
    """
    for (table, key), value in values.items():
        require_setting(table, key, value)
        text = _set_setting(text, table, key, value)
    return text


def require_setting(table: str, key: str, value: SettingValue) -> None:
    """Raise NetnotesError where a setting does not take a value."""
    setting = next(entry for entry in SETTINGS if (entry.table, entry.key) == (table, key))
    if setting.parse(_convert_to_toml(value)) is None:
        raise NetnotesError(f"`{key}` in [{table}] takes {setting.takes}, not {value}.")


def _set_setting(text: str, table: str, key: str, value: SettingValue) -> str:
    import tomlkit

    document = parse_settings_document(text)
    old_tables = document.unwrap()
    typed_table = _find_typed_name(document, table)
    if typed_table not in document:
        document[typed_table] = tomlkit.table()
    content = document[typed_table]
    typed_key = _find_typed_name(content, key)
    toml_value = _convert_to_toml(value)
    expected = {**old_tables}
    expected[typed_table] = {**old_tables.get(typed_table, {}), typed_key: toml_value}
    if expected == old_tables:
        return text

    if typed_key not in content:
        line = f"{key} = {json.dumps(toml_value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        new_text = _add_line(text, typed_table, line)
        if new_text and _has_content(new_text, expected):
            return new_text
    content[typed_key] = toml_value
    new_text = write_settings_document(document)
    if "\r\n" in text and not _LONE_LINE_FEED.search(text):
        new_text = _LONE_LINE_FEED.sub("\r\n", new_text)
    return new_text


def _find_typed_name(names: Iterable[str], name: str) -> str:
    """Find how a name is typed in a table; it is as we write it where it is not there yet."""
    for typed_name in names:
        if fold(typed_name) == name:
            return typed_name
    return name


_LONE_LINE_FEED = re.compile(r"(?<!\r)\n")


def _convert_to_toml(value: SettingValue) -> str | float | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _has_content(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == expected
    except tomllib.TOMLDecodeError:
        return False


def _add_line(text: str, table: str, line: str) -> str:
    """Add a line at the end of a table that has a heading; empty where it has none.

    tomlkit would put it behind a blank line or a comment that belongs to the next table.
    """
    lines = text.splitlines(keepends=True)
    headings = [index for index, typed in enumerate(lines) if _HEADING.match(typed)]
    own_headings = [index for index in headings if _extract_table(lines[index]) == table]
    if len(own_headings) != 1:
        return ""
    start = own_headings[0] + 1
    stop = next((index for index in headings if index >= start), len(lines))
    end = _find_end_of_table(lines, start, stop)
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += line_end
    lines.insert(end, line + line_end)
    return "".join(lines)


def _find_end_of_table(lines: list[str], start: int, stop: int) -> int:
    """Find where a table ends whose next heading, if any, is at `stop`."""
    # A comment that touches the next heading is about that table, if a blank line is before it.
    end = stop
    has_next_table = stop < len(lines)
    while has_next_table and end > start and lines[end - 1].lstrip().startswith("#"):
        end -= 1
    if end == start or lines[end - 1].strip():
        end = stop
    while end > start and not lines[end - 1].strip():
        end -= 1
    return end


_HEADING = re.compile(r"\s*\[[^\[\]]+\]\s*(?:#.*)?$")


def _extract_table(heading: str) -> str:
    return heading.partition("[")[2].partition("]")[0].strip().strip("\"'")
