"""What people are known by: profiles, mail addresses, phone numbers and names, in forms that can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.formats.card import Card
    from netnotes.model.people import Contact


PROFILE_PATHS = {
    "linkedin.com": r"/(in|pub)/.+",
    "xing.com": r"/profile/.+",
    "github.com": r"/[^/]+",
    "gitlab.com": r"/[^/]+",
    "x.com": r"/[^/]+",
    "facebook.com": r"/(?!profile\.php$)[^/]+",
    "instagram.com": r"/[^/]+",
    "bsky.app": r"/profile/.+",
    "orcid.org": r"/[\dx-]+",
    "t.me": r"/[^/]+",
}
"""Where an address is one person's alone, and how such an address goes on."""

SHARED_MAILBOXES = frozenset(
    (
        *(
            "info",
            "office",
            "kontakt",
            "contact",
            "hello",
            "hallo",
            "mail",
            "admin",
            "sales",
            "support",
            "team",
            "post",
        ),
        *(
            "service",
            "press",
            "jobs",
            "family",
            "familie",
            "buero",
            "secretary",
            "sekretariat",
            "noreply",
            "no-reply",
        ),
    )
)
"""Mailboxes that several people read."""

TITLES = frozenset(
    ("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "herr", "frau", "ir", "ing", "dipl-ing")
)
DEGREES = frozenset(
    ("phd", "ph.d", "mba", "msc", "bsc", "pmp", "cpa", "cfa", "dba", "llm", "shrm", "csm", "pe")
)
LEGAL_FORMS = frozenset(
    (
        *(
            "gmbh",
            "inc",
            "ltd",
            "limited",
            "llc",
            "ag",
            "corp",
            "corporation",
            "co",
            "kg",
            "se",
            "sa",
            "bv",
            "nv",
            "plc",
        ),
        *("company", "oy", "ab", "srl", "spa", "sas", "pty", "ug", "ev", "mbh"),
    )
)


@lru_cache(maxsize=1 << 16)
def normalize_url(url: str) -> str:
    """A page by what makes it this page: not the scheme, `www.`, a last slash, case, or where the link was found.

    Empty for what is no page.
    """
    text = unicodedata.normalize("NFC", url.strip())
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "." not in host:
        return ""
    host = {"twitter.com": "x.com", "fb.com": "facebook.com"}.get(host, host)
    path = unicodedata.normalize("NFC", unquote(parts.path)).casefold().rstrip("/")
    if host.endswith(".linkedin.com"):
        host = "linkedin.com"
    if host == "linkedin.com" and (match := re.match(r"(?:/mwlite)?(/in/[^/]+)", path)):
        path = match[1]  # what follows is the language it is shown in
    asked = [
        (key, value) for key, value in parse_qsl(parts.query) if not _TRACKING_PARAMETER.match(key)
    ]
    if host in PROFILE_PATHS:
        asked = [(key, value) for key, value in asked if (host, key) == ("facebook.com", "id")]
    return f"{host}{path}{f'?{urlencode(asked)}' if asked else ''}"


_TRACKING_PARAMETER = re.compile(
    r"trk|utm_|lipi|fbclid|gclid|ref$|originalsubdomain", re.IGNORECASE
)
"""Parts of an address that tell where the link was found, and not where it leads."""


def is_profile(normalized_url: str) -> bool:
    """Whether a page, as `page` gives it, is one person's own."""
    host, slash, path = normalized_url.partition("/")
    path = f"{slash}{path}"
    return bool(
        (host in PROFILE_PATHS and re.fullmatch(PROFILE_PATHS[host], path))
        or re.fullmatch(r"/@[^/?]+", path)
    )


def normalize_email(address: str) -> str:
    """A mail address as it is compared."""
    return fold_for_search(address.removeprefix("mailto:")) if "@" in address else ""


def is_shared_mailbox(normalized_email: str) -> bool:
    """Whether a mailbox is read by several people."""
    return re.split(r"[@+]", normalized_email)[0] in SHARED_MAILBOXES


class PhoneNumber(NamedTuple):
    """A phone number's digits: all of them with the code of the country, empty where it is not told; and without it."""

    international_digits: str
    national_digits: str

    @property
    def last_digits(self) -> str:
        """What numbers that may be the same have in common."""
        return self.national_digits[-7:]

    def is_same(self, other: PhoneNumber) -> bool:
        """Whether two numbers reach the same phone, as far as can be told where one lacks the code of its country."""
        if self.international_digits and other.international_digits:
            return self.international_digits == other.international_digits
        short, long = sorted((self.national_digits, other.national_digits), key=len)
        return long == short or (len(short) >= 7 and long.endswith(short))


@lru_cache(maxsize=1 << 16)
def parse_phone_number(text: str) -> PhoneNumber | None:
    """The digits of a phone number; None for a text with fewer than four."""
    import phonenumbers

    text = re.sub(r"^(?:tel:)?\s*00", "+", text.strip(), flags=re.IGNORECASE)
    try:
        parsed = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        digits: str = phonenumbers.normalize_digits_only(text)
        return PhoneNumber("", digits.lstrip("0")) if len(digits.lstrip("0")) >= 4 else None
    local: str = phonenumbers.national_significant_number(parsed)
    return PhoneNumber(f"{parsed.country_code}{local}", local.lstrip("0"))


@lru_cache(maxsize=1 << 16)
def split_name(name: str) -> tuple[str, ...]:
    """The words of a name in the order they are spoken, without case, accents, titles and degrees.

    None of them for a name that is only an address. `Quill, Ada` and `Dr. Ada Quill (she/her), PhD` are both `ada quill`.
    """
    if "@" in name:
        return ()
    folded = re.sub(r"\([^()]*\)", " ", fold_for_search(name)).strip() or fold_for_search(name)
    head, _, tail = folded.partition(",")
    after = _split_words(tail)
    before = _split_words(head)
    if (
        after
        and before
        and len(after) <= 3
        and not all(word in DEGREES or word.replace(".", "") in DEGREES for word in after)
    ):
        before, after = (*after, *before), ()
    while len(before) > 1 and before[0] in TITLES:
        before = before[1:]
    while len(before) > 2 and before[-1] in DEGREES:
        before = before[:-1]
    return before or (fold_for_search(name),)


def _split_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text))


