"""What is written from the browser: the lines that are meant, or nothing, and then what was typed comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from netnotes.actions.serving.forms import FORMS
from netnotes.cli import run
from netnotes.errors import EXIT_DONE
from netnotes.vault.note_files import hold_write_lock
from netnotes.vault.paths import find_vault
from tests.conftest import TODAY
from tests.serving import Response, Served, served
from tests.test_page_list import parsed

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


def forms(one: Served, page: str) -> list[tuple[str, Fields]]:
    """Where each form of a page is sent, and what a browser would send when nothing is typed."""
    found = []
    for form in parsed(one.text(page)).iter("form"):
        fields = {
            field.attrib["name"]: field.attrib.get("value", "") for field in form.iter("input")
        }
        fields |= {
            field.attrib["name"]: (field.text or "").removeprefix("\n")
            for field in form.iter("textarea")
        }
        found.append(
            (
                form.attrib["action"],
                fields | {field.attrib["name"]: "" for field in form.iter("select")},
            )
        )
    return found


def form(one: Served, page: str, action: str, **known: str) -> Fields:
    """The fields of the first such form whose hidden fields are these."""
    return next(
        fields
        for path, fields in forms(one, page)
        if path == action and known.items() <= {**fields, "": ""}.items()
    )


def send(
    one: Served, action: str, fields: Fields, headers: dict[str, str] | None = None
) -> Response:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return one.ask(
        action, {**kind, **(headers or {})}, method="POST", body=urlencode(fields).encode()
    )


def text(one: Served, name: str = "Ada Quill") -> str:
    return (one.root / f"People/{name}.md").read_text()


def shown(page: str) -> str:
    """The words of a page's main part."""
    return " ".join("".join(next(parsed(page).iter("main")).itertext()).split())


# What is written.


def test_a_touch_is_logged_as_the_command_would(vault: WriteVault) -> None:
    with served(vault(VAULT), real=True) as one:
        page = one.person("Ada Quill")
        typed = form(one, page, "/log")
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
        answer = send(one, "/log", typed)
        assert (answer.status, answer.headers["location"]) == (303, f"/{page}")
        head, entries = ADA.split("- 2026-10-02 call")
        assert text(one) == (
            head.replace("last_contact: 2026-10-02", "last_contact: 2026-11-19")
            + "- 2026-11-19 coffee: The move.\n  And the pier.\n  - gave:: a book\n  - [ ] asked:: her slides\n"
            + "  - [ ] promised:: a call 📅 2026-12-01\n  - learned:: sails\n- 2026-10-02 call"
            + entries
        )
        assert text(one, "Ben Okafor") == BEN
        assert "And the pier." in one.text(page)  # shown already


def test_what_passed_may_be_several_things_one_a_line(vault: WriteVault) -> None:
    with served(vault(VAULT), real=True) as one:
        typed = form(one, one.person("Ada Quill"), "/log") | {
            "on": "2026-11-19",
            "channel": "call",
            "by": "2026-12-01",
        }
        typed |= {
            "gave": "a book\r\n\r\n  a  map \r\n",
            "promised": "a call\r\na loaf",
            "learned": "sails\r\nreads",
        }
        assert send(one, "/log", typed).status == 303
        assert (
            "- 2026-11-19 call\n  - gave:: a book\n  - gave:: a map\n  - [ ] promised:: a call 📅 2026-12-01\n"
            "  - [ ] promised:: a loaf 📅 2026-12-01\n  - learned:: sails\n  - learned:: reads\n"
        ) in text(one)


def test_a_form_and_a_command_write_the_same(vault: WriteVault, tmp_path: Path) -> None:
    with served(vault(VAULT), real=True) as one:
        typed = form(one, one.person("Ada Quill"), "/log") | {
            "channel": "call",
            "text": "C.",
            "promised": "d by friday",
        }
        assert send(one, "/log", typed).status == 303
        written = text(one)
        (one.root / "People/Ada Quill.md").write_text(ADA)
        words = ["log", "ada", "C.", "--channel", "call", "--promised", "d by friday"]
        assert (
            run([*words, "--vault", str(one.root), "--today", TODAY.isoformat(), "--quiet"])
            == EXIT_DONE
        )
        assert text(one) == written != ADA


