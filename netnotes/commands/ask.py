"""`netnotes ask`: whom one could ask for a goal, with a draft each; and who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.ask_for_goal import plan_asks
from netnotes.commands.editing import NOT_CONFIRMED, open_write_session, print_changes
from netnotes.commands.options import add_anyway_option, add_editing_arguments
from netnotes.commands.output.asks import format_people_to_ask
from netnotes.commands.output.choosing import check_is_alive, choose_contact, choose_goal
from netnotes.commands.output.terminal import ask, confirm, is_at_terminal, print_json
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.network.measures.ask_record import build_people_to_ask_record
from netnotes.network.measures.goal_asks import find_people_to_ask
from netnotes.network.measures.way_record import build_source_records
from netnotes.network.measures.ways import WaySearch
from netnotes.network.record import build_name_record
from netnotes.text import format_day_short, join_words
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from netnotes.actions.ask_for_goal import AskPlan
    from netnotes.actions.log_touch import LoggedMeeting
    from netnotes.model.people import Contact, Goal
    from netnotes.network.measures.goal_asks import AskCandidate, PeopleToAsk
    from netnotes.vault.edit import WriteSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `ask`."""
    parser.add_argument("goal", nargs="+", metavar="GOAL", help="a goal, by words of its name")
    parser.add_argument(
        "--asked",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody you have asked: shows the line for their note, and writes it",
    )
    parser.add_argument(
        "--on", metavar="DAY", help="with --asked, when: 2026-10-03, yesterday, friday"
    )
    parser.add_argument("--all", action="store_true", help="name everybody, not the first few")
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    parser.add_argument("--yes", action="store_true", help="with --asked: write without a question")
    add_anyway_option(parser)
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """List whom one could ask for a goal, or write down who was asked."""
    if args.on and not args.asked:
        raise NetnotesError("`--on` is the day for `--asked NAME`; nobody is named.")
    if args.asked:
        _run_asked(args)
        return EXIT_DONE

    loaded = find_and_load_vault(args.vault, args.today)
    goal_name = " ".join(args.goal)
    goal = choose_goal(loaded.network, goal_name, loaded.vault.root, can_ask=not args.json)
    people = _print_list(goal.path, args)
    shown = people.list_candidates(show_all=args.all)
    can_choose = not (args.json or args.dry_run) and is_at_terminal()
    if goal.ask and shown and can_choose:
        _write_chosen(goal, shown, args)
    return EXIT_DONE


def _write_chosen(goal: Goal, candidates: Sequence[AskCandidate], args: argparse.Namespace) -> None:
    """Ask whom of the candidates one has asked, and write that down."""
    paths = [candidate.contact.path for candidate in _choose_asked(candidates)]
    if not paths:
        return
    # What was shown may have changed meanwhile: the notes are read again.
    with open_write_session(args) as session:
        contacts = [session.network.contacts_by_path[path] for path in paths]
        _write_asked(goal, contacts, args, session)


def _run_asked(args: argparse.Namespace) -> None:
    """Write down who was asked, by the names in the options."""
    can_ask = not args.json
    with open_write_session(args) as session:
        network, root = session.network, session.paths.root
        goal = choose_goal(network, " ".join(args.goal), root, can_ask=can_ask)
        contacts = [choose_contact(network, name, root, can_ask=can_ask) for name in args.asked]
        logged_asks = _write_asked(goal, contacts, args, session)
    if args.json:
        _print_list(goal.path, args, logged_asks)


def _print_list(
    goal_path: str, args: argparse.Namespace, written: Sequence[LoggedMeeting] = ()
) -> PeopleToAsk:
    """Print whom one could ask, as the notes are now; `written` are the entries just made."""
    network = find_and_load_vault(args.vault, args.today).network
    goal = next(goal for goal in network.goals if goal.path == goal_path)
    people = find_people_to_ask(goal, WaySearch(network))
    if args.json:
        record = build_people_to_ask_record(people, network, show_all=args.all)
        print_json(record | {"written": [_build_written_record(logged) for logged in written]})
    else:
        lines = format_people_to_ask(people, network, show_all=args.all, color=args.color)
        print("\n".join(lines))
    return people


def _build_written_record(logged: LoggedMeeting) -> dict[str, object]:
    sources = build_source_records([logged.location])
    return {**build_name_record(logged.contact), "sources": sources}


def _print_plan(plan: AskPlan) -> None:
    for contact in plan.known:
        print(f"{contact.path} has this ask of {format_day_short(plan.day)} already.")
    print_changes(plan.changes)


def _is_confirmed(args: argparse.Namespace) -> bool:
    return args.yes or (not args.json and confirm("Write this?"))


def _choose_asked(candidates: Sequence[AskCandidate]) -> list[AskCandidate]:
    """Ask at the terminal whom of these one has asked, by their numbers."""
    while True:
        try:
            answer = ask("\nWhom did you ask? Numbers, or Enter for nobody: ")
        except EOFError:  # Ctrl-D
            return []
        words = answer.replace(",", " ").split()
        if all(word.isdecimal() and 0 < int(word) <= len(candidates) for word in words):
            return [candidates[int(word) - 1] for word in dict.fromkeys(words)]
        print(f"Write numbers from 1 to {len(candidates):,}, such as `1 2`.")


def _write_asked(
    goal: Goal, contacts: Sequence[Contact], args: argparse.Namespace, session: WriteSession
) -> Sequence[LoggedMeeting]:
    """Show the lines about those who were asked; write and return them if confirmed."""
    plan = plan_asks(goal, contacts, session, args.on or "")
    for contact in contacts:
        check_is_alive(contact, args, plan.day)
    is_silent = args.json or args.quiet
    if not is_silent:
        _print_plan(plan)
    if not plan.asked or args.dry_run:
        return ()
    if not _is_confirmed(args):
        if not is_silent:
            print(NOT_CONFIRMED)
        return ()
    session.writer.write_changes(plan.changes)
    if not is_silent:
        names = join_words([logged.contact.name for logged in plan.asked])
        print(f"Written: you asked {names}. `netnotes undo` takes it back.")
    return plan.asked
