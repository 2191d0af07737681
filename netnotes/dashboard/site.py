"""What all pages have in common: where everything is, and how it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.dashboard.addresses import Ref, in_obsidian, page_of
from netnotes.reading.links import find

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.diagnostics import Diagnostic
    from netnotes.network.network import Network
    from netnotes.people import Link


class Site(NamedTuple):
    """What the pages have in common: the network, the vault's name, every page's address, the pictures, the findings.

    `refs` are the name and the page of every contact, goal and event, by path. `root` is where the vault lies on this
    machine: it is known only where the settings name an editor, and only the Problems page looks at it. `kept` is what
    was kept of the last pages as it follows from the surroundings alone, packed; empty where these are others now.
    """

    network: Network
    vault: str
    refs: Mapping[str, Ref]
    pictures: Mapping[str, str]
    found: tuple[Diagnostic, ...]
    root: str = ""
    kept: bytes = b""

    def ref(self, path: str) -> Ref:
        """A note as something to follow: to its page, or into Obsidian where it has none."""
        return self.refs.get(path) or Ref(path.rpartition("/")[2].removesuffix(".md"), in_obsidian(self.vault, path))

    def page(self, path: str) -> str:
        """The page of a contact, goal or event."""
        return self.refs[path].href

    def follow(self, link: Link, origin: str) -> Ref:
        """A link as something to follow; only its words where it leads nowhere."""
        path = self.network.find(link, origin).path
        return self.ref(path) if path else Ref(link.label)


def site(
    network: Network,
    vault: str,
    found: tuple[Diagnostic, ...],
    pictures: Mapping[str, str],
    root: str = "",
    known: Site | None = None,
) -> Site:
    """The site of a network. `pictures` gives the address of each image of the vault that may be shown.

    `known` is the last site of the same vault: as long as the files and names are the same, so are the addresses.
    """
    same = known is not None and known.network.shelf is network.shelf
    refs = known.refs if known and same else _refs(network)
    return Site(network, vault, refs, pictures, found, root if network.settings.editor else "")


def _refs(network: Network) -> Mapping[str, Ref]:
    """The name and the page of every contact, goal and event."""
    kinds = (("people", network.contacts), ("goals", network.goals), ("events", network.events))
    refs: dict[str, Ref] = {}
    taken: set[str] = set()
    for folder, some in kinds:
        for one in some:
            page = page_of(folder, one.path, one.name)
            if page in taken:  # José.md twice, once with an é of one sign and once of two
                page = page_of(folder, f"{one.path} {one.path.encode(errors='replace').hex()}", one.name)
            taken.add(page)
            refs[one.path] = Ref(one.name, page)
    return refs


def links_of(path: str, site: Site) -> tuple[tuple[str, str], ...]:
    """Where the links in a note's text lead: each target as written, and its address; empty for nowhere."""
    return tuple([(target, _href(target, path, site)) for target in site.network.targets.get(path, ())])


def _href(target: str, origin: str, site: Site) -> str:
    path = find(target, origin, site.network.shelf).path
    return site.pictures.get(path) or (site.ref(path).href if path else "")
