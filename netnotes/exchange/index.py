"""People by what they are known by: who is the same as somebody, and who only looks alike."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from netnotes.exchange.card import Card
from netnotes.exchange.keys import keys, loose_keys, names
from netnotes.exchange.likeness import contradict, likenesses, reasons, told_alike
from netnotes.people import Contact
from netnotes.words import by_what_is_left, near_one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Key = tuple[str, str]
Person = TypeVar("Person", bound=Card | Contact)

MOST = 16
"""How many people with one key are looked at: a thousand with one switchboard are told apart by other things."""


class Match(NamedTuple):
    """Somebody in an index, by their position there, and what speaks for it."""

    at: int
    why: str


class Index(Generic[Person]):
    """People, found by their keys in about the same time however many they are."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people: list[Person] = []
        self._by_key: dict[Key, list[int]] = {}
        self._alike: _Alike | None = None
        for one in people:
            self.add(one)

    def add(self, person: Person) -> None:
        """Take in one more person."""
        self.people.append(person)
        self._file(len(self.people) - 1)

    def change(self, at: int, person: Person) -> None:
        """Put somebody of whom more is known in the place of the one who was there."""
        self.people[at] = person
        self._file(at)

    def same(self, person: Card | Contact) -> Match | None:
        """Who is this person, by the surest that speaks for it; None for nobody, and where it could be several."""
        known = tuple(keys(person))
        for key in known:
            for at in self._with(key) if key[0] in ("page", "email", "phone") else ():
                if why := next(reasons(person, self.people[at]), ""):
                    return Match(at, why)
        return self._by_name(person, known)

    def alike(self, person: Card | Contact) -> Iterator[Match]:
        """Those who have something in common with a person that is not enough to say it is them."""
        for at in self.around(person):
            if why := next(likenesses(person, self.people[at]), ""):
                yield Match(at, why)

    def around(self, person: Card | Contact) -> Iterator[int]:
        """The positions of all who have a key in common with a person, or nearly a name."""
        if self._alike is None:
            self._alike = _Alike(self.people)
        found = chain.from_iterable(map(self._with, keys(person)))
        return iter(dict.fromkeys(chain(found, self._alike.to(person))))

    def _by_name(self, person: Card | Contact, known: tuple[Key, ...]) -> Match | None:
        """Who has this name at this organisation; or the name alone, where nobody else has it and nothing is against it."""
        for kind in ("called at", "name at"):
            there = [at for at in self._of(kind, known) if not contradict(person, self.people[at])]
            if len(there) > 1:  # of several the one of whom the same is known
                there = [at for at in there if told_alike(person, self.people[at])]
                if len(there) != 1:
                    return None
            if there:
                return Match(there[0], "the same name and organisation" if person.organisation else "the same name")
        named = self._of("name", known)
        if len(named) != 1 or max(map(len, names(person))) < 2:
            return None
        other = self.people[named[0]]
        if (person.organisation and other.organisation) or contradict(person, other):
            return None
        return Match(named[0], "the same name, which nobody else has")

    def _of(self, kind: str, known: tuple[Key, ...]) -> list[int]:
        return list(dict.fromkeys(at for key in known if key[0] == kind for at in self._with(key)))

    def _with(self, key: Key) -> Sequence[int]:
        return self._by_key.get(key, ())[:MOST]

    def _file(self, at: int) -> None:
        for key in keys(self.people[at]):
            places = self._by_key.setdefault(key, [])
            if at not in places[:MOST]:
                places.append(at)
        self._alike = None


class _Alike:
    """People by what those share whose names are alike; built when somebody asks, for few do."""

    def __init__(self, people: Sequence[Card | Contact]) -> None:
        self._by_key: dict[Key, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        for at, person in enumerate(people):
            for key in loose_keys(person):
                self._by_key.setdefault(key, []).append(at)
            for name in names(person):
                self._by_name.setdefault(" ".join(name), []).append(at)
        self._forms = by_what_is_left(self._by_name)

    def to(self, person: Card | Contact) -> Iterator[int]:
        """The positions of those whose names are alike."""
        for key in loose_keys(person):
            yield from self._by_key.get(key, ())[:MOST]
        for name in names(person):
            if near := near_one_of(" ".join(name), self._forms):
                yield from self._by_name[near][:MOST]
