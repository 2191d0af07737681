"""Dutch words of a sentence on a touch."""

WORDS = {
    "small": {
        "": "ik, wij, we, een, de, het, had, hadden, heb, hebben, was, waren, ik ben, zijn, samen, "
        "weer, nog, ook, mijn, ons, onze, geweest, gehad, gegaan, naar, op, in, aan, even, "
        "gedronken"
    },
    "filler": {"": "nou, dus, hé, zeg, nou ja"},
    "praise": {
        "": "goed, goede, kort, korte, leuk, leuke, lang, lange, fijn, fijne, gezellig, gezellige"
    },
    "with": {"": "met, bij, samen met"},
    "to": {"": "aan, van, naar"},
    "to whom": {"": "aan"},
    "article": {"": "een, de, het, mijn, ons, onze"},
    "and": {"": "en"},
    "then": {"": "daarna, toen, dan, na, voor"},
    "at time": {"": "om, rond"},
    "topic": {"": "over, betreffende, vanwege"},
    "third": {"": "zonder, voor, dankzij, in plaats van"},
    "introduced": {"": "voorgesteld, stelde me"},
    "clause": {"": "hij, zij, omdat, maar, dat, zijn, haar, of ze, of hij, of zij, of ik, of we"},
    "title": {"": "meneer, mevrouw, heer, mevr, oom, tante"},
    "relative": {
        "": "vrouw, man, moeder, vader, zus, broer, zoon, dochter, ouders, baas, team, vriend, "
        "vriendin, vrienden, collega, collega's, buurman, buurvrouw, familie, iemand, hem, hun, "
        "mensen"
    },
    "way": {
        "met": "ontmoet, gezien, getroffen, tegengekomen, tegen het lijf gelopen, zag",
        "meeting": "vergadering, overleg, gesprek, afspraak, bijgepraat, gepraat",
        "coffee": "koffie, koffietje, thee, koffie gedronken, bakkie",
        "lunch": "geluncht, middageten",
        "dinner": "avondeten, etentje, eten, gegeten, diner, uit eten",
        "breakfast": "ontbijt, ontbeten",
        "drinks": "borrel, borrelen, biertje, biertjes, wijntje, geborreld",
        "walk": "wandeling, gewandeld, wandelen, fietstocht",
        "visit": "bezoek, bezocht, op bezoek, langsgekomen, langs geweest",
        "event": "feest, feestje",
        "conference": "congres, conferentie",
        "call": "gebeld, belde, telefoontje, opgebeld, telefonisch, bellen, telefoongesprek, "
        "belletje",
        "phone": "telefoon, aan de telefoon, aan de lijn, aan de lijn gehad",
        "video": "videogesprek, gevideobeld, videobellen",
        "email": "gemaild, mailde, mailtje, per mail, gemailed",
        "message": "bericht, berichtje, geappt, appte, geschreven, schreef, gechat, appje",
        "letter": "brief",
        "card": "kaart, kaartje",
    },
    "talk": {"": "gesproken, sprak, gekletst"},
    "received": {"": "gekregen, ontvangen, kreeg"},
    "sent": {"message": "gestuurd, stuurde, verstuurd"},
    "before way": {"": "voor, per, via, op, een, bij een, tijdens, aan de"},
    "place": {"": "in, op, bij, aan"},
    "means": {"": "via, per, op, over, aan de, met"},
    "weekday": {
        "0": "maandag, maandagavond, maandagochtend, maandagmiddag, op ma, afgelopen ma, voor ma, "
        "tot ma, ma jl",
        "1": "dinsdag, dinsdagavond, dinsdagochtend, dinsdagmiddag, op di, afgelopen di, voor di, "
        "tot di, di jl",
        "2": "woensdag, woensdagavond, woensdagochtend, woensdagmiddag, op wo, afgelopen wo, voor "
        "wo, tot wo, wo jl",
        "3": "donderdag, donderdagavond, donderdagochtend, donderdagmiddag, op do, afgelopen do, "
        "voor do, tot do, do jl",
        "4": "vrijdag, vrijdagavond, vrijdagochtend, vrijdagmiddag, op vr, afgelopen vr, voor vr, "
        "tot vr, vr jl",
        "5": "zaterdag, zaterdagavond, zaterdagochtend, zaterdagmiddag, op za, afgelopen za, voor "
        "za, tot za, za jl",
        "6": "zondag, zondagavond, zondagochtend, zondagmiddag, afgelopen zo, zo jl",
    },
    "short weekday": {"0": "ma", "1": "di", "2": "wo", "3": "do", "4": "vr", "5": "za", "6": "zo"},
    "month": {
        "1": "januari",
        "2": "februari",
        "3": "maart, mrt",
        "5": "mei",
        "6": "juni",
        "7": "juli",
        "8": "augustus",
        "10": "oktober, okt",
    },
    "day": {
        "0": "vandaag, vanmorgen, vanochtend, vanmiddag, vanavond, zojuist, zonet",
        "-1": "gisteren, gisteravond, gisterochtend, gistermiddag, gistermorgen, vannacht",
        "-2": "eergisteren",
        "1": "morgen, morgenochtend, morgenavond, morgenmiddag",
        "2": "overmorgen",
    },
    "number": {
        "1": "een",
        "2": "twee",
        "3": "drie",
        "4": "vier",
        "5": "vijf",
        "6": "zes",
        "7": "zeven",
        "8": "acht",
        "9": "negen",
        "10": "tien",
        "14": "veertien",
    },
    "vague number": {"": "een paar, enkele, enige, paar"},
    "unit": {
        "day": "dag, dagen",
        "week": "week, weken",
        "month": "maand, maanden",
        "year": "jaar, jaren",
        "hour": "uur, minuten",
    },
    "on": {"": "op, de"},
    "my": {"": "mijn, m'n, onze, haar, zijn"},
    "source": {"": "van"},
    "day first": {"": "op"},
    "the": {"": "de, op de"},
    "weeks behind": {
        "7": "over een week, over acht dagen",
        "14": "over twee weken, over veertien dagen",
    },
    "other week": {"": "over een week, een week geleden, twee weken geleden, over twee weken"},
    "other week before": {"": "voorlaatste, twee, drie"},
    "last": {"": "afgelopen, laatste, jl, jongstleden", "week": "vorige"},
    "next": {"": "volgende"},
    "coming": {"": "komende, aanstaande"},
    "this": {"": "deze"},
    "daytime": {"": "ochtend, avond, middag, morgen, ochtends, avonds"},
    "ago behind": {"": "geleden, terug"},
    "in": {"": "over, binnen, in"},
    "part of": {"": "begin, half, medio"},
    "end of": {"": "eind, einde"},
    "period": {
        "week -1": "vorige week, afgelopen week",
        "week 0": "deze week, vd week, van de week",
        "week 1": "volgende week, komende week",
        "month -1": "vorige maand, afgelopen maand",
        "month 0": "deze maand",
        "month 1": "volgende maand",
        "year -1": "vorig jaar, afgelopen jaar",
        "weekend -1": "dit weekend, vorig weekend, afgelopen weekend, in het weekend, het weekend",
        "weekend 1": "volgend weekend, komend weekend",
        "some": "laatst, onlangs, pas geleden, een tijdje geleden, met kerst, met pasen, met "
        "oud en nieuw, op koningsdag, met sinterklaas, met pinksteren, op haar verjaardag, op "
        "zijn verjaardag, op mijn verjaardag",
        "month-end 0": "het einde van de maand, einde van de maand, eind van de maand, einde "
        "maand, "
        "eind deze maand",
        "month-end 1": "eind volgende maand",
        "year-end 0": "het einde van het jaar, einde van het jaar, eind van het jaar, einde jaar",
        "some 1": "binnenkort, ooit",
    },
    "promised": {"": "beloofde, beloofd, heb beloofd"},
    "asked for": {"": "vroeg om, gevraagd om"},
    "gave": {"": "gaf, gegeven"},
    "learned": {"": "geleerd, gehoord"},
    "asked": {"": "vroeg"},
    "asked last": {"": "gevraagd"},
    "for": {"": "om"},
    "have": {"": "heb, ik heb, heb ik, wij hebben, we hebben, hebben we"},
    "i told": {"": "gezegd, beloofd, toegezegd, heb gezegd, heb beloofd"},
    "told to": {"": "tegen"},
    "i myself": {"": "ik, we, wij"},
    "deed": {
        "": "stuur, mail, bel, breng, meebreng, meeneem, geef, doorgeef, doorstuur, terugbel, "
        "vraag, navraag, voorstel, regel, help, check, controleer, lees, doorlees, bekijk, "
        "uitzoek, zoek, opzoek, leen, betaal, overmaak, schrijf, app, stuur op, opstuur, "
        "bestel, reserveer, boek, zal sturen, zou sturen, zal mailen, zou bellen"
    },
    "that": {"": "dat"},
    "infinitive": {"": "om, te"},
    "them": {"": "haar, hem, hun"},
    "me": {"": "ik, wij, en, en ik, heb, ik heb"},
    "by": {"": "voor, tegen, uiterlijk"},
    "other day": {"": "tegen, sinds, elke, tot, voor"},
    "not": {
        "": "niet, geen, nooit, gemist, afgezegd, uitgesteld, geannuleerd, niemand, geprobeerd, "
        "gedroomd, vergat, vergeten"
    },
    "missed": {
        "": "het gemist, hem gemist, haar gemist, elkaar gemist, oproep gemist, niet "
        "opgenomen, nam niet op, nam ik niet op, niet bereikt, geen gehoor, geen "
        "antwoord, kreeg de voicemail, niet gekomen, niet opgedaagd"
    },
    "moved": {"": "verzet, verplaatst, verschoven"},
    "present": {
        "": "komt, belt, begint, vertrekt, nodig, vliegt, reist, trouwt, viert, wordt, verhuist, "
        "is jarig, jarig, is in"
    },
    "plan": {
        "": "moet, zou, wil ik, ik wil, ga, misschien, zal, gepland, uitgenodigd, afgesproken, "
        "wilde, moeten, volgende stap, niet vergeten"
    },
    "ongoing": {"": "zie, ik zie, spreek, ik spreek, ik ontmoet"},
    "gesture": {"": "lezing, presentatie, hand, knuffel, gelijk, les, tijd, feedback"},
}
