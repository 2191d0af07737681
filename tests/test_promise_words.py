"""A kept promise is a touch only if its words say so."""

from __future__ import annotations

import pytest

from netnotes.model.settings import Settings
from netnotes.reading.promise_words import says_contact
from tests.networks import make_network_with

CHANNELS = dict(Settings().channels)


@pytest.mark.parametrize(
    "text",
    [
        *("send the draft", "Call her", "call", "write to her", "write a line", "wrote Ada"),
        *("meet for lunch", "introduce her to Ben", "coffee in May", "let her know", "reply"),
        *("den Entwurf schicken", "anrufen", "Frau Weber schreiben", "zum Essen treffen"),
        *(
            "envoyer le plan",
            "l'appeler",
            "lui écrire",
            "llamarla mañana, llamar",
            "enviar el plan",
        ),
        *("het plan sturen", "bellen", "inviare la bozza", "scrivere a lei", "chiamarla"),
    ],
)
def test_words_of_a_promise_say_contact(text: str) -> None:
    assert says_contact(text, CHANNELS)


@pytest.mark.parametrize(
    "text",
    [
        *("read her chapter", "the slides", "think about the offer", "write the report"),
        *("write up the minutes", "call the plumber", "write a review", "book a room"),
        *("das Kapitel lesen", "lire son chapitre", "leer el capítulo", "het boek lezen"),
        *("leggere il capitolo", "fix the text on the site", "a card game", "prepare the event"),
    ],
)
def test_words_of_a_promise_say_no_contact(text: str) -> None:
    assert not says_contact(text, CHANNELS)


@pytest.mark.parametrize(("promise", "days"), [("read her chapter", None), ("send the draft", 10)])
def test_kept_promise_counts_as_contact_by_its_words(promise: str, days: int | None) -> None:
    network = make_network_with(f"tier: monthly\n---\n- [x] {promise} ✅ 2025-06-20")
    (contact,) = network.contacts
    assert contact.promises[0].state == "kept"
    assert network.follow_ups[contact.path].days_since_contact == days


def test_answered_ask_and_given_thing_are_contact_whatever_their_words() -> None:
    network = make_network_with("tier: monthly\n---\n- [x] asked:: a review ✅ 2025-06-20")
    assert network.follow_ups[network.contacts[0].path].days_since_contact == 10
