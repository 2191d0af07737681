"""The syntax of vCards: lines, properties with their parameters, values in any encoding.

The lines are parsed here and not by a library: of the odd cards in our tests, vobject gives up on
those that are not closed or whose notes break off a line, and loses the cards around them too.
Here a line that means nothing is left out, and the card stays.
"""

from __future__ import annotations

import quopri
import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.card import MAX_TEXT_LENGTH
from netnotes.formats.readers.decoding import decode_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator


# The rank of a value that is not preferred: `PREF` goes from 1 to 100 (RFC 6350, 5.3).
DEFAULT_RANK = 101

_PROPERTY = re.compile(
    r'(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;(?:"[^"]*"|[^":;])*)*):(.*)', re.DOTALL
)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";])*)')
_ESCAPE = re.compile(r"\\([nN;,:\\])")

# A list of words is read in lines, not one a line.
# fmt: off
_KNOWN_PROPERTIES = frozenset({
    "ADR", "AGENT", "ANNIVERSARY", "BDAY", "BIRTHPLACE", "DEATHDATE", "DEATHPLACE", "EXPERTISE",
    "HOBBY", "INTEREST", "CALADRURI", "CALURI", "CATEGORIES", "CLASS",
    "CLIENTPIDMAP", "EMAIL", "FBURL", "FN", "GENDER", "GEO", "IMPP", "KEY", "KIND", "LABEL", "LANG",
    "LOGO", "MAILER", "MEMBER", "N", "NAME", "NICKNAME", "NOTE", "ORG", "PHOTO", "PRODID",
    "PROFILE", "RELATED", "REV", "ROLE", "SORT-STRING", "SOUND", "SOURCE", "TEL", "TITLE", "TZ",
    "UID", "URL", "VERSION", "XML", "SOCIALPROFILE",
})
# fmt: on

# Properties whose text some programs break into lines without folding them.
_MULTILINE_PROPERTIES = ("NOTE", "LABEL", "PHOTO", "LOGO", "SOUND", "KEY")


_TEXT_PROPERTIES = ("NOTE", "LABEL")

# Bytes of a text that is broken into lines; a note is cut earlier, and says so.
_MAX_RAW_LENGTH = 8 * MAX_TEXT_LENGTH


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

    # The name that binds a property to others, as in `item1.EMAIL` and `item1.X-ABLabel`; or empty.
    group: str = ""

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


class OpenCard:
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
        if match and _is_property_name(match[2], is_in_note=is_in_note):
            self.properties.append(
                VcardProperty(
                    name=match[2].upper(),
                    parameters=_parse_parameters(match[3]),
                    raw=match[4],
                    encoding=self.encoding,
                    group=(match[1] or "").casefold(),
                )
            )
            return True
        if last and last.name in _MULTILINE_PROPERTIES:
            # A picture has a hundred thousand lines, and adding each to the others takes minutes.
            if last.name in _TEXT_PROPERTIES and len(last.raw) < _MAX_RAW_LENGTH:
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


def iter_lines(data: bytes) -> Iterator[tuple[int, str]]:
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


def _compute_rank(prop: VcardProperty) -> int:
    """Compute how preferred a value is, 1 being most: by `PREF`, or in old cards by its type."""
    preferences = prop.list_parameter_values("PREF")
    if preferences and preferences[0].isdecimal():
        return int(preferences[0])
    if preferences:
        return 1
    if "pref" in prop.list_parameter_values("TYPE"):
        return 1
    return DEFAULT_RANK


def _split_escaped(raw: str, separator: str) -> list[str]:
    r"""Split a value at a separator that has no `\` before it."""
    parts: list[str] = re.findall(
        rf"((?:\\.|[^\\{separator}])*\\?)(?:{separator}|$)", raw, re.DOTALL
    )
    return parts


def _unescape_text(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)
