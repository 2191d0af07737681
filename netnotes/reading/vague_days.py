"""Times at the beginning of a line that are no days: `March 2026`, `2026-03`, `last week`.

In the seven languages of `written_days`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from netnotes.reading.written_days import WEEKDAYS, find_day_at_start, find_month
from netnotes.text import build_lazy_pattern


class VagueDay(NamedTuple):
    """A time that is no day: its words, what is before it and what follows it."""

    words: str
    before: str
    rest: str


def find_vague_day_at_start(text: str) -> VagueDay | None:
    """Find the time that a text begins with; None for a day, a number or any other text."""
    if not _may_begin_with_time(text):
        return None
    match = _TIME.match(text)
    if match is None or not _is_time(match) or find_day_at_start(text[match.start("time") :]):
        return None
    rest = text[match.end() :]
    # `2026-03 coffee` and `Lunch (March 2026)`
    return VagueDay(match["time"].strip(), "", rest.lstrip("*_)] "))


def find_other_time(text: str) -> str:
    """Find the words that put what a line of a daily note tells into another day; empty for none.

    As in `Yesterday lunch with [[Ada]]`, `a year ago: …`, `met [[Ada]] last week`.
    """
    match = _OTHER_TIME.search(text)
    return match["first"] or match["last"] if match else ""


def find_vague_day_behind(text: str) -> VagueDay | None:
    """Find the first time in a text behind `in`, a comma, a dash or a bracket: `Lunch in May 2026`."""
    for match in _BEFORE_TIME.finditer(text):
        found = find_vague_day_at_start(text[match.end() :])
        if found:
            return found._replace(before=text[: match.start()])
    return None


def _may_begin_with_time(text: str) -> bool:
    """Tell whether a text may begin with a time: quickly, and right in saying no."""
    first = text.lstrip("*_([~≈ ")[:1]
    return first.isdigit() or (first.isalpha() and _FIRST_WORD.match(text) is not None)


def _is_time(match: re.Match[str]) -> bool:
    month = match["month"]
    return month is None or find_month(month) is not None


_FIRST = (
    r"in|im|early|mid|late|beginning|end|around|about|ca|circa|anfang|mitte|ende|seit|debut|début"
    r"|fin|en|a|à|au|le|la|el|mediados|finales|principios|begin|half|eind|rond|last|this|yesterday"
    r"|today|two|three|a|one|several|some|few|letzte[nrs]?|vorige[nrs]?|gestern|vorgestern|heute"
    r"|vor|hier|avant|il|y|ayer|anteayer|hace|hoy|gisteren|eergisteren|afgelopen|vandaag|twee"
    r"|drie|een|einer"
    r"|q[1-4]|t[1-4]|k[1-4]|kw|week|w\d{1,2}|semaine|semana|woche|christmas|xmas|easter"
    r"|weihnachten|ostern|noel|noël|paques|pâques|navidad|pascua|kerst|pasen|spring|summer|autumn"
    r"|fall|winter|fr[üu]hling|fr[üu]hjahr|sommer|herbst|printemps|[ée]t[ée]|automne|hiver"
    r"|primavera|verano|oto[ñn]o|invierno|lente|voorjaar|zomer|herfst|najaar|estate|autunno"
    r"|inverno|ver[ãa]o|outono|first|second|third|fourth|premier|1er"
)
_FIRST_WORD = build_lazy_pattern(
    rf"[*_(\[~≈ ]{{0,4}}(?:(?:{_FIRST}|{WEEKDAYS})\b|[^\W\d_]{{3,10}}\.?[ -]+(?:de |of |del )?['’]?\d"
    r"|[^\W\d_]{3,10}\.?\s*(?::|[–—-]\s))",
    re.IGNORECASE,
)

# What a line without a year begins with whose time is no day: few do.
FIRST_OF_TIMES = frozenset(
    [
        *("last", "this", "yesterday", "the", "two", "three", "a", "several", "some", "few"),
        *("early", "mid", "late", "beginning", "end", "around", "about", "in", "im"),
        *("letzte", "letzten", "letzter", "letztes", "gestern", "vorgestern", "vor", "anfang"),
        *("mitte", "ende", "semaine", "la", "le", "mois", "hier", "avant-hier", "il", "début"),
        *("fin", "ayer", "anteayer", "hace", "semana", "el", "mes", "principios", "mediados"),
        *("finales", "a", "vorige", "vorig", "afgelopen", "gisteren", "eergisteren", "een"),
        *("twee", "drie", "begin", "half", "eind", "1", "2", "3", "4", "5", "6"),
    ]
)

_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)(?!\d)"
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|fr[üu]hling|fr[üu]hjahr|sommer|herbst|printemps"
    r"|[ée]t[ée]|automne|hiver|primavera|verano|oto[ñn]o|invierno|lente|voorjaar|zomer|herfst"
    r"|najaar|estate|autunno|inverno|ver[ãa]o|outono|christmas|xmas|easter|weihnachten|ostern"
    r"|no[ëe]l|p[âa]ques|navidad|pascua|kerst|pasen)"
)
_UNIT = (
    r"(?:week|weekend|month|quarter|year|summer|spring|autumn|fall|winter|night|time"
    r"|mon(?:day)?|tues(?:day)?|wednesday|thursday|friday|saturday|sunday|christmas)"
)
_NUMBER = r"(?:\d{1,2}|an?|one|two|three|four|five|six|several|some|a few|a couple of)"
_RELATIVE = (
    rf"(?:last|this|the other) {_UNIT}|yesterday|the other day|{_NUMBER} (?:day|week|month|year)s? ago"
    r"|letzte[nrs]? (?:woche|monat|jahr|wochenende|sommer|winter|herbst|fr[üu]hling|\w+tag)"
    r"|vorige[nrs]? (?:woche|monat|jahr)|gestern|vorgestern"
    r"|vor (?:\d{1,2}|einem|einer|ein paar|zwei|drei|vier|einigen) (?:tag|woche|monat|jahr)e?n?"
    r"|(?:la )?semaine derni[èe]re|(?:le )?mois dernier|(?:l'an|l'année|l'ann[ée]e) derni[èe]re?"
    r"|l'[ée]t[ée] dernier|hier|avant-hier"
    r"|il y a (?:\d{1,2}|une?|deux|trois|quelques) (?:jour|semaine|mois|an)s?"
    r"|(?:la )?semana pasada|(?:el )?(?:mes|a[ñn]o|verano|invierno|fin de semana) pasado|ayer"
    r"|anteayer|hace (?:\d{1,2}|una?|dos|tres|unos|unas) (?:d[ií]a|semana|mes|a[ñn]o)(?:e?s)?"
    r"|(?:vorige|afgelopen|vorig) (?:week|maand|jaar|zomer|winter|weekend|\w+dag)|gisteren"
    r"|eergisteren|(?:\d{1,2}|een|twee|drie|een paar) (?:dag|dagen|week|weken|maand|maanden|jaar)"
    r" geleden"
)
# At the beginning of the sentence with the first link, or right behind the last one.
_OTHER_TIME = build_lazy_pattern(
    rf"^[\W\d_]{{0,12}}(?:(?:on )?this (?:day|time) )?(?P<first>(?!this |last time){_RELATIVE})\b"
    r"(?!\s+(?:was|were|is|war|waren|fue|etait|était)\b)[^.;!?\[]*\[\["
    rf"|\]\],? (?P<last>(?!this |last time){_RELATIVE})\W*$",
    re.IGNORECASE,
)

_BEFORE = r"(?:(?:in|im|en|around|about|ca\.?|circa|a|à|au|rond)\s+)?(?:the )?"
_ABOUT = (
    r"(?:(?:early|mid|late|(?:beginning|end|middle) of|anfang|mitte|ende|d[ée]but|mi|fin|begin"
    r"|half|eind|(?:a )?(?:principios|mediados|finales) de|in|im|en)[\s-]+)?"
)

# A month alone is one only where a colon or a dash follows: `March: coffee`.
_TIME = build_lazy_pattern(
    rf"[*_(\[~≈ ]{{0,4}}{_BEFORE}(?P<time>{_ABOUT}(?:"
    rf"{_SEASON}(?:[\s-]+(?:de |del |of )?{_YEAR}(?:[/-]\d\d)?|(?=[*_\s]*(?::|[–—-]\s)))"
    rf"|(?P<month>[^\W\d_]{{3,10}})\.?(?:(?:[\s-]+(?:de |del |of )?|/){_YEAR}|(?=[*_\s]*(?::|[–—-]\s)))"
    r"|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?![-/.]?\w)"
    r"|(?:0?[1-9]|1[0-2])[/.](?:19|20)\d\d(?![-/.]?\d)"
    rf"|(?:q|t|k)[1-4][\s/,-]*{_YEAR}|(?:19|20)\d\d[\s/-]*(?:q|t|k)[1-4]\b"
    r"|(?:first|second|third|fourth|1st|2nd|3rd|4th|[1-4]\.|1er|[234]e|erstes|zweites|drittes"
    rf"|viertes) (?:quarter|quartal|trimestre|kwartaal)(?: of)? {_YEAR}"
    rf"|(?:(?:calendar )?week|kw|semaine|semana|woche|w) ?\d{{1,2}}[\s,/-]*(?:of )?(?:{_YEAR})?"
    r"|(?:19|20)\d\d-?w\d{1,2}"
    rf"|(?:19|20)\d\d(?=[*_\s]*(?::|[–—-]\s(?!(?:19|20)\d\d)))"
    rf"|{_RELATIVE}(?!\w)"
    r"))",
    re.IGNORECASE,
)

_BEFORE_TIME = build_lazy_pattern(
    r"\s*(?:[,(–—]|\s-)\s*|\s+(?=(?:in|im|en|around|early|mid|late|last|anfang|mitte|ende|vorige"
    r"|afgelopen|letzte[nrs]?|d[ée]but|fin|mi-|a principios|a mediados|a finales|begin|eind)\s)",
    re.IGNORECASE,
)
