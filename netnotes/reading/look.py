"""A first look at notes that were not written for netnotes: where the people are, and what things are called there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.reading.fields import (
    BORROWED,
    EVENT_FIELDS,
    FIELDS,
    FIRST_NAMES,
    IGNORED,
    LAST_NAMES,
    by_folded_name,
    read_fields,
)
from netnotes.reading.journal import inline_fields, read_log, unknown_channel
from netnotes.reading.reader import KINDS, Journal, kind_of, read
from netnotes.reading.synonyms import CHANNELS, PERIODS, channel_means, folder_means, property_means
from netnotes.settings import CONTACT_FOLDERS, TIERS, Settings
from netnotes.words import calendar_day, fold, near, period, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.people import Mode
    from netnotes.reading.frontmatter import Field
    from netnotes.reading.note import Note


class People(Struct, frozen=True):
    """A folder that seems to hold people: its notes, how many look like contacts, and how many show each sign of it."""

    folder: str
    notes: int
    alike: int
    signs: tuple[tuple[str, int], ...]


class Counted(NamedTuple):
    """A folder, and how many notes led to it."""

    folder: str
    notes: int


class Used(Struct, frozen=True):
    """A name we do not know that means one of our properties, and in how many notes it says something."""

    prop: str
    name: str
    notes: int


class Tier(Struct, frozen=True):
    """A name for how often, its interval in days, and how many notes bear it."""

    name: str
    days: int
    notes: int


class Channel(Struct, frozen=True):
    """A word for how somebody was in touch that we do not know, its mode where we can tell, and how many notes have it."""

    mode: Mode
    word: str
    notes: int


NONE = Counted("", 0)


class Seen(Struct, frozen=True, kw_only=True):
    """What a first look at a vault found.

    `saying` counts the notes that call themselves a person, by the property in which they do. `tiers` is empty where
    the names for how often are those we know. `spelling` says how this vault spells our properties. `journal` is empty
    without daily notes, `obsidian` where Obsidian's own settings say where they are.
    """

    notes: int = 0
    people: tuple[People, ...] = ()
    saying: tuple[tuple[str, int], ...] = ()
    names: tuple[Used, ...] = ()
    tiers: tuple[Tier, ...] = ()
    channels: tuple[Channel, ...] = ()
    spelling: tuple[tuple[str, str], ...] = ()
    journal: Counted = NONE
    goals: Counted = NONE
    events: Counted = NONE
    archives: tuple[Counted, ...] = ()


def look(notes: Sequence[Note], daily: Journal | None = None) -> Seen:
    """What these notes show. `daily` is where Obsidian's settings say that the daily notes are.

    Names are tried out first, on every note; then the notes that turn out to be people say which of them count.
    """
    goals, events = _named(notes, "goals"), _named(notes, "events")
    journal, named = _journal(notes, daily)
    tried = Settings(
        contacts=(),
        goals=goals.folder or "Goals",
        events=events.folder or "Events",
        properties=tuple(_gathered(_tried(notes))),
        tiers=_EVERY_TIER,
        channels=_EVERY_CHANNEL,
    )
    kinds = {note.path: kind_of(note, tried, named) for note in notes}
    signs = _signs(notes, kinds, tried, named)
    archives = tuple(_archives(kinds, signs))
    left = [note for note in notes if not _lies_in_one(note.path, [one.folder for one in archives])]
    people = tuple(_people(left, kinds, signs, tried, named))
    settled = replace(tried, contacts=tuple(one.folder for one in people))
    contacts = [note for note in left if kind_of(note, settled, named) == "contact"]
    meetings = [note for note in left if kinds[note.path] == "meeting"]
    return Seen(
        notes=len(notes),
        people=people,
        saying=tuple(sorted(Counter(_says_by(note, tried) for note in contacts if kinds[note.path]).items())),
        names=tuple(_names(contacts, meetings, tried)),
        tiers=_tiers(contacts, tried),
        channels=tuple(_channels(contacts)),
        spelling=_spelling(contacts, tried),
        journal=journal._replace(notes=sum(kind == "journal" for kind in kinds.values())),
        goals=goals,
        events=events,
        archives=archives,
    )


# What a note shows of being about a person

_SURE = frozenset(("last_contact", "birthday", "knows", "introduced_by", "met_at", "email"))
_LIKELY = frozenset(
    ("organisation", "role", "location", "tier", "cadence", "level", "met", "phone", "purpose", "offers", "needs")
)
"""A property of the first is enough; of these, which companies and projects have as well, it takes two."""

_TITLES = frozenset(map(fold, ("title", "work", "customer", "address")))
"""Names that say little of a note: many a book has a title, many a place an address."""


def _signs(
    notes: Sequence[Note], kinds: dict[str, str], tried: Settings, journal: Journal
) -> dict[str, tuple[str, ...]]:
    """By path, for each note of no other kind, what speaks for its being about a person."""
    met = {
        same_name(link.target.rpartition("/")[2].removesuffix(".md"))
        for note in notes
        if kinds[note.path] == "meeting"
        for encounter in read(note.source, tried, journal).encounters
        for link in encounter.people
    }
    return {note.path: tuple(_signs_of(note, tried, met)) for note in notes if kinds[note.path] in ("", "contact")}


def _signs_of(note: Note, tried: Settings, met: set[str]) -> Iterator[str]:
    log, _ = read_log(note, dict(tried.channels))
    fields = (*note.fields, *log.fields)
    telling = tuple(one for one in fields if fold(one.name) not in BORROWED | _TITLES)
    values = read_fields(telling, FIELDS, note.path, tried).values.keys()
    names = {fold(one.name) for one in fields if one.words}
    if values & _SURE or len(values & _LIKELY) > 1 or (names & FIRST_NAMES and names & LAST_NAMES):
        yield "properties"
    if any(touch.mode for touch in log.touches):
        yield "dated lines"
    if same_name(note.source.stem) in met:
        yield "meeting notes"


def _says_by(note: Note, tried: Settings) -> str:
    """The property, as it is spelled, in which a note calls itself a person; `tags` where it is no other."""
    known = by_folded_name(FIELDS, tried.properties)
    for field in (*note.fields, *inline_fields(note.lines)):
        if known.get(fold(field.name)) is _TYPE and any(_kind(word.text) == "contact" for word in field.words):
            return field.name
    return "tags"


_TYPE = next(one for one in FIELDS if one.name == "type")


def _kind(text: str) -> str | None:
    """The kind of note that a word makes, if any."""
    return KINDS.get(re.split(r"[/|]", text.strip("[]#\"' "))[-1].casefold())


# Folders


def _folders_of(path: str) -> list[str]:
    """Every folder a note lies in, the outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: at + 1]) for at in range(len(parts))]


