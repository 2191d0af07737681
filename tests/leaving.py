"""People for the tests of what leaves: a network of notes, and values that mean harm."""

from __future__ import annotations

import datetime
import re
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import fields, replace

from netnotes.model.people import Contact, Link
from netnotes.model.settings import Settings
from netnotes.network.network import Network, build_network
from netnotes.reading.entities import read_fields
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.raw_field import Word, build_field
from netnotes.reading.reader import Reading
from tests.notes import TODAY, reading

VAULT = "Vault"

HARM = (
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

nasty = st.one_of(
    st.lists(st.sampled_from(HARM), min_size=1, max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90),
)

days = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


def is_filled(value: str) -> bool:
    """Whether there is more to a value than a template's places for one: those alone are no value, and don't come back."""
    return "{{" not in value or re.sub(r"\{\{[^{}]*\}\}|[\s,;\[\]]", "", value) != ""


@st.composite
def typed_contacts(draw: st.DrawFn) -> Contact:
    """Somebody as FIELDS would read them from a note with words like these."""
    good = {
        "tier": "monthly",
        "cadence": "6 weeks",
        "kind": "personal",
        "level": "below",
        "archived": "yes",
        "birthday": "02-29",
    }
    said = []
    for prop in CONTACT_PROPERTIES:
        if prop.name == "type" or (prop.name != "name" and draw(st.booleans())):
            continue
        if prop.kind is PropertyKind.DATE:
            values = [str(draw(days))]
        elif prop.name in good:
            values = [good[prop.name]]
        else:
            values = draw(
                st.lists(nasty.filter(is_filled), min_size=prop.name == "name", max_size=3)
            )
        words = tuple(Word(value.strip(), 1, 1) for value in values if value.strip())
        said.append(build_field(prop.name, words, is_list=len(values) != 1, line=1, column=1))
    values_read = read_fields(tuple(said), CONTACT_PROPERTIES, "People/X.md", Settings()).values
    return Contact(**{"path": "People/X.md", "name": "X", **values_read})


@st.composite
def any_contacts(draw: st.DrawFn) -> Contact:
    """Somebody with harm in every text, whether a note could say it or not."""
    person = Contact(path="People/X.md", name=draw(nasty.filter(str.strip)), text=draw(nasty))
    texts: dict[str, Any] = {
        one.name: draw(nasty)
        for one in fields(Contact)
        if one.type is str and one.name not in ("path", "name")
    }
    lists: dict[str, Any] = {
        one.name: tuple(draw(st.lists(nasty, max_size=2)))
        for one in fields(Contact)
        if one.type == tuple[str, ...]
    }
    link = Link(draw(nasty), draw(nasty), person.find_source_location())
    return replace(person, **texts, **lists, met_at=link, knows=(link,))


def people(*notes: str, settings: Settings | None = None, today: datetime.date = TODAY) -> Network:
    """The network of notes of this text: `People/Ada Quill.md` and so on, or what a first line `# path` names."""
    names = ("Ada Quill", "Ben Okafor", "Cleo Marsh", "Dan Reyes", "Eve Lang")
    readings: list[Reading] = []
    for name, text in zip(names, notes, strict=False):
        path = match[1] if (match := re.match("# (.*)\n", text)) else f"People/{name}.md"
        readings.append(reading(text, path, settings))
    return build_network(readings, (), settings or Settings(), today)


def with_contacts(contacts: list[Contact]) -> Network:
    """A network of these contacts, however they came to be."""
    made = [
        Reading(f"People/{at}.md", "", replace(one, path=f"People/{at}.md"), (), (), (), (), ())
        for at, one in enumerate(contacts)
    ]
    return build_network(made, (), Settings(), TODAY)


def plain(value: Any) -> Any:
    """A value without its places and without the white space round its words: what two forms must agree on."""
    if isinstance(value, Link):
        return value.target.strip(), value.label.strip(), value.plain
    if isinstance(value, str):
        return value.strip()
    if type(value) is tuple:
        return tuple(one for one in map(plain, value) if one)
    return value


def shown(text: str) -> str:
    """A text as a card or a calendar can hold it: line ends of one kind, no control characters."""
    text = re.sub("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    return re.sub("[\0-\x08\x0e-\x1f\x7f]", "", text)


def lines(content: bytes) -> list[bytes]:
    """The lines of a card or a calendar as they lie in the file, with all that must be true of them."""
    assert content.endswith(b"\r\n")
    parts = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in parts:
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        assert not re.search("[\x85\u2028\u2029]", line.decode())  # and no character is split
    return parts
