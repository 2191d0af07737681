"""vCard 2.1, 3.0 and 4.0, as phones and programs of thirty years write it.

The lines are parsed here and not by a library: of the odd cards in our tests, vobject gives up on
those that are not closed or whose notes break off a line, and loses the cards around them too.
Here a line that means nothing is left out, and the card stays.
"""

from __future__ import annotations

import quopri
import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.card import Card, ImportedCards, ImportProblem, sanitize_cards, shorten
from netnotes.formats.readers.days import (
    UNKNOWN_YEARS,
    build_birthday_problem,
    parse_foreign_birthday,
)
from netnotes.formats.readers.decoding import FileContent, convert_to_ascii_compatible, decode_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Birthday


# The kinds of cards that are about one person; others are groups, firms, places and devices.
PERSON_KINDS = ("", "individual", "person")

# The rank of a value that is not preferred: `PREF` goes from 1 to 100 (RFC 6350, 5.3).
DEFAULT_RANK = 101

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_PROPERTY = re.compile(r'(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:"[^"]*"|[^":;])*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";])*)')
_ESCAPE = re.compile(r"\\([nN;,:\\])")

# A list of words is read in lines, not one a line.
# fmt: off
_KNOWN_PROPERTIES = frozenset({
    "ADR", "AGENT", "ANNIVERSARY", "BDAY", "CALADRURI", "CALURI", "CATEGORIES", "CLASS",
    "CLIENTPIDMAP", "EMAIL", "FBURL", "FN", "GENDER", "GEO", "IMPP", "KEY", "KIND", "LABEL", "LANG",
    "LOGO", "MAILER", "MEMBER", "N", "NAME", "NICKNAME", "NOTE", "ORG", "PHOTO", "PRODID",
    "PROFILE", "RELATED", "REV", "ROLE", "SORT-STRING", "SOUND", "SOURCE", "TEL", "TITLE", "TZ",
    "UID", "URL", "VERSION", "XML", "SOCIALPROFILE",
})
# fmt: on

# Properties whose text some programs break into lines without folding them.
_MULTILINE_PROPERTIES = ("NOTE", "LABEL", "PHOTO", "LOGO", "SOUND", "KEY")


class VcardProperty(NamedTuple):
    """One property of a card."""

    # In capitals.
    name: str

    parameters: tuple[tuple[str, str], ...]

    # The bytes of the value in the file, one character for each.
    #
    # Their encoding may be a parameter, and a folded line may divide a character.
    raw: str

    # The encoding that the user named for the file, for what is in quoted-printable; or empty.
    encoding: str = ""

    def list_parameter_values(self, name: str) -> tuple[str, ...]:
        """List all values of a parameter, in lower case.

        A value without a name, as in vCard 2.1, is a `TYPE`.
        """
        return tuple(value.casefold() for key, value in self.parameters if key == name)

    @property
    def text(self) -> str:
        """The value as it reads."""
        return _unescape_text(self._decode(self.raw))

    def split_parts(self, separator: str = ";") -> tuple[str, ...]:
        """Split the value into its parts, as they read."""
        if separator == ",":
            raw_parts = _split_escaped(self._decode(self.raw), separator)
        else:
            # A semicolon may be an encoded character within a part, so decoding comes second.
            raw_parts = [self._decode(part) for part in _split_escaped(self.raw, separator)]
        return tuple(_unescape_text(part).strip() for part in raw_parts)

    def _decode(self, raw: str) -> str:
        data = raw.encode("latin-1")
        encodings = (*self.list_parameter_values("ENCODING"), *self.list_parameter_values("TYPE"))
        if "quoted-printable" in encodings:
            data = quopri.decodestring(data)
        elif self.encoding:
            # The whole file was decoded by it, whatever its lines name, and is UTF-8 now.
            return decode_bytes(data)
        charsets = self.list_parameter_values("CHARSET")
        return decode_bytes(data, charsets[0] if charsets else self.encoding)


def can_read(text: str) -> bool:
    """Tell whether a text has vCards in it."""
    return any(map(_BEGIN.fullmatch, text.split("\n", 100)[:100]))


def read(data: FileContent, encoding: str = "") -> ImportedCards:
    """Read the people of the cards.

    `encoding` is the one that the user named, if they did; `data` is text then.
    """
    return sanitize_cards(_iter_cards(_iter_lines(convert_to_ascii_compatible(data)), encoding))


