"""Small dashboards in a folder, for tests: written, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.system import site_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from netnotes.system.file_stamp import FileStamp
    from netnotes.system.site_folder import PageCounts

NOTE_FOLDERS = ("People", "CRM/Contacts")


PAGES = {
    "index.html": b"<h1>This week</h1>",
    "style.css": b"body{}",
    "people/ada-quill-1a2b3c.html": b"<h1>Ada Quill</h1>",
    "people/ben-okafor-4d5e6f.html": b"<h1>Ben Okafor</h1>",
    "goals/lead-0a0a0a.html": b"<h1>Lead</h1>",
}


MARKS = {".netnotes", ".gitignore", "CACHEDIR.TAG"}


def list_unchanged_pages(output: Path, stamps: Mapping[str, FileStamp]) -> set[str]:
    """List the pages whose files are still those that were written."""
    return {
        path for path, stamp in stamps.items() if site_folder.is_page_unchanged(output, path, stamp)
    }


def build_site(
    output: Path,
    pages: Mapping[str, bytes] = PAGES,
    unchanged: Mapping[str, FileStamp] | None = None,
) -> tuple[PageCounts, dict[str, FileStamp]]:
    site_folder.prepare_folder(output, output.parent, NOTE_FOLDERS)
    return write_site(output, pages.items(), unchanged)


def write_site(
    output: Path,
    pages: Iterable[tuple[str, bytes]],
    unchanged: Mapping[str, FileStamp] | None = None,
) -> tuple[PageCounts, dict[str, FileStamp]]:
    """Write these pages beside unchanged ones; returns the counts and the stamps of all pages."""
    with site_folder.create_staging_folder(output) as staging:
        staged_pages = [
            (path, site_folder.StagedPage(stamp)) for path, stamp in (unchanged or {}).items()
        ]
        for path, content in pages:
            staged_pages.append((path, site_folder.stage_page(staging, path, content)))
        counts = site_folder.write_pages(staging, staged_pages)

    return counts, {path: page.stamp for path, page in staged_pages}


def read_files(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, hidden or not."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def read_pages(output: Path) -> dict[str, bytes]:
    return {path: content for path, content in read_files(output).items() if path not in MARKS}


def read_stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Read the stamps of a folder and all in it, which any write or removal changes."""
    return {
        str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns, path.lstat().st_ctime_ns)
        for path in (folder, *folder.rglob("*"))
    }
