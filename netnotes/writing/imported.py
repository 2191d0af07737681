"""People from elsewhere, as notes: a new one, or what an old one has not got yet. Nothing that is there is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.people import NEVER
from netnotes.writing.edits import below, edited, source_of
from netnotes.writing.log import Meeting, log_meeting
from netnotes.writing.properties import add_to_property, set_property, written
from netnotes.writing.typed import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.exchange.card import Card, Task
    from netnotes.exchange.matching import Here
    from netnotes.settings import Settings
    from netnotes.writing.properties import Value

WRITTEN = (
    *("purpose", "organisation", "role", "field", "location", "met", "met_at", "introduced_by", "last_contact"),
    *("interests", "offers", "needs", "email", "phone", "links", "birthday", "archived", "tags", "aliases"),
)
"""The properties of a card in the order in which a new note has them."""


def new_note_of(card: Card, *, called: str, tier: str, tags: tuple[str, ...], origin: str) -> str:
    """The text of a note about somebody from a file.

    `called` is the file's name; `origin` where they come from, empty for those who come back from notes like these.

    Nobody is due for having been imported: without a tier, and without a wish of their own, the cadence is `never`.
    """
    rows: dict[str, Value] = {"purpose": "", **({} if called == card.name else {"name": card.name})}
    for name in WRITTEN:
        value = getattr(card, name)
        if name == "tags":
            value = tuple(dict.fromkeys((*value, *tags)))
        if value not in ("", (), None, False):
            rows[name] = typed(value)
    rows |= {name: _as(name, words) for name, words in card.more}
    if tier:
        rows["tier"] = tier
    elif origin:
        rows.setdefault("cadence", cadence(card.cadence))
    if origin:
        rows["source"] = origin
    lines = [line for name, value in rows.items() for line in written(name, value)]
    text = "\n".join(["---", *lines, "---", *quoted(card.text), "", "## Log", *_tasks(card.tasks), ""])
    return _with_touches(text, card)


def _with_touches(text: str, card: Card) -> str:
    from netnotes.settings import Settings

    for one in sorted(card.touches, key=lambda told: told.date):
        text = edited(text, log_meeting(source_of("", text), Meeting(one.date, one.channel, one.text), Settings()))
    return text


def filled(text: str, here: Here, tags: tuple[str, ...], settings: Settings) -> str:
    """The text of a note with what the file says beyond it: empty properties filled, lists longer, touches logged."""
    for prop, value in (*here.filled, *here.more, *((("tags", tags),) if tags else ())):
        if prop == "touches":
            for one in value:
                meeting = Meeting(one.date, one.channel, one.text)
                text = edited(text, log_meeting(source_of(here.contact.path, text), meeting, settings))
        elif prop in ("text", "tasks"):
            lines = tuple(quoted(value) if prop == "text" else _tasks(value))
            text = edited(text, (below(text, ("", *lines)),))
        elif isinstance(value, tuple) and not hasattr(value, "_fields") and prop in LISTS:
            text = edited(text, add_to_property(source_of(here.contact.path, text), prop, value, settings))
        else:
            said = cadence(value) if isinstance(value, int) and prop == "cadence" else _as(prop, typed(value))
            text = edited(text, set_property(source_of(here.contact.path, text), prop, said, settings))
    return text


def _as(prop: str, value: Value) -> Value:
    """Words as a property takes them: one text, but for lists."""
    return value if isinstance(value, str) or prop in LISTS else value[0]


def typed(value: Any) -> Value:
    """A value as it is typed in a note."""
    if hasattr(value, "month") and hasattr(value, "_fields"):  # a birthday, whose year may not be known
        return f"{value.year:04}-{value.month:02}-{value.day:02}" if value.year else f"{value.month:02}-{value.day:02}"
    if isinstance(value, tuple):
        return value
    return "true" if value is True else str(value)


def cadence(days: int | None) -> str:
    """An interval as it is typed."""
    return "never" if days in (None, NEVER) else f"{days} days"


def quoted(text: str) -> Iterator[str]:
    """What somebody noted elsewhere, as a quote: no line of it is taken for a log or a task of this vault."""
    return (f"> {line}".rstrip() for line in text.split("\n")) if text else iter(())


def _tasks(tasks: tuple[Task, ...]) -> Iterator[str]:
    for text, due, done in tasks:
        yield f"- [{'x' if done else ' '}] {text}{f' 📅 {due.isoformat()}' if due else ''}"
