"""`netnotes explain NAME`: where facts and touches were read, and why other lines were not."""

from __future__ import annotations

import datetime
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.actions.explain_note import explain_contact, explain_other_note
from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.reading.written_days import find_day_anywhere
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date as Day

    from netnotes.actions.explain_note import Explanation

    WriteVault = Callable[[dict[str, str]], Path]

Captured = pytest.CaptureFixture[str]
TODAY = datetime.date(2026, 11, 20)
STRANGERS = Path(__file__).parent / "strangers"
SETTINGS = '[vault]\njournal = "Daily"\nexclude = ["Archive"]\n'


def explain(root: Path, path: str = "People/ada-quill.md") -> Explanation:
    loaded = find_and_load_vault(root, TODAY)
    contact = loaded.network.contacts_by_path.get(path)
    if contact is None:
        return explain_other_note(path, find_vault(root), loaded)
    return explain_contact(contact, find_vault(root), loaded)


def list_reasons(explanation: Explanation) -> dict[tuple[str, int], str]:
    return {
        (line.location.path, line.location.line): line.reason for line in explanation.unread_lines
    }


def list_facts(explanation: Explanation) -> dict[str, tuple[object, str, int]]:
    return {fact.name: (fact.value, fact.form, fact.location.line) for fact in explanation.facts}


# Facts


def test_each_fact_has_its_line_and_how_it_is_written(vault: WriteVault) -> None:
    text = """---
title: Ada Quill
tier: monthly
---
**Role:** Engineer
Met:: 2025-06-15

- 2026-10-02 coffee: Talked
  - gave:: a book
- [ ] asked:: an introduction
"""
    explanation = explain(vault({"People/ada-quill.md": text}))
    assert list_facts(explanation) == {
        "name": ("Ada Quill", "title", 2),
        "tier": ("monthly", "front matter", 3),
        "role": ("Engineer", "label", 5),
        "met": ("2025-06-15", "field", 6),
    }
    assert explanation.words[explanation.facts[2].location] == "**Role:** Engineer"
    items = [(item.what, item.text, item.location.line) for item in explanation.items]
    assert items == [("asked, open", "an introduction", 10), ("gave", "a book", 9)]
    assert explanation.unread_lines == ()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", ("ada-quill", "file name", 0)),
        ("# Ada Quill\n", ("Ada Quill", "first heading", 1)),
        ("---\nfirstname: Ada\nlastname: Quill\n---\n", ("Ada Quill", "first and last name", 2)),
        ("---\nname: Ada Quill\n---\n", ("Ada Quill", "front matter", 2)),
    ],
)
def test_name_has_the_place_that_it_was_read_from(
    text: str, fact: tuple[object, str, int], vault: WriteVault
) -> None:
    explanation = explain(vault({"People/ada-quill.md": text}))
    assert list_facts(explanation)["name"] == fact


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("---\nstatus: deceased\n---\n", ("yes", "status", 2)),
        ("---\ntags: [friend, deceased]\n---\n", ("yes", "tags", 2)),
        ("\n#person #deceased\n", ("yes", "tag", 2)),
        ("---\ndied: 2024\n---\n", ("2024", "front matter", 2)),
    ],
)
def test_death_has_the_line_that_says_so(
    text: str, fact: tuple[object, str, int], vault: WriteVault
) -> None:
    explanation = explain(vault({"People/ada-quill.md": text}))
    assert list_facts(explanation)["died"] == fact


@pytest.mark.parametrize(
    ("property_line", "reason"),
    [
        ("shoe size: 39", "This property is not known"),
        ("circle: yearly", "`tier` is read from line 2"),
        ("birthday: TBD", "there is no value"),
        ('birthday: "{{date}}"', "the placeholder of a template"),
        ("met: 2026-02-30", "not a day of the calendar"),
        ("teir: yearly", "did you mean `tier`?"),
        ("follow_up: whenever", "Under this name many people write something else"),
        ("role: Ada Quill", "not the role"),
    ],
)
def test_property_that_gave_no_value_has_the_reason(
    property_line: str, reason: str, vault: WriteVault
) -> None:
    text = f"---\ntier: monthly\n{property_line}\nname: Ada Quill\n---\n"
    explanation = explain(vault({"People/ada-quill.md": text}))
    reasons = list_reasons(explanation)
    assert list(reasons) == [("People/ada-quill.md", 3)]
    assert reason in reasons["People/ada-quill.md", 3]


