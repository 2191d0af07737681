"""The words of a sentence on a touch, one module for each language: see `lexicon.py`.

A further language is a further module here with a dict `WORDS`: for each kind of word what it
means, and the words and phrases that mean it, with commas between. Case and accents do not count.
The kinds, and what a meaning is:

- `small`: words that say nothing by themselves (no meaning);
- `praise`: words that only say that it was good or short;
- `with`: before those I was with; `to`: before those it went to, and from whom it came; `and`;
- `then`: between two touches, or before the second;
- `topic`: before what was talked about; `third`: before those who were not there;
- `introduced`: somebody made two others known to each other;
- `clause`: words that begin a clause about somebody, such as `she`;
- `title`: before a last name; `relative`: people without a name, such as `wife`;
- `way`: the channel; `sent`: the channel of what was sent, the word stays in the text;
- `received`: before `from` and the name of who sent something;
- `talk`: verbs that say no channel, such as `spoke`;
- `before way`: words that a way may follow in the middle of a sentence; `means`: those of them that
  say by what means, such as `via`; `place`: before a place, and they stay in the text with it;
- `weekday`: from 0, Monday; `short weekday`: the same, where there is nothing but a day;
- `month`: from 1; `day`: days from today;
- `number`; `vague number`, such as `a few`; `unit`: day, week, fortnight, night, month, year, hour;
- `on`: before a day; `day first`: before a date such as `12/11`, of which it says that the day is
  first; `the`: before the number of a day; `of`: between a day and a month;
- `last`, `next`, `this`, `coming`: before a weekday or behind it (`week`: that of the week before,
  too; `coming` is the first one to come, and `next` that of the next week);
- `part of`, `end of`: before a month;
- `daytime`: behind a day; `other week`, `other week before`: behind or before a weekday that is then
  of another week; `at time`: before a time of day; `other day`: before a day that is not the day
  of the touch;
- `weeks behind`, `weeks before`, `weeks alone`: days after the day before or behind them, as in
  `friday in a week` and `a week on friday`; the last may also count back from it;
- `ago before`, `ago behind`, `in`, `from now`: before or behind a number of days;
- `period`: no day but several: `week -1` is last week, `some` is any of the last days,
  `month-end 0` is the end of this month;
- `promised`, `asked`, `asked for`, `gave`, `learned`: verbs about what I did; `me`: their subject;
- `them verb`: such a verb with `them` before it (the kind of verb); `have`, `asked last`: where the
  verb comes last, the words before and at its end; `thing`: what begins a thing that is asked for;
- `said`: verbs before `i would` in a promise without the word (`do`: before an infinitive alone);
  `i will`: words of a promise that has a day; `no deed`: verbs behind them that are no promise;
- `i told`: verbs behind which is told what I will do; `told to`: before whom it was told;
- `i myself`: who will do it, `them before`: for whom, `deed`: verbs of what is done for somebody,
  and `going to` before any verb;
- `for`, `that`, `infinitive`, `them`: words behind these verbs; `by`: before the day it is due;
- `to whom`: before somebody whom something was given or promised to; `article`: before a thing;
- `not`: it did not happen; `missed`: the same, anywhere behind the first clause;
- `moved`: before or behind a day, it will happen then;
- `my`, `source`: of a mail, and before its day, as in `my mail from tuesday`;
- `present`: verbs that, with a weekday, may tell of a day to come: `she comes on friday`;
- `filler`: words that begin what is dictated;
- `plan`: it has not happened yet; `gesture`: what is given and no gift;
- `ongoing`: verbs that, with a weekday, may tell of a plan: `meeting Ben on Friday`.
"""
