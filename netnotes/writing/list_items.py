"""Items added to a list in front matter as it was typed, one item a line or in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.writing.edits import Edit
from netnotes.writing.scalars import write_scalar

if TYPE_CHECKING:
    from netnotes.reading.note import Source
    from netnotes.reading.raw_field import Field

ITEM = re.compile(r"(?P<lead>\s*-\s+)\S")


def add_items(source: Source, field: Field, last_line: int, words: tuple[str, ...]) -> Edit | None:
    """Build the edit that adds texts to the end of a list; None where it is in no form we know.

    `last_line` is the last line of the list. Whoever uses the edit has to read it back.
    """
    last_word = field.words[-1]
    raw = source.text.split("\n")[last_word.line - 1]
    item = ITEM.match(raw)
    if item and item.end() == last_word.column and last_word.line > field.line:
        lines = [f"{item['lead']}{write_scalar(word, is_text=True)}" for word in words]
        return Edit(last_line + 1, 0, tuple(lines))

    token = _TOKEN.match(raw, last_word.column - 1)
    if token is None:
        return None
    new_tokens = [_write_in_brackets(word, token[0][:1]) for word in words]
    new_line = f"{raw[: token.end()]}, {', '.join(new_tokens)}{raw[token.end() :]}"
    return Edit(last_word.line, 1, (new_line,))


# An item between brackets. A bare one ends before a comma, a bracket or a comment.
_TOKEN = re.compile(
    r"""\"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[\[[^\[\]]*\]\]"""
    r"""|(?:[^\s,\[\]{}#'"]|(?<=[^\s,\[])[#'"]|\s+(?=[^\s,\[\]{}#]))+"""
)


def _write_in_brackets(word: str, quote: str) -> str:
    """Write an item in the quotes of the one before it, where these can hold it."""
    scalar = write_scalar(word, is_text=True)
    is_bare = scalar[:1] != '"'
    if quote == "'" and (is_bare or "\\" not in scalar):
        text = scalar if is_bare else scalar[1:-1]
        return "'" + text.replace("'", "''") + "'"
    # A comma or a bracket would end it, which it does nowhere else.
    if is_bare and (quote == '"' or re.search(r"[,\[\]{}]", scalar)):
        return '"' + scalar.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return scalar
