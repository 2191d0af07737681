"""The dates and symbols at the end of a task, as the plugin Tasks writes them."""

from __future__ import annotations

import re

from netnotes.markdown.syntax import TAG

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
    r"|[\[(](?P<key>[a-z]+)::\s*(?P<value>\[\[[^\[\]]*\]\]|[^\[\]()]*)[\])]"
    r"|(?P<flag>[🔺⏫🔼🔽⏬]\ufe0f?|🔁\s*[\w ]+|[🆔⛔🏁]\ufe0f?\s*[\w,-]+|\^[\w-]+|#[\w/-]+))\s*$"
)
# Asked first: most tasks have no mark, and every mark has one of these.
_MARK_CHARACTER = re.compile(r"[])#^📅📆🗓✅❌➕⏳⌛🛫🔺⏫🔼🔽⏬🔁🆔⛔🏁]")

# Characters at a task's end that are searched for marks: tens of thousands would take minutes.
MAX_MARKS_LENGTH = 1000


# A symbol with its date where the plugin does not look for it: before a full stop, a link or
# more words, in brackets, or with the date as a link. Nobody writes it without meaning the day.
_MARK_IN_TEXT = re.compile(
    r"(?<!\s)\s*(?P<open>[(\[]\s*)?(?P<symbol>[📅📆🗓✅❌➕])\ufe0f?\s*"
    r"(?P<link>\[\[(?:[^\[\]|]*/)?)?(?P<date>\d{4}-\d{2}-\d{2})(?(link)(?:\|[^\[\]]*)?\]\])"
    r"(?(open)\s*[)\]][.,;!]?|[.,;!]?(?!\w))"
)

# The day of a promise in words, at its end: `by 2026-10-04.`, `(by [[2026-10-04]])`.
_BY_DAY = re.compile(
    r"(?<![\s,])[\s,]*(?P<open>\()?\b(?:by|until|due|bis|avant|antes\s+del?|voor|entro)\s+"
    r"(?P<link>\[\[(?:[^\[\]|]*/)?)?(?P<date>\d{4}-\d{2}-\d{2})(?(link)(?:\|[^\[\]]*)?\]\])"
    r"(?(open)\s*\))[.,;!]?\s*$",
    re.IGNORECASE,
)


def split_day_in_words(text: str) -> tuple[str, str]:
    """Split a promise's text from the day in words at its end, such as `by 2026-10-04`.

    The result is the text and the day as it was typed, empty where there is none.
    """
    # Asked first: most promises have no day in their words.
    if "-" not in text[-100:]:
        return text, ""
    beginning, end = text[:-MAX_MARKS_LENGTH], text[-MAX_MARKS_LENGTH:]
    match = _BY_DAY.search(end)
    if not match or not f"{beginning}{end[: match.start()]}".strip():
        return text, ""
    return f"{beginning}{end[: match.start()]}", match["date"]


def split_task_marks(text: str) -> tuple[str, dict[str, str]]:
    """Split a task's text from the marks at its end.

    The result is the text and the dates of the marks by `due`, `done` and `created`, as they were
    typed. Other marks are dropped, tags stay in the text. A symbol with a date is a mark anywhere.
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
            date = match["date"] or (match["value"] or "").strip().rstrip(".,;!")
            dates.setdefault(name, date)
        elif flag.startswith("#"):
            tags = f" {flag}{tags}"
        end = end[: match.start()]
    if not _DAY_SYMBOLS.isdisjoint(end):
        end = _take_marks_in_text(end, dates)
    return (beginning + end + tags).strip(), dates


_DAY_SYMBOLS = frozenset("📅📆🗓✅❌➕")


def _take_marks_in_text(text: str, dates: dict[str, str]) -> str:
    """Take the marks with a date out of a text; those at its end, taken before, count first."""

    def take_mark(match: re.Match[str]) -> str:
        dates.setdefault(_MARK_NAMES[match["symbol"]], match["date"])
        return ""

    return _MARK_IN_TEXT.sub(take_mark, text)


# The characters between the brackets of what is to be done, in work, done or cancelled. Others, such
# as `[>]` forwarded, `[?]` a question and `[!]` important, are no tasks of their own.
TASK_STATUSES = frozenset(" /xX-")


def is_task_of_other(text: str) -> bool:
    """Tell whether a task is what somebody else is to do: `[[Ivo Brand]] to send the plan`."""
    if text.startswith("[["):
        return _OTHER_TO_DO.match(text) is not None
    return "#waiting" in text.casefold()


_OTHER_TO_DO = re.compile(
    r"\[\[[^\[\]]+\]\]\s+(?:to|will|should|shall|soll|wird|doit|va|tiene que|debe|moet|zal)\s",
    re.IGNORECASE,
)


def strip_tags(text: str) -> str:
    """Return the words of a task without its tags; only its tags if it has nothing else."""
    if "#" not in text:
        return text
    words = " ".join(TAG.sub("", text).split())
    return words or text
