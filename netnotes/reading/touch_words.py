"""The words in a daily note that say whether somebody was met: how, not yet, or not at all.

In English, German, French, Spanish and Dutch. The words for channels are in the settings.
"""

from __future__ import annotations

import re

from netnotes.reading.moved_words import ABSENT_PEOPLE, MOVED_BEHIND_NAME
from netnotes.reading.relatives import RELATIVES_OF_PEOPLE
from netnotes.reading.sentences import NAME, TOPIC
from netnotes.text import build_lazy_pattern

# Headings above what has happened with people, folded as `fold_for_search` does.
TOUCH_HEADINGS = build_lazy_pattern(
    r"\b(?:meetings?|calls?|planning|conversations?|log|1[:\-]1s?|1on1s?|one.on.ones?|met"
    r"|people met"
    r"|interactions?|besprechung(?:en)?|treffen|gesprache?|anrufe?|telefonate?|termine"
    r"|reunions?|rencontres?|appels?|entretiens?|reuniones|llamadas?|encuentros?"
    r"|vergadering(?:en)?|gesprek(?:ken)?|afspraken|ontmoetingen)\b"
)

# Headings above what is planned, read or left for another day.
NO_TOUCH_HEADINGS = build_lazy_pattern(
    r"^\W*(?:(?:missed|cancell?ed|postponed|unanswered|failed|attempted|verpasste?|verschobene?"
    r"|abgesagte?|gemiste?|afgezegde?|geannuleerde?)(?: (?:phone )?(?:calls?|meetings?"
    r"|appointments?"
    r"|anrufe?|termine?|treffen|oproep(?:en)?|gesprek(?:ken)?|afspraken))?"
    r"|(?:appels?|rdv|reunions?|rendez-vous) (?:manque|annule|reporte)e?s?|llamadas? perdidas?"
    r"|(?:reunion(?:es)?|citas?) (?:cancelad|aplazad)as?|(?:did|could)(?:n't| not) reach"
    r"|no answers?"
    r"|not reached|unreachable|no.shows?|(?:call )?attempts?|tried to (?:call|reach)|nicht erreicht"
    r"|keine antwort|pas (?:joint|repondu)e?s?|sans reponse|no contestaron|sin respuesta"
    r"|niet bereikt"
    r"|geen (?:antwoord|gehoor))\W*$"
    r"|\b(?:tomorrow|plans?|planned|to.?do|tasks?|to (?:call|meet|write|email|contact|do)|later"
    r"|next(?: week| steps| actions)?|reading|read|ideas?|inbox|waiting(?: for)?|someday"
    r"|follow.?ups?"
    r"|agenda|upcoming|morgen|plane?|aufgaben|lesen|ideen|zu erledigen|anzurufen"
    r"|demain|a faire|a appeler|taches|lecture|lectures|manana|por hacer|tareas|lectura"
    r"|lecturas|te doen|taken|te bellen|lezen)\b"
)

# Verbs that say how people were in touch, where no word for a channel does; `met` is in channels.
TOUCH_VERBS = build_lazy_pattern(
    r"\b(?:(?:ended up |kept )(?:talking|chatting) (?:with|to)|interviewed|thanked"
    rf"|(?<={NAME} )(?:(?:told|showed|lent|handed|introduced) (?:me|us)(?! about\W*$)|(?:hat|haben) (?:mir"
    r"|uns) (?:erzahlt|gesagt|gezeigt)|(?:m'a|nous a) (?:dit|raconte|montre|appris)|(?:me|nos)"
    r" (?:conto|dijo|ha (?:dicho|contado))|vertelde|zei)"
    r"|talked|spoke|saw|visited|called|phoned|rang|(?:e-?)?mailed|texted|messaged|wrote to|chatted"
    r"|caught up|catch.?up|ran into|bumped into|met up|had (?:a )?(?:coffee|lunch|dinner|drinks)"
    r"|1[:\-]1|1on1|one.on.one|getroffen|traf|gesprochen|telefoniert|angerufen|besucht|geschrieben"
    r"|begegnet|gesehen|wiedergesehen"
    r"|vu|vue|rencontre|croise|tombee? sur|retrouve|parle (?:a|avec)|appele|dejeune|dine avec"
    r"|ecrit a"
    r"|hable con|llame a|almorce|cene con|quede con|vi a|visite a"
    rf"|hablado con|visto a|llamado a|hablamos con|vimos a|llamamos a|(?:j'ai|on a) eu(?= {NAME})"
    r"|(?:encontre|encontramos|cruce|cruzamos|coincidi|coincidimos|tope) (?:a|con)"
    r"|tegengekomen|kwam(?:en)? .{1,30}? tegen|gesproken|gebeld|ontmoet|gezien|gegeten|geluncht"
    r"|bezocht|gemaild|gemailt|angeschrieben"
    r"|(?:koffie|thee|borrel|etentje|ontbijt|wandeling|gesprek|overleg|vergadering|afspraak"
    r"|telefoontje) met)\b"
)

