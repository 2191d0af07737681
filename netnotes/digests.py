"""Digests and numbers that depend on their input alone, and are the same in every run."""

from __future__ import annotations

from hashlib import blake2b


def compute_digest(content: bytes) -> bytes:
    """Compute the digest of these bytes, in 16 bytes: no two inputs share one by chance."""
    return blake2b(content, digest_size=16).digest()


def compute_stable_number(text: str) -> int:
    """Compute a number below 2**64 from a text.

    Python's own `hash` gives another number in each run, and what is built from it would change.
    """
    return _compute_number(text, b"")


def compute_keyed_number(text: str, secret: bytes) -> int:
    """Compute a number below 2**64 from a text that nobody can compute without the secret.

    `secret` has at most 64 bytes.
    """
    return _compute_number(text, secret)


def _compute_number(text: str, key: bytes) -> int:
    # A file name that is not UTF-8 reaches us with lone surrogates (PEP 383).
    encoded = text.encode(errors="surrogatepass")
    return int.from_bytes(blake2b(encoded, digest_size=8, key=key).digest(), "big")
