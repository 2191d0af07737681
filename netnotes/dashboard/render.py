"""Views and templates → pages. A template prints words; what to say was decided in the view."""

from __future__ import annotations

from base64 import b64encode
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
    from markupsafe import Markup

    from netnotes.dashboard.page_list import PageInputs


class RenderedPage(NamedTuple):
    """A file of the site: where it lies, and its bytes."""

    path: str
    content: bytes


def compute_input_digest(page_inputs: PageInputs) -> bytes:
    """What a page is made from, in 16 bytes: two sheets with the same print the same page."""
    import msgspec

    made_from = (page_inputs.path, page_inputs.template, page_inputs.inputs, page_inputs.scripts)
    try:
        packed = msgspec.msgpack.encode(made_from, enc_hook=repr)
    except UnicodeEncodeError:  # a file's name that is no text
        packed = repr(made_from).encode(errors="surrogatepass")
    return compute_digest(packed)


class FormContext(Struct, frozen=True):
    """What the forms of a page need: the token they must send along, the day it is, and the words to choose from.

    `channels` are the words for how, by mode.
    """

    token: str
    today: Day
    channels: tuple[tuple[str, tuple[str, ...]], ...]
    tiers: tuple[str, ...]


class ServeContext(Struct, frozen=True):
    """What a page carries only while `netnotes serve` shows it.

    `made` stands for all the page is made from: the page asks to be told when that is no longer so. Without `forms`
    nothing can be written there. `news` says what has changed last, to who sees the page change.
    """

    made: str
    forms: FormContext | None = None
    news: str = ""


def render_page(
    page_inputs: PageInputs,
    serve_context: ServeContext | None = None,
    compiled_templates: Path | None = None,
) -> RenderedPage:
    """The page a sheet makes, for a file or, with `served`, for the browser of a running `netnotes serve`.

    `compiled` is a private folder where compiled templates are kept for the next build.
    """
    top = "/" if serve_context else "../" * page_inputs.path.count("/")
    scripts = (*page_inputs.scripts, "live.js") if serve_context else page_inputs.scripts
    html = _load_template(page_inputs.template, compiled_templates).render(
        view=page_inputs.build_view(),
        path=page_inputs.path,
        top=top,
        navigation=_render_navigation(page_inputs.path if "/" not in page_inputs.path else "", top),
        policy=build_security_policy(page_inputs.scripts, served=bool(serve_context)),
        script=_build_script(scripts),
        served=serve_context,
        forms=serve_context.forms if serve_context else None,
    )
    return RenderedPage(page_inputs.path, html.encode())


@lru_cache
def _render_navigation(path: str, top: str) -> Markup:
    """The pages of every site, the one at this path as the one that is looked at."""
    from netnotes.dashboard import markup

    return markup.render_navigation([(entry.title, entry.path) for entry in PAGES], path, top)


def build_stylesheets(today: Day) -> tuple[RenderedPage, ...]:
    """The style sheets. The day the site is true for is one of them, so that a new day changes this file and no page."""
    said = f"as of {format_day(today)}"
    as_of = f':root{{--as-of:"{today.isoformat()}"}}\n.as-of::after{{content:"{said}"}}\n'
    return RenderedPage("style.css", _read_asset("style.css").encode()), RenderedPage(
        "as-of.css", as_of.encode()
    )


TEMPLATE_FOLDER = find_package_folder("templates")


@lru_cache
def _read_asset(name: str) -> str:
    return (TEMPLATE_FOLDER / name).read_text(encoding="utf-8").strip() + "\n"


@lru_cache
def _build_script(names: tuple[str, ...]) -> str:
    return "".join(_read_asset(name) for name in ("page.js", *names))


@lru_cache
def build_security_policy(scripts: tuple[str, ...], *, served: bool = False) -> str:
    """The content security policy: nothing from anywhere but the site, and no script but ours.

    A served page may listen for changes, and send its forms, where it came from.
    """
    digest = b64encode(
        sha256(_build_script((*scripts, "live.js") if served else scripts).encode()).digest()
    ).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'self'; img-src 'self'; "
        + ("connect-src 'self'; " if served else "")
        + "base-uri 'none'; form-action "
        + ("'self'" if served else "'none'")
    )


@lru_cache
def _load_template(name: str, compiled_templates: Path | None) -> Template:
    return _build_environment(compiled_templates).get_template(name)


@lru_cache
def _build_environment(compiled_templates: Path | None) -> Environment:
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

    from netnotes.dashboard import markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(compiled_templates))
        if compiled_templates
        else None,
    )
    environment.filters |= markup.TEMPLATE_FILTERS
    environment.globals |= markup.TEMPLATE_FUNCTIONS
    return environment
