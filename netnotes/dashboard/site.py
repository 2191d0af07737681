"""What the pages of one site share: where everything is, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from netnotes.dashboard.addresses import Ref, build_page_path
from netnotes.digests import compute_digest
from netnotes.model.inbox import NOTHING_WAITS, WaitingSentences
from netnotes.model.note_path import extract_note_name
from netnotes.network.measures.measures import Measures
from netnotes.network.reach import build_obsidian_url
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.people import Contact, Event, Goal, Link
    from netnotes.network.link_graph import LinkGraph
    from netnotes.network.measures.goals import GiftMatch
    from netnotes.network.network import Network


class SharedFacts(Struct, frozen=True, kw_only=True, eq=False):
    """Everything that a person's page takes from elsewhere than that person's own note.

    All of it follows from what `compute_digest` counts. A new field that does not follow from
    that must be added there too, or the page of a person stays as it is when the field changes.
    """

    # The digest of the public parts of all notes; empty if it is not known.
    public_parts_digest: bytes = b""

    today: Day

    # One byte for each contact: whether the contact counts for the plan today.
    #
    # It is the one thing about another contact's log that shows: live contacts are suggested as
    # people who could help.
    live_flags: bytes

    vault_name: str

    # The editor that opens a note at a line, and the vault's folder on this machine. Both are empty
    # unless the settings name an editor.
    editor: str = ""
    root: str = ""

    # The address of each image that may be shown, by its path in the vault.
    pictures: Mapping[str, str]

    # The name and the page of every contact, goal and event, by path.
    refs: Mapping[str, Ref]

    # The names of more than one contact, folded: a command has to say which of them is meant.
    repeated_names: frozenset[str]

    graph: LinkGraph

    # The goals, without their texts, by path; and which of them want to meet a contact.
    goals_by_path: Mapping[str, Goal]
    goals_by_target: Mapping[str, tuple[str, ...]]

    # What to say to somebody who asks what I do: by the path of the goal, empty for `[me]`.
    pitches: Mapping[str, str]

    # Compute what could help each contact, at the first call; it takes long for many notes.
    load_gift_matches: Callable[[], Mapping[str, tuple[GiftMatch, ...]]]

    def compute_digest(self) -> bytes:
        """Compute the shared inputs digest; empty if the public parts are not known."""
        if not self.public_parts_digest:
            return b""
        pictures = sorted(self.pictures.items())
        inputs = (
            self.public_parts_digest,
            self.today,
            self.live_flags,
            pictures,
            sorted(self.pitches.items()),
            self.vault_name,
            self.editor,
            self.root,
        )
        return compute_digest(repr(inputs).encode())

    def get_ref(self, path: str) -> Ref:
        """Get a link to a note: to its page, or into Obsidian if it has none."""
        ref = self.refs.get(path)
        if ref is not None:
            return ref
        return Ref(extract_note_name(path), build_obsidian_url(self.vault_name, path))

    def get_refs(self, paths: Iterable[str]) -> tuple[Ref, ...]:
        """Get a link to each of several notes, in their order."""
        return tuple([self.get_ref(path) for path in paths])

    def get_page_path(self, path: str) -> str:
        """Get the address of the page of a contact, goal or event."""
        return self.refs[path].href

    def resolve_link(self, link: Link, origin: str) -> Ref:
        """Resolve a link in the note `origin`; without an address if it leads nowhere."""
        path = self.graph.find_path(link.target, origin)
        if not path:
            return Ref(link.label)
        return self.get_ref(path)

    def resolve_target(self, target: str, origin: str) -> str:
        """Resolve what a link in the note `origin` names to an address; empty for nowhere."""
        path = self.graph.find_path(target, origin)
        if not path:
            return ""
        return self.pictures.get(path) or self.get_ref(path).href


class ResultCache(Protocol):
    """Results of earlier builds that follow from the shared facts alone."""

    def load(self, name: str) -> bytes:
        """Load a result; empty if there is none that was made from the same facts."""

    def store(self, name: str, content: bytes) -> None:
        """Save a result for later builds."""


class Site(SharedFacts, frozen=True, kw_only=True, eq=False):
    """All that the pages of one site are made from."""

    network: Network

    measures: Measures

    diagnostics: tuple[Diagnostic, ...]

    waiting_sentences: WaitingSentences = NOTHING_WAITS

    # None if nothing is cached, as for a site that is served.
    result_cache: ResultCache | None = None

    def get_contact_refs(self, contacts: Iterable[Contact]) -> tuple[Ref, ...]:
        """Get a link to each of several contacts, in their order."""
        return self.get_refs([contact.path for contact in contacts])


def build_site(
    network: Network,
    vault_name: str,
    diagnostics: tuple[Diagnostic, ...],
    pictures: Mapping[str, str],
    root: str = "",
    previous: Site | None = None,
    public_parts_digest: bytes = b"",
    waiting_sentences: WaitingSentences = NOTHING_WAITS,
) -> Site:
    """Build the site of a network.

    `pictures` are the addresses of the images that may be shown, by path. `previous` is the last
    site of the same vault: while the files and names are the same, so are the addresses.
    """
    measures = Measures(network)

    # A link graph that is used again brings its file index along: no file or name has changed.
    # Building 10,000 addresses takes about 50 ms, which each edit that is served would wait for.
    if previous and previous.network.file_index is network.file_index:
        refs, repeated_names = previous.refs, previous.repeated_names
    else:
        refs, repeated_names = _build_refs(network), _collect_repeated_names(network)

    # The folder's name says who the user is: it reaches a page only if the settings ask for it.
    shown_root = ""
    if network.settings.editor:
        shown_root = root

    return Site(
        public_parts_digest=public_parts_digest,
        today=network.today,
        live_flags=bytes([follow_up.is_live for follow_up in network.follow_ups.values()]),
        vault_name=vault_name,
        pictures=pictures,
        refs=refs,
        repeated_names=repeated_names,
        graph=network,
        goals_by_path={goal.path: replace(goal, text="") for goal in network.goals},
        goals_by_target=network.goals_by_target,
        pitches=network.pitches,
        load_gift_matches=lambda: measures.gift_matches,
        network=network,
        measures=measures,
        diagnostics=diagnostics,
        waiting_sentences=waiting_sentences,
        editor=network.settings.editor,
        root=shown_root,
    )


def _build_refs(network: Network) -> Mapping[str, Ref]:
    """Build the name and the page of every contact, goal and event, by path."""
    refs: dict[str, Ref] = {}
    taken_pages: set[str] = set()
    for folder, entity in _iter_entities(network):
        page = build_page_path(folder, entity.path, entity.name)
        if page in taken_pages:
            # José.md can exist twice: with é as one character, and as e and an accent.
            exact_path = entity.path.encode(errors="replace").hex()
            page = build_page_path(folder, f"{entity.path} {exact_path}", entity.name)
        taken_pages.add(page)
        refs[entity.path] = Ref(entity.name, page)
    return refs


def _collect_repeated_names(network: Network) -> frozenset[str]:
    """Collect the names, folded, that several contacts have, as a name or as a file name."""
    names: set[str] = set()
    repeated_names: set[str] = set()
    for contact in network.contacts:
        own_names = {
            fold_for_search(contact.name),
            fold_for_search(extract_note_name(contact.path)),
        }
        repeated_names |= own_names & names
        names |= own_names
    return frozenset(repeated_names)


def _iter_entities(network: Network) -> Iterator[tuple[str, Contact | Goal | Event]]:
    """Yield everything that has a page, with the folder of its page."""
    for contact in network.contacts:
        yield "people", contact
    for goal in network.goals:
        yield "goals", goal
    for event in network.events:
        yield "events", event


def resolve_links(path: str, facts: SharedFacts) -> tuple[tuple[str, str], ...]:
    """Resolve the links in a note's text: each target as written, with its address or empty."""
    targets = facts.graph.link_targets.get(path, ())
    return tuple([(target, facts.resolve_target(target, path)) for target in targets])
