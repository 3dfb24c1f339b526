"""Whose somebody is: the state, body or group that the words around a noun give it to.

"Israeli troops", "Russia's ambassador", "Hamas leader", "the army of Sudan", "police in Nairobi".
"""

from __future__ import annotations

from typing import NamedTuple

from detente.knowledge.entity import Entity
from detente.language.entities import country_entity
from detente.language.naming import POSSESSIVE, Name
from detente.language.scene import HYPHENS, Scene
from detente.language.words import words

# What may stand between a modifier and the noun that it belongs to.
CHAIN = frozenset(("amod", "compound", "nmod", "poss", "conj", "nummod", "npadvmod", "dep", "punct", "appos", "det"))
LEFT = frozenset((*CHAIN, "case", "advmod", "cc", "quantmod", "predet"))
# After a name and a hyphen: an "Iran-backed militia" is none of Iran, the "Saudi-led coalition" is Saudi.
NOT_OF = words("not-of")
AGAINST = frozenset(("anti", "pro", "non", "counter", "ex"))
STATES = frozenset(("country", "adjective", "people", "capital", "metonym"))

# Letters of initials that stand for a state in headlines: "US", "UAE", "U.S.".
INITIALS = 4
# Heads whose national adjective says who they are, whatever holds them; others than their owner's.
VICTIMS = words("victims") | frozenset(("colleague", "counterpart", "friend", "guest", "partner", "worker"))
RELATIONAL = frozenset("neighbour neighbor rival foe enemy adversary opponent ally community".split())

# Ranks of owners: what stands before the noun says more than what stands behind it.
BEFORE, OF, FROM, IN = 0, 1, 2, 3
BEHIND = {"of": OF, "for": FROM, "from": FROM, "in": IN, "at": IN, "across": IN, "near": IN, "outside": IN,
          "inside": IN, "around": IN, "within": IN, "throughout": IN}  # fmt: skip


class Owner(NamedTuple):
    """Who somebody belongs to: the rank and way of it, the actor, the name that said so."""

    rank: int
    how: str
    entity: Entity
    name: Name | None
    at: int

    @property
    def state(self) -> bool:
        """A state or its territory, not a body or group."""
        return self.name is None or self.name.label in STATES or self.name.label == "place"


def left_edge(scene: Scene, head: int) -> int:
    """First token of the noun phrase that ends at ``head``, by the parse; clauses and quotes left out."""
    grid = scene.grid
    kids, dep = grid.kids, grid.dep
    edge = head
    current = head
    while True:
        low = current
        for kid in kids[current]:
            if kid >= current:
                break
            if dep[kid] in LEFT:
                low = kid
                break
        if low == current:
            return edge
        edge = current = low


def _chained(scene: Scene, i: int, start: int, head: int) -> bool:
    """Whether token ``i`` modifies the span from ``start`` to ``head``, directly or by other modifiers."""
    grid = scene.grid
    for _ in range(6):
        if grid.dep[i] not in CHAIN:
            return False
        i = grid.head[i]
        if start <= i <= head:
            return True
    return False


def _hyphened(scene: Scene, name: Name) -> bool:
    """ "Iran-backed", "anti-American": the name is not whose it is."""
    lower = scene.grid.lower
    after = name.end
    if after + 1 < scene.grid.n and lower[after] in HYPHENS and lower[after + 1] in NOT_OF:
        return True
    if after < scene.grid.n and lower[after] in ("backed", "allied", "aligned"):
        return True
    before = name.start - 1
    return before > 0 and lower[before] in HYPHENS and lower[before - 1] in AGAINST


def entity_of(scene: Scene, name: Name) -> Entity | None:
    """The actor behind a name as an owner: known to the tables, made for this text, or a place's state."""
    if name.entity is not None:
        return name.entity
    if name.label == "place":
        row = scene.places.get(name.start)
        return country_entity(row.country) if row is not None and row.country else None
    if name.label == "org":
        return scene.orgs.get(name.start)
    mention = scene.heads.get(name.root)
    return mention.actors[0] if mention is not None and mention.actors else None


