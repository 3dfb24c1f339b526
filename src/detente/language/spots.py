"""Places that a paragraph names, told apart by what stands beside them: "Paris, Texas"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from detente.knowledge.places import PlaceRow, inside, is_ours, lookup_place, within
from detente.language.entities import country_entity
from detente.language.grid import Grid
from detente.language.naming import Name
from detente.language.scene import HYPHENS, Scene
from detente.language.words import words

STATES = frozenset(("country", "capital"))
PARTS_OF = words("parts-of")
AREAS = frozenset(("sector", "village", "area", "neighbourhood", "neighborhood", "district", "camp", "town", "quarter"))
# Tokens to the next place that an unknown one is put beside; behind it a place counts twice as far.
CLOSE = 9
TOWNS = frozenset(("city", "town", "village"))


# Inhabitants: a smaller town of a country that the text does not name is not trusted, unless it is unique.
TRUSTED, UNIQUE = 100_000, 5_000


@lru_cache(maxsize=20_000)
def _lookup(name: str, near: frozenset[str]) -> PlaceRow | None:
    rows = lookup_place(name, near=near)
    if not rows:
        return None
    row = rows[0]
    elsewhere = near and row.country and row.country not in near and row.kind in ("city", "town", "village")
    small = row.population < (TRUSTED if len({r.country for r in rows}) > 1 else UNIQUE)
    return None if elsewhere and small and not is_ours(row) else row


def spot(name: str, near: Collection[str] = ()) -> PlaceRow | None:
    """The best place of a name, those in the countries ``near`` first; None where it is not known."""
    return _lookup(name, frozenset(near))


@lru_cache(maxsize=20_000)
def spot_in(name: str, country: str, holder: PlaceRow | None = None) -> PlaceRow:
    """The best place of a name in a country that the text gives, in its province ``holder`` where that is given."""
    if holder is not None:
        found = within(name, holder)
        if found.lat is not None or any(r.kind in TOWNS for r in lookup_place(name, near=(country,))[:1]):
            return found
    rows = [r for r in lookup_place(name, near=(country,)) if r.country == country]
    if not rows:  # of ours some are called so: "Lalitpur, Nepal"
        full = lookup_place(f"{name}, {country_entity(country).name}")
        rows = [r for r in full if r.country == country and r.kind != "area"]
    return replace(rows[0], name=name) if rows else unknown_place(name, country)


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
        country = following.country if chained and following is not None else _called(scene, name)
        if name.label == "capital" and country and name.entity is not None and name.entity.country != country:
            name.label, name.entity, name.others = "place", None, ()  # "Tripoli, Lebanon"
        if name.label == "place":
            if chained and after is not None and following is not None and _is_region(after):
                country = _agreed(scene, text, after, following)
                following = scene.places[after.start]
            holder = following if chained and following is not None and following.kind == "admin1" else None
            row = spot_in(text, country, holder) if country else spot(text, near)
        else:
            state = name.entity.country if name.entity is not None else None
            row = spot(text, (state,) if state else ())
            if row is not None and state and row.country != state:
                row = None
        scene.places[name.start] = row
        following, after = row, name
    _unknown(scene)


def _is_region(name: Name) -> bool:
    return name.label == "place" or (name.entity is not None and name.entity.id.startswith("region:"))


def _agreed(scene: Scene, text: str, after: Name, following: PlaceRow) -> str | None:
    """The country of "Lahore, Punjab": where a place of the one name lies in a place of the other."""
    if following.kind == "unknown" or any(r.country == following.country for r in lookup_place(text)):
        return following.country
    holders = [h for h in lookup_place(scene.grid.words(after.start, after.end)) if h.kind in ("admin1", "region")]
    held = next((h for r in lookup_place(text) for h in holders if inside(r, h)), None)
    if held is None:
        return following.country
    scene.places[after.start] = held
    other = next((o for o in after.others if o.country == held.country), None)
    if after.entity is not None and after.entity.country != held.country:
        after.label, after.entity = ("country", other) if other is not None else ("place", None)
    return held.country


def _called(scene: Scene, name: Name) -> str | None:
    """ "The Lebanese city of X", "Ghana's port of Y": the state before a word for a place."""
    grid = scene.grid
    noun = name.start - 2
    if name.label != "place" or noun < 1 or grid.lower[noun + 1] != "of" or grid.lower[noun] not in PARTS_OF:
        return None
    for j in range(noun - 1, max(-1, noun - 4), -1):
        owner = scene.at[j]
        if owner is not None:
            if grid.lower[owner.end] in HYPHENS:
                return None  # "the Russian-held city of Kherson"
            known = owner.label in ("adjective", "country") and owner.entity is not None
            return owner.entity.country if known and owner.entity is not None else None
        if grid.pos[j] not in ("ADJ", "NOUN", "PART"):
            return None
    return None


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
    if name.label == "place" and after.label in ("country", "place") and grid.lower[name.end] == "of":
        between = after.start - name.end
        return between == 1 or (between == 2 and grid.lower[name.end + 1] == "the")  # "Northern District of X"
    comma = name.end
    if name.label == "place" and grid.lower[comma] in AREAS:
        comma += 1  # "Las Lomas sector, Valdivia"
    if after.label == "metonym" or after.start != comma + 1 or grid.text[comma] != ",":
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
