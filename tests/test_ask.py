"""Whom one could ask for a goal, and writing down who was asked. The day is 20 November 2026."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.actions import ask_for_goal
from netnotes.actions.log_touch import LoggedMeeting, build_log_changes
from netnotes.cli import run
from netnotes.commands.completion import iter_completions
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.model.settings import Settings
from netnotes.network.measures.ask_drafts import format_ask_draft
from netnotes.network.measures.draft_words import ENGLISH
from netnotes.network.measures.goal_asks import (
    PeopleToAsk,
    describe_nobody_to_ask,
    find_people_to_ask,
)
from netnotes.network.measures.goals import collect_asks_by_goal
from netnotes.network.measures.ways import WaySearch
from netnotes.vault.load import find_and_load_vault
from tests.conftest import TODAY
from tests.networks import make_network, make_note
from tests.test_command_json import list_errors
from tests.test_editing import run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

GOAL = "Goals/Depot.md"
FOR_DEPOT = 'goals: ["[[Depot]]"]'
ASK = "ask: Would you read my plan?"
SETTINGS = Settings(budget=10)


def find_people(
    people: dict[str, str],
    goal: str = ASK,
    settings: Settings = SETTINGS,
    others: dict[str, str] | None = None,
) -> PeopleToAsk:
    notes = {f"People/{name}.md": make_note(front) for name, front in people.items()}
    notes |= {GOAL: make_note(goal), **(others or {})}
    network = make_network(notes, settings, TODAY)
    depot = next(item for item in network.goals if item.path == GOAL)
    return find_people_to_ask(depot, WaySearch(network))


def list_names(people: PeopleToAsk) -> list[tuple[str, str]]:
    return [(item.contact.name, item.group) for item in people.candidates]


def list_not_now(people: PeopleToAsk) -> list[tuple[str, str]]:
    return [(item.contact.name, item.text) for item in people.not_now]


IN_TOUCH = "- 2026-08-01 call: a\n- 2026-09-01 call: b"


def test_promise_comes_first_then_who_fits_then_who_knows_then_who_is_linked() -> None:
    people = find_people(
        {
            "Zoe": f"{FOR_DEPOT}\n---\n{IN_TOUCH}\n  - [ ] promised:: the funding plan",
            "Ada": f"{FOR_DEPOT}\n---\n{IN_TOUCH}",
            "Ben": f'knows: ["[[Priya]]"]\n---\n{IN_TOUCH}',
            "Cleo": f"role: Depot manager\n---\n{IN_TOUCH}",
            "Dan": f"offers: [reading a plan]\n---\n{IN_TOUCH}",
            "Eve": f"role: Poet\n---\n{IN_TOUCH}\n  - [ ] promised:: a poem",
            "Fay": f"---\n{IN_TOUCH}\n  - named:: Tom Weld for [[Depot]]",
            "Priya": "organisation: Northwind",
        },
        f'{ASK} I mean reading a plan.\ntargets: ["[[Priya]]"]\nwants: [a depot manager]',
    )
    assert list_names(people) == [
        ("Zoe", "promise"),
        ("Cleo", "fits"),
        ("Dan", "fits"),
        ("Ben", "knows"),
        ("Fay", "knows"),
        ("Ada", "linked"),
    ]
    assert people.candidates[0].reasons[0].text == "first what you promised: the funding plan"
    assert [reason.text for reason in people.candidates[3].reasons] == ["knows Priya"]


def test_order_does_not_depend_on_how_close_somebody_is() -> None:
    close = "tier: weekly\nlevel: 2\n" + FOR_DEPOT
    people = find_people({"Zoe": f"{close}\n---\n{IN_TOUCH}", "Ada": FOR_DEPOT})
    assert list_names(people) == [("Ada", "linked"), ("Zoe", "linked")]


def test_target_whom_i_have_met_fits_and_one_not_met_is_nobody_to_ask() -> None:
    people = {"Ada": f"---\n{IN_TOUCH}", "Ben": FOR_DEPOT, "Cleo": 'knows: ["[[Ada]]", "[[Ben]]"]'}
    found = find_people(people, f'{ASK}\ntargets: ["[[Ada]]", "[[Ben]]"]')
    assert list_names(found) == [("Ada", "fits"), ("Cleo", "knows")]
    assert [target.name for target in found.candidates[1].targets] == ["Ben"]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        (
            f"{FOR_DEPOT}\nnot_for: ['[[Depot]]']",
            "not to be asked for this goal, says `not_for` in their note",
        ),
        (
            f"{FOR_DEPOT}\nnot_for: Depot",
            "not to be asked for this goal, says `not_for` in their note",
        ),
        (f"{FOR_DEPOT}\nnot_for: Garden", ""),
        (f"{FOR_DEPOT}\narchived: yes", "archived"),
        (f"{FOR_DEPOT}\nstatus: do not contact", "not to be contacted"),
        (f"{FOR_DEPOT}\npause_until: 2027-02-01", "left alone until 1 February 2027"),
        (
            f"{FOR_DEPOT}\n---\n{IN_TOUCH}\n- 2026-02-01 call: a\n  - [x] asked:: a plan",
            "asked on 1 February 2026; they said yes",
        ),
        (
            f"{FOR_DEPOT}\n---\n{IN_TOUCH}\n- 2026-02-01 call: a\n  - [-] asked:: a plan",
            "asked on 1 February 2026; they said no",
        ),
        (
            f"{FOR_DEPOT}\n---\n- 2026-02-01 call: a\n  - [ ] asked:: a plan",
            "asked on 1 February 2026; no answer",
        ),
        (
            f"{FOR_DEPOT}\n---\n- 2026-11-15 call: a\n  - [ ] asked:: a plan",
            "asked on 15 November 2026; let it be answered first",
        ),
        (
            f"{FOR_DEPOT}\n---\n- 2026-11-02 call: a\n  - [ ] asked:: a plan",
            "no answer since 2 November 2026; one reminder is fine, then let it rest",
        ),
        (
            f"{FOR_DEPOT}\n---\n{IN_TOUCH}\nasked:: a plan, once",
            "asked already; let it be answered first",
        ),
        (
            f"{FOR_DEPOT}\n---\n{IN_TOUCH}\n- 2026-10-21 call: a\n  - [x] asked:: oars for [[Boat]]",
            "asked for something else on 21 October 2026; let a while pass first",
        ),
        (f"{FOR_DEPOT}\n---\n- 2026-10-20 call: a\n  - [x] asked:: oars for [[Boat]]", ""),
        (
            f"{FOR_DEPOT}\n---\n- 2026-10-10 call: a\n  - [ ] asked:: oars for [[Boat]]",
            "asked for something else on 10 October 2026; let that be answered first",
        ),
        # 42 days and more: no answer blocks nothing.
        (f"{FOR_DEPOT}\n---\n- 2026-10-09 call: a\n  - [ ] asked:: oars for [[Boat]]", ""),
        (f"{FOR_DEPOT}\nmet: 2026-11-06", "met on 6 November 2026; only a hello so far"),
        (f"{FOR_DEPOT}\nmet: 2026-11-05", ""),
        (
            f"{FOR_DEPOT}\nmet: 2026-11-18\n---\n- 2026-11-18 fair: hello",
            "met on 18 November 2026; only a hello so far",
        ),
        # One touch, perhaps with an old friend: `log` writes over an earlier `last_contact`.
        (f"{FOR_DEPOT}\nlast_contact: 2026-11-18\n---\n- 2026-11-18 call: long talk", ""),
        (f"{FOR_DEPOT}\n---\n- 2026-11-18 fair: hello", ""),
        (f"{FOR_DEPOT}\nmet: 2020-01-01\n---\n- 2026-11-18 call: long talk", ""),
        # `met` of this month, and a single touch a year before it: no new acquaintance.
        (f"{FOR_DEPOT}\nmet: 2026-11-18\n---\n- 2025-11-18 mail: a", ""),
        (f"{FOR_DEPOT}\nmet: 2026-11-18\n---\n- 2025-11-18 mail: a\n- 2026-11-18 fair: b", ""),
        (f"{FOR_DEPOT}\nmet: 2026-11-18\nlast_contact: 2026-11-17", ""),
        (
            f"{FOR_DEPOT}\nmet: 2026-11-18\nlast_contact: 2026-11-18",
            "met on 18 November 2026; only a hello so far",
        ),
        (f"{FOR_DEPOT}\n---\n- 2026-11-17 fair: hello\n- 2026-11-19 mail: more", ""),
        (f"{FOR_DEPOT}\n---\n- 2026-11-18 fair: hello\n  - gave:: a map", ""),
        (f"{FOR_DEPOT}\n---\n- 2026-11-18 fair: a\n- 2025-01-18 fair: b", ""),
        # Who told me something, or named somebody, said more than hello.
        (f"{FOR_DEPOT}\nmet: 2026-11-18\n---\n- 2026-11-18 fair: a\n  - learned:: it rains", ""),
        (f"{FOR_DEPOT}\nmet: 2026-11-18\n---\n- 2026-11-18 fair: a\n  - named:: Ivo Marsh", ""),
    ],
)
def test_who_is_left_out_is_said_with_the_day(note: str, text: str) -> None:
    people = find_people({"Ada": note}, others={"Goals/Boat.md": ""})
    assert list_not_now(people) == ([("Ada", text)] if text else [])
    assert len(people.candidates) == (not text)


def test_dead_are_nowhere_and_goals_that_are_over_ask_nobody() -> None:
    dead = find_people({"Ada": f"{FOR_DEPOT}\ndied: 2025"})
    assert not dead.candidates
    assert not dead.not_now
    over = find_people({"Ada": FOR_DEPOT}, f"{ASK}\nstatus: done")
    assert not over.candidates
    assert not over.not_now


@pytest.mark.parametrize(
    ("budget", "count"), [(None, 3), (0, 3), (2, 2), (4, 4), (0.5, 1), (10, 10)]
)
def test_as_many_are_named_as_the_week_has_places(budget: float | None, count: int) -> None:
    notes = {f"P{number:02}": FOR_DEPOT for number in range(12)}
    people = find_people(notes, settings=Settings(budget=budget))
    assert len(people.first_candidates) == count
    assert len(people.first_candidates) + len(people.more_candidates) == 12


# The drafts


def draft(front: str, goal: str, own_pitch: str = "") -> str:
    me = SETTINGS.me._replace(pitch=own_pitch)
    notes = {
        "People/Ada Quill.md": make_note(front),
        "People/Priya.md": make_note(""),
        GOAL: make_note(goal),
        "Goals/Boat.md": "",
    }
    network = make_network(notes, Settings(me=me, budget=10), TODAY)
    depot = next(item for item in network.goals if item.path == GOAL)
    people = find_people_to_ask(depot, WaySearch(network))
    candidate = next(c for c in people.candidates if c.contact.name == "Ada Quill")
    return format_ask_draft(candidate, depot, network)


SECRET = "- 2026-09-01 coffee: her divorce\n  - learned:: she drinks"


@pytest.mark.parametrize(
    ("front", "opening"),
    [
        (FOR_DEPOT, "[a hello, and how you know each other]"),
        (
            f"{FOR_DEPOT}\nmet: 2026-01-02\nmet_at: Harbour Fair",
            "[a hello; you know each other from Harbour Fair]",
        ),
        (
            f"{FOR_DEPOT}\n---\n- 2026-10-12 coffee: her divorce",
            "[a line about the last time; you had coffee on 12 October 2026]",
        ),
        (
            f"{FOR_DEPOT}\n---\n- 2025-01-12 mail: her divorce",
            "[a hello first; you wrote in January 2025]",
        ),
        # 180 days ago, and 181.
        (
            f"{FOR_DEPOT}\n---\n- 2026-05-24 call: her divorce",
            "[a line about the last time; you spoke in May 2026]",
        ),
        (
            f"{FOR_DEPOT}\n---\n- 2026-05-23 call: her divorce",
            "[a hello first; you spoke in May 2026]",
        ),
        (
            f"{FOR_DEPOT}\n---\n- 2026-08-12 call: a\n  - [x] asked:: oars for [[Boat]]",
            "[what came of their help on 12 August 2026]",
        ),
    ],
)
def test_draft_begins_by_what_has_passed_and_quotes_no_note(front: str, opening: str) -> None:
    text = draft(front, f"{ASK}\nwhy: To run it together")
    assert text.startswith(f"Dear Ada,\n\n{opening}\n\nWhy I ask: To run it together.\n\nWould you")
    assert "divorce" not in text
    assert text.endswith(f"\n\n{ENGLISH.closing}\n")


def test_pitch_is_for_those_who_hardly_know_me() -> None:
    assert "I run depots." in draft(FOR_DEPOT, ASK, "I run depots")
    assert "I plan." in draft(FOR_DEPOT, f"{ASK}\npitch: I plan", "I run depots")
    met_once = f"{FOR_DEPOT}\n---\n- 2026-08-01 call: a"
    assert "I run depots." in draft(met_once, ASK, "I run depots")
    assert "depots" not in draft(f"{FOR_DEPOT}\n---\n{IN_TOUCH}", ASK, "I run depots")
    assert "Pitch" not in draft(FOR_DEPOT, ASK, "[[Pitch]]")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("", ""),
        ("advice", "I would be glad of your advice."),
        ("introduction", "If somebody comes to mind, would you introduce me?"),
        ("opening", "If you hear of something, I would be glad of a word."),
    ],
)
def test_advice_is_asked_for_only_where_it_is_wanted(kind: str, words: str) -> None:
    goal = f"{ASK}\nask_kind: {kind}" if kind else ASK
    text = draft(FOR_DEPOT, goal)
    assert f"Would you read my plan? {words}".strip() in text
    assert ("advice" in text) is (kind == "advice")
    assert ENGLISH.closing in text


def test_advice_without_a_question_gets_one() -> None:
    text = draft(FOR_DEPOT, "ask: I want to run it together\nask_kind: advice")
    request = "I want to run it together. I would be glad of your advice: what would you do in my"
    assert f"{request} place?" in text


def test_draft_names_whom_they_know() -> None:
    text = draft('knows: ["[[Priya]]"]', f'{ASK}\nask_kind: introduction\ntargets: ["[[Priya]]"]')
    assert "You know Priya: would you introduce me?" in text


@settings(max_examples=25)
@given(
    secret=st.text("abcdefgh", min_size=6),
    kind=st.sampled_from(["", "advice", "introduction", "opening"]),
)
def test_every_draft_makes_no_easy_and_holds_nothing_private(secret: str, kind: str) -> None:
    note = f"{FOR_DEPOT}\npurpose: q{secret}\n---\n- 2026-09-01 call: q{secret}\n  - learned:: q{secret}"
    text = draft(note, f"{ASK}\nask_kind: {kind}" if kind else ASK)
    assert text.endswith(f"{ENGLISH.closing}\n")
    assert f"q{secret}" not in text


def test_who_fits_more_of_what_i_look_for_comes_first() -> None:
    wants = "wants: [energy analyst, somebody at Northwind]"
    people = find_people(
        {
            "Ada": "organisation: Northwind",
            "Ben": "role: energy analyst",
            "Cleo": "role: energy analyst\norganisation: Northwind",
        },
        f"{ASK}\n{wants}",
    )
    assert [candidate.contact.name for candidate in people.candidates] == ["Cleo", "Ada", "Ben"]


# The command

VAULT = {
    GOAL: f"---\n{ASK}\nask_kind: advice\n---\n",
    "Goals/Old.md": f"---\n{ASK}\nstatus: dropped\n---\n",
    "People/Ada Quill.md": f"---\n{FOR_DEPOT}\n---\n- 2026-08-01 call: a\n",
    "People/Ben Low.md": f"---\r\n{FOR_DEPOT}\r\n---\r\nNo log yet.\r\n",
    "People/Cleo.md": f"---\n{FOR_DEPOT}\nnot_for: Depot\n---\n",
    "People/Dan.md": "---\npurpose: x\n---\n",
}


def read_json(folder: Path, capsys: Captured, *words: str) -> Any:
    code, out, _ = run_verb(folder, capsys, "ask", "depot", "--json", *words)
    assert code == EXIT_DONE
    record = json.loads(out)
    assert list_errors("ask", record) == []
    return record


def test_ask_prints_drafts_and_who_is_left_out(vault: WriteVault, capsys: Captured) -> None:
    code, out, _ = run_verb(vault(VAULT), capsys, "ask", "depot")
    assert code == EXIT_DONE
    assert out.startswith(
        "Depot\nYou ask: Would you read my plan?\n\n 1  Ada Quill: linked to this"
    )
    assert "\n    Dear Ben,\n\n    [" in out
    assert "Not now:\n  Cleo: not to be asked for this goal, says `not_for` in their note\n" in out


def test_json_has_the_path_and_line_of_each_reason(vault: WriteVault, capsys: Captured) -> None:
    folder = vault(VAULT)
    (folder / "People/Ada Quill.md").write_text(
        f"---\nrole: clerk\n{FOR_DEPOT}\n---\n- 2026-08-01 call: a\n  - [ ] promised:: a plan\n"
    )
    record = read_json(folder, capsys)
    ada = record["people"][0]
    assert (ada["name"], ada["group"], ada["draft"]) == ("Ada Quill", "promise", None)
    assert [reason["sources"] for reason in ada["reasons"]] == [
        [{"path": "People/Ada Quill.md", "line": 6}],
        [{"path": "People/Ada Quill.md", "line": 3}],
    ]
    assert record["not_now"][0]["sources"] == [{"path": "People/Cleo.md", "line": 3}]
    assert record["truncated"] is False


def test_list_is_cut_and_all_has_everybody(vault: WriteVault, capsys: Captured) -> None:
    folder = vault({**VAULT, **{f"People/P{n}.md": f"---\n{FOR_DEPOT}\n---\n" for n in range(4)}})
    assert "And 3 more, with --all." in run_verb(folder, capsys, "ask", "depot")[1]
    record = read_json(folder, capsys)
    assert (len(record["people"]), record["truncated"]) == (3, True)
    record = read_json(folder, capsys, "--all")
    assert (len(record["people"]), record["truncated"]) == (6, False)


def test_goal_without_an_ask_shows_the_line_to_write(vault: WriteVault, capsys: Captured) -> None:
    folder = vault({**VAULT, GOAL: ""})
    out = run_verb(folder, capsys, "ask", "depot")[1]
    assert "What would you ask, if somebody could help?" in out
    assert "\n  ask: Would you …?\n" in out
    assert "Ada Quill" in out
    assert "Dear" not in out
    code, _, err = run_verb(folder, capsys, "ask", "depot", "--asked", "ada", "--yes")
    assert code == EXIT_CANNOT
    assert "Nothing was written" in err


ENTRY = "- 2026-11-20\n  - [ ] asked:: Would you read my plan? ([[Depot]])\n"


def test_asked_is_shown_and_written_with_yes_into_each_note(
    vault: WriteVault, capsys: Captured
) -> None:
    folder = vault(VAULT)
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    names = ("--asked", "ada", "--asked", "ben", "--asked", "Ada Quill")
    code, out, _ = run_verb(folder, capsys, "ask", "depot", *names)
    assert code == EXIT_DONE
    assert out.count("+  - [ ] asked:: Would you read my plan? ([[Depot]])") == 2
    assert out.endswith("Nothing was written. Run it again with --yes to write it.\n")
    assert {path: path.read_bytes() for path in before} == before

    code, out, _ = run_verb(folder, capsys, "ask", "depot", *names, "--yes")
    assert out.endswith(
        "Written: you asked Ada Quill and Ben Low. `netnotes undo` takes it back.\n"
    )
    ada = (folder / "People/Ada Quill.md").read_text()
    assert ada == f"{VAULT['People/Ada Quill.md']}{ENTRY}" or ada.count(ENTRY) == 1
    ben = (folder / "People/Ben Low.md").read_bytes().decode()
    assert ENTRY.replace("\n", "\r\n") in ben
    assert ben.startswith(VAULT["People/Ben Low.md"])

    record = read_json(folder, capsys)
    assert [asked["name"] for asked in record["asked"]] == ["Ada Quill", "Ben Low"]
    assert record["people"] == []

    code, out, _ = run_verb(folder, capsys, "ask", "depot", *names, "--yes")
    assert out.splitlines()[0] == "People/Ada Quill.md has this ask of 20 November 2026 already."
    assert ada == (folder / "People/Ada Quill.md").read_text()

    assert run(["undo", "--yes", "--quiet", "--vault", str(folder)]) == EXIT_DONE
    assert {path: path.read_bytes() for path in before} == before


def test_written_ask_counts_for_the_goal_alone(vault: WriteVault, capsys: Captured) -> None:
    folder = vault({**VAULT, "Goals/Boat.md": ""})
    (folder / "People/Dan.md").write_text('---\ngoals: ["[[Boat]]"]\n---\n')
    words = ("ask", "depot", "--asked", "dan", "--on", "yesterday", "--yes")
    assert run_verb(folder, capsys, *words)[0] == EXIT_DONE
    asks = collect_asks_by_goal(find_and_load_vault(folder, TODAY).network)
    assert list(asks) == [GOAL]
    assert str(asks[GOAL][0][1].date) == "2026-11-19"


def test_json_with_asked_says_what_was_written(vault: WriteVault, capsys: Captured) -> None:
    folder = vault(VAULT)
    assert read_json(folder, capsys, "--asked", "ada")["written"] == []
    record = read_json(folder, capsys, "--asked", "ada", "--yes")
    (written,) = record["written"]
    (source,) = written["sources"]
    lines = (folder / source["path"]).read_text().splitlines()
    assert lines[source["line"] - 1] == "- 2026-11-20"
    assert [asked["name"] for asked in record["asked"]] == ["Ada Quill"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nothing",), "No goal is called nothing. Active goals are Depot."),
        (("depot", "--on", "friday"), "`--on` is the day for `--asked NAME`"),
        (("depot", "--asked", "zoe"), "Nobody in your notes is called zoe."),
        (("depot", "--asked", "ada", "--on", "2027-01-01"), "is in the future"),
        (("depot", "--asked", "ada", "--on", "blue"), "`blue` can't be read as a day"),
    ],
)
def test_what_is_not_understood_writes_nothing(
    vault: WriteVault, capsys: Captured, words: tuple[str, ...], message: str
) -> None:
    folder = vault(VAULT)
    before = (folder / "People/Ada Quill.md").read_bytes()
    code, _, err = run_verb(folder, capsys, "ask", *words, "--yes")
    assert code == EXIT_CANNOT
    assert message in err
    assert (folder / "People/Ada Quill.md").read_bytes() == before


@pytest.mark.parametrize(
    "ask",
    [
        "Read [[Boat]] and say what you think",
        "A look at #plans, `x` and *more*",
        "Would you come [due:: 2026-12-01]",
        "Meet on 2026-12-01 📅 2026-12-01?",
        "(promised:: the plan) and more",
    ],
)
def test_words_of_an_ask_are_read_back_as_one_ask_or_refused(
    vault: WriteVault, capsys: Captured, ask: str
) -> None:
    folder = vault({**VAULT, "Goals/Boat.md": "", GOAL: f'---\nask: "{ask}"\n---\n'})
    before = (folder / "People/Ada Quill.md").read_bytes()
    code, _, err = run_verb(folder, capsys, "ask", "depot", "--asked", "ada", "--yes")
    network = find_and_load_vault(folder, TODAY).network
    contact = network.contacts_by_path["People/Ada Quill.md"]
    if code == EXIT_DONE:
        assert list(collect_asks_by_goal(network)) == [GOAL]
        assert len(contact.asks) == 1
        assert not contact.promises
    else:
        assert "Nothing was written" in err
        assert (folder / "People/Ada Quill.md").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # One ask for another goal, and two asks where one was written.
        ("[[Depot]]", "[[Boat]]"),
        ("([[Depot]])", "([[Depot]])\n  - [ ] asked:: oars"),
    ],
)
def test_ask_that_is_not_read_back_as_it_is_meant_is_refused(
    vault: WriteVault, capsys: Captured, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    def build_damaged_changes(*arguments: Any) -> list[LoggedMeeting]:
        (logged,) = build_log_changes(*arguments)
        assert logged.change.text.count("my plan? ([[Depot]])") == 1
        head, words, rest = logged.change.text.partition("my plan? ")
        text = f"{head}{words}{rest.replace(old, new, 1)}"
        return [logged._replace(change=logged.change._replace(text=text))]

    monkeypatch.setattr(ask_for_goal, "build_log_changes", build_damaged_changes)
    folder = vault({**VAULT, "Goals/Boat.md": ""})
    before = (folder / "People/Ada Quill.md").read_bytes()
    code, _, err = run_verb(folder, capsys, "ask", "depot", "--asked", "ada", "--yes")
    assert code == EXIT_CANNOT
    assert "has words that would mean something else in the log of People/Ada Quill.md" in err
    assert (folder / "People/Ada Quill.md").read_bytes() == before


def answer_at_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let these answers be typed at the terminal; the list has the questions, as they come."""
    questions: list[str] = []
    waiting = iter(answers)

    def answer(question: str) -> str:
        questions.append(question)
        return next(waiting)

    monkeypatch.setattr("builtins.input", answer)
    for module in ("ask", "output.terminal"):
        monkeypatch.setattr(f"netnotes.commands.{module}.is_at_terminal", lambda: True)
    return questions


