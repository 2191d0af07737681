"""Vaults of 300 notes and more that nobody wrote for netnotes, in the manners of six authors.

They are made of what is met in public vaults, and hold nothing that its author would call wrong.
"""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A vault: the text of each file, by its path.
Files = dict[str, str]

FIRST_NAMES = (
    *("Nora", "Ivo", "Lena", "Otto", "Pia", "Rik", "Uma", "Vic"),
    *("Ada", "Ben", "Cleo", "Dan", "Eva", "Jon", "Kim", "Mia"),
)
LAST_NAMES = ("Vale", "Brand", "Moss", "Reed", "Lund", "Stone", "West", "Yard", "Quill", "Marsh")
COMPANIES = ("Northwind", "Contoso", "Fabrikam", "Tailspin Toys", "Wide World")
ROLES = ("Engineer", "CTO", "Product manager", "Designer", "Head of sales")
CITIES = ("Lisbon", "Berlin", "Porto", "Utrecht")
TODAY = datetime.date(2026, 11, 20)


def make_names(count: int, choices: random.Random) -> list[str]:
    """Make so many different names of people."""
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    return choices.sample(names, count)


def list_days(count: int, choices: random.Random) -> list[datetime.date]:
    """List so many different days of the last year and a half, the earliest first."""
    ages = choices.sample(range(1, 550), count)
    return sorted(TODAY - datetime.timedelta(days=age) for age in ages)


def make_para_vault() -> Files:
    """Make a vault in folders of projects, areas, resources and archives, with a few dashboards."""
    choices = random.Random(1)
    names = make_names(40, choices)
    files: Files = {
        "Home.md": "# Home\n\n```dataview\nTABLE role, company FROM #person\n```\n\n"
        "- [[2-Areas/People/People MOC|People]]\n",
        "2-Areas/People/People MOC.md": "---\ntags: [moc]\n---\n"
        + "".join(f"- [[{name}]]\n" for name in names),
        "4-Archives/Templates/Person.md": "---\ntags: person\ncreated: <% tp.date.now() %>\n"
        "company:\nrole:\n---\n# <% tp.file.title %>\n\n## Notes\n- {{date}} \n",
        ".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "4-Archives/Templates"}',
    }
    for number, name in enumerate(names):
        first = name.split()[0]
        files[f"2-Areas/People/{name}.md"] = choices.choice(
            (
                (
                    "---\n"
                    f"created: 2025-0{number % 9 + 1}-11 09:{number:02}\nupdated: 2026-10-02T10:30\n"
                    f"tags: [person, work/{COMPANIES[number % 5].split()[0]}]\n"
                    f"company: '[[{COMPANIES[number % 5]}]]'\nrole: {ROLES[number % 5]}\n"
                    f"email: {first.casefold()}@example.com\nstatus: \nrating: 4\n---\n"
                    f"# {name}\n\nUp:: [[People MOC]]\n\n## Notes\n- Likes sailing; met at a fair.\n"
                    f"- Her book came out 2026-03-04, see [[Books]].\n\n## Related\n"
                    "```dataview\nLIST FROM [[]]\n```\n"
                ),
                (
                    f"---\ntype: person\naliases: [{first}]\nbirthday: 1980-05-{number % 28 + 1:02}\n"
                    f"linkedin: https://www.linkedin.com/in/{first.casefold()}\ntel: +49 30 555012{number}\n"
                    f"next: \nlast_contact:\n---\nTags: #person #berlin\n\n"
                    f"**Company:** {COMPANIES[number % 5]}\n**City:** {CITIES[number % 4]}\n\n"
                    "> [!info] Family\n> Two children, Max (2019) and Ida (2021-04-03).\n"
                ),
                (
                    f"# {name}\n\nWorks with [[{choices.choice(names)}]] on the harbour project since "
                    "March 2024.\n\n- [ ] ask about the harbour\n- [x] send the photos\n"
                ),
                "",
            )
        )
    for number in range(90):
        kind = ("Project", "Resource", "Article")[number % 3]
        folder = ("1-Projects", "3-Resources", "4-Archives")[number % 3]
        files[f"{folder}/{kind} {number}.md"] = (
            f"---\nstatus: {choices.choice(('active', 'someday', 'on hold', 'done'))}\n"
            f"priority: {number % 5}\ndue: 10/09/2026\nauthor: {choices.choice(names)}\n"
            f"tags: [project, q{number % 4}]\n---\n# {kind} {number}\n\n"
            f"Asked [[{choices.choice(names)}]] about it on 3 Oct. Deadline 10/09/2026.\n\n"
            "## Log\n- 2026-10-02 kickoff\n- [[No Such Note]]\n- [ ] write it up 📅 2026-12-01\n"
        )
    for day in list_days(170, choices):
        files[f"Journal/{day}.md"] = (
            f"---\nmood: {choices.randint(1, 5)}\nsleep: 7.5\n---\n# {day:%A, %d %B %Y}\n\n"
            f"<< [[{day - datetime.timedelta(days=1)}]] | [[{day + datetime.timedelta(days=1)}]] >>\n\n"
            "## Tasks\n- [ ] groceries\n- [x] call the dentist\n\n## Notes\n"
            f"- {choice_line(choices, names)}\n- weather was bad\n\n"
            "## Gratitude\n1. coffee\n2. sleep\n"
        )
    return files


