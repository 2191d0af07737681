"""The forms of a served dashboard: each writes what the command of the same name would write."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.log_touch import build_log_changes
from netnotes.actions.mark_done import RESOLUTIONS, list_open_items, settle_item
from netnotes.actions.new_contact import build_note
from netnotes.actions.pause import parse_pause_day, pause_contact
from netnotes.actions.serving.ask_form import find_goal_of_form, handle_ask_form
from netnotes.actions.serving.inbox_filing import handle_inbox_form
from netnotes.actions.serving.live_site import FormOutcome
from netnotes.actions.undo import plan_undo, write_undo
from netnotes.errors import BusyError, DiskError, NetnotesError, NoteChangedError
from netnotes.text import format_day_short
from netnotes.vault.edit import WriteSession, begin_writing
from netnotes.writing.days import require_planned_day
from netnotes.writing.typed_meeting import TypedMeeting, parse_meeting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date as Day

    from netnotes.actions.serving.rebuilder import ServedVault
    from netnotes.dashboard.snapshot import SiteSnapshot
    from netnotes.model.people import Ask, Contact, Promise
    from netnotes.network.network import Network
    from netnotes.vault.note_files import NoteChange

    Fields = Mapping[str, str]


# The properties that the form for a new contact asks for, besides the name.
NEW_FORM_FIELDS = ("purpose", "tier", "met", "organisation")


# What is said where something else would be written than what was shown.
CHANGED_SINCE_SHOWN = (
    "What you typed, or your notes, changed since this was shown. Nothing was written. "
    "Look at what would be written now."
)


class Form(NamedTuple):
    """A form of the dashboard: the address it is sent to, and the function that writes its fields.

    The function returns the path of the note whose page is shown next, or None for the page the
    form was on.
    """

    path: str
    write: Callable[[Fields, WriteSession], str | None]


def submit_form(
    form: Form,
    fields: Fields,
    *,
    vault: ServedVault,
    refresh: Callable[[], ServedVault],
    report: Callable[[str], None],
) -> FormOutcome:
    """Write a form into the notes, and say what became of it.

    `vault` is what the browser has seen. `refresh` reads the notes again: what was typed is
    compared with the notes as they are now. `report` takes what the user must know although nothing
    is wrong with the form.
    """
    try:
        with begin_writing(vault.paths, "serve", report) as writer:
            # In the list of what can be taken back it is called by what was done.
            writer.command = f"serve ({form.path.removeprefix('/')})"
            vault = refresh()
            note_path = form.write(fields, WriteSession(vault.paths, vault.network, writer))
    except (NoteChangedError, BusyError) as error:
        # The form that comes back knows the note as it is now, so that it can be sent again after a
        # look at it.
        current_fields = _list_current_fields(fields, vault.network)
        return FormOutcome(409, message=str(error), replaced_fields=current_fields)
    except DiskError as error:
        return FormOutcome(500, message=str(error))
    except NetnotesError as error:
        return FormOutcome(422, message=str(error))

    if note_path or form.path == UNDO_PATH:
        # The page of a new note must be there before its address can be found, and that of a note
        # which is taken back must be gone.
        vault = refresh()

    undo_number = ""
    if writer.record_number:
        undo_number = str(writer.record_number)
    next_page = _find_next_page(note_path, fields, vault.snapshot)
    return FormOutcome(303, redirect_to=next_page, undo_number=undo_number)


def _list_current_fields(fields: Fields, network: Network) -> tuple[tuple[str, str], ...]:
    """List what the form knows of its note as it is now; nothing when the note is gone.

    It is the field `digest`, or `ask` of a goal.
    """
    goal = find_goal_of_form(fields, network)
    if goal is not None:
        return (("ask", goal.ask),)
    contact = _find_contact_at(fields.get("note"), network)
    if contact is None:
        return ()
    return (("digest", contact.digest),)


def _find_next_page(note_path: str | None, fields: Fields, snapshot: SiteSnapshot) -> str:
    """Find the address to show after a form: of the note, of the form, or of the front page.

    The page comes from the form, and a forged one could name any address: only pages of the
    dashboard are taken.
    """
    note_page = ""
    if note_path:
        note_page = snapshot.find_page(note_path)
    page = note_page or fields.get("page", "")
    if page.endswith(".html") and page in snapshot:
        return f"/{page}"

    return "/"


def handle_log_form(fields: Fields, session: WriteSession) -> None:
    """Log a touch in a contact's note."""
    today = session.network.today
    typed = TypedMeeting(
        day=_read_line(fields, "on"),
        channel=_read_line(fields, "channel"),
        text=fields.get("text", ""),
        gave=_read_lines(fields, "gave"),
        asked=_read_lines(fields, "asked"),
        promised=_read_promises(fields, today),
        learned=_read_lines(fields, "learned"),
    )
    meeting = parse_meeting(typed, session.paths.settings, today)
    contact = _find_contact(fields, session)
    (logged,) = build_log_changes((contact,), meeting, session)
    _write_change(logged.change, fields, session)


