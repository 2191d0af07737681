"""A form sent from the browser changes only its lines; a refused one comes back as typed."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from netnotes.actions.serving import forms
from netnotes.actions.serving.forms import FORMS
from netnotes.actions.undo import plan_undo
from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.vault.note_files import hold_write_lock
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY
from tests.serving import Response, ServedDashboard, serve_vault
from tests.test_page_list import parse_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

ADA = """\
---
purpose: To learn   # and to laugh
tier: monthly
last_contact: 2026-10-02
---

## Log
- 2026-10-02 call: A.
  - [ ] promised:: the draft 📅 2026-11-23
  - [ ] promised:: a loaf
  - [ ] asked:: a name
"""
BEN = "---\npurpose: To build\ntier: yearly\n---\n- 2026-10-02 lunch: B.\n"
VAULT = {"People/Ada Quill.md": ADA, "People/Ben Okafor.md": BEN}

Fields = dict[str, str]


def list_forms(dashboard: ServedDashboard, page: str) -> list[tuple[str, Fields]]:
    """List the forms of a page: the path, and the fields that are sent if nothing is typed."""
    forms = []
    for form in parse_html(dashboard.read_page(page)).iter("form"):
        fields = {
            field.attrib["name"]: field.attrib.get("value", "") for field in form.iter("input")
        }
        fields |= {
            field.attrib["name"]: (field.text or "").removeprefix("\n")
            for field in form.iter("textarea")
        }
        forms.append(
            (
                form.attrib["action"],
                fields | {field.attrib["name"]: "" for field in form.iter("select")},
            )
        )
    return forms


def find_form(dashboard: ServedDashboard, page: str, action: str, **known: str) -> Fields:
    """Find the fields of the first form with this path and these hidden fields."""
    return next(
        fields
        for path, fields in list_forms(dashboard, page)
        if path == action and known.items() <= {**fields, "": ""}.items()
    )


def submit_form(
    dashboard: ServedDashboard, action: str, fields: Fields, headers: dict[str, str] | None = None
) -> Response:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return dashboard.request(
        action, {**kind, **(headers or {})}, method="POST", body=urlencode(fields).encode()
    )


def find_next_page(answer: Response) -> str:
    """Find the page that is shown after a form, without the offer to take it back."""
    return answer.headers["location"].partition("?")[0]


def read_note(dashboard: ServedDashboard, name: str = "Ada Quill") -> str:
    return (dashboard.root / f"People/{name}.md").read_text()


def read_words(page: str) -> str:
    """Read the words of a page's main part."""
    return " ".join("".join(next(parse_html(page).iter("main")).itertext()).split())


# What is written.


