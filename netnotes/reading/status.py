"""Whether somebody has died, and what else a contact's status says about being in touch."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import DO_NOT_CONTACT, PAUSED, Death
from netnotes.reading.day_values import build_unread_date
from netnotes.reading.values import NO_WORDS, YES_WORDS, InvalidValue, is_unknown_word
from netnotes.reading.written_days import find_day_anywhere, parse_written_day
from netnotes.reading.written_deaths import build_death, is_entry_of_death
from netnotes.text import build_lazy_pattern, fold, fold_for_search, format_day_short, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date as Day

    from netnotes.model.people import Contact, Touch
    from netnotes.model.settings import Settings
    from netnotes.reading.raw_field import Field
    from netnotes.reading.written_days import WrittenDay
    from netnotes.reading.written_deaths import WrittenDeath

ACTIVE = "active"
ARCHIVED = "archived"
DECEASED = "deceased"

# The statuses that a message offers.
STATUSES = (ACTIVE, PAUSED, DO_NOT_CONTACT, ARCHIVED, DECEASED)

# What each status is called, without accents; spaces, `-` and `_` make no difference.
_STATUS_WORDS = {
    ACTIVE: "active, current, aktiv, actif, active, activo, activa, actief, attivo, attiva, ativo",
    PAUSED: "paused, on pause, on hold, snoozed, pausiert, en pause, en pausa, gepauzeerd, "
    "in pausa",
    DO_NOT_CONTACT: (
        "do not contact, don't contact, no contact, dnc, nicht kontaktieren, kein kontakt,"
        " ne pas contacter, no contactar, niet contacteren, non contattare"
    ),
    ARCHIVED: "archived, inactive, archiviert, inaktiv, archive, archivado, gearchiveerd, "
    "archiviato",
    DECEASED: (
        "deceased, dead, died, passed, passed away, rip, r.i.p., in memoriam, †, ✝,"
        " verstorben, gestorben, tot, decede, decedee, mort, morte, fallecido, fallecida,"
        " muerto, muerta, difunto, difunta, overleden, deceduto, deceduta, defunto, defunta,"
        " morto, morta, falecido, falecida"
    ),
}


def _fold_status(text: str) -> str:
    return fold(fold_for_search(text).replace("’", "'"))


_STATUS_BY_WORD = {
    _fold_status(word): status
    for status, words in _STATUS_WORDS.items()
    for word in words.split(", ")
}


# What may be around a status: an emoji, the brackets of a link, `#`, a year or a remark.
_AROUND_STATUS = build_lazy_pattern(r"^[^\w†✝]+|\(.*|[^\w.†✝]+(?:\d{4}(?:-\d\d)*)?[^\w]*$")


# Ten thousand notes have a few statuses and tags.
@lru_cache(maxsize=1024)
def parse_status(text: str) -> str:
    """Parse a status in one of several languages; empty for a word without a meaning here.

    More words may follow: `do not contact, asked in May` and `paused until 2027-02-01`.
    """
    status = _parse_status_word(text)
    # `dead-end` is no status, and `dead end` is none either.
    if status or not _HAS_SPACE_INSIDE.search(text):
        return status
    match = _STATUS_WITH_MORE.match(fold_for_search(text.replace("’", "'")))
    if match is None:
        return ""
    # `passed on my referral` and `dead in the water` are no deaths; with a year they are.
    if match["status"] in _VAGUE_DEATHS and not _ANY_YEAR_OR_MONTH.search(text):
        return ""
    return _STATUS_BY_WORD[_fold_status(match["status"])]


_VAGUE_DEATHS = frozenset(("passed", "dead", "tot", "mort", "morte", "morto", "morta"))


def _parse_status_word(text: str) -> str:
    status = _STATUS_BY_WORD.get(_fold_status(text), "")
    if status:
        return status
    return _STATUS_BY_WORD.get(_fold_status(_AROUND_STATUS.sub("", text)), "")


_HAS_SPACE_INSIDE = re.compile(r"\S\s+\S")

_STATUS_SPELLINGS = sorted(
    {fold_for_search(word) for words in _STATUS_WORDS.values() for word in words.split(", ")},
    key=len,
    reverse=True,
)

# What may be between a status and the words behind it: a sign, or a word before a day or a period.
# With another word behind it a status may mean something else: `dead end`, `current client`.
_STATUS_WITH_MORE = build_lazy_pattern(
    rf"[^\w†✝]*(?P<status>{'|'.join(map(re.escape, _STATUS_SPELLINGS))})"
    r"(?:\s*[,;:.!(/–—]|\s+-|\s+(?=\d)|\s+(?:until|till|til|since|for|on|in|due to|because|by|at"
    r"|bis|seit|am|im|wegen|jusqu'?(?:a|au|en)?|depuis|le|en|hasta|desde|el|tot|sinds|op"
    r"|fino a[l]?|dal|il|ate|desde|em)\b)"
)


# A name of `status` that says it with a yes or a no.
NAME_OF_REFUSAL = fold("do_not_contact")


def read_contact_status(field: Field, path: str, settings: Settings) -> str | None:
    """Read a contact's status; a word that has no meaning here is kept as it was typed.

    The result is None for `do_not_contact: no`, which says nothing.
    """
    if field.key == NAME_OF_REFUSAL:
        typed = field.words[0].text.casefold()
        # `do_not_contact: asked in May` says why.
        return None if typed in NO_WORDS or is_unknown_word(typed) else DO_NOT_CONTACT
    statuses = [parse_status(word.text) for word in field.words]
    known_statuses = [status for status in statuses if status]
    # Of several the one that rules out most counts: `[active, deceased]` was once active.
    return max(known_statuses, key=STATUSES.index, default=field.text)


def is_stronger_status(status: str, other: str) -> bool:
    """Tell whether a status rules out more contact than the other; a word of the user's does not."""
    return _compute_strength(status) > _compute_strength(other)


