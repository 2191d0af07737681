"""The words in a daily note that say whether somebody was met: how, not yet, or not at all.

In English, German, French, Spanish and Dutch. The words for channels are in the settings.
"""

from __future__ import annotations

import re

# Headings above what has happened with people, folded as `fold_for_search` does.
TOUCH_HEADINGS = re.compile(
    r"\b(?:meetings?|calls?|planning|conversations?|log|1[:\-]1s?|1on1s?|one.on.ones?|met|people met"
    r"|interactions?|besprechung(?:en)?|treffen|gesprache?|anrufe?|telefonate?|termine"
    r"|reunions?|rencontres?|appels?|entretiens?|reuniones|llamadas?|encuentros?"
    r"|vergadering(?:en)?|gesprek(?:ken)?|afspraken|ontmoetingen)\b"
)

# Headings above what is planned, read or left for another day.
NO_TOUCH_HEADINGS = re.compile(
    r"\b(?:tomorrow|plans?|planned|to.?do|tasks?|to (?:call|meet|write|email|contact|do)|later"
    r"|next(?: week| steps| actions)?|reading|read|ideas?|inbox|waiting(?: for)?|someday|follow.?ups?"
    r"|agenda|upcoming|morgen|plane?|aufgaben|lesen|ideen|zu erledigen|anzurufen"
    r"|demain|a faire|a appeler|taches|lecture|lectures|manana|por hacer|tareas|lectura"
    r"|lecturas|te doen|taken|te bellen|lezen)\b"
)

# Verbs that say how people were in touch, where no word for a channel does.
TOUCH_VERBS = re.compile(
    r"\b(?:talked|spoke|saw|visited|called|phoned|rang|e-?mailed|texted|messaged|wrote to|chatted"
    r"|caught up|catch.?up|ran into|bumped into|met(?: up)?|had (?:a )?(?:coffee|lunch|dinner|drinks)"
    r"|1[:\-]1|1on1|one.on.one|getroffen|traf|gesprochen|telefoniert|angerufen|besucht|geschrieben"
    r"|vu|vue|rencontre|parle (?:a|avec)|appele|dejeune|dine avec|ecrit a"
    r"|hable con|llame a|almorce|cene con|quede con|vi a|visite a"
    r"|gesproken|gebeld|ontmoet|gezien|gegeten|geluncht|bezocht|gemaild)\b"
)

# A plan or a wish, before the name of the person: `I really should call [[Max]]`.
PLAN_WORDS = re.compile(
    r"\b(?:should|shall|must|ought to|want(?:s|ed)? to|need(?:s|ed)? to|have to|has to|had to"
    r"|would like to|going to|plan(?:s|ning)? to|hope to|try to|todo|to do|to.do|waiting (?:for|on)"
    r"|tomorrow|next (?:week|month)|remember to|remind|don'?t forget|let'?s|maybe|ask .{0,20} to"
    r"|soll(?:te|en)?|muss|mochte|will ich|ich will|wollen wir|warte(?:n)? auf|ubermorgen"
    r"|nachste woche|nicht vergessen|il faut|dois|devrais|voudrais|veux|a faire|j'attends|attendre"
    r"|demain|semaine prochaine|debo|deberia|tengo que|hay que|quiero|por hacer|esperando|esperar"
    r"|manana|proxima semana|moet|zou|wil ik|ik wil|wacht(?:en)? op|volgende week|niet vergeten)\b"
    r"|(?<!heute )(?<!gestern )(?<!guten )(?<!diesen )\bmorgen\b"
)

# What did not happen, wherever it is in the sentence with the name.
NEGATIONS = re.compile(
    r"\b(?:(?:did ?n[o']t|could ?n[o']t|couldn'?t|didn'?t|did not|could not) \w+"
    r"|no answer|not reached|unreachable|missed|cancell?ed|postponed|rescheduled|no.show|voicemail"
    r"|never (?:called|came|answered)|nicht (?:erreicht|gekommen|da)|keine antwort|verpasst"
    r"|abgesagt|verschoben|pas (?:joint|repondu|venue?)|pas de reponse|manquee?|annulee?|reportee?"
    r"|no contesto|no vino|sin respuesta|cancelad[oa]|aplazad[oa]|niet (?:bereikt|gekomen)"
    r"|geen antwoord|gemist|afgezegd|geannuleerd|uitgesteld)\b"
)
