"""What tests of Markdown share: a resolver of links, and a search for harmful HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator
from netnotes.markdown.links import Target

VAULT = {
    "Ada Quill": Target("contacts/ada-quill-1f.html", "page"),
    "Ada Quill.md": Target("contacts/ada-quill-1f.html", "page"),
    "Ada Quill#Talks": Target("contacts/ada-quill-1f.html", "page"),
    "#Log": Target("#log", "page"),
    "Paper": Target("obsidian://open?vault=v&file=Paper", "page"),
    "harbour.png": Target("files/harbour.png", "image"),
    "img/a b.jpg": Target("files/a%20b.jpg", "image"),
    "talk.pdf": Target("obsidian://open?vault=v&file=talk.pdf", "page"),
}


def resolve_in_vault(target: str) -> Target:
    return VAULT.get(target, Target("", "missing"))


def resolve_anything(target: str) -> Target:
    """Resolve every target to itself, whatever it is."""
    return Target(target, "image" if target.endswith("g") else "page")


ELEMENTS = {
    element: set(attributes.split())
    for elements, attributes in (
        (
            "br hr h3 h4 h5 h6 ul blockquote pre strong em s mark b bdi figcaption summary table thead tbody tr",
            "",
        ),
        ("p code th td section figure div", "class"),
        ("li", "class id"),
        ("ol", "start"),
        ("sup", "id"),
        ("span", "class role aria-label title"),
        ("details", "class open"),
        ("a", "href rel title id aria-label"),
        ("img", "src alt width height title loading"),
    )
    for element in elements.split()
}


SCHEMES = (
    *("http:", "https:", "mailto:", "tel:", "obsidian:"),
    *("sms:", "facetime:", "facetime-audio:", "message:", "skype:", "tg:", "slack:", "things:"),
    "zotero:",
)


def list_elements(html: str) -> Iterator[Any]:
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return (element for element in root.iter() if element is not root)


def list_harmful_parts(html: str) -> list[str]:
    """List what no page may hold: elements, attributes and addresses that we never write."""
    harmful_parts: list[str] = []
    for element in list_elements(html):
        allowed = ELEMENTS.get(element.tag)
        if allowed is None:
            harmful_parts.append(f"<{element.tag}>")
            continue
        harmful_parts += [
            f"{element.tag} {name}={value}"
            for name, value in element.attrib.items()
            if name not in allowed
        ]
        for name in ("href", "src"):
            url = re.sub(r"[\x00-\x20]", "", element.get(name, ""))  # as a browser reads it
            scheme = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[\\/]{2}", url)
            if scheme and (name == "src" or scheme[0].lower() not in SCHEMES):
                harmful_parts.append(f"{name}={url}")
    return harmful_parts


class Nesting(HTMLParser):
    """Whether every element that begins also ends, within the one it began in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sound = True
        self.feed(html)
        self.close()
        self.sound = self.sound and not self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.sound = self.sound and bool(self.open) and self.open.pop() == tag
