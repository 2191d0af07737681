"""Who fits what I look for in words, such as `someone who has run a seed round`.

The words are compared with what a contact does, where, and what they offer and care about; never
with how high they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.measures.needs import SMALL_WORDS
from netnotes.network.measures.word_forms import extract_shared_letters, is_same_word
from netnotes.text import WORD, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact


# What a want is compared with; in this order it is said what fits.
MATCHED_PROPERTIES = ("role", "field", "organisation", "location", "offers", "interests")

# Words around what is looked for: `someone who has run a seed round`, `jemand mit Erfahrung in …`.
# fmt: off
_WORDS_AROUND = SMALL_WORDS | frozenset({
    "somebody", "someone", "anybody", "anyone", "person", "people", "man", "woman", "who", "whom",
    "that", "which", "is", "are", "was", "were", "be", "been", "has", "have", "had", "having",
    "can", "could", "would", "does", "did", "done", "do", "knows", "know", "knew", "run", "ran",
    "runs", "works", "worked", "work", "working", "my", "our", "me", "us", "by", "as", "about",
    "once", "already", "like", "experience", "experienced", "other", "another", "into",
    "jemand", "jemanden", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einer", "mit",
    "hat", "ist", "und", "oder", "im", "aus", "fur", "uber", "zu", "bei", "von", "schon",
    "erfahrung", "quelqu", "qui", "une", "un", "le", "la", "les", "des", "du", "de", "et", "ou", "avec",
    "pour", "dans", "est", "alguien", "que", "ha", "una", "el", "los", "las", "con", "para", "y",
})
# fmt: on


class FittingFact(NamedTuple):
    """What of a contact fits a want: the property, its value as written, and the words that fit."""

    property_name: str
    text: str
    words: tuple[str, ...]


class Fit(NamedTuple):
    """A contact who fits a want. `missing_count` of its words fit nothing that is known of them."""

    contact: Contact
    facts: tuple[FittingFact, ...]
    missing_count: int

    def list_locations(self) -> list[SourceLocation]:
        """List where the facts that fit are written."""
        return [self.contact.find_source_location(fact.property_name) for fact in self.facts]


def extract_wanted_words(want: str) -> tuple[str, ...]:
    """Extract the words of a want that say whom it is about; all of them if none does."""
    words = tuple(dict.fromkeys(WORD.findall(fold_for_search(want))))
    return tuple(word for word in words if word not in _WORDS_AROUND) or words


def find_fits(contacts: Iterable[Contact], want: str) -> list[Fit]:
    """Find the contacts who fit a want, in the order given.

    Of three words one may fit nothing that is known of a contact, if nobody fits every word.
    """
    wanted_words = extract_wanted_words(want)
    if not wanted_words:
        return []
    # Ten thousand contacts are asked a cheap question first.
    beginnings = [extract_shared_letters(word) for word in wanted_words]
    max_missing_count = len(wanted_words) // 3
    fits: list[Fit] = []
    for contact in contacts:
        text = _join_texts(contact)
        missing_count = sum(beginning not in text for beginning in beginnings)
        if missing_count > max_missing_count:
            continue
        fit = _build_fit(contact, wanted_words)
        if not fit.facts or fit.missing_count > max_missing_count:
            continue
        if fit.missing_count < max_missing_count:
            max_missing_count = fit.missing_count
            fits.clear()
        fits.append(fit)
    return fits


def list_fitting_texts(texts: Iterable[str], want: str) -> list[str]:
    """List the texts that have every word of a want that says whom it is about."""
    wanted_words = extract_wanted_words(want)
    if not wanted_words:
        return []
    beginnings = [extract_shared_letters(word) for word in wanted_words]
    fitting_texts = []
    for text in texts:
        folded_text = fold_for_search(text)
        if all(beginning in folded_text for beginning in beginnings):
            text_words = WORD.findall(folded_text)
            if all(_has_word(text_words, wanted_word) for wanted_word in wanted_words):
                fitting_texts.append(text)
    return fitting_texts


def _join_texts(contact: Contact) -> str:
    text = "\n".join(
        (
            contact.role,
            contact.field,
            contact.organisation,
            contact.location,
            *contact.offers,
            *contact.interests,
        )
    )
    if text.isascii():
        return text.casefold()
    return fold_for_search(text)


def _build_fit(contact: Contact, wanted_words: tuple[str, ...]) -> Fit:
    facts = []
    fitting_words: set[str] = set()
    for property_name, text in _iter_texts(contact):
        text_words = WORD.findall(fold_for_search(text))
        words = tuple(
            wanted_word for wanted_word in wanted_words if _has_word(text_words, wanted_word)
        )
        # A word that fits already is said once.
        if not fitting_words.issuperset(words):
            facts.append(FittingFact(property_name, text, words))
            fitting_words.update(words)
    return Fit(contact, tuple(facts), len(wanted_words) - len(fitting_words))


def _iter_texts(contact: Contact) -> Iterator[tuple[str, str]]:
    for property_name in MATCHED_PROPERTIES:
        value = getattr(contact, property_name)
        for text in (value,) if isinstance(value, str) else value:
            if text:
                yield property_name, text


def _has_word(words: Iterable[str], wanted_word: str) -> bool:
    return any(is_same_word(wanted_word, word) for word in words)
