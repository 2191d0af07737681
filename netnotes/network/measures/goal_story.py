"""What waits for me for a goal, in one sentence; what has happened for it; who had a part in it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from netnotes.markdown.plain import strip_markdown
from netnotes.model.people import list_open_promises
from netnotes.network.asks import (
    QUOTED_ASK,
    REMINDER_ADVICE,
    has_no_answer,
    is_reminder_due,
    is_waiting,
    quote_ask,
)
from netnotes.network.follow_up import is_paused
from netnotes.network.measures.ask_drafts import QUESTION_WITHOUT_ASK
from netnotes.network.measures.goals import list_goals_of_text, strip_link_to_goal
from netnotes.network.measures.targets import list_targets
from netnotes.network.measures.thanks import MAX_NO_AGE_DAYS, describe_short_thanks, find_thanks
from netnotes.network.promise_days import compute_promise_day
from netnotes.network.week_trips import ONE_WEEK
from netnotes.network.wording import format_day_behind
from netnotes.text import fold_name, format_day_short, join_words, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Ask, Contact, Goal, Learned, Naming, Promise
    from netnotes.network.measures.goal_asks import PeopleToAsk
    from netnotes.network.measures.thanks import Thanks
    from netnotes.network.measures.ways import WaySearch
    from netnotes.network.network import Network


# The words of a promise in a sentence.
MAX_WORDS_LENGTH = 80

NOTHING_WAITS = "Nothing waits for you here."
NOBODY_NEAR = "Nobody in your notes is near this yet; where are such people?"


class _Inputs(NamedTuple):
    """What the sentence of a goal follows from."""

    goal: Goal
    contacts: tuple[Contact, ...]
    people: PeopleToAsk
    search: WaySearch

    @property
    def network(self) -> Network:
        """The network that the goal is of."""
        return self.search.network

    @property
    def asks(self) -> tuple[tuple[Contact, Ask], ...]:
        """What was asked for the goal so far, and whom."""
        return self.people.asks


def describe_goal_step(goal: Goal, people: PeopleToAsk, search: WaySearch) -> str:
    """Describe the first thing that waits for me for a goal; empty for one that is over.

    The first that holds: a promise; thanks; somebody just met; a reminder; somebody to ask; a
    target without a way; an ask without words. Nobody is named who is left alone for some time.
    Where nothing waits the goal's own next step is enough, and the sentence is empty.
    """
    if goal.status != "active":
        return ""
    network = search.network
    linked = [network.contacts_by_path[path] for path in network.contacts_by_goal[goal.path]]
    contacts = tuple([contact for contact in linked if contact.is_active])
    inputs = _Inputs(goal, contacts, people, search)
    for describe in _STEPS:
        sentence = describe(inputs)
        if sentence:
            return sentence
    if goal.next_step:
        return ""
    return NOTHING_WAITS


def _describe_promise(inputs: _Inputs) -> str:
    """Describe what I promised somebody linked to the goal, due by the end of the week."""
    horizon = inputs.network.today + ONE_WEEK
    found: list[tuple[Day, str, Contact, Promise]] = []
    for contact in inputs.contacts:
        if is_paused(contact, inputs.network.today):
            continue
        for promise in list_open_promises(contact):
            day = compute_promise_day(promise) or inputs.network.today
            if day <= horizon:
                found.append((day, fold_name(contact.name), contact, promise))
    if not found:
        return ""
    _, _, contact, promise = min(found, key=lambda item: item[:2])
    due = format_day_behind(" by", promise.due)
    words = shorten_to_words(strip_markdown(promise.text), MAX_WORDS_LENGTH)
    return f"First what you promised {contact.name}{due}: {words}."


def _describe_thanks(inputs: _Inputs) -> str:
    """Describe who answered for this goal last and has not heard from me since."""
    asks = {ask for _, ask in inputs.asks}
    found = []
    for contact in dict.fromkeys([contact for contact, _ in inputs.asks]):
        thanks = find_thanks(contact, inputs.network.today)
        if thanks and thanks.ask in asks and not _is_old_no(thanks, inputs.network.today):
            found.append(thanks)
    if not found:
        return ""
    return describe_short_thanks(max(found, key=lambda thanks: thanks.answered))


def _is_old_no(thanks: Thanks, today: Day) -> bool:
    """Whether an answer was a no, and its thanks would come late."""
    return thanks.ask.state == "declined" and (today - thanks.answered).days > MAX_NO_AGE_DAYS


def _describe_meeting(inputs: _Inputs) -> str:
    """Describe whom I have just met and not written to, who was met first before others."""
    met: list[tuple[Day, str]] = []
    for contact in (*inputs.contacts, *_list_known_targets(inputs)):
        if contact.met and inputs.network.follow_ups[contact.path].is_new:
            met.append((contact.met, contact.name))
    if not met:
        return ""
    day, name = min(met)
    return f"You met {name} on {format_day_short(day)}; a line while they remember it."


def _list_known_targets(inputs: _Inputs) -> list[Contact]:
    """List those whom I want to meet and who have a note."""
    contacts = []
    for target in list_targets(inputs.goal, inputs.search):
        contact = inputs.network.contacts_by_path.get(target.person.path)
        if contact and contact.is_active:
            contacts.append(contact)
    return contacts


def _describe_reminder(inputs: _Inputs) -> str:
    """Describe which ask may have its one reminder, the oldest."""
    waiting: list[tuple[Day, str]] = []
    for contact, ask in inputs.asks:
        if ask.date and is_reminder_due(ask, contact, inputs.network.today):
            waiting.append((ask.date, contact.name))
    if not waiting:
        return ""
    day, name = min(waiting)
    return f"No answer from {name} since {format_day_short(day)}; {REMINDER_ADVICE}."


def _describe_person_to_ask(inputs: _Inputs) -> str:
    """Describe who might be asked first, if nobody knows of the goal."""
    if inputs.asks:
        return ""
    name = _find_first_name(inputs.people)
    if not name:
        return ""
    return f"Nobody knows yet; {name} might be the easiest to ask."


def _describe_target(inputs: _Inputs) -> str:
    """Describe whom I want to meet and have no way to."""
    network = inputs.network
    for target in list_targets(inputs.goal, inputs.search):
        contact = network.contacts_by_path.get(target.person.path)
        if contact and (inputs.search.has_met(contact) or is_paused(contact, network.today)):
            continue
        if not inputs.search.find_ways(target.person, inputs.goal):
            return f"No way to {target.person.name} yet; {_describe_places(inputs.goal)}"
    return ""


def _describe_nobody_near(inputs: _Inputs) -> str:
    """Describe that nobody is near the goal, if I have nobody in mind either."""
    is_near = inputs.contacts or inputs.people.candidates or inputs.people.not_now
    if is_near or inputs.goal.targets:
        return ""
    if inputs.goal.where:
        return f"Nobody in your notes is near this yet; {_describe_places(inputs.goal)}"
    return NOBODY_NEAR


def _describe_places(goal: Goal) -> str:
    """Describe where such people are, by the goal's note, or ask where."""
    if not goal.where:
        return "where are such people?"
    return f"you wrote where such people are: {join_words([link.label for link in goal.where])}."


