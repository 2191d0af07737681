"""The lines of a log entry: which line begins one, and which lines below belong to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from netnotes.markdown.syntax import CELL_SEPARATOR
from netnotes.reading.channels import split_channel
from netnotes.reading.entry_ways import find_way_of_cell, find_way_of_entry
from netnotes.reading.note import INLINE_FIELD
from netnotes.reading.touch_words import TOUCH_VERBS
from netnotes.reading.written_days import (
    ARTICLE,
    STARTS_OF_DAY_WORDS,
    WrittenDay,
    find_day_at_start,
    has_month_and_short_year,
)
from netnotes.text import build_lazy_pattern, fold, fold_for_search, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.model.people import Mode
    from netnotes.reading.note import Line


# A date at the beginning of a line: `2026-10-02`, `**2026-10-02**`, `[[Daily/2026-10-02|Fri]]`.
LEADING_DATE = build_lazy_pattern(
    r"(?P<emphasis>[*_]{0,3})(?P<link>\[\[(?:[^\[\]|]*/)?)?"
    r"(?P<date>\d{4}-\d{2}-\d{2})(?!-|[^\W_])(?(link)(?:\|[^\]]*)?\]\])"
    r"[*_]{0,3}(?P<rest>.*)"
)

# What may follow a date and still belong to it: a time, a weekday, the last day of a range.
_MORE_OF_DATE = re.compile(r"\s*(?:[T@,(\d\[/]|[–—-]\s*[\d\[]|[a-zA-Zà]{2,7}\s+[\d\[])")

# The same, or what makes a day part of a word, as in `2026-10-02-a`.
_GOES_ON = re.compile(rf"[^\W_]|-|{_MORE_OF_DATE.pattern}")

# What follows the date of a paragraph that is an entry: nothing, a colon, a dash or the like.
#
# `2026-10-02 was a fine day` is a sentence.
_AFTER_ENTRY_DATE = re.compile(r"\s*(?:$|[:—–|→•·]|-\s|//)")


class EntryForm(Struct, frozen=True):
    """How the entries of a vault are written.

    `channels` gives the mode of each folded word, `date_order` is that of the settings.
    """

    channels: Mapping[str, Mode]
    date_order: str = ""


def find_entry_day(line: Line, form: EntryForm) -> WrittenDay | None:
    """Find the day of a line that is an entry by its form, whether or not that day exists.

    It is at the beginning, or at the end of a heading that begins with a channel: `Call (9 Oct
    2026)`. A paragraph is an entry only if a colon, a dash, a channel or a verb follows the day.
    """
    text = line.text
    # Nearly every entry is `- 2026-10-02 …`, and finding that is quicker than all spellings.
    if line.kind == "item" and text[4:5] == text[7:8] == "-":
        words = text[:10]
        day = parse_day(words)
        if day and not _GOES_ON.match(text, 10):
            return WrittenDay(day, words, text[10:], 0)
    # Most other lines begin with a word that no day begins with.
    start = text[:3]
    if start.isalpha() and start.isascii() and start.lower() not in STARTS_OF_DAY_WORDS:
        if line.kind == "heading":
            return _find_day_at_end(text, form)
        if "::" not in text:
            return None
    return _find_day_in_any_spelling(line, form)


def _find_day_in_any_spelling(line: Line, form: EntryForm) -> WrittenDay | None:
    text = line.text
    found = _find_iso_day(text) or find_day_at_start(text, form.date_order)
    if found is None and text[:2] in _ARTICLE_STARTS:
        found = _find_day_behind_article(text, form)
    if found and has_month_and_short_year(found.words):
        # The day of a task is read from its words.
        if line.status and not _is_rest_of_entry(found.rest, form):
            return None
        found = doubt_short_year(found, form)
        if found.day is None:
            return found
    if found is None and text[:1] in _BULLETS and (bullet := _BULLET.match(text)):
        return _find_day_behind_bullet(line, bullet, form)
    if found is None and line.kind == "item" and "::" in text:
        return find_day_in_fields(text, form)
    if line.kind == "heading":
        return found or _find_day_at_end(text, form)
    if found is None or line.kind != "text" or _is_rest_of_entry(found.rest, form):
        return found
    return None


# What other programs write for an item, as in `• 2026-10-02 coffee`.
_BULLETS = frozenset("•·∙◦‣▪●–—")
_BULLET = re.compile(f"[{''.join(sorted(_BULLETS))}]\\s+(?=[\\d\\[*_])")


def _find_day_behind_bullet(
    line: Line, bullet: re.Match[str], form: EntryForm
) -> WrittenDay | None:
    """Find the day of a line that begins with another sign than those of Markdown's lists."""
    item = replace(line, kind="item", text=line.text[bullet.end() :])
    found = find_entry_day(item, form)
    if found is None:
        return None
    return replace(found, offset=found.offset + bullet.end())


