"""What a noun phrase calls somebody: its sectors; a person, a body, a group or people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from detente.knowledge.sectors import FORMER, sector_entry
from detente.language.grid import Grid
from detente.language.words import words

HONORIFICS = words("honorifics")
# Nouns for somebody that the sector lexicon leaves out: known only as one of a number.
UNNAMED = frozenset(("other", "dozen", "score", "hundred", "thousand", "million", "more"))
# Nouns of the lexicon that mean a thing when they stand alone in news.
NEVER = frozenset(("intelligence", "more"))
# Capitalised after a name they make it a place ("Suwayda Governorate"); alone they are no actors.
PLACE_NOUNS = words("place-nouns")
# ... and these when no modifier makes them more than that ("infantry division", "expert panel").
ALONE = words("alone")
CONDITIONS = frozenset(("state", "state-of", "presidency"))
STATES_OF = words("states-of")
# Nouns that take a body up again, which the sector lexicon leaves out.
BODIES = frozenset(("grouping", "bloc", "pact", "outfit"))
# Who is held or hurt by a group is none of its people: "Hamas hostages".
VICTIMS = words("victims")
# Modifiers that a phrase of the lexicon may hold; longer rows are rare.
LONGEST = 5
_PHRASE = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV", "PUNCT"))


class Described(NamedTuple):
    """``start`` is the first token of the words that the lexicon knows, ``end`` the last (inclusive).

    ``sectors`` best first, ("UNK",) for words that say nothing of it ("leader", "spokesman"), which take
    those of whom they belong to.  ``kind``: person, body, group or people.  ``note``: object, place, weak.
    """

    start: int
    end: int
    sectors: tuple[str, ...]
    kind: str
    note: str
    noun: str
    former: bool

    @property
    def person(self) -> bool:
        return self.kind == "person"

    @property
    def generic(self) -> bool:
        """Words that leave the sector to whom it belongs to."""
        return not self.sectors or self.sectors[0] == "UNK"


class _Entry(NamedTuple):
    sectors: tuple[str, ...]
    kind: str
    note: str
    size: int
    former: bool


@lru_cache(maxsize=50_000)
def _entry(words: tuple[str, ...]) -> _Entry | None:
    if words[-1] in UNNAMED:
        return _Entry(("CVL",), "people", "", 1, False)
    found = sector_entry(words)
    if found is None:
        return _Entry((), "body", "weak", 1, False) if words[-1] in BODIES else None
    former = found.kind == "person" and any(w in FORMER for w in words[:-1])
    return _Entry(found.sectors, found.kind, found.note, found.size, former)


def word(grid: Grid, i: int) -> str:
    """The form of a token that the lexicon is asked with."""
    if grid.pos[i] == "PROPN" or grid.lower[i] == "media":
        return grid.lower[i]
    return grid.lemma[i].lower()


def describe(grid: Grid, i: int, floor: int = 0, at: Sequence[object] | None = None) -> Described | None:
    """What the noun at ``i`` and its modifiers back to ``floor`` call somebody; names (``at``) left out."""
    tag = grid.tag[i]
    if not (tag.startswith("NN") or grid.pos[i] in ("NOUN", "PROPN")):
        return None
    single = word(grid, i)
    if not _possible(single) or single in NEVER or single in PLACE_NOUNS or (single in UNNAMED and tag != "NNS"):
        return None
    if single == "side" and tag == "NN":
        return None
    if single in CONDITIONS and i + 2 < grid.n and grid.lower[i + 1] == "of" and grid.lower[i + 2] in STATES_OF:
        return None
    words = [single]
    j = i - 1
    pos, head, lower = grid.pos, grid.head, grid.lower
    while j >= floor and len(words) <= LONGEST:
        if (at is not None and at[j] is not None) or pos[j] not in _PHRASE:
            break
        if pos[j] == "PUNCT":
            if lower[j] not in ("-", "–"):
                break
        elif not j < head[j] <= i and grid.dep[j] not in ("amod", "compound"):
            break
        else:
            words.append(word(grid, j))
        j -= 1
    words.reverse()
    end = i
    found = _entry(tuple(words))
    tail = _of_phrase(grid, i)
    if tail:
        longer = _entry((*words, *tail))
        if longer is not None and longer.size > len(tail):
            found, end = longer, i + len(tail) + (grid.lower[min(i + 2, grid.n - 1)] == "the")
    if found is None or (found.size == 1 and (single in ALONE or grid.lower[i] == "force")):
        return None
    size = found.size if end == i else 1
    return Described(max(floor, i - size + 1), end, found.sectors, found.kind, found.note, single, found.former)


def _of_phrase(grid: Grid, i: int) -> tuple[str, ...]:
    """The words of "of state", "of parliament", "of foreign affairs" behind a noun."""
    if i + 2 >= grid.n or grid.lower[i + 1] != "of":
        return ()
    j = i + 2
    if grid.lower[j] == "the" and j + 1 < grid.n:
        j += 1
    words = ["of"]
    while j < grid.n and len(words) < 4 and grid.pos[j] in ("NOUN", "PROPN", "ADJ"):
        words.append(word(grid, j))
        if grid.pos[j] != "ADJ" and grid.head[j] <= j:
            break
        j += 1
    return tuple(words) if len(words) > 1 else ()


@lru_cache(maxsize=50_000)
def _possible(noun: str) -> bool:
    """Whether any row can end in this noun: most nouns of a text are asked about once."""
    return noun in UNNAMED or noun in BODIES or _last_words(noun)


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    from detente.knowledge.sectors import singular, words_of
    from detente.knowledge.tsv import table

    out: set[str] = set()
    for name in ("sectors", "roles"):
        for row in table(name).rows:
            words = words_of(row[0])
            if words:
                out.add(words[-1])
                out.update(w for w, after in pairwise(words) if after == "of")
                out.add(singular(words[-1]))
    return frozenset(out)


def _last_words(noun: str) -> bool:
    from detente.knowledge.sectors import singular, words_of

    words = words_of(noun)
    return bool(words) and (words[-1] in _endings() or singular(words[-1]) in _endings())


@lru_cache(maxsize=20_000)
def is_title(lower: str) -> bool:
    """A word that stands before the name of a person: "president", "gen.", "mr.", "activist"."""
    if lower in HONORIFICS:
        return True
    found = sector_entry((lower.rstrip("."),)) or sector_entry((lower,))
    return found is not None and found.kind == "person"


@lru_cache(maxsize=20_000)
def title_sectors(words: tuple[str, ...]) -> _Entry | None:
    """The entry of the words before a person's name ("deputy", "defence", "minister")."""
    found = _entry(words)
    return found if found is not None and found.kind in ("person", "people", "group") else None
