"""Actors that a common noun calls by what they are: "Israeli troops", "the army of Sudan", "five protesters"."""

from __future__ import annotations

from detente.knowledge.entity import Entity
from detente.language.compose import (
    AGAINST,
    BEFORE,
    FROM,
    OF,
    STATES,
    Owner,
    left_edge,
    owners_before,
    owners_behind,
)
from detente.language.entities import country_entity, made, with_sectors
from detente.language.lexicon import VICTIMS, Described, describe
from detente.language.names import LARGE, POSSESSIVE, Name
from detente.language.parsed import Mention
from detente.language.scene import HYPHENS, Scene
from detente.language.spots import spot
from detente.language.words import words

UNSHOWN = frozenset(("DT", "PDT", "CC", "RB", "RBR", "RBS", "IN", "JJS", "WDT"))
MODIFIERS = frozenset(("compound", "amod", "nmod", "npadvmod"))
# Nouns for the state as such: the actor is the country itself.
GOVERNMENT = words("government")
# Prepositions behind these heads name whom they deal with, not whose they are: "ambassador in Moscow" is foreign.
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
    if d.noun in ABROAD:
        behind = [o for o in behind if o.rank in (OF, FROM)]
    if d.kind == "body":
        behind = [o for o in behind if o.rank != FROM]
    owners += behind
    if d.noun in VICTIMS:
        owners = [o for o in owners if o.state]
    return owners


NO_STATES = frozenset(("IGO", "NGO", "IMG", "MNC", "UNO", "ISM", "EUR"))


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
    form = "possessive" if _possessive(scene, d.end) else "noun"
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


def _possessive(scene: Scene, last: int) -> bool:
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
        if (
            owner.rank == OF
            and owner.name is not None
            and owner.name.end - 1 > last
            and owner.name.end - last < 9
        ):
            last = owner.name.end - 1
    return last


def _take(scene: Scene, i: int, first: int, owners: list[Owner]) -> None:
    """Words of this mention are no mentions of their own, but persons and bodies that own it are."""
    for j in range(first, i + 1):
        name = scene.at[j]
        if name is None:
            if not _possessive(scene, j):
                scene.used.add(j)
    for owner in owners:
        name = owner.name
        if name is None or name.used:
            continue
        if (
            owner.rank == BEFORE
            and first <= name.start
            and (owner.state or not _possessive(scene, name.end - 1))
        ):
            name.used = owner.entity.kind != "person"
        elif owner.rank == OF and name.label in STATES and owner.rank == owners[0].rank:
            name.used = True


def _actors(scene: Scene, d: Described, owners: list[Owner]) -> tuple[Entity, ...]:
    """Who it is: one actor, or one for each of several owners ("Israeli and Palestinian officials")."""
    if not owners:
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
    return () if d.note == "weak" or d.generic else (made(d.noun, _kind(d), None, d.sectors),)


def _is_body(owner: Owner) -> bool:
    return not owner.state and owner.entity.kind in ("body", "group", "people")


def _kind(d: Described) -> str:
    return d.kind


def _several(scene: Scene, d: Described, owners: list[Owner]) -> bool:
    """Whether each owner has its own: joined by "and", or the noun is a plural."""
    if len(owners) < 2:
        return False
    for left, right in zip(owners, owners[1:], strict=False):
        between = range(min(left.at, right.at) + 1, max(left.at, right.at))
        if any(scene.grid.lower[j] in ("and", "or", "&", ",") for j in between):
            return True
    return False


def _of_state(d: Described, owner: Owner, country: str) -> Entity:
    if d.kind == "body" and d.noun in GOVERNMENT:
        if owner.entity.kind != "country" and country in NO_STATES:
            return owner.entity
        if (
            owner.entity.kind == "country"
            and owner.entity.country == country
            and owner.entity.id[:7] == "region:"
        ):
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


def body_name(scene: Scene, name: Name) -> Mention:
    """A named body, group or company: "Turkish Airlines", "Supreme Court of Brazil", "Hamas"."""
    entity, rule, last = org_entity(scene, name)
    edge = left_edge(scene, name.root)
    owners = owners_before(scene, edge, name.start, name.end - 1) if edge < name.start else []
    first = name.start
    for owner in owners:
        if owner.state and owner.name is not None and owner.entity.country == entity.country:
            owner.name.used = True
            first = min(first, owner.name.start)
    kind = entity.kind if entity.kind in ("body", "group") else "body"
    form = "possessive" if _possessive(scene, name.end - 1) else "name"
    if form == "name" and scene.grid.dep[name.root] in MODIFIERS and scene.grid.head[name.root] >= name.end:
        form = "adjective"
    mention = scene.add(name.root, first, last, form, kind, (entity,), rule)
    scene.used.update(range(first, last + 1))
    return mention


def org_entity(scene: Scene, name: Name) -> tuple[Entity, str, int]:
    """The actor of a named body, the rule, and its last token ("of Brazil" included)."""
    last = name.end - 1
    if name.entity is not None:
        return name.entity, f"table:{name.label}", last
    grid = scene.grid
    d = describe(grid, name.end - 1, name.start)
    if d is None:
        d = next(
            (x for i in range(name.start, name.end - 1) if (x := _of_head(scene, name, i)) is not None), None
        )
    sectors = d.sectors if d is not None and not d.generic else ()
    owners: list[Owner] = []
    if name.owner is not None and name.owner.entity is not None:
        inner = name.owner
        how = "in:" + inner.label
        owners.append(Owner(BEFORE, how, name.owner.entity, None, inner.root))
    edge = left_edge(scene, name.root)
    owners += owners_before(scene, edge, name.start, name.end - 1)
    owners += [o for o in owners_behind(scene, name.start, name.root, name.end - 1) if o.rank != FROM]
    owners.sort(key=lambda o: o.rank)
    country, how = None, ""
    for owner in owners:
        if owner.entity.country:
            country, how = owner.entity.country, "+" + owner.how
            if owner.rank == OF and owner.name is not None and owner.name.label in STATES:
                owner.name.used = True
                last = max(last, owner.name.end - 1)
            if not sectors and owner.entity.kind in ("body", "group"):
                sectors = owner.entity.sectors
            break
    if country is None and name.end - name.start > 1:
        country, how = _place_inside(scene, name)
    text = grid.words(name.start, name.end)
    kind = d.kind if d is not None and d.kind in ("body", "group") else "body"
    return made(text, kind, country, sectors, named=True), "name:org" + how, last


def _place_inside(scene: Scene, name: Name) -> tuple[str | None, str]:
    """ "Kherson Regional Administration": the town or province that a body's name begins with."""
    grid = scene.grid
    for size in (2, 1):
        if size < name.end - name.start:
            row = spot(grid.words(name.start, name.start + size))
            if row is not None and row.country and (row.population >= LARGE or row.kind == "admin1"):
                return row.country, "+place"
    return None, ""


def _of_head(scene: Scene, name: Name, i: int) -> Described | None:
    """ "Ministry" in "Ministry of Information": the head word before "of"."""
    if scene.grid.lower[i + 1] != "of" or i + 1 >= name.end:
        return None
    return describe(scene.grid, i, name.start)
