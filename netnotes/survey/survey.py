"""A first look at notes that were not written for netnotes: where the people are, and what things are called there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.note_path import extract_note_name
from netnotes.model.settings import CONTACT_FOLDERS, TIERS, DailyNotes, Settings
from netnotes.reading.channels import find_unknown_channel
from netnotes.reading.contact_log import read_log
from netnotes.reading.entities import read_fields
from netnotes.reading.kinds import NOTE_TYPES, classify_note
from netnotes.reading.note import iter_inline_fields
from netnotes.reading.properties import CONTACT_PROPERTIES, EVENT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import (
    AMBIGUOUS_NAMES,
    FIRST_NAME_PROPERTIES,
    IGNORED_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
)
from netnotes.reading.reader import read_source
from netnotes.survey.synonyms import (
    CHANNEL_SYNONYMS,
    PERIOD_SYNONYMS,
    find_channel_mode,
    find_folder_kind,
    find_property,
)
from netnotes.text import find_closest_match, fold, fold_name, parse_day, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.model.people import Mode
    from netnotes.reading.note import Note
    from netnotes.reading.raw_field import Field


class PeopleFolder(Struct, frozen=True):
    """A folder that seems to hold people: its notes, how many look like contacts, and how many show each sign of it."""

    folder: str
    note_count: int
    likely_count: int
    signs: tuple[tuple[str, int], ...]


class FolderCount(NamedTuple):
    """A folder, and how many notes led to it."""

    folder: str
    note_count: int


class UsedProperty(Struct, frozen=True):
    """A name we do not know that means one of our properties, and in how many notes it says something."""

    property_name: str
    name: str
    note_count: int


class UsedTier(Struct, frozen=True):
    """A name for how often, its interval in days, and how many notes bear it."""

    name: str
    days: int
    note_count: int


class UsedChannel(Struct, frozen=True):
    """A word for how somebody was in touch that we do not know, its mode where we can tell, and how many notes have it."""

    mode: Mode
    word: str
    note_count: int


NO_FOLDER = FolderCount("", 0)


class VaultSurvey(Struct, frozen=True, kw_only=True):
    """What a first look at a vault found.

    `saying` counts the notes that call themselves a person, by the property in which they do. `tiers` is empty where
    the names for how often are those we know. `spelling` says how this vault spells our properties. `journal` is empty
    without daily notes, `obsidian` where Obsidian's own settings say where they are.
    """

    note_count: int = 0
    people_folders: tuple[PeopleFolder, ...] = ()
    type_property_counts: tuple[tuple[str, int], ...] = ()
    properties: tuple[UsedProperty, ...] = ()
    tiers: tuple[UsedTier, ...] = ()
    channels: tuple[UsedChannel, ...] = ()
    property_spellings: tuple[tuple[str, str], ...] = ()
    daily_notes: FolderCount = NO_FOLDER
    goals: FolderCount = NO_FOLDER
    events: FolderCount = NO_FOLDER
    archives: tuple[FolderCount, ...] = ()


def survey_vault(notes: Sequence[Note], daily_notes: DailyNotes | None = None) -> VaultSurvey:
    """What these notes show. `daily` is where Obsidian's settings say that the daily notes are.

    Names are tried out first, on every note; then the notes that turn out to be people say which of them count.
    """
    goals, events = _find_folder(notes, "goals"), _find_folder(notes, "events")
    journal, named = _find_daily_notes(notes, daily_notes)
    tried = Settings(
        contacts=(),
        goals=goals.folder or "Goals",
        events=events.folder or "Events",
        properties=tuple(_group_by_property(_iter_property_candidates(notes))),
        tiers=_ALL_TIERS,
        channels=_ALL_CHANNELS,
    )
    kinds: dict[str, str] = {note.path: classify_note(note, tried, named).kind for note in notes}
    signs = _collect_signs(notes, kinds, tried, named)
    archives = tuple(_iter_archives(kinds, signs))
    left = [
        note for note in notes if not _is_in_folders(note.path, [one.folder for one in archives])
    ]
    people = tuple(_iter_people_folders(left, kinds, signs, tried, named))
    settled = replace(tried, contacts=tuple(one.folder for one in people))
    contacts = [note for note in left if classify_note(note, settled, named).kind == "contact"]
    meetings = [note for note in left if kinds[note.path] == "meeting"]
    return VaultSurvey(
        note_count=len(notes),
        people_folders=people,
        type_property_counts=tuple(
            sorted(
                Counter(
                    _find_type_property(note, tried) for note in contacts if kinds[note.path]
                ).items()
            )
        ),
        properties=tuple(_iter_used_properties(contacts, meetings, tried)),
        tiers=_collect_used_tiers(contacts, tried),
        channels=tuple(_iter_used_channels(contacts)),
        property_spellings=_collect_spellings(contacts, tried),
        daily_notes=journal._replace(
            note_count=sum(kind == "daily note" for kind in kinds.values())
        ),
        goals=goals,
        events=events,
        archives=archives,
    )


# What a note shows of being about a person

_SURE_PROPERTIES = frozenset(
    ("last_contact", "birthday", "knows", "introduced_by", "met_at", "email")
)
_LIKELY_PROPERTIES = frozenset(
    (
        "organisation",
        "role",
        "location",
        "tier",
        "cadence",
        "level",
        "met",
        "phone",
        "purpose",
        "offers",
        "needs",
    )
)
"""A property of the first is enough; of these, which companies and projects have as well, it takes two."""

_VAGUE_NAMES = frozenset(map(fold, ("title", "work", "customer", "address")))
"""Names that say little of a note: many a book has a title, many a place an address."""


def _collect_signs(
    notes: Sequence[Note], kinds: dict[str, str], trial_settings: Settings, daily_notes: DailyNotes
) -> dict[str, tuple[str, ...]]:
    """By path, for each note of no other kind, what speaks for its being about a person."""
    met = {
        fold_name(extract_note_name(link.target))
        for note in notes
        if kinds[note.path] == "meeting"
        for encounter in read_source(note.source, trial_settings, daily_notes).encounters
        for link in encounter.people
    }
    return {
        note.path: tuple(_iter_signs(note, trial_settings, met))
        for note in notes
        if kinds[note.path] in ("", "contact")
    }


def _iter_signs(note: Note, trial_settings: Settings, met_names: set[str]) -> Iterator[str]:
    log, _ = read_log(note, dict(trial_settings.channels))
    fields = (*note.fields, *log.fields)
    telling = tuple(one for one in fields if one.key not in AMBIGUOUS_NAMES | _VAGUE_NAMES)
    values = read_fields(telling, CONTACT_PROPERTIES, note.path, trial_settings).values.keys()
    names = {one.key for one in fields if one.words}
    if (
        values & _SURE_PROPERTIES
        or len(values & _LIKELY_PROPERTIES) > 1
        or (names & FIRST_NAME_PROPERTIES and names & LAST_NAME_PROPERTIES)
    ):
        yield "properties"
    if any(touch.mode for touch in log.touches):
        yield "dated lines"
    if fold_name(extract_note_name(note.path)) in met_names:
        yield "meeting notes"


def _find_type_property(note: Note, trial_settings: Settings) -> str:
    """The property, as it is spelled, in which a note calls itself a person; `tags` where it is no other."""
    known = build_property_index(CONTACT_PROPERTIES, trial_settings.properties)
    for field in (*note.fields, *iter_inline_fields(note.lines)):
        if known.get(field.key) is _TYPE_PROPERTY and any(
            _find_kind(word.text) == "contact" for word in field.words
        ):
            return field.name
    return "tags"


_TYPE_PROPERTY = next(one for one in CONTACT_PROPERTIES if one.name == "type")


def _find_kind(text: str) -> str | None:
    """The kind of note that a word makes, if any."""
    return NOTE_TYPES.get(re.split(r"[/|]", text.strip("[]#\"' "))[-1].casefold())


# Folders


def _list_folders(path: str) -> list[str]:
    """Every folder a note lies in, the outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: at + 1]) for at in range(len(parts))]


