"""Values of properties are read in every documented form, or a diagnostic shows the correct one."""

from __future__ import annotations

import datetime

import pytest

from netnotes.model.diagnostic_codes import DEFAULT_SEVERITIES
from netnotes.model.diagnostics import Severity
from netnotes.model.note_path import find_date_in_name
from netnotes.model.people import Birthday, Event
from netnotes.model.settings import Settings
from netnotes.reading.values import LEVEL_NAMES
from tests.notes import (
    list_codes,
    list_findings,
    make_front_matter,
    parse_iso_day,
    read_as_contact,
    read_note_text,
    read_value,
)

TIERS = {
    **{name: name for name in ("monthly", "quarterly", "half-yearly", "yearly")},
    **dict(zip("1234", ("monthly", "quarterly", "half-yearly", "yearly"), strict=True)),
    **dict(zip("ABCD", ("monthly", "quarterly", "half-yearly", "yearly"), strict=True)),
    "Monthly": "monthly",
    "half_yearly": "half-yearly",
    "Half yearly": "half-yearly",
    "a": "monthly",
    "high": "monthly",
    "Medium": "quarterly",
    "low": "half-yearly",
    '"[[Tiers/Yearly|far]]"': "",
    '"[[Yearly]]"': "yearly",
}


@pytest.mark.parametrize(("written", "tier"), TIERS.items())
def test_tier_is_read_by_name_rank_or_letter(written: str, tier: str) -> None:
    text = make_front_matter(f"tier: {written}")
    assert read_as_contact(text).tier == tier
    assert list_codes(text) == ([] if tier else ["unknown-tier"])


def test_tiers_of_the_settings_replace_ours() -> None:
    settings = Settings(tiers=(("inner", 21), ("far", 365)))
    assert [
        read_as_contact(make_front_matter(f"tier: {typed}"), settings=settings).tier
        for typed in ("Inner", "2", "B", "high")
    ] == [
        *("inner", "far", "far", "inner"),
    ]
    assert (
        list_codes(make_front_matter("tier: 3"), settings)
        == list_codes(make_front_matter("tier: monthly"), settings)
        == ["unknown-tier"]
    )


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("6 weeks", 42),
        ("45", 45),
        ("45 days", 45),
        ("monthly", 30),
        ("2 months", 60),
        ("P6W", 42),
        ("never", 0),
        ("half-yearly", 180),
    ],
)
def test_cadence_is_read_in_days(written: str, days: int) -> None:
    assert read_as_contact(make_front_matter(f"cadence: {written}")).cadence == days
    assert read_as_contact(make_front_matter(f"every: {written}")).cadence == days


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("weekly 1:1", 7),
        ("every 2 weeks, on Tuesdays", 14),
        ("monthly (first Friday)", 30),
        ("monthly or quarterly", None),
        ("only at conferences", None),
    ],
)
def test_words_may_follow_a_cadence(written: str, days: int | None) -> None:
    assert read_as_contact(make_front_matter(f"contact_cadence: {written}")).cadence == days


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("do_not_contact: true", "do not contact"),
        ("do_not_contact: asked in May", "do not contact"),
        ("do_not_contact: false", ""),
        ("do_not_contact:", ""),
        ("status: active\ndo_not_contact: yes", "do not contact"),
        ("do_not_contact: yes\nstatus: active", "do not contact"),
        ("do_not_contact: no\nstatus: prospect", "prospect"),
        ("status: prospect\ndo_not_contact: yes", "do not contact"),
    ],
)
def test_refusal_to_be_contacted_counts_before_an_active_status(lines: str, status: str) -> None:
    assert read_as_contact(make_front_matter(lines)).status == status


