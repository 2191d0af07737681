"""A quick look whether a line has any of the words that decide if it is a touch.

Most lines have none, and the patterns of `touch_words` and `touch_ways` need not be tried on them.
Of each alternative of these patterns one word is here, so that a line without it can't match; a
test compares them. Folded, without accents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from netnotes.reading.sentences import NAME
from netnotes.reading.way_words import WORDS_OF_SCREENS, get_way_words
from netnotes.text import has_any


class LineWords:
    """The words of a line, and what there may be among them.

    Where an answer is False, none of the patterns in question matches; where it is True, they have
    to be tried.
    """

    __slots__ = ("_is_against", "_letters", "_link_mark", "_may_have_signs", "_text", "words")

    def __init__(self, text: str, link_mark: str = NAME, *, may_have_signs: bool = True) -> None:
        """Take a folded text, or one of ASCII; `link_mark` is in each link to somebody.

        `may_have_signs` says that a sign such as a phone may be in it.
        """
        self._may_have_signs = may_have_signs
        self._text = text
        self._link_mark = link_mark

        # Asked more than once; None is not asked yet.
        self._is_against: bool | None = None
        self._letters = _strip_other_signs(text)
        self.words = self._letters.split()

    def cut(self, start: int) -> LineWords:
        """Return the words of the text from `start` on, of a text of ASCII."""
        return LineWords(self._text[start:], self._link_mark, may_have_signs=self._may_have_signs)

    def is_question(self) -> bool:
        """Tell whether anything may be asked."""
        return "?" in self._text

    def may_be_against(self) -> bool:
        """Tell whether it may have been planned, wished for or in vain, or with somebody else."""
        if self._is_against is None:
            self._is_against = self._find_word_against()
        return self._is_against

    def _find_word_against(self) -> bool:
        if self.is_question():
            return True
        tables = _build_tables()
        if tables.against.may_have(self.words, self._letters):
            return True
        if self.words and self.words[0] in tables.first_of_plans:
            return True
        if not tables.relatives.isdisjoint(self.words) and self._may_belong_to_somebody():
            return True
        return "to" in self.words and tables.before_to.may_have(self.words, self._letters)

    def may_tell_of_failure(self) -> bool:
        """Tell whether there may be a clause that says what came to nothing, or who was absent."""
        return _build_tables().failures.may_have(self.words, self._letters)

    def may_have_topic(self) -> bool:
        """Tell whether somebody may be only talked about, or something only remembered."""
        return self.may_be_talked_about() or self.may_be_remembered()

    def may_be_talked_about(self) -> bool:
        """Tell whether somebody may be only talked about."""
        return self._may_have_before_name(_build_tables().talked_about)

    def may_be_remembered(self) -> bool:
        """Tell whether something with somebody may be only remembered, prepared or arranged."""
        return self._may_have_before_name(_build_tables().remembered)

    def _may_have_before_name(self, table: _Table) -> bool:
        if not table.may_have(self.words, self._letters):
            return False
        # Behind the last name these words say nothing: `Call with [[Ada]]: her ideas`.
        letters = _strip_other_signs(self._text.rpartition(self._link_mark)[0])
        return table.may_have(letters.split(), letters)

    def may_tell_of_others(self) -> bool:
        """Tell whether there may be a verb in the third person: `Tom met [[Ada]]`."""
        return not _build_tables().of_others.isdisjoint(self.words)

    def may_say_how(self) -> bool:
        """Tell whether there may be a way to be in touch, beside the words for channels."""
        tables = _build_tables()
        if tables.ways.may_have(self.words, self._letters):
            return True
        # `Mittagessen: [[Ada]]`
        is_label = f": {self._link_mark}" in self._text
        if (is_label or not _COMPANY.isdisjoint(self.words)) and tables.ways_in_company.may_have(
            self.words, self._letters
        ):
            return True
        if has_any(self._text.lower(), _PARTS_OF_WAYS):
            return True
        return self._may_have_signs and has_any(self._text, SIGNS_OF_WAYS)

    def _may_belong_to_somebody(self) -> bool:
        """Tell whether there may be a genitive: `[[Ada]]'s sister`, `the sister of [[Ada]]`."""
        return "'" in self._text or not _GENITIVES.isdisjoint(self.words)

    def may_be_on_screen(self) -> bool:
        """Tell whether what is in person by its word may have been on a screen."""
        return not WORDS_OF_SCREENS.isdisjoint(self.words)

    def may_be_order(self) -> bool:
        """Tell whether a line may begin with a verb such as `call`, or a sign, and a name."""
        return not self.words or self.words[0] in _FIRST_OF_ORDERS


def _strip_other_signs(text: str) -> str:
    """Return a text in small letters, with a blank for each other sign, and one before it all."""
    if text.isascii():
        # Of bytes it is quicker than of a text.
        return " " + text.encode().translate(_ONLY_LETTERS).decode()
    return " " + _OTHER_SIGN.sub(" ", text.lower())


_ONLY_LETTERS = bytes(
    ord(chr(code).lower()) if chr(code) in ascii_lowercase + ascii_uppercase else ord(" ")
    for code in range(256)
)
_OTHER_SIGN = re.compile(r"[^a-z]")


class _Table(NamedTuple):
    words: frozenset[str]

    # Words that may end in anything, each with the blank before it.
    beginnings: tuple[str, ...]

    def may_have(self, words: list[str], letters: str) -> bool:
        return not self.words.isdisjoint(words) or has_any(letters, self.beginnings)


class _Tables(NamedTuple):
    relatives: frozenset[str]
    first_of_plans: frozenset[str]
    of_others: frozenset[str]
    against: _Table
    failures: _Table
    before_to: _Table
    talked_about: _Table
    remembered: _Table
    ways: _Table
    ways_in_company: _Table


# Built when it is asked for: most commands find every note in the cache.
@lru_cache(maxsize=1)
def _build_tables() -> _Tables:
    return _Tables(
        frozenset(_RELATIVES.split()),
        frozenset(_FIRST_OF_PLANS.split()),
        frozenset(_OF_OTHERS.split()),
        _build_table(_AGAINST, _AGAINST_BEGINNINGS),
        _build_table(_FAILURES, ""),
        _build_table(_BEFORE_TO, _BEFORE_TO_BEGINNINGS),
        _build_table(_TALKED_ABOUT, _TALKED_ABOUT_BEGINNINGS),
        _build_table(_REMEMBERED, _REMEMBERED_BEGINNINGS),
        _build_table(_WAYS, _WAYS_BEGINNINGS),
        _build_table(
            " ".join((_WAYS_IN_COMPANY, *get_way_words().any_word)), _WAYS_IN_COMPANY_BEGINNINGS
        ),
    )


def _build_table(words: str, beginnings: str) -> _Table:
    return _Table(
        frozenset(words.split()), tuple([f" {beginning}" for beginning in beginnings.split()])
    )


# What was planned, wished for or did not happen, wherever it is in a line.
_AGAINST = """
    abgemacht abgesagt absagen absent absente absentes absents abwesend adelantada adelantado
    afgelopen afgezegd afspreken afwezig afzeggen ago aimerais aimerait algun almost als
    angefragt angesetzt annule annulee anteayer anulada anulado aplazada aplazado attendre
    attends aucun aucune aurais ausente ausentes ausfallen ausgefallen ausgemacht ausmachen
    ayer backed bailed bald beinahe beloofd beloofde besetzt bientot bijna binnenkort blew
    booked busy called cambiada cambiado cancelada cancelado canceled cancelled cancelo cannot
    cant casi comptais comunicaba concertada concertadas concertado concertados could couldnot
    couldnt dacht deberia debo decale decalee delayed demain denk deplace deplacee dernier
    derniere desiste desistee devrais didnot didnt dienstag differe differee dimanche dinsdag
    doesnt dois domingo donderdag donnerstag dream dreamed dreaming dreams dreamt droomde
    eergisteren eingeladen eingeplant einladen entfallen entfallt entfiel entschuldigt ertraumt
    erzahlt esperando esperar espero excused exito failli faire falls fallt faltaron falto fast
    fehlt fehlte fehlten fell fernsehen fiel fixe fixee fixees fixes flaked forget forward
    freitag friday ga gaan geannuleerd gedacht gedroomd geen gehoopt gehoord gehort gekniffen
    geleden gemist gepland geplant geprobeerd geredet geregeld gern gesprek gesprochen
    gesproken gestern getraumt ghosted gisteren graag gustaria hace hacer hadnt hasnt havent
    hay hier hoopte if ik il ils indien ingepland intentado intentamos intente intento invitado
    invite invited invitee invitees invites invito irgendwann jamais jamas jeudi jour jueves
    lapin last let lets letzte letzten letzter letztes liet ll lundi lunes maandag manana
    manquaient manquait manque manquee mardi martes maybe mercredi miercoles might misschien
    missed missing mittwoch mochte moet mois monday montag morgen moved movida movido muss must
    nachste nachsten nachster nachstes nadie nd nearly neither never news next nicht nie
    niemals niemand niemanden niet no nobody nooit nor not nunca ob occupe occupee off ojala
    only ontbrak ontbraken ooit opgeschoven organisieren other overmorgen owe owed owes pas
    pasada pasado pendiente pendientes pensais pensando pense perhaps peut pienso planeada
    planeadas planeado planeados planen planifie planifiee planifiees planifies planned plannen
    plantada plantado planto pospuesta pospuesto postergada postergado postponed preparado
    presque prevu prevue prevues prevus pris probeerde prochain prochaine programada
    programadas programado programados promis pronto proxima proximo pulled pushed quedado
    quedamos quede quiero quise quisiera quiza quizas radio rd regelen remember remind reponse
    reporte reportee repousse repoussee rescheduled respuesta revais reve rever reves revez
    rien sabado samedi samstag saturday scheduled schulde schuldet schuldig semaine shall
    shifted should si skip skipped sofern soll sollen sollte some someday sonado sone sonntag
    soon st stood sunday suspendida suspendido switched t tal tampoco tele televisie television
    telly tendria tengo tenzij th think thinking thought thursday todo tombe tombee tomorrow
    traumte tried tuesday tv uberlegt ubermorgen uitgenodigd uitgesteld uitnodigen unless
    unreachable va vais vamos vendredi verabreden verabredet vereinbaren vereinbart vergass
    vergessen vergeten verhinderd verhindert verlegt vermisse verpasst verplaatst verschieben
    verschoben verschoven versetzt versprach versprochen versuchen versucht versuchte vertagt
    verteld vervallen vervalt verviel verzet veux vielleicht viene viernes voicemail volgend
    volgende voorbereid voorbereiten voorgesteld vor vorbereiten vorbereitet vorgenommen
    vorgeschlagen vorgestern vorig vorige vorigen voriges vorschlagen vorverlegt voudrais
    voulais voulait voulions voulu voy vrijdag wacht wachten waiting warte warten wasnt
    wednesday wenn werde werden werent whether wilde wilden will wish wished wochenende
    woensdag wollen wollte wollten wont would wouldnt yesterday zal zaterdag zondag zou zullen
    zusagen
