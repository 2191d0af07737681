"""What is said of a vault where nobody has an interval yet, so that nobody can be due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.network.network import Network


MAX_MENTIONED_PEOPLE = 10

NO_INTERVALS = "Nobody has an interval yet, so nothing says when to be in touch again."
WHERE_TO_WRITE = (
    "One line in a note's front matter says how often you want to be in touch with that person:"
)


class Mention(NamedTuple):
    """Somebody who is mentioned: in so many notes that link to them, and their own dated lines."""

    contact: Contact
    mention_count: int


class FirstLook(Struct, frozen=True):
    """Where to begin: the people mentioned most, the most first, and the line to write.

    Of those who are mentioned nowhere nobody is in `mentions`, and `more` counts all others who are
    mentioned.
    """

    mentions: tuple[Mention, ...]
    more: int

    # `tier: monthly`, with the first tier of the settings.
    line: str


def find_first_look(network: Network) -> FirstLook | None:
    """Find where to begin; None if somebody has an interval, or there is nobody."""
    if not has_no_intervals(network):
        return None
    mentions = []
    for contact in network.active_contacts:
        mention_count = _count_mentions(contact, network)
        if mention_count:
            mentions.append(Mention(contact, mention_count))
    # The sort is stable, so those mentioned as often are in the order of their names.
    mentions.sort(key=lambda mention: -mention.mention_count)
    first_tier, _ = network.settings.tiers[0]
    return FirstLook(
        mentions=tuple(mentions[:MAX_MENTIONED_PEOPLE]),
        more=max(0, len(mentions) - MAX_MENTIONED_PEOPLE),
        line=f"tier: {first_tier}",
    )


def has_no_intervals(network: Network) -> bool:
    """Whether there are contacts, and none of them has a tier or a cadence."""
    if not network.active_contacts:
        return False
    return not any(
        contact.tier or contact.cadence is not None for contact in network.active_contacts
    )


def _count_mentions(contact: Contact, network: Network) -> int:
    # Notes that link to them, and meetings that have their name without a link.
    paths = {*network.backlinks.get(contact.path, ())}
    own_count = 0
    for touch in contact.touches:
        if touch.source_location.path == contact.path:
            own_count += 1
        else:
            paths.add(touch.source_location.path)
    return len(paths) + own_count
