"""Panels about who the contacts are: kinds, fields, inside and outside, levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.network.measures.goals import count_levels
from netnotes.network.measures.ledger import count_sides
from netnotes.network.measures.variety import (
    compute_chance_two_differ,
    compute_ei_index,
    compute_hill1,
    compute_leave_one_out_range,
    count_words,
)
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
    from fractions import Fraction

    from netnotes.network.measures.measures import Measures
    from netnotes.network.measures.variety import WordCount
    from netnotes.network.panels.model import Panel


PURPOSE_KINDS = ("operational", "personal", "strategic")


def build_kinds_panel(measures: Measures) -> Panel:
    """Build the panel: what kinds of purpose the contacts serve."""
    contacts = measures.network.active_contacts
    kinds = [contact.kind for contact in contacts if contact.kind]
    blank = build_blank_panel("kinds", len(kinds), len(contacts) - len(kinds))
    if len(kinds) < blank.needs:
        return blank

    # A kind without contacts has a bar, too: what is missing is what the panel is about.
    bars = tuple(Bar(kind, kinds.count(kind)) for kind in PURPOSE_KINDS)
    return blank._replace(
        values={bar.label: bar.size for bar in bars},
        sentences=tuple(_describe_kinds(bars)),
        picture=Bars(bars),
    )


def _describe_kinds(bars: tuple[Bar, ...]) -> Iterator[str]:
    work, growth, future = (bar.size for bar in bars)
    yield (
        f"{work:,} {choose_verb_form(work, 'helps', 'help')} you get today's work done, "
        f"{growth:,} {choose_verb_form(growth, 'helps', 'help')} you grow, "
        f"{future:,} {choose_verb_form(future, 'looks', 'look')} to the future."
    )
    for bar in bars:
        if not bar.size:
            yield f"None of your contacts is marked '{bar.label}'."


def build_fields_panel(measures: Measures) -> Panel:
    """Build the panel: how many different fields the contacts work in, and how evenly."""
    contacts = measures.network.active_contacts
    fields = count_words(contact.field for contact in contacts)
    counts = tuple(field.count for field in fields)
    total = sum(counts)
    blank = build_blank_panel("fields", total, len(contacts) - total)
    if total < blank.needs:
        return blank._replace(sentences=(*blank.sentences, *_describe_fields_so_far(fields)))

    hill1 = compute_hill1(counts)
    chance = compute_chance_two_differ(counts)
    chance_range = compute_leave_one_out_range(counts, compute_chance_two_differ)
    # The panel needs five contacts, and with these every measure has a value.
    assert hill1 is not None
    assert chance is not None
    assert chance_range is not None

    sentence = _describe_fields(total, hill1, chance, chance_range)
    if len(fields) == 1:
        sentence = f"Everyone in your notes works in {fields[0].word}."
    return blank._replace(
        values={
            "counts": counts,
            "fields": {field.word: field.count for field in fields},
            "hill1": hill1,
            "chance_two_differ": chance,
            "hill1_leave_one_out": compute_leave_one_out_range(counts, compute_hill1),
            "chance_two_differ_leave_one_out": chance_range,
        },
        sentences=(sentence,),
        picture=Bars(tuple(Bar(field.word, field.count) for field in fields)),
    )


def _describe_fields(
    total: int, hill1: float, chance: Fraction, chance_range: tuple[Fraction, Fraction]
) -> str:
    varied = format_number(hill1)
    # The word follows the number as it is written: 1.04 is written 1.
    noun = "field" if varied == "1" else "fields"
    low, high = map(format_percent, chance_range)
    return (
        f"Your {format_count(total, 'contact')} are as varied as {varied} equally common {noun}. "
        f"Pick any two: {format_percent(chance)} % chance they work in different fields. "
        f"One contact more or less moves this between {low} and {high} %."
    )


def _describe_fields_so_far(fields: tuple[WordCount, ...]) -> Iterator[str]:
    if fields:
        yield f"Fields so far: {join_words(f'{field.word} {field.count}' for field in fields)}."


def build_inside_outside_panel(measures: Measures) -> Panel:
    """Build the panel: how many contacts work where I work, and how many elsewhere."""
    organisation = measures.network.settings.me.organisation
    inside, outside, unknown = count_sides(measures.network.active_contacts, organisation)
    blank = build_blank_panel("inside-outside", inside + outside, unknown)
    if not organisation:
        sentence = (
            "Say where you work (`organisation` under [me] in netnotes.toml) "
            "to see who is inside and who outside."
        )
        return blank._replace(sentences=(sentence,))
    if inside + outside < blank.needs:
        return blank

    return blank._replace(
        values={
            "inside": inside,
            "outside": outside,
            "ei": compute_ei_index(outside, inside),
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
        return (
            f"More of your contacts are outside {organisation} ({outside:,}) "
            f"than inside ({inside:,})."
        )
    return (
        f"More of your contacts are inside {organisation} ({inside:,}) than outside ({outside:,})."
    )


def build_levels_panel(measures: Measures) -> Panel:
    """Build the panel: how many contacts are above, beside and below my level.

    Source: after Lin and Dumin 1986.
    """
    contacts = measures.network.active_contacts
    levels = [contact.level for contact in contacts if contact.level is not None]
    above, peer, below, unknown = count_levels(contacts)
    blank = build_blank_panel("levels", len(levels), unknown)
    if len(levels) < blank.needs:
        return blank

    return blank._replace(
        values={
            "above": above,
            "peer": peer,
            "below": below,
            "upper_reach": max(levels),
            "lower": min(levels),
            "range": max(levels) - min(levels),
            "extensity": len(set(levels)),
            "mean": sum(levels) / len(levels),
        },
        sentences=tuple(_describe_levels(above, peer, below, max(levels))),
        picture=Bars((Bar("above", above), Bar("beside", peer), Bar("below", below))),
    )


def _describe_levels(above: int, peer: int, below: int, highest: int) -> Iterator[str]:
    verb = choose_verb_form(above, "is", "are")
    reach = f"; the highest is {highest} up" if above else ""
    yield f"{above:,} {verb} above your level, {peer:,} beside you, {below:,} below{reach}."
    if above > peer + below:
        yield (
            "More than half are above your level. People judge us by how we treat those who cannot "
            "help us; is anyone missing beside or below?"
        )
    if not below:
        yield (
            "Nobody below your level yet; "
            "people earlier in their careers often see what others miss."
        )
    if not peer:
        yield "No peers yet."