"""
_AGAINST_BEGINNINGS = """
    espere essaye hoffe imagin kein olvide olvido oublie prometi queria wonder
"""

# Who belongs to somebody: of `[[Ada]]'s sister` one meets the sister. The `ur` is of `sœur`.
_RELATIVES = """
    abuela abuelo ami amie amiga amigo asistente assistant assistante assistent assistentin
    aunt baas boss boyfriend broer brother bruder buurman buurvrouw chef cheffe chefin
    children colega colegas colleague colleagues collega collegue collegues compagne compagnon
    copain copine cousin coworker coworkers dad daughter daughters deputy dochter eltern
    enfants esposa esposo father femme fiance fiancee fille fils flatmate frau frere freund
    freunde freundin friend friends girlfriend grandfather grandmother hermana hermano hija
    hijo hijos husband jefa jefe kids kinder kollege kollegen kollegin madre man manager mann
    mari marido mere moeder mom mother mujer mum mutter nachbar nachbarin nachfolger
    nachfolgerin neef neffe neighbor neighbors neighbour neighbours nephew nichte niece novia
    novio oma oncle onkel oom opa ouders padre padres parents patron patronne pere predecessor
    prima primo schwester secretary sekretarin sister soeur sohn son sons successor tante tia
    tio tochter uncle ur vader vater vecina vecino voisin voisine vriend vrienden vriendin
    vrouw widow widower wife zoon zus
