"""Numbers such as `importance: 5`, of which only the settings say whether 1 or 5 is close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.raw_field import Field


# Scales of which one vault means 5 and another 1 when it says close, folded.
SCALE_NAMES = frozenset(("importance", "relationshipstrength"))


def is_number_on_scale(field: Field, settings: Settings) -> bool:
    """Whether a field is a number of which only the settings can say what it means.

    A name that the settings give to `tier` is one: there, 1 is the first tier.
    """
    if field.key not in SCALE_NAMES or not field.words or not field.words[0].text.isdecimal():
        return False
    tier_names = dict(settings.properties).get("tier", ())
    return field.key not in map(fold, tier_names)


def find_tier_on_scale(number: int, settings: Settings) -> str:
    """Find the tier of a number on the scale of the settings; empty if it is not on it.

    From `5 is closest`, 5 is the first tier, 1 the last, and the others are spread between them.
    With `1 is closest`, which says no end, each number is the tier of that rank, or the last.
    """
    names = tuple(name for name, _ in settings.tiers)
    closest, last_rank = settings.closest_on_scale, len(names) - 1
    if number < 1 or not closest or number > closest > 1:
        return ""
    if closest == 1:
        return names[min(number - 1, last_rank)]
    # In whole numbers, and halves go to the longer interval.
    steps = (2 * (closest - number) * last_rank + closest - 1) // (2 * (closest - 1))
    return names[steps]


def choose_end_of_scale(highest: int) -> int:
    """Choose the end of a scale by the highest number on it: 5, 10 or 100, or the number itself."""
    for end in (5, 10, 100):
        if highest <= end:
            return end
    return highest
