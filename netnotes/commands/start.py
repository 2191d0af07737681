"""`netnotes start`: the first quarter of an hour, as questions at the terminal.

Nothing is written before the end, where all of it is shown.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from netnotes.actions.init_vault import suggest_people_folders
from netnotes.actions.start_answers import (
    StartAnswers,
    StartPerson,
    advise_on_pitch,
    describe_people,
    is_description,
    is_same_name,
    is_same_person,
    list_named_people,
    list_names,
    parse_budget,
    parse_goal_day,
    parse_spoken_day,
    parse_when,
    require_reachable,
)
from netnotes.actions.start_notes import (
    build_first_message,
    build_start_plan,
    find_goal,
    find_start_vault,
    format_budget,
    format_weekly_time,
    list_planned_files,
    open_start_session,
    write_start_plan,
)
from netnotes.actions.start_questions import MAX_NEAR, MAX_PEOPLE, MORE, REASONS, get_question
from netnotes.actions.start_words import split_list, split_wants
from netnotes.commands.options import VAULT_HELP
from netnotes.commands.output.terminal import ask, format_numbered, is_at_terminal
from netnotes.errors import EXIT_DONE, EXIT_INTERRUPTED, NetnotesError
from netnotes.network.wording import choose_first_name
from netnotes.text import fold, format_command, format_count

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from netnotes.actions.start_notes import PlannedFile, StartPlan
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.paths import VaultPaths

    # Puts what was typed into the answers. Raises NetnotesError where it is no answer.
    Apply = Callable[[StartAnswers, str], StartAnswers]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `start`."""
    parser.add_argument(
        "vault", nargs="?", type=Path, metavar="VAULT", help=f"{VAULT_HELP}; a new one is made"
    )


def run(args: argparse.Namespace) -> int:
    """Ask the questions, show what the answers write, and write it once that is agreed to."""
    paths = find_start_vault(args.vault)
    if not is_at_terminal():
        raise NetnotesError(
            "`netnotes start` asks questions, and needs a terminal. `netnotes serve` has the same "
            "questions on a page, at /start. Nothing was written."
        )
    # With it `input` takes arrow keys; Windows has none, and needs none.
    with suppress(ImportError):
        import readline  # noqa: F401

    session = open_start_session(paths, args.today)
    print(_describe_beginning(session))
    dialogue = _Dialogue(session)
    try:
        dialogue.ask_everything()
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was written.")
        return EXIT_INTERRUPTED
    plan = _agree(dialogue.answers, paths, args)
    if plan:
        print("\n".join(_format_ending(plan, dialogue.answers, session)))
    return EXIT_DONE


def _describe_beginning(session: WriteSession) -> str:
    """Say where the notes are, and how the questions go."""
    root = session.paths.root
    people = format_count(len(session.network.contacts), "person", "people")
    lines = [f"The vault is {root}, with {people}."]
    if not session.network.contacts:
        lines = [f"Your notes will be in {root}."]
        suggestion = suggest_people_folders(root, session.paths.settings)
        if suggestion:
            lines.append(suggestion)
    lines.append(
        "A few questions, a quarter of an hour. Enter skips a question. Ctrl-C ends, and nothing "
        "is written before you have seen all of it."
    )
    return "\n".join(lines)


