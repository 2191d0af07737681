"""A recurring task that is ticked makes the next one, by the rules of the plugin Tasks."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.errors import NetnotesError
from netnotes.reading.note import build_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.recurrence import Recurrence, parse_recurrence, write_next_task
from netnotes.writing.tasks import CANCELLED, tick

TODAY = datetime.date(2026, 11, 28)

NEXT_DAYS = {
    ("every day", "2026-11-01"): "2026-11-02",
    ("every 3 days", "2026-11-01"): "2026-11-04",
    ("every week", "2026-11-01"): "2026-11-08",
    ("every other week", "2026-11-01"): "2026-11-15",
    ("every 2 weeks", "2026-11-01"): "2026-11-15",
    ("every month", "2027-01-31"): "2027-02-28",
    ("every 3 months", "2026-11-30"): "2027-02-28",
    ("every year", "2024-02-29"): "2025-02-28",
    # 6 November 2026 is a Friday.
    ("every weekday", "2026-11-06"): "2026-11-09",
    ("every week on Friday", "2026-11-06"): "2026-11-13",
    ("every week on Monday, Thursday", "2026-11-06"): "2026-11-09",
    ("every 2 weeks on Monday", "2026-11-06"): "2026-11-16",
    ("every Tuesday and Thursday", "2026-11-06"): "2026-11-10",
    ("every month on the 1st", "2026-11-06"): "2026-12-01",
    ("every month on the 31st", "2027-01-31"): "2027-03-31",
    ("every month on the last", "2026-11-06"): "2026-11-30",
    ("every month on the last Friday", "2026-11-06"): "2026-11-27",
    ("every month on the 2nd Friday", "2026-11-06"): "2026-11-13",
    ("every January on the 15th", "2026-11-06"): "2027-01-15",
    ("every week when done", "2026-11-01"): "2026-12-05",
    ("every month on the 1st when done", "2026-11-01"): "2026-12-01",
}


@pytest.mark.parametrize(("rule_and_day", "next_day"), NEXT_DAYS.items())
def test_next_day_follows_the_rule(rule_and_day: tuple[str, str], next_day: str) -> None:
    rule, day = rule_and_day
    line, found = write_next_task(f"- [ ] water 🔁 {rule} 📅 {day}", TODAY)
    assert line == f"- [ ] water 🔁 {rule} 📅 {next_day}"
    assert found == datetime.date.fromisoformat(next_day)


@pytest.mark.parametrize(
    ("line", "next_line"),
    [
        (
            "- [ ] a ⏳ 2026-11-01 🛫 2026-10-30 🔁 every week 📅 2026-11-03 ➕ 2026-10-01 ^abc",
            "- [ ] a ⏳ 2026-11-08 🛫 2026-11-06 🔁 every week 📅 2026-11-10 ➕ 2026-11-28",
        ),
        (
            "- [ ] a 🔁 every week ⏳ 2026-11-01 🆔 x1 ⛔ y2",
            "- [ ] a 🔁 every week ⏳ 2026-11-08",
        ),
        ("- [ ] a 🔁 every week 🛫 2026-11-01", "- [ ] a 🔁 every week 🛫 2026-11-08"),
        ("- [ ] a 🔁 every week", "- [ ] a 🔁 every week"),
        (
            "- [ ] a [repeat:: every week] [due:: 2026-11-01]",
            "- [ ] a [repeat:: every week] [due:: 2026-11-08]",
        ),
        (
            "- [ ] a 📅 [[2026-11-01|Sun]] 🔁 every week",
            "- [ ] a 📅 [[2026-11-08|Sun]] 🔁 every week",
        ),
        (
            "- [ ] met on 2026-10-02 🔁 every week 📅 2026-11-01 [l](http://a.example)",
            "- [ ] met on 2026-10-02 🔁 every week 📅 2026-11-08 [l](http://a.example)",
        ),
    ],
)
def test_all_days_of_a_task_move_by_the_same_distance(line: str, next_line: str) -> None:
    assert write_next_task(line, TODAY)[0] == next_line


@pytest.mark.parametrize(
    "rule",
    [
        *("", "every blue moon", "weekly", "every 0 days", "every week on the 1st", "every"),
        *("every month on Monday", "every day on Monday", "every month on the 40th", "every t"),
        *("every year on the 1st", "every month on the 1st xyz", "every 9999 years"),
    ],
)
def test_rule_that_is_not_understood_writes_nothing(rule: str) -> None:
    with pytest.raises(NetnotesError, match="othing was written"):
        write_next_task(f"- [ ] water 🔁 {rule} 📅 2026-11-01", TODAY)


@given(st.text(alphabet="every 123 dayweksmonthuf,lt", max_size=40))
def test_any_rule_is_understood_or_refused(rule: str) -> None:
    recurrence = parse_recurrence(rule)
    assert recurrence is None or isinstance(recurrence, Recurrence)


@given(
    st.sampled_from(["every day", "every 2 weeks", "every month", "every year", "every weekday"]),
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
)
def test_next_day_is_always_later(rule: str, day: datetime.date) -> None:
    _, next_day = write_next_task(f"- [ ] a 🔁 {rule} 📅 {day}", TODAY)
    assert next_day is not None
    assert next_day > day


def test_next_task_is_above_the_ticked_one() -> None:
    text = "---\n---\n- [ ] water 🔁 every week 📅 2026-11-01\n  - with a can\n"
    edits = tick(build_source("People/Ada.md", text), 3, "water", TODAY)
    assert apply_edits(text, edits) == (
        "---\n---\n"
        "- [ ] water 🔁 every week 📅 2026-11-08\n"
        "- [x] water 🔁 every week 📅 2026-11-01 ✅ 2026-11-28\n"
        "  - with a can\n"
    )


def test_cancelled_task_does_not_come_again() -> None:
    text = "- [ ] water 🔁 every week 📅 2026-11-01\n"
    edits = tick(build_source("People/Ada.md", text), 1, "water", TODAY, CANCELLED)
    assert apply_edits(text, edits) == ("- [-] water 🔁 every week 📅 2026-11-01 ❌ 2026-11-28\n")


@pytest.mark.parametrize(
    "line", ["- promised:: water 🔁 every week", "Met her [promised:: water 🔁 every week]"]
)
def test_what_comes_again_and_is_no_task_is_left_alone(line: str) -> None:
    with pytest.raises(NetnotesError, match="as a task"):
        tick(build_source("People/Ada.md", f"{line}\n"), 1, "water", TODAY)
