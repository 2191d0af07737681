"""A person as another program knows them, and what could not be read of them.

Every reader passes what it finds through `sanitize_cards`. After it no one-line value holds a line
break or an invisible character, addresses are addresses, and every person has a name.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date as Day  # noqa: TC003 - msgspec reads the types of a Card
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.formats.harmless import make_fields_harmless, make_harmless
from netnotes.model.people import Birthday, Death  # noqa: TC001 - msgspec reads the types of a Card
from netnotes.reading.person_notes import is_untitled
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.text import format_count, join_words, replace_invisible_characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


# Characters of one value; a front matter of such values stays within what a note may hold.
MAX_LINE_LENGTH = 500

# Characters of what was noted about one person.
MAX_TEXT_LENGTH = 100_000

# How many mail addresses, tags and so on one person may have.
MAX_VALUES = 30

# Characters of a value that a message quotes.
MAX_EXCERPT_LENGTH = 40


class ImportedTouch(NamedTuple):
    """A meeting, call or message that another program recorded."""

    date: Day

    # One of our words for a channel; empty if it is not known.
    channel: str = ""

    text: str = ""


class Task(NamedTuple):
    """Something that was to be done for a person."""

    text: str
    due: Day | None = None
    done: bool = False


class Exchange(NamedTuple):
    """What passed between a person and me, as an export by netnotes has it."""

    # `gave`, `asked`, `promised`, `learned` or `named`.
    key: str

    text: str
    date: Day | None = None

    # The character between the brackets of a task; empty for what is no task.
    status: str = ""

    due: Day | None = None
    done: Day | None = None


class Card(Struct, frozen=True, kw_only=True):
    """One person of a file. The names of the fields are those of our properties."""

    # The line on which the person begins in a text; in other files the person's number.
    row: int

    # The file of an archive or a folder that the row is in; empty for a file that stands alone.
    file: str = ""

    name: str = ""
    purpose: str = ""

    # In days.
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
    died: Death | None = None
    archived: bool = False
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    # What was noted about the person, of several lines perhaps.
    text: str = ""

    touches: tuple[ImportedTouch, ...] = ()
    tasks: tuple[Task, ...] = ()
    exchanges: tuple[Exchange, ...] = ()

    # Whether netnotes has exported the card, so that its values are such as a note has.
    is_own: bool = False

    # What the note was called in the vault it comes from, to which others link; empty if unknown.
    note_name: str = ""

    # Properties that have no field above, with the words that were written for them.
    extra_properties: tuple[tuple[str, tuple[str, ...]], ...] = ()


# The properties that a card has a field for; the others are `extra_properties`.
CARD_PROPERTIES = tuple(prop for prop in CONTACT_PROPERTIES if prop.name in Card.__struct_fields__)

# The names of the properties of a card that are one line of text.
CARD_TEXT_PROPERTIES = tuple(
    prop.name
    for prop in CARD_PROPERTIES
    if not prop.is_list and prop.kind in (PropertyKind.TEXT, PropertyKind.LINK)
)

# The names of the properties of a card that are several lines of text.
CARD_LIST_PROPERTIES = tuple(prop.name for prop in CARD_PROPERTIES if prop.is_list)


class ImportProblem(NamedTuple):
    """Something that was not read, and why."""

    row: int
    reason: str

    # Whether only a value was left out or cut, and the person was read.
    is_person_kept: bool = False

    # The file of an archive or a folder that the row is in; empty for a file that stands alone.
    file: str = ""


class LeftOut(NamedTuple):
    """A fact that a row has and a note has no place for."""

    row: int

    # What it is: `photos`, or a column as it is written, in backticks.
    name: str


class ImportedCards(NamedTuple):
    """The people read from a file, and what was not read, each in the order of the file."""

    cards: tuple[Card, ...]
    problems: tuple[ImportProblem, ...] = ()

    # What the columns of a table were read as: pairs of a column and the name of a property.
    columns: tuple[tuple[str, str], ...] = ()

    # What notes have no place for, and how many rows have it.
    left_out: tuple[tuple[str, int], ...] = ()


def sanitize_cards(
    items: Iterable[Card | ImportProblem | LeftOut], columns: tuple[tuple[str, str], ...] = ()
) -> ImportedCards:
    """Make what a reader found fit for notes, and report what is lost by that."""
    cards: list[Card] = []
    problems: list[ImportProblem] = []
    rows_left_out: dict[str, set[int]] = {}
    for item in items:
        if isinstance(item, LeftOut):
            rows_left_out.setdefault(sanitize_line(item.name), set()).add(item.row)
            continue
        if isinstance(item, ImportProblem):
            problems.append(item._replace(reason=sanitize_line(item.reason)))
            continue

        card = _sanitize_card(item)
        if card.name:
            cards.append(card)
            problems += _iter_lost_values(item, card)
        else:
            problems.append(_build_nameless_problem(item))

    return ImportedCards(
        cards=tuple(cards),
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
        columns=columns,
        left_out=tuple((name, len(rows)) for name, rows in rows_left_out.items()),
    )


def _build_nameless_problem(card: Card) -> ImportProblem:
    """Build the report that there is nothing to call a person by; an address may be none."""
    reason = "there is no name, and nothing else to call this person by"
    texts = [shorten(text) for text in (*card.email, *card.links)]
    if any(texts):
        reason += f": {join_words(f'`{text}`' for text in texts if text)} is no address"
    return ImportProblem(card.row, reason)


def _sanitize_card(card: Card) -> Card:
    """Sanitize each value, and find a name if there is anything to call the person by."""
    sanitize_whole_text = _sanitize_own_text if card.is_own else sanitize_text
    values: dict[str, Any] = {
        "text": sanitize_whole_text(card.text),
        "touches": tuple(_sanitize_touch(touch, is_own=card.is_own) for touch in card.touches),
        "tasks": tuple(_iter_sanitized_tasks(card.tasks)),
        "exchanges": tuple(map(_sanitize_exchange, card.exchanges)),
        "extra_properties": tuple(
            (name, tuple(filter(None, map(sanitize_line_with_links, words))))
            for name, words in card.extra_properties
        ),
    }
    sanitized = replace(card, **values, **_sanitize_properties(card))
    name = _find_name(sanitized)
    other_names = tuple(alias for alias in sanitized.aliases if alias != name)
    return replace(sanitized, name=name, aliases=other_names)


def _sanitize_properties(card: Card) -> dict[str, Any]:
    """Sanitize the properties that are there, by name."""
    sanitize_value = sanitize_line_with_links if card.is_own else sanitize_line
    values: dict[str, Any] = {}
    for name in CARD_TEXT_PROPERTIES:
        text = getattr(card, name)
        if text:
            values[name] = sanitize_value(text)
    for name in CARD_LIST_PROPERTIES:
        texts = getattr(card, name)
        if texts:
            parse = sanitize_value if card.is_own else PROPERTY_PARSERS.get(name, sanitize_line)
            values[name] = _sanitize_list(texts, parse)
    return values


def _sanitize_touch(touch: ImportedTouch, *, is_own: bool) -> ImportedTouch:
    channel = sanitize_line(touch.channel)
    if is_own:
        return touch._replace(channel=channel, text=_sanitize_own_text(touch.text))
    text = make_fields_harmless(sanitize_line(touch.text, MAX_TEXT_LENGTH))
    return touch._replace(channel=channel, text=text)


def sanitize_entries(
    touches: Iterable[ImportedTouch], tasks: Iterable[Task]
) -> dict[str, tuple[Any, ...]]:
    """Sanitize touches and tasks that a reader found beside the values of its cards."""
    return {
        "touches": tuple([_sanitize_touch(touch, is_own=False) for touch in touches]),
        "tasks": tuple(_iter_sanitized_tasks(tasks)),
    }


def _sanitize_exchange(exchange: Exchange) -> Exchange:
    return exchange._replace(text=sanitize_line_with_links(exchange.text, MAX_TEXT_LENGTH))


def _iter_sanitized_tasks(tasks: Iterable[Task]) -> Iterator[Task]:
    for task in tasks:
        text = make_fields_harmless(sanitize_line(task.text))
        if text:
            yield task._replace(text=text)


def _sanitize_list(texts: Iterable[str], parse: Callable[[str], str]) -> tuple[str, ...]:
    # A dict and no set: the order shows which address is preferred.
    values = dict.fromkeys(filter(None, map(parse, texts)))
    return tuple(values)[:MAX_VALUES]


def _find_name(card: Card) -> str:
    """Find what to call a person by: the name, else an alias, employer, address or number."""
    # Notion calls a row without a name `Untitled`.
    if _NAME_CHARACTER.search(card.name) and not is_untitled(card.name):
        return card.name
    # A firm's card has no name, and a phone's may be a number that called.
    candidates = (*card.aliases, card.organisation, *card.email, *card.phone)
    return next(filter(None, candidates), "")


# What a name needs: a letter, a digit, or a symbol such as ❤. A row of dashes is no name.
_NAME_CHARACTER = re.compile(r"[^\W_]|[^\x00-\xff\u2000-\u206f]")


def _iter_lost_values(original: Card, sanitized: Card) -> Iterator[ImportProblem]:
    """Yield a problem for each value that a card had and does not have after sanitizing."""
    for reason in (
        *_iter_invalid_addresses(original, sanitized.name),
        *_iter_limited_properties(original),
    ):
        yield ImportProblem(original.row, reason, is_person_kept=True)


def _iter_invalid_addresses(card: Card, person_name: str) -> Iterator[str]:
    if card.is_own:
        return
    for name, noun in (("email", "mail address"), ("links", "address of a page")):
        parse = PROPERTY_PARSERS[name]
        for text in getattr(card, name):
            if sanitize_line(text) and not parse(text):
                yield f"`{shorten(text)}` is no {noun}; {person_name} is there without it"


def _iter_limited_properties(card: Card) -> Iterator[str]:
    for name in CARD_TEXT_PROPERTIES:
        if _is_line_cut(getattr(card, name)):
            yield _describe_cut(name)
    for name in CARD_LIST_PROPERTIES:
        values = getattr(card, name)
        count = len(set(values))
        if count > MAX_VALUES:
            all_values = format_count(count, "value")
            yield f"of {all_values} for `{name}` the first {MAX_VALUES} were read"
        for value in values:
            if _is_line_cut(value):
                yield _describe_cut(name)
    if len(card.text) > MAX_TEXT_LENGTH:
        yield f"the text is longer than {MAX_TEXT_LENGTH:,} characters and was cut there"


def _is_line_cut(text: str) -> bool:
    return len(sanitize_line(text, MAX_TEXT_LENGTH)) > MAX_LINE_LENGTH


def _describe_cut(property_name: str) -> str:
    return f"`{property_name}` is longer than {MAX_LINE_LENGTH} characters and was cut there"


def sanitize_line(text: str, max_length: int = MAX_LINE_LENGTH) -> str:
    """Return a text as one line, without control characters and characters that are invisible.

    A `[[link]]` becomes its words: a file from another program knows none of the notes here.
    """
    line = sanitize_line_with_links(text, max_length)
    if "[[" not in line:
        return line
    without_links = _LINK.sub(lambda match: match[2] or match[1], line)
    without_brackets = re.sub(r"\[{2,}", "[", without_links)
    return make_harmless(" ".join(without_brackets.split()))


def sanitize_line_with_links(text: str, max_length: int = MAX_LINE_LENGTH) -> str:
    """Return a text as one line, as `sanitize_line` does, with its links."""
    # Nearly every value is plain already, and the steps below are slow.
    if len(text) <= max_length and text.isascii() and text.isprintable() and "  " not in text:
        return make_harmless(text.strip())
    text = _CONTROL_CHARACTERS.sub(" ", unicodedata.normalize("NFC", text))
    # Those that turn the direction of writing can make a name read as another.
    text = " ".join(replace_invisible_characters(text, "").split())
    # Only now: a mark such as `<%` can have an invisible character in its middle.
    return make_harmless(text)[:max_length].strip()


def sanitize_text(text: str) -> str:
    """Return a text of several lines, without control characters and empty lines at its ends."""
    return make_fields_harmless(_sanitize_own_text(text))


def _sanitize_own_text(text: str) -> str:
    """Return a text as `sanitize_text` does, with its inline fields.

    Whoever can put them into an export by netnotes can put the same into its properties.
    """
    text = unicodedata.normalize("NFC", text[:MAX_TEXT_LENGTH])
    lines = []
    for line in _LINE_ENDS.split(text):
        visible_line = replace_invisible_characters(line.replace("\t", "    "), "")
        lines.append(_CONTROL_CHARACTERS.sub(" ", visible_line).rstrip())
    return make_harmless("\n".join(lines).strip("\n"))


_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def shorten(text: str) -> str:
    """Return enough of a value to recognise it in a message."""
    line = sanitize_line(text, MAX_TEXT_LENGTH)
    if len(line) <= MAX_EXCERPT_LENGTH:
        return line
    return f"{line[: MAX_EXCERPT_LENGTH - 1]}…"


def _parse_email(text: str) -> str:
    """Parse `mailto:ada@example.com` or `Ada <ada@example.com>`; empty without an address."""
    line = sanitize_line(text)
    # A `mailto:` address may go on with `?subject=…` (RFC 6068).
    address = re.sub(r"^mailto:", "", line, flags=re.IGNORECASE).partition("?")[0]
    in_brackets = re.fullmatch(r".*<([^<>]*)>", address)
    if in_brackets:
        address = in_brackets[1]
    if not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\",;]+", address):
        return ""
    return address


def _parse_url(text: str) -> str:
    """Parse the address of a page, and add `https://` if that is missing.

    Empty for what a browser must not open, such as `javascript:`.
    """
    line = sanitize_line(text)
    if re.match(r"(?i)https?://\S+$", line):
        return line
    if re.fullmatch(r"(?i)[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(:\d+)?([/?#]\S*)?", line):
        return f"https://{line}"
    return ""


def _parse_phone(text: str) -> str:
    return re.sub(r"^tel:", "", sanitize_line(text), flags=re.IGNORECASE)


def _parse_tag(text: str) -> str:
    """Return a tag in the form Obsidian allows: no spaces, no `#`, not only digits."""
    tag = re.sub(r"[^\w/-]+", "-", sanitize_line(text).lstrip("#*")).strip("-/")
    if tag.isdigit():
        return ""
    return tag


# How the values of some properties are read; the others are lines of text.
PROPERTY_PARSERS = {
    "email": _parse_email,
    "links": _parse_url,
    "phone": _parse_phone,
    "tags": _parse_tag,
}
