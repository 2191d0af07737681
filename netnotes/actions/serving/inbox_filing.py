"""The inbox filed by a served dashboard: with a click, or by itself where the settings say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.file_inbox import plan_inbox
from netnotes.errors import NoteChangedError
from netnotes.text import format_count
from netnotes.vault.edit import WriteSession, begin_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.actions.file_inbox import InboxPlan
    from netnotes.network.network import Network
    from netnotes.vault.paths import VaultPaths


# The inbox is filed when nothing was written to it for so long: a sentence may be half typed.
INBOX_QUIET_SECONDS = 60.0


def handle_inbox_form(fields: Mapping[str, str], session: WriteSession) -> None:
    """File the sentences of the inbox as it is now, if it is the one that the page was about."""
    path = session.paths.settings.inbox
    if fields.get("inbox") != path:
        raise NoteChangedError(
            f"The inbox is {path or 'turned off'} now, by your settings. Nothing was written. Look "
            "at This week again."
        )
    session.writer.write_changes(plan_inbox(session).changes)


def file_inbox(
    paths: VaultPaths, load_network: Callable[[], Network], report: Callable[[str], None]
) -> str:
    """File the sentences of the inbox, and say how many in a sentence; empty if none was.

    `load_network` reads the notes as they are once nobody else writes.
    """
    with begin_writing(paths, "serve", report) as writer:
        writer.command = "serve (inbox)"
        plan = plan_inbox(WriteSession(paths, load_network(), writer))
        writer.write_changes(plan.changes)
    if not plan.changes:
        return ""
    return _describe(plan)


def _describe(plan: InboxPlan) -> str:
    words = f"{format_count(len(plan.filed), 'sentence')} of {plan.path} filed"
    if plan.asked:
        words += f", and a question asked there about {len(plan.asked):,}"
    return f"{words}. `netnotes undo` takes it back."
