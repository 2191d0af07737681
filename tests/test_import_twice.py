"""Text, tasks and touches from a file are added to a note once, and never into anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.actions.card_to_note import fill_note, write_note_from_card
from netnotes.formats.card import Card, ImportedTouch, Task, sanitize_cards
from netnotes.formats.matching.comparison import ExistingPerson
from netnotes.formats.matching.matching import match_cards
from netnotes.formats.matching.merging import merge_cards
from netnotes.model.settings import Settings
from netnotes.reading.note import build_source
from netnotes.writing.read_back import has_same_properties
from tests.notes import parse_iso_day, read_as_contact

SETTINGS = Settings()
PATH = "People/Nora Vale.md"
NAMED = "---\nemail: nora@example.com\n---\n"


def make_card(**fields: object) -> Card:
    """Make the card of Nora Vale, as a reader of files passes it on."""
    card = Card(row=1, name="Nora Vale", email=("nora@example.com",), **fields)  # type: ignore[arg-type]
    return sanitize_cards([card]).cards[0]


def match_note(text: str, card: Card) -> ExistingPerson:
    """Match a card with the note of this text, and find out what the note lacks."""
    contact = read_as_contact(build_source(PATH, text).text, PATH)
    (person,) = match_cards([card], [contact], lambda _path: text)
    assert isinstance(person, ExistingPerson)
    return person


def import_card(text: str, card: Card) -> str:
    """Return the text of a note to which a card has been imported."""
    return fill_note(text, match_note(text, card), SETTINGS)


TEXT = "Keeps bees.\n\n- 2026-01-01 not a touch\n- [ ] not a task"
QUOTE = "> Keeps bees.\n>\n> - 2026-01-01 not a touch\n> - [ ] not a task"


@pytest.mark.parametrize(
    ("before", "after"),
    {
        NAMED: f"{NAMED}\n{QUOTE}\n",
        NAMED.rstrip(): f"{NAMED.rstrip()}\n\n{QUOTE}",
        f"{NAMED}# Nora Vale\n": f"{NAMED}# Nora Vale\n\n{QUOTE}\n",
        f"{NAMED}She sails.\n": f"{NAMED}She sails.\n\n{QUOTE}\n",
        f"{NAMED}\n## Log\n- 2026-10-02: A.\n": f"{NAMED}\n{QUOTE}\n\n## Log\n- 2026-10-02: A.\n",
        f"{NAMED}She sails.\n\n## Log\n### 2026-10-02 — Lunch\nAll well.\n": (
            f"{NAMED}She sails.\n\n{QUOTE}\n\n## Log\n### 2026-10-02 — Lunch\nAll well.\n"
        ),
        f"{NAMED}She sails.\n### 2026-10-02 — Lunch\nAll well.": (
            f"{NAMED}She sails.\n\n{QUOTE}\n\n### 2026-10-02 — Lunch\nAll well."
        ),
        f"{NAMED}2026-10-02: A dated paragraph.\nOf two lines.\n": (
            f"{NAMED}\n{QUOTE}\n\n2026-10-02: A dated paragraph.\nOf two lines.\n"
        ),
        f"{NAMED}## 2026\n\n| Day | What |\n|---|---|\n| 2026-10-02 | A. |\n": (
            f"{NAMED}\n{QUOTE}\n\n## 2026\n\n| Day | What |\n|---|---|\n| 2026-10-02 | A. |\n"
        ),
        f"{NAMED}She sails.\n\n%% to be sorted\n": (
            f"{NAMED}She sails.\n\n{QUOTE}\n\n%% to be sorted\n"
        ),
        f"{NAMED}She sails.\n\n```\ncode\n": f"{NAMED}She sails.\n\n{QUOTE}\n\n```\ncode\n",
        f"{NAMED}> [!tip]\n> Call late.\n": f"{NAMED}> [!tip]\n> Call late.\n\n{QUOTE}\n",
        f"{NAMED}She sails. %% hidden\nstill hidden %%\n": (
            f"{NAMED}\n{QUOTE}\n\nShe sails. %% hidden\nstill hidden %%\n"
        ),
        f"{NAMED}- Meetings\n  - 2026-10-02: A.\n": (
            f"{NAMED}\n{QUOTE}\n\n- Meetings\n  - 2026-10-02: A.\n"
        ),
    }.items(),
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_text_is_added_above_the_log_and_only_once(before: str, after: str, line_end: str) -> None:
    card = make_card(text=TEXT)
    once = import_card(before.replace("\n", line_end), card)
    assert once == after.replace("\n", line_end)
    assert match_note(once, card).list_updated_properties() == []


@pytest.mark.parametrize(
    "place",
    [
        "## Log\n- 2026-10-02: Keeps bees in the yard.",
        "## Log\n### 2026-10-02\n> Keeps **bees**\n> in the yard.",
        "%%\nKeeps bees in the yard.\n%%",
        "%% Keeps bees in the yard.",
        "```\nKeeps bees\n    in the yard.\n",
        "<!-- Keeps bees in the yard. -->",
        "| keeps bees in the yard |",
    ],
)
def test_text_that_was_moved_in_the_note_is_not_added_again(place: str) -> None:
    person = match_note(f"{NAMED}{place}\n", make_card(text="Keeps bees in the yard."))
    assert person.list_updated_properties() == []


def test_only_new_paragraphs_of_a_text_are_added() -> None:
    once = import_card(NAMED, make_card(text="Keeps bees.\n\nSails."))
    twice = import_card(once, make_card(text="Keeps bees.\n\nSails.\n\nLikes rye."))
    assert twice == f"{NAMED}\n> Keeps bees.\n>\n> Sails.\n\n> Likes rye.\n"

    first, second = make_card(text="Keeps bees."), make_card(text="Keeps bees.\n\nSails.")
    assert merge_cards(first, second).text == "Keeps bees.\n\nSails."


@pytest.mark.parametrize("text", ["art", "❤", "PhD", "日本"])
def test_short_text_is_not_lost_in_longer_words(text: str) -> None:
    once = import_card(f"{NAMED}She starts; her phd.thesis is on 日本語.\n", make_card(text=text))
    if text == "PhD":
        # This word is there.
        assert f"> {text}" not in once
    else:
        assert f"> {text}\n" in once
        assert import_card(once, make_card(text=text)) == once


@pytest.mark.parametrize("channel", ["", "lunch", "call"])
@pytest.mark.parametrize("text", ["Lunch at the pier", "", "A | pipe :: and more", "Call: Tuesday"])
def test_touch_is_logged_once(text: str, channel: str) -> None:
    touch = ImportedTouch(parse_iso_day("2026-03-02"), channel, text)
    card = make_card(touches=(touch,))
    for note in (NAMED, f"{NAMED}| 2026-02-02 | call | A. |\n", f"{NAMED}### 2026-02-02\nA.\n"):
        once = import_card(note, card)
        assert once != note
        assert import_card(once, card) == once


@pytest.mark.parametrize(
    "task",
    [
        Task("Send the map"),
        Task("Send the map by 2026-12-01"),
        Task("2026-12-01 send the map", parse_iso_day("2026-12-02")),
        Task("Send the map 📅 2026-12-01", parse_iso_day("2026-12-02")),
        Task("Send #maps", done=True),
        Task("Send the map ✅ 2026-02-01.", done=True),
    ],
)
def test_task_is_added_below_the_heading_of_the_log_and_only_once(task: Task) -> None:
    card = make_card(tasks=(task,))
    for note in (
        "",
        "## Log\n### 2026-10-02\nA.\n",
        "### 2026-10-02\nA.\n",
        "## Log\n- 2026-10-02: A.",
    ):
        before = read_as_contact(NAMED + note, PATH)
        once = import_card(NAMED + note, card)
        after = read_as_contact(once, PATH)
        assert len(after.promises) == 1
        assert [touch.text for touch in before.touches] == [
            touch.text for touch in after.touches if touch.date.year == 2026 and "A." in touch.text
        ]
        assert import_card(once, card) == once


def test_task_is_the_first_item_of_the_log() -> None:
    card = make_card(tasks=(Task("Send the map"),))
    note = f"{NAMED}\n## Log\n- 2026-10-02: A.\n"
    assert import_card(note, card) == f"{NAMED}\n## Log\n- [ ] Send the map\n- 2026-10-02: A.\n"


BLOCKS = st.sampled_from(
    (
        "# Nora Vale",
        "Nora Vale\n===",
        "She sails.",
        "Keeps bees, too.",
        "## Log",
        "### Notes",
        "- a list\n  - of two",
        "| a | table |\n|---|---|\n| 1 | 2 |",
        "> a quote",
        "> [!tip] A callout\n> of two lines",
        "%% closed %%",
        "```\ncode\n```",
        "- [ ] a task",
        "**Role:** Engineer",
        "- 2025-03-01: an entry\n  of two lines",
        "- group\n  - 2025-03-04 call: nested\n    - gave:: a book",
        "### 2025-03-02 — Lunch\n\nA paragraph.\n\nAnother.",
        "2025-03-03: a dated paragraph",
        "| 2025-03-05 | call | a row |",
    )
)
ENDS = st.sampled_from(("", "\n", "\n\n", "\n\n```\nopen", "\n\n%% open", "\n<!-- open\n"))
TEXTS = st.lists(
    st.sampled_from(
        (
            *("Keeps bees.", "- an item", "# A heading", "- 2026-01-01 no touch", "[ ] no task"),
            *("```", "%%", "> quoted", "| a | b |", "", "    indented", "Role:: none", "❤", "---"),
            *("**Email:** x@example.com", "===", "{{date}}", "日本語", "<!-- x"),
        )
    ),
    min_size=1,
    max_size=5,
).map("\n".join)


@given(
    blocks=st.lists(BLOCKS, max_size=6),
    end=ENDS,
    text=TEXTS,
    tasks=st.lists(
        st.sampled_from(("Send the map", "Call by 2026-12-01")), max_size=2, unique=True
    ),
    line_end=st.sampled_from(("\n", "\r\n")),
)
def test_import_twice_is_import_once(
    blocks: list[str], end: str, text: str, tasks: list[str], line_end: str
) -> None:
    note = (NAMED + "\n\n".join(blocks) + end).replace("\n", line_end)
    card = make_card(text=text, tasks=tuple(map(Task, tasks)))
    once = import_card(note, card)
    assert import_card(once, card) == once

    before, after = (read_as_contact(build_source(PATH, one).text, PATH) for one in (note, once))
    assert [(touch.date, touch.channel, touch.text) for touch in before.touches] == [
        (touch.date, touch.channel, touch.text) for touch in after.touches
    ]
    assert len(after.promises) == len(before.promises) + len(tasks)
    assert has_same_properties(before, after)

    # Every line is still there, in the same order, and nothing is behind what is never closed.
    lines = iter(once.split(line_end))
    assert all(line in lines for line in note.split(line_end) if line.strip())
    if "open" in end:
        assert once.endswith(end.lstrip("\n").replace("\n", line_end))


def test_new_note_has_one_log_below_its_text_with_the_newest_entry_first() -> None:
    days = ("2026-03-02", "2026-05-04", "2025-12-01")
    touches = tuple(ImportedTouch(parse_iso_day(day), "call", f"Of {day}.") for day in days)
    card = make_card(text="Keeps bees.", touches=touches, tasks=(Task("Send the map"),))
    note = write_note_from_card(
        card, file_stem="Nora Vale", tier="", tags=(), origin="monica", settings=SETTINGS
    )
    assert note.partition("---\n")[2].partition("---\n")[2] == (
        "> Keeps bees.\n\n## Log\n- [ ] Send the map\n"
        "- 2026-05-04 call: Of 2026-05-04.\n"
        "- 2026-03-02 call: Of 2026-03-02.\n"
        "- 2025-12-01 call: Of 2025-12-01.\n"
    )
    assert import_card(note, card) == note
