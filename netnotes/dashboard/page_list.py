"""Every page of the site, as a list: what each shows is a frozen view, words and dates ready to print.

A view holds `due: date`, not "in 3 days": a page changes when the facts change, and not with every new day.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from netnotes.dashboard.map.placement import GROUPINGS, collect_map_inputs
from netnotes.dashboard.map.view import build_map_view
from netnotes.dashboard.views.diary import build_diary_view
from netnotes.dashboard.views.events import build_event_view, build_events_view
from netnotes.dashboard.views.give_and_ask import build_give_and_ask_view
from netnotes.dashboard.views.goals import build_goal_view, build_goals_view
from netnotes.dashboard.views.mix import (
    build_methods_view,
    build_mix_view,
    encode_log_independent_mix,
)
from netnotes.dashboard.views.people import build_people_view
from netnotes.dashboard.views.person import build_person_context, build_person_view
from netnotes.dashboard.views.problems import build_problems_view
from netnotes.dashboard.views.week import build_week_view
from netnotes.digests import compute_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Contact, Event, Goal


class PageInputs(Struct, frozen=True):
    """A view on its way to a page: where the page will lie, its template, and the scripts it has beside `page.js`.

    `made_from` is all that the view is made from: two equal ones make the same page, so that the view need not be made.
    `kept` is what is new of it and holds as long as the surroundings are the same, packed.
    """

    path: str
    template: str
    inputs: Any
    build_view: Callable[[], Any]
    scripts: tuple[str, ...] = ()
    cacheable_bytes: bytes = b""


class PageSpec(NamedTuple):
    """A page of its own: its title in the navigation, where it lies, what it shows, and its scripts.

    What it shows is a view of `facts`, where they are told: finding them is quick, and making the view is not.
    A `steady` one is made from the surroundings alone; of another, `keeps` gives what of its view is, packed.
    """

    title: str
    path: str
    build_view: Callable[[Any], Any]
    scripts: tuple[str, ...] = ()
    has_only_shared_inputs: bool = False
    collect_inputs: Callable[[Site], Any] | None = None
    encode_cacheable: Callable[[Any], bytes] | None = None


PAGES: tuple[PageSpec, ...] = (
    PageSpec("This week", "index.html", build_week_view),
    PageSpec("People", "people.html", build_people_view, ("people.js",)),
    PageSpec("Goals", "goals.html", build_goals_view),
    PageSpec("Mix", "mix.html", build_mix_view, encode_cacheable=encode_log_independent_mix),
    PageSpec("Map", "map.html", build_map_view, ("map.js",), collect_inputs=collect_map_inputs),
    PageSpec("Give and ask", "exchange.html", build_give_and_ask_view),
    PageSpec("Diary", "diary.html", build_diary_view),
    PageSpec("Events", "events.html", build_events_view),
    PageSpec("Problems", "problems.html", build_problems_view),
    PageSpec("Method", "method.html", build_methods_view, has_only_shared_inputs=True),
)
"""The pages every site has, in the order of the navigation. The template of each is named like its page."""


PAGE_BATCHES = (
    ("index.html", "diary.html", "goals.html"),
    ("people.html",),
    ("exchange.html", "mix.html"),
    tuple(path for _, path, _ in GROUPINGS),
)
"""Pages that show the same numbers: made in one go, these are reckoned once. What takes longest comes first."""


class PageJob(Struct, frozen=True):
    """How a page comes about: `make` makes its sheet.

    `note` is the one note that, with its surroundings, is all the page is made from. It is empty where the surroundings
    alone are, and None where more is.
    """

    collect_inputs: Callable[[], PageInputs]
    note_path: str | None = None


def list_page_jobs(site: Site) -> Mapping[str, PageJob]:
    """How every page of the site comes about, by where it will lie."""
    network = site.network
    return {
        **{
            entry.path: PageJob(
                partial(_collect_page_inputs, entry, site),
                "" if entry.has_only_shared_inputs else None,
            )
            for entry in PAGES
        },
        **{
            path: PageJob(partial(_collect_map_page_inputs, by, path, site))
            for by, path, _ in GROUPINGS[1:]
        },
        **{
            site.get_page_path(one.path): PageJob(partial(_collect_goal_page_inputs, one, site))
            for one in network.goals
        },
        **{
            site.get_page_path(one.path): PageJob(partial(_collect_event_page_inputs, one, site))
            for one in network.events
        },
        **{
            site.get_page_path(one.path): PageJob(
                partial(_collect_person_page_inputs, one, site), one.path
            )
            for one in network.contacts
        },
    }


def compute_shared_inputs_digest(site: Site, public_parts_digest: bytes) -> bytes:
    """What stands for all that a person's page is made from beside the note about them; empty where that can't be told.

    `outward` stands for what the notes show on each other's pages. What else there is: the day, who is live on it, the
    pictures there are, and the vault's name.
    """
    network = site.network
    live = bytes([follow.is_live for follow in network.follow_ups.values()])
    parts = (
        public_parts_digest,
        network.today,
        live,
        sorted(site.pictures.items()),
        site.vault_name,
    )
    return compute_digest(repr(parts).encode()) if public_parts_digest else b""


def _collect_page_inputs(spec: PageSpec, site: Site) -> PageInputs:
    if spec.collect_inputs:
        facts = spec.collect_inputs(site)
        return PageInputs(
            spec.path, spec.path, facts, partial(spec.build_view, facts), spec.scripts
        )
    view = spec.build_view(site)
    kept = spec.encode_cacheable(view) if spec.encode_cacheable and not site.cached_mix else b""
    return PageInputs(spec.path, spec.path, view, lambda: view, spec.scripts, kept)


def _collect_map_page_inputs(grouping: str, path: str, site: Site) -> PageInputs:
    facts = collect_map_inputs(site, grouping)
    return PageInputs(path, "map.html", facts, partial(build_map_view, facts), ("map.js",))


def _collect_goal_page_inputs(goal: Goal, site: Site) -> PageInputs:
    view = build_goal_view(goal, site)
    return PageInputs(site.get_page_path(goal.path), "goal.html", view, lambda: view)


def _collect_event_page_inputs(event: Event, site: Site) -> PageInputs:
    view = build_event_view(event, site)
    return PageInputs(site.get_page_path(event.path), "event.html", view, lambda: view)


def _collect_person_page_inputs(contact: Contact, site: Site) -> PageInputs:
    more = build_person_context(contact, site)
    return PageInputs(
        site.get_page_path(contact.path),
        "person.html",
        (contact.digest, more),
        partial(build_person_view, contact, more),
    )
