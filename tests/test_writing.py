"""An edit changes the lines that are meant and not a byte more; read again, the note says what was written."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.vault.edit import format_diff
from netnotes.writing.edits import Edit, apply_edits, find_obstacle
from netnotes.writing.fixes import build_fix_edits
from netnotes.writing.log_entry import Meeting, find_entry_location, log_meeting
from netnotes.writing.new_note import MAX_STEM_BYTES, build_file_stem, write_new_note
from netnotes.writing.properties import (
    add_to_property,
    find_field,
    remove_property,
    set_property,
    write_scalar,
)
from netnotes.writing.tasks import CANCELLED, tick
from tests.notes import TODAY, contact, day, field_lines, log_lines, notes, with_front

S = Settings()
PATH = "People/Ada Quill.md"


def with_property(text: str, name: str, value: str | tuple[str, ...]) -> str:
    return apply_edits(text, set_property(build_source(PATH, text), name, value, S))


def logged(text: str, meeting: Meeting, settings: Settings = S) -> str:
    return apply_edits(text, log_meeting(build_source(PATH, text), meeting, settings))


# Edits


@given(
    st.lists(
        st.text(
            st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["Cs"]), max_size=5
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_an_edit_leaves_every_other_byte(
    lines: list[str], end: str, ended: bool, bom: bool, data: st.DataObject
) -> None:
    text = ("\ufeff" if bom else "") + end.join(lines) + (end if ended and lines else "")
    count = len(text.removeprefix("\ufeff").split(end)) - (
        text.removeprefix("\ufeff")[-1:] in ("", "\r", "\n")
    )
    at = data.draw(st.integers(1, count + 1))
    gone = data.draw(st.integers(0, count + 1 - at))
    after = apply_edits(text, [Edit(at, gone, ("new",))])
    parts = text.removeprefix("\ufeff").split(end)[:count]
    expected = [*parts[: at - 1], "new", *parts[at - 1 + gone :]]
    assert (
        after.removeprefix("\ufeff").removesuffix(end).split(end if count > 1 or ended else "\n")
        == expected
        or count <= 1
    )
    assert after.startswith("\ufeff") == bom
    assert apply_edits(text, []) == text


def test_line_ends_bom_and_a_missing_last_end_stay() -> None:
    text = "\ufeff---\r\ntier: monthly\r\n---\r\nText \t"
    assert with_property(text, "tier", "yearly") == "\ufeff---\r\ntier: yearly\r\n---\r\nText \t"
    assert (
        with_property(text, "level", "above")
        == "\ufeff---\r\ntier: monthly\r\nlevel: above\r\n---\r\nText \t"
    )
    assert logged(text, Meeting(TODAY)) == f"{text}\r\n\r\n## Log\r\n- 2026-11-20"


def test_a_difference_is_shown_as_git_shows_it() -> None:
    shown = format_diff(PATH, "a\r\nb\r\nc", "a\r\nx\r\nc")
    assert shown.splitlines()[:2] == [f"--- a/{PATH}", f"+++ b/{PATH}"]
    assert [line for line in shown.splitlines()[2:] if line[0] in "+-"] == ["-b", "+x"]
    assert format_diff(PATH, "same", "same") == ""


# Properties


@pytest.mark.parametrize(
    ("before", "after"),
    {
        "tier: monthly  # for now": "tier: yearly  # for now",
        'tier: "monthly" # for now': "tier: yearly # for now",
        "tier:   monthly   ": "tier:   yearly   ",
        "tier:": "tier: yearly",
        "tier: # none yet": "tier: yearly # none yet",
        "Circle:    monthly": "Circle:    yearly",
        "'tier': 'monthly'": "'tier': yearly",
        "prm-tier: monthly\n# a comment": "prm-tier: yearly\n# a comment",
        "tier: >-\n  monthly\n  or so\n\nrole: x": "tier: yearly\n\nrole: x",
        "tier:\n  - monthly\nrole: x": "tier: yearly\nrole: x",
        "tier: [a,\n  b]\nrole: x": "tier: yearly\nrole: x",
        "role: x": "role: x\ntier: yearly",
    }.items(),
)
def test_a_property_is_set_where_it_stands(before: str, after: str) -> None:
    assert (
        with_property(f"---\n{before}\n---\nText\n", "tier", "yearly")
        == f"---\n{after}\n---\nText\n"
    )


def test_front_matter_is_made_where_there_is_none() -> None:
    assert with_property("Text\n", "tier", "yearly") == "---\ntier: yearly\n---\nText\n"
    assert with_property("", "tier", "yearly") == "---\ntier: yearly\n---\n"


def test_values_are_written_as_obsidian_writes_them() -> None:
    assert {
        text: write_scalar(text)
        for text in ("2026-10-02", "plain text", "45", "O'Neil", "C#", "a:b", "x - y", "é 🙂")
    } == {
        text: text
        for text in ("2026-10-02", "plain text", "45", "O'Neil", "C#", "a:b", "x - y", "é 🙂")
    }
    for text in (
        "[[Ben]]",
        "+49 171 55",
        "0171 555123",
        "a: b",
        "a #b",
        "- a",
        "yes",
        "10:30",
        "@me",
        "#tag",
        "1.5",
        "x:",
    ):
        assert write_scalar(text) == f'"{text}"'
    assert write_scalar('say "no"\nnow') == 'say "no" now'
    assert write_scalar('"x" \\') == '"\\"x\\" \\\\"'


SAFE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"),
    max_size=30,
)


@given(SAFE)
def test_whatever_is_written_is_read_back(text: str) -> None:
    words = " ".join(text.split())
    front, found = read_front_matter(
        f"---\nname: {write_scalar(text)}\nlist:\n  - {write_scalar(text) or 'x'}\n---\n", PATH
    )
    assert not [one for one in found if one.code == "broken-front-matter"]
    assert front.fields[0].text == words.strip()
    assert len(front.fields) == 2


@given(
    st.lists(field_lines(), max_size=6),
    st.sampled_from(["tier", "purpose", "pause_until", "knows"]),
    st.data(),
)
def test_a_property_set_changes_its_own_lines_only(
    lines: list[str], name: str, data: st.DataObject
) -> None:
    text = "\n".join(("---", *lines, "---", "Body --- text", ""))
    assume(find_obstacle(build_source(PATH, text)) is None)
    value: str | tuple[str, ...] = data.draw(st.sampled_from(["monthly", "2027-01-01", "a: b"]))
    if name == "knows":
        value = ("[[Ben]]", "[[Cleo]]")
    after = with_property(text, name, value)
    before_front, _ = read_front_matter(text, PATH)
    front, found = read_front_matter(after, PATH)
    assert not [one for one in found if one.code in ("broken-front-matter", "duplicate-property")]
    field = find_field(before_front, name, S)
    new = find_field(front, name, S)
    assert new
    assert tuple(word.text for word in new.words) == ((value,) if isinstance(value, str) else value)
    others = [(one.name, one.text, one.is_list) for one in before_front.fields if one is not field]
    assert [(one.name, one.text, one.is_list) for one in front.fields if one is not new] == others
    assert after.endswith("---\nBody --- text\n")
    assert with_property(after, name, value) == after  # twice is once


def test_a_list_grows_in_its_own_style() -> None:
    def grown(front: str, *more: str) -> str:
        text = with_front(*front.split("\n"))
        return apply_edits(text, add_to_property(build_source(PATH, text), "email", more, S))

    assert grown("email:\n- a@b\n# end\nrole: x", "c@d") == with_front(
        "email:", "- a@b", "- c@d", "# end", "role: x"
    )
    assert grown("email: a@b", "c@d") == with_front("email:", "  - a@b", "  - c@d")
    assert grown("email: [a@b] # work", "c@d") == with_front("email:", "  - a@b", "  - c@d")
    assert grown("e-mail:", "c@d") == with_front("e-mail: c@d")
    assert grown("role: x", "c@d") == with_front("role: x", "email:", "  - c@d")
    assert grown("email:\n  - a@b", "A@b") == with_front("email:", "  - a@b")


def test_a_property_is_taken_out_with_all_its_lines() -> None:
    text = with_front("a: 1", "knows:", "  - x", "  # said so", "  - y", "b: 2")
    assert apply_edits(text, remove_property(build_source(PATH, text), "knows", S)) == with_front(
        "a: 1", "b: 2"
    )
    assert remove_property(build_source(PATH, text), "tier", S) == ()


@pytest.mark.parametrize(
    "text",
    [
        with_front("a: [b", "c: d"),
        with_front("tier: a", "tier: b"),
        "---\ntier: monthly\n",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
        with_front(f"purpose: {'x' * 17_000}"),
    ],
)
def test_a_note_that_is_broken_is_not_edited(text: str) -> None:
    assert find_obstacle(build_source(PATH, text))


# The log

MEETING = Meeting(day("2026-11-20"), "coffee", "Talked.")


@pytest.mark.parametrize(
    ("before", "after"),
    {
        "- 2026-10-02 call: A.\n- 2026-09-01: B.": "- 2026-11-20 coffee: Talked.\n- 2026-10-02 call: A.\n- 2026-09-01: B.",
        "- 2026-09-01: B.\n- 2026-10-02: A.\n  - gave:: x": "- 2026-09-01: B.\n- 2026-10-02: A.\n  - gave:: x\n- 2026-11-20 coffee: Talked.",
        "* 2026-10-02 — A.": "* 2026-11-20 coffee — Talked.\n* 2026-10-02 — A.",
        "- [[2026-10-02]] A.": "- [[2026-11-20]] coffee: Talked.\n- [[2026-10-02]] A.",
        "- **2026-10-02:** A.": "- **2026-11-20:** coffee: Talked.\n- **2026-10-02:** A.",
        "- 2026-12-24: A plan.\n- 2026-10-02: A.": "- 2026-12-24: A plan.\n- 2026-11-20 coffee: Talked.\n- 2026-10-02: A.",
        "### 2026-10-02 — Lunch\nAll well.": "### 2026-11-20 — Coffee\nTalked.\n\n### 2026-10-02 — Lunch\nAll well.",
        "### 2026-10-02\n\nAll well.": "### 2026-11-20 — Coffee\n\nTalked.\n\n### 2026-10-02\n\nAll well.",
        "| Date | How | What |\n|---|---|---|\n| 2026-10-02 | call | A. |": (
            "| Date | How | What |\n|---|---|---|\n| 2026-11-20 | coffee | Talked. |\n| 2026-10-02 | call | A. |"
        ),
        "Text.\n\n## Log": "Text.\n\n## Log\n- 2026-11-20 coffee: Talked.",
        "## Contact log\n\nNothing yet.": "## Contact log\n- 2026-11-20 coffee: Talked.\n\nNothing yet.",
        "Text.": "Text.\n\n## Log\n- 2026-11-20 coffee: Talked.",
        "# 2026\n- 2026-10-02: A.\n\n# 2025\n- 2025-10-02: B.": (
            "# 2026\n- 2026-11-20 coffee: Talked.\n- 2026-10-02: A.\n\n# 2025\n- 2025-10-02: B."
        ),
    }.items(),
)
def test_an_entry_is_written_like_the_others(before: str, after: str) -> None:
    assert logged(f"{before}\n", MEETING) == f"{after}\n"


def test_what_passed_is_written_below_its_entry() -> None:
    meeting = MEETING._replace(
        text="One.\nTwo.", gave=("a paper",), asked=("a name",), promised=(("a draft", day("2026-12-01")), ("x", None)),
        learned=("she moves",), others=("[[Ben]]", "[[Cleo]]"),
    )  # fmt: skip
    text = logged("- 2026-10-02 A.\n\t- gave:: x\n", meeting)
    assert text.split("\n")[:8] == [
        "- 2026-11-20 coffee: One.",
        "\tTwo. (with [[Ben]] and [[Cleo]])",
        "\t- gave:: a paper",
        "\t- [ ] asked:: a name",
        "\t- [ ] promised:: a draft 📅 2026-12-01",
        "\t- [ ] promised:: x",
        "\t- learned:: she moves",
        "- 2026-10-02 A.",
    ]
    said = contact(text)
    assert [one.text for one in said.promises] == ["a draft", "x"]
    assert said.promises[0].due == day("2026-12-01")
    row = contact(logged("| 2026-10-02 | call | A. |\n", meeting))
    assert [row.gifts[0].text, row.asks[0].text, row.learned[0].text] == [
        "a paper",
        "a name",
        "she moves",
    ]
    assert row.promises[0].due == day("2026-12-01")


def test_the_last_contact_follows_and_never_goes_back() -> None:
    front = with_front("last-met: 2026-10-02 # by phone")
    assert logged(front, MEETING).startswith(with_front("last-met: 2026-11-20 # by phone"))
    later = with_front("last_contact: 2026-11-21")
    assert logged(later, MEETING).startswith(later)
    assert "Last contact:: 2026-11-20\n" in logged("Last contact:: 2026-10-02\n", MEETING)
    assert "last_contact" not in logged("Text\n", MEETING)


@given(notes(), st.lists(log_lines(), max_size=6), st.data())
def test_a_logged_touch_is_read_back_and_nothing_else_changes(
    text: str, more: list[str], data: st.DataObject
) -> None:
    text = "\n".join((text, *more))
    source = build_source(PATH, text)
    assume(find_obstacle(source) is None)
    before = read_source(source, S).entity
    assert isinstance(before, Contact)
    meeting = Meeting(
        date=data.draw(st.dates(day("2020-01-01"), TODAY)),
        channel=data.draw(st.sampled_from(["", "coffee", "email"])),
        text=data.draw(
            st.sampled_from(["", "Talked about ferries.", "Two\nlines.", "A | pipe and a :: sign"])
        ),
        gave=data.draw(st.sampled_from([(), ("a book",)])),
        promised=data.draw(st.sampled_from([(), (("a draft", day("2027-01-01")),)])),
    )
    edits = log_meeting(source, meeting, S)
    after = contact(apply_edits(text, edits))
    kept = {(one.date, one.channel, one.text) for one in before.touches}
    assert kept <= {(one.date, one.channel, one.text) for one in after.touches}
    assert len(after.touches) >= len(before.touches) + 1
    line = apply_edits(source.text, edits).split("\n")[find_entry_location(edits, PATH).line - 1]
    assert meeting.date.isoformat() in line
    assert after.purpose == before.purpose
    assert after.last_contact == (
        max(before.last_contact, meeting.date) if before.last_contact else None
    )
    old, new = source.text.split("\n"), apply_edits(source.text, edits).split("\n")
    assert (Counter(old) - Counter(new)).total() <= 1  # last_contact


# Tasks


@pytest.mark.parametrize(
    ("line", "after"),
    {
        "  - [ ] promised:: a draft 📅 2026-12-01": "  - [x] promised:: a draft 📅 2026-12-01 ✅ 2026-11-20",
        "- [ ] a draft ^id-1": "- [x] a draft ✅ 2026-11-20 ^id-1",
        "* [ ] a draft [due:: 2026-12-01]": "* [x] a draft [due:: 2026-12-01] [completion:: 2026-11-20]",
        "- promised:: a draft": "- [x] promised:: a draft ✅ 2026-11-20",
        "- 2026-10-02 call: A. [promised:: a draft]": "- 2026-10-02 call: A.\n  - [x] promised:: a draft ✅ 2026-11-20",
    }.items(),
)
def test_a_promise_is_ticked_as_the_tasks_plugin_would(line: str, after: str) -> None:
    before = contact(f"{line}\n")
    promise = before.promises[0]
    assert promise.state == "open"
    text = apply_edits(
        f"{line}\n",
        tick(build_source(PATH, f"{line}\n"), promise.source_location.line, promise.text, TODAY),
    )
    assert text == f"{after}\n"
    (kept,) = contact(text).promises
    assert (kept.state, kept.done, kept.due) == ("kept", TODAY, promise.due)


def test_an_ask_is_declined() -> None:
    text = "- [ ] asked:: a name\n"
    text = apply_edits(text, tick(build_source(PATH, text), 1, "a name", TODAY, CANCELLED))
    assert text == "- [-] asked:: a name ❌ 2026-11-20\n"
    assert contact(text).asks[0].state == "declined"


# Mending


def test_what_can_mean_one_thing_only_is_mended() -> None:
    text = with_front(
        *(
            "teir: monthly # mine",
            "met: 2026-2-3",
            "last_contact: 2026/11/02 # yes",
            "introduced_by: [[Ben]]",
        ),
        *("tags: a, b", "birthday: 3/4/1980", "pause_until: 2026-02-30"),
    )
    edits, words = build_fix_edits(build_source(PATH, text), S)
    assert apply_edits(text, edits) == with_front(
        *(
            "tier: monthly # mine",
            "met: 2026-02-03",
            "last_contact: 2026-11-02 # yes",
            'introduced_by: "[[Ben]]"',
        ),
        *("tags:", "  - a", "  - b", "birthday: 3/4/1980", "pause_until: 2026-02-30"),
    )
    assert len(words) == 5


def test_a_slip_stays_where_its_name_is_taken() -> None:
    text = with_front("tier: monthly", "teir: yearly", "purpsoe: x", "purpoe: y")
    edits, words = build_fix_edits(build_source(PATH, text), S)
    assert apply_edits(text, edits) == text.replace("purpsoe", "purpose")
    assert words == ("`purpsoe` is `purpose`",)


@given(notes())
def test_mending_twice_is_mending_once_and_loses_nothing(text: str) -> None:
    source = build_source(PATH, text)
    assume(find_obstacle(source) is None)
    edits, _ = build_fix_edits(source, S)
    after = apply_edits(source.text, edits)
    assert build_fix_edits(build_source(PATH, after), S) == ((), ())
    before_front, _ = read_front_matter(source.text, PATH)
    front, _ = read_front_matter(after, PATH)
    assert len(front.fields) == len(before_front.fields)
    assert source.text.split("\n")[before_front.body_line :] == after.split("\n")[front.body_line :]
    assert find_obstacle(build_source(PATH, after)) is None


# New notes


def test_a_new_note_says_what_was_asked_for() -> None:
    text = write_new_note("Ada", {"tier": "monthly", "goals": ("[[Talks]]",)}, "", TODAY, S)
    assert text == '---\npurpose:\ntier: monthly\ngoals:\n  - "[[Talks]]"\n---\n\n## Log\n'
    template = "---\npurpose:\ntier: quarterly\nmet: {{date:YYYY-MM-DD}}\n---\n# {{title}}\n<% tp.file.title %>\n"
    text = write_new_note("Ada", {"tier": "monthly"}, template, TODAY, S)
    assert text == "---\npurpose:\ntier: monthly\nmet: 2026-11-20\n---\n# Ada\nAda\n"


@given(st.text(max_size=300))
def test_a_file_name_is_one_that_every_file_system_takes(name: str) -> None:
    stem = build_file_stem(name)
    assert not set(stem) & set('\\/:*?"<>|#^[]\n\r\t\0')
    assert len(stem.encode()) <= MAX_STEM_BYTES + len(" (person)")
    assert not stem.startswith(".")
    assert not stem.endswith((".", " "))


def test_names_that_would_leave_the_folder_stay_inside() -> None:
    assert build_file_stem("../../etc/passwd") == "etc passwd"
    assert build_file_stem("CON") == "CON (person)"
    assert build_file_stem("...") == ""
    assert build_file_stem("Zoë") == "Zoë"