"""

# Of these, what a clause behind the one with the name may begin with.
_FAILURES = """
    abgesagt absent absente absentes absents abwesend adelantada adelantado afgezegd afwezig
    annule annulee anulada anulado aplazada aplazado ausente ausentes ausfallen ausgefallen
    besetzt busy cambiada cambiado cancelada cancelado canceled cancelled cancelo comunicaba
    couldnt decale decalee delayed deplace deplacee didnt differe differee entfallen entfallt
    entfiel entschuldigt excused fallt faltaron falto fehlt fehlte fehlten fell fiel forward
    geannuleerd geen gesprek kein keine manquaient manquait missed missing moved movida movido
    nadie never nicht niemand niemanden niet no not occupe occupee off ontbrak ontbraken
    opgeschoven pas pospuesta pospuesto postergada postergado postponed pushed reporte reportee
    repousse repoussee rescheduled sans shifted sin skipped suspendida suspendido switched t
    tombe tombee uitgesteld unreachable verhinderd verhindert verlegt verpasst verplaatst
    verschoben verschoven vertagt vervallen vervalt verviel verzet voicemail vorverlegt
"""

# The same in a line that has the word `to`.
_BEFORE_TO = """
    ask asked do going had has have like love ought remember too
"""
_BEFORE_TO_BEGINNINGS = """
    about agree arrang decid expect fail forget forgot hop intend mean need offer plan prepar
    promis refus suppos tried try unable used vow want wish
