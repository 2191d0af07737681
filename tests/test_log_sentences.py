"""`netnotes log` says how it understood a sentence, asks what is not certain, and writes once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.commands.output import sentence_questions, terminal
from netnotes.errors import EXIT_CANNOT, EXIT_DONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

PLAIN = "---\ntier: monthly\n---\n"
VAULT = {
    f"People/{name}.md": PLAIN
    for name in ("Ada Quill", "Ben Okafor", "Dan Brody", "Dan Kessler", "Yuki Tanaka")
}


def log(folder: Path, *words: str) -> int:
    return run(["log", *words, "--vault", str(folder), "--today", "2026-10-01"])


def read_new_lines(folder: Path) -> dict[str, list[str]]:
    """Read the lines that each note has beyond the plain one."""
    lines = {}
    for path in sorted(VAULT):
        text = (folder / path).read_text()
        if text != PLAIN:
            new_lines = [line for line in text.splitlines() if line not in PLAIN.splitlines()]
            lines[path.removeprefix("People/").removesuffix(".md")] = [*filter(None, new_lines)]
    return lines


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Answer the questions of a command; the result lists them once it has run."""
    questions: list[str] = []
    remaining = list(answers)

    def ask(question: str) -> str:
        questions.append(question)
        return remaining.pop(0)

    for module in (sentence_questions, terminal):
        monkeypatch.setattr(module, "is_at_terminal", lambda: True)
        monkeypatch.setattr(module, "ask", ask)
    return questions


def test_reading_comes_before_the_written_lines_and_a_promise_is_written_once(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(VAULT)
    sentence = "had lunch w/ Ben and Ada on tue, promised to send the deck by fri"
    assert log(folder, sentence) == EXIT_DONE
    assert capsys.readouterr().out.splitlines()[0] == (
        "Ben Okafor, Ada Quill · Tuesday 29 September · lunch · "
        "promised Ben Okafor: send the deck (by 2 October)"
    )
    assert read_new_lines(folder) == {
        "Ada Quill": ["## Log", "- 2026-09-29 lunch: with [[Ben Okafor]]"],
        "Ben Okafor": [
            "## Log",
            "- 2026-09-29 lunch: with [[Ada Quill]]",
            "  - [ ] promised:: send the deck 📅 2026-10-02",
        ],
    }


def test_those_who_are_only_named_are_linked(vault: WriteVault) -> None:
    folder = vault(VAULT)
    assert log(folder, "Ben introduced me to Yuki yesterday") == EXIT_DONE
    assert read_new_lines(folder) == {
        "Ben Okafor": ["## Log", "- 2026-09-30: introduced me to [[Yuki Tanaka|Yuki]]"]
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lunch with Ben Okafro"], "Did you mean Ben Okafor?"),
        (["texted Dan"], "Dan could be 2 people"),
        (["lunch with Ada last week"], "from Monday 21 September 2026 to Sunday 27 September 2026"),
        (["met Ada on 3/4"], "“on 3/4”: Friday 3 April 2026 or Wednesday 4 March 2026?"),
        (["lunch with Ada on 12 October"], "Sunday 12 October 2025 or Monday 12 October 2026?"),
        (["lunch with Ada tomorrow"], "2 October 2026 is still to come. The log is for what has"),
        (["should call Ada"], "sounds as if it has not happened. Write only"),
        (["lunch with Ada and Ben", "--gave", "a book"], "To whom did you give “a book”"),
        (["lunch with the wife"], "With whom?"),
        (["lunch with Ben and Zoe"], "Nobody in your notes is called Zoe"),
    ],
)
def test_without_a_terminal_what_is_in_doubt_is_an_error(
    vault: WriteVault, capsys: CaptureText, words: list[str], message: str
) -> None:
    folder = vault(VAULT)
    assert log(folder, *words) == EXIT_CANNOT
    assert message in capsys.readouterr().err
    assert read_new_lines(folder) == {}


