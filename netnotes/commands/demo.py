"""`netnotes demo`: try netnotes with the example vault, as if written until today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.build import build_dashboard, describe_build
from netnotes.actions.example_vault import EXAMPLE_DAY, copy_example
from netnotes.commands.output.terminal import open_in_browser
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.text import format_command
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `demo`."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("netnotes-demo"),
        metavar="DIR",
        help="a new folder",
    )
    parser.add_argument(
        "--redact",
        action="store_true",
        help="with stand-ins for every name and text, for screenshots",
    )
    parser.add_argument("--no-open", action="store_true", help="build only, open nothing")


def run(args: argparse.Namespace) -> int:
    """Copy the example vault with its dates shifted to today, build its dashboard and open it."""
    folder: Path = args.folder
    if _is_taken(folder):
        raise NetnotesError(
            f"{folder} exists already and is left alone. "
            "Name a new folder: `netnotes demo some-folder`."
        )

    # With its dates shifted, the contacts due on the example's day are due today.
    copy_example(folder, args.today - EXAMPLE_DAY)
    # Said before the build: should that fail, the notes are there all the same.
    if not args.quiet:
        print(f"The notes of the fictional Mira Holm are in {folder}.")
        # A folder is not to be taken for an option.
        shown_folder = f"./{folder}" if str(folder).startswith("-") else str(folder)
        command = format_command("netnotes", "build", shown_folder)
        if command:
            print(f"Edit them, and run `{command}`.")
    built = build_dashboard(find_vault(folder), args.today, redact=args.redact)
    if not args.quiet:
        print(describe_build(built))
    if not args.no_open:
        open_in_browser(built.index_path.as_uri())
    return EXIT_DONE


def _is_taken(folder: Path) -> bool:
    """Return whether there is a file of this name, or a folder with anything in it."""
    if folder.is_dir():
        return any(folder.iterdir())
    return folder.exists()
