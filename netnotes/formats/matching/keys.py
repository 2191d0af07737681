"""Forms of addresses, phone numbers and names in which two spellings can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable


# Sites that give each person a page of their own, and the path of such a page.
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

_RENAMED_SITES = {"twitter.com": "x.com", "fb.com": "facebook.com"}

# A list of words is read in lines, not one a line.
# fmt: off
# Mailboxes that several people read, by the part before the `@`.
SHARED_MAILBOXES = frozenset({
    "info", "office", "kontakt", "contact", "hello", "hallo", "mail", "admin", "sales", "support",
    "team", "post", "service", "press", "jobs", "family", "familie", "buero", "secretary",
    "sekretariat", "noreply", "no-reply",
})

TITLES = frozenset({
    "dr", "prof", "professor", "mr", "mrs", "ms", "mx", "herr", "frau", "ir", "ing", "dipl-ing",
})
DEGREES = frozenset({
    "phd", "ph.d", "mba", "msc", "bsc", "pmp", "cpa", "cfa", "dba", "llm", "shrm", "csm", "pe",
})
LEGAL_FORMS = frozenset({
    "gmbh", "inc", "ltd", "limited", "llc", "ag", "corp", "corporation", "co", "kg", "se", "sa",
    "bv", "nv", "plc", "company", "oy", "ab", "srl", "spa", "sas", "pty", "ug", "ev", "mbh",
})
# fmt: on

# Fewer digits are an extension or a typing error, and no phone number.
MIN_PHONE_DIGITS = 4

# So many digits at the end of a number show the same phone where one lacks its area code.
MIN_SUBSCRIBER_DIGITS = 7

# `Quill, Ada Mary Jane` is a name; with more words after the comma it is not one person's.
MAX_WORDS_BEFORE_FAMILY_NAME = 3


@lru_cache(maxsize=1 << 16)
def normalize_url(url: str) -> str:
    """Return what makes the address of a page this page, such as `linkedin.com/in/ada`.

    The scheme, `www.`, a last slash, case and where the link was found do not count.
    The result is empty for text that is not the address of a web page.
    """
    # A link copied on macOS may have é as two characters, e and an accent.
    text = unicodedata.normalize("NFC", url.strip())
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        # `https://[` is no address: the bracket begins an IPv6 host that does not end.
        return ""
    if parts.scheme not in ("http", "https") or "." not in host:
        return ""

    host = _normalize_host(host)
    path = _normalize_path(host, parts.path)
    query = _strip_query(host, parts.query)
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def _normalize_host(host: str) -> str:
    host = _RENAMED_SITES.get(host, host)
    # Each country has its own: `de.linkedin.com` shows the pages of `linkedin.com`.
    return "linkedin.com" if host.endswith(".linkedin.com") else host


def _normalize_path(host: str, path: str) -> str:
    path = unicodedata.normalize("NFC", unquote(path)).casefold().rstrip("/")
    if host == "linkedin.com":
        # `/mwlite` is LinkedIn's page for phones; after the name comes the language of the page.
        profile = re.match(r"(?:/mwlite)?(/in/[^/]+)", path)
        if profile:
            return profile[1]
    return path


def _strip_query(host: str, query: str) -> str:
    """Remove the parameters that do not choose the page."""
    parameters = []
    for name, value in parse_qsl(query):
        # `facebook.com/profile.php?id=7` is the only profile that needs its query.
        if host in PROFILE_PATHS and (host, name) != ("facebook.com", "id"):
            continue
        if not _TRACKING_PARAMETER.match(name):
            parameters.append((name, value))
    return urlencode(parameters)


# Parameters that record where a link was found, not where it leads.
_TRACKING_PARAMETER = re.compile(
    r"trk|utm_|lipi|fbclid|gclid|ref$|originalsubdomain", re.IGNORECASE
)


def is_profile(normalized_url: str) -> bool:
    """Tell whether a page, as `normalize_url` returns it, is one person's own."""
    # Pages of firms and groups on these sites, such as `/company/acme`, are many people's.
    host, slash, path = normalized_url.partition("/")
    path = f"{slash}{path}"
    if host in PROFILE_PATHS and re.fullmatch(PROFILE_PATHS[host], path):
        return True
    # Mastodon and its like have no common host, but `/@name` on each.
    return re.fullmatch(r"/@[^/?]+", path) is not None


def normalize_email(address: str) -> str:
    """Return a mail address without `mailto:`, case and accents; empty if it is none."""
    return fold_for_search(address.removeprefix("mailto:")) if "@" in address else ""


