"""Checks of a vault as a whole.

Each is named after the rule that it checks, and yields a diagnostic for what breaks the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import DO_NOT_CONTACT, MAX_YEAR, MIN_YEAR, NO_YEAR, PAUSED
from netnotes.network.link_checks import (
    check_goals_exist,
    check_introducers,
    check_introduction_cycles,
    check_links_of_goals,
    check_links_to_people,
    check_self_links,
)
from netnotes.network.link_text_checks import check_links_in_pitches_and_places
from netnotes.network.organisation_checks import check_organisations
from netnotes.network.scale_checks import check_scales
from netnotes.network.wording import format_death
from netnotes.reading.status import STATUSES
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.text import (
    find_closest_match,
    fold,
    fold_name,
    format_count,
    format_day_short,
    join_words,
    replace_invisible_characters,
    shorten_to_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date as Day

    from netnotes.model.people import Birthday, Contact, Death
    from netnotes.network.network import Network


def check_network(network: Network) -> tuple[Diagnostic, ...]:
    """Run all checks that look at the public parts of the notes and the day, and nothing else.

    As long as these are unchanged, so is the result, and a build may take it from the cache.
    """
    diagnostics: list[Diagnostic] = []
    for check in CHECKS:
        diagnostics.extend(check(network))
    return tuple(diagnostics)


def check_dates_are_past(network: Network) -> Iterator[Diagnostic]:
    """A last contact and a first meeting are in the past."""
    for contact in network.contacts:
        dates = (("last_contact", contact.last_contact), ("met", contact.met))
        for property_name, day in dates:
            if day and day > network.today:
                yield Diagnostic(
                    contact.find_source_location(property_name),
                    "future-date",
                    f"`{property_name}` is {format_day_short(day)}, which is still to come.",
                    "A plan goes under `next`.",
                )


# Nobody has lived for longer.
MAX_AGE = 122


def check_days_are_likely(network: Network) -> Iterator[Diagnostic]:
    """A day of contact is in these times, and a birthday or a death is not to come."""
    today = network.today
    oldest_year = today.year - MAX_AGE
    for contact in network.contacts:
        # Ten thousand contacts have days as they should be: this is asked first.
        if _has_unlikely_day(contact):
            yield from _iter_unlikely_days(contact)
        birthday = contact.birthday
        if birthday and birthday.year and not oldest_year <= birthday.year < today.year:
            yield from _check_birthday(contact, birthday, birthday.year, network)
        if contact.anniversary or contact.remember:
            yield from _check_yearly_days(contact, today)
        if contact.died:
            yield from _check_death_is_past(contact, contact.died, today)


def _check_death_is_past(contact: Contact, death: Death, today: Day) -> Iterator[Diagnostic]:
    if death > today.timetuple()[:3]:
        yield Diagnostic(
            contact.find_source_location("died"),
            "future-date",
            f"`died` is {format_death(death)}, which is still to come.",
            "Correct the day, or take it out.",
        )


def _has_unlikely_day(contact: Contact) -> bool:
    for day in (contact.met, contact.last_contact, contact.next, contact.pause_until):
        if day and not MIN_YEAR <= day.year <= MAX_YEAR:
            return True
    return False


def _iter_unlikely_days(contact: Contact) -> Iterator[Diagnostic]:
    for name in ("met", "last_contact", "next", "pause_until"):
        day = getattr(contact, name)
        if day and not MIN_YEAR <= day.year <= MAX_YEAR:
            message = f"`{name}` is {day.isoformat()}, which is hardly the year that is meant."
            yield _build_unlikely_day(contact, name, message, "Correct the year.")


def _check_birthday(
    contact: Contact, birthday: Birthday, year: int, network: Network
) -> Iterator[Diagnostic]:
    written = f"{year:04}-{birthday.month:02}-{birthday.day:02}"
    without_year = f"{birthday.month:02}-{birthday.day:02}"
    if year == NO_YEAR:
        message = f"`birthday` is {written}; {NO_YEAR} is what Apple writes where no year is known."
        yield _build_unlikely_day(contact, "birthday", message, f"Write {without_year}.")
    elif (year, birthday.month, birthday.day) > network.today.timetuple()[:3]:
        yield Diagnostic(
            contact.find_source_location("birthday"),
            "future-date",
            f"`birthday` is {written}, which is still to come.",
            f"Correct the year, or write {without_year} without one.",
        )
    elif not contact.died and network.today.year - year > MAX_AGE:
        message = f"`birthday` is {written}; nobody is that old."
        help_text = f"Correct the year, write {without_year} without one, or add `died:`."
        yield _build_unlikely_day(contact, "birthday", message, help_text)


def _check_yearly_days(contact: Contact, today: Day) -> Iterator[Diagnostic]:
    """A day that comes every year is of a year that may be meant, at most the next one."""
    for name in ("anniversary", "remember"):
        for yearly_day in getattr(contact, name):
            year = yearly_day.date.year
            if year is None or MIN_YEAR - 100 <= year <= today.year + 1:
                continue
            day = convert_to_plain_value(yearly_day.date)
            message = f"`{name}` is {day}, which is hardly the year that is meant."
            if year == NO_YEAR:
                message = (
                    f"`{name}` is {day}; {NO_YEAR} is what Apple writes where no year is known."
                )
            yield _build_unlikely_day(
                contact, name, message, f"Correct the year, or write {day[5:]}."
            )


def _build_unlikely_day(
    contact: Contact, property_name: str, message: str, help_text: str
) -> Diagnostic:
    location = contact.find_source_location(property_name)
    return Diagnostic(location, "unlikely-date", message, help_text)


def check_event_days(network: Network) -> Iterator[Diagnostic]:
    """An event ends on its first day or later."""
    for event in network.events:
        if event.date and event.until and event.until < event.date:
            yield Diagnostic(
                SourceLocation(event.path),
                "until-before-date",
                f"`until` is {format_day_short(event.until)}, before `date` on "
                f"{format_day_short(event.date)}; the event counts as one day.",
                "Correct one of the two.",
            )


def check_contact_statuses(network: Network) -> Iterator[Diagnostic]:
    """A contact's status has a meaning here; a word that has none is one problem, however often."""
    contacts_by_status: dict[str, list[Contact]] = {}
    for contact in network.contacts:
        if contact.status not in ("", PAUSED, DO_NOT_CONTACT):
            contacts_by_status.setdefault(contact.status.casefold(), []).append(contact)

    unknown_statuses: dict[str, list[Contact]] = {}
    for contacts in contacts_by_status.values():
        status = contacts[0].status
        closest = find_closest_match(status, STATUSES)
        if closest:
            yield _build_status_diagnostic({status: contacts}, f"Did you mean `{closest}`?")
        else:
            unknown_statuses[status] = contacts

    # `lead`, `warm` and `customer` are words of one habit, and one problem.
    if unknown_statuses:
        choices = join_words([f"`{status}`" for status in STATUSES], "or")
        help_text = f"Write {choices}, or give your own words another name than `status`."
        yield _build_status_diagnostic(unknown_statuses, help_text)