class _OpenCard:
    """A card of which the end has not been read."""

    def __init__(self, row: int, encoding: str) -> None:
        self.row = row
        self.encoding = encoding
        self.properties: list[VcardProperty] = []
        self.agent_depth = 0
        """How many cards are open within this one: vCard 2.1 has them for assistants."""

    def is_agent_expected(self) -> bool:
        """Tell whether a card that begins now is that of an assistant."""
        return bool(self.properties) and self.properties[-1].name == "AGENT"

    def add_line(self, line: str) -> bool:
        """Add a property, or one more line to the last; False for a line that is neither."""
        last = self.properties[-1] if self.properties else None
        # Notes hold text such as `Tel: 555`, which must not become a number.
        is_in_note = last is not None and last.name == "NOTE"
        match = _PROPERTY.fullmatch(line.lstrip())
        if match and _is_property_name(match[1], is_in_note=is_in_note):
            parameters = _parse_parameters(match[2])
            self.properties.append(
                VcardProperty(match[1].upper(), parameters, match[3], self.encoding)
            )
            return True
        if last and last.name in _MULTILINE_PROPERTIES:
            self.properties[-1] = last._replace(raw=f"{last.raw}\n{line}")
            return True
        return not line.strip()

    def list_properties(self, *names: str) -> list[VcardProperty]:
        """List the properties with one of these names, the preferred ones first."""
        properties = [prop for prop in self.properties if prop.name in names]
        return sorted(properties, key=_compute_rank)

    def list_texts(self, *names: str) -> list[str]:
        """List the values of these properties."""
        return [prop.text for prop in self.list_properties(*names)]

    def find_text(self, *names: str) -> str:
        """Find the first value of these properties that is not empty."""
        for prop in self.list_properties(*names):
            text = prop.text.strip()
            if text:
                return text
        return ""

    def list_parts(self, name: str) -> tuple[str, ...]:
        """List the parts of a property that is a list, between commas."""
        properties = self.list_properties(name)
        return tuple(part for prop in properties for part in prop.split_parts(","))


def _iter_cards(lines: Iterable[tuple[int, str]], encoding: str) -> Iterator[Card | ImportProblem]:
    card: _OpenCard | None = None
    for line_number, line in lines:
        if _BEGIN.fullmatch(line):
            if card and card.is_agent_expected():
                card.agent_depth += 1
                continue
            if card:
                yield from _read_unclosed_card(card)
            card = _OpenCard(line_number, encoding)
        elif _END.fullmatch(line):
            if card and card.agent_depth:
                card.agent_depth -= 1
            elif card:
                yield from _read_card(card)
                card = None
        elif card is None:
            if line.strip():
                reason = f"`{shorten(line)}` stands outside of every card"
                yield ImportProblem(line_number, reason, is_person_kept=True)
        elif not card.agent_depth and not card.add_line(line):
            reason = f"`{shorten(line)}` is no property of a card"
            yield ImportProblem(line_number, reason, is_person_kept=True)
    if card:
        yield from _read_unclosed_card(card)


def _read_unclosed_card(card: _OpenCard) -> Iterator[Card | ImportProblem]:
    yield from _read_card(card)
    reason = "the card has no `END:VCARD`; what stands before the next one was read"
    yield ImportProblem(card.row, reason, is_person_kept=True)


def _is_property_name(word: str, *, is_in_note: bool) -> bool:
    """Tell whether a word before a colon names a property.

    `Tel: 555` in the middle of a note's text does not; `TEL:555` and `tel:555` do.
    """
    is_known = word.upper() in _KNOWN_PROPERTIES or word.upper().startswith("X-")
    if is_in_note:
        return is_known and (word.isupper() or word.islower())
    return is_known or word.isupper()


def _parse_parameters(text: str) -> tuple[tuple[str, str], ...]:
    parameters: list[tuple[str, str]] = []
    for piece in _PARAMETER.findall(text):
        name, equals, value = piece.partition("=")
        if not equals:
            parameters.append(("TYPE", name.strip()))
            continue
        for part in value.replace('"', "").split(","):
            parameters.append((name.strip().upper(), part.strip()))
    return tuple(parameters)


