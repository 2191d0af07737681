"""Where things are: the address of each page in the site, and of each note in Obsidian."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote

from netnotes.model.settings import EDITORS


class Ref(NamedTuple):
    """A name that can be followed. `href` is relative to the top of the site, or empty where there is no page."""

    name: str
    href: str = ""


_NON_SLUG_CHARACTERS = re.compile("[^a-z0-9]+")


def build_page_path(folder: str, path: str, name: str) -> str:
    """The page of a contact, goal or event: letters, digits and dashes only, and a digest so that no two collide."""
    plain = (
        name
        if name.isascii()
        else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    )
    slug = _NON_SLUG_CHARACTERS.sub("-", plain.lower()).strip("-")[:48].strip("-")
    digest = blake2b(unicodedata.normalize("NFC", path).encode(), digest_size=4).hexdigest()
    return f"{folder}/{slug}-{digest}.html" if slug else f"{folder}/{digest}.html"


def build_editor_url(editor: str, root: str, path: str, line: int, column: int) -> str:
    """The address that opens a note at a line in an editor; it holds where the vault lies on this machine."""
    whole = f"/{root.replace(chr(92), '/').strip('/')}/{path}"
    return EDITORS[editor].format(path=quote(whole, safe="/"), line=line, column=column)
