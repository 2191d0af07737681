"""What the forms of a served dashboard write: the same as the commands of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.commands.done import CAME, settled, still_open
from netnotes.commands.editing import Desk, alone
from netnotes.commands.log import Typed, logged, meeting
from netnotes.commands.new import introduced
from netnotes.commands.snooze import rest, resting
from netnotes.doors import notes
from netnotes.doors.serve import Outcome
from netnotes.errors import Busy, Changed, NetnotesError
from netnotes.words import spoken_short
from netnotes.writing.sentence import coming_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date as Day

    from netnotes.commands.serve import Keeper
    from netnotes.doors.notes import Change
    from netnotes.people import Contact

    Fields = Mapping[str, str]


class Form(NamedTuple):
    """A form of the dashboard: where it is sent, and what writes the fields that were typed there.

    What writes them may name the note whose page is shown next; else it is the page the form is on.
    """

    path: str
    write: Callable[[Fields, Desk], str | None]


def sent(form: Form, keeper: Keeper, fields: Fields) -> Outcome:
    """What became of a form that was sent from a page of the dashboard.

    What was typed is held against the notes as they are now; where the note has changed, the form that comes back
    knows it as it is.
    """
    try:
        with alone(keeper.place, "serve"):
            keeper.look()
            note = form.write(fields, Desk(keeper.place, keeper.opened.network))
    except (Changed, Busy) as error:
        now = tuple(("digest", one.digest) for one in keeper.opened.network.contacts if one.path == fields.get("note"))
        return Outcome(409, message=str(error), again=now)
    except NetnotesError as error:
        return Outcome(422, message=str(error))
    except OSError as error:
        return Outcome(500, message=f"The note can't be written: {error.strerror or error}.")
    if note:
        keeper.look()
    page = (note and keeper.shown.edition.find_page(note)) or fields.get("page", "")
    return Outcome(303, go=f"/{page}" if page.endswith(".html") and page in keeper.shown.edition else "/")


def log(fields: Fields, desk: Desk) -> None:
    """Write a touch into somebody's note."""
    typed = Typed(
        on=_one(fields, "on"),
        channel=_one(fields, "channel"),
        text=fields.get("text", ""),
        gave=_some(fields, "gave"),
        asked=_some(fields, "asked"),
        promised=_promised(fields, desk.network.today),
        learned=_some(fields, "learned"),
    )
    happened = meeting(typed, desk.place.settings, desk.network.today)
    (one,) = logged((_contact(fields, desk),), happened, desk)
    _write(one.change, fields, desk)


def done(fields: Fields, desk: Desk) -> None:
    """Tick a promise or an ask. It is known by its words; its line only tells two of the same words apart."""
    contact, came = _contact(fields, desk), fields.get("came", "")
    if came not in CAME:
        raise NetnotesError(f"`{came}` is nothing that can come of a promise or an ask.")
    same = [
        one.what for one in still_open(contact) if (one.kind, one.what.text) == (CAME[came].kind, fields.get("what"))
    ]
    if not same:
        raise NetnotesError(f"This is no longer open with {contact.name}.")
    what = next((one for one in same if str(one.place.line) == fields.get("line")), same[0])
    _write(settled(what, came, desk), fields, desk)


def snooze(fields: Fields, desk: Desk) -> None:
    """Let somebody rest until a day."""
    day = rest(_one(fields, "until"), desk.network.today)
    _write(resting(_contact(fields, desk), day, desk), fields, desk)


def new(fields: Fields, desk: Desk) -> str:
    """Make a note about somebody, whose page is shown next."""
    name = _one(fields, "name")
    if not name:
        raise NetnotesError("Who is it? A note needs a name.")
    given: dict[str, str | list[str]] = {one: _one(fields, one) for one in ASKED if _one(fields, one)}
    path, text = introduced(name, given, desk)
    notes.create(desk.place.root, path, text)
    return path


ASKED = ("purpose", "tier", "met", "organisation")
"""What the form for somebody new has a line for, beside the name."""

FORMS = (Form("/log", log), Form("/done", done), Form("/snooze", snooze), Form("/new", new))


def _one(fields: Fields, name: str) -> str:
    """What was typed in one line."""
    return " ".join(fields.get(name, "").split())


def _some(fields: Fields, name: str) -> tuple[str, ...]:
    """What was typed in several lines, each a thing of its own."""
    lines = (" ".join(line.split()) for line in fields.get(name, "").splitlines())
    return tuple(line for line in lines if line)


def _promised(fields: Fields, today: Day) -> tuple[str, ...]:
    """The promises, all by the day that was typed beside them, as `log` takes them."""
    what, by = _some(fields, "promised"), _one(fields, "by")
    if not by:
        return what
    day = coming_day(by, today)
    if day is None:
        raise NetnotesError(f"`{by}` names no day. Write 2027-01-10, tomorrow, friday, 3 weeks or 1 march.")
    if not what:
        raise NetnotesError(f"What did you promise by {spoken_short(day)}?")
    return tuple(f"{one} by {day}" for one in what)


def _contact(fields: Fields, desk: Desk) -> Contact:
    """The contact whose note a form is about. Raises Changed where the page knew another note than there is now."""
    path = fields.get("note", "")
    contact = next((one for one in desk.network.contacts if one.path == path), None)
    if contact is None:
        raise Changed(f"`{path}` is no note about a contact any more. It may have been renamed or deleted.")
    if contact.digest != fields.get("digest"):
        raise _changed(path)
    return contact


def _write(change: Change, fields: Fields, desk: Desk) -> None:
    """Write the note, if it still is what the page knew."""
    if change.note.digest != fields.get("digest"):
        raise _changed(change.note.path)
    notes.write(desk.place.root, [change])


def _changed(path: str) -> Changed:
    return Changed(
        f"`{path}` has changed since this page was shown, perhaps in your editor. Look at it, and send this again if it "
        "is still what you mean."
    )
