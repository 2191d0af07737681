"""Monica's JSON (version 4); people are made up."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.formats.card import Card, ImportedCards, ImportedTouch, Task
from netnotes.formats.readers.monica import read
from netnotes.model.people import Birthday, Death

MAIL, PHONE, TWITTER = "aaaa-1", "aaaa-2", "aaaa-3"


def export(*people: object, contacts: str = "contact", **lists: list[object]) -> str:
    data = [{"count": len(people), "type": contacts, "values": list(people)}]
    data += [
        {"count": len(values), "type": kind, "values": values} for kind, values in lists.items()
    ]
    kinds = [
        {"uuid": MAIL, "properties": {"name": "Email", "type": "email", "protocol": "mailto:"}},
        {"uuid": PHONE, "properties": {"name": "Phone", "type": "phone", "protocol": "tel:"}},
        {"uuid": TWITTER, "properties": {"name": "Twitter"}},
    ]
    return json.dumps(
        {
            "version": "1.0-preview.1",
            "account": {"data": data, "instance": {"contact_field_types": kinds}},
        }
    )


def person(
    first: str,
    last: str = "",
    uuid: str = "",
    data: dict[str, list[object]] | None = None,
    **properties: object,
) -> Any:
    lists = [
        {"count": len(values), "type": kind, "values": values}
        for kind, values in (data or {}).items()
    ]
    return {
        "uuid": uuid,
        "properties": {"first_name": first, "last_name": last, **properties},
        "data": lists,
    }


def of(**properties: object) -> dict[str, object]:
    return {"uuid": "x", "created_at": "2026-01-01T00:00:00Z", "properties": properties}


@pytest.mark.parametrize("contacts", ["contact", "contacts"])
def test_contact_is_read_with_everything(contacts: str) -> None:
    ada = person(
        *("Ada", "Quill", "u-1"),
        {
            "call": [
                of(called_at="2026-01-02T00:00:00Z", content="About the\nmove"),
                of(called_at="2025-05-01", content=""),
            ],
            "note": [of(body="likes numbers"), of(body="and ships")],
            "task": [
                of(title="Send the draft", description="", completed=False, completed_at=""),
                of(title="Book", description="the boat", completed=True),
            ],
            "contact_field": [
                of(data="ada@example.com", type=MAIL),
                of(data="+49 30 5550123", type=PHONE),
                of(data="@adaquill", type=TWITTER),
                of(data="https://example.com/ada", type="gone"),
            ],
            "address": [of(name="home", city="Lisbon", country="PT")],
            "activity": ["act-1", "act-gone"],
            "conversation": [
                of(happened_at="2026-02-03", messages=[of(content="hi"), of(content="hello")])
            ],
        },
        nickname="Ace",
        company="Northwind",
        job="VP",
        tags=["friends", "old work"],
        stay_in_touch_frequency=90,
        last_talked_to="2026-01-02",
        birthdate={"is_age_based": False, "is_year_unknown": True, "date": "1900-03-14T00:00:00Z"},
        first_met_date={"is_age_based": False, "is_year_unknown": False, "date": "2020-06-01"},
        first_met_through="u-2",
        description="Runs four teams",
    )
    activity = {
        "uuid": "act-1",
        "properties": {"summary": "Sailing", "description": "", "happened_at": "2026-03-04"},
    }
    imported = read(
        export(ada, person("Ben", "Okafor", "u-2"), contacts=contacts, activity=[activity])
    )
    assert imported.problems == ()
    assert imported.cards[0] == Card(
        row=1,
        name="Ada Quill",
        aliases=("Ace",),
        organisation="Northwind",
        role="VP",
        location="Lisbon",
        email=("ada@example.com",),
        phone=("+49 30 5550123",),
        links=("https://twitter.com/adaquill", "https://example.com/ada"),
        birthday=Birthday(3, 14),
        met=date(2020, 6, 1),
        introduced_by="Ben Okafor",
        last_contact=date(2026, 1, 2),
        cadence=90,
        tags=("friends", "old-work"),
        text="Runs four teams\n\nlikes numbers\n\nand ships",
        touches=(
            ImportedTouch(date(2026, 3, 4), "met", "Sailing"),
            ImportedTouch(date(2026, 2, 3), "message", "hi / hello"),
            ImportedTouch(date(2026, 1, 2), "call", "About the move"),
            ImportedTouch(date(2025, 5, 1), "call", ""),
        ),
        tasks=(Task("Send the draft"), Task("Book: the boat", done=True)),
    )
    assert imported.cards[1].name == "Ben Okafor"


def test_empty_date_is_ignored_and_invalid_date_reported() -> None:
    imported = read(
        export(
            person(
                "Ada",
                last_talked_to="",
                stay_in_touch_frequency="",
                birthdate="",
                first_met_date=None,
            ),
            person("Ben", last_talked_to="2026-02-30"),
        )
    )
    assert [
        (card.last_contact, card.cadence, card.birthday, card.met) for card in imported.cards
    ] == [(None,) * 4] * 2
    ((row, reason, is_person_kept, _),) = imported.problems
    assert (row, is_person_kept) == (2, True)
    assert "2026-02-30" in reason


def test_inactive_are_archived_and_those_who_are_only_named_left_out() -> None:
    imported = read(
        export(
            person("Ada", is_dead=True),
            person("Ben", is_active=False),
            person("Kid", is_partial=True),
        )
    )
    assert [(card.name, card.archived, card.died) for card in imported.cards] == [
        ("Ada", False, Death()),
        ("Ben", True, None),
    ]
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [(3, False)]
    assert "Kid" in imported.problems[0].reason


def test_birthday_computed_from_an_age_is_left_out() -> None:
    guessed = {"is_age_based": True, "is_year_unknown": False, "date": "1984-01-01"}
    assert read(export(person("Ada", birthdate=guessed))).cards[0].birthday is None


@pytest.mark.parametrize(
    "odd",
    ["text", 3, None, [], {"properties": "x"}, {"properties": {"tags": "x"}, "data": {"type": 1}}],
)
def test_malformed_contact_leaves_the_others_readable(odd: object) -> None:
    imported = read(export(person("Ada"), odd, person("Ben")))
    assert [card.name for card in imported.cards] == ["Ada", "Ben"]
    assert [problem.row for problem in imported.problems] == [2]


@pytest.mark.parametrize(
    "data", ['{"account": {', "[" * 100_000, '{"account": ' * 50_000, b"\xff{"]
)
def test_damaged_file_is_reported(data: str | bytes) -> None:
    imported = read(data)
    assert imported.cards == ()
    assert len(imported.problems) == 1


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "data",
                    "type",
                    "values",
                    "uuid",
                    "properties",
                    "called_at",
                    "tags",
                    "date",
                    "birthdate",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=15,
)


@given(anything, anything)
def test_any_value_in_the_file_leaves_the_others_readable(first: object, second: object) -> None:
    properties = {
        "first_name": "Odd",
        "tags": first,
        "birthdate": second,
        "last_talked_to": first,
        "stay_in_touch_frequency": second,
    }
    imported = read(
        export(
            {"properties": properties, "data": [first, second]},
            first,
            person("Ben"),
            activity=[second],
        )
    )
    assert imported.cards[-1].name == "Ben"
    assert isinstance(read(json.dumps({"account": first})), ImportedCards)


def test_what_has_no_property_becomes_text() -> None:
    ada = person(
        *("Ada", "Quill", "u-1"),
        {
            "reminder": [
                of(initial_date="2026-05-01", title="Boat day", frequency_type="year"),
                of(title="Ring", frequency_type="week", frequency_number=2),
            ],
            "gift": [
                of(name="A map", comment="old", amount="20", status="offered", date="2024-12-24"),
                of(name="A cup", status="idea"),
            ],
            "debt": [of(amount=20, currency="EUR", status="inprogress", in_debt=True), of()],
            "life_event": [of(name="New job", note="at Northwind", happened_at="2019-05-01")],
            "pet": [of(name="Rex", category="dog"), of(category="cat")],
        },
        description="Runs teams",
        food_preferences="no fish",
    )
    imported = read(export(ada))
    assert imported.left_out == ()
    assert imported.cards[0].text == (
        "Runs teams\n\n"
        "Food: no fish\n"
        "Reminder (2026-05-01, every year): Boat day\n"
        "Reminder (every 2 weeks): Ring\n"
        "Gift given (2024-12-24): A map: old (20)\n"
        "Idea for a gift: A cup\n"
        "Debt, I owe them: 20 EUR\n"
        "Life event (2019-05-01): New job: at Northwind\n"
        "Pet (dog): Rex\n"
        "Pet (cat)"
    )


def test_relationships_are_text_and_known_contacts() -> None:
    imported = read(
        export(
            person("Ada", "Quill", "u-1"),
            person("Tom", "Quill", "u-2", is_partial=True),
            person("Beth", "Quill", "u-3"),
            relationship=[
                of(type="child", contact_is="u-2", of_contact="u-1"),
                of(type="spouse", contact_is="u-3", of_contact="u-1"),
                of(type="friend", contact_is="gone", of_contact="u-1"),
            ],
        )
    )
    ada = imported.cards[0]
    assert ada.text == "Child: Tom Quill\nSpouse: Beth Quill"
    assert "1 relation to contacts that are not in the file" in imported.problems[0].reason
    assert ada.extra_properties == (("knows", ("Beth Quill",)),)


def test_what_a_note_has_no_place_for_is_named() -> None:
    ada = person(
        *("Ada", "", "u-1"),
        {
            "photo": ["p-1"],
            "activity": ["gone"],
            "something_new": [of(x=1)],
            "address": [of(street="Rua 1", city="Lisbon")],
            "contact_field": [of(data="adaq", type="skype")],
        },
        is_starred=True,
        gender="F",
        shoe_size=38,
        number_of_views=3,
    )
    imported = read(export(ada))
    assert dict(imported.left_out) == dict.fromkeys(
        (
            *("activities that are not in the file", "favourites", "genders", "`shoe_size`"),
            *("photos", "`something_new`", "street addresses"),
            "names in messengers and on other sites",
        ),
        1,
    )
    assert (imported.cards[0].location, imported.cards[0].links) == ("Lisbon", ())


def test_day_of_death_is_read() -> None:
    imported = read(export(person("Ada", is_dead=True, deceased_date={"date": "2024-05-12"})))
    assert imported.cards[0].died == Death(2024, 5, 12)


def test_contact_without_an_identifier_is_nobodys_introducer() -> None:
    imported = read(export(person("Ada"), person("Ben")))
    assert [card.introduced_by for card in imported.cards] == ["", ""]


def test_invalid_day_of_a_task_is_reported() -> None:
    imported = read(export(person("Ada", data={"task": [of(title="Call", due_at="2026-02-30")]})))
    assert [task.due for task in imported.cards[0].tasks] == [None]
    assert "2026-02-30" in imported.problems[0].reason
