"""What the words of a property mean: one reader for each kind of property.

Every reader takes the field, which has at least one word (a list may be empty), the path of the
note, and the settings. It returns the value, or an InvalidValue.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import ASK_KINDS, Link
from netnotes.reading.links import convert_relations, list_links
from netnotes.reading.scales import find_tier_on_scale, is_number_on_scale
from netnotes.text import find_closest_match, fold, parse_period, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netnotes.model.settings import Settings
    from netnotes.reading.raw_field import Field, Word

    FieldReader = Callable[[Field, str, Settings], Any]


class InvalidValue(Struct, frozen=True):
    """A word that can't be read as its property: by which code, and what to write instead."""

    word: Word
    code: str
    message: str
    help: str

    # What is known although the word can't be read; None for nothing.
    fallback: Any = None


def read_text(field: Field, path: str, settings: Settings) -> str:
    """Read a text; several words are joined by commas."""
    return ", ".join(strip_link_markup(word.text) for word in field.words)


_LINK = re.compile(r"\[\[([^\[\]|]*/)?([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")


def strip_link_markup(text: str) -> str:
    """Replace links by what a reader of the note sees: `[[People/Ben|Bennie]]` is `Bennie`."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda match: match[3] or match[2], text)


def read_list(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Read a list of texts; a text in place of a list is split at its commas and semicolons."""
    if field.is_list:
        return tuple(strip_link_markup(word.text) for word in field.words)
    items: list[str] = []
    for word in field.words:
        items += _split_items(strip_link_markup(word.text))
    return tuple(items)


