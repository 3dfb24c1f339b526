"""Places that a paragraph names, told apart by what stands beside them: "Paris, Texas"."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from detente.knowledge.places import PlaceRow, lookup_place
from detente.language.grid import Grid
from detente.language.naming import Name
from detente.language.scene import Scene

STATES = frozenset(("country", "capital"))
# Tokens to the next place that an unknown one is put beside; behind it a place counts twice as far.
CLOSE = 9
WIDE = frozenset(("country", "admin1", "region"))


# Inhabitants: a smaller town of a country that the text does not name is not trusted, unless it is unique.
TRUSTED, UNIQUE = 100_000, 5_000


@lru_cache(maxsize=20_000)
def _lookup(name: str, near: frozenset[str]) -> PlaceRow | None:
    rows = lookup_place(name, near=near)
    if not rows:
        return None
    row = rows[0]
    elsewhere = near and row.country and row.country not in near and row.kind in ("city", "town", "village")
    small = row.population < (TRUSTED if len(rows) > 1 else UNIQUE)
    return None if elsewhere and small else row


def spot(name: str, near: Collection[str] = ()) -> PlaceRow | None:
    """The best place of a name, those in the countries ``near`` first; None where it is not known."""
    return _lookup(name, frozenset(near))


def find_places(scene: Scene, near: Collection[str]) -> None:
    """Fill ``scene.places``: start of a name -> its place; chains are read from their end."""
    grid = scene.grid
    following: PlaceRow | None = None
    after: Name | None = None
    for name in reversed(scene.names):
        if name.label not in ("place", "country", "capital", "metonym"):
            continue
        text = grid.words(name.start, name.end)
        chained = after is not None and following is not None and _chain(grid, name, after)
        country = following.country if chained and following is not None else None
        if name.label == "place":
            row = spot(text, (country,) if country else near)
            if country and (row is None or row.country != country):
                row = unknown_place(text, country)
        else:
            state = name.entity.country if name.entity is not None else None
            row = spot(text, (state,) if state else ())
            if row is not None and state and row.country != state:
                row = None
        scene.places[name.start] = row
        following, after = row, name
    _unknown(scene)


def _unknown(scene: Scene) -> None:
    """Places of no table lie in the country of the place beside them, if one is close by in the sentence."""
    grid = scene.grid
    for name in scene.names:
        if name.label != "place" or scene.places.get(name.start) is not None:
            continue
        best, least = None, CLOSE + 1
        for other in scene.names:
            row = scene.places.get(other.start)
            if row is None or not row.country or grid.sent[other.start] != grid.sent[name.start]:
                continue
            gap = other.start - name.end if other.start > name.start else 2 * (name.start - other.end)
            if gap < least:
                best, least = row, gap
        if best is None:
            country = _country_before(scene, name)
            if country:
                scene.places[name.start] = unknown_place(grid.words(name.start, name.end), country)
        if best is not None:
            scene.places[name.start] = unknown_place(grid.words(name.start, name.end), best.country)


def _country_before(scene: Scene, name: Name) -> str | None:
    """The state named last before a place in its sentence, as far as a clause reaches."""
    for other in reversed(scene.names):
        if other.start >= name.start or other.entity is None or other.label not in ("adjective", "country"):
            continue
        near = name.start - other.end <= 2 * CLOSE and scene.grid.sent[other.start] == scene.grid.sent[name.start]
        return other.entity.country if near else None
    return None


def _chain(grid: Grid, name: Name, after: Name) -> bool:
    """Whether ``after`` stands behind a comma and tells where ``name`` is."""
    if after.label == "metonym" or after.start != name.end + 1 or grid.text[name.end] != ",":
        return False
    if after.label == "place" and name.label != "place":
        return False
    # "in Donetsk, Kharkiv and Sumy" is a list.
    end = after.end
    if after.label == "place" and end < grid.n and grid.lower[end] in ("and", "or"):
        return False
    return name.label == "place" or (name.label == "capital" and after.label == "country")


def unknown_place(text: str, country: str | None) -> PlaceRow:
    """A place that no table has, in a country that the text gives."""
    return PlaceRow(name=text, country=country, admin1=None, lat=None, lon=None, geonameid=None,
                    population=0, kind="unknown")  # fmt: skip
