"""Names in a paragraph: the gazetteer's, and what the tagger of names adds to them.

The longer name wins: "Turkish Airlines" over "Turkish", "Gaza City" over "Gaza".
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.knowledge.gazetteer import Match, gazetteer
from detente.language.called import noun_before
from detente.language.entities import country_entity
from detente.language.grid import Grid
from detente.language.lexicon import PLACE_NOUNS, describe, is_title
from detente.language.naming import POSSESSIVE, Finding, Name
from detente.language.ships import find_ships
from detente.language.tagged import BEFORE_PLACES, add_tagged

if TYPE_CHECKING:
    from collections.abc import Collection

    from detente.knowledge.entity import Entity

NAMED = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "norp"}
# "Europe" and "European" stand for the European Union and those who act in it.
EUROPE = {"european": "adjective", "europeans": "people", "europe": "country"}
# Nouns for two or more, before whose first one the given name may stand alone ("the couple Ann and Kofi Lee").
COUPLES = frozenset(("couple", "brothers", "sisters", "twins", "duo", "siblings"))
KOREAS = {"north": "PRK", "south": "KOR"}
# Names of persons have at most so many parts.
LONGEST_PERSON = 5


def names_of(grid: Grid, day: date | None, near: Collection[str] = ()) -> list[Name]:
    """All names of a paragraph in order, not overlapping."""
    finding = Finding(grid, {}, near)
    for match in gazetteer().match(grid.text, day, near):
        if _plausible(grid, match):
            finding.cover(_known(grid, match))
    find_ships(finding)
    for start, end, label in grid.ents:
        if label in NAMED:
            add_tagged(finding, start, end, NAMED[label])
    _europe(finding)
    _koreas(finding)
    _capitals(finding)
    for name in sorted(set(finding.at.values()), key=lambda n: n.start):
        _namesake(finding, name)
        _pieces(finding, name)
    names = sorted(set(finding.at.values()), key=lambda n: n.start)
    _chains(grid, names)
    return names


def _known(grid: Grid, match: Match) -> Name:
    label = match.form
    if label == "name":
        label = "country" if match.entity.kind == "country" else match.entity.kind
    root = match.start if match.end - match.start == 1 else grid.root_of(match.start, match.end)
    return Name(match.start, match.end, root, label, match.entity, match.others)


def _plausible(grid: Grid, match: Match) -> bool:
    """No adjective form for a verb ("Polish the ..."), no surname in lower case."""
    if match.end - match.start > 1:
        return True
    i = match.start
    if i > 1 and grid.lower[i] == "state" and grid.lower[i - 1] == "of":
        return False  # "Secretary of State"
    return grid.pos[i] in ("PROPN", "ADJ", "NOUN", "X", "NUM") or grid.text[i][0].isupper()


def _europe(finding: Finding) -> None:
    at, lower = finding.at, finding.grid.lower
    for i, word in enumerate(lower):
        if word not in EUROPE or lower[i - 1] in ("eastern", "central", "western"):
            continue
        if i not in at or at[i].end - at[i].start == 1:
            at[i] = Name(i, i + 1, i, EUROPE[word], _union())


def _koreas(finding: Finding) -> None:
    """ "the North" and "the South" where one of the Koreas is spoken of."""
    at, grid = finding.at, finding.grid
    for i, lower in enumerate(grid.lower):
        if lower not in KOREAS or not i or grid.lower[i - 1] != "the" or not finding.capital(i):
            continue
        known = at.get(i)
        if known is not None and (known.entity is not None or known.end - known.start > 1):
            continue
        named = {n.entity.country for n in at.values() if n.entity is not None} | set(finding.near)
        following = i + 1 < grid.n and grid.pos[i + 1] == "PROPN"
        if not named.isdisjoint(KOREAS.values()) and not following:
            finding.cover(Name(i - 1, i + 1, i, "country", country_entity(KOREAS[lower])))


@cache
def _union() -> Entity:
    return gazetteer().find("European Union")[0]


def _capitals(finding: Finding) -> None:
    """Runs of capitalised nouns that nothing has taken: a body by its head word, a person after a title."""
    grid, at = finding.grid, finding.at
    i, n = 0, grid.n
    while i < n:
        start = i
        if grid.pos[i] == "PROPN" and finding.capital(i):
            while i < n and i not in at and _joins(grid, i):
                i += 1
        if i > start and i < n and _surname_too(finding, start, i):
            i += 1
            finding.put(start, i, "person")
        elif i > start:
            _run(finding, start, i)
        else:
            i += 1


def _surname_too(finding: Finding, start: int, end: int) -> bool:
    """ "Minister Arben Meta": a company's name that is a surname behind a title and a given name."""
    known = finding.at.get(end)
    if known is None or known.label != "body" or known.end - known.start > 1 or known.entity is None:
        return False
    before = finding.grid.lower[start - 1] if start else ""
    return end - start == 1 and known.entity.sectors[:1] == ("BUS",) and before.islower() and is_title(before)


