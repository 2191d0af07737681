"""vCard 2.1, 3.0 and 4.0, as phones and programs of thirty years write it.

Own lines and no library: of the odd cards in our tests vobject gives up on those that are not closed or whose notes break
off a line, and takes the cards around them along; here a line that means nothing is left out and the card stays.
"""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from netnotes.exchange.card import Card, Cards, Dropped, gathered, short
from netnotes.exchange.days import UNKNOWN_YEARS, birthday
from netnotes.exchange.decoding import Data, bytes_of, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.people import Birthday

PEOPLE = ("", "individual", "person")
"""The kinds of cards that are about one person; others are groups, firms, places and devices."""

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_PROPERTY = re.compile(r'(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:"[^"]*"|[^":;])*)*):(.*)', re.DOTALL)
_KNOWN = frozenset(
    (
        *("ADR", "AGENT", "ANNIVERSARY", "BDAY", "CALADRURI", "CALURI", "CATEGORIES", "CLASS", "CLIENTPIDMAP", "EMAIL"),
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
        *("NICKNAME", "NOTE", "ORG", "PHOTO", "PRODID", "PROFILE", "RELATED", "REV", "ROLE", "SORT-STRING", "SOUND"),
        *("SOURCE", "TEL", "TITLE", "TZ", "UID", "URL", "VERSION", "XML", "SOCIALPROFILE"),
    )
)


class Property(NamedTuple):
    """One property of a card: its name, its parameters, and its value in the bytes it has in the file.

    The bytes stand as one letter each, for their encoding may be a parameter, and a folded line may part a letter.
    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    raw: str

    def parameter(self, name: str) -> tuple[str, ...]:
        """All values of a parameter, in lower case; those that stand without a name, as in vCard 2.1, are types."""
        return tuple(value.casefold() for key, value in self.parameters if key == name)

    @property
    def text(self) -> str:
        """The value as it reads."""
        return _unescaped(self._decoded(self.raw))

    def parts(self, separator: str = ";") -> tuple[str, ...]:
        """The value's parts, as they read."""
        raw = self._decoded(self.raw) if separator == "," else self.raw
        pieces = re.findall(rf"((?:\\.|[^\\{separator}])*\\?)(?:{separator}|$)", raw, re.DOTALL)
        return tuple(_unescaped(piece if separator == "," else self._decoded(piece)).strip() for piece in pieces)

    def _decoded(self, raw: str) -> str:
        data = raw.encode("latin-1")
        if "quoted-printable" in (*self.parameter("ENCODING"), *self.parameter("TYPE")):
            data = quopri.decodestring(data)
        return decoded(data, next(iter(self.parameter("CHARSET")), ""))


def sounds_like_it(text: str) -> bool:
    """Whether a text holds cards."""
    return any(_BEGIN.fullmatch(line) for line in text.split("\n", 100)[:100])


def read(data: Data) -> Cards:
    """Everybody in the cards."""
    return gathered(_people(_lines(bytes_of(data))))


@dataclass
class _Open:
    """A card that is being read."""

    row: int
    properties: list[Property] = field(default_factory=list)


def _people(lines: Iterator[tuple[int, str]]) -> Iterator[Card | Dropped]:
    card: _Open | None = None
    inside = 0  # cards within this card: vCard 2.1 has them for assistants
    for number, line in lines:
        if _BEGIN.fullmatch(line):
            if card and card.properties and card.properties[-1].name == "AGENT":
                inside += 1
                continue
            if card:
                yield from _unclosed(card)
            card, inside = _Open(number), 0
        elif _END.fullmatch(line):
            if inside:
                inside -= 1
            elif card:
                yield from _person(card)
                card = None
        elif card and not inside and not _take(card, line):
            yield Dropped(number, f"`{short(line)}` is no property of a card", kept=True)
        elif not card and line.strip():
            yield Dropped(number, f"`{short(line)}` stands outside of every card", kept=True)
    if card:
        yield from _unclosed(card)


def _unclosed(card: _Open) -> Iterator[Card | Dropped]:
    yield from _person(card)
    yield Dropped(card.row, "the card has no `END:VCARD`; what stands before the next one was read", kept=True)