# A plan or a wish, before the name of the person: `I really should call [[Max]]`.
PLAN_WORDS = build_lazy_pattern(
    r"\b(?:should|shall|must|ought to|want(?:s|ed)? to|need(?:s|ed)? to|have to|has to|had to"
    r"|(?:would|[iw]e?'d)(?: really| still)? (?:like|love) to|going to|plan(?:s|ning)? to|hope to|try to|todo|to do|to.do|waiting (?:for|on)"
    r"|tomorrow|next (?:week|month)|remember to|remind|don'?t forget|let'?s|maybe|perhaps"
    r"|ask .{0,20} to"
    r"|soll(?:te|en)?|muss|mochte|will ich|ich will|will(?= mit\b)|wollen wir|vielleicht"
    r"|warte(?:n)? auf|ubermorgen"
    r"|nachste woche|nicht vergessen|il fau(?:t|drait)|peut-etre|dois|devrais|voudrais|veux|a faire"
    r"|j'attends|attendre"
    r"|demain|semaine prochaine|quizas?|tal vez|debo|deberia|ten(?:go|dria) que|hay que|quiero"
    r"|por hacer|esperando|esperar"
    r"|manana|proxima semana|misschien|moet|zou|ga(?= (?:met|\w+ met)\b)|wil ik|ik wil"
    r"|wacht(?:en)? op|volgende week|niet vergeten)\b"
    r"|(?<!heute )(?<!gestern )(?<!guten )(?<!diesen )\bmorgen\b"
    r"|^[\W\d_]*(?:to (?:call|ring|phone|meet|see|visit|e-?mail|text|message|write|contact)"
    r"|te (?:bellen|mailen|schrijven|bezoeken|spreken))\b"
)

# What did not happen, wherever it is in the sentence with the name.
NEGATIONS = build_lazy_pattern(
    r"\b(?:(?:did ?n[o']t|could ?n[o']t|couldn'?t|didn'?t|did not|could not) \w+"
    r"|no answer|not reached|unreachable|missed|cancell?ed|postponed|rescheduled|no.show|voicemail"
    r"|never (?:called|came|answered)|nicht (?:erreicht|gekommen|da)|keine antwort|verpasst"
    r"|abgesagt|verschoben|pas (?:joint|repondu|venue?)|pas de reponse|manquee?|annulee?|reportee?"
    r"|no contesto|no vino|sin respuesta|cancelad[oa]|aplazad[oa]|niet (?:bereikt|gekomen)"
    rf"|bailed|flaked|ghosted|stood (?:me|us) up|blew (?:me|us) off|(?:backed|pulled) out"
    r"|(?:mich|uns) versetzt|gekniffen|pose un lapin|desistee?|me planto|plantad[oa]"
    r"|liet (?:me|mij|ons) (?:zitten|vallen)"
    rf"|geen antwoord|gemist|afgezegd|geannuleerd|uitgesteld|{MOVED_BEHIND_NAME})\b"
)

# What makes a clause say that something was not so. In Dutch `pas` means `only just`.
NOT_WORDS = build_lazy_pattern(
    r"n't\b|\b(?:(?:did|was|were|could|would|had|have|has|does|ca|wo)nt|cannot|not(?! only| just)"
    r"|no(?!\.? ?\d| doubt| problem)|never|nobody|neither|nor|fell through|called off"
    r"|nicht(?! nur)|kein\w*|nie|niemals|niemand|ausgefallen|ausfallen|jamais|rien|aucune?"
    r"|pas(?! seulement)(?!.*\b(?:gesproken|gebeld|ontmoet|gezien|gegeten|geluncht|bezocht"
    r"|gemaild))"
    r"|nunca|jamas|tampoco|nadie|niet(?! alleen)|geen|nooit)\b"
)

