"""`netnotes init`: makes a folder a vault. It looks first, proposes, and writes only what was agreed to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.init_vault import build_init_plan, write_init_plan
from netnotes.commands.output.terminal import confirm, is_at_terminal
from netnotes.errors import EXIT_DONE
from netnotes.text import join_words

if TYPE_CHECKING:
    import argparse

    from netnotes.actions.init_vault import InitPlan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `init`."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="the folder of your notes, or a new one (default: the nearest one upwards that is a vault, else this one)",
    )
    parser.add_argument("--yes", action="store_true", help="write what is proposed, without asking")


def run(args: argparse.Namespace) -> int:
    """Show what is proposed for a folder, and write it once that is agreed to."""
    proposed = build_init_plan(args.folder)
    if not (args.quiet and args.yes):
        print("\n".join(_format_preview(proposed)))
    if not _list_missing_paths(proposed):
        return EXIT_DONE
    if args.yes or _confirm_writing():
        for line in write_init_plan(proposed):
            if not args.quiet:
                print(line)
    return EXIT_DONE


def _format_preview(plan: InitPlan) -> list[str]:
    """What would be written, the settings in full, and what is there already."""
    new, there = (
        _list_missing_paths(plan),
        [path for path, _ in plan.files if (plan.root / path).exists()],
    )
    lines = [f"Proposed for {plan.root}:", "", plan.files[0][1]]
    lines.append(f"With these settings netnotes reads {plan.summary}.")
    if new:
        lines.append(f"To be written: {join_words(new)}.")
    if there:
        lines.append(
            f"Already there, and left as {'it is' if len(there) == 1 else 'they are'}: {join_words(there)}."
        )
    return lines


def _list_missing_paths(plan: InitPlan) -> list[str]:
    """What is not there yet."""
    paths = [path for path, _ in plan.files] + ([f"{plan.new_folder}/"] if plan.new_folder else [])
    return [path for path in paths if not (plan.root / path).exists()]


def _confirm_writing() -> bool:
    if not is_at_terminal():
        print("Nothing was written. Add --yes to write it.")
        return False
    return confirm("Write this?")
