"""No text of a note, a file or an argument controls the terminal, whichever command prints it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.commands.output.terminal_stream import BOLD, TerminalStream, format_style
from netnotes.commands.parser import COMMANDS
from netnotes.reading.properties import CONTACT_PROPERTIES
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

# A colour, a bell, the clipboard (OSC 52), the same sequences in one character (C1), back over what
# was written, and letters turned round; marks of a direction, and what has no width.
HOSTILE = (
    "\x1b[31m\x07\x1b]52;c;YQ==\x07\x9b2J\x9d52;c;YQ==\x9c\r\x08\x7f\u202e"
    "x\u200f\u200e\u061c\u200b\u2060\ufeff\xad\u200d"
)

# The same where a file has escapes for it.
ESCAPED = "".join(
    f"\\u{ord(character):04x}" if ord(character) < 32 or ord(character) > 126 else character
    for character in HOSTILE
)


# Signs above numbers in Arabic, Syriac and Kaithi, marks of hieroglyphs and of shorthand's words.
SHOWN_SIGNS = (
    "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    + "".join(map(chr, range(0x13430, 0x13440)))
)


def is_control_character(character: str) -> bool:
    if character in "\n\t":
        return False
    # `Cf` are those without a shape; some signs among them have one, and joiners are tested alone.
    category = unicodedata.category(character)
    return category in ("Cc", "Zl", "Zp") or (category == "Cf" and character not in SHOWN_SIGNS)


def list_control_characters(text: str) -> list[str]:
    return sorted({repr(character) for character in text if is_control_character(character)})


def make_hostile_note() -> str:
    """Return a note with a hostile text in each property and in each kind of line."""
    names = [prop.name for prop in CONTACT_PROPERTIES]
    front = [f'{name}: "{name} {ESCAPED}"' for name in names if name not in HARMLESS]
    front += [f"{name}: {value}" for name, value in HARMLESS.items()]
    return "\n".join(
        (
            "---",
            *front,
            f'"shoe {ESCAPED}": "{ESCAPED}"',
            "---",
            f"# Ada {HOSTILE}",
            f"#tag{HOSTILE} [[Link {HOSTILE}]]",
            "",
            f"- 2026-10-02 coffee: Talked {HOSTILE}",
            f"  - [ ] promised:: the draft {HOSTILE} 📅 2026-11-21",
            f"  - [ ] asked:: a name {HOSTILE}",
            f"  - learned:: she sails {HOSTILE}",
            f"- 2026-13-40 call{HOSTILE}: no such day",
            "",
        )
    )


# Without these the note would be about nobody, or nobody would ever be due.
HARMLESS = {"type": "person", "tier": "monthly", "archived": "false", "cadence": "monthly"}

# A file name has no slash and no line end.
PATH = f"People/Ada {HOSTILE}.md"

HOSTILE_VAULT = {
    "netnotes.toml": (
        f'[me]\nname = "Me {ESCAPED}"\norganisation = "{ESCAPED}"\noffers = ["x {ESCAPED}"]\n'
        f'[tiers]\n"often {ESCAPED}" = "30 days"\n[channels]\n"word {ESCAPED}" = "voice"\n'
        f'[vault]\n"{ESCAPED}" = "{ESCAPED}"\n'
    ),
    PATH: make_hostile_note(),
    "People/Ben.md": f'---\nname: "Ada {ESCAPED}"\naliases: ["{ESCAPED}"]\ntier: often\n---\n',
    "People/Cleo.md": f"---\npurpose: x\nemail: {HOSTILE}\ntier: monthly\nmet: 2026-01-02\n---\n",
    f"Goals/Goal {HOSTILE}.md": f"---\nwhy: {HOSTILE}\nask: x {HOSTILE}\n---\n",
    f"Events/Fair {HOSTILE}.md": f"---\ndate: 2026-12-01\nlocation: {HOSTILE}\n---\n",
    "Broken.md": f"---\ntype: person\n{HOSTILE}: [{HOSTILE}\n---\n",
    "Inbox.md": f"- coffee with Cleo: {HOSTILE}\n- lunch with Zoe {HOSTILE}\n{HOSTILE}\n",
    "import.csv": (
        "name,organisation,email,birthday\n"
        f"New {HOSTILE},Org {HOSTILE},x{HOSTILE}@example.com,{HOSTILE}\n"
        f"Cleo,Other {HOSTILE},,\n"
    ),
}

# What every command is called with, in a vault (`VAULT`) and outside of it (`NEW`).
CALLS: dict[str, list[list[str]]] = {
    "init": [["VAULT"], ["NEW", "--yes"]],
    "demo": [["NEW", "--no-open"], ["VAULT", "--no-open"]],
    "build": [["VAULT"], ["VAULT", "--redact"], [f"no-such {HOSTILE}"]],
    "serve": [["VAULT", "--port", HOSTILE], [f"no-such {HOSTILE}"]],
    "check": [[], ["--strict"], ["--github"], ["--json"], ["--fix", "--dry-run"]],
    "due": [[], ["--all"], ["--all", "--markdown"], ["--all", "--json"]],
    "mix": [[], ["--json"]],
    "who": [["ada"], ["ada", "--json"], [HOSTILE]],
    "path": [["cleo"], [PATH], ["ada", "--json"], ["engineer", "--words"], [HOSTILE]],
    "brief": [["cleo"], [PATH], [PATH, "--json"], ["ada"], [HOSTILE]],
    "new": [[f"Zoe {HOSTILE}", "--dry-run"], ["Zoe", "--tier", HOSTILE], [f"Ada {HOSTILE}"]],
    "met": [
        [f"yesterday {HOSTILE}", f"Zoe Ito: {HOSTILE}"],
        ["yesterday", f"[[Zoe {HOSTILE}]]: x"],
        [f"Fair {HOSTILE}"],
        ["yesterday", HOSTILE],
    ],
    "log": [
        ["coffee with cleo: " + HOSTILE, "--dry-run"],
        ["coffee with ada: x"],
        [PATH, HOSTILE, "--dry-run"],
        [HOSTILE, "--on", HOSTILE],
        ["cleo", "x", "--channel", HOSTILE],
    ],
    "ask": [
        ["goal"],
        ["goal", "--json"],
        ["goal", "--asked", PATH],
        ["goal", "--asked", HOSTILE],
        [HOSTILE],
    ],
    "done": [[PATH], [PATH, HOSTILE], [PATH, "draft", "--dry-run"], ["cleo"]],
    "snooze": [[PATH, "friday", "--dry-run"], ["cleo", HOSTILE], ["cleo", "friday"]],
    "archive": [[PATH, "--dry-run"], ["ada"], ["cleo"]],
    "rename": [[PATH, f"Ada {HOSTILE} Q", "--dry-run"], ["cleo", HOSTILE], [HOSTILE, "Zoe"]],
    "review": [[]],
    "start": [["VAULT"], [f"no-such {HOSTILE}"]],
    "import": [
        ["VAULT/import.csv"],
        [f"no-such {HOSTILE}"],
        ["VAULT/import.csv", "--map", HOSTILE],
    ],
    "dedupe": [[], ["--merge", PATH, "People/Ben.md"], ["--not-the-same", HOSTILE, "cleo"]],
    "inbox": [["--dry-run"], ["--json"], []],
    "undo": [["--list"], ["--list", "--json"], ["--dry-run"], ["--yes"]],
    "export": [["csv"], ["vcf"], ["ics"], ["json"], [HOSTILE]],
    "explain": [[], [HOSTILE], ["no-purpose"]],
    "completion": [["bash"], [HOSTILE], ["words", "--", "brief", ""]],
}


def run_at_terminal(*arguments: str) -> None:
    """Run a command as at a terminal, whatever its exit code is."""
    try:
        run([*arguments, "--today", TODAY.isoformat(), "--no-color"])
    except SystemExit:  # argparse
        return


@pytest.mark.parametrize("verb", [command.name for command in COMMANDS])
def test_command_prints_no_control_characters(
    vault: WriteVault,
    tmp_path: Path,
    capsys: CaptureText,
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
) -> None:
    folder = vault(HOSTILE_VAULT)
    monkeypatch.chdir(folder)
    assert verb in CALLS, f"add calls of `{verb}` to CALLS"
    if verb == "undo":
        run_at_terminal("archive", PATH, "--quiet")
    # Text goes to a terminal here; through a pipe an export is given byte by byte.
    if verb == "export":
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for number, words in enumerate([*CALLS[verb], [f"--no-such-{HOSTILE}"]]):
        replaced = {"VAULT": str(folder), "NEW": str(tmp_path / f"new {HOSTILE}{number}")}
        arguments = [replaced.get(word, word.replace("VAULT/", f"{folder}/")) for word in words]
        run_at_terminal(verb, *arguments)
        out, err = capsys.readouterr()

        assert out or err or "--fix" in words, words
        assert list_control_characters(out + err) == [], words
        assert "Traceback" not in err
        if "--json" in words and out:
            json.loads(out)


def test_hostile_texts_are_printed_at_all(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(HOSTILE_VAULT)
    run_at_terminal("brief", PATH, "--vault", str(folder))
    out = capsys.readouterr().out
    assert r"name \u001b[31m\u0007\u001b]52;c;YQ==" in out
    assert r"purpose \u001b[31m" in out


def test_served_dashboard_prints_no_control_characters(vault: WriteVault) -> None:
    folder = vault(HOSTILE_VAULT)
    command = [sys.executable, "-m", "netnotes", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Behind a shell's back Ctrl-C is ignored, and a child inherits that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        process.send_signal(signal.SIGINT)
        lines.append(process.stdout.read())

    assert "The dashboard is at" in "".join(lines)
    assert list_control_characters("".join(lines)) == []


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "verb", ["due", "mix", "brief", "path", "who", "check", "log", "new", "import"]
)
def test_letters_that_an_encoding_lacks_are_escaped(
    vault: WriteVault, verb: str, encoding: str
) -> None:
    folder = vault(
        {
            "People/Łukasz 日本 🙂.md": "---\npurpose: café → €\ntier: monthly\nmet: łater\n---\n",
            "import.csv": "name\nŁucja 日本\n",
        }
    )
    arguments = {
        "due": ["--all"],
        "brief": ["łukasz"],
        "path": ["łukasz"],
        "who": ["café"],
        "log": ["coffee with łukasz: 日本"],
        "new": ["日本 🙂"],
        "import": [str(folder / "import.csv")],
    }
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    command = [sys.executable, "-m", "netnotes", verb, *arguments.get(verb, [])]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    assert b"Traceback" not in result.stderr
    assert (result.stdout + result.stderr).decode(encoding)


@pytest.mark.parametrize("verb", ["due", "brief", "who", "check", "mix"])
def test_json_can_be_read_in_any_encoding(vault: WriteVault, verb: str) -> None:
    folder = vault({"People/Łukasz 🙂.md": "---\npurpose: café → €\ntier: monthly\n---\n"})
    arguments = {"due": ["--all"], "brief": ["łukasz"], "who": ["café"]}
    command = [sys.executable, "-m", "netnotes", verb, *arguments.get(verb, []), "--json"]
    values = []
    for encoding in ("ascii", "cp1252", "utf-8"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        result = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
        values.append(json.loads(result.stdout.decode(encoding)))
    assert values[0] == values[1] == values[2]


@given(st.text())
def test_any_text_is_written_without_control_characters(text: str) -> None:
    stream = io.StringIO()
    assert TerminalStream(stream).write(text) == len(text)
    assert list_control_characters(stream.getvalue()) == []


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"])))
def test_text_without_control_characters_stays_as_it_is(text: str) -> None:
    stream = io.StringIO()
    TerminalStream(stream).write(text)
    assert stream.getvalue() == text


REAL_TEXTS = {
    "Persian": "می\u200cخواهم",
    "Hindi": "क्\u200dष क्\u200cष",
    "a family": "👨\u200d👩\u200d👧",
    "a heart on fire": "❤\ufe0f\u200d🔥",
    "the flag of Wales": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "a Japanese name": "葛\U000e0100城",
}


@pytest.mark.parametrize("text", REAL_TEXTS.values(), ids=REAL_TEXTS)
def test_joiners_and_tags_that_real_texts_need_stay(text: str) -> None:
    stream = io.StringIO()
    TerminalStream(stream).write(text)
    assert stream.getvalue() == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ad\u200da", r"Ad\u200da"),
        ("\u200cAda", r"\u200cAda"),
        ("👩\u200d\u200d👧", "👩\u200d\\u200d👧"),
        ("🏴\U000e0061", r"🏴\udb40\udc61"),
        ("רון\u200f", r"רון\u200f"),
    ],
)
def test_joiners_and_tags_without_a_use_are_shown(text: str, shown: str) -> None:
    stream = io.StringIO()
    TerminalStream(stream).write(text)
    assert stream.getvalue() == shown
    assert json.loads(f'"{shown}"') == text


def test_our_own_style_is_shown() -> None:
    stream = io.StringIO()
    TerminalStream(stream).write(format_style("Ada\x1b[2J", BOLD))
    assert stream.getvalue() == "\x1b[1mAda\\u001b[2J\x1b[0m"
