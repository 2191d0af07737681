"""Sets of words, written as text: a hundred words in quotes would take a hundred lines."""

from __future__ import annotations


def split_words(text: str) -> frozenset[str]:
    """Split a text at its spaces into a set of words."""
    return frozenset(text.split())