def _describe_missing_ask(inputs: _Inputs) -> str:
    return "" if inputs.goal.ask else QUESTION_WITHOUT_ASK


def _describe_waiting(inputs: _Inputs) -> str:
    """Describe whose answer is open, the last who was asked; there is nothing to do until then."""
    waiting: list[tuple[Day, str]] = []
    for contact, ask in inputs.asks:
        if ask.date and is_waiting(ask, inputs.network.today):
            waiting.append((ask.date, contact.name))
    if not waiting:
        return ""
    day, name = max(waiting)
    return f"You asked {name} on {format_day_short(day)}; an answer may take its time."


def _describe_next_person(inputs: _Inputs) -> str:
    """Describe who could be asked next, where somebody was asked before and no answer is open."""
    name = _find_first_name(inputs.people)
    if not name:
        return ""
    return f"{name} could be asked next."


def _find_first_name(people: PeopleToAsk) -> str:
    """Find the first whom I could ask without having promised them anything; empty for nobody."""
    for candidate in people.candidates:
        if candidate.promise is None:
            return candidate.contact.name
    return ""


def _describe_later_promise(inputs: _Inputs) -> str:
    """Describe what I promised somebody for a later day than those of this week."""
    for candidate in inputs.people.candidates:
        promise = candidate.promise
        if promise and promise.due:
            words = shorten_to_words(strip_markdown(promise.text), MAX_WORDS_LENGTH)
            name, day = candidate.contact.name, format_day_short(promise.due)
            return f"Next what you promised {name} by {day}: {words}."
    return ""


_STEPS: tuple[Callable[[_Inputs], str], ...] = (
    _describe_promise,
    _describe_thanks,
    _describe_meeting,
    _describe_reminder,
    _describe_person_to_ask,
    _describe_target,
    _describe_nobody_near,
    _describe_missing_ask,
    _describe_waiting,
    _describe_next_person,
    _describe_later_promise,
)


# What has happened

# A goal's note does not say when it began: a meeting of two years ago and more was before it.
MAX_MEETING_AGE_DAYS = 730

StoryKind = Literal["met", "asked", "granted", "declined", "no answer", "learned", "named"]


class StoryEntry(NamedTuple):
    """Something that has happened for a goal; `text` is Markdown of the note at the location."""

    # None for an ask without a day.
    date: Day | None
    kind: StoryKind
    contact: Contact
    text: str
    location: SourceLocation


