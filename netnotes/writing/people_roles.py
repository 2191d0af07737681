"""Whom a sentence says I was with, and whom it only names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.told_of_others import is_between_others
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.statement_parts import FoundStatement

# The answer to the question with whom it was: `with:PATH`.
WITH_ANSWER = "with:"


class Roles(NamedTuple):
    """The names in a sentence: those I was with, and those the text links to."""

    logged: tuple[NamePlace, ...]
    linked: tuple[NamePlace, ...]

    # Whether the sentence says what others did, so that its way is theirs.
    is_of_others: bool = False


def find_roles(
    scan: Scan,
    places: Sequence[NamePlace],
    head_end: int,
    statements: Sequence[FoundStatement],
    answers: Sequence[str],
) -> Roles:
    """Find the role of each name: those in the head are logged, unless it only talks about them."""
    logged, linked = _split_by_role(scan, places, head_end)
    is_of_others = _is_told_of_others(scan, logged, head_end)
    if is_of_others:
        logged, linked = [], sorted([*logged, *linked])
    if not logged and head_end == 0:
        logged, linked = _find_recipients(linked, statements)
    answered = [place for place in linked if _is_answered_with(place, answers)]
    still_linked = [place for place in linked if place not in answered]
    return Roles((*logged, *answered), tuple(still_linked), is_of_others)


def _is_told_of_others(scan: Scan, logged: Sequence[NamePlace], head_end: int) -> bool:
    """Tell whether a sentence says what two others did: `Tom called Ada`."""
    if len(logged) < 2 or logged[0].start > 0:
        return False
    first, second = logged[0], logged[1]
    # `Tom hat gestern Ada getroffen`
    words = [
        scan.tokens[index].text
        for index in range(first.end, second.start)
        if scan.roles[index] != "day"
    ]
    has_marks = any(
        scan.get_gap(index).strip() not in ("", "-", "'", "’")
        for index in range(first.end, second.start + 1)
    )
    if has_marks or not words:
        return False
    clause = fold_for_search(scan.get_text(0, head_end))
    return is_between_others(fold_for_search(" ".join(words)), clause)


def _split_by_role(
    scan: Scan, places: Sequence[NamePlace], head_end: int
) -> tuple[list[NamePlace], list[NamePlace]]:
    """Split the names into those one was with, and those that are only talked about."""
    logged: list[NamePlace] = []
    linked: list[NamePlace] = []
    is_about = False
    position = 0
    for place in places:
        if place.start >= head_end:
            linked.append(place)
            continue
        is_about = _is_about(scan, position, place.start, is_about=is_about)
        is_with = scan.match_back("with", place.start) >= 0
        if is_about and is_with and not logged:
            is_about = False
        is_third = _is_third(scan, place, linked)
        if logged and not is_third:
            is_third = _is_source(scan, place) or _is_introduced(scan, place, head_end)
        if is_about or is_third or _is_owner_only(scan, place, head_end):
            linked.append(place)
        else:
            logged.append(place)
        position = place.end
    return logged, linked


def _is_answered_with(place: NamePlace, answers: Sequence[str]) -> bool:
    return len(place.paths) == 1 and f"{WITH_ANSWER}{place.paths[0]}" in answers


def _is_about(scan: Scan, start: int, end: int, *, is_about: bool) -> bool:
    """Tell whether the words before a name say that it is only talked about."""
    for index in range(start, end):
        phrase = scan.match("topic", index)
        if phrase and not scan.match("way", phrase.end):
            is_about = True
        if scan.match("introduced", index):
            is_about = True
    return is_about


def _is_third(scan: Scan, place: NamePlace, linked: Sequence[NamePlace]) -> bool:
    if scan.match_back("third", place.start) >= 0:
        return True
    if _is_behind_of(scan, place.start):
        return True
    # `an intro to Yuki and Tom`
    and_start = scan.match_back("and", place.start)
    return and_start >= 0 and any(place.end == and_start for place in linked)


def _is_introduced(scan: Scan, place: NamePlace, head_end: int) -> bool:
    """Tell whether German or Dutch says behind a name who was introduced: `Ada hat mir Ben …`."""
    before = {token.text.casefold() for token in scan.tokens[: place.start]}
    if before.isdisjoint(("mir", "mich", "uns", "me", "mij", "ons")):
        return False
    return any(scan.match("introduced", index) for index in range(place.end, head_end))


def _is_source(scan: Scan, place: NamePlace) -> bool:
    """Tell whether a name says from whom a thing is: `told Ada the news from Ben`."""
    source = place.start - 1
    is_from = source > 0 and scan.tokens[source].text.casefold() == "from"
    # `lunch with Ada and email from Ben`
    return is_from and scan.match_any_back(("way", "sent", "received"), source) < 0


def _is_behind_of(scan: Scan, start: int) -> bool:
    """Tell whether a name follows `of` and is not that of a message: `la madre de Cleo`."""
    of = start - 1
    if of <= 0 or scan.tokens[of].spellings[0] not in ("of", "de", "d", "del", "von", "vom", "van"):
        return False
    # `d'Ada`, and not `DM'd Ada`.
    if scan.tokens[of].text == "d" and scan.sentence[scan.tokens[of].end] not in "'’":
        return False
    return scan.match_any_back(("way", "sent", "received"), of) < 0


def _is_owner_only(scan: Scan, place: NamePlace, head_end: int) -> bool:
    """Tell whether `Ada's` names what is hers and not herself: `saw Ada's talk`.

    `Ben's birthday dinner`, `Karl's email` and `dinner at Cleo's` do mean somebody.
    """
    index = place.end
    has_s = index < scan.count and scan.tokens[index].text.casefold() == "s"
    if not has_s or scan.tokens[index].start != scan.tokens[index - 1].end + 1:
        return False
    following = index + 1
    is_at = place.start > 0 and scan.tokens[place.start - 1].spellings[0] in ("at", "to")
    if following >= head_end or scan.roles[following] or not scan.is_joined[index]:
        return not is_at
    if _has_word_for_met(scan, place.start):
        return True
    positions = range(following, min(following + 2, head_end))
    return not any(scan.match("way", position) for position in positions)


def _has_word_for_met(scan: Scan, end: int) -> bool:
    """Tell whether a word such as `saw` is before a word."""
    for index in range(end):
        way = scan.match("way", index)
        if way is not None and way.meaning == "met":
            return True
    return False


def _find_recipients(
    places: list[NamePlace], statements: Sequence[FoundStatement]
) -> tuple[list[NamePlace], list[NamePlace]]:
    """Find to whom the statement was made with which a sentence begins: `gave Cleo the book`."""
    recipients = statements[0].recipients if statements else ()
    logged = [place for place in places if place.start in recipients]
    return logged, [place for place in places if place not in logged]
