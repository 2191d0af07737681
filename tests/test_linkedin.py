"""LinkedIn's Connections.csv in its manners; names and firms are made up."""

from __future__ import annotations

from datetime import date

import pytest

from netnotes.formats.card import Card, ImportProblem
from netnotes.formats.readers.linkedin import read

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ADA = (
    'Ada,Quill,https://www.linkedin.com/in/ada-quill,ada@example.com,Northwind,"VP,'
    ' Engineering",02 Jan 2024'
)
PREAMBLE = '''Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing.
You will only see those of connections who allow it. See ""Settings"""
'''


def names(text: str | bytes) -> list[str]:
    return [card.name for card in read(text).cards]


def test_day_of_connecting_is_met_and_no_touch() -> None:
    assert read(f"{HEADER}\n{ADA}\n").cards == (
        Card(
            row=2,
            name="Ada Quill",
            links=("https://www.linkedin.com/in/ada-quill",),
            email=("ada@example.com",),
            organisation="Northwind",
            role="VP, Engineering",
            met=date(2024, 1, 2),
        ),
    )


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_header_is_found_beneath_what_linkedin_writes_before_it(
    blank: str, mark: str, ends: str
) -> None:
    text = f"{PREAMBLE}{blank}{HEADER}\n{ADA}\nBen,Okafor,,,,,\n".replace("\n", ends)
    imported = read((mark + text).encode())
    assert [card.name for card in imported.cards] == ["Ada Quill", "Ben Okafor"]
    assert imported.problems == ()
    first = text.replace(ends, "\n").split("\n").index(ADA) + 1
    assert [card.row for card in imported.cards] == [first, first + 1]


def test_older_files_without_url_are_read() -> None:
    text = (
        "First Name,Last Name,Email Address,Company,Position,Connected On\n"
        "Ada,Quill,,Northwind,VP,1/31/19\n"
    )
    assert read(text).cards == (
        Card(row=2, name="Ada Quill", organisation="Northwind", role="VP", met=date(2019, 1, 31)),
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("02 Jan 2024", date(2024, 1, 2)),
        ("7-Feb-22", date(2022, 2, 7)),
        ("1/3/2024", date(2024, 1, 3)),
        ("2024-01-03", date(2024, 1, 3)),
        ("2024-01-03 00:00:00", date(2024, 1, 3)),
        ("03.01.2024", date(2024, 1, 3)),
        ("January 3, 2024", date(2024, 1, 3)),
        ("", None),
    ],
)
def test_dates_are_read_as_linkedin_and_spreadsheets_write_them(
    written: str, day: date | None
) -> None:
    (ada,) = read(f'{HEADER}\nAda,Quill,,,,,"{written}"\n').cards
    assert ada.met == day
    assert ada.last_contact is None


def test_one_date_with_day_first_makes_all_dates_of_the_file_so() -> None:
    cards = read(f"{HEADER}\nAda,Quill,,,,,3/1/2024\nBen,Okafor,,,,,25/1/2024\n").cards
    assert [card.met for card in cards] == [date(2024, 1, 3), date(2024, 1, 25)]


@pytest.mark.parametrize("written", ["30 Feb 2026", "Northwind", "31/31/2024", "02 Foo 2024"])
def test_row_with_invalid_day_is_left_out_and_reported(written: str) -> None:
    imported = read(f"{HEADER}\n{ADA}\nEve,Bad,,,,,{written}\nBen,Okafor,,,,,\n")
    assert [card.name for card in imported.cards] == ["Ada Quill", "Ben Okafor"]
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [(3, False)]
    assert written in imported.problems[0].reason
    assert "Eve Bad" in imported.problems[0].reason


def test_names_may_lack_a_half_and_hold_commas_and_quotes() -> None:
    text = f'{HEADER}\nSuryani,,,,,,\n"Ada ""Ace""","Quill, PhD",,,"Quill, Marsh & ""Sons""",,\n'
    ada = read(text).cards[1]
    assert names(text) == ["Suryani", 'Ada "Ace" Quill, PhD']
    assert ada.organisation == 'Quill, Marsh & "Sons"'


def test_row_without_any_name_is_left_out() -> None:
    imported = read(f"{HEADER}\n,,,,,,02 Jan 2024\n{ADA}\n")
    assert [card.name for card in imported.cards] == ["Ada Quill"]
    assert [problem.row for problem in imported.problems] == [2]
    assert "no name" in imported.problems[0].reason


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('"Eve,Bad,,,,,', "quote"),
        ("Eve,Bad,,,Acme, Inc,CEO,02 Jan 2024", "8 cells, the header 7"),
    ],
)
def test_broken_row_leaves_the_others_readable(bad: str, reason: str) -> None:
    imported = read(
        f"{HEADER}\n{ADA}\n{bad}\n" + "Ben,Okafor,,,,,\n" * 3 + f"{bad}\nCleo,Marsh,,,,,\n"
    )
    assert [card.name for card in imported.cards] == [
        "Ada Quill",
        *["Ben Okafor"] * 3,
        "Cleo Marsh",
    ]
    assert [problem.row for problem in imported.problems] == [3, 7]
    assert all(reason in problem.reason for problem in imported.problems)


def test_row_with_a_very_long_cell_is_read_and_the_cut_is_reported() -> None:
    imported = read(f"{HEADER}\n{ADA}\nEve,Long,,,{'x' * 140_000},CEO,\nBen,Okafor,,,,,\n")
    assert [card.name for card in imported.cards] == ["Ada Quill", "Eve Long", "Ben Okafor"]
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [(3, True)]
    assert "was cut there" in imported.problems[0].reason


def test_quotes_in_the_wrong_place_do_not_cost_the_row() -> None:
    imported = read(f'{HEADER}\n"Ada "Ace"",Quill,,,Northwind,,\n')
    assert [(card.name, card.organisation) for card in imported.cards] == [
        ('Ada Ace"" Quill', "Northwind")
    ]


def test_spreadsheet_may_have_saved_it_with_semicolons_in_another_encoding() -> None:
    text = f"sep=;\n{HEADER}\n{ADA}\nZoë,Müller,,,,,\n".replace(",", ";").replace("VP; E", "VP, E")
    assert names(text.encode("cp1252")) == ["Ada Quill", "Zoë Müller"]
    assert names(text.encode("utf-16")) == ["Ada Quill", "Zoë Müller"]


def test_one_letter_of_another_encoding_does_not_spoil_the_others() -> None:
    text = f"{HEADER}\nZoë,Müller,,,,,\n".encode() + "José,García,,,,,\n".encode("cp1252")
    assert names(text) == ["Zoë Müller", "José García"]


def test_missing_header_is_reported() -> None:
    imported = read("Ada,Quill\n")
    assert imported.cards == ()
    assert imported.problems == (ImportProblem(1, "there is no header `First Name,Last Name,…`"),)
