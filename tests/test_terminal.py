"""Questions at the terminal: what counts as an answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.commands.output import terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    Answer = Callable[[str], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Return a function that sets what is typed at the next question."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    def set_answer(text: str) -> None:
        monkeypatch.setattr("builtins.input", lambda _question: text)

    return set_answer


@pytest.mark.parametrize(
    ("text", "expected"), [("y", True), (" Yes ", True), ("", False), ("n", False), ("yo", False)]
)
def test_only_yes_confirms(answer: Answer, text: str, expected: bool) -> None:
    answer(text)

    assert terminal.confirm("Make one?") is expected


def test_end_of_input_does_not_confirm(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    def press_ctrl_d(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", press_ctrl_d)

    assert not terminal.confirm("Make one?")


@pytest.mark.usefixtures("answer")
def test_question_holds_no_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []

    def remember(question: str) -> str:
        questions.append(question)
        return "y"

    monkeypatch.setattr("builtins.input", remember)

    terminal.confirm("Make a note for \x1b[2J\x9bAda\u202e?")
    assert questions == [r"Make a note for \u001b[2J\u009bAda\u202e? [y/N] "]


def test_no_question_is_asked_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)

    assert not terminal.confirm("Make one?")


@pytest.mark.parametrize(("text", "index"), [("1", 0), (" 2 ", 1)])
def test_number_chooses_an_option(
    answer: Answer, capsys: pytest.CaptureFixture[str], text: str, index: int
) -> None:
    answer(text)

    assert terminal.choose_index(["Ada", "Ben"], "Which? ") == index
    assert capsys.readouterr().out == "  1  Ada\n  2  Ben\n"


@pytest.mark.parametrize("text", ["", "0", "3", "-1", "Ada"])
def test_anything_else_chooses_nothing(answer: Answer, text: str) -> None:
    answer(text)

    assert terminal.choose_index(["Ada", "Ben"], "Which? ") is None
