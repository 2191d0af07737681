"""`netnotes dedupe` finds duplicates, merges them without loss and remembers distinct pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from tests.notes import TODAY
from tests.test_import_people import load_network, read_files, run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]


ADA = (
    "---\npurpose: To learn\nemail: ada@example.com\nrole: CTO\n---\nMine.\n\n## Log\n"
    "- 2026-10-02 call: A.\n"
)
DUPLICATE_OF_ADA = (
    "---\nemail: [ada@example.com, a@b.example]\nrole: VP\nshoes: 39\nlocation: Lisbon\n"
    "---\nTheirs.\n- 2026-01-02 mail: B.\n"
)
NOTES_WITH_DUPLICATE = {
    "People/Ada Quill.md": ADA,
    "People/A. Quill.md": DUPLICATE_OF_ADA,
    "People/Ben.md": "---\nknows: '[[A. Quill]]'\n---\nSee [[A. Quill|her]].\n",
}


def test_duplicates_are_shown_with_their_reasons(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(NOTES_WITH_DUPLICATE)
    code, out, _ = run_verb(folder, capsys, "dedupe")
    assert code == EXIT_DONE
    assert out.startswith("perhaps People/A. Quill = People/Ada Quill: ")
    assert "mail address" in out


def test_two_notes_are_merged_without_loss(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(NOTES_WITH_DUPLICATE)
    old_files = read_files(folder)
    assert (
        "would go to .trash/A. Quill.md"
        in run_verb(folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill")[1]
    )
    assert read_files(folder) == old_files
    code, out, _ = run_verb(
        folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill", "--yes"
    )
    assert code == EXIT_DONE
    assert "role is CTO; the other value, VP, is in the text" in out
    (ada, ben) = load_network(folder).contacts
    assert ada.email == ("ada@example.com", "a@b.example")
    assert (ada.role, ada.location, ada.aliases) == ("CTO", "Lisbon", ("A. Quill",))
    assert len(ada.touches) == 2
    text = (folder / "People/Ada Quill.md").read_text()
    assert all(
        words in text
        for words in ("Mine.", "Theirs.", "- role: VP", "- shoes: 39", "## From A. Quill")
    )
    assert load_network(folder).ties[ben.path] == {ada.path}
    assert "See [[Ada Quill|her]]." in ben.text
    assert (folder / ".trash/A. Quill.md").read_text() == DUPLICATE_OF_ADA
    assert "Nobody seems to be in your notes twice" in run_verb(folder, capsys, "dedupe")[1]


def test_pair_is_marked_as_two_people_in_the_settings(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = "# mine\n[plan]\nbudget = 3 # a week\n\n[vault]\noutput = 'out'\n"
    folder = vault({**NOTES_WITH_DUPLICATE, "netnotes.toml": settings})
    assert (
        run_verb(folder, capsys, "dedupe", "--not-the-same", "People/Ada Quill", "People/A. Quill")[
            0
        ]
        == EXIT_DONE
    )
    text = (folder / "netnotes.toml").read_text()
    assert text.startswith(settings.rstrip())
    assert "Nobody seems to be in your notes twice" in run_verb(folder, capsys, "dedupe")[1]
    assert run(["check", str(folder), "--today", TODAY.isoformat()]) == EXIT_DONE
    (folder / "netnotes.toml").write_text("[broken")
    code, _, err = run_verb(
        folder, capsys, "dedupe", "--not-the-same", "People/Ada Quill", "People/A. Quill"
    )
    assert code == EXIT_CANNOT
    assert "can't be read" in err


def merge(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Merge A. Quill into Ada Quill; return what is printed and what her note says then."""
    code, out, err = run_verb(
        folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill", "--yes"
    )
    assert (code, err) == (EXIT_DONE, "")
    return out, (folder / "People/Ada Quill.md").read_text()


@pytest.mark.parametrize(
    ("name", "kept", "removed", "expected", "lost"),
    [
        ("last_contact", "2026-01-05", "2026-10-02", "2026-10-02", "2026-01-05"),
        ("last_contact", "2026-10-02", "2026-01-05", "2026-10-02", "2026-01-05"),
        ("met", "2025-05-05", "2024-01-01", "2024-01-01", "2025-05-05"),
        ("met", "2024-01-01", "2025-05-05", "2024-01-01", "2025-05-05"),
        ("next", "2026-12-24", "2026-12-01", "2026-12-01", "2026-12-24"),
        ("next", "2026-12-01", "2026-12-24", "2026-12-01", "2026-12-24"),
        ("birthday", "03-14", "1984-03-14", "1984-03-14", "03-14"),
        ("birthday", "03-14", "1984-03-15", "03-14", "1984-03-15"),
        ("died", "2020", "2020-05-01", "2020-05-01", "2020"),
        ("died", "2020-05-01", "yes", "2020-05-01", "yes"),
        ("status", "paused", "do not contact", "do not contact", "paused"),
        ("status", "do not contact", "paused", "do not contact", "paused"),
        ("role", "CTO", "VP", "CTO", "VP"),
    ],
)
def test_of_two_values_the_true_one_counts_and_the_other_is_kept_in_the_text(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    name: str,
    kept: str,
    removed: str,
    expected: str,
    lost: str,
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": f"---\n{name}: {kept}\n---\n",
            "People/A. Quill.md": f"---\n{name}: {removed}\n---\n",
        }
    )
    out, text = merge(folder, capsys)
    assert f"  {name} is {expected}; the other value, {lost}, is in the text\n" in out
    assert f"\n{name}: {expected}\n" in text
    assert f": {lost}\n" in text.partition("## From")[2]


