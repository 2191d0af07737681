"""A draft of a mail to a contact: my own words to begin with, and nothing that is private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.markdown.plain import strip_markdown
from netnotes.model.people import list_open_promises
from netnotes.network.follow_up import find_last_touch, get_open_next_step
from netnotes.network.wording import choose_first_name, suggest_topic
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact


def format_mail_draft(
    contact: Contact, today: Day, offer: str = "", *, has_quotes: bool = False
) -> str:
    """Format a draft: a greeting, what I promised or wanted to do next, and what I could bring.

    `offer` is left out where it is empty. Only with `has_quotes` are the last touch and what to ask
    about in it: notes are written for oneself, and a mail is soon sent as it is.
    """
    lines = [f"Dear {choose_first_name(contact.name)},", ""]
    if has_quotes:
        lines += _quote_last_touch(contact, today)
    # Brackets, so that nobody sends these lines as they are.
    last_touch = find_last_touch(contact, today)
    last_contact = last_touch.date if last_touch else contact.last_contact
    next_step = get_open_next_step(contact, last_contact)
    promises = [strip_markdown(promise.text) for promise in list_open_promises(contact)]
    if promises:
        lines += [f"[what I promised: {'; '.join(promises)}]", ""]
    elif next_step:
        lines += [f"[what I wanted to do next: {strip_markdown(next_step)}]", ""]
    if offer:
        lines += [f"[something for them: {offer}]", ""]
    topic = suggest_topic(contact) if has_quotes else ""
    if topic:
        label = "what I learned" if contact.learned else "a question"
        lines += [f"[{label}: {strip_markdown(topic)}]", ""]
    return "\n".join(lines)


def _quote_last_touch(contact: Contact, today: Day) -> list[str]:
    last_touch = find_last_touch(contact, today)
    if not last_touch:
        return []
    beginning = f"last time, on {format_day_short(last_touch.date)}"
    if last_touch.channel:
        beginning += f" ({last_touch.channel})"
    lines = [f"{beginning}:"]
    for line in strip_markdown(last_touch.text).split("\n"):
        if line:
            lines.append(f"> {line}")
    return [*lines, ""]
