"""Whom I could ask for a goal as plain data, with the path and line of each reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.network.asks import has_no_answer, is_reminder_due
from netnotes.network.measures.ask_drafts import format_ask_draft
from netnotes.network.measures.way_record import build_person_record, build_source_records
from netnotes.network.measures.way_sentences import describe_last_talk
from netnotes.network.record import build_name_record
from netnotes.text import format_iso_day

if TYPE_CHECKING:
    from netnotes.model.people import Ask, Contact, Goal
    from netnotes.network.measures.goal_asks import AskCandidate, NotNow, PeopleToAsk
    from netnotes.network.network import Network


def build_people_to_ask_record(
    people: PeopleToAsk, network: Network, *, show_all: bool
) -> dict[str, Any]:
    """Build the object of those who could be asked for a goal, the first of them or all."""
    goal = people.goal
    shown = people.list_candidates(show_all=show_all)
    return {
        "as_of": network.today.isoformat(),
        "goal": {"name": goal.name, "path": goal.path, "status": goal.status},
        "ask": goal.ask or None,
        "ask_kind": goal.ask_kind or None,
        "people": [_build_candidate_record(candidate, people, network) for candidate in shown],
        "truncated": len(shown) < len(people.candidates),
        "not_now": [_build_not_now_record(item) for item in people.not_now],
        "asked": [_build_ask_record(contact, ask, goal, network) for contact, ask in people.asks],
    }


def _build_candidate_record(
    candidate: AskCandidate, people: PeopleToAsk, network: Network
) -> dict[str, Any]:
    contact = candidate.contact
    return {
        **build_name_record(contact),
        "group": candidate.group,
        "reasons": [
            {
                "kind": reason.kind,
                "text": reason.text,
                "sources": build_source_records(reason.locations),
            }
            for reason in candidate.reasons
        ],
        "targets": [build_person_record(target) for target in candidate.targets],
        "last_talk": describe_last_talk(contact, network),
        "draft": format_ask_draft(candidate, people.goal, network) or None,
    }


def _build_not_now_record(item: NotNow) -> dict[str, Any]:
    return {
        **build_name_record(item.contact),
        "kind": item.obstacle,
        "text": item.text,
        "date": format_iso_day(item.day),
        "sources": build_source_records([item.location]),
    }


def _build_ask_record(contact: Contact, ask: Ask, goal: Goal, network: Network) -> dict[str, Any]:
    # A goal that is over reminds nobody.
    has_reminder = goal.status == "active" and is_reminder_due(ask, contact, network.today)
    return {
        **build_name_record(contact),
        "text": ask.text,
        "date": format_iso_day(ask.date),
        "state": ask.state,
        "answered": format_iso_day(ask.answered),
        "no_answer": has_no_answer(ask, network.today),
        "reminder": has_reminder,
        "sources": build_source_records([ask.source_location]),
    }
