"""The same vault with nobody in it: every name, organisation, place and free text replaced by a stand-in.

A stand-in is drawn from a hash of what it stands for, so that one name is the same stand-in on every page and in every
build, and links lead where they led. Of free text only the shape stays: each of its words has one of 64 stand-ins of
about its length, so that nobody can read it back. A name has more, so that two people stay two; who guesses a name can therefore test the
guess. What stays is what has no words of its own: days, tiers, levels, kinds, channels, and who knows whom.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from netnotes.digests import compute_digest, compute_stable_number
from netnotes.model.diagnostics import CODES
from netnotes.model.people import EMPTY_ME, Birthday, Contact, Event, Goal, Me
from netnotes.model.settings import CHANNELS, CONTACT_FOLDERS, SETTINGS_FILE_NAME, TIERS, Settings
from netnotes.reading.file_index import find_file
from netnotes.text import extract_town, fold, fold_name, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.diagnostics import Diagnostic, SourceLocation
    from netnotes.model.people import (
        Ask,
        CustomProperty,
        Encounter,
        Gift,
        Learned,
        Link,
        Promise,
        Touch,
    )
    from netnotes.reading.file_index import FileIndex
    from netnotes.reading.reader import Reading

    FactT = TypeVar("FactT", Touch, Gift, Ask, Promise, Learned)


REDACTED_VAULT_NAME = "Vault"
"""What the vault is called."""


class RedactedVault(Struct, frozen=True):
    """What a network is made from, and what was found wrong, without a word of the person who wrote it."""

    readings: tuple[Reading, ...]
    attachments: tuple[str, ...]
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]


def redact_vault(
    readings: Iterable[Reading],
    attachments: Iterable[str],
    settings: Settings,
    diagnostics: Iterable[Diagnostic],
    file_index: FileIndex,
) -> RedactedVault:
    """The same readings with stand-ins; `shelf` is where their links find what they lead to."""
    readings, attachments = tuple(readings), tuple(attachments)
    cast = _Redactor(readings, attachments, settings, file_index)
    return RedactedVault(
        readings=tuple(cast.redact_reading(one) for one in readings),
        attachments=tuple(cast.redact_path(path) for path in attachments),
        settings=cast.redact_settings(),
        diagnostics=tuple(dict.fromkeys(cast.redact_diagnostic(one) for one in diagnostics)),
    )


# The stand-ins

SYLLABLES = tuple(
    first + second + vowel for first in "bdfgkpstvz" for second in "lr" for vowel in "aeiou"
)
"""A hundred of them; what they make reads aloud and is hardly ever a word."""

FILLER_COUNT = 64
"""How many stand-ins there are for the words of free text: each stands for very many."""


def redact_name(name: str) -> str:
    """The stand-in of a person, goal, event or note: two words, as names have."""
    key = compute_stable_number(fold_name(name))
    return (
        f"{_join_syllables(key, 2).title()} {_join_syllables(key // len(SYLLABLES) ** 2, 2).title()}"
        if name.strip()
        else ""
    )


def redact_town(location: str) -> str:
    """The stand-in of a town; what stands behind its comma is left out."""
    town = extract_town(location)
    return _join_syllables(compute_stable_number(f"place {town}"), 2).title() if town else ""


def redact_organisation(name: str) -> str:
    """The stand-in of an organisation."""
    return (
        _join_syllables(compute_stable_number(f"organisation {fold(name)}"), 3).title()
        if fold(name)
        else ""
    )


def redact_term(words: str) -> str:
    """The stand-in of a field, an interest, a tag: the same words make the same term."""
    return _WORD.sub(
        lambda match: _join_syllables(compute_stable_number(f"term {match[0].casefold()}"), 2),
        words.strip(),
    )


def redact_words(text: str) -> str:
    """Free text with its shape kept, its marks and the lengths of its words, and none of its words."""
    return _WORD_OR_MARKER.sub(lambda match: match["kept"] or _redact_word(match[0]), text)


_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_WORD_OR_MARKER = re.compile(
    rf"(?P<kept>(?m:^)\s*(?:[-*+]|\d+[.)])\s+\[.\]|(?m:^)\s*\d+[.)](?=\s))|https?://\S+|{_WORD.pattern}"
)


def _redact_word(word: str) -> str:
    length = max(1, min(3, round(len(word) / 3)))
    said = _join_syllables(
        compute_stable_number(f"filler {compute_stable_number(word.casefold()) % FILLER_COUNT}"),
        length,
    )
    return said.capitalize() if word[0].isupper() else said


def _join_syllables(key: int, count: int) -> str:
    return "".join(SYLLABLES[key // len(SYLLABLES) ** at % len(SYLLABLES)] for at in range(count))


# Who plays whom

UNREDACTED_FOLDERS = frozenset(
    fold_name(part)
    for folder in (*CONTACT_FOLDERS, Settings().goals, Settings().events)
    for part in folder.split("/")
)
FILE_EXTENSIONS = (".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".canvas", ".base")
UNREDACTED_CHANNELS = frozenset(word for words in CHANNELS.values() for word in words)
UNREDACTED_TIERS = frozenset(name for name, _ in TIERS)
RULES_BY_CODE = {code.name: code.rule for code in CODES}

_LINK = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|]*)(?:\|[^\[\]]*)?\]\]|!?\[(?P<label>[^\]\n]*)\]\((?P<href>[^)\n]*)\)"
)


class _Redactor:
    """Everything that has a stand-in in one vault."""

    def __init__(
        self,
        readings: tuple[Reading, ...],
        attachments: tuple[str, ...],
        settings: Settings,
        file_index: FileIndex,
    ) -> None:
        self.file_index = file_index
        self.original_settings = settings
        self.redacted_paths: dict[str, str] = {}
        taken: set[str] = set()
        for path in sorted({*(one.path for one in readings), *attachments}):
            stand_in, number = _build_redacted_path(path), 1
            while stand_in.casefold() in taken:
                number += 1
                stand_in = _build_redacted_path(path, f" {number}")
            taken.add(stand_in.casefold())
            self.redacted_paths[path] = stand_in
        self.redacted_tiers = {
            name: name if name in UNREDACTED_TIERS else f"tier {at}"
            for at, (name, _) in enumerate(settings.tiers, start=1)
        }

    def redact_path(self, path: str) -> str:
        return self.redacted_paths.get(path) or _build_redacted_path(path)

    def redact_reading(self, reading: Reading) -> Reading:
        return reading._replace(
            path=self.redact_path(reading.path),
            digest=self.redact_digest(reading.digest),
            entity=self.redact_entity(reading.entity),
            encounters=tuple(
                self.redact_encounter(told, reading.path) for told in reading.encounters
            ),
            aliases=tuple(map(redact_name, reading.aliases)),
            tags=tuple(map(redact_term, reading.tags)),
            links=tuple(self.redact_link(link, reading.path) for link in reading.links),
            diagnostics=(),
        )

    def redact_digest(self, digest: str) -> str:
        return compute_digest(f"redacted {digest}".encode()).hex()

    def redact_entity(self, entity: Contact | Goal | Event | None) -> Contact | Goal | Event | None:
        if isinstance(entity, Contact):
            return self.redact_contact(entity)
        if isinstance(entity, Goal):
            return replace(
                entity,
                **self.redact_common_fields(entity),
                why=self.redact_text(entity.why, entity.path),
                next_step=self.redact_text(entity.next_step, entity.path),
            )
        if isinstance(entity, Event):
            return replace(
                entity,
                **self.redact_common_fields(entity),
                purpose=self.redact_text(entity.purpose, entity.path),
                location=redact_town(entity.location),
                people=self.redact_links(entity.people, entity.path),
            )
        return None

    def redact_common_fields(self, entity: Contact | Goal | Event) -> dict[str, Any]:
        return {
            "path": self.redact_path(entity.path),
            "name": redact_name(entity.name),
            "text": self.redact_text(entity.text, entity.path),
            "tags": tuple(map(redact_term, entity.tags)),
            "aliases": tuple(map(redact_name, entity.aliases)),
            "other": tuple(self.redact_other(one) for one in entity.other),
        }

    def redact_contact(self, contact: Contact) -> Contact:
        path = contact.path
        return replace(
            contact,
            **self.redact_common_fields(contact),
            digest=self.redact_digest(contact.digest),
            purpose=self.redact_text(contact.purpose, path),
            goals=self.redact_links(contact.goals, path),
            tier=self.redacted_tiers.get(contact.tier, ""),
            next_step=self.redact_text(contact.next_step, path),
            organisation=redact_organisation(contact.organisation),
            role=redact_words(contact.role),
            field=redact_term(contact.field),
            location=redact_town(contact.location),
            met_at=self.redact_link(contact.met_at, path) if contact.met_at else None,
            introduced_by=self.redact_link(contact.introduced_by, path)
            if contact.introduced_by
            else None,
            knows=None if contact.knows is None else self.redact_links(contact.knows, path),
            interests=tuple(map(redact_term, contact.interests)),
            offers=tuple(map(redact_term, contact.offers)),
            needs=tuple(map(redact_term, contact.needs)),
            email=tuple(
                f"{_join_syllables(compute_stable_number(email), 3)}@example.org"
                for email in contact.email
            ),
            phone=tuple("+00 000 0000" for _ in contact.phone),
            links=tuple(
                f"https://example.org/{_join_syllables(compute_stable_number(link), 3)}"
                for link in contact.links
            ),
            birthday=Birthday(contact.birthday.month, contact.birthday.day)
            if contact.birthday
            else None,
            photo="",
            touches=tuple(self.redact_touch(touch, path) for touch in contact.touches),
            gifts=tuple(self.redact_fact(gift, path) for gift in contact.gifts),
            asks=tuple(self.redact_fact(ask, path) for ask in contact.asks),
            promises=tuple(self.redact_fact(promise, path) for promise in contact.promises),
            learned=tuple(self.redact_fact(learned, path) for learned in contact.learned),
        )

    def redact_text(self, text: str, origin: str) -> str:
        """Free text with its links leading on, embedded pictures and addresses taken out."""
        parts, at = [], 0
        for match in _LINK.finditer(text):
            parts.append(redact_words(text[at : match.start()]))
            parts.append(self.redact_link_in_text(match, origin))
            at = match.end()
        return "".join((*parts, redact_words(text[at:])))

    def redact_link_in_text(self, match: re.Match[str], origin: str) -> str:
        if match["embed"]:
            return ""
        if match["target"] is None:
            return redact_words(match["label"])
        found = find_file(match["target"], origin, self.file_index).path
        if not found:
            return redact_name(match["target"])
        target = self.redact_target(match["target"], origin)
        return f"[[{target}|{target.rpartition('/')[2]}]]"

    def redact_target(self, target: str, origin: str) -> str:
        """Where a link leads, as the whole path of the note's stand-in."""
        if fold(target) in ("me", "myself", "self") or parse_day(target):
            return target
        found = find_file(target, origin, self.file_index).path
        return self.redact_path(found).removesuffix(".md") if found else redact_name(target)

    def redact_link(self, link: Link, origin: str) -> Link:
        target = self.redact_target(link.target, origin)
        return link._replace(
            target=target,
            label=target.rpartition("/")[2],
            source_location=self.redact_location(link.source_location),
        )

    def redact_links(self, links: tuple[Link, ...], origin: str) -> tuple[Link, ...]:
        return tuple(self.redact_link(link, origin) for link in links)

    def redact_location(self, location: SourceLocation) -> SourceLocation:
        return location._replace(path=self.redact_path(location.path))

    def redact_fact(self, fact: FactT, origin: str) -> FactT:
        """A gift, an ask, a promise or something learned: its text and its place."""
        text = self.redact_text(fact.text, origin)
        location = self.redact_location(fact.source_location)
        return fact._replace(text=text, source_location=location)

    def redact_touch(self, touch: Touch, origin: str) -> Touch:
        channel = touch.channel if touch.channel in UNREDACTED_CHANNELS else touch.mode
        return self.redact_fact(touch, origin)._replace(channel=channel)

    def redact_encounter(self, encounter: Encounter, origin: str) -> Encounter:
        return encounter._replace(
            touch=self.redact_touch(encounter.touch, origin),
            people=self.redact_links(encounter.people, origin),
        )

    def redact_other(self, other: CustomProperty) -> CustomProperty:
        words = tuple(
            redact_words(_LINK.sub(lambda match: match["target"] or match["label"] or "", one))
            for one in other.words
        )
        return other._replace(
            name=redact_term(other.name),
            words=words,
            source_location=self.redact_location(other.source_location),
        )

    def redact_diagnostic(self, diagnostic: Diagnostic) -> Diagnostic:
        """A finding with the rule it breaks in place of what was written."""
        return diagnostic._replace(
            location=self.redact_location(diagnostic.location),
            message=RULES_BY_CODE[diagnostic.code],
            help="",
        )

    def redact_settings(self) -> Settings:
        me = self.original_settings.me
        mine = Me(
            name=redact_name(me.name),
            organisation=redact_organisation(me.organisation),
            field=redact_term(me.field),
            location=redact_town(me.location),
        )
        return Settings(
            me=mine if me != EMPTY_ME else EMPTY_ME,
            budget=self.original_settings.budget,
            tiers=tuple(
                (self.redacted_tiers[name], days) for name, days in self.original_settings.tiers
            ),
            checks=self.original_settings.checks,
        )


def _build_redacted_path(path: str, number: str = "") -> str:
    """Where a note's stand-in lies: known folders keep their names, and a name keeps the day it begins with."""
    if path == SETTINGS_FILE_NAME:
        return path
    *folders, name = path.split("/")
    ending = next((end for end in FILE_EXTENSIONS if name.casefold().endswith(end)), "")
    stem = name[: len(name) - len(ending)] if ending else name
    day = re.match(r"\d{4}-\d{2}-\d{2}", stem)
    rest = stem[10:].strip(" -_") if day else stem
    said = " ".join(filter(None, (day[0] if day else "", redact_name(rest))))
    kept = (
        folder if fold_name(folder) in UNREDACTED_FOLDERS else redact_term(folder).title()
        for folder in folders
    )
    return "/".join((*kept, f"{said}{number}{ending}"))
