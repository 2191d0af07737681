"""Lines of the terminal that end between two words."""

from __future__ import annotations

import textwrap

# In columns.
MAX_WIDTH = 80


def wrap(text: str) -> list[str]:
    """Wrap a paragraph."""
    return textwrap.wrap(text, MAX_WIDTH)


def wrap_item(text: str) -> list[str]:
    """Wrap an entry of a list: it is indented, and its further lines are so by more."""
    return textwrap.wrap(text, MAX_WIDTH, initial_indent="  ", subsequent_indent="    ")


def wrap_indented(text: str) -> list[str]:
    """Wrap a paragraph below an entry of a list."""
    return textwrap.wrap(text, MAX_WIDTH, initial_indent="    ", subsequent_indent="    ")
