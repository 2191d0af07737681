"""The nouns: contacts and what passed with them, goals, events, and the person who keeps the notes."""

from __future__ import annotations

from datetime import date as Day  # noqa: TC003 - what is remembered is read back by these types
from typing import Literal, NamedTuple

from msgspec import Struct

from netnotes.model.diagnostics import SourceLocation

NEVER = 0
"""A cadence of no days: this person is kept, and never due."""


class Link(NamedTuple):
    """Another note named by this one, as `[[Target|label]]`, as a Markdown link, or plainly by its name.

    A `plain` link is text that may or may not be a note's name; finding no note for it is no mistake.
    """

    target: str
    label: str
    source_location: SourceLocation
    plain: bool = False


Mode = Literal["in person", "voice", "written", ""]
"""How a touch was made, warmest first; empty where the channel is not known."""


class Touch(NamedTuple):
    """One contact that happened, or is planned when its day is still to come.

    `channel` is the word that was written for the mode. `text` is Markdown.
    """

    date: Day
    mode: Mode
    channel: str
    text: str
    source_location: SourceLocation


class Gift(NamedTuple):
    """Something I gave: a paper, an introduction, an hour."""

    date: Day | None
    text: str
    source_location: SourceLocation


class Ask(NamedTuple):
    """Something I asked for; `state` is `open`, `granted` or `declined`. `answered` is the day it was ticked."""

    date: Day | None
    text: str
    state: str
    answered: Day | None
    source_location: SourceLocation


class Promise(NamedTuple):
    """Something I said I would do; `state` is `open`, `kept` or `cancelled`. `done` is the day it was ticked."""

    date: Day | None
    text: str
    due: Day | None
    state: str
    done: Day | None
    source_location: SourceLocation


class Learned(NamedTuple):
    """Something worth remembering that this person told me."""

    date: Day | None
    text: str
    source_location: SourceLocation


class Birthday(NamedTuple):
    """A day of the year, and the year of birth where it is known."""

    month: int
    day: int
    year: int | None = None


class CustomProperty(NamedTuple):
    """A property netnotes has no meaning for, kept as it was written."""

    name: str
    words: tuple[str, ...]
    source_location: SourceLocation


class Encounter(NamedTuple):
    """A meeting note or a journal line: a touch with everybody it links to."""

    touch: Touch
    people: tuple[Link, ...]


class Contact(
    Struct, frozen=True, kw_only=True, tag=True
):  # the tag tells one noun from another where they are packed
    """One person as their note tells it. Property names are those of FIELDS.

    `cadence` is the contact's own interval in days, NEVER, or None when the tier decides. `level` is -2 to 2 relative
    to me. `knows` is None when nobody has asked yet, and `()` when the answer was: nobody. `read_at` says where each
    property was read, as `property line column` a line: one text, for everybody has twenty of these and few are ever
    asked for. `text` is the note's own words as Markdown, without the log. `digest` stands for every byte of the note.
    """

    path: str
    name: str
    text: str = ""
    digest: str = ""
    purpose: str = ""
    kind: str = ""
    goals: tuple[Link, ...] = ()
    tier: str = ""
    cadence: int | None = None
    last_contact: Day | None = None
    next: Day | None = None
    next_step: str = ""
    level: int | None = None
    organisation: str = ""
    role: str = ""
    field: str = ""
    location: str = ""
    met: Day | None = None
    met_at: Link | None = None
    introduced_by: Link | None = None
    knows: tuple[Link, ...] | None = None
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    birthday: Birthday | None = None
    pause_until: Day | None = None
    archived: bool = False
    photo: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    touches: tuple[Touch, ...] = ()
    gifts: tuple[Gift, ...] = ()
    asks: tuple[Ask, ...] = ()
    promises: tuple[Promise, ...] = ()
    learned: tuple[Learned, ...] = ()
    other: tuple[CustomProperty, ...] = ()
    read_at: str = ""

    def parse_source_locations(self) -> dict[str, SourceLocation]:
        """Where each property that is written was read."""
        told = (one.split(" ") for one in self.read_at.splitlines())
        return {
            name: SourceLocation(self.path, int(line), int(column)) for name, line, column in told
        }

    def find_source_location(self, property_name: str = "name") -> SourceLocation:
        """Where a property was read; the note's first line when it was not written."""
        return self.parse_source_locations().get(property_name, SourceLocation(self.path))


class Goal(Struct, frozen=True, kw_only=True, tag=True):
    """Something I want to reach; `status` is `active`, `done` or `dropped`."""

    path: str
    name: str
    text: str = ""
    why: str = ""
    by: Day | None = None
    status: str = "active"
    kind: str = ""
    next_step: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    other: tuple[CustomProperty, ...] = ()


class Event(Struct, frozen=True, kw_only=True, tag=True):
    """A day, or days, with people: a fair, a talk, a trip. `people` are those I want to meet there.

    A trip is an event with a `location` and an `until`.
    """

    path: str
    name: str
    text: str = ""
    date: Day | None = None
    until: Day | None = None
    location: str = ""
    purpose: str = ""
    people: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    other: tuple[CustomProperty, ...] = ()


class Me(NamedTuple):
    """The person who keeps the notes, from the settings; empty where not told."""

    name: str = ""
    organisation: str = ""
    field: str = ""
    location: str = ""
    pitch: str = ""
    offers: tuple[str, ...] = ()


EMPTY_ME = Me()


def list_open_promises(contact: Contact) -> list[Promise]:
    """List what I promised a contact and have neither done nor cancelled."""
    return [promise for promise in contact.promises if promise.state == "open"]


def list_open_asks(contact: Contact) -> list[Ask]:
    """List what I asked a contact for and have no answer to."""
    return [ask for ask in contact.asks if ask.state == "open"]
