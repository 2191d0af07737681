"""The estimate of Kaplan and Meier, compared with scipy's and with its own bounds."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.network.measures.survival import (
    Waits,
    compute_median_wait,
    iter_survival,
)

# Few different lengths, so that many end, or end and run on, after the same number of days.
DAYS = st.lists(st.integers(0, 12), max_size=20)


def make_random_days(seed: int) -> tuple[list[int], list[int]]:
    """Make the days of waits that ended and of waits that run on, from few to many of either."""
    generator = random.Random(seed)
    longest = generator.choice((1, 3, 10, 400))
    share_running = generator.choice((0, 0.2, 0.6, 0.95, 1))
    ended: list[int] = []
    running: list[int] = []
    for _ in range(generator.randint(1, 80)):
        days = running if generator.random() < share_running else ended
        days.append(generator.randint(0, longest))
    return ended, running


def compute_scipy_curve(ended: list[int], running: list[int]) -> dict[int, float]:
    """Compute the share of waits longer than each number of days after which one ended."""
    if not ended:
        return {}
    curve = scipy.stats.ecdf(scipy.stats.CensoredData(uncensored=ended, right=running)).sf
    pairs = zip(curve.quantiles, curve.probabilities, strict=True)
    return {int(days): float(share) for days, share in pairs if days in ended}


@pytest.mark.parametrize("seed", range(200))
def test_curve_is_that_of_scipy(seed: int) -> None:
    ended, running = make_random_days(seed)
    waits = Waits(ended, running)
    ours = {step.days: Fraction(step.longer, step.all) for step in iter_survival(waits)}
    theirs = compute_scipy_curve(ended, running)
    assert list(ours) == list(theirs)
    for days, share in ours.items():
        # Scipy rounds; ours is exact.
        assert abs(share - Fraction(theirs[days])) < Fraction(1, 10**12)

    within_half = [days for days, share in theirs.items() if share <= 0.5 + 1e-12]
    assert compute_median_wait(waits) == (min(within_half) if within_half else None)


@settings(deadline=None)
@given(DAYS)
def test_share_without_running_waits_is_the_plain_share(ended: list[int]) -> None:
    for step in iter_survival(Waits(ended)):
        longer = sum(days > step.days for days in ended)
        assert Fraction(step.longer, step.all) == Fraction(longer, len(ended))


@settings(deadline=None)
@given(DAYS, DAYS)
def test_without_a_median_more_than_half_are_running(ended: list[int], running: list[int]) -> None:
    """The sentence for it says so."""
    if (ended or running) and compute_median_wait(Waits(ended, running)) is None:
        assert len(running) > len(ended)


def test_wait_that_runs_on_the_day_another_ends_could_have_ended_then() -> None:
    waits = Waits(ended=[5], running=[5])
    (step,) = iter_survival(waits)
    assert Fraction(step.longer, step.all) == Fraction(1, 2)
    assert compute_median_wait(waits) == 5


def test_half_is_met_exactly_where_rounding_would_miss_it() -> None:
    """12 of 24 end: in floats, 23/24 · 22/23 · … · 12/13 is a little more than one half."""
    assert math.prod(1 - 1 / at_risk for at_risk in range(24, 12, -1)) > 0.5
    ended = list(range(1, 13))
    assert compute_median_wait(Waits(ended, running=[100] * 12)) == 12
    assert compute_median_wait(Waits(ended, running=[100] * 13)) is None


@pytest.mark.parametrize("running", [[], [3] * 4])
def test_nothing_that_has_ended_has_no_median(running: list[int]) -> None:
    assert compute_median_wait(Waits((), running)) is None


def test_ten_thousand_waits_are_no_burden() -> None:
    generator = random.Random(1)
    ended = [generator.randint(0, 3000) for _ in range(6000)]
    running = [generator.randint(0, 3000) for _ in range(4000)]
    assert compute_median_wait(Waits(ended, running)) is not None
