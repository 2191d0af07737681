"""What people call our properties, channels, folders and periods in other languages.

They are Dutch, German, French, Spanish, Italian and Portuguese; folders and periods have other
English names, too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from netnotes.model.note_path import strip_export_id
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


def _split_list(text: str) -> tuple[str, ...]:
    """Split a list of words at its commas."""
    return tuple(word.strip() for word in text.split(","))


# Spelled with their accents, and found without them, too: see `fold_accents`.

PROPERTY_SYNONYMS: dict[str, tuple[str, ...]] = {
    "purpose": _split_list(
        "doel, waarom, reden, zweck, warum, grund, pourquoi, raison, propósito, motivo"
    ),
    "tier": _split_list(
        "kring, prioriteit, kreis, priorität, cercle, priorité, círculo, prioridad"
    ),
    "cadence": _split_list(
        "frequentie, ritme, häufigkeit, rhythmus, fréquence, rythme, frecuencia, ritmo"
    ),
    "last_contact": _split_list(
        """
        laatst gesproken, laatste contact, laatst gezien, laatste gesprek,
        letzter Kontakt, zuletzt gesprochen, zuletzt gesehen, letztes Gespräch, letztes Treffen,
        dernier contact, dernière rencontre, dernier échange, vu le,
        último contacto, última conversación, última vez, último encuentro,
        ultimo contatto, ultimo incontro, ultima volta, último contato, última conversa
        """
    ),
    "next": _split_list(
        "volgend contact, nächster Kontakt, wiedervorlage, prochain contact, próximo contacto, "
        "prossimo contatto, próximo contato"
    ),
    "next_step": _split_list(
        "volgende stap, nächster Schritt, prochaine étape, próximo paso, "
        "prossimo passo, próximo passo"
    ),
    "organisation": _split_list(
        """
        bedrijf, organisatie, werkgever, firma, unternehmen, arbeitgeber,
        entreprise, société, employeur, organisme, empresa, organización, empleador,
        azienda, ditta, organizzazione, datore di lavoro, organização, empregador
        """
    ),
    "role": _split_list(
        """
        functie, beroep, rol, funktion, rolle, beruf,
        fonction, poste, métier, rôle, puesto, cargo, función,
        ruolo, professione, mansione, função, profissão
        """
    ),
    "field": _split_list("vakgebied, branche, fachgebiet, secteur, domaine, settore, setor"),
    "location": _split_list(
        "plaats, woonplaats, ort, wohnort, stadt, lieu, ville, lugar, ciudad, città, luogo, cidade"
    ),
    "met": _split_list(
        """
        ontmoet op, leren kennen op, kennengelernt am, kennengelernt,
        rencontré le, rencontrée le, conocido el, conocida el,
        eerste contact, Erstkontakt, Erstkontakt am, erster Kontakt, premier contact,
        première rencontre, date de premier contact, date premier contact, primer contacto,
        conosciuto il, conosciuta il, primo contatto, primeiro contato, primeiro contacto
        """
    ),
    "met_at": _split_list(
        "ontmoet bij, kennengelernt bei, kennengelernt auf, rencontré à, conocido en"
    ),
    "introduced_by": _split_list(
        "voorgesteld door, ontmoet via, vorgestellt von, kennengelernt durch, kennengelernt über, "
        "présenté par, présentée par, rencontré via, rencontrée via, presentado por, conocido por"
    ),
    "knows": _split_list("kent, kennt, connaît, conoce a, conoce"),
    "interests": _split_list("interesses, interessen, intérêts, centres d'intérêt, intereses"),
    "offers": _split_list("biedt, kan helpen met, bietet, ofrece"),
    "needs": _split_list("zoekt, sucht, cherche, busca"),
    "email": _split_list(
        """
        e-mailadres, mailadres, e-mail-adresse,
        courriel, adresse e-mail, correo, correo electrónico, posta elettronica
        """
    ),
    "phone": _split_list(
        """
        telefoon, telefoonnummer, mobiel, telefon, telefonnummer, mobil, handy,
        téléphone, portable, teléfono, móvil, telefono, cellulare, telefone, telemóvel, celular
        """
    ),
    "birthday": _split_list(
        """
        verjaardag, geboortedatum, geburtstag, geburtsdatum,
        anniversaire, date de naissance, cumpleaños, fecha de nacimiento,
        compleanno, data di nascita, data de nascimento
        """
    ),
    "anniversary": _split_list(
        """
        trouwdag, huwelijksdag, hochzeitstag, jahrestag,
        anniversaire de mariage, aniversario, aniversario de boda
        """
    ),
    "remember": _split_list(
        "gedenkdagen, belangrijke data, gedenktage, wichtige tage, dates importantes, fechas "
        "importantes"
    ),
    "photo": _split_list("foto"),
    "tags": _split_list("labels, etiketten, schlagwörter, étiquettes, mots-clés, etiquetas"),
    "aliases": _split_list("bijnaam, spitzname, surnom, apodo"),
    "type": _split_list("soort, art, typ, tipo, sorte"),
    "date": _split_list("datum, fecha, jour, data"),
    "people": _split_list(
        """
        aanwezig, aanwezigen, deelnemers, anwesend, teilnehmer, personen,
        présents, personnes, asistentes, personas, partecipanti, presenti, participantes
        """
    ),
}

FOLDER_SYNONYMS: dict[str, tuple[str, ...]] = {
    "contacts": _split_list(
        """
        people, persons, contacts, mensen, personen, contacten, contactpersonen, relaties,
        menschen, kontakte, leute, personnes, gens, personas, contactos, gente,
        persone, contatti, pessoas, contatos
        """
    ),
    "goals": _split_list("goals, doelen, ziele, objectifs, buts, objetivos, metas"),
    "events": _split_list(
        """
        events, bijeenkomsten, evenementen, veranstaltungen, ereignisse, événements, eventos, eventi,
        trips, conferences
        """
    ),
    "archive": _split_list("archive, archives, archived, archief, archiv, archivo, archivos"),
}

# Folders called so often hold people, and as often something else: their notes decide.
FOLDERS_OFTEN_OF_PEOPLE = frozenset(
    _split_list(
        """
        relationships, network, networking, clients, customers, leads, prospects, recruiters,
        friends, family, colleagues, coworkers, team, advisors, mentors, mentees, investors,
        donors, volunteers, students, members, congregation, neighbours, neighbors,
        kunden, freunde, familie, kollegen, netzwerk, bekannte, mitglieder, schüler,
        clients, amis, famille, collègues, réseau, élèves,
        clientes, amigos, familia, colegas, alumnos, red,
        klanten, vrienden, collega's, netwerk, leerlingen, kennissen,
        kandidaten, bewerber, spender, candidats, donateurs, donantes, candidatos,
        colleghi, amici, clienti, famiglia, doadores
        """
    )
)

# The names that people give to their tiers, and the interval in days.
PERIOD_SYNONYMS: dict[str, int] = {
    name: days
    for days, names in {
        7: (
            *("weekly", "wekelijks", "wöchentlich", "hebdomadaire", "semanal", "elke week"),
            *("jede Woche", "toutes les semaines", "chaque semaine", "cada semana"),
        ),
        14: (
            "fortnightly",
            "biweekly",
            "tweewekelijks",
            "zweiwöchentlich",
            "bimensuel",
            "quincenal",
        ),
        30: (
            *("monthly", "maandelijks", "monatlich", "mensuel", "mensual", "elke maand"),
            *("jeden Monat", "tous les mois", "chaque mois", "cada mes"),
        ),
        60: ("bimonthly", "tweemaandelijks", "zweimonatlich", "bimestriel", "bimestral"),
        90: (
            "quarterly",
            "driemaandelijks",
            "per kwartaal",
            "vierteljährlich",
            "trimestriel",
            "trimestral",
        ),
        180: ("half-yearly", "halfjaarlijks", "halbjährlich", "semestriel", "semestral"),
        365: (
            *("yearly", "annually", "jaarlijks", "jährlich", "annuel", "anual", "elk jaar"),
            *("jedes Jahr", "tous les ans", "chaque année", "cada año"),
        ),
    }.items()
    for name in names
}


def is_often_of_people(path: str) -> bool:
    """Tell whether a folder's own name is one that many people give to a folder of people."""
    return fold_accents(_strip_order(path)) in _FOLDED_FOLDERS_OF_PEOPLE


