"""The questions of `netnotes start`, in their order, and why each is asked."""

from __future__ import annotations

from msgspec import Struct

# What may bring somebody here: the key, and the words. It is not written down.
REASONS = (
    ("change", "a change"),
    ("work", "looking for work"),
    ("many", "too many people"),
    ("keep", "not losing anyone"),
)

MAX_PEOPLE = 3
MAX_NEAR = 5


class StartQuestion(Struct, frozen=True):
    """A question, and why it is asked or how it may be answered, in half a line."""

    text: str
    why: str


# By the name of the answer. `{who}` is the name of the person that the question is about.
QUESTIONS = {
    "reason": StartQuestion(
        "What brings you here?", "it only changes the words of the next questions"
    ),
    "person": StartQuestion(
        "Who would you be glad to hear from?", "two or three people make a start"
    ),
    "spoke": StartQuestion(
        "When did you last speak with {who}?",
        "a day, or about: 15 April 2025, may 2025, 6 months ago",
    ),
    "words": StartQuestion(
        "What would you ask {who}, tell them, or do for them?",
        "as you would say it to them; it stands beside their name",
    ),
    "tier": StartQuestion(
        "How often would you like to hear from them?", "so that This week knows who comes next"
    ),
    "goal": StartQuestion("What should be different in a year?", "it becomes a goal"),
    "why": StartQuestion("Whom does it help?", "a reason that others share is easy to tell"),
    "by": StartQuestion("By when?", "a day: 2027-06-30, 1 march, in 10 months"),
    "near": StartQuestion(
        "Who is near it?", f"at most {MAX_NEAR} names; somebody you named already may be one"
    ),
    "wants": StartQuestion(
        "Whom would you like to meet for it, in words?",
        "someone who has changed fields; a depot manager",
    ),
    "where": StartQuestion(
        "Where are such people?", "an event or a place: build guild on Thursdays"
    ),
    "offers": StartQuestion(
        "What do people come to you for?", "compared with what they need; commas between"
    ),
    "pitch": StartQuestion(
        "What do you do, in one breath?", "for when somebody asks; two sentences at most"
    ),
    "when": StartQuestion(
        "Which twenty minutes of the week are for this?", "as in Friday 9:00; for your calendar"
    ),
    "budget": StartQuestion("How many people a week?", "two or three fit into twenty minutes"),
}

# What is asked in other words, by what brings somebody here.
_VARIANTS = {
    ("person", "change"): StartQuestion(
        "Who would you be glad to hear from, or to tell about the change?",
        "two or three people make a start",
    ),
    ("person", "work"): StartQuestion(
        "Who would you be glad to hear from, whether or not they know of work?",
        "two or three people make a start",
    ),
    ("person", "many"): StartQuestion(
        "Of all these people, who would you be glad to hear from?",
        "two or three make a start; the others can wait",
    ),
    ("person", "keep"): StartQuestion(
        "Who would you be glad to hear from again?", "two or three people make a start"
    ),
    ("goal", "change"): StartQuestion(
        "What should be different in a year?",
        "it becomes a goal, such as “I work on public transport”",
    ),
    ("goal", "work"): StartQuestion(
        "What should be different in a year?",
        "it becomes a goal, such as “I have work I would choose”",
    ),
    ("goal", "many"): StartQuestion(
        "What should be different in a year?", "it becomes a goal, such as “I know who has my time”"
    ),
    ("goal", "keep"): StartQuestion(
        "What should be different in a year?",
        "it becomes a goal, such as “I have seen my old friends”",
    ),
    ("wants", "work"): StartQuestion(
        "Whom would you like to meet for it, in words?",
        "someone who hires for such work; someone who does it",
    ),
}


# What is asked for one more of the same.
MORE = {
    "person": "Who else?",
    "near": "Who else?",
    "wants": "Whom else?",
    "where": "Where else?",
}


def get_question(name: str, reason: str = "", who: str = "") -> StartQuestion:
    """Get the question of an answer, in the words for what brings somebody here."""
    question = _VARIANTS.get((name, reason), QUESTIONS[name])
    return StartQuestion(question.text.replace("{who}", who), question.why)
