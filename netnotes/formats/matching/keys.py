"""Forms of addresses, phone numbers and names in which two spellings can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from netnotes.reading.name_titles import count_titles
from netnotes.text import LEGAL_FORMS, fold_for_search, fold_letters, fold_name

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

# The sites among them on which only a person can have such a page.
PERSONAL_SITES = frozenset({"linkedin.com", "xing.com", "orcid.org"})

_RENAMED_SITES = {"twitter.com": "x.com", "fb.com": "facebook.com"}

# A list of words is read in lines, not one a line.
# fmt: off
# Mailboxes that several people read, by the part before the `@`.
SHARED_MAILBOXES = frozenset({
    "info", "office", "kontakt", "contact", "hello", "hallo", "mail", "admin", "sales", "support",
    "team", "post", "service", "press", "jobs", "family", "familie", "buero", "secretary",
    "sekretariat", "noreply", "no-reply",
})

DEGREES = frozenset({
    "phd", "ph.d", "mba", "msc", "bsc", "pmp", "cpa", "cfa", "dba", "llm", "shrm", "csm", "pe",
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
    # `https://...` has a host that is made of nothing.
    if parts.scheme not in ("http", "https") or not re.search(r"\w\.\w", host):
        return ""

    host = _normalize_host(host)
    path = _normalize_path(host, parts.path)
    query = _strip_query(host, parts.query)
    if query:
        return f"{host}{path}?{query}"
    return f"{host}{path}"


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


def is_personal_profile(normalized_url: str) -> bool:
    """Tell whether a page is on a site where a page belongs to one person, and never to a group.

    Elsewhere a couple, a band or a firm may have a page like that of a person.
    """
    return normalized_url.partition("/")[0] in PERSONAL_SITES and is_profile(normalized_url)


def normalize_email(address: str) -> str:
    """Return a mail address without `mailto:`, case and accents; empty if it is none."""
    mailbox = fold_for_search(address.removeprefix("mailto:"))
    # What is only an `@` would be the same for all who have it.
    if not re.search(r"\w@\w", mailbox):
        return ""
    return mailbox


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
        if len(digits) < MIN_PHONE_DIGITS:
            return None
        return PhoneNumber("", digits)
    local: str = phonenumbers.national_significant_number(parsed)
    digits = local.lstrip("0")
    # `+1 000 000 0000` is what a form accepts from somebody who has no number.
    if len(digits) < MIN_PHONE_DIGITS:
        return None
    return PhoneNumber(f"{parsed.country_code}{local}", digits)


def extract_short_number(text: str) -> str:
    """Return the digits of a number that is too short to recognise anybody by; empty for others."""
    digits = re.sub(r"\D", "", text).lstrip("0")
    if len(digits) >= MIN_SUBSCRIBER_DIGITS:
        return ""
    return digits


def is_address(name: str) -> bool:
    """Tell whether what somebody is called is a mail address, a page or a phone number."""
    return _ADDRESS.fullmatch(name.strip()) is not None


_ADDRESS = re.compile(
    # A mail address, such as `<ada@example.com>`, or a page.
    r"<?\S+@\S+|(?:https?://|www\.)\S+"
    # Four digits with what may be between them, as in `+49 (0)30 555`.
    r"|(?:tel:)?\+?(?:[\s()./-]*\d){4,}[\s()./-]*",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def split_name(name: str) -> tuple[str, ...]:
    """Split a name into words in spoken order, without case, accents, titles and degrees.

    `Quill, Ada`, `Ada Quill @ PyCon` and `Dr. Ada Quill (she/her), PhD` all become
    `("ada", "quill")`. A name that is only an address or a number has no words.
    """
    if is_address(name):
        return ()
    folded = _fold_letters(name)
    # Behind a name may be an address, pronouns, a maiden name, a firm, or where they were met. A
    # name that is nothing else keeps it.
    own_part = _QUALIFIER.sub(" ", _strip_address(folded)).strip()
    head, _, tail = (own_part or folded).partition(",")

    words = _move_family_name_last(_split_words(head), _split_words(tail))
    if words:
        return _strip_titles_and_degrees(words)
    if not folded:
        return ()
    return (folded,)


def split_spelling(name: str) -> tuple[str, ...]:
    """Split a name into all of its words, with titles and what is in brackets, in sorted order."""
    folded = _fold_letters(name)
    # A name may be a symbol.
    return tuple(sorted(_split_words(folded))) or (folded,)


@lru_cache(maxsize=1 << 16)
def extract_qualifier(name: str) -> str:
    """Return what tells namesakes apart: `acme` of `Bob Smith (Acme)` and of `Bob Smith @ Acme`.

    Pronouns do not.
    """
    qualifiers = []
    for match in _QUALIFIER.finditer(_fold_letters(name)):
        text = " ".join(_split_words(match[0]))
        if text and not _PRONOUNS.fullmatch(match[0].strip("( )")):
            qualifiers.append(text)
    return " ".join(qualifiers)


# What is in brackets, or behind an `@` that is no part of an address.
_QUALIFIER = re.compile(r"\([^()]*\)|\s@[^()]*")

_PRONOUNS = re.compile(r"(?:he|she|they|him|her|hers|his|them|theirs|er|sie)(?:\s*[/,]\s*\w+)*")


def is_full_name(name: tuple[str, ...]) -> bool:
    """Tell whether a name has a first and a last name, as `王伟` has without a space."""
    if len(name) > 1:
        return True
    return len(name[0]) > 1 and all(map(_is_east_asian_letter, name[0]))


def _is_east_asian_letter(character: str) -> bool:
    return "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def _strip_address(name: str) -> str:
    """Return the name in `Ada Quill <ada@example.com>`."""
    own_part, _, last_word = name.rpartition(" ")
    if own_part and is_address(last_word):
        return own_part
    return name


@lru_cache(maxsize=1 << 16)
def _fold_letters(name: str) -> str:
    """Fold a name without case and accents; signs that make another letter of one stay.

    `fold_for_search` removes these, and so reads が as か in Japanese.
    """
    if name.isascii():
        return fold_name(name)
    letters = ""
    for character in unicodedata.normalize("NFKD", fold_letters(name)):
        if unicodedata.combining(character) in _CLASSES_OF_LETTERS_AND_THEIR_SIGNS:
            letters += character
    return fold_name(unicodedata.normalize("NFC", letters))


# Classes of combining characters: none, nukta, voiced sound mark, virama. Accents have others.
_CLASSES_OF_LETTERS_AND_THEIR_SIGNS = (0, 7, 8, 9)


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
    words = words[count_titles(words) :]
    # Two words stay: `Ada Pe` is a family name rather than a professional engineer.
    while len(words) > 2 and words[-1] in DEGREES:
        words = words[:-1]
    return words


def _split_words(text: str) -> tuple[str, ...]:
    return _find_words(_NAME_WORD, text)


# A word of a name may have a hyphen within; `&` shows that a name is that of two people.
_NAME_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|&")


def _find_words(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """Find the words of a text, each with its vowel signs.

    Python counts the vowel signs of Hindi or Tamil to no word: रमा and रीमा would be the same.
    """
    if text.isascii():
        return tuple(pattern.findall(text))
    text_with_letters = ""
    for character in text:
        is_sign = _is_vowel_sign(character) and text_with_letters[-1:].isalnum()
        text_with_letters += "x" if is_sign else character
    return tuple(text[slice(*match.span())] for match in pattern.finditer(text_with_letters))


def _is_vowel_sign(character: str) -> bool:
    """Tell whether a character is part of the letter before it."""
    # Of the marks, these only choose between a coloured and a plain picture of a symbol.
    return unicodedata.category(character)[0] == "M" and not "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=1 << 16)
def normalize_organisation(name: str) -> str:
    """Return an organisation without case, accents, punctuation and legal form.

    A name made of legal forms alone, such as `SE Co.`, keeps them.
    """
    words = _find_words(_LETTERS_AND_DIGITS, _fold_letters(name))
    distinctive_words = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(distinctive_words or words)


_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")

_NORMALIZERS: dict[str, Callable[[str], object]] = {
    "organisation": normalize_organisation,
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
