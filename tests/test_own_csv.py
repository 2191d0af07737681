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
from tests.notes import make_front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network

HEADER = [prop.name for prop in CONTACT_PROPERTIES if prop.name != "type"]


def rows(network: Network) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(convert_to_csv(network), newline="")))


def said(contact: Contact) -> dict[str, object]:
    return {prop.name: plain(getattr(contact, prop.name)) for prop in STORED_PROPERTIES}


def test_each_contact_is_a_row_below_the_names_of_properties() -> None:
    network = people(make_front_matter("purpose: Knows who decides", "met: 2024-03-14"), "")
    assert [prop.name for prop in STORED_PROPERTIES] == HEADER
    assert convert_to_csv(network).split("\r\n")[0].split(",") == HEADER
    ada, ben = rows(network)
    assert {name: cell for name, cell in ada.items() if cell} == {
        "name": "Ada Quill",
        "purpose": "Knows who decides",
        "met": "2024-03-14",
    }
    assert {name: cell for name, cell in ben.items() if cell} == {"name": "Ben Okafor"}


def test_last_contact_is_the_later_of_log_and_property() -> None:
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
    network = people(
        make_front_matter(*(f"{prop.name}: {prop.example}" for prop in CONTACT_PROPERTIES))
    )
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
def test_unusual_values_come_back(line: str, name: str, value: object) -> None:
    (contact,), _ = read_csv(convert_to_csv(people(make_front_matter(line))), Settings())
    assert getattr(contact, name) == value


def test_knows_nobody_differs_from_not_asked() -> None:
    (contact,), _ = read_csv(convert_to_csv(people("")), Settings())
    assert contact.knows is None


def test_a_phone_is_no_formula_and_stays_a_phone() -> None:
    network = people(
        make_front_matter("phone: '+49 30 5550123'", "purpose: '=cmd|'' /C calc''!A0'", "role: '-'")
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
def test_escaped_cell_is_no_formula_and_comes_back(cell: str) -> None:
    assert escape_formula(cell)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert unescape_formula(escape_formula(cell)) == cell


@pytest.mark.parametrize("harm", HARM)
def test_cell_is_split_where_it_was_joined(harm: str) -> None:
    items = tuple(item for item in (harm.strip(), "sailing", f"a{harm}b") if item)
    assert split_cell(join_cell(items)) == items


@given(typed_contacts())
def test_any_contact_comes_back(contact: Contact) -> None:
    network = with_contacts([contact])
    text = convert_to_csv(network)
    for row in csv.reader(io.StringIO(text, newline="")):
        assert len(row) == len(HEADER)
        assert all(cell[:1] not in tuple("=+-@\t\r\n") for cell in row if cell)
    (after,), _ = read_csv(text, Settings())
    (before,) = network.contacts
    last = network.follow_ups[before.path].last_contact or before.last_contact
    assert said(after) == said(replace(before, last_contact=last))


def test_columns_are_read_in_any_order_with_other_names_and_byte_order_mark() -> None:
    text = "\ufeffCompany,E-Mail,Shoe size,NAME\nNorthwind,ada@example.com; a@example.org,41,Ada Quill\n,,,\n"
    (contact,), found = read_csv(text, Settings(), "people.csv")
    assert (contact.name, contact.organisation) == ("Ada Quill", "Northwind")
    assert contact.email == ("ada@example.com", "a@example.org")
    assert [(custom_property.name, custom_property.words) for custom_property in contact.other] == [
        ("Shoe size", ("41",))
    ]
    assert contact.find_source_location("email") == ("people.csv", 2, 2)
    assert found == ()


def test_wrong_cell_is_reported_by_row_and_column() -> None:
    (ada, ben), found = read_csv(
        "name,met\nAda Quill,2026-02-30\nBen Okafor,2026-02-28\n", Settings(), "people.csv"
    )
    assert [(diagnostic.location, diagnostic.code) for diagnostic in found] == [
        (("people.csv", 2, 2), "impossible-date")
    ]
    assert (ada.met, str(ben.met)) == (None, "2026-02-28")


def test_a_very_long_cell_comes_back() -> None:
    long = "x, " * 100_000 + "x"
    (contact,), _ = read_csv(f'name,purpose\nAda,"{long}"\n', Settings())
    assert contact.purpose == long


def test_empty_table_has_nobody() -> None:
    assert read_csv("", Settings()) == ((), ())
    assert read_csv(convert_to_csv(people()), Settings()) == ((), ())


def test_limit_of_the_csv_module_is_restored() -> None:
    before = csv.field_size_limit()
    long = "x" * (before + 1)
    (ada,), found = read_csv(f"name,purpose\r\nAda,{long}\r\n", Settings())
    assert (ada.name, len(ada.purpose), found) == ("Ada", before + 1, ())
    assert csv.field_size_limit() == before
