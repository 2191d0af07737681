"""What all pages have in common: where everything is, and how it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.dashboard.addresses import Ref, build_page_path
from netnotes.model.note_path import extract_note_name
from netnotes.network.measures.measures import Measures
from netnotes.network.reach import build_obsidian_url
from netnotes.reading.file_index import find_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.people import Link
    from netnotes.network.network import Network


class Site(NamedTuple):
    """What the pages have in common: the network, the vault's name, every page's address, the pictures, the findings.

    `refs` are the name and the page of every contact, goal and event, by path. `root` is where the vault lies on this
    machine: it is known only where the settings name an editor, and only the Problems page looks at it. `kept` is what
    was kept of the last pages as it follows from the surroundings alone, packed; empty where these are others now.
    """

    network: Network
    measures: Measures
    vault_name: str
    refs: Mapping[str, Ref]
    pictures: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    root: str = ""
    cached_mix: bytes = b""

    def get_ref(self, path: str) -> Ref:
        """A note as something to follow: to its page, or into Obsidian where it has none."""
        return self.refs.get(path) or Ref(
            extract_note_name(path), build_obsidian_url(self.vault_name, path)
        )

    def get_page_path(self, path: str) -> str:
        """The page of a contact, goal or event."""
        return self.refs[path].href

    def resolve_link(self, link: Link, origin: str) -> Ref:
        """A link as something to follow; only its words where it leads nowhere."""
        path = self.network.find_file(link, origin).path
        return self.get_ref(path) if path else Ref(link.label)


def build_site(
    network: Network,
    vault_name: str,
    diagnostics: tuple[Diagnostic, ...],
    pictures: Mapping[str, str],
    root: str = "",
    previous: Site | None = None,
) -> Site:
    """The site of a network. `pictures` gives the address of each image of the vault that may be shown.

    `known` is the last site of the same vault: as long as the files and names are the same, so are the addresses.
    """
    same = previous is not None and previous.network.file_index is network.file_index
    refs = previous.refs if previous and same else _build_refs(network)
    return Site(
        network=network,
        measures=Measures(network),
        vault_name=vault_name,
        refs=refs,
        pictures=pictures,
        diagnostics=diagnostics,
        root=root if network.settings.editor else "",
    )


def _build_refs(network: Network) -> Mapping[str, Ref]:
    """The name and the page of every contact, goal and event."""
    kinds = (("people", network.contacts), ("goals", network.goals), ("events", network.events))
    refs: dict[str, Ref] = {}
    taken: set[str] = set()
    for folder, some in kinds:
        for one in some:
            page = build_page_path(folder, one.path, one.name)
            if page in taken:  # José.md twice, once with an é of one sign and once of two
                page = build_page_path(
                    folder, f"{one.path} {one.path.encode(errors='replace').hex()}", one.name
                )
            taken.add(page)
            refs[one.path] = Ref(one.name, page)
    return refs


def resolve_links(path: str, site: Site) -> tuple[tuple[str, str], ...]:
    """Where the links in a note's text lead: each target as written, and its address; empty for nowhere."""
    return tuple(
        [
            (target, _resolve_target(target, path, site))
            for target in site.network.link_targets.get(path, ())
        ]
    )


def _resolve_target(target: str, origin: str, site: Site) -> str:
    path = find_file(target, origin, site.network.file_index).path
    return site.pictures.get(path) or (site.get_ref(path).href if path else "")
