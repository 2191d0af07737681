"""The page Method: equations as MathML, and the only place that cites research."""

from __future__ import annotations

import re
import unicodedata
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib

from netnotes.dashboard.page_list import list_page_jobs
from netnotes.dashboard.render import render_page
from netnotes.dashboard.site import build_site
from netnotes.network.panels.method import METHODS
from tests.networks import make_eight_contacts

if TYPE_CHECKING:
    from typing import Any

EQUATIONS = [equation for method in METHODS for equation in method.equations]
SENTENCES = Path(__file__).parent / "golden" / "sentences.txt"


def read_method_page() -> Any:
    """Render the page, and parse it as a browser does."""
    site = build_site(make_eight_contacts(), "Vault", (), {})
    html = render_page(list_page_jobs(site)["method.html"].collect_inputs()).content.decode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # html5lib warns about its own use of the standard library
        return html5lib.parse(html, namespaceHTMLElements=False)


MATHML = "{http://www.w3.org/1998/Math/MathML}"


def list_signs(text: str) -> list[str]:
    """List the letters, digits and signs of an equation: brackets and bars are drawn otherwise."""
    plain = unicodedata.normalize("NFKC", text).replace("∑", "Σ").replace("∏", "Π")
    return re.findall(r"[^\W_]|[+=≤−-]", plain.replace("−", "-"))


def test_mathml_says_the_same_as_the_text() -> None:
    drawn = list(read_method_page().iter(f"{MATHML}math"))
    assert [math.get("alttext") for math in drawn] == EQUATIONS
    for math, equation in zip(drawn, EQUATIONS, strict=True):
        assert list_signs("".join(math.itertext())) == list_signs(equation)


def test_fractions_have_a_numerator_and_a_denominator() -> None:
    for fraction in read_method_page().iter(f"{MATHML}mfrac"):
        assert len(fraction) == 2
        assert all("".join(part.itertext()).strip() for part in fraction)
    for equation in EQUATIONS:
        assert equation.count("(") == equation.count(")")


def test_elements_are_those_of_mathml_core() -> None:
    core = ["math", "mrow", "mi", "mo", "mn", "mtext", "mfrac", "msup", "mspace"]
    for math in read_method_page().iter(f"{MATHML}math"):
        assert {element.tag for element in math.iter()} <= {f"{MATHML}{name}" for name in core}


def test_names_of_properties_are_shown_as_code() -> None:
    main = next(read_method_page().iter("main"))
    assert "`" not in "".join(main.itertext())
    codes = {code.text for code in main.iter("code")}
    assert {"knows", "next"} <= codes


def test_research_is_cited_on_method_alone() -> None:
    """Of the sentences that were read none names an author; `How is this computed?` leads here."""
    authors = set()
    for method in METHODS:
        authors |= set(re.findall(r"[A-Z][a-z]+(?=,| and [A-Z]| \d{4})", method.source))
    assert {"Burt", "Dunlap", "Uzzi", "Kaplan", "Meier", "Levin", "Murnighan"} <= authors
    words = set(re.findall(r"\w+", SENTENCES.read_text(encoding="utf-8")))
    assert authors & words == set()
    assert not {"Research", "research"} & words
