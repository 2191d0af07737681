"""`netnotes init` looks first, proposes what it saw with the counts, and writes only what was agreed to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from netnotes.actions.init_vault import build_init_plan
from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_DONE
from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.note import Source, read_note
from netnotes.reading.properties import PROPERTY_NAMES
from netnotes.reading.settings_file import read_settings
from netnotes.survey.folders import FolderCount, PeopleFolder
from netnotes.survey.properties import UsedProperty
from netnotes.survey.proposal import write_bases_view, write_settings, write_template
from netnotes.survey.survey import VaultSurvey, survey_vault
from netnotes.survey.tiers_and_channels import UsedChannel, UsedTier
from netnotes.vault.listing import list_files
from netnotes.vault.load import find_and_load_vault
from tests.conftest import TODAY
from tests.notes import make_notes as any_notes
from tests.notes import read_note_text

if TYPE_CHECKING:
    from collections.abc import Callable

STRANGERS = Path(__file__).parent / "strangers"
CASES = sorted(path.name for path in STRANGERS.iterdir())


def seen(notes: dict[str, str], daily: DailyNotes | None = None) -> VaultSurvey:
    return survey_vault(
        [read_note(Source(path, text))[0] for path, text in sorted(notes.items())], daily
    )


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("case", CASES)
def test_a_stranger_s_people_are_found_with_the_settings_that_were_proposed(
    case: str, tmp_path: Path
) -> None:
    vault = tmp_path / case
    shutil.copytree(STRANGERS / case, vault)
    (vault / "netnotes.toml").unlink(missing_ok=True)
    before = content(vault)
    assert run(["init", str(vault), "--yes"]) == EXIT_DONE
    assert before.items() <= content(vault).items()
    opened = find_and_load_vault(vault, TODAY)
    assert [one for one in opened.diagnostics if one.location.path == "netnotes.toml"] == []
    expected = tomllib.loads((vault / "expect.toml").read_text(encoding="utf-8"))
    assert [one.name for one in opened.network.contacts] == sorted(expected["contacts"])
    assert not [one for one in opened.diagnostics if one.code == "unknown-tier"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if (STRANGERS / case / "netnotes.toml").exists()]
)
def test_what_is_proposed_reads_the_last_contact_that_settings_by_hand_do(
    case: str, tmp_path: Path
) -> None:
    vault = tmp_path / case
    shutil.copytree(STRANGERS / case, vault, ignore=shutil.ignore_patterns("netnotes.toml"))
    assert run(["init", str(vault), "--yes"]) == EXIT_DONE
    by_hand, proposed = (
        find_and_load_vault(STRANGERS / case, TODAY).network,
        find_and_load_vault(vault, TODAY).network,
    )
    for one in by_hand.contacts:
        assert (
            proposed.follow_ups[one.path].last_contact == by_hand.follow_ups[one.path].last_contact
        )


def test_the_example_vault_is_read_the_same(example: Path, tmp_path: Path) -> None:
    vault = tmp_path / "Vault"
    shutil.copytree(example, vault)
    (vault / "netnotes.toml").unlink()
    assert run(["init", str(vault), "--yes"]) == EXIT_DONE
    ours, theirs = (find_and_load_vault(folder, TODAY) for folder in (vault, example))
    for kind in ("contacts", "goals", "events"):
        assert [one.path for one in getattr(ours.network, kind)] == [
            one.path for one in getattr(theirs.network, kind)
        ]
    assert [one for one in ours.diagnostics if one.location.path == "netnotes.toml"] == []
    settings = tomllib.loads((vault / "netnotes.toml").read_text())
    assert settings == {
        "me": {},
        "vault": {"contacts": ["People"], "goals": "Goals", "events": "Events", "journal": "Daily"},
    }


def test_what_is_there_stays(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault(
        {
            "netnotes.toml": "# mine\n",
            "People/Ada.md": "",
            "Templates/Contact.md": "mine",
            "People.base": "mine",
        }
    )
    before = content(folder)
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    assert content(folder) == before
    assert (
        "left as they are: netnotes.toml, Templates/Contact.md and People.base."
        in capsys.readouterr().out
    )


def test_the_view_fits_the_settings_that_are_there(vault: Callable[[dict[str, str]], Path]) -> None:
    settings = '[vault]\ncontacts = ["Crew", "Nowhere"]\nexclude = ["Old"]\n'
    proposed = build_init_plan(
        vault(
            {
                "netnotes.toml": settings,
                "Crew/Ada.md": "",
                "Old/People/Ben.md": "- 2026-10-02 call\n",
            }
        )
    )
    assert yaml.safe_load(dict(proposed.files)["People.base"])["filters"] == {
        "or": ['file.inFolder("Crew")']
    }


def test_through_a_pipe_nothing_is_asked_and_nothing_written(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"Mensen/Ada.md": "---\nlaatste contact: 2026-10-02\n---\n"})
    before = content(folder)
    assert run(["init", str(folder)]) == EXIT_DONE
    assert content(folder) == before
    said = capsys.readouterr().out
    assert 'last_contact = ["laatste contact"]' in said
    assert "Add --yes" in said


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_at_a_terminal_it_asks(answer: str, written: bool, tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "netnotes", "init", str(tmp_path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == EXIT_DONE
    assert (tmp_path / "netnotes.toml").exists() is written


def test_a_new_folder_becomes_a_vault_without_a_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "New"
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    assert sorted(content(folder)) == ["People.base", "Templates/Contact.md", "netnotes.toml"]
    assert (folder / "People").is_dir()
    assert "People/Ada Quill.md" in capsys.readouterr().out
    opened = find_and_load_vault(folder, TODAY)
    assert (opened.network.contacts, opened.diagnostics) == ((), ())


def test_a_file_and_a_templates_folder_outside_are_refused(
    vault: Callable[[dict[str, str]], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada.md": ""})
    assert run(["init", str(folder / "People/Ada.md"), "--yes"]) == EXIT_CANNOT
    (folder / "Templates").write_text("a file")
    assert run(["init", str(folder), "--yes"]) == EXIT_CANNOT
    assert "a file stands where the folder should be" in capsys.readouterr().err
    (folder / "Templates").unlink()
    (tmp_path / "outside").mkdir()
    (folder / "Templates").symlink_to(tmp_path / "outside")
    assert run(["init", str(folder), "--yes"]) == EXIT_CANNOT
    assert "leads out of the vault" in capsys.readouterr().err
    assert list((tmp_path / "outside").iterdir()) == []


def test_the_template_goes_where_obsidian_has_its_templates(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    told = {"People/Ada.md": "", ".obsidian/templates.json": '{"folder": "Forms/Mine"}'}
    assert build_init_plan(vault(told)).files[1][0] == "Forms/Mine/Contact.md"
    told[".obsidian/templates.json"] = '{"folder": "../up"}'
    assert build_init_plan(vault(told)).files[1][0] == "Templates/Contact.md"
    told[".obsidian/templates.json"] = "{"
    assert (
        build_init_plan(vault({**told, "_templates/Day.md": ""})).files[1][0]
        == "_templates/Contact.md"
    )


def test_the_template_is_skipped_and_says_nothing(vault: Callable[[dict[str, str]], Path]) -> None:
    folder = vault({"People/Ada.md": "---\nBedrijf: Noord\nLaatst gesproken: 2026-10-02\n---\n"})
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    assert [one.path for one in list_files(folder, Settings()).notes] == ["People/Ada.md"]
    text = (folder / "Templates/Contact.md").read_text()
    assert "\nBedrijf:\n" in text
    assert "\norganisation:" not in text
    told, _ = read_settings((folder / "netnotes.toml").read_text(), PROPERTY_NAMES)
    as_note = read_note_text(text, settings=told)
    assert as_note.diagnostics == ()
    assert as_note.entity == read_note_text("# {{title}}\n\n## Log\n").entity


def test_the_base_is_a_table_of_the_contacts_under_their_own_names() -> None:
    view = yaml.safe_load(
        write_bases_view(seen({"Mensen/Ada.md": "---\nLaatst gesproken: 2026-10-02\n---\n"}))
    )
    assert view["filters"] == {"or": ['file.inFolder("Mensen")']}
    assert view["views"][0]["type"] == "table"
    columns = [
        "file.name",
        "note.tier",
        "note.Laatst gesproken",
        "note.organisation",
        "note.location",
    ]
    assert view["views"][0]["order"] == columns
    assert set(view["properties"]) == set(columns)


def test_people_who_say_so_need_no_folder() -> None:
    found = seen(
        {"a/Ada.md": "---\nSoort: person\n---\n", "a/Ben.md": "#person\n", "b/Pier.md": "A pier.\n"}
    )
    assert (found.people_folders, found.type_property_counts) == ((), (("Soort", 1), ("tags", 1)))
    assert found.properties == (UsedProperty("type", "Soort", 1),)
    assert write_template(found).startswith("---\nSoort: person\n")
    assert len(yaml.safe_load(write_bases_view(found))["filters"]["or"]) == 2


PERSON = "---\nphone: '030 5550123'\nemail: {0}@example.com\n---\n"


def test_a_folder_of_another_name_holds_people_when_most_of_its_notes_look_like_some() -> None:
    notes = {f"Netz/{name}.md": PERSON.format(name) for name in ("Ada", "Ben")}
    assert seen({**notes, "Netz/Pier.md": "A pier."}).people_folders == (
        PeopleFolder("Netz", 3, 2, (("properties", 2),)),
    )
    assert seen({**notes, "Netz/Pier.md": "A pier.", "Netz/Sea.md": ""}).people_folders == ()
    assert seen({"Netz/Ada.md": notes["Netz/Ada.md"]}).people_folders == ()


def test_a_name_is_enough_for_a_folder_at_the_top_only() -> None:
    text = "She built the first pier."
    assert seen({"Menschen/Ada.md": text}).people_folders == (PeopleFolder("Menschen", 1, 0, ()),)
    assert seen({"Books/Menschen/Ada.md": text}).people_folders == ()
    assert (
        seen({"Books/Menschen/Ada.md": "---\nGeburtstag: 03-14\n---\n"}).people_folders[0].folder
        == "Books/Menschen"
    )


def test_meeting_notes_and_dated_lines_tell_people_from_other_notes() -> None:
    found = seen(
        {
            "Netz/Ada.md": "",
            "Netz/Ben.md": "- 2026-10-02 coffee: the pier\n",
            "Lists/Shopping.md": "- 2026-10-02 bread\n",
            "Lists/Books.md": "---\ntitle: The pier\nstatus: read\ntopics: [piers]\nurl: https://example.com\n---\n",
            "M/2026-10-02 Pier.md": '---\npeople: ["[[Ada]]"]\n---\n',
        }
    )
    assert found.people_folders == (
        PeopleFolder("Netz", 2, 2, (("dated lines", 1), ("meeting notes", 1))),
    )


def test_a_name_counts_when_its_values_make_sense() -> None:
    def names(*lines: str) -> list[tuple[str, str]]:
        texts = {f"People/{at}.md": f"---\n{line}\n---\n" for at, line in enumerate(lines)}
        return [(one.property_name, one.name) for one in seen(texts).properties]

    assert names("dernier contact: 2026-10-02") == [("last_contact", "dernier contact")]
    assert names("Ultimo contacto: 2026-10-02") == [("last_contact", "Ultimo contacto")]
    assert names("dernier contact: hier") == []
    assert names("dateOfLastContact: 2026-10-02") == [("last_contact", "dateOfLastContact")]
    assert names("notes on last contact: she was glad") == []
    assert names("organistion: Northwind", "organistion: Acme") == [("organisation", "organistion")]
    assert names("organistion: Northwind") == []  # once is a slip, which `check` tells
    assert names("company: Northwind", "mood: calm") == []


def test_own_words_for_how_often_become_tiers() -> None:
    found = seen(
        {"People/a.md": "---\nKreis: monatlich\n---\n", "People/b.md": "---\ntier: yearly\n---\n"}
    )
    assert found.tiers == (UsedTier("monatlich", 30, 1), UsedTier("yearly", 365, 1))
    settings, wrong = read_settings(write_settings(found), PROPERTY_NAMES)
    assert (settings.tiers, wrong) == ((("monatlich", 30), ("yearly", 365)), ())
    assert seen({"People/a.md": "---\ntier: monthly\n---\n"}).tiers == ()
    assert (
        seen(
            {"People/a.md": "---\ntier: weekly\n---\n", "People/b.md": "---\ntier: A\n---\n"}
        ).tiers
        == ()
    )


def test_goals_events_and_daily_notes_are_found_by_their_folders() -> None:
    found = seen(
        {
            "2 Ziele/Pier.md": "",
            "Eventos/Fair.md": "",
            "D/2026/2026-10-02.md": "",
            "D/2026/2026-10-03.md": "",
        }
    )
    assert found.goals == FolderCount("2 Ziele", 1)
    assert found.events == FolderCount("Eventos", 1)
    assert found.daily_notes == FolderCount("D", 2)
    told = seen({"D/2026-10-02.md": ""}, DailyNotes("D"))
    assert told.daily_notes == FolderCount("obsidian", 1)
    assert "# journal" in write_settings(seen({}, DailyNotes("D")))


def test_an_archive_with_meetings_is_still_read() -> None:
    old = {"Archive/People/Ada.md": "---\ntype: person\n---\n"}
    assert seen(old).archives == (FolderCount("Archive", 1),)
    assert (
        seen({**old, "Archive/2026-10-02 Pier.md": '---\npeople: ["[[Ada]]"]\n---\n'}).archives
        == ()
    )


def test_who_i_am_is_never_guessed() -> None:
    notes = {f"People/{at}.md": "---\norganisation: Acme\nname: Mira\n---\n" for at in range(9)}
    assert "Acme" not in write_settings(seen(notes))
    assert tomllib.loads(write_settings(seen(notes)))["me"] == {}


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=12)
FOLDERS = st.one_of(
    NAMES,
    st.sampled_from(
        ("People", "Mensen", "Archive", "2 Goals", "~People", ' "', "[a]", "\x7f", "..")
    ),
)


@given(
    st.dictionaries(st.tuples(FOLDERS, NAMES), st.one_of(any_notes(), st.just(PERSON)), max_size=5)
)
def test_whatever_is_seen_the_files_that_are_proposed_are_sound(
    notes: dict[tuple[str, str], str],
) -> None:
    found = seen({f"{folder}/{name}.md": text for (folder, name), text in notes.items()})
    text = write_settings(found)
    settings, wrong = read_settings(text, PROPERTY_NAMES)
    assert wrong == ()
    assert (
        settings.contacts == tuple(one.folder for one in found.people_folders)
        or not found.people_folders
    )
    assert read_note_text(write_template(found)).diagnostics == ()
    assert yaml.safe_load(write_bases_view(found))["filters"]["or"]


DEUTSCH = {
    "Menschen/Jörg.md": "- 2026-10-02 Kaffee: Über Fähren.\n- 2026-09-01 Anruf — kurz\n- 2026-08-01 coffee: ours\n",
    "Menschen/Uta.md": "- 2026-10-02 **Kaffee**: wieder\n- 2026-09-01 Werft: am Dock\n- 2026-08-02 Nur ein Satz: so\n",
    "Menschen/Ina.md": "- 2026-07-02 Werft\n- 2026-07-01 Rendez-vous: am Dock\n",
    "Menschen/Ole.md": "- 2026-07-02 Werft: noch einmal\n- 2026-07-01 Einmal: am Dock\n",
}


def test_words_for_channels_are_proposed_and_habits_are_asked_about(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    found = seen(DEUTSCH)
    assert found.people_folders == (PeopleFolder("Menschen", 4, 3, (("dated lines", 3),)),)
    assert found.channels == (
        UsedChannel("", "werft", 3),
        UsedChannel("in person", "kaffee", 2),
        UsedChannel("voice", "anruf", 1),
        UsedChannel("in person", "rendez-vous", 1),
    )
    text = write_settings(found)
    assert tomllib.loads(text)["channels"] == {
        "in_person": ["kaffee", "rendez-vous"],
        "voice": ["anruf"],
    }
    assert "werft in 3 notes" in text
    folder = vault(DEUTSCH)
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    opened = find_and_load_vault(folder, TODAY)
    assert [one for one in opened.diagnostics if one.location.path == "netnotes.toml"] == []
    modes = {touch.mode for contact in opened.network.contacts for touch in contact.touches}
    assert modes == {"in person", "voice", ""}
