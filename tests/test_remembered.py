"""Who has died is kept, never due and never greeted; a status means what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netnotes.cli import run
from netnotes.commands.output.mail_draft import format_mail_draft
from netnotes.formats.own_csv import convert_to_csv
from netnotes.formats.writers.calendar import convert_to_ics
from netnotes.formats.writers.vcards import convert_to_vcf
from netnotes.model.people import Death
from netnotes.network.checks import check_network
from netnotes.network.follow_up import Standing, find_last_contact, find_last_touch
from netnotes.network.measures.diary import build_diary
from netnotes.network.measures.ladder import RUNGS, compute_rung
from netnotes.network.measures.ledger import find_last_in_person, list_contact_days
from netnotes.network.measures.measures import Measures
from netnotes.network.measures.trends import build_month_trends
from netnotes.network.record import fill_last_contact
from netnotes.network.wording import format_life
from tests.exported_contacts import make_network_of_texts
from tests.notes import (
    TODAY,
    list_findings,
    make_front_matter,
    parse_iso_day,
    read_as_contact,
    read_note_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteVault = Callable[[dict[str, str]], Path]

DEATHS = {
    "died: 2024-05-12": Death(2024, 5, 12),
    'died: "[[2024-05-12]]"': Death(2024, 5, 12),
    "died: † 2024-05-12": Death(2024, 5, 12),
    "died: 2024-05": Death(2024, 5),
    "death: 2024": Death(2024),
    "died: 1950–2024": Death(2024),
    "death_date: 2024-05-12": Death(2024, 5, 12),
    "date_of_death: 2024-05-12": Death(2024, 5, 12),
    "DEATHDATE: 2024-05-12": Death(2024, 5, 12),
    "X-DEATHDATE: 2024-05-12": Death(2024, 5, 12),
    "deceased_date: 2024-05-12": Death(2024, 5, 12),
    "deceased: true": Death(),
    "deceased: yes\ndied: 2024": Death(2024),
    "died: 2024\ndeceased: yes": Death(2024),
    "is_dead: false\ndied: 2024": Death(2024),
    "status: deceased": Death(),
    "status: dead": Death(),
    "status: Passed away": Death(),
    "status: passed-away": Death(),
    "status: verstorben": Death(),
    "status: décédé": Death(),
    "status: Fallecido": Death(),
    "status: overleden": Death(),
    "status: deceduto": Death(),
    "status: † 2024": Death(2024),
    "status: deceased (2024)": Death(2024),
    'status: "[[Deceased]]"': Death(),
    "status: Passed away (2026-04-04)": Death(2026, 4, 4),
    "status: died on 4 April 2026": Death(2026, 4, 4),
    "status: verstorben 04.04.2026": Death(2026, 4, 4),
    "status: deceased, 2026-04": Death(2026, 4),
    "status: passed 2026-04-04": Death(2026, 4, 4),
    "died: passed away 2026-04-04": Death(2026, 4, 4),
    "status: [active, deceased]": Death(),
    "tags: [person, deceased]": Death(),
    "tags: [status/deceased]": Death(),
    "tags: [in-memoriam]": Death(),
    "tags: '#died'": Death(),
    "tags: [rip]": Death(),
}


@pytest.mark.parametrize(("lines", "death"), DEATHS.items())
def test_death_is_read_in_each_way_to_write_it(lines: str, death: Death) -> None:
    text = make_front_matter(lines)
    contact = read_as_contact(text)
    assert (contact.died, contact.is_active, contact.status) == (death, False, "")
    assert list_findings(text) == []


@pytest.mark.parametrize(
    "body", ["#person #deceased\n", "Tags: #deceased\n", "tags:: deceased\n", "died:: 2024\n"]
)
def test_death_is_read_from_the_text_of_a_note(body: str) -> None:
    assert read_as_contact(body).died is not None
    assert list_findings(body) == []


@pytest.mark.parametrize(
    "lines",
    [
        *("died: no", "deceased: false", "is_dead: 0", "died:", 'died: ""', "died: unknown"),
        *("died: ~", "died: -", "status: active", "tags: [speaker]", "tags: [deceased-estates]"),
        *("status: alive and well", "death: '{{date}}'", "status: dead end"),
        *("status: passed on my referral", "status: dead in the water", "tags: [rip-current]"),
    ],
)
def test_the_living_stay_alive(lines: str) -> None:
    assert read_as_contact(make_front_matter(lines)).died is None


@pytest.mark.parametrize(
    ("typed", "code", "year"),
    [
        ("last spring", "impossible-date", 0),
        ("2024-02-30", "impossible-date", 2024),
        ("maybe", "impossible-date", 0),
        ("3/4/2026", "ambiguous-date", 2026),
    ],
)
def test_day_of_death_that_is_none_is_reported_and_the_death_counts(
    typed: str, code: str, year: int
) -> None:
    text = make_front_matter(f"died: {typed}")
    assert read_as_contact(text).died == Death(year)
    (diagnostic,) = read_note_text(text).diagnostics
    assert (diagnostic.code, diagnostic.location.line) == (code, 2)
    assert "A year alone will do" in diagnostic.help


@pytest.mark.parametrize(
    "text",
    [
        "Died on 02/03/2026",
        "Died 2026-02-31",
        "† 02/03/2026",
        "- died 02/03/2026",
        "02/03/2026 died",
        "---\nstatus: deceased 02/03/2026\n---\n",
    ],
)
def test_clear_word_of_death_counts_though_its_day_is_unclear(text: str) -> None:
    contact = read_as_contact(text)
    assert contact.died == Death(2026)
    assert not contact.is_active
    (diagnostic,) = read_note_text(text).diagnostics
    assert diagnostic.code == "unclear-death"
    assert "Only the year counts." in diagnostic.message
    assert "write `died:` with the day" in diagnostic.help


def test_tag_in_a_sentence_about_somebody_else_is_asked_about() -> None:
    text = "# Ada\n\n- 2026-10-02 call: her mother died #deceased\n"
    assert read_as_contact(text).died is None
    (diagnostic,) = read_note_text(text).diagnostics
    assert diagnostic.code == "unclear-death"
    assert "it may not be Ada Quill" in diagnostic.message


def test_no_and_yes_in_one_note_is_reported() -> None:
    text = make_front_matter("deceased: false", "status: deceased")
    assert read_as_contact(text).died == Death()
    (diagnostic,) = read_note_text(text).diagnostics
    assert (diagnostic.code, diagnostic.location.line) == ("unclear-death", 2)


EVERYTHING = """\
died: 2024-05-12
birthday: 2025-01-01
met: 2025-02-01
last_contact: 2026-01-02
next: 2026-12-01
cadence: 6 weeks
tier: monthly
---
- 2026-01-02 call: a
- 2024-05-20 met: the funeral
- [ ] promised:: the book
- [ ] asked:: the map
"""


def test_all_that_contradicts_a_death_is_one_finding() -> None:
    (diagnostic,) = read_note_text(f"---\n{EVERYTHING}").diagnostics
    assert (diagnostic.code, diagnostic.location.line) == ("unclear-death", 2)
    assert diagnostic.message == (
        "Ada Quill has died, but the note has a birthday after the death, `met` on 1 February "
        "2025, `last_contact` on 2 January 2026, `next`, `cadence`, a touch on 2 January 2026, "
        "an open promise and an open ask."
    )


@pytest.mark.parametrize(
    "lines",
    [
        "died: 2024-05-12\nlast_contact: 2024-05-12\ntier: monthly\ncadence: never",
        "died: 2024\nlast_contact: 2024-12-31",
        "died: 2024-05\nmet: 2024-05-31",
        "died: yes\nlast_contact: 2026-01-01\nbirthday: 1950-01-01",
        "died: 2024-05-12\n---\n- 2024-05-20 met: the funeral\n- [x] the book ✅ 2024-05-01",
    ],
)
def test_what_agrees_with_a_death_is_no_finding(lines: str) -> None:
    assert list_findings(f"---\n{lines}\n---\n") == []


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        ("died: 2024-05-12", Standing.REMEMBERED),
        ("died: yes\narchived: yes", Standing.REMEMBERED),
        ("status: paused", Standing.PAUSED),
        ("status: On hold", Standing.PAUSED),
        ("status: do not contact", Standing.DO_NOT_CONTACT),
        ("status: DNC", Standing.DO_NOT_CONTACT),
        ("status: Do not contact, asked in May", Standing.DO_NOT_CONTACT),
        ("status: Do not contact - asked for a pause", Standing.DO_NOT_CONTACT),
        ("status: no contact", Standing.DO_NOT_CONTACT),
        ("status: Paused until spring", Standing.PAUSED),
        ("status: Paused until 2027-02-01", Standing.PAUSED),
        ("status: paused until 2026-02-01", Standing.LAPSED),
        ("status: on hold, since May", Standing.PAUSED),
        ("status: archived - moved away", Standing.ARCHIVED),
        ("status: inactive", Standing.ARCHIVED),
        ("status: archived", Standing.ARCHIVED),
        ("status: 🟢 active", Standing.LAPSED),
        ("status: former", Standing.LAPSED),
    ],
)
def test_status_means_what_it_says(line: str, standing: Standing) -> None:
    text = make_front_matter("tier: monthly", "last_contact: 2025-01-01", line)
    network = make_network_of_texts(text)
    (contact,) = network.contacts
    assert network.follow_ups[contact.path].standing == standing
    assert network.follow_ups[contact.path].is_live == (standing is Standing.LAPSED)


@pytest.mark.parametrize("line", ["died: 2024-05-12", "status: do not contact"])
def test_nobody_is_asked_to_be_in_touch_with_who_is_not_active(line: str) -> None:
    texts = []
    for number in range(1, 6):
        front_matter = make_front_matter(
            f"birthday: 11-2{number}",
            "tier: monthly",
            "last_contact: 2023-01-01",
            "next: 2026-11-20",
            line,
        )
        texts.append(f"{front_matter}\n- [ ] promised:: the book 📅 2026-11-20\n")
    network = make_network_of_texts(*texts)

    week = network.week
    assert (week.entries, week.next_entry, week.reconnect) == ((), None, None)
    assert (week.occasions, week.while_there, week.waiting_count) == ((), (), 0)
    assert network.active_contacts == network.live_contacts == ()
    assert b"VEVENT" not in convert_to_ics(network, "Vault")


def test_status_with_a_day_pauses_until_that_day() -> None:
    contact = read_as_contact(make_front_matter("status: Pausiert bis 01.02.2027"))
    assert (contact.pause_until, contact.status) == (parse_iso_day("2027-02-01"), "")


def test_unknown_status_is_one_finding_for_all_notes() -> None:
    network = make_network_of_texts(*[make_front_matter("purpose: x", "status: former")] * 3)
    (diagnostic,) = check_network(network)
    assert (diagnostic.code, diagnostic.location.line) == ("unknown-contact-status", 3)
    assert "(also in 2 other notes)" in diagnostic.message
    assert "`do not contact`" in diagnostic.help


def test_misspelt_status_is_reported_with_the_right_one() -> None:
    (diagnostic,) = check_network(
        make_network_of_texts(make_front_matter("purpose: x", "status: desceased"))
    )
    assert diagnostic.help == "Did you mean `deceased`?"


@pytest.mark.parametrize(
    ("lines", "life"),
    [
        ("died: 2024-05-12\nbirthday: 1950-03-01", "1950–2024"),
        ("died: 2024", "died 2024"),
        ("died: yes\nbirthday: 1950-03-01", ""),
        ("birthday: 1950-03-01", ""),
    ],
)
def test_life_is_given_in_years(lines: str, life: str) -> None:
    assert format_life(read_as_contact(make_front_matter(lines))) == life


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("died: 2024-05-12", "DEATHDATE:20240512"),
        ("died: 2024-05", "DEATHDATE:2024-05"),
        ("died: 2024", "DEATHDATE:2024"),
        ("deceased: yes", "DEATHDATE;VALUE=text:yes"),
    ],
)
def test_death_is_on_the_exported_card(line: str, written: str) -> None:
    card = convert_to_vcf(make_network_of_texts(make_front_matter(line)), "Vault").decode()
    assert written in card.splitlines()


@pytest.fixture
def site(vault: WriteVault, tmp_path: Path) -> dict[str, str]:
    """The pages of a vault in which Cleo has died, by the beginning of their file names."""
    folder = vault(
        {
            "People/Cleo Marsh.md": make_front_matter(
                "died: 2024-05-12",
                "birthday: 1950-11-21",
                "tier: monthly",
                "met: 2020-01-01",
                "introduced_by: me",
                "needs: [a boat]",
            )
            + "## Log\n- 2024-03-02 coffee: the harbour\n- [ ] promised:: the map\n",
            "People/Ben.md": make_front_matter(
                "last_contact: 2020-01-01", "offers: [a boat]", "introduced_by: '[[Cleo Marsh]]'"
            ),
            "Events/Fair.md": make_front_matter("date: 2024-03-02", "location: Turin"),
            "Events/Next.md": make_front_matter(
                "date: 2026-12-01", "location: Turin", "people: ['[[Cleo Marsh]]']"
            ),
        }
    )
    output = tmp_path / "site"
    run(["build", str(folder), "--today", "2026-11-20", "--output", str(output)])
    pages = {}
    for path in output.rglob("*.html"):
        pages[path.relative_to(output).with_suffix("").as_posix()] = path.read_text()
    return pages


def find_page(site: dict[str, str], beginning: str) -> str:
    (page,) = [text for name, text in site.items() if name.startswith(beginning)]
    return page


def test_page_of_who_has_died_shows_their_years_and_their_log(site: dict[str, str]) -> None:
    page = find_page(site, "people/cleo-marsh")
    assert "remembered</span><span>1950–2024</span>" in page
    assert "12 May 2024" in page
    assert "the harbour" in page
    assert "How often" not in page
    assert "netnotes log" not in page
    assert "could bring" not in page


def test_who_has_died_is_on_no_list_that_asks_for_something(site: dict[str, str]) -> None:
    assert "remembered" in site["people"]
    for name in ("index", "exchange", "map", "mix"):
        assert "Cleo" not in site[name], name
    assert "Whom to meet" not in find_page(site, "events/next")
    assert "Cleo" not in find_page(site, "events/next")


def test_who_has_died_stays_in_the_past_of_an_event(site: dict[str, str]) -> None:
    page = find_page(site, "events/fair")
    assert "You met 1 person there.<" in page
    assert "waiting" not in page
    assert "Met as well" in page
    assert "Cleo" in page


def test_import_adds_a_death_to_a_note_that_is_there(vault: WriteVault, tmp_path: Path) -> None:
    folder = vault({"People/Ada Quill.md": "---\nemail: ada@example.com\n---\n"})
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Quill\nEMAIL:ada@example.com\nDEATHDATE:20240512\n"
    file = tmp_path / "ada.vcf"
    file.write_text(f"{card}END:VCARD\n")
    for _ in range(2):
        run(["import", str(file), "--vault", str(folder), "--yes"])
        assert (folder / "People/Ada Quill.md").read_text() == (
            "---\nemail: ada@example.com\ndied: 2024-05-12\n---\n"
        )


@pytest.mark.parametrize(
    "lines", ["died: 2024-05-12", "died: 2024", "deceased: yes", "status: deceased", "tags: [rip]"]
)
@pytest.mark.parametrize("form", ["csv", "vcf", "json"])
def test_death_survives_export_and_import(
    vault: WriteVault, tmp_path: Path, lines: str, form: str
) -> None:
    note = make_front_matter(lines, "email: ada@example.com")
    folder = vault({"People/Ada Quill.md": note})
    file = tmp_path / f"people.{form}"
    run(["export", form, str(folder), "--today", "2026-11-20", "-o", str(file)])
    run(["import", str(file), "--vault", str(folder), "--yes"])
    assert (folder / "People/Ada Quill.md").read_text() == note

    (folder / "People/Ada Quill.md").unlink()
    run(["import", str(file), "--vault", str(folder), "--yes"])
    again = read_as_contact((folder / "People/Ada Quill.md").read_text())
    assert again.died == read_as_contact(note).died


@pytest.mark.parametrize(
    "line",
    [
        "Verstorben am 02.02.2026.",
        "Died on 2 February 2026.",
        "Died on 2 February 2026 in Graz.",
        "† 2026-02-02",
        "Falleció el 2 de febrero de 2026.",
        "Décédée le 2 février 2026",
        "Overleden op 2 februari 2026",
        "Ist am 02.02.2026 verstorben.",
        "**Verstorben am 02.02.2026**",
        "Ada Quill died on 2026-02-02",
        "## Notes\n\n- Died 2026-02-02",
        "- 2026-02-02 died",
        "- 2026-02-02 †",
        "- 2026-02-02 Ada died",
    ],
)
def test_line_that_begins_with_a_death_and_its_day_is_the_death_of_the_contact(line: str) -> None:
    text = f"---\ntier: monthly\n---\n# Ada Quill\n\n{line}\n\n- 2026-01-10 call\n"
    assert read_as_contact(text).died == Death(2026, 2, 2)
    assert list_findings(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Died 2026-02-02: her brother", 1),
        ("Died in his sleep.", 1),
        ("She died on 2026-02-02.", 1),
        ("- Her mother\n  - died 2026-02-02", 2),
        ("## Mother\n\nDied 2026-02-02", 3),
        ("Her brother was Jo, who\ndied on 2026-02-02", 2),
        ("- 2026-02-02 died: her brother", 1),
        ("- 2026-02-02 call: died", 1),
    ],
)
def test_death_that_may_be_of_somebody_else_is_asked_about(text: str, line: int) -> None:
    assert read_as_contact(text).died is None
    assert [(found[0], found[2]) for found in list_findings(text)] == [(line, "unclear-death")]


@pytest.mark.parametrize(
    "text",
    [
        "Her mother died on 2026-02-02.",
        "- 2026-02-02 her mother died",
        "- 2026-02-02 mort de rire",
        "✝ Easter mass with the choir",
        "---\ndied: no\n---\nDied in his sleep.",
    ],
)
def test_death_of_somebody_else_is_none(text: str) -> None:
    assert read_as_contact(text).died is None
    assert list_findings(text) == []


def test_property_that_denies_a_written_death_is_reported() -> None:
    text = "---\ndied: no\n---\nDied on 2026-02-02.\n"
    assert read_as_contact(text).died == Death(2026, 2, 2)
    (diagnostic,) = read_note_text(text).diagnostics
    assert diagnostic.message == (
        "Line 4 says that Ada Quill has died, and a property that this is not so."
    )


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("died:: 2026-03-04\n\n- 2026-01-10 call\n- 2026-03-12 funeral\n", "2026-01-10"),
        ("died:: yes\n\n- 2026-01-10 call\n- 2026-03-12 funeral\n", "2026-01-10"),
        ("died:: 2026-03-04\nlast_contact:: 2026-04-01\n\n- 2026-01-10 call\n", "2026-01-10"),
        ("- 2026-01-10 call\n- 2026-02-02 died\n", "2026-01-10"),
        ("died:: 2026-03-04\n\n- 2026-01-12 met: a funeral of a friend\n", "2026-01-12"),
    ],
)
def test_nothing_after_a_death_is_the_last_contact(text: str, last_day: str) -> None:
    contact = read_as_contact(text)
    assert find_last_contact(contact, TODAY)[0] == parse_iso_day(last_day)
    touch = find_last_touch(contact, TODAY)
    assert touch and touch.date == parse_iso_day(last_day)
    assert list_contact_days(contact, TODAY) == (parse_iso_day(last_day),)


def test_nothing_after_a_death_goes_out_as_the_last_contact() -> None:
    network = make_network_of_texts(
        "---\ndied: 2025-03-04\nlast_contact: 2025-04-01\nfield: sails\nemail: a@example.com\n---\n"
        "- 2025-04-02 met: the funeral\n"
    )
    (contact,) = network.contacts
    assert fill_last_contact(contact, network).last_contact is None
    assert b"2025-04" not in convert_to_vcf(network, "Vault")
    assert "2025-04" not in convert_to_csv(network)
    assert "last time" not in format_mail_draft(contact, TODAY, has_quotes=True)
    assert find_last_in_person(contact, TODAY) is None
    assert RUNGS[compute_rung(contact, TODAY)] == "known by name"
    trends = build_month_trends(Measures(network))
    assert {trend.hill1 for trend in trends} == {None}


def test_funeral_stays_in_the_diary() -> None:
    network = make_network_of_texts("died:: 2026-11-04\n\n- 2026-11-12 the funeral\n")
    (month,) = build_diary(Measures(network), 10)
    assert [entry.touch.text for entry in month.entries] == ["the funeral"]
