"""How each number is computed, from whom it comes, and what it does not say: for pages and docs."""

from __future__ import annotations

from msgspec import Struct


class Method(Struct, frozen=True):
    """How one number is computed.

    `id` is its name in code and JSON, and `name` that on the page. `formula` is in words, and
    `equations` in signs, each on a line of its own; the page shows them as MathML
    (templates/formulas.html). `source` is author and year. `needs` is how many contacts it takes
    before the number is shown at all.
    """

    id: str
    name: str
    formula: str
    source: str
    caveats: str
    needs: int = 1
    equations: tuple[str, ...] = ()


PANEL_METHODS: tuple[Method, ...] = (
    Method(
        "purpose",
        "Purpose and goals",
        "contacts with a purpose / contacts; contacts linked to an active goal / contacts; "
        "contacts per active goal",
        "a convention of netnotes: every contact has a purpose",
        "A purpose that was written once may have been outlived.",
    ),
    Method(
        "capacity",
        "Can you keep this up?",
        "the contacts a week λ that your plan asks for, from the intervals d in days of the live "
        "contacts who have one; λ as a share ρ of the people a week b that you set aside. The plan "
        "always fits where first-fit finds a schedule: intervals rounded down to s · 2^k weeks, s "
        "the shortest. Otherwise ρ ≤ 1 should fit, and ρ > 1 can't",
        "arithmetic; pinwheel schedules: Holte and others 1989; Kawamura 2024, whose 5/6 holds for "
        "whole periods",
        "Says whether the plan can work, not whether it is a good plan. "
        "Touches that come unplanned are not counted.",
        equations=("λ = Σ 7 / d", "ρ = λ / b"),
    ),
    Method(
        "in-touch",
        "In touch",
        "the turns r since the last contact: in touch r < 1, due 1 ≤ r, lapsed r ≥ 2; "
        "dormant after 1,095 days; until a date under `next` planned, due since then",
        "Levin, Walter and Murnighan 2011 for the three years, and for old ties that often give "
        "fresh, trusted advice when asked",
        "Counts days, not closeness. Only what is noted has happened. People without an interval "
        "stand apart, and so do those of the plan with whom no contact is noted yet.",
        equations=("r = days since the last contact / interval",),
    ),
    Method(
        "realised-interval",
        "Intervals in practice",
        "per tier: the first number of days t within which half of the gaps between touches end, "
        "S(t) ≤ 1/2; S(t) is the share of gaps longer than t, estimated from each length up to t "
        "after which gaps ended: of the n gaps that lasted at least so long, d ended then; the gap "
        "since the last touch is still running; touches on one day are one",
        "Kaplan and Meier 1958",
        "From 5 gaps in a tier on, without those that have run for less than the result. Contacts "
        "with an interval of their own, paused ones and those whose log has no touch, or begins "
        "less than the tier's interval ago, are left out. The whole log counts, whatever the tier "
        "was then. Where more than half have not ended by this estimate, nobody knows the middle; "
        "where it is a quarter of the interval or less, it is that of replies.",
        equations=("S(t) = Π (1 - d / n)",),
    ),
    Method(
        "kinds",
        "Kinds of purpose",
        "contacts marked operational, personal and strategic",
        "Ibarra and Hunter 2007",
        "The three kinds are a way to look, not a measurement; one person can be all of them. No "
        "mix is right for all.",
        needs=3,
    ),
    Method(
        "fields",
        "Variety of fields",
        "as many equally common fields as would be as varied (¹D), from the share p of each "
        "field; the chance C that two contacts differ, from the m contacts in each field and all "
        "n of them; the range of both when any one contact is left out",
        "Hill 1973; Jost 2006; Simpson 1949",
        "Depends on how finely you name fields. Your notes are no sample of the people you know.",
        needs=5,
        equations=("¹D = e^H", "H = -Σ p ln p", "C = 1 - Σ m(m - 1) / (n(n - 1))"),
    ),
    Method(
        "inside-outside",
        "Inside and outside",
        "from the E contacts outside your organisation and the I inside: from -1 (all inside) to "
        "1 (all outside)",
        "Krackhardt and Stern 1988",
        "Takes the names of organisations as written; a large house counts the same as a small "
        "one.",
        needs=3,
        equations=("E-I index = (E - I) / (E + I)",),
    ),
    Method(
        "levels",
        "Up, beside, below",
        "contacts above, beside and below your level; the highest; the range from the lowest to "
        "the highest; the extensity: how many different levels there are",
        "Lin and Dumin 1986 for the highest and the range; Lin, Fu and Hsung 2001 for extensity",
        "Levels are relative to you and change when you move. In these studies it is occupations "
        "that somebody reaches and their prestige, here the steps up and down.",
        needs=3,
    ),
    Method(
        "effective-size",
        "Contacts that add a different circle",
        "for how many separate contacts yours count, from all n of them and the t pairs who know "
        "each other; where there are u pairs of whom neither note says whom the contact knows, "
        "from the lowest to the effective size",
        "Burt 1992; Borgatti 1997",
        "An upper end: who knows whom is rarely all written down. Needs a `knows` line in half of "
        "the notes. "
        "Introductions count as knowing each other. All ties weigh the same.",
        needs=3,
        equations=(
            "effective size = n - 2t / n",
            "efficiency = effective size / n",
            "lowest = n - 2(t + u) / n",
        ),
    ),
    Method(
        "circles",
        "Separate circles",
        "connected groups of contacts without you; a contact who knows no other is a circle "
        "reached through one person "
        "only",
        "graph theory; the reading after Burt 1992",
        "At most so many: one tie that is not written down joins two circles. Needs a `knows` line "
        "in half of the notes.",
        needs=3,
    ),
    Method(
        "circles-kept-warm",
        "Circles kept warm",
        "circles with somebody in touch (r < 1) / circles; one with nobody in touch and somebody "
        "who has heard from you and has no interval is not counted",
        "bridges decay fastest: Burt 2002",
        "Depends on the circles, and so on the `knows` lines in half of the notes. In touch means "
        "within the planned interval, not close.",
        needs=3,
    ),
    Method(
        "how-met",
        "How you met",
        "the share of contacts whom you met on your own (a), and not introduced by a contact (b); "
        "how many each contact introduced",
        "Uzzi and Dunlap 2005, who find that a network may be too inbred where you introduced "
        "yourself to more than 65% of your key contacts",
        "Uzzi and Dunlap speak of key contacts, which you choose; netnotes counts all whose notes "
        "say it. "
        "Meetings through an event, a group or somebody without a note are left out of the rate.",
        needs=5,
        equations=("rate = a / (a + b)",),
    ),
    Method(
        "follow-up-time",
        "How soon you follow up",
        "of the contacts met in the last 365 days: the first number of days within which half "
        "were in touch again after the day you met, by the estimate of Intervals in practice; "
        "whoever is still waiting has waited until today",
        "Kaplan and Meier 1958",
        "Paused and archived contacts are left out, and so are those of whom only the last "
        "contact is noted and not the first. Whoever has waited for less than the result does not "
        "count among the 5.",
        needs=5,
    ),
    Method(
        "introductions",
        "Introductions you could make",
        "pairs of live contacts not noted as knowing each other, in different organisations, of "
        "whom one offers or cares about what the other needs; those both in the first tier first, "
        "then those who share a field or a town as well, then by name; and whether two of one "
        "organisation know each other, where a goal names one of them",
        "the open pair of two close contacts: the forbidden triad of Granovetter 1973",
        "They may know each other all the same. What two people share is compared by its words. "
        "That both could help with a goal of yours is no reason to bring them together.",
        needs=3,
    ),
    Method(
        "exchange",
        "Build, keep, use; give and ask",
        "over 365 days, inside and outside: contacts first met, in touch after the day you met, "
        "asked; how G gifts and R granted asks balance, in all and, from the g and r of each "
        "contact, within each relationship",
        "after Wolff and Moser 2009; Squartini and others 2013",
        "Counts entries, not their worth, and only what was noted. What has no day belongs to no "
        "year. Archived contacts and those who have died count too: what happened stays. "
        "This is no account of debts.",
        equations=(
            "give share = G / (G + R)",
            "balance = (G - R) / (G + R)",
            "weighted reciprocity = 2 Σ min(g, r) / (G + R)",
        ),
    ),
)

