"""The words that say that a meeting was moved to another day, or that somebody was not there.

In English, German, French, Spanish and Dutch, folded, without accents.
"""

from __future__ import annotations

from netnotes.reading.sentences import NAME, TOPIC
from netnotes.text import build_lazy_pattern

# What a meeting is called: what is moved, called off or planned may be a holiday or a house.
MEETING_NOUN = (
    r"(?:call|meeting|lunch|dinner|coffee|breakfast|brunch|drinks|appointment|chat|catch.?up"
    r"|visit|date"
    r"|zoom|walk|tea|1[:\-]1|treffen|termin|\w*essen|kaffee|anruf|telefonat|besuch|verabredung"
    r"|gesprach"
    r"|dejeuner|diner|rendez-vous|rdv|reunion|appel|visite|cafe|comida|cena|cita|llamada|visita"
    r"|almuerzo|afspraak|etentje|gesprek|bezoek|koffie|borrel|belafspraak)"
)

_ENGLISH_DAY = (
    r"(?:next|later|another|an? (?:later|different|new)|tomorrow|(?:this )?\w+day|the \d|spring"
    r"|summer|autumn"
    r"|(?:\d\S* )?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)|\d{4}-)"
)
_ROMANCE_DAY = (
    r"(?:(?:el |la |le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|semaine"
    r"|plus tard"
    r"|une autre|un autre|prochain|fin|debut|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    r"|manana|proxim\w+|otr[oa]|mes|\d))"
)
_HOUR = r"\d\d?(?:[:.]\d\d)? (?:uhr|uur)"

# What is behind `Meeting with Ada`. Moved to another place or hour it took place.
MOVED = (
    rf"(?:moved|shifted|pushed|switched)(?=(?: \w+)? (?:to|until|till) {_ENGLISH_DAY}| back\W*$"
    rf"|\W*$)"
    rf"|put off|brought forward|delayed(?= (?:to|until|till) {_ENGLISH_DAY}|\W*$)"
    rf"|(?:auf (?!{_HOUR})\S+ (?:\S+ ){{0,2}}?)?(?:verlegt|vertagt|vorverlegt)(?! (?:in|ins"
    rf"|nach)\b)"
    r"|(?:fallt|fiel) (?:leider )?aus|entfallt|entfiel|entfallen"
    rf"|(?:repousse|reporte|deplace|decale|differe)e?(?=\W*$| (?:a|au"
    rf"|pour) (?:la )?{_ROMANCE_DAY}| de \d)"
    r"|tombee? a l'eau"
    rf"|(?:movid|pospuest|postergad|cambiad|adelantad)[oa](?=\W*$| (?:al?|para"
    rf"|hasta) {_ROMANCE_DAY})"
    r"|anulad[oa]|suspendid[oa]"
    rf"|(?:naar (?!{_HOUR})\S+ (?:\S+ ){{0,2}}?)?(?:verzet|verplaatst|verschoven|opgeschoven)"
    r"(?! naar (?:het|een|de)\b)|vervalt|verviel|vervallen"
)

# `Meeting with Ada was moved to Monday`, and in a clause behind the one with the name.
_BEFORE_MOVED = r"(?:(?!(?:ins?|nach|naar|into) )[^\W\d]+ ){0,2}?"
MOVED_BEHIND_NAME = rf"(?<={NAME} ){_BEFORE_MOVED}(?:{MOVED})"
MOVED_BEHIND = build_lazy_pattern(rf"[^\w{NAME}{TOPIC}]*{_BEFORE_MOVED}(?:{MOVED})")

# `Moved the call with Ada to Monday`, `Set up a call with Ada`, before the name.
ARRANGED = (
    r"(?:moved|pushed|shifted|delayed|put off|set(?:ting)? up|agreed (?:on|to)|confirmed|fixed"
    r"|pencill?ed in|convenu (?:de|d')|cale|agende|agendamos|fije|fijamos|acorde|acordamos)"
    rf"(?:(?<=')| )(?:\w+ ){{0,2}}{MEETING_NOUN}|fixed an? (?:date|day|time)"
    rf"|made (?:an appointment|a date|plans)"
)

_ABSENT = (
    r"(?:absente?s?(?!-)|missing(?=\W*$)|excused|skipped|had to skip|abwesend|verhindert"
    r"|entschuldigt|fehlten?(?! (?:mir|uns)\b)|fehlte|ausentes?|falto(?=\W*$| al?\b)|faltaron"
    r"|afwezig|verhinderd|ontbrak|ontbraken|manquait(?=\W*$)|manquaient(?=\W*$))"
)

# Somebody who was not there, right before the words: `Drinks with Ben, Ada was absent`.
ABSENT_PEOPLE = build_lazy_pattern(
    rf"(?P<people>{NAME})[ ,(–-]{{1,3}}(?:(?:was|is|had|been|who|sadly|war|ist|der|die|leider"
    rf"|qui|etait"
    rf"|est|que|estaba|estuvo|helaas) ){{0,2}}{_ABSENT}\b"
)
