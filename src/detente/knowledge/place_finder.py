"""Names of places in a row of tokens: the longest name that the tables know, where it stands like a place.

A name of several words, a country, a province, a large town is taken as it stands.  A small town, and a name
that is also a word or a person, only where the words around it say so (see place_context).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from detente.event import Place
from detente.knowledge.forms import atoms_of
from detente.knowledge.place_context import (
    FAMOUS,
    Found,
    comma_between,
    doubt,
    holder,
    in_unknown,
    link,
    stands,
)
from detente.knowledge.place_index import PlaceRow, index
from detente.knowledge.place_lookup import inside, lookup_place, somewhere_in
from detente.knowledge.place_words import facility, last_words, words

_LOWER_STARTS = ("al", "al-", "el", "el-")  # "al-Hasakah" begins a name without a capital
_ELISIONS = ("d'", "d’", "l'", "l’")


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Tokens ``start`` to ``end`` (exclusive) name ``row``; ``others`` are further places of that name."""

    start: int
    end: int
    row: PlaceRow
    others: tuple[PlaceRow, ...] = ()


def find_places(tokens: Sequence[str], near: Collection[str] = ()) -> list[PlaceMatch]:
    """Places named in ``tokens`` (of one paragraph), in order, without overlap.

    near: alpha-3 codes of the countries known to be talked of; those that the tokens name are added.
    """
    found = _scan(tokens)
    link(tokens, found)
    kept = [f for f in found if stands(tokens, f)]
    given = frozenset(near)
    countries = given | {f.rows[0].country for f in kept if _sure(f, given) and f.rows[0].country}
    if countries:
        for f in kept:
            f.rows = lookup_place(f.name, near=countries) or f.rows
    for f, after in pairwise(kept):
        if comma_between(tokens, f, after):
            _narrow(tokens, f, after)
    return [PlaceMatch(f.start, f.end, f.rows[0], tuple(f.rows[1:4])) for f in kept]


def _narrow(tokens: Sequence[str], f: Found, after: Found) -> None:
    """Of the places of a name take those in the country or province after the comma: "Tripoli, Lebanon"."""
    held_by = holder(f, after)
    if held_by:
        f.rows = [r for r in f.rows if inside(r, held_by)]
        after.rows = [held_by, *(r for r in after.rows if r is not held_by)]
    elif in_unknown(tokens, f, after):
        f.rows = [somewhere_in(after.rows[0], f.name)]


def _sure(f: Found, near: frozenset[str]) -> bool:
    """Whether its country is beyond doubt, so that it helps to tell the others."""
    first, countries = f.rows[0], {r.country for r in f.rows}
    if len(countries) == 1:
        return True
    if near & countries and first.country not in near:
        return False
    return first.kind not in ("city", "facility", "town", "village") or first.population >= FAMOUS


def _scan(tokens: Sequence[str]) -> list[Found]:
    found: list[Found] = []
    longest = index().longest
    i, size = 0, len(tokens)
    while i < size:
        token = tokens[i]
        if token[:1].isupper() or token in _LOWER_STARTS or token[:3] in _LOWER_STARTS:
            first = atoms_of(token)
            most = longest.get(first[0]) if first else None
            end = _match(tokens, i, first, most) if most else None
            f = _extended(tokens, i, end) if end else None
            if f:
                found.append(f)
                i = f.end
                continue
        i += 1
    return found


def _match(tokens: Sequence[str], start: int, first: tuple[str, ...], most: int) -> int | None:
    """The end of the longest name from ``start``; ``most`` atoms have names that begin so."""
    exact = index().exact
    atoms = [a for a in first if a != "'s"]
    ends = {len(atoms): start + 1}
    for j in range(start + 1, min(start + most + 4, len(tokens))):
        if len(atoms) >= most:
            break
        atoms.extend(atoms_of(tokens[j]))
        ends.setdefault(len(atoms), j + 1)
    for count in sorted(ends, reverse=True):
        if count > most or (count == 1 and atoms[0] in words("side")):
            continue
        if " ".join(atoms[:count]) in exact and _written(tokens[start : ends[count]]):
            return ends[count]
    return None


def _written(tokens: Sequence[str]) -> bool:
    """Capitals as a name has them; short names in capitals (US, DRC) only so."""
    if len(tokens) == 1:
        letters = tokens[0].replace(".", "")
        return len(letters) > 3 or letters.isupper() or not _is_code(letters.lower())
    inner = words("inner")
    return all(
        not t[:1].isalpha() or t[:1].isupper() or t in inner or t[:2] in _ELISIONS or t in _LOWER_STARTS for t in tokens
    )


@cache
def _is_code(name: str) -> bool:
    """Whether a short name stands in the tables in capitals only: no place is called "Us"."""
    places = index()
    return not any(places.row(n).name.lower() == name for n in places.numbers(name, loose=False))


def _extended(tokens: Sequence[str], start: int, end: int) -> Found | None:
    """With the words around that belong to it: "northern", "Province", "refugee camp"."""
    name = _join(tokens[start:end])
    rows = lookup_place(name)
    if not rows:
        return None
    base = rows[0]
    if doubt(name) != "word":
        for more in (3, 2, 1):
            if end + more > len(tokens) or tokens[end + more - 1].lower() not in last_words():
                continue
            longer = f"{name} {_join(tokens[end : end + more])}"
            division = more == 1 and _is_division(tokens[end], base)
            if (division or _is_facility(name, longer)) and (wider := lookup_place(longer)):
                return Found(start, end + more, longer, wider, base, division)
    side = tokens[start - 1] if start else ""
    if side.lower() in words("side"):
        longer = f"{side} {name}"
        return Found(start - 1, end, longer, lookup_place(longer) or rows, base, True)
    return Found(start, end, name, rows, base, False)


def _is_division(word: str, base: PlaceRow) -> bool:
    """Whether the word after the name belongs to it: "Borno State", "Tank District"; not "China states"."""
    low = word.lower()
    if base.kind == "country" or (word.islower() and low not in words("written-small")):
        return False
    return low in words("state") or (low in words("district") and word[:1].isupper())


def _is_facility(name: str, longer: str) -> bool:
    m = facility().search(longer)
    return m is not None and m.start() == len(name)


def _join(tokens: Sequence[str]) -> str:
    text = " ".join(tokens)
    return re.sub(r" ([-–—,.'’]) ?", r"\1", text) if any(len(t) == 1 for t in tokens) else text


_TOKEN = re.compile(r"\b(?:St|Mt|Ft)\.|\w+(?:\.\w+)+\.?|\b[A-Z]\.|['’]s\b|\w+(?:['’‘]\w\w+)*|[^\w\s]")


def places(text: str, near: Collection[str] = ()) -> list[Place]:
    """Places named in a text, in order, with their offsets; for the command line, without a parser."""
    found: list[Place] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        at = paragraph.start()
        spans = [(t.start() + at, t.end() + at) for t in _TOKEN.finditer(paragraph.group())]
        for match in find_places([text[a:b] for a, b in spans], near):
            start, end = spans[match.start][0], spans[match.end - 1][1]
            row = match.row
            found.append(
                Place(
                    name=row.name, text=text[start:end], country=row.country, admin1=row.admin1, lat=row.lat,
                    lon=row.lon, geonameid=row.geonameid, start_char=start, end_char=end,
                )
            )  # fmt: skip
    return found
