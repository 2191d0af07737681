"""A ZIP archive as it is downloaded, read in memory: nothing of it is ever unpacked to the disk.

The names in it only tell which files may hold people, and are shown; they are never used as paths.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import NamedTuple

from netnotes.errors import NetnotesError
from netnotes.formats.card import sanitize_line

# The endings of the names of files that may hold people.
FILE_ENDINGS = (".vcf", ".vcard", ".csv", ".tsv", ".json")

# What is unpacked in memory of one archive; more than any address book, less than a small machine
# has. An archive that is a trap has few bytes that become thousands of times as many.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024

# LinkedIn's archive has about forty files, one of Google's with all pictures some thousands.
MAX_ARCHIVE_FILES = 20_000

_ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06")

# Before the description of each file in the directory at an archive's end.
_DIRECTORY_ENTRY = b"PK\x01\x02"

# What makes an archive something else: a workbook, a text, a presentation.
_OFFICE_FILES = ("[Content_Types].xml", "content.xml", "Index/Document.iwa")

_READ_BYTES = 1024 * 1024


class PackedFile(NamedTuple):
    """One file of an archive."""

    # With the folders it is in, fit for a message.
    name: str

    data: bytes

    # Why it can't be read; empty if it can.
    reason: str = ""


def is_archive(data: bytes) -> bool:
    """Tell whether the content of a file is a ZIP archive."""
    return data.startswith(_ARCHIVE_STARTS)


def can_hold_people(file_name: str) -> bool:
    """Tell by its name whether a file may hold people; what macOS adds to archives does not."""
    path = PurePosixPath(file_name)
    is_hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return path.suffix.casefold() in FILE_ENDINGS and not is_hidden


def read_archive(data: bytes, archive_name: str) -> tuple[PackedFile, ...]:
    """Read the files of an archive that may hold people, in the order of their names.

    Raises NetnotesError for an archive that is damaged, too large, or made as a trap.
    """
    # The directory is counted before it is read: reading one of a million files takes a gigabyte.
    if data.count(_DIRECTORY_ENTRY) > MAX_ARCHIVE_FILES:
        raise NetnotesError(
            f"{archive_name} is a ZIP archive of more than {MAX_ARCHIVE_FILES:,} files. "
            "Import the file in it that has your contacts."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    # zipfile raises this where an entry says that it needs a newer version of the format.
    except NotImplementedError:
        raise NetnotesError(
            f"{archive_name} is a ZIP archive of a kind that can't be read here. Unpack it, and import "
            "the file in it that has your contacts."
        ) from None
    except (zipfile.BadZipFile, ValueError, OSError):
        raise NetnotesError(
            f"{archive_name} is a ZIP archive that breaks off or is damaged. Download it again."
        ) from None

    with archive:
        if not set(_OFFICE_FILES).isdisjoint(archive.namelist()):
            raise NetnotesError(
                f"{archive_name} is a workbook or a document. Save the table in it as CSV, and "
                "import that."
            )
        entries = [entry for entry in archive.infolist() if can_hold_people(entry.filename)]
        files: list[PackedFile] = []
        remaining_bytes = MAX_UNPACKED_BYTES
        for entry in sorted(entries, key=lambda entry: entry.filename):
            file = _read_entry(archive, entry, remaining_bytes)
            remaining_bytes -= len(file.data)
            if remaining_bytes < 0:
                raise NetnotesError(
                    f"{archive_name} is a ZIP archive that would unpack to more than "
                    f"{MAX_UNPACKED_BYTES // 1024**2} MiB ({file.name} alone or with those before "
                    "it). Import the file in it that has your contacts."
                )
            files.append(file)
    return tuple(files)


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, max_bytes: int) -> PackedFile:
    """Read one file of an archive, at most one part more than `max_bytes`."""
    name = sanitize_line(entry.filename)
    # The first bit says that the content is encrypted (APPNOTE.TXT, 4.4.4).
    if entry.flag_bits & 1:
        return PackedFile(name, b"", "it is encrypted; unpack it with its password")
    parts: list[bytes] = []
    size = 0
    try:
        # What the archive says of a file's size may be a lie, so the bytes are counted.
        with archive.open(entry) as packed_file:
            while size <= max_bytes:
                part = packed_file.read(_READ_BYTES)
                if not part:
                    break
                parts.append(part)
                size += len(part)
    # zipfile raises this for a way of compression that it does not have.
    except NotImplementedError:
        return PackedFile(name, b"", "it is packed in a way that can't be read here")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return PackedFile(name, b"", "it is damaged in the archive")
    return PackedFile(name, b"".join(parts))
