"""The dates and symbols at the end of a task, as the plugin Tasks writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.markdown.syntax import TAG
from netnotes.reading.written_days import find_day_at_start
from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from netnotes.reading.note import Line
    from netnotes.reading.written_days import WrittenDay

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
    # When it is to be begun or done: due on that day if nothing else says when.
    "⏳": "scheduled",
    "⌛": "scheduled",
    "scheduled": "scheduled",
    "➕": "created",
    "created": "created",
}

_MARK = build_lazy_pattern(
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
_MARK_IN_TEXT = build_lazy_pattern(
    r"(?<!\s)\s*(?P<open>[(\[]\s*)?(?P<symbol>[📅📆🗓✅❌➕⏳⌛])\ufe0f?\s*"
    r"(?P<link>\[\[(?:[^\[\]|]*/)?)?(?P<date>\d{4}-\d{2}-\d{2})(?(link)(?:\|[^\[\]]*)?\]\])"
    r"(?(open)\s*[)\]][.,;!]?|[.,;!]?(?!\w))"
)

# What is in front of the day of a promise, at its end: `by`, `due:`, `(deadline`, a bracket.
_BEFORE_DAY = build_lazy_pattern(
    r"(?<![\s,])[\s,]*(?:"
    r"(?P<open>[(\[])?(?<!\w)(?:by|until|due|before|deadline|due date|bis(?:\s+(?:zum|am))?|fällig"
    r"|spätestens|frist|avant(?:\s+le)?|pour\s+le|échéance|antes\s+del?|para\s+el|voor|vóór"
    r"|uiterlijk|entro(?:\s+il)?|até)(?:\s+(?:on|by|am|le|el|op|il))?(?:\s*:\s*|\s+)"
    r"|(?P<bracket>[(\[])(?=\d|\w{3,10}\.?\s+\d)"
    r"|(?=\[\[))(?P<day>.+)$",
    re.IGNORECASE,
)

# A day behind one of these is when something was, and not when it is due.
_OF_SOMETHING = re.compile(
    r"\b(?:of|from|since|after|vom|von|seit|nach|de|du|des|depuis|del|desde|van|sinds|dal|da|do)$",
    re.IGNORECASE,
)

# The longest day in words, with its link, its weekday and what is in front of it.
_MAX_DAY_LENGTH = 100


def split_day_in_words(text: str, date_order: str = "") -> tuple[str, WrittenDay | None]:
    """Split a promise's text from the day in words at its end, such as `by 2026-10-04`.

    The result is the text and the day, None where there is none.
    """
    end = text[-_MAX_DAY_LENGTH:]
    # Asked first: most promises have no day in their words.
    if "20" not in end and "19" not in end:
        return text, None
    beginning = text[:-_MAX_DAY_LENGTH]
    start = 0
    while match := _BEFORE_DAY.search(end, start):
        found = find_day_at_start(match["day"], date_order)
        words = f"{beginning}{end[: match.start()]}".rstrip()
        if (
            found
            and words
            and _is_end_of_day(found.rest, match)
            and not _OF_SOMETHING.search(words)
        ):
            return words, found
        # A day in a bracket may begin where the match does: the search has to go on behind that.
        start = max(match.start("day"), match.start() + 1)
    return text, None


def _is_end_of_day(rest: str, match: re.Match[str]) -> bool:
    """Whether nothing follows a day but the bracket that was opened before it, and a full stop."""
    opened = match["open"] or match["bracket"]
    rest = rest.strip()
    if opened:
        closing = ")" if opened == "(" else "]"
        if not rest.startswith(closing):
            return False
        rest = rest[1:]
    return not rest.strip(".,;! ")


def split_task_marks(text: str) -> tuple[str, dict[str, str]]:
    """Split a task's text from the marks at its end.

    The result is the text and the dates of the marks by `due`, `scheduled`, `done` and `created`,
    as they were typed. Other marks are dropped, tags stay in the text. A symbol with a date is a
    mark anywhere.
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


_DAY_SYMBOLS = frozenset("📅📆🗓✅❌➕⏳⌛")


def _take_marks_in_text(text: str, dates: dict[str, str]) -> str:
    """Take the marks with a date out of a text; those at its end, taken before, count first."""

    def take_mark(match: re.Match[str]) -> str:
        dates.setdefault(_MARK_NAMES[match["symbol"]], match["date"])
        return ""

    return _MARK_IN_TEXT.sub(take_mark, text)


# The characters between the brackets of what is to be done, in work, done or cancelled. Others,
# such as `[>]` forwarded, `[?]` a question and `[!]` important, are no tasks of their own.
TASK_STATUSES = frozenset(" /xX-")


# How a line begins that is not done, where it has no brackets: with an empty box, with one that is
# crossed out, or with the mark of a bullet journal for what was put off or moved to another day.
BOX = re.compile("[☐□▢◻◽⬜🔲][\ufe0e\ufe0f]?\\s")
CROSS = re.compile("[✗✘☒❌][\ufe0e\ufe0f]?\\s")
_MOVED = re.compile("[<>]\\s")
_BULLET = re.compile(r"[•·∙]\s")
FIRST_MARKS = frozenset("☐□▢◻◽⬜🔲✗✘☒❌<>•·∙")

# What only a bullet journal begins its lines with: done, put off, an event.
_MARK_OF_JOURNAL = re.compile("[xX×<o○] \\S")


def find_mark_of_undone(line: Line, lines: tuple[Line, ...]) -> str:
    """Find why the sign that a line begins with says that it is not done; empty if it does not.

    `•` stands for a task in a bullet journal, and for nothing in other notes: it counts where
    another of the note's lines, as far to the left, begins with a mark of such a journal.
    """
    text = line.text
    if BOX.match(text):
        return "It is a task that is not done."
    if CROSS.match(text):
        return "Its sign says that it was cancelled."
    if _MOVED.match(text):
        return f"The sign `{text[0]}` says that it was put off."
    if not _BULLET.match(text):
        return ""
    for other_line in lines:
        if _MARK_OF_JOURNAL.match(other_line.text) and other_line.indent == line.indent:
            return (
                f"`{text[0]}` is a task that is not done in a bullet journal, and another line of the "
                f"note begins with `{other_line.text[0]}`."
            )
    return ""


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
