"""Sentences that a phone appends to the inbox become entries, or are asked about below them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.model.settings import Settings
from netnotes.vault.load import find_and_load_vault
from netnotes.writing.inbox import list_waiting_lines
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

TODAY = "2026-11-28"
NAMES = (
    "Ada Quill",
    "Ben Okafor",
    "Dan Brody",
    "Dan Kessler",
    "Ingrid Solberg",
    "Jean-Paul Roy",
    "Mehmet Aydın",
    "Sun Li",
    "Tom & Ann Weber",
    "Yuki Tanaka",
)
PEOPLE = {f"People/{name}.md": "---\ntier: monthly\n---\n" for name in NAMES}


def make_vault(vault: WriteVault, inbox: str, settings: str = "") -> Path:
    return vault({**PEOPLE, "netnotes.toml": settings, "Inbox.md": inbox})


def file_inbox(folder: Path, *options: str) -> None:
    assert run(["inbox", "--vault", str(folder), "--today", TODAY, *options]) == 0


def read_entries(folder: Path) -> dict[str, list[str]]:
    """Read the lines of all logs, by the name of the contact; those without one are left out."""
    entries = {}
    for name in NAMES:
        _, _, log = (folder / f"People/{name}.md").read_text().partition("## Log\n")
        if log:
            entries[name] = log.splitlines()
    return entries


def read_text(folder: Path) -> str:
    return (folder / "Inbox.md").read_bytes().decode()


# Twenty sentences as the apps append them, and what belongs to the person who keeps the note.
PHONE_DAY = """\
---
tags: inbox
---
# Inbox

Whatever my phone heard. The manual is on the shelf.

26 Nov 2026 at 18:40 coffee with Ada: talked about the move
Nov 26, 2026 at 6:45 PM: called Ben Okafor, promised to send the deck by friday
26. November 2026 um 08:15 Kaffee mit Ingrid: neue Stelle
2026-11-26-19-02-11 met Yuki and Jean-Paul Roy for dinner
2026-11-25 18:40 lunch with Sun Li yesterday
2026-11-26T18:40 ran into Tom & Ann Weber
2026-11-26T21:05:00+01:00 texted Mehmet about the visa
- 2026-11-26 08:10 lunch with Dan
- [ ] 2026-11-26T18:40 call Ada
- [ ] coffee with Ben: he sold the boat
- [x] emailed Ingrid about the panel
met Okafro for lunch
- buy milk
- [ ] pay the rent

## 2026-11-27

- 09:15 call with Mehmet: the visa came through
- 18:40 drinks with Sun Li
- 20:00 dinner with Jean-Paul Roy tomorrow
- **21:10** texted Tom & Ann Weber
    about the keys
<!-- coffee with Ada -->
```
coffee with Ada
```

## Ideas
- a present for Ada
* Dinner with Ingrid last night
> coffee with Ben
| coffee | with Ben |
26.11.26, 18:40 walk with Yuki
"""
FILED_PHONE_DAY = """\
---
tags: inbox
---
# Inbox

Whatever my phone heard. The manual is on the shelf.

- 2026-11-26 08:10 lunch with Dan
  ? Which Dan: Dan Brody or Dan Kessler?
- [ ] 2026-11-26T18:40 call Ada
  ? Is this done? Tick it, or write on which day it was.
met Okafro for lunch
  ? Did you mean Ben Okafor?
- buy milk
- [ ] pay the rent

## 2026-11-27

- 20:00 dinner with Jean-Paul Roy tomorrow
  ? 28 November 2026 is still to come. Write the day on which it was; a plan belongs under \
`next:` in the note.
<!-- coffee with Ada -->
```
coffee with Ada
```

## Ideas
- a present for Ada
  ? Were you in touch with Ada Quill? Write how it was, as in `coffee with` or `called`.
