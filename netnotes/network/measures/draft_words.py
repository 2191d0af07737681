"""The words of a draft around my own, in the language in which my own are written."""

from __future__ import annotations

import re

from msgspec import Struct

from netnotes.text import fold_for_search


class DraftWords(Struct, frozen=True):
    """What a draft says beside my own words; it fits a friend and a stranger.

    `{names}` is whom they know and I want to meet, and `{request}` what I ask. Whether that is a
    question, or asks for an introduction by itself, decides which of these follows it.
    """

    greeting: str
    reason: str
    advice: str
    advice_of_statement: str
    introduction: str
    introduction_to: str
    asked_introduction_to: str
    advice_of: str
    opening: str
    opening_of_statement: str
    closing: str
    word_for_and: str


ENGLISH = DraftWords(
    greeting="Dear {name},",
    reason="Why I ask:",
    advice="I would be glad of your advice.",
    advice_of_statement="I would be glad of your advice: what would you do in my place?",
    introduction="If somebody comes to mind, would you introduce me?",
    introduction_to="You know {names}: would you introduce me?",
    asked_introduction_to="You know {names}, whom I would like to meet.",
    advice_of="I would like to ask {names}: “{request}” Would you introduce me?",
    opening="If you hear of something, I would be glad of a word.",
    opening_of_statement="Do you know of one?",
    closing="If this isn't for you, just say so; that's completely fine.",
    word_for_and="and",
)

# None of these says `du` or `Sie`, `tu` or `vous`: a draft is to a friend or to a stranger.
_OTHER_LANGUAGES = {
    "de": DraftWords(
        greeting="Hallo {name},",
        reason="Warum ich frage:",
        advice="Über einen Rat würde ich mich freuen.",
        advice_of_statement="Über einen Rat würde ich mich freuen.",
        introduction="Ich würde mich freuen, jemandem vorgestellt zu werden.",
        introduction_to="Ich denke an {names}: Wäre es möglich, mich vorzustellen?",
        asked_introduction_to="Ich denke dabei an {names}.",
        advice_of="Ich würde gern {names} fragen: „{request}“ Wäre es möglich, mich vorzustellen?",
        opening="Über einen Hinweis würde ich mich freuen.",
        opening_of_statement="Über einen Hinweis würde ich mich freuen.",
        closing="Wenn es nicht passt, ist ein Nein völlig in Ordnung.",
        word_for_and="und",
    ),
    "fr": DraftWords(
        greeting="Bonjour {name},",
        reason="Pourquoi je demande :",
        advice="Un conseil me ferait très plaisir.",
        advice_of_statement="Un conseil me ferait très plaisir.",
        introduction="Une mise en relation me ferait très plaisir.",
        introduction_to="Je pense à {names} : une mise en relation me ferait très plaisir.",
        asked_introduction_to="Je pense à {names}.",
        advice_of="J'aimerais demander à {names} : « {request} » Serait-il possible de me présenter ?",
        opening="Une piste me ferait très plaisir.",
        opening_of_statement="Une piste me ferait très plaisir.",
        closing="Si ce n'est pas possible, un simple non me va très bien.",
        word_for_and="et",
    ),
    "es": DraftWords(
        greeting="Hola, {name}:",
        reason="Por qué pregunto:",
        advice="Un consejo me ayudaría mucho.",
        advice_of_statement="Un consejo me ayudaría mucho.",
        introduction="Una presentación me ayudaría mucho.",
        introduction_to="Pienso en {names}: una presentación me ayudaría mucho.",
        asked_introduction_to="Pienso en {names}.",
        advice_of="Me gustaría preguntar a {names}: «{request}» ¿Sería posible presentarme?",
        opening="Una pista me ayudaría mucho.",
        opening_of_statement="Una pista me ayudaría mucho.",
        closing="Si no es posible, un no está perfectamente bien.",
        word_for_and="y",
    ),
    "nl": DraftWords(
        greeting="Hallo {name},",
        reason="Waarom ik het vraag:",
        advice="Ik zou blij zijn met advies.",
        advice_of_statement="Ik zou blij zijn met advies.",
        introduction="Ik zou blij zijn met een introductie.",
        introduction_to="Ik denk aan {names} en zou blij zijn met een introductie.",
        asked_introduction_to="Ik denk daarbij aan {names}.",
        advice_of="Ik zou graag aan {names} vragen: “{request}” Zou een introductie kunnen?",
        opening="Ik zou blij zijn met een tip.",
        opening_of_statement="Ik zou blij zijn met een tip.",
        closing="Als het niet uitkomt, is een nee helemaal prima.",
        word_for_and="en",
    ),
}

# Small words that a sentence of the language is hardly without, folded.
_SMALL_WORDS = {
    "en": re.compile(
        r"\b(?:the|an?|you|your|would|could|i|me|my|who|whom|what|how|do|does|is|are|for|with|of|to"
        r"|and)\b"
    ),
    "de": re.compile(
        r"\b(?:der|das|und|ich|du|mir|mich|dich|we[rnm]|wie|was|ist|eine?|eine[nmr]|fur|mit|kenn(?:st|en)"
        r"|konnte(?:n|st)|kannst|wurde(?:n|st)|sie|jemand(?:en)?|im|zu|von)\b"
    ),
    "fr": re.compile(
        r"\b(?:les?|des|et|je|tu|vous|moi|qui|que|est|une?|pour|avec|connais(?:sez)?|pourr(?:ais|iez)"
        r"|aurais|dans|du|sur|mon|ma|mes|quelqu)\b"
    ),
    "es": re.compile(
        r"\b(?:el|los|las|y|yo|tu|usted|mi|quien|que|es|una?|para|con|conoces?|podrias?|alguien|en"
        r"|por|del|como)\b"
    ),
    "nl": re.compile(
        r"\b(?:de|het|en|ik|je|jij|mij|wie|wat|hoe|is|een|voor|met|kent?|kun|zou|u|iemand|van|naar"
        r"|mijn)\b"
    ),
}

# Of one word it is not known what it means in another language.
MIN_SMALL_WORDS = 2


def choose_draft_words(text: str) -> DraftWords:
    """Choose the words of a draft by the language of my own words; English where that is unclear."""
    folded = fold_for_search(text)
    counts = {}
    for language, pattern in _SMALL_WORDS.items():
        counts[language] = len(set(pattern.findall(folded)))
    most = max(counts.values())
    languages = [language for language, count in counts.items() if count == most]
    if most < MIN_SMALL_WORDS or len(languages) > 1:
        return ENGLISH
    return _OTHER_LANGUAGES.get(languages[0], ENGLISH)


# What says that an introduction is what the ask asks for.
_INTRODUCTION = re.compile(
    r"\b(?:introduc|connect (?:me|us)|put (?:me|us) in touch|(?:mich|uns) .*vorstell|vorzustellen"
    r"|vorgestellt|me presenter|mettre en relation|me presenta|presentar(?:me|nos)|voorstellen)"
)


def asks_for_introduction(text: str) -> bool:
    """Whether an ask in my own words asks for an introduction."""
    return bool(_INTRODUCTION.search(fold_for_search(text)))
