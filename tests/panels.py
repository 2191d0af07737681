"""Panels of small networks, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.model.people import Me
from netnotes.network.measures.measures import Measures
from netnotes.network.panels.panel_list import PANELS
from tests.networks import (
    NOTHING,
    SETTINGS,
    make_network_with,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.settings import Settings
    from netnotes.network.panels.model import Panel

IDS = (
    *(
        "purpose",
        "capacity",
        "in-touch",
        "realised-interval",
        "kinds",
        "fields",
        "inside-outside",
        "levels",
        "effective-size",
        "circles",
        "circles-kept-warm",
    ),
    *("how-met", "follow-up-time", "introductions", "exchange"),
)

YEARS_AGO = "last_contact: 2020-01-01"


NO_ME = replace(SETTINGS, me=Me())
KNOWS_BEN = 'knows: "[[Ben]]"'
KNOWS_NOBODY = "knows: []"


def make_panel(
    panel: str,
    *fronts: str,
    settings: Settings = SETTINGS,
    other_notes: Mapping[str, str] = NOTHING,
) -> Panel:
    """Build a panel about Ada, Ben, Cleo … with these properties."""
    return PANELS[IDS.index(panel)](
        Measures(make_network_with(*fronts, settings=settings, other_notes=other_notes))
    )
