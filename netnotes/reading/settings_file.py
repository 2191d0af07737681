"""Reading the settings file: `netnotes.toml` becomes Settings, with what is wrong in it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from msgspec.structs import replace

from netnotes.model.diagnostic_codes import CODES
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import Me
from netnotes.model.settings import MODES, SETTINGS_FILE_NAME, Settings
from netnotes.reading.exclude_patterns import find_pattern_fault
from netnotes.reading.settings_table import SETTINGS, TABLE_NAMES, Setting
from netnotes.text import find_closest_match, fold


def read_settings(
    text: str, property_names: tuple[str, ...] = ()
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read the text of a settings file; a wrong line leaves the default of its setting.

    `property_names` are those that `[properties]` may add names to; empty means any.
    """
    # What can't be decoded arrives as U+FFFD, which TOML would take for a character like any other.
    before, undecodable, _ = text.partition("\ufffd")
    if undecodable:
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        return Settings(), (_build_broken_settings_diagnostic("it is not UTF-8", line, column),)

    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Settings(), (_build_toml_diagnostic(error, text),)

    values: dict[tuple[str, str], Any] = {}
    diagnostics: list[Diagnostic] = []
    for table, content in tables.items():
        if table not in TABLE_NAMES:
            diagnostic = _build_unknown_setting_diagnostic(text, "", table, TABLE_NAMES)
            # `[valt]` takes its `exclude` with it.
            if isinstance(content, dict) and any(map(_is_exclude, content)):
                diagnostic = diagnostic._replace(code="broken-settings")
            diagnostics.append(diagnostic)
        elif not isinstance(content, dict):
            diagnostics.append(_build_not_a_table_diagnostic(text, table))
        else:
            allowed_keys = _list_allowed_keys(table, property_names)
            table_values, table_diagnostics = _read_table(text, table, content, allowed_keys)
            values.update(table_values)
            diagnostics += table_diagnostics
    return _build_settings(values), tuple(diagnostics)


def _read_table(
    text: str, table: str, content: dict[str, Any], allowed_keys: tuple[str, ...]
) -> tuple[dict[tuple[str, str], Any], list[Diagnostic]]:
    """Read the lines of a table into values by table and key; `text` is the whole file."""
    values: dict[tuple[str, str], Any] = {}
    diagnostics: list[Diagnostic] = []
    for typed_key, raw_value in content.items():
        setting = _find_setting(table, typed_key)
        key = _find_key(typed_key, allowed_keys)
        if setting is None or not key:
            diagnostics.append(
                _build_unknown_setting_diagnostic(text, table, typed_key, allowed_keys)
            )
            continue
        value = setting.parse(raw_value)
        if value is None:
            diagnostics.append(
                _build_pattern_diagnostic(text, setting, typed_key, raw_value)
                or _build_wrong_setting_diagnostic(text, setting, typed_key, raw_value)
            )
        else:
            values[table, key if setting.key == "*" else setting.key] = value
    return values, diagnostics


def _find_setting(table: str, typed_key: str) -> Setting | None:
    for setting in SETTINGS:
        if setting.table == table and fold(setting.key) in (fold(typed_key), "*"):
            return setting
    return None


def _list_allowed_keys(table: str, property_names: tuple[str, ...]) -> tuple[str, ...]:
    """List the keys that a table may hold; empty if it may hold any."""
    match table:
        case "properties":
            return property_names
        case "channels":
            return tuple(_name_mode_key(mode) for mode in MODES)
        case "checks":
            return tuple(code.name for code in CODES)
        case "tiers" | "organisations":
            return ()
        case _:
            return tuple(setting.key for setting in SETTINGS if setting.table == table)


def _find_key(typed_key: str, allowed_keys: tuple[str, ...]) -> str:
    """Find the key that was typed, in the spelling it is known by; empty if it is not allowed."""
    if not allowed_keys:
        return typed_key
    for key in allowed_keys:
        if fold(key) == fold(typed_key):
            return key
    return ""


