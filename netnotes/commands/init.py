"""`netnotes init`: make a folder a vault.

It surveys the notes, proposes files that fit them, and writes only what is agreed to.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.init_vault import build_init_plan, write_init_plan
from netnotes.commands.output.terminal import confirm, is_at_terminal
from netnotes.errors import EXIT_DONE
from netnotes.text import choose_form, join_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.actions.init_vault import InitPlan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `init`."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="the folder of your notes, or a new one "
        "(default: the nearest one upwards that is a vault, else this one)",
    )
    parser.add_argument("--yes", action="store_true", help="write what is proposed, without asking")


def run(args: argparse.Namespace) -> int:
    """Show what is proposed for a folder, and write it once that is agreed to."""
    plan = build_init_plan(args.folder, args.today)
    if not (args.quiet and args.yes):
        print("\n".join(_format_preview(plan)))
    if not _list_missing_paths(plan):
        return EXIT_DONE
    if not args.yes and not _confirm_writing():
        return EXIT_DONE

    messages = write_init_plan(plan)
    if not args.quiet:
        print("\n".join(messages))
    return EXIT_DONE


def _format_preview(plan: InitPlan) -> list[str]:
    """List what would be written, the settings in full, and what exists already."""
    settings_path, settings_text = plan.files[0]
    heading = f"Proposed for {plan.root}:"
    if (plan.root / settings_path).exists():
        heading = (
            f"{plan.root} has settings, which stay as they are. "
            "Without them, these would be proposed:"
        )
    lines = [
        heading,
        "",
        settings_text,
        *_iter_effect_lines(plan),
        f"With these settings netnotes reads {plan.summary}.",
    ]
    missing_paths = _list_missing_paths(plan)
    if missing_paths:
        lines.append(f"To be written: {join_words(missing_paths)}.")
    existing_paths = [path for path, _ in plan.files if (plan.root / path).exists()]
    if existing_paths:
        state = choose_form(len(existing_paths), "it is", "they are")
        lines.append(f"Already there, and left as {state}: {join_words(existing_paths)}.")
    return lines


def _iter_effect_lines(plan: InitPlan) -> Iterator[str]:
    """Yield what each line of the settings found, and what it would change."""
    if plan.effects:
        yield "What each line found, and what it would change:"
        yield ""
    for effect in plan.effects:
        yield f"  {effect.label}"
        for example in effect.examples:
            yield f"      {example}"
        yield f"    {effect.change}"
        yield ""


def _list_missing_paths(plan: InitPlan) -> list[str]:
    """List the planned files, and the new folder, that do not exist yet."""
    paths = [path for path, _ in plan.files]
    if plan.new_folder:
        paths.append(f"{plan.new_folder}/")
    return [path for path in paths if not (plan.root / path).exists()]


def _confirm_writing() -> bool:
    # Through a pipe nobody can answer, and a question would wait forever.
    if not is_at_terminal():
        print("Nothing was written. Add --yes to write it.")
        return False
    return confirm("Write this?")
