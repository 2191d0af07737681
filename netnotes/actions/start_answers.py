"""The answers of `netnotes start`: what was typed, as values or as a sentence on what is wrong."""

from __future__ import annotations

import re
from datetime import date as Day  # noqa: TC003 - msgspec reads the types of fields
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.actions.start_words import find_name_before_words, split_names
from netnotes.errors import NetnotesError
from netnotes.model.people import DO_NOT_CONTACT
from netnotes.network.names import describe_candidates, find_by_whole_name, find_candidates
from netnotes.network.wording import format_death
from netnotes.reading.name_titles import can_be_one_person, split_titles
from netnotes.reading.sentence_ends import split_sentences
from netnotes.text import fold_name, format_day_short, join_words
from netnotes.writing.days import list_past_days, require_planned_day
from netnotes.writing.settings_text import require_setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings
    from netnotes.network.network import Network


class StartPerson(Struct, frozen=True):
    """Somebody who was named, and what was said about them."""

    name: str

    # The path of the note there is; empty for somebody who gets one.
    path: str = ""

    # When I last spoke with them; None if that was not said.
    spoken: Day | None = None

    # What I would ask or tell them, or do for them.
    words: str = ""


class StartAnswers(Struct, frozen=True, kw_only=True):
    """What was answered; what was not is empty."""

    people: tuple[StartPerson, ...] = ()

    # For each of these people who has no interval yet.
    tier: str = ""

    goal: str = ""
    why: str = ""
    by: Day | None = None
    near: tuple[StartPerson, ...] = ()
    wants: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    pitch: str = ""
    when: str = ""
    budget: float | None = None


def list_named_people(
    name: str, network: Network, people: Iterable[StartPerson]
) -> list[StartPerson]:
    """List whom a name may mean: of those who were named before, and of those who have a note.

    Empty if it is somebody new. Raises NetnotesError for one's own name, and for somebody whom
    nobody can write to any more.
    """
    if network.settings.me.is_named(name):
        raise NetnotesError(f"{name} is you. Name somebody else.")
    contacts = find_candidates(network, name)
    named = [person for person in people if is_same_name(person.name, name)]
    if named and len(contacts) < 2:
        return [StartPerson(named[0].name, named[0].path)]
    if len(contacts) == 1:
        require_reachable(contacts[0])
    found = [StartPerson(contact.name, contact.path) for contact in contacts]
    if not find_by_whole_name(network, name):
        found += _list_new_with_first_name(name, people)
    return list(dict.fromkeys(found))


def _list_new_with_first_name(name: str, people: Iterable[StartPerson]) -> list[StartPerson]:
    """List those named before who have no note yet, and have this first name."""
    found = []
    for person in people:
        if not person.path and fold_name(person.name.split()[0]) == fold_name(name):
            found.append(StartPerson(person.name))
    return found


def is_same_person(left: StartPerson, right: StartPerson) -> bool:
    """Tell whether two answers name the same person, whatever was said about them."""
    return (left.name, left.path) == (right.name, right.path)


def is_same_name(left: str, right: str) -> bool:
    """Tell whether two names are one whatever the titles: `Dr. Ada Quill` is Ada Quill."""
    if fold_name(left) == fold_name(right):
        return True
    left_parts, right_parts = split_titles(left), split_titles(right)
    is_same = left_parts.is_whole and left_parts.words == right_parts.words
    return is_same and can_be_one_person(left_parts, right_parts)


def require_reachable(contact: Contact) -> None:
    """Raise NetnotesError for somebody who has died, or is not to be contacted."""
    if contact.died is not None:
        death = format_death(contact.died)
        when = ""
        if death != "yes":
            when = f" ({death})"
        raise NetnotesError(f"{contact.name} has died{when}. Name somebody else.")
    if contact.status == DO_NOT_CONTACT:
        raise NetnotesError(
            f"{contact.name} has the status `{DO_NOT_CONTACT}` in {contact.path}. "
            "Name somebody else."
        )


