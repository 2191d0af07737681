"""The page People: every contact in a table that can be sorted, filtered and searched."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.dashboard.rows import PersonRow, build_person_row
from netnotes.network.follow_up import Standing
from netnotes.network.wording import LEVEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.dashboard.site import Site


class Column(Struct, frozen=True):
    """A column of the table: its heading and its name in the address.

    `order` lists its words in the order in which they sort; empty for alphabetical.
    """

    title: str
    key: str
    has_filter: bool = False
    order: tuple[str, ...] = ()


class SearchResult(NamedTuple):
    """A goal or an event, which the search finds beside people."""

    kind: str
    ref: Ref


class PeopleView(Struct, frozen=True, kw_only=True):
    """Everything the page People shows."""

    as_of: Day
    rows: tuple[PersonRow, ...]
    standings: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    filters: tuple[tuple[str, str], ...]
    others: tuple[SearchResult, ...]


# The columns with a filter, in the order in which the page offers them.
FILTER_KEYS = ("standing", "tier", "place", "organisation", "field", "level")


def build_people_view(site: Site) -> PeopleView:
    """Build the table of all people, which can be sorted, filtered, and searched by every word."""
    network = site.network
    rows = tuple(build_person_row(contact, site) for contact in network.contacts)
    # What the column shows may be an interval of a contact's own, so the tiers are not enough.
    days_by_tier = {}
    for row, contact in zip(rows, network.contacts, strict=True):
        days_by_tier[row.tier] = network.follow_ups[contact.path].cadence or 0

    columns = _build_columns(days_by_tier)
    titles = {column.key: column.title for column in columns}
    filters = [(key, titles[key]) for key in FILTER_KEYS]
    goals = [SearchResult("goal", site.get_ref(goal.path)) for goal in network.goals]
    events = [SearchResult("event", site.get_ref(event.path)) for event in network.events]
    return PeopleView(
        as_of=network.today,
        rows=rows,
        standings=_count_standings(rows),
        columns=columns,
        # Goals and tags are in no column; a row has them as attributes.
        filters=(*filters, ("goal", "Goal"), ("tag", "Tag")),
        others=(*goals, *events),
    )


def _count_standings(rows: Sequence[PersonRow]) -> tuple[tuple[str, int], ...]:
    """Count the people by standing, in the order of the standings; those of nobody are left out."""
    counts = Counter(row.standing for row in rows)
    standings = []
    for standing in map(str, Standing):
        if counts[standing]:
            standings.append((standing, counts[standing]))
    return tuple(standings)


def _build_columns(days_by_tier: Mapping[str, int]) -> tuple[Column, ...]:
    """List the columns. Tiers sort by their intervals in days, those without one last."""

    def build_tier_key(tier: str) -> tuple[bool, int, str]:
        days = days_by_tier[tier]
        return days == 0, days, tier

    level_order = tuple(word for word in LEVEL_WORDS.values() if word)
    tier_order = tuple(sorted(days_by_tier, key=build_tier_key))
    standing_order = tuple(str(standing) for standing in Standing)
    return (
        Column("Name", "name"),
        Column("Organisation", "organisation", has_filter=True),
        Column("Field", "field", has_filter=True),
        Column("Level", "level", has_filter=True, order=level_order),
        Column("Place", "place", has_filter=True),
        Column("How often", "tier", has_filter=True, order=tier_order),
        Column("Last", "last"),
        Column("Due", "next"),
        Column("Standing", "standing", has_filter=True, order=standing_order),
        Column("Purpose", "purpose"),
    )
