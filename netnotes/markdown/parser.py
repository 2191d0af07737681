"""Obsidian's Markdown for markdown-it-py: its links, callouts, highlights, tags, tasks, fields and math.

What the parser would drop without a word is kept: text nested too deeply, cells beyond a table's last column,
footnotes and references that nothing refers to.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from netnotes.markdown.blocks import (
    BLOCK_ID,
    INTERRUPTIBLE_BLOCKS,
    MAX_NESTING,
    add_footnotes,
    build_block_rule,
    parse_texts,
)
from netnotes.markdown.inlines import pair_highlights, parse_mark, parse_plain_text
from netnotes.markdown.links import classify_url
from netnotes.markdown.render import HTML_RENDERER

if TYPE_CHECKING:
    from netnotes.markdown.links import Resolve


def render_text(text: str, resolve: Resolve, anchor: str) -> str:
    """A whole text as HTML."""
    return str(_build_parser().render(text, _build_env(resolve, anchor)))


def render_line(text: str, resolve: Resolve) -> str:
    """One paragraph's text as HTML; its footnotes stand in brackets."""
    env = {**_build_env(resolve), "one line": True}
    md, tokens = _build_parser(), list[Token]()
    md.inline.parse(BLOCK_ID.sub("", text), md, env, tokens)
    return HTML_RENDERER.renderInline(tokens, md.options, env)


def list_too_deep_lines(text: str) -> tuple[int, ...]:
    """The lines, counted from 1, where blocks begin that are nested deeper than DEEPEST."""
    md, env = _build_parser(), dict[str, Any]()
    md.block.parse(text, md, env, [])
    return tuple(env.get("too deep", ()))


def _build_env(resolve: Resolve, anchor: str = "") -> dict[str, Any]:
    """What one text's rendering knows: where links lead, and the end tags of the links it is in."""
    return {"resolve": resolve, "anchor": f"{anchor}-" if anchor else "", "within": []}


@cache
def _build_parser() -> MarkdownIt:
    md = _Markdown(
        "js-default",
        {"breaks": True, "maxNesting": MAX_NESTING + 4},
        renderer_cls=lambda _: HTML_RENDERER,
    )
    md.disable(["linkify", "replacements", "smartquotes", "text_join"])
    md.core.ruler.at("inline", parse_texts)
    md.core.ruler.push("footnotes", add_footnotes)
    md.block.ruler.before("table", "any", build_block_rule(""))
    for ended in INTERRUPTIBLE_BLOCKS:
        md.block.ruler.push(f"end of {ended}", build_block_rule(ended), {"alt": [ended]})
    # "any" always finds a block, so what follows it only ends others; the parser knows code only by a rule named so
    md.block.ruler.enableOnly(
        ["any", "code", *(f"end of {ended}" for ended in INTERRUPTIBLE_BLOCKS)]
    )
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