def choice_line(choices: random.Random, names: list[str]) -> str:
    """Choose a line of a journal that names somebody."""
    name, other = choices.sample(names, 2)
    return choices.choice(
        (
            f"Lunch with [[{name}]], talked about her move",
            f"[[{name}]] called about the boat",
            f"should write to [[{name}]] before Friday",
            f"{name} told me that [[{other}]] is moving",
            f"read [[{name}]]'s article on tides",
            f"no answer from [[{name}|{name.split()[0]}]] yet",
            f"coffee with {name.split()[0]} at 10:30",
            "nothing much",
        )
    )


def make_zettelkasten() -> Files:
    """Make a box of notes under numbers, with sources, and people among them by a tag."""
    choices = random.Random(2)
    names = make_names(24, choices)
    files: Files = {}
    for number, name in enumerate(names):
        day = TODAY - datetime.timedelta(days=10 * number)
        files[f"{day:%Y%m%d}0{number % 10}30 {name}.md"] = (
            f"---\ntitle: {name}\nid: {day:%Y%m%d}0{number % 10}30\ndate: {day}\n"
            f"keywords: [person, historian]\nborn: {1900 + number}\n---\n# {name}\n\n"
            f"Historian, wrote *The sea* ({1960 + number}) [@{name.split()[1].casefold()}1960].\n\n"
            f"- 1984: professor in Porto\n- 1999-2004 head of the institute\n"
            f"- argues with [[{choices.choice(names)}]] about tides\n"
        )
    for number in range(300):
        stamp = f"20250{number % 9 + 1}{number % 28 + 1:02}{number % 24:02}{number % 60:02}"
        files[f"{stamp} Thought {number}.md"] = (
            f"---\ntitle: Thought {number}\ntags: [zettel]\nsource: Moss 1987, p. {number}\n---\n"
            f"A claim about [[{stamp}]] and #tides. See [[Thought {number - 3}]] and "
            f"[{choices.choice(names)}](<{stamp} Thought {number}.md>).\n\n"
            f"> On 4 March 1911 the harbour froze.\n\n- 12/10/1911: a letter, lost\n- 3. claim\n\n"
            "## References\n- Moss, L. (1987). *Tides*. https://doi.org/10.1000/182\n"
        )
    return files


def make_work_vault() -> Files:
    """Make a vault of meetings at work: agendas, attendees, actions, one-to-ones, customers."""
    choices = random.Random(3)
    names = make_names(60, choices)
    files: Files = {}
    for number, name in enumerate(names):
        files[f"Work/People/{name}.md"] = choices.choice(
            (
                (
                    f"---\ntags:\n  - people\nteam: Platform\nmanager: '[[{choices.choice(names)}]]'\n"
                    f"title: {ROLES[number % 5]}\nlocation: {CITIES[number % 4]}\nslack: '@{name[:4]}'\n"
                    f"start_date: 2024-0{number % 9 + 1}-01\n---\n## About\nJoined from "
                    f"{COMPANIES[number % 5]}.\n\n## 1:1 notes\n### 2026-09-{number % 28 + 1:02}\n"
                    f"- wants to move to platform\n- [ ] {name.split()[0]} to send the plan\n"
                    "- [x] I share the ladder\n"
                ),
                (
                    f"# {name}\n\n| | |\n|---|---|\n| Role | {ROLES[number % 5]} |\n"
                    f"| Email | {name.split()[0].casefold()}@example.com |\n| Timezone | CET |\n\n"
                    "## Feedback\n- H2 2025: exceeds\n- Q1/2026: promoted\n- 360 review due 12/2026\n"
                ),
                "---\ntags: [people]\ncssclasses: [profile]\n---\n![[no-photo.png|100]]\n",
            )
        )
    for number, day in enumerate(list_days(200, choices)):
        present = choices.sample(names, 3)
        title = ("Standup", "Steering", "1-1", "Roadmap", "Retro")[number % 5]
        files[f"Work/Meetings/{day} {title} {number}.md"] = choices.choice(
            (
                f"---\ntype: meeting\ndate: {day}\nattendees:\n"
                + "".join(f'  - "[[{name}]]"\n' for name in present)
                + f"---\n## Agenda\n- budget\n\n## Actions\n- [ ] [[{present[0]}]] to send figures\n"
                f"- [x] book a room ✅ {day}\n",
                (
                    f"# {title} {day}\n\n**Attendees:** [[{present[0]}]], [[{present[1]}]], Sam from IT\n\n"
                    "## Discussion\n- decided to ship on 12/01/2027\n- risk: supplier\n"
                ),
                (
                    f"## Participants\n- {present[0]}\n- {present[1]} (remote)\n- the whole team\n\n"
                    "## Notes\n- moved to Q3\n"
                ),
                f"## Agenda\n- release 4.2\n- hiring\n\n## Decisions\n- none\n{choices.choice(names)}\n",
                (
                    "---\ntags: [meeting]\nproject: '[[Apollo]]'\n---\n## Who\n- everyone\n- [[Platform "
                    "team]]\n\n## Notes\n- demo went well\n"
                ),
            )
        )
    for number in range(60):
        files[f"Work/Docs/RFC {number}.md"] = (
            f"---\nstatus: draft\nowner: '[[{choices.choice(names)}]]'\nreviewers: []\n---\n"
            "## Context\n- 2025-10-02: first idea\n- call the API with `POST`\n"
        )
    return files


