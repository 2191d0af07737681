"""`netnotes build`: the notes in, the dashboard out."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.cli import DONE, PROBLEMS, vault_argument
from netnotes.commands.opening import Located, Opened, find_vault, open_vault, together
from netnotes.dashboard.pages import build_stylesheets, compute_input_digest, render_page
from netnotes.dashboard.site import build_site
from netnotes.dashboard.views import PAGE_BATCHES, compute_shared_inputs_digest, list_page_jobs
from netnotes.diagnostics import in_order
from netnotes.doors import export, lock, memory, pictures
from netnotes.doors import site as site_door
from netnotes.doors.memory import UNKNOWN, MadeFrom, RememberedPage
from netnotes.doors.site import Staged
from netnotes.doors.workers import shared_out
from netnotes.words import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.dashboard.views import PageJob
    from netnotes.diagnostics import Diagnostic
    from netnotes.doors.memory import Memory
    from netnotes.doors.pictures import Picture
    from netnotes.doors.site import Written
    from netnotes.doors.vault import Remembered

    Stage = Callable[[str, bytes], Staged]


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `build`."""
    vault_argument(verb)
    verb.add_argument("--output", type=Path, metavar="DIR", help="where to write the dashboard")
    verb.add_argument("--open", action="store_true", help="open the dashboard in the browser")
    verb.add_argument("--redact", action="store_true", help="with stand-ins for every name and text, for screenshots")
    verb.add_argument("--ics", action="store_true", help="keep followups.ics in it, a calendar to subscribe to")
    verb.add_argument("--full", action="store_true", help="build everything anew, whatever is remembered")
    verb.add_argument("--strict", action="store_true", help="exit with 1 when there are problems")


def build(args: argparse.Namespace) -> int:
    """Read, check, compute and write; PROBLEMS only with `--strict`, for a broken note never stops the others."""
    place = find_vault(args.vault, args.output)
    built = build_dashboard(place, args.today, forget=args.full, redact=args.redact, ics=args.ics)
    if not args.quiet:
        print(report(built))
    if args.open:
        open_in_browser(built.page.as_uri())
    return PROBLEMS if args.strict and built.found else DONE


class Built(Struct, frozen=True):
    """What a build did, and the vault as it was opened for it."""

    opened: Opened
    page: Path
    notes: int
    contacts: int
    found: tuple[Diagnostic, ...]
    written: Written
    seconds: float


def build_dashboard(
    place: Located, today: Day, *, forget: bool = False, redact: bool = False, ics: bool = False
) -> Built:
    """Build the dashboard of a vault; the notes are read, never written.

    With `redact` every name and text is replaced by a stand-in before any page is made. With `ics`, or where the
    settings say so, the calendar is a part of it.

    Raises NetnotesError where the dashboard can't be written, Busy where another build is at work.
    """
    started = time.perf_counter()
    with lock.held(place.memory / "lock", "netnotes build"):
        opened = open_vault(place, today, forget=forget)
        written = _write(place, _redacted(opened, today) if redact else opened, ics=ics or place.settings.ics)
    network = opened.network
    return Built(
        opened=opened,
        page=place.output / "index.html",
        notes=network.notes,
        contacts=len(network.contacts),
        found=opened.found,
        written=written,
        seconds=time.perf_counter() - started,
    )


class Part(Struct, frozen=True):
    """A file of the site: where it lies, a digest of what it is made from, and how it lies ready if it had to be made."""

    path: str
    made_from: bytes
    staged: Staged | None


def _redacted(opened: Opened, today: Day) -> Opened:
    """The vault with stand-ins for all that was written in it."""
    from netnotes.network.network import network
    from netnotes.reading.redact import REDACTED_VAULT_NAME, redact_vault

    vault, people = opened.vault, opened.network
    said = redact_vault(vault.readings, vault.attachments, people.settings, opened.found, people.shelf)
    return opened._replace(
        vault=vault._replace(root=Path(REDACTED_VAULT_NAME), attachments=(), outward=b""),
        network=network(said.readings, said.attachments, said.settings, today),
        found=in_order(said.diagnostics),
    )


def _write(place: Located, opened: Opened, *, ics: bool) -> Written:
    """Write the pages that are not what they were, and remember how all of them were made."""
    site_door.prepare(place.output, place.root, place.settings.contacts)
    pictured = pictures.of(place.root, opened.network, opened.vault.attachments)
    where = {path: one.page for path, one in pictured.items()}
    shown = build_site(opened.network, opened.vault.root.name, opened.found, where, str(opened.vault.root))
    made_from = _made_from(opened, compute_shared_inputs_digest(shown, opened.vault.outward))
    before = Before(place.output, opened.memory, opened.vault.remember, made_from)
    if before.same_surroundings:
        shown = shown._replace(cached_mix=memory.kept(place.memory, opened.memory.key, made_from))
    with site_door.staging(place.output) as staging:
        stage = partial(site_door.stage, staging)
        parts = _parts(place, before, shown, pictured.values(), stage)
        if ics:
            from netnotes.exchange.to_ics import FEED

            feed = calendar(place, opened)
            parts.append(Part(FEED, _digest(feed), stage(FEED, feed)))
        pages = [(part.path, part.staged or Staged(opened.memory.pages[part.path].state)) for part in parts]
        written = site_door.write(staging, pages)
    made = {part.path: RememberedPage(part.made_from, page.state) for part, (_, page) in zip(parts, pages, strict=True)}
    memory.save(place.memory, opened.memory, opened.vault.remember, made, made_from, together(opened))
    return written


