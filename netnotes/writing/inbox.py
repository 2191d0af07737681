"""The inbox: a note to which a phone appends sentences, one a line, and the questions in it.

A line is a sentence as a list item, as a task or bare, perhaps with the time at which it was
written in front. Everything else in the note is somebody's own text and never changed.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.channels import MAX_CHANNEL_POSITION, find_channel
from netnotes.reading.note import build_source, read_note
from netnotes.reading.touch_words import TOUCH_VERBS
from netnotes.text import fold_for_search, fold_words
from netnotes.writing.edits import Edit
from netnotes.writing.inbox_questions import is_own_question
from netnotes.writing.inbox_stamps import EMPTY_STAMP, Stamp, find_day_of_heading, split_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.model.settings import Settings
    from netnotes.reading.note import Line


class InboxLine(NamedTuple):
    """A line of the inbox that may be a sentence, with the lines that belong to it."""

    number: int
    sentence: str

    # When it was written, by the stamp in front of it or by the heading or stamp above it.
    stamp: Stamp = EMPTY_STAMP

    # Whether it is an item of a list, with a bullet or a number.
    is_item: bool = False

    # The character between the brackets of a task; empty for any other line.
    status: str = ""

    # Indented lines below it: its own, and the numbers of those with a question of ours.
    own_lines: tuple[str, ...] = ()
    question_lines: tuple[int, ...] = ()

    # Whether something below it can't be filed with it: a task that is not done, a quote, code.
    has_other_below: bool = False

    # The last line that belongs to it.
    last_number: int = 0

    # The number of the line with which the merge conflict begins that it is in, and its side: 1 for
    # ours, 2 for theirs; both 0 outside of one.
    conflict: int = 0
    side: int = 0


def read_inbox(
    path: str, text: str, name_words: frozenset[str], settings: Settings
) -> tuple[InboxLine, ...]:
    """Read the lines of the inbox that may be sentences; nothing in code, comments or tables is.

    `name_words` are the words of all names in the vault, folded; with them, the questions that
    netnotes wrote are told from lines of somebody's own.
    """
    source = build_source(path, text)
    note, _ = read_note(source)
    source_lines = source.text.split("\n")
    lines: list[InboxLine] = []
    context = _Context(settings)
    for line in note.lines:
        written = source_lines[line.number - 1]
        if not context.enter_line(line, written):
            if lines and _is_other_below(lines[-1], line, written):
                lines[-1] = lines[-1]._replace(has_other_below=True)
            continue

        if lines and context.is_below(line, lines[-1]):
            is_question = is_own_question(written, name_words)
            lines[-1] = _add_line_below(lines[-1], line, is_question=is_question)
            continue
        context.parent_indent = line.indent
        stamp, sentence = _split_stamp(line, written, settings.date_order)
        if not sentence:
            # A stamp alone on its line, as a diary has it, is about the lines below it.
            context.enter_stamp(stamp, line.text)
        elif not _NO_SENTENCE.match(line.text):
            lines.append(_build_line(line, sentence, context.complete(stamp), context))
    return tuple(lines)


def _split_stamp(line: Line, written: str, date_order: str) -> tuple[Stamp, str]:
    """Split a line into its stamp and the sentence behind it."""
    if line.kind == "item" and written.lstrip()[:1].isdigit():
        # `26. November 2026` is a day, and no item of a numbered list.
        stamp, sentence = split_stamp(written.strip(), date_order)
        if stamp.day:
            return stamp, sentence
    return split_stamp(line.text, date_order)


# A rule, an embed, a link alone or HTML.
_NO_SENTENCE = re.compile(
    r"(?:[-*_=~]\s*){3,}$|!\[|<|\[[^\]]*\]:|(?:\[[^\[\]]*\])?\(?https?://\S+$|\S+::|\$\$|%%"
)

# `=======` also underlines a heading; it is a marker only behind one that begins a conflict.
_MERGE_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:\s|$)")


class _Context:
    """What the lines above say about a line: the day of a heading, the sides of a conflict."""

    def __init__(self, settings: Settings) -> None:
        self.date_order = settings.date_order

        # The indentation of the last sentence; None where no line can belong to one.
        self.parent_indent: int | None = None
        self.conflict = 0
        self.side = 0

        # Whether the lines are those from before both sides of a conflict: neither side has them.
        self.is_base = False
        self._headings: list[tuple[int, Stamp]] = []
        self._stamp_above = EMPTY_STAMP

    def is_below(self, line: Line, sentence: InboxLine) -> bool:
        """Tell whether a line is indented right below the last sentence."""
        is_indented = self.parent_indent is not None and line.indent > self.parent_indent
        return is_indented and sentence.last_number == line.number - 1

    def enter_line(self, line: Line, written: str) -> bool:
        """Go on to a line, and tell whether it may hold a sentence."""
        marker = _MERGE_MARKER.match(written)
        if marker:
            self.enter_marker(marker[1], line.number)
            return False
        if line.kind == "heading":
            self.enter_heading(line)
            return False
        if line.kind == "blank" or self.is_base:
            return False
        # The rest of a line that is partly a comment is no sentence.
        if line.kind not in ("item", "text") or line.raw.rstrip() != written.rstrip():
            self.parent_indent = None
            return False
        return True

    def enter_marker(self, marker: str, number: int) -> None:
        """Go on behind a marker of a merge conflict."""
        self.parent_indent = None
        if marker[0] == "<":
            self.conflict, self.side = number, 1
        elif marker[0] == ">":
            self.conflict = self.side = 0
        elif self.conflict and marker[0] == "=":
            self.side = 2
        self.is_base = marker[0] == "|" and self.conflict != 0

    def enter_heading(self, line: Line) -> None:
        """Go on below a heading, whose day holds down to the next of its level."""
        self.parent_indent = None
        self._stamp_above = EMPTY_STAMP
        while self._headings and self._headings[-1][0] >= line.indent:
            self._headings.pop()
        stamp = find_day_of_heading(line.text, self.date_order)
        self._headings.append((line.indent, stamp))

    def enter_stamp(self, stamp: Stamp, words: str) -> None:
        """Go on below a line that is a stamp and nothing else."""
        if words:
            self._stamp_above = stamp

    def complete(self, stamp: Stamp) -> Stamp:
        """Add the day above to a stamp that has none of its own."""
        if stamp.has_day:
            return stamp
        if self._stamp_above.has_day:
            return self._stamp_above
        for _, above in reversed(self._headings):
            if above.has_day:
                return above
        return stamp


def _build_line(line: Line, sentence: str, stamp: Stamp, context: _Context) -> InboxLine:
    return InboxLine(
        number=line.number,
        sentence=sentence,
        stamp=stamp,
        is_item=line.kind == "item",
        status=line.status,
        last_number=line.number,
        conflict=context.conflict,
        side=context.side,
    )


def _is_other_below(sentence: InboxLine, line: Line, written: str) -> bool:
    """Tell whether a line that is no text stands indented right below a sentence."""
    is_next = line.number == sentence.last_number + 1
    return is_next and line.kind != "blank" and written[:1] in (" ", "\t")


def _add_line_below(sentence: InboxLine, line: Line, *, is_question: bool) -> InboxLine:
    if is_question:
        numbers = (*sentence.question_lines, line.number)
        return sentence._replace(question_lines=numbers, last_number=line.number)
    return sentence._replace(
        own_lines=(*sentence.own_lines, line.text),
        last_number=line.number,
        has_other_below=sentence.has_other_below or line.status not in ("", "x", "X"),
    )


def is_sentence_on_touch(
    line: InboxLine, name_words: frozenset[str], channels: Mapping[str, Mode]
) -> bool:
    """Tell whether a line is meant for the log: a shopping list may be in the same note.

    It is if it was asked about, if it says how I was in touch, or if it was written with a stamp or
    in a list and names somebody. `name_words` are those of all names, folded.
    """
    if line.question_lines:
        return True
    words = fold_words(line.sentence).split()
    if line.is_item or line.stamp.is_stamped:
        return has_touch_word(line.sentence, channels) or not name_words.isdisjoint(words)

    return _is_touch_alone(line.sentence, words, name_words, channels)


def _is_touch_alone(
    sentence: str, words: list[str], name_words: frozenset[str], channels: Mapping[str, Mode]
) -> bool:
    """Tell whether a bare line is a touch: it may as well be prose, and has to look more like it.

    `words` are those of the sentence, folded.
    """
    if TOUCH_VERBS.search(fold_for_search(sentence)):
        return True
    has_people = not name_words.isdisjoint(words) or not set(COMPANY_WORDS).isdisjoint(words)
    if has_people and find_channel(sentence, channels, words_before=WORDS_NOT_LOOKED_AT)[1]:
        return True
    for before, word in pairwise(words):
        if before in COMPANY_WORDS and word in name_words:
            return True
    head = fold_words(sentence.partition(":")[0]).split()
    return ":" in sentence and bool(head) and name_words.issuperset(head)


# In a bare line the word for a channel is one of the first three.
WORDS_NOT_LOOKED_AT = MAX_CHANNEL_POSITION - 3

# `With` in five languages, before the name of somebody.
COMPANY_WORDS = ("with", "mit", "avec", "con", "met")


def has_touch_word(sentence: str, channels: Mapping[str, Mode]) -> bool:
    """Tell whether a sentence has a word for a way to be in touch."""
    if find_channel(sentence, channels)[1]:
        return True
    return TOUCH_VERBS.search(fold_for_search(sentence)) is not None


def list_waiting_lines(
    path: str, text: str, name_words: frozenset[str], settings: Settings
) -> tuple[InboxLine, ...]:
    """List the lines of the inbox that wait to be filed."""
    channels = dict(settings.channels)
    return tuple(
        [
            line
            for line in read_inbox(path, text, name_words, settings)
            if is_sentence_on_touch(line, name_words, channels)
        ]
    )


def remove_line(line: InboxLine) -> Edit:
    """Remove a sentence from the inbox with all that belongs to it."""
    return Edit(line.number, line.last_number - line.number + 1, ())


def set_question(line: InboxLine, words: str, lines: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that put one question under a sentence, in the place of earlier ones.

    `lines` are those of the inbox as it is.
    """
    first_line = lines[line.number - 1]
    indent = first_line[: len(first_line) - len(first_line.lstrip())]
    question = f"{indent}  ? {words}"
    if line.question_lines:
        first_number, *other_numbers = line.question_lines
        if lines[first_number - 1] != question:
            yield Edit(first_number, 1, (question,))
        for number in other_numbers:
            yield Edit(number, 1, ())
    else:
        # Not as a line that is only added: the one behind it may be removed at the same time.
        yield Edit(line.number, 1, (first_line, question))


