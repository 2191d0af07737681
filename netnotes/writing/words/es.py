"""Spanish words of a sentence on a touch."""

WORDS = {
    "small": {
        "": "yo, recibí, un, una, unos, unas, el, la, los, las, he, hemos, tuve, tuvimos, fui, "
        "fuimos, estuve, "
        "estuvimos, juntos, otra vez, también, mi, mis, nuestro, me, nos, del, de, al, a, en, por, "
        "hice, tomé, tomamos, tenido, hubo"
    },
    "filler": {"": "bueno, pues, bueno pues, a ver, oye, nada"},
    "praise": {"": "buen, buena, bueno, gran, largo, larga, corto, corta, rápido, rápida, pequeño"},
    "with": {"": "con, junto a"},
    "to": {"": "a, de, al, del"},
    "to whom": {"": "a, al"},
    "article": {"": "un, una, el, la, los, las, mi, mis"},
    "and": {"": "y, e"},
    "then": {"": "luego, después, después de, antes de"},
    "at time": {"": "a las, las"},
    "topic": {"": "sobre, acerca de, respecto a"},
    "third": {"": "sin, para, por, gracias a, en lugar de"},
    "introduced": {"": "presentó, me presentó"},
    "clause": {"": "ella, ellos, ellas, porque, pero, que, si, su, sus"},
    "title": {"": "señor, señora, sr, sra, don, doña, tío, tía"},
    "relative": {
        "": "mujer, marido, esposa, esposo, madre, padre, hermana, hermano, hijo, hija, padres, "
        "jefe, jefa, equipo, amigo, amiga, amigos, colegas, vecino, vecina, familia, alguien, gente"
    },
    "way": {
        "met": "vi, vimos, quedé, quedamos, encontré, encontramos, conocí, visto, quedado, "
        "me encontré, encuentro",
        "meeting": "reunión, charla, charlé, charlamos, cita",
        "coffee": "café, cafecito, cafés, un té, té con",
        "lunch": "almuerzo, almorcé, almorzamos, comida, comí, comimos",
        "dinner": "cena, cené, cenamos, cenado",
        "breakfast": "desayuno, desayuné, desayunamos",
        "drinks": "copas, cerveza, cervezas, cañas, un vino, unos vinos, vinos, vino con, tapas",
        "walk": "paseo, paseé, paseamos, caminata, caminamos",
        "visit": "visita, visité, visitamos",
        "conference": "congreso",
        "call": "llamada, llamé, llamamos, llamó, videollamada con zoom",
        "phone": "teléfono, por teléfono, por tlf, por tfno, x tlf, tlf",
        "video": "videollamada",
        "email": "correo, correos, por correo",
        "message": "mensaje, mensajes, escribí, escribimos, escribió, chateé",
        "letter": "postal, carta",
        "card": "tarjeta",
    },
    "talk": {"": "hablé, hablamos, hablado"},
    "received": {"": "recibí, recibimos, recibido"},
    "sent": {"message": "envié, mandé, enviamos"},
    "before way": {"": "para, por, x, en, a tomar, tomar, un, una, a, de"},
    "place": {"": "en, a, al"},
    "means": {"": "por, x, vía, en"},
    "weekday": {
        "0": "lunes",
        "1": "martes",
        "2": "miércoles",
        "3": "jueves",
        "4": "viernes",
        "5": "sábado",
        "6": "domingo",
    },
    "month": {
        "1": "enero",
        "2": "febrero",
        "3": "marzo",
        "4": "abril",
        "5": "mayo",
        "6": "junio",
        "7": "julio",
        "8": "agosto",
        "9": "septiembre, setiembre",
        "10": "octubre",
        "11": "noviembre",
        "12": "diciembre",
    },
    "day": {
        "0": "hoy, esta mañana, esta tarde, esta noche, ahora, hace un rato",
        "-1": "ayer, anoche, ayer por la mañana, ayer por la tarde, ayer por la noche, ayer tarde",
        "-2": "anteayer, antes de ayer, antier, anteanoche",
        "1": "mañana, mañana por la mañana, mañana por la tarde",
        "2": "pasado mañana",
    },
    "number": {
        "1": "un, una",
        "2": "dos, un par de",
        "3": "tres",
        "4": "cuatro",
        "5": "cinco",
        "6": "seis",
        "7": "siete",
        "8": "ocho",
        "9": "nueve",
        "10": "diez",
        "15": "quince",
    },
    "vague number": {"": "unos, unas, varios, varias, algunos, algunas"},
    "unit": {
        "day": "día, días",
        "week": "semana, semanas",
        "month": "mes, meses",
        "year": "año, años",
        "hour": "hora, horas, minutos",
    },
    "on": {"": "el, este, del"},
    "my": {"": "mi, nuestro, nuestra, su"},
    "source": {"": "de, del"},
    "day first": {"": "el, del"},
    "the": {"": "el, el día, día"},
    "of": {"": "de, del"},
    "weeks behind": {"7": "en ocho, en ocho días", "14": "en quince, en quince días"},
    "other week": {"": "de hace dos semanas, de hace una semana"},
    "other week before": {"": "hace dos, hace tres, penúltimo, antepenúltimo"},
    "last": {"": "pasado"},
    "next": {"": "próximo"},
    "coming": {"": "que viene"},
    "this": {"": "este"},
    "daytime": {"": "por la mañana, por la tarde, por la noche"},
    "ago before": {"": "hace"},
    "in": {"": "en, dentro de"},
    "part of": {"": "principios de, a principios de, mediados de, a mediados de"},
    "end of": {"": "finales de, a finales de, fines de, a fines de, final de, fin de"},
    "period": {
        "week -1": "la semana pasada, semana pasada",
        "week 0": "esta semana",
        "week 1": "la próxima semana, la semana que viene",
        "month -1": "el mes pasado",
        "month 0": "este mes",
        "month 1": "el mes que viene, el próximo mes",
        "year -1": "el año pasado",
        "weekend -1": "este fin de semana, el fin de semana, el fin de semana pasado, el finde, "
        "este finde, el finde pasado",
        "weekend 1": "el próximo fin de semana",
        "some": "hace poco, el otro día, recientemente, hace tiempo, en navidad, en semana "
        "santa, por navidad, en nochevieja, en nochebuena, en año nuevo, en reyes, el día de "
        "reyes, en carnaval, el día de su cumpleaños, en su cumpleaños",
        "month-end 0": "fin de mes, finales de mes, final de mes, a fin de mes, a finales de mes",
        "year-end 0": "fin de año, final de año, finales de año, a final de año",
        "some 1": "pronto, algún día",
    },
    "promised": {"": "prometí, prometimos"},
    "asked": {"": "pedí"},
    "gave": {"": "di, regalé"},
    "them verb": {
        "promised": "le prometí, les prometí",
        "asked": "le pedí, les pedí",
        "gave": "le di, les di, le regalé, les regalé",
    },
    "thing": {"": "un, una, unos, unas, el, la, los, las, su, sus"},
    "no deed": {
        "": "ver, verla, verlo, verlas, verlos, vernos, hablar, ir, comer, cenar, quedar, salir, "
        "tomar"
    },
    "said": {
        "do": "quedé en, he quedado en, quedamos en, hemos quedado en, me comprometí a, nos "
        "comprometimos a"
    },
    "learned": {"": "aprendí, supe"},
    "i told": {
        "": "dije, le dije, les dije, le he dicho, les he dicho, le conté, le aseguré, le "
        "prometí, les prometí, prometí"
    },
    "them before": {"": "le, les, te, se, lo, la, los, las"},
    "going to": {"": "voy a, vamos a, iba a, íbamos a"},
    "that": {"": "que"},
    "me": {"": "yo, y, y yo"},
    "by": {"": "para, antes, antes de, hasta"},
    "other day": {"": "hasta, desde, cada, antes"},
    "not": {
        "": "no, nunca, cancelado, cancelada, aplazado, sin respuesta, nadie, intenté, soñé, "
        "olvidó, dejó plantado, dejó plantada"
    },
    "missed": {
        "": "me lo perdí, me la perdí, lo perdí, la perdí, perdí la llamada, perdí su "
        "llamada, no contesté, no contestó, no respondí, no respondió, no pude contestar, "
        "no pude responder, no lo cogí, no la cogí, sin respuesta, buzón de voz, no vino, "
        "no apareció"
    },
    "moved": {"": "aplazado, aplazada, cambiado, cambiada, movido, movida, pospuesto, pospuesta"},
    "present": {
        "": "viene, llega, necesita, empieza, sale, en vernos, en verme, vuelve, cumple, se casa, "
        "celebra, está en, se muda, viaja, tiene"
    },
    "plan": {
        "": "debo, debería, tengo que, hay que, quiero, tal vez, quizás, voy a, invité, quería, "
        "planeado, próximo paso, próximos pasos, no olvidar, pendiente"
    },
    "ongoing": {"": "veo a, veo, quedo con, visito a"},
    "gesture": {"": "charla, conferencia, mano, abrazo, gracias, razón, beso"},
}
