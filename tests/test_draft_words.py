"""What a draft says around my own words: nothing twice, in their language, to whom it fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.network.measures.ask_drafts import format_ask_draft
from netnotes.network.measures.draft_words import ENGLISH, choose_draft_words
from netnotes.network.measures.goal_asks import find_people_to_ask
from netnotes.network.measures.ways import WaySearch
from tests.networks import make_network
from tests.notes import TODAY

GOAL = "Goals/Move.md"
TARGET = {"People/Kofi Mensah.md": "---\nrole: Safety lead\n---\n"}


def draft(goal: str, bea: str = 'goals: "[[Move]]"') -> str:
    """Draft what Bea is asked for a goal with these lines."""
    notes = {
        GOAL: f"---\n{goal}\n---\n",
        "People/Bea Lind.md": f"---\n{bea}\n---\n- 2026-08-01 call: a\n- 2026-08-20 call: b\n",
        **TARGET,
    }
    search = WaySearch(make_network(notes, today=TODAY))
    people = find_people_to_ask(search.network.goals_by_path[GOAL], search)
    [candidate] = people.candidates
    return format_ask_draft(candidate, people.goal, search.network)


def extract_request(text: str) -> str:
    """The paragraph above the last one."""
    return text.strip().split("\n\n")[-2]


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        ("Would you introduce me to one investor?", "introduction"),
        ("Could you put me in touch with an investor?", "introduction"),
        ("Könntest du mich einer Investorin vorstellen?", "introduction"),
        ("¿Podrías presentarme a una inversora?", "introduction"),
    ],
)
def test_introduction_is_asked_for_once(ask: str, kind: str) -> None:
    assert extract_request(draft(f'ask: "{ask}"\nask_kind: {kind}')) == ask


def test_opening_is_asked_for_once() -> None:
    ask = "Do you know a firm that needs a field engineer?"
    request = extract_request(draft(f"ask: {ask}\nask_kind: opening"))
    assert request == f"{ask} If you hear of something, I would be glad of a word."
    request = extract_request(draft("ask: I look for a place on a boat\nask_kind: opening"))
    assert request == "I look for a place on a boat. Do you know of one?"


KNOWS_KOFI = 'goals: "[[Move]]"\nknows: "[[Kofi Mensah]]"'
TARGETS = 'targets: "[[Kofi Mensah]]"'
MOVE = "How did you make the move from the ward?"


def test_who_only_knows_a_target_is_asked_for_an_introduction_and_no_advice() -> None:
    request = extract_request(draft(f"ask: {MOVE}\nask_kind: advice\n{TARGETS}", KNOWS_KOFI))
    assert request == f"I would like to ask Kofi Mensah: “{MOVE}” Would you introduce me?"
    fitting = f"{KNOWS_KOFI}\nrole: nurse in informatics"
    goal = f"ask: {MOVE}\nask_kind: advice\n{TARGETS}\nwants: [a nurse in informatics]"
    assert extract_request(draft(goal, fitting)) == f"{MOVE} I would be glad of your advice."


def test_target_is_named_where_an_introduction_is_asked_for_anyway() -> None:
    ask = "Would you introduce me to one investor?"
    request = extract_request(draft(f"ask: {ask}\nask_kind: introduction\n{TARGETS}", KNOWS_KOFI))
    assert request == f"{ask} You know Kofi Mensah, whom I would like to meet."


@pytest.mark.parametrize(
    ("ask", "greeting", "closing"),
    [
        ("Wen kennst du, der gern zuhört?", "Hallo Bea,", "völlig in Ordnung."),
        ("Kennen Sie jemanden, der ein Boot hat?", "Hallo Bea,", "völlig in Ordnung."),
        ("Connais-tu quelqu'un qui fait du pain ?", "Bonjour Bea,", "un simple non me va très"),
        ("¿Conoces a alguien que tenga un barco?", "Hola, Bea:", "un no está perfectamente bien."),
        ("Ken je iemand met een boot?", "Hallo Bea,", "een nee helemaal prima."),
        ("Do you know a baker?", "Dear Bea,", "that's completely fine."),
        ("Bäcker gesucht", "Dear Bea,", "that's completely fine."),
    ],
)
def test_draft_is_in_the_language_of_my_own_words(ask: str, greeting: str, closing: str) -> None:
    text = draft(f'ask: "{ask}"\nask_kind: introduction')
    assert text.startswith(f"{greeting}\n")
    assert closing in text


@given(words=st.text(st.characters(categories=["L", "P", "Zs"]), max_size=40))
def test_any_words_have_one_language(words: str) -> None:
    assert "{name}" in choose_draft_words(words).greeting
    assert choose_draft_words(f"the a an you {words[:8]}").closing == ENGLISH.closing
