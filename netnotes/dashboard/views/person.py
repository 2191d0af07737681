"""The page of one person, which prints as a brief before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.rows import (
    Gifts,
    NoteVersion,
    WhatToSay,
    build_note_version,
    build_what_to_say,
    format_explain_command,
    format_log_command,
    suggest_gifts,
)
from netnotes.dashboard.site import resolve_links
from netnotes.dashboard.sources import EditorLinks, SourceNote, list_sources
from netnotes.dashboard.views.person_timeline import (
    TimelineEntry,
    iter_exchanges,
    iter_timeline,
    iter_undated,
)
from netnotes.network.asks import REMINDER_ADVICE, has_no_answer, is_reminder_due
from netnotes.network.follow_up import get_open_next_step
from netnotes.network.link_graph import list_known_names_without_note
from netnotes.network.measures.goals import is_resting
from netnotes.network.measures.ladder import RUNGS, compute_rung
from netnotes.network.measures.ledger import find_last_in_person
from netnotes.network.measures.pitches import list_pitches_for_contact
from netnotes.network.reach import build_obsidian_url, iter_ways_to_reach
from netnotes.network.wording import (
    LEVEL_WORDS,
    format_birthday,
    format_death,
    format_frequency,
    format_life,
    format_role_and_place,
    format_yearly_day,
)
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import SharedFacts
    from netnotes.dashboard.views.goal_people import WaysToPerson
    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Ask, Contact, Link, Touch, YearlyDay
    from netnotes.network.follow_up import FollowUp


class Fact(Struct, frozen=True):
    """A fact about a person, and where in the notes it was read."""

    label: str
    values: tuple[Ref, ...]
    place: str


class PersonOpenItem(Struct, frozen=True):
    """A promise or an ask that is still open, and its line in the note.

    `advice` says how an ask stands today; it is often empty.
    """

    what: str
    text: str
    date: Day | None
    due: Day | None
    line: int
    advice: str = ""


class PersonView(Struct, frozen=True, kw_only=True):
    """One person, on a page that prints as a brief before a meeting."""

    name: str
    who: str
    purpose: str
    standing: str

    # The years of somebody who has died, such as `1950–2024`; empty where none is known.
    life: str
    last: Day | None
    last_place: str
    met_in_person: Day | None
    due: Day | None
    rhythm: str
    rung: str
    next_step: str
    facts: tuple[Fact, ...]
    ways: tuple[Ref, ...]
    open: tuple[PersonOpenItem, ...]
    give: Gifts
    say: WhatToSay | None
    timeline: tuple[TimelineEntry, ...]
    undated: tuple[tuple[str, str], ...]
    learned: tuple[tuple[Day | None, str], ...]
    knows: tuple[Ref, ...]
    knows_asked: bool
    backlinks: tuple[Ref, ...]
    other: tuple[Fact, ...]
    photo: str
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str
    log: str
    hint: str
    note: NoteVersion

    # Where all of it was read, and the command that says more.
    sources: tuple[SourceNote, ...]
    explain: str
    ways_to_them: WaysToPerson | None


class PersonContext(Struct, frozen=True):
    """What other notes, the settings and the day add to a person's own note.

    A person's page is made from this and from the note, and from nothing else: while both are
    the same, so is the page.
    """

    # Standing, last contact and its location, due day, and frequency.
    follow_up: tuple[str, Day | None, str, Day | None, str]

    rung: str
    met_in_person: Day | None
    goals: tuple[Ref, ...]
    met_at: Ref | None
    introduced_by: Ref | None
    knows: tuple[Ref, ...]
    gift_ideas: Gifts
    say: WhatToSay | None

    # The days of touches that are still to come.
    planned_days: tuple[Day, ...]

    # How each ask of the contact stands today; often empty.
    ask_advice: tuple[str, ...]

    touches_from_other_notes: tuple[tuple[Touch, Ref], ...]
    backlinks: tuple[Ref, ...]
    photo: str
    links: tuple[tuple[str, str], ...]
    vault_name: str
    log: str
    hint: str
    explain: str
    editor_links: EditorLinks

    # The ways to a contact whom I want to meet, and have not met; they follow from other notes'
    # logs.
    ways_to_them: WaysToPerson | None = None


def build_person_context(
    contact: Contact, follow_up: FollowUp, facts: SharedFacts
) -> PersonContext:
    """Build what the page of a contact shows beyond the contact's own note.

    The types say what it may depend on: the contact, whose touches include those from other notes,
    when to be in touch again, and the shared facts.
    """
    path, today, graph = contact.path, facts.today, facts.graph
    known_people = [
        *facts.get_refs(sorted(graph.ties.get(path, ()))),
        *[Ref(name) for name in list_known_names_without_note(contact, graph)],
    ]
    pitches = list_pitches_for_contact(contact, graph, facts.goals_by_target, facts.pitches, today)
    return PersonContext(
        follow_up=_summarize_follow_up(contact, follow_up),
        rung=RUNGS[compute_rung(contact, today)],
        met_in_person=find_last_in_person(contact, today),
        goals=facts.get_refs(graph.goals_by_contact[path]),
        met_at=_resolve_optional_link(contact.met_at, path, facts),
        introduced_by=_resolve_optional_link(contact.introduced_by, path, facts),
        # Ties are a set, which comes in another order in each process; pages must not. Of two
        # people with one name, the paths decide.
        knows=tuple(sorted(known_people, key=lambda ref: ref.name.casefold())),
        gift_ideas=suggest_gifts(contact, facts),
        say=build_what_to_say(pitches, facts),
        planned_days=tuple([touch.date for touch in contact.touches if touch.date > today]),
        ask_advice=tuple([_advise_on_ask(ask, contact, facts) for ask in contact.asks]),
        touches_from_other_notes=_list_touches_from_other_notes(contact, facts),
        backlinks=facts.get_refs(graph.backlinks.get(path, ())),
        photo=_find_photo(contact, facts),
        links=resolve_links(path, facts),
        vault_name=facts.vault_name,
        log=format_log_command(contact, facts),
        hint=_suggest_hint(contact, follow_up),
        explain=format_explain_command(contact, facts),
        editor_links=EditorLinks(facts.editor, facts.root),
    )


def _advise_on_ask(ask: Ask, contact: Contact, facts: SharedFacts) -> str:
    if has_no_answer(ask, facts.today):
        return "no answer"
    if not is_reminder_due(ask, contact, facts.today):
        return ""
    is_over = is_resting(ask, contact, facts.graph, facts.goals_by_path)
    if is_over:
        return ""
    return REMINDER_ADVICE


def _summarize_follow_up(
    contact: Contact, follow_up: FollowUp
) -> tuple[str, Day | None, str, Day | None, str]:
    """Build the values of `PersonContext.follow_up`, leaving out what changes every day."""
    return (
        str(follow_up.standing),
        follow_up.last_contact,
        _format_location(follow_up.last_contact_location),
        follow_up.expected,
        format_frequency(contact, follow_up),
    )


def _resolve_optional_link(link: Link | None, origin: str, facts: SharedFacts) -> Ref | None:
    if link is None:
        return None
    return facts.resolve_link(link, origin)


def _list_touches_from_other_notes(
    contact: Contact, facts: SharedFacts
) -> tuple[tuple[Touch, Ref], ...]:
    """List the touches that were read from meeting notes and daily notes, each with its note."""
    touches = []
    for touch in contact.touches:
        origin = touch.source_location.path
        if origin != contact.path:
            touches.append((touch, facts.get_ref(origin)))
    return tuple(touches)


def build_person_view(contact: Contact, context: PersonContext) -> PersonView:
    """Build what the page of a contact shows."""
    standing, last_contact, last_place, due, frequency = context.follow_up
    exchanges = list(iter_exchanges(contact))
    return PersonView(
        name=contact.name,
        who=format_role_and_place(contact),
        purpose=contact.purpose,
        standing=standing,
        life=format_life(contact),
        last=last_contact,
        last_place=last_place,
        met_in_person=context.met_in_person,
        due=due,
        # Nothing is planned with somebody who has died.
        rhythm="" if contact.died else frequency,
        rung=context.rung,
        next_step=get_open_next_step(contact, last_contact),
        facts=tuple(_iter_facts(contact, context)),
        ways=tuple([Ref(way.name, way.url) for way in iter_ways_to_reach(contact)]),
        open=tuple(_iter_open_items(contact, context)),
        give=context.gift_ideas,
        say=context.say,
        timeline=tuple(
            iter_timeline(
                contact, exchanges, context.planned_days, context.touches_from_other_notes
            )
        ),
        undated=tuple(iter_undated(exchanges)),
        learned=tuple([(learned.date, learned.text) for learned in contact.learned]),
        knows=context.knows,
        knows_asked=contact.knows is not None,
        backlinks=context.backlinks,
        other=tuple(_iter_custom_facts(contact)),
        photo=context.photo,
        text=contact.text,
        links=context.links,
        obsidian=build_obsidian_url(context.vault_name, contact.path),
        log=context.log,
        hint=context.hint,
        note=build_note_version(contact),
        sources=list_sources(contact, context.editor_links),
        explain=context.explain,
        ways_to_them=context.ways_to_them,
    )


def _format_location(location: SourceLocation | None) -> str:
    if location is None:
        return ""
    return f"{location.path}:{location.line}"


def _iter_facts(contact: Contact, context: PersonContext) -> Iterator[Fact]:
    """Yield the facts that the note states, in the order in which a brief needs them."""
    locations = contact.parse_source_locations()
    for label, property_name, values in _list_fact_values(contact, context):
        written_values = tuple([value for value in values if value.name])
        if not written_values:
            continue
        location = _format_location(locations.get(property_name))
        yield Fact(label, written_values, location)


def _list_fact_values(
    contact: Contact, context: PersonContext
) -> tuple[tuple[str, str, tuple[Ref, ...]], ...]:
    """List all facts: the label, the property it was read from, and the values, often empty."""
    met = format_day_short(contact.met) if contact.met else ""
    met_at = (context.met_at,) if context.met_at else ()
    introduced_by = (context.introduced_by,) if context.introduced_by else ()
    return (
        ("Goals", "goals", context.goals),
        ("Not asked for", "not_for", tuple([Ref(link.label) for link in contact.not_for])),
        ("Cares about", "interests", tuple(map(Ref, contact.interests))),
        ("Offers", "offers", tuple(map(Ref, contact.offers))),
        ("Needs", "needs", tuple(map(Ref, contact.needs))),
        ("Kind", "kind", (Ref(contact.kind),)),
        ("Level", "level", (Ref(LEVEL_WORDS[contact.level]),)),
        ("Field", "field", (Ref(contact.field),)),
        ("Met", "met", (Ref(met),)),
        ("Met at", "met_at", met_at),
        ("Introduced by", "introduced_by", introduced_by),
        ("Status", "status", (Ref(contact.status),)),
        ("Died", "died", (Ref(format_death(contact.died)),)),
        ("Birthday", "birthday", (Ref(format_birthday(contact.birthday)),)),
        ("Anniversary", "anniversary", tuple(map(_format_yearly_day, contact.anniversary))),
        ("Remember", "remember", tuple(map(_format_yearly_day, contact.remember))),
        ("Also called", "aliases", tuple(map(Ref, contact.aliases))),
        ("Tags", "tags", tuple([Ref(f"#{tag}") for tag in contact.tags])),
    )


def _format_yearly_day(yearly_day: YearlyDay) -> Ref:
    return Ref(format_yearly_day(yearly_day))


def _iter_custom_facts(contact: Contact) -> Iterator[Fact]:
    """Yield the properties that netnotes has no meaning for, as they were written."""
    for custom in contact.other:
        values = tuple(map(Ref, custom.words))
        yield Fact(custom.name, values, _format_location(custom.source_location))


def _iter_open_items(contact: Contact, context: PersonContext) -> Iterator[PersonOpenItem]:
    for promise in contact.promises:
        if promise.state == "open":
            line = promise.source_location.line
            yield PersonOpenItem("promised", promise.text, promise.date, promise.due, line)
    for ask, advice in zip(contact.asks, context.ask_advice, strict=True):
        if ask.state == "open":
            line = ask.source_location.line
            yield PersonOpenItem("asked", ask.text, ask.date, None, line, advice)


def _find_photo(contact: Contact, facts: SharedFacts) -> str:
    """Find the address of a contact's photo; empty if there is none that may be shown."""
    if not contact.photo:
        return ""
    # A photo is written as a path or, in Obsidian, as `![[Ada.png]]`.
    path = facts.graph.find_path(contact.photo.strip("![]"), contact.path)
    return facts.pictures.get(path, "")


def _suggest_hint(contact: Contact, follow_up: FollowUp) -> str:
    """Suggest the property or line that would help most in this note; empty for nothing."""
    if not contact.is_active:
        return ""
    if not contact.purpose:
        return "purpose"
    if follow_up.cadence is None:
        return "tier"
    if not follow_up.last_contact:
        return "touch"
    return ""
