"""What to say to somebody who asks what one does: in brief, on the person's and the event's page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.network.what_to_say import extract_first_sentences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

TODAY = "2026-11-20"
OWN = "I bring data and infrastructure teams together. I look for people who have done it!"
VAULT = {
    "netnotes.toml": '[me]\npitch = "[[Pitch]]"\n[tiers]\n"close friends" = "month"\n',
    "Pitch.md": (
        "---\ntags: [me]\n---\n# My pitch\n\nI bring data and [[Infra|infrastructure]] teams "
        "together. I look for\n**people** who have done it! And much more.\n"
    ),
    "Goals/Lead.md": "---\npitch: I want to lead the platform group.\nwhere: '[[Camp]]'\n---\n",
    "Goals/Done.md": "---\npitch: I was looking for a flat.\nstatus: done\n---\n",
    "Goals/Quiet.md": "---\nwhy: x\n---\n",
    "People/Ada Quill.md": "---\npurpose: x\n---\n",
    "People/Ben Okafor.md": "---\ngoals: ['[[Lead]]', '[[Done]]']\n---\n",
    "People/Cleo Marsh.md": "---\ngoals: ['[[Done]]', '[[Quiet]]']\n---\n",
    "People/Dan Brody.md": "---\ndied: 2020\n---\n",
    "Events/Camp.md": "---\ndate: 2026-12-03\n---\n",
    "Events/Fair.md": "---\ndate: 2026-12-04\n---\n",
    "Events/Talk.md": "---\ndate: 2026-12-05\n---\nFor [[Lead]].\n",
    "Events/Past.md": "---\ndate: 2026-11-04\n---\n",
}


def read_brief(folder: Path, capsys: CaptureText, name: str, *options: str) -> str:
    arguments = ["--vault", str(folder), "--today", TODAY]
    assert run(["brief", name, *arguments, *options]) == EXIT_DONE
    return capsys.readouterr().out


def build_pages(folder: Path) -> dict[str, str]:
    assert run(["build", str(folder), "--today", TODAY]) == EXIT_DONE
    return {
        path.name.rpartition("-")[0]: path.read_text()
        for kind in ("people", "events")
        for path in (folder / "dashboard" / kind).glob("*.html")
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ada Quill", OWN),
        ("Ben Okafor", "I want to lead the platform group. (Lead)"),
        ("Cleo Marsh", OWN),
    ],
)
def test_brief_says_it_for_the_goals_of_somebody_else_of_me(
    vault: WriteVault, capsys: CaptureText, name: str, words: str
) -> None:
    text = " ".join(read_brief(vault(VAULT), capsys, name).split())
    assert text.endswith(
        f"if they ask what you do: {words} before you part: What would you do in my place? "
        "Who else should I talk to? What can I do for you?"
    )


def test_brief_says_nothing_without_a_pitch_or_of_the_dead(
    vault: WriteVault, capsys: CaptureText
) -> None:
    assert "ask what you do" not in read_brief(vault(VAULT), capsys, "Dan Brody")
    without = vault({**VAULT, "netnotes.toml": ""})
    assert "ask what you do" not in read_brief(without, capsys, "Ada Quill")
    assert json.loads(read_brief(without, capsys, "Ada Quill", "--json"))["what_to_say"] is None


@pytest.mark.parametrize(
    ("path", "note", "is_said"),
    [
        ("People/Eve Low.md", "---\npurpose: x\n---\n- 2026-11-02 coffee: Boats.\n", True),
        (
            "People/Eve Low.md",
            "---\npurpose: x\n---\n- 2026-11-02 coffee: Boats.\n- 2026-11-09 call: Sails.\n",
            False,
        ),
        ("People/Eve Low.md", "---\nmet: 2026-11-02\nlast_contact: 2026-11-02\n---\n", True),
        ("People/Eve Low.md", "---\nmet: 2020-11-02\nlast_contact: 2026-11-02\n---\n", False),
        ("People/Eve Low.md", "---\ntags: [family]\n---\n", False),
        ("People/Eve Low.md", "---\ntags: [person/Friends]\n---\n", False),
        ("People/Eve Low.md", "---\ntags: [familiar-faces]\n---\n", True),
        ("People/Eve Low.md", "---\ntier: close friends\n---\n", False),
        ("People/Family/Eve Low.md", "---\npurpose: x\n---\n", False),
        # Who knows me may not know of the goal.
        (
            "People/Eve Low.md",
            "---\ngoals: '[[Lead]]'\n---\n- 2026-11-02 coffee: a\n- 2026-11-09 call: b\n",
            True,
        ),
        ("People/Eve Low.md", "---\ngoals: '[[Lead]]'\ntags: [family]\n---\n", False),
    ],
)
def test_pitch_is_for_who_hardly_knows_me(
    vault: WriteVault, capsys: CaptureText, path: str, note: str, *, is_said: bool
) -> None:
    folder = vault({**VAULT, path: note})
    assert ("ask what you do" in read_brief(folder, capsys, "Eve Low")) == is_said
    say = json.loads(read_brief(folder, capsys, "Eve Low", "--json"))["what_to_say"]
    assert (say is not None) == is_said
    assert ("If they ask what you do" in build_pages(folder)["eve-low"]) == is_said


def test_link_that_leads_nowhere_says_nothing(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({**VAULT, "netnotes.toml": '[me]\npitch = "[[No such note]]"\n'})
    assert "ask what you do" not in read_brief(folder, capsys, "Ada Quill")


def test_goal_can_link_to_a_note_too(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({**VAULT, "Goals/Lead.md": "---\npitch: '[[Pitch]]'\n---\n"})
    assert "(Lead)" not in read_brief(folder, capsys, "Ada Quill")
    words = " ".join(read_brief(folder, capsys, "Ben Okafor").split())
    assert f"if they ask what you do: {OWN} (Lead) before you part" in words


def test_json_names_the_goal(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(VAULT)
    for name, goal in (("Ada Quill", None), ("Ben Okafor", "Goals/Lead.md")):
        say = json.loads(read_brief(folder, capsys, name, "--json"))["what_to_say"]
        assert [pitch["goal"] for pitch in say["pitches"]] == [goal]
        assert len(say["questions"]) == 3


def test_pages_say_it(vault: WriteVault) -> None:
    pages = build_pages(vault(VAULT))
    said = {name for name, page in pages.items() if "If they ask what you do" in page}
    assert said == {"ada-quill", "ben-okafor", "cleo-marsh", "camp", "fair", "talk"}
    for name, words in (
        ("ada-quill", OWN),
        ("fair", OWN),
        ("ben-okafor", "I want to lead the platform group."),
        ("camp", "I want to lead the platform group."),
        ("talk", "I want to lead the platform group."),
    ):
        assert f"<p>{words}" in pages[name], name


def test_page_is_made_again_when_only_the_linked_note_changes(vault: WriteVault) -> None:
    folder = vault(VAULT)
    assert OWN in build_pages(folder)["ada-quill"]
    (folder / "Pitch.md").write_text("I sail. I mend boats. I sing.\n")
    pages = build_pages(folder)
    assert "<p>I sail. I mend boats.</p>" in pages["ada-quill"]
    assert OWN not in pages["fair"]


def test_redacted_pages_do_not_say_it(vault: WriteVault) -> None:
    folder = vault(VAULT)
    assert run(["build", str(folder), "--today", TODAY, "--redact"]) == EXIT_DONE
    for path in (folder / "dashboard").rglob("*.html"):
        assert "infrastructure" not in path.read_text()
        assert "platform group" not in path.read_text()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One. Two. Three.", "One. Two."),
        ("One", "One"),
        ("", ""),
        ("# Title only", ""),
        (
            "I met Dr. Quill at Acme Inc. Berlin. Two! Three?",
            "I met Dr. Quill at Acme Inc. Berlin. Two!",
        ),
        (
            "Version 2.5 is out, e.g. for boats. Two … Three",
            "Version 2.5 is out, e.g. for boats. Two …",
        ),
        ("- Ich baue Boote.\n- Ärzte segeln. Drei.", "Ich baue Boote. Ärzte segeln."),
        ("“Hello.” “World.” Three.", "“Hello.” “World.”"),
    ],
)
def test_first_two_sentences(text: str, words: str) -> None:
    assert extract_first_sentences(text) == words


def test_target_of_a_goal_hears_the_pitch_of_the_goal(
    vault: WriteVault, capsys: CaptureText
) -> None:
    lead = "---\npitch: I want to lead the platform group.\ntargets: ['[[Ada Quill]]']\n---\n"
    folder = vault({**VAULT, "Goals/Lead.md": lead})
    words = "I want to lead the platform group."
    assert words in " ".join(read_brief(folder, capsys, "Ada Quill").split())
    assert words in build_pages(folder)["ada-quill"]
    (folder / "Goals/Lead.md").write_text(lead.replace("targets", "where"))
    assert words not in build_pages(folder)["ada-quill"]
