"""What looks like touches with contacts and is none: a day or the people are not clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.reading.daily_notes import find_undated_folder, is_named_by_day_alone
from netnotes.text import choose_form, format_count, join_words, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Contact, Link
    from netnotes.model.reading import Reading, UnreadTouch
    from netnotes.model.settings import DailyNotes
    from netnotes.network.network import Network


def check_days_above_touches(network: Network, readings: Iterable[Reading]) -> Iterator[Diagnostic]:
    """The day above a line that tells of a contact has one meaning; one finding for each note."""
    for reading in readings:
        touches_and_names = []
        for touch in reading.unread_touches:
            names = _list_names_of_contacts(touch, network)
            if names:
                touches_and_names.append((touch, names))
        if touches_and_names:
            yield _build_diagnostic(touches_and_names)


def check_meetings_say_who_was_there(
    network: Network, readings: Iterable[Reading]
) -> Iterator[Diagnostic]:
    """A note with a day that reads like a meeting says who was there, and counts for somebody."""
    for reading in readings:
        people = _find_contacts(reading.possible_people, reading.path, network)
        if not people or _counts_for_anybody(reading, network):
            continue
        yield _build_meeting_diagnostic(list(people))


def _build_meeting_diagnostic(people: list[Link]) -> Diagnostic:
    targets = dict.fromkeys(f'"[[{link.target}]]"' for link in people)
    property_line = f"people: [{', '.join(list(targets)[:MAX_SHOWN_PEOPLE])}]"
    if people[0].plain:
        problem = (
            "This note has a day and people, but no link to any of them, and it counts for nobody. "
            f"If it is about a meeting, write `{property_line}`."
        )
        advice = "`type: meeting` will do as well. If it is none, write `netnotes: ignore`."
    else:
        problem = (
            "This note reads like a meeting, but nothing says who was there, and it counts for "
            f"nobody. If those whom its text links to were there, write `{property_line}` at its "
            "top."
        )
        advice = (
            "A section Attendees will do as well. If it is no meeting, write `netnotes: ignore`."
        )
    return Diagnostic(people[0].source_location, "unread-meeting", problem, advice)


MAX_SHOWN_PEOPLE = 3


def _counts_for_anybody(reading: Reading, network: Network) -> bool:
    return any(
        _find_contacts(encounter.people, reading.path, network) for encounter in reading.encounters
    )


def _find_contacts(links: Iterable[Link], path: str, network: Network) -> dict[Link, Contact]:
    """Find the contacts that links in a note lead to, each link with its contact."""
    contacts = {}
    for link in links:
        target_path = network.find_file(link, path).path
        contact = network.contacts_by_path.get(target_path or "")
        if contact:
            contacts[link] = contact
    return contacts


def check_daily_notes_are_read(
    network: Network, readings: Iterable[Reading], daily_notes: DailyNotes
) -> Iterator[Diagnostic]:
    """Notes named after days that link to contacts are in the folder of daily notes.

    One finding for the vault, where neither the settings nor Logseq name such a folder.
    """
    if daily_notes.folder:
        return
    links_by_folder: dict[str, list[Link]] = {}
    for reading in readings:
        is_read = reading.entity or reading.encounters or reading.possible_people
        if is_read or not reading.links or not is_named_by_day_alone(reading.path):
            continue
        people = _find_contacts(reading.links, reading.path, network)
        if people:
            folder = find_undated_folder(reading.path)
            links_by_folder.setdefault(folder, []).append(next(iter(people)))
    folder, links = max(links_by_folder.items(), key=_count_links, default=("", []))
    # One such note may be about a single day, such as a wedding.
    if len(links) < MIN_DAILY_NOTES:
        return
    yield Diagnostic(
        links[0].source_location,
        "unread-daily-note",
        f"{len(links):,} notes are named after days, as this one is, and link to people, but none "
        "of them is read: the settings name no folder of daily notes.",
        f'Write `journal = "{folder}"` under [vault] in netnotes.toml.',
    )


MIN_DAILY_NOTES = 2


def _count_links(folder_and_links: tuple[str, list[Link]]) -> int:
    return len(folder_and_links[1])


def _list_names_of_contacts(touch: UnreadTouch, network: Network) -> list[str]:
    contacts = _find_contacts(touch.people, touch.source_location.path, network)
    return [contact.name for contact in contacts.values()]


def _build_diagnostic(touches_and_names: list[tuple[UnreadTouch, list[str]]]) -> Diagnostic:
    touch, names = touches_and_names[0]
    words = shorten_to_words(touch.day_words, MAX_DAY_LENGTH)
    people = join_words(names[:2])
    if len(names) > 2:
        people = f"{names[0]} and {len(names) - 1} others"
    message = (
        f"This reads like a touch with {people}, and does not count: its day, {words}, "
        f"{touch.problem}."
    )
    other_count = len(touches_and_names) - 1
    if other_count:
        lines = format_count(other_count, "other line")
        verb = choose_form(other_count, "does", "do")
        message += f" {lines} of this note {verb} not count, either, because of the day."
    code = "unread-date"
    if _has_several_meanings(touch):
        code = "ambiguous-date"
    return Diagnostic(touch.source_location, code, message, _choose_help(touch))


MAX_DAY_LENGTH = 40


def _has_several_meanings(touch: UnreadTouch) -> bool:
    return touch.problem.startswith("may be")


def _choose_help(touch: UnreadTouch) -> str:
    if _has_several_meanings(touch):
        return (
            'Write the day as YYYY-MM-DD, or `order = "day-first"` (or `"month-first"`) under '
            "[dates] in netnotes.toml."
        )
    if touch.problem == "has no year":
        return (
            f"Write the year in line {touch.day_line}, in a heading above it or in the name of "
            "the note."
        )
    if touch.problem == "is not that of the note":
        words = shorten_to_words(touch.day_words, MAX_DAY_LENGTH)
        return f"Write the day first, as YYYY-MM-DD, in place of `{words}`."
    if touch.problem == "is not at the beginning of its line":
        return f"Write the day first, as in `{touch.day_words} …`."
    return f"Correct the day in line {touch.day_line}, as YYYY-MM-DD."
