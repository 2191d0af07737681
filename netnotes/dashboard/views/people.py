"""Everybody, in one table that can be sorted, filtered and searched."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.dashboard.rows import PersonRow, build_person_row
from netnotes.network.follow_up import Standing
from netnotes.network.wording import LEVEL_WORDS

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site


class Column(Struct, frozen=True):
    """A column of the table: its heading, the name it has in the address, and its words in order.

    No words: as they sort. `filters` says whether there is a filter for it.
    """

    title: str
    key: str
    has_filter: bool = False
    order: tuple[str, ...] = ()


class SearchResult(NamedTuple):
    """Something else the search finds: a goal or an event."""

    kind: str
    ref: Ref


class PeopleView(Struct, frozen=True, kw_only=True):
    """Everybody, in a table, and what else the search finds."""

    as_of: Day
    rows: tuple[PersonRow, ...]
    standings: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    filters: tuple[tuple[str, str], ...]
    others: tuple[SearchResult, ...]


def build_people_view(site: Site) -> PeopleView:
    """Everybody in the notes: sort by any column, filter, search in every word; the address keeps what you chose."""
    network = site.network
    rows = tuple(build_person_row(contact, site) for contact in network.contacts)
    counts = Counter(row.standing for row in rows)
    days = {
        row.tier: network.follow_ups[one.path].cadence or 0
        for row, one in zip(rows, network.contacts, strict=True)
    }
    columns = (
        Column("Name", "name"),
        Column("Organisation", "organisation", has_filter=True),
        Column("Field", "field", has_filter=True),
        Column("Level", "level", has_filter=True, order=tuple(filter(None, LEVEL_WORDS.values()))),
        Column("Place", "place", has_filter=True),
        Column(
            "How often",
            "tier",
            has_filter=True,
            order=tuple(sorted(days, key=lambda tier: (not days[tier], days[tier], tier))),
        ),
        Column("Last", "last"),
        Column("Next", "next"),
        Column("Standing", "standing", has_filter=True, order=tuple(map(str, Standing))),
        Column("Purpose", "purpose"),
    )
    chosen = ("standing", "tier", "place", "organisation", "field", "level")
    titles = {column.key: column.title for column in columns}
    return PeopleView(
        as_of=network.today,
        rows=rows,
        standings=tuple((str(one), counts[str(one)]) for one in Standing if counts[str(one)]),
        columns=columns,
        filters=(*((key, titles[key]) for key in chosen), ("goal", "Goal"), ("tag", "Tag")),
        others=(
            *(SearchResult("goal", site.get_ref(one.path)) for one in network.goals),
            *(SearchResult("event", site.get_ref(one.path)) for one in network.events),
        ),
    )
