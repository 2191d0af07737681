"""Properties: the table, the names they are read under, and what their values mean."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.actions.card_to_note import PROPERTY_ORDER
from netnotes.formats.card import CARD_PROPERTIES
from netnotes.formats.writers.vcards import VCARD_PROPERTIES
from netnotes.model.people import Birthday, Death, Event, Goal, Link, YearlyDay
from netnotes.model.settings import Settings
from netnotes.reading.goal_and_event_properties import (
    EVENT_PROPERTIES,
    GOAL_PROPERTIES,
    PROPERTY_NAMES,
)
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import (
    AMBIGUOUS_NAMES,
    FIRST_NAME_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
)
from netnotes.reading.settings_file import read_settings
from netnotes.reading.status import NAME_OF_REFUSAL
from netnotes.reading.typed_words import STORED_PROPERTIES
from netnotes.reading.values import is_unknown_word
from netnotes.text import fold
from tests.networks import NOTHING
from tests.notes import (
    NAMES,
    WORDS,
    list_codes,
    list_findings,
    make_front_matter,
    parse_iso_day,
    read_as_contact,
    read_note_text,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.reading.property_kind import Property

READ_AS = {
    "name": "Ada Quill",
    "purpose": "Help me understand how platform teams are funded",
    "kind": "strategic",
    "goals": ["Lead the platform group"],
    "not_for": ["Find a bigger boat"],
    "tier": "monthly",
    "cadence": 42,
    "last_contact": parse_iso_day("2026-10-02"),
    "next": parse_iso_day("2026-12-01"),
    "next_step": "Send her the draft",
    "level": 1,
    "organisation": "Northwind",
    "role": "VP Engineering",
    "field": "logistics software",
    "location": "Lisbon",
    "met": parse_iso_day("2024-03-14"),
    "met_at": ["PyCon Lisboa"],
    "introduced_by": ["Ben Okafor"],
    "knows": ["Cleo Marsh"],
    "interests": ("incident reviews", "sailing"),
    "offers": ("hiring advice",),
    "needs": ("a data engineer",),
    "email": ("ada@example.com",),
    "phone": ("+49 30 5550123",),
    "links": ("https://example.com/ada",),
    "birthday": Birthday(3, 14),
    "anniversary": (YearlyDay(Birthday(6, 20, 2015)),),
    "remember": (YearlyDay(Birthday(5, 12), "first day at Acme"),),
    "died": Death(2024, 5, 12),
    "status": "paused",
    "pause_until": parse_iso_day("2027-01-10"),
    "photo": "photos/ada.jpg",
    "tags": ("speaker",),
    "aliases": ("Bennie",),
}
"""What the example of each property means."""


def get_expected_value(name: str, further_values: Mapping[str, Any] = NOTHING) -> Any:
    """Return what the example of a property means, from READ_AS or these further values."""
    values = {**READ_AS, **further_values}
    assert name in values, f"Add what the example of `{name}` means to READ_AS in this file."
    return values[name]


def list_every_spelling(properties: tuple[Property, ...]) -> list[tuple[str, str, str]]:
    """Each property and its example, under each of its names and in each way to write it."""
    ways = (
        str,
        str.upper,
        lambda name: name.replace("_", " "),
        lambda name: name.replace("_", "-"),
    )
    return [
        (prop.name, written, prop.example)
        for prop in properties
        for name in (prop.name, *prop.other_names)
        for written in dict.fromkeys(way(name) for way in ways)
    ]


@pytest.mark.parametrize(
    ("name", "written", "example"),
    [
        case
        for case in list_every_spelling(CONTACT_PROPERTIES)
        # `active` and `do_not_contact` give a value another meaning.
        if case[0] not in ("type", "archived") and fold(case[1]) != NAME_OF_REFUSAL
    ],
)
def test_every_property_is_read_under_each_of_its_names(
    name: str, written: str, example: str
) -> None:
    expected = get_expected_value(name)
    text = make_front_matter(f"{written}: {example}")
    assert read_value(read_as_contact(text), name) == expected
    assert list_findings(text) == []
    inline = f"{written}:: {example.strip(chr(34))}\n"
    # Dataview allows no full stop in the name of a field.
    if not example.startswith("[") and "." not in written:
        assert read_value(read_as_contact(inline), name) == expected


@pytest.mark.parametrize(("name", "written", "example"), list_every_spelling(GOAL_PROPERTIES))
def test_every_property_of_a_goal_is_read(name: str, written: str, example: str) -> None:
    goal = read_note_text(make_front_matter(f"{written}: {example}"), "Goals/Speak.md").entity
    if isinstance(goal, Goal) and name != "type":
        goal_values = {
            "why": "More say in what we build",
            "by": parse_iso_day("2027-06-30"),
            "status": "active",
            "pitch": "I bring data and infrastructure teams together. "
            "I look for people who have done it.",
            "targets": ["Camille Joubert", "Priya Nair"],
            "wants": ("someone who has run a seed round", "a depot manager"),
            "where": ["Civic Data Camp", "build guild, Thursdays"],
            "ask": "Would you look at one page on funding?",
            "ask_kind": "advice",
        }
        assert read_value(goal, name) == get_expected_value(name, goal_values)


@pytest.mark.parametrize(("name", "written", "example"), list_every_spelling(EVENT_PROPERTIES))
def test_every_property_of_an_event_is_read(name: str, written: str, example: str) -> None:
    event = read_note_text(make_front_matter(f"{written}: {example}"), "Events/Fair.md").entity
    if isinstance(event, Event) and name != "type":
        event_values = {
            "date": parse_iso_day("2026-12-01"),
            "until": parse_iso_day("2026-12-04"),
            "people": ["Ada Quill"],
        }
        assert read_value(event, name) == get_expected_value(name, event_values)


@pytest.mark.parametrize("prop", CONTACT_PROPERTIES, ids=lambda prop: prop.name)
def test_kind_of_a_property_is_that_of_its_field(prop: Property) -> None:
    if prop.name == "type":
        return
    value = getattr(read_as_contact(make_front_matter(f"{prop.name}: {prop.example}")), prop.name)

    assert prop.is_list == (type(value) is tuple)
    assert (prop.kind is PropertyKind.DEATH) == isinstance(value, Death)
    assert (prop.kind is PropertyKind.DATE) == isinstance(value, datetime.date)
    assert (prop.kind is PropertyKind.LINK) == isinstance(value, Link)
    assert (prop.kind is PropertyKind.BIRTHDAY) == isinstance(value, Birthday)
    assert (prop.kind is PropertyKind.YES_NO) == isinstance(value, bool)
    assert (prop.kind is PropertyKind.CHOICE) == (prop.choice_reader is not None)


def test_new_note_has_every_property_of_a_card() -> None:
    written_elsewhere = {"name", "cadence"}
    assert {*PROPERTY_ORDER, *written_elsewhere} == {prop.name for prop in CARD_PROPERTIES}, (
        "Name each field of Card in PROPERTY_ORDER (actions/card_to_note.py), too."
    )


def test_every_property_with_a_place_in_a_vcard_is_in_the_table() -> None:
    assert {prop.name for prop in STORED_PROPERTIES} > VCARD_PROPERTIES


def test_no_name_means_two_things() -> None:
    for properties in (CONTACT_PROPERTIES, GOAL_PROPERTIES, EVENT_PROPERTIES):
        names = [
            name
            for prop in properties
            for name in {fold(name) for name in (prop.name, *prop.other_names)}
        ]
        assert len(names) == len(set(names))
        assert len(build_property_index(properties, ())) == len(names)
    assert not set(map(fold, PROPERTY_NAMES)) & (FIRST_NAME_PROPERTIES | LAST_NAME_PROPERTIES)
    assert set(build_property_index(CONTACT_PROPERTIES, ())) >= AMBIGUOUS_NAMES


def test_property_is_located_at_its_line_and_column() -> None:
    ada = read_as_contact(make_front_matter("purpose: a", "company: b") + "city:: Lisbon\n")
    assert [
        ada.find_source_location(name)[1:]
        for name in ("purpose", "organisation", "location", "tier")
    ] == [
        (2, 1),
        (3, 1),
        (5, 1),
        (1, 1),
    ]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "priority: urgent",
            "circle: family",
            "importance: 8/10",
            "frequency: often",
            "every: now and then",
            "born: 1980",
        ),
        *(
            "seniority: Director",
            "since: 2019",
            "follow_up: ask about the pier",
            "active: since 2020",
            "birth: ages ago",
        ),
    ],
)
def test_unreadable_value_under_an_ambiguous_name_is_another_property(line: str) -> None:
    name, _, value = line.partition(": ")
    ada = read_as_contact(make_front_matter(line))
    assert [(custom.name, custom.words) for custom in ada.other] == [(name, (value,))]
    assert list_findings(make_front_matter(line)) == []


def test_name_from_the_settings_is_not_ambiguous() -> None:
    settings, _ = read_settings('[properties]\ntier = ["priority"]', PROPERTY_NAMES)
    assert list_codes(make_front_matter("priority: urgent"), settings) == ["unknown-tier"]


def test_names_from_the_settings_count_before_ours() -> None:
    text = (
        '[properties]\n"Last Contact" = ["Laatst gesproken"]\norganisation = ["title"]\n'
        'last_contact = ["met"]\n'
    )
    settings, _ = read_settings(
        text.replace('"Last Contact" = ["Laatst gesproken"]\n', ""), PROPERTY_NAMES
    )
    ada = read_as_contact(
        make_front_matter("title: Northwind", "met: 2026-10-02"), settings=settings
    )
    assert (ada.organisation, ada.role, ada.last_contact, ada.met) == (
        "Northwind",
        "",
        parse_iso_day("2026-10-02"),
        None,
    )
    settings, diagnostics = read_settings(
        '[properties]\n"Last Contact" = ["Laatst gesproken"]', PROPERTY_NAMES
    )
    assert diagnostics == ()
    assert read_as_contact(
        make_front_matter("laatst_gesproken: 2026-10-02"), settings=settings
    ).last_contact == parse_iso_day("2026-10-02")


@pytest.mark.parametrize(
    "line",
    [
        "text: x",
        "line: x",
        "fork: x",
        "feed: x",
        "tie: x",
        "created: x",
        "cssclasses: x",
        "note: x",
        "state: x",
        "a: x",
        "É: x",
    ],
)
def test_name_that_only_looks_like_a_typo_is_no_problem(line: str) -> None:
    assert list_findings(make_front_matter(line)) == []


def test_unknown_property_is_listed_exactly_as_typed() -> None:
    ada = read_as_contact(
        make_front_matter(
            "shoe size: 38", "children: [Eve, Finn]", "cssclasses: wide", "empty:", "netnotes: x"
        )
    )
    assert [(custom.name, custom.words, custom.source_location.line) for custom in ada.other] == [
        ("shoe size", ("38",), 2),
        ("children", ("Eve", "Finn"), 3),
    ]


def test_property_s_own_name_counts_before_its_other_names() -> None:
    ada = read_as_contact(
        make_front_matter(
            "company: Northwind", "organisation: Southwind", "employer: Eastwind", "org: Southwind"
        )
    )
    assert ada.organisation == "Southwind"
    assert ada.find_source_location("organisation").line == 3
    assert [(custom.name, custom.words) for custom in ada.other] == [
        ("company", ("Northwind",)),
        ("employer", ("Eastwind",)),
    ]
    assert (
        read_as_contact(make_front_matter("city: Lisbon", "address: 1 Pier Road")).location
        == "Lisbon"
    )


def test_lists_under_several_names_are_joined() -> None:
    ada = read_as_contact(
        make_front_matter(
            "interests: [ships]", "topics: piers, ships", "linkedin: in/ada", "website: example.org"
        )
    )
    assert (ada.interests, ada.links) == (("ships", "piers"), ("in/ada", "example.org"))
    assert ada.find_source_location("interests").line == 2


def test_latest_of_several_last_contacts_counts() -> None:
    ada = read_as_contact(
        make_front_matter(
            "last_contact: 2026-09-01", "last_seen: 2026-10-02", "last_met: 2026-08-01"
        )
    )
    assert (ada.last_contact, ada.find_source_location("last_contact").line) == (
        parse_iso_day("2026-10-02"),
        3,
    )


def test_front_matter_counts_before_an_inline_field() -> None:
    ada = read_as_contact(
        make_front_matter("role: editor", "tier:") + "role:: printer\ntier:: monthly\n"
    )
    assert (ada.role, ada.tier) == ("editor", "monthly")


def test_empty_knows_differs_from_a_missing_one() -> None:
    assert read_as_contact(make_front_matter("knows: []")).knows == ()
    assert read_as_contact(make_front_matter("knows:")).knows is None
    assert read_as_contact(make_front_matter("tier: A")).knows is None
    assert read_as_contact(make_front_matter("friends: []")).knows == ()


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        ("", "People/Ada Quill.md", "Ada Quill"),
        ("", "People/@Ada Quill.md", "Ada Quill"),
        ("", "People/@.md", "@"),
        ("", "People/Jose\u0301.MD", "Jos\u00e9"),
        ("---\nname: Ada\n---\n", "People/x.md", "Ada"),
        ("---\nFN: Ada\n---\n", "People/x.md", "Ada"),
        ("---\nfirst name: Ada\nlastname: Quill\n---\n", "People/x.md", "Ada Quill"),
        ("---\ngiven_name: Ada\n---\n", "People/x.md", "Ada"),
        ("---\nsurname: Quill\n---\n", "People/x.md", "Quill"),
        ("---\nname:\n---\n", "People/x.md", "x"),
        ("---\nname: '[[Ada]]'\n---\n", "People/x.md", "Ada"),
    ],
)
def test_name_is_read_from_properties_or_path(text: str, path: str, name: str) -> None:
    assert read_as_contact(text, path).name == name


def test_title_that_equals_the_name_is_no_role() -> None:
    assert read_as_contact(make_front_matter("title: ada quill")).role == ""
    assert read_as_contact(make_front_matter("title: Doctor")).role == "Doctor"


TEXT_FIELDS = ("purpose", "organisation", "role", "field", "location", "next_step", "name")


@given(st.sampled_from(TEXT_FIELDS), WORDS)
def test_text_keeps_every_word_that_was_typed(name: str, words: str) -> None:
    quoted = words.replace('"', "'").replace("\\", "").replace("\t", " ").strip()
    ada = read_as_contact(make_front_matter(f'{name}: "{quoted}"'))
    if quoted and "[[" not in quoted and not quoted.startswith(("{{", "<%")):
        assert getattr(ada, name) == quoted


@given(NAMES, WORDS)
def test_no_property_is_silently_dropped(name: str, words: str) -> None:
    quoted = words.replace('"', "'").replace("\\", "").replace("\t", " ").strip()
    text = make_front_matter(f'{name}: "{quoted}"')
    ada = read_as_contact(text)
    empty = not quoted.replace("{{date}}", "").strip() or fold(name) == "type"
    # `last_contact: -` says that there is none.
    empty = empty or is_unknown_word(quoted)
    known = build_property_index(CONTACT_PROPERTIES, ()).get(fold(name))
    is_role = known is not None and known.name == "role" and quoted == ada.name
    is_list_of_nothing = not quoted.strip("#,; \t")
    assert ada.read_at or ada.other or list_findings(text) or empty or is_role or is_list_of_nothing


def test_numbered_properties_are_those_without_a_number() -> None:
    contact = read_as_contact(
        "---\nemail: a@example.com\nemail2: b@example.com\nphone_1: '0301'\nPhone 2: '0302'\n"
        "topics2: tides\nrole2: pilot\nemail3x: c\n---\n"
    )
    assert contact.email == ("a@example.com", "b@example.com")
    assert contact.phone == ("0301", "0302")
    assert contact.interests == ("tides",)
    # A role is one, and `role2` another fact.
    assert contact.role == ""
    assert [custom.name for custom in contact.other] == ["role2", "email3x"]
    assert list_findings("---\nemail2: b@example.com\nrole2: pilot\n---\n") == []


@pytest.mark.parametrize(
    ("typed", "birthday", "codes"),
    [
        ("12/05", None, ["ambiguous-date"]),
        ("12/13", (12, 13), []),
        ("13/12", (12, 13), []),
        ("05-12", (5, 12), []),
    ],
)
def test_birthday_without_a_year_may_have_two_meanings(
    typed: str, birthday: tuple[int, int] | None, codes: list[str]
) -> None:
    note = f"---\nbirthday: {typed}\n---\n"
    read = read_as_contact(note).birthday
    assert (read and (read.month, read.day)) == birthday
    assert [code for _, _, code in list_findings(note)] == codes


def test_settings_say_how_a_birthday_without_a_year_is_meant() -> None:
    settings = Settings(date_order="day-first")
    birthday = read_as_contact("---\nbirthday: 12/05\n---\n", settings=settings).birthday
    assert birthday == Birthday(5, 12)


def test_words_under_a_vague_name_of_a_date_are_no_error() -> None:
    note = "---\nfirst_met: at school\n---\n"
    assert list_findings(note) == []
    assert [custom.name for custom in read_as_contact(note).other] == ["first_met"]
