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

from netnotes.doors import git
from netnotes.doors.files import flush_files, flush_folder, is_temporary, replace_file, sweep, temporary_in, write_new
from netnotes.errors import NetnotesError
from netnotes.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class PageState(NamedTuple):
    """How the disk shows a page that was written: it is taken for the same as long as it looks the same."""

    size: int
    mtime_ns: int
    inode: int


class Written(NamedTuple):
    """What a build did to the folder, in counts of pages."""

    written: int
    unchanged: int
    removed: int


LIST = ".netnotes"
"""The file that marks a folder as ours: a heading, then the path of every page, a line each."""

HEADING = "# This folder is made by netnotes, which replaces and removes the files listed here and no others.\n"

COMPANIONS = (
    (".gitignore", "# The dashboard is private and can be built again: git leaves it out.\n*\n"),
    (
        "CACHEDIR.TAG",  # bford.info/cachedir: backups and indexers leave such folders out
        "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is made by netnotes and can be built again.\n",
    ),
)


def prepare(output: Path, vault: Path, note_folders: tuple[str, ...]) -> None:
    """Make the dashboard's folder, private and marked as ours, and sweep away what killed runs left in it.

    Raises NetnotesError, before anything is touched, when the dashboard must not be written there. The caller holds
    the lock. `note_folders` are relative to the vault.
    """
    output = _absolute(output)
    with _explained():
        for reason in reasons_against(output, vault, note_folders):
            raise NetnotesError(reason)
        _make_private(output)
        sweep(output)
        if not _is_ours(output):
            _write_list(output, frozenset())
        for name, text in COMPANIONS:
            if not _same(f"{output}/{name}", text.encode()):
                replace_file(output / name, text.encode(), mode=0o600)


class Staging(NamedTuple):
    """Where the pages of one build lie ready, in the dashboard's folder; `ours` are the pages that were written before."""

    output: Path
    folder: Path
    ours: frozenset[str]


class Staged(NamedTuple):
    """A page to be: how its file looks, and where it lies ready; nowhere when it stands in its place already."""

    state: PageState
    file: str = ""


@contextmanager
def staging(output: Path) -> Iterator[Staging]:
    """A place for pages to lie ready in the prepared folder, which is gone in the end, whatever comes."""
    output = _absolute(output)
    with _explained():
        ours = _listed(output)
    folder = temporary_in(output)
    try:
        yield Staging(output, folder, ours)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage(place: Staging, path: str, content: bytes) -> Staged:
    """Lay a page ready, its path with `/`, unless it stands already; any process may. Nobody sees it before `write`."""
    if not _PAGE.fullmatch(path):
        raise ValueError(f"not the path of a page: {path!r}")
    target = f"{place.output}/{path}"
    with _explained():
        state = _same(target, content)
        if state and path in place.ours:
            return Staged(state)
        if path not in place.ours and os.path.lexists(target):
            raise NetnotesError(_in_the_way(place.output, path))
        place.folder.mkdir(mode=0o700, exist_ok=True)
        file = f"{place.folder}/{os.getpid()}+{path.replace('/', '+')}"
        return Staged(_seen(write_new(file, content, 0o600, flush=False)), file)


def write(place: Staging, pages: Sequence[tuple[str, Staged]]) -> Written:
    """Make the folder hold these pages and no others of ours: through to the disk, then each to its place."""
    if len({path for path, _ in pages}) < len(pages):
        raise ValueError(f"twice the same page: {sorted(path for path, _ in pages)}")
    ready = {path: page.file for path, page in pages if page.file}
    with _explained():
        flush_files(tuple(ready.values()))
        removed = _put_in_place(place.output, ready, place.ours, frozenset(path for path, _ in pages))
    return Written(len(ready), len(pages) - len(ready), removed)


def stands(output: Path, path: str, state: PageState) -> bool:
    """Whether a page looks on the disk as it did when it was written: what has come out equal can stay."""
    return _state(f"{output}/{path}") == state


def reasons_against(output: Path, vault: Path, note_folders: tuple[str, ...]) -> Iterator[str]:
    """Why the dashboard must not be written to this folder, each with what to do instead."""
    output, real, root = _absolute(output), _real(output), vault.resolve()
    if output.is_symlink():
        yield f"{output} is a link, and the dashboard is not written through links. {ELSEWHERE}"
        return
    if output.exists() and not output.is_dir():
        yield f"{output} is a file; the dashboard needs a folder. {ELSEWHERE}"
        return
    if _is_within(root, real):
        what = "the folder of your notes itself" if _is_within(real, root) else "a folder around your notes"
        yield f"{output} is {what}; the dashboard needs a folder of its own. {ELSEWHERE}"
        return
    for folder in note_folders:
        if _is_within(real, root / folder) and not _is_within(root, root / folder):
            yield f"{output} is in `{folder}`, where your notes are; its pages would lie among them. {ELSEWHERE}"
    if name := published(real, root):
        yield f"{output} would be published: what lies in a folder called `{name}` is often put on the web. {ELSEWHERE}"
    if (tree := git.root_of(real)) and (tracked := git.tracked(tree, real)):
        path = real.relative_to(tree).as_posix()
        yield (
            f"git keeps {counted(len(tracked), 'file')} of {output} (such as `{tracked[0]}`), and would show the "
            f"dashboard to everybody you share with. Take it out with `git rm -r --cached {path}`, "
            "or choose another folder with --output."
        )
    if not _is_ours(output) and (strange := _first_strange(output)):
        yield (
            f"{output} holds files that netnotes did not write (such as `{strange}`), and no list of those it did. "
            "Name a folder that is new or empty; or, if all of this is an old dashboard, delete the folder."
        )


