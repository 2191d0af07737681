"""The program `netnotes`, which is also `python -m netnotes`."""

from __future__ import annotations

import contextlib
import os
import sys


def main() -> None:
    """Run one command and end the program with its exit code."""
    from netnotes.cli import run

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
