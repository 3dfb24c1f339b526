"""Whose a bare noun is by what it says: "peacekeepers", "the chancellor"; bodies that stand above the states near them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente.knowledge.entity import NO_STATES
from detente.knowledge.members import members
from detente.language.descriptions import bare_actor, definite
from detente.language.entities import made
from detente.language.referents import SUBJECTS
from detente.language.words import rows

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from detente.knowledge.entity import Entity
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention
    from detente.language.scene import Scene


class _Row(NamedTuple):
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    where: frozenset[str]
    unless: frozenset[str]
    capitals: bool


@cache
def _rows() -> dict[str, _Row]:
    out: dict[str, _Row] = {}
    for row in rows("alone.tsv"):
        noun, countries, sectors, where, unless, capitals = (c.split(";") if c else [] for c in row)
        out[noun[0]] = _Row(tuple(countries), tuple(sectors), frozenset(where), frozenset(unless), bool(capitals))
    return out


def alone(scene: Scene, mention: Mention, d: Described, counts: Counter[str]) -> str | None:
    """The country that a noun without one means by itself, in a text that names the countries of ``counts``."""
    grid = scene.grid
    row = _rows().get(" ".join(grid.lower[d.start : d.end + 1])) or _rows().get(d.noun)
    if row is None or not row.unless.isdisjoint(counts):
        return None
    if row.where and row.where.isdisjoint(counts) and row.where.isdisjoint(_here(scene)):
        return None
    if row.capitals and not all(t[:1].isupper() for t in grid.text[d.start : d.end + 1]):
        return None
    if d.end + 1 < grid.n and grid.lower[d.end + 1] in ("to", "in", "of", "for") and row.capitals:
        return None  # "High Commissioner to Kenya"
    return next((c for c in counts if c in row.countries), row.countries[0])


def _here(scene: Scene) -> set[str]:
    """The countries that the paragraph names, places among them."""
    return {c for m in scene.mentions if not m.inherited for c in m.countries}


def actor_alone(d: Described, country: str) -> Entity:
    """The actor of such a noun."""
    row = _rows().get(d.noun)
    if row is not None and row.sectors:
        return made(d.noun, d.kind, country, row.sectors)
    return bare_actor(d, country)


# Bodies that are of several states wherever nothing says whose they are.
OF_STATES = frozenset(("bloc", "alliance"))
# Bodies of one state or of several: whom a state itself joins or leaves, and who acts on one, stand above it.
EITHER = frozenset(
    "court tribunal commission council assembly agency watchdog secretariat fund organisation organization union "
    "league body grouping community".split()
)
MEMBERSHIP = frozenset("join leave quit rejoin exit withdraw ratify accede".split())
# Modifiers with which such a body is still nobody's in particular.
PLAIN = frozenset("criminal regional military security defence defense".split())


def above(scene: Scene, mention: Mention, d: Described) -> bool:
    """ "The bloc suspended Guinea", "Hungary left the court": a body that is above the states near it."""
    grid, i = scene.grid, mention.head.i
    if d.noun not in OF_STATES | EITHER or grid.tag[i] not in ("NN", "NNP") or definite(scene, mention) != "the":
        return False
    if any(grid.dep[k] in ("amod", "compound", "nmod") and grid.lower[k] not in PLAIN for k in grid.kids[i]):
        return False
    return d.noun in OF_STATES or _on_state(scene, i) or _of_state(scene, i)


def above_actor(d: Described, counts: Counter[str], day: date | None) -> Entity:
    """An intergovernmental body that has no name; "the commission" over a member of the European Union is the Union's."""
    if d.noun == "commission" and not set(members("european-union", day)).isdisjoint(counts):
        return made(d.noun, "body", "EUR", ("GOV",))
    return made(d.noun, "body", "IGO", ("MIL", "GOV") if d.noun == "alliance" else d.sectors or ("GOV",))


def _state_at(scene: Scene, i: int) -> bool:
    """Whether a token is a state as such, by its name."""
    mention = scene.heads.get(i)
    if mention is None or mention.kind != "country" or mention.form != "name" or not mention.actors:
        return False
    actor = mention.actors[0]
    return actor.kind == "country" and actor.country not in NO_STATES


def _on_state(scene: Scene, i: int) -> bool:
    """A state is the object of what the body does."""
    grid = scene.grid
    verb = grid.head[i]
    if grid.dep[i] == "nsubj":
        return any(grid.dep[k] == "dobj" and _state_at(scene, k) for k in grid.kids[verb])
    if grid.dep[i] == "pobj" and grid.dep[verb] == "agent":
        return any(grid.dep[k] == "nsubjpass" and _state_at(scene, k) for k in grid.kids[grid.head[verb]])
    return False


def _of_state(scene: Scene, i: int) -> bool:
    """A state joins or leaves the body, or ratifies its statute."""
    grid = scene.grid
    verb = i
    for _ in range(4):
        if grid.dep[verb] not in ("dobj", "pobj", "prep"):
            return False
        verb = grid.head[verb]
        if grid.pos[verb] == "VERB":
            break
    if grid.lemma[verb] not in MEMBERSHIP:
        return False
    for _ in range(3):
        found = [k for k in grid.kids[verb] if grid.dep[k] in SUBJECTS]
        if found:
            return any(_state_at(scene, k) for k in found)
        if grid.dep[verb] not in ("xcomp", "conj"):
            break
        verb = grid.head[verb]
    return False
