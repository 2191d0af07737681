"""What most verbs begin with: find the vault, read it, make the network."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.model.diagnostics import Diagnostic, Severity, sort_diagnostics
from netnotes.network.checks import check_links_in_text, check_network
from netnotes.network.link_graph import LinkGraph, build_file_index
from netnotes.network.network import Network, build_network
from netnotes.system import lock
from netnotes.vault.cache import (
    CachedGraph,
    build_empty_cache,
    compute_cache_key,
    decode_graph,
    encode_graph,
    load_cache,
    save_cache,
)
from netnotes.vault.obsidian_settings import find_daily_notes, read_templates_folder
from netnotes.vault.paths import find_vault
from netnotes.vault.read_notes import read_vault

if TYPE_CHECKING:
    from datetime import date as Day
    from pathlib import Path

    from netnotes.vault.cache import Cache
    from netnotes.vault.listing import VaultListing
    from netnotes.vault.paths import VaultPaths
    from netnotes.vault.read_notes import Vault


class LoadedVault(NamedTuple):
    """A vault, the network it makes, everything found wrong in the order of its places, and what was remembered of it.

    `checked` is what of it was found in the notes taken together.
    """

    vault: Vault
    network: Network
    diagnostics: tuple[Diagnostic, ...]
    cache: Cache
    network_diagnostics: tuple[Diagnostic, ...]


def load_vault(
    paths: VaultPaths,
    today: Day,
    *,
    ignore_cache: bool = False,
    previous: LoadedVault | None = None,
    listing: VaultListing | None = None,
) -> LoadedVault:
    """Read a vault and make its network, with the help of what is remembered unless told to forget.

    `before` is what this process opened last, where it did: it is remembered without a look at the disk.
    `listing` are the vault's files, where they have been listed just now.
    """
    root, settings = paths.root, paths.settings
    journal = find_daily_notes(root, settings)
    key = compute_cache_key(repr(settings), repr(journal), read_templates_folder(root))
    if previous and previous.cache.key == key:
        remembered, known = previous.cache, previous.vault
    else:
        remembered, known = (
            build_empty_cache(key) if ignore_cache else load_cache(paths.cache_folder, key),
            None,
        )
    notes = known.cached_notes if known else remembered.notes
    read = read_vault(root, settings, journal, paths.output, notes, known, listing)
    web, checked = _find_cached_graph(read, previous if known else None, remembered, today)
    people = build_network(read.readings, read.attachments, settings, today, web)
    checked = check_network(people) if checked is None else checked
    in_text = check_links_in_text(people, read.readings)
    found = sort_diagnostics((*paths.diagnostics, *read.diagnostics, *checked, *in_text))
    said = tuple(one for one in found if settings.find_severity(one.code) is not Severity.OFF)
    return LoadedVault(read, people, said, remembered, checked)


def _find_cached_graph(
    current: Vault, previous: LoadedVault | None, cache: Cache, today: Day
) -> tuple[LinkGraph | None, tuple[Diagnostic, ...] | None]:
    """How the notes hang together, and what is wrong in that on this day; None each where it must be made out.

    It is known as long as the notes show outward what they did when it was.
    """
    if previous and previous.vault.public_parts_digest == current.public_parts_digest != b"":
        return (
            previous.network,
            previous.network_diagnostics if previous.network.today == today else None,
        )
    told = cache.graph
    if told and told.public_parts_digest == current.public_parts_digest:
        web = decode_graph(
            told.encoded_graph, build_file_index(current.readings, current.attachments)
        )
        return web, told.diagnostics if told.day == today else None
    return None, None


def find_and_load_vault(folder: Path | None, today: Day) -> LoadedVault:
    """Read the vault a person named, or the one around the current folder, and make its network.

    As long as no dashboard was built of it, what was read is remembered here, if there are people in it: a build
    remembers more.
    """
    place = find_vault(folder)
    opened = load_vault(place, today)
    is_new = not opened.cache.pages and opened.vault.cached_notes != opened.cache.notes
    if is_new and opened.network.contacts:
        with suppress(NetnotesError), lock.hold_lock(place.cache_folder / "lock", "netnotes"):
            save_cache(
                place.cache_folder,
                opened.cache,
                opened.vault.cached_notes,
                {},
                graph=build_cached_graph(opened),
            )
    return opened


def build_cached_graph(loaded: LoadedVault) -> CachedGraph | None:
    """What the notes come to together, to be remembered; None where it can't be told how long it holds."""
    outward, last = loaded.vault.public_parts_digest, loaded.cache.graph
    if not outward:
        return None
    web = (
        last.encoded_graph
        if last and last.public_parts_digest == outward
        else encode_graph(loaded.network)
    )
    return CachedGraph(outward, loaded.network.today, loaded.network_diagnostics, web)
