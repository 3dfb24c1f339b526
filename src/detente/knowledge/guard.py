"""When a name in a text is not what the table says: parts of other names, persons called like places.

`Guard` looks at the neighbours of a match; what it knows is in ``tables/words.tsv`` and, for words that tell
two owners of a name apart, in ``tables/contexts.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.knowledge import forms
from detente.knowledge.people import People
from detente.knowledge.tsv import cell, table, words

TITLES = words("titles")
FUNCTION = words("function")
GIVEN = words("given")
"""Names of places that people are also called by; the surname that follows gives them away."""
SURNAMES = words("surnames")
"""Names of places that are also surnames; the given name before gives them away."""
DAYS = words("days")
TITLED_SHARE = 0.7  # of the longer words of a headline in title case have a capital; of a sentence far fewer


class Choice(NamedTuple):
    """With one of the words in the paragraph (``<w`` just before, ``>w`` just after) a form means ``id``."""

    id: str
    words: frozenset[str]


class Guard:
    """Asks the neighbours of a match."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._given: frozenset[str] | None = None
        self._surnames: frozenset[str] | None = None
        self.choices: dict[str, list[Choice]] = {}
        for form, ident, around in table("contexts").rows:
            choice = Choice(ident, frozenset(cell(around.lower())))
            self.choices.setdefault(forms.key(form), []).append(choice)

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
            name = forms.key(before)
            if before[:1].isupper() and name in self.given_names() and name not in GIVEN:
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
        """The id that the words around decide for, ``none`` for no actor, None where they say nothing."""
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
                if key not in TITLES and key not in FUNCTION and key not in DAYS:
                    return False
        if end < len(tokens):
            after = tokens[end]
            if after[:1].isupper() and after.isalpha() and after.lower() not in TITLES | FUNCTION | DAYS:
                return False
        return True


def is_titled(tokens: Sequence[str]) -> bool:
    """Whether a row of tokens is a headline in title case."""
    long = [t for t in tokens if len(t) > 3 and t.isalpha()]
    return len(long) > 2 and sum(t[0].isupper() for t in long) >= TITLED_SHARE * len(long)
