"""Numbers such as `importance: 5`, of which only their writer knows whether 1 or 5 is close."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.reading.scales import SCALE_NAMES, choose_end_of_scale
from netnotes.text import fold, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import CustomProperty
    from netnotes.network.network import Network


def check_scales(network: Network) -> Iterator[Diagnostic]:
    """The settings say which end of a scale is close; if not, that is one problem for the vault."""
    unread = list(_iter_unread_numbers(network))
    if not unread:
        return
    counts = Counter(int(custom.words[0]) for custom in unread)
    numbers = join_words(f"{number} in {count:,}" for number, count in sorted(counts.items()))
    names = join_words(dict.fromkeys(f"`{custom.name}`" for custom in unread))
    subject = f"{names} (in {format_count(len(unread), 'note')}: {numbers})"
    # The first by place, so that the same note is named on every run.
    location = min(custom.source_location for custom in unread)
    closest = network.settings.closest_on_scale
    if closest:
        yield Diagnostic(
            location,
            "unclear-scale",
            f"{subject} holds numbers beyond your scale from 1 to {closest}.",
            "Correct the numbers, or `scale` under [tiers] in netnotes.toml.",
        )
        return

    highest = choose_end_of_scale(max(counts))
    yield Diagnostic(
        location,
        "unclear-scale",
        f"{subject} may say how close somebody is, but not whether {highest} or 1 is closest; "
        "no interval follows from it.",
        f'Write scale = "{highest} is closest" or scale = "1 is closest" under [tiers] in '
        "netnotes.toml.",
    )


def _iter_unread_numbers(network: Network) -> Iterator[CustomProperty]:
    """Yield the numbers of contacts for whom nothing else says how often to be in touch."""
    for contact in network.active_contacts:
        if not contact.other or contact.tier or contact.cadence is not None:
            continue
        for custom in contact.other:
            if fold(custom.name) in SCALE_NAMES and custom.words[0].isdecimal():
                yield custom
