"""`netnotes met`: people met at an event get notes or entries, and nobody is guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from netnotes.actions.meet_people import _is_all_there
from netnotes.actions.meeting_place import find_meeting_place
from netnotes.cli import run
from netnotes.commands import met as met_command
from netnotes.commands.output import terminal
from netnotes.errors import EXIT_CANNOT, EXIT_DONE, EXIT_PROBLEMS, NetnotesError
from netnotes.reading.met_lines import find_met_lines
from netnotes.reading.note import build_source, read_note
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from netnotes.writing.met_words import find_introducer, find_role
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understanding import NamedPerson, Statement, Understanding
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.network.network import Network

    WriteVault = Callable[[dict[str, str]], Path]
    CaptureText = pytest.CaptureFixture[str]

TODAY = "2026-11-27"
CAMP = "---\ndate: 2026-11-24\nuntil: 2026-11-25\n---\n"
VAULT = {
    "netnotes.toml": '[me]\nname = "Mira Holm"\n',
    "Events/Civic Data Camp.md": CAMP,
    "Events/Signals.md": "---\ndate: 2026-12-03\n---\n",
    "Events/Data Breakfast.md": "---\npurpose: x\n---\n",
    "People/Ada Quill.md": "---\npurpose: x\n---\n\n## Log\n- 2026-10-02 coffee: hello\n",
    "People/Ben Okafor.md": "---\npurpose: x\n---\n",
    "People/Dan Brody.md": "---\norganisation: Northwind\n---\n",
    "People/Dan Kessler.md": "---\norganisation: Kranhaus\n---\n",
}


def meet(folder: Path, *words: str) -> int:
    return run(["met", *words, "--vault", str(folder), "--today", TODAY])


def read(folder: Path, name: str) -> str:
    return (folder / f"People/{name}.md").read_text()


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    root = tmp_path_factory.mktemp("Vault")
    for path, text in VAULT.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text)
    return load_vault(find_vault(root), parse_iso_day(TODAY)).network


def list_files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.md")}


def test_new_people_get_notes_and_others_get_entries(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(VAULT)
    code = meet(
        folder,
        "civic data camp",
        "Camille Joubert: data journalist at Le Fil, open data, via Ben",
        "Ada Quill: promised her the slides by Friday",
        "--yes",
    )
    assert code == EXIT_DONE
    assert read(folder, "Camille Joubert").splitlines() == [
        "---",
        "met: 2026-11-25",
        'met_at: "[[Civic Data Camp]]"',
        'introduced_by: "[[Ben Okafor]]"',
        "organisation: Le Fil",
        "role: data journalist",
        "---",
        "",
        "## Log",
        "- 2026-11-25 met: data journalist at Le Fil, open data, via [[Ben Okafor|Ben]]",
    ]
    assert read(folder, "Ada Quill") == VAULT["People/Ada Quill.md"].replace(
        "- 2026-10-02",
        "- 2026-11-25 met: at [[Civic Data Camp]]\n"
        "  - [ ] promised:: the slides 📅 2026-12-04\n"
        "- 2026-10-02",
    )
    preview = capsys.readouterr().out.splitlines()
    assert preview[:3] == [
        "Civic Data Camp, 25 November 2026",
        (
            "  Camille Joubert (new) · role data journalist, organisation Le Fil · introduced by "
            "Ben Okafor · “data journalist at Le Fil, open data, via Ben”"
        ),
        (
            "  Ada Quill (in your notes) · promised: the slides (by 4 December) · "
            "“at [[Civic Data Camp]]”"
        ),
    ]
    assert preview[-1] == "1 note made, 1 entry written. `netnotes undo` takes it back."


def test_undo_takes_everybody_back_at_once(vault: WriteVault) -> None:
    folder = vault(VAULT)
    before = list_files(folder)
    meet(folder, "Civic Data Camp", "Camille Joubert: a", "Ada Quill: b", "Zoë Adler", "--yes")
    assert list_files(folder) != before
    assert run(["undo", "--yes", "--vault", str(folder)]) == EXIT_DONE
    assert list_files(folder) == before


def test_without_yes_and_without_a_terminal_it_only_shows(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault(VAULT)
    before = list_files(folder)
    assert meet(folder, "Civic Data Camp", "Camille Joubert: journalist") == EXIT_DONE
    assert "+- 2026-11-25 met: journalist\n" in (out := capsys.readouterr().out)
    assert out.endswith("Nothing was written. Run it again with --yes to write it.\n")
    assert list_files(folder) == before


@pytest.mark.parametrize(
    ("place", "day", "met_at"),
    [
        ("Civic Data Camp", "2026-11-25", '"[[Civic Data Camp]]"'),
        ("[[Civic Data Camp]]", "2026-11-25", '"[[Civic Data Camp]]"'),
        ("Events/Civic Data Camp.md", "2026-11-25", '"[[Civic Data Camp]]"'),
        ("2026-11-24 Civic Data Camp", "2026-11-24", '"[[Civic Data Camp]]"'),
        ("Civic Data Camp on Tuesday", "2026-11-24", '"[[Civic Data Camp]]"'),
        ("yesterday at the harbour fair", "2026-11-26", "the harbour fair"),
        ("2026-11-20, Lisbon", "2026-11-20", "Lisbon"),
        ("2026-11-20 Data Breakfast", "2026-11-20", '"[[Data Breakfast]]"'),
        ("yesterday", "2026-11-26", ""),
        ("gestern beim Hafenfest", "2026-11-26", "Hafenfest"),
    ],
)
def test_place_is_an_event_or_a_day(network: Network, place: str, day: str, met_at: str) -> None:
    found = find_meeting_place(place, network)
    assert found.day.isoformat() == day
    assert (f'"[[{found.event.name}]]"' if found.event else found.words) == met_at


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("Civic Data", "No event is called Civic Data. Did you mean Civic Data Camp?"),
        ("Signls", "Did you mean Signals?"),
        ("Signals", "is on 3 December 2026, which is still to come"),
        ("Data Breakfast", "Data Breakfast has no day yet. Write `date:` into Events/"),
        ("tomorrow", "28 November 2026 is still to come."),
        ("last week", "Which day do you mean by “last week”?"),
        ("31 february", "can't be read as a day"),
        ("harbour fair", "as in `yesterday, harbour fair`"),
        (
            "2026-11-20 Civic Data Camp",
            "was not on 20 November 2026, but from 24 November 2026 to 25 November 2026",
        ),
    ],
)
def test_place_that_is_not_certain_is_refused(network: Network, place: str, message: str) -> None:
    with pytest.raises(NetnotesError, match=re.escape(message)):
        find_meeting_place(place, network)


def test_several_events_of_a_name_are_listed(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(
        {
            **VAULT,
            "Events/2025/Signals.md": "---\ndate: 2025-12-03\n---\n",
        }
    )
    assert meet(folder, "Signals", "Camille Joubert", "--yes") == EXIT_CANNOT
    assert "  Events/2025/Signals.md: 3 December 2025" in capsys.readouterr().err
    assert meet(folder, "Events/2025/Signals.md", "Camille Joubert", "--yes") == EXIT_DONE


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Dan: the boat", "Is Dan Dan Brody or Dan Kessler, or somebody new?"),
        (
            "Ada: the boat",
            "Is Ada Ada Quill, or somebody new? Write the whole name, or `--new Ada`",
        ),
        ("Ada Quil: the boat", "Is Ada Quil Ada Quill, or somebody new?"),
        ("Ada and Ben: the boat", "`Ada and Ben` reads like 2 people."),
        ("Camille Joubert, Le Fil", "may name one person or several"),
        ("Camille Joubert: through Dan", "Dan could be 2 people."),
        ("Talked about the harbour: yes", "is hardly the name of a person"),
        ("42: x", "does not begin with a name"),
        ("Mira Holm: x", "Mira Holm is you"),
        ("[[Civic Data Camp]]: x", "which is no note about a person"),
    ],
)
def test_name_that_is_not_certain_is_asked_about(
    vault: WriteVault, capsys: CaptureText, line: str, message: str
) -> None:
    folder = vault(VAULT)
    before = list_files(folder)
    assert meet(folder, "Civic Data Camp", line, "--yes") == EXIT_CANNOT
    assert message in capsys.readouterr().err
    assert list_files(folder) == before


def test_namesakes_are_told_apart_by_organisation(vault: WriteVault) -> None:
    folder = vault(
        {
            **VAULT,
            "People/Eve Ito.md": "---\norganisation: Northwind\n---\n",
            "People/Eve Ito Kranhaus.md": '---\nname: "Eve Ito"\norganisation: Kranhaus\n---\n',
        }
    )
    assert meet(folder, "yesterday", "Eve Ito: x", "--yes") == EXIT_CANNOT
    assert meet(folder, "yesterday", "Eve Ito (Kranhaus): x", "--yes") == EXIT_DONE
    assert "- 2026-11-26 met: x" in read(folder, "Eve Ito Kranhaus")
    assert "met" not in read(folder, "Eve Ito")


def test_new_says_that_a_likeness_is_chance(vault: WriteVault) -> None:
    folder = vault(VAULT)
    assert meet(folder, "yesterday", "Ada: the boat", "--new", "ada", "--yes") == EXIT_DONE
    assert "- 2026-11-26 met: the boat" in read(folder, "Ada")
    assert read(folder, "Ada Quill") == VAULT["People/Ada Quill.md"]


def test_question_is_answered_at_the_terminal(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    answers = ["2", "1", "y"]
    for module in (met_command, terminal):
        monkeypatch.setattr(module, "is_at_terminal", lambda: True)
    monkeypatch.setattr(terminal, "ask", lambda question: answers.pop(0))
    assert meet(folder, "yesterday", "Dan: the boat", "Dan B: x") == EXIT_DONE
    assert answers == []
    assert read(folder, "Dan Kessler").endswith("- 2026-11-26 met: the boat\n")
    assert read(folder, "Dan Brody").endswith("- 2026-11-26 met: x\n")


def test_nobody_is_named_twice(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(VAULT)
    for lines in (("Ada Quill: a", "[[Ada Quill]]: b"), ("Zoë Adler: a", "Zoë ADLER: b")):
        assert meet(folder, "yesterday", *lines, "--yes") == EXIT_CANNOT
        assert "is named twice" in capsys.readouterr().err


def test_promise_to_somebody_else_stays_text(vault: WriteVault) -> None:
    folder = vault(VAULT)
    meet(folder, "yesterday", "Camille Joubert: promised Ben Okafor the slides", "--yes")
    text = read(folder, "Camille Joubert")
    assert "- 2026-11-26 met: promised Ben Okafor the slides" in text
    assert "promised::" not in text


@pytest.mark.parametrize(
    ("words", "role", "organisation"),
    [
        ("journalist at Le Fil", "journalist", "Le Fil"),
        ("head of data at the harbour", "", ""),
        ("head of data at Northwind, likes boats", "head of data", "Northwind"),
        ("a VP Engineering at Acme GmbH (Lisbon)", "VP Engineering", "Acme GmbH"),
        ("CTO at University of Lisbon", "CTO", "University of Lisbon"),
        ("Ingenieurin bei Nordwind", "Ingenieurin", "Nordwind"),
        ("lunch at Northwind", "", ""),
        ("talked about data at Northwind", "", ""),
        ("her head at Northwind left", "", ""),
        ("journalist, open data", "", ""),
        ("engineer at heart", "", ""),
        ("design lead at Marsh & Co, hiring", "design lead", "Marsh & Co"),
        ("hospital buyer at St. Anna. Likes boats.", "hospital buyer", "St. Anna"),
        ("Pflegerin bei St. Anna", "Pflegerin", "St. Anna"),
        ("CTO of Le Fil", "CTO", "Le Fil"),
        ("Le Fil's CTO, hiring", "CTO", "Le Fil"),
        ("ingeniera en Le Fil", "ingeniera", "Le Fil"),
        ("marketing at Le Fil", "marketing", "Le Fil"),
        ("head of Engineering", "", ""),
        ("an old friend of Ben", "", ""),
        ("Ada's assistant", "", ""),
        ("formerly CTO at Le Fil", "", ""),
        ("wants to be a nurse at Le Fil", "", ""),
        ("interns at Le Fil", "", ""),
        ("looking at Lisbon", "", ""),
        ("speaker at Signals", "", ""),
        ("years en Francia", "", ""),
    ],
)
def test_role_and_organisation_only_where_they_have_one_meaning(
    words: str, role: str, organisation: str
) -> None:
    assert find_role(words) == (role, organisation)


@pytest.mark.parametrize("words", ["via Ben and Dan Brody", "via LinkedIn", "via Zoe Unknown"])
def test_words_behind_via_that_name_no_one_contact_stay_text(network: Network, words: str) -> None:
    assert find_introducer(words, build_name_index(network.contacts)) is None


@pytest.mark.parametrize(
    ("note_name", "typed_name"),
    [
        ("Lena Voss", "Dr. Lena Voss"),
        ("Dr. Lena Voss", "Lena Voss"),
        ("Prof. Dr. Lena Voss", "Frau Lena Voss"),
    ],
)
def test_title_makes_nobody_somebody_else(
    vault: WriteVault, note_name: str, typed_name: str
) -> None:
    folder = vault({**VAULT, f"People/{note_name}.md": "---\npurpose: x\n---\n"})
    meet(folder, "yesterday", f"{typed_name}: again", "--yes")
    assert "- 2026-11-26 met: again" in read(folder, note_name)
    assert not (folder / f"People/{typed_name}.md").exists()


@pytest.mark.parametrize(
    ("note_name", "typed_name"), [("Herr Kim Voss", "Frau Kim Voss"), ("Lena Voss", "Dr. Voss")]
)
def test_doubt_about_a_title_is_asked_about(
    vault: WriteVault, capsys: CaptureText, note_name: str, typed_name: str
) -> None:
    folder = vault({**VAULT, f"People/{note_name}.md": "---\npurpose: x\n---\n"})
    assert meet(folder, "yesterday", f"{typed_name}: again", "--yes") != EXIT_DONE
    assert note_name in capsys.readouterr().err
    assert "again" not in read(folder, note_name)


def test_death_of_somebody_with_a_title_is_told_in_a_whole_sentence(
    vault: WriteVault, capsys: CaptureText
) -> None:
    folder = vault({**VAULT, "People/Dr. Cleo Marsh.md": "---\ndied: 2020-05-02\n---\n"})
    assert meet(folder, "yesterday", "Dr. Cleo Marsh: x", "--yes") == EXIT_CANNOT
    assert "Dr. Cleo Marsh died (2 May 2020). Nothing was written" in capsys.readouterr().err


def test_line_of_an_event_may_name_somebody_by_their_organisation(
    vault: WriteVault, capsys: CaptureText
) -> None:
    camp = f"{CAMP}\n## Met\n- Dan Brody, Northwind: hello\n"
    folder = vault({**VAULT, "Events/Civic Data Camp.md": camp})
    assert meet(folder, "Civic Data Camp", "--yes") == EXIT_DONE
    assert "hello" in read(folder, "Dan Brody")
    run(["check", str(folder), "--today", TODAY])
    assert "met-without-note" not in capsys.readouterr().out


def test_somebody_who_has_died_is_asked_about(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({**VAULT, "People/Cleo Marsh.md": "---\ndied: 2020-05-02\n---\n"})
    assert meet(folder, "yesterday", "Cleo Marsh: x", "--yes") == EXIT_CANNOT
    assert (
        "Cleo Marsh died (2 May 2020). Nothing was written; `--anyway`" in capsys.readouterr().err
    )
    assert meet(folder, "yesterday", "Cleo Marsh: x", "--yes", "--anyway") == EXIT_DONE


MET = """
## People I met
- Camille Joubert: journalist at Le Fil, via Ben
  - promised her the slides by Friday
