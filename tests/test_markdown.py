from __future__ import annotations

import re
import sys
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.markdown.blocks import CALLOUTS
from netnotes.markdown.html import (
    MAX_TEXT_LENGTH,
    find_too_deep_lines,
    render_html,
    render_inline_html,
)
from netnotes.markdown.links import Target, classify_url
from netnotes.markdown.parser import list_too_deep_lines, render_text
from netnotes.markdown.plain import strip_markdown
from netnotes.markdown.syntax import MAX_PARAGRAPH_LENGTH
from netnotes.markdown.unsafe_links import UnsafeLink, find_unsafe_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VAULT = {
    "Ada Quill": Target("contacts/ada-quill-1f.html", "page"),
    "Ada Quill.md": Target("contacts/ada-quill-1f.html", "page"),
    "Ada Quill#Talks": Target("contacts/ada-quill-1f.html", "page"),
    "#Log": Target("#log", "page"),
    "Paper": Target("obsidian://open?vault=v&file=Paper", "page"),
    "harbour.png": Target("files/harbour.png", "image"),
    "img/a b.jpg": Target("files/a%20b.jpg", "image"),
    "talk.pdf": Target("obsidian://open?vault=v&file=talk.pdf", "page"),
}


def resolve_in_vault(target: str) -> Target:
    return VAULT.get(target, Target("", "missing"))


def resolve_anything(target: str) -> Target:
    """Resolve every target to itself, whatever it is."""
    return Target(target, "image" if target.endswith("g") else "page")


ADA = '<a href="contacts/ada-quill-1f.html">'
WEB = ' rel="noreferrer noopener"'
OPEN_TASK = '<span class="sign" role="img" aria-label="open">☐</span>'

