"""Say, ask, confirm, open in the browser."""

from __future__ import annotations

import os
import sys


def open_in_browser(address: str) -> None:
    """Open a page, or say where it is when there is no browser to open it."""
    import webbrowser

    has_screen = (
        sys.platform in ("darwin", "win32")
        or os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
    )
    if not (has_screen and webbrowser.open(address)):
        print(f"Open {address} in your browser.")
