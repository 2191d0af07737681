"""vCard 2.1, 3.0 and 4.0, as phones and programs of thirty years write it: the people in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.card import (
    Card,
    ImportedCards,
    ImportProblem,
    LeftOut,
    sanitize_cards,
    shorten,
)
from netnotes.formats.readers.days import (
    UNKNOWN_YEARS,
    build_birthday_problem,
    is_day_of_death,
    parse_foreign_birthday,
    parse_foreign_death,
)
from netnotes.formats.readers.decoding import FileContent, convert_to_ascii_compatible
from netnotes.formats.readers.names import join_name_parts, move_family_name_last
from netnotes.formats.readers.own_vcard import fill_own_properties, is_own_card
from netnotes.formats.readers.profiles import build_profile_url
from netnotes.formats.readers.relations import RelatedCard, Relation, write_relations
from netnotes.formats.readers.table_cards import LABELS
from netnotes.formats.readers.vcard_days import find_order_of_cards, settle_days
from netnotes.formats.readers.vcard_left_out import describe_property
from netnotes.formats.readers.vcard_syntax import OpenCard, VcardProperty, iter_lines
from netnotes.formats.readers.word_sets import split_words
from netnotes.reading.typed_words import convert_to_plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Birthday


# The kinds of cards that are about one person; others are groups, firms, places and devices.
PERSON_KINDS = ("", "individual", "person")

# What many cards of the other kinds are called among what is left out.
_OTHER_KINDS = {"org": "companies", "organization": "companies", "group": "groups"}

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)

# Properties that a card is read from.
_READ_PROPERTIES = split_words(
    "FN N NICKNAME ORG TITLE ROLE ADR LABEL EMAIL TEL URL X-SOCIALPROFILE SOCIALPROFILE BDAY "
    "DEATHDATE X-DEATHDATE CATEGORIES NOTE ANNIVERSARY X-ANNIVERSARY X-ABDATE HOBBY INTEREST"
)


# Properties that name other people, and of which kind; the kind of the others stands beside them.
_RELATIONS = {
    "RELATED": "",
    "X-ABRELATEDNAMES": "",
    "X-ANDROID-CUSTOM": "",
    "X-SPOUSE": "Spouse",
    "X-EVOLUTION-SPOUSE": "Spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "Spouse",
    "X-CHILD": "Child",
    "X-MANAGER": "Manager",
    "X-EVOLUTION-MANAGER": "Manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "Manager",
    "X-ASSISTANT": "Assistant",
    "X-EVOLUTION-ASSISTANT": "Assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "Assistant",
}

_FAX_TYPES = frozenset(("fax", "pager"))
_PHONE_TYPES = frozenset(("voice", "cell"))
_LABEL_TYPES = frozenset(("home", "work"))

# Android writes `vnd.android.cursor.item/relation;Beth;14;;…`, a number for the kind.
_ANDROID_RELATION = "vnd.android.cursor.item/relation"
_ANDROID_NICKNAME = "vnd.android.cursor.item/nickname"


def can_read(text: str) -> bool:
    """Tell whether a text has vCards in it."""
    return any(map(_BEGIN.fullmatch, text.split("\n", 100)[:100]))


def read(data: FileContent, encoding: str = "", *, date_order: str = "") -> ImportedCards:
    """Read the people of the cards.

    `encoding` is the one that the user named, if they did; `data` is text then. `date_order` is
    that of the settings, for days such as `01/09/1980`.
    """
    content = convert_to_ascii_compatible(data)
    order = find_order_of_cards(content.decode("latin-1"), date_order)
    items: list[Card | RelatedCard | ImportProblem | LeftOut] = []
    names_by_uid: dict[str, str] = {}
    for item in _iter_cards(iter_lines(content), encoding):
        if isinstance(item, OpenCard):
            items += settle_days(item, order, _find_name(item))
            items += _read_card(item, names_by_uid)
        else:
            items.append(item)
    return sanitize_cards(write_relations(_resolve_relations(items, names_by_uid)))


def _iter_cards(
    lines: Iterable[tuple[int, str]], encoding: str
) -> Iterator[OpenCard | ImportProblem]:
    card: OpenCard | None = None
    for line_number, line in lines:
        if _BEGIN.fullmatch(line):
            if card and card.is_agent_expected():
                card.agent_depth += 1
                continue
            if card:
                yield card
                yield _build_unclosed_problem(card)
            card = OpenCard(line_number, encoding)
        elif _END.fullmatch(line):
            if card and card.agent_depth:
                card.agent_depth -= 1
            elif card:
                yield card
                card = None
        else:
            reason = _read_line(card, line)
            if reason:
                yield ImportProblem(line_number, reason, is_person_kept=True)
    if card:
        yield card
        yield _build_unclosed_problem(card)


def _read_line(card: OpenCard | None, line: str) -> str:
    """Read a line into its card, if there is one; return why it could not be read."""
    if card is None:
        if not line.strip():
            return ""
        return f"`{shorten(line)}` stands outside of every card"
    if card.agent_depth or card.add_line(line):
        return ""
    return f"`{shorten(line)}` is no property of a card"


def _build_unclosed_problem(card: OpenCard) -> ImportProblem:
    reason = "the card has no `END:VCARD`; what stands before the next one was read"
    return ImportProblem(card.row, reason, is_person_kept=True)


def _read_card(
    card: OpenCard, names_by_uid: dict[str, str]
) -> Iterator[RelatedCard | ImportProblem | LeftOut]:
    """Yield the person of a card, what could not be read of them, and what has no place."""
    kind = card.find_text("KIND", "X-ADDRESSBOOKSERVER-KIND").casefold()
    if card.find_text("X-ABSHOWAS").casefold() == "company":
        kind = "org"
    if kind not in PERSON_KINDS:
        name = shorten(_find_name(card) or _find_organisation(card)) or "the card"
        noun = _OTHER_KINDS.get(kind, f"cards of the kind `{shorten(kind)}`")
        what = {"companies": "a company", "groups": "a group"}.get(noun, f"a `{shorten(kind)}`")
        yield ImportProblem(card.row, f"`{name}` is not a person but {what}")
        yield LeftOut(card.row, noun)
        return

    name = _find_name(card)
    uid = card.find_text("UID")
    if uid and name:
        names_by_uid[uid.removeprefix("urn:uuid:").casefold()] = name
    yield from _iter_invalid_days(card, name)
    for noun in _iter_left_out(card):
        yield LeftOut(card.row, noun)
    yield _build_card(card, name)


def _build_card(card: OpenCard, name: str) -> RelatedCard:
    birthday = None
    for prop in card.list_properties("BDAY"):
        birthday = birthday or _parse_birthday(prop)
    anniversaries = filter(None, map(_parse_birthday, _list_anniversaries(card)))
    anniversary_words = dict.fromkeys(str(convert_to_plain_value(day)) for day in anniversaries)
    extra_properties: list[tuple[str, tuple[str, ...]]] = []
    if anniversary_words:
        extra_properties.append(("anniversary", tuple(anniversary_words)))
    days_to_remember = tuple(_iter_days_to_remember(card))
    if days_to_remember:
        extra_properties.append(("remember", days_to_remember))
    person = Card(
        row=card.row,
        name=name,
        aliases=tuple(_iter_aliases(card, name)),
        organisation=_find_organisation(card),
        role=card.find_text("TITLE") or card.find_text("ROLE"),
        location=_find_location(card),
        interests=(*card.list_parts("HOBBY"), *card.list_parts("INTEREST")),
        email=tuple(card.list_texts("EMAIL")),
        phone=tuple(prop.text for prop in card.list_properties("TEL") if not _is_fax(prop)),
        links=tuple(_iter_links(card)),
        birthday=birthday,
        died=parse_foreign_death(card.find_text("DEATHDATE", "X-DEATHDATE")),
        tags=card.list_parts("CATEGORIES"),
        text="\n\n".join(filter(None, map(str.strip, card.list_texts("NOTE")))),
        extra_properties=tuple(extra_properties),
    )
    return RelatedCard(fill_own_properties(person, card), tuple(_iter_relations(card)))


def _iter_invalid_days(card: OpenCard, name: str) -> Iterator[ImportProblem]:
    # Of several birthdays the first that is a day counts, but each that is none is reported.
    birthdays = [prop for prop in card.properties if prop.name == "BDAY"]
    for prop in _list_invalid_days(birthdays):
        yield build_birthday_problem(card.row, prop.text, name)
    person = name or "the person"
    for prop in _list_invalid_days(_list_anniversaries(card)):
        reason = f"the anniversary `{shorten(prop.text)}` is not a day"
        yield ImportProblem(card.row, f"{reason}; {person} is there without it", True)
    for prop in _list_invalid_days(_list_other_days(card)):
        words = f"{_find_label(card, prop)}: {prop.text}".removeprefix(": ")
        reason = f"`{shorten(words)}` of {person} is not a day"
        yield ImportProblem(card.row, reason, is_person_kept=True)
    death = card.find_text("DEATHDATE", "X-DEATHDATE")
    if not is_day_of_death(death):
        reason = f"the day of death `{shorten(death)}` of {person} is not a day"
        yield ImportProblem(card.row, reason, is_person_kept=True)


def _list_invalid_days(properties: Iterable[VcardProperty]) -> list[VcardProperty]:
    return [prop for prop in properties if prop.text.strip() and _parse_birthday(prop) is None]


def _iter_left_out(card: OpenCard) -> Iterator[str]:
    """Yield what the card has and a note has no place for."""
    for prop in card.properties:
        if not prop.raw.strip():
            continue
        noun = _describe_left_out(card, prop)
        if noun:
            yield noun
        if prop.name in ("EMAIL", "TEL", "ADR", "URL") and _has_label(card, prop):
            yield LABELS
    yield from _iter_second_values(card)


def _describe_left_out(card: OpenCard, prop: VcardProperty) -> str:
    if prop.name == "X-ANDROID-CUSTOM" and not _is_android_value(prop):
        return "`X-ANDROID-CUSTOM`"
    if prop.name not in _READ_PROPERTIES and prop.name not in _RELATIONS:
        return describe_property(prop.name)
    if prop.name == "TEL" and _is_fax(prop):
        return "fax and pager numbers"
    if prop.name in ("ADR", "LABEL") and _has_street(card, prop):
        return "street addresses"
    if "SOCIALPROFILE" in prop.name and not _find_profile(prop):
        return "profiles without an address"
    return ""


def _list_organisations(card: OpenCard) -> list[list[str]]:
    """List the organisations of a card, each with the parts of it that follow."""
    organisations = []
    for prop in card.list_properties("ORG"):
        parts = [part for part in prop.split_parts() if part]
        if parts:
            organisations.append(parts)
    return organisations


def _iter_second_values(card: OpenCard) -> Iterator[str]:
    """Yield what a note has place for only once, and the card has more often."""
    organisations = _list_organisations(card)
    if any(len(parts) > 1 for parts in organisations):
        yield "departments"
    if len({parts[0] for parts in organisations}) > 1:
        yield "further organisations"
    roles = {text.strip() for text in card.list_texts("TITLE", "ROLE")}
    if len(roles - {""}) > 1:
        yield "further roles"


def _is_fax(prop: VcardProperty) -> bool:
    types = set(prop.list_parameter_values("TYPE"))
    return not types.isdisjoint(_FAX_TYPES) and types.isdisjoint(_PHONE_TYPES)


def _has_street(card: OpenCard, prop: VcardProperty) -> bool:
    parts = {part for part in prop.split_parts() if part}
    return bool(parts - {_find_location(card)})


def _has_label(card: OpenCard, prop: VcardProperty) -> bool:
    has_type = not _LABEL_TYPES.isdisjoint(prop.list_parameter_values("TYPE"))
    return has_type or bool(_find_label(card, prop))


def _find_label(card: OpenCard, prop: VcardProperty) -> str:
    """Find what Apple writes beside a property: `item1.X-ABLabel:_$!<Spouse>!$_`."""
    for label in card.properties:
        if label.name == "X-ABLABEL" and label.group and label.group == prop.group:
            return re.sub(r"^_\$!<(.*)>!\$_$", r"\1", label.text.strip())
    return ""


def _list_anniversaries(card: OpenCard) -> list[VcardProperty]:
    properties = card.list_properties("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY")
    for prop in card.list_properties("X-ABDATE"):
        if _find_label(card, prop).casefold() == "anniversary":
            properties.append(prop)
    return properties


def _iter_days_to_remember(card: OpenCard) -> Iterator[str]:
    """Yield the other days of a card, each with its label: `2019-05-12 First day`."""
    for prop in _list_other_days(card):
        day = _parse_birthday(prop)
        if day:
            yield f"{convert_to_plain_value(day)} {_find_label(card, prop)}".rstrip()


def _list_other_days(card: OpenCard) -> list[VcardProperty]:
    anniversaries = _list_anniversaries(card)
    return [prop for prop in card.list_properties("X-ABDATE") if prop not in anniversaries]


def _iter_relations(card: OpenCard) -> Iterator[Relation]:
    for prop in card.properties:
        if prop.name not in _RELATIONS or not prop.text.strip():
            continue
        if prop.name == "X-ANDROID-CUSTOM":
            if prop.text.startswith(_ANDROID_RELATION):
                yield Relation("Relation", prop.split_parts()[1])
            continue
        types = [value for value in prop.list_parameter_values("TYPE") if value != "pref"]
        kind = _RELATIONS[prop.name] or _find_label(card, prop) or " ".join(types).capitalize()
        yield Relation(kind or "Relation", prop.text.strip())


def _resolve_relations(
    items: Iterable[Card | RelatedCard | ImportProblem | LeftOut], names_by_uid: dict[str, str]
) -> Iterator[Card | RelatedCard | ImportProblem | LeftOut]:
    """Replace the identifiers of cards by names; `RELATED` may hold `urn:uuid:…`."""
    for item in items:
        if not isinstance(item, RelatedCard):
            yield item
            continue
        relations = []
        for relation in item.relations:
            uid = relation.name.removeprefix("urn:uuid:").casefold()
            if uid in names_by_uid:
                relations.append(relation._replace(name=names_by_uid[uid]))
            elif relation.name.startswith("urn:"):
                yield LeftOut(item.card.row, "relations to cards that are not in the file")
            else:
                relations.append(relation)
        yield item._replace(relations=tuple(relations))


def _is_android_value(prop: VcardProperty) -> bool:
    return prop.text.startswith((_ANDROID_RELATION, _ANDROID_NICKNAME)) and ";" in prop.text


def _iter_aliases(card: OpenCard, name: str) -> Iterator[str]:
    yield from card.list_parts("NICKNAME")
    for prop in card.list_properties("X-ANDROID-CUSTOM"):
        if prop.text.startswith(f"{_ANDROID_NICKNAME};"):
            yield prop.split_parts()[1]
    for text in card.list_texts("FN"):
        if text != name and move_family_name_last(text.strip()) != name and "@" not in text:
            yield text


def _find_name(card: OpenCard) -> str:
    """Find the name of a person; `FN` may be missing, or a mail address instead."""
    name = card.find_text("FN")
    if name and is_own_card(card):
        return name
    if name and "@" not in name:
        return move_family_name_last(name)
    for prop in card.list_properties("N"):
        joined_name = _join_name(prop)
        if joined_name:
            return joined_name
    return name


def _join_name(prop: VcardProperty) -> str:
    """Join the parts of `Quill;Ada;M.;Dr.;PhD` in spoken order."""
    parts = (*prop.split_parts(), *[""] * 5)
    family_name, given_name, additional_names, prefix, suffix = parts[:5]
    return join_name_parts(
        given=given_name,
        family=family_name,
        prefix=prefix,
        middle=additional_names.replace(",", " "),
        suffix=suffix,
    )


def _find_organisation(card: OpenCard) -> str:
    """Find the first part of `ORG` that is not empty; departments come behind the firm."""
    for prop in card.list_properties("ORG"):
        for part in prop.split_parts():
            if part:
                return part
    return ""


def _find_location(card: OpenCard) -> str:
    """Find the town of an address, else its region, else its country."""
    for prop in card.list_properties("ADR"):
        parts = (*prop.split_parts(), *[""] * 7)
        location = parts[3] or parts[4] or parts[6]
        if location:
            return location
    return ""


def _iter_links(card: OpenCard) -> Iterator[str]:
    for prop in card.list_properties("URL", "X-SOCIALPROFILE", "SOCIALPROFILE"):
        link = prop.text if prop.name == "URL" else _find_profile(prop)
        if link:
            yield link


def _find_profile(prop: VcardProperty) -> str:
    """Find the address of a profile; Apple also writes `x-apple:ada`, which nothing opens."""
    if "://" in prop.text and not prop.text.startswith("x-apple"):
        return prop.text
    site = " ".join(
        (*prop.list_parameter_values("TYPE"), *prop.list_parameter_values("SERVICE-TYPE"))
    )
    return build_profile_url(prop.text.removeprefix("x-apple:").strip(), site)


def _parse_birthday(prop: VcardProperty) -> Birthday | None:
    # Apple writes the year that it made up beside the day, nearly always 1604.
    made_up_years = prop.list_parameter_values("X-APPLE-OMIT-YEAR")
    unknown_years = (*UNKNOWN_YEARS, *(int(year) for year in made_up_years if year.isdecimal()))
    return parse_foreign_birthday(prop.text, unknown_years=unknown_years)
