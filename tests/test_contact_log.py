from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from netnotes.model.settings import Settings
from netnotes.network.measures.ledger import list_contact_days
from netnotes.reading.attempts import PLAN
from netnotes.reading.channels import find_channel
from netnotes.reading.contact_log import read_log
from netnotes.reading.note import Source, read_note
from netnotes.reading.task_marks import split_task_marks
from tests.notes import (
    TODAY,
    list_findings,
    make_notes,
    parse_iso_day,
    read_as_contact,
    read_note_text,
)

if TYPE_CHECKING:
    from netnotes.model.people import Touch
    from netnotes.reading.log import Log

CHANNELS = dict(Settings().channels)


def read_log_of(text: str) -> Log:
    return read_log(read_note(Source("People/Ada Quill.md", text))[0], CHANNELS)[0]


def read_only_touch(text: str) -> Touch:
    (touch,) = read_log_of(text).touches
    return touch


FORMS = {
    "- 2026-10-02 coffee: words": ("in person", "coffee", "words"),
    "- 2026-10-02 coffee - words": ("in person", "coffee", "words"),
    "- 2026-10-02 coffee — words": ("in person", "coffee", "words"),
    "- 2026-10-02 coffee": ("in person", "coffee", ""),
    "- 2026-10-02 (coffee) words": ("in person", "coffee", "words"),
    "- 2026-10-02 **Coffee** words": ("in person", "coffee", "words"),
    "- 2026-10-02 Coffee at the pier": ("in person", "coffee", "Coffee at the pier"),
    "- 2026-10-02: words": ("", "", "words"),
    "- 2026-10-02 — words": ("", "", "words"),
    "- 2026-10-02 – words": ("", "", "words"),
    "- 2026-10-02 - words": ("", "", "words"),
    "- 2026-10-02, words": ("", "", "words"),
    "- 2026-10-02 | words": ("", "", "words"),
    "- 2026-10-02": ("", "", ""),
    "- [[2026-10-02]] words": ("", "", "words"),
    "- [[2026-10-02|Friday]]: call: words": ("voice", "call", "words"),
    "- [[Daily/2026-10-02]] words": ("", "", "words"),
    "- **2026-10-02** words": ("", "", "words"),
    "- **2026-10-02**: words": ("", "", "words"),
    "- **2026-10-02:** words": ("", "", "words"),
    "- __2026-10-02__ words": ("", "", "words"),
    "* 2026-10-02 words": ("", "", "words"),
    "+ 2026-10-02 email text": ("written", "email", "email text"),
    "3. 2026-10-02 video: words": ("voice", "video", "words"),
    "  - 2026-10-02 words": ("", "", "words"),
    "- [x] 2026-10-02 call: words": ("voice", "call", "words"),
    "# 2026-10-02 words": ("", "", "words"),
    "### 2026-10-02 — Lunch at the fair": ("in person", "lunch", "Lunch at the fair"),
    "### [[2026-10-02]]": ("", "", ""),
    "2026-10-02: words": ("", "", "words"),
    "**2026-10-02:** words": ("", "", "words"),
    "2026-10-02 — letter": ("written", "letter", ""),
    "2026-10-02 - words": ("", "", "words"),
    "2026-10-02": ("", "", ""),
    "| 2026-10-02 | call | words |": ("voice", "call", "words"),
    "| [[2026-10-02]] | words | Coffee |": ("in person", "coffee", "words"),
    "| 2026-10-02 | one | two |": ("", "", "one · two"),
    "| 2026-10-02 |": ("", "", ""),
    "| 2026-10-02 | [[Ben\\|B]] and \\| |": ("", "", "[[Ben\\|B]] and \\|"),
    "- [x] Call Ada ✅ 2026-10-02": ("voice", "call", "Call Ada"),
    "- [X] Coffee with her #people ➕ 2026-09-01 ✅ 2026-10-02": (
        "in person",
        "coffee",
        "Coffee with her",
    ),
    "- [x] wrote [completion:: 2026-10-02]": ("written", "message", "wrote"),
    "- 2026-10-02 words with 2026-09-01 in it": ("", "", "words with 2026-09-01 in it"),
    "- 2026-10-02 words %%secret%%": ("", "", "words"),
    "- 2026-10-02 the coffee was bad": ("", "", "the coffee was bad"),
}


@pytest.mark.parametrize(("line", "expected"), FORMS.items())
def test_every_form_of_an_entry_is_one_touch(line: str, expected: tuple[str, str, str]) -> None:
    touch = read_only_touch(line)
    assert (touch.date, touch.mode, touch.channel, touch.text) == (
        parse_iso_day("2026-10-02"),
        *expected,
    )