# What such a line begins with: few do, and asking for it is quicker than the pattern.
_ARTICLE_STARTS = frozenset(
    [
        *("le", "Le", "am", "Am", "el", "El", "op", "Op", "on", "On", "il", "Il", "de", "De", "vo"),
        *("Vo", "**", "__", "*l", "*a", "*e", "*o", "*i", "*d", "*v"),
    ]
)


def _find_day_behind_article(text: str, form: EntryForm) -> WrittenDay | None:
    """Find the day of `le 5 octobre 2026 : café`; `On 5 October 2026 she moved` is a sentence.

    Behind a comma a way has to follow: `On 5 October 2026, coffee at the pier`.
    """
    match = ARTICLE.match(text)
    if match is None:
        return None
    found = find_day_at_start(text[match.end() :], form.date_order)
    if found is None:
        return None
    emphasis = match["emphasis"]
    rest = found.rest
    if emphasis:
        rest = rest.replace(emphasis, "", 1)
    if not _AFTER_ENTRY_DATE.match(rest) and not (rest[:1] == "," and says_how(rest, form)):
        return None
    return replace(found, rest=rest, offset=found.offset + match.end())


def find_day_in_fields(text: str, form: EntryForm) -> WrittenDay | None:
    """Find the day of an entry in a field, as Dataview reads it: `[date:: 2026-10-02] the pier`.

    Elsewhere than at its beginning, the item has to say how as well: `Call [date:: 2026-10-02]`.
    """
    for match in INLINE_FIELD.finditer(text):
        if fold(match["key"]) not in DATE_NAMES:
            continue
        found = find_day_at_start(match["value"], form.date_order)
        if found is None or found.rest.strip():
            return None
        rest = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}".strip()
        if match.start() and not says_how(move_way_to_front(rest, form), form):
            return None
        offset = match.start("value") + found.offset
        return replace(found, rest=f" {rest}", offset=offset)
    return None


def move_way_to_front(text: str, form: EntryForm) -> str:
    """Move the way of an entry to its beginning: `the pier [kind:: call]` becomes `call: the pier`."""
    for match in INLINE_FIELD.finditer(text):
        if is_way_field(match["key"], match["value"], form):
            others = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}"
            return f" {match['value'].strip()}: {others.strip(' :')}"
    return text


def says_how(text: str, form: EntryForm) -> bool:
    """Tell whether a text says how one met, by a channel at its beginning or by another word."""
    if split_channel(text, form.channels)[1]:
        return True
    # `9 septembre 2026, courriel envoyé`
    return bool(find_way_of_entry(text.lstrip(" ,"), form.channels)[1])


def is_way_field(key: str, value: str, form: EntryForm) -> bool:
    """Tell whether a field says how one met: `[kind:: call]`, and not `[kind:: strategic]`."""
    if fold(key) not in _WAY_NAMES:
        return False
    return fold(value) in form.channels or bool(find_way_of_cell(value, form.channels)[1])


# What the day of an entry is called, in a field or above the column of a table, folded.
DATE_NAMES = ("date", "day", "when", "datum", "tag", "fecha", "día", "data", "jour")

