"""What the columns of tables mean by their names, in six languages.

Programs translate the names of their columns, and people make up their own. A name is looked up
whole first, and then by the words in it: `Email Work`, `Telefon (privat)`, `Date of last contact`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.formats.readers.word_sets import split_words
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import (
    FIRST_NAME_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
)
from netnotes.text import fold, fold_for_search

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a column may mean beside our properties.
FIRST_NAME, LAST_NAME, NOTE_TEXT = "first name", "last name", "text"
MIDDLE_NAME, NAME_PREFIX, NAME_SUFFIX = "middle name", "name prefix", "name suffix"

# A title of the name or of the job, which only the cell can tell.
TITLE = "title"

# `van` and `de` before a last name, and the second last name of Spaniards.
NAME_PARTICLE, SECOND_LAST_NAME = "name particle", "second last name"
FULL_NAME_SHOWN = "display name"
BIRTH_MONTH, BIRTH_YEAR = "month of birth", "year of birth"

# A country, which says where somebody lives only if no town does.
COUNTRY = "country"

# Someone who belongs to the person: a spouse, a child, an assistant.
RELATION = "relation"

# A day whose kind stands in the column beside it.
EVENT = "event"

# Home or work, which stands beside an address or a number.
LABEL = "label"

# Properties that notes may have beside those we know.
ANNIVERSARY = "anniversary"

# Names without accents, spaces and punctuation, by what they mean.
_NAMES = {
    FIRST_NAME: "firstname givenname forename vorname rufname prenom nombre nombredepila voornaam "
    "roepnaam nome primonome",
    LAST_NAME: "lastname surname familyname nachname familienname zuname nomdefamille apellido "
    "apellidos primerapellido apellidopaterno achternaam familienaam cognome",
    SECOND_LAST_NAME: "segundoapellido apellidomaterno secondlastname secondsurname",
    NAME_PARTICLE: "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels infix nameinfix "
    "vorsatzwort vorsatzworter namensvorsatz particule particulenobiliaire surnameprefix "
    "lastnameprefix familynameprefix",
    MIDDLE_NAME: "middlename middlenames middleinitial additionalname additionalnames "
    "weiterevornamen zweitervorname deuxiemeprenom autresprenoms segundonombre tweedevoornaam "
    "middelstenaam secondonome",
    NAME_PREFIX: "nameprefix prefix prefixname honorificprefix honorific salutation courtesytitle "
    "academictitle academicdegree anrede namenstitel namensprafix prafix namensprefix "
    "akademischertitel akademischergrad civilite prefixe prefixedunom titredecivilite "
    "titreacademique tratamiento prefijo prefijodelnombre tituloacademico aanhef aanspreektitel "
    "academischetitel prefisso prefissonome appellativo titolodicortesia titoloaccademico",
    NAME_SUFFIX: "namesuffix suffix suffixname honorificsuffix namenszusatz namenssuffix suffixe "
    "suffixedunom sufijo sufijodelnombre achtervoegsel suffisso suffissonome",
    FULL_NAME_SHOWN: "displayname anzeigename nomaffiche nomaafficher nombreparamostrar "
    "nombremostrado weergavenaam nomevisualizzato nomedavisualizzare",
    "name": "nom fullname contactname personname vollername vollstandigername namen nomcomplet "
    "nombrecompleto volledigenaam nomecompleto naam contact kontakt contacto contatto person personne persona persoon wer who qui "
    "quien chi",
    NOTE_TEXT: "text note notes comment comments description remarks remark memo about bio "
    "notiz notizen bemerkung bemerkungen anmerkung anmerkungen kommentar kommentare beschreibung "
    "remarque remarques commentaire commentaires nota notas comentario comentarios observaciones "
    "notitie notities opmerking opmerkingen appunti appunto annotazioni commento commenti "
    "osservazioni",
    "organisation": "companyname organisationname organizationname organization1name firma "
    "unternehmen arbeitgeber organisation betrieb societe entreprise employeur organisme empresa "
    "compania organizacion bedrijf bedrijfsnaam organisatie werkgever azienda societa ditta "
    "organizzazione company employer associatedcompany primaryassociatedcompany",
    "role": "jobtitle position function occupation profession organizationtitle organization1title "
    "arbeitstitel berufsbezeichnung beruf funktion stelle fonction poste titredelafonction metier "
    "profesion cargo puesto funcion functie beroep functietitel posizione professione qualifica "
    "mansione ruolo titolo titre titulo titel currentposition headline",
    "field": "industry sector branche brancheindustrie secteur sectordeactividad settore branch",
    "birthday": "dateofbirth birthdate bday dob birthday birth geburtstag geburtsdatum geboren "
    "anniversaire datedenaissance jourdenaissance naissance cumpleanos fechadenacimiento "
    "diadenacimiento nacimiento verjaardag geboortedatum geboortedag compleanno giornodinascita "
    "datadinascita datanascita",
    BIRTH_MONTH: "birthmonth geburtsmonat moisdenaissance mesdenacimiento geboortemaand "
    "mesedinascita",
    BIRTH_YEAR: "birthyear geburtsjahr anneedenaissance anodenacimiento geboortejaar annodinascita",
    ANNIVERSARY: "anniversary weddinganniversary weddingday wedding jahrestag hochzeitstag "
    "hochzeit anniversairedemariage anniversairedemariageoufete datedemariage aniversario "
    "aniversariodeboda trouwdag huwelijksdag jubileum anniversario anniversariodimatrimonio",
    "died": "died deathdate dateofdeath deceaseddate deceased todestag sterbedatum gestorben "
    "datededeces fechadefallecimiento datadimorte overlijdensdatum",
    "met": "met firstmet metdate metondate metsince datemet wefirstmet kennengelernt "
    "kennengelerntam kennenseit bekanntseit rencontrele conocidoel ontmoetop conosciutoil "
    "connectedon connectionsince",
    "met_at": "wheremet wherewemet howmet howwemet metat metthrough kennengelerntbei "
    "kennengelerntwo kennengelernthier ouetcommentrencontre dondenosconocimos waarontmoet",
    "introduced_by": "introducedby referredby introduction empfohlenvon vorgestelltvon "
    "presentepar presentadopor voorgestelddoor presentatoda",
    "aliases": "nickname nicknames nick alias aliases alsoknownas spitzname rufnamen surnom "
    "apodo bijnaam soprannome",
    "tags": "labels groups group categories category groupmembership kategorie kategorien gruppe "
    "gruppen schlagworte categorie categories groupe groupes categoria categorias grupo grupos "
    "etiquetas etiquettes categorieen groepen categoria categorie gruppo gruppi etichette keywords",
    "location": "city town location place wohnort ort stadt ville ciudad poblacion localidad "
    "plaats woonplaats stad citta localita localite basedin livesin standort residence",
    "interests": "interests interest hobby hobbies hobbys interessen interets centresdinteret "
    "intereses aficiones interesses interessi passioni",
    "knows": "knows friends connections",
    "cadence": "stayintouchfrequency contactfrequency frequency",
    EVENT: "event eventvalue",
    RELATION: "relation relationvalue relationship relatives family relatedname relatednames "
    "relatedperson",
}
_MEANINGS = {name: meaning for meaning, names in _NAMES.items() for name in names.split()}

# Names that are ours as well, and mean something else in tables.
_NOT_OURS = frozenset(
    (
        *("type", "active", "status", "category", "address", "since", "donotcontact"),
        # Other programs have the address of a picture there, and a note a file in the vault.
        *("photo", "image", "avatar", "picture"),
        # Outlook's is about a message, and Normal for nearly everybody.
        "priority",
    )
)

_MAIL_WORDS = split_words(
    "email emails mail mails mailadresse emailadresse courriel courriels correo elettronica "
    "messagerie emailadres mailadres emailaddress emailaddresses epost"
)
_PHONE_WORDS = split_words(
    "phone phones telephone tel tels telefon telefono telefoon mobile mobil mobiltelefon "
    "mobilfunk mobiltel handy cell cellphone cellular movil mobiel gsm portable cellulare "
    "rufnummer telefonnummer mobilnummer handynummer telefoonnummer mobielnummer whatsapp "
    "natel phonenumber phonenumbers mobilephone homephone workphone celular"
)
_PAGE_WORDS = split_words(
    "website websites webseite webseiten homepage web url urls webpage webpages site linkedin "
    "github mastodon twitter facebook instagram bluesky xing blog profile profil pagina sitio "
    "webadresse internet"
)
_TOWN_WORDS = split_words(
    "city town ort stadt wohnort ville ciudad citta localita plaats stad woonplaats localidad "
    "poblacion localite"
)
_COUNTRY_WORDS = split_words(
    "country land pays pais paese nazione region bundesland state county provincia"
)
_LAST_WORDS = split_words(
    "last latest letzter letzte letztes zuletzt dernier derniere ultimo ultima laatste laatst "
    "lastly"
)
_CONTACT_WORDS = split_words(
    "contact contacted contacts kontakt kontaktiert talked talk spoke spoken spoken "
    "gesprochen gesprach gesehen getroffen seen met meeting chat chatted call called touch "
    "interaction contacto contatto gesproken gezien gesprek conversation echange rencontre "
    "parlato hablado"
)
_RELATION_WORDS = split_words(
    "wife husband spouse partner partnerin ehefrau ehemann ehepartner ehegatte gatte gattin "
    "child children kids kinder kind son daughter mother father brother sister parent parents "
    "boyfriend girlfriend conjoint conjointe epoux epouse mari enfant enfants conyuge esposa "
    "esposo hijo hija hijos echtgenoot echtgenote kinderen partnernaam coniuge moglie marito "
    "figlio figlia figli assistant assistants assistent assistentin asistente assistente "
    "assistente manager managers vorgesetzter vorgesetzte chef boss"
)

# What makes of an address or a number something else: its kind, or how it is shown.
_LABEL_WORDS = split_words("type typ tipo label etikett bezeichnung etichetta libelle")
_FAX_WORDS = split_words("fax telefax telecopie telecopieur pager telex isdn tty tdd ttytdd")
_NO_VALUE_WORDS = split_words(
    "display shown name nom nombre nome naam complet anzeigename angezeigter affiche "
    "weergavenaam mostrar visualizzato status opt newsletter verified marketing count id "
    "photo picture image avatar foto logo icon code pin password extension domain date "
    "created updated modified"
)

# `E-mail 1 - Label`, and in the old header of Google `Phone 1 - Type`.
_LABEL_COLUMN = re.compile(r"\d - (Label|Type)$", re.IGNORECASE)

_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")


# A table has the same few columns in each of its thousands of rows.
@lru_cache(maxsize=1024)
def find_meaning(column_name: str) -> str:
    """Find what a column means: a property, or one of the words above; empty if it is not known.

    `E-mail 2` means `email`, and so does `E-mail 2 - Value`.
    """
    if _LABEL_COLUMN.search(column_name):
        return LABEL
    folded_name = fold_for_search(_CAMEL_CASE.sub(" ", column_name).replace("'s", ""))
    words = _WORD.findall(folded_name)
    if len(words) > 1 and words[-1] == "value":
        words = words[:-1]
    joined_name = "".join(words)
    return _find_by_name(joined_name) or _find_by_words(frozenset(words), joined_name)


def is_known_name(column_name: str) -> bool:
    """Tell whether a column has a name that is known whole, and not only by a word in it."""
    return bool(_find_by_name("".join(_WORD.findall(fold_for_search(column_name)))))


def _find_by_name(joined_name: str) -> str:
    if joined_name in FIRST_NAME_PROPERTIES:
        return FIRST_NAME
    if joined_name in LAST_NAME_PROPERTIES:
        return LAST_NAME
    if joined_name in _MEANINGS:
        return _MEANINGS[joined_name]
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(joined_name))
    if prop and joined_name not in _NOT_OURS:
        return prop.name
    return ""


def _find_by_words(words: frozenset[str], joined_name: str) -> str:
    """Find the meaning of a name in which one word is known, and none says otherwise."""
    is_address = not words.isdisjoint(_MAIL_WORDS | _PHONE_WORDS | _PAGE_WORDS)
    if is_address and not words.isdisjoint(_LABEL_WORDS):
        return LABEL
    if not words.isdisjoint(_RELATION_WORDS):
        # `Assistant's Phone` is the number of another person.
        is_other = is_address or not words.isdisjoint(_FAX_WORDS)
        if is_other:
            return ""
        return RELATION
    if not words.isdisjoint(_NO_VALUE_WORDS | _FAX_WORDS):
        return _find_last_contact(words)
    if "electronique" in joined_name:
        return "email"
    for known_words, meaning in _MEANINGS_BY_WORD:
        if not words.isdisjoint(known_words):
            return meaning
    return _find_last_contact(words)


# `Mailing address` is a street; `E-Mail-Adresse` has the word `mail`.
_MEANINGS_BY_WORD = (
    (_MAIL_WORDS, "email"),
    (_PHONE_WORDS, "phone"),
    (_PAGE_WORDS, "links"),
    (_TOWN_WORDS, "location"),
    (_COUNTRY_WORDS, COUNTRY),
)


def _find_last_contact(words: frozenset[str]) -> str:
    has_both = not words.isdisjoint(_LAST_WORDS) and not words.isdisjoint(_CONTACT_WORDS)
    if not has_both:
        return ""
    return "last_contact"


# What `Title` is called that may be a form of address, or `Dr.`, and may be a job.
_TITLE_COLUMNS = frozenset(("title", "titel", "titre", "titolo", "titulo"))


def set_meaning_of_titles(column_map: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Leave it to each cell of `Title` what it means: `Dr.` is part of a name, `Dean` a role.

    The French Outlook calls both columns `Titre`; the second is `Titre (5)` by now.
    """
    return tuple(
        (TITLE if _is_title(column) else meaning, column) for meaning, column in column_map
    )


def _is_title(column_name: str) -> bool:
    return fold_for_search(column_name) in _TITLE_COLUMNS


# Words for where somebody lives, in the names of columns such as `Home City`.
HOME_WORDS = frozenset(("home", "privat", "private", "domicile", "particular", "prive", "casa"))


def is_about_home(column_name: str) -> bool:
    """Tell whether a column is about where somebody lives, and not about where they work."""
    words = _WORD.findall(fold_for_search(column_name))
    return not HOME_WORDS.isdisjoint(words)


def can_hold_address(column_name: str) -> bool:
    """Tell whether a column of an unknown name may hold addresses of the person themselves."""
    words = frozenset(_WORD.findall(fold_for_search(column_name.replace("'s", ""))))
    return words.isdisjoint(_NO_VALUE_WORDS | _FAX_WORDS | _RELATION_WORDS | _LABEL_WORDS)
