"""Actors that a common noun calls by what they are: "Israeli troops", "the army of Sudan"."""

from __future__ import annotations

from itertools import pairwise

from detente.knowledge.entity import NO_STATES, Entity
from detente.language.compose import (
    AGAINST,
    BEFORE,
    FROM,
    IN,
    OF,
    STATES,
    Owner,
    entity_of,
    left_edge,
    owners_before,
    owners_behind,
)
from detente.language.entities import country_entity, made, with_sectors
from detente.language.lexicon import VICTIMS, Described, describe
from detente.language.naming import POSSESSIVE
from detente.language.parsed import Mention
from detente.language.scene import HYPHENS, Scene
from detente.language.words import words

UNSHOWN = frozenset(("DT", "PDT", "CC", "RB", "RBR", "RBS", "IN", "JJS", "WDT"))
MODIFIERS = frozenset(("compound", "amod", "nmod", "npadvmod"))
# Nouns for the state as such: the actor is the country itself.
GOVERNMENT = words("government")
# Prepositions behind these name whom they deal with, not whose they are ("ambassador in Moscow").
ABROAD = words("abroad")
ARMED = frozenset(("MIL", "COP", "REB", "UAF", "PRM", "SPY", "CRM"))
# People who act as such even where they only modify a noun: "protester deaths".
ACTIVE = frozenset("protester protestor activist demonstrator journalist separatist".split())
QUANTITIES = words("quantities")


def _skipped(scene: Scene, i: int, d: Described) -> bool:
    """Nouns that mean no actor here: "anti-government", "drone attack", "state television"."""
    grid = scene.grid
    before = d.start - 1
    if before > 0 and grid.lower[before] in HYPHENS and grid.lower[before - 1] in AGAINST:
        return True
    following = grid.lower[d.end + 1] if d.end + 1 < grid.n else ""
    if following in HYPHENS and grid.lower[i] not in POSSESSIVE:
        return d.end + 2 < grid.n and grid.pos[d.end + 2] != "PUNCT"
    modifier = grid.dep[i] in MODIFIERS and grid.head[i] > i
    if modifier and following not in POSSESSIVE:
        if d.noun in ACTIVE:
            return False
        return bool(d.note) or d.generic or d.kind == "people" or d.sectors[0] in ("CVL", "REF")
    return False


def noun_owners(scene: Scene, i: int, d: Described) -> list[Owner]:
    """Whose they are, the nearest way first; who holds or fights them is left out."""
    top = i
    if scene.grid.dep[i] in MODIFIERS and scene.grid.head[i] > i:
        top = scene.grid.head[i]  # "British army camp": what stands before belongs to the army
    edge = left_edge(scene, top)
    owners = owners_before(scene, edge, min(d.start, i), top) if edge < d.start else []
    behind = owners_behind(scene, d.start, i, d.end)
    if of_many(scene, i) or of_many(scene, d.end):
        behind = [o for o in behind if o.rank == OF]  # "leaders of 30 countries in Oslo"
    if d.noun in GOVERNMENT and not behind and (seat := _seat(scene, d)) is not None:
        behind = [seat]
    if d.noun in ABROAD:
        behind = [o for o in behind if o.rank in (OF, FROM)]
    if d.kind == "body":
        behind = [o for o in behind if o.rank != FROM]
    if any(scene.grid.tag[k] == "PRP$" for k in scene.grid.kids[i]):
        behind = [o for o in behind if o.rank <= FROM]  # "its spokesman in Islamabad"
    owners += behind
    if d.noun in VICTIMS:
        serving = d.noun in ("expert", "analyst")  # "UN experts"; "Hamas experts" study it
        owners = [
            o for o in owners if o.state or (serving and o.rank == BEFORE and o.entity.country in NO_STATES - {"IMG"})
        ]
    if d.noun in PAIRS and not COUNTED_TWO.isdisjoint(scene.grid.lower[max(0, i - 3) : i]):
        owners = [o for o in owners if o.rank != IN]  # "talks between the two countries in Oslo"
    return owners


def _seat(scene: Scene, d: Described) -> Owner | None:
    """ "Recognised the new government in Lima": the state right behind a government, whatever the parser hangs it on."""
    lower, after = scene.grid.lower, d.end + 1
    name = scene.at[after + 1] if after + 1 < scene.grid.n and lower[after] == "in" else None
    if name is None or name.label not in ("capital", "country", "place"):
        return None
    if name.end < scene.grid.n and lower[name.end] in POSSESSIVE:
        return None
    entity = entity_of(scene, name)
    return Owner(IN, "in", entity, name, name.root) if entity is not None else None


