"""`python -m netnotes`, and the `netnotes` on the path."""

from __future__ import annotations

import contextlib
import os
import sys


def main() -> None:
    """Run one command and end the program with its exit code."""
    from netnotes.cli import run

    code = run(sys.argv[1:])
    with contextlib.suppress(BrokenPipeError):  # the reader of a pipe has seen enough
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(
        code
    )  # all is written: to take ten thousand notes apart again would cost half a second


if __name__ == "__main__":
    main()
