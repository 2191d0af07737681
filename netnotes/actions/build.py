"""Build the dashboard into its folder: what stands, what is made anew; the line that says so."""

from __future__ import annotations

import time
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.actions.site_inputs import build_calendar, collect_pictures
from netnotes.dashboard.page_list import PAGE_BATCHES, compute_shared_inputs_digest, list_page_jobs
from netnotes.dashboard.render import build_stylesheets, compute_input_digest, render_page
from netnotes.dashboard.site import build_site
from netnotes.model.diagnostics import sort_diagnostics
from netnotes.system import lock, site_folder
from netnotes.system.parallel import parallel_map
from netnotes.system.site_folder import StagedPage
from netnotes.text import format_count
from netnotes.vault.cache import (
    UNKNOWN_DIGESTS,
    CachedPage,
    InputDigests,
    create_private_folder,
    load_shared_value,
    save_cache,
    store_shared_value,
)
from netnotes.vault.load import LoadedVault, build_cached_graph, load_vault
from netnotes.vault.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date as Day

    from netnotes.dashboard.page_list import PageJob
    from netnotes.dashboard.site import Site
    from netnotes.model.diagnostics import Diagnostic
    from netnotes.system.site_folder import PageCounts
    from netnotes.vault.cache import Cache, CachedNote
    from netnotes.vault.paths import VaultPaths
    from netnotes.vault.pictures import VaultPicture

    FileStager = Callable[[str, bytes], StagedPage]


class BuildResult(Struct, frozen=True):
    """What a build did, and the vault as it was opened for it."""

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
) -> BuildResult:
    """Build the dashboard of a vault; the notes are read, never written.

    With `redact` every name and text is replaced by a stand-in before any page is made. With `ics`, or where the
    settings say so, the calendar is a part of it.

    Raises NetnotesError where the dashboard can't be written, Busy where another build is at work.
    """
    started = time.perf_counter()
    with lock.hold_lock(paths.cache_folder / "lock", "netnotes build"):
        opened = load_vault(paths, today, ignore_cache=ignore_cache)
        written = _write_site(
            paths, _redact_vault(opened, today) if redact else opened, ics=ics or paths.settings.ics
        )
    network = opened.network
    return BuildResult(
        loaded=opened,
        index_path=paths.output / "index.html",
        note_count=network.note_count,
        contact_count=len(network.contacts),
        diagnostics=opened.diagnostics,
        page_counts=written,
        seconds=time.perf_counter() - started,
    )


class SiteFile(Struct, frozen=True):
    """A file of the site: where it lies, a digest of what it is made from, and how it lies ready if it had to be made."""

    path: str
    input_digest: bytes
    staged: StagedPage | None


def _redact_vault(loaded: LoadedVault, today: Day) -> LoadedVault:
    """The vault with stand-ins for all that was written in it."""
    from netnotes.network.network import build_network
    from netnotes.reading.redaction import REDACTED_VAULT_NAME, redact_vault

    vault, people = loaded.vault, loaded.network
    said = redact_vault(
        vault.readings, vault.attachments, people.settings, loaded.diagnostics, people.file_index
    )
    return loaded._replace(
        vault=vault._replace(
            root=Path(REDACTED_VAULT_NAME), attachments=(), public_parts_digest=b""
        ),
        network=build_network(said.readings, said.attachments, said.settings, today),
        diagnostics=sort_diagnostics(said.diagnostics),
    )


def _write_site(paths: VaultPaths, loaded: LoadedVault, *, ics: bool) -> PageCounts:
    """Write the pages that are not what they were, and remember how all of them were made."""
    site_folder.prepare_folder(paths.output, paths.root, paths.settings.contacts)
    pictured = collect_pictures(paths.root, loaded.network, loaded.vault.attachments)
    where = {path: one.site_path for path, one in pictured.items()}
    shown = build_site(
        loaded.network, loaded.vault.root.name, loaded.diagnostics, where, str(loaded.vault.root)
    )
    made_from = _compute_input_digests(
        loaded, compute_shared_inputs_digest(shown, loaded.vault.public_parts_digest)
    )
    before = PreviousBuild(paths.output, loaded.cache, loaded.vault.cached_notes, made_from)
    if before.has_same_shared_inputs:
        shown = shown._replace(
            cached_mix=load_shared_value(paths.cache_folder, loaded.cache.key, made_from)
        )
    with site_folder.create_staging_folder(paths.output) as staging:
        stage = partial(site_folder.stage_page, staging)
        parts = _build_site_files(paths, before, shown, pictured.values(), stage)
        if ics:
            from netnotes.formats.writers.calendar import FEED_FILE_NAME

            feed = build_calendar(paths, loaded)
            parts.append(
                SiteFile(FEED_FILE_NAME, _compute_digest(feed), stage(FEED_FILE_NAME, feed))
            )
        pages = [
            (part.path, part.staged or StagedPage(loaded.cache.pages[part.path].state))
            for part in parts
        ]
        written = site_folder.write_pages(staging, pages)
    made = {
        part.path: CachedPage(part.input_digest, page.stamp)
        for part, (_, page) in zip(parts, pages, strict=True)
    }
    save_cache(
        paths.cache_folder,
        loaded.cache,
        loaded.vault.cached_notes,
        made,
        made_from,
        build_cached_graph(loaded),
    )
    return written


