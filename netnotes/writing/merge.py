"""Two notes about one person made into one; nothing that either of them says is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.model.note_path import extract_note_name
from netnotes.model.settings import SETTINGS_FILE_NAME
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.note import build_source
from netnotes.reading.typed_words import STORED_PROPERTIES, list_typed_words
from netnotes.text import fold_name
from netnotes.writing.edits import add_lines_at_end, apply_edits
from netnotes.writing.properties import add_to_property, set_property

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings


class MergedNote(NamedTuple):
    """The text of the note that stays, and where the two notes contradict each other.

    Each of `conflicts` is a property and the value of the other note; the note that stays has its
    own value still.
    """

    text: str
    conflicts: tuple[tuple[str, str], ...]


def merge_texts(
    text: str, keep: Contact, other_text: str, other: Contact, settings: Settings
) -> MergedNote:
    """Merge the text of the note `other` into the text of the note `keep`.

    Empty properties are filled and lists grow. What contradicts, and the other note's text, come
    last, under a heading with its name.
    """
    conflicts: list[tuple[str, str]] = []
    for prop in STORED_PROPERTIES:
        other_words = list_typed_words(other, prop.name)
        if prop.name == "name" or not other_words:
            continue
        source = build_source(keep.path, text)
        words = list_typed_words(keep, prop.name)
        if prop.is_list:
            text = apply_edits(text, add_to_property(source, prop.name, other_words, settings))
        elif not words:
            text = apply_edits(text, set_property(source, prop.name, other_words[0], settings))
        elif words != other_words:
            conflicts.append((prop.name, other_words[0]))

    # Links to the other note by its name lead to this one through the alias.
    if fold_name(other.name) != fold_name(keep.name):
        source = build_source(keep.path, text)
        text = apply_edits(text, add_to_property(source, "aliases", (other.name,), settings))
    return MergedNote(_add_other_text(text, other_text, other, conflicts), tuple(conflicts))


def _add_other_text(
    text: str, other_text: str, other: Contact, conflicts: list[tuple[str, str]]
) -> str:
    """Add what can't be merged property by property: contradictions, own properties, the text."""
    facts = [f"- {name}: {value}" for name, value in conflicts]
    for custom_property in other.other:
        facts.append(f"- {custom_property.name}: {', '.join(custom_property.words)}")
    body_lines = _list_body_lines(other_text, other.path)
    if not body_lines and not facts:
        return text

    # Between the facts and the text is a blank line, or a paragraph would go on in the list.
    heading = f"## From {extract_note_name(other.path)}"
    lines = ["", heading, "", *facts]
    if body_lines and facts:
        lines.append("")
    lines += body_lines
    return apply_edits(text, (add_lines_at_end(text, lines),))


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

    Raises NetnotesError for settings that are not valid TOML.
    """
    # tomlkit, not tomllib: comments and spaces stay. Imported here, for no other command needs it.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(settings_text)
    except TOMLKitError as error:
        raise NetnotesError(
            f"{SETTINGS_FILE_NAME} can't be read: {error}. "
            "Mend it first; `netnotes check` says where."
        ) from None
    if "vault" not in document:
        document["vault"] = tomlkit.table()
    vault = document["vault"]
    pairs = vault.setdefault("not_the_same", tomlkit.array())
    pairs.append([first, second])
    return tomlkit.dumps(document)
