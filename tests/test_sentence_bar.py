"""The command bar: a sentence is shown as it is understood, and only what was shown is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.vaults import make_vault
from netnotes.actions.serving.sentences import (
    MAX_SENTENCE_LENGTH,
    READING_PATH,
    SENTENCE_PATH,
    SentenceReader,
)
from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault
from netnotes.writing.name_index import build_name_index
from tests.conftest import TODAY
from tests.serving import serve_vault
from tests.test_forms import find_form, read_note, read_words, submit_form
from tests.test_page_list import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.serving import Response, ServedDashboard

    WriteVault = Callable[[dict[str, str]], Path]

ADA = "---\npurpose: To learn\ntier: monthly\n---\n- 2026-10-02 call: A.\n"
BEN = "---\npurpose: To build\ntier: yearly\n---\n- 2026-10-02 lunch: B.\n"
VAULT = {
    "People/Ada Quill.md": ADA,
    "People/Ben Okafor.md": BEN,
    "People/Dan Brody.md": BEN,
    "People/Dan Kessler.md": BEN,
}

Fields = dict[str, str]


# An answer while one types is only a part of a page.
HTML_AROUND = (
    "<!doctype html><html lang=en><head><title>x</title></head>"
    '<body><form class="bar">{}</form></body></html>'
)


def is_bar(form: Any) -> bool:
    return bool(form.attrib.get("class") == "bar")


class Reading:
    """What the browser shows of a sentence, and what it sends back with it."""

    def __init__(self, html: str) -> None:
        if not html.startswith("<!doctype"):
            html = HTML_AROUND.format(html)
        root: Any = [form for form in parse_html(html).iter("form") if is_bar(form)][-1]
        self.parts = ["".join(part.itertext()) for part in root.iter("li")]
        self.questions = [
            "".join(group.find("p").itertext())
            for group in root.iter("div")
            if group.attrib.get("role") == "group"
        ]
        self.choices = {
            "".join(button.itertext()): button.attrib["value"]
            for button in root.iter("button")
            if button.attrib.get("name") == "answer"
        }
        self.fields = {
            field.attrib["name"]: field.attrib["value"]
            for field in root.iter("input")
            if field.attrib["name"] in ("seen", "answers", "about")
        }


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDashboard]:
    """A served vault for tests in which nothing is written."""
    root = tmp_path_factory.mktemp("bar") / "vault"
    for path, text in VAULT.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    old_contents = list_contents(root)
    with serve_vault(root, real=True) as dashboard:
        yield dashboard
        assert dashboard.live_site.snapshot.number == 1
    assert list_contents(root) == old_contents


def find_bar(dashboard: ServedDashboard) -> Fields:
    return find_form(dashboard, "people.html", SENTENCE_PATH)


def ask(dashboard: ServedDashboard, sentence: str, **more: str) -> Reading:
    fields = find_bar(dashboard) | {"sentence": sentence} | more
    answer = submit_form(dashboard, READING_PATH, fields)
    assert answer.status == 200, answer.body
    return Reading(answer.body.decode())


def write(dashboard: ServedDashboard, sentence: str, **more: str) -> Response:
    fields = find_bar(dashboard) | {"sentence": sentence} | more
    return submit_form(dashboard, SENTENCE_PATH, fields)


def list_contents(root: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in root.rglob("*.md")}


# What is shown.


def test_reading_shows_people_day_way_promise_and_text(shown: ServedDashboard) -> None:
    reading = ask(
        shown, "lunch with ada yesterday: the tapas place, promised the deck by 1 december"
    )
    assert reading.parts == [
        "Ada Quill",
        "Thursday 19 November",
        "lunch",
        "promised: the deck (by 1 December)",
        "“the tapas place”",
    ]
    assert reading.questions == []
    assert reading.fields["seen"]


@pytest.mark.parametrize("path", ["People/Renamed since.md", "Goals/No contact.md"])
def test_answer_that_names_a_note_that_is_gone_is_asked_for_again(
    path: str, shown: ServedDashboard
) -> None:
    asked = ask(shown, "lunch with Dan", answers=json.dumps([f"name:Dan={path}"]))
    assert asked.questions == ["Which Dan?"]


def test_answer_about_a_name_with_an_equals_sign_holds(vault: WriteVault) -> None:
    paths = ("People/E=F.md", "Friends/E=F.md")
    files = dict.fromkeys(paths, "---\ntype: person\n---\n")
    with serve_vault(vault(files), real=True) as dashboard:
        asked = ask(dashboard, "lunch with E=F")
        assert sorted(asked.choices) == sorted(paths)
        answered = ask(dashboard, "lunch with E=F", answer=asked.choices["Friends/E=F.md"])
        assert answered.questions == []


def test_form_without_a_sentence_is_sent_back(shown: ServedDashboard) -> None:
    answer = submit_form(shown, SENTENCE_PATH, {"token": "forged"})
    assert answer.status == 403


def test_question_is_answered_by_a_choice(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        asked = ask(dashboard, "lunch with Dan")
        assert asked.questions == ["Which Dan?"]
        assert list(asked.choices) == ["Dan Brody", "Dan Kessler"]
        assert asked.fields["seen"] == ""
        key = asked.choices["Dan Kessler"]
        answered = ask(dashboard, "lunch with Dan", answer=key, **asked.fields)
        assert answered.parts[0] == "Dan Kessler"
        assert write(dashboard, "lunch with Dan", **answered.fields).status == 303
        assert f"- {TODAY} lunch\n" in read_note(dashboard, "Dan Kessler")
        assert read_note(dashboard, "Dan Brody") == BEN


def test_answer_about_a_word_holds_when_the_sentence_grows(shown: ServedDashboard) -> None:
    asked = ask(shown, "lunch with Dan")
    fields = ask(
        shown, "lunch with Dan", answer=asked.choices["Dan Kessler"], **asked.fields
    ).fields
    grown = ask(shown, "lunch with Dan yesterday", **fields)
    assert grown.parts[:2] == ["Dan Kessler", "Thursday 19 November"]


def test_answer_about_the_day_is_dropped_when_the_sentence_changes(shown: ServedDashboard) -> None:
    asked = ask(shown, "lunch with Ada last week")
    chosen = next(iter(asked.choices))
    answered = ask(shown, "lunch with Ada last week", answer=asked.choices[chosen], **asked.fields)
    assert chosen.startswith(answered.parts[1])
    changed = ask(shown, "lunch with Ada yesterday", **answered.fields)
    assert changed.parts[1] == "Thursday 19 November"


def test_contact_who_has_died_is_asked_about(vault: WriteVault) -> None:
    notes = {**VAULT, "People/Ada Quill.md": ADA.replace("tier:", "died: 2026-11-01\ntier:")}
    with serve_vault(vault(notes), real=True) as dashboard:
        asked = ask(dashboard, "call with Ada")
        assert asked.questions == ["Ada Quill died (1 November 2026). Write it all the same?"]
        key = asked.choices["write it all the same"]
        assert ask(dashboard, "call with Ada", answer=key, **asked.fields).fields["seen"]
        assert ask(dashboard, "call with Ada on 30 october").questions == []


def test_only_some_of_many_namesakes_are_shown(vault: WriteVault) -> None:
    notes = {f"People/Eve {letter * 4}.md": BEN for letter in "ABCDEFGHIJKL"}
    with serve_vault(vault(notes), real=True) as dashboard:
        page = submit_form(
            dashboard, READING_PATH, find_bar(dashboard) | {"sentence": "call with Eve"}
        ).body.decode()
        assert len(Reading(page).choices) == 8
        assert "And 4 more: write more of the name." in page


@pytest.mark.parametrize("sentence", ["", "   ", "\u00a0"])
def test_empty_sentence_has_no_reading(shown: ServedDashboard, sentence: str) -> None:
    reading = ask(shown, sentence)
    assert (reading.parts, reading.questions, reading.fields) == ([], [], {})
    answer = write(shown, sentence)
    assert answer.status == 422
    assert "What happened?" in read_words(answer.body.decode())


def test_too_long_a_sentence_is_not_read(shown: ServedDashboard) -> None:
    sentence = "call with Ada: " + "x" * MAX_SENTENCE_LENGTH
    assert ask(shown, sentence).fields == {}
    answer = write(shown, sentence)
    assert answer.status == 200
    assert "longer than 1,000 characters" in read_words(answer.body.decode())
    assert sentence in answer.body.decode()


HOSTILE_NAMES = [
    "<script>alert(1)<script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7*7 }}",
    "Ada\u202e Quill",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_name_is_text(vault: WriteVault, name: str) -> None:
    notes = {
        "People/a.md": f"---\npurpose: x\nname: {json.dumps(name)}\n---\n",
        "People/b.md": f"---\npurpose: x\nname: {json.dumps('Dan ' + name)}\n---\n",
        "People/c.md": "---\npurpose: x\nname: Dan Other\n---\n",
    }
    with serve_vault(vault(notes), real=True) as dashboard:
        for sentence in (f"call with {name}", "call with Dan", name, f"call with Zed: {name}"):
            fields = find_bar(dashboard) | {"sentence": sentence}
            for path in (READING_PATH, SENTENCE_PATH):
                html = submit_form(dashboard, path, fields).body.decode()
                is_page = html.startswith("<!doctype")
                root: Any = parse_html(html if is_page else HTML_AROUND.format(html))
                assert not list(root.iter("img"))
                assert len(list(root.iter("script"))) == is_page
                for element in root.iter():
                    assert not [key for key in element.attrib if key.startswith("on")]


@pytest.mark.parametrize("answers", ["", "[", "{}", "[1]", '["day:never"]', '["name:Ada=../../x"]'])
def test_forged_answers_are_no_answers(shown: ServedDashboard, answers: str) -> None:
    reading = ask(shown, "lunch with Dan", answers=answers)
    assert reading.questions == ["Which Dan?"]


# What is written.


def test_sentence_is_written_like_the_command(vault: WriteVault) -> None:
    sentence = "coffee with Ada and Ben yesterday: the boat is sold"
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        fields = ask(dashboard, sentence).fields
        answer = write(dashboard, sentence, **fields)
        assert answer.status == 303
        assert answer.headers["location"].startswith("/people.html?undo=")
        written = list_contents(root)
        page = dashboard.request(answer.headers["location"]).body.decode()
        assert "Written: People/Ada Quill.md and People/Ben Okafor.md." in read_words(page)

        undo: Any = next(
            form for form in parse_html(page).iter("form") if form.attrib["action"] == "/undo"
        )
        undo_fields = {field.attrib["name"]: field.attrib["value"] for field in undo.iter("input")}
        assert submit_form(dashboard, "/undo", undo_fields).status == 303
        assert read_note(dashboard) == ADA
        words = ["log", sentence, "--vault", str(root), "--today", TODAY.isoformat(), "--quiet"]
        assert run(words) == EXIT_DONE
        assert list_contents(root) == written


def test_nothing_is_written_before_it_was_shown(vault: WriteVault) -> None:
    """As from a page without scripts: the second step shows the reading, and has a button."""
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        old_contents = list_contents(root)
        answer = write(dashboard, "lunch with Ada")
        assert answer.status == 200
        page = answer.body.decode()
        assert "Is this what you mean?" in read_words(page)
        reading = Reading(page)
        assert "Ada Quill" in reading.parts
        assert list_contents(root) == old_contents
        other = write(dashboard, "lunch with Ben", **reading.fields)
        assert other.status == 200
        assert list_contents(root) == old_contents
        assert write(dashboard, "lunch with Ada", **reading.fields).status == 303
        assert f"- {TODAY} lunch\n" in read_note(dashboard)


def test_new_note_and_entries_are_written_together(vault: WriteVault) -> None:
    root = vault(VAULT)
    sentence = "coffee with Ada and Zoë Adler: sails"
    with serve_vault(root, real=True) as dashboard:
        asked = ask(dashboard, sentence)
        key = asked.choices["make a note for Zoë Adler"]
        reading = ask(dashboard, sentence, answer=key, **asked.fields)
        assert reading.parts[:2] == ["Ada Quill", "Zoë Adler (new)"]
        answer = write(dashboard, sentence, **reading.fields)
        assert answer.status == 303
        entry = f"- {TODAY} coffee: sails (with [[Ada Quill]])\n"
        assert entry in read_note(dashboard, "Zoë Adler")
        assert "Zoë Adler]])\n" in read_note(dashboard)
        assert run(["undo", "--vault", str(root), "--yes", "--quiet"]) == EXIT_DONE
        assert read_note(dashboard) == ADA
        assert not (root / "People/Zoë Adler.md").exists()


@pytest.mark.parametrize("name", ["Ada", "Zoë Adler"])
def test_day_to_come_is_the_next_step(vault: WriteVault, name: str) -> None:
    sentence = f"lunch with {name} on 4 december 2026"
    fields: Fields = {}
    with serve_vault(vault(VAULT), real=True) as dashboard:
        reading = ask(dashboard, sentence)
        while reading.choices:
            fields = {**reading.fields, "answer": next(iter(reading.choices.values()))}
            reading = ask(dashboard, sentence, **fields)
        assert "next step: Friday 4 December" in reading.parts
        assert write(dashboard, sentence, **reading.fields).status == 303
        note = read_note(dashboard, "Ada Quill" if name == "Ada" else name)
        assert "next: 2026-12-04\n" in note
        assert "next_step: lunch\n" in note


def test_note_saved_meanwhile_is_shown_again(vault: WriteVault) -> None:
    changed = ADA + "- 2026-09-01 call: From the editor.\n"
    with serve_vault(vault(VAULT), real=True) as dashboard:
        fields = ask(dashboard, "lunch with Ada").fields
        (dashboard.root / "People/Ada Quill.md").write_text(changed)
        answer = write(dashboard, "lunch with Ada", **fields)
        assert answer.status == 409
        page = answer.body.decode()
        assert "Your notes have changed since this was shown" in read_words(page)
        assert read_note(dashboard) == changed
        assert write(dashboard, "lunch with Ada", **Reading(page).fields).status == 303


def test_sentence_sent_twice_is_written_once(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        fields = ask(dashboard, "lunch with Ada").fields
        assert write(dashboard, "lunch with Ada", **fields).status == 303
        assert write(dashboard, "lunch with Ada", **fields).status == 409
        assert read_note(dashboard).count(f"- {TODAY} lunch") == 1


def test_new_namesake_is_asked_about(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        fields = ask(dashboard, "lunch with Ada").fields
        (dashboard.root / "People/Ada Berg.md").write_text(BEN)
        answer = write(dashboard, "lunch with Ada", **fields)
        assert answer.status == 409
        assert Reading(answer.body.decode()).questions == ["Which Ada?"]
        assert ask(dashboard, "lunch with Ada").questions == ["Which Ada?"]


@pytest.mark.parametrize("path", [SENTENCE_PATH, READING_PATH])
def test_request_from_elsewhere_learns_and_writes_nothing(vault: WriteVault, path: str) -> None:
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        old_contents = list_contents(root)
        good = find_bar(dashboard) | {"sentence": "lunch with Ada"}
        good |= ask(dashboard, "lunch with Ada").fields
        for token in ("", "wrong", good["token"][:-1], "é"):
            answer = submit_form(dashboard, path, good | {"token": token})
            assert answer.status == 403
            assert b"Ada Quill" not in answer.body
        for headers in (
            {"Host": "evil.example"},
            {"Origin": "http://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        ):
            answer = submit_form(dashboard, path, good, headers)
            assert (answer.status, answer.body) == (403, b"Not from here.\n")
        assert dashboard.request(f"{path}?token={good['token']}").status in (404, 405)
        assert list_contents(root) == old_contents


# Where the bar is.


def test_bar_is_on_every_page_and_in_no_file(vault: WriteVault) -> None:
    root = vault(VAULT)
    with serve_vault(root, real=True) as dashboard:
        for page in dashboard.live_site.snapshot.site.refs.values():
            assert find_form(dashboard, page.href, SENTENCE_PATH)
        for path in ("index.html", "method.html", "map.html"):
            assert find_form(dashboard, path, SENTENCE_PATH)["page"] == path
        assert f'action="{SENTENCE_PATH}"' in dashboard.request("/nothing").body.decode()
    with serve_vault(root) as dashboard:
        assert f'action="{SENTENCE_PATH}"' not in dashboard.read_page("index.html")
        assert submit_form(dashboard, READING_PATH, {"sentence": "x"}).status in (404, 405)
    assert run(["build", str(root), "--today", TODAY.isoformat(), "--quiet"]) == EXIT_DONE
    for file in (root / "dashboard").rglob("*.html"):
        assert SENTENCE_PATH not in file.read_text(), file


def test_names_are_indexed_once_for_each_state_of_the_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []
    build = build_name_index

    def build_and_count(contacts: Any) -> Any:
        counts.append(len(contacts))
        return build(contacts)

    monkeypatch.setattr("netnotes.actions.serving.sentences.build_name_index", build_and_count)
    make_vault(tmp_path / "vault", 20)
    paths = find_vault(tmp_path / "vault")
    reader = SentenceReader()
    network = load_vault(paths, TODAY).network
    for letter_count in range(1, 9):
        reader.understand({"sentence": "lunch with"[:letter_count]}, network)
    next((tmp_path / "vault/People").iterdir()).unlink()
    reader.understand({"sentence": "lunch"}, load_vault(paths, TODAY).network)
    assert counts == [20, 19]
