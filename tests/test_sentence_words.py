"""The words of each language are data: they agree with each other, and a name is read back."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.writing import words as languages
from netnotes.writing.lexicon import get_words, list_languages, split_phrases
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understand import understand_sentence
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = parse_iso_day("2026-10-01")  # a Thursday

# Kinds of words whose meanings exclude each other, also between languages.
KINDS_WITH_MEANINGS = ("way", "sent", "weekday", "month", "day", "unit", "period")
EXCLUSIVE_KINDS = ("weekday", "month", "period", "not", "promised", "gave", "learned")


def list_meanings(kind: str) -> list[tuple[tuple[str, ...], str, str]]:
    """List all phrases of a kind in all languages: the words, the meaning and the language."""
    phrases = []
    for language in list_languages():
        for meaning, text in get_words(language).get(kind, {}).items():
            phrases += [(words, meaning, language) for words in split_phrases(text)]
    return phrases


def test_five_languages_are_there() -> None:
    assert list_languages() == ("de", "en", "es", "fr", "nl")


@pytest.mark.parametrize("language", list_languages())
def test_every_kind_of_word_is_explained(language: str) -> None:
    assert languages.__doc__
    assert set(get_words(language)) <= set(re.findall("`([a-z ]+)`", languages.__doc__))


@pytest.mark.parametrize("language", list_languages())
def test_no_phrase_is_in_a_list_twice(language: str) -> None:
    for kind, meanings in get_words(language).items():
        phrases = [words for text in meanings.values() for words in split_phrases(text)]
        doubles = {words for words in phrases if phrases.count(words) > 1}
        assert doubles == set(), kind


@pytest.mark.parametrize("kind", KINDS_WITH_MEANINGS)
def test_phrase_means_the_same_in_all_languages(kind: str) -> None:
    meanings: dict[tuple[str, ...], set[str]] = {}
    for words, meaning, _ in list_meanings(kind):
        meanings.setdefault(words, set()).add(meaning)
    assert {words: found for words, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(("left", "right"), list(itertools.combinations(EXCLUSIVE_KINDS, 2)))
def test_phrase_is_not_of_two_kinds_that_exclude_each_other(left: str, right: str) -> None:
    left_phrases = {words for words, _, _ in list_meanings(left)}
    right_phrases = {words for words, _, _ in list_meanings(right)}
    assert left_phrases & right_phrases == set()


def test_every_way_is_a_channel_of_the_default_settings() -> None:
    channels = {word for word, _ in Settings().channels}
    assert {meaning for _, meaning, _ in list_meanings("way")} <= channels


FIRST_NAMES = st.sampled_from(
    (
        *("Sun", "May", "April", "Mon", "An", "To", "Will", "Mark", "Jan", "Max", "Ella", "Don"),
        *("Élodie", "Søren", "Łukasz", "İpek", "Müller", "Jean-Paul", "Tom & Ann", "Mehmet", "Ada"),
        *("Ana y Luis", "Per", "Sam", "Mar", "Dom", "Ben", "Hugo", "María José", "Nguyễn"),
    )
)
LAST_NAMES = st.sampled_from(
    (
        *("Li", "Friday", "Weber", "O'Neil", "Yılmaz", "Grünwald", "Straße", "Okafor", "Lunch"),
        *("Call", "de la Cruz", "van den Berg", "Van", "Coffee", "Mayer", "García", "Montag"),
        *("Smith-Jones", "Lundi", "Das", "Santos y Vega", "Strand & Sun", "Brief"),
    )
)
WAYS = (
    *(("coffee with {}", "coffee"), ("lunch with {}", "lunch"), ("Kaffee mit {}", "coffee")),
    *(("déjeuner avec {}", "lunch"), ("café con {}", "coffee"), ("koffie met {}", "coffee")),
    *(("called {}", "call"), ("email to {}", "email"), ("Telefonat mit {}", "call")),
)
DAYS = (
    *(("yesterday", "2026-09-30"), ("on tue", "2026-09-29"), ("on the 28th", "2026-09-28")),
    *(("gestern", "2026-09-30"), ("am Montag", "2026-09-28"), ("hier", "2026-09-30")),
    *(("il y a 3 jours", "2026-09-28"), ("ayer", "2026-09-30"), ("eergisteren", "2026-09-29")),
    *(("28.9.", "2026-09-28"), ("9/28", "2026-09-28"), ("2026-09-20", "2026-09-20")),
    *(("", "2026-10-01"), ("3 weeks ago", "2026-09-10"), ("hace dos días", "2026-09-29")),
)
SPELLINGS: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(FIRST_NAMES, LAST_NAMES), min_size=2, max_size=6, unique=True),
    st.integers(1, 2),
    st.sampled_from(WAYS),
    st.sampled_from(DAYS),
    st.sampled_from(SPELLINGS),
    st.sampled_from(("", "the move and so on", "with Ada on Monday: 10:30", "über den Umzug")),
)
def test_sentence_made_of_names_days_and_ways_is_read_back_as_it_was_made(
    people: list[tuple[str, str]],
    count: int,
    way: tuple[str, str],
    day: tuple[str, str],
    spell: Callable[[str], str],
    text: str,
) -> None:
    names = [f"{first} {last}" for first, last in people]
    index = build_name_index(Contact(path=f"People/{name}.md", name=name) for name in names)
    logged = names[:count]
    head = way[0].format(" and ".join(spell(name) for name in logged))
    sentence = f"{head} {day[0]}".strip() + (f": {text}" if text else "")
    understood = understand_sentence(sentence, index, TODAY, Settings())
    assert understood.questions == ()
    assert [person.name for person in understood.people] == logged
    assert (str(understood.day), understood.channel, understood.text) == (day[1], way[1], text)
