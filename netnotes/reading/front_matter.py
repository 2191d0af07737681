"""The front matter: words with their lines, and what is wrong with them; what a word means is for FIELDS to say."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.reading.raw_field import MAX_VALUES, TOO_MANY_VALUES, Field

if TYPE_CHECKING:
    from collections.abc import Iterator


MAX_BYTES = 16 * 1024


class FrontMatter(NamedTuple):
    """The fields before a note's text, and the line (from 0) at which the text begins."""

    fields: tuple[Field, ...]
    body_line: int


def read_front_matter(text: str, path: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """The fields of a note and what is wrong with them. A property that can't be read never hides its neighbours."""
    from netnotes.reading.yaml_words import HANDLER, YAML_ERRORS, parse_fields

    if not HANDLER.detect(text):
        return FrontMatter((), 0), ()
    try:
        inside, _ = HANDLER.split(text)
    except ValueError:
        return _read_unclosed(text, path)
    inside = inside.removeprefix("\n")
    body_line = inside.count("\n") + 2
    if len(inside.encode()) > MAX_BYTES:
        place = SourceLocation(path, 1)
        said = Diagnostic(
            place,
            "too-large",
            "The front matter is longer than 16 KiB and was not read.",
            _TOO_LARGE_HELP,
        )
        return FrontMatter((), body_line), (said,)
    try:
        found: tuple[Diagnostic, ...] = ()
        fields = parse_fields(inside, 1)
    except YAML_ERRORS as error:
        fields, found = _read_each_property(inside, path)
        found = found or (_build_yaml_diagnostic(error, inside.split("\n"), 2, path),)
    kept, doubles = _remove_duplicates(fields, path)
    return FrontMatter(kept, body_line), (
        *found,
        *doubles,
        *_check_unquoted_links(kept, inside.split("\n"), path),
    )


_TOO_LARGE_HELP = "Move the long part below the second `---` line."


def _read_unclosed(text: str, path: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """A `---` with no second one is front matter only when a property follows it, else a line drawn across.

    Its properties are taken to end at the first blank line.
    """
    lines = text.split("\n")
    if len(lines) < 2 or not _KEY_LINE.match(lines[1]):
        return FrontMatter((), 0), ()
    end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    message = "The front matter that begins here has no closing `---` line."
    said = Diagnostic(
        SourceLocation(path, 1),
        "broken-front-matter",
        message,
        "Add a line `---` below the last property.",
    )
    inside = "\n".join(lines[1:end])
    fields = _read_each_property(inside, path)[0] if len(inside.encode()) <= MAX_BYTES else []
    return FrontMatter(_remove_duplicates(fields, path)[0], end), (said,)


_KEY_LINE = re.compile(r"""(?:"[^"]+"|'[^']+'|[^\s#\-\[\]{},"'][^:]*?):(?:\s|$)""")


def _read_each_property(yaml_text: str, path: str) -> tuple[list[Field], tuple[Diagnostic, ...]]:
    """What can be read of front matter that is broken somewhere: each property alone, and an error for each bad one."""
    lines = yaml_text.rstrip("\n").split("\n")
    starts = [0, *(at for at, line in enumerate(lines) if at and _KEY_LINE.match(line))]
    fields: list[Field] = []
    found: list[Diagnostic] = []
    values = 0
    for start, end in pairwise([*starts, len(lines)]):
        some, error = _read_property(lines[start:end], start + 1)
        values += sum(len(field.words) for field in some)
        if values > MAX_VALUES:
            break
        fields += some
        if error:
            found.append(_build_yaml_diagnostic(error, lines[start:end], start + 2, path))
    return fields, tuple(found)


def _read_property(lines: list[str], first_line: int) -> tuple[list[Field], Exception | None]:
    """The property these lines hold; where they can't be read together, what its first line says, and the error."""
    from netnotes.reading.yaml_words import YAML_ERRORS, parse_fields

    try:
        return parse_fields("\n".join(lines), first_line), None
    except YAML_ERRORS as error:
        return (_read_property(lines[:1], first_line)[0] if len(lines) > 1 else []), error


def _build_yaml_diagnostic(error: Any, lines: list[str], first_line: int, path: str) -> Diagnostic:
    """A YAML error as a person would say it; `first_line` is the file's line of the property."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # a ReaderError knows the character only
        before = "\n".join(lines)[: getattr(error, "position", 0)]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    else:
        line, column = min(mark.line, len(lines) - 1), mark.column
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error)
    why, instead = next(
        ((said, do) for sign, said, do in _YAML_PROBLEMS if sign in problem),
        (f"{problem}.", _QUOTE_HELP),
    )
    name, _, value = lines[0].partition(":")
    if (
        instead == _QUOTE_HELP
        and len(lines) == 1
        and 0 < len(value.strip()) < 80
        and '"' not in value
    ):
        instead = f'Put quotes round it: `{name.strip()}: "{value.strip()}"`'
    return Diagnostic(
        SourceLocation(path, first_line + line, column + 1),
        "broken-front-matter",
        f"This can't be read: {why}",
        instead,
    )


_QUOTE_HELP = "Put quotes round the value."
_YAML_PROBLEMS = (
    (
        "mapping values are not allowed",
        "there is a colon with a space behind it inside the value.",
        _QUOTE_HELP,
    ),
    ("found character '\\t'", "a tab can't indent a line here.", "Indent with spaces."),
    ("tab character", "a tab can't indent a line here.", "Indent with spaces."),
    (
        "made of lines",
        "front matter is made of lines `property: value`.",
        "Write one property a line.",
    ),
    (
        "name is plain",
        "a property's name is plain text.",
        "Begin the line with a name and a colon.",
    ),
    ("nested", "lists are nested too deeply.", "Write a simple list."),
    (
        TOO_MANY_VALUES,
        f"{TOO_MANY_VALUES}.",
        "Move what is not a property below the second `---` line.",
    ),
    ("cannot start any token", "a value can't begin with this character.", _QUOTE_HELP),
    (
        "could not find expected ':'",
        "this line has no `name:`.",
        "Write `name: value`, or put quotes round the text.",
    ),
    (
        "expected ',' or ']'",
        "the list is not closed, or something stands behind its `]`.",
        "Close it with `]`.",
    ),
    ("expected ',' or '}'", "the `{` is not closed.", _QUOTE_HELP),
    (
        "unexpected end of stream",
        "a quote is opened and never closed.",
        "Close the quote at the end of the value.",
    ),
    (
        "did not find expected key",
        "the line does not fit the one above it.",
        "Begin every property at the margin.",
    ),
    (
        "begin with",
        "a `*`, `&` or `!` at the beginning has a meaning of its own in YAML.",
        _QUOTE_HELP,
    ),
    ("control characters", "there is an invisible control character.", "Delete it."),
)


def _check_unquoted_links(
    fields: tuple[Field, ...], lines: list[str], path: str
) -> Iterator[Diagnostic]:
    """A warning for each `[[link]]` that stands without quotes; Obsidian takes it for a list in a list."""
    for word in (word for field in fields for word in field.words if word.text.startswith("[[")):
        if lines[word.line - 2][word.column - 1 :].startswith("[["):
            message = f"The link {word.text} stands without quotes, which YAML takes for a list in a list."
            yield Diagnostic(
                SourceLocation(path, word.line, word.column),
                "unquoted-link",
                message,
                f'Write "{word.text}".',
            )


def _remove_duplicates(
    fields: list[Field], path: str
) -> tuple[tuple[Field, ...], tuple[Diagnostic, ...]]:
    """The first of each property, and an error for every later one of the same name."""
    kept: dict[str, Field] = {}
    found = []
    for field in fields:
        first = kept.setdefault(field.key, field)
        if first is not field:
            found.append(
                Diagnostic(
                    SourceLocation(path, field.line, field.column),
                    "duplicate-property",
                    f"`{field.name}` stands here a second time; the first is on line {first.line}.",
                    "Keep one of the two.",
                )
            )
    return tuple(kept.values()), tuple(found)
