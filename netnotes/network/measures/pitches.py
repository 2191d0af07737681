"""Which pitch is for whom: for somebody who is met, and for an event to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.measures.ladder import MET_RUNG, compute_rung
from netnotes.network.what_to_say import OWN_PITCH
from netnotes.text import WORD, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Contact, Event, Goal
    from netnotes.network.link_graph import LinkGraph


class Pitch(NamedTuple):
    """What to say to somebody who asks what one does, and the path of the goal it is for."""

    words: str

    # Empty for the pitch of `[me]`.
    goal_path: str = ""


def list_pitches_for_contact(
    contact: Contact,
    graph: LinkGraph,
    goals_by_target: Mapping[str, tuple[str, ...]],
    pitches: Mapping[str, str],
    today: Day,
) -> tuple[Pitch, ...]:
    """List what to say to a contact for the goals they are linked to or wanted for, or of `[me]`.

    `goals_by_target` are the goals that want to meet a contact, by the contact's path. Family and
    friends know what I do, and so does whoever has been in touch on two days: they may not know of
    a goal yet, but need no words of `[me]`.
    """
    if not contact.is_active or _is_family_or_friend(contact):
        return ()
    linked_paths = graph.goals_by_contact.get(contact.path, ())
    wanting_paths = goals_by_target.get(contact.path, ())
    said = _list_pitches(dict.fromkeys((*linked_paths, *wanting_paths)), pitches)
    if _knows_me(contact, today):
        return tuple([pitch for pitch in said if pitch.goal_path])
    return said


def _is_family_or_friend(contact: Contact) -> bool:
    """Whether a tag, the tier or a folder of the note says so: `person/family`, `close friends`."""
    folders = contact.path.split("/")[:-1]
    words = WORD.findall(fold_for_search(" ".join((*contact.tags, contact.tier, *folders))))
    return not _CLOSE_WORDS.isdisjoint(words)


# In English, German, French, Spanish, Dutch, Italian and Portuguese.
# fmt: off
_CLOSE_WORDS = frozenset({
    "family", "friend", "friends", "relative", "relatives", "familie", "freund", "freunde",
    "freundin", "freundinnen", "famille", "ami", "amie", "amis", "amies", "familia", "amigo",
    "amiga", "amigos", "amigas", "vriend", "vriendin", "vrienden", "famiglia", "amico", "amica",
    "amici", "amiche",
})
# fmt: on


def _knows_me(contact: Contact, today: Day) -> bool:
    # `last_contact` is written over: if it is after the first meeting, there were two days.
    last_contact = contact.last_contact
    if contact.met and last_contact and contact.met < last_contact <= today:
        return True
    return compute_rung(contact, today) > MET_RUNG


def list_pitches_for_event(
    event: Event, goals: Iterable[Goal], graph: LinkGraph, pitches: Mapping[str, str]
) -> tuple[Pitch, ...]:
    """List what to say at an event: for the active goals that link to it or that it links to."""
    linking_paths = graph.backlinks.get(event.path, ())
    goal_paths = []
    for goal in goals:
        places = [graph.find_path(link.target, goal.path) for link in goal.where]
        is_linked = event.path in graph.backlinks.get(goal.path, ())
        if is_linked or goal.path in linking_paths or event.path in places:
            goal_paths.append(goal.path)
    return _list_pitches(goal_paths, pitches)


def _list_pitches(goal_paths: Iterable[str], pitches: Mapping[str, str]) -> tuple[Pitch, ...]:
    for_goals = tuple([Pitch(pitches[path], path) for path in goal_paths if path in pitches])
    if for_goals or OWN_PITCH not in pitches:
        return for_goals
    return (Pitch(pitches[OWN_PITCH]),)
