"""All numbers behind the panels, and numbers as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.measures import circles, variety
from netnotes.network.measures.goals import count_levels
from netnotes.network.panels.composition import PURPOSE_KINDS
from netnotes.network.panels.phrases import MAX_EXACT_DENOMINATOR
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.people import Contact
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network


def compute_details(measures: Measures) -> Mapping[str, object]:
    """Compute the numbers that nobody should steer by, by their ids in `method.DETAIL_METHODS`.

    None means that a number has no value for this network.
    """
    network = measures.network
    return {
        **_compute_variety_details(network.active_contacts, network.settings.me.field),
        **_compute_organisation_details(network.active_contacts),
        **_compute_graph_details(network),
    }


def _compute_variety_details(contacts: tuple[Contact, ...], own_field: str) -> Mapping[str, object]:
    """Compute how mixed fields, levels and kinds are."""
    fields = variety.count_words(contact.field for contact in contacts)
    field_counts = tuple(field.count for field in fields)
    kind_counts = _count_by_word(contact.kind for contact in contacts)
    levels = count_levels(contacts)
    level_counts = tuple(filter(None, (levels.above, levels.peer, levels.below)))

    ei_field = None
    if own_field:
        inside = sum(field.count for field in fields if fold(field.word) == fold(own_field))
        ei_field = variety.compute_ei_index(sum(field_counts) - inside, inside)
    return {
        "blau": variety.compute_blau(field_counts),
        "iqv": variety.compute_iqv(field_counts, len(field_counts)),
        # Three: above, beside and below.
        "iqv_levels": variety.compute_iqv(level_counts, 3),
        "iqv_kinds": variety.compute_iqv(kind_counts, len(PURPOSE_KINDS)),
        "shannon_bits": variety.compute_shannon_bits(field_counts),
        "hill2": variety.compute_hill2(field_counts),
        "ei_field": ei_field,
    }


def _compute_organisation_details(contacts: tuple[Contact, ...]) -> Mapping[str, object]:
    """Compute how mixed organisations are."""
    counts = _count_by_word(contact.organisation for contact in contacts)
    return {
        "org_blau": variety.compute_blau(counts),
        "org_hill1": variety.compute_hill1(counts),
        "org_chance_two_differ": variety.compute_chance_two_differ(counts),
    }


def _compute_graph_details(network: Network) -> Mapping[str, object]:
    """Compute the numbers that follow from who knows whom."""
    ties = network.ties
    betweenness = circles.compute_betweenness(ties)
    own_organisation = network.settings.me.organisation
    roles = None
    if own_organisation:
        organisation_by_path = {}
        for contact in network.active_contacts:
            organisation = fold(contact.organisation)
            if organisation:
                organisation_by_path[contact.path] = organisation
        counts = circles.count_roles(ties, organisation_by_path, fold(own_organisation))
        roles = counts._asdict()
    return {
        "density": circles.compute_density(ties),
        "open_pairs": circles.count_open_pairs(ties),
        "ego_betweenness": betweenness,
        "ego_betweenness_norm": circles.compute_share_of_pairs(betweenness, len(ties)),
        "constraint": circles.compute_constraint(ties),
        "constraint_range": circles.compute_constraint_range(len(ties)),
        "hierarchy": circles.compute_hierarchy(ties),
        "roles": roles,
    }


def _count_by_word(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(word_count.count for word_count in variety.count_words(words))


def convert_to_json_value(value: object) -> object:
    """Convert a value to what JSON can hold.

    Fractions become text such as `13/2`, days ISO dates, named tuples objects, other tuples lists.
    A fraction with more digits than a reader could take exactly becomes a decimal number.
    """
    if isinstance(value, Fraction):
        return str(value) if value.denominator < MAX_EXACT_DENOMINATOR else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): convert_to_json_value(item) for key, item in value.items()}
    if isinstance(value, tuple):
        convert_to_dict = getattr(value, "_asdict", None)
        if convert_to_dict:
            return convert_to_json_value(convert_to_dict())
        return [convert_to_json_value(item) for item in value]
    return value
