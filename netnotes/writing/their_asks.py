"""What somebody who was met asked of me, which is no ask of mine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from netnotes.writing.understanding import Understanding


def keep_their_asks(understanding: Understanding, words: str) -> Understanding:
    """Keep as text what somebody asked me, as in `Camille Joubert: asked for the flyer`.

    Behind a name it is they who ask; of what I asked, the words say whom: `asked her for a desk`.
    """
    clauses = [match["clause"].strip() for match in _THEY_ASKED.finditer(words)]
    kept_clauses = []
    asked = []
    for statement in understanding.asked:
        own_clauses = [clause for clause in clauses if statement.text in clause]
        if own_clauses:
            kept_clauses += own_clauses
        else:
            asked.append(statement)
    text = ", ".join(filter(None, (*dict.fromkeys(kept_clauses), understanding.text)))
    return replace(understanding, asked=tuple(asked), text=text)


_THEY_ASKED = re.compile(
    r"(?:^|[,;.]\s*|\band\s+)(?P<clause>asked\s+(?:for|about)\b[^,;.]*)", re.IGNORECASE
)
