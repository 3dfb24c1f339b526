"""Whom a definite description means in its article: "the president", "the two leaders", "the group"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.knowledge.entity import NO_STATES
from detente.knowledge.offices import holder
from detente.knowledge.roles import role
from detente.language.entities import country_entity, made, with_sectors
from detente.language.nouns import GOVERNMENT
from detente.language.referents import SUBJECTS, Memory, Referent, subjects_over
from detente.language.words import words

if TYPE_CHECKING:
    from datetime import date

    from detente.knowledge.entity import Entity
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

PAIRS = words("pairs")
PERSONS_OF = words("persons-of")
GROUPS = words("groups")
DEFINITE = frozenset(("the", "this", "that", "both", "its", "their", "his", "her", "these", "those"))
# Offices of which a state has one holder at a time.
HELD = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister interior_minister "
    "finance_minister vice_president monarch supreme_leader".split()
)
NOT_YET = words("not-yet")
# Sentences back: two persons set against each other a moment ago; the two states that an article is about.
NEAR_PAIR, REACH = 1, 6


@lru_cache(maxsize=10_000)
def office_of_words(words: tuple[str, ...]) -> str:
    """The code of the office that words name, empty for none."""
    found = role(" ".join(words))
    return found.office if found is not None and not found.former and not found.deputy else ""


def definite(scene: Scene, mention: Mention) -> str:
    """The word that makes a noun phrase definite, empty when none does."""
    grid = scene.grid
    head = mention.head.i
    for kid in grid.kids[head]:
        if kid > head:
            break
        if grid.dep[kid] in ("det", "poss", "predet") or grid.tag[kid] == "DT":
            return grid.lower[kid] if grid.lower[kid] in DEFINITE else ""
    before = grid.lower[max(0, mention.first - 1)] if mention.first else ""
    return before if before in DEFINITE else ""


def numbered(scene: Scene, mention: Mention, d: Described, story_pair: bool) -> bool:
    """ "the two ...", "both ..."; "the leaders" in an article that two states lead (``story_pair``)."""
    before = scene.grid.lower[max(0, mention.head.i - 4) : mention.head.i]
    if "two" in before or "both" in before:
        return d.noun in PAIRS
    return story_pair and d.noun in ("leader", "side") and mention.head.tag_ == "NNS" and "the" in before[-1:]


def resolve_pair(
    scene: Scene, mention: Mention, noun: str, sentence: int, memory: Memory, leading: frozenset[str]
) -> bool:
    """ "the two leaders", "both sides": the last two that the article set against each other.

    ``leading`` are the countries that a long article is about; others are no sides of it.
    """
    persons = noun in PERSONS_OF
    barred = _subject_countries(scene, mention.head.i)
    chosen = _last_two(memory, sentence, NEAR_PAIR, True, barred, frozenset()) if persons else []
    if len(chosen) < 2:
        chosen = _last_two(memory, sentence, REACH, False, barred, leading)
    if len(chosen) < 2:
        return False
    chosen.reverse()
    actors = [r.actors[0] for r in chosen]
    if persons:
        actors = [_leader_of(memory, a, scene.day) for a in actors]
    else:
        actors = [country_entity(a.country) if a.country and a.kind in ("person", "people") else a for a in actors]
    mention.actors = tuple(actors)
    mention.antecedent = chosen[0].mention
    mention.rule = "coref:pair"
    mention.kind = "person" if all(a.kind == "person" for a in actors) else "country"
    return True


def _subject_countries(scene: Scene, i: int) -> frozenset[str]:
    """Countries of the subject of the verb whose object a phrase is: "the Vatican begged both sides"."""
    grid = scene.grid
    if grid.dep[i] in SUBJECTS:
        return frozenset()
    found = [scene.heads.get(k) for k in subjects_over(grid, i)]
    return frozenset(c for m in found if m is not None for c in m.countries)


def _last_two(
    memory: Memory, sentence: int, reach: int, persons: bool, barred: frozenset[str], leading: frozenset[str]
) -> list[Referent]:
    """The last two referents of two countries, the later first: named persons, or states and their kind."""
    if not persons:
        for referent in memory.lately(sentence, 2):
            if len(referent.actors) == 2 and len(set(referent.mention.countries)) == 2:
                if not barred.isdisjoint(referent.mention.countries):
                    break
                return [replace(referent, actors=(a,)) for a in reversed(referent.actors)]
        joined = _joined_pair(memory, sentence, reach, barred)
        if joined:
            return joined
    for least in (0.5, 0.0):
        chosen: list[Referent] = []
        seen: set[str] = set()
        for referent in memory.lately(sentence, reach):
            actor = referent.actors[0]
            if (
                len(referent.actors) != 1
                or not actor.country
                or _side(actor, persons) in seen
                or actor.country in barred
            ):
                continue
            if leading and actor.country not in leading:
                continue
            if persons and not (referent.person and actor.name and actor.sectors[:1] == ("GOV",)):
                continue
            kind = referent.mention.kind
            if not persons and (kind == "people" or (kind == "place" and (least or actor.kind != "country"))):
                continue
            if not persons and referent.weight < least:
                continue
            if not persons and least and referent.mention.inherited:
                continue
            if not persons and actor.sectors[:1] not in ((), ("GOV",), ("REB",), ("MIL",), ("PTY",)):
                continue
            seen.add(_side(actor, persons))
            chosen.append(referent)
            if len(chosen) == 2:
                return chosen
    return []


def _side(actor: Entity, persons: bool) -> str:
    """What tells two sides apart: the country, and in a civil war a state from those who fight it."""
    rebel = not persons and actor.kind == "group" and actor.sectors[:1] in (("REB",), ("UAF",))
    return f"{actor.country}:{actor.id}" if rebel and actor.name else str(actor.country)


def _joined_pair(memory: Memory, sentence: int, reach: int, barred: frozenset[str]) -> list[Referent]:
    """The last two states or sides that "and" joins as the subject of something, the later first."""
    later: Referent | None = None
    for referent in memory.lately(sentence, min(reach, 2)):
        actor = referent.actors[0]
        fits = referent.joined and referent.subject and len(referent.actors) == 1 and actor.country not in barred
        if not fits or not actor.country or referent.mention.kind not in ("country", "group", "body"):
            continue
        beside = later is not None and (later.scene, later.governor) == (referent.scene, referent.governor)
        if later is not None and beside and later.actors[0].country != actor.country:
            return [later, referent]
        later = referent
    return []


def _leader_of(memory: Memory, actor: Entity, day: date | None) -> Entity:
    """The person who leads a state, as far as the article has named one."""
    if actor.kind == "person":
        return actor
    return memory.leaders.get(actor.country or "", actor)


def resolve_counterpart(scene: Scene, mention: Mention, memory: Memory) -> None:
    """ "his Russian counterpart": the office of whoever "his" means, in the other country."""
    poss = scene.possessors.get(mention.head.i, -1)
    if poss < 0:
        head = mention.head.i
        poss = next((k for k in scene.grid.kids[head] if scene.grid.dep[k] == "poss"), -1)
    owner = scene.heads.get(poss)
    sectors: tuple[str, ...] = ("GOV",)
    office: tuple[str, ...] = ()
    if owner is not None and owner.actors:
        sectors = owner.actors[0].sectors or sectors
        antecedent = owner.antecedent or owner
        office = scene.roles.get(antecedent.head.i, ()) if antecedent.head.doc is scene.grid.doc else ()
    if office and mention.head.i not in scene.roles:
        scene.roles[mention.head.i] = office
    actors = []
    for actor in mention.actors:
        if actor.id.startswith("?"):
            country = actor.country
            found = None
            if country and not actor.name and (code := office_of_words(office)) in HELD:
                found = holder(code, country, scene.day)
            actors.append(found or with_sectors(actor, sectors))
        else:
            actors.append(actor)
    mention.actors = tuple(actors)
    mention.kind = "person" if mention.kind == "group" and len(actors) == 1 else mention.kind
    if actors:
        mention.rule += "+counterpart"


def resolve_office(
    scene: Scene, mention: Mention, words: tuple[str, ...], memory: Memory, story: str | None, mine: bool
) -> bool:
    """ "the president": who has that office in the article, else who held it in the country of the story."""
    i = mention.head.i
    if scene.grid.dep[i] in ("attr", "oprd") or scene.grid.lower[scene.grid.head[i]] == "as":
        return False
    code = office_of_words(words)
    if mine and code not in HELD:
        return False  # "its spokesman" is not the one of another body
    if not code or any(w in NOT_YET for w in scene.grid.lower[mention.first : mention.head.i]):
        return False
    country = mention.actors[0].country if mention.actors else None
    known = memory.offices.get(code, [])
    wanted = country or story
    if wanted and any(e.country == wanted for e, _ in known):
        country = wanted
    for entity, antecedent in reversed(known):
        if country is None and code in HELD and entity.country in NO_STATES:
            continue
        if country is None or entity.country == country:
            mention.actors, mention.antecedent, mention.rule = (entity,), antecedent, "coref:office"
            mention.kind = "person"
            return True
    if code in HELD and (country or story):
        found = holder(code, country or story or "", scene.day)
        if found is not None:
            mention.actors = (found,)
            mention.rule = "holder" if country else "inherit:holder"
            mention.kind = "person"
            return True
    return False


def bare_actor(d: Described, country: str, day: date | None = None) -> Entity:
    """The actor of a bare noun once its country is known."""
    if d.kind == "body" and d.noun in GOVERNMENT:
        return country_entity(country, d.sectors if not d.generic else ("GOV",))
    return made(d.noun, d.kind, country, () if d.generic else d.sectors)
