"""`netnotes init` surveys the notes, proposes files, and writes only what was agreed to."""

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
from netnotes.reading.goal_and_event_properties import PROPERTY_NAMES
from netnotes.reading.note import Source, read_note
from netnotes.reading.settings_file import read_settings
from netnotes.survey.folders import FolderCount, PeopleFolder
from netnotes.survey.properties import UsedProperty
from netnotes.survey.proposal import write_bases_view, write_settings, write_template
from netnotes.survey.survey import VaultSurvey, survey_vault
from netnotes.survey.tiers_and_channels import UsedChannel, UsedTier
from netnotes.vault.listing import list_files
from netnotes.vault.load import find_and_load_vault
from tests.conftest import TODAY
from tests.notes import make_notes, read_note_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.vault.load import LoadedVault

STRANGERS = Path(__file__).parent / "strangers"
CASES = sorted(path.name for path in STRANGERS.iterdir())


def survey_notes(
    texts: dict[str, str], obsidian_daily_notes: DailyNotes | None = None
) -> VaultSurvey:
    """Survey notes given as texts by their paths."""
    notes = [read_note(Source(path, text))[0] for path, text in sorted(texts.items())]
    return survey_vault(notes, obsidian_daily_notes)


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def list_settings_diagnostics(loaded: LoadedVault) -> list[Diagnostic]:
    return [
        diagnostic
        for diagnostic in loaded.diagnostics
        if diagnostic.location.path == "netnotes.toml"
    ]


@pytest.mark.parametrize("case", CASES)
def test_proposed_settings_find_the_contacts_of_a_stranger_s_vault(
    case: str, tmp_path: Path
) -> None:
    vault = tmp_path / case
    shutil.copytree(STRANGERS / case, vault)
    (vault / "netnotes.toml").unlink(missing_ok=True)
    before = read_files(vault)
    assert run(["init", str(vault), "--yes"]) == EXIT_DONE
    assert before.items() <= read_files(vault).items()
    loaded = find_and_load_vault(vault, TODAY)
    assert not list_settings_diagnostics(loaded)
    expected = tomllib.loads((vault / "expect.toml").read_text(encoding="utf-8"))
    assert [contact.name for contact in loaded.network.contacts] == sorted(expected["contacts"])
    assert "unknown-tier" not in {diagnostic.code for diagnostic in loaded.diagnostics}


@pytest.mark.parametrize(
    "case", [case for case in CASES if (STRANGERS / case / "netnotes.toml").exists()]
)
def test_proposed_settings_read_the_same_last_contacts_as_settings_by_hand(
    case: str, tmp_path: Path
) -> None:
    vault = tmp_path / case
    shutil.copytree(STRANGERS / case, vault, ignore=shutil.ignore_patterns("netnotes.toml"))
    assert run(["init", str(vault), "--yes"]) == EXIT_DONE
    by_hand = find_and_load_vault(STRANGERS / case, TODAY).network
    proposed = find_and_load_vault(vault, TODAY).network
    for contact in by_hand.contacts:
        expected = by_hand.follow_ups[contact.path].last_contact
        assert proposed.follow_ups[contact.path].last_contact == expected


def test_proposed_settings_read_the_example_vault_as_its_own_do(
    example: Path, tmp_path: Path
) -> None:
    vault = tmp_path / "Vault"
    shutil.copytree(example, vault)
    (vault / "netnotes.toml").unlink()
    assert run(["init", str(vault), "--yes"]) == EXIT_DONE
    proposed = find_and_load_vault(vault, TODAY)
    original = find_and_load_vault(example, TODAY)
    for kind in ("contacts", "goals", "events"):
        paths = [entity.path for entity in getattr(proposed.network, kind)]
        assert paths == [entity.path for entity in getattr(original.network, kind)]
    assert not list_settings_diagnostics(proposed)
    settings = tomllib.loads((vault / "netnotes.toml").read_text())
    assert settings == {
        "me": {},
        "vault": {"contacts": ["People"], "goals": "Goals", "events": "Events", "journal": "Daily"},
    }


def test_files_that_exist_are_left_as_they_are(
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
    before = read_files(folder)
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    assert read_files(folder) == before
    assert (
        "left as they are: netnotes.toml, Templates/Contact.md and People.base."
        in capsys.readouterr().out
    )


def test_view_fits_settings_that_exist(vault: Callable[[dict[str, str]], Path]) -> None:
    settings = '[vault]\ncontacts = ["Crew", "Nowhere"]\nexclude = ["Old"]\n'
    plan = build_init_plan(
        vault(
            {
                "netnotes.toml": settings,
                "Crew/Ada.md": "",
                "Old/People/Ben.md": "- 2026-10-02 call\n",
            }
        ),
        TODAY,
    )
    assert yaml.safe_load(dict(plan.files)["People.base"])["filters"] == {
        "or": ['file.inFolder("Crew")']
    }


def test_nothing_is_asked_or_written_through_a_pipe(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"Mensen/Ada.md": "---\nlaatste contact: 2026-10-02\n---\n"})
    before = read_files(folder)
    assert run(["init", str(folder)]) == EXIT_DONE
    assert read_files(folder) == before
    printed = capsys.readouterr().out
    assert 'last_contact = ["laatste contact"]' in printed
    assert "Add --yes" in printed


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_files_are_written_at_a_terminal_only_after_a_yes(
    answer: str, written: bool, tmp_path: Path
) -> None:
    terminal, program_end = os.openpty()
    os.write(terminal, f"{answer}\n".encode())
    process = subprocess.run(
        [sys.executable, "-m", "netnotes", "init", str(tmp_path)],
        stdin=program_end,
        stdout=program_end,
        stderr=program_end,
    )
    os.close(program_end)
    os.close(terminal)
    assert process.returncode == EXIT_DONE
    assert (tmp_path / "netnotes.toml").exists() is written


