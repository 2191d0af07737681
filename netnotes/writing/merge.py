"""Two notes about one person, made into one: nothing either of them says is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
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
    """The text of the note that stays, and the properties of which it kept its own word, with what the other said."""

    text: str
    conflicts: tuple[tuple[str, str], ...]


def merge_texts(
    text: str, keep: Contact, other_text: str, other: Contact, settings: Settings
) -> MergedNote:
    """The note that stays, with all that the other one says beyond it.

    Empty properties are filled and lists grow; what the other note says differently stands below its text, which comes
    last, under a heading with its name.
    """
    kept: list[tuple[str, str]] = []
    for prop in STORED_PROPERTIES:
        said = list_typed_words(other, prop.name)
        source = build_source(keep.path, text)
        if prop.name == "name" or not said:
            continue
        if prop.is_list:
            text = apply_edits(text, add_to_property(source, prop.name, said, settings))
        elif not list_typed_words(keep, prop.name):
            text = apply_edits(text, set_property(source, prop.name, said[0], settings))
        elif list_typed_words(keep, prop.name) != said:
            kept.append((prop.name, said[0]))
    names = tuple(name for name in (other.name,) if fold_name(name) != fold_name(keep.name))
    text = apply_edits(
        text, add_to_property(build_source(keep.path, text), "aliases", names, settings)
    )
    return MergedNote(_add_other_text(text, other_text, other, kept), tuple(kept))


def _add_other_text(
    text: str, other_text: str, other: Contact, conflicts: list[tuple[str, str]]
) -> str:
    source = build_source("", other_text)
    front, _ = read_front_matter(source.text, other.path)
    rest = source.text.split("\n")[front.body_line :]
    while rest and not rest[-1].strip():
        rest.pop()
    while rest and not rest[0].strip():
        rest.pop(0)
    said = [f"- {name}: {value}" for name, value in conflicts]
    said += [f"- {one.name}: {', '.join(one.words)}" for one in other.other]
    if not rest and not said:
        return text
    heading = f"## From {other.path.rpartition('/')[2].removesuffix('.md')}"
    gap = [""] if rest and said else []
    return apply_edits(text, (add_lines_at_end(text, ("", heading, "", *said, *gap, *rest)),))


def add_distinct_pair(settings_text: str, first: str, second: str) -> str:
    """The settings with a pair of people who are not the same; comments, order and spaces stay.

    Raises NetnotesError for settings that are no TOML.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(settings_text)
    except TOMLKitError as error:
        raise NetnotesError(
            f"{SETTINGS_FILE_NAME} can't be read: {error}. Mend it first; `netnotes check` says where."
        ) from None
    if "vault" not in document:
        document["vault"] = tomlkit.table()
    vault = document["vault"]
    pairs = vault.setdefault("not_the_same", tomlkit.array())
    pairs.append([first, second])
    return tomlkit.dumps(document)
