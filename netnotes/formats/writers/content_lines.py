"""The lines that vCard and iCalendar are made of: a name, a colon, a value (RFC 6350, RFC 5545).

Nothing in a value can begin a new line.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable


PRODUCT_ID = "-//netnotes//netnotes//EN"

# How long a line may be, without its end (RFC 5545, 3.1).
MAX_LINE_OCTETS = 75


def encode_lines(lines: Iterable[str]) -> bytes:
    """Encode lines as a file: each folded, each ended by CR LF."""
    return b"".join(map(fold_line, lines))


def fold_line(line: str) -> bytes:
    """Break a line into as many as it needs; all but the first begin with a space.

    No character is divided.
    """
    octets = line.encode(errors="replace")
    parts: list[bytes] = []
    start = 0
    while start < len(octets):
        # The space at the beginning of a further line counts.
        end = start + MAX_LINE_OCTETS - (1 if parts else 0)
        while end < len(octets) and _is_inside_character(octets[end]):
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join(parts) + b"\r\n"


def _is_inside_character(octet: int) -> bool:
    """Tell whether an octet of UTF-8 goes on with a character, as `10xxxxxx` does."""
    return octet & 0xC0 == 0x80


def unfold_lines(text: str) -> list[str]:
    """Split a file into lines as they were before folding."""
    return re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n").split("\n")


def escape_text(text: str) -> str:
    r"""Escape a text as a value: line breaks become `\n`, and control characters go."""
    text = re.sub(r"([\\;,])", r"\\\1", text)
    return _CONTROL.sub("", _LINE_BREAK.sub(r"\\n", text))


def escape_url(text: str) -> str:
    """Escape an address as a value, with what no address has percent-encoded.

    RFC 6350 would have its commas plain. The programs that people have write and read them as
    those of a text; a program that follows the RFC here is rarer than one that cuts an address
    at a plain comma, as vobject does.
    """
    return escape_text(_NOT_IN_ADDRESS.sub(_percent_encode, text))


def _percent_encode(match: re.Match[str]) -> str:
    return "".join(f"%{octet:02X}" for octet in match[0].encode())


def build_uid(vault_name: str, path: str, *kind: str) -> str:
    """Build an identifier for something in a note.

    It is the same at every export, and different in every vault.
    """
    # macOS writes the é of a file's name in two characters, other systems in one.
    name = unicodedata.normalize("NFC", "\n".join(("netnotes:", vault_name, path, *kind)))
    return str(uuid5(NAMESPACE_URL, name.encode(errors="replace").decode()))


# Everything that some program takes for the end of a line.
_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_NOT_IN_ADDRESS = re.compile('[\0-\x20\x7f-\x9f\u2028\u2029\\\\"<>^`{|}]')
