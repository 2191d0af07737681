"""The page This week: whom to be in touch with, why, and what else is due."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.charts import draw_months
from netnotes.dashboard.rows import (
    OpenItemRows,
    UsualPlaceView,
    build_open_asks,
    build_open_promises,
    build_usual_places,
)
from netnotes.dashboard.views.goals import GoalSummary, build_goal_summary
from netnotes.dashboard.views.week_entries import (
    WeekEntryView,
    build_week_entry_view,
    build_week_entry_views,
)
from netnotes.model.inbox import describe_waiting_sentences
from netnotes.network.first_look import NO_INTERVALS, find_first_look
from netnotes.network.measures.thanks import describe_thanks, list_thanks_of_week
from netnotes.network.measures.trends import count_touches_by_month
from netnotes.network.measures.week_events import (
    MAX_PEOPLE_OF_EVENT,
    list_met_elsewhere,
    list_week_events,
)
from netnotes.network.met_people import format_label_of_people, list_recent_people_without_note
from netnotes.network.occasions import OCCASION_LABELS, describe_occasion
from netnotes.network.week import WeekEntry
from netnotes.network.week_sentences import (
    MAX_MORE_NAMES,
    describe_catch_up,
    describe_empty_week,
    describe_meeting,
    describe_met_earlier,
    describe_missing_places,
    describe_more_new,
    describe_week,
)
from netnotes.network.week_trips import WEEK_DAYS
from netnotes.network.wording import format_event_days
from netnotes.text import fold_name, format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact
    from netnotes.network.measures.week_events import WeekEvent
    from netnotes.network.network import Network
    from netnotes.network.occasions import Occasion

# Open promises and open asks listed each; the page Give and ask has all of them.
MAX_OPEN_ITEMS = 12

# The weeks to come, and the people named for each of them.
COMING_WEEKS = 4
MAX_NAMES = 5


class ComingWeek(Struct, frozen=True):
    """A week to come, by its first day: the first people who fall due, and how many more."""

    first_day: Day
    people: tuple[Ref, ...]
    more: int


class OccasionView(Struct, frozen=True):
    """A birthday or another day of the year in the next days.

    `label` says which it is; `words` say what happened, and how many years ago.
    """

    date: Day
    person: Ref
    label: str
    words: str


class OtherPeople(Struct, frozen=True):
    """People of the week without a place of their own: what is said of them, and their names.

    `more` counts those who are not named.
    """

    label: str
    people: tuple[Ref, ...]
    more: int


class GuestView(Struct, frozen=True):
    """Somebody to meet at an event or to thank, and why."""

    person: Ref
    reason: str


class WeekEventView(Struct, frozen=True):
    """An event of the week with the first people to meet there, and the others without a reason."""

    event: Ref
    days: str
    location: str
    purpose: str
    people: tuple[GuestView, ...]
    others: OtherPeople | None


class MentionView(Struct, frozen=True):
    """Somebody who is mentioned, and how often."""

    person: Ref
    count: int


class FirstLookView(Struct, frozen=True):
    """Where to begin when nobody has an interval: whom the notes name most, the line to write."""

    sentence: str
    line: str
    mentions: tuple[MentionView, ...]
    more: int


class WeekView(Struct, frozen=True, kw_only=True):
    """Everything the page This week shows."""

    as_of: Day
    contacts: int
    summary: str
    events: tuple[WeekEventView, ...]
    now: tuple[WeekEntryView, ...]
    later: tuple[WeekEntryView, ...]
    others: tuple[OtherPeople, ...]
    empty: str
    next: WeekEntryView | None
    catch_up: str
    while_there: tuple[WeekEntryView, ...]
    reconnect: WeekEntryView | None
    coming: tuple[ComingWeek, ...]
    promises: OpenItemRows
    asks: OpenItemRows
    occasions: tuple[OccasionView, ...]
    goals: tuple[GoalSummary, ...]
    touches: str
    problems: int

    # Where one is anyway.
    places: tuple[UsualPlaceView, ...]

    # How many sentences wait in the inbox, in words; empty if none does.
    inbox: str
    inbox_path: str
    hint: str
    first_look: FirstLookView | None

    # Who helped or answered lately, in places of their own.
    thanks: tuple[GuestView, ...]


def build_week_view(site: Site) -> WeekView:
    """Whom to be in touch with this week, why, and with what."""
    network = site.network
    week = network.week
    week_events = list_week_events(network)
    month_counts = count_touches_by_month(site.measures)

    first_look = _build_first_look_view(site)
    touches = ""
    if any(count for _, count in month_counts):
        touches = draw_months(month_counts)

    next_entry = None
    if week.next_entry:
        next_entry = build_week_entry_view(week.next_entry, site)
    reconnect = None
    if week.reconnect:
        reconnect_entry = _build_reconnect_entry(week.reconnect, network)
        reconnect = build_week_entry_view(reconnect_entry, site)

    return WeekView(
        as_of=network.today,
        contacts=len(network.contacts),
        summary=describe_week(network),
        events=tuple(_build_week_event_view(week_event, site) for week_event in week_events),
        now=build_week_entry_views(week.list_entries("now"), site),
        later=build_week_entry_views(week.list_entries("later"), site),
        others=tuple(_iter_other_people(site, week_events)),
        # What helps most is said instead.
        empty=describe_missing_places(network) if first_look else describe_empty_week(network),
        next=next_entry,
        catch_up=describe_catch_up(week, network.settings),
        while_there=build_week_entry_views(week.while_there, site),
        reconnect=reconnect,
        coming=tuple(_iter_coming_weeks(site)),
        promises=build_open_promises(site, MAX_OPEN_ITEMS),
        asks=build_open_asks(site, MAX_OPEN_ITEMS),
        occasions=tuple(_build_occasion_view(occasion, site) for occasion in week.occasions),
        goals=_list_active_goals(site),
        touches=touches,
        problems=len(site.diagnostics),
        places=build_usual_places(site),
        inbox=describe_waiting_sentences(site.waiting_sentences),
        inbox_path=site.waiting_sentences.path,
        # What helps most is said already.
        hint="" if first_look else _find_hint(network),
        first_look=first_look,
        thanks=tuple(
            GuestView(site.get_ref(thanks.contact.path), describe_thanks(thanks))
            for thanks in list_thanks_of_week(network)
        ),
    )


def _build_week_event_view(week_event: WeekEvent, site: Site) -> WeekEventView:
    event = week_event.event
    named = week_event.people[:MAX_PEOPLE_OF_EVENT]
    others = [guest.contact for guest in week_event.people[MAX_PEOPLE_OF_EVENT:]]
    return WeekEventView(
        event=Ref(event.name, site.get_page_path(event.path)),
        days=format_event_days(event),
        location=event.location,
        purpose=event.purpose,
        people=tuple(GuestView(site.get_ref(guest.contact.path), guest.reason) for guest in named),
        others=_build_other_people(f"and {len(others):,} more", others, site) if others else None,
    )


def _iter_other_people(site: Site, week_events: Iterable[WeekEvent]) -> Iterator[OtherPeople]:
    """Yield who belongs to the week and has no place on the list: new contacts, whom I meet."""
    week = site.network.week
    for label, contacts in (
        (describe_more_new(week), week.more_new),
        (describe_met_earlier(week), week.met_earlier),
        (describe_meeting(site.network), list_met_elsewhere(week_events, site.network)),
    ):
        if label and contacts:
            yield _build_other_people(label, contacts, site)
    for people in list_recent_people_without_note(site.network):
        named = people.names[:MAX_MORE_NAMES]
        refs = tuple(Ref(name) for name in named)
        label = format_label_of_people(people)
        yield OtherPeople(label, refs, len(people.names) - len(named))


def _build_other_people(label: str, contacts: Sequence[Contact], site: Site) -> OtherPeople:
    # One name more than the maximum is no longer than "and 1 other".
    named = contacts if len(contacts) <= MAX_MORE_NAMES + 1 else contacts[:MAX_MORE_NAMES]
    return OtherPeople(label, site.get_contact_refs(named), len(contacts) - len(named))


def _build_first_look_view(site: Site) -> FirstLookView | None:
    first_look = find_first_look(site.network)
    if first_look is None:
        return None
    mentions = [
        MentionView(site.get_ref(mention.contact.path), mention.mention_count)
        for mention in first_look.mentions
    ]
    sentence = f"{NO_INTERVALS} {first_look.where}"
    return FirstLookView(sentence, first_look.line, tuple(mentions), first_look.more)


def _list_active_goals(site: Site) -> tuple[GoalSummary, ...]:
    goals = []
    for coverage in site.measures.goal_coverages:
        if coverage.goal.status == "active":
            goals.append(build_goal_summary(coverage, site))
    return tuple(goals)


def _build_occasion_view(occasion: Occasion, site: Site) -> OccasionView:
    return OccasionView(
        date=occasion.date,
        person=site.get_ref(occasion.contact.path),
        label=OCCASION_LABELS[occasion.kind],
        words=describe_occasion(occasion),
    )


def _build_reconnect_entry(contact: Contact, network: Network) -> WeekEntry:
    last_contact = network.follow_ups[contact.path].last_contact
    # Only the days since a last contact make a tie dormant.
    assert last_contact is not None
    return WeekEntry(contact, "reconnect", "later", f"quiet since {format_day_short(last_contact)}")


def _iter_coming_weeks(site: Site) -> Iterator[ComingWeek]:
    """Yield the weeks after this one, with those who fall due in each."""
    network = site.network
    # Not those who are due already, or within this week: they are in the list above.
    first_day = network.today + datetime.timedelta(days=WEEK_DAYS + 1)
    contacts_by_week: dict[int, list[Contact]] = {}
    for contact in network.live_contacts:
        due = network.follow_ups[contact.path].due
        if due and due >= first_day:
            contacts_by_week.setdefault((due - first_day).days // 7, []).append(contact)

    for number in range(COMING_WEEKS):
        contacts = contacts_by_week.get(number, [])
        contacts.sort(key=lambda contact: fold_name(contact.name))
        people = site.get_contact_refs(contacts[:MAX_NAMES])
        week_day = first_day + datetime.timedelta(days=7 * number)
        yield ComingWeek(week_day, people, len(contacts) - len(people))


def _find_hint(network: Network) -> str:
    """Return the key of the line that would help most while the notes say little, or nothing.

    index.html has a sentence for each of these keys.
    """
    # In the order in which a beginner needs them: without a purpose nobody can choose a tier.
    if not network.contacts:
        return "contacts"
    if not any(contact.purpose for contact in network.contacts):
        return "purpose"
    if not any(follow_up.cadence for follow_up in network.follow_ups.values()):
        return "tier"
    if not any(follow_up.last_contact for follow_up in network.follow_ups.values()):
        return "touch"
    if not network.goals:
        return "goals"
    return ""
