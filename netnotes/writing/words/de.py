"""German words of a sentence on a touch."""

WORDS = {
    "small": {
        "": "ich, wir, hab, hat, ein, eine, einen, einem, einer, der, die, das, den, dem, hatte, "
        "hatten, habe, haben, war, waren, bin, sind, zusammen, wieder, noch, auch, mein, meine, "
        "meinem, meiner, meinen, uns, mich, mir, gegangen, gewesen, gehabt, am, im, beim, zum, "
        "zur, gab es, es, dann"
    },
    "filler": {"": "also, ähm, naja, nun, tja, notiz"},
    "praise": {
        "": "gut, gutes, guter, gute, kurz, kurzes, kurzer, schön, schönes, schöner, schöne, nett, "
        "nettes, netter, langes, langer, lange, tolles, toller, kleines"
    },
    "with": {"": "mit, bei, samt"},
    "to": {"": "an, von, vom, zu, nach"},
    "to whom": {"": "an"},
    "article": {"": "ein, eine, einen, das, die, den, mein, meine, meinen"},
    "and": {"": "und, sowie"},
    "then": {"": "dann, danach, nach, vor"},
    "at time": {"": "um, gegen"},
    "topic": {"": "über, wegen, betreffend, zum thema"},
    "third": {"": "ohne, statt, anstatt, für, durch, dank, vorstellung bei"},
    "introduced": {"": "vorgestellt, stellte mich, bekannt gemacht"},
    "clause": {"": "er, sie, weil, aber, dass, denn, sein, seine, ihr, ihre"},
    "title": {"": "herr, herrn, frau, doktor, onkel, tante"},
    "relative": {
        "": "frau von, mann von, mutter, vater, schwester, bruder, sohn, tochter, eltern, chef, "
        "chefin, freund, freundin, freunde, freunden, kollegen, kollege, kollegin, nachbar, "
        "nachbarin, leute, leuten, familie, jemand, jemandem, ihm, ihnen"
    },
    "way": {
        "met": "getroffen, traf, trafen, treffen, wiedergesehen, gesehen, begegnet, kennengelernt",
        "meeting": "besprechung, gespräch, sitzung, termin, unterhalten",
        "coffee": "kaffee, kaffeetrinken, kaffee getrunken, tee",
        "lunch": "mittagessen, mittag gegessen, mittagspause, zu mittag gegessen, mittag mit",
        "dinner": "abendessen, abendbrot, essen, gegessen, zu abend gegessen, essen gegangen",
        "breakfast": "frühstück, gefrühstückt, frühstücken",
        "drinks": "bier, bierchen, wein, getrunken",
        "walk": "spaziergang, spazieren, spazieren gegangen, wanderung, gewandert, wandern",
        "visit": "besuch, besucht, zu besuch, vorbeigekommen, besuchte",
        "event": "veranstaltung, feier",
        "conference": "konferenz, tagung",
        "call": "anruf, telefonat, telefoniert, angerufen, anrufe, gesprochen am telefon, "
        "telefonierte, rief an, telefonisch, geskypt",
        "phone": "telefon, am telefon, per telefon, tel",
        "video": "videoanruf, videotelefonat, videokonferenz, videogespräch",
        "zoom": "gezoomt",
        "email": "gemailt, per mail, per e-mail, mail geschrieben, e-mail geschrieben",
        "message": "nachricht, geschrieben, schrieb, nachrichten, gechattet",
        "letter": "brief, brief geschrieben, postkarte",
        "card": "karte, karte geschrieben",
    },
    "talk": {"": "gesprochen, geredet, sprach, geplaudert, gequatscht"},
    "received": {"": "bekommen, erhalten, gekriegt"},
    "sent": {"message": "geschickt, gesendet, schickte"},
    "before way": {"": "zum, beim, zu, per, auf, am, ein, einen, eine, im, nach dem"},
    "place": {"": "in, im, am, beim, bei, auf, an"},
    "means": {"": "per, über, am, via, über das"},
    "weekday": {
        "0": "montag, montagabend, montagmorgen, montagmittag, montagnachmittag, montagfrüh, "
        "am mo, letzten mo, vom mo, bis mo",
        "1": "dienstag, dienstagabend, dienstagmorgen, dienstagmittag, dienstagnachmittag, "
        "dienstagfrüh, "
        "am di, letzten di, vom di, bis di",
        "2": "mittwoch, mittwochabend, mittwochmorgen, mittwochmittag, mittwochnachmittag, "
        "mittwochfrüh, "
        "am mi, letzten mi, vom mi, bis mi",
        "3": "donnerstag, donnerstagabend, donnerstagmorgen, donnerstagmittag, "
        "donnerstagnachmittag, donnerstagfrüh, "
        "am do, letzten do, vom do, bis do",
        "4": "freitag, freitagabend, freitagmorgen, freitagmittag, freitagnachmittag, freitagfrüh, "
        "am fr, letzten fr, vom fr, bis fr",
        "5": "samstag, sonnabend, samstagabend, samstagmorgen, samstagmittag, samstagnachmittag, "
        "samstagfrüh, "
        "am sa, letzten sa, vom sa, bis sa",
        "6": "sonntag, sonntagabend, sonntagmorgen, sonntagmittag, sonntagnachmittag, sonntagfrüh, "
        "am so, letzten so, vom so, bis so",
    },
    "short weekday": {"0": "mo", "1": "di", "2": "mi", "3": "do", "4": "fr", "5": "sa", "6": "so"},
    "month": {
        "1": "januar, jänner",
        "2": "februar",
        "3": "märz, mrz",
        "5": "mai",
        "6": "juni",
        "7": "juli",
        "10": "oktober, okt",
        "12": "dezember, dez",
    },
    "day": {
        "0": "heute, heute morgen, heute früh, heute vormittag, heute mittag, heute nachmittag, "
        "heute abend, soeben, vorhin",
        "-1": "gestern, gestern abend, gestern früh, gestern morgen, gestern mittag, "
        "gestern nachmittag, gestern vormittag, gestern nacht, letzte nacht",
        "-2": "vorgestern, vorgestern abend",
        "1": "morgen, morgen früh, morgen abend, morgen mittag, morgen nachmittag",
        "2": "übermorgen",
    },
    "number": {
        "1": "ein, einer, einem, einen, eine",
        "2": "zwei",
        "3": "drei",
        "4": "vier",
        "5": "fünf",
        "6": "sechs",
        "7": "sieben",
        "8": "acht",
        "9": "neun",
        "10": "zehn",
        "14": "vierzehn",
    },
    "vague number": {"": "einigen, ein paar, mehreren, wenigen, paar"},
    "unit": {
        "day": "tag, tagen, tage",
        "week": "woche, wochen",
        "month": "monat, monaten, monate",
        "year": "jahr, jahren, jahre",
        "hour": "stunde, stunden, minuten",
    },
    "on": {"": "am, vom"},
    "my": {"": "meine, meinen, meiner, meinem, unsere, unserer, ihre, ihrer, seine, seiner"},
    "source": {"": "von, vom"},
    "day first": {"": "am, vom, den, dem"},
    "the": {"": "am, den, dem, der"},
    "weeks behind": {
        "7": "in einer woche, in acht tagen",
        "14": "in zwei wochen, in vierzehn tagen",
    },
    "other week": {
        "": "in einer woche, vor einer woche, in acht tagen, in zwei wochen, vor zwei wochen"
    },
    "other week before": {"": "vorletzten, übernächsten, vorletzter"},
    "last": {"": "letzten, letzter, letzte, letztem, vergangenen, vergangene", "week": "vorigen"},
    "next": {"": "nächsten, nächste, nächster"},
    "coming": {"": "kommenden, kommende, kommender"},
    "this": {"": "diesen, dieser, diese"},
    "daytime": {
        "": "früh, abend, morgen, mittag, nachmittag, vormittag, nacht, abends, morgens, mittags"
    },
    "ago before": {"": "vor"},
    "in": {"": "in, im"},
    "part of": {"": "anfang, mitte, am anfang, zu beginn"},
    "end of": {"": "ende"},
    "period": {
        "week -1": "letzte woche, vergangene woche, vorige woche, letzter woche",
        "week 0": "diese woche",
        "week 1": "nächste woche, kommende woche",
        "month -1": "letzten monat, vergangenen monat, vorigen monat",
        "month 0": "diesen monat",
        "month 1": "nächsten monat",
        "year -1": "letztes jahr, voriges jahr",
        "weekend -1": "am wochenende, letztes wochenende, dieses wochenende, vergangenes "
        "wochenende",
        "weekend 1": "nächstes wochenende, kommendes wochenende",
        "some": "neulich, kürzlich, letztens, vor kurzem, irgendwann, unlängst, an weihnachten, "
        "zu weihnachten, an ostern, zu ostern, an silvester, zu silvester, an neujahr, an "
        "heiligabend, an pfingsten, zu pfingsten, an fasching, an karneval, an nikolaus, an ihrem "
        "geburtstag, an seinem geburtstag, an meinem geburtstag",
        "month-end 0": "ende des monats, monatsende, zum monatsende, ende dieses monats",
        "month-end 1": "ende nächsten monats, ende des nächsten monats",
        "year-end 0": "jahresende, ende des jahres, zum jahresende",
        "some 1": "bald, demnächst",
    },
    "promised": {"": "versprach, versprochen, habe versprochen, ihr versprochen, ihm versprochen"},
    "asked for": {"": "bat um, gebeten um, bat ihn um, bat sie um"},
    "gave": {"": "gab, schenkte, geschenkt, gegeben"},
    "learned": {"": "erfuhr, erfahren, gelernt"},
    "asked": {"": "bat"},
    "asked last": {"": "gebeten, gefragt"},
    "for": {"": "um"},
    "have": {"": "habe, ich habe, habe ich, wir haben, haben wir, hab, ich hab, hab ich"},
    "i told": {"": "gesagt, versprochen, zugesagt, angeboten, habe gesagt, habe versprochen"},
    "told to": {"": "zu"},
    "i myself": {"": "ich, wir"},
    "deed": {
        "": "schicke, schick, schicken, sende, maile, mailen, mitbringe, bringe, bring, gebe, "
        "geb, weitergebe, weiterleite, melde, meld, anrufe, zurückrufe, frage, frag, "
        "nachfrage, vorstelle, besorge, helfe, prüfe, lese, les, durchlese, anschaue, "
        "kümmere, kümmer, heraussuche, raussuche, suche, such, leihe, überweise, erledige, "
        "schreibe, schreib, erkundige, zusende, bestelle, reserviere, buche, organisiere, "
        "vermittle, erstelle, nachreiche, zurückgebe, zurückbringe, zukommen lasse, schicken "
        "werde, senden werde, schicken würde, schicken kann, werde schicken"
    },
    "that": {"": "dass"},
    "infinitive": {"": "zu"},
    "them": {"": "ihr, ihm, ihnen, sie, ihn"},
    "me": {"": "ich, wir, und, und ich, habe, ich habe"},
    "by": {"": "bis, bis zum, bis nächsten"},
    "other day": {"": "bis, bis zum, seit, jeden, ab"},
    "not": {
        "": "nicht, kein, keine, keinen, verpasst, abgesagt, verschoben, ausgefallen, niemand, "
        "nie, versucht, wollte, geträumt, vergaß, versetzt"
    },
    "missed": {
        "": "es verpasst, ihn verpasst, sie verpasst, uns verpasst, anruf verpasst, nicht "
        "erreicht, nicht abgenommen, nicht rangegangen, nicht drangegangen, nicht "
        "abgehoben, ging nicht ran, ging nicht dran, nahm nicht ab, keine antwort, nur "
        "die mailbox, nicht gekommen, nicht erschienen"
    },
    "moved": {"": "verlegt, verschoben, verschieben, umgelegt"},
    "present": {
        "": "kommt, braucht, fährt, fliegt, zieht, beginnt, fängt, startet, reist, ruft, "
        "heiratet, feiert, geburtstag, wird, ist in, ist im"
    },
    "plan": {
        "": "soll, sollte, muss, möchte, will ich, ich will, werde, vielleicht, wollen, planen, "
        "geplant, eingeladen, vereinbart, ausgemacht, verabredet, schulde, nächster schritt, "
        "nächste schritte, nicht vergessen"
    },
    "ongoing": {"": "treffe, ich treffe, sehe, ich sehe, besuche, ich besuche"},
    "gesture": {"": "vortrag, rede, bescheid, hand, rat, mühe, recht, feedback, zeit, ruhe"},
}
