"""The lines that vCard and iCalendar are made of: a name, a colon, a value; nothing in a value can begin a new one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable


PRODUCT_ID = "-//netnotes//netnotes//EN"

MAX_LINE_OCTETS = 75
"""How long a line may be, without its end."""


def encode_lines(lines: Iterable[str]) -> bytes:
    """Lines as a file: each folded, each ended by CR LF."""
    return b"".join(fold_line(line) for line in lines)


def fold_line(line: str) -> bytes:
    """A line over as many lines as it needs: those that go on begin with a space. No character is split."""
    octets = line.encode(errors="replace")
    start = 0
    parts: list[bytes] = []
    while start < len(octets):
        end = start + MAX_LINE_OCTETS - bool(parts)
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join(parts) + b"\r\n"


def unfold_lines(text: str) -> list[str]:
    """The lines of a file, whole again."""
    return re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n").split("\n")


def escape_text(text: str) -> str:
    """A text as a value: what ends lines becomes a sign for it, and control characters go."""
    text = re.sub(r"([\\;,])", r"\\\1", text)
    return _CONTROL.sub("", _LINE_BREAK.sub(r"\\n", text))


def escape_url(text: str) -> str:
    """An address as a value, with what no address holds percent-encoded.

    The RFC would have its commas plain. The programs that people have write and read them as those of a text; what
    takes the RFC at its word is rarer than what cuts an address at a plain comma, as vobject does.
    """
    return escape_text(
        _NOT_IN_ADDRESS.sub(
            lambda match: "".join(f"%{octet:02X}" for octet in match[0].encode()), text
        )
    )


def build_uid(vault_name: str, path: str, *kind: str) -> str:
    """A name for something in a note that is the same at every export and in no other vault."""
    name = unicodedata.normalize(
        "NFC", "\n".join(("netnotes:", vault_name, path, *kind))
    )  # macOS has another form of é
    return str(uuid5(NAMESPACE_URL, name.encode(errors="replace").decode()))


_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""All that any reader may take for the end of a line."""

_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_NOT_IN_ADDRESS = re.compile('[\0-\x20\x7f-\x9f\u2028\u2029\\\\"<>^`{|}]')
