"""The page /start of a served dashboard: the questions of `netnotes start` as one form.

What the answers would write is shown first, and written when it is sent again unchanged.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from netnotes.actions.serving.forms import CHANGED_SINCE_SHOWN, Form, submit_form
from netnotes.actions.serving.live_site import FormOutcome, FormPage
from netnotes.actions.serving.routes import FormRoute
from netnotes.actions.start_answers import (
    StartAnswers,
    StartPerson,
    advise_on_pitch,
    describe_people,
    is_description,
    is_same_person,
    list_named_people,
    list_names,
    parse_budget,
    parse_goal_day,
    parse_spoken_day,
    parse_when,
)
from netnotes.actions.start_notes import (
    build_first_message,
    build_start_plan,
    format_budget,
    format_weekly_time,
    list_planned_files,
)
from netnotes.actions.start_questions import (
    MAX_NEAR,
    MAX_PEOPLE,
    MORE,
    REASONS,
    get_question,
)
from netnotes.actions.start_words import split_list, split_wants
from netnotes.dashboard.views.start import StartField, StartFile, StartSection, StartView
from netnotes.digests import compute_digest
from netnotes.errors import NetnotesError, NoteChangedError
from netnotes.network.wording import choose_first_name
from netnotes.text import join_words
from netnotes.vault.edit import WriteSession
from netnotes.vault.note_writer import NoteWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.actions.serving.rebuilder import Rebuilder, ServedVault
    from netnotes.actions.start_notes import StartPlan

    Fields = Mapping[str, str]


Value = TypeVar("Value")

START_PATH = "/start"


def build_start_route(rebuilder: Rebuilder, report: Callable[[str], None]) -> FormRoute:
    """Build the address that shows the questions, and takes the answers."""

    def show(fields: Fields, message: str) -> FormOutcome:
        return show_questions(fields, rebuilder.vault, message)

    def write(fields: Fields) -> FormOutcome:
        return submit_answers(fields, refresh=rebuilder.refresh, report=report)

    return FormRoute(START_PATH, write, show=show)


def show_questions(fields: Fields, vault: ServedVault, message: str = "") -> FormOutcome:
    """Show the questions, with what was typed so far; without it, with what the settings say."""
    settings = vault.network.settings
    if not fields:
        fields = {
            "offers": ", ".join(settings.me.offers),
            "pitch": settings.me.pitch,
            "when": format_weekly_time(settings.when),
            "budget": format_budget(settings.budget),
        }
    view = StartView(sections=_build_sections(fields, {}, vault), message=message)
    return _build_outcome(403 if message else 200, view)


def submit_answers(
    fields: Fields,
    *,
    refresh: Callable[[], ServedVault],
    report: Callable[[str], None],
) -> FormOutcome:
    """Show what the answers would write; write it if it was shown before and was agreed to."""
    vault = refresh()
    session = _open_session(vault)
    answers, errors = parse_answers(fields, session)
    sections = _build_sections(fields, errors, vault)
    if errors:
        return _build_outcome(422, StartView(sections=sections))
    try:
        plan = build_start_plan(answers, session)
    except NetnotesError as error:
        return _build_outcome(422, StartView(sections=sections, message=str(error)))

    seen = _compute_seen(plan)
    view = _build_preview(sections, plan, answers, session, seen)
    if fields.get("do") != "write" or not seen:
        return _build_outcome(200, view)
    if seen != fields.get("seen"):
        return _build_outcome(409, replace(view, message=CHANGED_SINCE_SHOWN))
    form = Form(START_PATH, partial(_write_answers, answers, seen))
    outcome = submit_form(form, fields, vault=vault, refresh=refresh, report=report)
    if outcome.status != 303:
        return _build_outcome(outcome.status, replace(view, message=outcome.message))
    refresh()
    written = replace(view, sections=(), is_written=True)
    return _build_outcome(200, written)._replace(undo_number=outcome.undo_number)


def _build_preview(
    sections: tuple[StartSection, ...],
    plan: StartPlan,
    answers: StartAnswers,
    session: WriteSession,
    seen: str,
) -> StartView:
    """Build the questions with what the answers would write."""
    message = build_first_message(answers, session)
    return StartView(
        sections=sections,
        message="" if seen else "Nothing is answered yet that is not in your notes already.",
        files=tuple(
            StartFile(file.path, file.is_new, "\n".join(file.lines))
            for file in list_planned_files(plan)
        ),
        remarks=tuple(filter(None, (*plan.remarks, advise_on_pitch(answers.pitch)))),
        seen=seen,
        recipient=message.name if message else "",
        text=message.text if message else "",
        log_command=message.log_command if message else "",
    )


def _write_answers(answers: StartAnswers, seen: str, fields: Fields, session: WriteSession) -> None:
    plan = build_start_plan(answers, session)
    # The notes were read again after they were compared in `submit_answers`.
    if _compute_seen(plan) != seen:
        raise NoteChangedError(CHANGED_SINCE_SHOWN)
    session.writer.write_notes(plan.changes, plan.new_notes, plan.settings_texts)


def _open_session(vault: ServedVault) -> WriteSession:
    writer = NoteWriter(vault.paths.root, vault.paths.cache_folder, "start")
    return WriteSession(vault.paths, vault.network, writer)


def _compute_seen(plan: StartPlan) -> str:
    """Compute the digest of what a plan would write; empty where that is nothing."""
    if plan.is_empty:
        return ""
    return compute_digest(repr(plan).encode(errors="surrogatepass")).hex()


def parse_answers(fields: Fields, session: WriteSession) -> tuple[StartAnswers, dict[str, str]]:
    """Parse all fields of the form; for those that can't be read, say what is wrong."""
    parser = _FieldParser(fields, session)
    people = parser.parse_people()
    near = parser.parse_near(people)
    wants = parser.parse_wants()
    answers = StartAnswers(
        people=people,
        tier=parser.parse("tier", parser.check_tier) or "",
        goal=parser.read("goal"),
        why=parser.read("why"),
        by=parser.parse("by", lambda words: parse_goal_day(words, session.network.today)),
        near=near,
        wants=wants,
        where=parser.parse_places(),
        offers=split_list(parser.read("offers")),
        pitch=parser.read("pitch"),
        when=parser.parse("when", parse_when) or "",
        budget=parser.parse("budget", parse_budget),
    )
    has_goal_answers = answers.why or answers.by or near or wants or answers.where
    if has_goal_answers and not answers.goal:
        parser.errors["goal"] = "Give the goal a name: what should be different?"
    return answers, parser.errors


