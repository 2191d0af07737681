"""What the sweeps run: every command that writes, killed or refused at each of its system calls."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import netnotes
from tests.conftest import QUICK_STRACE_OPTIONS

TODAY = "2026-11-20"

VAULT = {
    "netnotes.toml": '[me]\nname = "Mira"\n',
    "People/Ada Quill.md": "---\nteir: monthly\n---\n- [ ] promised:: the draft\n",
    "People/Ben Okafor.md": "---\nteir: monthly\nknows: ['[[Ada Quill]]']\n---\n",
    "People/B. Okafor.md": "---\nemail: b@o.example\nknows: ['[[Ada Quill]]']\n---\n",
    "Goals/Found a circle.md": "---\nask: Would you read my plan?\n---\n",
    "Inbox.md": (
        "- 2026-11-19 18:40 coffee with Ada: x\nlunch with Okafor\n26 Nov 2025 at 8:00 called Ada\n"
    ),
    "people.csv": "name,email\nAda Quill,a@b.example\nEve Ito,e@f.example\n",
}

# `{vault}` is the vault's folder, which the others are told with `--vault`.
COMMANDS = {
    "log": ["log", "coffee with ada and ben okafor: x"],
    "done": ["done", "ada"],
    "snooze": ["snooze", "ada", "1 week"],
    "archive": ["archive", "ada"],
    "new": ["new", "Cleo Marsh"],
    "met": ["met", "yesterday", "Ada Quill: x", "Cleo Marsh: y", "--yes"],
    "rename": ["rename", "ada", "Ada Byron"],
    "import": ["import", "{vault}/people.csv", "--yes"],
    "dedupe --merge": ["dedupe", "--merge", "People/Ben Okafor", "People/B. Okafor", "--yes"],
    "dedupe --not-the-same": ["dedupe", "--not-the-same", "People/Ben Okafor", "People/B. Okafor"],
    "check --fix": ["check", "{vault}", "--fix"],
    "init": ["init", "{vault}/new", "--yes"],
    "demo": ["demo", "{vault}/demo", "--no-open"],
    "export": ["export", "csv", "{vault}", "-o", "{vault}/out.csv"],
    "build": ["build", "{vault}"],
    "undo": ["undo", "--yes"],
    "snooze after half a rename": ["snooze", "ada", "1 week"],
    "form /log": ["/log", "text=Typed with care."],
    "form /done": ["/done", "came=kept", "what=the draft"],
    "form /snooze": ["/snooze", "until=1 week"],
    "ask": ["ask", "circle", "--asked", "ada", "--asked", "ben okafor", "--yes"],
    "inbox": ["inbox"],
    "form /inbox": ["/inbox", "inbox=Inbox.md"],
    "form /ask": [
        "/ask",
        "goal=Goals/Found a circle.md",
        "ask=Would you read my plan?",
        "asked-1=People/Ada Quill.md",
        "asked-2=People/Ben Okafor.md",
    ],
    "form /new": ["/new", "name=Cleo Marsh"],
    "form /met": ["/met", "place=yesterday", "people=ada quill: x"],
    "form /start": ["/start", "person1=ada", "person2=Cleo Marsh", "words1=Tea?", "budget=2"],
    "form /sentence": [
        "/sentence",
        "sentence=coffee with ada, ben okafor and Cleo Marsh: x",
        'answers=["new:Cleo Marsh"]',
    ],
}
WITHOUT_VAULT_OPTION = ("check", "init", "demo", "export", "build")

# What was done before, where it is not nothing.
PREPARATIONS = {"undo": "log", "snooze after half a rename": "rename"}

# They write files of their own, each whole, but no plan that would be taken back.
NOT_TAKEN_BACK = ("init", "demo", "export")

# strace counts each system call by itself: of two that one run makes, only one can be in a sweep.
CALLS = {
    "write": "write",
    "fsync": "fsync",
    "syncfs": "?syncfs",
    "rename": "?rename,?renameat",
    "exchange": "?renameat2",
    "link": "?link,?linkat",
    "mkdir": "?mkdir,?mkdirat",
    "unlink": "?unlink",
    "unlinkat": "?unlinkat",
    "rmdir": "?rmdir",
    "open": "?openat",
}
CALLS_OF_ALL = ("write", "open")
REMOVING_CALLS = ("unlink", "unlinkat", "rmdir")
FAILURES = {
    "killed": ("-f", "-e", "inject={calls}:signal=SIGKILL:when={moment}"),
    "disk full": (*QUICK_STRACE_OPTIONS, "-e", "inject={calls}:error=ENOSPC:when={moment}+"),
    "disk error": (*QUICK_STRACE_OPTIONS, "-e", "inject={calls}:error=EIO:when={moment}"),
}

_PROGRAM_FOLDER = str(Path(netnotes.__file__).parents[1])

RUN_COMMAND = f"""
import sys
sys.path.insert(0, {_PROGRAM_FOLDER!r})
from netnotes.cli import run
sys.exit(run(sys.argv[1:]))
"""

# What `netnotes serve` does with a form that a browser has sent, without the server.
_SUBMIT_FORM = f"""
import sys
sys.path.insert(0, {_PROGRAM_FOLDER!r})
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from netnotes.actions.serving.forms import FORMS, submit_form
from netnotes.actions.serving.sentences import SentenceReader, build_sentence_form, read_sentence
from netnotes.actions.serving.met_form import submit_people
from netnotes.actions.serving.start_form import submit_answers
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

