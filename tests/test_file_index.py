from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.reading.file_index import NO_MATCH, FileIndex, FileMatch, find_file

if TYPE_CHECKING:
    import random

FILES = (
    "Ada.md",
    "People/Ada.md",
    "People/Ben Okafor.md",
    "People/Old/Ada.md",
    "Projects/Pier/Notes.md",
    "Projects/Ferry/Notes.md",
    "Projects/Ferry/Sub/Plan.md",
    "A/Plan.md",
    "B/Plan.md",
    "Jos\u00e9.md",
    "People/Zoe\u0308.md",
    "img/ada.png",
    "talk.pdf",
    "v1.2 notes.md",
    "Ärger/Größe.md",
    "folder.md/inside.md",
)
FILE_INDEX = FileIndex(
    FILES,
    {
        "People/Ben Okafor.md": ("Bennie", "Ada"),
        "People/Ada.md": ("bennie",),
        "A/Plan.md": ("The plan",),
    },
)

LEADS = [
    # the exact path in the vault comes first, wherever the link is
    ("Ada", "People/Ben Okafor.md", "Ada.md"),
    ("Ada.md", "People/Ben Okafor.md", "Ada.md"),
    ("People/Ada", "A/Plan.md", "People/Ada.md"),
    ("/People/Ada", "A/Plan.md", "People/Ada.md"),
    # then a note of the linking note's own folder, then the shortest path
    ("Notes", "Projects/Pier/Notes.md", "Projects/Pier/Notes.md"),
    ("Notes", "Projects/Ferry/Sub/Plan.md", "Projects/Pier/Notes.md"),
    ("Notes", "Projects/Ferry/x.md", "Projects/Ferry/Notes.md"),
    ("Plan", "Ada.md", "A/Plan.md"),
    ("Plan", "B/x.md", "B/Plan.md"),
    ("Sub/Plan", "Ada.md", "Projects/Ferry/Sub/Plan.md"),
    ("Ferry/Notes", "Ada.md", "Projects/Ferry/Notes.md"),
    ("erry/Notes", "Ada.md", ""),
    ("inside", "Ada.md", "folder.md/inside.md"),
    # ./ and ../ are exact
    ("./Ada", "People/Ben Okafor.md", "People/Ada.md"),
    ("../Ada", "People/Ben Okafor.md", "Ada.md"),
    ("../../Ada", "People/Old/Ada.md", "Ada.md"),
    ("../Old/Ada", "People/x/y.md", "People/Old/Ada.md"),
    ("./Plan", "Ada.md", ""),
    ("../Ada", "Ada.md", ""),
    ("../../../etc/passwd", "People/Ada.md", ""),
    ("/Notes", "Ada.md", ""),
    # headings and blocks lead to their note, and to the note itself
    ("Ada#Log", "A/Plan.md", "Ada.md"),
    ("Ada#Log#Older", "A/Plan.md", "Ada.md"),
    ("Ada#^block", "A/Plan.md", "Ada.md"),
    ("Ada^block", "A/Plan.md", "Ada.md"),
    ("#Log", "A/Plan.md", "A/Plan.md"),
    ("^block", "A/Plan.md", "A/Plan.md"),
    # case and the two forms of accents don't count
    ("ADA", "A/Plan.md", "Ada.md"),
    ("people/ben okafor", "A/Plan.md", "People/Ben Okafor.md"),
    ("Jose\u0301", "A/Plan.md", "Jos\u00e9.md"),
    ("ZO\u00cb", "A/Plan.md", "People/Zoe\u0308.md"),
    ("ärger/GRÖSSE", "A/Plan.md", "Ärger/Größe.md"),
    # other files, by their full name
    ("ada.png", "A/Plan.md", "img/ada.png"),
    ("talk.pdf", "A/Plan.md", "talk.pdf"),
    ("talk", "A/Plan.md", ""),
    ("v1.2 notes", "A/Plan.md", "v1.2 notes.md"),
    # nothing
    ("", "A/Plan.md", ""),
    ("Nobody", "A/Plan.md", ""),
    ("Ad", "A/Plan.md", ""),
    (" Ada ", "A/Plan.md", "Ada.md"),
]


@pytest.mark.parametrize(("target", "origin", "path"), LEADS)
def test_link_leads_to_the_file_obsidian_would_open(target: str, origin: str, path: str) -> None:
    assert find_file(target, origin, FILE_INDEX) == (FileMatch(path) if path else NO_MATCH)


def test_alias_is_tried_last_and_marked_as_such() -> None:
    assert find_file("The Plan", "Ada.md", FILE_INDEX) == FileMatch("A/Plan.md", by_alias=True)
    assert find_file("Bennie", "Ada.md", FILE_INDEX) == FileMatch(
        "People/Ada.md", by_alias=True
    )  # of two the first path
    assert find_file("Ada", "Ada.md", FILE_INDEX) == FileMatch(
        "Ada.md"
    )  # a file called so comes before an alias


def test_same_link_looked_up_again_leads_to_the_same_file() -> None:
    fresh = FileIndex(FILES, {})
    first = [find_file(target, origin, fresh) for target, origin, _ in LEADS]
    assert [find_file(target, origin, fresh) for target, origin, _ in LEADS] == first


@given(st.randoms(use_true_random=False))
def test_match_does_not_depend_on_the_order_of_the_files(chance: random.Random) -> None:
    files, aliases = (
        list(FILES),
        [("People/Ben Okafor.md", ("Bennie",)), ("People/Ada.md", ("bennie",))],
    )
    chance.shuffle(files)
    chance.shuffle(aliases)
    mixed, sorted_ = (
        FileIndex(files, dict(aliases)),
        FileIndex(sorted(FILES), dict(sorted(aliases))),
    )
    for target, origin, _ in (*LEADS, ("Bennie", "Ada.md", "")):
        assert find_file(target, origin, mixed) == find_file(target, origin, sorted_)


@given(st.text(max_size=20), st.sampled_from(FILES))
def test_link_never_leads_out_of_the_vault(target: str, origin: str) -> None:
    assert find_file(target, origin, FILE_INDEX).path in (*FILES, "")
    assert find_file("../" + target, origin, FILE_INDEX).path in (*FILES, "")
