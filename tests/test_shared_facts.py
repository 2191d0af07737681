"""While the shared facts are the same, a person's page changes only with that person's note."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.dashboard.addresses import build_page_path
from netnotes.dashboard.site import SharedFacts, Site, build_site
from netnotes.dashboard.views.mix import build_mix_view
from netnotes.dashboard.views.person import build_person_context
from netnotes.digests import compute_digest
from netnotes.model.settings import Settings
from netnotes.network.checks import check_network
from netnotes.network.link_graph import LinkGraph
from netnotes.network.network import Network, build_network
from netnotes.reading.goal_and_event_properties import EVENT_PROPERTIES, GOAL_PROPERTIES
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.reader import extract_public_part
from netnotes.vault.cache import decode_graph, encode_graph
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY
from tests.networks import make_eight_notes
from tests.notes import make_log_lines, parse_iso_day, read_note_text
from tests.test_build import read_dashboard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netnotes.dashboard.views.person import PersonContext
    from netnotes.model.people import Contact
    from netnotes.model.reading import Reading
    from netnotes.network.follow_up import FollowUp
    from netnotes.reading.property_kind import Property

    WriteVault = Callable[[dict[str, str]], Path]

ADA = (
    '---\npurpose: To learn\ntier: monthly\ngoals: ["[[Lead]]"]\n'
    'knows: ["[[Ben Okafor]]"]\nneeds: [a data engineer]\n'
    "interests: [ferries]\n---\nSee [[Map]].\n\n- 2026-10-02 coffee: Talked.\n"
    "  - [ ] promised:: a draft 📅 2026-11-21\n"
)
BEN = (
    "---\ntier: quarterly\noffers: [data engineer]\nmet_at: '[[Fair]]'\n---\n"
    "- 2026-09-01 call: Talked of [[Ada]].\n"
)
CLEO = (
    "---\nintroduced_by: '[[Ada]]'\naliases: [Cleopatra]\ntier: yearly\n---\n"
    "- 2023-01-05 lunch: Long ago.\n"
)
VAULT = {
    "People/Ada.md": ADA,
    "People/Ben Okafor.md": BEN,
    "People/Cleo.md": CLEO,
    "Goals/Lead.md": "---\nwhy: More say\n---\n",
    "Events/Fair.md": "---\ndate: 2026-12-01\nlocation: Lisbon\n---\n",
    "Map.md": "A map of the pier. #ferries\n",
    "Meetings/2026-08-01 Lunch.md": (
        "---\npeople: ['[[Ada]]', '[[Ben Okafor]]']\n---\nAbout maps.\n"
    ),
    "Daily/2026-07-01.md": "Called [[Cleo]].\n",
}
SETTINGS = Settings(journal="Daily")


def read_notes(notes: dict[str, str]) -> list[Reading]:
    return [read_note_text(text, path, SETTINGS) for path, text in notes.items()]


def make_network(
    notes: dict[str, str], today: str = "2026-11-20", previous: Network | None = None
) -> Network:
    return build_network(read_notes(notes), (), SETTINGS, parse_iso_day(today), previous)


def make_site(notes: dict[str, str], today: str = "2026-11-20") -> Site:
    public_parts = [extract_public_part(reading) for reading in read_notes(notes)]
    digest = compute_digest(repr(public_parts).encode())
    return build_site(make_network(notes, today), "vault", (), {}, public_parts_digest=digest)


def compute_shared_inputs(notes: dict[str, str], today: str = "2026-11-20") -> bytes:
    return make_site(notes, today).compute_digest()


def make_person_context(path: str, site: Site) -> PersonContext:
    network = site.network
    return build_person_context(network.contacts_by_path[path], network.follow_ups[path], site)


@pytest.mark.parametrize("line", ["archived: yes", "pause_until: 2027-06-01"])
def test_person_page_shows_no_due_day_of_archived_or_paused_contact(line: str) -> None:
    path = "People/Ada.md"
    changed_vault = VAULT | {path: ADA.replace("---\n", f"---\n{line}\n", 1)}
    site = make_site(changed_vault)
    assert site.network.follow_ups[path].due

    context = make_person_context(path, site)
    assert context.follow_up[3] is None
    assert make_person_context(path, make_site(VAULT)).follow_up[3]


def build(folder: Path, *options: str, today: str = TODAY.isoformat()) -> dict[str, bytes]:
    """Build the dashboard, and return its files."""
    assert run(["build", str(folder), "--today", today, "--quiet", *options]) == 0
    return read_dashboard(folder)


@given(st.sampled_from(list(VAULT)), st.lists(make_log_lines(), max_size=5), st.booleans())
def test_page_of_another_person_is_the_same_while_the_shared_inputs_are(
    path: str, lines: list[str], at_end: bool
) -> None:
    added = "\n".join(lines)
    if at_end:
        text = f"{VAULT[path]}\n{added}"
    else:
        text = VAULT[path].replace("\n---\n", f"\n---\n{added}\n\n", 1)
    changed_vault = VAULT | {path: text}
    assume(compute_shared_inputs(changed_vault) == compute_shared_inputs(VAULT))

    before, after = make_site(VAULT), make_site(changed_vault)
    for contact in before.network.contacts:
        if contact.path != path:
            context = make_person_context(contact.path, before)
            assert context == make_person_context(contact.path, after)


@given(st.sampled_from(list(make_eight_notes())), st.lists(make_log_lines(), max_size=5))
def test_log_independent_part_of_the_mix_is_the_same_while_the_shared_inputs_are(
    path: str, lines: list[str]
) -> None:
    notes = make_eight_notes()
    # Two who could be introduced to each other.
    for name, line in (("Ana", "offers: [tax advice]"), ("Eve", "needs: [tax advice]")):
        note_path = f"People/{name}.md"
        notes[note_path] = notes[note_path].replace("---\n", f"---\n{line}\n", 1)
    changed_notes = notes | {path: "\n".join((notes[path], *lines))}
    today = "2025-06-30"
    assume(compute_shared_inputs(changed_notes, today) == compute_shared_inputs(notes, today))

    before = build_mix_view(make_site(notes, today)).steady
    after = build_mix_view(make_site(changed_notes, today)).steady
    assert before == after
    assert before.pairs


def test_log_independent_part_of_the_mix_is_taken_from_the_cache(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(make_eight_notes())
    build(folder, today="2025-06-30")
    ben = make_eight_notes()["People/Ben.md"]
    vault({"People/Ben.md": ben + "- 2025-06-29 call: One more.\n  - asked:: a name\n"})

    with monkeypatch.context() as patch:
        patch.setattr(
            "netnotes.dashboard.views.mix._build_log_independent_mix",
            lambda _: pytest.fail("it was built again"),
        )
        mix = build(folder, today="2025-06-30")["mix.html"]

    assert build(folder, "--full", today="2025-06-30")["mix.html"] == mix


PRIVATE_CHANGES = {
    "People/Ada.md": "- 2026-11-19 call: One more.\n  - gave:: a paper\n  - [x] asked:: a name\n",
    "People/Ben Okafor.md": "He likes maps.\n",
    "Goals/Lead.md": "Why not.\n",
    "Map.md": "More of the pier.\n",
}


@pytest.mark.parametrize(("path", "line"), PRIVATE_CHANGES.items())
def test_shared_inputs_do_not_change_with_a_log_or_a_text(path: str, line: str) -> None:
    changed_vault = VAULT | {path: VAULT[path] + line}
    assert compute_shared_inputs(changed_vault) == compute_shared_inputs(VAULT)


COMPARED_FIELDS = tuple(name for name in Network.__struct_fields__ if name != "file_index")
"""All but the file index, which remembers what was looked up."""

PUBLIC_CHANGES = {
    "a contact quiet for long is live again": {
        "People/Cleo.md": CLEO + "- 2026-11-19 call: Again.\n"
    },
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
    "an archived contact": {"People/Ada.md": ADA.replace("tier:", "archived: yes\ntier:", 1)},
    "a new note of a name that is linked": {
        "Notes/Pier.md": "",
        "People/Dan.md": "See [[Pier]].\n",
    },
}


@pytest.mark.parametrize("notes", PUBLIC_CHANGES.values(), ids=PUBLIC_CHANGES)
def test_shared_inputs_change_with_what_others_show_of_a_note(notes: dict[str, str]) -> None:
    assert compute_shared_inputs(VAULT | notes) != compute_shared_inputs(VAULT)


@pytest.mark.parametrize(
    ("properties", "path"),
    [
        (CONTACT_PROPERTIES, "People/Ada.md"),
        (GOAL_PROPERTIES, "Goals/Speak.md"),
        (EVENT_PROPERTIES, "Events/Fair.md"),
    ],
)
def test_public_part_has_every_property(properties: tuple[Property, ...], path: str) -> None:
    """Whether or not another page shows it today: one without a property would hide its change."""
    lines = "".join(f"{prop.name}: {prop.example}\n" for prop in properties if prop.name != "type")
    reading = read_note_text(f"---\n{lines}---\n", path)

    public_entity = extract_public_part(reading).entity

    assert public_entity is not None
    names = {prop.name for prop in properties} - {"type"}
    filled_names = {name for name in names if getattr(reading.entity, name) not in ("", (), None)}
    assert len(filled_names) > 0.7 * len(names)
    for name in names:
        assert getattr(public_entity, name) == getattr(reading.entity, name), name


def test_shared_inputs_change_with_the_day_the_pictures_and_the_name_of_the_vault() -> None:
    site = make_site(VAULT)
    digests = {
        site.compute_digest(),
        make_site(VAULT, "2026-11-21").compute_digest(),
        msgspec.structs.replace(site, pictures={"a.png": "pictures/a.png"}).compute_digest(),
        msgspec.structs.replace(site, vault_name="other").compute_digest(),
    }
    assert len(digests) == 4


def test_shared_inputs_are_unknown_without_the_public_parts() -> None:
    assert (
        msgspec.structs.replace(make_site(VAULT), public_parts_digest=b"").compute_digest() == b""
    )


COUNTED_FIELDS = {
    "public_parts_digest",
    "today",
    "live_flags",
    "vault_name",
    "pictures",
    "editor",
    "root",
    "pitches",
}
FOLLOWING_FIELDS = {
    "refs": "the names, which are public",
    "repeated_names": "the names, which are public",
    "goals_by_path": "the properties of goals, which are public",
    "goals_by_target": "the properties of goals, which are public",
    "graph": "the links and tags, which are public",
    "load_gift_matches": "the properties, the tags, and who is live",
}


def test_each_shared_fact_is_an_input_or_follows_from_one() -> None:
    assert set(SharedFacts.__struct_fields__) == COUNTED_FIELDS | FOLLOWING_FIELDS.keys()


PROPERTY_CHANGES = {
    f"{path.partition('/')[0]}: {spec.name}": {
        path: VAULT[path].replace("---\n", f"---\n{spec.name}: {spec.example}\n", 1)
    }
    for path, table in (
        ("People/Cleo.md", CONTACT_PROPERTIES),
        ("Goals/Lead.md", GOAL_PROPERTIES),
        ("Events/Fair.md", EVENT_PROPERTIES),
    )
    for spec in table
}
"""A note for each property of the table, in which that property has the value of its example."""

LOG_CHANGES = {
    line: {"People/Ben Okafor.md": BEN + line + "\n"}
    for line in (
        "- 2026-11-18 call: One more.",
        "- 2026-12-24 lunch: Planned.",
        "- 2026-11-18 call: Of [[Cleo]].",
        "- 2026-11-18 call: Of #ferries.",
        "  - gave:: a paper",
        "  - asked:: a name",
        "  - [x] asked:: a name ✅ 2026-11-18",
        "  - [ ] promised:: a draft 📅 2026-11-29",
        "  - [x] promised:: a draft ✅ 2026-11-18",
        "  - learned:: he sails",
        "shoe size:: 44",
        "He likes [[Map]].",
    )
}

# The lines that a touch is read from move, and nothing else changes.
LINE_CHANGES = {
    "line above in a daily note": {"Daily/2026-07-01.md": "Rain.\nCalled [[Cleo]].\n"},
    "line above in a contact's note": {"People/Ada.md": ADA.replace("\n- ", "\nRain.\n\n- ", 1)},
}

ALL_CHANGES: dict[str, dict[str, str]] = {
    **PUBLIC_CHANGES,
    **PROPERTY_CHANGES,
    **LOG_CHANGES,
    **LINE_CHANGES,
}


@pytest.mark.parametrize("notes", ALL_CHANGES.values(), ids=ALL_CHANGES)
def test_build_after_a_change_equals_a_full_build(vault: WriteVault, notes: dict[str, str]) -> None:
    folder = vault(VAULT | {"netnotes.toml": '[vault]\njournal = "Daily"\n'})
    build(folder)
    vault(notes)

    pages = build(folder)

    assert pages == build(folder, "--full")


def test_editor_that_is_set_or_a_vault_that_moves_changes_every_link_to_a_line(
    vault: WriteVault, tmp_path: Path
) -> None:
    folder = vault(VAULT)
    page = build_page_path("people", "People/Ada.md", "Ada")
    assert b"vscode:" not in build(folder)[page]

    vault({"netnotes.toml": '[vault]\neditor = "vscode"\n'})
    url = f"vscode://file{folder}/People/Ada.md:"
    assert url.encode() in build(folder)[page]

    moved = folder.rename(tmp_path / "Elsewhere")
    url = f"vscode://file{moved}/People/Ada.md:"
    assert url.encode() in build(moved)[page]


@pytest.mark.parametrize("today", [TODAY, TODAY + timedelta(days=1)])
@pytest.mark.parametrize("notes", PUBLIC_CHANGES.values(), ids=PUBLIC_CHANGES)
def test_vault_loaded_with_the_cache_equals_one_loaded_without(
    vault: WriteVault, notes: dict[str, str], today: Any
) -> None:
    folder = vault(VAULT | {"netnotes.toml": '[vault]\njournal = "Daily"\n'})
    build(folder)
    vault(notes)

    cached = load_vault(find_vault(folder), today)
    fresh = load_vault(find_vault(folder), today, ignore_cache=True)

    for name in COMPARED_FIELDS:
        assert getattr(cached.network, name) == getattr(fresh.network, name), name
    assert cached.diagnostics == fresh.diagnostics
    assert cached.network_diagnostics == fresh.network_diagnostics


def test_only_the_page_of_the_edited_note_is_built(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT)
    build(folder)
    built_names: list[str] = []

    def build_and_record(
        contact: Contact, follow_up: FollowUp, facts: SharedFacts
    ) -> PersonContext:
        built_names.append(contact.name)
        return build_person_context(contact, follow_up, facts)

    monkeypatch.setattr("netnotes.dashboard.views.person.build_person_context", build_and_record)
    vault({"People/Ada.md": ADA + "- 2026-11-19 call: One more.\n"})
    build(folder)
    assert built_names == ["Ada"]

    with monkeypatch.context() as patch:
        patch.setattr(
            "netnotes.actions.build.compute_input_digest",
            lambda _: pytest.fail("nothing has changed"),
        )
        build(folder)

    build(folder, today="2026-11-21")
    assert built_names == ["Ada", "Ada", "Ben Okafor", "Cleo"]


def test_page_that_was_damaged_is_made_again(vault: WriteVault) -> None:
    folder = vault(VAULT)
    pages = build(folder)
    page = next((folder / "dashboard/people").iterdir())
    page.write_text("not a page")
    shutil.copy(page, page.with_name("other.html"))
    page.with_name("other.html").unlink()

    assert build(folder) == pages


@given(
    st.sampled_from(list(VAULT)),
    st.lists(make_log_lines(), max_size=5),
    st.sampled_from(("2026-11-20", "2026-11-21")),
)
def test_network_is_the_same_with_and_without_the_previous_one(
    path: str, lines: list[str], today: str
) -> None:
    changed_vault = VAULT | {path: "\n".join((VAULT[path], *lines))}
    new_public_parts, old_public_parts = (
        [extract_public_part(reading) for reading in read_notes(notes)]
        for notes in (changed_vault, VAULT)
    )
    assume(new_public_parts == old_public_parts)

    previous = make_network(VAULT, "2026-11-20")
    fresh = make_network(changed_vault, today)
    reused = make_network(changed_vault, today, previous)
    for name in COMPARED_FIELDS:
        assert getattr(fresh, name) == getattr(reused, name), name
    assert reused.file_index is previous.file_index
    assert check_network(fresh) == check_network(reused)


def test_link_graph_and_its_checks_are_taken_from_the_cache(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault(VAULT | {"People/Dan.md": "---\nknows: ['[[Nobody]]']\n---\n"})
    build(folder)
    vault({"People/Ada.md": ADA + "- 2026-11-19 call: One more.\n"})
    fresh = load_vault(find_vault(folder), TODAY, ignore_cache=True)
    codes = [diagnostic.code for diagnostic in fresh.network_diagnostics]
    assert codes == ["no-purpose"] * 3 + ["dead-link"]

    def fail(*_: object) -> None:
        pytest.fail("it was made again")

    monkeypatch.setattr("netnotes.network.network.build_link_graph", fail)
    monkeypatch.setattr("netnotes.vault.load.check_network", fail)
    assert load_vault(find_vault(folder), TODAY).diagnostics == fresh.diagnostics


def test_decoded_link_graph_equals_the_encoded_one() -> None:
    network = make_network(VAULT)
    encoded = encode_graph(network)

    decoded = decode_graph(encoded, network.file_index)
    assert decoded
    for name in LinkGraph.__struct_fields__:
        assert getattr(decoded, name) == getattr(network, name), name


def test_damaged_link_graph_is_not_decoded() -> None:
    network = make_network(VAULT)
    encoded = encode_graph(network)

    for damaged in (b"", encoded[:-1], encoded[1:], b"\xc1"):
        assert decode_graph(damaged, network.file_index) is None


NAMESAKE_PATHS = ("A/Sam Roe.md", "B/Sam Roe.md", "C/Kai.md")
NAMESAKE_LINKS = st.sampled_from(
    ["[[Sam Roe]]", "[[A/Sam Roe]]", "[[B/Sam Roe|Sam]]", "Sam Roe", "Sam", "[[Kai]]", "[[Nobody]]"]
)


@st.composite
def any_note_with_namesakes(draw: st.DrawFn) -> str:
    """Draw the note of a contact who knows people of one name, and was introduced by one."""
    return (
        f"---\ntype: person\nname: {draw(st.sampled_from(['Sam Roe', 'Kai Ito']))}\n"
        f"aliases: [{draw(st.sampled_from(['Sam', 'Kai']))}]\n"
        f"knows: {draw(st.lists(NAMESAKE_LINKS, max_size=3))}\n"
        f"introduced_by: '{draw(NAMESAKE_LINKS)}'\n---\nSee {draw(NAMESAKE_LINKS)}.\n\n"
        f"- 2026-10-02 coffee: with {draw(NAMESAKE_LINKS)}\n"
    )


NAMESAKES = st.fixed_dictionaries({path: any_note_with_namesakes() for path in NAMESAKE_PATHS})


# Each example is three builds, a fifth of a second each.
@settings(max_examples=2)
@given(NAMESAKES, st.sampled_from(NAMESAKE_PATHS), any_note_with_namesakes())
def test_build_equals_full_build_where_people_have_one_name(
    tmp_path_factory: pytest.TempPathFactory, notes: dict[str, str], path: str, text: str
) -> None:
    folder = tmp_path_factory.mktemp("namesakes")
    for note_path, note_text in notes.items():
        (folder / note_path).parent.mkdir()
        (folder / note_path).write_text(note_text)
    build(folder)

    (folder / path).write_text(text)
    assert build(folder) == build(folder, "--full")
