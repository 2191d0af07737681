"""A note's own words: Markdown as Obsidian writes it, as HTML for a page or as plain words for a list.

A note is data, never a program: no HTML of its own gets through, and a link leads to a page of the site or to an
address whose scheme can do no more than open a web page, a mail, a phone call or a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import TypeAlias

from msgspec import Struct

from netnotes.reading.note import WIKILINK, strip_comments


class Target(Struct, frozen=True):
    """Where a link or an embed leads: a URL of the site or an `obsidian://` one, and what is found there.

    `kind` is `page`, `image` (one a page may show), or `missing`, whose `href` is empty.
    """

    href: str
    kind: str


Resolve: TypeAlias = Callable[[str], Target]
"""From a link's target as it was written (`Ada Quill`, `folder/x#Head`, `image.png`) to where it leads."""


class UnsafeLink(Struct, frozen=True):
    """A link that is shown as plain text: its line and column, counted from 1, and its address as it was written."""

    line: int
    column: int
    url: str


MAX_TEXT_LENGTH = 256 * 1024
"""Characters of a text that are laid out."""

MAX_PARAGRAPH_LENGTH = 10_000
"""Characters of a paragraph that is read for marks: a longer one would take the parser too long."""


def render_html(text: str, resolve: Resolve, anchor: str = "") -> str:
    """A note's text as HTML; its headings begin at h3. `anchor` keeps the footnotes of two texts on a page apart."""
    text, rest = _split_at_limit(strip_comments(_normalize_line_ends(text)))
    if _BLOCK_START.search(text):
        from netnotes.reading import obsidian  # the parser takes 50 ms to load, and most commands show no text

        laid_out = obsidian.render_text(text, resolve, anchor)
    else:
        paragraphs = (render_inline_html(paragraph.strip(), resolve) for paragraph in _BLANK_LINES.split(text))
        laid_out = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs if paragraph)
    return laid_out + _CUT_NOTICE if rest else laid_out


def render_inline_html(text: str, resolve: Resolve) -> str:
    """One line of a note, or one paragraph, as HTML."""
    text = strip_comments(text)
    if not MARK_START.search(text) or len(text) > MAX_PARAGRAPH_LENGTH:
        return render_as_typed(text)
    from netnotes.reading import obsidian

    return obsidian.render_line(text, resolve)


def plain(text: str) -> str:
    """A note's text as words for an excerpt: links become their labels, marks are left out, all on one line."""
    text = strip_comments(text)
    if "[" in text:
        text = _MARKDOWN_LINK.sub(r"\1", WIKILINK.sub(_format_wikilink, text) if "[[" in text else text)
    text = _MARK_RUN.sub(_strip_mark_run, _LINE_START_MARKS.sub("", text))
    if "&" in text or "\\" in text:
        text = unescape(ESCAPED_CHARACTER.sub(r"\1", text))
    return " ".join(text.split())


def find_too_deep_lines(text: str) -> tuple[int, ...]:
    """The lines, counted from 1, from which lists or quotes are nested too deeply and are shown as they were typed."""
    if not _MAYBE_TOO_DEEP.search(text):
        return ()
    from netnotes.reading import obsidian

    return obsidian.find_too_deep_lines(_normalize_line_ends(text))


def find_unsafe_links(text: str) -> tuple[UnsafeLink, ...]:
    """The links of a text that are shown as plain text because of their scheme; links in code and comments are none."""
    if not any(map(_is_unsafe, _LINK_ADDRESS.finditer(text))):
        return ()
    text = _ANY_CODE.sub(lambda code: _NOT_LINE_END.sub(" ", code[0]), strip_comments(text))
    return tuple(map(_build_unsafe_link, filter(_is_unsafe, _LINK_ADDRESS.finditer(text))))


def classify_url(url: str) -> str:
    """Where a link written in Markdown leads: to the `web` (mail, phone and Obsidian included), `vault`, or `nowhere`.

    Browsers pass over control characters and spaces in a scheme, so these don't count here either; nor do entities.
    """
    if _WEB_SCHEME.match(normalize_url(url)):
        return "web"
    return "nowhere" if _OTHER_SCHEME.match(_INVISIBLE_CHARACTERS.sub("", unescape(url))) else "vault"


def normalize_url(url: str) -> str:
    """A URL as a browser takes it: without control characters, and no space as it is."""
    return _CONTROL_CHARACTERS.sub("", url).strip().replace(" ", "%20")


def strip_unbalanced_end(url: str) -> str:
    """A URL up to the first `)` that closes nothing in it."""
    depth = 0
    for match in _PARENTHESIS.finditer(url):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return url[: match.start()]
    return url


def format_target(target: str) -> str:
    """A link's target as a label: `Ada Quill#Talks` as `Ada Quill > Talks`."""
    return " > ".join(part for part in re.split(r"[#^]+", target.strip()) if part)


