"""Copies that sync programs leave beside a note are recognised by their names."""

from __future__ import annotations

from netnotes.vault.sync_copies import find_sync_copies

ORIGINALS_BY_COPY = {
    "X (Conflicted copy DEVICE 202411281430).md": "X.md",
    "X (Ann's conflicted copy 2026-01-01).md": "X.md",
    "X (Ann’s conflicted copy 2026-01-01).md": "X.md",
    "X (conflicted copy 2026-01-01 101010).md": "X.md",
    "X (Conflicted copy).md": "X.md",
    "X.sync-conflict-20260818-173636-D4LGQYW.md": "X.md",
    "a/Y (conflicted copy 2026-01-01 101010).md": "a/Y.md",
    "X (Case Conflict).md": "X.md",
    "X (Case Conflict 1).md": "X.md",
    "X (Unicode Encoding Conflict).md": "X.md",
    "X (Ann's Selective Sync Conflict).md": "X.md",
    "X (CONFLICT 2026-10-02).md": "X.md",
    "X copy.md": "X.md",
    "X copy 2.md": "X copy.md",
    "X 2.md": "X.md",
    "X 9.md": "X.md",
    "X (1).md": "X.md",
    "X (12).md": "X.md",
    "X-DESKTOP-4F2K9.md": "X.md",
    "X-Anns-MacBook-Pro.md": "X.md",
    "X-Ann's iPhone.md": "X.md",
    "X-laptop.md": "X.md",
    "X-OFFICE-PC.md": "X.md",
    "X-WS0042.md": "X.md",
}
ORIGINALS = [
    "X.md",
    "X 1.md",
    "X 10.md",
    "X (123).md",
    "X (Northwind).md",
    "X-Maria.md",
    "X-OKAFOR.md",
    "X-IBM.md",
    "X-2024.md",
    "X-2024-10-02.md",
    "X-pc.md",
    "X-Specs.md",
    "X-B2B.md",
    "Z 2.md",
    "Z (1).md",
    "Z-laptop.md",
    "a/X 2.md",
    "2.md",
    "X.sync-conflict.md",
    "conflicted copy.md",
    "(conflicted copy 2026-01-01).md",
    "X conflicted copy.md",
    "Z copy.md",
    "Copy.md",
]


def test_copies_of_sync_programs_are_found_and_no_original_is() -> None:
    assert find_sync_copies((*ORIGINALS_BY_COPY, *ORIGINALS)) == ORIGINALS_BY_COPY


def test_copy_is_found_in_either_unicode_form_of_an_accent() -> None:
    assert find_sync_copies(("Jose\u0301.md", "Jos\u00e9 2.md")) == {
        "Jos\u00e9 2.md": "Jos\u00e9.md"
    }
