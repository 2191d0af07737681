"""Whom one could ask, on a goal's page: the list, the drafts, and the form of a served dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.dashboard.page_list import list_page_jobs
from netnotes.dashboard.render import render_page
from netnotes.dashboard.site import build_site
from netnotes.dashboard.views.goal_ask import MAX_MORE
from netnotes.errors import EXIT_DONE
from tests.conftest import TODAY
from tests.networks import SETTINGS, make_network, make_note
from tests.serving import serve_vault
from tests.test_forms import find_form, submit_form
from tests.test_page_list import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

GOAL = "Goals/Depot.md"
FOR_DEPOT = 'goals: ["[[Depot]]"]'
ASK = "ask: Would you read my plan?"


def render_goal(goal: str, people: dict[str, str]) -> str:
    notes = {f"People/{name}.md": make_note(front) for name, front in people.items()}
    network = make_network({**notes, GOAL: make_note(goal)}, SETTINGS, TODAY)
    site = build_site(network, "Vault", (), {})
    page = list_page_jobs(site)[site.get_page_path(GOAL)]
    return render_page(page.collect_inputs()).content.decode()


def test_page_lists_whom_to_ask_with_a_draft_and_a_mail() -> None:
    html = render_goal(
        ASK,
        {
            "Ada": f"{FOR_DEPOT}\nemail: ada@example.com",
            "Ben": f"{FOR_DEPOT}\nnot_for: Depot",
            "Cleo": f"{FOR_DEPOT}\n---\n- 2026-10-01 call: her divorce\n  - [ ] promised:: a map",
        },
    )
    section = html.partition('id="let-them-know"')[2].partition("</section>")[0]
    assert section.index("Cleo") < section.index("Ada") < section.index("Not now")
    assert "first what you promised: a map" in section
    assert "Dear Ada," in section
    assert "Dear Cleo," not in section
    assert 'href="mailto:ada@example.com?body=Dear%20Ada' in section
    assert "not to be asked for this goal, says <code>not_for</code> in their note" in section
    assert "<form" not in html


def test_draft_is_text_and_never_markup() -> None:
    html = render_goal('ask: "<img src=x onerror=alert(1)> & more"', {"Ada": FOR_DEPOT})
    assert "<img" not in html
    assert "&lt;img" in html


def test_goal_without_an_ask_shows_the_line_to_write() -> None:
    html = render_goal("", {"Ada": FOR_DEPOT})
    assert "What would you ask, if somebody could help?" in html
    assert "<pre>ask: Would you …?</pre>" in html
    assert "Dear" not in html


@pytest.mark.parametrize("goal", ["", f"{ASK}\nstatus: done"])
def test_goal_that_asks_nobody_or_is_over_has_no_such_section(goal: str) -> None:
    people = {"Ada": FOR_DEPOT if "done" in goal else "purpose: x"}
    assert "let-them-know" not in render_goal(goal, people)


def test_long_list_is_behind_all_and_cut() -> None:
    people = {f"P{number:03}": FOR_DEPOT for number in range(MAX_MORE + 20)}
    html = render_goal(ASK, people)
    section = html.partition('id="let-them-know"')[2].partition("</section>")[0]
    first, _, rest = section.partition("All others whom you could ask")
    shown = first.count("Dear "), rest.count("Dear ")
    assert shown == (3, MAX_MORE)
    assert "And 17 more: <code>netnotes ask --all Goals/Depot.md</code>" in rest


# The form

VAULT = {
    GOAL: f"---\n{ASK}\n---\n",
    "People/Ada Quill.md": f"---\n{FOR_DEPOT}\n---\n- 2026-08-01 call: a\n",
    "People/Ben Low.md": f"---\n{FOR_DEPOT}\n---\n",
}


def test_form_writes_an_ask_into_the_notes_that_were_ticked(vault: WriteVault) -> None:
    folder = vault(VAULT)
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    with serve_vault(folder, real=True) as dashboard:
        page = dashboard.find_person_page("Depot")
        fields = find_form(dashboard, page, "/ask")
        assert fields["asked-1"] == "People/Ada Quill.md"
        del fields["asked-1"]
        answer = submit_form(dashboard, "/ask", fields | {"on": "2026-11-18"})
        assert answer.status == 303
        assert answer.headers["location"].startswith(f"/{page}?undo=")
        text = (folder / "People/Ben Low.md").read_text()
        assert "- 2026-11-18\n  - [ ] asked:: Would you read my plan? ([[Depot]])\n" in text
        ada = folder / "People/Ada Quill.md"
        assert ada.read_bytes() == before[ada]

        # What stands there already is not written again.
        answer = submit_form(dashboard, "/ask", fields | {"on": "2026-11-18"})
        assert answer.status == 422
        assert "stands in their notes already" in answer.body.decode()
    assert run(["undo", "--yes", "--quiet", "--vault", str(folder)]) == EXIT_DONE
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("typed", "status", "message"),
    [
        ({"asked-1": None, "asked-2": None}, 422, "Whom did you ask?"),
        ({"asked-1": "People/Zoe.md"}, 409, "is no note about a contact any more"),
        ({"goal": "Goals/Zoe.md"}, 409, "is no note about an active goal any more"),
        ({"ask": "Would you lend me a boat?"}, 409, "it is now: Would you read my plan?"),
        ({"on": "2027-01-01"}, 422, "is in the future"),
    ],
)
def test_form_that_does_not_fit_the_notes_writes_nothing(
    vault: WriteVault, typed: dict[str, str | None], status: int, message: str
) -> None:
    folder = vault(VAULT)
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    with serve_vault(folder, real=True) as dashboard:
        fields = find_form(dashboard, dashboard.find_person_page("Depot"), "/ask")
        sent = {name: value for name, value in (fields | typed).items() if value is not None}
        answer = submit_form(dashboard, "/ask", sent)
        assert answer.status == status
        html = answer.body.decode()
        assert message in html
        kept = {
            field.attrib["name"]: field.attrib.get("value", "")
            for form in parse_html(html).iter("form")
            if form.attrib["action"] == "/ask"
            for field in form.iter("input")
        }
        # Sent again after a look, it asks for what the goal asks now.
        current = {**sent, "ask": "Would you read my plan?"} if "ask" in typed else sent
        assert kept == current | {"token": kept["token"]}
    assert {path: path.read_bytes() for path in before} == before
