"""The site as `netnotes serve` shows it: each page is made when a browser asks for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from netnotes.dashboard.page_list import PageInputs, list_page_jobs
from netnotes.dashboard.render import (
    UNDO_PLACE,
    FormContext,
    ServeContext,
    build_security_policy,
    build_stylesheets,
    compute_input_digest,
    render_page,
    render_undo_offer,
)
from netnotes.digests import compute_digest
from netnotes.model.settings import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.dashboard.site import Site
    from netnotes.dashboard.views.sentence import SentenceReading


FRONT_PAGE = "index.html"

# So many pages of a snapshot are cached; with more readers than that, some are made again.
MAX_CACHED_FILES = 256


class ServedFile(Struct, frozen=True):
    """A file of the site as the browser gets it."""

    media_type: str
    content: bytes

    # The content security policy: what the page may load and run.
    policy: str = "default-src 'none'"


class FailedForm(Struct, frozen=True):
    """A form that was not carried out, shown again with everything that was typed."""

    # Why it was not carried out.
    message: str

    # The address it is sent to.
    path: str

    fields: Mapping[str, str]

    # The page it was on; empty if there is no such page.
    page: str

    # For a sentence: how it is understood. None for any other form.
    reading: SentenceReading | None = None


class SiteSnapshot:
    """The dashboard as of one reading of the notes.

    `number` counts the snapshots of a running `serve`. `files` read each file that is no page.
    With a `token`, the pages have forms to write with. `change_summary` says what has changed
    since the snapshot before.
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
        self._forms = None
        if token:
            self._forms = _build_form_context(site, token)

        # What a page holds beside its inputs. A change of the style sheets is one of the page too.
        self._static_inputs = repr((styles, self._forms)).encode()
        self._cached_inputs: dict[str, PageInputs] = {}
        self._cached_files: dict[str, ServedFile] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._page_jobs or path in self._files

    def find_page(self, note_path: str) -> str:
        """Find the page of a contact, goal or event, by its note; empty if it has none."""
        ref = self.site.refs.get(note_path)
        if not ref:
            return ""
        return ref.href

    def compute_input_digest(self, path: str) -> str:
        """Compute the digest of everything a page is made from; empty if there is no such page."""
        if path not in self._page_jobs:
            return ""
        return compute_digest(
            self._static_inputs + compute_input_digest(self._load_page_inputs(path))
        ).hex()

    def find_served_file(self, path: str) -> ServedFile | None:
        """Find the file at exactly this address; None if there is none."""
        if path not in self:
            return None
        if path not in self._cached_files:
            # Emptied and not pruned: to know which page was used last would need a record of it.
            if len(self._cached_files) >= MAX_CACHED_FILES:
                self._cached_files.clear()
            self._cached_files[path] = self._render_served_file(path)
        return self._cached_files[path]

    def render_missing_page(self) -> ServedFile:
        """Render the page that says there is no such page; it reloads when there is."""
        # `-` is the path of no page: the navigation marks none.
        page_inputs = PageInputs("-", "missing.html", (), lambda: None)
        page = render_page(page_inputs, ServeContext("", self._forms))
        return ServedFile(HTML_MEDIA_TYPE, page.content, build_security_policy((), served=True))

    def render_failed_form(
        self,
        *,
        message: str,
        path: str,
        fields: Mapping[str, str],
        reading: SentenceReading | None = None,
    ) -> ServedFile:
        """Render the page that says why a form was not carried out, and shows it again.

        With a `reading` it is the page that shows how a sentence is understood, before it is
        written.
        """
        # The page comes from the browser, and becomes a link: only our own addresses may pass.
        page_path = fields.get("page", "")
        if page_path not in self._page_jobs:
            page_path = ""
        failed_form = FailedForm(message, path, fields, page_path, reading)

        template = "kept.html" if reading is None else "sentence.html"
        page_inputs = PageInputs("-", template, (), lambda: failed_form)
        page = render_page(page_inputs, ServeContext("", self._forms))
        return ServedFile(HTML_MEDIA_TYPE, page.content, build_security_policy((), served=True))

    def render_form_page(
        self, *, template: str, view: object, undo_number: str = "", undo_words: str = ""
    ) -> ServedFile:
        """Render a page that shows a form or answers it; `undo_words` offer to take that back."""
        page_inputs = PageInputs("-", template, (), lambda: view)
        content = render_page(page_inputs, ServeContext("", self._forms)).content
        if undo_words and self._forms is not None:
            offer = render_undo_offer(self._forms, FRONT_PAGE, undo_number, undo_words)
            content = content.replace(UNDO_PLACE, offer, 1)
        return ServedFile(HTML_MEDIA_TYPE, content, build_security_policy((), served=True))

    def find_served_file_after_form(
        self, path: str, undo_number: str, words: str
    ) -> ServedFile | None:
        """Find a page like `find_served_file`, with the offer to take back what was written."""
        file = self.find_served_file(path)
        if file is None or self._forms is None or path not in self._page_jobs:
            return file
        offer = render_undo_offer(self._forms, path, undo_number, words)
        return replace(file, content=file.content.replace(UNDO_PLACE, offer, 1))

    def _load_page_inputs(self, path: str) -> PageInputs:
        if path not in self._cached_inputs:
            if len(self._cached_inputs) >= MAX_CACHED_FILES:
                self._cached_inputs.clear()
            self._cached_inputs[path] = self._page_jobs[path].collect_inputs()
        return self._cached_inputs[path]

    def _render_served_file(self, path: str) -> ServedFile:
        if path in self._files:
            return ServedFile(MEDIA_TYPES[path.rpartition(".")[2]], self._files[path]())
        page_inputs = self._load_page_inputs(path)
        digest = self.compute_input_digest(path)
        page = render_page(page_inputs, ServeContext(digest, self._forms, self.change_summary))
        policy = build_security_policy(page_inputs.scripts, served=True)
        return ServedFile(HTML_MEDIA_TYPE, page.content, policy)


def _build_form_context(site: Site, token: str) -> FormContext:
    # The inner dict is used as an ordered set: each word once, in the order of the settings.
    settings = site.network.settings
    channels_by_mode: dict[str, dict[str, None]] = {mode: {} for mode in MODES}
    for channel, mode in settings.channels:
        if mode in channels_by_mode:
            channels_by_mode[mode][channel] = None

    channels = tuple((mode, tuple(words)) for mode, words in channels_by_mode.items())
    tiers = tuple(name for name, _ in settings.tiers)
    return FormContext(token, site.today, channels, tiers)


HTML_MEDIA_TYPE = "text/html; charset=utf-8"

# By the suffixes of all files that are no pages: style sheets, the calendar, and the pictures that
# `vault/pictures.py` recognizes. SVG is not among them: it can hold scripts.
MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
