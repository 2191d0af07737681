"""A draft of a message that asks for something: in my own words, and so that no is easy.

What is in the notes about somebody is never quoted in it. A line in brackets says what only I can
write; nobody sends it as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.markdown.plain import strip_markdown
from netnotes.network.asks import is_sentence
from netnotes.network.measures.draft_words import asks_for_introduction, choose_draft_words
from netnotes.network.measures.ladder import MET_RUNG, compute_rung
from netnotes.network.measures.ledger import list_granted_asks
from netnotes.network.measures.way_sentences import QUIET_DAYS
from netnotes.network.week_reasons import describe_last_contact
from netnotes.network.what_to_say import OWN_PITCH
from netnotes.network.wording import choose_first_name
from netnotes.text import format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Contact, Goal
    from netnotes.network.measures.draft_words import DraftWords
    from netnotes.network.measures.goal_asks import AskCandidate
    from netnotes.network.network import Network


QUESTION_WITHOUT_ASK = "What would you ask, if somebody could help?"

# The line that answers it, to be written into the goal's note.
LINE_WITHOUT_ASK = "ask: Would you …?"


def format_ask_draft(candidate: AskCandidate, goal: Goal, network: Network) -> str:
    """Format a draft for somebody who could be asked for a goal.

    Empty where the goal does not say what to ask, or a promise of mine comes first.
    """
    if not goal.ask or candidate.promise:
        return ""
    contact = candidate.contact
    words = choose_draft_words(strip_markdown(goal.ask))
    paragraphs = [
        words.greeting.format(name=choose_first_name(contact.name)),
        f"[{_describe_opening(contact, network)}]",
        *_list_own_words(contact, goal, network, words),
        _format_request(candidate, goal, words),
        words.closing,
    ]
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _describe_opening(contact: Contact, network: Network) -> str:
    """Describe what to begin with, by what has passed between us."""
    follow_up = network.follow_ups[contact.path]
    last_contact = follow_up.last_contact
    days_of_help = [ask.answered or ask.date for ask in list_granted_asks(contact)]
    if last_contact and last_contact in days_of_help:
        return f"what came of their help on {format_day_short(last_contact)}"
    if last_contact is None:
        if contact.met_at:
            return f"a hello; you know each other from {strip_markdown(contact.met_at.label)}"
        return "a hello, and how you know each other"
    talk = describe_last_contact(contact, follow_up, network.today)
    if (follow_up.days_since_contact or 0) > QUIET_DAYS:
        return f"a hello first; {talk}"
    return f"a line about the last time; {talk}"


def _list_own_words(
    contact: Contact, goal: Goal, network: Network, words: DraftWords
) -> Iterator[str]:
    """Yield what I do, for those who hardly know me, and why I ask.

    A `why` of a few words, such as whom it helps, is a note to myself and not sent.
    """
    pitch = network.pitches.get(goal.path) or network.pitches.get(OWN_PITCH)
    if pitch and compute_rung(contact, network.today) <= MET_RUNG:
        yield _end_sentence(pitch)
    why = strip_markdown(goal.why).strip()
    if is_sentence(why) or _OWN_SENTENCE.match(why):
        yield f"{words.reason} {_end_sentence(why)}"


# What can follow `Why I ask:` without a full stop: `I want to work on ferries`, `To run it`.
_OWN_SENTENCE = re.compile(
    r"(?:I|I['’]\w+|My|We|Our|Ich|Mein|Wir|Unser|Je|Mon|Nous"
    r"|(?i:to|so that|because|um|damit|weil|pour|parce que))\s"
)


def _format_request(candidate: AskCandidate, goal: Goal, words: DraftWords) -> str:
    """Format what I ask, and a line that fits the kind of it and says nothing twice."""
    request = _end_sentence(strip_markdown(goal.ask))
    names = join_words([target.name for target in candidate.targets], words.word_for_and)
    if is_asked_for_introduction(candidate, goal):
        return words.advice_of.format(names=names, request=request)
    line = _choose_line_behind(request, goal.ask_kind, bool(names), words).format(names=names)
    return f"{request} {line}".strip()


def is_asked_for_introduction(candidate: AskCandidate, goal: Goal) -> bool:
    """Whether somebody is asked for an introduction though the goal asks for advice.

    Whoever only knows somebody I want to meet cannot give the advice that is meant for them.
    """
    return goal.ask_kind == "advice" and candidate.group == "knows"


def _choose_line_behind(request: str, ask_kind: str, has_names: bool, words: DraftWords) -> str:
    """Choose the line behind a request; empty where the request says all by itself."""
    is_question = request.endswith("?")
    if ask_kind == "advice":
        return words.advice if is_question else words.advice_of_statement
    if ask_kind == "opening":
        return words.opening if is_question else words.opening_of_statement
    if ask_kind != "introduction":
        return ""
    if asks_for_introduction(request):
        return words.asked_introduction_to if has_names else ""
    return words.introduction_to if has_names else words.introduction


def _end_sentence(text: str) -> str:
    """End a text with a full stop where it has no end."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