@pytest.mark.parametrize(
    ("words", "answers", "written"),
    [
        (["tea with Ben Okafro"], [""], {"Ben Okafor": "- 2026-10-01 coffee"}),
        (["texted Dan"], ["2"], {"Dan Kessler": "- 2026-10-01 text"}),
        (["lunch with Ada last week"], ["3"], {"Ada Quill": "- 2026-09-23 lunch"}),
        (["lunch with Ada last week"], ["22.9."], {"Ada Quill": "- 2026-09-22 lunch"}),
        (["lunch with Ada tomorrow"], ["y"], {"Ada Quill": "next: 2026-10-02"}),
        (["should call Ada"], ["y"], {"Ada Quill": "- 2026-10-01: should call"}),
    ],
)
def test_at_a_terminal_what_is_in_doubt_is_asked(
    vault: WriteVault,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    answers: list[str],
    written: dict[str, str],
) -> None:
    folder = vault(VAULT)
    questions = answer(monkeypatch, *answers)
    assert log(folder, *words) == EXIT_DONE
    assert len(questions) == 1
    lines = read_new_lines(folder)
    assert list(lines) == list(written)
    for name, line in written.items():
        assert any(new_line.startswith(line) for new_line in lines[name])


@pytest.mark.parametrize("words", ["lunch with Zed Newman", "lunch with Ada and Zed Newman"])
def test_plan_with_somebody_new_becomes_the_next_step_of_everyone(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: CaptureText, words: str
) -> None:
    folder = vault(VAULT)
    answer(monkeypatch, "y", "y")
    assert log(folder, f"{words} tomorrow") == EXIT_DONE
    output = capsys.readouterr().out
    for name in ("Ada Quill", "Zed Newman"):
        path = f"People/{name}.md"
        if name.split()[0] not in words:
            assert path not in output
            continue
        assert f"{path}: planned" in output
        assert "next: 2026-10-02\nnext_step: lunch\n" in (folder / path).read_text()


@pytest.mark.parametrize(
    ("front", "log_lines", "sentence", "said"),
    [
        (
            "",
            "- 2026-09-20 call\n  - [ ] promised:: send her the pricing template\n",
            "sent Ada the pricing template",
            "still promised: send her the pricing template; `netnotes done 'Ada Quill'` if this",
        ),
        ("", "- 2026-09-20\n  - [ ] promised:: call the printer\n", "call with Ada: hello", ""),
        ("", "- 2026-09-20\n  - [x] promised:: the map\n", "gave Ada the map", ""),
        (
            "next: 2026-09-30\nnext_step: ask about Vienna\n",
            "",
            "message to Ada",
            "no longer shown as the next step: ask about Vienna",
        ),
        ("next: 2026-10-30\nnext_step: ask about Vienna\n", "", "message to Ada", ""),
    ],
)
def test_what_an_entry_may_have_settled_is_said(
    vault: WriteVault,
    capsys: CaptureText,
    front: str,
    log_lines: str,
    sentence: str,
    said: str,
) -> None:
    ada = f"---\ntier: yearly\n{front}---\n{log_lines}"
    folder = vault({**VAULT, "People/Ada Quill.md": ada})
    assert log(folder, sentence) == EXIT_DONE
    output = capsys.readouterr().out
    assert said in output
    assert bool(said) is ("still promised" in output or "no longer shown" in output)


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [
        (
            "coffee with Ada tomorrow, promised her the book",
            ["next: 2026-10-02", "next_step: coffee", "- [ ] promised:: the book"],
        ),
        (
            "coffee with Ada tomorrow, promised her the book by friday, asked her for a map",
            ["- [ ] promised:: the book 📅 2026-10-02", "- [ ] asked:: a map"],
        ),
        ("lunch with Ada tomorrow, learned that she sails", ["- learned:: she sails"]),
    ],
)
def test_what_passed_beside_a_plan_is_written_without_a_day(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, sentence: str, lines: list[str]
) -> None:
    folder = vault(VAULT)
    answer(monkeypatch, "y")
    assert log(folder, sentence) == EXIT_DONE
    written = read_new_lines(folder)["Ada Quill"]
    assert [line for line in lines if line not in written] == []
    note = (folder / "People/Ada Quill.md").read_text()
    assert "- 2026-10-0" not in note