LINES = [
    ("words", "She runs four teams.", "She runs four teams."),
    ("characters of a sentence", "5 > 3 & 2 < 3, 'so' \"it\" is", "5 &gt; 3 &amp; 2 &lt; 3, &#x27;so&#x27; &quot;it&quot; is"),
    ("a line break", "one\ntwo", "one<br>\ntwo"),
    ("strong and emphasis", "**a** *b* __c__ _d_", "<strong>a</strong> <em>b</em> <strong>c</strong> <em>d</em>"),
    ("a name with underscores", "a_name_here 2 * 3", "a_name_here 2 * 3"),
    ("struck out", "~~a~~ ~5", "<s>a</s> ~5"),
    ("a highlight", "==a *b*== **==c==** d==e", "<mark>a <em>b</em></mark> <strong><mark>c</mark></strong> d==e"),
    ("a line of equal signs", "===a=== b", "===a=== b"),
    ("code", "`[[Ada Quill]] ==x== %%y%%`", "<code>[[Ada Quill]] ==x== %%y%%</code>"),
    ("an escape", r"\*no\* \[\[Ada Quill]]", "*no* [[Ada Quill]]"),
    ("an entity", "a &amp; b &copy; &#x3c;", "a &amp; b © &lt;"),
    ("a wikilink", "[[Ada Quill]]", f"{ADA}<bdi>Ada Quill</bdi></a>"),
    ("a wikilink with a label", "[[Ada Quill|Ada]]", f"{ADA}<bdi>Ada</bdi></a>"),
    ("a wikilink to a heading", "[[Ada Quill#Talks]]", f"{ADA}<bdi>Ada Quill &gt; Talks</bdi></a>"),
    ("a wikilink within the note", "[[#Log]]", '<a href="#log"><bdi>Log</bdi></a>'),
    ("a wikilink to nobody", "[[Nobody]]", '<span class="missing"><bdi>Nobody</bdi></span>'),
    ("a note of the vault", "[[Paper]]", f'<a href="obsidian://open?vault=v&amp;file=Paper"{WEB}><bdi>Paper</bdi></a>'),
    ("no wikilink", "[[]] [[ ]] [[a", "[[]] [[ ]] [[a"),
    ("a link to a note", "[Ada](Ada%20Quill.md)", f"{ADA}Ada</a>"),
    ("a link to a note in pointed brackets", "[Ada](<Ada Quill.md>)", f"{ADA}Ada</a>"),
    ("a link to no note", "[*Bo*](Bo.md)", '<span class="missing"><em>Bo</em></span>'),
    ("a web link", '[r](https://e.org/r "The r")', f'<a href="https://e.org/r"{WEB} title="The r">r</a>'),
    ("a web link with a space", "[r](<https://e.org/a b>)", f'<a href="https://e.org/a%20b"{WEB}>r</a>'),
    ("a mail", "[m](mailto:a@e.org) <a@e.org>", f'<a href="mailto:a@e.org"{WEB}>m</a> <a href="mailto:a@e.org"{WEB}>a@e.org</a>'),
    ("a phone", "[t](tel:+49171)", f'<a href="tel:+49171"{WEB}>t</a>'),
    ("a bare address", "see https://e.org/a_(b)).", f'see <a href="https://e.org/a_(b)"{WEB}>https://e.org/a_(b)</a>).'),
    ("a bare address in bold", "**https://e.org**", f'<strong><a href="https://e.org"{WEB}>https://e.org</a></strong>'),
    ("an address in brackets", "<https://e.org/?a=1&b=2>", f'<a href="https://e.org/?a=1&amp;b=2"{WEB}>https://e.org/?a=1&amp;b=2</a>'),
    ("an address as its own label", "[https://e.org](https://e.org)", f'<a href="https://e.org"{WEB}>https://e.org</a>'),
    ("a link in a link", "[a <https://b.org>](https://c.org)", f'<a href="https://c.org"{WEB}>a https://b.org</a>'),
    ("a scheme that runs programs", "[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("a picture", "![[harbour.png]]", '<img src="files/harbour.png" alt="harbour.png" loading="lazy">'),
    ("a picture with a width", "![[harbour.png|200]]", '<img src="files/harbour.png" alt="harbour.png" width="200" loading="lazy">'),
    ("a picture with label and size", "![[harbour.png|The *sea*|20x10]]", '<img src="files/harbour.png" alt="The *sea*" width="20" height="10" loading="lazy">'),
    ("a Markdown picture", '![The *sea*|90](img/a%20b.jpg "T")', '<img src="files/a%20b.jpg" alt="The sea" width="90" title="T" loading="lazy">'),
    ("a picture from elsewhere", "![sea](https://e.org/s.png)", f'<a href="https://e.org/s.png"{WEB}>sea</a>'),
    ("a picture from elsewhere without a label", "![](https://e.org/s.png)", f'<a href="https://e.org/s.png"{WEB}>https://e.org/s.png</a>'),
    ("a picture in a link", "[![sea](https://e.org/s.png)](https://e.org)", f'<a href="https://e.org"{WEB}>sea</a>'),
    ("a picture that is not there", "![[no.png]]", '<span class="missing">no.png</span>'),
    ("a note shown within another", "![[Ada Quill#Talks]]", f"{ADA}Ada Quill &gt; Talks</a>"),
    ("a file that is no picture", "![[talk.pdf]]", f'<a href="obsidian://open?vault=v&amp;file=talk.pdf"{WEB}>talk.pdf</a>'),
    ("a tag", "#city/lisbon a#b #12", '<span class="tag">#city/lisbon</span> a#b #12'),
    ("a block id", "words ^a1-b", "words"),
    ("no block id", "2 ^3 words", "2 ^3 words"),
    ("a field", "[due:: 2026-10-09] ok", '<span class="field"><b>due</b> 2026-10-09</span> ok'),
    ("a field with a link", "(with:: [[Ada Quill]])", f'<span class="field"><b>with</b> {ADA}<bdi>Ada Quill</bdi></a></span>'),
    ("math", "$a_1 < b$ costs $5 or $6", '<code class="math">a_1 &lt; b</code> costs $5 or $6'),
    ("a footnote in the line", "a^[*b*]", "a (<em>b</em>)"),
    ("a comment", "a %%b%% c <!-- d --> e", "a  c  e"),
    ("a comment without an end", "a %%b c", "a %%b c"),
    ("HTML", "<b onclick=x>b</b>", "&lt;b onclick=x&gt;b&lt;/b&gt;"),
    ("a template", "{{ 7*7 }} {% import os %}", "{{ 7*7 }} {% import os %}"),
]  # fmt: skip

TEXTS = [
    ("paragraphs", "a\n\nb\nc\n \n \nd\n", "<p>a</p> <p>b<br> c</p> <p>d</p>"),
    ("nothing", " \n\n", ""),
    ("headings", "# A\n## B\n### C\n###### D\n#e\n", '<h3>A</h3> <h4>B</h4> <h5>C</h5> <h6>D</h6> <p><span class="tag">#e</span></p>'),
    ("underlined headings", "A\n===\nB\n---\n", "<h3>A</h3> <h4>B</h4>"),
    ("an empty heading", "##\n", ""),
    ("a list", "- a\n- b\n  1. c\n  2. d", "<ul><li>a</li> <li>b<ol><li>c</li> <li>d</li> </ol> </li> </ul>"),
    ("a list that begins later", "7. a", '<ol start="7"><li>a</li> </ol>'),
    ("tasks", "- [ ] a\n- [/] b", f'<ul><li class="task">{OPEN_TASK} a</li> <li>[/] b</li> </ul>'),
    ("a task with two paragraphs", "- [x] a\n\n  b", '<ul><li class="task"><p><span class="sign" role="img" aria-label="done">☑</span> a</p> <p>b</p> </li> </ul>'),
    ("a cancelled task", "1. [-] a", '<ol><li class="task"><span class="sign" role="img" aria-label="cancelled">☒</span> a</li> </ol>'),
    ("a quote", "> a\n> b\n\nc", "<blockquote><p>a<br> b</p> </blockquote> <p>c</p>"),
    ("a callout", "> [!tip] How *she* likes it\n> By text.", '<div class="callout tip"><p class="title">How <em>she</em> likes it</p> <p>By text.</p> </div>'),
    ("a callout without a title", "> [!FAQ]\n> - a", '<div class="callout question"><p class="title">Faq</p> <ul><li>a</li> </ul> </div>'),
    ("a closed callout", "> [!warning]- a\n> b", '<details class="callout warning"><summary>a</summary> <p>b</p> </details>'),
    ("an open callout", "> [!error]+ a", '<details class="callout danger" open=""><summary>a</summary> </details>'),
    ("a callout of an unknown kind", "> [!my kind] a", '<div class="callout note"><p class="title">a</p> </div>'),
    ("a callout in a callout", "> [!note] a\n> > [!bug]- b\n> > c", '<div class="callout note"><p class="title">a</p> <details class="callout bug"><summary>b</summary> <p>c</p> </details> </div>'),
    ("a table", "| a | b | c |\n|:-:|--:|---|\n| 1 | [[Ada Quill\\|A]] | `x` |", f'<table><thead><tr><th class="center">a</th> <th class="right">b</th> <th>c</th> </tr> </thead> <tbody><tr><td class="center">1</td> <td class="right">{ADA}<bdi>A</bdi></a></td> <td><code>x</code></td> </tr> </tbody> </table>'),
    ("a row with cells too many", "|a|b|\n|-|-|\n|1|2|3|*4*|", "<table><thead><tr><th>a</th> <th>b</th> </tr> </thead> <tbody><tr><td>1</td> <td>2 | 3 | <em>4</em></td> </tr> </tbody> </table>"),
    ("a block of code", "```\n[[Ada Quill]] %%a%%\n```", "<pre><code>[[Ada Quill]] %%a%%</code></pre>"),
    ("a query", "```dataview\nTABLE <a>\n```", '<figure class="block"><figcaption>dataview</figcaption><pre><code>TABLE &lt;a&gt;</code></pre></figure>'),
    ("indented code", "    a", "<pre><code>a</code></pre>"),
    ("lines of math", "a\n$$\nx_1\n\n- y_1\n$$\nb", ('<p>a</p> <figure class="block"><figcaption>math</figcaption><pre><code>x_1\n\n'
'- y_1</code></pre></figure> <p>b</p>')),
    ("math without an end", "$$\nx", "<p>$$<br> x</p>"),
    ("a rule", "a\n\n---\n\nb", "<p>a</p> <hr><p>b</p>"),
    ("a comment of several lines", "a\n\n%%\nb\n\n- c\n%%\n\nd", "<p>a</p> <p>d</p>"),
    ("an HTML comment", "a\n\n<!-- b\n\nc -->\n\nd", "<p>a</p> <p>d</p>"),
    ("a block id on its own", "- a\n\n^id", "<ul><li>a</li> </ul>"),
    ("a reference", "[Ada][1] [b]\n\n[1]: https://e.org\n[b]: Ada%20Quill.md 'T'", f'<p><a href="https://e.org"{WEB}>Ada</a> <a href="contacts/ada-quill-1f.html" title="T">b</a></p>'),
    ("a reference nobody refers to", "[gave]: paper", "<p>[gave]: paper</p>"),
    ("a second reference of one name", "[b]\n\n[b]: https://e.org\n[b]: other", f'<p><a href="https://e.org"{WEB}>b</a></p> <p><a href="https://e.org"{WEB}>b</a>: other</p>'),
    ("HTML", "<div>\n**a**\n</div>", "<p>&lt;div&gt;<br> <strong>a</strong><br> &lt;/div&gt;</p>"),
    ("line ends of Windows", "a\r\n\r\n- b\r\n", "<p>a</p> <ul><li>b</li> </ul>"),
    ("a NUL", "a\0b", "<p>a\ufffdb</p>"),
]  # fmt: skip


def named(cases: list[tuple[str, str, str]]) -> list[Any]:
    assert len({name for name, _, _ in cases}) == len(cases) > 30
    return [pytest.param(text, expected, id=name) for name, text, expected in cases]


@pytest.mark.parametrize(("text", "expected"), named(LINES))
def test_line_is_rendered_as_in_obsidian(text: str, expected: str) -> None:
    assert render_inline_html(text, resolve_in_vault) == expected


@pytest.mark.parametrize(
    ("text", "expected"), named([case for case in LINES if "^[" not in case[1]])
)
def test_line_is_rendered_the_same_as_a_paragraph(text: str, expected: str) -> None:
    assert render_html(text, resolve_in_vault) == f"<p>{expected}</p>\n"
    assert render_html(
        f"- a\n\n{text}", resolve_in_vault
    ) == f"<ul>\n<li>a</li>\n</ul>\n<p>{expected}</p>\n".replace("<ul>\n", "<ul>")


@pytest.mark.parametrize(("text", "expected"), named(TEXTS))
def test_text_is_rendered_as_in_obsidian(text: str, expected: str) -> None:
    assert re.sub(r"(?<=>)\n", " ", render_html(text, resolve_in_vault)).strip() == expected


@pytest.mark.parametrize("kind", sorted(CALLOUTS))
def test_callout_has_the_class_of_its_kind(kind: str) -> None:
    assert f'class="callout {CALLOUTS[kind]}"' in render_html(
        f"> [!{kind.upper()}] a", resolve_in_vault
    )


def test_callouts_have_thirteen_kinds() -> None:
    assert len(set(CALLOUTS.values())) == 13


def test_footnotes_are_at_the_end_and_link_back() -> None:
    text = "A[^x] b^[in *line*] c[^x]\n\n[^x]: once\n[^y]: never\n\n[^z]: in code\n\n`[^z]`\n"
    assert render_html(text, resolve_in_vault, "learned-3") == (
        '<p>A<sup><a href="#fn-learned-3-1" id="fnref-learned-3-1">1</a></sup>'
        ' b<sup><a href="#fn-learned-3-2" id="fnref-learned-3-2">2</a></sup>'
        ' c<sup><a href="#fn-learned-3-1">1</a></sup></p>\n<p><code>[^z]</code></p>\n'
        '<section class="footnotes">\n<ol>\n'
        '<li id="fn-learned-3-1"><p>once<br>\n[^y]: never '
        '<a href="#fnref-learned-3-1" aria-label="back to the text">↩</a></p>\n</li>\n'
        '<li id="fn-learned-3-2"><p>in <em>line</em> '
        '<a href="#fnref-learned-3-2" aria-label="back to the text">↩</a></p>\n</li>\n'
        '<li id="fn-learned-3-3"><p>in code</p>\n</li>\n</ol>\n</section>\n'
    )


def test_footnote_links_have_a_destination() -> None:
    html = render_html(
        "[^a] [x[^a]](https://e.org) ^[b[^a]]\n\n[^a]: c[^b]\n[^b]: d\n[^b]: e\n[^c]: [^d]: f\n",
        resolve_in_vault,
        "n",
    )
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) >= 6
    assert set(re.findall(r' href="#([^"]*)"', html)) <= set(ids)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She runs\nfour teams.", "She runs four teams."),
        ("**a** _b_ ==c== ~~d~~ `e` a_name 2 * 3 a==b ~5", "a b c d e a_name 2 * 3 a==b ~5"),
        (
            "[[Ada Quill|Ada]] [[Ben#Talks]] [paper](x.md) ![[a.png]] ![alt](a.png) end",
            "Ada Ben > Talks paper end",
        ),
        ("# Head\n\n- [ ] a\n- b\n1. c\n> [!note]- Title\n> d", "Head a b c Title d"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "a b 1 2"),
        ("```py\nx = 1\n```\nend ^id", "x = 1 end"),
        ("a[^1] %%secret%%b <!-- c -->\n\n[^1]: foot", "a b foot"),
        (r"\*a\* &amp; &lt;b&gt;", "*a* & <b>"),
        ("- gave:: the paper [due:: 2026-10-09]", "gave: the paper [due: 2026-10-09]"),
        ("at 10:30, 5*3=15", "at 10:30, 5*3=15"),
        ("a\n\n---\n\nb", "a b"),
    ],
)
def test_strip_markdown_leaves_plain_words(text: str, expected: str) -> None:
    assert strip_markdown(text) == expected


