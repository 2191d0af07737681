"""What properties of a vCard are called for which a note has no place."""

from __future__ import annotations

import re

# Properties that are about the card and the program, and not about the person.
_TECHNICAL_PROPERTIES = re.compile(
    r"VERSION|PRODID|UID|REV|KIND|CLASS|SORT-STRING|MAILER|SOURCE|NAME|PROFILE|CLIENTPIDMAP|XML"
    r"|MEMBER|X-AB(LABEL|ADR|UID|SHOWAS|ORDER)|X-IMAGE.*|X-ADDRESSBOOKSERVER-.*|X-APPLE-.*"
    r"|X-SHARED-PHOTO.*|X-NETNOTES-.*|X-EVOLUTION-FILE-AS|X-MOZILLA-HTML|X-ACCOUNT|X-RADICALE-.*"
)

# What a note has no place for, by the name of the property.
_NAMES_LEFT_OUT = (
    (re.compile(r"PHOTO"), "photos"),
    (re.compile(r"LOGO"), "logos"),
    (re.compile(r"SOUND"), "sounds"),
    (re.compile(r"KEY"), "keys"),
    (re.compile(r"GEO"), "coordinates"),
    (re.compile(r"TZ"), "time zones"),
    (re.compile(r"LANG"), "languages"),
    (re.compile(r"GENDER|X-GENDER"), "genders"),
    (re.compile(r"CALURI|CALADRURI|FBURL"), "addresses of calendars"),
    (re.compile(r"AGENT"), "cards of assistants"),
    (re.compile(r"X-PHONETIC-.*|X-MAIDENNAME"), "further forms of names"),
    (
        re.compile(
            r"IMPP|(X-)?(EVOLUTION-)?(SKYPE|JABBER|ICQ|AIM|MSN|YAHOO|QQ|GTALK|GOOGLE-TALK|GADUGADU"
            r"|TELEGRAM|SIGNAL|MATRIX|WHATSAPP|SIP|KADDRESSBOOK-X-IMADDRESS)(-USERNAME)?"
        ),
        "names in messengers",
    ),
)


def describe_property(name: str) -> str:
    """Describe a property that is not read; empty for one that says nothing about a person."""
    if _TECHNICAL_PROPERTIES.fullmatch(name):
        return ""
    for pattern, noun in _NAMES_LEFT_OUT:
        if pattern.fullmatch(name):
            return noun
    return f"`{name}`"
