"""Every page of the site, as a list: what each shows is a frozen view, words and dates ready to print.

A view holds `due: date`, not "in 3 days": a page changes when the facts change, and not with every new day.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.dashboard.diary import diary_view
from netnotes.dashboard.events import event_view, events_view
from netnotes.dashboard.exchange import exchange_view
from netnotes.dashboard.goals import goal_view, goals_view
from netnotes.dashboard.map import SECTORS, map_by, map_view
from netnotes.dashboard.mix import method_view, mix_view
from netnotes.dashboard.people import people_view
from netnotes.dashboard.person import around, person_view
from netnotes.dashboard.problems import problems_view
from netnotes.dashboard.week import week_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.dashboard.site import Site
    from netnotes.people import Contact, Event, Goal


class Sheet(NamedTuple):
    """A view on its way to a page: where the page will lie, its template, and the scripts it has beside `page.js`.

    `made_from` is all that the view is made from: two equal ones make the same page, so that the view need not be made.
    """

    path: str
    template: str
    made_from: Any
    view: Callable[[], Any]
    scripts: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A page of its own: its title in the navigation, where it lies, what it shows, and its scripts."""

    title: str
    path: str
    view: Callable[[Site], Any]
    scripts: tuple[str, ...] = ()


PAGES: tuple[Entry, ...] = (
    Entry("This week", "index.html", week_view),
    Entry("People", "people.html", people_view, ("people.js",)),
    Entry("Goals", "goals.html", goals_view),
    Entry("Mix", "mix.html", mix_view),
    Entry("Map", "map.html", map_view, ("map.js",)),
    Entry("Give and ask", "exchange.html", exchange_view),
    Entry("Diary", "diary.html", diary_view),
    Entry("Events", "events.html", events_view),
    Entry("Problems", "problems.html", problems_view),
    Entry("Method", "method.html", method_view),
)
"""The pages every site has, in the order of the navigation. The template of each is named like its page."""


def sheets(site: Site) -> Mapping[str, Callable[[], Sheet]]:
    """Every page of the site by where it will lie, as a recipe: calling it makes its view. The heavy ones come first."""
    return {
        **{entry.path: partial(_page_sheet, entry, site) for entry in PAGES},
        **{path: partial(_map_sheet, by, path, site) for by, path, _ in SECTORS[1:]},
        **{site.page(goal.path): partial(_goal_sheet, goal, site) for goal in site.network.goals},
        **{site.page(event.path): partial(_event_sheet, event, site) for event in site.network.events},
        **{site.page(contact.path): partial(_person_sheet, contact, site) for contact in site.network.contacts},
    }


def _page_sheet(entry: Entry, site: Site) -> Sheet:
    view = entry.view(site)
    return Sheet(entry.path, entry.path, view, lambda: view, entry.scripts)


def _map_sheet(by: str, path: str, site: Site) -> Sheet:
    view = map_by(by, site)
    return Sheet(path, "map.html", view, lambda: view, ("map.js",))


def _goal_sheet(goal: Goal, site: Site) -> Sheet:
    view = goal_view(goal, site)
    return Sheet(site.page(goal.path), "goal.html", view, lambda: view)


def _event_sheet(event: Event, site: Site) -> Sheet:
    view = event_view(event, site)
    return Sheet(site.page(event.path), "event.html", view, lambda: view)


def _person_sheet(contact: Contact, site: Site) -> Sheet:
    more = around(contact, site)
    return Sheet(site.page(contact.path), "person.html", (contact.digest, more), partial(person_view, contact, more))