# The same of how one met.
_WAY_NAMES = frozenset(
    [
        *("kind", "type", "channel", "mode", "medium", "via", "how", "way", "method"),
        *("art", "kanal", "canal", "tipo", "soort", "kanaal"),
    ]
)


def doubt_short_year(found: WrittenDay, form: EntryForm) -> WrittenDay:
    """Return a day without its meaning where `26` may be a number: `1 Nov 26 people came`."""
    if (
        found.day is None
        or not has_month_and_short_year(found.words)
        or _is_rest_of_entry(found.rest, form)
    ):
        return found
    return replace(found, day=None, choices=(found.day,))


def _is_rest_of_entry(rest: str, form: EntryForm) -> bool:
    """Tell whether what follows a day makes it that of an entry.

    That is nothing, a colon, a dash, a channel or a verb.
    """
    if _AFTER_ENTRY_DATE.match(rest) or says_how(rest, form):
        return True
    folded = fold_for_search(rest).lstrip("*_ ")
    return TOUCH_VERBS.match(_MY_PRONOUN.sub("", folded)) is not None and not _SAW_THING.match(
        folded
    )


# `2026-09-14 I ran into her`, and `2026-09-14 saw the launch of her firm`.
_MY_PRONOUN = re.compile(r"(?:i|we) ")
_SAW_THING = re.compile(r"saw (?:the|an?|her \w+|his \w+|their \w+) ")


def _find_iso_day(text: str) -> WrittenDay | None:
    """Find a date in the form `2026-10-02`, also as a link or in emphasis."""
    if text[:1] not in _DATE_STARTS:
        return None
    match = LEADING_DATE.match(text)
    if match is None or _MORE_OF_DATE.match(match["rest"]):
        return None
    emphasis, rest = match["emphasis"], match["rest"]
    # The colon may be within the emphasis: `**2026-10-02:** text`
    if emphasis and rest.startswith(f":{emphasis}"):
        rest = f":{rest[len(emphasis) + 1 :]}"
    return WrittenDay(parse_day(match["date"]), match["date"], rest, match.start("date"))


# The characters that such a line begins with: few do, and asking for one is quicker.
_DATE_STARTS = frozenset("0123456789[*_")


def _find_day_at_end(text: str, form: EntryForm) -> WrittenDay | None:
    """Find the day that a heading ends with, if the heading begins with a channel."""
    if not _YEAR.search(text) or not says_how(text, form):
        return None
    return find_day_at_end(text, form)


def find_day_at_end(text: str, form: EntryForm) -> WrittenDay | None:
    """Find the day that a text ends with; the `rest` is what is before it."""
    for match in _BEFORE_LAST_DAY.finditer(text):
        start = match.end()
        found = find_day_at_start(text[start:], form.date_order)
        if found and not found.rest.strip(" )]"):
            title = text[: match.start()].rstrip(" ([—–:,-")
            return replace(found, rest=f" {title}", offset=start + found.offset)
    return None


_YEAR = re.compile(r"\d{4}")
_BEFORE_LAST_DAY = build_lazy_pattern(r"[\s(—–-]+(?=[\d\[]|[^\W\d_]{3,10}\.?\s+\d)")


def find_end_of_entry(lines: tuple[Line, ...], index: int, form: EntryForm) -> int:
    """Find the index behind an entry and all that belongs to it."""
    if lines[index].kind == "item":
        return _find_end_of_item(lines, index, form)
    return _find_end_of_section(lines, index, form)


def _find_end_of_item(lines: tuple[Line, ...], index: int, form: EntryForm) -> int:
    """Find the index behind an item, what is indented below it, and lines that go on with it."""
    indent = lines[index].indent
    end = index + 1
    # Most entries are one line, right above the next one.
    if end < len(lines) and lines[end].kind == "item" and lines[end].indent <= indent:
        return end
    while end < len(lines):
        next_index = _skip_blank_lines(lines, end)
        if next_index == len(lines) or lines[next_index].kind == "heading":
            break
        line = lines[next_index]
        follows_directly = next_index == end
        if line.indent <= indent and not (follows_directly and _is_continuation(line, form)):
            break
        end = next_index + 1
    return end


