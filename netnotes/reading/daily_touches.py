"""The touches that the lines of a daily note record with the people they link to.

A line is one when it says how: by the word for a channel, a verb, or the heading that it is under.
Any other line that links to somebody only mentions them, as does a plan. Each sentence of a line is
judged by itself, see `sentence_touches`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Encounter, Touch
from netnotes.model.reading import UnlinkedLine, UnreadTouch
from netnotes.reading.channels import find_channel, split_channel
from netnotes.reading.entry_lines import CALLOUT_TITLE, is_in_code, is_struck_out
from netnotes.reading.entry_ways import find_way_at_start
from netnotes.reading.people_sections import (
    is_heading_of_participants,
    is_label_of_participants,
)
from netnotes.reading.promise_words import says_contact
from netnotes.reading.sentence_touches import IS_OF_OTHER_TIME, judge_line
from netnotes.reading.task_marks import FIRST_MARKS, find_mark_of_undone
from netnotes.reading.touch_words import NO_TOUCH_HEADINGS, TOUCH_HEADINGS, TOUCH_VERBS
from netnotes.reading.vague_days import find_other_time
from netnotes.text import build_lazy_pattern, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Link, Mode
    from netnotes.reading.kinds import Classification
    from netnotes.reading.note import Line, Note


class _Above(NamedTuple):
    """A heading, or an item with others below it: what it says counts for the lines under it.

    `depth` is the level of a heading, and more than any of these for an item.
    """

    depth: int

    # Whether it, or anything above it, says that what is under it has not happened.
    is_plan: bool

    # Whether it says that what is under it has happened with the people there.
    is_touch: bool

    # Whom it names, if it says nothing else: `- [[Ada]]` with `- phoned her` below it.
    people: tuple[Link, ...] = ()


_ITEM_DEPTH = 10


class DailyLine(NamedTuple):
    """A line of a daily note that links to people: the touch that it may be, and why it is none."""

    line: Line
    people: tuple[Link, ...]
    mode: Mode
    channel: str

    # Why the line is no touch, in a sentence; empty for a touch.
    reason: str


# The reason of a line that says how and links to nobody; it may name somebody.
IS_UNLINKED = "It links to nobody."


def read_daily_lines(
    note: Note, classification: Classification, channels: Mapping[str, Mode]
) -> LinesOfDay:
    """Read each line of a daily note that says how I was in touch with those it links to.

    Then come the lines that say how, link to nobody, and may name somebody. An open or a cancelled
    task is none of both, nor is anything planned. `channels` gives the mode of each channel's word.
    """
    day = classification.day
    if day is None:
        return LinesOfDay((), (), ())
    encounters, unlinked_lines, unread_touches = read_lines_of_day(note, day, channels)
    unlinked = tuple(iter_unlinked_lines(note, unlinked_lines))
    return LinesOfDay(tuple(encounters), unlinked, tuple(unread_touches))


class LinesOfDay(NamedTuple):
    """What the lines of a daily note tell of."""

    encounters: tuple[Encounter, ...]
    unlinked_lines: tuple[UnlinkedLine, ...]

    # Those about another day, which is not written.
    unread_touches: tuple[UnreadTouch, ...]


def read_lines_of_day(
    note: Note, day: Day, channels: Mapping[str, Mode]
) -> tuple[list[Encounter], list[Line], list[UnreadTouch]]:
    """Read the lines of a daily note, or of a part of a note with a day; see `read_daily_lines`."""
    encounters = []
    unlinked_lines = []
    unread_touches = []
    for daily_line in iter_lines_with_people(note, channels, with_reasons=False):
        line, people, mode, channel, reason = daily_line
        if not reason:
            location = SourceLocation(note.path, line.number, line.column)
            encounters.append(Encounter(Touch(day, mode, channel, line.text, location), people))
        elif reason is IS_UNLINKED:
            unlinked_lines.append(line)
        elif reason is IS_OF_OTHER_TIME:
            location = SourceLocation(note.path, line.number, line.column)
            words = find_other_time(line.text)
            problem = "is not that of the note"
            unread_touches.append(UnreadTouch(location, people, line.number, words, problem))
    return encounters, unlinked_lines, unread_touches


def iter_unlinked_lines(note: Note, lines: list[Line]) -> Iterator[UnlinkedLine]:
    """Yield the lines that say how and link to nobody, as they are written in the file."""
    source_lines = note.source.text.split("\n") if lines else []
    for line in lines:
        raw = line.raw.rstrip()
        source_line = source_lines[line.number - 1]
        # Where a comment is in the middle, no link can be put into the line as it was read.
        if source_line.startswith(raw):
            yield UnlinkedLine(line.number, line.column, raw, source_line[len(raw) :])


def iter_lines_with_people(
    note: Note, channels: Mapping[str, Mode], *, with_reasons: bool = True
) -> Iterator[DailyLine]:
    """Yield the lines of a daily note that link to somebody, each with why it is no touch.

    A line comes twice when it is a touch with some of its people and only mentions the others. One
    that links to nobody, says how, and may name somebody comes with the reason `IS_UNLINKED`.
    Without `with_reasons` any other reason is only right in being empty or not.
    """
    if "[" not in note.source.text and not any(
        _may_be_unlinked_touch(line, channels) for line in note.lines
    ):
        return
    links_by_line: dict[int, list[Link]] = {}
    for link in note.links:
        links_by_line.setdefault(link.source_location.line, []).append(link)
    above: list[_Above] = []
    # The line before, which is above this one if this one is deeper.
    last: Line | None = None
    last_depth = 0
    last_people: tuple[Link, ...] = ()
    for index, line in enumerate(note.lines):
        if line.kind == "verbatim" and "[!" in line.raw:
            line = _read_callout_title(note.lines, index)
        if line.kind in ("blank", "verbatim"):
            continue
        depth = line.indent if line.kind == "heading" else _ITEM_DEPTH + line.indent
        if depth > last_depth and last and last.kind in ("heading", "item"):
            above.append(_describe(last, last_depth, last_people, above, channels))
        while above and above[-1].depth >= depth:
            above.pop()

        people: tuple[Link, ...] = ()
        if line.number in links_by_line:
            links = links_by_line[line.number]
            people = tuple([link for link in links if not _is_embedded(link, line)])
        if people:
            reason = _find_reason_against(line, above, note)
            yield from _judge(line, people, above, channels, reason, with_reasons=with_reasons)
        elif above and above[-1].people and not _find_reason_against(line, above, note):
            yield from _iter_touches_with_people_above(line, above[-1].people, channels)
        elif _may_be_unlinked_touch(line, channels) and not _find_reason_against(line, above, note):
            yield DailyLine(line, (), "", "", IS_UNLINKED)
        last, last_depth, last_people = line, depth, people


def _read_callout_title(lines: tuple[Line, ...], index: int) -> Line:
    """Return the title of a callout as a line of text; any other line as it is."""
    line = lines[index]
    match = CALLOUT_TITLE.match(line.raw)
    if match is None or is_in_code(lines, index):
        return line
    return replace(line, kind="text", text=line.raw[match.end() :].strip())


def _may_be_unlinked_touch(line: Line, channels: Mapping[str, Mode]) -> bool:
    """Tell whether a line without a link says how, and may have a name in it.

    This is quick and takes too many: what a line says is judged once the names of all are known.
    """
    # Most lines end here: they have no capital behind their first letter.
    text = line.text
    if text[1:].islower() or line.kind not in ("item", "text") or "[[" in text or "](" in text:
        return False
    words = _WORD.findall(text.casefold())
    return not (_WORDS_OF_TOUCH.isdisjoint(words) and channels.keys().isdisjoint(words))


_WORD = re.compile(r"[^\W\d_]+")

# The verbs of `TOUCH_VERBS`, one word of each.
_TOUCH_WORDS = """
    afspraak almorcé angerufen angeschrieben appelé begegnet besucht bezocht borrel bumped
    called caught cené chatted coincidimos coincidí croisé crucé cruzamos déjeuné dîné emailed
    encontramos encontré etentje eu gebeld gegeten geluncht gemaild gemailt geschrieben gesehen
    gesprek gesprochen gesproken getroffen gezien hablado hablamos hablé koffie kwam kwamen
    llamado llamamos llamé mailed messaged met ontbijt ontmoet overleg parlé phoned quedé ran rang
    rencontré retrouvé saw spoke talked tegengekomen telefoniert telefoontje texted thee tombé
    tombée topé traf vergadering vi vimos visited visité visto vu vue wandeling wiedergesehen
    wrote écrit