def test_earlier_of_two_days_of_last_contact_has_the_line_that_counts(vault: WriteVault) -> None:
    text = "---\nlast_contact: 2026-09-01\nlast_met: 2026-10-01\n---\n"
    explanation = explain(vault({"People/ada-quill.md": text}))
    assert explanation.last_contact == datetime.date(2026, 10, 1)
    assert explanation.last_contact_form == "the property `last_contact`"
    assert list_reasons(explanation)["People/ada-quill.md", 2] == (
        "Of several days the latest counts. `last_contact` is read from line 3."
    )


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("**Phone:** N/A", "there is no value"),
        ("**Level:** wizard", "`wizard` is not a level."),
        ("**Tier:** yearly", "A property says `tier`"),
        ("**Reason:** She knows the port", "Many a sentence begins with this word"),
    ],
)
def test_label_that_gave_no_value_has_the_reason(
    label: str, reason: str, vault: WriteVault
) -> None:
    text = f"---\ntier: monthly\n---\n# Ada Quill\n{label}\n"
    reasons = list_reasons(explain(vault({"People/ada-quill.md": text})))
    assert list(reasons) == [("People/ada-quill.md", 5)]
    assert reason in reasons["People/ada-quill.md", 5]


# Lines of the own note


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- [ ] Call Ada 2026-11-30", "A task that is not done"),
        ("- [>] moved 2026-10-10", "marked `[>]`"),
        ("- [x] called her on 2026-09-09", "A task that is done is a touch on"),
        ("> 2026-03-03 quoted", "Quotes, code"),
        ("```\n2026-04-04 code\n```", "Quotes, code"),
        ("%% 2026-01-01 call %%", "comment"),
        ("Coffee on 2026-05-05", "reads like a touch on 5 May 2026"),
        ("Coffee before 2026-05-05", "a word such as `before`"),
        ("Call tomorrow, 2026-05-05", "should be or is planned"),
        ("Call, no answer, 2026-05-05", "did not happen"),
        ("I was there 2026-06-06, I think", "at the beginning of its line"),
        ("2026-07-07 was a fine day", "only where a colon"),
        ("## About 2026-07-07 and more", "The day of a heading"),
        ("- 10/09/2026 lunch", "may be 10 September 2026 or 9 October 2026"),
        ("- 2026-13-01 lunch", "2026-13-01"),
        ("- 2026-12-24 dinner", "24 December 2026 is still to come"),
        ("| a | b |\n|---|---|\n| x 2026-08-08 | y |", "alone in the first column"),
        ("- 2026-10-01 tea\n  - until 2026-10-05", "belongs to the entry in line 2"),
        ("- 2026-10-01 tea\n\n**Location:** Lisbon", "A label counts above the log"),
    ],
)
def test_line_with_a_day_that_is_no_touch_has_the_reason(
    line: str, reason: str, vault: WriteVault
) -> None:
    explanation = explain(vault({"People/ada-quill.md": f"# Ada Quill\n{line}\n"}))
    reasons = list_reasons(explanation)
    assert len(reasons) == 1, reasons
    assert reason.casefold() in next(iter(reasons.values())).casefold()


# Other notes


DAILY_NOTE = """- Call with [[ada-quill]]
- Should call [[ada-quill]]
- Called [[ada-quill]], no answer
- [[ada-quill]] is great
- [ ] Call [[ada-quill]]
> Call with [[ada-quill]]

## Tomorrow
- Lunch with [[ada-quill]]
"""


