"""A note whose file ends in `.MD` is linked to and named like any other."""

from __future__ import annotations

import pytest

from netnotes.model.note_path import extract_note_name, strip_note_ending
from netnotes.network.reach import build_obsidian_url
from netnotes.writing.links import write_wikilink
from tests.exported_contacts import make_network_of_texts


@pytest.mark.parametrize(
    ("path", "stem"),
    [("a/Ada.md", "a/Ada"), ("a/Ada.MD", "a/Ada"), ("a/Ada.Md", "a/Ada"), ("a.md/Ada", "a.md/Ada")],
)
def test_ending_of_a_note_is_stripped_in_any_case(path: str, stem: str) -> None:
    assert strip_note_ending(path) == stem
    assert extract_note_name(path) == stem.rpartition("/")[2]


def test_link_to_a_note_by_its_path_has_no_ending() -> None:
    network = make_network_of_texts("# People/Team/Ada.MD\n", "# People/Ada.md\n")
    link = write_wikilink("People/Team/Ada.MD", "Notes/x.md", network.file_index)
    assert link == "[[People/Team/Ada|Ada]]"
    assert "MD" not in build_obsidian_url("Vault", "People/Team/Ada.MD")
