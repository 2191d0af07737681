"""The table of all contacts without its script; what the script does is tested in a browser."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from netnotes.cli import run
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

ADA = """---
tier: monthly
level: above
field: data
organisation: Acme
location: Lisbon
role: VP
tags: [sailing, 'a/b']
goals: ['[[Lead]]']
purpose: Why
---
- 2026-10-02 call: x
"""


def build_people_page(folder: Path) -> str:
    """Build the dashboard of a vault and return its page of people."""
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    return (folder / "dashboard/people.html").read_text()


def test_table_without_script_has_everything_that_can_be_filtered(vault: WriteVault) -> None:
    page = build_people_page(
        vault(
            {
                "People/Ada.md": ADA,
                "People/Ben.md": "---\ncadence: 6 weeks\n---\n",
                "Goals/Lead.md": "---\nname: Lead the group\n---\n",
                "Events/Fair.md": "---\ndate: 2026-10-01\n---\n",
            }
        )
    )
    assert '<tr data-goal="Lead the group" data-tag="sailing|a/b">' in page

    row = re.findall(r"<tr data-goal.*?</tr>", page)[0]
    cells = [
        html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()
        for cell in re.findall(r"<t[hd].*?</t[hd]>", row)
    ]
    work = [["Ada", "VP"], ["Acme"], ["data"], ["above"], ["Lisbon"]]
    assert cells == [*work, ["monthly"], ["2026-10-02"], ["2026-11-01"], ["due"], ["Why"]]
    assert 'data-key="tier" data-order="monthly|every 6 weeks"' in page

    links = re.findall(r'<a data-kind="(\w+)" href="\w+/[\w-]+\.html">([^<]+)</a>', page)
    assert links == [("goal", "Lead the group"), ("event", "Fair")]


def test_long_and_right_to_left_names_and_emoji_are_shown_whole(vault: WriteVault) -> None:
    names = ("A very " * 20 + "long name", "ليلى حداد", "👩\u200d🚀 Astronaut")
    page = build_people_page(vault({f"People/{name}.md": "" for name in names}))
    for name in names:
        assert f"<bdi>{name}</bdi>" in page


def test_page_without_contacts_explains_how_to_begin(vault: WriteVault) -> None:
    page = build_people_page(vault({"Goals/Lead.md": ""}))
    assert "Nobody here yet" in page
    assert "<table" not in page
    assert 'data-kind="goal"' in page
