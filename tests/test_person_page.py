"""What the page of a person shows of that person's note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

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

    What the page has of every note is left out: its digest, and the hint at what is missing.
    """
    text = "\n".join(["---", "type: person", *front_matter, "---", ""])
    readings = [
        read_source(Source(path, text), SETTINGS)
        for path, text in {PATH: text, "Goals/Lead the platform group.md": ""}.items()
    ]
    network = build_network(readings, (PHOTO,), SETTINGS, TODAY)
    site = build_site(network, "Vault", (), {PHOTO: PHOTO})
    contact = network.contacts_by_path[PATH]
    context = build_person_context(contact, network.follow_ups[PATH], site)
    view = build_person_view(contact, context)
    return replace(view, hint="", note=NoteVersion(PATH, ""))


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
