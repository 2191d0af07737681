"""Sections, items and rows with a day of their own are read in any note as daily notes are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from netnotes.actions.explain_note import explain_other_note
from netnotes.cli import run
from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.entry_lines import EntryForm, find_entry_day
from netnotes.reading.line_days import list_lines_with_day
from netnotes.reading.note import build_source, read_note
from netnotes.reading.period_days import find_day_in_period, narrow_period, read_period
from netnotes.reading.reader import read_source
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.reading import Reading

TODAY = date(2026, 11, 20)
DAY = date(2026, 10, 3)


def read_text(text: str, path: str = "Log.md", settings: Settings | None = None) -> Reading:
    return read_source(build_source(path, text), settings or Settings())


def list_days_and_people(reading: Reading) -> list[tuple[date, list[str]]]:
    return [
        (encounter.touch.date, [link.target for link in encounter.people])
        for encounter in reading.encounters
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## 2026-10-03\n- coffee with [[Ada]]\n",
        "## [[2026-10-03]]\n- coffee with [[Ada]]\n",
        "### [[2026-10-03|Saturday]]\ncoffee with [[Ada]]\n",
        "# 3 Oct 2026\n\nHad coffee with [[Ada]].\n",
        "## Saturday, October 3, 2026\n- coffee with [[Ada]]\n",
        "## Sa., 3. Oktober 2026\n- Kaffee mit [[Ada]]\n",
        "## 3.10.2026\n- Mit [[Ada]] telefoniert\n",
        "## samedi 3 octobre 2026\n- déjeuner avec [[Ada]]\n",
        "## 2026-10-03 — rain\n### Calls\n- [[Ada]]\n",
        "- 2026-10-03\n  - coffee with [[Ada]]\n- milk\n",
        "- [[Oct 3rd, 2026]]\n\t- wrote\n\t\t- coffee with [[Ada]]\n",
        "- 2026-10-03 coffee with [[Ada]]\n",
        "* **2026-10-03:** coffee with [[Ada]]\n",
        "**3 October 2026**\n\nCoffee with [[Ada]]\n\nWalked.\n",
        "2026-10-03: coffee with [[Ada]]\n",
        "2026-10-03\n----------\ncoffee with [[Ada]]\n",
        "| Date | Who | How |\n|---|---|---|\n| 2026-10-03 | [[Ada]] | coffee |\n",
        "| Who | Date | How |\n|---|---|---|\n| [[Ada]] | 2026-10-03 | coffee |\n",
        "- [x] call [[Ada]] ✅ 2026-10-03\n",
        "## Coffee (3 October 2026)\ncoffee with [[Ada]]\n",
        "## Coffee (2026-10-03)\n- [[Ada]]\n",
        "## [2026-10-03]\n- coffee with [[Ada]]\n",
        "> [!note] 2026-10-03 Coffee with [[Ada]]\n> It rained.\n",
        "# Team sync - 2026-10-03\n- coffee with [[Ada]]\n",
    ],
)
def test_touch_in_a_part_with_a_day_is_read(text: str) -> None:
    assert list_days_and_people(read_text(text)) == [(DAY, ["Ada"])]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2026.md", "## 3 Oct\n"),
        ("Diary 2026.md", "## Saturday, October 3\n"),
        ("2026.md", "## Sat 3 October — rain\n"),
        ("2026.md", "## 03.10.\n"),
        ("2026.md", "# October\n## Sat 3\n"),
        ("2026.md", "# October\n## 3\n"),
        ("2026-10.md", "## 3\n"),
        ("2026-10.md", "## Saturday 3rd\n"),
        ("2026-10 October.md", "## 3.\n"),
        ("October 2026.md", "## 3 Oct\n"),
        ("2026/10.md", "## Sat 3\n"),
        ("2026/October.md", "## 3\n"),
        ("Journal.md", "# 2026\n## October 3\n"),
        ("Journal.md", "# Oktober 2026\n## Sa, 3.\n"),
        ("Diario 2026.md", "## Sábado 3 de octubre\n"),
        ("2026-W40.md", "## Saturday\n"),
        ("2026/W40.md", "**Saturday**\n"),
        ("KW 40 2026.md", "## Samstag\n"),
        ("2026-10-02 Trip.md", "## 3 October\n"),
        ("2026.md", "- Sat 3 Oct\n  - "),
        ("2026.md", "- 3 Oct: "),
        ("2026.md", "* **Oct 3** – "),
        ("2026.md", "**Sat, 3 October:** "),
        ("2026-W40.md", "- Saturday: "),
        ("2026.md", "| Date | What |\n|---|---|\n| 3 Oct | "),
        ("Week 40 (28 September to 4 October 2026).md", "## Saturday\n"),
        ("Dagboek/oktober 2026.md", "## za 3 okt\n"),
    ],
)
def test_day_without_a_year_is_read_where_the_note_says_the_year(path: str, text: str) -> None:
    reading = read_text(f"{text}coffee with [[Ada]]\n", path)
    assert list_days_and_people(reading) == [(DAY, ["Ada"])]


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("Journal.md", "## 3 Oct\n", "has no year"),
        ("Journal.md", "## Saturday, October 3\n", "has no year"),
        ("2025-2026.md", "## 3 Oct\n", "has no year"),
        ("2026.md", "## Sunday, October 3\n", "is a Saturday in 2026"),
        ("2026.md", "## 31 November\n", "is not in the calendar"),
        ("Journal.md", "- 3 Oct: coffee with [[Ada]]\n", "has no year"),
        ("2026.md", "## 3/10\n", "may be Tuesday 10 March 2026 or Saturday 3 October 2026"),
        ("Log.md", "## 3/10/2026\n", "may be 3 October 2026 or 10 March 2026"),
        ("2026-W41.md", "## Sunday\n", "may be Sunday 4 October 2026 or Sunday 11 October 2026"),
        ("Log.md", "## 2026-02-30\n", "is not in the calendar"),
    ],
)
def test_day_with_more_than_one_meaning_is_kept_with_its_touches(
    path: str, text: str, problem: str
) -> None:
    if "[[Ada]]" not in text:
        text += "- coffee with [[Ada]]\n"
    reading = read_text(f"{text}- [[Ada]] likes ferries\n", path)
    assert reading.encounters == ()
    assert [touch.problem for touch in reading.unread_touches] == [problem]


def test_order_of_dates_in_the_settings_gives_the_day_its_meaning() -> None:
    settings = Settings(date_order="day-first")
    reading = read_text("## 3/10/2026\n- coffee with [[Ada]]\n", settings=settings)
    assert list_days_and_people(reading) == [(DAY, ["Ada"])]


@pytest.mark.parametrize(
    "text",
    [
        "## 2026-10-03\n- [[Ada]] likes ferries\n",
        "## 2026-10-03\n- should call [[Ada]]\n",
        "## 2026-10-03\n### Tomorrow\n- call with [[Ada]]\n",
        "## 2026-10-03\n- [ ] call [[Ada]]\n",
        "- [ ] 2026-10-03 call [[Ada]]\n",
        "```\n## 2026-10-03\ncoffee with [[Ada]]\n```\n",
        "Coffee with [[Ada]]\n\n## 2026-10-03\n",
        "- 2026-10-03\n- coffee with [[Ada]]\n",
        "## 2026-10-03\n# Ideas\n- coffee with [[Ada]]\n",
        "| Date | Channel | Owner |\n|---|---|---|\n| 2026-10-03 | email | [[Ada]] |\n",
        "## 2026-10-03 Lunch (cancelled)\n- lunch with [[Ada]]\n",
        "- 3 May and coffee with [[Ada]]\n",
        "## 5 ideas\n- coffee with [[Ada]]\n",
        "Version 2026.10.3\n- call of [[Ada]]\n",
    ],
)
def test_other_lines_are_no_touches(text: str) -> None:
    assert read_text(text).encounters == ()


@pytest.mark.parametrize(
    ("path", "front_matter"),
    [
        ("Board.md", "---\nkanban-plugin: board\n---\n"),
        ("Log.md", "---\nnetnotes: ignore\n---\n"),
        ("Inbox.md", ""),
    ],
)
def test_note_that_is_left_out_has_no_dated_part(path: str, front_matter: str) -> None:
    assert read_text(f"{front_matter}- 2026-10-03 coffee with [[Ada]]\n", path).encounters == ()


@pytest.mark.parametrize(
    ("path", "front_matter"),
    [
        ("Goals/Move.md", ""),
        ("Events/Fair.md", "---\ndate: 2026-10-01\n---\n"),
        ("Projects/Platform.md", "---\ntype: project\n---\n"),
        ("Companies/Northwind.md", "---\ntype: company\n---\n"),
        ("Series.md", "---\ntype: meeting\n---\n"),
    ],
)
def test_part_with_a_day_is_read_in_notes_of_all_kinds(path: str, front_matter: str) -> None:
    reading = read_text(f"{front_matter}## 2026-09-03\n- coffee with [[Ada]]\n", path)
    assert list_days_and_people(reading) == [(date(2026, 9, 3), ["Ada"])]


def test_log_of_a_contact_is_read_by_its_own_rules() -> None:
    reading = read_text("- 2026-10-03 coffee with [[Ada]]\n", "People/Ben.md")
    assert reading.entity is not None
    assert reading.encounters == ()


def test_day_within_a_section_takes_only_its_own_lines() -> None:
    text = (
        "## 2026-10-05\n- lunch with [[Ben]]\n- 2026-10-03 coffee with [[Ada]]\n"
        "  - at the pier\n- call with [[Cleo]]\n"
    )
    assert sorted(list_days_and_people(read_text(text))) == [
        (DAY, ["Ada"]),
        (date(2026, 10, 5), ["Ben"]),
        (date(2026, 10, 5), ["Cleo"]),
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("1-1 notes/Ada.md", "## [2026-10-03]\n### Notes\n- the budget\n"),
        ("1-1 with Ada.md", "## 2026-10-03\n- the budget\n"),
        ("Ada.md", "# 1:1 [[Ada]]\n\n- 2026-10-03: the budget\n"),
        ("Coaching.md", "# Call with [[Ada]]\n\n## 3 October 2026\nThe budget.\n"),
    ],
)
def test_note_about_meetings_with_one_person_has_a_touch_for_each_day(path: str, text: str) -> None:
    ((day, people),) = list_days_and_people(read_text(text, path))
    assert day == DAY
    # In a folder the note has the name of the contact's own.
    assert people in (["Ada"], [f"{folder}/Ada.md" for folder in Settings().contacts])


def test_person_whose_name_a_note_about_meetings_has_is_met(tmp_path: Path) -> None:
    root = make_vault(tmp_path, {"1-1s/Ada Quill.md": "## 2026-10-03\nThe budget.\n"})
    loaded = find_and_load_vault(root, TODAY)
    (ada,) = [person for person in loaded.network.contacts if person.name == "Ada Quill"]
    assert [touch.date for touch in ada.touches] == [DAY]
    explanation = explain_other_note("1-1s/Ada Quill.md", find_vault(root), loaded)
    assert [touch.day_line for touch in explanation.touches] == [1]
    assert explanation.unread_lines == ()


def test_participants_of_a_part_are_met_without_links(tmp_path: Path) -> None:
    text = "# Team sync - 2026-10-03\n**Attendees**: Ada Quill, Ben Okafor (absent), Nobody\n"
    loaded = find_and_load_vault(make_vault(tmp_path, {"Meetings.md": text}), TODAY)
    touches = {person.name: len(person.touches) for person in loaded.network.contacts}
    assert touches == {"Ada Quill": 1, "Ben Okafor": 0}


def test_cancelled_meeting_of_a_series_is_no_touch() -> None:
    text = "## 2026-10-03\nCancelled.\n## 2026-10-10\nno show\n## 2026-12-24\n"
    assert read_text(text, "1-1 with Ada.md").encounters == ()


@pytest.mark.parametrize("name", ["Calls.md", "Meeting notes.md", "1-1s.md", "Call log 2026.md"])
def test_name_of_a_note_about_calls_says_how(name: str) -> None:
    reading = read_text("- 2026-10-03 [[Ada]]: the budget\n", name)
    assert list_days_and_people(reading) == [(DAY, ["Ada"])]


def test_dated_line_under_next_steps_is_a_plan() -> None:
    text = "## Next steps\n- 2026-10-03 call with [[Ada]]\n- 2026-10-04 called [[Ben]]\n"
    plans = [encounter.touch.is_plan for encounter in read_text(text).encounters]
    assert plans == [True, False]


DAILY_NOTE = """\
[[2026-10-04]] | [[2026-10-06]]
[[2026-10-04]]

