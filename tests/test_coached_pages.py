"""What pages say to somebody who begins: goals first, nothing untrue, and no count of favours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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

    import pytest

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
