"""Whom I could introduce to each other, and why.

Pairs are never looked at one by one: ten thousand contacts make fifty million pairs. A set of
contacts is a bit set, that is, a whole number with one bit for each contact; the first by name has
the highest bit. "Can meet a need of Ada, works elsewhere and does not know her yet" is then a few
operations on such numbers for all contacts at once, and the counts are exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.network.measures.contact_sets import BestPairs, ContactSets
from netnotes.network.measures.needs import can_meet_need
from netnotes.text import extract_town, fold, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


# How many introductions are suggested at a time.
MAX_SUGGESTIONS = 3

# How many introductions are listed by name; all are counted.
MAX_LISTED_INTRODUCTIONS = 100


class Reason(Struct, frozen=True):
    """Why two contacts should know each other.

    `kind` is `need`, `field` or `city` (the same town); `description` says whose need the other
    can meet, or what they share.
    """

    kind: str
    description: str


class IntroductionPair(Struct, frozen=True):
    """Two contacts who do not seem to know each other, in the order of their names.

    A pair `is_close` if both are in the first tier.
    """

    left: Contact
    right: Contact
    reasons: tuple[Reason, ...]
    is_close: bool


class IntroductionSuggestions(Struct, frozen=True):
    """Pairs of live contacts not recorded as knowing each other: the best, and how many there are.

    Of `suggested` pairs, who work in different places, one can meet a need of the other: my own
    goals are no reason. `colleagues` work in the same organisation, where perhaps they know each
    other, and a goal names one of them. Best are close pairs, then those who share more, then by
    name.
    """

    suggested: tuple[IntroductionPair, ...]
    suggested_count: int
    colleagues: tuple[IntroductionPair, ...]
    colleague_count: int

    @property
    def is_truncated(self) -> bool:
        """Whether there are more pairs than are listed."""
        pair_count = self.suggested_count + self.colleague_count
        return len(self.suggested) + len(self.colleagues) < pair_count


def suggest_introductions(
    network: Network, max_pairs: int = MAX_SUGGESTIONS
) -> IntroductionSuggestions:
    """Suggest the best introductions I could make, and count all of them.

    Source: the open pair of two close contacts is the forbidden triad of Granovetter 1973.
    """
    contacts = network.live_contacts
    sets = ContactSets(network, contacts)
    suggested, colleagues = BestPairs(max_pairs), BestPairs(max_pairs)
    # From the first by name, who has the highest bit, as BestPairs expects.
    for bit in range(len(contacts) - 1, -1, -1):
        strangers = sets.find_strangers_below(bit)
        close_contacts = sets.find_close_contacts(bit)
        shared_by_kind = sets.shared_by_kind[bit]

        colleagues_of_targets = strangers & sets.find_colleagues_of_targets(bit)
        if colleagues_of_targets:
            colleagues.add_pairs(bit, colleagues_of_targets, close_contacts, shared_by_kind)
        matching = strangers & sets.matching_needs[bit]
        # `^` and not `& ~`: a complement would make a negative number as long again.
        in_other_places = matching ^ (matching & sets.colleagues[bit])
        suggested.add_pairs(bit, in_other_places, close_contacts, shared_by_kind)

    return IntroductionSuggestions(
        suggested=_build_pairs(suggested, network),
        suggested_count=suggested.total_count,
        colleagues=_build_pairs(colleagues, network),
        colleague_count=colleagues.total_count,
    )


def _build_pairs(best_pairs: BestPairs, network: Network) -> tuple[IntroductionPair, ...]:
    pairs = []
    for is_close, left_bit, right_bit in best_pairs.list_pairs():
        left = network.live_contacts[-1 - left_bit]
        right = network.live_contacts[-1 - right_bit]
        pairs.append(IntroductionPair(left, right, list_reasons(left, right), is_close))
    return tuple(pairs)


def list_reasons(left: Contact, right: Contact) -> tuple[Reason, ...]:
    """List whose need the other can meet, and what else two contacts share."""
    return (
        *_iter_need_reasons(left, right),
        *_iter_need_reasons(right, left),
        *_iter_field_and_town_reasons(left, right),
    )


def _iter_field_and_town_reasons(left: Contact, right: Contact) -> Iterator[Reason]:
    if fold(left.field) and fold(left.field) == fold(right.field):
        yield Reason("field", f"the field {left.field}")
    town = extract_town(left.location)
    if town and town == extract_town(right.location):
        yield Reason("city", f"the place {left.location.partition(',')[0].strip()}")


def _iter_need_reasons(giver: Contact, taker: Contact) -> Iterator[Reason]:
    for need in taker.needs:
        for offer in (*giver.offers, *giver.interests):
            if can_meet_need(offer, need):
                verb = "offers" if offer in giver.offers else "cares about"
                yield Reason("need", f"a need of {taker.name} that {giver.name} {verb} ({need})")
                break


def describe_reasons(reasons: tuple[Reason, ...]) -> str:
    """Describe why two contacts should know each other: who needs whom, and what they share.

    For example `there is a need of Ada that Ben offers (hiring), and they share the field law`.
    """
    needs = [reason.description for reason in reasons if reason.kind == "need"]
    shared = [reason.description for reason in reasons if reason.kind != "need"]
    parts = []
    if needs:
        parts.append(f"there is {join_words(needs)}")
    if shared:
        parts.append(f"they share {join_words(shared)}")
    return ", and ".join(parts)
