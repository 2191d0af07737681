"""Files that are no contacts, by how their text begins, and what to say of them."""

from __future__ import annotations

import re
from typing import NamedTuple


class OtherFormat(NamedTuple):
    """A format that people are not read from."""

    # How the text of such a file begins.
    start: re.Pattern[str]

    # What the file is, to follow `x.ics is`.
    words: str


_COME_BACK = (
    "people come back from `netnotes export json` with everything, and from `vcf` and `csv`"
)

# The most certain first: GraphML and a web page may be XML, too.
OTHER_FORMATS: tuple[OtherFormat, ...] = (
    OtherFormat(
        re.compile(r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<graphml\b", re.DOTALL),
        f"GraphML, which netnotes writes and does not read; {_COME_BACK}",
    ),
    OtherFormat(
        re.compile(r"\s*BEGIN:VCALENDAR\b", re.IGNORECASE),
        f"a calendar, which netnotes writes and does not read; {_COME_BACK}",
    ),
    OtherFormat(
        re.compile(
            r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
        ),
        "a web page and no file of contacts; export the contacts as vCard or CSV",
    ),
    OtherFormat(
        re.compile(r"\s*<\?xml\b"),
        "XML, and no format of contacts in XML is known; export the contacts as vCard or CSV",
    ),
    OtherFormat(
        re.compile(r"%PDF-"),
        "a PDF and no file of contacts; export the contacts as vCard or CSV",
    ),
    OtherFormat(
        re.compile(r"\s*[{\[]"),
        "JSON, but no export of Monica or of netnotes; no other is known",
    ),
)


def describe_other_format(text: str) -> str:
    """Describe what a file is that people are not read from; empty if it may be a table."""
    for other_format in OTHER_FORMATS:
        if other_format.start.match(text):
            return other_format.words
    return ""
