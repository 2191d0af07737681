"""The addresses of pages within the site, and of a note's line in an editor."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote

from netnotes.model.settings import EDITORS


class Ref(NamedTuple):
    """A name and where it links to: a path in the site, or a URL; empty for nowhere."""

    name: str
    href: str = ""


_NON_SLUG_CHARACTERS = re.compile("[^a-z0-9]+")

# Enough to recognise a name by in the address; the digest distinguishes notes.
_MAX_SLUG_LENGTH = 48


def build_page_path(folder: str, path: str, name: str) -> str:
    """Build the path of a note's page: its name in letters, digits and dashes, and a digest.

    The digest of the note's path keeps two notes of one name apart, and is all there is of a name
    in another script.
    """
    # `Ann.md` and `ann.md` are two notes on Linux and one file on macOS and Windows, where `CON`
    # cannot be a file at all. Their pages can be on every file system.
    plain_name = name
    if not name.isascii():
        # NFKD splits é into e and an accent, and `encode` drops the accent: José becomes jose.
        decomposed = unicodedata.normalize("NFKD", name)
        plain_name = decomposed.encode("ascii", "ignore").decode()
    slug = _NON_SLUG_CHARACTERS.sub("-", plain_name.lower()).strip("-")
    slug = slug[:_MAX_SLUG_LENGTH].strip("-")

    # In NFC, so that a vault has the same addresses on macOS, which writes é as two characters.
    digest = blake2b(unicodedata.normalize("NFC", path).encode(), digest_size=4).hexdigest()
    if not slug:
        return f"{folder}/{digest}.html"
    return f"{folder}/{slug}-{digest}.html"


def build_editor_url(editor: str, root: str, path: str, line: int, column: int) -> str:
    """Build the URL that opens a note at a line in an editor; `root` is the vault's folder."""
    # On Windows the root is `C:\Users\Ada\Vault`, and editors expect `/C:/Users/Ada/Vault`.
    full_path = f"/{root.replace(chr(92), '/').strip('/')}/{path}"
    return EDITORS[editor].format(path=quote(full_path, safe="/"), line=line, column=column)


# What a sector can be, the page that shows it so, and the plural.
GROUPINGS: tuple[tuple[str, str, str], ...] = (
    ("field", "map.html", "fields"),
    ("organisation", "map-organisation.html", "organisations"),
    ("level", "map-level.html", "levels"),
)
