from __future__ import annotations

import datetime
import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.text import (
    find_closest_match,
    fold,
    fold_name,
    format_command,
    format_count,
    format_day,
    format_day_short,
    is_one_edit_apart,
    join_words,
    parse_day,
    parse_period,
)

if TYPE_CHECKING:
    from pathlib import Path

PERIODS = {
    "6 weeks": 42,
    "6 Weeks": 42,
    "1 week": 7,
    "45": 45,
    "45 days": 45,
    "45d": 45,
    "2 months": 60,
    "every 2 months": 60,
    "every month": 30,
    "3mo": 90,
    "2 q": 180,
    "1 quarter": 90,
    "2 years": 730,
    "week": 7,
    "day": 1,
    "daily": 1,
    "weekly": 7,
    "biweekly": 14,
    "monthly": 30,
    "Bi-monthly": 60,
    "quarterly": 90,
    "half-yearly": 180,
    "half year": 180,
    "yearly": 365,
    "annually": 365,
    "never": 0,
    "none": 0,
    "P6W": 42,
    "p30d": 30,
    "P2M": 60,
    "P1Y": 365,
    " 6 weeks ": 42,
}


@pytest.mark.parametrize(("text", "days"), PERIODS.items())
def test_period_is_parsed_into_days(text: str, days: int) -> None:
    assert parse_period(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sometimes",
        "0",
        "0 days",
        "P0D",
        "m",
        "w",
        "-3",
        "6 weeks or so",
        "200 years",
        "P9999Y",
        "1.5 weeks",
        "weeks 6",
        "every",
    ],
)
def test_text_that_is_no_period_gives_none(text: str) -> None:
    assert parse_period(text) is None


DAYS = {
    "2026-10-02": datetime.date(2026, 10, 2),
    " 2026-10-02 ": datetime.date(2026, 10, 2),
    "[[2026-10-02]]": datetime.date(2026, 10, 2),
    "[[2026-10-02|Friday]]": datetime.date(2026, 10, 2),
    "[[Journal/2026/2026-10-02]]": datetime.date(2026, 10, 2),
    "2026-10-02T23:30": datetime.date(2026, 10, 2),
    "2026-10-02 23:30:59": datetime.date(2026, 10, 2),
    "2026-10-02T23:30:59.123Z": datetime.date(2026, 10, 2),
    "2026-10-02T23:30+14:00": datetime.date(2026, 10, 2),
    "2024-02-29": datetime.date(2024, 2, 29),
    "0001-01-01": datetime.date(1, 1, 1),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_day_is_parsed_with_or_without_link_and_time(text: str, day: datetime.date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "2026-02-30",
            "2023-02-29",
            "0000-00-00",
            "10000-01-01",
            "28/02/2026",
            "2026-2-3",
            "20261002",
        ),
        *(
            "2016-12-31T23:59:60Z",
            "2026-10-02T25:00",
            "2026-10-02+99:99",
            "2026-10-02T10:00+99:99",
            "2026-W40-5",
        ),
        *("2026-10-02 or so", "[[2026-10-02", "2026-10-02]]", "2026-10-02-03", "[[2026-10-02]] x"),
    ],
)
def test_text_that_is_no_day_gives_none(text: str) -> None:
    assert parse_day(text) is None


@given(st.dates())
def test_every_day_is_parsed_from_its_iso_form(day: datetime.date) -> None:
    assert parse_day(day.isoformat()) == parse_day(f"[[{day}]]") == parse_day(f"{day}T10:30") == day


@given(st.text(max_size=30))
def test_any_text_can_be_parsed_and_folded(text: str) -> None:
    parse_day(text)
    parse_period(text)
    assert fold(text) == fold(text.upper().lower()) or not text.isascii()
    assert fold(fold(text)) == fold(text) or not text.isascii()


@pytest.mark.parametrize(
    "name", ["last_contact", "Last contact", "lastContact", "LAST-CONTACT", " last  contact "]
)
def test_spellings_of_a_property_name_fold_to_one(name: str) -> None:
    assert fold(name) == "lastcontact"


