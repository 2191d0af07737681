"""The program `netnotes`, which is also `python -m netnotes`."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO


def _open_null() -> TextIO:
    return open(os.devnull, "w")  # noqa: PTH123 - it is open until the program ends


def main() -> None:
    """Run one command and end the program with its exit code."""
    from netnotes.cli import run

    # Python has no stream where the caller has closed one, as `>&-` and some schedulers do.
    sys.stdout = sys.stdout or _open_null()
    sys.stderr = sys.stderr or _open_null()
    exit_code = run(sys.argv[1:])

    # The program that reads our output may have ended already, as in `netnotes due | head -1`.
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()

    # Everything is written. A usual exit would take ten thousand notes apart first, which costs
    # half a second.
    os._exit(exit_code)


if __name__ == "__main__":
    main()
