"""Whose a noun is by a pronoun before it or by the verb over it: "its army", "Chad, which keeps troops there"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.knowledge.entity import NO_STATES
from detente.language.descriptions import bare_actor
from detente.language.entities import with_country, with_sectors
from detente.language.inherit import FORCES
from detente.language.nouns import GOVERNMENT
from detente.language.pronouns import resolve_pronoun
from detente.language.words import words

if TYPE_CHECKING:
    from detente.knowledge.entity import Entity
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention
    from detente.language.referents import Memory
    from detente.language.scene import Scene


def take_owner(scene: Scene, mention: Mention, sentence: int, memory: Memory) -> None:
    """ "its military", "his spokesman": the country of whoever the pronoun means."""
    i = mention.head.i
    poss = scene.possessors.get(i, -1)
    d = scene.described.get(i)
    if poss < 0 and d is not None:
        poss = next((k for k in scene.grid.kids[i] if scene.grid.dep[k] == "poss"), -1)
    owner = scene.heads.get(poss) if poss >= 0 else None
    if poss >= 0 and scene.grid.tag[poss] == "WP$":
        owner = _relative(scene, i)
    elif owner is None and d is not None and (d.sectors[:1] in FORCES or d.noun in TEAMS):
        owner = _sender(scene, i)
    elif owner is None and d is not None and d.noun in POSTS:
        owner = _appointer(scene, i)
    if owner is not None and d is not None and d.noun in RELATIONAL and owner.form in ("pronoun", "possessive"):
        _other_than(scene, mention, d, owner, sentence, memory)
        return
    if owner is not None and owner is not mention and not mention.countries:
        if owner.form == "pronoun" and not owner.actors:
            resolve_pronoun(scene, owner, sentence, memory)
        belongs_to(mention, d, owner)


# Nouns for somebody who is not of whom they belong to: "its neighbour", "Iran's rival".
RELATIONAL = frozenset("neighbour neighbor rival foe enemy adversary opponent ally".split())


def _other_than(scene: Scene, mention: Mention, d: Described, owner: Mention, sentence: int, memory: Memory) -> None:
    """Who "its neighbour" is: the other state spoken of lately, where there is but one."""
    if owner.form == "pronoun" and not owner.actors:
        resolve_pronoun(scene, owner, sentence, memory)
    own = set(owner.countries)
    others = [
        c
        for r in memory.lately(sentence, 2)
        if r.mention.kind in ("country", "person", "body", "group") and not r.mention.inherited
        for c in r.mention.countries
        if c not in own and c not in NO_STATES
    ]
    mention.actors = ()
    mention.rule = "noun+relation"
    if own and len(set(others)) == 1:
        mention.actors = (bare_actor(d._replace(sectors=("GOV",)), others[0]),)


def _relative(scene: Scene, i: int) -> Mention | None:
    """Whom a relative clause above token ``i`` is about."""
    grid = scene.grid
    for j in grid.chain(i):
        if grid.dep[j] == "relcl":
            return scene.heads.get(grid.head[j])
    return None


def _sender(scene: Scene, i: int) -> Mention | None:
    """ "Chad, which keeps troops there": whose forces are the object of having or sending."""
    grid = scene.grid
    verb = grid.head[i]
    if grid.dep[i] == "conj":
        verb = grid.head[verb]
    if grid.lemma[verb] not in SENDING or grid.dep[i] not in ("dobj", "conj"):
        return None
    for _ in range(3):
        for kid in grid.kids[verb]:
            if grid.dep[kid] == "nsubj":
                if grid.tag[kid] in ("WDT", "WP"):
                    return _relative(scene, verb)
                return scene.heads.get(kid)
        if grid.dep[verb] not in ("xcomp", "conj", "advcl", "pcomp"):
            break
        verb = grid.head[verb]
    return None


# Posts abroad are filled by the state that sends somebody there.
POSTS = frozenset(("ambassador", "envoy", "consul", "representative", "emissary", "diplomat"))
APPOINTING = frozenset("name appoint nominate recall summon send dispatch withdraw designate post".split())
# They are of whoever leads or sends them.
TEAMS = frozenset(("delegation", "team", "mission", "envoy", "entourage", "coalition"))
SENDING = words("sending")


def _appointer(scene: Scene, i: int) -> Mention | None:
    """ "Peru named a new ambassador to Chad": Peru's."""
    grid = scene.grid
    verb = grid.head[i]
    if grid.dep[i] != "dobj" or grid.lemma[verb] not in APPOINTING or grid.lemma[verb] == "summon":
        return None
    return next((scene.heads[k] for k in grid.kids[verb] if grid.dep[k] == "nsubj" and k in scene.heads), None)


def belongs_to(mention: Mention, d: Described | None, owner: Mention) -> bool:
    """Give a mention the country of its owner, and for "leader" and the like the owner's sectors."""
    actors: list[Entity] = []
    for actor in owner.actors:
        if not actor.country:
            continue
        if d is not None and d.generic and actor.kind in ("body", "group"):
            actors.append(actor)
        elif mention.actors:
            own = with_country(mention.actors[0], actor.country)
            body = actor.kind in ("body", "group") and not own.sectors
            actors.append(with_sectors(own, actor.sectors) if body else own)
        elif d is not None:
            made = bare_actor(d, actor.country)
            if d.generic and d.kind in ("person", "group"):
                made = bare_actor(d._replace(sectors=actor.sectors or ("GOV",)), actor.country)
            actors.append(made)
    if not actors:
        return False
    mention.actors = tuple(dict.fromkeys(actors))
    mention.rule = f"{mention.rule}+possessor"
    if d is not None and d.kind == "body" and d.noun in GOVERNMENT:
        mention.kind = "country"
    return True
