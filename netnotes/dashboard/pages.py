"""Views and templates → pages. A template prints words; what to say was decided in the view."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

import netnotes
from netnotes.dashboard.views import PAGES
from netnotes.words import spoken

if TYPE_CHECKING:
    from datetime import date as Day

    from jinja2 import Environment, Template
    from markupsafe import Markup

    from netnotes.dashboard.views import Sheet


class Page(NamedTuple):
    """A file of the site: where it lies, and its bytes."""

    path: str
    content: bytes


def fingerprint(sheet: Sheet) -> bytes:
    """What a page is made from, in 16 bytes: two sheets with the same print the same page."""
    import msgspec

    made_from = (sheet.path, sheet.template, sheet.made_from, sheet.scripts)
    try:
        packed = msgspec.msgpack.encode(made_from, enc_hook=repr)
    except UnicodeEncodeError:  # a file's name that is no text
        packed = repr(made_from).encode(errors="surrogatepass")
    return blake2b(packed, digest_size=16).digest()


class Forms(Struct, frozen=True):
    """What the forms of a page need: the token they must send along, the day it is, and the words to choose from.

    `channels` are the words for how, by mode.
    """

    token: str
    today: Day
    channels: tuple[tuple[str, tuple[str, ...]], ...]
    tiers: tuple[str, ...]


class Served(Struct, frozen=True):
    """What a page carries only while `netnotes serve` shows it.

    `made` stands for all the page is made from: the page asks to be told when that is no longer so. Without `forms`
    nothing can be written there. `news` says what has changed last, to who sees the page change.
    """

    made: str
    forms: Forms | None = None
    news: str = ""


def page(sheet: Sheet, served: Served | None = None, compiled: Path | None = None) -> Page:
    """The page a sheet makes, for a file or, with `served`, for the browser of a running `netnotes serve`.

    `compiled` is a private folder where compiled templates are kept for the next build.
    """
    top = "/" if served else "../" * sheet.path.count("/")
    scripts = (*sheet.scripts, "live.js") if served else sheet.scripts
    html = _template(sheet.template, compiled).render(
        view=sheet.view(),
        path=sheet.path,
        top=top,
        navigation=_navigation(sheet.path if "/" not in sheet.path else "", top),
        policy=policy(sheet.scripts, served=bool(served)),
        script=_script(scripts),
        served=served,
        forms=served.forms if served else None,
    )
    return Page(sheet.path, html.encode())


@lru_cache
def _navigation(path: str, top: str) -> Markup:
    """The pages of every site, the one at this path as the one that is looked at."""
    from netnotes.dashboard import markup

    return markup.navigation([(entry.title, entry.path) for entry in PAGES], path, top)


def assets(today: Day) -> tuple[Page, ...]:
    """The style sheets. The day the site is true for is one of them, so that a new day changes this file and no page."""
    said = f"as of {spoken(today)}"
    as_of = f':root{{--as-of:"{today.isoformat()}"}}\n.as-of::after{{content:"{said}"}}\n'
    return Page("style.css", _asset("style.css").encode()), Page("as-of.css", as_of.encode())


TEMPLATES = next(
    folder
    for folder in (Path(netnotes.__file__).parent / "templates", Path(netnotes.__file__).parents[1] / "templates")
    if folder.is_dir()
)
"""Inside the installed package, or at the top of a checkout."""


@lru_cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8").strip() + "\n"


@lru_cache
def _script(names: tuple[str, ...]) -> str:
    return "".join(_asset(name) for name in ("page.js", *names))


@lru_cache
def policy(scripts: tuple[str, ...], *, served: bool = False) -> str:
    """The content security policy: nothing from anywhere but the site, and no script but ours.

    A served page may listen for changes, and send its forms, where it came from.
    """
    digest = b64encode(sha256(_script((*scripts, "live.js") if served else scripts).encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'self'; img-src 'self'; "
        + ("connect-src 'self'; " if served else "")
        + "base-uri 'none'; form-action "
        + ("'self'" if served else "'none'")
    )


@lru_cache
def _template(name: str, compiled: Path | None) -> Template:
    return _environment(compiled).get_template(name)


@lru_cache
def _environment(compiled: Path | None) -> Environment:
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

    from netnotes.dashboard import markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
    )
    environment.filters |= {name: getattr(markup, name) for name in ("day", "prose", "line", "plain", "ticks", "rows")}
    environment.globals |= {name: getattr(markup, name) for name in ("ref", "refs", "standing")}
    return environment