def test_line_of_a_daily_note_is_a_touch_or_has_the_reason(vault: WriteVault) -> None:
    root = vault(
        {
            "netnotes.toml": SETTINGS,
            "People/ada-quill.md": "# Ada Quill\n",
            "Daily/2026-10-02.md": DAILY_NOTE,
        }
    )
    for explanation in (explain(root), explain(root, "Daily/2026-10-02.md")):
        touches = [(touch.touch.date, touch.location.line) for touch in explanation.touches]
        assert touches == [(datetime.date(2026, 10, 2), 1)]
        reasons = list_reasons(explanation)
        words = {line: reason.partition(".")[0] for (_, line), reason in reasons.items()}
        assert words == {
            2: "It says what should be or is planned, and not what has happened",
            3: "It says that it did not happen",
            4: "It mentions them, and says neither by a channel such as `call` nor by a heading such "
            "as Meetings that you were in touch",
            5: "It is a task that is not done",
            6: "Quotes, code and the blocks of templates are not read for touches",
            9: "It is under a heading such as Tomorrow, Plans, Reading or Missed calls",
        }


def test_ticked_task_of_a_day_that_counts_once_is_told_as_what_was_kept(vault: WriteVault) -> None:
    lines = "- 2026-10-02 coffee\n- [x] called her about the move ✅ 2026-10-02\n"
    explanation = explain(vault({"People/ada-quill.md": f"# Ada Quill\n\n{lines}"}))
    assert [item.what for item in explanation.items] == ["promised, kept"]
    assert list_reasons(explanation) == {}


def test_touch_of_today_is_a_touch_and_of_tomorrow_a_plan(vault: WriteVault) -> None:
    lines = "- 2026-11-20 coffee\n- 2026-11-21 lunch\n"
    explanation = explain(vault({"People/ada-quill.md": f"# Ada Quill\n{lines}"}))
    assert [str(touch.touch.date) for touch in explanation.touches] == ["2026-11-20"]
    reason = "21 November 2026 is still to come: a plan, and no touch yet."
    assert list_reasons(explanation) == {("People/ada-quill.md", 3): reason}


def test_day_told_twice_counts_once_and_the_other_line_is_named(vault: WriteVault) -> None:
    root = vault(
        {
            "netnotes.toml": SETTINGS,
            "People/ada-quill.md": "- 2026-10-02 coffee\n",
            "Daily/2026-10-02.md": "- Coffee with [[ada-quill]]\n",
        }
    )
    explanation = explain(root)
    assert [touch.location.path for touch in explanation.touches] == ["People/ada-quill.md"]
    assert list_reasons(explanation)["Daily/2026-10-02.md", 1] == (
        "A day that is told twice counts once: People/ada-quill.md:1 tells of 2026-10-02."
    )


def test_meeting_names_the_line_of_the_person_and_that_of_the_day(vault: WriteVault) -> None:
    meeting = "---\ndate: 2026-10-20\n---\n## Attendees\n- [[Ada Quill]]\n- [[Ben]]\n\n# Notes\n"
    root = vault(
        {
            "People/ada-quill.md": "# Ada Quill\n",
            "People/Cleo Lund.md": "",
            "Meetings/Planning.md": f"{meeting}[[ada-quill]] and [[Cleo Lund]] disagree\n",
        }
    )
    (touch,) = explain(root).touches
    assert (touch.location.path, touch.location.line) == ("Meetings/Planning.md", 5)
    assert touch.day_line == 2
    assert touch.where == "meeting note, its day is in line 2"
    assert explain(root).unread_lines == ()

    reasons = list_reasons(explain(root, "Meetings/Planning.md"))
    assert reasons["Meetings/Planning.md", 6] == "Ben is the name of no contact."
    assert "its text only names them" in reasons["Meetings/Planning.md", 9]
    cleo = list_reasons(explain(root, "People/Cleo Lund.md"))
    assert "its text only names them" in cleo["Meetings/Planning.md", 9]


def test_note_in_the_folder_of_a_person_is_named_as_such(vault: WriteVault) -> None:
    root = vault({"People/Ada/Ada.md": "", "People/Ada/2026-10-01.md": "Lunch\n"})
    (touch,) = explain(root, "People/Ada/Ada.md").touches
    assert touch.where == "note in the person's folder, its day is in the file's name"
    assert (touch.location.path, touch.day_line) == ("People/Ada/2026-10-01.md", None)


# Notes about no contact


