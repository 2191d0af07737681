"""`netnotes inbox`: file the sentences that a phone has appended to the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes import JSON_VERSION
from netnotes.actions.file_inbox import plan_inbox
from netnotes.commands.editing import open_write_session, print_changes
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE
from netnotes.text import choose_form, format_count, join_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.actions.file_inbox import FiledSentence, InboxPlan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `inbox`."""
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """File what is understood, and ask in the inbox about the rest."""
    with open_write_session(args) as session:
        plan = plan_inbox(session)
        if not args.dry_run:
            session.writer.write_changes(plan.changes)

    # Said once it is true.
    if args.json:
        print_json(_build_record(plan))
        return EXIT_DONE
    if args.quiet:
        return EXIT_DONE
    print("\n".join(_describe_plan(plan, dry_run=args.dry_run)))
    if args.dry_run:
        print_changes(plan.changes)
    return EXIT_DONE


def _build_record(plan: InboxPlan) -> dict[str, object]:
    filed = [
        {
            "line": sentence.line_number,
            "sentence": sentence.sentence,
            "reading": sentence.reading,
            "entries": [{"path": path, "entry": entry} for path, entry in sentence.entries],
            "already_in": list(sentence.known_paths),
        }
        for sentence in plan.filed
    ]
    asked = [
        {"line": line_number, "sentence": sentence, "question": question}
        for line_number, sentence, question in plan.asked
    ]
    return {"netnotes": JSON_VERSION, "inbox": plan.path, "filed": filed, "asked": asked}


def _describe_plan(plan: InboxPlan, *, dry_run: bool) -> Iterator[str]:
    """Yield a line for each sentence, in the order of the inbox, and how many there are."""
    for sentence in plan.filed:
        yield f"{plan.path}:{sentence.line_number}: {sentence.sentence}"
        yield from _describe_filed(sentence)
    for line_number, sentence_text, question in plan.asked:
        yield f"{plan.path}:{line_number}: {sentence_text}"
        yield f"  ? {question}"

    if not plan.filed and not plan.asked:
        yield f"No sentence waits in {plan.path}."
        return
    verb = "would be filed" if dry_run else "filed"
    summary = f"{format_count(len(plan.filed), 'sentence')} {verb}"
    if plan.asked:
        stay = choose_form(len(plan.asked), "stays", "stay")
        question = choose_form(len(plan.asked), "with a question", "each with a question")
        summary += f"; {len(plan.asked):,} {stay} in {plan.path}, {question}"
    yield f"{summary}."


def _describe_filed(sentence: FiledSentence) -> Iterator[str]:
    yield f"  {sentence.reading}"
    for path, entry in sentence.entries:
        yield f"  {path}: {entry}"
    if sentence.known_paths:
        paths = join_words(sentence.known_paths)
        yield f"  It stands in {paths} already, and is not written twice."
