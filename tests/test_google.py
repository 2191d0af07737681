"""Google Contacts' CSV under both of its headers; people are made up."""

from __future__ import annotations

from netnotes.formats.readers.google import read
from netnotes.model.people import Birthday

OLD = (
    "Name,Given Name,Additional Name,Family Name,Nickname,Birthday,Location,Occupation,"
    "Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,"
    "Phone 1 - Value,"
    "Address 1 - City,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title,Website 1 - Type,Website 1 - Value"
)
NEW = (
    "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,File As,"
    "Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,"
    "E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City,"
    "Address 1 - Country,Website 1 - Label,Website 1 - Value"
)


def make_row(**cells: str) -> str:
    """Make a row below the new header; `email_1` is the column `E-mail 1 - Value`."""
    by_column = {
        column.casefold().replace("-", "").replace(" ", "_"): column for column in NEW.split(",")
    }
    cells_by_column = {
        by_column[f"{name}__value" if f"{name}__value" in by_column else name]: cell
        for name, cell in cells.items()
    }
    return ",".join(cells_by_column.get(column, "") for column in NEW.split(","))


def test_old_header_is_read() -> None:
    row = (
        "Ada Quill,Ada,,Quill,Ace,1984-03-14,,,,* myContacts ::: Work friends ::: * Family,"
        "Home,ada@home.example ::: ada@old.example,* Work,ada@northwind.example,Mobile,"
        "+49 30 5550123 ::: +49 170 5550123,"
        "Lisbon,,Northwind,VP Engineering,Profile,https://example.com/ada\n"
    )
    (ada,) = read(f"{OLD}\n{row}").cards
    assert (ada.name, ada.organisation, ada.role, ada.location) == (
        "Ada Quill",
        "Northwind",
        "VP Engineering",
        "Lisbon",
    )
    assert ada.email == ("ada@northwind.example", "ada@home.example", "ada@old.example")
    assert ada.phone == ("+49 30 5550123", "+49 170 5550123")
    assert ada.tags == ("Work-friends", "Family")
    assert ada.aliases == ("Ace",)
    assert ada.links == ("https://example.com/ada",)
    assert ada.birthday == Birthday(3, 14, 1984)


def test_new_header_is_read_with_notes_of_several_lines_and_birthday_without_year() -> None:
    rows = (
        'Ada,M.,Quill,Dr.,,,,Northwind,VP,, --03-14,"She said ""hello"".\n\n'
        '- likes numbers",,Fair ::: * myContacts,'
        "* Other,ada@example.com,,,Work,'+49 30 5550123,,Portugal,,\n"
        "Ben,,Okafor,,,,,,,,,,,* myContacts,,,,,,,,,,\n"
    )
    ada, ben = read(f"{NEW}\n{rows}").cards
    assert ada.name == "Dr. Ada M. Quill"
    assert ada.text == 'She said "hello".\n\n- likes numbers'
    assert ada.birthday == Birthday(3, 14)
    assert ada.tags == ("Fair",)
    assert ada.phone == ("+49 30 5550123",)
    assert ada.location == "Portugal"
    assert (ben.name, ben.row, ben.tags) == ("Ben Okafor", 5, ())


def test_invalid_birthday_is_left_out_alone() -> None:
    imported = read(
        "\n".join(
            [NEW, make_row(first_name="Ada", birthday="1984-02-30"), make_row(first_name="Ben")]
        )
    )
    assert [(card.name, card.birthday) for card in imported.cards] == [("Ada", None), ("Ben", None)]
    ((row, reason, is_person_kept, _),) = imported.problems
    assert (row, is_person_kept) == (2, True)
    assert "1984-02-30" in reason


def test_person_without_name_is_called_by_another_value() -> None:
    rows = [
        make_row(organization_name="Northwind"),
        make_row(email_1="who@example.com"),
        make_row(nickname="Ace"),
        make_row(notes="only a note"),
    ]
    imported = read("\n".join([NEW, *rows]))
    assert [card.name for card in imported.cards] == ["Northwind", "who@example.com", "Ace"]
    assert imported.cards[2].aliases == ()
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [(5, False)]


def test_invalid_address_is_left_out_and_reported() -> None:
    row = make_row(
        first_name="Ada",
        email_1="not an address",
        email_2="Ada <ada@example.com>",
        website_1="javascript:x()",
    )
    imported = read(f"{NEW}\n{row}\n")
    assert imported.cards[0].email == ("ada@example.com",)
    assert imported.cards[0].links == ()
    assert [problem.is_person_kept for problem in imported.problems] == [True, True]
    assert "not an address" in imported.problems[0].reason
    assert "javascript" in imported.problems[1].reason


def test_star_is_named_and_no_tag() -> None:
    rows = [
        make_row(first_name="Ada", labels="* starred ::: * myContacts"),
        make_row(first_name="Ben", labels="starred ::: Friends"),
    ]
    imported = read("\n".join([NEW, *rows]))
    assert [card.tags for card in imported.cards] == [(), ("Friends",)]
    assert imported.left_out == (("the label `starred`", 2),)
