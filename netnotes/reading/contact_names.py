"""A contact's name: what the properties, the title, the first heading and the file's name say."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.model.note_path import (
    decode_page_name,
    extract_note_name,
    is_named_after_day,
    strip_date,
    strip_export_id,
)
from netnotes.reading.person_notes import find_folder_of_person, is_named_like_person
from netnotes.reading.property_names import FIRST_NAME_PROPERTIES, LAST_NAME_PROPERTIES
from netnotes.text import WORD, build_lazy_pattern, fold_for_search, list_foldings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note


class WrittenName(Struct, frozen=True, gc=False):
    """A contact's name, what it was read from, and the line; 0 for the name of the file."""

    name: str
    form: str
    line: int


def read_contact_name(note: Note, settings: Settings) -> str:
    """Read the name of a contact whose note has no property `name`."""
    return find_contact_name(note, settings).name


def find_contact_name(note: Note, settings: Settings) -> WrittenName:
    """Find the name of a contact whose note has no property `name`, and where it is written.

    A title or a first heading that says the same as the file's name is the name, as it is written
    there: `Sara Quist` in `sara-quist.md`. So is a title that the first heading repeats. Where the
    file is called by a number of its own, what reads like a name in the note is the name.
    """
    title, full_name = _read_name_fields(note)
    if full_name.name:
        return full_name

    folder = find_folder_of_person(note.path, settings)
    file_name = folder.rpartition("/")[2] or derive_name_from_path(note)
    # `2026-02-03-nora-vale.md`, as agents name what they write.
    if file_name[:4].isdigit() and is_named_after_day(note.path):
        file_name = strip_date(file_name) or file_name
    heading = _find_first_heading(note)
    for written in (title, heading):
        if written.name and is_same_name(written.name, file_name):
            return written
        name_alone = _cut_words_behind_name(written.name)
        if name_alone and is_same_name(name_alone, file_name):
            # Of a title that says more, the rest may be a job, and stays where it is shown.
            return WrittenName(name_alone, f"beginning of the {written.form}", written.line)
    if title.name and is_same_name(title.name, heading.name):
        return title
    if title.name and _is_dotted_name_of(file_name, title.name):
        return title
    if title.name and not title.name.isascii() and _is_transliterated(file_name, title.name):
        return title
    # Most names have a space, and no id has one.
    if " " not in file_name and not folder and _NOTE_ID.fullmatch(file_name):
        written = _find_name_beside_id(note, title, heading)
        if written.name:
            return written
    form = "name of the folder" if folder else "file name"
    return WrittenName(move_last_name(_strip_prefix(file_name)), form, 0)


def move_last_name(name: str) -> str:
    """Move the last name behind the first: `Low, Ann` is Ann Low, `Ann Low, PhD` stays."""
    last, comma, first = name.partition(", ")
    if not comma or not is_named_like_person(last) or not is_named_like_person(first):
        return name
    if not _NAME_SUFFIXES.isdisjoint(first.casefold().replace(".", "").split()):
        return name
    return f"{first} {last}"


_NAME_SUFFIXES = frozenset(
    [
        *("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mba", "msc", "bsc", "ma", "ba", "dr"),
        *("inc", "ltd", "llc", "llp", "plc", "corp", "co", "gmbh", "ag", "kg", "sa", "sarl", "bv"),
    ]
)


def is_same_name(left: str, right: str) -> bool:
    """Tell whether two names differ in case, accents, signs and the order of words at most."""
    if left == right:
        return bool(left)
    if _has_same_words(_split_words(left), _split_words(right)):
        return True
    # A program made the file's name of the other one; most names it leaves as they are.
    if " " in left and " " in right:
        return False
    if (left + right).isascii() and "'" not in left + right:
        return False
    return any(
        _has_same_words(_split_words(left_spelling), _split_words(right_spelling))
        for left_spelling in _list_spellings(left)
        for right_spelling in _list_spellings(right)
    )


def _has_same_words(left_words: list[str], right_words: list[str]) -> bool:
    if not left_words:
        return False
    # `AdaQuill.md` is called so where file names have no spaces.
    return sorted(left_words) == sorted(right_words) or "".join(left_words) == "".join(right_words)


