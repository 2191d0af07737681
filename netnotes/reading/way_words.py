"""The words of an entry that say how a touch was made, with the channel that each of them means.

In English, German, French, Spanish, Dutch, Italian and Portuguese, folded, without accents. Daily
notes are read with the same words, see `touch_ways` and `own_ways`; there a name is beside them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# What one had, wrote or did together. A comma parts those of several words.
_NOUNS = {
    "met": """
        in person, f2f, irl, face to face, face 2 face, personlich, unter vier augen, en personne,
        face a face, tete a tete, en persona, cara a cara, di persona, pessoalmente, tennis, squash,
        climbing, bouldering, picnic, cinema, movie night, game night, games night, board games,
        pub quiz, road trip, kino, sauna, picknick, spieleabend, pique nique, bioscoop,
        spelletjesavond
    """,
    "meeting": """
        meetings, meetup, meet up, get together, sit down, catch up, catchup, catch ups, check in,
        standup, sync, jour fixe, jf, pairing, pair programming,
        besprechung, gesprach, treffen, sitzung, termin, verabredung, wiedersehen, meetingtermin,
        reunion, rendez vous, rdv, entretien, rencontre, discussion, conversation, point
        avec, cita, encuentro, quedada, charla, conversacion,
        vergadering, afspraak, overleg, gesprek, bijeenkomst, ontmoeting,
        riunione, incontro, appuntamento, reuniao, encontro
    """,
    "coffee": """
        coffees, coffee chat, tea, espresso, cuppa, kaffee, kaffeetrinken, kaffee und kuchen, tee,
        cafe, cafecito, merienda, koffie, koffietje, kopje koffie, bakkie, bakje koffie, thee,
        caffe, cafezinho
    """,
    "lunch": """
        lunches, working lunch, brunch, brunchen, mittagessen, dejeuner, almuerzo, comida,
        middageten, lunchen, pranzo, almoco
    """,
    "dinner": """
        dinners, supper, bbq, barbecue, meal, bite, bite to eat, abendessen, abendbrot, nachtessen,
        essen, zum essen, grillen, grillabend, diner, souper, repas, raclette, cena, cenas,
        barbacoa, avondeten, etentje, eten, uit eten, te eten gehad, jantar
    """,
    "breakfast": """
        fruhstuck, fruhstucken, petit dejeuner, petit dej, desayuno, ontbijt, ontbijten, colazione,
        pequeno almoco, cafe da manha
    """,
    "drinks": """
        drink, beer, beers, pint, pints, wine, glass of wine, cocktails, pub, bier, bierchen,
        feierabendbier, weinabend, glas wein, umtrunk, stammtisch, biere, bieres, aperitif, apero,
        aperitivo, un verre, verre, pot, cerveza, cervezas, copa, copas, cana, canas, unas tapas,
        tapas, vermut, biertje, biertjes, borrel, borreltje, borrelen, wijntje, wijntjes, birra,
        cerveja
    """,
    "walk": """
        walks, hike, hiking, hiking trip, stroll, jog, jogging, bike ride, spaziergang, spazieren,
        wanderung, wandern, promenade, balade, randonnee, marche, paseo, caminata, wandeling,
        wandelen, ommetje, passeggiata, passeio, caminhada
    """,
    "visit": """
        visits, besuch, zu besuch, visite, visita, bezoek, bezoekje, op bezoek, logeren, abend,
        soiree, velada, playdate
    """,
    "call": """
        calls, phone call, phonecall, phone calls, conference call, conf call, conf, telco, telko,
        huddle, slack huddle, slack call, whatsapp call, whatsapp anruf, signal call, skype, skype
        call, telegram call, tel, telefon, telefonat, telefongesprach, telefonkonferenz, anruf,
        anrufe, ruckruf, appel, appel telephonique, coup de fil, coup de tel, coup de telephone,
        telephone, telefono, llamada, llamadita, llamada telefonica, telefoon, telefoontje,
        telefoongesprek, belletje, bellen, telefonata, chiamata, telefonema, ligacao, chamada
    """,
    "video": """
        video call, video calls, videocall, video chat, videochat, video conference,
        videoconference, video meeting, facetime, google meet, gmeet, gmeet call, hangout,
        hangouts, webex, jitsi, virtual meeting, videoanruf, videotelefonat, videokonferenz,
        videogesprach, visio, visioconference, visioconf, appel video, videollamada,
        videoconferencia, videogesprek, videobellen, videochiamata, videochamada
    """,
    "zoom": "zoom call, zoom meeting, zoom chat, zoomcall",
    "teams": "teams call, teams meeting, teams chat, teamscall, teams besprechung, ms teams",
    "message": """
        messages, msg, msgs, dm, dms, sms, texts, text message, text messages, texting, imessage,
        ping, whatsapp, whatsapps, whatsapp message, wa, signal, telegram, slack, slack message,
        discord, messenger, threema, wechat, thread, voice note, voicenote, voice message, voice
        memo, nachricht, nachrichten, sprachnachricht, sprachmemo, echange, texto, message vocal,
        mensaje, mensajes, bericht, berichtje, berichtjes, appje, appjes, spraakbericht, messaggio,
        messaggi, messaggino, mensagem, mensagens, instagram, facebook
    """,
    "linkedin": "linkedin message, linkedin dm, linkedin chat, linkedin nachricht",
    "email": """
        emails, e mail, e mails, mails, mail exchange, email exchange, email thread, mailwechsel,
        mailverkehr, courriel, courriels, mel, correo, correos, correo electronico, mailtje,
        mailtjes, mailcontact
    """,
    "letter": "letters, brief, briefe, lettre, carta, cartas, briefje, lettera",
    "card": """
        cards, postcard, birthday card, christmas card, thank you card, karte, postkarte,
        weihnachtskarte, geburtstagskarte, carte, carte postale, carte de voeux, tarjeta, postal,
        kaart, kaartje, ansichtkaart, kerstkaart, verjaardagskaart, cartolina, cartao
    """,
}

# What one did: these may be anywhere in the first clause of an entry.
_VERBS = {
    "met": """
        ran into, run into, bumped into, hung out, saw her, saw him, saw them, saw each other,
        getroffen, traf, trafen, begegnet, gesehen, wiedergesehen, rencontre, rencontree, croise,
        croisee, retrouve, retrouvee, tombe sur, tombee sur, vue, revu, revue, on s'est vus,
        on s'est vues, encontre, encontramos, encontrado, coincidi, coincidimos, cruce, cruzamos,
        quede con, quedamos, la vi, lo vi, nos vimos, ontmoet, tegengekomen, tegen het lijf, gezien,
        incontrato, incontrata, incontrati, visto, vista, vistos, encontrei
    """,
    "meeting": """
        sat down, caught up, unterhalten, gequatscht, geplaudert, ausgetauscht, bavarde, papote,
        charle, charlamos, reunido, bijgepraat, gekletst
    """,
    "lunch": """
        lunched, brunched, mittag gegessen, dejeune, almorce, almorzamos, almorzado, comi, comimos,
        comido, comiendo, geluncht, pranzato, almocei, almocamos
    """,
    "dinner": """
        dined, gegessen, gegrillt, dine, soupe, mange, cenar, cene, cenamos, cenado, gegeten,
        gekookt, gebarbecued, cenato, jantei, jantamos
    """,
    "breakfast": "breakfasted, gefruhstuckt, desayune, desayunamos, ontbeten",
    "drinks": """
        getrunken, etwas trinken, was trinken, gedronken, iets drinken, wat drinken, geborreld, pris
        un verre, bu un verre, bu un coup, prendre un verre, boire un verre, tome algo, tomamos
        algo, tomar algo, preso qualcosa
    """,
    "walk": """
        walked, hiked, gewandert, wandert, spaziert, gejoggt, promene, promenes, promenees, marche,
        pasee, paseamos, caminamos, gewandeld, gefietst, hardgelopen, passeggiato
    """,
    "visit": """
        visited, dropped by, dropped in, dropped round, dropped over, stopped by, stopped in,
        stopped over, popped by, popped in, popped round, popped over, swung by, came by, came over,
        came round, came around, called round, went round, went over, came to visit, went to see,
        stayed with, stayed at, hosted, besucht, besuchte, vorbeigekommen, vorbeigeschaut, kam
        vorbei, verbracht, passe voir, passee me voir, passe me voir, venue me voir, venu me voir,
        visitei, vino a verme, vino a casa, vino a comer, vino a cenar, visite, visito, bezocht,
        langsgekomen, langsgeweest, langs geweest, langs gekomen, kwam langs, ging langs, gelogeerd
    """,
    "call": """
        called, phoned, rang, telephoned, skyped, telefoniert, telefonierte, angerufen,
        zuruckgerufen, rief an, rief mich an, rief sie an, rief ihn an, geskypt, appele, appelee,
        rappele, rappelee, eu au telephone, llame, llamo, llamamos, llamado, telefonee, telefoneada,
        gebeld, belde, belden, opgebeld, teruggebeld, chiamato, chiamata, telefonato, liguei, ligou,
        telefonei
    """,
    "video": "facetimed, gefacetimed, gevideobeld",
    "zoom": "zoomed, gezoomt, gezoomd",
    "email": "emailed, e mailed, mailed, gemailt, gemaild, mailde, mailte",
    "message": """
        texted, messaged, pinged, dmed, dmd, dm'd, slacked, whatsapped, replied, heard from her,
        heard from him, heard back, angeschrieben, gechattet, geantwortet, chatte, repondu, chatee,
        chateamos, chateado, respondio, geappt, appte, gechat, geantwoord
    """,
}

# What one wrote may be a book: these have nobody else and nothing beside them.
_WRITTEN = """
    wrote, written, geschrieben, schrieb, zuruckgeschrieben, ecrit, escribi, escribio, escribimos,
    escrito, geschreven, schreef, scritto, escrevi, escreveu, mando, mande, envie, envio, envoye,
    geschickt, sent, gestuurd, stuurde
