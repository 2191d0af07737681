"""Lines below a sentence of the inbox: questions of ours go, what somebody wrote never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.model.settings import Settings
from netnotes.writing.inbox import read_inbox
from netnotes.writing.inbox_questions import NOT_FILED, format_question, is_own_question
from tests.test_fresh_sentences import FRESH, PEOPLE, TODAY
from tests.test_inbox import file_inbox, make_vault, read_entries, read_text
from tests.test_sentence_cases import GIVEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

NAME_WORDS = frozenset(["dan", "brody", "kessler", "ada", "quill", "tom", "ann", "weber"])


@pytest.mark.parametrize(
    "line",
    [
        "? ask her about the grant",
        "? Which cake: the blue or the red?",
        "? Which Dan: the tall or the short?",
        "? Did you mean the lake?",
        "? With whom did she go",
        "? Which day was it when we met?",
        "? Which Dan: Dan Brody or Dan Kessler? Ask Ada.",
        "? Is this done?",
        "? Which day is better: Monday or Friday?",
        "? Who is Lena? Her cousin.",
    ],
)
def test_question_of_somebodys_own_goes_with_the_sentence(line: str, vault: WriteVault) -> None:
    folder = make_vault(vault, f"- coffee with Ada\n  {line}\n- tea\n")
    file_inbox(folder)
    assert read_entries(folder) == {"Ada Quill": [f"- 2026-11-28 coffee: {line}"]}
    assert read_text(folder) == "- tea\n"


def test_question_of_somebodys_own_stays_below_ours(vault: WriteVault) -> None:
    own_line = "  ? ask him about the grant\n"
    folder = make_vault(vault, f"- lunch with Dan\n{own_line}")
    expected = f"- lunch with Dan\n  ? Which Dan: Dan Brody or Dan Kessler?\n{own_line}"
    for _ in range(2):
        file_inbox(folder)
        assert read_text(folder) == expected


@pytest.mark.parametrize(
    "below",
    ["> she said it", "# the grant", "| a | b |", "```\n  code\n  ```", "the grant %% hidden %%"],
)
def test_sentence_stays_with_what_can_not_be_filed_below_it(below: str, vault: WriteVault) -> None:
    folder = make_vault(vault, f"- coffee with Ada\n  {below}\n")
    file_inbox(folder)
    assert not read_entries(folder)
    question = "? What is below this line can't be filed. Write it into the line, or by hand."
    assert read_text(folder) == f"- coffee with Ada\n  {question}\n  {below}\n"


def test_quote_behind_a_blank_line_is_not_below_a_sentence(vault: WriteVault) -> None:
    folder = make_vault(vault, "- coffee with Ada\n\n  > she said it\n")
    file_inbox(folder)
    assert read_entries(folder) == {"Ada Quill": ["- 2026-11-28 coffee"]}
    assert "  > she said it\n" in read_text(folder)


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("- 2026-11-26 18:40 call Ada", True),
        ("- 2026-11-26 18:40 buy Ada a present", True),
        ("- Ada anrufen", True),
        ("- call Ada yesterday", False),
        ("- call with Ada", False),
        ("- email from Ada: numbers", False),
        ("- [x] call Ada", False),
        ("- called Ada", False),
    ],
)
def test_line_that_begins_like_a_task_is_asked_about(
    line: str, is_asked: bool, vault: WriteVault
) -> None:
    folder = make_vault(vault, f"{line}\n")
    for _ in range(2):
        file_inbox(folder)
    assert (read_text(folder).count("  ? Is this done? ") == 1) == is_asked
    assert (read_entries(folder) == {}) == is_asked


def test_entry_with_another_sign_is_another_entry(vault: WriteVault) -> None:
    folder = make_vault(vault, "- coffee with Ada\n")
    file_inbox(folder)
    (folder / "Inbox.md").write_text("- coffee with Ada 👎\n")
    file_inbox(folder)
    assert "- 2026-11-28 coffee: 👎" in read_entries(folder)["Ada Quill"]


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=40))
def test_line_below_that_is_no_question_of_ours_belongs_to_the_sentence(words: str) -> None:
    line = f"  ? {words}".rstrip()
    (sentence,) = read_inbox("Inbox.md", f"- coffee with Ada\n{line}\n", NAME_WORDS, Settings())
    if not is_own_question(line, NAME_WORDS):
        assert sentence.question_lines == ()
        assert sentence.own_lines or sentence.has_other_below


@pytest.mark.parametrize(
    ("question", "is_ours"),
    [
        ("Which Dan: Dan Brody or Dan Kessler?", True),
        ("Which Dan: People/Dan Brody.md or Old/Dan Brody.md?", True),
        ("With whom?", True),
        ("Which Dan: Dan Brody or Dan Kessler? Which day was it? “week” is not read as one.", True),
        ("Is Tom & Ann Weber one note here, or do you mean Tom Weber and Ann Weber?", True),
        (f"{NOT_FILED}People/Ada Quill.md can't be read.", True),
        # A single letter of a name is none of its words.
        ("Which Dan: Dan J. Brody or Dan Kessler?", True),
        ("Which Dan: Dan Brody or somebody else?", False),
        ("", False),
    ],
)
def test_question_of_ours_is_known_again(question: str, is_ours: bool) -> None:
    assert is_own_question(f"  ? {question}", NAME_WORDS) == is_ours


def test_question_that_is_not_known_is_written_so_that_it_is() -> None:
    words = format_question("People/Ada.md is  too long.\nShorten it.", NAME_WORDS)
    assert words == f"{NOT_FILED}People/Ada.md is too long. Shorten it."
    assert is_own_question(f"\t? {words}", NAME_WORDS)


def test_every_question_about_a_sentence_is_known_again(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [*FRESH, *GIVEN]
    notes = {f"People/{name}.md": "---\ncontact: 3\n---\n" for name in PEOPLE}
    folder = vault({**notes, "Inbox.md": "".join(f"- {case.sentence}\n" for case in cases)})
    assert run(["inbox", "--vault", str(folder), "--today", str(TODAY)]) == 0
    first_text = read_text(folder)
    assert first_text.count("\n  ? ") > 50
    assert NOT_FILED not in first_text

    # A second time each is taken for what it is, and nothing is added or moved.
    assert run(["inbox", "--vault", str(folder), "--today", str(TODAY)]) == 0
    assert read_text(folder) == first_text
    assert "0 sentences filed" in capsys.readouterr().out