"""

# Whom a sentence is about, before or behind a name.
_TALKED_ABOUT = """
    about acerca boek buch by chanson concerning conto dijo dit ecrit escribio gepraat gesagt
    geschrieben hablado hablamos hable heard instead libro lied livre mentioned ohne over
    raconte regarding said sans schreef sin sobre spoke spoken statt sur talked talking texted
    told uber vertelde vortrag wegen without wrote zei zonder
"""
_TALKED_ABOUT_BEGINNINGS = """
    dream erzahl parle sprach
"""

# What is remembered, prepared or arranged, before a name.
_REMEMBERED = """
    acordamos acorde acuerdo agenda agendamos agende agreed annuler bild bilder booking borrador
    brouillon cale cancelar concept confirmed convenu deck delayed drafted drafting einladung
    entwurf erinnere erinnerung felicitar feliciter fijamos fije fixed foto fotos herinner
    herinnering idea ideas idee ideen idees made memories memory moved notes organise organiser
    organizar organize penciled pencilled photo photos picture pictures plan plane planear
    planifier plans prep preparar prepare prepared preparer prepares preparing prepped prepping
    prevoir proponer pushed put questions ready recall recalled recalling recept recepten receta
    recetas recette recettes recipe recipes recordando recuerdo recuerdos remember remembered
    remembering reminder rezept rezepte set setting shifted slides souvenir souvenirs souvenons
    souviens uitnodiging unsent video videos voorbereid
"""
_REMEMBERED_BEGINNINGS = """
    arrang invit propos schedul suggest
"""

_GENITIVES = frozenset(("s", "of", "von", "de", "d", "van"))

# What `Call [[Ada]]` may begin with, which may be meant as a task.
_FIRST_OF_ORDERS = frozenset(
    (
        "call",
        "phone",
        "ring",
        "e",
        "email",
        "mail",
        "text",
        "message",
        "dm",
        "ping",
        "write",
        "visit",
    )
)

# What a line begins with that is only an idea, a reminder or a task: `Idea: lunch with [[Ada]]`.
_FIRST_OF_PLANS = """
    erinnerung herinnering idea ideas idee ideen idees rappel recordatorio remember reminder
    te to
"""

# A word of each verb that may tell what others did, and of what was done without me.
_OF_OTHERS = """
    almorzo appele appelee appelees appeles belde belden besuchte besuchten bezocht bu bue bues
    bumped bus called caught cenado ceno chatted comido comio croise croisee croisees croises
    dejeune dejeunee dejeunees dejeunes dine dinee dinees dines ecrit ecrite ecrites ecrits
    email emailed encontro escribieron escribio ha haben hablado hablo had hadden hat hatte
    hatten hebben heeft llamado llamaron llamo mail mailde mailed mange mangee mangees manges
    messaged met ohne ontmoette parle parlee parlees parles phoned pris prise prises priss
    quedado quedo ran rang rappele rappelee rencontre rencontree rencontrees rencontres sah sans
    saw schreef schreven schrieb seen sin sont spoke spoken sprach sprak talked telefonierte
    telephoned texted tomo traf trafen vio visite visited visito visto vu vue vues vus without
    written wrote zag zonder
