"""How many saves of an editor are lost while `netnotes log` writes the same note.

`python -m benchmarks.editor_race` logs in one note as fast as it can, beside an editor that saves
the note every 0 to 60 ms. Each save has a number, and the editor looks for it before the next save:
where an older one is found, the save between was lost.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import os
import random
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.cli import run
from netnotes.errors import EXIT_DONE

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

NOTE = "---\ntier: monthly\nsave: 0\n---\n\n## Log\n"

MAX_PAUSE_SECONDS = 0.06

_SAVE_NUMBER = re.compile(r"^save: (\d+)$", re.MULTILINE)


class RaceResult(NamedTuple):
    """What came of a race."""

    logs: int
    refused_logs: int
    saves: int
    lost_saves: int


def measure_race(log_count: int, *, renames: bool, seed: int) -> RaceResult:
    """Let an editor save while notes are logged; it saves by renaming, or writes the file anew."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder, "Vault", "People", "Ada Quill.md")
        note.parent.mkdir(parents=True)
        note.write_text(NOTE)
        os.environ["XDG_CACHE_HOME"] = str(Path(folder, "cache"))

        refused_logs = multiprocessing.Value("i", 0)
        logger = multiprocessing.Process(
            target=_log_repeatedly, args=(note.parents[1], log_count, refused_logs)
        )
        logger.start()
        saves, lost_saves = _save_repeatedly(note, logger, random.Random(seed), renames=renames)
        logger.join()
        return RaceResult(log_count, refused_logs.value, saves, lost_saves)


def _log_repeatedly(vault: Path, count: int, refused_logs: Synchronized[int]) -> None:
    for number in range(count):
        words = ["log", f"call with Ada: talk {number}", "--vault", str(vault)]
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            refused_logs.value += run(words) != EXIT_DONE


def _save_repeatedly(
    note: Path, logger: multiprocessing.Process, pauses: random.Random, *, renames: bool
) -> tuple[int, int]:
    """Save until the logger has ended; returns how many saves there were, and were lost."""
    saves = lost_saves = 0
    while logger.is_alive():
        time.sleep(pauses.uniform(0, MAX_PAUSE_SECONDS))
        text = note.read_text()
        if _read_save_number(text) != saves:
            # Perhaps netnotes is just putting it back.
            time.sleep(MAX_PAUSE_SECONDS)
            text = note.read_text()
            lost_saves += _read_save_number(text) != saves
        saves += 1
        _save(note, _SAVE_NUMBER.sub(f"save: {saves}", text), renames=renames)
    logger.join()
    lost_saves += _read_save_number(note.read_text()) != saves
    return saves, lost_saves


def _save(note: Path, text: str, *, renames: bool) -> None:
    if renames:
        other_file = note.with_suffix(".saving")
        other_file.write_text(text)
        other_file.replace(note)
    else:
        note.write_text(text)


def _read_save_number(text: str) -> int:
    match = _SAVE_NUMBER.search(text)
    return int(match[1]) if match else -1


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for renames in (True, False):
        result = measure_race(args.logs, renames=renames, seed=args.seed)
        way = "renames a new file" if renames else "writes the same file"
        print(
            f"an editor that {way}: {result.logs} logs ({result.refused_logs} refused), "
            f"{result.saves} saves, {result.lost_saves} lost"
        )


if __name__ == "__main__":
    _main()
