"""The links in a line of text: of Obsidian, of Markdown, and as Notion exports them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from netnotes.markdown.syntax import INLINE_CODE, WIKILINK
from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Link
from netnotes.text import build_lazy_pattern

# WIKILINK begins with an optional `!`. Beginning with a fixed text, it is three times as fast.
_WIKILINK_WITHOUT_EMBED = re.compile(WIKILINK.pattern.removeprefix("(!?)"))
_MARKDOWN_LINK = build_lazy_pattern(
    r"\[([^\[\]\n]*)\]"
    r"\((?:<([^<>\n]+)>|([^()<>\s]++(?:\([^()\s]*+\)[^()<>\s]*+)*+))(?:\s+\"[^\"]*\")?\)"
)

# An address that is no file of the vault.
#
# Simpler than `classify_url` and more often asked: nothing is opened by it, so that it need not see
# through entities and control characters.
_EXTERNAL_TARGET = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")


def convert_relations(text: str) -> str:
    """Convert links as Notion exports them, `Ann Low (Ann%20Low.md)`, to links of Markdown."""
    if ".md)" in text:
        return _RELATION.sub(r"[\1](\2)", text)
    return text


_RELATION = re.compile(r"(?<!\])\b([^\[\](),;]+?) \(([^\s()]+\.md)\)")


def list_links(text: str, location: SourceLocation, *, embeds: bool = True) -> list[Link]:
    """List the notes that one line of text links to: `[[X]]`, `[x](X.md)`, or an embed `![[X]]`.

    `location` is where the text begins. With `embeds=False` embeds are left out.
    """
    if "`" in text:
        # Links in code are none; with blanks in their place, columns stay the same.
        text = INLINE_CODE.sub(lambda match: " " * len(match[0]), text)
    links: list[Link] = []
    if "[[" in text:
        _add_wikilinks(links, text, location, embeds=embeds)
    if "](" in text:
        _add_markdown_links(links, text, location, embeds=embeds)
    return links


def _add_wikilinks(links: list[Link], text: str, location: SourceLocation, *, embeds: bool) -> None:
    path, line, column = location
    for match in _WIKILINK_WITHOUT_EMBED.finditer(text):
        start = match.start()
        if not embeds and text[start - 1 : start] == "!":
            continue
        target, label = match.groups()
        # In a table the `|` of a link is written `\|`.
        target = target.strip().rstrip("\\")
        label = label.strip() if label else target
        links.append(Link(target, label, SourceLocation(path, line, column + start)))


def _add_markdown_links(
    links: list[Link], text: str, location: SourceLocation, *, embeds: bool
) -> None:
    path, line, column = location
    for match in _MARKDOWN_LINK.finditer(text):
        start = match.start()
        if not embeds and text[start - 1 : start] == "!":
            continue
        address = match[2] or match[3]
        if _EXTERNAL_TARGET.match(address):
            continue
        target = unquote(address)
        links.append(Link(target, match[1] or target, SourceLocation(path, line, column + start)))