"""

# Verbs and ways to be in touch.
_WAYS = """
    abgeholt accompagne almorce angerufen angeschrieben anruf antwoordde antwortete appel appele
    appelee appelees appeles appje appris appte appten ate audio avec beach begegnet bei belde
    belden bericht berichtje besuch besucht bezocht bezoek bij bioscoop board boda bouldered
    bouldering brief bruiloft call called came carta carte catch catchup caught celebrated cene
    chatted chatting chess cine cinema climbed climbing coincidi coincidimos concert concierto
    contado contesto conto cooked correo coup courriel croise cruce cruzamos danced dancing
    dicho dijo discussed dit dm dmd dmed drank dropped drove ecrit email emailed encontramos
    encontre envio envoye erzahlt escribi escribieron escribimos escribio escrito est estuve
    estuvi estuvimos eu exhibition facetimed feest feier fete fiesta film finished football fue
    fui fuimos game games gave geantwoord geantwortet geappt gebeld gebracht gedanst gefeiert
    gegeten geklettert geklommen geluncht gemaild gemailt gemeldet gesagt geschrieben
    geschwommen gesehen geslapen gespeeld gespielt gesprochen gesproken getanzt getroffen
    gezeigt gezien gezwommen gingen golf gone great haben hablado hablamos hable had handed hat
    heard hebben helped hiked hochzeit hung interviewed into introduced joined joue jugamos
    jugue kaartje karte kino kneipe konzert kroeg kwam kwamen langs langsgekomen laughed lent
    lettre llamada llamado llamamos llamaron llame llamo lleve lovely made mail mailde mailden
    mailed mailte mailten mailtje mailwechsel mando mensaje message messaged met moi montre
    movie msg musee museo museum nachricht nice nique one ontmoet opera opgebeld opgehaald parle
    party pase passe passee passes phone phonecall phoned picked picknick picnic pinged plage
    playa played popped postal postcard postkarte quede quiz raconte ran rang reageerde recogi
    rencontre replied repondu responded respondi respondio retrouve rief riefen sassen sat sauna
    saw schreef schrieb sent shared shopping showed signal sind skyped slack slacked slept sms
    sont spelletjes spent spieleabend spoke spraakbericht sprachmemo sprachnachricht squash
    stayed stood stopped strand stuurde swam swim swimming talked talking teatro tegengekomen
    telefon telefonat telefoniert telefono telefoon telefoontje telegram telephone telephoned
    tennis texted thanked theater theatre told tombe tombee took tope traf trip unterwegs
    vertelde vi videocall vimos vinieron vino visita visite visited visto vocal voice voicememo
    voicemessage voicenote vorbei vorbeigekommen vorbeigeschaut vu vue walked war waren watched
    wedding weggebracht went whatsapped wiedergesehen worked wrote yo yoga zaten zei zijn zoo
    zuruckantwortete zuruckgeantwortet zuruckgeschrieben zuruckschrieb
"""
_WAYS_BEGINNINGS = """
    dejeun whatsapp
"""

# What says how only with a word such as `with` beside it: `Lunch with [[Ada]]`.
_WAYS_IN_COMPANY = """
    abend abendbrot abendessen afgesproken afspraak aperitif apero ausgetauscht avondeten bakkie
    balade barbacoa barbecue bavarde bbq beer beers berichtjes besprechung biere biertje
    biertjes bijeenkomst bijgepraat breakfast breakfasted cafe cafecito caminamos caminata cana
    canas cena cenado cenamos cenar cenas cerveza cervezas charla charlamos charle chateado
    chateamos chatee chatte cita coffee comi comida comido comiendo comimos conversacion
    conversation copa copas correos courriels dine diner dinner discussion discute dms drinks
    echange emails encuentro entretien essen eten etentje fixe gebarbecued geborreld gechat
    gechattet gedronken gefacetimed gefietst gefruhstuckt gegessen gegrillt gejoggt gekletst
    gekocht gekookt gelogeerd geplaudert gepraat gequatscht geskypt gesprach gesprek getrunken
    gevideobeld gewandeld gewandert gezoomt glas hardgelopen hike hiking jf jogging jour logeren
    mails mange marche meeting mensajes merienda messages middageten mittagessen nachrichten
    nachtessen ontbeten overleg pair paired pairing papote paseamos pasee paseo petit pint point
    pot promenade quedada raclette randonnee rdv rendez reunido reunion sitzung skype soiree
    soupe souper spazieren spaziergang spaziert standup supper sync tapas te tea tee tel
    telefoneada termin texting thee thread treffen un unterhalten velada verabredung verbracht
    vergadering verre videoanruf videobellen videogesprek videollamada videotelefonat visio
    wandert wanderung weinabend wijntje workshop zoomed zum
"""
_WAYS_IN_COMPANY_BEGINNINGS = """
    almorz almuerz borrel brunch desayun facetime fruhstuck kaffee koffie lunch ontbijt promene
    wandeling
"""
_COMPANY = frozenset(
    [
        *("with", "w", "at", "mit", "bei", "gegenuber", "zum", "avec", "chez", "c", "con", "casa"),
        *("met", "m", "bij", "te", "op", "com", "to", "from", "an", "von", "aan", "van", "a", "de"),
        *("i", "ich", "moi", "yo", "ik"),
    ]
)

# Signs that people write for a way: the phone in `📞 [[Ada]]: she moves`.
SIGNS_OF_WAYS = ("☎", "📞", "📱", "☕", "🍽", "🍻", "🍺", "🍷", "✉", "📧", "💬")

# What is no word of letters, or the end of one: `feierabendbier`.
_PARTS_OF_WAYS = ("f2f", "1:1", "1-1", "1on1", "bier")
