"""The text of a new note, and the name of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.model.settings import Settings
from netnotes.writing.new_note import MAX_STEM_BYTES, build_file_stem, write_new_note
from tests.notes import TODAY
from tests.test_import_people import load_network, run_verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

SETTINGS = Settings()


def test_new_note_has_the_given_properties_and_no_others() -> None:
    text = write_new_note("Ada", {"tier": "monthly", "goals": ("[[Talks]]",)}, "", TODAY, SETTINGS)
    assert text == '---\ntier: monthly\ngoals:\n  - "[[Talks]]"\n---\n\n## Log\n'
    assert write_new_note("Ada", {}, "", TODAY, SETTINGS) == "## Log\n"


def test_new_note_is_made_from_a_template() -> None:
    template = (
        "---\npurpose:\ntier: quarterly\nmet: {{date:YYYY-MM-DD}}\n---\n"
        "# {{title}}\n<% tp.file.title %>\n"
    )
    text = write_new_note("Ada", {"tier": "monthly"}, template, TODAY, SETTINGS)
    assert text == "---\ntier: monthly\nmet: 2026-11-20\n---\n# Ada\nAda\n"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("---\npurpose:\nemail: []\nphone: \n---\n# {{title}}\n", "# Ada\n"),
        ("---\nkleur:\npurpose:\n---\n", "---\nkleur:\n---\n"),
        ("---\ntier:  # how often\nrole:\n---\n", "---\ntier:  # how often\n---\n"),
        ("---\nknows: []\nneeds: []\n---\n", "---\nknows: []\n---\n"),
        ("---\nlast_contact:\nmet:\n---\n", "---\nlast_contact:\n---\n"),
        ("---\r\ntype: person\r\nrole:\r\n---\r\n", "---\r\ntype: person\r\n---\r\n"),
        ("---\nrole: |\n  \nfield: x\n---\n", "---\nrole: |\n  \nfield: x\n---\n"),
        ("---\nBedrijf:\n---\nBedrijf::\n", "Bedrijf::\n"),
    ],
)
def test_empty_properties_of_a_template_are_left_out(template: str, expected: str) -> None:
    settings = Settings(properties=(("organisation", ("Bedrijf",)),))
    assert write_new_note("Ada", {}, template, TODAY, settings) == expected


def test_last_contact_of_a_template_is_filled_by_the_log(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"netnotes.toml": ""})
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    assert run_verb(folder, capsys, "new", "Ada", "Quill", "--tier", "monthly")[0] == EXIT_DONE
    note = folder / "People/Ada Quill.md"
    assert note.read_text() == ("---\ntier: monthly\nlast_contact:\n---\n# Ada Quill\n\n## Log\n")
    assert run_verb(folder, capsys, "log", "coffee with Ada Quill yesterday")[0] == EXIT_DONE
    assert "\nlast_contact: 2026-11-19\n" in note.read_text()


@given(st.text(max_size=300))
def test_file_name_can_be_used_on_every_file_system(name: str) -> None:
    stem = build_file_stem(name)
    assert not set(stem) & set('\\/:*?"<>|#^[]\n\r\t\0')
    assert len(stem.encode()) <= MAX_STEM_BYTES + len(" (person)")
    assert not stem.startswith(".")
    assert not stem.endswith((".", " "))


def test_file_name_never_leads_out_of_the_folder() -> None:
    assert build_file_stem("../../etc/passwd") == "etc passwd"
    assert build_file_stem("CON") == "CON (person)"
    assert build_file_stem("...") == ""
    assert build_file_stem("Zoë") == "Zoë"


@pytest.mark.parametrize("name", ["Index", "README", "_x", "Untitled 2", "2026-10-01", "Home"])
def test_new_note_of_any_name_is_found_again(
    name: str, vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "---\ntier: monthly\n---\n"})
    assert run_verb(folder, capsys, "new", name)[0] == EXIT_DONE
    assert f"People/{name}.md" in load_network(folder).contacts_by_path


@pytest.mark.parametrize("name", ["Index", "README", "2026-10-01"])
def test_contact_renamed_to_any_name_stays_a_contact(
    name: str, vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "---\ntier: monthly\n---\n"})
    assert run_verb(folder, capsys, "rename", "Ada Quill", name)[0] == EXIT_DONE
    assert f"People/{name}.md" in load_network(folder).contacts_by_path


def test_imported_note_of_any_name_is_found_again(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "name,email\nIndex,index@example.com\n"
    folder = vault({"People/Ada Quill.md": "---\ntier: monthly\n---\n", "p.csv": table})
    code, _, _ = run_verb(folder, capsys, "import", str(folder / "p.csv"), "--yes")
    assert code == EXIT_DONE
    assert "People/Index.md" in load_network(folder).contacts_by_path


def test_name_that_no_note_about_a_person_can_have_is_refused(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "---\ntier: monthly\n---\n"})
    code, _, err = run_verb(folder, capsys, "new", "Template")
    assert code == EXIT_CANNOT
    assert "would not be read as a note about a person" in err
    assert not (folder / "People" / "Template.md").exists()


def test_somebody_without_a_note_is_named_and_not_linked(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "---\npurpose: x\n---\n"})
    words = ["--knows", "Karl Brandt", "--knows", "Ada Quill", "--introduced-by", "Tom Weld"]
    run(["new", "Zoe Lang", *words, "--purpose", "x", "--vault", str(folder)])
    text = (folder / "People/Zoe Lang.md").read_text()
    assert '  - Karl Brandt\n  - "[[Ada Quill]]"\n' in text
    assert "introduced_by: Tom Weld\n" in text
    capsys.readouterr()
    run(["check", str(folder)])
    assert "dead-link" not in capsys.readouterr().out


COPY_NAMES = ("Ada Quill 2", "Ada Quill (1)", "Ada Quill copy", "Ada Quill (conflicted copy)")


@pytest.mark.parametrize("name", COPY_NAMES)
@pytest.mark.parametrize(
    "command",
    [
        ["new", "{name}"],
        ["met", "yesterday", "[[{name}]]: hello", "--yes"],
        ["rename", "Zoë Adler", "{name}"],
    ],
)
def test_name_that_looks_like_a_copy_of_another_note_is_refused(
    name: str, command: list[str], vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "", "People/Zoë Adler.md": ""})
    words = [word.format(name=name) for word in command]
    code, _, error = run_verb(folder, capsys, *words)
    assert code == EXIT_CANNOT
    assert f"Beside People/Ada Quill.md, People/{name}.md would be taken for a copy" in error
    assert {contact.name for contact in load_network(folder).contacts} == {"Ada Quill", "Zoë Adler"}


@pytest.mark.parametrize("command", [["new", "Ada Quill"], ["rename", "Zoë Adler", "Ada Quill"]])
def test_new_note_makes_no_other_one_a_copy(
    command: list[str], vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill 2.md": "", "People/Zoë Adler.md": ""})
    code, _, error = run_verb(folder, capsys, *command)
    assert code == EXIT_CANNOT
    assert "Beside People/Ada Quill.md, People/Ada Quill 2.md would be taken for a copy" in error
    names = {contact.name for contact in load_network(folder).contacts}
    assert names == {"Ada Quill 2", "Zoë Adler"}


def test_two_new_notes_of_one_command_are_no_copies_of_each_other(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Zoë Adler.md": ""})
    words = ["met", "yesterday", "[[Ada Quill 2]]: x", "[[Ada Quill]]: y", "--yes"]
    assert run_verb(folder, capsys, *words)[0] == EXIT_CANNOT
    assert [contact.name for contact in load_network(folder).contacts] == ["Zoë Adler"]


def test_note_beside_a_copy_of_another_is_made(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada Quill.md": "", "People/Ada Quill 2.md": ""})
    assert run_verb(folder, capsys, "new", "Ada Quill (Acme)")[0] == EXIT_DONE
    assert run_verb(folder, capsys, "rename", "Ada Quill", "Ada Byron")[0] == EXIT_DONE


def test_imported_person_makes_no_other_note_a_copy(
    vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {"People/Ada Quill 2.md": "", "people.csv": "name,email\nAda Quill,a@b.example\n"}
    )
    assert run_verb(folder, capsys, "import", str(folder / "people.csv"), "--yes")[0] == EXIT_DONE
    names = sorted(contact.name for contact in load_network(folder).contacts)
    assert names == ["Ada Quill", "Ada Quill 2"]


@pytest.mark.parametrize(
    "command",
    [["rename", "Ada Quill", "Ada Byron"], ["dedupe", "--merge", "Zed Low", "Ada Quill", "--yes"]],
)
def test_copy_of_a_note_whose_name_is_gone_is_said_to_be_read(
    command: list[str], vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("Ada Quill", "Ada Quill 2", "Ada Quill (conflicted copy)", "Zed Low")
    folder = vault({f"People/{name}.md": "" for name in names})
    code, out, error = run_verb(folder, capsys, *command)
    assert code == EXIT_DONE
    words = "was taken for a copy of People/Ada Quill.md, and is now read as a note of its own."
    said = " ".join(f"{out} {error}".split())
    assert said.count("taken for a copy") == 1
    assert f"People/Ada Quill 2.md {words}" in said


TAGGED = "---\ntags: [person]\n---\n- 2026-10-02 call\n"


@pytest.mark.parametrize(
    ("notes", "settings", "folder"),
    [
        (
            ("Atlas/People/Ada Quill", "Atlas/People/Ben Frost", "Notes/Cleo Hart"),
            "",
            "Atlas/People",
        ),
        (("Ada Quill", "Ben Frost"), "", ""),
        # A contacts folder that exists, or that the settings name, is the place.
        (("Atlas/People/Ada Quill", "Atlas/People/Ben Frost", "People/Cleo Hart"), "", "People"),
        (("Atlas/Ada Quill", "Atlas/Ben Frost"), '[vault]\ncontacts = ["Netz"]\n', "Netz"),
        # No folder is the place of most.
        (("A/Ada Quill", "A/Ben Frost", "B/Cleo Hart", "B/Dora Finch"), "", "People"),
        (("A/Ada Quill",), "", "People"),
    ],
)
def test_new_note_is_made_where_most_contacts_are(
    notes: tuple[str, ...],
    settings: str,
    folder: str,
    vault: WriteVault,
    capsys: pytest.CaptureFixture[str],
) -> None:
    texts = {f"{note}.md": TAGGED for note in notes}
    root = vault(
        {**texts, "netnotes.toml": settings, "p.csv": "name,email\nMia Lund,m@a.example\n"}
    )
    assert run_verb(root, capsys, "new", "Zed Foxworth")[0] == EXIT_DONE
    assert run_verb(root, capsys, "import", str(root / "p.csv"), "--yes")[0] == EXIT_DONE
    for name in ("Zed Foxworth", "Mia Lund"):
        assert (root / folder / f"{name}.md").is_file()
        assert name in {contact.name for contact in load_network(root).contacts}
