"""Two ways of saying one thing, side by side: "Friedrich Merz, the German chancellor"."""

from __future__ import annotations

from dataclasses import replace

from detente.language.compose import BEHIND
from detente.language.entities import with_country, with_sectors
from detente.language.parsed import Mention
from detente.language.scene import Scene


def join_appositions(scene: Scene) -> None:
    """Make one mention of a name and what stands in apposition to it; both heads answer for it."""
    grid = scene.grid
    for i, dep in enumerate(grid.dep):
        if dep != "appos":
            continue
        above, below = scene.heads.get(grid.head[i]), scene.heads.get(i)
        if above is None or below is None or above is below:
            continue
        if _says_whose(above, below):
            above.actors, above.rule = below.actors, f"{above.rule}+apposition"
        name, noun = (above, below) if above.form == "name" else (below, above)
        if name.form != "name" or noun.form != "noun" or name.kind not in JOINED or not _agree(name, noun):
            continue
        if _listed(scene, noun.head.i) or _listed(scene, name.head.i):
            continue
        merge(scene, name, noun)
    _beside(scene)


def _says_whose(above: Mention, below: Mention) -> bool:
    """ "A man, an Islamic State member, ...", "seven people, all Syrians": people of no country before it is told."""
    people = ("person", "people")
    if above.form != "noun" or above.countries or not below.countries or len(below.actors) != 1:
        return False
    return above.kind in people and (below.kind in people or below.form == "noun")


def _beside(scene: Scene) -> None:
    """Appositions that the parser missed: "the head of the mission, Ann Lee, who ..."."""
    grid = scene.grid
    ending: dict[int, Mention] = {}
    starting: dict[int, Mention] = {}
    for m in scene.mentions:
        if m.form == "noun" and m.kind == "person" and m.head.tag_ == "NN":
            ending[m.last] = m
            first = m.first
            while first and grid.tag[first - 1] in ("DT", "PRP$"):
                first -= 1
            starting[first] = m
    for name in [m for m in scene.mentions if m.form == "name" and m.kind == "person"]:
        before, after = name.first - 1, name.last + 1
        noun_end = _end_of_noun(scene, before - 1) if before > 0 and grid.lower[before] == "," else -1
        if noun_end in ending:
            noun = ending[noun_end]
            if noun is not name and after < grid.n and grid.pos[after] == "PUNCT" and _single(scene, noun, name):
                merge(scene, name, noun)
                continue
        if after + 1 < grid.n and grid.lower[after] == "," and after + 1 in starting:
            noun = starting[after + 1]
            end = noun.last + 1
            closed = end >= grid.n or grid.pos[end] == "PUNCT" or grid.tag[end] in ("WP", "IN")
            if noun is not name and closed and _single(scene, noun, name):
                merge(scene, name, noun)


def _end_of_noun(scene: Scene, i: int) -> int:
    """Back over "in Islamabad" to the noun that it stands behind."""
    name = scene.at[i]
    if name is not None and name.start > 1 and scene.grid.lower[name.start - 1] in BEHIND:
        return name.start - 2
    return i


def _single(scene: Scene, noun: Mention, name: Mention) -> bool:
    """Both still stand for themselves, and neither is one of a list."""
    heads = scene.heads
    if heads.get(noun.head.i) is not noun or heads.get(name.head.i) is not name:
        return False
    return not _listed(scene, noun.head.i) and scene.grid.dep[name.head.i] != "conj"


# Sectors of offices: what a text says of somebody's office goes before what the tables know.
OFFICIAL = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "ELI"))
JOINED = frozenset(("person", "body", "group"))


def _listed(scene: Scene, i: int) -> bool:
    """One of a list: "Ann Lee, a nurse and two doctors" is no apposition with all of them."""
    grid = scene.grid
    return any(grid.dep[k] == "conj" and grid.pos[k] == "PROPN" for k in grid.kids[i])


def _agree(name: Mention, noun: Mention) -> bool:
    """A person is no group, a body is no person."""
    if name.kind == "person":
        return noun.kind in ("person", "people") and noun.head.tag_ not in ("NNS", "NNPS")
    if noun.kind == "person" and name.rule.startswith("name:org") and noun.head.tag_ == "NN":
        return True  # a person whom the tagger took for a body
    return noun.kind in ("body", "group", "country")


def merge(scene: Scene, name: Mention, noun: Mention) -> None:
    """Give a name what the noun beside it says: country and sectors; the noun is no mention any more."""
    if noun.kind == "person" and name.kind == "body":
        name.kind = "person"
        name.actors = tuple(replace(a, kind="person") for a in name.actors)
    if name.actors:
        actor = name.actors[0]
        for other in noun.actors:
            if not actor.country and other.country:
                actor = with_country(actor, other.country)
            official = bool(other.sectors) and other.sectors[0] in OFFICIAL
            if other.sectors and (official or actor.id.startswith("?") or not actor.sectors):
                actor = with_sectors(actor, other.sectors)
        d = scene.described.get(noun.head.i)
        if not noun.actors and d is not None and not d.generic and actor.id.startswith("?"):
            actor = with_sectors(actor, d.sectors)
        name.actors = (actor, *name.actors[1:])
    name.rule += "+apposition"
    scene.mentions.remove(noun)
    scene.heads[noun.head.i] = name
    scene.extra.append((name, noun.first, noun.last))
    poss = [k for k in scene.grid.kids[noun.head.i] if scene.grid.tag[k] == "PRP$"]
    if poss and not (name.actors and name.actors[0].country):
        scene.possessors.setdefault(name.head.i, poss[0])
    if noun.head.i in scene.possessors:
        scene.possessors.setdefault(name.head.i, scene.possessors[noun.head.i])
    if noun.head.i not in scene.roles:
        words = [scene.grid.lower[j] for j in range(noun.first, noun.last + 1)]
        scene.roles.setdefault(name.head.i, tuple(words))
