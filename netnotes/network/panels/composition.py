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
    describe_known,
    format_number,
    format_percent,
)
from netnotes.reading.values import PURPOSE_KINDS
from netnotes.text import choose_form, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from netnotes.network.measures.measures import Measures
    from netnotes.network.measures.variety import WordCount
    from netnotes.network.panels.model import Panel


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
        sentences=tuple(_describe_kinds(bars, len(contacts))),
        picture=Bars(bars),
    )


def _describe_kinds(bars: tuple[Bar, ...], contact_count: int) -> Iterator[str]:
    work, growth, future = (bar.size for bar in bars)
    known = describe_known(work + growth + future, contact_count, "kind of purpose")
    yield (
        f"{_format_beginning(known)}{work:,} {choose_form(work, 'helps', 'help')} you get "
        f"today's work done, {growth:,} {choose_form(growth, 'helps', 'help')} you grow, "
        f"{future:,} {choose_form(future, 'looks', 'look')} to the future."
    )
    for bar in bars:
        if not bar.size:
            yield f"None of your contacts is marked '{bar.label}'."


def _format_beginning(known: str) -> str:
    """Format the beginning of a sentence about `known` contacts; empty for one about all."""
    return f"Of {known}, " if known else ""


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

    known = describe_known(total, len(contacts), "field")
    return blank._replace(
        values={
            "counts": counts,
            "fields": {field.word: field.count for field in fields},
            "hill1": hill1,
            "chance_two_differ": chance,
            "hill1_leave_one_out": compute_leave_one_out_range(counts, compute_hill1),
            "chance_two_differ_leave_one_out": chance_range,
        },
        sentences=(_describe_fields(fields, known, hill1, chance, chance_range),),
        picture=Bars(tuple(Bar(field.word, field.count) for field in fields)),
    )


def _describe_fields(
    fields: tuple[WordCount, ...],
    known: str,
    hill1: float,
    chance: Fraction,
    chance_range: tuple[Fraction, Fraction],
) -> str:
    """Describe how varied the fields are; `known` says of whom, and is empty for all contacts."""
    total = sum(field.count for field in fields)
    first = fields[0]
    if len(fields) == 1:
        everyone = f"All {known.removeprefix('the ')} work" if known else "All your contacts work"
        return f"{everyone} in {first.word}."

    varied = format_number(hill1)
    # 1.04 is written 1, and a second field would be passed over.
    if varied == "1":
        of_whom = f"{known}, " if known else f"your {total:,} contacts, "
        beginning = f"Of {of_whom}{first.count:,} work in {first.word}."
    else:
        subject = f"T{known[1:]}" if known else f"Your {total:,} contacts"
        beginning = f"{subject} are as varied as {varied} equally common fields."
    return (
        f"{beginning} Pick any two: the chance that they work in different fields is "
        f"{format_percent(chance)}%. {_describe_leave_one_out(chance_range)}"
    )


def _describe_leave_one_out(chance_range: tuple[Fraction, Fraction]) -> str:
    low, high = map(format_percent, chance_range)
    if low == high:
        return f"Leaving any one out, it stays at {low}%."
    return f"Leaving any one out, it is between {low}% and {high}%."


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
        sentences=(_describe_inside_outside(inside, outside, unknown, organisation),),
        picture=Bars((Bar("inside", inside), Bar("outside", outside))),
    )


def _describe_inside_outside(inside: int, outside: int, unknown: int, organisation: str) -> str:
    total = inside + outside
    known = describe_known(total, total + unknown, "organisation")
    contacts = known or "your contacts"
    if not inside or not outside:
        everyone = contacts.removeprefix("the ")
        return f"All {everyone} are {'inside' if inside else 'outside'} {organisation}."
    if inside == outside:
        return f"As many of {contacts} are inside {organisation} as outside ({inside:,} each)."
    if outside > inside:
        return (
            f"More of {contacts} are outside {organisation} ({outside:,}) than inside ({inside:,})."
        )
    return f"More of {contacts} are inside {organisation} ({inside:,}) than outside ({outside:,})."


def build_levels_panel(measures: Measures) -> Panel:
    """Build the panel: how many contacts are above, beside and below my level.

    Source: after Lin and Dumin 1986, and Lin, Fu and Hsung 2001.
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
        sentences=tuple(
            _describe_levels(
                above, peer, below, max(levels), describe_known(len(levels), len(contacts), "level")
            )
        ),
        picture=Bars((Bar("above", above), Bar("beside", peer), Bar("below", below))),
    )


def _describe_most_above(known: str, *, are_all: bool) -> str:
    share = "More than half"
    if are_all:
        share = "All"
    if known:
        share += " of these"
    return (
        f"{share} are above your level. People judge us by how we treat those who cannot help us; "
        "is anyone missing beside or below?"
    )


# With fewer contacts, what is said about most of them is said about one or two.
MIN_CONTACTS_TO_ADVISE = 5


def _describe_levels(above: int, peer: int, below: int, highest: int, known: str) -> Iterator[str]:
    """Describe the levels; `known` says of whom, and is empty for all contacts."""
    verb = choose_form(above, "is", "are")
    reach = f"; the highest is {highest} up" if above else ""
    yield (
        f"{_format_beginning(known)}{above:,} {verb} above your level, {peer:,} beside you, "
        f"{below:,} below{reach}."
    )
    total = above + peer + below
    nobody = "Of these nobody is" if known else "Nobody"
    # It must hold for one contact more or less, too.
    if total >= MIN_CONTACTS_TO_ADVISE and 2 * above > total + 1:
        yield _describe_most_above(known, are_all=above == total)
    if not below:
        advice = ""
        if total >= MIN_CONTACTS_TO_ADVISE:
            advice = "; people earlier in their careers often see what others miss"
        yield f"{nobody} below your level yet{advice}."
    if not peer:
        yield "Of these nobody is a peer." if known else "No peers yet."
