"""What `netnotes start` writes: notes of people, a goal and settings, from what was answered."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.new_contact import build_note
from netnotes.actions.start_words import can_be_sent, is_purpose
from netnotes.errors import DiskError, NetnotesError
from netnotes.model.people import Goal
from netnotes.model.settings import SETTINGS_FILE_NAME, Settings
from netnotes.network.names import find_unique_name
from netnotes.network.wording import choose_first_name
from netnotes.reading.file_index import find_file
from netnotes.reading.front_matter import read_front_matter
from netnotes.reading.goal_and_event_properties import GOAL_PROPERTIES
from netnotes.reading.note import build_source
from netnotes.reading.property_names import build_property_index
from netnotes.reading.reader import read_source
from netnotes.reading.settings_table import parse_weekly_time
from netnotes.system.cache_store import build_cache_folder_path
from netnotes.text import WEEKDAYS, fold_name, format_command, format_day_short, format_iso_day
from netnotes.vault.edit import WriteSession, begin_writing, format_diff, open_note
from netnotes.vault.listing import find_vault_root
from netnotes.vault.load import load_vault
from netnotes.vault.note_files import NoteChange, fold_file_name, require_no_mistaken_copy
from netnotes.vault.note_writer import NoteWriter
from netnotes.vault.obsidian_settings import read_settings_text
from netnotes.vault.paths import VaultPaths, find_vault
from netnotes.writing.edits import apply_edits
from netnotes.writing.last_contact import update_last_contact
from netnotes.writing.links import write_wikilink
from netnotes.writing.new_note import build_file_stem
from netnotes.writing.properties import add_to_property, set_property
from netnotes.writing.settings_text import SettingValue, set_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date as Day

    from netnotes.actions.start_answers import StartAnswers, StartPerson
    from netnotes.model.people import Contact
    from netnotes.model.settings import WeeklyTime
    from netnotes.network.network import Network
    from netnotes.writing.edits import Edit


class PlannedFile(NamedTuple):
    """A file that would be written: all its lines if it is new, else those that change."""

    path: str
    is_new: bool

    # Those of a file that changes begin with `+` or `-`.
    lines: tuple[str, ...]


class StartPlan(NamedTuple):
    """What the answers so far would write."""

    changes: tuple[NoteChange, ...]

    # The path and the text of each note.
    new_notes: tuple[tuple[str, str], ...]

    # The settings file before, None where there is none, and after; None if it stays.
    settings_texts: tuple[str | None, str] | None

    # What the answers leave as it is, and why, a sentence each.
    remarks: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.changes or self.new_notes or self.settings_texts)


class FirstMessage(NamedTuple):
    """A message to the first person for whom something was answered."""

    name: str

    # An answer that speaks about them and not to them is in brackets.
    text: str

    # The command that logs it; empty if a terminal can't take the name.
    log_command: str


def find_start_vault(folder: Path | None) -> VaultPaths:
    """Find the vault to begin in; a folder that does not exist yet is one without notes.

    Raises NetnotesError as `find_vault` does.
    """
    if folder is None or folder.exists():
        return find_vault(folder)
    root = folder.absolute()
    settings = Settings()
    return VaultPaths(root, settings, (), root / settings.output, build_cache_folder_path(root))


def open_start_session(paths: VaultPaths, today: Day) -> WriteSession:
    """Read a vault for planning what to write. It is not locked, for the questions take long."""
    network = load_vault(paths, today).network
    return WriteSession(paths, network, NoteWriter(paths.root, paths.cache_folder, "start"))


def build_start_plan(answers: StartAnswers, session: WriteSession) -> StartPlan:
    """Plan what the answers write, in the vault as it is now.

    Raises NetnotesError where something can't be written.
    """
    planner = _StartPlanner(answers, session)
    planner.plan_goal()
    planner.plan_people()
    return planner.build_plan()


class _StartPlanner:
    """Plans the notes one after the other; each may be changed several times."""

    def __init__(self, answers: StartAnswers, session: WriteSession) -> None:
        self.answers, self.session = answers, session
        self.network, self.settings = session.network, session.paths.settings
        self.changes: dict[str, NoteChange] = {}
        self.new_notes: dict[str, str] = {}
        self.remarks: list[str] = []
        self.goal_link = ""

        # The path of a goal that has a note already; empty for a new one.
        self.goal_path = ""

    def build_plan(self) -> StartPlan:
        changes = [change for change in self.changes.values() if change.text != change.note.text]
        has_notes = bool(changes or self.new_notes)
        return StartPlan(
            tuple(changes),
            tuple(self.new_notes.items()),
            _plan_settings(self.answers, self.session.paths, has_notes=has_notes),
            tuple(self.remarks),
        )

    def plan_goal(self) -> None:
        answers = self.answers
        if not answers.goal:
            return
        goal = find_goal(answers.goal, self.network)
        if goal:
            self.goal_path = goal.path
            self.goal_link = write_wikilink(goal.path, "", self.network.file_index)
            self._change_goal(goal)
            return
        stem = build_file_stem(answers.goal)
        if not stem:
            raise NetnotesError(
                f"`{answers.goal}` can't be the name of a note: nothing remains that a file may be "
                "called."
            )
        path = f"{self.settings.goals}/{stem}.md"
        self._require_free(path)
        self.goal_link = f"[[{stem}]]"
        if find_file(stem, "", self.network.file_index).path:
            # The name alone leads to another note.
            self.goal_link = f"[[{self.settings.goals}/{stem}|{stem}]]"
        text = ""
        if stem != answers.goal:
            text = self._edit(path, text, "name", answers.goal)
        for name, value in self._iter_goal_values():
            text = self._edit(path, text, name, value)
        self.new_notes[path] = self._require_goal(path, text)

    def _iter_goal_values(self) -> Iterable[tuple[str, str | tuple[str, ...]]]:
        answers = self.answers
        values: dict[str, str | tuple[str, ...]] = {
            "why": answers.why,
            "by": format_iso_day(answers.by) or "",
            "wants": answers.wants,
            "where": answers.where,
        }
        return [(name, value) for name, value in values.items() if value]

    def _require_goal(self, path: str, text: str) -> str:
        """Write `type: goal` into a note that would not be read as a goal without it."""
        for candidate in (text, self._edit(path, text, "type", "goal")):
            if isinstance(read_source(build_source(path, candidate), self.settings).entity, Goal):
                return candidate
        raise NetnotesError(f"{path} would not be read as a goal. Give it another name.")

    def _change_goal(self, goal: Goal) -> None:
        """Add to a goal what it does not say yet; what it says stays."""
        note = open_note(self.session.paths.root, goal.path)
        text = note.text
        for name, value in self._iter_goal_values():
            if isinstance(value, str) and getattr(goal, name):
                if str(getattr(goal, name)) != value:
                    self.remarks.append(f"{goal.path} has a `{name}:` already, which stays.")
                continue
            text = self._edit(goal.path, text, self._find_goal_key(goal.path, text, name), value)
        self.changes[goal.path] = NoteChange(note, text)

    def _find_goal_key(self, path: str, text: str, name: str) -> str:
        """Find under which of its names a goal has a property; its first one where it has none."""
        property_index = build_property_index(GOAL_PROPERTIES, self.settings.properties)
        front_matter, _ = read_front_matter(build_source(path, text).text, path)
        for field in front_matter.fields:
            prop = property_index.get(field.key)
            if prop is not None and prop.name == name:
                return field.name
        return name

    def _edit(self, path: str, text: str, name: str, value: str | tuple[str, ...]) -> str:
        source = build_source(path, text)
        edits: tuple[Edit, ...]
        if isinstance(value, tuple):
            edits = add_to_property(source, name, value, self.settings)
        else:
            edits = set_property(source, name, value, self.settings)
        return apply_edits(text, edits)

    def plan_people(self) -> None:
        people = merge_people(self.answers)
        near = {_get_key(person) for person in self.answers.near}
        asked = {_get_key(person) for person in self.answers.people}
        for person in people:
            tier = self.answers.tier if _get_key(person) in asked else ""
            goal_link = self.goal_link if _get_key(person) in near else ""
            if person.path:
                self._change_contact(person, tier, goal_link)
            else:
                self._plan_contact(person, tier, goal_link)

    def _plan_contact(self, person: StartPerson, tier: str, goal_link: str) -> None:
        values: dict[str, str | list[str]] = {}
        if person.words and is_purpose(person.words):
            values["purpose"] = person.words
        elif person.words:
            values["next_step"] = person.words
            values["next"] = self._compute_step_day(person.spoken).isoformat()
        if goal_link:
            values["goals"] = [goal_link]
        if tier:
            values["tier"] = tier
        if person.spoken:
            values["last_contact"] = person.spoken.isoformat()
        path, text = build_note(person.name, values, self.session)
        self._require_free(path)
        self.new_notes[path] = text

    def _compute_step_day(self, last_contact: Day | None) -> Day:
        """Compute the day of a next step: today, or the day after a contact that was today.

        A contact on the day of `next` or later has done it.
        """
        today = self.network.today
        if last_contact == today:
            return today + datetime.timedelta(days=1)
        return today

    def _require_free(self, path: str) -> None:
        """Raise NetnotesError where a note of this path is there already, or is planned."""
        is_planned = fold_file_name(path) in map(fold_file_name, self.new_notes)
        if is_planned or os.path.lexists(self.session.paths.root / path):
            raise NetnotesError(f"There is a note {path} already. Give this one another name.")
        require_no_mistaken_copy(self.session.paths.root, path)

    def _change_contact(self, person: StartPerson, tier: str, goal_link: str) -> None:
        contact = self.network.contacts_by_path.get(person.path)
        if contact is None:
            raise NetnotesError(f"{person.path} is no note about a contact any more.")
        note = open_note(self.session.paths.root, person.path)
        text = note.text
        if person.words and person.words not in (contact.purpose, contact.next_step):
            text = self._add_words(person, contact, text)
        if goal_link and not self._is_linked_to_goal(contact):
            text = self._edit(person.path, text, "goals", (goal_link,))
        if tier and not contact.tier and contact.cadence is None:
            text = self._edit(person.path, text, "tier", tier)
        if person.spoken:
            text = self._set_last_contact(person, text)
        self.changes[person.path] = NoteChange(note, text)

    def _add_words(self, person: StartPerson, contact: Contact, text: str) -> str:
        """Add what was said about a contact: why somebody is there stays, what is next changes."""
        if is_purpose(person.words) and not contact.purpose:
            return self._edit(person.path, text, "purpose", person.words)
        days = (self.network.follow_ups[person.path].last_contact, person.spoken)
        step_day = self._compute_step_day(max(filter(None, days), default=None))
        text = self._edit(person.path, text, "next_step", person.words)
        return self._edit(person.path, text, "next", step_day.isoformat())

    def _is_linked_to_goal(self, contact: Contact) -> bool:
        file_index = self.network.file_index
        paths = [find_file(link.target, contact.path, file_index).path for link in contact.goals]
        # A goal that is new has no path, and a link may lead nowhere, too.
        return self.goal_path != "" and self.goal_path in paths

    def _set_last_contact(self, person: StartPerson, text: str) -> str:
        assert person.spoken
        known_day = self.network.follow_ups[person.path].last_contact
        if known_day and known_day >= person.spoken:
            if known_day > person.spoken:
                self.remarks.append(
                    f"{person.path} has a later contact with {person.name}, on "
                    f"{format_day_short(known_day)}."
                )
            return text
        edits = update_last_contact(build_source(person.path, text), person.spoken, self.settings)
        if edits:
            return apply_edits(text, edits)
        return self._edit(person.path, text, "last_contact", person.spoken.isoformat())


def find_goal(name: str, network: Network) -> Goal | None:
    """Find the goal of a name, as a title of it was typed; None if there is none yet."""
    for goal in network.goals:
        if fold_name(name) in (fold_name(goal.name), *map(fold_name, goal.aliases)):
            return goal
    return None


def _get_key(person: StartPerson) -> str:
    return person.path or fold_name(person.name)


def merge_people(answers: StartAnswers) -> list[StartPerson]:
    """List everybody who was named, each once, with what was said about them."""
    people: dict[str, StartPerson] = {}
    for person in (*answers.people, *answers.near):
        people.setdefault(_get_key(person), person)
    return list(people.values())


def _plan_settings(
    answers: StartAnswers, paths: VaultPaths, *, has_notes: bool
) -> tuple[str | None, str] | None:
    old_text = read_settings_text(paths.root)
    new_text = set_settings(old_text or "", _list_new_settings(answers, paths.settings))
    is_vault = old_text is not None or (paths.root / ".obsidian").is_dir()
    if has_notes and not is_vault and not new_text:
        # Its settings, or Obsidian's folder, make a folder a vault that is found from inside.
        new_text = f"# {SETTINGS_FILE_NAME}: every line is optional.\n"
    if new_text == (old_text or ""):
        return None
    return (old_text, new_text)


def _list_new_settings(
    answers: StartAnswers, settings: Settings
) -> dict[tuple[str, str], SettingValue]:
    """List the settings that were answered and differ from those there are, by table and name."""
    values: dict[tuple[str, str], SettingValue] = {}
    me = settings.me
    if answers.offers and answers.offers != me.offers:
        values["me", "offers"] = answers.offers
    if answers.pitch and answers.pitch != me.pitch:
        values["me", "pitch"] = answers.pitch
    if answers.when and parse_weekly_time(answers.when) != settings.when:
        values["plan", "when"] = answers.when
    if answers.budget is not None and answers.budget != settings.budget:
        values["plan", "budget"] = answers.budget
    return values


def format_budget(budget: float | None) -> str:
    """Format a budget as it is written in the settings; empty for None."""
    if budget is None:
        return ""
    return f"{budget:g}"


def format_weekly_time(time: WeeklyTime | None) -> str:
    """Format a time of the week as it is written in the settings, `Friday 9:00`; or nothing."""
    if time is None:
        return ""
    return f"{WEEKDAYS[time.weekday]} {time.hour}:{time.minute:02}"


def list_planned_files(plan: StartPlan) -> list[PlannedFile]:
    """List the files that would be written, each with its lines."""
    files = [PlannedFile(path, True, tuple(text.splitlines())) for path, text in plan.new_notes]
    for change in plan.changes:
        files.append(_list_changed_lines(change.note.path, change.note.text, change.text))
    if plan.settings_texts:
        old_text, text = plan.settings_texts
        if old_text is None:
            files.append(PlannedFile(SETTINGS_FILE_NAME, True, tuple(text.splitlines())))
        else:
            files.append(_list_changed_lines(SETTINGS_FILE_NAME, old_text, text))
    return files


def _list_changed_lines(path: str, old_text: str, text: str) -> PlannedFile:
    lines = format_diff(path, old_text, text).splitlines()[2:]
    return PlannedFile(path, False, tuple(line for line in lines if line[:1] in ("+", "-")))


def build_first_message(answers: StartAnswers, session: WriteSession) -> FirstMessage | None:
    """Build the message to the first person for whom something was answered, in those words.

    None if there is nobody.
    """
    network, root = session.network, session.paths.root
    # From inside the vault a command finds it by itself.
    vault_words: tuple[str, ...] = ()
    if find_vault_root(Path.cwd()) != root:
        vault_words = ("--vault", str(root))
    for person in answers.people:
        if person.words:
            contact = network.contacts_by_path.get(person.path)
            name = find_unique_name(network, contact) if contact else person.name
            has_gap = not can_be_sent(person.words)
            words = person.words
            if has_gap:
                words = f"[in your own words: {person.words}]"
            text = f"Hello {choose_first_name(person.name)},\n\n{words}"
            command = format_command("netnotes", "log", f"message to {name}", *vault_words)
            return FirstMessage(person.name, text, command)
    return None


def write_start_plan(plan: StartPlan, paths: VaultPaths, report: Callable[[str], None]) -> None:
    """Write all of it, or nothing. `report` takes what the user must know about earlier commands.

    Raises NetnotesError when something has changed since it was planned, or can't be written.
    """
    try:
        paths.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskError(str(paths.root), error) from None
    with begin_writing(paths, "start", report) as writer:
        writer.write_notes(plan.changes, plan.new_notes, plan.settings_texts)
