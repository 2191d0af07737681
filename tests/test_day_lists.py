"""A list of days is the latest of them, and what is added to it leaves the others alone."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.errors import NetnotesError
from netnotes.model.people import Event, Goal
from netnotes.model.settings import Settings
from netnotes.reading.note import build_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.log_entry import log_meeting
from netnotes.writing.meeting import Meeting
from netnotes.writing.properties import set_property
from tests.notes import list_findings, make_front_matter, read_as_contact, read_note_text

DAY = datetime.date(2026, 11, 28)
LATEST = datetime.date(2026, 9, 1)

LISTS = (
    "[2026-01-02, 2026-09-01]",
    '["[[2026-09-01]]", 2026-01-02]',
    "\n  - 2026-01-02\n  - 2026-09-01",
    "\n- 2026-09-01\n- '2026-01-02'",
    "2026-01-02, 2026-09-01",
    '"2026-09-01; 2026-01-02"',
    "[2026-09-01, TBD]",
)


@pytest.mark.parametrize("name", ["last_contact", "last_seen", "met", "next", "pause_until"])
@pytest.mark.parametrize("typed", LISTS)
def test_list_of_days_is_the_latest(name: str, typed: str) -> None:
    text = make_front_matter(f"{name}: {typed}")
    field = "last_contact" if name == "last_seen" else name
    assert getattr(read_as_contact(text), field) == LATEST
    assert list_findings(text) == []


def test_list_of_days_is_the_latest_in_goals_events_and_text() -> None:
    goal = read_note_text("---\nby: [2026-01-02, 2026-09-01]\n---\n", "Goals/Speak.md").entity
    event = read_note_text("---\ndate: [2026-09-01, 2026-01-02]\n---\n", "Events/Fair.md").entity
    assert isinstance(goal, Goal)
    assert isinstance(event, Event)
    assert goal.by == event.date == LATEST
    assert read_as_contact("Last contact:: 2026-01-02, 2026-09-01\n").last_contact == LATEST


def test_word_that_is_no_day_is_reported_and_the_days_beside_it_count() -> None:
    text = make_front_matter("last_contact: [2026-09-01, 2026-02-30]")
    assert read_as_contact(text).last_contact == LATEST
    (diagnostic,) = read_note_text(text).diagnostics
    assert (diagnostic.code, diagnostic.location.column) == ("impossible-date", 28)


@pytest.mark.parametrize("typed", ["", '""', "~", "null", "TBD", "unknown", "n/a", "'-'", "[]"])
def test_day_that_is_still_to_be_written_is_no_finding(typed: str) -> None:
    text = make_front_matter(f"last_contact: {typed}", f"birthday: {typed}", f"met: {typed}")
    contact = read_as_contact(text)
    assert (contact.last_contact, contact.birthday, contact.met, contact.other) == (
        None,
        None,
        None,
        (),
    )
    assert list_findings(text) == []


def log(text: str, day: datetime.date = DAY) -> str:
    source = build_source("People/Ada Quill.md", text)
    return apply_edits(text, log_meeting(source, Meeting(day, "call", "hi"), Settings()))


ADDED = {
    "[2026-01-02, 2026-09-01] # mine": "[2026-01-02, 2026-09-01, 2026-11-28] # mine",
    "[ 2026-09-01,2026-01-02 ]": "[ 2026-11-28, 2026-09-01,2026-01-02 ]",
    '["[[2026-09-01]]"]': '["[[2026-09-01]]", "[[2026-11-28]]"]',
    "\n  - 2026-01-02 # a\n  - '2026-09-01' # b": (
        "\n  - 2026-01-02 # a\n  - '2026-09-01' # b\n  - '2026-11-28'"
    ),
    '\n- "[[Daily/2026-09-01]]"\n- 2026-01-02': (
        '\n- "[[Daily/2026-11-28]]"\n- "[[Daily/2026-09-01]]"\n- 2026-01-02'
    ),
    "\n  [2026-01-02,\n   2026-09-01]": "\n  [2026-01-02,\n   2026-09-01, 2026-11-28]",
    "2026-01-02, 2026-09-01": "2026-01-02, 2026-09-01, 2026-11-28",
    '"2026-09-01, 2026-01-02"': '"2026-11-28, 2026-09-01, 2026-01-02"',
    # A single day is replaced, as before.
    "2026-09-01 # mine": "2026-11-28 # mine",
    # Empty ones are filled.
    "": "2026-11-28",
    '""': "2026-11-28",
    "TBD # soon": "2026-11-28 # soon",
    "~": "2026-11-28",
    "[]": "2026-11-28",
    "'-'": "2026-11-28",
}


@pytest.mark.parametrize(("typed", "written"), ADDED.items())
def test_log_adds_to_a_list_of_days_and_fills_an_empty_one(typed: str, written: str) -> None:
    text = f"---\ntier: monthly\nlast_contact: {typed}\n---\nText\n".replace(": \n", ":\n")
    logged = log(text)
    assert logged == (
        f"---\ntier: monthly\nlast_contact: {written}\n---\nText\n\n## Log\n- 2026-11-28 call: hi\n"
    ).replace("last_contact: \n", "last_contact:\n")
    assert read_as_contact(logged).last_contact == DAY


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Last contact::", "Last contact:: 2026-11-28"),
        ("**Last contact::** TBD", "**Last contact::** 2026-11-28"),
        ("Met her [last contact:: ] once", "Met her [last contact:: 2026-11-28] once"),
        (
            "Last contact:: 2026-01-02, 2026-09-01",
            "Last contact:: 2026-01-02, 2026-09-01, 2026-11-28",
        ),
        ("Last contact:: 2026-09-01", "Last contact:: 2026-11-28"),
    ],
)
def test_log_adds_to_a_field_in_the_text_and_fills_an_empty_one(line: str, written: str) -> None:
    logged = log(f"# Ada Quill\n\n{line}\n")
    assert logged == f"# Ada Quill\n\n{written}\n\n## Log\n- 2026-11-28 call: hi\n"
    assert read_as_contact(logged).last_contact == DAY


def test_empty_last_contact_is_not_filled_with_a_day_before_the_latest_touch() -> None:
    text = "---\nlast_contact:\n---\n- 2026-11-28 call: hi\n"
    assert log(text, LATEST).startswith("---\nlast_contact:\n---\n")


def test_later_day_in_a_list_stays_the_latest() -> None:
    text = "---\nlast_contact: [2026-01-02, 2026-12-30]\n---\n"
    assert log(text).startswith(text)


def test_list_in_a_form_that_nothing_can_be_added_to_is_left_alone() -> None:
    text = "---\nlast_contact:\n  - >-\n    2026-01-02\n  - >-\n    2026-09-01\n---\n"
    assert read_as_contact(text).last_contact == LATEST
    assert log(text).startswith(text)
    with pytest.raises(NetnotesError, match="Nothing was written"):
        set_property(build_source("a.md", text), "last_contact", "2026-11-28", Settings())


@given(
    st.lists(st.dates(datetime.date(2000, 1, 1), datetime.date(2026, 11, 27)), min_size=2),
    st.sampled_from(["flow", "block", "text"]),
    st.sampled_from(["{}", '"[[{}]]"', "'{}'"]),
)
def test_no_day_of_a_list_is_lost(days: list[datetime.date], form: str, style: str) -> None:
    words = [style.format(day) for day in days]
    if form == "block":
        typed = "".join(f"\n  - {word}" for word in words)
    else:
        typed = f" [{', '.join(words)}]"
    if form == "text":
        typed = f" {', '.join(map(str, days))}"
    logged = log(f"---\nlast_contact:{typed}\n---\n")
    assert read_as_contact(logged).last_contact == DAY
    before_log = logged.partition("## Log")[0]
    assert all(before_log.count(str(day)) >= days.count(day) for day in days)


@pytest.mark.parametrize("comment", ["", " # by hand"])
@pytest.mark.parametrize("name", ["last_contact", "next", "pause_until"])
def test_one_link_without_quotes_is_one_day(name: str, comment: str) -> None:
    """What was added behind the brackets made the front matter unreadable."""
    text = make_front_matter(f"{name}: [[2026-09-01]]{comment}")
    source = build_source("People/Ada Quill.md", text)
    changed = apply_edits(text, set_property(source, name, DAY.isoformat(), Settings()))
    assert changed == make_front_matter(f"{name}: {DAY.isoformat()}{comment}")
    assert getattr(read_as_contact(changed), name) == DAY


def test_meeting_is_logged_where_last_contact_is_a_link_without_quotes() -> None:
    text = make_front_matter("last_contact: [[2026-09-01]]")
    source = build_source("People/Ada Quill.md", text)
    changed = apply_edits(text, log_meeting(source, Meeting(DAY, "coffee", ""), Settings()))
    assert read_as_contact(changed).last_contact == DAY
    assert list_findings(changed) == []
