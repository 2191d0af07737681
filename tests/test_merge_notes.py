"""`netnotes dedupe` finds duplicates, merges them without loss and remembers distinct pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from tests.notes import TODAY
from tests.test_import_people import load_network, read_files, run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    WriteVault = Callable[[dict[str, str]], Path]


ADA = (
    "---\npurpose: To learn\nemail: ada@example.com\nrole: CTO\n---\nMine.\n\n## Log\n"
    "- 2026-10-02 call: A.\n"
)
DUPLICATE_OF_ADA = (
    "---\nemail: [ada@example.com, a@b.example]\nrole: VP\nshoes: 39\nlocation: Lisbon\n"
    "---\nTheirs.\n- 2026-01-02 mail: B.\n"
)
NOTES_WITH_DUPLICATE = {
    "People/Ada Quill.md": ADA,
    "People/A. Quill.md": DUPLICATE_OF_ADA,
    "People/Ben.md": "---\nknows: '[[A. Quill]]'\n---\nSee [[A. Quill|her]].\n",
}


def test_duplicates_are_shown_with_their_reasons(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(NOTES_WITH_DUPLICATE)
    code, out, _ = run_verb(folder, capsys, "dedupe")
    assert code == EXIT_DONE
    assert out.startswith("People/A. Quill = People/Ada Quill: ")
    assert "mail address" in out


def test_two_notes_are_merged_without_loss(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(NOTES_WITH_DUPLICATE)
    old_files = read_files(folder)
    assert (
        "would go to .trash/A. Quill.md"
        in run_verb(folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill")[1]
    )
    assert read_files(folder) == old_files
    code, out, _ = run_verb(
        folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill", "--yes"
    )
    assert code == EXIT_DONE
    assert "role stays as it was; the other note said VP" in out
    (ada, ben) = load_network(folder).contacts
    assert ada.email == ("ada@example.com", "a@b.example")
    assert (ada.role, ada.location, ada.aliases) == ("CTO", "Lisbon", ("A. Quill",))
    assert len(ada.touches) == 2
    text = (folder / "People/Ada Quill.md").read_text()
    assert all(
        words in text
        for words in ("Mine.", "Theirs.", "- role: VP", "- shoes: 39", "## From A. Quill")
    )
    assert load_network(folder).ties[ben.path] == {ada.path}
    assert "See [[Ada Quill|her]]." in ben.text
    assert (folder / ".trash/A. Quill.md").read_text() == DUPLICATE_OF_ADA
    assert "Nobody seems to be in your notes twice" in run_verb(folder, capsys, "dedupe")[1]


def test_pair_is_marked_as_two_people_in_the_settings(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = "# mine\n[plan]\nbudget = 3 # a week\n\n[vault]\noutput = 'out'\n"
    folder = vault({**NOTES_WITH_DUPLICATE, "netnotes.toml": settings})
    assert (
        run_verb(folder, capsys, "dedupe", "--not-the-same", "People/Ada Quill", "People/A. Quill")[
            0
        ]
        == EXIT_DONE
    )
    text = (folder / "netnotes.toml").read_text()
    assert text.startswith(settings.rstrip())
    assert "Nobody seems to be in your notes twice" in run_verb(folder, capsys, "dedupe")[1]
    assert run(["check", str(folder), "--today", TODAY.isoformat()]) == EXIT_DONE
    (folder / "netnotes.toml").write_text("[broken")
    code, _, err = run_verb(
        folder, capsys, "dedupe", "--not-the-same", "People/Ada Quill", "People/A. Quill"
    )
    assert code == EXIT_CANNOT
    assert "can't be read" in err
