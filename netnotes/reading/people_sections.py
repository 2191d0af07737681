"""The people that the text of a meeting note names: in a section or behind a label.

A section is a heading such as `## Attendees` with a list below it, a label is a line such as
`**Attendees:** [[Ada Quill]], Ben Okafor`. Both may be in English, German, French, Spanish or
Dutch.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Link
from netnotes.reading.entry_lines import is_struck_out
from netnotes.reading.links import convert_relations, list_links
from netnotes.text import build_lazy_pattern, fold_for_search, has_any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.reading.note import Line, Note


def find_people_in_sections(note: Note) -> tuple[Link, ...]:
    """Find the people that sections and labels of a note name, as links or plainly by their names.

    Each is a link with its place. Where some of a list are ticked, the others were not there.
    """
    # Hardly any note has one of the words, and a whole chapter is searched quickly.
    if not _ANY_WORD.search(note.source.text):
        return ()
    return tuple(_iter_people(note, PEOPLE_HEADINGS))


def find_absent_people(note: Note) -> tuple[Link, ...]:
    """Find the people that sections, labels and words behind a name say were not there."""
    # Hardly any line has a sign that is before such a word, and the parts are looked for in few.
    if _may_be_marked("\n".join([line.text for line in note.lines])):
        marked_texts = [
            line.text
            for line in note.lines
            if line.kind in ("heading", "row") or _may_be_marked(line.text)
        ]
    else:
        marked_texts = [line.text for line in note.lines if line.kind in ("heading", "row")]
    if not has_any("\n".join(marked_texts).lower(), _PARTS_OF_ABSENT_WORDS):
        return ()
    links = list(_iter_people(note, ABSENT_HEADINGS))
    for line in note.lines:
        if line.kind in ("item", "row", "text"):
            links += _iter_names_marked_absent(note, line)
    return tuple(links)


def _may_be_marked(text: str) -> bool:
    """Tell whether a text may have a sign before a word such as `absent`, or behind it."""
    if "(" in text or ":" in text or "-" in text or not text.isascii():
        return True
    return "[" in text and "[" in text.replace("[[", "")


def _iter_names_marked_absent(note: Note, line: Line) -> Iterator[Link]:
    """Yield whom a line says to be absent by a word behind the name: `[[Ben]] (absent)`."""
    location = SourceLocation(note.path, line.number)
    if line.kind == "row":
        if any(_ABSENT_CELL.fullmatch(fold_for_search(cell)) for cell in line.text.split("|")):
            yield from _iter_names(note, line, line.text.split("|")[line.text.startswith("|")])
        return
    names = line.text
    label = _LABEL.match(names) if ":" in names else None
    if label and _is_heading(label["label"], PEOPLE_HEADINGS):
        names = label["names"]
    elif line.kind == "text" and "[" not in names:
        # A name without a link is one in a list.
        return
    yield from iter_marked_absent(names, location)


def iter_marked_absent(names: str, location: SourceLocation) -> Iterator[Link]:
    """Yield those in a list of names who have a word such as `(absent)` behind them.

    It is about the name right before it; `(both absent)` is about all before it.
    """
    if not _may_be_marked(names) or not has_any(names.lower(), _PARTS_OF_ABSENT_WORDS):
        return
    start = 0
    for match in _END_OF_NAME.finditer(names):
        part = names[start : match.start()]
        marked = _ABSENT_BEHIND_NAME.search(fold_for_search(part))
        if marked:
            is_about_all = marked["all"] is not None
            links = tuple(
                list_links(names[: match.start()] if is_about_all else part, location, embeds=False)
            )
            if links:
                yield from links if is_about_all else links[-1:]
            else:
                name = _BEFORE_ABSENT.split(part.strip(), maxsplit=1)[0].strip("*_@ ")
                if name and len(name.split()) <= _MAX_WORDS_OF_NAME:
                    yield Link(name, name, location, plain=True)
        start = match.end()


# A comma or the end of the text; not a comma in a link.
_END_OF_NAME = re.compile(r"[,;](?![^\[\]]*\]\])|$")
_BEFORE_ABSENT = re.compile(r"\s*[(:\[]|\s[–—-]\s")


def _iter_people(note: Note, headings: frozenset[str]) -> Iterator[Link]:
    section: list[Line] = []
    is_in_section = False
    level = _NO_LEVEL
    for index, line in enumerate(note.lines):
        if line.kind == "verbatim":
            continue
        if line.kind == "row" and not is_in_section:
            yield from _iter_names_of_row(note, index, headings)
        if line.kind == "heading":
            yield from _iter_names_of_section(note, section)
            section = []
            is_group = is_in_section and line.indent > level
            if is_group and _is_group_of_people(line.text, note.lines[index + 1 :]):
                continue
            is_in_section = _is_heading(line.text, headings)
            level = _NO_LEVEL
            if is_in_section:
                level = line.indent
            continue

        label = _LABEL.match(line.text) if ":" in line.text else None
        if label and _is_heading(label["label"], headings):
            yield from _iter_names(note, line, label["names"])
            # `Attendees:` alone has its names in the list below.
            is_in_section = is_in_section or not label["names"].strip()
        elif label and is_in_section and _is_heading(label["label"], _ALL_HEADINGS - headings):
            # `Absent: Ben` within the list of those who came, or the other way round.
            is_in_section = bool(label["names"].strip())
        elif is_in_section and line.kind in ("item", "row", "text"):
            section.append(line)
        elif _ends_section(note, line, section, headings):
            is_in_section = False
    yield from _iter_names_of_section(note, section)


# Deeper than any heading: no group of people is below it.
_NO_LEVEL = 10


def _is_group_of_people(heading: str, lines: tuple[Line, ...]) -> bool:
    """Tell whether a heading has nothing but a list of names below it: `### Client`.

    `### Absent` and `### Not coming` are no group of those who came.
    """
    folded = _fold_heading(heading)
    if has_any(folded, _PARTS_OF_ABSENT_WORDS) or _NOT_THERE.search(folded):
        return False
    has_name = False
    for line in lines:
        if line.kind == "heading":
            break
        if line.kind == "item" and _ONLY_NAME.fullmatch(line.text):
            has_name = True
        elif line.kind != "blank" and line.text:
            return False
    return has_name


_NOT_THERE = build_lazy_pattern(
    r"\b(?:not?|nicht|non|niet|without|ohne|sans|sin|zonder|declin\w*|cancel\w*|invit\w*|eingeladen"
    r"|uitgenodigd|maybe|tentative|to (?:call|ask|invite)|action\w*|mentioned|copied|cc)\b"
)
_ONLY_NAME = re.compile(
    r"\[\[[^\[\]]*\]\]"
    r"|[^\W\d_a-z][^\W\d_]*\.?(?:[ -](?:(?:de|da|del|la|van|von|der|den|le|y|e|bin|al|el|ter) )*"
    r"[^\W\d_a-z][^\W\d_]*\.?){0,3}"
)


def _ends_section(note: Note, line: Line, section: list[Line], headings: frozenset[str]) -> bool:
    """Tell whether a line ends the list below a label: a blank one behind its names does."""
    if line.kind != "blank" or not section:
        return False
    return not _is_below_heading(note, section[0], headings)


def _iter_names_of_row(note: Note, index: int, headings: frozenset[str]) -> Iterator[Link]:
    """Yield whom a row of a table of labels names: `| Attendees | [[Ada Quill]], Ben Okafor |`."""
    line = note.lines[index]
    cells = line.text.strip().strip("|").split("|", 1)
    if len(cells) < 2 or not _is_heading(cells[0], headings):
        return
    # `| Who | Action |` above a line of dashes is the header of a table about something else.
    is_header = _DASHES.fullmatch(
        "".join([below.text for below in note.lines[index + 1 : index + 2]])
    )
    if not is_header or "[" in cells[1]:
        yield from _iter_names(note, line, cells[1])


_DASHES = re.compile(r"[|:\s-]*-[|:\s-]*")


def _is_below_heading(note: Note, line: Line, headings: frozenset[str]) -> bool:
    """Tell whether a line is in a section with a heading, and not in the list of a label."""
    for earlier in reversed(note.lines[: line.number - note.lines[0].number]):
        if earlier.kind == "heading":
            return _is_heading(earlier.text, headings)
        if earlier.kind != "blank":
            return False
    return False


def _is_heading(text: str, headings: frozenset[str]) -> bool:
    """Tell whether a heading or a label announces the names of people: `Attendees`, `👥 Who`."""
    return _fold_heading(text) in headings


def is_label_of_participants(text: str) -> bool:
    """Tell whether a line begins with a label that can only be above those who were there."""
    label = _LABEL.match(text) if ":" in text else None
    return label is not None and is_heading_of_participants(label["label"])


def is_heading_of_participants(text: str) -> bool:
    """Tell whether a heading or a label can only be above those who were there: `Attendees`.

    Under `People` of a daily note are those of whom it tells as well.
    """
    return _fold_heading(text) in _HEADINGS_OF_PARTICIPANTS


# Most meeting notes have the same headings, such as `Notes` and `Actions`.
@lru_cache(maxsize=256)
def _fold_heading(text: str) -> str:
    words = fold_for_search(text).strip("*_: ")
    return _SIGNS_AROUND.sub("", words)


def _iter_names_of_section(note: Note, lines: list[Line]) -> Iterator[Link]:
    has_ticks = any(line.status in ("x", "X") for line in lines)
    for line in lines:
        is_there = not has_ticks or line.status in ("x", "X", "")
        if is_there and not is_struck_out(line.text):
            yield from _iter_names(note, line, line.text)


def _iter_names(note: Note, line: Line, text: str) -> Iterator[Link]:
    """Yield whom a line names: its links, and the names that commas separate in it."""
    raw = line.raw
    if ".md)" in raw:
        raw, text = convert_relations(raw), convert_relations(text)
    yield from list_links(raw, SourceLocation(note.path, line.number), embeds=False)
    if _ONLY_LINK.fullmatch(text):
        return
    # In `[[Ada Quill]], Ben Okafor` both are named.
    text = _LINK_IN_LIST.sub(_NO_NAME, text)
    for part in re.split(r"[,;|]", text):
        # `Ada Quill (Northwind)` and `Ada Quill - chair` say more than the name.
        name = re.split(r"\s*[(:]|\s[–—-]\s", part.strip(), maxsplit=1)[0].strip("*_@ ")
        # A sentence is no name.
        if name and _NO_NAME not in part and len(name.split()) <= _MAX_WORDS_OF_NAME:
            column = line.raw.find(name) + 1
            location = SourceLocation(note.path, line.number, max(column, 1))
            yield Link(name, name, location, plain=True)


_MAX_WORDS_OF_NAME = 5

_ONLY_LINK = re.compile(r"\[\[[^\[\]]*\]\]")
_LINK_IN_LIST = re.compile(r"!?\[\[[^\[\]]*\]\]|!?\[[^\[\]]*\]\([^()]*\)")
_NO_NAME = "\0"

# Folded as `fold_for_search` does.
PEOPLE_HEADINGS = frozenset(
    [
        *("attendees", "attendee", "attendants", "attending", "in attendance", "participants"),
        *("participant", "present", "people", "people present", "who", "who was there", "with"),
        *("met with", "meeting with", "spoke with", "spoke to", "talked to", "talked with"),
        *(
            "tn",
            "teilnehmer",
            "teilnehmende",
            "teilnehmerinnen",
            "teilnehmer:innen",
            "teilnehmer*innen",
        ),
        *("anwesend", "anwesende", "personen", "leute", "wer", "mit"),
        *("presents", "presentes", "personnes", "qui", "avec", "participantes", "asistentes"),
        *("personas", "quien", "quienes", "con", "aanwezig", "aanwezigen", "deelnemers", "wie"),
        *("met wie", "partecipanti", "presenti", "persone"),
    ]
)

_HEADINGS_OF_PARTICIPANTS = PEOPLE_HEADINGS - frozenset(
    [
        *("people", "personen", "leute", "personnes", "personas", "persone"),
        # Dutch for who and German for how; Spanish for with and English for against.
        *("wie", "con", "qui", "tn"),
    ]
)

# Above those who were not there, folded as well.
ABSENT_HEADINGS = frozenset(
    [
        *("absent", "absentees", "absences", "apologies", "apologies for absence", "regrets"),
        *("excused", "not present", "not attending", "did not attend", "could not attend"),
        *("absence", "absent with apologies", "unable to attend", "no-shows", "not there"),
        *("entschuldigt", "abwesend", "abwesende", "nicht anwesend", "fehlt", "fehlend"),
        *("fehlende", "fehlten", "verhindert", "entschuldigte", "nicht dabei"),
        *("absents", "absente", "absentes", "absent.e.s", "excuse", "excuses", "excusee"),
        *("excusees", "excuse(e)s", "excuse.e.s", "absent(e)s", "non presents"),
        *("ausentes", "ausente", "excusados", "ausencias", "disculpados", "no asistieron"),
        *("afwezig", "afwezigen", "afgemeld", "niet aanwezig", "verhinderd", "met bericht"),
        *("assenti", "assente"),
    ]
)

_ALL_HEADINGS = PEOPLE_HEADINGS | ABSENT_HEADINGS

_ABSENT_WORDS = (
    r"(?P<all>both |all |beide |alle |tous |toutes |todos |todas |ambos )?"
    r"(?:absente?s?|(?:with |sent )?(?:his |her |their )?apologies|(?:sent )?regrets|excused"
    r"|not present"
    r"|not there|unable to attend|(?:did|could) not (?:come|attend)"
    r"|(?:didn.t|couldn.t) (?:come|attend)"
    r"|no.show|entschuldigt|abwesend|fehlte?n?|fehlend|verhindert|nicht (?:da|dabei|anwesend)"
    r"|excusee?s?"
    r"|ausentes?|no asistio|afwezig|afgemeld|niet aanwezig|verhinderd)"
)
_ABSENT_BEHIND_NAME = build_lazy_pattern(rf"(?:[(\[]|\s[–—-]+\s|: *){_ABSENT_WORDS}[)\]]?\W*$")
_ABSENT_CELL = build_lazy_pattern(rf"\W*{_ABSENT_WORDS}\W*")

# Parts of these words, in lower case: plain searches are quicker than an expression of them all.
_PARTS_OF_ABSENT_WORDS = (
    "absen",
    "apolog",
    "regret",
    "excus",
    "ot present",
    "t attend",
    "o attend",
    "ot there",
    "ot come",
    "show",
    "entschuld",
    "abwesen",
    "anwes",
    "fehl",
    "verhind",
    "nicht da",
    "non pr",
    "aanwezig",
    "met bericht",
    "disculp",
    "asisti",
    "ausen",
    "afwez",
    "afgem",
    "assent",
    "did",
)

_LABEL = re.compile(
    r"[^\w\n\[(]{0,4}(?P<label>[^\W\d_][^:\n]{0,30}?)[*_]{0,3}\s?:{1,2}[*_]{0,3}(?P<names>.*)"
)

_SIGNS_AROUND = re.compile(r"^[^\w]+|[^\w]+$")

# A quick look for the letters that every one of the headings begins with, at the place of a heading
# or a label.
_ANY_WORD = build_lazy_pattern(
    r"^[ \t>]*(?:[-*+#]+[ \t]+)?[^\w\n]{0,4}(?:atten|in atten|met w|meeting w|spoke|talked|parti|prese|prés|peopl|who|with|tn|teiln"
    r"|anwes|perso|leute|wer|mit|qui|avec|asist|con|aanw|deeln|wie|met wie)[^\n]{0,40}",
    re.IGNORECASE | re.MULTILINE,
)
