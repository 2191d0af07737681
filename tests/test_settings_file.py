"""The settings of a vault are read from netnotes.toml, or a diagnostic describes the problem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.model.diagnostic_codes import CODES
from netnotes.model.diagnostics import Severity
from netnotes.model.people import Me
from netnotes.model.settings import CHANNELS, MODES, TIERS, Settings, WeeklyTime
from netnotes.reading.goal_and_event_properties import PROPERTY_NAMES
from netnotes.reading.settings_file import read_settings
from netnotes.reading.settings_table import SETTINGS, TABLE_NAMES, parse_weekly_time

VAULT_KEYS = [setting.key for setting in SETTINGS if setting.table == "vault"]
ALL_SETTINGS = """\
[me]
name = "Mira Holm"
organisation = "Acme"
field = "data"
location = "Berlin"
pitch = "[[Pitch]]"
offers = ["feedback on talks"]
[plan]
budget = 3
places = ["Data Breakfast, first Tuesday", "[[Signals]]"]
when = "Friday 9:00"
[tiers]
Inner = "3 weeks"
outer = 90
kept = "never"
[vault]
contacts = ["People", "CRM/Contacts/"]
goals = "Aims"
events = "Trips"
journal = "obsidian"
exclude = ["Archive/**"]
output = "out/dashboard"
[properties]
last_contact = ["Laatst gesproken"]
"knows" = "Kent"
[channels]
in_person = ["Borrel", "after work"]
voice = ["Signal call"]
[checks]
no-purpose = "off"
dead-link = "error"
"""


def list_problems(text: str) -> list[tuple[int, int, str, str]]:
    _, diagnostics = read_settings(text, PROPERTY_NAMES)
    assert all(diagnostic.location.path == "netnotes.toml" for diagnostic in diagnostics)
    return [
        (diagnostic.location.line, diagnostic.location.column, diagnostic.code, diagnostic.help)
        for diagnostic in diagnostics
    ]


def test_every_setting_is_read() -> None:
    settings, diagnostics = read_settings(ALL_SETTINGS, PROPERTY_NAMES)
    assert diagnostics == ()
    assert settings == Settings(
        me=Me("Mira Holm", "Acme", "data", "Berlin", "[[Pitch]]", ("feedback on talks",)),
        budget=3,
        places=("Data Breakfast, first Tuesday", "[[Signals]]"),
        when=WeeklyTime(4, 9, 0),
        tiers=(("inner", 21), ("outer", 90), ("kept", 0)),
        contacts=("People", "CRM/Contacts"),
        goals="Aims",
        events="Trips",
        journal="obsidian",
        exclude=("Archive/**",),
        output="out/dashboard",
        properties=(("last_contact", ("Laatst gesproken",)), ("knows", ("Kent",))),
        channels=(
            *Settings().channels,
            ("borrel", "in person"),
            ("afterwork", "in person"),
            ("signalcall", "voice"),
        ),
        checks=(("no-purpose", Severity.OFF), ("dead-link", Severity.ERROR)),
    )
    assert {line[1:-1] for line in ALL_SETTINGS.splitlines() if line.startswith("[")} <= set(
        TABLE_NAMES
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday 9:00", WeeklyTime(4, 9, 0)),
        ("fridays at 9.30 am", WeeklyTime(4, 9, 30)),
        ("Mon. 12 am", WeeklyTime(0, 0, 0)),
        ("Thurs 5pm", WeeklyTime(3, 17, 0)),
        ("Mittwochs um 7 Uhr", WeeklyTime(2, 7, 0)),
        ("mercredi à 18h30", WeeklyTime(2, 18, 30)),
        ("miércoles 20:15", WeeklyTime(2, 20, 15)),
        ("zaterdag om 10 uur", WeeklyTime(5, 10, 0)),
        ("9:00", None),
        ("Friday 9:77", None),
    ],
)
def test_weekly_time_is_read_in_five_languages(text: str, expected: WeeklyTime | None) -> None:
    assert parse_weekly_time(text) == expected


def test_defaults_hold_without_a_file() -> None:
    assert read_settings("") == (Settings(), ())
    assert read_settings("# nothing\n[me]\n") == (Settings(), ())
    assert Settings().tiers == TIERS
    assert set(dict(Settings().channels).values()) == set(MODES) == set(CHANNELS)


def test_severity_is_that_of_the_settings_or_of_the_code() -> None:
    settings, _ = read_settings(ALL_SETTINGS, PROPERTY_NAMES)
    assert settings.find_severity("no-purpose") is Severity.OFF
    assert settings.find_severity("dead-link") is Severity.ERROR
    assert {code.name: settings.find_severity(code.name) for code in CODES[:3]} == {
        code.name: code.severity for code in CODES[:3]
    }
    assert [settings.find_tier_days(tier) for tier in ("inner", "kept", "monthly", "")] == [
        21,
        0,
        None,
        None,
    ]


UNKNOWN = {
    "[plan]\nbugdet = 3": (2, 1, "Did you mean `budget`?"),
    "budget = 3": (1, 1, "It belongs under [plan]."),
    "[me]\n  budget = 3": (2, 3, "It belongs under [plan]."),
    "[vualt]": (1, 1, "Did you mean `vault`?"),
    "[plan]\n\n[nothing]\nx = 1": (3, 1, f"Known settings: {', '.join(TABLE_NAMES)}."),
    'me = { nmae = "x" }': (1, 1, "Did you mean `name`?"),
    "[vault.more]\nx = 1": (
        1,
        1,
        f"Known settings: {', '.join(VAULT_KEYS)}.",
    ),
    'vault.folder = "x"': (
        1,
        1,
        f"Known settings: {', '.join(VAULT_KEYS)}.",
    ),
    '[properties]\nrole = ["a"]\nteir = ["b"]': (3, 1, "Did you mean `tier`?"),
    '[channels]\nby_pigeon = ["x"]': (2, 1, "Known settings: in_person, voice, written."),
    '[checks]\n"no-porpose" = "off"': (2, 1, "Did you mean `no-purpose`?"),
}


@pytest.mark.parametrize(("text", "expected"), UNKNOWN.items())
def test_unknown_setting_suggests_a_known_one(text: str, expected: tuple[int, int, str]) -> None:
    assert list_problems(text) == [(*expected[:2], "unknown-setting", expected[2])]


WRONG = [
    *(
        "[me]\nname = 3",
        "[me]\nname = ['x']",
        "[plan]\nbudget = 'many'",
        "[plan]\nbudget = true",
        "[plan]\nplaces = 3",
        "[plan]\nwhen = 'Friday'",
        "[plan]\nwhen = 'Friyay 9:00'",
        "[plan]\nwhen = 'Friday 25:00'",
        "[plan]\nwhen = 'Friday 13 pm'",
        "[plan]\nbudget = -1",
    ),
    *(
        "[plan]\nbudget = inf",
        "[plan]\nbudget = nan",
        "[tiers]\nfar = 'some day'",
        "[tiers]\nfar = 0",
        "[tiers]\nfar = true",
    ),
    *(
        "[tiers]\nfar = 2.5",
        "[vault]\ncontacts = [1]",
        "[vault]\ncontacts = ['a', '']",
        "[vault]\ncontacts = '../x'",
    ),
    *(
        "[vault]\ngoals = ''",
        "[vault]\noutput = '/tmp'",
        "[vault]\noutput = '~/x'",
        "[vault]\noutput = 'a/../../b'",
    ),
    *(
        "[properties]\nrole = 3",
        "[properties]\nrole = [['x']]",
        "[channels]\nvoice = 1",
    ),
    *(
        "[checks]\nno-purpose = 'quiet'",
        "[checks]\nno-purpose = false",
        "[me]\nname = 2026-10-02",
        "[plan]\nbudget = {}",
    ),
]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_value_leaves_the_default(text: str) -> None:
    settings, diagnostics = read_settings(text, PROPERTY_NAMES)
    assert settings == Settings()
    assert [(diagnostic.code, diagnostic.location.line) for diagnostic in diagnostics] == [
        ("wrong-setting", 2)
    ]
    assert "takes" in diagnostics[0].message


def test_table_given_as_a_value_is_wrong() -> None:
    assert (
        list_problems("me = 3")[0][:3] == list_problems("[[me]]")[0][:3] == (1, 1, "wrong-setting")
    )
    assert (
        list_problems("plan = 3")[0][3]
        == "Write a line [plan], and below it: budget, birthdays, places, when."
    )
    assert list_problems("tiers = 3")[0][3] == "Write a line [tiers], and below it: your own names."


BROKEN = {
    "[plan]\nbudget = three": 2,
    "[plan]\nbudget 3": 2,
    "[plan\n": 1,
    '[me]\nname = "Mira': 2,
    "[plan]\nbudget = 3\nbudget = 4": 3,
    "[plan]\n[plan]": 2,
    '[me]\nname = "Andr\ufffd"': 2,
    "[me]\nname = '\x00'": 2,
    "[plan]\nbudget = " + "9" * 5000: 1,
    "[vault]\nexclude = " + "[" * 100_000: 1,
}


EXCLUDE_LOST = [
    "[vault]\nexclude = 3",
    "[vault]\nexcludes = ['Private/**']",
    "[plan]\nExclude = ['Private/**']",
    "\nexclude = ['Private/**']",
    "\n[valt]\nexclude = ['Private/**']",
    "\n[private]\nEXCLUDE = ['Private/**']",
]


# A pattern that would leave out nothing, and what the message says to write instead.
LOST_PATTERNS = {
    "[": "[[]",
    "Old [2024/**": "[[]",
    "Archive/[z-a]*": "`a-z`",
    "": "`Archive/**`",
    "/": "`Archive/**`",
    "/Archive/**": "`Archive/**`",
    "./Archive": "`Archive`",
    "~/Archive": "`Archive`",
    "Archive\\\\**": "`Archive/**`",
    "Archive//Old": "`Archive/Old`",
    "Archive/** ": "`Archive/**`",
    "{Archive,Old}/**": "a pattern for each",
}


@pytest.mark.parametrize(("pattern", "advice"), LOST_PATTERNS.items())
def test_pattern_that_would_leave_out_nothing_is_an_error(pattern: str, advice: str) -> None:
    for value in (f'"{pattern}"', f'["Other/**", "{pattern}"]'):
        _, (diagnostic,) = read_settings(f"[vault]\nexclude = {value}\n")
        assert (diagnostic.code, diagnostic.location.line) == ("broken-settings", 2)
        assert "would leave out nothing" in diagnostic.message
        assert advice in diagnostic.help


PATTERNS = [
    *("Archive/**", "Archive/", "**/Old", "*.tmp.md", "[[]old]/**", "[!a-c]*", "[]]*", "~archive"),
    *("!Inbox/**", "{Old}/**", ".hidden/**", "a]b", "20[12][0-9]/**", "*"),
]


def test_pattern_of_paths_is_taken_as_it_is() -> None:
    settings, diagnostics = read_settings(f"[vault]\nexclude = {PATTERNS}\n")
    assert diagnostics == ()
    assert settings.exclude == tuple(PATTERNS)


@pytest.mark.parametrize("text", EXCLUDE_LOST)
def test_exclude_that_is_not_understood_is_the_error_of_a_broken_file(text: str) -> None:
    assert [(problem[0], problem[2]) for problem in list_problems(text)] == [(2, "broken-settings")]


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        (
            'old friends = "6 weeks"',
            'Write a name of several words in quotes: `"old friends" = …`.',
        ),
        ('a b c="6 weeks"', 'Write a name of several words in quotes: `"a b c" = …`.'),
        ('close = "6 weeks', "Fix this line."),
        ("close 6 weeks", "Fix this line."),
    ],
)
def test_name_of_several_words_without_quotes_is_told_how(line: str, advice: str) -> None:
    _, (diagnostic,) = read_settings(f'[tiers]\nwide = "half-yearly"\n{line}\n')
    assert (diagnostic.location.line, diagnostic.help) == (3, advice)


@pytest.mark.parametrize(("text", "line"), BROKEN.items(), ids=range(len(BROKEN)))
def test_broken_file_is_an_error_at_its_line(text: str, line: int) -> None:
    settings, _ = read_settings(text, PROPERTY_NAMES)
    assert settings == Settings()
    assert [(problem[0], problem[2]) for problem in list_problems(text)] == [
        (line, "broken-settings")
    ]


def test_one_wrong_line_does_not_hide_the_others() -> None:
    settings, diagnostics = read_settings(
        '[plan]\nbudget = "x"\n[me]\nname = "Mira"\nnmae = "y"\n[vault]\ngoals = "Aims"\n'
    )
    assert (settings.me.name, settings.goals) == ("Mira", "Aims")
    assert [(diagnostic.location.line, diagnostic.code) for diagnostic in diagnostics] == [
        (2, "wrong-setting"),
        (5, "unknown-setting"),
    ]


def test_setting_is_read_in_any_spelling_of_its_name() -> None:
    settings, diagnostics = read_settings(
        '[channels]\n"In person" = ["x"]\n[checks]\nNo_Purpose = "off"\n[plan]\nBudget = 2\n'
    )
    assert diagnostics == ()
    assert (settings.channels[-1], settings.checks, settings.budget) == (
        ("x", "in person"),
        (("no-purpose", "off"),),
        2,
    )


def test_every_setting_has_its_type_and_meaning_documented() -> None:
    for setting in SETTINGS:
        assert setting.takes
        assert setting.meaning
        assert setting.meaning[0].islower()


@given(st.text(max_size=60))
def test_any_text_can_be_read_as_settings(text: str) -> None:
    _, diagnostics = read_settings(text)
    assert all(1 <= diagnostic.location.line <= text.count("\n") + 1 for diagnostic in diagnostics)


@given(
    st.sampled_from(
        [(setting.table, setting.key if setting.key != "*" else "tier") for setting in SETTINGS]
    ),
    st.sampled_from(
        [
            "1",
            "-1",
            "1.5",
            '""',
            '"x"',
            "[]",
            '["x"]',
            "[1]",
            "{}",
            "true",
            "2026-10-02",
            '"6 weeks"',
            "[[]]",
        ]
    ),
)
def test_value_is_read_or_is_wrong(table_and_key: tuple[str, str], value: str) -> None:
    settings, diagnostics = read_settings(
        f"[{table_and_key[0]}]\n{table_and_key[1]} = {value}\n", PROPERTY_NAMES
    )
    assert diagnostics or settings != Settings() or value in ('""', "[]")
