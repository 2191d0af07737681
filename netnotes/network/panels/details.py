"""Every number behind the panels; numbers as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.measures import circles as graph
from netnotes.network.measures import goals, variety
from netnotes.network.panels.composition import PURPOSE_KINDS
from netnotes.network.panels.phrases import MAX_EXACT_DENOMINATOR
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.network.measures.measures import Measures


# -- details -----------------------------------------------------------------------------------------------------------


def compute_details(measures: Measures) -> Mapping[str, object]:
    """The measures nobody should steer by, named as in the method table. None where a measure says nothing."""
    network = measures.network
    people, ties, me = network.active_contacts, network.ties, network.settings.me
    field_counts = _count_by_word(one.field for one in people)
    organisation_counts = _count_by_word(one.organisation for one in people)
    above, peer, below, _ = goals.count_levels(people)
    in_field = next(
        (
            one.count
            for one in variety.count_words(one.field for one in people)
            if fold(one.word) == fold(me.field)
        ),
        0,
    )
    between = graph.compute_betweenness(ties)
    groups = {one.path: fold(one.organisation) for one in people if fold(one.organisation)}
    return {
        "blau": variety.compute_blau(field_counts),
        "iqv": variety.compute_iqv(field_counts, len(field_counts)),
        "iqv_levels": variety.compute_iqv(_drop_zeros(above, peer, below), 3),
        "iqv_kinds": variety.compute_iqv(
            _count_by_word(one.kind for one in people), len(PURPOSE_KINDS)
        ),
        "shannon_bits": variety.compute_shannon_bits(field_counts),
        "hill2": variety.compute_hill2(field_counts),
        "ei_field": variety.compute_ei_index(sum(field_counts) - in_field, in_field)
        if me.field
        else None,
        "org_blau": variety.compute_blau(organisation_counts),
        "org_hill1": variety.compute_hill1(organisation_counts),
        "org_chance_two_differ": variety.compute_chance_two_differ(organisation_counts),
        "density": graph.compute_density(ties),
        "open_pairs": graph.count_open_pairs(ties),
        "ego_betweenness": between,
        "ego_betweenness_norm": graph.compute_share_of_pairs(between, len(ties)),
        "constraint": graph.compute_constraint(ties),
        "constraint_range": graph.compute_constraint_range(len(ties)),
        "hierarchy": graph.compute_hierarchy(ties),
        "roles": graph.count_roles(ties, groups, fold(me.organisation))._asdict()
        if me.organisation
        else None,
    }


def _count_by_word(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(one.count for one in variety.count_words(words))


def _drop_zeros(*counts: int) -> tuple[int, ...]:
    return tuple(one for one in counts if one)


# -- how it is said ----------------------------------------------------------------------------------------------------


def convert_to_json_value(value: object) -> object:
    """A value as JSON has it: fractions as `13/2`, days as ISO, named tuples as objects, other tuples as lists.

    A fraction too long to be read exactly becomes a decimal number.
    """
    if isinstance(value, Fraction):
        return str(value) if value.denominator < MAX_EXACT_DENOMINATOR else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): convert_to_json_value(one) for key, one in value.items()}
    if isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        return (
            convert_to_json_value(named())
            if named
            else [convert_to_json_value(one) for one in value]
        )
    return value
