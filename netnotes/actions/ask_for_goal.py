"""Write down who was asked for a goal: an ask in the log of each, with a link to the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.log_touch import LoggedMeeting, build_log_changes
from netnotes.errors import NetnotesError
from netnotes.markdown.plain import strip_markdown
from netnotes.network.measures.ask_drafts import (
    LINE_WITHOUT_ASK,
    QUESTION_WITHOUT_ASK,
    is_asked_for_introduction,
)
from netnotes.network.measures.goal_asks import find_people_to_ask
from netnotes.network.measures.ways import WaySearch
from netnotes.reading.links import list_links
from netnotes.reading.reader import read_contact_note
from netnotes.text import fold_words, join_words
from netnotes.writing.links import write_wikilink
from netnotes.writing.meeting import Meeting
from netnotes.writing.typed_meeting import parse_log_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact, Goal
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange


class AskPlan(NamedTuple):
    """What is written about those who were asked for a goal.

    `known` are those whose notes have the ask of that day already.
    """

    day: Day
    asked: tuple[LoggedMeeting, ...]
    known: tuple[Contact, ...]

    @property
    def changes(self) -> tuple[NoteChange, ...]:
        """The changes of all notes."""
        return tuple([logged.change for logged in self.asked])


def plan_asks(
    goal: Goal, contacts: Iterable[Contact], session: WriteSession, day_words: str = ""
) -> AskPlan:
    """Plan the entries of those who were asked for a goal, on a day or today; each person once.

    Raises NetnotesError where the goal does not say what is asked, for a day that is none, and
    where an ask would not be read back as it is meant.
    """
    if not goal.ask:
        raise NetnotesError(
            f"{QUESTION_WITHOUT_ASK} Write it into {goal.path} first, in one sentence: "
            f"`{LINE_WITHOUT_ASK}`. Nothing was written."
        )
    day = parse_log_day(day_words, session.network.today)
    asked: list[LoggedMeeting] = []
    known: list[Contact] = []
    words_by_path = _collect_words_of_introductions(goal, session)
    for contact in {contact.path: contact for contact in contacts}.values():
        text = _write_ask(goal, contact, words_by_path.get(contact.path, ""), session)
        if any(
            ask.date == day and fold_words(ask.text) == fold_words(text) for ask in contact.asks
        ):
            known.append(contact)
            continue
        meeting = Meeting(date=day, asked=(text,))
        (logged,) = build_log_changes((contact,), meeting, session)
        _check_read_back(logged, goal, day, session)
        asked.append(logged)
    return AskPlan(day, tuple(asked), tuple(known))


def _collect_words_of_introductions(goal: Goal, session: WriteSession) -> dict[str, str]:
    """Collect what those are asked for who only know somebody I want advice of, by their path."""
    people = find_people_to_ask(goal, WaySearch(session.network))
    words_by_path = {}
    for candidate in people.candidates:
        if is_asked_for_introduction(candidate, goal):
            names = join_words([target.name for target in candidate.targets])
            words_by_path[candidate.contact.path] = f"an introduction to {names}"
    return words_by_path


def _write_ask(goal: Goal, contact: Contact, introduction: str, session: WriteSession) -> str:
    """Write what the goal asks as it was typed, and a link to the goal in brackets behind it.

    Who is asked for an `introduction`, as their draft says, has that in their note.
    """
    link = write_wikilink(goal.path, contact.path, session.network.file_index)
    if introduction:
        return f"{introduction}, for {link}"
    return f"{' '.join(strip_markdown(goal.ask).split())} ({link})"


def _check_read_back(logged: LoggedMeeting, goal: Goal, day: Day, session: WriteSession) -> None:
    """Check that the changed note has one open ask more, on that day and for the goal."""
    contact, change = logged.contact, logged.change
    before = read_contact_note(contact.path, change.note.text, session.paths.settings)
    after = read_contact_note(contact.path, change.text, session.paths.settings)
    new_asks = _count_asks(after.asks, goal, day, session) - _count_asks(
        before.asks, goal, day, session
    )
    if new_asks != 1 or len(after.asks) != len(before.asks) + 1:
        raise NetnotesError(
            f"`ask` of {goal.path} has words that would mean something else in the log of "
            f"{contact.path}. Write it in plain words. Nothing was written."
        )


def _count_asks(asks: Iterable[Ask], goal: Goal, day: Day, session: WriteSession) -> int:
    count = 0
    for ask in asks:
        if ask.state == "open" and ask.date == day:
            links = list_links(ask.text, ask.source_location)
            origin = ask.source_location.path
            count += any(
                session.network.find_path(link.target, origin) == goal.path for link in links
            )
    return count
