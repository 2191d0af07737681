"""What is wrong with a day in a note: it has two meanings, does not exist, or was not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import extract_note_name
from netnotes.reading.channels import split_channel
from netnotes.reading.entry_lines import says_how
from netnotes.reading.entry_ways import find_way_of_entry
from netnotes.reading.touch_words import NEGATIONS, PLAN_WORDS, TOUCH_VERBS
from netnotes.reading.written_days import WEEKDAYS, find_day_at_start
from netnotes.text import build_lazy_pattern, fold_for_search, format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.reading.entry_lines import EntryForm
    from netnotes.reading.note import Line
    from netnotes.reading.written_days import WrittenDay


def describe_unread_day(found: WrittenDay, location: SourceLocation) -> Diagnostic:
    """Build the diagnostic of a day that has two meanings, or none."""
    if found.choices:
        days = join_words([format_day_short(day) for day in found.choices], "or")
        iso_days = join_words([f"`{day.isoformat()}`" for day in found.choices], "or")
        help_text = f"Write {iso_days}."
        # `3.1.85` leaves only the century open.
        if len(found.choices) > 1 and "." not in found.words:
            help_text = (
                f'Write {iso_days}, or `order = "day-first"` (or `"month-first"`) under [dates] in '
                "netnotes.toml."
            )
        message = f"{found.words} may be {days}, and was not read."
        return Diagnostic(location, "ambiguous-date", message, help_text)
    return Diagnostic(
        location,
        "unread-date",
        f"{found.words} looks like a day, but is not in the calendar.",
        "Write the day as YYYY-MM-DD.",
    )


def describe_unclear_name(path: str, found: WrittenDay) -> Diagnostic:
    """Build the diagnostic of a daily note whose name is a day with two meanings."""
    days = join_words([format_day_short(day) for day in found.choices], "or")
    iso_days = join_words([f"`{day.isoformat()}`" for day in found.choices], "or")
    return Diagnostic(
        SourceLocation(path),
        "ambiguous-date",
        f"The name {extract_note_name(path)} may be {days}, and this daily note was not read.",
        f'Write `order = "day-first"` (or `"month-first"`) under [dates] in netnotes.toml, or name '
        f"the note {iso_days}.",
    )


def check_undated_line(line: Line, form: EntryForm, path: str) -> Iterator[Diagnostic]:
    """Report a line that begins with a channel or a verb such as `called`, its day elsewhere.

    It reads like a touch. `Coffee on 2026-10-03` is one; `Call her before 2026-10-03` is a plan.
    """
    # The day in a field, `[due:: 2026-10-03]`, is that of the field.
    if line.kind not in ("item", "text") or line.status or "::" in line.text:
        return
    if not _YEAR.search(line.text):
        yield from _check_day_without_year(line, form, path)
        return
    last_day = _find_day_of_last_contact(line, form)
    if last_day:
        yield Diagnostic(
            SourceLocation(path, line.number, line.column),
            "unread-date",
            f"This reads like a last contact on {format_day_short(last_day)}, and is not read as "
            "one: a colon is missing.",
            f"Write `Last contact: {last_day.isoformat()}` above the log.",
            last_day,
        )
        return
    day, channel, _ = read_undated_line(line, form)
    if day:
        beginning = day.isoformat()
        if channel:
            beginning += f" {channel}:"
        yield Diagnostic(
            SourceLocation(path, line.number, line.column),
            "unread-date",
            f"This reads like a touch on {format_day_short(day)}, and is not read as one: "
            "the day of a touch comes first.",
            f"Write `{beginning} …`.",
            # A day to come is that of a plan.
            day,
        )


# What a line with a day without its year begins with.
DIGIT_AT_START = re.compile(r"[^\d\n:]{0,16}+\d{1,2}(?!\d)")


def _check_day_without_year(line: Line, form: EntryForm, path: str) -> Iterator[Diagnostic]:
    """Report a line such as `21 Oct: coffee at the pier`, which is an entry but for its year."""
    match = _DAY_WITHOUT_YEAR.match(line.text)
    if match is None:
        return
    words = match["day"]
    if not is_day_without_year(words):
        return
    rest = fold_for_search(match["rest"]).lstrip("*_ ")
    is_touch = says_how(match["rest"], form) or TOUCH_VERBS.match(rest)
    if is_touch and not find_reason_against_touch(rest):
        yield Diagnostic(
            SourceLocation(path, line.number, line.column),
            "unread-date",
            f"This reads like a touch on {words.rstrip('.')}, and is not read as one: the year is "
            "missing.",
            "Write the day as YYYY-MM-DD.",
        )


def is_day_without_year(words: str) -> bool:
    """Tell whether words are a day but for its year: `21 Oct`, `3.11.`; `3.11` is a number."""
    found_days = [find_day_at_start(words + end) for end in (" 2000", "2000", ". 2000")]
    return any(found and found.day and not found.rest for found in found_days)


_DAY_WITHOUT_YEAR = build_lazy_pattern(
    rf"[*_]{{0,3}}(?:{WEEKDAYS}[.,]{{0,2}}\s+)?"
    r"(?P<day>\d{1,2}\.\s?\d{1,2}\.|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?"
    r"|[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?)[*_]{0,3}\s*(?::|[–—-]\s)[*_]{0,3}\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)


def _find_day_of_last_contact(line: Line, form: EntryForm) -> Day | None:
    """Find the day of a sentence such as `Last visit July 12, 2026.`; None in any other line."""
    # Asked first: hardly any line begins so.
    if line.text.lstrip("*_")[:4].lower() != "last":
        return None
    match = _LAST_CONTACT.match(line.text)
    if match is None:
        return None
    found = find_day_at_start(line.text[match.end() :], form.date_order)
    if found is None:
        return None
    return found.day


_LAST_CONTACT = build_lazy_pattern(
    r"[*_]*last (?:visit|contact|call|meeting|met|seen|spoke|spoken|talked|touch|chat|e?mail"
    r"|contacted|saw (?:her|him|them))[*_]* (?:(?:was|on|with her|with him|with them) ){0,2}",
    re.IGNORECASE,
)


class UndatedLine(NamedTuple):
    """A line with a day in it that is no entry.

    `day` is that of the touch it reads like; None if it reads like none, for a `reason` in a
    sentence.
    """

    day: Day | None
    channel: str
    reason: str = ""


def read_undated_line(line: Line, form: EntryForm) -> UndatedLine:
    """Read a line that does not begin with a day and has one elsewhere: as a touch, or why not."""
    if line.kind == "text":
        late_verb = _find_day_before_late_verb(line, form)
        if late_verb:
            return UndatedLine(late_verb, "")
    words = _drop_links_with_days(line.text, form)
    _, channel, rest = split_channel(words, form.channels)
    text = words.lstrip("*_ ")
    folded = fold_for_search(words)
    verb = TOUCH_VERBS.match(folded.lstrip("*_ "))
    # `- Called on 2026-09-05`; a paragraph is prose, and its verb may be that of somebody else.
    if not channel and line.kind == "item" and verb:
        rest = words
    elif not channel:
        return _read_way_before_day(words, form)
    first_words = channel if channel or verb is None else verb[0]
    reason = find_reason_against_touch(folded)
    if reason:
        return UndatedLine(None, channel, reason)
    if not is_about_contact(text[len(first_words) :], form):
        return UndatedLine(None, channel, NOT_WITH_CONTACT)
    for match in _BEFORE_DAY.finditer(rest):
        if match["limit"]:
            reason = "A word such as `before` or `since` makes the day one of something else."
            return UndatedLine(None, channel, reason)
        found = find_day_at_start(rest[match.end() :], form.date_order)
        if found and found.day:
            return UndatedLine(found.day, channel)
    return UndatedLine(None, channel, DAY_NOT_FIRST)


def _read_way_before_day(text: str, form: EntryForm) -> UndatedLine:
    """Read a line with nothing before its day but a way or a first meeting: `Emailed 29.10.2026`."""
    not_first = UndatedLine(None, "", DAY_NOT_FIRST)
    head, found = _split_before_day(text, form)
    if not head or found is None or found.day is None:
        return not_first
    if find_reason_against_touch(fold_for_search(text)):
        return not_first
    folded = fold_for_search(head)
    if _FIRST_MEETING.fullmatch(folded):
        return UndatedLine(found.day, "met")
    verb = TOUCH_VERBS.match(folded)
    # `Visited Rome 2026-05-03` tells of a place.
    if verb and _has_capital(head[len(verb[0]) :]):
        return not_first
    _, channel = find_way_of_entry(head, form.channels)
    is_verb_alone = verb is not None and verb.end() == len(folded)
    if not channel and not is_verb_alone:
        return not_first
    return UndatedLine(found.day, channel)


def _has_capital(text: str) -> bool:
    return any(word[0].isupper() for word in text.split())


def _split_before_day(text: str, form: EntryForm) -> tuple[str, WrittenDay | None]:
    """Split a text into its few words before a day, without their article, and the day."""
    for match in _BEFORE_DAY.finditer(text[:_MAX_LENGTH_BEFORE_DAY]):
        if match["limit"]:
            break
        found = None
        if match.start():
            found = find_day_at_start(text[match.end() :], form.date_order)
        if found:
            head = _ARTICLE_AT_END.sub("", text[: match.start()].strip("*_ "))
            if head.count(" ") >= _MAX_WORDS_BEFORE_DAY or head.endswith(":"):
                break
            return head, found
    return "", None


_MAX_LENGTH_BEFORE_DAY = 60
_MAX_WORDS_BEFORE_DAY = 4
_ARTICLE_AT_END = build_lazy_pattern(
    r"[\s,(]+(?:on|of|from|am|vom|le|du|el|del|op|van|il|em|de|no dia)?$", re.IGNORECASE
)

# How two met for the first time, in English, German, French, Spanish, Italian, Portuguese, Dutch.
_FIRST_MEETING = build_lazy_pattern(
    r"(?:we |i )?(?:first )?met(?: (?:her|him|them|each other))?(?: first| for the first time)?"
    r"|(?:haben uns |wir haben uns |sie |ihn )?kennengelernt|kennen gelernt"
    r"|(?:nous nous sommes |on s'est |je l'ai )?rencontre(?:e|s|es)?"
    r"|(?:nos conocimos|l[aeo] conoci|conocid[ao])"
    r"|(?:ci siamo |l'ho )?(?:conosciut[aoi]|incontrat[aoi])"
    r"|(?:conhecemo-nos|nos conhecemos|conheci(?: [eo]l[ae]| [ao])?)"
    r"|(?:elkaar |hem |haar )?(?:leren kennen|ontmoet)"
)


def _drop_links_with_days(text: str, form: EntryForm) -> str:
    """Drop the links to notes that have a day in their name: it is that of the note."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda link: link[0] if _is_plain_link(link[1], form) else "", text)