> coffee with Ben
| coffee | with Ben |
"""
ENTRIES_OF_PHONE_DAY = {
    "Ada Quill": ["- 2026-11-26 coffee: talked about the move"],
    "Ben Okafor": [
        "- 2026-11-28 coffee: he sold the boat",
        "- 2026-11-26 call",
        "  - [ ] promised:: send the deck 📅 2026-11-27",
    ],
    "Ingrid Solberg": [
        "- 2026-11-28 email: about the panel",
        "- 2026-11-27 dinner",
        "- 2026-11-26 coffee: neue Stelle",
    ],
    "Jean-Paul Roy": ["- 2026-11-26 dinner: with [[Yuki Tanaka]]"],
    "Mehmet Aydın": [
        "- 2026-11-27 call: the visa came through",
        "- 2026-11-26 text: about the visa",
    ],
    "Sun Li": ["- 2026-11-27 drinks", "- 2026-11-24 lunch"],
    "Tom & Ann Weber": ["- 2026-11-27 text: about the keys", "- 2026-11-26 met"],
    "Yuki Tanaka": [
        "- 2026-11-26 walk",
        "- 2026-11-26 dinner: with [[Jean-Paul Roy]]",
    ],
}


def test_phone_day_is_filed_and_the_rest_stays_as_it_is(vault: WriteVault) -> None:
    folder = make_vault(vault, PHONE_DAY)

    file_inbox(folder)
    assert read_text(folder) == FILED_PHONE_DAY
    assert read_entries(folder) == ENTRIES_OF_PHONE_DAY

    # A second time nothing changes: what is asked is not asked twice.
    file_inbox(folder)
    assert read_text(folder) == FILED_PHONE_DAY
    assert read_entries(folder) == ENTRIES_OF_PHONE_DAY


def test_filing_is_taken_back_as_one(vault: WriteVault) -> None:
    folder = make_vault(vault, PHONE_DAY)
    file_inbox(folder)
    assert run(["undo", "--yes", "--vault", str(folder), "--today", TODAY]) == 0
    assert read_text(folder) == PHONE_DAY
    assert not read_entries(folder)


def test_dry_run_writes_nothing(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_vault(vault, PHONE_DAY)
    file_inbox(folder, "--dry-run")
    assert read_text(folder) == PHONE_DAY
    assert not read_entries(folder)
    printed = capsys.readouterr().out
    assert "14 sentences would be filed; 5 stay in Inbox.md" in printed
    assert "+  ? Which Dan: Dan Brody or Dan Kessler?" in printed


def test_json_says_what_was_filed_and_asked(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_vault(vault, "coffee with Ada\n- 2026-11-27 lunch with Dan\n")
    file_inbox(folder, "--json")
    record = json.loads(capsys.readouterr().out)
    assert record["filed"][0]["entries"] == [
        {"path": "People/Ada Quill.md", "entry": "- 2026-11-28 coffee"}
    ]
    assert [asked["line"] for asked in record["asked"]] == [2]


def test_question_is_replaced_and_goes_once_it_is_answered(vault: WriteVault) -> None:
    folder = make_vault(vault, "- lunch with Dan\n- tea\n")
    file_inbox(folder)
    question = "  ? Which Dan: Dan Brody or Dan Kessler?\n"
    assert read_text(folder) == f"- lunch with Dan\n{question}- tea\n"

    # Two devices have asked, and another question is older.
    doubled = f"- lunch with Dan\n{question}  ? With whom?\n{question}- tea\n"
    (folder / "Inbox.md").write_text(doubled)
    file_inbox(folder)
    assert read_text(folder) == f"- lunch with Dan\n{question}- tea\n"

    (folder / "Inbox.md").write_text(f"- lunch with Dan Kessler\n{question}- tea\n")
    file_inbox(folder)
    assert read_text(folder) == "- tea\n"
    assert read_entries(folder) == {"Dan Kessler": ["- 2026-11-28 lunch"]}


def test_line_ends_and_byte_order_mark_stay(vault: WriteVault) -> None:
    folder = make_vault(vault, "")
    content = "\ufeff# Inbox\r\n\r\ncoffee with Ada\r\n- lunch with Dan\r\ntea".encode()
    (folder / "Inbox.md").write_bytes(content)
    file_inbox(folder)
    assert read_text(folder) == (
        "\ufeff# Inbox\r\n\r\n- lunch with Dan\r\n  ? Which Dan: Dan Brody or Dan Kessler?\r\ntea"
    )


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("10/09/2026 18:40 coffee with Ada", "Which day is 10/09/2026: 2026-09-10 or 2026-10-09?"),
        ("2026-02-30 coffee with Ada", "2026-02-30 is no day. Which one is meant?"),
        ("2026-11-29 coffee with Ada", "29 November 2026 is still to come."),
        ("- coffee with Ada next friday", "is still to come"),
        ("- [ ] call Ada", "Is this done?"),
        ("- [ ] email Ben: the deck", "Is this done?"),
        ("- a present for Ada", "Were you in touch with Ada Quill?"),
        ("- lunch at Noma", "With whom"),
        ("- coffee with Ada\n    - gave:: a book", "What is below this line"),
    ],
)
def test_what_is_not_certain_is_asked_and_not_written(
    line: str, question: str, vault: WriteVault
) -> None:
    folder = make_vault(vault, f"{line}\n")
    file_inbox(folder)
    assert f"  ? {question}" in read_text(folder) or question in read_text(folder)
    first_line = line.partition("\n")[0]
    assert read_text(folder).startswith(f"{first_line}\n  ? ")
    assert not read_entries(folder)


def test_touch_after_a_death_is_asked_about(vault: WriteVault) -> None:
    folder = make_vault(vault, "coffee with Ada\n2025-01-10 10:00 called Ada\n")
    (folder / "People/Ada Quill.md").write_text("---\ndied: 2026-01-02\n---\n")
    file_inbox(folder)
    assert read_text(folder).startswith("coffee with Ada\n  ? Ada Quill died")
    assert read_entries(folder) == {"Ada Quill": ["- 2025-01-10 call"]}


def test_note_that_can_not_be_edited_keeps_its_sentence_only(vault: WriteVault) -> None:
    folder = make_vault(vault, "coffee with Ada\ncoffee with Ben and Ada\nlunch with Ingrid\n")
    broken = "---\ntier: [monthly\n---\n"
    (folder / "People/Ada Quill.md").write_text(broken)
    file_inbox(folder)
    assert (folder / "People/Ada Quill.md").read_text() == broken
    assert list(read_entries(folder)) == ["Ingrid Solberg"]
    assert read_text(folder).count("  ? ") == 2


# Merges


def test_entry_that_stands_in_the_note_is_not_written_twice(vault: WriteVault) -> None:
    folder = make_vault(vault, PHONE_DAY)
    file_inbox(folder)
    # The other device has not filed, and its inbox comes back; twice, as a careless merge does it.
    (folder / "Inbox.md").write_text(PHONE_DAY + PHONE_DAY.partition("# Inbox\n")[2])
    file_inbox(folder)
    assert read_entries(folder) == ENTRIES_OF_PHONE_DAY
    assert "talked about the move" not in read_text(folder)


def test_both_sides_of_a_conflict_are_filed_once(vault: WriteVault) -> None:
    folder = make_vault(
        vault,
        "# Inbox\n<<<<<<< HEAD\n2026-11-26 18:40 coffee with Ada: the move\n"
        "2026-11-26 19:00 called Ben\n||||||| base\n- lunch with Ingrid\n=======\n"
        "2026-11-26 18:40 coffee with Ada: the move\n- lunch with Yuki\n>>>>>>> phone\n",
    )
    file_inbox(folder)
    assert read_entries(folder) == {
        "Ada Quill": ["- 2026-11-26 coffee: the move"],
        "Ben Okafor": ["- 2026-11-26 call"],
        "Yuki Tanaka": ["- 2026-11-28 lunch"],
    }
    assert read_text(folder) == (
        "# Inbox\n<<<<<<< HEAD\n||||||| base\n- lunch with Ingrid\n=======\n>>>>>>> phone\n"
    )


def test_two_versions_of_one_touch_are_asked_about(vault: WriteVault) -> None:
    folder = make_vault(
        vault,
        "<<<<<<< HEAD\n- coffee with Ada: the move\n=======\n"
        "- coffee with Ada: the move to Lisbon\n>>>>>>> phone\n",
    )
    file_inbox(folder)
    assert not read_entries(folder)
    text = read_text(folder)
    assert "Is this the same as “coffee with Ada: the move to Lisbon”, from" in text
    assert "Is this the same as “coffee with Ada: the move”, from your other device?" in text
    file_inbox(folder)
    assert read_text(folder) == text


def test_open_task_below_a_sentence_stays_a_task(vault: WriteVault) -> None:
    folder = make_vault(vault, "- coffee with Ada: the move\n  - [ ] buy a map\n")
    file_inbox(folder)
    assert not read_entries(folder)
    first_line, question, task = read_text(folder).splitlines()
    assert (first_line, task) == ("- coffee with Ada: the move", "  - [ ] buy a map")
    assert question.startswith("  ? What is below this line can't be filed.")


def test_done_task_below_a_sentence_is_part_of_it(vault: WriteVault) -> None:
    folder = make_vault(vault, "- coffee with Ada: the move\n  - [x] bought a map\n")
    file_inbox(folder)
    assert read_text(folder) == ""


def test_unstamped_line_that_comes_back_later_is_the_same_touch(vault: WriteVault) -> None:
    folder = make_vault(vault, "coffee with Ada: the move\n")
    assert run(["inbox", "--vault", str(folder), "--today", "2026-11-26"]) == 0
    (folder / "Inbox.md").write_text("coffee with Ada: the move\n")
    file_inbox(folder)
    assert read_entries(folder) == {"Ada Quill": ["- 2026-11-26 coffee: the move"]}
    assert read_text(folder) == ""


@pytest.mark.parametrize(
    ("first_day", "days_of_entries"),
    [("2026-10-29", ["2026-10-29"]), ("2026-10-28", ["2026-11-28", "2026-10-28"])],
)
def test_unstamped_line_is_the_same_for_thirty_days(
    vault: WriteVault, first_day: str, days_of_entries: list[str]
) -> None:
    folder = make_vault(vault, "coffee with Ada: the move\n")
    assert run(["inbox", "--vault", str(folder), "--today", first_day]) == 0
    (folder / "Inbox.md").write_text("coffee with Ada: the move\n")
    file_inbox(folder)
    assert read_entries(folder) == {
        "Ada Quill": [f"- {day} coffee: the move" for day in days_of_entries]
    }


def test_promise_that_a_known_entry_lacks_is_not_lost(vault: WriteVault) -> None:
    folder = make_vault(vault, "26 Nov 2026 at 18:40 coffee with Ada, promised to send the deck\n")
    note = folder / "People/Ada Quill.md"
    note.write_text("---\ntier: monthly\n---\n\n## Log\n- 2026-11-26 coffee\n")
    file_inbox(folder)
    assert "promised:: send the deck" in note.read_text()
    assert read_text(folder) == ""


# What waits


def test_build_check_and_due_say_how_many_sentences_wait(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_vault(vault, "coffee with Ada\n- lunch with Dan\n- buy milk\n")
    words = "2 sentences wait in Inbox.md"
    for verb in ("build", "check", "due"):
        run([verb, str(folder), "--today", TODAY])
        captured = capsys.readouterr()
        assert words in captured.out + captured.err, verb
    assert words in (folder / "dashboard/index.html").read_text()

    run(["due", str(folder), "--today", TODAY, "--json"])
    assert json.loads(capsys.readouterr().out)["inbox"] == 2

    file_inbox(folder)
    run(["build", str(folder), "--today", TODAY])
    words = "1 sentence waits in Inbox.md, with a question below"
    assert words in (folder / "dashboard/index.html").read_text()


def test_another_note_can_be_the_inbox_or_none(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_vault(vault, "lunch with Ada\n", '[capture]\ninbox = "Phone/In.md"\n')
    assert run(["inbox", "--vault", str(folder), "--today", TODAY]) == 2
    assert "There is no Phone/In.md in this vault." in capsys.readouterr().err
    (folder / "Phone").mkdir()
    (folder / "Phone/In.md").write_text("coffee with Ada\n")
    file_inbox(folder)
    assert read_entries(folder) == {"Ada Quill": ["- 2026-11-28 coffee"]}

    (folder / "netnotes.toml").write_text('[capture]\ninbox = ""\n')
    assert run(["inbox", "--vault", str(folder), "--today", TODAY]) == 2
    assert "The settings turn the inbox off." in capsys.readouterr().err


def test_inbox_is_no_contact_and_mentions_nobody(vault: WriteVault) -> None:
    text = "---\ntype: person\ndate: 2026-11-26\npeople: ['[[Ada Quill]]']\n---\n- [[Ada Quill]]\n"
    folder = make_vault(vault, text)
    network = find_and_load_vault(folder, parse_iso_day(TODAY)).network
    assert sorted(contact.name for contact in network.contacts) == sorted(NAMES)
    assert not network.contacts_by_path["People/Ada Quill.md"].touches
    assert not network.backlinks.get("People/Ada Quill.md")


@pytest.mark.parametrize(
    "text",
    [
        "- buy milk\n",
        "Write one sentence a line.\n",
        "# coffee with Ada\n",
        "```\ncoffee with Ada\n```\n",
        "> coffee with Ada\n",
        "%% coffee with Ada %%\n",
        "---\n- coffee with Ada\n---\n",
        "![[coffee with Ada]]\n",
        "https://example.com/coffee\n",
        "---\n\n***\n",
    ],
)
def test_what_is_no_sentence_does_not_wait(text: str) -> None:
    names = frozenset(("ada", "quill"))
    assert list_waiting_lines("Inbox.md", text, names, Settings()) == ()
