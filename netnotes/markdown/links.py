"""Where the address of a link leads, and how it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Literal, TypeAlias

from msgspec import Struct

from netnotes.text import build_lazy_pattern


class Target(Struct, frozen=True):
    """Where a link or an embed leads: a URL of the site, of the web, or an `obsidian://` one.

    `kind` is `page`, `image` for one that a page may show, or `missing`, whose `href` is empty.
    """

    href: str
    kind: str


# Finds where a link leads by its target as written: `Ada Quill`, `work/x#Head`, `image.png`.
Resolve: TypeAlias = Callable[[str], Target]

# Where an address leads; `web` includes mail, phone and Obsidian.
Destination: TypeAlias = Literal["web", "vault", "nowhere"]


def classify_url(url: str) -> Destination:
    """Find out where an address written in Markdown leads; `nowhere` is not to be opened."""
    if _WEB_ADDRESS.match(normalize_url(url)):
        return "web"
    # `java&#115;cript:` or `java<tab>script:` is a scheme for a browser, which decodes entities
    # and passes over control characters and spaces (WHATWG URL, section 4.4).
    if _OTHER_SCHEME.match(_INVISIBLE_CHARACTERS.sub("", unescape(url))):
        return "nowhere"
    return "vault"


def is_dangerous_url(url: str) -> bool:
    """Tell whether an address could run a program or pass for another one.

    These are schemes of scripts and of programs that do what the address says, two slashes in
    front, and a scheme that is spelt so that only a browser sees it. An address of another program,
    such as `things:///show?id=1`, is only shown as text.
    """
    if classify_url(url) != "nowhere":
        return False
    seen_by_browser = _INVISIBLE_CHARACTERS.sub("", unescape(url))
    return seen_by_browser != url or not _HARMLESS_SCHEME.match(url)


def normalize_url(url: str) -> str:
    """Return a URL as a browser takes it: no control characters, spaces encoded."""
    return _CONTROL_CHARACTERS.sub("", url).strip().replace(" ", "%20")


def strip_unbalanced_end(url: str) -> str:
    """Cut a URL off at the first `)` that closes nothing in it."""
    depth = 0
    for match in _PARENTHESIS.finditer(url):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return url[: match.start()]
    return url


def format_target(target: str) -> str:
    """Format a link's target as a label, as Obsidian does: `Ada#Talks` as `Ada > Talks`."""
    parts = re.split(r"[#^]+", target.strip())
    return " > ".join([part for part in parts if part])


_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")
_INVISIBLE_CHARACTERS = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+"
)
# Of Obsidian's own addresses only these two: `obsidian://new` and those of plugins write notes or
# run commands. What is spelt in another way, with entities for example, is none of the two.
_WEB_ADDRESS = re.compile(
    r"(?:https?|mailto|tel):|obsidian://(?:open|search)/?(?:[?#]|\Z)"
    # Where a message, a person or an entry is shown by the program that has it.
    r"|(?:sms|facetime(?:-audio)?|message|skype|tg|slack|things|zotero):",
    re.IGNORECASE,
)
# Two slashes begin the address of another server, a colon before any slash follows a scheme.
_OTHER_SCHEME = re.compile(r"[/\\]{2}|[^/?#:]*:")
# Any scheme but those that run what follows (Microsoft's `ms-msdt:` among them), hold a page of
# their own, or hold another address. Of Obsidian, `new` and those of plugins write notes.
_HARMLESS_SCHEME = build_lazy_pattern(
    r"(?!(?:javascript|vbscript|livescript|mocha|data|blob|filesystem|view-source|jar|feed|about"
    r"|ms-(?!outlook\b)[\w-]*|search-ms|intent|shell|cmd|res|mhtml|x-javascript|obsidian):)"
    r"[a-z][a-z0-9+.-]*:",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"[()]")
