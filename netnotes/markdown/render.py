"""Rendering the parser's tokens as HTML: a fixed set of elements, each with its own function."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import unquote

from markdown_it.common.utils import unescapeAll
from markdown_it.renderer import RendererHTML

from netnotes.markdown.links import Target, classify_url, format_target, normalize_url
from netnotes.markdown.plain import strip_markdown
from netnotes.markdown.syntax import render_as_typed

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence
    from types import MethodType
    from typing import Any

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    Tokens: TypeAlias = Sequence[Token]
    Env: TypeAlias = MutableMapping[str, Any]  # markdown-it-py's own type

# The character between a task's brackets, as a symbol and in words.
TASK_SYMBOLS = {" ": ("☐", "open"), "x": ("☑", "done"), "X": ("☑", "done"), "-": ("☒", "cancelled")}

# HTML has no heading below h6.
MAX_HEADING_LEVEL = 6


class _HtmlRenderer(RendererHTML):
    """Renders tokens as a fixed set of HTML elements: no style, no script, nothing loaded.

    `env` is the dictionary of `parser._build_env`. Its `link_ends` are the end tags of the links
    that the current token is in, its `open headings` those that a next heading may be below.
    """

    def __init__(self, parser: object = None) -> None:
        super().__init__(parser)
        # Types of tokens that are not here are rendered by markdown-it-py's own rules.
        rules = {
            "plain": self._render_plain_text,
            "text": self._render_text,
            "text_special": self._render_text,
            "tag": self._render_tag,
            "task": self._render_task,
            "field_open": self._render_field_start,
            "math": self._render_math,
            "math_block": self._render_math_block,
            "fence": self._render_fenced_code,
            "code_block": self._render_indented_code,
            "as_typed": self._render_indented_code,
            "heading_open": self._render_heading_start,
            "heading_close": self._render_heading_end,
            "blockquote_open": self._render_quote_start,
            "th_open": self._render_cell_start,
            "td_open": self._render_cell_start,
            "link_open": self._render_link_start,
            "link_close": self._render_link_end,
            "wikilink": self._render_wikilink,
            "embed": self._render_wikilink_embed,
            "image": self._render_image,
            "footnote_ref": self._render_footnote_reference,
            "footnote_block_open": self._render_footnotes_start,
            "footnote_block_close": self._render_footnotes_end,
            "footnote_open": self._render_footnote_start,
            "footnote_close": self._render_footnote_end,
            "footnote_anchor": self._render_footnote_backlink,
        }
        # Typed as bound methods by markdown-it-py, which they are.
        self.rules |= cast("dict[str, MethodType]", rules)

    # The name is that of markdown-it-py.
    def renderToken(  # noqa: N802
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        token = tokens[idx]
        if token.hidden:
            return ""
        if token.nesting < 0:
            return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
        attributes = self.renderAttrs(token) if token.attrs else ""
        return f"<{token.tag}{attributes}>"

    # Text

    def _render_plain_text(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return render_as_typed(tokens[idx].content)

    def _render_text(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return escape(tokens[idx].content)

    def _render_tag(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return f'<span class="tag">{escape(tokens[idx].content)}</span>'

    def _render_task(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        symbol, words = TASK_SYMBOLS[tokens[idx].content]
        return f'<span class="sign" role="img" aria-label="{words}">{symbol}</span> '

    def _render_field_start(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return f'<span class="field"><b>{escape(tokens[idx].content)}</b> '

    def _render_math(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return f'<code class="math">{escape(tokens[idx].content)}</code>'

    # Blocks

    def _render_math_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return _render_code_block(tokens[idx].content, "math")

    def _render_fenced_code(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        return _render_code_block(token.content, unescapeAll(token.info).strip())

    def _render_indented_code(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        return _render_code_block(tokens[idx].content)

    def _render_heading_start(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        token = tokens[idx]
        if token.hidden:
            return ""
        return f"<h{_compute_heading_level(token, env['open headings'])}>"

    def _render_heading_end(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        if token.hidden:
            return ""
        return f"</h{_limit_heading_level(env['open headings'])}>\n"

    def _render_quote_start(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """Render the start of a quote or, if it has children, of a callout with its title."""
        quote = tokens[idx]
        start = self.renderToken(tokens, idx, options, env)
        if not quote.children:
            return start
        title = self.renderInline(quote.children, options, env)
        if quote.tag == "details":
            return f"{start}<summary>{title}</summary>\n"
        return f'{start}<p class="title">{title}</p>\n'

    def _render_cell_start(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        # The parser says it as a style, and the pages' policy, `style-src 'self'`, forbids that.
        alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
        if alignment in ("right", "center"):
            return f'<{token.tag} class="{alignment}">'
        return f"<{token.tag}>"

    # Links and embeds

    def _render_link_start(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        attributes = tokens[idx].attrs
        target = _resolve_url(str(attributes["href"]), env)
        start, end = _render_link_tags(target, env, str(attributes.get("title", "")))
        env["link_ends"].append(end)
        return start

    def _render_link_end(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return str(env["link_ends"].pop())

    def _render_wikilink(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        start, end = _render_link_tags(env["resolve"](token.content), env)
        label = token.info or format_target(token.content)
        # A name in Arabic or Hebrew must not turn around the words next to it.
        return f"{start}<bdi>{escape(label)}</bdi>{end}"

    def _render_wikilink_embed(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        token = tokens[idx]
        label, size = _split_image_size(token.info)
        target = env["resolve"](token.content)
        return _render_embed(target, label or format_target(token.content), size, env)

    def _render_image(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        url = str(token.attrs["src"])
        label, size = _split_image_size(token.content)
        # As plain words an image within the label would be left out.
        if "![" not in label:
            label = strip_markdown(label)
        title = str(token.attrs.get("title", ""))
        return _render_embed(_resolve_url(url, env), label or unquote(url), size, env, title)

    # Footnotes

    def _render_footnote_reference(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        meta = tokens[idx].meta
        if "one line" in env:
            footnote = env["footnotes"]["list"][meta["id"]]
            return f" ({self.renderInline(footnote['tokens'], options, env)})"

        number = meta["id"] + 1
        name = f"{env['anchor']}{number}"
        # The footnote links back to the first place that refers to it.
        is_first = not meta.get("subId", 0)
        element_id = f' id="fnref-{name}"' if is_first else ""
        if _is_in_link(env):
            return f"<sup{element_id}>{number}</sup>"
        return f'<sup><a href="#fn-{name}"{element_id}>{number}</a></sup>'

    def _render_footnotes_start(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        return '<section class="footnotes">\n<ol>\n'

    def _render_footnotes_end(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        return "</ol>\n</section>\n"

    def _render_footnote_start(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        return f'<li id="fn-{env["anchor"]}{tokens[idx].meta["id"] + 1}">'

    def _render_footnote_end(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return "</li>\n"

    def _render_footnote_backlink(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: Env
    ) -> str:
        meta = tokens[idx].meta
        footnote = env["footnotes"]["list"][meta["id"]]
        # A footnote may seem to be referred to and not be: then there is nothing to go back to.
        if meta["subId"] or not footnote.get("count", 1):
            return ""
        name = f"{env['anchor']}{meta['id'] + 1}"
        return f' <a href="#fnref-{name}" aria-label="back to the text">↩</a>'


HTML_RENDERER = _HtmlRenderer()


def _compute_heading_level(heading: Token, open_headings: list[int]) -> int:
    """Compute the level of a heading on the page, where h1 is the title and h2 a section's.

    `open_headings` are the levels in the note of the headings that this one may be below; it is
    changed. So a note that begins with `##` or leaves out a level has no gap on the page.
    """
    level = int(heading.tag[1])
    while open_headings and open_headings[-1] >= level:
        open_headings.pop()
    open_headings.append(level)
    return _limit_heading_level(open_headings)


def _limit_heading_level(open_headings: list[int]) -> int:
    return min(len(open_headings) + 2, MAX_HEADING_LEVEL)


def _render_code_block(text: str, caption: str = "") -> str:
    text = text.removesuffix("\n")
    block = f"<pre><code>{escape(text)}</code></pre>"
    if not caption:
        return f"{block}\n"
    if caption.partition(" ")[0].casefold() in _QUERY_LANGUAGES:
        summary = f"<summary>{escape(caption)} query</summary>"
        return f'<details class="block">{summary}{block}</details>\n'
    caption = f"<figcaption>{escape(caption)}</figcaption>"
    return f'<figure class="block">{caption}{block}</figure>\n'


# What these say is shown by a plugin in the editor; to read them tells nobody anything.
_QUERY_LANGUAGES = frozenset(("dataview", "dataviewjs", "tasks", "query", "base"))


def _resolve_url(url: str, env: Env) -> Target:
    """Find out where the address of a Markdown link or image leads."""
    if classify_url(url) == "web":
        return Target(normalize_url(url), "page")
    target: Target = env["resolve"](unquote(url))
    return target


def _is_in_link(env: Env) -> bool:
    """Whether a link is open: HTML allows none within it."""
    return "</a>" in env["link_ends"]


def _render_link_tags(target: Target, env: Env, title: str = "") -> tuple[str, str]:
    """Render what comes before and after the text of a link.

    Without a destination, and within another link, it is none.
    """
    destination = classify_url(target.href)
    title_attribute = _render_title_attribute(title)
    if target.kind == "missing" or destination == "nowhere":
        return f'<span class="missing"{title_attribute}>', "</span>"
    if _is_in_link(env):
        return "", ""
    rel = ' rel="noreferrer noopener"' if destination == "web" else ""
    return f'<a href="{escape(target.href)}"{rel}{title_attribute}>', "</a>"


def _render_embed(target: Target, label: str, size: str, env: Env, title: str = "") -> str:
    """Render an image of the vault in its place, and any other embed as a link.

    An image from elsewhere is not loaded: its server would learn who reads the page, and when.
    """
    if target.kind == "image" and classify_url(target.href) == "vault":
        title_attribute = _render_title_attribute(title)
        return (
            f'<img src="{escape(target.href)}" alt="{escape(label)}"{size}{title_attribute}'
            ' loading="lazy">'
        )
    start, end = _render_link_tags(target, env, title)
    return f"{start}{escape(label)}{end}"


def _render_title_attribute(title: str) -> str:
    return f' title="{escape(title)}"' if title else ""


def _split_image_size(label: str) -> tuple[str, str]:
    """Split a label from the size behind its last `|`, `200` or `200x100`, as HTML attributes.

    A label that is nothing but a size is one.
    """
    match = _IMAGE_SIZE.fullmatch(label)
    if not match:
        return label, ""
    text, width, height = match.groups()
    attributes = f' width="{width}"'
    if height:
        attributes += f' height="{height}"'
    return text or "", attributes


_IMAGE_SIZE = re.compile(r"(?:(.*)\|)?(\d{1,4})(?:x(\d{1,4}))?", re.DOTALL)
