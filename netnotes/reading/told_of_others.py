"""The clauses of a daily note that tell what somebody else did: `Tom met [[Ada]]`.

In English, German, French, Spanish and Dutch, folded, without accents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.channels import is_met_english
from netnotes.reading.sentences import NAME
from netnotes.reading.subjects import find_way_to_me, is_to_something_else
from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    import re

IS_OF_OTHERS = "It says whom somebody else met or wrote to, and not that you did."


def is_told_of_others(clause: str, typed_line: str) -> bool:
    """Tell whether a clause without accents says what others did with those that it links to.

    `typed_line` is the line as it was typed: a name begins with a capital, other than `finally`.
    """
    if _WITH_ME.search(clause):
        return False
    if _WITHOUT_ME.search(clause):
        return True
    if is_to_something_else(clause, typed_line):
        return True
    match = _NAME_AS_SUBJECT.match(clause)
    if match:
        # `Ada and Ben called`
        if match["others"] and find_way_to_me(clause):
            return False
        # The link in front of `met` may be one to a day: `[[2026-10-02]] met [[Ada]]`.
        return not _LINK_TO_DAY.match(typed_line) and _is_verb(match, clause)
    match = _OTHER_SUBJECT.match(clause)
    if match is None or not _is_verb(match, clause):
        return False
    if match["relative"] or match["who"] in _OTHER_PRONOUNS:
        return True
    names = _AND.sub(" ", match["who"]).split()
    if names[0] in _NO_SUBJECTS or names[0].endswith(("ly", "lich", "ment")):
        return False
    return all(name.capitalize() in typed_line for name in names)


def is_between_others(words: str, clause: str) -> bool:
    """Tell whether words between two names say that they met or wrote to each other.

    Both are folded, without accents: `called` in `tom called ada on friday`.
    """
    if _WITH_ME.search(clause):
        return False
    return _BETWEEN_OTHERS.fullmatch(words.strip()) is not None


def _is_verb(match: re.Match[str], clause: str) -> bool:
    """Tell whether `met` is the English verb, and not the Dutch word for `with`."""
    verb = match["verb"]
    return not verb.endswith("met") or is_met_english(clause, match.end("verb") - len("met"))


_AND = build_lazy_pattern(r"\b(?:and|und|et|y|en)\b")


_WITH_ME = build_lazy_pattern(
    r"(?<!without )(?<!ohne )(?<!sans )(?<!sin )(?<!zonder )"
    r"\b(?:i|we|me|us|myself|ich|wir|mich|mir|uns|je|j'ai|j'avais|nous|moi|on a|yo|nosotros|nos"
    r"|conmigo|mi(?=\W*$)|ik|mij|ons)\b|\bm'a\b"
)
_WITHOUT_ME = build_lazy_pattern(
    r"\b(?:without (?:me|us)|ohne (?:mich|uns)|sans (?:moi|nous)|sin (?:mi|nosotros)"
    r"|zonder (?:mij|me|ons))\b"
)
_LINK_TO_DAY = build_lazy_pattern(r"[\s*_-]*\[\[?\d")

# Verbs in the third person, as far as what is done needs somebody else.
_VERBS = (
    r"(?:(?:has |had |have |just |also |finally |once |apparently )*(?:met|saw|seen|called|phoned"
    r"|rang|visited|texted|messaged|e-?mailed|wrote to|written to|spoke|spoken|talked|chatted"
    r"|bumped into|ran into|caught up|had)"
    r"|(?:hat|haben|hatten?|traf|trafen|sah|besuchte|sprach|telefonierte)"
    r"|(?:a|ont|avait) (?:vu|rencontre|croise|appele|parle|dejeune|dine|bu|pris|mange|ecrit)e?s?"
    r"|(?:se encontro|encontro|vio|llamo|hablo|comio|ceno|almorzo|tomo|quedo|visito|escribio"
    r"|ha (?:visto|llamado|hablado|comido|cenado|quedado))"
    r"|(?:heeft|hebben|had|hadden|zag|belde|sprak|ontmoette|bezocht))"
)

# `met`, `had lunch with`, `hat`, `a appele`, `llamo a`.
_BETWEEN_OTHERS = build_lazy_pattern(
    rf"(?:{_VERBS}|told)(?: (?:a |an )?\w+)?(?: (?:with|to|mit|an|avec|con|a|met|aan))?"
)

# `Tom met Ada`, `my sister bumped into Ada`, `she called Ada`.
_OTHER_SUBJECT = build_lazy_pattern(
    r"[\W\d_]*(?:(?:(?:today|yesterday|later|then|apparently|gestern|heute|hier|ayer|hoy|gisteren"
    r"|vandaag),? ))?"
    r"(?P<relative>(?:my|his|her|our|their|the|meine?|seine?|ihre?|unsere?|mon|ma|son|sa|notre|mi"
    r"|su|nuestr[oa]|mijn|zijn|haar|onze) )?"
    rf"(?P<who>[^\W\d_]+(?: (?:(?:and|und|et|y|en) )?[^\W\d_]+)??) (?P<verb>{_VERBS})\b[^{NAME}]*{NAME}"
)

# `Ada met Ben`, `Ada and Ben had dinner`.
_NAME_AS_SUBJECT = build_lazy_pattern(
    rf"[\s*_-]*{NAME}(?P<others>(?:(?:,| and| &| und| et| y| en) {NAME})+)? (?P<verb>{_VERBS})\b"
    rf"(?(others)|[^{NAME}]*{NAME})"
)

_OTHER_PRONOUN = "she he they sie er elle il elles ils ella el ellos ellas ze zij hij"
_OTHER_PRONOUNS = frozenset(_OTHER_PRONOUN.split())

# What may stand before a verb and is nobody: days, hours, words such as `also`.
_NO_SUBJECT = """
    abends afternoon afterwards again also always and anschliessend auch ayer both but coffee
    daarna danach dann day day's despues dimanche dinner domingo donderdag donnerstag earlier
    eben eens eerder eerst eindelijk encore endlich enfin ensuite et evening everybody everyone
    first freitag friday fruh gerade gestern gisteren hebben heute hier hoy i ich ik jetzt jeudi
    jueves just kurz last late later luego lunch lundi lunes maandag mardi martes mercredi met
    midday miercoles mittags mittwoch monday montag morgen morgens morning nachmittags nachts
    net next night noon nous nu nun often on once only ook puis sabado samedi samstag saturday
    schon so sonntag spater spontan sunday then thursday today toen tonight tuesday und upon
    vanavond vandaag vanmiddag vanochtend vendredi viernes vorhin vormittags vrijdag we
    wednesday weer when who wieder wij wir woensdag work y yesterday yo you zaterdag zondag
    zuerst
"""
_NO_SUBJECTS = frozenset(_NO_SUBJECT.split())
