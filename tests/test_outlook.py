"""The CSV of Outlook and of Thunderbird; people are made up."""

from __future__ import annotations

import pytest

from netnotes.formats.readers.known_formats import find_format
from netnotes.formats.readers.outlook import read
from netnotes.model.people import Birthday

OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,"
    "E-mail 2 Address,E-mail 3 Address,Home Phone,"
    "Business Phone,Business Phone 2,Mobile Phone,Home Fax,Company,Job Title,"
    "Department,Birthday,Anniversary,Categories,"
    "Business City,Home City,Web Page,Notes"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,"
    "Screen Name,Work Phone,Home Phone,"
    "Fax Number,Pager Number,Mobile Number,Home City,Work City,Job Title,Department,"
    "Organization,Web Page 1,Web Page 2,"
    "Birth Year,Birth Month,Birth Day,Custom 1,Notes"
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_outlook_is_read_in_the_encodings_it_writes(encoding: str) -> None:
    row = (
        "Zoë,,Müller,,,Zo,zoe@example.com,,zoe@home.example,+49 30 5550123,030 5550124,"
        ",+49 170 5550125,,Fähre AG,"
        'Leiterin,,3/14/1984,0/0/00,Work;Ferries & ships,Köln,,https://example.com/zoe,"one\r\ntwo"'
    )
    (zoe,) = read(f"{OUTLOOK}\r\n{row}\r\n".encode(encoding)).cards
    assert (zoe.name, zoe.organisation, zoe.role, zoe.location) == (
        "Zoë Müller",
        "Fähre AG",
        "Leiterin",
        "Köln",
    )
    assert zoe.email == ("zoe@example.com", "zoe@home.example")
    assert zoe.phone == ("+49 30 5550123", "030 5550124", "+49 170 5550125")
    assert zoe.tags == ("Work", "Ferries-ships")
    assert zoe.birthday == Birthday(3, 14, 1984)
    assert zoe.links == ("https://example.com/zoe",)
    assert zoe.text == "one\ntwo"


@pytest.mark.parametrize("birthday", ["0/0/00", "00/00/0000", ""])
def test_zeros_are_no_birthday(birthday: str) -> None:
    imported = read(f"{OUTLOOK}\nAda,,Quill{',' * 15}{birthday}{',' * 6}\n")
    assert [(card.name, card.birthday) for card in imported.cards] == [("Ada Quill", None)]
    assert imported.problems == ()


def test_birthdays_are_month_and_day_unless_one_can_only_be_day_and_month() -> None:
    def read_birthdays(*written: str) -> list[Birthday | None]:
        rows = (f"Ada,,Quill{',' * 15}{text}{',' * 6}\n" for text in written)
        return [card.birthday for card in read(f"{OUTLOOK}\n{''.join(rows)}").cards]

    assert read_birthdays("3/4/1984", "12/31/85") == [Birthday(3, 4, 1984), Birthday(12, 31, 1985)]
    assert read_birthdays("3/4/1984", "31/12/85") == [Birthday(4, 3, 1984), Birthday(12, 31, 1985)]


def test_thunderbird_columns_are_read() -> None:
    row = (
        "Ada,Quill,Ada Quill,Ace,ada@example.com,ada@home.example,,030 5550123,,,,"
        "0170 5550124,,Lisbon,VP,,Northwind,"
        "https://example.com/ada,,1984,3,14,,Likes numbers\n"
        ",,Desk,,desk@example.com,,,,,,,,,,,,,,,,3,14,,\n"
    )
    ada, desk = read(f"{THUNDERBIRD}\n{row}").cards
    assert (ada.name, ada.organisation, ada.role, ada.location) == (
        "Ada Quill",
        "Northwind",
        "VP",
        "Lisbon",
    )
    assert ada.email == ("ada@example.com", "ada@home.example")
    assert ada.phone == ("030 5550123", "0170 5550124")
    assert ada.birthday == Birthday(3, 14, 1984)
    assert ada.text == "Likes numbers"
    assert (desk.name, desk.birthday) == ("Desk", Birthday(3, 14))


def test_french_outlook_has_two_columns_called_title() -> None:
    header = "Titre,Prénom,Nom,Société,Titre,Adresse de messagerie"
    text = f"{header}\nM.,Élie,Lefèvre,SG,Directeur,e@sg.example\n"
    import_format = find_format(text)
    assert import_format is not None
    assert import_format.name == "Outlook"
    imported = import_format.read(text)
    (elie,) = imported.cards
    assert (elie.name, elie.role, elie.organisation) == ("Élie Lefèvre", "Directeur", "SG")
    assert elie.email == ("e@sg.example",)
    assert dict(imported.left_out) == {"`Titre`": 1}


@pytest.mark.parametrize("column", ["Title", "Titre"])
def test_title_without_another_job_is_the_job(column: str) -> None:
    header = f"{column},First Name,Last Name,E-mail Address,Mobile Phone"
    (ada,) = read(f"{header}\nDirector,Ada,Quill,a@example.com,\n").cards
    assert (ada.name, ada.role) == ("Ada Quill", "Director")


def test_table_with_one_column_of_outlook_is_a_table() -> None:
    text = "Nome,Cognome,Cellulare,Email\nAda,Rossi,+39 333 5550101,a@r.example\n"
    import_format = find_format(text)
    assert import_format is not None
    assert import_format.name == "table"


def test_priority_of_outlook_is_no_tier() -> None:
    rows = ["Ada,Quill,ada@example.com,Dev,1,Normal", "Ben,Roe,ben@example.com,Dev,2,High"]
    header = "First Name,Last Name,E-mail Address,Job Title,Business Phone,Priority"
    imported = read("\n".join([header, *rows]))
    assert [card.extra_properties for card in imported.cards] == [(), ()]
    assert imported.left_out == (("`Priority`", 2),)