def _compute_input_digests(loaded: LoadedVault, shared_inputs_digest: bytes) -> InputDigests:
    """What all pages are made from: what surrounds each note, every note, and what is wrong with them."""
    if not shared_inputs_digest:
        return UNKNOWN_DIGESTS
    notes = "".join([one.digest for one in loaded.vault.readings])
    return InputDigests(
        shared_inputs_digest,
        _compute_digest(repr((shared_inputs_digest, notes, loaded.diagnostics)).encode()),
    )


class PreviousBuild(Struct, frozen=True):
    """The last build, as far as it is remembered, beside what pages are made from now."""

    output: Path
    cache: Cache
    notes: Mapping[str, CachedNote]
    input_digests: InputDigests

    def is_up_to_date(self, path: str, input_digest: bytes) -> bool:
        """Whether a page was made from this and stands in the folder as it was written."""
        last = self.cache.pages.get(path)
        return (
            last is not None
            and last.input_digest == input_digest
            and site_folder.is_page_unchanged(self.output, path, last.state)
        )

    def find_cached_input_digest(self, path: str, note: str | None) -> bytes:
        """What a page is made from where that is sure to be what it was; else nothing.

        `note` is the one note it is made from beside its surroundings, as in its Recipe.
        """
        last = self.cache.pages.get(path)
        return last.input_digest if last and self._is_unchanged(note) else b""

    @property
    def has_same_shared_inputs(self) -> bool:
        """Whether what surrounds each note is sure to be what it was."""
        return self.input_digests.shared_inputs == self.cache.input_digests.shared_inputs != b""

    def _is_unchanged(self, note: str | None) -> bool:
        if self.input_digests.all_inputs == self.cache.input_digests.all_inputs != b"":
            return True
        if note is None or not self.has_same_shared_inputs:
            return False
        last, now = self.cache.notes.get(note), self.notes.get(note)
        return not note or (last is not None and now is not None and last.digest == now.digest)


def _build_site_files(
    paths: VaultPaths,
    previous: PreviousBuild,
    site: Site,
    page_pictures: Iterable[VaultPicture],
    stage: FileStager,
) -> list[SiteFile]:
    """Every file of the dashboard, those that are not what they were laid ready."""
    parts = [
        SiteFile(path, _compute_digest(content), stage(path, content))
        for path, content in build_stylesheets(site.network.today)
    ]
    for picture in page_pictures:
        same = previous.is_up_to_date(picture.site_path, picture.digest)
        staged = None if same else stage(picture.site_path, read_picture(paths.root, picture))
        parts.append(SiteFile(picture.site_path, picture.digest, staged))
    compiled = create_private_folder(paths.cache_folder, "templates")
    place_of = {path: at for at, path in enumerate(chain(*PAGE_BATCHES))}
    recipes = sorted(
        list_page_jobs(site).items(),
        key=lambda one: (bool(one[1].note_path), place_of.get(one[0], len(place_of))),
    )
    alone = sum(not recipe.note_path for _, recipe in recipes) - len(place_of)
    keep = partial(
        store_shared_value, paths.cache_folder, previous.cache.key, previous.input_digests
    )
    printed = partial(_render_pages, previous, compiled, stage, keep)
    return parts + parallel_map(
        "Printing", printed, recipes, (*map(len, PAGE_BATCHES), *[1] * alone)
    )


def _render_pages(
    previous: PreviousBuild,
    compiled_templates: Path | None,
    stage: FileStager,
    store: Callable[[bytes], None],
    page_jobs: Sequence[tuple[str, PageJob]],
) -> list[SiteFile]:
    """The pages of these recipes; what is made from the same as the page that stands there is not printed again."""
    parts = []
    for path, recipe in page_jobs:
        known = previous.find_cached_input_digest(path, recipe.note_path)
        if known and previous.is_up_to_date(path, known):
            parts.append(SiteFile(path, known, None))
            continue
        sheet = recipe.collect_inputs()
        if sheet.cacheable_bytes:
            store(sheet.cacheable_bytes)
        made_from = compute_input_digest(sheet)
        same = previous.is_up_to_date(path, made_from)
        parts.append(
            SiteFile(
                path,
                made_from,
                None
                if same
                else stage(path, render_page(sheet, compiled_templates=compiled_templates).content),
            )
        )
    return parts


def _compute_digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def describe_build(result: BuildResult) -> str:
    """The one line a build says: notes, people, problems, pages written and unchanged, seconds, and where."""
    written, unchanged, removed = result.page_counts
    pages = f"{format_count(written, 'page')} written, {unchanged:,} unchanged" + (
        f", {removed:,} removed" if removed else ""
    )
    problems = (
        format_count(len(result.diagnostics), "problem") if result.diagnostics else "no problems"
    )
    people = format_count(result.contact_count, "person", "people")
    return f"{format_count(result.note_count, 'note')}, {people}, {problems}; {pages} in {result.seconds:.2f} s: {result.index_path}"
