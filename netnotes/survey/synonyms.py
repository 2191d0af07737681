"""What people who do not write English call our properties, folders and periods: Dutch, German, French, Spanish."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.model.people import Mode


PROPERTY_SYNONYMS: dict[str, tuple[str, ...]] = {
    "purpose": (
        "doel",
        "waarom",
        "reden",
        "zweck",
        "warum",
        "grund",
        "pourquoi",
        "raison",
        "propósito",
        "motivo",
    ),
    "tier": (
        "kring",
        "prioriteit",
        "kreis",
        "priorität",
        "cercle",
        "priorité",
        "círculo",
        "prioridad",
    ),
    "cadence": (
        "frequentie",
        "ritme",
        "häufigkeit",
        "rhythmus",
        "fréquence",
        "rythme",
        "frecuencia",
        "ritmo",
    ),
    "last_contact": (
        *("laatst gesproken", "laatste contact", "laatst gezien", "laatste gesprek"),
        *(
            "letzter Kontakt",
            "zuletzt gesprochen",
            "zuletzt gesehen",
            "letztes Gespräch",
            "letztes Treffen",
        ),
        *("dernier contact", "dernière rencontre", "dernier échange", "vu le"),
        *("último contacto", "última conversación", "última vez", "último encuentro"),
    ),
    "next": (
        "volgend contact",
        "nächster Kontakt",
        "wiedervorlage",
        "prochain contact",
        "próximo contacto",
    ),
    "next_step": ("volgende stap", "nächster Schritt", "prochaine étape", "próximo paso"),
    "organisation": (
        *("bedrijf", "organisatie", "werkgever", "firma", "unternehmen", "arbeitgeber"),
        *("entreprise", "société", "employeur", "empresa", "organización", "empleador"),
    ),
    "role": (
        *("functie", "beroep", "rol", "funktion", "rolle", "beruf"),
        *("fonction", "poste", "métier", "rôle", "puesto", "cargo", "función"),
    ),
    "field": ("vakgebied", "branche", "fachgebiet", "secteur", "domaine"),
    "location": (
        "plaats",
        "woonplaats",
        "ort",
        "wohnort",
        "stadt",
        "lieu",
        "ville",
        "lugar",
        "ciudad",
    ),
    "met": (
        *("ontmoet op", "leren kennen op", "kennengelernt am", "kennengelernt"),
        *("rencontré le", "rencontrée le", "conocido el", "conocida el"),
    ),
    "met_at": (
        "ontmoet bij",
        "kennengelernt bei",
        "kennengelernt auf",
        "rencontré à",
        "conocido en",
    ),
    "introduced_by": (
        "voorgesteld door",
        "vorgestellt von",
        "présenté par",
        "présentée par",
        "presentado por",
    ),
    "knows": ("kent", "kennt", "connaît", "conoce a", "conoce"),
    "interests": ("interesses", "interessen", "intérêts", "centres d'intérêt", "intereses"),
    "offers": ("biedt", "kan helpen met", "bietet", "ofrece"),
    "needs": ("zoekt", "sucht", "cherche", "busca"),
    "email": (
        "e-mailadres",
        "mailadres",
        "e-mail-adresse",
        "courriel",
        "adresse e-mail",
        "correo",
        "correo electrónico",
    ),
    "phone": (
        *("telefoon", "telefoonnummer", "mobiel", "telefon", "telefonnummer", "mobil", "handy"),
        *("téléphone", "portable", "teléfono", "móvil"),
    ),
    "birthday": (
        *("verjaardag", "geboortedatum", "geburtstag", "geburtsdatum"),
        *("anniversaire", "date de naissance", "cumpleaños", "fecha de nacimiento"),
    ),
    "photo": ("foto",),
    "tags": ("labels", "etiketten", "schlagwörter", "étiquettes", "mots-clés", "etiquetas"),
    "aliases": ("bijnaam", "spitzname", "surnom", "apodo"),
    "type": ("soort", "art", "typ", "tipo", "sorte"),
    "date": ("datum", "fecha", "jour"),
    "people": (
        *("aanwezig", "aanwezigen", "deelnemers", "anwesend", "teilnehmer", "personen"),
        *("présents", "personnes", "asistentes", "personas"),
    ),
}

CHANNEL_SYNONYMS: dict[Mode, tuple[str, ...]] = {
    "in person": (
        *(
            "koffie",
            "borrel",
            "etentje",
            "ontmoet",
            "ontmoeting",
            "afspraak",
            "wandeling",
            "bezoek",
            "overleg",
        ),
        *(
            "kaffee",
            "mittagessen",
            "abendessen",
            "essen",
            "treffen",
            "getroffen",
            "besuch",
            "spaziergang",
            "termin",
        ),
        *(
            "café",
            "déjeuner",
            "dîner",
            "rencontre",
            "réunion",
            "rendez-vous",
            "visite",
            "promenade",
            "verre",
        ),
        *("almuerzo", "comida", "cena", "reunión", "encuentro", "visita", "paseo", "cita"),
    ),
    "voice": (
        *("bellen", "gebeld", "telefoon", "telefoontje", "videobellen"),
        *("anruf", "angerufen", "telefonat", "telefoniert", "telefon", "videoanruf"),
        *("appel", "téléphone", "visio", "visioconférence"),
        *("llamada", "teléfono", "videollamada"),
    ),
    "written": (
        *("bericht", "berichtje", "brief", "kaart", "appje", "gemaild"),
        *("nachricht", "brief", "karte", "geschrieben", "e-mail"),
        *("courriel", "mél", "lettre", "carte", "texto"),
        *("correo", "mensaje", "carta", "tarjeta"),
    ),
}
"""Words for how somebody was in touch, by mode."""

FOLDER_SYNONYMS: dict[str, tuple[str, ...]] = {
    "contacts": (
        *(
            "people",
            "persons",
            "contacts",
            "mensen",
            "personen",
            "contacten",
            "contactpersonen",
            "relaties",
        ),
        *("menschen", "kontakte", "leute", "personnes", "gens", "personas", "contactos", "gente"),
    ),
    "goals": ("goals", "doelen", "ziele", "objectifs", "buts", "objetivos", "metas"),
    "events": (
        *(
            "events",
            "bijeenkomsten",
            "evenementen",
            "veranstaltungen",
            "ereignisse",
            "événements",
            "eventos",
        ),
        *("trips", "conferences"),
    ),
    "archive": ("archive", "archives", "archived", "archief", "archiv", "archivo", "archivos"),
}

PERIOD_SYNONYMS: dict[str, int] = {
    name: days
    for days, names in {
        7: ("weekly", "wekelijks", "wöchentlich", "hebdomadaire", "semanal"),
        14: (
            "fortnightly",
            "biweekly",
            "tweewekelijks",
            "zweiwöchentlich",
            "bimensuel",
            "quincenal",
        ),
        30: ("monthly", "maandelijks", "monatlich", "mensuel", "mensual"),
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
        365: ("yearly", "annually", "jaarlijks", "jährlich", "annuel", "anual"),
    }.items()
    for name in names
}
"""How often, as people name their circles of people, in days."""


def find_folder_kind(path: str) -> str:
    """Which of FOLDERS a folder is by its own name, whatever numbers and signs stand before it; empty for none."""
    name = fold_accents(re.sub(r"^[\W\d_]+", "", path.rpartition("/")[2]))
    return next(
        (
            what
            for what, names in FOLDER_SYNONYMS.items()
            if name in {fold_accents(one) for one in names}
        ),
        "",
    )


def find_property(name: str) -> str:
    """The property that this is a foreign name of; empty for none."""
    return _PROPERTIES_BY_SYNONYM.get(fold_accents(name), "")


def find_channel_mode(word: str) -> Mode:
    """The mode that this foreign word for a channel is of; empty for none."""
    return _MODES_BY_SYNONYM.get(fold_accents(word), "")


def fold_accents(name: str) -> str:
    """A name folded, and without accents: many type none."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKD", fold(name))
        if not unicodedata.combining(sign)
    )


_PROPERTIES_BY_SYNONYM = {
    fold_accents(foreign): name for name, names in PROPERTY_SYNONYMS.items() for foreign in names
}
_MODES_BY_SYNONYM = {
    fold_accents(word): mode for mode, words in CHANNEL_SYNONYMS.items() for word in words
}
