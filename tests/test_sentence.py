"""A sentence about a meeting is parsed: with whom, when, by which channel, and about what."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.errors import NetnotesError
from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.writing.days import parse_future_day, parse_past_day, require_planned_day
from netnotes.writing.name_index import build_name_index
from netnotes.writing.typed_meeting import TypedMeeting, parse_meeting, parse_promise
from netnotes.writing.understand import parse_answer, understand_sentence
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.writing.name_index import NameIndex

TODAY = parse_iso_day("2026-11-23")  # a Monday


def make_contact(name: str, **properties: Any) -> Contact:
    return Contact(path=properties.pop("path", f"People/{name}.md"), name=name, **properties)


def parse(sentence: str, names: NameIndex) -> tuple[tuple[str, ...], str, str, str]:
    """Parse a sentence: the words that named people, the day if one was named, channel and text."""
    understood = understand_sentence(sentence, names, TODAY, Settings())
    words = tuple(person.words for person in understood.people)
    day = str(understood.day) if understood.is_day_named else ""
    return words, day, understood.channel, understood.text


PEOPLE = build_name_index(
    [
        *(make_contact("Ada Quill", organisation="Northwind"), make_contact("Ben Okafor")),
        *(make_contact("Cleo"), make_contact("Dan"), make_contact("Mary Lunch")),
        *(make_contact("Augusta May"), make_contact("ليلى حداد")),
    ]
)


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
    }.items(),
)
def test_sentence_is_parsed_into_names_day_channel_and_text(
    sentence: str, expected: tuple[tuple[str, ...], str, str, str]
) -> None:
    assert parse(sentence, PEOPLE) == expected


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


NAMES = build_name_index(
    [
        *(make_contact(name) for name in ("Sun Li", "Li", "Thu Trang", "An Nguyen", "Nguyen")),
        *(make_contact(name) for name in ("To Minh", "Tom & Ann Weber", "May Lin", "Mo Salah")),
        *(make_contact(name) for name in ("April Chu", "Will Call", "Mark Lunch", "Jan Coffee")),
        *(make_contact(name) for name in ("José García", "Mail", "Sat")),
        make_contact("Bob Smith", path="People/Bob Smith (Acme).md"),
        make_contact("Bob Jones", email=("bob@sun.example",), organisation="Sun & Sons"),
    ]
)


def parse_with_names(sentence: str) -> tuple[tuple[str, ...], str, str, str]:
    return parse(sentence, NAMES)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    {
        "coffee with Sun Li": (("Sun Li",), "", "coffee", ""),
        "coffee with sun li on sun": (("sun li",), "2026-11-22", "coffee", ""),
        "call with Thu Trang yesterday: thu": (("Thu Trang",), "2026-11-22", "call", "thu"),
        "lunch with An Nguyen": (("An Nguyen",), "", "lunch", ""),
        "email to To Minh": (("To Minh",), "", "email", ""),
        "dinner with Tom & Ann Weber and Li": (("Tom & Ann Weber", "Li"), "", "dinner", ""),
        "coffee with May Lin on 5 may": (("May Lin",), "2026-05-05", "coffee", ""),
        "call April Chu 3 april: x": (("April Chu",), "2026-04-03", "call", "x"),
        "lunch with Will Call, Mark Lunch & Jan Coffee": (
            ("Will Call", "Mark Lunch", "Jan Coffee"),
            "",
            "lunch",
            "",
        ),
        "call with jose\u0301 Garcia": (("josé Garcia",), "", "call", ""),
        "call with People/Bob Smith (Acme).md: x": (
            ("People/Bob Smith (Acme).md",),
            "",
            "call",
            "x",
        ),
        "mail to bob@sun.example": (("bob@sun.example",), "", "mail", ""),
        "mail to Bob Jones, Sun & Sons": (("Bob Jones, Sun & Sons",), "", "mail", ""),
        # one word that is a day or a channel as well
        "coffee with Sat": (("Sat",), "", "coffee", ""),
        "coffee with Sat on sat": (("Sat",), "2026-11-21", "coffee", ""),
        "coffee with Li sat": (("Li",), "2026-11-21", "coffee", ""),
        "coffee with Li last sat": (("Li",), "2026-11-21", "coffee", ""),
        "mail to Mail": (("Mail",), "", "mail", ""),
        "Mail: hello": (("Mail",), "", "", "hello"),
        "Sat: hello": (("Sat",), "", "", "hello"),
        "coffee with Li: we met, sat down": (("Li",), "", "coffee", "we met, sat down"),
    }.items(),
)
def test_names_of_the_vault_are_found_before_days_channels_and_small_words(
    sentence: str, expected: tuple[tuple[str, ...], str, str, str]
) -> None:
    assert parse_with_names(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("coffee with Sun Wu", "unknown"),
        ("lunch with An Wu", "unknown"),
        ("coffee with Li and Sun Wu", "unknown"),
        ("coffee with Li Wu", "unknown"),
        ("coffee with Li next friday", "plan"),
        ("coffee with Li, Sat", "day"),
    ],
)
def test_words_that_may_be_a_name_or_a_plan_are_asked_about(sentence: str, kind: str) -> None:
    understood = understand_sentence(sentence, NAMES, TODAY, Settings())
    assert [question.kind for question in understood.questions] == [kind]


@pytest.mark.parametrize("sentence", ["lunch on sat", "lunch sat", "mail yesterday"])
def test_day_or_channel_alone_names_nobody(sentence: str) -> None:
    assert parse_with_names(sentence)[0] == ()


NAME_WORDS = st.sampled_from(
    (
        *("Sun", "Mon", "May", "Mar", "April", "Friday", "Today", "Last", "Ago", "3"),
        *("An", "To", "With", "And", "The", "For", "By", "I", "&", "J."),
        *("Mail", "Call", "Lunch", "Coffee", "Met", "Lin", "Ö", "O'Neil"),
    )
)
PLAIN_WORDS = ("Lin", "Weber", "Ö", "O'Neil")


@given(
    st.lists(NAME_WORDS, max_size=3),
    st.sampled_from(PLAIN_WORDS),
    st.lists(NAME_WORDS, max_size=2),
    st.sampled_from(("coffee", "call", "lunch", "mail")),
    st.sampled_from(
        (("yesterday", "2026-11-22"), ("on 3 october", "2026-10-03"), ("last fri", "2026-11-20"))
    ),
    st.sampled_from(("{channel} with {name} {day}: {text}", "{day} {channel} with {name}: {text}")),
    st.sampled_from((str, str.lower, str.upper)),
    st.sampled_from(("", "and so on, with Ada on monday", "a: b")),
)
def test_name_made_of_any_words_is_read_back(
    before: list[str],
    plain: str,
    after: list[str],
    channel: str,
    day: tuple[str, str],
    form: str,
    write: Callable[[str], str],
    text: str,
) -> None:
    name = " ".join((*before, plain, *after, plain))
    sentence = form.format(channel=channel, name=write(name), day=day[0], text=text)
    names = build_name_index([make_contact(name), make_contact(plain), make_contact("Ada Quill")])
    assert parse(sentence, names) == ((write(name),), day[1], channel, text)


@pytest.mark.parametrize(
    ("answer", "expected"),
    {
        "coffee yesterday: talked": ("2026-11-22", "coffee", "talked"),
        "lunch, the boat is sold": ("", "lunch", "the boat is sold"),
        "call with Sun Li: moved": ("", "call", "with Sun Li: moved"),
        "Sun Li and May Lin came along": ("", "", "Sun Li and May Lin came along"),
        "He saw the deck and liked it; wants the numbers by friday": (
            "",
            "",
            "He saw the deck and liked it; wants the numbers by friday",
        ),
        "had lunch with Ben yesterday": ("2026-11-22", "lunch", "had lunch with Ben yesterday"),
    }.items(),
)
def test_answer_about_somebody_keeps_all_words_but_channel_and_day(
    answer: str, expected: tuple[str, str, str]
) -> None:
    day, channel, text = parse_answer(answer, NAMES, TODAY, Settings())
    assert (str(day or ""), channel, text) == expected


@pytest.mark.parametrize("words", ["yesterday", "last month", "sunday", "100 years ago", "3 oct"])
def test_day_before_the_calendar_is_none(words: str) -> None:
    day = parse_past_day(words, datetime.date.min)
    assert day is None or day.year == 1


@pytest.mark.parametrize(
    "words", ["tomorrow", "next year", "sunday", "99 years", "3 october", "29 february"]
)
def test_day_after_the_calendar_is_none(words: str) -> None:
    assert parse_future_day(words, datetime.date.max) is None


@pytest.mark.parametrize("words", ["2026-11-22", "1 october 2026", "whenever"])
def test_plan_has_a_day_that_is_not_past(words: str) -> None:
    with pytest.raises(NetnotesError):
        require_planned_day(words, TODAY)


def test_promise_is_not_due_before_it_was_made() -> None:
    typed = TypedMeeting(day="yesterday", promised=("the draft by 2026-11-01",))
    with pytest.raises(NetnotesError, match="before the day it was promised"):
        parse_meeting(typed, Settings(), TODAY)


@given(st.text(max_size=60))
def test_any_text_can_be_parsed_as_a_sentence(words: str) -> None:
    understand_sentence(words, NAMES, TODAY, Settings())
    parse_answer(words, NAMES, TODAY, Settings())
    parse_past_day(words, TODAY)
    parse_future_day(words, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        *("99 december", "march 2026", "32 december", "december 99", "31 february", "march"),
        *("2026-02-31", "may 99", "32.12.2026", "february 30 2026"),
    ],
)
def test_day_that_is_none_is_never_filled_in(words: str) -> None:
    assert parse_past_day(words, TODAY) is None
    assert parse_future_day(words, TODAY) is None
    with pytest.raises(NetnotesError, match="can't be read as a day"):
        require_planned_day(words, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        *("32 december", "march 2027", "31 february", "frday", "march", "2027", "2026-02-31"),
        *("the middle of march", "friday 5pm", "31 februar", "32.12.2026", "yesterday", "tomorow"),
    ],
)
def test_promise_by_a_day_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(NetnotesError, match=f"`{words}` can't be read as a day"):
        parse_promise(f"the draft by {words}", TODAY)


@pytest.mark.parametrize(
    "words", ["train", "hand", "Ben", "May Smith", "12 people", "post", "the end", "5pm"]
)
def test_promise_by_something_else_keeps_its_words(words: str) -> None:
    assert parse_promise(f"the draft by {words}", TODAY) == (f"the draft by {words}", None)