def test_touch_is_logged_like_the_command(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        page = dashboard.find_person_page("Ada Quill")
        typed = find_form(dashboard, page, "/log")
        assert typed["on"] == TODAY.isoformat()
        typed |= {
            "on": "2026-11-19",
            "channel": "coffee",
            "text": "The move.\r\nAnd the pier.",
            "gave": "a book",
        }
        typed |= {
            "asked": "her slides",
            "promised": "a call",
            "by": "2026-12-01",
            "learned": "sails",
        }
        answer = submit_form(dashboard, "/log", typed)
        assert (answer.status, find_next_page(answer)) == (303, f"/{page}")
        head, entries = ADA.split("- 2026-10-02 call")
        assert read_note(dashboard) == (
            head.replace("last_contact: 2026-10-02", "last_contact: 2026-11-19")
            + (
                "- 2026-11-19 coffee: The move.\n  And the pier.\n  - gave:: a book\n"
                "  - [ ] asked:: her slides\n"
            )
            + "  - [ ] promised:: a call 📅 2026-12-01\n  - learned:: sails\n- 2026-10-02 call"
            + entries
        )
        assert read_note(dashboard, "Ben Okafor") == BEN
        assert "And the pier." in dashboard.read_page(page)  # shown already


def test_each_line_of_a_field_is_a_value(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        typed = find_form(dashboard, dashboard.find_person_page("Ada Quill"), "/log") | {
            "on": "2026-11-19",
            "channel": "call",
            "by": "2026-12-01",
        }
        typed |= {
            "gave": "a book\r\n\r\n  a  map \r\n",
            "promised": "a call\r\na loaf",
            "learned": "sails\r\nreads",
        }
        assert submit_form(dashboard, "/log", typed).status == 303
        assert (
            "- 2026-11-19 call\n  - gave:: a book\n  - gave:: a map\n"
            "  - [ ] promised:: a call 📅 2026-12-01\n"
            "  - [ ] promised:: a loaf 📅 2026-12-01\n  - learned:: sails\n  - learned:: reads\n"
        ) in read_note(dashboard)


def test_form_and_command_write_the_same_note(vault: WriteVault, tmp_path: Path) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        typed = find_form(dashboard, dashboard.find_person_page("Ada Quill"), "/log") | {
            "channel": "call",
            "text": "C.",
            "promised": "d by friday",
        }
        assert submit_form(dashboard, "/log", typed).status == 303
        written = read_note(dashboard)
        (dashboard.root / "People/Ada Quill.md").write_text(ADA)
        words = ["log", "ada", "C.", "--channel", "call", "--promised", "d by friday"]
        assert (
            run([*words, "--vault", str(dashboard.root), "--today", TODAY.isoformat(), "--quiet"])
            == EXIT_DONE
        )
        assert read_note(dashboard) == written != ADA


def test_contact_just_met_leaves_this_week(vault: WriteVault) -> None:
    notes = {"People/Ada Quill.md": ADA.replace("[ ]", "[x]"), "People/Ben Okafor.md": BEN}
    with serve_vault(vault(notes), real=True) as dashboard:
        assert "Ada Quill" in read_words(dashboard.read_page("index.html"))
        answer = submit_form(
            dashboard,
            "/log",
            find_form(dashboard, "index.html", "/log", note="People/Ada Quill.md"),
        )
        assert (answer.status, find_next_page(answer)) == (303, "/index.html")
        assert f"\n- {TODAY}\n- 2026-10-02" in read_note(dashboard)
        assert "Nothing due." in read_words(dashboard.request("/").body.decode())


@pytest.mark.parametrize(
    ("came", "item", "line"),
    [
        ("kept", "the draft", "  - [x] promised:: the draft 📅 2026-11-23 ✅ 2026-11-20"),
        ("let go", "a loaf", "  - [-] promised:: a loaf ❌ 2026-11-20"),
        ("granted", "a name", "  - [x] asked:: a name ✅ 2026-11-20"),
        ("declined", "a name", "  - [-] asked:: a name ❌ 2026-11-20"),
    ],
)
@pytest.mark.parametrize("page", ["index.html", "exchange.html", "Ada Quill"])
def test_open_item_is_ticked_on_its_line(
    vault: WriteVault, page: str, came: str, item: str, line: str
) -> None:
    # An ask of 42 days is not on This week any more.
    ada = ADA.replace("2026-10-02", "2026-10-10")
    with serve_vault(vault({**VAULT, "People/Ada Quill.md": ada}), real=True) as dashboard:
        page = page if page.endswith(".html") else dashboard.find_person_page(page)
        answer = submit_form(
            dashboard, "/done", find_form(dashboard, page, "/done", what=item) | {"came": came}
        )
        assert (answer.status, find_next_page(answer)) == (303, f"/{page}")
        old_line = next(old for old in ada.split("\n") if item in old)
        assert read_note(dashboard) == ada.replace(old_line, line)
        assert not [
            fields
            for path, fields in list_forms(dashboard, page)
            if path == "/done" and fields["what"] == item
        ]


def test_line_decides_between_promises_of_the_same_words(vault: WriteVault) -> None:
    twice = "---\npurpose: x\n---\n- [ ] promised:: a loaf\n- [ ] promised:: a loaf\n"
    with serve_vault(vault({"People/Ada Quill.md": twice}), real=True) as dashboard:
        fields = [
            fields
            for path, fields in list_forms(dashboard, dashboard.find_person_page("Ada Quill"))
            if path == "/done"
        ]
        assert [sent["line"] for sent in fields] == ["4", "5"]
        assert submit_form(dashboard, "/done", fields[1] | {"came": "kept"}).status == 303
        assert read_note(dashboard).split("\n")[3:5] == [
            "- [ ] promised:: a loaf",
            "- [x] promised:: a loaf ✅ 2026-11-20",
        ]


@pytest.mark.parametrize(
    ("until", "day"), [("3 weeks", "2026-12-11"), ("2027-01-10", "2027-01-10")]
)
def test_snoozed_contact_is_paused(vault: WriteVault, until: str, day: str) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        assert (
            submit_form(
                dashboard,
                "/snooze",
                find_form(dashboard, dashboard.find_person_page("Ada Quill"), "/snooze")
                | {"until": until},
            ).status
            == 303
        )
        assert read_note(dashboard) == ADA.replace(
            "2026-10-02\n---", f"2026-10-02\npause_until: {day}\n---"
        )
        assert "paused" in read_words(dashboard.read_page(dashboard.find_person_page("Ada Quill")))


def test_new_contact_gets_a_note(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        typed = find_form(dashboard, "people.html", "/new") | {
            "name": " Zoë  Adler",
            "purpose": "How: teams",
            "met": "2026-11-19",
        }
        answer = submit_form(dashboard, "/new", typed)
        assert (answer.status, find_next_page(answer)) == (
            303,
            f"/{dashboard.find_person_page('Zoë Adler')}",
        )
        assert "How: teams" in read_words(
            dashboard.request(answer.headers["location"]).body.decode()
        )
        note = '---\npurpose: "How: teams"\nmet: 2026-11-19\n---\n\n## Log\n'
        assert read_note(dashboard, "Zoë Adler") == note
        assert "Zoë Adler" in read_words(dashboard.read_page("people.html"))


# What is not.


def read_refused_form(answer: Response, status: int, words: str) -> Any:
    """Check that a form was refused for this reason; return the page that came back."""
    page = answer.body.decode()
    assert answer.status == status, read_words(page)
    assert words in read_words(page)
    return page


@pytest.mark.parametrize(
    ("action", "typed", "words"),
    [
        ("/log", {"on": "2026-12-01"}, "is in the future"),
        ("/log", {"on": "2026-02-30"}, "can't be read as a day"),
        ("/log", {"channel": "pigeon"}, "not a way to be in touch"),
        ("/log", {"promised": "x", "by": "someday"}, "can't be read as a day"),
        ("/log", {"by": "2026-12-01"}, "What did you promise by 1 December 2026?"),
        ("/done", {"came": "eaten"}, "not a possible outcome"),
        ("/done", {"came": "kept", "what": "gold"}, "no longer open with Ada Quill"),
        ("/done", {"came": "granted"}, "no longer open with Ada Quill"),  # it is a promise
        ("/snooze", {"until": "the cows come home"}, "can't be read as a day"),
        ("/snooze", {"until": "2026-11-20"}, "has passed"),
        ("/snooze", {"until": ""}, "can't be read as a day"),
    ],
)
def test_invalid_form_is_explained_and_comes_back(
    vault: WriteVault, action: str, typed: Fields, words: str
) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        known = {"what": "the draft"} if action == "/done" else {}
        sent = (
            find_form(dashboard, dashboard.find_person_page("Ada Quill"), action, **known)
            | {"text": "Typed with care."}
            | typed
        )
        page = read_refused_form(submit_form(dashboard, action, sent), 422, words)
        assert read_note(dashboard) == ADA
        assert page.count("Typed with care.") == 1
        if "until" in typed or "by" in typed:
            typed_values = [value for value in typed.values() if value]
            assert all(
                f'value="{value}"' in page or f">\n{value}</textarea>" in page
                for value in typed_values
            )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "A note needs a name."),
        ({"name": "///"}, "can't be the name of a note"),
        ({"name": "ada quill"}, "is in your notes already"),
        ({"name": "Zoë", "tier": "often"}, "not one of your tiers"),
        ({"name": "Zoë", "met": "2026-02-30"}, "met:"),
    ],
)
def test_invalid_new_contact_is_explained_and_comes_back(
    vault: WriteVault, typed: Fields, words: str
) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        old_notes = sorted(dashboard.root.rglob("*.md"))
        sent = find_form(dashboard, "people.html", "/new") | {"purpose": "Typed with care."} | typed
        page = read_refused_form(submit_form(dashboard, "/new", sent), 422, words)
        assert 'value="Typed with care."' in page
        assert sorted(dashboard.root.rglob("*.md")) == old_notes


