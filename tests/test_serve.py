"""The served dashboard answers its own pages and nobody else."""

from __future__ import annotations

import gc
import re
import signal
import socket
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING

import pytest

from netnotes.actions.serving.live_site import FormOutcome
from netnotes.actions.serving.routes import FormRoute
from netnotes.cli import run
from netnotes.errors import EXIT_BUG, EXIT_CANNOT, EXIT_INTERRUPTED, NetnotesError
from netnotes.system.http_server import (
    MAX_FORM_BYTES,
    PRIVATE_HEADERS,
    is_own_request,
    open_listener,
)
from tests.conftest import TODAY
from tests.serving import LONG, Served, response, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

ADA = "---\npurpose: Funding\ntier: monthly\n---\n- 2026-10-02 coffee: Talked.\n"
SECRET = "The secret of the pier"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served vault, shared by the tests that only ask."""
    root = tmp_path_factory.mktemp("served") / "Vault"
    for path, text in {
        "People/Ada.md": ADA,
        "People/Ben.md": ADA,
        "Notes/Secret.md": SECRET,
        ".env": SECRET,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with served(root) as running:
            yield running


# Who may ask.

P = 8642
OURS: list[dict[str, str]] = [
    {"host": f"127.0.0.1:{P}"},
    {"host": f"localhost:{P}", "sec-fetch-site": "none"},
    {"host": f"[::1]:{P}", "sec-fetch-site": "same-origin"},
    {"host": f"127.0.0.1:{P}", "origin": f"http://127.0.0.1:{P}", "sec-fetch-site": "same-origin"},
    {"host": f"127.0.0.1:{P}", "origin": "null", "sec-fetch-site": "same-origin"},
]
NOT_OURS: list[dict[str, str]] = [
    {},
    *(
        {"host": host}
        for host in ("", "127.0.0.1", "localhost", f"evil.example:{P}", "127.0.0.1:80", "[::1]")
    ),
    *(
        {"host": host}
        for host in (
            f"127.0.0.1.evil.example:{P}",
            f"127.0.0.2:{P}",
            f"0.0.0.0:{P}",
            f"LOCALHOST:{P}",
        )
    ),
    *(
        {"host": host}
        for host in (f"localhost.:{P}", f"localhost:{P}0", f"user@localhost:{P}", f"2130706433:{P}")
    ),
    *(
        {"host": f"127.0.0.1:{P}", "sec-fetch-site": site}
        for site in ("cross-site", "same-site", "", "x")
    ),
    *(
        {"host": f"127.0.0.1:{P}", "origin": origin}
        for origin in (
            *(
                "null",
                "",
                "http://evil.example",
                f"https://127.0.0.1:{P}",
                "http://127.0.0.1",
                f"http://localhost:{P}",
            ),
            *(
                f"http://127.0.0.1:{P}/",
                f"http://127.0.0.1:{P + 1}",
                f"http://127.0.0.1:{P}, http://evil.example",
            ),
        )
    ),
    {"host": f"127.0.0.1:{P}", "origin": "null", "sec-fetch-site": "none"},
    {"host": f"127.0.0.1:{P}", "origin": f"http://127.0.0.1:{P}", "sec-fetch-site": "cross-site"},
]


@pytest.mark.parametrize("headers", OURS, ids=str)
def test_our_own_pages_and_the_person_may_ask(headers: Mapping[str, str]) -> None:
    assert is_own_request(headers.items(), P)


@pytest.mark.parametrize("headers", NOT_OURS, ids=str)
def test_nobody_else_may_ask(headers: Mapping[str, str]) -> None:
    assert not is_own_request(headers.items(), P)


def test_a_header_said_twice_is_no_proof() -> None:
    assert not is_own_request([("host", f"127.0.0.1:{P}"), ("host", f"127.0.0.1:{P}")], P)
    assert not is_own_request(
        [("host", f"127.0.0.1:{P}"), ("sec-fetch-site", "none"), ("sec-fetch-site", "cross-site")],
        P,
    )


@pytest.mark.parametrize(
    "headers",
    [
        *({"Host": "evil.example"}, {"Host": ""}, {"Origin": "http://evil.example"}),
        *({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}),
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "target", ["/", "/index.html", "/style.css", "/-/changes?page=/", "/nothing"]
)
def test_who_is_refused_learns_nothing(one: Served, target: str, headers: dict[str, str]) -> None:
    answer = one.ask(target, headers)
    if headers == {"Host": ""}:
        assert answer.status in (400, 403)  # a request without a host is refused before the guard
    else:
        assert (answer.status, answer.body) == (403, b"Not from here.\n")
        assert answer.headers["cache-control"] == "no-store"


def test_the_guard_comes_before_any_work(vault: WriteVault) -> None:
    done: list[str] = []

    def write(fields: Mapping[str, str]) -> FormOutcome:
        done.append("written")
        return FormOutcome(303, "/")

    with served(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", write),)) as one:
        token = token_of(one)
        for headers in (
            {"Host": "evil.example"},
            {"Origin": "http://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
        ):
            assert (
                one.ask("/log", headers, method="POST", body=f"token={token}".encode()).status
                == 403
            )
        assert done == []


# What is answered.


def test_every_address_of_the_dashboard_is_answered(one: Served) -> None:
    on_disk = [
        path for path in (one.root / "dashboard").rglob("*") if path.suffix in (".html", ".css")
    ]
    assert len(on_disk) > 12
    for file in on_disk:
        path = file.relative_to(one.root / "dashboard").as_posix()
        answer = one.ask(f"/{path}")
        assert answer.status == 200, path
        kind = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8"}[file.suffix]
        assert answer.headers["content-type"] == kind
    assert one.ask("/").body == one.ask("/index.html").body


def test_every_answer_has_the_headers_that_keep_others_out(one: Served) -> None:
    for target in ("/", "/style.css", "/nothing", one.person("Ada")):
        headers = one.ask(target if target.startswith("/") else f"/{target}").headers
        for name, value in PRIVATE_HEADERS:
            if name != b"content-security-policy":
                assert headers[name.decode()] == value.decode(), target
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "server" not in headers
        assert not any(name.startswith("access-control") for name in headers)


def test_only_a_served_page_listens_for_changes(one: Served) -> None:
    shown = one.ask("/").body.decode()
    built = (one.root / "dashboard/index.html").read_text()
    assert "EventSource" in shown
    assert re.search(r'<body[^>]* data-made="[0-9a-f]{32}"', shown)
    assert "connect-src 'self'" in shown
    assert not any(word in built for word in ("EventSource", "data-made", "connect-src"))


@pytest.mark.parametrize(
    "target",
    [
        *(
            "/../../Notes/Secret.md",
            "/..%2f..%2fNotes/Secret.md",
            "/%2e%2e/%2e%2e/.env",
            "/..\\..\\.env",
            "//.env",
        ),
        *(
            "/.env",
            "/.netnotes",
            "/.gitignore",
            "/CACHEDIR.TAG",
            "/dashboard/index.html",
            "/People/Ada.md",
        ),
        *(
            "/index.html/",
            "/index.html/..",
            "/./index.html",
            "//index.html",
            "/index.html%00",
            "/%69ndex.html",
        ),
        *(
            "/people/../index.html",
            "/people",
            "/people/",
            "/INDEX.HTML",
            "/index.html%2f",
            "/style.css::$DATA",
        ),
        *(
            "/etc/passwd",
            "//etc/passwd",
            "/%2fetc%2fpasswd",
            "/C:\\Windows\\win.ini",
            "/con",
            "/....//....//.env",
        ),
        *(
            "/%c0%ae%c0%ae/.env",
            "/%252e%252e/.env",
            "/index.html;x",
            "http://evil.example/",
            "/\\\\evil\\share",
        ),
        *(
            "/static/..%5c..%5c.env",
            "/-/",
            "/-/changes/",
            "/pictures/x.png",
            "/file:///etc/passwd",
            "/~/.env",
        ),
    ],
)
def test_no_address_leads_out_of_the_list(one: Served, target: str) -> None:
    answer = one.ask(target)
    assert answer.status == 404
    same = (
        one.shown.snapshot.render_missing_page().content if target.startswith("/") else b"Not Found"
    )
    assert answer.body == same  # whatever was asked
    assert "location" not in answer.headers


def test_a_target_with_control_characters_is_no_request(one: Served) -> None:
    for target in ("/\0", "/index.html\0.css", "/\x7f", "/a b"):
        answer = one.ask(target)
        assert answer.status in (400, 404)
        assert SECRET.encode() not in answer.body


def test_an_address_of_a_megabyte_is_not_found(one: Served) -> None:
    answer = one.ask("/" + "a" * 1_000_000)
    assert (answer.status, answer.body) == (404, one.shown.snapshot.render_missing_page().content)


def test_headers_without_end_are_not_read_to_their_end(one: Served) -> None:
    with socket.create_connection(("127.0.0.1", one.port), LONG) as asker:
        asker.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{one.port}\r\nX: ".encode())
        received = b""
        try:
            for _ in range(64):
                asker.sendall(b"x" * 65536)
        except OSError:
            pass  # closed in the middle: as it should be
        try:
            received = asker.recv(65536)
        except OSError:
            return
        assert b" 400 " in received.partition(b"\r\n")[0] or received == b""
    assert one.ask("/").status == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]
)
def test_other_ways_to_ask_are_refused(one: Served, method: str) -> None:
    answer = one.ask("/index.html", method=method)
    assert answer.status in (400, 404, 405)
    assert b"Ada" not in answer.body
    assert not any(name.startswith("access-control") for name in answer.headers)


def test_a_head_is_answered_without_its_body(one: Served) -> None:
    answer = one.ask("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


def test_reading_changes_nothing(one: Served) -> None:
    before = {path: path.stat().st_mtime_ns for path in one.root.rglob("*")}
    for target in ("/", "/people.html", "/-/changes?page=/&made=x", "/log?name=ada", "/nothing"):
        one.ask(target)
    assert {path: path.stat().st_mtime_ns for path in one.root.rglob("*")} == before


def test_it_can_only_be_reached_from_this_machine(one: Served) -> None:
    with open_listener(0) as other:
        assert other.getsockname()[0] == "127.0.0.1"
    own = socket.gethostbyname_ex(socket.gethostname())[2] if socket.gethostname() else []
    for address in own:
        if not address.startswith("127."):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((address, one.port), 1)


# Changes.


@contextmanager
def waiting(one: Served, page: str, made: str) -> Iterator[HTTPResponse]:
    """A page that waits to be told of its change, as the browser would for it."""
    connection = HTTPConnection("127.0.0.1", one.port, timeout=LONG)
    connection.request("GET", f"/-/changes?page=/{page}&made={made}")
    with connection.getresponse() as stream:
        yield stream
    connection.close()


def test_who_shows_a_page_that_changed_is_told_so_and_nobody_else(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA, "People/Ben.md": ADA})
    with served(root) as one:
        made = one.shown.snapshot.compute_input_digest
        pages = [one.person(name) for name in ("Ada", "Ben")]
        with (
            waiting(one, pages[0], made(pages[0])) as ada,
            waiting(one, pages[1], made(pages[1])) as ben,
        ):
            for stream in (ada, ben):
                assert stream.headers["Content-Type"].startswith("text/event-stream")
                assert [stream.readline(), stream.readline()] == [b":\n", b"\n"]
            (root / "People/Ada.md").write_text(ADA + "\nNew words.\n")
            assert ada.read() == b"event: changed\ndata: 2\n\n"
            assert ben.readline() == b":\n"  # still there, and still the same
            one.shown.close()
            assert b"changed" not in ben.read()


def test_who_comes_back_to_a_page_that_changed_meanwhile_is_told_at_once(one: Served) -> None:
    with waiting(one, "index.html", "0" * 32) as stream:
        assert stream.read() == b"event: changed\ndata: 1\n\n"


def test_a_page_that_comes_into_being_is_told_to_who_waits_for_it(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA})
    with served(root) as one:
        page = one.person("Ada")
        (root / "People/Ada.md").unlink()
        one.after(2)
        assert one.ask(f"/{page}").status == 404
        with waiting(one, page, "") as stream:
            assert stream.readline() == b":\n"
            (root / "People/Ada.md").write_text(ADA)
            assert b"event: changed" in stream.read()
        assert one.ask(f"/{page}").status == 200


def test_two_hundred_readers_at_once_are_answered(one: Served) -> None:
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: one.ask("/index.html"), range(200)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1


def test_slow_readers_and_waiting_pages_keep_nobody_else(vault: WriteVault) -> None:
    """Fifty that never read, fifty that never finish asking, a hundred pages that wait: the next is answered."""
    root = vault({"People/Ada.md": ADA})
    with served(root) as one:
        made = one.shown.snapshot.compute_input_digest("index.html")
        host = f"Host: 127.0.0.1:{one.port}\r\n".encode()
        slow = [socket.create_connection(("127.0.0.1", one.port), LONG) for _ in range(200)]
        for asker in slow[:50]:
            asker.sendall((b"GET /style.css HTTP/1.1\r\n" + host + b"\r\n") * 40)
        for asker in slow[50:100]:
            asker.sendall(b"GET / HTTP/1.1\r\n")
        for asker in slow[100:]:
            asker.sendall(
                f"GET /-/changes?page=/&made={made} HTTP/1.1\r\n".encode() + host + b"\r\n"
            )
        assert one.ask("/").status == 200
        (root / "People/Ada.md").write_text(ADA.replace("Funding", "Sailing"))
        one.after(2)
        assert b"Sailing" in one.ask("/").body
        for asker in slow:
            asker.close()
        assert one.ask("/people.html").status == 200


def test_an_edition_that_is_shown_no_more_is_forgotten(vault: WriteVault) -> None:
    """Without the collector, which is off while a command runs: else every keystroke saved would cost a vault."""
    root = vault({"People/Ada.md": ADA})
    gc.disable()
    try:
        with served(root) as one:
            one.ask("/")
            one.ask("/people.html")
            first = weakref.ref(one.shown.snapshot)
            (root / "People/Ada.md").write_text(ADA + "\nNew words.\n")
            one.after(2)
            one.ask("/")
            one.ask("/people.html")
            one.keeper.refresh()
            assert first() is None
    finally:
        gc.enable()


# Writing.


def token_of(one: Served) -> str:
    return one.shown.snapshot.token


def form(one: Served, body: str) -> tuple[int, dict[str, str], str]:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = one.ask("/log", headers, method="POST", body=body.encode())
    return answer.status, answer.headers, answer.body.decode()


def test_what_is_written_from_the_browser_is_shown_when_the_form_is_answered(
    vault: WriteVault,
) -> None:
    root = vault({"People/Ada.md": ADA})

    def log(fields: Mapping[str, str]) -> FormOutcome:
        assert set(fields) == {"text"}  # the token is nobody's business
        with (root / "People/Ada.md").open("a") as note:
            note.write(f"- 2026-11-19 call: {fields['text']}\n")
        return FormOutcome(303, "/")

    with served(root, writes=(FormRoute("/log", log),)) as one:
        status, headers, _ = form(one, f"token={token_of(one)}&text=About+the+pier.")
        assert (status, headers["location"]) == (303, "/")
        assert "About the pier." in one.text(one.person("Ada"))


def test_a_form_without_the_token_writes_nothing_and_keeps_what_was_typed(
    vault: WriteVault,
) -> None:
    def log(fields: Mapping[str, str]) -> FormOutcome:
        raise AssertionError(fields)

    with served(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", log),)) as one:
        typed = "text=Two%0Alines+%3C%2Ftextarea%3E%3Cscript%3E"
        for sent in (
            "",
            "token=&",
            "token=wrong&",
            f"token={token_of(one)}x&",
            "token=%F0%9F%99%82&",
        ):
            status, _, page = form(one, sent + typed)
            assert status == 403
            assert "Two\nlines &lt;/textarea&gt;&lt;script&gt;</textarea>" in page
            assert 'action="/log"' in page


def test_a_conflict_is_said_and_what_was_typed_can_be_sent_again(vault: WriteVault) -> None:
    def log(fields: Mapping[str, str]) -> FormOutcome:
        return FormOutcome(409, message="The note `Ada.md` has changed meanwhile.")

    with served(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", log),)) as one:
        status, _, page = form(one, f"token={token_of(one)}&text=Typed+with+care")
        assert status == 409
        assert "The note <code>Ada.md</code> has changed meanwhile." in page
        assert "Typed with care</textarea>" in page
        assert f'value="{token_of(one)}"' in page


def test_more_than_a_form_can_hold_is_not_read(vault: WriteVault) -> None:
    with served(
        vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", lambda _: FormOutcome(303, "/")),)
    ) as one:
        answer = one.ask("/log", method="POST", body=b"text=" + b"x" * MAX_FORM_BYTES)
        assert answer.status == 413
        assert b"xxx" not in answer.body
        assert one.ask("/log", method="POST", body=b"x=1&" * 1000).status == 413


def test_nothing_can_be_written_by_asking_for_a_page(vault: WriteVault) -> None:
    written: list[Mapping[str, str]] = []

    def log(fields: Mapping[str, str]) -> FormOutcome:
        written.append(fields)
        return FormOutcome(303, "/")

    with served(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", log),)) as one:
        assert one.ask(f"/log?token={token_of(one)}&text=x").status in (404, 405)
        assert not written


def test_without_writing_there_is_no_token(one: Served) -> None:
    assert token_of(one) == ""
    assert form(one, "token=&text=x")[0] in (404, 405)


# What goes wrong.


def test_a_picture_that_has_just_been_taken_away_is_not_found(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": "---\nphoto: ada.png\n---\n"})
    (root / "ada.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    with served(root) as one:
        (picture,) = one.shown.snapshot.site.pictures.values()
        (root / "ada.png").rename(root.parent / "ada.png")
        assert one.ask(f"/{picture}").status == 404
        one.until(lambda edition: not edition.site.pictures)
        (root.parent / "ada.png").rename(root / "ada.png")
        one.until(lambda edition: bool(edition.site.pictures))
        answer = one.ask(f"/{picture}")
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert answer.body == (root / "ada.png").read_bytes()


def test_a_surprise_ends_it_rather_than_to_show_what_may_be_untrue(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("netnotes.vault.watch.VaultWatcher.restore", broken)
    command = ["serve", str(vault({"People/Ada.md": ADA})), "--port", "0", "--today", str(TODAY)]
    with ThreadPoolExecutor(
        1
    ) as pool:  # in the main thread an event loop of the tests' browser may be running
        assert pool.submit(run, command).result(LONG) == EXIT_BUG
    assert "ZeroDivisionError" in capsys.readouterr().err


# The command.


def start(root: Path, *options: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "netnotes",
        "serve",
        str(root),
        "--port",
        "0",
        "--today",
        str(TODAY),
        *options,
    ]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=partial(
            signal.signal, signal.SIGINT, signal.SIG_DFL
        ),  # the tests may run behind a shell's back
    )


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--read-only", "--poll")], ids=str)
def test_it_says_where_it_is_and_ends_clean(vault: WriteVault, options: tuple[str, ...]) -> None:
    root = vault({"People/Ada.md": ADA})
    with start(root, *options) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        address = next(
            found for line in lines if (found := re.search(r"http://127\.0\.0\.1:(\d+)/", line))
        )
        port = int(address[1])
        with socket.create_connection(("127.0.0.1", port), LONG) as asker:
            asker.sendall(
                f"GET /-/changes?page=/&made= HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
            )
            assert response(asker.recv(65536)).status == 200
            process.send_signal(signal.SIGINT)
            said = process.stdout.read()
        assert process.wait(LONG) == EXIT_INTERRUPTED
        assert "Traceback" not in said
        assert "rror" not in said


def test_the_next_free_port_is_taken_and_a_port_asked_for_is_not_another(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_listener(0) as first:
        taken = first.getsockname()[1]
        monkeypatch.setattr("netnotes.system.http_server.FIRST_PORT", taken)
        with open_listener(None) as second:
            assert taken < second.getsockname()[1] < taken + 20
        with pytest.raises(NetnotesError, match=f"Port {taken} is taken"):
            open_listener(taken)
        assert run(["serve", str(vault({})), "--port", str(taken)]) == EXIT_CANNOT
        assert "--port 0" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["x", "-1", "65536"])
def test_what_is_no_port_is_said_so(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["serve", f"--port={port}"])
    assert "port" in capsys.readouterr().err


def test_an_unknown_vault_is_said_so(tmp_path: Path) -> None:
    assert run(["serve", str(tmp_path / "nowhere")]) == EXIT_CANNOT


def test_a_line_for_each_edition_says_what_changed(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA})
    with served(root) as one:
        (root / "People/Ada.md").write_text("---\nmet: 2026-02-30\n---\n")
        one.after(2)
        one.keeper.refresh()
        assert re.fullmatch(r"People/Ada\.md: 2 problems, shown after \d+\.\d\d s", one.said[-1])
        assert "2026-02-30 is not a day of the calendar." in one.text("problems.html")
        (root / "People/Ada.md").write_text(ADA)
        one.after(3)
        one.keeper.refresh()
        assert "People/Ada.md: no problems" in one.said[-1]
        assert "2026-02-30" not in one.text("problems.html")


def test_a_calendar_can_subscribe_to_what_is_due(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": "---\ntier: monthly\n---\n- 2026-11-02 call: A.\n"})
    with served(root) as one:
        feed = one.ask("/followups.ics")
        assert (feed.status, feed.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        assert b"DTSTART;VALUE=DATE:20261202\r\n" in feed.body
        number = one.shown.snapshot.number
        (root / "People/Ada.md").write_text("---\ntier: monthly\n---\n- 2026-11-12 call: A.\n")
        one.after(number + 1)
        assert b"DTSTART;VALUE=DATE:20261212\r\n" in one.ask("/followups.ics").body
