"""A command that is killed, or refused by the disk, leaves notes old or new, and says what is true.

A sample of the sweeps is run here; `make sweep` runs all of them.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from netnotes.commands.parser import COMMANDS as ALL_COMMANDS
from tests.sweeps import COMMANDS, MAX_MOMENTS, Sweep, Sweeper, list_sweeps

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SAMPLE_SIZE = 8
MOMENTS_IN_SAMPLE = 2

# `serve` and `start` write what the forms do, and `review` what `log` and `snooze` do.
SWEPT_AS_OTHERS = ("serve", "start", "review")
READING = ("due", "mix", "who", "brief", "path", "explain", "completion")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sweep" in metafunc.fixturenames:
        sweeps = list_sweeps()
        if not metafunc.config.getoption("--all-sweeps"):
            sweeps = random.Random(14).sample(sweeps, SAMPLE_SIZE)
        metafunc.parametrize("sweep", sweeps, ids=" ".join)


def test_every_command_that_writes_is_swept() -> None:
    swept = {words[0] for words in COMMANDS.values()}
    for command in ALL_COMMANDS:
        assert command.name in (*swept, *SWEPT_AS_OTHERS, *READING)


def test_failed_command_leaves_notes_old_or_new(
    sweep: Sweep, strace: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    is_sample = not request.config.getoption("--all-sweeps")
    Sweeper(strace, tmp_path, sweep).check_all(MOMENTS_IN_SAMPLE if is_sample else MAX_MOMENTS)
