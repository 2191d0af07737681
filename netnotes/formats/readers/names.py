"""The parts of a person's name, put together as they are spoken."""

from __future__ import annotations

import re

from netnotes.formats.readers.word_sets import split_words
from netnotes.text import LEGAL_FORMS, fold_for_search

# Hangul, kana, and the signs that Chinese, Japanese and Korean names are written with.
_EAST_ASIAN_NAME = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]+"
)


# Words that stand before a last name and belong to it, in the languages of Europe.
_PARTICLES = split_words(
    "von vom van van't vander ver zu zum zur auf de den der des del della dei degli di da do "
    "dos das du d' la le las los l' el al bin ibn ten ter te 't op in af av i y"
)

# How somebody is addressed, which is no part of a name. `Dr.`, `Prof.` and `Sir` are.
_FORMS_OF_ADDRESS = split_words(
    "herr herrn frau fraulein mr mister mrs ms miss mx madam madame mme mlle mademoiselle "
    "monsieur m sr sra srta senor senora senorita dhr mevr mevrouw meneer heer mw mej sig sigra "
    "signor signore signora signorina"
)

# Short titles of a name, each word by itself: `Dipl.-Ing.`, `Dr. rer. nat.`, `Dott.ssa`. Written
# out, as `Professor`, a title may be a job.
_SHORT_TITLES = split_words(
    "dr dra drs prof profa dipl ing ir mag dott dssa ssa ra univ habil h hc c med phil rer nat jur "
    "iur oec pol sir dame lord lady phd ph d rev fr hon"
)

# How a letter begins, as some tables have it under `Salutation`.
_GREETINGS = split_words(
    "dear hello hi hallo liebe lieber sehr geehrte geehrter cher chere bonjour querido querida "
    "estimado estimada caro cara gentile beste geachte"
)

# `Mr & Mrs` are two people, and say so in the name.
_JOINERS = split_words("& + and und et y e en")


def is_name_particle(text: str) -> bool:
    """Tell whether a text is only what stands before a last name: `von`, `van der`."""
    words = text.casefold().replace("’", "'").split()
    return bool(words) and all(word in _PARTICLES for word in words)


def strip_forms_of_address(prefix: str) -> str:
    """Return `Dr.` of `Herr Dr.`; empty if there is nothing but a form of address or a greeting."""
    words = prefix.split()
    if words and fold_for_search(words[0]) in _GREETINGS:
        return ""
    if not _JOINERS.isdisjoint(map(str.casefold, words)):
        return prefix
    return " ".join(word for word in words if not _is_form_of_address(word))


def is_title_of_name(text: str) -> bool:
    """Tell whether a text is only titles and forms of address, as `Herr Prof. Dr.` is."""
    words = _LETTERS.findall(fold_for_search(text))
    return bool(words) and all(word in _SHORT_TITLES | _FORMS_OF_ADDRESS for word in words)


_LETTERS = re.compile(r"[^\W\d_]+")


def move_family_name_last(name: str) -> str:
    """Return a name in spoken order: `Marsh, Cleo` is Cleo Marsh, and `von Berg, Ada` Ada von Berg.

    `Ada Quill, Engineer`, `Quill, Jr.` and `Acme, Inc.` stay as they are.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    *particles, family_name = family.split() or [""]
    if not comma or not given or not family_name or "," in given:
        return name
    given_words = given.split()
    if particles and not is_name_particle(" ".join(particles)):
        return name
    if len(given_words) > MAX_GIVEN_NAMES or is_title_of_name(given):
        return name
    if not all(word[0].isalpha() for word in (*given_words, family_name)):
        return name
    ending = fold_for_search(given_words[-1]).strip(".")
    if ending in LEGAL_FORMS or ending.replace(".", "") in _SUFFIXES:
        return name
    return f"{given} {family}"


# With more words behind the comma it is no name of one person.
MAX_GIVEN_NAMES = 3

_SUFFIXES = split_words("jr sr junior senior ii iii iv phd md mba msc bsc ma ba llm mp esq cpa")


def add_title_and_suffix(name: str, title: str, suffix: str) -> str:
    """Add what a whole name lacks of title and suffix; `Quill, Ada` has no place for them."""
    if "," in name:
        return name
    if is_said_by(title, name):
        title = ""
    if is_said_by(suffix, name):
        suffix = ""
    return " ".join(filter(None, (title, name, suffix)))


def is_said_by(text: str, name: str) -> bool:
    """Tell whether all words of a text are in a name; those of Japanese names have no spaces."""
    # Most cells are empty, or a part that is in the name letter by letter.
    if text in name:
        return True
    folded_name = fold_for_search(name)
    return all(word in folded_name for word in re.findall(r"[^\W_]+", fold_for_search(text)))


def _is_form_of_address(word: str) -> bool:
    # `Sig.ra` has a full stop within.
    folded_word = fold_for_search(word).replace(".", "").strip(",")
    return folded_word in _FORMS_OF_ADDRESS


def join_name_parts(
    *, given: str, family: str, prefix: str = "", middle: str = "", suffix: str = ""
) -> str:
    """Join the parts of a name: `Dr. Ada M. Quill PhD`.

    Names in Chinese, Japanese and Korean letters begin with the family name and have no space:
    `山田` and `太郎` are `山田太郎`.
    """
    if _EAST_ASIAN_NAME.fullmatch(given) and _EAST_ASIAN_NAME.fullmatch(family):
        if middle and not _EAST_ASIAN_NAME.fullmatch(middle):
            middle = f" {middle}"
        given, middle, family = f"{family}{given}{middle}", "", ""
    return " ".join(filter(None, (prefix, given, middle, family, suffix)))
