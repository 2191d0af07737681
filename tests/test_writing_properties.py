"""A property is set in the style of its note, and is read back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netnotes.model.settings import Settings
from netnotes.reading.front_matter import FrontMatter, read_front_matter
from netnotes.reading.note import build_source
from netnotes.writing.edits import apply_edits, find_obstacle
from netnotes.writing.properties import (
    add_to_property,
    find_field,
    remove_property,
    set_property,
)
from netnotes.writing.scalars import write_scalar
from tests.notes import make_field_lines, make_front_matter

if TYPE_CHECKING:
    from netnotes.reading.raw_field import Field

SETTINGS = Settings()
PATH = "People/Ada Quill.md"


def write_property(text: str, name: str, value: str | tuple[str, ...]) -> str:
    """Return the text of a note with this property set."""
    return apply_edits(text, set_property(build_source(PATH, text), name, value, SETTINGS))


def list_fields_except(excluded: Field | None, front_matter: FrontMatter) -> list[object]:
    """List the name, text and form of every field but one."""
    fields = [field for field in front_matter.fields if field is not excluded]
    return [(field.name, field.text, field.is_list) for field in fields]


@pytest.mark.parametrize(
    ("before", "after"),
    {
        "tier: monthly  # for now": "tier: yearly  # for now",
        'tier: "monthly" # for now': "tier: yearly # for now",
        "tier:   monthly   ": "tier:   yearly   ",
        "tier:": "tier: yearly",
        "tier: # none yet": "tier: yearly # none yet",
        "Circle:    monthly": "Circle:    yearly",
        "'tier': 'monthly'": "'tier': yearly",
        "prm-tier: monthly\n# a comment": "prm-tier: yearly\n# a comment",
        "tier: >-\n  monthly\n  or so\n\nrole: x": "tier: yearly\n\nrole: x",
        "tier:\n  - monthly\nrole: x": "tier: yearly\nrole: x",
        "tier: [a,\n  b]\nrole: x": "tier: yearly\nrole: x",
        "role: x": "role: x\ntier: yearly",
    }.items(),
)
def test_property_is_set_in_its_line(before: str, after: str) -> None:
    text = write_property(f"---\n{before}\n---\nText\n", "tier", "yearly")
    assert text == f"---\n{after}\n---\nText\n"


def test_status_is_never_written_where_only_a_yes_or_a_no_belongs() -> None:
    source = build_source("Ada.md", "---\ndo_not_contact: true\n---\n")
    edits = set_property(source, "status", "paused", Settings())
    assert apply_edits(source.text, edits) == ("---\ndo_not_contact: true\nstatus: paused\n---\n")


def test_note_without_front_matter_gets_one() -> None:
    assert write_property("Text\n", "tier", "yearly") == "---\ntier: yearly\n---\nText\n"
    assert write_property("", "tier", "yearly") == "---\ntier: yearly\n---\n"


@pytest.mark.parametrize(
    "text", ["2026-10-02", "plain text", "45", "O'Neil", "C#", "a:b", "x - y", "é 🙂"]
)
def test_plain_value_is_written_without_quotes(text: str) -> None:
    assert write_scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "[[Ben]]",
        "+49 171 55",
        "0171 555123",
        "a: b",
        "a #b",
        "- a",
        "yes",
        "10:30",
        "@me",
        "#tag",
        "1.5",
        "x:",
    ],
)
def test_value_that_yaml_would_misread_is_written_in_quotes(text: str) -> None:
    assert write_scalar(text) == f'"{text}"'


def test_value_is_written_on_one_line_with_escaped_quotes() -> None:
    assert write_scalar('say "no"\nnow') == 'say "no" now'
    assert write_scalar('"x" \\') == '"\\"x\\" \\\\"'


PRINTABLE_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"),
    max_size=30,
)


@given(PRINTABLE_TEXTS)
def test_any_written_value_is_read_back_unchanged(text: str) -> None:
    words = " ".join(text.split())
    scalar = write_scalar(text)
    front_matter, diagnostics = read_front_matter(
        f"---\nname: {scalar}\nlist:\n  - {scalar or 'x'}\n---\n", PATH
    )

    codes = [diagnostic.code for diagnostic in diagnostics]
    assert "broken-front-matter" not in codes
    assert front_matter.fields[0].text == words.strip()
    assert len(front_matter.fields) == 2


@given(
    st.lists(make_field_lines(), max_size=6),
    st.sampled_from(["tier", "purpose", "pause_until", "knows"]),
    st.data(),
)
def test_set_property_changes_only_its_own_lines(
    lines: list[str], name: str, data: st.DataObject
) -> None:
    text = "\n".join(("---", *lines, "---", "Body --- text", ""))
    assume(find_obstacle(build_source(PATH, text)) is None)
    value: str | tuple[str, ...] = data.draw(st.sampled_from(["monthly", "2027-01-01", "a: b"]))
    if name == "knows":
        value = ("[[Ben]]", "[[Cleo]]")
    expected_words = (value,) if isinstance(value, str) else value

    after = write_property(text, name, value)

    old_front_matter, _ = read_front_matter(text, PATH)
    front_matter, diagnostics = read_front_matter(after, PATH)
    codes = {diagnostic.code for diagnostic in diagnostics}
    assert not codes & {"broken-front-matter", "duplicate-property"}

    old_field = find_field(old_front_matter, name, SETTINGS)
    field = find_field(front_matter, name, SETTINGS)
    assert field
    assert tuple(word.text for word in field.words) == expected_words

    assert list_fields_except(field, front_matter) == list_fields_except(
        old_field, old_front_matter
    )
    assert after.endswith("---\nBody --- text\n")
    assert write_property(after, name, value) == after  # setting it twice changes nothing more


@pytest.mark.parametrize(
    ("lines", "new_email", "expected"),
    [
        (
            ("email:", "- a@b", "# end", "role: x"),
            "c@d",
            ("email:", "- a@b", "- c@d", "# end", "role: x"),
        ),
        (("email: a@b",), "c@d", ("email:", "  - a@b", "  - c@d")),
        (("email: [a@b] # work",), "c@d", ("email: [a@b, c@d] # work",)),
        (("e-mail:",), "c@d", ("e-mail: c@d",)),
        (("role: x",), "c@d", ("role: x", "email:", "  - c@d")),
        (("email:", "  - a@b"), "A@b", ("email:", "  - a@b")),
    ],
)
def test_list_grows_in_its_own_style(
    lines: tuple[str, ...], new_email: str, expected: tuple[str, ...]
) -> None:
    text = make_front_matter(*lines)
    edits = add_to_property(build_source(PATH, text), "email", (new_email,), SETTINGS)
    assert apply_edits(text, edits) == make_front_matter(*expected)


def test_property_is_removed_with_all_its_lines_but_its_comments() -> None:
    text = make_front_matter("a: 1", "knows:", "  - x", "  # as she wrote", "  - y", "b: 2")
    source = build_source(PATH, text)
    after = apply_edits(text, remove_property(source, "knows", SETTINGS))
    assert after == make_front_matter("a: 1", "# as she wrote", "b: 2")
    assert remove_property(source, "tier", SETTINGS) == ()


def test_comments_of_a_removed_property_stay() -> None:
    text = "---\narchived: true  # moved away\nknows:\n  - Ben # her brother\ntier: x\n---\n"
    for name in ("archived", "knows"):
        text = apply_edits(text, remove_property(build_source("", text), name, SETTINGS))
    assert text == "---\n# moved away\n# her brother\ntier: x\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("email: a@b.example # private", "email:\n  - a@b.example # private\n  - c@d.example"),
        ('email: "1" # old', 'email:\n  - "1" # old\n  - c@d.example'),
        ("email: 'x@y.example'", "email:\n  - 'x@y.example'\n  - c@d.example"),
        ("email: # empty", "email: c@d.example # empty"),
    ],
)
def test_comment_and_quotes_stay_when_a_property_becomes_a_list(before: str, after: str) -> None:
    source = build_source("People/Ada.md", f"---\n{before}\ntier: monthly\n---\n")
    edits = add_to_property(source, "email", ("c@d.example",), Settings())
    assert apply_edits(source.text, edits) == f"---\n{after}\ntier: monthly\n---\n"


LISTS = {
    "[a, b]  # mine": "[a, b, c]  # mine",
    """['a', "b, x"]""": """['a', "b, x", "c"]""",
    "['a', 'b']": "['a', 'b', 'c']",
    "[ a , b ]": "[ a , b, c ]",
    "[a, b,]": "[a, b, c,]",
    "[O'Neil, C#, b c # x\n]": "[O'Neil, C#, b c, c # x\n]",
    "[a, # one\n  b # two\n  ] # all": "[a, # one\n  b, c # two\n  ] # all",
    '["[[Ben]]"]': '["[[Ben]]", "c"]',
    "[#x\n a]": "[#x\n a, c]",
    "# all\n  - a # one\n  # between\n  - 'b' # two": (
        "# all\n  - a # one\n  # between\n  - 'b' # two\n  - c"
    ),
    "\n- a\n-   b\n": "\n- a\n-   b\n-   c\n",
    '\n  - a\n  - "b\n    c d" # two': '\n  - a\n  - "b\n    c d" # two\n  - c',
    "\n  - a\n  - b\n    x": "\n  - a\n  - b\n    x\n  - c",
    "[] # nobody": "# nobody\n  - c",
    "a, b # both": "# both\n  - a\n  - b\n  - c",
    "'112'": "\n  - '112'\n  - c",
    "'112, 113'": '\n  - "112"\n  - "113"\n  - c',
    ">- # folded\n  a": "# folded\n  - a\n  - c",
}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("value", "expected"), LISTS.items())
def test_list_of_any_form_gets_one_more_item(
    value: str, expected: str, line_end: str, mark: str
) -> None:
    def make_text(value: str) -> str:
        text = (
            f"---\nrole: x # r\noffers:{'' if value[0] == chr(10) else ' '}{value}\ntier: 1\n---\n"
        )
        return mark + text.replace("\n", line_end)

    text = make_text(value)
    edits = add_to_property(build_source(PATH, text), "offers", ("c",), SETTINGS)
    assert apply_edits(text, edits) == make_text(expected)


QUOTED_ITEMS = st.sampled_from(
    ["a", "'b'", '"c"', "d e", "'f, g'", '"h # i"', "C#", "O'Neil", "'it''s'", '"[[Ben]]"', "112"]
)
COMMENTS = st.sampled_from(["", " # why", " # 'x, y]", ' # "'])


@st.composite
def any_lists(draw: st.DrawFn) -> str:
    """Draw a list with comments behind and between its items, in brackets or an item a line."""
    items = draw(st.lists(QUOTED_ITEMS, min_size=1, max_size=4))
    comments = [draw(COMMENTS) for _ in items]
    if draw(st.booleans()):
        lines = [f"  - {item}{comment}" for item, comment in zip(items, comments, strict=True)]
        return "\n".join([draw(COMMENTS), *lines])
    ends = draw(st.lists(st.sampled_from([", ", ",\n  ", ", # z\n  "]), min_size=4, max_size=4))
    text = "".join(item + end for item, end in zip(items[:-1], ends, strict=False)) + items[-1]
    return (
        f" [{text}{comments[0]}\n  ]{comments[-1]}" if comments[0] else f" [{text}]{comments[-1]}"
    )


NEW_WORDS = st.sampled_from(["c", "112", "true", "x, y", "[z]", "it's", 'say "no"', "a: b", "e\\f"])


@given(any_lists(), NEW_WORDS)
def test_item_added_to_a_list_takes_nothing_from_it(value: str, word: str) -> None:
    text = f"---\noffers:{value}\n# below\nrole: x\n---\n"
    (old_field, *others), _ = read_front_matter(text, PATH)[0]
    assume(word.casefold() not in [old_word.text.casefold() for old_word in old_field.words])
    edits = add_to_property(build_source(PATH, text), "offers", (word,), SETTINGS)
    after = apply_edits(text, edits)

    (field, *other_fields), _ = read_front_matter(after, PATH)[0]
    expected = [old_word.text for old_word in old_field.words]
    assert [new_word.text for new_word in field.words] == [*expected, word]
    assert [other.text for other in other_fields] == [other.text for other in others]
    # Only something is added: all that was there is there, in its order.
    rest = iter(after)
    assert all(character in rest for character in text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[a, 'b #c'] # mine", "new # mine"),
        ("# all\n  - a # one\n  # between\n  - b", "new # all\n  # one\n  # between"),
        (">- # folded\n  a # no comment", "new # folded"),
        ('"a\n  # no comment"', "new"),
    ],
)
def test_comments_stay_when_a_value_of_several_lines_is_replaced(value: str, expected: str) -> None:
    text = write_property(f"---\nrole: {value}\ntier: x\n---\n", "role", "new")
    assert text == f"---\nrole: {expected}\ntier: x\n---\n"


def test_text_of_digits_stays_a_text() -> None:
    assert write_property("", "phone", "112") == '---\nphone: "112"\n---\n'
    assert write_property("", "role", "true") == '---\nrole: "true"\n---\n'
    assert write_property("", "aliases", ("1984",)) == '---\naliases:\n  - "1984"\n---\n'
    assert write_property("", "cadence", "45") == "---\ncadence: 45\n---\n"
    assert write_property("", "archived", "true") == "---\narchived: true\n---\n"