class _Dialogue:
    """Asks one question after the other, and shows at once what each answer writes."""

    def __init__(self, session: WriteSession) -> None:
        self.session = session
        self.answers = StartAnswers()
        self.reason = ""
        self.shown_lines: set[tuple[str, str]] = set()

    def ask_everything(self) -> None:
        """Ask all questions. Raises KeyboardInterrupt or EOFError when the user has enough."""
        index = self._choose("reason", [words for _, words in REASONS])
        self.reason = "" if index is None else REASONS[index][0]
        self._ask_about_people()
        self._ask_about_goal()
        self._ask_about_me()

    def _ask_about_people(self) -> None:
        while len(self.answers.people) < MAX_PEOPLE:
            known = len(self.answers.people)
            if not self._ask("person", self._add_people, is_more=known > 0):
                break
            for position in range(known, len(self.answers.people)):
                name = choose_first_name(self.answers.people[position].name)
                self._ask("spoke", partial(self._set_spoken, position), who=name)
                self._ask("words", partial(_set_words, position), who=name)
        tiers = [name for name, _ in self.session.paths.settings.tiers]
        if any(self._has_no_interval(person) for person in self.answers.people):
            index = self._choose("tier", tiers)
            if index is not None:
                self._apply(lambda answers, tier: replace(answers, tier=tier), tiers[index])

    def _has_no_interval(self, person: StartPerson) -> bool:
        contact = self.session.network.contacts_by_path.get(person.path)
        return contact is None or not (contact.tier or contact.cadence is not None)

    def _add_people(self, answers: StartAnswers, words: str) -> StartAnswers:
        names = list_names(words, self.session.network)
        _require_few(names, MAX_PEOPLE - len(answers.people))
        people = list(answers.people)
        for name in names:
            person = self._choose_person(name)
            if any(is_same_person(person, named) for named in people):
                raise NetnotesError(f"You named {person.name} already. Who else?")
            people.append(person)
        return replace(answers, people=tuple(people))

    def _choose_person(self, name: str) -> StartPerson:
        """Choose whom a name means, and ask where that is not certain."""
        network = self.session.network
        named = (*self.answers.people, *self.answers.near)
        people = list_named_people(name, network, named)
        options = describe_people(people, network)
        if len(people) == 1 and is_same_name(people[0].name, name):
            return people[0]
        if not people:
            return StartPerson(name)
        has_name = any(fold(person.name) == fold(name) for person in people)
        if not has_name:
            options.append(f"somebody else, who gets a note {name}")
        print(format_numbered(options))
        answer = ask(f"Which {name}? ").strip()
        if not answer.isdigit() or not 0 < int(answer) <= len(options):
            raise NetnotesError("None of these was chosen.")
        if int(answer) > len(people):
            return StartPerson(name)
        person = people[int(answer) - 1]
        if person.path:
            require_reachable(network.contacts_by_path[person.path])
        return person

    def _set_spoken(self, position: int, answers: StartAnswers, words: str) -> StartAnswers:
        day = parse_spoken_day(words, self.session.network.today, self.session.paths.settings)
        return _replace_person(answers, position, replace(answers.people[position], spoken=day))

    def _ask_about_goal(self) -> None:
        goals = [goal.name for goal in self.session.network.goals if goal.status == "active"]
        if not self._ask("goal", _set_goal, is_there=", ".join(goals)):
            return
        goal = find_goal(self.answers.goal, self.session.network)
        if not (goal and goal.why):
            self._ask("why", lambda answers, why: replace(answers, why=why))
        if not (goal and goal.by):
            self._ask("by", self._set_goal_day)
        self._ask_who_is_near()
        while self._ask("wants", _add_wants, is_more=bool(self.answers.wants)):
            pass
        while self._ask("where", _add_place, is_more=bool(self.answers.where)):
            pass

    def _ask_who_is_near(self) -> None:
        while len(self.answers.near) < MAX_NEAR:
            if not self._ask("near", self._add_near, is_more=bool(self.answers.near)):
                return

    def _set_goal_day(self, answers: StartAnswers, words: str) -> StartAnswers:
        return replace(answers, by=parse_goal_day(words, self.session.network.today))

    def _add_near(self, answers: StartAnswers, words: str) -> StartAnswers:
        if is_description(words):
            return _add_wants(answers, words)
        names = list_names(words, self.session.network)
        _require_few(names, MAX_NEAR - len(answers.near))
        people = [self._choose_person(name) for name in names]
        return replace(answers, near=(*answers.near, *people))

    def _ask_about_me(self) -> None:
        settings = self.session.paths.settings
        self._ask("offers", _set_offers, now=", ".join(settings.me.offers))
        self._ask("pitch", lambda answers, pitch: replace(answers, pitch=pitch), settings.me.pitch)
        advice = advise_on_pitch(self.answers.pitch)
        if advice:
            print(f"    {advice}")
        self._ask(
            "when",
            lambda answers, words: replace(answers, when=parse_when(words)),
            format_weekly_time(settings.when),
        )
        self._ask(
            "budget",
            lambda answers, words: replace(answers, budget=parse_budget(words)),
            format_budget(settings.budget),
        )

    def _ask(
        self,
        name: str,
        apply: Apply,
        now: str = "",
        *,
        who: str = "",
        is_there: str = "",
        is_more: bool = False,
    ) -> bool:
        """Ask until the answer can be written, or is empty; returns whether there is one.

        `now` stays without an answer. `is_there` can be named again. `is_more` asks for one more.
        """
        question = get_question(name, self.reason, who)
        if is_more:
            print(f"\n{MORE[name]}")
        else:
            print(f"\n{question.text}\n  ({question.why})")
        if now:
            print(f"  now: {now}; Enter keeps it")
        if is_there:
            print(f"  yours so far: {is_there}")
        while True:
            typed = " ".join(ask("> ").split())
            if not typed:
                return False
            try:
                self._apply(apply, typed)
            except NetnotesError as error:
                print(f"  {error}")
                continue
            return True

    def _apply(self, apply: Apply, typed: str) -> None:
        """Take an answer, and show the lines that it writes."""
        answers = apply(self.answers, typed)
        plan = build_start_plan(answers, self.session)
        self.answers = answers
        for file in list_planned_files(plan):
            for line in _iter_answered_lines(file):
                if (file.path, line) not in self.shown_lines:
                    self.shown_lines.add((file.path, line))
                    print(f"    {line}  → {file.path}")

    def _choose(self, name: str, options: Sequence[str]) -> int | None:
        """Ask for one of several options by its number; None without an answer."""
        question = get_question(name, self.reason)
        print(f"\n{question.text}\n  ({question.why})\n{format_numbered(options)}")
        while True:
            typed = ask("> ").strip()
            if not typed:
                return None
            if typed in options:
                return options.index(typed)
            if typed.isdigit() and 0 < int(typed) <= len(options):
                return int(typed) - 1
            print(f"  Type a number from 1 to {len(options)}, or Enter to skip.")