NEVER = [
    *(
        "- [ ] 2026-10-02 call her",
        "- [ ] call her 📅 2026-10-02",
        "- [-] 2026-10-02 call her",
        "- [/] 2026-10-02 call",
    ),
    *(
        "> 2026-10-02: quoted",
        "> - 2026-10-02 quoted",
        "```\n- 2026-10-02 code\n```",
        "~~~\n- 2026-10-02 code\n~~~",
    ),
    *(
        "    - 2026-10-02 code",
        "- `2026-10-02` code",
        "![[2026-10-02]]",
        "- ![[2026-10-02]]",
        "%%\n- 2026-10-02 x\n%%",
    ),
    *(
        "<!-- - 2026-10-02 hidden -->",
        "- text 2026-10-02",
        "2026-10-02 was a fine day.",
        "- 2026-10 text",
        "- 2026",
    ),
    *(
        "- 2026-10-02-04 a range",
        "- 2026-10-021 text",
        "- 12026-10-02 text",
        "- 02/10/2026 text",
        "- [[2026-10-02 Lunch]]",
    ),
    *(
        "| text | 2026-10-02 |",
        "| 2026-10-02 text |",
        "- [x] call her",
        "- [x] call ✅ soon",
        "- [-] call ❌ 2026-10-02",
    ),
    *(
        "[x](2026-10-02.md)",
        "- 2026-02-30 no day",
        "#2026-10-02",
        "due:: 2026-10-02",
        "---\nmet: 2026-10-02\n---",
    ),
]


@pytest.mark.parametrize("text", NEVER)
def test_line_without_a_leading_day_is_no_touch(text: str) -> None:
    assert read_log_of(text).touches == ()


@pytest.mark.parametrize("text", ["*", "-", "+ +", "**"])
def test_entry_with_nothing_but_signs_is_a_touch(text: str) -> None:
    assert read_only_touch(f"- 2026-10-02 coffee: {text}").channel == "coffee"


def test_touch_on_a_day_to_come_is_a_plan() -> None:
    ada = read_as_contact("- 2026-10-02 call\n- 2027-01-10 lunch\n")
    assert list_contact_days(ada, TODAY) == (parse_iso_day("2026-10-02"),)
    assert [touch.date for touch in ada.touches] == [
        parse_iso_day("2026-10-02"),
        parse_iso_day("2027-01-10"),
    ]


def test_day_with_two_touches_is_one_contact_day() -> None:
    ada = read_as_contact(
        "- 2026-10-02: wrote\n- 2026-10-02 coffee: and met\n- [x] call ✅ 2026-10-02\n"
        "| 2026-10-02 |\n"
    )
    assert list_contact_days(ada, TODAY) == (parse_iso_day("2026-10-02"),)


def test_touches_have_the_place_of_their_text() -> None:
    text = (
        "---\nx: y\n---\n- 2026-10-02 call\n\n### 2026-09-01\n| 2026-08-01 |\n"
        "  * [x] wrote ✅ 2026-07-01\n"
    )
    assert [
        (touch.source_location.line, touch.source_location.column)
        for touch in read_log_of(text).touches
    ] == [
        (4, 3),
        (6, 5),
        (7, 3),
        (8, 9),
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("- 2026-10-02 One\n  two\n    - three\n\n  four\n- five", "One\ntwo\n  - three\n\nfour"),
        ("- 2026-10-02 One\ngoes on\n- five", "One\ngoes on"),
        ("- 2026-10-02 One\n\nnext", "One"),
        ("- 2026-10-02\n\t- One\n\t- two\n# x", "- One\n- two"),
        ("- 2026-10-02 One\n  ```\n  code\n  ```\n", "One\n```\ncode\n```"),
        ("### 2026-10-02 One\ntwo\n\n- three\n\n## x", "One\ntwo\n\n- three"),
        ("### 2026-10-02 One\n#### two\nthree\n### four", "One\n#### two\nthree"),
        ("2026-10-02: One\ntwo\n\nthree", "One\ntwo"),
        ("### 2026-10-02\n| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n|---|---|\n| c | d |"),
        ("- 2026-10-02 One\n  - gave:: a book\n  - two", "One\n- two"),
        ("- 2026-10-02 One [gave:: a book] two", "One  two"),
        ("- 2026-10-02 One\n  - two [gave:: a book]\n  - three", "One\n- two\n- three"),
    ],
)
def test_entry_includes_the_lines_that_belong_to_it(text: str, whole: str) -> None:
    assert read_only_touch(text).text == whole


def test_entry_ends_where_the_next_one_begins() -> None:
    text = """# 2026-10-05 One
one
- 2026-10-04 Two
  two
two still
2026-10-03: Three
### 2026-10-02
four
| Date | What |
|---|---|
| 2026-10-01 | five |
six
"""
    touches = read_log_of(text).touches
    assert [(touch.date.day, touch.text) for touch in touches] == [
        (5, "One\none"),
        (4, "Two\n  two\ntwo still"),
        (3, "Three"),
        (2, "four"),
        (1, "five"),
    ]
    assert read_log_of(text).text == "six"


def test_dated_line_below_another_item_is_a_touch() -> None:
    assert [
        touch.date.day
        for touch in read_log_of("- Calls\n  - 2026-10-02 call\n  - 2026-10-03 call\n").touches
    ] == [2, 3]


