"""A dated note is about a meeting where its title says how and with whom."""

from __future__ import annotations

import pytest

from netnotes.reading.meeting_titles import find_people_in_title
from netnotes.reading.note import Source, read_note


def list_names(path: str, text: str = "") -> list[str]:
    note, _ = read_note(Source(path, text))
    return [link.target for link in find_people_in_title(note)]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("1:1 Nora Vale", ["Nora Vale"]),
        ("1-1 with Nora Vale", ["Nora Vale"]),
        ("1on1: Nora Vale", ["Nora Vale"]),
        ("Weekly 1-1 Nora Vale", ["Nora Vale"]),
        ("Nora Vale 1-1", ["Nora Vale"]),
        ("Nora Vale - 1:1 2026-10-05", ["Nora Vale"]),
        ("Call with Nora Vale", ["Nora Vale"]),
        ("Video call with Nora Vale about the 2027 budget", ["Nora Vale"]),
        (
            "Lunch with Nora Vale, Ivo Brand and Ben de Witt",
            ["Nora Vale", "Ivo Brand", "Ben de Witt"],
        ),
        ("Treffen mit Nora Vale", ["Nora Vale"]),
        ("Déjeuner avec Nora Vale (port)", ["Nora Vale"]),
        ("Café con Nora Vale y Ivo Brand", ["Nora Vale", "Ivo Brand"]),
        ("Koffie met Nora Vale", ["Nora Vale"]),
        ("Prep call with Nora Vale", []),
        ("1:1 Nora Vale (agenda)", []),
        ("Questions for a call with Nora Vale", []),
        ("Call with the bank", []),
        ("Call of the Sea", []),
        ("Meeting notes", []),
        ("Coffee with milk", []),
        ("1:1 scale of maps", []),
        ("Nora Vale", []),
    ],
)
def test_title_names_people_where_it_says_how(title: str, names: list[str]) -> None:
    path = title.replace(":", "-").replace("/", "-")
    assert list_names(f"Meetings/2026-10-05 {path}.md") == names
    assert list_names("Meetings/2026-10-05.md", f"# {title}\n") == names


def test_links_of_the_first_heading_count_before_the_name_of_the_file() -> None:
    text = "# Call with [[Nora Vale]] and [[Ivo Brand|Ivo]], Ben Okafor\n\n[[Kim Low]]\n"
    path = "Meetings/2026-10-05 Call with Otto Reed.md"
    assert list_names(path, text) == ["Nora Vale", "Ivo Brand", "Ben Okafor"]


def test_heading_of_a_section_is_no_title() -> None:
    assert list_names("2026-10-05.md", "# Monday\n\n## Call with [[Nora Vale]]\n") == []
