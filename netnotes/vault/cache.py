"""What is saved of earlier runs: the content of each note, and what was made from the notes.

A note is read again when its bytes change. Anything that was made (a page, the link graph, the
checks, a part of the mix) is made again when the digest of its inputs changes.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

import netnotes
from netnotes.model.diagnostics import Diagnostic
from netnotes.model.reading import Reading
from netnotes.network.link_graph import Introduction, LinkGraph
from netnotes.system.cache_store import CACHE_FILE_NAME, CacheStore, SectionChange
from netnotes.system.file_stamp import FileStamp  # noqa: TC001 - CachedPage is decoded by it
from netnotes.vault.listing import VaultFile  # noqa: TC001 - CachedNote is decoded by it

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netnotes.reading.file_index import FileIndex


NOTES_SECTION = "notes"
RESULTS_SECTION = "results"

LINK_GRAPH = "link graph"
NETWORK_DIAGNOSTICS = "network diagnostics"


class CachedNote(NamedTuple):
    """The content of a note when it was last read."""

    # The file as it was then.
    file: VaultFile

    # The digest of its bytes.
    digest: str

    # The Reading, encoded: it is often passed on without being decoded.
    reading: msgspec.Raw

    # The digest of what the pages of other people can show of it.
    public_part_digest: bytes

    # False if the file changed so shortly before it was read that a later change could have the
    # same time. Git calls such a file racy.
    is_settled: bool


class CachedResult(NamedTuple):
    """Something that was made from the notes: the digest of its inputs, and its bytes."""

    input_digest: bytes
    content: bytes


class Cache(NamedTuple):
    """What is saved of a vault."""

    # The digest of everything but the notes that decides how they are read and shown. What was
    # saved under another key is not used.
    key: str

    # By path.
    notes: Mapping[str, CachedNote]

    # By name, such as `LINK_GRAPH`.
    results: Mapping[str, CachedResult]


class InputDigests(NamedTuple):
    """The digests of what the pages of one build were made from; empty if they are not known."""

    # Everything a person's page is made from, except that person's own note.
    shared_inputs: bytes = b""

    # The shared inputs, every note and every diagnostic.
    all_inputs: bytes = b""


UNKNOWN_DIGESTS = InputDigests()


class CachedPage(NamedTuple):
    """A file of the dashboard as it was last written."""

    # The digest of the one note that it is about; empty for pages about more than one.
    note_digest: str

    input_digest: bytes
    stamp: FileStamp


class CachedPages(NamedTuple):
    """The files that the last build wrote to one output folder, by path, and their inputs."""

    pages: Mapping[str, CachedPage]
    input_digests: InputDigests


NO_PAGES = CachedPages({}, UNKNOWN_DIGESTS)


def build_empty_cache(key: str) -> Cache:
    """Build the cache of a vault that was never read."""
    return Cache(key, {}, {})


def build_cache_store(cache_folder: Path, key: str) -> CacheStore:
    """Build the store in which everything about a vault is saved under a key."""
    return CacheStore(cache_folder / CACHE_FILE_NAME, key)


def load_cache(cache_folder: Path, key: str) -> Cache:
    """Load what is saved of a vault; nothing if it can't be read or has another key."""
    store = build_cache_store(cache_folder, key)
    encoded_notes, encoded_results = store.load(NOTES_SECTION, RESULTS_SECTION)

    decode_note = _build_decoder(CachedNote).decode
    decode_result = _build_decoder(CachedResult).decode
    # Of what cannot be decoded nothing is used: it was not written by this version of the program.
    try:
        notes = {path: decode_note(encoded) for path, encoded in encoded_notes.items()}
        results = {name: decode_result(encoded) for name, encoded in encoded_results.items()}
    except ValueError:
        return build_empty_cache(key)
    return Cache(key, notes, results)


def load_cached_pages(cache_folder: Path, key: str, output_key: str) -> CachedPages:
    """Load what the last build wrote to an output folder; nothing if it is not known."""
    (encoded,) = build_cache_store(cache_folder, key).load(_name_pages_section(output_key))
    encoded_digests = encoded.pop(INPUT_DIGESTS_KEY, b"")

    decode_page = _build_decoder(CachedPage).decode
    try:
        pages = {path: decode_page(content) for path, content in encoded.items()}
        return CachedPages(pages, _build_decoder(InputDigests).decode(encoded_digests))
    except ValueError:
        return NO_PAGES


