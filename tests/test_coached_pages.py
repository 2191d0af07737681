"""What pages say to somebody who begins: goals first, nothing untrue, and no count of favours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netnotes.dashboard.page_list import list_page_jobs
from netnotes.dashboard.render import render_page
from netnotes.dashboard.site import build_site
from netnotes.errors import EXIT_DONE
from tests.networks import make_network
from tests.notes import TODAY
from tests.test_editing import run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]


def render(notes: dict[str, str], name: str) -> str:
    """Render the page whose address holds a name, as one line of words."""
    site = build_site(make_network(notes, today=TODAY), "Vault", (), {})
    [job] = [job for path, job in list_page_jobs(site).items() if name in path]
    html = render_page(job.collect_inputs()).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def test_whoever_wrote_only_goals_sees_them_on_this_week() -> None:
    page = render({"Goals/Sing.md": "---\nnext_step: Buy a book\n---\n"}, "index.html")
    assert "Nobody here yet" in page
    assert "Sing Nobody in your notes is near this yet; where are such people? Next: Buy a" in page


def test_event_that_names_whom_i_met_does_not_say_nobody() -> None:
    notes = {"Events/Fair.md": "---\ndate: 2026-11-12\n---\n## Met\n- Olu Ade: crews\n"}
    assert "Nobody is noted as met there" not in render(notes, "events/fair")
    assert "Olu Ade has no note yet." in render(notes, "events.html")
    notes = {"Events/Fair.md": "---\ndate: 2026-11-12\n---\n"}
    assert "Nobody is noted as met there" in render(notes, "events/fair")


def test_give_and_ask_counts_no_favours() -> None:
    log = "- 2026-11-12 call: a\n  - [x] asked:: oars\n  - [-] asked:: a boat\n  - [x] promised:: a"
    page = render({"People/Ada.md": f"{log}\n  - [ ] asked:: a map\n"}, "exchange.html")
    assert "a map" in page
    assert not re.search(r"so far|granted|declined|kept", page, re.IGNORECASE)


@pytest.mark.parametrize(
    ("status", "heading"), [("active", "Who can help"), ("done", "Linked to it")]
)
def test_nobody_can_help_with_a_goal_that_is_over(status: str, heading: str) -> None:
    notes = {"Goals/Move.md": f"---\nstatus: {status}\n---\n", "People/Ada.md": ADA_OF_MOVE}
    page = render(notes, "goals/move")
    assert f"{heading} Ada" in page
    assert ("Who can help" in page) is (status == "active")


ADA_OF_MOVE = '---\ngoals: "[[Move]]"\n---\n'


def test_page_of_whom_i_want_to_meet_says_where_they_come() -> None:
    notes = {
        "Goals/Move.md": '---\ntargets: "[[Kofi]]"\n---\n',
        "People/Kofi.md": "---\nrole: lead\n---\n",
        "Events/Fair.md": '---\ndate: 2026-12-09\npeople: "[[Kofi]]"\n---\n',
    }
    assert "They come to Fair (9 December 2026)." in render(notes, "people/kofi")


def test_who_was_asked_for_an_introduction_has_that_in_their_note(
    vault: WriteVault, capsys: Captured
) -> None:
    notes = {
        "Goals/Move.md": '---\nask: How did you move?\nask_kind: advice\ntargets: "[[Kofi]]"\n---\n',
        "People/Kofi.md": "---\nrole: lead\n---\n",
        "People/Bea.md": '---\nknows: "[[Kofi]]"\n---\n',
        "People/Cleo.md": '---\ngoals: "[[Move]]"\n---\n',
    }
    folder = vault(notes)
    words = ("ask", "move", "--asked", "bea", "--asked", "cleo", "--yes")
    code, _, _ = run_verb(folder, capsys, *words)
    assert code == EXIT_DONE
    bea, cleo = ((folder / f"People/{name}.md").read_text() for name in ("Bea", "Cleo"))
    assert "- [ ] asked:: an introduction to Kofi, for [[Move]]\n" in bea
    assert "- [ ] asked:: How did you move? ([[Move]])\n" in cleo
    run_verb(folder, capsys, "done", "bea", "--granted")
    _, out, _ = run_verb(folder, capsys, "path", "kofi")
    assert "Bea said yes" in out


def test_what_i_offer_is_said_once_where_the_need_has_the_same_words(
    vault: WriteVault, capsys: Captured
) -> None:
    notes = {
        "netnotes.toml": '[me]\noffers = ["bridge inspection", "a desk in town"]\n',
        "People/Ada.md": "---\nneeds: [Bridge inspection, a desk]\n---\n",
    }
    _, out, _ = run_verb(vault(notes), capsys, "brief", "ada")
    assert "you could bring: bridge inspection and a desk in town (a desk)\n" in out


ADA = (
    '---\nknows: ["[[Ben]]", Marcus Ide, people at Brightchart, me]\n---\n'
    "- 2026-11-12 call: a\n  - named:: Imogen Tait, head nurse\n"
)


def test_names_without_a_note_are_known_people_too() -> None:
    page = render({"People/Ada.md": ADA, "People/Ben.md": ""}, "people/ada")
    assert "Knows Ben , Marcus Ide , people at Brightchart" in page
    assert "nobody else in your notes" not in page


def test_brief_says_whom_somebody_knows_and_named(vault: WriteVault, capsys: Captured) -> None:
    code, out, _ = run_verb(
        vault({"People/Ada.md": ADA, "People/Ben.md": ""}), capsys, "brief", "ada"
    )
    assert code == EXIT_DONE
    assert "knows: Ben, Marcus Ide and people at Brightchart\n" in out
    assert "named to you: Imogen Tait, head nurse\n" in out
