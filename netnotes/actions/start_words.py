"""What was typed as an answer of `netnotes start`: several names, a list, a purpose, a message."""

from __future__ import annotations

import re

from netnotes.reading.person_notes import is_named_like_person

# Degrees and the like stand behind a comma, too: `Ada Quill, PhD` is one person.
_BEHIND_NAME = frozenset(["phd", "ph.d", "md", "mba", "msc", "bsc", "ma", "jr", "sr", "junior"])

_BETWEEN_NAMES = re.compile(
    r"\s*[,;]\s*(?:(?:and|und|et|y|e|en)\s+)?|\s+(?:and|und|et|y|e|en|&|\+)\s+"
)


def split_names(words: str) -> tuple[str, ...]:
    """Split words into the names of several people; words that may be one name stay together.

    Each part must look like a name: `Ada Quill, PhD` and `Ada and the others` are not split.
    """
    parts = [part for part in _BETWEEN_NAMES.split(words) if part]
    for part in parts:
        if not is_named_like_person(part) or part.casefold().rstrip(".") in _BEHIND_NAME:
            return (words,)
    return tuple(dict.fromkeys(parts)) or (words,)


def find_name_before_words(words: str) -> str:
    """Find the name before words about somebody: `Sam Okoye, my old boss`; empty without any."""
    match = _NAME_AND_WORDS.fullmatch(words)
    if not match or not is_named_like_person(match["name"]):
        return ""
    is_degree = match["rest"].strip("). ").casefold() in _BEHIND_NAME
    return "" if is_degree else match["name"]


_NAME_AND_WORDS = re.compile(r"(?P<name>[^,;:()–—]+?)(?:\s*[,;:(]|\s+[–—-]\s)\s*(?P<rest>.+)")


def split_list(words: str, separators: str = ",;") -> tuple[str, ...]:
    """Split words at commas and semicolons outside of quotes into a list, each once."""
    part = rf"""(?:"[^"]*"|“[^”]*”|„[^“]*“|«[^»]*»|[^{separators}])+"""
    parts = [match[0].strip() for match in re.finditer(part, words)]
    parts = [part[1:-1].strip() if _QUOTED.fullmatch(part) else part for part in parts]
    return tuple(dict.fromkeys(filter(None, parts)))


_QUOTED = re.compile(r"""("|[“„«])[^"“”„«»]*["“”»]""")


def split_wants(words: str) -> tuple[str, ...]:
    """Split whom one would like to meet into a list; `a nurse, on nights` is one person."""
    wants: list[str] = []
    for group in split_list(words, ";"):
        parts = split_list(group)
        first_index = len(wants)
        for part in parts:
            is_more = len(wants) > first_index and _MORE_OF_SAME.match(part)
            if is_more:
                wants[-1] = f"{wants[-1]}, {part}"
            else:
                wants.append(_AND.sub("", part) if len(wants) > first_index else part)
    return tuple(dict.fromkeys(wants))


# A part that begins so says more of the person before it.
_MORE_OF_SAME = re.compile(
    r"(?:who|whose|which|that|with|without|in|at|for|from|of|on|to|but|not|ideally|preferably|maybe"
    r"|die|der|das|mit|aus|im|am|qui|avec|dans|que|con|die|met)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"^(?:and|or|und|oder|et|ou|y|o|en|of)\s+", re.IGNORECASE)


def is_purpose(words: str) -> bool:
    """Tell whether words say why somebody is in the notes, and not what to do once.

    `How teams are funded` stays true for years; `How are teams funded?` is asked once.
    """
    return "?" not in words and _PURPOSE.match(words) is not None


_PURPOSE = re.compile(
    r"(?:how|why|because|learn|to learn|stay|to stay|keep in|to keep in|be in touch|remain"
    r"|(?:an? |my )?(?:old |good )?friend|shows|teaches|knows|wie|warum|weil|lernen|befreundet"
    r"|comment|pourquoi|apprendre|rester|cómo|aprender|hoe|waarom|leren)\b",
    re.IGNORECASE,
)


def can_be_sent(words: str) -> bool:
    """Tell whether words speak to somebody, as a message does, and not about them."""
    if is_purpose(words) or _ABOUT_THEM.search(words):
        return False
    return words.rstrip().endswith(("?", "!")) or _TO_THEM.match(words) is not None


_ABOUT_THEM = re.compile(
    r"^(?:ask|tell|thank|send|give|show|invite|write|call|bring|lend|return|help|introduce|remind"
    r"|congratulate|wish|offer|say|frag|sag|schick|gib|zeig)\b(?! (?:you|your|me|us)\b)"
    r"|\b(?:her|him|them|their|theirs|hers|ihr|ihm|ihnen)\b",
    re.IGNORECASE,
)
_TO_THEM = re.compile(
    r"(?:i|i['’]\w+|we|we['’]\w+|my|our|you|your|thanks?|thank you|congratulations|happy|it|there"
    r"|hello|hi|dear|good|sorry|ich|wir|mein\w*|danke|du|sie|herzlichen|je|j['’]\w+|nous|merci"
    r"|bonjour|yo|gracias|hola|ik|wij|bedankt|dank)\b",
    re.IGNORECASE,
)