def test_gifts_asks_promises_and_learned_facts_are_read() -> None:
    text = """- 2026-10-02 coffee: Talked.
  - gave:: the incident review paper
  - offered:: a desk
  - [ ] asked:: introduction to Priya
  - [x] asked:: a review ✅ 2026-10-05
  - [-] requested:: a job ❌ 2026-10-06
  - [ ] promised:: send the draft 📅 2026-10-09
  - [x] promised:: the slides ✅ 2026-10-03
  - [-] promise:: the film
  - [ ] bring the book [due:: 2026-11-01]
  - learned:: she moves to Lisbon
  - named:: [[Camille Joubert]], who runs the camp
- 2026-10-20 email: [gave:: feedback on [[her talk]] (long)] and (learnt:: she sails)
helped:: with the move
"""
    log = read_log_of(text)
    on = parse_iso_day("2026-10-02")
    assert [(gift.date, gift.text) for gift in log.gifts] == [
        (on, "the incident review paper"),
        (on, "a desk"),
        (parse_iso_day("2026-10-20"), "feedback on [[her talk]] (long)"),
        (None, "with the move"),
    ]
    assert [(ask.date, ask.text, ask.state, ask.answered) for ask in log.asks] == [
        (on, "introduction to Priya", "open", None),
        (on, "a review", "granted", parse_iso_day("2026-10-05")),
        (on, "a job", "declined", parse_iso_day("2026-10-06")),
    ]
    assert [
        (promise.date, promise.text, promise.due, promise.state, promise.done)
        for promise in log.promises
    ] == [
        (on, "send the draft", parse_iso_day("2026-10-09"), "open", None),
        (on, "the slides", None, "kept", parse_iso_day("2026-10-03")),
        (on, "the film", None, "cancelled", None),
        (on, "bring the book", parse_iso_day("2026-11-01"), "open", None),
    ]
    assert [(fact.date, fact.text) for fact in log.learned] == [
        (on, "she moves to Lisbon"),
        (parse_iso_day("2026-10-20"), "she sails"),
    ]
    assert [(naming.date, naming.text) for naming in log.named] == [
        (on, "[[Camille Joubert]], who runs the camp"),
    ]
    assert [touch.text for touch in log.touches if not touch.text] == []
    assert [(touch.date.day, touch.text) for touch in log.touches] == [
        *((5, "a review"), (2, "Talked."), (20, "and")),
    ]
    assert log.text == ""


def test_gifts_and_promises_have_the_place_of_their_line() -> None:
    log = read_log_of("- 2026-10-02 coffee\n  - gave:: a book\n  - [ ] promised:: a film\n")
    places = [log.gifts[0].source_location, log.promises[0].source_location]
    assert [(place.line, place.column) for place in places] == [(2, 5), (3, 9)]


@pytest.mark.parametrize(
    ("task", "text", "due", "state"),
    [
        ("- [ ] send the draft", "send the draft", None, "open"),
        ("- [ ] send the draft 📅 2026-10-09", "send the draft", "2026-10-09", "open"),
        ("- [ ] send 📆 2026-10-09 ⏫ 🔁 every week", "send", "2026-10-09", "open"),
        ("- [ ] send 🗓️ 2026-10-09 #people", "send", "2026-10-09", "open"),
        ("- [ ] send (due:: 2026-10-09) ^block-1", "send", "2026-10-09", "open"),
        ("- [ ] send [due:: 2026-10-09] [priority:: high]", "send", "2026-10-09", "open"),
        ("- [ ] send ⏳ 2026-10-01 🛫 2026-09-01 📅 2026-10-09", "send", "2026-10-09", "open"),
        ("- [ ] send 📅 2026-10-09 by mail", "send by mail", "2026-10-09", "open"),
        ("- [ ] 2026-10-09 call her", "call her", "2026-10-09", "open"),
        ("- [ ] 2026-10-09 call her 📅 2026-10-10", "call her", "2026-10-10", "open"),
        ("- [ ] send 📅 2026-10-09.", "send", "2026-10-09", "open"),
        ("- [ ] send 📅 2026-10-09,", "send", "2026-10-09", "open"),
        ("- [ ] send (📅 2026-10-09)", "send", "2026-10-09", "open"),
        ("- [ ] send [📅 2026-10-09].", "send", "2026-10-09", "open"),
        ("- [ ] send 📅 [[2026-10-09]]", "send", "2026-10-09", "open"),
        ("- [ ] send 📅 [[Daily/2026-10-09|Fri]] #a", "send", "2026-10-09", "open"),
        (
            "- [ ] send 📅 2026-10-09 [a](http://a.example)",
            "send [a](http://a.example)",
            "2026-10-09",
            "open",
        ),
        ("- [ ] send 📅 2026-10-09 [[Ben]]", "send [[Ben]]", "2026-10-09", "open"),
        ("- [ ] send [due:: [[2026-10-09]]]", "send", "2026-10-09", "open"),
        ("- [ ] send [due:: 2026-10-09.]", "send", "2026-10-09", "open"),
        ("- [ ] send it by 2026-10-09.", "send it", "2026-10-09", "open"),
        ("- [ ] send it (by 2026-10-09)", "send it", "2026-10-09", "open"),
        ("- [ ] send it, by [[2026-10-09|Fri]]", "send it", "2026-10-09", "open"),
        ("- [ ] send it (due: 2026-10-09)", "send it", "2026-10-09", "open"),
        ("- [ ] send it due: 2026-10-09", "send it", "2026-10-09", "open"),
        ("- [ ] send it (2026-10-09)", "send it", "2026-10-09", "open"),
        ("- [ ] send it [2026-10-09]", "send it", "2026-10-09", "open"),
        ("- [ ] send it [[2026-10-09]]", "send it", "2026-10-09", "open"),
        ("- [ ] send it (deadline 2026-10-09)", "send it", "2026-10-09", "open"),
        ("- [ ] send it by Friday 9 October 2026.", "send it", "2026-10-09", "open"),
        ("- [ ] senden (bis 09.10.2026)", "senden", "2026-10-09", "open"),
        ("- [ ] send ⏳ 2026-10-09", "send", "2026-10-09", "open"),
        ("- [ ] send [scheduled:: 2026-10-09]", "send", "2026-10-09", "open"),
        ("- [ ] send by 2026-10-08 ⏳ 2026-10-09", "send", "2026-10-08", "open"),
        ("- [ ] send notes of [[2026-10-09]]", "send notes of [[2026-10-09]]", None, "open"),
        ("- [ ] do it (see [[2026-10-09]])", "do it (see [[2026-10-09]])", None, "open"),
        ("- promised:: send it by 2026-10-09.", "send it", "2026-10-09", "open"),
        ("- [ ] stand by 2026 people", "stand by 2026 people", None, "open"),
        ("- [ ] the plan of 2026-10-09", "the plan of 2026-10-09", None, "open"),
        (
            "- [x] call ✅ 2026-10-02 [a](http://a.example)",
            "call [a](http://a.example)",
            None,
            "kept",
        ),
        ("- [/] half done", "half done", None, "open"),
        ("- [x] done ✅ 2026-10-02", "done", None, "kept"),
        ("- [-] given up", "given up", None, "cancelled"),
        ("1. [ ] numbered", "numbered", None, "open"),
    ],
)
def test_task_is_a_promise(task: str, text: str, due: str | None, state: str) -> None:
    (promise,) = read_log_of(task).promises
    assert (promise.text, promise.due, promise.state) == (
        text,
        parse_iso_day(due) if due else None,
        state,
    )


