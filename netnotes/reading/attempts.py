"""The entries of a contact's own log that tell of an attempt, or of what did not take place.

`called, no answer` and `lunch cancelled` are no contact there either. The words are those that
daily notes are read with.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
    if mode == "written" or not text:
        return False
    words = text[:_MAX_LENGTH_BEFORE_FAILURE].lower().split()
    return not _TYPED_WORDS.isdisjoint(words) and _is_attempt(fold_for_search(text))


def _is_attempt(folded_text: str) -> bool:
    first, rest = _split_first_clause(folded_text)
    if _WRITTEN.search(first):
        return False
    if not (_TRIED.match(folded_text) or _fails(first)):
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
    match = _get_failure_pattern().match(clause)
    return match is not None and not _BUSY.search(match[0])


_MAX_SPACES_BEFORE_FAILURE = 4
_MAX_LENGTH_BEFORE_FAILURE = 100

_CLAUSE_END = re.compile(r"\s*(?:[,;:.(–—\n]|\s-\s)\s*")


@lru_cache(maxsize=1)
def _get_failure_pattern() -> re.Pattern[str]:
    """Return what matches words such as `no answer`, with up to three words before them.

    What was talked about is no failure. It takes long to compile, and few entries need it.
    """
    return re.compile(
        r"(?:(?!(?:about|that|which|how|why|of|on|uber|sobre|sur|over)\b)\S+ ){0,3}?"
        rf"(?:{FAILURES_BEHIND.pattern})"
        r"(?=\W*$| (?:her|him|them|me|us|it)\W*$"
        r"| (?:by|because|due|last|again|today|yesterday|twice|at all|on the|this|wegen|heute)\b"
        r"|(?<=ed) (?:to|for|on|at|till|until)\b|(?<=verschoben) auf\b)"
    )


# `coffee: she is busy with the move` is what was told.
_BUSY = re.compile(r"\w+ busy$")

_REACH_WORDS = r"(?:call|phone|ring|reach|contact|get (?:a )?hold|get through|meet|see|catch|visit|speak|talk to)"

# Only at the beginning: `talked about how she tried to call` is what was told. What can be reached
# with somebody, such as an agreement, is no person.
_TRIED = re.compile(
    r"(?:i |we |have |had |was |were )*"
    rf"(?:(?:tried|attempted|failed|wanted|meant|forgot|(?:un|not |wasn't |weren't )able) to {_REACH_WORDS}\b"
    r"|tried (?:call|phon|ring|reach)ing\b"
    r"|(?:did|could)(?:n't| not|nt) (?:manage to )?(?:reach|get (?:a )?hold of|get through to|catch)"
    r"(?! (?:an?|any|the|that|this|our|agreement|consensus|conclusions?|each other's)\b)"
    r"|(?:ich |wir |habe |haben |hatte )*versucht(?:en?)?,? (?:\S+ ){0,4}?"
    r"(?:anzurufen|anzuklingeln|(?:telefonisch )?zu (?:erreichen|treffen|sprechen))\b"
    r"|(?:konnten? |haben? )?(?:\S+ ){1,3}?(?:heute |leider |gestern |wieder )?nicht (?:erreichen|erwischt)\b"
    r"|wollten? (?:\S+ ){1,3}(?:anrufen|treffen|besuchen|sprechen)\W*$"
    r"|(?:j'ai |on a |ai )?(?:essaye|tente|voulu) (?:de |d')?(?:l'|la |le |les )?"
    r"(?:appeler|rappeler|joindre|contacter|telephoner|voir)\b"
    r"|(?:je |on |n'ai |n'a )*(?:pas (?:reussi a |pu )|impossible de )(?:la |le |les )?"
    r"(?:joindre|appeler|contacter|voir|parler)\b"
    r"|(?:he )?(?:intente|intentado|intentamos|trate de|tratado de|quise) (?:llamar|hablar|contactar"
    r"|localizar|ver)\w*"
    r"|no (?:pude|pudimos|logre|consegui|he podido) (?:llamar|hablar|contactar|localizar|ver)\w*"
    r"|(?:ik |heb |had )*(?:geprobeerd|probeerde) (?:om )?(?:\S+ ){0,4}?te (?:bellen|bereiken|spreken|zien)\b"
    r"|(?:ik )?(?:kon|konden) (?:\S+ ){1,4}?niet (?:bereiken|te pakken krijgen|spreken)\b)"
)

_WRITTEN = re.compile(
    r"\b(?:wrote|written|e-?mail\w*|text(?:ed)?|messaged?|sent|letter|card|dm|sms|whatsapp|geschrieben"
    r"|schrieb|gemailt|ecrit|escribi|geschreven|gemaild)\b"
)

_HAPPENED_LATER = re.compile(
    rf"{TOUCH_VERBS.pattern}|\b(?:met|reached|rang back|answered|replied|then|later)\b"
)

# A word of each failure, to look for them quickly: an expression of them all takes longer than
# reading the entry.
_WORDS_OF_FAILURES = frozenset(
    [
        *("no", "not", "never", "didn't", "didn’t", "didnt", "couldn't", "couldn’t", "couldnt"),
        *("cancelled", "canceled", "unreachable", "missed", "postponed", "rescheduled", "no-show"),
        *("voicemail", "off", "through", "busy", "tried", "nicht", "keine", "abgesagt", "versucht"),
        *("verschoben", "verpasst", "ausgefallen", "pas", "annulé", "annulée", "reporté"),
        *("attempted", "failed", "unable", "wanted", "meant", "forgot", "versuchte", "versuchten"),
        *("wollte", "wollten", "impossible", "essaye", "tenté", "voulu", "intente", "intentado"),
        *("traté", "trate", "quise", "geprobeerd", "probeerde", "sans", "niemand", "besetzt"),
        *("occupé", "ocupado", "gehoor", "gesprek", "decroche", "décroché"),
        *("reportée", "essayé", "sin", "cancelado", "cancelada", "canceló", "aplazado", "aplazada"),
        *("intenté", "niet", "geen", "afgezegd", "geannuleerd", "uitgesteld"),
    ]
)

# With what may stand before and behind them, so that a text has only to be split at its blanks.
_TYPED_WORDS = frozenset(
    before + word + behind
    for word in _WORDS_OF_FAILURES
    for before in ("", "(", "-", "–", "—")
    for behind in ("", ",", ".", ":", ";", "!", "?", ")", ").", "…")
)
