"""The dashboard's folder: private, with no files in it but ours, and each of them whole at any moment.

The order of the steps is what makes that true, also when a build is killed between any two of them:

1. All pages are written under other names, and flushed to the disk.
2. The list of our pages is written with the pages that are to come, so that a later run can tell them from the user's.
3. The pages are moved into place, the front page last, because it links to the others.
4. Only then are the pages removed that are no longer part of the site.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError, describe_os_error
from netnotes.system import git
from netnotes.system.atomic_files import (
    build_temporary_path,
    flush_files,
    flush_folder,
    is_temporary,
    remove_temporaries,
    replace_file,
    write_new_file,
)
from netnotes.system.file_stamp import FileStamp, build_file_stamp
from netnotes.system.publishing import find_publishing_folder
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


PAGE_LIST_NAME = ".netnotes"
"""The file that marks a folder as ours: a heading, then the path of every page, one a line."""

PAGE_LIST_HEADING = (
    "# This folder is made by netnotes, "
    "which replaces and removes the files listed here and no others.\n"
)

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

CHOOSE_ANOTHER_FOLDER = (
    "Choose another folder with --output, or as `output` under [vault] in netnotes.toml."
)

_PAGE_PATH = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)
"""A path that stays inside the folder on every system, and is neither hidden nor one of our marks."""

_ERROR_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "you have used up your share of the disk",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
}


class PageCounts(NamedTuple):
    """What a build did to the folder, in numbers of pages."""

    written: int
    unchanged: int
    removed: int


class StagingFolder(NamedTuple):
    """A temporary folder inside the dashboard's, for the pages of one build until they are moved into place."""

    output: Path
    folder: Path

    own_pages: frozenset[str]
    """The paths of the pages that earlier builds wrote."""


class StagedPage(NamedTuple):
    """A page that is ready to be moved into place."""

    stamp: FileStamp

    staged_file: str = ""
    """The file to be moved; empty where the page is in its place already."""


def prepare_folder(output: Path, vault: Path, note_folders: tuple[str, ...]) -> None:
    """Make the dashboard's folder, private and marked as ours, and remove what killed runs left in it.

    `note_folders` are relative to the vault. The caller holds the lock. Raises NetnotesError, before anything is
    touched, when the dashboard must not be written there.
    """
    output = _convert_to_absolute(output)
    with _explain_errors():
        for reason in iter_reasons_against(output, vault, note_folders):
            raise NetnotesError(reason)

        _create_private_folder(output)
        remove_temporaries(output)
        if not _is_own_folder(output):
            _write_page_list(output, frozenset())
        for name, text in COMPANION_FILES:
            if not _read_stamp_if_equal(f"{output}/{name}", text.encode()):
                replace_file(output / name, text.encode(), mode=0o600)


@contextmanager
def create_staging_folder(output: Path) -> Iterator[StagingFolder]:
    """Stage pages in the prepared folder; what is not moved into place is removed at the end."""
    output = _convert_to_absolute(output)
    with _explain_errors():
        own_pages = _read_page_list(output)

    folder = build_temporary_path(output)
    try:
        yield StagingFolder(output, folder, own_pages)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage_page(staging: StagingFolder, path: str, content: bytes) -> StagedPage:
    """Write a page into the staging folder, unless it is in its place with this content; several processes may.

    `path` has `/`. Raises NetnotesError when a file is in its place that we did not write.
    """
    if not _PAGE_PATH.fullmatch(path):
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
    """Make the folder hold these pages and no others of ours."""
    paths = frozenset(path for path, _ in pages)
    if len(paths) < len(pages):
        raise ValueError(f"twice the same page: {sorted(path for path, _ in pages)}")

    staged_files = {path: page.staged_file for path, page in pages if page.staged_file}
    with _explain_errors():
        flush_files(tuple(staged_files.values()))
        removed = _move_into_place(staging.output, staged_files, staging.own_pages, paths)

    return PageCounts(len(staged_files), len(pages) - len(staged_files), removed)


def is_page_unchanged(output: Path, path: str, stamp: FileStamp) -> bool:
    """Check whether a page is still the file that was written: it need not be written again if its inputs are the same."""
    return _read_file_stamp(f"{output}/{path}") == stamp


