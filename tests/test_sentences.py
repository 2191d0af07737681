"""Every sentence of the pages and commands is printed by `make sentences`, and was read."""

from __future__ import annotations

import ast
import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netnotes
from netnotes.dashboard.render import TEMPLATE_FOLDER
from tests.sentences import format_sentences, list_outputs_by_title

if TYPE_CHECKING:
    from tests.sentences import Output

PACKAGE = Path(netnotes.__file__).parent
GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"

# The modules with sentences about a network.
MODULES = sorted(
    {
        *(PACKAGE / "network").glob("panels/*.py"),
        *(PACKAGE / "network").glob("measures/*.py"),
        *(PACKAGE / "dashboard").glob("views/*.py"),
        *(PACKAGE / "network").glob("week*.py"),
        *(PACKAGE / "network" / f"{name}.py" for name in ("first_look", "wording")),
        *(
            PACKAGE / "commands" / "output" / f"{name}.py"
            for name in ("asks", "mix", "person", "week")
        ),
        PACKAGE / "commands" / "who.py",
    }
    # Method is docs/numbers.md word for word.
    - {PACKAGE / "network" / "panels" / "method.py"}
)

# What a page says only in `netnotes serve`, and Method.
OTHER_TEMPLATES = {
    "formulas.html",
    "forms.html",
    "kept.html",
    "method.html",
    "missing.html",
    # Served only: see test_start_serving.py.
    "start.html",
    # The same: see test_met_serving.py.
    "met.html",
    "undo.html",
}
TEMPLATES = sorted(
    path for path in TEMPLATE_FOLDER.glob("*.html") if path.name not in OTHER_TEMPLATES
)

NOT_SAID = {
    # The name of a result in the cache.
    "log-independent mix",
    # Of 199 and more of 200.
    "a little less than",
    # Of more than 700 touches, 100 open promises or 400 people on a map.
    "more, on the pages of",
    "more, on their own pages",
    "more, on their own pages.",
    "Everybody by name, with their standing, is on",
    "; whom each knows is on their own page.",
    # Of thirty people or more: see test_summaries.py.
    "Ten with a purpose make a start.",
    # Said where an inbox has sentences: see test_inbox_serving.py.
    "netnotes inbox files what is clear.",
    # Said by `serve` only, where nobody is in the vault: see test_start_serving.py.
    "make the first notes, in a quarter of an hour.",
    # Said by `serve` only, while one types a sentence: see test_sentence_bar.py.
    "Name somebody who is in your notes, as in “coffee with Ada: talked about the move”.",
    "Write the day as in 2026-10-03, yesterday or friday.",
    "Write the day as in 2026-10-03 or next friday.",
    "Write only what has happened.",
    "more: write more of the name.",
    "Enter writes it.",
    "Choose an answer, or change the sentence.",
    "Not written yet",
    "Is this what you mean?",
    "puts it into your notes. If it is not what you mean, change the sentence.",
}

# A phrase is told from a name or a key by its number of words.
MIN_WORDS = 3


@pytest.fixture(scope="module")
def outputs_by_title(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Output]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return list_outputs_by_title()


@pytest.fixture(scope="module")
def everything_said(outputs_by_title: dict[str, list[Output]]) -> str:
    """All that was printed or shown, with one space between words."""
    said = []
    for outputs in outputs_by_title.values():
        said += [output.html or output.text for output in outputs]
    return normalize("\n".join(said))


def normalize(text: str) -> str:
    """Return a text with one space between words, and without marks of code."""
    return " ".join(re.sub(r"</?code>|`", "", html.unescape(text)).split())


def is_phrase(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", text)) >= MIN_WORDS and "<" not in text


# What is built of their strings is no sentence.
PATTERN_BUILDERS = ("re.compile", "build_lazy_pattern")


def list_phrases(module: Path) -> set[str]:
    """List the parts of a module's sentences: its strings of some words, without docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    phrases = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            skipped.add(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in PATTERN_BUILDERS:
            skipped.update(ast.walk(node))
        elif isinstance(node, ast.Raise | ast.Assert | ast.keyword):
            # Errors are no state of a network, and a keyword holds the help of an option.
            skipped.update(ast.walk(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            phrase = normalize(node.value)
            if node not in skipped and is_phrase(phrase) and " " in phrase:
                phrases.add(phrase)
    return phrases


def list_template_phrases(template: Path) -> set[str]:
    """List the parts of a template's sentences: what stands between its tags and its values."""
    source = template.read_text(encoding="utf-8")
    source = re.sub(r"</?code>", "", source)
    text = re.sub(r"{%.*?%}|{#.*?#}|{{.*?}}", "\0", source, flags=re.DOTALL)
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", "\0", text, flags=re.DOTALL)
    parts = map(normalize, text.split("\0"))
    return {part for part in parts if is_phrase(part)}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_phrase_of_a_module_is_printed(module: Path, everything_said: str) -> None:
    """Add what is missing to a vault in `tests/sentences/`, or delete what nothing can reach."""
    phrases = list_phrases(module) - NOT_SAID
    assert {phrase for phrase in phrases if phrase not in everything_said} == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_phrase_of_a_template_is_shown(template: Path, everything_said: str) -> None:
    phrases = list_template_phrases(template) - NOT_SAID
    assert {phrase for phrase in phrases if phrase not in everything_said} == set()


def test_no_line_ends_in_a_colon_with_nothing_behind_it(
    outputs_by_title: dict[str, list[Output]],
) -> None:
    """`brief` printed `archived: ` where no date is known, and `2026-11-02 call:`."""
    for outputs in outputs_by_title.values():
        for output in outputs:
            if output.place.startswith("brief"):
                assert not re.search(r": *$", output.text, re.MULTILINE)


def test_no_vault_ends_in_an_error_of_the_program(everything_said: str) -> None:
    assert "This is a bug in netnotes" not in everything_said


def test_sentences_are_those_that_were_read(
    outputs_by_title: dict[str, list[Output]], request: pytest.FixtureRequest
) -> None:
    """Read the difference aloud; `pytest tests/test_sentences.py --update-golden` accepts it."""
    sentences = format_sentences(outputs_by_title)
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(sentences, encoding="utf-8")
    assert sentences == GOLDEN.read_text(encoding="utf-8")