@pytest.mark.parametrize("action", ["/log", "/done", "/snooze"])
def test_changed_note_is_written_only_when_the_form_is_sent_again(
    vault: WriteVault, action: str
) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        known = {"what": "a loaf"} if action == "/done" else {}
        sent = find_form(dashboard, dashboard.find_person_page("Ada Quill"), action, **known) | {
            "text": "Typed with care.",
            "until": "2 weeks",
        }
        sent |= {"came": "kept"}
        changed_note = ADA.replace("## Log", "A line of mine.\n\n## Log")
        (dashboard.root / "People/Ada Quill.md").write_text(changed_note)
        page = read_refused_form(
            submit_form(dashboard, action, sent),
            409,
            "People/Ada Quill.md has changed since this page was shown",
        )
        assert read_note(dashboard) == changed_note
        digest = re.search(r'name="digest" value="([0-9a-f]{32})"', page)
        assert digest
        assert digest[1] != sent["digest"]
        assert submit_form(dashboard, action, sent | {"digest": digest[1]}).status == 303
        lines = read_note(dashboard).split("\n")
        assert [line for line in changed_note.split("\n") if line not in lines] == (
            ["  - [ ] promised:: a loaf"]
            if action == "/done"
            else ["last_contact: 2026-10-02"]
            if action == "/log"
            else []
        )