def make_home_vault() -> Files:
    """Make a vault of recipes, clippings and daily notes, with the family in it."""
    choices = random.Random(4)
    names = make_names(15, choices)
    files: Files = {
        ".obsidian/daily-notes.json": '{"folder": "Daily", "format": "YYYY-MM-DD"}',
        "Recipes/Index.md": "- [[Soup 1]]\n",
        "People/Christmas cards 2025.md": "- [x] Grandma\n- [ ] the Hartes\n",
        "People/Gift ideas.md": "- a map for Ada\n",
    }
    for number, name in enumerate(names):
        files[f"People/{name}.md"] = choices.choice(
            (
                (
                    f"Birthday: 12 May {1960 + number}\nPhone: 030 555012{number}\nKids: Max, Ida\n\n"
                    "Allergic to nuts.\n"
                ),
                (
                    f"---\ntags: [family]\n---\n- Birthday {number + 1} June\n- 2019-08-03 wedding in Porto\n"
                    "- likes jam\n- moved to Utrecht in May 2022\n"
                ),
                (
                    "Neighbour. Key is with us.\n\n- Borrowed the ladder 14 Sept, back on 2 Oct\n"
                    "- Dinner there last Christmas\n"
                ),
                "",
            )
        )
    for number in range(110):
        files[f"Recipes/Soup {number}.md"] = (
            f"---\nserves: 4 people\npeople: 4\ntime: 40 min\nrating: 5\ndate: 2025-03-0{number % 9 + 1}\n"
            f"source: https://example.com/soup/{number}\ntags: [dinner]\n---\n## Ingredients\n- 2 onions\n"
            "- [ ] 1/2 lemon\n- 10/12 potatoes\n\n## Steps\n1. Chop.\n2. Invite [[Friends]].\n"
        )
        files[f"Clippings/How to {number}.md"] = (
            f"---\ntitle: How to {number}\nauthor:\n  - '[[{choices.choice(names)}]]'\n"
            f"published: 2024-11-0{number % 9 + 1}\ncreated: 2026-01-15\ndescription: 'A: b'\n"
            "tags: [clippings]\n---\nCall your mother. On 5/6/2024 we met the author in Porto.\n\n"
            "[run](javascript:void(0)) [mail](mailto:x@example.com) <script>alert(1)</script>\n"
        )
    for day in list_days(120, choices):
        files[f"Daily/{day}.md"] = (
            f"## Today\n- {choice_line(choices, names)}\n- swam 1 km\n- #gratitude sun\n\n"
            f"## Tomorrow\n- call [[{choices.choice(names)}]]\n"
        )
    return files