def _made_from(opened: Opened, around: bytes) -> MadeFrom:
    """What all pages are made from: what surrounds each note, every note, and what is wrong with them."""
    if not around:
        return UNKNOWN
    notes = "".join([one.digest for one in opened.vault.readings])
    return MadeFrom(around, _digest(repr((around, notes, opened.found)).encode()))


class Before(Struct, frozen=True):
    """The last build, as far as it is remembered, beside what pages are made from now."""

    output: Path
    memory: Memory
    notes: Mapping[str, Remembered]
    made_from: MadeFrom

    def stands(self, path: str, made_from: bytes) -> bool:
        """Whether a page was made from this and stands in the folder as it was written."""
        last = self.memory.pages.get(path)
        return last is not None and last.made_from == made_from and site_door.stands(self.output, path, last.state)

    def known(self, path: str, note: str | None) -> bytes:
        """What a page is made from where that is sure to be what it was; else nothing.

        `note` is the one note it is made from beside its surroundings, as in its Recipe.
        """
        last = self.memory.pages.get(path)
        return last.made_from if last and self._is_same(note) else b""

    @property
    def same_surroundings(self) -> bool:
        """Whether what surrounds each note is sure to be what it was."""
        return self.made_from.surroundings == self.memory.made_from.surroundings != b""

    def _is_same(self, note: str | None) -> bool:
        if self.made_from.everything == self.memory.made_from.everything != b"":
            return True
        if note is None or not self.same_surroundings:
            return False
        last, now = self.memory.notes.get(note), self.notes.get(note)
        return not note or (last is not None and now is not None and last.digest == now.digest)


def _parts(place: Located, before: Before, shown: Site, pictured: Iterable[Picture], stage: Stage) -> list[Part]:
    """Every file of the dashboard, those that are not what they were laid ready."""
    parts = [
        Part(path, _digest(content), stage(path, content)) for path, content in build_stylesheets(shown.network.today)
    ]
    for picture in pictured:
        same = before.stands(picture.page, picture.digest)
        staged = None if same else stage(picture.page, pictures.content(place.root, picture))
        parts.append(Part(picture.page, picture.digest, staged))
    compiled = memory.folder_in(place.memory, "templates")
    place_of = {path: at for at, path in enumerate(chain(*PAGE_BATCHES))}
    recipes = sorted(
        list_page_jobs(shown).items(), key=lambda one: (bool(one[1].note_path), place_of.get(one[0], len(place_of)))
    )
    alone = sum(not recipe.note_path for _, recipe in recipes) - len(place_of)
    keep = partial(memory.keep, place.memory, before.memory.key, before.made_from)
    printed = partial(_printed, before, compiled, stage, keep)
    return parts + shared_out("Printing", printed, recipes, (*map(len, PAGE_BATCHES), *[1] * alone))


def _printed(
    before: Before,
    compiled: Path | None,
    stage: Stage,
    keep: Callable[[bytes], None],
    recipes: Sequence[tuple[str, PageJob]],
) -> list[Part]:
    """The pages of these recipes; what is made from the same as the page that stands there is not printed again."""
    parts = []
    for path, recipe in recipes:
        known = before.known(path, recipe.note_path)
        if known and before.stands(path, known):
            parts.append(Part(path, known, None))
            continue
        sheet = recipe.collect_inputs()
        if sheet.cacheable_bytes:
            keep(sheet.cacheable_bytes)
        made_from = compute_input_digest(sheet)
        same = before.stands(path, made_from)
        parts.append(
            Part(
                path, made_from, None if same else stage(path, render_page(sheet, compiled_templates=compiled).content)
            )
        )
    return parts


def calendar(place: Located, opened: Opened) -> bytes:
    """The calendar, which goes on from the one in the dashboard's folder."""
    from netnotes.exchange.to_ics import FEED, to_ics

    before = export.content(place.output / FEED)
    return to_ics(opened.network, opened.vault.root.name, before.decode(errors="replace"))


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def report(built: Built) -> str:
    """The one line a build says: notes, people, problems, pages written and unchanged, seconds, and where."""
    written, unchanged, removed = built.written
    pages = f"{counted(written, 'page')} written, {unchanged:,} unchanged" + (
        f", {removed:,} removed" if removed else ""
    )
    problems = counted(len(built.found), "problem") if built.found else "no problems"
    people = counted(built.contacts, "person", "people")
    return f"{counted(built.notes, 'note')}, {people}, {problems}; {pages} in {built.seconds:.2f} s: {built.page}"


def open_in_browser(address: str) -> None:
    """Open a page, or say where it is when there is no browser to open it."""
    import webbrowser

    has_screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not (has_screen and webbrowser.open(address)):
        print(f"Open {address} in your browser.")
