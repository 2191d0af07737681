"""markdown-it-py, set up for Obsidian's links, callouts, highlights, tags, tasks, fields and math.

What the parser would drop silently is rendered: text nested too deeply, cells beyond a table's
last column, footnotes and references that nothing refers to.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

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
    from markdown_it.token import Token

    from netnotes.markdown.links import Resolve


def render_text(text: str, resolve: Resolve, anchor: str) -> str:
    """Render a whole text."""
    return str(_build_parser().render(text, _build_env(resolve, anchor)))


def render_line(text: str, resolve: Resolve) -> str:
    """Render the text of one paragraph; its footnotes are put in brackets."""
    env = {**_build_env(resolve), "one line": True}
    md = _build_parser()
    tokens: list[Token] = []
    md.inline.parse(BLOCK_ID.sub("", text), md, env, tokens)
    return HTML_RENDERER.renderInline(tokens, md.options, env)


def list_too_deep_lines(text: str) -> tuple[int, ...]:
    """List the lines, counted from 1, where blocks nested deeper than MAX_NESTING begin."""
    env: dict[str, Any] = {}
    _build_parser().block.parse(text, _build_parser(), env, [])
    return tuple(env.get("too deep", ()))


def _build_env(resolve: Resolve, anchor: str = "") -> dict[str, Any]:
    """Build what the rendering of one text needs: where links lead, what footnotes are called.

    `link_ends` are the end tags of the links that are open, `open headings` the levels of headings.
    """
    prefix = f"{anchor}-" if anchor else ""
    return {"resolve": resolve, "anchor": prefix, "link_ends": [], "open headings": []}


@cache
def _build_parser() -> MarkdownIt:
    """Build the parser, once: what belongs to one text is in its `env`."""
    md = _Markdown(
        "js-default",
        # Four more than are rendered, so that what is too deep is seen before it is dropped.
        {"breaks": True, "maxNesting": MAX_NESTING + 4},
        renderer_cls=lambda _: HTML_RENDERER,
    )
    md.disable(["linkify", "replacements", "smartquotes", "text_join"])
    md.core.ruler.at("inline", parse_texts)
    md.core.ruler.push("footnotes", add_footnotes)
    md.block.ruler.before("table", "any", build_block_rule(""))
    # "any" always finds a block, so that the rules after it are asked only what ends a block.
    for block in INTERRUPTIBLE_BLOCKS:
        md.block.ruler.push(f"end of {block}", build_block_rule(block), {"alt": [block]})
    # The parser knows indented code only if a rule of this name is enabled.
    end_rules = [f"end of {block}" for block in INTERRUPTIBLE_BLOCKS]
    md.block.ruler.enableOnly(["any", "code", *end_rules])
    md.inline.ruler.at("text", parse_plain_text)
    md.inline.ruler.push("marks", parse_mark)
    md.inline.ruler.enableOnly(["text", "marks"])
    md.inline.ruler2.after("strikethrough", "highlight", pair_highlights)
    return md


class _Markdown(MarkdownIt):
    """A parser that leaves addresses as they were typed, and takes unsafe links for plain text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it-py's name
        return classify_url(url) != "nowhere"

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link
