"""What kind of note a note is, and what meeting notes and daily notes tell of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.model.people import Contact, Event, Goal
from netnotes.model.settings import DailyNotes, Settings
from netnotes.network.checks import check_network
from netnotes.network.network import Network, build_network
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.kinds import classify_note
from netnotes.reading.note import Source, decode_source, read_note
from netnotes.reading.reader import read_source
from tests.notes import TODAY, day, notes, reading, with_front

if TYPE_CHECKING:
    import random

    from netnotes.model.people import Touch

DAILY = DailyNotes("Daily")


def kind(
    path: str, text: str = "", settings: Settings | None = None, journal: DailyNotes = DAILY
) -> str:
    return classify_note(read_note(Source(path, text))[0], settings or Settings(), journal).kind


CONTACT = [
    *(
        ("People/Ada.md", ""),
        ("people/Ada.md", ""),
        ("Contacts/a/b/Ada.md", ""),
        ("Persons/Ada.md", ""),
    ),
    *(("CRM/Contacts/Ada.md", ""), ("References/People/Ada.md", ""), ("crm/CONTACTS/Ada.md", "")),
    *(
        (path, f"---\ntype: {one}\n---\n")
        for path in ("Ada.md", "Goals/Ada.md")
        for one in ("person", "Contact", "People")
    ),
    ("Ada.md", "---\ntype: [x, person]\n---\n"),
    ("Ada.md", "---\ntype: '[[Person]]'\n---\n"),
    ("Ada.md", "---\nType: '[[Types/Person|P]]'\n---\n"),
    ("Ada.md", "---\ncategories: ['[[People]]']\n---\n"),
    ("Ada.md", "---\ncategory: People\n---\n"),
    ("Ada.md", "---\ntags: [a, person]\n---\n"),
    ("Ada.md", "---\ntags: '#people #x'\n---\n"),
    ("Ada.md", "---\ntag: person/family\n---\n"),
    ("Ada.md", "#person\n"),
    ("Ada.md", "text\n\n#x #people/work\n"),
    ("Ada.md", "type:: person\n"),
    ("Ada.md", "- **Type**:: [[Person]]\n"),
    ("People/2026-10-02 Ada.md", ""),
    ("People/Ada/Ada.md", ""),
    ("People/Peopleware.md", ""),
]


@pytest.mark.parametrize(("path", "text"), CONTACT)
def test_what_a_contact_is(path: str, text: str) -> None:
    assert kind(path, text) == "contact"
    assert isinstance(reading(text, path).entity, Contact)


OTHERS = [
    ("goal", "Goals/Speak.md", ""),
    ("goal", "x.md", "---\ntype: goal\n---\n"),
    ("event", "events/Fair.md", ""),
    ("event", "x.md", "---\ntype: event\n---\n"),
    ("event", "x.md", "---\ntype: Trip\n---\n"),
    ("event", "Events/Fair.md", "---\ndate: 2026-10-02\npeople: ['[[Ada]]']\n---\n"),
    ("meeting", "x.md", "---\ndate: 2026-10-02\npeople: ['[[Ada]]']\n---\n"),
    ("meeting", "2026-10-02 x.md", "---\nperson: '[[Ada]]'\n---\n"),
    ("meeting", "People/2026-10-02 x.md", "---\nperson: '[[Ada]]'\n---\n"),
    ("meeting", "x.md", "date:: 2026-10-02\nattendees:: [[Ada]]\n"),
    ("meeting", "x.md", "---\ntype: meeting\n---\n"),
    ("meeting", "People/x.md", "---\ntype: interaction\n---\n"),
    ("daily note", "Daily/2026-10-02.md", ""),
    ("daily note", "daily/2026/2026-10-02 Friday.md", ""),
    ("", "x.md", ""),
    ("", "Notes/People.md", ""),
    ("", "Our People/Ada.md", ""),
    ("", "CISCO Networking/People.md", ""),
    ("", "x.md", "---\ndate: 2026-10-02\n---\n[[Ada]]\n"),
    ("", "x.md", "---\npeople: ['[[Ada]]']\n---\n"),
    ("", "x.md", "---\npeople: many\ndate: 2026-10-02\n---\n"),
    ("", "x.md", "---\ntype: note\ntags: [peoples, personal]\n---\n"),
    ("", "x.md", "words about #people\n"),
    ("", "x.md", "`type:: person`\n\n    type:: person\n"),
    ("", "Daily/Ideas.md", ""),
    ("", "People/Ada.md", "---\nnetnotes: ignore\n---\n"),
    ("", "x.md", "---\ntype: person\nnetnotes: Ignore\n---\n"),
    ("", "People/Northwind.md", "---\ntype: company\n---\n"),
    ("", "People/People.md", ""),
    ("", "People/+ people.md", ""),
    ("", "People/index.md", ""),
    ("", "CRM/Contacts/Contacts.md", ""),
    ("", "Goals/Goals.md", ""),
    ("", "People/Board.md", "---\nkanban-plugin: board\n---\n"),
    ("", "People/Person template.md", "---\nmet: {{date}}\n---\n"),
    ("", "People/Template.md", "Met <% tp.date.now() %>\n"),
    ("contact", "People/Anna Template.md", ""),
]


@pytest.mark.parametrize(("expected", "path", "text"), OTHERS)
def test_what_other_notes_are(expected: str, path: str, text: str) -> None:
    assert kind(path, text) == expected


def test_own_folders_take_the_place_of_ours() -> None:
    settings = Settings(contacts=("2 Areas/Mensen",), goals="Aims", events="")
    assert [
        kind(path, settings=settings)
        for path in ("2 areas/mensen/x/Ada.md", "People/Ada.md", "Aims/x.md", "x.md")
    ] == [
        *("contact", "", "goal", ""),
    ]
    assert kind("People/Ada.md", settings=Settings(contacts=())) == ""


def test_what_is_not_ours_is_never_wrong() -> None:
    text = (
        "---\ntags: [: x\nmet: never\n---\n<<<<<<< HEAD\n- [ ] 2026-02-30\n"
        + "> " * 100
        + "[x](javascript:y)\n"
    )
    other = reading(text, "Cooking/Bread.md")
    assert (other.entity, other.diagnostics) == (None, ())
    assert len(reading(text, "People/Ada.md").diagnostics) > 4


def test_every_note_keeps_its_links_tags_and_aliases() -> None:
    other = reading(
        "---\naliases: [Loaf]\ntags: [baking]\n---\n[[Ada]] #bread\n", "Cooking/Bread.md"
    )
    assert (other.aliases, other.tags, [link.target for link in other.links]) == (
        ("loaf",),
        ("baking", "bread"),
        ["Ada"],
    )
    assert reading("", "Goals/Speak.md").entity == Goal(path="Goals/Speak.md", name="Speak")
    assert reading("", "Events/Fair.md").entity == Event(path="Events/Fair.md", name="Fair")


def touches(
    path: str, text: str, journal: DailyNotes = DAILY
) -> list[tuple[str, str, str, list[str]]]:
    """Date, channel, text and the people of what a note tells of others."""
    told = read_source(Source(path, text), Settings(), journal).encounters
    return [
        (
            str(one.touch.date),
            one.touch.channel,
            one.touch.text,
            [link.target for link in one.people],
        )
        for one in told
    ]


def test_a_meeting_is_one_touch_with_everybody_it_names() -> None:
    front = with_front("date: 2026-10-02", "people: ['[[Ada]]', '[[Ben|B]]']")
    assert touches("M/Coffee at the pier.md", front + "[[Cleo]]\n") == [
        ("2026-10-02", "coffee", "Coffee at the pier", ["Ada", "Ben"])
    ]
    assert touches("M/2026-10-03 - Board.md", with_front("person: '[[Ada]]'", "medium: Call")) == [
        ("2026-10-03", "call", "Board", ["Ada"])
    ]
    assert touches(
        "2026-10-03.md",
        with_front("type: meeting") + "Piers.\n[[Ada]] `[[Ben]]` ![[Cleo]]\n> [[Dan]]\n",
    ) == [("2026-10-03", "", "Piers.", ["Ada"])]
    assert touches("M/x.md", with_front("type: meeting") + "[[Ada]]\n") == []
    assert touches("M/x.md", with_front("type: meeting", "date: 2026-10-03") + "Nobody\n") == []


def test_a_daily_note_tells_of_those_its_lines_link_to() -> None:
    text = """---
