"""The command bar of a served dashboard: a sentence is shown as it is understood, then written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from netnotes.actions.log_touch import ask_about_death, build_touch_changes
from netnotes.actions.serving.forms import Form, submit_form
from netnotes.actions.serving.live_site import FormOutcome
from netnotes.actions.serving.routes import FormRoute
from netnotes.dashboard.views.sentence import (
    ReadingQuestion,
    SentenceReading,
    build_reading,
)
from netnotes.digests import compute_digest
from netnotes.errors import NoteChangedError
from netnotes.writing.name_index import build_name_index
from netnotes.writing.understand import understand_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netnotes.actions.serving.rebuilder import Rebuilder, ServedVault
    from netnotes.network.network import Network
    from netnotes.vault.edit import WriteSession
    from netnotes.writing.name_index import NameIndex
    from netnotes.writing.understanding import Question, Understanding

    Fields = Mapping[str, str]


SENTENCE_PATH = "/sentence"

# Where the bar asks, while one types, how the sentence is understood.
READING_PATH = "/sentence/reading"

# In characters. What is longer is no sentence; the form on a person's page takes any text.
MAX_SENTENCE_LENGTH = 1000

# The answers that are about a word: they hold as long as the word is there.
_WORD_ANSWERS = ("name:", "new:", "apart:")


class UnderstoodSentence(NamedTuple):
    """A sentence from the browser as it is understood, with the answers that came with it."""

    sentence: str
    answers: tuple[str, ...]
    understanding: Understanding

    # All that are left; nothing is written before they are answered.
    questions: tuple[Question, ...]

    # The digest of what was understood and of the notes it would change: empty with questions.
    seen: str


class SentenceReader:
    """Understands sentences; it makes the index of names again when the notes have changed."""

    def __init__(self) -> None:
        self._indexed: tuple[Network, NameIndex] | None = None

    def understand(self, fields: Fields, network: Network) -> UnderstoodSentence:
        """Understand the sentence of a form, with the answers in it."""
        sentence = _read_sentence(fields)
        answers = _read_answers(fields, sentence)
        names = self._find_names(network)
        understanding = understand_sentence(
            sentence, names, network.today, network.settings, answers
        )
        deaths = _ask_about_deaths(understanding, network, answers)
        questions = (*understanding.questions, *deaths)
        seen = "" if questions else _compute_seen(understanding, network)
        return UnderstoodSentence(sentence, answers, understanding, questions, seen)

    def _find_names(self, network: Network) -> NameIndex:
        # Read once: another thread may replace it meanwhile.
        indexed = self._indexed
        if indexed is None or indexed[0] is not network:
            indexed = (network, build_name_index(network.contacts))
            self._indexed = indexed
        return indexed[1]


def build_sentence_routes(
    rebuilder: Rebuilder, report: Callable[[str], None]
) -> tuple[FormRoute, ...]:
    """Build the address that writes a sentence, and the one that says how it is understood."""
    reader = SentenceReader()

    def read(fields: Fields) -> FormOutcome:
        return FormOutcome(200, reading=read_sentence(fields, reader, rebuilder.vault.network))

    def write(fields: Fields) -> FormOutcome:
        return submit_sentence(
            fields, reader, vault=rebuilder.vault, refresh=rebuilder.refresh, report=report
        )

    return (FormRoute(SENTENCE_PATH, write), FormRoute(READING_PATH, read, is_part=True))


def read_sentence(fields: Fields, reader: SentenceReader, network: Network) -> SentenceReading:
    """Say how the sentence of a form is understood."""
    sentence = _read_sentence(fields)
    if not sentence:
        # Asked when somebody begins to type, so that the first answer is as quick as the others.
        reader.understand({"sentence": "coffee"}, network)
        return SentenceReading()
    if len(sentence) > MAX_SENTENCE_LENGTH:
        text = (
            f"This is longer than {MAX_SENTENCE_LENGTH:,} characters, and not read as a sentence."
        )
        advice = "The form Log on a person's page takes a text of any length."
        question = ReadingQuestion(text, advice=advice)
        return SentenceReading(questions=(question,), spoken=f"{text} {advice}")
    return _build_reading(reader.understand(fields, network), network)


def _build_reading(understood: UnderstoodSentence, network: Network) -> SentenceReading:
    return build_reading(
        understood.understanding,
        understood.questions,
        network.today,
        seen=understood.seen,
        answers=msgspec.json.encode(understood.answers).decode(),
        sentence=understood.sentence,
    )


def submit_sentence(
    fields: Fields,
    reader: SentenceReader,
    *,
    vault: ServedVault,
    refresh: Callable[[], ServedVault],
    report: Callable[[str], None],
) -> FormOutcome:
    """Write a sentence if it is understood as it was shown; otherwise show how it is understood."""
    if not _read_sentence(fields):
        return FormOutcome(
            422, message="What happened? Write it as in “coffee with Ada: the move”."
        )

    network = refresh().network
    reading = read_sentence(fields, reader, network)
    if reading.seen and reading.seen == fields.get("seen"):
        form = build_sentence_form(reader)
        return submit_form(form, fields, vault=vault, refresh=refresh, report=report)
    if fields.get("seen") and fields.get("about") == reading.sentence:
        return FormOutcome(409, message=_CHANGED, reading=reading)
    return FormOutcome(200, reading=reading)


def build_sentence_form(reader: SentenceReader) -> Form:
    """Build the form that writes a sentence which is understood as it was shown."""
    return Form(SENTENCE_PATH, partial(_write_sentence, reader))


_CHANGED = (
    "Your notes have changed since this was shown, perhaps in your editor. Nothing was written. "
    "Look at how the sentence is understood now, and send it again if it is still what you mean."
)


def _write_sentence(reader: SentenceReader, fields: Fields, session: WriteSession) -> None:
    understood = reader.understand(fields, session.network)
    # The notes were read again after they were compared in `submit_sentence`.
    if not understood.seen or understood.seen != fields.get("seen"):
        raise NoteChangedError(_CHANGED)
    touch = build_touch_changes(understood.understanding, session)
    for change in touch.changes:
        path = change.note.path
        if path in touch.new_paths:
            continue
        if change.note.digest != session.network.contacts_by_path[path].digest:
            raise NoteChangedError(_CHANGED)
    touch.write(session.writer)


def _read_sentence(fields: Fields) -> str:
    return " ".join(fields.get("sentence", "").splitlines()).strip()


def _read_answers(fields: Fields, sentence: str) -> tuple[str, ...]:
    """Read the answers that came with a sentence.

    When the sentence was changed since they were given, only those hold that are about one word.
    """
    try:
        answers = msgspec.json.decode(fields.get("answers") or "[]", type=list[str])
    except msgspec.DecodeError:
        answers = []
    if fields.get("about", sentence) != sentence:
        answers = [answer for answer in answers if answer.startswith(_WORD_ANSWERS)]
    if fields.get("answer"):
        answers.append(fields["answer"])
    return tuple(dict.fromkeys(answers))


def _ask_about_deaths(
    understanding: Understanding, network: Network, answers: Sequence[str]
) -> list[Question]:
    """Ask before something is written about a contact who had died by then."""
    if understanding.day is None:
        return []
    questions: list[Question] = []
    for person in understanding.people:
        contact = network.contacts_by_path[person.path]
        questions += ask_about_death(contact, understanding.day, answers)
    return questions


def _compute_seen(understanding: Understanding, network: Network) -> str:
    digests = [network.contacts_by_path[person.path].digest for person in understanding.people]
    return compute_digest(repr((understanding, digests)).encode(errors="surrogatepass")).hex()
