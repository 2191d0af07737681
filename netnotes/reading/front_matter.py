"""The front matter of a note: its fields with their lines, and what is wrong with them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.reading.plain_front_matter import read_plain_fields
from netnotes.reading.raw_field import MAX_VALUES, TOO_MANY_VALUES, Field
from netnotes.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.reading.yaml_words import WordsHandler


# Twenty properties take 1 KiB. YAML can make a small text expensive to read, so there is a limit.
MAX_BYTES = 16 * 1024

# In front matter over the limit, a property longer than this is left out: a photo as text, mostly.
MAX_PROPERTY_BYTES = 2 * 1024


class FrontMatter(NamedTuple):
    """The fields above the text of a note."""

    fields: tuple[Field, ...]

    # The line at which the text begins, counted from 0.
    body_line: int


def read_front_matter(text: str, path: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Read the fields of a note and what is wrong with them.

    A property that can't be read never hides the others.
    """
    if not text.startswith("---"):
        return FrontMatter((), 0), ()
    handler = _load_handler()
    if not handler.detect(text):
        return FrontMatter((), 0), ()
    try:
        yaml_text, _ = handler.split(text)
    except ValueError:
        return _read_unclosed(text, path)

    yaml_text = yaml_text.removeprefix("\n")
    body_line = yaml_text.count("\n") + 2
    dropped: tuple[Diagnostic, ...] = ()
    if len(yaml_text.encode()) > MAX_BYTES:
        yaml_text, dropped = _drop_long_properties(yaml_text, path)
    if len(yaml_text.encode()) > MAX_BYTES:
        return FrontMatter((), body_line), (_build_too_large_diagnostic(path),)

    all_fields, yaml_diagnostics = _parse_yaml(yaml_text, path)
    fields, duplicates = _remove_duplicates(all_fields, path)
    unquoted_links = _check_unquoted_links(fields, yaml_text.split("\n"), path)
    diagnostics = (*dropped, *yaml_diagnostics, *duplicates, *unquoted_links)
    return FrontMatter(fields, body_line), diagnostics


# Loading YAML takes 25 ms, and most commands find every note in the cache. To ask for a module
# again for each note takes a microsecond.
@lru_cache(maxsize=1)
def _load_handler() -> WordsHandler:
    from netnotes.reading.yaml_words import HANDLER

    return HANDLER


def _parse_yaml(yaml_text: str, path: str) -> tuple[list[Field], tuple[Diagnostic, ...]]:
    """Parse the fields; if that fails, each property alone."""
    if "filetags:" in yaml_text:
        yaml_text = _FILE_TAGS.sub(_write_as_list, yaml_text)
        fields, diagnostics = _parse_plain_yaml(yaml_text, path)
        return [_rename_file_tags(field) for field in fields], diagnostics
    return _parse_plain_yaml(yaml_text, path)


def _parse_plain_yaml(yaml_text: str, path: str) -> tuple[list[Field], tuple[Diagnostic, ...]]:
    plain_fields = read_plain_fields(yaml_text, 1)
    if plain_fields is not None:
        return plain_fields, ()

    from netnotes.reading.yaml_words import YAML_ERRORS, parse_fields

    try:
        return parse_fields(yaml_text, 1), ()
    except YAML_ERRORS as error:
        fields, diagnostics = _read_each_property(yaml_text, path)
        if not diagnostics:
            diagnostics = (_build_yaml_diagnostic(error, yaml_text.split("\n"), 2, path),)
        return fields, diagnostics


# The tags of a note of org-roam, `filetags: :person:team:`, which are no YAML.
_FILE_TAGS = re.compile(r"^(filetags:[ \t]+)(:(?:[\w@#%-]+:)+)(?=[ \t]*$)", re.MULTILINE)


def _write_as_list(match: re.Match[str]) -> str:
    # Each word keeps its column.
    tags = match[2][1:-1].replace(":", ",")
    return f"{match[1]}[{tags}]"


def _rename_file_tags(field: Field) -> Field:
    if field.key != "filetags":
        return field
    words = tuple([replace(word, text=word.text.strip(":")) for word in field.words])
    return replace(field, key="tags", words=words)