def handle_done_form(fields: Fields, session: WriteSession) -> None:
    """Tick a promise or an ask.

    It is found by its words, because lines move when the note is edited; the line decides only
    between two items with the same words.
    """
    contact = _find_contact(fields, session)
    came = fields.get("came", "")
    if came not in RESOLUTIONS:
        raise NetnotesError(f"`{came}` is not a possible outcome of a promise or an ask.")

    kind = RESOLUTIONS[came].kind
    items: list[Promise | Ask] = [
        open_item.item
        for open_item in list_open_items(contact)
        if open_item.kind == kind and open_item.item.text == fields.get("what")
    ]
    if not items:
        raise NetnotesError(f"This is no longer open with {contact.name}.")

    chosen_item = items[0]
    for item in items:
        if str(item.source_location.line) == fields.get("line"):
            chosen_item = item
            break

    _write_change(settle_item(chosen_item, came, session), fields, session)


def handle_snooze_form(fields: Fields, session: WriteSession) -> None:
    """Pause a contact until a day."""
    day = parse_pause_day(_read_line(fields, "until"), session.network.today)
    contact = _find_contact(fields, session)
    if contact.died:
        raise NetnotesError(f"{contact.name} has died, and is never due. Nothing was written.")
    _write_change(pause_contact(contact, day, session), fields, session)


def handle_new_form(fields: Fields, session: WriteSession) -> str:
    """Create a note about a new contact, and return its path."""
    name = _read_line(fields, "name")
    if not name:
        raise NetnotesError("Who is it? A note needs a name.")

    properties: dict[str, str | list[str]] = {}
    for property_name in NEW_FORM_FIELDS:
        value = _read_line(fields, property_name)
        if value:
            properties[property_name] = value

    path, text = build_note(name, properties, session)
    session.writer.create_note(path, text)

    return path


def handle_undo_form(fields: Fields, session: WriteSession) -> None:
    """Take back what the last form or command wrote, if it is the one that the page offered."""
    plan = plan_undo(session.paths)
    if str(plan.stored.number) != fields.get("number"):
        raise NoteChangedError(
            f"Something else was written since: {plan.description} comes first now. "
            "`netnotes undo` in a terminal shows it, and takes it back."
        )
    write_undo(session.paths, plan)


UNDO_PATH = "/undo"

FORMS = (
    Form("/log", handle_log_form),
    Form("/done", handle_done_form),
    Form("/snooze", handle_snooze_form),
    Form("/new", handle_new_form),
    Form("/inbox", handle_inbox_form),
    Form("/ask", handle_ask_form),
    Form(UNDO_PATH, handle_undo_form),
)


def _read_line(fields: Fields, name: str) -> str:
    """Read a field of one line, with single spaces between words."""
    return " ".join(fields.get(name, "").split())


def _read_lines(fields: Fields, name: str) -> tuple[str, ...]:
    """Read a field of several lines, each a value of its own; empty lines are left out."""
    lines = []
    for line in fields.get(name, "").splitlines():
        value = " ".join(line.split())
        if value:
            lines.append(value)

    return tuple(lines)


def _read_promises(fields: Fields, today: Day) -> tuple[str, ...]:
    """Read the promises, each with the day typed in `by`, as in "the draft by 2027-01-10"."""
    promises = _read_lines(fields, "promised")
    typed_day = _read_line(fields, "by")
    if not typed_day:
        return promises

    day = require_planned_day(typed_day, today)
    if not promises:
        raise NetnotesError(f"What did you promise by {format_day_short(day)}?")

    return tuple(f"{promise} by {day}" for promise in promises)


def _find_contact_at(note_path: str | None, network: Network) -> Contact | None:
    for contact in network.contacts:
        if contact.path == note_path:
            return contact

    return None


def _find_contact(fields: Fields, session: WriteSession) -> Contact:
    """Find the contact a form is about.

    Raises NoteChangedError when the note is gone, or has changed since the page with the form was
    made.
    """
    path = fields.get("note", "")
    contact = _find_contact_at(path, session.network)
    if contact is None:
        raise NoteChangedError(
            f"`{path}` is no note about a contact any more. It may have been renamed or deleted."
        )
    if contact.digest != fields.get("digest"):
        raise _build_changed_error(path)

    return contact


def _write_change(change: NoteChange, fields: Fields, session: WriteSession) -> None:
    """Write the note if it is still the one the page was made from."""
    # The note was read again to be edited, after `_find_contact` had compared what the network knew
    # of it.
    if change.note.digest != fields.get("digest"):
        raise _build_changed_error(change.note.path)

    session.writer.write_changes([change])


def _build_changed_error(path: str) -> NoteChangedError:
    return NoteChangedError(
        f"`{path}` has changed since this page was shown, perhaps in your editor. "
        "Look at it, and send this again if it is still what you mean."
    )