@pytest.mark.parametrize(
    ("path", "text", "kind", "reason"),
    [
        ("Notes/Soup.md", "", "", "It is in no folder of contacts"),
        ("Notes/a form.md", "---\ntags: [contact]\n---\n", "", "A tag or a category says"),
        ("People/Index.md", "", "", "like a list or a template"),
        ("People/Ada/Gift ideas.md", "", "", "in the folder of a person"),
        ("People/Cleo/Cleo.md", "", "", "the name of its folder"),
        ("People/x.md", "---\nnetnotes: ignore\n---\n", "", "`netnotes: ignore`"),
        (
            "People/Acme.md",
            "---\ntype: company\n---\n",
            "",
            "`type` says that it is about something",
        ),
        ("Goals/Rise.md", "", "goal", "in the folder of goals"),
        ("Templates/Person.md", "", "", "The folder Templates"),
        ("Archive/Old.md", "", "", "`exclude`"),
        (".trash/Old.md", "", "", "begin with a dot"),
        ("People/Ada (1).md", "# Ada\n", "", "sync program left this copy"),
        ("Notes/picture.png", "", "", "It is no note"),
    ],
)
def test_note_of_no_contact_has_the_reason(
    path: str, text: str, kind: str, reason: str, vault: WriteVault, capsys: Captured
) -> None:
    root = vault(
        {"netnotes.toml": SETTINGS, "People/Ada.md": "met: x\n", "Archive/x.md": "", path: text}
    )
    explanation = explain(root, path)
    assert (explanation.kind, explanation.name) == (kind, "")
    assert reason in explanation.reason

    assert run(["explain", path, "--vault", str(root), "--today", "2026-11-20"]) == EXIT_DONE
    assert reason in capsys.readouterr().out


# The command


def test_contact_is_found_by_name_file_name_and_path(vault: WriteVault, capsys: Captured) -> None:
    root = vault({"People/ada-quill.md": "# Ada Quill\n\n- 2026-10-02 coffee: Talked\n"})
    outputs = set()
    for words in (["Ada", "Quill"], ["ada-quill"], ["ada-quill.md"], ["People/ada-quill.md"]):
        assert run(["explain", *words, "--vault", str(root), "--today", "2026-11-20"]) == EXIT_DONE
        outputs.add(capsys.readouterr().out)
    (output,) = outputs
    assert output == (
        "Ada Quill\n"
        "People/ada-quill.md is a contact. It is in a folder of contacts.\n\n"
        "Last contact: 2 October 2026, from the latest touch (People/ada-quill.md:3)\n\n"
        "Facts\n"
        "name: Ada Quill\n"
        "    People/ada-quill.md:1 (first heading): # Ada Quill\n\n"
        "Touches, the newest first\n"
        "2026-10-02 coffee\n"
        "    People/ada-quill.md:3 (their own note): - 2026-10-02 coffee: Talked\n"
    )


def test_json_has_every_line_and_its_words(vault: WriteVault, capsys: Captured) -> None:
    root = vault({"People/ada-quill.md": "- 2026-10-02 coffee\n\nI was there 2026-06-06\n"})
    arguments = ["--json", "--vault", str(root), "--today", "2026-11-20"]
    assert run(["explain", "ada", *arguments]) == EXIT_DONE
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    path = "People/ada-quill.md"
    assert record["last_contact"]["date"] == "2026-10-02"
    assert record["facts"] == [
        {
            "property": "name",
            "value": "ada-quill",
            "form": "file name",
            "path": path,
            "line": None,
            "words": "",
        }
    ]
    assert record["touches"][0]["words"] == "- 2026-10-02 coffee"
    unread = [(line["line"], line["words"]) for line in record["unread"]]
    assert unread == [(3, "I was there 2026-06-06")]


def test_unknown_name_is_an_error(vault: WriteVault, capsys: Captured) -> None:
    root = vault({"People/Ada.md": ""})
    assert run(["explain", "Zoe", "--vault", str(root), "--today", "2026-11-20"]) == EXIT_CANNOT
    assert "Zoe is neither a code nor the name of a contact" in capsys.readouterr().err


def test_code_as_json(capsys: Captured) -> None:
    assert run(["explain", "no-purpose", "--json", "--today", "2026-11-20"]) == EXIT_DONE
    (record,) = json.loads(capsys.readouterr().out)["codes"]
    assert record["code"] == "no-purpose"


