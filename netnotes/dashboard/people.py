"""Everybody, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netnotes.dashboard.lines import Row, row
from netnotes.network.followup import Standing

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """Everybody, in a table."""

    as_of: Day
    rows: tuple[Row, ...]
    standings: tuple[tuple[str, int], ...]


def people_view(site: Site) -> PeopleView:
    """Everybody in the notes, by name."""
    rows = tuple(row(contact, site) for contact in site.network.contacts)
    counts = {standing: sum(1 for row in rows if row.standing == standing) for standing in Standing}
    present = tuple((str(standing), count) for standing, count in counts.items() if count)
    return PeopleView(as_of=site.network.today, rows=rows, standings=present)
