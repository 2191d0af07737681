"""The one table of properties, and what their words mean: a note's fields → a contact, a goal, an event.

FIELDS is said once and read by many: the reader, the checker, the commands that write notes, the exchange formats and
the documentation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import Birthday, Contact, CustomProperty, Event, Goal, Link
from netnotes.reading.note import iter_links
from netnotes.text import find_closest_match, fold, fold_name, join_words, parse_day, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.reading.frontmatter import Field, Word
    from netnotes.reading.journal import Log
    from netnotes.reading.note import Note

    FieldReader = Callable[[Field, str, Settings], Any]


class InvalidValue(Struct, frozen=True):
    """A word that does not mean what its property hopes for: which, by which code, and what was expected."""

    word: Word
    code: str
    message: str
    help: str


class Property(NamedTuple):
    """One property of a note.

    `also` are further names it is read under. `takes` says in words what is written there, `read` gives the words
    their meaning, or Wrong. `example` is a value as it is typed. `many`: several fields add up to one value.
    """

    name: str
    other_names: tuple[str, ...]
    takes: str
    meaning: str
    example: str
    read: FieldReader
    can_repeat: bool = False

    @property
    def is_day(self) -> bool:
        """Whether a day is written there."""
        return self.read is read_date

    @property
    def is_link(self) -> bool:
        """Whether notes are named there."""
        return self.read in (read_link, read_links)


def read_text(field: Field, path: str, settings: Settings) -> str:
    return ", ".join(_strip_link_markup(word.text) for word in field.words)


def _strip_link_markup(text: str) -> str:
    """What a reader sees of a text that may be a link: `[[People/Ben|Bennie]]` is `Bennie`."""
    if "[[" not in text:
        return text
    return re.sub(r"\[\[([^\[\]|]*/)?([^\[\]|]*)(?:\|([^\[\]]*))?\]\]", lambda match: match[3] or match[2], text)


def read_list(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """A list of texts; one line of text is split at its commas and semicolons."""
    if field.is_list:
        return tuple(_strip_link_markup(word.text) for word in field.words)
    parts = chain.from_iterable(re.split(r"[,;]\s*", _strip_link_markup(word.text)) for word in field.words)
    return tuple(part.strip() for part in parts if part.strip())


def read_tags(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    words = chain.from_iterable(re.split(r"[,\s]+", word.text) for word in field.words)
    return tuple(word.lstrip("#") for word in words if word.lstrip("#"))


def read_addresses(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Mail addresses, phone numbers, profiles: each as it would be typed, out of a Markdown link where it is in one."""
    parts = read_list(field, path, settings)
    return tuple(re.sub(r"^\[[^\]]*\]\((?:mailto:|tel:)?([^)]*)\)$", r"\1", part).strip("<>") for part in parts)


