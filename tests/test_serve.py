"""The served dashboard answers requests from its own pages and refuses all others."""

from __future__ import annotations

import gc
import re
import socket
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING

import pytest

from netnotes.actions.serving.live_site import FormOutcome
from netnotes.actions.serving.routes import FormRoute
from netnotes.cli import run
from netnotes.errors import EXIT_BUG
from netnotes.system import http_server
from netnotes.system.http_server import (
    MAX_FORM_BYTES,
    PRIVATE_HEADERS,
    is_own_request,
    open_listener,
)
from tests.conftest import TODAY
from tests.serving import MAX_WAIT_SECONDS, ServedDashboard, serve_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

ADA = "---\npurpose: Funding\ntier: monthly\n---\n- 2026-10-02 coffee: Talked.\n"
SECRET = "The secret of the pier"


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDashboard]:
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
        with serve_vault(root) as running:
            yield running


# Guard

PORT = 8642
OURS: list[dict[str, str]] = [
    {"host": f"127.0.0.1:{PORT}"},
    {"host": f"localhost:{PORT}", "sec-fetch-site": "none"},
    {"host": f"[::1]:{PORT}", "sec-fetch-site": "same-origin"},
    {
        "host": f"127.0.0.1:{PORT}",
        "origin": f"http://127.0.0.1:{PORT}",
        "sec-fetch-site": "same-origin",
    },
    {"host": f"127.0.0.1:{PORT}", "origin": "null", "sec-fetch-site": "same-origin"},
]
NOT_OURS: list[dict[str, str]] = [
    {},
    *(
        {"host": host}
        for host in ("", "127.0.0.1", "localhost", f"evil.example:{PORT}", "127.0.0.1:80", "[::1]")
    ),
    *(
        {"host": host}
        for host in (
            f"127.0.0.1.evil.example:{PORT}",
            f"127.0.0.2:{PORT}",
            f"0.0.0.0:{PORT}",
            f"LOCALHOST:{PORT}",
        )
    ),
    *(
        {"host": host}
        for host in (
            f"localhost.:{PORT}",
            f"localhost:{PORT}0",
            f"user@localhost:{PORT}",
            f"2130706433:{PORT}",
        )
    ),
    *(
        {"host": f"127.0.0.1:{PORT}", "sec-fetch-site": site}
        for site in ("cross-site", "same-site", "", "x")
    ),
    *(
        {"host": f"127.0.0.1:{PORT}", "origin": origin}
        for origin in (
            *(
                "null",
                "",
                "http://evil.example",
                f"https://127.0.0.1:{PORT}",
                "http://127.0.0.1",
                f"http://localhost:{PORT}",
            ),
            *(
                f"http://127.0.0.1:{PORT}/",
                f"http://127.0.0.1:{PORT + 1}",
                f"http://127.0.0.1:{PORT}, http://evil.example",
            ),
        )
    ),
    {"host": f"127.0.0.1:{PORT}", "origin": "null", "sec-fetch-site": "none"},
    {
        "host": f"127.0.0.1:{PORT}",
        "origin": f"http://127.0.0.1:{PORT}",
        "sec-fetch-site": "cross-site",
    },
]


@pytest.mark.parametrize("headers", OURS, ids=str)
def test_own_pages_and_typed_addresses_may_ask(headers: Mapping[str, str]) -> None:
    assert is_own_request(headers.items(), PORT)


@pytest.mark.parametrize("headers", NOT_OURS, ids=str)
def test_other_sites_may_not_ask(headers: Mapping[str, str]) -> None:
    assert not is_own_request(headers.items(), PORT)