# What makes a clause tell of a wish, an attempt, a promise, a dream or a thought.
INTENTIONS = build_lazy_pattern(
    r"\b(?:(?:tried|versucht|essaye|intente|geprobeerd)(?: (?:again|wieder|encore"
    rf"|de nuevo))?(?= {NAME})"
    r"|(?:promis|forg[eo]t|intend|decid|agree|offer|refus|fail|wish|suppos|need|plan|arrang"
    r"|prepar|expect|mean|want|hop|vow|try|tried|used|unable|about|too )\w*(?: \w+){0,2} to"
    rf"|asked (?:\w+ |{NAME} ){{1,2}}to"
    r"|wish(?:ed)? (?:i|we|that)|if only|(?:almost|nearly) (?:\w+ed|met|rang|saw|ran|wrote|had|went)"
    rf"|(?:fast|beinahe|bijna|casi|presque)(?= (?:a )?{NAME})|hatten? (?:ich|wir) (?:\S+ )*?gern"
    r"|j'aurais|casi (?:llamo|veo|quedo)|had (?:ik|we) (?:\S+ )*?graag"
    r"|owe[sd]?|schulde|schuldet|schuldig"
    r"|whether|wonder\w*|dream(?:t|ed|ing)|dreams? (?:of|about|that|i|we)|imagin\w+|might|would"
    r"|th(?:ought|ink|inking) (?:of|about)|could have|(?:i|we|she|he|they)'ll|(?:i|we) will"
    r"|will (?:call|meet|see|e?mail|text|write|message|phone|have|be|try|catch)"
    r"|versprochen|versprach|vergessen|vergass|versuch(?:t|te|en)|woll(?:te|ten)|hoffe\w*"
    r"|hoffentlich"
    r"|vorgenommen|ob|(?:ge|er)traumt|traumte|vermisse|uberlegt|(?:ich|wir) werden?"
    r"|werden? (?:ich|wir)"
    r"|promis|oublie\w*|essaye\w*|voul(?:u|ais|ait|ions)|aimerais|aimerait|espere\w*|failli"
    r"|comptais"
    r"|reve[srz]?|revais|pens(?:e|ais) a|(?:je|j'y) vais|on va"
    r"|prometi\w*|olvid[eo]\w*|intent(?:e|o|ado|amos)|queria\w*|quise|quisiera|sone|sonado|gustaria"
    r"|ojala|espero|voy a|vamos a|pens(?:e|ando) en|pienso en"
    r"|beloofde?|vergeten|geprobeerd|probeerde|wilden?(?= (?:ik|we))|ik wilde|gedroomd|droomde"
    r"|gehoopt|hoopte|d(?:acht|enk) aan|of ik|zal|zullen|ik ga|ga ik|gaan we)\b"
)

# A condition at the beginning of a clause, before the name. German `als` is `when` or `than`.
CONDITIONS = build_lazy_pattern(
    r"(?:^|[,:(-] |\b(?:and|but|und|aber|et|mais|y|pero|en|maar) )(?:even |only )?"
    r"(?:if|unless|falls|wenn|sofern|si|indien|tenzij"
    r"|als(?= (?:ik|we|wij|het|er|je|hij|ze|zij|de)\b)"
    r"|s'ils?)\s"
)
CONDITIONS_BEHIND = re.compile(rf"{NAME} (?:if|unless|falls|wenn|si|als het)\s")

# `Vergessen, zum Lunch mit Ada zu gehen`: the comma does not part the wish from what was wished.
INFINITIVES = re.compile(r"\b(?:zu \w+n|te \w+n|(?:an|auf|ein|mit|ab)zu\w+n)\b")

