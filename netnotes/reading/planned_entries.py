"""The entries of a contact's own log that tell of nothing but a plan: `should call her`.

In English, German, French, Spanish and Dutch, folded, without accents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from netnotes.reading.moved_words import MEETING_NOUN
from netnotes.reading.touch_words import TOUCH_VERBS


def is_plan(folded_text: str, *, is_sentence: bool) -> bool:
    """Tell whether an entry is a plan and tells of nothing that has happened.

    What is behind a channel and a colon is no sentence: only `lunch: tomorrow` is a plan there.
    """
    patterns = _build_patterns()
    if patterns.only_day.match(folded_text):
        return True
    if not is_sentence:
        return False
    label = patterns.label.match(folded_text)
    if label:
        return not TOUCH_VERBS.search(folded_text, label.end())
    plan = patterns.plan.match(folded_text)
    if plan is None:
        return False
    end_of_clause = _CLAUSE_END.search(folded_text, plan.end())
    # `should call her; called her the next day`
    rest = folded_text[end_of_clause.end() :] if end_of_clause else ""
    return not (TOUCH_VERBS.search(rest) or patterns.meeting.search(rest))


_CLAUSE_END = re.compile(r"[,;:.(–—\n]")


class _PlanPatterns(NamedTuple):
    """What a plan begins with, and what is no more a plan."""

    label: re.Pattern[str]

    # Nothing but a day to come.
    only_day: re.Pattern[str]
    plan: re.Pattern[str]
    meeting: re.Pattern[str]


# Built when they are asked for: hardly any note has a plan among its entries.
@lru_cache(maxsize=1)
def _build_patterns() -> _PlanPatterns:
    return _PlanPatterns(
        label=re.compile(_LABEL),
        only_day=re.compile(_ONLY_DAY),
        plan=re.compile(_PLAN),
        meeting=re.compile(rf"\b{MEETING_NOUN}\b"),
    )


_LABEL = (
    r"(?:ideas?|to.?do|next(?: time| steps?)?|reminder|remember|idee|ideen|idees?|a faire|por hacer"
    r"|te doen|nicht vergessen|erinnerung|nachster schritt|rappel|prochaine etape|recordatorio"
    r"|proximo paso|herinnering|volgende stap)\s*:"
)

_DAY_TO_COME = (
    r"(?:is |on |for )?(?:tomorrow|next (?:week|month|\w+day)|morgen|ubermorgen|nachste woche"
    r"|demain"
    r"|la semaine prochaine|manana|la (?:proxima semana|semana que viene)|overmorgen|volgende week)"
)
# `lunch: planned` alone says of a day to come that it is one, and is a plan by that day.
_ONLY_DAY = (
    rf"(?:{_DAY_TO_COME}|(?:planned|geplant|prevue?|previst[oa]|gepland)"
    r"(?: (?:for|on|fur|am|pour|para|el|voor|op)(?: \w+){1,2}))\W*$"
)

_PLAN = (
    rf"{MEETING_NOUN} {_DAY_TO_COME}\W*$"
    r"|(?:i |we )?(?:really |still |also |probably )?(?:should|must|(?:need|have|want|plan"
    r"|planning|going"
    r"|hope|ought|remember) to|would like to|don'?t forget to|maybe|perhaps|let's|to.?do)[ -]"
    r"(?:really |still |also |maybe |soon |just )?(?:call|ring|phone|meet|see|visit|write"
    r"|e-?mail|mail"
    r"|text|message|contact|reach|talk|speak|ask|invite|thank|send|catch up|follow up|check in"
    r"|get in touch|go see|have (?:called|met|written|seen|visited)|arrange|plan|organi[sz]e"
    r"|schedule|(?:have )?(?:a )?"
    rf"{MEETING_NOUN})\b"
    r"|follow.?up (?:on|about|re|regarding)\b"
    r"|(?:i |we )?(?:planned|scheduled|booked|arranged|set up|agreed (?:on|to)) (?:to (?:meet"
    r"|call|talk"
    rf"|speak|see|have)|(?:(?:an?|the|our|another) )?(?:\w+ )?{MEETING_NOUN})\b"
    rf"|(?:(?:the|our|an?|next) )?{MEETING_NOUN}(?: [^\s,;:.(]+){{0,3}}? (?:planned|scheduled"
    rf"|arranged"
    r"|booked|geplant|vereinbart|ausgemacht|verabredet|angesetzt|prevue?|planifiee?|previst[oa]"
    r"|planead[oa]|programad[oa]|(?:in)?gepland)(?=\W*$| (?:for|on|with|in|at|fur|am|um|pour|le|a"
    r"|avec|para|el|con|voor|op|met|\w+di)\b)"
    r"|(?:ich |wir )?(?:muss|mussen|sollten?|soll|will|wollen"
    r"|mochte) (?:[^\s,;:.(]+ ){0,5}?(?:anrufen"
    r"|treffen|besuchen|schreiben|sprechen|fragen|einladen|melden|mailen|telefonieren|danken)\b"
    r"|(?:il faut (?:que je |que j')?|il faudrait |(?:je )?(?:dois|devrais|voudrais|veux) |penser a"
    r" |ne pas oublier (?:de |d')?)(?:l'|la |le |lui |les )?(?:appell?er?|rappell?er?|voir|ecrire"
    r"|rencontrer|inviter|contacter|joindre|parler|demander|remercier)\b"
    r"|(?:hay que|tengo que|tenemos que|debo|deberia|quiero|voy a) (?:\w+ )?(?:llamar|escribir|ver"
    r"|visitar|quedar|hablar|invitar|contactar|preguntar)\w*"
    r"|qued(?:e|amos) (?:con \S+ )?para (?:el|la|este|esta|manana|otro)\b"
    r"|(?:ik |we )?(?:moet|moeten|zou|wil|ga) (?:[^\s,;:.(]+ ){0,5}?(?:bellen|opbellen|schrijven"
    r"|mailen"
    r"|zien|bezoeken|spreken|vragen|uitnodigen|afspreken|ontmoeten|appen|bedanken)\b"
)
