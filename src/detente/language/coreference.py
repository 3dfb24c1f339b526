"""References resolved in the article: short names, pronouns, descriptions, and countries for bare nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.appositions import merge
from detente.language.descriptions import (
    COUNTRIES,
    GROUPS,
    bare_actor,
    definite,
    numbered,
    office_of_words,
    resolve_country,
    resolve_counterpart,
    resolve_group,
    resolve_office,
    resolve_pair,
    resolve_region,
)
from detente.language.entities import with_country
from detente.language.inherit import ORGANS, actor_near, place_near, story_country
from detente.language.lexicon import VICTIMS
from detente.language.nouns import GOVERNMENT, NO_STATES
from detente.language.pronouns import resolve_pronoun
from detente.language.referents import Memory, refer
from detente.language.spots import spot

if TYPE_CHECKING:
    from detente.knowledge.entity import Entity
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention, Parsed
    from detente.language.scene import Scene

__all__ = ["merge", "resolve_references"]

# People whose country nobody can tell but from the place of the act: left to the coder.
ANYBODY = frozenset("people person man woman child other number dozen hundred thousand victim boy girl".split())


def resolve_references(parsed: Parsed, scenes: list[Scene]) -> None:
    """Go through the mentions in text order and give actors to those that refer to somebody."""
    memory = Memory(article=parsed.countries)
    named = frozenset(parsed.countries)
    dateline = _dateline_country(parsed)
    story = story_country(parsed.countries)
    sentence = 0
    for scene in scenes:
        grid = scene.grid
        for mention in list(scene.mentions):
            number = sentence + grid.sent[mention.head.i]
            _resolve(scene, mention, number, memory, named, story, dateline)
            _remember(scene, mention, number, memory)
        sentence += len(grid.starts)


def _dateline_country(parsed: Parsed) -> str | None:
    if not parsed.article.dateline:
        return None
    text = parsed.article.dateline.split(",")[0].split("/")[0].strip().title()
    row = spot(text)
    return row.country if row is not None else None


def _resolve(
    scene: Scene,
    mention: Mention,
    sentence: int,
    memory: Memory,
    named: frozenset[str],
    story: str | None,
    dateline: str | None,
) -> None:
    i = mention.head.i
    if mention.form == "pronoun":
        if scene.grid.lower[i] == "both":
            return
        resolve_pronoun(scene, mention, sentence, memory)
        return
    name = scene.at[i]
    if name is not None and name.full is not None and mention.kind == "person":
        _short_name(scene, mention, memory)
    if scene.grid.lower[i] == "counterpart" or "counterpart" in scene.roles.get(i, ()):
        resolve_counterpart(scene, mention, memory)
    _possessor(scene, mention)
    d = scene.described.get(i)
    if d is None or mention.form == "name":
        if mention.kind in ("person", "body") and mention.actors and not mention.actors[0].country:
            _inherit_name(scene, mention, memory, story)
        return
    if mention.actors and mention.actors[0].country and not _office_noun(scene, mention):
        return
    if numbered(scene, mention, d) and resolve_pair(scene, mention, d, sentence, memory):
        return
    words = tuple(scene.grid.lower[d.start : d.end + 1])
    if mention.kind == "person" and mention.head.tag_ == "NN" and definite(scene, mention):
        if resolve_office(scene, mention, words, memory, story):
            return
    if mention.actors and mention.actors[0].country:
        return
    determiner = definite(scene, mention)
    if determiner and d.noun in GROUPS and resolve_group(scene, mention, d, sentence, memory):
        return
    if determiner and d.noun in COUNTRIES and mention.head.tag_ == "NN" and resolve_country(scene, mention, d, sentence, memory):
        return
    _inherit_noun(scene, mention, memory, story, dateline)


def _office_noun(scene: Scene, mention: Mention) -> bool:
    """"the Russian president": an office of one person in a country that is known."""
    d = scene.described.get(mention.head.i)
    if d is None or d.kind != "person" or mention.head.tag_ != "NN" or len(mention.actors) != 1:
        return False
    return bool(office_of_words(tuple(scene.grid.lower[d.start : d.end + 1])))


def _short_name(scene: Scene, mention: Mention, memory: Memory) -> None:
    """The full name's mention says who it is; it is found by its name among those already seen."""
    name = scene.at[mention.head.i]
    assert name is not None
    full = name.full
    assert full is not None
    if full.mention is not None and full.mention.actors:
        mention.actors = full.mention.actors
        mention.antecedent = full.mention
        mention.rule = "coref:short-name"


def _possessor(scene: Scene, mention: Mention) -> None:
    """"its military", "his spokesman": the country of whoever the pronoun means."""
    i = mention.head.i
    poss = scene.possessors.get(i, -1)
    if poss < 0 and i in scene.described:
        poss = next((k for k in scene.grid.kids[i] if scene.grid.dep[k] == "poss"), -1)
    owner = scene.heads.get(poss) if poss >= 0 else None
    if owner is None or owner is mention or not owner.actors:
        return
    if mention.actors and mention.actors[0].country:
        return
    d = scene.described.get(i)
    actors: list[Entity] = []
    for actor in owner.actors:
        if not actor.country:
            continue
        if mention.actors:
            actors.append(with_country(mention.actors[0], actor.country))
        elif d is not None:
            made = bare_actor(d, actor.country)
            if d.generic and d.kind in ("person", "group") and not made.sectors:
                made = bare_actor(d._replace(sectors=actor.sectors or ("GOV",)), actor.country)
            actors.append(made)
    if actors:
        mention.actors = tuple(actors)
        mention.rule = f"{mention.rule}+possessor"
        if d is not None and d.kind == "body" and d.noun in GOVERNMENT:
            mention.kind = "country"