# The key of the input digests among the pages, none of which has an empty path.
INPUT_DIGESTS_KEY = ""


def save_changes(cache_folder: Path, key: str, changes: Mapping[str, SectionChange]) -> None:
    """Save changes to a vault's cache, all of them or none. It is no error if they can't be."""
    build_cache_store(cache_folder, key).save(changes)


def list_note_changes(previous: Cache, notes: Mapping[str, CachedNote]) -> dict[str, SectionChange]:
    """List what to save so that these notes are cached, after `previous` was loaded."""
    change = _build_change(previous.notes, notes)
    if not change.changed and not change.removed:
        return {}
    return {NOTES_SECTION: change}


def list_result_changes(
    previous: Cache, results: Mapping[str, CachedResult]
) -> dict[str, SectionChange]:
    """List what to save so that these results are cached. Results under other names stay."""
    changed = _encode_changed(previous.results, results)
    if not changed:
        return {}
    return {RESULTS_SECTION: SectionChange(changed)}


def list_page_changes(
    output_key: str, previous: CachedPages, current: CachedPages
) -> dict[str, SectionChange]:
    """List what to save so that these pages are cached for an output folder.

    There is always something to save, if only that the pages are still in use.
    """
    change = _build_change(previous.pages, current.pages)
    if change.is_whole or current.input_digests != previous.input_digests:
        encoded_digests = msgspec.msgpack.encode(current.input_digests)
        change = change._replace(changed={**change.changed, INPUT_DIGESTS_KEY: encoded_digests})
    return {_name_pages_section(output_key): change}


def _name_pages_section(output_key: str) -> str:
    return f"pages in {output_key}"


# Any, because notes, results and pages are compared and encoded alike.
def _build_change(previous: Mapping[str, Any], current: Mapping[str, Any]) -> SectionChange:
    """Build the change that turns the saved rows of a section into the current ones."""
    removed = tuple(key for key in previous if key not in current)
    # The old rows must go: `build --full` loads none of them.
    return SectionChange(_encode_changed(previous, current), removed, is_whole=not previous)


def _encode_changed(previous: Mapping[str, Any], current: Mapping[str, Any]) -> dict[str, bytes]:
    encode = msgspec.msgpack.encode
    return {key: encode(value) for key, value in current.items() if previous.get(key) != value}


class SharedResultCache:
    """The results of one build that follow from its shared inputs alone.

    Any process of the build may store one: it is saved at once, by a connection of its own.
    """

    def __init__(self, cache_folder: Path, cache: Cache, shared_inputs: bytes) -> None:
        self._cache_folder, self._cache = cache_folder, cache
        self._shared_inputs = shared_inputs

    def load(self, name: str) -> bytes:
        """Load a result; empty if it was not stored, or made from other inputs."""
        return find_result(self._cache, name, self._shared_inputs)

    def store(self, name: str, content: bytes) -> None:
        """Save a result for later builds with the same inputs."""
        if not self._shared_inputs:
            return
        results = {name: CachedResult(self._shared_inputs, content)}
        changes = list_result_changes(self._cache, results)
        save_changes(self._cache_folder, self._cache.key, changes)


def find_result(cache: Cache, name: str, input_digest: bytes) -> bytes:
    """Find a cached result; empty if there is none that was made from these inputs."""
    result = cache.results.get(name)
    if result is None or not input_digest or result.input_digest != input_digest:
        return b""
    return result.content


def encode_graph(graph: LinkGraph) -> bytes:
    """Encode a link graph without its file index, which is quickly built again."""
    values = tuple(getattr(graph, name) for name in _ENCODED_GRAPH_FIELDS)
    return msgspec.msgpack.encode(values)


def decode_graph(encoded: bytes, file_index: FileIndex) -> LinkGraph | None:
    """Decode a link graph; None if these bytes hold none."""
    try:
        values = _build_graph_decoder().decode(encoded)
    except ValueError:
        return None
    fields = dict(zip(_ENCODED_GRAPH_FIELDS, values, strict=True))
    return LinkGraph(file_index=file_index, **fields)


_ENCODED_GRAPH_FIELDS = tuple(name for name in LinkGraph.__struct_fields__ if name != "file_index")