"""

# What may stand before a noun and after a verb, and says no more than how long or good it was.
_SMALL = """
    grabbed took held did made shared swapped exchanged traded shot received sent wrote bekommen
    erhalten schickte schrieb recu envoye ecrit echange mande mando envie envio recibi recibio
    escribi escribio intercambiamos kreeg gekregen stuurde schreef a an the my our your i we us me
    had have got went out for to with some together just also then again finally both each other and
    she he they her him them it was very really so up back quick short brief long longer little big
    great good nice lovely fun productive useful casual informal formal friendly late early first
    second third 1st 2nd 3rd another last next new regular weekly biweekly monthly quarterly annual
    yearly intro introductory introduction follow followup follow-up catch-up catchup discovery
    kickoff kick-off team group family business farewell birthday christmas surprise spontaneous
    impromptu random unplanned planned scheduled morning afternoon evening midday sunday saturday
    monday tuesday wednesday thursday friday spring summer autumn winter min mins minute minutes
    hour hours h hr hrs half one two three four outdoor in-person inperson face-to-face private
    personal virtual online remote joint quiet loud shared ich wir uns mich mir sie er ihr ihm ihn
    ihnen ihre ihren seine seinen habe haben hatte hatten bin war waren sind gab es zum zur beim am
    im mit bei von vom zu ein eine einen einem einer der die das den dem auf und kurz kurzes kurzer
    kurze lang lang langes langer lange langen gutes guter gute netter nettes nette schon schones
    schoner schone tolles spontanes spontaner spontan gemeinsames gemeinsamer gemeinsam zusammen
    erstes erster erste zweites zweiter zweite letztes letzter wieder nochmal zwei drei vier noch
    auch heute gestern abends mittags morgens ganz viel min minuten stunde stunden std halbe
    einstundiges virtuelles virtueller virtuell je j'ai ai on nous me m'a lui elle il l'ai l'a a
    avons avec un une le la les l du de des chez pour au aux et petit petite long longue bon bonne
    joli rapide premier premiere deuxieme dernier ensemble encore hier soir midi matin quelques
    minutes heure heures deux trois quatre tres beau belle est s'est suis etait sa son ses yo nos me
    le lo la su sus una uno unas unos el los las con de del y al en para por corto corta largo larga
    breve buena buen bueno primera primer segunda segundo otra otro ultima ultimo juntos juntas rato
    hemos he tuvimos tuve dos tres cuatro media hora horas minutos muy ik we wij mij ons haar hem ze
    zij hij hun heb hebben had hadden is zijn was waren met bij van voor naar een het de te en even
    kort korte lang lange gezellig gezellige leuk leuke goede goed fijne fijn eerste tweede laatste
    samen weer nog ook gisteren vandaag twee drie vier uur minuten minuutjes il lo la un una con di
    da e breve lungo lunga primo prima o a com um uma do da longo longa
