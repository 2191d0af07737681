"""`netnotes.toml` text → Settings and what is wrong in it; the table of settings."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.diagnostics import CODES, Diagnostic, Severity, SourceLocation
from netnotes.model.people import Me
from netnotes.model.settings import EDITORS, MODES, SETTINGS_FILE_NAME, Settings
from netnotes.text import find_closest_match, fold, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Setting(Struct, frozen=True):
    """One line of the settings file: where it stands, what it takes, and how a value is read (None: not one)."""

    table: str
    key: str
    takes: str
    parse: Callable[[Any], Any]
    meaning: str


def _parse_text(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) else None


def _parse_texts(value: Any) -> tuple[str, ...] | None:
    """The texts of a list; one alone is a list of one."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return None


def _parse_folder(value: Any) -> str | None:
    text = _parse_text(value)
    if not text or text.startswith(("/", "~")) or ".." in text.split("/"):
        return None
    return text.strip("/")


def _parse_folders(value: Any) -> tuple[str, ...] | None:
    texts = _parse_texts(value)
    folders = tuple(_parse_folder(text) for text in texts or ())
    return (
        tuple(folder for folder in folders if folder)
        if texts is not None and all(folders)
        else None
    )


def _parse_pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    pairs = [_parse_texts(one) for one in value] if isinstance(value, list) else [None]
    return (
        tuple((one[0], one[1]) for one in pairs if one)
        if all(one and len(one) == 2 for one in pairs)
        else None
    )


def _parse_number(value: Any) -> float | None:
    return (
        value
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e6
        else None
    )


def _parse_interval(value: Any) -> int | None:
    return (
        parse_period(str(value))
        if isinstance(value, (int, str)) and not isinstance(value, bool)
        else None
    )


def _parse_flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _parse_editor(value: Any) -> str | None:
    return value if isinstance(value, str) and value in EDITORS else None


def _parse_severity(value: Any) -> Severity | None:
    return Severity(value) if value in tuple(Severity) else None


SETTINGS: tuple[Setting, ...] = (
    Setting("me", "name", "a text", _parse_text, "your name, as your notes link to you"),
    Setting(
        "me",
        "organisation",
        "a text",
        _parse_text,
        "where you work: divides contacts into inside and outside",
    ),
    Setting("me", "field", "a text", _parse_text, "your field of work"),
    Setting("me", "location", "a text", _parse_text, "where you live"),
    Setting(
        "me",
        "pitch",
        "a text or a link",
        _parse_text,
        "how you say in half a minute what you do and look for",
    ),
    Setting(
        "me",
        "offers",
        "a list of words",
        _parse_texts,
        "what you can give: held against what your contacts need",
    ),
    Setting(
        "plan",
        "budget",
        "a number of people a week",
        _parse_number,
        "how many people a week you have time for",
    ),
    Setting(
        "tiers",
        "*",
        'a period such as "30 days"',
        _parse_interval,
        "own names and intervals, in order",
    ),
    Setting(
        "vault",
        "contacts",
        "a list of folders",
        _parse_folders,
        "the folders whose notes are contacts",
    ),
    Setting("vault", "goals", "a folder", _parse_folder, "the folder whose notes are goals"),
    Setting("vault", "events", "a folder", _parse_folder, "the folder whose notes are events"),
    Setting(
        *("vault", "journal", 'a folder, or "obsidian"', _parse_folder),
        "the folder of your daily notes; lines there that link to a contact are touches",
    ),
    Setting(
        "vault",
        "exclude",
        "a list of patterns",
        _parse_texts,
        'what not to read, such as "Archive/**"',
    ),
    Setting(
        "vault", "output", "a folder in the vault", _parse_folder, "where the dashboard is written"
    ),
    Setting(
        *("vault", "ics", "true or false", _parse_flag),
        "whether `followups.ics`, a calendar to subscribe to, is kept in the dashboard by every build",
    ),
    Setting(
        *("vault", "editor", f"one of {', '.join(EDITORS)}", _parse_editor),
        "the editor that the Problems page opens a note in, at its line; the page then holds the path of your vault",
    ),
    Setting(
        *("vault", "not_the_same", "a list of pairs of names", _parse_pairs),
        "who is not the same as whom, so that `dedupe` does not ask again",
    ),
    Setting(
        "properties",
        "*",
        "a list of names",
        _parse_texts,
        "further names for one of our properties",
    ),
    Setting(
        "channels",
        "*",
        "a list of words",
        _parse_texts,
        "further words for `in_person`, `voice` or `written`",
    ),
    Setting(
        "checks",
        "*",
        '"error", "warning" or "off"',
        _parse_severity,
        "how much a finding matters to you",
    ),
)

TABLE_NAMES = tuple(dict.fromkeys(setting.table for setting in SETTINGS))