def _drop_long_properties(yaml_text: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Blank out the properties that are much too long, such as a photo, so that others are read.

    Their lines stay, so that every other property has its number.
    """
    lines = yaml_text.split("\n")
    starts = [index for index, line in enumerate(lines) if _KEY_LINE.match(line)]
    diagnostics = []
    for start, end in pairwise([*starts, len(lines)]):
        if sum(len(line.encode()) for line in lines[start:end]) > MAX_PROPERTY_BYTES:
            name = lines[start].partition(":")[0]
            diagnostics.append(_build_long_property_diagnostic(name, start + 2, path))
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines), tuple(diagnostics)


def _build_long_property_diagnostic(name: str, line: int, path: str) -> Diagnostic:
    return Diagnostic(
        SourceLocation(path, line),
        "long-property",
        f"`{shorten(name, 40)}` is longer than {MAX_PROPERTY_BYTES // 1024} KiB and was not read; "
        "the other properties were.",
        "Move it below the second `---` line, or a picture into a file of its own.",
    )


def _build_too_large_diagnostic(path: str) -> Diagnostic:
    return Diagnostic(
        SourceLocation(path, 1),
        "too-large",
        "The front matter is longer than 16 KiB and was not read.",
        "Move the long part below the second `---` line.",
    )


def _read_unclosed(text: str, path: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Read a note whose first line is `---` and which has no second one.

    It is front matter only if a property follows, else a Markdown rule. Its properties are taken
    to end at the first blank line.
    """
    lines = text.split("\n")
    if len(lines) < 2 or not _KEY_LINE.match(lines[1]):
        return FrontMatter((), 0), ()

    end = len(lines)
    for index, line in enumerate(lines):
        if not line.strip():
            end = index
            break

    diagnostic = Diagnostic(
        SourceLocation(path, 1),
        "broken-front-matter",
        "The front matter that begins here has no closing `---` line.",
        "Add a line `---` below the last property.",
    )
    yaml_text = "\n".join(lines[1:end])
    all_fields: list[Field] = []
    if len(yaml_text.encode()) <= MAX_BYTES:
        all_fields, _ = _read_each_property(yaml_text, path)
    fields, _ = _remove_duplicates(all_fields, path)
    return FrontMatter(fields, end), (diagnostic,)


# A line that begins a property: a name in column 1, perhaps in quotes, and a colon.
_KEY_LINE = re.compile(r"""(?:"[^"]+"|'[^']+'|[^\s#\-\[\]{},"'][^:]*?):(?:\s|$)""")


def _read_each_property(yaml_text: str, path: str) -> tuple[list[Field], tuple[Diagnostic, ...]]:
    """Read broken front matter: each property alone, with an error for each that can't be read."""
    lines = yaml_text.rstrip("\n").split("\n")
    starts = [0]
    for index, line in enumerate(lines[1:], start=1):
        if _KEY_LINE.match(line):
            starts.append(index)

    fields: list[Field] = []
    diagnostics: list[Diagnostic] = []
    value_count = 0
    for start, end in pairwise([*starts, len(lines)]):
        new_fields, error = _read_property(lines[start:end], start + 1)
        value_count += sum(len(field.words) for field in new_fields)
        if value_count > MAX_VALUES:
            break
        fields += new_fields
        if error:
            diagnostics.append(_build_yaml_diagnostic(error, lines[start:end], start + 2, path))
    return fields, tuple(diagnostics)


def _read_property(lines: list[str], first_line: int) -> tuple[list[Field], Exception | None]:
    """Read the property in these lines; if that fails, what its first line says, with the error."""
    from netnotes.reading.yaml_words import YAML_ERRORS, parse_fields

    try:
        return parse_fields("\n".join(lines), first_line), None
    except YAML_ERRORS as error:
        if len(lines) == 1:
            return [], error
        fields, _ = _read_property(lines[:1], first_line)
        return fields, error


def _build_yaml_diagnostic(error: Any, lines: list[str], first_line: int, path: str) -> Diagnostic:
    """Explain a YAML error in plain words; `lines` are the property's, from `first_line` on."""
    line, column = _locate_error(error, lines)
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or error)
    explanation, help_text = _explain_problem(problem)
    if help_text == _QUOTE_HELP:
        help_text = _suggest_quotes(lines)
    return Diagnostic(
        SourceLocation(path, first_line + line, column + 1),
        "broken-front-matter",
        f"This can't be read: {explanation}",
        help_text,
    )


def _locate_error(error: Any, lines: list[str]) -> tuple[int, int]:
    """Find the line and column of a YAML error, both counted from 0."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return min(mark.line, len(lines) - 1), mark.column
    # A ReaderError, raised for control characters, knows only how many characters came before.
    before = "\n".join(lines)[: getattr(error, "position", 0)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _explain_problem(problem: str) -> tuple[str, str]:
    """Return what is wrong and what to write instead, for a message of PyYAML or of yaml_words."""
    for phrase, explanation, help_text in _YAML_PROBLEMS:
        if phrase in problem:
            return explanation, help_text
    return f"{problem}.", _QUOTE_HELP


def _suggest_quotes(lines: list[str]) -> str:
    """Show the property with quotes, if it is one short line without any."""
    name, _, raw_value = lines[0].partition(":")
    value = raw_value.strip()
    if len(lines) > 1 or not 0 < len(value) < 80 or '"' in value:
        return _QUOTE_HELP
    return f'Put quotes round it: `{name.strip()}: "{value}"`'


_QUOTE_HELP = "Put quotes round the value."
# A phrase of the message, what it means to a user who does not know YAML, and what to do.
_YAML_PROBLEMS = (
    (
        "mapping values are not allowed",
        "there is a colon followed by a space inside the value.",
        _QUOTE_HELP,
    ),
    ("found character '\\t'", "a tab can't indent a line here.", "Indent with spaces."),
    ("tab character", "a tab can't indent a line here.", "Indent with spaces."),
    (
        "made of lines",
        "front matter is made of lines `property: value`.",
        "Write one property per line.",
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
        "the list is not closed, or something follows its `]`.",
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
    """Warn about each `[[link]]` without quotes: Obsidian takes it for a list in a list."""
    for field in fields:
        for word in field.words:
            if not word.text.startswith("[["):
                continue
            # The first line of the note is `---`, so line 2 is the first of `lines`.
            raw_text = lines[word.line - 2][word.column - 1 :]
            if raw_text.startswith("[["):
                yield Diagnostic(
                    SourceLocation(path, word.line, word.column),
                    "unquoted-link",
                    f"The link {word.text} stands without quotes, "
                    "which YAML takes for a list in a list.",
                    f'Write "{word.text}".',
                )


def _remove_duplicates(
    fields: list[Field], path: str
) -> tuple[tuple[Field, ...], tuple[Diagnostic, ...]]:
    """Remove all fields but the first of each name, with an error for each that is removed."""
    first_fields: dict[str, Field] = {}
    diagnostics = []
    for field in fields:
        first = first_fields.setdefault(field.key, field)
        if first is field:
            continue
        diagnostics.append(
            Diagnostic(
                SourceLocation(path, field.line, field.column),
                "duplicate-property",
                f"`{field.name}` is here a second time; the first is on line {first.line}.",
                "Keep one of the two.",
            )
        )
    return tuple(first_fields.values()), tuple(diagnostics)
