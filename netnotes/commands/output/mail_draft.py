"""A mail to begin with: what was said last stands in it, so that the first line is easier."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from netnotes.markdown.plain import plain
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact


def format_mail_draft(contact: Contact, today: Day, offer: str, question: str) -> str:
    """The text of a mail to a contact: the last exchange quoted, what could be given, and something to ask."""
    last = max(
        (one for one in contact.touches if one.date <= today),
        key=lambda one: one.date,
        default=None,
    )
    first = contact.name.split()[0]
    lines = [f"Dear {first},", ""]
    if last:
        how = f" ({last.channel})" if last.channel else ""
        lines += [
            f"last time, on {format_day_short(last.date)}{how}:",
            *(f"> {line}" for line in plain(last.text).split("\n") if line),
            "",
        ]
    lines += [f"[something for them: {offer}]", ""] if offer else []
    lines += [f"[a question: {question}]", ""] if question else []
    return "\n".join(lines)


def build_mailto_url(contact: Contact, text: str) -> str:
    """The address that opens this text as a mail to a contact; empty where no mail address is known."""
    return f"mailto:{quote(contact.email[0], safe='@')}?body={quote(text)}" if contact.email else ""
