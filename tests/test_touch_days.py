"""What is told of one day in several places or ways is one touch, by the most personal way."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.network.link_graph import build_file_index, collect_contacts
from netnotes.network.measures.diary import build_diary, count_channels
from netnotes.network.measures.ledger import find_last_in_person
from netnotes.network.measures.measures import Measures
from netnotes.network.measures.trends import build_month_trends, count_touches_by_day
from netnotes.network.record import build_contact_record
from netnotes.reading.note import Source
from netnotes.reading.reader import read_source
from tests.networks import SETTINGS, TODAY, make_network_with

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.people import Touch
    from netnotes.network.network import Network

DAY = "2025-06-10"
MEETING = f"---\ntype: meeting\ndate: {DAY}\nchannel: lunch\n---\nWith [[Ada]]\n"


def make_network_of_day(*entries: str, meetings: int = 0) -> Network:
    """Build the network of Ada, with log entries and meeting notes of one day."""
    log = "\n".join(f"- {DAY} {entry}" for entry in entries)
    other_notes = {f"Meetings/{number}.md": MEETING for number in range(meetings)}
    return make_network_with(f"purpose: x\n---\n{log}", other_notes=other_notes)


def get_touch(network: Network) -> Touch:
    (touch,) = network.contacts[0].touches
    return touch


@pytest.mark.parametrize(
    ("entries", "meetings", "mode", "channel", "text"),
    [
        (["email: slides", "call: a word"], 0, "voice", "call", "a word\n\nemail: slides"),
        (["call: a word", "coffee: talked"], 0, "in person", "coffee", "talked\n\ncall: a word"),
        (["call: one", "call: two"], 0, "voice", "call", "one\n\ntwo"),
        (["call: one", "call: one"], 0, "voice", "call", "one"),
        (["nothing of how", "email"], 0, "written", "email", "nothing of how"),
        (["email: slides"], 1, "in person", "lunch", "email: slides"),
        (["coffee: talked"], 2, "in person", "coffee", "talked"),
        ([], 2, "in person", "lunch", "With [[Ada]]"),
    ],
)
def test_day_is_one_touch_by_the_most_personal_way(
    entries: list[str], meetings: int, mode: str, channel: str, text: str
) -> None:
    touch = get_touch(make_network_of_day(*entries, meetings=meetings))
    assert (touch.mode, touch.channel) == (mode, channel)
    assert touch.text.strip().endswith(text)


def test_ticked_promise_of_the_day_adds_no_touch_and_no_words() -> None:
    network = make_network_of_day(f"email: slides\n- [x] promised:: call her ✅ {DAY}")
    touch = get_touch(network)
    assert (touch.mode, touch.channel, touch.text) == ("voice", "call", "email: slides")


def test_every_count_has_the_day_once() -> None:
    measures = Measures(make_network_of_day("email: slides", "coffee: talked", "x", meetings=2))
    (month,) = build_diary(measures, 100)
    assert (month.touch_count, len(month.entries)) == (1, 1)
    assert count_channels(measures) == (("in person", "coffee", 1),)
    assert build_month_trends(measures)[-1].touches == 1
    assert sum(count for _, count in count_touches_by_day(measures)) == 1
    contact = measures.network.contacts[0]
    assert find_last_in_person(contact, TODAY) == datetime.date.fromisoformat(DAY)
    assert len(build_contact_record(contact, measures.network)["touches"]) == 1


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["2025-06-10", "2025-06-11", "2024-02-29"]),
        st.sampled_from(["email", "call", "coffee", ""]),
        st.sampled_from(["alpha", "beta", "gamma"]),
    ),
    max_size=6,
)


@settings(max_examples=40)
@given(ENTRIES, st.lists(st.sampled_from(["2025-06-10", "2025-06-12"]), max_size=3))
def test_days_are_distinct_and_no_own_word_is_lost(
    entries: list[tuple[str, str, str]], meeting_days: list[str]
) -> None:
    log = "\n".join(f"- {day} {channel}: {word}" for day, channel, word in entries)
    notes = {"People/Ada.md": f"---\npurpose: x\n---\n{log}\n"}
    for number, day in enumerate(meeting_days):
        notes[f"Meetings/{number}.md"] = MEETING.replace(DAY, day)
    readings = [read_source(Source(path, text), SETTINGS) for path, text in notes.items()]
    (contact,) = collect_contacts(readings, build_file_index(readings, ()), TODAY)

    days = [touch.date.isoformat() for touch in contact.touches]
    assert sorted(days) == sorted({*(day for day, _, _ in entries), *meeting_days})
    texts = {touch.date.isoformat(): touch.text for touch in contact.touches}
    for day, _, word in entries:
        assert word in texts[day]


def test_touch_of_a_day_comes_back_from_an_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of all lines of the day are in the export, and are imported once."""
    vault, copy, file = tmp_path / "vault", tmp_path / "copy", tmp_path / "people.json"
    log = f"- {DAY} email: slides\n- {DAY} coffee: talked\n  - gave:: a book\n- {DAY} rain\n"
    for root in (vault, copy):
        (root / "People").mkdir(parents=True)
        (root / "netnotes.toml").touch()
    (vault / "People" / "Ada.md").write_text(f"---\npurpose: x\n---\n{log}")

    assert run(["export", "json", str(vault), "-o", str(file)]) == 0
    touches = json.loads(file.read_text())["people"][0]["touches"]
    assert [(touch["channel"], touch["text"]) for touch in touches] == [
        ("coffee", "talked\n\nemail: slides\n\nrain")
    ]
    for root in (vault, copy, copy):
        before = {path: path.read_text() for path in root.rglob("*.md")}
        assert run(["import", str(file), "--vault", str(root), "--yes"]) == 0
    # The second import into the copy, and that into the vault it comes from, have changed nothing.
    assert {path: path.read_text() for path in copy.rglob("*.md")} == before
    assert (vault / "People" / "Ada.md").read_text().endswith(log)
    capsys.readouterr()
    assert run(["export", "json", str(copy)]) == 0
    assert json.loads(capsys.readouterr().out)["people"][0]["touches"] == touches
