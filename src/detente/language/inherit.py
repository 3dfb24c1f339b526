"""A country for bare nouns: "police" in a sentence about Nairobi are Kenya's.

What is taken over is written in ``Mention.rule`` (``inherit:place``, ``inherit:actor``, ``inherit:article``,
``inherit:dateline``), so that the coder can weigh it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.language.nouns import NO_STATES
from detente.language.parsed import LOCATIVE

if TYPE_CHECKING:
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

# A preposition of place in the same clause counts as so many tokens nearer.
CLAUSE = 40
# A country leads an article when it is named so many times as often as the next.
LEADS = 1.5
MAX_CLIMB = 8
# Sectors of those who act for a state: they take the country of the actors around them before that of a place.
ORGANS = frozenset(("GOV", "LEG", "JUD", "SPY"))


def place_near(scene: Scene, i: int, strict: bool = False) -> Mention | None:
    """The place of the clause that holds token ``i``, else the nearest of its sentence.

    ``strict`` leaves out places that only modify a noun ("the Hanoi summit").
    """
    grid = scene.grid
    chain = _governors(scene, i)
    start, end = grid.start_of_sentence(i), grid.end_of_sentence(i)
    best: Mention | None = None
    least = 1e9
    for j in range(start, end):
        mention = scene.heads.get(j)
        if mention is None or mention.kind != "place" or not mention.actors or not _state(mention):
            continue
        if scene.at[j] is None and j != mention.head.i:
            continue
        if mention.form == "adjective" and strict:
            continue  # "the Hanoi summit" says nothing of whoever speaks after it
        distance = abs(j - i) + (CLAUSE // 2 if mention.form == "adjective" else 0)
        governor = grid.head[j]
        if grid.dep[j] == "appos":
            governor = grid.head[governor]
        if grid.lower[governor] in LOCATIVE:
            governor = grid.head[governor]
        if governor in chain:
            distance += 5 * chain.index(governor) - CLAUSE
        if distance < least:
            best, least = mention, distance
    return best


def _state(mention: Mention) -> bool:
    country = mention.actors[0].country
    return bool(country) and country not in NO_STATES


def _governors(scene: Scene, i: int) -> list[int]:
    head = scene.grid.head
    chain = [i]
    for _ in range(MAX_CLIMB):
        if head[i] == i:
            break
        i = head[i]
        chain.append(i)
    return chain


def actor_near(scene: Scene, i: int, own: Mention) -> Mention | None:
    """Another actor of the sentence with a country, when all that have one agree, else the nearest before."""
    grid = scene.grid
    found: list[Mention] = []
    for j in range(grid.start_of_sentence(i), grid.end_of_sentence(i)):
        mention = scene.heads.get(j)
        if mention is None or mention is own or mention.kind == "place" or not mention.actors:
            continue
        if not _state(mention) or mention.rule.startswith("inherit"):
            continue
        found.append(mention)
    if not found:
        return None
    if len({m.actors[0].country for m in found}) == 1:
        return found[0]
    return None


def story_country(counts: Counter[str]) -> str | None:
    """The country that an article is about: the one named most, if it leads."""
    ranked = [(c, n) for c, n in counts.most_common(4) if c not in NO_STATES]
    if not ranked:
        return None
    if len(ranked) == 1 or ranked[0][1] >= LEADS * ranked[1][1]:
        return ranked[0][0]
    return None
