"""The panel about giving and asking in both directions over a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.measures.ledger import count_undated
from netnotes.network.panels.model import Grid
from netnotes.network.panels.phrases import (
    build_blank_panel,
    format_times,
    list_people,
)
from netnotes.text import format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.measures.ledger import BuildKeepUse, Reciprocity, SideCounts
    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel


# What the parts of BuildKeepUse are called on the page.
ACTIVITY_LABELS = ("new", "kept up", "asked")


def build_give_and_ask_panel(measures: Measures) -> Panel:
    """Build the panel: whom I met, kept up with and asked, and how giving and asking balance."""
    network = measures.network
    contacts = network.contacts
    noted_count = 0
    for contact in contacts:
        last_contact = network.follow_ups[contact.path].last_contact
        if contact.met or last_contact or contact.gifts or contact.asks:
            noted_count += 1
    blank = build_blank_panel("exchange", noted_count, len(contacts) - noted_count)
    if not noted_count:
        return blank

    year, reciprocity = measures.build_keep_use, measures.reciprocity
    return blank._replace(
        values={
            "build": year.build._asdict(),
            "keep": year.keep._asdict(),
            "use": year.use._asdict(),
            "new_followed_up": (year.followed_up, year.build.total),
            "gave": reciprocity.gave,
            "asked": reciprocity.asked,
            "granted": reciprocity.granted,
            "give_share": reciprocity.give_share,
            "balance": reciprocity.balance,
            "weighted_reciprocity": reciprocity.weighted,
            "two_way": list_people(balance.contact for balance in reciprocity.two_way),
            "only_asked": list_people(balance.contact for balance in reciprocity.only_asked),
            "only_gave": list_people(balance.contact for balance in reciprocity.only_gave),
            "undated": count_undated(network),
        },
        sentences=describe_year(measures),
        picture=_build_year_grid(year, network.settings.me.organisation),
    )


def describe_year(measures: Measures) -> tuple[str, ...]:
    """Describe whom I met, kept up with and asked, and how giving and asking balance."""
    network = measures.network
    organisation = network.settings.me.organisation
    return (
        _describe_counts(measures.build_keep_use, organisation),
        *_describe_empty_parts(measures.build_keep_use, organisation),
        *_describe_followed_up(measures.build_keep_use),
        *_describe_reciprocity(
            measures.reciprocity,
            has_log=_has_log_of_some_time(measures),
            has_undated=bool(count_undated(network)),
        ),
    )


# Whoever began to take notes a month ago has asked people before.
MIN_LOG_DAYS = 90


def _has_log_of_some_time(measures: Measures) -> bool:
    """Whether the log goes back so far that what is not in it can be said."""
    first_days = [key.day for key in measures.touch_tally.counts]
    if not first_days:
        return False
    return (measures.network.today - min(first_days)).days >= MIN_LOG_DAYS


def _list_parts(year: BuildKeepUse) -> tuple[tuple[str, SideCounts], ...]:
    """List the parts of the year, each with what it is called."""
    parts = (year.build, year.keep, year.use)
    return tuple(zip(ACTIVITY_LABELS, parts, strict=True))


def _build_year_grid(year: BuildKeepUse, organisation: str) -> Grid:
    """Build the table of counts, in one column if it is not known what is inside."""
    parts = _list_parts(year)
    if not organisation:
        return Grid(ACTIVITY_LABELS, ("contacts",), tuple((part.total,) for _, part in parts))
    return Grid(
        ACTIVITY_LABELS,
        ("inside", "outside", "organisation unknown"),
        tuple(tuple(part) for _, part in parts),
    )


def _describe_counts(year: BuildKeepUse, organisation: str) -> str:
    parts = [f"met {_format_people(year.build, organisation)}"]
    # Of new names without a log, as after an import, it is not known that nobody was kept up with.
    if year.keep.total or not year.build.total:
        parts.append(f"kept in touch with {_format_people(year.keep, organisation)}")
    # The sentences on reciprocity say that nobody was asked.
    if year.use.total:
        parts.append(f"asked {_format_people(year.use, organisation)} for something")
    return f"Your notes of the last year: you {join_words(parts)}."


def _format_people(counts: SideCounts, organisation: str) -> str:
    """Format a number of people, and how many of them work in my organisation, if it is known."""
    if not counts.total:
        return "nobody"
    people = format_count(counts.total, "person", "people")
    if not organisation or counts.unknown == counts.total:
        return people
    sides = [f"{counts.inside:,} at {organisation}", f"{counts.outside:,} elsewhere"]
    if counts.unknown:
        sides.append(f"{counts.unknown:,} unknown")
    return f"{people} ({', '.join(sides)})"


def _describe_empty_parts(year: BuildKeepUse, organisation: str) -> Iterator[str]:
    """Describe in which part of the year there is nothing inside or outside, but something else."""
    if not organisation:
        return
    labels_by_side: dict[str, list[str]] = {"inside": [], "outside": []}
    for label, part in _list_parts(year):
        # Whoever works nobody knows where may be on either side.
        if part.unknown or not part.total:
            continue
        if not part.inside:
            labels_by_side["inside"].append(label)
        if not part.outside:
            labels_by_side["outside"].append(label)
    for side, labels in labels_by_side.items():
        if labels:
            yield f"Nobody {join_words(labels, 'or')} {side} {organisation} yet."


def _describe_followed_up(year: BuildKeepUse) -> Iterator[str]:
    if year.followed_up:
        new_contacts = format_count(year.build.total, "new contact")
        yield f"You have been back in touch with {year.followed_up:,} of {new_contacts}."


def _describe_reciprocity(
    reciprocity: Reciprocity, *, has_log: bool, has_undated: bool
) -> Iterator[str]:
    """Describe giving and asking; what is undated, if anything, may be of this year or not.

    Where the log has only begun, or there is none, nothing is said of asking.
    """
    if has_log and not reciprocity.asked and not has_undated:
        yield ("You noted no ask in the last year. People say yes more often than we expect.")
    if not reciprocity.gave and not reciprocity.asked:
        return

    parts = []
    if reciprocity.gave:
        parts.append(f"giving {format_times(reciprocity.gave)}")
    if reciprocity.asked:
        parts.append(f"asking {format_times(reciprocity.asked)}")
    noted = f"You noted {join_words(parts)}"
    if reciprocity.granted != reciprocity.asked:
        granted = f"{reciprocity.granted:,}" if reciprocity.granted else "none"
        noted += f" ({granted} granted so far)"
    yield f"{noted}."