def _skip_blank_lines(lines: tuple[Line, ...], index: int) -> int:
    while index < len(lines) and lines[index].kind == "blank":
        index += 1
    return index


def _is_continuation(line: Line, form: EntryForm) -> bool:
    """Whether a line right below an item, and not indented, continues the item's sentence."""
    return line.kind == "text" and "::" not in line.text and find_entry_day(line, form) is None


def _find_end_of_section(lines: tuple[Line, ...], index: int, form: EntryForm) -> int:
    """Find the index behind a dated heading or paragraph and the text below it."""
    end = index + 1
    while end < len(lines) and not _is_end_of_section(lines, index, end, form):
        end += 1
    return end


def _is_end_of_section(lines: tuple[Line, ...], start: int, index: int, form: EntryForm) -> bool:
    """Whether the line at an index no longer belongs to the dated line at `start`."""
    first, line = lines[start], lines[index]
    match line.kind:
        case "heading":
            # Headings of a lower level divide what is below a dated heading.
            return (
                first.kind == "text"
                or line.indent <= first.indent
                or find_entry_day(line, form) is not None
            )
        case "row":
            # The dates of a table that is a log begin in its first or its third row.
            rows = lines[index : index + 3]
            return any(find_day_at_start(row.text.lstrip("| "), form.date_order) for row in rows)
        case "text" if first.kind == "text" and lines[index - 1].kind == "blank":
            return True
        case "item" | "text":
            return find_entry_day(line, form) is not None
        case _:
            return False


# Callouts and tables


CALLOUT_TITLE = re.compile(r"[ \t]*>[ \t]*\[![^\]\n]+\][+-]?[ \t]*")


def split_cells(row: Line) -> list[str]:
    """Split the row of a table into its cells."""
    return [cell.strip() for cell in CELL_SEPARATOR.split(row.text.strip().strip("|"))]


def is_header_rule(row: Line) -> bool:
    """Tell whether a row is the `|---|---|` below the title of a table."""
    return set(row.text) <= set("|:- ")


def find_channel_cell(cells: list[str], form: EntryForm) -> str:
    """Find the cell of a row that says how one met: `📞 call`, `Phone call`; empty if none does."""
    cell = find_bare_channel_cell(cells, form.channels)
    if cell:
        return cell
    return next((cell for cell in cells if find_way_of_cell(cell, form.channels)[1]), "")


def find_bare_channel_cell(cells: list[str], channels: Mapping[str, Mode]) -> str:
    """Find the cell that is a channel and nothing else: `📞 call`; empty if none is."""
    for cell in cells:
        if fold(strip_signs(cell)) in channels:
            return cell
    return ""


def read_channel_cell(cell: str, form: EntryForm) -> tuple[Mode, str]:
    """Read a cell that is the word for a channel as its mode and the word; both empty if not."""
    channel = fold(strip_signs(cell))
    mode = form.channels.get(channel, "")
    return mode, channel if mode else ""


def is_struck_out(text: str) -> bool:
    """Tell whether all of a line is struck out: `~~2026-10-02 coffee~~`."""
    return text.startswith("~~") and text.endswith("~~") and text.count("~~") == 2


def strip_signs(cell: str) -> str:
    """Strip what is no letter around a word: `📞 call` is a call."""
    return _SIGNS_AROUND.sub("", cell)


_SIGNS_AROUND = re.compile(r"^[^\w]+|[^\w]+$")


def iter_quoted_lines(lines: tuple[Line, ...], index: int) -> Iterator[Line]:
    """Yield the lines of a quote below the one at an index."""
    for line in lines[index + 1 :]:
        if not line.raw.lstrip().startswith(">"):
            return
        yield line


def is_in_code(lines: tuple[Line, ...], index: int) -> bool:
    """Whether a line that is never read for facts is in a block of code, and not a quote."""
    is_open = False
    for line in lines[:index]:
        if line.kind == "verbatim" and line.raw.lstrip().startswith(("```", "~~~")):
            is_open = not is_open
    return is_open