def _lies_in_one(path: str, folders: Iterable[str]) -> bool:
    return not set(_folders_of(path)).isdisjoint(folders)


def _can_be_set(folder: str) -> bool:
    """Whether the settings can name this folder: they take one that begins or ends oddly for something else."""
    parts = folder.split("/")
    return folder[0] != "~" and all(part == part.strip() != ".." and part.isprintable() for part in parts)


def _named(notes: Sequence[Note], what: str) -> Counted:
    """The folder that is called like what it would hold; of several the one with the most notes."""
    counts = Counter(
        folder
        for note in notes
        for folder in _folders_of(note.path)
        if folder_means(folder) == what and _can_be_set(folder) and not _is_archived(folder)
    )
    return Counted(*max(counts.items(), key=lambda one: (one[1], one[0]))) if counts else NONE


def _is_archived(folder: str) -> bool:
    return any(folder_means(one) == "archive" for one in _folders_of(folder + "/"))


def _archives(kinds: dict[str, str], signs: dict[str, tuple[str, ...]]) -> Iterator[Counted]:
    """The archives that hold people and no meetings: what was put away is not to come back, what happened happened."""
    tops = {
        next(one for one in _folders_of(path) if folder_means(one) == "archive")
        for path in kinds
        if _is_archived(path.rpartition("/")[0])
    }
    for folder in sorted(tops):
        inside = [path for path in kinds if path.startswith(folder + "/")]
        people = sum(kinds[path] == "contact" or bool(signs.get(path)) for path in inside)
        if people and not any(kinds[path] in ("meeting", "journal") for path in inside):
            yield Counted(folder, len(inside))


