"""The served dashboard in a real browser: it follows the notes, and other sites get nothing."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from netnotes.actions.serving.live_site import FormOutcome
from netnotes.actions.serving.routes import FormRoute
from tests.browser.conftest import launch_browser
from tests.serving import serve_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    WriteVault = Callable[[dict[str, str]], Path]

pytestmark = pytest.mark.browser

ADA = (
    "---\npurpose: Funding\ntier: monthly\n---\n- 2026-01-02 coffee: Talked.\n\n"
    + "A line of her story.\n\n" * 120
)
BEN = "---\npurpose: Sailing\ntier: yearly\n---\n" + "A line of his story.\n\n" * 120


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 900, "height": 600})
    yield context.new_page()
    context.close()


# Changes.


def test_page_shows_a_saved_note_without_a_reload(vault: WriteVault, page: Page) -> None:
    root = vault({"People/Ada.md": ADA})
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    with serve_vault(root) as dashboard:
        page.goto(dashboard.address)
        expect(page.get_by_role("article")).to_contain_text("Funding")
        (root / "People/Ada.md").write_text(ADA.replace("Funding", "Harbours"))
        expect(page.get_by_role("article")).to_contain_text("Harbours")
        expect(page.get_by_role("status")).to_have_text("Changed: People/Ada.md")
        page.reload()
        expect(page.get_by_role("article")).to_contain_text("Harbours")
        expect(page.get_by_role("status")).to_have_count(
            0
        )  # it is shown once, to a reader who saw the change
        assert messages == []
        page.goto("about:blank")


def test_problem_appears_and_disappears_automatically(vault: WriteVault, page: Page) -> None:
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        page.goto(dashboard.address)
        expect(page.get_by_text("Notes to fix")).to_have_count(0)
        (root / "People/Ada.md").write_text(ADA.replace("tier:", "met: 2026-02-30\ntier:"))
        expect(page.get_by_text("Notes to fix")).to_be_visible()
        (root / "People/Ada.md").write_text(ADA)
        expect(page.get_by_text("Notes to fix")).to_have_count(0)
        page.goto("about:blank")


def test_page_that_did_not_change_is_not_reloaded(vault: WriteVault, browser: Browser) -> None:
    root = vault({"People/Ada.md": ADA, "People/Ben.md": BEN})
    # Waiting for a place on the page takes a script of the test, which the policy of the page
    # would not let run.
    context = browser.new_context(viewport={"width": 900, "height": 600}, bypass_csp=True)
    ada, ben = context.new_page(), context.new_page()
    with serve_vault(root) as dashboard:
        for page, name in ((ada, "Ada"), (ben, "Ben")):
            page.goto(dashboard.address + dashboard.find_person_page(name))
            page.evaluate("window.before = true; scrollTo(0, 400)")
        (root / "People/Ada.md").write_text(ADA.replace("her story", "her other story"))
        expect(ada.get_by_text("her other story").first).to_be_visible()
        assert ada.evaluate("window.before") is None
        ada.wait_for_function("scrollY === 400")  # a page that is reloaded keeps its place
        assert ben.evaluate("[window.before, scrollY]") == [True, 400]
        context.close()


def test_page_of_a_deleted_note_is_missing_until_the_note_returns(
    vault: WriteVault, page: Page
) -> None:
    root = vault({"People/Ada.md": ADA, "People/Ben.md": BEN})
    with serve_vault(root) as dashboard:
        page.goto(dashboard.address + dashboard.find_person_page("Ada"))
        (root / "People/Ada.md").unlink()
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
        expect(page.locator("body")).not_to_have_css("max-width", "none")  # with its style
        (root / "People/Ada.md").write_text(ADA)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
        page.goto("about:blank")


FORM = """(token) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/log";
  form.innerHTML = '<input type="hidden" name="token"><textarea name="text" aria-label="text"></textarea><button>Log</button>';
  form.elements.token.setAttribute("value", token);
  document.querySelector("main").prepend(form);
}"""


def test_typed_text_is_not_lost_when_the_page_changes(vault: WriteVault, page: Page) -> None:
    root = vault({"People/Ada.md": ADA})
    with serve_vault(root) as dashboard:
        page.goto(dashboard.address)
        page.evaluate(FORM, "")
        page.get_by_label("text", exact=True).fill("Half a thought")
        (root / "People/Ada.md").write_text(ADA.replace("Funding", "Harbours"))
        expect(page.get_by_role("status")).to_contain_text(
            "Your notes have changed since you began to type"
        )
        assert page.get_by_label("text").input_value() == "Half a thought"
        page.get_by_text("Show the page as it is now").click()
        expect(page.get_by_role("article")).to_contain_text("Harbours")
        page.goto("about:blank")


def test_form_of_our_own_page_is_accepted(vault: WriteVault, page: Page) -> None:
    """The guard must accept the origin `null`: pages of the dashboard send no referrer."""
    root = vault({"People/Ada.md": ADA})
    origins: list[str | None] = []

    def log(fields: Mapping[str, str]) -> FormOutcome:
        note = root / "People/Ada.md"
        note.write_text(note.read_text() + f"\n- 2026-11-19 call: {fields['text']}\n")
        return FormOutcome(303, "/")

    page.on(
        "request",
        lambda request: (
            origins.append(request.all_headers().get("origin"))
            if request.method == "POST"
            else None
        ),
    )
    with serve_vault(root, writes=(FormRoute("/log", log),)) as dashboard:
        assert "Ada" in dashboard.read_page("index.html")
        page.goto(dashboard.address)
        page.evaluate(FORM, dashboard.live_site.snapshot.token)
        page.get_by_label("text", exact=True).fill("About the pier.")
        page.get_by_role("button", name="Log", exact=True).click()
        expect(page.get_by_text("Nothing due.")).to_be_visible()
        assert page.url == dashboard.address
        assert origins == ["null"]
        page.goto("about:blank")


def test_more_windows_than_connections_are_all_shown(vault: WriteVault, browser: Browser) -> None:
    """A browser opens six connections to a server: pages in the background must not hold them."""
    context = browser.new_context()
    with serve_vault(vault({"People/Ada.md": ADA})) as dashboard:
        for _ in range(5):
            context.new_page().goto(dashboard.address)
        page = context.new_page()
        page.goto(dashboard.address)
        page.evaluate(
            "Object.defineProperty(document, 'hidden', {value: true}); "
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
        last = context.new_page()
        last.goto(dashboard.address, timeout=10_000)
        expect(last.get_by_role("article")).to_contain_text("Funding")
        context.close()


# Other sites.


@pytest.fixture(scope="module")
def misled() -> Iterator[Browser]:
    """A browser for which every name of another site leads to this machine."""
    with launch_browser("--host-resolver-rules=MAP *.example 127.0.0.1") as started:
        yield started


@contextmanager
def elsewhere(html: str) -> Iterator[int]:
    """Another site, with this as its only page; the port it is at."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_foreign_name_that_leads_to_this_machine_gets_nothing(
    vault: WriteVault, misled: Browser
) -> None:
    context = misled.new_context(bypass_csp=True)  # it is the guard that is tried here
    page = context.new_page()
    with serve_vault(vault({"People/Ada.md": ADA})) as dashboard:
        for host in ("evil.example", "127.0.0.1.example"):
            for path in ("", "index.html", "style.css", "-/changes?page=/"):
                answer = page.goto(f"http://{host}:{dashboard.port}/{path}")
                assert answer
                assert (answer.status, answer.text()) == (403, "Not from here.\n")
        status = page.evaluate(
            "fetch('/people.html').then((answer) => answer.status)"
        )  # the same origin, for the browser
        assert status == 403
        page.goto(dashboard.address)
        expect(page.get_by_role("article")).to_contain_text(
            "Funding"
        )  # the browser reaches it by its own name
        context.close()