def iter_reasons_against(output: Path, vault: Path, note_folders: tuple[str, ...]) -> Iterator[str]:
    """Yield why the dashboard must not be written to this folder, each with what to do instead."""
    output = _convert_to_absolute(output)
    real_output = _resolve_parent(output)
    root = vault.resolve()

    misplaced = _describe_misplaced_output(output, real_output, root)
    if misplaced:
        yield misplaced
        return

    for folder in note_folders:
        note_folder = root / folder
        # A note folder that is the vault itself, or around it, would forbid every folder in the vault.
        if _is_within(real_output, note_folder) and not _is_within(root, note_folder):
            yield (
                f"{output} is in `{folder}`, where your notes are; "
                f"its pages would lie among them. {CHOOSE_ANOTHER_FOLDER}"
            )

    publishing_folder = find_publishing_folder(real_output, root)
    if publishing_folder:
        yield (
            f"{output} would be published: what lies in a folder called `{publishing_folder}` "
            f"is often put on the web. {CHOOSE_ANOTHER_FOLDER}"
        )

    tracked = _describe_tracked_files(output, real_output)
    if tracked:
        yield tracked

    if not _is_own_folder(output):
        foreign_file = _find_foreign_file(output)
        if foreign_file:
            yield (
                f"{output} holds files that netnotes did not write (such as `{foreign_file}`), "
                "and no list of those it did. Name a folder that is new or empty; "
                "or, if all of this is an old dashboard, delete the folder."
            )


def _describe_misplaced_output(output: Path, real_output: Path, root: Path) -> str:
    """Describe what is wrong with the folder's place or kind, so that nothing else can be asked of it; empty if nothing."""
    if output.is_symlink():
        return (
            f"{output} is a link, and the dashboard is not written through links. "
            f"{CHOOSE_ANOTHER_FOLDER}"
        )
    if output.exists() and not output.is_dir():
        return f"{output} is a file; the dashboard needs a folder. {CHOOSE_ANOTHER_FOLDER}"

    if not _is_within(root, real_output):
        return ""

    if _is_within(real_output, root):
        place = "the folder of your notes itself"
    else:
        place = "a folder around your notes"
    return f"{output} is {place}; the dashboard needs a folder of its own. {CHOOSE_ANOTHER_FOLDER}"


def _describe_tracked_files(output: Path, real_output: Path) -> str:
    """Describe which files of the folder git keeps, in spite of our `.gitignore`; empty if none."""
    tree = git.find_working_tree(real_output)
    if tree is None:
        return ""

    tracked_files = git.list_tracked_files(tree, real_output)
    if not tracked_files:
        return ""

    path_in_tree = real_output.relative_to(tree).as_posix()
    return (
        f"git keeps {format_count(len(tracked_files), 'file')} of {output} "
        f"(such as `{tracked_files[0]}`), and would show the "
        "dashboard to everybody you share with. "
        f"Take it out with `git rm -r --cached {path_in_tree}`, "
        "or choose another folder with --output."
    )


def _is_within(path: Path, folder: Path) -> bool:
    """Check whether a path is a folder or inside it, by file system identity or by name.

    Names are compared without case, because `Notes` and `notes` are one folder on a Mac.
    """
    folded_folder = os.path.normpath(folder).casefold()
    for ancestor in (path, *path.parents):
        if str(ancestor).casefold() == folded_folder or _is_same_file(ancestor, folder):
            return True

    return False


