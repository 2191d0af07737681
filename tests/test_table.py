"""Tables of any program are read by a column mapping, and every format is recognised."""

from __future__ import annotations

import codecs
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from netnotes.commands.parser import COMMANDS
from netnotes.errors import NetnotesError
from netnotes.formats.card import Card, ImportedCards, sanitize_cards
from netnotes.formats.readers.known_formats import IMPORT_FORMATS, find_format
from netnotes.formats.readers.table import guess_column_map, parse_column_map, read
from netnotes.model.people import Birthday
from tests import test_friends as friends
from tests import test_google as google
from tests import test_linkedin as linkedin
from tests import test_outlook as outlook
from tests.test_monica import export, person
from tests.test_vcard import make_vcard

if TYPE_CHECKING:
    from netnotes.formats.readers.decoding import FileContent
    from netnotes.formats.readers.known_formats import ImportFormat


def test_mapping_assigns_columns_to_properties() -> None:
    text = "Nr,Full Name,Firma,Mail\n1,Ada Quill,Northwind,ada@example.com\n"
    column_map = parse_column_map("name=Full Name, organisation=Firma,email=Mail")
    assert column_map == (("name", "Full Name"), ("organisation", "Firma"), ("email", "Mail"))
    assert read(text, column_map).cards == (
        Card(row=2, name="Ada Quill", organisation="Northwind", email=("ada@example.com",)),
    )


def test_property_may_have_any_of_its_names_and_several_columns() -> None:
    column_map = parse_column_map(
        "first name=Vorname,surname=Nachname,company=Firma, GmbH,phone=Tel 1,"
        "mobile=Tel 2,notes=Info"
    )
    assert column_map[2] == ("organisation", "Firma, GmbH")
    text = (
        'Über uns\n\nVorname;Nachname;"Firma, GmbH";Tel 1;Tel 2;Info\n'
        "Ada;Quill;Northwind;030 5550123;0170 5550123;hi\n"
    )
    (ada,) = read(text.encode("cp1252"), column_map).cards
    assert (ada.row, ada.name, ada.organisation, ada.text) == (4, "Ada Quill", "Northwind", "hi")
    assert ada.phone == ("030 5550123", "0170 5550123")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name", "`name` is not a property and a column"),
        ("name=", "is not a property and a column"),
        ("nmae=Name", "did you mean `name`?"),
        ("shoe size=Size", "write one of: name, purpose"),
    ],
)
def test_invalid_mapping_is_refused(text: str, message: str) -> None:
    with pytest.raises(NetnotesError) as refused:
        parse_column_map(text)
    assert message in str(refused.value)


def test_missing_column_is_refused_with_the_columns_there_are() -> None:
    with pytest.raises(NetnotesError, match=r"no column `Nmae`\. Did you mean `Name`\?"):
        read("Name,Firm\nAda,x\n", (("name", "Nmae"),))
    with pytest.raises(NetnotesError, match="Its first row is: Name and Firm"):
        read("Name,Firm\nAda,x\n", (("name", "Person"),))


def test_columns_are_guessed_by_names_of_properties() -> None:
    header = (
        "Name,Company,Job Title,E-Mail,Mobile Phone,Tags,City,Last contacted,Shoe size,"
        "Notes,LinkedIn,Tier,type"
    )
    assert guess_column_map(header) == (
        ("name", "Name"),
        ("organisation", "Company"),
        ("role", "Job Title"),
        ("email", "E-Mail"),
        ("phone", "Mobile Phone"),
        ("tags", "Tags"),
        ("location", "City"),
        ("last_contact", "Last contacted"),
        ("text", "Notes"),
        ("links", "LinkedIn"),
        ("tier", "Tier"),
    )


def test_cells_are_read_by_their_property() -> None:
    header = "name,birthday,met,last_contact,cadence,email,interests,archived,tier,goals,next_step"
    row = (
        'Ada,--03-14,1/31/2024,2026-01-02,6 weeks,a@x.example; b@x.example,"ships,'
        ' numbers",yes,monthly,[[A]]; [[B]],"call, write"'
    )
    assert read(f"{header}\n{row}\n").cards == (
        Card(
            row=2,
            name="Ada",
            birthday=Birthday(3, 14),
            met=date(2024, 1, 31),
            last_contact=date(2026, 1, 2),
            cadence=42,
            email=("a@x.example", "b@x.example"),
            interests=("ships", "numbers"),
            archived=True,
            extra_properties=(
                ("tier", ("monthly",)),
                ("goals", ("[[A]]", "[[B]]")),
                ("next_step", ("call, write",)),
            ),
        ),
    )