def make_agent_vault() -> Files:
    """Make a vault of contacts that an assistant keeps: tables of labels, scores, history."""
    choices = random.Random(5)
    names = make_names(120, choices)
    files: Files = {
        "CLAUDE.md": "# Rules\n\n- One file a contact in `CRM/People`.\n- Update `last_update`.\n",
        "CRM/README.md": "# CRM\n\nRun the importer weekly.\n",
        "CRM/People/_index.md": "".join(f"- [{name}]({name}.md)\n" for name in names),
    }
    for number, name in enumerate(names):
        day = TODAY - datetime.timedelta(days=3 * number + 1)
        slug = name.casefold().replace(" ", "-")
        files[f"CRM/People/{slug}.md"] = choices.choice(
            (
                (
                    f"---\nname: {name}\nid: c_{number:04}\nrelationship_strength: {number % 10 + 1}\n"
                    f"importance: {number % 5 + 1}\nlast_update: {day}\nsource: linkedin\n"
                    f"confidence: 0.8\nstatus: {choices.choice(('lead', 'warm', 'customer'))}\n"
                    f"company: {COMPANIES[number % 5]}\n---\n# {name}\n\n## Summary\nWorks on tides.\n\n"
                    f"## Interactions\n| Date | Type | Summary |\n|---|---|---|\n"
                    f"| {day} | email | Sent the deck |\n| {day - datetime.timedelta(days=9)} | call | Intro |\n"
                ),
                (
                    f"# {name}\n\n- **Role:** {ROLES[number % 5]}\n- **Company:** {COMPANIES[number % 5]}\n"
                    f"- **Last contact:** {day}\n- **Next follow-up:** TBD\n- **Email:** unknown\n"
                    f"- **LinkedIn:** linkedin.com/in/{slug}\n\n## Timeline\n"
                    f"- **{day}** — Call: discussed pricing\n- **{day - datetime.timedelta(days=30)}** — "
                    "Email: introduced\n\n## Open questions\n- When does she decide? (by 2026-12-01?)\n"
                ),
                (
                    f"# {name}\n\n| Field | Value |\n|---|---|\n| Role | {ROLES[number % 5]} |\n"
                    f"| Last contacted | {day:%B} {day.day}, {day.year} |\n| Tags | warm, tides |\n\n"
                    f"### {day}\n- Met at the fair, wants a demo\n\n### Next steps\n- [ ] Send demo link\n"
                ),
            )
        )
    for number in range(190):
        files[f"CRM/Companies/Company {number}.md"] = (
            f"---\ntype: company\nemployees: 50\ndomain: example.com\ncontact: '[[{choices.choice(names)}]]'\n"
            "---\n## History\n- 2026-10-02 email: newsletter\n"
        )
    return files


def make_vault_of_habits() -> Files:
    """Make a vault of people with words of its own under netnotes' names, each in many notes."""
    choices = random.Random(6)
    names = make_names(90, choices)
    files: Files = {}
    for number, name in enumerate(names):
        first, last = name.split()
        other = choices.choice(names)
        nobody = f"Zed {choices.choice(LAST_NAMES)}"
        lines = choices.choice(
            (
                f"kind: friend\nbirthday: 10/0{number % 9 + 1}\nemail2: {first}@example.com",
                f"level: director\nmet: 200{number % 10}\nknows: ['[[{nobody}]]']",
                f"priority: high\nstatus: {choices.choice(('friend', 'family', 'lead'))}",
                f"tags: [friends, school]\nfirst_met: at school\nfriends: '[[{other}]]'",
                f"modified: 10/09/2026\ntopic: tides\nintroduced_by: {nobody}",
            )
        )
        log = choices.choice(
            (
                "- 10/09/2026: lunch\n- 11/09/2026 call\n",
                "- Dinner on 2026-12-24 at her place\n- Lunch 3 Feb 2027, her treat\n",
                f"- 2026-10-02: lunch with [[{other}]]\n- Call her before 2026-12-01\n",
                "Born 10/09/1980 in Porto. Moved 03/04/2015.\n\n- Visa expires 2027-03-01\n",
                "- [ ] Coffee in spring 2027\n- Card sent, Christmas 2025\n- 24/7 on call\n",
            )
        )
        files[f"People/{name}.md"] = f"---\naliases: [{first} {last[0]}.]\n{lines}\n---\n{log}"
    for number, day in enumerate(list_days(220, choices)):
        guests = ", ".join(choices.sample(("Sam Carter", "Zed Ames", "the kids", "Kay Poe"), 2))
        with_whom = guests if number % 3 else f"[[{choices.choice(names)}]]"
        files[f"Days/{day} {choices.choice(('Dinner', 'Trip', 'Choir'))} {number}.md"] = (
            f"**With:** {with_whom}\n\nGood food.\n"
        )
    return files


MANNERS: dict[str, Callable[[], Files]] = {
    "para": make_para_vault,
    "zettelkasten": make_zettelkasten,
    "work": make_work_vault,
    "home": make_home_vault,
    "agent": make_agent_vault,
    "habits": make_vault_of_habits,
}
