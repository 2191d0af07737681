"""`make sentences`: print every sentence that netnotes says, for reading aloud.

Each file in `tests/sentences/` is a small vault that forces some states. It begins with what it
shows; a line `$ who Ada` is a command to run as well; `=== People/Ada.md` begins a note, whose
front matter ends at a line `---`. Of lines that differ only in names, days and numbers the first is
printed.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import html5lib

from netnotes.cli import run
from netnotes.dashboard.page_list import list_page_jobs
from netnotes.dashboard.render import render_page
from netnotes.dashboard.site import build_site
from netnotes.text import MONTHS
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import BrokenSettingsError
from tests.conftest import TODAY
from tests.networks import NAMES, make_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

TESTS = Path(__file__).parent

# Method is docs/numbers.md word for word; the other maps differ in one word.
PAGES_LEFT_OUT = ("method.html", "map-level.html", "map-organisation.html")


class Situation(NamedTuple):
    """A small vault: what it shows, the commands to run in it, and its files by their paths."""

    title: str
    commands: tuple[str, ...]
    files: Mapping[str, str]


class Output(NamedTuple):
    """What a command printed or a page says, and where; a page also as HTML."""

    place: str
    text: str
    html: str = ""


def list_situations() -> list[Situation]:
    """List the vaults in the order of their file names."""
    return [
        parse_situation(path.read_text(encoding="utf-8"))
        for path in sorted((TESTS / "sentences").glob("*.txt"))
    ]


def parse_situation(text: str) -> Situation:
    """Parse one file of `tests/sentences/`."""
    head, *parts = re.split(r"^=== ", text, flags=re.MULTILINE)
    title_lines = []
    commands = []
    for line in head.splitlines():
        if line.startswith("$ "):
            commands.append(line.removeprefix("$ "))
        elif line:
            title_lines.append(line)

    files = {}
    for part in parts:
        path, _, content = part.partition("\n")
        files[path] = make_note(content) if path.endswith(".md") else content
    return Situation(" ".join(title_lines), tuple(commands), files)


def list_outputs(situation: Situation) -> list[Output]:
    """Write a vault, and list what the commands and the pages say about it."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for path, text in situation.files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text, encoding="utf-8")

        outputs = []
        for command in ("due", *situation.commands):
            outputs.append(Output(command, run_command(command)))
        for name in sorted(path.stem for path in Path("People").glob("*.md"))[:MAX_BRIEFS]:
            outputs.append(Output(f"brief {name}", run_command(f"brief {name}")))
        return [*outputs, *iter_pages()]


def iter_pages() -> Iterator[Output]:
    """Yield the pages about the vault in the working directory."""
    loaded = find_and_load_vault(None, TODAY)
    site = build_site(loaded.network, "Vault", loaded.all_diagnostics, {})
    for path, job in sorted(list_page_jobs(site).items()):
        if path not in PAGES_LEFT_OUT:
            html = render_page(job.collect_inputs()).content.decode()
            # The end of a page's name is a digest.
            place = re.sub(r"-[0-9a-f]{8}(?=\.html)", "", path)
            yield Output(place, extract_page_text(html), html)


def run_command(command: str) -> str:
    """Run a command as of the day of the examples; return what it printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        run([*command.split(), "--today", TODAY.isoformat()])
    return printed.getvalue()


BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "summary", "figcaption", "pre", "th"}
BLOCKS |= {"aside", "div", "section", "dl"}
# People of one vault whose `brief` is printed.
MAX_BRIEFS = 10

# What shows where each fact was read is the same in every vault.
SOURCES = "sources on-screen"

# Pictures say what a sentence beside them says; the cells of tables are numbers and names.
HIDDEN = {"script", "style", "template", "button", "nav", "form", "tbody"}
SVG = "{http://www.w3.org/2000/svg}svg"


def extract_page_text(html: str) -> str:
    """Extract what a page says without scripts, one block a line, without its navigation."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib warns about its own use of the standard library
        document = html5lib.parse(html, namespaceHTMLElements=False)
    text = "".join(_iter_text(document.find(".//main")))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _iter_text(element: Any) -> Iterator[str]:
    if element.tag in HIDDEN or element.tag == SVG or element.get("class") == SOURCES:
        return
    is_block = element.tag in BLOCKS
    if is_block:
        yield "\n"
    elif element.tag in ("span", "br"):
        yield " "
    text = element.text or ""
    yield text if element.tag == "pre" else text.replace("\n", " ")
    for child in element:
        yield from _iter_text(child)
        yield (child.tail or "").replace("\n", " ")
    if is_block:
        yield "\n"


def iter_sentences(outputs_by_title: Mapping[str, list[Output]]) -> Iterator[str]:
    """Yield the lines to read: for each vault what it shows, and what is said of it first."""
    printed_forms: set[str] = set()
    for title, outputs in outputs_by_title.items():
        yield f"## {title}"
        yield ""
        for output in outputs:
            lines = []
            for line in output.text.splitlines():
                form = reduce_to_form(line)
                if is_worth_reading(line) and form not in printed_forms:
                    lines.append(f"    {line.strip()}")
                    printed_forms.add(form)
            if lines:
                yield f"{output.place}:"
                yield from lines
                yield ""


def is_worth_reading(line: str) -> bool:
    """Whether a line is more than one word, such as a label or a name."""
    return len(re.findall(r"[^\W\d]{2,}", line)) > 1


NAME = rf"\b({'|'.join(NAMES)})\b"
DAY = rf"(\w+day )?\b\d+ ({'|'.join(MONTHS)})( \d{{4}})?|\b({'|'.join(MONTHS)}) \d{{4}}|\d{{4}}-\d\d-\d\d"


def reduce_to_form(line: str) -> str:
    """Put one word for every name, day and number, but for 0 and 1: they may need other words."""
    line = re.sub(DAY, "DAY", re.sub(NAME, "NAME", line))
    line = re.sub(r"\b(?![01]\b(?![.,]\d))\d[\d.,]*\b", "NUMBER", line)
    return " ".join(re.sub(r"NAME((, | and )NAME)+", "NAMES", line).split())


def iter_findings() -> Iterator[str]:
    """Yield each finding of `check` once, from the vaults in `tests/vaults/`."""
    findings = set()
    for vault in sorted((TESTS / "vaults").iterdir()):
        try:
            diagnostics = find_and_load_vault(vault, TODAY).all_diagnostics
        except BrokenSettingsError as error:
            diagnostics = (error.diagnostic,)
        for diagnostic in diagnostics:
            findings.add(f"{diagnostic.code}: {diagnostic.message} {diagnostic.help}")
    yield "## What `check` finds"
    yield ""
    yield from sorted(findings)


def list_outputs_by_title() -> dict[str, list[Output]]:
    """List what is said of each vault, by what it shows."""
    return {situation.title: list_outputs(situation) for situation in list_situations()}


def format_sentences(outputs_by_title: Mapping[str, list[Output]]) -> str:
    """Format all there is to read."""
    return "\n".join((*iter_sentences(outputs_by_title), *iter_findings(), ""))


if __name__ == "__main__":
    # The cache and the settings of whoever runs it have no part in it.
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        sys.stdout.write(format_sentences(list_outputs_by_title()))
