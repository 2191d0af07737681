"""What the people did whom a clause begins with: `Ada and Ben called`, `Ada rang the bank`.

In English, German, French, Spanish and Dutch, folded, without accents.
"""

from __future__ import annotations

from netnotes.reading.sentences import NAME
from netnotes.text import build_lazy_pattern


def find_way_to_me(clause: str) -> str:
    """Find the channel of what several people did: `Ada and Ben called me`; empty if it is none.

    What two can do with each other, such as talking, says nothing about me.
    """
    for channel, verbs in _TO_ME:
        if verbs.match(clause):
            return channel
    return ""


def is_to_something_else(clause: str, typed_line: str) -> bool:
    """Tell whether a clause says whom or what somebody called: `Ada called in sick`, `rang Tom`.

    `typed_line` is the line as it was typed: a name begins with a capital.
    """
    if _HAS_OBJECT.match(clause):
        return True
    match = _MAY_HAVE_NAME.match(clause)
    if match is None or match["object"] in _NO_NAMES:
        return False
    return match["object"].capitalize() in typed_line


_NAMES = rf"[\s*_\d:.-]*{NAME}(?:(?:,| and| &| und| et| y| en) {NAME})*"
_BEFORE_VERB = (
    r"(?:(?:has|had|have|just|both|also|finally|then|later|hat|haben|hatten?|a|ont|m'a|m'ont"
    r"|nous ont|nous a|me|nos|ha|han|heeft|hebben|mich|mir|uns|me|mij|ons|mich|auch|beide"
    r"|kurz|vorhin|eben|net|even) )*"
)
_END = (
    r"(?! (?:each other|one another|himself|herself|in sick|off|for|a|an|the|it|in|out"
    r"|(?:her|his|their|our) (?!(?:back|again|today)\b)\w)\b)"
)

# What several did towards me: the verbs of `_OTHER_SUBJECT` in `told_of_others` need another name.
_TO_ME = tuple(
    (channel, build_lazy_pattern(rf"{_NAMES} {_BEFORE_VERB}(?:{verbs})\b{_END}(?!.*{NAME})"))
    for channel, verbs in (
        (
            "call",
            (
                r"called|phoned|rang|angerufen|riefen (?:mich |uns )?an|appelee?s?|llamaron"
                r"|llamado|belden(?: (?:me|mij|ons))?|opgebeld|gebeld"
            ),
        ),
        ("email", r"e-?mailed|mailten|mailte|mailden|gemailt|gemaild"),
        ("message", r"texted|messaged|geschrieben|ecrit|escribieron|escrito|appten|geappt"),
        ("visit", r"visited|dropped by|dropped in|stopped by|popped in|came (?:by|over|round)"),
    )
)

_VERBS = (
    r"(?:called|phoned|rang|telephoned|visited|texted|messaged|e-?mailed|belde|belden|mailde"
    r"|besuchte|bezocht)"
)
_OBJECT = (
    r"(?:in sick|in to\b|for (?!(?:me|us)\b)|off\b|it\b|each other"
    r"|(?:her|his|their|my|our) (?!(?:back|again|today|about|on|at|to)\b)[^\W\d_]"
    r"|(?:everyone|everybody|himself|herself)\b)"
)
_THING = r"(?:an?|the|een|de|het|ihre\w*|seine\w*|haar|zijn|eine\w*|die|den|das) (?!day\b)[^\W\d_]"
_PARTICIPLES = r"(?:angerufen|besucht|geschrieben|gebeld|bezocht|geschreven|gemaild|gemailt)"

# What one rings or visits is a person or a place; what one mails may be the mail itself.
_WITH_OBJECT = (
    rf"(?:{_VERBS} {_OBJECT}|(?:called|phoned|rang|visited|telephoned|belde|besuchte) {_THING}"
    r"|(?:texted|messaged|e-?mailed) the (?:team|board|group|office|boss|bank|press|client\w*)\b"
    r"|(?:wrote|schreef|schrieb|escribio) (?:an?|her|his|the|een|haar|zijn|ein\w*|ihr\w*|un[ao]?|su)"
    r" (?!(?:long |short |quick |lange[ns]? |kurze[ns]? )?(?:e-?mail|mail|note|line|letter|card"
    r"|message|postcard|brief\w*|karte|nachricht|mailtje|berichtje|kaartje|correo|carta|mensaje"
    r"|postal)\b)"
    rf"|(?:hat|haben|heeft|hebben) (?:ein\w*|ihr\w+|sein\w+|das|die|den|haar|zijn|hun|een|de|het)"
    rf" (?!{NAME})(?:\S+ ){{1,3}}{_PARTICIPLES}"
    r"|(?:a|ont) (?:appele|visite|ecrit|rappele) (?:sa|son|ses|la|le|les|une?|leur) \w"
    r"|(?:llamo|llamaron|visito|escribio) (?:a )?(?:su|sus|la|el|los|un|una) \w"
    r"|se sont (?:appelee?s|telephone|ecrit))"
)
_HAS_OBJECT = build_lazy_pattern(rf"{_NAMES} (?:(?:has|had|have|just|also|then) )*{_WITH_OBJECT}")
_MAY_HAVE_NAME = build_lazy_pattern(
    rf"{_NAMES} (?:(?:has|had|have|just|also|then) )*(?:called|phoned|rang|visited|texted"
    rf"|messaged|e-?mailed|belde) (?P<object>[^\W\d_]{{2,}})\b"
)
_NO_NAME = """
    monday tuesday wednesday thursday friday saturday sunday me us back about again today twice
    yesterday on at from with to and but very from late early re i we
"""
_NO_NAMES = frozenset(_NO_NAME.split())
