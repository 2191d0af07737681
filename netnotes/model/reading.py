"""What one note says."""

from __future__ import annotations

from typing import NamedTuple

# These are no imports for type checking only: the cache decodes a Reading by the types of its
# fields.
from netnotes.model.diagnostics import (  # noqa: TC001 - see above
    Diagnostic,
    SourceLocation,
)
from netnotes.model.people import (  # noqa: TC001 - see above
    Contact,
    Encounter,
    Event,
    Goal,
    Link,
    MetLine,
)


class UnlinkedLine(NamedTuple):
    """A line of a daily note that says how somebody was met and links to nobody."""

    number: int

    # Where its text begins, counted from 1.
    column: int

    # The line up to a comment or spaces at its end, which are in `rest`.
    raw: str
    rest: str


class UnreadTouch(NamedTuple):
    """A line that would be a touch if the day above it had one meaning, and the day as written.

    `day_line` is 0 if no line has the day. `problem` goes on after `day_words`: `has no year`.
    """

    source_location: SourceLocation
    people: tuple[Link, ...]
    day_line: int
    day_words: str
    problem: str


class Reading(NamedTuple):
    """What one note says.

    `entity` is the contact, goal or event that the note is about; None for any other note.
    `encounters` are the touches with other people that a meeting note or a daily note records.
    `links` and `tags` are those of its text and its properties. `digest` is that of its bytes.
    """

    path: str
    digest: str
    entity: Contact | Goal | Event | None
    encounters: tuple[Encounter, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]

    # Whether the note is a contact only if the notes beside it say so.
    is_unsure: bool = False

    # The lines of a daily note that would be touches if they name a contact.
    unlinked_lines: tuple[UnlinkedLine, ...] = ()

    # The lines under `## Met` in a daily note.
    met_lines: tuple[MetLine, ...] = ()

    # Its lines that look like touches and are none, because their day has not one meaning.
    unread_touches: tuple[UnreadTouch, ...] = ()

    # The links in its text, if it has a day and reads as if it were about a meeting.
    possible_people: tuple[Link, ...] = ()
