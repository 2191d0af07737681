"""What `build` and `serve` need beside the pages: pictures and the calendar; and snapshots."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netnotes.dashboard.site import build_site
from netnotes.system import export_file
from netnotes.vault.pictures import IMAGE_SUFFIXES, identify_picture, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from netnotes.dashboard.snapshot import SiteSnapshot
    from netnotes.network.network import Network
    from netnotes.vault.load import LoadedVault
    from netnotes.vault.paths import VaultPaths
    from netnotes.vault.pictures import VaultPicture


def build_calendar(paths: VaultPaths, loaded: LoadedVault) -> bytes:
    """Build the calendar feed, which continues the one in the dashboard's folder."""
    from netnotes.formats.writers.calendar import FEED_FILE_NAME, convert_to_ics

    # An event that has not changed keeps its revision, which the previous feed says.
    previous_feed = export_file.read_export(paths.output / FEED_FILE_NAME)
    vault_name = loaded.vault.root.name
    return convert_to_ics(loaded.network, vault_name, previous_feed.decode(errors="replace"))


def build_snapshot(
    number: int,
    paths: VaultPaths,
    loaded: LoadedVault,
    token: str = "",
    previous: SiteSnapshot | None = None,
    change_summary: str = "",
) -> SiteSnapshot:
    """Build the dashboard of a loaded vault, each page to be made when it is asked for.

    `previous` is the snapshot before it, and `change_summary` says what has changed since.
    """
    from netnotes.dashboard.snapshot import SiteSnapshot
    from netnotes.formats.writers.calendar import FEED_FILE_NAME

    pictures = collect_pictures(paths.root, loaded.network, loaded.vault.attachments)
    site = build_site(
        loaded.network,
        paths.root.name,
        loaded.diagnostics,
        {path: picture.site_path for path, picture in pictures.items()},
        str(paths.root),
        previous.site if previous else None,
        waiting_sentences=loaded.waiting_sentences,
    )
    files: dict[str, Callable[[], bytes]] = {FEED_FILE_NAME: partial(build_calendar, paths, loaded)}
    for picture in pictures.values():
        files[picture.site_path] = partial(read_picture, paths.root, picture)
    return SiteSnapshot(number, site, files, token=token, change_summary=change_summary)


def collect_pictures(
    root: Path, network: Network, attachments: tuple[str, ...]
) -> dict[str, VaultPicture]:
    """Collect the images that the notes show, by their path in the vault."""
    image_paths = {path for path in attachments if path.casefold().endswith(IMAGE_SUFFIXES)}
    if not image_paths:
        return {}

    pictures: dict[str, VaultPicture] = {}
    for path in sorted(image_paths.intersection(iter_shown_paths(network))):
        picture = identify_picture(root, path)
        if picture:
            pictures[path] = picture
    return pictures


def iter_shown_paths(network: Network) -> Iterator[str]:
    """Yield the paths of photos, and of images that a contact, goal or event links to."""
    for contact in network.contacts:
        if contact.photo:
            # A photo is written as a path or, in Obsidian, as `![[Ada.png]]`.
            yield network.find_path(contact.photo.strip("![]"), contact.path)
    for origin, targets in network.link_targets.items():
        for target in targets:
            if target.casefold().endswith(IMAGE_SUFFIXES):
                yield network.find_path(target, origin)