def _iter_answered_lines(file: PlannedFile) -> Iterator[str]:
    """Yield the lines of a planned file that say something; an item of a list with its property."""
    key = ""
    for line in file.lines:
        if not file.is_new and not line.startswith("+"):
            continue
        words = (line if file.is_new else line[1:]).strip()
        if words.startswith("#"):
            continue
        if words.endswith(":"):
            key = words
        elif words.startswith("- "):
            yield f"{key} {words}".strip()
        elif ": " in words or " = " in words:
            yield words


def _require_few(names: Sequence[str], max_count: int) -> None:
    """Raise NetnotesError for more names than are asked for."""
    if len(names) > max_count:
        count = format_count(max_count, "name", "names")
        raise NetnotesError(f"These are {len(names)} names; {count} at most for now. Which?")


def _replace_person(answers: StartAnswers, position: int, person: StartPerson) -> StartAnswers:
    people = (*answers.people[:position], person, *answers.people[position + 1 :])
    return replace(answers, people=people)


def _set_words(position: int, answers: StartAnswers, words: str) -> StartAnswers:
    return _replace_person(answers, position, replace(answers.people[position], words=words))


def _set_goal(answers: StartAnswers, goal: str) -> StartAnswers:
    return replace(answers, goal=goal)


def _set_offers(answers: StartAnswers, words: str) -> StartAnswers:
    return replace(answers, offers=split_list(words))


def _add_wants(answers: StartAnswers, words: str) -> StartAnswers:
    return replace(answers, wants=(*answers.wants, *split_wants(words)))


def _add_place(answers: StartAnswers, words: str) -> StartAnswers:
    # A place has a comma in its name: `build guild, Thursdays`.
    return replace(answers, where=(*answers.where, *split_list(words, ";")))


def _agree(answers: StartAnswers, paths: VaultPaths, args: argparse.Namespace) -> StartPlan | None:
    """Show everything and write it when the user agrees; None if nothing was written.

    Where the notes have changed meanwhile, it is shown once more as it would be written now.
    """
    while True:
        try:
            plan = build_start_plan(answers, open_start_session(paths, args.today))
            if plan.is_empty:
                print("\nNothing to write. `netnotes start` asks again whenever you like.")
                return None
            print("\n".join(_format_plan(plan, paths)))
            if not _is_agreed("Write this?"):
                print("Nothing was written.")
                return None
            write_start_plan(plan, paths, partial(print, file=sys.stderr))
        except NetnotesError as error:
            print(error)
            # Nobody types all of it again because an editor has saved a note.
            if not _is_agreed("Try again?"):
                raise
        else:
            return plan


def _is_agreed(question: str) -> bool:
    """Ask a question to which Enter says yes."""
    try:
        answer = ask(f"{question} [Y/n] ")
    except (KeyboardInterrupt, EOFError):
        print()
        return False
    return answer.strip().casefold() in ("", "y", "yes")


def _format_plan(plan: StartPlan, paths: VaultPaths) -> list[str]:
    lines = ["", f"This is to be written in {paths.root}:"]
    for file in list_planned_files(plan):
        lines += ["", f"{file.path} ({'new' if file.is_new else 'changes'})"]
        lines += [f"    {line}".rstrip() for line in file.lines]
    if plan.remarks:
        lines += ["", *plan.remarks]
    return [*lines, ""]


def _format_ending(plan: StartPlan, answers: StartAnswers, session: WriteSession) -> list[str]:
    """Say what was written, and show the one message to begin with."""
    paths = [file.path for file in list_planned_files(plan)]
    lines = [f"Written: {', '.join(paths)}. `netnotes undo` takes it back."]
    message = build_first_message(answers, session)
    if message:
        lines += ["", f"A message to {message.name}, in your words:", ""]
        lines += [f"    {line}".rstrip() for line in message.text.splitlines()]
        if message.log_command:
            lines += ["", f"Once it is sent: {message.log_command}"]
    build_command = format_command("netnotes", "build", str(session.paths.root), "--open")
    if build_command:
        lines += ["", f"The dashboard: {build_command}"]
    return lines
