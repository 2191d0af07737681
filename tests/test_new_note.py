"""The text of a new note, and the name of its file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from netnotes.model.settings import Settings
from netnotes.writing.new_note import MAX_STEM_BYTES, build_file_stem, write_new_note
from tests.notes import TODAY

SETTINGS = Settings()


def test_new_note_has_the_given_properties_and_an_empty_purpose() -> None:
    text = write_new_note("Ada", {"tier": "monthly", "goals": ("[[Talks]]",)}, "", TODAY, SETTINGS)
    assert text == '---\npurpose:\ntier: monthly\ngoals:\n  - "[[Talks]]"\n---\n\n## Log\n'


def test_new_note_is_made_from_a_template() -> None:
    template = (
        "---\npurpose:\ntier: quarterly\nmet: {{date:YYYY-MM-DD}}\n---\n"
        "# {{title}}\n<% tp.file.title %>\n"
    )
    text = write_new_note("Ada", {"tier": "monthly"}, template, TODAY, SETTINGS)
    assert text == "---\npurpose:\ntier: monthly\nmet: 2026-11-20\n---\n# Ada\nAda\n"


@given(st.text(max_size=300))
def test_file_name_can_be_used_on_every_file_system(name: str) -> None:
    stem = build_file_stem(name)
    assert not set(stem) & set('\\/:*?"<>|#^[]\n\r\t\0')
    assert len(stem.encode()) <= MAX_STEM_BYTES + len(" (person)")
    assert not stem.startswith(".")
    assert not stem.endswith((".", " "))


def test_file_name_never_leads_out_of_the_folder() -> None:
    assert build_file_stem("../../etc/passwd") == "etc passwd"
    assert build_file_stem("CON") == "CON (person)"
    assert build_file_stem("...") == ""
    assert build_file_stem("Zoë") == "Zoë"
