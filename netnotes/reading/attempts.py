"""The entries of a contact's own log that tell of no contact: of an attempt, a plan, an event.

`called, no answer`, `lunch cancelled` and `coffee moved to Friday` are no contact there either. The
words are those that daily notes are read with.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netnotes.reading.life_events import LIFE_EVENT, WORDS_OF_EVENTS, is_life_event
from netnotes.reading.moved_words import MEETING_NOUN, MOVED_BEHIND
from netnotes.reading.planned_entries import is_plan
from netnotes.reading.task_marks import BOX, CROSS
from netnotes.reading.touch_words import FAILURES_BEHIND, TOUCH_VERBS
from netnotes.text import build_lazy_pattern, fold_for_search, has_any

if TYPE_CHECKING:
    from netnotes.model.people import Mode

ATTEMPT = "It tells of an attempt, or of what did not take place, and is no contact."
NO_CONTACT = (
    "It tells of an attempt, of a plan, of an event, or of what did not take place, and is no "
    "contact."
)
PLAN = "Its words or its heading say that it was planned, and not that it took place: it is no contact."


TOLD_BY_OTHER = "It tells what somebody else said."

# `[[Ben]] told me she quit`, in her note.
_TOLD_BY_OTHER = build_lazy_pattern(
    r"\[\[[^\[\]]*\]\] (?:told|said|says|mentioned|thinks|heard|erzählte|sagte|sagt|meinte|m'a dit"
    r"|a dit|dit que|dijo|me dijo|comentó|vertelde|zei|zegt)\b",
    re.IGNORECASE,
)


def find_reason_against(mode: Mode, channel: str, text: str) -> str:
    """Find why an entry is no contact: a plan, an attempt, called off, an event; empty if it is one.

    `channel` is the word that the entry begins with, empty if it is none; `text` may be without it.
    A message counts, whether or not it was answered: `wrote to her, no reply`.
    """
    if not text:
        return ""
    # Nearly every entry begins with a letter.
    if not text[0].isalpha():
        text = text.lstrip("-*+•·∙ ")
        # Nothing may be left of it.
        if reason_of_box := find_reason_of_box(text):
            return reason_of_box
        if text[:1] == "[" and _TOLD_BY_OTHER.match(text):
            return TOLD_BY_OTHER
    # Hardly any entry has one of these words.
    if mode == "written":
        if has_any(text.lower(), _PARTS_OF_UNSENT) and _is_unsent(fold_for_search(text)):
            return ATTEMPT
        return ""
    words = text[:_MAX_LENGTH_BEFORE_FAILURE].lower().split()
    typed_words = _build_typed_words()
    if not typed_words.of_failures.isdisjoint(words) and _is_attempt(fold_for_search(text), mode):
        return ATTEMPT

    # `call: should send her the book` is what was said in a call, as in most entries.
    is_sentence = not channel or text[: len(channel)].lower() == channel
    if not is_sentence and len(words) > _MAX_WORDS_BEHIND_CHANNEL:
        return ""
    if not channel:
        may_be_event = not typed_words.of_events.isdisjoint(words[:_MAX_WORDS_BEFORE_EVENT])
        if may_be_event and is_life_event(fold_for_search(text)):
            return LIFE_EVENT
    first_words = words[:_MAX_WORDS_BEFORE_PLAN]
    has_no_word = typed_words.of_plans.isdisjoint(words)
    if has_no_word and typed_words.first_of_plans.isdisjoint(first_words):
        return ""
    return PLAN if is_plan(fold_for_search(text), is_sentence=is_sentence) else ""


def find_reason_of_box(text: str) -> str:
    """Find why an entry with a box behind its day is no contact: `2026-10-02 ☐ coffee`."""
    if text.startswith("[ ]") or BOX.match(text):
        return PLAN
    return ATTEMPT if CROSS.match(text) else ""


def _is_attempt(folded_text: str, mode: Mode) -> bool:
    first, rest = _split_first_clause(folded_text)
    if not mode and _NOTHING_CAME.match(first):
        return not _HAPPENED_LATER.search(rest) or _is_attempt(rest, mode)
    if _WRITTEN.search(first):
        return _is_unsent(folded_text)
    is_called_off = _CALLED_OFF.match(first) or _is_moved(first, rest, mode)
    if not (is_called_off or _TRIED.match(folded_text) or _fails(first)):
        second, rest = _split_first_clause(rest)
        is_short = first.count(" ") <= _MAX_SPACES_BEFORE_FAILURE
        if not is_short or not _fails(second):
            return False
    # `called, no answer; she called back`
    return not _HAPPENED_LATER.search(rest) or _is_attempt(rest, mode)


def _is_unsent(folded_text: str) -> bool:
    """Tell whether a message was only written: `drafted, not sent yet`."""
    match = _UNSENT.search(folded_text)
    return match is not None and not _SENT.search(_UNSENT.sub(" ", folded_text))


_UNSENT = build_lazy_pattern(
    r"\b(?:(?:not|never|wasn't|isn't|hasn't|haven't|didn't) (?:yet |been |get )*sen[td](?: yet)?"
    r"|unsent|still to (?:be )?sen[dt]|(?:noch )?nicht (?:\w+ )?(?:(?:ab|ver|los)?(?:geschickt|gesendet|gesandt))"
    r"|pas (?:encore )?(?:ete )?envoyee?|(?:no|sin) (?:he |se ha |fue |la |lo )*(?:enviad[oa]|enviar|envie)"
    r"|(?:nog )?niet (?:verstuurd|verzonden|gestuurd))\b"
)
_SENT = build_lazy_pattern(
    r"\b(?:sent|replied|answered|got|received|talked|spoke|called|met|saw|geschickt|gesendet"
    r"|bekommen|telefoniert|gesprochen|envoyee?|recu|parle|envie|enviad[oa]|recibi|hable|verstuurd"
    r"|gestuurd|gekregen|gesproken|gebeld)\b"
)

# An entry of nothing but this tells of silence: `No response to email`, `still no word from her`.
#
# A call that was missed is none.
_NOTHING_CAME = build_lazy_pattern(
    r"(?:(?:still|again|yet|sadly|noch|immer noch|weiterhin|wieder|leider|toujours|encore|todavia"
    r"|aun|sigue|nog|nog steeds|helaas) ){0,2}"
    r"(?:(?:(?:she |he |they )?(?:sent|gave|got) )?(?:no|zero) (?:answer|reply|response|word"
    r"|reaction)\b"
    r"|(?:keine|ohne) (?:antwort|reaktion|ruckmeldung)\b"
    r"|(?:pas de|aucune?|sans) (?:reponse|nouvelles?|retour)\b"
    r"|sin (?:respuesta|noticias)\b|geen (?:antwoord|reactie|bericht)\b"
    r"|(?:\w+ )?(?:has|have|had)(?:n't| not|nt) (?:yet )?(?:answered|replied|responded"
    r"|(?:written|called)(?: back)?|got back)\b"
    r"|(?:\w+ )?(?:did(?:n't| not|nt)|never) (?:answer|reply|respond|replied|responded"
    r"|(?:write|call|get) back)\b"
    r"|(?:(?:\w+ )?hat (?:\w+ )?)?nicht (?:geantwortet|reagiert|zuruckgerufen|zuruckgeschrieben)\b"
    r"|(?:\w+ )?(?:n'a|na) pas (?:encore )?(?:repondu|rappele)\b"
    r"|(?:\w+ )?no (?:me )?(?:ha (?:contestado|respondido|llamado)|respondio|contesto)\b"
    r"|(?:(?:\w+ )?heeft (?:nog )?)?niet (?:geantwoord|gereageerd|teruggebeld)\b"
    r"|(?:\w+ )?(?:missed|unanswered) (?:phone |video )?calls?\b"
    r"|(?:ein )?(?:verpasste[rn]?|unbeantwortete[rn]?) anrufe?\b|anruf (?:verpasst|in abwesenheit)\b"
    r"|appels? (?:manques?|en absence)\b|llamadas? perdidas?\b"
    r"|gemiste? (?:oproep(?:en)?|gesprek(?:ken)?|telefoontje)\b"
    r"|(?:auf )?(?:den |die |dem |der )?(?:ab|anrufbeantworter|mailbox) (?:be|ge)?sprochen\b"
    r"|(?:laisse un )?message vocal laisse\b|laisse un message vocal\b"
    r"|(?:deje )?(?:un )?mensaje en el (?:buzon|contestador)\b|voicemail ingesproken\b"
    r"|(?:we )?skipped(?: it)?(?= this|\W*$)"
    r"|(?:i am |i'm |we are )?a?waiting (?:for|on )?(?: ?(?:an?|her|his|their|the) )?"
    r"(?:answer|reply|response|word)\b|(?:i am |i'm |we are )?waiting to hear\b"
    r"|(?:\w+ )?(?:should|ought to) have (?:answered|replied|responded"
    r"|(?:written|called|got)(?: back)?)\b"
    r"|(?:ich |wir )?warten? (?:noch |immer noch )?auf (?:\w+ )?(?:antwort|ruckmeldung|ruckruf)\b"
    r"|(?:j'|on |nous )?(?:attends?|attendons|en attente d[e'])(?: toujours| encore)?"
    r" ?(?:sa |une |leur |la )?(?:reponse|nouvelles?)\b"
    r"|(?:sigo |seguimos )?(?:esperando|espero|esperamos|a la espera de) (?:su |una |la )?respuesta\b"
    r"|(?:ik )?wacht(?:en)? (?:nog )?op (?:\w+ )?(?:antwoord|reactie)\b)"
    r"(?: (?:yet|so far|again|today|bisher|heute|encore|aun|todavia|nog))?"
    r"(?=\W*$| (?:to|on|at|by|auf|um|a|au|aux|sur|op|om|al)\b"
    r"| (?:from|von|de|van) (?:her|him|them|ihr|ihm|ihnen|elle|lui|eux|ella|el|ellos|haar|hem|hen)\b)"
)


def _is_moved(first: str, rest: str, mode: Mode) -> bool:
    """Tell whether a meeting was moved to another day: `coffee moved to Friday`, `lunch, moved`.

    `moved` alone tells of a house; a channel, even one that was cut off, makes it a meeting.
    """
    meeting = _MEETING.match(first)
    if meeting is None and not mode:
        return False
    behind = first[meeting.end() :] if meeting else first
    clauses = [behind] if behind.strip() else [_split_first_clause(rest)[0]]
    return any(map(MOVED_BEHIND.match, clauses))


_MEETING = build_lazy_pattern(
    r"(?:(?:our|the|my|das|den|die|unser\w*|le|la|notre|el|nuestr[ao]|de|het|onze|ons) )?"
    rf"{MEETING_NOUN}\b(?: (?:with|mit|avec|con|met) (?:\S+))?"
)


def _split_first_clause(text: str) -> tuple[str, str]:
    """Split a text into its first clause and the rest."""
    first, *rest = _CLAUSE_END.split(text.strip(), maxsplit=1)
    return first, "".join(rest)


def _fails(clause: str) -> bool:
    match = _get_failure_pattern().match(clause)
    return match is not None and not _BUSY.search(match[0])


_MAX_SPACES_BEFORE_FAILURE = 4
_MAX_LENGTH_BEFORE_FAILURE = 72

_CLAUSE_END = build_lazy_pattern(r"\s*(?:[,;:.(–—\n]|\s-\s)\s*")


@lru_cache(maxsize=1)
def _get_failure_pattern() -> re.Pattern[str]:
    """Return what matches words such as `no answer`, with up to three words before them.

    What was talked about is no failure. It takes long to compile, and few entries need it.
    """
    return re.compile(
        r"(?:(?!(?:about|that|which|how|why|of|on|uber|sobre|sur|over)\b)\S+ ){0,3}?"
        rf"(?:{FAILURES_BEHIND.pattern})"
        r"(?=\W*$| (?:her|him|them|me|us|it)\W*$"
        r"| (?:by|because|due|last|again|today|yesterday|twice|at all|on the|this|wegen|heute)\b"
        r"|(?<=ed) (?:to|for|on|at|till|until)\b|(?<=verschoben) auf\b)"
    )


# `coffee: she is busy with the move` is what was told.
_BUSY = re.compile(r"\w+ busy$")

_REACH_WORDS = r"(?:call|phone|ring|reach|contact|get (?:a )?hold|get through|meet|see|catch|visit|speak|talk to)"

# Only at the beginning: `talked about how she tried to call` is what was told. What can be reached
# with somebody, such as an agreement, is no person.
_TRIED = build_lazy_pattern(
    r"(?:i |we |have |had |was |were )*"
    rf"(?:(?:tried|attempted|failed|wanted|meant|forgot|(?:un|not |wasn't "
    rf"|weren't )able) to {_REACH_WORDS}\b"
    r"|tried (?:call|phon|ring|reach)ing\b"
    r"|(?:did|could)(?:n't| not|nt) (?:manage to )?(?:reach|get (?:a )?hold of|get through to"
    r"|catch)"
    r"(?! (?:an?|any|the|that|this|our|agreement|consensus|conclusions?|each other's)\b)"
    r"|(?:ich |wir |habe |haben |hatte )*versucht(?:en?)?,? (?:\S+ ){0,4}?"
    r"(?:anzurufen|anzuklingeln|(?:telefonisch )?zu (?:erreichen|treffen|sprechen))\b"
    r"|(?:konnten? |haben? )?(?:\S+ ){1,3}?(?:heute |leider |gestern "
    r"|wieder )?nicht (?:erreichen|erwischt)\b"
    r"|wollten? (?:\S+ ){1,3}(?:anrufen|treffen|besuchen|sprechen)\W*$"
    r"|(?:j'ai |on a |ai )?(?:essaye|tente|voulu) (?:de |d')?(?:l'|la |le |les )?"
    r"(?:appeler|rappeler|joindre|contacter|telephoner|voir)\b"
    r"|(?:je |on |n'ai |n'a )*(?:pas (?:reussi a |pu )|impossible de )(?:la |le |les )?"
    r"(?:joindre|appeler|contacter|voir|parler)\b"
    r"|(?:he )?(?:intente|intentado|intentamos|trate de|tratado de|quise) (?:llamar|hablar"
    r"|contactar"
    r"|localizar|ver)\w*"
    r"|no (?:pude|pudimos|logre|consegui|he podido) (?:llamar|hablar|contactar|localizar|ver)\w*"
    r"|(?:ik |heb |had )*(?:geprobeerd|probeerde) (?:om )?(?:\S+ ){0,4}?te (?:bellen|bereiken"
    r"|spreken|zien)\b"
    r"|(?:ik )?(?:kon|konden) (?:\S+ ){1,4}?niet (?:bereiken|te pakken krijgen|spreken)\b)"
)

# `she cancelled our lunch`; `she cancelled her subscription` is what was told.
_CALLED_OFF = build_lazy_pattern(
    r"(?:(?!(?:about|that|which|how|why|said|says|told|heard|saw)\b)\S+ ){0,3}?"
    r"(?:(?:cancel|cancell?ed|postponed?|rescheduled|called off|put off|moved|pushed|shifted"
    r"|delayed|skipped)"
    rf" (?:(?:our|my|the|today's|this) )?(?:\w+ )?{MEETING_NOUN}\b|(?:cancell?ed) on (?:me|us)\b)"
    r"|(?:(?:sie|er|ich|wir|hat|habe|haben|musste|mussten|leider) )*(?:das|den|die|unser\w*"
    r"|mein\w*)"
    r" (?:\S+ ){1,2}?(?:abgesagt|absagen|verlegt|verschoben|verschieben|vertagt)\b"
    r"|(?:(?:sie|er|ich|wir) )?sagten? (?:das |den |die |unser\w* )?(?:\S+ ){1,2}?ab\W*$"
    r"|(?:elle |il |on |nous |j'|je |a |ai |ont |avons |du )*(?:annuler?|reporter?|repousser?"
    r"|decaler?"
    rf"|deplacer?) (?:notre |nos |le |la |l'|un |une )?{MEETING_NOUN}\b"
    r"|(?:ella |el |yo |ha |he |hemos )*(?:cancel(?:o|e|amos|ado)|aplaz(?:o|amos|ado)|pospuso"
    r"|pospusimos"
    rf"|movio|movimos|anul(?:o|amos|ado)) (?:la |el |nuestr[ao] |una? )?{MEETING_NOUN}\b"
    r"|(?:(?:ze|hij|zij|ik|we|heeft|hebben|heb|moest) )*(?:de|het|onze|ons) \S+"
    r" (?:afgezegd|geannuleerd|verzet|verplaatst|uitgesteld|afzeggen)\b"
    r"|(?:(?:ze|hij|zij|ik|we) )?zegden? (?:de |het |onze |ons )?\S+ af\W*$"
)

_WRITTEN = build_lazy_pattern(
    r"\b(?:wrote|written|e-?mail\w*|text(?:ed)?|messaged?|sent|letter|card|dm|sms|whatsapp"
    r"|geschrieben"
    r"|schrieb|gemailt|ecrit|escribi|geschreven|gemaild)\b"
)

_HAPPENED_LATER = build_lazy_pattern(
    rf"{TOUCH_VERBS.pattern}|\b(?:met|reached|rang back|answered|replied|then|later"
    r"|l[aeo]s? llame|rappelee?|zuruckgerufen|teruggebeld)\b"
)

# A word of each failure, to look for them quickly: an expression of them all takes longer than
# reading the entry.
_WORDS_OF_FAILURES = """
    ab anrufbeantworter attendons attends attente awaiting buzón contestador mailbox vocal abgesagt abgeschickt absagen absence abwesenheit adelantada adelantado af afgezegd afzeggen
    annuler annulé annulée anulada anulado anuló aplazada aplazado aplazamos aplazó attempted
    aucun aucune aus ausgefallen besetzt busy cambiada cambiado cancel cancelada cancelado
    cancelamos canceled cancelled cancelé canceló couldn't couldnt couldn’t decroche delayed
    didn't didnt didn’t différé différée décaler décalé décalée décroché déplacer déplacé déplacée
    entfallen entfiel entfällt envoyé envoyée essaye essayé failed fiel forgot forward fällt
    geannuleerd geen gehoor gemist gemiste geprobeerd geschickt gesendet gesprek hadn't hasn't
    hasn’t haven't haven’t impossible intentado intente intenté keine manqué manqués meant missed
    moved movida movido movimos movió never nicht niemand niet no no-show not occupé ocupado off
    ohne opgeschoven pas perdida perdidas pospuesta pospuesto pospusimos pospuso postergada
    postergado postpone postponed probeerde pushed put quise reporter reporté reportée repousser
    repoussé repoussée rescheduled sans send sent shifted sin skipped suspendida suspendido
    switched tenté through trate traté tried uitgesteld unable unanswered unbeantworteter
    unreachable unsent verlegt verpasst verpasste verpassten verpasster verplaatst verschieben
    verschoben verschoven versucht versuchte versuchten vertagt vervallen vervalt verviel verzet
    voicemail vorverlegt voulu wacht wachten waiting wanted warte warten wollte wollten zero
    espera esperamos esperando espero j'attends j’attends ought should
