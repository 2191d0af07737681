"""What the page of a person shows of that person's note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from netnotes.dashboard.markup import render_sources
from netnotes.dashboard.rows import NoteVersion
from netnotes.dashboard.site import build_site
from netnotes.dashboard.views.person import build_person_context, build_person_view
from netnotes.network.network import build_network
from netnotes.reading.note import Source
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.reader import read_source
from tests.conftest import TODAY
from tests.networks import SETTINGS

if TYPE_CHECKING:
    from netnotes.dashboard.views.person import PersonView
    from netnotes.reading.property_kind import Property

# Properties that the page of a person does not show, and why.
HIDDEN_PROPERTIES = {"type": "It says that the note is about a person: each note with a page is."}

PATH = "People/Ada.md"
PHOTO = "photos/ada.jpg"


def build_view(*front_matter: str) -> PersonView:
    """Build what the page of Ada shows of these properties.

    What the page has of every note is left out: its digest, the lines that it was read from, and the
    hint at what is missing.
    """
    return replace(build_whole_view(*front_matter), hint="", note=NoteVersion(PATH, ""), sources=())


def build_whole_view(*front_matter: str, log: str = "", editor: str = "") -> PersonView:
    """Build all that the page of Ada shows of these properties and this log."""
    text = "\n".join(["---", "type: person", *front_matter, "---", log])
    readings = [
        read_source(Source(path, text), SETTINGS)
        for path, text in {PATH: text, "Goals/Lead the platform group.md": ""}.items()
    ]
    settings = replace(SETTINGS, editor=editor)
    network = build_network(readings, (PHOTO,), settings, TODAY)
    site = build_site(network, "Vault", (), {PHOTO: PHOTO}, root="/home/mira/Vault")
    contact = network.contacts_by_path[PATH]
    context = build_person_context(contact, network.follow_ups[PATH], site)
    return build_person_view(contact, context)


@pytest.mark.parametrize("prop", CONTACT_PROPERTIES, ids=lambda prop: prop.name)
def test_every_property_of_a_contact_is_on_the_page(prop: Property) -> None:
    if prop.name in HIDDEN_PROPERTIES:
        return
    # Without a frequency nobody is ever due, and so a day in `next` is not shown.
    basis = () if prop.name == "tier" else ("tier: quarterly",)
    assert build_view(*basis, f"{prop.name}: {prop.example}") != build_view(*basis), (
        f"The page of a person does not show `{prop.name}`: add it to _list_fact_values "
        "(dashboard/views/person.py), or to HIDDEN_PROPERTIES in this file with the reason."
    )


LOG = "- 2026-10-01 call: hi\n- 2026-10-02 coffee: hi\n  - gave:: a book\n"


def test_page_says_from_which_line_each_fact_and_touch_was_read() -> None:
    view = build_whole_view("tier: monthly", "role: Engineer", log=LOG)
    assert [
        (source.label, source.path, [(line.words, line.line) for line in source.lines])
        for source in view.sources
    ] == [
        ("Facts", PATH, [("type", 2), ("tier", 3), ("role", 4)]),
        ("Touches", PATH, [("2 October 2026", 7), ("1 October 2026", 6)]),
        ("Exchanged", PATH, [("gave", 8)]),
    ]
    assert view.explain == "netnotes explain Ada"


def test_line_is_a_link_only_if_the_settings_name_an_editor() -> None:
    assert "vscode" not in render_sources(build_whole_view("tier: monthly").sources)

    view = build_whole_view("tier: monthly", editor="vscode")
    assert (
        'tier, <a href="vscode://file/home/mira/Vault/People/Ada.md:3:1">line 3</a>'
        in render_sources(view.sources)
    )