- [[Ada Quill]] - showed the boat
- [ ] ask Zoë Adler
- Talked about the harbour: yes

## Notes
- Nobody Else: x
"""


def test_lines_of_the_event_are_taken_once(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({**VAULT, "Events/Civic Data Camp.md": CAMP + MET})
    assert meet(folder, "Civic Data Camp", "--yes") == EXIT_DONE
    err = capsys.readouterr().err
    assert "Left out: Events/Civic Data Camp.md:11:1: `Talked about the harbour` is hardly" in err
    text = read(folder, "Camille Joubert")
    # Friday counts from the day of the meeting.
    assert "- [ ] promised:: the slides 📅 2026-11-27" in text
    assert "- 2026-11-25 met: journalist at Le Fil, via [[Ben Okafor|Ben]]" in text
    assert "- 2026-11-25 met: at [[Civic Data Camp]]; showed the boat" in read(folder, "Ada Quill")
    before = list_files(folder)
    assert meet(folder, "Civic Data Camp", "--yes") == EXIT_PROBLEMS
    assert list_files(folder) == before


def test_lines_of_a_day_are_those_of_notes_named_after_it(vault: WriteVault) -> None:
    folder = vault(
        {
            **VAULT,
            "Daily/2026-11-26.md": "## Met\n- Camille Joubert: journalist\n",
            "2026-11-26 Harbour fair.md": "# Fair\n### Kennengelernt\n- Zoë Adler\n",
            "Daily/2026-11-25.md": "## Met\n- Eve Ito\n",
        }
    )
    assert meet(folder, "yesterday", "--yes") == EXIT_DONE
    assert "met: 2026-11-26\n" in read(folder, "Camille Joubert")
    assert "met: 2026-11-26\n" in read(folder, "Zoë Adler")
    assert not (folder / "People/Eve Ito.md").exists()


def test_without_lines_it_says_where_to_write_them(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault(VAULT)
    assert meet(folder, "Civic Data Camp") == EXIT_CANNOT
    assert "in lines under `## Met` in Events/Civic Data Camp.md." in capsys.readouterr().err


@pytest.mark.parametrize(
    "heading",
    [
        "# Met",
        "## **People I met**",
        "## Kennengelernt",
        "## Rencontres",
        "## Ontmoet:",
        "## Conocí",
    ],
)
def test_headings_in_five_languages(heading: str) -> None:
    note, _ = read_note(build_source("Events/X.md", f"{heading}\n- Ada Quill: x\n"))
    (met_line,) = find_met_lines(note)
    assert (met_line.text, met_line.source_location.line) == ("Ada Quill: x", 2)


@pytest.mark.parametrize("heading", ["## Meeting", "## Methods", "## Goals not met yet", "Met:"])
def test_other_headings_are_none(heading: str) -> None:
    note, _ = read_note(build_source("Events/X.md", f"{heading}\n- Ada Quill: x\n"))
    assert find_met_lines(note) == ()


def test_check_names_who_has_no_note_in_a_daily_note(
    vault: WriteVault, capsys: CaptureText
) -> None:
    day = "Lunch alone.\n\n## Met\n- Camille Joubert: journalist\n- Ada Quill: still sails\n"
    settings = '[vault]\njournal = "Daily"\n'
    folder = vault({**VAULT, "netnotes.toml": settings, "Daily/2026-11-18.md": day})
    run(["check", str(folder), "--today", TODAY])
    out = capsys.readouterr().out
    command = "`netnotes met 2026-11-18` makes one from this line."
    assert (
        f"Daily/2026-11-18.md:4:1 met-without-note Camille Joubert has no note yet. {command}"
        in out
    )
    assert "Ada Quill has no note" not in out
    assert meet(folder, "2026-11-18", "--yes") == EXIT_DONE
    capsys.readouterr()
    run(["check", str(folder), "--today", TODAY])
    assert "met-without-note" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", ["Thursday meetup yesterday", "2026-11-26 Friday club", "Friday club, 26 November"]
)
def test_weekday_in_the_name_of_a_place_is_not_the_day(vault: WriteVault, words: str) -> None:
    folder = vault(VAULT)
    assert meet(folder, words, "Camille Joubert: journalist", "--yes") == EXIT_DONE
    note = read(folder, "Camille Joubert")
    assert "met: 2026-11-26" in note
    assert "met_at: Thursday meetup" in note or "met_at: Friday club" in note


def test_words_in_brackets_hide_neither_a_role_nor_a_promise(vault: WriteVault) -> None:
    folder = vault(VAULT)
    line = "Camille Joubert (founder of Kelvin), promised her the map by Monday"
    assert meet(folder, "yesterday", line, "--yes") == EXIT_DONE
    note = read(folder, "Camille Joubert")
    assert "role: founder" in note
    assert "organisation: Kelvin" in note
    assert "- [ ] promised:: the map 📅 2026-11-30" in note
    assert "met: founder of Kelvin\n" in note


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("head of hiring at Octave: wants references", ("head of hiring", "Octave")),
        ("CTO of Acme: nice", ("CTO", "Acme")),
        ("lunch at Acme: good", ("", "")),
    ],
)
def test_role_ends_at_a_colon(words: str, role: tuple[str, str]) -> None:
    assert find_role(words) == role


def test_check_names_who_has_no_note(vault: WriteVault) -> None:
    folder = vault({**VAULT, "Events/Civic Data Camp.md": CAMP + MET})
    found = [
        (str(diagnostic.location), diagnostic.message, diagnostic.help)
        for diagnostic in load_vault(find_vault(folder), parse_iso_day(TODAY)).diagnostics
        if diagnostic.code == "met-without-note"
    ]
    assert found == [
        (
            "Events/Civic Data Camp.md:7:1",
            "Camille Joubert has no note yet.",
            "`netnotes met 'Civic Data Camp'` makes one from this line.",
        )
    ]


def test_event_that_goes_on_was_met_at_today_so_far(vault: WriteVault) -> None:
    folder = vault({**VAULT, "Events/Fair.md": "---\ndate: 2026-11-26\nuntil: 2026-11-30\n---\n"})
    assert meet(folder, "Fair", "Ada Quill: the boats", "--yes") == EXIT_DONE
    assert f"- {TODAY} met: at [[Fair]]; the boats\n" in read(folder, "Ada Quill")


def test_words_with_a_question_in_them_stay_text(vault: WriteVault) -> None:
    folder = vault(VAULT)
    words = "asked Dan for a book"
    assert meet(folder, "Civic Data Camp", f"Ada Quill: {words}", "--yes") == EXIT_DONE
    # There are two of that name, and nobody asked Ada.
    assert f"- 2026-11-25 met: at [[Civic Data Camp]]; {words}\n" in read(folder, "Ada Quill")
    assert "asked::" not in read(folder, "Ada Quill")


def test_whoever_was_met_is_due_in_two_days(vault: WriteVault, capsys: CaptureText) -> None:
    folder = vault({**VAULT, "People/Ada Quill.md": "---\ntier: yearly\n---\n"})
    meet(folder, "Civic Data Camp", "Camille Joubert: journalist", "--yes")
    capsys.readouterr()
    for day, is_later in (("2026-11-26", True), ("2026-11-27", False), ("2026-12-09", False)):
        run(["due", str(folder), "--today", day])
        later = capsys.readouterr().out.partition("Later this week")[2]
        assert ("Camille Joubert" in later) == is_later, day


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (
            "2026-12-09",
            "met on 25 November 2026, not written to yet; a line while they remember you",
        ),
        (
            "2026-12-26",
            "met on 25 November 2026, not written to yet; still fine, say where you met",
        ),
        ("2027-02-26", "you met in November 2026; you planned monthly"),
    ],
)
def test_after_two_weeks_it_is_still_fine(
    vault: WriteVault, capsys: CaptureText, day: str, reason: str
) -> None:
    folder = vault(VAULT)
    meet(folder, "Civic Data Camp", "Camille Joubert: journalist", "--yes")
    path = folder / "People/Camille Joubert.md"
    path.write_text(path.read_text().replace("---\n", "---\ntier: monthly\n", 1))
    capsys.readouterr()
    run(["due", str(folder), "--today", day])
    assert f"Camille Joubert: {reason}\n" in capsys.readouterr().out


def test_somebody_met_without_an_entry_is_told_the_same(
    vault: WriteVault, capsys: CaptureText
) -> None:
    note = "---\ntier: yearly\nmet: 2026-02-03\n---\n"
    folder = vault({**VAULT, "People/Camille Joubert.md": note})
    run(["due", str(folder), "--today", TODAY, "--all"])
    reason = "met in February 2026, not written to yet; still fine, say where you met"
    assert f"Camille Joubert: {reason}\n" in capsys.readouterr().out


def test_new_people_come_before_the_long_silent_and_take_no_place_of_theirs(
    vault: WriteVault, capsys: CaptureText
) -> None:
    silent = "---\ntier: monthly\nlast_contact: 2025-03-02\n---\n"
    folder = vault(
        {
            **VAULT,
            "netnotes.toml": "[plan]\nbudget = 1\n",
            "People/Ada Quill.md": silent,
            "People/Ben Okafor.md": silent,
        }
    )
    names = ["Camille Joubert", "Zoë Adler", "Eve Ito"]
    meet(folder, "Civic Data Camp", *names, "--yes")
    capsys.readouterr()
    run(["due", str(folder), "--today", "2026-11-28"])
    lines = [line for line in capsys.readouterr().out.splitlines() if re.match(r" \d\. ", line)]
    assert [line[4:].partition(":")[0] for line in lines] == [
        *names[:1],
        names[2],
        names[1],
        "Ada Quill",
    ]


def test_target_of_a_goal_who_was_not_met_before_has_met_and_where(
    vault: WriteVault, capsys: CaptureText
) -> None:
    target = "---\nrole: Head of documentation\n---\n"
    notes = {
        **VAULT,
        "Goals/Clients.md": '---\ntargets: "[[Birgit Sommer]]"\n---\n',
        "People/Birgit Sommer.md": target,
        "People/Eva Lund.md": target,
    }
    folder = vault(notes)
    assert (
        meet(folder, "civic data camp", "Birgit Sommer: a talk", "Eva Lund: a talk", "--yes")
        == EXIT_DONE
    )
    assert "Birgit Sommer (in your notes) · met for the first time" in capsys.readouterr().out
    birgit = read(folder, "Birgit Sommer").splitlines()
    assert birgit[1:4] == [
        "role: Head of documentation",
        "met: 2026-11-25",
        'met_at: "[[Civic Data Camp]]"',
    ]
    # Eva may be an old friend of whom nothing was written.
    assert "met_at" not in read(folder, "Eva Lund")
    network = load_vault(find_vault(folder), parse_iso_day(TODAY)).network
    assert network.follow_ups["People/Birgit Sommer.md"].is_new


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("asked for the flyer", "asked for the flyer"),
        ("a talk, asked for the flyer", "asked for the flyer, a talk"),
        (
            "asked for the flyer, promised her the deck",
            "asked for the flyer\n  - [ ] promised:: the deck",
        ),
        ("asked her for a desk", "\n  - [ ] asked:: a desk"),
        ("promised to send the report", "promised to send the report"),
        ("promised me the slides", "promised me the slides"),
        ("gave me a book and promised an intro", "promised an intro, gave me a book"),
        ("beloofd de slides te sturen", "beloofd de slides te sturen"),
        ("I promised to send the report", "\n  - [ ] promised:: send the report"),
        ("promised to send her the report", "\n  - [ ] promised:: send her the report"),
    ],
)
def test_what_they_asked_for_or_promised_is_not_mine(
    vault: WriteVault, words: str, entry: str
) -> None:
    folder = vault(VAULT)
    assert meet(folder, "civic data camp", f"Camille Joubert: {words}", "--yes") == EXIT_DONE
    text = read(folder, "Camille Joubert")
    assert text.rstrip().endswith(f"met: {entry}" if not entry.startswith("\n") else f"met{entry}")


def test_words_that_lose_a_name_are_not_understood() -> None:
    path = "People/Ada Quill.md"
    ada = NamedPerson(path, "Ada Quill", path)
    ben = NamedPerson("People/Ben Low.md", "Ben Low", "Ben")
    understanding = Understanding(
        sentence="", people=(ada,), linked=(ben,), text="told Ben of the port"
    )
    assert _is_all_there(understanding, path)
    assert not _is_all_there(replace(understanding, text="told Benno of the port"), path)
    promised = (Statement("show Ben the port"),)
    assert _is_all_there(replace(understanding, text="", promised=promised), path)
