"""Text of other programs without what Obsidian, its plugins or this program would run.

Nothing is left out: a space comes into the middle of each mark, so the text still says what it
said. Whoever compares two texts by their letters and digits finds them equal.
"""

from __future__ import annotations

import re

# What begins something that is run, hidden or loaded, and where the space goes.
_MARK = re.compile(
    # Templater runs `<% … %>`; templates fill in `{{ … }}`, and here a value of it counts as empty.
    r"(?P<template><(?=%)|\{(?=\{)|\}(?=\}))"
    # A comment hides all text up to its end, which may be far below in the note.
    r"|(?P<comment>%(?=%)|<!(?=--))"
    # Pictures, also those of other hosts, are loaded when the note is opened.
    r"|(?P<picture>!(?=\[)|<(?=/?(?:img|iframe|script|style|link|embed|object|video|audio|svg)\b))",
    re.IGNORECASE,
)

# Dataview computes the value of `=this.x` and of `$=dv.x` between backticks.
_INLINE_QUERY = re.compile(r"(?<!`)`(\s*\$?=[^`]*)`(?!`)")
_QUERY_START = re.compile(r"`++(?=\s*\$?=)")

# Dataview, Tasks and others run what is in a block with their name: ```dataviewjs.
_CODE_BLOCK = re.compile(r"^([ >\t]*(?:`{3,}|~{3,})[ \t]*)(?!text\b)(?=\w)", re.MULTILINE)

# `gave:: a book` at the beginning of a line or in brackets is a field of Dataview and of netnotes.
_INLINE_FIELD = re.compile(r"((?:^|[\[(])[^\S\n]*[\w *_/-]{1,60}):(?=:)", re.MULTILINE)

# Nearly every value holds none of these characters, and is left alone at once.
_SUSPICIOUS = re.compile(r"[<{}%!`~]|::")


def make_harmless(text: str) -> str:
    """Return a text in which no mark is left that a program runs, hides or loads."""
    if not _SUSPICIOUS.search(text):
        return text
    text = _MARK.sub(r"\g<0> ", text)
    text = _INLINE_QUERY.sub(r"'\1'", text)
    # What is left are queries between several backticks, or without an end.
    text = _QUERY_START.sub("'", text)
    return _CODE_BLOCK.sub(r"\1text ", text)


def make_fields_harmless(text: str) -> str:
    """Return a text in which `gave:: a book` is no field, but words with two colons."""
    if "::" not in text:
        return text
    return _INLINE_FIELD.sub(r"\1: ", text)