@lru_cache
def _build_graph_decoder() -> msgspec.msgpack.Decoder[Any]:
    # The fields are annotated as Mapping, of which msgspec knows no type to build.
    types = {"ties": dict[str, frozenset[str]], "introductions": dict[str, Introduction]}
    paths = dict[str, tuple[str, ...]]
    return msgspec.msgpack.Decoder(
        # mypy knows no type that is made of values.
        tuple[tuple(types.get(name, paths) for name in _ENCODED_GRAPH_FIELDS)]  # type: ignore[misc]
    )


def encode_diagnostics(diagnostics: tuple[Diagnostic, ...]) -> bytes:
    """Encode diagnostics; empty if one holds a file name that is not UTF-8."""
    try:
        return msgspec.msgpack.encode(diagnostics)
    except UnicodeEncodeError:
        return b""


def decode_diagnostics(encoded: bytes) -> tuple[Diagnostic, ...] | None:
    """Decode diagnostics; None if these bytes hold none."""
    try:
        return msgspec.msgpack.decode(encoded, type=tuple[Diagnostic, ...])
    except ValueError:
        return None


def encode_reading(reading: Reading) -> bytes:
    """Encode a reading; empty if it holds a file name that is not UTF-8."""
    try:
        return msgspec.msgpack.encode(reading)
    except UnicodeEncodeError:
        return b""


def decode_reading(encoded: bytes | msgspec.Raw) -> Reading | None:
    """Decode a reading; None if these bytes hold none."""
    try:
        reading: Reading = _build_decoder(Reading).decode(encoded)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return reading


@lru_cache
def _build_decoder(result_type: type[Any]) -> msgspec.msgpack.Decoder[Any]:
    """Build the decoder of a type; building one takes as long as decoding 1,000 notes."""
    return msgspec.msgpack.Decoder(result_type)


def create_private_folder(folder: Path, name: str) -> Path | None:
    """Create a private folder in the cache; None if the cache can't be written."""
    # 0700: what is made from notes is for nobody else on this machine.
    try:
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / name


def compute_cache_key(*parts: str) -> str:
    """Compute the key of this program with these parts, such as the settings.

    It changes with every file of the program, with the Python version, and with the packages that
    notes are read and pages rendered with: a security fix in one of them must reach every page.
    """
    # Not of the third number: 3.12.1 and 3.12.2 read and render the same.
    python_version = sys.version_info[:2]
    packages = tuple(_list_package_versions())
    inputs = (netnotes.__version__, python_version, packages, parts)
    digest = blake2b(repr(inputs).encode(), digest_size=16)
    # By size and time, for the version alone does not change while a developer edits the program.
    for folder in _PROGRAM_FOLDERS:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js"):
                status = path.stat()
                digest.update(repr((path.name, status.st_size, status.st_mtime_ns)).encode())
    return digest.hexdigest()


_PROGRAM_FOLDERS = (
    Path(netnotes.__file__).parent,
    netnotes.find_package_folder("templates"),
)

# What notes are read and pages rendered with: the module, and the name of its distribution.
PACKAGES_IN_KEY = {
    "frontmatter": "python_frontmatter",
    "jinja2": "jinja2",
    "markdown_it": "markdown_it_py",
    "markupsafe": "markupsafe",
    "mdit_py_plugins": "mdit_py_plugins",
    "mdurl": "mdurl",
    "msgspec": "msgspec",
    "yaml": "pyyaml",
}


_VERSION_START = re.compile(r"-(?=\d)")


def _list_package_versions() -> Iterator[str]:
    """List names such as `jinja2-3.1.6.dist-info`: the folders that pip writes beside a package.

    `importlib.metadata` says the same, but importing it takes 20 ms; this takes less than one.
    """
    folders = set()
    for module in PACKAGES_IN_KEY:
        spec = find_spec(module)
        if spec and spec.origin:
            folders.add(Path(spec.origin).parents[1])

    distributions = set(PACKAGES_IN_KEY.values())
    for folder in sorted(folders):
        for path in sorted(folder.glob("*-*-info")):
            # `markdown-it-py-3.0.0.dist-info` is the same as `markdown_it_py-3.0.0.dist-info`.
            name = _VERSION_START.split(path.name, maxsplit=1)[0]
            distribution = name.lower().replace("-", "_").replace(".", "_")
            if distribution in distributions:
                yield path.name