def _is_plain_link(target: str, form: EntryForm) -> bool:
    if not _YEAR.search(target):
        return True
    found = find_day_at_start(target, form.date_order)
    return found is not None and not found.rest.strip()


_LINK = re.compile(r"\[\[([^\[\]|]*)[^\[\]]*\]\]")


def find_reason_against_touch(folded: str) -> str:
    # `**Met:** 2025-06-15` is a label, of the property `met`.
    if folded.strip("*_ ").startswith("met:"):
        return "It is a label of the property `met`."
    if PLAN_WORDS.search(folded):
        return "It says what should be or is planned."
    if NEGATIONS.search(folded):
        return "It says that it did not happen."
    return ""


def is_about_contact(behind: str, form: EntryForm) -> bool:
    """Tell whether what is behind `Met` or `Email` may go on to say with whom, where or when.

    `Met her husband on 2015-05-05` tells of somebody else, `Email changed on …` of an address.
    """
    if _OTHER_PERSON.match(behind):
        return False
    if not behind[:1].isspace() or _GOES_ON.match(behind):
        return True
    return find_day_at_start(_OF_DAY.sub("", behind).lstrip(), form.date_order) is not None


# `Mail del 13/10/2026`
_OF_DAY = re.compile(r"\s+(?:del|du|van|do)\s+(?=\d)", re.IGNORECASE)