def _build_status_diagnostic(
    contacts_by_status: dict[str, list[Contact]], help_text: str
) -> Diagnostic:
    contacts = [contact for group in contacts_by_status.values() for contact in group]
    # The first by path, so that the same note is named on every run.
    first_contact = min(contacts, key=lambda contact: contact.path)
    others = ""
    if len(contacts) > 1:
        others = f" (also in {format_count(len(contacts) - 1, 'other note')})"
    words = [f"`{shorten_to_words(status, 40)}`" for status in sorted(contacts_by_status)]
    if len(words) == 1:
        beginning, verb, count_verb = f"The status {words[0]}", "does", "it counts"
    else:
        beginning, verb, count_verb = f"The statuses {join_words(words)}", "do", "they count"
    return Diagnostic(
        first_contact.find_source_location("status"),
        "unknown-contact-status",
        f"{beginning} {verb} not say whether there is to be more contact{others}; "
        f"{count_verb} as active.",
        help_text,
    )


def check_met_before_last_contact(network: Network) -> Iterator[Diagnostic]:
    """By the front matter, nobody was in touch with me before the first meeting."""
    for contact in network.contacts:
        if contact.met and contact.last_contact and contact.last_contact < contact.met:
            last_contact = format_day_short(contact.last_contact)
            met = format_day_short(contact.met)
            yield Diagnostic(
                contact.find_source_location("last_contact"),
                "met-after-contact",
                f"`last_contact` is {last_contact}, before you met on {met}.",
                "Correct one of the two.",
            )


def check_purposes_are_written(network: Network) -> Iterator[Diagnostic]:
    """Every contact that is not archived has a purpose."""
    for contact in network.active_contacts:
        if not contact.purpose:
            yield Diagnostic(
                SourceLocation(contact.path),
                "no-purpose",
                f"{contact.name} has no purpose yet.",
                "Add a line `purpose:` that says what for.",
            )


def check_names_are_unique(network: Network) -> Iterator[Diagnostic]:
    """No two contacts have the same name, unless their notes tell them apart."""
    contacts_by_name: dict[str, list[Contact]] = {}
    for contact in network.contacts:
        namesakes = contacts_by_name.setdefault(fold_name(contact.name), [])
        namesake = next((known for known in namesakes if not _are_told_apart(known, contact)), None)
        if namesake is not None:
            yield Diagnostic(
                contact.find_source_location(),
                "duplicate-name",
                f"{contact.name} is also the name in {namesake.path}.",
                "Give one of them a `name:` that tells them apart, or merge the two notes.",
            )
        namesakes.append(contact)


def _are_told_apart(left: Contact, right: Contact) -> bool:
    """Tell whether two notes of one name say an organisation, a birthday or an address each.

    What they say must differ: then they are simply two, as `import` and `dedupe` judge as well.
    """
    if set(left.email) & set(right.email) or set(left.phone) & set(right.phone):
        return False
    pairs = (
        (fold(left.organisation), fold(right.organisation)),
        (left.birthday, right.birthday),
        (left.email, right.email),
        (left.phone, right.phone),
    )
    return any(first and second and first != second for first, second in pairs)


def check_hidden_characters(network: Network) -> Iterator[Diagnostic]:
    """A name has no invisible characters, such as those that change the direction of writing."""
    # With them a name can be shown as another one.
    for contact in network.contacts:
        # Nearly all names are ASCII, and looking at each character of ten thousand is slow.
        if contact.name.isascii():
            continue
        visible_name = replace_invisible_characters(contact.name, "·")
        if visible_name != contact.name:
            yield Diagnostic(
                contact.find_source_location(),
                "hidden-character",
                f"The name {visible_name} holds invisible signs (shown as ·).",
                "Type the name again.",
            )


# All checks, in the order in which their diagnostics are listed.
CHECKS: tuple[Callable[[Network], Iterator[Diagnostic]], ...] = (
    check_dates_are_past,
    check_days_are_likely,
    check_event_days,
    check_contact_statuses,
    check_scales,
    check_organisations,
    check_met_before_last_contact,
    check_purposes_are_written,
    check_links_to_people,
    check_links_of_goals,
    check_links_in_pitches_and_places,
    check_introducers,
    check_goals_exist,
    check_self_links,
    check_introduction_cycles,
    check_names_are_unique,
    check_hidden_characters,
)
