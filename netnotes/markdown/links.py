"""Where an address leads (web, vault, nowhere), balanced brackets, how a target is shown; Target and Resolve."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TypeAlias

from msgspec import Struct


class Target(Struct, frozen=True):
    """Where a link or an embed leads: a URL of the site or an `obsidian://` one, and what is found there.

    `kind` is `page`, `image` (one a page may show), or `missing`, whose `href` is empty.
    """

    href: str
    kind: str


Resolve: TypeAlias = Callable[[str], Target]
"""From a link's target as it was written (`Ada Quill`, `folder/x#Head`, `image.png`) to where it leads."""


def classify_url(url: str) -> str:
    """Where a link written in Markdown leads: to the `web` (mail, phone and Obsidian included), `vault`, or `nowhere`.

    Browsers pass over control characters and spaces in a scheme, so these don't count here either; nor do entities.
    """
    if _WEB_SCHEME.match(normalize_url(url)):
        return "web"
    return (
        "nowhere" if _OTHER_SCHEME.match(_INVISIBLE_CHARACTERS.sub("", unescape(url))) else "vault"
    )


def normalize_url(url: str) -> str:
    """A URL as a browser takes it: without control characters, and no space as it is."""
    return _CONTROL_CHARACTERS.sub("", url).strip().replace(" ", "%20")


def strip_unbalanced_end(url: str) -> str:
    """A URL up to the first `)` that closes nothing in it."""
    depth = 0
    for match in _PARENTHESIS.finditer(url):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return url[: match.start()]
    return url


def format_target(target: str) -> str:
    """A link's target as a label: `Ada Quill#Talks` as `Ada Quill > Talks`."""
    return " > ".join(part for part in re.split(r"[#^]+", target.strip()) if part)


_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")
_INVISIBLE_CHARACTERS = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+"
)
_WEB_SCHEME = re.compile(r"(?:https?|mailto|tel|obsidian):", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[/\\]{2}|[^/?#:]*:")
_PARENTHESIS = re.compile(r"[()]")