def _people(
    notes: Sequence[Note], kinds: dict[str, str], signs: dict[str, tuple[str, ...]], tried: Settings, journal: Journal
) -> Iterator[People]:
    """The folders whose notes are people. Notes that call themselves people are read wherever they lie, and need none."""
    found: list[str] = []
    inside: dict[str, list[Note]] = {}
    for note in notes:
        for folder in _folders_of(note.path):
            if note.path in signs:
                inside.setdefault(folder, []).append(note)
    for folder in sorted(filter(_can_be_set, inside), key=lambda one: (one.count("/"), one)):
        named = same_name(folder) in _DEFAULT_FOLDERS or folder_means(folder) == "contacts"
        gained = [one for one in inside[folder] if signs[one.path] and not kinds[one.path] and _folder(one) == folder]
        if _lies_in_one(folder + "/", found) or not (named or len(gained) > 1):
            continue
        here = replace(tried, contacts=(folder,))
        would = [one.path for one in inside[folder] if kind_of(one, here, journal) == "contact"]
        alike = [path for path in would if signs[path] or kinds[path]]
        by_name = named and (alike or "/" not in folder or same_name(folder) in _DEFAULT_FOLDERS)
        if not all(kinds[path] for path in would) and (by_name or len(alike) * 3 >= len(would) * 2):
            found.append(folder)
            counts = Counter(sign for path in would for sign in signs[path])
            yield People(folder, len(would), len(alike), tuple(sorted(counts.items())))


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0]


_DEFAULT_FOLDERS = frozenset(map(same_name, CONTACT_FOLDERS))


