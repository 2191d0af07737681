"""What notes are about: contacts with their log, goals and events; and who keeps the notes."""

from __future__ import annotations

from datetime import date as Day  # noqa: TC003 - the cache is decoded by these types
from typing import Literal, NamedTuple

from msgspec import Struct

from netnotes.model.diagnostics import SourceLocation
from netnotes.text import fold_name

# The years of every touch and plan: another one is a slip of the finger.
MIN_YEAR, MAX_YEAR = 1900, 2100

# Nobody in an address book was born in it: Apple writes this year where none is known.
NO_YEAR = 1604

# A cadence of no days: this contact is never due. None is taken: it lets the tier decide.
NEVER = 0


class Link(NamedTuple):
    """A link to another note: `[[Target|label]]`, a Markdown link, or only the note's name."""

    # What the link names, as it was written: a file name, a path or an alias.
    target: str
    label: str
    source_location: SourceLocation

    # Whether it is text that may or may not name a note; then finding no note is no mistake.
    plain: bool = False


# How a touch was made, warmest first; empty where the channel is not known.
Mode = Literal["in person", "voice", "written", ""]


# The docstrings from here to Naming begin with the descriptions of the exported JSON Schema.
class Touch(NamedTuple):
    """One contact that happened, or is planned when its day is still to come."""

    date: Day
    mode: Mode

    # The word that was written for the mode, such as `coffee`.
    channel: str

    # Markdown.
    text: str
    source_location: SourceLocation

    # Whether its words or its heading say that it was only planned: once its day is there it counts
    # no more, for nobody knows whether it took place.
    is_plan: bool = False


class Gift(NamedTuple):
    """Something I gave: a paper, an introduction, an hour."""

    date: Day | None
    text: str
    source_location: SourceLocation


class Ask(NamedTuple):
    """Something I asked for."""

    date: Day | None
    text: str

    # `open`, `granted` or `declined`.
    state: str

    # The day it was ticked.
    answered: Day | None
    source_location: SourceLocation


class Promise(NamedTuple):
    """Something I said I would do; `done` is the day it was ticked."""

    date: Day | None
    text: str
    due: Day | None

    # `open`, `kept` or `cancelled`.
    state: str
    done: Day | None
    source_location: SourceLocation


class Learned(NamedTuple):
    """Something worth remembering that this person told me."""

    date: Day | None
    text: str
    source_location: SourceLocation


class Naming(NamedTuple):
    """Somebody whom this person named to me, as a link or in words."""

    date: Day | None
    text: str
    source_location: SourceLocation


class Birthday(NamedTuple):
    """A day of the year, and the year of birth where it is known."""

    month: int
    day: int
    year: int | None = None


class YearlyDay(NamedTuple):
    """A day that comes round every year, with its first year where it is known."""

    date: Birthday

    # What happened on it, in words; empty if nothing was written.
    text: str = ""


class Death(NamedTuple):
    """When somebody died, as far as it is written; a part that is not known is 0.

    `Death()` says only that they have died. Of two, the one that says more is the greater.
    """

    year: int = 0
    month: int = 0
    day: int = 0

    def is_before(self, day: Day) -> bool:
        """Whether somebody had died by a day, as far as it is known; no if no year is known."""
        known_parts = tuple(part for part in self if part)
        return (day.year, day.month, day.day)[: len(known_parts)] > known_parts

    def can_be_before(self, day: Day) -> bool:
        """Whether somebody may have died before a day: yes if no year is known."""
        return not self.year or self.is_before(day)


# A contact that is not to be contacted again, by the property `status`.
DO_NOT_CONTACT = "do not contact"

# A contact that is snoozed until the word is taken out of the property `status`.
PAUSED = "paused"


class CustomProperty(NamedTuple):
    """A property that netnotes does not know, or that could not be read, as it was written."""

    name: str
    words: tuple[str, ...]
    source_location: SourceLocation


class Encounter(NamedTuple):
    """A touch with all people that a meeting note, or a line of a daily note, links to."""

    touch: Touch
    people: tuple[Link, ...]

    # Whether the people are named in a section of the note's text, such as `## Attendees`.
    from_section: bool = False

    # Who was not there although `people` name them, perhaps under another name.
    absent: tuple[Link, ...] = ()


