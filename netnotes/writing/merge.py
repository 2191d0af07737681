"""Two notes about one person made into one; nothing that either of them says is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.note_path import extract_note_name
from netnotes.model.people import DO_NOT_CONTACT, NEVER, PAUSED
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source, iter_inline_fields, read_note
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.typed_words import KNOWS_NOBODY, STORED_PROPERTIES, list_typed_words
from netnotes.text import fold_name
from netnotes.writing.edits import Edit, apply_edits
from netnotes.writing.places import find_text_end, insert_paragraph
from netnotes.writing.properties import (
    add_to_property,
    find_field,
    holds_several_days,
    set_property,
)
from netnotes.writing.settings_text import parse_settings_document, write_settings_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date as Day

    from netnotes.model.people import Birthday, Contact
    from netnotes.model.settings import Settings
    from netnotes.reading.property_kind import Property


class MergeConflict(NamedTuple):
    """A property that the two notes do not agree on.

    `value` is the one that the merged note has, `lost_value` the one that only its text has now.
    """

    name: str
    value: str
    lost_value: str


class MergedNote(NamedTuple):
    """The text of the note that stays, where the two notes contradict each other, and what is said.

    `left_out` are sentences on properties of the other note which the merged one does not take
    over.
    """

    text: str
    conflicts: tuple[MergeConflict, ...]
    left_out: tuple[str, ...]


def merge_texts(
    text: str, keep: Contact, other_text: str, other: Contact, settings: Settings
) -> MergedNote:
    """Merge the text of the note `other` into the text of the note `keep`.

    Empty properties are filled and lists grow. What contradicts, and the other note's text, come
    last, under a heading with its name. An archived or paused double archives and pauses nobody.
    """
    conflicts: list[MergeConflict] = []
    facts: list[str] = []
    left_out: dict[str, str] = {}
    for prop in STORED_PROPERTIES:
        other_words = _list_words(other, prop)
        if prop.name == "name" or not other_words:
            continue
        words = _list_words(keep, prop)
        if prop.is_list:
            text = _extend_list(text, keep, prop, other_words, settings)
        elif not words:
            reason = _find_reason_to_leave_out(prop.name, keep, other)
            if reason:
                left_out[prop.name] = f"{prop.name}: {other_words[0]} was not taken over; {reason}."
                facts.append(f"- {prop.name}: {other_words[0]}")
            else:
                text = _set_value(text, keep, prop.name, other_words[0], settings)
        elif words == other_words:
            continue
        elif _is_other_value_better(prop.name, keep, other):
            text = _set_value(text, keep, prop.name, other_words[0], settings)
            conflicts.append(MergeConflict(prop.name, other_words[0], words[0]))
            facts.append(f"- {prop.name} in this note before: {words[0]}")
        else:
            conflicts.append(MergeConflict(prop.name, words[0], other_words[0]))
            facts.append(f"- {prop.name}: {other_words[0]}")

    # Links to the other note by its name lead to this one through the alias.
    if fold_name(other.name) != fold_name(keep.name):
        source = build_source(keep.path, text)
        text = apply_edits(text, add_to_property(source, "aliases", (other.name,), settings))
    other_text = _silence_fields(other_text, other.path, left_out, settings)
    sentences = (*left_out.values(), *_iter_states_that_stay(keep, other))
    return MergedNote(
        _add_other_text(text, other_text, other, facts), tuple(conflicts), tuple(sentences)
    )


def _list_words(contact: Contact, prop: Property) -> tuple[str, ...]:
    if prop.name == "knows" and contact.knows == ():
        return (KNOWS_NOBODY,)
    return list_typed_words(contact, prop.name)


def _extend_list(
    text: str, keep: Contact, prop: Property, words: tuple[str, ...], settings: Settings
) -> str:
    source = build_source(keep.path, text)
    if words != (KNOWS_NOBODY,):
        return apply_edits(text, add_to_property(source, prop.name, words, settings))
    if keep.knows is not None:
        return text
    return apply_edits(text, set_property(source, prop.name, (), settings))


def _set_value(text: str, keep: Contact, name: str, value: str, settings: Settings) -> str:
    """Set a property; where it is a list of days, one more is added and none is lost."""
    source = build_source(keep.path, text)
    front_matter, _ = read_front_matter(source.text, keep.path)
    field = find_field(front_matter, name, settings)
    if field is not None and field.is_list and field.words and not holds_several_days(field):
        return apply_edits(text, add_to_property(source, name, (value,), settings))
    return apply_edits(text, set_property(source, name, value, settings))


# Properties that belong together: taken from different notes, they would make a third thing.
_PARTNERS = {
    "organisation": "role",
    "role": "organisation",
    "kind": "purpose",
    "cadence": "tier",
}


def _find_reason_to_leave_out(name: str, keep: Contact, other: Contact) -> str:
    """Say why a property that only the other note has is not taken over; empty where it is."""
    is_rest = name == "status" and other.status == PAUSED
    is_never_due = name == "cadence" and other.cadence == NEVER
    if name in ("archived", "pause_until") or is_rest or is_never_due:
        return f"{extract_note_name(keep.path)} stays in the plan as before"
    partner = _PARTNERS.get(name, "")
    if not partner:
        return ""
    words, other_words = list_typed_words(keep, partner), list_typed_words(other, partner)
    if words and words != other_words:
        return f"it does not belong to {partner}: {words[0]}"
    return ""


def _is_other_value_better(name: str, keep: Contact, other: Contact) -> bool:
    """Tell which of two values is the truth, where time decides it: of two names nobody knows."""
    if name == "last_contact":
        return _is_before(keep.last_contact, other.last_contact)
    if name == "met":
        return _is_before(other.met, keep.met)
    if name == "next":
        return _is_next_better(keep, other)
    if name == "died" and keep.died and other.died:
        return other.died > keep.died
    # Whoever does not want to hear from somebody has said so once, and need not say it twice.
    if name == "status":
        return other.status == DO_NOT_CONTACT
    return name == "birthday" and _lacks_only_year(keep.birthday, other.birthday)


def _lacks_only_year(left: Birthday | None, right: Birthday | None) -> bool:
    if left is None or right is None:
        return False
    return left[:2] == right[:2] and left.year is None


def _is_before(left: Day | None, right: Day | None) -> bool:
    return left is not None and right is not None and left < right


def _is_next_better(keep: Contact, other: Contact) -> bool:
    """Tell whether the other `next` counts: the earlier one to come, so that nobody is forgotten.

    A day is over once there was contact on it or later, whichever of the notes says so.
    """
    if not keep.next or not other.next:
        return False
    days = [touch.date for touch in (*keep.touches, *other.touches)]
    days += [day for day in (keep.last_contact, other.last_contact) if day]
    is_keep_over = bool(days) and max(days) >= keep.next
    is_other_over = bool(days) and max(days) >= other.next
    if is_keep_over != is_other_over:
        return is_keep_over
    return other.next < keep.next


def _iter_states_that_stay(keep: Contact, other: Contact) -> Iterator[str]:
    """Say where the note that stays is out of the plan, and the other one was not."""
    if keep.archived and not other.archived:
        yield f"{keep.path} is archived and stays so; {other.path} was not"
    if other.died and not keep.died:
        yield f"{other.path} says that {other.name} has died; so does {keep.path} now"
    elif keep.pause_until and not other.pause_until:
        yield f"{keep.path} is snoozed until {keep.pause_until} as before; {other.path} was not"


def _silence_fields(text: str, path: str, names: Collection[str], settings: Settings) -> str:
    """Make `archived:: yes` in the text `archived: yes`, for properties that are not taken over."""
    if not names:
        return text
    # `status:: archived` archives as well.
    silent_names = {*names, "status"} if "archived" in names else set(names)
    source = build_source(path, text)
    note, _ = read_note(source)
    property_index = build_property_index(CONTACT_PROPERTIES, settings.properties)
    lines = source.text.split("\n")
    edits = []
    for field in iter_inline_fields(note.lines):
        prop = property_index.get(field.key)
        if prop is not None and prop.name in silent_names:
            line = lines[field.line - 1].replace("::", ":", 1)
            edits.append(Edit(field.line, 1, (line,)))
    return apply_edits(text, edits)


def _add_other_text(text: str, other_text: str, other: Contact, facts: list[str]) -> str:
    """Add what can't be merged property by property: contradictions, own properties, the text."""
    for custom_property in other.other:
        facts.append(f"- {custom_property.name}: {', '.join(custom_property.words)}")
    body_lines = _list_body_lines(other_text, other.path)
    if not body_lines and not facts:
        return text

    # Between the facts and the text is a blank line, or a paragraph would go on in the list.
    heading = f"## From {extract_note_name(other.path)}"
    lines = [heading, "", *facts]
    if body_lines and facts:
        lines.append("")
    lines += body_lines
    note, _ = read_note(build_source("", text))
    return apply_edits(text, (insert_paragraph(note, find_text_end(note), lines),))


def _list_body_lines(text: str, path: str) -> list[str]:
    """List the lines below the front matter, without blank lines at the start and the end."""
    source = build_source("", text)
    front_matter, _ = read_front_matter(source.text, path)
    lines = source.text.split("\n")[front_matter.body_line :]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def add_distinct_pair(settings_text: str, first: str, second: str) -> str:
    """Add two notes to `not_the_same` in the settings; comments, order and spaces stay.

    Raises NetnotesError for settings that are not valid TOML, or can't be changed without damage.
    """
    import tomlkit

    document = parse_settings_document(settings_text)
    if "vault" not in document:
        document["vault"] = tomlkit.table()
    vault = document["vault"]
    pairs = vault.setdefault("not_the_same", tomlkit.array())
    pairs.append([first, second])
    return write_settings_document(document)
