"""Whom a definite description means in its article: "the North", "the president", "the two leaders", "the group"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from detente.knowledge.offices import holder
from detente.knowledge.roles import role
from detente.language.entities import country_entity, made, with_sectors
from detente.language.nouns import GOVERNMENT, NO_STATES
from detente.language.referents import Memory, Referent

if TYPE_CHECKING:
    from datetime import date

    from detente.knowledge.entity import Entity
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

PAIRS = frozenset(
    "leader president side country nation neighbor neighbour party government state minister official delegation man "
    "ally rival foe army force power capital premier woman politician diplomat negotiator statesman".split()
)
PERSONS_OF = frozenset("leader president minister man premier woman politician diplomat negotiator statesman".split())
GROUPS = frozenset(
    "grouping pact group organization organisation movement militia party faction agency bloc alliance company body union council "
    "committee commission firm network outfit cartel gang coalition institution court watchdog ngo charity".split()
)
COUNTRIES = frozenset("country nation state republic kingdom".split())
DEFINITE = frozenset(("the", "this", "that", "both", "its", "their", "his", "her", "these", "those"))
# Offices of which a state has one holder at a time.
HELD = {
    "head_of_state": "president", "head_of_government": "prime minister", "foreign_minister": "foreign minister",
    "defence_minister": "defence minister", "interior_minister": "interior minister", "vice_president": "vice president",
    "monarch": "king", "finance_minister": "finance minister", "supreme_leader": "supreme leader",
}  # fmt: skip
NOT_YET = frozenset("new next future former interim first transitional would-be".split())
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
    for j in range(mention.head.i - 1, max(mention.head.i - 7, -1), -1):
        lower = grid.lower[j]
        if lower in DEFINITE:
            return lower
        if grid.tag[j] in ("DT", "IN", "VBD", "VBZ", "CC"):
            return ""
    return ""


def numbered(scene: Scene, mention: Mention, d: Described) -> bool:
    """"the two ...", "both ..."."""
    before = scene.grid.lower[max(0, mention.head.i - 4) : mention.head.i]
    return ("two" in before or "both" in before) and d.noun in PAIRS


def resolve_pair(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory) -> bool:
    """"the two leaders", "both sides": the last two that the article set against each other."""
    persons = d.noun in PERSONS_OF
    chosen = _last_two(memory, sentence, NEAR_PAIR, persons=True) if persons else []
    if len(chosen) < 2:
        chosen = _last_two(memory, sentence, REACH, persons=False)
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


def _last_two(memory: Memory, sentence: int, reach: int, persons: bool) -> list[Referent]:
    """The last two referents of two countries, named persons only or states and their kind; the later one first."""
    for least in (0.5, 0.0):
        chosen: list[Referent] = []
        seen: set[str] = set()
        for referent in memory.lately(sentence, reach):
            actor = referent.actors[0]
            if len(referent.actors) != 1 or not actor.country or actor.country in seen:
                continue
            if persons and not (referent.person and actor.name and actor.sectors[:1] == ("GOV",)):
                continue
            if not persons and (referent.mention.kind in ("people", "place") or referent.weight < least):
                continue
            if not persons and actor.sectors[:1] not in ((), ("GOV",), ("REB",), ("MIL",), ("PTY",)):
                continue
            seen.add(actor.country)
            chosen.append(referent)
            if len(chosen) == 2:
                return chosen
    return []


def _leader_of(memory: Memory, actor: Entity, day: date | None) -> Entity:
    """The person who leads a state, as far as the article has named one."""
    if actor.kind == "person":
        return actor
    return memory.leaders.get(actor.country or "", actor)


def resolve_counterpart(scene: Scene, mention: Mention, memory: Memory) -> None:
    """"his Russian counterpart": the office of whoever "his" means, in the other country."""
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
                found = holder(HELD[code], country, scene.day)
            actors.append(found or with_sectors(actor, sectors))
        else:
            actors.append(actor)
    mention.actors = tuple(actors)
    mention.kind = "person" if mention.kind == "group" and len(actors) == 1 else mention.kind
    if actors:
        mention.rule += "+counterpart"


def resolve_office(scene: Scene, mention: Mention, words: tuple[str, ...], memory: Memory, story: str | None) -> bool:
    """"the president": who has that office in the article, else who held it in the country of the story."""
    i = mention.head.i
    if scene.grid.dep[i] in ("attr", "oprd") or scene.grid.lower[scene.grid.head[i]] == "as":
        return False
    code = office_of_words(words)
    if not code or any(w in NOT_YET for w in scene.grid.lower[mention.first : mention.head.i]):
        return False
    country = mention.actors[0].country if mention.actors else None
    known = memory.offices.get(code, [])
    for entity, antecedent in reversed(known):
        if country is None or entity.country == country:
            mention.actors, mention.antecedent, mention.rule = (entity,), antecedent, "coref:office"
            mention.kind = "person"
            return True
    if code in HELD and (country or story):
        found = holder(HELD[code], country or story or "", scene.day)
        if found is not None:
            mention.actors = (found,)
            mention.rule = "holder" if country else "inherit:holder"
            mention.kind = "person"
            return True
    return False


def resolve_group(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory) -> bool:
    """"the group", "the party", "the company": the last body of that kind."""
    kinds = ("group", "body")
    for referent in memory.lately(sentence, REACH):
        m = referent.mention
        if m.kind not in kinds or len(referent.actors) != 1 or m.form not in ("name", "possessive", "adjective"):
            continue
        actor = referent.actors[0]
        if d.noun in ("party", "company", "court", "firm", "union") and d.sectors[0] not in actor.sectors:
            continue
        mention.actors, mention.antecedent, mention.rule = (actor,), m, "coref:group"
        mention.kind = m.kind
        return True
    return False


def resolve_country(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory) -> bool:
    """"the country": the last state spoken of, subjects before others."""
    best: tuple[float, Referent] | None = None
    for referent in memory.lately(sentence, 3):
        country = referent.actors[0].country
        if not country or len(referent.actors) != 1 or country in NO_STATES:
            continue
        score = referent.weight - 2.0 * (sentence - referent.sentence)
        if referent.mention.kind == "place":
            score += 1.0
        if referent.mention.head.i > mention.head.i and referent.scene == scene.index:
            continue
        if best is None or score > best[0]:
            best = (score, referent)
    if best is None:
        return False
    country = best[1].actors[0].country
    assert country is not None
    mention.actors = (country_entity(country, ("GOV",) if d.noun not in COUNTRIES else ()),)
    mention.antecedent, mention.rule, mention.kind = best[1].mention, "coref:country", "country"
    return True


def bare_actor(d: Described, country: str, day: date | None = None) -> Entity:
    """The actor of a bare noun once its country is known."""
    if d.kind == "body" and d.noun in GOVERNMENT:
        return country_entity(country, d.sectors if not d.generic else ("GOV",))
    return made(d.noun, d.kind, country, () if d.generic else d.sectors)
