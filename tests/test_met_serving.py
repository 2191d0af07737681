"""The form of an event's page writes what `netnotes met` writes, once it has shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.actions.serving import forms, met_form
from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from tests.conftest import TODAY
from tests.serving import Response, ServedDashboard, serve_vault
from tests.test_forms import find_next_page, read_words, submit_form
from tests.test_page_list import parse_html
from tests.test_start_serving import read_notes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from netnotes.actions.serving.live_site import FormOutcome

    WriteVault = Callable[[dict[str, str]], Path]
    Fields = dict[str, str]

CAMP = "Events/Civic Data Camp.md"
VAULT = {
    "netnotes.toml": "",
    CAMP: "---\ndate: 2026-11-18\n---\n## Met\n- Zoë Adler: teacher at Kranhaus\n",
    "Events/Signals.md": "---\ndate: 2026-12-03\n---\n",
    "People/Ada Quill.md": "---\npurpose: x\n---\n",
    "People/Dan Brody.md": "---\norganisation: Northwind\n---\n",
    "People/Dan Kessler.md": "---\norganisation: Kranhaus\n---\n",
}
PEOPLE = "Camille Joubert: journalist at Le Fil\r\n\r\nAda Quill: promised her the slides\r\n"


def read_fields(page: str) -> Fields:
    """Read the fields of the form as a browser would send them; no answer is chosen."""
    (form,) = [form for form in parse_html(page).iter("form") if form.get("action") == "/met"]
    fields = {
        field.attrib["name"]: field.get("value", "")
        for field in form.iter("input")
        if field.get("type") != "radio"
    }
    for field in form.iter("textarea"):
        fields[field.attrib["name"]] = (field.text or "").removeprefix("\n")
    return fields


def open_form(dashboard: ServedDashboard) -> Fields:
    return read_fields(dashboard.read_page(find_page(dashboard, CAMP)))


def find_page(dashboard: ServedDashboard, path: str) -> str:
    return dashboard.live_site.snapshot.site.get_page_path(path)


def send(dashboard: ServedDashboard, fields: Fields, do: str = "preview") -> Response:
    return submit_form(dashboard, "/met", {**fields, "do": do})


def test_people_are_shown_and_then_written_as_by_the_command(
    vault: WriteVault, tmp_path: Path
) -> None:
    expected = tmp_path / "expected"
    for path, text in VAULT.items():
        (expected / path).parent.mkdir(parents=True, exist_ok=True)
        (expected / path).write_text(text)
    lines = [line for line in PEOPLE.splitlines() if line]
    arguments = ["--vault", str(expected), "--today", str(TODAY), "--yes"]
    assert run(["met", "Civic Data Camp", *lines, *arguments]) == EXIT_DONE

    with serve_vault(vault(VAULT), real=True) as dashboard:
        before = read_notes(dashboard.root)
        shown = send(dashboard, {**open_form(dashboard), "people": PEOPLE})
        assert shown.status == 200
        words = read_words(shown.body.decode())
        assert "People/Camille Joubert.md (new) role journalist, organisation Le Fil" in words
        assert "People/Ada Quill.md (changes) promised: the slides" in words
        assert "+- 2026-11-18 met: at [[Civic Data Camp]]" in words
        assert read_notes(dashboard.root) == before

        fields = read_fields(shown.body.decode())
        assert fields["people"].splitlines() == PEOPLE.splitlines()
        written = send(dashboard, fields, "write")
        assert written.status == 303
        assert find_next_page(written) == f"/{find_page(dashboard, CAMP)}"
        assert read_notes(dashboard.root) == read_notes(expected)
        assert run(["undo", "--vault", str(dashboard.root), "--yes"]) == EXIT_DONE
        assert read_notes(dashboard.root) == before


def test_empty_form_takes_the_lines_of_the_note(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        page = dashboard.read_page(find_page(dashboard, CAMP))
        assert "Without a note yet" in page
        assert "netnotes met" not in page
        shown = send(dashboard, open_form(dashboard))
        send(dashboard, read_fields(shown.body.decode()), "write")
        assert "organisation: Kranhaus" in (dashboard.root / "People/Zoë Adler.md").read_text()
        assert "Without a note yet" not in dashboard.read_page(find_page(dashboard, CAMP))


def test_question_is_answered_with_a_choice(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        asked = send(dashboard, {**open_form(dashboard), "people": "Dan: the boat\r\nAda: x"})
        page = asked.body.decode()
        assert "Is Dan Dan Brody or Dan Kessler, or somebody new?" in read_words(page)
        assert "Write it" not in page
        again = send(
            dashboard, {**read_fields(page), "answer Dan": "name:Dan=People/Dan Kessler.md"}
        )
        page = again.body.decode()
        assert "Is Ada Ada Quill, or somebody new?" in read_words(page)
        shown = send(dashboard, {**read_fields(page), "answer Ada": "new:Ada"})
        assert send(dashboard, read_fields(shown.body.decode()), "write").status == 303
        assert (dashboard.root / "People/Dan Kessler.md").read_text().endswith("; the boat\n")
        assert (dashboard.root / "People/Ada.md").read_text().endswith("met: x\n")
        assert (dashboard.root / "People/Ada Quill.md").read_text() == VAULT["People/Ada Quill.md"]


def test_only_what_was_shown_is_written(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        shown = send(dashboard, {**open_form(dashboard), "people": "Ada Quill: the boat"})
        fields = read_fields(shown.body.decode())
        assert send(dashboard, {**fields, "people": "Ada Quill: a car"}, "write").status == 409
        note = dashboard.root / "People/Ada Quill.md"
        note.write_text("---\npurpose: y\n---\n")
        assert send(dashboard, fields, "write").status == 409
        assert note.read_text() == "---\npurpose: y\n---\n"
        unseen = {name: value for name, value in fields.items() if name != "seen"}
        assert send(dashboard, unseen, "write").status == 409


def test_note_that_is_saved_while_the_form_is_written_stays_as_it_was_saved(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        note = dashboard.root / "People/Ada Quill.md"
        shown = send(dashboard, {**open_form(dashboard), "people": "Ada Quill: the boat"})

        def save_and_submit(*args: Any, **kwargs: Any) -> FormOutcome:
            note.write_text("---\npurpose: y\n---\n")
            return forms.submit_form(*args, **kwargs)

        monkeypatch.setattr(met_form, "submit_form", save_and_submit)
        answer = send(dashboard, read_fields(shown.body.decode()), "write")
        assert answer.status == 409
        assert note.read_text() == "---\npurpose: y\n---\n"


def test_what_can_t_be_read_says_so_and_nothing_is_lost(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        before = read_notes(dashboard.root)
        fields = {**open_form(dashboard), "people": "Talked about the harbour: yes"}
        for place, message in (
            (CAMP, "is hardly the name of a person"),
            ("Civic Data", "Did you mean Civic Data Camp?"),
            ("Signals", "which is still to come"),
            (" ", "Where, or when, did you meet them?"),
        ):
            refused = send(dashboard, {**fields, "place": place}, "write")
            assert refused.status == 422
            assert message in read_words(refused.body.decode())
            assert read_fields(refused.body.decode())["people"] == fields["people"]
        forged = send(dashboard, {**fields, "token": "stolen"}, "write")
        assert forged.status == 403
        assert read_fields(forged.body.decode())["people"] == fields["people"]
        assert read_notes(dashboard.root) == before


def test_form_is_on_events_that_have_begun_and_where_notes_can_be_written(
    vault: WriteVault,
) -> None:
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        assert 'action="/met"' not in dashboard.read_page(find_page(dashboard, "Events/Signals.md"))
        assert dashboard.request("/met").status == 200
    with serve_vault(root) as dashboard:
        assert 'action="/met"' not in dashboard.read_page(find_page(dashboard, CAMP))
        assert dashboard.request("/met").status == 404
