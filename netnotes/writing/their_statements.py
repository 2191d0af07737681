"""What somebody who was met asked of me or promised, which is no ask or promise of mine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.understanding import Statement, Understanding


def keep_their_statements(understanding: Understanding, words: str) -> Understanding:
    """Keep as text what somebody asked me or promised, as in `Camille: asked for the flyer`.

    Behind a name it is they who ask and promise; of what I did, the words say to whom: `asked her
    for a desk`, `promised to send her the deck`, `I promised to call`.
    """
    asked, asked_clauses = _split_theirs(understanding.asked, _list_clauses(_THEY_ASKED, words))
    clauses = [
        clause for clause in _list_clauses(_THEY_PROMISED, words) if not _TO_THEM.search(clause)
    ]
    promised, promised_clauses = _split_theirs(understanding.promised, clauses)
    texts = (*asked_clauses, *promised_clauses, understanding.text)
    text = ", ".join(filter(None, dict.fromkeys(texts)))
    return replace(understanding, asked=asked, promised=promised, text=text)


def _list_clauses(pattern: re.Pattern[str], words: str) -> list[str]:
    return [match["clause"].strip() for match in pattern.finditer(words)]


def _split_theirs(
    statements: Sequence[Statement], clauses: Sequence[str]
) -> tuple[tuple[Statement, ...], list[str]]:
    """Split statements into mine, and the clauses that tell of theirs."""
    mine = []
    theirs = []
    for statement in statements:
        own_clauses = [clause for clause in clauses if statement.text in clause]
        if own_clauses:
            theirs += own_clauses
        else:
            mine.append(statement)
    return tuple(mine), theirs


_START = r"(?:^|[,;.]\s*|\b(?:and|und|et|y|en)\s+)"
_THEY_ASKED = re.compile(rf"{_START}(?P<clause>asked\s+(?:for|about)\b[^,;.]*)", re.IGNORECASE)
_THEY_PROMISED = re.compile(
    rf"{_START}(?P<clause>(?:promised|versprochen|promis|beloofd)\b(?:,\s)?[^,;.]*)", re.IGNORECASE
)
_TO_THEM = re.compile(
    r"\b(?:her|him|them|both|ihr|ihm|ihnen|lui|leur|haar|hem|hun|le|les)\b", re.IGNORECASE
)
