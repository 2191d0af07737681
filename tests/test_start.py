"""`netnotes start` asks, shows the lines of each answer, and writes only those, all at once."""

from __future__ import annotations

import shlex
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netnotes.actions.start_answers import StartPerson, list_named_people
from netnotes.actions.start_words import (
    can_be_sent,
    is_purpose,
    split_list,
    split_names,
    split_wants,
)
from netnotes.cli import run
from netnotes.commands import start
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, EXIT_INTERRUPTED
from tests.conftest import TODAY
from tests.test_import_people import load_network, read_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]


def type_answers(monkeypatch: pytest.MonkeyPatch, answers: Sequence[str]) -> list[str]:
    """Type these answers, then Ctrl-C; the result lists what is left of them."""
    remaining = list(answers)

    def ask(_question: str) -> str:
        if not remaining:
            raise KeyboardInterrupt
        return remaining.pop(0)

    monkeypatch.setattr(start, "ask", ask)
    monkeypatch.setattr(start, "is_at_terminal", lambda: True)
    return remaining


def run_start(folder: Path) -> int:
    return run(["start", str(folder), "--today", TODAY.isoformat()])


ENGINEER = [
    *("1",),
    *("Ada Quill", "15 April 2025", "How did you move into data?"),
    *("Ben Okafor", "", "", "", "half-yearly"),
    *("I work on public transport", "people who wait for a bus", "2027-09-01"),
    *("Ada Quill", "Priya Nair", ""),
    *("someone who has changed fields", "a depot manager", ""),
    *("build guild, Thursdays", ""),
    *("diagrams, saying no", "I build data platforms.", "Friday 9:00", "2"),
]

WRITTEN = {
    "Goals/I work on public transport.md": (
        "---\nwhy: people who wait for a bus\nby: 2027-09-01\nwants:\n"
        "  - someone who has changed fields\n  - a depot manager\nwhere:\n"
        "  - build guild, Thursdays\n---\n"
    ),
    "People/Ada Quill.md": (
        '---\ngoals:\n  - "[[I work on public transport]]"\ntier: half-yearly\n'
        f"last_contact: 2025-04-15\nnext: {TODAY}\nnext_step: How did you move into data?\n"
        "---\n\n## Log\n"
    ),
    "People/Ben Okafor.md": "---\ntier: half-yearly\n---\n\n## Log\n",
    "People/Priya Nair.md": ('---\ngoals:\n  - "[[I work on public transport]]"\n---\n\n## Log\n'),
    "netnotes.toml": (
        '[me]\noffers = ["diagrams", "saying no"]\npitch = "I build data platforms."\n\n'
        '[plan]\nwhen = "Friday 9:00"\nbudget = 2\n'
    ),
}


def test_answers_become_notes_of_people_a_goal_and_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    folder = tmp_path / "New"
    type_answers(monkeypatch, [*ENGINEER, ""])
    assert run_start(folder) == EXIT_DONE
    assert {path: text.decode() for path, text in read_files(folder).items()} == WRITTEN
    network = load_network(folder)
    assert [contact.name for contact in network.contacts] == [
        "Ada Quill",
        "Ben Okafor",
        "Priya Nair",
    ]
    (goal,) = network.goals
    assert goal.wants == ("someone who has changed fields", "a depot manager")
    assert [place.target for place in goal.where] == ["build guild, Thursdays"]
    assert network.settings.budget == 2
    capsys.readouterr()
    run(["check", str(folder), "--today", TODAY.isoformat()])
    findings = capsys.readouterr().out.splitlines()
    # Nothing was said about them but who they are.
    assert [line.split()[1:3] for line in findings] == [
        ["Quill.md:1:1", "no-purpose"],
        ["Okafor.md:1:1", "no-purpose"],
        ["Nair.md:1:1", "no-purpose"],
    ]


def test_each_answer_is_shown_at_once_as_the_line_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    type_answers(monkeypatch, ENGINEER)
    monkeypatch.setattr(start, "_agree", lambda *_: None)
    run_start(tmp_path / "New")
    shown = [line for line in capsys.readouterr().out.splitlines() if "→" in line]
    assert shown[:4] == [
        "    last_contact: 2025-04-15  → People/Ada Quill.md",
        "    next: 2026-11-20  → People/Ada Quill.md",
        "    next_step: How did you move into data?  → People/Ada Quill.md",
        "    tier: half-yearly  → People/Ada Quill.md",
    ]
    assert '    goals: - "[[I work on public transport]]"  → People/Priya Nair.md' in shown
    assert "    wants: - a depot manager  → Goals/I work on public transport.md" in shown
    assert shown[-1] == "    budget = 2  → netnotes.toml"
    assert len(shown) == len(set(shown)) == 16
    assert not (tmp_path / "New").exists()


