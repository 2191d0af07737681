"""Build the dashboard into its folder, making only the pages that are not up to date."""

from __future__ import annotations

import secrets
import time
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from netnotes.actions.site_inputs import build_calendar, collect_pictures
from netnotes.dashboard.page_list import PAGE_BATCHES, import_views, list_page_jobs
from netnotes.dashboard.render import build_stylesheets, compute_input_digest, render_page
from netnotes.dashboard.site import build_site
from netnotes.digests import compute_digest
from netnotes.model.diagnostics import sort_diagnostics
from netnotes.model.inbox import NOTHING_WAITS, suggest_filing
from netnotes.system import lock, site_folder
from netnotes.system.parallel import parallel_map
from netnotes.system.site_folder import StagedPage
from netnotes.text import format_count
from netnotes.vault.cache import (
    NO_PAGES,
    UNKNOWN_DIGESTS,
    CachedPage,
    CachedPages,
    InputDigests,
    SharedResultCache,
    create_private_folder,
    list_page_changes,
    load_cached_pages,
    save_changes,
)
from netnotes.vault.load import LoadedVault, list_vault_changes, load_vault
from netnotes.vault.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date as Day

    from netnotes.dashboard.page_list import PageJob
    from netnotes.dashboard.site import Site
    from netnotes.model.diagnostics import Diagnostic
    from netnotes.system.site_folder import PageCounts
    from netnotes.vault.cache import CachedNote
    from netnotes.vault.paths import VaultPaths
    from netnotes.vault.pictures import VaultPicture

    FileStager = Callable[[str, bytes], StagedPage]


class BuildResult(Struct, frozen=True):
    """What a build did, and the vault that it loaded."""

    loaded: LoadedVault
    index_path: Path
    note_count: int
    contact_count: int
    diagnostics: tuple[Diagnostic, ...]
    page_counts: PageCounts
    seconds: float


def build_dashboard(
    paths: VaultPaths,
    today: Day,
    *,
    ignore_cache: bool = False,
    redact: bool = False,
    ics: bool = False,
    wait_seconds: float = 0.0,
) -> BuildResult:
    """Build the dashboard of a vault; the notes are read, never written.

    With `redact` every name and text is replaced before any page is made. With `ics`, or if the
    settings say so, the calendar is written beside the pages.

    Raises NetnotesError if the dashboard can't be written, BusyError if another build writes it
    for longer than `wait_seconds`.
    """
    # Locked before the notes are read: the later of two builds must show the later notes.
    started = time.perf_counter()
    with lock.hold_lock(paths.build_lock, "netnotes build", wait_seconds):
        loaded = load_vault(paths, today, ignore_cache=ignore_cache)
        shown_vault = loaded
        if redact:
            shown_vault = _redact_vault(loaded, today)
        page_counts = _write_site(
            paths,
            shown_vault,
            has_calendar=ics or paths.settings.ics,
            ignore_cache=ignore_cache,
        )
    return BuildResult(
        loaded=loaded,
        index_path=paths.output / "index.html",
        note_count=loaded.network.note_count,
        contact_count=len(loaded.network.contacts),
        diagnostics=loaded.diagnostics,
        page_counts=page_counts,
        seconds=time.perf_counter() - started,
    )


class SiteFile(Struct, frozen=True):
    """A file of the site, and what it is made from."""

    path: str
    input_digest: bytes

    # The new file, not yet at its place; None if the file in the folder is up to date.
    staged: StagedPage | None

    # The digest of the one note that the file is about; empty if it is about more than one.
    note_digest: str = ""


def _redact_vault(loaded: LoadedVault, today: Day) -> LoadedVault:
    """Replace every name and text in a vault, in another way each time."""
    from netnotes.network.network import build_network
    from netnotes.reading.redaction import REDACTED_VAULT_NAME, redact_vault

    vault, network = loaded.vault, loaded.network
    redacted = redact_vault(
        vault.readings,
        vault.attachments,
        network.settings,
        loaded.diagnostics,
        network.file_index,
        secrets.token_bytes(32),
    )
    # The digest is that of the real notes: nothing that is made from the others may be cached
    # under it.
    redacted_vault = vault._replace(
        root=Path(REDACTED_VAULT_NAME), attachments=(), public_parts_digest=b""
    )
    return loaded._replace(
        vault=redacted_vault,
        network=build_network(redacted.readings, redacted.attachments, redacted.settings, today),
        diagnostics=sort_diagnostics(redacted.diagnostics),
        waiting_sentences=NOTHING_WAITS,
    )