def test_unreadable_cell_is_left_out_alone() -> None:
    imported = read("name,met,cadence,archived\nAda,2026-02-30,sometimes,perhaps\nBen,,,\n")
    assert [(card.name, card.met, card.cadence, card.archived) for card in imported.cards] == [
        ("Ada", None, None, False),
        ("Ben", None, None, False),
    ]
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [
        (2, True)
    ] * 3
    assert "2026-02-30" in imported.problems[0].reason


def test_table_without_names_is_explained_with_an_example_mapping() -> None:
    imported = read("Mensch,Wo\nAda,Lisbon\n")
    assert imported.cards == ()
    assert "--map name=Mensch" in imported.problems[0].reason


def test_nobody_is_called_by_their_firm_where_another_column_may_be_the_name() -> None:
    text = "Mensch;Firma;E-Mail\nAda Quill;Northwind;ada@example.com\n"
    imported = read(text)
    assert imported.cards == ()
    assert "--map name=Mensch" in imported.problems[0].reason
    (ada,) = read(text, parse_column_map("name=Mensch,organisation=Firma")).cards
    assert (ada.name, ada.organisation) == ("Ada Quill", "Northwind")
    # A number says nothing of a name.
    (northwind,) = read("Nr;Firma;E-Mail\n7;Northwind;ada@example.com\n").cards
    assert northwind.organisation == "Northwind"


TABLE_IN_MARKDOWN = """# Known contacts

| Name | Company | Last Contact |
|------|---------|:------------:|
| **Nadia Roth** | [Roth](https://example.com) | 2026-10-21 |
| [[People/Joel Finch\\|Joel]] | Finch Ltd | — |

## Recently added

| (none yet) | | |
"""

SECTIONS_IN_MARKDOWN = """# Contacts

Key people.

## Clients

### Tess Moran
- **Company:** Moran & Co
- **Contact:** tess@example.com
- **Last contact:** 2026-11-02
- Likes sailing

### Paul Weir
Company: Weir
Last contact: October 3, 2026
"""


def test_table_in_a_markdown_file_is_read() -> None:
    imported = read(TABLE_IN_MARKDOWN)
    assert imported.problems == ()
    assert [
        (card.row, card.name, card.organisation, card.last_contact) for card in imported.cards
    ] == [
        (5, "Nadia Roth", "Roth", date(2026, 10, 21)),
        (6, "Joel Finch", "Finch Ltd", None),
    ]


def test_sections_in_a_markdown_file_are_read() -> None:
    imported = read(SECTIONS_IN_MARKDOWN)
    assert imported.problems == ()
    tess, paul = imported.cards
    assert (tess.row, tess.name, tess.organisation) == (7, "Tess Moran", "Moran & Co")
    assert (tess.email, tess.last_contact) == (("tess@example.com",), date(2026, 11, 2))
    assert tess.text == "Likes sailing"
    assert (paul.name, paul.organisation) == ("Paul Weir", "Weir")
    assert paul.last_contact == date(2026, 10, 3)


SECTIONS_WITH_LOGS = """\
## Tess Moran
- Company: Moran & Co
- 2026-10-03 coffee: the ferry
  - she moves to Porto
- 2026-09-01 call
- [ ] send the map 📅 2026-12-01
- Likes sailing

### Kids
Two.

## Paul Weir
Role: Engineer

### Log
#### 2026-10-05
Lunch at the pier.

#### 4 October 2026 — Dinner
Soup.

## Greta Lind
- 2026-10-07: met at the fair
- 3/10/2026 tea
"""


def test_dated_lines_of_sections_are_touches_and_nothing_is_lost() -> None:
    imported = read(SECTIONS_WITH_LOGS)
    assert imported.problems == ()
    tess, paul, greta = imported.cards
    assert [(touch.date.day, touch.channel, touch.text) for touch in tess.touches] == [
        (3, "coffee", "the ferry she moves to Porto"),
        (1, "call", ""),
    ]
    assert [(task.text, task.due) for task in tess.tasks] == [("send the map", date(2026, 12, 1))]
    assert tess.text == "Likes sailing\n### Kids\nTwo."
    assert paul.role == "Engineer"
    assert [(touch.date.day, touch.text) for touch in paul.touches] == [
        (5, "Lunch at the pier."),
        (4, "Soup."),
    ]
    assert paul.touches[1].channel == "dinner"
    assert [touch.text for touch in greta.touches] == ["met at the fair"]
    # A day with two meanings stays text.
    assert greta.text == "3/10/2026 tea"