# The tag distinguishes contacts, goals and events when the cache is decoded.
class Contact(Struct, frozen=True, kw_only=True, tag=True):
    """A person, as their note describes them.

    A property of the table (reading/properties.py) has a field of the same name here, whose
    default means that it was not written.
    """

    path: str
    name: str

    # The note's own text as Markdown, without the log.
    text: str = ""

    # A hash of every byte of the note.
    digest: str = ""
    purpose: str = ""
    kind: str = ""
    goals: tuple[Link, ...] = ()

    # The goals that this person is not to be asked for.
    not_for: tuple[Link, ...] = ()
    tier: str = ""

    # The contact's own interval in days, or NEVER; None if the tier decides.
    cadence: int | None = None
    last_contact: Day | None = None
    next: Day | None = None
    next_step: str = ""

    # From -2 to 2, relative to me.
    level: int | None = None
    organisation: str = ""
    role: str = ""
    field: str = ""
    location: str = ""
    met: Day | None = None
    met_at: Link | None = None
    introduced_by: Link | None = None

    # None if nobody has asked yet; empty if the answer was: nobody.
    knows: tuple[Link, ...] | None = None
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    birthday: Birthday | None = None
    anniversary: tuple[YearlyDay, ...] = ()
    remember: tuple[YearlyDay, ...] = ()

    # None for the living.
    died: Death | None = None
    pause_until: Day | None = None
    archived: bool = False

    # PAUSED, DO_NOT_CONTACT, or a word that has no meaning here, as it was typed. What says that
    # somebody is archived or has died is in `archived` and `died`.
    status: str = ""
    photo: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    touches: tuple[Touch, ...] = ()
    gifts: tuple[Gift, ...] = ()
    asks: tuple[Ask, ...] = ()
    promises: tuple[Promise, ...] = ()
    learned: tuple[Learned, ...] = ()
    named: tuple[Naming, ...] = ()
    other: tuple[CustomProperty, ...] = ()
    # One text, because every contact has some twenty locations and few are ever asked for.
    # Where each property was read, as `property line column` a line.
    read_at: str = ""

    @property
    def is_active(self) -> bool:
        """Whether there may be more contact: not archived, still alive, and not ruled out."""
        return self.died is None and not self.archived and self.status != DO_NOT_CONTACT

    def parse_source_locations(self) -> dict[str, SourceLocation]:
        """Return where each property was read, by its name; those not written are missing."""
        locations = {}
        for entry in self.read_at.splitlines():
            name, line, column = entry.split(" ")
            locations[name] = SourceLocation(self.path, int(line), int(column))
        return locations

    def find_source_location(self, property_name: str = "name") -> SourceLocation:
        """Return where a property was read; the note's first line if it was not written."""
        for entry in self.read_at.splitlines():
            name, line, column = entry.split(" ")
            if name == property_name:
                return SourceLocation(self.path, int(line), int(column))
        return SourceLocation(self.path)


class Goal(Struct, frozen=True, kw_only=True, tag=True):
    """Something I want to reach, as its note describes it."""

    path: str
    name: str
    text: str = ""
    why: str = ""
    by: Day | None = None

    # `active`, `done` or `dropped`.
    status: str = "active"
    kind: str = ""
    next_step: str = ""

    # What to say, for this goal, to somebody who asks what I do.
    pitch: str = ""

    # Whom I want to meet: links and names, with a note or without one.
    targets: tuple[Link, ...] = ()

    # Whom I look for, in words such as `someone who has run a seed round`.
    wants: tuple[str, ...] = ()

    # Where such people are: events, places and words.
    where: tuple[Link, ...] = ()

    # What I would ask of somebody who can help, in one sentence.
    ask: str = ""

    # One of ASK_KINDS; empty if it was not written.
    ask_kind: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    other: tuple[CustomProperty, ...] = ()


# What an ask may want of somebody: what they think, whom they know, or a place that they have.
ASK_KINDS = ("advice", "introduction", "opening")


class MetLine(NamedTuple):
    """A line about somebody who was met, such as `Camille Joubert: journalist`."""

    text: str
    source_location: SourceLocation


class Event(Struct, frozen=True, kw_only=True, tag=True):
    """A fair, a talk or another day with people. A trip has a `location` and an `until` as well."""

    path: str
    name: str
    text: str = ""
    date: Day | None = None

    # The last day; None if the event is a single day.
    until: Day | None = None
    location: str = ""
    purpose: str = ""

    # Those I want to meet there.
    people: tuple[Link, ...] = ()

    # The lines of the text that say whom I met there.
    met_lines: tuple[MetLine, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    other: tuple[CustomProperty, ...] = ()

    @property
    def last_day(self) -> Day | None:
        """The day on which the event ends; None if no day is written."""
        if not self.date:
            return self.until
        # An `until` before the first day is a slip, and `check` says so.
        return max(self.date, self.until or self.date)


# What notes may say, folded, for the person who keeps them.
WORDS_FOR_ME = ("me", "myself", "self")


class Me(NamedTuple):
    """The person who keeps the notes, from the settings. What was not set is empty."""

    name: str = ""
    organisation: str = ""
    field: str = ""
    location: str = ""
    pitch: str = ""
    offers: tuple[str, ...] = ()

    def is_named(self, name: str) -> bool:
        """Whether a name in the notes means who keeps them: `me`, `myself`, or the own name."""
        folded_name = fold_name(name)
        return folded_name in WORDS_FOR_ME or folded_name == fold_name(self.name) != ""


EMPTY_ME = Me()


def list_open_promises(contact: Contact) -> list[Promise]:
    """List what I promised a contact and have neither done nor cancelled."""
    return [promise for promise in contact.promises if promise.state == "open"]


def list_open_asks(contact: Contact) -> list[Ask]:
    """List what I asked a contact for and have no answer to."""
    return [ask for ask in contact.asks if ask.state == "open"]
