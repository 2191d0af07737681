"""A sentence is cut where it ends, and not at an abbreviation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.network.measures.way_sentences import describe_last_talk
from netnotes.network.what_to_say import extract_first_sentences
from netnotes.reading.sentence_ends import split_sentences
from tests.networks import make_network


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Named Dr. Voss. Left early.", ["Named Dr. Voss.", "Left early."]),
        ("Beds for wards, e.g. in Bonn. Soon!", ["Beds for wards, e.g. in Bonn.", "Soon!"]),
        ("Betten, z. B. in Bonn. Bald.", ["Betten, z. B. in Bonn.", "Bald."]),
        ("Saw J. R. Smith at No. 5. Nice.", ["Saw J. R. Smith at No. 5.", "Nice."]),
        ("She said no. Then yes.", ["She said no.", "Then yes."]),
        ("Am 3. Oktober in Bonn. Gut.", ["Am 3. Oktober in Bonn.", "Gut."]),
        ("In 2026. Then", ["In 2026.", "Then"]),
        ("Who? Prof. Dr. Voss", ["Who?", "Prof. Dr. Voss"]),
        ("Dr.", ["Dr."]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(st.text(alphabet="aB. !?5\n", max_size=40))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert " ".join(split_sentences(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("she named Dr. Voss for wards, e.g. in Bonn. Tired.", "she named Dr. Voss for wards"),
        ("wrote about Dr. Voss and her boat. Tired.", "about Dr. Voss and her boat"),
    ],
)
def test_last_talk_is_quoted_beyond_an_abbreviation(text: str, topic: str) -> None:
    network = make_network(
        {"People/Ada Quill.md": f"---\npurpose: x\n---\n- 2025-05-02 met: {text}\n"}
    )
    assert topic in describe_last_talk(network.contacts[0], network)


def test_two_sentences_of_a_pitch_are_not_cut_at_a_title() -> None:
    text = "I help Dr. Voss. I build beds, e.g. for wards. And more."
    assert extract_first_sentences(text) == "I help Dr. Voss. I build beds, e.g. for wards."
