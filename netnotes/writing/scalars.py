"""Texts written as YAML: bare where YAML reads the same text, else in quotes."""

from __future__ import annotations

import re

from netnotes.text import build_lazy_pattern


def write_scalar(text: str, *, is_text: bool = False) -> str:
    """Write a text as YAML on one line: bare where YAML reads the same text, else in quotes.

    With `is_text` a number and a yes or no are texts, too: `"112"` is whom to call.
    """
    text = " ".join(text.split())
    is_typed_text = is_text and _NUMBER_OR_TRUTH.fullmatch(text)
    if not text or (_can_be_bare(text) and not is_typed_text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    # What cannot be seen is written as a number, so that nobody overlooks it in the file.
    escaped = ""
    for character in quoted:
        escaped += character if _is_visible(character) else f"\\U{ord(character):08x}"
    return f'"{escaped}"'


def _can_be_bare(text: str) -> bool:
    if not all(_is_visible(character) for character in text):
        return False
    if _BARE_LITERAL.fullmatch(text):
        return True
    return bool(_BARE_TEXT.fullmatch(text)) and not _TYPED_LITERAL.fullmatch(text)


def _is_visible(character: str) -> bool:
    return character.isprintable() or character in ZERO_WIDTH_JOINERS


# One keeps letters apart, as Persian names need it; one joins several signs to an emoji.
ZERO_WIDTH_JOINERS = ("\u200c", "\u200d")

# Days, short numbers and yes/no: Obsidian shows them as such, and writes them bare.
_BARE_LITERAL = re.compile(r"true|false|\d{4}-\d{2}-\d{2}|-?\d{1,4}")
_NUMBER_OR_TRUTH = re.compile(r"true|false|-?\d{1,4}")

# No character that begins something else in YAML (`@`, `- `, `[`), no `: ` and no ` #` within, as
# in `Sales: who decides` and `Room #4`, and no colon at the end.
_BARE_TEXT = re.compile(
    r"(?![-?:,\[\]{}#&*!|>'\"%@`=])(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ](?!#))*(?<![\s:])"
)

# A phone number such as `+49 170 1234567` is among them: some programs read it as a number.
# What YAML 1.1 or 1.2 reads as a number, a time, a truth value or nothing instead of text.
_TYPED_LITERAL = build_lazy_pattern(
    r"true|false|null|yes|no|on|off|~|[-+.]?\d{5,}|[-+]?[\d_]*[.:][\d_.:]*"
    r"|[-+.]?\d[\d\s()/.,_:+-]*|0[xo][\da-f]+|[-+]?\d+e[-+]?\d+|[-+]?\.(?:inf|nan)",
    re.IGNORECASE,
)