@pytest.mark.parametrize(
    "text",
    [
        "> - [ ] quoted",
        "```\n- [ ] code\n```",
        "- [] none",
        "[ ] none",
        "- [link](x.md)",
        "- [[x]]",
    ],
)
def test_line_that_is_no_task_is_no_promise(text: str) -> None:
    assert read_log_of(text).promises == ()


def test_lines_below_a_dated_open_task_stay_in_the_text() -> None:
    assert "about the pier" in read_log_of("- [ ] 2026-12-09 call her\n  - about the pier\n").text


@pytest.mark.parametrize(
    "task",
    [
        *("- [x] call ✅ 2026-10-02 [link](http://a.example)", "- [x] call (✅ 2026-10-02)"),
        *("- [x] call ✅ 2026-10-02.", "- [x] call ✅ [[2026-10-02]]"),
    ],
)
def test_day_of_a_ticked_task_is_a_touch(task: str) -> None:
    assert [touch.date for touch in read_log_of(task).touches] == [parse_iso_day("2026-10-02")]


def test_day_after_a_word_in_an_ask_or_gift_stays_in_its_text() -> None:
    log = read_log_of("- 2026-10-02 call\n  - asked:: a name by 2026-10-09\n")
    assert log.asks[0].text == "a name by 2026-10-09"


@pytest.mark.parametrize("year", ["0202", "2206"])
def test_day_of_another_century_is_reported_on_its_line(year: str) -> None:
    (diagnostic,) = read_note_text(f"- {year}-10-02 coffee\n").diagnostics
    assert (diagnostic.code, diagnostic.location.line) == ("unlikely-date", 1)


def test_meeting_before_the_first_one_is_reported() -> None:
    (diagnostic,) = read_note_text(
        "---\nmet: 2026-05-01\n---\n- 2024-05-01 email: hello\n- 2025-05-01 coffee: a\n"
    ).diagnostics
    assert (diagnostic.code, diagnostic.location.line) == ("met-after-contact", 2)
    assert "line 5 tells of a meeting on 1 May 2025" in diagnostic.message


def test_marks_of_a_task_are_read_from_its_end() -> None:
    assert split_task_marks("send ➕ 2026-09-01 📅 2026-10-09 ✅ 2026-10-08 #a #b") == (
        "send #a #b",
        {"created": "2026-09-01", "due": "2026-10-09", "done": "2026-10-08"},
    )
    assert split_task_marks("a" + " " * 50_000 + "b") == ("a" + " " * 50_000 + "b", {})


