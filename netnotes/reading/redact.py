"""The same vault with nobody in it: every name, organisation, place and free text replaced by a stand-in.

A stand-in is drawn from a hash of what it stands for, so that one name is the same stand-in on every page and in every
build, and links lead where they led. Of free text only the shape stays: each of its words has one of 64 stand-ins of
about its length, so that nobody can read it back. A name has more, so that two people stay two; who guesses a name can therefore test the
guess. What stays is what has no words of its own: days, tiers, levels, kinds, channels, and who knows whom.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from netnotes.diagnostics import CODES
from netnotes.people import NOBODY, Birthday, Contact, Event, Goal, Me
from netnotes.reading.links import find
from netnotes.settings import CHANNELS, CONTACT_FOLDERS, FILE_NAME, TIERS, Settings
from netnotes.words import calendar_day, fold, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.diagnostics import Diagnostic, Place
    from netnotes.people import Encounter, Link, Other, Touch
    from netnotes.reading.links import Shelf
    from netnotes.reading.reader import Reading

    Placed = TypeVar("Placed", bound=NamedTuple)

VAULT = "Vault"
"""What the vault is called."""


class Redacted(Struct, frozen=True):
    """What a network is made from, and what was found wrong, without a word of the person who wrote it."""

    readings: tuple[Reading, ...]
    attachments: tuple[str, ...]
    settings: Settings
    found: tuple[Diagnostic, ...]


def redacted(
    readings: Iterable[Reading],
    attachments: Iterable[str],
    settings: Settings,
    found: Iterable[Diagnostic],
    shelf: Shelf,
) -> Redacted:
    """The same readings with stand-ins; `shelf` is where their links find what they lead to."""
    readings, attachments = tuple(readings), tuple(attachments)
    cast = _Cast(readings, attachments, settings, shelf)
    return Redacted(
        readings=tuple(cast.reading(one) for one in readings),
        attachments=tuple(cast.path(path) for path in attachments),
        settings=cast.settings(),
        found=tuple(dict.fromkeys(cast.finding(one) for one in found)),
    )


# The stand-ins


SYLLABLES = tuple(first + second + vowel for first in "bdfgkpstvz" for second in "lr" for vowel in "aeiou")
"""A hundred of them; what they make reads aloud and is hardly ever a word."""

FILLERS = 64
"""How many stand-ins there are for the words of free text: each stands for very many."""


def name_for(name: str) -> str:
    """The stand-in of a person, goal, event or note: two words, as names have."""
    key = _hash(same_name(name))
    return f"{_syllables(key, 2).title()} {_syllables(key // len(SYLLABLES) ** 2, 2).title()}" if name.strip() else ""


def place_for(location: str) -> str:
    """The stand-in of a town; what stands behind its comma is left out."""
    town = same_name(location.partition(",")[0])
    return _syllables(_hash(f"place {town}"), 2).title() if town else ""


def organisation_for(name: str) -> str:
    """The stand-in of an organisation."""
    return _syllables(_hash(f"organisation {fold(name)}"), 3).title() if fold(name) else ""


def term_for(words: str) -> str:
    """The stand-in of a field, an interest, a tag: the same words make the same term."""
    return _WORD.sub(lambda match: _syllables(_hash(f"term {match[0].casefold()}"), 2), words.strip())


def text_for(text: str) -> str:
    """Free text with its shape kept, its marks and the lengths of its words, and none of its words."""
    return _SHAPE.sub(lambda match: match["kept"] or _filler(match[0]), text)


_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_SHAPE = re.compile(
    rf"(?P<kept>(?m:^)\s*(?:[-*+]|\d+[.)])\s+\[.\]|(?m:^)\s*\d+[.)](?=\s))|https?://\S+|{_WORD.pattern}"
)


def _filler(word: str) -> str:
    length = max(1, min(3, round(len(word) / 3)))
    said = _syllables(_hash(f"filler {_hash(word.casefold()) % FILLERS}"), length)
    return said.capitalize() if word[0].isupper() else said


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


def _syllables(key: int, count: int) -> str:
    return "".join(SYLLABLES[key // len(SYLLABLES) ** at % len(SYLLABLES)] for at in range(count))


# Who plays whom


KEPT_FOLDERS = frozenset(
    same_name(part) for folder in (*CONTACT_FOLDERS, Settings().goals, Settings().events) for part in folder.split("/")
)
ENDINGS = (".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".canvas", ".base")
KEPT_CHANNELS = frozenset(word for words in CHANNELS.values() for word in words)
KEPT_TIERS = frozenset(name for name, _ in TIERS)
RULES = {code.name: code.rule for code in CODES}

_LINK = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|]*)(?:\|[^\[\]]*)?\]\]|!?\[(?P<label>[^\]\n]*)\]\((?P<href>[^)\n]*)\)"
)


class _Cast:
    """Everything that has a stand-in in one vault."""

    def __init__(
        self, readings: tuple[Reading, ...], attachments: tuple[str, ...], settings: Settings, shelf: Shelf
    ) -> None:
        self.shelf = shelf
        self.own = settings
        self.paths: dict[str, str] = {}
        taken: set[str] = set()
        for path in sorted({*(one.path for one in readings), *attachments}):
            stand_in, number = _path_for(path), 1
            while stand_in.casefold() in taken:
                number += 1
                stand_in = _path_for(path, f" {number}")
            taken.add(stand_in.casefold())
            self.paths[path] = stand_in
        self.tiers = {
            name: name if name in KEPT_TIERS else f"tier {at}" for at, (name, _) in enumerate(settings.tiers, start=1)
        }

    def path(self, path: str) -> str:
        return self.paths.get(path) or _path_for(path)

    def reading(self, one: Reading) -> Reading:
        return one._replace(
            path=self.path(one.path),
            digest=self.digest(one.digest),
            what=self.what(one.what),
            encounters=tuple(self.encounter(told, one.path) for told in one.encounters),
            aliases=tuple(map(name_for, one.aliases)),
            tags=tuple(map(term_for, one.tags)),
            links=tuple(self.link(link, one.path) for link in one.links),
            found=(),
        )

    def digest(self, digest: str) -> str:
        return blake2b(f"redacted {digest}".encode(), digest_size=16).hexdigest()

    def what(self, what: Contact | Goal | Event | None) -> Contact | Goal | Event | None:
        if isinstance(what, Contact):
            return self.contact(what)
        if isinstance(what, Goal):
            return replace(
                what,
                **self.common(what),
                why=self.text(what.why, what.path),
                next_step=self.text(what.next_step, what.path),
            )
        if isinstance(what, Event):
            return replace(
                what,
                **self.common(what),
                purpose=self.text(what.purpose, what.path),
                location=place_for(what.location),
                people=self.links(what.people, what.path),
            )
        return None

    def common(self, what: Contact | Goal | Event) -> dict[str, Any]:
        return {
            "path": self.path(what.path),
            "name": name_for(what.name),
            "text": self.text(what.text, what.path),
            "tags": tuple(map(term_for, what.tags)),
            "aliases": tuple(map(name_for, what.aliases)),
            "other": tuple(self.other(one) for one in what.other),
        }

    def contact(self, one: Contact) -> Contact:
        path = one.path
        return replace(
            one,
            **self.common(one),
            digest=self.digest(one.digest),
            purpose=self.text(one.purpose, path),
            goals=self.links(one.goals, path),
            tier=self.tiers.get(one.tier, ""),
            next_step=self.text(one.next_step, path),
            organisation=organisation_for(one.organisation),
            role=text_for(one.role),
            field=term_for(one.field),
            location=place_for(one.location),
            met_at=self.link(one.met_at, path) if one.met_at else None,
            introduced_by=self.link(one.introduced_by, path) if one.introduced_by else None,
            knows=None if one.knows is None else self.links(one.knows, path),
            interests=tuple(map(term_for, one.interests)),
            offers=tuple(map(term_for, one.offers)),
            needs=tuple(map(term_for, one.needs)),
            email=tuple(f"{_syllables(_hash(email), 3)}@example.org" for email in one.email),
            phone=tuple("+00 000 0000" for _ in one.phone),
            links=tuple(f"https://example.org/{_syllables(_hash(link), 3)}" for link in one.links),
            birthday=Birthday(one.birthday.month, one.birthday.day) if one.birthday else None,
            photo="",
            touches=tuple(self.touch(touch, path) for touch in one.touches),
            gifts=tuple(self.placed(gift, path) for gift in one.gifts),
            asks=tuple(self.placed(ask, path) for ask in one.asks),
            promises=tuple(self.placed(promise, path) for promise in one.promises),
            learned=tuple(self.placed(learned, path) for learned in one.learned),
        )

    def text(self, text: str, origin: str) -> str:
        """Free text with its links leading on, embedded pictures and addresses taken out."""
        parts, at = [], 0
        for match in _LINK.finditer(text):
            parts.append(text_for(text[at : match.start()]))
            parts.append(self.linked(match, origin))
            at = match.end()
        return "".join((*parts, text_for(text[at:])))

    def linked(self, match: re.Match[str], origin: str) -> str:
        if match["embed"]:
            return ""
        if match["target"] is None:
            return text_for(match["label"])
        found = find(match["target"], origin, self.shelf).path
        if not found:
            return name_for(match["target"])
        target = self.target(match["target"], origin)
        return f"[[{target}|{target.rpartition('/')[2]}]]"

    def target(self, target: str, origin: str) -> str:
        """Where a link leads, as the whole path of the note's stand-in."""
        if fold(target) in ("me", "myself", "self") or calendar_day(target):
            return target
        found = find(target, origin, self.shelf).path
        return self.path(found).removesuffix(".md") if found else name_for(target)

    def link(self, link: Link, origin: str) -> Link:
        target = self.target(link.target, origin)
        return link._replace(target=target, label=target.rpartition("/")[2], place=self.place(link.place))

    def links(self, links: tuple[Link, ...], origin: str) -> tuple[Link, ...]:
        return tuple(self.link(link, origin) for link in links)

    def place(self, place: Place) -> Place:
        return place._replace(path=self.path(place.path))

    def placed(self, one: Placed, origin: str) -> Placed:
        """A gift, an ask, a promise or something learned: its text and its place."""
        return one._replace(text=self.text(one.text, origin), place=self.place(one.place))  # type: ignore[attr-defined]

    def touch(self, touch: Touch, origin: str) -> Touch:
        channel = touch.channel if touch.channel in KEPT_CHANNELS else touch.mode
        return self.placed(touch, origin)._replace(channel=channel)

    def encounter(self, told: Encounter, origin: str) -> Encounter:
        return told._replace(touch=self.touch(told.touch, origin), people=self.links(told.people, origin))

    def other(self, other: Other) -> Other:
        words = tuple(
            text_for(_LINK.sub(lambda match: match["target"] or match["label"] or "", one)) for one in other.words
        )
        return other._replace(name=term_for(other.name), words=words, place=self.place(other.place))

    def finding(self, found: Diagnostic) -> Diagnostic:
        """A finding with the rule it breaks in place of what was written."""
        return found._replace(place=self.place(found.place), message=RULES[found.code], help="")

    def settings(self) -> Settings:
        me = self.own.me
        mine = Me(
            name=name_for(me.name),
            organisation=organisation_for(me.organisation),
            field=term_for(me.field),
            location=place_for(me.location),
        )
        return Settings(
            me=mine if me != NOBODY else NOBODY,
            budget=self.own.budget,
            tiers=tuple((self.tiers[name], days) for name, days in self.own.tiers),
            checks=self.own.checks,
        )


def _path_for(path: str, number: str = "") -> str:
    """Where a note's stand-in lies: known folders keep their names, and a name keeps the day it begins with."""
    if path == FILE_NAME:
        return path
    *folders, name = path.split("/")
    ending = next((end for end in ENDINGS if name.casefold().endswith(end)), "")
    stem = name[: len(name) - len(ending)] if ending else name
    day = re.match(r"\d{4}-\d{2}-\d{2}", stem)
    rest = stem[10:].strip(" -_") if day else stem
    said = " ".join(filter(None, (day[0] if day else "", name_for(rest))))
    kept = (folder if same_name(folder) in KEPT_FOLDERS else term_for(folder).title() for folder in folders)
    return "/".join((*kept, f"{said}{number}{ending}"))
