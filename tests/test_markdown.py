from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

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
from netnotes.markdown.parser import list_too_deep_lines, render_text
from netnotes.markdown.plain import strip_markdown
from netnotes.markdown.syntax import MAX_PARAGRAPH_LENGTH
from tests.rendered_html import list_harmful_parts, resolve_in_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
    ("headings without the first level", "## A\n### B\n## C\n", "<h3>A</h3> <h4>B</h4> <h3>C</h3>"),
    ("headings with a gap", "### A\n###### B\n#### C\n# D\n", "<h3>A</h3> <h4>B</h4> <h4>C</h4> <h3>D</h3>"),
    ("an empty heading", "##\n", ""),
    ("an empty heading between two", "# A\n##\n### B\n", "<h3>A</h3> <h4>B</h4>"),
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
    ("a query", "```dataview\nTABLE <a>\n```", '<details class="block"><summary>dataview query</summary><pre><code>TABLE &lt;a&gt;</code></pre></details>'),
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


def make_cases(cases: list[tuple[str, str, str]]) -> list[Any]:
    assert len({name for name, _, _ in cases}) == len(cases) > 30
    return [pytest.param(text, expected, id=name) for name, text, expected in cases]


@pytest.mark.parametrize(("text", "expected"), make_cases(LINES))
def test_line_is_rendered_as_in_obsidian(text: str, expected: str) -> None:
    assert render_inline_html(text, resolve_in_vault) == expected


@pytest.mark.parametrize(
    ("text", "expected"), make_cases([case for case in LINES if "^[" not in case[1]])
)
def test_line_is_rendered_the_same_as_a_paragraph(text: str, expected: str) -> None:
    assert render_html(text, resolve_in_vault) == f"<p>{expected}</p>\n"
    assert render_html(
        f"- a\n\n{text}", resolve_in_vault
    ) == f"<ul>\n<li>a</li>\n</ul>\n<p>{expected}</p>\n".replace("<ul>\n", "<ul>")


@pytest.mark.parametrize(("text", "expected"), make_cases(TEXTS))
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


def fill_form(form: str, parts: Iterator[str]) -> str:
    first, *rest = form.split("{}")
    return first + "".join(next(parts) + part for part in rest)


@st.composite
def notes(draw: Callable[..., Any]) -> str:
    def words() -> Iterator[str]:
        while True:
            yield draw(WORDS)

    def lines() -> Iterator[str]:
        while True:
            yield " ".join(fill_form(draw(INLINE), words()) for _ in range(draw(st.integers(1, 3))))

    between: str = draw(st.sampled_from(["\n", "\n\n"]))
    return between.join(fill_form(draw(BLOCKS), lines()) for _ in range(draw(st.integers(1, 5))))


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
        '<p class="cut">The rest of this text is too long for a page. Read it in the note.</p>\n'
    )
    assert "cut" not in render_html(line * (MAX_TEXT_LENGTH // len(line)), resolve_in_vault)


def test_very_long_paragraph_is_rendered_as_typed() -> None:
    text = "*a* " * (MAX_PARAGRAPH_LENGTH // 4 + 1)
    assert render_inline_html(text, resolve_in_vault) == escape(text)
    assert render_inline_html(text[:400], resolve_in_vault).count("<em>") == 100
    assert "<em>" not in render_html("- b\n\n" + text, resolve_in_vault)