@pytest.mark.parametrize("count", range(len(ENGINEER) + 1))
def test_ctrl_c_at_any_question_writes_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText, count: int
) -> None:
    type_answers(monkeypatch, ENGINEER[:count])
    code = run_start(tmp_path / "New")
    assert code == (EXIT_INTERRUPTED if count < len(ENGINEER) else EXIT_DONE)
    assert capsys.readouterr().out.endswith("\nNothing was written.\n")
    assert not (tmp_path / "New").exists()


def test_enter_at_every_question_writes_nothing(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    folder = vault(WRITTEN)
    type_answers(monkeypatch, [""] * 7)
    assert run_start(folder) == EXIT_DONE
    out = capsys.readouterr().out
    assert "\n  now: diagrams, saying no; Enter keeps it\n" in out
    assert "\n  now: Friday 9:00; Enter keeps it\n" in out
    assert "\n  now: 2; Enter keeps it\n" in out
    assert out.endswith("Nothing to write. `netnotes start` asks again whenever you like.\n")
    assert read_files(folder) == {path: text.encode() for path, text in WRITTEN.items()}


def test_all_of_it_is_taken_back_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "New"
    type_answers(monkeypatch, [*ENGINEER, "y"])
    run_start(folder)
    assert run(["undo", "--vault", str(folder), "--yes"]) == EXIT_DONE
    assert list(folder.iterdir()) == []


def test_same_answers_again_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    folder = tmp_path / "New"
    type_answers(monkeypatch, [*ENGINEER, ""])
    run_start(folder)
    # Everybody has an interval now, and the goal a reason and a day: these are not asked again.
    again = [
        *ENGINEER[:8],
        *("I work on public transport", "Ada Quill", "Priya Nair", ""),
        *ENGINEER[15:],
    ]
    remaining = type_answers(monkeypatch, again)
    assert run_start(folder) == EXIT_DONE
    assert remaining == []
    assert capsys.readouterr().out.endswith("asks again whenever you like.\n")


VAULT = {
    "netnotes.toml": '# mine\n[me]\npitch = "I sail."  # short\n\n[plan] # plan\nbudget = 3\n',
    "People/Ada Quill.md": "---\npurpose: Funding\ntier: monthly\n---\n- 2026-11-01 call: hi\n",
    "People/Dan Brody.md": "---\norganisation: Kran\n---\n",
    "People/Dan Kessler.md": "x",
    "People/Grace Hill.md": "---\ndied: 2024-05\n---\n",
    "People/Nia.md": "---\nstatus: do not contact\n---\n",
    "Goals/Talk.md": "---\nreason: because\nwant: a banker\n---\n",
}


def test_existing_people_goals_and_settings_are_found_and_changed_in_their_lines_only(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    folder = vault(VAULT)
    answers = [
        "",
        *("Grace Hill", "Nia", "ada quill", "1 October 2026", "Send you the paper"),
        *("Dan", "2", "2 weeks ago", "Coffee?", "", ""),
        *("talk", "2027-01-10", "Dan", "1", "", "a depot manager", "", "", ""),
        *("", "", "4", ""),
    ]
    remaining = type_answers(monkeypatch, answers)
    assert run_start(folder) == EXIT_DONE
    out = capsys.readouterr().out
    assert remaining == []
    assert "Grace Hill has died (May 2024). Name somebody else." in out
    assert "Nia has the status `do not contact` in People/Nia.md." in out
    assert "  1  Dan Brody (Kran)\n  2  Dan Kessler\n  3  somebody else, who gets a note Dan" in out
    assert "a later contact with Ada Quill, on 1 November 2026" in out
    changed = {
        path: text.decode()
        for path, text in read_files(folder).items()
        if text.decode() != VAULT.get(path)
    }
    assert changed == {
        "netnotes.toml": VAULT["netnotes.toml"].replace("budget = 3", "budget = 4"),
        "People/Ada Quill.md": VAULT["People/Ada Quill.md"].replace(
            "monthly\n", f"monthly\nnext_step: Send you the paper\nnext: {TODAY}\n"
        ),
        "People/Dan Brody.md": '---\norganisation: Kran\ngoals:\n  - "[[Talk]]"\n---\n',
        "People/Dan Kessler.md": f"---\nnext_step: Coffee?\nnext: {TODAY}\nlast_contact: 2026-11-06\n---\nx",
        "Goals/Talk.md": (
            "---\nreason: because\nwant:\n  - a banker\n  - a depot manager\nby: 2027-01-10\n---\n"
        ),
    }


def test_goal_is_linked_by_a_path_where_its_name_leads_elsewhere(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\ngoals: ['[[Not yet there]]']\n---\n",
            "Notes/Sail.md": "Of boats.\n",
        }
    )
    answers = ["", "", "Sail", "", "", "Ada Quill", "", "", "", "", "", "", "", ""]
    type_answers(monkeypatch, answers)
    assert run_start(folder) == EXIT_DONE
    network = load_network(folder)
    assert [link.target for link in network.contacts[0].goals] == ["Not yet there", "Goals/Sail"]
    assert [goal.path for goal in network.goals] == ["Goals/Sail.md"]


def test_note_that_is_there_and_is_no_goal_is_said_at_the_answer(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    files = {"Goals/Sail.md": "---\nnetnotes: ignore\n---\n"}
    folder = vault(files)
    remaining = type_answers(monkeypatch, ["", "", "Sail", *[""] * 5])
    assert run_start(folder) == EXIT_DONE
    assert remaining == []
    assert "There is a note Goals/Sail.md already" in capsys.readouterr().out
    assert read_files(folder) == {path: text.encode() for path, text in files.items()}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("last spring", "“last spring” is not one day, and a note needs one."),
        ("2025", "“2025” is not one day"),
        ("10/09/2026", "may be 10 September 2026 or 9 October 2026. Which day was it?"),
        ("2026-12-24", "24 December 2026 is still to come. When was the last time?"),
    ],
)
def test_day_that_is_not_certain_is_asked_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: CaptureText,
    words: str,
    message: str,
) -> None:
    folder = tmp_path / "New"
    type_answers(monkeypatch, ["", "Ada", words, "yesterday", *[""] * 9])
    assert run_start(folder) == EXIT_DONE
    assert message in capsys.readouterr().out
    assert load_network(folder).contacts[0].last_contact.isoformat() == "2026-11-19"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("about two years ago", "2024-11-20"),
        ("I think around 6 months ago", "2026-05-20"),
        ("may 2025", "2025-05-15"),
        ("in May", "2026-05-15"),
        ("etwa vor zwei Jahren", "2024-11-20"),
        ("Mai 2025", "2025-05-15"),
    ],
)
def test_day_is_taken_roughly_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText, words: str, day: str
) -> None:
    type_answers(monkeypatch, ["", "Ada", words])
    run_start(tmp_path / "New")
    assert f"last_contact: {day}  → People/Ada.md" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", ["Sam Okoye, my old boss", "Sam Okoye: runs Lumen", "Sam Okoye (Lumen)"]
)
def test_words_about_somebody_never_become_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText, words: str
) -> None:
    type_answers(monkeypatch, ["", words, "Sam Okoye", "", "", "", "", ""])
    run_start(tmp_path / "New")
    out = capsys.readouterr().out
    assert f"“{words}” is more than a name. Write the name alone, as in Sam Okoye." in out
    assert "When did you last speak with Sam?" in out


