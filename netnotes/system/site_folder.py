"""The door to the dashboard's folder: private, only ever our own files in it, and each of them whole at every moment.

The order is the promise. Every page is rendered and through to the disk under another name before the first takes its
place; before that, our list of what we wrote names every page that is to come, so that a later run can tell our files
from the person's; the front page takes its place last; and only then go the pages that are no longer part of the site.
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
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class PageCounts(NamedTuple):
    """What a build did to the folder, in counts of pages."""

    written: int
    unchanged: int
    removed: int


PAGE_LIST_NAME = ".netnotes"
"""The file that marks a folder as ours: a heading, then the path of every page, a line each."""

PAGE_LIST_HEADING = "# This folder is made by netnotes, which replaces and removes the files listed here and no others.\n"

COMPANION_FILES = (
    (".gitignore", "# The dashboard is private and can be built again: git leaves it out.\n*\n"),
    (
        "CACHEDIR.TAG",  # bford.info/cachedir: backups and indexers leave such folders out
        "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is made by netnotes and can be built again.\n",
    ),
)


def prepare_folder(output: Path, vault: Path, note_folders: tuple[str, ...]) -> None:
    """Make the dashboard's folder, private and marked as ours, and sweep away what killed runs left in it.

    Raises NetnotesError, before anything is touched, when the dashboard must not be written there. The caller holds
    the lock. `note_folders` are relative to the vault.
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


class StagingFolder(NamedTuple):
    """Where the pages of one build lie ready, in the dashboard's folder; `ours` are the pages that were written before."""

    output: Path
    folder: Path
    own_pages: frozenset[str]


class StagedPage(NamedTuple):
    """A page to be: how its file looks, and where it lies ready; nowhere when it stands in its place already."""

    state: FileStamp
    staged_file: str = ""


@contextmanager
def create_staging_folder(output: Path) -> Iterator[StagingFolder]:
    """A place for pages to lie ready in the prepared folder, which is gone in the end, whatever comes."""
    output = _convert_to_absolute(output)
    with _explain_errors():
        ours = _read_page_list(output)
    folder = build_temporary_path(output)
    try:
        yield StagingFolder(output, folder, ours)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage_page(staging: StagingFolder, path: str, content: bytes) -> StagedPage:
    """Lay a page ready, its path with `/`, unless it stands already; any process may. Nobody sees it before `write`."""
    if not _PAGE_PATH.fullmatch(path):
        raise ValueError(f"not the path of a page: {path!r}")
    target = f"{staging.output}/{path}"
    with _explain_errors():
        state = _read_stamp_if_equal(target, content)
        if state and path in staging.own_pages:
            return StagedPage(state)
        if path not in staging.own_pages and os.path.lexists(target):
            raise NetnotesError(_describe_foreign_file(staging.output, path))
        staging.folder.mkdir(mode=0o700, exist_ok=True)
        file = f"{staging.folder}/{os.getpid()}+{path.replace('/', '+')}"
        return StagedPage(build_file_stamp(write_new_file(file, content, 0o600, flush=False)), file)


def write_pages(staging: StagingFolder, pages: Sequence[tuple[str, StagedPage]]) -> PageCounts:
    """Make the folder hold these pages and no others of ours: through to the disk, then each to its place."""
    if len({path for path, _ in pages}) < len(pages):
        raise ValueError(f"twice the same page: {sorted(path for path, _ in pages)}")
    ready = {path: page.staged_file for path, page in pages if page.staged_file}
    with _explain_errors():
        flush_files(tuple(ready.values()))
        removed = _move_into_place(
            staging.output, ready, staging.own_pages, frozenset(path for path, _ in pages)
        )
    return PageCounts(len(ready), len(pages) - len(ready), removed)


def is_page_unchanged(output: Path, path: str, state: FileStamp) -> bool:
    """Whether a page looks on the disk as it did when it was written: what has come out equal can stay."""
    return _read_file_stamp(f"{output}/{path}") == state


