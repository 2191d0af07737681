"""friends.md; people are made up."""

from __future__ import annotations

from datetime import date

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


def test_friends_with_what_was_done_with_them() -> None:
    found = read(FILE)
    said = "Grace Hopper and I went to Marie's Diner. George couldn't come. @food"
    assert found.cards[1] == Card(
        row=14,
        name="Grace Hopper",
        aliases=("The Admiral", "Amazing Grace"),
        location="New York City",
        tags=("navy", "science"),
        text="2018-06-01: Grace Hopper works on a compiler. @work",
        touches=(
            ImportedTouch(date(2018, 11, 1), "", said),
            ImportedTouch(
                date(2018, 10, 30), "", "Grace Hopper and George Carver sailed, in the rain."
            ),
        ),
    )
    assert [(one.name, one.row, one.location) for one in found.cards] == [
        ("George Carver", 13, ""),
        ("Grace Hopper", 14, "New York City"),
        ("Marie Curie", 15, "Paris"),
        ("Somebody Else", 7, ""),
    ]
    assert [len(one.touches) for one in found.cards] == [1, 2, 0, 1]


def test_what_does_not_begin_with_a_day_is_said() -> None:
    found = read(FILE)
    assert [(one.row, one.is_person_kept) for one in found.problems] == [(5, True)]
    assert "2018-02-30" in found.problems[0].reason


def test_a_line_that_is_no_friend_costs_no_other() -> None:
    found = read("### Activities:\n### Friends:\n- Ada Quill\n- @only [tags\n- Ben\n")
    assert [one.name for one in found.cards] == ["Ada Quill", "Ben"]
    assert [one.row for one in found.problems] == [4]


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    assert read(("\ufeff" + FILE).replace("\n", "\r\n").encode()) == read(FILE)
