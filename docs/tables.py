"""`make docs`: the tables that come from the code, written between their marks in these pages, and the schemas.

A test runs the same and fails where a page says something else than the code.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netnotes.commands.export import FORMATS
from netnotes.commands.parser import COMMANDS
from netnotes.dashboard.page_list import PAGES
from netnotes.errors import EXIT_CODES
from netnotes.formats.readers.known_formats import IMPORT_FORMATS as SOURCES
from netnotes.formats.writers.json_schema import build_export_schema, build_front_matter_schema
from netnotes.model.diagnostics import CODES
from netnotes.model.settings import CHANNELS, Settings
from netnotes.network.panels.method import METHODS
from netnotes.reading.properties import CONTACT_PROPERTIES, EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.settings_table import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netnotes.reading.property_kind import Property

HERE = Path(__file__).parent


def properties(fields: tuple[Property, ...]) -> Iterable[tuple[str, ...]]:
    """The properties of one kind of note."""
    yield "property", "also read as", "value", "what it says", "example"
    for one in fields:
        yield (
            f"`{one.name}`",
            ", ".join(one.other_names),
            one.takes,
            one.meaning,
            f"`{one.example}`",
        )


def codes() -> Iterable[tuple[str, ...]]:
    """Every finding."""
    yield "code", "severity", "the rule"
    for one in CODES:
        yield f"`{one.name}`", str(one.severity), one.rule


def commands() -> Iterable[tuple[str, ...]]:
    """Every verb."""
    yield "verb", "what it does", "example"
    for one in COMMANDS:
        yield f"`{one.name}`", one.summary, f"`{one.example}`"


def exit_codes() -> Iterable[tuple[str, ...]]:
    """What a command's exit code says."""
    yield "code", "meaning"
    for code, meaning in EXIT_CODES:
        yield str(code), meaning


def forms() -> Iterable[tuple[str, ...]]:
    """The forms in which people leave."""
    yield "form", "what it is"
    for form, what in FORMATS:
        yield f"`{form}`", what


def settings() -> Iterable[tuple[str, ...]]:
    """Every line of the settings file."""
    yield "table", "key", "takes", "what it says"
    for one in SETTINGS:
        yield (
            f"`[{one.table}]`",
            f"`{one.key}`" if one.key != "*" else "any name",
            one.takes,
            one.meaning,
        )


def channels() -> Iterable[tuple[str, ...]]:
    """The words for how people met."""
    yield "channel", "words"
    for mode, words in CHANNELS.items():
        yield mode, ", ".join(f"`{word}`" for word in words)


def pages() -> Iterable[tuple[str, ...]]:
    """The pages of the dashboard."""
    yield "page", "file", "what it shows"
    for page in PAGES:
        yield page.title, f"`{page.path}`", page.summary


def methods() -> Iterable[tuple[str, ...]]:
    """Every number."""
    yield "number", "how it is computed", "source", "what it does not say"
    for one in METHODS:
        yield one.name, one.formula, one.source, one.caveats


def sources() -> Iterable[tuple[str, ...]]:
    """The forms people are read from."""
    yield "form", "where it comes from"
    for one in SOURCES:
        yield one.name, one.source


TABLES: dict[str, Callable[[], Iterable[tuple[str, ...]]]] = {
    "properties": lambda: properties(CONTACT_PROPERTIES),
    "goal properties": lambda: properties(GOAL_PROPERTIES),
    "event properties": lambda: properties(EVENT_PROPERTIES),
    "codes": codes,
    "commands": commands,
    "exit codes": exit_codes,
    "forms": forms,
    "settings": settings,
    "channels": channels,
    "pages": pages,
    "methods": methods,
    "sources": sources,
}

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "export.schema.json": build_export_schema,
    "note.schema.json": lambda: build_front_matter_schema(Settings()),
}

_MARKED = re.compile(r"(<!-- table: (?P<name>[\w ]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def filled(text: str) -> str:
    """A page's text with every marked table as the code has it."""
    return _MARKED.sub(lambda match: match[1] + table(TABLES[match["name"]]()) + match[4], text)


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as a Markdown table; the first is the heading."""
    head, *body = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def marked_pages() -> list[Path]:
    """The pages that hold a table from the code."""
    return [
        page
        for page in (HERE.parent / "README.md", *sorted(HERE.glob("*.md")))
        if "<!-- table:" in page.read_text()
    ]


def made() -> dict[Path, str]:
    """Every page with its tables, and every schema, as the code has them."""
    schemas = {
        HERE / name: json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
        for name, schema in SCHEMAS.items()
    }
    return {page: filled(page.read_text(encoding="utf-8")) for page in marked_pages()} | schemas


if __name__ == "__main__":
    for page, new in made().items():
        if not page.exists() or page.read_text(encoding="utf-8") != new:
            page.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{page.name} brought up to date\n")
