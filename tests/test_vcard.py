"""vCard 2.1, 3.0 and 4.0 as phones and programs write it; people are made up."""

from __future__ import annotations

import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netnotes.formats.card import Card, ImportedCards
from netnotes.formats.readers.vcard import read
from netnotes.model.people import Birthday, Death


def make_vcard(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def read_one(data: str | bytes) -> Card:
    imported = read(data)
    assert imported.problems == ()
    (card,) = imported.cards
    return card


def test_version_3_is_read() -> None:
    ada = read_one(
        make_vcard(
            "N:Quill;Ada;M.;Dr.;",
            "FN:Ada Quill",
            "NICKNAME:Ace,The Boss",
            "ORG:Northwind\\, Inc.;Platform",
            "TITLE:VP Engineering",
            "EMAIL;type=INTERNET;type=WORK:ada@northwind.example",
            "EMAIL;type=INTERNET;type=HOME;type=pref:ada@example.com",
            "TEL;type=CELL:+49 170 5550123",
            "ADR;type=HOME:;;Rua 1;Lisbon;;1000;Portugal",
            "item1.URL;type=pref:https\\://example.com/ada",
            "item1.X-ABLabel:_$!<HomePage>!$_",
            "BDAY:1984-03-14",
            "CATEGORIES:Work friends,Fair",
            "NOTE:likes numbers\\nand ships\\; both",
            "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ada-quill",
        )
    )
    assert ada == Card(
        row=1,
        name="Ada Quill",
        aliases=("Ace", "The Boss"),
        organisation="Northwind, Inc.",
        role="VP Engineering",
        location="Lisbon",
        email=("ada@example.com", "ada@northwind.example"),
        phone=("+49 170 5550123",),
        links=("https://example.com/ada", "https://www.linkedin.com/in/ada-quill"),
        birthday=Birthday(3, 14, 1984),
        tags=("Work-friends", "Fair"),
        text="likes numbers\nand ships; both",
    )


def test_version_2_1_is_read_with_quoted_printable_and_types_without_names() -> None:
    data = make_vcard(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BCller=3B;=\r\nZo=C3=AB;;;",
        "TEL;CELL;PREF:0170 5550123",
        "TEL;HOME:030 5550123",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:one=0D=0A=\r\ntwo =C3=A4=\r\n=C3=B6",
        (
            "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\r\n"
            " /2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYI\r\n"
        ),
        "EMAIL;INTERNET:zoe@example.com",
        version="2.1",
    )
    zoe = read_one(data)
    assert (zoe.name, zoe.phone, zoe.email) == (
        "Zoë Müller;",
        ("0170 5550123", "030 5550123"),
        ("zoe@example.com",),
    )
    assert zoe.text == "one\ntwo äö"


def test_version_4_is_read() -> None:
    ada = read_one(
        make_vcard(
            "FN;PREF=2:Dr. Quill",
            "FN;PREF=1:Ada Quill",
            'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+49-30-5550123;ext=5',
            "EMAIL:mailto:ada@example.com",
            "BDAY:--0314",
            "KIND:individual",
            "RELATED;TYPE=friend:urn:uuid:1",
            version="4.0",
        )
    )
    assert (ada.name, ada.phone, ada.email) == (
        "Ada Quill",
        ("+49-30-5550123;ext=5",),
        ("ada@example.com",),
    )
    assert ada.birthday == Birthday(3, 14)


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:--0312", Birthday(3, 12)),
        ("BDAY:--03-12", Birthday(3, 12)),
        ("BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-03-12", Birthday(3, 12)),
        ("BDAY:16040312", Birthday(3, 12)),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-03-12", Birthday(3, 12)),
        ("BDAY:1984-03-12T00:00:00Z", Birthday(3, 12, 1984)),
        ("BDAY:19840312", Birthday(3, 12, 1984)),
        ("BDAY:--0229", Birthday(2, 29)),
        ("BDAY:1604-02-29", Birthday(2, 29)),
    ],
)
def test_birthdays_are_read_with_and_without_year(line: str, birthday: Birthday) -> None:
    assert read_one(make_vcard("FN:Ada", line)).birthday == birthday


@pytest.mark.parametrize("written", ["1984-02-30", "--0230", "1984", "in spring"])
def test_invalid_birthday_is_left_out_and_reported(written: str) -> None:
    imported = read(make_vcard("FN:Ada Quill", f"BDAY:{written}"))
    assert [(card.name, card.birthday) for card in imported.cards] == [("Ada Quill", None)]
    ((row, reason, is_person_kept, _),) = imported.problems
    assert (row, is_person_kept) == (1, True)
    assert written in reason


