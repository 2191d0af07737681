"""The documentation says what the code does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from netnotes.commands.parser import COMMANDS, build_verb_parser

ROOT = Path(__file__).parents[1]


def tables() -> Any:
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs" / "tables.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_table_is_as_the_code_has_it() -> None:
    """`make docs` mends it."""
    module = tables()
    pages = module.marked_pages()
    assert len(pages) >= 5
    used = {
        name for page in pages for name in re.findall(r"<!-- table: ([\w ]+) -->", page.read_text())
    }
    assert used == set(module.TABLES)
    made = module.made()
    assert {*pages, *((ROOT / "docs").glob("*.schema.json"))} == set(made)
    for page, text in made.items():
        assert text == page.read_text(), page.name


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_verb_has_help_with_an_example_that_it_understands(command: Any) -> None:
    parser = build_verb_parser(command.name)
    words = re.findall(r'"[^"]*"|\S+', command.example)[1:]
    args = parser.parse_args([word.strip('"') for word in words])
    assert args.verb == command.name
    assert command.summary[-1] not in ".,"


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    ]
    assert len(links) >= 6
    for page, link in links:
        assert (page.parent / link).is_file(), f"{page.name} → {link}"


def test_what_is_said_to_stand_in_a_file_stands_there() -> None:
    told = re.findall(
        r"`(\w+)` \(`([\w/]+\.py)`\)", (ROOT / "docs" / "architecture.md").read_text()
    )
    assert len(told) >= 10
    for name, file in told:
        code = (ROOT / "netnotes" / file).read_text()
        assert re.search(rf"^(?:def |class )?{name}\b", code, re.MULTILINE), f"{name} in {file}"