def iter_reasons_against(output: Path, vault: Path, note_folders: tuple[str, ...]) -> Iterator[str]:
    """Why the dashboard must not be written to this folder, each with what to do instead."""
    output, real, root = _convert_to_absolute(output), _resolve_parent(output), vault.resolve()
    if output.is_symlink():
        yield f"{output} is a link, and the dashboard is not written through links. {CHOOSE_ANOTHER_FOLDER}"
        return
    if output.exists() and not output.is_dir():
        yield f"{output} is a file; the dashboard needs a folder. {CHOOSE_ANOTHER_FOLDER}"
        return
    if _is_within(root, real):
        what = (
            "the folder of your notes itself"
            if _is_within(real, root)
            else "a folder around your notes"
        )
        yield f"{output} is {what}; the dashboard needs a folder of its own. {CHOOSE_ANOTHER_FOLDER}"
        return
    for folder in note_folders:
        if _is_within(real, root / folder) and not _is_within(root, root / folder):
            yield f"{output} is in `{folder}`, where your notes are; its pages would lie among them. {CHOOSE_ANOTHER_FOLDER}"
    if name := find_publishing_folder(real, root):
        yield f"{output} would be published: what lies in a folder called `{name}` is often put on the web. {CHOOSE_ANOTHER_FOLDER}"
    if (tree := git.find_working_tree(real)) and (tracked := git.list_tracked_files(tree, real)):
        path = real.relative_to(tree).as_posix()
        yield (
            f"git keeps {format_count(len(tracked), 'file')} of {output} (such as `{tracked[0]}`), and would show the "
            f"dashboard to everybody you share with. Take it out with `git rm -r --cached {path}`, "
            "or choose another folder with --output."
        )
    if not _is_own_folder(output) and (strange := _find_foreign_file(output)):
        yield (
            f"{output} holds files that netnotes did not write (such as `{strange}`), and no list of those it did. "
            "Name a folder that is new or empty; or, if all of this is an old dashboard, delete the folder."
        )


CHOOSE_ANOTHER_FOLDER = (
    "Choose another folder with --output, or as `output` under [vault] in netnotes.toml."
)

PUBLISHED_FOLDERS = ("public", "docs", "_site", "gh-pages", "public_html")
"""Folders that the makers of web sites publish from."""

ALWAYS_PUBLISHED_FOLDERS = ("_site", "gh-pages", "public_html")
"""Those nobody keeps papers in; a vault in `~/docs` is no site."""


def find_publishing_folder(path: Path, vault: Path) -> str:
    """The folder by which this path would be published, or nothing.

    Names count below the git working tree, or without one below what the path and the vault have in common: what lies
    further up is how somebody keeps house.
    """
    if path.is_relative_to("/var/www"):
        return "/var/www"
    above = git.find_working_tree(path) or _find_common_folder(path, vault)
    below = len(above.parts) if above else 0
    for at, name in enumerate(path.parts):
        if name.casefold() in (PUBLISHED_FOLDERS if at >= below else ALWAYS_PUBLISHED_FOLDERS):
            return name
    return ""


def _find_common_folder(path: Path, vault: Path) -> Path | None:
    return next((folder for folder in (vault, *vault.parents) if path.is_relative_to(folder)), None)


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies below it, as the disk knows them, or by name: without case, as a Mac has it."""
    name = os.path.normpath(folder).casefold()
    return any(
        str(one).casefold() == name or _is_same_file(one, folder) for one in (path, *path.parents)
    )


def _is_same_file(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return False


def _convert_to_absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # `..` goes, links stay


def _resolve_parent(path: Path) -> Path:
    """Where a path is once the links on the way to it are followed."""
    return path.parent.resolve() / path.name


def _find_foreign_file(output: Path) -> str:
    """The first thing in a folder that is no temporary of ours; nothing for an empty or missing folder."""
    names = sorted(os.listdir(output)) if output.is_dir() else []
    return next((name for name in names if not is_temporary(name)), "")


def _create_private_folder(output: Path) -> None:
    """The folder, and those on the way to it that are missing, for nobody else to look into."""
    for folder in (*reversed(output.parents), output):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    if sys.platform == "win32":
        return  # there a folder of yours is yours
    status = output.stat()
    if status.st_mode & 0o777 == 0o700:
        return
    try:
        output.chmod(0o700)
    except OSError as error:
        if status.st_uid != os.getuid():
            raise NetnotesError(
                f"{output} is somebody else's folder, and others can look into it. {CHOOSE_ANOTHER_FOLDER}"
            ) from error

        # a memory stick: its files have no owners, so there is nothing to keep from others


def _is_own_folder(output: Path) -> bool:
    return (_read_plain_file(f"{output}/{PAGE_LIST_NAME}") or b"").startswith(
        PAGE_LIST_HEADING.encode()
    )


_PAGE_PATH = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)
"""A path that stays in the folder, on every system, and is neither hidden nor one of our own marks."""


def _read_page_list(output: Path) -> frozenset[str]:
    """The pages we wrote. The list lies in a vault that may be a stranger's: what could lead out is not ours."""
    lines = (
        (_read_plain_file(f"{output}/{PAGE_LIST_NAME}") or b"")
        .decode(errors="replace")
        .splitlines()[1:]
    )
    return frozenset(filter(_PAGE_PATH.fullmatch, lines))