@pytest.mark.parametrize(
    "line",
    [
        "- **Company:** `= this.company`",
        "- **Role:** `$= dv.current().role`",
        '| Location | `= default(this.location, "–")` |',
        "- **Email:** ...",
        "- **Website:** …",
    ],
)
def test_what_dataview_shows_in_a_note_is_no_value(line: str) -> None:
    contact = read_as_contact(f"# Ada Quill\n\n{line}\n")
    values = (contact.organisation, contact.role, contact.location, contact.email, contact.links)
    assert not any(values)


def test_heading_may_be_the_label_of_a_day() -> None:
    text = "# Ada Quill\n\n## Last contact: 2026-04-12\n\n## Next contact: 5 May 2027\n\n## Role: what she does\n"
    contact = read_as_contact(text)
    assert contact.last_contact == parse_iso_day("2026-04-12")
    assert contact.next == parse_iso_day("2027-05-05")
    assert contact.role == ""


def test_death_counts_before_a_refusal_to_be_contacted() -> None:
    contact = read_as_contact(make_front_matter("do_not_contact: yes", "status: deceased"))
    assert contact.died is not None


def test_cadence_may_be_the_name_of_a_tier() -> None:
    assert (
        read_as_contact(
            make_front_matter("cadence: Inner"), settings=Settings(tiers=(("inner", 21),))
        ).cadence
        == 21
    )


@pytest.mark.parametrize(
    ("written", "level"),
    [
        *((str(level), level) for level in range(-2, 3)),
        *(("+1", 1), ("+2", 2), ("below", -1), ("Peer", 0), ("above", 1)),
        *(("junior", -1), ("senior", 1), ("down", -1), ("up", 1), ("same", 0)),
    ],
)
def test_level_is_read_by_number_or_word(written: str, level: int) -> None:
    assert read_as_contact(make_front_matter(f'level: "{written}"')).level == level


def test_levels_that_the_help_offers_can_be_read() -> None:
    for level in LEVEL_NAMES:
        assert list_codes(make_front_matter(f'level: "{level}"')) == []


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("1980-03-14", Birthday(3, 14, 1980)),
        ("03-14", Birthday(3, 14)),
        ("--03-14", Birthday(3, 14)),
        ("02-29", Birthday(2, 29)),
        ("2000-02-29", Birthday(2, 29, 2000)),
        ('"[[1980-03-14]]"', Birthday(3, 14, 1980)),
    ],
)
def test_birthday_is_read_with_or_without_its_year(written: str, birthday: Birthday) -> None:
    assert read_as_contact(make_front_matter(f"birthday: {written}")).birthday == birthday


@pytest.mark.parametrize(
    ("line", "archived"),
    [
        *(
            ("archived: yes", True),
            ("archived: true", True),
            ("archived: No", False),
            ("active: false", True),
        ),
        *(
            ("active: yes", False),
            ("status: inactive", True),
            ("status: Archived", True),
            ("status: active", False),
        ),
        *(
            ("prm-paused: true", True),
            ("status: customer", False),
            ("archived: 1", True),
            ("archived:", False),
        ),
    ],
)
def test_archived_is_read_from_each_of_its_names(line: str, archived: bool) -> None:
    assert read_as_contact(make_front_matter(line)).archived is archived
    assert list_findings(make_front_matter(line)) == []


