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
from netnotes.model.people import Birthday

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
    **told: object,
) -> Any:
    lists = [
        {"count": len(values), "type": kind, "values": values}
        for kind, values in (data or {}).items()
    ]
    return {
        "uuid": uuid,
        "properties": {"first_name": first, "last_name": last, **told},
        "data": lists,
    }


def of(**properties: object) -> dict[str, object]:
    return {"uuid": "x", "created_at": "2026-01-01T00:00:00Z", "properties": properties}


@pytest.mark.parametrize("contacts", ["contact", "contacts"])
def test_a_contact_whole(contacts: str) -> None:
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
    found = read(
        export(ada, person("Ben", "Okafor", "u-2"), contacts=contacts, activity=[activity])
    )
    assert found.problems == ()
    assert found.cards[0] == Card(
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
    assert found.cards[1].name == "Ben Okafor"


def test_an_empty_text_is_no_date_and_a_bad_date_is_said() -> None:
    found = read(
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
    assert [(one.last_contact, one.cadence, one.birthday, one.met) for one in found.cards] == [
        (None,) * 4
    ] * 2
    ((row, reason, kept),) = found.problems
    assert (row, kept) == (2, True)
    assert "2026-02-30" in reason


def test_who_is_dead_or_left_is_archived_and_who_is_only_a_relation_is_left_out() -> None:
    found = read(
        export(
            person("Ada", is_dead=True),
            person("Ben", is_active=False),
            person("Kid", is_partial=True),
        )
    )
    assert [(one.name, one.archived) for one in found.cards] == [("Ada", True), ("Ben", True)]
    assert [(one.row, one.is_person_kept) for one in found.problems] == [(3, False)]
    assert "Kid" in found.problems[0].reason


def test_a_birthday_guessed_from_an_age_is_none() -> None:
    guessed = {"is_age_based": True, "is_year_unknown": False, "date": "1984-01-01"}
    assert read(export(person("Ada", birthdate=guessed))).cards[0].birthday is None


@pytest.mark.parametrize(
    "odd",
    ["text", 3, None, [], {"properties": "x"}, {"properties": {"tags": "x"}, "data": {"type": 1}}],
)
def test_a_contact_of_another_shape_costs_only_itself(odd: object) -> None:
    found = read(export(person("Ada"), odd, person("Ben")))
    assert [one.name for one in found.cards] == ["Ada", "Ben"]
    assert [one.row for one in found.problems] == [2]


@pytest.mark.parametrize(
    "data", ['{"account": {', "[" * 100_000, '{"account": ' * 50_000, b"\xff{"]
)
def test_a_file_that_breaks_off_is_said(data: str | bytes) -> None:
    found = read(data)
    assert found.cards == ()
    assert len(found.problems) == 1


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
def test_whatever_stands_in_the_file_the_others_are_read(one: object, other: object) -> None:
    told = {
        "first_name": "Odd",
        "tags": one,
        "birthdate": other,
        "last_talked_to": one,
        "stay_in_touch_frequency": other,
    }
    found = read(
        export({"properties": told, "data": [one, other]}, one, person("Ben"), activity=[other])
    )
    assert found.cards[-1].name == "Ben"
    assert isinstance(read(json.dumps({"account": one})), ImportedCards)