def _write_site(
    paths: VaultPaths, loaded: LoadedVault, *, has_calendar: bool, ignore_cache: bool
) -> PageCounts:
    """Write the files that are not up to date, and cache what all of them were made from."""
    site_folder.prepare_folder(paths.output, paths.root, paths.settings.contacts)
    pictures = collect_pictures(paths.root, loaded.network, loaded.vault.attachments)
    site = build_site(
        loaded.network,
        loaded.vault.root.name,
        loaded.diagnostics,
        {path: picture.site_path for path, picture in pictures.items()},
        str(loaded.vault.root),
        public_parts_digest=loaded.vault.public_parts_digest,
        waiting_sentences=loaded.waiting_sentences,
    )
    input_digests = _compute_input_digests(loaded, site.compute_digest())
    site = replace(
        site,
        result_cache=SharedResultCache(
            paths.cache_folder, loaded.cache, input_digests.shared_inputs
        ),
    )
    previous = PreviousBuild(
        paths.output,
        _load_previous_pages(paths, loaded, ignore_cache=ignore_cache),
        loaded.vault.cached_notes,
        input_digests,
    )

    # All pages are staged before the first one is replaced: a build that is killed leaves the old
    # dashboard whole.
    with site_folder.create_staging_folder(paths.output) as staging:
        stage = partial(site_folder.stage_page, staging)
        site_files = _build_site_files(paths, previous, site, pictures.values(), stage)
        if has_calendar:
            site_files.append(_build_calendar_file(paths, loaded, stage))
        pages = [(file.path, file.staged or previous.get_page(file.path)) for file in site_files]
        page_counts = site_folder.write_pages(staging, pages)

    written_pages = {
        file.path: CachedPage(file.note_digest, file.input_digest, page.stamp)
        for file, (_, page) in zip(site_files, pages, strict=True)
    }
    current_pages = CachedPages(written_pages, input_digests)
    page_changes = list_page_changes(paths.output_key, previous.cached_pages, current_pages)
    changes = list_vault_changes(loaded) | page_changes
    save_changes(paths.cache_folder, loaded.cache.key, changes)
    return page_counts


def _load_previous_pages(
    paths: VaultPaths, loaded: LoadedVault, *, ignore_cache: bool
) -> CachedPages:
    if ignore_cache:
        return NO_PAGES
    return load_cached_pages(paths.cache_folder, loaded.cache.key, paths.output_key)


def _compute_input_digests(loaded: LoadedVault, shared_inputs_digest: bytes) -> InputDigests:
    """Compute the digests of what the pages are made from; unknown without the shared inputs."""
    if not shared_inputs_digest:
        return UNKNOWN_DIGESTS
    note_digests = "".join([reading.digest for reading in loaded.vault.readings])
    all_inputs = (
        shared_inputs_digest,
        note_digests,
        loaded.diagnostics,
        loaded.waiting_sentences,
    )
    return InputDigests(shared_inputs_digest, compute_digest(repr(all_inputs).encode()))


class PreviousBuild(Struct, frozen=True):
    """What the last build wrote, to be compared with what the pages are made from now."""

    output: Path
    cached_pages: CachedPages
    notes: Mapping[str, CachedNote]
    input_digests: InputDigests

    def is_up_to_date(self, path: str, input_digest: bytes) -> bool:
        """Tell whether the file in the folder was made from these inputs, and is untouched."""
        page = self.cached_pages.pages.get(path)
        return (
            page is not None
            and page.input_digest == input_digest
            and site_folder.is_page_unchanged(self.output, path, page.stamp)
        )

    def get_page(self, path: str) -> StagedPage:
        """Get a page that is up to date, and stays where it is."""
        return StagedPage(self.cached_pages.pages[path].stamp)

    def get_note_digest(self, note_path: str | None) -> str:
        """Get the digest of the note that a page is about; empty if it is about no single one."""
        if not note_path:
            return ""
        note = self.notes.get(note_path)
        if not note:
            return ""
        return note.digest

    def find_cached_input_digest(self, path: str, note_path: str | None) -> bytes:
        """Find the input digest of a page without collecting its inputs.

        It is empty if the inputs may have changed. `note_path` is that of the PageJob.
        """
        page = self.cached_pages.pages.get(path)
        if page is None or not self._has_same_inputs(page, note_path):
            return b""
        return page.input_digest

    def has_all_inputs_unchanged(self) -> bool:
        """Tell whether nothing that any page is made from has changed."""
        all_inputs = self.input_digests.all_inputs
        return all_inputs != b"" and all_inputs == self.cached_pages.input_digests.all_inputs

    def _has_same_inputs(self, page: CachedPage, note_path: str | None) -> bool:
        if self.has_all_inputs_unchanged():
            return True
        old_digests, new_digests = self.cached_pages.input_digests, self.input_digests
        if note_path is None or not new_digests.shared_inputs:
            return False
        return (
            old_digests.shared_inputs == new_digests.shared_inputs
            and page.note_digest == self.get_note_digest(note_path)
        )