def _is_in_folders(path: str, folders: Iterable[str]) -> bool:
    return not set(_list_folders(path)).isdisjoint(folders)


def _can_be_set(folder: str) -> bool:
    """Whether the settings can name this folder: they take one that begins or ends oddly for something else."""
    parts = folder.split("/")
    return folder[0] != "~" and all(
        part == part.strip() != ".." and part.isprintable() for part in parts
    )


def _find_folder(notes: Sequence[Note], folder_kind: str) -> FolderCount:
    """The folder that is called like what it would hold; of several the one with the most notes."""
    counts = Counter(
        folder
        for note in notes
        for folder in _list_folders(note.path)
        if find_folder_kind(folder) == folder_kind
        and _can_be_set(folder)
        and not _is_archived(folder)
    )
    return (
        FolderCount(*max(counts.items(), key=lambda one: (one[1], one[0]))) if counts else NO_FOLDER
    )


def _is_archived(folder: str) -> bool:
    return any(find_folder_kind(one) == "archive" for one in _list_folders(folder + "/"))


def _iter_archives(
    kinds: dict[str, str], signs: dict[str, tuple[str, ...]]
) -> Iterator[FolderCount]:
    """The archives that hold people and no meetings: what was put away is not to come back, what happened happened."""
    tops = {
        next(one for one in _list_folders(path) if find_folder_kind(one) == "archive")
        for path in kinds
        if _is_archived(path.rpartition("/")[0])
    }
    for folder in sorted(tops):
        inside = [path for path in kinds if path.startswith(folder + "/")]
        people = sum(kinds[path] == "contact" or bool(signs.get(path)) for path in inside)
        if people and not any(kinds[path] in ("meeting", "daily note") for path in inside):
            yield FolderCount(folder, len(inside))


