"""The mix: twelve panels, each with its sentence, its picture, and how it is computed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from netnotes.dashboard.addresses import Ref  # noqa: TC001 - what is kept is read back by these types
from netnotes.dashboard.charts import draw_picture, draw_share
from netnotes.network.panels.details import compute_details
from netnotes.network.panels.method import DETAIL_METHODS, OTHER_METHODS, PANEL_METHODS
from netnotes.network.panels.panel_list import LOG_DEPENDENT_PANELS, PANELS, build_panels
from netnotes.text import format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.network.measures.introductions import IntroductionPair
    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.method import Method
    from netnotes.network.panels.model import Panel


class PanelView(Struct, frozen=True):
    """One panel, ready to print."""

    id: str
    title: str
    sentences: tuple[str, ...]
    picture: str
    basis: str


class PairView(Struct, frozen=True):
    """Two people who could be brought together, and what they share."""

    one: Ref
    other: Ref
    shared: str


class LogIndependentMix(Struct, frozen=True, kw_only=True):
    """What of the mix follows from the surroundings alone: most panels, and every introduction that could be made."""

    panels: tuple[PanelView, ...]
    pairs: tuple[PairView, ...]
    more_pairs: int


class MixView(Struct, frozen=True, kw_only=True):
    """All panels, in their order, and every introduction that could be made."""

    as_of: Day
    panels: tuple[PanelView, ...]
    steady: LogIndependentMix


def build_mix_view(site: Site) -> MixView:
    """What the network is made of, in twelve panels."""
    steady = _decode_log_independent_mix(site.cached_mix) or _build_log_independent_mix(site)
    moving, still = iter(_build_panel_views(site, LOG_DEPENDENT_PANELS)), iter(steady.panels)
    in_order = (next(moving if panel in LOG_DEPENDENT_PANELS else still) for panel in PANELS)
    return MixView(
        as_of=site.network.today,
        panels=tuple(in_order) if site.network.active_contacts else (),
        steady=steady,
    )


def encode_log_independent_mix(view: MixView) -> bytes:
    """What can be kept of the mix as long as the surroundings are the same; nothing where a name is no text."""
    try:
        return msgspec.msgpack.encode(view.steady)
    except UnicodeEncodeError:
        return b""


def _decode_log_independent_mix(encoded: bytes) -> LogIndependentMix | None:
    """What was kept of the mix; None where these bytes hold none."""
    try:
        return msgspec.msgpack.decode(encoded, type=LogIndependentMix)
    except msgspec.DecodeError:
        return None


def _build_log_independent_mix(site: Site) -> LogIndependentMix:
    found = site.measures.introductions
    return LogIndependentMix(
        panels=_build_panel_views(
            site, tuple(panel for panel in PANELS if panel not in LOG_DEPENDENT_PANELS)
        ),
        pairs=tuple(_build_pair_view(pair, site) for pair in found.suggested),
        more_pairs=found.suggested_count - len(found.suggested),
    )


def _build_panel_views(
    site: Site, panel_functions: tuple[Callable[[Measures], Panel], ...]
) -> tuple[PanelView, ...]:
    return tuple(build_panel_view(panel) for panel in build_panels(site.measures, panel_functions))


def build_panel_view(panel: Panel) -> PanelView:
    """A panel in words and with its picture."""
    basis = f"From {format_count(panel.contact_count, 'contact')}" + (
        f"; {panel.missing_count:,} {'says' if panel.missing_count == 1 else 'say'} nothing about it"
        if panel.missing_count
        else ""
    )
    return PanelView(
        panel.id, panel.title, panel.sentences, "".join(_iter_pictures(panel)), f"{basis}."
    )


def _iter_pictures(panel: Panel) -> Iterator[str]:
    """A panel's picture and, where one contact more or less would move its number, how far."""
    if panel.has_enough_notes:
        yield draw_picture(panel.picture)
        around, value = (
            panel.values.get("chance_two_differ_leave_one_out"),
            panel.values.get("chance_two_differ"),
        )
        if isinstance(around, tuple) and isinstance(value, Fraction):
            yield draw_share(around[0], value, around[1], "chance that two differ")


def _build_pair_view(pair: IntroductionPair, site: Site) -> PairView:
    shared = join_words(reason.description for reason in pair.reasons)
    return PairView(site.get_ref(pair.left.path), site.get_ref(pair.right.path), shared)


# -- how it is all computed --------------------------------------------------------------------------------------------


class MethodView(Struct, frozen=True):
    """One number: how it is computed, from whom it comes, what it does not say, and, for the details, what it is."""

    method: Method
    value: str


class MethodsView(Struct, frozen=True, kw_only=True):
    """Every number the site shows, from the one table that tells how it is computed."""

    as_of: Day
    panels: tuple[Method, ...]
    others: tuple[Method, ...]
    details: tuple[MethodView, ...]


def build_methods_view(site: Site) -> MethodsView:
    """How each number is computed, and the details no one should steer by."""
    values = compute_details(site.measures)
    return MethodsView(
        as_of=site.network.today,
        panels=PANEL_METHODS,
        others=OTHER_METHODS,
        details=tuple(MethodView(one, format_value(values.get(one.id))) for one in DETAIL_METHODS),
    )


def format_value(value: object) -> str:
    """A value of the details as one reads it."""
    if value is None:
        return "too few notes for this"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, (float, Fraction)):
        real = float(value)
        return f"{real:.3g}" if abs(real) < 1000 else f"{real:,.0f}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {format_value(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return " to ".join(format_value(one) for one in value)
    return str(value)