def test_it_ends_with_one_message_in_own_words_and_the_command_that_logs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    folder = tmp_path / "A new vault"
    type_answers(monkeypatch, ["4", "Ben Okafor", "", "", "Dr. Ada O'Hara", "", "Tea?", *[""] * 9])
    run_start(folder)
    out = capsys.readouterr().out
    assert "\nA message to Dr. Ada O'Hara, in your words:\n\n    Hello Ada,\n\n    Tea?\n" in out
    command = out.partition("Once it is sent: ")[2].splitlines()[0]
    assert run([*shlex.split(command)[1:], "--today", TODAY.isoformat()]) == EXIT_DONE
    (touch,) = load_network(folder).contacts[1].touches
    assert (touch.date, touch.channel) == (TODAY, "message")


def test_note_that_an_editor_saves_meanwhile_is_shown_once_more(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    folder = vault(VAULT)
    note = folder / "People/Dan Kessler.md"
    answers = ["", "Dan Kessler", "", "Coffee?", *[""] * 7]

    def ask(question: str) -> str:
        if question.startswith("Write this?") and note.read_text() == "x":
            note.write_text("y")
        return answers.pop(0) if answers else ""

    monkeypatch.setattr(start, "ask", ask)
    monkeypatch.setattr(start, "is_at_terminal", lambda: True)
    assert run_start(folder) == EXIT_DONE
    assert "was changed while this was being written" in capsys.readouterr().out
    assert note.read_text() == f"---\nnext_step: Coffee?\nnext: {TODAY}\n---\ny"


def test_terminal_shows_no_control_character_and_ctrl_c_ends_it(vault: WriteVault) -> None:
    from tests.test_review import CommandTerminal

    name = r"Ada \e]52;c;YQ==\a\u009b2J\u202eQuill"
    files = {"People/Ada.md": f'---\nname: "{name}"\n---\n'}
    folder = vault(files)
    with CommandTerminal(folder, "start") as terminal:
        terminal.read_until("not losing anyone\r\n")
        terminal.read_until("> ")
        terminal.type("\r")
        terminal.read_until("> ")
        terminal.type("ada\r")
        shown = terminal.read_until("Which ada? ")
        assert r"1  Ada \u001b]52;c;YQ==\u0007\u009b2J\u202eQuill" in shown
        assert not set(shown) & set("\x07\x9b\u202e")
        terminal.type("1\r")
        terminal.read_until("last speak with Ada?")
        terminal.read_until("> ")
        # What the terminal sends for Ctrl-C; this one controls no process.
        # Python's readline may miss one that comes just before it waits for a key.
        while terminal.process.poll() is None:
            terminal.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                terminal.process.wait(10)
        terminal.read_until("Nothing was written.")
        assert terminal.process.returncode == EXIT_INTERRUPTED
    assert read_files(folder) == {path: text.encode() for path, text in files.items()}


def test_without_a_terminal_it_says_how_to_use_it(tmp_path: Path, capsys: CaptureText) -> None:
    assert run_start(tmp_path / "New") == EXIT_CANNOT
    assert "at /start. Nothing was written." in capsys.readouterr().err
    assert not (tmp_path / "New").exists()


def test_people_of_a_stranger_s_vault_are_pointed_out_first(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    person = "---\nphone: '030 5550123'\nemail: {0}@example.com\n---\n"
    folder = vault({f"Netz/{name}.md": person.format(name) for name in ("Ada", "Ben", "Cem")})
    type_answers(monkeypatch, [])
    run_start(folder)
    assert "There seem to be people in Netz: `netnotes init`" in capsys.readouterr().out


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=WORDS, why=WORDS, pitch=WORDS, place=WORDS)
def test_whatever_is_typed_is_read_back_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, words: str, why: str, pitch: str, place: str
) -> None:
    folder = tmp_path_factory.mktemp("typed") / "New"
    typed = [" ".join(text.split()) for text in (words, why, pitch, place)]
    answers = ["", "Ada Quill", "", words, "", "", "Sail", why, "", "", ""]
    answers += [place, ""] if typed[3] else [""]
    answers += ["", pitch, "", "", ""]
    with pytest.MonkeyPatch.context() as monkeypatch:
        remaining = type_answers(monkeypatch, answers)
        assert run_start(folder) == EXIT_DONE
    assert remaining == []
    network = load_network(folder)
    (contact,) = network.contacts
    assert (contact.purpose or contact.next_step) == typed[0]
    assert network.goals[0].why == typed[1]
    assert network.settings.me.pitch == typed[2]
    assert tuple(link.target for link in network.goals[0].where) == split_list(typed[3], ";")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Petra Lang, Oskar Wirth, Jun", ("Petra Lang", "Oskar Wirth", "Jun")),
        ("Petra Lang and Oskar Wirth", ("Petra Lang", "Oskar Wirth")),
        ("Petra Lang, Oskar Wirth, and Jun", ("Petra Lang", "Oskar Wirth", "Jun")),
        ("Dr. Lena Voss; Jun", ("Dr. Lena Voss", "Jun")),
        ("Petra und Oskar", ("Petra", "Oskar")),
        ("Ada Quill, PhD", ("Ada Quill, PhD",)),
        ("Ada and the others", ("Ada and the others",)),
        ("Ada Quill", ("Ada Quill",)),
    ],
)
def test_several_names_are_several_people_where_each_is_like_a_name(
    words: str, names: tuple[str, ...]
) -> None:
    assert split_names(words) == names


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("diagrams, saying no; boats", ("diagrams", "saying no", "boats")),
        ('"red, white and blue"; boats', ("red, white and blue", "boats")),
        ("„rot, weiß“, Boote", ("rot, weiß", "Boote")),
        ("", ()),
    ],
)
def test_list_is_split_outside_of_quotes(words: str, parts: tuple[str, ...]) -> None:
    assert split_list(words) == parts


