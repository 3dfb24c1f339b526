"""Named bodies, groups and companies: "Turkish Airlines", "Supreme Court of Brazil", "Hamas"."""

from __future__ import annotations

from dataclasses import replace

from detente.knowledge.entity import Entity
from detente.language.called import above_states, noun_before, public_body
from detente.language.compose import BEFORE, FROM, OF, STATES, Owner, left_edge, owners_before, owners_behind
from detente.language.entities import made, with_country
from detente.language.lexicon import Described, describe
from detente.language.naming import LARGE, Name
from detente.language.nouns import MODIFIERS, possessive
from detente.language.parsed import Mention
from detente.language.scene import HYPHENS, Scene
from detente.language.spots import spot
from detente.language.words import words

# Behind all other owners; inhabitants of a town that gives a body its country in a text that does not name it.
LAST = 9
METROPOLIS = 500_000


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
    entity = _based(scene, name, entity)
    kind = entity.kind if entity.kind in ("body", "group") else "body"
    form = "possessive" if possessive(scene, name.end - 1) else "name"
    if form == "name" and scene.grid.dep[name.root] in MODIFIERS and scene.grid.head[name.root] >= name.end:
        form = "adjective"
    if entity.id.startswith("?") and scene.grid.lower[name.end - 1] in DOCUMENTS:
        entity, kind, rule = _treaty(scene, name, entity), "body", "name:document"
    mention = scene.add(name.root, first, last, form, kind, (entity,), rule)
    scene.used.update(range(first, last + 1))
    return mention


# Last words of names of what is signed and not somebody; who leaves a treaty leaves those who are in it.
DOCUMENTS = words("documents")
LEAVING = frozenset("withdraw leave exit quit join rejoin accede pull withdrawal exit departure accession".split())


def _treaty(scene: Scene, name: Name, entity: Entity) -> Entity:
    """A treaty as an actor: its parties where one leaves or joins them, else nobody."""
    grid = scene.grid
    above = grid.head[name.root]
    if grid.dep[name.root] == "pobj":
        above = grid.head[above]
    code = "IGO" if grid.lemma[above] in LEAVING else None
    return replace(entity, country=code, sectors=("GOV",) if code else ())


def _based(scene: Scene, name: Name, entity: Entity) -> Entity:
    """ "UK-based carmaker X": where a text says that a company is at home, it is not its owner's country."""
    if entity.sectors[:1] != ("BUS",):
        return entity
    lower, floor = scene.grid.lower, scene.grid.start_of_sentence(name.start)
    for j in range(name.start - 1, max(floor - 1, name.start - 8), -1):
        other = scene.at[j]
        if scene.grid.pos[j] == "VERB" and lower[j] != "based":
            break
        if other is None or other.label not in STATES or other.entity is None or not other.entity.country:
            continue
        if (
            other.end + 1 < name.start
            and lower[other.end] in HYPHENS
            and lower[other.end + 1] in ("based", "headquartered")
        ):
            return with_country(entity, other.entity.country)
        break
    return entity


def org_entity(scene: Scene, name: Name) -> tuple[Entity, str, int]:
    """The actor of a named body, the rule, and its last token ("of Brazil" included)."""
    last = name.end - 1
    if name.entity is not None:
        return name.entity, f"table:{name.label}", last
    grid = scene.grid
    d = describe(grid, name.end - 1, name.start)
    if d is None:
        d = next((x for i in range(name.start, name.end - 1) if (x := _of_head(scene, name, i)) is not None), None)
    called = noun_before(grid, name.start, name.end) if d is None or d.generic else None
    d = called or d
    sectors = d.sectors if d is not None and not d.generic else ()
    if not sectors and public_body(grid.words(name.start, name.end)):
        sectors = ("GOV",)
    owners: list[Owner] = []
    if name.owner is not None and name.owner.entity is not None:
        inner = name.owner
        how = "in:" + inner.label
        if inner.label in STATES:
            owners.append(Owner(BEFORE, how, name.owner.entity, None, inner.root))
        elif inner.start == name.start:  # "Hamas Political Bureau", not "Regional House of Representatives"
            owners.append(Owner(LAST, how, name.owner.entity, None, inner.root))
    edge = left_edge(scene, name.root)
    owners += owners_before(scene, edge, name.start, name.end - 1)
    if called is not None and not owners:  # "German supplier Bosch", whatever the parse makes of it
        noun = name.start - 1
        owners += owners_before(scene, left_edge(scene, noun), called.start, noun)
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
    if country is None and (above := above_states(grid.words(name.start, name.end))) is not None:
        country, how = above, "+above"
    text = grid.words(name.start, name.end)
    kind = d.kind if d is not None and d.kind in ("body", "group") else "body"
    return made(text, kind, country, sectors, named=True), "name:org" + how, last


def _place_inside(scene: Scene, name: Name) -> tuple[str | None, str]:
    """ "Kherson Regional Administration": the town or province that a body's name begins with."""
    grid = scene.grid
    for size in (2, 1):
        if size < name.end - name.start:
            row = spot(grid.words(name.start, name.start + size))
            if row is None or not row.country or (row.population < LARGE and row.kind != "admin1"):
                continue
            if row.population >= METROPOLIS or any(n.entity and n.entity.country == row.country for n in scene.names):
                return row.country, "+place"
    return None, ""


def _of_head(scene: Scene, name: Name, i: int) -> Described | None:
    """ "Ministry" in "Ministry of Information": the head word before "of"."""
    if scene.grid.lower[i + 1] != "of" or i + 1 >= name.end:
        return None
    return describe(scene.grid, i, name.start)
