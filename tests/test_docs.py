"""The tables, examples and links of the documentation agree with the code."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from netnotes.commands.parser import COMMANDS, build_verb_parser

ROOT = Path(__file__).parents[1]


def load_tables_script() -> Any:
    """Load docs/tables.py, which is in no package, as a module."""
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs" / "tables.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_table_agrees_with_the_code() -> None:
    """`make docs` writes them again."""
    script = load_tables_script()
    pages = script.list_pages_with_tables()
    assert len(pages) >= 5
    table_names = set()
    for page in pages:
        table_names.update(re.findall(r"<!-- table: ([\w ]+) -->", page.read_text()))
    assert table_names == set(script.TABLES)

    files = script.build_files()
    assert {*pages, *((ROOT / "docs").glob("*.schema.json"))} == set(files)
    for path, text in files.items():
        assert text == path.read_text(), path.name


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_every_verb_has_an_example_that_the_verb_accepts(command: Any) -> None:
    parser = build_verb_parser(command.name)
    words = re.findall(r'"[^"]*"|\S+', command.example)[1:]
    args = parser.parse_args([word.strip('"') for word in words])
    assert args.verb == command.name
    assert command.summary[-1] not in ".,"


def test_every_link_in_the_documentation_leads_to_a_file() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
    links = []
    for page in pages:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            links.append((page, link))
    assert len(links) >= 6
    for page, link in links:
        assert (page.parent / link).is_file(), f"{page.name} → {link}"


def test_every_name_is_defined_in_the_file_that_the_architecture_gives_for_it() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text()
    names_and_files = re.findall(r"`(\w+)` \(`([\w/]+\.py)`\)", architecture)
    assert len(names_and_files) >= 10
    for name, file in names_and_files:
        code = (ROOT / "netnotes" / file).read_text()
        assert re.search(rf"^(?:def |class )?{name}\b", code, re.MULTILINE), f"{name} in {file}"
