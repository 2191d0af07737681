"""A dated line that is a plan by its words or its heading counts while its day is still to come."""

from __future__ import annotations

from datetime import date as Day

import pytest

from tests.networks import make_network

TODAY = Day(2026, 11, 20)
FRONT = "---\npurpose: x\n---\n"


def list_days(text: str) -> tuple[list[str], list[str]]:
    """List the days of the touches that were, and of those that are still to come."""
    network = make_network({"People/Ada.md": FRONT + text}, today=TODAY)
    days = [touch.date for touch in network.contacts[0].touches]
    past = [str(day) for day in days if day <= TODAY]
    return past, [str(day) for day in days if day > TODAY]


@pytest.mark.parametrize(
    "heading",
    [
        "## Next steps",
        "# Plans",
        "### Next contact:",
        "## To discuss",
        "## Talking points",
        "## Important dates",
        "## 📅 Upcoming",
        "## Nächste Schritte",
        "## Geplante Treffen",
        "## Wichtige Termine",
        "## Prochaines étapes",
        "## À faire",
        "## Próximos pasos",
        "## Fechas importantes",
        "## Volgende stappen",
        "## Te bespreken",
    ],
)
def test_day_below_a_heading_of_plans_is_no_touch_once_it_is_there(heading: str) -> None:
    text = f"{heading}\n- 2026-10-05 call about the pier\n- 2099-12-05 coffee\n"
    assert list_days(text) == ([], ["2099-12-05"])


@pytest.mark.parametrize("heading", ["## Log", "## Follow-ups", "## Meetings", "## Plans we made"])
def test_day_below_another_heading_is_a_touch(heading: str) -> None:
    assert list_days(f"{heading}\n- 2026-10-05 call about the pier\n") == (["2026-10-05"], [])


def test_plans_end_with_their_section() -> None:
    text = (
        "## Next steps\n- 2026-10-01 call\n### In autumn\n- 2026-10-02 call\n"
        "## Log\n- 2026-10-03 call\n"
    )
    assert list_days(text) == (["2026-10-03"], [])


def test_what_was_done_below_a_heading_of_plans_is_a_touch() -> None:
    text = "## Next steps\n- 2026-10-01 called her about the pier\n- [x] 2026-10-02 call\n"
    assert list_days(text) == (["2026-10-01", "2026-10-02"], [])


def test_entry_of_a_plan_counts_while_its_day_is_to_come() -> None:
    text = "- 2099-12-05 planned lunch\n- 2026-10-05 planned lunch\n"
    assert list_days(text) == ([], ["2099-12-05"])


def test_plan_of_a_day_hides_no_touch_of_that_day() -> None:
    text = "- 2026-10-05 should call her\n- 2026-10-05 coffee: the pier\n"
    assert list_days(text) == (["2026-10-05"], [])
