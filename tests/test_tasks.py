"""Promises and asks are ticked off like tasks of the Obsidian plugin Tasks."""

from __future__ import annotations

import pytest

from netnotes.errors import NetnotesError
from netnotes.reading.note import build_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.tasks import CANCELLED, tick
from tests.notes import TODAY, read_as_contact

PATH = "People/Ada Quill.md"


@pytest.mark.parametrize(
    ("line", "expected"),
    {
        "  - [ ] promised:: a draft 📅 2026-12-01": (
            "  - [x] promised:: a draft 📅 2026-12-01 ✅ 2026-11-20"
        ),
        "- [ ] a draft ^id-1": "- [x] a draft ✅ 2026-11-20 ^id-1",
        "* [ ] a draft [due:: 2026-12-01]": (
            "* [x] a draft [due:: 2026-12-01] [completion:: 2026-11-20]"
        ),
        "Met. [promised:: a draft 📅 2026-12-01 for [[Ben]]]": (
            "Met.\n  - [x] promised:: a draft 📅 2026-12-01 for [[Ben]] ✅ 2026-11-20"
        ),
        "- promised:: a draft by 2026-12-01.": (
            "- [x] promised:: a draft by 2026-12-01. ✅ 2026-11-20"
        ),
        "- promised:: a draft": "- [x] promised:: a draft ✅ 2026-11-20",
        "- 2026-10-02 call: A. [promised:: a draft]": (
            "- 2026-10-02 call: A.\n  - [x] promised:: a draft ✅ 2026-11-20"
        ),
    }.items(),
)
def test_promise_is_ticked_as_the_tasks_plugin_does(line: str, expected: str) -> None:
    source = build_source(PATH, f"{line}\n")
    open_promise = read_as_contact(source.text).promises[0]
    assert open_promise.state == "open"

    edits = tick(source, open_promise.source_location.line, open_promise.text, TODAY)
    text = apply_edits(source.text, edits)

    assert text == f"{expected}\n"
    (promise,) = read_as_contact(text).promises
    assert (promise.state, promise.done, promise.due) == ("kept", TODAY, open_promise.due)


def test_cancelled_ask_is_declined() -> None:
    text = "- [ ] asked:: a name\n"
    text = apply_edits(text, tick(build_source(PATH, text), 1, "a name", TODAY, CANCELLED))
    assert text == "- [-] asked:: a name ❌ 2026-11-20\n"
    assert read_as_contact(text).asks[0].state == "declined"


def test_task_that_comes_again_in_logseq_is_not_ticked() -> None:
    text = "- TODO water her plants\n  SCHEDULED: <2026-12-05 Sat .+1w>\n"
    with pytest.raises(NetnotesError, match=r"comes again \(`\.\+1w`\)"):
        tick(build_source("pages/Ada.md", text), 1, "water her plants", TODAY)


def test_day_of_the_next_task_does_not_keep_one_from_being_ticked() -> None:
    text = "- TODO call her\n- TODO water her plants\n  SCHEDULED: <2026-12-05 Sat .+1w>\n"
    source = build_source("pages/Ada.md", text)
    edits = tick(source, 1, "call her", TODAY)
    assert edits[0].new_lines == ("- DONE call her ✅ 2026-11-20",)