vault, today, form_path, *words = sys.argv[1:]
paths = find_vault(Path(vault))

def refresh():
    network = load_vault(paths, date.fromisoformat(today)).network
    snapshot = SimpleNamespace(find_page=lambda path: "")
    return SimpleNamespace(paths=paths, network=network, snapshot=snapshot)

served = refresh()
note = "People/Ada Quill.md"
fields = dict(word.split("=") for word in words)
fields |= {{"note": note, "digest": served.network.contacts_by_path[note].digest}}
if form_path == "/met":
    seen = submit_people(fields, refresh=refresh, report=print).form_page.view.seen
    fields |= {{"do": "write", "seen": seen}}
    outcome = submit_people(fields, refresh=refresh, report=print)
    with suppress(OSError):
        print(outcome.form_page.view.message if outcome.form_page else "", file=sys.stderr)
    sys.exit(0 if outcome.status == 303 else 2)
if form_path == "/start":
    shown = submit_answers(fields, refresh=refresh, report=print).form_page.view
    fields |= {{"do": "write", "seen": shown.seen}}
    view = submit_answers(fields, refresh=refresh, report=print).form_page.view
    with suppress(OSError):
        print(view.message, file=sys.stderr)
    sys.exit(0 if view.is_written else 2)
reader = SentenceReader()
forms = (*FORMS, build_sentence_form(reader))
(form,) = [form for form in forms if form.path == form_path]
if form_path == "/sentence":
    fields["seen"] = read_sentence(fields, reader, served.network).seen
outcome = submit_form(form, fields, vault=served, refresh=refresh, report=print)
with suppress(OSError):
    print(outcome.message, file=sys.stderr)
sys.exit(0 if outcome.status == 303 else 2)
"""


# Most commands have less; `demo` and `build` write a hundred files alike.
MAX_MOMENTS = 60


class Sweep(NamedTuple):
    """One command, one kind of failure, one kind of system call."""

    command: str
    failure: str
    call: str


def list_sweeps() -> list[Sweep]:
    """List all sweeps. That a file can't be removed has nothing to do with a full disk."""
    sweeps = [
        Sweep(command, failure, call)
        for command in COMMANDS
        for failure in FAILURES
        for call in CALLS
        if failure != "disk full" or call not in REMOVING_CALLS
    ]
    assert len(sweeps) > 500
    return sweeps


