"""Options that several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

VAULT_HELP = (
    "the folder of your notes (default: the nearest one upwards with a netnotes.toml or .obsidian)"
)


NAME_HELP = (
    "a name, an alias, or a first name nobody else has; of two with one name, with the "
    "organisation (`Bob Smith, Acme`), a mail address, or the path of the note"
)


def add_vault_argument(parser: argparse.ArgumentParser) -> None:
    """Add the vault as an argument that may be left out."""
    parser.add_argument("vault", nargs="?", type=Path, metavar="VAULT", help=VAULT_HELP)


def add_vault_option(parser: argparse.ArgumentParser) -> None:
    """Add the vault as an option, for a verb whose arguments are something else."""
    parser.add_argument("--vault", type=Path, metavar="DIR", help=VAULT_HELP)


def add_anyway_option(parser: argparse.ArgumentParser) -> None:
    """Add the option of verbs that ask before they write into the note of somebody who has died."""
    parser.add_argument(
        "--anyway", action="store_true", help="write it even if the person has died, and do not ask"
    )


def add_editing_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of every verb that writes notes."""
    add_vault_option(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change, and change nothing"
    )
