"""Whether a name of a place stands in a text as one: where it alone does not tell, the words beside it do.

"Reading" is a town in "in Reading" and before ", England"; "Jack London" and "Paris Hilton" are no towns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.place_index import PlaceRow
from detente.knowledge.place_lookup import inside
from detente.knowledge.place_words import words

# A name of one word needs no word of place before it from so many people on, one of several from so many.
LARGE, SOME = 100_000, 20_000
# A town of so many people is meant by its name although somebody may be called so.
FAMOUS = 900_000
# A town of fewer people gives way to the country that the text puts after its comma.
UNSURE = 300_000
HOLDERS = ("country", "admin1", "region")


@dataclass(slots=True)
class Found:
    """A name found: its tokens, its words for the look-up, what it may be."""

    start: int
    end: int
    name: str
    rows: list[PlaceRow]
    base: PlaceRow  # the town that a facility or district is called after; else the first of the rows
    placed: bool  # the words around say that it is a place

    @property
    def one_word(self) -> bool:
        return self.end - self.start == 1


def doubt(name: str) -> str:
    """What else the name is: "word", "name" (of persons) or ""."""
    low = name.lower()
    return "word" if low in words("word") else "name" if low in words("name") else ""


def link(tokens: Sequence[str], found: Sequence[Found]) -> None:
    """Mark what its neighbours make a place: a word before, a list of places, a country after a comma."""
    for k, f in enumerate(found):
        before = tokens[f.start - 1].lower() if f.start else ""
        if before == "the" and f.start > 1:
            before = tokens[f.start - 2].lower()
        if before in words("in") or (before in words("locative") and not doubt(f.name)):
            f.placed = True
        last = found[k - 1] if k else None
        if last and last.placed and f.start - last.end <= 2:
            f.placed |= all(t.lower() in words("link") for t in tokens[last.end : f.start])
        after = found[k + 1] if k + 1 < len(found) else None
        if after and comma_between(tokens, f, after) and holder(f, after):
            f.placed = after.placed = True


def comma_between(tokens: Sequence[str], f: Found, after: Found) -> bool:
    return after.start == f.end + 1 and tokens[f.end] == ","


def holder(f: Found, after: Found) -> PlaceRow | None:
    """The country or province after the comma that holds the place before it."""
    holders = (h for h in after.rows if h.kind in HOLDERS)
    return next((h for h in holders if any(inside(r, h) for r in f.rows)), None)


def in_unknown(tokens: Sequence[str], f: Found, after: Found) -> bool:
    """Whether the tables have a small place elsewhere only: "a bar in Dartmouth, Massachusetts,"."""
    first = f.rows[0]
    small = first.kind == "city" and first.population < UNSURE
    closed = after.end == len(tokens) or tokens[after.end] in (",", ".", ")", ";")
    return small and closed and f.placed and after.rows[0].kind in ("country", "admin1")


def stands(tokens: Sequence[str], f: Found) -> bool:
    """Whether the name is a place here."""
    if f.end + 1 < len(tokens) and tokens[f.end] == "-" and tokens[f.end + 1][:1].islower():
        return False  # "Moscow-backed"
    row = f.base
    if f.placed or (row.kind != "city" and row.population == 0 and not f.one_word):
        return True
    other = doubt(f.name) if f.one_word else ""
    beside = f.one_word and (_joins(tokens, f.start - 1, True) or _joins(tokens, f.end, False))
    if other:
        return other == "name" and row.population >= FAMOUS and not beside
    if row.kind == "city" and row.population < (LARGE if f.one_word else SOME):
        return False
    return not beside or row.kind in ("country", "admin1")


_ADJECTIVE_OR_OFFICE = re.compile(r"(?:ian|ean|ese|ish|ern|stan|an|i|ch|er|or|ist|t)$")


def _joins(tokens: Sequence[str], at: int, before: bool) -> bool:
    """Whether the neighbour at ``at`` makes one name with the place: "Jack London", "Paris Hilton"."""
    if not 0 <= at < len(tokens) or not tokens[at][:1].isupper() or not tokens[at].isalpha():
        return False
    if before:
        if tokens[at].lower() in words("given"):
            return True
        if at == 0 or tokens[at - 1] in (".", "!", "?", ":", "“", '"', "\n"):
            return False  # the first word of a sentence
    return not _ADJECTIVE_OR_OFFICE.search(tokens[at])
