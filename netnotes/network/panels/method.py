"""How each number is computed, from whom it comes, and what it does not say: for pages and docs."""

from __future__ import annotations

from msgspec import Struct


class Method(Struct, frozen=True):
    """How one number is computed.

    `id` is its name in code and JSON, and `name` that on the page. `source` is author and year.
    `needs` is how many contacts it takes before the number is shown at all.
    """

    id: str
    name: str
    formula: str
    source: str
    caveats: str
    needs: int = 1


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
        "λ = Σ 7 / interval in days, over live contacts with an interval; ρ = λ / people a week "
        "you set aside",
        "arithmetic for ρ > 1; the pinwheel theorem for ρ ≤ 5/6 (Kawamura 2024)",
        "Says whether the plan can work, not whether it is a good plan. Between 5/6 and 1 it "
        "depends on the intervals. "
        "Touches that come unplanned are not counted.",
    ),
    Method(
        "in-touch",
        "In touch",
        "r = days since the last contact / interval: in touch r < 1, due 1 ≤ r, a second time "
        "round r ≥ 2; "
        "dormant after 1,095 days; a date under `next` counts instead of the interval, once",
        "the three years of dormant ties: Levin, Walter and Murnighan 2011",
        "Counts days, not closeness. Only what is noted has happened. People without an interval "
        "or a contact date "
        "stand apart.",
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
        "¹D = e^H with H = -Σ p ln p; chance that two differ = 1 - Σ n_k (n_k - 1) / (n (n - 1)); "
        "the range of both "
        "when any one contact is left out",
        "Hill 1973; Jost 2006; Simpson 1949",
        "Depends on how finely you name fields. Your notes are no sample of the people you know.",
        needs=5,
    ),
    Method(
        "inside-outside",
        "Inside and outside",
        "E-I index = (E - I) / (E + I), with E contacts outside your organisation and I inside",
        "Krackhardt and Stern 1988",
        "Takes the names of organisations as written; a large house counts the same as a small "
        "one.",
        needs=3,
    ),
    Method(
        "levels",
        "Up, beside, below",
        "contacts above, beside and below your level; the highest; range = highest - lowest; "
        "extensity = how many "
        "different levels",
        "after Lin and Dumin 1986",
        "Levels are relative to you and change when you move. Lin and Dumin count occupations, "
        "netnotes counts steps.",
        needs=3,
    ),
    Method(
        "effective-size",
        "Contacts that add a different circle",
        "effective size = n - 2t / n, with t pairs of your n contacts who know each other; "
        "efficiency = that / n; where "
        "u pairs have never been asked about, between n - 2 (t + u) / n and n - 2t / n",
        "Burt 1992; Borgatti 1997",
        "An upper end: who knows whom is rarely all written down. Needs a `knows` line in half of "
        "the notes. "
        "Introductions count as knowing each other. All ties weigh the same.",
        needs=3,
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
        "how-met",
        "How you met",
        "met on your own / (met on your own + introduced by a contact); how many each person "
        "introduced",
        "Uzzi and Dunlap 2005, whose 65 % is quoted as theirs",
        "Meetings through an event, a group or somebody without a note are left out of the rate.",
        needs=5,
    ),
    Method(
        "introductions",
        "Introductions you could make",
        "pairs of live contacts not noted as knowing each other, in different organisations, who "
        "share an active goal, "
        "field or town, or of whom one offers or cares about what the other needs; those both in "
        "the first tier first, "
        "then more kinds of reasons, then by name",
        "the open pair of two close contacts: the forbidden triad of Granovetter 1973",
        "They may know each other all the same. What two people share is compared by its words.",
        needs=3,
    ),
    Method(
        "exchange",
        "Build, keep, use; give and ask",
        "over 365 days, inside and outside: contacts first met, in touch after the day you met, "
        "asked. With G gifts and "
        "R asks: give share G / (G + R), balance (G - R) / (G + R), weighted reciprocity 2 Σ "
        "min(g, r) / (G + R)",
        "after Wolff and Moser 2009; Squartini and others 2013",
        "Counts entries, not their worth, and only what was noted. What has no day belongs to no "
        "year. "
        "This is no account of debts.",
    ),
)

