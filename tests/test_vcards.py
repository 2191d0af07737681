"""Exported vCards are read by vobject and keep the rules for their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import vobject
from hypothesis import given
from hypothesis import strategies as st

from netnotes.formats.writers.content_lines import build_uid, fold_line, unfold_lines
from netnotes.formats.writers.vcards import VCARD_PROPERTIES, convert_to_vcf
from netnotes.network.record import fill_last_contact
from netnotes.reading.typed_words import STORED_PROPERTIES, list_typed_words
from netnotes.vault.load import find_and_load_vault
from tests.conftest import TODAY
from tests.exported_contacts import (
    VAULT,
    any_contacts,
    harmful_texts,
    make_network_of_contacts,
    make_network_of_texts,
    normalize_text,
    split_and_check_lines,
)
from tests.notes import make_front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def read_cards(network: Network) -> list[Any]:
    """Read the exported cards with vobject."""
    return list(vobject.readComponents(convert_to_vcf(network, VAULT).decode()))


def list_values(card: Any, name: str) -> list[Any]:
    """List the values of one vCard property."""
    return [line.value for line in card.contents.get(name.lower(), ())]


def list_extension_words(contact: Contact, name: str) -> list[str]:
    """List the values of an `X-NETNOTES-…` property."""
    is_nobody = name == "knows" and contact.knows == ()
    return ["[]"] if is_nobody else list(list_typed_words(contact, name))


def list_expected_values(contact: Contact) -> dict[str, list[str]]:
    """List the values that a contact's card must have, by vCard property of one text a line."""
    return {
        "fn": [contact.name],
        "title": [contact.role] * bool(contact.role),
        "email": list(contact.email),
        "tel": list(contact.phone),
        **{
            f"x-netnotes-{prop.name.replace('_', '-')}": list_extension_words(contact, prop.name)
            for prop in STORED_PROPERTIES
            if prop.name not in VCARD_PROPERTIES or prop.name == "purpose"
        },
    }


ADA = make_front_matter(
    *(
        "purpose: Knows who decides; asks back",
        "organisation: Northwind, Lisbon",
        "role: VP",
        "location: Lisbon",
    ),
    *(
        "email: [ada@example.com, a@example.org]",
        "phone: '+49 30 5550123'",
        "links: ['https://example.com/a,b;c']",
    ),
    *(
        "birthday: 1979-02-28",
        "tags: [speaker, sails]",
        "aliases: ['Quill, Ada', Addie]",
        "knows: ['[[Ben Okafor]]']",
    ),
    "tier: monthly",
)


def test_card_is_written_in_the_lines_of_the_standard() -> None:
    text = convert_to_vcf(
        make_network_of_texts(ADA + "Likes numbers.\n\n- 2026-10-02 coffee\n"), VAULT
    )
    uid = build_uid(VAULT, "People/Ada Quill.md")
    assert split_and_check_lines(text) == [
        line.encode()
        for line in (
            *(
                "BEGIN:VCARD",
                "VERSION:4.0",
                "PRODID:-//netnotes//netnotes//EN",
                f"UID:urn:uuid:{uid}",
            ),
            *(
                "FN:Ada Quill",
                "N:;Ada Quill;;;",
                "NICKNAME:Quill\\, Ada,Addie",
                "CATEGORIES:speaker,sails",
            ),
            *(
                "ORG:Northwind\\, Lisbon",
                "TITLE:VP",
                "NOTE:Knows who decides\\; asks back\\n\\nLikes numbers.",
            ),
            *("ADR:;;;Lisbon;;;", "BDAY:19790228", "EMAIL:ada@example.com", "EMAIL:a@example.org"),
            *("TEL:+49 30 5550123", "URL:https://example.com/a\\,b\\;c"),
            *("X-NETNOTES-PURPOSE:Knows who decides\\; asks back", "X-NETNOTES-TIER:monthly"),
            *("X-NETNOTES-LAST-CONTACT:2026-10-02", "X-NETNOTES-KNOWS:[[Ben Okafor]]", "END:VCARD"),
        )
    ]


