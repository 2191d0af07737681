"""The rules for blocks: tables, math, footnotes, references, callouts and tasks; a limit on depth.

Most blocks are left to markdown-it-py. A rule here either limits one of its rules or adds a block
of Obsidian's.
"""

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

from netnotes.markdown.syntax import CELL_SEPARATOR, MARK_START, MAX_PARAGRAPH_LENGTH

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore


# How deep blocks may be nested: a quote counts one, a list two.
MAX_NESTING = 40

# The names of callouts, and the kind that each looks like.
#
# Source: https://help.obsidian.md/callouts
CALLOUTS = {
    "note": "note",
    "abstract": "abstract",
    "summary": "abstract",
    "tldr": "abstract",
    "info": "info",
    "todo": "todo",
    "tip": "tip",
    "hint": "tip",
    "important": "tip",
    "success": "success",
    "check": "success",
    "done": "success",
    "question": "question",
    "help": "question",
    "faq": "question",
    "warning": "warning",
    "caution": "warning",
    "attention": "warning",
    "failure": "failure",
    "fail": "failure",
    "missing": "failure",
    "danger": "danger",
    "error": "danger",
    "bug": "bug",
    "example": "example",
    "quote": "quote",
    "cite": "quote",
}


def build_block_rule(block_name: str) -> _BlockRule:
    """Build the rule that parses the first block that may begin on a line.

    With `block_name`, it is only asked what may end a block of that name.
    """

    def select_rules(character: str) -> tuple[_BlockRule, ...]:
        rules = []
        for rule, characters, ended_blocks in _BLOCK_RULES:
            may_begin_so = not characters or character in characters
            if may_begin_so and (not block_name or block_name in ended_blocks):
                rules.append(rule)
        return tuple(rules)

    # Only those rules are asked whose first character the line has: asking all of them in turn
    # takes half as long again. No rule begins with a line end.
    other_rules = select_rules("\n")
    rules_by_character = {
        character: select_rules(character)
        for character in "".join([characters for _, characters, _ in _BLOCK_RULES])
    }

    def apply_first_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        position = state.bMarks[start] + state.tShift[start]
        character = state.src[position : position + 1]
        for rule in rules_by_character.get(character, other_rules):
            if rule(state, start, end, silent):
                return True
        return False

    return apply_first_rule


def _parse_too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse blocks nested too deeply as they were typed. The parser would drop them silently."""
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
    """Parse a table; cells of a row beyond its last column are added to its last cell.

    The parser would drop them silently.
    """
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    tokens = state.tokens
    row_indexes = [index for index in range(first, len(tokens)) if tokens[index].type == "tr_open"]
    if row_indexes:
        column_count = sum(token.type == "th_open" for token in tokens[first:])
        for index in row_indexes[1:]:
            _add_surplus_cells(state, index, column_count)
    return True


def _add_surplus_cells(state: StateBlock, row_index: int, column_count: int) -> None:
    line = (state.tokens[row_index].map or [0])[0]
    position = state.bMarks[line] + state.tShift[line]
    row = state.src[position : state.eMarks[line]].strip()
    # Most rows have no more cells than the table has columns, and need not be split.
    if row.count("|") < column_count:
        return
    cells = CELL_SEPARATOR.split(row.removeprefix("|"))
    surplus_cells = [cell.strip() for cell in cells[column_count:] if cell.strip()]
    # A cell is three tokens: its start, its text and its end.
    last_cell = state.tokens[row_index + 3 * column_count - 1]
    last_cell.content = " | ".join([last_cell.content, *surplus_cells])


def _parse_math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse the lines from one that begins with `$$` to one that ends so."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", position) or state.is_code_block(start):
        return False
    closing_position = state.src.find("$$", position + 2)
    if closing_position < 0:
        return False
    last = bisect_left(state.eMarks, closing_position)
    if last >= end or state.src[closing_position + 2 : state.eMarks[last]].strip():
        return False
    # A line indented less than the block it is in, such as an item, ends that block.
    if any(state.sCount[line] < state.blkIndent for line in range(start, last + 1)):
        return False
    if not silent:
        token = state.push("math_block", "pre", 0)
        text = state.getLines(start, last + 1, state.blkIndent, False)
        token.content = text.strip().strip("$").strip("\n")
        state.line = last + 1
    return True


def _parse_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a footnote's text.

    One that nothing refers to, a second one of the same name, and one within another are left to
    be paragraphs: the parser would drop them silently.
    """
    match = _FOOTNOTE.match(state.src, state.bMarks[start] + state.tShift[start])
    if not match or state.parentType == "footnote" or not _is_referred_to(match[1], state):
        return False
    label = match[1].removeprefix("^")
    if f":{label}" in state.env.get("footnotes", {}).get("refs", {}):
        return False
    return footnote_def(state, start, end, silent)


_FOOTNOTE = re.compile(r"\[(\^[^\[\] \n]+)\]:")


