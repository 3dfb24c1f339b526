"""Who does what to whom around a noun without a country: its attackers, whom its act is aimed at, who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.knowledge.entity import NO_STATES
from detente.language.words import words

if TYPE_CHECKING:
    from detente.language.parsed import Mention
    from detente.language.scene import Scene


def is_state(country: str | None) -> bool:
    """A state's code, not one above states."""
    return bool(country) and country not in NO_STATES


def attackers(scene: Scene, i: int) -> frozenset[str]:
    """Countries of those who do harm to token ``i``: subject or agent of its verb, owners of the attack.

    "12 soldiers were killed in an attack by rebels", "a Russian drone attack injured 15 civilians",
    "accused the militia of kidnapping three soldiers".
    """
    grid = scene.grid
    dep = grid.dep[i]
    if dep == "conj":
        return attackers(scene, grid.head[i]) if grid.head[i] != i else frozenset()
    verb = grid.head[i]
    if dep not in ("dobj", "nsubjpass") or grid.lemma[verb] not in HARM:
        return frozenset()
    out: set[str] = set()
    for _ in range(4):
        for kid in grid.kids[verb]:
            if kid == i:
                continue
            if grid.dep[kid] in ("nsubj", "agent") or (grid.dep[kid] == "prep" and grid.lower[kid] in MEANS):
                out.update(_behind(scene, kid, 0))
            if grid.dep[kid] == "dobj" and grid.lemma[verb] in BLAMING:
                out.update(_behind(scene, kid, 0))
        shared = grid.dep[verb] in ("conj", "xcomp", "pcomp", "prep") or grid.tag[verb] == "VBG"
        if out or grid.head[verb] == verb or not shared:
            break
        verb = grid.head[verb]
    return frozenset(out)


def _behind(scene: Scene, i: int, depth: int) -> set[str]:
    """Countries of a doer, of the attack in which it is done, or of who stands behind a preposition."""
    grid = scene.grid
    out = set()
    mention = scene.heads.get(i)
    if mention is not None and not mention.inherited and mention.kind != "place":
        out.update(mention.countries)
    if depth < 3:
        for kid in grid.kids[i]:
            if grid.dep[kid] in ("pobj", "poss", "amod", "compound", "nmod", "conj", "agent") or (
                grid.dep[kid] == "prep" and grid.lower[kid] == "by"
            ):
                out.update(_behind(scene, kid, depth + 1))
    return out


# Verbs whose object is a victim, and those that blame somebody for it.
HARM = words("harm-verbs")
BLAMING = frozenset(("accuse", "suspect", "blame"))
MEANS = frozenset(("in", "by", "during", "after", "from"))


def aimed_at(scene: Scene, i: int) -> frozenset[str]:
    """Countries at which the verb of a subject is aimed: "rulers turned their anger on France" are not French."""
    grid = scene.grid
    verb = grid.head[i]
    if grid.dep[i] == "pobj" and grid.lower[verb] == "of":  # "thousands of demonstrators marched on"
        i = grid.head[verb]
        verb = grid.head[i]
    out: set[str] = set()
    if grid.dep[i] == "pobj" and grid.dep[verb] == "agent":  # "shot by police"
        for kid in grid.kids[grid.head[verb]]:
            if grid.dep[kid] in ("nsubjpass", "dobj"):
                out.update(_countries_at(scene, kid))
        return frozenset(out)
    if grid.dep[i] == "pobj" and grid.lower[verb] == "by":  # "the shooting of three miners by soldiers"
        act = grid.head[verb]
        if grid.lower[act] == "of" or grid.dep[act] == "pobj":
            act = grid.head[act] if grid.lower[act] == "of" else grid.head[grid.head[act]]
        for of in grid.kids[act]:
            for kid in grid.kids[of] if grid.lower[of] == "of" else ():
                out.update(_countries_at(scene, kid))
        return frozenset(out)
    if grid.dep[i] != "nsubj" or grid.pos[verb] not in ("VERB", "AUX"):
        return frozenset()
    for kid in grid.kids[verb]:
        preps = [kid] if grid.dep[kid] == "prep" else [p for p in grid.kids[kid] if grid.dep[p] == "prep"]
        if grid.dep[kid] == "dobj":
            out.update(_countries_at(scene, kid))
        for prep in preps if grid.dep[kid] in ("prep", "dobj") else ():
            if grid.lower[prep] in AIMS:
                for p in grid.kids[prep]:
                    out.update(_countries_at(scene, p))
    return frozenset(out)


def _countries_at(scene: Scene, i: int) -> list[str]:
    mention = scene.heads.get(i)
    return mention.countries if mention is not None and not mention.inherited else []


AIMS = frozenset(("on", "against", "at", "with", "to", "toward", "towards", "from"))


def police_of(scene: Scene, mention: Mention, sectors: tuple[str, ...]) -> str | None:
    """Whom police or courts of a state hold, and the prosecutors beside them, are its own where nothing else is said."""
    grid, i = scene.grid, mention.head.i
    verb = grid.head[i]
    if grid.dep[i] == "dobj" and grid.lemma[verb] in HOLDING:
        near = [scene.heads.get(k) for k in grid.kids[verb] if grid.dep[k] == "nsubj"]
    elif sectors[:1] == ("JUD",) or sectors[:1] == ("COP",):
        near = [m for m in scene.mentions if grid.sent[m.head.i] == grid.sent[i]]
    else:
        return None
    for m in near:
        if m is None or m is mention or m.inherited or not m.actors or m.kind == "place":
            continue
        actor = m.actors[0]
        if actor.sectors[:1] in (("COP",), ("JUD",)) and is_state(actor.country):
            return actor.country
    return None


HOLDING = frozenset("arrest detain charge convict sentence jail imprison acquit question fine indict".split())


def appointed(scene: Scene, i: int) -> str | None:
    """ "Peru names Ann Lee as its envoy": the country of whoever appoints."""
    grid = scene.grid
    verb = grid.head[i]
    if grid.dep[i] not in ("dobj", "nsubjpass") or grid.lemma[verb] not in APPOINTING:
        return None
    for kid in grid.kids[verb]:
        mention = scene.heads.get(kid)
        if grid.dep[kid] == "nsubj" and mention is not None and is_state(next(iter(mention.countries), None)):
            return mention.countries[0]
    return None


APPOINTING = frozenset("appoint name nominate elect choose designate reappoint swear dismiss sack fire".split())
