"""Block rules: tables, math, footnotes, references, underlined headings, callouts, tasks, depth limit; the order in which they are tried."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    code,
    fence,
    heading,
    hr,
    lheading,
    list_block,
    paragraph,
    reference,
    table,
)
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_tail

from netnotes.markdown.syntax import MARK_START, MAX_PARAGRAPH_LENGTH

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore


MAX_NESTING = 40
"""How deep blocks may nest: a quote counts one, a list two."""

CALLOUTS = {
    alias: kind
    for kind, aliases in {
        "note": (),
        "abstract": ("summary", "tldr"),
        "info": (),
        "todo": (),
        "tip": ("hint", "important"),
        "success": ("check", "done"),
        "question": ("help", "faq"),
        "warning": ("caution", "attention"),
        "failure": ("fail", "missing"),
        "danger": ("error",),
        "bug": (),
        "example": (),
        "quote": ("cite",),
    }.items()
    for alias in (kind, *aliases)
}


# Blocks


def build_block_rule(block_name: str) -> _BlockRule:
    """The first block that may begin on a line, or of those that may end another block there.

    Only those whose sign the line begins with are asked; asking all in turn takes half as long again.
    """

    def select_rules(sign: str) -> tuple[_BlockRule, ...]:
        return tuple(
            rule
            for rule, signs, ends in _BLOCK_RULES
            if (not signs or sign in signs) and (not block_name or block_name in ends)
        )

    words = select_rules("\n")
    choices = {sign: select_rules(sign) for _, signs, _ in _BLOCK_RULES for sign in signs}

    def apply_first_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        for rule in choices.get(state.src[begin : begin + 1], words):
            if rule(state, start, end, silent):
                return True
        return False

    return apply_first_rule


def _parse_too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Blocks nested too deeply, as they were typed. Left to the parser they would be missing."""
    if state.level <= MAX_NESTING or silent:
        return False
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    token = state.push("as_typed", "pre", 0)
    token.content = state.getLines(start, last, state.blkIndent, False)
    state.env.setdefault("too deep", []).append(start + 1)
    state.line = last
    return True


def _parse_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, with the cells of a row beyond the last column in its last cell."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    rows = [at for at in range(first, len(state.tokens)) if state.tokens[at].type == "tr_open"]
    columns = sum(token.type == "th_open" for token in state.tokens[first:]) if rows else 0
    for at in rows[1:]:
        number = (state.tokens[at].map or [0])[0]
        row = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()
        if row.count("|") >= columns:
            cells = _CELL_SEPARATOR.split(row.removeprefix("|"))
            more = [cell.strip() for cell in cells[columns:] if cell.strip()]
            last = state.tokens[
                at + 3 * columns - 1
            ]  # of each cell: its beginning, its text, its end
            last.content = " | ".join([last.content, *more])
    return True


_CELL_SEPARATOR = re.compile(r"(?<!\\)\|")


def _parse_math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines from one that begins with `$$` to one that ends so."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", begin) or state.is_code_block(start):
        return False
    close = state.src.find("$$", begin + 2)
    last = bisect_left(state.eMarks, close) if close >= 0 else end
    if last >= end or state.src[close + 2 : state.eMarks[last]].strip():
        return False
    if any(state.sCount[number] < state.blkIndent for number in range(start, last + 1)):
        return False
    if not silent:
        token = state.push("math_block", "pre", 0)
        token.content = (
            state.getLines(start, last + 1, state.blkIndent, False).strip().strip("$").strip("\n")
        )
        state.line = last + 1
    return True


def _parse_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote's text. One nobody refers to, a second one of that name, or one inside another is a paragraph."""
    named = _FOOTNOTE.match(state.src, state.bMarks[start] + state.tShift[start])
    if not named or state.parentType == "footnote" or not _is_referred_to(named[1], state):
        return False
    if ":" + named[1][1:] in state.env.get("footnotes", {}).get("refs", {}):
        return False
    return footnote_def(state, start, end, silent)


_FOOTNOTE = re.compile(r"\[(\^[^\[\] \n]+)\]:")