"""

# Nouns that may as well be the first part of another one: `tea company`, `sync issues`.
COMPOUND_NOUNS = frozenset(
    [
        *("tea", "espresso", "beer", "beers", "wine", "pint", "cocktails", "drink", "pub", "meal"),
        *("bite", "supper", "brunch", "barbecue", "bbq", "cinema", "tennis", "squash", "climbing"),
        *("sauna", "kino", "picnic", "sync", "standup", "conversation", "discussion", "pairing"),
        *("hike", "hiking", "stroll", "card", "cards", "letters", "texts", "texting", "ping"),
        *("signal", "slack", "telegram", "discord", "messenger", "thread", "facebook", "instagram"),
        *("messages", "emails", "mails", "visits", "walks", "meetings", "calls", "huddle", "skype"),
        *("essen", "grillen", "bellen", "eten", "pot", "marche", "abend", "postal", "carte"),
    ]
)

# What may follow such a noun.
_BEHIND_NOUN = """
    with at in on about for to from over after before during near by under re regarding and because
    since then while where until w yesterday today tonight via as but per twice again together
    mit bei beim am im an auf aus uber wegen vom von zum zur nach vor zu in und weil gestern heute
    bekommen erhalten geschickt geschrieben getrunken gegessen gehabt gewesen gegangen gemacht
    avec chez au aux a en de du des d'une d'un sur pour dans apres avant hier rapide
    con en de del al por para sobre tras y rapido rapida larga largo ayer
    met bij op in over na voor van naar aan om en gisteren gehad gedronken gestuurd gekregen gedaan
    geweest gegaan gemaakt te con da di per sul na no com sobre
