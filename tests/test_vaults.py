"""Vaults with problems: the diagnostics are exactly those that the notes' own lines expect.

A line ends in what is expected of it: `# expect: code` in front matter and settings,
`%% expect: code %%` in a note's text. For lines that can't, `expect.txt` has `path:line code`.
Files that git or an editor would mangle are written here.
"""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from netnotes.errors import NetnotesError
from netnotes.model.diagnostic_codes import CODES
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.note_writer import NoteWriter
from netnotes.vault.paths import BrokenSettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netnotes.model.diagnostics import DiagnosticCode

VAULTS = Path(__file__).parent / "vaults"
TODAY = datetime.date(2026, 11, 20)


class Expected(NamedTuple):
    """A diagnostic that must be reported."""

    path: str
    line: int
    code: str


def list_expected(vault: Path) -> set[Expected]:
    return set().union(
        *(_iter_expected(file, vault) for file in vault.rglob("*") if file.is_file())
    )


def _iter_expected(file: Path, vault: Path) -> Iterator[Expected]:
    path = file.relative_to(vault).as_posix()
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if path == "expect.txt" and line:
            place, _, code = line.rpartition(" ")
            yield Expected(place.rpartition(":")[0], int(place.rpartition(":")[2]), code)
        for codes in re.findall(r"(?:# |%% )expect: ([a-z, -]+?)(?: %%|$)", line):
            yield from (Expected(path, number, code) for code in codes.split(", "))


def list_reported(vault: Path) -> list[Expected]:
    try:
        diagnostics = find_and_load_vault(vault, TODAY).all_diagnostics
    except BrokenSettingsError as error:
        diagnostics = (error.diagnostic,)
    return [
        Expected(diagnostic.location.path, diagnostic.location.line, diagnostic.code)
        for diagnostic in diagnostics
    ]


CASES = sorted(path.name for path in VAULTS.iterdir() if path.is_dir())


def test_each_vault_expects_its_own_code() -> None:
    assert len(CASES) > 25
    for case in CASES:
        assert case == "sound" or case in {
            expected.code for expected in list_expected(VAULTS / case)
        }, case
    assert not list_expected(VAULTS / "sound")


@pytest.mark.parametrize("case", CASES)
def test_vault_has_exactly_the_expected_diagnostics(case: str) -> None:
    assert sorted(list_reported(VAULTS / case)) == sorted(list_expected(VAULTS / case))


def unreadable(people: Path) -> Iterator[Expected]:
    (people / "Ada.md").write_bytes("---\npurpose: Wide\n---\n".encode("utf-16"))
    (people / "Ben.md").write_bytes(b"---\npurpose: Narrow\nrole: caf\xe9\n---\n")
    (people / "Cleo.md").write_bytes(b"---\npurpose: Lone\n---\n\nOne\n\xed\xa0\x80 half\n")
    yield Expected("People/Ada.md", 1, "unreadable-note")
    yield Expected("People/Ben.md", 3, "unreadable-note")
    yield Expected("People/Cleo.md", 6, "unreadable-note")


def not_in_utf8_by_name(people: Path) -> Iterator[Expected]:
    (Path(os.fsdecode(os.fsencode(people) + b"/caf\xe9.md"))).write_text(
        "A name nobody can type.\n"
    )
    yield Expected("People/caf?.md", 1, "unreadable-note")


def not_opened(people: Path) -> Iterator[Expected]:
    outside = people.parent.parent / "outside"
    outside.mkdir()
    (outside / "Secret.md").write_text("Not yours to show.\n")
    (people / "Ada.md").symlink_to(outside / "Secret.md")
    (people / "Team").symlink_to(outside)
    (people / "Gone.md").symlink_to("nowhere.md")
    (people / "Round.md").symlink_to("Round.md")
    (people / ".#Lock.md").symlink_to("somebody@machine.1234")
    os.mkfifo(people / "Pipe.md")
    (people / "Zero.md").symlink_to("/dev/zero")
    for name in ("Ada.md", "Team", "Gone.md", "Round.md", "Pipe.md", "Zero.md"):
        yield Expected(f"People/{name}", 1, "not-opened")