def is_shared_mailbox(normalized_email: str) -> bool:
    """Tell whether several people read a mailbox, by its usual names."""
    return re.split(r"[@+]", normalized_email)[0] in SHARED_MAILBOXES


class PhoneNumber(NamedTuple):
    """The digits of a phone number."""

    # All digits with the country code; empty where that is not written.
    international_digits: str

    # The digits without country code and leading zeros.
    national_digits: str

    @property
    def last_digits(self) -> str:
        """The digits that all spellings of one number have in common."""
        return self.national_digits[-MIN_SUBSCRIBER_DIGITS:]

    def is_same(self, other: PhoneNumber) -> bool:
        """Tell whether two numbers reach the same phone.

        Where one of them has no country code, the end of the number decides.
        """
        if self.international_digits and other.international_digits:
            return self.international_digits == other.international_digits
        short, long = sorted((self.national_digits, other.national_digits), key=len)
        return long == short or (len(short) >= MIN_SUBSCRIBER_DIGITS and long.endswith(short))


@lru_cache(maxsize=1 << 16)
def parse_phone_number(text: str) -> PhoneNumber | None:
    """Parse the digits of a phone number; None for a text with fewer than four."""
    # Imported late: most commands need no phone numbers, and a start should not wait for them.
    import phonenumbers

    # `00` is what is dialled for `+` in most countries.
    text = re.sub(r"^(?:tel:)?\s*00", "+", text.strip(), flags=re.IGNORECASE)
    try:
        parsed = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        all_digits: str = phonenumbers.normalize_digits_only(text)
        digits = all_digits.lstrip("0")
        return PhoneNumber("", digits) if len(digits) >= MIN_PHONE_DIGITS else None
    local: str = phonenumbers.national_significant_number(parsed)
    return PhoneNumber(f"{parsed.country_code}{local}", local.lstrip("0"))


@lru_cache(maxsize=1 << 16)
def split_name(name: str) -> tuple[str, ...]:
    """Split a name into words in spoken order, without case, accents, titles and degrees.

    `Quill, Ada` and `Dr. Ada Quill (she/her), PhD` both become `("ada", "quill")`.
    A name that is only a mail address has no words.
    """
    if "@" in name:
        return ()
    folded = fold_for_search(name)
    # Brackets hold pronouns, a maiden name, a firm; a name that is all brackets keeps them.
    without_brackets = re.sub(r"\([^()]*\)", " ", folded).strip()
    head, _, tail = (without_brackets or folded).partition(",")

    words = _move_family_name_last(_split_words(head), _split_words(tail))
    return _strip_titles_and_degrees(words) or (folded,)


def _move_family_name_last(
    before_comma: tuple[str, ...], after_comma: tuple[str, ...]
) -> tuple[str, ...]:
    """Turn `Quill, Ada` round; what follows the comma in `Ada Quill, PhD` is left out."""
    if not before_comma or not after_comma:
        return before_comma
    if len(after_comma) > MAX_WORDS_BEFORE_FAMILY_NAME or all(map(_is_degree, after_comma)):
        return before_comma
    return (*after_comma, *before_comma)


def _is_degree(word: str) -> bool:
    return word in DEGREES or word.replace(".", "") in DEGREES


def _strip_titles_and_degrees(words: tuple[str, ...]) -> tuple[str, ...]:
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    # Two words stay: `Ada Pe` is a family name rather than a professional engineer.
    while len(words) > 2 and words[-1] in DEGREES:
        words = words[:-1]
    return words


def _split_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text))


@lru_cache(maxsize=1 << 16)
def normalize_organisation(name: str) -> str:
    """Return an organisation without case, accents, punctuation and legal form.

    A name made of legal forms alone, such as `SE Co.`, keeps them.
    """
    words: list[str] = re.findall(r"[^\W_]+", fold_for_search(name))
    distinctive_words = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(distinctive_words or words)


_NORMALIZERS: dict[str, Callable[[str], object]] = {
    "email": normalize_email,
    "links": normalize_url,
    "phone": parse_phone_number,
}


def normalize_value(property_name: str, value: Any) -> object:
    """Return a value of a property in the form in which it is compared with others."""
    if not isinstance(value, str):
        return value
    normalize = _NORMALIZERS.get(property_name, fold_for_search)
    # `call the office` is no phone number, and is compared as the words it is.
    return normalize(value) or fold_for_search(value)


def fold_to_alphanumerics(text: str) -> str:
    """Return the letters and digits of a text; Markdown and line breaks do not count."""
    return "".join(filter(str.isalnum, fold_for_search(text)))
