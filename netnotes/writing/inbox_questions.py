"""Which lines of the inbox are questions that netnotes wrote: all others are somebody's own."""

from __future__ import annotations

import re

from netnotes.text import fold_words

# What netnotes writes where no question of its own says why a sentence stays.
NOT_FILED = "This can't be filed yet: "

# An indented question mark begins a question; `? ` begins nothing in Markdown.
_MARK = re.compile(r"[ \t]+\? (?=\S)")


def is_own_question(line: str, name_words: frozenset[str]) -> bool:
    """Tell whether a line below a sentence is one or several questions that netnotes asks.

    `name_words` are those of all names in the vault, folded.
    """
    mark = _MARK.match(line)
    return mark is not None and _is_asked_here(line[mark.end() :].strip(), name_words)


def format_question(text: str, name_words: frozenset[str]) -> str:
    """Format a question as one line that is known again as one."""
    words = " ".join(text.split())
    if not _is_asked_here(words, name_words):
        words = f"{NOT_FILED}{words}"
    return words


def _is_asked_here(text: str, name_words: frozenset[str]) -> bool:
    if text.startswith(NOT_FILED):
        return True
    position = 0
    while position < len(text):
        match = _match_question(text, position)
        if not match:
            return False
        people = match.groupdict().get("people")
        if people and not _are_names(people, name_words):
            return False
        position = match.end()
    return position > 0


def _match_question(text: str, position: int) -> re.Match[str] | None:
    for pattern in _PATTERNS:
        match = pattern.match(text, position)
        if match:
            return match
    return None


def _are_names(people: str, name_words: frozenset[str]) -> bool:
    """Tell whether people are contacts, by their names or, of namesakes, by their paths.

    `Which day: the first or the second?` is no question of ours.
    """
    for label in re.split(r", (?:or )?| or ", people):
        name = label
        if label.endswith(".md"):
            name = label.removesuffix(".md").rpartition("/")[2]
        words = [word for word in fold_words(name).split() if len(word) > 1]
        if not name_words.issuperset(words):
            return False
    return True


# The questions of `writing/sentence_questions.py`, `sentence_recipients.py`, `other_ways.py`,
# `inbox_stamps.py` and `actions/file_inbox.py`, or parts of them: any words without a question mark
# stand for `…`, and a year is in `<days>`. One that is missing here is written behind NOT_FILED.
_QUESTIONS = """\
Is … one note here, or do you mean …?
Did you mean <people>?
Who is …? There is no note of that name. Correct it here, or make one with `netnotes new`, or with \
`netnotes met` for somebody you have just met.
With whom?
With whom was it, and on which day?
Were you in touch with …? Write how it was, as in `coffee with` or `called`.
Has this happened, or is it a plan? Log it?
“…” sounds as if it has not happened. Log it all the same?
Write how it was, as in `coffee with` or `called`.
“…” is still to come. Which day is it planned for?
“…” can't be read as a day. Which day was it?
Which day do you mean by “…”?
Which day do you mean by “…”, from … to …?
Which day do you mean by “…”: <days>?
Which day was it? “…” is not read as one.
Which day was it: <days> or today?
Is “…” a day here, or somebody called so?
Is “…” the month here, or …?
To whom did you … “…”: …, or both?
To whom did you … “…”: …, or all of them?
Whom did you ask for “…”: …, or both?
Whom did you ask for “…”: …, or all of them?
Was it the same with … and …? If not, write a sentence for each.
… is not among those you were with. What becomes of “…”? Write it on a line of its own, or name \
all those who were there.
… is no day. Which one is meant?
Which day is …: <days>?
… is still to come. Did it happen? Write the day on which it did.
… is still to come. Write the day on which it was; a plan belongs under `next:` in the note.
Is this done? Tick it, or write on which day it was.
Is this done? Write how it was, as in `called`, or on which day it was.
What is below this line can't be filed. Write it into the line, or by hand.
…. Is somebody else meant, or another day? `netnotes log --anyway` writes it all the same.
Is this the same as “…”, from your other device? Delete one of the two, or the marks of the merge \
around them.
Which …: <people>?"""


def _build_pattern(question: str) -> str:
    words = re.escape(question).replace("…", "[^?]+")
    words = words.replace("<days>", r"[^?]*\d{4}[^?]*")
    return words.replace("<people>", "(?P<people>[^?]+)")


_PATTERNS = [
    re.compile(_build_pattern(question) + r"(?: |$)") for question in _QUESTIONS.splitlines()
]
