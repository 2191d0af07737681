"""The list of all pages of a site, and what each is made from.

A page shows a view: a frozen value with everything in words, numbers and dates. A view holds
`due: date` and not "in 3 days", so that a page changes with the facts and not with every new day.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.dashboard.addresses import GROUPINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.dashboard.map.placement import MapInputs
    from netnotes.dashboard.site import SharedFacts, Site
    from netnotes.model.people import Contact, Event, Goal
    from netnotes.network.follow_up import FollowUp


class PageInputs(Struct, frozen=True):
    """Everything a page is rendered from."""

    path: str
    template: str

    # What the view is built from: if it is the same as before, so is the page. It is Any, for each
    # page has a type of its own.
    inputs: Any

    build_view: Callable[[], Any]

    # The scripts that the page has beside `page.js`.
    scripts: tuple[str, ...] = ()


class PageSpec(NamedTuple):
    """A page that every site has."""

    # As the navigation shows it.
    title: str

    path: str

    # What it shows, in a sentence: the table of pages in docs/dashboard.md is made of these.
    summary: str

    # Builds the view from what `collect_inputs` returns; without that, from the Site.
    build_view: Callable[[Any], Any]

    scripts: tuple[str, ...] = ()

    # Whether the page is made from the shared inputs alone.
    has_only_shared_inputs: bool = False

    # Collects the inputs of a view that takes long to build, so that it need not be built.
    collect_inputs: Callable[[Site], Any] | None = None


# The modules of the views are imported when a view is built. All of them take 25 ms, which a build
# that finds no change, and every other command, can save.


def import_views() -> None:
    """Import the modules of all views, so that processes forked afterwards need not do it again."""
    import netnotes.dashboard.map.view
    import netnotes.dashboard.views.diary
    import netnotes.dashboard.views.events
    import netnotes.dashboard.views.give_and_ask
    import netnotes.dashboard.views.mix
    import netnotes.dashboard.views.people
    import netnotes.dashboard.views.person
    import netnotes.dashboard.views.problems
    import netnotes.dashboard.views.week  # noqa: F401 - imported for later


def _build_week_view(site: Site) -> object:
    from netnotes.dashboard.views.week import build_week_view

    return build_week_view(site)


def _build_people_view(site: Site) -> object:
    from netnotes.dashboard.views.people import build_people_view

    return build_people_view(site)


def _build_goals_view(site: Site) -> object:
    from netnotes.dashboard.views.goals import build_goals_view

    return build_goals_view(site)


def _build_mix_view(site: Site) -> object:
    from netnotes.dashboard.views.mix import build_mix_view

    return build_mix_view(site)


def _collect_map_inputs(site: Site, grouping: str = "field") -> MapInputs:
    from netnotes.dashboard.map.placement import collect_map_inputs

    return collect_map_inputs(site, grouping)


def _build_map_view(inputs: MapInputs) -> object:
    from netnotes.dashboard.map.view import build_map_view

    return build_map_view(inputs)


def _build_give_and_ask_view(site: Site) -> object:
    from netnotes.dashboard.views.give_and_ask import build_give_and_ask_view

    return build_give_and_ask_view(site)


def _build_diary_view(site: Site) -> object:
    from netnotes.dashboard.views.diary import build_diary_view

    return build_diary_view(site)


def _build_events_view(site: Site) -> object:
    from netnotes.dashboard.views.events import build_events_view

    return build_events_view(site)


def _build_problems_view(site: Site) -> object:
    from netnotes.dashboard.views.problems import build_problems_view

    return build_problems_view(site)


def _build_methods_view(site: Site) -> object:
    from netnotes.dashboard.views.mix import build_methods_view

    return build_methods_view(site)


# The pages every site has, in the order of the navigation. Each has a template of its name.
PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "This week",
        "index.html",
        "Whom to be in touch with this week, why, and with what.",
        _build_week_view,
    ),
    PageSpec(
        "People",
        "people.html",
        "Everybody in the notes: sort by any column, filter, search in every word;"
        " the address keeps what you chose.",
        _build_people_view,
        ("people.js",),
    ),
    PageSpec(
        "Goals",
        "goals.html",
        "Every goal: active ones first, the earliest before the others.",
        _build_goals_view,
    ),
    PageSpec(
        "Mix",
        "mix.html",
        "What the network is made of, in fifteen panels.",
        _build_mix_view,
    ),
    PageSpec(
        "Map",
        "map.html",
        "You in the middle, a ring for each tier, a sector for each field:"
        " who is near, and who knows whom.",
        _build_map_view,
        ("map.js",),
        collect_inputs=_collect_map_inputs,
    ),
    PageSpec(
        "Give and ask",
        "exchange.html",
        "What is promised, what you asked for and whom to thank, and what you could give to whom.",
        _build_give_and_ask_view,
    ),
    PageSpec(
        "Diary",
        "diary.html",
        "Every touch by month, the days of the year, who is new, and how things went over time.",
        _build_diary_view,
    ),
    PageSpec(
        "Events",
        "events.html",
        "Fairs, talks and journeys: whom to meet there, whom you met,"
        " and with whom you have not been in touch since.",
        _build_events_view,
    ),
    PageSpec(
        "Problems",
        "problems.html",
        "Every finding by its note, with what to do.",
        _build_problems_view,
    ),
    PageSpec(
        "Method",
        "method.html",
        "How each number is computed, from which source, and what it does not say.",
        _build_methods_view,
        has_only_shared_inputs=True,
    ),
)


# Pages that show the same measures: one process renders them, so that each measure is computed
# once. The batch that takes longest comes first.
PAGE_BATCHES = (
    ("index.html", "diary.html", "goals.html"),
    ("people.html",),
    ("exchange.html", "mix.html"),
    tuple(path for _, path, _ in GROUPINGS),
)


class PageJob(Struct, frozen=True):
    """How to collect the inputs of a page."""

    collect_inputs: Callable[[], PageInputs]

    # The one note that the page is made from, beside the shared inputs. It is empty if the shared
    # inputs are all, and None if the page is made from more than that.
    note_path: str | None = None


def list_page_jobs(site: Site) -> Mapping[str, PageJob]:
    """List every page of the site, by path."""
    network = site.network
    jobs: dict[str, PageJob] = {}

    for spec in PAGES:
        note_path = None
        if spec.has_only_shared_inputs:
            note_path = ""
        jobs[spec.path] = PageJob(partial(_collect_page_inputs, spec, site), note_path)
    # The first grouping is the page Map itself, which is one of PAGES.
    for grouping, path, _ in GROUPINGS[1:]:
        jobs[path] = PageJob(partial(_collect_map_page_inputs, grouping, path, site))
    for goal in network.goals:
        path = site.get_page_path(goal.path)
        jobs[path] = PageJob(partial(_collect_goal_page_inputs, goal, site))
    for event in network.events:
        path = site.get_page_path(event.path)
        jobs[path] = PageJob(partial(_collect_event_page_inputs, event, site))
    goals_by_unmet_target = _group_goals_by_unmet_target(site)
    for contact in network.contacts:
        path = site.get_page_path(contact.path)
        goals = goals_by_unmet_target.get(contact.path)
        if goals:
            # The ways to them follow from what is in the logs of other notes, too.
            jobs[path] = PageJob(partial(_collect_target_page_inputs, contact, goals, site))
            continue
        follow_up = network.follow_ups[contact.path]
        collect_inputs = partial(_collect_person_page_inputs, contact, follow_up, site)
        jobs[path] = PageJob(collect_inputs, contact.path)
    return jobs


def _collect_page_inputs(spec: PageSpec, site: Site) -> PageInputs:
    if spec.collect_inputs is None:
        view = spec.build_view(site)
        return PageInputs(spec.path, spec.path, view, lambda: view, spec.scripts)

    # A map that comes out the same is not drawn again.
    inputs = spec.collect_inputs(site)
    build_view = partial(spec.build_view, inputs)
    return PageInputs(spec.path, spec.path, inputs, build_view, spec.scripts)


def _collect_map_page_inputs(grouping: str, path: str, site: Site) -> PageInputs:
    inputs = _collect_map_inputs(site, grouping)
    return PageInputs(path, "map.html", inputs, partial(_build_map_view, inputs), ("map.js",))


def _collect_goal_page_inputs(goal: Goal, site: Site) -> PageInputs:
    from netnotes.dashboard.views.goals import build_goal_view

    view = build_goal_view(goal, site)
    return PageInputs(site.get_page_path(goal.path), "goal.html", view, lambda: view)


def _collect_event_page_inputs(event: Event, site: Site) -> PageInputs:
    from netnotes.dashboard.views.events import build_event_view

    view = build_event_view(event, site)
    return PageInputs(site.get_page_path(event.path), "event.html", view, lambda: view)


def _collect_person_page_inputs(
    contact: Contact, follow_up: FollowUp, facts: SharedFacts
) -> PageInputs:
    from netnotes.dashboard.views.person import build_person_context, build_person_view

    # The note is in the inputs by its digest alone: 10,000 of them are compared in each build.
    context = build_person_context(contact, follow_up, facts)
    return PageInputs(
        facts.get_page_path(contact.path),
        "person.html",
        (contact.digest, context),
        partial(build_person_view, contact, context),
    )


def _group_goals_by_unmet_target(site: Site) -> Mapping[str, tuple[Goal, ...]]:
    """Group the active goals by the contacts whom they want to meet."""
    # In most vaults there are none, and the module need not be imported.
    has_targets = any(goal.targets for goal in site.network.active_goals)
    if not has_targets and not site.measures.has_namings:
        return {}
    from netnotes.dashboard.views.goal_people import group_goals_by_unmet_target

    return group_goals_by_unmet_target(site)


def _collect_target_page_inputs(
    contact: Contact, goals: tuple[Goal, ...], site: Site
) -> PageInputs:
    """Collect the inputs of the page of somebody whom goals want to meet."""
    from netnotes.dashboard.views.goal_people import build_ways_to_person
    from netnotes.dashboard.views.person import build_person_context, build_person_view

    context = build_person_context(contact, site.network.follow_ups[contact.path], site)
    context = replace(context, ways_to_them=build_ways_to_person(contact, goals, site))
    return PageInputs(
        site.get_page_path(contact.path),
        "person.html",
        (contact.digest, context),
        partial(build_person_view, contact, context),
    )
