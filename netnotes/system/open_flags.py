"""Flags for `os.open`, with those that the system lacks left out.

`O_CLOEXEC` is not among them: Python sets it on every file it opens (PEP 446).
"""

from __future__ import annotations

import os

# Without it Windows would change line ends, and stop reading at the first Ctrl-Z.
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)

# For reading a file that may be a pipe by now: opening it does not wait for a writer.
READ_PLAIN_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _NO_LINKS | _BINARY

WRITE_EXISTING_FILE = os.O_RDWR | _BINARY

CREATE_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY

OPEN_LOCK_FILE = os.O_RDWR | os.O_CREAT | _NO_LINKS
