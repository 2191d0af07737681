"""The mix: twelve panels, each a number with a standard name, what it is made from, and one plain sentence a state.

Adding a panel is writing a function Network → Panel, naming it in PANELS, and saying how it is computed in `method`.
Everybody who is not archived counts, dormant and paused people too, but for the panels that speak of the plan (capacity,
in touch, introductions): those look at live contacts only.
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


def build_panels(
    measures: Measures, builders: tuple[Callable[[Measures], Panel], ...] | None = None
) -> tuple[Panel, ...]:
    """The mix of a network, or some panels of it; nothing where there is nobody to speak about."""
    return (
        tuple(panel(measures) for panel in builders or PANELS)
        if measures.network.active_contacts
        else ()
    )


PANELS: tuple[Callable[[Measures], Panel], ...] = (
    build_purpose_panel,
    build_capacity_panel,
    build_in_touch_panel,
    build_kinds_panel,
    build_fields_panel,
    build_inside_outside_panel,
    build_levels_panel,
    build_effective_size_panel,
    build_circles_panel,
    build_how_met_panel,
    build_introductions_panel,
    build_give_and_ask_panel,
)

LOG_DEPENDENT_PANELS = (build_in_touch_panel, build_give_and_ask_panel)
"""The panels that speak of what passed. The others stay as they are whatever is logged, as long as the same are live."""
