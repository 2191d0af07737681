"""The words of a line that are plain text: not those of links, code, addresses, tags or files."""

from __future__ import annotations

from netnotes.text import build_lazy_pattern

_NO_WORDS = build_lazy_pattern(
    r"!?\[\[[^\]]*\]\]|!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|`[^`]*`|\$[^$]+\$|%%[^%]*%%"
    r"|[a-z]+://\S+|www\.\S+|\S+@\S+|#\S+|<[^>]*>|\S+::|\S*\\\S+|\S+/\S*\.\w{2,5}\b"
)


def blank_other_than_words(line: str) -> str:
    """Put characters that are part of no word in the place of all that is no plain text.

    The line stays as long as it is, so that places in it stay the same.
    """
    return _NO_WORDS.sub(lambda match: "\0" * len(match[0]), line)