def _journal(notes: Sequence[Note], daily: Journal | None) -> tuple[Counted, Journal]:
    """Where the daily notes are: where Obsidian says, else the folder in which two notes or more are named by a day."""
    if daily:
        return Counted("obsidian", 0), daily
    counts: Counter[str] = Counter()
    for note in notes:
        if calendar_day(note.source.stem) and len(note.source.stem) == 10:
            folders = [one for one in _folders_of(note.path) if not re.match(r"\d", one.rpartition("/")[2])]
            counts.update(folders[-1:])
    folder, count = max(counts.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    if count < 2 or not _can_be_set(folder):
        return NONE, Journal()
    return Counted(folder, 0), Journal(folder)


# Names


def _tried(notes: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """Each name in these notes that we do not know and that may mean one of our properties, with that property."""
    known = by_folded_name((*FIELDS, *EVENT_FIELDS), ())
    settings = Settings(tiers=_EVERY_TIER)
    good: Counter[tuple[str, str]] = Counter()
    bad: Counter[tuple[str, str]] = Counter()
    spelled: dict[str, str] = {}
    for note in notes:
        for field in note.fields:
            folded = fold(field.name)
            if folded in known or folded in IGNORED | FIRST_NAMES | LAST_NAMES:
                continue
            if prop := _may_mean(field.name):
                spelled.setdefault(folded, field.name)
                read = _read_as(prop, field, note.path, settings)
                (good if read else bad)[prop, folded] += read is not None
    for (prop, folded), count in sorted(good.items()):
        if count > 9 * bad[prop, folded]:
            yield prop, spelled[folded]


def _may_mean(name: str) -> str:
    """The property that a name we do not know may mean: in another language, with more words, or with a slip."""
    return property_means(name) or _with_more_words(name) or _with_a_slip(name)


def _with_more_words(name: str) -> str:
    words = _parts(name)
    return next((prop for prop, parts in _DATED if parts < words), "")


def _with_a_slip(name: str) -> str:
    known = by_folded_name(FIELDS, ())
    meant = near(name, (one for one in known if len(one) > 4)) if len(fold(name)) > 4 else ""
    return known[meant].name if meant else ""


def _parts(name: str) -> frozenset[str]:
    """The words of a name, whether they are parted by a sign or by a capital."""
    return frozenset(word.casefold() for word in re.findall(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+", name))


_DATED = tuple(
    (one.name, _parts(name))
    for one in FIELDS
    if one.takes == "a date"
    for name in (one.name, *one.also)
    if len(_parts(name)) > 1
)


def _read_as(prop: str, field: Field, path: str, settings: Settings) -> bool | None:
    """Whether a field makes sense as this property; None where nothing is written in it."""
    table = FIELDS if prop in _OURS else EVENT_FIELDS
    meaning = read_fields((field._replace(name=prop),), table, path, settings)
    if prop not in meaning.values:
        return False if meaning.found or meaning.other else None
    value: Any = meaning.values[prop]
    if prop == "type":
        return any(_kind(word) is not None for word in value) or None  # other words are kinds of their own
    if prop in ("people", "knows", "introduced_by"):
        return any("[[" in word.text or "](" in word.text for word in field.words)
    if prop in ("email", "links"):
        return any("@" in one or "." in one for one in value)
    if prop == "phone":
        return any(len(re.sub(r"\D", "", one)) > 4 for one in value)
    return True


_OURS = frozenset(one.name for one in FIELDS)


def _gathered(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names by their property, as the settings hold them."""
    together: dict[str, list[str]] = {}
    for prop, name in names:
        together.setdefault(prop, []).append(name)
    yield from ((prop, tuple(more)) for prop, more in together.items())


def _names(contacts: Sequence[Note], meetings: Sequence[Note], tried: Settings) -> Iterator[Used]:
    """The names that were tried and say something in notes they are meant for; a slip only when it is a habit."""
    for prop, names in tried.properties:
        notes = contacts if prop in _OURS else meetings
        for name in names:
            count = sum(any(fold(one.name) == fold(name) and one.words for one in note.fields) for note in notes)
            if count > (0 if property_means(name) or _with_more_words(name) else 1):
                yield Used(prop, name, count)


def _spelling(contacts: Sequence[Note], tried: Settings) -> tuple[tuple[str, str], ...]:
    """How contacts here most often spell each of our properties."""
    known = by_folded_name(FIELDS, tried.properties)
    counts = Counter(
        (known[fold(field.name)].name, field.name)
        for note in contacts
        for field in note.fields
        if fold(field.name) in known and fold(field.name) not in BORROWED
    )
    return tuple({prop: name for (prop, name), _ in reversed(counts.most_common())}.items())


HABIT = 3
"""In so many notes a word that we can't place is taken for one that means something to who writes it."""


_EVERY_CHANNEL = (*Settings().channels, *((fold(word), mode) for mode, words in CHANNELS.items() for word in words))


def _channels(contacts: Sequence[Note]) -> Iterator[Channel]:
    """The words before the text of dated lines that are no channels of ours: most used first."""
    known = dict(Settings().channels)
    counts: Counter[str] = Counter()
    for note in contacts:
        log, _ = read_log(note, known)
        counts.update({unknown_channel(touch.text) for touch in log.touches if not touch.mode} - {""})
    for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        mode = channel_means(word)
        if mode or count >= HABIT:
            yield Channel(mode, word, count)


_EVERY_TIER = tuple({**dict(TIERS), **{name.casefold(): days for name, days in PERIODS.items()}}.items())


def _tiers(contacts: Sequence[Note], tried: Settings) -> tuple[Tier, ...]:
    """The names for how often that are used, where one of them is not ours.

    Nothing where a tier is told by its rank: with other tiers another one would be meant.
    """
    known = by_folded_name(FIELDS, tried.properties)
    every, ours = dict(_EVERY_TIER), dict(TIERS)
    counts: Counter[str] = Counter()
    for note in contacts:
        for field in note.fields:
            prop = known.get(fold(field.name))
            word = field.text.casefold()
            if prop is None or prop.name not in ("tier", "cadence") or not word:
                continue
            if prop.name == "tier" and word not in every and len(word) == 1:
                return ()
            if word in every and (prop.name == "tier" or period(word) is None):
                counts[word] += 1
    if counts.keys() <= ours.keys():
        return ()
    return tuple(sorted((Tier(name, every[name], count) for name, count in counts.items()), key=lambda one: one.days))
