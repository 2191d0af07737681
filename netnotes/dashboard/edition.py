"""The site as it is served: the list of all its addresses, and each page made when somebody asks for it."""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.pages import Forms, Served, assets, fingerprint, page, policy
from netnotes.dashboard.views import Sheet, sheets
from netnotes.settings import MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netnotes.dashboard.site import Site

FRONT = "index.html"

KEPT = 256
"""So many pages of an edition are kept once made; with more readers than that, some are made again."""


class Answer(Struct, frozen=True):
    """A file of the site as the browser gets it: its media type, its bytes, and what its page may do."""

    kind: str
    content: bytes
    policy: str = "default-src 'none'"


class Kept(Struct, frozen=True):
    """A form that could not be done as it was sent: why, where it goes, its fields as they were typed, and its page."""

    message: str
    path: str
    fields: Mapping[str, str]
    page: str


class Edition:
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
        news: str = "",
    ) -> None:
        self.number, self.site, self.news = number, site, news
        self._sheets = sheets(site)
        styles = assets(site.network.today)
        self._files: dict[str, Callable[[], bytes]] = {
            **files,
            **{path: partial(bytes, content) for path, content in styles},
        }
        self.token = token
        self._forms = _forms(site, token) if token else None
        self._around = repr((styles, self._forms)).encode()
        self._ready: dict[str, Sheet] = {}
        self._answers: dict[str, Answer] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._sheets or path in self._files

    def page_of(self, note: str) -> str:
        """The page of a contact, goal or event, by the note about it; empty where it has none."""
        return self.site.ref(note).href if note in self.site.refs else ""

    def made(self, path: str) -> str:
        """What stands for all a page is made from; empty where there is no such page."""
        if path not in self._sheets:
            return ""
        return blake2b(self._around + fingerprint(self._sheet(path)), digest_size=16).hexdigest()

    def answer(self, path: str) -> Answer | None:
        """The file at this address, which is compared letter by letter; None where there is none."""
        if path not in self:
            return None
        if path not in self._answers:
            if len(self._answers) >= KEPT:
                self._answers.clear()
            self._answers[path] = self._made_answer(path)
        return self._answers[path]

    def missing(self) -> Answer:
        """The page that says there is none, and waits until there is."""
        sheet = Sheet("-", "missing.html", (), lambda: None)
        return Answer(HTML, page(sheet, Served("")).content, policy((), served=True))

    def kept(self, *, message: str, path: str, fields: Mapping[str, str]) -> Answer:
        """The page that says what went wrong with a form sent to this address, with all that was typed in it."""
        back = fields.get("page", "")
        kept = Kept(message, path, fields, back if back in self._sheets else "")
        sheet = Sheet("-", "kept.html", (), lambda: kept)
        return Answer(HTML, page(sheet, Served("", self._forms)).content, policy((), served=True))

    def _sheet(self, path: str) -> Sheet:
        if path not in self._ready:
            if len(self._ready) >= KEPT:
                self._ready.clear()
            self._ready[path] = self._sheets[path].make()
        return self._ready[path]

    def _made_answer(self, path: str) -> Answer:
        if path in self._files:
            return Answer(KINDS[path.rpartition(".")[2]], self._files[path]())
        sheet = self._sheet(path)
        content = page(sheet, Served(self.made(path), self._forms, self.news)).content
        return Answer(HTML, content, policy(sheet.scripts, served=True))


def _forms(site: Site, token: str) -> Forms:
    settings = site.network.settings
    words = {mode: tuple(dict.fromkeys(word for word, of in settings.channels if of == mode)) for mode in MODES}
    return Forms(token, site.network.today, tuple(words.items()), tuple(name for name, _ in settings.tiers))


HTML = "text/html; charset=utf-8"

KINDS = {
    "css": "text/css; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
