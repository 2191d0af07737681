"""The rules that a vault is checked by, each with its code."""

from __future__ import annotations

from msgspec import Struct

from netnotes.model.diagnostics import Severity


class DiagnosticCode(Struct, frozen=True):
    """A rule that a vault is checked by, with an example of breaking and of following it."""

    name: str

    # How much it matters, unless the settings say something else.
    severity: Severity
    rule: str
    why: str
    wrong: str = ""
    right: str = ""


_ERROR, _WARNING, _OFF = Severity.ERROR, Severity.WARNING, Severity.OFF

CODES: tuple[DiagnosticCode, ...] = (
    DiagnosticCode(
        "impossible-date",
        _ERROR,
        "A date is a day of the calendar, written YYYY-MM-DD.",
        "A date that does not exist would silently drop a contact from every count of days.",
        "met: 2026-02-30",
        "met: 2026-02-28",
    ),
    DiagnosticCode(
        "future-date",
        _ERROR,
        "A last contact, first meeting, birthday or death has already happened.",
        "A last contact in the future would keep somebody off the list until then. "
        "A plan belongs under `next`.",
        "last_contact: 2036-10-02",
        "next: 2036-10-02",
    ),
    DiagnosticCode(
        "unlikely-date",
        _WARNING,
        "A date is in these times, and a birthday in those of a life.",
        "A typo such as 0202 or 2206 for 2026 moves somebody out of every list, and 1604 is what "
        "Apple's address book writes for a birthday without a year.",
        "birthday: 1604-05-12",
        "birthday: 05-12",
    ),
    DiagnosticCode(
        "met-after-contact",
        _WARNING,
        "The first meeting is not later than the last contact.",
        "One of the two dates is a typo, and both are used.",
        "met: 2026-05-01\nlast_contact: 2024-05-01",
        "met: 2024-03-01\nlast_contact: 2024-05-01",
    ),
    DiagnosticCode(
        "until-before-date",
        _WARNING,
        "An event does not end before it begins.",
        "With its last day before its first it would be over before it began.",
        "date: 2026-12-01\nuntil: 2026-11-04",
        "date: 2026-12-01\nuntil: 2026-12-04",
    ),
    DiagnosticCode(
        "unknown-tier",
        _WARNING,
        "A tier is one of those in the settings.",
        "Without a known tier nobody can say when the next contact is due. Any other word is shown "
        "as it is written.",
        "tier: montly",
        "tier: monthly",
    ),
    DiagnosticCode(
        "unknown-cadence",
        _ERROR,
        "A cadence is a period such as `6 weeks`, a number of days, or `never`.",
        "Without a known period nobody can say when the next contact is due.",
        "cadence: sometimes",
        "cadence: 6 weeks",
    ),
    DiagnosticCode(
        "unknown-level",
        _ERROR,
        "A level is relative to you: -2 to 2, or `below`, `peer`, `above`.",
        "The levels show whether your network looks up, beside and down.",
        "level: boss",
        "level: above",
    ),
    DiagnosticCode(
        "unknown-kind",
        _WARNING,
        "A kind of purpose is `operational`, `personal` or `strategic`.",
        "The three kinds are those of Ibarra and Hunter (2007): "
        "today's work, your growth, the future. Any other word is shown as it is written.",
        "kind: work",
        "kind: operational",
    ),
    DiagnosticCode(
        "unknown-status",
        _ERROR,
        "A goal is `active`, `done` or `dropped`.",
        "Only active goals ask for people.",
        "status: later",
        "status: active",
    ),
    DiagnosticCode(
        "unknown-ask-kind",
        _ERROR,
        "What a goal asks for is `advice`, an `introduction` or an `opening`.",
        "A draft asks for advice only where advice is wanted.",
        "ask_kind: money",
        "ask_kind: introduction",
    ),
    DiagnosticCode(
        "unknown-contact-status",
        _WARNING,
        "A contact's status is `active`, `paused`, `do not contact`, `archived` or `deceased`.",
        "Only these say whether there is to be more contact; with any other word the contact "
        "counts as active.",
        "status: lost touch",
        "status: paused",
    ),
    DiagnosticCode(
        "unclear-scale",
        _WARNING,
        "The settings say which end of `importance` and `relationship_strength` is closest.",
        "Of 1 and 5 one vault means the first to be close and another the last, and a wrong guess "
        "would have you call the people you care least about.",
        "importance: 5, and nothing in netnotes.toml",
        '[tiers]\nscale = "5 is closest"',
    ),
    DiagnosticCode(
        "similar-organisation",
        _WARNING,
        "Two names of organisations differ in more than legal form, case and punctuation.",
        "Under two names the people of one house count as those of two: as inside and outside, and "
        "as strangers who could be introduced to each other.",
        "organisation: Acme GmbH, and ACME Ltd in another note",
        '[organisations]\n"Acme GmbH" = "ACME Ltd"',
    ),
    DiagnosticCode(
        "unclear-death",
        _WARNING,
        "Whether somebody has died is clear, and nothing in the note contradicts it.",
        "Who has died is remembered and never due, and an open promise would not be listed.",
        "died: 2024-05-12\nnext: 2026-10-02",
        "died: 2024-05-12",
    ),
    DiagnosticCode(
        "not-yes-or-no",
        _ERROR,
        "`archived` and `active` are yes or no.",
        "A word that is neither leaves it open whether the contact still counts.",
        "archived: perhaps",
        "archived: yes",
    ),
    DiagnosticCode(
        "no-purpose",
        _WARNING,
        "Every contact has a purpose: why this person, and what for.",
        "It is the founding idea of a strategic network, and the first thing the list shows you.",
        "---\ntier: monthly\n---",
        "---\npurpose: Tells me what customers really do\ntier: monthly\n---",
    ),
    DiagnosticCode(
        "unknown-property",
        _WARNING,
        "A property one typo away from a known one is probably that one.",
        "A misspelt property is silently not read.",
        "teir: monthly",
        "tier: monthly",
    ),
    DiagnosticCode(
        "duplicate-property",
        _ERROR,
        "A property is in a note only once.",
        "Editors keep only one of the two, and not always the same one.",
        "tier: monthly\ntier: yearly",
        "tier: monthly",
    ),
    DiagnosticCode(
        "broken-front-matter",
        _ERROR,
        "The front matter between the two `---` lines is YAML that every editor can read.",
        "What can't be read can't be counted; the rest of the note still is.",
        "purpose: Sales: who decides",
        'purpose: "Sales: who decides"',
    ),
    DiagnosticCode(
        "unquoted-link",
        _WARNING,
        "A link in the front matter is in quotes.",
        "Without them YAML reads a list in a list, and Obsidian shows no link.",
        "introduced_by: [[Ben Okafor]]",
        'introduced_by: "[[Ben Okafor]]"',
    ),
    DiagnosticCode(
        "merge-marker",
        _ERROR,
        "A note holds no lines left by git from an unfinished merge.",
        "Both versions would be read as one note.",
        "<<<<<<< HEAD",
        "Keep one of the two versions and delete the marker lines.",
    ),
    DiagnosticCode(
        "sync-leftover",
        _WARNING,
        "A copy left by a sync program is not a second contact.",
        "It is left out; whatever it alone knows would be lost when you delete it unread.",
        "Ada (Conflicted copy laptop 202411281430).md",
        "Bring what is new in it into Ada.md and delete the copy.",
    ),
    DiagnosticCode(
        "not-downloaded",
        _WARNING,
        "Every note is on this machine.",
        "A placeholder of iCloud has no text; the person would be missing without notice.",
        ".Ada.md.icloud",
        "Download the note in the Finder, or choose Keep Downloaded for the folder.",
    ),
    DiagnosticCode(
        "unreadable-note",
        _ERROR,
        "A note is a file of UTF-8 text that may be read.",
        "What can't be opened can't be counted.",
        "A note saved as UTF-16",
        "Save it again as UTF-8.",
    ),
    DiagnosticCode(
        "not-opened",
        _WARNING,
        "Only plain files inside the vault are opened.",
        "A link that leaves the vault, a pipe or a device "
        "could show things that are not yours to show.",
    ),
    DiagnosticCode(
        "too-large",
        _ERROR,
        "A note is smaller than 1 MiB, its front matter than 16 KiB.",
        "A note that large is not one that somebody wrote.",
    ),
    DiagnosticCode(
        "very-long-note",
        _WARNING,
        "A note's text is at most 256 KiB.",
        "Only its beginning is laid out on the page; facts are read from all of it.",
    ),
    DiagnosticCode(
        "too-deep",
        _ERROR,
        "Lists and quotes are nested so that they can still be laid out.",
        "Text nested more deeply is shown as it was typed, marks and all.",
    ),
    DiagnosticCode(
        "hidden-character",
        _WARNING,
        "A name holds no characters that nobody sees, such as those that turn the direction of "
        "writing.",
        "They make one name look like another.",
    ),
    DiagnosticCode(
        "dead-link",
        _WARNING,
        "A link in a property leads to a note that exists.",
        "A tie to nobody is not counted.",
        'knows: ["[[Cleo Marhs]]"]',
        'knows: ["[[Cleo Marsh]]"]',
    ),
    DiagnosticCode(
        "missing-path",
        _WARNING,
        "A folder or a note that the settings name exists.",
        "It was renamed or mistyped, and what is in it is not read: no goals, no events, no "
        "sentences from the phone.",
        '[vault]\ngoals = "Gaols"',
        '[vault]\ngoals = "Goals"',
    ),
    DiagnosticCode(
        "dead-link-in-text",
        _OFF,
        "A link in a contact's text leads to a note that exists.",
        "Obsidian makes a note from such a link by a click, so many people keep them on purpose. "
        "Switch it on to find typos.",
        "Talked about [[Projekt Apollo]].",
        "Talked about [[Project Apollo]].",
    ),
    DiagnosticCode(
        "long-property",
        _WARNING,
        "No property is longer than 2 KiB in front matter over 16 KiB.",
        "It is left out, so that the others can be read.",
        "A picture of 40 KiB in PHOTO, as text",
        "photo: photos/ada.jpg",
    ),
    DiagnosticCode(
        "ambiguous-date",
        _WARNING,
        "A day has one meaning.",
        "Of 10/09/2026 nobody knows which is the month, and a wrong guess moves a meeting by "
        "months.",
        "- 10/09/2026: lunch",
        "- 2026-10-09: lunch",
    ),
    DiagnosticCode(
        "unread-date",
        _WARNING,
        "A line that reads like a touch begins with its day, and with a whole one.",
        "It looks as if it counted, and does not. `March 2026` says no day.",
        "- Coffee on 2026-10-03",
        "- 2026-10-03 coffee",
    ),
    DiagnosticCode(
        "missing-day",
        _WARNING,
        "A day to remember begins with its day, with or without the year.",
        "Nobody is reminded of what has no day.",
        "remember: first day at Acme",
        "remember: 05-12 first day at Acme",
    ),
    DiagnosticCode(
        "unread-meeting",
        _WARNING,
        "A note about a meeting on a day names the contacts who were there, and who was absent by "
        "the whole name.",
        "It looks like a meeting, and counts for nobody, or for somebody who was not there.",
        "## Attendees, with [[Cleo Marhs]] below, in 2026-10-02 Budget.md",
        "## Attendees, with [[Cleo Marsh]] below",
    ),
    DiagnosticCode(
        "listed-people",
        _WARNING,
        "Whoever a file called Contacts, People or the like lists has a note of their own.",
        "Sections and rows of one file are no contacts; `netnotes import` makes a note of each.",
        "## Ada Quill, with `Company: Northwind` below, in Contacts.md",
        "People/Ada Quill.md",
    ),
    DiagnosticCode(
        "unread-daily-note",
        _WARNING,
        "Notes named after days are in the folder of daily notes that the settings name.",
        "Lines there that say how you were in touch count, and elsewhere they do not.",
        "Diary/2026-10-03.md, and no `journal` in netnotes.toml",
        'journal = "Diary"',
    ),
    DiagnosticCode(
        "unlinked-touch",
        _WARNING,
        "A line of a daily note that says how you were in touch with one person links to them.",
        "Only links make a touch, so this one counts for nobody. `check --fix` adds the link.",
        "- Lunch with Ada Quill",
        "- Lunch with [[Ada Quill]]",
    ),
    DiagnosticCode(
        "met-without-note",
        _WARNING,
        "Whom you met, by a line under `## Met` in the note of an event or a day, has a note.",
        "Who has none comes up nowhere; `netnotes met` with the name of the event, or the day, "
        "makes notes of the lines.",
        "## Met\n- Camille Joubert: journalist",
        "## Met\n- Camille Joubert: journalist, and a note `People/Camille Joubert.md`",
    ),
    DiagnosticCode(
        "unlinked-mention",
        _OFF,
        "A line of a daily note that says how you were in touch links to the person.",
        "`unlinked-touch` finds only what is sure. Switch this on to find all lines that name "
        "contacts by the whole name or an alias, also several, or below a heading such as Calls; "
        "`check --fix` adds the links.",
        "- Lunch with Ada Quill",
        "- Lunch with [[Ada Quill]]",
    ),
    DiagnosticCode(
        "shared-name",
        _WARNING,
        "A link by the name of a contact's note leads to the contact.",
        "Of two notes of one name Obsidian takes the one in the same folder, else the one with the "
        "shortest path. What such a link says counts for nobody.",
        "[[Ada Quill]], where there are People/Ada Quill.md and 1-1s/Ada Quill.md",
        "[[People/Ada Quill|Ada Quill]]",
    ),
    DiagnosticCode(
        "alias-link",
        _WARNING,
        "A link names a note by its file name.",
        "netnotes finds the note by its alias, but Obsidian does not and would make a new note.",
        'introduced_by: "[[Bennie]]"',
        'introduced_by: "[[Ben Okafor|Bennie]]"',
    ),
    DiagnosticCode(
        "self-link",
        _WARNING,
        "Nobody knows, or was introduced by, themselves.",
        "It is a mistake, and does not count.",
        'knows: ["[[Ada]]"] in Ada.md',
        'knows: ["[[Ben]]"] in Ada.md',
    ),
    DiagnosticCode(
        "introduction-circle",
        _ERROR,
        "Introductions lead back to a beginning.",
        "If Ada introduced Ben and Ben introduced Ada, one of the two is wrong.",
        'introduced_by: "[[Ben]]" in Ada.md, introduced_by: "[[Ada]]" in Ben.md',
        "introduced_by: me in one of the two",
    ),
    DiagnosticCode(
        "unknown-goal",
        _WARNING,
        "A goal named by a contact is a note of its own.",
        "A goal without a note has no why and no date, and can't show who is missing.",
        "goals: [Lead the platfrom group]",
        'goals: ["[[Lead the platform group]]"]',
    ),
    DiagnosticCode(
        "duplicate-name",
        _WARNING,
        "No two contacts go by the same name.",
        "Lists and commands could not tell them apart.",
        "People/Ada.md and CRM/Contacts/Ada.md",
        "name: Ada Quill (Northwind) in one of the two",
    ),
    DiagnosticCode(
        "unsafe-link",
        _WARNING,
        "No link in a note can run a program, or hides where it leads.",
        "Such a link is shown as plain text. Links to other programs are plain text, too, or links "
        "where they only show something (`sms:`, `message:`, `things:`), and no problem.",
        "[report](javascript:alert(1))",
        "[report](https://example.org/report)",
    ),
    DiagnosticCode(
        "broken-settings",
        _ERROR,
        "`netnotes.toml` is valid TOML, and its `exclude` can be read.",
        "Without it, notes would be shown that it leaves out: until it is fixed, nothing is done.",
        "budget = three",
        "budget = 3",
    ),
    DiagnosticCode(
        "unknown-setting",
        _ERROR,
        "A setting is one of those in the documentation.",
        "A misspelt setting silently does nothing.",
        "[plan]\nbugdet = 3",
        "[plan]\nbudget = 3",
    ),
    DiagnosticCode(
        "wrong-setting",
        _ERROR,
        "A setting has a value of its kind.",
        "A wrong value is not used; the default is.",
        '[plan]\nbudget = "many"',
        "[plan]\nbudget = 3",
    ),
)


DEFAULT_SEVERITIES: dict[str, Severity] = {code.name: code.severity for code in CODES}
