"""Load a vault: find it, read its notes, build the network, and list what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.model.diagnostics import Diagnostic, Severity, sort_diagnostics
from netnotes.model.inbox import NOTHING_WAITS, WaitingSentences
from netnotes.network.checks import check_network
from netnotes.network.link_graph import build_file_index
from netnotes.network.met_people import check_people_met_have_notes
from netnotes.network.network import build_network
from netnotes.network.shared_names import check_names_lead_to_contacts
from netnotes.network.summaries import summarize_diagnostics
from netnotes.network.text_checks import (
    check_absent_people,
    check_links_in_text,
    check_meetings_name_contacts,
)
from netnotes.network.unread_touches import (
    check_daily_notes_are_read,
    check_days_above_touches,
    check_meetings_say_who_was_there,
)
from netnotes.network.what_to_say import list_pitch_links
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.note import read_note
from netnotes.vault.cache import (
    LINK_GRAPH,
    NETWORK_DIAGNOSTICS,
    CachedResult,
    build_empty_cache,
    compute_cache_key,
    decode_diagnostics,
    decode_graph,
    encode_diagnostics,
    encode_graph,
    find_result,
    list_note_changes,
    list_result_changes,
    load_cache,
    save_changes,
)
from netnotes.vault.inbox import count_waiting_sentences
from netnotes.vault.listed_people import check_listed_people_have_notes
from netnotes.vault.listing import stat_file
from netnotes.vault.obsidian_settings import find_daily_notes, read_templates_folders
from netnotes.vault.paths import find_vault
from netnotes.vault.read_notes import read_note_source, read_vault
from netnotes.vault.settings_paths import check_settings_paths
from netnotes.vault.unlinked_mentions import check_unlinked_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date as Day
    from pathlib import Path

    from netnotes.model.people import MetLine
    from netnotes.model.reading import Reading
    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.network.link_graph import LinkGraph
    from netnotes.network.network import Network
    from netnotes.system.cache_store import SectionChange
    from netnotes.vault.cache import Cache
    from netnotes.vault.listing import VaultListing
    from netnotes.vault.paths import VaultPaths
    from netnotes.vault.read_notes import Vault


class LoadedVault(NamedTuple):
    """A vault with everything that was read and built from it."""

    vault: Vault
    network: Network

    # What is wrong and not turned off by the settings, sorted by location. What is wrong in most
    # notes is one diagnostic; see `summarize_diagnostics`.
    diagnostics: tuple[Diagnostic, ...]

    # The same, with a diagnostic for each note.
    all_diagnostics: tuple[Diagnostic, ...]

    # What was cached before the vault was loaded.
    cache: Cache

    # What `check_network` found, whether turned off or not.
    network_diagnostics: tuple[Diagnostic, ...]

    waiting_sentences: WaitingSentences = NOTHING_WAITS


def load_vault(
    paths: VaultPaths,
    today: Day,
    *,
    ignore_cache: bool = False,
    previous: LoadedVault | None = None,
    listing: VaultListing | None = None,
) -> LoadedVault:
    """Read a vault and build its network; what is cached is not read or built again.

    `previous` is what this process loaded last, used instead of the cache on the disk. `listing`
    are the files of the vault, if they have just been listed.
    """
    root, settings = paths.root, paths.settings
    # Everything outside the notes that decides how they are read: Obsidian's settings do, too.
    daily_notes = find_daily_notes(root, settings)
    key = compute_cache_key(repr(settings), repr(daily_notes), repr(read_templates_folders(root)))

    if previous and previous.cache.key != key:
        previous = None
    if previous:
        cache = previous.cache
    else:
        cache = build_empty_cache(key) if ignore_cache else load_cache(paths.cache_folder, key)

    vault = read_vault(
        root,
        settings,
        daily_notes,
        paths.output,
        previous.vault.cached_notes if previous else cache.notes,
        previous.vault if previous else None,
        listing,
    )

    graph = _find_link_graph(vault, previous, cache)
    network = build_network(vault.readings, vault.attachments, settings, today, graph)
    pitch_notes = _read_pitch_notes(root, network)
    if pitch_notes:
        network = replace(network, pitch_notes=pitch_notes)

    network_diagnostics = _find_network_diagnostics(vault, previous, cache, today)
    if network_diagnostics is None:
        network_diagnostics = check_network(network)
    text_diagnostics = (
        *check_links_in_text(network, vault.readings),
        *check_meetings_name_contacts(network, vault.readings),
        *check_absent_people(network, vault.readings),
        *check_people_met_have_notes(network, _iter_lines_by_day(vault.readings, daily_notes)),
        *check_names_lead_to_contacts(network, vault.readings),
        *check_days_above_touches(network, vault.readings),
        *check_meetings_say_who_was_there(network, vault.readings),
        *check_daily_notes_are_read(network, vault.readings, daily_notes),
        *check_listed_people_have_notes(root, network, vault.readings),
        *check_unlinked_mentions(root, network, vault.readings, daily_notes),
        *check_settings_paths(root, settings, vault.readings),
    )

    all_diagnostics = sort_diagnostics(
        (*paths.diagnostics, *vault.diagnostics, *network_diagnostics, *text_diagnostics)
    )
    shown_diagnostics = tuple(
        [finding for finding in all_diagnostics if _is_shown(finding, settings, today)]
    )
    loaded = LoadedVault(
        vault,
        network,
        summarize_diagnostics(shown_diagnostics, network, vault.readings),
        shown_diagnostics,
        cache,
        network_diagnostics,
        count_waiting_sentences(root, network),
    )
    _last_loaded[:] = [loaded]
    return loaded


def _iter_lines_by_day(
    readings: Iterable[Reading], daily_notes: DailyNotes
) -> Iterator[tuple[Day, tuple[MetLine, ...]]]:
    """Yield the lines under `## Met` in daily notes, with the days of the notes."""
    for reading in readings:
        day = find_daily_note_day(reading.path, daily_notes) if reading.met_lines else None
        if day:
            yield day, reading.met_lines


def _is_shown(diagnostic: Diagnostic, settings: Settings, today: Day) -> bool:
    if settings.find_severity(diagnostic.code) is Severity.OFF:
        return False
    return diagnostic.day is None or diagnostic.day <= today


def _read_pitch_notes(root: Path, network: Network) -> dict[str, str]:
    """Read the texts of the notes that pitches link to, by the goals' paths; see `Network`."""
    texts = {}
    for key, path in list_pitch_links(network.settings.me.pitch, network.active_goals, network):
        source, _ = read_note_source(root, stat_file(root, path))
        if source:
            note, _ = read_note(source)
            texts[key] = "\n".join([line.raw for line in note.lines if line.kind != "verbatim"])
    return texts