def test_subjects_with_dated_lines_are_no_people() -> None:
    text = "## Kitchen Renovation\n- 2026-10-03 tiles\n\n## Garden Fence\n- 2026-10-04 wood\n"
    assert find_format(text.encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        "# Ada Quill\n\nEmail: ada@example.com\nCompany: Northwind\n",
        "# Soup\n\n| Step | Minutes |\n|---|---|\n| cook | 5 |\n",
        "## Plan\n\nWords.\n\n## Budget\n\nMore words.\n",
    ],
)
def test_other_markdown_holds_nobody(text: str) -> None:
    assert find_format(text.encode()) is None


def test_days_of_a_table_may_have_months_in_words_of_any_language() -> None:
    text = "Wer;Geburtstag;Kennengelernt\nAda;3. Mai;3. Mai 2024\nBen;12 mars 1980;5 okt. 2025\n"
    imported = read(text)
    assert imported.problems == ()
    assert [card.birthday for card in imported.cards] == [Birthday(5, 3), Birthday(3, 12, 1980)]
    assert [card.met for card in imported.cards] == [date(2024, 5, 3), date(2025, 10, 5)]


FILES = {
    "LinkedIn": linkedin.PREAMBLE + linkedin.HEADER + "\n" + linkedin.ADA,
    "Google": f"{google.NEW}\nAda{',' * google.NEW.count(',')}\n",
    "Outlook": f"{outlook.OUTLOOK}\nAda{',' * outlook.OUTLOOK.count(',')}\n",
    "vCard": make_vcard("FN:Ada"),
    "netnotes": json.dumps({"netnotes": 1, "people": [{"name": "Ada"}]}),
    "Monica": export(person("Ada")),
    "friends.md": friends.FILE,
    "table": "Name;Company\nAda;Northwind\n",
}


def test_every_format_is_recognised_by_content_and_read() -> None:
    assert list(FILES) != [] and set(FILES) == {form.name for form in IMPORT_FORMATS}
    for name, text in {
        **FILES,
        "google": f"{google.OLD}\n",
        "outlook": f"{outlook.THUNDERBIRD}\n",
    }.items():
        for data in (
            text.encode(),
            text.replace("\n", "\r\n").encode("utf-16"),
            codecs.BOM_UTF8 + text.encode(),
        ):
            form = find_format(data)
            assert form is not None
            assert form.name.casefold() == name.casefold()
            assert form.read(data) == form.read(text)


def get_small_file(import_format: ImportFormat) -> str:
    """Return the small file of a format."""
    name = import_format.name
    assert name in FILES, f"Add a small file with a person Ada to FILES in this file, under {name}."
    return FILES[name]


def list_damaged_contents(text: str) -> list[FileContent]:
    """List files that are empty, binary, cut off somewhere, or of another format."""
    contents: list[FileContent] = ["", b"", b"\x00" * 50, b"\xff\xfe\x00", bytes(range(256)), "[1]"]
    data = text.encode()
    for length in range(0, len(data), 7):
        contents += [data[:length], data[length:], data[:length] + b"\x00\xff" + data[length:]]
    return [*contents, *FILES.values()]


@pytest.mark.parametrize("import_format", IMPORT_FORMATS, ids=lambda form: form.name)
def test_no_format_fails_on_a_damaged_file(import_format: ImportFormat) -> None:
    for content in list_damaged_contents(get_small_file(import_format)):
        try:
            imported = import_format.read(content)
        except Exception as error:  # noqa: BLE001 - any exception fails the test
            pytest.fail(
                f"{import_format.name} must report a problem where it raises {error!r}: {content!r}"
            )
        assert isinstance(imported, ImportedCards)


@pytest.mark.parametrize("import_format", IMPORT_FORMATS, ids=lambda form: form.name)
def test_cards_of_every_format_are_sanitized(import_format: ImportFormat) -> None:
    # U+202E writes what follows from right to left; `sanitize_cards` removes it.
    content = get_small_file(import_format).replace("Ada", "Ada\u202e")
    cards = import_format.read(content).cards
    assert cards
    assert cards == sanitize_cards(cards).cards, (
        f"Pass what the reader of {import_format.name} found through sanitize_cards."
    )


def test_help_of_import_names_every_format() -> None:
    """The formats are listed by hand in two places; the last one is any other table."""
    summaries = {command.name: command.summary for command in COMMANDS}
    for import_format in IMPORT_FORMATS[:-1]:
        assert import_format.name in summaries["import"], (
            f"Name {import_format.name} in COMMANDS (commands/parser.py), and perhaps in the help "
            "of FILE (commands/import_people.py)."
        )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "a\nb\n",
        "# A note\n\nDear Ada, hello, you.\n",
        "{}",
        json.dumps([1, 2]),
        "a,b\n1,2\n",
        b"PK\x03\x04\x00\x00",
        b"\x00" * 50,
    ],
)
def test_other_content_is_not_recognised(content: str | bytes) -> None:
    assert find_format(content) is None


