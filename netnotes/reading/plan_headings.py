"""The headings in a contact's note under which dated lines are plans: `Next steps`, `Plans`.

In English, German, French, Spanish and Dutch, folded, without accents.
"""

from __future__ import annotations

from functools import lru_cache

from netnotes.reading.touch_words import TOUCH_VERBS
from netnotes.text import build_lazy_pattern, fold_for_search


# The same few headings are in every note.
@lru_cache(maxsize=256)
def is_plan_heading(text: str) -> bool:
    """Tell whether all of a heading says that what is below it is planned or is to be done."""
    return _PLAN_HEADING.fullmatch(fold_for_search(text)) is not None


def may_be_plan(entry: str) -> bool:
    """Tell whether an entry below such a heading may be a plan: `called her` tells what was."""
    # Imported here: `log` needs no words of daily notes at its start, and few notes have plans.
    from netnotes.reading.line_words import LineWords

    folded = fold_for_search(entry)
    # Most entries have no such verb, and their words are looked up quickly.
    return not LineWords(folded).may_say_how() or TOUCH_VERBS.search(folded) is None


_PLAN_HEADING = build_lazy_pattern(
    r"\W*(?:(?:my |our )?(?:next|future|upcoming|planned)"
    r"(?: (?:steps?|actions?|contacts?|meetings?|calls?|touch(?:points?)?|conversations?))?"
    r"|(?:my |our )?plans?|to.?dos?|to discuss|talking points|(?:important|key) dates|reminders?"
    r"|(?:nachste|geplante|kommende)r?s? (?:schritte?|kontakte?|treffen|termine?|gesprache?)"
    r"|(?:meine |unsere )?plane|geplant|wichtige (?:daten|termine)|zu besprechen|erinnerungen"
    r"|prochaine?s? (?:etapes?|contacts?|rdv|rendez-vous|actions?|appels?)|dates importantes"
    r"|a (?:faire|discuter|venir)|rappels"
    r"|proxim[oa]s? (?:pasos?|contactos?|acciones|reunion(?:es)?|citas?)|planes"
    r"|fechas importantes|pendientes|por (?:hacer|hablar)|recordatorios"
    r"|volgende (?:stap(?:pen)?|contact|acties?|afspra(?:ak|ken))|plannen|gepland"
    r"|belangrijke (?:data|datums)|te (?:doen|bespreken)|herinneringen)\W*"
)