def too_large(people: Path) -> Iterator[Expected]:
    (people / "Ada.md").write_text("---\npurpose: Long\n---\n" + "word " * 210_000)
    (people / "Ben.md").write_text("---\npurpose: " + "very " * 3300 + "long\n---\nText.\n")
    yield Expected("People/Ada.md", 1, "too-large")
    many = "".join(f"k{number}: {'very ' * 300}long\n" for number in range(12))
    (people / "Cleo.md").write_text(f"---\n{many}---\nText.\n")
    yield Expected("People/Ben.md", 2, "long-property")
    yield Expected("People/Cleo.md", 1, "too-large")
    yield Expected("People/Cleo.md", 1, "no-purpose")
    yield Expected("People/Ben.md", 1, "no-purpose")


def very_long(people: Path) -> Iterator[Expected]:
    (people / "Ada.md").write_text("---\npurpose: Long\n---\n" + "A line of some words.\n" * 12_000)
    yield Expected("People/Ada.md", 4, "very-long-note")


def turned(people: Path) -> Iterator[Expected]:
    (people / "Ada.md").write_text(
        "---\npurpose: Turns\nname: Ada \u202egnol\n---\n", encoding="utf-8"
    )
    (people / "Ben \u2066x.md").write_text("---\npurpose: Turns\n---\n", encoding="utf-8")
    (people / "ليلى حداد.md").write_text(
        "---\npurpose: Writes from the right\n---\n", encoding="utf-8"
    )
    yield Expected("People/Ada.md", 3, "hidden-character")
    yield Expected("People/Ben \u2066x.md", 1, "hidden-character")


def line_ends(people: Path) -> Iterator[Expected]:
    lines = (
        "---",
        "purpose: Ends",
        "tier: montly",
        "---",
        "- 2026-02-30 call: None",
        "- 2026-10-02 call: One",
        "",
    )
    for name, end in (("Crlf", "\r\n"), ("Cr", "\r"), ("Lf", "\n")):
        (people / f"{name}.md").write_bytes(
            b"\xef\xbb\xbf" * (name == "Crlf") + end.join(lines).encode()
        )
        yield Expected(f"People/{name}.md", 3, "unknown-tier")
        yield Expected(f"People/{name}.md", 5, "impossible-date")


def two_forms_of_a_name(people: Path) -> Iterator[Expected]:
    (people / "Jose\u0301.md").write_text("---\npurpose: Accents\n---\n", encoding="utf-8")
    (people / "Ben.md").write_text(
        '---\npurpose: Accents\nintroduced_by: "[[Jos\u00e9]]"\nknows: ["[[JOSE\u0301]]"]\n---\n',
        encoding="utf-8",
    )
    yield from ()


def not_downloaded(people: Path) -> Iterator[Expected]:
    (people / ".Ada Quill.md.icloud").write_bytes(b"bplist00")
    (people / ".photo.png.icloud").write_bytes(b"bplist00")
    (people / "Ben.md").write_text("---\npurpose: Boats\nknows: ['[[Ada Quill]]']\n---\n")
    yield Expected("People/Ada Quill.md", 1, "not-downloaded")


WRITTEN: tuple[Callable[[Path], Iterator[Expected]], ...] = (
    unreadable,
    not_downloaded,
    not_in_utf8_by_name,
    not_opened,
    too_large,
    very_long,
    turned,
    line_ends,
    two_forms_of_a_name,
)


@pytest.mark.parametrize("write", WRITTEN)
def test_problems_of_files_are_reported(
    write: Callable[[Path], Iterator[Expected]], tmp_path: Path
) -> None:
    people = tmp_path / "Vault" / "People"
    people.mkdir(parents=True)
    expected = sorted(write(people))
    assert sorted(list_reported(tmp_path / "Vault")) == expected


