"""`netnotes build`: the notes in, the dashboard out."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.cli import DONE, PROBLEMS, vault_argument
from netnotes.commands.opening import Located, Opened, find_vault, open_vault
from netnotes.dashboard.pages import Page, assets, fingerprint, page
from netnotes.dashboard.views import sheets, site
from netnotes.doors import lock, memory, pictures
from netnotes.doors import site as site_door
from netnotes.doors.memory import RememberedPage
from netnotes.words import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from datetime import date as Day

    from netnotes.dashboard.views import Sheet
    from netnotes.diagnostics import Diagnostic
    from netnotes.doors.site import Written


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `build`."""
    vault_argument(verb)
    verb.add_argument("--output", type=Path, metavar="DIR", help="where to write the dashboard")
    verb.add_argument("--open", action="store_true", help="open the dashboard in the browser")
    verb.add_argument("--full", action="store_true", help="build everything anew, whatever is remembered")
    verb.add_argument("--strict", action="store_true", help="exit with 1 when there are problems")


def build(args: argparse.Namespace) -> int:
    """Read, check, compute and write; PROBLEMS only with `--strict`, for a broken note never stops the others."""
    built = build_dashboard(find_vault(args.vault, args.output), args.today, forget=args.full)
    if not args.quiet:
        print(report(built))
    if args.open:
        open_in_browser(built.page)
    return PROBLEMS if args.strict and built.found else DONE


class Built(NamedTuple):
    """What a build did."""

    page: Path
    notes: int
    contacts: int
    found: tuple[Diagnostic, ...]
    written: Written
    seconds: float


def build_dashboard(place: Located, today: Day, *, forget: bool = False) -> Built:
    """Build the dashboard of a vault; the notes are read, never written.

    Raises NetnotesError where the dashboard can't be written, Busy where another build is at work.
    """
    started = time.perf_counter()
    with lock.held(place.memory / "lock", "netnotes build"):
        opened = open_vault(place, today, forget=forget)
        written = _write(place, opened)
    network = opened.network
    return Built(
        page=place.output / "index.html",
        notes=network.notes,
        contacts=len(network.contacts),
        found=opened.found,
        written=written,
        seconds=time.perf_counter() - started,
    )


def _write(place: Located, opened: Opened) -> Written:
    """Write the pages that are not what they were, and remember how all of them were made."""
    remembered = opened.memory.pages
    site_door.prepare(place.output, place.root, place.settings.contacts)
    there = site_door.standing(place.output, {path: one.state for path, one in remembered.items()})
    made_from: dict[str, bytes] = {}
    changed: list[Page] = []
    for path, digest, make in _parts(place, opened):
        made_from[path] = digest
        last = remembered.get(path)
        if last is None or last.made_from != digest or path not in there:
            changed.append(Page(path, make()))
    rendered = {one.path for one in changed}
    kept = {path: remembered[path].state for path in made_from if path not in rendered}
    written, states = site_door.write(place.output, changed, kept)
    pages = {path: RememberedPage(digest, states[path]) for path, digest in made_from.items()}
    memory.save(place.memory, opened.memory._replace(pages=pages))
    return written


class Part(NamedTuple):
    """A file of the site: where it lies, a digest of what it is made from, and how to make its bytes."""

    path: str
    made_from: bytes
    make: Callable[[], bytes]


def _parts(place: Located, opened: Opened) -> Iterator[Part]:
    """Every file of the dashboard, not yet made."""
    network = opened.network
    pictured = pictures.of(place.root, network, opened.vault.attachments)
    for asset in assets(network.today):
        yield Part(asset.path, blake2b(asset.content, digest_size=16).digest(), partial(bytes, asset.content))
    for picture in pictured.values():
        yield Part(picture.page, picture.digest, partial(pictures.content, place.root, picture))
    shown = site(network, place.root.name, opened.found, {path: one.page for path, one in pictured.items()})
    for sheet in sheets(shown):
        yield Part(sheet.path, fingerprint(sheet), partial(_page, sheet))


def _page(sheet: Sheet) -> bytes:
    return page(sheet).content


def report(built: Built) -> str:
    """The one line a build says: notes, people, problems, pages written and unchanged, seconds, and where."""
    written, unchanged, removed = built.written
    pages = f"{counted(written, 'page')} written, {unchanged:,} unchanged" + (
        f", {removed:,} removed" if removed else ""
    )
    problems = counted(len(built.found), "problem") if built.found else "no problems"
    people = counted(built.contacts, "person", "people")
    return f"{counted(built.notes, 'note')}, {people}, {problems}; {pages} in {built.seconds:.2f} s: {built.page}"


def open_in_browser(index: Path) -> None:
    """Open a page, or say where it is when there is no browser to open it."""
    import webbrowser

    has_screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not (has_screen and webbrowser.open(index.as_uri())):
        print(f"Open {index.as_uri()} in your browser.")