def _parse_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The address of a link that stands elsewhere. One nobody refers to, or a second of that name, is a paragraph."""
    named = _REFERENCE.match(state.src, state.bMarks[start] + state.tShift[start])
    if not named or not _is_referred_to(named[1], state):
        return False
    if normalizeReference(named[1]) in state.env.get("references", {}):
        return False
    return reference(state, start, end, silent)


_REFERENCE = re.compile(r"\[((?!\^)[^\[\]\n]+)\]:")


def _is_referred_to(label: str, state: StateBlock) -> bool:
    if "referred" not in state.env:
        found = _REFERENCE_USE.finditer(state.src)
        state.env["referred"] = {
            normalizeReference(one[2]) for one in found if one[1] is None or not one[3]
        }
    return normalizeReference(label) in state.env["referred"]


_REFERENCE_USE = re.compile(r"(^[ \t>]*)?\[([^\[\]]+)\](:)?", re.MULTILINE)


def _parse_underlined_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading underlined with `=` or `-`. Without any such line in the whole text, none is looked for."""
    if "underlined" not in state.env:
        state.env["underlined"] = bool(_UNDERLINE.search(state.src))
    return state.env["underlined"] and lheading(state, start, end, silent)


_UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)


_BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

INTERRUPTIBLE_BLOCKS = ("paragraph", "reference", "blockquote", "list")

_BLOCK_RULES: tuple[tuple[_BlockRule, str, tuple[str, ...]], ...] = (
    (_parse_too_deep, "", ()),
    (_parse_table, "", ("paragraph", "reference")),
    (code, "", ()),
    (fence, "`~", INTERRUPTIBLE_BLOCKS),
    (blockquote, ">", INTERRUPTIBLE_BLOCKS),
    (_parse_math_block, "$", INTERRUPTIBLE_BLOCKS),
    (hr, "-*_", INTERRUPTIBLE_BLOCKS),
    (list_block, "-+*0123456789", ("paragraph", "reference", "blockquote")),
    (_parse_footnote, "[", ("paragraph", "reference")),
    (_parse_reference, "[", ()),
    (heading, "#", ("paragraph", "reference", "blockquote")),
    (_parse_underlined_heading, "", ()),
    (paragraph, "", ()),
)
"""Every kind of block in the order in which they are tried: the signs it begins with, and what it ends."""


# From blocks to lines


def parse_texts(state: StateCore) -> None:
    """The text of every block, read for marks."""
    quotes: list[Token] = []
    for at, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            quotes.append(token)
            if state.tokens[at + 1].type == "paragraph_open":
                _parse_callout(token, state.tokens[at + 2], state)
        elif token.type == "blockquote_close":
            token.tag = quotes.pop().tag
        elif token.type == "inline":
            _parse_text(state.tokens, at, state)


def _parse_callout(quote: Token, first: Token, state: StateCore) -> None:
    """Make a quote that begins with `[!kind]` a callout, folded by `+` or `-`; the rest of that line is its title."""
    head = _CALLOUT.match(first.content)
    if not head:
        return
    kind, fold, title = head.groups()
    quote.tag = "details" if fold else "div"
    quote.attrs = {"class": f"callout {CALLOUTS.get(kind.strip().lower(), 'note')}"}
    if fold == "+":
        quote.attrs["open"] = ""
    quote.children = _parse_inline(title.strip() or kind.strip().capitalize(), state)
    first.content = first.content[head.end() :]


_CALLOUT = re.compile(r"\[!([\w -]{1,40})\]([+-]?)[ \t]*(.*)\n?")


def _parse_text(tokens: list[Token], index: int, state: StateCore) -> None:
    """The text of one block: a task's sign set before it, its block id taken off, its paragraph hidden if it is empty."""
    token, block = tokens[index], tokens[index - 1]
    sign: list[Token] = []
    if block.type == "paragraph_open":
        if tokens[index - 2].type == "list_item_open" and (task := _TASK.match(token.content)):
            tokens[index - 2].attrs["class"] = "task"
            sign = [Token("task", "", 0, content=task[1])]
            token.content = token.content[4:]
        if "^" in token.content:
            token.content = BLOCK_ID.sub("", token.content)
    token.children = sign + _parse_inline(token.content, state)
    if not token.content and not sign and block.type in ("paragraph_open", "heading_open"):
        block.hidden = tokens[index + 1].hidden = True


_TASK = re.compile(r"\[([ xX-])\](?:\s|$)")
BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]+\s*\Z")


def _parse_inline(text: str, state: StateCore) -> list[Token]:
    if not text:
        return []
    if len(text) > MAX_PARAGRAPH_LENGTH or not MARK_START.search(text):
        return [Token("plain", "", 0, content=text)]
    return state.md.inline.parse(text, state.md, state.env, [])


def add_footnotes(state: StateCore) -> None:
    """Footnotes at the end of the text in the order they are referred to, then those that only seemed to be."""
    notes = state.env.get("footnotes", {})
    for label, number in notes.get("refs", {}).items():
        if number < 0:
            notes["list"][len(notes["list"])] = {"label": label[1:], "count": 0}
    footnote_tail(state)
