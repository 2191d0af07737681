"""What reads like an entry of a log and has no day is said; a sentence about somebody's life is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.reading.vague_days import find_vague_day_at_start
from netnotes.reading.written_days import find_day_at_start
from tests.notes import read_as_contact, read_note_text

UNREAD = {
    "- Lunch in March 2026": "March 2026",
    "- March 2026: lunch": "March 2026",
    "- **March 2026**: lunch": "March 2026",
    "- 2026-03 coffee": "2026-03",
    "- 03/2026: coffee": "03/2026",
    "- Q3 2026: two calls": "Q3 2026",
    "- 2026 Q3: call": "2026 Q3",
    "- met in spring 2025": "spring 2025",
    "- Met her in spring 2025": "spring 2025",
    "- Coffee, early March 2026, at the pier": "early March 2026",
    "- Call (March 2026)": "March 2026",
    "- last week: call": "last week",
    "- Last week called her": "Last week",
    "- two weeks ago: coffee": "two weeks ago",
    "- March: coffee": "March",
    "- Summer 2025 – hiking together": "Summer 2025",
    "- Christmas 2025: dinner at hers": "Christmas 2025",
    "- 2019: met at the fair": "2019",
    "- Anfang Oktober: auf dem Markt getroffen": "Anfang Oktober",
    "- KW 12 2026: Telefonat": "KW 12 2026",
    "- vor zwei Wochen: angerufen": "vor zwei Wochen",
    "- mars 2026 : café à Lyon": "mars 2026",
    "- la semaine dernière : appel": "la semaine dernière",
    "- marzo de 2026: café": "marzo de 2026",
    "- la semana pasada: llamada": "la semana pasada",
    "- vorige week: gebeld": "vorige week",
    "- twee weken geleden: koffie": "twee weken geleden",
    "- marzo 2026: pranzo": "marzo 2026",
    "- março de 2026: almoço": "março de 2026",
    "March 2026: lunch at the pier": "March 2026",
    "### March 2026 — call about the boat": "March 2026",
    "### March 2026\nCall about the boat": "March 2026",
    "> [!note] March 2026: call\n> about the boat": "March 2026",
    "| Date | Type |\n| --- | --- |\n| March 2026 | call |": "March 2026",
    "| Date | Type |\n| --- | --- |\n| 21 Oct | call |": "21 Oct",
    "| 2026-10-02 | the boat |\n| --- | --- |\n| 2026-03 | the sails |": "2026-03",
    # Below a heading of the log anything that is set off is an entry.
    "## Log\n- March 2026: talked her into the boat": "March 2026",
    "## Interactions\n- spring 2026 - the boat": "spring 2026",
}


@pytest.mark.parametrize(("text", "words"), UNREAD.items())
def test_entry_without_a_day_is_said(text: str, words: str) -> None:
    reading = read_note_text(f"{text}\n")
    (diagnostic,) = reading.diagnostics
    assert diagnostic.code == "unread-date"
    assert f"`{words}` says no day." in diagnostic.message
    lines = text.split("\n")
    line = lines[diagnostic.location.line - 1]
    assert words in line


SAID_OF_THEIR_LIFE = [
    "- Joined Acme in March 2026",
    "- Joined the choir in March 2026",
    "- Moved to Lisbon in 2024",
    "- Born in May 1980",
    "- March 2026: joined Acme",
    "- 2024: PhD in Porto",
    "- 2019–2023: Acme",
    "- March 2020 – May 2022: engineer at Acme",
    "- Visited Lisbon in March 2026",
    "- Met her husband in March 2015",
    "- Called the fair off in March 2026",
    "- Met: March 2019",
    "- Birthday: May 1980",
    "- Last contact: none",
    "- [ ] March 2026: call her",
    "- March 2026 was a hard month",
    "- Should call her in March 2026",
    "- Née en mai 1980 à Brest",
    "- Seit März 2026 bei Acme",
    "- Vive en Madrid desde marzo de 2024",
    "- Woont sinds mei 2024 in Gent",
    "- May: her dog",
    "- 2026: the year of the boat",
    "- Email: ada@example.com (since March 2026)",
    "- Phone: 020 2026 2019",
    "- Lunch is her thing",
    "- This: call",
    "Last week call volumes rose.",
    "In spring 2025 she moved to Porto.",
    "She joined Acme in March 2026, after lunch with Ben.",
    "## March 2026",
    "### Spring 2026\n\nThe boat was built.",
    "| Year | Firm |\n| --- | --- |\n| 2019 | Acme |",
    "| When | What |\n| --- | --- |\n| March 2026 | Acme |",
    "## Log\n- March 2026: moved to Lisbon",
    "## Log\n- 2026-03-02 coffee\n  - March 2026: call",
    "## Career\n- March 2020: engineer at Acme",
    "```\n- March 2026: lunch\n```",
]


@pytest.mark.parametrize("text", SAID_OF_THEIR_LIFE)
def test_sentence_about_their_life_is_no_entry(text: str) -> None:
    reading = read_note_text(f"{text}\n")
    assert [
        diagnostic for diagnostic in reading.diagnostics if diagnostic.code == "unread-date"
    ] == []


MEETINGS = {
    (
        "Notes/Fair.md",
        "---\ntype: meeting\ndate: March 2026\npeople: '[[Ada]]'\n---\n",
    ): "March 2026",
    ("Notes/Fair.md", "# Lunch with [[Ada]]\nDate: March 2026\n"): "March 2026",
    ("Notes/2026-03 Lunch with Ada.md", "We ate.\n"): "2026-03",
    ("Notes/March 2026 - Telefonat mit Ada.md", "Kurz.\n"): "March 2026",
}


@pytest.mark.parametrize(("note", "words"), MEETINGS.items())
def test_meeting_without_a_day_is_said(note: tuple[str, str], words: str) -> None:
    path, text = note
    reading = read_note_text(text, path)
    assert reading.encounters == ()
    (diagnostic,) = reading.diagnostics
    assert diagnostic.code == "unread-date"
    assert f"`{words}` says no day." in diagnostic.message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Notes/2026-03 Budget.md", "Lunch with [[Ada]]\n"),
        ("Notes/March 2026.md", "[[Ada]]\n"),
        ("Notes/Lunch with Ada.md", "A recipe.\n"),
        ("Notes/Fair.md", "---\ndate: March 2026\n---\n[[Ada]]\n"),
    ],
)
def test_note_about_something_else_needs_no_day(path: str, text: str) -> None:
    assert read_note_text(text, path).diagnostics == ()


@given(st.dates().map(str), st.sampled_from(["", ": call", " coffee", " — lunch"]))
def test_day_is_never_said_to_be_none(day: str, entry: str) -> None:
    assert find_day_at_start(day + entry)
    assert find_vague_day_at_start(day + entry) is None
    assert not read_note_text(f"- {day}{entry}\n").diagnostics or day[:2] not in ("19", "20")


@given(st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    found = find_vague_day_at_start(text)
    assert found is None or found.words in text
    read_as_contact(f"- {text}\n")