def test_impossible_days_are_reported_with_their_place() -> None:
    text = (
        "- 2026-02-30 call\n- [ ] a 📅 2026-13-01\n- 2026-10-02 x\n  - [x] b ✅ 2026-04-31\n"
        "| 2026-06-31 | c |\n"
    )
    assert list_findings(text) == [
        (line, column, "impossible-date") for line, column in ((1, 3), (2, 11), (4, 13), (5, 3))
    ]
    assert "2026-02-30 call" in read_log_of(text).text


def test_inline_fields_are_properties_and_stay_in_the_text() -> None:
    text = "**Company**:: Northwind\n- mood:: calm\nShe is [city:: Lisbon]-based.\nstd::vector\n"
    assert [
        (field.name, field.text, field.line, field.column) for field in read_log_of(text).fields
    ] == [
        ("Company", "Northwind", 1, 3),
        ("mood", "calm", 2, 3),
        ("city", "Lisbon", 3, 9),
        ("std", "vector", 4, 1),
    ]
    assert read_log_of(text).text == text.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Ada Quill\n", ""),
        ("\n# ada quill #\n\n## Notes\n- runs\n", "## Notes\n- runs"),
        ("# Quill, Ada\nShe runs.\n## Log\n- 2026-10-02 call\n", "She runs."),
        # What says more is kept, and so is a tag.
        ("# Ada Quill (Northwind)\n", "# Ada Quill (Northwind)"),
        ("#AdaQuill\n", "#AdaQuill"),
        ("She runs.\n# Ada Quill\n", "She runs.\n# Ada Quill"),
    ],
)
def test_heading_that_only_says_the_name_is_not_shown_below_it(text: str, expected: str) -> None:
    assert read_as_contact(text).text == expected


@pytest.mark.parametrize("path", ["Goals/Ada Quill.md", "Events/Ada Quill.md"])
def test_title_of_a_goal_or_an_event_is_not_shown_twice(path: str) -> None:
    entity = read_note_text("---\ndate: 2026-10-02\n---\n# Ada Quill\nWhy.\n", path).entity
    assert entity
    assert entity.text == "Why."


def test_headings_with_nothing_but_log_below_are_removed() -> None:
    text = (
        "# Ada\nShe sails.\n\n## Log\n- 2026-10-02 call\n\n### Older\n- 2025-10-02 call\n\n"
        "## Empty\n\n## Books\nMany.\n"
    )
    assert read_log_of(text).text.split() == [
        "#",
        "Ada",
        "She",
        "sails.",
        "##",
        "Empty",
        "##",
        "Books",
        "Many.",
    ]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Lunch with Ada", ("in person", "lunch")),
        ("Met [[Ada]] for coffee", ("in person", "met")),
        ("a long talk we had over a coffee", ("", "")),
        ("[[Coffee House]] was shut", ("", "")),
        ("", ("", "")),
    ],
)
def test_channel_is_found_at_the_beginning_of_a_sentence(
    text: str, channel: tuple[str, str]
) -> None:
    assert find_channel(text, CHANNELS) == channel


@pytest.mark.parametrize(("word", "mode"), CHANNELS.items())
def test_every_channel_is_read(word: str, mode: str) -> None:
    for line in (
        f"- 2026-10-02 {word}: x",
        f"- 2026-10-02 {word.upper()}",
        f"| 2026-10-02 | {word.title()} | x |",
    ):
        assert (read_only_touch(line).mode, read_only_touch(line).channel) == (mode, word)


def test_item_before_half_a_million_blank_lines_takes_no_time() -> None:
    assert read_only_touch("- 2026-10-02 call" + "\n" * 500_000).text == ""


@given(make_notes())
def test_every_word_is_part_of_the_log_or_of_the_text(text: str) -> None:
    text = text.replace("%%", "").replace("<!--", "")
    note = read_note(Source("x.md", text))[0]
    log = read_log_of(text)
    recorded = (log.touches, log.gifts, log.asks, log.promises, log.learned)
    all_text = "\n".join((log.text, *(str(record) for records in recorded for record in records)))
    for line in note.lines:
        for word in ("ferries", "pier", "José", "日本", "🙂"):
            if word in line.raw and line.kind != "heading":  # which goes if its log was read
                assert word in all_text
    assert all(isinstance(touch.date, datetime.date) for touch in log.touches)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("(voor 10-12-2026)", "ambiguous-date"),
        ("due 10/12/2026", "ambiguous-date"),
        ("by 2026-02-30", "impossible-date"),
    ],
)
def test_day_of_a_promise_that_can_not_be_read_is_reported(words: str, code: str) -> None:
    text = f"# Ada\n\n- [ ] send it {words}\n"
    assert [finding[2] for finding in list_findings(text)] == [code]
    (promise,) = read_as_contact(text).promises
    assert (promise.due, promise.text) == (None, f"send it {words}")


def test_day_of_a_promise_is_read_in_the_order_of_the_settings() -> None:
    settings = Settings(date_order="day-first")
    (promise,) = read_as_contact("- [ ] send it by 10/12/2026\n", settings=settings).promises
    assert promise.due == parse_iso_day("2026-12-10")