weather: '[[Sun]]'
---
- coffee with [[Ada]] and [[Ben|B]]
- [ ] call [[Ada]]
- [x] called [[Cleo]]
- [-] write to [[Ada]]
- nothing, ![[Ada]], `[[Ada]]`
> [[Ada]]
Lunch with [Dan](../People/Dan%20Reyes.md)
## Walk with [[Eve]]
| [[Finn]] | at noon |
%% [[Ada]] %%
```
[[Ada]]
```
- [web](https://example.org)
"""
    assert touches("Daily/2026-10-02.md", text) == [
        ("2026-10-02", "coffee", "coffee with [[Ada]] and [[Ben|B]]", ["Ada", "Ben"]),
        ("2026-10-02", "", "called [[Cleo]]", ["Cleo"]),
        (
            "2026-10-02",
            "lunch",
            "Lunch with [Dan](../People/Dan%20Reyes.md)",
            ["../People/Dan Reyes.md"],
        ),
        ("2026-10-02", "walk", "Walk with [[Eve]]", ["Eve"]),
        ("2026-10-02", "", "[[Finn]] | at noon |", ["Finn"]),
    ]
    assert (
        touches("Notes/2026-10-02.md", text)
        == touches("Daily/2026-10-02.md", text, DailyNotes())
        == []
    )


@pytest.mark.parametrize(
    ("form", "path", "date"),
    [
        ("YYYY-MM-DD", "Daily/2026-10-02.md", "2026-10-02"),
        ("YYYY-MM-DD", "Daily/a/b/2026-10-02.md", "2026-10-02"),
        ("YYYY-MM-DD dddd", "Daily/2026-10-02 Friday.md", "2026-10-02"),
        ("YYYY/MM/YYYY-MM-DD", "Daily/2026/10/2026-10-02.md", "2026-10-02"),
        ("YYYY/MM/DD", "Daily/2026/10/02.md", "2026-10-02"),
        ("YYYYMMDD", "Daily/20261002.md", "2026-10-02"),
        ("DD.MM.YYYY", "Daily/02.10.2026.md", "2026-10-02"),
        ("D-M-YY", "Daily/2-10-26.md", "2026-10-02"),
        ("YYYY_MM_DD", "Daily/2026_10_02.md", "2026-10-02"),
        ("MMMM Do, YYYY", "Daily/October 2nd, 2026.md", "2026-10-02"),
        ("ddd D MMM YYYY", "Daily/Fri 2 Oct 2026.md", "2026-10-02"),
        ("[Day] YYYY-[W]WW MM.DD", "Daily/Day 2026-W40 10.02.md", "2026-10-02"),
        ("dddd, Do [of] MMMM YYYY", "Daily/friday, 2nd of october 2026.md", "2026-10-02"),
        ("DD.MM.YYYY", "Daily/2026-10-02.md", "2026-10-02"),
        ("DD.MM.YYYY", "Daily/30.02.2026.md", None),
        ("DD.MM.YYYY", "Daily/Ideas.md", None),
        ("MMMM D YYYY", "Daily/Sept 2 2026.md", "2026-09-02"),
        ("MMMM D YYYY", "Daily/Vendémiaire 2 2026.md", None),
        ("gggg-[W]ww", "Daily/2026-W40.md", None),
        ("", "Daily/x.md", None),
        ("((((", "Daily/((((.md", None),
        ("YYYY-MM-DD", "Elsewhere/2026-10-02.md", None),
    ],
)
def test_the_day_of_a_daily_note(form: str, path: str, date: str | None) -> None:
    assert find_daily_note_day(path, DailyNotes("Daily", form)) == (day(date) if date else None)


def test_the_whole_vault_may_be_the_journal() -> None:
    assert kind("2026-10-02.md", journal=DailyNotes("/")) == "daily note"
    assert kind("People/2026-10-02 Ada.md", journal=DailyNotes("/")) == "contact"


@given(
    notes(),
    st.sampled_from(
        ("People/Ada.md", "Goals/Speak.md", "Events/Fair.md", "Daily/2026-10-02.md", "x.md")
    ),
)
def test_reading_never_fails_and_knows_its_lines(text: str, path: str) -> None:
    read_ = read_source(Source(path, text), Settings(), DAILY)
    lines = text.split("\n")
    for one in read_.diagnostics:
        assert one.location.path == path
        assert 1 <= one.location.line <= len(lines)
        assert 1 <= one.location.column <= len(lines[one.location.line - 1]) + 1
        assert one.message.endswith((".", "?"))
    told: tuple[Touch, ...] = read_.entity.touches if isinstance(read_.entity, Contact) else ()
    assert all(
        1 <= touch.source_location.line <= len(lines)
        for touch in (*told, *(one.touch for one in read_.encounters))
    )


@given(notes())
def test_the_ends_of_lines_never_show(text: str) -> None:
    said = []
    for end in ("\n", "\r\n", "\r"):
        source, _ = decode_source("People/Ada.md", text.replace("\n", end).encode())
        assert source is not None
        said.append(read_source(source._replace(digest=""), Settings()))
    marked, _ = decode_source("People/Ada.md", b"\xef\xbb\xbf" + text.encode())
    assert marked is not None
    assert said[0] == said[1] == said[2] == read_source(marked._replace(digest=""), Settings())


@given(st.lists(notes(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_notes_never_shows(texts: list[str], chance: random.Random) -> None:
    names = ("Ada", "Ben Okafor", "Cleo Marsh", "Dan", "Eve")
    readings = [
        reading(text, f"People/{name}.md") for name, text in zip(names, texts, strict=False)
    ]
    mixed = list(readings)
    chance.shuffle(mixed)
    one, other = (build_network(some, (), Settings(), TODAY) for some in (readings, mixed))
    for name in Network.__struct_fields__:
        if name != "file_index":  # which keeps what was looked up
            assert getattr(one, name) == getattr(other, name)
    assert sorted(check_network(one)) == sorted(check_network(other))


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    text = text.replace("\r", "")
    assert all(1 <= one.location.line <= text.count("\n") + 1 for one in reading(text).diagnostics)