def _list_spellings(name: str) -> tuple[str, ...]:
    """List how programs spell a name in a file's name: `Jürgen O'Brien` is `juergen-obrien`."""
    if name.isascii() and "'" not in name:
        return (name,)
    return list_foldings(_APOSTROPHE.sub("", name))


_APOSTROPHE = re.compile("['’]")


def strip_title(text: str, name: str) -> str:
    """Strip a first heading that only says the name: the note's page has it as its title."""
    if not text.startswith("#"):
        return text
    first_line, _, rest = text.partition("\n")
    hashes, _, title = first_line.partition(" ")
    if not hashes.strip("#") and is_same_name(title.rstrip("# "), name):
        return rest.strip("\n")
    return text


def derive_name_from_path(note: Note) -> str:
    """Return the name of the note's file, without the `@` that some people begin it with."""
    # macOS may store an accent apart from its letter; in NFC the name equals what people type.
    name = extract_note_name(note.path)
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    # Logseq's page `people/Ada Quill` is in `pages/people___Ada Quill.md`.
    name = (decode_page_name(note.path) or name).rpartition("/")[2] or name
    name = strip_export_id(name)
    if name[:8].isdigit():
        name = _DENOTE_NAME.sub(r"\g<title>", name)
    return name.lstrip("@").strip() or name


_NAME_KEYS = frozenset(("title",)) | FIRST_NAME_PROPERTIES | LAST_NAME_PROPERTIES

# `Person - Nora Vale.md`: what the note is, before who it is about.
_PREFIX = build_lazy_pattern(
    r"(?:person|people|contact|kontakt|contacto|contatto|personne|persona|persoon)"
    r"\s*(?:[-–—:]\s+|\s[-–—]\s*)(?=\S)",
    re.IGNORECASE,
)

# `202610051000 Otto Reed.md`: the time at which the note was made, as Zettelkasten programs write.
_NOTE_NUMBER = re.compile(r"\d{8,14}[\s_-]+(?=\S)")

# `20261004T090000--sara-kahn__person_law.md`: how the package Denote calls its notes, with the
# time, perhaps a signature, the title and the tags.
#
# Source: https://protesilaos.com/emacs/denote
_DENOTE_NAME = re.compile(
    r"\d{8}T\d{6}(?:==[^-]+(?:-[^-]+)*)?--(?P<title>[^_\W][^_]*(?:_[^_]+)*)(?:__.*)?"
)

# A file's name that only tells notes apart: a number, `1697712345-ABCD` of obsidian.nvim, a UUID,
# or letters with a digit before one of them, `x7ab`. `ada2` may be the second Ada.
_NOTE_ID = re.compile(
    r"\d+|\d{8}T\d{4,6}|\d{8,}-[A-Z]{4}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}"
    r"|(?=[A-Za-z]*\d[A-Za-z\d]*[A-Za-z])[A-Za-z\d]+"
)


def _find_name_beside_id(note: Note, title: WrittenName, heading: WrittenName) -> WrittenName:
    """Find the name in a note whose file is called by an id; empty if nothing reads like one.

    What an alias repeats is a name. Else two words with capitals are one, unless the last says that
    they are a job.
    """
    aliases = [
        WrittenName(word.text.strip(), "alias", word.line)
        for field in note.fields
        if field.key in _ALIAS_KEYS
        for word in field.words
    ]
    for written in (title, heading):
        if any(is_same_name(written.name, alias.name) for alias in aliases):
            return written
    for written in (title, heading, *aliases):
        if _reads_like_name(written.name):
            return written
    return WrittenName("", "", 0)


_ALIAS_KEYS = frozenset(("alias", "aliases"))


def _reads_like_name(text: str) -> bool:
    if "/" in text or not is_named_like_person(text, min_words=2):
        return False
    return _WORDS_OF_JOBS.isdisjoint(text.casefold().split())


