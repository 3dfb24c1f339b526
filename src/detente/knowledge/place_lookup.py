"""Where a place lies: a name of the text to coordinates, country and province.

    >>> [(p.name, p.country) for p in lookup_place("Goma", near=["COD"])][:1]
    [('Goma', 'COD')]

A name is looked up as it stands, then without the words around it: "Kursk Oblast", "Tank District", "Goma,
North Kivu", "near Bakhmut", "Jenin refugee camp", "northern Syria", "the outskirts of Khartoum".  Several
places of one name are ranked by what they are, by the countries that the article names, and by people.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from detente.knowledge.forms import key
from detente.knowledge.place_index import PlaceRow, distance, index, without_suffix
from detente.knowledge.place_words import PREFIXES, SIDES, abbreviations, facility, words
from detente.knowledge.tsv import table

__all__ = ["PlaceRow", "inside", "is_ours", "lookup_place", "within"]

# Weights of the ranking: a place has the logarithm of its people (a city of a million: 6), and these on top.
EXACT, OWN, OWN_TOWN, NEAR, COUNTRY, CITY = 2.0, 2.0, 0.7, 1.7, 3.0, 1.0
# A village is not what the article means because its country is named: "Pokrovsk" is that of Donetsk.
NEAR_SMALL, SMALL = 1.0, 15_000
# A country is less likely meant by its name where the article names others and not it (Georgia, Jordan).
COUNTRY_ELSEWHERE = 1.0
# What a place of unknown people counts as: a region, a sea, a base that the table names is worth a town.
UNKNOWN_PEOPLE = {"city": 3.0, "admin1": 5.0, "country": 5.0}
DUPLICATE = 0.25  # degrees: rows of one name and country so near to each other are one place
MOST = 12  # candidates given


def lookup_place(name: str, *, near: Collection[str] = ()) -> list[PlaceRow]:
    """Places that ``name`` may mean, best first; none where it is unknown.

    near: alpha-3 codes of the countries that the article names, which rank before others.
    """
    name = " ".join(name.split())
    plainly = _lookup(name, frozenset())  # most names of a text are no place: found out once, whatever is near
    if len(plainly) > 1 and near:
        return list(_lookup(name, frozenset(near)))
    return list(plainly)


@lru_cache(maxsize=20_000)
def _lookup(name: str, near: frozenset[str]) -> tuple[PlaceRow, ...]:
    for reading in _readings(name, near):
        if reading:
            return tuple(reading[:MOST])
    return ()


def _readings(name: str, near: frozenset[str]) -> Iterator[list[PlaceRow]]:
    """Ways to understand the words, the plainest first."""
    if is_side(name):
        return  # "Southern", "East–West": the provinces called so are meant with their word only ("Southern Province")
    yield ranked(key(name), near)
    bare = re.sub(r"^[Tt]he |['’]s$", "", name)
    if bare != name:
        yield list(_lookup(bare, near))
        return
    if "," in name:
        yield _in_another(name, near)
    yield _with_suffix(name, near)
    yield _side(name, near)
    yield _facility(name, near)
    yield _behind_prefix(name, near)
    yield _other_article(name, near)
    yield _several(name, near)


def is_side(name: str) -> bool:
    """Whether a name is made of nothing but points of the compass."""
    return _SIDE_ONLY.fullmatch(name) is not None


_SIDE_ONLY = re.compile(
    r"(?:(?:the|north|south|east|west|central|centre|center|northern|southern|eastern|western|"
    r"(?:north|south)-?(?:east|west)(?:ern)?)[ –—-]?)+",
    re.I,
)


def ranked(name: str, near: frozenset[str], kinds: Collection[str] | None = None) -> list[PlaceRow]:
    """The rows of a folded name, best first; of these kinds only, if given."""
    places = index()
    found = places.numbers(name)
    if not found:
        return []
    exact = set(places.numbers(name, loose=False))
    scored = []
    for number in found:
        row = places.row(number)
        if kinds is None or row.kind in kinds:
            scored.append((_score(row, number in exact, places.is_own(number), near), row))
    scored.sort(key=lambda pair: -pair[0])
    return _distinct([row for _, row in scored])


def _score(row: PlaceRow, exact: bool, own: bool, near: frozenset[str]) -> float:
    score = math.log10(row.population) if row.population > 9 else UNKNOWN_PEOPLE.get(row.kind, 5.0)
    if row.population and row.kind == "city":
        score += CITY
    if row.kind == "country":
        score += COUNTRY_ELSEWHERE if near and row.country not in near else COUNTRY
    if own:  # one of ours that is a town of GeoNames too ranks by its people
        score += OWN_TOWN if row.geonameid else OWN
    small = row.kind == "city" and row.population < SMALL
    return score + EXACT * exact + (NEAR_SMALL if small else NEAR) * (row.country in near)


@cache
def _own() -> frozenset[tuple[str, str]]:
    return frozenset((row[0], row[2]) for row in table("places").rows)


def is_ours(row: PlaceRow) -> bool:
    """Whether a place is one of the table by hand, which holds those that make news."""
    return (row.name, row.country or "") in _own()


def _distinct(rows: list[PlaceRow]) -> list[PlaceRow]:
    """Without rows that are the same place again; a city named like its province stays beside it."""
    kept: list[PlaceRow] = []
    for row in rows:
        for other in kept:
            alike = (row.kind == "admin1") == (other.kind == "admin1") and row.country == other.country
            if alike and distance(row, other) < DUPLICATE:
                break
        else:
            kept.append(row)
    return kept


def _in_another(name: str, near: frozenset[str]) -> list[PlaceRow]:
    """ "Tripoli, Lebanon", "Aurora, Colorado", "Pataz, La Libertad, Peru"."""
    parts = [p.strip() for p in name.split(",") if p.strip()]
    if len(parts) < 2:
        return []
    rows = list(_lookup(parts[0], near))
    for part in parts[1:]:
        part = abbreviations().get(part.rstrip("."), part)
        holders = [r for r in _lookup(part, near) if r.kind in ("country", "admin1", "region")]
        within = [r for r in rows if any(inside(r, h) for h in holders)]
        if holders and not within:
            return [somewhere_in(holders[0], parts[0])]
        rows = within or rows
    return rows


def somewhere_in(holder: PlaceRow, name: str) -> PlaceRow:
    """A place that the tables do not have, in a country or province that they have: where that lies."""
    return replace(holder, name=name, kind="area", geonameid=None, population=0)


def within(name: str, holder: PlaceRow) -> PlaceRow:
    """The place of a name in a province or state; one without coordinates where the tables have none there."""
    near = (holder.country,) if holder.country else ()
    rows = [r for r in lookup_place(name, near=near) if r is not holder and inside(r, holder)]
    if rows:
        return rows[0]
    admin1 = holder.name if holder.kind == "admin1" else None
    return PlaceRow(name, holder.country, admin1, None, None, kind="unknown")


def inside(row: PlaceRow, holder: PlaceRow) -> bool:
    if holder.country is None or row.country != holder.country:
        return False
    if holder.kind == "country":
        return True
    same = row.admin1 is not None and key(row.admin1) == key(holder.admin1 or holder.name)
    return same or distance(row, holder) < 2.0


def _with_suffix(name: str, near: frozenset[str]) -> list[PlaceRow]:
    """ "Bari Region", "Kano State", "Republic of Tatarstan"; "Tank District", "Chaung-U Township"."""
    folded = key(name)
    last = folded.rsplit(" ", 1)[-1]
    if last not in words("state") and last not in words("district"):
        return []
    short = without_suffix(folded)
    if short == folded:
        return []
    rows = ranked(short, near)
    wanted = ("admin1", "region") if last in words("state") else ("district", "admin2")
    first = [r for r in rows if r.kind in wanted]
    if last in words("district"):  # a district is where its town is
        first += [replace(r, name=name, kind="district") for r in rows if r.kind in TOWN_KINDS]
    return first + [r for r in rows if r not in first]


TOWN_KINDS = ("city", "town", "village")


def _side(name: str, near: frozenset[str]) -> list[PlaceRow]:
    """ "northern Syria", "central Gaza", "Greater Kyiv", "downtown Beirut": the place, as an area of it."""
    m = SIDES.match(name)
    if not m:
        return []
    rows = _lookup(name[m.end() :], near)
    return [replace(r, name=name, kind="area") if r.kind in ("country", "admin1") else r for r in rows]


def _facility(name: str, near: frozenset[str]) -> list[PlaceRow]:
    """ "Goma airport", "Jenin refugee camp", "port of Tartus": where the town is."""
    m = facility().search(name)
    if not m or not m.start():
        return []
    rows = _lookup(name[: m.start()].rstrip(" –-"), near)
    return [replace(r, name=name, kind="facility", geonameid=None, population=0) for r in rows]


def _behind_prefix(name: str, near: frozenset[str]) -> list[PlaceRow]:
    """ "near Bakhmut", "the outskirts of Khartoum", "off the coast of Yemen", "Port of Berbera"."""
    m = PREFIXES.match(name)
    return list(_lookup(name[m.end() :], near)) if m else []


def _other_article(name: str, near: frozenset[str]) -> list[PlaceRow]:
    """Arabic names with another article, or none: "Al-Hasakah", "Hasakah", "El Hasaka"."""
    atoms, articles = key(name).split(" "), sorted(words("article"))
    if atoms[0] in articles and len(atoms) > 1:
        tried = [atoms[1:], *([a, *atoms[1:]] for a in articles)]
    else:
        tried = [[a, *atoms] for a in articles]
    for form in tried:
        if rows := ranked(" ".join(form), near):
            return rows
    return []


def _several(name: str, near: frozenset[str]) -> list[PlaceRow]:
    """ "Adamawa and Borno", "the Iran–Iraq border": the first of them."""
    parts = re.split(r" (?:and|&) |[–—/]|(?<=[a-z])-(?=[A-Z])", name)
    return list(_lookup(parts[0], near)) if len(parts) > 1 and len(parts[0]) > 3 else []