def test_note_without_permission_to_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = tmp_path / "People"
    people.mkdir()
    (people / "Ada.md").write_text("---\npurpose: Closed\n---\n")
    open_file = os.open

    def refuse_to_open(path: str, flags: int, *mode: int) -> int:
        if str(path).endswith("Ada.md"):
            raise PermissionError(13, "Permission denied")
        return open_file(path, flags, *mode)

    monkeypatch.setattr(os, "open", refuse_to_open)  # root may read everything, whatever its mode
    assert list_reported(tmp_path) == [Expected("People/Ada.md", 1, "unreadable-note")]


def test_every_code_has_a_vault_or_a_file(tmp_path: Path) -> None:
    covered = {expected.code for case in CASES for expected in list_expected(VAULTS / case)}
    for write in WRITTEN:
        people = tmp_path / write.__name__ / "Vault" / "People"
        people.mkdir(parents=True)
        covered |= {expected.code for expected in write(people)}
    assert covered == {code.name for code in CODES}


NEIGHBOURS = {
    "People/Ben Okafor.md": "---\npurpose: x\naliases: [Bennie]\n---\n",
    "People/Cleo Marsh.md": "---\npurpose: x\n---\n",
    "Goals/Lead the platform group.md": "",
    "Projects/Project Apollo.md": "",
}
ELSEWHERE = {
    "unknown-status": "Goals/Speak.md",
    "unknown-ask-kind": "Goals/Speak.md",
    "broken-settings": "netnotes.toml",
    "until-before-date": "Events/Fair.md",
}
EXAMPLES = [
    (code, example, is_wrong)
    for code in CODES
    for example, is_wrong in ((code.wrong, True), (code.right, False))
    if re.match(r"(---\n|\[\w+\]\n)?\w+: |\[plan\]|\[\w+\]\(|Talked", example)
    and " in " not in example
]


def make_note_with_purpose(example: str) -> str:
    """Make a note of an example, with a purpose, so that nothing else is wrong with it."""
    if not re.match(r"\w+: ", example):
        return example if example.startswith("---") else f"---\npurpose: x\n---\n{example}\n"
    purpose = "" if "purpose:" in example else "purpose: x\n"
    return f"---\n{purpose}{example}\n---\n"


@pytest.mark.parametrize(
    ("code", "example", "is_wrong"),
    EXAMPLES,
    ids=[f"{code.name}-{is_wrong}" for code, _, is_wrong in EXAMPLES],
)
def test_examples_of_a_code_are_right_and_wrong_as_documented(
    code: DiagnosticCode, example: str, is_wrong: bool, vault: Callable[[dict[str, str]], Path]
) -> None:
    path = (
        "netnotes.toml"
        if "setting" in code.name
        else ELSEWHERE.get(code.name, "People/Ada Quill.md")
    )
    text = example if path == "netnotes.toml" else make_note_with_purpose(example)
    root = vault(
        {"netnotes.toml": '[checks]\ndead-link-in-text = "warning"\n', **NEIGHBOURS, path: text}
    )
    codes = {reported.code for reported in list_reported(root)}
    if code.name == "broken-front-matter":  # a purpose that can't be read is none
        codes.discard("no-purpose")
    assert codes == ({code.name} if is_wrong else set())


def test_every_code_has_a_rule_and_a_reason() -> None:
    assert len(EXAMPLES) > 35
    for code in CODES:
        assert code.rule.endswith(".")
        assert code.why.endswith(".")


def test_note_in_the_cloud_is_not_made_a_second_time(tmp_path: Path) -> None:
    people = tmp_path / "People"
    people.mkdir()
    (people / ".Ada Quill.md.icloud").write_bytes(b"bplist00")
    with pytest.raises(NetnotesError, match="already exists"):
        NoteWriter(tmp_path, tmp_path / "cache", "new").create_note("People/Ada Quill.md", "")
    assert [path.name for path in people.iterdir()] == [".Ada Quill.md.icloud"]
