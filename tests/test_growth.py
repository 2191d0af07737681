"""Four times the text takes about four times as long, whatever it repeats: nothing hangs.

The quick check is of processor time, with so wide a margin that only a growth by the square or
more fails it: 16 times as long at least, for texts that take seconds then.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from netnotes.markdown.html import render_html
from netnotes.markdown.plain import strip_markdown
from netnotes.markdown.unsafe_links import UnsafeLink, find_unsafe_links
from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.daily_notes import MAX_FORMAT_LENGTH, find_daily_note_day
from netnotes.reading.note import build_source
from netnotes.reading.reader import read_source
from netnotes.reading.redaction import _strip_links
from netnotes.reading.replacements import Replacements
from netnotes.reading.settings_file import read_settings
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understand import understand_sentence
from tests.conftest import TODAY
from tests.rendered_html import resolve_in_vault

if TYPE_CHECKING:
    from collections.abc import Callable

# The first is so long that a growth by the square is seen, and the second four times as long.
SIZES = (60_000, 240_000)

MAX_GROWTH = 9.0

# What takes less than this is quick, however it grows.
NEGLIGIBLE_SECONDS = 0.4


def measure_seconds(work: Callable[[str], object], text: str) -> float:
    # The garbage collector goes through all that earlier tests have left, which is not our time.
    gc.disable()
    started = time.process_time()
    work(text)
    seconds = time.process_time() - started
    gc.enable()
    return seconds


def check_growth(work: Callable[[str], object], repeated: str) -> None:
    small, large = (repeated * (size // len(repeated)) for size in SIZES)
    work(repeated)
    small_seconds = measure_seconds(work, small)
    large_seconds = measure_seconds(work, large)
    assert large_seconds < max(NEGLIGIBLE_SECONDS, MAX_GROWTH * small_seconds)


def read_body(text: str) -> None:
    read_source(build_source("People/A.md", f"---\npurpose: x\n---\n{text}\n"), Settings())


def read_entry(text: str) -> None:
    read_body(f"- 2026-01-02 met: {text}")


def read_promise(text: str) -> None:
    read_body(f"- [ ] 2026-01-02 promised: {text}")


def read_front_matter(text: str) -> None:
    read_source(build_source("People/A.md", f"---\n{text}\n---\n"), Settings())


def render(text: str) -> None:
    render_html(text, resolve_in_vault)


def redact(text: str) -> None:
    Replacements(b"secret").redact_words(text)


def type_sentence(text: str) -> None:
    understand_sentence(text, build_name_index(()), TODAY, Settings())


WORKS = (
    read_body,
    read_entry,
    read_promise,
    read_front_matter,
    render,
    strip_markdown,
    find_unsafe_links,
    redact,
    _strip_links,
    type_sentence,
)

REPEATED = (
    "[a:: [b](",
    "[a:: [b](c) ",
    "(a:: (",
    "[a](",
    "[a](b ",
    "[",
    "![[",
    "[[a|",
    "`` ` ",
    "[a](javascript:x)\n",
    "- a\n  ",
    "a@b.",
    "https://a/(",
    "📅 2026-01-02 ",
    "#a/",
    "Ada and ",
    " for ",
    "by 2026-01-02 ",
    "a: [",
    "{{a",
    "|a|",
    "<%",
)


@pytest.mark.parametrize("repeated", REPEATED)
@pytest.mark.parametrize("work", WORKS)
def test_time_grows_no_faster_than_the_text(work: Callable[[str], object], repeated: str) -> None:
    check_growth(work, repeated)


def test_code_of_very_many_lengths_takes_no_longer() -> None:
    """No two runs of backticks are of one length, so none is closed."""

    def find_in_line(text: str) -> None:
        find_unsafe_links("[a](javascript:x) " + text)

    def make_runs(size: int) -> str:
        return " ".join("`" * length for length in range(1, int((2 * size) ** 0.5)))

    small_seconds = measure_seconds(find_in_line, make_runs(250_000))
    large_seconds = measure_seconds(find_in_line, make_runs(1_000_000))

    # It was 2 and 14 seconds.
    assert large_seconds < max(NEGLIGIBLE_SECONDS, MAX_GROWTH * small_seconds)


def test_code_is_found_as_before() -> None:
    link = "[a](javascript:x)"
    text = f"`{link}` ``{link} ` {link}`` \\`{link}` {link}\n```\n{link}\n````\n{link} `{link}`\n"

    assert [(found.line, found.column) for found in find_unsafe_links(text)] == [
        (1, text.index("\\`") + 7),
        (1, text.index("\n") - 12),
        (5, 5),
    ]


def test_unsafe_links_of_a_long_note_have_their_places() -> None:
    text = "[a](feed:x)\n\n" * 1000

    assert find_unsafe_links(text)[-1] == UnsafeLink(1999, 5, "feed:x")


@pytest.mark.parametrize(
    ("date_format", "name"),
    [
        ("a-" * 12, "a-" * 125),
        ("a-" * 100, "a-" * 125 + "b"),
        ("MD" * 20, "1" * 250),
        ("MD" * 100, "1" * 250),
        ("MMMM" * 40, "A" * 250),
        ("aD" * 100, "1a" * 125),
        ("DMMMM" * 40, "1Ab" * 80),
        ("a/" * 90, "1/" * 2000),
        ("D[a]" * 50, "1a" * 120),
        ("Dox" * 60, "1stx" * 60),
        ("M" * 10_000_000, "1" * 250),
    ],
    ids=lambda value: value[:8],
)
def test_no_date_format_takes_long(date_format: str, name: str) -> None:
    daily_notes = DailyNotes("Daily", date_format)

    def find_days(text: str) -> None:
        for number in range(20):
            find_daily_note_day(f"Daily/{text}{number}.md", daily_notes)

    # The pattern is built once.
    find_days("x")
    assert measure_seconds(find_days, name) < NEGLIGIBLE_SECONDS


@pytest.mark.parametrize(
    ("date_format", "name", "is_found"),
    [
        ("dddd, MMMM Do YYYY", "Friday, October 2nd 2026", True),
        ("YYYY/MM-MMMM/YYYY-MM-DD-dddd", "2026/10-October/2026-10-02-Friday", True),
        ("DD.MM.YYYY", "02.10.2026", True),
        ("dddd D MMMM [week] w YYYY", "segunda-feira 2 October week 40 2026", True),
        ("YYYYMMDD", "20261002", True),
        ("[Day] D. MMM YYYY", "Day 2. Oct 2026", True),
        ("dddd D.M.YYYY dddd", "a 2.10.2026 b", True),
        # With a day and a month of one digit, too: it has one meaning.
        ("DD.MM.YYYY", "2.10.2026", True),
        ("YYYYMMDD", "2026100", False),
        ("D.M.YYYY" + " " * MAX_FORMAT_LENGTH, "2.10.2026" + " " * MAX_FORMAT_LENGTH, False),
    ],
)
def test_date_format_finds_the_day(date_format: str, name: str, is_found: bool) -> None:
    day = find_daily_note_day(f"Daily/Deep/{name}.md", DailyNotes("Daily", date_format))

    assert (day is not None and day.isoformat() == "2026-10-02") == is_found


def test_settings_of_many_dots_are_read_in_time() -> None:
    """A longer file is refused (test_unreadable_settings.py): TOML is read by the square."""
    assert measure_seconds(lambda text: read_settings(text, ()), "a." * (64 << 10)) < 20
