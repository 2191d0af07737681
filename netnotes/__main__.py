"""`python -m netnotes`, and the `netnotes` on the path."""

from __future__ import annotations

import sys


def main() -> None:
    """Run one command and end the program with its exit code."""
    from netnotes.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