@pytest.mark.parametrize(
    ("others", "order", "birthday"),
    [
        ((), "", None),
        ((), "day-first", Birthday(9, 1, 1980)),
        ((), "month-first", Birthday(1, 9, 1980)),
        # A day of the file that can be read in one way only decides, whatever the settings say.
        (("BDAY:25/12/1970",), "month-first", Birthday(9, 1, 1980)),
        (("ANNIVERSARY:12/25/1970",), "", Birthday(1, 9, 1980)),
        (("BDAY:25/12/1970", "BDAY:12/25/1970"), "", None),
    ],
)
def test_birthday_that_may_be_two_days_is_read_as_the_file_or_the_settings_say(
    others: tuple[str, ...], order: str, birthday: Birthday | None
) -> None:
    cards = [make_vcard("FN:Ada Quill", "BDAY:01/09/1980")]
    cards += [make_vcard(f"FN:Ben {number}", line) for number, line in enumerate(others)]
    imported = read("".join(cards), date_order=order)
    assert imported.cards[0].birthday == birthday
    reason = (
        "the birthday `01/09/1980` of Ada Quill may be 1 September 1980 or 9 January 1980: say "
        "which with `[dates] order` in `netnotes.toml`, and import again"
    )
    reasons = [problem.reason for problem in imported.problems]
    assert reasons == [reason] * (birthday is None)


@pytest.mark.parametrize("written", ["01/01/1980", "1.1.1980", "1 January 1980", "1. Januar 1980"])
def test_birthday_with_one_meaning_is_read_without_an_order(written: str) -> None:
    assert read_one(make_vcard("FN:Ada", f"BDAY:{written}")).birthday == Birthday(1, 1, 1980)


def test_lines_are_unfolded_also_within_a_character() -> None:
    data = make_vcard("FN:Zoë Müller", "NOTE:a long tale").encode()
    data = data.replace("ë".encode(), b"\xc3\r\n \xab").replace(
        b"long tale", b"lo\r\n\tng\r\n  tale"
    )
    zoe = read_one(data)
    assert (zoe.name, zoe.text) == ("Zoë Müller", "a long tale")


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8", "cp1252"]
)
def test_files_of_any_encoding_are_read(encoding: str) -> None:
    assert read_one(make_vcard("FN:Zoë Müller").encode(encoding)).name == "Zoë Müller"


@pytest.mark.parametrize("printable", [False, True])
def test_line_is_read_in_the_encoding_it_names(printable: bool) -> None:
    name = "Иванов;Иван".encode("windows-1251")
    if printable:
        name = quopri.encodestring(name).replace(b"=3B", b";")
    encoding = b";ENCODING=QUOTED-PRINTABLE" if printable else b""
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=windows-1251"
        + encoding
        + b":"
        + name
        + b"\r\nEND:VCARD\r\n"
    )
    assert read_one(data).name == "Иван Иванов"


@pytest.mark.parametrize("charset", ["no-such-thing", "utf-8"])
def test_wrong_encoding_is_ignored(charset: str) -> None:
    assert read_one(make_vcard(f"FN;CHARSET={charset}:Zoë").encode("cp1252")).name == "Zoë"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Quill;Ada;;;"], "Ada Quill"),
        (["N:Quill;Ada;M.;Dr.;PhD"], "Dr. Ada M. Quill PhD"),
        (["N:Quill"], "Quill"),
        (["N:;;;;", "ORG:Northwind;"], "Northwind"),
        (["N:;;;;", "FN:", "NICKNAME:Ace"], "Ace"),
        (["FN:ada@example.com", "N:Quill;Ada"], "Ada Quill"),
        (["EMAIL:ada@example.com"], "ada@example.com"),
        (["fn:Ada Quill"], "Ada Quill"),
        (["item1.FN:Ada Quill"], "Ada Quill"),
    ],
)
def test_card_without_fn_is_named_by_another_value(lines: list[str], name: str) -> None:
    assert read_one(make_vcard(*lines)).name == name


def test_card_without_version_or_end_leaves_its_neighbours_readable() -> None:
    data = (
        "BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nVERSION:3.0\nFN:Ben\nEND:VCARD\nBEGIN:VCARD\nFN:Cleo\n"
    )
    imported = read(data)
    assert [(card.name, card.row) for card in imported.cards] == [
        ("Ada", 1),
        ("Ben", 3),
        ("Cleo", 7),
    ]
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [
        (1, True),
        (7, True),
    ]