# Every day that is read is on the line that is named, and none is dropped in silence


def format_in_words(day: Day) -> str:
    return f"{day.day} {day:%b} {day.year}"


SPELLINGS = st.sampled_from(
    (
        datetime.date.isoformat,
        format_in_words,
        "[[{0:%Y-%m-%d}]]".format,
        "{0:%Y/%m/%d}".format,
        "{0:%d.%m.%Y}".format,
    )
)
MANNERS = st.sampled_from(
    (
        "- {day} coffee: talked",
        "- {day}: talked",
        "* {day} - talked",
        "### {day} Lunch",
        "## Call ({day})",
        "{day}: talked",
        "{day} was a fine day",
        "**{day}** call",
        "> [!note] {day} Call",
        "> {day} call",
        "- [x] {day} call",
        "- [x] Call them {day}",
        "- [ ] {day} call",
        "- [ ] Write by {day}",
        "- [>] {day}",
        "- TODO call {day}",
        "Last contact:: {day}",
        "**Last contact:** {day}",
        "**Met:** {day}",
        "Birthday: {day}",
        "- met {day}",
        "Coffee on {day}",
        "- call before {day}",
        "- asked:: help {day}",
        "- [gave:: a book] {day}",
        "  - later {day}",
        "They moved on {day}.",
        "| {day} | call | talked |",
        "| call | {day} |",
        "%% {day} call %%",
        "```\n{day} call\n```",
        "    {day} call",
        "# Notes",
        "",
    )
)
PROPERTIES = st.sampled_from(("last_contact", "last_met", "met", "birthday", "next", "sinse"))


@st.composite
def draw_notes(draw: st.DrawFn) -> tuple[str, dict[int, Day]]:
    """Draw the text of a contact's note, and the day on each line that has one."""
    days = iter(
        draw(
            st.lists(
                st.dates(datetime.date(2020, 1, 1), TODAY), min_size=9, max_size=9, unique=True
            )
        )
    )
    lines: list[str] = []
    names = draw(st.lists(PROPERTIES, max_size=2, unique=True))
    if names:
        properties = [f"{name}: {next(days).isoformat()}" for name in names]
        lines += ["---", *properties, "---"]
    for manner in draw(st.lists(MANNERS, min_size=1, max_size=6)):
        lines += manner.format(day=draw(SPELLINGS)(next(days))).split("\n")
        lines += [""] * draw(st.integers(0, 1))
    text = "\n".join(lines)
    day_by_line: dict[int, Day] = {}
    for number, line in enumerate(lines, start=1):
        found = find_day_anywhere(line)
        if found and found.day:
            day_by_line[number] = found.day
    return text, day_by_line


