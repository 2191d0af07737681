"""The page /met of a served dashboard: what `netnotes met` would write, before it does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netnotes.actions.meet_people import (
    collect_note_lines,
    find_meeting_place,
    parse_met_words,
    plan_meeting,
)
from netnotes.actions.serving.forms import CHANGED_SINCE_SHOWN, Form, submit_form
from netnotes.actions.serving.live_site import FormOutcome, FormPage
from netnotes.actions.serving.routes import FormRoute
from netnotes.dashboard.views.met import MetNote, MetQuestion, MetView
from netnotes.errors import NetnotesError, NoteChangedError
from netnotes.vault.edit import WriteSession, format_diff
from netnotes.vault.note_writer import NoteWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.actions.meet_people import MeetingPlan
    from netnotes.actions.serving.rebuilder import Rebuilder, ServedVault

    Fields = Mapping[str, str]


MET_PATH = "/met"

# The fields of answers begin with this; what follows are the words that were asked about.
_ANSWER = "answer "


def build_met_route(rebuilder: Rebuilder, report: Callable[[str], None]) -> FormRoute:
    """Build the address that shows what would be written, and writes it."""

    def write(fields: Fields) -> FormOutcome:
        return submit_people(fields, refresh=rebuilder.refresh, report=report)

    return FormRoute(MET_PATH, write, show=_show_typed)


def _show_typed(fields: Fields, message: str) -> FormOutcome:
    return _build_outcome(403 if message else 200, _build_view(fields, message=message))


def submit_people(
    fields: Fields, *, refresh: Callable[[], ServedVault], report: Callable[[str], None]
) -> FormOutcome:
    """Show what would be written; write it if it was shown before and was agreed to."""
    vault = refresh()
    writer = NoteWriter(vault.paths.root, vault.paths.cache_folder, "serve")
    session = WriteSession(vault.paths, vault.network, writer)
    try:
        plan, remarks = _plan(fields, session)
    except NetnotesError as error:
        return _build_outcome(422, _build_view(fields, message=str(error)))

    seen = _compute_seen(plan)
    view = _build_view(fields, plan=plan, remarks=remarks, seen=seen)
    if fields.get("do") != "write" or not seen:
        return _build_outcome(200, view)
    if seen != fields.get("seen"):
        view = _build_view(
            fields, plan=plan, remarks=remarks, seen=seen, message=CHANGED_SINCE_SHOWN
        )
        return _build_outcome(409, view)
    form = Form(MET_PATH, partial(_write_people, seen))
    outcome = submit_form(form, fields, vault=vault, refresh=refresh, report=report)
    if outcome.status == 303:
        return outcome
    view = _build_view(fields, plan=plan, remarks=remarks, message=outcome.message)
    return _build_outcome(outcome.status, view)


def _write_people(seen: str, fields: Fields, session: WriteSession) -> str | None:
    plan, _ = _plan(fields, session)
    # The notes were read again after they were compared in `submit_people`.
    if _compute_seen(plan) != seen:
        raise NoteChangedError(CHANGED_SINCE_SHOWN)
    plan.changes.write(session.writer)
    if not plan.place.event:
        return None
    return plan.place.event.path


def _plan(fields: Fields, session: WriteSession) -> tuple[MeetingPlan, tuple[str, ...]]:
    """Plan what the form would write, and say which lines of a note were left out."""
    if not fields.get("place", "").strip():
        raise NetnotesError("Where, or when, did you meet them? Name an event or a day.")
    place = find_meeting_place(fields["place"], session.network)
    typed_lines = [line for line in fields.get("people", "").splitlines() if line.strip()]
    answers = [value for _, value in _list_answers(fields)]
    if typed_lines:
        lines = [parse_met_words(line) for line in typed_lines]
        return plan_meeting(place, lines, session, answers), ()
    note_lines = collect_note_lines(place, session)
    plan = plan_meeting(place, note_lines.lines, session, answers, place.day)
    return plan, note_lines.remarks


def _compute_seen(plan: MeetingPlan) -> str:
    """Compute the digest of what a plan would write; empty where that is nothing."""
    return plan.compute_digest() if plan.people else ""


def _list_answers(fields: Fields) -> list[tuple[str, str]]:
    return [(name, value) for name, value in fields.items() if name.startswith(_ANSWER)]


def _build_view(
    fields: Fields,
    *,
    plan: MeetingPlan | None = None,
    remarks: tuple[str, ...] = (),
    message: str = "",
    seen: str = "",
) -> MetView:
    questions = plan.questions if plan else ()
    asked = {f"{_ANSWER}{question.words}" for question in questions}
    return MetView(
        place=fields.get("place", ""),
        place_words=plan.place.describe() if plan else "",
        people=fields.get("people", ""),
        page=fields.get("page", ""),
        message=message,
        remarks=remarks,
        questions=tuple(
            [
                MetQuestion(
                    f"{_ANSWER}{question.words}",
                    question.text,
                    tuple([(choice.key, choice.label) for choice in question.choices]),
                )
                for question in questions
            ]
        ),
        notes=_build_notes(plan) if plan else (),
        answers=tuple([answer for answer in _list_answers(fields) if answer[0] not in asked]),
        seen=seen,
    )


def _build_notes(plan: MeetingPlan) -> tuple[MetNote, ...]:
    notes = []
    for person, change in zip(plan.people, plan.changes.changes, strict=True):
        text = change.text
        if not person.is_new:
            diff = format_diff(person.path, change.note.text, change.text)
            text = "".join(diff.splitlines(keepends=True)[2:])
        notes.append(MetNote(person.name, person.path, person.is_new, person.facts, text))
    return tuple(notes)


def _build_outcome(status: int, view: MetView) -> FormOutcome:
    return FormOutcome(status, form_page=FormPage("met.html", view))
