"""One touch a day: what several lines and notes tell of a contact and a day, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.settings import MODES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date as Day

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact, Touch


# The most personal mode first; last a touch of which nobody knows how it was made.
_MODE_RANKS = {mode: rank for rank, mode in enumerate((*MODES, ""))}


def has_repeated_day(touches: Sequence[Touch]) -> bool:
    """Whether two of these touches are on one day, which few contacts have."""
    return len({touch.date for touch in touches}) < len(touches)


def merge_touches_by_day(
    contact: Contact, touches_elsewhere: Sequence[Touch] = ()
) -> tuple[Touch, ...]:
    """Return one touch for each day, with the most personal mode that is told of that day.

    `touches_elsewhere` are those that other notes record, sorted by their paths. Of equal modes the
    contact's own note comes first. What else the contact's own note says of the day stays in the
    text; what other notes say is told there.
    """
    touches_by_day: dict[Day, list[Touch]] = {}
    for touch in (*contact.touches, *touches_elsewhere):
        touches_by_day.setdefault(touch.date, []).append(touch)

    task_locations = {gift.source_location for gift in contact.gifts}
    task_locations |= {ask.source_location for ask in contact.asks}
    task_locations |= {promise.source_location for promise in contact.promises}
    task_locations |= {learned.source_location for learned in contact.learned}
    task_locations |= {naming.source_location for naming in contact.named}
    return tuple(
        [
            _merge_touches(touches, contact.path, task_locations)
            if len(touches) > 1
            else touches[0]
            for touches in touches_by_day.values()
        ]
    )


def _merge_touches(
    touches: list[Touch], own_path: str, task_locations: Collection[SourceLocation]
) -> Touch:
    """Merge the touches of one day; the words of a task that was ticked are told by the task."""
    most_personal = min(touches, key=_get_mode_rank)
    told = [touch for touch in touches if touch.source_location not in task_locations]
    if not told:
        return most_personal

    first = min(told, key=_get_mode_rank)
    texts = [_format_words(first, most_personal)]
    for touch in told:
        if touch is not first and touch.source_location.path == own_path:
            texts.append(_format_words(touch, most_personal))
    return first._replace(
        mode=most_personal.mode,
        channel=most_personal.channel,
        text="\n\n".join(dict.fromkeys(filter(None, texts))),
    )


def _get_mode_rank(touch: Touch) -> int:
    return _MODE_RANKS[touch.mode]


def _format_words(touch: Touch, most_personal: Touch) -> str:
    """Format what a touch says, behind the word for its channel if the day has another one."""
    if touch.channel in ("", most_personal.channel):
        return touch.text
    if touch.text:
        return f"{touch.channel}: {touch.text}"
    return touch.channel