def _write_page_list(output: Path, paths: frozenset[str]) -> None:
    replace_file(
        output / PAGE_LIST_NAME,
        (PAGE_LIST_HEADING + "".join(f"{path}\n" for path in sorted(paths))).encode(),
        mode=0o600,
    )


def _move_into_place(
    output: Path, staged: dict[str, str], own_pages: frozenset[str], pages: frozenset[str]
) -> int:
    """Give the pages that lie ready their names, and remove those of ours that are no longer pages; how many."""
    stale = own_pages - pages
    for folder in _list_folders(own_pages | pages):
        if os.path.lexists(output / folder) and not stat.S_ISDIR(os.lstat(output / folder).st_mode):
            raise NetnotesError(_describe_foreign_file(output, folder))
    if not pages <= own_pages:
        _write_page_list(output, own_pages | pages)
    for folder in _list_folders(staged):
        Path(output, folder).mkdir(mode=0o700, exist_ok=True)
    for path in sorted(staged, key=lambda path: path == "index.html"):  # it links to the others
        os.replace(staged[path], f"{output}/{path}")
    removed = sum(_remove_page(output, path) for path in sorted(stale))
    if stale:
        for folder in reversed(_list_folders(stale)):
            _remove_if_empty(output / folder)
        flush_folder(output)
        _write_page_list(output, pages)
    return removed


def _list_folders(paths: Iterable[str]) -> tuple[str, ...]:
    """The folders these pages lie in, the outer before the inner."""
    folders = {path.rpartition("/")[0] for path in paths}
    for folder in tuple(folders):
        while folder := folder.rpartition("/")[0]:
            folders.add(folder)
    return tuple(sorted(folders - {""}))


def _remove_page(output: Path, path: str) -> bool:
    """Whether a page that is no longer one was there to be removed; what somebody put in its place stays."""
    if _read_file_stamp(f"{output}/{path}") is None:
        return False
    os.unlink(f"{output}/{path}")
    return True


def _remove_if_empty(folder: Path) -> None:
    if not folder.exists():
        return
    if any(folder.iterdir()):
        flush_folder(folder)  # what was removed stays removed, before the list forgets it
    else:
        folder.rmdir()


def _describe_foreign_file(output: Path, path: str) -> str:
    return f"{output / path} was not made by netnotes, and a page is to go there. Move it away, then build again."


def _read_file_stamp(path: str) -> FileStamp | None:
    """How a plain file looks; None for what is not there or something else."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return build_file_stamp(status) if stat.S_ISREG(status.st_mode) else None


def _read_stamp_if_equal(path: str, content: bytes) -> FileStamp | None:
    """How a file that holds exactly this looks; None for any other."""
    state = _read_file_stamp(path)
    return state if state and state.size == len(content) and _read_file(path) == content else None


def _read_plain_file(path: str) -> bytes | None:
    """What a plain file holds; None for what is not there or something else, such as a link or a pipe."""
    return _read_file(path) if _read_file_stamp(path) else None


def _read_file(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


@contextmanager
def _explain_errors() -> Iterator[None]:
    """Turn what the disk refuses into a sentence. Never around the rendering of a page: that has reasons of its own."""
    try:
        yield
    except OSError as error:
        reason = _ERROR_REASONS.get(error.errno or 0, describe_os_error(error))
        where = (
            f" ({os.fsdecode(error.filename)})" if isinstance(error.filename, str | bytes) else ""
        )
        raise NetnotesError(
            f"The dashboard can't be written: {reason}{where}. "
            "Every page that was there is whole, as it was or new. Mend this, or choose another folder with --output."
        ) from error


_ERROR_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "you have used up your share of the disk",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
}