def _build_site_files(
    paths: VaultPaths,
    previous: PreviousBuild,
    site: Site,
    pictures: Iterable[VaultPicture],
    stage: FileStager,
) -> list[SiteFile]:
    """Build every file of the site, and stage those that are not up to date."""
    site_files = []
    for path, content in build_stylesheets(site.today):
        site_files.append(SiteFile(path, compute_digest(content), stage(path, content)))
    for picture in pictures:
        staged = None
        if not previous.is_up_to_date(picture.site_path, picture.digest):
            staged = stage(picture.site_path, read_picture(paths.root, picture))
        site_files.append(SiteFile(picture.site_path, picture.digest, staged))

    page_jobs, block_sizes = _arrange_page_jobs(list_page_jobs(site))
    compiled_templates = create_private_folder(paths.cache_folder, "templates")
    if not previous.has_all_inputs_unchanged():
        import_views()
    render = partial(_render_pages, previous, compiled_templates, stage)
    return site_files + parallel_map("Printing", render, page_jobs, block_sizes)


def _arrange_page_jobs(
    page_jobs: Mapping[str, PageJob],
) -> tuple[list[tuple[str, PageJob]], list[int]]:
    """Arrange the pages for parallel work: all of them in order, and the sizes of the first blocks.

    First come the batches of pages that show the same measures, then the other pages that are
    about more than one note, a block each; the pages of single notes can be split anyhow.
    """
    batched_paths = list(chain(*PAGE_BATCHES))
    batched_jobs = [(path, page_jobs[path]) for path in batched_paths]
    wide_jobs = []
    narrow_jobs = []
    for path, job in page_jobs.items():
        if job.note_path:
            narrow_jobs.append((path, job))
        elif path not in batched_paths:
            wide_jobs.append((path, job))

    block_sizes = [len(batch) for batch in PAGE_BATCHES] + [1] * len(wide_jobs)
    return batched_jobs + wide_jobs + narrow_jobs, block_sizes


def _build_calendar_file(paths: VaultPaths, loaded: LoadedVault, stage: FileStager) -> SiteFile:
    from netnotes.formats.writers.calendar import FEED_FILE_NAME

    calendar = build_calendar(paths, loaded)
    return SiteFile(FEED_FILE_NAME, compute_digest(calendar), stage(FEED_FILE_NAME, calendar))


def _render_pages(
    previous: PreviousBuild,
    compiled_templates: Path | None,
    stage: FileStager,
    page_jobs: Sequence[tuple[str, PageJob]],
) -> list[SiteFile]:
    """Render pages and stage them, except those that are up to date."""
    # Two questions, the cheap one first: has nothing changed that the page could be made from? And
    # if something has, are the inputs of this page still the same?
    site_files = []
    for path, job in page_jobs:
        note_digest = previous.get_note_digest(job.note_path)

        input_digest = previous.find_cached_input_digest(path, job.note_path)
        if input_digest and previous.is_up_to_date(path, input_digest):
            site_files.append(SiteFile(path, input_digest, None, note_digest))
            continue

        page_inputs = job.collect_inputs()
        input_digest = compute_input_digest(page_inputs)
        if previous.is_up_to_date(path, input_digest):
            site_files.append(SiteFile(path, input_digest, None, note_digest))
            continue

        page = render_page(page_inputs, compiled_templates=compiled_templates)
        staged = stage(path, page.content)
        site_files.append(SiteFile(path, input_digest, staged, note_digest))
    return site_files


def describe_build(result: BuildResult) -> str:
    """Describe a build in one line: notes, people, problems, pages, seconds, and where it is.

    A second line says whether sentences wait in the inbox.
    """
    notes = format_count(result.note_count, "note")
    people = format_count(result.contact_count, "person", "people")
    problems = "no problems"
    if result.diagnostics:
        problems = format_count(len(result.diagnostics), "problem")
    written, unchanged, removed = result.page_counts
    pages = f"{format_count(written, 'page')} written, {unchanged:,} unchanged"
    if removed:
        pages += f", {removed:,} removed"
    line = f"{notes}, {people}, {problems}; {pages} in {result.seconds:.2f} s: {result.index_path}"
    waiting = suggest_filing(result.loaded.waiting_sentences)
    if waiting:
        return f"{line}\n{waiting}"
    return line
