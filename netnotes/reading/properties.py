"""THE table of properties: name, other names, kind (text, list, date, link, links, choice, yes/no, period), docs, example; ambiguous names; a name one slip away."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.values import (
    read_addresses,
    read_archived,
    read_birthday,
    read_cadence,
    read_date,
    read_kind,
    read_level,
    read_link,
    read_links,
    read_list,
    read_status,
    read_tags,
    read_text,
    read_tier,
)
from netnotes.text import find_closest_match, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.reading.values import FieldReader


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


CONTACT_PROPERTIES: tuple[Property, ...] = (
    Property(
        "name",
        ("full_name", "FN"),
        "text",
        "the name; without it the file's name counts",
        "Ada Quill",
        read_text,
    ),
    Property(
        *("purpose", ("why", "reason"), "text", "why this person, and what for"),
        *("Help me understand how platform teams are funded", read_text),
    ),
    Property(
        *(
            "kind",
            ("purpose_type",),
            "`operational`, `personal` or `strategic`",
            "the kind of purpose",
        ),
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
        (
            "frequency",
            "every",
            "contact_frequency",
            "stay_in_touch_frequency",
            "cadence_days",
            "prm-cadence",
        ),
        "`6 weeks`, `45`, `monthly`, `P6W`, `never`",
        "an interval of this person's own, instead of the tier's",
        "6 weeks",
        read_cadence,
    ),
    Property(
        "last_contact",
        (
            *(
                "last_contacted",
                "last_met",
                "last_seen",
                "last_chat",
                "last_chatted",
                "last_interaction",
            ),
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
    Property(
        "next_step", ("next_action",), "text", "what to do next", "Send her the draft", read_text
    ),
    Property(
        *(
            "level",
            ("seniority",),
            "`-2`…`2`, `below`, `peer`, `above`",
            "how high they stand, relative to me",
        ),
        *("above", read_level),
    ),
    Property(
        "organisation",
        (
            "organization",
            "org",
            "company",
            "employer",
            "customer",
            "organizations",
            "organisations",
            "work",
        ),
        *("text or a link", "where they work", "Northwind", read_text),
    ),
    Property(
        *(
            "role",
            ("title", "job", "job_title", "position"),
            "text",
            "what they do there",
            "VP Engineering",
            read_text,
        ),
    ),
    Property(
        "field",
        ("industry", "sector", "domain"),
        "text",
        "the field of work",
        "logistics software",
        read_text,
    ),
    Property(
        "location",
        ("city", "address", "based_in"),
        "text",
        "where they live or work",
        "Lisbon",
        read_text,
    ),
    Property(
        "met",
        ("first_met", "met_date", "met_on", "since"),
        "a date",
        "when we first met",
        "2024-03-14",
        read_date,
    ),
    Property(
        *("met_at", ("how_met", "met_context"), "text or a link to an event", "where we met"),
        *('"[[PyCon Lisboa]]"', read_link),
    ),
    Property(
        *(
            "introduced_by",
            ("intro_by", "via"),
            "a link, `me`, or an event",
            "who brought us together",
        ),
        *('"[[Ben Okafor]]"', read_link),
    ),
    Property(
        *(
            "knows",
            ("friends", "connections"),
            "links; `[]` says: asked, nobody",
            "whom of my contacts they know",
        ),
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
        *(
            "phone",
            ("phones", "mobile", "phone_number", "telephone", "tel"),
            "text or a list",
            "phone numbers",
        ),
        *('"+49 30 5550123"', read_addresses, True),
    ),
    Property(
        "links",
        (
            "link",
            "linkedin",
            "website",
            "url",
            "twitter",
            "github",
            "mastodon",
            "bluesky",
            "instagram",
            "homepage",
        ),
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
        "photo",
        ("image", "avatar", "picture"),
        "an image in the vault",
        "a picture",
        "photos/ada.jpg",
        read_text,
    ),
    Property(
        "tags",
        ("tag",),
        "a list of words",
        "tags, as Obsidian has them",
        "[speaker]",
        read_tags,
        True,
    ),
    Property(
        "aliases",
        ("alias",),
        "a list of names",
        "other names, as Obsidian has them",
        "[Bennie]",
        read_list,
        True,
    ),
    Property(
        "type",
        ("categories", "category"),
        "`person`, `goal`, `event` …",
        "what the note is about",
        "person",
        read_list,
    ),
)

GOAL_PROPERTIES: tuple[Property, ...] = (
    *(
        one
        for one in CONTACT_PROPERTIES
        if one.name in ("name", "kind", "next_step", "tags", "aliases", "type")
    ),
    Property(
        "why",
        ("purpose", "reason"),
        "text",
        "why I want it",
        "More say in what we build",
        read_text,
    ),
    Property(
        "by",
        ("due", "deadline", "until", "date"),
        "a date",
        "when I want to be there",
        "2027-06-30",
        read_date,
    ),
    Property(
        "status",
        (),
        "`active`, `done` or `dropped`",
        "whether I still want it",
        "active",
        read_status,
    ),
)

EVENT_PROPERTIES: tuple[Property, ...] = (
    *(
        one
        for one in CONTACT_PROPERTIES
        if one.name in ("name", "purpose", "location", "tags", "aliases", "type")
    ),
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

PROPERTY_NAMES = tuple(
    dict.fromkeys(one.name for one in (*CONTACT_PROPERTIES, *GOAL_PROPERTIES, *EVENT_PROPERTIES))
)

IGNORED_PROPERTIES = frozenset(
    map(fold, ("netnotes", "cssclass", "cssclasses", "publish", "permalink"))
)
FIRST_NAME_PROPERTIES = frozenset(map(fold, ("firstname", "given_name", "forename")))
LAST_NAME_PROPERTIES = frozenset(map(fold, ("lastname", "surname", "family_name")))

AMBIGUOUS_NAMES = frozenset(
    map(
        fold,
        (
            *(
                "circle",
                "importance",
                "priority",
                "relationship_strength",
                "frequency",
                "every",
                "seniority",
            ),
            *("since", "birth", "born", "follow_up", "active", "status"),
        ),
    )
)
"""Names that often say something else, in vaults that were not written for netnotes: what we can't read under them is
kept with the other properties and not found wrong."""


@lru_cache(maxsize=16)
def build_property_index(
    properties: tuple[Property, ...], extra_names: tuple[tuple[str, tuple[str, ...]], ...]
) -> Mapping[str, Property]:
    """Each property by every name it may be written under, folded; `added`, the names from the settings, count first."""
    by_name = {one.name: one for one in properties}
    return {
        **{fold(also): one for one in properties for also in one.other_names},
        **{fold(name): one for name, one in by_name.items()},
        **{
            fold(also): by_name[name]
            for name, more in extra_names
            if name in by_name
            for also in more
        },
    }


def suggest_property_name(typed: str, properties_by_name: Mapping[str, Property]) -> str:
    """The name of a property that one slip of typing made into this one; empty where there is none, or it is known."""
    meant = (
        _find_closest_name(fold(typed), tuple(properties_by_name))
        if fold(typed) not in properties_by_name
        else ""
    )
    prop = properties_by_name.get(meant)
    return (
        next((name for name in (prop.name, *prop.other_names) if fold(name) == meant), prop.name)
        if prop
        else ""
    )


@lru_cache(maxsize=1024)
def _find_closest_name(folded: str, known_names: tuple[str, ...]) -> str:
    """The known name one slip away. Of four letters only a swap is a slip: `text` is a word of its own, and not `next`."""
    if len(folded) < 4 or folded in IGNORED_PROPERTIES:
        return ""
    letters = sorted(folded)
    return find_closest_match(
        folded, (name for name in known_names if len(name) > 4 or sorted(name) == letters)
    )
