"""Columns of tables are known by their names in six languages, and none is left out in silence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.formats.card import Card, ImportedCards
from netnotes.formats.matching.merging import merge_duplicates
from netnotes.formats.readers import google, outlook
from netnotes.formats.readers.columns import find_meaning
from netnotes.formats.readers.known_formats import find_format
from netnotes.formats.readers.names import join_name_parts
from netnotes.formats.readers.table import read
from netnotes.model.people import Birthday, Death

THUNDERBIRD_GERMAN = (
    "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,"
    "Messenger-Name,Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,"
    "Privat: Adresse,Privat: Adresse 2,Privat: Ort,Privat: Bundesland,Privat: PLZ,Privat: Land,"
    "Dienstlich: Adresse,Dienstlich: Adresse 2,Dienstlich: Ort,Dienstlich: Bundesland,"
    "Dienstlich: PLZ,Dienstlich: Land,Arbeitstitel,Abteilung,Organisation,Webseite 1,Webseite 2,"
    "Geburtsjahr,Geburtsmonat,Geburtstag,Benutzerdef. 1,Benutzerdef. 2,Benutzerdef. 3,"
    "Benutzerdef. 4,Notizen"
)
THUNDERBIRD_BRITISH = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
    "Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,"
    "Home City,Home County,Home Postcode,Home Country,Work Address,Work Address 2,Work City,"
    "Work County,Work Postcode,Work Country,Job Title,Department,Organisation,Web Page 1,"
    "Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes"
)
OUTLOOK_GERMAN = (
    "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,"
    "Ort geschäftlich,Ort privat,Telefon geschäftlich,Telefon privat,Mobiltelefon,"
    "Fax geschäftlich,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail 2: Adresse,"
    "Geburtstag,Jahrestag,Kategorien,Notizen,Partner,Webseite"
)


def read_one(header: str, **cells: str) -> tuple[Card, ImportedCards]:
    """Read a table of one row; a cell is given by its column with `_` for anything odd."""
    columns = header.split(",")
    by_name = {"".join(filter(str.isalnum, column)): column for column in columns}
    cells_by_column = {by_name[name.replace("_", "")]: cell for name, cell in cells.items()}
    text = f"{header}\n{','.join(cells_by_column.get(column, '') for column in columns)}\n"
    import_format = find_format(text)
    assert import_format is not None
    imported = import_format.read(text)
    (card,) = imported.cards
    return card, imported


@pytest.mark.parametrize(
    ("columns", "meaning"),
    [
        (
            "Vorname; First Name; given_name; Prénom; Nombre; Voornaam; Nome; firstName",
            "first name",
        ),
        (
            "Nachname; Last Name; Surname; Nom de famille; Apellidos; Achternaam; Cognome",
            "last name",
        ),
        ("Name; Full Name; Vollständiger Name; Nom complet; Nombre completo; Naam", "name"),
        ("Email Work; E-mail 2 Address; E-Mail-Adresse; Adresse e-mail; Courriel", "email"),
        ("Correo electrónico; E-mailadres; Indirizzo posta elettronica; emailAddress", "email"),
        ("Adresse de messagerie; Primäre E-Mail-Adresse; E-mail 3 - Value", "email"),
        ("Private phone; Telefon (geschäftlich); Tel. privat; Handy; Mobil-Tel.-Nr.", "phone"),
        ("Téléphone mobile; Teléfono móvil; Mobiele telefoon; Cellulare; Phone 2 - Value", "phone"),
        ("Firma; Company; Société; Empresa; Bedrijf; Azienda; Organisation", "organisation"),
        ("Job Title; Arbeitstitel; Fonction; Puesto; Functie; Qualifica; Beruf", "role"),
        ("Ort; City; Ville; Ciudad; Plaats; Città; Privat: Ort; Home City", "location"),
        ("Geburtstag; Date of birth; Date de naissance; Cumpleaños; Verjaardag", "birthday"),
        ("Anniversary; Jahrestag; Anniversaire de mariage; Aniversario; Trouwdag", "anniversary"),
        ("Last talked; Date of last contact; Letzter Kontakt; Dernier contact", "last_contact"),
        ("Último contacto; Laatste contact; Ultimo contatto; Zuletzt gesprochen", "last_contact"),
        ("Nickname; Spitzname; Surnom; Apodo; Bijnaam; Soprannome", "aliases"),
        ("Website; Webseite 1; Page web; Sitio web; LinkedIn; Pagina web", "links"),
        ("Wife; Spouse; Kinder; Conjoint; Cónyuge; Echtgenote; Coniuge; Partner", "relation"),
        ("Notes; Notizen; Remarques; Notas; Opmerkingen; Commenti; Appunti; Bemerkungen", "text"),
        ("Kategorien; Groups; Étiquettes; Categorías; Groepen; Gruppi; Labels", "tags"),
        ("Met on; Kennengelernt am; Connected On", "met"),
        ("Where we met; How met; Kennengelernt bei", "met_at"),
        ("Died; Todestag; Date of death", "died"),
        ("E-mail 1 - Label; Phone 1 - Type; E-Mail-Typ; E-mail Type", "label"),
        ("Shoe size; Fax; Fax-Nummer; Pager; Photo; Photo URL; Type; Status; Street; Nr", ""),
        ("E-mail Display Name; Mailing address; Assistant's Phone; Wife's email; Vacation", ""),
    ],
)
def test_column_is_known_by_its_name(columns: str, meaning: str) -> None:
    meanings = {column: find_meaning(column) for column in columns.split("; ")}
    assert meanings == dict.fromkeys(meanings, meaning)


def test_columns_of_a_table_are_read_or_named() -> None:
    card, imported = read_one(
        "Vorname,Nachname,Firma,Email Work,Private phone,Last talked,Wife,Anniversary,Shoe size",
        Vorname="Ada",
        Nachname="Quill",
        Firma="Northwind",
        Email_Work="ada@example.com",
        Private_phone="+49 30 5550123",
        Last_talked="2026-01-02",
        Wife="Beth Quill",
        Anniversary="2010-06-12",
        Shoe_size="38",
    )
    assert card == Card(
        row=2,
        name="Ada Quill",
        organisation="Northwind",
        email=("ada@example.com",),
        phone=("+49 30 5550123",),
        last_contact=date(2026, 1, 2),
        text="Wife: Beth Quill",
        extra_properties=(("anniversary", ("2010-06-12",)),),
    )
    assert imported.columns == (
        ("Vorname", "name"),
        ("Nachname", "name"),
        ("Firma", "organisation"),
        ("Email Work", "email"),
        ("Private phone", "phone"),
        ("Last talked", "last_contact"),
        ("Wife", "text"),
        ("Anniversary", "anniversary"),
    )
    assert imported.left_out == (("`Shoe size`", 1),)


def test_unknown_column_is_known_by_its_values() -> None:
    imported = read(
        "Name,Kontakt A,Kontakt B,Kontakt C,Fax A,Mixed\n"
        "Ada,ada@example.com,+49 30 5550123,https://example.com,+49 30 5550124,a@example.com\n"
        "Ben,ben@example.com,,,,later\n"
    )
    ada, ben = imported.cards
    assert (ada.email, ada.phone, ada.links) == (
        ("ada@example.com",),
        ("+49 30 5550123",),
        ("https://example.com",),
    )
    assert ben.email == ("ben@example.com",)
    assert imported.left_out == (("`Fax A`", 1), ("`Mixed`", 2))


def test_german_thunderbird_is_read() -> None:
    card, imported = read_one(
        THUNDERBIRD_GERMAN,
        Vorname="Ada",
        Nachname="Quill",
        Anzeigename="Ace Quill",
        PrimäreEMailAdresse="ada@example.com",
        SekundäreEMailAdresse="ada@home.example",
        Teldienstlich="030 5550123",
        MobilTelNr="0170 5550124",
        FaxNummer="030 5550125",
        PrivatOrt="Köln",
        PrivatPLZ="50667",
        DienstlichOrt="Bonn",
        Arbeitstitel="Leiterin",
        Abteilung="Technik",
        Organisation="Northwind",
        Geburtsjahr="1984",
        Geburtsmonat="3",
        Geburtstag="14",
        Notizen="Mag Zahlen",
    )
    assert (card.name, card.aliases) == ("Ada Quill", ("Ace Quill",))
    assert card.email == ("ada@example.com", "ada@home.example")
    assert card.phone == ("030 5550123", "0170 5550124")
    assert (card.location, card.role, card.organisation) == ("Köln", "Leiterin", "Northwind")
    assert (card.birthday, card.text) == (Birthday(3, 14, 1984), "Mag Zahlen")
    assert {name for name, _ in imported.left_out} == {
        *("`Fax-Nummer`", "`Privat: PLZ`", "`Dienstlich: Ort`", "`Abteilung`"),
    }
    assert outlook.can_read(THUNDERBIRD_GERMAN)


def test_british_thunderbird_is_read() -> None:
    card, imported = read_one(
        THUNDERBIRD_BRITISH,
        FirstName="Ada",
        LastName="Quill",
        DisplayName="Ada Quill",
        PrimaryEmail="ada@example.com",
        HomeCity="Leeds",
        HomePostcode="LS1 1AA",
        Organisation="Northwind",
        BirthMonth="3",
        BirthDay="14",
    )
    assert (card.name, card.aliases, card.location) == ("Ada Quill", (), "Leeds")
    assert (card.organisation, card.birthday) == ("Northwind", Birthday(3, 14))
    assert imported.left_out == (("`Home Postcode`", 1),)
    assert outlook.can_read(THUNDERBIRD_BRITISH)


def test_german_outlook_is_read() -> None:
    card, imported = read_one(
        OUTLOOK_GERMAN,
        Anrede="Dr.",
        Vorname="Ada",
        Nachname="Quill",
        Firma="Northwind",
        Position="Leiterin",
        Ortgeschäftlich="Bonn",
        Ortprivat="Köln",
        Telefonprivat="030 5550123",
        EMailAdresse="ada@example.com",
        EMailTyp="SMTP",
        EMail2Adresse="ada@home.example",
        Geburtstag="14.3.1984",
        Jahrestag="12.6.2010",
        Kategorien="Arbeit;Boote",
        Partner="Beth Quill",
    )
    assert outlook.can_read(OUTLOOK_GERMAN)
    assert (card.name, card.role, card.location) == ("Dr. Ada Quill", "Leiterin", "Köln")
    assert card.email == ("ada@example.com", "ada@home.example")
    assert (card.birthday, card.tags) == (Birthday(3, 14, 1984), ("Arbeit", "Boote"))
    assert card.extra_properties == (("anniversary", ("2010-06-12",)),)
    assert card.text == "Partner: Beth Quill"
    assert dict(imported.left_out) == {"labels such as Home and Work": 1, "`Ort geschäftlich`": 1}


GOOGLE = (
    "First Name,Last Name,Labels,Photo,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,"
    "E-mail 2 - Value,Address 1 - City,Address 1 - Street,Address 1 - Country,Relation 1 - Label,"
    "Relation 1 - Value,Event 1 - Label,Event 1 - Value,Event 2 - Label,Event 2 - Value"
)


def test_google_has_relations_and_events_with_their_labels() -> None:
    rows = (
        "Ada,Quill,* myContacts ::: Boats,https://example.com/a.jpg,Work,ada@work.example,* Home,"
        "ada@home.example,Lisbon,Rua 1,PT,Spouse,Beth Quill,Anniversary,2010-06-12,First call,"
        "2011-01-02\n"
        "Beth,Quill,,,,,,,,,Spain,,,,,,\n"
    )
    imported = google.read(f"{GOOGLE}\n{rows}")
    ada, beth = imported.cards
    assert ada.email == ("ada@home.example", "ada@work.example")
    assert (ada.tags, ada.location, beth.location) == (("Boats",), "Lisbon", "Spain")
    assert ada.text == "Spouse: Beth Quill"
    assert ada.extra_properties == (
        ("anniversary", ("2010-06-12",)),
        ("remember", ("2011-01-02 First call",)),
        ("knows", ("Beth Quill",)),
    )
    assert dict(imported.left_out) == {
        "`Photo`": 1,
        "labels such as Home and Work": 1,
        "`Address 1 - Street`": 1,
        "`Address 1 - Country`": 1,
    }


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Vorname,Name,Ort", "Ada,Quill,Köln", "Ada Quill"),
        ("Prénom,Nom,Ville", "Zoé,Dupont,Lyon", "Zoé Dupont"),
        ("First Name,Name,City", "Ada,Ada Quill,Lisbon", "Ada Quill"),
        ("Nombre,Apellidos,Ciudad", "Ana,García López,Madrid", "Ana García López"),
        ("Nome,Città", "Ada Quill,Roma", "Ada Quill"),
        ("Voornaam,Tussenvoegsel,Achternaam", "Els,van,Dam", "Els van Dam"),
        ("Voornaam,Tussenvoegsel,Achternaam", "Els,,Dam", "Els Dam"),
        ("Voornaam,Voorvoegsels,Achternaam", "Jan,van der,Groot", "Jan van der Groot"),
        ("Vorname,Vorsatzwort,Nachname", "Karl,von,Muster", "Karl von Muster"),
        ("Vorname,Namenszusatz,Nachname", "Karl,von der,Muster", "Karl von der Muster"),
        ("Vorname,Namenszusatz,Nachname", "Karl,jun.,Muster", "Karl Muster jun."),
        ("First Name,Middle Initial,Last Name", "Ada,M.,Quill", "Ada M. Quill"),
        ("Name Prefix,First Name,Last Name,Name Suffix", "Dr.,Ada,Quill,PhD", "Dr. Ada Quill PhD"),
        ("Nombre,Primer apellido,Segundo apellido", "Ana,García,López", "Ana García López"),
        ("Anrede,Vorname,Nachname", "Herr,Karl,Muster", "Karl Muster"),
        ("Anrede,Vorname,Nachname", "Frau Prof. Dr.,Ada,Muster", "Prof. Dr. Ada Muster"),
        ("Anrede,Vorname,Nachname", "Dr.,Ada,Muster", "Dr. Ada Muster"),
        ("Civilité,Prénom,Nom", "M.,Élie,Lefèvre", "Élie Lefèvre"),
        ("Tratamiento,Nombre,Apellidos", "Sr.,Juan,Pérez", "Juan Pérez"),
        ("Aanhef,Voornaam,Achternaam", "Dhr.,Jan,Groot", "Jan Groot"),
        ("Prefix,First Name,Last Name", "Mr & Mrs,Tom,Weber", "Mr & Mrs Tom Weber"),
        ("First Name,Last Name,City", "太郎,山田,東京", "山田太郎"),
        ("First Name,Last Name,City", "민수,김,서울", "김민수"),
        ("First Name,Last Name,City", "Taro,山田,東京", "Taro 山田"),
    ],
)
def test_parts_of_a_name_are_joined(header: str, row: str, name: str) -> None:
    assert [card.name for card in read(f"{header}\n{row}\n").cards] == [name]


def test_form_of_address_is_named_as_not_taken() -> None:
    imported = read("Anrede,Vorname,Nachname\nHerr,Moritz,Herrmann\nDr.,Ada,Muster\n")
    assert dict(imported.left_out) == {"`Anrede`": 1}
    assert ("Anrede", "name") in imported.columns


def test_names_that_differ_by_a_particle_are_two() -> None:
    imported = read("Voornaam;Tussenvoegsel;Achternaam\nEls;van;Dam\nEls;;Dam\n")
    assert [card.name for card in merge_duplicates(imported).cards] == ["Els van Dam", "Els Dam"]


@pytest.mark.parametrize(
    "header",
    [
        "Prénom,Nom de famille,Année de naissance,Mois de naissance,Jour de naissance",
        "Nombre,Apellidos,Año de nacimiento,Mes de nacimiento,Día de nacimiento",
        "Nome,Cognome,Anno di nascita,Mese di nascita,Giorno di nascita",
        "Voornaam,Achternaam,Geboortejaar,Geboortemaand,Geboortedag",
    ],
)
def test_birthday_in_three_columns_is_read_in_each_language(header: str) -> None:
    (card,) = read(f"{header}\nZoé,Dupont,1980,3,4\n").cards
    assert card.birthday == Birthday(3, 4, 1980)


def test_east_asian_names_begin_with_the_family_name() -> None:
    assert join_name_parts(given="太郎", family="山田") == "山田太郎"
    assert join_name_parts(given="Ada", family="Quill", prefix="Dr.") == "Dr. Ada Quill"


@pytest.mark.parametrize(
    ("cell", "death", "remarks"),
    [
        ("2024-05-12", Death(2024, 5, 12), 0),
        ("2024", Death(2024), 0),
        ("yes", Death(), 0),
        ("no", None, 0),
        ("in spring", Death(), 1),
    ],
)
def test_day_of_death_is_read(cell: str, death: Death | None, remarks: int) -> None:
    imported = read(f"Name,Died\nAda,{cell}\n")
    assert [card.died for card in imported.cards] == [death]
    assert len(imported.problems) == remarks


def test_columns_without_a_name_and_of_one_name_are_read_too() -> None:
    imported = read("Name,Email,Email,,\nAda,a@example.com,b@example.com,x,\n")
    assert imported.cards[0].email == ("a@example.com", "b@example.com")
    assert imported.left_out == (("`column 4`", 1),)


def test_second_value_of_a_property_is_named() -> None:
    imported = read("Name,Company,Employer\nAda,Northwind,Acme\nBen,Acme,Acme\n")
    assert [card.organisation for card in imported.cards] == ["Northwind", "Acme"]
    assert imported.left_out == (("`Employer`", 1),)


def test_relation_to_one_of_two_namesakes_is_text_alone() -> None:
    imported = read("Name,Wife,City\nAda,Beth,\nBeth,,Lisbon\nBeth,,Porto\n")
    assert imported.cards[0].text == "Wife: Beth"
    assert imported.cards[0].extra_properties == ()


COLUMN_NAMES = (
    *("First Name", "Last Name", "Display Name", "Title", "Suffix", "Firma", "Company", "Birthday"),
    *("Geburtsjahr", "Email", "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Type", "Fax"),
    *("Home City", "Work City", "Country", "Wife", "Relation 1 - Label", "Relation 1 - Value"),
    *("Event 1 - Label", "Event 1 - Value", "Anniversary", "Died", "Last talked", "Notes", "Memo"),
    *("Status", "Archived", "Tier", "knows", "Cadence", "Type", "Photo", "Met", "Nickname", "x"),
)
columns_of_tables = st.lists(
    st.one_of(
        st.sampled_from(COLUMN_NAMES),
        st.text("abcdefghijklmnop _1()", min_size=1, max_size=20).filter(str.strip),
    ),
    min_size=1,
    max_size=8,
)


@given(columns_of_tables)
def test_no_cell_is_dropped_in_silence(columns: list[str]) -> None:
    """Each column with a value is read as something, or named as left out or in a remark."""
    cells = [f"word{number}x" for number in range(len(columns))]
    imported = read(f"Name,{','.join(columns)}\nAda,{','.join(cells)}\n")
    told = " ".join(
        (
            *(repr(card) for card in imported.cards),
            *(problem.reason for problem in imported.problems),
            *(name for name, _ in imported.left_out),
        )
    )
    told = " ".join(told.split())
    for column, cell in zip(columns, cells, strict=True):
        is_named = " ".join(column.split()) in told or "labels such as" in told
        assert cell in told or is_named, f"`{column}` in {told}"


@pytest.mark.parametrize("column", ["Title", "Titel", "Titre", "Título", "Titolo"])
@pytest.mark.parametrize(
    ("cell", "name", "role"),
    [
        ("Dr.", "Dr. Ada Quill", ""),
        ("Prof. Dr. med.", "Prof. Dr. med. Ada Quill", ""),
        ("Frau Dipl.-Ing.", "Dipl.-Ing. Ada Quill", ""),
        ("Dean", "Ada Quill", "Dean"),
        ("Professor", "Ada Quill", "Professor"),
    ],
)
def test_title_is_part_of_the_name_or_a_role_by_what_it_says(
    column: str, cell: str, name: str, role: str
) -> None:
    for header, whole in (("Name", "Ada Quill"), ("First name,Last name", "Ada,Quill")):
        (card,) = read(f"{header},{column},Email\n{whole},{cell},a@x.example\n").cards
        assert (card.name, card.role) == (name, role)


@pytest.mark.parametrize(
    "column",
    ["Prefix", "Anrede", "Namenspräfix", "Salutation", "Civilité", "Tratamiento", "Aanhef"],
)
def test_title_under_another_column_is_kept_and_form_of_address_is_named(column: str) -> None:
    imported = read(f"Name,{column}\nAda Quill,Dr.\nBen Roe,Mr\nCy Fox,Dear Cy\n")
    assert [card.name for card in imported.cards] == ["Dr. Ada Quill", "Ben Roe", "Cy Fox"]
    assert imported.left_out == ((f"`{column}`", 2),)


def test_titles_in_two_columns_and_a_suffix_are_all_in_the_name() -> None:
    imported = read('Name,Anrede,Titel,Suffix\nAda Quill,Frau,Dr.,PhD\n"Roe, Ben",,Dr.,\n')
    assert [card.name for card in imported.cards] == ["Dr. Ada Quill PhD", "Dr. Ben Roe"]
    assert dict(imported.left_out) == {"`Anrede`": 1}
