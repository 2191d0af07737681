"""The pages as HTML: valid, safe, and the same as they were found good."""

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
SHOWN = ("people/ada-quill-", "people/paula-", "people/freya-", "goals/lead-")
"""Of the pages that are many, those that are compared word for word."""


@pytest.fixture(scope="module")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("site") / "dashboard"
    assert (
        run(
            [
                "build",
                str(example),
                "--output",
                str(output),
                "--today",
                TODAY.isoformat(),
                "--quiet",
            ]
        )
        == 0
    )
    return output


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text() for path in sorted(site.rglob("*.html"))
    }


def parse_html(html: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib warns about its own use of the standard library
        return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def test_every_page_is_valid_html_without_styles_or_handlers_of_its_own(site: Path) -> None:
    found = pages(site)
    assert len(found) > 60
    for path, html in found.items():
        for element in parse_html(html).iter():
            names = set(element.attrib)
            assert "style" not in names, path
            assert not any(name.startswith("on") for name in names), path


def test_every_page_forbids_what_it_does_not_need(site: Path) -> None:
    for path, html in pages(site).items():
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


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    counted = 0
    for path, html in pages(site).items():
        for href in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', html):
            counted += 1
            assert ((site / path).parent / href).resolve().is_file(), f"{path} → {href}"
    assert counted > 600


def test_no_page_says_where_on_the_machine_the_vault_is(site: Path, example: Path) -> None:
    for path, html in pages(site).items():
        assert str(example) not in html, path
        assert str(example.parent) not in html, path


def test_the_example_site_is_as_it_was_found_good(
    site: Path, request: pytest.FixtureRequest
) -> None:
    """Look at the difference; when it is meant, `pytest --update-golden` takes it over."""
    own = {entry.path for entry in PAGES}
    came_out = {
        path: html for path, html in pages(site).items() if path in own or path.startswith(SHOWN)
    }
    came_out = {
        path: re.sub(r"<script>.*?</script>", "<script></script>", html, flags=re.DOTALL)
        for path, html in came_out.items()
    }
    came_out = {
        path: re.sub(r"'sha256-[^']*'", "'sha256-'", html) for path, html in came_out.items()
    }
    assert len(came_out) == len(own) + len(SHOWN)
    if request.config.getoption("--update-golden"):
        for path, html in came_out.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(html)
    expected = {
        path.relative_to(GOLDEN).as_posix(): path.read_text() for path in GOLDEN.rglob("*.html")
    }
    assert set(came_out) == set(expected)
    for path, html in came_out.items():
        assert html == expected[path], path


NASTY = "</script><img src=x onerror=alert(1)>\"'{{ 1234*4321 }}{% import os %}"


def test_a_note_is_data_wherever_its_words_come_out(vault: WriteVault) -> None:
    field = NASTY.replace("\\", "\\\\").replace('"', '\\"')
    folder = vault(
        {
            f"People/{NASTY.replace('/', '_')}.md": "\n".join(
                [
                    "---",
                    *(
                        f'{name}: "{field}"'
                        for name in ("name", "purpose", "organisation", "role", "field", "location")
                    ),
                    *(
                        f'{name}: "{field}"'
                        for name in (
                            "next_step",
                            "interests",
                            "aliases",
                            "tags",
                            "met_at",
                            "introduced_by",
                        )
                    ),
                    *(
                        f'{name}: "{field}"'
                        for name in ("tier", "level", "met", "email", "phone", "links", "odd one")
                    ),
                    f'"{field}": 1',
                    "---",
                    NASTY,
                    f"- 2026-10-02 coffee: {NASTY}",
                    f"  - gave:: {NASTY}",
                    f"  - [ ] promised:: {NASTY} 📅 2026-11-21",
                    f"  - [ ] asked:: {NASTY}",
                    f"  - learned:: {NASTY}",
                ]
            ),
            f"Goals/{NASTY.replace('/', '_')}.md": f'---\nwhy: "{field}"\nstatus: "{field}"\n---\n{NASTY}\n',
            "netnotes.toml": f"'{NASTY.replace(chr(39), '')}' = 1\n",
        }
    )
    assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
    found = pages(folder / "dashboard")
    assert len(found) >= len(PAGES) + 2
    for path, html in found.items():
        tags = {element.tag for element in parse_html(html).iter()}
        assert "img" not in tags, path
        assert html.count("<script") == 1, path
        assert "5332114" not in html, path
    assert "{{ 1234*4321 }}" in found["people.html"].replace("&#39;", "'")


def test_one_name_in_two_forms_of_unicode_is_two_pages(vault: WriteVault) -> None:
    folder = vault(
        {
            "People/Jos\u00e9.md": "---\npurpose: one\n---\n",
            "People/Jose\u0301.md": "---\npurpose: other\n---\n",
        }
    )
    if len(list((folder / "People").iterdir())) == 2:  # some file systems take the two for one
        assert run(["build", str(folder), "--today", TODAY.isoformat(), "--quiet"]) == 0
        pages = sorted((folder / "dashboard/people").glob("jose-*.html"))
        assert len(pages) == 2
        said = "".join(page.read_text() for page in pages)
        assert "one" in said
        assert "other" in said
