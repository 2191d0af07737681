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

from netnotes.people import Birthday  # noqa: TC001 - as above
from netnotes.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


LONGEST_LINE = 500
"""Characters of one value; a front matter of such values stays within what a note may hold."""

LONGEST_TEXT = 100_000
MOST = 30
"""How many mail addresses, tags and so on one person may have."""


class Told(NamedTuple):
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
    touches: tuple[Told, ...] = ()
    tasks: tuple[Task, ...] = ()
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()


LINES = (
    *("name", "purpose", "organisation", "role", "field", "location", "met_at", "introduced_by"),
    *("interests", "offers", "needs", "email", "phone", "links", "tags", "aliases"),
)
"""The properties whose values are one line each."""


class Dropped(NamedTuple):
    """What was not read, and why. `kept`: only a value was left out, or only its end; the person is there."""

    row: int
    reason: str
    kept: bool = False


class Cards(NamedTuple):
    """Everybody who was read from a file, and what was not read, each in the order of the file."""

    cards: tuple[Card, ...]
    dropped: tuple[Dropped, ...] = ()


def gathered(found: Iterable[Card | Dropped]) -> Cards:
    """What a reader found, made fit for a note."""
    cards: list[Card] = []
    dropped: list[Dropped] = []
    for one in found:
        if isinstance(one, Dropped):
            dropped.append(one._replace(reason=line(one.reason)))
            continue
        card = _fit(one)
        dropped += _left_out(one, card)
        if card.name:
            cards.append(card)
        else:
            dropped.append(Dropped(one.row, "there is no name, and nothing else to call this person by"))
    return Cards(tuple(cards), tuple(sorted(dropped, key=lambda one: one.row)))


def _fit(card: Card) -> Card:
    """The card with each value as a note takes it, and with a name if there is anything to call the person by."""
    values: dict[str, Any] = {name: _lines(name, getattr(card, name)) for name in LINES if getattr(card, name)}
    fit = replace(
        card,
        **values,
        text=block(card.text),
        touches=tuple(
            one._replace(channel=line(one.channel), text=line(one.text, LONGEST_TEXT)) for one in card.touches
        ),
        tasks=tuple(one._replace(text=words) for one in card.tasks if (words := line(one.text))),
        more=tuple((name, tuple(filter(None, map(as_typed, words)))) for name, words in card.more),
    )
    name = (
        fit.name
        if _NAME.search(fit.name)
        else next(filter(None, (*fit.aliases, fit.organisation, *fit.email, *fit.phone)), "")
    )
    return replace(fit, name=name, aliases=tuple(alias for alias in fit.aliases if alias != name))


_NAME = re.compile(r"[^\W_]|[^\x00-\xff\u2000-\u206f]")
"""What a name must have: a letter or a number, or a sign such as ❤; a row of dashes or dots is none."""


def _lines(name: str, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return line(value)
    fit = FIT.get(name, line)
    return tuple(dict.fromkeys(words for one in value if (words := fit(one))))[:MOST]


def _left_out(before: Card, after: Card) -> Iterator[Dropped]:
    """The values that a card had and does not have any more."""
    for name in ("email", "links"):
        for one in getattr(before, name):
            if line(one) and not FIT[name](one):
                what = "mail address" if name == "email" else "address of a page"
                yield Dropped(before.row, f"`{short(one)}` is no {what}; {after.name} is there without it", kept=True)
    for name in LINES:
        values = getattr(before, name)
        if isinstance(values, tuple) and len(set(values)) > MOST:
            yield Dropped(
                before.row,
                f"of {counted(len(set(values)), 'value')} for `{name}` the first {MOST} were read",
                kept=True,
            )
        for one in (values,) if isinstance(values, str) else values:
            if len(line(one, LONGEST_TEXT)) > LONGEST_LINE:
                yield Dropped(
                    before.row, f"`{name}` is longer than {LONGEST_LINE} characters and was cut there", kept=True
                )
    if len(before.text) > LONGEST_TEXT:
        yield Dropped(before.row, f"the text is longer than {LONGEST_TEXT:,} characters and was cut there", kept=True)


def line(text: str, longest: int = LONGEST_LINE) -> str:
    """A text as one line: no line breaks, no control characters, nothing invisible that turns the writing round.

    A `[[link]]` becomes its words: a file from elsewhere knows nothing of the notes here.
    """
    typed = as_typed(text, longest)
    if "[[" not in typed:
        return typed
    return re.sub(r"\[{2,}", "[", _LINK.sub(lambda match: match[2] or match[1], typed)).strip()


def as_typed(text: str, longest: int = LONGEST_LINE) -> str:
    """A text as one line, as `line` makes it, with its links."""
    if not (len(text) <= longest and text.isascii() and text.isprintable() and "  " not in text):
        text = _UNSEEN.sub("", " ".join(_CONTROLS.sub(" ", unicodedata.normalize("NFC", text)).split()))[:longest]
    return text.strip()


def block(text: str) -> str:
    """A text of several lines, each without control characters, without empty lines at its ends."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text[:LONGEST_TEXT]))
    lines = (_CONTROLS.sub(" ", one.replace("\t", "    ")).rstrip() for one in _LINE_ENDS.split(text))
    return "\n".join(lines).strip("\n")


_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def short(text: str) -> str:
    """Enough of a value to know it again in a message."""
    words = line(text, LONGEST_TEXT)
    return words if len(words) <= 40 else words[:39] + "…"


def _mail(text: str) -> str:
    """A mail address out of `mailto:ada@example.com` or `Ada <ada@example.com>`; empty when there is none."""
    words = line(text)
    words = re.sub(r"^mailto:", "", words, flags=re.IGNORECASE).partition("?")[0]
    if match := re.fullmatch(r".*<([^<>]*)>", words):
        words = match[1]
    return words if re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\",;]+", words) else ""


def _page(text: str) -> str:
    """The address of a page; one without `https://` gets it. Empty when it is none a browser may open."""
    words = line(text)
    if re.match(r"(?i)https?://\S+$", words):
        return words
    return f"https://{words}" if re.fullmatch(r"(?i)[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(:\d+)?([/?#]\S*)?", words) else ""


def _number(text: str) -> str:
    return re.sub(r"^tel:", "", line(text), flags=re.IGNORECASE)


def _tag(text: str) -> str:
    """A tag as Obsidian takes it: no spaces, no `#`, not only digits."""
    words = re.sub(r"[^\w/-]+", "-", line(text).lstrip("#*")).strip("-/")
    return "" if words.isdigit() else words


FIT = {"email": _mail, "links": _page, "phone": _number, "tags": _tag}
