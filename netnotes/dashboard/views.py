"""Every page of the site, as a list: what each shows is a frozen view, words and dates ready to print.

A view holds `due: date`, not "in 3 days": a page changes when the facts change, and not with every new day.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from netnotes.dashboard.diary import diary_view
from netnotes.dashboard.events import event_view, events_view
from netnotes.dashboard.exchange import exchange_view
from netnotes.dashboard.goals import goal_view, goals_view
from netnotes.dashboard.map import SECTORS, map_view, survey
from netnotes.dashboard.mix import method_view, mix_view, packed_steady
from netnotes.dashboard.people import people_view
from netnotes.dashboard.person import around, person_view
from netnotes.dashboard.problems import problems_view
from netnotes.dashboard.week import week_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.dashboard.site import Site
    from netnotes.people import Contact, Event, Goal


class Sheet(Struct, frozen=True):
    """A view on its way to a page: where the page will lie, its template, and the scripts it has beside `page.js`.

    `made_from` is all that the view is made from: two equal ones make the same page, so that the view need not be made.
    `kept` is what is new of it and holds as long as the surroundings are the same, packed.
    """

    path: str
    template: str
    made_from: Any
    view: Callable[[], Any]
    scripts: tuple[str, ...] = ()
    kept: bytes = b""


class Entry(NamedTuple):
    """A page of its own: its title in the navigation, where it lies, what it shows, and its scripts.

    What it shows is a view of `facts`, where they are told: finding them is quick, and making the view is not.
    A `steady` one is made from the surroundings alone; of another, `keeps` gives what of its view is, packed.
    """

    title: str
    path: str
    view: Callable[[Any], Any]
    scripts: tuple[str, ...] = ()
    steady: bool = False
    facts: Callable[[Site], Any] | None = None
    keeps: Callable[[Any], bytes] | None = None


PAGES: tuple[Entry, ...] = (
    Entry("This week", "index.html", week_view),
    Entry("People", "people.html", people_view, ("people.js",)),
    Entry("Goals", "goals.html", goals_view),
    Entry("Mix", "mix.html", mix_view, keeps=packed_steady),
    Entry("Map", "map.html", map_view, ("map.js",), facts=survey),
    Entry("Give and ask", "exchange.html", exchange_view),
    Entry("Diary", "diary.html", diary_view),
    Entry("Events", "events.html", events_view),
    Entry("Problems", "problems.html", problems_view),
    Entry("Method", "method.html", method_view, steady=True),
)
"""The pages every site has, in the order of the navigation. The template of each is named like its page."""


TOGETHER = (
    ("index.html", "diary.html", "goals.html"),
    ("people.html",),
    ("exchange.html", "mix.html"),
    tuple(path for _, path, _ in SECTORS),
)
"""Pages that show the same numbers: made in one go, these are reckoned once. What takes longest comes first."""


class Recipe(Struct, frozen=True):
    """How a page comes about: `make` makes its sheet.

    `note` is the one note that, with its surroundings, is all the page is made from. It is empty where the surroundings
    alone are, and None where more is.
    """

    make: Callable[[], Sheet]
    note: str | None = None


def sheets(site: Site) -> Mapping[str, Recipe]:
    """How every page of the site comes about, by where it will lie."""
    network = site.network
    return {
        **{entry.path: Recipe(partial(_page_sheet, entry, site), "" if entry.steady else None) for entry in PAGES},
        **{path: Recipe(partial(_map_sheet, by, path, site)) for by, path, _ in SECTORS[1:]},
        **{site.page(one.path): Recipe(partial(_goal_sheet, one, site)) for one in network.goals},
        **{site.page(one.path): Recipe(partial(_event_sheet, one, site)) for one in network.events},
        **{site.page(one.path): Recipe(partial(_person_sheet, one, site), one.path) for one in network.contacts},
    }


def surroundings(site: Site, outward: bytes) -> bytes:
    """What stands for all that a person's page is made from beside the note about them; empty where that can't be told.

    `outward` stands for what the notes show on each other's pages. What else there is: the day, who is live on it, the
    pictures there are, and the vault's name.
    """
    network = site.network
    live = bytes([follow.live for follow in network.follow_ups.values()])
    parts = (outward, network.today, live, sorted(site.pictures.items()), site.vault)
    return blake2b(repr(parts).encode(), digest_size=16).digest() if outward else b""


def _page_sheet(entry: Entry, site: Site) -> Sheet:
    if entry.facts:
        facts = entry.facts(site)
        return Sheet(entry.path, entry.path, facts, partial(entry.view, facts), entry.scripts)
    view = entry.view(site)
    kept = entry.keeps(view) if entry.keeps and not site.kept else b""
    return Sheet(entry.path, entry.path, view, lambda: view, entry.scripts, kept)


def _map_sheet(by: str, path: str, site: Site) -> Sheet:
    facts = survey(site, by)
    return Sheet(path, "map.html", facts, partial(map_view, facts), ("map.js",))


def _goal_sheet(goal: Goal, site: Site) -> Sheet:
    view = goal_view(goal, site)
    return Sheet(site.page(goal.path), "goal.html", view, lambda: view)


def _event_sheet(event: Event, site: Site) -> Sheet:
    view = event_view(event, site)
    return Sheet(site.page(event.path), "event.html", view, lambda: view)


def _person_sheet(contact: Contact, site: Site) -> Sheet:
    more = around(contact, site)
    return Sheet(site.page(contact.path), "person.html", (contact.digest, more), partial(person_view, contact, more))
