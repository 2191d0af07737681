"""What the words about somebody who was met say without doubt: a role, who introduced them.

Only what has one meaning becomes a property; all of the words are text of the first entry, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
    return introducers[0] if len(introducers) == 1 else None


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
    match = _ROLE_AT.match(words)
    if not match:
        return "", ""
    role, organisation = match["role"].strip(), match["organisation"].strip()
    role_words = fold_for_search(role).replace("-", " ").split()
    if not (ROLE_WORDS & {role_words[0], role_words[-1]}):
        return "", ""
    return role, organisation


# The organisation has capitals or digits; what follows it is behind a mark, or is nothing.
_ROLE_AT = re.compile(
    r"(?:is |an? |the |ist |est |es )?(?P<role>[^\W\d_][^,;:.!?()\[\]@]{1,50}?)\s+(?:at|bei|chez"
    r"|bij|@)\s+"
    r"(?P<organisation>(?:[A-ZÀ-ÞŁŐŠŽ0-9][^\s,;:!?()\[\]]*"
    r"|(?:of|de|du|des|la|le|les|der|und|and|&|van|für)(?=\s))"
    r"(?:\s+(?:[A-ZÀ-ÞŁŐŠŽ0-9][^\s,;:!?()\[\]]*"
    r"|(?:of|de|du|des|la|le|les|der|und|and|&|van|für)(?=\s+[A-ZÀ-ÞŁŐŠŽ0-9])))*?)"
    r"\s*(?=$|[,;(]|[.!?]\s|[.!?]$)"
)

# Words that only the name of a job begins or ends with, folded.
ROLE_WORDS = frozenset(
    [
        *("accountant", "adviser", "advisor", "analyst", "architect", "artist", "assistant"),
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