@lru_cache(maxsize=1 << 16)
def normalize_organisation(name: str) -> str:
    """An organisation as it is compared: without case, accents, signs and the words of its legal form."""
    all_of = re.findall(r"[^\W_]+", fold_for_search(name))
    return " ".join([word for word in all_of if word not in LEGAL_FORMS] or all_of)


def list_names(person: Card | Contact) -> tuple[tuple[str, ...], ...]:
    """The names a person goes by, as words: their own, and aliases of several words; one word fits too many."""
    further = (split_name(alias) for alias in person.aliases)
    own = split_name(person.name)
    return tuple(
        dict.fromkeys((*((own,) if own else ()), *(name for name in further if len(name) > 1)))
    )


def iter_keys(person: Card | Contact) -> Iterator[tuple[str, str]]:
    """What a person can be found by: each a kind and a value, the surest first."""
    yield from (("page", one) for one in map(normalize_url, person.links) if one)
    yield from (("email", one) for one in map(normalize_email, person.email) if one)
    yield from (("phone", one.last_digits) for one in map(parse_phone_number, person.phone) if one)
    at = normalize_organisation(person.organisation)
    yield "called at", f"{' '.join(split_name(person.name))} @ {at}"
    for name in list_names(person):
        spoken = " ".join(name)
        yield "name at", f"{spoken} @ {at}"
        yield "name", spoken


def iter_loose_keys(person: Card | Contact) -> Iterator[tuple[str, str]]:
    """What people share whose names are alike: first and last word in any order, an initial, a first name at one organisation."""
    for name in list_names(person):
        if len(name) > 1:
            yield "ends", " ".join(sorted((name[0], name[-1])))
            yield "initial", f"{name[0][0]} {name[-1]}"
        if at := normalize_organisation(person.organisation):
            yield "first name at", f"{name[0]} @ {at}"
