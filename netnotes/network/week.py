"""This week's list: whom to be in touch with in the seven days from today, and why."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from netnotes.model.people import NEVER, list_open_promises
from netnotes.network.follow_up import (
    MAX_MEETING_AGE_DAYS,
    NEW_CONTACT_DAYS,
    STANDINGS_SET_ASIDE,
    Standing,
)
from netnotes.network.forward_run import FirstWeek, compute_catch_up_day
from netnotes.network.occasions import list_occasions
from netnotes.network.promise_days import compute_promise_day
from netnotes.network.week_reasons import (
    describe_meeting,
    describe_next_step,
    describe_promise,
    describe_stay,
    describe_wait,
)
from netnotes.network.week_slots import compute_names_in_week, count_places_for_due
from netnotes.network.week_trips import ONE_WEEK, WEEK_DAYS, list_trips
from netnotes.text import is_same_town

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Contact, Event
    from netnotes.model.settings import Settings
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.occasions import Occasion


# Whether something waits now, or is for a later day of the week.
When: TypeAlias = Literal["now", "later"]

# How many new contacts have places of their own, beside the budget.
MAX_NEW_CONTACTS = 3


class WeekEntry(Struct, frozen=True):
    """One contact to be in touch with.

    `group` is `promise`, `in-town`, `due` or `soon`; `new` in a place for new contacts, and
    `reconnect` of an old tie. `reason` says in words why.
    """

    contact: Contact
    group: str
    when: When
    reason: str


class WeekPlan(Struct, frozen=True):
    """This week's list and what is shown with it.

    `entries` are never more than `names`, the budget of this week, and `new_entries` come beside
    it; `more_new` are the new contacts who have no place, and `met_earlier` those met in the last
    60 days, too long ago to be new, who have no interval and have not heard from me. `next_entry`
    would be next, and `waiting_count` is how many contacts are due now, by the plan or a promise,
    and not on the list. `meeting` are those due whom I meet these days. `while_there` are contacts
    in a town I am in, at least half way to being due. `reconnect` is a dormant one, one a month.
    `catch_up_day` is the day from which nobody due has to wait; None if it never comes.
    """

    names: int
    entries: tuple[WeekEntry, ...]
    new_entries: tuple[WeekEntry, ...]
    more_new: tuple[Contact, ...]
    met_earlier: tuple[Contact, ...]
    next_entry: WeekEntry | None
    waiting_count: int
    meeting: tuple[Contact, ...]
    while_there: tuple[WeekEntry, ...]
    reconnect: Contact | None
    occasions: tuple[Occasion, ...]
    catch_up_day: Day | None

    @property
    def all_entries(self) -> tuple[WeekEntry, ...]:
        """The entries with the new contacts, those above who are due, in the order of the page."""
        before_due = [entry for entry in self.entries if entry.group in ("promise", "in-town")]
        others = self.entries[len(before_due) :]
        return (*before_due, *self.new_entries, *others)

    def list_entries(self, when: When) -> tuple[WeekEntry, ...]:
        """List the entries, those of new contacts too, that are for now or for later this week."""
        return tuple([entry for entry in self.all_entries if entry.when == when])


class _WeekInputs(Struct, frozen=True):
    """What a week is planned from; see `plan_week`."""

    contacts: tuple[Contact, ...]
    follow_ups: Mapping[str, FollowUp]
    events: tuple[Event, ...]
    paths_with_goal: Collection[str]
    paths_met: Collection[str]
    settings: Settings
    today: Day


def plan_week(
    contacts: tuple[Contact, ...],
    follow_ups: Mapping[str, FollowUp],
    events: tuple[Event, ...],
    paths_with_goal: Collection[str],
    paths_met: Collection[str],
    settings: Settings,
    today: Day,
) -> WeekPlan:
    """Plan this week's list as of a day.

    First come promises and dated next steps, then contacts in a town I am in, then those who are
    due, longest waiting first (in elapsed intervals); who falls due within the week fills the
    places that are left. `contacts` are in the order of their names, which also orders those who
    are equal in all else. `paths_with_goal` are the contacts linked to an active goal, `paths_met`
    those whom I meet at an event of these days.
    """
    available_contacts = _list_available(contacts, follow_ups)
    inputs = _WeekInputs(
        available_contacts, follow_ups, events, paths_with_goal, paths_met, settings, today
    )
    in_town, half_way = _list_in_town(inputs)
    first_entries = _keep_first_per_contact((*_list_promised(inputs), *in_town))
    due_contacts = _list_due(inputs, _collect_paths(first_entries))

    # Somebody new to whom I promised something keeps a place of their own where the list has none.
    placed_paths = _collect_paths(first_entries[: _count_first_places(inputs, due_contacts)])
    new_contacts = _list_new(inputs, placed_paths)
    new_entries = _build_new_entries(new_contacts[:MAX_NEW_CONTACTS], inputs)
    new_paths = _collect_paths(new_entries)
    first_entries = tuple(entry for entry in first_entries if entry.contact.path not in new_paths)
    due_contacts = list(_leave_out(due_contacts, new_paths))

    named_paths = _collect_paths((*first_entries, *new_entries))
    named_paths.update(contact.path for contact in due_contacts)
    # Who falls due soon where I am going to be takes no place: they are named beside the list.
    named_paths |= _collect_paths(half_way)
    soon_contacts = _list_soon(inputs, named_paths)
    entries, next_entry = _choose_entries(inputs, first_entries, due_contacts, soon_contacts)

    listed_paths = _collect_paths((*entries, *new_entries))
    meeting = _leave_out(_list_meeting(inputs), listed_paths)
    first_week = _build_first_week(inputs, listed_paths, meeting, first_entries, due_contacts)
    # For a promise or a next step somebody may be next all the same: nobody is named twice.
    next_paths = _collect_paths(filter(None, [next_entry]))
    return WeekPlan(
        names=compute_names_in_week(settings.budget, today),
        entries=entries,
        new_entries=new_entries,
        more_new=_leave_out(new_contacts, listed_paths),
        met_earlier=_leave_out(_list_met_earlier(inputs), listed_paths),
        next_entry=next_entry,
        waiting_count=first_week.waiting_count,
        meeting=_leave_out(meeting, next_paths),
        while_there=tuple(entry for entry in half_way if entry.contact.path not in listed_paths),
        reconnect=_choose_reconnect(inputs, listed_paths),
        occasions=list_occasions(available_contacts, today, settings.birthdays),
        catch_up_day=compute_catch_up_day(
            contacts, follow_ups, paths_with_goal, settings.budget, today, first_week
        ),
    )


def _list_available(
    contacts: tuple[Contact, ...], follow_ups: Mapping[str, FollowUp]
) -> tuple[Contact, ...]:
    """List who may be named as somebody to be in touch with."""
    return tuple(
        [
            contact
            for contact in contacts
            if follow_ups[contact.path].standing not in STANDINGS_SET_ASIDE
        ]
    )


def _collect_paths(entries: Iterable[WeekEntry]) -> set[str]:
    return {entry.contact.path for entry in entries}


def _leave_out(contacts: Iterable[Contact], paths: Collection[str]) -> tuple[Contact, ...]:
    return tuple([contact for contact in contacts if contact.path not in paths])


def _build_new_entries(contacts: list[Contact], inputs: _WeekInputs) -> tuple[WeekEntry, ...]:
    entries = []
    for contact in contacts:
        when: When = "later" if inputs.follow_ups[contact.path].is_just_met else "now"
        reason = describe_meeting(contact, inputs.today)
        entries.append(WeekEntry(contact, "new", when, reason))
    return tuple(entries)


def _build_first_week(
    inputs: _WeekInputs,
    listed_paths: set[str],
    meeting: tuple[Contact, ...],
    first_entries: tuple[WeekEntry, ...],
    due_contacts: list[Contact],
) -> FirstWeek:
    """Build what this week's list leaves over, of which the forward run goes on."""
    first_left = [entry for entry in first_entries if entry.contact.path not in listed_paths]
    due_left = _leave_out(due_contacts, listed_paths)
    return FirstWeek(
        paths_reached=listed_paths.union(contact.path for contact in meeting),
        promises_left=sum(not _is_due_within_week(entry.contact, inputs) for entry in first_left),
        waiting_count=len(due_left) + sum(_is_waiting(entry, inputs) for entry in first_left),
    )


