"""Panels: kinds, fields, inside and outside, levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.measures import goals, variety
from netnotes.network.measures.ledger import count_sides
from netnotes.network.panels.model import Bar, Bars
from netnotes.network.panels.phrases import (
    build_blank_panel,
    choose_verb_form,
    format_number,
    format_percent,
)
from netnotes.text import format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel


# -- who they are ------------------------------------------------------------------------------------------------------


def build_kinds_panel(measures: Measures) -> Panel:
    """What kinds of purpose the contacts serve."""
    people = measures.network.active_contacts
    told = [one.kind for one in people if one.kind]
    blank = build_blank_panel("kinds", len(told), len(people) - len(told))
    if len(told) < blank.needs:
        return blank
    bars = tuple(Bar(kind, told.count(kind)) for kind in PURPOSE_KINDS)
    work, growth, future = (bar.size for bar in bars)
    sentence = (
        f"{work:,} {choose_verb_form(work, 'helps', 'help')} you get today's work done, {growth:,} {choose_verb_form(growth, 'helps', 'help')} "
        f"you grow, {future:,} {choose_verb_form(future, 'looks', 'look')} to the future."
    )
    none = (f"None of your contacts is marked '{bar.label}'." for bar in bars if not bar.size)
    return blank._replace(
        values={bar.label: bar.size for bar in bars},
        sentences=(sentence, *none),
        picture=Bars(bars),
    )


PURPOSE_KINDS = ("operational", "personal", "strategic")


def build_fields_panel(measures: Measures) -> Panel:
    """How many different fields the contacts work in, and how evenly."""
    people = measures.network.active_contacts
    found = variety.count_words(one.field for one in people)
    counts = tuple(one.count for one in found)
    n = sum(counts)
    blank = build_blank_panel("fields", n, len(people) - n)
    if n < blank.needs:
        so_far = (
            (f"Fields so far: {join_words(f'{one.word} {one.count}' for one in found)}.",)
            if found
            else ()
        )
        return blank._replace(sentences=(*blank.sentences, *so_far))
    around = variety.compute_leave_one_out_range(counts, variety.compute_chance_two_differ)
    chance = variety.compute_chance_two_differ(counts)
    first = variety.compute_hill1(counts)
    assert around and chance is not None and first
    varied = format_number(first)
    sentence = (
        f"Your {format_count(n, 'contact')} are as varied as {varied} equally common {'field' if varied == '1' else 'fields'}. "
        f"Pick any two: {format_percent(chance)} % chance they work in different fields. "
        f"One contact more or less moves this between {format_percent(around[0])} and {format_percent(around[1])} %."
    )
    return blank._replace(
        values={
            "counts": counts,
            "fields": {one.word: one.count for one in found},
            "hill1": first,
            "chance_two_differ": chance,
            "hill1_leave_one_out": variety.compute_leave_one_out_range(
                counts, variety.compute_hill1
            ),
            "chance_two_differ_leave_one_out": around,
        },
        sentences=(
            f"Everyone in your notes works in {found[0].word}." if len(found) == 1 else sentence,
        ),
        picture=Bars(tuple(Bar(one.word, one.count) for one in found)),
    )


def build_inside_outside_panel(measures: Measures) -> Panel:
    """How many contacts work where I work, and how many elsewhere."""
    people = measures.network.active_contacts
    organisation = measures.network.settings.me.organisation
    inside, outside, unknown = count_sides(people, organisation)
    n = inside + outside
    blank = build_blank_panel("inside-outside", n, unknown)
    if not organisation:
        sentence = "Say where you work (`organisation` under [me] in netnotes.toml) to see who is inside and who outside."
        return blank._replace(sentences=(sentence,))
    if n < blank.needs:
        return blank
    return blank._replace(
        values={
            "inside": inside,
            "outside": outside,
            "ei": variety.compute_ei_index(outside, inside),
        },
        sentences=(_describe_inside_outside(inside, outside, organisation),),
        picture=Bars((Bar("inside", inside), Bar("outside", outside))),
    )


def _describe_inside_outside(inside: int, outside: int, organisation: str) -> str:
    if not inside or not outside:
        return f"All your contacts are {'inside' if inside else 'outside'} {organisation}."
    if inside == outside:
        return f"As many inside {organisation} as outside ({inside:,} each)."
    if outside > inside:
        return f"More of your contacts are outside {organisation} ({outside:,}) than inside ({inside:,})."
    return (
        f"More of your contacts are inside {organisation} ({inside:,}) than outside ({outside:,})."
    )


def build_levels_panel(measures: Measures) -> Panel:
    """How high the contacts stand, relative to me."""
    people = measures.network.active_contacts
    told = [one.level for one in people if one.level is not None]
    above, peer, below, missing = goals.count_levels(people)
    blank = build_blank_panel("levels", len(told), missing)
    if len(told) < blank.needs:
        return blank
    return blank._replace(
        values={
            "above": above,
            "peer": peer,
            "below": below,
            "upper_reach": max(told),
            "lower": min(told),
            "range": max(told) - min(told),
            "extensity": len(set(told)),
            "mean": sum(told) / len(told),
        },
        sentences=tuple(_describe_levels(above, peer, below, max(told))),
        picture=Bars((Bar("above", above), Bar("beside", peer), Bar("below", below))),
    )


def _describe_levels(above: int, peer: int, below: int, highest: int) -> Iterator[str]:
    reach = f"; the highest is {highest} up" if above else ""
    yield f"{above:,} {choose_verb_form(above, 'is', 'are')} above your level, {peer:,} beside you, {below:,} below{reach}."
    if above > peer + below:
        yield (
            "More than half are above your level. People judge us by how we treat those who cannot help us; is anyone "
            "missing beside or below?"
        )
    if not below:
        yield "Nobody below your level yet; people earlier in their careers often see what others miss."
    if not peer:
        yield "No peers yet."
