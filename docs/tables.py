"""`make docs`: write the tables that come from the code into the documentation, and the schemas.

A table is written between the marks `<!-- table: NAME -->` and `<!-- end -->`. A test fails if a
page says something else than the code.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from netnotes.commands.export import FORMATS
from netnotes.commands.parser import COMMANDS
from netnotes.dashboard.page_list import PAGES
from netnotes.errors import EXIT_CODES
from netnotes.formats.readers.known_formats import IMPORT_FORMATS
from netnotes.formats.writers.command_schemas import COMMAND_SCHEMAS
from netnotes.formats.writers.json_schema import build_export_schema, build_front_matter_schema
from netnotes.model.diagnostic_codes import CODES
from netnotes.model.settings import CHANNELS, Settings
from netnotes.network.panels.method import METHODS
from netnotes.reading.goal_and_event_properties import EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.settings_table import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.reading.property_kind import Property

    Row: TypeAlias = tuple[str, ...]

DOCS_FOLDER = Path(__file__).parent


# The rows of each table; the first row is the heading.


def iter_properties(properties: tuple[Property, ...]) -> Iterator[Row]:
    """Yield the properties of one kind of note."""
    yield "property", "also read as", "value", "what it says", "example"
    for prop in properties:
        yield (
            f"`{prop.name}`",
            ", ".join(prop.other_names),
            prop.takes,
            prop.meaning,
            f"`{prop.example}`",
        )


def iter_codes() -> Iterator[Row]:
    """Yield what `check` may report."""
    yield "code", "severity", "the rule"
    for code in CODES:
        yield f"`{code.name}`", str(code.severity), code.rule


def iter_commands() -> Iterator[Row]:
    """Yield the verbs of the command line."""
    yield "verb", "what it does", "example"
    for command in COMMANDS:
        yield f"`{command.name}`", command.summary, f"`{command.example}`"


def iter_exit_codes() -> Iterator[Row]:
    """Yield the exit codes of the command line."""
    yield "code", "meaning"
    for exit_code, meaning in EXIT_CODES:
        yield str(exit_code), meaning


def iter_export_formats() -> Iterator[Row]:
    """Yield the formats that `export` writes."""
    yield "form", "what it is"
    for export_format, meaning in FORMATS:
        yield f"`{export_format}`", meaning


def iter_settings() -> Iterator[Row]:
    """Yield the lines that the settings file may have."""
    yield "table", "key", "takes", "what it says"
    for setting in SETTINGS:
        key = "any name" if setting.key == "*" else f"`{setting.key}`"
        yield f"`[{setting.table}]`", key, setting.takes, setting.meaning


def iter_channels() -> Iterator[Row]:
    """Yield the words for each mode of being in touch."""
    yield "channel", "words"
    for mode, words in CHANNELS.items():
        yield mode, ", ".join(f"`{word}`" for word in words)


def iter_pages() -> Iterator[Row]:
    """Yield the pages of the dashboard."""
    yield "page", "file", "what it shows"
    for page in PAGES:
        yield page.title, f"`{page.path}`", page.summary


def iter_methods() -> Iterator[Row]:
    """Yield the numbers of the dashboard and how they are computed."""
    yield "number", "how it is computed", "source", "what it does not say"
    for method in METHODS:
        computation = "; ".join((method.formula, *method.equations))
        yield method.name, computation, method.source, method.caveats


def iter_import_formats() -> Iterator[Row]:
    """Yield the formats that `import` reads."""
    yield "form", "where it comes from"
    for import_format in IMPORT_FORMATS:
        yield import_format.name, import_format.source


def iter_waits() -> Iterator[Row]:
    """Yield how long people wait at the most when somebody follows the list."""
    # The tests are no package that is installed.
    sys.path.insert(0, str(DOCS_FOLDER.parent))
    from tests.simulation import iter_longest_waits

    yield "people a week", "who follows the list", "longest wait", "at most"
    for row in iter_longest_waits():
        longest = f"{row.turns:.2f} turns"
        if row.is_away:
            longest += f", {row.turns_at_home:.2f} without the days away"
        yield str(row.budget), row.user, longest, f"{row.allowed:.2f} turns"


TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    "properties": lambda: iter_properties(CONTACT_PROPERTIES),
    "goal properties": lambda: iter_properties(GOAL_PROPERTIES),
    "event properties": lambda: iter_properties(EVENT_PROPERTIES),
    "codes": iter_codes,
    "commands": iter_commands,
    "exit codes": iter_exit_codes,
    "forms": iter_export_formats,
    "settings": iter_settings,
    "channels": iter_channels,
    "pages": iter_pages,
    "methods": iter_methods,
    "sources": iter_import_formats,
    "waits": iter_waits,
}
"""What builds each table, by the name in its mark."""

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "export.schema.json": build_export_schema,
    "note.schema.json": lambda: build_front_matter_schema(Settings()),
    **{f"{command}.schema.json": build for command, build in COMMAND_SCHEMAS.items()},
}
"""What builds each schema, by its file."""

_MARKED_TABLE = re.compile(
    r"(?P<start><!-- table: (?P<name>[\w ]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)


def fill_tables(text: str) -> str:
    """Replace every marked table in the text of a page by the one from the code."""

    def format_match(match: re.Match[str]) -> str:
        rows = TABLES[match["name"]]()
        return match["start"] + format_table(rows) + match["end"]

    return _MARKED_TABLE.sub(format_match, text)


def format_table(rows: Iterator[Row]) -> str:
    """Format rows as a table in Markdown."""
    heading = next(rows)
    rule = ("---",) * len(heading)
    return "".join(_format_row(row) for row in (heading, rule, *rows))


def _format_row(row: Row) -> str:
    # A bar would begin the next cell, also within backticks.
    cells = [cell.replace("|", "\\|") for cell in row]
    return f"| {' | '.join(cells)} |\n"


def list_pages_with_tables() -> list[Path]:
    """List the pages that hold a table from the code."""
    pages = (DOCS_FOLDER.parent / "README.md", *sorted(DOCS_FOLDER.glob("*.md")))
    return [page for page in pages if "<!-- table:" in page.read_text(encoding="utf-8")]


def build_files() -> dict[Path, str]:
    """Build the text of every page with tables, and of every schema, as the code has them."""
    files = {
        page: fill_tables(page.read_text(encoding="utf-8")) for page in list_pages_with_tables()
    }
    for name, build_schema in SCHEMAS.items():
        files[DOCS_FOLDER / name] = json.dumps(build_schema(), ensure_ascii=False, indent=1) + "\n"
    return files


def main() -> None:
    """Write every file that is not as the code has it."""
    for path, text in build_files().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.name} brought up to date\n")


if __name__ == "__main__":
    main()
