"""The dashboard's folder: private, only ever our own files in it, and each whole at any moment.

The order of the steps is what makes that true, also when a build is killed between any two of them:

1. All pages are written under other names, and flushed to the disk.
2. The list of our pages is written with those that are to come, so that a later run can
   distinguish them from the user's files.
3. The pages are moved into place, the front page last, because it links to the others.
4. Only then are the pages removed that are no longer part of the site.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError, describe_write_error
from netnotes.system.atomic_files import (
    build_temporary_path,
    flush_files,
    flush_folder,
    remove_temporaries,
    replace_file,
    write_new_file,
)
from netnotes.system.file_stamp import FileStamp, build_file_stamp, read_file_stamp
from netnotes.system.output_checks import CHOOSE_ANOTHER_FOLDER, iter_reasons_against
from netnotes.system.own_pages import PAGE_PATH_RE, is_own_folder, read_page_list, write_page_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


COMPANION_FILES = (
    (".gitignore", "# The dashboard is private and can be built again: git leaves it out.\n*\n"),
    # Backup programs and indexers leave out folders with this file (https://bford.info/cachedir/).
    (
        "CACHEDIR.TAG",
        (
            "Signature: 8a477f597d28d172789f06886806bc55\n"
            "# This folder is made by netnotes and can be built again.\n"
        ),
    ),
)


class PageCounts(NamedTuple):
    """What a build did to the folder, in numbers of pages."""

    written: int
    unchanged: int
    removed: int


class StagingFolder(NamedTuple):
    """A temporary folder inside the dashboard's, where the pages of one build are made ready."""

    output: Path
    folder: Path

    # The paths of the pages that earlier builds wrote.
    own_pages: frozenset[str]


class StagedPage(NamedTuple):
    """A page that is ready to be moved into place."""

    stamp: FileStamp

    # The file to be moved; empty where the page is in its place already.
    staged_file: str = ""


def prepare_folder(output: Path, vault: Path, note_folders: tuple[str, ...]) -> None:
    """Make the dashboard's folder, private and marked as ours, and remove what killed runs left.

    `note_folders` are relative to the vault. The caller holds the lock. Raises NetnotesError,
    before anything is touched, when the dashboard must not be written there.
    """
    output = _convert_to_absolute(output)
    with _explain_errors():
        for reason in iter_reasons_against(output, vault, note_folders):
            raise NetnotesError(reason)

        _create_private_folder(output)
        remove_temporaries(output)
        if not is_own_folder(output):
            write_page_list(output, frozenset())
        for name, text in COMPANION_FILES:
            if not _read_stamp_if_equal(f"{output}/{name}", text.encode()):
                replace_file(output / name, text.encode(), mode=0o600)


@contextmanager
def create_staging_folder(output: Path) -> Iterator[StagingFolder]:
    """Stage pages in the prepared folder; what is not moved into place is removed at the end."""
    output = _convert_to_absolute(output)
    with _explain_errors():
        own_pages = read_page_list(output)

    folder = build_temporary_path(output)
    try:
        yield StagingFolder(output, folder, own_pages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage_page(staging: StagingFolder, path: str, content: bytes) -> StagedPage:
    """Write a page into the staging folder, unless it is in its place with this content.

    Several processes may stage pages of one build.

    `path` has `/`. Raises NetnotesError when a file is in its place that we did not write.
    """
    if not PAGE_PATH_RE.fullmatch(path):
        raise ValueError(f"not the path of a page: {path!r}")

    target = f"{staging.output}/{path}"
    is_own = path in staging.own_pages
    with _explain_errors():
        stamp = _read_stamp_if_equal(target, content)
        if stamp is not None and is_own:
            return StagedPage(stamp)
        if not is_own and os.path.lexists(target):
            raise NetnotesError(_describe_foreign_file(staging.output, path))

        staging.folder.mkdir(mode=0o700, exist_ok=True)
        # All staged files are in one folder, and `+` is in no page's path.
        staged_file = f"{staging.folder}/{os.getpid()}+{path.replace('/', '+')}"
        status = write_new_file(staged_file, content, 0o600, flush=False)
        return StagedPage(build_file_stamp(status), staged_file)


def write_pages(staging: StagingFolder, pages: Sequence[tuple[str, StagedPage]]) -> PageCounts:
    """Make the folder hold these pages and no other pages of netnotes."""
    paths = frozenset(path for path, _ in pages)
    if len(paths) < len(pages):
        raise ValueError(f"twice the same page: {sorted(path for path, _ in pages)}")

    staged_files = {path: page.staged_file for path, page in pages if page.staged_file}
    with _explain_errors():
        flush_files(tuple(staged_files.values()))
        removed = _move_into_place(staging.output, staged_files, staging.own_pages, paths)

    return PageCounts(len(staged_files), len(pages) - len(staged_files), removed)


def is_page_unchanged(output: Path, path: str, stamp: FileStamp) -> bool:
    """Check whether a page is still the file that was written, by its stamp."""
    return read_file_stamp(f"{output}/{path}") == stamp


def _convert_to_absolute(path: Path) -> Path:
    """Make a path absolute and remove `..` from it, without following links."""
    return Path(os.path.abspath(path))


def _create_private_folder(output: Path) -> None:
    """Create the folder, and the missing ones around it, so that no other user can read them."""
    for folder in (*reversed(output.parents), output):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)

    # On Windows a folder in the user's profile is private, and modes mean nothing.
    if sys.platform == "win32":
        return

    status = output.stat()
    if status.st_mode & 0o777 == 0o700:
        return

    try:
        output.chmod(0o700)
    except OSError as error:
        # On a memory stick files have no owners and modes can't be set: there is nothing to keep
        # from other users.
        if status.st_uid == os.getuid():
            return
        raise NetnotesError(
            f"{output} is somebody else's folder, and others can look into it. "
            f"{CHOOSE_ANOTHER_FOLDER}"
        ) from error