def render_as_typed(text: str) -> str:
    """Text as HTML that looks as it was typed."""
    return escape(text).replace("\n", "<br>\n")


MARK_START = re.compile(r"[\\`*_\[\]<&$^]|!(?=\[)|#(?=[\w/-])|=(?==)|~(?=~)|\((?=[^()\[\]:\n]{1,40}::)|https?://")
"""Where a mark may begin within a line."""

_BLOCK_START = re.compile(
    r"^(?:[ ]{4}|[ ]{0,3}\t"  # code
    r"|[ ]{0,3}(?:[>|:]|\[(?!\[)|\#{1,6}(?:\s|$)|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)"
    r"|[-=_*][-=_*|: \t]*$|`{3}|~{3}|\$\$))"
    r"|\^\[",  # a footnote
    re.MULTILINE,
)
"""Where anything but a paragraph may begin."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_NESTING_STEP = r"(?:[ \t>]|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))"
_MAYBE_TOO_DEEP = re.compile(
    rf"^(?={_NESTING_STEP}{{10}})(?:{_NESTING_STEP}{{36}}|{_NESTING_STEP}*\t)", re.MULTILINE
)  # a tab is four levels

_CUT_NOTICE = '<p class="cut">The rest of this text is too long for a page. It stands in the note.</p>\n'

_CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")
_INVISIBLE_CHARACTERS = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+"
)
_WEB_SCHEME = re.compile(r"(?:https?|mailto|tel|obsidian):", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[/\\]{2}|[^/?#:]*:")
_PARENTHESIS = re.compile(r"[()]")

_LINK_ADDRESS = re.compile(
    r"\]\(\s*(?:<([^<>\n]*)>|([^\s<>]+))"
    r"|^[ \t>]*\[[^\[\]\n]+\]:\s*<?([^\s<>]+)"
    r"|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>",
    re.MULTILINE,
)
"""An address in one of the groups: of a link or image, of a reference, between `<` and `>`."""

_ANY_CODE = re.compile(
    r"^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\1|\Z)|(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE
)
_NOT_LINE_END = re.compile(r"[^\n]")

_MARKDOWN_LINK = re.compile(
    r"!\[[^\[\]]*\]\([^()\s]*\)"
    r"|\[([^\[\]]*)\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)"
    r"|\[\^[^\[\]\s]*\]:?"
)
_LINE_START_MARKS = re.compile(
    r"^(?=[ \t]*[>#+*\d\[`~=_|:-])"
    r"(?:[ \t]*(?:>|#{1,6}(?=\s)|[-+*](?=\s)|\d{1,9}[.)](?=\s)))*[ \t]*(?:\[[ xX-]\](?=\s)|\[![\w -]+\][+-]?)?"
    r"(?:`{3,}[^`\n]*$|~{3,}.*$|[-=_*|:][-=_*|: \t]*$)?",
    re.MULTILINE,
)
_MARK_RUN = re.compile(r"[*_~=`:|]+|\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
ESCAPED_CHARACTER = re.compile(r"\\([!-/:-@\[-`{-~])")


def _normalize_line_ends(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _split_at_limit(text: str) -> tuple[str, str]:
    """What of a text is laid out, cut between lines, and the rest."""
    if len(text) <= MAX_TEXT_LENGTH:
        return text, ""
    end = text.rfind("\n", 0, MAX_TEXT_LENGTH) + 1 or MAX_TEXT_LENGTH
    return text[:end], text[end:]


def _format_wikilink(link: re.Match[str]) -> str:
    """What a wikilink says in a sentence; an embed says nothing there."""
    return "" if link[1] else (link[3] or format_target(link[2])).strip()


def _strip_mark_run(run: re.Match[str]) -> str:
    """What is left of a run of signs in plain words: those that are no marks, such as the `_` in `a_name`."""
    signs, before, after = (
        run[0],
        run.string[max(run.start() - 1, 0) : run.start()],
        run.string[run.end() : run.end() + 1],
    )
    if signs[0] == "^":
        return "" if not before.strip() else signs
    if "|" in signs or signs == "::":
        return signs.strip("*_")[0].replace("|", " ")
    is_mark = not signs.strip("*_`") or signs in ("~~", "==")
    within = before.isalnum() and after.isalnum() and "`" not in signs
    alone = not before.strip() and not after.strip()
    return signs if not is_mark or within or alone or before == "\\" else ""


def _extract_address(link: re.Match[str]) -> str:
    return strip_unbalanced_end(link[link.lastindex or 0])


def _is_unsafe(link: re.Match[str]) -> bool:
    return classify_url(ESCAPED_CHARACTER.sub(r"\1", _extract_address(link))) == "nowhere"


def _build_unsafe_link(link: re.Match[str]) -> UnsafeLink:
    start = link.start(link.lastindex or 0)
    before = link.string[:start]
    return UnsafeLink(before.count("\n") + 1, start - before.rfind("\n"), _extract_address(link))
