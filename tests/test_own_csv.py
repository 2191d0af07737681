"""Contacts are exported as CSV and are read back unchanged."""

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
from tests.exported_contacts import (
    HARMFUL_TEXTS,
    harmful_texts,
    make_comparable,
    make_network_of_contacts,
    make_network_of_texts,
    typed_contacts,
)
from tests.notes import make_front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network

HEADER = [prop.name for prop in CONTACT_PROPERTIES if prop.name != "type"]


def read_rows(network: Network) -> list[dict[str, str]]:
    """Read the exported table with the `csv` module, as rows by column name."""
    return list(csv.DictReader(io.StringIO(convert_to_csv(network), newline="")))


def list_comparable_values(contact: Contact) -> dict[str, object]:
    """List the values of a contact that a table must bring back, by property."""
    return {prop.name: make_comparable(getattr(contact, prop.name)) for prop in STORED_PROPERTIES}


def test_each_contact_is_a_row_below_the_names_of_properties() -> None:
    network = make_network_of_texts(
        make_front_matter("purpose: Knows who decides", "met: 2024-03-14"), ""
    )
    assert [prop.name for prop in STORED_PROPERTIES] == HEADER
    assert convert_to_csv(network).split("\r\n")[0].split(",") == HEADER
    ada, ben = read_rows(network)
    assert {name: cell for name, cell in ada.items() if cell} == {
        "name": "Ada Quill",
        "purpose": "Knows who decides",
        "met": "2024-03-14",
    }
    assert {name: cell for name, cell in ben.items() if cell} == {"name": "Ben Okafor"}


def test_last_contact_is_the_later_of_log_and_property() -> None:
    (ada,) = read_rows(
        make_network_of_texts(
            "---\nlast_contact: 2026-01-05\n---\n- 2026-10-02 coffee\n- 2027-01-01 lunch\n"
        )
    )
    assert ada["last_contact"] == "2026-10-02"


def test_every_contact_of_the_example_comes_back_the_same(example: Path) -> None:
    network = find_and_load_vault(example, TODAY).network
    imported_contacts, diagnostics = read_csv(convert_to_csv(network), network.settings)
    assert diagnostics == ()
    assert len(imported_contacts) == len(network.contacts) >= 60
    for contact, imported in zip(network.contacts, imported_contacts, strict=True):
        last_contact = network.follow_ups[contact.path].last_contact or contact.last_contact
        assert list_comparable_values(imported) == list_comparable_values(
            replace(contact, last_contact=last_contact)
        ), contact.name


def test_example_of_every_property_comes_back() -> None:
    """Write the documented example of every property into one note, `died` into another."""
    lines = {prop.name: f"{prop.name}: {prop.example}" for prop in CONTACT_PROPERTIES}
    # Of somebody who has died no later day of contact goes out.
    died = lines.pop("died")
    network = make_network_of_texts(make_front_matter(*lines.values()), make_front_matter(died))
    imported_contacts, diagnostics = read_csv(convert_to_csv(network), Settings())
    assert diagnostics == ()
    values = [list_comparable_values(contact) for contact in imported_contacts]
    assert values == [list_comparable_values(contact) for contact in network.contacts]
    assert values[1]["died"]
    assert all(value not in ("", None, (), False) for value in (values[0] | {"died": 1}).values())


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
    (contact,), _ = read_csv(
        convert_to_csv(make_network_of_texts(make_front_matter(line))), Settings()
    )
    assert getattr(contact, name) == value


def test_empty_knows_differs_from_a_missing_one() -> None:
    (contact,), _ = read_csv(convert_to_csv(make_network_of_texts("")), Settings())
    assert contact.knows is None


def test_phone_number_is_no_formula_and_comes_back() -> None:
    network = make_network_of_texts(
        make_front_matter("phone: '+49 30 5550123'", "purpose: '=cmd|'' /C calc''!A0'", "role: '-'")
    )
    (row,) = read_rows(network)
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


@given(harmful_texts)
def test_escaped_cell_is_no_formula_and_comes_back(cell: str) -> None:
    assert escape_formula(cell)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert unescape_formula(escape_formula(cell)) == cell


@pytest.mark.parametrize("text", HARMFUL_TEXTS)
def test_cell_is_split_where_it_was_joined(text: str) -> None:
    items = tuple(item for item in (text.strip(), "sailing", f"a{text}b") if item)
    assert split_cell(join_cell(items)) == items


@given(typed_contacts())
def test_any_contact_comes_back(contact: Contact) -> None:
    network = make_network_of_contacts([contact])
    text = convert_to_csv(network)
    for row in csv.reader(io.StringIO(text, newline="")):
        assert len(row) == len(HEADER)
        assert all(cell[:1] not in tuple("=+-@\t\r\n") for cell in row if cell)
    (imported,), _ = read_csv(text, Settings())
    (exported,) = network.contacts
    last_contact = network.follow_ups[exported.path].last_contact
    if not last_contact and exported.last_contact and exported.last_contact <= network.today:
        last_contact = exported.last_contact
    assert list_comparable_values(imported) == list_comparable_values(
        replace(exported, last_contact=last_contact)
    )


def test_columns_are_read_in_any_order_with_other_names_and_byte_order_mark() -> None:
    text = (
        "\ufeffCompany,E-Mail,Shoe size,NAME\n"
        "Northwind,ada@example.com; a@example.org,41,Ada Quill\n,,,\n"
    )
    (contact,), diagnostics = read_csv(text, Settings(), "people.csv")
    assert (contact.name, contact.organisation) == ("Ada Quill", "Northwind")
    assert contact.email == ("ada@example.com", "a@example.org")
    assert [(custom_property.name, custom_property.words) for custom_property in contact.other] == [
        ("Shoe size", ("41",))
    ]
    assert contact.find_source_location("email") == ("people.csv", 2, 2)
    assert diagnostics == ()


def test_wrong_cell_is_reported_by_row_and_column() -> None:
    (ada, ben), diagnostics = read_csv(
        "name,met\nAda Quill,2026-02-30\nBen Okafor,2026-02-28\n", Settings(), "people.csv"
    )
    assert [(diagnostic.location, diagnostic.code) for diagnostic in diagnostics] == [
        (("people.csv", 2, 2), "impossible-date")
    ]
    assert (ada.met, str(ben.met)) == (None, "2026-02-28")


def test_very_long_cell_comes_back() -> None:
    long_text = "x, " * 100_000 + "x"
    (contact,), _ = read_csv(f'name,purpose\nAda,"{long_text}"\n', Settings())
    assert contact.purpose == long_text


def test_empty_table_has_no_contacts() -> None:
    assert read_csv("", Settings()) == ((), ())
    assert read_csv(convert_to_csv(make_network_of_texts()), Settings()) == ((), ())


def test_limit_of_the_csv_module_is_restored() -> None:
    limit_before_test = csv.field_size_limit(1000)
    try:
        text = f"name,purpose\r\nAda,{'x' * 2000}\r\n"
        (ada,), diagnostics = read_csv(text, Settings())
        assert (ada.name, len(ada.purpose), diagnostics) == ("Ada", 2000, ())
        assert csv.field_size_limit() == 1000
    finally:
        csv.field_size_limit(limit_before_test)


def test_day_to_come_is_no_last_contact() -> None:
    network = make_network_of_texts(make_front_matter("last_contact: 2199-01-01"))
    (imported,), _ = read_csv(convert_to_csv(network), Settings())
    assert imported.last_contact is None