ERRORS = {
    "tier: montly": ("unknown-tier", 7, "Did you mean `monthly`?"),
    "tier: inner": (
        *("unknown-tier", 7),
        (
            "Write one of: monthly, quarterly, half-yearly, yearly. Own tiers go under "
            "[tiers] in netnotes.toml."
        ),
    ),
    "cadence: sometimes": (
        "unknown-cadence",
        10,
        "Write a period such as `6 weeks`, a number of days, or `never`.",
    ),
    "level:   boss": ("unknown-level", 10, "Write one of: below, peer, above, -2, -1, 0, 1, 2."),
    "kind: stategic": ("unknown-kind", 7, "Did you mean `strategic`?"),
    "kind: work": ("unknown-kind", 7, "Write one of: operational, personal, strategic."),
    "archived: perhaps": ("not-yes-or-no", 11, "Write yes or no."),
    "met: 2024-02-30": ("impossible-date", 6, "Write it as YYYY-MM-DD."),
    "met: 31/02/2026": ("impossible-date", 6, "Write it as YYYY-MM-DD."),
    "met: 02/03/2026": (
        "ambiguous-date",
        6,
        (
            'Write `2026-03-02` or `2026-02-03`, or `order = "day-first"` (or `"month-first"`) under '
            "[dates] in netnotes.toml."
        ),
    ),
    "met: 2026-13": ("impossible-date", 6, "Write it as YYYY-MM-DD."),
    "met: last summer": ("unread-date", 6, "Write where you met as `met_at`."),
    "last_seen: 2026-10": ("impossible-date", 12, "Write it as YYYY-MM-DD."),
    "last_seen: 3 weeks ago": ("impossible-date", 12, "Write it as YYYY-MM-DD."),
    "birthday: 02-30": ("impossible-date", 11, "Write it as YYYY-MM-DD."),
    "birthday: 30 February": ("impossible-date", 11, "Write it as YYYY-MM-DD."),
    "since: 2024-02-30": ("impossible-date", 8, "Write it as YYYY-MM-DD."),
    "teir: monthly": ("unknown-property", 1, "Write `tier:`."),
    "Titel: Boss": ("unknown-property", 1, "Write `title:`."),
}


@pytest.mark.parametrize(("line", "expected"), ERRORS.items())
def test_diagnostic_has_its_place_and_the_correct_form(
    line: str, expected: tuple[str, int, str]
) -> None:
    (diagnostic,) = read_note_text(make_front_matter("role: editor", line)).diagnostics
    assert (diagnostic.code, diagnostic.location, diagnostic.help) == (
        expected[0],
        ("People/Ada Quill.md", 3, expected[1]),
        expected[2],
    )
    assert diagnostic.message.endswith((".", "?"))


def test_message_shortens_a_long_value() -> None:
    (diagnostic,) = read_note_text(make_front_matter("tier: " + "x" * 500)).diagnostics
    assert len(diagnostic.message) < 100


@pytest.mark.parametrize(
    ("value", "targets"),
    [
        ('"[[Ben]]"', ["Ben"]),
        ('"[[Ben|B]], [[Cleo]]"', ["Ben", "Cleo"]),
        ("Ben, Cleo; Dan", ["Ben", "Cleo", "Dan"]),
        ('["[[Ben]]", Cleo]', ["Ben", "Cleo"]),
        ('["Quill, Ada"]', ["Quill, Ada"]),
        ('"[Ben](People/Ben%20Okafor.md)"', ["People/Ben Okafor.md"]),
    ],
)
def test_links_are_read_in_each_way_to_write_them(value: str, targets: list[str]) -> None:
    assert read_value(read_as_contact(make_front_matter(f"knows: {value}")), "knows") == targets


def test_plain_names_are_plain_links() -> None:
    links = read_as_contact(make_front_matter('knows: [Ben, "[[Cleo]]"]')).knows
    assert links is not None
    assert [(link.plain, link.source_location.column) for link in links] == [(True, 9), (False, 14)]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("organisation: '[[Companies/Northwind|NW]]'", "organisation", "NW"),
        ("organisation: '[[Companies/Northwind]]'", "organisation", "Northwind"),
        ("organisation: [Northwind, Southwind]", "organisation", "Northwind, Southwind"),
        ("photo: '[[ada.jpg]]'", "photo", "ada.jpg"),
        ("interests: ships, piers; ferries", "interests", ("ships", "piers", "ferries")),
        ("interests: ['[[Ships]]', 'a, b']", "interests", ("Ships", "a, b")),
        ("tags: '#a #b, c'", "tags", ("a", "b", "c")),
        ("tags: [a, '#b']", "tags", ("a", "b")),
        ("email: '[mail](mailto:ada@example.com)'", "email", ("ada@example.com",)),
        ("email: <ada@example.com>", "email", ("ada@example.com",)),
        ("phone: 0171 555, +49 30 1", "phone", ("0171 555", "+49 30 1")),
        ("links: [https://example.org/a,b]", "links", ("https://example.org/a", "b")),
    ],
)
def test_texts_and_lists_are_read_in_each_way_to_write_them(
    line: str, name: str, value: object
) -> None:
    assert getattr(read_as_contact(make_front_matter(line)), name) == value