def test_what_says_more_of_a_person_stays_with_them() -> None:
    assert split_wants("someone who hires, ideally in Bonn; a nurse, and a banker") == (
        "someone who hires, ideally in Bonn",
        "a nurse",
        "a banker",
    )


def test_names_in_one_answer_become_people_who_are_each_asked_about(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault({"People/Tom and Ann.md": "---\npurpose: x\n---\n"})
    answers = ["", "Petra Lang, Jun", "yesterday", "Coffee?", "", "Tea?", "", "", "Seed", "", ""]
    answers += ["Oskar Wirth and Petra Lang", "Tom and Ann", "", "a nurse; a banker", ""]
    remaining = type_answers(monkeypatch, [*answers, "guild, Thursdays; market", *[""] * 6])
    assert run_start(folder) == EXIT_DONE
    assert remaining == []
    network = load_network(folder)
    steps = {contact.name: contact.next_step for contact in network.contacts}
    assert steps == {"Jun": "Tea?", "Oskar Wirth": "", "Petra Lang": "Coffee?", "Tom and Ann": ""}
    (goal,) = network.goals
    assert goal.wants == ("a nurse", "a banker")
    assert [link.target for link in goal.where] == ["guild, Thursdays", "market"]
    assert len(network.contacts_by_goal[goal.path]) == 3


def test_more_names_than_make_a_start_are_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    type_answers(monkeypatch, ["", "Ada, Ben, Cleo, Dan"])
    run_start(tmp_path / "New")
    assert "These are 4 names; 3 names at most for now. Which?" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "is_sent", "has_purpose"),
    [
        ("How did you move into data?", True, False),
        ("I left Kranz & Co in September.", True, False),
        ("Thank you for the book", True, False),
        ("send her the workshop notes", False, False),
        ("Tell June about the flat", False, False),
        ("I owe him a book", False, False),
        ("advice on funding", False, False),
        ("How teams are funded", False, True),
        ("stay in touch", False, True),
    ],
)
def test_what_is_said_of_somebody_is_no_message_to_them(
    words: str, is_sent: bool, has_purpose: bool
) -> None:
    assert (can_be_sent(words), is_purpose(words)) == (is_sent, has_purpose)


