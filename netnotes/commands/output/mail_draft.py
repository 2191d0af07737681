"""A draft of a mail to a contact. It quotes the last touch, so that the first line is easier."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from netnotes.markdown.plain import strip_markdown
from netnotes.network.follow_up import find_last_touch
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact


def format_mail_draft(contact: Contact, today: Day, offer: str, question: str) -> str:
    """Format a draft: the last touch quoted, what could be offered, something to ask.

    `offer` and `question` are left out where they are empty.
    """
    first_name = contact.name.split()[0]
    lines = [f"Dear {first_name},", ""]
    last_touch = find_last_touch(contact, today)
    if last_touch:
        channel = f" ({last_touch.channel})" if last_touch.channel else ""
        lines.append(f"last time, on {format_day_short(last_touch.date)}{channel}:")
        for line in strip_markdown(last_touch.text).split("\n"):
            if line:
                lines.append(f"> {line}")
        lines.append("")
    # Brackets, so that nobody sends these lines as they are.
    if offer:
        lines += [f"[something for them: {offer}]", ""]
    if question:
        lines += [f"[a question: {question}]", ""]
    return "\n".join(lines)


def build_mailto_url(contact: Contact, text: str) -> str:
    """Build the address that opens a mail with this text; empty if no mail address is known."""
    if not contact.email:
        return ""
    # A space becomes %20, as a `+` could be a real plus (RFC 6068, section 5).
    return f"mailto:{quote(contact.email[0], safe='@')}?body={quote(text, errors='replace')}"
