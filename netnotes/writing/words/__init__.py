"""The words of a sentence on a touch, one module for each language: see `lexicon.py`.

A further language is a further module here with a dict `WORDS`: for each kind of word what it
means, and the words and phrases that mean it, with commas between. Case and accents do not count.
The kinds, and what a meaning is:

- `small`: words that say nothing by themselves (no meaning);
- `praise`: words that only say that it was good or short;
- `with`: before those I was with; `to`: before those it went to, and from whom it came; `and`;
- `topic`: before what was talked about; `third`: before those who were not there;
- `introduced`: somebody made two others known to each other;
- `clause`: words that begin a clause about somebody, such as `she`;
- `title`: before a last name; `relative`: people without a name, such as `wife`;
- `way`: the channel; `sent`: the channel of what was sent, the word stays in the text;
- `before way`: words that a way may follow in the middle of a sentence;
- `weekday`: from 0, Monday; `month`: from 1; `day`: days from today; `number`; `unit`: day, week,
  fortnight, month or year;
- `on`: before a day; `the`: before the number of a day; `of`: between a day and a month;
- `last`, `next`, `this`: before a weekday or behind it; `daytime`: behind a day;
- `ago before`, `ago behind`, `in`: before or behind a number of days;
- `period`: no day but several: `week -1` is last week, `some` is any of the last days;
- `promised`, `asked for`, `gave`, `learned`: verbs about what I did; `me`: their subject; `by`;
- `ongoing`: verbs that, with a weekday, may tell of a plan: `meeting Ben on Friday`;
- `not`: it did not happen; `plan`: it has not happened yet; `gesture`: what is given and no gift.
"""