- coffee with [[Cleo]]
- 2026-10-03 called [[Ada]]
- 2026-10-09 call with [[Ben]]
## 2026-10-05 Monday
- lunch with [[Dora]]
## 2026-10-02
- lunch with [[Eva]]
## Calls
- [[Finn]]
### 10.30
- tea with [[Gus]]
"""


def test_part_of_a_daily_note_about_another_day_has_that_day() -> None:
    source = build_source("Daily/2026-10-05.md", DAILY_NOTE)
    reading = read_source(source, Settings(), DailyNotes("Daily"))
    found = {
        encounter.people[0].target: (encounter.touch.date.day, encounter.touch.is_plan)
        for encounter in reading.encounters
    }
    assert found == {
        "Ada": (3, False),
        "Ben": (9, True),
        "Cleo": (5, False),
        "Dora": (5, False),
        "Eva": (2, False),
        "Finn": (5, False),
        "Gus": (5, False),
    }
    assert {"Ada", "Ben", "Eva"} <= {link.target for link in reading.links}


def test_times_and_numbers_within_a_day_are_no_days() -> None:
    text = "## 3 Oct\n### 10.30\n- coffee with [[Ada]]\n### 1-1\n- [[Ben]]\n- 9\n  - [[Cleo]]\n"
    reading = read_text(text, "2026.md")
    assert {touch.date for touch, *_ in reading.encounters} == {DAY}
    assert reading.unread_touches == ()


def test_later_day_in_the_note_of_a_meeting_is_a_plan() -> None:
    text = "---\npeople: ['[[Ben]]']\n---\n## Next\n### 2026-10-09\n- call with [[Ada]]\n"
    touches = [encounter.touch for encounter in read_text(text, "2026-10-03 X.md").encounters]
    assert [(touch.date.day, touch.is_plan) for touch in touches] == [(3, False), (9, True)]


def make_vault(root: Path, notes: dict[str, str]) -> Path:
    for name in ("Ada Quill", "Ben Okafor"):
        notes.setdefault(f"People/{name}.md", "---\npurpose: Piers\n---\n")
    for path, text in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def test_check_names_one_of_three_people_and_counts_the_lines(tmp_path: Path) -> None:
    text = "## 3 Oct\n- lunch with [[Ada Quill]], [[Ben Okafor]] and [[Cleo Hart]]\n"
    text += "- coffee with [[Ada Quill]] and [[Ben Okafor]]\n- call with [[Ben Okafor]]\n"
    notes = {"Journal.md": text, "People/Cleo Hart.md": "---\npurpose: Piers\n---\n"}
    (diagnostic,) = find_and_load_vault(make_vault(tmp_path, notes), TODAY).diagnostics
    assert diagnostic.message == (
        "This reads like a touch with Ada Quill and 2 others, and does not count: its day, 3 Oct, "
        "has no year. 2 other lines of this note do not count, either, because of the day."
    )


def test_check_reports_once_for_each_note_what_has_a_day_without_a_year(tmp_path: Path) -> None:
    text = "## 3 Oct\n- coffee with [[Ada Quill]]\n- tea with [[Nobody]]\n"
    text += "## 4 Oct\n- call with [[Ben Okafor]]\n- [[Ben Okafor]] likes ferries\n"
    root = make_vault(tmp_path, {"Journal.md": text})
    diagnostics = find_and_load_vault(root, TODAY).diagnostics
    assert [str(diagnostic.location) for diagnostic in diagnostics] == ["Journal.md:2:3"]
    assert [diagnostic.code for diagnostic in diagnostics] == ["unread-date"]
    assert "Ada Quill" in diagnostics[0].message
    assert "1 other line" in diagnostics[0].message
    assert "line 1" in diagnostics[0].help


def test_check_says_nothing_of_days_above_other_lines(tmp_path: Path) -> None:
    text = "## 3 Oct\n- coffee with [[Nobody]]\n- [[Ada Quill]] likes ferries\n"
    root = make_vault(tmp_path, {"Journal.md": text})
    assert find_and_load_vault(root, TODAY).diagnostics == ()


def test_explain_names_the_line_of_the_day(tmp_path: Path) -> None:
    text = "# Log\n\n## 2026-10-03\n- milk\n- coffee with [[Ada Quill]]\n- [[Ada Quill]] is kind\n"
    root = make_vault(tmp_path, {"Log.md": f"{text}\n## 4 Oct\n- call with [[Ada Quill]]\n"})
    loaded = find_and_load_vault(root, TODAY)
    explanation = explain_other_note("Log.md", find_vault(root), loaded)
    touches = [(touch.location.line, touch.day_line) for touch in explanation.touches]
    assert touches == [(5, 3)]
    assert [line.location.line for line in explanation.unread_lines] == [6, 9]
    assert "4 Oct, has no year" in explanation.unread_lines[1].reason


SPELLINGS = [
    *("2026-10-03", "[[2026-10-03]]", "[[Daily/2026-10-03|Sat]]", "**2026-10-03**", "20261003"),
    *("2026/10/03", "2026_10_03", "3.10.2026", "3. 10. 26", "3/10/2026", "@October 3, 2026"),
    *("Saturday, October 3, 2026", "Sat 3 Oct 2026", "3rd of October 2026", "le 3 octobre 2026"),
    *("am Samstag, 3. Oktober 2026", "Sa. 3. Okt. 2026", "do 1 oktober 2026", "1º ottobre 2026"),
    *("sábado 3 de octubre de 2026", "📅 2026-10-03", "[2026-10-03 Sat]", "<2026-10-03 Sat>"),
    *("(2026-10-03)", "_3 October 2026_", "[3 Oct 2026](x.md)", "[[x|3 Oct 2026]]", "20h 3 Oct"),
    *("zaterdag 3 okt. 2026", "sexta-feira, 2 outubro 2026", "~~2026-10-03~~", "==2026-10-03=="),
    *("3 Oct", "October 3", "Sat 3", "3", "03.10.", "3/10", "Samstag, 3.", "[[3 Oct]]", "**3**"),
]


@pytest.mark.parametrize("marker", ["", "- ", "## ", "1. ", "- [x] ", "\t- "])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_quick_look_misses_no_line_with_a_day(marker: str, spelling: str) -> None:
    note, _ = read_note(build_source("2026-10.md", f"- x\n{marker}{spelling}\n"))
    form = EntryForm(dict(Settings().channels))
    period = read_period(note.path)
    quick = [line.number for line in list_lines_with_day(note.lines, note.source.text)]
    for line in note.lines:
        has_day = find_entry_day(line, form) or find_day_in_period(line.text, period, "")
        if has_day and line.kind not in ("blank", "verbatim"):
            assert line.number in quick


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2026", (2026, None, None)),
        ("October 2026", (2026, 10, None)),
        ("**Oktober**", (2025, 10, None)),
        ("[[2026-10]]", (2026, 10, None)),
        ("Week 41", (2025, None, 41)),
        ("2026-W41", (2026, None, 41)),
        ("Ideas of 2026", (2025, None, None)),
        ("May I", (2025, None, None)),
    ],
)
def test_heading_narrows_a_period(heading: str, expected: tuple[int | None, ...]) -> None:
    assert narrow_period(read_period("2025.md"), heading) == expected


LOG_WITHOUT_LINKS = """\
## 2026-10-05
- lunch with Ada Quill and Ben Okafor
- call with Ada Quill about the pier
### Calls
- Ben Okafor
## 6 Oct 2026
- coffee with Ben Okafor and Ada Quill
- called Ada Quill and Ben Okafor
"""


def test_journal_without_links_is_told_of_the_check_for_them(tmp_path: Path) -> None:
    root = make_vault(tmp_path, {"Log.md": LOG_WITHOUT_LINKS})
    first, second = find_and_load_vault(root, TODAY).diagnostics
    assert (first.code, first.location.line) == ("unlinked-touch", 2)
    assert "unlinked-mention" in first.help
    assert (second.code, second.location.line) == ("unlinked-touch", 3)
    # One link is enough to show that they are known.
    (root / "Log.md").write_text(f"{LOG_WITHOUT_LINKS}- tea with [[Ada Quill]]\n")
    lines = [found.location.line for found in find_and_load_vault(root, TODAY).diagnostics]
    assert lines == [3]


def test_fix_adds_the_links_that_a_journal_in_one_file_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_vault(tmp_path, {"Log.md": LOG_WITHOUT_LINKS})
    (root / "netnotes.toml").write_text('[checks]\nunlinked-mention = "warning"\n')
    found = find_and_load_vault(root, TODAY).diagnostics
    assert [(finding.code, finding.location.line) for finding in found] == [
        ("unlinked-mention", number) for number in (2, 3, 5, 7, 8)
    ]
    run(["check", "--fix", "--today", TODAY.isoformat(), str(root)])
    capsys.readouterr()
    assert (root / "Log.md").read_text() == (
        LOG_WITHOUT_LINKS.replace("Ada Quill", "[[Ada Quill]]").replace(
            "Ben Okafor", "[[Ben Okafor]]"
        )
    )
    assert find_and_load_vault(root, TODAY).diagnostics == ()


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("- called [[Ada Quill]] (2026-10-03)", ["unread-date"]),
        ("- Coffee with [[Ada Quill]] on 3 October 2026", ["unread-date"]),
        ("- call [[Ada Quill]] before 2026-10-03", []),
        ("- should call [[Ada Quill]] on 2026-10-03", []),
        ("- [ ] call [[Ada Quill]] on 2026-10-03", []),
        ("- [[Ada Quill]] moved to Porto on 2026-10-03", []),
        ("- called [[Nobody]] (2026-10-03)", []),
        ("- 2026-10-03 called [[Ada Quill]] about 2026-12-01", []),
    ],
)
def test_touch_with_its_day_within_the_line_is_reported(
    tmp_path: Path, line: str, codes: list[str]
) -> None:
    diagnostics = find_and_load_vault(make_vault(tmp_path, {"Ideas.md": f"{line}\n"}), TODAY)
    assert [diagnostic.code for diagnostic in diagnostics.diagnostics] == codes
