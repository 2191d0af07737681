"""The pages Mix and Method: panels about the network, and how each is computed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from netnotes.dashboard.addresses import Ref  # noqa: TC001 - a cached view is decoded by it
from netnotes.dashboard.charts import draw_picture, draw_share
from netnotes.network.panels.method import OTHER_METHODS, PANEL_METHODS
from netnotes.network.panels.panel_list import LOG_DEPENDENT_PANELS, PANELS, build_panels
from netnotes.text import choose_form, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.network.measures.introductions import IntroductionPair
    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.method import Method
    from netnotes.network.panels.model import Panel


class PanelView(Struct, frozen=True):
    """One panel, with its picture as SVG."""

    id: str
    title: str
    sentences: tuple[str, ...]
    picture: str

    # From how many contacts it is computed.
    basis: str


class PairView(Struct, frozen=True):
    """Two people who could be introduced to each other, and what they share."""

    one: Ref
    other: Ref
    shared: str


class LogIndependentMix(Struct, frozen=True, kw_only=True):
    """The part of the mix that follows from the shared inputs alone."""

    panels: tuple[PanelView, ...]

    # The introductions that could be made, the best first.
    pairs: tuple[PairView, ...]

    # How many there are beyond these.
    more_pairs: int


class MixView(Struct, frozen=True, kw_only=True):
    """All panels in their order, and the introductions that could be made."""

    as_of: Day
    panels: tuple[PanelView, ...]
    steady: LogIndependentMix


def build_mix_view(site: Site) -> MixView:
    """Build what the page Mix shows: what the network is made of, a panel for each number."""
    log_independent_mix = _load_or_build_log_independent_mix(site)
    panels: tuple[PanelView, ...] = ()
    if site.network.active_contacts:
        panels = _arrange_panels(site, log_independent_mix)
    return MixView(as_of=site.today, panels=panels, steady=log_independent_mix)


def _arrange_panels(site: Site, mix: LogIndependentMix) -> tuple[PanelView, ...]:
    """Build the panels that depend on the log, and arrange them and the others in their order."""
    # Both lists are in the order of PANELS, so that each gives its next panel when it is its turn.
    log_dependent_panels = iter(_build_panel_views(site, LOG_DEPENDENT_PANELS))
    other_panels = iter(mix.panels)
    panels = []
    for panel in PANELS:
        if panel in LOG_DEPENDENT_PANELS:
            panels.append(next(log_dependent_panels))
        else:
            panels.append(next(other_panels))
    return tuple(panels)


# The cache is emptied with every change of the program: a changed view needs no new name.
CACHED_RESULT_NAME = "log-independent mix"


def _load_or_build_log_independent_mix(site: Site) -> LogIndependentMix:
    """Take it from the cache if the shared inputs are the same, as after most edits of a log.

    Building it takes 0.2 s for 10,000 contacts.
    """
    cache = site.result_cache
    if cache is None:
        return _build_log_independent_mix(site)
    cached_mix = _decode_log_independent_mix(cache.load(CACHED_RESULT_NAME))
    if cached_mix:
        return cached_mix

    mix = _build_log_independent_mix(site)
    encoded = encode_log_independent_mix(mix)
    if encoded:
        cache.store(CACHED_RESULT_NAME, encoded)
    return mix


def encode_log_independent_mix(mix: LogIndependentMix) -> bytes:
    """Encode this part of the mix; empty if it holds a file name that is not UTF-8."""
    try:
        return msgspec.msgpack.encode(mix)
    except UnicodeEncodeError:
        return b""


def _decode_log_independent_mix(encoded: bytes) -> LogIndependentMix | None:
    """Decode this part of the mix; None if these bytes hold none."""
    try:
        return msgspec.msgpack.decode(encoded, type=LogIndependentMix)
    except msgspec.DecodeError:
        return None


def _build_log_independent_mix(site: Site) -> LogIndependentMix:
    introductions = site.measures.introductions
    panels = tuple(panel for panel in PANELS if panel not in LOG_DEPENDENT_PANELS)
    return LogIndependentMix(
        panels=_build_panel_views(site, panels),
        pairs=tuple(_build_pair_view(pair, site) for pair in introductions.suggested),
        more_pairs=introductions.suggested_count - len(introductions.suggested),
    )


def _build_panel_views(
    site: Site, panel_functions: tuple[Callable[[Measures], Panel], ...]
) -> tuple[PanelView, ...]:
    return tuple(build_panel_view(panel) for panel in build_panels(site.measures, panel_functions))


def build_panel_view(panel: Panel) -> PanelView:
    """Build a panel in words and with its picture."""
    picture = "".join(_iter_pictures(panel))
    return PanelView(panel.id, panel.title, panel.sentences, picture, _describe_basis(panel))


def _describe_basis(panel: Panel) -> str:
    """Describe from how many contacts a panel is computed, and how many say nothing about it."""
    basis = f"From {format_count(panel.contact_count, 'contact')}"
    if not panel.missing_count:
        return f"{basis}."
    verb = choose_form(panel.missing_count, "says", "say")
    return f"{basis}; {panel.missing_count:,} {verb} nothing about it."


def _iter_pictures(panel: Panel) -> Iterator[str]:
    """Yield a panel's picture, and how far its number moves if any one contact is left out."""
    if not panel.has_enough_notes:
        return
    yield draw_picture(panel.picture)

    value = panel.values.get("chance_two_differ")
    leave_one_out_range = panel.values.get("chance_two_differ_leave_one_out")
    if isinstance(leave_one_out_range, tuple) and isinstance(value, Fraction):
        low, high = leave_one_out_range
        yield draw_share(low, value, high, "chance that two differ")


def _build_pair_view(pair: IntroductionPair, site: Site) -> PairView:
    shared = join_words(reason.description for reason in pair.reasons)
    return PairView(site.get_ref(pair.left.path), site.get_ref(pair.right.path), shared)


class MethodsView(Struct, frozen=True, kw_only=True):
    """How every number of the site is computed."""

    as_of: Day
    panels: tuple[Method, ...]
    others: tuple[Method, ...]


def build_methods_view(site: Site) -> MethodsView:
    """Build what the page Method shows."""
    return MethodsView(as_of=site.today, panels=PANEL_METHODS, others=OTHER_METHODS)