def _compute_strength(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else 0


# `2024`, `2024-05`, `~1950`; also the end of a life, as in `1950–2024` and `† 2024-05-12`.
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
_BEFORE_DEATH = build_lazy_pattern(r"^(?:\d{4}\s*[-–—]\s*(?=\d{4}$)|[†✝⚰]\ufe0f?\s*)")


def read_death(field: Field, path: str, settings: Settings) -> Any:
    """Read when somebody died: a day, a month, a year, or yes; None for no.

    Somebody with another value has died as well, on a day that is not known: nobody writes one
    for the living. It is a problem that `fallback` belongs to.
    """
    word = field.words[-1]
    typed = _BEFORE_DEATH.sub("", word.text.strip())
    if is_unknown_word(typed) or typed.casefold() in NO_WORDS:
        return None
    if not typed or typed.casefold() in YES_WORDS:
        return Death()
    if parse_status(typed) == DECEASED:
        return _find_day_of_death(typed, settings.date_order)

    match = _YEAR_OR_MONTH.fullmatch(typed)
    if match:
        return Death(int(match[1]), int(match[2] or 0))
    found = parse_written_day(typed, settings.date_order)
    if found and found.day:
        return build_death(found)

    invalid = build_unread_date(word, found)
    help_text = f"{invalid.help} A year alone will do, and so will `yes`."
    death = build_death(found) if found else Death()
    return InvalidValue(word, invalid.code, invalid.message, help_text, fallback=death)


def _find_day_of_death(text: str, date_order: str) -> Death:
    """Find when somebody died in words that say that they have: `passed away (2026-04-04)`."""
    found = find_day_anywhere(text, date_order)
    if found:
        return build_death(found)
    match = _ANY_YEAR_OR_MONTH.search(text)
    if match:
        return Death(int(match[1]), int(match[2] or 0))
    return Death()


_ANY_YEAR_OR_MONTH = re.compile(r"\b((?:19|20)\d{2})(?:-(0[1-9]|1[0-2]))?\b(?![-/.]\d)")


def has_death_tag(tags: Iterable[str]) -> bool:
    """Whether a tag such as `deceased` or `status/deceased` is among these."""
    return any(_parse_status_word(tag.rpartition("/")[2]) == DECEASED for tag in tags)


# A line that is tags only, also behind `Tags:`. In a sentence a tag may be about anybody.
_TAG_LINE = re.compile(r"(?:tags?:\s*)?(?:#[^\s#]+[\s,]*)+", re.IGNORECASE)


def has_death_tag_line(text: str) -> bool:
    """Whether a line of tags in a note's own words, such as `#person #deceased`, has such a tag."""
    for line in text.split("\n"):
        is_tag_line = "#" in line and _TAG_LINE.fullmatch(line.strip())
        if is_tag_line and has_death_tag(re.findall(r"#([^\s#,]+)", line)):
            return True
    return False


def apply_status(
    values: dict[str, Any],
    body_tags: tuple[str, ...],
    text: str,
    status_text: str = "",
    date_order: str = "",
) -> str:
    """Turn a status and tags into the values `archived` and `died`; return what is unclear.

    `values` are those of a contact by property, and are changed. `body_tags` are the tags in the
    note's text, `text` the note's own words. `status_text` is the status as it was typed, with
    `date_order` as the settings say. The result is a sentence, empty where all is clear.
    """
    status = values.get("status", "")
    if status == PAUSED:
        _set_end_of_pause(values, status_text, date_order)
    if status in (ACTIVE, ARCHIVED, DECEASED):
        del values["status"]
    if status == ARCHIVED:
        values["archived"] = True

    has_body_tag = has_death_tag(body_tags)
    is_tagged = has_death_tag(values.get("tags", ()))
    if status == DECEASED or is_tagged or (has_body_tag and has_death_tag_line(text)):
        return _set_death(values, status_text if status == DECEASED else None, date_order)
    if has_body_tag and not values.get("died"):
        return "A tag in a sentence says that somebody has died; it may not be {name}."
    return ""


def _set_end_of_pause(values: dict[str, Any], status_text: str, date_order: str) -> None:
    """Turn `paused until 2027-02-01` into the value `pause_until`, if no property says it."""
    if "pause_until" in values or not _UNTIL.search(status_text):
        return
    found = find_day_anywhere(status_text, date_order)
    # Paused until that day, and no longer.
    if found and found.day:
        values["pause_until"] = found.day
        del values["status"]


def _set_death(values: dict[str, Any], status_text: str | None, date_order: str) -> str:
    """Set the value `died`; return what is unclear. `status_text` is None where a tag says it."""
    is_denied = "died" in values and values["died"] is None
    death = values.get("died") or Death()
    if status_text is not None:
        death = max(death, _find_day_of_death(status_text, date_order))
    values["died"] = death
    if is_denied:
        return "One line says that {name} has died, and another that this is not so."
    if status_text is not None and not death.day:
        return _describe_unclear_day(find_day_anywhere(status_text, date_order))
    return ""


def apply_written_death(values: dict[str, Any], written_death: WrittenDeath) -> str:
    """Turn a line that tells of a death into the value `died`; return what is unclear."""
    line = written_death.location.line
    is_denied = "died" in values and values["died"] is None
    if written_death.death is None:
        if is_denied or values.get("died"):
            return ""
        return f"Line {line} says that somebody has died; it may not be {{name}}."
    is_said_elsewhere = bool(values.get("died"))
    values["died"] = values.get("died") or Death()
    # A property counts before the text; the text says more than a property without a day.
    if not values["died"].year:
        values["died"] = written_death.death
    if is_denied:
        return f"Line {line} says that {{name}} has died, and a property that this is not so."
    if is_said_elsewhere:
        return ""
    return _describe_unclear_day(written_death.unclear_day)


def _describe_unclear_day(found: WrittenDay | None) -> str:
    """Describe a day of death that has two meanings, or none; empty where no day is written."""
    if found is None:
        return ""
    words = found.words.replace("{", "").replace("}", "")
    meaning = "is no day of the calendar"
    if found.choices:
        meaning = f"may be {join_words(map(format_day_short, found.choices), 'or')}"
    return f"{{name}} has died, but {words} {meaning}. Only the year counts."


# In front of the day until when somebody rests.
_UNTIL = re.compile(
    r"\b(?:until|till|til|bis|jusqu['’]?\w*|hasta|tot|fino|até|ate)\b", re.IGNORECASE
)


def check_death(
    contact: Contact, unclear: str, written_death: WrittenDeath | None = None
) -> Iterator[Diagnostic]:
    """Check that nothing contradicts the death of a contact; all of it is one problem.

    `unclear` is what `apply_status` or `apply_written_death` returned.
    """
    location = _find_death_location(contact)
    if written_death and not contact.died:
        location = written_death.location
    if unclear:
        message = unclear.format(name=contact.name)
        help_text = f"Write `died:` with a day, a year or `yes` if {contact.name} has died."
        if contact.died:
            help_text = "Take out the line that is wrong, or write `died:` with the day YYYY-MM-DD."
        yield Diagnostic(location, "unclear-death", message, help_text)
    if contact.died is None:
        return

    contradictions = list(_iter_contradictions(contact, contact.died))
    if contradictions:
        yield Diagnostic(
            location,
            "unclear-death",
            f"{contact.name} has died, but the note has {join_words(contradictions)}.",
            "Take out what no longer holds, or correct the day of death.",
        )


def _find_death_location(contact: Contact) -> SourceLocation:
    locations = contact.parse_source_locations()
    for property_name in ("died", "status", "tags"):
        if property_name in locations:
            return locations[property_name]
    return SourceLocation(contact.path)


def _iter_contradictions(contact: Contact, death: Death) -> Iterator[str]:
    """Yield what does not agree with a death, in words that follow `the note has`."""
    yield from _iter_contradicting_days(contact, death)
    if contact.next:
        yield "`next`"
    if contact.cadence:
        yield "`cadence`"

    late_touches = [touch for touch in contact.touches if _is_touch_too_late(touch, death)]
    if late_touches:
        yield f"a touch on {format_day_short(late_touches[0].date)}"
    if any(promise.state == "open" for promise in contact.promises):
        yield "an open promise"
    if any(ask.state == "open" for ask in contact.asks):
        yield "an open ask"


def _iter_contradicting_days(contact: Contact, death: Death) -> Iterator[str]:
    if contact.birthday and death.year and (contact.birthday.year or 0) > death.year:
        yield "a birthday after the death"
    if contact.met and death.is_before(contact.met):
        yield f"`met` on {format_day_short(contact.met)}"
    if contact.last_contact and death.is_before(contact.last_contact):
        yield f"`last_contact` on {format_day_short(contact.last_contact)}"


# A funeral is no mistake in the log, in en, de, fr, es, nl, it and pt.
_FUNERAL = build_lazy_pattern(
    r"funeral|burial|buried|memorial|cremat|condolence|grave\b|\bwake\b"
    r"|beerdigung|trauer|begräbnis|beisetzung|bestattung|kondol|enterrement|obsèques|funérailles"
    r"|condoléance|entierro|pésame|begrafenis|uitvaart|condoleance|funerale|condoglianze|velório",
    re.IGNORECASE,
)


def _is_touch_too_late(touch: Touch, death: Death) -> bool:
    return death.is_before(touch.date) and not _is_funeral(touch)


def _is_funeral(touch: Touch) -> bool:
    return _FUNERAL.search(f"{touch.channel} {touch.text}") is not None


def get_last_contact_in_life(contact: Contact) -> Day | None:
    """Return the property `last_contact`; None also where it is after the death."""
    day = contact.last_contact
    if day and contact.died and contact.died.is_before(day):
        return None
    return day


def list_touches_in_life(contact: Contact) -> tuple[Touch, ...]:
    """List the touches that were contact: none after a death, no funeral, not the death itself."""
    death = contact.died
    if death is None:
        return contact.touches
    return tuple(
        touch
        for touch in contact.touches
        if not (
            death.is_before(touch.date)
            or _is_funeral_of(touch, death)
            or is_entry_of_death(touch, contact.name)
        )
    )


def _is_funeral_of(touch: Touch, death: Death) -> bool:
    # With the day known, an earlier funeral is that of somebody else, where we met.
    return not death.day and _is_funeral(touch)