def test_request_with_a_header_sent_twice_is_refused() -> None:
    assert not is_own_request([("host", f"127.0.0.1:{PORT}"), ("host", f"127.0.0.1:{PORT}")], PORT)
    assert not is_own_request(
        [
            ("host", f"127.0.0.1:{PORT}"),
            ("sec-fetch-site", "none"),
            ("sec-fetch-site", "cross-site"),
        ],
        PORT,
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
def test_refusal_reveals_nothing_about_the_vault(
    dashboard: ServedDashboard, target: str, headers: dict[str, str]
) -> None:
    answer = dashboard.request(target, headers)
    if headers == {"Host": ""}:
        assert answer.status in (400, 403)  # a request without a host is refused before the guard
    else:
        assert (answer.status, answer.body) == (403, b"Not from here.\n")
        assert answer.headers["cache-control"] == "no-store"


def test_guard_refuses_before_any_work_is_done(vault: WriteVault) -> None:
    done: list[str] = []

    def write(fields: Mapping[str, str]) -> FormOutcome:
        done.append("written")
        return FormOutcome(303, "/")

    with serve_vault(
        vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", write),)
    ) as dashboard:
        token = get_token(dashboard)
        for headers in (
            {"Host": "evil.example"},
            {"Origin": "http://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
        ):
            assert (
                dashboard.request(
                    "/log", headers, method="POST", body=f"token={token}".encode()
                ).status
                == 403
            )
        assert done == []


# Answers


def test_every_page_of_the_dashboard_is_served(dashboard: ServedDashboard) -> None:
    on_disk = [
        path
        for path in (dashboard.root / "dashboard").rglob("*")
        if path.suffix in (".html", ".css")
    ]
    assert len(on_disk) > 12
    for file in on_disk:
        path = file.relative_to(dashboard.root / "dashboard").as_posix()
        answer = dashboard.request(f"/{path}")
        assert answer.status == 200, path
        kind = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8"}[file.suffix]
        assert answer.headers["content-type"] == kind
    assert dashboard.request("/").body == dashboard.request("/index.html").body


def test_every_answer_has_the_private_headers(dashboard: ServedDashboard) -> None:
    for target in ("/", "/style.css", "/nothing", dashboard.find_person_page("Ada")):
        headers = dashboard.request(target if target.startswith("/") else f"/{target}").headers
        for name, value in PRIVATE_HEADERS:
            if name != b"content-security-policy":
                assert headers[name.decode()] == value.decode(), target
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "server" not in headers
        assert not any(name.startswith("access-control") for name in headers)


def test_only_served_pages_listen_for_changes(dashboard: ServedDashboard) -> None:
    served = dashboard.request("/").body.decode()
    built = (dashboard.root / "dashboard/index.html").read_text()
    assert "EventSource" in served
    assert re.search(r'<body[^>]* data-made="[0-9a-f]{32}"', served)
    assert "connect-src 'self'" in served
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
def test_addresses_outside_the_list_of_pages_are_not_found(
    dashboard: ServedDashboard, target: str
) -> None:
    answer = dashboard.request(target)
    assert answer.status == 404
    same = (
        dashboard.live_site.snapshot.render_missing_page().content
        if target.startswith("/")
        else b"Not Found"
    )
    assert answer.body == same  # whatever was asked
    assert "location" not in answer.headers


def test_target_with_control_characters_is_refused(dashboard: ServedDashboard) -> None:
    for target in ("/\0", "/index.html\0.css", "/\x7f", "/a b"):
        answer = dashboard.request(target)
        assert answer.status in (400, 404)
        assert SECRET.encode() not in answer.body


def test_address_of_a_megabyte_is_not_found(dashboard: ServedDashboard) -> None:
    answer = dashboard.request("/" + "a" * 1_000_000)
    assert (answer.status, answer.body) == (
        404,
        dashboard.live_site.snapshot.render_missing_page().content,
    )


def test_endless_headers_are_not_read_to_their_end(dashboard: ServedDashboard) -> None:
    with socket.create_connection(("127.0.0.1", dashboard.port), MAX_WAIT_SECONDS) as asker:
        asker.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{dashboard.port}\r\nX: ".encode())
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
    assert dashboard.request("/").status == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]
)
def test_other_methods_are_refused(dashboard: ServedDashboard, method: str) -> None:
    answer = dashboard.request("/index.html", method=method)
    assert answer.status in (400, 404, 405)
    assert b"Ada" not in answer.body
    assert not any(name.startswith("access-control") for name in answer.headers)