# Nothing gets through

ELEMENTS = {
    element: set(attributes.split())
    for elements, attributes in (
        (
            "br hr h3 h4 h5 h6 ul blockquote pre strong em s mark b bdi figcaption summary table thead tbody tr",
            "",
        ),
        ("p code th td section figure div", "class"),
        ("li", "class id"),
        ("ol", "start"),
        ("sup", "id"),
        ("span", "class role aria-label title"),
        ("details", "class open"),
        ("a", "href rel title id aria-label"),
        ("img", "src alt width height title loading"),
    )
    for element in elements.split()
}
SCHEMES = ("http:", "https:", "mailto:", "tel:", "obsidian:")


def list_elements(html: str) -> Iterator[Any]:
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return (element for element in root.iter() if element is not root)


def list_harmful_parts(html: str) -> list[str]:
    """What a page should not hold: elements, attributes and addresses beyond those of ours."""
    harmful_parts: list[str] = []
    for element in list_elements(html):
        allowed = ELEMENTS.get(element.tag)
        if allowed is None:
            harmful_parts.append(f"<{element.tag}>")
            continue
        harmful_parts += [
            f"{element.tag} {name}={value}"
            for name, value in element.attrib.items()
            if name not in allowed
        ]
        for name in ("href", "src"):
            url = re.sub(r"[\x00-\x20]", "", element.get(name, ""))  # as a browser reads it
            scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[\\/]{2}", url)
            if scheme and (name == "src" or scheme[0].lower() not in SCHEMES):
                harmful_parts.append(f"{name}={url}")
    return harmful_parts


