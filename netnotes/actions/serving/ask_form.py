"""The form of a goal's page that says whom one has asked for the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.ask_for_goal import plan_asks
from netnotes.errors import NetnotesError, NoteChangedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Goal
    from netnotes.network.network import Network
    from netnotes.vault.edit import WriteSession


# Each box that was ticked has a name of its own that begins like this: of several fields with one
# name only the last is read.
ASKED_FIELD = "asked-"


def handle_ask_form(fields: Mapping[str, str], session: WriteSession) -> None:
    """Write an ask into the notes of those who were ticked, if it is the one shown."""
    network = session.network
    goal = find_goal_of_form(fields, network)
    if goal is None or goal.status != "active":
        raise NoteChangedError(
            f"`{fields.get('goal', '')}` is no note about an active goal any more. Nothing was "
            "written."
        )
    if goal.ask != fields.get("ask"):
        raise NoteChangedError(
            f"What `{goal.path}` asks has changed since this page was shown; it is now: {goal.ask}"
        )

    contacts = []
    for name, path in fields.items():
        if name.startswith(ASKED_FIELD):
            contact = network.contacts_by_path.get(path)
            if contact is None:
                raise NoteChangedError(
                    f"`{path}` is no note about a contact any more. It may have been renamed or "
                    "deleted."
                )
            contacts.append(contact)
    if not contacts:
        raise NetnotesError("Whom did you ask? Tick their names on the goal's page.")

    plan = plan_asks(goal, contacts, session, " ".join(fields.get("on", "").split()))
    if not plan.asked:
        raise NetnotesError("This ask stands in their notes already. Nothing was written.")
    session.writer.write_changes(plan.changes)


def find_goal_of_form(fields: Mapping[str, str], network: Network) -> Goal | None:
    """Find the goal that a form is about; None if there is none of that path."""
    for goal in network.goals:
        if goal.path == fields.get("goal"):
            return goal
    return None
