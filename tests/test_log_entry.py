"""A meeting is logged in the style of the entries beside it, and is read back unchanged."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.writing.edits import apply_edits, find_obstacle
from netnotes.writing.log_entry import find_entry_location, log_meeting
from netnotes.writing.meeting import Meeting
from tests.notes import (
    TODAY,
    make_front_matter,
    make_log_lines,
    make_notes,
    parse_iso_day,
    read_as_contact,
)

SETTINGS = Settings()
PATH = "People/Ada Quill.md"
MEETING = Meeting(parse_iso_day("2026-11-20"), "coffee", "Talked.")


def write_meeting(text: str, meeting: Meeting) -> str:
    """Return the text of a note with this meeting in its log."""
    return apply_edits(text, log_meeting(build_source(PATH, text), meeting, SETTINGS))


@pytest.mark.parametrize(
    ("before", "after"),
    {
        "- 2026-10-02 call: A.\n- 2026-09-01: B.": (
            "- 2026-11-20 coffee: Talked.\n- 2026-10-02 call: A.\n- 2026-09-01: B."
        ),
        "- 2026-09-01: B.\n- 2026-10-02: A.\n  - gave:: x": (
            "- 2026-09-01: B.\n- 2026-10-02: A.\n  - gave:: x\n- 2026-11-20 coffee: Talked."
        ),
        "* 2026-10-02 — A.": "* 2026-11-20 coffee — Talked.\n* 2026-10-02 — A.",
        "- [[2026-10-02]] A.": "- [[2026-11-20]] coffee: Talked.\n- [[2026-10-02]] A.",
        "- **2026-10-02:** A.": "- **2026-11-20:** coffee: Talked.\n- **2026-10-02:** A.",
        "- 2026-12-24: A plan.\n- 2026-10-02: A.": (
            "- 2026-12-24: A plan.\n- 2026-11-20 coffee: Talked.\n- 2026-10-02: A."
        ),
        "### 2026-10-02 — Lunch\nAll well.": (
            "### 2026-11-20 — Coffee\nTalked.\n\n### 2026-10-02 — Lunch\nAll well."
        ),
        "### 2026-10-02\n\nAll well.": (
            "### 2026-11-20 — Coffee\n\nTalked.\n\n### 2026-10-02\n\nAll well."
        ),
        "| Date | How | What |\n|---|---|---|\n| 2026-10-02 | call | A. |": (
            "| Date | How | What |\n|---|---|---|\n"
            "| 2026-11-20 | coffee | Talked. |\n| 2026-10-02 | call | A. |"
        ),
        "Text.\n\n## Log": "Text.\n\n## Log\n- 2026-11-20 coffee: Talked.",
        "## Contact log\n\nNothing yet.": (
            "## Contact log\n- 2026-11-20 coffee: Talked.\n\nNothing yet."
        ),
        "Text.": "Text.\n\n## Log\n- 2026-11-20 coffee: Talked.",
        "# 2026\n- 2026-10-02: A.\n\n# 2025\n- 2025-10-02: B.": (
            "# 2026\n- 2026-11-20 coffee: Talked.\n- 2026-10-02: A.\n\n# 2025\n- 2025-10-02: B."
        ),
    }.items(),
)
def test_entry_is_written_like_the_others(before: str, after: str) -> None:
    assert write_meeting(f"{before}\n", MEETING) == f"{after}\n"


def test_words_that_are_no_touch_anywhere_make_no_second_log() -> None:
    meeting = MEETING._replace(channel="call", text="planned for 22 December")
    before = "## Log\n- 2026-10-02 call: A.\n"
    after = write_meeting(before, meeting)
    assert after == f"## Log\n- 2026-11-20 call: planned for 22 December\n{before[7:]}"


def test_details_of_a_meeting_are_written_below_its_entry() -> None:
    meeting = MEETING._replace(
        text="One.\nTwo.",
        gave=("a paper",),
        asked=("a name",),
        promised=(("a draft", parse_iso_day("2026-12-01")), ("x", None)),
        learned=("she moves",),
        others=("[[Ben]]", "[[Cleo]]"),
    )
    text = write_meeting("- 2026-10-02 A.\n\t- gave:: x\n", meeting)
    assert text.split("\n")[:8] == [
        "- 2026-11-20 coffee: One.",
        "\tTwo. (with [[Ben]] and [[Cleo]])",
        "\t- gave:: a paper",
        "\t- [ ] asked:: a name",
        "\t- [ ] promised:: a draft 📅 2026-12-01",
        "\t- [ ] promised:: x",
        "\t- learned:: she moves",
        "- 2026-10-02 A.",
    ]
    ada = read_as_contact(text)
    assert [promise.text for promise in ada.promises] == ["a draft", "x"]
    assert ada.promises[0].due == parse_iso_day("2026-12-01")

    ada = read_as_contact(write_meeting("| 2026-10-02 | call | A. |\n", meeting))
    assert [ada.gifts[0].text, ada.asks[0].text, ada.learned[0].text] == [
        "a paper",
        "a name",
        "she moves",
    ]
    assert ada.promises[0].due == parse_iso_day("2026-12-01")


def test_last_contact_moves_forward_and_never_back() -> None:
    front = make_front_matter("last-met: 2026-10-02 # by phone")
    expected = make_front_matter("last-met: 2026-11-20 # by phone")
    assert write_meeting(front, MEETING).startswith(expected)

    later = make_front_matter("last_contact: 2026-11-21")
    assert write_meeting(later, MEETING).startswith(later)

    inline = write_meeting("Last contact:: 2026-10-02\n", MEETING)
    assert "Last contact:: 2026-11-20\n" in inline
    for written in ("28/02/2026", "28 Feb 2026", "Feb 28, 2026", "2026-02-28"):
        inline = write_meeting(f"Last contact:: {written} by phone\n", MEETING)
        assert "Last contact:: 2026-11-20 by phone\n" in inline
    assert "last_contact" not in write_meeting("Text\n", MEETING)


@given(make_notes(), st.lists(make_log_lines(), max_size=6), st.data())
def test_logged_touch_is_read_back_and_nothing_else_changes(
    text: str, lines: list[str], data: st.DataObject
) -> None:
    source = build_source(PATH, "\n".join((text, *lines)))
    assume(find_obstacle(source) is None)
    before = read_source(source, SETTINGS).entity
    assert isinstance(before, Contact)
    meeting = Meeting(
        date=data.draw(st.dates(parse_iso_day("2020-01-01"), TODAY)),
        channel=data.draw(st.sampled_from(["", "coffee", "email"])),
        text=data.draw(
            st.sampled_from(["", "Talked about ferries.", "Two\nlines.", "A | pipe and a :: sign"])
        ),
        gave=data.draw(st.sampled_from([(), ("a book",)])),
        promised=data.draw(st.sampled_from([(), (("a draft", parse_iso_day("2027-01-01")),)])),
    )

    edits = log_meeting(source, meeting, SETTINGS)
    new_text = apply_edits(source.text, edits)
    after = read_as_contact(new_text)

    old_touches = {(touch.date, touch.channel, touch.text) for touch in before.touches}
    new_touches = {(touch.date, touch.channel, touch.text) for touch in after.touches}
    assert old_touches <= new_touches
    assert len(after.touches) >= len(before.touches) + 1

    old_lines = source.text.split("\n")
    new_lines = new_text.split("\n")
    entry_line = new_lines[find_entry_location(edits, PATH).line - 1]
    assert meeting.date.isoformat() in entry_line
    gone_lines = (Counter(old_lines) - Counter(new_lines)).elements()
    # The line of last_contact; an empty item of its list goes with it.
    changed_lines = [line for line in gone_lines if line.strip() != "-"]
    assert len(changed_lines) <= 1

    assert after.purpose == before.purpose
    if before.last_contact:
        assert after.last_contact == max(before.last_contact, meeting.date)
    elif after.last_contact:
        # One that was left empty is filled, unless the log knows of a later day.
        assert after.last_contact == meeting.date
        assert all(touch.date <= meeting.date for touch in before.touches)
        assert len(changed_lines) == 1


@pytest.mark.parametrize(
    "log",
    ["", "\n## Log\n\n- 2026-10-02 call: A.\n", "\n## Log\n\n### 2026-10-02 — Call\n\nA.\n"],
)
@pytest.mark.parametrize("line", ["## Head", "---", "===", "- - -", "```", "~~~ x", "#"])
def test_text_with_a_heading_or_a_rule_stays_in_one_log(line: str, log: str) -> None:
    before = f"---\ntype: person\n---\n# Ada Quill\n\nText\n{log}"
    meeting = MEETING._replace(text=f"Talked.\n{line}\nmore")
    after = write_meeting(before, meeting)
    assert after.count("## Log") == 1
    assert after.index("Text") < after.index("## Log") < after.index("Talked.")
    touches = read_as_contact(after).touches
    assert (touches[0].date, touches[0].channel) == (MEETING.date, "coffee")
    assert "more" in touches[0].text
    assert len(touches) == 1 + ("2026-10-02" in log)
