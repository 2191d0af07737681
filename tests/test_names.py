"""Two of one name are told apart, in every command that takes a name; nobody is guessed."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.commands.output import choosing, terminal
from netnotes.commands.parser import COMMANDS, build_verb_parser
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.model.people import Me
from netnotes.model.settings import Settings
from netnotes.network.names import describe_candidates, find_candidates
from netnotes.writing.name_index import build_name_index
from tests.conftest import TODAY
from tests.networks import make_network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

PROMISE = "- 2026-10-02 call: Talked.\n  - [ ] promised:: the draft\n"
ACME = "People/Bob Smith.md"
GLOBEX = "People/Work/Bob Smith.md"
NAMESAKES = {
    ACME: f"---\npurpose: x\norganisation: Acme\nemail: bob@acme.example\n---\n{PROMISE}",
    GLOBEX: (
        "---\npurpose: x\norganisation: Globex\nlocation: Lisbon\naliases: [Bobby]\n"
        f"last_contact: 2026-10-03\n---\n{PROMISE}"
    ),
    "People/Tom & Ann Weber.md": f"---\npurpose: x\n---\n{PROMISE}",
    "People/Ada Stripe.md": "---\npurpose: x\n---\n",
    "Goals/Found a circle.md": "---\nask: Would you read my plan?\n---\n",
}

# How the first of the two can be named, and nobody else.
NAMES_OF_ACME = (
    "People/Bob Smith.md",
    "People/Bob Smith",
    "people/bob smith",
    "Bob Smith Acme",
    "Bob Smith (Acme)",
    "Bob Smith, Acme",
    "Bob Smith at Acme",
    "Bob from Acme",
    "bob (ACME)",
    "bob@acme.example",
    "Bob@Acme.Example",
)

# Each command that takes a name, with the name as `NAME`; what it changes is only shown.
CALLS: dict[str, list[list[str]]] = {
    "brief": [["NAME"]],
    "path": [["NAME"]],
    "who": [["NAME"]],
    "log": [["NAME", "Talked.", "--dry-run"], ["call with NAME: Talked.", "--dry-run"]],
    "done": [["NAME", "draft", "--dry-run"]],
    "met": [["yesterday", "NAME: Talked.", "--dry-run"]],
    "ask": [["circle", "--asked", "NAME", "--dry-run"]],
    "snooze": [["NAME", "3 weeks", "--dry-run"]],
    "archive": [["NAME", "--dry-run"]],
    "rename": [["NAME", "Bob Jones", "--dry-run"]],
    "new": [
        ["Zoe", "--introduced-by", "NAME", "--dry-run"],
        ["Zoe", "--knows", "NAME", "--dry-run"],
    ],
    "dedupe": [["--merge", "NAME", "People/Ada Stripe.md"]],
}

# What the arguments of the other commands are; a new command is in one of the two tables.
OTHER_COMMANDS = {
    *("init", "demo", "build", "serve", "check", "due", "mix", "review", "import", "export"),
    *("explain", "completion", "undo", "inbox", "start"),
}


def test_every_command_is_known_to_take_a_name_or_not() -> None:
    verbs = {command.name for command in COMMANDS}
    assert verbs <= CALLS.keys() | OTHER_COMMANDS
    for verb in verbs & OTHER_COMMANDS:
        assert "NAME" not in list_metavars(verb)


def list_metavars(verb: str) -> list[str]:
    for action in build_verb_parser(verb)._actions:
        if isinstance(action, argparse._SubParsersAction):
            options = action.choices[verb]._actions
            return [str(option.metavar) for option in options if not option.option_strings]
    raise AssertionError(f"`{verb}` has no parser")


def run_verb(folder: Path, verb: str, words: list[str], name: str) -> int:
    arguments = [word.replace("NAME", name) for word in words]
    return run([verb, *arguments, "--vault", str(folder), "--today", TODAY.isoformat()])


@pytest.mark.parametrize("name", NAMES_OF_ACME)
def test_one_of_two_namesakes_is_found(name: str) -> None:
    network = make_network(NAMESAKES)
    assert find_candidates(network, name) == (network.contacts_by_path[ACME],)


@pytest.mark.parametrize("name", ["People/Bob Smith", "Bob Smith, Acme", "bob@acme.example"])
@pytest.mark.parametrize(
    ("verb", "words"), [(verb, words) for verb, calls in CALLS.items() for words in calls]
)
def test_one_of_two_namesakes_can_be_named_in_every_command(
    vault: WriteVault, capsys: CaptureText, verb: str, words: list[str], name: str
) -> None:
    folder = vault(NAMESAKES)
    assert run_verb(folder, verb, words, name) == EXIT_DONE
    out = capsys.readouterr().out
    if verb in ("brief", "path", "who"):
        assert "Acme" in out
        assert "Globex" not in out
    elif verb == "new":
        assert "[[Bob Smith]]" in out or "[[People/Bob Smith|Bob Smith]]" in out
    else:
        assert ACME in out
        assert GLOBEX not in out


@pytest.mark.parametrize(
    ("verb", "words"), [(verb, words) for verb, calls in CALLS.items() for words in calls]
)
def test_name_of_two_is_not_guessed_in_any_command(
    vault: WriteVault, capsys: CaptureText, verb: str, words: list[str]
) -> None:
    folder = vault(NAMESAKES)
    code = run_verb(folder, verb, words, "bob smith")
    out, err = capsys.readouterr()
    if verb == "who":
        assert "Acme" in out
        assert "Globex" in out
        return
    assert code == EXIT_CANNOT
    assert out == ""
    assert err == (
        "netnotes: bob smith could be 2 people. Write one of these instead:\n"
        "  Bob Smith (Acme): bob@acme.example, last contact 2 October 2026\n"
        "  Bob Smith (Globex): Lisbon, last contact 3 October 2026\n"
    )


@pytest.mark.parametrize(
    ("folder_name", "name", "path"),
    [
        (".", "./People/Bob Smith.md", ACME),
        ("People", "Bob Smith.md", ACME),
        ("People", "./Bob Smith", ACME),
        ("People/Work", "Bob Smith.md", GLOBEX),
        ("People/Work", "../Bob Smith.md", ACME),
        # a path in the vault counts before one in the current folder
        ("People/Work", "People/Bob Smith.md", ACME),
    ],
)
def test_path_may_be_relative_to_the_current_folder(
    vault: WriteVault,
    capsys: CaptureText,
    monkeypatch: pytest.MonkeyPatch,
    folder_name: str,
    name: str,
    path: str,
) -> None:
    folder = vault(NAMESAKES)
    monkeypatch.chdir(folder / folder_name)
    for verb in ("archive", "rename"):
        assert run_verb(folder, verb, CALLS[verb][0], name) == EXIT_DONE
        assert path in capsys.readouterr().out
    assert run_verb(folder, "archive", ["NAME"], str(folder / path)) == EXIT_DONE


def test_arguments_without_quotes_are_one_name(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({**NAMESAKES, "People/Sun Li.md": f"---\npurpose: x\n---\n{PROMISE}"})
    for verb, words in (
        ("snooze", ["sun", "li", "3", "weeks"]),
        ("snooze", ["sun", "li", "friday"]),
        ("done", ["sun", "li", "draft"]),
        ("done", ["sun", "li"]),
        ("snooze", ["bob", "smith", "acme", "friday"]),
    ):
        assert run_verb(folder, verb, [*words, "--dry-run"], "") == EXIT_DONE
        out = capsys.readouterr().out
        assert ("People/Sun Li.md" if words[0] == "sun" else ACME) in out


def test_last_word_of_a_name_is_no_organisation(vault: WriteVault) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\norganisation: Stripe\n---\n",
            "People/Ben.md": "---\norganisation: Acme\n---\n",
        }
    )
    assert run_verb(folder, "archive", ["NAME"], "Ada Stripe") == EXIT_CANNOT


def test_ambiguous_name_is_json_too(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(NAMESAKES)
    assert run_verb(folder, "brief", ["NAME", "--json"], "Bob Smith") == EXIT_CANNOT
    out, err = capsys.readouterr()
    assert "could be 2 people" in err
    assert json.loads(out) == {
        "netnotes": 2,
        "candidates": [
            {
                "name": "Bob Smith",
                "path": ACME,
                "write": "Bob Smith (Acme)",
                "differs_in": ["Acme", "bob@acme.example", "last contact 2 October 2026"],
            },
            {
                "name": "Bob Smith",
                "path": GLOBEX,
                "write": "Bob Smith (Globex)",
                "differs_in": ["Globex", "Lisbon", "last contact 3 October 2026"],
            },
        ],
    }


def test_namesakes_of_whom_nothing_is_known_are_told_apart_by_path(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(
        {"People/Bob.md": "", "People/Work/Bob.md": "", "Bob.md": "---\ntier: never\n---\n"}
    )
    assert run_verb(folder, "archive", ["NAME"], "bob") == EXIT_CANNOT
    err = capsys.readouterr().err
    assert "  People/Bob.md\n  People/Work/Bob.md\n" in err
    for line in err.splitlines()[1:]:
        name = line.strip().partition(":")[0]
        assert run_verb(folder, "archive", ["NAME", "--dry-run"], name) == EXIT_DONE


def test_terminal_shows_what_tells_namesakes_apart(
    vault: WriteVault, capsys: CaptureText, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(NAMESAKES)
    monkeypatch.setattr(choosing, "is_at_terminal", lambda: True)
    monkeypatch.setattr(terminal, "ask", lambda _question: "2")
    assert run_verb(folder, "archive", ["NAME", "--dry-run"], "bob smith") == EXIT_DONE
    out = capsys.readouterr().out
    assert "  1  Bob Smith (Acme, bob@acme.example, last contact 2 October 2026)\n" in out
    assert "  2  Bob Smith (Globex, Lisbon, last contact 3 October 2026)\n" in out
    assert f"a/{GLOBEX}" in out


PLAIN = "---\npurpose: x\n---\n"


def test_couple_is_one_note_or_two_as_the_vault_says(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault({"People/Tom & Ann Weber.md": PLAIN, "People/Zoe.md": PLAIN})
    words = ["dinner with Tom & Ann Weber and Zoe", "--dry-run"]
    assert run_verb(folder, "log", words, "") == EXIT_DONE
    assert capsys.readouterr().out.count("+++ ") == 2

    folder = vault({"People/Tom & Ann Weber.md": PLAIN, "People/Ann Weber.md": PLAIN})
    (folder / "People/Tom Weber.md").write_text(PLAIN)
    assert run_verb(folder, "log", ["dinner with Tom & Ann Weber"], "") == EXIT_CANNOT
    assert "is one note, and Tom and Ann Weber have notes of their own" in capsys.readouterr().err
    for words, count in (
        (["dinner with Tom Weber, Ann Weber", "--dry-run"], 2),
        (["dinner with People/Tom & Ann Weber.md", "--dry-run"], 1),
    ):
        assert run_verb(folder, "log", words, "") == EXIT_DONE
        assert capsys.readouterr().out.count("+++ ") == count

    (folder / "People/Tom & Ann Weber.md").unlink()
    assert run_verb(folder, "log", ["dinner with Tom & Ann Weber", "--dry-run"], "") == EXIT_DONE
    assert capsys.readouterr().out.count("+++ ") == 2


@given(
    st.lists(
        st.sampled_from(("Bob Smith", "Bob", "Ada", "Bob Acme", "Acme")), min_size=2, max_size=4
    ),
    st.lists(st.sampled_from(("", "Acme", "Globex", "Acme Smith")), min_size=4, max_size=4),
    st.lists(st.sampled_from(("", "a@x.example", "b@x.example")), min_size=4, max_size=4),
)
def test_what_is_offered_for_a_candidate_means_that_candidate(
    names: list[str], organisations: list[str], addresses: list[str]
) -> None:
    notes = {}
    for number, name in enumerate(names):
        front = f"name: {name}\norganisation: {organisations[number]}\nemail: {addresses[number]}"
        notes[f"People/{number}/{name}.md"] = f"---\n{front}\n---\n"
    network = make_network(notes)
    for candidate in describe_candidates(network, network.contacts):
        assert find_candidates(network, candidate.name) == (candidate.contact,)


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(text: str) -> None:
    network = make_network(NAMESAKES)
    find_candidates(network, text)
    build_name_index(network.contacts).find_names(text)


@pytest.mark.parametrize("word", ["me", "Me", "myself", "Mira  Holm", "[[Mira Holm]]", "[[me]]"])
def test_own_name_means_me_wherever_it_is_written(word: str) -> None:
    settings = Settings(me=Me(name="Mira Holm"))
    network = make_network(
        {"People/Ada.md": f'---\npurpose: x\nintroduced_by: "{word}"\n---\n'}, settings
    )
    assert network.introductions["People/Ada.md"].by == "me"


def test_nobody_is_me_without_a_name_in_the_settings() -> None:
    network = make_network({"People/Ada.md": "---\nintroduced_by: Mira Holm\n---\n"})
    assert network.introductions["People/Ada.md"].by == "other"
    assert not Me().is_named("")


@pytest.mark.parametrize("verb", ["build", "check", "due", "mix", "export"])
def test_vault_in_a_folder_whose_name_is_not_utf8(
    tmp_path: Path, capsys: CaptureText, verb: str
) -> None:
    if sys.getfilesystemencoding() != "utf-8":
        pytest.skip("the name would be another one")
    folder = tmp_path / "\udcff"
    try:
        (folder / "People").mkdir(parents=True)
    except (OSError, UnicodeError):  # macOS takes no such name
        pytest.skip("the file system takes no such name")
    (folder / "People/Ada.md").write_text("---\ntier: monthly\nmet: 2026-01-02\n---\n")
    options = ["csv"] if verb == "export" else []
    code = run([verb, *options, str(folder), "--today", TODAY.isoformat()])
    assert code == EXIT_DONE or verb == "check"
    assert "Traceback" not in capsys.readouterr().err
    if verb == "build":
        assert "vault=%FF&amp;file=People%2FAda" in (folder / "dashboard/index.html").read_text()


def test_error_without_candidates_offers_commands_that_can_be_typed(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(NAMESAKES)
    arguments = ["--vault", str(folder), "--", "-n $(touch X)"]
    assert run(["archive", *arguments]) == EXIT_CANNOT
    assert capsys.readouterr().err == (
        "netnotes: Nobody in your notes is called -n $(touch X). "
        "`netnotes who -- '-n $(touch X)'` searches everything in your notes, "
        "`netnotes new -- '-n $(touch X)'` creates a note.\n"
    )


def test_two_full_names_are_two_people_beside_a_note_with_their_words(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("Tom & Ann Weber", "Tom Weber", "Ann Weber")
    folder = vault({f"People/{name}.md": PLAIN for name in names})
    assert run_verb(folder, "log", ["dinner with Tom Weber & Ann Weber: split"], "") == EXIT_DONE
    logged = [name for name in names if "split" in (folder / f"People/{name}.md").read_text()]
    assert logged == ["Tom Weber", "Ann Weber"]
    assert run_verb(folder, "log", ["dinner with Tom & Ann: y"], "") == EXIT_CANNOT
    assert "for the others" in capsys.readouterr().err
