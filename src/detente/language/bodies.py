"""Named bodies, groups and companies: "Turkish Airlines", "Supreme Court of Brazil", "Hamas"."""

from __future__ import annotations

from detente.knowledge.entity import Entity
from detente.language.compose import BEFORE, FROM, OF, STATES, Owner, left_edge, owners_before, owners_behind
from detente.language.entities import made
from detente.language.lexicon import Described, describe
from detente.language.naming import LARGE, Name
from detente.language.nouns import MODIFIERS, possessive
from detente.language.parsed import Mention
from detente.language.scene import Scene
from detente.language.spots import spot


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
    form = "possessive" if possessive(scene, name.end - 1) else "name"
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
        d = next((x for i in range(name.start, name.end - 1) if (x := _of_head(scene, name, i)) is not None), None)
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
