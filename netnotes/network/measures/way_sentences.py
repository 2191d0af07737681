"""Ways to somebody in words: why a person could open the door, and how to ask them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.markdown.plain import strip_markdown
from netnotes.network.follow_up import find_last_touch
from netnotes.network.week_reasons import describe_last_contact
from netnotes.network.wording import format_day_behind
from netnotes.reading.sentence_ends import split_sentences, strip_full_stop
from netnotes.reading.touch_words import NOT_WORDS
from netnotes.text import fold_for_search, format_day_short, join_words, shorten_to_words

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.network.measures.wants import Fit, FittingFact
    from netnotes.network.measures.ways import Way
    from netnotes.network.network import Network


# With nobody in touch for so long, half a year, a word of greeting comes before a request.
QUIET_DAYS = 180

# What was talked about is named in so many characters.
MAX_TOPIC_LENGTH = 60

_ABOUT = re.compile(r"\babout\s[^;:!?()]+")

# Where a clause begins, and what says in it that something was not talked about.
_CLAUSE_START = re.compile(r"[,;:(]")
_KEPT_SILENT = re.compile(r"\b(?:avoid|refus|without|instead of|rather than)")


def describe_way(way: Way, network: Network) -> str:
    """Describe a way: who knows whom, when we were last in touch, and whether to wait.

    For example `Ada Quill knows Priya Nair; you wrote in October 2026, about her boat.`
    """
    first_person = way.door or way.target
    door = network.contacts_by_path.get(first_person.path)
    if door is None:
        name = first_person.name
        return f"{way.target.name} knows {name}, who has no note yet: do you know {name}?"

    is_unknown = network.follow_ups[door.path].last_contact is None and door.met is None
    if way.door is None and is_unknown:
        return f"{door.name} is in your notes, without a meeting or message yet: a hello first."
    talk = describe_last_talk(door, network)
    reasons = _describe_reasons(way, door)
    last_contact = network.follow_ups[door.path].last_contact
    if last_contact and way.reasons and way.reasons[0].kind == "named":
        reasons = _drop_day_of_talk(reasons, talk, last_contact)
    sentence = f"{reasons}; {talk}."
    rest = _describe_rest(way, door)
    if rest:
        return f"{sentence} {rest}"
    return sentence


def describe_request(way: Way) -> str:
    """Describe how to ask whom a way begins with; empty where nobody is asked for it."""
    if way.door is None or not way.door.path or way.granted_ask:
        return ""
    if way.through is not None and way.reasons[-1].kind == "organisation":
        return f"Ask {way.door.name} whom they know there; they can say no easily."
    if way.through is not None and not way.through.path:
        return f"Ask {way.door.name} about {way.through.name}; they can say no easily."
    return f"Ask {way.door.name} whether they would introduce you; they can say no easily."


def _drop_day_of_talk(reasons: str, talk: str, day: Day) -> str:
    """Drop the day on which they named somebody where the talk says it, too."""
    words = f" on {format_day_short(day)}"
    if words in talk:
        return reasons.replace(words, "")
    return reasons


def describe_last_talk(contact: Contact, network: Network) -> str:
    """Describe when we were last in touch, about what, and whether a hello comes first."""
    follow_up = network.follow_ups[contact.path]
    words = describe_last_contact(contact, follow_up, network.today)
    if follow_up.last_contact is None:
        is_met = contact.met is not None and contact.met <= network.today
        if is_met:
            return f"you {words}"
        return "no meeting or message is noted yet, so a hello first"
    touch = find_last_touch(contact, network.today)
    if touch and touch.date == follow_up.last_contact:
        words += _format_topic(touch.text)
    is_quiet = (follow_up.days_since_contact or 0) > QUIET_DAYS
    if is_quiet:
        return f"{words}, so a hello first"
    return words


def describe_fit(fit: Fit) -> str:
    """Describe what of a contact fits, each fact with its property: `role: Depot manager`."""
    return "; ".join(_describe_fact(fact) for fact in fit.facts)


def _describe_fact(fact: FittingFact) -> str:
    label = {"interests": "cares about", "location": "place"}.get(
        fact.property_name, fact.property_name
    )
    return f"{label}: {fact.text}"


def _format_topic(text: str) -> str:
    """Format what a touch was about: `, about her boat`, or its own words in brackets."""
    # Of a day with several entries, each has a paragraph: the first tells of this one.
    sentences = split_sentences(strip_markdown(text.partition("\n\n")[0]))
    for sentence in sentences:
        match = _ABOUT.search(sentence)
        if match and not _is_left_unsaid(sentence[: match.start()]):
            return f", {shorten_to_words(strip_full_stop(match[0].strip()), MAX_TOPIC_LENGTH)}"
    first_sentence = strip_full_stop(sentences[0]) if sentences else ""
    topic = shorten_to_words(first_sentence, MAX_TOPIC_LENGTH)
    if not topic:
        return ""
    return f" (“{topic}”)"


def _is_left_unsaid(words: str) -> bool:
    """Whether the words before `about` say no, as in `He doesn't want to talk about`."""
    clause = fold_for_search(_CLAUSE_START.split(words)[-1])
    return bool(NOT_WORDS.search(clause) or _KEPT_SILENT.search(clause))


def _describe_reasons(way: Way, door: Contact) -> str:
    if way.door is None:
        return f"You know {door.name}"
    if way.through is None:
        as_target = "" if way.is_certain else f", as {way.target.name} does"
        return f"{door.name} {join_words(reason.text for reason in way.reasons)}{as_target}"
    first_reason, second_reason = way.reasons
    if second_reason.kind == "organisation":
        organisation = second_reason.text.removeprefix("works at ")
        if organisation.casefold() in way.through.name.casefold():
            return f"{door.name} {first_reason.text}"
    return f"{door.name} {first_reason.text}, who {second_reason.text}"


def _describe_rest(way: Way, door: Contact) -> str:
    """Describe why it is better to wait before anything else is asked, or that they said yes.

    Empty if nothing waits.
    """
    if way.is_paused:
        until = format_day_behind(" until", door.pause_until)
        return f"You are leaving {door.name} alone{until}."
    ask = way.resting_ask
    if ask is None:
        return _describe_yes(way, door) or _describe_first_meeting(way, door)
    day = format_day_behind(" on", ask.date)
    what = "this" if way.is_resting_ask_for_target else "something"
    if ask.state == "open":
        return f"You asked {door.name} for {what}{day}; let that be answered first."
    return f"You asked {door.name} for {what}{day}; let a while pass first."


def _describe_first_meeting(way: Way, door: Contact) -> str:
    if not way.is_just_met or door.met is None:
        return ""
    return f"You have only just met {door.name}; a line to them first."


def _describe_yes(way: Way, door: Contact) -> str:
    if way.granted_ask is None:
        return ""
    return f"{door.name} said yes{format_day_behind(' on', way.granted_ask.answered)}."