# The vault that was loaded last stays in memory until the process ends. Otherwise Python would take
# 10,000 notes apart when a command returns, which takes 60 ms and serves nobody.
_last_loaded: list[LoadedVault] = []


def _find_link_graph(vault: Vault, previous: LoadedVault | None, cache: Cache) -> LinkGraph | None:
    """Find the link graph of the last run, if it would be built the same; else None."""
    if previous and _has_same_public_parts(previous.vault, vault):
        return previous.network

    encoded = find_result(cache, LINK_GRAPH, vault.public_parts_digest)
    if not encoded:
        return None
    return decode_graph(encoded, build_file_index(vault.readings, vault.attachments))


def _find_network_diagnostics(
    vault: Vault, previous: LoadedVault | None, cache: Cache, today: Day
) -> tuple[Diagnostic, ...] | None:
    """Find what the last run found wrong in the network, if it would be the same; else None."""
    if previous and _has_same_public_parts(previous.vault, vault):
        if previous.network.today != today:  # a day that was to come may be over now
            return None
        return previous.network_diagnostics

    encoded = find_result(cache, NETWORK_DIAGNOSTICS, _digest_check_inputs(vault, today))
    if not encoded:
        return None
    return decode_diagnostics(encoded)


def _has_same_public_parts(left: Vault, right: Vault) -> bool:
    return left.public_parts_digest == right.public_parts_digest != b""


def _digest_check_inputs(vault: Vault, today: Day) -> bytes:
    """Digest what the network's checks depend on; empty if it is not known."""
    if not vault.public_parts_digest:
        return b""
    return vault.public_parts_digest + today.isoformat().encode()


def find_and_load_vault(folder: Path | None, today: Day) -> LoadedVault:
    """Load the vault in a folder, or the one around the current folder, and cache what it says.

    Nothing is cached of a folder without contacts: it may have been named by mistake.
    Raises NetnotesError when there is no such folder.
    """
    paths = find_vault(folder)
    loaded = load_vault(paths, today)
    if loaded.network.contacts:
        changes = list_vault_changes(loaded)
        if changes:
            save_changes(paths.cache_folder, loaded.cache.key, changes)
    return loaded


def list_vault_changes(loaded: LoadedVault) -> dict[str, SectionChange]:
    """List what to save so that the notes need not be read, linked and checked again."""
    changes = list_note_changes(loaded.cache, loaded.vault.cached_notes)
    return changes | list_result_changes(loaded.cache, dict(_iter_results(loaded)))


def _iter_results(loaded: LoadedVault) -> Iterator[tuple[str, CachedResult]]:
    """Yield the results that are not cached yet, by name."""
    cache, vault = loaded.cache, loaded.vault

    graph_inputs = vault.public_parts_digest
    if graph_inputs and not find_result(cache, LINK_GRAPH, graph_inputs):
        yield LINK_GRAPH, CachedResult(graph_inputs, encode_graph(loaded.network))

    check_inputs = _digest_check_inputs(vault, loaded.network.today)
    if check_inputs and not find_result(cache, NETWORK_DIAGNOSTICS, check_inputs):
        content = encode_diagnostics(loaded.network_diagnostics)
        yield NETWORK_DIAGNOSTICS, CachedResult(check_inputs, content)