"""
_WORDS_OF_TOUCH = frozenset(_TOUCH_WORDS.split())


def _judge(
    line: Line,
    people: tuple[Link, ...],
    above: list[_Above],
    channels: Mapping[str, Mode],
    reason: str,
    *,
    with_reasons: bool,
) -> list[DailyLine]:
    """Return a line once for each answer to whether it is a touch with those it links to.

    `reason` says why the whole of it is none; it is empty if it may be one.
    """
    if reason:
        return [DailyLine(line, people, "", "", reason)]
    is_touch_above = (bool(above) and above[-1].is_touch) or is_label_of_participants(line.text)
    # `- [x] [[Ada]] bellen` was done on the day; of two people, one may only be talked about.
    if line.status and len(people) == 1 and not _POSSESSIVE.search(line.text):
        is_touch_above = is_touch_above or says_contact(_ANY_LINK.sub(" ", line.text), channels)
    judgement = judge_line(
        line, people, channels, is_touch_above=is_touch_above, with_reasons=with_reasons
    )
    reasons = judgement.reasons
    if len(people) == 1 and not reasons[0]:
        return [DailyLine(line, people, judgement.mode, judgement.channel, "")]
    daily_lines = []
    for reason in dict.fromkeys(reasons):
        concerned = people
        if reasons.count(reason) < len(people):
            concerned = tuple(
                [link for link, other in zip(people, reasons, strict=True) if other == reason]
            )
        if reason:
            daily_lines.append(DailyLine(line, concerned, "", "", reason))
        else:
            daily_lines.append(DailyLine(line, concerned, judgement.mode, judgement.channel, ""))
    return daily_lines


_POSSESSIVE = re.compile(r"\]['’]s\b")
_ANY_LINK = re.compile(r"!?\[\[[^\[\]]*\]\]|!?\[[^\[\]]*\]\([^()]*\)")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_LETTER = re.compile(r"[^\W_]")


def _iter_touches_with_people_above(
    line: Line, people: tuple[Link, ...], channels: Mapping[str, Mode]
) -> Iterator[DailyLine]:
    """Yield the touch of a line that says how, and whose people are all of the line above it.

    It is judged as if it named them: `phoned her` as `phoned with [[Ada]]`.
    """
    folded = _TIME_AND_PRONOUN.sub("", fold_for_search(line.text))
    first_words = TOUCH_VERBS.match(folded)
    if first_words is None and split_channel(folded, channels)[1]:
        first_words = _FIRST_WORD.match(folded)
    way = find_way_at_start(folded, channels)
    if (first_words is None and not way[1]) or _OTHER_PERSON.search(line.text):
        return
    if first_words:
        before = f"{first_words[0]} with "
        after = folded[first_words.end() :]
    else:
        # `Mittagessen am Hafen`
        before, after = "met with ", f": {folded}"
    pronoun = _PRONOUN_BEHIND.match(after)
    if pronoun:
        # Of two people, `phoned her` says not which.
        if len(people) > 1:
            return
        after = after[pronoun.end() :]
    link = people[0]._replace(source_location=SourceLocation("", line.number, len(before) + 1))
    words = f"{before}[[{link.target}]]{after}"
    named_line = replace(line, raw=words, text=words)
    judgement = judge_line(named_line, (link,), channels, is_touch_above=False)
    if judgement.reasons == ("",):
        mode, channel = way if way[1] else (judgement.mode, judgement.channel)
        yield DailyLine(line, people, mode, channel, "")


_TIME_AND_PRONOUN = re.compile(r"[*_]*(?:\d{1,2}:\d{2}\W+)?(?:(?:i|we|ich|wir) )?")

_FIRST_WORD = re.compile(r"[\w-]+")
_PRONOUN_BEHIND = re.compile(
    r" (?:with |mit |avec |con |met )?(?:her|him|ihr|ihm|sie|elle|lui|ella|el|haar|hem)\b"
)

# `phoned Ben`, `coffee with Ben`, `called her mother`: it was with somebody else.
_OTHER_PERSON = build_lazy_pattern(
    r"\b(?i:with|mit|avec|con|met|to|called|phoned|rang|saw|visited|texted|messaged|emailed)"
    r" (?:[^\W\d_a-zà-ÿ]"
    r"|(?:her|his|their|my|our|the|a) (?!(?:about|on|at|for|to|and|in|by|again|today|from|this"
    r"|with|after|before|back|up|yesterday|twice)\b)[^\W\d_])"
)


def _find_reason_against(line: Line, above: list[_Above], note: Note) -> str:
    """Find why no sentence of a line is a touch; empty if one may be."""
    is_open = line.status not in ("", "x", "X")
    if is_open or ("TODO]]" in line.text and _ROAM_TASK.match(line.text)):
        return "It is a task that is not done."
    if is_struck_out(line.text):
        return "It is struck out."
    if line.text[:1] in FIRST_MARKS:
        reason = find_mark_of_undone(line, note.lines)
        if reason:
            return reason
    if above and above[-1].is_plan:
        return "It is under a heading such as Tomorrow, Plans, Reading or Missed calls."
    if line.kind == "heading" and _judge_heading(line.text).has_plan:
        return "It is a heading such as Tomorrow, Plans, Reading or Missed calls."
    return ""


# `{{[[TODO]]}} call [[Ada]]`, as Roam writes a task that is not done.
_ROAM_TASK = re.compile(r"(?:\{\{)?\[\[TODO\]\]")


def _cut_at_first_link(text: str) -> str:
    return text.partition("[")[0]


class _HeadingWords(NamedTuple):
    """What the words of a heading, or of an item with others below it, say about these."""

    is_touch: bool

    # Whether the heading says in its words before a link that all is planned, or in all its words.
    has_plan: bool
    is_plan: bool


# Most daily notes have the same headings, such as `Log` and `Tasks`.
@lru_cache(maxsize=256)
def _judge_heading(text: str) -> _HeadingWords:
    folded = fold_for_search(text)
    return _HeadingWords(
        TOUCH_HEADINGS.search(folded) is not None,
        NO_TOUCH_HEADINGS.search(_cut_at_first_link(folded)) is not None,
        NO_TOUCH_HEADINGS.fullmatch(folded.strip(" :*_")) is not None,
    )


def _describe(
    line: Line,
    depth: int,
    people: tuple[Link, ...],
    above: list[_Above],
    channels: Mapping[str, Mode],
) -> _Above:
    """Describe what a heading or an item says about the lines under it.

    Under `### Planning with [[Ada]]` are notes about it: those they link to were not there.
    """
    words = _judge_heading(line.text)
    is_touch = False
    if not people:
        is_touch = words.is_touch or bool(find_channel(line.text, channels)[1])
        is_touch = is_touch or is_heading_of_participants(line.text.rstrip(":"))
    is_plan = line.kind == "heading" and words.has_plan
    # An item is above others only by its own words, `- Tomorrow` with a list below.
    if line.kind == "item" and not people:
        is_plan = words.is_plan
    is_touch = is_touch and not is_plan
    is_plan = is_plan or (bool(above) and above[-1].is_plan)
    says_more = not people or line.status or _says_more_than_links(line.text)
    return _Above(depth, is_plan, is_touch, () if says_more else people)


def _says_more_than_links(text: str) -> bool:
    """Tell whether a line has words beside its links and an hour: `12:15 [[Ada]]` has none."""
    return _LETTER.search(_TIME.sub("", _ANY_LINK.sub("", text))) is not None


def _is_embedded(link: Link, line: Line) -> bool:
    """Tell whether a line only shows the note that it links to: `![[Ada]]`."""
    start = link.source_location.column - 1
    return line.raw[start - 1 : start] == "!"
