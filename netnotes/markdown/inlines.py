"""The rules within a line: wikilinks, fields, tags, math, web addresses and highlights."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    image,
    link,
    newline,
    strikethrough,
)
from markdown_it.rules_inline import escape as backslash
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

from netnotes.markdown.links import strip_unbalanced_end
from netnotes.markdown.syntax import MARK_START, TAG, WIKILINK

if TYPE_CHECKING:
    from markdown_it.token import Token


def parse_plain_text(state: StateInline, silent: bool) -> bool:
    """Parse text up to where the next markup may begin."""
    match = _NEXT_MARK.search(state.src, state.pos, state.posMax)
    end = match.start() if match else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


_NEXT_MARK = re.compile(MARK_START.pattern + r"|\n")


def parse_mark(state: StateInline, silent: bool) -> bool:
    """Parse whatever markup begins here."""
    # `any` takes twice as long.
    for rule in _MARK_RULES.get(state.src[state.pos], ()):  # noqa: SIM110
        if rule(state, silent):
            return True
    return False


def _parse_wikilink(state: StateInline, silent: bool) -> bool:
    """Parse `[[Target|label]]`, or an embed `![[Target|label]]`."""
    match = WIKILINK.match(state.src, state.pos, state.posMax)
    if not match or not match[2].strip():
        return False
    if not silent:
        token = state.push("embed" if match[1] else "wikilink", "", 0)
        # In a table the `|` of a link is written `\|`.
        token.content = match[2].strip().rstrip("\\")
        token.info = (match[3] or "").strip()
    state.pos = match.end()
    return True


def _parse_field(state: StateInline, silent: bool) -> bool:
    """Parse `[key:: value]` or `(key:: value)`, as the plugin Dataview reads them."""
    match = _FIELD_PATTERNS[state.src[state.pos]].match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        # The value may have markup of its own: it is parsed as if nothing came after it.
        end = state.posMax
        state.push("field_open", "span", 1).content = match[1].strip()
        state.pos, state.posMax = match.start(2), match.end(2)
        state.md.inline.tokenize(state)
        state.push("field_close", "span", -1)
        state.posMax = end
    state.pos = match.end()
    return True


_FIELD_PATTERNS = {
    "[": re.compile(
        r"\[([^\[\]():\n]{1,40})::[ \t]*"
        r"((?:[^\[\]\n]|\[\[[^\[\]\n]*\]\]|\[[^\[\]\n]+\]\([^()\s]*\))*)\]"
    ),
    "(": re.compile(r"\(([^\[\]():\n]{1,40})::[ \t]*([^()\n]*)\)"),
}


def _parse_tag(state: StateInline, silent: bool) -> bool:
    """Parse `#tag`; a number alone is none."""
    match = TAG.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    return _add_token(state, silent, "tag", match[0], match.end())


def _parse_math(state: StateInline, silent: bool) -> bool:
    """Parse `$…$` or `$$…$$`. As in Obsidian, `$5 or $6` is no math."""
    match = _MATH.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    return _add_token(state, silent, "math", match[0].strip("$"), match.end())


_MATH = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])(?:\\[^\n]|[^$\\\n])+(?<!\s)\$(?!\d)")


def _add_token(state: StateInline, silent: bool, kind: str, content: str, end: int) -> bool:
    """Add a token that ends at a place of the source, and go on from there."""
    if not silent:
        state.push(kind, "", 0).content = content
    state.pos = end
    return True


def _parse_web_address(state: StateInline, silent: bool) -> bool:
    """Parse a bare `https://…`, up to the punctuation of the sentence it is in."""
    match = _WEB_ADDRESS.match(state.src, state.pos, state.posMax)
    if not match or state.linkLevel:
        return False
    url = match[0].rstrip(_SENTENCE_PUNCTUATION)
    # Of `(see https://example.org/a_(b).)` the last bracket is the sentence's.
    url = strip_unbalanced_end(url).rstrip(_SENTENCE_PUNCTUATION)
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": url}
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1)
    state.pos += len(url)
    return True


_WEB_ADDRESS = re.compile(r"(?<![\w:])https?://[^\s<>\[\]\"`\\|*]+")
_SENTENCE_PUNCTUATION = ".,;:!?'_~="


def _parse_highlight(state: StateInline, silent: bool) -> bool:
    """Parse `==` as a delimiter that may open or close a highlight, the way `**` does."""
    scanned = state.scanDelims(state.pos, True)
    # More than two are a line drawn with `=`.
    if scanned.length != 2:
        if not silent:
            state.pending += "=" * scanned.length
        state.pos += scanned.length
        return True
    if silent:
        return False
    state.push("text", "", 0).content = "=="
    state.delimiters.append(
        Delimiter(
            marker=ord("="),
            length=0,
            token=len(state.tokens) - 1,
            end=-1,
            open=scanned.can_open,
            close=scanned.can_close,
        )
    )
    state.pos += 2
    return True


def pair_highlights(state: StateInline) -> None:
    """Make `<mark>` of the `==` that the parser has paired, also within other markup."""
    _convert_pairs(state.tokens, state.delimiters)
    for meta in state.tokens_meta:
        if meta:
            _convert_pairs(state.tokens, meta["delimiters"])


def _convert_pairs(tokens: list[Token], delimiters: list[Delimiter]) -> None:
    for opener in delimiters:
        # `end` is the index of the delimiter that closes this one.
        if opener.marker == ord("=") and opener.end >= 0:
            _convert_to_mark(tokens[opener.token], "mark_open", 1)
            _convert_to_mark(tokens[delimiters[opener.end].token], "mark_close", -1)


def _convert_to_mark(token: Token, kind: str, nesting: Literal[1, -1]) -> None:
    token.type = kind
    token.tag = "mark"
    token.nesting = nesting
    token.content = ""


_InlineRule: TypeAlias = Callable[[StateInline, bool], bool]

# The rules that may match, by the character that markup begins with.
_MARK_RULES: dict[str, tuple[_InlineRule, ...]] = {
    "\n": (newline,),
    "\\": (backslash,),
    "`": (backtick,),
    "~": (strikethrough.tokenize,),
    "*": (emphasis.tokenize,),
    "_": (emphasis.tokenize,),
    "=": (_parse_highlight,),
    "[": (_parse_wikilink, _parse_field, footnote_ref, link),
    "!": (_parse_wikilink, image),
    "^": (footnote_inline,),
    "<": (autolink,),
    "&": (entity,),
    "#": (_parse_tag,),
    "$": (_parse_math,),
    "(": (_parse_field,),
    "h": (_parse_web_address,),
}