ATTACK = """<!doctype html><title>attack</title><body>
<script>
const target = "TARGET";
const results = {};
window.done = (async () => {
  const attempt = async (name, work) => { try { results[name] = await work(); } catch { results[name] = "failed"; } };
  await attempt("fetch", async () => (await fetch(target)).status);
  await attempt("no-cors", async () => (await (await fetch(target, { mode: "no-cors" })).text()).length);
  await attempt("post", async () =>
    (await fetch(target + "log", { method: "POST", mode: "no-cors", body: new URLSearchParams({ text: "evil" }) })).type);
  await attempt("beacon", async () => navigator.sendBeacon(target + "log", new URLSearchParams({ text: "evil" })));
  await attempt("stream", () => new Promise((resolve) => {
    const stream = new EventSource(target + "-/changes?page=/&made=x");
    stream.addEventListener("changed", () => resolve("told"));
    stream.onerror = () => { stream.close(); resolve("failed"); };
  }));
  for (const [name, tag, attribute, address] of [
    ["script", "script", "src", target + "index.html"], ["style", "link", "href", target + "style.css"],
    ["image", "img", "src", target + "pictures/x.png"],
  ]) {
    await attempt(name, () => new Promise((resolve) => {
      const element = document.createElement(tag);
      if (tag === "link") element.rel = "stylesheet";
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("failed");
      element[attribute] = address;
      document.body.append(element);
    }));
  }
  return results;
})();
</script>
<iframe name="inside" src="TARGET"></iframe>
<form method="post" action="TARGETlog" target="_self"><input name="text" value="evil"><button>Go</button></form>
"""


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost"], ids=["another site", "another port"]
)
def test_other_site_reads_writes_and_frames_nothing(
    vault: WriteVault, misled: Browser, host: str
) -> None:
    written: list[Mapping[str, str]] = []

    def log(fields: Mapping[str, str]) -> FormOutcome:
        written.append(fields)
        return FormOutcome(303, "/")

    context = misled.new_context()
    page = context.new_page()
    with serve_vault(vault({"People/Ada.md": ADA}), writes=(FormRoute("/log", log),)) as dashboard:
        target = f"http://{'127.0.0.1' if host == 'evil.example' else host}:{dashboard.port}/"
        with elsewhere(ATTACK.replace("TARGET", target)) as port:
            page.goto(f"http://{host}:{port}/")
            results = page.evaluate("window.done")
            assert results.pop("beacon") in (True, "failed")  # it is sent, and refused
            assert results == {
                **dict.fromkeys(("fetch", "stream", "script", "style", "image"), "failed"),
                "no-cors": results["no-cors"],
                "post": results["post"],
            }
            assert results["no-cors"] in (0, "failed")
            assert results["post"] in ("opaque", "failed")
            frame = page.frame("inside")
            assert frame
            assert "Funding" not in frame.content()
            page.get_by_role("button", name="Go").click()
            page.wait_for_url(f"**:{dashboard.port}/log")
            assert page.inner_text("body").strip() == "Not from here."
        assert {status for _, _, status in dashboard.requests} == {403}
        wanted = {
            ("GET", path)
            for path in ("/", "/index.html", "/style.css", "/pictures/x.png", "/-/changes")
        }
        assert {(method, path) for method, path, _ in dashboard.requests} >= {
            *wanted,
            ("POST", "/log"),
        }  # all did arrive
        assert written == []
        context.close()


def test_own_page_cannot_be_framed(vault: WriteVault, page: Page) -> None:
    with serve_vault(vault({"People/Ada.md": ADA})) as dashboard:
        page.goto(dashboard.address)
        page.evaluate(
            """() => new Promise((done) => {
              const frame = document.createElement("iframe");
              frame.name = "inside"; frame.src = "/people.html"; frame.onload = done;
              document.body.append(frame);
              setTimeout(done, 2000);
            })"""
        )
        frame = page.frame("inside")
        assert frame is None or "Ada" not in frame.content()
        page.goto("about:blank")
