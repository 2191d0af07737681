"""One person of this week's list, with what helps before writing to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.rows import (
    Gifts,
    NoteVersion,
    build_note_version,
    extract_first_line,
    format_log_command,
    suggest_gifts_on_card,
)
from netnotes.model.people import list_open_promises
from netnotes.network.asks import describe_reminder, list_waiting_asks
from netnotes.network.follow_up import find_last_touch
from netnotes.network.measures.goals import is_resting
from netnotes.network.measures.thanks import describe_thanks, find_thanks
from netnotes.network.reach import build_obsidian_url, iter_ways_to_reach
from netnotes.network.week_reasons import describe_promise
from netnotes.network.wording import format_role_and_place, label_topic, suggest_topic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Ask, Contact, Promise
    from netnotes.network.network import Network
    from netnotes.network.week import WeekEntry

MAX_EXCERPT_LENGTH = 160


class LastTouchSummary(Struct, frozen=True):
    """The last touch: its day, its channel and its first words."""

    date: Day
    channel: str
    words: str


class WeekOpenItem(Struct, frozen=True):
    """An open promise or ask with its line in the note; only a promise has a day when it is due.

    `advice` says what may be done about an ask now; it is often empty.
    """

    text: str
    due: Day | None
    line: int
    advice: str = ""


class WeekEntryView(Struct, frozen=True):
    """One person of this week's list, with what helps before writing to them.

    `owed` is the promise that is the reason for the entry; `promised` are the other open ones.
    """

    person: Ref
    reason: str
    purpose: str
    who: str
    said: LastTouchSummary | None
    owed: WeekOpenItem | None
    promised: tuple[WeekOpenItem, ...]
    asked: tuple[WeekOpenItem, ...]
    give: Gifts

    # What to talk about, and what that is called.
    topic: str
    topic_label: str

    # What they helped with or answered last, if they have not heard from me since.
    thanks: str
    ways: tuple[Ref, ...]
    obsidian: str
    log: str
    note: NoteVersion


def build_week_entry_views(entries: tuple[WeekEntry, ...], site: Site) -> tuple[WeekEntryView, ...]:
    return tuple(build_week_entry_view(entry, site) for entry in entries)


def build_week_entry_view(entry: WeekEntry, site: Site) -> WeekEntryView:
    contact = entry.contact

    # The promise that is the reason is shown once. A second one with the same words and day is not
    # shown at all: the two look the same.
    owed: WeekOpenItem | None = None
    promised = []
    for promise in list_open_promises(contact):
        item = _build_open_item(promise, promise.due)
        if describe_promise(promise) != entry.reason:
            promised.append(item)
        elif owed is None:
            owed = item

    thanks = find_thanks(contact, site.network.today)
    return WeekEntryView(
        person=site.get_ref(contact.path),
        reason=entry.reason,
        purpose=contact.purpose,
        who=format_role_and_place(contact),
        said=_find_last_touch_summary(contact, site.network.today),
        owed=owed,
        promised=tuple(promised),
        asked=tuple(_build_asked_items(contact, site.network)),
        give=suggest_gifts_on_card(contact, site),
        topic=suggest_topic(contact),
        topic_label=label_topic(contact).capitalize(),
        thanks=describe_thanks(thanks) if thanks else "",
        ways=tuple(Ref(way.name, way.url) for way in iter_ways_to_reach(contact)),
        obsidian=build_obsidian_url(site.vault_name, contact.path),
        log=format_log_command(contact, site),
        note=build_note_version(contact),
    )


def _build_open_item(item: Promise | Ask, due: Day | None, advice: str = "") -> WeekOpenItem:
    return WeekOpenItem(item.text, due, item.source_location.line, advice)


def _build_asked_items(contact: Contact, network: Network) -> Iterator[WeekOpenItem]:
    """Yield what waits for an answer of a contact, with a line on a reminder that may be made."""
    for ask in list_waiting_asks(contact, network.today):
        if is_resting(ask, contact, network, network.goals_by_path):
            continue
        yield _build_open_item(ask, None, describe_reminder(ask, contact, network.today))


def _find_last_touch_summary(contact: Contact, today: Day) -> LastTouchSummary | None:
    touch = find_last_touch(contact, today)
    if touch is None:
        return None
    words = extract_first_line(touch.text, MAX_EXCERPT_LENGTH)
    return LastTouchSummary(touch.date, touch.channel, words)
