"""Ways to be in touch that need no `with`: `Anruf von Ada`, `Ada kam vorbei`, `drove Ada home`.

In English, German, French, Spanish and Dutch, folded, without accents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from netnotes.reading.sentences import NAME
from netnotes.text import build_lazy_pattern


class _OwnWay(NamedTuple):
    channel: str

    # Words that are before a name or have none, and words that are behind one.
    before: str
    behind: str


def find_own_ways(text: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Find the ways that a clause may tell of; hardly any has one, and all are looked for at once."""
    before, behind = _build_patterns()
    if before.search(text) or behind.search(text) or _SIGN.search(text):
        return WAYS_BY_THEMSELVES
    return ()


# Built when it is asked for: most commands find every note in the cache.
@lru_cache(maxsize=1)
def _build_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join([way.before for way in _WAYS])
    behind = "|".join([way.behind for way in _WAYS if way.behind])
    return re.compile(rf"\b(?:{before})"), re.compile(rf"{NAME} (?:{behind})\b")


_OF = r"(?:from|of|von|vom|de|d'|del|van)"

# What two did in company: sports, evenings, a day at a place.
_TOGETHER = (
    r"climb(?:ed|ing)|boulder(?:ed|ing)|tennis|squash|golf|football|chess|yoga|swim|swam|swimming"
    r"|(?:went|gone) for an? \w+|(?:movie|game|games|quiz) night|cinema|theatre|opera|concert|museum"
    r"|exhibition|zoo|beach|picnic|pub quiz|quiz|board games?|party|wedding|road trip|shopping"
    r"|sauna|hung out|danced|dancing|cooked|(?:great|lovely|nice) (?:time|evening|day|afternoon)"
    r"|spent the (?:day|afternoon|evening|morning|night|weekend)|played"
    r"|kino|theater|konzert|strand|picknick|kneipe|spieleabend|feier|hochzeit|geklettert"
    r"|(?:a la|au) (?:plage|cine|cinema|theatre|concert|musee)|pique-nique|fete|joue"
    r"|(?:al|en el) (?:cine|teatro|concierto|museo)|en la playa|fiesta|boda|jugue|jugamos|fuimos"
    r"|passe (?:la|l'|le) ?\w+|pase (?:la|el) \w+|bioscoop|kroeg|feest|bruiloft|spelletjes"
)
_DONE_TOGETHER = (
    r"geklettert|geschwommen|getanzt|gespielt|gefeiert|unterwegs|(?:im|ins) (?:kino|theater|konzert"
    r"|museum|zoo)|geklommen|gezwommen|gedanst|gespeeld|naar de (?:film|bioscoop|kroeg)"
)
_DID = (
    r"walked|went|had|met|talked|spoke|sat|ate|drank|cooked|spent|took|drove|played|watched|visited"
    r"|worked|ran|swam|hiked|wrote|discussed|celebrated|danced|chatted|laughed|finished|shared"
)

