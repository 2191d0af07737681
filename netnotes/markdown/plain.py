"""A text as plain words on one line, for excerpts."""

from __future__ import annotations

import re
from html import unescape

from netnotes.markdown.links import format_target
from netnotes.markdown.syntax import WIKILINK, strip_comments


def plain(text: str) -> str:
    """A note's text as words for an excerpt: links become their labels, marks are left out, all on one line."""
    text = strip_comments(text)
    if "[" in text:
        text = _MARKDOWN_LINK.sub(
            r"\1", WIKILINK.sub(_format_wikilink, text) if "[[" in text else text
        )
    text = _MARK_RUN.sub(_strip_mark_run, _LINE_START_MARKS.sub("", text))
    if "&" in text or "\\" in text:
        text = unescape(ESCAPED_CHARACTER.sub(r"\1", text))
    return " ".join(text.split())


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
