"""Birthdays and other days of the year, told some days ahead."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date as Day

    from netnotes.model.people import Birthday, Contact

# The names of the properties that say so.
OccasionKind = Literal["birthday", "anniversary", "remember"]


class Occasion(Struct, frozen=True):
    """A day of the year, soon to come, that is a reason to write to a contact."""

    date: Day
    contact: Contact
    kind: OccasionKind

    # What happened on it, as it was written; empty if nothing was.
    text: str = ""

    # How many years it will be; None if the first year is not known, or is that of the day itself.
    years: int | None = None


def list_occasions(contacts: Iterable[Contact], today: Day, days: int) -> tuple[Occasion, ...]:
    """List the days of the year from today on that are at most `days` days away, soonest first."""
    occasions = []
    for contact in contacts:
        # Ten thousand contacts have hardly any: this is asked first.
        if not (contact.birthday or contact.anniversary or contact.remember):
            continue
        for occasion in _iter_occasions(contact, today):
            if (occasion.date - today).days <= days:
                occasions.append(occasion)
    return tuple(sorted(occasions, key=lambda occasion: occasion.date))


def _iter_occasions(contact: Contact, today: Day) -> Iterator[Occasion]:
    """Yield the next day of each birthday, anniversary and other day of a contact."""
    if contact.birthday:
        day = find_next_day_of_year(contact.birthday, today)
        if day:
            years = _count_years(contact.birthday, day)
            yield Occasion(day, contact, "birthday", years=years)

    kinds: tuple[OccasionKind, ...] = ("anniversary", "remember")
    for kind in kinds:
        for yearly_day in getattr(contact, kind):
            day = find_next_day_of_year(yearly_day.date, today)
            if day is None or (yearly_day.date.year or 0) > day.year:
                continue
            years = _count_years(yearly_day.date, day)
            yield Occasion(day, contact, kind, yearly_day.text, years)


def _count_years(first: Birthday, day: Day) -> int | None:
    """Count the years from the first of these days to `day`; None for none or an unknown year."""
    if not first.year or first.year >= day.year:
        return None
    return day.year - first.year


def find_next_day_of_year(birthday: Birthday, today: Day) -> Day | None:
    """Find the next day that comes every year, today included; None past the year 9999."""
    for year in (today.year, today.year + 1):
        try:
            day = datetime.date(year, birthday.month, birthday.day)
        except ValueError:
            if year > datetime.MAXYEAR:
                return None
            # Only 29 February is missing in some years; the 28th is taken then.
            day = datetime.date(year, 2, 28)
        if day >= today:
            return day
    return None


OCCASION_LABELS: dict[OccasionKind, str] = {
    "birthday": "Birthday",
    "anniversary": "Anniversary",
    "remember": "Remember",
}


def describe_occasion(occasion: Occasion) -> str:
    """Describe what happened and how long ago; empty if neither is known.

    As in `turns 47`, `11 years` for an anniversary, and `first day at Acme, 7 years ago`.
    """
    if not occasion.years:
        return occasion.text
    if occasion.kind == "birthday":
        return f"turns {occasion.years}"
    years = format_count(occasion.years, "year")
    if occasion.text:
        return f"{occasion.text}, {years} ago"
    return years
