"""Bytes of a file in any encoding, decoded into text."""

from __future__ import annotations

import codecs
import re

from netnotes.errors import NetnotesError
from netnotes.formats.card import sanitize_line
from netnotes.text import join_words

# Those in which address books are written in Europe, Russia, Japan and China.
EXAMPLE_ENCODINGS = ("utf-8", "cp1252", "cp1251", "shift_jis", "gb18030", "utf-16")

# The content of a file: bytes as they are on the disk, or text.
FileContent = str | bytes

# UTF-32 comes before UTF-16, whose little-endian mark is the beginning of the other's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How much of a file shows whether it is UTF-16.
_DETECTION_BYTES = 2000


def decode_text(data: FileContent) -> str:
    """Return the text of a file, with a line feed at the end of each line.

    A byte order mark gives the encoding. Without one, UTF-16 is recognised by its many zero
    bytes; otherwise each line is UTF-8, or Windows-1252 if it cannot be UTF-8.
    """
    text = data if isinstance(data, str) else _decode_file(data)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def convert_to_ascii_compatible(data: FileContent) -> bytes:
    """Return the bytes of a file in which ASCII characters are one byte each.

    The lines of a vCard 2.1 may have an encoding each, so only UTF-16 and UTF-32 are converted.
    """
    if isinstance(data, str):
        return decode_text(data).encode("utf-8", "replace")
    if _detect_wide_encoding(data):
        return decode_text(data).encode("utf-8")
    return data.removeprefix(codecs.BOM_UTF8)


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Decode bytes by the encoding they name, else as UTF-8, else as Windows-1252."""
    for encoding in filter(None, (charset, "utf-8", "cp1252")):
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            # The name is not an encoding, or the bytes are in another one.
            continue
    return data.decode("latin-1")


def decode_with_encoding(data: bytes, encoding: str, path: str) -> str:
    """Return the text of a file in an encoding that the user named.

    `path` is the file's, for messages. Raises NetnotesError for a name that is no encoding, and
    for a file that is in another one.
    """
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        byte = ""
        if isinstance(error, UnicodeDecodeError):
            byte = f" (byte {error.start + 1:,})"
        raise NetnotesError(
            f"{path} is not in the encoding {encoding}{byte}. Try another one, or leave "
            "--encoding out."
        ) from None
    except (LookupError, ValueError):
        raise NetnotesError(
            f"`{sanitize_line(encoding)}` is not the name of an encoding. "
            f"Write one such as {join_words(EXAMPLE_ENCODINGS, 'or')}."
        ) from None
    return text.removeprefix("\ufeff")


def _decode_file(data: bytes) -> str:
    encoding = _detect_wide_encoding(data)
    if encoding:
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        # One letter pasted from elsewhere must not spoil all the others.
        lines: list[bytes] = re.findall(rb"[^\r\n]*[\r\n]*", data)
        return "".join(map(decode_bytes, lines))


def _detect_wide_encoding(data: bytes) -> str:
    """Return the encoding of a file in UTF-16 or UTF-32; empty for any other."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return ""
            return encoding

    # In UTF-16 every second byte of a Latin letter is zero: the first or the second of the two.
    head = data[:_DETECTION_BYTES]
    even_zeros, odd_zeros = head[::2].count(0), head[1::2].count(0)
    if len(head) < 4 or max(odd_zeros, even_zeros) <= len(head) // 4:
        return ""
    if odd_zeros > even_zeros:
        return "utf-16-le"
    return "utf-16-be"