def _iter_people_folders(
    notes: Sequence[Note],
    kinds: dict[str, str],
    signs: dict[str, tuple[str, ...]],
    trial_settings: Settings,
    daily_notes: DailyNotes,
) -> Iterator[PeopleFolder]:
    """The folders whose notes are people. Notes that call themselves people are read wherever they lie, and need none."""
    found: list[str] = []
    inside: dict[str, list[Note]] = {}
    for note in notes:
        for folder in _list_folders(note.path):
            if note.path in signs:
                inside.setdefault(folder, []).append(note)
    for folder in sorted(filter(_can_be_set, inside), key=lambda one: (one.count("/"), one)):
        named = fold_name(folder) in _DEFAULT_FOLDERS or find_folder_kind(folder) == "contacts"
        gained = [
            one
            for one in inside[folder]
            if signs[one.path] and not kinds[one.path] and _get_folder(one) == folder
        ]
        if _is_in_folders(folder + "/", found) or not (named or len(gained) > 1):
            continue
        here = replace(trial_settings, contacts=(folder,))
        would = [
            one.path
            for one in inside[folder]
            if classify_note(one, here, daily_notes).kind == "contact"
        ]
        alike = [path for path in would if signs[path] or kinds[path]]
        by_name = named and (alike or "/" not in folder or fold_name(folder) in _DEFAULT_FOLDERS)
        if not all(kinds[path] for path in would) and (by_name or len(alike) * 3 >= len(would) * 2):
            found.append(folder)
            counts = Counter(sign for path in would for sign in signs[path])
            yield PeopleFolder(folder, len(would), len(alike), tuple(sorted(counts.items())))


def _get_folder(note: Note) -> str:
    return note.path.rpartition("/")[0]


_DEFAULT_FOLDERS = frozenset(map(fold_name, CONTACT_FOLDERS))