def test_title_above_the_columns_is_passed_over() -> None:
    text = "Meine Kontakte 2026;;\n;;\nName;Firma;Mail\nAda;Acme;a@x.example / b@x.example\n"
    (ada,) = read(text).cards
    assert (ada.row, ada.name, ada.organisation) == (4, "Ada", "Acme")
    assert ada.email == ("a@x.example", "b@x.example")


def test_header_of_one_name_is_a_header() -> None:
    assert [card.name for card in read("Name,\nAda,Acme\nBen,Globex\n").cards] == ["Ada", "Ben"]


DATES = "Name,Met,Birthday\nCleo,{met},{birthday}\nDan,{other},\n"


@pytest.mark.parametrize(
    ("met", "other", "birthday", "order", "days"),
    [
        ("01/09/2026", "02/09/2026", "", "day-first", [date(2026, 9, 1), date(2026, 9, 2)]),
        ("01/09/2026", "02/09/2026", "", "month-first", [date(2026, 1, 9), date(2026, 2, 9)]),
        # A day that can be read in one way only decides, whatever the settings say.
        ("01/09/2026", "25/09/2026", "", "", [date(2026, 9, 1), date(2026, 9, 25)]),
        ("01/09/2026", "09/25/2026", "", "day-first", [date(2026, 1, 9), date(2026, 9, 25)]),
        # That of the same column comes before that of another one.
        ("01/09/2026", "09/25/2026", "25/12/1980", "", [date(2026, 1, 9), date(2026, 9, 25)]),
        ("01/09/2026", "02/09/2026", "25/12/1980", "", [date(2026, 9, 1), date(2026, 9, 2)]),
        ("2026-09-01", "1.9.2026", "", "", [date(2026, 9, 1), date(2026, 9, 1)]),
        ("01/01/2026", "2/2/2026", "", "", [date(2026, 1, 1), date(2026, 2, 2)]),
    ],
)
def test_dates_of_a_table_are_read_in_the_order_that_is_known(
    met: str, other: str, birthday: str, order: str, days: list[date]
) -> None:
    imported = read(DATES.format(met=met, other=other, birthday=birthday), date_order=order)
    assert [card.met for card in imported.cards] == days
    assert imported.problems == ()


@pytest.mark.parametrize("other", ["", "02/09/2026"])
def test_date_that_may_be_two_days_is_not_read_and_said(other: str) -> None:
    imported = read(DATES.format(met="01/09/2026", other=other, birthday="03/04/1980"))
    assert [(card.met, card.birthday) for card in imported.cards] == [(None, None), (None, None)]
    assert imported.problems[0].reason == (
        "`01/09/2026` under `Met` may be 1 September 2026 or 9 January 2026: say which with "
        "`[dates] order` in `netnotes.toml`, and import again; Cleo is there without it"
    )
    assert imported.problems[1].reason.startswith("`03/04/1980` under `Birthday` may be 3 April")
    assert len(imported.problems) == 2 + bool(other)


def test_contradicting_dates_of_a_column_decide_nothing() -> None:
    text = "Name,Met\nCleo,25/09/2026\nDan,09/25/2026\nEva,01/09/2026\n"
    for order in ("", "day-first", "month-first"):
        imported = read(text, date_order=order)
        assert [card.met for card in imported.cards] == [date(2026, 9, 25), date(2026, 9, 25), None]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marsh, Cleo", "Cleo Marsh"),
        ("von Berg, Ada Maria", "Ada Maria von Berg"),
        ("Marsh, Dr. Cleo", "Dr. Cleo Marsh"),
        ("Cleo Marsh, PhD", "Cleo Marsh, PhD"),
        ("Marsh, Jr.", "Marsh, Jr."),
        ("Marsh, Dr.", "Marsh, Dr."),
        ("Cleo Marsh, Engineer", "Cleo Marsh, Engineer"),
        ("Northwind, Inc.", "Northwind, Inc."),
        ("Marsh, Cleo, 3", "Marsh, Cleo, 3"),
        ("Cleo Marsh", "Cleo Marsh"),
    ],
)
def test_family_name_before_a_comma_is_moved_behind(name: str, expected: str) -> None:
    (card,) = read(f'Name,Mail\n"{name}",a@example.com\n').cards
    assert (card.name, card.aliases) == (expected, ())