def test_another_program_reads_the_values_of_the_note() -> None:
    (card,) = read_cards(make_network_of_texts(ADA))
    assert (card.version.value, card.n.value.given, card.org.value) == (
        "4.0",
        "Ada Quill",
        ["Northwind, Lisbon"],
    )
    assert card.adr.value.city == "Lisbon"
    assert list_values(card, "url") == ["https://example.com/a,b;c"]
    assert card.categories.value == ["speaker", "sails"]
    assert card.note.value == "Knows who decides; asks back"


def test_birthdays_are_written_with_and_without_a_year() -> None:
    network = make_network_of_texts(
        make_front_matter("birthday: 03-12"),
        make_front_matter("birthday: 02-29"),
        make_front_matter("birthday: 0987-06-05"),
    )
    assert [card.bday.value for card in read_cards(network)] == ["--0312", "--0229", "09870605"]


def test_every_contact_of_the_example_is_read_back_the_same(example: Path) -> None:
    network = find_and_load_vault(example, TODAY).network
    read_back = read_cards(network)
    assert len(read_back) == len(network.contacts) >= 60
    for contact, card in zip(network.contacts, read_back, strict=True):
        for name, expected in list_expected_values(fill_last_contact(contact, network)).items():
            assert list_values(card, name) == expected, f"{contact.name}: {name}"
        assert list_values(card, "org") == (
            [[contact.organisation]] if contact.organisation else []
        )
        assert list_values(card, "url") == list(contact.links)


@given(any_contacts())
def test_any_contact_is_read_back_the_same(contact: Contact) -> None:
    network = make_network_of_contacts([contact])
    (card,) = read_cards(network)
    (contact,) = network.contacts
    tags = [normalize_text(tag) for tag in contact.tags if normalize_text(tag)]
    for name, expected in list_expected_values(contact).items():
        assert list_values(card, name) == [normalize_text(value) for value in expected], name
    assert list_values(card, "org") == (
        [[normalize_text(contact.organisation)]] if contact.organisation else []
    )
    assert list_values(card, "categories") == ([tags] if tags else [])


@given(st.lists(any_contacts(), min_size=1, max_size=3))
def test_no_value_begins_a_line_of_its_own(contacts: list[Contact]) -> None:
    content = convert_to_vcf(make_network_of_contacts(contacts), VAULT)
    split_and_check_lines(content)
    unfolded_lines = unfold_lines(content.decode())
    assert unfolded_lines.count("BEGIN:VCARD") == unfolded_lines.count("END:VCARD") == len(contacts)
    assert all(re.match(r"[A-Z][A-Z-]*:", line) for line in unfolded_lines if line)
    assert not any(line.startswith("X-EVIL") for line in unfolded_lines)


@given(harmful_texts.map(lambda text: re.sub("[\r\n]", "", text)), st.integers(0, 90))
def test_folded_line_is_unfolded_unchanged(text: str, offset: int) -> None:
    line = "X" * offset + text
    parts = fold_line(line).removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= 75 and part.decode() is not None for part in parts)
    assert all(part.startswith(b" ") for part in parts[1:])
    assert (
        len(parts) <= len(line.encode()) // 71 + 1
    )  # as few as there can be, but for the characters kept whole
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == line


def test_each_card_has_its_own_lasting_uid() -> None:
    uids = [card.uid.value for card in read_cards(make_network_of_texts(ADA, ""))]
    uids_in_other_order = [card.uid.value for card in read_cards(make_network_of_texts("", ADA))]
    assert uids == uids_in_other_order
    assert len(set(uids)) == 2
    assert build_uid(VAULT, "People/José.md") == build_uid(VAULT, "People/Jose\u0301.md")
    assert build_uid("Other", "People/Ada Quill.md") != build_uid(VAULT, "People/Ada Quill.md")