def list_goal_story(
    goal: Goal, asks: tuple[tuple[Contact, Ask], ...], network: Network
) -> list[StoryEntry]:
    """List what has happened for a goal, the newest first: met, asked, answered, learned, named.

    `asks` are those that count for the goal; those without a day come last. That somebody was met
    years ago, or has died since, is no part of it.
    """
    entries = list(_iter_ask_entries(goal, asks, network))
    entries += _iter_meetings(goal, network)
    for contact in network.contacts:
        entries += _iter_told_entries(goal, contact, network)
    past_entries = [entry for entry in entries if not entry.date or entry.date <= network.today]
    past_entries.sort(key=lambda entry: fold_name(entry.contact.name))
    past_entries.sort(key=lambda entry: entry.date or datetime.date.min, reverse=True)
    return past_entries


def _is_of_story(day: Day, today: Day) -> bool:
    return (today - day).days <= MAX_MEETING_AGE_DAYS


def _iter_meetings(goal: Goal, network: Network) -> Iterator[StoryEntry]:
    """Yield where I met the contacts of the goal, if not years ago."""
    for path in network.contacts_by_goal[goal.path]:
        contact = network.contacts_by_path[path]
        if contact.met and not contact.died and _is_of_story(contact.met, network.today):
            location = contact.find_source_location("met")
            place = contact.met_at.label if contact.met_at else ""
            yield StoryEntry(contact.met, "met", contact, place, location)


def _iter_ask_entries(
    goal: Goal, asks: tuple[tuple[Contact, Ask], ...], network: Network
) -> Iterator[StoryEntry]:
    for contact, ask in asks:
        text = strip_link_to_goal(ask.text, goal, contact, network)
        kind: StoryKind = "no answer" if has_no_answer(ask, network.today) else "asked"
        # What was asked and answered on one day is one entry.
        if ask.state == "open" or (ask.date and ask.answered and ask.date != ask.answered):
            yield StoryEntry(ask.date, kind, contact, text, ask.source_location)
        if ask.state != "open":
            state: StoryKind = "granted" if ask.state == "granted" else "declined"
            day = ask.answered or ask.date
            yield StoryEntry(day, state, contact, text, ask.source_location)


def _iter_told_entries(goal: Goal, contact: Contact, network: Network) -> Iterator[StoryEntry]:
    """Yield what a contact told me, and whom they named, for this goal."""
    told: list[tuple[StoryKind, Learned | Naming]] = []
    told += [("learned", learned) for learned in contact.learned]
    told += [("named", naming) for naming in contact.named]
    for kind, fact in told:
        if fact.date and goal.path in list_goals_of_text(
            fact.text, fact.date, contact, network, network.goals_by_path
        ):
            yield StoryEntry(fact.date, kind, contact, fact.text, fact.source_location)


# Who had a part in it


class Helper(NamedTuple):
    """Somebody who had a part in a goal: what they did last for it, and the day if it is known."""

    contact: Contact
    part: str
    date: Day | None


def list_helpers(
    goal: Goal, asks: tuple[tuple[Contact, Ask], ...], network: Network
) -> tuple[Helper, ...]:
    """List who had a part in a goal, by name: who granted an ask for it, or named somebody."""
    helpers: dict[str, Helper] = {}
    for contact, ask in sorted(asks, key=lambda item: item[1].date or datetime.date.min):
        if ask.state == "granted" and contact.is_active:
            helpers[contact.path] = Helper(contact, _describe_help(ask), ask.answered or ask.date)
    for contact in network.active_contacts:
        for naming in contact.named:
            goal_paths = list_goals_of_text(
                naming.text, naming.date, contact, network, network.goals_by_path
            )
            if goal.path in goal_paths and contact.path not in helpers:
                part = f"named {strip_markdown(naming.text)}"
                helpers[contact.path] = Helper(contact, part, naming.date)
    return tuple(sorted(helpers.values(), key=lambda helper: fold_name(helper.contact.name)))


def _describe_help(ask: Ask) -> str:
    # An ask is a noun, a sentence or `let him try it`: only behind a colon can it be each of them.
    words = quote_ask(ask.text)
    if words.startswith(QUOTED_ASK):
        return f"helped; {words}"
    return f"helped: {words}"


def write_ending(goal: Goal) -> str:
    """Write a line for those who had a part in a goal: how it ended; empty while it is active."""
    if goal.status == "done":
        return (
            f"I wanted you to hear how it ended: “{goal.name}” is done, and you had a part in it. "
            "Thank you."
        )
    if goal.status == "dropped":
        return (
            f"I wanted you to hear how it ended: I have let “{goal.name}” go. "
            "Thank you for your part in it."
        )
    return ""
