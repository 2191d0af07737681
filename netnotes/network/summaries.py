"""Rules that most notes break: one diagnostic for all of them, so that the others can be seen.

Nobody who comes with a vault of their own has written `purpose` anywhere. Three hundred lines about
that would hide the one date that was misread.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.reading import Reading
    from netnotes.network.network import Network


# In fewer notes each is soon fixed, and its line says where.
MIN_SUMMARIZED_NOTES = 5

# Rules that most often have one cause in all notes, such as a habit of the vault or a setting that
# is missing. From so many notes on, those with the same advice are one, also in less than half.
_SHARED_CAUSE_CODES = frozenset(
    (
        "unknown-property",
        "unknown-tier",
        "unknown-cadence",
        "unknown-kind",
        "unknown-level",
        "impossible-date",
        "unread-meeting",
    )
)

# The same where the advice has words of the line in it: the cause is one, whatever it says.
_SHARED_CAUSE_CODES_WITH_ANY_HELP = frozenset(
    ("ambiguous-date", "alias-link", "dead-link", "unlinked-touch")
)

# Of so many people without a purpose nobody writes one for each, also where others have one.
MIN_PEOPLE_WITHOUT_PURPOSE = 30

# With so many purposes a list of names begins to be a network.
PURPOSES_TO_START = 10

# What the notes of each kind are called in a sentence.
_PEOPLE = "notes about people"
_GOALS = "goals"
_EVENTS = "events"
_MEETINGS = "notes about meetings and days"


def summarize_diagnostics(
    diagnostics: Sequence[Diagnostic], network: Network, readings: Iterable[Reading]
) -> tuple[Diagnostic, ...]:
    """Put one diagnostic for all that say the same of more than half of the notes of a kind.

    First the same rule with the same advice counts as the same, then the same rule with any advice.
    Of rules that have a shared cause, five notes are enough.
    The first by place is the one that is left; its `note_count` says for how many notes.
    """
    if len(diagnostics) < MIN_SUMMARIZED_NOTES:
        return tuple(diagnostics)

    kinds = {
        reading.path: _MEETINGS
        for reading in readings
        if reading.encounters
        or reading.unlinked_lines
        or reading.unread_touches
        or reading.possible_people
    }
    kinds |= dict.fromkeys((goal.path for goal in network.goals), _GOALS)
    kinds |= dict.fromkeys((event.path for event in network.events), _EVENTS)
    kinds |= dict.fromkeys(network.contacts_by_path, _PEOPLE)
    note_counts = Counter(kinds.values())
    # In most vaults no rule is broken so often, and the rest of the work is saved.
    if not _has_frequent_code(diagnostics, kinds, note_counts):
        return tuple(diagnostics)
    diagnostics = _summarize_same(
        diagnostics, _list_code_and_help, _SHARED_CAUSE_CODES, kinds, note_counts
    )
    diagnostics = _summarize_same(
        diagnostics, _list_code, _SHARED_CAUSE_CODES_WITH_ANY_HELP, kinds, note_counts
    )
    return tuple(diagnostics)


def _has_frequent_code(
    diagnostics: Sequence[Diagnostic], kinds: Mapping[str, str], note_counts: Mapping[str, int]
) -> bool:
    """Whether a rule is broken often enough to be summarized, as each note breaks it once."""
    counts = Counter(
        [(diagnostic.code, kinds.get(diagnostic.location.path, "")) for diagnostic in diagnostics]
    )
    shared_cause_codes = _SHARED_CAUSE_CODES | _SHARED_CAUSE_CODES_WITH_ANY_HELP
    return any(
        kind and _is_summarized(code, count, note_counts[kind], shared_cause_codes)
        for (code, kind), count in counts.items()
    )


def _is_summarized(
    code: str, note_count: int, total: int, shared_cause_codes: Collection[str]
) -> bool:
    """Whether a rule that so many notes break, of all of a kind, is one finding."""
    if note_count < MIN_SUMMARIZED_NOTES:
        return False
    if code == "no-purpose" and note_count >= MIN_PEOPLE_WITHOUT_PURPOSE:
        return True
    return 2 * note_count > total or code in shared_cause_codes


def _list_code_and_help(diagnostic: Diagnostic) -> Hashable:
    return diagnostic.code, diagnostic.help


def _list_code(diagnostic: Diagnostic) -> Hashable:
    # A slip that can be guessed is one of its line, and has no cause in common with others.
    if diagnostic.help.startswith("Did you mean"):
        return diagnostic.code, diagnostic.help
    return diagnostic.code


def _summarize_same(
    diagnostics: Sequence[Diagnostic],
    list_sameness: Callable[[Diagnostic], Hashable],
    shared_cause_codes: Collection[str],
    kinds: Mapping[str, str],
    note_counts: Mapping[str, int],
) -> list[Diagnostic]:
    """Summarize those of which `list_sameness` says the same.

    `kinds` has the kind of each note, by path, and `note_counts` how many notes are of a kind.
    """
    paths_by_key: dict[Hashable, set[str]] = {}
    keys = []
    for diagnostic in diagnostics:
        kind = kinds.get(diagnostic.location.path, "")
        # One that is a summary already stays as it is.
        key = None
        if kind and diagnostic.note_count == 1:
            key = (list_sameness(diagnostic), kind)
            paths_by_key.setdefault(key, set()).add(diagnostic.location.path)
        keys.append(key)

    summarized = []
    summarized_keys = set()
    for diagnostic, key in zip(diagnostics, keys, strict=True):
        if key in summarized_keys:
            continue
        if key:
            note_count, total = len(paths_by_key[key]), note_counts[key[1]]
            if _is_summarized(diagnostic.code, note_count, total, shared_cause_codes):
                summarized_keys.add(key)
                diagnostic = _build_summary(diagnostic, note_count, total, key[1])
        summarized.append(diagnostic)
    return summarized


def _build_summary(diagnostic: Diagnostic, note_count: int, total: int, kind: str) -> Diagnostic:
    of_all = f"{note_count:,} of {total:,}"
    if note_count == total:
        of_all = f"all {total:,}"
    advice = diagnostic.help
    if diagnostic.code == "no-purpose" and total - note_count < PURPOSES_TO_START < total:
        advice = f"Ten with a purpose make a start. {advice}"
    help_text = f"{advice} `netnotes check --all` lists all {note_count:,}."
    return diagnostic._replace(
        message=f"In {of_all} {kind}, as here: {diagnostic.message}",
        help=help_text.strip(),
        note_count=note_count,
    )