MANY_STATES = frozenset("country nation state organization organisation government".split())


def of_many(scene: Scene, i: int, depth: int = 0) -> bool:
    """ "Leaders of several countries", "heads of government of 30 states": of no one country."""
    grid = scene.grid
    for k in grid.kids[i]:
        for p in grid.kids[k] if grid.lower[k] == "of" else ():
            if (grid.lemma[p] in MANY_STATES and grid.tag[p] == "NNS") or (depth < 2 and of_many(scene, p, depth + 1)):
                return True
    return False


PAIRS = words("pairs")
COUNTED_TWO = frozenset(("two", "both", "three"))


def compose_noun(scene: Scene, i: int) -> Mention | None:
    """The mention of the noun at ``i`` with what belongs to it; None where the lexicon knows no actor."""
    grid = scene.grid
    if i in scene.heads:
        return scene.heads[i]
    d = describe(grid, i, grid.start_of_sentence(i), scene.at)
    if d is None or _skipped(scene, i, d):
        return None
    owners = noun_owners(scene, i, d)
    owners.sort(key=lambda o: o.rank)
    if d.noun == "exile" and _bare(scene, i):
        return None  # "in exile"
    if d.note == "object":
        owners = [o for o in owners if o.state or ARMED.intersection(o.entity.sectors)]
        if not owners:
            return None
    if d.note == "weak" and d.kind == "body" and not owners and _bare(scene, i):
        return None
    if d.noun in QUANTITIES:
        counted = counted_by(scene, i)
        if counted is not None:
            return same_as(scene, i, counted)
    best = [o for o in owners if o.rank == owners[0].rank] if owners else []
    actors = _actors(scene, d, best)
    kind = _plural_kind(d) if grid.tag[i] in ("NNS", "NNPS") else d.kind
    if any(a.kind == "country" for a in actors) and d.kind == "body":
        kind = "country"
    form = "possessive" if possessive(scene, d.end) else "noun"
    rule = f"noun:{best[0].how}" if best else "noun"
    first = _first_word(scene, left_edge(scene, i), d.start)
    mention = scene.add(i, first, _last_word(d, best), form, kind, actors, rule)
    scene.described[i] = d
    _take(scene, i, first, owners)
    return mention


def _plural_kind(d: Described) -> str:
    """Several persons: officials stay persons, the armed are a group, others are people."""
    if d.kind != "person":
        return d.kind
    sector = d.sectors[0] if d.sectors else "UNK"
    if sector in ("GOV", "LEG", "JUD", "ELI", "PTY", "OPP", "UNK"):
        return "person"
    return "group" if sector in ARMED else "people"


def _bare(scene: Scene, i: int) -> bool:
    """A singular without any article: "abuse of authority"."""
    grid = scene.grid
    return grid.tag[i] == "NN" and not any(grid.dep[k] in ("det", "poss") for k in grid.kids[i] if k < i)


def counted_by(scene: Scene, i: int) -> Mention | None:
    """Whoever is counted: "hundreds of soldiers", "two of the leaders"."""
    grid = scene.grid
    for kid in grid.kids[i]:
        if kid > i and grid.lower[kid] == "of":
            for pobj in grid.kids[kid]:
                if grid.dep[pobj] == "pobj":
                    return scene.heads.get(pobj)
    return None


def same_as(scene: Scene, i: int, counted: Mention) -> Mention:
    mention = scene.add(i, i, counted.last, "noun", counted.kind, counted.actors, counted.rule)
    mention.antecedent = counted
    return mention


def possessive(scene: Scene, last: int) -> bool:
    return last + 1 < scene.grid.n and scene.grid.lower[last + 1] in POSSESSIVE


def _first_word(scene: Scene, edge: int, start: int) -> int:
    """Where the words to show begin: articles and adverbs at the front left out."""
    grid = scene.grid
    first = edge
    while first < start and (grid.tag[first] in UNSHOWN or grid.pos[first] == "PUNCT"):
        first += 1
    return first


