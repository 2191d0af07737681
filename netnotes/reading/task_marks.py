"""The dates and signs at a task’s end, as the Tasks plugin writes them."""

from __future__ import annotations

import re

_MARK_NAMES = {
    **dict.fromkeys(("📅", "📆", "🗓", "due"), "due"),
    **dict.fromkeys(("✅", "❌", "completion", "done", "cancelled"), "done"),
    **dict.fromkeys(("➕", "created"), "created"),
}
_MARK = re.compile(
    r"(?<!\s)\s*(?:(?P<sign>[📅📆🗓✅❌➕⏳⌛🛫])\ufe0f?\s*(?P<date>\d{4}-\d{2}-\d{2})"
    r"|[\[(](?P<key>[a-z]+)::\s*(?P<value>[^\[\]()]*)[\])]"
    r"|(?P<flag>[🔺⏫🔼🔽⏬]\ufe0f?|🔁\s*[\w ]+|[🆔⛔🏁]\ufe0f?\s*[\w,-]+|\^[\w-]+|#[\w/-]+))\s*$"
)


def split_task_marks(text: str) -> tuple[str, dict[str, str]]:
    """A task's text without the marks at its end, and its dates by `due`, `done`, `created`, as the Tasks plugin reads.

    Dates are given as typed. Tags stay in the text.
    """
    if not _MARK_END.search(text):
        return text.strip(), {}
    marks: dict[str, str] = {}
    tail = ""
    before, text = text[:-_MAX_MARKS_LENGTH], text[-_MAX_MARKS_LENGTH:]
    while match := _MARK.search(text):
        name = _MARK_NAMES.get(match["sign"] or match["key"] or "")
        date = match["date"] or (match["value"] or "").strip()
        if name:
            marks.setdefault(name, date)
        elif match["flag"] and match["flag"].startswith("#"):
            tail = f" {match['flag']}{tail}"
        text = text[: match.start()]
    return (before + text + tail).strip(), marks


_MARK_END = re.compile(r"[])#^📅📆🗓✅❌➕⏳⌛🛫🔺⏫🔼🔽⏬🔁🆔⛔🏁]")
_MAX_MARKS_LENGTH = 1000
"""Characters at a task's end in which marks are looked for: tens of thousands of them would take minutes."""