@pytest.mark.parametrize(
    "value",
    [
        "{{date}}",
        '"{{date:YYYY-MM-DD}}"',
        "<% tp.date.now() %>",
        '"[[{{date}}]]"',
        '["{{a}}", "<% b %>"]',
        "{{date}} ",
    ],
)
def test_placeholder_of_a_template_is_no_value(value: str) -> None:
    text = make_front_matter(
        f"met: {value}", f"purpose: {value}", f"tier: {value}", f"shoe size: {value}"
    )
    ada = read_as_contact(text)
    assert (ada.met, ada.purpose, ada.tier, [custom for custom in ada.other if custom.words]) == (
        None,
        "",
        "",
        [],
    )
    assert list_findings(text) == []


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("Events/2026-10-02 Lunch.md", "2026-10-02"),
        ("Events/Lunch (2026-10-02).md", "2026-10-02"),
        ("2026-10-02/Lunch.md", None),
        ("Events/2026-02-30 Lunch.md", None),
        ("Events/12026-10-02.md", None),
    ],
)
def test_day_is_found_in_a_file_name(path: str, date: str | None) -> None:
    assert find_date_in_name(path) == (datetime.date.fromisoformat(date) if date else None)


def test_event_takes_its_day_from_its_file_name() -> None:
    event = read_note_text("", "Events/2026-12-01 Fair.md").entity
    assert isinstance(event, Event)
    assert event.date == parse_iso_day("2026-12-01")
    event = read_note_text(
        make_front_matter("date: 2026-12-02"), "Events/2026-12-01 Fair.md"
    ).entity
    assert isinstance(event, Event)
    assert event.date == parse_iso_day("2026-12-02")


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        *(("email: none", ()), ("email: TBD", ()), ("email: true", ()), ("email: unknown", ())),
        ("email: ada@example.org, ada@example.com", ("ada@example.org", "ada@example.com")),
        ('email: "Quill, Ada <ada@example.org>"', ("ada@example.org",)),
        ("email: '[mail](mailto:ada@example.org)'", ("ada@example.org",)),
    ],
)
def test_mail_address_is_read_and_a_word_for_none_is_empty(
    line: str, addresses: tuple[str, ...]
) -> None:
    assert read_as_contact(make_front_matter(line)).email == addresses


def test_address_of_a_map_keeps_its_commas() -> None:
    address = "https://maps.example.org/@52.52,13.40,15z"
    assert read_as_contact(make_front_matter(f"website: {address}")).links == (address,)


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("12 May 1984", Birthday(5, 12, 1984)),
        ("May 12", Birthday(5, 12)),
        ("12.05.", Birthday(5, 12)),
        ("12. Mai", Birthday(5, 12)),
        ("29 February", Birthday(2, 29)),
    ],
)
def test_birthday_is_read_as_people_write_it(written: str, birthday: Birthday) -> None:
    assert read_as_contact(make_front_matter(f"birthday: {written}")).birthday == birthday


def test_empty_property_that_is_not_known_is_not_shown() -> None:
    contact = read_as_contact(make_front_matter("shoe size:", "hat size: 57"))
    assert [custom.name for custom in contact.other] == ["hat size"]


