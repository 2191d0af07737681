"""What is imported: a file, the files of a folder, or those of a ZIP archive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.errors import NetnotesError, describe_os_error
from netnotes.formats.card import Card, ImportedCards, ImportProblem, shorten
from netnotes.formats.matching.merging import merge_duplicates
from netnotes.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.formats.readers.archive import PackedFile
    from netnotes.formats.readers.decoding import FileContent
    from netnotes.model.settings import Settings


# The name of the format that `export csv` and `export json` write.
OWN_FORMAT = "netnotes"

# The name of the format of any table.
TABLE_FORMAT = "table"

# Larger files are refused: they would be read into memory whole, several times over.
MAX_BYTES = 100 * 1024 * 1024

# A folder with more files is hardly one of contacts.
MAX_FOLDER_FILES = 20_000

MAX_COLUMNS_IN_MESSAGE = 12
MAX_FILES_IN_MESSAGE = 8

# Of a file in an unknown format, for the message about it: comments may come before its first word.
MAX_BYTES_OF_BEGINNING = 4096


class ReadOptions(NamedTuple):
    """How the user wants a file to be read."""

    # What the columns of a table mean, as in `name=Full Name`; empty to find out by their names.
    column_map: str = ""

    # The encoding of tables and vCards; empty to find out.
    encoding: str = ""


class ReadSource(NamedTuple):
    """The people of a file, an archive or a folder."""

    # The name of their format, or of several.
    format_name: str

    # Each person once.
    cards: ImportedCards


class _ReadFile(NamedTuple):
    """The people of one file."""

    # Empty for a file that stands alone.
    file_name: str

    format_name: str
    cards: ImportedCards


def read_source(source: Path, options: ReadOptions, settings: Settings) -> ReadSource:
    """Read the people of a file, of an archive, or of the files in a folder.

    Raises NetnotesError for what can't be read, and for a mapping or encoding that means nothing.
    """
    from netnotes.formats.readers.archive import is_archive, read_archive
    from netnotes.formats.readers.decoding import decode_with_encoding

    if options.encoding:
        # A name that is none is an error of the command and not of one file in many.
        decode_with_encoding(b"", options.encoding, str(source))
    if source.is_dir():
        return _join_files(source, _iter_folder_files(source), options, settings)
    data = _read_bytes(source)
    if is_archive(data):
        return _join_files(source, read_archive(data, str(source)), options, settings)

    file = _read_content("", str(source), data, options, settings)
    if file is None:
        raise NetnotesError(_describe_unknown_format(source, data))
    return ReadSource(file.format_name, merge_duplicates(file.cards))


def _read_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            data = opened_file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NetnotesError(f"{file} can't be read: {describe_os_error(error)}.") from None
    if len(data) > MAX_BYTES:
        raise NetnotesError(
            f"{file} is larger than {MAX_BYTES // 1024**2} MiB. Split it, or export contacts only."
        )
    return data


def _read_content(
    file_name: str, path: str, data: bytes, options: ReadOptions, settings: Settings
) -> _ReadFile | None:
    """Read the people of one file; None if its format is not known."""
    from netnotes.formats import own_csv
    from netnotes.formats.readers import table, vcard
    from netnotes.formats.readers.decoding import decode_text, decode_with_encoding
    from netnotes.formats.readers.known_formats import find_format

    content: FileContent = data
    if options.encoding:
        content = decode_with_encoding(data, options.encoding, path)
    # Who says what the columns mean has a table, whatever it looks like.
    if options.column_map:
        column_map = table.parse_column_map(options.column_map)
        cards = table.read(content, column_map, date_order=settings.date_order)
        return _ReadFile(file_name, TABLE_FORMAT, cards)
    text = decode_text(content)
    if own_csv.can_read(text):
        return _ReadFile(file_name, OWN_FORMAT, own_csv.read_cards(text, settings))
    import_format = find_format(content)
    if import_format is None:
        return None
    if import_format.read is table.read:
        cards = table.read(content, date_order=settings.date_order)
        return _ReadFile(file_name, TABLE_FORMAT, cards)
    if import_format.read is vcard.read:
        # Parts of a vCard may be in quoted-printable, which the encoding is for, too.
        cards = vcard.read(content, options.encoding, date_order=settings.date_order)
        return _ReadFile(file_name, import_format.name, cards)
    return _ReadFile(file_name, import_format.name, import_format.read(content))


def _iter_folder_files(folder: Path) -> Iterator[PackedFile]:
    """Yield the files below a folder that may hold people, by name; links are not followed."""
    from netnotes.formats.readers.archive import PackedFile

    size = 0
    for path in _list_folder_files(folder):
        name = path.relative_to(folder).as_posix()
        # A pipe would wait for ever, and a link may lead anywhere.
        if path.is_symlink() or not path.is_file():
            yield PackedFile(name, b"", "it is a link or no file")
            continue
        try:
            data = _read_bytes(path)
        except NetnotesError as error:
            yield PackedFile(name, b"", str(error))
            continue
        size += len(data)
        if size > MAX_BYTES:
            raise NetnotesError(
                f"The files in {folder} are larger than {MAX_BYTES // 1024**2} MiB together. "
                "Import a folder in it."
            )
        yield PackedFile(name, data)


def _list_folder_files(folder: Path) -> list[Path]:
    """List the files below a folder whose names are those of files with people, by name."""
    from netnotes.formats.readers.archive import can_hold_people

    paths: list[Path] = []
    for directory, folder_names, file_names in os.walk(folder):
        folder_names[:] = [name for name in folder_names if not name.startswith(".")]
        paths += [Path(directory, name) for name in file_names if can_hold_people(name)]
        if len(paths) > MAX_FOLDER_FILES:
            raise NetnotesError(
                f"{folder} has more than {MAX_FOLDER_FILES:,} files. Import a folder in it."
            )
    return sorted(paths)


def _join_files(
    source: Path, packed_files: Iterable[PackedFile], options: ReadOptions, settings: Settings
) -> ReadSource:
    """Read the people of several files.

    Where some are in a format of contacts, tables are not read: LinkedIn's archive has forty.
    """
    files: list[_ReadFile] = []
    unread_names: list[str] = []
    problems: list[ImportProblem] = []
    for packed_file in packed_files:
        file = _read_or_report(source, packed_file, options, settings)
        if isinstance(file, ImportProblem):
            problems.append(file)
        elif file is None:
            unread_names.append(packed_file.name)
        else:
            files.append(file)

    known_files, tables = _split_off_tables(files)
    table_names = [table.file_name for table in tables]
    if known_files:
        unread_names += table_names
    elif len(tables) != 1:
        names = [*unread_names, *table_names]
        raise NetnotesError(_describe_files_without_people(source, names, problems))
    for name in unread_names:
        reason = "it was not read, for it is in no format of contacts"
        problems.append(ImportProblem(0, reason, is_person_kept=True, file=name))
    return _join_read_files(known_files or tables, problems)


def _split_off_tables(files: Iterable[_ReadFile]) -> tuple[list[_ReadFile], list[_ReadFile]]:
    """Split files into those in a format of contacts, and tables."""
    known_files = []
    tables = []
    for file in files:
        if file.format_name == TABLE_FORMAT:
            tables.append(file)
        else:
            known_files.append(file)
    return known_files, tables


def _read_or_report(
    source: Path, packed_file: PackedFile, options: ReadOptions, settings: Settings
) -> _ReadFile | ImportProblem | None:
    try:
        return _read_packed_file(source, packed_file, options, settings)
    except NetnotesError as error:
        return ImportProblem(0, f"it was not read: {error}", True, packed_file.name)


def _read_packed_file(
    source: Path, packed_file: PackedFile, options: ReadOptions, settings: Settings
) -> _ReadFile | None:
    """Read one of several files; None for one in no format that is known.

    Raises NetnotesError for one that can't be read.
    """
    if packed_file.reason:
        raise NetnotesError(packed_file.reason)
    path = f"{source}: {packed_file.name}"
    return _read_content(packed_file.name, path, packed_file.data, options, settings)


def _join_read_files(files: Sequence[_ReadFile], problems: Iterable[ImportProblem]) -> ReadSource:
    cards: list[Card] = []
    seen_cards: set[Card] = set()
    copy_count = 0
    all_problems = list(problems)
    columns: dict[tuple[str, str], None] = {}
    row_counts: dict[str, int] = {}
    for file in files:
        # Google packs everybody once for each of their groups.
        contents = {card: replace(card, row=0) for card in file.cards.cards}
        new_cards = [card for card, content in contents.items() if content not in seen_cards]
        copy_count += len(contents) - len(new_cards)
        seen_cards.update(contents.values())
        cards += [replace(card, file=file.file_name) for card in new_cards]
        all_problems += [problem._replace(file=file.file_name) for problem in file.cards.problems]
        columns |= dict.fromkeys(file.cards.columns)
        for name, count in file.cards.left_out:
            row_counts[name] = row_counts.get(name, 0) + count
    if copy_count:
        row_counts["copies of a card in another file"] = copy_count

    imported = ImportedCards(
        tuple(cards), tuple(all_problems), tuple(columns), tuple(row_counts.items())
    )
    format_names = dict.fromkeys(file.format_name for file in files)
    return ReadSource(join_words(format_names), merge_duplicates(imported))


def _describe_files_without_people(
    source: Path, file_names: Sequence[str], problems: Sequence[ImportProblem]
) -> str:
    """Describe that no file of a folder or an archive, or more than one table, can be meant."""
    if problems:
        first = problems[0]
        return f"{source} has no file of contacts that can be read. {first.file}: {first.reason}."
    if not file_names:
        return f"{source} has no file of contacts in it: no `.vcf`, `.csv` or `.json`."
    names = list(file_names[:MAX_FILES_IN_MESSAGE])
    if len(file_names) > len(names):
        names.append(f"{len(file_names) - len(names):,} more")
    return (
        f"{source} has no file in a format of contacts. In it are {join_words(names)}. "
        "Import the file you mean on its own."
    )


def _describe_unknown_format(file: Path, data: bytes) -> str:
    from netnotes.formats.readers import table
    from netnotes.formats.readers.decoding import decode_text
    from netnotes.formats.readers.known_formats import IMPORT_FORMATS
    from netnotes.formats.readers.other_files import describe_other_format

    other_format = describe_other_format(decode_text(data[:MAX_BYTES_OF_BEGINNING]))
    if other_format:
        return f"{file} is {other_format}."
    # The last format is any CSV, which has no name that a user could know.
    names = join_words((known_format.name for known_format in IMPORT_FORMATS[:-1]), "or")
    first_row = ", ".join(map(shorten, table.list_columns(data)[:MAX_COLUMNS_IN_MESSAGE]))
    hint = ""
    if first_row:
        hint = f" Its first row is: {first_row}."
    return (
        f"{file} is no {names} file, and the names of its columns don't say what is in them.{hint} "
        "Map them: --map name=COLUMN,organisation=COLUMN."
    )