@settings(max_examples=150, deadline=None)
@given(note=draw_notes())
def test_day_that_is_read_is_on_the_line_that_is_named(note: tuple[str, dict[int, Day]]) -> None:
    text, day_by_line = note
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "People").mkdir()
        (root / "People" / "ada-quill.md").write_text(text, encoding="utf-8")
        explanation = explain(root)

    named_lines = {line.location.line for line in explanation.unread_lines}
    named_lines |= {item.location.line for item in explanation.items}
    for touch in explanation.touches:
        assert day_by_line[touch.location.line] == touch.touch.date
        named_lines.add(touch.location.line)
    for fact in explanation.facts:
        if fact.name in ("last_contact", "met", "next", "birthday"):
            assert day_by_line[fact.location.line].isoformat() == fact.value
        named_lines.add(fact.location.line)
    assert day_by_line.keys() <= named_lines, text


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(datetime.date(2020, 1, 1), TODAY),
    other_day=st.dates(datetime.date(2020, 1, 1), TODAY),
    name=st.sampled_from(("{0:%Y-%m-%d} Lunch", "{0:%Y-%m-%d}", "{0:%Y_%m_%d}", "Lunch")),
    date_line=st.sampled_from(("date: {0:%Y-%m-%d}", "owner: me")),
    people=st.sampled_from(("people: '[[ada-quill]]'", "tags: meeting")),
    body=st.lists(
        st.sampled_from(
            ("## Attendees", "- [[ada-quill]]", "- Ada Quill", "Saw [[ada-quill]]", "**With:** Ben")
        ),
        max_size=4,
    ),
    folder=st.sampled_from(("Meetings", "Daily")),
)
def test_day_of_another_note_is_on_the_line_or_in_the_name_that_is_named(
    day: Day,
    other_day: Day,
    name: str,
    date_line: str,
    people: str,
    body: list[str],
    folder: str,
) -> None:
    path = f"{folder}/{name.format(day)}.md"
    lines = ["---", people, date_line.format(other_day), "---", *body]
    with tempfile.TemporaryDirectory() as root_folder:
        root = Path(root_folder)
        for file_path, text in (
            ("netnotes.toml", SETTINGS),
            ("People/ada-quill.md", "# Ada Quill\n"),
            (path, "\n".join(lines)),
        ):
            (root / file_path).parent.mkdir(exist_ok=True)
            (root / file_path).write_text(text, encoding="utf-8")
        explanation = explain(root)

    for touch in explanation.touches:
        assert touch.location.path == path
        written = lines[touch.day_line - 1] if touch.day_line else path.replace("_", "-")
        assert touch.touch.date.isoformat() in written
        assert "ada" in lines[touch.location.line - 1].casefold()
    named_lines = {touch.location.line for touch in explanation.touches}
    named_lines |= {line.location.line for line in explanation.unread_lines}
    if not explanation.touches:
        linking_lines = {
            number for number, line in enumerate(lines, start=1) if number > 4 and "[[ada" in line
        }
        assert linking_lines <= named_lines


@pytest.mark.parametrize("case", sorted(path.name for path in STRANGERS.iterdir()))
def test_every_day_in_a_vault_of_strangers_is_read_or_has_a_reason(case: str) -> None:
    loaded = find_and_load_vault(STRANGERS / case, TODAY)
    for contact in loaded.network.contacts:
        explanation = explain(STRANGERS / case, contact.path)
        counted = [touch.touch.source_location for touch in explanation.touches]
        past_touches = [touch for touch in contact.touches if touch.date <= TODAY]
        assert sorted(counted) == sorted(touch.source_location for touch in past_touches)

        locations = [fact.location for fact in explanation.facts]
        locations += [touch.location for touch in explanation.touches]
        locations += [item.location for item in explanation.items]
        locations += [line.location for line in explanation.unread_lines]
        named_lines = {location.line for location in locations if location.path == contact.path}
        text = (STRANGERS / case / contact.path).read_text(encoding="utf-8-sig")
        for number, line in enumerate(text.split("\n"), start=1):
            if find_day_anywhere(line):
                assert number in named_lines, (contact.path, number, line)


def test_attempt_in_the_own_log_has_a_reason(tmp_path: Path) -> None:
    note = tmp_path / "People/ada-quill.md"
    note.parent.mkdir()
    note.write_text("# Ada Quill\n\n- 2026-11-02 called, no answer\n")
    explanation = explain(tmp_path)
    assert explanation.touches == ()
    assert "attempt" in list_reasons(explanation)[("People/ada-quill.md", 3)]


def test_vault_behind_a_name_is_told_where_it_belongs(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({"People/Ada Quill.md": ""})
    assert run(["explain", "Ada", "Quill", str(root)]) == EXIT_CANNOT
    printed = capsys.readouterr().err
    assert f"`netnotes explain 'Ada Quill' --vault {root}`" in printed


@pytest.mark.parametrize(
    "form",
    [
        "- 2026-11-02 should call her",
        "| 2026-11-02 | should call her |",
        "### 2026-11-02 should call her",
        "> [!note] 2026-11-02 should call her",
    ],
)
def test_plan_in_the_own_log_has_a_reason(form: str, tmp_path: Path) -> None:
    note = tmp_path / "People/ada-quill.md"
    note.parent.mkdir()
    note.write_text(f"# Ada Quill\n\n{form}\n")
    explanation = explain(tmp_path)
    assert explanation.touches == ()
    assert "plan" in list_reasons(explanation)[("People/ada-quill.md", 3)]
