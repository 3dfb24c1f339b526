"""Names of bodies that the tables know, but of another country: "the Labour Party" in news from Norway.

Parties, parliaments and courts have their names in common.  What the tables know is let go, and the words
around decide whose it is, where

- another state stands with the name: "House of Representatives of Thailand", "Jamaica's Labour Party";
- the name has several owners and the article names states, but not the one that the tables give it to;
- a word with a capital before the name makes it another's: "Kata'ib Hezbollah".
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.knowledge.entity import NO_STATES
from detente.knowledge.gazetteer import gazetteer
from detente.language.compose import STATES
from detente.language.lexicon import describe, is_title
from detente.language.naming import POSSESSIVE
from detente.language.scene import HYPHENS
from detente.language.spots import spot

if TYPE_CHECKING:
    from detente.language.naming import Name
    from detente.language.scene import Scene

KNOWN = frozenset(("body", "group"))


def disown_namesakes(scenes: list[Scene], named: Counter[str]) -> None:
    """Let go of what the tables know of a name that is another's here; ``named`` counts the countries."""
    of: Counter[str] = Counter()
    for scene in scenes:
        for name in scene.names:
            if _state_body(name):
                of[name.entity.id] += 1  # type: ignore[union-attr]
    if not of:
        return
    for scene in scenes:
        for name in list(scene.names):
            if not _state_body(name):
                continue
            if _prefixed(scene, name):
                _extend(scene, name)
            elif _beside(scene, name) or _elsewhere(scene, name, named, of):
                _let_go(name, named)


def _state_body(name: Name) -> bool:
    entity = name.entity
    return name.label in KNOWN and entity is not None and bool(entity.country) and entity.country not in NO_STATES


def _let_go(name: Name, named: Counter[str]) -> None:
    assert name.entity is not None
    assert name.entity.country
    named[name.entity.country] -= 1
    if named[name.entity.country] <= 0:
        del named[name.entity.country]
    name.entity, name.others, name.label = None, (), "org"


def _beside(scene: Scene, name: Name) -> bool:
    """Whether another state's name stands with it: behind "of", or before it where the name is shared."""
    assert name.entity is not None
    lower, n, country = scene.grid.lower, scene.grid.n, name.entity.country
    after = name.end
    if after + 1 < n and lower[after] == "of":
        other = _country_at(scene, after + 1 + (lower[after + 1] == "the"))
        return other not in (None, country)
    before = name.start - 1
    if before > 0 and lower[before] in POSSESSIVE:
        before -= 1
    if before < 0:
        return False
    owner = scene.at[before]
    if owner is None or owner.label not in ("country", "adjective") or owner.entity is None:
        return False
    return owner.entity.country != country and is_shared(scene, name)


def _country_at(scene: Scene, i: int) -> str | None:
    """The country of the state, capital or larger place whose name begins at a token."""
    name = scene.at[i] if i < scene.grid.n else None
    if name is None or name.start != i:
        return None
    if name.label in STATES:
        return name.entity.country if name.entity is not None else None
    row = spot(scene.grid.words(name.start, name.end)) if name.label == "place" else None
    return row.country if row is not None and row.kind == "admin1" else None


def _elsewhere(scene: Scene, name: Name, named: Counter[str], of: Counter[str]) -> bool:
    """Whether the article names states, but the one that the tables give a shared name to only by this name."""
    assert name.entity is not None
    assert name.entity.country
    country = name.entity.country
    if named[country] > of[name.entity.id]:
        return False
    others = [c for c, count in named.items() if c != country and c not in NO_STATES and count > 0]
    return bool(others) and is_shared(scene, name)


def is_shared(scene: Scene, name: Name) -> bool:
    """Whether bodies of several countries go by the name: it ranks behind others, or its article is told apart."""
    assert name.entity is not None
    if name.entity.wiki and name.entity.wiki.endswith(")"):
        return True
    entries = gazetteer().entries(scene.grid.words(name.start, name.end))
    own = [e.rank for e in entries if e.entity.id == name.entity.id]
    return len({e.entity.country for e in entries}) > 1 or bool(own and min(own))


def _prefixed(scene: Scene, name: Name) -> bool:
    """Whether a word with a capital that nothing has taken belongs before a group's name."""
    grid, i = scene.grid, name.start - 1
    if name.label != "group" or name.end - name.start > 1 or i < 0:
        return False
    if grid.lower[i] in HYPHENS:
        i -= 1
        if i < 0 or not grid.text[i].isupper():
            return False  # "ACT-Wazalendo"; "Hutu-Wazalendo" may be two
    elif grid.head[i] != name.root if grid.dep[i] == "compound" else grid.dep[i] not in ("appos", "nmod"):
        return False
    other = scene.at[i]
    if other is not None and (other.entity is not None or other.label not in ("org", "person")):
        return False
    if grid.pos[i] != "PROPN" or not grid.text[i][0].isupper() or i in grid.starts:
        return False
    return not is_title(grid.lower[i]) and describe(grid, i) is None


def _extend(scene: Scene, name: Name) -> None:
    """The longer name is one that no table has."""
    first = name.start - 1
    if scene.grid.lower[first] in HYPHENS:
        first -= 1
    other = scene.at[first]
    if other is not None:  # the front half, which has been taken for a name by itself
        first = other.start
        scene.names.remove(other)
    name.start, name.entity, name.others, name.label = first, None, (), "org"
    for i in range(first, name.end):
        scene.at[i] = name
