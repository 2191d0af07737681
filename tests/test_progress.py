"""The progress line is shown on a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.system import progress
from netnotes.system.progress import (
    BAR_WIDTH,
    DELAY_SECONDS,
    REFRESH_SECONDS,
    ProgressLine,
    report_progress,
    show_progress,
)
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_line_appears_after_a_delay_and_is_erased_at_the_end() -> None:
    now = [0.0]
    screen = Terminal()
    line = ProgressLine(screen, lambda: now[0])
    line.update("Reading", 1, 4)
    now[0] = DELAY_SECONDS - 0.01
    line.update("Reading", 2, 4)
    line.update("Reading", 4, 4)
    assert screen.getvalue() == ""
    now[0] = DELAY_SECONDS
    line.update("Printing", 1, 4)
    assert (
        screen.getvalue()
        == f"\r\x1b[KPrinting {'█' * (BAR_WIDTH // 4)}{'░' * (BAR_WIDTH - BAR_WIDTH // 4)}  25%"
    )
    line.update("Printing", 2, 4)
    assert screen.getvalue().count("Printing") == 1
    now[0] += REFRESH_SECONDS
    line.update("Printing", 3, 4)
    assert screen.getvalue().endswith(" 75%")
    line.update("Printing", 4, 4)
    line.update("Printing", 4, 4)
    assert screen.getvalue().endswith(" 75%\r\x1b[K")


@pytest.mark.parametrize(("stream", "quiet"), [(Terminal, True), (io.StringIO, False)])
def test_line_is_not_shown_to_a_pipe_or_with_quiet(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], quiet: bool
) -> None:
    monkeypatch.setattr(progress, "DELAY_SECONDS", 0)
    monkeypatch.setattr(sys, "stderr", screen := stream())
    with show_progress(sys.stderr, quiet=quiet):
        report_progress("Reading", 1, 4)
    assert screen.getvalue() == ""


def test_build_reports_its_progress_and_erases_the_line(
    vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault({f"People/Ada {number}.md": "" for number in range(200)})
    monkeypatch.setattr(progress, "DELAY_SECONDS", 0)
    monkeypatch.setattr(progress, "REFRESH_SECONDS", 0)
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    assert run(["build", str(folder), "--today", TODAY.isoformat()]) == 0
    shown_texts = screen.getvalue().split("\r\x1b[K")
    assert shown_texts[0] == shown_texts[-1] == ""
    assert [text.partition(" ")[0] for text in shown_texts if text][:1] == ["Reading"]
    assert "Printing" in screen.getvalue()
    report_progress("Reading", 1, 4)  # nothing is done any more
    assert screen.getvalue().split("\r\x1b[K") == shown_texts
