"""A vault without a word of the person who wrote it, for showing the dashboard to others.

Every name, organisation, place, address and text is replaced (replacements.py), so that links still
lead where they led. What stays has no words of its own: days, tiers, levels, kinds, channels, and
who knows whom. The notes are in the order of their new names, because the old order says something
of the old names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from netnotes.model.diagnostic_codes import CODES
from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import strip_note_ending
from netnotes.model.people import (
    DO_NOT_CONTACT,
    EMPTY_ME,
    PAUSED,
    WORDS_FOR_ME,
    Ask,
    Birthday,
    Contact,
    CustomProperty,
    Death,
    Encounter,
    Event,
    Gift,
    Goal,
    Learned,
    Link,
    Me,
    Naming,
    Promise,
    Touch,
    YearlyDay,
)
from netnotes.model.reading import Reading
from netnotes.model.settings import CHANNELS, TIERS, Settings
from netnotes.reading.file_index import find_file
from netnotes.reading.redacted_paths import build_redacted_path, build_redacted_paths
from netnotes.reading.replacements import Replacements
from netnotes.text import fold_name, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.reading.file_index import FileIndex


# What the vault is called on redacted pages.
REDACTED_VAULT_NAME = "Vault"


UNREDACTED_CHANNELS = frozenset(word for words in CHANNELS.values() for word in words)
UNREDACTED_TIERS = frozenset(name for name, _ in TIERS)
RULES_BY_CODE = {code.name: code.rule for code in CODES}

_LINK = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|]*)(?:\|[^\[\]]*)?\]\]"
    r"|!?\[(?P<label>[^\[\]\n]*)\]\((?P<href>[^()\n]*)\)"
)


class RedactedVault(Struct, frozen=True):
    """What a network is built from, and the diagnostics, both redacted."""

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
    secret: bytes,
) -> RedactedVault:
    """Redact everything that was read from a vault. `file_index` is that of the original files.

    `secret` is made of random bytes for this one time: the replacements depend on it.
    """
    readings = tuple(readings)
    attachments = tuple(attachments)
    redactor = _Redactor(readings, attachments, settings, file_index, Replacements(secret))

    redacted_diagnostics = map(redactor.redact_diagnostic, diagnostics)
    redacted_readings = map(redactor.redact_reading, readings)
    return RedactedVault(
        readings=tuple(sorted(redacted_readings, key=lambda reading: reading.path)),
        attachments=tuple(sorted(map(redactor.redact_path, attachments))),
        settings=redactor.redact_settings(),
        # Two that differed only in their words are one now.
        diagnostics=tuple(dict.fromkeys(redacted_diagnostics)),
    )


class _Redactor:
    """Replaces everything of one vault.

    Each method builds its result from nothing and puts in what may be shown. So a property, or any
    other field of the model, that is not named here stays hidden: it keeps its default.
    """

    def __init__(
        self,
        readings: tuple[Reading, ...],
        attachments: tuple[str, ...],
        settings: Settings,
        file_index: FileIndex,
        replacements: Replacements,
    ) -> None:
        self.file_index = file_index
        self.replacements = replacements
        self.original_settings = settings
        paths = {*(reading.path for reading in readings), *attachments}
        self.redacted_paths = build_redacted_paths(paths, replacements)
        self.redacted_tiers = {
            name: name if name in UNREDACTED_TIERS else f"tier {number}"
            for number, (name, _) in enumerate(settings.tiers, start=1)
        }

    def redact_path(self, path: str) -> str:
        return self.redacted_paths.get(path) or build_redacted_path(path, self.replacements)

    def redact_reading(self, reading: Reading) -> Reading:
        encounters = tuple(
            self.redact_encounter(encounter, reading.path) for encounter in reading.encounters
        )
        return Reading(
            path=self.redact_path(reading.path),
            digest=self.replacements.redact_digest(reading.digest),
            entity=self.redact_entity(reading.entity),
            encounters=encounters,
            aliases=tuple(map(self.replacements.redact_name, reading.aliases)),
            tags=tuple(map(self.replacements.redact_term, reading.tags)),
            links=self.redact_links(reading.links, reading.path),
            diagnostics=(),
        )

    def redact_entity(self, entity: Contact | Goal | Event | None) -> Contact | Goal | Event | None:
        if isinstance(entity, Contact):
            return self.redact_contact(entity)
        if isinstance(entity, Goal):
            return self.redact_goal(entity)
        if isinstance(entity, Event):
            return self.redact_event(entity)
        return None

    def redact_common_fields(self, entity: Contact | Goal | Event) -> dict[str, Any]:
        return {
            "path": self.redact_path(entity.path),
            "name": self.replacements.redact_name(entity.name),
            "text": self.redact_text(entity.text, entity.path),
            "tags": tuple(map(self.replacements.redact_term, entity.tags)),
            "aliases": tuple(map(self.replacements.redact_name, entity.aliases)),
            "other": tuple(map(self.redact_custom_property, entity.other)),
        }

    def redact_contact(self, contact: Contact) -> Contact:
        """Redact a contact. Every property of the table that may be shown is named here."""
        path = contact.path
        return Contact(
            **self.redact_common_fields(contact),
            digest=self.replacements.redact_digest(contact.digest),
            read_at=_redact_read_at(contact.read_at),
            purpose=self.redact_text(contact.purpose, path),
            kind=contact.kind,
            goals=self.redact_links(contact.goals, path),
            not_for=self.redact_links(contact.not_for, path),
            tier=self.redacted_tiers.get(contact.tier, ""),
            cadence=contact.cadence,
            last_contact=contact.last_contact,
            next=contact.next,
            next_step=self.redact_text(contact.next_step, path),
            level=contact.level,
            organisation=self.replacements.redact_organisation(contact.organisation),
            role=self.replacements.redact_words(contact.role),
            field=self.replacements.redact_term(contact.field),
            location=self.replacements.redact_town(contact.location),
            met=contact.met,
            met_at=self.redact_optional_link(contact.met_at, path),
            introduced_by=self.redact_optional_link(contact.introduced_by, path),
            knows=None if contact.knows is None else self.redact_links(contact.knows, path),
            interests=tuple(map(self.replacements.redact_term, contact.interests)),
            offers=tuple(map(self.replacements.redact_term, contact.offers)),
            needs=tuple(map(self.replacements.redact_term, contact.needs)),
            email=tuple(map(self.replacements.redact_email, contact.email)),
            phone=("+00 000 0000",) * len(contact.phone),
            links=tuple(map(self.replacements.redact_url, contact.links)),
            birthday=_redact_birthday(contact.birthday),
            anniversary=_redact_yearly_days(contact.anniversary),
            remember=_redact_yearly_days(contact.remember),
            died=None if contact.died is None else Death(),
            pause_until=contact.pause_until,
            archived=contact.archived,
            # Another word is one that somebody typed.
            status=contact.status if contact.status in (PAUSED, DO_NOT_CONTACT) else "",
            touches=tuple(self.redact_touch(touch, path) for touch in contact.touches),
            gifts=tuple(self.redact_gift(gift, path) for gift in contact.gifts),
            asks=tuple(self.redact_ask(ask, path) for ask in contact.asks),
            promises=tuple(self.redact_promise(promise, path) for promise in contact.promises),
            learned=tuple(self.redact_learned(learned, path) for learned in contact.learned),
            named=tuple(self.redact_naming(naming, path) for naming in contact.named),
        )

    def redact_goal(self, goal: Goal) -> Goal:
        return Goal(
            **self.redact_common_fields(goal),
            why=self.redact_text(goal.why, goal.path),
            by=goal.by,
            status=goal.status,
            kind=goal.kind,
            next_step=self.redact_text(goal.next_step, goal.path),
            pitch=self.redact_text(goal.pitch, goal.path),
            targets=self.redact_links(goal.targets, goal.path),
            wants=tuple(map(self.replacements.redact_term, goal.wants)),
            where=self.redact_links(goal.where, goal.path),
            ask=self.redact_text(goal.ask, goal.path),
            ask_kind=goal.ask_kind,
        )

    def redact_event(self, event: Event) -> Event:
        return Event(
            **self.redact_common_fields(event),
            date=event.date,
            until=event.until,
            location=self.replacements.redact_town(event.location),
            purpose=self.redact_text(event.purpose, event.path),
            people=self.redact_links(event.people, event.path),
        )

    def redact_text(self, text: str, origin: str) -> str:
        """Redact free text of the note at `origin`: links lead on, pictures are removed."""
        parts = []
        end = 0
        for match in _LINK.finditer(text):
            parts.append(self.replacements.redact_words(text[end : match.start()]))
            parts.append(self.redact_link_in_text(match, origin))
            end = match.end()
        parts.append(self.replacements.redact_words(text[end:]))
        return "".join(parts)

    def redact_link_in_text(self, match: re.Match[str], origin: str) -> str:
        if match["embed"]:
            return ""
        if match["target"] is None:
            return self.replacements.redact_words(match["label"])
        if not find_file(match["target"], origin, self.file_index).path:
            return self.replacements.redact_name(match["target"])
        target = self.redact_target(match["target"], origin)
        return f"[[{target}|{_extract_label(target)}]]"

    def redact_target(self, target: str, origin: str) -> str:
        """Redact the target of a link: the whole path of the note it means, else a name."""
        # These mean the person who keeps the notes, and a day's note; both say no name.
        if fold_name(target) in WORDS_FOR_ME or parse_day(target):
            return target
        path = find_file(target, origin, self.file_index).path
        if path:
            return strip_note_ending(self.redact_path(path))
        return self.replacements.redact_name(target)

    def redact_link(self, link: Link, origin: str) -> Link:
        target = self.redact_target(link.target, origin)
        location = self.redact_location(link.source_location)
        return Link(target, _extract_label(target), location, link.plain)

    def redact_optional_link(self, link: Link | None, origin: str) -> Link | None:
        return self.redact_link(link, origin) if link else None

    def redact_links(self, links: tuple[Link, ...], origin: str) -> tuple[Link, ...]:
        return tuple(self.redact_link(link, origin) for link in links)

    def redact_location(self, location: SourceLocation) -> SourceLocation:
        # The column would say how long the words before it are.
        return SourceLocation(self.redact_path(location.path), location.line)

    def redact_touch(self, touch: Touch, origin: str) -> Touch:
        return Touch(
            date=touch.date,
            mode=touch.mode,
            channel=touch.channel if touch.channel in UNREDACTED_CHANNELS else touch.mode,
            text=self.redact_text(touch.text, origin),
            source_location=self.redact_location(touch.source_location),
        )

    def redact_gift(self, gift: Gift, origin: str) -> Gift:
        return Gift(
            date=gift.date,
            text=self.redact_text(gift.text, origin),
            source_location=self.redact_location(gift.source_location),
        )

    def redact_ask(self, ask: Ask, origin: str) -> Ask:
        return Ask(
            date=ask.date,
            text=self.redact_text(ask.text, origin),
            state=ask.state,
            answered=ask.answered,
            source_location=self.redact_location(ask.source_location),
        )

    def redact_promise(self, promise: Promise, origin: str) -> Promise:
        return Promise(
            date=promise.date,
            text=self.redact_text(promise.text, origin),
            due=promise.due,
            state=promise.state,
            done=promise.done,
            source_location=self.redact_location(promise.source_location),
        )

    def redact_learned(self, learned: Learned, origin: str) -> Learned:
        return Learned(
            date=learned.date,
            text=self.redact_text(learned.text, origin),
            source_location=self.redact_location(learned.source_location),
        )

    def redact_naming(self, naming: Naming, origin: str) -> Naming:
        text = self.redact_text(naming.text, origin)
        # A name without a link is a name as well.
        if "[[" not in naming.text:
            text = self.replacements.redact_name(naming.text)
        return Naming(
            date=naming.date,
            text=text,
            source_location=self.redact_location(naming.source_location),
        )

    def redact_encounter(self, encounter: Encounter, origin: str) -> Encounter:
        return Encounter(
            touch=self.redact_touch(encounter.touch, origin),
            people=self.redact_links(encounter.people, origin),
            absent=self.redact_links(encounter.absent, origin),
        )

    def redact_custom_property(self, custom: CustomProperty) -> CustomProperty:
        return CustomProperty(
            name=self.replacements.redact_term(custom.name),
            words=tuple(
                self.replacements.redact_words(_strip_links(word)) for word in custom.words
            ),
            source_location=self.redact_location(custom.source_location),
        )

    def redact_diagnostic(self, diagnostic: Diagnostic) -> Diagnostic:
        """Redact a diagnostic: the rule replaces the message, which quotes the note."""
        location = self.redact_location(diagnostic.location)
        return Diagnostic(location, diagnostic.code, RULES_BY_CODE[diagnostic.code])

    def redact_settings(self) -> Settings:
        settings = self.original_settings
        tiers = tuple((self.redacted_tiers[name], days) for name, days in settings.tiers)
        return Settings(
            me=self.redact_me(settings.me),
            budget=settings.budget,
            birthdays=settings.birthdays,
            tiers=tiers,
            checks=settings.checks,
        )

    def redact_me(self, me: Me) -> Me:
        if me == EMPTY_ME:
            return EMPTY_ME
        return Me(
            name=self.replacements.redact_name(me.name),
            organisation=self.replacements.redact_organisation(me.organisation),
            field=self.replacements.redact_term(me.field),
            location=self.replacements.redact_town(me.location),
        )


def _redact_birthday(birthday: Birthday | None) -> Birthday | None:
    """Leave out the year, which gives away an age."""
    return Birthday(birthday.month, birthday.day) if birthday else None


def _redact_yearly_days(days: tuple[YearlyDay, ...]) -> tuple[YearlyDay, ...]:
    """Leave out the years, and the words about what happened."""
    return tuple(YearlyDay(Birthday(day.date.month, day.date.day)) for day in days)


def _redact_read_at(read_at: str) -> str:
    """Leave out the columns: they say how long the words are before a value."""
    entries = [entry.split(" ") for entry in read_at.splitlines()]
    return "\n".join([f"{name} {line} 1" for name, line, _ in entries])


def _strip_links(word: str) -> str:
    return _LINK.sub(lambda match: match["target"] or match["label"] or "", word)


def _extract_label(target: str) -> str:
    return target.rpartition("/")[2]