def test_one_off_is_over_once_it_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText
) -> None:
    folder = tmp_path / "New"
    words = "send her the workshop notes"
    type_answers(monkeypatch, ["", "June Fell", "", words, *[""] * 9])
    run_start(folder)
    assert f"Hello June,\n\n    [in your own words: {words}]\n" in capsys.readouterr().out
    arguments = ["--vault", str(folder), "--today"]
    run(["brief", "June Fell", *arguments, TODAY.isoformat()])
    assert words in capsys.readouterr().out
    run(["log", "emailed June Fell", *arguments, TODAY.isoformat()])
    capsys.readouterr()
    run(["brief", "June Fell", *arguments, "2027-02-20"])
    assert words not in capsys.readouterr().out
    run(["build", str(folder), "--today", "2027-02-20"])
    for path in folder.rglob("*.html"):
        if "people" in path.parts or path.name == "index.html":
            assert f"Next step</span> {words}" not in path.read_text()


def test_name_of_two_contacts_is_asked_about_again_though_it_was_named(vault: WriteVault) -> None:
    folder = vault({"People/Dan Brody.md": "", "People/Dan Kessler.md": ""})
    network = load_network(folder)
    people = list_named_people("Dan", network, [StartPerson("Dan")])
    assert [person.path for person in people] == [
        "People/Dan Brody.md",
        "People/Dan Kessler.md",
        "",
    ]


def test_day_that_the_log_has_is_not_written_again(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = "---\ntier: yearly\n---\n\n## Log\n- 2026-10-02 coffee: hello\n"
    folder = vault({"People/Ada Quill.md": note})
    type_answers(monkeypatch, ["", "Ada Quill", "2 October 2026", "", *[""] * 12, "y"])
    run_start(folder)
    assert (folder / "People/Ada Quill.md").read_text() == note


def test_one_off_with_somebody_spoken_to_today_is_not_over_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "New"
    type_answers(monkeypatch, ["", "June Fell", "today", "Tea?", *[""] * 9])
    run_start(folder)
    (contact,) = load_network(folder).contacts
    assert str(contact.next) == "2026-11-21"