ELSEWHERE = "Choose another folder with --output, or as `output` under [vault] in netnotes.toml."

PUBLISHED = ("public", "docs", "_site", "gh-pages", "public_html")
"""Folders that the makers of web sites publish from."""

PUBLISHED_ANYWHERE = ("_site", "gh-pages", "public_html")
"""Those nobody keeps papers in; a vault in `~/docs` is no site."""


def published(real: Path, vault: Path) -> str:
    """The folder by which this path would be published, or nothing.

    Names count below the git working tree, or without one below what the path and the vault have in common: what lies
    further up is how somebody keeps house.
    """
    if real.is_relative_to("/var/www"):
        return "/var/www"
    above = git.root_of(real) or _common(real, vault)
    below = len(above.parts) if above else 0
    for at, name in enumerate(real.parts):
        if name.casefold() in (PUBLISHED if at >= below else PUBLISHED_ANYWHERE):
            return name
    return ""


def _common(one: Path, other: Path) -> Path | None:
    return next((folder for folder in (other, *other.parents) if one.is_relative_to(folder)), None)


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies below it, as the disk knows them, or by name: without case, as a Mac has it."""
    name = os.path.normpath(folder).casefold()
    return any(str(one).casefold() == name or _is_same(one, folder) for one in (path, *path.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # `..` goes, links stay


def _real(path: Path) -> Path:
    """Where a path is once the links on the way to it are followed."""
    return path.parent.resolve() / path.name


def _first_strange(output: Path) -> str:
    """The first thing in a folder that is no temporary of ours; nothing for an empty or missing folder."""
    names = sorted(os.listdir(output)) if output.is_dir() else []
    return next((name for name in names if not is_temporary(name)), "")


def _make_private(output: Path) -> None:
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
                f"{output} is somebody else's folder, and others can look into it. {ELSEWHERE}"
            ) from error
        # a memory stick: its files have no owners, so there is nothing to keep from others


def _is_ours(output: Path) -> bool:
    return (_bytes(f"{output}/{LIST}") or b"").startswith(HEADING.encode())


_PAGE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)
"""A path that stays in the folder, on every system, and is neither hidden nor one of our own marks."""


def _listed(output: Path) -> frozenset[str]:
    """The pages we wrote. The list lies in a vault that may be a stranger's: what could lead out is not ours."""
    lines = (_bytes(f"{output}/{LIST}") or b"").decode(errors="replace").splitlines()[1:]
    return frozenset(filter(_PAGE.fullmatch, lines))


def _write_list(output: Path, paths: frozenset[str]) -> None:
    replace_file(output / LIST, (HEADING + "".join(f"{path}\n" for path in sorted(paths))).encode(), mode=0o600)


def _put_in_place(output: Path, staged: dict[str, str], ours: frozenset[str], pages: frozenset[str]) -> int:
    """Give the pages that lie ready their names, and remove those of ours that are no longer pages; how many."""
    stale = ours - pages
    for folder in _folders(ours | pages):
        if os.path.lexists(output / folder) and not stat.S_ISDIR(os.lstat(output / folder).st_mode):
            raise NetnotesError(_in_the_way(output, folder))
    if not pages <= ours:
        _write_list(output, ours | pages)
    for folder in _folders(staged):
        Path(output, folder).mkdir(mode=0o700, exist_ok=True)
    for path in sorted(staged, key=lambda path: path == "index.html"):  # it links to the others
        os.replace(staged[path], f"{output}/{path}")
    removed = sum(_removed(output, path) for path in sorted(stale))
    if stale:
        for folder in reversed(_folders(stale)):
            _remove_if_empty(output / folder)
        flush_folder(output)
        _write_list(output, pages)
    return removed


def _folders(paths: Iterable[str]) -> tuple[str, ...]:
    """The folders these pages lie in, the outer before the inner."""
    folders = {path.rpartition("/")[0] for path in paths}
    for folder in tuple(folders):
        while folder := folder.rpartition("/")[0]:
            folders.add(folder)
    return tuple(sorted(folders - {""}))


def _removed(output: Path, path: str) -> bool:
    """Whether a page that is no longer one was there to be removed; what somebody put in its place stays."""
    if _state(f"{output}/{path}") is None:
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


def _in_the_way(output: Path, path: str) -> str:
    return f"{output / path} was not made by netnotes, and a page is to go there. Move it away, then build again."


def _seen(status: os.stat_result) -> PageState:
    return PageState(status.st_size, status.st_mtime_ns, status.st_ino)


def _state(path: str) -> PageState | None:
    """How a plain file looks; None for what is not there or something else."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _seen(status) if stat.S_ISREG(status.st_mode) else None


def _same(path: str, content: bytes) -> PageState | None:
    """How a file that holds exactly this looks; None for any other."""
    state = _state(path)
    return state if state and state.size == len(content) and _read(path) == content else None


def _bytes(path: str) -> bytes | None:
    """What a plain file holds; None for what is not there or something else, such as a link or a pipe."""
    return _read(path) if _state(path) else None


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the disk refuses into a sentence. Never around the rendering of a page: that has reasons of its own."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or "the disk gave an error")
        where = f" ({os.fsdecode(error.filename)})" if isinstance(error.filename, str | bytes) else ""
        raise NetnotesError(
            f"The dashboard can't be written: {reason}{where}. "
            "Every page that was there is whole, as it was or new. Mend this, or choose another folder with --output."
        ) from error


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "you have used up your share of the disk",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
}