def _take(card: _Open, line: str) -> bool:
    """Add a line to a card: a property, or more of a text whose line breaks were not folded. Whether it is either."""
    last = card.properties[-1] if card.properties else None
    match = _PROPERTY.fullmatch(line.lstrip())
    if match and _is_name(match[1], in_text=last is not None and last.name == "NOTE"):
        card.properties.append(Property(match[1].upper(), _parameters(match[2]), match[3]))
    elif last and last.name in _LONG:
        card.properties[-1] = last._replace(raw=f"{last.raw}\n{line}")
    else:
        return not line.strip()
    return True


_LONG = ("NOTE", "LABEL", "PHOTO", "LOGO", "SOUND", "KEY")


def _is_name(word: str, *, in_text: bool) -> bool:
    """Whether a word before a colon names a property; `Tel: 555` in the middle of a note's text does not."""
    known = word.upper() in _KNOWN or word.upper().startswith("X-")
    return known and (word.isupper() or word.islower()) if in_text else known or word.isupper()


def _parameters(text: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for piece in re.findall(r';((?:"[^"]*"|[^";])*)', text):
        name, equals, value = piece.partition("=")
        values = value.replace('"', "").split(",") if equals else (name,)
        found += ((name.strip().upper() if equals else "TYPE", one.strip()) for one in values)
    return tuple(found)


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
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


def _person(card: _Open) -> Iterator[Card | Dropped]:
    def all_of(*names: str) -> list[Property]:
        found = [one for one in card.properties if one.name in names]
        return sorted(found, key=_rank)  # what is preferred comes first, the rest in its order

    def first_of(*names: str) -> str:
        return next((text for one in all_of(*names) if (text := one.text.strip())), "")

    kind = first_of("KIND", "X-ADDRESSBOOKSERVER-KIND").casefold()
    name = first_of("FN")
    if kind not in PEOPLE:
        yield Dropped(card.row, f"`{short(name) or 'the card'}` is not a person: its kind is `{short(kind)}`")
        return
    if not name or "@" in name:
        name = next(filter(None, map(_name, all_of("N"))), name)
    yield from _undated(card, name)
    yield Card(
        row=card.row,
        name=name,
        aliases=_each(all_of("NICKNAME"), ","),
        organisation=next((part for one in all_of("ORG") for part in one.parts() if part), ""),
        role=first_of("TITLE") or first_of("ROLE"),
        location=next(filter(None, map(_place, all_of("ADR"))), ""),
        email=tuple(one.text for one in all_of("EMAIL")),
        phone=tuple(one.text for one in all_of("TEL")),
        links=tuple(one.text for one in all_of("URL", "X-SOCIALPROFILE", "SOCIALPROFILE") if _is_page(one)),
        birthday=next(filter(None, map(_born, all_of("BDAY"))), None),
        tags=_each(all_of("CATEGORIES"), ","),
        text="\n\n".join(filter(None, (one.text.strip() for one in all_of("NOTE")))),
    )


def _rank(prop: Property) -> int:
    preferred = prop.parameter("PREF")
    if preferred:
        return int(preferred[0]) if preferred[0].isdecimal() else 1
    return 1 if "pref" in prop.parameter("TYPE") else 101


def _name(prop: Property) -> str:
    """`Quill;Ada;M.;Dr.;PhD` in the order in which it is spoken."""
    family, given, additional, before, after = (*prop.parts(), "", "", "", "", "")[:5]
    return " ".join(filter(None, (before, given, additional.replace(",", " "), family, after)))


def _place(prop: Property) -> str:
    """The town of an address, else its region, else its country."""
    parts = (*prop.parts(), *[""] * 7)
    return parts[3] or parts[4] or parts[6]


def _is_page(prop: Property) -> bool:
    """Whether a profile is told by its address; Apple also writes `x-apple:ada`, which nothing opens."""
    return prop.name == "URL" or ("://" in prop.text and not prop.text.startswith("x-apple"))


def _each(properties: list[Property], separator: str) -> tuple[str, ...]:
    return tuple(part for one in properties for part in one.parts(separator))


def _born(prop: Property) -> Birthday | None:
    omitted = prop.parameter("X-APPLE-OMIT-YEAR")
    years = (*UNKNOWN_YEARS, *(int(year) for year in omitted if year.isdecimal()))
    return birthday(prop.text, unknown_years=years)


def _undated(card: _Open, name: str) -> Iterator[Dropped]:
    for one in card.properties:
        if one.name == "BDAY" and one.text.strip() and not _born(one):
            yield Dropped(card.row, f"the birthday `{short(one.text)}` of {name or 'somebody'} is not a day", kept=True)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([nN;,:\\])", lambda match: "\n" if match[1] in "nN" else match[1], text)