def test_form_sees_a_change_that_keeps_size_and_time(vault: WriteVault) -> None:
    """Without the time of the change (ctime) the old text came back, and no form could be sent."""
    old_text = ADA.replace("## Log", "One line of mine.\n\n## Log")
    with serve_vault(vault({**VAULT, "People/Ada Quill.md": old_text}), real=True) as dashboard:
        page = dashboard.find_person_page("Ada Quill")
        fields = find_form(dashboard, page, "/snooze") | {"until": "2 weeks"}
        note = dashboard.root / "People/Ada Quill.md"
        status = note.stat()
        while note.stat().st_ctime_ns == status.st_ctime_ns:
            with note.open("r+") as file:
                file.write(old_text.replace("One line", "Two line"))
            os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))

        answer = submit_form(dashboard, "/snooze", fields)
        refused = read_refused_form(answer, 409, "has changed since this page was shown")
        digest = re.search(r'name="digest" value="([0-9a-f]{32})"', refused)

        assert "Two line of mine." in dashboard.read_page(page)
        assert digest
        assert submit_form(dashboard, "/snooze", fields | {"digest": digest[1]}).status == 303
        assert "Two line of mine." in note.read_text()


@pytest.mark.parametrize(
    ("action", "function_name"),
    [("/log", "build_log_changes"), ("/done", "settle_item"), ("/snooze", "pause_contact")],
)
def test_note_changed_while_the_form_is_handled_is_not_overwritten(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, action: str, function_name: str
) -> None:
    build_change = getattr(forms, function_name)
    mine = ADA.replace("## Log", "A line of mine.\n\n## Log")

    with serve_vault(vault(VAULT), real=True) as dashboard:

        def save_and_build_change(*arguments: Any) -> Any:
            (dashboard.root / "People/Ada Quill.md").write_text(mine)
            return build_change(*arguments)

        monkeypatch.setattr(forms, function_name, save_and_build_change)
        known = {"what": "a loaf"} if action == "/done" else {}
        page = dashboard.find_person_page("Ada Quill")
        sent = find_form(dashboard, page, action, **known)
        sent |= {"text": "Typed with care.", "until": "2 weeks", "came": "kept"}
        read_refused_form(
            submit_form(dashboard, action, sent),
            409,
            "People/Ada Quill.md has changed since this page was shown",
        )
        assert read_note(dashboard) == mine


