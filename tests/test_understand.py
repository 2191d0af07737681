"""A sentence is understood: with whom, when, how; and what is not certain is asked."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT
from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understand import understand_sentence
from netnotes.writing.understanding import build_meetings, describe_understanding
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from pathlib import Path

TODAY = parse_iso_day("2026-10-01")  # a Thursday


def make_names(*names: str) -> list[Contact]:
    return [Contact(path=f"People/{name}.md", name=name) for name in names]


NAMES = build_name_index(make_names("Ada Quill", "Ben Okafor", "Dan Brody", "Dan Kessler"))


def test_reading_is_said_in_one_line() -> None:
    understanding = understand_sentence(
        "lunch with Ben and Ada yesterday: tapas", NAMES, TODAY, Settings()
    )
    assert describe_understanding(understanding, TODAY) == (
        "Ben Okafor, Ada Quill · Wednesday 30 September · lunch · “tapas”"
    )
    meetings = dict(build_meetings(understanding, lambda path, _: f"[[{path}]]"))
    assert meetings["People/Ada Quill.md"].others == ("[[People/Ben Okafor.md]]",)


def test_one_of_several_is_asked_for_and_answered_by_a_key() -> None:
    asked = understand_sentence("lunch with Dan", NAMES, TODAY, Settings())
    (question,) = asked.questions
    assert question.text == "Which Dan: Dan Brody or Dan Kessler?"
    assert asked.people == ()
    key = question.choices[1].key
    answered = understand_sentence("lunch with Dan", NAMES, TODAY, Settings(), (key,))
    assert [person.name for person in answered.people] == ["Dan Kessler"]
    assert answered.questions == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "coffee with Ada may 99: x",
        "coffee with Ada on 31 february: x",
        "coffee with Ada, promised the deck by frday",
    ],
)
def test_day_of_a_sentence_that_is_none_is_not_kept_as_text(
    sentence: str, vault_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = vault_folder / "People" / "Ada Quill.md"
    before = note.read_bytes()
    assert run(["log", "--vault", str(vault_folder), sentence]) == EXIT_CANNOT
    assert "can't be read as a day" in capsys.readouterr().err
    assert note.read_bytes() == before


def test_log_loads_no_readers_of_other_programs_files_before_it_makes_a_note() -> None:
    code = (
        "import sys, netnotes.commands.log\n"
        "print([name for name in sys.modules if name.startswith('netnotes.formats')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.strip() == b"[]"


_PRINT_WHAT_LOG_LOADS = """
import re, sys
from netnotes import cli

compiled_patterns = []
compile_pattern = re.compile

def record_pattern(pattern, flags=0):
    caller = sys._getframe(1).f_globals["__name__"]
    if caller.startswith("netnotes.") and len(pattern) > 250:
        compiled_patterns.append(f"{caller}: {pattern}")
    return compile_pattern(pattern, flags)

re.compile = record_pattern
import netnotes.commands.log
print(*compiled_patterns, sep="\\n")
print(*sorted(set(sys.argv[1:]) & set(sys.modules)), sep="\\n")
"""


def test_log_compiles_no_long_patterns_and_loads_no_readers_of_other_notes_at_its_start() -> None:
    readers = ["daily_touches", "meetings", "sentence_touches", "touch_ways", "line_words"]
    arguments = [f"netnotes.reading.{reader}" for reader in readers]
    command = [sys.executable, "-c", _PRINT_WHAT_LOG_LOADS, *arguments]
    result = subprocess.run(command, capture_output=True, check=True, text=True)
    assert result.stdout.split() == []