def _choose_entries(
    inputs: _WeekInputs,
    first_entries: tuple[WeekEntry, ...],
    due_contacts: list[Contact],
    soon_contacts: list[Contact],
) -> tuple[tuple[WeekEntry, ...], WeekEntry | None]:
    """Choose the entries of the list, and the one that would be next."""
    budget = inputs.settings.budget
    names = compute_names_in_week(budget, inputs.today)
    chosen = first_entries[: _count_first_places(inputs, due_contacts)]
    places_left = names - len(chosen)
    # Reasons are put into words only for those who are named, not for every contact who is due.
    other_entries = [
        _build_wait_entry(contact, inputs)
        for contact in (*due_contacts, *soon_contacts)[: places_left + 1]
    ]

    entries = (*chosen, *other_entries[:places_left])
    left_over = (*first_entries[len(chosen) :], *other_entries[places_left:])
    # Without a list nobody is next on it.
    return entries, left_over[0] if left_over and budget != 0 else None


def _count_first_places(inputs: _WeekInputs, due_contacts: list[Contact]) -> int:
    """Count the places for promises and people in town: all but those kept for who is due."""
    budget = inputs.settings.budget
    names = compute_names_in_week(budget, inputs.today)
    if not due_contacts:
        return names
    return names - count_places_for_due(budget, inputs.today)