def _is_same_file(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return False


def _convert_to_absolute(path: Path) -> Path:
    """Make a path absolute and remove `..` from it, without following links."""
    return Path(os.path.abspath(path))


def _resolve_parent(path: Path) -> Path:
    """Follow the links on the way to a path, but not the path itself."""
    return path.parent.resolve() / path.name


def _find_foreign_file(output: Path) -> str:
    """Find a file in the folder that is no temporary of ours; empty for an empty or missing folder."""
    if not output.is_dir():
        return ""

    for name in sorted(os.listdir(output)):
        if not is_temporary(name):
            return name

    return ""


def _create_private_folder(output: Path) -> None:
    """Create the folder, and the missing ones around it, so that no other user of the machine can read them."""
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
        # On a memory stick files have no owners and modes can't be set: there is nothing to keep from other users.
        if status.st_uid == os.getuid():
            return
        raise NetnotesError(
            f"{output} is somebody else's folder, and others can look into it. "
            f"{CHOOSE_ANOTHER_FOLDER}"
        ) from error


def _is_own_folder(output: Path) -> bool:
    return _read_page_list_file(output).startswith(PAGE_LIST_HEADING.encode())


def _read_page_list(output: Path) -> frozenset[str]:
    """Read the paths of the pages that we wrote.

    The vault may come from a stranger, and the list with it: a path that could lead out of the folder is left out.
    """
    lines = _read_page_list_file(output).decode(errors="replace").splitlines()
    return frozenset(path for path in lines[1:] if _PAGE_PATH.fullmatch(path))


def _read_page_list_file(output: Path) -> bytes:
    """Read our list; empty where there is none, or something else such as a link or a pipe."""
    path = f"{output}/{PAGE_LIST_NAME}"
    if _read_file_stamp(path) is None:
        return b""

    return _read_file(path)


def _write_page_list(output: Path, paths: frozenset[str]) -> None:
    lines = [f"{path}\n" for path in sorted(paths)]
    content = PAGE_LIST_HEADING + "".join(lines)
    replace_file(output / PAGE_LIST_NAME, content.encode(), mode=0o600)


def _move_into_place(
    output: Path, staged_files: dict[str, str], own_pages: frozenset[str], pages: frozenset[str]
) -> int:
    """Move staged files to their paths, and remove those of `own_pages` not in `pages`; returns how many were removed."""
    for folder in _list_folders(own_pages | pages):
        if os.path.lexists(output / folder) and not stat.S_ISDIR(os.lstat(output / folder).st_mode):
            raise NetnotesError(_describe_foreign_file(output, folder))

    if not pages <= own_pages:
        _write_page_list(output, own_pages | pages)

    for folder in _list_folders(staged_files):
        Path(output, folder).mkdir(mode=0o700, exist_ok=True)
    # The front page comes last: it links to the others.
    for path in sorted(staged_files, key=lambda path: path == "index.html"):
        os.replace(staged_files[path], f"{output}/{path}")

    return _remove_stale_pages(output, own_pages - pages, pages)


def _remove_stale_pages(output: Path, stale_pages: frozenset[str], pages: frozenset[str]) -> int:
    """Remove pages that are no longer part of the site, and then from our list; returns how many there were."""
    if not stale_pages:
        return 0

    removed_count = 0
    for path in sorted(stale_pages):
        # What someone put in a page's place, such as a folder, stays.
        if _read_file_stamp(f"{output}/{path}") is not None:
            os.unlink(f"{output}/{path}")
            removed_count += 1

    for folder in reversed(_list_folders(stale_pages)):
        _remove_if_empty(output / folder)
    flush_folder(output)
    _write_page_list(output, pages)

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
        # The removal of pages must reach the disk before the list forgets them: after a power cut they would be
        # back, and taken for the user's files.
        flush_folder(folder)
    else:
        folder.rmdir()


def _describe_foreign_file(output: Path, path: str) -> str:
    return (
        f"{output / path} was not made by netnotes, and a page is to go there. "
        "Move it away, then build again."
    )


def _read_file_stamp(path: str) -> FileStamp | None:
    """Read the stamp of a plain file; None where there is none, or something else such as a link."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None

    return build_file_stamp(status) if stat.S_ISREG(status.st_mode) else None


def _read_stamp_if_equal(path: str, content: bytes) -> FileStamp | None:
    """Read the stamp of a plain file that has exactly this content; None for any other."""
    stamp = _read_file_stamp(path)
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
        reason = _ERROR_REASONS.get(error.errno or 0, describe_os_error(error))
        place = ""
        if isinstance(error.filename, str | bytes):
            place = f" ({os.fsdecode(error.filename)})"
        raise NetnotesError(
            f"The dashboard can't be written: {reason}{place}. "
            "Every page that was there is whole, as it was or new. "
            "Mend this, or choose another folder with --output."
        ) from error
