"""Automatic fixes: only what can mean one thing is changed, and nothing is lost."""

from __future__ import annotations

from hypothesis import assume, given

from netnotes.model.settings import Settings
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.writing.edits import apply_edits, find_obstacle
from netnotes.writing.fixes import build_fix_edits
from tests.notes import make_front_matter, make_notes

SETTINGS = Settings()
PATH = "People/Ada Quill.md"


def test_only_values_with_one_possible_meaning_are_fixed() -> None:
    text = make_front_matter(
        "teir: monthly # mine",
        "met: 2026-2-3",
        "last_contact: 2026/11/02 # yes",
        "introduced_by: [[Ben]]",
        "tags: a, b",
        "birthday: 3/4/1980",
        "pause_until: 2026-02-30",
    )
    edits, descriptions = build_fix_edits(build_source(PATH, text), SETTINGS)
    assert apply_edits(text, edits) == make_front_matter(
        "tier: monthly # mine",
        "met: 2026-02-03",
        "last_contact: 2026-11-02 # yes",
        'introduced_by: "[[Ben]]"',
        "tags:",
        "  - a",
        "  - b",
        "birthday: 3/4/1980",
        "pause_until: 2026-02-30",
    )
    assert len(descriptions) == 5


def test_misspelled_name_stays_if_the_right_name_is_taken() -> None:
    text = make_front_matter("tier: monthly", "teir: yearly", "purpsoe: x", "purpoe: y")
    edits, descriptions = build_fix_edits(build_source(PATH, text), SETTINGS)
    assert apply_edits(text, edits) == text.replace("purpsoe", "purpose")
    assert descriptions == ("`purpsoe` is `purpose`",)


@given(make_notes())
def test_second_fix_changes_nothing_and_no_property_is_lost(text: str) -> None:
    source = build_source(PATH, text)
    assume(find_obstacle(source) is None)
    edits, _ = build_fix_edits(source, SETTINGS)
    after = apply_edits(source.text, edits)
    assert build_fix_edits(build_source(PATH, after), SETTINGS) == ((), ())

    old_front_matter, _ = read_front_matter(source.text, PATH)
    front_matter, _ = read_front_matter(after, PATH)
    assert len(front_matter.fields) == len(old_front_matter.fields)

    old_body = source.text.split("\n")[old_front_matter.body_line :]
    assert old_body == after.split("\n")[front_matter.body_line :]
    assert find_obstacle(build_source(PATH, after)) is None


def test_year_that_stands_for_no_year_is_taken_out_of_a_birthday() -> None:
    text = make_front_matter('birthday: "1604-05-12" # Apple', "met: 1604-05-12")
    edits, descriptions = build_fix_edits(build_source(PATH, text), SETTINGS)
    assert apply_edits(text, edits) == text.replace('"1604-05-12"', '"05-12"')
    assert descriptions == ("`1604-05-12` is `05-12`, without a year",)


def test_days_of_a_list_are_fixed_where_they_stand() -> None:
    text = make_front_matter("last_contact: [2026/9/1, 2026-10-02]", "next:", "  - 2026-1-2 # a")
    edits, _ = build_fix_edits(build_source(PATH, text), SETTINGS)
    assert apply_edits(text, edits) == make_front_matter(
        "last_contact: [2026-09-01, 2026-10-02]", "next:", "  - 2026-01-02 # a"
    )