def _is_waiting(entry: WeekEntry, inputs: _WeekInputs) -> bool:
    """Whether an entry is of somebody due today, and not only later this week."""
    # A promise for a later day does not hide that the contact is due by the interval.
    is_due = inputs.follow_ups[entry.contact.path].is_due and not _is_met(entry.contact, inputs)
    return entry.when == "now" or is_due


def _is_due_within_week(contact: Contact, inputs: _WeekInputs) -> bool:
    """Whether a contact has an interval and is due by the end of the week."""
    follow_up = inputs.follow_ups[contact.path]
    if not follow_up.cadence or not follow_up.due:
        return False
    return follow_up.is_planned and follow_up.due <= inputs.today + ONE_WEEK


def _keep_first_per_contact(entries: tuple[WeekEntry, ...]) -> tuple[WeekEntry, ...]:
    """Return the first entry of each contact."""
    first_entries: dict[str, WeekEntry] = {}
    for entry in entries:
        first_entries.setdefault(entry.contact.path, entry)
    return tuple(first_entries.values())


def _list_promised(inputs: _WeekInputs) -> tuple[WeekEntry, ...]:
    """List promises and dated next steps due within seven days, earliest first."""
    horizon = inputs.today + ONE_WEEK
    dated_entries: list[tuple[Day, WeekEntry]] = []
    for contact in inputs.contacts:
        if contact.promises:
            for promise in list_open_promises(contact):
                day = compute_promise_day(promise)
                if day and day <= horizon:
                    when = _find_when(day, inputs.today)
                    # What was promised at a first meeting is the line while they remember me.
                    if not promise.due and inputs.follow_ups[contact.path].is_new:
                        when = "now"
                    entry = WeekEntry(contact, "promise", when, describe_promise(promise))
                    dated_entries.append((day, entry))

        step_day = contact.next
        # A touch on or after the day of `next` has taken that step: then it is not due any more.
        if step_day and step_day <= horizon and step_day == inputs.follow_ups[contact.path].due:
            reason = describe_next_step(contact, step_day)
            when = _find_when(step_day, inputs.today)
            dated_entries.append((step_day, WeekEntry(contact, "promise", when, reason)))

    dated_entries.sort(key=lambda dated: dated[0])
    return tuple(entry for _, entry in dated_entries)


def _find_when(day: Day, today: Day) -> When:
    return "now" if day <= today else "later"


def _list_in_town(inputs: _WeekInputs) -> tuple[tuple[WeekEntry, ...], tuple[WeekEntry, ...]]:
    """List who lives where I am within seven days: those due, and those at least half way there."""
    due_entries: list[WeekEntry] = []
    half_way_entries: list[WeekEntry] = []
    for trip in list_trips(inputs.events, inputs.settings, inputs.today):
        for contact in inputs.contacts:
            if not is_same_town(contact.location, trip.location) or _is_met(contact, inputs):
                continue
            follow_up = inputs.follow_ups[contact.path]
            turns = follow_up.turns
            if follow_up.is_due and follow_up.turns_waited >= 1:
                due_entries.append(_build_in_town_entry(contact, trip, inputs))
            elif follow_up.is_live and turns is not None and Fraction(1, 2) <= turns < 1:
                half_way_entries.append(_build_in_town_entry(contact, trip, inputs))

    due_entries.sort(key=lambda entry: -inputs.follow_ups[entry.contact.path].turns_waited)
    return tuple(due_entries), _keep_first_per_contact(tuple(half_way_entries))


def _build_in_town_entry(contact: Contact, trip: Event, inputs: _WeekInputs) -> WeekEntry:
    reason = describe_stay(contact, inputs.follow_ups[contact.path], trip, inputs.today)
    when = _find_when(trip.date, inputs.today) if trip.date else "now"
    return WeekEntry(contact, "in-town", when, reason)


def _list_met_earlier(inputs: _WeekInputs) -> list[Contact]:
    """List who was met in the last 60 days and neither is new nor will ever fall due."""
    if inputs.settings.budget == 0:
        return []
    contacts = []
    for contact in inputs.contacts:
        follow_up = inputs.follow_ups[contact.path]
        if contact.met is None or follow_up.is_new or follow_up.due or contact.cadence == NEVER:
            continue
        days = (inputs.today - contact.met).days
        is_unwritten = follow_up.last_contact is None or follow_up.last_contact <= contact.met
        if NEW_CONTACT_DAYS < days <= MAX_MEETING_AGE_DAYS and is_unwritten:
            contacts.append(contact)
    return contacts


