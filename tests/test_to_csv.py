"""A table of the contacts, and the same people back from it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from msgspec.structs import replace

from netnotes.formats.own_csv import (
    convert_to_csv,
    escape_formula,
    join_cell,
    read_csv,
    split_cell,
    unescape_formula,
)
from netnotes.model.people import NEVER
from netnotes.model.settings import Settings
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.typed_words import STORED_PROPERTIES
from netnotes.vault.load import find_and_load_vault
from tests.conftest import TODAY
from tests.leaving import HARM, nasty, people, plain, typed_contacts, with_contacts
from tests.notes import with_front

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network

HEADER = [one.name for one in CONTACT_PROPERTIES if one.name != "type"]


def rows(network: Network) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(convert_to_csv(network), newline="")))


def said(contact: Contact) -> dict[str, object]:
    return {one.name: plain(getattr(contact, one.name)) for one in STORED_PROPERTIES}


def test_a_row_a_contact_with_the_names_of_fields_above() -> None:
    network = people(with_front("purpose: Knows who decides", "met: 2024-03-14"), "")
    assert [one.name for one in STORED_PROPERTIES] == HEADER
    assert convert_to_csv(network).split("\r\n")[0].split(",") == HEADER
    ada, ben = rows(network)
    assert {name: cell for name, cell in ada.items() if cell} == {
        "name": "Ada Quill",
        "purpose": "Knows who decides",
        "met": "2024-03-14",
    }
    assert {name: cell for name, cell in ben.items() if cell} == {"name": "Ben Okafor"}


def test_the_last_contact_is_what_log_and_property_tell_together() -> None:
    (ada,) = rows(
        people("---\nlast_contact: 2026-01-05\n---\n- 2026-10-02 coffee\n- 2027-01-01 lunch\n")
    )
    assert ada["last_contact"] == "2026-10-02"


def test_everybody_in_the_example_comes_back_the_same(example: Path) -> None:
    network = find_and_load_vault(example, TODAY).network
    back, found = read_csv(convert_to_csv(network), network.settings)
    assert found == ()
    assert len(back) == len(network.contacts) >= 60
    for before, after in zip(network.contacts, back, strict=True):
        last = network.follow_ups[before.path].last_contact or before.last_contact
        assert said(after) == said(replace(before, last_contact=last)), before.name


def test_every_property_comes_back() -> None:
    """Each example of FIELDS, in one note."""
    network = people(with_front(*(f"{one.name}: {one.example}" for one in CONTACT_PROPERTIES)))
    (before,) = network.contacts
    (after,), found = read_csv(convert_to_csv(network), Settings())
    assert found == ()
    assert said(after) == said(before)
    assert all(value not in ("", None, (), False) for value in said(after).values())


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("knows: []", "knows", ()),
        ("cadence: never", "cadence", NEVER),
        ("level: 0", "level", 0),
        ("level: below", "level", -1),
        (
            "interests: ['dinner, with friends', 'a; b', 'say \"no\"']",
            "interests",
            ("dinner, with friends", "a; b", 'say "no"'),
        ),
        ("phone: ['+49 30 5550123', '0171 5550123']", "phone", ("+49 30 5550123", "0171 5550123")),
        ("aliases: ['[]']", "aliases", ("[]",)),
    ],
)
def test_what_is_easily_lost_comes_back(line: str, name: str, value: object) -> None:
    (contact,), _ = read_csv(convert_to_csv(people(with_front(line))), Settings())
    assert getattr(contact, name) == value


def test_nobody_asked_is_not_nobody_known() -> None:
    (contact,), _ = read_csv(convert_to_csv(people("")), Settings())
    assert contact.knows is None


def test_a_phone_is_no_formula_and_stays_a_phone() -> None:
    network = people(
        with_front("phone: '+49 30 5550123'", "purpose: '=cmd|'' /C calc''!A0'", "role: '-'")
    )
    (row,) = rows(network)
    assert (row["phone"], row["purpose"], row["role"]) == (
        "'+49 30 5550123",
        "'=cmd|' /C calc'!A0",
        "'-",
    )
    (contact,), _ = read_csv(convert_to_csv(network), Settings())
    assert (contact.phone, contact.purpose, contact.role) == (
        ("+49 30 5550123",),
        "=cmd|' /C calc'!A0",
        "-",
    )


@given(nasty)
def test_a_guarded_cell_is_no_formula_and_is_unguarded_to_what_it_was(cell: str) -> None:
    assert escape_formula(cell)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert unescape_formula(escape_formula(cell)) == cell


@pytest.mark.parametrize("harm", HARM)
def test_words_in_a_cell_are_parted_where_they_were_joined(harm: str) -> None:
    items = tuple(item for item in (harm.strip(), "sailing", f"a{harm}b") if item)
    assert split_cell(join_cell(items)) == items


@given(typed_contacts())
def test_whatever_a_note_can_say_comes_back(contact: Contact) -> None:
    network = with_contacts([contact])
    text = convert_to_csv(network)
    for row in csv.reader(io.StringIO(text, newline="")):
        assert len(row) == len(HEADER)
        assert all(cell[:1] not in tuple("=+-@\t\r\n") for cell in row if cell)
    (after,), _ = read_csv(text, Settings())
    (before,) = network.contacts
    last = network.follow_ups[before.path].last_contact or before.last_contact
    assert said(after) == said(replace(before, last_contact=last))


def test_columns_may_stand_in_any_order_with_other_names_and_a_mark_before_them() -> None:
    text = "\ufeffCompany,E-Mail,Shoe size,NAME\nNorthwind,ada@example.com; a@example.org,41,Ada Quill\n,,,\n"
    (contact,), found = read_csv(text, Settings(), "people.csv")
    assert (contact.name, contact.organisation) == ("Ada Quill", "Northwind")
    assert contact.email == ("ada@example.com", "a@example.org")
    assert [(one.name, one.words) for one in contact.other] == [("Shoe size", ("41",))]
    assert contact.find_source_location("email") == ("people.csv", 2, 2)
    assert found == ()


def test_a_wrong_cell_is_found_by_row_and_column_and_loses_no_neighbour() -> None:
    (ada, ben), found = read_csv(
        "name,met\nAda Quill,2026-02-30\nBen Okafor,2026-02-28\n", Settings(), "people.csv"
    )
    assert [(one.location, one.code) for one in found] == [
        (("people.csv", 2, 2), "impossible-date")
    ]
    assert (ada.met, str(ben.met)) == (None, "2026-02-28")


def test_a_very_long_cell_comes_back() -> None:
    long = "x, " * 100_000 + "x"
    (contact,), _ = read_csv(f'name,purpose\nAda,"{long}"\n', Settings())
    assert contact.purpose == long


def test_an_empty_table_is_nobody() -> None:
    assert read_csv("", Settings()) == ((), ())
    assert read_csv(convert_to_csv(people()), Settings()) == ((), ())


def test_how_long_a_cell_may_be_elsewhere_stays_as_it_was() -> None:
    before = csv.field_size_limit()
    long = "x" * (before + 1)
    (ada,), found = read_csv(f"name,purpose\r\nAda,{long}\r\n", Settings())
    assert (ada.name, len(ada.purpose), found) == ("Ada", before + 1, ())
    assert csv.field_size_limit() == before
