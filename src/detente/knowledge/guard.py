"""When a name in a text is not what the table says: parts of other names, persons called like places.

`Guard` looks at the neighbours of a match; the words it knows are in ``tables/nonnames.tsv`` (longer names that
hold the name of a state and mean no actor) and ``tables/contexts.tsv`` (words that tell two owners apart).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.knowledge import forms
from detente.knowledge.people import People
from detente.knowledge.tsv import cell, table

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president premier chancellor minister secretary senator sen rep representative "
    "general gen lt maj col colonel marshal admiral captain capt king queen prince princess pope ayatollah sheikh "
    "sheik imam emir sultan judge justice governor gov mayor leader chairman chairwoman comrade speaker ambassador "
    "director commissioner congressman congresswoman rev cardinal archbishop patriarch candidate dictator strongman "
    "chief commander lawmaker professor ex former vice deputy incumbent nominee tycoon billionaire investor "
    "spokesman spokeswoman envoy adviser advisor attorney pm fm mp field crown opposition elect president-elect".split()
)
FUNCTION = frozenset(
    "a an the and or but nor so yet if when while as since because after before until though although whether that "
    "of in on at by for with from to into over under against between among about like than then now today yesterday "
    "both either neither not no only even just also still once where why how what who which this these those his her "
    "its their our my your he she it they we i is are was were be been has have had did does do will would can could "
    "may might must should said says asked told did during amid despite without within per via re us".split()
)
GIVEN = frozenset(
    "chad jordan israel georgia paris sydney austin virginia carolina victoria sofia santiago salvador kenya india "
    "london florence lincoln dakota montana savannah charlotte madison phoenix dallas denver asia china america "
    "trinidad ireland kyiv milan vienna lourdes".split()
)
"""Names of places that people are also called by; the surname that follows gives them away."""
SURNAMES = frozenset(
    "jordan israel georgia washington lebanon england france holland ireland london paris berlin cuba lima malta "
    "vienna milan kingston wellington nassau lincoln houston jackson austin sydney moscow santiago romania poland "
    "germany spain scotland wales york jersey montana".split()
)
"""Names of places that are also surnames; the given name before gives them away."""
TITLED_SHARE = 0.7  # of the longer words of a headline in title case have a capital; of a sentence far fewer


class Choice(NamedTuple):
    """With one of these words in the paragraph (``<w`` just before, ``>w`` just after), the form means ``id``."""

    id: str
    words: frozenset[str]


class Guard:
    """Asks the neighbours of a match."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._given: frozenset[str] | None = None
        self._surnames: frozenset[str] | None = None
        self.choices: dict[str, list[Choice]] = {}
        for form, ident, words in table("contexts").rows:
            self.choices.setdefault(forms.key(form), []).append(Choice(ident, frozenset(cell(words.lower()))))

    def given_names(self) -> frozenset[str]:
        """First names of several persons of the tables."""
        if self._given is None:
            once: set[str] = set()
            twice: set[str] = set()
            for key in self._people.keys:
                first = key.split(" ", 1)[0]
                (twice if first in once else once).add(first)
            self._given = frozenset(twice - FUNCTION - TITLES)
        return self._given

    def is_person(self, key: str, tokens: Sequence[str], start: int, end: int) -> bool:
        """Whether the name of a place is part of the name of a person: Michael Jordan, Chad Smith."""
        if key in SURNAMES and start:
            before = tokens[start - 1]
            if before[:1].isupper() and forms.key(before) in self.given_names() and forms.key(before) not in GIVEN:
                return True
        if key in GIVEN and end < len(tokens):
            after = tokens[end]
            return after[:1].isupper() and forms.key(after) in self.surnames()
        return False

    def surnames(self) -> frozenset[str]:
        """Last names of the persons of the tables."""
        if self._surnames is None:
            last = {key.rsplit(" ", 1)[-1] for key in self._people.keys if " " in key}
            self._surnames = frozenset(last - FUNCTION - TITLES)
        return self._surnames

    def choose(self, key: str, tokens: Sequence[str], start: int, end: int) -> str | None:
        """The id that the words around decide for, ``none`` for no actor at all, None where they say nothing."""
        found = self.choices.get(key)
        if not found:
            return None
        words = {token.lower() for token in tokens}
        if start:
            words.add("<" + tokens[start - 1].lower())
        if end < len(tokens):
            words.add(">" + tokens[end].lower())
        return next((choice.id for choice in found if choice.words & words), None)

    @staticmethod
    def alone(tokens: Sequence[str], start: int, end: int, titled: bool) -> bool:
        """Whether a surname stands alone: no other name before or after it."""
        if titled:
            return True
        if start:
            before = tokens[start - 1]
            if before[:1].isupper() and before[:1].isalpha():
                key = before.lower().rstrip(".")
                if key not in TITLES and key not in FUNCTION:
                    return False
        if end < len(tokens):
            after = tokens[end]
            if after[:1].isupper() and after.isalpha() and after.lower() not in TITLES | FUNCTION | DAYS:
                return False
        return True


DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


def is_titled(tokens: Sequence[str]) -> bool:
    """Whether a row of tokens is a headline in title case."""
    long = [t for t in tokens if len(t) > 3 and t.isalpha()]
    return len(long) > 2 and sum(t[0].isupper() for t in long) >= TITLED_SHARE * len(long)
