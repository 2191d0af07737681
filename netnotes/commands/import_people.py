"""`netnotes import`: people from another program. It shows what it would do; `--yes` does it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.import_people import (
    ImportOptions,
    describe_conflicts,
    describe_possible_duplicates,
    plan_import,
    write_import,
)
from netnotes.commands.editing import NOT_CONFIRMED, open_write_session
from netnotes.commands.options import add_vault_option
from netnotes.errors import EXIT_DONE
from netnotes.text import format_count, join_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.actions.import_people import ImportPlan


# How many of each kind a preview names: new and known people and problems fit on one screen.
MAX_LISTED = 10

# What holds a person in a file that is no table.
ROW_NOUNS = {"vCard": ("card",), "Monica": ("contact",), "netnotes": ("person", "people")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `import`."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="an export of LinkedIn, Google, Outlook, Monica …; a vCard; a CSV; "
        "a ZIP as downloaded; a folder of vCards",
    )
    add_vault_option(parser)
    parser.add_argument(
        "--yes", action="store_true", help="write the notes (without it: show only)"
    )
    parser.add_argument(
        "--map",
        metavar="PAIRS",
        help="what the columns of another CSV mean: name=Full Name,organisation=Company",
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="the encoding of a table or a vCard, such as cp1252, if letters come out wrong",
    )
    parser.add_argument(
        "--all", action="store_true", help="show every remark and every person, not the first ten"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PROP=TEXT",
        help="only those with this in a property, as in company=northwind",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many new people")
    parser.add_argument(
        "--tier", metavar="TIER", help="the tier of new people (without it they are never due)"
    )
    parser.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="a tag for everybody who is new"
    )


def run(args: argparse.Namespace) -> int:
    """Show who of a file is new and who is in the vault, and with `--yes` write the notes."""
    options = ImportOptions(
        column_map=args.map or "",
        encoding=args.encoding or "",
        conditions=tuple(args.only),
        limit=args.limit,
        tier=args.tier or "",
        tags=tuple(args.tag),
    )
    with open_write_session(args) as session:
        plan = plan_import(session, args.file, options)
        if not args.quiet:
            max_listed = None if args.all else MAX_LISTED
            print("\n".join(_iter_preview_lines(args.file.name, plan, max_listed)))
        if not args.yes:
            print(NOT_CONFIRMED)
            return EXIT_DONE

        result = write_import(session, plan, options)
        # A note that could not be written does not stop the others.
        for error in result.errors:
            print(f"netnotes: {error}", file=sys.stderr)
        if not args.quiet:
            new_notes = format_count(result.new_count, "note")
            changed_notes = format_count(result.changed_count, "note")
            print(f"{new_notes} made, {changed_notes} filled.")
    return EXIT_DONE


def _iter_preview_lines(file_name: str, plan: ImportPlan, max_listed: int | None) -> Iterator[str]:
    """Yield what would happen, in lines; `max_listed` is how many of each kind, None for all."""
    yield from _iter_file_lines(file_name, plan, max_listed)
    yield from _iter_column_lines(plan)
    yield from _iter_withheld_lines(plan)
    yield from _iter_new_lines(plan, max_listed)
    yield from _iter_existing_lines(plan, max_listed)


def _iter_file_lines(file_name: str, plan: ImportPlan, max_listed: int | None) -> Iterator[str]:
    people = format_count(len(plan.cards.cards), "person", "people")
    article = "an" if plan.format_name.startswith("O") else "a"
    summary = f"{file_name} is {article} {plan.format_name} file: {people} read"
    # What is wrong with a whole file of an archive has no row, and comes last.
    problems = sorted(plan.cards.problems, key=lambda problem: not problem.row)
    lost_count = sum(not problem.is_person_kept for problem in problems)
    if lost_count:
        summary += f", {format_count(lost_count, 'row')} left out"
    yield f"{summary}."

    for problem in problems[:max_listed]:
        place = f"row {problem.row}" if problem.row else ""
        place = " of ".join(filter(None, (place, problem.file)))
        yield f"  {place}: {problem.reason}" if place else f"  {problem.reason}"
    yield from _iter_rest(len(problems), max_listed, "more remarks")


def _iter_column_lines(plan: ImportPlan) -> Iterator[str]:
    """Yield what each column is read as, and what is in the file and nowhere in a note."""
    columns_by_property: dict[str, list[str]] = {}
    for column, property_name in plan.cards.columns:
        columns_by_property.setdefault(property_name, []).append(column)
    if columns_by_property:
        yield "Columns:"
    for property_name, columns in columns_by_property.items():
        yield f"  {', '.join(columns)} → {property_name}"
    if plan.cards.left_out:
        noun = ROW_NOUNS.get(plan.format_name, ("row",))
        counts = [f"{name} ({format_count(count, *noun)})" for name, count in plan.cards.left_out]
        yield f"Not taken: {', '.join(counts)}"


def _iter_rest(count: int, max_listed: int | None, noun: str) -> Iterator[str]:
    """Yield a line about those that are not listed, if there are any."""
    if max_listed is not None and count > max_listed:
        yield f"  and {count - max_listed:,} {noun} (--all shows them)"


def _iter_withheld_lines(plan: ImportPlan) -> Iterator[str]:
    """Yield who may have a note that can't be read: all of them, for they are nowhere else."""
    if not plan.withheld:
        return
    people = format_count(len(plan.withheld), "person", "people")
    yield f"Left out: {people} whose note may be one that can't be read (`netnotes check` says why)"
    for person in plan.withheld:
        yield f"  {person.card.name}: {person.path}"


def _iter_new_lines(plan: ImportPlan, max_listed: int | None) -> Iterator[str]:
    if plan.unwanted_count:
        unwanted = format_count(plan.unwanted_count, "person", "people")
        yield f"Left out by --only: {unwanted}"
    if plan.postponed_count:
        count = format_count(plan.postponed_count, "new person", "new people")
        yield f"Left out by --limit: {count}"
    yield f"New: {len(plan.new):,}"
    for person in plan.new[:max_listed]:
        line = f"  {person.card.name}"
        if person.card.organisation not in ("", person.card.name):
            line += f", {person.card.organisation}"
        if person.possible_duplicates:
            line += f" ({describe_possible_duplicates(person.possible_duplicates)})"
        yield line

    unlisted = () if max_listed is None else plan.new[max_listed:]
    similar_count = sum(bool(person.possible_duplicates) for person in unlisted)
    noun = "more"
    if similar_count:
        noun = f"more, {similar_count:,} of whom look like somebody here"
    yield from _iter_rest(len(plan.new), max_listed, noun)


def _iter_existing_lines(plan: ImportPlan, max_listed: int | None) -> Iterator[str]:
    yield f"Here already: {len(plan.existing):,}"
    # Also who gets nothing may be the wrong one.
    people = [
        person
        for person in plan.existing
        if max_listed is None or person.list_updated_properties() or person.conflicts
    ]
    for person in people[:max_listed]:
        parts = []
        updated_properties = person.list_updated_properties()
        if updated_properties:
            parts.append(f"gets {join_words(updated_properties)}")
        parts += describe_conflicts(person)
        called = person.contact.name
        if max_listed is None:
            called = f"{person.card.name} is {called}, {person.contact.path}"
        yield f"  {called} ({person.reason}): {'; '.join(parts) or 'nothing new'}"
    yield from _iter_rest(len(people), max_listed, "more with something to fill")
