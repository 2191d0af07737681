"""Where the facts and touches of a contact were read, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.commands.output.terminal import format_bold
from netnotes.network.record import build_name_record
from netnotes.text import format_day_short, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.actions.explain_note import ExplainedTouch, Explanation
    from netnotes.model.diagnostics import SourceLocation
    from netnotes.network.network import Network

# How much of a line is shown, in characters: many notes have a paragraph in one line.
MAX_LINE_LENGTH = 120


def format_text(explanation: Explanation, network: Network, *, color: bool) -> Iterator[str]:
    """Format an explanation for a terminal: each fact with the line that it was read from."""
    yield format_bold(explanation.name or explanation.path, color=color)
    yield _describe_kind(explanation)
    if explanation.name:
        yield from ("", _describe_last_contact(explanation))

    if explanation.facts:
        yield from ("", format_bold("Facts", color=color))
    for fact in explanation.facts:
        yield f"{fact.name}: {_format_value(fact.name, fact.value)}"
        yield _format_place(explanation, fact.location, fact.form)

    if explanation.touches:
        yield from ("", format_bold("Touches, the newest first", color=color))
    for touch in explanation.touches:
        yield _format_touch(touch, explanation, network)
        yield _format_place(explanation, touch.location, touch.where)

    if explanation.items:
        yield from ("", format_bold("Promises, asks, gifts and what was learned", color=color))
    for item in explanation.items:
        yield f"{item.what}: {shorten(item.text, MAX_LINE_LENGTH)}"
        yield _format_place(explanation, item.location, "")

    if explanation.unread_lines:
        yield from ("", format_bold("Looked like a fact and was not read", color=color))
        yield from _format_unread_lines(explanation)


def _describe_kind(explanation: Explanation) -> str:
    match explanation.kind:
        case "contact":
            return f"{explanation.path} is a contact. {explanation.reason}"
        case "" if explanation.touches:
            return (
                f"No contact; what has a day in it is read as in a daily note. {explanation.reason}"
            )
        case "":
            return f"No contact, and nothing is read from it. {explanation.reason}"
        case "meeting" | "daily note":
            noun = "meeting note" if explanation.kind == "meeting" else "daily note"
            return f"A {noun}, and no contact. {explanation.reason}"
        case kind:
            article = "An" if kind == "event" else "A"
            return f"{article} {kind}, and no contact. {explanation.reason}"


def _describe_last_contact(explanation: Explanation) -> str:
    location = explanation.last_contact_location
    if explanation.last_contact is None or location is None:
        return "Last contact: not known. Neither a touch nor `last_contact` says a day until today."
    day = format_day_short(explanation.last_contact)
    place = _format_location(location)
    return f"Last contact: {day}, from {explanation.last_contact_form} ({place})"


def _format_touch(touch: ExplainedTouch, explanation: Explanation, network: Network) -> str:
    words = touch.touch.date.isoformat()
    if touch.touch.channel:
        words += f" {touch.touch.channel}"
    if touch.contact_path != explanation.path and not explanation.name:
        words += f" with {network.contacts_by_path[touch.contact_path].name}"
    return words


def _format_value(property_name: str, value: object) -> str:
    if property_name == "cadence" and isinstance(value, int):
        return f"{value} days"
    if value is True:
        return "yes"
    if isinstance(value, list):
        return shorten(", ".join(map(str, value)) or "nobody", MAX_LINE_LENGTH)
    return shorten(" ".join(str(value).split()), MAX_LINE_LENGTH)


def _format_place(explanation: Explanation, location: SourceLocation, form: str) -> str:
    """Format where a fact was read, in the form that editors and terminals open."""
    place = _format_location(location)
    if form:
        place += f" ({form})"
    words = explanation.words.get(location, "")
    if words:
        return f"    {place}: {shorten(words, MAX_LINE_LENGTH)}"
    return f"    {place}"


def _format_location(location: SourceLocation) -> str:
    return f"{location.path}:{location.line}" if location.line else location.path


def _format_unread_lines(explanation: Explanation) -> Iterator[str]:
    """Format the lines by their reasons, of which many have one in common."""
    locations_by_reason: dict[str, list[SourceLocation]] = {}
    for line in explanation.unread_lines:
        locations_by_reason.setdefault(line.reason, []).append(line.location)
    for reason, locations in locations_by_reason.items():
        yield reason
        for location in locations:
            yield _format_place(explanation, location, "")


def build_record(explanation: Explanation, network: Network) -> dict[str, Any]:
    """Build what `explain --json` prints. A line of null stands for the name of the file."""
    last_place = explanation.last_contact_location
    day = explanation.last_contact
    return {
        "path": explanation.path,
        "kind": explanation.kind or None,
        "reason": explanation.reason,
        "name": explanation.name or None,
        "last_contact": {
            "date": day.isoformat(),
            "from": explanation.last_contact_form,
            **_build_place(explanation, last_place),
        }
        if day and last_place
        else None,
        "facts": [
            {
                "property": fact.name,
                "value": fact.value,
                "form": fact.form,
                **_build_place(explanation, fact.location),
            }
            for fact in explanation.facts
        ],
        "touches": [
            {
                "date": touch.touch.date.isoformat(),
                "channel": touch.touch.channel or None,
                "with": build_name_record(network.contacts_by_path[touch.contact_path]),
                "where": touch.where,
                "day_line": touch.day_line,
                **_build_place(explanation, touch.location),
            }
            for touch in explanation.touches
        ],
        "items": [
            {
                "what": item.what,
                "text": item.text,
                **_build_place(explanation, item.location),
            }
            for item in explanation.items
        ],
        "unread": [
            {"reason": line.reason, **_build_place(explanation, line.location)}
            for line in explanation.unread_lines
        ],
    }


def _build_place(explanation: Explanation, location: SourceLocation) -> dict[str, Any]:
    return {
        "path": location.path,
        "line": location.line or None,
        "words": explanation.words.get(location, ""),
    }
