"""Whom I could ask for a goal, with a draft each, on the goal's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.markdown.plain import strip_markdown
from netnotes.network.reach import build_mailto_url
from netnotes.text import format_command

if TYPE_CHECKING:
    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site
    from netnotes.model.people import Goal
    from netnotes.network.measures.goal_asks import AskCandidate, PeopleToAsk


# People in each of the longer lists; `netnotes ask` has all.
MAX_MORE = 60


class AskPersonRow(Struct, frozen=True):
    """Somebody who could be asked: why, when we were last in touch, and a draft with its mail.

    `path` is that of the note. The draft is empty where a promise comes first.
    """

    person: Ref
    path: str
    reasons: str
    talk: str
    draft: str
    mail: str


class NotNowRow(Struct, frozen=True):
    """Somebody who is left out for now, and why."""

    person: Ref
    words: str


class GoalAskView(Struct, frozen=True, kw_only=True):
    """Whom I could ask for a goal.

    `first` are as many as the week has places. `more` and `not_now` are cut: `more_left` and
    `not_now_left` count the others, whom `command` names. `question` and `line` are shown where the
    goal does not say what to ask; `nobody` where nobody is there to be asked.
    """

    goal_path: str
    goal: str
    ask: str
    plain_ask: str
    question: str
    line: str
    first: tuple[AskPersonRow, ...]
    more: tuple[AskPersonRow, ...]
    more_left: int
    not_now: tuple[NotNowRow, ...]
    not_now_left: int
    nobody: str
    command: str


def build_goal_ask_view(goal: Goal, site: Site) -> GoalAskView | None:
    """Build whom I could ask for a goal; None for one that is over, or asks nothing of nobody."""
    if goal.status != "active":
        return None
    from netnotes.network.measures.ask_drafts import LINE_WITHOUT_ASK, QUESTION_WITHOUT_ASK
    from netnotes.network.measures.goal_asks import describe_nobody_to_ask

    people = site.measures.people_to_ask_by_goal[goal.path]
    if not goal.ask and not people.candidates:
        return None
    more, not_now = people.more_candidates, people.not_now
    return GoalAskView(
        goal_path=goal.path,
        goal=goal.name,
        ask=goal.ask,
        plain_ask=strip_markdown(goal.ask),
        question="" if goal.ask else QUESTION_WITHOUT_ASK,
        line="" if goal.ask else LINE_WITHOUT_ASK,
        first=_build_rows(people.first_candidates, people, site),
        more=_build_rows(more[:MAX_MORE], people, site),
        more_left=max(0, len(more) - MAX_MORE),
        not_now=tuple(
            [NotNowRow(site.get_ref(item.contact.path), item.text) for item in not_now[:MAX_MORE]]
        ),
        not_now_left=max(0, len(not_now) - MAX_MORE),
        nobody=describe_nobody_to_ask(people),
        command=format_command("netnotes", "ask", "--all", goal.path),
    )


def _build_rows(
    candidates: tuple[AskCandidate, ...], people: PeopleToAsk, site: Site
) -> tuple[AskPersonRow, ...]:
    from netnotes.network.measures.ask_drafts import format_ask_draft
    from netnotes.network.measures.goal_asks import describe_reasons
    from netnotes.network.measures.way_sentences import describe_last_talk

    rows = []
    for candidate in candidates:
        contact = candidate.contact
        draft = format_ask_draft(candidate, people.goal, site.network)
        rows.append(
            AskPersonRow(
                site.get_ref(contact.path),
                contact.path,
                describe_reasons(candidate),
                describe_last_talk(contact, site.network),
                draft,
                build_mailto_url(contact, draft) if draft else "",
            )
        )
    return tuple(rows)
