"""Tokens → a fixed set of HTML elements."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from markdown_it.common.utils import unescapeAll
from markdown_it.renderer import RendererHTML

from netnotes.markdown.links import Target, classify_url, format_target, normalize_url
from netnotes.markdown.plain import plain
from netnotes.markdown.syntax import render_as_typed

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence
    from typing import Any

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

Env: TypeAlias = "MutableMapping[str, Any]"

TASK_SIGNS = {" ": ("☐", "open"), "x": ("☑", "done"), "X": ("☑", "done"), "-": ("☒", "cancelled")}
"""What stands between a task's brackets, as a sign and in words."""


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

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        return "" if tokens[idx].hidden else f"<h{_compute_heading_level(tokens[idx])}>"

    def heading_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        return "" if tokens[idx].hidden else f"</h{_compute_heading_level(tokens[idx])}>\n"

    def blockquote_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        quote = tokens[idx]
        begin = self.renderToken(tokens, idx, options, env)
        if not quote.children:
            return begin
        title = self.renderInline(quote.children, options, env)
        return begin + (
            f"<summary>{title}</summary>\n"
            if quote.tag == "details"
            else f'<p class="title">{title}</p>\n'
        )

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        align = str(token.attrs.get("style", "")).removeprefix("text-align:")
        return (
            f'<{token.tag} class="{align}">' if align in ("right", "center") else f"<{token.tag}>"
        )

    td_open = th_open

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        attrs = tokens[idx].attrs
        begin, end = _render_link_tags(
            _resolve_target(str(attrs["href"]), env), env, title=str(attrs.get("title", ""))
        )
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
        return _render_embed(
            env["resolve"](token.content), label or format_target(token.content), size, env
        )

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        url = str(token.attrs["src"])
        title = str(token.attrs.get("title", ""))
        label, size = _split_image_size(token.content)
        label = label if "![" in label else plain(label)  # plain words leave pictures out
        return _render_embed(_resolve_target(url, env), label or unquote(url), size, env, title)

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        number, again = tokens[idx].meta["id"], tokens[idx].meta.get("subId", 0)
        if "one line" in env:
            return (
                f" ({self.renderInline(env['footnotes']['list'][number]['tokens'], options, env)})"
            )
        name = f"{env['anchor']}{number + 1}"
        back = f' id="fnref-{name}"' if not again else ""
        if "</a>" in env["within"]:
            return f"<sup{back}>{number + 1}</sup>"
        return f'<sup><a href="#fn-{name}"{back}>{number + 1}</a></sup>'

    def footnote_block_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        return '<section class="footnotes">\n<ol>\n'

    def footnote_block_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        return "</ol>\n</section>\n"

    def footnote_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        return f'<li id="fn-{env["anchor"]}{tokens[idx].meta["id"] + 1}">'

    def footnote_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        return "</li>\n"

    def footnote_anchor(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
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
    return (
        f'<figure class="block"><figcaption>{escape(name)}</figcaption>{block}</figure>\n'
        if name
        else block + "\n"
    )


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
        return (
            f'<img src="{escape(target.href)}" alt="{escape(label)}"{size}{title} loading="lazy">'
        )
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
