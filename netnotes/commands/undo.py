"""`netnotes undo`: take back what the last command wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.undo import drop_last_command, list_past_commands, plan_undo, write_undo
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.terminal import confirm, print_json
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.text import format_count, join_words
from netnotes.vault.edit import format_diff
from netnotes.vault.note_files import hold_write_lock
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse

    from netnotes.actions.undo import PastCommand, UndoPlan
    from netnotes.vault.interrupted import ComparedFile
    from netnotes.vault.paths import VaultPaths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `undo`."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--yes", action="store_true", help="take it back without a question")
    choice.add_argument(
        "--list", action="store_true", help="show what can be taken back, the last command first"
    )
    choice.add_argument(
        "--drop",
        action="store_true",
        help="forget the last command and leave all notes as they are",
    )
    parser.add_argument("--json", action="store_true", help="with --list: print it as JSON")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show what the last command wrote, and take it back."""
    paths = find_vault(args.vault)
    if args.list:
        _print_list(list_past_commands(paths), as_json=args.json)
        return EXIT_DONE
    if args.drop:
        with hold_write_lock(paths.cache_folder, "netnotes undo"):
            sentence = drop_last_command(paths)
        if not args.quiet:
            print(sentence)
        return EXIT_DONE

    with hold_write_lock(paths.cache_folder, "netnotes undo"):
        plan = plan_undo(paths)
    if not args.quiet or not args.yes:
        _print_plan(plan)
    # The lock is free while the user thinks.
    if args.dry_run or not (args.yes or confirm("Take this back?")):
        print("Nothing was taken back. `netnotes undo --yes` does it without a question.")
        return EXIT_DONE

    _take_back(paths, plan)
    if not args.quiet:
        print(_describe_result(plan))
    return EXIT_DONE


def _print_list(commands: tuple[PastCommand, ...], *, as_json: bool) -> None:
    if as_json:
        values = []
        for command in commands:
            values.append(
                {
                    "time": command.time,
                    "command": command.command,
                    "files": list(command.paths),
                    "complete": command.is_complete,
                }
            )
        print_json({"commands": values})
        return
    if not commands:
        print("There is nothing to take back.")
    for command in commands:
        mark = "" if command.is_complete else " (cut short)"
        print(f"{command.time}  {command.command:<8}  {_list_paths(command.paths)}{mark}")


MAX_LISTED_PATHS = 3


def _list_paths(paths: tuple[str, ...]) -> str:
    words = list(paths[:MAX_LISTED_PATHS])
    more = len(paths) - MAX_LISTED_PATHS
    if more > 0:
        words.append(f"{more:,} more")
    return join_words(words)


def _print_plan(plan: UndoPlan) -> None:
    print(f"To take back {plan.description} changes this:")
    removed = [compared for compared in plan.files if compared.file.old_content is None]
    created = [compared for compared in plan.files if compared.content is None]
    is_move = len(removed) == len(created) == 1
    for compared in plan.files:
        if not is_move:
            print(_describe_change(compared))
        elif compared is created[0]:
            print(_describe_move(removed[0], compared))
        elif compared is not removed[0]:
            print(_describe_change(compared))
    for path in plan.changed_paths:
        print(f"{path} has been changed since, and stays as it is.")


def _describe_change(compared: ComparedFile) -> str:
    file, _, content = compared
    if file.old_content is None:
        return f"{file.path} is removed; {_describe_size(content)}."
    before = "" if content is None else content.decode(errors="replace")
    diff = format_diff(file.path, before, file.old_content.decode(errors="replace"))
    return diff.rstrip("\n") or f"{file.path} is empty again."


def _describe_move(removed: ComparedFile, created: ComparedFile) -> str:
    """Describe a note that gets its old path back, as git does."""
    old_path, new_path = removed.file.path, created.file.path
    before = (removed.content or b"").decode(errors="replace")
    after = (created.file.old_content or b"").decode(errors="replace")
    diff = format_diff(new_path, before, after)
    return f"rename from {old_path}\nrename to {new_path}\n{diff}".rstrip("\n")


def _describe_size(content: bytes | None) -> str:
    """Describe how much a file holds that is removed."""
    text = (content or b"").decode(errors="replace")
    return f"it has {format_count(len(text.splitlines()), 'line')}"


def _take_back(paths: VaultPaths, plan: UndoPlan) -> None:
    with hold_write_lock(paths.cache_folder, "netnotes undo"):
        if plan_undo(paths) != plan:
            raise NetnotesError(
                "Your notes, or what was written last, have changed since this was shown. "
                "Nothing was taken back. Run `netnotes undo` again."
            )
        write_undo(paths, plan)


def _describe_result(plan: UndoPlan) -> str:
    count = format_count(len(plan.files), "file")
    return f"{plan.description} is taken back: {count} as before."