def _last_word(d: Described, best: list[Owner]) -> int:
    last = d.end
    for owner in best:
        if owner.rank == OF and owner.name is not None and owner.name.end - 1 > last and owner.name.end - last < 9:
            last = owner.name.end - 1
    return last


def _take(scene: Scene, i: int, first: int, owners: list[Owner]) -> None:
    """Words of this mention are no mentions of their own, but persons and bodies that own it are."""
    for j in range(first, i + 1):
        if scene.at[j] is None and not possessive(scene, j):
            scene.used.add(j)
    for owner in owners:
        name = owner.name
        if name is None or name.used:
            continue
        if owner.rank == BEFORE and first <= name.start and (owner.state or not possessive(scene, name.end - 1)):
            name.used = owner.entity.kind != "person"
        elif owner.rank == OF and name.label in STATES and owner.rank == owners[0].rank:
            name.used = True


def _actors(scene: Scene, d: Described, owners: list[Owner]) -> tuple[Entity, ...]:
    """Who it is: one actor, or one for each of several owners ("Israeli and Palestinian officials")."""
    if not owners:
        if d.kind == "body" and d.noun in ABOVE_STATES and _regional(scene, d):
            return (made(d.noun, "body", "IGO", ("GOV",)),)
        if d.note == "weak" or d.generic:
            return ()
        return (made(d.noun, _kind(d), None, d.sectors),)
    several = _several(scene, d, owners)
    bodies = [o for o in owners if _is_body(o)]
    if bodies and not several and d.noun not in GOVERNMENT:
        return tuple(dict.fromkeys(_of_body(d, o) for o in bodies))
    out: dict[str, Entity] = {}
    for owner in owners if several else owners[:1]:
        country = owner.entity.country
        if country and _is_body(owner) and d.noun not in GOVERNMENT:
            out.setdefault(owner.entity.id, _of_body(d, owner))
        elif country:
            out.setdefault(country, _of_state(d, owner, country))
    if out:
        return tuple(out.values())
    if d.kind == "body" and d.noun in ABOVE_STATES and _regional(scene, d):
        return (made(d.noun, "body", "IGO", ("GOV",)),)
    return () if d.note == "weak" or d.generic else (made(d.noun, _kind(d), None, d.sectors),)


# Bodies that are of several states where they are called regional or intergovernmental.
ABOVE_STATES = frozenset("bloc body bank grouping organisation organization alliance court union agency force".split())
REGIONAL = frozenset(("regional", "intergovernmental", "multinational", "subregional", "supranational"))


def _regional(scene: Scene, d: Described) -> bool:
    return not REGIONAL.isdisjoint(scene.grid.lower[max(0, d.start - 3) : d.end])


def _is_body(owner: Owner) -> bool:
    return not owner.state and owner.entity.kind in ("body", "group", "people")


def _kind(d: Described) -> str:
    return d.kind


def _several(scene: Scene, d: Described, owners: list[Owner]) -> bool:
    """Whether each owner has its own: joined by "and", or the noun is a plural."""
    if len(owners) < 2:
        return False
    for left, right in pairwise(owners):
        between = range(min(left.at, right.at) + 1, max(left.at, right.at))
        if any(scene.grid.lower[j] in ("and", "or", "&", ",") for j in between):
            return True
    return False


def _of_state(d: Described, owner: Owner, country: str) -> Entity:
    if d.kind == "body" and d.noun in GOVERNMENT:
        if owner.entity.kind != "country" and country in NO_STATES:
            return owner.entity
        if owner.entity.kind == "country" and owner.entity.country == country and owner.entity.id[:7] == "region:":
            return with_sectors(owner.entity, d.sectors)
        return country_entity(country, d.sectors if not d.generic else ("GOV",))
    sectors = d.sectors
    if d.generic:
        sectors = owner.entity.sectors or (("GOV",) if d.kind == "person" and owner.rank <= OF else ())
    return made(d.noun, _kind(d), country, sectors)


def _of_body(d: Described, owner: Owner) -> Entity:
    """ "Hamas militants" are Hamas; "UN peacekeepers" the UN, as soldiers."""
    if d.generic or d.note == "weak" or not owner.entity.country:
        return owner.entity
    if owner.entity.sectors and owner.entity.sectors[0] in ("REB", "UAF", "PRM", "MIL", "COP"):
        return owner.entity
    return with_sectors(owner.entity, d.sectors)
