"""Whom I could ask for a goal, as text for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from netnotes.commands.output.terminal import format_bold
from netnotes.commands.output.wrapping import MAX_WIDTH, wrap, wrap_item
from netnotes.markdown.plain import strip_markdown
from netnotes.network.asks import describe_reminder, has_no_answer
from netnotes.network.measures.ask_drafts import (
    LINE_WITHOUT_ASK,
    QUESTION_WITHOUT_ASK,
    format_ask_draft,
)
from netnotes.network.measures.goal_asks import describe_nobody_to_ask, describe_reasons
from netnotes.network.measures.goals import strip_link_to_goal
from netnotes.network.measures.way_sentences import describe_last_talk
from netnotes.network.wording import format_day_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Ask, Contact
    from netnotes.network.measures.goal_asks import AskCandidate, PeopleToAsk
    from netnotes.network.network import Network


def format_people_to_ask(
    people: PeopleToAsk, network: Network, *, show_all: bool, color: bool
) -> Iterator[str]:
    """Format what is asked for a goal, whom I could ask with a draft each, and whom not now."""
    goal = people.goal
    yield format_bold(goal.name, color=color)
    if goal.status != "active":
        yield f"This goal is {goal.status}; nobody need be asked for it any more."
    elif goal.ask:
        yield from wrap(f"You ask: {strip_markdown(goal.ask)}")
    else:
        yield from wrap(f"{QUESTION_WITHOUT_ASK} Write it in one sentence into {goal.path}:")
        yield f"  {LINE_WITHOUT_ASK}"

    candidates = people.list_candidates(show_all=show_all)
    for number, candidate in enumerate(candidates, start=1):
        yield ""
        yield from _format_candidate(number, candidate, people, network)
    if len(candidates) < len(people.candidates):
        yield ""
        yield f"And {len(people.candidates) - len(candidates):,} more, with --all."
    nobody = describe_nobody_to_ask(people)
    if nobody:
        yield ""
        yield from wrap(nobody)
    yield from _format_not_now(people)
    yield from _format_asked(people, network)


def _format_candidate(
    number: int, candidate: AskCandidate, people: PeopleToAsk, network: Network
) -> Iterator[str]:
    reasons = describe_reasons(candidate)
    talk = describe_last_talk(candidate.contact, network)
    yield from textwrap.wrap(
        f"{number:>2}  {candidate.contact.name}: {reasons}. {talk[:1].upper()}{talk[1:]}.",
        MAX_WIDTH,
        subsequent_indent="    ",
    )
    draft = format_ask_draft(candidate, people.goal, network)
    if not draft:
        return
    # Lines that end where the window ends would be in the message, too.
    for line in ["", *draft.splitlines()]:
        yield f"    {line}".rstrip()


def _format_not_now(people: PeopleToAsk) -> Iterator[str]:
    if people.not_now:
        yield ""
        yield "Not now:"
    for item in people.not_now:
        line = f"{item.contact.name}: {item.text}"
        yield from wrap_item(line)


def _format_asked(people: PeopleToAsk, network: Network) -> Iterator[str]:
    if people.asks:
        yield ""
        yield "Asked for it:"
    for contact, ask in people.asks:
        what_came = _describe_what_came(contact, ask, people, network)
        asked = strip_markdown(strip_link_to_goal(ask.text, people.goal, contact, network))
        words = f"{contact.name}: {asked} ({what_came})"
        yield from wrap_item(words)


def _describe_what_came(contact: Contact, ask: Ask, people: PeopleToAsk, network: Network) -> str:
    """Describe what came of an ask; of a goal that is over nobody is reminded."""
    day = format_day_behind(",", ask.date)
    if has_no_answer(ask, network.today):
        return f"no answer{day}"
    if people.goal.status == "active":
        return describe_reminder(ask, contact, network.today) or f"{ask.state}{day}"
    state = "no answer needed any more" if ask.state == "open" else ask.state
    return f"{state}{day}"
