"""Links in other files than notes: canvases, table views and the settings of netnotes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from netnotes.reading.file_index import find_file, fold_path
from netnotes.writing.links import CAPTURED, find_new_target, update_links_in_text
from netnotes.writing.settings_text import parse_settings_document, write_settings_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from netnotes.writing.links import Rename


def update_canvas(text: str, path: str, rename: Rename) -> str:
    """Change the links of a canvas of Obsidian; all else stays as it was typed.

    Raises ValueError for a file that is no JSON.
    """
    json.loads(text)

    def update_value(match: re.Match[str]) -> str:
        value = str(json.loads(f'"{match["value"]}"'))
        if match["key"] == "text":
            new_value, _ = update_links_in_text(value, path, rename)
        else:
            is_moved = fold_path(value) == fold_path(rename.old_path)
            new_value = rename.new_path if is_moved else value
        if new_value == value:
            return match[0]
        is_escaped = match["value"].isascii() and not value.isascii()
        written = json.dumps(new_value, ensure_ascii=is_escaped)
        return match[0][: match.start("value") - match.start() - 1] + written

    return _CANVAS_VALUE.sub(update_value, text)


# A card that shows a file, or one with a text.
_CANVAS_VALUE = re.compile(r'"(?P<key>file|text)"\s*:\s*"(?P<value>(?:[^"\\]|\\.)*+)"')


def update_base(text: str, path: str, rename: Rename) -> str:
    """Change the links of a table view of Obsidian: `[[Ben]]`, `link("Ben")`, `hasLink("Ben")`."""

    def update_target(match: re.Match[str]) -> str:
        target = match["linked"] or match["named"]
        new_target = find_new_target(target, path, path, rename)
        if new_target is None or new_target is CAPTURED:
            return match[0]
        # `'` may end the text in which the formula is written.
        if "'" in new_target.target:
            return match[0]
        group = "linked" if match["linked"] else "named"
        start, end = match.start(group) - match.start(), match.end(group) - match.start()
        return match[0][:start] + new_target.target + match[0][end:]

    return _BASE_LINK.sub(update_target, text)


_BASE_LINK = re.compile(
    r"\[\[(?P<linked>[^\[\]|#^\n]+)"
    r"|\b(?:link|file|hasLink)\(\s*(?P<quote>\\?[\"'])(?P<named>[^\"'\\\n]+)(?P=quote)"
)


def update_settings(text: str, rename: Rename, old_name: str, new_name: str) -> str:
    """Change what names the note in the settings: `name`, `pitch`, `places` and `not_the_same`.

    `old_name` and `new_name` are what the contact is called before and after. Two notes that were
    not the same, and are one now, are no pair any more. Raises NetnotesError for text that is no
    TOML, or can't be changed without damage.
    """
    document: Any = parse_settings_document(text)
    _update_me(document.get("me", {}), rename, new_name)
    _update_places(document.get("plan", {}).get("places", []), rename)
    new_names = {rename.old_path: rename.new_path, old_name: new_name}
    _update_pairs(document.get("vault", {}).get("not_the_same", []), new_names)
    return write_settings_document(document)


def _update_me(me: Any, rename: Rename, new_name: str) -> None:
    name = me.get("name")
    if isinstance(name, str) and find_file(name, "", rename.old_index).path == rename.old_path:
        me["name"] = new_name
    pitch = me.get("pitch")
    if isinstance(pitch, str):
        new_pitch, _ = update_links_in_text(pitch, "netnotes.toml", rename)
        if new_pitch != pitch:
            me["pitch"] = new_pitch


def _update_places(places: Any, rename: Rename) -> None:
    for index, place in enumerate(places):
        if isinstance(place, str):
            new_place, _ = update_links_in_text(place, "netnotes.toml", rename)
            if new_place != place:
                places[index] = new_place


def _update_pairs(pairs: Any, new_names: Mapping[str, str]) -> None:
    """Change the names in pairs; one whose two names are the same now is none any more."""
    for index in reversed(range(len(pairs))):
        pair = [new_names.get(str(name), str(name)) for name in pairs[index]]
        if len(set(pair)) == 1:
            del pairs[index]
        elif pair != list(pairs[index]):
            for position, new_value in enumerate(pair):
                pairs[index][position] = new_value
