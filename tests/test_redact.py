"""A redacted site: the same pages and numbers, and not one word of the person who wrote the notes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netnotes
from netnotes.cli import run
from netnotes.dashboard.render import TEMPLATE_FOLDER
from netnotes.model.settings import CONTACT_FOLDERS
from netnotes.network.network import build_network
from netnotes.reading.redaction import (
    FILLER_COUNT,
    redact_name,
    redact_organisation,
    redact_term,
    redact_town,
    redact_vault,
    redact_words,
)
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.network.network import Network
    from netnotes.reading.redaction import RedactedVault
    from netnotes.vault.load import LoadedVault

    WriteVault = Callable[[dict[str, str]], Path]

WORD = re.compile(r"[^\W\d_]{4,}")


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8").casefold()


def words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def own_words() -> set[str]:
    """Every word the pages say of their own: those of the templates, and of the sentences in the program."""
    own = words(" ".join(said(path) for path in TEMPLATE_FOLDER.iterdir()))
    program = Path(netnotes.__file__).parent
    for path in (
        *program.glob("*.py"),
        *program.glob("model/*.py"),
        *program.glob("dashboard/**/*.py"),
        *program.glob("network/**/*.py"),
    ):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docstrings
            ):
                own |= words(node.value)
    return own


def build(folder: Path, output: Path, *more: str) -> dict[str, str]:
    arguments = [
        "build",
        str(folder),
        "--output",
        str(output),
        "--today",
        TODAY.isoformat(),
        "--quiet",
        *more,
    ]
    assert run(arguments) == 0
    return {
        path.relative_to(output).as_posix(): said(path)
        for path in output.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return build(example, tmp_path_factory.mktemp("redacted") / "site", "--redact")


def test_no_word_of_the_notes_is_in_any_page_or_file_name(
    example: Path, site: dict[str, str]
) -> None:
    notes = [path for path in example.rglob("*") if path.suffix in (".md", ".toml")]
    folders = {part for folder in (*CONTACT_FOLDERS, "Goals", "Events") for part in words(folder)}
    theirs = set().union(
        *(words(f"{path.stem} {path.read_text(encoding='utf-8')}") for path in notes)
    )
    theirs -= own_words() | folders
    assert len(theirs) > 1000
    shown = words(" ".join(f"{path} {text}" for path, text in site.items()))
    assert not theirs & shown


def test_no_name_address_or_text_of_a_contact_is_in_any_page(
    example: Path, site: dict[str, str]
) -> None:
    """Whole values too: single words of theirs may be words of ours."""
    people = load_vault(find_vault(example), TODAY).network
    own = " ".join(said(path) for path in TEMPLATE_FOLDER.iterdir())
    values: set[str] = set()
    for one in people.contacts:
        values |= {
            one.name,
            one.purpose,
            one.organisation,
            one.role,
            one.location,
            one.field,
            one.text,
            one.next_step,
        }
        values |= {
            *one.email,
            *one.phone,
            *one.links,
            *one.interests,
            *one.offers,
            *one.needs,
            *one.tags,
            *one.aliases,
        }
        values |= {touch.text for touch in one.touches} | {promise.text for promise in one.promises}
    values |= {word for note in people.goals for word in (note.name, note.text, *note.tags)}
    values |= {word for note in people.events for word in (note.name, note.text, *note.tags)}
    values = {
        value.casefold() for value in values if len(value) > 4 and value.casefold() not in own
    }
    assert len(values) > 700
    everything = "\n".join(f"{path}\n{text}" for path, text in site.items())
    found = {value for value in values if value in everything}
    found = {value for value in found if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", everything)}
    assert (
        found <= own_words()
    )  # such as a field called `design`, which a page's own sentence may hold


def test_the_same_name_is_the_same_on_every_page_and_in_every_build(
    example: Path, tmp_path: Path
) -> None:
    one = build(example, tmp_path / "one", "--redact")
    other = build(example, tmp_path / "other", "--redact", "--full")
    assert one == other
    stand_in = redact_name("Ada Quill").casefold()
    page = next(path for path, text in one.items() if f"<h1><bdi>{stand_in}</bdi></h1>" in text)
    assert page.startswith(f"people/{stand_in.replace(' ', '-')}")
    assert (
        sum(page.removeprefix("people/") in text for text in one.values()) > 5
    )  # and links lead there


def cast(opened: LoadedVault) -> RedactedVault:
    vault, people = opened.vault, opened.network
    return redact_vault(
        vault.readings, vault.attachments, people.settings, opened.diagnostics, people.file_index
    )


def numbers(people: Network) -> list[object]:
    """What a network amounts to, without a word."""
    standings = sorted(str(one.standing) for one in people.follow_ups.values())
    introduced = sorted(one.by for one in people.introductions.values())
    ties = sorted(len(known) for known in people.ties.values())
    goals = sorted(len(linked) for linked in people.contacts_by_goal.values())
    backlinks = sorted(len(origins) for origins in people.backlinks.values())
    organisations = len({one.organisation for one in people.contacts})
    places = len({one.location.partition(",")[0] for one in people.contacts})
    fields = len({one.field for one in people.contacts})
    calls = [(call.group, len(call.contact.touches)) for call in people.week.entries]
    return [standings, introduced, ties, goals, backlinks, organisations, places, fields, calls]


def test_a_redacted_network_amounts_to_the_same(example: Path) -> None:
    opened = load_vault(find_vault(example), TODAY)
    played = cast(opened)
    assert numbers(
        build_network(played.readings, played.attachments, played.settings, TODAY)
    ) == numbers(opened.network)


def test_nothing_of_an_earlier_build_stays_behind(example: Path, tmp_path: Path) -> None:
    assert "people/ada-quill-e0c6adc6.html" in build(example, tmp_path / "site")
    after = build(example, tmp_path / "site", "--redact")
    assert not [path for path in after if "ada" in path]
    assert not [path for path in after if path.startswith("pictures/")]
    again = build(example, tmp_path / "site")
    assert "ada quill" in again["index.html"]


def test_free_text_keeps_its_shape_and_too_few_stand_ins_to_be_read_back() -> None:
    text = (
        "- [x] Call **Ada** about [the offer](https://example.com/x).\n\n1. One\n> quoted, _twice_"
    )
    made = redact_words(text)
    assert made.startswith("- [x] ")
    assert re.sub(r"[a-zA-Z]+", "w", made.replace("[x]", "[ ]")) == (
        "- [ ] w **w** w [w w](w\n\n1. w\n> w, _w_"  # an address is one word, up to the next space
    )
    many = " ".join(f"word{at}" for at in range(5000))
    assert len(set(redact_words(many).split())) <= 2 * FILLER_COUNT  # words of two lengths


def test_a_stand_in_says_what_is_the_same_and_what_is_not() -> None:
    assert redact_name("ada  QUILL") == redact_name("Ada Quill") != redact_name("Ada Quilt")
    assert redact_town("Lisbon, Portugal") == redact_town("lisbon") != redact_town("Berlin")
    assert redact_organisation("North-Wind") == redact_organisation("northwind")
    assert redact_term("incident-reviews").replace("-", " ") == redact_term("incident reviews")
    assert (
        redact_name(" ")
        == redact_town("")
        == redact_organisation("")
        == redact_term("")
        == redact_words("")
        == ""
    )


def test_two_notes_never_play_one_part(vault: WriteVault, tmp_path: Path) -> None:
    names = ("Ada", "ada b", "Ада", "ليلى", "👩‍🚀", "a" * 100)
    folder = vault({**{f"People/{name}.md": "" for name in names}, "Work/Ada.md": ""})
    played = cast(load_vault(find_vault(folder), TODAY))
    assert len({one.path for one in played.readings}) == 7
    pages = build(folder, tmp_path / "site", "--redact")
    assert len([path for path in pages if path.startswith("people/")]) == 6
