"""The words in a kept promise that say that keeping it was being in touch: send, call, meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.channels import find_channel
from netnotes.text import build_lazy_pattern, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Mode

# Folded as `fold_for_search` does, in English, German, French, Spanish, Dutch and Italian.
_CONTACT_VERBS = build_lazy_pattern(
    r"\b(?:send(?:ing)?|sent|forward(?:ed)?|e-?mail(?:ed)?|mail(?:ed)?|post(?:ed)?|texted"
    r"|text (?:her|him|them|back)"
    r"|messag(?:e|ed)|repl(?:y|ied)|answer(?:ed)?|phone[d]?|ring|rang|ping(?:ed)?|dm|facetime"
    r"|meet|met|see (?:her|him|them)|visit(?:ed)?|invite[d]?|introduce[d]?|thank(?:ed)?"
    r"|congratulate[d]?|tell|told|ask(?:ed)?|show(?:ed)?|give|gave|bring|brought|lend|lent"
    r"|hand(?:ed)?|share[d]?|catch(?:ing)? up|caught up|get back to|reach(?:ed)? out"
    r"|follow(?:ed)? up"
    r"|let (?:her|him|them) know|check(?:ed)? in (?:with|on)|have (?:a )?(?:coffee|lunch|dinner)"
    r"|(?:zu|ab|ein)?(?:schick\w*|geschickt)|send(?:e|en)|gesendet|schreib\w*|geschrieben|anruf\w*"
    r"|angerufen|telefonier\w*|antwort\w*|treff\w*|getroffen|besuch\w*|einlad\w*|danken"
    r"|gratulier\w*"
    r"|zeig\w*|bring\w*|weiterleit\w*|vorstell\w*|melden|gemeldet"
    r"|envoy\w*|ecri(?:re|s|t|vez)|appel(?:er|le|ez|e)|telephon\w*|repond\w*|rencontrer"
    r"|rendre visite"
    r"|inviter|remercier|feliciter|montrer|apporter|presenter a|donner|rappeler|transmettre"
    r"|envi(?:ar|e|o|ado)|escrib\w*|escrito|llam(?:ar|e|o|ado)|responder|contestar|quedar con"
    r"|visitar"
    r"|invitar|agradecer|felicitar|mostrar|traer|presentar a|dar(?:le)|mandar(?:le)?|reenviar"
    r"|stuur\w*|sturen|gestuurd|schrijf|schrijven|geschreven|bel|bellen|gebeld|opbellen|mailen"
    r"|gemaild|antwoorden|beantwoord\w*|ontmoet\w*|bezoek\w*|uitnodigen|bedank\w*|feliciteer\w*"
    r"|laten weten|afspreken|doorsturen|langsgaan"
    r"|invi(?:are|a|o|ato|armi|argli|arle)|mand(?:are|a|o|ato|argli|arle)|scriv\w*|scritto"
    r"|chiam(?:are|a|o|ato|arla|arlo)|telefon\w*|rispond\w*|incontrare|visitare|invitare"
    r"|ringraziare"
    r"|congratularsi|mostrare|portare|presentare a|sentire)\b"
)

# What is called or written is often no person: `call the plumber`, `write the report`.
_CALL_OR_WRITE = build_lazy_pattern(
    r"\b(?:call|calling|called|write|writing|wrote"
    r"|written)\b(?! (?:up|down|out|off|the|my|our|this)\b)"
    r"(?! an? (?!(?:line|note|letter|mail|e-?mail|card|message|postcard)\b))"
)


def says_contact(text: str, channels: Mapping[str, Mode]) -> bool:
    """Tell whether the words of a promise say that keeping it was being in touch."""
    folded_text = fold_for_search(text)
    if _CONTACT_VERBS.search(folded_text) or _CALL_OR_WRITE.search(folded_text):
        return True
    # A channel, as in `coffee in May`; `call` and `text` are nouns or verbs of something else, too.
    channel = find_channel(text, channels)[1]
    return bool(channel) and channel not in ("call", "text", "event", "conference", "card")
