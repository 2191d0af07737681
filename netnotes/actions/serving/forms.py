"""What the forms of a served dashboard write: the same as the commands of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.log_touch import build_log_changes
from netnotes.actions.mark_done import RESOLUTIONS, list_open_items, settle_item
from netnotes.actions.new_contact import build_note
from netnotes.actions.pause import parse_pause_day, pause_contact
from netnotes.actions.serving.live_site import FormOutcome
from netnotes.errors import BusyError, NetnotesError, NoteChangedError, describe_os_error
from netnotes.text import format_day_short
from netnotes.vault.edit import WriteSession, begin_writing
from netnotes.vault.note_files import create_note_file, write_changes
from netnotes.writing.sentence import TypedMeeting, parse_meeting, require_future_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date as Day

    from netnotes.actions.serving.rebuilder import Rebuilder
    from netnotes.model.people import Contact
    from netnotes.vault.note_files import NoteChange

    Fields = Mapping[str, str]


class Form(NamedTuple):
    """A form of the dashboard: where it is sent, and what writes the fields that were typed there.

    What writes them may name the note whose page is shown next; else it is the page the form is on.
    """

    path: str
    write: Callable[[Fields, WriteSession], str | None]


def submit_form(form: Form, rebuilder: Rebuilder, fields: Fields) -> FormOutcome:
    """What became of a form that was sent from a page of the dashboard.

    What was typed is held against the notes as they are now; where the note has changed, the form that comes back
    knows it as it is.
    """
    try:
        with begin_writing(rebuilder.paths, "serve"):
            rebuilder.refresh()
            note = form.write(fields, WriteSession(rebuilder.paths, rebuilder.loaded.network))
    except (NoteChangedError, BusyError) as error:
        now = tuple(
            ("digest", one.digest)
            for one in rebuilder.loaded.network.contacts
            if one.path == fields.get("note")
        )
        return FormOutcome(409, message=str(error), replaced_fields=now)
    except NetnotesError as error:
        return FormOutcome(422, message=str(error))
    except OSError as error:
        return FormOutcome(500, message=f"The note can't be written: {describe_os_error(error)}.")
    if note:
        rebuilder.refresh()
    page = (note and rebuilder.live_site.snapshot.find_page(note)) or fields.get("page", "")
    return FormOutcome(
        303,
        redirect_to=f"/{page}"
        if page.endswith(".html") and page in rebuilder.live_site.snapshot
        else "/",
    )


def handle_log_form(fields: Fields, session: WriteSession) -> None:
    """Write a touch into somebody's note."""
    typed = TypedMeeting(
        day=_read_line(fields, "on"),
        channel=_read_line(fields, "channel"),
        text=fields.get("text", ""),
        gave=_read_lines(fields, "gave"),
        asked=_read_lines(fields, "asked"),
        promised=_read_promises(fields, session.network.today),
        learned=_read_lines(fields, "learned"),
    )
    happened = parse_meeting(typed, session.paths.settings, session.network.today)
    (one,) = build_log_changes((_find_contact(fields, session),), happened, session)
    _write_change(one.change, fields, session)


def handle_done_form(fields: Fields, session: WriteSession) -> None:
    """Tick a promise or an ask. It is known by its words; its line only tells two of the same words apart."""
    contact, came = _find_contact(fields, session), fields.get("came", "")
    if came not in RESOLUTIONS:
        raise NetnotesError(f"`{came}` is nothing that can come of a promise or an ask.")
    same = [
        one.item
        for one in list_open_items(contact)
        if (one.kind, one.item.text) == (RESOLUTIONS[came].kind, fields.get("what"))
    ]
    if not same:
        raise NetnotesError(f"This is no longer open with {contact.name}.")
    what = next(
        (one for one in same if str(one.source_location.line) == fields.get("line")), same[0]
    )
    _write_change(settle_item(what, came, session), fields, session)


def handle_snooze_form(fields: Fields, session: WriteSession) -> None:
    """Let somebody rest until a day."""
    day = parse_pause_day(_read_line(fields, "until"), session.network.today)
    _write_change(pause_contact(_find_contact(fields, session), day, session), fields, session)


def handle_new_form(fields: Fields, session: WriteSession) -> str:
    """Make a note about somebody, whose page is shown next."""
    name = _read_line(fields, "name")
    if not name:
        raise NetnotesError("Who is it? A note needs a name.")
    given: dict[str, str | list[str]] = {
        one: _read_line(fields, one) for one in NEW_FORM_FIELDS if _read_line(fields, one)
    }
    path, text = build_note(name, given, session)
    create_note_file(session.paths.root, path, text)
    return path


NEW_FORM_FIELDS = ("purpose", "tier", "met", "organisation")
"""What the form for somebody new has a line for, beside the name."""

FORMS = (
    Form("/log", handle_log_form),
    Form("/done", handle_done_form),
    Form("/snooze", handle_snooze_form),
    Form("/new", handle_new_form),
)


def _read_line(fields: Fields, name: str) -> str:
    """What was typed in one line."""
    return " ".join(fields.get(name, "").split())


def _read_lines(fields: Fields, name: str) -> tuple[str, ...]:
    """What was typed in several lines, each a thing of its own."""
    lines = (" ".join(line.split()) for line in fields.get(name, "").splitlines())
    return tuple(line for line in lines if line)


def _read_promises(fields: Fields, today: Day) -> tuple[str, ...]:
    """The promises, all by the day that was typed beside them, as `log` takes them."""
    what, by = _read_lines(fields, "promised"), _read_line(fields, "by")
    if not by:
        return what
    day = require_future_day(by, today)
    if not what:
        raise NetnotesError(f"What did you promise by {format_day_short(day)}?")
    return tuple(f"{one} by {day}" for one in what)


def _find_contact(fields: Fields, session: WriteSession) -> Contact:
    """The contact whose note a form is about. Raises Changed where the page knew another note than there is now."""
    path = fields.get("note", "")
    contact = next((one for one in session.network.contacts if one.path == path), None)
    if contact is None:
        raise NoteChangedError(
            f"`{path}` is no note about a contact any more. It may have been renamed or deleted."
        )
    if contact.digest != fields.get("digest"):
        raise _build_changed_error(path)
    return contact


def _write_change(change: NoteChange, fields: Fields, session: WriteSession) -> None:
    """Write the note, if it still is what the page knew."""
    if change.note.digest != fields.get("digest"):
        raise _build_changed_error(change.note.path)
    write_changes(session.paths.root, [change])


def _build_changed_error(path: str) -> NoteChangedError:
    return NoteChangedError(
        f"`{path}` has changed since this page was shown, perhaps in your editor. Look at it, and send this again if it "
        "is still what you mean."
    )
