"""What is said of a vault where nobody has an interval yet, so that nobody can be due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.model.people import NEVER

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.network.network import Network


MAX_MENTIONED_PEOPLE = 10

NO_INTERVALS = "Nobody has an interval yet, so nothing says when to be in touch again."
_WHERE_TO_WRITE = (
    "One line in a note's front matter says how often you want to be in touch with that person"
)

# An import writes it, so that a thousand rows are no thousand people to write to.
_IN_PLACE_OF_NEVER = "; it takes the place of `cadence: never`, which an import writes"


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

    # See `suggest_line`.
    line: str

    # In a sentence: where to write it.
    where: str


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
    where = _WHERE_TO_WRITE
    if _is_mostly_imported(network):
        where += _IN_PLACE_OF_NEVER
    return FirstLook(
        mentions=tuple(mentions[:MAX_MENTIONED_PEOPLE]),
        more=max(0, len(mentions) - MAX_MENTIONED_PEOPLE),
        line=suggest_line(network),
        where=f"{where}:",
    )


def suggest_line(network: Network) -> str:
    """Suggest the line that gives somebody an interval: `tier: monthly`, with the first tier.

    A tier counts for nothing beside `cadence: never`; then it is `cadence: monthly`.
    """
    first_tier, _ = network.settings.tiers[0]
    if _is_mostly_imported(network):
        return f"cadence: {first_tier}"
    return f"tier: {first_tier}"


def _is_mostly_imported(network: Network) -> bool:
    """Whether more than half of the contacts have `cadence: never`, as after an import."""
    never_count = sum([contact.cadence == NEVER for contact in network.active_contacts])
    return 2 * never_count > len(network.active_contacts)


def has_no_intervals(network: Network) -> bool:
    """Whether there are contacts, and none of them has an interval.

    Whoever was imported has `cadence: never`, which nobody decided.
    """
    if not network.active_contacts:
        return False
    return not any(
        contact.cadence or (contact.tier and contact.cadence is None)
        for contact in network.active_contacts
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