def test_deleted_note_is_not_written_again(vault: WriteVault) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        sent = find_form(dashboard, dashboard.find_person_page("Ada Quill"), "/log") | {
            "text": "Typed with care."
        }
        (dashboard.root / "People/Ada Quill.md").unlink()
        page = read_refused_form(
            submit_form(dashboard, "/log", sent), 409, "no note about a contact any more"
        )
        assert "Typed with care.</textarea>" in page
        assert not (dashboard.root / "People/Ada Quill.md").exists()


@pytest.mark.parametrize(
    "path",
    [
        "../outside.md",
        "/etc/hostname",
        "netnotes.toml",
        "Notes/Plain.md",
        "People/../People/Ada Quill.md",
        "",
    ],
)
def test_form_writes_only_notes_of_contacts(vault: WriteVault, path: str) -> None:
    folder = vault({**VAULT, "Notes/Plain.md": "Plain.\n", "netnotes.toml": ""})
    (folder.parent / "outside.md").write_text("---\ntype: person\n---\n")
    old_contents = {
        file: file.read_bytes()
        for file in folder.parent.rglob("*.*")
        if "dashboard" not in file.parts
    }
    with serve_vault(folder, real=True) as dashboard:
        read_refused_form(
            submit_form(
                dashboard, "/log", find_form(dashboard, "index.html", "/log") | {"note": path}
            ),
            409,
            "no note about a contact",
        )
    assert {file: file.read_bytes() for file in old_contents} == old_contents


@pytest.mark.parametrize(
    "page", ["//evil.example/x.html", "https://evil.example/", "style.css", "\r\nX: y", "no.html"]
)
def test_form_leads_only_to_pages_of_the_dashboard(vault: WriteVault, page: str) -> None:
    with serve_vault(vault(VAULT), real=True) as dashboard:
        answer = submit_form(
            dashboard,
            "/snooze",
            find_form(dashboard, "index.html", "/snooze") | {"until": "2 weeks", "page": page},
        )
        assert (answer.status, find_next_page(answer)) == (303, "/")
        assert "x" not in answer.headers
        refusal = submit_form(
            dashboard,
            "/snooze",
            find_form(dashboard, dashboard.find_person_page("Ada Quill"), "/snooze")
            | {"until": "?", "page": page},
        )
        assert refusal.status == 422
        assert 'target="_blank"' not in refusal.body.decode()  # no link there either