def read_settings(
    text: str, property_names: tuple[str, ...] = ()
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings a file's text makes, and what is wrong with it; a wrong line leaves its default in place.

    `property_names` are the names `[properties]` may add to (those of FIELDS); empty means any.
    """
    if "\ufffd" in text:  # TOML would take the sign that stands for what can't be read
        before = text.partition("\ufffd")[0]
        return Settings(), (
            _build_broken_settings_diagnostic(
                "it is not UTF-8", before.count("\n") + 1, len(before) - before.rfind("\n")
            ),
        )
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Settings(), (_build_toml_diagnostic(error, text),)
    found: list[Diagnostic] = []
    values: dict[tuple[str, str], Any] = {}
    for table, content in tables.items():
        if table not in TABLE_NAMES:
            found.append(_build_unknown_setting_diagnostic(text, "", table, TABLE_NAMES))
        elif not isinstance(content, dict):
            found.append(_build_not_a_table_diagnostic(text, table))
        else:
            for key, value in content.items():
                setting = _find_setting(table, key)
                allowed = _list_allowed_keys(table, property_names)
                name = (
                    next((one for one in allowed if fold(one) == fold(key)), "") if allowed else key
                )
                if setting is None or not name:
                    found.append(_build_unknown_setting_diagnostic(text, table, key, allowed))
                elif (read := setting.parse(value)) is None:
                    found.append(_build_wrong_setting_diagnostic(text, setting, key, value))
                else:
                    values[table, name] = read
    return _build_settings(values), tuple(found)


def _find_setting(table: str, key: str) -> Setting | None:
    return next(
        (one for one in SETTINGS if one.table == table and fold(one.key) in (fold(key), "*")), None
    )


def _list_allowed_keys(table: str, property_names: tuple[str, ...]) -> tuple[str, ...]:
    """The keys a table may hold; empty where any name will do."""
    named = {
        "properties": property_names,
        "channels": tuple(mode.replace(" ", "_") for mode in MODES),
        "checks": tuple(code.name for code in CODES),
        "tiers": (),
    }
    return named.get(table, tuple(one.key for one in SETTINGS if one.table == table))


def _build_settings(values: dict[tuple[str, str], Any]) -> Settings:
    def iter_table(name: str) -> Iterator[tuple[str, Any]]:
        return ((key, value) for (where, key), value in values.items() if where == name)

    settings = Settings()
    plain = dict((*iter_table("plan"), *iter_table("vault")))
    more = dict(iter_table("channels"))
    words = tuple(
        (fold(word), mode) for mode in MODES for word in more.get(mode.replace(" ", "_"), ())
    )
    return replace(
        settings,
        **plain,
        me=Me(**dict(iter_table("me"))),
        tiers=tuple((name.casefold(), days) for name, days in iter_table("tiers"))
        or settings.tiers,
        properties=tuple(iter_table("properties")),
        channels=settings.channels + words,
        checks=tuple(iter_table("checks")),
    )


def _build_toml_diagnostic(error: Exception, text: str) -> Diagnostic:
    reason, _, at = str(error).partition(" (at ")
    if place := re.match(r"line (\d+), column (\d+)", at):
        return _build_broken_settings_diagnostic(reason, int(place[1]), int(place[2]))
    if at:
        return _build_broken_settings_diagnostic(reason, text.rstrip().count("\n") + 1)
    return _build_broken_settings_diagnostic(
        "it is nested too deeply, or holds a number that is too long"
    )


def _build_broken_settings_diagnostic(reason: str, line: int = 1, column: int = 1) -> Diagnostic:
    message = f"The settings can't be read here: {reason}."
    mend = "Mend this line; until then the default settings are used."
    return Diagnostic(
        SourceLocation(SETTINGS_FILE_NAME, line, column), "broken-settings", message, mend
    )


def _build_unknown_setting_diagnostic(
    text: str, table: str, key: str, allowed: tuple[str, ...]
) -> Diagnostic:
    named = f"`{key}` in [{table}]" if table else f"`{key}`"
    meant = find_closest_match(key, allowed)
    home = next((one.table for one in SETTINGS if one.key == key), "")
    choice = f"It belongs under [{home}]." if home else f"Allowed are: {', '.join(allowed)}."
    choice = f"Did you mean `{meant}`?" if meant else choice
    return Diagnostic(
        _find_key_location(text, table, key),
        "unknown-setting",
        f"{named} is not a setting.",
        choice,
    )


def _build_not_a_table_diagnostic(text: str, table: str) -> Diagnostic:
    message = f"`{table}` is a heading, and not a setting of its own."
    keys = ", ".join(one.key for one in SETTINGS if one.table == table and one.key != "*")
    mend = f"Write a line [{table}], and below it: {keys or 'your own names'}."
    return Diagnostic(_find_key_location(text, "", table), "wrong-setting", message, mend)


def _build_wrong_setting_diagnostic(
    text: str, setting: Setting, key: str, value: Any
) -> Diagnostic:
    typed = str(value).casefold() if isinstance(value, bool) else str(value)
    message = f"`{key}` in [{setting.table}] takes {setting.takes}, not {typed[:40] or 'nothing'}."
    mend = f"{setting.meaning[0].upper()}{setting.meaning[1:]}."
    return Diagnostic(_find_key_location(text, setting.table, key), "wrong-setting", message, mend)


def _find_key_location(text: str, table: str, key: str) -> SourceLocation:
    """Where a key stands. tomllib tells no lines of what it could read, so the line is looked up by its key."""
    wanted = f"{table}.{key}" if table else key
    inside = ""
    nearest = SourceLocation(SETTINGS_FILE_NAME)
    for number, line in enumerate(text.splitlines(), start=1):
        place = SourceLocation(SETTINGS_FILE_NAME, number, len(line) - len(line.lstrip()) + 1)
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            inside = _strip_key_quotes(header[1])
            if (inside + ".").startswith(wanted + "."):
                return place
        elif assigned := re.match(r"\s*([^=#]+?)\s*=", line):
            name = (
                f"{inside}.{_strip_key_quotes(assigned[1])}"
                if inside
                else _strip_key_quotes(assigned[1])
            )
            if (name + ".").startswith(wanted + "."):
                return place
            if name == table:  # me = { name = "x" }
                nearest = place
    return nearest


def _strip_key_quotes(name: str) -> str:
    """A key without its quotes and the spaces round its dots."""
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