def describe_people(people: Iterable[StartPerson], network: Network) -> list[str]:
    """Describe each of several who have a name, by what tells them apart."""
    named = list(people)
    contacts = [network.contacts_by_path[person.path] for person in named if person.path]
    details = {
        candidate.contact.path: candidate.details
        for candidate in describe_candidates(network, contacts)
    }
    descriptions = []
    for person in named:
        words = ", ".join(details.get(person.path, ()))
        if not person.path:
            words = "named above"
        descriptions.append(f"{person.name} ({words})" if words else person.name)
    return descriptions


def parse_spoken_day(words: str, today: Day, settings: Settings) -> Day:
    """Parse when somebody was last spoken with, roughly: `about 2 years ago`, `may 2025`.

    A month is its middle: the line that is written is shown at once. Raises NetnotesError for no
    day, or for several.
    """
    words_of_day = _ABOUT.sub("", words)
    days = list_past_days(words_of_day, today, settings.date_order)
    if not days and _MONTH.fullmatch(words_of_day):
        days = list_past_days(f"15 {_BEFORE_MONTH.sub('', words_of_day)}", today)
    if not days:
        raise NetnotesError(
            f"“{words}” is not one day, and a note needs one. About which day was it? "
            "15 April 2025, may 2025, 6 months ago, last friday. Enter leaves it out."
        )
    if len(days) > 1:
        choices = join_words([format_day_short(day) for day in days], "or")
        raise NetnotesError(f"“{words}” may be {choices}. Which day was it?")
    if days[0] > today:
        raise NetnotesError(
            f"{format_day_short(days[0])} is still to come. When was the last time?"
        )
    return days[0]


_ABOUT = re.compile(
    r"^(?:(?:i think|it was|maybe|perhaps|probably|about|around|roughly|approximately|circa|ca\.?"
    r"|almost|nearly|some time in|etwa|ungefähr|vielleicht|so|environ|peut-être|más o menos|quizás?"
    r"|ongeveer|misschien)\s+|~\s*)+",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(r"^(?:in|im|last|letzten|en|in de)\s+", re.IGNORECASE)

# Only words and perhaps a year: a number before the month would be a day.
_MONTH = re.compile(r"[^\W\d]+(?:\s+[^\W\d]+)?\.?(?:\s+(?:19|20)\d\d)?")


def parse_goal_day(words: str, today: Day) -> Day:
    """Parse by when a goal shall be reached. Raises NetnotesError for no day to come."""
    return require_planned_day(words, today)


def parse_budget(words: str) -> float:
    """Parse a number of people a week. Raises NetnotesError for anything else."""
    try:
        number = float(words.replace(",", "."))
    except ValueError:
        raise NetnotesError(
            f"“{words}” is not a number of people a week. Write it as in 2."
        ) from None
    budget = int(number) if number.is_integer() else number
    require_setting("plan", "budget", budget)
    return budget


def parse_when(words: str) -> str:
    """Check a time of the week. Raises NetnotesError for anything else."""
    require_setting("plan", "when", words)
    return words


def list_names(words: str, network: Network) -> tuple[str, ...]:
    """List the names of the people who were typed; one where the notes have somebody of that name.

    Raises NetnotesError for a name with words about somebody, which must not become their name.
    """
    if find_by_whole_name(network, words):
        return (words,)
    names = split_names(words)
    name = find_name_before_words(words) if len(names) == 1 else ""
    if name:
        raise NetnotesError(
            f"“{words}” is more than a name. Write the name alone, as in {name}. "
            "What else you know of them goes into their note later."
        )
    return names


def is_description(words: str) -> bool:
    """Tell whether words describe somebody who has no name yet, as in `someone who hires`."""
    return _DESCRIPTION.match(words) is not None


_DESCRIPTION = re.compile(
    r"(?:someone|somebody|anyone|anybody|people|a person|jemand|quelqu['’]un|alguien|iemand)\s",
    re.IGNORECASE,
)

MAX_PITCH_SENTENCES = 2


def advise_on_pitch(pitch: str) -> str:
    """Advise on what one does in more than two sentences; empty if it is short."""
    count = len(split_sentences(pitch))
    if count <= MAX_PITCH_SENTENCES:
        return ""
    return f"These are {count} sentences. Two are easier to say, and to remember."
