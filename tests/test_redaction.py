"""A redacted dashboard has the same pages and numbers, and no word from the notes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import netnotes
from netnotes.cli import run
from netnotes.dashboard.render import TEMPLATE_FOLDER
from netnotes.model.people import Contact
from netnotes.model.settings import CONTACT_FOLDERS, Settings
from netnotes.network.network import build_network
from netnotes.reading.file_index import FileIndex
from netnotes.reading.properties import CONTACT_PROPERTIES, EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.redaction import redact_vault
from netnotes.reading.replacements import (
    FILLER_COUNT,
    redact_name,
    redact_organisation,
    redact_term,
    redact_town,
    redact_words,
)
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY
from tests.notes import make_front_matter, read_note_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.model.people import Event, Goal
    from netnotes.network.network import Network
    from netnotes.reading.property_kind import Property
    from netnotes.reading.redaction import RedactedVault
    from netnotes.vault.load import LoadedVault

    WriteVault = Callable[[dict[str, str]], Path]

WORD = re.compile(r"[^\W\d_]{4,}")


def read_folded(path: Path) -> str:
    return path.read_text(encoding="utf-8").casefold()


def list_words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def collect_page_words() -> set[str]:
    """Collect every word that pages have of their own, from the templates and from the program."""
    page_words = list_words(" ".join(read_folded(path) for path in TEMPLATE_FOLDER.iterdir()))
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
                page_words |= list_words(node.value)
    return page_words


def build_site(folder: Path, output: Path, *options: str) -> dict[str, str]:
    """Build the dashboard, and return the text of each of its files in lower case."""
    arguments = [
        "build",
        str(folder),
        "--output",
        str(output),
        "--today",
        TODAY.isoformat(),
        "--quiet",
        *options,
    ]
    assert run(arguments) == 0
    return {
        path.relative_to(output).as_posix(): read_folded(path)
        for path in output.rglob("*")
        if path.is_file()
    }


def redact_loaded_vault(loaded: LoadedVault) -> RedactedVault:
    vault, network = loaded.vault, loaded.network
    return redact_vault(
        vault.readings,
        vault.attachments,
        network.settings,
        loaded.diagnostics,
        network.file_index,
    )


def redact_entity(entity: Contact | Goal | Event) -> Contact | Goal | Event | None:
    """Redact an entity that is alone in its vault."""
    original = read_note_text("")._replace(path=entity.path, entity=entity)
    file_index = FileIndex([entity.path], {})
    return redact_vault([original], [], Settings(), [], file_index).readings[0].entity


@pytest.fixture(scope="module")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return build_site(example, tmp_path_factory.mktemp("redacted") / "site", "--redact")


def test_no_word_of_the_notes_is_in_any_page_or_file_name(
    example: Path, site: dict[str, str]
) -> None:
    notes = [path for path in example.rglob("*") if path.suffix in (".md", ".toml")]
    folder_words = {
        word for folder in (*CONTACT_FOLDERS, "Goals", "Events") for word in list_words(folder)
    }
    note_words = set().union(
        *(list_words(f"{path.stem} {path.read_text(encoding='utf-8')}") for path in notes)
    )
    note_words -= collect_page_words() | folder_words
    assert len(note_words) > 1000
    shown_words = list_words(" ".join(f"{path} {text}" for path, text in site.items()))
    assert not note_words & shown_words


def test_no_name_address_or_text_of_a_contact_is_in_any_page(
    example: Path, site: dict[str, str]
) -> None:
    """Whole values too: single words of a note may be words that pages have of their own."""
    network = load_vault(find_vault(example), TODAY).network
    templates = " ".join(read_folded(path) for path in TEMPLATE_FOLDER.iterdir())
    values: set[str] = set()
    for contact in network.contacts:
        values |= {
            contact.name,
            contact.purpose,
            contact.organisation,
            contact.role,
            contact.location,
            contact.field,
            contact.text,
            contact.next_step,
        }
        values |= {
            *contact.email,
            *contact.phone,
            *contact.links,
            *contact.interests,
            *contact.offers,
            *contact.needs,
            *contact.tags,
            *contact.aliases,
        }
        values |= {touch.text for touch in contact.touches}
        values |= {promise.text for promise in contact.promises}
    values |= {word for goal in network.goals for word in (goal.name, goal.text, *goal.tags)}
    values |= {word for event in network.events for word in (event.name, event.text, *event.tags)}
    values = {
        value.casefold() for value in values if len(value) > 4 and value.casefold() not in templates
    }
    assert len(values) > 700
    site_text = "\n".join(f"{path}\n{text}" for path, text in site.items())
    shown_values = set()
    for value in values:
        # The first test is quick and rules out nearly all values before the pattern is tried.
        if value in site_text and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", site_text):
            shown_values.add(value)
    # A field called `design`, for example, is also a word in the templates.
    assert shown_values <= collect_page_words()


class ContactWithNewProperty(Contact, frozen=True, kw_only=True):
    """A contact with a property that is new in the table."""

    new_property: str = ""


def test_new_property_is_hidden_until_redaction_names_it() -> None:
    contact = ContactWithNewProperty(
        path="People/Ada.md", name="Ada", role="CTO", new_property="they"
    )

    redacted = redact_entity(contact)

    assert isinstance(redacted, Contact)
    assert redacted.role
    assert getattr(redacted, "new_property", "") == ""


@pytest.mark.parametrize(
    ("properties", "path"),
    [
        (CONTACT_PROPERTIES, "People/Ada.md"),
        (GOAL_PROPERTIES, "Goals/Speak.md"),
        (EVENT_PROPERTIES, "Events/Fair.md"),
    ],
)
def test_no_property_shows_a_word_that_was_written_in_it(
    properties: tuple[Property, ...], path: str
) -> None:
    fixed_words = (PropertyKind.CHOICE, PropertyKind.YES_NO, PropertyKind.PERIOD)
    lines = []
    for prop in properties:
        secret_value = "2026-10-02" if prop.kind is PropertyKind.DATE else "Xyzzy"
        lines.append(f"{prop.name}: {prop.example if prop.kind in fixed_words else secret_value}")
    entity = read_note_text(
        make_front_matter(*(line for line in lines if line[:5] != "type:")), path
    ).entity
    assert entity is not None

    redacted = redact_entity(entity)

    assert "xyzzy" in repr(entity).casefold()
    assert "xyzzy" not in repr(redacted).casefold()


def test_same_name_is_the_same_on_every_page_and_in_every_build(
    example: Path, tmp_path: Path
) -> None:
    first_site = build_site(example, tmp_path / "one", "--redact")
    second_site = build_site(example, tmp_path / "other", "--redact", "--full")
    assert first_site == second_site
    replacement = redact_name("Ada Quill").casefold()
    heading = f"<h1><bdi>{replacement}</bdi></h1>"
    page = next(path for path, text in first_site.items() if heading in text)
    assert page.startswith(f"people/{replacement.replace(' ', '-')}")
    linking_pages = [
        path for path, text in first_site.items() if page.removeprefix("people/") in text
    ]
    assert len(linking_pages) > 5


def compute_figures(network: Network) -> list[object]:
    """Compute figures of a network that hold no word of it."""
    standings = sorted(str(follow_up.standing) for follow_up in network.follow_ups.values())
    introduced = sorted(introduction.by for introduction in network.introductions.values())
    ties = sorted(len(known) for known in network.ties.values())
    goals = sorted(len(linked) for linked in network.contacts_by_goal.values())
    backlinks = sorted(len(origins) for origins in network.backlinks.values())
    organisations = len({contact.organisation for contact in network.contacts})
    towns = len({contact.location.partition(",")[0] for contact in network.contacts})
    fields = len({contact.field for contact in network.contacts})
    week = [(entry.group, len(entry.contact.touches)) for entry in network.week.entries]
    return [standings, introduced, ties, goals, backlinks, organisations, towns, fields, week]


def test_redacted_network_has_the_same_figures(example: Path) -> None:
    loaded = load_vault(find_vault(example), TODAY)
    redacted = redact_loaded_vault(loaded)
    network = build_network(redacted.readings, redacted.attachments, redacted.settings, TODAY)
    assert compute_figures(network) == compute_figures(loaded.network)


def test_nothing_of_an_earlier_build_stays_behind(example: Path, tmp_path: Path) -> None:
    assert "people/ada-quill-e0c6adc6.html" in build_site(example, tmp_path / "site")
    redacted_site = build_site(example, tmp_path / "site", "--redact")
    assert not [path for path in redacted_site if "ada" in path]
    assert not [path for path in redacted_site if path.startswith("pictures/")]
    plain_site = build_site(example, tmp_path / "site")
    assert "ada quill" in plain_site["index.html"]


def test_free_text_keeps_its_shape_and_has_too_few_replacements_to_be_read_back() -> None:
    text = (
        "- [x] Call **Ada** about [the offer](https://example.com/x).\n\n1. One\n> quoted, _twice_"
    )
    redacted = redact_words(text)
    assert redacted.startswith("- [x] ")
    # An address is one word, up to the next space.
    assert re.sub(r"[a-zA-Z]+", "w", redacted.replace("[x]", "[ ]")) == (
        "- [ ] w **w** w [w w](w\n\n1. w\n> w, _w_"
    )
    many_words = " ".join(f"word{number}" for number in range(5000))
    # The words are of two lengths.
    assert len(set(redact_words(many_words).split())) <= 2 * FILLER_COUNT


def test_replacement_is_the_same_for_two_spellings_and_not_for_two_names() -> None:
    assert redact_name("ada  QUILL") == redact_name("Ada Quill") != redact_name("Ada Quilt")
    assert redact_town("Lisbon, Portugal") == redact_town("lisbon") != redact_town("Berlin")
    assert redact_organisation("North-Wind") == redact_organisation("northwind")
    assert redact_term("incident-reviews").replace("-", " ") == redact_term("incident reviews")


def test_replacement_of_nothing_is_nothing() -> None:
    assert redact_name(" ") == ""
    assert redact_town("") == ""
    assert redact_organisation("") == ""
    assert redact_term("") == ""
    assert redact_words("") == ""


def test_two_notes_never_have_the_same_replacement(vault: WriteVault, tmp_path: Path) -> None:
    names = ("Ada", "ada b", "Ада", "ليلى", "👩‍🚀", "a" * 100)
    folder = vault({**{f"People/{name}.md": "" for name in names}, "Work/Ada.md": ""})
    redacted = redact_loaded_vault(load_vault(find_vault(folder), TODAY))
    assert len({note.path for note in redacted.readings}) == 7
    pages = build_site(folder, tmp_path / "site", "--redact")
    assert len([path for path in pages if path.startswith("people/")]) == 6