@pytest.mark.parametrize("action", [form.path for form in FORMS])
def test_request_from_elsewhere_writes_nothing(vault: WriteVault, action: str) -> None:
    goal = {"Goals/Circle.md": "---\nask: x\n---\n", "Inbox.md": "coffee with Ada\n"}
    folder = vault({**VAULT, **goal, "People/Cleo.md": '---\ngoals: "[[Circle]]"\n---\n'})
    number = ""
    if action == "/undo":
        run(["archive", "ada", "--vault", str(folder), "--today", TODAY.isoformat()])
        number = str(plan_undo(find_vault(folder)).stored.number)
    with serve_vault(folder, real=True) as dashboard:
        old_contents = {file: file.read_bytes() for file in dashboard.root.rglob("*.md")}
        goal_page = dashboard.find_person_page("Circle")
        pages = {"/new": "people.html", "/inbox": "index.html", "/ask": goal_page}
        page = pages.get(action) or dashboard.find_person_page("Ada Quill")
        # The form to undo is on the page after a form only; its fields are these.
        good = find_form(dashboard, page, "/snooze" if number else action) | {
            "number": number,
            "name": "Zoë",
            "until": "2 weeks",
            "came": "kept",
        }
        for token in ("", "wrong", good["token"][:-1]):
            assert submit_form(dashboard, action, good | {"token": token}).status == 403
        assert (
            submit_form(
                dashboard, action, {name: value for name, value in good.items() if name != "token"}
            ).status
            == 403
        )
        for headers in (
            {"Host": "evil.example"},
            {"Origin": "http://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        ):
            answer = submit_form(dashboard, action, good, headers)
            assert (answer.status, answer.body) == (403, b"Not from here.\n")
        assert dashboard.request(f"{action}?{urlencode(good)}").status in (404, 405)
        assert {file: file.read_bytes() for file in dashboard.root.rglob("*.md")} == old_contents
        assert dashboard.live_site.snapshot.number == 1
        assert submit_form(dashboard, action, {}).status == 403
        assert submit_form(dashboard, action, {"token": good["token"]}).status in (409, 422)
        assert submit_form(dashboard, action, good).status == 303  # nothing else was amiss
        assert {file: file.read_bytes() for file in dashboard.root.rglob("*.md")} != old_contents


def test_form_waits_for_another_netnotes_that_writes(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netnotes.vault.note_files.WAIT_SECONDS", 0)
    with serve_vault(vault(VAULT), real=True) as dashboard:
        sent = find_form(dashboard, dashboard.find_person_page("Ada Quill"), "/log") | {
            "text": "Typed with care."
        }
        with hold_write_lock(find_vault(dashboard.root).cache_folder, "netnotes rename"):
            page = read_refused_form(submit_form(dashboard, "/log", sent), 409, "netnotes rename")
        assert "Typed with care.</textarea>" in page
        assert read_note(dashboard) == ADA
        assert submit_form(dashboard, "/log", sent).status == 303


def test_form_comes_back_when_the_disk_is_full(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with serve_vault(vault(VAULT), real=True) as dashboard:
        monkeypatch.setattr("netnotes.system.file_changes.write_new_file", full)
        sent = find_form(dashboard, dashboard.find_person_page("Ada Quill"), "/log") | {
            "text": "Typed with care."
        }
        page = read_refused_form(
            submit_form(dashboard, "/log", sent), 500, "the disk is full. Nothing was written."
        )
        assert "Typed with care.</textarea>" in page
        assert read_note(dashboard) == ADA


# Where the forms are.


def test_served_page_with_forms_is_valid_html(example: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(example, tmp_path / "Example")
    with serve_vault(tmp_path / "Example", real=True) as dashboard:
        actions = {
            path
            for page in ("index.html", "people.html", "exchange.html")
            for path, _ in list_forms(dashboard, page)
        }
        assert actions == {"/log", "/done", "/snooze", "/new", "/sentence"}
        assert {
            path for path, _ in list_forms(dashboard, dashboard.find_person_page("Ada Quill"))
        } == {
            "/log",
            "/done",
            "/snooze",
            "/sentence",
        }
        assert "data-copy" not in dashboard.read_page("index.html")  # the form replaces it
        answer = submit_form(
            dashboard, "/log", find_form(dashboard, "index.html", "/log") | {"on": "2030-01-01"}
        )
        assert [
            form.attrib["action"] for form in parse_html(answer.body.decode()).iter("form")
        ] == ["/sentence", "/log"]


def test_read_only_dashboard_has_no_forms(vault: WriteVault) -> None:
    root = vault(VAULT)
    with serve_vault(root) as dashboard:
        for page in (
            "index.html",
            "people.html",
            "exchange.html",
            dashboard.find_person_page("Ada Quill"),
        ):
            built = (root / "dashboard" / page).read_text()
            assert "<form" not in dashboard.read_page(page) + built
            assert "token" not in dashboard.read_page(page) + built
        assert "data-copy" in dashboard.read_page("index.html")
        for form in FORMS:
            assert dashboard.request(form.path, method="POST", body=b"token=").status in (404, 405)


def test_form_offers_channels_from_the_settings(vault: WriteVault) -> None:
    root = vault(VAULT | {"netnotes.toml": '[channels]\nvoice = ["radio"]\n'})
    with serve_vault(root, real=True) as dashboard:
        page = parse_html(dashboard.read_page("index.html"))
        groups = {
            group.attrib["label"]: [option.text for option in group.iter("option")]
            for group in page.iter("optgroup")
        }
        assert list(groups) == ["in person", "voice", "written"]
        assert groups["voice"][-1] == "radio"
        assert (
            submit_form(
                dashboard, "/log", find_form(dashboard, "index.html", "/log") | {"channel": "radio"}
            ).status
            == 303
        )
