"""The site as it is served: the list of all its addresses, and each page made when somebody asks for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.page_list import PageInputs, list_page_jobs
from netnotes.dashboard.render import (
    FormContext,
    ServeContext,
    build_security_policy,
    build_stylesheets,
    compute_input_digest,
    render_page,
)
from netnotes.digests import compute_digest
from netnotes.model.settings import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.dashboard.site import Site


FRONT_PAGE = "index.html"

MAX_CACHED_FILES = 256
"""So many pages of an edition are kept once made; with more readers than that, some are made again."""


class ServedFile(Struct, frozen=True):
    """A file of the site as the browser gets it: its media type, its bytes, and what its page may do."""

    media_type: str
    content: bytes
    policy: str = "default-src 'none'"


class FailedForm(Struct, frozen=True):
    """A form that could not be done as it was sent: why, where it goes, its fields as they were typed, and its page."""

    message: str
    path: str
    fields: Mapping[str, str]
    page: str


class SiteSnapshot:
    """The dashboard as of one reading of the notes.

    `number` counts the editions of a running `serve`. `files` give the bytes of each file that is no page. A `token`
    makes it one in which can be written. `news` says what is other than in the edition before.
    """

    def __init__(
        self,
        number: int,
        site: Site,
        files: Mapping[str, Callable[[], bytes]],
        *,
        token: str = "",
        change_summary: str = "",
    ) -> None:
        self.number, self.site, self.change_summary = number, site, change_summary
        self._page_jobs = list_page_jobs(site)
        styles = build_stylesheets(site.network.today)
        self._files: dict[str, Callable[[], bytes]] = {
            **files,
            **{path: partial(bytes, content) for path, content in styles},
        }
        self.token = token
        self._forms = _build_form_context(site, token) if token else None
        self._static_inputs = repr((styles, self._forms)).encode()
        self._cached_inputs: dict[str, PageInputs] = {}
        self._cached_files: dict[str, ServedFile] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._page_jobs or path in self._files

    def find_page(self, note_path: str) -> str:
        """The page of a contact, goal or event, by the note about it; empty where it has none."""
        return self.site.get_ref(note_path).href if note_path in self.site.refs else ""

    def compute_input_digest(self, path: str) -> str:
        """What stands for all a page is made from; empty where there is no such page."""
        if path not in self._page_jobs:
            return ""
        return compute_digest(
            self._static_inputs + compute_input_digest(self._load_page_inputs(path))
        ).hex()

    def find_served_file(self, path: str) -> ServedFile | None:
        """The file at this address, which is compared letter by letter; None where there is none."""
        if path not in self:
            return None
        if path not in self._cached_files:
            if len(self._cached_files) >= MAX_CACHED_FILES:
                self._cached_files.clear()
            self._cached_files[path] = self._render_served_file(path)
        return self._cached_files[path]

    def render_missing_page(self) -> ServedFile:
        """The page that says there is none, and waits until there is."""
        sheet = PageInputs("-", "missing.html", (), lambda: None)
        return ServedFile(
            HTML_MEDIA_TYPE,
            render_page(sheet, ServeContext("")).content,
            build_security_policy((), served=True),
        )

    def render_failed_form(
        self, *, message: str, path: str, fields: Mapping[str, str]
    ) -> ServedFile:
        """The page that says what went wrong with a form sent to this address, with all that was typed in it."""
        back = fields.get("page", "")
        kept = FailedForm(message, path, fields, back if back in self._page_jobs else "")
        sheet = PageInputs("-", "kept.html", (), lambda: kept)
        return ServedFile(
            HTML_MEDIA_TYPE,
            render_page(sheet, ServeContext("", self._forms)).content,
            build_security_policy((), served=True),
        )

    def _load_page_inputs(self, path: str) -> PageInputs:
        if path not in self._cached_inputs:
            if len(self._cached_inputs) >= MAX_CACHED_FILES:
                self._cached_inputs.clear()
            self._cached_inputs[path] = self._page_jobs[path].collect_inputs()
        return self._cached_inputs[path]

    def _render_served_file(self, path: str) -> ServedFile:
        if path in self._files:
            return ServedFile(MEDIA_TYPES[path.rpartition(".")[2]], self._files[path]())
        sheet = self._load_page_inputs(path)
        content = render_page(
            sheet, ServeContext(self.compute_input_digest(path), self._forms, self.change_summary)
        ).content
        return ServedFile(
            HTML_MEDIA_TYPE, content, build_security_policy(sheet.scripts, served=True)
        )


def _build_form_context(site: Site, token: str) -> FormContext:
    settings = site.network.settings
    words = {
        mode: tuple(dict.fromkeys(word for word, of in settings.channels if of == mode))
        for mode in MODES
    }
    return FormContext(
        token, site.network.today, tuple(words.items()), tuple(name for name, _ in settings.tiers)
    )


HTML_MEDIA_TYPE = "text/html; charset=utf-8"

MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
