"""What a name is, and the names of a paragraph while they are being found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.knowledge.places import lookup_place
from detente.language.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from detente.knowledge.entity import Entity
    from detente.language.parsed import Mention

POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
OWNERS = frozenset(("name", "adjective", "people", "capital", "metonym", "country"))
# A place that the tagger took for a person, or missed: a town of this size, or in a country of the text.
LARGE = 100_000
AREAS = frozenset(("admin1", "region", "country", "sea", "strait"))


@dataclass(slots=True, eq=False)
class Name:
    """Tokens ``start`` to ``end`` (exclusive) of a paragraph that are a name; ``root`` governs them.

    ``label``: country, adjective, people, capital, metonym, person, short, body, group (known to the
    tables), or person, org, place, norp (found by the tagger; ``entity`` is None then).
    ``owner`` is the known name inside it ("Turkish" in "Turkish Airlines").
    """

    start: int
    end: int
    root: int
    label: str
    entity: Entity | None = None
    others: tuple[Entity, ...] = ()
    owner: Name | None = None
    full: Name | None = None  # the full name in the article that this short one stands for
    text: str = ""  # of persons: the words, lower case
    mention: Mention | None = None  # what has been made of it
    used: bool = False  # part of a larger mention, no mention by itself


@dataclass(slots=True)
class Finding:
    """A paragraph in which names are being found: ``at`` has the name over each token that has one.

    ``near`` holds the countries that the text names elsewhere.
    """

    grid: Grid
    at: dict[int, Name]
    near: Collection[str]

    def put(self, start: int, end: int, label: str, owner: Name | None = None) -> Name:
        """A name that no table has."""
        name = Name(start, end, self.grid.root_of(start, end), label, owner=owner)
        self.cover(name)
        return name

    def cover(self, name: Name) -> None:
        for i in range(name.start, name.end):
            self.at[i] = name

    def inside(self, start: int, end: int) -> list[Name]:
        """Names that have a token between ``start`` and ``end``, each once."""
        return list(dict.fromkeys(self._inside(start, end)))

    def _inside(self, start: int, end: int) -> Iterator[Name]:
        return (self.at[i] for i in range(start, end) if i in self.at)

    def is_place(self, text: str) -> bool:
        """Whether a name is that of a large place, or of one in a country that the text names."""
        rows = lookup_place(text, near=self.near)
        if not rows:
            return False
        return rows[0].population >= LARGE or rows[0].kind in AREAS or rows[0].country in self.near

    def capital(self, i: int) -> bool:
        return self.grid.text[i][0].isupper()
