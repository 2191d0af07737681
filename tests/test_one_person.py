"""Who of a file is one person: nobody is lost, and no two people are made one.

The same holds within a file, between a file and the vault, and for the doubles that
`netnotes dedupe` finds. All people are made up.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.formats.card import Card, ImportedCards
from netnotes.formats.matching.comparison import ExistingPerson
from netnotes.formats.matching.duplicates import find_duplicates
from netnotes.formats.matching.grouping import group_people
from netnotes.formats.matching.keys import is_address, split_name
from netnotes.formats.matching.likeness import are_kept_apart
from netnotes.formats.matching.matching import NewPerson, match_cards
from netnotes.formats.matching.merging import merge_duplicates
from netnotes.formats.matching.person_keys import PersonKeys
from netnotes.model.people import Birthday, Contact
from tests.notes import TODAY
from tests.test_import_people import load_network, read_files, run_verb
from tests.test_matching import make_card
from tests.test_matching import make_contact as make_contact_without_role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from random import Random

    WriteVault = Callable[[dict[str, str]], Path]


def import_file(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, *options: str
) -> str:
    """Import a file of this text, and check that a second import changes nothing."""
    file = folder.parent / name
    file.write_text(text)
    code, out, err = run_verb(folder, capsys, "import", str(file), "--yes", *options)
    assert code == EXIT_DONE, err
    if not options:
        old_files = read_files(folder)
        again = run_verb(folder, capsys, "import", str(file), "--yes")[1]
        assert again.endswith("0 notes made, 0 notes filled.\n")
        assert read_files(folder) == old_files
    return out


def list_people(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("People/*.md"))


# Three people without a name in the forms of each program.
NAMELESS = {
    "google.csv": "Name,Given Name,Family Name,E-mail 1 - Value,Phone 1 - Value\n"
    ",,,x@example.com,\n,,,y@example.com,\n,,,,+49 30 5550123\n",
    "outlook.csv": "First Name,Last Name,E-mail Address,Mobile Phone\n"
    ",,x@example.com,\n,,y@example.com,\n,,,+49 30 5550123\n",
    "table.csv": "Name,Email,Phone\n,x@example.com,\n,y@example.com,\n,,+49 30 5550123\n",
    "cards.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:\nEMAIL:x@example.com\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nEMAIL:y@example.com\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nTEL:+49 30 5550123\nEND:VCARD\n",
    "named_by_address.csv": "Name,Email\nx@example.com,\ny@example.com,\n+49 30 5550123,\n",
}

# Two Bob Smiths in the forms of each program.
NAMESAKES = {
    "table.csv": "Name,Company,Role\nBob Smith,Acme,CEO\nBob Smith,Globex,Clerk\n",
    "roles.csv": "Name,Company,Role\nBob Smith,Acme,CEO\nBob Smith,Acme,Clerk\n",
    "brackets.csv": "Name,Tags\nBob Smith (Acme),a\nBob Smith (Globex),a\n",
    "mail.csv": "Name,Email\nBob Smith,bob@a.example\nBob Smith,bob@b.example\n",
    "google.csv": "Name,Given Name,Family Name,Organization 1 - Name\n"
    "Bob Smith,Bob,Smith,Acme\nBob Smith,Bob,Smith,Globex\n",
    "outlook.csv": "First Name,Last Name,E-mail Address,Mobile Phone,Company\n"
    "Bob,Smith,,,Acme\nBob,Smith,,,Globex\n",
    "linkedin.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Bob,Smith,https://www.linkedin.com/in/bob1,,,,02 Jan 2024\n"
    "Bob,Smith,https://www.linkedin.com/in/bob2,,,,02 Jan 2024\n",
    "cards.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Smith\nBDAY:19800102\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Smith\nBDAY:19600304\nEND:VCARD\n",
    "friends.md": "### Activities:\n\n- 2018-11-01: **Bob Smith** and I had _tea_.\n\n"
    "### Friends:\n\n- Bob Smith [Paris] @school\n- Bob Smith [Rome] @work\n",
    "monica.json": json.dumps(
        {
            "version": "1.0-preview.1",
            "account": {
                "data": [
                    {
                        "type": "contacts",
                        "values": [
                            {
                                "uuid": company,
                                "properties": {
                                    "first_name": "Bob",
                                    "last_name": "Smith",
                                    "company": company,
                                },
                            }
                            for company in ("Acme", "Globex")
                        ],
                    }
                ]
            },
        }
    ),
}


@pytest.mark.parametrize("file_name", NAMELESS)
def test_everybody_without_a_name_is_a_person_of_their_own(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], file_name: str
) -> None:
    folder = vault({"Note.md": ""})
    import_file(folder, capsys, file_name, NAMELESS[file_name])
    assert list_people(folder) == ["+49 30 5550123", "x@example.com", "y@example.com"]
    assert run_verb(folder, capsys, "dedupe")[1] == "Nobody seems to be in your notes twice.\n"


@pytest.mark.parametrize("front_matter", ["", "---\nemail: x@example.com\n---\n"])
@pytest.mark.parametrize("file_name", NAMELESS)
def test_note_called_by_an_address_gets_only_who_has_the_address(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], file_name: str, front_matter: str
) -> None:
    folder = vault({"People/x@example.com.md": front_matter})
    import_file(folder, capsys, file_name, NAMELESS[file_name])
    assert list_people(folder) == ["+49 30 5550123", "x@example.com", "y@example.com"]
    assert "y@example.com" not in (folder / "People/x@example.com.md").read_text()


@pytest.mark.parametrize("note_count", [0, 1, 2])
@pytest.mark.parametrize("file_name", NAMESAKES)
def test_namesakes_of_a_file_stay_two_whoever_is_in_the_vault(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], file_name: str, note_count: int
) -> None:
    notes = {
        f"People/{number}.md": "---\nname: Bob Smith\ntier: monthly\n---\nMine.\n"
        for number in range(note_count)
    }
    folder = vault({"Note.md": "", **notes})
    out = import_file(folder, capsys, file_name, NAMESAKES[file_name])
    assert len(list_people(folder)) == note_count + 2
    for path, text in notes.items():
        assert (folder / path).read_text() == text
    assert "may be the one of row" in out


def test_one_of_two_namesakes_in_the_vault_is_chosen_by_what_the_file_says(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = {
        "People/Bob Smith.md": "---\norganisation: Acme\n---\n",
        "People/Other Bob.md": "---\nname: Bob Smith\norganisation: Globex\n---\n",
    }
    folder = vault(notes)
    import_file(folder, capsys, "people.csv", "Name,Company,Role\nBob Smith,Globex,Clerk\n")
    assert list_people(folder) == ["Bob Smith", "Other Bob"]
    assert "role: Clerk" in (folder / "People/Other Bob.md").read_text()

    out = import_file(folder, capsys, "more.csv", "Name,Birthday\nBob Smith,1980-01-02\n")
    assert "People/Bob Smith.md: the same name or People/Other Bob.md: the same name" in out
    assert len(list_people(folder)) == 3


def test_only_one_of_two_namesakes_is_asked_for_and_the_other_still_counts(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Bob Smith.md": "---\ntier: monthly\n---\n"})
    out = import_file(
        folder, capsys, "people.csv", NAMESAKES["table.csv"], "--only", "company=acme"
    )
    assert "Left out by --only: 1 person\nNew: 1\n" in out
    assert list_people(folder) == ["Bob Smith", "Bob Smith (Acme)"]


COUPLE = "Name,Email,Phone\nAnn Weber,weber@example.com,030 5550123\n"


@pytest.mark.parametrize(
    "second",
    [
        "Tom Weber,weber@example.com,",
        "Tom Weber,,030 5550123",
        "Tom Weber,weber@example.com,030 5550123",
        "Anna Klein,weber@example.com,",
        "Tom & Ann Weber,weber@example.com,",
        "王伟,weber@example.com,",
    ],
)
def test_shared_address_of_two_full_names_is_no_shared_person(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], second: str
) -> None:
    in_file = vault({"Note.md": ""})
    import_file(in_file, capsys, "couple.csv", f"{COUPLE}{second}\n")
    assert len(list_people(in_file)) == 2
    assert not any(pair.is_certain for pair in find_duplicates(load_network(in_file).contacts))


@pytest.mark.parametrize(
    "note", ["email: weber@example.com", "phone: 030 5550123", "email: Weber@Example.com"]
)
def test_shared_address_of_a_contact_is_no_shared_person(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], note: str
) -> None:
    text = f"---\n{note}\n---\n"
    folder = vault({"People/Tom Weber.md": text})
    out = import_file(folder, capsys, "couple.csv", COUPLE)
    assert "looks like Tom Weber: the same" in out
    assert list_people(folder) == ["Ann Weber", "Tom Weber"]
    assert (folder / "People/Tom Weber.md").read_text() == text


def test_who_could_be_either_of_a_couple_is_neither(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{COUPLE}Tom Weber,weber@example.com,\nWeber,weber@example.com,\n,weber@example.com,\n"
    folder = vault({"Note.md": ""})
    import_file(folder, capsys, "couple.csv", text)
    assert list_people(folder) == ["Ann Weber", "Tom Weber", "Weber", "weber@example.com"]

    # In the vault is one of the two, and in the file the other and who could be both.
    cards = [
        make_card("Tom Weber", email=("w@example.com",)),
        make_card("w@example.com", email=("w@example.com",), role="cook"),
    ]
    contact = Contact(path="People/Ann Weber.md", name="Ann Weber", email=("w@example.com",))
    assert all(isinstance(person, NewPerson) for person in match_cards(cards, [contact]))


def test_mailbox_of_several_notes_is_none_of_theirs_unless_a_full_name_fits(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "---\nemail: weber@family.example\n---\n"
    names = ("Weber", "Tom Weber", "Ann Weber")
    folder = vault({f"People/{name}.md": note for name in names})
    text = "Name,Email,Phone\nAnna Weber,weber@family.example,+49301234567\n"
    out = import_file(folder, capsys, "anna.csv", text)
    assert "could be one of several, Ann Weber, Tom Weber or Weber: the same mail" in out
    assert list_people(folder) == ["Ann Weber", "Anna Weber", "Tom Weber", "Weber"]
    assert all((folder / f"People/{name}.md").read_text() == note for name in names)

    text = "Name,Email,Phone\nTom Weber,weber@family.example,+49301234568\n"
    import_file(folder, capsys, "tom.csv", text)
    assert "+49301234568" in (folder / "People/Tom Weber.md").read_text()
    assert len(list_people(folder)) == 4


# Names that may be those of two in a family, although each fits the other.
PARTIAL_NAMES = (
    ("A. Weber", "Weber"),
    ("Weber, A.", "Anna Weber"),
    ("Weber", "Anna Weber"),
    ("Dr. Weber", "Frau Weber"),
    ("Frau Weber", "Herr Weber"),
    ("Dr. A. Weber", "A. Weber"),
)


@pytest.mark.parametrize("header", ["Email", "Phone", "Website", "Company"])
@pytest.mark.parametrize(("left", "right"), PARTIAL_NAMES)
def test_initials_and_last_name_with_one_address_are_for_the_user_to_decide(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], left: str, right: str, header: str
) -> None:
    values = {"Email": "weber@example.com", "Phone": "030 5550123", "Website": "https://w.example"}
    value = values.get(header, "Acme")
    folder = vault({"Note.md": ""})
    table = f'Name,{header}\n"{left}",{value}\n"{right}",{value}\n'
    out = import_file(folder, capsys, "people.csv", table)
    assert len(list_people(folder)) == 2
    if header != "Company":
        assert "they stay two" in out
    files = read_files(folder)
    import_file(folder, capsys, "people.csv", table)
    assert read_files(folder) == files

    folder = vault({"Note.md": ""})
    import_file(folder, capsys, "left.csv", f'Name,{header}\n"{left}",{value}\n')
    import_file(folder, capsys, "right.csv", f'Name,{header}\n"{right}",{value}\n')
    assert len(list_people(folder)) == 2
    for line in run_verb(folder, capsys, "dedupe")[1].splitlines()[:-1]:
        assert line.startswith("perhaps ")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Anna Weber", "Anna Weber"),
        ("Weber, Anna", "Dr. Anna Weber"),
        ("Anna", "Anna Weber"),
        ("A. Weber", "Weber, A."),
        ("Weber", "weber"),
    ],
)
def test_same_first_name_or_same_words_with_one_address_are_one_person(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], left: str, right: str
) -> None:
    folder = vault({"Note.md": ""})
    table = f'Name,Email\n"{left}",weber@example.com\n"{right}",weber@example.com\n'
    import_file(folder, capsys, "people.csv", table)
    assert len(list_people(folder)) == 1


def test_who_has_no_name_joins_nobody_of_a_family(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "Name,Email\nA. Weber,w@example.com\n,w@example.com\nWeber,w@example.com\n"
    folder = vault({"Note.md": ""})
    import_file(folder, capsys, "people.csv", table)
    assert list_people(folder) == ["A. Weber", "Weber", "w@example.com"]
    folder = vault({"People/w@example.com.md": ""})
    import_file(folder, capsys, "people.csv", table)
    assert list_people(folder) == ["A. Weber", "Weber", "w@example.com"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("organisation: Acme", "organisation: Globex"),
        ("birthday: 1980-01-02", "birthday: 1990-01-02"),
        ("links: https://linkedin.com/in/a", "links: https://linkedin.com/in/b"),
        ("email: a@example.com", "email: b@example.com"),
        ("phone: 030 5550123", "phone: 030 5550199"),
    ],
)
def test_namesakes_who_differ_in_all_else_are_no_duplicates(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], left: str, right: str
) -> None:
    notes = {
        "People/Bob Smith.md": f"---\n{left}\n---\n",
        "People/Other.md": f"---\nname: Bob Smith\n{right}\n---\n",
    }
    out = run_verb(vault(notes), capsys, "dedupe")[1]
    assert out == "Nobody seems to be in your notes twice.\n"

    notes["People/Other.md"] = "---\nname: Bob Smith\n---\n"
    out = run_verb(vault(notes), capsys, "dedupe")[1]
    assert out.startswith("People/Bob Smith = People/Other: the same name\n")


@pytest.mark.parametrize("company", ["Acme", ""])
def test_switchboard_is_no_person(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], company: str
) -> None:
    header = "First Name,Last Name,Company,Phone,Email,Notes\n"
    bob = "Bob,Smith,Acme,+1 555 0100,bob@a.example,\n"
    office = f",,{company},+1 555 0100,info@acme.example,Closed on Fridays\n"
    folder = vault({"Note.md": ""})
    import_file(folder, capsys, "both.csv", header + bob + office)
    assert list_people(folder) == sorted(["Bob Smith", company or "info@acme.example"])
    assert "info@" not in (folder / "People/Bob Smith.md").read_text()

    (folder / f"People/{company or 'info@acme.example'}.md").unlink()
    import_file(folder, capsys, "office.csv", header + office)
    assert "info@" not in (folder / "People/Bob Smith.md").read_text()


def test_who_is_matched_and_gets_nothing_is_named_with_all(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "---\nemail: ada@example.com\n---\n"})
    file = folder.parent / "ada.csv"
    file.write_text("Name,Email\nAda M. Quill,ada@example.com\n")
    _, out, _ = run_verb(folder, capsys, "import", str(file))
    assert "Ada Quill" not in out
    _, out, _ = run_verb(folder, capsys, "import", str(file), "--all")
    expected = (
        "Ada M. Quill is Ada Quill, People/Ada Quill.md (the same mail address ada@example.com)"
    )
    assert f"  {expected}: nothing new\n" in out


def test_office_with_one_number_and_mailbox_is_no_list_of_duplicates() -> None:
    names = ("Ann Weber", "Tom Klein", "Cleo Marsh", "Ben Okafor")
    office = [
        Contact(
            path=f"People/{name}.md",
            name=name,
            email=("info@acme.example",),
            phone=("030 5550100",),
            links=("https://acme.example",),
        )
        for name in names
    ]
    assert find_duplicates(office) == ()
    cards = [
        make_card(name, email=("info@acme.example",), row=row) for row, name in enumerate(names)
    ]
    merged = merge_duplicates(ImportedCards(tuple(cards)))
    assert (len(merged.cards), merged.problems) == (4, ())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Jane Doe @ PyCon", "Bob Roe @ PyCon"),
        ("Jane Doe <jane@a.example>", "Bob Roe <bob@a.example>"),
        ("jane@a.example", "bob@a.example"),
        ("\u0301\u0302", "\u0303"),
        ("😀", "🚀"),
        ("--", "..."),
        ("A", "B"),
        ("李小龙", "王伟"),
        ("ليلى حداد", "سارة خوري"),
        ("Анна Иванова", "Ольга Петрова"),
        ("रमा", "रीमा"),
        ("すぎた", "すきた"),
        ("Sara van den Berg", "Sara van den Broek"),
        ("+49 30 5550123", "+49 30 5550124"),
        ("https://a.example/x", "https://a.example/y"),
    ],
)
def test_names_with_nothing_in_common_are_kept_apart(left: str, right: str) -> None:
    cards = (Card(row=1, name=left), Card(row=2, name=right))
    assert len(merge_duplicates(ImportedCards(cards)).cards) == 2
    contact = Contact(path="People/x.md", name=left)
    (person,) = match_cards([cards[1]], [contact])
    assert isinstance(person, NewPerson)
    assert not any(
        pair.is_certain
        for pair in find_duplicates([contact, replace(contact, name=right, path="y")])
    )


@pytest.mark.parametrize(
    ("values"),
    [
        {"email": ("@",)},
        {"email": (" @ ",)},
        {"phone": ("+1 000 000 0000",)},
        {"phone": ("000",)},
        {"links": ("https://...",)},
        {"organisation": "!!!"},
    ],
)
def test_key_that_is_made_of_nothing_matches_nothing(values: dict[str, Any]) -> None:
    left = PersonKeys(make_card("Ada", **values))
    right = PersonKeys(make_card("Ben", **values))
    assert not set(left.lookup_keys) & set(right.lookup_keys)
    assert len(merge_duplicates(ImportedCards((left.person, right.person))).cards) == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jane Doe @ PyCon", ("jane", "doe")),
        ("Jane Doe jane@a.example", ("jane", "doe")),
        ("@jane", ("jane",)),
        ("रीमा शर्मा", ("रीमा", "शर्मा")),
        ("がくと", ("がくと",)),
        ("\u0301", ()),
        ("Tom & Ann Weber", ("tom", "&", "ann", "weber")),
    ],
)
def test_names_keep_all_letters_and_nothing_else(name: str, words: tuple[str, ...]) -> None:
    assert split_name(name) == words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x@example.com", True),
        ("<x@example.com>", True),
        ("+49 (0)30 / 555-0123", True),
        ("https://example.com/x", True),
        ("Jane Doe @ PyCon", False),
        ("Ada", False),
        ("R2D2", False),
        ("007", False),
    ],
)
def test_address_in_the_place_of_a_name_is_recognised(name: str, expected: bool) -> None:
    assert is_address(name) is expected


def test_new_employer_and_role_are_taken_or_left_together(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "---\norganisation: Northwind\nemail: ann@x.example\n---\n"
    folder = vault({"People/Ann Lee.md": text})
    table = "Name,Company,Role,Email\nAnn Lee,Globex,CTO,ann@x.example\n"
    out = import_file(folder, capsys, "people.csv", table)
    assert "changed employer? The note stays with Northwind (there: CTO at Globex)" in out
    assert (folder / "People/Ann Lee.md").read_text() == text


@pytest.mark.parametrize(
    ("note", "card", "filled", "kept"),
    [
        ({"organisation": "Acme"}, {"role": "CTO"}, ["role"], []),
        ({"organisation": "Acme"}, {"organisation": "Acme Inc", "role": "CTO"}, ["role"], []),
        (
            {"organisation": "Acme"},
            {"organisation": "X", "role": "CTO"},
            [],
            ["organisation", "role"],
        ),
        ({"role": "Clerk"}, {"organisation": "X", "role": "CTO"}, [], ["organisation", "role"]),
        ({}, {"organisation": "X", "role": "CTO"}, ["organisation", "role"], []),
        (
            {"met": date(2020, 1, 2)},
            {"met": date(2024, 1, 2), "met_at": "Fair"},
            [],
            ["met", "met_at"],
        ),
        ({"met": date(2020, 1, 2)}, {"met": date(2020, 1, 2), "met_at": "Fair"}, ["met_at"], []),
    ],
)
def test_halves_of_two_facts_are_never_put_together(
    note: dict[str, Any], card: dict[str, Any], filled: list[str], kept: list[str]
) -> None:
    email = ("ann@x.example",)
    contact = Contact(**{"path": "a.md", "name": "Ann Lee", "email": email, **note})
    (person,) = match_cards([make_card("Ann Lee", email=email, **card)], [contact])
    assert isinstance(person, ExistingPerson)
    assert sorted(person.list_updated_properties()) == filled
    assert sorted(conflict.property_name for conflict in person.conflicts) == kept

    # The same within a file.
    first = make_card("Ann Lee", email=email, **note)
    second = make_card("Ann Lee", email=email, row=2, **card)
    merged = merge_duplicates(ImportedCards((first, second)))
    (merged_card,) = merged.cards
    for name in ("organisation", "role", "met", "met_at"):
        expected = (card if name in filled else note).get(name, getattr(make_card(), name))
        assert getattr(merged_card, name) == expected
    assert all((f"{name} " in merged.problems[0].reason.partition("without")[2]) for name in kept)


def test_lists_of_joined_rows_grow_and_what_differs_otherwise_is_named() -> None:
    email = ("ann@x.example",)
    first = make_card(
        "Ann Lee",
        email=email,
        birthday=Birthday(1, 2),
        last_contact=date(2026, 1, 2),
        extra_properties=(("knows", ("Ben Okafor",)), ("tier", ("monthly",))),
    )
    second = make_card(
        "Ann Lee",
        row=2,
        email=email,
        birthday=Birthday(1, 2, 1984),
        last_contact=date(2026, 3, 4),
        location="Rome",
        extra_properties=(("knows", ("Cleo Marsh",)), ("tier", ("yearly",))),
    )
    merged = merge_duplicates(ImportedCards((first, second)))
    (card,) = merged.cards
    assert card == replace(
        first,
        birthday=Birthday(1, 2, 1984),
        last_contact=date(2026, 3, 4),
        location="Rome",
        extra_properties=(("knows", ("Ben Okafor", "Cleo Marsh")), ("tier", ("monthly",))),
    )
    assert merged.problems[0].reason.endswith("the two were joined, without tier yearly")


def test_name_of_who_was_called_by_an_address_is_not_lost(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/x@example.com.md": ""})
    table = "Name,Email\n,ann@example.com\nAnn Lee,ann@example.com\nTom Lee,x@example.com\n"
    import_file(folder, capsys, "people.csv", table)
    assert list_people(folder) == ["Ann Lee", "x@example.com"]
    assert "  - Tom Lee\n" in (folder / "People/x@example.com.md").read_text()


def test_two_names_of_one_profile_are_both_kept() -> None:
    links = ("https://www.linkedin.com/in/ada",)
    cards = (make_card("Ada Quill", links=links), make_card("Adriana Novak", row=2, links=links))
    (card,) = merge_duplicates(ImportedCards(cards)).cards
    assert (card.name, card.aliases) == ("Ada Quill", ("Adriana Novak",))


@pytest.mark.parametrize(
    ("notes", "difference"),
    [
        (("birthday: 1980-01-02", "birthday: 1960-03-04"), "birthdays"),
        (("name: Bob Smith", "name: Tom Weber"), "names"),
        (
            ("links: https://linkedin.com/in/a", "links: https://linkedin.com/in/b"),
            "profiles on linkedin.com",
        ),
        (("role: CEO", "role: Clerk"), ""),
    ],
)
def test_merge_of_two_who_contradict_each_other_says_so(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    notes: tuple[str, str],
    difference: str,
) -> None:
    texts = (f"---\n{line}\n---\n" for line in notes)
    folder = vault(
        dict(zip(("People/A/Bob Smith.md", "People/B/Bob Smith.md"), texts, strict=True))
    )
    code, out, _ = run_verb(
        folder, capsys, "dedupe", "--merge", "People/A/Bob Smith", "People/B/Bob Smith"
    )
    assert code == EXIT_DONE
    assert bool(difference) is ("they may be two people" in out)
    assert f"have different {difference}" in out or not difference


OWN_TABLE_NOTES = {
    "People/Ada Quill.md": "---\ntier: monthly\nlevel: peer\ncadence: never\n---\n",
    "People/Ben Okafor.md": "---\ntier: yearly\nlevel: below\n---\n",
}


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("tier=monthly", ["Ada Quill"]),
        ("tier=month", []),
        ("level=peer", ["Ada Quill"]),
        ("level=0", ["Ada Quill"]),
        ("level=-1", ["Ben Okafor"]),
        ("level=1", []),
        ("seniority=below", ["Ben Okafor"]),
        ("cadence=never", ["Ada Quill"]),
        ("name=quill", ["Ada Quill"]),
    ],
)
def test_only_finds_everything_that_the_file_says(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    condition: str,
    names: list[str],
) -> None:
    folder = vault(OWN_TABLE_NOTES)
    table = tmp_path / "people.csv"
    assert (
        run(["export", "csv", str(folder), "-o", str(table), "--today", TODAY.isoformat()])
        == EXIT_DONE
    )
    for path in OWN_TABLE_NOTES:
        (folder / path).unlink()
    import_file(folder, capsys, "people.csv", table.read_text(), "--only", condition)
    assert list_people(folder) == names


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--only", "tier=monthly"), "Nobody in the file has the property tier"),
        (("--only", "company="), "is not PROPERTY=TEXT"),
        (("--only", "company"), "is not PROPERTY=TEXT"),
        (("--limit", "-1"), "is no number of people"),
    ],
)
def test_choice_that_could_find_nobody_is_refused(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    options: tuple[str, ...],
    message: str,
) -> None:
    folder = vault({"Note.md": ""})
    file = tmp_path / "people.csv"
    file.write_text(NAMESAKES["table.csv"])
    code, _, err = run_verb(folder, capsys, "import", str(file), *options)
    assert code == EXIT_CANNOT
    assert message in err


def test_level_of_a_peer_is_no_empty_value(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(OWN_TABLE_NOTES)
    record = json.loads(run_verb(folder, capsys, "brief", "Ada Quill", "--json")[1])
    person = record.get("person", record)
    assert (person["level"], person["never"]) == (0, True)

    contact = Contact(path="a.md", name="Ada Quill", level=0, cadence=0)
    card = make_card("Ada Quill", cadence=90, extra_properties=(("level", ("1",)),))
    (person_in_file,) = match_cards([card], [contact])
    assert isinstance(person_in_file, ExistingPerson)
    assert person_in_file.filled_properties == ()
    assert [tuple(conflict) for conflict in person_in_file.conflicts] == [
        ("cadence", 0, 90),
        ("level", ("0",), ("1",)),
    ]


def test_notes_of_two_files_with_one_row_and_name_get_two_names(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Bob Smith.md": "---\nbirthday: 1950-01-02\n---\n"})
    for number in range(1, 4):
        table = f"Name,Birthday\nBob Smith,198{number}-02-0{number}\n"
        import_file(folder, capsys, f"{number}.csv", table)
    assert len(list_people(folder)) == 4


def test_person_whose_name_looks_like_that_of_a_copy_is_not_lost(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"Note.md": ""})
    import_file(folder, capsys, "x.csv", "Name,Tags\nBob Smith,a\nBob Smith 2,a\nBob Smith (3),b\n")
    assert len(load_network(folder).contacts) == 3


FULL_NAMES = ("Ann Weber", "Tom Weber", "Ann Klein", "Bob Smith", "王伟", "Bob Smith Jr.")
OTHER_NAMES = ("Weber", "A. Weber", "Ann", "w@example.com", "+49 30 5550123", "Bob Smith @ Acme")
CARDS = st.lists(
    st.builds(
        Card,
        row=st.just(1),
        name=st.sampled_from((*FULL_NAMES, *OTHER_NAMES)),
        organisation=st.sampled_from(("", "", "Acme", "Globex")),
        role=st.sampled_from(("", "", "CEO", "Clerk")),
        email=st.sampled_from(
            ((), (), ("w@example.com",), ("b@example.com",), ("info@a.example",))
        ),
        phone=st.sampled_from(((), (), ("+49 30 5550123",), ("030 5550199",))),
        links=st.sampled_from(((), (), ("https://x.com/w",), ("https://x.com/b",))),
        birthday=st.sampled_from((None, None, Birthday(1, 2), Birthday(3, 4, 1984))),
    ),
    max_size=7,
).map(lambda cards: [replace(card, row=row) for row, card in enumerate(cards, start=1)])


def make_contact(number: int, card: Card) -> Contact:
    return replace(make_contact_without_role(number, card), role=card.role)


def list_joined_rows(cards: Sequence[Card]) -> set[frozenset[int]]:
    """List who is joined with whom: the rows of each group."""
    return {
        frozenset(cards[position].row for position in group.positions)
        for group in group_people([PersonKeys(card) for card in cards])
    }


@given(CARDS)
def test_nobody_who_is_joined_contradicts_another(cards: list[Card]) -> None:
    by_row = {card.row: PersonKeys(card) for card in cards}
    for rows in list_joined_rows(cards):
        for left, right in combinations(rows, 2):
            assert not are_kept_apart(by_row[left], by_row[right])


@given(CARDS, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter_for_who_is_joined(cards: list[Card], random: Random) -> None:
    shuffled = list(cards)
    random.shuffle(shuffled)
    assert list_joined_rows(shuffled) == list_joined_rows(cards)


@given(CARDS, CARDS)
def test_no_note_gets_two_people_and_two_imports_are_one(
    cards: list[Card], cards_of_vault: list[Card]
) -> None:
    """The notes of new people are added to the vault, and the file is imported again."""
    vault = [make_contact(number, card) for number, card in enumerate(cards_of_vault)]
    people = merge_duplicates(ImportedCards(tuple(cards))).cards
    results = match_cards(people, vault)
    new_notes: list[Contact] = []
    for result in results:
        if isinstance(result, ExistingPerson):
            assert not are_kept_apart(PersonKeys(result.card), PersonKeys(result.contact))
        else:
            new_notes.append(make_contact(len(vault) + len(new_notes), result.card))

    changed_notes = [fill_contact(contact, results) for contact in vault]
    for result in match_cards(people, (*changed_notes, *new_notes)):
        assert isinstance(result, ExistingPerson)
        assert result.list_updated_properties() == []


def fill_contact(contact: Contact, results: Sequence[NewPerson | ExistingPerson]) -> Contact:
    """Fill a contact as the import would."""
    for result in results:
        if isinstance(result, ExistingPerson) and result.contact is contact:
            updates = (*result.filled_properties, *result.added_values)
            for name, value in updates:
                old_value = getattr(contact, name)
                new_value = (
                    (*old_value, *value)
                    if name in ("aliases", "email", "phone", "links")
                    else value
                )
                contact = replace(contact, **{name: new_value})
    return contact


def test_import_that_archives_nobody_says_so_in_words(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "---\nemail: ada@example.com\n---\n"})
    file = folder.parent / "ada.csv"
    file.write_text("Name,Email,Archived\nAda Quill,ada@example.com,yes\n")
    _, out, _ = run_verb(folder, capsys, "import", str(file))
    assert "stays active (there: archived)" in out


def test_row_that_a_program_calls_untitled_has_no_name(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"Note.md": ""})
    table = "Name,Email\nUntitled,\nOhne Titel,b@example.com\nCleo Marsh,\n"
    out = import_file(folder, capsys, "people.csv", table)
    assert "row 2: there is no name" in out
    assert list_people(folder) == ["Cleo Marsh", "b@example.com"]


@pytest.mark.parametrize("name", ["2026-10-02", "Contacts", "Index", "Person Template"])
def test_note_of_somebody_whose_name_is_none_is_read_as_a_contact(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = vault({"Note.md": ""})
    import_file(folder, capsys, "people.csv", f"Name,Company\n{name},Acme\n")
    assert list_people(folder) == [name]


def make_vcards(*people: str) -> str:
    """Make a file of vCards; each person is the lines of one card, with `;;` between them."""
    cards = []
    for person in people:
        lines = person.replace(";;", "\n")
        cards.append(f"BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n")
    return "".join(cards)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("TEL:101", "TEL:102"),
        ("TEL:030 1", "TEL:030 2"),
        ("DEATHDATE:20200101", "ORG:Acme;;EMAIL:bob@example.com"),
        ("ORG:Acme;;EMAIL:bob@example.com", "BDAY:1980-01-01"),
    ],
)
def test_namesakes_with_nothing_else_in_common_stay_two(
    left: str, right: str, vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({})
    text = make_vcards(f"FN:Bob Smith;;{left}", f"FN:Bob Smith;;{right}")
    out = import_file(folder, capsys, "p.vcf", text)
    assert "may be the one of row 1: the same name" in out
    assert "New: 2" in out


def test_namesakes_of_whom_one_is_only_a_name_are_one(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    text = make_vcards("FN:Bob Smith;;TEL:101", "FN:Bob Smith")
    assert "New: 1" in import_file(vault({}), capsys, "p.vcf", text)


def test_check_is_silent_on_namesakes_whom_import_told_apart(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({})
    people = (
        "FN:Pia Low;;ORG:Acme",
        "FN:Pia Low;;ORG:Borg",
        "FN:Kim Low;;TEL:1",
        "FN:Kim Low;;TEL:2",
    )
    import_file(folder, capsys, "p.vcf", make_vcards(*people))
    run(["check", str(folder), "--all"])
    out = capsys.readouterr().out
    assert "duplicate-name" not in out


def test_day_to_come_is_said_in_the_preview(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"p.csv": "name,met,last contact\nAda Quill,2099-01-02,2099-01-03\n"})
    _, out, _ = run_verb(folder, capsys, "import", str(folder / "p.csv"))
    assert "row 2: Ada Quill has met 2099-01-02, which is in the future" in out
    assert "row 2: Ada Quill has last_contact 2099-01-03, which is in the future" in out


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("Robert Stone", ("Bob", "Robert Stone")),
        ("Stone, Bob", ("Bob",)),
        ("BOB STONE", ("Bob",)),
        ("Dr. Bob Stone", ("Bob",)),
        ("Bob M. Stone", ("Bob",)),
    ],
)
def test_name_of_a_joined_row_is_an_alias_if_it_has_another_word(
    name: str, aliases: tuple[str, ...]
) -> None:
    email = ("bob@stone.example",)
    first = make_card("Bob Stone", email=email)
    second = make_card(name, row=2, email=email, aliases=("Bob",))
    merged = merge_duplicates(ImportedCards((first, second)))
    (card,) = merged.cards
    assert card.name == "Bob Stone"
    assert card.aliases == aliases