OTHER_METHODS: tuple[Method, ...] = (
    Method(
        "this-week",
        "This week",
        "promises and dated steps due within 7 days; people in a town you are in within 7 days and "
        "due; then those due, most turns first; then those due within 7 days, in places left. One "
        "place is kept for those due (of a single place every second one). The places are those of "
        "the budget b in week w since 1 January 2024",
        "a convention of netnotes, tried in simulation",
        "A tier has no weight of its own: the interval is the weight. Beside the budget, at most "
        "three new contacts from 2 to 14 days after the meeting; a promise without a day is due a "
        "week after it was made: conventions. A promise of which it is not known when it was made, "
        "either, stands under Promised and never on the list.",
        equations=("places = ⌊b(w + 1)⌋ - ⌊bw⌋",),
    ),
    Method(
        "catch-up",
        "Catch-up week",
        "the plan run forward week by week from this week's list on, with its order and places, "
        "until nobody due or promised has to wait",
        "simulation",
        "Assumes that every week is used, and that nobody new comes.",
    ),
    Method(
        "ladder",
        "Progress ladder",
        "name: no touch; met: one day of touches, or only `met`; in touch: two or more days; "
        "exchanged: you gave or an ask "
        "was granted; mutual: both",
        "a convention of netnotes, by logic only",
        "Says what was noted, not what a tie is worth. Nobody needs to climb.",
    ),
    Method(
        "asks",
        "What came of asking",
        "asks granted, declined and open; no answer when open for 42 days or more",
        "a convention of netnotes",
        "Only what was noted, and ticked.",
    ),
    Method(
        "renewal",
        "Renewal",
        "per quarter: contacts first met; of those met 14 days ago or earlier, in touch again "
        "within 14 days; of those met a year ago or earlier, in touch 180 days after it or later",
        "a convention of netnotes",
        "Whoever was met too lately to tell is left out of the share.",
    ),
    Method(
        "trends",
        "Trends",
        "per month of the log: touches, new contacts, gifts, asks, share in person; levels and ¹D "
        "of everybody in touch in the twelve months until then; a share from 5 touches with a "
        "channel on, and ¹D from 5 contacts with a field on",
        "as for the numbers themselves",
        "Shows how you kept notes as much as how you kept in touch.",
    ),
    Method(
        "coverage",
        "Goal coverage",
        "per active goal, the first that waits: a promise due within 7 days to somebody linked; "
        "somebody who granted or declined an ask for it and has not heard since; somebody met in "
        "14 days; an ask open for 7 working days; somebody to ask; a target without a way; words "
        "for an ask. Below it what has happened: met, asked, answered, learned, named",
        "a convention of netnotes",
        "An ask counts for the goals that its own text links to; without such a link, for the goal "
        "its contact is linked to, if exactly one of them can have been active that day; one that "
        "is over can have been active until the day it was to be reached by. Else for none. "
        "Linked contacts who are archived, have died or are not to be contacted are left out, "
        "which the goal's page says.",
    ),
)

# All numbers.
METHODS: tuple[Method, ...] = (*PANEL_METHODS, *OTHER_METHODS)

METHODS_BY_ID = {method.id: method for method in METHODS}
