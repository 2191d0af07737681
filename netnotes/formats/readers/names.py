"""The parts of a person's name, put together as they are spoken."""

from __future__ import annotations

import re

# Hangul, kana, and the signs that Chinese, Japanese and Korean names are written with.
_EAST_ASIAN_NAME = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]+"
)


def join_name_parts(
    *, given: str, family: str, prefix: str = "", middle: str = "", suffix: str = ""
) -> str:
    """Join the parts of a name: `Dr. Ada M. Quill PhD`.

    Names in Chinese, Japanese and Korean letters begin with the family name and have no space:
    `山田` and `太郎` are `山田太郎`.
    """
    if _EAST_ASIAN_NAME.fullmatch(given) and _EAST_ASIAN_NAME.fullmatch(family):
        middle = middle if not middle or _EAST_ASIAN_NAME.fullmatch(middle) else f" {middle}"
        given, middle, family = f"{family}{given}{middle}", "", ""
    return " ".join(filter(None, (prefix, given, middle, family, suffix)))