def test_terminal_asks_whom_one_has_asked_and_writes_after_a_yes(
    vault: WriteVault, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    questions = answer_at_terminal(monkeypatch, "3", "x", "2, 2", "y")
    code, out, _ = run_verb(folder, capsys, "ask", "depot")
    assert code == EXIT_DONE
    assert [question.strip() for question in questions] == [
        *["Whom did you ask? Numbers, or Enter for nobody:"] * 3,
        "Write this? [y/N]",
    ]
    assert out.count("Write numbers from 1 to 2, such as `1 2`.") == 2
    assert "Written: you asked Ben Low." in out
    assert "asked::" in (folder / "People/Ben Low.md").read_text()
    assert "asked::" not in (folder / "People/Ada Quill.md").read_text()


@pytest.mark.parametrize("answers", [("",), ("1", "")])
def test_nothing_is_written_without_a_number_and_a_yes(
    vault: WriteVault, capsys: Captured, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...]
) -> None:
    folder = vault(VAULT)
    answer_at_terminal(monkeypatch, *answers)
    assert run_verb(folder, capsys, "ask", "depot")[0] == EXIT_DONE
    assert "asked::" not in (folder / "People/Ada Quill.md").read_text()


def test_one_of_several_goals_is_named_by_its_path(vault: WriteVault, capsys: Captured) -> None:
    folder = vault({**VAULT, "Goals/Depot two.md": "", "Goals/Depot three.md": ""})
    assert run_verb(folder, capsys, "ask", "depot")[0] == EXIT_DONE
    code, _, err = run_verb(folder, capsys, "ask", "depot t")
    assert code == EXIT_CANNOT
    assert "depot t could be 2 goals. Write the path of one: Goals/Depot three.md or" in err
    assert run_verb(folder, capsys, "ask", "Goals/Depot two.md")[0] == EXIT_DONE
    assert "is dropped; nobody need be asked" in run_verb(folder, capsys, "ask", "old")[1]


