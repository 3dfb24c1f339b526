"""The places themselves: four tables read once, and names looked up to row numbers.

tables/places.tsv (by hand: seas, regions, camps, bases, quarters ...), tables/divisions.tsv (countries and
first-level divisions), tables/cities.tsv (GeoNames), tables/countries.tsv (the names of states).  A row is
kept as its line and parsed when it is asked for: 65,000 places in 0.2 s and 45 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from detente.knowledge.forms import key
from detente.knowledge.place_words import words
from detente.knowledge.tsv import FOLDER, cell, table

# A place of ours and a city of GeoNames of the same name are one where they lie within so many degrees.
SAME_PLACE = 0.3
TOWNS = frozenset(["city", "town", "village", "port", "camp", "holy site"])


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place: country is ISO 3166-1 alpha-3, or None (high seas, lands of several states); degrees WGS 84.

    kind: city, admin1, country, or what places.tsv says (region, sea, strait, base, camp, crossing ...);
    facility and area are made from a row for the words around its name ("Goma airport", "northern Syria").
    """

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    population: int = 0
    kind: str = "city"


Numbers = dict[str, int | tuple[int, ...]]  # one row for most names, so no tuple for them


class Index:
    """``exact``: names and hand-written aliases; ``loose``: GeoNames' other names and cut-down names."""

    def __init__(self) -> None:
        self.lines: list[str] = []  # of places.tsv, then of divisions.tsv, then of cities.tsv
        self.exact: Numbers = {}
        self.loose: Numbers = {}
        self.longest: dict[str, int] = {}
        self.codes: dict[tuple[str, str], str] = {}  # country and admin1 code -> name of the division
        self._own()
        self.first_division = len(self.lines)
        self._divisions()
        self.first_city = len(self.lines)
        self._cities()

    def _add(self, line: str) -> int:
        self.lines.append(line)
        return len(self.lines) - 1

    def numbers(self, name: str, loose: bool = True) -> tuple[int, ...]:
        """The rows of a folded name, those that are called so first."""
        found = _tuple(self.exact.get(name))
        return unique((*found, *_tuple(self.loose.get(name)))) if loose else found

    def _name(self, names: Numbers, name: str, number: int) -> None:
        at = names.get(name)
        if at is None:
            names[name] = number
            if names is self.exact:
                size = name.count(" ") + 1
                first = name.split(" ", 1)[0] if size > 1 else name
                if self.longest.get(first, 0) < size:
                    self.longest[first] = size
        else:
            names[name] = unique((*_tuple(at), number))

    def _own(self) -> None:
        for line in _lines("places.tsv"):
            name, aliases, *_ = line.split("\t")
            number = self._add(line)
            for form in (name, *cell(aliases)):
                self._name(self.exact, key(form), number)

    def _divisions(self) -> None:
        forms = _country_forms()
        for line in _lines("divisions.tsv"):
            country, code, name, aliases, *_ = line.split("\t")
            number = self._add(line)
            if code:
                self.codes[country, code] = name
            found = (name, *cell(aliases)) if code else (name, *forms.get(country, ()))
            for form in found:
                self._name(self.exact, key(form), number)
            if code and (short := without_suffix(key(name))) != key(name):
                self._name(self.loose, short, number)

    def _cities(self) -> None:
        """The long table; the loop is written out, as a call for each name would double the time to load."""
        exact, loose, lines, longest = self.exact, self.loose, self.lines, self.longest
        for line in _lines("cities.tsv"):
            number = len(lines)
            lines.append(line)
            name, *others = line.split("\t", 4)[3].split(";")
            if name in exact:
                exact[name] = (*_tuple(exact[name]), number)
            else:
                exact[name] = number
                first = name.partition(" ")[0]
                if first not in longest or " " in name:
                    longest[first] = max(longest.get(first, 0), name.count(" ") + 1)
            for other in others:
                loose[other] = (*_tuple(loose[other]), number) if other in loose else number

    @lru_cache(maxsize=20_000)  # noqa: B019  the index is one and lives as long as the program
    def row(self, number: int) -> PlaceRow:
        parts = self.lines[number].split("\t")
        if number >= self.first_city:
            country, code, name, _, lat, lon, geonameid, people = parts
            admin1 = self.codes.get((country, code))
            return PlaceRow(name, country, admin1, float(lat), float(lon), int(geonameid), int(people))
        if number >= self.first_division:
            country, code, name, _, lat, lon, people, geonameid = parts
            found = PlaceRow(
                name, country, name if code else None, float(lat), float(lon),
                int(geonameid) if geonameid else None, int(people), "admin1" if code else "country",
            )  # fmt: skip
            return found if code else replace(found, name=_country_names().get(country, name))
        name, aliases, country, admin1, lat, lon, what, _ = parts
        found = PlaceRow(name, country or None, admin1 or None, float(lat), float(lon), kind=what)
        return self._with_geoname(found, (name, *cell(aliases))) if what in TOWNS else found

    def _with_geoname(self, own: PlaceRow, forms: Iterable[str]) -> PlaceRow:
        """Number and people of the city of GeoNames that is the same place."""
        for number in (n for form in forms for n in self.numbers(key(form))):
            city = self.row(number) if number >= self.first_city else None
            if city and city.country == own.country and distance(city, own) < SAME_PLACE:
                return replace(own, geonameid=city.geonameid, population=city.population)
        return own

    def is_own(self, number: int) -> bool:
        return number < self.first_division


def distance(a: PlaceRow, b: PlaceRow) -> float:
    """Roughly, in degrees: the larger of the differences."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 360.0
    return max(abs(a.lat - b.lat), abs(a.lon - b.lon))


def _lines(name: str) -> Iterator[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    lines = iter(text.splitlines())
    for line in lines:
        if not line.startswith("# "):
            break  # the header
    return (line for line in lines if line)


def _country_forms() -> dict[str, list[str]]:
    """Alpha-3 code -> the names of the state; forms that need their context (``~``, ``?``) are left out."""
    found: dict[str, list[str]] = {}
    for row in table("countries").dicts():
        if row["kind"] in ("state", "territory") and row["code"]:
            names = [n for n in (row["name"], *cell(row["aliases"])) if n and n[0] not in "~?"]
            found.setdefault(row["code"], []).extend(names)
    return found


@cache
def _country_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("countries").dicts():
        if row["kind"] in ("state", "territory"):
            found.setdefault(row["code"], row["name"])
    return found


def without_suffix(name: str) -> str:
    """A folded name without the word for what it is: "kursk oblast" is "kursk"."""
    atoms = name.split(" ")
    while len(atoms) > 1 and atoms[-1] in words("suffix"):
        atoms.pop()
    return " ".join(atoms)


def unique(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))


def _tuple(found: int | tuple[int, ...] | None) -> tuple[int, ...]:
    return () if found is None else (found,) if isinstance(found, int) else found


@cache
def index() -> Index:
    return Index()