@pytest.mark.parametrize("text", ["read x[[Budget 2026 plan]] again", "x[[2026 [[2026 x[[2026"])
def test_promise_with_a_year_in_a_link_is_read_to_its_end(text: str) -> None:
    (promise,) = read_log_of(f"- [ ] {text}").promises
    assert (promise.text, promise.due) == (text, None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("- 9/14/26: call", "2026-09-14"),
        ("- 14/9/26 call", "2026-09-14"),
        ("- 03.11.26 Anruf", "2026-11-03"),
        ("### 22.05.26 Kaffee", "2026-05-22"),
        ("| 01.11.26 | Anruf |", "2026-11-01"),
        ("- 1 Nov 26: call", "2026-11-01"),
        ("- 3. 11. 26 words", "2026-11-03"),
        ("3. 11. 26: words", "2026-11-03"),
        ("3. 11. 2026: words", "2026-11-03"),
        ("3. November 2026: words", "2026-11-03"),
        ("- Nov 2 '26 words", "2026-11-02"),
        ("- 2 Nov ’26 words", "2026-11-02"),
        ("- Nov 2, 26: call", "2026-11-02"),
        ("- 1er nov. 26: appel", "2026-11-01"),
        ("- 1 de noviembre de 26 palabras", "2026-11-01"),
        ("- 1. Nov 26 called her", "2026-11-01"),
        ("---\nlast_contact: 14.09.26\n---", ""),
    ],
)
def test_year_of_two_digits_is_read_where_one_meaning_is_left(line: str, day: str) -> None:
    contact = read_as_contact(f"{line}\n")
    days = [touch.date.isoformat() for touch in contact.touches]
    if day:
        assert days == [day]
    else:
        assert str(contact.last_contact) == "2026-09-14"
    assert list_findings(f"{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "- 9/10/26: call",
        "- 26-11-03 call",
        "- 03.11.85 Anruf",
        "---\nbirthday: 12.05.26\n---",
        "1 Nov 26 words",
        "- 1 Nov 26 words",
        "- 1. Nov. 26 Wörter",
        "- 1er nov. 26 mots",
        "- Nov 1, 26 words",
        "### 1 Nov 26 words",
        "> [!note] 1 Nov 26 words",
        "- 1 May 20 people came",
    ],
)
def test_year_of_two_digits_is_asked_about_where_two_meanings_are_left(line: str) -> None:
    contact = read_as_contact(f"{line}\n")
    assert (contact.touches, contact.birthday) == ((), None)
    assert [code for _, _, code in list_findings(f"{line}\n")] == ["ambiguous-date"]


@pytest.mark.parametrize(
    "line",
    [
        "- 10.11.12.13 her server",
        "- 10 people 20 chairs",
        "3. 4. 5 eggs",
        "1. March 20 eggs",
        "1. Chapter 2026 is new",
        "- [ ] 1 May 20 people come",
    ],
)
def test_numbers_that_are_no_day_are_text(line: str) -> None:
    assert read_as_contact(f"{line}\n").touches == ()
    assert list_findings(f"{line}\n") == []


@pytest.mark.parametrize(
    "words",
    [
        "called, no answer",
        "call: no answer",
        "lunch cancelled",
        "lunch with her was cancelled",
        "did not reach her",
        "coffee - postponed to Friday",
        "tried to call",
        "Anruf, nicht erreicht",
        "Kaffee abgesagt",
        "called, no answer, called again, no answer",
        "did not reach Cleo",
        "couldn't get hold of Cleo",
        "tried to call [[Cleo Marsh]]",
        "unable to reach Cleo",
        "wanted to call Cleo, forgot",
        "Cleo nicht erreicht",
        "konnte Cleo nicht erreichen",
        "versucht, Cleo anzurufen",
        "bei Cleo niemand erreicht",
        "wollte Cleo anrufen",
        "essayé de joindre Cleo",
        "pas réussi à joindre Cleo",
        "appel à Cleo, sans réponse",
        "intenté llamar a Cleo",
        "no pude hablar con Cleo",
        "geprobeerd Cleo te bellen",
        "kon Cleo niet bereiken",
        "gebeld, geen gehoor",
        "No response to email",
        "still no reply",
        "she hasn't replied",
        "appel manqué",
        "missed call",
        "verpasster Anruf",
        "llamada perdida",
        "gemiste oproep",
        "keine Antwort auf meine Mail",
        "email: drafted, not sent yet",
        "skipped, she was sick",
        "AB besprochen",
        "auf die Mailbox gesprochen",
        "[[Ben Okafor]] told me she quit",
        "[[Ben Okafor]] m'a dit qu'elle part",
        "Mail geschrieben, noch nicht abgeschickt",
        "called, didn’t answer",
        "still waiting for her reply",
        "she should have answered by now",
        "warte noch auf ihre Antwort",
        "j’attends sa réponse",
        "sigo esperando su respuesta",
        "wacht nog op haar antwoord",
        "❌ call",
        "• called, no answer",
    ],
)
def test_attempt_in_the_own_log_is_no_touch_and_stays_in_the_text(words: str) -> None:
    log = read_log_of(f"- 2026-11-02 {words}\n")
    assert log.touches == ()
    assert words in log.text
    assert [str(entry.date) for entry in log.entries] == ["2026-11-02"]
    for form in ("| 2026-11-02 | {} |\n", "> [!note] 2026-11-02 {}\n", "### 2026-11-02 {}\n"):
        other_log = read_log_of(form.format(words))
        assert other_log.touches == ()
        assert words in other_log.text


