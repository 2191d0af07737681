"""Rules within a line: wikilinks, fields, tags, math, web addresses, highlights; the sign each begins with."""

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
from netnotes.markdown.syntax import MARK_START, WIKILINK

if TYPE_CHECKING:
    from markdown_it.token import Token

# Within a line


def parse_plain_text(state: StateInline, silent: bool) -> bool:
    """Text up to where the next mark may begin."""
    found = _NEXT_MARK.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


_NEXT_MARK = re.compile(MARK_START.pattern + r"|\n")


def parse_mark(state: StateInline, silent: bool) -> bool:
    """Whatever mark begins here."""
    for mark in _MARK_RULES.get(state.src[state.pos], ()):  # noqa: SIM110 - any() takes twice as long
        if mark(state, silent):
            return True
    return False


def _parse_wikilink(state: StateInline, silent: bool) -> bool:
    """`[[Target|label]]`, or `![[Target|label]]` for what is to be shown here."""
    found = WIKILINK.match(state.src, state.pos, state.posMax)
    if not found or not found[2].strip():
        return False
    if not silent:
        token = state.push("embed" if found[1] else "wikilink", "", 0)
        token.content, token.info = found[2].strip().rstrip("\\"), (found[3] or "").strip()
    state.pos = found.end()
    return True


def _parse_field(state: StateInline, silent: bool) -> bool:
    """`[key:: value]` or `(key:: value)`, as Dataview reads them."""
    found = _FIELD_PATTERNS[state.src[state.pos]].match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        end = state.posMax
        state.push("field_open", "span", 1).content = found[1].strip()
        state.pos, state.posMax = found.start(2), found.end(2)
        state.md.inline.tokenize(state)
        state.push("field_close", "span", -1)
        state.posMax = end
    state.pos = found.end()
    return True


_FIELD_PATTERNS = {
    "[": re.compile(
        r"\[([^\[\]():\n]{1,40})::[ \t]*((?:[^\[\]\n]|\[\[[^\[\]\n]*\]\]|\[[^\[\]\n]+\]\([^()\s]*\))*)\]"
    ),
    "(": re.compile(r"\(([^\[\]():\n]{1,40})::[ \t]*([^()\n]*)\)"),
}


def _parse_tag(state: StateInline, silent: bool) -> bool:
    """`#tag`; a number alone is none."""
    found = _TAG.match(state.src, state.pos, state.posMax)
    return _add_token(state, silent, "tag", found[0], found.end()) if found else False


_TAG = re.compile(r"(?<![\w/#&\[\]])#[\w/-]*[^\W\d][\w/-]*")


def _parse_math(state: StateInline, silent: bool) -> bool:
    """`$…$` or `$$…$$`. As in Obsidian, `$5 or $6` is none."""
    found = _MATH.match(state.src, state.pos, state.posMax)
    return _add_token(state, silent, "math", found[0].strip("$"), found.end()) if found else False


_MATH = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])(?:\\[^\n]|[^$\\\n])+(?<!\s)\$(?!\d)")


def _add_token(state: StateInline, silent: bool, kind: str, content: str, end: int) -> bool:
    if not silent:
        state.push(kind, "", 0).content = content
    state.pos = end
    return True


def _parse_web_address(state: StateInline, silent: bool) -> bool:
    """`https://…` written as it is, up to the punctuation of the sentence it stands in."""
    found = _WEB_ADDRESS.match(state.src, state.pos, state.posMax)
    if not found or state.linkLevel:
        return False
    url = strip_unbalanced_end(found[0].rstrip(_SENTENCE_PUNCTUATION)).rstrip(_SENTENCE_PUNCTUATION)
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": url}
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1)
    state.pos += len(url)
    return True


_WEB_ADDRESS = re.compile(r"(?<![\w:])https?://[^\s<>\[\]\"`\\|*]+")
_SENTENCE_PUNCTUATION = ".,;:!?'_~="


def _parse_highlight(state: StateInline, silent: bool) -> bool:
    """`==` as a mark that may open or close, the way `**` does."""
    scanned = state.scanDelims(state.pos, True)
    if scanned.length != 2:  # a line drawn with `=`
        if not silent:
            state.pending += "=" * scanned.length
        state.pos += scanned.length
        return True
    if silent:
        return False
    state.push("text", "", 0).content = "=="
    at = len(state.tokens) - 1
    state.delimiters.append(Delimiter(ord("="), 0, at, -1, scanned.can_open, scanned.can_close))
    state.pos += 2
    return True


def pair_highlights(state: StateInline) -> None:
    for delimiters in (
        state.delimiters,
        *(meta["delimiters"] for meta in state.tokens_meta if meta),
    ):
        for opener in delimiters:
            if opener.marker == ord("=") and opener.end >= 0:
                _convert_to_mark(state.tokens[opener.token], "mark_open", 1)
                _convert_to_mark(state.tokens[delimiters[opener.end].token], "mark_close", -1)


def _convert_to_mark(token: Token, kind: str, nesting: Literal[1, -1]) -> None:
    token.type, token.tag, token.nesting, token.content = kind, "mark", nesting, ""


_InlineRule: TypeAlias = Callable[[StateInline, bool], bool]

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
