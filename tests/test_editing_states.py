"""Verbs that write respect who has died, a status of one's own, and lists of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from tests.test_editing import VAULT, run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

DEAD = "---\ndied: 2026-05-12\nlast_contact: 2026-01-02\n---\n"


def test_funeral_is_logged_only_if_asked_and_is_no_contact(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({**VAULT, "People/Cleo.md": DEAD})
    code, _, err = run_verb(folder, capsys, "log", "Cleo", "the funeral")
    assert (code, (folder / "People/Cleo.md").read_text()) == (EXIT_CANNOT, DEAD)
    assert "Cleo died (12 May 2026). Nothing was written; `--anyway`" in err

    code, out, _ = run_verb(folder, capsys, "log", "Cleo", "the funeral", "--anyway")
    assert (code, (folder / "People/Cleo.md").read_text()) == (
        EXIT_DONE,
        f"{DEAD}\n## Log\n- 2026-11-20: the funeral\n",
    )
    assert "Cleo has died, and is never due" in out
    assert run_verb(folder, capsys, "check")[0] == EXIT_DONE


def test_what_passed_in_the_lifetime_is_logged_without_a_question(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Cleo.md": DEAD})
    assert run_verb(folder, capsys, "log", "Cleo", "x", "--on", "2026-05-12")[0] == EXIT_DONE
    assert "last_contact: 2026-05-12" in (folder / "People/Cleo.md").read_text()


def test_who_has_died_is_not_paused_without_being_asked_for(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Cleo.md": DEAD})
    assert run_verb(folder, capsys, "snooze", "Cleo", "3 weeks")[0] == EXIT_CANNOT
    assert (folder / "People/Cleo.md").read_text() == DEAD
    assert run_verb(folder, capsys, "snooze", "Cleo", "3 weeks", "--anyway")[0] == EXIT_DONE


@pytest.mark.parametrize(
    ("front", "words", "after"),
    [
        ("status: lead", (), "status: lead\narchived: true"),
        ("status: do not contact", (), "status: do not contact\narchived: true"),
        ("status: [active, client]", (), "status: [active, client]\narchived: true"),
        ("status: paused", (), "status: archived"),
        ("status: archived\narchived: true", ("--undo",), "status: active"),
        ("status: lead\narchived: true", ("--undo",), "status: lead"),
    ],
)
def test_archiving_replaces_no_word_of_the_users_own(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    front: str,
    words: tuple[str, ...],
    after: str,
) -> None:
    folder = vault({"People/Cleo.md": f"---\n{front}\n---\n"})
    assert run_verb(folder, capsys, "archive", "Cleo", *words)[0] == EXIT_DONE
    assert (folder / "People/Cleo.md").read_text() == f"---\n{after}\n---\n"


def test_bringing_back_who_is_not_archived_says_so(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Cleo.md": "---\nstatus: paused\n---\n"})
    code, _, err = run_verb(folder, capsys, "archive", "Cleo", "--undo")
    assert (code, err) == (EXIT_CANNOT, "netnotes: Cleo is not archived. Nothing was written.\n")


def test_snooze_adds_to_a_list_of_days_or_says_why_not(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "---\npause_until: [2026-12-01, 2026-12-30]\n---\n"
    folder = vault({"People/Cleo.md": note})
    code, _, err = run_verb(folder, capsys, "snooze", "Cleo", "2026-12-10")
    assert (code, (folder / "People/Cleo.md").read_text()) == (EXIT_CANNOT, note)
    assert "the latest of them counts: 30 December 2026" in err
    assert run_verb(folder, capsys, "snooze", "Cleo", "2027-01-10")[0] == EXIT_DONE
    assert (folder / "People/Cleo.md").read_text() == note.replace("30]", "30, 2027-01-10]")


def test_recurring_promise_that_is_ticked_comes_again(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "- [ ] water the fern 🔁 every week 📅 2026-11-01\n- [ ] ring 🔁 every moon\n"
    folder = vault({"People/Cleo.md": note})
    code, out, _ = run_verb(folder, capsys, "done", "Cleo", "fern")
    assert code == EXIT_DONE
    assert "kept\n  it comes again: 8 November 2026\n" in out
    assert (folder / "People/Cleo.md").read_text() == (
        "- [ ] water the fern 🔁 every week 📅 2026-11-08\n"
        "- [x] water the fern 🔁 every week 📅 2026-11-01 ✅ 2026-11-20\n"
        "- [ ] ring 🔁 every moon\n"
    )
    before = (folder / "People/Cleo.md").read_text()
    code, _, err = run_verb(folder, capsys, "done", "Cleo", "ring")
    assert (code, (folder / "People/Cleo.md").read_text()) == (EXIT_CANNOT, before)
    assert "can't be reckoned from `every moon`" in err