def test_who_was_just_met_leaves_this_week(vault: WriteVault) -> None:
    kept = {"People/Ada Quill.md": ADA.replace("[ ]", "[x]"), "People/Ben Okafor.md": BEN}
    with served(vault(kept), real=True) as one:
        assert "Ada Quill" in shown(one.text("index.html"))
        answer = send(one, "/log", form(one, "index.html", "/log", note="People/Ada Quill.md"))
        assert (answer.status, answer.headers["location"]) == (303, "/index.html")
        assert f"\n- {TODAY}\n- 2026-10-02" in text(one)
        assert "Nothing due." in shown(one.ask("/").body.decode())


@pytest.mark.parametrize(
    ("came", "what", "line"),
    [
        ("kept", "the draft", "  - [x] promised:: the draft 📅 2026-11-23 ✅ 2026-11-20"),
        ("let go", "a loaf", "  - [-] promised:: a loaf ❌ 2026-11-20"),
        ("granted", "a name", "  - [x] asked:: a name ✅ 2026-11-20"),
        ("declined", "a name", "  - [-] asked:: a name ❌ 2026-11-20"),
    ],
)
@pytest.mark.parametrize("page", ["index.html", "exchange.html", "Ada Quill"])
def test_what_is_open_is_ticked_on_its_line(
    vault: WriteVault, page: str, came: str, what: str, line: str
) -> None:
    with served(vault(VAULT), real=True) as one:
        page = page if page.endswith(".html") else one.person(page)
        answer = send(one, "/done", form(one, page, "/done", what=what) | {"came": came})
        assert (answer.status, answer.headers["location"]) == (303, f"/{page}")
        old = next(one for one in ADA.split("\n") if what in one)
        assert text(one) == ADA.replace(old, line)
        assert not [
            fields
            for path, fields in forms(one, page)
            if path == "/done" and fields["what"] == what
        ]


def test_of_two_promises_of_the_same_words_the_one_on_the_line_is_ticked(vault: WriteVault) -> None:
    twice = "---\npurpose: x\n---\n- [ ] promised:: a loaf\n- [ ] promised:: a loaf\n"
    with served(vault({"People/Ada Quill.md": twice}), real=True) as one:
        fields = [fields for path, fields in forms(one, one.person("Ada Quill")) if path == "/done"]
        assert [one["line"] for one in fields] == ["4", "5"]
        assert send(one, "/done", fields[1] | {"came": "kept"}).status == 303
        assert text(one).split("\n")[3:5] == [
            "- [ ] promised:: a loaf",
            "- [x] promised:: a loaf ✅ 2026-11-20",
        ]


@pytest.mark.parametrize(
    ("until", "day"), [("3 weeks", "2026-12-11"), ("2027-01-10", "2027-01-10")]
)
def test_who_is_snoozed_rests(vault: WriteVault, until: str, day: str) -> None:
    with served(vault(VAULT), real=True) as one:
        assert (
            send(
                one, "/snooze", form(one, one.person("Ada Quill"), "/snooze") | {"until": until}
            ).status
            == 303
        )
        assert text(one) == ADA.replace("2026-10-02\n---", f"2026-10-02\npause_until: {day}\n---")
        assert "paused" in shown(one.text(one.person("Ada Quill")))


def test_somebody_new_gets_a_note(vault: WriteVault) -> None:
    with served(vault(VAULT), real=True) as one:
        typed = form(one, "people.html", "/new") | {
            "name": " Zoë  Adler",
            "purpose": "How: teams",
            "met": "2026-11-19",
        }
        answer = send(one, "/new", typed)
        assert (answer.status, answer.headers["location"]) == (303, f"/{one.person('Zoë Adler')}")
        assert "How: teams" in shown(one.ask(answer.headers["location"]).body.decode())
        note = '---\npurpose: "How: teams"\ntier:\nmet: 2026-11-19\n---\n\n## Log\n'
        assert text(one, "Zoë Adler") == note
        assert "Zoë Adler" in shown(one.text("people.html"))


# What is not.


def refused(answer: Response, status: int, words: str) -> Any:
    """The form that comes back, with the reason."""
    page = answer.body.decode()
    assert answer.status == status, shown(page)
    assert words in shown(page)
    return page


