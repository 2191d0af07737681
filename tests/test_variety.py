"""Measures of variety, compared with slow computations and with their bounds."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.network.measures.variety import (
    WordCount,
    compute_chance_two_differ,
    compute_ei_index,
    compute_hill1,
    compute_leave_one_out_range,
    count_words,
)

COUNTS = st.lists(st.integers(1, 40), min_size=1, max_size=12).map(tuple)


def people(counts: tuple[int, ...]) -> list[int]:
    """One category for each contact."""
    return [category for category, count in enumerate(counts) for _ in range(count)]


def test_words_are_counted_whatever_the_case_in_their_first_spelling() -> None:
    words = ("Data science", "law", "data-science", "", "DATA SCIENCE", "Law", "art", " - ")
    assert count_words(words) == (
        WordCount("Data science", 3),
        WordCount("law", 2),
        WordCount("art", 1),
    )
    assert count_words(()) == ()


@settings(deadline=None)
@given(COUNTS)
def test_hill_number_is_between_one_and_the_number_of_categories(
    counts: tuple[int, ...],
) -> None:
    hill1 = compute_hill1(counts)
    assert hill1 is not None
    assert 1 <= hill1 <= len(counts)


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 9))
def test_hill_number_of_equal_categories_is_their_number(categories: int, count: int) -> None:
    counts = (count,) * categories
    assert compute_hill1(counts) == pytest.approx(categories, rel=1e-12)


@settings(deadline=None)
@given(COUNTS)
def test_entropy_equals_its_definition(counts: tuple[int, ...]) -> None:
    n = sum(counts)
    assert compute_hill1(counts) == pytest.approx(
        math.exp(-sum(c / n * math.log(c / n) for c in counts)), rel=1e-12
    )


@settings(deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=5).map(tuple))
def test_chance_that_two_differ_is_that_of_all_pairs(counts: tuple[int, ...]) -> None:
    pairs = list(combinations(people(counts), 2))
    chance = compute_chance_two_differ(counts)
    assert chance == (Fraction(sum(a != b for a, b in pairs), len(pairs)) if pairs else None)


@settings(deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=5).map(tuple))
def test_leave_one_out_range_is_that_of_trying_every_contact(counts: tuple[int, ...]) -> None:
    contacts = people(counts)
    values = []
    for index in range(len(contacts)):
        rest = contacts[:index] + contacts[index + 1 :]
        values.append(
            compute_chance_two_differ(tuple(rest.count(contact) for contact in set(rest)))
        )
    known = [value for value in values if value is not None]
    assert compute_leave_one_out_range(counts, compute_chance_two_differ) == (
        (min(known), max(known)) if known else None
    )


def test_ei_index_is_between_minus_one_and_one() -> None:
    assert [
        compute_ei_index(3, 0),
        compute_ei_index(0, 3),
        compute_ei_index(2, 2),
        compute_ei_index(3, 1),
    ] == [Fraction(half, 2) for half in (2, -2, 0, 1)]


def test_measures_of_no_contacts_are_none() -> None:
    assert compute_hill1(()) is None
    assert compute_chance_two_differ(()) is None
    assert compute_ei_index(0, 0) is None
    assert compute_leave_one_out_range((), compute_hill1) is None


def test_chance_that_two_differ_is_none_for_one_contact() -> None:
    assert compute_chance_two_differ((1,)) is None
    assert compute_leave_one_out_range((1,), compute_hill1) is None
    assert compute_hill1((1,)) == 1