def test_new_folder_becomes_a_vault_without_a_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "New"
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    assert sorted(read_files(folder)) == ["People.base", "Templates/Contact.md", "netnotes.toml"]
    assert (folder / "People").is_dir()
    assert "People/Ada Quill.md" in capsys.readouterr().out
    loaded = find_and_load_vault(folder, TODAY)
    assert (loaded.network.contacts, loaded.diagnostics) == ((), ())


def test_file_and_a_templates_folder_outside_the_vault_are_refused(
    vault: Callable[[dict[str, str]], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = vault({"People/Ada.md": ""})
    assert run(["init", str(folder / "People/Ada.md"), "--yes"]) == EXIT_CANNOT
    (folder / "Templates").write_text("a file")
    assert run(["init", str(folder), "--yes"]) == EXIT_CANNOT
    assert "a file stands where its folder should be" in capsys.readouterr().err
    (folder / "Templates").unlink()
    (tmp_path / "outside").mkdir()
    (folder / "Templates").symlink_to(tmp_path / "outside")
    assert run(["init", str(folder), "--yes"]) == EXIT_CANNOT
    assert "leads out of the vault" in capsys.readouterr().err
    assert list((tmp_path / "outside").iterdir()) == []


def test_template_is_written_where_obsidian_has_its_templates(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    notes = {"People/Ada.md": "", ".obsidian/templates.json": '{"folder": "Forms/Mine"}'}
    assert build_init_plan(vault(notes), TODAY).files[1][0] == "Forms/Mine/Contact.md"
    notes[".obsidian/templates.json"] = '{"folder": "../up"}'
    assert build_init_plan(vault(notes), TODAY).files[1][0] == "Templates/Contact.md"
    notes[".obsidian/templates.json"] = "{"
    assert (
        build_init_plan(vault({**notes, "_templates/Day.md": ""}), TODAY).files[1][0]
        == "_templates/Contact.md"
    )


def test_template_is_no_contact_and_gives_no_diagnostics(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    folder = vault({"People/Ada.md": "---\nBedrijf: Noord\nLaatst gesproken: 2026-10-02\n---\n"})
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    assert [note.path for note in list_files(folder, Settings()).notes] == ["People/Ada.md"]
    text = (folder / "Templates/Contact.md").read_text()
    assert text == "---\npurpose:\ntier:\nLaatst gesproken:\n---\n# {{title}}\n\n## Log\n"
    settings, _ = read_settings((folder / "netnotes.toml").read_text(), PROPERTY_NAMES)
    reading = read_note_text(text, settings=settings)
    assert reading.diagnostics == ()
    assert reading.entity == read_note_text("# {{title}}\n\n## Log\n").entity


def test_view_is_a_table_of_contacts_with_the_vault_s_own_names() -> None:
    view = yaml.safe_load(
        write_bases_view(
            survey_notes({"Mensen/Ada.md": "---\nLaatst gesproken: 2026-10-02\n---\n"})
        )
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


def test_notes_that_call_themselves_a_person_need_no_folder() -> None:
    survey = survey_notes(
        {"a/Ada.md": "---\nSoort: person\n---\n", "a/Ben.md": "#person\n", "b/Pier.md": "A pier.\n"}
    )
    assert (survey.people_folders, survey.type_property_counts) == ((), (("Soort", 1), ("tags", 1)))
    assert survey.properties == (UsedProperty("type", "Soort", 1),)
    assert write_template(survey).startswith("---\nSoort: person\n")
    assert len(yaml.safe_load(write_bases_view(survey))["filters"]["or"]) == 2


def test_folder_named_for_people_is_proposed_for_new_ones_where_tags_mark_all() -> None:
    notes = {f"Atlas/People/{name}.md": "---\ntags: [person]\n---\n" for name in ("Ada", "Ben")}
    survey = survey_notes({**notes, "Ideas/Cleo.md": "---\ntags: [person]\n---\n"})
    assert [found.folder for found in survey.people_folders] == ["Atlas/People"]


PERSON = "---\nphone: '030 5550123'\nemail: {0}@example.com\n---\n"


def test_folder_of_any_name_holds_people_if_two_thirds_of_its_notes_look_like_contacts() -> None:
    notes = {f"Netz/{name}.md": PERSON.format(name) for name in ("Ada", "Ben")}
    assert survey_notes({**notes, "Netz/Pier.md": "A pier."}).people_folders == (
        PeopleFolder("Netz", 3, 2, (("properties", 2),)),
    )
    assert (
        survey_notes({**notes, "Netz/Pier.md": "A pier.", "Netz/Sea.md": ""}).people_folders == ()
    )
    assert survey_notes({"Netz/Ada.md": notes["Netz/Ada.md"]}).people_folders == ()


def test_one_person_is_enough_in_a_folder_whose_name_is_often_that_of_people() -> None:
    person = PERSON.format("Ada")
    (folder,) = survey_notes({"Work/2. Recruiters/Ada Quill.md": person}).people_folders
    assert (folder.folder, folder.note_count) == ("Work/2. Recruiters", 1)
    (folder,) = survey_notes({"Relationships/Advisors/Ada Quill.md": person}).people_folders
    assert folder.folder == "Relationships"
    companies = {f"Clients/{name}.md": "A firm." for name in ("Acme", "Contoso", "Fabrikam")}
    assert survey_notes(companies).people_folders == ()
    assert survey_notes({**companies, "Clients/Ada Quill.md": person}).people_folders == ()


def test_applications_for_jobs_are_no_people() -> None:
    text = "---\ncompany: Northwind\nrole: Data engineer\nlast_contact: 2026-10-01\n---\n"
    applications = {
        "Applications/Northwind.md": text,
        "Applications/Data engineer - Northwind.md": text,
    }
    assert survey_notes(applications).people_folders == ()
    named = {f"Applications/{name}.md": text for name in ("Ada Quill", "Ben Okafor")}
    assert len(survey_notes(named).people_folders) == 1


def test_folder_s_name_alone_is_enough_only_at_the_top_of_the_vault() -> None:
    text = "She built the first pier."
    assert survey_notes({"Menschen/Ada.md": text}).people_folders == (
        PeopleFolder("Menschen", 1, 0, ()),
    )
    assert survey_notes({"Books/Menschen/Ada.md": text}).people_folders == ()
    assert (
        survey_notes({"Books/Menschen/Ada.md": "---\nGeburtstag: 03-14\n---\n"})
        .people_folders[0]
        .folder
        == "Books/Menschen"
    )


def test_meeting_notes_and_dated_lines_point_to_a_contact() -> None:
    survey = survey_notes(
        {
            "Netz/Ada.md": "",
            "Netz/Ben.md": "- 2026-10-02 coffee: the pier\n",
            "Lists/Shopping.md": "- 2026-10-02 bread\n",
            "Lists/Books.md": "---\ntitle: The pier\nstatus: read\ntopics: [piers]\n"
            "url: https://example.com\n---\n",
            "M/2026-10-02 Pier.md": '---\npeople: ["[[Ada]]"]\n---\n',
        }
    )
    assert survey.people_folders == (
        PeopleFolder("Netz", 2, 2, (("dated lines", 1), ("meeting notes", 1))),
    )


def test_unknown_property_name_counts_if_its_values_make_sense() -> None:
    def list_names(*lines: str) -> list[tuple[str, str]]:
        texts = {f"People/{number}.md": f"---\n{line}\n---\n" for number, line in enumerate(lines)}
        return [(used.property_name, used.name) for used in survey_notes(texts).properties]

    assert list_names("dernier contact: 2026-10-02") == [("last_contact", "dernier contact")]
    assert list_names("Ultimo contacto: 2026-10-02") == [("last_contact", "Ultimo contacto")]
    assert list_names("dernier contact: hier") == []
    assert list_names("dateOfLastContact: 2026-10-02") == [("last_contact", "dateOfLastContact")]
    assert list_names("notes on last contact: she was glad") == []
    assert list_names("organistion: Northwind", "organistion: Acme") == [
        ("organisation", "organistion")
    ]
    assert list_names("organistion: Northwind") == []  # once is a typo, which `check` finds
    assert list_names("company: Northwind", "mood: calm") == []


def test_vault_s_own_words_for_intervals_become_tiers() -> None:
    survey = survey_notes(
        {"People/a.md": "---\nKreis: monatlich\n---\n", "People/b.md": "---\ntier: yearly\n---\n"}
    )
    assert survey.tiers == (UsedTier("monatlich", 30, 1), UsedTier("yearly", 365, 1))
    settings, diagnostics = read_settings(write_settings(survey), PROPERTY_NAMES)
    assert (settings.tiers, diagnostics) == ((("monatlich", 30), ("yearly", 365)), ())
    assert survey_notes({"People/a.md": "---\ntier: monthly\n---\n"}).tiers == ()
    assert (
        survey_notes(
            {"People/a.md": "---\ntier: weekly\n---\n", "People/b.md": "---\ntier: A\n---\n"}
        ).tiers
        == ()
    )


def test_goals_events_and_daily_notes_are_found_by_their_folders() -> None:
    survey = survey_notes(
        {
            "2 Ziele/Pier.md": "",
            "Eventos/Fair.md": "",
            "D/2026/2026-10-02.md": "",
            "D/2026/2026-10-03.md": "",
        }
    )
    assert survey.goals == FolderCount("2 Ziele", 1)
    assert survey.events == FolderCount("Eventos", 1)
    assert survey.daily_notes == FolderCount("D", 2)
    survey = survey_notes({"D/2026-10-02.md": ""}, DailyNotes("D"))
    assert survey.daily_notes == FolderCount("obsidian", 1)
    assert "# journal" in write_settings(survey_notes({}, DailyNotes("D")))


def test_archive_is_excluded_unless_it_has_meeting_notes() -> None:
    archived_notes = {"Archive/People/Ada.md": "---\ntype: person\n---\n"}
    assert survey_notes(archived_notes).archives == (FolderCount("Archive", 1),)
    assert (
        survey_notes(
            {**archived_notes, "Archive/2026-10-02 Pier.md": '---\npeople: ["[[Ada]]"]\n---\n'}
        ).archives
        == ()
    )


def test_owner_of_the_vault_is_never_guessed() -> None:
    notes = {
        f"People/{number}.md": "---\norganisation: Acme\nname: Mira\n---\n" for number in range(9)
    }
    assert "Acme" not in write_settings(survey_notes(notes))
    assert tomllib.loads(write_settings(survey_notes(notes)))["me"] == {}


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=12)
FOLDERS = st.one_of(
    NAMES,
    st.sampled_from(
        ("People", "Mensen", "Archive", "2 Goals", "~People", ' "', "[a]", "\x7f", "..")
    ),
)


@given(
    st.dictionaries(st.tuples(FOLDERS, NAMES), st.one_of(make_notes(), st.just(PERSON)), max_size=5)
)
def test_proposed_files_can_be_read_whatever_the_notes(
    notes: dict[tuple[str, str], str],
) -> None:
    survey = survey_notes({f"{folder}/{name}.md": text for (folder, name), text in notes.items()})
    text = write_settings(survey)
    settings, diagnostics = read_settings(text, PROPERTY_NAMES)
    assert diagnostics == ()
    if survey.people_folders:
        folders = tuple(people_folder.folder for people_folder in survey.people_folders)
        assert settings.contacts == folders
    assert read_note_text(write_template(survey)).diagnostics == ()
    assert yaml.safe_load(write_bases_view(survey))["filters"]["or"]


GERMAN_NOTES = {
    "Menschen/Jörg.md": """\
- 2026-10-02 Kaffee: Über Fähren.
- 2026-09-01 Anruf — kurz
- 2026-08-01 coffee: ours
""",
    "Menschen/Uta.md": """\
- 2026-10-02 **Kaffee**: wieder
- 2026-09-01 Werft: am Dock
- 2026-08-02 Nur ein Satz: so
""",
    "Menschen/Ina.md": """\
- 2026-07-02 Werft
- 2026-07-01 Rendez-vous: am Dock
""",
    "Menschen/Ole.md": """\
- 2026-07-02 Werft: noch einmal
- 2026-07-01 Einmal: am Dock
""",
}


def test_known_words_for_channels_are_read_and_frequent_unknown_ones_are_asked_about(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    survey = survey_notes(GERMAN_NOTES)
    assert survey.people_folders == (PeopleFolder("Menschen", 4, 3, (("dated lines", 3),)),)
    assert survey.channels == (UsedChannel("werft", 3),)
    text = write_settings(survey)
    assert tomllib.loads(text)["channels"] == {}
    assert "werft in 3 notes" in text
    folder = vault(GERMAN_NOTES)
    assert run(["init", str(folder), "--yes"]) == EXIT_DONE
    loaded = find_and_load_vault(folder, TODAY)
    assert not list_settings_diagnostics(loaded)
    modes = {touch.mode for contact in loaded.network.contacts for touch in contact.touches}
    assert modes == {"in person", "voice", ""}


HEADS_OF_CRM = (
    *("tags:: CRM", "tags:: [[CRM]]", "---\ntags: [crm]\n---"),
    "---\ntags:\n  - crm/work\n---",
)
OTHERS = {f"pages/{name}.md": "[[Ada Quill]]\n" for name in ("Harbour", "Crane", "Budget", "Boat")}
TAGGED = "\n\n- 2026-10-02 coffee at the pier\n"
TAGGED_PEOPLE = ("Ada Quill", "Ben Okafor", "Cleo Marsh")


@pytest.mark.parametrize("head", HEADS_OF_CRM)
def test_tag_that_is_called_like_people_is_proposed(
    head: str, vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    notes = {f"pages/{name}.md": head + TAGGED for name in TAGGED_PEOPLE}
    root = vault({**notes, **OTHERS, "logseq/config.edn": ""})
    assert run(["build", str(root)]) == EXIT_DONE
    assert "The notes tagged `crm` look like contacts" in capsys.readouterr().out
    assert list_effects(root)["tags: crm"].startswith("0 → 3 people")
    assert run(["init", str(root), "--yes"]) == EXIT_DONE
    settings = tomllib.loads((root / "netnotes.toml").read_text(encoding="utf-8"))
    assert settings["vault"]["tags"] == ["crm"]
    contacts = find_and_load_vault(root, TODAY).network.contacts
    assert [contact.name for contact in contacts] == list(TAGGED_PEOPLE)


def test_tag_of_other_notes_too_is_not_proposed(vault: Callable[[dict[str, str]], Path]) -> None:
    head = "---\ntags: [crm]\n---"
    notes = {f"pages/{name}.md": head + TAGGED for name in TAGGED_PEOPLE}
    notes |= {f"pages/{name}.md": f"{head}\nA plan.\n" for name in ("Migration", "Budget")}
    assert survey_notes(notes).people_tags == ()
    # A tag that is not called like people says where they live.
    notes = {f"pages/{name}.md": "---\ntags: [porto]\n---" + TAGGED for name in TAGGED_PEOPLE}
    assert survey_notes(notes).people_tags == ()


@pytest.mark.parametrize(
    ("head", "sign"),
    [
        ("tags:: [[CRM]], [[person]]", "tags"),
        ("tags:: people", "tags"),
        ("---\ncategory: [[People]]\n---", "category"),
        ('---\ncategories: "[[People]]"\n---', "categories"),
        ('---\ncategories:\n  - "[[People]]"\n---', "categories"),
    ],
)
def test_vault_where_only_a_tag_or_a_category_says_so_needs_no_settings(
    head: str, sign: str, vault: Callable[[dict[str, str]], Path]
) -> None:
    notes = {f"pages/{name}.md": head + TAGGED for name in TAGGED_PEOPLE}
    root = vault({**notes, **OTHERS, "logseq/config.edn": ""})
    assert len(find_and_load_vault(root, TODAY).network.contacts) == 3
    survey = survey_notes(notes)
    assert survey.type_property_counts == ((sign, 3),)
    assert (survey.people_tags, survey.people_folders) == ((), ())


# Vaults of strangers: what is there is found, and nothing is proposed beside it.


@pytest.mark.parametrize("folder", ["CRM/People", "2-Areas/People", "Work/CRM/Contacts"])
@pytest.mark.parametrize("text", ["", "She built the first pier.\n"])
def test_folder_of_people_in_another_folder_is_found(
    folder: str, text: str, vault: Callable[[dict[str, str]], Path]
) -> None:
    notes = {
        f"{folder}/{name}.md": text for name in ("Ada Quill", "Ben Okafor", "Cleo van der Marsh")
    }
    root = vault({**notes, f"{folder}/Gifts.md": "", "Projects/Pier.md": "A pier.\n"})
    plan = build_init_plan(root, TODAY)
    assert plan.new_folder == ""
    assert tomllib.loads(plan.files[0][1])["vault"]["contacts"] == [folder]


def test_folder_of_people_s_names_in_another_folder_may_be_about_something_else() -> None:
    names = ("Chapter one", "Figures", "Ada Quill")
    texts = {f"Books/People/{name}.md": "A novel." for name in names}
    assert survey_notes(texts).people_folders == ()


@pytest.mark.parametrize(
    ("files", "template", "is_there"),
    [
        ({"3-Resources/Templates/Day.md": ""}, "3-Resources/Templates/Contact.md", False),
        ({"A/X Templates/Day.md": "", "A/B/Templates/x.md": ""}, "A/X Templates/Contact.md", False),
        ({"9-Meta/Vorlagen/Person.md": ""}, "9-Meta/Vorlagen/Person.md", True),
        ({"Templates/People/tpl-person.md": ""}, "Templates/People/tpl-person.md", True),
        ({"Templates/Personal goals.md": ""}, "Templates/Contact.md", False),
        (
            {
                ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "Sys/Tp"}',
                "Templates/Day.md": "",
            },
            "Sys/Tp/Contact.md",
            False,
        ),
        (
            {
                ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "Sys/Tp"}',
                "Sys/Tp/New Contact.md": "",
            },
            "Sys/Tp/New Contact.md",
            True,
        ),
        (
            {".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "../up"}'},
            "Templates/Contact.md",
            False,
        ),
    ],
)
def test_template_that_is_there_is_not_proposed_again(
    files: dict[str, str],
    template: str,
    is_there: bool,
    vault: Callable[[dict[str, str]], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = vault({"People/Ada.md": "", **files})
    assert run(["init", str(root), "--yes"]) == EXIT_DONE
    out = capsys.readouterr().out
    assert (f"{template} already exists and stays as it is." in out) == is_there
    assert (f"{template} written." in out) != is_there
    assert len(list(root.rglob("[Cc]ontact.md"))) == (0 if is_there else 1)


@pytest.mark.parametrize("view", ["People.base", "2-Areas/CRM.base", "Views/contacts.base"])
def test_view_that_is_there_is_not_proposed_again(
    view: str, vault: Callable[[dict[str, str]], Path]
) -> None:
    root = vault({"People/Ada.md": "", view: "mine"})
    assert run(["init", str(root), "--yes"]) == EXIT_DONE
    assert [path.relative_to(root).as_posix() for path in root.rglob("*.base")] == [view]
    assert (root / view).read_text() == "mine"


def make_vault_in_dutch() -> dict[str, str]:
    """Make a vault of four people with Dutch names for properties, tiers and channels."""
    return {
        f"2-Areas/People/{name}.md": f"---\nLaatst gesproken: 2026-0{month}-03\n"
        "Kring: wekelijks\nWoonplaats: Utrecht\n---\n- 2026-01-02 borrel: gepraat\n"
        for month, name in enumerate(("Ada Quill", "Ben Okafor", "Cleo Marsh", "Dan Frost"), 2)
    }


def list_effects(root: Path) -> dict[str, str]:
    """List what each line of the proposed settings would change, by the line."""
    return {effect.label: effect.change for effect in build_init_plan(root, TODAY).effects}


def test_each_proposed_line_says_what_it_would_change(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    notes = make_vault_in_dutch()
    del notes["2-Areas/People/Dan Frost.md"]
    notes["2-Areas/People/Dan Frost.md"] = "---\nWoonplaats: Utrecht\nrole: pilot\n---\n"
    assert list_effects(vault(notes)) == {
        "contacts: 2-Areas/People": (
            "0 → 4 people, last contact known for 0 → 3, an interval known for 0 → 3, "
            "0 → 3 touches, 0 → 3 touches by a known way, role known for 0 → 1, "
            "location known for 0 → 4"
        ),
        # The log of each has an earlier day.
        "last_contact: Laatst gesproken": "changes nothing beside the other lines",
        "location: Woonplaats": "4 people, location known for 0 → 4",
        "tier: Kring": "4 people, an interval known for 0 → 3",
        "tiers: wekelijks": "4 people, an interval known for 0 → 3",
    }


def test_last_contact_of_a_name_of_the_vault_s_own_is_counted(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    notes = {
        f"People/Person {number}.md": f"---\nLaatst gesproken: 2026-09-{number + 1:02}\n---\n"
        if number < 29
        else ""
        for number in range(34)
    }
    assert run(["init", str(vault(notes)), "--today", TODAY.isoformat()]) == EXIT_DONE
    out = capsys.readouterr().out
    assert (
        "  last_contact: Laatst gesproken\n"
        "      People/Person 0.md:2  Laatst gesproken: 2026-09-01\n"
        "      People/Person 1.md:2  Laatst gesproken: 2026-09-02\n"
        "      People/Person 10.md:2  Laatst gesproken: 2026-09-11\n"
        "    34 people, last contact known for 0 → 29\n"
    ) in out


def test_effects_are_what_is_read_with_the_line_and_without_it(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    root = vault(make_vault_in_dutch())
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    settings = (root / "netnotes.toml").read_text()

    def count_known_locations(text: str) -> int:
        (root / "netnotes.toml").write_text(text)
        contacts = find_and_load_vault(root, TODAY).network.contacts
        return sum(bool(contact.location) for contact in contacts)

    with_line = count_known_locations(settings)
    lines = [line for line in settings.splitlines() if not line.startswith("location =")]
    without_line = count_known_locations("\n".join(lines))
    assert list_effects(root)["location: Woonplaats"] == (
        f"4 people, location known for {without_line} → {with_line}"
    )


def test_lines_for_folders_have_examples_of_their_notes(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    root = vault(
        {
            "People/Ada.md": "",
            "Doelen/Boot.md": "",
            "Archief/Mensen/Old Man.md": "- 2020-01-02 call\n",
            "Dagboek/2026-10-02.md": "- Coffee with [[Ada]]\n",
            "Dagboek/2026-10-03.md": "",
        }
    )
    effects = {effect.label: effect for effect in build_init_plan(root, TODAY).effects}
    assert effects["journal: Dagboek"].examples == (
        "Dagboek/2026-10-02.md",
        "Dagboek/2026-10-03.md",
    )
    assert effects["journal: Dagboek"].change == (
        "1 person, last contact known for 0 → 1, 0 → 1 touches, 0 → 1 touches by a known way"
    )
    assert effects["goals: Doelen"].change == "1 person, 0 → 1 goals"
    assert effects["contacts: People"].examples == ("People/Ada.md",)
    assert all(len(effect.examples) <= 3 for effect in effects.values())


def test_effects_of_settings_that_exist_are_not_written(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({**make_vault_in_dutch(), "netnotes.toml": "[me]\nname = 'Mira'\n"})
    assert run(["init", str(root)]) == EXIT_DONE
    assert "has settings, which stay as they are. Without them" in capsys.readouterr().out
    assert (root / "netnotes.toml").read_text() == "[me]\nname = 'Mira'\n"


FICTION = "---\n{}role: protagonist\nlocation: Porto\nknows: ['[[Tobias Marr]]']\n---\n"


@pytest.mark.parametrize(
    "files",
    [
        {
            f"{folder}/{name}.md": FICTION.format(line)
            for name in ("Elinor Vane", "Tobias Marr", "Ada Marr")
        }
        for folder, line in (
            ("Cast", "type: character\n"),
            ("Cast", "tags: [npc]\n"),
            ("Characters", ""),
            ("Figuren", ""),
        )
    ],
)
def test_characters_of_a_novel_are_no_contacts(
    vault: Callable[[dict[str, str]], Path], files: dict[str, str]
) -> None:
    root = vault({**files, "Chapters/01.md": "[[Elinor Vane]] walks.\n"})
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    assert find_and_load_vault(root, TODAY).network.contacts == ()


@pytest.mark.parametrize(
    "files",
    [
        {
            "docs/contacts/index.md": "# Contacts API\nEmail: string\n\n- 2026-10-02 added paging\n",
            "docs/contacts/create.md": "# Create a contact\nRole: admin\n",
            "docs/contact-form.md": "---\ntags: [contact, bug]\n---\n",
        },
        {"docs/contacts/api.md": "---\nrole: reference\nemail: help@example.com\n---\n# API\n"},
        {
            "Recipes/Apple Pie.md": "---\ntype: recipe\npeople: 4\ndate: 2026-10-02\n---\n## With\n- Rice\n",
            "Recipes/Aunt Mary Cake.md": "---\ntags: [dinner]\nsource: Aunt Mary\n---\n",
        },
        {
            "202610011041 Thought.md": "---\ntags: [zettel, people]\n---\nMoss 1987.\n",
            "202610021000 Niklas Moss.md": "---\ntags: [author]\nborn: 1920\n---\nHistorian.\n",
        },
    ],
)
def test_init_invents_no_contacts(
    vault: Callable[[dict[str, str]], Path], files: dict[str, str]
) -> None:
    root = vault(files)
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    assert find_and_load_vault(root, TODAY).network.contacts == ()


@pytest.mark.parametrize("command", [["build"], ["check"], ["due"], ["due", "--markdown"], ["mix"]])
def test_command_without_people_says_where_they_seem_to_be(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Atlas/People"
    folder.mkdir(parents=True)
    for name in ("Ada Quill", "Ben Okafor", "Cleo Marsh"):
        (folder / f"{name}.md").write_text("Phone: 123\n\n- 2026-11-01 coffee: x\n")
    run([*command, str(tmp_path)])
    assert (
        "There seem to be people in Atlas/People: `netnotes init` makes the settings for them."
        in "".join(capsys.readouterr())
    )
    (tmp_path / "netnotes.toml").write_text('[vault]\njournal = "Daily"\n')
    run([*command, str(tmp_path)])
    assert 'write `contacts = ["Atlas/People"]` under [vault]' in "".join(capsys.readouterr())
    (tmp_path / "netnotes.toml").write_text('[vault]\ncontacts = ["Atlas/People"]\n')
    run([*command, str(tmp_path)])
    assert "There seem" not in "".join(capsys.readouterr())


def test_output_for_programs_has_no_hint(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({f"Atlas/People/{name}.md": "- 2026-11-01 coffee\n" for name in ("Ada", "Ben")})
    for command in ("check", "due", "mix"):
        run([command, str(root), "--json"])
        assert "There seem" not in "".join(capsys.readouterr())
    run(["check", str(root), "--quiet"])
    assert "".join(capsys.readouterr()) == ""
    run(["who", "ada", "--vault", str(root)])
    assert "There seem to be people in Atlas/People" in capsys.readouterr().out


@pytest.mark.parametrize("case", ["notion-labels", "labels-in-german", "journal-in-the-root"])
def test_init_finds_what_settings_of_a_stranger_say(case: str, tmp_path: Path) -> None:
    source = Path(__file__).parent / "strangers" / case
    written = find_and_load_vault(source, TODAY)
    root = tmp_path / case
    shutil.copytree(source, root, ignore=shutil.ignore_patterns("netnotes.toml"))
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    found = find_and_load_vault(root, TODAY)
    assert found.network.contacts == written.network.contacts
    assert [diagnostic.code for diagnostic in found.diagnostics] == [
        diagnostic.code for diagnostic in written.diagnostics
    ]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Firma: Contoso\nLetzter Kontakt: 2026-10-03\n", True),
        ("Entreprise : Contoso\nDernier contact : 2026-10-03\n".replace(" :", ":"), True),
        ("- **Empresa:** Contoso\n- **Último contacto:** 2026-10-03\n", True),
        ("| Bedrijf | Contoso |\n|---|---|\n| Laatste contact | 2026-10-03 |\n", True),
        ("firma:: Contoso\nletzter Kontakt:: 2026-10-03\n", True),
        ("Grund: Segeln\nArt: Notiz\n", False),
        ("## Notizen\nFirma: wir sprachen lange\n", False),
    ],
)
def test_init_proposes_the_names_of_labels(
    vault: Callable[[dict[str, str]], Path], text: str, is_found: bool
) -> None:
    root = vault({f"People/{name}.md": f"# {name}\n\n{text}" for name in ("Ada Quill", "Ben Reed")})
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    contacts = find_and_load_vault(root, TODAY).network.contacts
    facts = [(contact.organisation, str(contact.last_contact)) for contact in contacts]
    assert facts == [("Contoso", "2026-10-03") if is_found else ("", "None")] * 2


def test_labels_of_companies_are_no_people(vault: Callable[[dict[str, str]], Path]) -> None:
    text = "Email: office@example.com\nPhone: 030 5550121\nLocation: Berlin\n"
    root = vault({f"Companies/{name}.md": text for name in ("Blue Yonder", "Wide World", "Acme")})
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    assert find_and_load_vault(root, TODAY).network.contacts == ()


@pytest.mark.parametrize("other", ["05/10/2026", "soon"])
def test_one_value_with_two_meanings_or_none_does_not_hide_a_name_that_means_a_property(
    other: str,
) -> None:
    values = ("2026-09-22", "2026-09-23", other)
    texts = {
        f"People/{number}.md": f"---\ndernier contact: {value}\n---\n"
        for number, value in enumerate(values)
    }
    names = [(used.property_name, used.name) for used in survey_notes(texts).properties]
    assert names == [("last_contact", "dernier contact")]


PERSON_TEXT = "---\nemail: someone@example.com\ncompany: Contoso\n---\n- 2026-10-14 call\n"


@pytest.mark.parametrize(
    ("folder", "other_count", "expected"),
    [
        ("", 0, "3 notes, of which 3 in the top folder look like contacts"),
        ("", 5, "8 notes, of which 3 in the top folder look like contacts"),
        ("n/", 3, "6 notes, of which 3 in n look like contacts"),
    ],
)
def test_contacts_in_no_folder_of_contacts_are_told_of(
    folder: str,
    other_count: int,
    expected: str,
    vault: Callable[[dict[str, str]], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = {f"{folder}{name}.md": PERSON_TEXT for name in ("jane", "omar", "eva")}
    files |= {f"{folder}note {number}.md": "Words\n" for number in range(other_count)}
    root = vault(files)
    run(["init", str(root), "--today", TODAY.isoformat()])
    printed = capsys.readouterr().out
    assert expected in printed
    assert "none of which" not in printed
    assert "`type: person`" in printed
    run(["check", str(root), "--today", TODAY.isoformat()])
    place = folder.strip("/") or "the top folder"
    assert f"3 in {place} look like contacts. Write `type: person`" in capsys.readouterr().err


def test_recipe_that_was_cooked_for_dinner_looks_like_no_contact(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault(
        {
            "Recipes/Lasagne.md": "- 2026-08-02 dinner for eight, doubled it\n",
            "Recipes/Cake.md": "Serves: 6\n",
        }
    )
    run(["init", str(root), "--today", TODAY.isoformat()])
    assert "2 notes, none of which looks like a contact" in capsys.readouterr().out
    run(["check", str(root), "--today", TODAY.isoformat()])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("28-09-2026", "03-11-2026"), "day-first"),
        (("09/28/2026", "03/11/2026"), "month-first"),
        (("23/10/26", "05/11/26"), "day-first"),
        # Nothing is open.
        (("28-09-2026", "2026-11-03"), ""),
        (("28-09-2026", "11-11-2026"), ""),
        # Nothing shows it, or two things do.
        (("03-11-2026", "04-11-2026"), ""),
        (("28/09/2026", "09/28/2026", "03/11/2026"), ""),
        # Addresses, versions and numbers are no dates.
        (("https://example.com/28/09/2026/", "03/11/2026"), ""),
    ],
)
def test_order_of_dates_is_proposed_where_the_notes_show_it(
    dates: tuple[str, ...], order: str, vault: Callable[[dict[str, str]], Path]
) -> None:
    log = "".join(f"- {date}: coffee\n" for date in dates)
    root = vault({"People/Ada Quill.md": f"---\npurpose: Piers\n---\n{log}"})
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    loaded = find_and_load_vault(root, TODAY)
    assert loaded.vault.settings.date_order == order
    if order:
        assert loaded.diagnostics == ()


def test_order_of_dates_is_proposed_with_its_effect(
    vault: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault({"People/Ada Quill.md": "- 28-09-2026: coffee\n- 03-11-2026: lunch\n"})
    run(["init", str(root), "--today", TODAY.isoformat()])
    printed = capsys.readouterr().out
    assert 'order = "day-first"' in printed
    assert "# 1 date such as 28-09-2026 has no other meaning, 1 may have two" in printed
    assert "order: day-first\n      People/Ada Quill.md:1  28-09-2026\n" in printed
    assert "1 person, 1 → 2 touches" in printed


def test_names_that_a_plugin_puts_letters_before_are_proposed(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    text = (
        "---\ns_name: Ivan Petrov\ns_email: ivan@example.com\ns_email_2: ivan@work.example\n"
        "s_job_title: Dispatcher\ns_labels: [friends]\nx_ray: none\n---\n"
    )
    root = vault({"Contacts/p Ivan Petrov.md": text})
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    loaded = find_and_load_vault(root, TODAY)
    (ivan,) = loaded.network.contacts
    assert (ivan.name, ivan.role) == ("Ivan Petrov", "Dispatcher")
    assert ivan.email == ("ivan@example.com", "ivan@work.example")
    assert [diagnostic.code for diagnostic in loaded.diagnostics] == ["no-purpose"]
    assert [other.name for other in ivan.other] == ["s_labels", "x_ray"]


def test_names_and_intervals_of_a_french_vault_are_proposed(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    text = (
        "---\nrencontré_via: '[[Claire Aubin]]'\ndate_premier_contact: 24/05/2024\n"
        "fréquence: tous les mois\n---\n"
    )
    root = vault({"Contacts/Thomas Ferrand.md": text, "Contacts/Claire Aubin.md": ""})
    assert run(["init", str(root), "--yes", "--quiet"]) == EXIT_DONE
    network = find_and_load_vault(root, TODAY).network
    thomas = network.contacts_by_path["Contacts/Thomas Ferrand.md"]
    assert thomas.introduced_by is not None
    assert (str(thomas.met), thomas.introduced_by.target) == ("2024-05-24", "Claire Aubin")
    assert network.follow_ups[thomas.path].cadence == 30


@pytest.mark.parametrize(
    "names", [("2026-11-06-Friday", "2026-11-07-Saturday"), ("Fr 2026-11-06", "Sa 2026-11-07")]
)
def test_daily_notes_with_a_weekday_in_their_names_are_found(names: tuple[str, str]) -> None:
    texts = {f"Daily/{name}.md": "- Lunch\n" for name in names}
    survey = survey_notes({**texts, "People/Ada Quill.md": "- 2026-10-02 coffee\n"})
    assert survey.daily_notes == FolderCount("Daily", 2)


LIST_OF_PEOPLE = """# Known contacts

| Name | Company | Last Contact |
|------|---------|--------------|
| Nadia Roth | Roth | 2026-10-21 |
| Joel Finch | Finch Ltd | 2026-09-08 |
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (LIST_OF_PEOPLE, 2),
        ("# Contacts\n## Ada\n- **Email:** a@example.com\n## Ben\nFirma: Acme\n", 2),
        ("# Contacts\n## Ada\n- **Email:** a@example.com\n", 0),
        ("# Soup\n| Name | Minutes |\n|---|---|\n| cook | 5 |\n| eat | 9 |\n", 0),
    ],
)
def test_note_that_lists_people_is_told_of(
    text: str,
    count: int,
    vault: Callable[[dict[str, str]], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = vault({"CRM list.md": text})
    sentence = (
        "CRM list.md lists 2 people, who have no notes of their own: `netnotes import 'CRM list.md'` "
        "makes one of each."
    )
    run(["init", str(root), "--today", TODAY.isoformat()])
    assert (sentence in capsys.readouterr().out) is bool(count)
    run(["check", str(root), "--today", TODAY.isoformat()])
    assert (sentence in capsys.readouterr().err) is bool(count)


def test_people_of_a_list_get_notes_by_the_command_that_is_named(
    vault: Callable[[dict[str, str]], Path],
) -> None:
    root = vault({"CRM.md": LIST_OF_PEOPLE})
    arguments = ["import", str(root / "CRM.md"), "--vault", str(root), "--yes", "--quiet"]
    assert run(arguments) == EXIT_DONE
    contacts = find_and_load_vault(root, TODAY).network.contacts
    assert [contact.name for contact in contacts] == ["Joel Finch", "Nadia Roth"]
    assert (root / "CRM.md").read_text() == LIST_OF_PEOPLE
