"""A redacted dashboard has the same pages and numbers, and no word from the notes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netnotes
from netnotes.cli import run
from netnotes.dashboard.render import TEMPLATE_FOLDER
from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Birthday, Contact, Event, Goal, Link
from netnotes.model.settings import CONTACT_FOLDERS, Settings
from netnotes.network.network import build_network
from netnotes.reading.file_index import FileIndex
from netnotes.reading.goal_and_event_properties import EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.redaction import redact_vault
from netnotes.reading.replacements import Replacements
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY
from tests.notes import make_front_matter, read_note_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.network.network import Network
    from netnotes.reading.property_kind import Property
    from netnotes.reading.redaction import RedactedVault
    from netnotes.vault.load import LoadedVault

    WriteVault = Callable[[dict[str, str]], Path]

WORD = re.compile(r"[^\W\d_]{4,}")

# A build takes another one each time, of 32 random bytes.
SECRET = b"of one build"
REPLACEMENTS = Replacements(SECRET)

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12).filter(
    # A number at the start of a line may be that of a list, which stays a list.
    lambda word: not word.startswith("http") and not word.isdecimal()
)


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


def redact_loaded_vault(loaded: LoadedVault, secret: bytes = SECRET) -> RedactedVault:
    vault, network = loaded.vault, loaded.network
    return redact_vault(
        vault.readings,
        vault.attachments,
        network.settings,
        loaded.diagnostics,
        network.file_index,
        secret,
    )


def redact_entity(entity: Contact | Goal | Event) -> Contact | Goal | Event | None:
    """Redact an entity that is alone in its vault."""
    original = read_note_text("")._replace(path=entity.path, entity=entity)
    file_index = FileIndex([entity.path], {})
    return redact_vault([original], [], Settings(), [], file_index, SECRET).readings[0].entity


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


class GoalWithNewProperty(Goal, frozen=True, kw_only=True):
    """A goal with a property that is new in the table."""

    new_property: str = ""


class EventWithNewProperty(Event, frozen=True, kw_only=True):
    """An event with a property that is new in the table."""

    new_property: str = ""


@pytest.mark.parametrize(
    "entity",
    [
        ContactWithNewProperty(path="People/Ada.md", name="Ada", text="x", new_property="they"),
        GoalWithNewProperty(path="Goals/Speak.md", name="Speak", text="x", new_property="they"),
        EventWithNewProperty(path="Events/Fair.md", name="Fair", text="x", new_property="they"),
    ],
    ids=lambda entity: type(entity).__name__,
)
def test_new_property_is_hidden_until_redaction_names_it(entity: Contact | Goal | Event) -> None:
    redacted = redact_entity(entity)

    assert redacted is not None
    assert redacted.text
    assert getattr(redacted, "new_property", "") == ""


# What may be shown as it is: a new property of another kind has a reader that decides what is safe.
COPIED_KINDS = (
    PropertyKind.DATE,
    PropertyKind.BIRTHDAY,
    PropertyKind.CHOICE,
    PropertyKind.PERIOD,
    PropertyKind.YES_NO,
)


@pytest.mark.parametrize(
    ("entity_type", "properties"),
    [(Contact, CONTACT_PROPERTIES), (Goal, GOAL_PROPERTIES), (Event, EVENT_PROPERTIES)],
)
def test_only_properties_without_words_are_shown_as_they_are(
    entity_type: type[Contact | Goal | Event], properties: tuple[Property, ...]
) -> None:
    """Every field of the type gets a value, whether it is in the table or not."""
    values = {
        field.name: SAMPLES.get(str(field.type), field.default)
        for field in msgspec.structs.fields(entity_type)
    }
    # Names of properties with their places, which the reader writes.
    if "read_at" in values:
        values["read_at"] = ""
    assert sum(value == ("Xyzzy plugh",) or value == "Xyzzy plugh" for value in values.values()) > 3
    entity = entity_type(**{**values, "path": "People/Xyzzy plugh.md"})

    redacted = redact_entity(entity)

    kinds = {prop.name: prop.kind for prop in properties}
    for name in entity_type.__struct_fields__:
        value = getattr(redacted, name)
        if value == getattr(entity, name) and value not in ("", (), None, False):
            assert kinds[name] in COPIED_KINDS, name


# Values for the fields of an entity, by their type.
SAMPLES = {
    str(str): "Xyzzy plugh",
    str(tuple[str, ...]): ("Xyzzy plugh",),
    str(tuple[Link, ...]): (Link("Xyzzy plugh", "Xyzzy plugh", SourceLocation("Xyzzy.md")),),
}


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


def list_person_pages(site: dict[str, str]) -> set[str]:
    return {path for path in site if path.startswith("people/")}


def test_same_name_is_the_same_on_every_page(site: dict[str, str]) -> None:
    link_counts = [
        sum(page.removeprefix("people/") in text for text in site.values())
        for page in list_person_pages(site)
    ]

    assert len(link_counts) > 50
    # The table of people and the map link to everybody; their own page names itself as well.
    assert min(link_counts) >= 2
    assert max(link_counts) > 5


def test_two_builds_of_one_vault_have_nothing_in_common_but_days_and_numbers(
    example: Path, site: dict[str, str], tmp_path: Path
) -> None:
    """The one case in which the same vault does not give the same bytes."""
    other_site = build_site(example, tmp_path / "other", "--redact")

    assert len(list_person_pages(site)) == len(list_person_pages(other_site))
    assert not list_person_pages(site) & list_person_pages(other_site)
    words = list_words(" ".join(site.values())) - collect_page_words()
    other_words = list_words(" ".join(other_site.values())) - collect_page_words()
    # Short words are alike by chance: there are 10,000 of two syllables.
    long_words = {word for word in words if len(word) > 8}
    assert len(long_words) > 100
    assert len(long_words & other_words) < len(long_words) / 10


def test_who_knows_the_names_can_not_find_them_by_trying(
    example: Path, site: dict[str, str]
) -> None:
    """A dictionary attack: each name is redacted and searched for."""
    network = load_vault(find_vault(example), TODAY).network
    site_text = "\n".join(f"{path}\n{text}" for path, text in site.items())
    names = set()
    digests = set()
    for secret in (b"", b"\0" * 32, b"netnotes"):
        replacements = Replacements(secret)
        for contact in network.contacts:
            names.add(replacements.redact_name(contact.name))
            digests.add(replacements.redact_digest(contact.digest))

    assert min(len(names), len(digests)) > 150
    assert not [digest for digest in digests if digest in site_text]
    # Two random words of a text are a guessed name about once in fifty sites; a secret that can be
    # guessed would give away all of them.
    assert len([name for name in names if name.casefold() in site_text]) <= 2


@given(st.lists(st.tuples(WORDS, WORDS), max_size=30), st.sampled_from([" ", ". ", "\n", ", "]))
def test_free_text_says_nothing_of_its_words_but_their_number(
    pairs: list[tuple[str, str]], separator: str
) -> None:
    """Two texts of as many words come out the same: so no attack on the words can succeed."""
    left = separator.join(word for word, _ in pairs)
    right = separator.join(word for _, word in pairs)

    assert Replacements(SECRET).redact_words(left) == Replacements(SECRET).redact_words(right)


def test_equal_words_of_free_text_are_replaced_by_different_ones() -> None:
    redacted = Replacements(SECRET).redact_words("same " * 1000).split()

    assert len(set(redacted)) > 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1985. was his year\n", "1. "),
        ("0049170. call\n2024) b", "1. "),
        ("- [4] four", "- ["),
        ("12) [x] done", "1) "),
        ("\t1985. x", "\t1. "),
        ("> 1985. x", "> "),
    ],
)
def test_no_number_at_the_start_of_a_line_is_left(text: str, expected: str) -> None:
    redacted = REPLACEMENTS.redact_words(text)

    assert redacted.startswith(expected)
    assert not set(re.findall(r"\d+", redacted)) - {"1"}


def test_year_of_a_birthday_is_left_out() -> None:
    contact = Contact(path="People/Ada.md", name="Ada", birthday=Birthday(2, 28, 1985))

    redacted = redact_entity(contact)

    assert isinstance(redacted, Contact)
    assert redacted.birthday == Birthday(2, 28)


@pytest.mark.parametrize("name", ["2026-02-30 Fair", "1234-56-78", "2026-10-02"])
def test_file_keeps_the_day_of_its_name_if_it_is_one(name: str) -> None:
    redacted = redact_entity(Contact(path=f"People/{name}.md", name=name))

    assert isinstance(redacted, Contact)
    assert ("2026-10-02" in redacted.path) == (name == "2026-10-02")
    assert not re.search(r"\d", redacted.path.removeprefix("People/2026-10-02"))


def test_notes_are_not_in_the_order_of_their_old_names(vault: WriteVault) -> None:
    folder = vault({f"People/{letter * 4}.md": "" for letter in "abcdefghijkl"})
    loaded = load_vault(find_vault(folder), TODAY)

    orders = set()
    for secret in (b"one", b"two", b"three"):
        redacted = redact_loaded_vault(loaded, secret)
        paths = [reading.path for reading in redacted.readings]
        assert paths == sorted(paths)
        replacements = Replacements(secret)
        names = [replacements.redact_name(letter * 4) for letter in "abcdefghijkl"]
        orders.add(tuple(names.index(path[7:-3]) for path in paths))
    assert len(orders) == 3


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


@pytest.mark.parametrize("secret", [SECRET, b"another", b"third"])
def test_redacted_network_has_the_same_figures(secret: bytes, example: Path) -> None:
    loaded = load_vault(find_vault(example), TODAY)
    redacted = redact_loaded_vault(loaded, secret)
    network = build_network(redacted.readings, redacted.attachments, redacted.settings, TODAY)
    assert compute_figures(network) == compute_figures(loaded.network)


def test_lines_that_a_page_comes_from_have_the_names_of_the_redacted_notes(
    vault: WriteVault, tmp_path: Path
) -> None:
    folder = vault(
        {
            "netnotes.toml": '[vault]\neditor = "vscode"\n',
            "People/Zyxwada.md": "---\ntier: monthly\n---\n",
            "Meetings/2026-10-02 Zyxwlunch.md": "---\npeople: '[[Zyxwada]]'\n---\n",
        }
    )
    pages = build_site(folder, tmp_path / "site", "--redact")
    (page,) = [text for path, text in pages.items() if path.startswith("people/")]
    sources = page.partition('<details class="sources')[2]
    assert "tier, line 2" in sources
    assert "2 october 2026, line 1" in sources
    assert "zyxw" not in page
    assert "vscode" not in page
    assert folder.name.casefold() not in sources


def test_nothing_of_an_earlier_build_stays_behind(example: Path, tmp_path: Path) -> None:
    assert "people/ada-quill-e0c6adc6.html" in build_site(example, tmp_path / "site")
    redacted_site = build_site(example, tmp_path / "site", "--redact")
    assert not [path for path in redacted_site if "ada-quill" in path]
    assert not [path for path in redacted_site if path.startswith("pictures/")]
    plain_site = build_site(example, tmp_path / "site")
    assert "ada quill" in plain_site["index.html"]


def test_free_text_keeps_its_shape() -> None:
    text = (
        "- [x] Call **Ada** about [the offer](https://example.com/x).\n\n1. One\n> quoted, _twice_"
    )
    redacted = REPLACEMENTS.redact_words(text)
    assert redacted.startswith("- [x] ")
    # An address is one word, up to the next space.
    assert re.sub(r"[a-zA-Z]+", "w", redacted.replace("[x]", "[ ]")) == (
        "- [ ] w **w** w [w w](w\n\n1. w\n> w, _w_"
    )


def test_replacement_is_the_same_for_two_spellings_and_not_for_two_names() -> None:
    redact_name, redact_town = REPLACEMENTS.redact_name, REPLACEMENTS.redact_town
    redact_organisation, redact_term = REPLACEMENTS.redact_organisation, REPLACEMENTS.redact_term
    assert redact_name("ada  QUILL") == redact_name("Ada Quill") != redact_name("Ada Quilt")
    assert redact_town("Lisbon, Portugal") == redact_town("lisbon") != redact_town("Berlin")
    assert redact_organisation("North-Wind") == redact_organisation("northwind")
    assert redact_term("incident-reviews").replace("-", " ") == redact_term("incident reviews")


def test_replacement_of_nothing_is_nothing() -> None:
    assert REPLACEMENTS.redact_name(" ") == ""
    assert REPLACEMENTS.redact_town("") == ""
    assert REPLACEMENTS.redact_organisation("") == ""
    assert REPLACEMENTS.redact_term("") == ""
    assert REPLACEMENTS.redact_words("") == ""


def test_two_notes_never_have_the_same_replacement(vault: WriteVault, tmp_path: Path) -> None:
    names = ("Ada", "ada b", "Ада", "ليلى", "👩‍🚀", "a" * 100)
    folder = vault({**{f"People/{name}.md": "" for name in names}, "Work/Ada.md": ""})
    redacted = redact_loaded_vault(load_vault(find_vault(folder), TODAY))
    assert len({note.path for note in redacted.readings}) == 7
    pages = build_site(folder, tmp_path / "site", "--redact")
    assert len([path for path in pages if path.startswith("people/")]) == 6


def make_token(number: int) -> str:
    """Make a word that is in no page of its own; each has letters and digits."""
    return f"qxzzy{number:04}"


# Every place of a note, `{}` is a token of its own in each.
POISONED_NOTE = """\
---
name: {} {}
aliases: [{}, "{} {}"]
purpose: "{} with [[{}]] and {}"
kind: strategic
goals: ["[[{}]]", "[[Goals/{}|{}]]"]
tier: {}
cadence: 3 weeks
next_step: "{} [{}](https://{}.example.com/{})"
level: above
organisation: {} & {}
role: {}
field: {}
location: {}, {}
met: 2026-01-02
met_at: "[[{}]]"
introduced_by: "[[{}|{}]]"
knows: ["[[{}]]", {}]
interests: [{}, {}]
offers: [{}]
needs: ["{} on {}"]
email: [{}@{}.com]
phone: ["+491709{}"]
links: ["https://{}.example.com/{}?{}#{}"]
photo: "![[{}.png]]"
tags: [{}, "{}/{}"]
{}: {}
custom {}: ["{}", "[[{}]]"]
met on: {}
---
# {}