class Nesting(HTMLParser):
    """Whether every element that begins also ends, within the one it began in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sound = True
        self.feed(html)
        self.close()
        self.sound = self.sound and not self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.sound = self.sound and bool(self.open) and self.open.pop() == tag


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


@pytest.mark.parametrize("url", [url for url in ADDRESSES if not re.search(r"[\s\0<>|]", url)])
def test_unsafe_address_is_reported_and_rendered_as_text(url: str) -> None:
    text = f"Notes\n\n- a [report]({url}) `[b]({url})`\n"
    assert find_unsafe_links(text) == (UnsafeLink(3, 14, url),)
    html = render_html(text, resolve_anything)
    assert "<a " not in html
    assert "[report](" in html


def test_unsafe_links_have_line_and_column() -> None:
    text = (
        "[a](x.md): b\n![i](data:,x) <vscode:x>\n```\n[c](file:x)\n```\n[r]: feed:x\n"
        "%% [d](blob:x) %% <https://e.org> [e](mailto:a)"
    )
    assert find_unsafe_links(text) == (
        UnsafeLink(2, 6, "data:,x"),
        UnsafeLink(2, 16, "vscode:x"),
        UnsafeLink(6, 6, "feed:x"),
    )


def test_ordinary_links_are_safe() -> None:
    for url in (
        "https://e.org",
        "HTTP://e.org",
        "mailto:a@e.org",
        "tel:1",
        "obsidian://open?file=a",
        "a.md#b:c",
        "../a.md",
        "#x",
        "?a:b",
    ):
        assert classify_url(url) != "nowhere"
        assert find_unsafe_links(f"[a]({url})") == ()


SIGNS = st.sampled_from(
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


@given(st.lists(SIGNS, max_size=40).map("".join))
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


# Nothing is lost

WORDS = st.integers(0, 9999).map("w{}".format)
INLINE = st.sampled_from(
    [
        *(
            "{}",
            "*{}*",
            "**{} {}**",
            "~~{}~~",
            "=={}==",
            "`{}`",
            "[[{}]]",
            "[[x|{}]]",
            "[{}](y.md)",
            "[{}](https://e.org)",
        ),
        *(
            "![{}](a.png)",
            "![{}](https://e.org/a.png)",
            "#{}",
            "[{}:: {}]",
            "({}:: {})",
            "${}$",
            "<{}>",
            "[{}]",
            "[{}][{}]",
        ),
        *(
            "[^a]",
            "^[{}]",
            "{} ^ {}",
            "[{}](javascript:{})",
            "[[{}",
            "![[{}]]",
            "%{}% {}",
            "{} -->",
            "{}\\\n{}",
            "{}_{}",
        ),
    ]
)
BLOCKS = st.sampled_from(
    [
        *(
            "{}",
            "# {}",
            "{}\n===",
            "- {}\n- {}",
            "1. {}\n   {}",
            "- [ ] {}",
            "> {}",
            "> [!tip] {}\n> {}",
            "> [!bug]- {}",
            "> [!{}]",
        ),
        *(
            "```{}\n{}\n```",
            "```\n{}",
            "    {}",
            "| {} | {} |\n|---|---|\n| {} | {} | {} |",
            "[^{}]: {}",
            "[b{}]: {}",
            "[^a]: {}",
        ),
        *(
            "$$\n{}\n$$",
            "$$ {}",
            "- {}\n\n  {}",
            "- {}\n\n\t{}",
            "{}\n{}",
            "[a]: {} '{}'",
            "* * *",
            "- > {}\n  {}",
            "> - {}\n{}",
        ),
    ]
)


def filled(form: str, parts: Iterator[str]) -> str:
    first, *rest = form.split("{}")
    return first + "".join(next(parts) + part for part in rest)


@st.composite
def notes(draw: Callable[..., Any]) -> str:
    def words() -> Iterator[str]:
        while True:
            yield draw(WORDS)

    def lines() -> Iterator[str]:
        while True:
            yield " ".join(filled(draw(INLINE), words()) for _ in range(draw(st.integers(1, 3))))

    between: str = draw(st.sampled_from(["\n", "\n\n"]))
    return between.join(filled(draw(BLOCKS), lines()) for _ in range(draw(st.integers(1, 5))))


@given(notes())
def test_every_word_of_a_text_is_rendered(text: str) -> None:
    html = render_html(text, resolve_in_vault)
    assert set(re.findall(r"w\d+", text)) <= set(re.findall(r"w\d+", html.lower()))
    assert not list_harmful_parts(html)


@given(notes())
def test_texts_rendered_without_the_block_parser_look_the_same(text: str) -> None:
    def settled(html: str) -> str:
        return re.sub(r"\s+", " ", html)

    assert settled(render_html(text, resolve_in_vault)) == settled(
        render_text(text, resolve_in_vault, "")
    )


@given(
    st.lists(
        st.sampled_from(["> ", ">", "- ", "1. ", "\t", "    ", "  ", "* ", "a\n", "b\n\n"]),
        max_size=120,
    ).map("".join)
)
def test_too_deep_lines_are_found_as_by_the_parser(text: str) -> None:
    assert find_too_deep_lines(text) == list_too_deep_lines(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n\n" + "\n".join("  " * depth + f"- w{depth}" for depth in range(60)), (23,)),
        ("a\n\n" + "> " * 200 + "w0", (3,)),
        ("> " * 40 + "w0", ()),
        ("\n".join("\t" * depth + f"- w{depth}" for depth in range(20)), ()),
        ("\n".join("\t" * depth + f"- w{depth}" for depth in range(30)), (21,)),
        ("- " * 300 + "w0\n\nw1", (1,)),
        ("2026-10-02 - w0\n------------------------", ()),
    ],
)
def test_text_nested_too_deeply_is_rendered_as_typed(text: str, lines: tuple[int, ...]) -> None:
    html = render_html(text, resolve_in_vault)
    assert set(re.findall(r"w\d+", text)) == set(re.findall(r"w\d+", html))
    assert find_too_deep_lines(text) == lines


def test_text_that_is_cut_off_ends_with_a_notice() -> None:
    line = "w " * 500 + "\n\n"
    html = render_html(line * (MAX_TEXT_LENGTH // len(line) + 1), resolve_in_vault)
    assert html.count("<p>") == MAX_TEXT_LENGTH // len(line)
    assert html.endswith(
        '<p class="cut">The rest of this text is too long for a page. It stands in the note.</p>\n'
    )
    assert "cut" not in render_html(line * (MAX_TEXT_LENGTH // len(line)), resolve_in_vault)


def test_very_long_paragraph_is_rendered_as_typed() -> None:
    text = "*a* " * (MAX_PARAGRAPH_LENGTH // 4 + 1)
    assert render_inline_html(text, resolve_in_vault) == escape(text)
    assert render_inline_html(text[:400], resolve_in_vault).count("<em>") == 100
    assert "<em>" not in render_html("- b\n\n" + text, resolve_in_vault)


# An end in time

BRACKETS = [
    "[ a_",
    "[",
    "![[",
    "[[",
    "![",
    "^[",
    "[a](",
    "![a](",
    "[a:: ",
    "[a\n",
    "[a [b",
    "[](<",
    "[![a](b)](c)",
    "[\\",
]
MARKS = [
    "*",
    "a*",
    "*a **b ",
    "*_a**",
    "==",
    "==a ",
    "~~",
    "`",
    "`` ` ",
    "$a",
    "<a:",
    "<",
    "&",
    "\\",
    "https://a/(",
    "(a:: b",
    "#a",
    "_ *",
]
LINE_STARTS = [
    "> ",
    "- ",
    "- a\n",
    "> a\n",
    "$$ a\n",
    "[a]: b\n",
    "[^a]: b\n",
    "```\n",
    "|a",
    "|-",
    "a\n=\n",
    "# ",
    "%%",
    "* * *\n",
    "a\n",
]


def steps(text: str) -> int:
    """How many lines of Python run to lay out a text: its cost, the same on every machine."""
    count = 0

    def counted(*_: object) -> Any:
        nonlocal count
        count += 1
        return counted

    sys.settrace(counted)
    try:
        render_html(text, resolve_in_vault)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("sign", BRACKETS + MARKS + LINE_STARTS)
def test_twice_the_text_takes_little_more_than_twice_the_work(sign: str) -> None:
    render_html("- a", resolve_in_vault)
    few, many = (steps("a " + sign * (size // len(sign))) for size in (700, 1400))
    assert many < 2.5 * few + 1000


@pytest.mark.parametrize("sign", BRACKETS + MARKS + LINE_STARTS)
def test_many_equal_characters_are_rendered_in_time(sign: str) -> None:
    text = sign * (100_000 // len(sign))
    assert len(unescape(render_html(text, resolve_in_vault))) >= len(strip_markdown(text)) * 0.1
    find_unsafe_links(text)
    find_too_deep_lines(text)


def test_huge_table_is_rendered_in_time() -> None:
    row = "|" + "a|" * 1000 + "\n"
    html = render_html(row + "|" + "-|" * 1000 + "\n" + row * 1000, resolve_in_vault)
    assert html.count("<td>") >= 100_000
    assert 'class="cut"' in html


@pytest.mark.parametrize(
    "shape", ["![{}](b)", "^[{}]", "[{}](b)", "[a:: {}]", "![^[{}]](b)", "*a {}*", "=={}=="]
)
def test_deep_nesting_within_a_line_stays_far_from_the_recursion_limit(shape: str) -> None:
    depth = deepest = 0

    def watched(_frame: object, event: str, _arg: object) -> None:
        nonlocal depth, deepest
        depth += {"call": 1, "return": -1}.get(event, 0)
        deepest = max(deepest, depth)

    begin, end = shape.split("{}")
    text = f"- {begin * 400}w{end * 400}"
    render_html("- a", resolve_in_vault)
    sys.setprofile(watched)
    try:
        html = render_html(text, resolve_in_vault)
    finally:
        sys.setprofile(None)
    assert deepest < 300
    assert re.search(r"\bw\b", html)