def test_goals_are_completed(vault: WriteVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(vault(VAULT))
    assert list(iter_completions(["ask", "de"], TODAY)) == ["Depot"]
    assert list(iter_completions(["ask", "o"], TODAY)) == []


def test_goal_that_says_whom_it_wants_is_not_told_to_say_it() -> None:
    words = describe_nobody_to_ask(find_people({"Ada": ""}, f"{ASK}\nwants: [an astronaut]"))
    assert words == (
        "Nobody in your notes fits what this goal wants, or is linked to it yet. "
        'Link whoever could help: `goals: ["[[Depot]]"]` in their note.'
    )
    assert "under `wants`" in describe_nobody_to_ask(find_people({"Ada": ""}))


@pytest.mark.parametrize(
    ("why", "is_sent"),
    [
        ("I want to work on ferries", True),
        ("To run it together", True),
        ("Nurses lose an hour a day to it.", True),
        ("nurses, who get an hour a day back", False),
        ("Nurses", False),
    ],
)
def test_draft_says_why_only_in_a_sentence_that_can_be_sent(why: str, is_sent: bool) -> None:
    goal = f"{ASK}\nwhy: {why}"
    people = find_people({"Ada": FOR_DEPOT}, goal)
    network = make_network(
        {"People/Ada.md": make_note(FOR_DEPOT), GOAL: make_note(goal)}, SETTINGS, TODAY
    )
    draft = format_ask_draft(people.candidates[0], people.goal, network)
    assert (f"Why I ask: {why}" in draft) is is_sent
    assert ("Why I ask" in draft) is is_sent


ASKED_IN_OCTOBER = "- 2026-10-20 call: a\n  - [ ] asked:: a plan\n"


@pytest.mark.parametrize(
    ("goal", "front", "words", "reminder"),
    [
        ("", "", "no answer since 20 October 2026; one reminder is fine, then let it rest", True),
        ("\nstatus: done", "", "no answer needed any more, 20 October 2026", False),
        ("\nstatus: dropped", "", "no answer needed any more, 20 October 2026", False),
        ("", "\npause_until: 2027-01-01", "open, 20 October 2026", False),
    ],
)
def test_nobody_is_reminded_for_a_goal_that_is_over_or_while_left_alone(
    vault: WriteVault, capsys: Captured, goal: str, front: str, words: str, reminder: bool
) -> None:
    note = f"---\n{FOR_DEPOT}{front}\n---\n{ASKED_IN_OCTOBER}"
    folder = vault({GOAL: f"---\n{ASK}{goal}\n---\n", "People/Ann.md": note})
    out = " ".join(run_verb(folder, capsys, "ask", "depot")[1].split())
    assert f"Ann: a plan ({words})" in out
    assert [item["reminder"] for item in read_json(folder, capsys)["asked"]] == [reminder]
    assert run(["build", str(folder), "--today", str(TODAY)]) == EXIT_DONE
    pages = [path.read_text() for path in (folder / "dashboard").rglob("*.html")]
    assert any("one reminder is fine" in page for page in pages) is reminder