"""

# Forms of `to have` that others are said to have something by: `she has a meeting`.
_AUXILIARY = "has hat heeft ha a"

# How one talked, behind a word such as `by` or `on the`: `caught up over coffee`, `met on Zoom`.
_MEANS = {
    "phone": "phone, telephone, tel, telefon, telefono, telefoon, blower, telefonisch",
    "video": "video, facetime, visio, google meet, gmeet, webex, jitsi, skype video",
    "call": "skype, call, appel",
    "zoom": "zoom",
    "teams": "teams, ms teams",
    "email": "email, mail, e mail, courriel, correo",
    "message": """
        signal, whatsapp, telegram, slack, discord, messenger, threema, sms, dm, imessage, chat,
        instagram, facebook
    """,
    "text": "text",
    "linkedin": "linkedin",
    "letter": "letter, brief, lettre, carta",
    "coffee": "coffee, tea, kaffee, kuchen, tee, cafe, koffie, thee, caffe",
    "lunch": "lunch, mittagessen, dejeuner, almuerzo, pranzo",
    "dinner": "dinner, abendessen, diner, cena",
    "breakfast": "breakfast, brunch, fruhstuck, desayuno, ontbijt",
    "drinks": "drinks, beers, beer, pint, pints, wine, bier, biere, verre, cerveza, biertje, wijntje",
    "met": "person, personne, persona",
}
BEFORE_MEALS = frozenset(
    [
        *("over", "at", "during", "w", "beim", "bei", "zum", "autour", "d'un", "au", "en", "al"),
        *("bij", "op", "tijdens", "(", "["),
    ]
)
_BEFORE_MEANS = frozenset(
    [
        *("on", "by", "via", "over", "per", "through", "using", "in", "at", "w"),
        *("auf", "am", "uber", "beim", "bei", "par", "au", "en", "autour", "d'un", "sur"),
        *("por", "al", "op", "aan", "bij", "su"),
    ]
)
# Behind these stands nothing but a means, whatever follows it: `per Mail gratuliert`.
SURE_BEFORE_MEANS = frozenset(("by", "via", "per", "par", "por"))
_ARTICLES = """
    the a an de het een der dem den einem einer la le el un une il uma uns d'un
