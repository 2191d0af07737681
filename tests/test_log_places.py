"""A first entry goes below the note's own title, and a note has one heading for its log."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.model.settings import Settings
from netnotes.reading.note import build_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.log_entry import log_meeting
from netnotes.writing.meeting import Meeting
from tests.notes import parse_iso_day, read_as_contact

SETTINGS = Settings()
PATH = "People/Nora Vale.md"
FIRST = Meeting(parse_iso_day("2026-11-20"), "coffee", "Talked.")
SECOND = Meeting(parse_iso_day("2026-11-27"), "call", "Again.")
ENTRY = "- 2026-11-20 coffee: Talked."


def write_meeting(text: str, meeting: Meeting) -> str:
    """Return the text of a note with this meeting in its log."""
    return apply_edits(text, log_meeting(build_source(PATH, text), meeting, SETTINGS))


@pytest.mark.parametrize(
    ("before", "after"),
    {
        "# Nora Vale\n": f"# Nora Vale\n\n## Log\n{ENTRY}\n",
        "# Nora Vale": f"# Nora Vale\n\n## Log\n{ENTRY}",
        "# Nora Vale\r\n": f"# Nora Vale\r\n\r\n## Log\r\n{ENTRY}\r\n",
        "Nora Vale\n=========\n": f"Nora Vale\n=========\n\n## Log\n{ENTRY}\n",
        "---\ntier: monthly\n---\n# Nora Vale\n": (
            f"---\ntier: monthly\n---\n# Nora Vale\n\n## Log\n{ENTRY}\n"
        ),
        "---\ntier: monthly\n---\n# Nora Vale\n\nShe sails.\n": (
            f"---\ntier: monthly\n---\n# Nora Vale\n\nShe sails.\n\n## Log\n{ENTRY}\n"
        ),
        "---\ntier: monthly\n---": f"---\ntier: monthly\n---\n\n## Log\n{ENTRY}",
        # A template's title, with empty sections below it.
        "# Nora Vale\n\n## Notes\n\n## Log\n": f"# Nora Vale\n\n## Notes\n\n## Log\n{ENTRY}\n",
        "# Nora Vale\n\n## Log\n\n## Notes\n": f"# Nora Vale\n\n## Log\n{ENTRY}\n\n## Notes\n",
        "# Nora Vale\n\nLog\n---\n": f"# Nora Vale\n\nLog\n---\n{ENTRY}\n",
        # What is never closed goes on to the end of the note.
        "# Nora Vale\n\nShe sails.\n\n```\ncode\n": (
            f"# Nora Vale\n\nShe sails.\n\n## Log\n{ENTRY}\n\n```\ncode\n"
        ),
        "# Nora Vale\n\nShe sails.\n\n%% hidden\n": (
            f"# Nora Vale\n\nShe sails.\n\n## Log\n{ENTRY}\n\n%% hidden\n"
        ),
        "# Nora Vale\n- ```\n  code\n": f"# Nora Vale\n\n## Log\n{ENTRY}\n\n- ```\n  code\n",
    }.items(),
)
def test_first_entry_is_below_the_title_of_the_note(before: str, after: str) -> None:
    assert write_meeting(before, FIRST) == after
    assert read_as_contact(after, PATH).name == "Nora Vale"


@pytest.mark.parametrize(
    "heading",
    [
        *("# Log", "## Log", "### Log", "###### LOG", "## log:", "## 📒 Log", "## **Log**"),
        *("## Contact log", "## Contact-Log", "## Interactions", "# History", "## [[Log]]"),
        *("## Verlauf", "## Gespräche", "## Historique", "## Échanges", "## Registro"),
        *("## Bitácora", "## Diario", "## Logboek", "## Contactmomenten", "Log\n---", "Log\n==="),
    ],
)
def test_entries_go_below_the_heading_that_a_log_has(heading: str) -> None:
    note = f"# Nora Vale\n\nShe sails.\n\n{heading}\n"
    once = write_meeting(note, FIRST)
    assert once == f"{note}{ENTRY}\n"
    assert write_meeting(once, SECOND) == f"{note}- 2026-11-27 call: Again.\n{ENTRY}\n"
    read_as_contact(once, PATH)


BLOCKS = st.sampled_from(
    (
        "# Nora Vale",
        "Nora Vale\n===",
        "She sails.",
        "## Notes",
        "## Log",
        "### Log",
        "# Log",
        "- a list\n  - of two",
        "| a | table |\n|---|---|\n| 1 | 2 |",
        "> a quote",
        "> [!tip] A callout\n> of two lines",
        "%% closed %%",
        "```\ncode\n```",
        "- [ ] a task",
        "## 2025",
        "- 2025-03-01: an entry",
        "### 2025-03-02 — Lunch\n\nA paragraph.",
        "2025-03-03: a dated paragraph",
    )
)
ENDS = st.sampled_from(("", "\n", "\n\n", "\n\n```\nopen", "\n\n%% open", "\n\n<!-- open\n"))


@given(st.lists(BLOCKS, max_size=6), ENDS, st.sampled_from(("", "---\ntier: monthly\n---\n")))
def test_note_gets_one_log_and_keeps_its_beginning(
    blocks: list[str], end: str, front_matter: str
) -> None:
    note = front_matter + "\n\n".join(blocks) + end
    before = read_as_contact(note, PATH)
    once = write_meeting(note, FIRST)
    twice = write_meeting(once, SECOND)

    after = read_as_contact(twice, PATH)
    assert len(after.touches) == len(before.touches) + 2
    assert count_log_headings(twice) <= max(1, count_log_headings(note))
    # Every line is still there, in the same order.
    lines = iter(twice.split("\n"))
    assert all(line in lines for line in note.split("\n") if line.strip())
    assert after.name == before.name
    if blocks and blocks[0].startswith(("# Nora", "Nora")):
        assert twice.startswith(front_matter + blocks[0])


def count_log_headings(text: str) -> int:
    return len(re.findall(r"(?m)^#+ Log$", text))
