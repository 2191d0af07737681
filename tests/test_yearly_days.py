"""Anniversaries and other days of the year: how they are read, told ahead, kept and redacted."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.formats.writers.calendar import convert_to_ics
from netnotes.model.people import Birthday, Contact, YearlyDay
from netnotes.model.settings import Settings
from netnotes.network.checks import check_network
from netnotes.reading.settings_file import read_settings
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.reading.yearly_days import parse_yearly_day
from tests.exported_contacts import make_network_of_texts
from tests.notes import (
    list_findings,
    make_front_matter,
    parse_iso_day,
    read_as_contact,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.network.network import Network

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

FIRST_DAY = YearlyDay(Birthday(5, 12), "first day at Acme")


@pytest.mark.parametrize(
    "written",
    [
        "05-12 first day at Acme",
        "05-12: first day at Acme",
        "05-12 (first day at Acme)",
        "--05-12 first day at Acme",
        "--0512 first day at Acme",
        "12 May first day at Acme",
        "May 12th - first day at Acme",
        "12. Mai, first day at Acme",
        "12.05. first day at Acme",
        "12 de mayo: first day at [[Acme]]",
        "Tuesday 12th of May first day at Acme",
    ],
)
def test_day_in_any_spelling_with_one_meaning_is_read(written: str) -> None:
    contact = read_as_contact(make_front_matter(f"remember: '{written}'"))
    assert contact.remember == (FIRST_DAY,)


@pytest.mark.parametrize(
    ("written", "year", "text"),
    [
        ("2019-05-12", 2019, ""),
        ("2019-05-12 first day", 2019, "first day"),
        ("12 May 2019: first day", 2019, "first day"),
        ("May 12, 2019 first day", 2019, "first day"),
        ("12.05.2019 first day", 2019, "first day"),
        ("[[2019-05-12]] first day", 2019, "first day"),
        ("12 May 20 years of Acme", None, "20 years of Acme"),
        ("05-12 2019 was the first", None, "2019 was the first"),
    ],
)
def test_year_is_that_of_the_day_only(written: str, year: int | None, text: str) -> None:
    contact = read_as_contact(make_front_matter(f"anniversary: '{written}'"))
    assert contact.anniversary == (YearlyDay(Birthday(5, 12, year), text),)


def test_several_days_are_read_from_a_list_from_one_line_and_from_two_lines() -> None:
    days = (FIRST_DAY, YearlyDay(Birthday(6, 20, 2015), "moved, to Lisbon"))
    as_list = "remember:\n  - 05-12 first day at Acme\n  - 2015-06-20 moved, to Lisbon"
    in_one_line = "remember: 05-12 first day at Acme; 2015-06-20 moved, to Lisbon"
    for front_matter in (as_list, in_one_line):
        assert read_as_contact(make_front_matter(front_matter)).remember == days
    two_lines = "remember:: 05-12 first day at Acme\nremember:: 2015-06-20 moved, to Lisbon\n"
    assert read_as_contact(f"---\npurpose: x\n---\n{two_lines}").remember == days


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("remember: 02-30 first day", "impossible-date"),
        ("anniversary: 2015-02-29", "impossible-date"),
        ("remember: 04/05 first day", "ambiguous-date"),
        ("remember: first day at Acme", "missing-day"),
        ("anniversary: some day in June", "missing-day"),
        ("remember: [05-12 first day, likes oysters]", "missing-day"),
    ],
)
def test_what_is_no_day_is_a_finding(line: str, code: str) -> None:
    (finding,) = list_findings(make_front_matter("purpose: x", line))
    assert code in str(finding)


def test_words_without_a_day_are_shown_as_they_are_and_the_days_beside_them_count() -> None:
    (custom,) = read_as_contact(make_front_matter("remember: likes oysters")).other
    assert (custom.name, custom.words) == ("remember", ("likes oysters",))
    contact = read_as_contact(
        make_front_matter("remember: [05-12 first day at Acme, likes oysters]")
    )
    assert contact.remember == (FIRST_DAY,)


@pytest.mark.parametrize("line", ["anniversary:", "anniversary: TBD", "remember: []"])
def test_day_that_is_not_known_yet_is_no_finding(line: str) -> None:
    assert list_findings(make_front_matter("purpose: x", line)) == []


@pytest.mark.parametrize(
    ("year", "help_text"),
    [("1604", "Correct the year, or write 05-12."), ("2105", "Correct the year, or write 05-12.")],
)
def test_year_that_nobody_means_is_a_finding(year: str, help_text: str) -> None:
    network = make_network_of_texts(make_front_matter("purpose: x", f"anniversary: {year}-05-12"))
    (diagnostic,) = check_network(network)
    assert (diagnostic.code, diagnostic.help) == ("unlikely-date", help_text)


@given(
    st.sampled_from(("", "first day, at Acme", "2019", "20 years")),
    st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 1, 1)),
    st.booleans(),
)
def test_day_is_read_again_from_its_own_words(
    text: str, day: datetime.date, has_year: bool
) -> None:
    birthday = Birthday(day.month, day.day, day.year if has_year else None)
    yearly_day = YearlyDay(birthday, text)
    assert parse_yearly_day(convert_to_plain_value(yearly_day)) == yearly_day


def list_told(network: Network) -> list[tuple[str, str, str, int | None]]:
    return [
        (occasion.kind, occasion.date.isoformat(), occasion.text, occasion.years)
        for occasion in network.week.occasions
    ]


def test_days_are_told_two_weeks_ahead_with_their_years() -> None:
    network = make_network_of_texts(
        make_front_matter(
            "birthday: 1979-11-29",
            "anniversary: 2015-12-04",
            "remember: [11-20 first day at Acme, 12-05 too far away, 2026-12-01 new]",
        ),
        today=parse_iso_day("2026-11-20"),
    )
    assert list_told(network) == [
        ("remember", "2026-11-20", "first day at Acme", None),
        ("birthday", "2026-11-29", "", 47),
        ("remember", "2026-12-01", "new", None),
        ("anniversary", "2026-12-04", "", 11),
    ]


@pytest.mark.parametrize(("days", "count"), [(0, 1), (1, 2), (30, 3)])
def test_settings_say_how_many_days_ahead(days: int, count: int) -> None:
    network = make_network_of_texts(
        make_front_matter("birthday: 11-20", "remember: [11-21, 12-20]"),
        today=parse_iso_day("2026-11-20"),
        settings=Settings(birthdays=days),
    )
    assert len(network.week.occasions) == count


@pytest.mark.parametrize(
    ("today", "expected"), [("2026-02-20", "2026-02-28"), ("2028-02-20", "2028-02-29")]
)
def test_29_february_is_the_28th_in_other_years(today: str, expected: str) -> None:
    network = make_network_of_texts(
        make_front_matter("anniversary: 2016-02-29"), today=parse_iso_day(today)
    )
    ((_, day, _, _),) = list_told(network)
    assert day == expected


@pytest.mark.parametrize(
    "line", ["died: 2024-05-12", "archived: yes", "status: do not contact", "status: paused"]
)
def test_nobody_is_told_of_who_is_set_aside(line: str) -> None:
    network = make_network_of_texts(
        make_front_matter("birthday: 11-20", "anniversary: 11-21", "remember: 11-22 Acme", line),
        today=parse_iso_day("2026-11-20"),
    )
    assert list_told(network) == []
    if "died" in line:
        assert b"VEVENT" not in convert_to_ics(network, "Vault")


def test_wedding_that_is_still_to_come_next_year_is_not_told() -> None:
    network = make_network_of_texts(
        make_front_matter("anniversary: 2027-11-21"), today=parse_iso_day("2026-11-20")
    )
    assert list_told(network) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [("21", 21), ('"2 weeks"', 14), ("0", 0), ('"0"', None), ("-1", None), ("400", None)],
)
def test_setting_is_a_number_of_days_or_a_period(text: str, days: int | None) -> None:
    settings, diagnostics = read_settings(f"[plan]\nbirthdays = {text}\n")
    assert settings.birthdays == (14 if days is None else days)
    assert len(diagnostics) == (days is None)


@pytest.mark.parametrize("text", ["true", "false"])
def test_setting_is_no_yes_or_no(text: str) -> None:
    _, diagnostics = read_settings(f"[plan]\nbirthdays = {text}\n")
    assert [diagnostic.code for diagnostic in diagnostics] == ["wrong-setting"]


NOTES = {
    "People/Ada Quill.md": (
        "---\npurpose: Sails\nbirthday: 1979-11-29\nanniversary: 2015-12-01\n"
        "remember: 2019-11-24 first day at Acme\n---\n"
    ),
}


def test_days_are_told_by_due_and_on_the_page(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    run(["due", str(root), "--today", "2026-11-20"])
    out = capsys.readouterr().out
    assert out.splitlines()[-3:] == [
        "Remember: Ada Quill, Tuesday 24 November 2026: first day at Acme, 7 years ago",
        "Birthday: Ada Quill, Sunday 29 November 2026: turns 47",
        "Anniversary: Ada Quill, Tuesday 1 December 2026: 11 years",
    ]
    run(["due", str(root), "--today", "2026-11-20", "--markdown"])
    assert "- Birthday: **Ada Quill**, Sunday 29 November 2026: turns 47\n" in (
        capsys.readouterr().out
    )
    run(["build", str(root), "--today", "2026-11-20", "--quiet"])
    page = (root / "dashboard/index.html").read_text()
    assert "Days to remember" in page
    assert "first day at Acme, 7 years ago" in page
    person = next((root / "dashboard/people").glob("*.html")).read_text()
    assert "24 November 2019: first day at Acme" in person


def test_brief_and_who_know_the_days(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    run(["brief", "--vault", str(root), "Ada", "--today", "2026-11-20"])
    assert "remember: 24 November 2019: first day at Acme" in capsys.readouterr().out
    run(["who", "--vault", str(root), "first day", "--today", "2026-11-20", "--json"])
    assert "Ada Quill" in capsys.readouterr().out


def test_calendar_has_an_alarm_before_and_on_the_day() -> None:
    text = make_front_matter("remember: 2019-05-12 first day at Acme")
    lines = convert_to_ics(make_network_of_texts(text), "Vault").decode().splitlines()
    assert "SUMMARY:Remember: Ada Quill\\, first day at Acme" in lines
    assert "DESCRIPTION:Since 12 May 2019" in lines
    assert "RRULE:FREQ=YEARLY" in lines
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        "TRIGGER:PT9H",
        "TRIGGER:-P13DT15H",
    ]


@pytest.mark.parametrize(("days", "triggers"), [(0, []), (1, ["TRIGGER:-PT15H"])])
def test_first_alarm_follows_the_settings(days: int, triggers: list[str]) -> None:
    network = make_network_of_texts(
        make_front_matter("birthday: 05-12"), settings=Settings(birthdays=days)
    )
    lines = convert_to_ics(network, "Vault").decode().splitlines()
    assert [line for line in lines if line.startswith("TRIGGER:-")] == triggers


def test_redacted_pages_show_the_days_without_years_and_words(
    vault: WriteVault, capsys: Captured
) -> None:
    root = vault({**NOTES, "netnotes.toml": ""})
    output = root.parent / "redacted"
    run(
        [
            "build",
            str(root),
            "--redact",
            "--output",
            str(output),
            "--today",
            "2026-11-20",
            "--quiet",
        ]
    )
    page = (output / "index.html").read_text()
    assert page.count("Remember: ") == 1
    everything = "".join(path.read_text() for path in output.rglob("*.html"))
    assert "first day" not in everything
    assert "years ago" not in everything
    assert "turns 47" not in everything


def test_export_has_the_days_as_they_are_typed(vault: WriteVault, capsys: Captured) -> None:
    root = vault(NOTES)
    run(["export", "json", str(root), "--today", "2026-11-20"])
    (person,) = json.loads(capsys.readouterr().out)["people"]
    assert (person["anniversary"], person["remember"]) == (
        ["2015-12-01"],
        ["2019-11-24 first day at Acme"],
    )
    run(["export", "vcf", str(root), "--today", "2026-11-20"])
    lines = capsys.readouterr().out.splitlines()
    assert "ANNIVERSARY:20151201" in lines
    assert "X-NETNOTES-REMEMBER:2019-11-24 first day at Acme" in lines
    assert not [line for line in lines if line.startswith("X-NETNOTES-ANNIVERSARY")]


def test_anniversary_that_a_file_says_without_words_is_known(
    vault: WriteVault, capsys: Captured, tmp_path: Path
) -> None:
    root = vault({"People/Ada Quill.md": "---\nanniversary: 2015-06-20 wedding\n---\n"})
    table = tmp_path / "people.csv"
    table.write_text("Name,Anniversary\nAda Quill,2015-06-20\n")
    run(["import", "--vault", str(root), str(table), "--yes", "--today", "2026-11-20"])
    assert (root / "People/Ada Quill.md").read_text() == (
        "---\nanniversary: 2015-06-20 wedding\n---\n"
    )


def test_year_that_apple_makes_up_is_taken_out(vault: WriteVault) -> None:
    root = vault({"People/Ada Quill.md": "---\npurpose: x\nremember: 1604-06-20 wedding\n---\n"})
    run(["check", str(root), "--fix", "--today", "2026-11-20"])
    assert "remember: 06-20 wedding\n" in (root / "People/Ada Quill.md").read_text()


def test_contact_without_days_has_none() -> None:
    assert (Contact(path="", name="").anniversary, Contact(path="", name="").remember) == ((), ())