def test_both_forms_of_an_accent_fold_to_one() -> None:
    assert fold("Jose\u0301") == fold("jos\u00e9")
    assert fold_name("  Jose\u0301   QUILL ") == fold_name("Jos\u00e9 Quill")
    assert fold_name("Ada Quill") != fold_name("AdaQuill")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("tier", "teir"),
        ("tier", "tir"),
        ("tier", "tiers"),
        ("tier", "tiem"),
        ("tier", "xtier"),
        ("abc", "bac"),
    ],
)
def test_words_with_one_typing_error_are_one_edit_apart(left: str, right: str) -> None:
    assert is_one_edit_apart(left, right)
    assert is_one_edit_apart(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("tier", "tier"),
        ("tier", "tree"),
        ("tier", "tie r s"),
        ("ab", "ac"),
        ("tier", "reit"),
        ("abcd", "cdab"),
    ],
)
def test_other_words_are_not_one_edit_apart(left: str, right: str) -> None:
    assert not is_one_edit_apart(left, right)


def test_closest_match_is_one_edit_away() -> None:
    assert find_closest_match("Montly", ("yearly", "monthly")) == "monthly"
    assert find_closest_match("boss", ("yearly", "monthly")) == ""


def test_counts_names_and_days_are_formatted_for_a_sentence() -> None:
    assert [format_count(number, "contact") for number in (0, 1, 2, 1234)] == [
        "0 contacts",
        "1 contact",
        "2 contacts",
        "1,234 contacts",
    ]
    assert format_count(2, "is", "are") == "2 are"
    assert [
        join_words(names) for names in ((), ("Ada",), ("Ada", "Ben"), ("Ada", "Ben", "Cleo"))
    ] == [
        *("", "Ada", "Ada and Ben", "Ada, Ben and Cleo"),
    ]
    assert join_words(("1", "2"), "or") == "1 or 2"
    assert format_day(datetime.date(2026, 11, 20)) == "Friday 20 November 2026"
    assert format_day_short(datetime.date(2026, 1, 2)) == "2 January 2026"


HOSTILE_NAMES = (
    "Ann $(touch X) Lee",
    "`touch X`",
    "'; touch X; '",
    '"; touch X; "',
    "$HOME",
    "!!",
    "a\\b \\' ; touch X #",
    "-rf",
    "~",
    "*",
    "=ls",
    "{a,b}",
    "",
    "x & touch X | touch X > X",
)


def run_in_shell(shell: str, folder: Path, command: str) -> list[str]:
    """Run a command of which the first word prints the others; returns them."""
    program = "import json, sys; print(json.dumps(sys.argv[1:]))"
    function = f"show() {{ {shlex.quote(sys.executable)} -c '{program}' \"$@\"; }}"
    result = subprocess.run(
        [shell, "-c", f"{function}\n{command}"], cwd=folder, capture_output=True, check=True
    )
    arguments: list[str] = json.loads(result.stdout)
    return arguments


@pytest.mark.parametrize("shell", ["bash", "sh"])
def test_shell_gets_exactly_the_arguments_of_a_command(tmp_path: Path, shell: str) -> None:
    command = format_command("show", *HOSTILE_NAMES)
    assert run_in_shell(shell, tmp_path, command) == list(HOSTILE_NAMES)
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.text(), max_size=3))
def test_command_is_split_into_its_arguments_or_not_offered(arguments: list[str]) -> None:
    command = format_command("netnotes", *arguments)
    if command:
        assert shlex.split(command) == ["netnotes", *arguments]
    else:
        assert any(not argument.isprintable() for argument in arguments)


@pytest.mark.parametrize("character", ["\n", "\t", "\r", "\x1b", "\x9b", "\u202e", "\udcff", "\0"])
def test_command_with_a_character_that_nobody_sees_is_not_offered(character: str) -> None:
    assert format_command("netnotes", "log", f"Ada{character}Quill") == ""
