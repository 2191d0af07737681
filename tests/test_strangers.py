"""Vaults not written for netnotes: their people are read, and no error is reported.

`expect.toml` in each vault lists the contacts that must be read and the warnings that are right.
"""

from __future__ import annotations

import datetime
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netnotes.actions.init_vault import build_init_plan, write_init_plan
from netnotes.model.diagnostics import Severity
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.network.network import Network

VAULTS = Path(__file__).parent / "strangers"
TODAY = datetime.date(2026, 11, 20)
CASES = sorted(path.name for path in VAULTS.iterdir())


def read_fact(contact: Contact, network: Network, name: str) -> Any:
    """Read the fact about a contact that has this name in `expect.toml`."""
    follow_up = network.follow_ups[contact.path]
    touches = sorted(contact.touches, key=lambda touch: touch.date, reverse=True)
    facts: dict[str, Any] = {
        "last": follow_up.last_contact,
        "standing": str(follow_up.standing),
        "channel": touches[0].channel if touches else None,
        "channels": [touch.channel for touch in touches],
        "touches": len(touches),
        "texts": [touch.text for touch in touches],
        "open_promises": [promise.text for promise in contact.promises if promise.state == "open"],
        "due_days": [promise.due for promise in contact.promises if promise.state == "open"],
        "knows": [link.target for link in contact.knows or ()],
        "introduced_by": contact.introduced_by.target if contact.introduced_by else None,
        "other": [custom.name for custom in contact.other],
    }
    value = facts[name] if name in facts else getattr(contact, name)
    return list(value) if isinstance(value, tuple) else value


def test_each_vault_has_expectations() -> None:
    assert len(CASES) > 15
    assert all((VAULTS / case / "expect.toml").is_file() for case in CASES)


@pytest.mark.parametrize("case", CASES)
def test_vault_not_written_for_netnotes_is_read(case: str) -> None:
    expected = tomllib.loads((VAULTS / case / "expect.toml").read_text(encoding="utf-8"))
    opened = find_and_load_vault(VAULTS / case, TODAY)
    network, settings = opened.network, opened.vault.settings
    assert [
        diagnostic
        for diagnostic in opened.diagnostics
        if settings.find_severity(diagnostic.code) is Severity.ERROR
    ] == []
    warnings = [diagnostic.code for diagnostic in opened.diagnostics]
    assert {code: warnings.count(code) for code in warnings} == expected["warnings"], (
        opened.diagnostics
    )
    assert [contact.name for contact in network.contacts] == sorted(expected["contacts"])
    for contact in network.contacts:
        for name, value in expected["contacts"][contact.name].items():
            assert read_fact(contact, network, name) == value, (contact.name, name)


@pytest.mark.parametrize("case", CASES)
def test_what_init_says_it_will_read_is_read_after_it(case: str, tmp_path: Path) -> None:
    root = tmp_path / case
    shutil.copytree(VAULTS / case, root, ignore=shutil.ignore_patterns("netnotes.toml"))
    plan = build_init_plan(root, TODAY)
    write_init_plan(plan)
    count = len(find_and_load_vault(root, TODAY).network.contacts)
    assert plan.summary.startswith("1 person" if count == 1 else f"{count} people")


def test_one_contact_among_1900_other_notes_is_read_without_diagnostics(tmp_path: Path) -> None:
    for number in range(1900):
        folder = (
            tmp_path / f"{['Projects', 'Recipes', 'Sources', 'Diary'][number % 4]}/{number % 50}"
        )
        folder.mkdir(parents=True, exist_ok=True)
        odd = (
            "---\ntags: [: x\n---\n",
            "---\ndate: soon\nstatus: later\n---\n",
            "- [ ] 2026-02-30\n",
            "<<<<<<< HEAD\n",
        )
        text = odd[number % 4] + f"Words about [[Note {number * 7 % 1900}]] and [[Ada Quill]].\n"
        (folder / f"Note {number}.md").write_text(text)
    (tmp_path / "Drawing.excalidraw.md").write_text("x" * 1_100_000)
    (tmp_path / "Ada Quill.md").write_text(
        "---\ntype: person\npurpose: Piers\nmet_at: '[[Drawing.excalidraw]]'\n---\n"
    )
    opened = find_and_load_vault(tmp_path, TODAY)
    assert opened.diagnostics == ()
    assert [contact.name for contact in opened.network.contacts] == ["Ada Quill"]
    assert opened.network.note_count == 1901
    assert len(opened.network.backlinks["Ada Quill.md"]) == 1900


def test_decomposed_names_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    people = tmp_path / "People"
    people.mkdir()
    note = (
        "---\r\npurpose: Accents\r\nfriends: ['[[Jos\u00e9]]']\r\n"
        "last-contact: 2026-10-02\r\n---\r\n- 2026-10-03 call\r\n"
    )
    (people / "Zoe\u0308.md").write_bytes(b"\xef\xbb\xbf" + note.encode())
    (people / "Jose\u0301.md").write_text("---\npurpose: Accents\n---\n")
    opened = find_and_load_vault(tmp_path, TODAY)
    assert opened.diagnostics == ()
    assert [contact.name for contact in opened.network.contacts] == ["Jos\u00e9", "Zo\u00eb"]
    zoe = opened.network.contacts[1]
    assert opened.network.follow_ups[zoe.path].last_contact == datetime.date(2026, 10, 3)
    assert opened.network.ties[zoe.path] == {opened.network.contacts[0].path}
