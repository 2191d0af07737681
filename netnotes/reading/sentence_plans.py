"""Whether a sentence of a daily note is a plan or a question, and does not say what happened.

`Coffee with [[Ada]] tomorrow`, `I should call [[Ada]]`, `Dinner with [[Ada]]?`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.reading.sentences import NAME
from netnotes.reading.touch_ways import DAYS_OF_WEEK, DAYS_TO_COME
from netnotes.reading.touch_words import CONDITIONS, CONDITIONS_BEHIND, PLAN_WORDS, TOUCH_VERBS
from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from netnotes.reading.sentences import Part


def is_question(sentence: Part) -> bool:
    """Tell whether a sentence asks: `Dinner with [[Ada]]?`; `Call with [[Ada]]: why?` does not."""
    return "?" in sentence.plain and _QUESTION.search(sentence.plain) is not None


_QUESTION = re.compile(rf"{NAME}[^,:;.()–—]*\?\W*$")


def is_continued(sentence: Part) -> bool:
    """Tell whether a plan goes on in the sentence behind it: `To do: gym; call [[Ada]]`."""
    return sentence.plain.rstrip().endswith(";") or _PLAN_LABEL.match(sentence.plain) is not None


def is_order(sentence: Part) -> bool:
    """Tell whether a sentence may be meant as a task: `Call [[Ada]]`, `📞 [[Ada]]`.

    `Call [[Ada]]: she is moving` and `10:00 call [[Ada]]` are not.
    """
    return _ORDER.match(sentence.plain) is not None


_ORDER = build_lazy_pattern(
    r"[\s*_-]*(?:call|phone|ring|e-?mail|mail|text|message|dm|ping|write|visit|[☎📞📱✉📧💬]\ufe0f?) "
    rf"{NAME}(?:(?:,| and| &) {NAME})*(?: (?:about|re|regarding|back|for|to|on)\b[^,:;–—()]*)?\W*$"
)


def is_plan(sentence: Part) -> bool:
    """Tell whether a sentence is about what is still to come, in the words before the first name.

    `Call with [[Ada]]: she should write` has happened; `[[Ada]] should call` has not.
    """
    before, name, after = sentence.plain.partition(NAME)
    if PLAN_WORDS.search(before) or _IDEA.match(before):
        return True
    # Spanish `sí` is no condition, `si` is one.
    if CONDITIONS.search(sentence.written[: len(before)]):
        return True
    if not name:
        return False
    if CONDITIONS_BEHIND.search(sentence.written) and not TOUCH_VERBS.search(sentence.plain):
        return True
    is_about_person = not before.strip(" -*_")
    first_words = _CLAUSE_MARK.split(after[:_LENGTH_TO_DAY], maxsplit=1)[0]
    if DAYS_TO_COME.search(first_words):
        return True
    # `Coffee with [[Ada]] on Friday`; `Had coffee with [[Ada]] on Friday` has happened.
    if DAYS_OF_WEEK.search(first_words) and not _has_happened(sentence.plain):
        return True
    clause = after[:_CLAUSE_LENGTH] if is_about_person else after[:_WORD_LENGTH]
    for separator in ":.;" if is_about_person else ":.;,":
        clause = clause.partition(separator)[0]
    return PLAN_WORDS.search(clause) is not None


def _has_happened(text: str) -> bool:
    """Tell whether a sentence has a verb in the past; Dutch `koffie met` is none."""
    match = _HAPPENED.search(text)
    return match is not None and not match[0].endswith(" met")


# How far behind a name a plan is looked for: in a sentence about the person, and behind `Call with
# [[Ada]]`, where only `tomorrow` belongs to the call.
_CLAUSE_LENGTH = 60
_WORD_LENGTH = 12
_LENGTH_TO_DAY = 30

_IDEA = build_lazy_pattern(
    r"\W*(?:ideas?|idee|ideen|idees?|reminder|remember|next|erinnerung|rappel|recordatorio"
    r"|herinnering) ?:"
)
_HAPPENED = build_lazy_pattern(
    rf"{TOUCH_VERBS.pattern}|\b(?:met|had|was|were|went|came|took|hatten?|waren?|ging(?:en)?|kam(?:en)?"
    r"|etait|etions|sommes|suis|a|ai|avons|fui|fuimos|estuve|estuvimos|tuve|tuvimos|hemos|he|heb"
    r"|hebben|kwam(?:en)?)\b"
)

_CLAUSE_MARK = re.compile("[:.;,]")

# `Tomorrow: gym. Call with [[Ada]].`: the label counts for the sentence behind it.
_PLAN_LABEL = re.compile(r"\W*(?:to.?do|plans?|tomorrow|morgen|demain|manana)\b[^:]{0,20}:")