_NOT_FOR_STEERING = "Not for steering."

DETAIL_METHODS: tuple[Method, ...] = (
    Method(
        "blau",
        "Blau's index of fields",
        "1 - Σ p²",
        "Blau 1977",
        f"{_NOT_FOR_STEERING} Biased for few contacts; the chance that two differ is not.",
    ),
    Method(
        "iqv",
        "Qualitative variation of fields",
        "Blau's index × K / (K - 1), with K the fields in your notes",
        "Mueller and Schuessler 1961",
        f"{_NOT_FOR_STEERING} K grows with the notes, so it cannot be compared over time.",
    ),
    Method(
        "iqv_levels",
        "Qualitative variation of levels",
        "Blau's index of above, beside and below × 3 / 2",
        "Mueller and Schuessler 1961",
        f"{_NOT_FOR_STEERING} One third each is its highest value, and no aim.",
    ),
    Method(
        "iqv_kinds",
        "Qualitative variation of kinds of purpose",
        "Blau's index of operational, personal and strategic × 3 / 2",
        "Mueller and Schuessler 1961",
        f"{_NOT_FOR_STEERING} One third each is its highest value, and no aim.",
    ),
    Method(
        "shannon_bits",
        "Shannon entropy of fields, in bits",
        "-Σ p log₂ p",
        "Shannon 1948",
        f"{_NOT_FOR_STEERING} ¹D is 2 to this.",
    ),
    Method(
        "hill2",
        "²D of fields",
        "1 / Σ p²",
        "Hill 1973",
        f"{_NOT_FOR_STEERING} Follows the common fields more than ¹D.",
    ),
    Method(
        "ei_field",
        "E-I index of fields",
        "(E - I) / (E + I), with E contacts outside your field and I in it",
        "Krackhardt and Stern 1988",
        f"{_NOT_FOR_STEERING} Depends on how finely you name fields.",
    ),
    Method(
        "org_blau",
        "Blau's index of organisations",
        "1 - Σ p²",
        "Blau 1977",
        f"{_NOT_FOR_STEERING} Biased for few contacts.",
    ),
    Method(
        "org_hill1",
        "¹D of organisations",
        "e^H with H = -Σ p ln p",
        "Hill 1973; Jost 2006",
        f"{_NOT_FOR_STEERING} Takes the names of organisations as written.",
    ),
    Method(
        "org_chance_two_differ",
        "Chance that two contacts work in different organisations",
        "1 - Σ n_k (n_k - 1) / (n (n - 1))",
        "Simpson 1949",
        f"{_NOT_FOR_STEERING} Takes the names of organisations as written.",
    ),
    Method(
        "density",
        "Density",
        "pairs who know each other / all pairs, without you",
        "graph theory",
        f"{_NOT_FOR_STEERING} Falls with the number of contacts whatever you do.",
    ),
    Method(
        "open_pairs",
        "Open pairs",
        "pairs not noted as knowing each other",
        "graph theory",
        f"{_NOT_FOR_STEERING} Grows with the square of the contacts.",
    ),
    Method(
        "ego_betweenness",
        "Ego-betweenness",
        "Σ over open pairs of 1 / (1 + contacts both know)",
        "Freeman 1977; Everett and Borgatti 2005",
        f"{_NOT_FOR_STEERING} An upper end, as every tie not written down lowers it.",
    ),
    Method(
        "ego_betweenness_norm",
        "Ego-betweenness as a share",
        "ego-betweenness / (n (n - 1) / 2)",
        "Everett and Borgatti 2005",
        f"{_NOT_FOR_STEERING} An upper end, as every tie not written down lowers it.",
    ),
    Method(
        "constraint",
        "Constraint",
        "Σ_j (p_j + Σ_q p_q p_qj)², you added, all ties alike: p_j = 1 / n, p_qj = 1 / (1 + "
        "contacts q knows)",
        "Burt 1992",
        f"{_NOT_FOR_STEERING} Above 1 for two contacts who know each other; falls with the number "
        "of contacts. Read it only beside "
        "its possible range.",
    ),
    Method(
        "constraint_range",
        "Possible range of the constraint",
        "from 1 / n (nobody knows anybody) to the larger of (2n - 1)² / n³ (all know each other) "
        "and "
        "(n + 1)² / (4n²) + (n - 1) (n + 1)² / n⁴ (one knows everybody else)",
        "by trying all networks of up to seven contacts",
        f"{_NOT_FOR_STEERING} The upper end is proven by trial up to seven contacts; beyond, no "
        "search has found a higher.",
    ),
    Method(
        "hierarchy",
        "Hierarchy",
        "Σ s_j ln(n s_j) / ln n, with s_j a contact's share of the constraint",
        "Burt 1992, after Coleman and Theil",
        f"{_NOT_FOR_STEERING} 0 where all contacts constrain alike.",
    ),
    Method(
        "roles",
        "Roles between groups",
        "open pairs by organisation: coordinator (both in yours), gatekeeper (one in yours), "
        "consultant (both in one "
        "other), liaison (in two others)",
        "Gould and Fernandez 1989",
        f"{_NOT_FOR_STEERING} Ties have no direction here, so a pair counts once and gatekeeper is "
        "also representative. Contacts "
        "without an organisation are left out.",
    ),
)

