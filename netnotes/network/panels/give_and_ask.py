"""Panel: what passed in both directions in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.measures.introductions import MAX_SUGGESTIONS
from netnotes.network.measures.ledger import (
    count_undated,
)
from netnotes.network.panels.model import Grid
from netnotes.network.panels.phrases import build_blank_panel, format_percent, list_names
from netnotes.text import fold_name, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.measures.ledger import BuildKeepUse, Reciprocity, SideCounts
    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel


def build_give_and_ask_panel(measures: Measures) -> Panel:
    """What the year built, kept and used, and how giving and asking balance."""
    network = measures.network
    people = network.active_contacts
    told = sum(
        bool(one.met or network.follow_ups[one.path].last_contact or one.gifts or one.asks)
        for one in people
    )
    blank = build_blank_panel("exchange", told, len(people) - told)
    if not told:
        return blank
    year, passed = measures.build_keep_use, measures.reciprocity
    organisation = network.settings.me.organisation
    return blank._replace(
        values={
            "build": year.build._asdict(),
            "keep": year.keep._asdict(),
            "use": year.use._asdict(),
            "new_followed_up": (year.followed_up, year.build.total),
            "gave": passed.gave,
            "asked": passed.asked,
            "give_share": passed.give_share,
            "balance": passed.balance,
            "weighted_reciprocity": passed.weighted,
            "two_way": list_names(one.contact for one in passed.two_way),
            "only_asked": list_names(one.contact for one in passed.only_asked),
            "only_gave": list_names(one.contact for one in passed.only_gave),
            "undated": count_undated(network),
        },
        sentences=(*describe_year(measures), *_describe_only_asked(passed)),
        picture=_build_year_grid(year, organisation),
    )


def describe_year(measures: Measures) -> tuple[str, ...]:
    """What the year built, kept and used, and how giving and asking balance, over everybody."""
    year, passed = measures.build_keep_use, measures.reciprocity
    return (
        *_describe_build_keep_use(year, measures.network.settings.me.organisation),
        *_describe_reciprocity(passed),
    )


ACTIVITY_LABELS = ("new", "kept up", "asked")


def _build_year_grid(counts: BuildKeepUse, organisation: str) -> Grid:
    parts = (counts.build, counts.keep, counts.use)
    if not organisation:
        return Grid(ACTIVITY_LABELS, ("contacts",), tuple((part.total,) for part in parts))
    return Grid(
        ACTIVITY_LABELS,
        ("inside", "outside", "organisation unknown"),
        tuple(tuple(part) for part in parts),
    )


def _describe_build_keep_use(counts: BuildKeepUse, organisation: str) -> Iterator[str]:
    parts = (counts.build, counts.keep, counts.use)
    unknown = any(part.unknown for part in parts)

    def said(part: SideCounts) -> str:
        if not organisation:
            return f"{part.total:,}"
        return f"{part.inside:,} + {part.outside:,}" + (f" + {part.unknown:,}" if unknown else "")

    where = (
        f" (inside + outside {organisation}{' + organisation unknown' if unknown else ''})"
        if organisation
        else ""
    )
    numbers = ", ".join(
        f"{said(part)} {done}" for part, done in zip(parts, ACTIVITY_LABELS, strict=True)
    )
    yield f"In the last year: {numbers}{where}."
    cells = [
        f"{done} {side}"
        for part, done in zip(parts, ACTIVITY_LABELS, strict=True)
        for side in ("inside", "outside")
        if organisation and part.total and not getattr(part, side)
    ]
    if (
        empty := [
            done for part, done in zip(parts[:2], ACTIVITY_LABELS, strict=False) if not part.total
        ]
        + cells
    ):
        yield f"Nothing yet under '{join_words(empty, 'or')}'."
    if new := counts.build.total:
        yield f"You have been back in touch with {counts.followed_up:,} of {format_count(new, 'new contact')}."


def _describe_reciprocity(reciprocity: Reciprocity) -> Iterator[str]:
    if not reciprocity.asked:
        yield "You asked no one for anything this year. People say yes more often than we expect."
    if reciprocity.weighted is not None:
        yield (
            f"You noted {format_count(reciprocity.gave, 'time')} giving and {reciprocity.asked:,} asking; {format_percent(reciprocity.weighted)} % was "
            "returned within the same relationship."
        )


def _describe_only_asked(reciprocity: Reciprocity) -> Iterator[str]:
    for one in sorted(
        reciprocity.only_asked, key=lambda one: (-one.asked, fold_name(one.contact.name))
    )[:MAX_SUGGESTIONS]:
        if one.asked >= 2:
            yield (
                f"You asked {one.contact.name} {one.asked:,} times and noted nothing given. Is there something useful "
                "you could send?"
            )
