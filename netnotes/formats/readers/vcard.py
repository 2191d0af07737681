"""vCard 2.1, 3.0 and 4.0, as phones and programs of thirty years write it.

Own lines and no library: of the odd cards in our tests vobject gives up on those that are not closed or whose notes break
off a line, and takes the cards around them along; here a line that means nothing is left out and the card stays.
"""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.card import Card, ImportedCards, ImportProblem, sanitize_cards, shorten
from netnotes.formats.readers.days import UNKNOWN_YEARS, parse_foreign_birthday
from netnotes.formats.readers.decoding import FileContent, convert_to_ascii_compatible, decode_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Birthday


PERSON_KINDS = ("", "individual", "person")
"""The kinds of cards that are about one person; others are groups, firms, places and devices."""

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_PROPERTY = re.compile(r'(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:"[^"]*"|[^":;])*)*):(.*)', re.DOTALL)
_KNOWN_PROPERTIES = frozenset(
    (
        *(
            "ADR",
            "AGENT",
            "ANNIVERSARY",
            "BDAY",
            "CALADRURI",
            "CALURI",
            "CATEGORIES",
            "CLASS",
            "CLIENTPIDMAP",
            "EMAIL",
        ),
        *(
            "FBURL",
            "FN",
            "GENDER",
            "GEO",
            "IMPP",
            "KEY",
            "KIND",
            "LABEL",
            "LANG",
            "LOGO",
            "MAILER",
            "MEMBER",
            "N",
            "NAME",
        ),
        *(
            "NICKNAME",
            "NOTE",
            "ORG",
            "PHOTO",
            "PRODID",
            "PROFILE",
            "RELATED",
            "REV",
            "ROLE",
            "SORT-STRING",
            "SOUND",
        ),
        *("SOURCE", "TEL", "TITLE", "TZ", "UID", "URL", "VERSION", "XML", "SOCIALPROFILE"),
    )
)


class VcardProperty(NamedTuple):
    """One property of a card: its name, its parameters, and its value in the bytes it has in the file.

    The bytes stand as one letter each, for their encoding may be a parameter, and a folded line may part a letter.
    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    raw: str

    def list_parameter_values(self, name: str) -> tuple[str, ...]:
        """All values of a parameter, in lower case; those that stand without a name, as in vCard 2.1, are types."""
        return tuple(value.casefold() for key, value in self.parameters if key == name)

    @property
    def text(self) -> str:
        """The value as it reads."""
        return _unescape_text(self._decode(self.raw))

    def split_parts(self, separator: str = ";") -> tuple[str, ...]:
        """The value's parts, as they read."""
        raw = self._decode(self.raw) if separator == "," else self.raw
        pieces = re.findall(rf"((?:\\.|[^\\{separator}])*\\?)(?:{separator}|$)", raw, re.DOTALL)
        return tuple(
            _unescape_text(piece if separator == "," else self._decode(piece)).strip()
            for piece in pieces
        )

    def _decode(self, raw: str) -> str:
        data = raw.encode("latin-1")
        if "quoted-printable" in (
            *self.list_parameter_values("ENCODING"),
            *self.list_parameter_values("TYPE"),
        ):
            data = quopri.decodestring(data)
        return decode_bytes(data, next(iter(self.list_parameter_values("CHARSET")), ""))


def can_read(text: str) -> bool:
    """Whether a text holds cards."""
    return any(_BEGIN.fullmatch(line) for line in text.split("\n", 100)[:100])


def read(data: FileContent) -> ImportedCards:
    """Everybody in the cards."""
    return sanitize_cards(_iter_cards(_iter_lines(convert_to_ascii_compatible(data))))


@dataclass
class _UnfinishedCard:
    """A card that is being read."""

    row: int
    properties: list[VcardProperty] = field(default_factory=list)


def _iter_cards(lines: Iterator[tuple[int, str]]) -> Iterator[Card | ImportProblem]:
    card: _UnfinishedCard | None = None
    inside = 0  # cards within this card: vCard 2.1 has them for assistants
    for number, line in lines:
        if _BEGIN.fullmatch(line):
            if card and card.properties and card.properties[-1].name == "AGENT":
                inside += 1
                continue
            if card:
                yield from _read_unclosed_card(card)
            card, inside = _UnfinishedCard(number), 0
        elif _END.fullmatch(line):
            if inside:
                inside -= 1
            elif card:
                yield from _read_person(card)
                card = None
        elif card and not inside and not _add_line(card, line):
            yield ImportProblem(
                number, f"`{shorten(line)}` is no property of a card", is_person_kept=True
            )
        elif not card and line.strip():
            yield ImportProblem(
                number, f"`{shorten(line)}` stands outside of every card", is_person_kept=True
            )
    if card:
        yield from _read_unclosed_card(card)


def _read_unclosed_card(card: _UnfinishedCard) -> Iterator[Card | ImportProblem]:
    yield from _read_person(card)
    yield ImportProblem(
        card.row,
        "the card has no `END:VCARD`; what stands before the next one was read",
        is_person_kept=True,
    )


def _add_line(card: _UnfinishedCard, line: str) -> bool:
    """Add a line to a card: a property, or more of a text whose line breaks were not folded. Whether it is either."""
    last = card.properties[-1] if card.properties else None
    match = _PROPERTY.fullmatch(line.lstrip())
    if match and _is_property_name(match[1], in_text=last is not None and last.name == "NOTE"):
        card.properties.append(
            VcardProperty(match[1].upper(), _parse_parameters(match[2]), match[3])
        )
    elif last and last.name in _MULTILINE_PROPERTIES:
        card.properties[-1] = last._replace(raw=f"{last.raw}\n{line}")
    else:
        return not line.strip()
    return True