# What a clause behind the one with the name begins with, when nothing came of it.
FAILURES_BEHIND = build_lazy_pattern(
    rf"[^\w{NAME}{TOPIC}]*"
    r"(?:(?:but|and|then|she|he|they|it|who|was|has|had|have|is|to|be|been|got|only|just|her|his|a"
    r"|i|we|went|left|sadly|unfortunately|aber|und|er|sie|es|war|ist|hat|haben|wurde|leider|nur"
    r"|dann"
    r"|mais|et|elle|il|on|a|est|ete|pero|y|ella|el|fue|se|ha|maar|en|hij|ze|zij|het|werd|heeft"
    r"|helaas) ){0,5}"
    r"(?:no (?:answer|reply|response|show)|no-show|not reached|unreachable|called off|fell through"
    r"|busy"
    r"|(?:did|could)(?:n't| not|nt) (?:answer|pick up|reply|respond|come|show|reach|happen|turn up"
    r"|call back|get through|make it(?=\W*$))"
    r"|never (?:called|came|answered|showed|replied|happened)"
    r"|nicht (?:erreicht|gekommen|da|rangegangen|abgenommen|erschienen)|kam(?:en)? nicht"
    r"|keine antwort|ausgefallen|ausfallen|abgesagt|verschoben|verpasst"
    r"|niemand(?:en)? (?:erreicht|da)|kein anschluss|(?:besetzt|occupee?)(?=\W*$)"
    r"|(?:ging|geht) nicht (?:ran|dran)"
    r"|(?:n'a |n'est )?pas (?:joint|repondu|venue?|de reponse|decroche)|sans reponse|annulee?"
    r"|reportee?"
    r"|no (?:contesto|contesta|vino|cogio)|nadie contesto|comunicaba|sin (?:respuesta|exito)"
    r"|cancelad[oa]|cancelo|aplazad[oa]"
    r"|niet (?:bereikt|gekomen|opgenomen)|geen (?:antwoord|gehoor)|nam(?:en)? niet op"
    r"|in gesprek(?=\W*$)|kwam(?:en)? niet|afgezegd|geannuleerd|uitgesteld"
    r"|(?:missed|cancell?ed|postponed|rescheduled|voicemail)"
    r"(?=\W*$| (?:by|because|due|last|on|at|again|for|till|until|to|so|her|him|them|it|me|us)\b))\b"
)

_NAMES = rf"{NAME}(?:'s)?(?:(?:,| and| &| or| und| oder| et| ou| y| o| en| of)* {NAME}(?:'s)?)*"

# Whom a sentence is about, or without whom it was.
TOPICS = (
    build_lazy_pattern(
        r"\b(?:about|regarding|concerning|without|instead of|uber|wegen|ohne|statt|sobre|acerca de"
        r"|sin"
        r"|(?<!tombe )(?<!tombee )sur|sans|over|zonder) (?:(?!(?:with|to|and|mit|zu|und|avec|et"
        r"|con|y|met|en|noon"
        r"|midnight)\b)"
        rf"[^\W\d]+ ){{0,3}}?(?P<people>{_NAMES})"
    ),
    # Who was seen on television, and whose work it was.
    build_lazy_pattern(
        rf"(?P<people>{_NAMES})(?= (?:on (?:tv|telly|television|the (?:telly|news|radio))"
        r"|im (?:fernsehen|radio)|a la (?:tele|television|radio)|en la (?:tele|television|radio)"
        r"|op (?:de )?(?:tv|televisie|radio))\b)"
    ),
    build_lazy_pattern(
        r"\b(?:(?:workshop|talk|lecture|course|book|film|song|album|concert|exhibition)"
        r" (?:[^\W\d_]+ ){0,2}?by|(?:vortrag|buch|livre|libro|boek|chanson|lied)"
        rf" (?:[^\W\d_]+ ){{0,2}}?(?:von|de|van)) (?P<people>{_NAMES})"
    ),
    build_lazy_pattern(rf"\btold (?:me|us) (?P<people>{_NAMES})"),
    build_lazy_pattern(
        r"\b(?:told (?:me|us)|said|wrote|texted|mentioned|erzahlt|gesagt|geschrieben|dit|raconte|ecrit"
        rf"|conto|dijo|escribio|vertelde|zei|schreef)\b[^.;:]{{0,40}}?\b(?:that|dass|que|dat)\b"
        rf"[^.;:{NAME}]{{0,40}}(?P<people>{_NAMES})"
    ),
    build_lazy_pattern(rf"\b(?:not|nicht|niet) (?:(?:with|mit|met|to) )?(?P<people>{_NAMES})"),
    build_lazy_pattern(
        r"\b(?:spoken?|talk(?:ed|ing)|told|heard|gesprochen|sprach(?:en)?|geredet|erzahl\w+|parle\w*"
        r"|hable|hablamos|hablado|gesproken|gepraat|verteld|thought|thinking"
        r"|dream\w+)\b[^,.;:]{0,60}?"
        rf"\b(?:of |von |de |d'|van )(?P<people>{_NAMES})"
    ),
    build_lazy_pattern(
        rf"\b(?:von|an|aan|van) (?P<people>{_NAMES})(?= (?:\w+ ){{0,3}}(?:getraumt|gedacht"
        r"|gesprochen"
        r"|erzahlt|geredet|gehort|gedroomd|gesproken|verteld|gehoord)\b)"
    ),
    ABSENT_PEOPLE,
    *RELATIVES_OF_PEOPLE,
)