def test_day_that_is_over_is_not_the_next_one_after_a_merge(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\nnext: 2026-09-01\n---\n",
            "People/A. Quill.md": "---\nnext: 2026-12-24\n---\n\n## Log\n- 2026-10-02 call: A.\n",
        }
    )
    assert "\nnext: 2026-12-24\n" in merge(folder, capsys)[1]


def test_later_last_contact_joins_a_list_of_days(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\nlast_contact: [2026-01-05, 2025-01-01]\n---\n",
            "People/A. Quill.md": "---\nlast_contact: 2026-10-02\n---\n",
        }
    )
    _, text = merge(folder, capsys)
    assert "last_contact: [2026-10-02, 2026-01-05, 2025-01-01]\n" in text


@pytest.mark.parametrize(
    ("state", "lines"),
    [
        ("archived: yes", ("archived: yes",)),
        ("status: archived", ("archived: yes",)),
        ("pause_until: 2027-05-05", ("pause_until: 2027-05-05",)),
        ("cadence: never", ("cadence: never",)),
        ("status: paused", ("status: paused",)),
    ],
)
@pytest.mark.parametrize("is_inline", [False, True], ids=["property", "inline field"])
def test_double_out_of_the_plan_takes_nobody_out_of_the_plan(
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
    state: str,
    lines: tuple[str, ...],
    is_inline: bool,
) -> None:
    double = f"{state.replace(': ', ':: ')}\n" if is_inline else f"---\n{state}\n---\n"
    folder = vault(
        {
            "People/Ada Quill.md": "---\ntier: monthly\n---\n\n## Log\n- 2026-10-02 call: A.\n",
            "People/A. Quill.md": double,
        }
    )
    before = load_network(folder).follow_ups["People/Ada Quill.md"]
    out, text = merge(folder, capsys)
    after = load_network(folder)
    assert (after.follow_ups["People/Ada Quill.md"].due, after.contacts[0].archived) == (
        before.due,
        False,
    )
    for line in lines:
        assert f"- {line}\n" in text
        assert f"{line} was not taken over; Ada Quill stays in the plan as before." in out


def test_archived_note_stays_archived_and_it_is_said(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\narchived: yes\n---\n",
            "People/A. Quill.md": "---\ntier: monthly\n---\n",
        }
    )
    assert (
        "People/Ada Quill.md is archived and stays so; People/A. Quill.md was not"
        in merge(folder, capsys)[0]
    )


def test_role_does_not_go_to_another_organisation(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\norganisation: Northwind\ntier: monthly\n---\n",
            "People/A. Quill.md": "---\norganisation: Acme\nrole: VP\ncadence: 90\n---\n",
        }
    )
    out, text = merge(folder, capsys)
    (ada,) = load_network(folder).contacts
    assert (ada.organisation, ada.role, ada.cadence) == ("Northwind", "", None)
    assert "role: VP was not taken over; it does not belong to organisation: Northwind." in out
    assert "- role: VP\n" in text
    assert "- organisation: Acme\n" in text


def test_lists_grow_and_names_between_commas_stay_apart(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\nknows: Ben, Cleo\ninterests: sailing, chess\n---\n",
            "People/A. Quill.md": "---\nknows: [Dan]\ninterests: [Chess, boats]\n---\n",
            "People/Ben.md": "",
            "People/Cleo.md": "",
            "People/Dan.md": "",
        }
    )
    merge(folder, capsys)
    network = load_network(folder)
    ada = network.contacts_by_path["People/Ada Quill.md"]
    assert network.ties[ada.path] == {"People/Ben.md", "People/Cleo.md", "People/Dan.md"}
    assert ada.interests == ("sailing", "chess", "boats")


def test_answer_that_a_contact_knows_nobody_is_kept(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\nrole: VP\n---\n",
            "People/A. Quill.md": "---\nknows: []\n---\n",
        }
    )
    assert "\nknows: []\n" in merge(folder, capsys)[1]