def test_groups_and_firms_are_left_out() -> None:
    data = make_vcard("FN:Sailors", "X-ADDRESSBOOKSERVER-KIND:group") + make_vcard(
        "FN:Ada", "KIND:individual"
    )
    data += make_vcard("FN:Northwind", "KIND:org") + make_vcard(
        "FN:Crew", "KIND:group", "MEMBER:urn:uuid:1"
    )
    imported = read(data)
    assert [card.name for card in imported.cards] == ["Ada"]
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [
        (1, False),
        (11, False),
        (16, False),
    ]
    assert "Sailors" in imported.problems[0].reason


def test_note_with_unfolded_line_breaks_is_read() -> None:
    ada = read_one(
        make_vcard(
            "FN:Ada",
            "NOTE:she said",
            "Tel: 555",
            "",
            "https://example.com: look",
            "TEL:030 5550123",
        )
    )
    assert ada.text == "she said\nTel: 555\n\nhttps://example.com: look"
    assert ada.phone == ("030 5550123",)


def test_meaningless_line_is_left_out_and_reported() -> None:
    imported = read("hello\n" + make_vcard("FN:Ada", "what is this", "EMAIL:ada@example.com"))
    assert [(card.name, card.email) for card in imported.cards] == [("Ada", ("ada@example.com",))]
    assert [(problem.row, problem.is_person_kept) for problem in imported.problems] == [
        (1, True),
        (5, True),
    ]


def test_card_of_an_assistant_is_ignored() -> None:
    data = make_vcard(
        "FN:Ada",
        "AGENT:",
        "BEGIN:VCARD",
        "FN:Her assistant",
        "TEL:1",
        "END:VCARD",
        "TEL:030 5550123",
    )
    assert (read_one(data).name, read_one(data).phone) == ("Ada", ("030 5550123",))


def test_pictures_are_ignored_in_every_encoding() -> None:
    data = make_vcard(
        "FN:Ada",
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 60,
        *(" " + "B" * 70 for _ in range(500)),
        "PHOTO:data:image/png;base64,AAAA",
        "LOGO;ENCODING=BASE64:AAAA",
        "BBBB==",
        "",
        "TEL:030 5550123",
    )
    assert read_one(data).phone == ("030 5550123",)


@given(st.binary(max_size=200), st.text(max_size=80))
def test_any_bytes_in_a_card_leave_the_next_readable(noise: bytes, text: str) -> None:
    data = b"BEGIN:VCARD\nFN:Ada\n" + noise + text.encode("utf-8", "replace") + b"\nEND:VCARD\n"
    next_card = make_vcard("FN:Ben Okafor").encode()
    assert "Ben Okafor" in [card.name for card in read(data + next_card).cards]
    assert isinstance(read(noise), ImportedCards)


APPLE = (
    "N:Quill;Ada;;;",
    "FN:Ada Quill",
    "ORG:Northwind;Platform;",
    "item1.EMAIL;type=INTERNET;type=pref:ada@example.com",
    "item1.X-ABLabel:Boat",
    "TEL;type=CELL;type=VOICE:+49 170 5550123",
    "TEL;type=WORK;type=FAX:+49 30 5550125",
    "item2.ADR;type=HOME:;;Rua 1;Lisbon;;1000;Portugal",
    "item2.X-ABADR:pt",
    "item3.X-ABDATE;type=pref:2010-06-12",
    "item3.X-ABLabel:_$!<Anniversary>!$_",
    "item4.X-ABRELATEDNAMES;type=pref:Beth Quill",
    "item4.X-ABLabel:_$!<Spouse>!$_",
    "X-SOCIALPROFILE;type=twitter;x-user=adaq:x-apple:adaq",
    "X-SOCIALPROFILE;type=chess:x-apple:adaq",
    "IMPP;X-SERVICE-TYPE=Skype:skype:adaq",
    "PHOTO;ENCODING=b;TYPE=JPEG:AAAA",
    "GEO:1;2",
    "X-FOO:bar",
    "UID:1",
)


