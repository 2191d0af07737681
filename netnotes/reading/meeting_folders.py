"""Folders, names of notes and headings that say that all in them were meetings: Calls, 1-1s."""

from __future__ import annotations

from functools import lru_cache

from netnotes.text import build_lazy_pattern, fold_for_search


# The same folders and headings are in many notes.
@lru_cache(maxsize=256)
def is_about_meetings(heading: str) -> bool:
    """Tell whether a heading, or a name, says no more than that all below it were meetings."""
    return _MEETINGS.fullmatch(fold_for_search(heading)) is not None


def find_folder_of_meetings(path: str) -> str:
    """Find the folder such as Meetings or Calls that a note is in; empty if it is in none."""
    for folder in reversed(path.split("/")[:-1]):
        if is_about_meetings(folder):
            return folder
    return ""


def is_of_one_person(heading: str) -> bool:
    """Tell whether a heading or a folder is about meetings of two: 1-1s, Calls."""
    return _ONE_PERSON.search(fold_for_search(heading)) is not None


_ONE_PERSON = build_lazy_pattern(r"1|one.on.one|call|anruf|telefonat|appel|llamada")


# Log and Journal may be those of a project.
_MEETINGS = build_lazy_pattern(
    r"\W*(?:(?:phone|video|weekly|past|my|all|our|meeting|call|contact|interaction|1[:\- ]1) )?"
    r"(?:meetings?|calls?|conversations?|1(?:[:\- ]|on)1s?|one.on.ones?|interactions?"
    r"|touchpoints?|besprechungen|treffen|anrufe|telefonate|gesprache|rencontres|appels|entretiens"
    r"|reuniones|llamadas|encuentros|vergaderingen|gesprekken|afspraken)"
    r"(?: (?:log|notes?|journal|diary|list|history|\d{4}))*\W*"
)