def _split_items(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    return [part for part in parts if part]


def read_tags(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Read tags, which hold no space; the `#` before them is optional."""
    tags: list[str] = []
    for word in field.words:
        for part in _TAG_PARTS.findall(word.text):
            # Logseq writes a tag of several words as a link: `#[[San Marino]]`. A tag holds no
            # space.
            tag = part.lstrip("#").removeprefix("[[").removesuffix("]]").strip()
            if tag:
                tags.append("-".join(tag.split()))
    return tuple(tags)


_TAG_PARTS = re.compile(r"#?\[\[[^\[\]]+\]\]|[^,\s]+")


_MARKDOWN_ADDRESS = re.compile(r"^\[[^\]]*\]\((?:mailto:|tel:)?([^)]*)\)$")


def read_addresses(field: Field, path: str, settings: Settings) -> tuple[str, ...]:
    """Read mail addresses, phone numbers or web addresses; one in a Markdown link is taken out.

    A word that says that there is none, such as `TBD`, is left out, and so is a `yes`.
    """
    items: list[str] = []
    for word in field.words:
        text = strip_link_markup(word.text)
        items += [text] if field.is_list or _is_one_address(text) else _split_items(text)
    # `linkedin: Yes, connected` is an answer, and no address.
    if items and items[0].casefold() in ("yes", "no"):
        return ()
    addresses = [_extract_address(item) for item in items]
    return tuple(address for address in addresses if not _is_no_address(address))


def _is_one_address(text: str) -> bool:
    """Whether a text with commas is one address: of a map, or `"Quill, Ada <ada@example.com>"`."""
    if text.startswith(("http://", "https://")):
        return not _SECOND_ADDRESS.search(text)
    return text.count("@") == 1 and text.endswith(">")


_SECOND_ADDRESS = re.compile(r"[,;]\s*(?:https?://|www\.)|[,;]\s+\S")
_NAMED_ADDRESS = re.compile(r"[^<>]*<([^<>\s]+@[^<>\s]+)>")


def _extract_address(item: str) -> str:
    # Nearly every address is written plainly.
    if "<" not in item and "(" not in item:
        return item.strip(">")
    named = _NAMED_ADDRESS.fullmatch(item)
    if named:
        return named[1]
    return _MARKDOWN_ADDRESS.sub(r"\1", item).strip("<>")


def _is_no_address(text: str) -> bool:
    return is_unknown_word(text) or text.casefold() in _NO_ADDRESSES


# `mobile: true` says that there is one, and not which.
_NO_ADDRESSES = frozenset(("true", "false", "yes", "no", "unknown"))


def shorten_word(word: Word) -> str:
    """Shorten a word that can't be read, for a message."""
    return shorten(word.text, 40)


_UNKNOWN_WORDS = frozenset(
    ("-", "–", "—", "~", "?", "null", "none", "never", "tbd", "tba", "unknown", "n/a", "na", "")
)


def is_unknown_word(text: str) -> bool:
    """Whether a word stands where a day will be written some time, such as `TBD`."""
    return len(text) < 8 and text.strip().casefold() in _UNKNOWN_WORDS


# What a level may be called, in lower case.
LEVELS = {
    **{str(level): level for level in range(-2, 3)},
    "+1": 1,
    "+2": 2,
    "below": -1,
    "junior": -1,
    "down": -1,
    "peer": 0,
    "beside": 0,
    "same": 0,
    "above": 1,
    "senior": 1,
    "up": 1,
}

# The names of levels that a message offers.
LEVEL_NAMES = ("below", "peer", "above", "-2", "-1", "0", "1", "2")

PURPOSE_KINDS = ("operational", "personal", "strategic")
GOAL_STATUSES = ("active", "done", "dropped")


def read_level(field: Field, path: str, settings: Settings) -> Any:
    """Read a level relative to me, from -2 to 2."""
    word = field.words[0]
    level = LEVELS.get(word.text.casefold())
    if level is None:
        message = f"`{shorten_word(word)}` is not a level."
        return InvalidValue(word, "unknown-level", message, _format_choices(LEVEL_NAMES))
    return level


def read_kind(field: Field, path: str, settings: Settings) -> Any:
    """Read the kind of a purpose; None for what a vCard says under this name."""
    if field.words[0].text.casefold() in ("individual", "group", "org", "location"):
        return None
    return _read_choice(field, PURPOSE_KINDS, "unknown-kind", "kind of purpose")


def read_status(field: Field, path: str, settings: Settings) -> Any:
    """Read the status of a goal."""
    return _read_choice(field, GOAL_STATUSES, "unknown-status", "goal's status")


def read_ask_kind(field: Field, path: str, settings: Settings) -> Any:
    """Read what an ask for a goal wants of somebody."""
    return _read_choice(field, ASK_KINDS, "unknown-ask-kind", "kind of ask")


def _read_choice(field: Field, choices: tuple[str, ...], code: str, noun: str) -> Any:
    word = field.words[0]
    choice = word.text.casefold()
    if choice in choices:
        return choice
    closest = find_closest_match(word.text, choices)
    help_text = f"Did you mean `{closest}`?" if closest else _format_choices(choices)
    return InvalidValue(word, code, f"`{shorten_word(word)}` is not a {noun}.", help_text)


def _format_choices(choices: Iterable[str]) -> str:
    return f"Write one of: {', '.join(choices)}."


# Names that other programs have for tiers, with the place (from 0) of the tier they mean here.
TIER_RANKS = {
    **{str(rank + 1): rank for rank in range(9)},
    **{letter: rank for rank, letter in enumerate("abcdefg")},
    "high": 0,
    "medium": 1,
    "low": 2,
}


def read_tier(field: Field, path: str, settings: Settings) -> Any:
    """Read one of the tiers of the settings, by its name, its rank or its place on a scale."""
    word = field.words[0]
    names = tuple(name for name, _ in settings.tiers)
    if is_number_on_scale(field, settings):
        tier = find_tier_on_scale(int(word.text), settings)
        # What is not read is one notice for the vault: see `check_scales`.
        return tier or InvalidValue(word, "unclear-scale", "", "")
    typed = strip_link_markup(word.text).casefold().replace("_", "-")
    if typed in names:
        return typed

    rank = TIER_RANKS.get(typed)
    if rank is not None and rank < len(names):
        return names[rank]

    for name in names:
        if fold(name) == fold(typed):
            return name

    closest = find_closest_match(typed, names)
    if closest:
        help_text = f"Did you mean `{closest}`?"
    else:
        help_text = f"{_format_choices(names)} Own tiers go under [tiers] in netnotes.toml."
    message = f"`{shorten_word(word)}` is not one of your tiers."
    return InvalidValue(word, "unknown-tier", message, help_text)


def read_cadence(field: Field, path: str, settings: Settings) -> Any:
    """Read an interval in days. The name of a tier means its interval."""
    word = field.words[0]
    days = parse_period(word.text)
    if days is None:
        days = _parse_period_with_remark(word.text)
    if days is None:
        days = settings.find_tier_days(word.text.casefold())
    if days is None:
        return InvalidValue(
            word,
            "unknown-cadence",
            f"A period like `6 weeks` is expected here, not `{shorten_word(word)}`.",
            "Write a period such as `6 weeks`, a number of days, or `never`.",
        )
    return days


def _parse_period_with_remark(text: str) -> int | None:
    """Parse `weekly 1:1` and `every 2 weeks, on Tuesdays`; None where two periods are named."""
    match = _PERIOD_WITH_REMARK.fullmatch(text.strip())
    if match is None or _OTHER_PERIOD.search(match["remark"]):
        return None
    return parse_period(match["period"])


_PERIOD_WITH_REMARK = re.compile(
    r"(?P<period>[^\W\d_]+ly(?=[\s,;(])|[^,;(]+(?=[,;(]))(?P<remark>.+)", re.IGNORECASE
)
_OTHER_PERIOD = re.compile(r"\w{3}ly\b|\b(?:days?|weeks?|months?|years?|or|to)\b", re.IGNORECASE)


YES_WORDS = ("yes", "true", "1", "y", "on")
NO_WORDS = ("no", "false", "0", "n", "off")


def read_archived(field: Field, path: str, settings: Settings) -> Any:
    """Read whether a contact is archived, also from `active: no`."""
    word = field.words[0]
    typed = word.text.casefold()
    if typed not in (*YES_WORDS, *NO_WORDS):
        return InvalidValue(
            word,
            "not-yes-or-no",
            f"`{field.name}` is yes or no, not `{shorten_word(word)}`.",
            "Write yes or no.",
        )
    is_yes = typed in YES_WORDS
    return not is_yes if field.key == "active" else is_yes


def read_links(field: Field, path: str, settings: Settings) -> tuple[Link, ...]:
    """Read links to notes."""
    links: list[Link] = []
    for word in field.words:
        links += iter_word_links(word, path, is_list=field.is_list)
    return tuple(links)


def read_link(field: Field, path: str, settings: Settings) -> Link | None:
    """Read one link to a note; None if there is nothing that could name one."""
    return next(iter_word_links(field.words[0], path, is_list=True), None)


def iter_word_links(word: Word, path: str, *, is_list: bool) -> Iterator[Link]:
    """Yield the links in a word of the note at `path`.

    A word without links names a note plainly. Outside of a list, each part between commas does, and
    also beside links: `[[Ada Quill]], Ben Okafor`.
    """
    location = SourceLocation(path, word.line, word.column)
    if "[[" in word.text or "](" in word.text or ".md)" in word.text:
        links = tuple(list_links(convert_relations(word.text), location))
        if links:
            yield from links
            # Most words are one link, and nothing is beside it.
            if word.text[-2:] != "]]" or word.text.rfind("[[") > 0:
                yield from _iter_plain_names_beside_links(word.text, location)
            return

    name = word.text.strip()
    for plain_name in [name] if is_list else _split_items(word.text):
        if plain_name:
            yield Link(plain_name, plain_name, location, plain=True)


def _iter_plain_names_beside_links(text: str, location: SourceLocation) -> Iterator[Link]:
    """Yield the parts of a text that read like names and hold no link: one to four capitals."""
    for part in _BETWEEN_NAMES.split(_ANY_LINK.sub("\0", convert_relations(text))):
        name = part.strip()
        if _PLAIN_NAME.fullmatch(name):
            yield Link(name, name, location, plain=True)


_ANY_LINK = re.compile(r"!?\[\[[^\[\]]*\]\]|!?\[[^\[\]]*\]\((?:[^()]|\([^()]*\))*\)")
_BETWEEN_NAMES = re.compile(r"[,;&]|(?<!\s)\s+(?:and|und|et|y|en|e)(?=\s)")

# `van` and `de la` are words of names, too; `at the fair` is no name.
_PLAIN_NAME = re.compile(
    r"(?:(?:van|von|de|del|della|di|da|der|den|la|le|ten|ter|zu|al|el|bin|dos|du)\s+){0,2}"
    r"(?=[^\W\d_a-z])[^\W\d_][\w.'’-]*"
    r"(?:\s+(?:(?:van|von|de|del|della|di|da|der|den|la|le|ten|ter|zu|al|el|bin|dos|du)"
    r"|(?=[^\W\d_a-z])[^\W\d_][\w.'’-]*)){0,4}"
)