OTHER_METHODS: tuple[Method, ...] = (
    Method(
        "this-week",
        "This week",
        "promises and dated steps due within 7 days; people in a town you are in within 7 days and "
        "due; then those due, "
        "most turns r first; one place kept for the last group; never more names than the budget",
        "a convention of netnotes, tried in simulation",
        "A tier has no weight of its own: the interval is the weight. A new contact is due 14 days "
        "after the first "
        "meeting: a convention.",
    ),
    Method(
        "catch-up",
        "Catch-up week",
        "the plan run forward week by week, longest waiting first, until nobody due has to wait",
        "simulation",
        "Assumes that every week is used, and that nobody new comes.",
    ),
    Method(
        "ladder",
        "Progress ladder",
        "name: no touch; met: one day; in touch: two or more days; exchanged: you gave or an ask "
        "was granted; mutual: both",
        "a convention of netnotes, by logic only",
        "Says what was noted, not what a tie is worth. Nobody needs to climb.",
    ),
    Method(
        "use-rate",
        "Use rate",
        "live contacts with a touch in 365 days / live contacts; live contacts ever asked / live "
        "contacts",
        "a convention of netnotes",
        "A contact is no worse for not being used.",
    ),
    Method(
        "asks",
        "What came of asking",
        "asks granted, declined and open; unanswered when open for 14 days or more",
        "a convention of netnotes",
        "Only what was noted, and ticked.",
    ),
    Method(
        "in-person",
        "Share in person",
        "touches in person / touches with a known channel, over 365 days",
        "a convention of netnotes",
        "Touches without a channel are left out and counted beside it.",
    ),
    Method(
        "renewal",
        "Renewal",
        "per quarter: contacts first met; of those, in touch again within 14 days; in touch 180 "
        "days after it or later",
        "a convention of netnotes",
        "Whoever was met too lately to tell is left out of the share.",
    ),
    Method(
        "trends",
        "Trends",
        "per month of the log: touches, new contacts, gifts, asks, share in person; levels and ¹D "
        "of everybody in touch "
        "in the twelve months until then",
        "as for the numbers themselves",
        "Shows how you kept notes as much as how you kept in touch.",
    ),
    Method(
        "coverage",
        "Goal coverage",
        "per active goal: the contacts linked to it, their levels and fields, what they were "
        "asked, the next steps",
        "a convention of netnotes",
        "An ask counts for each goal its contact is linked to.",
    ),
)

# All numbers.
METHODS: tuple[Method, ...] = (*PANEL_METHODS, *DETAIL_METHODS, *OTHER_METHODS)

METHODS_BY_ID = {method.id: method for method in METHODS}
