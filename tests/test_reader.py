"""Which kind of note a note is, and the touches that meeting notes and daily notes record."""

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
from tests.notes import TODAY, make_front_matter, make_notes, parse_iso_day, read_note_text

if TYPE_CHECKING:
    import random

    from netnotes.model.people import Touch

DAILY = DailyNotes("Daily")


def find_kind(
    path: str, text: str = "", settings: Settings | None = None, daily_notes: DailyNotes = DAILY
) -> str:
    return classify_note(read_note(Source(path, text))[0], settings or Settings(), daily_notes).kind


CONTACTS = [
    *(
        ("People/Ada.md", ""),
        ("people/Ada.md", ""),
        ("Contacts/a/b/Ada.md", ""),
        ("Persons/Ada.md", ""),
    ),
    *(("CRM/Contacts/Ada.md", ""), ("References/People/Ada.md", ""), ("crm/CONTACTS/Ada.md", "")),
    *(
        (path, f"---\ntype: {note_type}\n---\n")
        for path in ("Ada.md", "Goals/Ada.md")
        for note_type in ("person", "Contact", "People")
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
    ("People/Ada/Ada.md", ""),
    ("People/Peopleware.md", ""),
]


@pytest.mark.parametrize(("path", "text"), CONTACTS)
def test_note_in_a_contacts_folder_or_typed_or_tagged_as_one_is_a_contact(
    path: str, text: str
) -> None:
    assert find_kind(path, text) == "contact"
    assert isinstance(read_note_text(text, path).entity, Contact)


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
    ("", "People/Holm Textiles.md", "---\nFN: Holm Textiles\nKIND: org\n---\n"),
    ("", "People/Choir.md", "---\nUID: a-1\nkind: group\n---\n"),
    ("contact", "People/Ada Quill.md", "---\nFN: Ada Quill\nKIND: individual\n---\n"),
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
def test_note_has_the_kind_of_its_type_folder_or_name(expected: str, path: str, text: str) -> None:
    assert find_kind(path, text) == expected


def test_folders_in_the_settings_replace_the_defaults() -> None:
    settings = Settings(contacts=("2 Areas/Mensen",), goals="Aims", events="")
    assert [
        find_kind(path, settings=settings)
        for path in ("2 areas/mensen/x/Ada.md", "People/Ada.md", "Aims/x.md", "x.md")
    ] == [
        *("contact", "", "goal", ""),
    ]
    assert find_kind("People/Ada.md", settings=Settings(contacts=())) == ""


def test_note_of_no_kind_has_no_diagnostics() -> None:
    text = (
        "---\ntags: [: x\nmet: never\n---\n<<<<<<< HEAD\n- [ ] 2026-02-30\n"
        + "> " * 100
        + "[x](javascript:y)\n"
    )
    bread = read_note_text(text, "Cooking/Bread.md")
    assert (bread.entity, bread.diagnostics) == (None, ())
    assert len(read_note_text(text, "People/Ada.md").diagnostics) > 4


def test_note_of_no_kind_has_links_tags_and_aliases() -> None:
    bread = read_note_text(
        "---\naliases: [Loaf]\ntags: [baking]\n---\n[[Ada]] #bread\n", "Cooking/Bread.md"
    )
    assert (bread.aliases, bread.tags, [link.target for link in bread.links]) == (
        ("loaf",),
        ("baking", "bread"),
        ["Ada"],
    )
    assert read_note_text("", "Goals/Speak.md").entity == Goal(path="Goals/Speak.md", name="Speak")
    assert read_note_text("", "Events/Fair.md").entity == Event(path="Events/Fair.md", name="Fair")


def list_touches(
    path: str, text: str, daily_notes: DailyNotes = DAILY
) -> list[tuple[str, str, str, list[str]]]:
    """List the touches that a note records with others: date, channel, text and people."""
    encounters = read_source(Source(path, text), Settings(), daily_notes).encounters
    return [
        (
            str(encounter.touch.date),
            encounter.touch.channel,
            encounter.touch.text,
            [link.target for link in encounter.people],
        )
        for encounter in encounters
    ]


def test_meeting_note_is_one_touch_with_all_the_people_it_names() -> None:
    front = make_front_matter("date: 2026-10-02", "people: ['[[Ada]]', '[[Ben|B]]']")
    assert list_touches("M/Coffee at the pier.md", front + "[[Cleo]]\n") == [
        ("2026-10-02", "coffee", "Coffee at the pier", ["Ada", "Ben"])
    ]
    assert list_touches(
        "M/2026-10-03 - Board.md", make_front_matter("person: '[[Ada]]'", "medium: Call")
    ) == [("2026-10-03", "call", "Board", ["Ada"])]
    assert list_touches(
        "2026-10-03.md",
        make_front_matter("type: meeting") + "Piers.\n[[Ada]] `[[Ben]]` ![[Cleo]]\n> [[Dan]]\n",
    ) == [("2026-10-03", "", "Piers.", ["Ada"])]
    assert list_touches("M/x.md", make_front_matter("type: meeting") + "[[Ada]]\n") == []
    assert (
        list_touches("M/x.md", make_front_matter("type: meeting", "date: 2026-10-03") + "Nobody\n")
        == []
    )


def test_line_of_a_daily_note_is_a_touch_with_those_it_links_to() -> None:
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
    assert list_touches("Daily/2026-10-02.md", text) == [
        ("2026-10-02", "coffee", "coffee with [[Ada]] and [[Ben|B]]", ["Ada", "Ben"]),
        ("2026-10-02", "call", "called [[Cleo]]", ["Cleo"]),
        (
            "2026-10-02",
            "lunch",
            "Lunch with [Dan](../People/Dan%20Reyes.md)",
            ["../People/Dan Reyes.md"],
        ),
        ("2026-10-02", "walk", "Walk with [[Eve]]", ["Eve"]),
    ]
    assert (
        list_touches("Notes/2026-10-02.md", text)
        == list_touches("Daily/2026-10-02.md", text, DailyNotes())
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
def test_day_of_a_daily_note_follows_the_date_format(
    form: str, path: str, date: str | None
) -> None:
    assert find_daily_note_day(path, DailyNotes("Daily", form)) == (
        parse_iso_day(date) if date else None
    )


def test_daily_notes_can_be_in_the_vault_s_own_folder() -> None:
    assert find_kind("2026-10-02.md", daily_notes=DailyNotes("/")) == "daily note"
    assert find_kind("People/2026-10-02 Ada.md", daily_notes=DailyNotes("/")) == "meeting"


@given(
    make_notes(),
    st.sampled_from(
        ("People/Ada.md", "Goals/Speak.md", "Events/Fair.md", "Daily/2026-10-02.md", "x.md")
    ),
)
def test_any_note_is_read_and_its_diagnostics_have_places(text: str, path: str) -> None:
    read_ = read_source(Source(path, text), Settings(), DAILY)
    lines = text.split("\n")
    for diagnostic in read_.diagnostics:
        assert diagnostic.location.path == path
        assert 1 <= diagnostic.location.line <= len(lines)
        assert 1 <= diagnostic.location.column <= len(lines[diagnostic.location.line - 1]) + 1
        assert diagnostic.message.endswith((".", "?"))
    touches: tuple[Touch, ...] = read_.entity.touches if isinstance(read_.entity, Contact) else ()
    assert all(
        1 <= touch.source_location.line <= len(lines)
        for touch in (*touches, *(encounter.touch for encounter in read_.encounters))
    )


@given(make_notes())
def test_line_ends_and_bom_make_no_difference(text: str) -> None:
    readings = []
    for end in ("\n", "\r\n", "\r"):
        source, _ = decode_source("People/Ada.md", text.replace("\n", end).encode())
        assert source is not None
        readings.append(read_source(source._replace(digest=""), Settings()))
    marked, _ = decode_source("People/Ada.md", b"\xef\xbb\xbf" + text.encode())
    assert marked is not None
    assert (
        readings[0]
        == readings[1]
        == readings[2]
        == read_source(marked._replace(digest=""), Settings())
    )


@given(st.lists(make_notes(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_network_does_not_depend_on_the_order_of_the_notes(
    texts: list[str], chance: random.Random
) -> None:
    names = ("Ada", "Ben Okafor", "Cleo Marsh", "Dan", "Eve")
    readings = [
        read_note_text(text, f"People/{name}.md") for name, text in zip(names, texts, strict=False)
    ]
    mixed = list(readings)
    chance.shuffle(mixed)
    left = build_network(readings, (), Settings(), TODAY)
    right = build_network(mixed, (), Settings(), TODAY)
    for name in Network.__struct_fields__:
        if name != "file_index":  # which keeps what was looked up
            assert getattr(left, name) == getattr(right, name)
    assert sorted(check_network(left)) == sorted(check_network(right))


@given(st.text(max_size=300))
def test_any_text_is_read_and_its_diagnostics_have_lines(text: str) -> None:
    text = text.replace("\r", "")
    for diagnostic in read_note_text(text).diagnostics:
        assert 1 <= diagnostic.location.line <= text.count("\n") + 1
