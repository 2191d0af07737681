"""Who of the people in a file is in the vault already, and who is in the vault twice.

Two are one person when they share a profile, a mail address or a phone number, or the name and what can be known beside
it. Whatever could as well be somebody else is shown, and not decided: a person too many is found again by `doubles`,
while two people in one note can't be told apart any more.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from netnotes.exchange.card import LINES, Card, Cards, Dropped
from netnotes.exchange.index import Index
from netnotes.exchange.keys import mailbox, number, organisation, page
from netnotes.exchange.likeness import could_be_called_the_same, likenesses, reasons
from netnotes.network.record import plain_value
from netnotes.network.who import searchable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netnotes.people import Contact

MOST_SHOWN = 3
"""How many near matches of one person are shown."""


class Near(NamedTuple):
    """Somebody in the vault who may be the same person, and why; nothing is decided."""

    contact: Contact
    why: str


class Fill(NamedTuple):
    """A property that is empty in the note, and what the file says for it."""

    prop: str
    value: Any


class Conflict(NamedTuple):
    """A property of which note and file say different things; the note's is kept."""

    prop: str
    here: Any
    there: Any


class New(NamedTuple):
    """Somebody who is not in the vault, and those there who look alike."""

    card: Card
    near: tuple[Near, ...] = ()


