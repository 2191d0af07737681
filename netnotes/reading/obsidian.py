"""Obsidian's Markdown for markdown-it-py: its links, callouts, highlights, tags, tasks, fields and math.

What the parser would drop without a word is kept: text nested too deeply, cells beyond a table's last column,
footnotes and references that nothing refers to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.renderer import RendererHTML
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
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_inline, footnote_ref, footnote_tail

from netnotes.reading.note import WIKILINK
from netnotes.reading.prose import (
    MARK_START,
    MAX_PARAGRAPH_LENGTH,
    Target,
    classify_url,
    format_target,
    normalize_url,
    plain,
    render_as_typed,
    strip_unbalanced_end,
)

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.utils import OptionsDict

    from netnotes.reading.prose import Resolve

Env: TypeAlias = "MutableMapping[str, Any]"

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

TASK_SIGNS = {" ": ("☐", "open"), "x": ("☑", "done"), "X": ("☑", "done"), "-": ("☒", "cancelled")}
"""What stands between a task's brackets, as a sign and in words."""


def render_text(text: str, resolve: Resolve, anchor: str) -> str:
    """A whole text as HTML."""
    return str(_build_parser().render(text, _build_env(resolve, anchor)))


def render_line(text: str, resolve: Resolve) -> str:
    """One paragraph's text as HTML; its footnotes stand in brackets."""
    env = {**_build_env(resolve), "one line": True}
    md, tokens = _build_parser(), list[Token]()
    md.inline.parse(BLOCK_ID.sub("", text), md, env, tokens)
    return HTML_RENDERER.renderInline(tokens, md.options, env)


def find_too_deep_lines(text: str) -> tuple[int, ...]:
    """The lines, counted from 1, where blocks begin that are nested deeper than DEEPEST."""
    md, env = _build_parser(), dict[str, Any]()
    md.block.parse(text, md, env, [])
    return tuple(env.get("too deep", ()))


def _build_env(resolve: Resolve, anchor: str = "") -> dict[str, Any]:
    """What one text's rendering knows: where links lead, and the end tags of the links it is in."""
    return {"resolve": resolve, "anchor": f"{anchor}-" if anchor else "", "within": []}


@cache
def _build_parser() -> MarkdownIt:
    md = _Markdown("js-default", {"breaks": True, "maxNesting": MAX_NESTING + 4}, renderer_cls=lambda _: HTML_RENDERER)
    md.disable(["linkify", "replacements", "smartquotes", "text_join"])
    md.core.ruler.at("inline", parse_texts)
    md.core.ruler.push("footnotes", add_footnotes)
    md.block.ruler.before("table", "any", build_block_rule(""))
    for ended in INTERRUPTIBLE_BLOCKS:
        md.block.ruler.push(f"end of {ended}", build_block_rule(ended), {"alt": [ended]})
    # "any" always finds a block, so what follows it only ends others; the parser knows code only by a rule named so
    md.block.ruler.enableOnly(["any", "code", *(f"end of {ended}" for ended in INTERRUPTIBLE_BLOCKS)])
    md.inline.ruler.at("text", parse_plain_text)
    md.inline.ruler.push("marks", parse_mark)
    md.inline.ruler.enableOnly(["text", "marks"])
    md.inline.ruler2.after("strikethrough", "highlight", pair_highlights)
    return md