"""

# A part of each word that says that a message was not sent.
_PARTS_OF_UNSENT = ("send", "sent", "sandt", "schickt", "nvi", "nvo", "stuurd", "zonden")

# A word of each plan; these are among its first words.
_FIRST_WORDS_OF_PLANS = """
    agreed debería debo demain devrais do doen: dois don't dont don’t erinnerung faire faudrait
    faut follow follow-up followup ga going hacer: have hay herinnering hope idea: ideas: idee:
    ideen: idée idée: idées let's let’s maybe mañana moet moeten morgen muss must möchte müssen
    need next nächste nächster oublier ought overmorgen paso penser perhaps plan planning
    prochaine próxima próximo quedamos quedé quiero rappel recordatorio remember remember:
    reminder schritt set should soll sollte sollten stap step steps tenemos tengo time to-do
    todo tomorrow vergessen: veux viene volgende voudrais voy want wil will wollen would zou
    étape übermorgen
"""
_MAX_WORDS_BEFORE_PLAN = 3

# `her wedding anniversary`; of an event, one of the first words is known.
_MAX_WORDS_BEFORE_EVENT = 6

# `lunch: planned for next week`
_MAX_WORDS_BEHIND_CHANNEL = 5

# These are anywhere in it.
_WORDS_OF_PLANS = """
    angesetzt arranged ausgemacht booked gepland geplant ingepland planeada planeado planifié
    planifiée planned prevista previsto programada programado prévu prévue scheduled verabredet
    vereinbart
"""


class _TypedWords(NamedTuple):
    of_failures: frozenset[str]
    first_of_plans: frozenset[str]
    of_plans: frozenset[str]
    of_events: frozenset[str]


def _list_typed(words: str) -> frozenset[str]:
    """List words with what may stand around them: a text has only to be split at its blanks."""
    return frozenset(
        before + word + behind
        for word in words.split()
        for before in ("", "(", "-", "–", "—")
        for behind in ("", ",", ".", ":", ";", "!", "?", ")", ").", "…")
    )


# Built when they are asked for: most commands find every note in the cache.
@lru_cache(maxsize=1)
def _build_typed_words() -> _TypedWords:
    return _TypedWords(
        _list_typed(_WORDS_OF_FAILURES),
        _list_typed(_FIRST_WORDS_OF_PLANS),
        _list_typed(_WORDS_OF_PLANS),
        _list_typed(WORDS_OF_EVENTS),
    )
