"""What a vault calls its tiers, and its ways to be in touch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.model.settings import TIERS, Settings
from netnotes.reading.channels import find_unknown_channel
from netnotes.reading.contact_log import read_log
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.scales import is_number_on_scale
from netnotes.survey.synonyms import PERIOD_SYNONYMS
from netnotes.text import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netnotes.reading.note import Note


class UsedTier(Struct, frozen=True):
    """A name for how often to be in touch."""

    name: str

    # The interval that the name means.
    days: int
    note_count: int


class UsedScale(Struct, frozen=True):
    """Numbers of which only their writer knows which is closest: `importance: 5`."""

    # As the vault spells them.
    names: tuple[str, ...]

    # Each number, and in how many notes it is.
    note_counts: tuple[tuple[int, int], ...]


class UsedChannel(Struct, frozen=True):
    """A word for how a contact was in touch that we do not know."""

    word: str
    note_count: int


# Every name for a tier that we know, in any language, and its days.
ALL_TIERS = tuple(
    {**dict(TIERS), **{name.casefold(): days for name, days in PERIOD_SYNONYMS.items()}}.items()
)

# How many notes must have a word of unknown mode before it is asked about.
#
# In so many it means something to its writer; in fewer it may be the beginning of any sentence.
MIN_CHANNEL_NOTES = 3


def iter_used_channels(contacts: Sequence[Note]) -> Iterator[UsedChannel]:
    """Find the unknown words in the place of a channel, the most used first."""
    counts = _count_unknown_channels(contacts)
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= MIN_CHANNEL_NOTES:
            yield UsedChannel(word, count)


def _count_unknown_channels(contacts: Sequence[Note]) -> Counter[str]:
    """Count the notes of each word."""
    channels = dict(Settings().channels)
    counts: Counter[str] = Counter()
    for contact in contacts:
        log, _ = read_log(contact, channels)
        words = {find_unknown_channel(touch.text) for touch in log.touches if not touch.mode}
        words.discard("")
        counts.update(words)
    return counts


def list_used_tiers(contacts: Sequence[Note], settings: Settings) -> tuple[UsedTier, ...]:
    """List the names for tiers that are used, the shortest interval first.

    It is empty if all of them are ours, and if a tier is a rank, such as `A`: its rank among other
    tiers would give it another interval.
    """
    counts: Counter[str] = Counter()
    for property_name, word in _iter_tier_words(contacts, settings):
        if word in _DAYS_BY_TIER:
            # `weekly` as a cadence is a period, which can be read without a tier of that name.
            if property_name == "tier" or parse_period(word) is None:
                counts[word] += 1
        elif property_name == "tier" and len(word) == 1:
            return ()

    if counts.keys() <= dict(TIERS).keys():
        return ()
    tiers = [UsedTier(name, _DAYS_BY_TIER[name], count) for name, count in counts.items()]
    return tuple(sorted(tiers, key=lambda tier: tier.days))


_DAYS_BY_TIER = dict(ALL_TIERS)


def find_used_scale(contacts: Sequence[Note], settings: Settings) -> UsedScale | None:
    """Find the numbers on a scale; None if there are none."""
    names: dict[str, None] = {}
    counts: Counter[int] = Counter()
    for contact in contacts:
        for field in contact.fields:
            if is_number_on_scale(field, settings):
                names[field.name] = None
                counts[int(field.text)] += 1
    if not counts:
        return None
    return UsedScale(tuple(names), tuple(sorted(counts.items())))


def _iter_tier_words(contacts: Sequence[Note], settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield every value of `tier` and `cadence` in lower case, after the property's name."""
    properties_by_name = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for contact in contacts:
        for field in contact.fields:
            prop = properties_by_name.get(field.key)
            word = field.text.casefold()
            # Its rank is that of a scale, and not of a tier.
            if is_number_on_scale(field, settings):
                continue
            if prop is not None and prop.name in ("tier", "cadence") and word:
                yield prop.name, word
