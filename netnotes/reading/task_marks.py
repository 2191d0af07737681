"""The dates and symbols at the end of a task, as the plugin Tasks writes them."""

from __future__ import annotations

import re

# The marks that hold a date, as symbols or as the keys of inline fields, and what it is for.
#
# Source: https://publish.obsidian.md/tasks/Reference/Task+Formats/About+Task+Formats
_MARK_NAMES = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "due": "due",
    "✅": "done",
    "❌": "done",
    "completion": "done",
    "done": "done",
    "cancelled": "done",
    "➕": "created",
    "created": "created",
}

_MARK = re.compile(
    r"(?<!\s)\s*(?:(?P<symbol>[📅📆🗓✅❌➕⏳⌛🛫])\ufe0f?\s*(?P<date>\d{4}-\d{2}-\d{2})"
    r"|[\[(](?P<key>[a-z]+)::\s*(?P<value>[^\[\]()]*)[\])]"
    r"|(?P<flag>[🔺⏫🔼🔽⏬]\ufe0f?|🔁\s*[\w ]+|[🆔⛔🏁]\ufe0f?\s*[\w,-]+|\^[\w-]+|#[\w/-]+))\s*$"
)
# Asked first: most tasks have no mark, and every mark has one of these.
_MARK_CHARACTER = re.compile(r"[])#^📅📆🗓✅❌➕⏳⌛🛫🔺⏫🔼🔽⏬🔁🆔⛔🏁]")

# Characters at a task's end that are searched for marks: tens of thousands would take minutes.
MAX_MARKS_LENGTH = 1000


def split_task_marks(text: str) -> tuple[str, dict[str, str]]:
    """Split a task's text from the marks at its end.

    The result is the text and the dates of the marks by `due`, `done` and `created`, as they were
    typed. Other marks are dropped, tags stay in the text.
    """
    if not _MARK_CHARACTER.search(text):
        return text.strip(), {}

    dates: dict[str, str] = {}
    tags = ""
    beginning, end = text[:-MAX_MARKS_LENGTH], text[-MAX_MARKS_LENGTH:]
    # The plugin, too, takes marks off from the end for as long as it finds one.
    while match := _MARK.search(end):
        name = _MARK_NAMES.get(match["symbol"] or match["key"] or "")
        flag = match["flag"] or ""
        if name:
            date = match["date"] or (match["value"] or "").strip()
            dates.setdefault(name, date)
        elif flag.startswith("#"):
            tags = f" {flag}{tags}"
        end = end[: match.start()]
    return (beginning + end + tags).strip(), dates
