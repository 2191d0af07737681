"""Links by a name that a contact's note and another note share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from tests.notes import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

NOTES = {
    "People/Ada Quill.md": "---\npurpose: p\n---\nSee [[Ada Quill]].\n",
    "1-1s/Ada Quill.md": "Topics.\n",
    "netnotes.toml": '[vault]\njournal = "Daily"\n',
}


def check(vault: WriteVault, capsys: pytest.CaptureFixture[str], texts: dict[str, str]) -> str:
    run(["check", str(vault({**NOTES, **texts})), "--today", TODAY.isoformat()])
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            {"Daily/2026-11-10.md": "- call with [[Ada Quill]]\n"},
            (
                "Daily/2026-11-10.md:1:13 shared-name Ada Quill is the name of two notes: the link "
                "leads to 1-1s/Ada Quill.md, as in Obsidian, and says nothing of the contact "
                "People/Ada Quill.md. Write [[People/Ada Quill|Ada Quill]] where"
            ),
        ),
        (
            {
                "Meetings/a.md": "---\ndate: 2026-11-03\nattendees: Ada Quill\n---\n",
                "Notes/b.md": "[[Ada Quill]] and [[ADA QUILL#Topics|her]]\n",
            },
            (
                "Meetings/a.md:3:12 shared-name Ada Quill is the name of two notes: the link leads to "
                "1-1s/Ada Quill.md, as in Obsidian, and says nothing of the contact "
                "People/Ada Quill.md. So do 2 other links."
            ),
        ),
    ],
)
def test_link_that_leads_past_the_contact_is_reported(
    texts: dict[str, str], expected: str, vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    assert expected in check(vault, capsys, texts)


@pytest.mark.parametrize(
    "texts",
    [
        # Obsidian takes the shortest path, and this is longer.
        {
            "1-1s/Ada Quill.md": "[[x]]",
            "1-1s/Old/Ada Quill.md": "",
            "People/b.md": "[[People/Ada Quill]]",
        },
        {"Daily/2026-11-10.md": "- call with [[People/Ada Quill|Ada]]\n"},
        {"Daily/2026-11-10.md": "- call with Ada Quill\n"},
    ],
)
def test_link_that_leads_to_the_contact_or_names_a_path_is_none(
    texts: dict[str, str], vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "shared-name" not in check(vault, capsys, texts)
