"""The quick look at the words of a line finds all that the patterns behind it may find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netnotes.model.settings import Settings
from netnotes.reading import line_words, moved_words, sentences, subjects, touch_ways, touch_words
from netnotes.reading.daily_touches import iter_lines_with_people
from netnotes.reading.line_words import LineWords
from netnotes.reading.note import build_source, read_note
from netnotes.reading.own_ways import WAYS_BY_THEMSELVES
from netnotes.reading.sentences import NAME
from netnotes.reading.way_words import get_way_words
from tests.pattern_texts import list_matching_texts

if TYPE_CHECKING:
    from netnotes.reading.daily_touches import DailyLine
    from netnotes.reading.note import Note

CHANNELS = dict(Settings().channels)


@pytest.mark.parametrize(
    "pattern",
    [
        touch_words.PLAN_WORDS,
        touch_words.NEGATIONS,
        touch_words.NOT_WORDS,
        touch_words.INTENTIONS,
        touch_words.CONDITIONS,
        touch_words.CONDITIONS_BEHIND,
        touch_words.FAILURES_BEHIND,
        moved_words.MOVED_BEHIND,
        touch_ways.NO_TOUCH_VERBS,
        touch_ways.DAYS_TO_COME,
    ],
)
def test_each_word_against_a_touch_is_seen(pattern: re.Pattern[str]) -> None:
    texts = list_matching_texts(pattern)
    assert texts
    assert [text for text in texts if not LineWords(text).may_be_against()] == []


@pytest.mark.parametrize("pattern", [touch_words.FAILURES_BEHIND, moved_words.MOVED_BEHIND])
def test_each_word_of_a_failure_is_seen(pattern: re.Pattern[str]) -> None:
    texts = list_matching_texts(pattern)
    assert texts
    assert [text for text in texts if not LineWords(text).may_tell_of_failure()] == []


@pytest.mark.parametrize("pattern", [touch_ways.NO_TOUCH_BEFORE, *touch_words.TOPICS])
def test_each_word_that_makes_somebody_a_topic_is_seen(pattern: re.Pattern[str]) -> None:
    texts = list_matching_texts(pattern)
    assert texts
    unseen = []
    for text in texts:
        words = LineWords(text)
        if not words.may_be_against() and not words.may_have_topic():
            unseen.append(text)
    assert unseen == []


@pytest.mark.parametrize(
    "pattern",
    [
        touch_words.TOUCH_VERBS,
        re.compile(r"\bmet\b"),
        *[pattern for _, pattern in WAYS_BY_THEMSELVES],
    ],
)
def test_each_way_to_be_in_touch_is_seen(pattern: re.Pattern[str]) -> None:
    texts = list_matching_texts(pattern)
    assert texts
    assert [text for text in texts if not LineWords(text).may_say_how()] == []


@pytest.mark.parametrize("pattern", [pattern for _, pattern in touch_ways._WAYS])
def test_each_way_to_be_in_touch_is_seen_in_company(pattern: re.Pattern[str]) -> None:
    texts = list_matching_texts(pattern)
    assert texts
    companies = list_matching_texts(touch_ways._IN_COMPANY)
    assert companies
    unseen = [text for text in texts if not LineWords(f"{text} with {NAME}").may_say_how()]
    assert unseen == []
    unseen = [text for text in companies if not LineWords(f"{text} kaffee").may_say_how()]
    assert unseen == []


def test_each_way_of_a_log_is_seen_in_company() -> None:
    way_words = get_way_words()
    phrases = [*way_words.nouns.channels, *way_words.verbs.channels, *way_words.written]
    texts = [f"{phrase} with {NAME}" for phrase in phrases]
    texts += [f"{phrase}: {NAME}" for phrase in way_words.nouns.channels]
    assert [text for text in texts if not LineWords(text).may_say_how()] == []
    screens = [way for way in way_words.means.channels.items() if CHANNELS[way[1]] == "voice"]
    texts = [f"met {NAME} on {means}" for means, _ in screens]
    assert [text for text in texts if not LineWords(text).may_be_on_screen()] == []


@pytest.mark.parametrize("pattern", [pattern for _, pattern in subjects._TO_ME])
def test_each_verb_of_what_was_done_to_me_is_seen(pattern: re.Pattern[str]) -> None:
    texts = list_matching_texts(pattern)
    assert texts
    assert [text for text in texts if not LineWords(text).may_say_how()] == []


def test_each_verb_of_what_others_did_is_seen() -> None:
    texts = list_matching_texts(re.compile(subjects._WITH_OBJECT))
    assert len(texts) > 100
    texts = [text for text in texts if LineWords(text).may_say_how()]
    unseen = [text for text in texts if not LineWords(text).may_tell_of_others()]
    assert [text for text in unseen if not LineWords(text).may_be_against()] == []


def test_word_is_seen_in_small_letters_and_between_other_signs() -> None:
    assert LineWords("**Nicht**: [[Ada Quill]]", "[[").may_be_against()
    assert LineWords(f"über {NAME}, promising to call").may_be_against()
    assert not LineWords("Coffee with [[Ada Quill]]: noted the knot", "[[").may_be_against()


def test_word_about_people_counts_before_a_name_only() -> None:
    assert LineWords("Photos of [[Ada Quill]]", "[[").may_have_topic()
    assert not LineWords("Call with [[Ada Quill]]: photos", "[[").may_have_topic()


def test_each_end_of_a_clause_is_seen() -> None:
    texts = list_matching_texts(sentences._CLAUSE_END)
    assert texts
    for text in texts:
        # A word of the pattern begins the next clause.
        parts = list(
            sentences.iter_clauses(sentences.Part(f"x {NAME}{text} x", f"x {NAME}{text} x"))
        )
        assert len(parts) > 1


TABLES = [
    text for name, text in vars(line_words).items() if isinstance(text, str) and "\n    " in text
]
WORDS = sorted({word for text in TABLES for word in text.split()})
ORDINARY_WORDS = (
    "with",
    "mit",
    "avec",
    "con",
    "of",
    "de",
    "to",
    "and",
    "the",
    "budget",
    "she",
    "we",
)
SIGNS = (". ", ", ", ": ", "; ", " - ", " (", ") ", "? ", " ... ", "\u2019t ")
LINKS = (
    "[[Ada Quill]]",
    "[[Ben Okafor|Ben]]",
    "[Cleo](Cleo.md)",
    "![[Dan]]",
    "[site](https://a.eu)",
)


@example(["Where is ", "[[Ada Quill]]", "? "], "## Calls\n")
@example(["Ping [[Ada Quill]]"], "")
@example(["The plan ", "but lunch with ", "[[Ada Quill]]"], "")
@example(["Photos ", "of the pier ", "[[Ada Quill]]"], "## Calls\n")
@example(["Budget. ", "Idea ", "of lunch with ", "[[Ada Quill]]"], "")
@example(["budget " * 6, "[[Ada Quill]]", ". ", "coffee [[Ben Okafor]]"], "## Calls\n")
@example(["herinnering ", "[Cleo](Cleo.md) ", "call ", "[site](https://a.eu)"], "")
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"{word} " for word in (*WORDS, *ORDINARY_WORDS, *CHANNELS)]),
            st.sampled_from([*SIGNS, *[f"{word} " for word in ORDINARY_WORDS], "\u00e9t\u00e9 "]),
            st.sampled_from([f"{link} " for link in LINKS]),
            st.sampled_from([f"{channel} with [[Ada Quill]]" for channel in CHANNELS]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["", "## Calls\n"]),
)
def test_line_is_judged_the_same_without_the_quick_look(parts: list[str], heading: str) -> None:
    line = "".join(parts)
    note = read_note(build_source("Daily/2026-10-02.md", f"{heading}- {line}\n"))[0]
    quick = _list_lines(note)
    touches = [line for line in quick if not line.reason]
    assert touches == [line for line in _list_lines(note, with_reasons=False) if not line.reason]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(LineWords, "may_be_against", lambda words: True)
        monkeypatch.setattr(LineWords, "may_say_how", lambda words: True)
        monkeypatch.setattr(LineWords, "may_tell_of_failure", lambda words: True)
        assert quick == _list_lines(note)


def _list_lines(note: Note, *, with_reasons: bool = True) -> list[DailyLine]:
    return list(iter_lines_with_people(note, CHANNELS, with_reasons=with_reasons))


def test_word_with_another_before_it_is_a_way() -> None:
    assert LineWords(f"feierabendbier mit {NAME}").may_say_how()