@pytest.mark.parametrize("words", ["coffee: *", "-", "*", "call: - -", "+ *", "☐"])
def test_entry_of_nothing_but_signs_is_read(words: str) -> None:
    log = read_log_of(f"- 2026-11-02 {words}\n")
    assert [str(entry.date) for entry in log.entries] == ["2026-11-02"]


@pytest.mark.parametrize(
    "words",
    [
        "wrote to her, no reply",
        "mail: no answer yet",
        "call: no answer to my question yet, but she likes the plan",
        "called, no answer; she called back",
        "coffee: she cancelled her subscription",
        "coffee: she is busy with the move",
        "talked about not moving",
        "lunch, she did not like the plan",
        "call about her missed flight",
        "call about the meeting she cancelled",
        "tried to convince her to join",
        "called, cancelled the subscription together",
        "did not reach an agreement, met again for lunch",
        "talked about how she tried to call",
        "lunch, wanted to see her plan",
        "no answer, so I wrote to her",
        "no news, but a long call",
        "no reply from the bank yet, she says",
        "missed calls were what we talked about",
        "llamada perdida, la llamé después",
        "sent the draft, no answer yet",
        "email, not sent at first; sent it by post",
        "[[Ben Okafor]] and I had lunch with her",
        "skipped stones with her at the lake",
    ],
)
def test_what_was_told_of_failures_leaves_a_touch(words: str) -> None:
    assert len(read_log_of(f"- 2026-11-02 {words}\n").touches) == 1


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("2026-09-14 ran into her at the market", "2026-09-14", ""),
        ("14.09.2026 I called her", "2026-09-14", ""),
        ("2026-09-14 at the market, ran into her", "", "unread-date"),
        ("2026-09-14 saw the launch of her firm", "", ""),
        ("2026-09-14 was a fine day", "", ""),
        ("Last visit July 12, 2026.", "", "unread-date"),
        ("- **Last contact** was on 12 July 2026", "", "unread-date"),
        ("Last July 12, 2026 was hot.", "", ""),
        ("- 21 Oct: coffee at the pier", "", "unread-date"),
        ("- **02.11.:** Mail from him", "", "unread-date"),
        ("- Mon 3 Nov - called her", "", "unread-date"),
        ("21 Oct - phoned", "", "unread-date"),
        ("- 4 July: birthday", "", ""),
        ("- 12 May: should call her", "", ""),
        ("- 5 Oct: no answer", "", ""),
        ("- 10 people: coffee for all", "", ""),
        ("- 3.11: call", "", ""),
        ("- March 3: he starts at Acme", "", ""),
        ("Last visit July 12, and 2026 is new.", "", ""),
    ],
)
def test_line_that_reads_like_a_touch_is_one_or_is_reported(text: str, day: str, code: str) -> None:
    days = [touch.date.isoformat() for touch in read_log_of(f"{text}\n").touches]
    assert days == [day] * bool(day)
    assert [found for _, _, found in list_findings(f"{text}\n")] == [code] * bool(code)


@pytest.mark.parametrize(
    "words",
    [
        "she cancelled our lunch",
        "Ada cancelled our lunch",
        "had to cancel our lunch",
        "cancelled the call",
        "we postponed our coffee",
        "she cancelled on me",
        "she cancelled",
        "she cancelled because of the flu",
        "lunch cancelled",
        "coffee moved to 2026-12-03",
        "coffee: moved to Friday",
        "moved our coffee to Friday",
        "she moved our lunch to next week",
        "lunch rescheduled to Friday",
        "skipped our call",
        "sie hat das Mittagessen abgesagt",
        "hat unser Treffen abgesagt",
        "musste das Essen absagen",
        "Treffen auf Montag verlegt",
        "Kaffee fiel aus",
        "elle a annulé notre déjeuner",
        "elle a reporté le déjeuner",
        "déjeuner reporté à lundi",
        "déjeuner décalé à lundi",
        "canceló la comida",
        "canceló nuestra comida",
        "comida pospuesta",
        "ze heeft de lunch afgezegd",
        "ze zegde de lunch af",
        "afspraak verplaatst naar maandag",
        "afspraak verzet",
        "should call her",
        "I should really call her",
        "should call her soon, before the move",
        "planned lunch",
        "lunch planned",
        "lunch planned for Friday",
        "lunch is planned for 12 December",
        "planned a call with her",
        "need to call her about the boat",
        "want to invite her to the launch",
        "must write to her",
        "going to visit her in May",
        "plan to meet in Porto",
        "todo: call her",
        "TODO call her",
        "to do: coffee",
        "idea: invite her to the launch",
        "ideas: a walk in the harbour",
        "remember to call her",
        "don't forget to write",
        "maybe lunch",
        "let's have lunch",
        "lunch next week",
        "call tomorrow",
        "set up a call for Friday",
        "scheduled a call",
        "arranged to meet on Friday",
        "muss sie anrufen",
        "muss ihr noch schreiben",
        "sollte sie mal wieder treffen",
        "will sie besuchen",
        "Mittagessen geplant",
        "Treffen für Freitag vereinbart",
        "Idee: sie zum Fest einladen",
        "nicht vergessen: sie anrufen",
        "il faut que je l'appelle",
        "je dois l'appeler",
        "à faire : appeler",
        "déjeuner prévu vendredi",
        "tengo que llamarla",
        "hay que escribirle",
        "comida prevista el lunes",
        "quedamos para el jueves",
        "moet haar bellen",
        "ik moet haar nog schrijven",
        "lunch gepland",
        "te doen: bellen",
        "lunch: planned for Friday",
        "coffee: next week",
    ],
)
def test_entry_of_only_a_plan_or_a_cancellation_is_no_touch(words: str) -> None:
    log = read_log_of(f"- 2026-11-02 {words}\n")
    # A plan counts until its day; nothing else is kept as a touch.
    (entry,) = log.entries
    assert [touch.is_plan for touch in log.touches] == [True] * (entry.reason == PLAN)
    assert words in log.text
    assert [bool(entry.reason) for entry in log.entries] == [True]


