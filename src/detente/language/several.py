"""Whom "the three leaders" or "the four countries" means: as many different ones as were named last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.descriptions import PAIRS, PERSONS_OF
from detente.language.entities import country_entity
from detente.language.referents import Memory

if TYPE_CHECKING:
    from detente.knowledge.entity import Entity
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_THE = frozenset(("the", "all", "these", "those"))
# Sentences back in which they must all be named.
BACK = 2
# Words before the noun in which its number and article stand: "all the other three foreign ministers".
BEFORE = 4


def resolve_several(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory) -> bool:
    """Gives a counted definite noun the last so many persons or states, each of another country; True where it has."""
    before = scene.grid.lower[max(0, mention.head.i - BEFORE) : mention.head.i]
    number = next((NUMBERS[w] for w in before if w in NUMBERS), 0)
    if not number or d.noun not in PAIRS or _THE.isdisjoint(before):
        return False
    persons = d.noun in PERSONS_OF
    found: dict[str, Entity] = {}
    first: Mention | None = None
    for referent in memory.lately(sentence, BACK):
        for actor in reversed(referent.actors):
            if not actor.country or actor.country in found or (persons and actor.kind != "person"):
                continue
            found[actor.country] = actor if persons or actor.kind == "country" else country_entity(actor.country)
            first = referent.mention
            if len(found) == number:
                mention.actors = tuple(reversed(found.values()))
                mention.antecedent, mention.rule = first, "coref:several"
                mention.kind = "person" if persons else "country"
                return True
    return False