class _Markdown(MarkdownIt):
    """Links as they were typed; those that lead nowhere are no links."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it-py's name
        return classify_url(url) != "nowhere"

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


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
        for rule in choices.get(state.src[begin : begin + 1], words):  # noqa: SIM110 - any() takes twice as long
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
            last = state.tokens[at + 3 * columns - 1]  # of each cell: its beginning, its text, its end
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
        token.content = state.getLines(start, last + 1, state.blkIndent, False).strip().strip("$").strip("\n")
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
        state.env["referred"] = {normalizeReference(one[2]) for one in found if one[1] is None or not one[3]}
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
    "[": re.compile(r"\[([^\[\]():\n]{1,40})::[ \t]*((?:[^\[\]\n]|\[\[[^\[\]\n]*\]\]|\[[^\[\]\n]+\]\([^()\s]*\))*)\]"),
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
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
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


# HTML


class _HtmlRenderer(RendererHTML):
    """Tokens as HTML: a fixed set of elements, no style, no script, nothing loaded from elsewhere."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:  # noqa: N802
        token = tokens[idx]
        if token.hidden:
            return ""
        if token.nesting < 0:
            return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
        return f"<{token.tag}{self.renderAttrs(token) if token.attrs else ''}>"

    def plain(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return render_as_typed(tokens[idx].content)

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return escape(tokens[idx].content)

    text_special = text

    def tag(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return f'<span class="tag">{escape(tokens[idx].content)}</span>'

    def task(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        sign, words = TASK_SIGNS[tokens[idx].content]
        return f'<span class="sign" role="img" aria-label="{words}">{sign}</span> '

    def field_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return f'<span class="field"><b>{escape(tokens[idx].content)}</b> '

    def math(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return f'<code class="math">{escape(tokens[idx].content)}</code>'

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return _render_code_block(tokens[idx].content, "math")

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return _render_code_block(tokens[idx].content, unescapeAll(tokens[idx].info).strip())

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return _render_code_block(tokens[idx].content)

    def as_typed(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return _render_code_block(tokens[idx].content)

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return "" if tokens[idx].hidden else f"<h{_compute_heading_level(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return "" if tokens[idx].hidden else f"</h{_compute_heading_level(tokens[idx])}>\n"

    def blockquote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        quote = tokens[idx]
        begin = self.renderToken(tokens, idx, options, env)
        if not quote.children:
            return begin
        title = self.renderInline(quote.children, options, env)
        return begin + (
            f"<summary>{title}</summary>\n" if quote.tag == "details" else f'<p class="title">{title}</p>\n'
        )

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        align = str(token.attrs.get("style", "")).removeprefix("text-align:")
        return f'<{token.tag} class="{align}">' if align in ("right", "center") else f"<{token.tag}>"

    td_open = th_open

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        attrs = tokens[idx].attrs
        begin, end = _render_link_tags(_resolve_target(str(attrs["href"]), env), env, title=str(attrs.get("title", "")))
        env["within"].append(end)
        return begin

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return str(env["within"].pop())

    def wikilink(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        begin, end = _render_link_tags(env["resolve"](token.content), env)
        return f"{begin}<bdi>{escape(token.info or format_target(token.content))}</bdi>{end}"

    def embed(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        label, size = _split_image_size(token.info)
        return _render_embed(env["resolve"](token.content), label or format_target(token.content), size, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        url = str(token.attrs["src"])
        title = str(token.attrs.get("title", ""))
        label, size = _split_image_size(token.content)
        label = label if "![" in label else plain(label)  # plain words leave pictures out
        return _render_embed(_resolve_target(url, env), label or unquote(url), size, env, title)

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        number, again = tokens[idx].meta["id"], tokens[idx].meta.get("subId", 0)
        if "one line" in env:
            return f" ({self.renderInline(env['footnotes']['list'][number]['tokens'], options, env)})"
        name = f"{env['anchor']}{number + 1}"
        back = f' id="fnref-{name}"' if not again else ""
        if "</a>" in env["within"]:
            return f"<sup{back}>{number + 1}</sup>"
        return f'<sup><a href="#fn-{name}"{back}>{number + 1}</a></sup>'

    def footnote_block_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return '<section class="footnotes">\n<ol>\n'

    def footnote_block_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return "</ol>\n</section>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return f'<li id="fn-{env["anchor"]}{tokens[idx].meta["id"] + 1}">'

    def footnote_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        number, again = tokens[idx].meta["id"], tokens[idx].meta["subId"]
        if again or not env["footnotes"]["list"][number].get("count", 1):
            return ""
        return f' <a href="#fnref-{env["anchor"]}{number + 1}" aria-label="back to the text">↩</a>'


HTML_RENDERER = _HtmlRenderer()


def _compute_heading_level(heading: Token) -> int:
    return min(int(heading.tag[1]) + 2, 6)


def _render_code_block(text: str, name: str = "") -> str:
    text = escape(text.removesuffix("\n"))
    block = f"<pre><code>{text}</code></pre>"
    return f'<figure class="block"><figcaption>{escape(name)}</figcaption>{block}</figure>\n' if name else block + "\n"


def _resolve_target(url: str, env: Env) -> Target:
    if classify_url(url) == "web":
        return Target(normalize_url(url), "page")
    target: Target = env["resolve"](unquote(url))
    return target


def _render_link_tags(target: Target, env: Env, title: str = "") -> tuple[str, str]:
    """What stands before and after the text of a link: no link where it leads nowhere, or where one is open already."""
    leading = classify_url(target.href)
    title = f' title="{escape(title)}"' if title else ""
    if target.kind == "missing" or leading == "nowhere":
        return f'<span class="missing"{title}>', "</span>"
    if "</a>" in env["within"]:
        return "", ""
    rel = ' rel="noreferrer noopener"' if leading == "web" else ""
    return f'<a href="{escape(target.href)}"{rel}{title}>', "</a>"


def _render_embed(target: Target, label: str, size: str, env: Env, title: str = "") -> str:
    """An image of the vault where it stands; anything else, and every image from elsewhere, as a link."""
    if target.kind == "image" and classify_url(target.href) == "vault":
        title = f' title="{escape(title)}"' if title else ""
        return f'<img src="{escape(target.href)}" alt="{escape(label)}"{size}{title} loading="lazy">'
    begin, end = _render_link_tags(target, env, title)
    return f"{begin}{escape(label)}{end}"


def _split_image_size(label: str) -> tuple[str, str]:
    """An image's label without its size, `200` or `200x100` after the last `|`, and the size as attributes."""
    found = _IMAGE_SIZE.fullmatch(label)
    if not found:
        return label, ""
    height = f' height="{found[3]}"' if found[3] else ""
    return found[1] or "", f' width="{found[2]}"{height}'


_IMAGE_SIZE = re.compile(r"(?:(.*)\|)?(\d{1,4})(?:x(\d{1,4}))?", re.DOTALL)