@pytest.mark.parametrize(
    ("action", "typed", "words"),
    [
        ("/log", {"on": "2026-12-01"}, "still to come"),
        ("/log", {"on": "2026-02-30"}, "names no day"),
        ("/log", {"channel": "pigeon"}, "not a way to be in touch"),
        ("/log", {"promised": "x", "by": "someday"}, "names no day"),
        ("/log", {"by": "2026-12-01"}, "What did you promise by 1 December 2026?"),
        ("/done", {"came": "eaten"}, "nothing that can come"),
        ("/done", {"came": "kept", "what": "gold"}, "no longer open with Ada Quill"),
        ("/done", {"came": "granted"}, "no longer open with Ada Quill"),  # it is a promise
        ("/snooze", {"until": "the cows come home"}, "names no day"),
        ("/snooze", {"until": "2026-11-20"}, "not still to come"),
        ("/snooze", {"until": ""}, "names no day"),
    ],
)
def test_what_cannot_be_meant_is_said_and_comes_back(
    vault: WriteVault, action: str, typed: Fields, words: str
) -> None:
    with served(vault(VAULT), real=True) as one:
        known = {"what": "the draft"} if action == "/done" else {}
        sent = (
            form(one, one.person("Ada Quill"), action, **known)
            | {"text": "Typed with care."}
            | typed
        )
        page = refused(send(one, action, sent), 422, words)
        assert text(one) == ADA
        assert page.count("Typed with care.") == 1
        if "until" in typed or "by" in typed:
            kept = [value for value in typed.values() if value]
            assert all(
                f'value="{value}"' in page or f">\n{value}</textarea>" in page for value in kept
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
def test_a_note_that_cannot_be_made_is_said_and_comes_back(
    vault: WriteVault, typed: Fields, words: str
) -> None:
    with served(vault(VAULT), real=True) as one:
        before = sorted(one.root.rglob("*.md"))
        sent = form(one, "people.html", "/new") | {"purpose": "Typed with care."} | typed
        page = refused(send(one, "/new", sent), 422, words)
        assert 'value="Typed with care."' in page
        assert sorted(one.root.rglob("*.md")) == before


@pytest.mark.parametrize("action", ["/log", "/done", "/snooze"])
def test_a_note_that_changed_meanwhile_is_left_alone_until_the_form_is_sent_again(
    vault: WriteVault, action: str
) -> None:
    with served(vault(VAULT), real=True) as one:
        known = {"what": "a loaf"} if action == "/done" else {}
        sent = form(one, one.person("Ada Quill"), action, **known) | {
            "text": "Typed with care.",
            "until": "2 weeks",
        }
        sent |= {"came": "kept"}
        mine = ADA.replace("## Log", "A line of mine.\n\n## Log")
        (one.root / "People/Ada Quill.md").write_text(mine)
        page = refused(
            send(one, action, sent),
            409,
            "People/Ada Quill.md has changed since this page was shown",
        )
        assert text(one) == mine
        digest = re.search(r'name="digest" value="([0-9a-f]{32})"', page)
        assert digest
        assert digest[1] != sent["digest"]
        assert send(one, action, sent | {"digest": digest[1]}).status == 303
        lines = text(one).split("\n")
        assert [line for line in mine.split("\n") if line not in lines] == (
            ["  - [ ] promised:: a loaf"]
            if action == "/done"
            else ["last_contact: 2026-10-02"]
            if action == "/log"
            else []
        )


def test_a_note_that_is_gone_is_not_written_anew(vault: WriteVault) -> None:
    with served(vault(VAULT), real=True) as one:
        sent = form(one, one.person("Ada Quill"), "/log") | {"text": "Typed with care."}
        (one.root / "People/Ada Quill.md").unlink()
        page = refused(send(one, "/log", sent), 409, "no note about a contact any more")
        assert "Typed with care.</textarea>" in page
        assert not (one.root / "People/Ada Quill.md").exists()


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
def test_only_the_note_of_a_contact_is_written(vault: WriteVault, path: str) -> None:
    folder = vault({**VAULT, "Notes/Plain.md": "Plain.\n", "netnotes.toml": ""})
    (folder.parent / "outside.md").write_text("---\ntype: person\n---\n")
    before = {
        file: file.read_bytes()
        for file in folder.parent.rglob("*.*")
        if "dashboard" not in file.parts
    }
    with served(folder, real=True) as one:
        refused(
            send(one, "/log", form(one, "index.html", "/log") | {"note": path}),
            409,
            "no note about a contact",
        )
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize(
    "page", ["//evil.example/x.html", "https://evil.example/", "style.css", "\r\nX: y", "no.html"]
)
def test_nobody_is_sent_to_what_is_no_page_of_the_dashboard(vault: WriteVault, page: str) -> None:
    with served(vault(VAULT), real=True) as one:
        answer = send(
            one, "/snooze", form(one, "index.html", "/snooze") | {"until": "2 weeks", "page": page}
        )
        assert (answer.status, answer.headers["location"]) == (303, "/")
        assert "x" not in answer.headers
        kept = send(
            one,
            "/snooze",
            form(one, one.person("Ada Quill"), "/snooze") | {"until": "?", "page": page},
        )
        assert kept.status == 422
        assert 'target="_blank"' not in kept.body.decode()  # no link there either


@pytest.mark.parametrize("action", [one.path for one in FORMS])
def test_who_may_not_write_writes_nothing(vault: WriteVault, action: str) -> None:
    with served(vault(VAULT), real=True) as one:
        before = {file: file.read_bytes() for file in one.root.rglob("*.md")}
        page = "people.html" if action == "/new" else one.person("Ada Quill")
        good = form(one, page, action) | {"name": "Zoë", "until": "2 weeks", "came": "kept"}
        for token in ("", "wrong", good["token"][:-1]):
            assert send(one, action, good | {"token": token}).status == 403
        assert (
            send(
                one, action, {name: value for name, value in good.items() if name != "token"}
            ).status
            == 403
        )
        for headers in (
            {"Host": "evil.example"},
            {"Origin": "http://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        ):
            answer = send(one, action, good, headers)
            assert (answer.status, answer.body) == (403, b"Not from here.\n")
        assert one.ask(f"{action}?{urlencode(good)}").status in (404, 405)
        assert {file: file.read_bytes() for file in one.root.rglob("*.md")} == before
        assert one.shown.snapshot.number == 1
        assert send(one, action, {}).status == 403
        assert send(one, action, {"token": good["token"]}).status in (409, 422)
        assert send(one, action, good).status == 303  # nothing else was amiss
        assert {file: file.read_bytes() for file in one.root.rglob("*.md")} != before


def test_a_netnotes_that_is_writing_elsewhere_comes_first(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netnotes.vault.note_files.WAIT_SECONDS", 0)
    with served(vault(VAULT), real=True) as one:
        sent = form(one, one.person("Ada Quill"), "/log") | {"text": "Typed with care."}
        with hold_write_lock(find_vault(one.root).cache_folder, "netnotes rename"):
            page = refused(send(one, "/log", sent), 409, "netnotes rename")
        assert "Typed with care.</textarea>" in page
        assert text(one) == ADA
        assert send(one, "/log", sent).status == 303


def test_a_disk_that_is_full_is_said_and_what_was_typed_comes_back(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with served(vault(VAULT), real=True) as one:
        monkeypatch.setattr("netnotes.vault.note_files.replace_file", full)
        sent = form(one, one.person("Ada Quill"), "/log") | {"text": "Typed with care."}
        page = refused(send(one, "/log", sent), 500, "No space left on device")
        assert "Typed with care.</textarea>" in page
        assert text(one) == ADA


# Where the forms are.


def test_every_served_page_with_forms_is_valid_html(example: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(example, tmp_path / "Example")
    with served(tmp_path / "Example", real=True) as one:
        found = {
            path
            for page in ("index.html", "people.html", "exchange.html")
            for path, _ in forms(one, page)
        }
        assert found == {"/log", "/done", "/snooze", "/new"}
        assert {path for path, _ in forms(one, one.person("Ada Quill"))} == {
            "/log",
            "/done",
            "/snooze",
        }
        assert "data-copy" not in one.text("index.html")  # the form stands in its place
        answer = send(one, "/log", form(one, "index.html", "/log") | {"on": "2030-01-01"})
        assert [form.attrib["action"] for form in parsed(answer.body.decode()).iter("form")] == [
            "/log"
        ]


def test_where_nothing_can_be_written_there_is_no_form(vault: WriteVault) -> None:
    root = vault(VAULT)
    with served(root) as one:
        for page in ("index.html", "people.html", "exchange.html", one.person("Ada Quill")):
            built = (root / "dashboard" / page).read_text()
            assert "<form" not in one.text(page) + built
            assert "token" not in one.text(page) + built
        assert "data-copy" in one.text("index.html")
        for form in FORMS:
            assert one.ask(form.path, method="POST", body=b"token=").status in (404, 405)


def test_a_way_to_be_in_touch_of_ones_own_can_be_chosen(vault: WriteVault) -> None:
    root = vault(VAULT | {"netnotes.toml": '[channels]\nvoice = ["radio"]\n'})
    with served(root, real=True) as one:
        page = parsed(one.text("index.html"))
        groups = {
            one.attrib["label"]: [option.text for option in one.iter("option")]
            for one in page.iter("optgroup")
        }
        assert list(groups) == ["in person", "voice", "written"]
        assert groups["voice"][-1] == "radio"
        assert (
            send(one, "/log", form(one, "index.html", "/log") | {"channel": "radio"}).status == 303
        )
