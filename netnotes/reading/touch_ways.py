"""Words of five languages for being in touch that say how: meals, calls, walks, visits, messages.

The words for channels in the settings count before these. What is here is folded, without accents.
The more telling way comes first: coffee that was drunk is coffee.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.reading.entry_ways import find_way_of_entry
from netnotes.reading.moved_words import ARRANGED
from netnotes.reading.own_ways import find_own_ways
from netnotes.reading.sentences import NAME
from netnotes.reading.subjects import find_way_to_me
from netnotes.reading.way_words import GENERIC_CHANNELS
from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Mode


def find_way(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str] | None:
    """Find the mode and the channel of a touch that a clause tells of by one of these words.

    None for a clause without any; both are empty for a channel that the settings do not have.
    """
    if NAME not in text:
        return None
    ways = _WAYS if _IN_COMPANY.search(text) else ()
    for channel, words in (*ways, *find_own_ways(text)):
        if words.search(text):
            mode = channels.get(channel, "")
            return mode, channel if mode else ""
    return _find_way_of_words(text, channels)


def _find_way_of_words(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str] | None:
    """Find a way by the words of a log, where the clause says that it was with those it names."""
    channel = find_way_to_me(text)
    if channel:
        return channels.get(channel, ""), channel
    if not (_WITH_NAMES.search(text) or _AND_I.match(text)):
        return None
    way = find_way_of_clause(text, channels)
    return way if way[1] else None


def find_way_of_clause(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str]:
    """Find the way that a clause tells of with the words of a log, without the names in it."""
    return find_way_of_entry(_NAMES.sub(" ", text).strip(" ,-"), channels)


def refine_way(
    way: tuple[Mode, str], sentence: str, clause: str, channels: Mapping[str, Mode]
) -> tuple[Mode, str]:
    """Return how one met where more words of a sentence tell it: `Met Ada on Zoom`."""
    if way[0] != "in person" and way[1] not in GENERIC_CHANNELS:
        return way
    # `Meeting with Ada (Teams)`
    bracket = _BRACKET.match(sentence.partition(clause)[2])
    words = clause
    if bracket:
        words += f" {bracket[0]}"
    found = find_way_of_clause(words, channels)
    if found[0] == "voice":
        return found
    return way


_BRACKET = re.compile(r" ?\([^()]*\)")

# A name is what the words of a way may go on with.
_NAMES = re.compile(
    rf"(?:\b(?:with|mit|avec|con|com|met|to|from|an|von|aan|van|a|de) )?{NAME}(?:'s)?"
    rf"(?:(?:,| and| &| und| et| y| en) {NAME})*(?: (?:and|&|und|et|y|en) (?:i|ich|moi|yo|ik)\b)?"
)
_WITH_NAMES = build_lazy_pattern(
    rf"\b(?:with|mit|avec|con|com|met|w|to|from|an|von|aan|van|a|de|w/) {NAME}"
)
_AND_I = build_lazy_pattern(
    rf"[\s*_-]*{NAME}(?:(?:,| and| &| und| et| y| en) {NAME})* (?:and|&|und|et|y|en)"
    r" (?:i|ich|moi|yo|ik)\b"
)


# `mit Ada`, `chez Ada`, also with a few words between; `Ada zum Essen bei uns`.
_IN_COMPANY = build_lazy_pattern(
    rf"\b(?:(?:with|mit|bei|avec|chez|con|met|bij|en casa de|gegenuber|w)\b|[wcm]/|m\.)"
    rf"[^{NAME}]{{0,30}}{NAME}"
    rf"|{NAME}[^{NAME}]{{0,30}}\b(?:bei (?:uns|mir)|chez (?:nous|moi)|en (?:nuestra |mi )?casa"
    r"|bij (?:ons|mij)|zum (?:kaffee|tee|\w*essen)|te eten|op de (?:koffie|thee|borrel))\b"
)

# What was done together with somebody. Dutch `met` is `with`: see `is_met_english`.
_WAYS = tuple(
    (channel, build_lazy_pattern(rf"\b(?:{words})\b"))
    for channel, words in (
        (
            "breakfast",
            r"breakfasted|fruhstuck\w*|gefruhstuckt|petit[- ]dej\w*|desayun\w+|ontbijt\w*|ontbeten",
        ),
        (
            "lunch",
            (
                r"brunch\w*|mittagessen|lunch\w*|geluncht|dejeun\w+|almuerz\w+|almorz\w+|almorce"
                r"|comida"
                r"|comi|comimos|comido|comiendo|middageten"
            ),
        ),
        (
            "dinner",
            (
                r"supper|bbq|barbecue|abendessen|abendbrot|nachtessen|gegessen"
                r"|essen(?= (?:mit|bei)\b)|zum essen"
                r"|essen (?:gegangen|gewesen)|gegrillt|gekocht|diner|dine|soupe|souper|mange"
                r"|raclette"
                r"|cenas?|cenar|cene|cenamos|cenado|barbacoa|avondeten|etentje|eten(?= (?:met"
                r"|bij)\b)"
                r"|te eten gehad"
                r"|gegeten|diner|gekookt|gebarbecued"
            ),
        ),
        (
            "coffee",
            (
                r"tea|kaffee\w*|tee|cafe|cafecito|un the|the(?= avec)|te(?= con)|merienda|koffie\w*"
                r"|thee|bakkie"
            ),
        ),
        (
            "drinks",
            (
                r"beers?|pint|\w*bier(?:chen)?|biere|weinabend|glas wein|aperitif|apero|un verre"
                r"|verre|pot|cervezas?|copas?|canas?|unas tapas|tapas|biertjes?|borrel\w*|geborreld"
                r"|wijntje|getrunken|gedronken"
            ),
        ),
        (
            "walk",
            (
                r"hike|hiked|hiking|walked|jogging|spaziergang|spaziert"
                r"|spazieren(?= mit| gegangen| gewesen)"
                r"|(?:ge)?wandert|wanderung|gewandert|gejoggt|promenade|balade|randonnee|promene\w*"
                r"|marche|paseo|pasee|paseamos|caminata|caminamos|wandeling\w*|gewandeld"
                r"|wandelen(?= met)|gefietst|hardgelopen"
            ),
        ),
        (
            "call",
            (
                r"facetime\w*|tel|skyped?|skype call|zoomed|telefonat|telefoniert|telefon(?= mit)"
                r"|videocall"
                r"|videoanruf|videotelefonat|anruf|geskypt|gezoomt|appel|appel video|visio"
                r"|coup de fil"
                r"|coup de telephone|telephone|videollamada|llamada|telefoneada|videogesprek|gebeld"
                r"|videobellen|gevideobeld|bellen(?= met)|telefoontje|gefacetimed"
            ),
        ),
        (
            "message",
            (
                r"texting|dms?|slack(?:ed)?|whatsapp\w*|signal|thread|geschrieben|gechattet|nachrichten|echange"
                r"|messages?"
                r"|chatte|mensajes|chatee|chateamos|chateado|geappt|gechat|berichtjes?"
            ),
        ),
        (
            "email",
            r"e-?mails?|(?:e-?)?mailed|gemailt|mailwechsel|courriels?|correos?|gemaild|mailtje",
        ),
        (
            "visit",
            (
                r"stayed|besuch|zu besuch|visite|visita|bezoek|op bezoek|verbracht|abend|soiree"
                r"|velada"
                r"|gelogeerd|logeren"
            ),
        ),
        (
            "meeting",
            (
                r"catch[- ]?up|standup|workshop|sync|pair(?:ed| programming|ing)?|jf|jour fixe|point(?= avec)"
                r"|gesprach|treffen(?= mit)|besprechung|meeting"
                r"|sitzung|termin(?= mit)|verabredung|unterhalten|gequatscht|geplaudert"
                r"|ausgetauscht"
                r"|reunion|rendez-vous|rdv|entretien|rencontre|discute|discussion|conversation|bavarde|papote"
                r"|cita"
                r"|encuentro|charla|charle|charlamos|quedada|conversacion|reunido|vergadering"
                r"|afspraak"
                r"|overleg|gesprek|bijeenkomst|bijgepraat|gepraat|gekletst|afgesproken gehad"
            ),
        ),
    )
)

# What comes before somebody's name in words about what is still to be, or is only remembered:
# `Booked a table for dinner with Ada`, `photo of lunch with Ada`.
_NO_TOUCH_WORDS = (
    r"photos?|pictures?|memor(?:y|ies)|recipes?|ideas?|plan (?:a|an|the|for)|plans (?:for|to|with)"
    r"|planned|schedul\w+|arrang\w+|booked|booking|invit\w+|organi[sz]e|reminder|propos\w+"
    r"|suggest\w+|fotos?|bild(?:er)?|rezepte?|ideen?|plane?|einladung|erinnerung"
    r"|videos? (?:of|von|de|van)"
    r"|idees?|recettes?|souvenirs?|inviter?|invitation|organiser|planifier|prevoir|proposer"
    r"|preparer|annuler|recetas?|recuerdos?|invitacion|organizar|planear|preparar|proponer"
    r"|remember(?:ed|ing)? (?:the|our|my|when|that|how|an?)|recall(?:ed|ing)?|draft(?:ed|ing)"
    r"|prep(?:ped|ping)?|unsent|(?:slides|notes|questions|agenda|deck|ready) for"
    r"|erinnere|entwurf|me souviens|souvenons|brouillon|recordando|acuerdo|borrador|herinner"
    r"|concept voor|voorbereid"
    r"|cancelar|recept(?:en)?|uitnodiging|herinnering|feliciter|felicitar|prepar(?:e[ds]?|ing)"
    rf"|{ARRANGED}"
)
NO_TOUCH_BEFORE = build_lazy_pattern(
    rf"\b(?:{_NO_TOUCH_WORDS})(?:[ '](?!(?:and|had|then|und|et|y|en|puis)\b)[\w'-]+){{0,6}} {NAME}"
)

# The same where German and Dutch put the verb behind the name, and participles do anywhere.
NO_TOUCH_VERBS = build_lazy_pattern(
    r"(?<!zu )(?<!te )\b(?:(?:ab|zu)sagen|ausmachen|vereinbaren|verschieben|vorbereiten"
    r"|organisieren"
    r"|planen|verabreden|einladen|vorschlagen|afspreken|afzeggen|plannen|regelen|voorbereiten"
    r"|uitnodigen|vereinbart|ausgemacht|verabredet|geplant|eingeladen|vorgeschlagen|angefragt"
    r"|vorbereitet|voorbereid|preparado|invited (?:me|us)|m'a invitee?|nous a invitee?s|me"
    r" (?:ha )?invit(?:o|ado)"
    r"|angesetzt|abgemacht|eingeplant|gepland|ingepland|geregeld|uitgenodigd|voorgesteld"
    r"|prevue?s?|planifiee?s?|fixee?s?|programad[oa]s?"
    r"|concertad[oa]s?|planead[oa]s?|pendientes?|is scheduled|is planned|is booked)\b"
    rf"|\bqued(?:e|amos|ado) con {NAME}(?: y {NAME})? para (?:el|la (?:semana|proxima)|este"
    rf"|manana|pasado|otro)\b"
    r"|\bafspraak (?:\S+ ){1,4}gemaakt\b|\btermin (?:\S+ ){1,4}gemacht\b"
    r"|\b(?:rdv|rendez-vous)\b.*\bpris\b"
)

# Days to come behind a name: `Kaffee mit Ada nächste Woche`.
DAYS_TO_COME = build_lazy_pattern(
    r"\b(?:tomorrow|next (?:week|month|year|\w+day)|soon|some ?day|ubermorgen|nachste[nrs]?"
    r" (?:woche|monat|jahr|\w+tag)|bald|irgendwann|demain|bientot|un jour"
    r"|(?:semaine|mois|annee|\w+di) prochaine?|manana|pronto|proxim[oa] \w+|\w+ que viene|algun dia"
    r"|overmorgen|volgende? \w+|binnenkort|ooit|morgen(?! (?:was|war)))\b"
)

# The day of another week or of another day of this one, right behind a name and without a verb.
DAYS_OF_WEEK = build_lazy_pattern(
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bon the \d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:am|kommenden|diesen) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|wochenende)\b"
    r"|\b(?<!sur )(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?! (?:dernier|passe))\b"
    r"|\b(?<!sobre )el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?! pasado)\b"
    r"|\b(?<!over )(?<!vorige )(?<!afgelopen )(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b"
)