CANVAS = (
    '{\n\t"nodes":[\n\t\t{"id":"1","type":"file","file":"People/A. Quill.md","x":0},\n'
    '\t\t{"id":"2","type":"text","text":"[[A. Quill|her]] \\"x\\" Zo\\u00eb"}\n\t],\n\t"edges":[]\n}'
)


def test_links_outside_of_notes_follow_a_merge(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            **NOTES_WITH_DUPLICATE,
            "People/Cleo.md": "",
            "Boards/Plan.canvas": CANVAS,
            "Empty.canvas": "",
            "Views/People.base": "filters: 'file.hasLink(\"A. Quill\")' # [[A. Quill]]\n",
            "netnotes.toml": (
                "# mine\n[me]\nname = 'Mira' # me\npitch = '[[A. Quill]]' # it\n[vault]\n"
                "not_the_same = [['People/A. Quill.md', 'People/Cleo.md'], # two\n"
                "  ['People/A. Quill.md', 'People/Ada Quill.md']]\n"
            ),
            "Goals/Move.md": "With [[A. Quill]].\n",
        }
    )
    out, _ = merge(folder, capsys)
    assert "links changed in 5 other files" in out
    assert (folder / "Boards/Plan.canvas").read_text() == CANVAS.replace("A. Quill", "Ada Quill")
    assert (folder / "Views/People.base").read_text() == (
        "filters: 'file.hasLink(\"Ada Quill\")' # [[Ada Quill]]\n"
    )
    settings = load_network(folder).settings
    assert settings.me.pitch == "[[Ada Quill]]"
    assert settings.not_the_same == (("People/Ada Quill.md", "People/Cleo.md"),)
    text = (folder / "netnotes.toml").read_text()
    assert text.startswith("# mine\n[me]\nname = 'Mira' # me\n")
    assert " # it\n" in text
    assert (folder / "Goals/Move.md").read_text() == "With [[Ada Quill]].\n"


def test_settings_that_a_change_would_damage_are_left_alone(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "[me]\npitch = '[[A. Quill]]'\n"
    folder = vault({**NOTES_WITH_DUPLICATE, "netnotes.toml": text})
    monkeypatch.setattr("tomlkit.dumps", lambda _: "[me\n")
    code, _, err = run_verb(
        folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill", "--yes"
    )
    assert code == EXIT_DONE
    assert "can't be written into netnotes.toml without damage" in err
    assert (folder / "netnotes.toml").read_text() == text


def test_canvas_that_cannot_be_read_is_said(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({**NOTES_WITH_DUPLICATE, "Plan.canvas": '{"file": "People/A. Quill.md"'})
    code, _, err = run_verb(
        folder, capsys, "dedupe", "--merge", "People/Ada Quill", "People/A. Quill", "--yes"
    )
    assert code == EXIT_DONE
    assert err.startswith("Plan.canvas can't be read, so its links stay as they are: ")


def test_text_from_another_folder_keeps_its_links(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "",
            "Contacts/A. Quill.md": "[[Plan]] [[./Plan]] [p](./Plan.md)\n",
            "Contacts/Plan.md": "",
            "People/Plan.md": "",
        }
    )
    run_verb(folder, capsys, "dedupe", "--merge", "People/Ada Quill", "Contacts/A. Quill", "--yes")
    text = (folder / "People/Ada Quill.md").read_text()
    assert "[[Contacts/Plan|Plan]] [[../Contacts/Plan|./Plan]] [p](../Contacts/Plan.md)" in text


@pytest.mark.parametrize("death", ["died: 2020-05-01", "status: deceased", "tags: [deceased]"])
def test_who_has_died_in_one_note_has_died(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], death: str
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": "---\ntier: monthly\n---\n",
            "People/A. Quill.md": f"---\n{death}\n---\n",
        }
    )
    out, _ = merge(folder, capsys)
    assert load_network(folder).contacts[0].died is not None
    assert "People/A. Quill.md says that A. Quill has died; so does People/Ada Quill.md now" in out


@pytest.mark.parametrize("end", ["```\ncode", "%% to be sorted", "<!-- to be sorted"])
def test_text_of_the_other_note_is_never_within_a_comment_or_code(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], end: str
) -> None:
    folder = vault(
        {
            "People/Ada Quill.md": f"---\nrole: CTO\n---\nMine.\n\n{end}\n",
            "People/A. Quill.md": "---\nrole: CTO\n---\nTheirs.\n\n## Log\n- 2026-10-02: B.\n",
        }
    )
    _, text = merge(folder, capsys)
    assert text.endswith(f"Theirs.\n\n## Log\n- 2026-10-02: B.\n\n{end}\n")