_WORDS_OF_JOBS = frozenset(
    [
        *("manager", "engineer", "director", "officer", "designer", "developer", "consultant"),
        *("head", "president", "partner", "lead", "architect", "analyst", "founder", "owner"),
        *("assistant", "editor", "professor", "teacher", "lawyer", "advisor", "adviser", "chief"),
        *("scientist", "researcher", "recruiter", "investor", "coach", "secretary", "vp", "leader"),
        *("leiter", "leiterin", "geschäftsführer", "geschäftsführerin", "ingenieur", "directeur"),
        *("directrice", "ingénieur", "ingeniero", "ingeniera", "directora", "specialist"),
    ]
)


def _strip_prefix(file_name: str) -> str:
    # Few names begin with one of these letters, and asking for one is quicker than the pattern.
    if file_name[:1] not in "PpCcKk" or not _PREFIX.match(file_name):
        return file_name
    return _PREFIX.sub("", file_name, count=1)


def _split_words(name: str) -> list[str]:
    # Most names have only letters and digits, and are split quickly.
    if name.isascii() and name.replace(" ", "").isalnum() and not name[:8].isdigit():
        return name.casefold().split()
    name = _strip_prefix(_NOTE_NUMBER.sub("", name, count=1) if name[:8].isdigit() else name)
    return WORD.findall(fold_for_search(name))


def _is_dotted_name_of(file_name: str, title: str) -> bool:
    """Tell whether the last part of a name such as `user.ada` is among a title's words."""
    if "." not in file_name or " " in file_name:
        return False
    words = _split_words(file_name.rpartition(".")[2])
    return bool(words) and set(words) <= set(_split_words(title))


def _is_transliterated(file_name: str, title: str) -> bool:
    """Tell whether a file may be called by a title that is in another script than Latin.

    A program has made the file's name, and a stamp says so: `20260107-chen_wei.md` is of 陈伟.
    Without one, a title has to read like a name: Иван Петров in `ivan-petrov.md`.
    """
    if " " in file_name or not file_name.isascii() or _LATIN_LETTER.search(fold_for_search(title)):
        return False
    if _NOTE_NUMBER.match(file_name):
        return True
    return file_name.islower() and is_named_like_person(title, min_words=2)


_LATIN_LETTER = re.compile("[a-z]")


def _cut_words_behind_name(text: str) -> str:
    """Cut what a title says behind a name, as in `Nora Vale — Depot manager`; empty if nothing."""
    # Most names are nothing but words.
    if text.replace(" ", "").isalnum():
        return ""
    match = _WORDS_BEHIND_NAME.search(text)
    return text[: match.start()] if match else ""


# `Nora Vale (Northwind)`, `Nora Vale - Northwind`, `Nora Vale, CTO`
_WORDS_BEHIND_NAME = re.compile(r"\s*(?:,\s|\s[-–—|·/:]\s|:\s|\s\().*")


def _read_name_fields(note: Note) -> tuple[WrittenName, WrittenName]:
    """Read the title, and the full name of notes that have a first and a last name."""
    title = WrittenName("", "title", 0)
    first = last = ""
    line_of_name = 0
    for field in note.fields:
        if field.key not in _NAME_KEYS:
            continue
        if field.key == "title":
            if not title.line:
                title = WrittenName(_clean_title(field.text), "title", field.line)
            continue
        line_of_name = line_of_name or field.line
        if field.key in FIRST_NAME_PROPERTIES:
            first = first or field.text
        else:
            last = last or field.text
    full_name = WrittenName(f"{first} {last}".strip(), "first and last name", line_of_name)
    return title, full_name


def _find_first_heading(note: Note) -> WrittenName:
    """Find the note's first heading if it is one of the first level; else it is empty."""
    for line in note.lines:
        if line.kind == "heading":
            text = _clean_title(line.text) if line.indent == 1 else ""
            return WrittenName(text, "first heading", line.number)
    return WrittenName("", "first heading", 0)


def _clean_title(text: str) -> str:
    """Return a title without brackets, emphasis, tags and the signs before its first letter."""
    if not text:
        return ""
    text = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", text)
    words = " ".join(_iter_words_of_title(text)).strip("*_ ")
    return re.sub(r"^[^\w\"'(]+", "", words)


def _iter_words_of_title(text: str) -> Iterator[str]:
    for word in text.split():
        if not word.startswith("#"):
            yield word