@pytest.mark.parametrize(
    "words",
    [
        "called her; should call again in May",
        "coffee: she cancelled her subscription",
        "call: should send her the plan",
        "call: planned the trip to Porto",
        "coffee, she should write to Ben",
        "wants to move to Porto",
        "she should call the bank, we talked about it",
        "needs a bigger flat",
        "planned the trip with her over coffee",
        "planned the harbour trip together",
        "should call her; called her the next day",
        "met her, planned lunch for May",
        "lunch: planned the budget",
        "lunch; she cancelled her dinner with Ben",
        "call about the cancelled flight",
        "call: moved on to the budget",
        "talked about her plans",
        "moved house, helped her",
        "helped her move to Porto",
        "must be lonely in Porto, talked long",
        "must have been 3 hours of talking",
        "idea for a walk came up over coffee",
        "she said I should call her brother",
        "wrote to her that I should call",
        "wrote: lunch planned for Friday",
        "mail: lunch moved to Friday",
        "cancelled her subscription for her",
        "had to call her about the boat",
        "had to cancel my trip, she understood, long call",
        "invited her to the party",
        "asked her to lunch next week",
        "call: lunch planned for Friday",
        "coffee and planning",
        "planning session for the fair",
        "lunch, will meet again in May",
        "rief an: sollte mal wieder kommen",
        "Kaffee: muss umziehen",
        "telefoniert, muss ihr noch schreiben",
        "déjeuner: elle doit déménager",
        "quedamos en el bar",
        "moved the piano with her",
        "holiday planned for May",
        "she planned the wedding in Porto",
    ],
)
def test_plan_or_cancellation_that_was_told_leaves_a_touch(words: str) -> None:
    log = read_log_of(f"- 2026-11-02 {words}\n")
    assert len(log.touches) == 1
    assert [entry.reason for entry in log.entries] == [""]


@pytest.mark.parametrize(
    ("line", "is_reported"),
    [
        ("Met her husband on 2015-05-05.", False),
        ("Email changed on 2026-08-08.", False),
        ("Coffee machine bought 2026-08-08", False),
        ("- Saw his mother on 2026-08-08", False),
        ("Lunch with her brother on 2026-08-08", False),
        ("Call sign given 2026-08-08", False),
        ("Met her on 2026-08-08.", True),
        ("Email on 2026-08-08", True),
        ("Coffee 8 Aug 2026", True),
        ("Coffee with Ada on 2026-08-08", True),
        ("Met at a summit on 2026-08-08", True),
        ("- Saw him in Porto on 2026-08-08", True),
        ("Lunch, her treat, on 2026-08-08", True),
    ],
)
def test_line_about_something_else_does_not_read_like_a_touch(line: str, is_reported: bool) -> None:
    assert [code for _, _, code in list_findings(f"{line}\n")] == ["unread-date"] * is_reported


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("- ~~2026-10-02 coffee~~\n", 0),
        ("- ~~2026-10-02~~ 2026-10-03 coffee\n", 1),
        ("- 2026-10-02 ~~coffee~~ lunch\n", 1),
        ("- 2026-10-02 coffee\n", 1),
    ],
)
def test_entry_that_is_struck_out_is_no_touch_and_stays_in_the_text(text: str, count: int) -> None:
    log = read_log_of(text)
    assert len(log.touches) == count
    assert count or "coffee" in log.text


def test_item_below_a_dated_heading_may_say_that_nothing_was() -> None:
    assert read_log_of("### 2026-10-20\n- skipped, she was sick\n").touches == ()
    assert len(read_log_of("### 2026-10-20\n- wants to hire\n").touches) == 1