@pytest.mark.parametrize(
    "line",
    [
        *("met: 2019", "met: 2019-05", "met: 05/2019", "met: summer 2019", "met: ca. 2019"),
        *("met: May 2019", "since: 2019", "birthday: 1984", "birthday: March 1984"),
    ],
)
def test_year_alone_is_kept_as_it_is_written(line: str) -> None:
    name, _, value = line.partition(": ")
    text = make_front_matter(line)
    contact = read_as_contact(text)
    assert list_findings(text) == []
    assert (contact.met, contact.birthday) == (None, None)
    assert [(custom.name, custom.words) for custom in contact.other] == [(name, (value,))]


@pytest.mark.parametrize("line", ["kind: friend", "tier: friend", "met: at the fair"])
def test_word_of_ones_own_is_shown_and_is_no_error(line: str) -> None:
    name, _, value = line.partition(": ")
    text = make_front_matter(line)
    assert [(custom.name, custom.words) for custom in read_as_contact(text).other] == [
        (name, (value,))
    ]
    (code,) = list_codes(text)
    assert DEFAULT_SEVERITIES[code] is Severity.WARNING


@pytest.mark.parametrize(
    "header",
    [
        *("Field | Value", "Field | Wert", "Field | Valeur", "Role | Company", "Field | Valor"),
        *("**Field** | **Value**", " | ", "Property | Value", "Industry | Details"),
    ],
)
def test_header_of_a_table_of_labels_is_no_property(header: str) -> None:
    text = f"| {header} |\n|---|---|\n| Role | Engineer |\n| City | Rome |\n"
    contact = read_as_contact(text)
    assert (contact.field, contact.role, contact.location) == ("", "Engineer", "Rome")


def test_first_label_of_a_table_may_stand_in_its_header() -> None:
    contact = read_as_contact("| Role | Engineer |\n|:--|--:|\n| City | Rome |\n")
    assert (contact.role, contact.location) == ("Engineer", "Rome")


def test_relation_of_notion_is_a_link() -> None:
    text = "---\nintroduced_by: Ann Low (Ann%20Low.md)\nknows: Ann Low (../P/Ann%20Low.md), Bo (Bo.md)\n---\n"
    contact = read_as_contact(text)
    assert contact.introduced_by
    assert (contact.introduced_by.target, contact.introduced_by.label) == ("Ann Low.md", "Ann Low")
    labelled = read_as_contact("Introduced by: Ann Low (Ann%20Low.md)\n").introduced_by
    assert labelled
    assert labelled.target == "Ann Low.md"
    assert contact.knows
    assert [link.label for link in contact.knows] == ["Ann Low", "Bo"]


def test_label_of_tags_counts_among_other_labels() -> None:
    assert read_as_contact("Role: Banker\nTags: Fintech, Madrid\n").tags == ("Fintech", "Madrid")
    assert read_as_contact("Tags: I never knew what she meant by it\n").tags == ()


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("[[Ada Quill]], Ben Okafor", ["Ada Quill", "Ben Okafor"]),
        ("Ben Okafor; [Ada](Ada.md)", ["Ada.md", "Ben Okafor"]),
        ("[[Ada Quill]] and Pieter van der Berg", ["Ada Quill", "Pieter van der Berg"]),
        ("[[Ada Quill]], [[Ben Okafor]] and [[Cleo, Marsh|Cleo]]", None),
        ("[[Ada Quill]], at the fair, met 2019", ["Ada Quill"]),
        ("my sister [[Ada Quill]], Engineer at Northwind", ["Ada Quill"]),
        ("[[Ada Quill]]" + " " * 3_000 + "x", ["Ada Quill"]),
    ],
)
def test_name_without_a_link_counts_beside_links(value: str, names: list[str] | None) -> None:
    contact = read_as_contact(f"---\nknows: '{value}'\n---\n")
    targets = [link.target for link in contact.knows or ()]
    assert targets == (names or ["Ada Quill", "Ben Okafor", "Cleo, Marsh"])