def _list_meeting(inputs: _WeekInputs) -> tuple[Contact, ...]:
    """List who is due but not on the list, because I meet them these days."""
    return tuple(
        [
            contact
            for contact in inputs.contacts
            if inputs.follow_ups[contact.path].is_due and _is_met(contact, inputs)
        ]
    )


def _is_met(contact: Contact, inputs: _WeekInputs) -> bool:
    """Whether I meet a contact these days: at an event, or on a day that the log names ahead."""
    if contact.path in inputs.paths_met:
        return True
    horizon = inputs.today + ONE_WEEK
    return any(inputs.today < touch.date <= horizon for touch in contact.touches)


def _list_new(inputs: _WeekInputs, named_paths: Collection[str]) -> list[Contact]:
    """List new contacts who are to hear from me while they remember me, who was met first first.

    Whoever was met today or yesterday is due within the week, and comes last.
    """
    # Without a budget there is no list, for new contacts neither.
    if inputs.settings.budget == 0:
        return []
    new_contacts = []
    for contact in inputs.contacts:
        follow_up = inputs.follow_ups[contact.path]
        if not (follow_up.is_new or follow_up.is_just_met) or contact.path in named_paths:
            continue
        if contact.met and not _is_met(contact, inputs):
            new_contacts.append((contact.met, contact))

    new_contacts.sort(key=lambda dated: dated[0])
    return [contact for _, contact in new_contacts]


def _list_due(inputs: _WeekInputs, named_paths: Collection[str]) -> list[Contact]:
    """List who is due: longest waiting first, then those with a goal, then the shorter interval."""
    ranked_contacts = []
    for contact in inputs.contacts:
        follow_up = inputs.follow_ups[contact.path]
        if follow_up.is_due and contact.path not in named_paths and not _is_met(contact, inputs):
            ties = contact.path not in inputs.paths_with_goal, follow_up.cadence or 0
            ranked_contacts.append(((-follow_up.turns_waited, *ties), contact))

    ranked_contacts.sort(key=lambda ranked: ranked[0])
    return [contact for _, contact in ranked_contacts]


def _list_soon(inputs: _WeekInputs, named_paths: Collection[str]) -> list[Contact]:
    """List who falls due within the week, earliest first, but nobody I was in touch with today."""
    ranked_contacts = []
    for contact in inputs.contacts:
        follow_up = inputs.follow_ups[contact.path]
        days = follow_up.days_past_due
        if days is None or not -WEEK_DAYS <= days < 0 or not follow_up.is_live:
            continue
        if follow_up.days_since_contact == 0 or contact.path in named_paths:
            continue
        if not _is_met(contact, inputs):
            ties = contact.path not in inputs.paths_with_goal, follow_up.cadence or 0
            ranked_contacts.append(((-days, *ties), contact))

    ranked_contacts.sort(key=lambda ranked: ranked[0])
    return [contact for _, contact in ranked_contacts]


def _build_wait_entry(contact: Contact, inputs: _WeekInputs) -> WeekEntry:
    follow_up = inputs.follow_ups[contact.path]
    reason = describe_wait(contact, follow_up, inputs.today)
    if follow_up.is_due:
        return WeekEntry(contact, "due", "now", reason)
    return WeekEntry(contact, "soon", "later", reason)


def _choose_reconnect(inputs: _WeekInputs, listed_paths: Collection[str]) -> Contact | None:
    """Choose one dormant contact for the month; each of them has a turn.

    Whoever I am going to hear from in any case leaves the turn to the one after.
    """
    dormant_contacts = [
        contact
        for contact in inputs.contacts
        if inputs.follow_ups[contact.path].standing is Standing.DORMANT
    ]
    dormant_contacts.sort(key=lambda contact: contact.path)
    count = len(dormant_contacts)
    month_number = inputs.today.year * 12 + inputs.today.month
    for turn in range(month_number, month_number + count):
        contact = dormant_contacts[turn % count]
        if contact.path not in listed_paths and not _is_planned_otherwise(contact, inputs):
            return contact
    return None


def _is_planned_otherwise(contact: Contact, inputs: _WeekInputs) -> bool:
    """Whether a next step, an open promise or a meeting of these days is ahead."""
    if contact.next and contact.next == inputs.follow_ups[contact.path].due:
        return True
    return bool(list_open_promises(contact)) or _is_met(contact, inputs)
