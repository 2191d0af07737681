"""Cards, held against vobject and against the rules for their lines."""

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
from tests.leaving import VAULT, any_contacts, lines, nasty, people, shown, with_contacts
from tests.notes import make_front_matter

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def cards(network: Network) -> list[Any]:
    """What vobject reads of the cards we write."""
    return list(vobject.readComponents(convert_to_vcf(network, VAULT).decode()))


def values(card: Any, name: str) -> list[Any]:
    return [line.value for line in card.contents.get(name.lower(), ())]


def told(contact: Contact) -> dict[str, list[str]]:
    """What a contact's card must say, by vCard property, where one text is one line."""
    return {
        "fn": [contact.name],
        "title": [contact.role] * bool(contact.role),
        "email": list(contact.email),
        "tel": list(contact.phone),
        **{
            f"x-netnotes-{prop.name.replace('_', '-')}": list(list_typed_words(contact, prop.name))
            for prop in STORED_PROPERTIES
            if prop.name not in VCARD_PROPERTIES
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


def test_a_card_as_it_is_written() -> None:
    text = convert_to_vcf(people(ADA + "Likes numbers.\n\n- 2026-10-02 coffee\n"), VAULT)
    uid = build_uid(VAULT, "People/Ada Quill.md")
    assert lines(text) == [
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
            *("TEL:+49 30 5550123", "URL:https://example.com/a\\,b\\;c", "X-NETNOTES-TIER:monthly"),
            *("X-NETNOTES-LAST-CONTACT:2026-10-02", "X-NETNOTES-KNOWS:[[Ben Okafor]]", "END:VCARD"),
        )
    ]


def test_another_program_reads_what_the_note_says() -> None:
    (card,) = cards(people(ADA))
    assert (card.version.value, card.n.value.given, card.org.value) == (
        "4.0",
        "Ada Quill",
        ["Northwind, Lisbon"],
    )
    assert card.adr.value.city == "Lisbon"
    assert values(card, "url") == ["https://example.com/a,b;c"]
    assert card.categories.value == ["speaker", "sails"]
    assert card.note.value == "Knows who decides; asks back"


def test_birthdays_with_and_without_a_year() -> None:
    network = people(
        make_front_matter("birthday: 03-12"),
        make_front_matter("birthday: 02-29"),
        make_front_matter("birthday: 0987-06-05"),
    )
    assert [card.bday.value for card in cards(network)] == ["--0312", "--0229", "09870605"]


def test_everybody_in_the_example_reads_back_the_same(example: Path) -> None:
    network = find_and_load_vault(example, TODAY).network
    read = cards(network)
    assert len(read) == len(network.contacts) >= 60
    for contact, card in zip(network.contacts, read, strict=True):
        for name, expected in told(fill_last_contact(contact, network)).items():
            assert values(card, name) == expected, f"{contact.name}: {name}"
        assert values(card, "org") == ([[contact.organisation]] if contact.organisation else [])
        assert values(card, "url") == list(contact.links)


@given(any_contacts())
def test_any_contact_reads_back_the_same(contact: Contact) -> None:
    network = with_contacts([contact])
    (card,) = cards(network)
    (contact,) = network.contacts
    tags = [shown(tag) for tag in contact.tags if shown(tag)]
    for name, expected in told(contact).items():
        assert values(card, name) == [shown(value) for value in expected], name
    assert values(card, "org") == ([[shown(contact.organisation)]] if contact.organisation else [])
    assert values(card, "categories") == ([tags] if tags else [])


@given(st.lists(any_contacts(), min_size=1, max_size=3))
def test_nothing_in_a_value_begins_a_line(contacts: list[Contact]) -> None:
    content = convert_to_vcf(with_contacts(contacts), VAULT)
    lines(content)
    whole = unfold_lines(content.decode())
    assert whole.count("BEGIN:VCARD") == whole.count("END:VCARD") == len(contacts)
    assert all(re.match(r"[A-Z][A-Z-]*:", line) for line in whole if line)
    assert not any(line.startswith("X-EVIL") for line in whole)


@given(nasty.map(lambda text: re.sub("[\r\n]", "", text)), st.integers(0, 90))
def test_a_folded_line_unfolds_to_what_it_was(text: str, before: int) -> None:
    line = "X" * before + text
    parts = fold_line(line).removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= 75 and part.decode() is not None for part in parts)
    assert all(part.startswith(b" ") for part in parts[1:])
    assert (
        len(parts) <= len(line.encode()) // 71 + 1
    )  # as few as there can be, but for the characters kept whole
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == line


def test_each_card_has_a_lasting_uid_of_its_own() -> None:
    first = [card.uid.value for card in cards(people(ADA, ""))]
    again = [card.uid.value for card in cards(people("", ADA))]
    assert first == again
    assert len(set(first)) == 2
    assert build_uid(VAULT, "People/José.md") == build_uid(VAULT, "People/Jose\u0301.md")
    assert build_uid("Other", "People/Ada Quill.md") != build_uid(VAULT, "People/Ada Quill.md")
