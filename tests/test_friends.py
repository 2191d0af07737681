"""friends.md; people are made up."""

from __future__ import annotations

from datetime import date

import pytest

from netnotes.formats.card import Card, ImportedTouch
from netnotes.formats.readers.friends import read

FILE = """\
### Activities:
- 2018-11-01: **Grace Hopper** and I went to _Marie's Diner_. George couldn't come. @food
- 2018-10-30: **Grace Hopper** and **George Carver** sailed,
  in the rain.
- 2018-02-30: **Grace Hopper** skied.
- 2018-01-01: Alone at home.
- 2017-05-05: **Somebody Else** called.

### Notes:
- 2018-06-01: **Grace Hopper** works on a compiler. @work

### Friends:
- George Carver
- Grace Hopper (a.k.a. The Admiral a.k.a. Amazing Grace) [New York City] @navy @science
- Marie Curie [Paris]

### Groups:
- navy

### Locations:
- Paris
"""


def test_friends_are_read_with_their_activities_and_notes() -> None:
    imported = read(FILE)
    messages = "Grace Hopper and I went to Marie's Diner. George couldn't come. @food"
    assert imported.cards[1] == Card(
        row=14,
        name="Grace Hopper",
        aliases=("The Admiral", "Amazing Grace"),
        location="New York City",
        tags=("navy", "science"),
        text="2018-06-01: Grace Hopper works on a compiler. @work",
        touches=(
            ImportedTouch(date(2018, 11, 1), "", messages),
            ImportedTouch(
                date(2018, 10, 30), "", "Grace Hopper and George Carver sailed, in the rain."
            ),
        ),
    )
    assert [(card.name, card.row, card.location) for card in imported.cards] == [
        ("George Carver", 13, ""),
        ("Grace Hopper", 14, "New York City"),
        ("Marie Curie", 15, "Paris"),
        ("Somebody Else", 7, ""),
    ]
    assert [len(card.touches) for card in imported.cards] == [1, 2, 0, 1]


def test_entry_without_a_day_is_reported() -> None:
    imported = read(FILE)
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [(5, True)]
    assert imported.left_out == (
        ("groups", 1),
        ("locations", 1),
        ("activities that name nobody", 1),
    )
    assert "2018-02-30" in imported.problems[0].reason


def test_line_that_is_no_friend_leaves_the_others_readable() -> None:
    imported = read("### Activities:\n### Friends:\n- Ada Quill\n- @only [tags\n- Ben\n")
    assert [card.name for card in imported.cards] == ["Ada Quill", "Ben"]
    assert [problem.row for problem in imported.problems] == [4]


def test_windows_line_ends_and_byte_order_mark_are_read() -> None:
    assert read(("\ufeff" + FILE).replace("\n", "\r\n").encode()) == read(FILE)


@pytest.mark.parametrize(
    "entry", [f"a{' ' * 30_000}!(", f"a(){' ' * 30_000}!(", f"a {'@' * 9_999} @"]
)
def test_long_row_of_spaces_or_signs_takes_no_time(entry: str) -> None:
    # A pattern that tries every way to part the row would need hours, and the test never end.
    imported = read(f"### Activities:\n### Friends:\n- {entry}\n- Ada Quill\n")
    assert [card.name for card in imported.cards] == ["Ada Quill"]


def test_what_is_in_no_known_section_is_reported() -> None:
    imported = read(
        "Hello\n### Activities:\n- 2026-01-02: **Ada** called\n### Ideas:\n- a boat\nfor two\n"
        "### Friends:\nstray\n- Ada\n"
    )
    assert [card.name for card in imported.cards] == ["Ada"]
    assert [(problem.row, problem.reason.split("`")[1]) for problem in imported.problems] == [
        (1, "Hello"),
        (4, "### Ideas:"),
        (8, "stray"),
    ]
    assert imported.problems[1].reason.endswith("was left out with 2 lines below it")