# Words behind a channel or a verb that belong to it, and names.
_SMALL_WORDS = (
    r"(?:with|on|at|in|over|for|by|to|from|about|after|before|since|until|till|again|together|today"
    r"|yesterday|last|this|and|both|once|mit|am|im|bei|beim|an|um|vom|vor|seit|nach|bis|avec|le"
    r"|la|au"
    r"|chez|depuis|con|el|en|desde|antes|met|op|bij|sinds|voor)\b"
)
_GOES_ON = build_lazy_pattern(
    rf"\s+(?:{_SMALL_WORDS}|(?:her|him|them|each other|sie|ihn|ihr|ihm|lui|elle|haar|hem)\b"
    r"|[\W\dA-ZÀ-ÖØ-Þ]|$)"
)
_OTHER_PERSON = build_lazy_pattern(
    r"\s+(?:with |mit |avec |con |met |to |an )?(?:her|his|their|my|our|ihr\w*|sein\w*|mein\w*"
    r"|son|sa|leur"
    rf"|su|mi|haar|zijn|hun) (?!{_SMALL_WORDS})[^\W\d_]"
)


def _find_day_before_late_verb(line: Line, form: EntryForm) -> Day | None:
    """Find the day of `2026-09-14 at the market, ran into her`; None in any other paragraph."""
    if not line.text[:1].isdigit():
        return None
    found = find_day_at_start(line.text, form.date_order)
    if found is None:
        return None
    folded = fold_for_search(found.rest)
    if not _LATE_VERB.search(folded) or PLAN_WORDS.search(folded) or NEGATIONS.search(folded):
        return None
    return found.day


# A verb of mine without its subject, or with `I` or `we`; that of somebody else tells of them.
_LATE_VERB = build_lazy_pattern(rf"(?:,|\b(?:i|we)(?: both| all| just)?) (?:{TOUCH_VERBS.pattern})")

NOT_WITH_CONTACT = "It tells of something or somebody else, and not of being in touch."
DAY_NOT_FIRST = "The day of an entry is at the beginning of its line."


_YEAR = re.compile(r"\d{4}")

# A word in front of a day that makes it the day of something else.
_BEFORE_DAY = build_lazy_pattern(
    r"(?P<limit>\b(?:before|by|until|till|since|after|from|due|born|bis|vor|seit|nach|avant|depuis"
    r"|antes|desde|voor|sinds)\s+)?(?:(?<=[\s(])|^)(?=[\d\[]|[^\W\d_]{3,10}\.?\s+\d)",
    re.IGNORECASE,
)
