"""`netnotes serve` prints its address, chooses a port and ends without errors."""

from __future__ import annotations

import re
import signal
import socket
import struct
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.errors import EXIT_CANNOT, EXIT_INTERRUPTED, NetnotesError
from netnotes.system.http_server import (
    open_listener,
)
from tests.conftest import TODAY
from tests.serving import MAX_WAIT_SECONDS, parse_response, serve_vault
from tests.test_serve import ADA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]


def start_serve_command(root: Path, *options: str) -> subprocess.Popen[str]:
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
def test_server_prints_its_address_and_ends_without_errors(
    vault: WriteVault, options: tuple[str, ...]
) -> None:
    root = vault({"People/Ada.md": ADA})
    with start_serve_command(root, *options) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        address = next(
            match for line in lines if (match := re.search(r"http://127\.0\.0\.1:(\d+)/", line))
        )
        port = int(address[1])
        with socket.create_connection(("127.0.0.1", port), MAX_WAIT_SECONDS) as connection:
            connection.sendall(
                f"GET /-/changes?page=/&made= HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
            )
            assert parse_response(connection.recv(65536)).status == 200
            process.send_signal(signal.SIGINT)
            output = process.stdout.read()
        assert process.wait(MAX_WAIT_SECONDS) == EXIT_INTERRUPTED
        assert "Traceback" not in output
        assert "rror" not in output


def test_two_servers_that_are_started_together_both_work(vault: WriteVault) -> None:
    root = vault({f"People/Ada {number}.md": ADA for number in range(300)})
    with start_serve_command(root) as left, start_serve_command(root) as right:
        addresses = []
        for process in (left, right):
            assert process.stdout
            lines = iter(process.stdout.readline, "")
            addresses += [
                re.search(r"http://127\.0\.0\.1:(\d+)/", line)
                for line in iter_until(lines, "The dashboard is at")
            ]
            process.send_signal(signal.SIGINT)
        ports = {match[1] for match in addresses if match}
        assert len(ports) == 2
        assert left.wait(MAX_WAIT_SECONDS) == right.wait(MAX_WAIT_SECONDS) == EXIT_INTERRUPTED


def iter_until(lines: Iterator[str], start: str) -> Iterator[str]:
    """Yield lines up to the first that starts so; fails if none does."""
    for line in lines:
        yield line
        if line.startswith(start):
            return
    pytest.fail(f"no line starts with {start}")


def test_browser_that_hangs_up_is_no_error(vault: WriteVault) -> None:
    """In the middle of a head, of a form, of an answer, and of the wait for changes."""
    root = vault({"People/Ada.md": ADA})
    with start_serve_command(root, "--port", "0") as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        port = next(
            int(match[1])
            for line in lines
            if (match := re.search(r"http://127\.0\.0\.1:(\d+)/", line))
        )
        host = f"Host: 127.0.0.1:{port}\r\n"
        for request in (
            "GET / HT",
            f"GET /people.html HTTP/1.1\r\n{host}\r\n" * 20,
            f"GET /-/changes?page=/&made= HTTP/1.1\r\n{host}\r\n",
            f"POST /log HTTP/1.1\r\n{host}Content-Length: 5000\r\n\r\ntoken=x",
            f"POST /new HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n5\r\ntok",
        ):
            with socket.create_connection(("127.0.0.1", port), MAX_WAIT_SECONDS) as connection:
                # Closed with a reset, as by a browser that was killed.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.sendall(request.encode())
        with socket.create_connection(("127.0.0.1", port), MAX_WAIT_SECONDS) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode())
            assert parse_response(connection.recv(65536)).status == 200
        process.send_signal(signal.SIGINT)
        output = process.stdout.read()
    assert "Traceback" not in output
    assert "xception" not in output


def test_next_free_port_is_chosen_unless_a_port_was_named(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_listener(0) as first:
        taken_port = first.getsockname()[1]
        monkeypatch.setattr("netnotes.system.http_server.FIRST_PORT", taken_port)
        with open_listener(None) as second:
            assert taken_port < second.getsockname()[1] < taken_port + 20
        with pytest.raises(NetnotesError, match=f"Port {taken_port} is taken"):
            open_listener(taken_port)
        assert run(["serve", str(vault({})), "--port", str(taken_port)]) == EXIT_CANNOT
        assert "--port 0" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["x", "-1", "65536"])
def test_invalid_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["serve", f"--port={port}"])
    assert "port" in capsys.readouterr().err


def test_missing_vault_is_refused(tmp_path: Path) -> None:
    assert run(["serve", str(tmp_path / "nowhere")]) == EXIT_CANNOT


def test_each_new_snapshot_has_a_line_about_what_changed(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        (root / "People/Ada.md").write_text("---\nmet: 2026-02-30\n---\n")
        dashboard.wait_for_snapshot_number(2)
        dashboard.rebuilder.refresh()
        assert re.fullmatch(
            r"People/Ada\.md: shown after \d+\.\d\d s; 2 problems in your notes",
            dashboard.messages[-1],
        )
        assert "2026-02-30 is not a day of the calendar." in dashboard.read_page("problems.html")
        (root / "People/Ada.md").write_text(ADA)
        dashboard.wait_for_snapshot_number(3)
        dashboard.rebuilder.refresh()
        assert dashboard.messages[-1].endswith(" s; no problems in your notes")
        assert "2026-02-30" not in dashboard.read_page("problems.html")


def test_calendar_of_follow_ups_is_served(vault: WriteVault) -> None:
    root = vault({"People/Ada.md": "---\ntier: monthly\n---\n- 2026-11-02 call: A.\n"})
    with serve_vault(root) as dashboard:
        feed = dashboard.request("/followups.ics")
        assert (feed.status, feed.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        assert b"DTSTART;VALUE=DATE:20261202\r\n" in feed.body
        number = dashboard.live_site.snapshot.number
        (root / "People/Ada.md").write_text("---\ntier: monthly\n---\n- 2026-11-12 call: A.\n")
        dashboard.wait_for_snapshot_number(number + 1)
        assert b"DTSTART;VALUE=DATE:20261212\r\n" in dashboard.request("/followups.ics").body