def _strip_order(path: str) -> str:
    return re.sub(r"^[\W\d_]+", "", strip_export_id(path.rpartition("/")[2]))


def find_folder_kind(path: str) -> str:
    """Find which kind in `FOLDER_SYNONYMS` a folder is by its own name; empty for none.

    Digits and other characters before the name do not count: `2 Goals`, `_archive`, nor does the
    number that Notion adds.
    """
    return _FOLDER_KINDS_BY_NAME.get(fold_accents(_strip_order(path)), "")


def find_property(name: str) -> str:
    """Find the property that a foreign name means; empty for none."""
    return _PROPERTIES_BY_SYNONYM.get(fold_accents(name), "")


def fold_accents(name: str) -> str:
    """Fold a name and remove its accents: many people type none."""
    decomposed = unicodedata.normalize("NFKD", fold(name))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


Meaning = TypeVar("Meaning", bound=str)


def _index_synonyms(synonyms: Mapping[Meaning, tuple[str, ...]]) -> dict[str, Meaning]:
    """Map every synonym, without its accents, to what it means."""
    index: dict[str, Meaning] = {}
    for meaning, names in synonyms.items():
        for name in names:
            index[fold_accents(name)] = meaning
    return index


_PROPERTIES_BY_SYNONYM = _index_synonyms(PROPERTY_SYNONYMS)
_FOLDER_KINDS_BY_NAME = _index_synonyms(FOLDER_SYNONYMS)
_FOLDED_FOLDERS_OF_PEOPLE = frozenset(map(fold_accents, FOLDERS_OFTEN_OF_PEOPLE))