def _move_into_place(
    output: Path, staged_files: dict[str, str], own_pages: frozenset[str], pages: frozenset[str]
) -> int:
    """Move staged files to their paths, and remove those of `own_pages` that are not in `pages`.

    Returns how many were removed.
    """
    for folder in _list_folders(own_pages | pages):
        if os.path.lexists(output / folder) and not stat.S_ISDIR(os.lstat(output / folder).st_mode):
            raise NetnotesError(_describe_foreign_file(output, folder))

    if not pages <= own_pages:
        write_page_list(output, own_pages | pages)

    for folder in _list_folders(staged_files):
        Path(output, folder).mkdir(mode=0o700, exist_ok=True)
    # The front page comes last: it links to the others.
    for path in sorted(staged_files, key=lambda path: path == "index.html"):
        os.replace(staged_files[path], f"{output}/{path}")

    return _remove_stale_pages(output, own_pages - pages, pages)


def _remove_stale_pages(output: Path, stale_pages: frozenset[str], pages: frozenset[str]) -> int:
    """Remove pages that are no longer part of the site, and then from our list.

    Returns how many were removed.
    """
    if not stale_pages:
        return 0

    removed_count = 0
    for path in sorted(stale_pages):
        # What someone put in a page's place, such as a folder, stays.
        if read_file_stamp(f"{output}/{path}") is not None:
            os.unlink(f"{output}/{path}")
            removed_count += 1

    for folder in reversed(_list_folders(stale_pages)):
        _remove_if_empty(output / folder)
    flush_folder(output)
    write_page_list(output, pages)

    return removed_count


def _list_folders(paths: Iterable[str]) -> tuple[str, ...]:
    """List the folders that these pages are in, the outer before the inner."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]

    return tuple(sorted(folders))


def _remove_if_empty(folder: Path) -> None:
    if not folder.exists():
        return

    if any(folder.iterdir()):
        # The removal of pages must reach the disk before the list forgets them: after a power cut
        # they would be back, and taken for the user's files.
        flush_folder(folder)
    else:
        folder.rmdir()


def _describe_foreign_file(output: Path, path: str) -> str:
    return (
        f"{output / path} was not made by netnotes, and a page is to go there. "
        "Move it away, then build again."
    )


def _read_stamp_if_equal(path: str, content: bytes) -> FileStamp | None:
    """Read the stamp of a plain file that has exactly this content; None for any other."""
    stamp = read_file_stamp(path)
    if stamp is None or stamp.size != len(content):
        return None

    return stamp if _read_file(path) == content else None


def _read_file(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


@contextmanager
def _explain_errors() -> Iterator[None]:
    """Turn an OSError into a sentence for the user.

    It must never be around the rendering of a page, whose errors have other reasons.
    """
    try:
        yield
    except OSError as error:
        reason = describe_write_error(error)
        place = ""
        if isinstance(error.filename, str | bytes):
            place = f" ({os.fsdecode(error.filename)})"
        raise NetnotesError(
            f"The dashboard can't be written: {reason}{place}. "
            "Every page that was there is whole, as it was or new. "
            "Fix this, or choose another folder with --output."
        ) from error
