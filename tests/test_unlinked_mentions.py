"""`unlinked-mention` and `unlinked-touch`: lines of daily notes that name somebody without a link."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.model.settings import Settings
from netnotes.reading.note import build_source, read_note
from netnotes.vault import unlinked_mentions
from netnotes.vault.load import find_and_load_vault
from netnotes.writing.mention_links import build_names_by_first_word, find_unlinked_touches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]
    Captured = pytest.CaptureFixture[str]

TODAY = datetime.date(2026, 11, 20)
DAY = "Daily/2026-10-02.md"
ON = "[vault]\njournal = 'Daily'\n[checks]\nunlinked-mention = 'warning'\n"
PURPOSE = "---\npurpose: x\n---\n"
PEOPLE = {
    "People/Ada Quill.md": "---\npurpose: x\naliases: [Addie, Ada Q.]\n---\n",
    "People/Ben Okafor.md": PURPOSE,
    "People/Ben Marsh.md": "---\npurpose: x\naliases: [Ben, Will]\n---\n",
    "People/Jo.md": PURPOSE,
    "People/Zoë.md": PURPOSE,
}


def make_vault(vault: WriteVault, day: str, settings: str = ON) -> Path:
    return vault({**PEOPLE, DAY: day, "netnotes.toml": settings})


def list_lines(root: Path) -> list[int]:
    """List the lines of the daily note that are reported."""
    diagnostics = find_and_load_vault(root, TODAY).diagnostics
    assert {diagnostic.code for diagnostic in diagnostics} <= {"unlinked-mention"}
    return [diagnostic.location.line for diagnostic in diagnostics]


@pytest.mark.parametrize(
    ("line", "linked"),
    [
        ("- Lunch with Ada Quill", "- Lunch with [[Ada Quill]]"),
        ("- Ada Quill called", "- [[Ada Quill]] called"),
        ("- Coffee with Addie.", "- Coffee with [[Ada Quill|Addie]]."),
        ("Met Zoë at the pier", "Met [[Zoë]] at the pier"),
        (
            "- Dinner with Ben Okafor and Ada Quill",
            "- Dinner with [[Ben Okafor]] and [[Ada Quill]]",
        ),
        (
            "- Dinner with [[Ben Okafor]] and Ada Quill",
            "- Dinner with [[Ben Okafor]] and [[Ada Quill]]",
        ),
        ("- [x] Call Ada Quill", "- [x] Call [[Ada Quill]]"),
        ("## Calls\n- Ada Quill: the boat", "## Calls\n- [[Ada Quill]]: the boat"),
    ],
)
def test_line_that_reads_like_a_touch_gets_its_links(
    line: str, linked: str, vault: WriteVault, capsys: Captured
) -> None:
    root = make_vault(vault, f"# Friday\n{line}\n\nEnd.")
    before = find_and_load_vault(root, TODAY).network
    assert list_lines(root) == [2 + line.count("\n")]
    assert run(["check", str(root), "--fix", "--today", str(TODAY)]) == EXIT_DONE
    assert (root / DAY).read_text() == f"# Friday\n{linked}\n\nEnd."
    assert f"{DAY}: links to " in capsys.readouterr().out
    # Now it counts, and is no problem.
    assert list_lines(root) == []
    after = find_and_load_vault(root, TODAY).network
    touches = [
        sum(len(contact.touches) for contact in network.contacts) for network in (before, after)
    ]
    assert touches[1] > touches[0]


@pytest.mark.parametrize(
    "line",
    [
        "- read what Ada Quill wrote on tides",
        "- should call Ada Quill",
        "- Ada Quill should call",
        "- [ ] call Ada Quill",
        "- no answer when I called Ada Quill",
        "## Tomorrow\n- lunch with Ada Quill",
        "- Lunch with [[Ada Quill]]",
        "- Lunch with [Ada Quill](../People/Ada%20Quill.md)",
        "- Lunch, see https://example.com/Ada Quill/Ada-Quill",
        "- Lunch with `Ada Quill`",
        "- Lunch with Ada-Quill",
        "- Lunch with Ada Quillon",
        "- Lunch with ada quill",
        # Of two people called Ben nobody knows who it was.
        "- Lunch with Ben",
        # A word of sentences, and one of two letters.
        "- Lunch. Will it rain?",
        "- Lunch with Jo",
        "- Lunch with Max",
        "```\nLunch with Ada Quill\n```",
        "> Lunch with Ada Quill",
        "| Lunch | Ada Quill |\n|---|---|\n| Lunch | Ada Quill |",
        "- Lunch %% secret %% with Ada Quill",
    ],
)
def test_line_with_another_meaning_is_left_alone(line: str, vault: WriteVault) -> None:
    day = f"{line}\n"
    root = make_vault(vault, day)
    assert list_lines(root) == []
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_text() == day


def test_it_is_off_unless_the_settings_turn_it_on(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = "- Lunch with Ada Quill\n"
    settings = "[vault]\njournal = 'Daily'\n[checks]\nunlinked-touch = 'off'\n"
    root = make_vault(vault, day, settings)

    def fail(*_: object) -> None:
        raise AssertionError("read although it is off")

    monkeypatch.setattr(unlinked_mentions, "read_note_source", fail)
    assert list_lines(root) == []
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_text() == day


def test_only_daily_notes_are_looked_at(vault: WriteVault) -> None:
    root = vault(
        {
            **PEOPLE,
            "netnotes.toml": ON,
            DAY: "- Sunny\n",
            "Notes/2026-10-02.md": "- Lunch with Ada Quill\n",
            "People/Cleo Marsh.md": f"{PURPOSE}- 2026-10-02 lunch with Ada Quill\n",
        }
    )
    assert list_lines(root) == []


def test_namesake_gets_a_link_by_path(vault: WriteVault) -> None:
    root = make_vault(vault, "- Lunch with Dan Frost\n")
    (root / "People/Team").mkdir()
    (root / "People/Team/Frost.md").write_text("---\npurpose: x\nname: Dan Frost\n---\n")
    (root / "Frost.md").write_text("Cold.\n")
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_text() == "- Lunch with [[People/Team/Frost|Dan Frost]]\n"


def test_line_ends_and_all_other_bytes_stay(vault: WriteVault) -> None:
    day = "---\r\nmood: 3\r\n---\r\n- x\r\n\t- Lunch with Ada Quill  \r\n\r\nEnd \t\r\nno end"
    root = make_vault(vault, day)
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_bytes().decode() == day.replace("Ada Quill", "[[Ada Quill]]")
    # And `undo` takes it back.
    assert run(["undo", "--vault", str(root), "--yes", "--quiet"]) == EXIT_DONE
    assert (root / DAY).read_bytes().decode() == day


def test_dry_run_shows_the_link_and_writes_nothing(vault: WriteVault, capsys: Captured) -> None:
    root = make_vault(vault, "- Lunch with Ada Quill\n")
    run(["check", str(root), "--fix", "--dry-run", "--today", str(TODAY)])
    assert "+- Lunch with [[Ada Quill]]" in capsys.readouterr().out
    assert (root / DAY).read_text() == "- Lunch with Ada Quill\n"


@given(
    st.lists(
        st.sampled_from(
            (
                "Lunch with ",
                "Ada Quill",
                "Addie",
                "[[",
                "]]",
                "`",
                " ",
                "[",
                "](",
                ")",
                "%%",
                "|",
                "é",
                "should ",
            )
        ),
        max_size=12,
    )
)
def test_linked_line_says_the_same_words(parts: list[str]) -> None:
    note, _ = read_note(build_source(DAY, f"- {''.join(parts)}\n"))
    names = build_names_by_first_word(
        (("Ada Quill", "People/Ada Quill.md"), ("Addie", "People/Ada Quill.md"))
    )
    channels = dict(Settings().channels)
    for touch in find_unlinked_touches(
        note, names, lambda _: "Ada Quill", channels, lambda note: (note,)
    ):
        without = touch.new_line.replace("[[Ada Quill|Addie]]", "Addie").replace(
            "[[Ada Quill]]", "Ada Quill"
        )
        line = note.source.text.split("\n")[0]
        assert without == line.replace("[[Ada Quill|Addie]]", "Addie").replace(
            "[[Ada Quill]]", "Ada Quill"
        )
        again, _ = read_note(build_source(DAY, touch.new_line))
        assert (
            find_unlinked_touches(
                again, names, lambda _: "Ada Quill", channels, lambda note: (note,)
            )
            == ()
        )


@pytest.mark.parametrize("mode", [ON, "[vault]\njournal = 'Daily'\n"])
@pytest.mark.parametrize(
    "line",
    [
        "Met Ada Quill's team",
        "Called Ada Quill’s office",
        "Coffee with Ada Quill's",
        "Met Ada Quill's heirs",
        "Lunch with Ada Quill Prize winners",
        "Talked to Max at the Ada Quill Prize",
        "Lunch with the Ada Quill team",
        "Treffen mit dem Ada Quill Team",
        "Dinner in the Ada-Quill-Saal",
        "Lunch with Ada Quill GmbH",
        "Lunch with Ada Quill & Co",
        "Lunch with Ada Quill and Sons",
        "Lunch with Ada Quill II",
        "Lunch with Ada Quill 2",
        "Lunch at Ada Quill House",
        "Met the team of Ada Quill",
        "Déjeuner avec l'équipe d'Ada Quill",
        "Comida con el equipo de Ada Quill",
        "Lunch met het team van Ada Quill",
        'Lunch after "Ada Quill" the musical',
        "Lunch with ~~Ada Quill~~",
        "Emailed ada@quill.example, Ada.Quill@example.com",
        "Called `Ada Quill`",
        "Lunch with [Ada Quill here](https://example.com)",
    ],
)
def test_name_in_a_longer_name_or_of_something_else_gets_no_link(
    line: str, mode: str, vault: WriteVault
) -> None:
    day = f"---\nabout: {line}\n---\n- {line}\n"
    root = make_vault(vault, day, mode)
    assert find_and_load_vault(root, TODAY).diagnostics == ()
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_text() == day


def test_heading_keeps_the_words_that_others_link_to(vault: WriteVault) -> None:
    day = "## Lunch with Addie\n\n## Dinner with Ada Quill\n"
    root = make_vault(vault, day)
    assert list_lines(root) == [3]
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_text() == day.replace("Ada Quill", "[[Ada Quill]]")


DEFAULT = "[vault]\njournal = 'Daily'\n"


def list_touches(root: Path) -> list[tuple[str, int]]:
    diagnostics = find_and_load_vault(root, TODAY).all_diagnostics
    return [(diagnostic.code, diagnostic.location.line) for diagnostic in diagnostics]


@pytest.mark.parametrize(
    ("line", "linked"),
    [
        ("Coffee with Ada Quill", "Coffee with [[Ada Quill]]"),
        ("- 10:30 coffee with Ada Quill: the boat", "- 10:30 coffee with [[Ada Quill]]: the boat"),
        ("- [x] Call Ada Quill", "- [x] Call [[Ada Quill]]"),
        ("- Ada Quill called", "- [[Ada Quill]] called"),
        ("- lunch with Addie, sunny", "- lunch with [[Ada Quill|Addie]], sunny"),
        ("- Mit Ada Quill telefoniert", "- Mit [[Ada Quill]] telefoniert"),
        ("- déjeuné avec Ada Quill", "- déjeuné avec [[Ada Quill]]"),
        ("- Lunch with Zoë", "- Lunch with [[Zoë]]"),
        ("- Coffee at Ada Quill's", "- Coffee at [[Ada Quill]]'s"),
        ("- lunch with Ada Quill 12:30", "- lunch with [[Ada Quill]] 12:30"),
        ("- Lunch with Zoë %% x [[y]] %%", "- Lunch with [[Zoë]] %% x [[y]] %%"),
    ],
)
def test_sure_touch_without_a_link_is_a_finding_by_default(
    line: str, linked: str, vault: WriteVault
) -> None:
    day = f"# Friday\n- weather\n{line}  \nEnd"
    root = make_vault(vault, day, DEFAULT)
    # Once as it is read, and once from the cache.
    for _ in range(2):
        assert list_touches(root) == [("unlinked-touch", 3)]
    (finding,) = find_and_load_vault(root, TODAY).diagnostics
    assert finding.help == f"Write `{linked}`, or run `netnotes check --fix`."
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_text() == day.replace(line, linked)
    assert list_touches(root) == []
    ada, zoe = (
        sum(
            len(c.touches) for c in find_and_load_vault(root, TODAY).network.contacts if c.name == n
        )
        for n in ("Ada Quill", "Zoë")
    )
    assert (ada, zoe) == ((0, 1) if "Zoë" in line else (1, 0))


@pytest.mark.parametrize(
    "line",
    [
        "- read what Ada Quill wrote on tides",
        "- should call Ada Quill",
        "- [ ] call Ada Quill",
        "- did not call Ada Quill",
        "## Tomorrow\n- lunch with Ada Quill",
        "## Calls\n- Ada Quill: the boat",
        # Of two it is not sure that both were there.
        "- Dinner with Ben Okafor and Ada Quill",
        "- Dinner with [[Ben Okafor]] and Ada Quill",
        # Somebody else.
        "- Coffee with Ada Quill Jones",
        "- Coffee with Ada Quill-Jones",
        "- Coffee with Maria Ada Quill",
        "- Coffee with Ada Quill & Sons",
        "- Coffee at Zoë",
        "- Lunch with Ben",
        "- coffee with ada quill",
        "> Lunch with Ada Quill",
        "- Lunch %% secret %% with Ada Quill",
        "- Lunch about Ada Quill's thesis",
    ],
)
def test_line_that_may_mean_something_else_is_no_finding(line: str, vault: WriteVault) -> None:
    root = make_vault(vault, f"{line}\n", DEFAULT)
    assert list_touches(root) == []
    run(["check", str(root), "--fix", "--today", str(TODAY), "--quiet"])
    assert (root / DAY).read_text() == f"{line}\n"


def test_name_of_two_people_is_no_finding(vault: WriteVault) -> None:
    root = make_vault(vault, "- Lunch with Dan Frost\n", DEFAULT)
    for folder in ("One", "Two"):
        (root / "People" / folder).mkdir()
        text = f"---\npurpose: x\nname: Dan Frost\norganisation: {folder}\n---\n"
        (root / "People" / folder / f"Frost {folder}.md").write_text(text)
    assert list_touches(root) == []


def test_habit_of_a_journal_is_one_finding(vault: WriteVault) -> None:
    days = {f"Daily/2026-10-0{n}.md": "- Lunch with Ada Quill\n" for n in range(1, 8)}
    root = vault({**PEOPLE, **days, "netnotes.toml": DEFAULT})
    loaded = find_and_load_vault(root, TODAY)
    assert [(found.code, found.note_count) for found in loaded.diagnostics] == [
        ("unlinked-touch", 7)
    ]
    assert len(loaded.all_diagnostics) == 7


@pytest.mark.parametrize(
    ("count", "link", "is_said"),
    [(3, "", True), (2, "", False), (3, "- Tea with [[Zoë]]\n", False)],
)
def test_journal_without_links_is_told_what_lists_its_lines(
    count: int, link: str, is_said: bool, vault: WriteVault
) -> None:
    root = make_vault(vault, link + "- Lunch with Ada Quill and Zoë\n" * count, DEFAULT)
    messages = [found.message for found in find_and_load_vault(root, TODAY).diagnostics]
    expected = (
        f"{count} lines, this one first, seem to name people without a link and do not count; "
        "your journal links to nobody."
    )
    assert messages == [expected] * is_said
