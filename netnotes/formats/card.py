"""One person as another program knows them, in the words of FIELDS; and what could not be read, with the reason.

Readers yield cards as they find them. `gathered` is the one gate all of them pass: behind it no value of a line holds a
line break or a sign that is not meant to be seen, addresses are addresses, and whoever is there has a name.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date as Day  # noqa: TC003 - a Card tells by its types what it takes
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.people import Birthday  # noqa: TC001 - as above
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


MAX_LINE_LENGTH = 500
"""Characters of one value; a front matter of such values stays within what a note may hold."""

MAX_TEXT_LENGTH = 100_000
MAX_VALUES = 30
"""How many mail addresses, tags and so on one person may have."""


class ImportedTouch(NamedTuple):
    """A contact that happened, as another program tells it. `channel` is one of our words, or empty."""

    date: Day
    channel: str = ""
    text: str = ""


class Task(NamedTuple):
    """Something that was to be done for this person."""

    text: str
    due: Day | None = None
    done: bool = False


class Card(Struct, frozen=True, kw_only=True):
    """One person. `row` is the line it begins on in a text, or the number of the person in other files.

    `cadence` is in days. `text` is what was noted about them, of several lines perhaps. `more` are further properties
    of FIELDS, in the words that were written for them.
    """

    row: int
    name: str = ""
    purpose: str = ""
    cadence: int | None = None
    last_contact: Day | None = None
    organisation: str = ""
    role: str = ""
    field: str = ""
    location: str = ""
    met: Day | None = None
    met_at: str = ""
    introduced_by: str = ""
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    birthday: Birthday | None = None
    archived: bool = False
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    text: str = ""
    touches: tuple[ImportedTouch, ...] = ()
    tasks: tuple[Task, ...] = ()
    extra_properties: tuple[tuple[str, tuple[str, ...]], ...] = ()


CARD_PROPERTIES = tuple(prop for prop in CONTACT_PROPERTIES if prop.name in Card.__struct_fields__)
"""The properties that a card has a field for; the others are `extra_properties`."""

LINE_PROPERTIES = tuple(
    prop.name
    for prop in CARD_PROPERTIES
    if prop.is_list or prop.kind in (PropertyKind.TEXT, PropertyKind.LINK)
)
"""The names of the properties whose values are one line each."""


class ImportProblem(NamedTuple):
    """What was not read, and why. `kept`: only a value was left out, or only its end; the person is there."""

    row: int
    reason: str
    is_person_kept: bool = False


class ImportedCards(NamedTuple):
    """Everybody who was read from a file, and what was not read, each in the order of the file."""

    cards: tuple[Card, ...]
    problems: tuple[ImportProblem, ...] = ()


def sanitize_cards(cards_and_problems: Iterable[Card | ImportProblem]) -> ImportedCards:
    """What a reader found, made fit for a note."""
    cards: list[Card] = []
    dropped: list[ImportProblem] = []
    for one in cards_and_problems:
        if isinstance(one, ImportProblem):
            dropped.append(one._replace(reason=sanitize_line(one.reason)))
            continue
        card = _sanitize_card(one)
        dropped += _iter_lost_values(one, card)
        if card.name:
            cards.append(card)
        else:
            dropped.append(
                ImportProblem(one.row, "there is no name, and nothing else to call this person by")
            )
    return ImportedCards(tuple(cards), tuple(sorted(dropped, key=lambda one: one.row)))


def _sanitize_card(card: Card) -> Card:
    """The card with each value as a note takes it, and with a name if there is anything to call the person by."""
    values: dict[str, Any] = {
        name: _sanitize_value(name, getattr(card, name))
        for name in LINE_PROPERTIES
        if getattr(card, name)
    }
    fit = replace(
        card,
        **values,
        text=sanitize_text(card.text),
        touches=tuple(
            one._replace(
                channel=sanitize_line(one.channel), text=sanitize_line(one.text, MAX_TEXT_LENGTH)
            )
            for one in card.touches
        ),
        tasks=tuple(
            one._replace(text=words) for one in card.tasks if (words := sanitize_line(one.text))
        ),
        extra_properties=tuple(
            (name, tuple(filter(None, map(sanitize_line_with_links, words))))
            for name, words in card.extra_properties
        ),
    )
    name = (
        fit.name
        if _NAME_CHARACTER.search(fit.name)
        else next(filter(None, (*fit.aliases, fit.organisation, *fit.email, *fit.phone)), "")
    )
    return replace(fit, name=name, aliases=tuple(alias for alias in fit.aliases if alias != name))


_NAME_CHARACTER = re.compile(r"[^\W_]|[^\x00-\xff\u2000-\u206f]")
"""What a name must have: a letter or a number, or a sign such as ❤; a row of dashes or dots is none."""


def _sanitize_value(property_name: str, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return sanitize_line(value)
    fit = PROPERTY_PARSERS.get(property_name, sanitize_line)
    return tuple(dict.fromkeys(words for one in value if (words := fit(one))))[:MAX_VALUES]


def _iter_lost_values(original: Card, sanitized: Card) -> Iterator[ImportProblem]:
    """The values that a card had and does not have any more."""
    for name in ("email", "links"):
        for one in getattr(original, name):
            if sanitize_line(one) and not PROPERTY_PARSERS[name](one):
                what = "mail address" if name == "email" else "address of a page"
                yield ImportProblem(
                    original.row,
                    f"`{shorten(one)}` is no {what}; {sanitized.name} is there without it",
                    is_person_kept=True,
                )
    for name in LINE_PROPERTIES:
        values = getattr(original, name)
        if isinstance(values, tuple) and len(set(values)) > MAX_VALUES:
            yield ImportProblem(
                original.row,
                f"of {format_count(len(set(values)), 'value')} for `{name}` the first {MAX_VALUES} were read",
                is_person_kept=True,
            )
        for one in (values,) if isinstance(values, str) else values:
            if len(sanitize_line(one, MAX_TEXT_LENGTH)) > MAX_LINE_LENGTH:
                yield ImportProblem(
                    original.row,
                    f"`{name}` is longer than {MAX_LINE_LENGTH} characters and was cut there",
                    is_person_kept=True,
                )
    if len(original.text) > MAX_TEXT_LENGTH:
        yield ImportProblem(
            original.row,
            f"the text is longer than {MAX_TEXT_LENGTH:,} characters and was cut there",
            is_person_kept=True,
        )


def sanitize_line(text: str, max_length: int = MAX_LINE_LENGTH) -> str:
    """A text as one line: no line breaks, no control characters, nothing invisible that turns the writing round.

    A `[[link]]` becomes its words: a file from elsewhere knows nothing of the notes here.
    """
    typed = sanitize_line_with_links(text, max_length)
    if "[[" not in typed:
        return typed
    return re.sub(r"\[{2,}", "[", _LINK.sub(lambda match: match[2] or match[1], typed)).strip()


def sanitize_line_with_links(text: str, max_length: int = MAX_LINE_LENGTH) -> str:
    """A text as one line, as `line` makes it, with its links."""
    if not (len(text) <= max_length and text.isascii() and text.isprintable() and "  " not in text):
        text = _INVISIBLE_CHARACTERS.sub(
            "", " ".join(_CONTROL_CHARACTERS.sub(" ", unicodedata.normalize("NFC", text)).split())
        )[:max_length]
    return text.strip()


def sanitize_text(text: str) -> str:
    """A text of several lines, each without control characters, without empty lines at its ends."""
    text = _INVISIBLE_CHARACTERS.sub("", unicodedata.normalize("NFC", text[:MAX_TEXT_LENGTH]))
    lines = (
        _CONTROL_CHARACTERS.sub(" ", one.replace("\t", "    ")).rstrip()
        for one in _LINE_ENDS.split(text)
    )
    return "\n".join(lines).strip("\n")


_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_INVISIBLE_CHARACTERS = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def shorten(text: str) -> str:
    """Enough of a value to know it again in a message."""
    words = sanitize_line(text, MAX_TEXT_LENGTH)
    return words if len(words) <= 40 else words[:39] + "…"


def _parse_email(text: str) -> str:
    """A mail address out of `mailto:ada@example.com` or `Ada <ada@example.com>`; empty when there is none."""
    words = sanitize_line(text)
    words = re.sub(r"^mailto:", "", words, flags=re.IGNORECASE).partition("?")[0]
    if match := re.fullmatch(r".*<([^<>]*)>", words):
        words = match[1]
    return words if re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\",;]+", words) else ""


def _parse_url(text: str) -> str:
    """The address of a page; one without `https://` gets it. Empty when it is none a browser may open."""
    words = sanitize_line(text)
    if re.match(r"(?i)https?://\S+$", words):
        return words
    return (
        f"https://{words}"
        if re.fullmatch(r"(?i)[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(:\d+)?([/?#]\S*)?", words)
        else ""
    )


def _parse_phone(text: str) -> str:
    return re.sub(r"^tel:", "", sanitize_line(text), flags=re.IGNORECASE)


def _parse_tag(text: str) -> str:
    """A tag as Obsidian takes it: no spaces, no `#`, not only digits."""
    words = re.sub(r"[^\w/-]+", "-", sanitize_line(text).lstrip("#*")).strip("-/")
    return "" if words.isdigit() else words


PROPERTY_PARSERS = {
    "email": _parse_email,
    "links": _parse_url,
    "phone": _parse_phone,
    "tags": _parse_tag,
}
