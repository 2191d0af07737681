"""What a command says about a vault in which nobody was found: where people seem to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.settings import Settings
    from netnotes.vault.load import LoadedVault


def describe_where_people_are(
    root: Path, settings: Settings, *, contact_count: int, note_count: int
) -> str:
    """Describe where the people of a vault without contacts seem to be; else empty."""
    if contact_count or not note_count:
        return ""
    # Hardly any vault needs it.
    from netnotes.actions.init_vault import suggest_people_folders

    return suggest_people_folders(root, settings)


def describe_loaded_vault_without_people(loaded: LoadedVault) -> str:
    """Describe the same of a vault that was loaded."""
    return describe_where_people_are(
        loaded.vault.root,
        loaded.vault.settings,
        contact_count=len(loaded.network.contacts),
        note_count=loaded.network.note_count,
    )
