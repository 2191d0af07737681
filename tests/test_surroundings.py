"""What surrounds a note: as long as it is what it was, a person's page changes with their own note alone."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.dashboard.page_list import compute_shared_inputs_digest
from netnotes.dashboard.site import Site, build_site
from netnotes.dashboard.views.mix import build_mix_view
from netnotes.dashboard.views.person import build_person_context
from netnotes.model.settings import Settings
from netnotes.network.checks import check_network
from netnotes.network.link_graph import LinkGraph
from netnotes.network.network import Network, build_network
from netnotes.reading.reader import extract_public_part
from netnotes.vault.cache import SHARED_VALUE_FILE_NAME, decode_graph, encode_graph
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY
from tests.eight import eight_notes
from tests.notes import day, log_lines, reading
from tests.test_build import dashboard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from netnotes.dashboard.views.person import PersonContext
    from netnotes.model.people import Contact
    from netnotes.reading.reader import Reading

    WriteVault = Callable[[dict[str, str]], Path]

ADA = (
    '---\npurpose: To learn\ntier: monthly\ngoals: ["[[Lead]]"]\nknows: ["[[Ben Okafor]]"]\nneeds: [a data engineer]\n'
    "interests: [ferries]\n---\nSee [[Map]].\n\n- 2026-10-02 coffee: Talked.\n  - [ ] promised:: a draft 📅 2026-11-21\n"
)
BEN = "---\ntier: quarterly\noffers: [data engineer]\nmet_at: '[[Fair]]'\n---\n- 2026-09-01 call: Talked of [[Ada]].\n"
CLEO = "---\nintroduced_by: '[[Ada]]'\naliases: [Cleopatra]\ntier: yearly\n---\n- 2023-01-05 lunch: Long ago.\n"
VAULT = {
    "People/Ada.md": ADA,
    "People/Ben Okafor.md": BEN,
    "People/Cleo.md": CLEO,
    "Goals/Lead.md": "---\nwhy: More say\n---\n",
    "Events/Fair.md": "---\ndate: 2026-12-01\nlocation: Lisbon\n---\n",
    "Map.md": "A map of the pier. #ferries\n",
    "Meetings/2026-08-01 Lunch.md": "---\npeople: ['[[Ada]]', '[[Ben Okafor]]']\n---\nAbout maps.\n",
    "Daily/2026-07-01.md": "Called [[Cleo]].\n",
}
SETTINGS = Settings(journal="Daily")


def readings(notes: dict[str, str]) -> list[Reading]:
    return [reading(text, path, SETTINGS) for path, text in notes.items()]


def shown(notes: dict[str, str], today: str = "2026-11-20") -> Site:
    return build_site(build_network(readings(notes), (), SETTINGS, day(today)), "vault", (), {})


def surrounded(notes: dict[str, str], today: str = "2026-11-20") -> bytes:
    return compute_shared_inputs_digest(
        shown(notes, today), repr([extract_public_part(one) for one in readings(notes)]).encode()
    )


@given(st.sampled_from(list(VAULT)), st.lists(log_lines(), max_size=5), st.booleans())
def test_where_the_surroundings_are_the_same_nobody_elses_page_is_another(
    path: str, lines: list[str], end: bool
) -> None:
    more = "\n".join(lines)
    after = VAULT | {
        path: f"{VAULT[path]}\n{more}"
        if end
        else VAULT[path].replace("\n---\n", f"\n---\n{more}\n\n", 1)
    }
    assume(surrounded(after) == surrounded(VAULT))
    one, other = shown(VAULT), shown(after)
    for contact in one.network.contacts:
        if contact.path != path:
            assert build_person_context(contact, one) == build_person_context(
                other.network.contacts_by_path[contact.path], other
            )


@given(st.sampled_from(list(eight_notes())), st.lists(log_lines(), max_size=5))
def test_where_the_surroundings_are_the_same_so_is_the_steady_part_of_the_mix(
    path: str, lines: list[str]
) -> None:
    before = eight_notes()
    after = before | {path: "\n".join((before[path], *lines))}
    assume(surrounded(after, "2025-06-30") == surrounded(before, "2025-06-30"))
    one, other = (build_mix_view(shown(notes, "2025-06-30")) for notes in (before, after))
    assert one.steady == other.steady
    assert one.steady.pairs


def test_what_of_the_mix_is_steady_is_not_reckoned_again(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(eight_notes())
    build = ["build", str(folder), "--today", "2025-06-30", "--quiet"]
    assert run(build) == 0
    vault(
        {
            "People/Ben.md": eight_notes()["People/Ben.md"]
            + "- 2025-06-29 call: One more.\n  - asked:: a name\n"
        }
    )

    def fail(*_: object) -> None:
        raise AssertionError("it is known")

    with monkeypatch.context() as patched:
        patched.setattr("netnotes.network.measures.introductions.suggest_introductions", fail)
        assert run(build) == 0
    mix = dashboard(folder)["mix.html"]
    assert run([*build, "--full"]) == 0
    assert dashboard(folder)["mix.html"] == mix
    (find_vault(folder).cache_folder / SHARED_VALUE_FILE_NAME).write_bytes(b"torn")
    assert run(build) == 0
    assert dashboard(folder)["mix.html"] == mix


def test_a_line_of_the_log_and_a_word_of_the_text_are_nobody_elses_matter() -> None:
    for path, line in (
        (
            "People/Ada.md",
            "- 2026-11-19 call: One more.\n  - gave:: a paper\n  - [x] asked:: a name\n",
        ),
        ("People/Ben Okafor.md", "He likes maps.\n"),
        ("Goals/Lead.md", "Why not.\n"),
        ("Map.md", "More of the pier.\n"),
    ):
        assert surrounded(VAULT | {path: VAULT[path] + line}) == surrounded(VAULT), path


SAME = tuple(
    name for name in Network.__struct_fields__ if name != "file_index"
)  # which keeps what was looked up

CHANGES = {
    "somebody long quiet is live again": {"People/Cleo.md": CLEO + "- 2026-11-19 call: Again.\n"},
    "a name": {"People/Ben Okafor.md": BEN.replace("tier:", "name: Benedict\ntier:", 1)},
    "an alias": {"People/Cleo.md": CLEO.replace("Cleopatra", "Ada B")},
    "a tie": {"People/Cleo.md": CLEO.replace("aliases:", "knows: ['[[Ben Okafor]]']\naliases:")},
    "an offer": {"People/Ben Okafor.md": BEN.replace("data engineer", "a boat")},
    "a link in the text": {"People/Cleo.md": CLEO + "Ask [[Ada]].\n"},
    "a link in the log": {"People/Cleo.md": CLEO + "- 2023-01-04 call: Of [[Ben Okafor]].\n"},
    "a tag": {"Map.md": "A map. #maps\n"},
    "a goal's name": {"Goals/Lead.md": "---\nname: Lead the group\n---\n"},
    "an event's name": {"Events/Fair.md": "---\nname: The fair\ndate: 2026-12-01\n---\n"},
    "a meeting": {"Meetings/2026-08-01 Lunch.md": "---\npeople: ['[[Cleo]]']\n---\nAbout maps.\n"},
    "a daily note": {"Daily/2026-07-01.md": "Called [[Ada]].\n"},
    "an archived one": {"People/Ada.md": ADA.replace("tier:", "archived: yes\ntier:", 1)},
    "a new note of a name that is linked": {
        "Notes/Pier.md": "",
        "People/Dan.md": "See [[Pier]].\n",
    },
}


def test_what_others_show_of_a_note_is_a_change_of_the_surroundings() -> None:
    same = surrounded(VAULT)
    for what, notes in CHANGES.items():
        assert surrounded(VAULT | notes) != same, what
    assert surrounded(VAULT, "2026-11-21") != same
    everybody = shown(VAULT)
    assert compute_shared_inputs_digest(everybody, b"") == b""
    assert compute_shared_inputs_digest(
        everybody._replace(pictures={"a.png": "pictures/a.png"}), b"x"
    ) != compute_shared_inputs_digest(everybody, b"x")


def test_after_every_change_the_pages_are_those_of_a_full_build(vault: WriteVault) -> None:
    folder = vault(VAULT | {"netnotes.toml": '[vault]\njournal = "Daily"\n'})
    build = ["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]
    assert run(build) == 0
    quiet = VAULT["People/Ben Okafor.md"] + "- 2026-11-18 call: One more.\n"
    for what, notes in {"a line": {"People/Ben Okafor.md": quiet}, **CHANGES}.items():
        vault(VAULT | notes)
        for day_of in (TODAY, TODAY + timedelta(days=1)):
            told, anew = (
                load_vault(find_vault(folder), day_of, ignore_cache=forget)
                for forget in (False, True)
            )
            assert all(
                getattr(told.network, name) == getattr(anew.network, name) for name in SAME
            ), what
            assert (told.diagnostics, told.network_diagnostics) == (
                anew.diagnostics,
                anew.network_diagnostics,
            ), what
        assert run(build) == 0
        remembered = dashboard(folder)
        assert run([*build, "--full"]) == 0
        assert remembered == dashboard(folder), what
        for path in notes.keys() - VAULT.keys():
            (folder / path).unlink()


def test_only_the_page_of_the_note_that_changed_is_looked_at(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    build = ["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]
    assert run(build) == 0
    looked_at: list[str] = []

    def noted(contact: Contact, site: Site) -> PersonContext:
        looked_at.append(contact.name)
        return build_person_context(contact, site)

    monkeypatch.setattr("netnotes.dashboard.page_list.build_person_context", noted)
    vault({"People/Ada.md": ADA + "- 2026-11-19 call: One more.\n"})
    assert run(build) == 0
    assert looked_at == ["Ada"]
    made: list[str] = []
    monkeypatch.setattr(
        "netnotes.actions.build.compute_input_digest", lambda sheet: made.append(sheet.path)
    )
    assert run(build) == 0
    assert made == []  # nothing is what it was not, and nothing is made
    monkeypatch.undo()
    monkeypatch.setattr("netnotes.dashboard.page_list.build_person_context", noted)
    assert run([*build[:-2], "2026-11-21", "--quiet"]) == 0
    assert looked_at == ["Ada", "Ada", "Ben Okafor", "Cleo"]


def test_a_page_that_was_lost_is_made_again(vault: WriteVault) -> None:
    folder = vault(VAULT)
    build = ["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]
    assert run(build) == 0
    whole = dashboard(folder)
    page = next((folder / "dashboard/people").iterdir())
    page.write_text("not a page")
    shutil.copy(page, page.with_name("other.html"))
    page.with_name("other.html").unlink()
    assert run(build) == 0
    assert dashboard(folder) == whole


def vault_of(notes: dict[str, str], today: str, known: Network | None = None) -> Network:
    return build_network(readings(notes), (), SETTINGS, day(today), known)


@given(
    st.sampled_from(list(VAULT)),
    st.lists(log_lines(), max_size=5),
    st.sampled_from(("2026-11-20", "2026-11-21")),
)
def test_what_is_known_of_the_last_network_changes_nothing_of_the_next(
    path: str, lines: list[str], today: str
) -> None:
    after = VAULT | {path: "\n".join((VAULT[path], *lines))}
    shows, showed = (
        [extract_public_part(one) for one in readings(notes)] for notes in (after, VAULT)
    )
    assume(shows == showed)
    known = vault_of(VAULT, "2026-11-20")
    one, other = vault_of(after, today), vault_of(after, today, known)
    for name in SAME:
        assert getattr(one, name) == getattr(other, name), name
    assert other.file_index is known.file_index
    assert check_network(one) == check_network(other)


def test_what_the_notes_come_to_together_is_not_made_out_again(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT | {"People/Dan.md": "---\nknows: ['[[Nobody]]']\n---\n"})
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    vault({"People/Ada.md": ADA + "- 2026-11-19 call: One more.\n"})
    anew = load_vault(find_vault(folder), TODAY, ignore_cache=True)
    assert [one.code for one in anew.network_diagnostics] == ["no-purpose"] * 3 + ["dead-link"]

    def fail(*_: object) -> None:
        raise AssertionError("it is known")

    monkeypatch.setattr("netnotes.network.link_graph.build_link_graph", fail)
    monkeypatch.setattr("netnotes.vault.load.check_network", fail)
    assert load_vault(find_vault(folder), TODAY).diagnostics == anew.diagnostics


def test_a_web_is_unpacked_as_it_was_packed_and_from_no_other_bytes() -> None:
    network = shown(VAULT).network
    packed = encode_graph(network)
    again = decode_graph(packed, network.file_index)
    assert again
    assert all(
        getattr(again, name) == getattr(network, name) for name in LinkGraph.__struct_fields__
    )
    assert [
        decode_graph(torn, network.file_index) for torn in (b"", packed[:-1], packed[1:], b"\xc1")
    ] == [None] * 4