def test_head_request_is_answered_without_a_body(dashboard: ServedDashboard) -> None:
    answer = dashboard.request("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 1000


def test_reading_changes_nothing(dashboard: ServedDashboard) -> None:
    before = {path: path.stat().st_mtime_ns for path in dashboard.root.rglob("*")}
    for target in ("/", "/people.html", "/-/changes?page=/&made=x", "/log?name=ada", "/nothing"):
        dashboard.request(target)
    assert {path: path.stat().st_mtime_ns for path in dashboard.root.rglob("*")} == before


def test_server_is_reached_only_from_this_machine(dashboard: ServedDashboard) -> None:
    with open_listener(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
    own_addresses = socket.gethostbyname_ex(socket.gethostname())[2] if socket.gethostname() else []
    for address in own_addresses:
        if not address.startswith("127."):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((address, dashboard.port), 1)


# Changes


@contextmanager
def open_change_stream(
    dashboard: ServedDashboard, page: str, input_digest: str
) -> Iterator[HTTPResponse]:
    """Open the stream on which a page waits for its change, as the browser does."""
    connection = HTTPConnection("127.0.0.1", dashboard.port, timeout=MAX_WAIT_SECONDS)
    connection.request("GET", f"/-/changes?page=/{page}&made={input_digest}")
    with connection.getresponse() as stream:
        yield stream
    connection.close()


def test_change_is_reported_only_to_pages_that_show_it(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA, "People/Ben.md": ADA})
    with serve_vault(root) as dashboard:
        compute_input_digest = dashboard.live_site.snapshot.compute_input_digest
        pages = [dashboard.find_person_page(name) for name in ("Ada", "Ben")]
        with (
            open_change_stream(dashboard, pages[0], compute_input_digest(pages[0])) as ada,
            open_change_stream(dashboard, pages[1], compute_input_digest(pages[1])) as ben,
        ):
            for stream in (ada, ben):
                assert stream.headers["Content-Type"].startswith("text/event-stream")
                assert [stream.readline(), stream.readline()] == [b":\n", b"\n"]
            (root / "People/Ada.md").write_text(ADA + "\nNew words.\n")
            assert ada.read() == b"event: changed\ndata: 2\n\n"
            assert ben.readline() == b":\n"  # the page is still shown, and unchanged
            dashboard.live_site.close()
            assert b"changed" not in ben.read()


def test_stream_of_a_page_out_of_date_reports_the_change_at_once(
    dashboard: ServedDashboard,
) -> None:
    with open_change_stream(dashboard, "index.html", "0" * 32) as stream:
        assert stream.read() == b"event: changed\ndata: 1\n\n"


def test_new_page_is_reported_to_requests_that_wait_for_it(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        page = dashboard.find_person_page("Ada")
        (root / "People/Ada.md").unlink()
        dashboard.wait_for_snapshot_number(2)
        assert dashboard.request(f"/{page}").status == 404
        with open_change_stream(dashboard, page, "") as stream:
            assert stream.readline() == b":\n"
            (root / "People/Ada.md").write_text(ADA)
            assert b"event: changed" in stream.read()
        assert dashboard.request(f"/{page}").status == 200


def test_two_hundred_readers_at_once_are_answered(dashboard: ServedDashboard) -> None:
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: dashboard.request("/index.html"), range(200)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1


def test_slow_readers_and_waiting_pages_hold_up_no_other_request(vault: WriteVault) -> None:
    """Fifty never read, fifty never finish their request, a hundred wait for changes."""
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        input_digest = dashboard.live_site.snapshot.compute_input_digest("index.html")
        host = f"Host: 127.0.0.1:{dashboard.port}\r\n".encode()
        connections = [
            socket.create_connection(("127.0.0.1", dashboard.port), MAX_WAIT_SECONDS)
            for _ in range(200)
        ]
        for connection in connections[:50]:
            connection.sendall((b"GET /style.css HTTP/1.1\r\n" + host + b"\r\n") * 40)
        for connection in connections[50:100]:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        for connection in connections[100:]:
            connection.sendall(
                f"GET /-/changes?page=/&made={input_digest} HTTP/1.1\r\n".encode() + host + b"\r\n"
            )
        assert dashboard.request("/").status == 200
        (root / "People/Ada.md").write_text(ADA.replace("Funding", "Sailing"))
        dashboard.wait_for_snapshot_number(2)
        assert b"Sailing" in dashboard.request("/").body
        for connection in connections:
            connection.close()
        assert dashboard.request("/people.html").status == 200


def test_snapshot_that_is_no_longer_shown_is_freed(vault: WriteVault) -> None:
    """The collector is off while a command runs: in a cycle each snapshot would stay alive."""
    root = vault({"People/Ada.md": ADA})
    gc.disable()
    try:
        with serve_vault(root) as dashboard:
            dashboard.request("/")
            dashboard.request("/people.html")
            first = weakref.ref(dashboard.live_site.snapshot)
            (root / "People/Ada.md").write_text(ADA + "\nNew words.\n")
            dashboard.wait_for_snapshot_number(2)
            dashboard.request("/")
            dashboard.request("/people.html")
            dashboard.rebuilder.refresh()
            assert first() is None
    finally:
        gc.enable()


# Forms


def get_token(dashboard: ServedDashboard) -> str:
    return dashboard.live_site.snapshot.token


def submit_form(dashboard: ServedDashboard, body: str) -> tuple[int, dict[str, str], str]:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = dashboard.request("/log", headers, method="POST", body=body.encode())
    return answer.status, answer.headers, answer.body.decode()


def test_written_form_is_shown_when_the_answer_comes(
    vault: WriteVault,
) -> None:
    root = vault({"People/Ada.md": ADA})

    def log(fields: Mapping[str, str]) -> FormOutcome:
        assert set(fields) == {"text"}  # the token is secret
        with (root / "People/Ada.md").open("a") as note:
            note.write(f"- 2026-11-19 call: {fields['text']}\n")
        return FormOutcome(303, "/")

    with serve_vault(root, writes=(FormRoute("/log", log),)) as dashboard:
        status, headers, _ = submit_form(
            dashboard, f"token={get_token(dashboard)}&text=About+the+pier."
        )
        assert (status, headers["location"]) == (303, "/")
        assert "About the pier." in dashboard.read_page(dashboard.find_person_page("Ada"))


def test_form_without_the_token_is_not_written_and_comes_back(
    vault: WriteVault,
) -> None:
    def log(fields: Mapping[str, str]) -> FormOutcome:
        raise AssertionError(fields)

    with serve_vault(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", log),)) as dashboard:
        typed = "text=Two%0Alines+%3C%2Ftextarea%3E%3Cscript%3E"
        for sent in (
            "",
            "token=&",
            "token=wrong&",
            f"token={get_token(dashboard)}x&",
            "token=%F0%9F%99%82&",
        ):
            status, _, page = submit_form(dashboard, sent + typed)
            assert status == 403
            assert "Two\nlines &lt;/textarea&gt;&lt;script&gt;</textarea>" in page
            assert 'action="/log"' in page


def test_form_in_conflict_comes_back_and_can_be_sent_again(vault: WriteVault) -> None:
    def log(fields: Mapping[str, str]) -> FormOutcome:
        return FormOutcome(409, message="The note `Ada.md` has changed meanwhile.")

    with serve_vault(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", log),)) as dashboard:
        status, _, page = submit_form(
            dashboard, f"token={get_token(dashboard)}&text=Typed+with+care"
        )
        assert status == 409
        assert "The note <code>Ada.md</code> has changed meanwhile." in page
        assert "Typed with care</textarea>" in page
        assert f'value="{get_token(dashboard)}"' in page


def test_too_large_form_is_not_read(vault: WriteVault) -> None:
    with serve_vault(
        vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", lambda _: FormOutcome(303, "/")),)
    ) as dashboard:
        answer = dashboard.request("/log", method="POST", body=b"text=" + b"x" * MAX_FORM_BYTES)
        assert answer.status == 413
        assert b"xxx" not in answer.body
        assert dashboard.request("/log", method="POST", body=b"x=1&" * 1000).status == 413


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        ("/log", {}, 413),
        ("/log", {"Connection": "keep-alive"}, 413),
        ("/log", {"Host": "elsewhere.example"}, 403),
        ("/nothing", {}, 405),
    ],
)
def test_refusal_can_be_read_while_the_request_is_still_sent(
    vault: WriteVault, target: str, headers: dict[str, str], status: int
) -> None:
    route = FormRoute("/log", lambda _: FormOutcome(303, "/"))
    with serve_vault(vault({"People/Ada.md": ADA}), writes=(route,)) as dashboard:
        body = b"text=" + b"x" * 16 * MAX_FORM_BYTES
        answer = dashboard.request(target, headers, method="POST", body=body)
        assert answer.status == status
        assert answer.headers["connection"] == "close"


def test_form_that_is_announced_as_too_large_is_refused_before_it_comes(vault: WriteVault) -> None:
    route = FormRoute("/log", lambda _: FormOutcome(303, "/"))
    with serve_vault(vault({"People/Ada.md": ADA}), writes=(route,)) as dashboard:
        head = (
            f"POST /log HTTP/1.1\r\nHost: 127.0.0.1:{dashboard.port}\r\n"
            "Content-Length: 99999999999\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", dashboard.port), timeout=5) as connection:
            connection.sendall(head.encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_refused_request_that_never_ends_is_not_waited_for(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_server, "MAX_READ_ON_SECONDS", 0.01)
    route = FormRoute("/log", lambda _: FormOutcome(303, "/"))
    with serve_vault(vault({"People/Ada.md": ADA}), writes=(route,)) as dashboard:
        # The head alone: as many bytes as it announces never come.
        headers = {"Content-Length": "99999999999"}
        assert dashboard.request("/log", headers, method="POST").status == 413


def test_get_request_writes_nothing(vault: WriteVault) -> None:
    written: list[Mapping[str, str]] = []

    def log(fields: Mapping[str, str]) -> FormOutcome:
        written.append(fields)
        return FormOutcome(303, "/")

    with serve_vault(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", log),)) as dashboard:
        assert dashboard.request(f"/log?token={get_token(dashboard)}&text=x").status in (404, 405)
        assert not written


def test_read_only_dashboard_has_no_token(dashboard: ServedDashboard) -> None:
    assert get_token(dashboard) == ""
    assert submit_form(dashboard, "token=&text=x")[0] in (404, 405)


# Failures


def test_deleted_picture_is_not_found(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": "---\nphoto: ada.png\n---\n"})
    (root / "ada.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    with serve_vault(root) as dashboard:
        (picture,) = dashboard.live_site.snapshot.site.pictures.values()
        (root / "ada.png").rename(root.parent / "ada.png")
        assert dashboard.request(f"/{picture}").status == 404
        dashboard.wait_until(lambda snapshot: not snapshot.site.pictures)
        (root.parent / "ada.png").rename(root / "ada.png")
        dashboard.wait_until(lambda snapshot: bool(snapshot.site.pictures))
        answer = dashboard.request(f"/{picture}")
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert answer.body == (root / "ada.png").read_bytes()


def test_failed_rebuilder_ends_the_server(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("netnotes.vault.watch.VaultWatcher.restore", broken)
    command = ["serve", str(vault({"People/Ada.md": ADA})), "--port", "0", "--today", str(TODAY)]
    with ThreadPoolExecutor(
        1
    ) as pool:  # in the main thread an event loop of the tests' browser may be running
        assert pool.submit(run, command).result(MAX_WAIT_SECONDS) == EXIT_BUG
    assert "ZeroDivisionError" in capsys.readouterr().err
