"""French words of a sentence on a touch."""

WORDS = {
    "small": {
        "": "je, j', nous, on, un, une, le, la, les, l', ai, avons, eu, était, été, suis, sommes, "
        "ensemble, encore, aussi, mon, ma, mes, notre, m', me, du, de, d', des, au, aux, à, par, "
        "pris, fait, allé, allée, passé, y a"
    },
    "filler": {"": "bon, ben, bah, bon bah, bon ben, alors, euh"},
    "praise": {
        "": "bon, bonne, long, longue, petit, petite, super, beau, belle, rapide, bref, agréable"
    },
    "with": {"": "avec, chez"},
    "to": {"": "à, de, d', au, du"},
    "to whom": {"": "à, au"},
    "article": {"": "un, une, le, la, les, l', mon, ma, mes, des"},
    "and": {"": "et, ainsi que"},
    "then": {"": "puis, ensuite, après, avant"},
    "at time": {"": "à, vers"},
    "topic": {"": "sur, au sujet de, à propos de, concernant, à propos du, au sujet du"},
    "third": {"": "sans, pour, grâce à, au lieu de"},
    "introduced": {"": "présenté, m'a présenté, présentée"},
    "clause": {"": "il, elle, ils, elles, qui, parce que, mais, car, que, son, sa"},
    "title": {"": "monsieur, madame, mme, mlle, oncle, tante"},
    "relative": {
        "": "femme, mari, mère, père, sœur, frère, fils, fille, parents, chef, équipe, ami, amie, "
        "amis, collègues, collègue, voisin, voisine, famille, quelqu'un, lui, eux, gens"
    },
    "way": {
        "met": "vu, vue, vus, rencontré, rencontrée, croisé, croisée, revu, revue",
        "meeting": "réunion, entretien, rendez-vous, rdv, discuté",
        "coffee": "café, un thé, du thé, thé avec, un café, pris un café, bu un café",
        "lunch": "déjeuner, déjeuné, déj",
        "dinner": "dîner, dîné, souper, soupé, mangé",
        "breakfast": "petit déjeuner, petit déj",
        "drinks": "verre, un verre, bu un verre, pris un verre, apéro, apéritif, bière",
        "walk": "promenade, balade, promené, promenée, marché avec, randonnée",
        "visit": "visite, rendu visite, rendu visite à",
        "conference": "conférence",
        "call": "appel, appelé, appelée, coup de fil, coup de téléphone, appels, téléphoné",
        "phone": "au téléphone, par téléphone",
        "video": "visio, appel vidéo, en visio",
        "email": "courriel, courriels, par mail, par courriel, envoyé un mail",
        "message": "écrit, écrit à, messages, envoyé un message, échangé",
        "letter": "lettre, carte postale",
        "card": "carte",
    },
    "talk": {"": "parlé, bavardé, causé"},
    "received": {"": "reçu, reçue"},
    "sent": {"message": "envoyé, transmis"},
    "before way": {"": "pour, par, en, autour d', un, une, le, au, pour le, lors d', d'"},
    "place": {"": "à, au, aux, dans, chez, en, sur"},
    "means": {"": "en, par, sur, au, via"},
    "weekday": {
        "0": "lundi",
        "1": "mardi",
        "2": "mercredi",
        "3": "jeudi",
        "4": "vendredi",
        "5": "samedi",
        "6": "dimanche",
    },
    "month": {
        "1": "janvier, janv",
        "2": "février, févr, fév",
        "3": "mars",
        "4": "avril, avr",
        "5": "mai",
        "6": "juin",
        "7": "juillet, juil",
        "8": "août",
        "9": "septembre",
        "10": "octobre",
        "11": "novembre",
        "12": "décembre, déc",
    },
    "day": {
        "0": "aujourd'hui, ce matin, cet après-midi, ce soir, ce midi, à l'instant, tout à l'heure",
        "-1": "hier, hier soir, hier matin, hier après-midi, hier midi, la nuit dernière, "
        "cette nuit",
        "-2": "avant-hier",
        "1": "demain, demain matin, demain soir, demain midi",
        "2": "après-demain",
    },
    "number": {
        "1": "un, une",
        "2": "deux",
        "3": "trois",
        "4": "quatre",
        "5": "cinq",
        "7": "sept",
        "8": "huit",
        "9": "neuf",
        "10": "dix",
        "15": "quinze",
    },
    "vague number": {"": "quelques, plusieurs"},
    "unit": {
        "day": "jour, jours",
        "week": "semaine, semaines",
        "month": "mois",
        "year": "an, ans, année",
        "hour": "heure, heures, minutes",
    },
    "on": {"": "le, ce"},
    "my": {"": "mon, ma, notre, son, sa"},
    "source": {"": "de, d', du"},
    "day first": {"": "le, du"},
    "the": {"": "le"},
    "weeks behind": {"7": "en huit", "14": "en quinze"},
    "other week": {"": "en huit, en quinze, il y a une semaine"},
    "other week before": {"": "avant-dernier"},
    "last": {"": "dernier, passé"},
    "next": {"": "prochain"},
    "this": {"": "ce"},
    "daytime": {"": "matin, soir, après-midi, midi"},
    "ago before": {"": "il y a, y a"},
    "in": {"": "dans, d'ici"},
    "part of": {"": "début, mi, au début de, courant"},
    "end of": {"": "fin, la fin de, fin de"},
    "period": {
        "week -1": "la semaine dernière, la semaine passée, semaine dernière",
        "week 0": "cette semaine",
        "week 1": "la semaine prochaine, semaine prochaine",
        "month -1": "le mois dernier, le mois passé",
        "month 0": "ce mois-ci",
        "month 1": "le mois prochain",
        "year -1": "l'année dernière, l'an dernier",
        "weekend -1": "ce week-end, le week-end dernier, ce weekend, le weekend dernier, le "
        "week-end",
        "weekend 1": "le week-end prochain",
        "some": "récemment, l'autre jour, il y a quelque temps, dernièrement, à noël, à pâques, "
        "à la toussaint, le jour de l'an, au nouvel an, à la saint-sylvestre, pour son "
        "anniversaire, le jour de son anniversaire",
        "month-end 0": "la fin du mois, fin du mois, fin de mois",
        "month-end 1": "la fin du mois prochain, fin du mois prochain",
        "year-end 0": "la fin de l'année, fin de l'année, fin d'année",
        "some 1": "bientôt, un jour",
    },
    "promised": {"": "promis, promis de, promis d', ai promis"},
    "asked": {"": "demandé"},
    "gave": {"": "donné, offert"},
    "them verb": {
        "promised": "lui ai promis, leur ai promis",
        "asked": "lui ai demandé, leur ai demandé",
        "gave": "lui ai donné, lui ai offert, leur ai donné, leur ai offert",
    },
    "thing": {"": "un, une, des, le, la, les, l', du, son, sa, ses"},
    "learned": {"": "appris, ai appris"},
    "i told": {
        "": "dit, ai dit, lui ai dit, leur ai dit, promis, ai promis, lui ai promis, leur ai "
        "promis, ai assuré"
    },
    "i myself": {"": "je, j', nous, on"},
    "them before": {"": "lui, leur, le, la, les, l', y, en"},
    "going to": {"": "vais, allais, allons, allions"},
    "that": {"": "que, qu'"},
    "infinitive": {"": "de, d'"},
    "them": {"": "lui, leur"},
    "me": {"": "je, j', j'ai, et, et j'ai, nous avons, ai"},
    "by": {"": "d'ici, avant, d'ici au, avant le, pour le, d'ici à"},
    "other day": {"": "avant, depuis, chaque, jusqu'à"},
    "not": {
        "": "pas, jamais, manqué, annulé, annulée, reporté, sans réponse, personne, essayé, rêvé, "
        "raté, oublié notre, a oublié, posé un lapin"
    },
    "missed": {
        "": "l'ai raté, l'ai ratée, l'ai manqué, l'ai manquée, ai raté son appel, ai manqué "
        "son appel, pas répondu, pas pu répondre, pas décroché, n'a pas répondu, sans "
        "réponse, sur sa messagerie, sur la messagerie, pas venu, pas venue"
    },
    "moved": {"": "déplacé, déplacée, décalé, décalée, repoussé, repoussée, avancé, avancée"},
    "present": {
        "": "vient, arrive, passe, part, a besoin, commence, rappelle, se marie, fête, est à, est "
        "en, déménage, a rendez-vous, a son"
    },
    "plan": {
        "": "dois, devrais, il faut, il faudrait, voudrais, veux, peut-être, vais, va falloir, "
        "invité, invitée, prévu, fixé, voulais, pensais, prochaine étape, prochaines étapes, "
        "ne pas "
        "oublier, me rappelle, rappellera, penser à"
    },
    "ongoing": {"": "vois, je vois, je retrouve, je rencontre"},
    "gesture": {"": "conférence, coup, rendez-vous, cours, avis, main, raison, nouvelles, exemple"},
}
