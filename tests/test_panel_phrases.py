"""Numbers in the sentences and values of panels are formatted for readers and for JSON."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.network.panels.json_values import convert_to_json_value
from netnotes.network.panels.model import Range
from netnotes.network.panels.phrases import format_number, format_percent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *(
            (Fraction(7, 9), "0.78"),
            (Fraction(1, 52), "0.019"),
            (1, "1"),
            (1.04, "1"),
            (3.36, "3.4"),
        ),
        *((9.96, "10"), (12.4, "12"), (12345, "12,345"), (0, "0")),
    ],
)
def test_number_has_two_significant_digits(value: float, text: str) -> None:
    assert format_number(value) == text


def test_share_is_formatted_in_whole_percents() -> None:
    assert [format_percent(Fraction(n, 8)) for n in (0, 1, 4, 5, 8)] == [
        "0",
        "13",
        "50",
        "63",
        "100",
    ]


def test_value_is_converted_to_plain_json() -> None:
    long = Fraction(10**20 + 1, 10**20)
    value = {
        "a": (Fraction(13, 2), Fraction(2), 1.5),
        "b": datetime.date(2025, 6, 30),
        "c": None,
        "d": long,
    }
    assert convert_to_json_value(value) == {
        "a": [6.5, 2.0, 1.5],
        "b": "2025-06-30",
        "c": None,
        "d": 1.0,
    }
    assert convert_to_json_value(Range(Fraction(1), Fraction(2), Fraction(3), 4)) == {
        "low": 1.0,
        "value": 2.0,
        "high": 3.0,
        "scale": 4,
    }


@given(st.integers(1, 5000), st.integers(0, 5000))
def test_only_all_is_100_percent_and_only_none_is_0(total: int, part: int) -> None:
    part = min(part, total)
    percent = format_percent(Fraction(part, total))
    assert (percent == "100") == (part == total)
    assert (percent == "0") == (part == 0)
    assert abs(int(percent) - 100 * part / total) < 1
