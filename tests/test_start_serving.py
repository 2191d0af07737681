"""The page /start asks what `netnotes start` asks, and writes what it has shown."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from tests.conftest import TODAY
from tests.serving import Response, ServedDashboard, serve_vault
from tests.test_forms import read_words, submit_form
from tests.test_import_people import read_files
from tests.test_page_list import parse_html
from tests.test_start import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Fields = dict[str, str]

# The answers of `tests/test_start.py`, as they are typed into the form.
ENGINEER = {
    "reason": "change",
    "person1": "Ada Quill",
    "spoke1": "15 April 2025",
    "words1": "How did you move into data?",
    "person2": "Ben  Okafor",
    "tier": "half-yearly",
    "goal": "I work on public transport",
    "why": "people who wait for a bus",
    "by": "2027-09-01",
    "near": "Ada\r\nPriya Nair\r\nsomeone who has changed fields",
    "wants": "a depot manager\r\n",
    "where": "build guild, Thursdays",
    "offers": "diagrams, saying no",
    "pitch": "I build data platforms.",
    "when": "Friday 9:00",
    "budget": "2",
}


def read_notes(root: Path) -> dict[str, str]:
    """Read all files of a vault but its dashboard."""
    return {
        path: text.decode()
        for path, text in read_files(root).items()
        if not path.startswith("dashboard/")
    }


def read_fields(page: str) -> Fields:
    """Read the fields of the form as a browser would send them."""
    (form,) = [form for form in parse_html(page).iter("form") if form.get("action") == "/start"]
    fields = {field.attrib["name"]: field.get("value", "") for field in form.iter("input")}
    for field in form.iter("textarea"):
        fields[field.attrib["name"]] = (field.text or "").removeprefix("\n")
    for field in form.iter("select"):
        chosen = [option for option in field.iter("option") if "selected" in option.attrib]
        fields[field.attrib["name"]] = chosen[0].attrib["value"] if chosen else ""
    return fields


def send(dashboard: ServedDashboard, fields: Fields, do: str = "preview") -> Response:
    return submit_form(dashboard, "/start", {**fields, "do": do})


def open_start(dashboard: ServedDashboard) -> Fields:
    answer = dashboard.request("/start")
    assert answer.status == 200
    return read_fields(answer.body.decode())


def test_answers_are_shown_and_then_written_as_at_the_terminal(vault: WriteVault) -> None:
    with serve_vault(vault({}), real=True) as dashboard:
        assert 'href="/start"' in dashboard.read_page("index.html")
        shown = send(dashboard, {**open_start(dashboard), **ENGINEER})
        assert shown.status == 200
        page = shown.body.decode()
        assert "    by: 2027" not in page
        for text in WRITTEN.values():
            assert html.escape(text.rstrip("\n"), quote=True).replace("&quot;", "&#34;") in page
        assert "Hello Ada,\n\nHow did you move into data?" in page
        assert read_notes(dashboard.root) == {}

        fields = read_fields(page)
        for name, typed in ENGINEER.items():
            assert fields[name].splitlines() == typed.splitlines()
        written = send(dashboard, fields, "write")
        assert written.status == 200
        assert read_notes(dashboard.root) == WRITTEN
        words = read_words(written.body.decode())
        assert "It is in your notes" in words
        assert "Once it is sent: netnotes log 'message to Ada Quill' --vault" in words
        assert 'action="/undo"' in written.body.decode()
        assert "Ada Quill" in dashboard.read_page("people.html")
        assert run(["undo", "--vault", str(dashboard.root), "--yes"]) == EXIT_DONE
        assert read_notes(dashboard.root) == {}


@pytest.mark.parametrize(
    ("fields", "name", "message"),
    [
        ({"person1": "Ada", "spoke1": "last spring"}, "spoke1", "is not one day"),
        ({"person1": "Ada", "spoke1": "10/09/2026"}, "spoke1", "10 September 2026 or 9 October"),
        ({"words1": "Tea?"}, "person1", "Who is it?"),
        ({"person1": "Dan"}, "person1", "Dan may be Dan Brody (Kran) or Dan Kessler."),
        ({"person1": "Grace Hill"}, "person1", "Grace Hill has died."),
        ({"person1": "Eve", "person2": "eve"}, "person2", "Eve is named above already."),
        ({"why": "us"}, "goal", "Give the goal a name"),
        ({"goal": "Sail", "by": "2027"}, "by", "is a year, and not a day"),
        ({"goal": "Sail", "near": "a\nb\nc\nd\ne\nf"}, "near", "These are 6 names."),
        ({"when": "soon"}, "when", "when in [plan] takes"),
        ({"budget": "two"}, "budget", "“two” is not a number of people a week."),
        ({"tier": "often"}, "tier", "often is not one of your tiers."),
    ],
)
def test_answer_that_can_t_be_taken_says_so_at_its_field_and_nothing_is_lost(
    vault: WriteVault, fields: Fields, name: str, message: str
) -> None:
    root = vault(
        {
            "People/Dan Brody.md": "---\norganisation: Kran\n---\n",
            "People/Dan Kessler.md": "",
            "People/Grace Hill.md": "---\ndied: yes\n---\n",
        }
    )
    before = read_notes(root)
    with serve_vault(root, real=True) as dashboard:
        typed = {**open_start(dashboard), **fields}
        for do in ("preview", "write"):
            answer = send(dashboard, typed, do)
            page = answer.body.decode()
            assert answer.status == 422
            assert {**typed, "tier": ""} == {**read_fields(page), "tier": ""}
            (field,) = [tag for tag in parse_html(page).iter() if tag.get("id") == name]
            assert field.get("aria-invalid") == "true"
            described = field.attrib["aria-describedby"].split()
            (error,) = [tag for tag in parse_html(page).iter() if tag.get("id") == described[-1]]
            assert message in "".join(error.itertext()).replace("  ", " ")
            assert f'href="#{name}"' in page
    assert read_notes(root) == before


def test_only_what_was_shown_is_written(vault: WriteVault) -> None:
    note = "People/Dan Kessler.md"
    root = vault({note: "x\n"})
    with serve_vault(root, real=True) as dashboard:
        shown = send(
            dashboard, {**open_start(dashboard), "person1": "Dan Kessler", "words1": "Tea?"}
        )
        fields = read_fields(shown.body.decode())
        changed = send(dashboard, {**fields, "words1": "Coffee?"}, "write")
        assert changed.status == 409
        assert "next_step: Coffee?" in changed.body.decode()
        (root / note).write_text("y\n")
        outdated = send(dashboard, fields, "write")
        assert (outdated.status, (root / note).read_text()) == (409, "y\n")
        again = send(dashboard, read_fields(outdated.body.decode()), "write")
        assert (again.status, (root / note).read_text()) == (
            200,
            f"---\nnext_step: Tea?\nnext: {TODAY}\n---\ny\n",
        )


def test_settings_are_shown_and_stay_where_nothing_else_is_typed(vault: WriteVault) -> None:
    settings = '[me]\noffers = ["tea"]\n[plan]\nwhen = "fri 9"\nbudget = 2.5\n'
    with serve_vault(vault({"netnotes.toml": settings}), real=True) as dashboard:
        fields = open_start(dashboard)
        assert (fields["offers"], fields["when"], fields["budget"]) == ("tea", "Friday 9:00", "2.5")
        answer = send(dashboard, fields)
        assert "Nothing is answered yet" in answer.body.decode()
        assert "Write it" not in answer.body.decode()
        assert (dashboard.root / "netnotes.toml").read_text() == settings


def test_form_of_another_page_writes_nothing_and_keeps_what_was_typed(vault: WriteVault) -> None:
    with serve_vault(vault({}), real=True) as dashboard:
        shown = send(dashboard, {**open_start(dashboard), "person1": "Ada"})
        fields = read_fields(shown.body.decode())
        refused = send(dashboard, {**fields, "token": "stolen"}, "write")
        assert refused.status == 403
        assert read_fields(refused.body.decode())["person1"] == "Ada"
        assert read_notes(dashboard.root) == {}


def test_page_is_served_only_where_notes_can_be_written(vault: WriteVault) -> None:
    with serve_vault(vault({})) as dashboard:
        assert dashboard.request("/start").status == 404
        assert "/start" not in dashboard.read_page("index.html")


def test_every_field_has_a_label_and_the_words_of_the_terminal(vault: WriteVault) -> None:
    with serve_vault(vault({}), real=True) as dashboard:
        page = send(dashboard, {**open_start(dashboard), "reason": "work"}).body.decode()
    document = parse_html(page)
    labels = {label.get("for") for label in document.iter("label")}
    (form,) = [form for form in document.iter("form") if form.get("action") == "/start"]
    for tag in ("input", "select", "textarea"):
        for field in form.iter(tag):
            if field.get("type") != "hidden":
                assert field.attrib["id"] in labels
    assert "whether or not they know of work?" in page
    assert not re.search(r"\{who\}", page)


def test_several_names_in_one_field_are_several_people(vault: WriteVault) -> None:
    with serve_vault(vault({}), real=True) as dashboard:
        fields = {**open_start(dashboard), "person1": "Petra Lang, Oskar Wirth and Jun"}
        goal = {"goal": "Seed", "near": "Ada Quill; Jun", "wants": "a nurse; a banker"}
        written = send(
            dashboard, read_fields(send(dashboard, {**fields, **goal}).body.decode()), "write"
        )
        assert written.status == 200
        names = ["Ada Quill", "Jun", "Oskar Wirth", "Petra Lang"]
        notes = read_notes(dashboard.root)
        assert sorted(path for path in notes if path.startswith("People/")) == [
            f"People/{name}.md" for name in names
        ]
        assert "  - a nurse\n  - a banker\n" in notes["Goals/Seed.md"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"person1": "Ada, Ben", "words1": "Tea?"}, "what is below is about one of them"),
        ({"person1": "Ada, Ben, Cleo, Dan"}, "These are 4 people. 3 make a start."),
        ({"person1": "Ada Quill, Dr. Ada Quill"}, "is named above already"),
    ],
)
def test_names_in_one_field_that_leave_a_doubt_are_asked_about(
    vault: WriteVault, typed: Fields, message: str
) -> None:
    with serve_vault(vault({}), real=True) as dashboard:
        answer = send(dashboard, {**open_start(dashboard), **typed})
        assert answer.status == 422
        assert message in read_words(answer.body.decode())
