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
from netnotes.network.measures.way_sentences import describe_last_talk
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

    candidates = people.candidates if show_all else people.first_candidates
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
    yield from _format_asked(people.asks, network)


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


def _format_asked(asks: Sequence[tuple[Contact, Ask]], network: Network) -> Iterator[str]:
    if asks:
        yield ""
        yield "Asked for it:"
    for contact, ask in asks:
        state = "no answer" if has_no_answer(ask, network.today) else ask.state
        day = f", {format_day_short(ask.date)}" if ask.date else ""
        reminder = describe_reminder(ask, contact, network.today)
        words = f"{contact.name}: {strip_markdown(ask.text)} ({reminder or state + day})"
        yield from wrap_item(words)
