"""A text as plain words on one line, for excerpts."""

from __future__ import annotations

import re
from html import unescape

from netnotes.markdown.links import format_target
from netnotes.markdown.syntax import WIKILINK, strip_comments
from netnotes.text import build_lazy_pattern


def strip_markdown(text: str) -> str:
    """Strip a text of its Markdown markup, and join its lines: links become their labels.

    It is done without the parser, which would take too long for each line of a table: an excerpt
    may keep a character that is markup.
    """
    text = strip_comments(text)
    if "[" in text:
        if "[[" in text:
            text = WIKILINK.sub(_format_wikilink, text)
        text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _LINE_START_MARKUP.sub("", text)
    text = _MARKUP_RUN.sub(_strip_markup_run, text)
    if "&" in text or "\\" in text:
        text = unescape(ESCAPED_CHARACTER.sub(r"\1", text))
    return " ".join(text.split())


_MARKDOWN_LINK = build_lazy_pattern(
    r"!\[[^\[\]]*\]\([^()\s]*\)"  # an image, of which nothing is left
    r"|\[([^\[\]]*)\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)"
    r"|\[\^[^\[\]\s]*\]:?"  # a footnote
)
_LINE_START_MARKUP = build_lazy_pattern(
    r"^(?=[ \t]*[>#+*\d\[`~=_|:-])"
    r"(?:[ \t]*(?:>|#{1,6}(?=\s)|[-+*](?=\s)|\d{1,9}[.)](?=\s)))*"  # quotes, headings, items
    r"[ \t]*(?:\[[ xX-]\](?=\s)|\[![\w -]+\][+-]?)?"  # a task or a callout
    r"(?:`{3,}[^`\n]*$|~{3,}.*$|[-=_*|:][-=_*|: \t]*$)?",  # a fence, a line across the page
    re.MULTILINE,
)
_MARKUP_RUN = re.compile(r"[*_~=`:|]+|\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)

# ASCII punctuation after a backslash, which is no markup then (CommonMark 0.31, section 2.4).
ESCAPED_CHARACTER = re.compile(r"\\([!-/:-@\[-`{-~])")


def _format_wikilink(match: re.Match[str]) -> str:
    """Format a wikilink as its label; of an embed nothing is left."""
    if match[1]:
        return ""
    return (match[3] or format_target(match[2])).strip()


def _strip_markup_run(match: re.Match[str]) -> str:
    """Return what is left of a run of characters that may be markup.

    Those that are none are left, such as the `_` in `a_name`.
    """
    run = match[0]
    before = match.string[max(match.start() - 1, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]

    # A block id at the end of a line: ` ^a1b2c3`
    if run[0] == "^":
        if not before.strip():
            return ""
        return run
    # Of a table's `|` a blank is left, of a field's `::` one colon.
    if "|" in run or run == "::":
        return run.strip("*_")[0].replace("|", " ")

    is_markup = not run.strip("*_`") or run in ("~~", "==")
    if not is_markup or before == "\\":
        return run
    is_within_word = before.isalnum() and after.isalnum() and "`" not in run
    is_alone = not before.strip() and not after.strip()
    if is_within_word or is_alone:
        return run
    return ""