def read_date(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    return parse_day(word.text) or _build_impossible_date(word)


def _build_impossible_date(word: Word) -> InvalidValue:
    """A date that is none, with the day it may have been meant to be."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word.text):
        message = f"{word.text} is not a day of the calendar."
    else:
        message = f"A date is expected here, got `{_shorten(word.text)}`."
    meant = _suggest_date(word.text)
    return InvalidValue(word, "impossible-date", message, f"Write it as YYYY-MM-DD{meant}.")


def _suggest_date(text: str) -> str:
    """What a date in another form probably says, as a hint and never as a value."""
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text):
        guesses = [f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"]
    elif match := re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", text):
        guesses = [f"{match[3]}-{int(b):02}-{int(a):02}" for a, b in ((match[1], match[2]), (match[2], match[1]))]
    else:
        return ""
    days = sorted({guess for guess in guesses if parse_day(guess)})
    return f"; perhaps {join_words(days, 'or')}" if days else ""


def read_birthday(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    if match := re.fullmatch(r"(?:--)?(\d{2})-?(\d{2})", word.text):
        leap_day = parse_day(f"2000-{match[1]}-{match[2]}")  # a leap year, so that 29 February is a day
        return Birthday(leap_day.month, leap_day.day) if leap_day else _build_impossible_date(word)
    day = parse_day(word.text)
    return Birthday(day.month, day.day, day.year) if day else _build_impossible_date(word)


LEVELS = {
    **{str(level): level for level in range(-2, 3)},
    "+1": 1,
    "+2": 2,
    "below": -1,
    "junior": -1,
    "down": -1,
    "peer": 0,
    "beside": 0,
    "same": 0,
    "above": 1,
    "senior": 1,
    "up": 1,
}


def read_level(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    level = LEVELS.get(word.text.casefold())
    if level is None:
        return InvalidValue(
            word, "unknown-level", f"`{_shorten(word.text)}` is not a level.", _format_choices(LEVEL_NAMES)
        )
    return level


LEVEL_NAMES = ("below", "peer", "above", "-2", "-1", "0", "1", "2")
PURPOSE_KINDS = ("operational", "personal", "strategic")
GOAL_STATUSES = ("active", "done", "dropped")


def read_kind(field: Field, path: str, settings: Settings) -> Any:
    return _read_choice(field, PURPOSE_KINDS, "unknown-kind", "kind of purpose")


def read_status(field: Field, path: str, settings: Settings) -> Any:
    return _read_choice(field, GOAL_STATUSES, "unknown-status", "goal's status")


def _read_choice(field: Field, choices: tuple[str, ...], code: str, noun: str) -> Any:
    word = field.words[0]
    if word.text.casefold() in choices:
        return word.text.casefold()
    meant = find_closest_match(word.text, choices)
    choice = f"Did you mean `{meant}`?" if meant else _format_choices(choices)
    return InvalidValue(word, code, f"`{_shorten(word.text)}` is not a {noun}.", choice)


def _format_choices(choices: Iterable[str]) -> str:
    return f"Write one of: {', '.join(choices)}."


TIER_RANKS = {
    **{str(rank + 1): rank for rank in range(9)},
    **{letter: rank for rank, letter in enumerate("abcdefg")},
    "high": 0,
    "medium": 1,
    "low": 2,
}
"""`1`–`4`, `A`–`D` and high, medium, low mean the tiers in their order."""


def read_tier(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    names = tuple(name for name, _ in settings.tiers)
    tier = _strip_link_markup(word.text).casefold().replace("_", "-")
    if tier in names:
        return tier
    if (rank := TIER_RANKS.get(tier, len(names))) < len(names):
        return names[rank]
    meant = next((name for name in names if fold(name) == fold(tier)), "")
    if meant:
        return meant
    meant = find_closest_match(tier, names)
    choice = (
        f"Did you mean `{meant}`?"
        if meant
        else f"{_format_choices(names)} Own tiers go under [tiers] in netnotes.toml."
    )
    return InvalidValue(word, "unknown-tier", f"`{_shorten(word.text)}` is not one of your tiers.", choice)


def read_cadence(field: Field, path: str, settings: Settings) -> Any:
    word = field.words[0]
    days = parse_period(word.text)
    if days is None and (own := settings.find_tier_days(word.text.casefold())) is not None:
        return own
    if days is None:
        message = f"A period like `6 weeks` is expected here, got `{_shorten(word.text)}`."
        return InvalidValue(
            word, "unknown-cadence", message, "Write a period such as `6 weeks`, a number of days, or `never`."
        )
    return days


YES_WORDS, NO_WORDS = ("yes", "true", "1", "y", "on"), ("no", "false", "0", "n", "off")


def read_archived(field: Field, path: str, settings: Settings) -> Any:
    """Whether a person is kept but never due; `active: no` says the same, and so does `status: archived`."""
    word = field.words[0]
    said = word.text.casefold()
    if fold(field.name) == "status" and said in ("inactive", "archived"):
        return True
    if said not in (*YES_WORDS, *NO_WORDS):
        return InvalidValue(
            word, "not-yes-or-no", f"`{field.name}` is yes or no, not `{_shorten(word.text)}`.", "Write yes or no."
        )
    return (said in YES_WORDS) != (fold(field.name) == "active")


def read_links(field: Field, path: str, settings: Settings) -> tuple[Link, ...]:
    return tuple(link for word in field.words for link in iter_word_links(word, path, is_list=field.is_list))


def read_link(field: Field, path: str, settings: Settings) -> Link | None:
    return next(iter_word_links(field.words[0], path, is_list=True), None)


def iter_word_links(word: Word, path: str, *, is_list: bool) -> Iterator[Link]:
    """The links in a word; where there are none, the word (or each part between commas) names a note plainly."""
    place = SourceLocation(path, word.line, word.column)
    if "[[" in word.text or "](" in word.text:
        links = tuple(iter_links(word.text, place))
        if links:
            yield from links
            return
    for name in (word.text,) if is_list else re.split(r"[,;]\s*", word.text):
        if name.strip():
            yield Link(name.strip(), name.strip(), place, plain=True)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


CONTACT_PROPERTIES: tuple[Property, ...] = (
    Property(
        "name", ("full_name", "FN"), "text", "the name; without it the file's name counts", "Ada Quill", read_text
    ),
    Property(
        *("purpose", ("why", "reason"), "text", "why this person, and what for"),
        *("Help me understand how platform teams are funded", read_text),
    ),
    Property(
        *("kind", ("purpose_type",), "`operational`, `personal` or `strategic`", "the kind of purpose"),
        *("strategic", read_kind),
    ),
    Property(
        *("goals", ("goal",), "links to goal notes", "which of my goals this person can help with"),
        *('"[[Lead the platform group]]"', read_links, True),
    ),
    Property(
        "tier",
        ("circle", "importance", "priority", "relationship_strength", "prm-tier"),
        "a tier of the settings; `1`–`4` and `A`–`D` mean them in order",
        "how close, and so how often",
        "monthly",
        read_tier,
    ),
    Property(
        "cadence",
        ("frequency", "every", "contact_frequency", "stay_in_touch_frequency", "cadence_days", "prm-cadence"),
        "`6 weeks`, `45`, `monthly`, `P6W`, `never`",
        "an interval of this person's own, instead of the tier's",
        "6 weeks",
        read_cadence,
    ),
    Property(
        "last_contact",
        (
            *("last_contacted", "last_met", "last_seen", "last_chat", "last_chatted", "last_interaction"),
            *("date_last_contacted", "last_contact_date", "last_talked_to", "prm-last-contacted"),
        ),
        "a date",
        "when we were last in touch, where the log does not say it",
        "2026-10-02",
        read_date,
        True,
    ),
    Property(
        *("next", ("next_contact", "next_follow_up", "next_action_date", "follow_up"), "a date"),
        *("when to be in touch again, once, instead of the reckoned day", "2026-12-01", read_date),
    ),
    Property("next_step", ("next_action",), "text", "what to do next", "Send her the draft", read_text),
    Property(
        *("level", ("seniority",), "`-2`…`2`, `below`, `peer`, `above`", "how high they stand, relative to me"),
        *("above", read_level),
    ),
    Property(
        "organisation",
        ("organization", "org", "company", "employer", "customer", "organizations", "organisations", "work"),
        *("text or a link", "where they work", "Northwind", read_text),
    ),
    Property(
        *("role", ("title", "job", "job_title", "position"), "text", "what they do there", "VP Engineering", read_text),
    ),
    Property("field", ("industry", "sector", "domain"), "text", "the field of work", "logistics software", read_text),
    Property("location", ("city", "address", "based_in"), "text", "where they live or work", "Lisbon", read_text),
    Property(
        "met", ("first_met", "met_date", "met_on", "since"), "a date", "when we first met", "2024-03-14", read_date
    ),
    Property(
        *("met_at", ("how_met", "met_context"), "text or a link to an event", "where we met"),
        *('"[[PyCon Lisboa]]"', read_link),
    ),
    Property(
        *("introduced_by", ("intro_by", "via"), "a link, `me`, or an event", "who brought us together"),
        *('"[[Ben Okafor]]"', read_link),
    ),
    Property(
        *("knows", ("friends", "connections"), "links; `[]` says: asked, nobody", "whom of my contacts they know"),
        *('"[[Cleo Marsh]]"', read_links),
    ),
    Property(
        *("interests", ("interest", "topic", "topics"), "a list of words", "what they care about"),
        *("[incident reviews, sailing]", read_list, True),
    ),
    Property(
        *("offers", ("offer", "can_help_with"), "a list of words", "what they can give"),
        *("[hiring advice]", read_list, True),
    ),
    Property(
        *("needs", ("need", "looking_for"), "a list of words", "what they look for"),
        *("[a data engineer]", read_list, True),
    ),
    Property(
        "email",
        ("emails", "e-mail", "mail"),
        "text or a list",
        "mail addresses",
        "ada@example.com",
        read_addresses,
        True,
    ),
    Property(
        *("phone", ("phones", "mobile", "phone_number", "telephone", "tel"), "text or a list", "phone numbers"),
        *('"+49 30 5550123"', read_addresses, True),
    ),
    Property(
        "links",
        ("link", "linkedin", "website", "url", "twitter", "github", "mastodon", "bluesky", "instagram", "homepage"),
        "text or a list",
        "profiles and pages",
        "https://example.com/ada",
        read_addresses,
        True,
    ),
    Property(
        *(
            "birthday",
            ("birth", "birthdate", "bday", "born", "date_of_birth"),
            "`YYYY-MM-DD` or `MM-DD`",
            "the birthday",
        ),
        *("03-14", read_birthday),
    ),
    Property(
        *("pause_until", ("snooze_until", "prm-snooze-until"), "a date", "not due before that day"),
        *("2027-01-10", read_date),
    ),
    Property(
        *("archived", ("active", "status", "prm-paused"), "yes or no", "kept, and never due"),
        *("yes", read_archived),
    ),
    Property(
        "photo", ("image", "avatar", "picture"), "an image in the vault", "a picture", "photos/ada.jpg", read_text
    ),
    Property("tags", ("tag",), "a list of words", "tags, as Obsidian has them", "[speaker]", read_tags, True),
    Property(
        "aliases", ("alias",), "a list of names", "other names, as Obsidian has them", "[Bennie]", read_list, True
    ),
    Property(
        "type", ("categories", "category"), "`person`, `goal`, `event` …", "what the note is about", "person", read_list
    ),
)

GOAL_PROPERTIES: tuple[Property, ...] = (
    *(one for one in CONTACT_PROPERTIES if one.name in ("name", "kind", "next_step", "tags", "aliases", "type")),
    Property("why", ("purpose", "reason"), "text", "why I want it", "More say in what we build", read_text),
    Property("by", ("due", "deadline", "until", "date"), "a date", "when I want to be there", "2027-06-30", read_date),
    Property("status", (), "`active`, `done` or `dropped`", "whether I still want it", "active", read_status),
)

EVENT_PROPERTIES: tuple[Property, ...] = (
    *(one for one in CONTACT_PROPERTIES if one.name in ("name", "purpose", "location", "tags", "aliases", "type")),
    Property("date", ("start", "from", "when"), "a date", "the first day", "2026-12-01", read_date),
    Property("until", ("end", "to"), "a date", "the last day", "2026-12-04", read_date),
    Property(
        "people",
        ("person", "attendees", "who"),
        "links",
        "whom I want to meet there",
        '"[[Ada Quill]]"',
        read_links,
        True,
    ),
)

PROPERTY_NAMES = tuple(dict.fromkeys(one.name for one in (*CONTACT_PROPERTIES, *GOAL_PROPERTIES, *EVENT_PROPERTIES)))

IGNORED_PROPERTIES = frozenset(map(fold, ("netnotes", "cssclass", "cssclasses", "publish", "permalink")))
FIRST_NAME_PROPERTIES = frozenset(map(fold, ("firstname", "given_name", "forename")))
LAST_NAME_PROPERTIES = frozenset(map(fold, ("lastname", "surname", "family_name")))

AMBIGUOUS_NAMES = frozenset(
    map(
        fold,
        (
            *("circle", "importance", "priority", "relationship_strength", "frequency", "every", "seniority"),
            *("since", "birth", "born", "follow_up", "active", "status"),
        ),
    )
)
"""Names that often say something else, in vaults that were not written for netnotes: what we can't read under them is
kept with the other properties and not found wrong."""


class ParsedFields(Struct, frozen=True):
    """What a note's fields mean: the values by property name, where each was read, the rest, and what is wrong."""

    values: dict[str, Any]
    read_at: str
    other: tuple[CustomProperty, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_contact(note: Note, log: Log, settings: Settings) -> tuple[Contact, tuple[Diagnostic, ...]]:
    """The person a note is about, and what is wrong with its properties."""
    meaning = read_fields((*note.fields, *log.fields), CONTACT_PROPERTIES, note.path, settings)
    values = meaning.values
    values.pop("type", None)
    values["name"] = values.get("name") or _read_full_name(note) or _derive_name_from_path(note)
    if fold_name(values.get("role", "")) == fold_name(values["name"]):  # `title: Ada Quill` is the note's, not a job's
        values.pop("role", None)
    values["tags"] = tuple(dict.fromkeys((*values.get("tags", ()), *note.tags)))
    contact = Contact(
        path=note.path,
        text=log.text,
        digest=note.source.digest,
        touches=log.touches,
        gifts=log.gifts,
        asks=log.asks,
        promises=log.promises,
        learned=log.learned,
        other=meaning.other,
        read_at=meaning.read_at,
        **values,
    )
    return contact, meaning.diagnostics


def read_goal(note: Note, log: Log, settings: Settings) -> tuple[Goal, tuple[Diagnostic, ...]]:
    """The goal a note is about, and what is wrong with its properties."""
    meaning = read_fields((*note.fields, *log.fields), GOAL_PROPERTIES, note.path, settings)
    return Goal(**_build_common_values(note, log, meaning), **meaning.values), meaning.diagnostics


def read_event(note: Note, log: Log, settings: Settings) -> tuple[Event, tuple[Diagnostic, ...]]:
    """The event a note is about, and what is wrong with its properties. Its day may stand in its file's name."""
    meaning = read_fields((*note.fields, *log.fields), EVENT_PROPERTIES, note.path, settings)
    common = _build_common_values(note, log, meaning)
    meaning.values.setdefault("date", find_date_in_name(note.path))
    return Event(**common, **meaning.values), meaning.diagnostics


def _build_common_values(note: Note, log: Log, meaning: ParsedFields) -> dict[str, Any]:
    meaning.values.pop("type", None)
    meaning.values["tags"] = tuple(dict.fromkeys((*meaning.values.get("tags", ()), *note.tags)))
    name = meaning.values.pop("name", "") or _derive_name_from_path(note)
    return {"path": note.path, "text": log.text, "name": name, "other": meaning.other}


def find_date_in_name(path: str) -> Day | None:
    """The day a file's name tells, as in `2026-10-02 Lunch.md`; None where it tells none."""
    match = re.search(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", path.rpartition("/")[2])
    return parse_day(match[0]) if match else None


def _read_full_name(note: Note) -> str:
    first = next((field.text for field in note.fields if fold(field.name) in FIRST_NAME_PROPERTIES), "")
    last = next((field.text for field in note.fields if fold(field.name) in LAST_NAME_PROPERTIES), "")
    return f"{first} {last}".strip()


def _derive_name_from_path(note: Note) -> str:
    """The file's name in the one form in which letters with accents are typed; macOS writes another."""
    return unicodedata.normalize("NFC", note.source.stem.lstrip("@").strip() or note.source.stem)


@lru_cache(maxsize=16)
def build_property_index(
    properties: tuple[Property, ...], extra_names: tuple[tuple[str, tuple[str, ...]], ...]
) -> Mapping[str, Property]:
    """Each property by every name it may be written under, folded; `added`, the names from the settings, count first."""
    by_name = {one.name: one for one in properties}
    return {
        **{fold(also): one for one in properties for also in one.other_names},
        **{fold(name): one for name, one in by_name.items()},
        **{fold(also): by_name[name] for name, more in extra_names if name in by_name for also in more},
    }


def read_fields(
    fields: tuple[Field, ...], properties: tuple[Property, ...], path: str, settings: Settings
) -> ParsedFields:
    """What fields mean by a table of properties. A front matter field counts before an inline one of the same name.

    Of two names for one property its own counts, else the one that stands first in the table: a `city` before an
    `address`. The other one is kept with what we do not know.
    """
    known = build_property_index(properties, settings.properties)
    values: dict[str, Any] = {}
    read_from: dict[str, Field] = {}
    other: list[Field] = []
    found: list[Diagnostic] = []
    for field in fields:
        prop = known.get(fold(field.name))
        if prop is None:
            other.append(field)
            found += _check_property_name(field, known, path)
        elif not (field.words or (prop.name == "knows" and field.is_list)) or _is_placeholder(field):
            continue
        elif isinstance(value := prop.read(field, path, settings), InvalidValue):
            if _is_ambiguous(field, prop, settings):
                other.append(field)
            else:
                place = SourceLocation(path, value.word.line, value.word.column)
                found.append(Diagnostic(place, value.code, value.message, value.help))
        elif prop.name not in read_from:
            values[prop.name] = value
            read_from[prop.name] = field
        elif prop.can_repeat:
            before, values[prop.name] = values[prop.name], _join_values(values[prop.name], value)
            if values[prop.name] == value != before:
                read_from[prop.name] = field
        elif _compute_name_rank(field, prop) < _compute_name_rank(read_from[prop.name], prop):
            other.append(read_from[prop.name])
            values[prop.name] = value
            read_from[prop.name] = field
        elif field.text != read_from[prop.name].text:
            other.append(field)
    return ParsedFields(
        values,
        "\n".join([f"{name} {field.line} {field.column}" for name, field in read_from.items()]),
        tuple(_iter_other_properties(other, path)),
        tuple(found),
    )


def _compute_name_rank(field: Field, prop: Property) -> int:
    """How much a name says that this property is meant: its own and those from the settings most, then in their order."""
    names = [fold(name) for name in prop.other_names]
    return names.index(fold(field.name)) + 1 if fold(field.name) in names else 0


def _join_values(before: Any, value: Any) -> Any:
    """Two values of one property: lists add up, of two dates the later counts."""
    return tuple(dict.fromkeys(before + value)) if isinstance(value, tuple) else max(before, value)


def _is_placeholder(field: Field) -> bool:
    """Whether a template's place for a value still stands there, as in `{{date}}` or `<% tp.date.now() %>`."""
    words = field.words
    return bool(words) and words[0].text[0] in "{<[" and all(_ONLY_PLACEHOLDERS.fullmatch(word.text) for word in words)


_ONLY_PLACEHOLDERS = re.compile(r"(?:(?:\[\[)?(?:\{\{[^{}]*\}\}|<%(?:(?!%>).)*%>)(?:\]\])?\s*)+", re.DOTALL)


def _is_ambiguous(field: Field, prop: Property, settings: Settings) -> bool:
    """Whether a value that we can't read stands under a name that may well mean something else."""
    folded = fold(field.name)
    own = {fold(prop.name), *(fold(name) for _, names in settings.properties for name in names)}
    return folded in AMBIGUOUS_NAMES - own and not re.match(r"\d{4}-\d{2}-\d{2}", field.words[0].text)


def _iter_other_properties(fields: Iterable[Field], path: str) -> Iterator[CustomProperty]:
    for field in fields:
        folded = fold(field.name)
        if (
            folded in IGNORED_PROPERTIES
            or folded in FIRST_NAME_PROPERTIES
            or folded in LAST_NAME_PROPERTIES
            or _is_placeholder(field)
        ):
            continue
        yield CustomProperty(
            field.name, tuple(word.text for word in field.words), SourceLocation(path, field.line, field.column)
        )


def _check_property_name(field: Field, properties_by_name: Mapping[str, Property], path: str) -> Iterator[Diagnostic]:
    """A warning where an unknown name is one slip of typing away from one that is known."""
    name = suggest_property_name(field.name, properties_by_name)
    if name:
        message = f"`{field.name}` is not known, did you mean `{name}`?"
        yield Diagnostic(
            SourceLocation(path, field.line, field.column), "unknown-property", message, f"Write `{name}:`."
        )


def suggest_property_name(typed: str, properties_by_name: Mapping[str, Property]) -> str:
    """The name of a property that one slip of typing made into this one; empty where there is none, or it is known."""
    meant = _find_closest_name(fold(typed), tuple(properties_by_name)) if fold(typed) not in properties_by_name else ""
    prop = properties_by_name.get(meant)
    return next((name for name in (prop.name, *prop.other_names) if fold(name) == meant), prop.name) if prop else ""


@lru_cache(maxsize=1024)
def _find_closest_name(folded: str, known_names: tuple[str, ...]) -> str:
    """The known name one slip away. Of four letters only a swap is a slip: `text` is a word of its own, and not `next`."""
    if len(folded) < 4 or folded in IGNORED_PROPERTIES:
        return ""
    letters = sorted(folded)
    return find_closest_match(folded, (name for name in known_names if len(name) > 4 or sorted(name) == letters))