def _iter_lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the unfolded lines, each with the number of its first line in the file.

    A folded line goes on behind a space (RFC 6350, 3.2), one in quoted-printable behind a `=`
    at its end (RFC 2045, 6.7).
    """
    current_line: str | None = None
    first_number = 1
    for number, line in enumerate(re.split("\r\n|\r|\n", data.decode("latin-1")), start=1):
        if current_line is None:
            current_line, first_number = line, number
        elif current_line.endswith("=") and _is_quoted_printable(current_line):
            current_line = current_line[:-1] + line
        elif line.startswith((" ", "\t")) and line.strip():
            current_line += line[1:]
        else:
            yield first_number, current_line
            current_line, first_number = line, number
    if current_line is not None:
        yield first_number, current_line


def _is_quoted_printable(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _read_card(card: _OpenCard) -> Iterator[Card | ImportProblem]:
    """Yield the person of a card, and what could not be read of them."""
    kind = card.find_text("KIND", "X-ADDRESSBOOKSERVER-KIND").casefold()
    if kind not in PERSON_KINDS:
        name = shorten(card.find_text("FN")) or "the card"
        reason = f"`{name}` is not a person: its kind is `{shorten(kind)}`"
        yield ImportProblem(card.row, reason)
        return

    name = _find_name(card)
    birthday = None
    # Of several birthdays the first that is a day counts, but each that is none is reported.
    for prop in card.properties:
        if prop.name == "BDAY" and prop.text.strip() and _parse_birthday(prop) is None:
            yield build_birthday_problem(card.row, prop.text, name)
    for prop in card.list_properties("BDAY"):
        birthday = birthday or _parse_birthday(prop)

    yield Card(
        row=card.row,
        name=name,
        aliases=card.list_parts("NICKNAME"),
        organisation=_find_organisation(card),
        role=card.find_text("TITLE") or card.find_text("ROLE"),
        location=_find_location(card),
        email=tuple(card.list_texts("EMAIL")),
        phone=tuple(card.list_texts("TEL")),
        links=tuple(_iter_links(card)),
        birthday=birthday,
        tags=card.list_parts("CATEGORIES"),
        text="\n\n".join(filter(None, map(str.strip, card.list_texts("NOTE")))),
    )


def _compute_rank(prop: VcardProperty) -> int:
    """Compute how preferred a value is, 1 being most: by `PREF`, or in old cards by its type."""
    preferences = prop.list_parameter_values("PREF")
    if preferences and preferences[0].isdecimal():
        return int(preferences[0])
    if preferences:
        return 1
    return 1 if "pref" in prop.list_parameter_values("TYPE") else DEFAULT_RANK


def _find_name(card: _OpenCard) -> str:
    """Find the name of a person; `FN` may be missing, or a mail address instead."""
    name = card.find_text("FN")
    if name and "@" not in name:
        return name
    for prop in card.list_properties("N"):
        joined_name = _join_name(prop)
        if joined_name:
            return joined_name
    return name


def _join_name(prop: VcardProperty) -> str:
    """Join the parts of `Quill;Ada;M.;Dr.;PhD` in spoken order."""
    parts = (*prop.split_parts(), *[""] * 5)
    family_name, given_name, additional_names, prefix, suffix = parts[:5]
    spoken_parts = (
        prefix,
        given_name,
        additional_names.replace(",", " "),
        family_name,
        suffix,
    )
    return " ".join(filter(None, spoken_parts))


def _find_organisation(card: _OpenCard) -> str:
    """Find the first part of `ORG` that is not empty; departments come behind the firm."""
    for prop in card.list_properties("ORG"):
        for part in prop.split_parts():
            if part:
                return part
    return ""


def _find_location(card: _OpenCard) -> str:
    """Find the town of an address, else its region, else its country."""
    for prop in card.list_properties("ADR"):
        parts = (*prop.split_parts(), *[""] * 7)
        location = parts[3] or parts[4] or parts[6]
        if location:
            return location
    return ""


def _iter_links(card: _OpenCard) -> Iterator[str]:
    for prop in card.list_properties("URL", "X-SOCIALPROFILE", "SOCIALPROFILE"):
        # A profile may be a bare name; Apple also writes `x-apple:ada`, which nothing opens.
        is_address = "://" in prop.text and not prop.text.startswith("x-apple")
        if prop.name == "URL" or is_address:
            yield prop.text


def _parse_birthday(prop: VcardProperty) -> Birthday | None:
    # Apple writes the year that it made up beside the day, nearly always 1604.
    made_up_years = prop.list_parameter_values("X-APPLE-OMIT-YEAR")
    unknown_years = (*UNKNOWN_YEARS, *(int(year) for year in made_up_years if year.isdecimal()))
    return parse_foreign_birthday(prop.text, unknown_years=unknown_years)


def _split_escaped(raw: str, separator: str) -> list[str]:
    r"""Split a value at a separator that has no `\` before it."""
    parts: list[str] = re.findall(
        rf"((?:\\.|[^\\{separator}])*\\?)(?:{separator}|$)", raw, re.DOTALL
    )
    return parts


def _unescape_text(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)