{}. {} at the start. <!-- {} --> %% {} %%
1985{}. A year, `{}`, **{}**, =={}==, ~~{}~~, #{}, $x_{}$ and [^{}].

[^{}]: A footnote of {}.

> [!{}] {}
> {}

```{}
{}
```

![{}|200]({}.png "{}") [{}](<{}> "{}") [[{}#{}|{}]] ![[{}.pdf]] <https://{}.example.com> [{}][{}]

[{}]: https://{}.example.com "{}"

| {} | {} |
|----|----|
| {} | [{}:: {}] |

<b title="{}">{}</b> &{}; <script>{}</script> javascript:{} ^{}

- [ ] 2026-03-01 promised: {} to [[{}]] by 2026-05-01 ({}:: {})
- [?] {}

## Log

- 2026-02-30 {}
- 2026-02-03 {}: {} with [[{}]]
- 2026-02-04 asked: {} @{}
- 2026-02-05 gave: {}
- 2026-02-06 learned: {}
- [ ] 2026-02-07 asked: {} #{}
"""


def fill_with_tokens(template: str, first_number: int) -> str:
    """Put a token of its own in each `{}` of a template."""
    *parts, rest = template.split("{}")
    tokens = [part + make_token(first_number + number) for number, part in enumerate(parts)]
    return "".join(tokens) + rest


def test_nothing_that_is_written_anywhere_in_a_vault_reaches_a_redacted_dashboard(
    vault: WriteVault, tmp_path: Path
) -> None:
    """A token in every slot of a note, a name, a folder, a picture and the settings."""
    files = {
        f"People/{make_token(5000)} {number}.md": fill_with_tokens(POISONED_NOTE, 200 * number)
        for number in range(1, 4)
    }
    files[f"People/{make_token(5001)}/{make_token(5002)}.md"] = (
        "---\ntier: nope\n---\n[[nowhere]]\n"
    )
    files[f"Goals/{make_token(5003)}.md"] = fill_with_tokens(
        "---\nwhy: {}\nstatus: {}\nkind: {}\nnext_step: {}\ntags: [{}]\nby: 2026-12-01\n---\n{}\n",
        5010,
    )
    files[f"Events/2026-12-24 {make_token(5004)}.md"] = fill_with_tokens(
        '---\ndate: 2026-12-24\nlocation: {}\npurpose: {}\npeople: ["[[{}]]"]\n---\n{}\n', 5020
    )
    files[f"Meetings/2026-10-01 {make_token(5005)}.md"] = fill_with_tokens(
        f'---\npeople: ["[[{make_token(5000)} 1]]"]\n{{}}: {{}}\n---\n{{}} [[{{}}]]\n', 5030
    )
    files["Daily/2026-10-03.md"] = f"- {make_token(5040)} with [[{make_token(5000)} 2]]\n"
    files["netnotes.toml"] = fill_with_tokens(
        '[me]\nname = "{}"\norganisation = "{}"\nfield = "{}"\nlocation = "{}"\npitch = "{}"\n'
        'offers = ["{}"]\n[vault]\njournal = "Daily"\neditor = "vscode"\nics = true\n'
        'not_the_same = [["{}", "{}"]]\n[tiers]\n{} = 30\n"{}" = 90\n[channels]\nvoice = ["{}"]\n'
        '[properties]\nrole = ["{}"]\n[wrong{}]\n[plan]\n{} = 2\n',
        5050,
    )
    picture = f"{make_token(5006)}.png"
    root = vault(files)
    (root / picture).write_bytes(b"\x89PNG\r\n\x1a\n" + make_token(5007).encode())
    plain = build_site_of_bytes(root, tmp_path / "plain")
    redacted = build_site_of_bytes(root, tmp_path / "redacted", "--redact")

    tokens = set(re.findall(r"qxzzy\d{4}", " ".join(files) + " ".join(files.values())))
    assert len(tokens) > 350
    # Without redaction most of them are on a page: the places are real ones.
    shown = {token for token in tokens if token in plain}
    assert len(shown) > 0.8 * len(tokens)
    assert not [token for token in tokens if token in redacted]
    assert "qxzzy" not in redacted
    assert "1985" not in redacted


def build_site_of_bytes(folder: Path, output: Path, *options: str) -> str:
    """Build the dashboard, and return the names and contents of its files as one text."""
    build_site(folder, output, *options)
    return "\n".join(
        f"{path.relative_to(output).as_posix()}\n{path.read_bytes().decode('latin-1').casefold()}"
        for path in sorted(output.rglob("*"))
        if path.is_file()
    )