# The more telling way comes first.
_WAYS = (
    _OwnWay(
        "call",
        (
            rf"(?:phone ?|video ?)?call {_OF} ?{NAME}"
            rf"|(?:anruf (?:von|bei)|telefonat von|appel de|coup de (?:fil|telephone) (?:de|a)"
            rf"|llamada (?:de|a)|telefoontje van) ?{NAME}"
            rf"|(?:called|phoned|rang|facetimed|skyped|me llamo) {NAME}"
            r"|(?:on the phone|am telefon|au telephone|por telefono|aan de telefoon|telefoniert"
            r"|angerufen|opgebeld|gebeld|belden?)\b"
        ),
        r"called|phoned|rang|me llamo|(?:hat|rief) (?:mich )?an(?:gerufen)?",
    ),
    _OwnWay(
        "email",
        (
            rf"(?:e-?mail|mail|courriel|correo|mailtje|mailwechsel) {_OF} ?{NAME}"
            rf"|e-?mailed {NAME}"
        ),
        r"e-?mailed",
    ),
    _OwnWay(
        "letter",
        rf"(?:postcard|brief|karte|postkarte|lettre|carte|carta|postal|kaartje) {_OF} ?{NAME}",
        "",
    ),
    _OwnWay(
        "message",
        (
            r"(?:pinged|dm'?d|dmed|whatsapped|texted|messaged|slacked|wrote|replied to"
            rf"|wrote (?:back )?to|heard (?:back )?from|repondu a|respondi a|le escribi a"
            rf"|geantwoord aan|escribi(?:mos)? a|me escribio) {NAME}"
            rf"|sent (?:[\w'-]+ ){{0,5}}?to {NAME}"
            rf"|sent {NAME} (?:the|an?|her|his|some|my|our|two|this|that)\b"
            r"|(?:voice ?(?:note|message|memo)|voicenote|dm|msg|signal|slack|telegram|whatsapp)"
            rf" (?:msg |message |note )?(?:from|to) {NAME}"
            r"|(?:sprach(?:nachricht|memo)|spraakbericht|audio|message vocal|vocal)"
            rf" (?:von|an|van|aan|de|a) {NAME}"
            rf"|(?:nachricht|sms|message|mensaje|berichtje|bericht|appje) {_OF} ?{NAME}"
        ),
        (
            r"(?:has |just |finally )?(?:replied|wrote (?:back|me|us|to me|to us)|texted|messaged"
            r"|pinged|dm'?d|responded)"
            r"|(?:hat (?:mir |uns )?)?(?:zuruck)?(?:geschrieben|schrieb|geantwortet|antwortete)"
            r"|(?:hat )?sich gemeldet|(?:m'a |a |nous a )repondu|m'a ecrit"
            r"|(?:me )?(?:respondio|contesto)|me escribio"
            r"|sent (?:me|us)|m'a envoye|me (?:mando|envio)|stuurde|geappt|appte|mailde|schreef|reageerde|antwoordde"
        ),
    ),
    _OwnWay(
        "visit",
        (
            rf"(?:zu besuch|op bezoek)\b|besuch (?:von|bei) {NAME}|(?:ist |kam(?:en)? |war )?vorbei"
            rf"(?:gekommen|geschaut)\b|kam(?:en)? vorbei\b|visite (?:de|a|chez) {NAME}"
            rf"|passe[es]? (?:me|nous) voir\b|visita (?:a|de) {NAME}"
            rf"|had {NAME} (?:over|round|around)\b"
            r"|(?:vino|vinieron) a (?:casa|verme|vernos|comer|cenar)\b"
            rf"|bezoek (?:van|bij|aan) {NAME}|langs ?gekomen\b|kwam(?:en)? langs\b"
            r"|came (?:over|by|round|around|to visit)\b"
            r"|(?:dropped|stopped|popped) (?:by|in)\b"
            rf"|(?:stayed|slept) (?:at|with) {NAME}|visited {NAME}"
            r"|(?:tea|party|dinner|lunch|drinks|breakfast|coffee|supper|brunch|barbecue|bbq)"
            rf" at {NAME}'s"
            rf"|war(?:en)? bei {NAME}|bei {NAME} (?:gewesen|ubernachtet|geschlafen)\b"
            rf"|(?:estuv|fu)(?:e|i|imos) en casa de {NAME}"
            rf"|langs geweest bij {NAME}|bij {NAME} (?:langs )?(?:geweest|geslapen)\b"
        ),
        (
            r"(?:cooked|made (?:dinner|lunch|soup|breakfast)) for (?:us|me)|joined (?:us|me)|visited"
            r"|war(?:en)? (?:da|hier|bei (?:uns|mir))|(?:est|sont) (?:passe|venu)e?s?"
            r"|(?:vino|vinieron) a|kwam(?:en)? (?:eten|logeren|koffie|borrelen)"
        ),
    ),
    _OwnWay(
        "met",
        (
            rf"(?:{_TOGETHER})\b[^{NAME}]{{0,25}}(?:\b(?:with|mit|avec|con|met|w)\b|[wcm]/|m\.)"
            rf"[^{NAME}]{{0,12}}{NAME}"
            rf"|(?:mit|met) {NAME} (?:\S+ ){{0,4}}?(?:{_DONE_TOGETHER})\b"
            rf"|(?:ran into|bumped into|hung out with|accompagne|croise|encontre con) {NAME}"
            rf"|(?:sat|stood) (?:next to|with|beside) {NAME}"
            rf"|(?:took|drove) {NAME} (?:to|home|out|for)\b|picked (?:up {NAME}|{NAME} up)"
            rf"|gave {NAME} a (?:lift|ride|hug|hand)\b|walked {NAME} home\b"
            rf"|helped {NAME} (?:move|pack|paint|carry)\b|(?:lleve|recogi) a {NAME}"
        ),
        (
            rf"(?:and|&) (?:i|me) (?:\w+ly |both |then )?(?:{_DID})"
            r"|und ich (?:haben|sind|waren|gingen|sassen)|et moi (?:avons|sommes|on)"
            r"|y yo \w+mos|en ik (?:hebben|zijn|waren|gingen|zaten)"
            r"|(?:zum|vom|zur|an den|am) \w+ (?:gebracht|abgeholt)|opgehaald|weggebracht"
            r"|(?:zufallig )?(?:\S+ \S+ )?(?:getroffen|begegnet)|tegengekomen"
        ),
    ),
)

# Signs that people write for a way: the phone in `📞 [[Ada]]: she moves`.
_CHANNELS_OF_SIGNS = (
    ("call", "[☎📞📱]"),
    ("coffee", "☕"),
    ("dinner", "🍽"),
    ("drinks", "[🍻🍺🍷]"),
    ("email", "[✉📧]"),
    ("message", "💬"),
)
_COMPANY = rf"\ufe0f? ?(?:(?:with|mit|avec|con|met|w) |w/ ?)?{NAME}"
_SIGN = build_lazy_pattern(rf"[☎📞📱☕🍽🍻🍺🍷✉📧💬]{_COMPANY}")

WAYS_BY_THEMSELVES = (
    *[
        (
            way.channel,
            build_lazy_pattern(
                rf"\b(?:{way.before})" + (rf"|{NAME} (?:{way.behind})\b" if way.behind else "")
            ),
        )
        for way in _WAYS
    ],
    *[(channel, build_lazy_pattern(sign + _COMPANY)) for channel, sign in _CHANNELS_OF_SIGNS],
)
