"""The pages as HTML: valid, safe, and as they were when last reviewed."""

from __future__ import annotations

import base64
import hashlib
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from netnotes.cli import run
from netnotes.dashboard.page_list import PAGES
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteVault = Callable[[dict[str, str]], Path]

GOLDEN = Path(__file__).parent / "golden" / "site"
COMPARED_PREFIXES = ("people/ada-quill-", "people/paula-", "people/freya-", "goals/lead-")
"""The pages of people and goals that are compared word for word; the others are too many."""


@pytest.fixture(scope="module")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site") / "dashboard"
    command = ["build", str(example), "--output", str(output), "--today", TODAY.isoformat()]
    assert run([*command, "--quiet"]) == 0
    return output


def read_pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text() for path in sorted(site.rglob("*.html"))
    }


def parse_html(html: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib warns about its own use of the standard library
        return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def test_every_page_is_valid_html_without_inline_styles_and_handlers(site: Path) -> None:
    pages = read_pages(site)
    assert len(pages) > 60
    for path, html in pages.items():
        for element in parse_html(html).iter():
            names = set(element.attrib)
            assert "style" not in names, path
            assert not any(name.startswith("on") for name in names), path


def test_every_page_forbids_everything_it_does_not_need(site: Path) -> None:
    for path, html in read_pages(site).items():
        head = html.partition("</head>")[0]
        metas = re.findall(r"<meta [^>]*>", head)
        assert "Content-Security-Policy" in metas[1], path
        policy = metas[1]
        assert "default-src 'none'" in policy
        script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
        assert script
        digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
        assert f"script-src 'sha256-{digest}'" in policy
        assert html.count("<script") == 1
        assert "noindex" in head
        assert "no-referrer" in head


def test_every_link_within_the_site_leads_to_a_file(site: Path) -> None:
    link_count = 0
    for path, html in read_pages(site).items():
        for href in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', html):
            link_count += 1
            assert ((site / path).parent / href).resolve().is_file(), f"{path} → {href}"
    assert link_count > 600


def test_no_page_contains_the_path_of_the_vault_on_this_machine(site: Path, example: Path) -> None:
    for path, html in read_pages(site).items():
        assert str(example) not in html, path
        assert str(example.parent) not in html, path


def strip_scripts(html: str) -> str:
    """Remove the script of a page and its hash: scripts are tested in a browser."""
    html = re.sub(r"<script>.*?</script>", "<script></script>", html, flags=re.DOTALL)
    return re.sub(r"'sha256-[^']*'", "'sha256-'", html)


def test_pages_of_the_example_are_as_they_were_when_last_reviewed(
    site: Path, request: pytest.FixtureRequest
) -> None:
    """Look at the difference; if it is intended, `pytest --update-golden` accepts it."""
    single_pages = {entry.path for entry in PAGES}
    pages = {}
    for path, html in read_pages(site).items():
        if path in single_pages or path.startswith(COMPARED_PREFIXES):
            pages[path] = strip_scripts(html)
    assert len(pages) == len(single_pages) + len(COMPARED_PREFIXES)

    if request.config.getoption("--update-golden"):
        for path, html in pages.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(html)
    expected = {
        path.relative_to(GOLDEN).as_posix(): path.read_text() for path in GOLDEN.rglob("*.html")
    }
    assert set(pages) == set(expected)
    for path, html in pages.items():
        assert html == expected[path], (
            f"{path} has changed. If this is intended, "
            "`pytest tests/test_page_list.py --update-golden` accepts it."
        )


HOSTILE_TEXT = "</script><img src=x onerror=alert(1)>\"'{{ 1234*4321 }}{% import os %}"
HOSTILE_PROPERTIES = (
    "name",
    "purpose",
    "organisation",
    "role",
    "field",
    "location",
    "next_step",
    "interests",
    "aliases",
    "tags",
    "met_at",
    "introduced_by",
    "tier",
    "level",
    "met",
    "email",
    "phone",
    "links",
    "odd one",
)


def test_hostile_text_of_a_note_is_escaped_on_every_page(vault: WriteVault) -> None:
    value = HOSTILE_TEXT.replace("\\", "\\\\").replace('"', '\\"')
    file_stem = HOSTILE_TEXT.replace("/", "_")
    folder = vault(
        {
            f"People/{file_stem}.md": "\n".join(
                [
                    "---",
                    *(f'{name}: "{value}"' for name in HOSTILE_PROPERTIES),
                    f'"{value}": 1',
                    "---",
                    HOSTILE_TEXT,
                    f"- 2026-10-02 coffee: {HOSTILE_TEXT}",
                    f"  - gave:: {HOSTILE_TEXT}",
                    f"  - [ ] promised:: {HOSTILE_TEXT} 📅 2026-11-21",
                    f"  - [ ] asked:: {HOSTILE_TEXT}",
                    f"  - learned:: {HOSTILE_TEXT}",
                ]
            ),
            f"Goals/{file_stem}.md": (
                f'---\nwhy: "{value}"\nstatus: "{value}"\n---\n{HOSTILE_TEXT}\n'
            ),
            "netnotes.toml": f"'{HOSTILE_TEXT.replace(chr(39), '')}' = 1\n",
        }
    )
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    pages = read_pages(folder / "dashboard")
    assert len(pages) >= len(PAGES) + 2
    for path, html in pages.items():
        tags = {element.tag for element in parse_html(html).iter()}
        assert "img" not in tags, path
        assert html.count("<script") == 1, path
        assert "5332114" not in html, path  # 1234 * 4321: no template runs the text of a note
    assert "{{ 1234*4321 }}" in pages["people.html"].replace("&#39;", "'")


def test_names_in_two_unicode_forms_have_two_pages(vault: WriteVault) -> None:
    folder = vault(
        {
            "People/Jos\u00e9.md": "---\npurpose: one\n---\n",
            "People/Jose\u0301.md": "---\npurpose: other\n---\n",
        }
    )
    if len(list((folder / "People").iterdir())) == 2:  # on macOS the two are one file
        assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
        pages = sorted((folder / "dashboard/people").glob("jose-*.html"))
        assert len(pages) == 2
        html = "".join(page.read_text() for page in pages)
        assert "one" in html
        assert "other" in html
