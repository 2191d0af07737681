"""The tables of properties that netnotes understands in notes about goals and events."""

from __future__ import annotations

from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import Property, PropertyKind, read_text_with_links
from netnotes.reading.values import read_ask_kind, read_status

_SHARED_WITH_GOALS = ("name", "kind", "next_step", "tags", "aliases", "type")
_SHARED_WITH_EVENTS = ("name", "purpose", "location", "tags", "aliases", "type")

GOAL_PROPERTIES: tuple[Property, ...] = (
    *(prop for prop in CONTACT_PROPERTIES if prop.name in _SHARED_WITH_GOALS),
    Property(
        "why",
        ("purpose", "reason"),
        PropertyKind.TEXT,
        "text",
        "why I want it",
        "More say in what we build",
    ),
    Property(
        "by",
        ("due", "deadline", "until", "date"),
        PropertyKind.DATE,
        "a date",
        "when I want to be there",
        "2027-06-30",
    ),
    Property(
        "status",
        (),
        PropertyKind.CHOICE,
        "`active`, `done` or `dropped`",
        "whether I still want it",
        "active",
        read_status,
    ),
    Property(
        "pitch",
        (),
        PropertyKind.TEXT,
        "text or a link to a note",
        "what to say, for this goal, to somebody who asks what I do; two sentences",
        "I bring data and infrastructure teams together. I look for people who have done it.",
        read_text_with_links,
    ),
    Property(
        "targets",
        ("target",),
        PropertyKind.LINKS,
        "links or names, with or without a note",
        "whom I want to meet",
        '["[[Camille Joubert]]", Priya Nair]',
        can_repeat=True,
    ),
    Property(
        "wants",
        ("want",),
        PropertyKind.LIST,
        "a list of words",
        "whom I look for, in words: compared with what is known of a contact, and never with "
        "the level",
        "[someone who has run a seed round, a depot manager]",
        can_repeat=True,
    ),
    Property(
        "where",
        (),
        PropertyKind.LINKS,
        "links to events, or words",
        "where such people are",
        '["[[Civic Data Camp]]", "build guild, Thursdays"]',
        can_repeat=True,
    ),
    Property(
        "ask",
        (),
        PropertyKind.TEXT,
        "text",
        "what I would ask of somebody who can help, in one sentence",
        "Would you look at one page on funding?",
    ),
    Property(
        "ask_kind",
        (),
        PropertyKind.CHOICE,
        "`advice`, `introduction` or `opening`",
        "what the ask wants: what they think, whom they know, or a place that they have",
        "advice",
        read_ask_kind,
    ),
)

EVENT_PROPERTIES: tuple[Property, ...] = (
    *(prop for prop in CONTACT_PROPERTIES if prop.name in _SHARED_WITH_EVENTS),
    Property(
        "date",
        ("start", "from", "when"),
        PropertyKind.DATE,
        "a date",
        "the first day",
        "2026-12-01",
    ),
    Property("until", ("end", "to"), PropertyKind.DATE, "a date", "the last day", "2026-12-04"),
    Property(
        "people",
        ("person", "attendees", "who"),
        PropertyKind.LINKS,
        "links",
        "whom I want to meet there",
        '"[[Ada Quill]]"',
        can_repeat=True,
    ),
)

# Those of contacts, goals and events together.
PROPERTY_NAMES = tuple(
    dict.fromkeys(prop.name for prop in (*CONTACT_PROPERTIES, *GOAL_PROPERTIES, *EVENT_PROPERTIES))
)
