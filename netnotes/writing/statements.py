"""What passed, in a sentence: `promised to send the deck by fri`, `gave her a book`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.writing.due_days import has_infinitive, is_to_do, read_due
from netnotes.writing.statement_parts import (
    FoundStatement,
    build_by_kind,
    build_promise,
    build_statement,
    find_end,
    is_clock_time,
    is_quoted,
    match_verb,
)
from netnotes.writing.statement_people import (
    begins_with_unknown_name,
    find_subject,
    has_name_first,
    skip_recipient,
    split_recipient_behind,
)
from netnotes.writing.told_promises import read_told_promise
from netnotes.writing.undertakings import read_undertaking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.day_words import DayReader, FoundDay
    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_places import NamePlace


def find_statements(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader
) -> list[FoundStatement]:
    """Find what I promised, asked for, gave and learned, in the order of the sentence."""
    statements: list[FoundStatement] = []
    index = 0
    while index < scan.count:
        statement = _read_statement(scan, places, reader, index)
        if statement and not is_quoted(scan.sentence, scan.tokens[index].start):
            statements.append(_split_past_day(scan, reader, statement))
            index = statement.end
        else:
            index += 1
    return statements


def _split_past_day(scan: Scan, reader: DayReader, statement: FoundStatement) -> FoundStatement:
    """Split the day at the end from a statement, if it can only be that of the touch.

    `asked her for help yesterday` asks for no help yesterday; `on friday` may be the next one.
    """
    days = reader.find_days(statement.start, statement.end)
    if not days or days[-1].end != statement.end or statement.due:
        return statement
    day = days[-1]
    days_ahead = reader._replace(is_ahead=True).find_days(day.start, day.end)
    is_past = len(day.days) == 1 and day.days[0] < reader.today
    words = scan.get_text(day.start, day.end)
    if not is_past or [ahead.days for ahead in days_ahead] != [day.days]:
        return statement
    text = statement.text.removesuffix(words).rstrip(" ,")
    if not text or text == statement.text:
        return statement
    return statement._replace(end=day.start, text=text)


def _read_statement(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    return (
        read_told_promise(scan, places, reader, index)
        or _read_verb_first(scan, places, reader, index)
        or _read_verb_last(scan, places, reader, index)
        or read_undertaking(scan, places, reader, index)
    )


def _read_verb_first(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    """Read `promised her to send the deck by friday`: the verb is before what it is about."""
    verb = match_verb(scan, index)
    if not verb:
        return None
    kind, verb_end = verb
    is_label = scan.sentence[scan.tokens[verb_end - 1].end :][:1] == ":"
    subject = find_subject(scan, places, index, is_label=is_label)
    if subject is None or verb_end >= scan.count:
        return None
    has_them = scan.match("them verb", index) is not None
    if is_label:
        if has_them and _is_other_clause(scan, kind, verb_end):
            return None
        words = (verb_end, find_end(scan, verb_end))
        return build_by_kind(scan, reader, kind, subject, words, ())

    if not scan.is_joined[verb_end - 1] and not _begins_own_clause(scan, kind, verb_end):
        return None
    return _read_behind_verb(scan, places, reader, verb, subject, has_them=has_them)


def _read_behind_verb(
    scan: Scan,
    places: Sequence[NamePlace],
    reader: DayReader,
    verb: tuple[str, int],
    subject: int,
    *,
    has_them: bool,
) -> FoundStatement | None:
    """Read what is behind a verb: to whom, and what. `has_them` if the verb says to whom."""
    kind, verb_end = verb
    end = find_end(scan, verb_end)
    start, recipients = skip_recipient(scan, places, verb_end, end)
    has_recipient = has_them or start > verb_end
    start = _skip_words(scan, kind, start, end, has_recipient=has_recipient)
    has_them = has_them or start > verb_end
    if not 0 <= start < end or (has_them and _is_other_clause(scan, kind, start)):
        return None

    if recipients:
        return build_by_kind(scan, reader, kind, subject, (start, end), recipients)
    if kind == "gave":
        # `gave a book to Ada`: without anybody it may be a talk.
        text_end, recipients = split_recipient_behind(scan, places, start, end)
        if not recipients and not has_them:
            return None
        return build_statement(scan, kind, subject, (start, text_end), end, None, recipients)
    if kind == "promised":
        if begins_with_unknown_name(scan, verb_end, start):
            return None
        due = read_due(scan, reader, subject, start, end)
        text_end, recipients = split_recipient_behind(scan, places, start, due.start)
        if recipients and not is_to_do(scan, subject, start, end):
            return build_statement(scan, kind, subject, (start, text_end), end, due.day, recipients)
    return build_by_kind(scan, reader, kind, subject, (start, end), ())


def _begins_own_clause(scan: Scan, kind: str, index: int) -> bool:
    """Tell whether a clause behind a comma is what a verb is about, as in German and Dutch.

    `versprochen, ihr den Entwurf zu schicken`, `erfahren, dass er umzieht`.
    """
    gap = scan.get_gap(index)
    if gap.strip() != ",":
        return False
    that = scan.match("that", index)
    if kind == "learned":
        return that is not None
    if kind != "promised":
        return False
    return _is_my_clause(scan, index) or has_infinitive(scan, index, find_end(scan, index))


def _is_my_clause(scan: Scan, index: int) -> bool:
    """Tell whether a clause says what I will do: `dass ich ihr den Entwurf schicke`."""
    that = scan.match("that", index)
    return that is not None and scan.match("me", that.end) is not None


def _is_other_clause(scan: Scan, kind: str, start: int) -> bool:
    """Tell whether what follows is no thing: `le pedí que viniera`, `vroeg Karl om te bellen`."""
    if kind not in ("asked", "gave"):
        return False
    text = scan.tokens[start].text
    is_clause = scan.match("that", start) or text.casefold() in ("de", "d", "om", "te", "si", "zu")
    return bool(is_clause) or is_clock_time(scan, start)


def _read_verb_last(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    """Read `habe ihr das Buch gegeben`: to whom and what is before the verb."""
    have = scan.match("have", index)
    if have:
        before = have.end
    elif _begins_with_recipient(scan, places, index) or _begins_with_them(scan, index):
        # `Ada versprochen, die Folien zu schicken`: `ich habe` is left out.
        before = index
    else:
        return None
    subject = find_subject(scan, places, index, is_label=False)
    if subject is None:
        return None
    start, recipients = skip_recipient(scan, places, before, scan.count)
    has_them = start > before
    promised = scan.match("promised", start)
    if has_them and promised and promised.end < scan.count:
        return _read_clause_of_promise(scan, reader, subject, promised.end, recipients)
    is_thing = scan.match_any(("article", "for"), start) is not None
    if not have and not (has_them and is_thing):
        return None
    return _read_last_verb(scan, reader, subject, start, recipients, has_them=has_them)


def _read_clause_of_promise(
    scan: Scan, reader: DayReader, subject: int, start: int, recipients: tuple[int, ...]
) -> FoundStatement | None:
    """Read what is behind the verb of `habe ihm versprochen, das Buch mitzubringen`."""
    end = find_end(scan, start)
    if not has_infinitive(scan, start, end) and not _is_my_clause(scan, start):
        return None
    # `habe ihr versprochen zu kommen`
    infinitive = scan.match("infinitive", start)
    if infinitive:
        start = infinitive.end
    return build_promise(scan, reader, subject, (start, end), end, recipients)


def _begins_with_recipient(scan: Scan, places: Sequence[NamePlace], index: int) -> bool:
    """Tell whether a sentence begins with a name, or Dutch `aan Ada`."""
    if index > 0 or not places:
        return False
    to_word = scan.match("to", 0)
    return has_name_first(places) or (to_word is not None and places[0].start == to_word.end)


def _begins_with_them(scan: Scan, index: int) -> bool:
    """Tell whether a clause begins with `ihr das Buch` or `haar het boek`, without `ich habe`."""
    if index == 0 or "," not in scan.get_gap(index):
        return False
    return scan.match("them", index) is not None


def _read_last_verb(
    scan: Scan,
    reader: DayReader,
    subject: int,
    start: int,
    recipients: tuple[int, ...],
    *,
    has_them: bool,
) -> FoundStatement | None:
    """Read `das Buch gegeben`, which begins at `start`: the verb ends its clause."""
    end = find_end(scan, start)
    verb = _match_last_verb(scan, start, end)
    if verb is None:
        return None
    kind, verb_start = verb
    if any(scan.match("not", index) for index in range(start, verb_start)):
        return None
    if kind == "promised":
        return build_promise(scan, reader, subject, (start, verb_start), end, recipients)
    days = reader.find_days(start, verb_start)
    # `habe ihr gestern das Buch gegeben` is read as a day and a text.
    if kind == "gave" and (days or not has_them):
        return None
    if kind == "asked":
        start = _find_what_was_asked(scan, start, verb_start, days)
        if start < 0:
            return None
    return build_statement(scan, kind, subject, (start, verb_start), end, None, recipients)


def _find_what_was_asked(scan: Scan, start: int, end: int, days: Sequence[FoundDay]) -> int:
    """Find what follows the `um` of `um ein Buch gebeten`; -1 where nothing does.

    `days` are those within: `um ein Treffen nächste Woche gebeten` asks for a thing of that day.
    """
    word = scan.match("for", start)
    if not word or word.end >= end or _is_other_clause(scan, "asked", word.end):
        return -1
    if not all(day.is_future for day in days):
        return -1
    # `um 8 gefragt`
    if word.end + 1 == end and scan.tokens[word.end].text.isdigit():
        return -1
    return word.end


def _match_last_verb(scan: Scan, start: int, end: int) -> tuple[str, int] | None:
    """Match the verb at the end of a clause: the kind of statement and where it begins."""
    for kind in ("promised", "gave", "asked last"):
        position = scan.match_back(kind, end)
        # Behind the last word of the sentence nothing is joined.
        phrase = scan.match(kind, end - 1)
        if position < 0 and phrase and phrase.end == end:
            position = end - 1
        if position >= start:
            return kind.removesuffix(" last"), position
    return None


def _skip_words(scan: Scan, kind: str, start: int, end: int, *, has_recipient: bool) -> int:
    """Skip the small word before what was said; -1 where without it nothing is certain."""
    if kind == "asked" and not _is_behind_asked_for(scan, start):
        word = scan.match("for", start)
        is_certain = has_recipient and _begins_thing(scan, start, end)
    elif kind == "learned":
        word = scan.match("that", start)
        is_certain = False
    elif kind == "promised":
        word = scan.match_any(("infinitive", "that"), start)
        is_certain = True
    else:
        return start
    if word and word.end < end:
        return word.end
    if is_certain:
        return start
    return -1


def _begins_thing(scan: Scan, index: int, end: int) -> bool:
    """Tell whether a word begins what one can ask for: `a desk`, `20 minutes`."""
    is_number = index < end and scan.tokens[index].text[:1].isdigit()
    return is_number or scan.match("thing", index) is not None


def _is_behind_asked_for(scan: Scan, start: int) -> bool:
    return scan.match_back("asked for", start) >= 0
