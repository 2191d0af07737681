"""An edit changes the lines that are meant and no other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.errors import NetnotesError
from netnotes.model.settings import Settings
from netnotes.reading.note import build_source
from netnotes.vault.edit import format_diff
from netnotes.writing.edits import Edit, apply_edits, find_obstacle
from netnotes.writing.log_entry import log_meeting
from netnotes.writing.meeting import Meeting
from netnotes.writing.properties import set_property
from tests.notes import TODAY, make_front_matter

SETTINGS = Settings()
PATH = "People/Ada Quill.md"
BOM = "\ufeff"


@given(
    st.lists(
        st.text(
            st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["Cs"]), max_size=5
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_edit_changes_no_other_byte(
    lines: list[str], line_end: str, has_last_end: bool, has_bom: bool, data: st.DataObject
) -> None:
    content = line_end.join(lines) + (line_end if has_last_end and lines else "")
    text = BOM + content if has_bom else content
    has_no_open_line = content[-1:] in ("", "\r", "\n")
    line_count = len(content.split(line_end)) - has_no_open_line
    old_lines = content.split(line_end)[:line_count]

    line = data.draw(st.integers(1, line_count + 1))
    removed_count = data.draw(st.integers(0, line_count + 1 - line))
    after = apply_edits(text, [Edit(line, removed_count, ("new",))])

    expected = [*old_lines[: line - 1], "new", *old_lines[line - 1 + removed_count :]]
    expected_end = line_end if line_count > 1 or has_last_end else "\n"
    new_lines = after.removeprefix(BOM).removesuffix(line_end).split(expected_end)
    assert new_lines == expected or line_count <= 1
    assert after.startswith(BOM) == has_bom
    assert apply_edits(text, []) == text


def test_line_ends_bom_and_a_missing_last_end_stay() -> None:
    text = "\ufeff---\r\ntier: monthly\r\n---\r\nText \t"
    source = build_source(PATH, text)

    after = apply_edits(text, set_property(source, "tier", "yearly", SETTINGS))
    assert after == "\ufeff---\r\ntier: yearly\r\n---\r\nText \t"

    after = apply_edits(text, set_property(source, "level", "above", SETTINGS))
    assert after == "\ufeff---\r\ntier: monthly\r\nlevel: above\r\n---\r\nText \t"

    after = apply_edits(text, log_meeting(source, Meeting(TODAY), SETTINGS))
    assert after == f"{text}\r\n\r\n## Log\r\n- 2026-11-20"


def test_diff_has_the_form_of_git_diff() -> None:
    lines = format_diff(PATH, "a\r\nb\r\nc", "a\r\nx\r\nc").splitlines()
    assert lines[:2] == [f"--- a/{PATH}", f"+++ b/{PATH}"]
    assert [line for line in lines[2:] if line[0] in "+-"] == ["-b", "+x"]
    assert format_diff(PATH, "same", "same") == ""


@pytest.mark.parametrize(
    "text",
    [
        make_front_matter("a: [b", "c: d"),
        make_front_matter("tier: a", "tier: b"),
        "---\ntier: monthly\n",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
        make_front_matter(*[f"k{number}: {'x' * 1000}" for number in range(20)]),
    ],
)
def test_broken_note_is_not_edited(text: str) -> None:
    assert find_obstacle(build_source(PATH, text))


def test_property_that_was_too_long_to_be_read_is_not_written_a_second_time() -> None:
    source = build_source(PATH, make_front_matter(f"purpose: {'x' * 17_000}", "tier: monthly"))
    with pytest.raises(NetnotesError, match="purpose"):
        set_property(source, "purpose", "Boats", SETTINGS)
    after = apply_edits(source.text, set_property(source, "tier", "yearly", SETTINGS))
    assert after.endswith("tier: yearly\n---\n")
