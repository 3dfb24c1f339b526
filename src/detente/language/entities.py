"""Actors made here: states by their code, and whoever the words of a text describe."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from detente.knowledge.entity import Entity
from detente.knowledge.gazetteer import gazetteer

# Names of the codebook's codes that are no states, for actors that are known by the code alone.
ABOVE = {
    "UNO": "United Nations",
    "EUR": "European Union",
}


@cache
def _states() -> dict[str, Entity]:
    from detente.knowledge.names import entries_of

    out: dict[str, Entity] = {}
    for entry in entries_of(("countries",)):
        entity = entry.entity
        if entity.kind == "country" and entity.country and entity.id == f"country:{entity.country}":
            out.setdefault(entity.country, replace(entity, sectors=()))
    return out


@lru_cache(maxsize=2_000)
def country_entity(code: str, sectors: tuple[str, ...] = ()) -> Entity:
    """The state with a code, as an actor; ``sectors`` for its organs ("the Israeli government")."""
    base = _states().get(code)
    if base is None:
        name = ABOVE.get(code)
        found = gazetteer().find(name) if name else []
        base = found[0] if found else Entity(f"country:{code}", name, "country", code)
    return replace(base, sectors=sectors) if sectors != base.sectors else base


@lru_cache(maxsize=20_000)
def made(words: str, kind: str, country: str | None, sectors: tuple[str, ...], named: bool = False) -> Entity:
    """An actor known only from the text: ``?:ISR:troops``; ``named`` keeps the words as its name."""
    slug = "-".join(words.lower().split())
    return Entity(f"?:{country or ''}:{slug}", words if named else None, kind, country, sectors)


def with_country(entity: Entity, country: str) -> Entity:
    """The same actor, its country now known."""
    if entity.id.startswith("?::"):
        return replace(entity, id=f"?:{country}:{entity.id[3:]}", country=country)
    return replace(entity, country=country)


def with_sectors(entity: Entity, sectors: tuple[str, ...]) -> Entity:
    """The same actor in a role that the text gives it; its own sectors stay behind."""
    merged = tuple(dict.fromkeys((*sectors, *entity.sectors)))
    return entity if merged == entity.sectors else replace(entity, sectors=merged)
