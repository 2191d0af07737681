"""Texts for each alternative of a regular expression, to try that something knows them all."""

from __future__ import annotations

import importlib
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re

_PARSER: Any = importlib.import_module("re._parser")


def list_matching_texts(pattern: re.Pattern[str]) -> list[str]:
    """List texts that a pattern matches: at least one for each of its alternatives.

    What may be left out is there and is not; `\\w` is `q`, and any other sign a blank.
    """
    texts = dict.fromkeys(_list_texts(_PARSER.parse(pattern.pattern, pattern.flags)))
    return [text for text in texts if pattern.search(text)]


def _list_texts(parts: Any) -> list[str]:
    lists = [_list_texts_of_part(str(name), value) for name, value in parts]
    return list(dict.fromkeys("".join(texts) for texts in product(*lists)))


def _list_texts_of_part(name: str, value: Any) -> list[str]:
    match name:
        case "LITERAL":
            return [chr(value)]
        case "IN":
            return _list_signs(value)
        case "BRANCH":
            return [text for branch in value[1] for text in _list_texts(branch)]
        case "SUBPATTERN":
            return _list_texts(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, part = value
            counts = {least, min(most, least + 1)}
            texts = _list_texts(part)
            return ["".join(run) for count in counts for run in product(texts, repeat=count)]
        case "ASSERT" if value[0] > 0:
            return _list_texts(value[1])
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return [""]
        case _:
            return [" "]


def _list_signs(members: Any) -> list[str]:
    signs = []
    for name, value in members:
        match str(name), str(value):
            case "NEGATE", _:
                # `[^\W\d]` is a letter.
                return ["q"] if "NOT_WORD" in str(members) else [" "]
            case "LITERAL", _:
                signs.append(chr(value))
            case "CATEGORY", "CATEGORY_WORD":
                signs.append("q")
            case _:
                signs.append(" ")
    return signs
