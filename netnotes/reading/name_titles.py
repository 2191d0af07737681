"""Titles before a name, such as `Dr.`, `Prof.` and `Frau`: they make nobody somebody else."""

from __future__ import annotations

from typing import NamedTuple

from netnotes.text import fold_for_search


class TitledName(NamedTuple):
    """A name in its parts, folded for a search and without the dots of titles."""

    titles: tuple[str, ...]

    # The words behind the titles; a name that is only titles keeps its last word.
    words: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether there are a first and a last name behind the titles."""
        return len(self.words) > 1


_TITLES_OF_MEN = frozenset(
    ["dhr", "herr", "herrn", "hr", "meneer", "monsieur", "mr", "senor", "signor", "sir", "sr"]
)
_TITLES_OF_WOMEN = frozenset(
    [
        *("frau", "fr", "fraulein", "lady", "madame", "mevr", "mevrouw", "miss", "mlle", "mme"),
        *("mrs", "ms", "senora", "senorita", "signora", "sra", "srta"),
    ]
)
_NEUTRAL_TITLES = frozenset(
    [
        *("dipl", "dipl-ing", "dott", "dott.ssa", "dr", "dra", "drs", "ing", "ir", "mag", "mx"),
        *("prof", "profa", "professor", "univ", "univ-prof"),
    ]
)
TITLES = _TITLES_OF_MEN | _TITLES_OF_WOMEN | _NEUTRAL_TITLES

# These are titles only behind another one, as in `Dr. rer. nat.`: Phil and Nat are first names.
_SECOND_TITLES = frozenset(["habil", "iur", "jur", "med", "nat", "phil", "rer"])

# Without a dot these are first names, or parts of other words.
_DOTTED_TITLES = frozenset(["fr", "hr", "mag"])


def count_titles(words: tuple[str, ...] | list[str]) -> int:
    """Count the titles with which the folded words of a name begin; the last word is none."""
    count = 0
    for word in words[:-1]:
        bare_word = word.rstrip(".,")
        is_title = bare_word in TITLES and (word != bare_word or bare_word not in _DOTTED_TITLES)
        if not is_title and not (count and bare_word in _SECOND_TITLES):
            break
        count += 1
    return count


def split_titles(name: str) -> TitledName:
    """Split a name into titles and the other words: `Prof. Dr. Ada Quill` is Ada Quill."""
    words = fold_for_search(name).split()
    count = count_titles(words)
    titles = [word.rstrip(".,") for word in words[:count]]
    return TitledName(tuple(titles), tuple(words[count:]))


def strip_titles(name: str) -> str:
    """Return a name without the titles before it, as it is written."""
    words = name.split()
    return " ".join(words[count_titles(fold_for_search(name).split()) :])


def can_be_one_person(left: TitledName, right: TitledName) -> bool:
    """Tell whether titles leave it open that two names are one: `Herr` and `Frau` do not."""
    titles = {*left.titles, *right.titles}
    return not (titles & _TITLES_OF_MEN and titles & _TITLES_OF_WOMEN)


def fold_without_titles(name: str) -> str:
    """Fold a name for a search, without `Dr.` and other titles that say nothing of man or woman.

    A name of which only one word would remain keeps them.
    """
    parts = split_titles(name)
    if not parts.is_whole:
        return fold_for_search(name)
    titles = [title for title in parts.titles if title not in _NEUTRAL_TITLES | _SECOND_TITLES]
    return " ".join((*titles, *parts.words))
