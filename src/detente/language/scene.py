"""A paragraph while its mentions are being found: its grid, its names and what has been made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from detente.language.grid import Grid
from detente.language.kept import tokens_of
from detente.language.lexicon import Described
from detente.language.naming import Name
from detente.language.parsed import LOCATIVE, Mention
from detente.language.words import words

if TYPE_CHECKING:
    from detente.knowledge.entity import Entity
    from detente.knowledge.places import PlaceRow

HYPHENS = frozenset(("-", "–", "‑", "‐"))
# Words between a preposition of place and the name: "in occupied eastern Ukraine".
_BETWEEN = words("between")
_PARTS_OF = words("parts-of")


@dataclass(slots=True, eq=False)
class Scene:
    """``at`` has the name over each token; ``heads`` the mention whose head a token is; ``used`` the tokens
    that are part of a larger mention."""

    grid: Grid
    index: int
    offset: int
    part: str
    names: list[Name]
    at: list[Name | None]
    day: date | None
    heads: dict[int, Mention] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    places: dict[int, PlaceRow | None] = field(default_factory=dict)
    extra: list[tuple[Mention, int, int]] = field(default_factory=list)  # more tokens of a mention: appositions
    possessors: dict[int, int] = field(default_factory=dict)  # head of a mention -> "his", "its" before it
    roles: dict[int, tuple[str, ...]] = field(default_factory=dict)  # head of a person -> words of the office
    orgs: dict[int, Entity] = field(default_factory=dict)  # start of an unknown body's name -> the actor made for it
    marks: list[bool] | None = None  # inside quotation marks or not, a value a token; empty where there are none
    described: dict[int, Described] = field(default_factory=dict)  # head of a bare noun -> what the lexicon says

    def add(
        self,
        head: int,
        first: int,
        last: int,
        form: str,
        kind: str,
        actors: tuple[Entity, ...],
        rule: str,
        place: PlaceRow | None = None,
    ) -> Mention:
        """A mention of tokens ``first`` to ``last`` (inclusive)."""
        end = self.grid.idx[last] + len(self.grid.text[last])
        mention = Mention(
            self.offset + self.grid.idx[first], self.offset + end, tokens_of(self.grid.doc)[head], first, last,
            form, kind, actors, place, rule,
        )  # fmt: skip
        self.heads[head] = mention
        self.mentions.append(mention)
        return mention

    def quoted(self, i: int) -> bool:
        """Whether token ``i`` stands inside quotation marks."""
        if self.marks is None:
            self.marks = _quotations(self.grid)
        return bool(self.marks) and self.marks[i]

    def after_place_word(self, start: int) -> bool:
        """Whether a preposition of place stands before the name at ``start`` ("in occupied eastern X")."""
        lower = self.grid.lower
        j = start - 1
        while (j >= 0 and lower[j] in _BETWEEN) or lower[j].isspace():
            if lower[j] == "of" and not (j and lower[j - 1] in _PARTS_OF):
                return False
            j -= 1
        return j >= 0 and lower[j] in LOCATIVE


OPENING, CLOSING = frozenset(("“", "«", "``")), frozenset(("”", "»", "''"))


def _quotations(grid: Grid) -> list[bool]:
    """For each token whether it is inside quotation marks; empty when the paragraph has none."""
    texts = grid.text
    if not any(t in OPENING or t == '"' for t in texts):
        return []
    inside, out = False, []
    for t in texts:
        if t in OPENING:
            inside = True
        elif t in CLOSING:
            inside = False
        elif t == '"':
            inside = not inside
        out.append(inside)
    return out


def scene_of(grid: Grid, names: list[Name], day: date | None) -> Scene:
    doc = grid.doc
    at: list[Name | None] = [None] * grid.n
    for name in names:
        for i in range(name.start, name.end):
            at[i] = name
    data = doc.user_data
    return Scene(grid, data["index"], data["offset"], data.get("part", "body"), names, at, day)
