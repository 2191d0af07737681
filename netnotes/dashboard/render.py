"""Render pages from views and templates. A template decides nothing: the view has every word."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes import find_package_folder
from netnotes.dashboard.page_list import PAGES
from netnotes.digests import compute_digest
from netnotes.text import format_day

if TYPE_CHECKING:
    from datetime import date as Day
    from pathlib import Path

    from jinja2 import Environment, Template
    from jinja2.bccache import Bucket, BytecodeCache
    from markupsafe import Markup

    from netnotes.dashboard.page_list import PageInputs
    from netnotes.dashboard.views.sentence import SentenceReading


class RenderedPage(NamedTuple):
    """A file of the site and its bytes."""

    path: str
    content: bytes


def compute_input_digest(page_inputs: PageInputs) -> bytes:
    """Compute the digest of everything a page is rendered from: the same digest, the same page."""
    import msgspec

    inputs = (page_inputs.path, page_inputs.template, page_inputs.inputs, page_inputs.scripts)
    try:
        encoded = msgspec.msgpack.encode(inputs, enc_hook=repr)
    except UnicodeEncodeError:
        # A file name that is not UTF-8 reaches us with lone surrogates (PEP 383).
        encoded = repr(inputs).encode(errors="surrogatepass")
    return compute_digest(encoded)


# The scripts of every served page, besides its own.
SERVED_SCRIPTS = ("live.js", "bar.js")


class FormContext(Struct, frozen=True):
    """What the forms of a page need."""

    # Sent along with each form, so that no other site can send one.
    token: str

    today: Day

    # The words for how people met, by mode.
    channels: tuple[tuple[str, tuple[str, ...]], ...]

    tiers: tuple[str, ...]


class ServeContext(Struct, frozen=True):
    """What a page holds only while `netnotes serve` shows it."""

    # The digest of its inputs; live.js reloads the page when they change. Empty for a page that
    # shows nothing from the notes.
    made: str

    # None if nothing can be written from this page.
    forms: FormContext | None = None

    # What has changed last, shown to a reader whose page changes.
    news: str = ""


def render_page(
    page_inputs: PageInputs,
    serve_context: ServeContext | None = None,
    compiled_templates: Path | None = None,
) -> RenderedPage:
    """Render a page: for a file, or with `serve_context` for the browser.

    `compiled_templates` is a private folder in which compiled templates are cached, or None.
    """
    path = page_inputs.path
    is_served = serve_context is not None
    if is_served:
        top = "/"
        scripts = (*page_inputs.scripts, *SERVED_SCRIPTS)
    else:
        # Addresses are relative: the folder is opened by a double click, and may be moved.
        top = "../" * path.count("/")
        scripts = page_inputs.scripts

    html = _load_template(page_inputs.template, compiled_templates).render(
        view=page_inputs.build_view(),
        path=path,
        top=top,
        # Only the pages at the top are in the navigation: one rendering serves all others.
        navigation=_render_navigation("" if "/" in path else path, top),
        policy=build_security_policy(page_inputs.scripts, served=is_served),
        script=_build_script(scripts),
        served=serve_context,
        forms=serve_context.forms if serve_context else None,
    )
    return RenderedPage(path, html.encode())


# In a served page with forms: where the offer to take back what was just written is put.
UNDO_PLACE = b"<!-- undo -->"


def render_reading(reading: SentenceReading) -> bytes:
    """Render how a sentence is understood, to be put below the command bar."""
    return _load_template("reading.html", None).render(reading=reading).encode()


def render_undo_offer(forms: FormContext, page: str, number: str, words: str) -> bytes:
    """Render the offer to take back the command of this number; `words` say what it wrote."""
    template = _load_template("undo.html", None)
    return template.render(forms=forms, page=page, number=number, words=words).encode()


@lru_cache
def _render_navigation(path: str, top: str) -> Markup:
    """Render the links to the pages that every site has, with the one at `path` marked."""
    from netnotes.dashboard import markup

    return markup.render_navigation([(entry.title, entry.path) for entry in PAGES], path, top)


def build_stylesheets(today: Day) -> tuple[RenderedPage, ...]:
    """Build the style sheets. One holds the day: a new day changes no page but this file."""
    # page.js reads the variable, to say "in 3 days"; the words are there without scripts too.
    words = f"as of {format_day(today)}"
    as_of = f':root{{--as-of:"{today.isoformat()}"}}\n.as-of::after{{content:"{words}"}}\n'
    return (
        RenderedPage("style.css", _read_asset("style.css").encode()),
        RenderedPage("as-of.css", as_of.encode()),
    )


TEMPLATE_FOLDER = find_package_folder("templates")


@lru_cache
def _read_asset(name: str) -> str:
    return (TEMPLATE_FOLDER / name).read_text(encoding="utf-8").strip() + "\n"


@lru_cache
def _build_script(names: tuple[str, ...]) -> str:
    return "".join(_read_asset(name) for name in ("page.js", *names))


# Cached, like the templates: a site may have 10,000 pages, and three sets of scripts.
@lru_cache
def build_security_policy(scripts: tuple[str, ...], *, served: bool = False) -> str:
    """Build the content security policy of a page with these scripts.

    Nothing is loaded from elsewhere, and no script runs but ours. A served page may also listen
    for changes, and send its forms, to where it came from.
    """
    connections = ""
    form_action = "'none'"
    if served:
        scripts = (*scripts, *SERVED_SCRIPTS)
        connections = "connect-src 'self'; "
        form_action = "'self'"

    # The scripts are in the page itself and are allowed by their digest: should any other text of
    # the page ever be taken for a script, it does not run.
    digest = b64encode(sha256(_build_script(scripts).encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'self'; img-src 'self'; "
        f"{connections}base-uri 'none'; form-action {form_action}"
    )


@lru_cache
def _load_template(name: str, compiled_templates: Path | None) -> Template:
    return _build_environment(compiled_templates).get_template(name)


@lru_cache
def _build_environment(compiled_templates: Path | None) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from netnotes.dashboard import markup

    bytecode_cache = None
    if compiled_templates:
        bytecode_cache = _build_bytecode_cache(compiled_templates)

    environment = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDER),
        # A misspelt name fails, where Jinja would render nothing.
        undefined=StrictUndefined,
        # Everything from a note is escaped, whatever the suffix of the template.
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # Templates are files of the program: to look for changes would cost a stat for each page.
        auto_reload=False,
        bytecode_cache=bytecode_cache,
    )
    environment.filters |= markup.TEMPLATE_FILTERS
    environment.globals |= markup.TEMPLATE_FUNCTIONS
    return environment


def _build_bytecode_cache(folder: Path) -> BytecodeCache:
    """Build a cache of compiled templates that is empty, or stays so, where the disk fails."""
    from jinja2 import FileSystemBytecodeCache

    class OptionalBytecodeCache(FileSystemBytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().load_bytecode(bucket)

        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    return OptionalBytecodeCache(str(folder))
