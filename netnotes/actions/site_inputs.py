"""LoadedVault → Site, its pictures, its calendar: what build and serve both need."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netnotes.dashboard.site import build_site
from netnotes.dashboard.snapshot import SiteSnapshot
from netnotes.formats.writers.calendar import FEED_FILE_NAME
from netnotes.reading.file_index import find_file
from netnotes.system import export_file
from netnotes.vault.pictures import IMAGE_SUFFIXES, identify_picture, read_picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netnotes.network.network import Network
    from netnotes.vault.load import LoadedVault
    from netnotes.vault.paths import VaultPaths
    from netnotes.vault.pictures import VaultPicture


def build_calendar(paths: VaultPaths, loaded: LoadedVault) -> bytes:
    """The calendar, which goes on from the one in the dashboard's folder."""
    from netnotes.formats.writers.calendar import FEED_FILE_NAME, convert_to_ics

    before = export_file.read_export(paths.output / FEED_FILE_NAME)
    return convert_to_ics(loaded.network, loaded.vault.root.name, before.decode(errors="replace"))


def build_snapshot(
    number: int,
    paths: VaultPaths,
    loaded: LoadedVault,
    token: str = "",
    previous: SiteSnapshot | None = None,
    change_summary: str = "",
) -> SiteSnapshot:
    """The dashboard of an opened vault, each page to be made when it is asked for.

    `before` is the edition before it, and `news` what has changed since.
    """
    pictured = collect_pictures(paths.root, loaded.network, loaded.vault.attachments)
    where = {path: one.site_path for path, one in pictured.items()}
    shown = build_site(
        loaded.network,
        paths.root.name,
        loaded.diagnostics,
        where,
        str(paths.root),
        previous.site if previous else None,
    )
    files = {one.site_path: partial(read_picture, paths.root, one) for one in pictured.values()}
    files[FEED_FILE_NAME] = partial(build_calendar, paths, loaded)
    return SiteSnapshot(number, shown, files, token=token, change_summary=change_summary)


def collect_pictures(
    root: Path, network: Network, attachments: tuple[str, ...]
) -> dict[str, VaultPicture]:
    """The images that notes show, by their path in the vault."""
    known = {path for path in attachments if path.casefold().endswith(IMAGE_SUFFIXES)}
    if not known:
        return {}
    wanted = {path for path in iter_shown_paths(network) if path in known}
    pictures = (identify_picture(root, path) for path in sorted(wanted))
    return {picture.path: picture for picture in pictures if picture}


def iter_shown_paths(network: Network) -> Iterator[str]:
    for contact in network.contacts:
        if contact.photo:
            yield find_file(contact.photo.strip("![]"), contact.path, network.file_index).path
    for origin, targets in network.link_targets.items():
        for target in targets:
            if target.casefold().endswith(IMAGE_SUFFIXES):
                yield find_file(target, origin, network.file_index).path