def _name_mode_key(mode: str) -> str:
    """Name the key of a mode: TOML would need quotes for the space of `in person`."""
    return mode.replace(" ", "_")


def _build_settings(values: dict[tuple[str, str], Any]) -> Settings:
    tables: dict[str, dict[str, Any]] = {table: {} for table in TABLE_NAMES}
    for (table, key), value in values.items():
        tables[table][key] = value

    defaults = Settings()
    closest_on_scale = tables["tiers"].pop("scale", defaults.closest_on_scale)
    tiers = tuple((name.casefold(), days) for name, days in tables["tiers"].items())
    extra_channels = []
    for mode in MODES:
        for word in tables["channels"].get(_name_mode_key(mode), ()):
            extra_channels.append((fold(word), mode))

    organisations = tuple(
        (fold(name), organisation) for name, organisation in tables["organisations"].items()
    )
    me = Me(**tables["me"])
    me = me._replace(
        organisation=replace(defaults, organisations=organisations).find_organisation(
            me.organisation
        )
    )
    # The keys of [plan] and [vault] are the names of fields of Settings.
    return replace(
        defaults,
        **tables["plan"],
        **tables["vault"],
        me=me,
        organisations=organisations,
        tiers=tiers or defaults.tiers,
        closest_on_scale=closest_on_scale,
        inbox=tables["capture"].get("inbox", defaults.inbox),
        files_inbox=tables["capture"].get("file", defaults.files_inbox),
        date_order=tables["dates"].get("order", defaults.date_order),
        properties=tuple(tables["properties"].items()),
        channels=(*defaults.channels, *extra_channels),
        checks=tuple(tables["checks"].items()),
    )


def _build_toml_diagnostic(error: Exception, text: str) -> Diagnostic:
    """Build the diagnostic of an error of tomllib, which ends in `(at line 2, column 7)`."""
    reason, _, place = str(error).partition(" (at ")
    if not place:
        # Too deep a nesting, or a number of more digits than Python converts.
        return _build_broken_settings_diagnostic(
            "it is nested too deeply, or holds a number that is too long"
        )
    position = re.match(r"line (\d+), column (\d+)", place)
    if position:
        line, column = int(position[1]), int(position[2])
        return _build_broken_settings_diagnostic(
            reason, line, column, _advise_on_line(text.splitlines()[line - 1 : line])
        )
    # It is `(at end of document)`.
    return _build_broken_settings_diagnostic(reason, text.rstrip().count("\n") + 1)


# `old friends = "6 weeks"`, a name of several words without quotes.
_NAME_OF_SEVERAL_WORDS = re.compile(r"\s*(?P<name>[\w-]+(?:\s+[\w-]+)+)\s*=")

FIX_THIS_LINE = "Fix this line."


def _advise_on_line(lines: list[str]) -> str:
    """Advise what to write instead of a line that can't be read; none where there is no such line."""
    for line in lines:
        match = _NAME_OF_SEVERAL_WORDS.match(line)
        if match:
            return f'Write a name of several words in quotes: `"{match["name"]}" = …`.'
    return FIX_THIS_LINE


def _build_broken_settings_diagnostic(
    reason: str, line: int = 1, column: int = 1, advice: str = FIX_THIS_LINE
) -> Diagnostic:
    return Diagnostic(
        SourceLocation(SETTINGS_FILE_NAME, line, column),
        "broken-settings",
        f"The settings can't be read here: {reason}.",
        advice,
    )


def _choose_code(code: str, typed_key: str) -> str:
    """Choose the code of a wrong line: without `exclude`, notes would be shown that must not be."""
    return "broken-settings" if _is_exclude(typed_key) else code


def _is_exclude(typed_key: str) -> bool:
    """Whether a key is `exclude`, or that with a typing error."""
    return fold(typed_key) == "exclude" or find_closest_match(typed_key, ("exclude",)) != ""


