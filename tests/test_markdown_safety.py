"""Rendered Markdown has no harmful HTML, whatever a note contains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.markdown.html import (
    render_html,
    render_inline_html,
)
from netnotes.markdown.links import classify_url
from netnotes.markdown.plain import strip_markdown
from netnotes.markdown.unsafe_links import UnsafeLink, find_unsafe_links
from tests.rendered_html import (
    Nesting,
    list_harmful_parts,
    resolve_anything,
    resolve_in_vault,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_nesting_parser_sees_bad_nesting() -> None:
    assert Nesting("<p>a<br><em>b</em></p>").sound
    assert not any(Nesting(bad).sound for bad in ("<p>", "</p>", "<em><b></em></b>"))


def test_harmful_parts_are_found() -> None:
    for bad in (
        *(
            "<script>1</script>",
            "<b onclick=1>",
            '<a href="java&#10;script:1">',
            "<img src=https://e.org/a.png>",
        ),
        *('<a href="//e.org">', "<p style=a>", "<svg></svg>", "<!-- a -->", '<a href=" data:,">'),
    ):
        assert list_harmful_parts(bad), bad


ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "java&#9;script:alert(1)",
    "java&#x0A;script:alert(1)", "&#1;javascript:alert(1)", "\x01javascript:alert(1)", "java\x00script:alert(1)", "\u00a0javascript:alert(1)",
    "java\u200bscript:alert(1)", "\ufeffjavascript:alert(1)", "\u2028javascript:alert(1)", "java\u00adscript:alert(1)", "javascript\\:alert(1)",
    "javascript:\\alert(1)", "javascript://e.org/%0aalert(1)", "feed:javascript:alert(1)", "feed:https://e.org", "view-source:https://e.org",
    "jar:https://e.org!/a", "vbscript:msgbox(1)", "VBScript:x", "livescript:x", "mocha:x",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg/onload=alert(1)>", "data:image/png;base64,AAAA", "DATA:,x",
    "blob:https://e.org/1", "file:///etc/passwd", "filesystem:https://e.org/a", "vscode://file/etc", "ms-msdt:/id",
    "search-ms:query=x", "ms-word:ofe|u|https://e.org", "intent://e.org#Intent;end", "chrome://settings", "about:blank",
    "ftp://e.org", "ws://e.org", "cid:1", "mhtml:x", "x-apple-helper:x",
    "//evil.org/share", "\\\\\\\\evil.org\\share", "/\\evil.org", "\\/\\/evil.org", "///evil.org",
    "obsidian://new?file=a&content=b", "OBSIDIAN://New?file=a", "obsidian://advanced-uri?commandid=x", "obsidian://adv-uri?eval=x", "obsidian://hook-get-address",
    "obsidian://open-x?a", "obsidian://opennew?a", "obsidian://open/../new?a", "obsidian://vault/v/a", "obsidian:new?a", "obsidian:///etc/passwd", "obsidian://search.x?a",
    "obsidian://n\x01ew?a", "obsidian:&#47;/new?a", "o&#98;sidian://new?a", "\x02obsidian://new?a", "obsid\u200bian://new?a", "obsidian://open@new?a", "obsidian://open%2f..%2fnew?a",
    "&sol;&sol;evil.org", "/&#47;evil.org", "/\t/evil.org", "&bsol;&bsol;evil", "C:\\Windows\\x",
]  # fmt: skip

MARKUP = [
    "<script>alert(1)</script>", "</p><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>", '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' onfocus='alert(1)' autofocus='",
    "x\" style=\"x:expression(alert(1))", "<details open ontoggle=alert(1)>", "<math><mtext></p><img src=x onerror=alert(1)>", "<!--><img src=x onerror=alert(1)>-->", "<style>@import'//e.org';</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)", "\\<script>alert(1)\\</script>", "<scr\0ipt>alert(1)</script>", "<base href=//e.org>",
    "<form action=//e.org><input name=a>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//e.org>", "<object data=x>", "\u202e<script>",
    "]]><script>", "--><script>", "</code></pre><script>alert(1)</script>", "</title><script>", "<x\nonclick=alert(1)>",
]  # fmt: skip

PLACES = [
    "[a]({})", "[a](<{}>)", "![a]({})", "[a]({} 't')", "<{}>", "[a][r]\n\n[r]: {}", "[a][r]\n\n[r]: <{}> 't'", "[[{}]]", "![[{}]]", "[[{}|a]]",
    "[![a]({})](https://e.org)", "[![a](https://e.org)]({})", "> [!note] [a]({})", "[k:: [a]({})]", "|[a]({})|\n|-|", "a^[[a]({})]", "[^1]\n\n[^1]: [a]({})", "==[a]({})==", "https://{}",
]  # fmt: skip

SPOTS = [
    "{}", "[{}](https://e.org)", '[a](https://e.org "{}")', "[a](https://e.org '{}')", "![{}](https://e.org/a.png)", '![{}](a.png "{}")', "[[Ada Quill|{}]]", "[[{}]]", "![[a.png|{}]]",
    "![[{}|9]]", "> [!{}] a", "> [!note] {}", "> [!note]- {}\n> {}", "# {}", "- [ ] {}", "#{}", "#a{}", "[{}:: {}]", "({}:: {})", "`{}`", "```{}\n{}\n```", "$${}$$", "$$\n{}\n$$", "${}$",
    "[^{0}]\n\n[^{0}]: {0}", "a^[{}]", "|{0}|{0}|\n|-|-|\n|{0}|{0}|{0}|", "[{0}]\n\n[{0}]: https://e.org/{0} '{0}'", "=={}==", "~~{}~~", "**{}**", "%%{}", "<!--{}", "    {}", "[a](<{}>)", "<https://e.org/{}>",
    "https://e.org/{}", "text ^{}", "[x]({})", "{{{{ {} }}}}",
]  # fmt: skip


def iter_rendered_in(places: list[str], payload: str) -> Iterator[tuple[str, str]]:
    texts = [
        place.replace("{{", "\1").replace("}}", "\2").replace("{0}", "{}").replace("{}", payload)
        for place in places
    ]
    return (
        (text := raw.replace("\1", "{").replace("\2", "}"), render_html(text, resolve))
        for raw in texts
        for resolve in (resolve_in_vault, resolve_anything)
    )


@pytest.mark.parametrize("url", ADDRESSES)
def test_no_address_has_harmful_html(url: str) -> None:
    assert len(ADDRESSES) >= 60
    for text, html in iter_rendered_in(PLACES, url):
        assert not list_harmful_parts(html), text
    assert classify_url(re.sub(r"\\([:/\\])", r"\1", url)) == "nowhere"


@pytest.mark.parametrize("payload", MARKUP)
def test_no_markup_has_harmful_html(payload: str) -> None:
    for text, html in iter_rendered_in(SPOTS + PLACES, payload):
        assert not list_harmful_parts(html), text


# Addresses of other programs, which are shown as text and are no problem.
OTHER_PROGRAMS = [
    *("file:///etc/passwd", "vscode://file/etc", "chrome://settings", "ftp://e.org", "ws://e.org"),
    *("cid:1", "x-apple-helper:x", "C:\\Windows\\x", "whatsapp://send?phone=1", "ms-outlook:x"),
    *("onenote:x", "webcal://x.y/z", "geo:1,2", "xmpp:a@b.c", "matrix:u/a:b.c", "signal://x"),
    *("omnifocus:///x", "evernote:///x", "hook://x", "app:open"),
]


@pytest.mark.parametrize("url", OTHER_PROGRAMS)
def test_address_of_another_program_is_text_without_a_problem(url: str) -> None:
    assert find_unsafe_links(f"- a [report]({url})\n") == ()
    assert "<a " not in render_html(f"- a [report]({url})\n", resolve_anything)


@pytest.mark.parametrize(
    "url",
    [
        *("message://%3Cabc@x%3E", "things:///show?id=1", "slack://user?team=T&id=U", "sms:+123"),
        *("facetime:a@b.c", "skype:ada", "tg://resolve?domain=x", "zotero://select/x"),
    ],
)
def test_address_that_only_shows_something_is_a_link(url: str) -> None:
    assert find_unsafe_links(f"[a]({url})\n") == ()
    assert "<a " in render_html(f"[a]({url})\n", resolve_anything)


DANGEROUS = [
    url for url in ADDRESSES if url not in OTHER_PROGRAMS and not re.search(r"[\s\0<>|]", url)
]


@pytest.mark.parametrize("url", DANGEROUS)
def test_unsafe_address_is_reported_and_rendered_as_text(url: str) -> None:
    text = f"Notes\n\n- a [report]({url}) `[b]({url})`\n"
    assert find_unsafe_links(text) == (UnsafeLink(3, 14, url),)
    html = render_html(text, resolve_anything)
    assert "<a " not in html
    assert "[report](" in html


def test_unsafe_links_have_line_and_column() -> None:
    text = (
        "[a](x.md): b\n![i](data:,x) <ms-msdt:x>\n```\n[c](jar:x)\n```\n[r]: feed:x\n"
        "%% [d](blob:x) %% <https://e.org> [e](mailto:a)"
    )
    assert find_unsafe_links(text) == (
        UnsafeLink(2, 6, "data:,x"),
        UnsafeLink(2, 16, "ms-msdt:x"),
        UnsafeLink(6, 6, "feed:x"),
    )


def test_ordinary_links_are_safe() -> None:
    for url in (
        "https://e.org",
        "HTTP://e.org",
        "mailto:a@e.org",
        "tel:1",
        "obsidian://open?file=a",
        "OBSIDIAN://Open?file=a",
        "obsidian://open",
        "obsidian://open/?file=a",
        "obsidian://search?query=a",
        "a.md#b:c",
        "../a.md",
        "#x",
        "?a:b",
    ):
        assert classify_url(url) != "nowhere"
        assert find_unsafe_links(f"[a]({url})") == ()


CHARACTERS = st.sampled_from(
    [
        *(
            "*",
            "**",
            "_",
            "`",
            "``",
            "~~",
            "==",
            "$",
            "$$",
            "%%",
            "[",
            "]",
            "[[",
            "]]",
            "(",
            ")",
            "](",
            "![",
            "![[",
            "|",
        ),
        *(
            "\n",
            "\n\n",
            "\n> ",
            "\n- ",
            "\n1. ",
            "\n    ",
            "\n\t",
            "\n# ",
            "\n```",
            "\n~~~",
            "\n---",
            "\n===",
            "\n|-|-|\n",
        ),
        *(
            "> [!note]- ",
            "[^1]",
            "[^1]: ",
            "^[",
            "[a]: ",
            "[a]",
            "- [ ] ",
            ":: ",
            "#a",
            " ^id",
            "\\",
            "&",
            "&#x6a;",
            "&lt;",
        ),
        *(
            "<",
            ">",
            "<!--",
            "-->",
            "<a href=",
            "<script>",
            "'",
            '"',
            "=",
            "://",
            "https://e.org",
            "javascript:",
            "data:",
            "//",
        ),
        *("a", "word", " ", "  ", "\0", "\u202e", "é", "x.png", "\r\n"),
    ]
)


@given(st.lists(CHARACTERS, max_size=40).map("".join))
def test_no_text_has_harmful_html(text: str) -> None:
    for html in (
        render_html(text, resolve_anything),
        render_inline_html(text, resolve_anything),
        render_html(text, resolve_in_vault),
    ):
        assert not list_harmful_parts(html)
        assert Nesting(html).sound
    strip_markdown(text)
    find_unsafe_links(text)