def read_files(folder: Path) -> dict[str, bytes]:
    """Read all files but dashboards, which have a sweep of their own in `test_crash`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "dashboard" not in path.parts
    }


# How many problems `check` has found, and that half a command was taken back.
_SAID_BEFORE = re.compile(
    r"\d+ warnings?\. `netnotes explain CODE` says more\.\s*"
    r"|`netnotes \w+` of .*? was cut short .*? your notes are as they were before it\.\s*"
)


class Sweeper:
    """Runs a command on a copy of a vault, always at the same place: the cache goes by its path."""

    def __init__(self, strace: str, folder: Path, sweep: Sweep) -> None:
        self.strace = strace
        self.sweep = sweep
        self.folder = folder / "Swept" / "Vault"
        self.cache = folder / "Swept" / "cache"
        self.before = folder / "before"
        self.trace = folder / "trace"
        self.program = _build_program(sweep.command, self.folder)
        for path, text in VAULT.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text)
        self.original_files = read_files(self.folder)
        self.prepare()
        shutil.copytree(self.folder.parent, self.before)

    def prepare(self) -> None:
        """Do what comes before the command; a rename is killed when it is half done."""
        command = PREPARATIONS.get(self.sweep.command)
        if command is None:
            return
        program = _build_program(command, self.folder)
        if command == "rename":
            calls = CALLS["exchange"]
            options = ["-f", "-e", f"trace={calls}", "-e", f"inject={calls}:signal=SIGKILL:when=2"]
            program = [self.strace, "-o", os.devnull, *options, *program]
        is_killed = self.run(program).returncode != 0
        assert is_killed == (command == "rename")
        assert read_files(self.folder) != self.original_files

    def check_all(self, max_moments: int) -> None:
        """Check the failure at each moment, or at so many of them by chance."""
        old_files, recovered_old = self.run_undisturbed([])
        new_files, recovered_new = self.run_undisturbed(self.program)
        moments = self.list_moments()
        assert moments or self.sweep.call not in CALLS_OF_ALL, "the sweep met none of these calls"

        # Always the same ones, so that a failure comes again.
        count = min(max_moments, len(moments))
        for moment in random.Random(str(self.sweep)).sample(moments, count):
            self.check_moment(moment, old_files, new_files, (recovered_old, recovered_new))

    def run_undisturbed(self, program: list[str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Run a program; returns the files then, and after the next command that writes."""
        self.start_anew()
        if program:
            assert self.run(program).returncode in (0, 1)
        files = clear_temporaries(read_files(self.folder))
        self.recover()
        return files, read_files(self.folder)

    def list_moments(self) -> list[int]:
        """List which of the calls write: all of them, or those that open a file to be written."""
        self.start_anew()
        calls = CALLS[self.sweep.call]
        command = [self.strace, "-o", str(self.trace), "-e", f"trace={calls}", *self.program]
        self.run(command)
        lines = [line for line in self.trace.read_text().splitlines() if "(" in line]
        if self.sweep.call == "open":
            return [number for number, line in enumerate(lines, start=1) if "O_CREAT" in line]
        return list(range(1, len(lines) + 1))

    def check_moment(
        self,
        moment: int,
        old_files: dict[str, bytes],
        new_files: dict[str, bytes],
        recovered: tuple[dict[str, bytes], dict[str, bytes]],
    ) -> None:
        """Let the command fail at one call, and the next one clear up."""
        command, failure, call = self.sweep
        self.start_anew()
        calls = CALLS[call]
        inject = [option.format(calls=calls, moment=moment) for option in FAILURES[failure]]
        options = ["-o", os.devnull, "-e", f"trace={calls}", *inject]
        completed = self.run([self.strace, *options, *self.program])
        files = read_files(self.folder)
        where = f"{self.sweep} at {moment}: {completed.returncode} {completed.stderr}"

        for path, content in files.items():
            if not is_temporary_path(path):
                contents = [files.get(path) for files in (old_files, new_files)]
                # Half a rename is taken back before the command itself begins.
                assert content in (*contents, self.original_files.get(path)), (path, where)
        assert old_files.keys() & new_files.keys() <= files.keys(), where
        if failure != "killed":
            assert "Traceback" not in completed.stderr, where
            assert completed.returncode in (0, 1, 2), where
            self.check_words(completed, clear_temporaries(files), old_files, new_files)

        said = self.recover()
        recovered_files = read_files(self.folder)
        if command in NOT_TAKEN_BACK:
            return
        assert recovered_files in recovered, where
        for folder in self.folder.rglob("*"):
            is_left = folder.is_dir() and not any(folder.iterdir())
            assert not is_left or folder.name == "dashboard", (folder, where)
        if clear_temporaries(files) not in (old_files, new_files, self.original_files):
            assert said, f"taken back in silence: {where}"

    def check_words(
        self,
        completed: subprocess.CompletedProcess[str],
        files: dict[str, bytes],
        old_files: dict[str, bytes],
        new_files: dict[str, bytes],
    ) -> None:
        """Check that what a command has said, or its exit code has, is true."""
        where = f"{self.sweep}: {completed.stderr}"
        # What was said before the output failed says nothing about what was written.
        said = _SAID_BEFORE.sub("", completed.stderr)
        # `demo` ends with a build, which may write nothing when the notes are there.
        verb = self.sweep.command.split()[0].replace("form", "serve")
        program = f"netnotes {verb}[^`]*`"
        if completed.returncode != 2:
            assert files == new_files, where
        elif re.search(
            f"Nothing was (written|taken back)|`{program} has written nothing", completed.stderr
        ):
            assert files in (old_files, self.original_files), where
        elif said and self.sweep.command in (*NOT_TAKEN_BACK, "build"):
            # The second where it was written, and only flushing it failed.
            words = (
                "can't be written|is written, but may not outlast a power cut"
                "|`netnotes build` has written nothing"
            )
            assert re.search(words, completed.stderr), where
        elif "What is printed can't be written" in completed.stderr or not said:
            # Where every write fails, not even this can be said.
            assert self.sweep.call == "write", where
            assert files in (old_files, new_files, self.original_files), where
        else:
            assert "Written all the same" in completed.stderr, where

    def start_anew(self) -> None:
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        shutil.copytree(self.before, self.folder.parent)

    def recover(self) -> str:
        """Run the next command that writes; returns what it says on stderr."""
        words = ["snooze", "Ben Okafor", "1 week", "--vault", str(self.folder), "--today", TODAY]
        completed = self.run(_build_command(words))
        assert completed.returncode == 0, completed.stderr
        return completed.stderr

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}
        return subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=False, env=environment
        )


def is_temporary_path(path: str) -> bool:
    return re.search(r"\.netnotes-[0-9a-f]{16}\.tmp", path) is not None


def clear_temporaries(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if not is_temporary_path(path)}


def _build_program(command: str, folder: Path) -> list[str]:
    words = [word.format(vault=folder) for word in COMMANDS[command]]
    if words[0].startswith("/"):
        return [sys.executable, "-B", "-c", _SUBMIT_FORM, str(folder), TODAY, *words]
    if words[0] not in WITHOUT_VAULT_OPTION:
        words += ["--vault", str(folder)]
    return _build_command([*words, "--today", TODAY])


def _build_command(words: list[str]) -> list[str]:
    return [sys.executable, "-B", "-c", RUN_COMMAND, *words]
