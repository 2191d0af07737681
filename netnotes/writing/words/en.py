"""English words of a sentence on a touch."""

WORDS = {
    "small": {
        "": "i, we, a, an, the, had, have, has, was, were, went, did, got, made, out, together, "
        "again, just, then, also, in, over, by, on, at, for, via, of, it, my, our, me, us, some, "
        "there, up, i've, we've, 've, been, both, having, finally, around, grabbed"
    },
    "filler": {
        "": "hey, ok, okay, so, um, uh, erm, btw, anyway, oh, yeah, yep, right, log, log that, "
        "note that, note to self, quick note"
    },
    "praise": {
        "": "great, good, nice, quick, short, long, lovely, brief, wonderful, fun, little, first"
    },
    "with": {"": "with, w, alongside, wiht, wih, wtih"},
    "to": {"": "to, from"},
    "to whom": {"": "to"},
    "article": {"": "a, an, the, my, our, some"},
    "and": {"": "and, as well as, plus"},
    "then": {"": "then, and then, later, after, before"},
    "at time": {"": "at, about, around, version"},
    "topic": {"": "about, regarding, re, concerning, on the topic of"},
    "third": {
        "": "without, instead of, intro to, introduction to, intros to, through, thanks to, for, "
        "like, via, behalf of, next to, than, mentioned, recommended, heard of, heard about"
    },
    "introduced": {"": "introduced, connected me, put me in touch"},
    "clause": {
        "": "he, she, they, who, which, because, since, but, so, that, where, when, his, her, "
        "their, "
        "whether, if he, if she, if they, if i, if we"
    },
    "title": {"": "mr, mrs, ms, dr, prof, professor, miss, sir, uncle, aunt, ji"},
    "relative": {
        "": "wife, husband, mum, mom, dad, mother, father, sister, brother, son, daughter, "
        "parents, boss, team, friend, friends, colleagues, neighbour, neighbor, guys, folks, "
        "family, somebody, someone, everybody, everyone, nobody, people, him, them, her"
    },
    "way": {
        "met": "met, meet, meeting up, met up, saw, ran into, bumped into, hung out, caught up, "
        "catchup, "
        "catch up, catching up, got together, run into, f2f, face to face, in-person meeting",
        "meeting": "meeting, meetings, mtg, mtgs, 1:1, one on one, 1on1, sync, standup",
        "coffee": "coffee, coffees, tea, cuppa, had coffee",
        "lunch": "lunch, lunched, lunches, brunch",
        "dinner": "dinner, dined, dinners, supper, barbecue, bbq",
        "breakfast": "breakfast, breakfasted",
        "drinks": "drinks, drink, beer, beers, pint, pints, wine, cocktails",
        "walk": "walk, walked, walks, hike, hiked, stroll, run with, jog, jogged",
        "visit": "visit, visited, visits, dropped by, came by, came over, stopped by, stayed with, "
        "popped in",
        "event": "event, party",
        "workshop": "workshop",
        "conference": "conference",
        "call": "call, calls, called, calling, rang, ring, phone call, phoned up, called up, "
        "gave a call, gave a ring, facetime, facetimed, skype, skyped, had a call, spoke by phone, "
        "called back, rang back, phoned back",
        "phone": "phone, phoned, on the phone, over the phone, by phone, on phone, off the phone",
        "video": "video, video call, videocall, video chat, google meet, virtual coffee, "
        "virtual lunch, virtual meeting",
        "zoom": "zoom, zoomed, zoom call, on zoom",
        "teams": "teams, teams call",
        "email": "email, emailed, emails, emailing, e-mail, e-mailed, e-mails, emailed back",
        "mail": "mail, mailed, mails",
        "message": "message, messaged, messages, msgd, msged, msg, dm, dm'd, dmed, dms, pinged, "
        "ping, whatsapp, "
        "whatsapped, signal, telegram, slack message, slack dm, fb message, facebook message, "
        "insta dm, "
        "instagram message, wrote, wrote to, replied to, wrote back to, wrote back, "
        "messaged back, imessage, slack, voice note, voice message, voice memo",
        "chat": "chat, chatted, chats",
        "linkedin": "linkedin",
        "text": "text, texted, texts, sms, texted back",
        "letter": "letter, letters, postcard, post card",
        "card": "card, cards",
    },
    "talk": {
        "": "talked, spoke, told, talked to, a chat, quick chat, good chat, nice chat, long chat, "
        "great chat, brief chat, little chat, short chat, lovely chat, a word, quick word"
    },
    "received": {"": "got, received"},
    "sent": {"message": "sent, forwarded, posted"},
    "before way": {"": "for, by, on, over, via, a, an, during, in a, had, quick"},
    "place": {"": "at, in, on, near, by"},
    "means": {"": "on, over, via, by, through, on the, over the"},
    "weekday": {
        "0": "monday, mon, mondays",
        "1": "tuesday, tue, tues",
        "2": "wednesday, wed, weds",
        "3": "thursday, thu, thur, thurs",
        "4": "friday, fri",
        "5": "saturday, sat",
        "6": "sunday, sun",
    },
    "month": {
        "1": "january, jan",
        "2": "february, feb, febr",
        "3": "march, mar",
        "4": "april, apr",
        "5": "may",
        "6": "june, jun",
        "7": "july, jul",
        "8": "august, aug",
        "9": "september, sep, sept",
        "10": "october, oct",
        "11": "november, nov",
        "12": "december, dec",
    },
    "day": {
        "0": "today, tonight, this morning, this afternoon, this evening, this noon, "
        "earlier today, early this morning, early today, first thing this morning, just now, "
        "earlier this morning, right now, now, today morning, today itself, "
        "today only, only today, only today morning, only this morning, 2day, 2nite, eod, end "
        "of day",
        "-1": "yesterday, last night, yesterday morning, yesterday afternoon, yesterday evening, "
        "yesterday night, yday, y'day, yest, last evening, last nite, late last night, late "
        "yesterday, early yesterday, early yesterday morning, "
        "yesterday itself, only yesterday, yest eve, yest evening, yest morning, yest night",
        "-2": "the day before yesterday, day before yesterday, two nights ago",
        "1": "tomorrow, tomorrow morning, tomorrow evening, tomorrow afternoon, tomorrow night, "
        "tmrw, tmr, tmw, 2moro, 2morrow, 2mrw, tomoz",
        "2": "the day after tomorrow, day after tomorrow",
    },
    "number": {
        "1": "a, an, one, half an, about an",
        "2": "two, a couple of, a couple, couple of",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve",
    },
    "vague number": {"": "a few, few, several, some, many"},
    "unit": {
        "day": "day, days, d",
        "week": "week, weeks, wk, wks, w",
        "fortnight": "fortnight, fortnights",
        "month": "month, months, mo",
        "year": "year, years, yr, yrs",
        "night": "night, nights",
        "hour": "hour, hours, hr, hrs, minute, minutes, min, mins",
    },
    "on": {"": "on"},
    "my": {"": "my, our, her, his, their"},
    "source": {"": "from"},
    "the": {"": "the"},
    "of": {"": "of, the, of the"},
    "weeks alone": {"7": "week", "14": "fortnight"},
    "weeks behind": {"7": "in a week, in a week's time", "14": "in two weeks, in a fortnight"},
    "weeks before": {
        "7": "a week on, a week from, a week",
        "14": "a fortnight on, a fortnight from, two weeks on, two weeks from",
    },
    "other week": {"": "week, fortnight, before last, ago, in a week, a week ago"},
    "other week before": {"": "a week, a fortnight, two weeks, two, three, four, the second"},
    "last": {"": "last, past, this past, this last"},
    "next": {"": "next"},
    "coming": {"": "coming, this coming"},
    "this": {"": "this"},
    "daytime": {"": "morning, afternoon, evening, night, noon, lunchtime"},
    "ago behind": {"": "ago, back, earlier"},
    "in": {"": "in, within, back in"},
    "part of": {
        "": "early, late, mid, beginning of, the beginning of, start of, the start of, middle of, "
        "the middle of"
    },
    "end of": {"": "end of, the end of"},
    "from now": {"": "from now"},
    "period": {
        "week -1": "last week, the past week, this past week",
        "week 0": "this week, earlier this week",
        "week 1": "next week, the coming week",
        "month -1": "last month, the past month",
        "month 0": "this month, earlier this month",
        "month 1": "next month",
        "year -1": "last year",
        "year 1": "next year",
        "weekend -1": "last weekend, at the weekend, on the weekend, over the weekend, "
        "the weekend, this weekend, the past weekend, last weekend's",
        "weekend 1": "next weekend",
        "some": "recently, the other day, the other week, a while ago, some time ago, lately, "
        "a while back, ages ago, long ago, the other night, at christmas, over christmas, "
        "at easter, over easter, on new year's eve, at new year, at thanksgiving, on thanksgiving, "
        "on christmas, on christmas eve, on christmas day, on boxing day, on new year's day, "
        "on easter, on halloween, at halloween, on valentine's day, on mother's day, on diwali, "
        "over diwali, at diwali, on holi, over holi, at holi, on eid, over eid, at eid, on "
        "hanukkah, on passover, on her birthday, on his birthday, on my birthday, on their "
        "birthday, on bank holiday, on the bank holiday",
        "month-end 0": "end of the month, the end of the month, end of month, month end, eom, "
        "end of this month, the end of this month",
        "month-end 1": "end of next month, the end of next month",
        "year-end 0": "end of the year, the end of the year, year end, end of year",
        "some 1": "soon, some day, later, later today, later tonight, later this week, later this "
        "evening, at some point, one day",
    },
    "promised": {"": "promised, promise, promised to, promised her, promised him, promised them"},
    "asked for": {"": "asked for, asked her for, asked him for, asked them for"},
    "asked": {"": "asked"},
    "gave": {"": "gave"},
    "for": {"": "for"},
    "said": {"": "told, said, said to"},
    "i would": {"": "i'd, i would, i'll, i will, we'd, we would, we'll, we will"},
    "i will": {"": "i'll, i will, we'll, we will"},
    "no deed": {
        "": "be, have, been, like, love, see, meet, rather, never, not, prefer, think, consider, "
        "know, hear, find, get there, get it, get a, get the, get home, get to, get in, "
        "arrive, stay, need, want, leave, miss, probably, maybe, no, the, a, "
        "an, had, seen, sent, met, done, gone, heard, found, made, given, got, gotten, left, lost, "
        "bought, taken, written, spoken, told, forgotten, known, come, read, put, said, thought"
    },
    "learned": {"": "learned, learnt, found out"},
    "that": {"": "that"},
    "infinitive": {"": "to"},
    "them": {"": "her, him, them, each other"},
    "me": {"": "i, we, and, and i, and we, also, i also, then"},
    "by": {"": "by, before, until, till, no later than"},
    "other day": {"": "by, until, till, before, since, every, after, for"},
    "not": {
        "": "not, didn't, did not, couldn't, could not, wasn't, never, no answer, missed, "
        "cancelled, canceled, postponed, no show, tried to, tried, failed to, nobody, "
        "fell through, unreachable, no reply, dreamt, dreamed, thought of, thought about, "
        "thinking of, rescheduled, haven't, hadn't, forgot our, forgot about our, stood me "
        "up, bailed, ghosted"
    },
    "missed": {
        "": "missed it, missed her, missed him, missed them, missed each other, missed the "
        "call, missed her call, missed his call, missed their call, no answer, no reply, "
        "nobody picked up, didn't pick up, did not pick up, didn't answer, did not "
        "answer, couldn't answer, could not answer, couldn't take it, didn't take it, "
        "couldn't pick up, didn't reach, couldn't reach, could not reach, didn't get "
        "through, got voicemail, got her voicemail, got his voicemail, went to voicemail, "
        "didn't show up, did not show up, never showed up"
    },
    "moved": {
        "": "moved to, moved from, moved, pushed to, pushed back to, brought forward to, put off "
        "to, put off until, changed to"
    },
    "present": {
        "": "starts, comes, arrives, leaves, needs, wants, visits, flies, travels, begins, is "
        "coming, is visiting, follow up, "
        "turns, gets, marries, moves, celebrates, is in, is at, is away, is off, is back, is "
        "getting, "
        "is moving, is starting, is leaving, is turning, is having, has a, has an, has her, has his"
    },
    "plan": {
        "": "should, must, need to, have to, want to, plan to, going to, will, todo, to do, "
        "ought to, would like to, remember to, let's, shall, planning to, hope to, maybe, i'll, "
        "we'll, forgot to, plan, if, wanted to, planned to, meant to, hoped to, intended to, "
        "supposed to, invited, arranged, scheduled, booked, about to, wish, wished, owe, owes, "
        "next step, next steps, reminder, remind, gotta, gonna, looking forward to, can't wait to, "
        "planned for"
    },
    "ongoing": {"": "meeting, seeing, visiting, calling, having"},
    "gesture": {
        "": "call, ring, hug, lift, ride, hand, talk, speech, update, feedback, thumbs, kiss, "
        "smile, up, notice, birth, way, try, presentation, keynote, impression, feeling, sense, "
        "time, heads"
    },
}