def _parse_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a reference, the address of a link that is elsewhere in the text: `[label]: address`.

    One that nothing refers to, and a second one of the same name, are left to be paragraphs.
    """
    match = _REFERENCE.match(state.src, state.bMarks[start] + state.tShift[start])
    if not match or not _is_referred_to(match[1], state):
        return False
    if normalizeReference(match[1]) in state.env.get("references", {}):
        return False
    return reference(state, start, end, silent)


_REFERENCE = re.compile(r"\[((?!\^)[^\[\]\n]+)\]:")


def _is_referred_to(label: str, state: StateBlock) -> bool:
    # All labels are searched for at once: a search for each would take long in a long text.
    if "referred" not in state.env:
        state.env["referred"] = _collect_used_labels(state.src)
    return normalizeReference(label) in state.env["referred"]


def _collect_used_labels(text: str) -> set[str]:
    labels: set[str] = set()
    for match in _REFERENCE_USE.finditer(text):
        line_start, label, colon = match.groups()
        # At the beginning of a line and before a colon it is defined, not used.
        if line_start is None or not colon:
            labels.add(normalizeReference(label))
    return labels


_REFERENCE_USE = re.compile(r"(^[ \t>]*)?\[([^\[\]]+)\](:)?", re.MULTILINE)


def _parse_underlined_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a heading underlined with `=` or `-`."""
    # The parser looks for the underline from every paragraph, which takes long; few texts have one.
    if "underlined" not in state.env:
        state.env["underlined"] = bool(_UNDERLINE.search(state.src))
    if not state.env["underlined"]:
        return False
    return lheading(state, start, end, silent)


_UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)


_BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

# The blocks that another block may end without a blank line between them.
INTERRUPTIBLE_BLOCKS = ("paragraph", "reference", "blockquote", "list")

# The rules in the order in which they are tried.
#
# With each are the characters its block begins with, empty for any, and the blocks it may end.
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


# The text within blocks


def parse_texts(state: StateCore) -> None:
    """Parse the text of every block."""
    quotes: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            quotes.append(token)
            if state.tokens[index + 1].type == "paragraph_open":
                _parse_callout(token, state.tokens[index + 2], state)
        elif token.type == "blockquote_close":
            # A callout is another element than a quote, and ends with the tag it began with.
            token.tag = quotes.pop().tag
        elif token.type == "inline":
            _parse_text(state.tokens, index, state)


def _parse_callout(quote: Token, first: Token, state: StateCore) -> None:
    """Make a quote a callout if its text begins with `[!kind]` and, maybe, a title.

    `+` or `-` after that makes it one that can be folded, open or closed at first.
    """
    match = _CALLOUT.match(first.content)
    if not match:
        return
    kind, fold, title = match.groups()
    quote.tag = "details" if fold else "div"
    quote.attrs = {"class": f"callout {CALLOUTS.get(kind.strip().lower(), 'note')}"}
    if fold == "+":
        quote.attrs["open"] = ""
    quote.children = _parse_inline(title.strip() or kind.strip().capitalize(), state)
    first.content = first.content[match.end() :]


_CALLOUT = re.compile(r"\[!([\w -]{1,40})\]([+-]?)[ \t]*(.*)\n?")


def _parse_text(tokens: list[Token], index: int, state: StateCore) -> None:
    """Parse the text of one block; a task gets its symbol, a block id is removed."""
    token, block = tokens[index], tokens[index - 1]
    children: list[Token] = []
    if block.type == "paragraph_open":
        children += _split_task(tokens[index - 2], token)
        if "^" in token.content:
            token.content = BLOCK_ID.sub("", token.content)

    children += _parse_inline(token.content, state)
    token.children = children
    # A paragraph of nothing but a block id would be an empty line.
    if not token.content and not children and block.type in ("paragraph_open", "heading_open"):
        block.hidden = True
        tokens[index + 1].hidden = True


def _split_task(item: Token, text: Token) -> list[Token]:
    """Make a list item a task if its text begins with `[ ]`, and return the task's symbol."""
    if item.type != "list_item_open":
        return []
    match = _TASK.match(text.content)
    if not match:
        return []
    item.attrs["class"] = "task"
    text.content = text.content[len("[ ] ") :]
    return [Token("task", "", 0, content=match[1])]


_TASK = re.compile(r"\[([ xX-])\](?:\s|$)")

# An id at the end of a block, for Obsidian to link to: ` ^a1b2c3`.
BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]+\s*\Z")


def _parse_inline(text: str, state: StateCore) -> list[Token]:
    """Parse a text; one without markup, or too long to be parsed, is a single token."""
    if not text:
        return []
    if len(text) > MAX_PARAGRAPH_LENGTH or not MARK_START.search(text):
        return [Token("plain", "", 0, content=text)]
    return state.md.inline.parse(text, state.md, state.env, [])


def add_footnotes(state: StateCore) -> None:
    """Add the footnotes to the end of the text, in the order in which they are referred to."""
    footnotes = state.env.get("footnotes", {})
    for label, number in footnotes.get("refs", {}).items():
        # What seemed to refer to it was code, for example; it comes last.
        if number < 0:
            footnotes["list"][len(footnotes["list"])] = {"label": label[1:], "count": 0}
    footnote_tail(state)
