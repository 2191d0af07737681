"""Which words are forms of one, in what a goal wants and in what somebody needs and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.network.measures.needs import can_meet_need
from netnotes.network.measures.wants import find_fits
from netnotes.network.measures.word_forms import extract_shared_letters, is_same_word
from netnotes.text import fold_for_search
from tests.networks import make_network_with

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS = """
    designer designers design · engineer engineering · manager managers management managing ·
    company companies · city cities · agency agencies · business businesses · policy policies ·
    lawyer lawyers law · journalist journalists journalism · consultant consulting ·
    accountant accounting · investor investors investing investment · developer development ·
    recruiter recruiting recruitment · photographer photographers photography ·
    musician musicians music · physicist physics · economist economics · politician politics ·
    scientist scientists science · architect architecture · psychologist psychology ·
    bakery bakeries baker · tourist tourism · nurse nurses nursing ·
    organisation organization organisations · organiser organizer · center centre centres ·
    programme program · labour labor · café cafe Cafés · Leiter Leiterin Leiterinnen ·
    Gründer Gründerin · Ärztin Arzt · diseñador diseñadora · abogado abogada · directeur directrice
"""

# Words that begin alike and are not of one family.
OTHER_WORDS = """
    data date · port porter · mast master · corn corner · form former · post poster · cent center ·
    plan plane planet plant · care career · office officer · fact factor factory ·
    flow flower · mother moth · universe university · general generation · station state ·
    past pastor pasta · count county · part party · nurse nursery · physics physician ·
    international interior · act actor · news new · import important · rest restaurant
"""


def iter_groups(text: str) -> Iterator[list[str]]:
    for group in text.split("·"):
        yield group.split()


def list_pairs(text: str) -> list[tuple[str, str]]:
    pairs = []
    for words in iter_groups(text):
        pairs += [(left, right) for left in words for right in words if left != right]
    return pairs


@pytest.mark.parametrize(("wanted", "noted"), list_pairs(FORMS))
def test_forms_of_a_word_fit(wanted: str, noted: str) -> None:
    contacts = make_network_with(f"role: Lead {noted}, Lisbon").contacts
    assert [fit.contact for fit in find_fits(contacts, f"somebody for {wanted}")] == list(contacts)
    # What is looked for first is part of every form.
    assert extract_shared_letters(fold_for_search(wanted)) in fold_for_search(noted)


@pytest.mark.parametrize(("wanted", "noted"), list_pairs(OTHER_WORDS))
def test_other_words_do_not_fit(wanted: str, noted: str) -> None:
    contacts = make_network_with(f"role: Lead {noted}, Lisbon").contacts
    assert find_fits(contacts, f"somebody for {wanted}") == []
    assert not is_same_word(wanted, noted)


@pytest.mark.parametrize(
    ("offer", "need", "is_met"),
    [
        ("designer", "product designers", True),
        ("tip for cafés", "cafe tips", True),
        ("ADVICE on hiring", "hiring advice", True),
        ("advice for agencies", "agency advice", True),
        # Who cares about design is no designer.
        ("design", "a designer", False),
        ("news", "new offices", False),
        ("a porter", "a port", False),
    ],
)
def test_need_is_met_whatever_the_accents_and_the_number(
    offer: str, need: str, *, is_met: bool
) -> None:
    assert can_meet_need(offer, need) == can_meet_need(need, offer) == is_met
