"""References resolved in the article: short names, pronouns, descriptions, and countries for bare nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.alone import alone
from detente.language.deeds import deed_of, resolve_deed, resolve_others
from detente.language.descriptions import (
    GROUPS,
    definite,
    numbered,
    office_of_words,
    resolve_counterpart,
    resolve_office,
    resolve_pair,
)
from detente.language.inherit import (
    LONG,
    Story,
    inherit_name,
    inherit_noun,
    leading_countries,
    story_country,
)
from detente.language.owners import belongs_to, take_owner
from detente.language.pronouns import SPEAKERS, resolve_pronoun
from detente.language.referents import Memory, refer
from detente.language.several import resolve_several
from detente.language.spots import spot
from detente.language.taken_up import COUNTRIES, resolve_country, resolve_group, resolve_members, resolve_short_body

if TYPE_CHECKING:
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention, Parsed
    from detente.language.scene import Scene

CHIEFS = frozenset(("head_of_state", "head_of_government", "monarch", "supreme_leader"))


def resolve_references(parsed: Parsed, scenes: list[Scene]) -> None:
    """Go through the mentions in text order and give actors to those that refer to somebody."""
    memory = Memory()
    counts = parsed.countries
    dateline = _dateline_country(parsed, scenes)
    long = sum(len(s.grid.starts) for s in scenes) >= LONG
    leading = leading_countries(counts) if long else frozenset()
    story = Story(story_country(counts, dateline), dateline, long, counts, leading)
    sentence = 0
    for scene in scenes:
        grid = scene.grid
        speakers: list[tuple[Mention, int]] = []
        for mention in list(scene.mentions):
            number = sentence + grid.sent[mention.head.i]
            if mention.form == "pronoun" and grid.lower[mention.head.i] in SPEAKERS:
                speakers.append((mention, number))  # "we ..., the minister said": who speaks comes later
                continue
            _resolve(scene, mention, number, memory, story)
            _remember(scene, mention, number, memory)
        for mention, number in speakers:
            resolve_pronoun(scene, mention, number, memory)
        sentence += len(grid.starts)


def _dateline_country(parsed: Parsed, scenes: list[Scene]) -> str | None:
    if not parsed.article.dateline:
        for scene in scenes[:4]:
            for mention in scene.mentions[:1]:
                if mention.rule == "dateline" and mention.actors:
                    return mention.actors[0].country
        return None
    text = parsed.article.dateline.split(",")[0].split("/")[0].strip().title()
    row = spot(text)
    return row.country if row is not None else None


def _resolve(scene: Scene, mention: Mention, sentence: int, memory: Memory, story: Story) -> None:
    i = mention.head.i
    if mention.form == "pronoun":
        if scene.grid.lower[i] in ("both", "two"):
            resolve_pair(scene, mention, "leader", sentence, memory, story.leading)
        else:
            resolve_pronoun(scene, mention, sentence, memory)
        return
    counted = mention.antecedent
    if counted is not None and mention.form == "noun" and i not in scene.described and not mention.countries:
        if not counted.countries:
            _resolve(scene, counted, sentence, memory, story)
        mention.actors, mention.kind, mention.rule = counted.actors, counted.kind, counted.rule
        return
    name = scene.at[i]
    if name is not None and name.full is not None and mention.kind == "person":
        _short_name(mention, name.full.mention)
    if scene.grid.lower[i] == "counterpart" or "counterpart" in scene.roles.get(i, ()):
        resolve_counterpart(scene, mention, memory)
    take_owner(scene, mention, sentence, memory)
    d = scene.described.get(i)
    if d is None or mention.form == "name":
        if not mention.actors or mention.actors[0].country or mention.rule == "name:document":
            return
        if mention.rule.startswith("name:org") and resolve_short_body(mention, sentence, memory):
            return
        if mention.kind in ("person", "body") or (mention.kind == "group" and mention.rule.startswith("name:org")):
            inherit_name(scene, mention, memory, story)
    elif not _described(scene, mention, d, sentence, memory, story) and not mention.countries:
        inherit_noun(scene, mention, d, sentence, memory, story)


def _described(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory, story: Story) -> bool:
    """Whom a common noun means by what it says; False when that tells nobody."""
    if mention.countries and not _office_noun(scene, mention, d):
        return True
    if _copula(scene, mention) or resolve_others(scene, mention):
        return True
    two = numbered(scene, mention, d, len(story.leading) == 2)
    if two and resolve_pair(scene, mention, d.noun, sentence, memory, story.leading):
        return True
    if resolve_several(scene, mention, d, sentence, memory):
        return True
    determiner = definite(scene, mention)
    singular = mention.head.tag_ == "NN"
    if mention.kind == "person" and singular and determiner:
        words = tuple(scene.grid.lower[d.start : d.end + 1])
        mine = determiner in ("its", "their", "his", "her")
        home = alone(scene, mention, d, story.counts) or story.country
        if resolve_office(scene, mention, words, memory, home, mine):
            return True
    if mention.countries or resolve_deed(scene, mention, d.noun, bool(determiner), sentence, memory):
        return True
    if _of_owner(scene, mention, d, sentence, memory, story):
        return True
    if determiner and resolve_members(scene, mention, d, sentence, memory):
        return True
    if determiner and d.noun in GROUPS and resolve_group(scene, mention, d, sentence, memory):
        return True
    if determiner and singular and d.noun in COUNTRIES:
        return resolve_country(scene, mention, d, sentence, memory, story.country)
    return False


def _copula(scene: Scene, mention: Mention) -> bool:
    """ "The victim was Ann Lee": the noun is whoever it is said to be."""
    grid, i = scene.grid, mention.head.i
    if mention.kind != "person" or grid.dep[i] != "nsubj" or grid.lemma[grid.head[i]] != "be":
        return False
    for kid in grid.kids[grid.head[i]]:
        other = scene.heads.get(kid)
        if grid.dep[kid] == "attr" and other is not None and other.kind == "person" and other.form == "name":
            mention.actors, mention.antecedent, mention.rule = other.actors, other, "coref:copula"
            return True
    return False


def _of_owner(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory, story: Story) -> bool:
    """ "the leader of the group", "ministers of the bloc": whose they are is a reference itself."""
    grid = scene.grid
    for kid in grid.kids[mention.head.i]:
        if kid <= mention.head.i or grid.lower[kid] not in ("of", "for"):
            continue
        for pobj in grid.kids[kid]:
            owner = scene.heads.get(pobj)
            if grid.dep[pobj] != "pobj" or owner is None or owner.form == "name" or owner is mention:
                continue
            if not owner.countries:
                _resolve(scene, owner, sentence, memory, story)
            return belongs_to(mention, d, owner)
    return False


def _office_noun(scene: Scene, mention: Mention, d: Described) -> bool:
    """ "the Russian president": an office of one person in a country that is known."""
    if d.kind != "person" or mention.head.tag_ != "NN" or len(mention.actors) != 1:
        return False
    return bool(office_of_words(tuple(scene.grid.lower[d.start : d.end + 1])))


def _short_name(mention: Mention, full: Mention | None) -> None:
    """The mention of the full name says who it is."""
    if full is not None and full.actors:
        mention.actors, mention.antecedent, mention.rule = full.actors, full, "coref:short-name"


def _remember(scene: Scene, mention: Mention, sentence: int, memory: Memory) -> None:
    """Take a mention into memory for those that come after it."""
    if refer(scene, mention, sentence, memory) is None:
        return
    for country in mention.countries:
        memory.countries[country] += 1
    if deed := deed_of(scene, mention):
        memory.deeds[id(mention)] = deed
    i = mention.head.i
    actor = mention.actors[0]
    if mention.kind == "person" and len(mention.actors) == 1 and actor.name:
        code = office_of_words(scene.roles[i]) if i in scene.roles else ""
        if actor.country:
            memory.persons.setdefault(actor.name.lower(), actor)
            if actor.sectors[:1] == ("GOV",) and (actor.country not in memory.leaders or code in CHIEFS):
                memory.leaders[actor.country] = actor
        if code:
            memory.offices.setdefault(code, []).append((actor, mention))
    d = scene.described.get(i)
    if d is not None and len(mention.actors) == 1 and mention.countries and mention.form != "name":
        memory.nouns[d.noun] = (mention, sentence)