def _build_unknown_setting_diagnostic(
    text: str, table: str, key: str, allowed_keys: tuple[str, ...]
) -> Diagnostic:
    """Build the diagnostic of an unknown key, or of an unknown table if `table` is empty."""
    place = f"`{key}` in [{table}]" if table else f"`{key}`"
    return Diagnostic(
        find_key_location(text, table, key),
        _choose_code("unknown-setting", key),
        f"{place} is not a setting.",
        _suggest_key(key, allowed_keys),
    )


def _suggest_key(key: str, allowed_keys: tuple[str, ...]) -> str:
    closest = find_closest_match(key, allowed_keys)
    if closest:
        return f"Did you mean `{closest}`?"
    for setting in SETTINGS:
        if setting.key == key:
            return f"It belongs under [{setting.table}]."
    return f"Known settings: {', '.join(allowed_keys)}."


def _build_not_a_table_diagnostic(text: str, table: str) -> Diagnostic:
    keys = [setting.key for setting in SETTINGS if setting.table == table]
    names = "your own names" if "*" in keys else ", ".join(keys)
    return Diagnostic(
        find_key_location(text, "", table),
        "wrong-setting",
        f"`{table}` is a heading, and not a setting of its own.",
        f"Write a line [{table}], and below it: {names}.",
    )


def _build_wrong_setting_diagnostic(
    text: str, setting: Setting, key: str, value: Any
) -> Diagnostic:
    # TOML writes true, Python True.
    typed = str(value).casefold() if isinstance(value, bool) else str(value)
    shown_value = typed[:40] or "nothing"
    return Diagnostic(
        find_key_location(text, setting.table, key),
        _choose_code("wrong-setting", key),
        f"`{key}` in [{setting.table}] takes {setting.takes}, not {shown_value}.",
        f"{setting.meaning[0].upper()}{setting.meaning[1:]}.",
    )


def _build_pattern_diagnostic(
    text: str, setting: Setting, key: str, value: Any
) -> Diagnostic | None:
    """Build the diagnostic of the first wrong pattern of `exclude`; None where it is not that."""
    if setting.key != "exclude":
        return None
    patterns = value if isinstance(value, list) else [value]
    for pattern in patterns:
        fault = find_pattern_fault(pattern) if isinstance(pattern, str) else None
        if fault:
            return Diagnostic(
                find_key_location(text, setting.table, key),
                "broken-settings",
                f"`{pattern[:40]}` in `{key}` {fault.problem}, and would leave out nothing.",
                fault.help,
            )
    return None


def find_key_location(text: str, table: str, key: str) -> SourceLocation:
    """Find where a key was written: tomllib gives no lines for what it could read.

    A key of an inline table, `me = { name = "x" }`, is located at the table.
    """
    wanted = f"{table}.{key}" if table else key
    current_table = ""
    inline_table_location = SourceLocation(SETTINGS_FILE_NAME)
    for number, line in enumerate(text.splitlines(), start=1):
        column = len(line) - len(line.lstrip()) + 1
        location = SourceLocation(SETTINGS_FILE_NAME, number, column)

        header = _TABLE_HEADER.match(line)
        if header:
            current_table = _strip_key_quotes(header[1])
            if _is_same_or_inside(current_table, wanted):
                return location
            continue

        assignment = _ASSIGNMENT.match(line)
        if assignment:
            name = _strip_key_quotes(assignment[1])
            if current_table:
                name = f"{current_table}.{name}"
            if _is_same_or_inside(name, wanted):
                return location
            if name == table:
                inline_table_location = location
    return inline_table_location


_TABLE_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
_ASSIGNMENT = re.compile(r"\s*([^=#]+?)\s*=")


def _is_same_or_inside(name: str, outer_name: str) -> bool:
    """Whether a dotted key is this one, or belongs to it: `vault.output` is inside `vault`."""
    return f"{name}.".startswith(f"{outer_name}.")


def _strip_key_quotes(name: str) -> str:
    """Remove the quotes from a dotted key, and the spaces around its dots."""
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