def is_open_task_of_plan(line: InboxLine, day: Day, *, is_day_named: bool, today: Day) -> bool:
    """Tell whether a task that is not done is still to be done, as far as its words say.

    `- [ ] call Ada` is one; `- [ ] called Ada` and `- [ ] coffee with Ada yesterday` tell of what
    was: some programs make a task of every line that they append.
    """
    if line.status in ("", "x", "X"):
        return False
    if day > today:
        return True
    if is_day_named:
        return False
    first_word = fold_words(line.sentence).partition(" ")[0]
    if first_word.endswith("ed") or first_word in _PAST_WORDS:
        return False
    is_thing = first_word in _THINGS and ":" in line.sentence
    return not is_thing


def is_bare_task(line: InboxLine) -> bool:
    """Tell whether a line begins like a task: `call Ada`, `buy Ben a present`, `Anke anrufen`."""
    words = fold_words(line.sentence).split()
    if len(words) < 2 or ":" in line.sentence:
        return False
    # `call with Ada` tells of a call.
    is_noun = words[1] in ("with", "from", "w", "mit", "met")
    begins_like_task = words[0] in _TASK_WORDS and not is_noun
    return begins_like_task or words[-1] in _LAST_TASK_WORDS


# fmt: off
_TASK_WORDS = frozenset((
    "call", "ring", "phone", "email", "mail", "text", "message", "ping", "write", "meet", "visit",
    "buy", "send", "ask", "tell", "thank", "invite", "remind", "book", "get", "give", "bring",
    "check", "appeler", "rappeler", "ecrire", "acheter", "envoyer", "demander", "llamar",
    "escribir", "comprar", "mandar", "enviar", "preguntar", "avisar", "bel", "app", "stuur",
    "vraag", "schrijf", "koop",
))
_LAST_TASK_WORDS = frozenset((
    "anrufen", "schreiben", "fragen", "treffen", "mailen", "besuchen", "kaufen", "schicken",
    "bellen", "schrijven", "vragen", "sturen", "bezoeken", "appen",
))
_PAST_WORDS = frozenset((
    "met", "had", "saw", "rang", "spoke", "spoken", "ran", "wrote", "went", "caught", "gave",
    "sent", "told", "heard", "got", "traf", "sprach", "rief", "schrieb", "hatte", "ai", "vu", "vi",
    "hable", "sprak", "belde", "zag",
))
_THINGS = frozenset((
    "coffee", "lunch", "dinner", "breakfast", "drinks", "kaffee", "mittagessen", "abendessen",
    "dejeuner", "diner", "cafe", "comida", "cena", "koffie", "etentje",
))
# fmt: on
