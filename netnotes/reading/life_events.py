"""The entries of a contact's own log that tell of their life, of a note, or of what others said.

`new job at Acme`, `birthday`, `added to the CRM` and `heard that she moved` are no contact. What
says by another word that somebody was met or written to is one: `new job, she told me over lunch`.
In English, German, French, Spanish and Dutch, folded, without accents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from netnotes.reading.moved_words import MEETING_NOUN
from netnotes.reading.touch_words import TOUCH_VERBS

LIFE_EVENT = (
    "It tells of something in their life, of a note, or of what you heard or read of them, and not "
    "of being in touch."
)


def is_life_event(folded_text: str) -> bool:
    """Tell whether an entry without a channel tells of an event only, and of no contact."""
    patterns = _build_patterns()
    event = patterns.event.match(folded_text)
    return event is not None and not patterns.contact.search(folded_text, event.end())


class _LifeEventPatterns(NamedTuple):
    event: re.Pattern[str]

    # What makes an entry that begins with an event tell of a contact as well.
    contact: re.Pattern[str]


# Built when they are asked for: most notes have no such entry.
@lru_cache(maxsize=1)
def _build_patterns() -> _LifeEventPatterns:
    return _LifeEventPatterns(
        event=re.compile(rf"{_BEFORE}(?:{'|'.join(_EVENTS)})(?!\w)"),
        contact=re.compile(rf"{TOUCH_VERBS.pattern}|\b(?:{MEETING_NOUN}s?|{_IN_TOUCH})\b"),
    )


_BEFORE = (
    r"(?:s'est )?(?:(?:she|he|they|her|his|their|has|had|have|was|is|just|now|finally|recently|today"
    r"|sie|er|ihre?|sein|hat|ist|wurde|jetzt|elle|il|son|sa|a|est|ella|el|su|se|ha|fue|ze|zij|hij"
    r"|haar|zijn|heeft|werd|nu) ){0,3}"
)

_IN_TOUCH = (
    r"i|we|us|me|my|our|together|with (?:her|him|them)|told|says|said|thanked|congratulat\w+|sent"
    r"|e-?mail\w*|mailed|messag\w+|text|texted|wrote|repl(?:y|ied)|commented|letter|card|gift|gave"
    r"|brought|party|celebrat\w+|helped|met|at (?:hers|his|theirs)|workshop|class|event|conference"
    r"|trip|hike|ride"
    r"|ich|wir|uns|mir|mich|zusammen|erzahlt\w*|geschickt|gratulier\w*|gefeiert|geholfen|feier"
    r"|je|j'ai|nous|on|m'a|me|moi|ensemble|dit|raconte|fete|felicite\w*|envoye"
    r"|yo|nosotros|nos|conmigo|juntos|conto|dijo|fiesta|felicite|envie|mande"
    r"|ik|we|mij|ons|samen|vertelde|zei|feest|feestje|gefeliciteerd|gestuurd|geholpen"
)

_RELATIVE = (
    r"(?:son|daughter|child|baby|twins|sister|brother|mother|father|mum|mom|dad|wife|husband"
    r"|partner|grand\w+|uncle|aunt|dog|cat|tochter|sohn|kind|zwillinge|mutter|vater|schwester"
    r"|bruder|oma|opa|fille|fils|mere|pere|hija|hijo|madre|padre|dochter|zoon|moeder|vader)"
)

# `new house` and `new job at Acme`; `new house tour` may be anything.
_END_OF_NEWS = (
    r"(?=\W*$|[:,;.]| [(–—-]| (?:at|as|in|with|for|and|from|since|bei|als|in|mit|ab|seit|chez|a|en"
    r"|dans|comme|como|bij|met|sinds)\b)"
)

_EVENTS = (
    # Days of the year.
    (
        r"(?:(?:wedding|work|\d+\w*|\d+th) ){0,2}(?:birthday|b-?day|anniversary|name ?day)"
        r"(?=\W*$| \(|,? (?:turns|is|she|he|they)\b)"
    ),
    (
        r"(?:(?:\d+\.?|runder) )?(?:geburtstag|hochzeitstag|namenstag|anniversaire|cumpleanos"
        r"|aniversario|verjaardag|trouwdag|jarig)(?=\W*$| \(|,? (?:wird|\d))"
    ),
    r"(?:turns|turned|wird|wurde|cumple|fete ses) \d{1,3}",
    # Work.
    (
        r"(?:(?:a )?new|changed|another) (?:job|role|position|title|employer|company|address|number"
        r"|phone|phone number|e-?mail|e-?mail address|flat|house|home|baby|boyfriend|girlfriend"
        rf"|partner|manager|boss|website){_END_OF_NEWS}"
    ),
    (
        r"(?:started|starts|started working|began) (?:(?:as|at|for)|(?:a |her |his |their |the )?"
        r"(?:new )?(?:job|role|position|company|business|startup|firm|phd|studies|degree))"
    ),
    r"joined(?! (?:by|on|via|in|for|at|us|me|our)\b) \w+",
    r"left (?:the |her |his |their )?(?:company|firm|job|team|bank|board|university|husband|wife)",
    r"(?:quit|quits|resigned|retired|retires)",
    r"(?:got )?(?:promoted|laid off|fired|made redundant|elected|appointed)",
    r"hired (?:as|by|at)",
    (
        r"(?:neue[rsn]? (?:job|stelle|adresse|nummer|handynummer|wohnung|arbeit|position|rolle|firma"
        r"|chefin|chef|freundin|freund|mailadresse))"
        rf"{_END_OF_NEWS}"
    ),
    r"(?:befordert|gekundigt|entlassen|pensioniert|promoviert|in rente|wechselt|gewechselt)",
    (
        r"(?:nouvel|nouvelle|nouveau) (?:poste|travail|emploi|boulot|adresse|numero|appartement|job)"
        rf"{_END_OF_NEWS}"
    ),
    r"(?:promue?|licencie|licenciee|demissionne|diplomee?|retraitee?|a la retraite)",
    (
        r"(?:nuevo|nueva) (?:trabajo|puesto|empleo|direccion|numero|casa|piso|cargo)"
        rf"{_END_OF_NEWS}"
    ),
    r"(?:ascendid[oa]|ascenso|despedid[oa]|jubilo|jubilad[oa]|graduo)",
    rf"nieuwe? (?:baan|functie|adres|nummer|huis|werk|woning|rol){_END_OF_NEWS}",
    r"(?:gepromoveerd|afgestudeerd|ontslagen|ontslag genomen|met pensioen)",
    r"(?:graduated|finished (?:her|his|their) (?:phd|degree|studies|thesis|training))",
    # Home and family.
    r"moved (?:to|from|house|home|in with|into|back to|away|out|flat)",
    (
        r"(?:umgezogen|weggezogen|zieht um|umzug nach|demenage|demenagement|mudo|mudanza|verhuisd"
        r"|verhuizing)"
    ),
    r"(?:got )?(?:married|engaged(?= to\b|\W*$)|divorced|separated)",
    (
        r"(?:geheiratet|verlobt|geschieden|getrennt|schwanger|mariee?|fiancee?|divorcee?|enceinte"
        r"|caso|casad[oa]|divorciad[oa]|embarazada|getrouwd|verloofd|gescheiden|zwanger)"
    ),
    r"(?:a baby|gave birth|pregnant|expecting (?:a baby|a child|twins)|became an? \w+)",
    (
        rf"(?:first |second |third )?{_RELATIVE}(?: [\w-]+){{0,2}}? (?:(?:was|is|were|wurde) )?"
        r"(?:born|geboren|nee?|nacio)"
    ),
    r"(?:naissance|nacimiento|geburt|geboorte)",
    (
        rf"{_RELATIVE}(?: [\w-]+)?? (?:died|passed away|gestorben|verstorben|decedee?|mortee?"
        r"|fallecio|murio|overleden)"
    ),
    r"(?:surgery|an (?:operation|accident)|a (?:stroke|heart attack))",
    # The note itself.
    (
        r"added (?:(?:her|him|them|this|contact|note) )?(?:to|into) (?:the |my )?(?:crm|contacts?|list"
        r"|vault|database|address ?book|notes|spreadsheet|notion|obsidian|netnotes)"
    ),
    r"(?:imported|importiert|importee?|importad[oa]|geimporteerd)",
    r"(?:auto-?(?:created|generated|imported|added)|seeded|migrated|backfilled|enriched)",
    r"tagged (?:as|with|#)",
    r"(?:status|stage|tier|priority) (?:changed|updated|set|moved)",
    r"marked (?:as|for)",
    (
        r"researched (?:(?:(?:her|his|their|the) )?(?:hook|background|company|profile|history|role"
        r"|work)|her|him|them)"
    ),
    r"created (?:(?:this|the|a|new) ){0,2}(?:note|contact|page|entry|file|record)",
    (
        r"(?:note|contact|page|entry|record|file|notiz|kontakt|fiche|nota|notitie)"
        r" (?:created|added|imported|updated|angelegt|creee?|creada|aangemaakt)"
    ),
    (
        r"(?:last )?updated (?:(?:her|his|their|the|this|my|phone|contact|job) ){0,2}(?:address|phone"
        r"|number|e-?mail|note|entry|contact|details|profile|role|title|record|photo|crm|tags?)"
    ),
    r"adresse (?:geandert|aktualisiert)|adres gewijzigd",
    # What others said, or what can be read by everybody.
    (
        r"got (?:her|his|their|the) (?:new )?(?:address|number|phone number|e-?mail|e-?mail address"
        r"|contact|contact details|details|name) from (?!her\b|him\b|them\b)\w+"
    ),
    (
        r"(?:saw|read|noticed|found) (?:on|in) (?:linkedin|twitter|facebook|instagram|mastodon|bluesky"
        r"|the news|the paper)"
    ),
    r"heard (?:from (?!her\b|him\b|them\b)\w+ )?(?:that|she|he|they)",
    (
        r"(?:read|watched) (?:her|his|their) (?:[\w-]+ ){0,2}?(?:book|paper|article|post|blog|thesis"
        r"|report|newsletter|interview|piece|novel|essay|profile|cv|website|column|video|keynote"
        r"|webinar|documentary)"
    ),
    r"(?:googled|looked up)",
)

# A word of each event, as it is typed, to look for them quickly; a test compares them.
WORDS_OF_EVENTS = """
    aangemaakt accident added afgestudeerd aktualisiert angelegt aniversario anniversaire
    anniversary another appointed ascendida ascendido ascenso attack auto-added auto-created
    auto-generated auto-imported autoadded autocreated autogenerated autoimported b-day baby
    backfilled bday became befördert began birth birthday born casada casado caso casó changed
    creada created cree creee creé creée crée créée cumple cumpleaños day despedida despedido
    died diplome diplomee diplômé diplômée divorce divorced divorcee divorciada divorciado
    divorcé divorcée décédé décédée démissionné déménagement déménagé elected embarazada
    enceinte engaged enriched entlassen expecting falleció fiance fiancee fiancé fiancée
    finished fired found fête geboorte geboren geburt geburtstag geheiratet gekündigt
    gepromoveerd gescheiden geschieden gestorben getrennt getrouwd gewechselt gewijzigd geändert
    geïmporteerd googled got graduated graduó heard heart hired hochzeitstag importada importado
    importe imported importee importiert importé importée jarig joined jubilada jubilado jubiló
    laid left licencié licenciée looked marie mariee marié mariée marked married migrated mort
    morte mortee moved mudanza mudó murió nacimiento nació naissance nameday namenstag ne nee
    neue neuen neuer neues new nieuw nieuwe noticed nouveau nouvel nouvelle nueva nuevo né née
    ontslag ontslagen operation overleden passed pensioen pensioniert pregnant priority promoted
    promoviert promu promue quit quits read redundant rente researched resigned retired retires
    retraite retraité retraitée saw schwanger seeded separated stage started starts status
    stroke surgery tagged tier trouwdag turned turns umgezogen umzug updated verhuisd verhuizing
    verjaardag verlobt verloofd verstorben watched wechselt weggezogen wird wurde zieht zwanger
"""
