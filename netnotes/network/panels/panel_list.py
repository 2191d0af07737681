"""The panels of the mix: numbers with their standard names, and sentences about each.

All active contacts count, also dormant and paused ones. The panels about the plan (capacity, in
touch, introductions) count live contacts only. docs/architecture.md says how to add a panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.panels.capacity import build_capacity_panel, build_in_touch_panel
from netnotes.network.panels.composition import (
    build_fields_panel,
    build_inside_outside_panel,
    build_kinds_panel,
    build_levels_panel,
)
from netnotes.network.panels.give_and_ask import build_give_and_ask_panel
from netnotes.network.panels.keeping_up import (
    build_follow_up_time_panel,
    build_realised_interval_panel,
    build_warm_circles_panel,
)
from netnotes.network.panels.purpose import build_purpose_panel
from netnotes.network.panels.structure import (
    build_circles_panel,
    build_effective_size_panel,
    build_how_met_panel,
    build_introductions_panel,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel

    PanelBuilders = tuple[Callable[[Measures], Panel], ...]


PANELS: PanelBuilders = (
    build_purpose_panel,
    build_capacity_panel,
    build_in_touch_panel,
    build_realised_interval_panel,
    build_kinds_panel,
    build_fields_panel,
    build_inside_outside_panel,
    build_levels_panel,
    build_effective_size_panel,
    build_circles_panel,
    build_warm_circles_panel,
    build_how_met_panel,
    build_follow_up_time_panel,
    build_introductions_panel,
    build_give_and_ask_panel,
)

# The panels that depend on the log. The others change only if a public part of a note changes, or
# who is live, and are cached.
LOG_DEPENDENT_PANELS: PanelBuilders = (
    build_in_touch_panel,
    build_realised_interval_panel,
    build_warm_circles_panel,
    build_follow_up_time_panel,
    build_give_and_ask_panel,
)


def build_panels(measures: Measures, builders: PanelBuilders | None = None) -> tuple[Panel, ...]:
    """Build all panels, or those of `builders`; none if there are no active contacts."""
    if not measures.network.active_contacts:
        return ()
    return tuple(build_panel(measures) for build_panel in builders or PANELS)
