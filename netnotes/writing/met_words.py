"""What the words about somebody who was met say without doubt: a role, who introduced them.

Only what has one meaning becomes a property; all of the words are text of the first entry, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.reading.sentence_ends import split_sentences, strip_full_stop
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from netnotes.writing.name_index import FoundName, NameIndex


def split_several_names(name: str) -> list[str]:
    """Split `Ada and Ben` into two names; one name is alone in the list."""
    return [part for part in re.split(r"\s+(?:and|und|et|y|e|en)\s+|\s*[&+]\s*", name) if part]


def find_introducer(words: str, names: NameIndex) -> FoundName | None:
    """Find by whom somebody was introduced, as in `via Ben`; None for nobody, or for two."""
    found_names = names.find_names(words)
    introducers = []
    for index, found in enumerate(found_names):
        if not _VIA.search(words[: found.start]):
            continue
        following = found_names[index + 1 : index + 2]
        if any(_AND.fullmatch(words[found.end : name.start]) for name in following):
            return None
        introducers.append(found)
    if len(introducers) != 1:
        return None
    return introducers[0]


_VIA = re.compile(
    r"\b(?:via|through|introduced by|durch|über|vorgestellt von|présentée? par|por medio de"
    r"|presentad[oa] por|voorgesteld door)\s+(?:\[\[)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:\]\])?\s*(?:,|and|und|et|y|en|&)\s*(?:\[\[)?", re.IGNORECASE)


def find_role(words: str) -> tuple[str, str]:
    """Find the role and the organisation that words have without doubt; both empty otherwise.

    They are the beginning of the words, as in `data journalist at Le Fil, open data`.
    """
    sentence = next(iter(split_sentences(words)), "")
    sentence = strip_full_stop(sentence).rstrip("!?…")
    match = _OWN_ROLE.match(sentence)
    if match and match["role"].casefold().split()[0] in ROLES_OF_ORGANISATION:
        return match["role"], match["organisation"].strip()

    match = _ROLE_AT.match(sentence)
    if not match:
        return "", ""
    role, organisation = match["role"].strip(), match["organisation"].strip()
    role_words = fold_for_search(role).replace("-", " ").split()
    if len(role_words) > MAX_ROLE_WORDS or not NO_ROLE_WORDS.isdisjoint(role_words):
        return "", ""
    if not _is_role(role_words, match["word"]):
        return "", ""
    return role, organisation


def _is_role(role_words: list[str], preposition: str) -> bool:
    """Tell whether words before a preposition and an organisation are a role there."""
    if preposition == "of":
        # `friend of Ada` and `head of Engineering` have the same shape.
        return role_words[-1] in ROLES_OF_WHOLE
    if ROLE_WORDS & {role_words[0], role_words[-1]}:
        return True
    return preposition != "en" and not _is_said_of_occasion(role_words)


def _is_said_of_occasion(role_words: list[str]) -> bool:
    """Tell whether words say what was done, or what took place: `lunch`, `looking`, `started`."""
    if not OCCASIONS.isdisjoint(role_words):
        return True
    first_word = role_words[0]
    if first_word in NOUNS_OF_WORK:
        return False
    return first_word.endswith(("ed", "ing", "s"))


MAX_ROLE_WORDS = 4

_NAME_WORD = r"[A-ZÀ-ÞŁŐŠŽ0-9][^\s,;:!?()\[\]]*"
_SMALL_WORD = r"(?:of|de|du|des|la|le|les|der|und|and|&|van|für)"

# The organisation has capitals or digits; what follows it is behind a mark, or is nothing.
_ORGANISATION = (
    rf"(?P<organisation>(?:{_NAME_WORD}|{_SMALL_WORD}(?=\s))"
    rf"(?:\s+(?:{_NAME_WORD}|{_SMALL_WORD}(?=\s+[A-ZÀ-ÞŁŐŠŽ0-9])))*?)"
)
_ROLE_AT = re.compile(
    r"(?:is |an? |the |ist |est |es )?(?P<role>[^\W\d_][^,;:.!?()\[\]@]{1,50}?)"
    rf"\s+(?P<word>at|of|bei|chez|en|bij|@)\s+{_ORGANISATION}\s*(?=$|[,;:(])"
)

# `Le Fil's CTO`.
_OWN_ROLE = re.compile(
    rf"{_ORGANISATION}['’]s\s+(?P<role>[^\W\d_]\w*(?:\s+of\s+\w+)?)\s*(?=$|[,;:(])"
)

# Roles that an organisation has and hardly a person: `Ada's assistant` says not where they work.
ROLES_OF_ORGANISATION = frozenset(
    [
        *("ceo", "cfo", "chair", "chairman", "chairwoman", "cio", "coo", "cpo", "cto", "director"),
        *("head", "president", "treasurer", "vp"),
    ]
)

# Roles that nobody has in a part of an organisation, as a head of data has.
ROLES_OF_WHOLE = frozenset(
    [
        *("ceo", "cfo", "chair", "chairman", "chairwoman", "cio", "cofounder", "coo", "cpo"),
        *("cto", "founder", "owner", "president"),
    ]
)

# Who has one of these words said of them does something, or is no longer what they were; folded.
NO_ROLE_WORDS = frozenset(
    [
        *("i", "he", "she", "they", "we", "you", "who", "it", "is", "was", "were", "has", "had"),
        *("have", "will", "would", "wants", "wanted", "knows", "knew", "met", "works", "worked"),
        *("runs", "ran", "leads", "led", "does", "did", "likes", "loves", "hates", "says", "said"),
        *("told", "asks", "asked", "looks", "sat", "gave", "got", "left", "lost", "found", "saw"),
        *("spoke", "came", "comes", "goes", "went", "lives", "lived", "teaches", "taught"),
        *("studies", "studied", "moved", "starts", "started", "begins", "began", "about", "again"),
        *("to", "with", "that", "from", "on", "before", "after", "at", "once", "not", "no"),
        *("never", "former", "formerly", "ex", "used", "my", "our", "his", "her", "their", "your"),
        *("ist", "war", "hat", "arbeitet", "etait", "travaille", "era", "trabaja", "werkt"),
    ]
)

# What takes place somewhere, how people are related, and how often; folded.
OCCASIONS = frozenset(
    [
        *("booth", "breakfast", "brunch", "call", "chat", "class", "coffee", "conference"),
        *("dinner", "drinks", "friend", "friends", "hello", "guest", "keynote", "lecture"),
        *("lunch", "meeting", "meetup", "panel", "party", "queue", "session", "speaker", "speech"),
        *("stand", "visitor", "talk", "tea", "table", "visit", "walk", "week", "weekend"),
        *("workshop", "year", "years", "yesterday", "today", "days", "months", "day", "month"),
        *("time", "good", "great", "happy", "new", "bored", "busy", "away", "back", "here"),
        *("there", "first", "last", "next", "still", "now", "just", "only", "boot", "besuch"),
        *("gesprach", "mittagessen", "kaffee", "treffen", "vortrag", "dejeuner", "cafe"),
        *("exposition", "expo", "lezing", "overleg", "gesprek", "eten"),
    ]
)

NOUNS_OF_WORK = frozenset(
    [
        *("accounting", "advertising", "banking", "boss", "branding", "communications"),
        *("consulting", "engineering", "financing", "fundraising", "hiring", "lighting"),
        *("logistics", "manufacturing", "marketing", "nursing", "operations", "packaging"),
        *("planning", "pricing", "programming", "publishing", "purchasing", "recruiting", "sales"),
        *("staffing", "teaching", "testing", "training"),
    ]
)

# Words that only the name of a job begins or ends with, folded.
ROLE_WORDS = frozenset(
    [
        *("accountant", "adviser", "advisor", "analyst", "architect", "artist", "assistant"),
        *("buyer", "chief", "lead", "owner"),
        *("ceo", "cfo", "chair", "cio", "consultant", "coo", "cpo", "cto", "curator", "dean"),
        *("designer", "developer", "director", "doctor", "economist", "editor", "engineer"),
        *("founder", "cofounder", "head", "historian", "illustrator", "investor", "journalist"),
        *("lawyer", "lecturer", "librarian", "manager", "mathematician", "nurse", "officer"),
        *("partner", "physicist", "planner", "postdoc", "president", "principal", "producer"),
        *("professor", "programmer", "recruiter", "reporter", "researcher", "scientist"),
        *("statistician", "teacher", "translator", "treasurer", "vp", "writer"),
        *("arztin", "arzt", "entwickler", "entwicklerin", "geschaftsfuhrer", "geschaftsfuhrerin"),
        *("grunderin", "grunder", "ingenieur", "ingenieurin", "journalistin", "leiter", "leiterin"),
        *("professorin", "directeur", "directrice", "developpeur", "developpeuse", "ingenieure"),
        *("journaliste", "professeur", "directora", "ingeniera", "ingeniero", "periodista"),
        *("redacteur", "ontwikkelaar", "onderzoeker", "hoogleraar"),
    ]
)
