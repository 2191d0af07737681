"""The entries of a contact's own log that tell of an attempt, or of what did not take place.

`called, no answer` and `lunch cancelled` are no contact there either. The words are those that
daily notes are read with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.reading.touch_words import FAILURES_BEHIND, TOUCH_VERBS
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from netnotes.model.people import Mode

ATTEMPT = "It tells of an attempt, or of what did not take place, and is no contact."


def is_attempt(mode: Mode, text: str) -> bool:
    """Tell whether the text of an entry says that nothing came of it.

    A message counts, whether or not it was answered: `wrote to her, no reply`.
    """
    # Hardly any entry has one of these words.
    if mode == "written" or not _MAY_FAIL.search(text):
        return False
    return _is_attempt(fold_for_search(text))


def _is_attempt(folded_text: str) -> bool:
    first, rest = _split_first_clause(folded_text)
    if _WRITTEN.search(first):
        return False
    if not (_TRIED.match(first) or _fails(first)):
        second, rest = _split_first_clause(rest)
        is_short = first.count(" ") <= _MAX_SPACES_BEFORE_FAILURE
        if not is_short or not _fails(second):
            return False
    # `called, no answer; she called back`
    return not _HAPPENED_LATER.search(rest) or _is_attempt(rest)


def _split_first_clause(text: str) -> tuple[str, str]:
    """Split a text into its first clause and the rest."""
    first, *rest = _CLAUSE_END.split(text.strip(), maxsplit=1)
    return first, "".join(rest)


def _fails(clause: str) -> bool:
    match = _FAILURE.match(clause)
    return match is not None and not _BUSY.search(match[0])


_MAX_SPACES_BEFORE_FAILURE = 4

_CLAUSE_END = re.compile(r"\s*(?:[,;:.(–—\n]|\s-\s)\s*")

# Up to three words may come first: `lunch with her cancelled`. What was talked about is no failure.
_FAILURE = re.compile(
    r"(?:(?!(?:about|that|which|how|why|of|on|uber|sobre|sur|over)\b)\S+ ){0,3}?"
    rf"(?:{FAILURES_BEHIND.pattern})"
    r"(?=\W*$| (?:her|him|them|me|us|it)\W*$"
    r"| (?:by|because|due|last|again|today|yesterday|twice|at all|on the|this|wegen|heute)\b"
    r"|(?<=ed) (?:to|for|on|at|till|until)\b|(?<=verschoben) auf\b)"
)

# `coffee: she is busy with the move` is what was told.
_BUSY = re.compile(r"\w+ busy$")

_TRIED = re.compile(
    r"(?:i |we )?(?:tried (?:to (?:call|phone|ring|reach|contact|get hold|meet|see|catch)\b"
    r"|(?:call|phon|ring|reach)ing\b)|versucht anzurufen|essaye d'appeler|intente llamar)"
)

_WRITTEN = re.compile(
    r"\b(?:wrote|written|e-?mail\w*|text(?:ed)?|messaged?|sent|letter|card|dm|sms|whatsapp|geschrieben"
    r"|schrieb|gemailt|ecrit|escribi|geschreven|gemaild)\b"
)

_HAPPENED_LATER = re.compile(
    rf"{TOUCH_VERBS.pattern}|\b(?:met|reached|rang back|answered|replied|then|later)\b"
)

# The beginnings of the words for a failure, in any case and with accents.
_MAY_FAIL = re.compile(
    r"\bno |\bno-show|not\b|n['’]?t\b|never|cancel|cancé|unreach|missed|postpon|reschedul|voicemail"
    r"|fell through|called off|busy|tried|nicht|keine|abgesagt|verschoben|verpasst|ausgefallen"
    r"|versucht|\bpas\b|annul|report|essay|sin resp|aplazad|intent|niet|geen|afgezegd|geannul|uitgest",
    re.IGNORECASE,
)