class _FieldParser:
    """Parses fields one by one, and collects what is wrong with them."""

    def __init__(self, fields: Fields, session: WriteSession) -> None:
        self.fields, self.session = fields, session
        self.errors: dict[str, str] = {}

    def read(self, name: str) -> str:
        return " ".join(self.fields.get(name, "").split())

    def read_lines(self, name: str) -> tuple[str, ...]:
        lines = [" ".join(line.split()) for line in self.fields.get(name, "").splitlines()]
        return tuple(dict.fromkeys(filter(None, lines)))

    def read_descriptions(self, name: str) -> tuple[str, ...]:
        return tuple(line for line in self.read_lines(name) if is_description(line))

    def parse(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        words = self.read(name)
        if not words:
            return None
        try:
            return parse(words)
        except NetnotesError as error:
            self.errors[name] = str(error)
            return None

    def check_tier(self, tier: str) -> str:
        if tier not in dict(self.session.paths.settings.tiers):
            raise NetnotesError(f"`{tier}` is not one of your tiers.")
        return tier

    def parse_people(self) -> tuple[StartPerson, ...]:
        """Parse whom one would be glad to hear from, with what was said about each."""
        people: list[StartPerson] = []
        for number in range(1, MAX_PEOPLE + 1):
            people += self._parse_people_of_field(number, people)
        if len(people) > MAX_PEOPLE:
            self.errors["person1"] = f"These are {len(people)} people. {MAX_PEOPLE} make a start."
        return tuple(people)

    def _parse_people_of_field(self, number: int, named: list[StartPerson]) -> list[StartPerson]:
        """Parse the people of one field: several, if nothing more is said about them."""
        network = self.session.network
        field = f"person{number}"
        people = self.parse(field, partial(self._choose_people, named)) or []
        spoken = self.parse(
            f"spoke{number}", lambda words: parse_spoken_day(words, network.today, network.settings)
        )
        words = self.read(f"words{number}")
        if spoken or words:
            if not people:
                self.errors.setdefault(field, "Who is it? A note needs a name.")
            elif len(people) > 1:
                self.errors[field] = (
                    f"These are {len(people)} people, and what is below is about one of them. "
                    "Give each a field."
                )
                return []
        return [replace(person, spoken=spoken, words=words) for person in people]

    def _choose_people(self, named: list[StartPerson], words: str) -> list[StartPerson]:
        """Choose whom the names in one field mean."""
        people: list[StartPerson] = []
        for name in list_names(words, self.session.network):
            person = self._choose_person([*named, *people], name)
            if any(is_same_person(person, known) for known in (*named, *people)):
                raise NetnotesError(f"{person.name} is named above already.")
            people.append(person)
        return people

    def parse_near(self, people: tuple[StartPerson, ...]) -> tuple[StartPerson, ...]:
        """Parse who is near the goal, one a line."""
        names: list[str] = []
        for line in self.read_lines("near"):
            if not is_description(line):
                names += list_names(line, self.session.network)
        if len(names) > MAX_NEAR:
            self.errors["near"] = (
                f"These are {len(names)} names. The {MAX_NEAR} nearest make a start."
            )
            return ()
        near: list[StartPerson] = []
        for name in names:
            try:
                near.append(self._choose_person([*people, *near], name))
            except NetnotesError as error:
                self.errors["near"] = str(error)
        return tuple(near)

    def parse_wants(self) -> tuple[str, ...]:
        """Parse what kind of people the goal wants: descriptions may be among the names, too."""
        wants: list[str] = []
        for line in (*self.read_descriptions("near"), *self.read_lines("wants")):
            wants += split_wants(line)
        return tuple(dict.fromkeys(wants))

    def parse_places(self) -> tuple[str, ...]:
        """Parse where such people are."""
        places: list[str] = []
        for line in self.read_lines("where"):
            # A place has a comma in its name: `build guild, Thursdays`.
            places += split_list(line, ";")
        return tuple(dict.fromkeys(places))

    def _choose_person(self, named: list[StartPerson], name: str) -> StartPerson:
        network = self.session.network
        people = list_named_people(name, network, named)
        if len(people) > 1:
            choices = join_words(describe_people(people, network), "or")
            raise NetnotesError(f"{name} may be {choices}. Write more of the name.")
        if people:
            return people[0]
        return StartPerson(name)


def _build_sections(
    fields: Fields, errors: Mapping[str, str], vault: ServedVault
) -> tuple[StartSection, ...]:
    reason = fields.get("reason", "")
    build = partial(_build_field, fields, errors, reason)
    tiers = tuple((name, name) for name, _ in vault.network.settings.tiers)
    sections = [
        StartSection("You", (build("reason", choices=(("", "not said"), *REASONS)),)),
    ]
    for number in range(1, MAX_PEOPLE + 1):
        who = choose_first_name(" ".join(fields.get(f"person{number}", "").split())) or "them"
        person = build("person", number)
        if number > 1:
            person = StartField(person.name, MORE["person"], "", person.value, person.error)
        names = ("First person", "Second person", "Third person")
        sections.append(
            StartSection(
                names[number - 1],
                (person, build("spoke", number, who=who), build("words", number, who=who)),
            )
        )
    return (
        *sections,
        StartSection("All of them", (build("tier", choices=(("", "not said"), *tiers)),)),
        StartSection(
            "A goal",
            (
                build("goal"),
                build("why"),
                build("by"),
                build("near", has_lines=True),
                build("wants", has_lines=True),
                build("where", has_lines=True),
            ),
        ),
        StartSection("What you bring", (build("offers"), build("pitch"))),
        StartSection("Your week", (build("when"), build("budget"))),
    )


def _build_field(
    fields: Fields,
    errors: Mapping[str, str],
    reason: str,
    question_name: str,
    number: int = 0,
    *,
    who: str = "",
    choices: tuple[tuple[str, str], ...] = (),
    has_lines: bool = False,
) -> StartField:
    question = get_question(question_name, reason, who)
    name = question_name
    if number:
        name = f"{question_name}{number}"
    why = question.why
    if has_lines:
        why = f"{question.why}; one a line"
    return StartField(
        name,
        question.text,
        why,
        fields.get(name, ""),
        errors.get(name, ""),
        choices,
        has_lines,
    )


def _build_outcome(status: int, view: StartView) -> FormOutcome:
    return FormOutcome(status, form_page=FormPage("start.html", view))
