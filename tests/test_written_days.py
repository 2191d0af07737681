"""Days are read as people write them; what has two meanings is no day until the settings decide."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.model.settings import Settings
from netnotes.reading.entry_lines import EntryForm, find_entry_day
from netnotes.reading.lines import Line
from netnotes.reading.written_days import _MONTH_NAMES, find_day_at_start

DAYS = [
    ("2026-10-09 call", "2026-10-09", " call"),
    ("October 9, 2026", "2026-10-09", ""),
    ("October 9th 2026 - lunch", "2026-10-09", " - lunch"),
    ("9 Oct 2026: x", "2026-10-09", ": x"),
    ("9th of October 2026", "2026-10-09", ""),
    ("Sept. 9, 2026", "2026-09-09", ""),
    ("9. Oktober 2026", "2026-10-09", ""),
    ("9. März 2026", "2026-03-09", ""),
    ("1er août 2026 appel", "2026-08-01", " appel"),
    ("3 de octubre de 2026", "2026-10-03", ""),
    ("3 mrt 2026", "2026-03-03", ""),
    ("3 maggio 2026", "2026-05-03", ""),
    ("3 de março de 2026", "2026-03-03", ""),
    ("2026/11/04", "2026-11-04", ""),
    ("٢٠٢٦-١٠-٠٢ coffee", "2026-10-02", " coffee"),
    ("**۲۰۲۶-۱۰-۰۴** coffee", "2026-10-04", " coffee"),
    ("٠٢.١٠.٢٠٢٦ coffee", "2026-10-02", " coffee"),
    ("2026-9-17 lunch", "2026-09-17", " lunch"),
    ("20261009 call", "2026-10-09", " call"),
    ("2026_10_09", "2026-10-09", ""),
    ("2026.10.09", "2026-10-09", ""),
    ("09.10.2026 call", "2026-10-09", " call"),
    ("9. 10. 2026", "2026-10-09", ""),
    ("10/19/2026", "2026-10-19", ""),
    ("19/10/2026", "2026-10-19", ""),
    ("10/10/2026", "2026-10-10", ""),
    ("[2026-10-09](../Daily/2026-10-09.md) call", "2026-10-09", " call"),
    ("[[2026-10-09|Thu]] met", "2026-10-09", " met"),
    ("[[Daily/2026-10-09]]", "2026-10-09", ""),
    ("[[Meetings/2026-10-02 Budget|2026-10-09]] call", "2026-10-09", " call"),
    ("[[October 9, 2026]] call", "2026-10-09", " call"),
    ("2026-10-09T14:30 call", "2026-10-09", " call"),
    ("2026-10-09 @ 14:30 call", "2026-10-09", " call"),
    ("2026-10-09 at 10:00", "2026-10-09", ""),
    ("2026-10-09 10:00 - 11:00 call: hi", "2026-10-09", " call: hi"),
    ("2026-10-09 10:15:00 +0200", "2026-10-09", ""),
    ("Friday, October 9th 2026, 12:11:31 pm", "2026-10-09", ""),
    ("9 oktober 2026, 14:30 uur", "2026-10-09", ""),
    ("Fri 2026-10-09 call", "2026-10-09", " call"),
    ("2026-10-09 (Fri) call", "2026-10-09", " call"),
    ("📅 2026-10-09 call", "2026-10-09", " call"),
    ("🗓️ [[2026-10-09]] lunch", "2026-10-09", " lunch"),
    ("(2026-10-09) coffee", "2026-10-09", " coffee"),
    ("[2026-10-09 Fri] lunch", "2026-10-09", " lunch"),
    ("[2026-10-09]: lunch", "2026-10-09", ": lunch"),
    ("**[9 Oct 2026]** lunch", "2026-10-09", " lunch"),
    ("<2026-10-09 Fri 12:00-13:00> lunch", "2026-10-09", " lunch"),
    ("<2026-10-07 Wed>--<2026-10-09 Fri> fair", "2026-10-09", " fair"),
    ("@October 9, 2026 call", "2026-10-09", " call"),
    ("==2026-10-09== coffee", "2026-10-09", " coffee"),
    ("**9 Oct 2026:** coffee", "2026-10-09", ": coffee"),
    ("2026-10-07–2026-10-09 fair", "2026-10-09", " fair"),
    ("2026-10-07 to 2026-10-09 fair", "2026-10-09", " fair"),
    ("7 Oct 2026 - 9 Oct 2026 fair", "2026-10-09", " fair"),
]


@pytest.mark.parametrize(("text", "day", "rest"), DAYS)
def test_day_with_one_meaning_is_read(text: str, day: str, rest: str) -> None:
    found = find_day_at_start(text)
    assert found is not None
    assert (str(found.day), found.rest) == (day, rest)


@pytest.mark.parametrize(
    "text",
    [
        *("", "today", "2026", "2026-10", "March 2026", "1. 2026", "3 May be late 2026"),
        *("Call 2026-10-09", "0123 456 789", "(555) 123-4567", "2026-10-09-a", "2026-10-09th"),
        *("[x] 2026-10-09", "[2026-10-09 minutes] x", "<2026-10-09 Fri +1w> x"),
        *("12026-10-02", "120261009", "20261339", "`2026-10-09` call", "[[2026-10-09 Budget]]"),
        *("10/09", "1 2026 x", "v2026.10.09", "Version 3 out 2026x"),
    ],
)
def test_text_that_begins_with_no_day_has_none(text: str) -> None:
    assert find_day_at_start(text) is None


def test_day_with_two_meanings_is_none_until_the_settings_say_which() -> None:
    found = find_day_at_start("10/09/2026: met")
    assert found is not None
    assert (found.day, found.rest) == (None, ": met")
    assert found.choices == (datetime.date(2026, 9, 10), datetime.date(2026, 10, 9))
    for order, day in (("day-first", "2026-09-10"), ("month-first", "2026-10-09")):
        decided = find_day_at_start("10/09/2026: met", order)
        assert decided is not None
        assert (str(decided.day), decided.choices) == (day, ())


@pytest.mark.parametrize("text", ["2026-13-40 x", "31.02.2026", "30 February 2026", "31/31/2026"])
def test_day_that_does_not_exist_is_found_and_is_none(text: str) -> None:
    found = find_day_at_start(text)
    assert found is not None
    assert (found.day, found.choices) == (None, ())


def test_words_of_the_day_are_where_it_says() -> None:
    for text, _, _ in DAYS:
        found = find_day_at_start(text)
        assert found is not None
        assert text[found.offset :].startswith(found.words)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 5))
def test_every_day_is_read_back_from_every_form(day: datetime.date, form: int) -> None:
    written = [
        day.isoformat(),
        day.strftime("%d.%m.%Y"),
        f"{day.strftime('%B')} {day.day}, {day.year}",
        f"{day.day} {day.strftime('%b')} {day.year}",
        day.strftime("%Y%m%d"),
        f"[[{day.isoformat()}|then]]",
    ][form]
    found = find_day_at_start(f"{written} and so on")
    assert found is not None
    assert (found.day, found.rest) == (day, " and so on")


@given(st.text(alphabet="0123456789-/. []()*:|jan ", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    found = find_day_at_start(text)
    assert found is None or text.endswith(found.rest)


@pytest.mark.parametrize("month", [name for names in _MONTH_NAMES for name in names.split()])
def test_entry_that_begins_with_a_word_of_its_day_is_seen(month: str) -> None:
    form = EntryForm(dict(Settings().channels))
    entries = (
        *(f"{month} 3, 2026: call", f"{month.capitalize()} 3, 2026: call"),
        *(f"{month.upper()} 3, 2026: call", f"vom 3 {month} 2026: call"),
    )
    for text in entries:
        found = find_entry_day(Line(1, "item", 0, "", text, text), form)
        assert found
        assert found.day


@pytest.mark.parametrize("weekday", ["Monday", "Dienstag", "mercredi", "jueves", "vr", "sábado"])
def test_entry_that_begins_with_a_weekday_is_seen(weekday: str) -> None:
    text = f"{weekday}, 3 October 2026: call"
    form = EntryForm(dict(Settings().channels))
    found = find_entry_day(Line(1, "item", 0, "", text, text), form)
    assert found
    assert found.day == datetime.date(2026, 10, 3)