def _find_daily_notes(
    notes: Sequence[Note], daily_notes: DailyNotes | None
) -> tuple[FolderCount, DailyNotes]:
    """Where the daily notes are: where Obsidian says, else the folder in which two notes or more are named by a day."""
    if daily_notes:
        return FolderCount("obsidian", 0), daily_notes
    counts: Counter[str] = Counter()
    for note in notes:
        if parse_day(extract_note_name(note.path)) and len(extract_note_name(note.path)) == 10:
            folders = [
                one
                for one in _list_folders(note.path)
                if not re.match(r"\d", one.rpartition("/")[2])
            ]
            counts.update(folders[-1:])
    folder, count = max(counts.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    if count < 2 or not _can_be_set(folder):
        return NO_FOLDER, DailyNotes()
    return FolderCount(folder, 0), DailyNotes(folder)


# Names


def _iter_property_candidates(notes: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """Each name in these notes that we do not know and that may mean one of our properties, with that property."""
    known = build_property_index((*CONTACT_PROPERTIES, *EVENT_PROPERTIES), ())
    settings = Settings(tiers=_ALL_TIERS)
    good: Counter[tuple[str, str]] = Counter()
    bad: Counter[tuple[str, str]] = Counter()
    spelled: dict[str, str] = {}
    for note in notes:
        for field in note.fields:
            folded = field.key
            if (
                folded in known
                or folded in IGNORED_PROPERTIES | FIRST_NAME_PROPERTIES | LAST_NAME_PROPERTIES
            ):
                continue
            if prop := _suggest_property(field.name):
                spelled.setdefault(folded, field.name)
                read = _can_read_as(prop, field, note.path, settings)
                (good if read else bad)[prop, folded] += read is not None
    for (prop, folded), count in sorted(good.items()):
        if count > 9 * bad[prop, folded]:
            yield prop, spelled[folded]


def _suggest_property(name: str) -> str:
    """The property that a name we do not know may mean: in another language, with more words, or with a slip."""
    return find_property(name) or _find_property_by_words(name) or _find_property_by_typo(name)


def _find_property_by_words(name: str) -> str:
    words = _split_words(name)
    return next((prop for prop, parts in _DATE_NAME_WORDS if parts < words), "")


def _find_property_by_typo(name: str) -> str:
    known = build_property_index(CONTACT_PROPERTIES, ())
    meant = (
        find_closest_match(name, (one for one in known if len(one) > 4))
        if len(fold(name)) > 4
        else ""
    )
    return known[meant].name if meant else ""


def _split_words(name: str) -> frozenset[str]:
    """The words of a name, whether they are parted by a sign or by a capital."""
    return frozenset(word.casefold() for word in re.findall(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+", name))


_DATE_NAME_WORDS = tuple(
    (one.name, _split_words(name))
    for one in CONTACT_PROPERTIES
    if one.kind is PropertyKind.DATE
    for name in (one.name, *one.other_names)
    if len(_split_words(name)) > 1
)


def _can_read_as(property_name: str, field: Field, path: str, settings: Settings) -> bool | None:
    """Whether a field makes sense as this property; None where nothing is written in it."""
    table = CONTACT_PROPERTIES if property_name in _CONTACT_PROPERTY_NAMES else EVENT_PROPERTIES
    meaning = read_fields(
        (field._replace(name=property_name, key=fold(property_name)),), table, path, settings
    )
    if property_name not in meaning.values:
        return False if meaning.diagnostics or meaning.other else None
    value: Any = meaning.values[property_name]
    if property_name == "type":
        return (
            any(_find_kind(word) is not None for word in value) or None
        )  # other words are kinds of their own
    if property_name in ("people", "knows", "introduced_by"):
        return any("[[" in word.text or "](" in word.text for word in field.words)
    if property_name in ("email", "links"):
        return any("@" in one or "." in one for one in value)
    if property_name == "phone":
        return any(len(re.sub(r"\D", "", one)) > 4 for one in value)
    return True


_CONTACT_PROPERTY_NAMES = frozenset(one.name for one in CONTACT_PROPERTIES)


def _group_by_property(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names by their property, as the settings hold them."""
    together: dict[str, list[str]] = {}
    for prop, name in names:
        together.setdefault(prop, []).append(name)
    yield from ((prop, tuple(more)) for prop, more in together.items())


def _iter_used_properties(
    contacts: Sequence[Note], meetings: Sequence[Note], trial_settings: Settings
) -> Iterator[UsedProperty]:
    """The names that were tried and say something in notes they are meant for; a slip only when it is a habit."""
    for prop, names in trial_settings.properties:
        notes = contacts if prop in _CONTACT_PROPERTY_NAMES else meetings
        for name in names:
            count = sum(
                any(one.key == fold(name) and one.words for one in note.fields) for note in notes
            )
            if count > (0 if find_property(name) or _find_property_by_words(name) else 1):
                yield UsedProperty(prop, name, count)


def _collect_spellings(
    contacts: Sequence[Note], trial_settings: Settings
) -> tuple[tuple[str, str], ...]:
    """How contacts here most often spell each of our properties."""
    known = build_property_index(CONTACT_PROPERTIES, trial_settings.properties)
    counts = Counter(
        (known[field.key].name, field.name)
        for note in contacts
        for field in note.fields
        if field.key in known and field.key not in AMBIGUOUS_NAMES
    )
    return tuple({prop: name for (prop, name), _ in reversed(counts.most_common())}.items())


MIN_CHANNEL_NOTES = 3
"""In so many notes a word that we can't place is taken for one that means something to who writes it."""


_ALL_CHANNELS = (
    *Settings().channels,
    *((fold(word), mode) for mode, words in CHANNEL_SYNONYMS.items() for word in words),
)


def _iter_used_channels(contacts: Sequence[Note]) -> Iterator[UsedChannel]:
    """The words before the text of dated lines that are no channels of ours: most used first."""
    known = dict(Settings().channels)
    counts: Counter[str] = Counter()
    for note in contacts:
        log, _ = read_log(note, known)
        counts.update(
            {find_unknown_channel(touch.text) for touch in log.touches if not touch.mode} - {""}
        )
    for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        mode = find_channel_mode(word)
        if mode or count >= MIN_CHANNEL_NOTES:
            yield UsedChannel(mode, word, count)


_ALL_TIERS = tuple(
    {**dict(TIERS), **{name.casefold(): days for name, days in PERIOD_SYNONYMS.items()}}.items()
)


def _collect_used_tiers(contacts: Sequence[Note], trial_settings: Settings) -> tuple[UsedTier, ...]:
    """The names for how often that are used, where one of them is not ours.

    Nothing where a tier is told by its rank: with other tiers another one would be meant.
    """
    known = build_property_index(CONTACT_PROPERTIES, trial_settings.properties)
    every, ours = dict(_ALL_TIERS), dict(TIERS)
    counts: Counter[str] = Counter()
    for note in contacts:
        for field in note.fields:
            prop = known.get(field.key)
            word = field.text.casefold()
            if prop is None or prop.name not in ("tier", "cadence") or not word:
                continue
            if prop.name == "tier" and word not in every and len(word) == 1:
                return ()
            if word in every and (prop.name == "tier" or parse_period(word) is None):
                counts[word] += 1
    if counts.keys() <= ours.keys():
        return ()
    return tuple(
        sorted(
            (UsedTier(name, every[name], count) for name, count in counts.items()),
            key=lambda one: one.days,
        )
    )
