"""Contacts for the tests of exports: a network of notes, and values that are hard to write."""

from __future__ import annotations

import datetime
import re
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import fields, replace

from netnotes.model.people import Contact, Link
from netnotes.model.reading import Reading
from netnotes.model.settings import Settings
from netnotes.network.network import Network, build_network
from netnotes.reading.entities import read_fields
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.raw_field import Word, build_field
from tests.notes import TODAY, read_note_text

VAULT = "Vault"

HARMFUL_TEXTS = (
    *(
        "\r\nBEGIN:VCARD",
        "\nEND:VCARD\r\nBEGIN:VCARD",
        "\rX-EVIL:1",
        "\u2028BEGIN:VEVENT",
        "\x85END:VCALENDAR",
        "\x0b",
    ),
    *(
        '=HYPERLINK("https://example.org";"x")',
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "'=1",
        "''+49",
        "=cmd|' /C calc'!A0",
    ),
    *(
        "\\",
        "\\n",
        "\\,",
        ";",
        ",",
        '"',
        '""',
        ":",
        "^n",
        "🙂",
        "👩‍👩‍👧",
        "\u202eevil\u202c",
        "שלום",
        "日本語",
        "e\u0301",
    ),
    *(
        "[[Ben Okafor]]",
        "[[Cleo Marsh|Cleo]]",
        "[x](People/Ben%20Okafor.md)",
        "[]",
        "|",
        "{{date}}",
        "<b>",
        "`",
        "x" * 300,
    ),
    *(
        "é" * 80,
        "\x00",
        "\x1b[31m",
        "  ",
        "a",
        "b",
        "+49 30 555 0123",
        "ada@example.com",
        "https://example.com/a,b;c",
    ),
)

harmful_texts = st.one_of(
    st.lists(st.sampled_from(HARMFUL_TEXTS), min_size=1, max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90),
)

days = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


def is_filled(value: str) -> bool:
    """Check for more than placeholders of a template, which alone are not exported."""
    return "{{" not in value or re.sub(r"\{\{[^{}]*\}\}|[\s,;\[\]]", "", value) != ""


@st.composite
def typed_contacts(draw: st.DrawFn) -> Contact:
    """Draw a contact as it would be read from a note with values like these."""
    valid_texts = {
        "tier": "monthly",
        "cadence": "6 weeks",
        "kind": "personal",
        "level": "below",
        "archived": "yes",
        "birthday": "02-29",
    }
    raw_fields = []
    for prop in CONTACT_PROPERTIES:
        if prop.name == "type" or (prop.name != "name" and draw(st.booleans())):
            continue
        if prop.kind is PropertyKind.DATE:
            values = [str(draw(days))]
        elif prop.name in valid_texts:
            values = [valid_texts[prop.name]]
        else:
            values = draw(
                st.lists(harmful_texts.filter(is_filled), min_size=prop.name == "name", max_size=3)
            )
        words = tuple(Word(value.strip(), 1, 1) for value in values if value.strip())
        raw_fields.append(build_field(prop.name, words, is_list=len(values) != 1, line=1, column=1))
    values_read = read_fields(
        tuple(raw_fields), CONTACT_PROPERTIES, "People/X.md", Settings()
    ).values
    return Contact(**{"path": "People/X.md", "name": "X", **values_read})


@st.composite
def any_contacts(draw: st.DrawFn) -> Contact:
    """Draw a contact with a hard value in every text, whether a note could hold it or not."""
    contact = Contact(
        path="People/X.md", name=draw(harmful_texts.filter(str.strip)), text=draw(harmful_texts)
    )
    texts: dict[str, Any] = {
        field.name: draw(harmful_texts)
        for field in fields(Contact)
        if field.type is str and field.name not in ("path", "name")
    }
    lists: dict[str, Any] = {
        field.name: tuple(draw(st.lists(harmful_texts, max_size=2)))
        for field in fields(Contact)
        if field.type == tuple[str, ...]
    }
    link = Link(draw(harmful_texts), draw(harmful_texts), contact.find_source_location())
    return replace(contact, **texts, **lists, met_at=link, knows=(link,))


def make_network_of_texts(
    *notes: str, settings: Settings | None = None, today: datetime.date = TODAY
) -> Network:
    """Build the network of notes with these texts.

    Their paths are `People/Ada Quill.md` and so on, or the path in a first line `# path`.
    """
    names = ("Ada Quill", "Ben Okafor", "Cleo Marsh", "Dan Reyes", "Eve Lang")
    readings: list[Reading] = []
    for name, text in zip(names, notes, strict=False):
        path = match[1] if (match := re.match("# (.*)\n", text)) else f"People/{name}.md"
        readings.append(read_note_text(text, path, settings))
    return build_network(readings, (), settings or Settings(), today)


def make_network_of_contacts(contacts: list[Contact]) -> Network:
    """Build a network of these contacts, as if each had been read from a note."""
    readings = [
        Reading(
            f"People/{number}.md",
            "",
            replace(contact, path=f"People/{number}.md"),
            (),
            (),
            (),
            (),
            (),
        )
        for number, contact in enumerate(contacts)
    ]
    return build_network(readings, (), Settings(), TODAY)


def make_comparable(value: Any) -> Any:
    """Reduce a value to what two formats must agree on.

    Locations and white space at the ends of words are left out.
    """
    if isinstance(value, Link):
        return value.target.strip(), value.label.strip(), value.plain
    if isinstance(value, str):
        return value.strip()
    if type(value) is tuple:
        return tuple(item for item in map(make_comparable, value) if item)
    return value


def normalize_text(text: str) -> str:
    """Reduce a text to what a card or a calendar can hold.

    All line ends become `\n`, and control characters are left out.
    """
    text = re.sub("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    return re.sub("[\0-\x08\x0e-\x1f\x7f]", "", text)


def split_and_check_lines(content: bytes) -> list[bytes]:
    """Split a card or a calendar into its lines, and check what must be true of each."""
    assert content.endswith(b"\r\n")
    parts = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in parts:
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        assert not re.search("[\x85\u2028\u2029]", line.decode())  # no character is split
    return parts