"""

# A way to be in touch that may as well have been on a screen.
GENERIC_CHANNELS = frozenset(("met", "meeting", "chat", "event", "workshop", "conference"))
REMOTE_WORDS = frozenset(
    [
        *("virtual", "virtually", "online", "remote", "remotely"),
        *("virtuell", "virtuelles", "virtueller", "virtuel"),
    ]
)

# What one eats or drinks is a means behind few words: `over coffee`, not `a book on tea`.
MEALS = frozenset(("coffee", "lunch", "dinner", "breakfast", "drinks"))

# A word of each way that makes `met` or `coffee` one on a screen or on the phone.
WORDS_OF_SCREENS = REMOTE_WORDS.union(
    [
        *("phone", "telephone", "tel", "telefon", "telefono", "telefoon", "blower", "telefonisch"),
        *(
            "video",
            "facetime",
            "visio",
            "meet",
            "gmeet",
            "webex",
            "jitsi",
            "skype",
            "call",
            "appel",
        ),
        *("zoom", "teams", "calls", "conf", "telco", "telko", "huddle"),
    ]
)

# What a text begins with that goes on with a means, `on Zoom`.
FIRST_OF_MEANS = _BEFORE_MEANS | REMOTE_WORDS

CHANNELS_OF_SIGNS = {
    **dict.fromkeys("☎📞📱", "call"),
    **dict.fromkeys("🎥📹💻", "video"),
    "☕": "coffee",
    "🍵": "coffee",
    **dict.fromkeys("🍽🍴🍜🍕", "dinner"),
    **dict.fromkeys("🍻🍺🍷🥂🍸", "drinks"),
    **dict.fromkeys("✉📧📨📩", "email"),
    **dict.fromkeys("💬🗨", "message"),
    "🚶": "walk",
    "🥾": "walk",
    "🤝": "met",
}


class Phrases(NamedTuple):
    """Phrases of one word or more, folded, with the channel that each of them means."""

    channels: dict[str, str]

    # The first word of each, which most texts do not have.
    first_words: frozenset[str]

    def match(self, words: list[str], start: int) -> tuple[str, int]:
        """Match the longest phrase that begins at a word; return its channel and its end."""
        if words[start] in self.first_words:
            for end in range(start + MAX_WORDS_OF_PHRASE, start, -1):
                channel = self.channels.get(" ".join(words[start:end]))
                if channel:
                    return channel, end
        return "", start


MAX_WORDS_OF_PHRASE = 4


class WayWords(NamedTuple):
    """The words for ways to be in touch, by what they tell."""

    nouns: Phrases
    verbs: Phrases
    means: Phrases
    written: frozenset[str]
    small: frozenset[str]
    auxiliary: frozenset[str]
    behind_noun: frozenset[str]
    before_means: frozenset[str]

    # What may be between a preposition and the means.
    between: frozenset[str]

    # A word of each way: a text without any of them says none.
    any_word: frozenset[str]


# Built when it is asked for: most commands find every note in the cache.
@lru_cache(maxsize=1)
def get_way_words() -> WayWords:
    """Return the words for ways to be in touch."""
    nouns, verbs, means = map(_build_phrases, (_NOUNS, _VERBS, _MEANS))
    written = frozenset(_split(_WRITTEN))
    phrases = (*nouns.channels, *verbs.channels, *means.channels, *written)
    return WayWords(
        nouns,
        verbs,
        means,
        written,
        frozenset(_SMALL.split()),
        frozenset(_AUXILIARY.split()),
        frozenset(_BEHIND_NOUN.split()).union(_SMALL.split(), written),
        _BEFORE_MEANS,
        _BEFORE_MEANS.union(_ARTICLES.split()),
        frozenset([max(_WORD.findall(phrase), key=len) for phrase in phrases]),
    )


_WORD = re.compile(r"[^\W_]+")


def _build_phrases(phrases_by_channel: dict[str, str]) -> Phrases:
    channels = {
        phrase: channel
        for channel, phrases in phrases_by_channel.items()
        for phrase in _split(phrases)
    }
    return Phrases(channels, frozenset([phrase.split()[0] for phrase in channels]))


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in " ".join(phrases.split()).split(",")]