def _inherit_name(scene: Scene, mention: Mention, memory: Memory, story: str | None) -> None:
    """A country for a named person or body of whom the text tells none."""
    actor = mention.actors[0]
    if mention.kind == "body" and not (set(actor.sectors) & OWNED):
        return
    country, rule = _from_around(scene, mention, actor.sectors, story, None)
    if country:
        mention.actors = (with_country(actor, country), *mention.actors[1:])
        mention.rule = f"inherit:{rule}"


# Bodies that belong to a state or work in one; companies and agencies may be of anywhere.
OWNED = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "EDU", "MED"))


def _from_around(
    scene: Scene, mention: Mention, sectors: tuple[str, ...], story: str | None, dateline: str | None
) -> tuple[str | None, str]:
    i = mention.head.i
    organ = bool(sectors) and sectors[0] in ORGANS
    if organ:
        actor = actor_near(scene, i, mention)
        if actor is not None:
            return actor.actors[0].country, "actor"
    place = place_near(scene, i, strict=mention.form == "name")
    if place is not None:
        return place.actors[0].country, "place"
    if not organ:
        actor = actor_near(scene, i, mention)
        if actor is not None:
            return actor.actors[0].country, "actor"
    if story:
        return story, "article"
    if dateline:
        return dateline, "dateline"
    return None, ""


def _inherit_noun(scene: Scene, mention: Mention, memory: Memory, story: str | None, dateline: str | None) -> None:
    """A bare noun: the last of the same kind with a country, the place, the actors, the article."""
    d = scene.described[mention.head.i]
    if d.noun in ANYBODY or (d.kind == "people" and d.note == "weak"):
        return
    if d.generic or d.note == "weak":
        if not definite(scene, mention) or d.note == "object":
            return
    same = memory.nouns.get(d.noun)
    if same is not None and definite(scene, mention) in ("the", "this", "these", "that", ""):
        mention.actors, mention.antecedent, mention.rule = same.actors, same, "coref:noun"
        if mention.kind != "person":
            mention.kind = same.kind
        return
    if d.noun in VICTIMS:
        _inherit_victims(scene, mention, d, memory)
        return
    country, rule = _from_around(scene, mention, d.sectors, story, dateline)
    if country is None:
        last = next((r for r in reversed(memory.referents) if _is_state(r.actors[0].country)), None)
        if last is None:
            return
        country, rule = last.actors[0].country, "previous"
    if country is None:
        return
    mention.actors = (bare_actor(d, country),)
    mention.rule = f"inherit:{rule}"
    if d.kind == "body" and d.noun in GOVERNMENT:
        mention.kind = "country"


def _inherit_victims(scene: Scene, mention: Mention, d: Described, memory: Memory) -> None:
    """Hostages and prisoners are of the other side: in an article of two sides, not of the holder's."""
    holder = None
    i = mention.head.i
    for j in _chain_up(scene, i):
        for kid in scene.grid.kids[j]:
            other = scene.heads.get(kid)
            if scene.grid.dep[kid] in ("nsubj", "agent", "poss") and other is not None and other is not mention:
                holder = holder or next(iter(other.countries), None)
    if holder is None:
        return
    others = [c for c, _ in memory.article.most_common() if c != holder and _is_state(c)]
    if len(others) == 1 or (len(others) > 1 and memory.article[others[0]] > memory.article[others[1]]):
        mention.actors = (bare_actor(d, others[0]),)
        mention.rule = "inherit:other-side"


def _chain_up(scene: Scene, i: int) -> list[int]:
    out = []
    for _ in range(5):
        if scene.grid.head[i] == i:
            break
        i = scene.grid.head[i]
        out.append(i)
    return out


CHIEFS = frozenset(("head_of_state", "head_of_government", "monarch", "supreme_leader"))


def _is_state(country: str | None) -> bool:
    return bool(country) and country not in NO_STATES


def _remember(scene: Scene, mention: Mention, sentence: int, memory: Memory) -> None:
    """Take a mention into memory for those that come after it."""
    referent = refer(scene, mention, sentence, memory)
    if referent is None:
        return
    for country in mention.countries:
        memory.countries[country] += 1
    i = mention.head.i
    if mention.kind == "person" and len(mention.actors) == 1:
        actor = mention.actors[0]
        if actor.name and actor.country and actor.sectors[:1] == ("GOV",):
            words = scene.roles.get(i, ())
            if actor.country not in memory.leaders or office_of_words(words) in CHIEFS:
                memory.leaders[actor.country] = actor
        words = scene.roles.get(i)
        if words:
            code = office_of_words(words)
            if code and mention.actors[0].name:
                memory.offices.setdefault(code, []).append((mention.actors[0], mention))
    d = scene.described.get(i)
    if d is not None and mention.countries and mention.form != "name":
        memory.nouns[d.noun] = mention