def owners_before(scene: Scene, edge: int, start: int, head: int, strict: bool = True) -> list[Owner]:
    """Owners among the tokens from ``edge`` up to the span ``start`` .. ``head``."""
    out: list[Owner] = []
    i = edge
    while i < start:
        name = scene.at[i]
        if name is None:
            i += 1
            continue
        i = name.end
        if name.start < edge or name.end > start or _hyphened(scene, name):
            continue
        if strict and not _chained(scene, name.root, start, head):
            continue
        entity = entity_of(scene, name)
        if entity is None:
            continue
        possessive = name.end < scene.grid.n and scene.grid.lower[name.end] in POSSESSIVE
        how = "possessive" if possessive else "adjective" if name.label == "adjective" else "compound"
        out.append(Owner(BEFORE, how, entity, name, name.root))
    if out and out[0].name is not None and out[0].how == "adjective":
        _joined(scene, out[0].name, out)
    if len(out) > 1 and out[0].how == "possessive" and out[0].state and _peoples_within(scene, out, head):
        return out[:1]
    return out


def _peoples_within(scene: Scene, owners: list[Owner], head: int) -> bool:
    """ "Cyprus's Greek and Turkish leaders" are of Cyprus; "Israel's Palestinian prisoners" are not."""
    if scene.grid.lemma[head] in VICTIMS or scene.grid.lemma[head] in RELATIONAL:
        return False
    return all(o.how == "adjective" and o.name is not None and o.name.label == "adjective" for o in owners[1:])


def _joined(scene: Scene, first: Name, out: list[Owner]) -> None:
    """Adjectives that a comma or "and" puts before the first: "Thai, Lao, and Khmer monks"."""
    grid = scene.grid
    while True:
        j = first.start - 1
        while j > 0 and grid.lower[j] in (",", "and", "or"):
            j -= 1
        if j == first.start - 1 or j < 0 or grid.sent[j] != grid.sent[first.start]:
            return
        name = scene.at[j]
        if name is None or name.entity is None or _hyphened(scene, name):
            return
        if name.label != "adjective" and not _headline_state(scene, name):
            return
        if any(o.name is name for o in out):
            return
        out.insert(0, Owner(BEFORE, "adjective", name.entity, name, name.root))
        first = name


def _headline_state(scene: Scene, name: Name) -> bool:
    """ "US, Iranian envoys": initials of a state at the front stand for its adjective."""
    grid = scene.grid
    initials = grid.text[name.start].isupper() and len(grid.text[name.start]) <= INITIALS
    return name.label == "country" and initials and name.end == name.start + 1 and name.start in grid.starts


def owners_behind(scene: Scene, first: int, head: int, last: int) -> list[Owner]:
    """Owners in phrases after the noun: "of Sudan", "from Iran", "in Nairobi", "for the State Department"."""
    grid = scene.grid
    out: list[Owner] = []
    tokens = (head,) if first == last else range(first, last + 1)
    for i in tokens:
        for kid in grid.kids[i]:
            if kid <= last or grid.dep[kid] != "prep":
                continue
            rank = BEHIND.get(grid.lower[kid])
            if rank is None:
                continue
            for pobj in grid.kids[kid]:
                if grid.dep[pobj] == "pobj":
                    out.extend(_objects(scene, pobj, rank, grid.lower[kid]))
    return out


def _apposed(scene: Scene, i: int) -> Name | None:
    """The body or group that stands in apposition to a noun, or that the noun stands before."""
    grid = scene.grid
    for kid in grid.kids[i]:
        other = scene.at[kid]
        if grid.dep[kid] == "appos" and kid > i and other is not None and other.label in ("body", "group", "org"):
            return other
    return None


def _objects(scene: Scene, pobj: int, rank: int, how: str) -> list[Owner]:
    """The object of a preposition and what is joined to it."""
    grid = scene.grid
    out: list[Owner] = []
    pending = [pobj]
    while pending:
        i = pending.pop(0)
        name = scene.at[i]
        entity: Entity | None = None
        if name is not None and name.root == i:
            if name.label != "adjective" or (name.end == i + 1 and grid.dep[i] in ("pobj", "conj")):
                entity = entity_of(scene, name)
        elif i in scene.heads and scene.heads[i].actors:
            entity = scene.heads[i].actors[0]
        elif grid.pos[i] in ("NOUN", "PROPN"):
            # "in Russia's Kursk region", "of the Colombian city": the state stands before the noun.
            found = owners_before(scene, left_edge(scene, i), i, i)
            if found and found[0].state:
                out.append(Owner(rank, how, found[0].entity, found[0].name, found[0].at))
        named = _apposed(scene, i) if name is None else None
        if named is not None and (known := entity_of(scene, named)) is not None:
            entity, name = known, named  # "members of the armed group X"
        if entity is not None:
            out.append(Owner(rank, how, entity, name, i))
        pending.extend(k for k in grid.kids[i] if k > i and grid.dep[k] == "conj")
    return out
