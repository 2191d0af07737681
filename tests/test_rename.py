"""`netnotes rename`: after it every link and every name means the same note as before."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.model.diagnostics import SourceLocation
from netnotes.reading.file_index import FileIndex, find_file
from netnotes.reading.links import list_links
from netnotes.reading.note import build_source
from netnotes.vault.paths import find_vault
from netnotes.writing.edits import apply_edits
from netnotes.writing.links import Rename, update_links
from tests.test_editing import run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]


def read_tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("old_text", "new_text"),
    [
        ("---\nknows: [Ben, Cleo] # both\n---\n", "---\nknows: [Ben Okafor, Cleo] # both\n---\n"),
        ("---\nknows: Ben, Cleo\n---\n", "---\nknows: Ben Okafor, Cleo\n---\n"),
        (
            "---\nknows:\n  - 'Ben'\n  - Bens\n---\n",
            "---\nknows:\n  - 'Ben Okafor'\n  - Bens\n---\n",
        ),
        ("---\nintroduced_by: Ben\n---\nBen.\n", "---\nintroduced_by: Ben Okafor\n---\nBen.\n"),
        ("---\nfriends: ben\n---\n", "---\nfriends: Ben Okafor\n---\n"),
        ("---\nrole: Ben\n---\nknows:: Ben\n", "---\nrole: Ben\n---\nknows:: Ben Okafor\n"),
        ("---\nknows: [People/Ben]\n---\n", "---\nknows: [People/Ben Okafor]\n---\n"),
        ("[x](<Ben.md#Log>) ![[Ben#^a]]\n", "[x](<Ben Okafor.md#Log>) ![[Ben Okafor#^a]]\n"),
        ("[x][b]\n\n[b]: Ben.md#Log\n", "[x][b]\n\n[b]: Ben%20Okafor.md#Log\n"),
        ("| [[Ben\\|B]] |\n", "| [[Ben Okafor\\|B]] |\n"),
        ("[[Benjamin]] [[Bennie]]\n", "[[Ben Okafor]] [[Bennie]]\n"),
    ],
)
def test_links_and_plain_names_follow(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], old_text: str, new_text: str
) -> None:
    folder = vault(
        {
            "People/Ben.md": "---\nname: Benjamin\naliases: Bennie\n---\n",
            "People/Cleo.md": "",
            "People/Dan.md": old_text,
        }
    )
    assert run_verb(folder, capsys, "rename", "People/Ben", "Ben Okafor")[0] == EXIT_DONE
    assert (folder / "People/Dan.md").read_text() == new_text


def test_names_in_meetings_goals_and_events_follow(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ben.md": "---\ngoals: Move\n---\n",
            "Goals/Move.md": "",
            "Meetings/A.md": "---\ntype: meeting\ndate: 2026-10-05\npeople: [Ben]\n---\n",
            "Events/Fair.md": "---\ndate: 2026-12-01\npeople: Ben\n---\n",
        }
    )
    run_verb(folder, capsys, "rename", "People/Ben", "Ben Okafor")
    run_verb(folder, capsys, "rename", "Goals/Move", "Move on")
    tree = read_tree(folder)
    assert "people: [Ben Okafor]" in tree["Meetings/A.md"]
    assert "people: Ben Okafor" in tree["Events/Fair.md"]
    assert "goals: Move on" in tree["People/Ben Okafor.md"]


def test_name_that_must_be_a_link_becomes_one(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ben.md": "", "People/Cleo.md": "---\nknows: [Ben]\n---\nknows:: Ben\n"})
    run_verb(folder, capsys, "rename", "People/Ben", "Okafor, Ben")
    assert (folder / "People/Cleo.md").read_text().startswith('---\nknows: ["[[Okafor, Ben]]"]\n')


def test_name_that_cannot_be_replaced_stops_the_rename(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = {
        "People/Ben.md": "",
        "People/Cleo.md": "---\nknows: Dan, Ben\n---\n",
        "People/Dan.md": "",
    }
    folder = vault(notes)
    code, _, err = run_verb(folder, capsys, "rename", "People/Ben", "Okafor, Ben")
    assert (code, "People/Cleo.md:2: a name there can't be replaced" in err) == (EXIT_CANNOT, True)
    assert read_tree(folder) == notes


@pytest.mark.parametrize(
    "text", ["[[Ben Okafor]]\n", "---\nknows: [Ben Okafor]\n---\n", "[x](Ben%20Okafor.md)\n"]
)
def test_links_that_lead_nowhere_are_not_taken_without_asking(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    notes = {"People/Ben.md": "", "People/Cleo.md": text}
    folder = vault(notes)
    code, _, err = run_verb(folder, capsys, "rename", "People/Ben", "Ben Okafor")
    assert code == EXIT_CANNOT
    assert "there it says `Ben Okafor` already, and no note has that name so far" in err
    assert "People/Cleo.md:" in err
    assert read_tree(folder) == notes
    words = ("rename", "People/Ben", "Ben Okafor", "--take-links")
    assert run_verb(folder, capsys, *words)[0] == EXIT_DONE
    assert read_tree(folder) == {"People/Ben Okafor.md": "", "People/Cleo.md": text}


def test_links_to_a_namesake_become_exact(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ben.md": "",
            "Friends/Old/Ben Okafor.md": "",
            "People/Dan.md": "---\naliases: [Ben Okafor the 2nd]\n---\n",
            "People/Cleo.md": (
                "---\nknows: [Ben Okafor]\n---\n[[Ben Okafor]] [[Ben Okafor#Log|log]] "
                "[b](Ben%20Okafor.md) ![[Ben Okafor]]\n| [[Ben Okafor]] |\n"
            ),
        }
    )
    assert run_verb(folder, capsys, "rename", "People/Ben", "Ben Okafor")[0] == EXIT_DONE
    exact = "Friends/Old/Ben Okafor"
    assert (folder / "People/Cleo.md").read_text() == (
        f'---\nknows: ["[[{exact}|Ben Okafor]]"]\n---\n[[{exact}|Ben Okafor]] [[{exact}#Log|log]] '
        f"[b](Friends/Old/Ben%20Okafor.md) ![[{exact}]]\n| [[{exact}\\|Ben Okafor]] |\n"
    )


def test_links_by_the_alias_of_another_contact_become_exact(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "People/Ben.md": "",
            "People/Dan.md": "---\naliases: [Big B]\n---\n",
            "People/Cleo.md": "[[Big B]]\n",
        }
    )
    assert run_verb(folder, capsys, "rename", "People/Ben", "Big B")[0] == EXIT_DONE
    assert (folder / "People/Cleo.md").read_text() == "[[People/Dan|Big B]]\n"


def test_link_does_not_fall_back_to_a_namesake_in_another_folder(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ben.md": "", "Friends/Old/Ben.md": "", "People/Cleo.md": "[[Ben]]\n"})
    assert run_verb(folder, capsys, "rename", "People/Ben", "Ben O")[0] == EXIT_DONE
    assert (folder / "People/Cleo.md").read_text() == "[[Ben O]]\n"


@pytest.mark.parametrize(
    ("old_name", "new_name"),
    [("ann", "Ann"), (unicodedata.normalize("NFD", "José"), "José")],
    ids=["case", "accents"],
)
def test_rename_may_change_only_case_or_accents(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], old_name: str, new_name: str
) -> None:
    folder = vault({f"People/{old_name}.md": "", "People/Cleo.md": f"[[{old_name}]]\n"})
    assert run_verb(folder, capsys, "rename", f"People/{old_name}", new_name)[0] == EXIT_DONE
    assert read_tree(folder) == {f"People/{new_name}.md": "", "People/Cleo.md": f"[[{new_name}]]\n"}


@pytest.mark.parametrize("taken", ["ben okafor.md", "Ben Okafor.MD"])
def test_name_is_taken_whatever_its_case(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], taken: str
) -> None:
    notes = {"People/Ben.md": "", f"People/{taken}": "x"}
    folder = vault(notes)
    code, _, err = run_verb(folder, capsys, "rename", "People/Ben", "Ben Okafor")
    assert (code, "already exists" in err) == (EXIT_CANNOT, True)
    assert read_tree(folder) == notes


def test_note_is_not_renamed_to_what_the_settings_leave_out(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ben.md": "", "netnotes.toml": '[vault]\nexclude = ["*/Old *"]\n'})
    code, _, err = run_verb(folder, capsys, "rename", "ben", "Old Ben")
    assert (code, "leaves out People/Old Ben.md" in err) == (EXIT_CANNOT, True)


def test_review_knows_a_contact_under_the_new_name(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ben.md": ""})
    cache_folder = find_vault(folder).cache_folder
    cache_folder.mkdir(parents=True)
    state = {"week": "2026-11-16", "seen": ["People/Ben.md", "People/Cleo.md"]}
    (cache_folder / "review.json").write_text(json.dumps(state))
    run_verb(folder, capsys, "rename", "ben", "Ben Okafor")
    seen = json.loads((cache_folder / "review.json").read_bytes())["seen"]
    assert seen == ["People/Ben Okafor.md", "People/Cleo.md"]


def test_unreadable_note_is_named(vault: WriteVault, capsys: pytest.CaptureFixture[str]) -> None:
    folder = vault({"People/Ben.md": ""})
    (folder / "Notes.md").write_bytes(b"[[Ben]] \xff\n")
    code, _, err = run_verb(folder, capsys, "rename", "ben", "Ben Okafor")
    assert (code, "Notes.md: " in err, "links stay as they are" in err) == (EXIT_DONE, True, True)


PATHS = ("Ann.md", "P/Ann.md", "P/Q/Ann.md", "P/Bo.md", "Bo.md", "Q/Cy.md")
TARGETS = (
    "Ann",
    "Bo",
    "Cy",
    "P/Ann",
    "Q/Ann",
    "./Ann",
    "../Bo",
    "/P/Bo",
    "Annie",
    "Ann.md",
    "bo#x",
)


@given(
    paths=st.sets(st.sampled_from(PATHS), min_size=1),
    new_name=st.sampled_from(["Ann", "Bo", "Cy", "ann", "Annie"]),
    targets=st.lists(st.sampled_from(TARGETS), max_size=4),
    origin=st.sampled_from(["X.md", "P/X.md", "P/Q/X.md"]),
    aliases=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["Annie", "Bo", "Cy"])),
    data=st.data(),
)
def test_every_link_means_the_same_note_afterwards(
    paths: set[str],
    new_name: str,
    targets: list[str],
    origin: str,
    aliases: dict[str, str],
    data: st.DataObject,
) -> None:
    old_path = data.draw(st.sampled_from(sorted(paths)))
    new_path = f"{old_path.rpartition('/')[0]}/{new_name}.md".lstrip("/")
    if new_path.casefold() in {path.casefold() for path in paths - {old_path}}:
        return
    names = {path: (alias,) for path, alias in aliases.items() if path in paths}
    old_index = FileIndex((*paths, origin), names)
    new_index = old_index.build_after_move(old_path, new_path, names.get(old_path, ()))
    text = "".join(f"[[{target}]]\n[x]({target})\n" for target in targets)
    update = update_links(
        build_source(origin, text), Rename(old_path, new_path, old_index, new_index)
    )
    lines = apply_edits(text, update.edits).split("\n")
    captured_lines = {line for line, _ in update.captured}
    for number, (old_line, new_line) in enumerate(zip(text.split("\n"), lines, strict=True), 1):
        for old_link, new_link in zip(
            list_links(old_line, SourceLocation("")),
            list_links(new_line, SourceLocation("")),
            strict=True,
        ):
            before = find_file(old_link.target, origin, old_index).path
            after = find_file(new_link.target, origin, new_index).path
            wanted = new_path if before == old_path else before
            assert after == wanted or (not before and number in captured_lines)


@pytest.mark.parametrize("file_name", ["Work___Ada Quill", "Work%2FAda Quill"])
@pytest.mark.parametrize("names", [("Ada Quill", "Ada Vale"), ("Work/Ada Quill", "Work/Ada Vale")])
def test_page_of_a_namespace_stays_in_it_and_links_follow(
    vault: WriteVault, capsys: pytest.CaptureFixture[str], file_name: str, names: tuple[str, str]
) -> None:
    journal = (
        "- Lunch with [[Work/Ada Quill]] #[[Work/Ada Quill]] [[work/ada quill#Log|Ada]]\n"
        "- [Ada]([[Work/Ada Quill]]), [[Work/Ada Quill/Boats]]\n"
    )
    root = vault(
        {
            "logseq/config.edn": "{}\n",
            f"pages/{file_name}.md": "type:: person\n",
            "pages/Ben Okafor.md": "type:: person\nknows:: [[Work/Ada Quill]]\n",
            "journals/2026_10_02.md": journal,
        }
    )
    assert run_verb(root, capsys, "rename", *names)[0] == EXIT_DONE
    tree = read_tree(root)
    assert f"pages/{file_name.replace('Quill', 'Vale')}.md" in tree
    assert tree["pages/Ben Okafor.md"] == "type:: person\nknows:: [[Work/Ada Vale]]\n"
    assert tree["journals/2026_10_02.md"] == (
        "- Lunch with [[Work/Ada Vale]] #[[Work/Ada Vale]] [[Work/Ada Vale#Log|Ada]]\n"
        "- [Ada]([[Work/Ada Vale]]), [[Work/Ada Quill/Boats]]\n"
    )


def test_page_is_not_moved_to_another_namespace(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({"logseq/config.edn": "{}\n", "pages/Work___Ada Quill.md": "type:: person\n"})
    code, _, message = run_verb(root, capsys, "rename", "Ada Quill", "Home/Ada Quill")
    assert code == EXIT_CANNOT
    assert "Nothing was renamed" in message
    assert "pages/Work___Ada Quill.md" in read_tree(root)