class Here(NamedTuple):
    """Somebody who is in the vault, how that is known, and what the file says beyond the note.

    `filled` are properties that are empty in the note, `more` further values of lists that hold some already.
    """

    card: Card
    contact: Contact
    why: str
    filled: tuple[Fill, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    more: tuple[Fill, ...] = ()


class Double(NamedTuple):
    """Two contacts who are probably one person, and all that speaks for it. `sure`: more than a likeness of names."""

    one: Contact
    other: Contact
    why: tuple[str, ...]
    sure: bool


def matched(cards: Iterable[Card], contacts: Sequence[Contact]) -> tuple[New | Here, ...]:
    """For each person whether they are in the vault. Two cards of one contact become one; the first one's values count."""
    index = Index(contacts)
    found: dict[str, Here] = {}
    results: list[New | str] = []
    for card in cards:
        match = index.same(card)
        if match is None:
            near = (Near(contacts[one.at], one.why) for one in index.alike(card))
            results.append(New(card, tuple(islice(near, MOST_SHOWN))))
            continue
        contact = contacts[match.at]
        before = found.get(contact.path)
        if not before:
            results.append(contact.path)
        found[contact.path] = (
            before._replace(card=joined(before.card, card)) if before else Here(card, contact, match.why)
        )
    return tuple(one if isinstance(one, New) else _compared(found[one]) for one in results)


def without_doubles(read: Cards) -> Cards:
    """The people of one file, each once: the first row counts, later ones fill what it leaves empty."""
    for _ in range(_PASSES):
        once = _joined_once(read)
        if len(once.cards) == len(read.cards):
            break
        read = once  # two may be one by what a third has of both
    return read


_PASSES = 8
"""How often a file is gone through; more than three takes a file that was made to need it."""


def _joined_once(read: Cards) -> Cards:
    index: Index[Card] = Index()
    dropped = list(read.dropped)
    for card in read.cards:
        match = index.same(card)
        if match is None:
            index.add(card)
        else:
            first = index.people[match.at]
            index.change(match.at, joined(first, card))
            what = f"{card.name} is the one of row {first.row} ({match.why}); the two were joined"
            dropped.append(Dropped(card.row, what, kept=True))
    return Cards(tuple(index.people), tuple(sorted(dropped, key=lambda one: one.row)))


def doubles(contacts: Sequence[Contact], not_the_same: Iterable[tuple[str, str]] = ()) -> tuple[Double, ...]:
    """Pairs of contacts who are probably one person, the surest first; without those known to be two.

    `not_the_same` names pairs by the paths of their notes or by their names, in either order.
    """
    two = {frozenset(pair) for pair in not_the_same}
    index = Index(contacts)
    found: list[Double] = []
    for at, one in enumerate(contacts):
        for other in (contacts[place] for place in index.around(one) if place > at):
            if not two & {frozenset((one.path, other.path)), frozenset((one.name, other.name))}:
                found += _double(one, other)
    return tuple(sorted(found, key=lambda pair: (not pair.sure, -len(pair.why), pair.one.path, pair.other.path)))


def _double(one: Contact, other: Contact) -> Iterator[Double]:
    sure = tuple(reasons(one, other))
    named = Index((one,)).same(other)
    alike = (why for why in likenesses(one, other) if why not in sure)
    why = tuple(dict.fromkeys((*sure, *((named.why,) if named else ()), *alike)))
    if why:
        yield Double(one, other, why, bool(sure or named))


def joined(first: Card, other: Card) -> Card:
    """Two cards of one person as one: the first one's values count, the other's fill what it leaves empty."""
    values: dict[str, Any] = {}
    for name in first.__struct_fields__:
        mine, theirs = getattr(first, name), getattr(other, name)
        if name == "more":
            values[name] = tuple({**dict(theirs), **dict(mine)}.items())
        elif isinstance(mine, tuple) and not hasattr(mine, "_fields"):
            known = {_key(name, one) for one in mine}
            values[name] = (*mine, *(one for one in theirs if _key(name, one) not in known))
        elif name == "text" and theirs and mine and _letters(theirs) not in _letters(mine):
            values[name] = f"{mine}\n\n{theirs}"
        else:
            values[name] = mine or theirs
    return replace(first, **values)


def _compared(here: Here) -> Here:
    """A person in the vault with what the file says beyond the note: to fill, in conflict, and to add to lists."""
    card, contact = here.card, here.contact
    filled: list[Fill] = []
    conflicts: list[Conflict] = []
    more: list[Fill] = []
    if not could_be_called_the_same(card, contact):
        conflicts.append(Conflict("name", contact.name, card.name))
    happened = [*(one.date for one in contact.touches), *(one.date for one in card.touches)]
    for name in _SINGLE:
        mine, theirs = _in_note(contact, name), getattr(card, name)
        if name == "last_contact" and theirs and any(day >= theirs for day in happened):
            continue
        if theirs in ("", None, False) or _says_the_same(name, mine, theirs):
            continue
        if mine in ("", None):
            filled.append(Fill(name, theirs))
        else:
            conflicts.append(Conflict(name, mine, theirs))
    for name in _MANY:
        known = {_key(name, one) for one in (*getattr(contact, name), *((contact.name,) if name == "aliases" else ()))}
        new = tuple(one for one in getattr(card, name) if _key(name, one) not in known)
        if new:
            (more if getattr(contact, name) else filled).append(Fill(name, new))
    for name, words in card.more:
        mine = _words(getattr(contact, name, None))
        if not mine:
            filled.append(Fill(name, words))
        elif set(map(searchable, words)) - set(map(searchable, mine)):
            conflicts.append(Conflict(name, mine, words))
    _add_what_happened(card, contact, filled, more)
    return here._replace(filled=tuple(filled), conflicts=tuple(conflicts), more=tuple(more))


def _add_what_happened(card: Card, contact: Contact, filled: list[Fill], more: list[Fill]) -> None:
    """The touches, tasks and text that the note does not tell; none is told twice."""
    told = {(one.date, _letters(one.text)) for one in contact.touches}
    days = {one.date for one in contact.touches}
    touches = tuple(
        one for one in card.touches if (one.date, _letters(one.text)) not in told and (one.text or one.date not in days)
    )
    promised = {_letters(one.text) for one in contact.promises}
    tasks = tuple(one for one in card.tasks if _letters(one.text) not in promised)
    filled += (Fill(name, new) for name, new in (("touches", touches), ("tasks", tasks)) if new)
    if card.text and _letters(card.text) not in _letters(contact.text):
        (more if contact.text.strip() else filled).append(Fill("text", card.text))


_MANY = tuple(name for name in LINES if isinstance(getattr(Card(row=0), name), tuple))
_SINGLE = (
    *(name for name in LINES if name not in (*_MANY, "name")),
    *("cadence", "last_contact", "met", "birthday", "archived"),
)


def _in_note(contact: Contact, name: str) -> Any:
    """What a note says for a property, comparable with a card's. A tier stands for the cadence where there is no other."""
    value = getattr(contact, name)
    if name == "cadence":
        return contact.tier or None if value is None else value
    return plain_value(value) if name in ("met_at", "introduced_by") and value else value


def _says_the_same(name: str, mine: Any, theirs: Any) -> bool:
    """Whether a note says no less than a card; of two last contacts the later counts."""
    if not mine:
        return False
    if name == "organisation":
        return organisation(mine) == organisation(theirs)
    if name == "birthday":
        return (mine.month, mine.day) == (theirs.month, theirs.day) and (mine.year or not theirs.year)
    return mine >= theirs if name == "last_contact" else _key(name, mine) == _key(name, theirs)


_KEYS: dict[str, Callable[[str], object]] = {"email": mailbox, "links": page, "phone": number}


def _key(name: str, value: Any) -> object:
    """A value of a property as it is compared with others."""
    if not isinstance(value, str):
        return value
    known = _KEYS[name](value) if name in _KEYS else None
    return known or searchable(value)


def _letters(text: str) -> str:
    """A text by its letters and digits alone, as Markdown and a wrapped line leave them."""
    return "".join(filter(str.isalnum, searchable(text)))


def _words(value: Any) -> tuple[str, ...]:
    plain = plain_value(value)
    return (
        tuple(map(str, plain)) if isinstance(plain, list) else (str(plain),) if plain not in (None, "", False) else ()
    )