def test_what_a_card_has_and_a_note_has_not_is_named() -> None:
    imported = read(make_vcard(*APPLE))
    (ada,) = imported.cards
    assert (ada.organisation, ada.location) == ("Northwind", "Lisbon")
    assert (ada.phone, ada.links) == (("+49 170 5550123",), ("https://twitter.com/adaq",))
    assert ada.text == "Spouse: Beth Quill"
    assert ada.extra_properties == (("anniversary", ("2010-06-12",)),)
    assert dict(imported.left_out) == dict.fromkeys(
        (
            *("labels such as Home and Work", "fax and pager numbers", "street addresses"),
            *("profiles without an address", "names in messengers", "photos", "coordinates"),
            *("`X-FOO`", "departments"),
        ),
        1,
    )


def test_relations_of_version_4_name_cards_or_people() -> None:
    imported = read(
        make_vcard("FN:Ada Quill", "UID:urn:uuid:1")
        + make_vcard(
            "FN:Beth Quill",
            "RELATED;TYPE=spouse:urn:uuid:1",
            "RELATED;TYPE=friend:urn:uuid:99",
            "RELATED;VALUE=text;TYPE=child:Tom",
            "HOBBY:chess",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Betty;1;;;;;;;;;;;;;",
            version="4.0",
        )
    )
    beth = imported.cards[1]
    assert beth.text == "Spouse: Ada Quill\nChild: Tom"
    assert beth.extra_properties == (("knows", ("Ada Quill",)),)
    assert (beth.interests, beth.aliases) == (("chess",), ("Betty",))
    assert imported.left_out == (("relations to cards that are not in the file", 1),)


@pytest.mark.parametrize(
    ("line", "extra_properties", "text"),
    [
        ("ANNIVERSARY:20100612", (("anniversary", ("2010-06-12",)),), ""),
        ("X-ANNIVERSARY:2010-06-12", (("anniversary", ("2010-06-12",)),), ""),
        ("ANNIVERSARY:--0612", (("anniversary", ("06-12",)),), ""),
        ("X-SPOUSE:Beth", (), "Spouse: Beth"),
        ("X-EVOLUTION-MANAGER:Cleo", (), "Manager: Cleo"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Beth;14;;", (), "Relation: Beth"),
    ],
)
def test_anniversary_and_relations_have_their_place(
    line: str, extra_properties: object, text: str
) -> None:
    ada = read_one(make_vcard("FN:Ada", line))
    assert (ada.extra_properties, ada.text) == (extra_properties, text)


@pytest.mark.parametrize(
    ("line", "death", "remarks"),
    [
        ("DEATHDATE:20240512", Death(2024, 5, 12), 0),
        ("DEATHDATE:2024-05", Death(2024, 5), 0),
        ("X-DEATHDATE:2024", Death(2024), 0),
        ("DEATHDATE;VALUE=text:yes", Death(), 0),
        ("DEATHDATE;VALUE=text:circa 1800", Death(), 1),
    ],
)
def test_day_of_death_is_read(line: str, death: Death, remarks: int) -> None:
    imported = read(make_vcard("FN:Ada", line))
    assert [card.died for card in imported.cards] == [death]
    assert len(imported.problems) == remarks


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:山田;太郎;;;"], "山田太郎"),
        (["N:山田;太郎;;;", "FN:太郎 山田"], "太郎 山田"),
        (["N:김;민수"], "김민수"),
        (["N:山田;Taro"], "Taro 山田"),
    ],
)
def test_east_asian_names_begin_with_the_family_name(lines: list[str], name: str) -> None:
    assert read_one(make_vcard(*lines)).name == name


@pytest.mark.parametrize("line", ["X-ABShowAs:COMPANY", "KIND:org", "KIND:ORG"])
def test_companies_are_no_people_and_are_counted(line: str) -> None:
    imported = read(make_vcard("N:;;;;", "FN:Acme", "ORG:Acme;", line) * 3)
    assert imported.cards == ()
    assert [problem.reason for problem in imported.problems] == [
        "`Acme` is not a person but a company"
    ] * 3
    assert imported.left_out == (("companies", 3),)


def test_second_organisation_role_and_name_are_not_lost_in_silence() -> None:
    imported = read(
        make_vcard("FN:Ada", "FN:Ace", "ORG:Acme", "ORG:Northwind", "TITLE:VP", "ROLE:Captain")
    )
    assert imported.cards[0].aliases == ("Ace",)
    assert dict(imported.left_out) == {"further organisations": 1, "further roles": 1}


def test_formatted_name_with_the_family_name_first_is_turned_round() -> None:
    (card,) = read(make_vcard("FN:Marsh\\, Cleo", "N:Marsh;Cleo;;;")).cards
    assert (card.name, card.aliases) == ("Cleo Marsh", ())