_MULTILINE_PROPERTIES = ("NOTE", "LABEL", "PHOTO", "LOGO", "SOUND", "KEY")


def _is_property_name(word: str, *, in_text: bool) -> bool:
    """Whether a word before a colon names a property; `Tel: 555` in the middle of a note's text does not."""
    known = word.upper() in _KNOWN_PROPERTIES or word.upper().startswith("X-")
    return known and (word.isupper() or word.islower()) if in_text else known or word.isupper()


def _parse_parameters(text: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for piece in re.findall(r';((?:"[^"]*"|[^";])*)', text):
        name, equals, value = piece.partition("=")
        values = value.replace('"', "").split(",") if equals else (name,)
        found += ((name.strip().upper() if equals else "TYPE", one.strip()) for one in values)
    return tuple(found)


def _iter_lines(data: bytes) -> Iterator[tuple[int, str]]:
    """The lines of the cards, unfolded, each with the number of the line of the file on which it begins.

    A line that is folded goes on behind a space; one in quoted-printable goes on behind a `=` at its end.
    """
    begin, held = 1, None
    soft = False
    for number, line in enumerate(re.split("\r\n|\r|\n", data.decode("latin-1")), 1):
        if held is not None and soft:
            held = held[:-1] + line
        elif held is not None and line[:1] in (" ", "\t") and line.strip():
            held += line[1:]
        else:
            if held is not None:
                yield begin, held
            begin, held = number, line
        soft = held.endswith("=") and _is_quoted_printable(held)
    if held is not None:
        yield begin, held


def _is_quoted_printable(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _read_person(card: _UnfinishedCard) -> Iterator[Card | ImportProblem]:
    def list_properties(*names: str) -> list[VcardProperty]:
        found = [one for one in card.properties if one.name in names]
        return sorted(
            found, key=_compute_rank
        )  # what is preferred comes first, the rest in its order

    def find_first_text(*names: str) -> str:
        return next((text for one in list_properties(*names) if (text := one.text.strip())), "")

    kind = find_first_text("KIND", "X-ADDRESSBOOKSERVER-KIND").casefold()
    name = find_first_text("FN")
    if kind not in PERSON_KINDS:
        yield ImportProblem(
            card.row,
            f"`{shorten(name) or 'the card'}` is not a person: its kind is `{shorten(kind)}`",
        )
        return
    if not name or "@" in name:
        name = next(filter(None, map(_format_name, list_properties("N"))), name)
    yield from _check_birthdays(card, name)
    yield Card(
        row=card.row,
        name=name,
        aliases=_list_parts(list_properties("NICKNAME"), ","),
        organisation=next(
            (part for one in list_properties("ORG") for part in one.split_parts() if part), ""
        ),
        role=find_first_text("TITLE") or find_first_text("ROLE"),
        location=next(filter(None, map(_find_town, list_properties("ADR"))), ""),
        email=tuple(one.text for one in list_properties("EMAIL")),
        phone=tuple(one.text for one in list_properties("TEL")),
        links=tuple(
            one.text
            for one in list_properties("URL", "X-SOCIALPROFILE", "SOCIALPROFILE")
            if _has_url(one)
        ),
        birthday=next(filter(None, map(_parse_birthday, list_properties("BDAY"))), None),
        tags=_list_parts(list_properties("CATEGORIES"), ","),
        text="\n\n".join(filter(None, (one.text.strip() for one in list_properties("NOTE")))),
    )


def _compute_rank(prop: VcardProperty) -> int:
    preferred = prop.list_parameter_values("PREF")
    if preferred:
        return int(preferred[0]) if preferred[0].isdecimal() else 1
    return 1 if "pref" in prop.list_parameter_values("TYPE") else 101


def _format_name(prop: VcardProperty) -> str:
    """`Quill;Ada;M.;Dr.;PhD` in the order in which it is spoken."""
    family, given, additional, before, after = (*prop.split_parts(), "", "", "", "", "")[:5]
    return " ".join(filter(None, (before, given, additional.replace(",", " "), family, after)))


def _find_town(prop: VcardProperty) -> str:
    """The town of an address, else its region, else its country."""
    parts = (*prop.split_parts(), *[""] * 7)
    return parts[3] or parts[4] or parts[6]


def _has_url(prop: VcardProperty) -> bool:
    """Whether a profile is told by its address; Apple also writes `x-apple:ada`, which nothing opens."""
    return prop.name == "URL" or ("://" in prop.text and not prop.text.startswith("x-apple"))


def _list_parts(properties: list[VcardProperty], separator: str) -> tuple[str, ...]:
    return tuple(part for one in properties for part in one.split_parts(separator))


def _parse_birthday(prop: VcardProperty) -> Birthday | None:
    omitted = prop.list_parameter_values("X-APPLE-OMIT-YEAR")
    years = (*UNKNOWN_YEARS, *(int(year) for year in omitted if year.isdecimal()))
    return parse_foreign_birthday(prop.text, unknown_years=years)


def _check_birthdays(card: _UnfinishedCard, name: str) -> Iterator[ImportProblem]:
    for one in card.properties:
        if one.name == "BDAY" and one.text.strip() and not _parse_birthday(one):
            yield ImportProblem(
                card.row,
                f"the birthday `{shorten(one.text)}` of {name or 'somebody'} is not a day",
                is_person_kept=True,
            )


def _unescape_text(text: str) -> str:
    return re.sub(r"\\([nN;,:\\])", lambda match: "\n" if match[1] in "nN" else match[1], text)