def test_words_of_a_plan_are_added_to_a_next_step_that_is_there(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = "---\nnext_step: ask about Vienna\n---\n"
    folder = vault({**VAULT, "People/Ada Quill.md": ada})
    answer(monkeypatch, "y")
    assert log(folder, "coffee with Ada tomorrow: bring the map") == EXIT_DONE
    note = (folder / "People/Ada Quill.md").read_text()
    assert 'next_step: "ask about Vienna; coffee: bring the map"' in note


@pytest.mark.parametrize("day", ["today", "tomorrow"])
def test_nobody_gets_a_note_when_another_note_cannot_be_written(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    folder = vault({**VAULT, "People/Ada Quill.md": "---\ntier: [monthly\n---\n"})
    answer(monkeypatch, "y", "y")
    assert log(folder, f"lunch with Ada and Zed Newman {day}") == EXIT_CANNOT
    assert not (folder / "People/Zed Newman.md").exists()


def test_touch_with_somebody_new_is_taken_back_in_one_step(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    answer(monkeypatch, "y")
    assert log(folder, "lunch with Ada and Zed Newman") == EXIT_DONE
    assert "with [[Ada Quill]]" in (folder / "People/Zed Newman.md").read_text()
    assert "with [[Zed Newman]]" in (folder / "People/Ada Quill.md").read_text()
    assert run(["undo", "--yes", "--vault", str(folder)]) == EXIT_DONE
    assert read_new_lines(folder) == {}
    assert not (folder / "People/Zed Newman.md").exists()


def test_gift_to_two_is_asked_about_and_written_once(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    answer(monkeypatch, "2")
    assert log(folder, "lunch with Ada and Ben", "--gave", "a book") == EXIT_DONE
    lines = read_new_lines(folder)
    assert "  - gave:: a book" in lines["Ben Okafor"]
    assert "  - gave:: a book" not in lines["Ada Quill"]


@pytest.mark.parametrize(
    ("until", "written"),
    [("next friday", "2026-10-09"), ("tues", "2026-10-06"), ("a fortnight", "2026-10-15")],
)
def test_snooze_takes_days_as_people_mean_them(vault: WriteVault, until: str, written: str) -> None:
    folder = vault(VAULT)
    arguments = ["--vault", str(folder), "--today", "2026-10-01"]
    assert run(["snooze", "ben", until, *arguments]) == EXIT_DONE
    assert read_new_lines(folder) == {"Ben Okafor": [f"pause_until: {written}"]}


def test_year_is_no_day_to_snooze_until(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(VAULT)
    arguments = ["--vault", str(folder), "--today", "2026-10-01"]
    assert run(["snooze", "ben", "2027", *arguments]) == EXIT_CANNOT
    assert "`2027` is a year, and not a day" in capsys.readouterr().err
    assert read_new_lines(folder) == {}


def test_name_of_a_file_with_its_ending_is_a_name(vault: WriteVault) -> None:
    folder = vault(VAULT)
    assert log(folder, "coffee with Ada Quill.md: hi") == EXIT_DONE
    assert read_new_lines(folder)["Ada Quill"] == ["## Log", "- 2026-10-01 coffee: hi"]


@pytest.mark.parametrize(
    ("choice", "written"),
    [
        ("1", "promised:: the deck 📅 2027-05-01"),
        ("2", "promised:: the deck 📅 2027-05-31"),
        ("3", "promised:: the deck by [[May Lee|May]]"),
    ],
)
def test_month_that_somebody_is_called_is_asked_about(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, choice: str, written: str
) -> None:
    folder = vault({**VAULT, "People/May Lee.md": PLAIN})
    answer(monkeypatch, choice)
    assert log(folder, "promised Ada the deck by May") == EXIT_DONE
    assert written in (folder / "People/Ada Quill.md").read_text()


def test_month_that_somebody_is_called_is_said_without_a_terminal(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault({**VAULT, "People/May Lee.md": PLAIN})
    assert log(folder, "promised Ada the deck by May") == EXIT_CANNOT
    assert capsys.readouterr().err == (
        "netnotes: Is “May” the month here, or May Lee? Write the day, as in `by 31 may`, or the "
        "whole name in brackets. Nothing was written.\n"
    )


@pytest.mark.parametrize("sentence", ["coffee with Ada and Zoë Adler: x", "Zoë Adler tomorrow: x"])
def test_dry_run_shows_the_note_of_somebody_new_as_it_is_written(
    vault: WriteVault, capsys: CaptureText, monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    folder = vault(VAULT)
    monkeypatch.setattr(sentence_questions, "confirm", lambda _: True)
    monkeypatch.setattr(sentence_questions, "is_at_terminal", lambda: True)
    assert log(folder, sentence, "--dry-run") == EXIT_DONE
    shown = capsys.readouterr().out.partition("+++ b/People/Zoë Adler.md\n")[2].splitlines()
    assert not (folder / "People/Zoë Adler.md").exists()
    assert log(folder, sentence) == EXIT_DONE
    written = (folder / "People/Zoë Adler.md").read_text().splitlines()
    assert [line[1:] for line in shown[1:]] == written
