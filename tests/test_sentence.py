"""A sentence about a meeting is parsed: with whom, when, by which channel, and about what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.model.settings import Settings
from netnotes.writing.sentence import (
    ParsedSentence,
    parse_future_day,
    parse_past_day,
    parse_sentence,
)
from tests.notes import parse_iso_day

TODAY = parse_iso_day("2026-11-23")  # a Monday
CHANNELS = dict(Settings().channels)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    {
        "coffee with Ada and Ben Okafor yesterday: talked about the move": (
            ("Ada", "Ben Okafor"),
            "2026-11-22",
            "coffee",
            "talked about the move",
        ),
        "called Ada at Northwind last friday: 10:30 sharp": (
            ("Ada at Northwind",),
            "2026-11-20",
            "call",
            "10:30 sharp",
        ),
        "met Ada for lunch on 3 october": (("Ada",), "2026-10-03", "lunch", ""),
        "email to Ben, Cleo & Dan 3 days ago": (("Ben", "Cleo", "Dan"), "2026-11-20", "email", ""),
        "had lunch with Ada Quill on october 3rd 2025: a: b": (
            ("Ada Quill",),
            "2025-10-03",
            "lunch",
            "a: b",
        ),
        "Ada: hello": (("Ada",), "", "", "hello"),
        "visit Ben two weeks ago": (("Ben",), "2026-11-09", "visit", ""),
        "video call with Mary Lunch on mon": (("Mary Lunch",), "2026-11-16", "video", ""),
        "coffee with Augusta May on 5 may": (("Augusta May",), "2026-05-05", "coffee", ""),
        "wrote to ليلى حداد today": (("ليلى حداد",), "2026-11-23", "message", ""),
        "2026-10-03 Ada": (("Ada",), "2026-10-03", "", ""),
        "": ((), "", "", ""),
    }.items(),
)
def test_sentence_is_parsed_into_names_day_channel_and_text(
    sentence: str, expected: tuple[tuple[str, ...], str, str, str]
) -> None:
    names, date, channel, text = expected
    assert parse_sentence(sentence, TODAY, CHANNELS) == ParsedSentence(
        names, parse_iso_day(date) if date else None, channel, text
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    {
        "today": "2026-11-23",
        "the day before yesterday": "2026-11-21",
        "monday": "2026-11-16",
        "last monday": "2026-11-16",
        "sun": "2026-11-22",
        "a week ago": "2026-11-16",
        "6 months ago": "2026-05-23",
        "on the 3rd of october": "2026-10-03",
        "24 december": "2025-12-24",
        "Dec. 24": "2025-12-24",
        "2026-02-30": "",
        "30 february": "",
        "soon": "",
        "3/4": "",
    }.items(),
)
def test_day_of_a_meeting_is_in_the_past(words: str, expected: str) -> None:
    assert parse_past_day(words, TODAY) == (parse_iso_day(expected) if expected else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    {
        "tomorrow": "2026-11-24",
        "friday": "2026-11-27",
        "next monday": "2026-11-30",
        "3 weeks": "2026-12-14",
        "in 2 months": "2027-01-22",
        "until 1 march": "2027-03-01",
        "3 october": "2027-10-03",
        "2027-01-10": "2027-01-10",
        "whenever": "",
    }.items(),
)
def test_day_of_a_plan_is_in_the_future(words: str, expected: str) -> None:
    assert parse_future_day(words, TODAY) == (parse_iso_day(expected) if expected else None)


@given(st.text(max_size=60))
def test_any_text_can_be_parsed_as_a_sentence(words: str) -> None:
    date = parse_sentence(words, TODAY, CHANNELS).date
    has_digit = any(character.isdigit() for character in words)
    assert date is None or date <= TODAY or has_digit
    parse_future_day(words, TODAY)
