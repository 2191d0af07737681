"""Lines set in the settings file: the value can be read back, and every other byte stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.errors import NetnotesError
from netnotes.reading.settings_file import read_settings
from netnotes.writing.merge import add_distinct_pair
from netnotes.writing.settings_text import set_settings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '[me]\npitch = "I sail."\n'),
        ("[me]\n", '[me]\npitch = "I sail."\n'),
        ('[me]\nname = "M"', '[me]\nname = "M"\npitch = "I sail."\n'),
        # What `init` proposes.
        (
            '[me]  # fill in\n# name = ""\n\n[vault]\ngoals = "G"\n',
            '[me]  # fill in\n# name = ""\npitch = "I sail."\n\n[vault]\ngoals = "G"\n',
        ),
        (
            '[me]\nname = "M"\n\n# plan\n[plan]\n',
            '[me]\nname = "M"\npitch = "I sail."\n\n# plan\n[plan]\n',
        ),
        ('[me]\r\nname = "M"\r\n', '[me]\r\nname = "M"\r\npitch = "I sail."\r\n'),
        ("[plan]\r\nbudget = 1\r\n", '[plan]\r\nbudget = 1\r\n\r\n[me]\r\npitch = "I sail."\r\n'),
        ('[me]\nPitch = "x"   # mine\n', '[me]\nPitch = "I sail."   # mine\n'),
        ('[ "me" ]\npitch = "I sail."\n', '[ "me" ]\npitch = "I sail."\n'),
        ('me.name = "M"\n', 'me.name = "M"\nme.pitch = "I sail."\n'),
        (
            '[me]\noffers = [\n  "a",  # one\n]\n',
            '[me]\noffers = [\n  "a",  # one\n]\npitch = "I sail."\n',
        ),
        (
            '[me]\nname = """\n[plan]\n"""\n',
            '[me]\nname = """\n[plan]\n"""\npitch = "I sail."\n',
        ),
    ],
)
def test_setting_is_set_in_its_place(text: str, expected: str) -> None:
    assert set_settings(text, {("me", "pitch"): "I sail."}) == expected


TEXTS = st.text(max_size=30)


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            (
                "# a comment",
                "",
                "[me]",
                '  name = "M"',
                "[plan]  # plan",
                "[vault]",
                'exclude = ["[me]"]',
                "[tiers]",
                'often = """',
                '[me]"""',
                '"x" = "9 days"',
            )
        ),
        max_size=8,
    ),
    TEXTS,
    st.lists(TEXTS, max_size=3),
)
def test_settings_are_read_back_and_all_other_lines_stay(
    lines: list[str], pitch: str, offers: list[str]
) -> None:
    text = "\n".join(lines)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(NetnotesError):
            set_settings(text, {("me", "pitch"): pitch})
        return
    after_text = set_settings(
        text, {("me", "pitch"): pitch, ("me", "offers"): tuple(offers), ("plan", "budget"): 2}
    )
    after = tomllib.loads(after_text)
    assert after["me"] == {**before.get("me", {}), "pitch": pitch, "offers": offers}
    assert after["plan"] == {**before.get("plan", {}), "budget": 2}
    rest = iter(after_text.split("\n"))
    assert all(line in rest for line in lines)
    read, diagnostics = read_settings(after_text)
    assert (read.me.offers, read.budget) == (tuple(offers), 2)
    codes = [diagnostic.code for diagnostic in read_settings(text)[1]]
    assert [diagnostic.code for diagnostic in diagnostics] == codes


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({("plan", "budget"): -1}, "takes a number of people a week"),
        ({("plan", "when"): "soon"}, "`when` in [plan] takes"),
    ],
)
def test_value_that_a_setting_does_not_take_is_refused(
    values: dict[tuple[str, str], str | float], message: str
) -> None:
    with pytest.raises(NetnotesError, match=message.replace("[", r"\[")):
        set_settings("", values)


def test_settings_that_can_t_be_read_are_left_alone() -> None:
    with pytest.raises(NetnotesError, match="can't be read"):
        set_settings("[me", {("me", "pitch"): "x"})


DAMAGED_TEXTS = ("[vault]\nnot_the_same = [['A', 'B']\n", "[vault]\n", "[plan]\nbudget = 2\n")


@pytest.mark.parametrize("damaged_text", DAMAGED_TEXTS)
def test_settings_are_not_replaced_by_a_text_that_says_something_else(
    damaged_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is what tomlkit 0.15.1 makes of a pair that is taken out."""
    monkeypatch.setattr("tomlkit.dumps", lambda _: damaged_text)
    with pytest.raises(NetnotesError, match="without damage"):
        add_distinct_pair("[vault]\nnot_the_same = [['A', 'B']]\n", "C", "D")
    with pytest.raises(NetnotesError, match="without damage"):
        set_settings("[plan]\nbudget = 1\n", {("plan", "budget"): 3})
