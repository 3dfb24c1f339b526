"""Peoples beyond the borders of their own state: "Serbs" in a text about Kosovo that does not name Serbia."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente.language.entities import country_entity
from detente.language.words import rows

if TYPE_CHECKING:
    from detente.language.naming import Name
    from detente.language.scene import Scene

LABELS = frozenset(("adjective", "people"))


@cache
def _lands() -> dict[str, tuple[str, ...]]:
    """Word -> the states beside its own in which the people lives."""
    out: dict[str, tuple[str, ...]] = {}
    for words, own, lands in rows("minorities.tsv"):
        for word in words.split("|"):
            out[word] = (own, *lands.split(";"))
    return out


def take_minorities(scenes: list[Scene], named: Counter[str]) -> None:
    """Give the words for such peoples the state where they live, where the text names it and not their own."""
    known = _lands()
    found: list[tuple[Name, tuple[str, ...]]] = []
    for scene in scenes:
        for name in scene.names:
            lands = known.get(scene.grid.lower[name.start]) if name.end == name.start + 1 else None
            if lands and name.label in LABELS and name.entity is not None and name.entity.country == lands[0]:
                found.append((name, lands))
    own = Counter(lands[0] for _, lands in found)
    beside = set.intersection(*(set(lands[1:]) for _, lands in found)) if len(own) > 1 else set()
    for name, (home, *others) in found:
        if named[home] > own[home]:
            continue
        here = next((c for c, _ in named.most_common() if c in others), None)
        here = here or (next(iter(beside)) if len(beside) == 1 else None)
        if here and name.entity is not None:
            entity = country_entity(here)
            name.entity = replace(entity, sectors=name.entity.sectors)
            named[here] += 1
            named[home] -= 1
            own[home] -= 1
