"""Lines of a journal that would be touches with contacts, if the day above them had one meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.text import format_count, join_words, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.reading import Reading, UnreadTouch
    from netnotes.network.network import Network


def check_days_above_touches(network: Network, readings: Iterable[Reading]) -> Iterator[Diagnostic]:
    """The day above a line that tells of a contact has one meaning; one finding for each note."""
    for reading in readings:
        if not reading.unread_touches:
            continue
        touches_and_names = []
        for touch in reading.unread_touches:
            names = _list_names_of_contacts(touch, network)
            if names:
                touches_and_names.append((touch, names))
        if touches_and_names:
            yield _build_diagnostic(touches_and_names)


def _list_names_of_contacts(touch: UnreadTouch, network: Network) -> list[str]:
    names = []
    for link in touch.people:
        path = network.find_file(link, touch.source_location.path).path
        contact = network.contacts_by_path.get(path or "")
        if contact:
            names.append(contact.name)
    return names


def _build_diagnostic(touches_and_names: list[tuple[UnreadTouch, list[str]]]) -> Diagnostic:
    touch, names = touches_and_names[0]
    words = shorten_to_words(touch.day_words, 40)
    people = join_words(names[:2])
    if len(names) > 2:
        people = f"{names[0]} and {len(names) - 1} others"
    message = f"{words} {touch.problem}, and so this reads like a touch with {people} and is none."
    others = len(touches_and_names) - 1
    if others:
        lines = format_count(others, "other line")
        message += f" In this note {lines} of such days is none, either."
        if others > 1:
            message = message.replace("is none, either", "are none, either")
    line = touch.source_location.line
    location = SourceLocation(touch.source_location.path, line, touch.source_location.column)
    code = "ambiguous-date" if touch.problem.startswith("may be") else "unread-date"
    return Diagnostic(location, code, message, _choose_help(touch))


def _choose_help(touch: UnreadTouch) -> str:
    if touch.problem.startswith("may be"):
        return (
            'Write the day as YYYY-MM-DD, or `order = "day-first"` (or `"month-first"`) under '
            "[dates] in netnotes.toml."
        )
    if touch.problem == "has no year":
        return (
            f"Write the year in line {touch.day_line}, in a heading above it or in the name of "
            "the note."
        )
    return f"Correct the day in line {touch.day_line}, as YYYY-MM-DD."
