"""Mailto:, tel:, profiles as (name, address); the note in Obsidian."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from netnotes.dashboard.addresses import Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Contact


def build_obsidian_url(vault_name: str, path: str) -> str:
    """The address that opens a note in Obsidian, by the vault's name and never by a path of this machine."""
    return f"obsidian://open?vault={quote(vault_name, safe='')}&file={quote(path.removesuffix('.md'), safe='')}"


def iter_ways_to_reach(contact: Contact) -> Iterator[Ref]:
    """Mail, phone and profiles, as links that open in the program for it."""
    for address in contact.email:
        if "@" in address and not set(address) & set(" <>\"'?&#"):
            yield Ref(address, f"mailto:{address}")
    for number in contact.phone:
        digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
        yield Ref(number, f"tel:{digits}" if len(digits) > 4 else "")
    for address in contact.links:
        web = address.casefold().startswith(("https://", "http://"))
        yield Ref(
            address.split("://", 1)[-1].removeprefix("www.").rstrip("/"), address if web else ""
        )
