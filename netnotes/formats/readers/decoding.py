"""The bytes of a file from anywhere → text."""

from __future__ import annotations

import codecs
import re

FileContent = str | bytes
"""A file's content: as it lies on the disk, or already as text."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(data: FileContent) -> str:
    """The text of a file, each of whose lines ends with a line feed.

    A byte order mark says which encoding it is; without one UTF-16 shows by its many zero bytes. Else each line is UTF-8,
    or Windows-1252 where it can't be.
    """
    text = data if isinstance(data, str) else _decode_file(data)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def convert_to_ascii_compatible(data: FileContent) -> bytes:
    """The bytes of a file of which each line may have an encoding of its own, none of them of two bytes a sign."""
    if isinstance(data, str):
        return decode_text(data).encode("utf-8", "replace")
    encoding = _detect_wide_encoding(data)
    return decode_text(data).encode("utf-8") if encoding else data.removeprefix(codecs.BOM_UTF8)


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Bytes by the encoding they name, if they are in it; else as UTF-8, else as Windows-1252."""
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return data.decode(encoding) if encoding else data.decode()
        except (LookupError, ValueError):  # a name that is none, or bytes that are not in it
            continue
    return data.decode("latin-1")


def _decode_file(data: bytes) -> str:
    if encoding := _detect_wide_encoding(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:  # one letter pasted from elsewhere must not spoil all the others
        return "".join(map(decode_bytes, re.findall(rb"[^\r\n]*[\r\n]*", data)))


def _detect_wide_encoding(data: bytes) -> str:
    """The encoding of two or four bytes a sign that a file is in; empty for any other."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding if encoding != "utf-8" else ""
    head = data[:2000]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if len(head) >= 4 and max(odd, even) > len(head) // 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""