def _joins(grid: Grid, i: int) -> bool:
    if grid.pos[i] == "PROPN":
        return True
    text = grid.text[i]
    return text in ("-", "–") and i + 1 < grid.n and grid.pos[i + 1] == "PROPN" and grid.pos[i - 1] == "PROPN"


def _run(finding: Finding, start: int, end: int) -> None:
    """One run: titles in front are cut off; what is left is a person, a body by its head word, or nothing."""
    grid = finding.grid
    first = start
    while first < end and (is_title(grid.lower[first]) or (first > start and grid.text[first] in "-–")):
        first += 1
    if first == end:
        return
    before = grid.lower[start - 1] if start else ""
    d = describe(grid, end - 1)
    if grid.lower[end - 1] in PLACE_NOUNS and end - first > 1:
        finding.put(start, end, "place")
    elif d is not None and not d.person and end - first > 1:
        finding.put(start, end, "org")
    elif first == start and noun_before(grid, start, end) is not None:
        finding.put(start, end, "org")  # "the mining company Eramet"
    elif first > start or before in COUPLES or (is_title(before) and start <= grid.head[start - 1] < end):
        finding.put(first, end, "person")
    elif before in BEFORE_PLACES and finding.is_place(grid.words(start, end)):
        finding.put(start, end, "place")


def _chains(grid: Grid, names: list[Name]) -> None:
    """What stands after a preposition of place and before ", PLACE" is one: "in Brovna, Ukraine"."""
    chained = False
    for name, after in pairwise(names):
        comma = name.end + 1 == after.start and grid.text[name.end] == ","
        located = grid.lower[name.start - 1] in BEFORE_PLACES if name.start else False
        reached = grid.dep[name.root] == "dobj" and grid.lemma[grid.head[name.root]] in (
            "visit",
            "leave",
            "reach",
            "enter",
        )
        located = located or (reached and grid.dep[after.root] == "appos")
        if comma and name.entity is None and name.label in ("org", "person") and (located or chained):
            owned = after.end < grid.n and grid.lower[after.end] in POSSESSIVE
            if after.label in ("place", "country", "capital") and not owned:
                name.label = "place"
        chained = comma and name.label == "place"


def _namesake(finding: Finding, name: Name) -> None:
    """A longer name that ends in a known one is somebody else's: "Ana Maria Silva"."""
    grid, i = finding.grid, name.start - 1
    if name.label != "person" or name.entity is None or i < 0 or i in finding.at or grid.pos[i] != "PROPN":
        return
    if grid.dep[i] != "compound" or not name.start <= grid.head[i] < name.end or not finding.capital(i):
        return
    if is_title(grid.lower[i]) or "." in grid.text[i] or describe(grid, i) is not None:
        return
    name.start, name.entity, name.others = i, None, ()
    finding.at[i] = name


def _pieces(finding: Finding, name: Name) -> None:
    """A person's name that the tagger cut into a body and a place: "Hassan Ali" "Omar" "Khan"."""
    grid, at = finding.grid, finding.at
    if name.entity is not None or name.label not in ("org", "person") or at.get(name.start) is not name:
        return
    end = last = name.end
    while end < grid.n and end - name.start < LONGEST_PERSON and grid.pos[end] == "PROPN" and finding.capital(end):
        other = at.get(end)
        if other is None:
            end += 1
            continue
        if other.entity is not None or other.label not in ("org", "person", "place"):
            break
        end = last = other.end
    if last == name.end or last - name.start < 3:
        return
    if any(describe(grid, i, i) is not None or is_title(grid.lower[i]) for i in range(name.start, last)):
        return
    name.end, name.label, name.owner = last, "person", None
    name.root = grid.root_of(name.start, last)
    finding.cover(name)
