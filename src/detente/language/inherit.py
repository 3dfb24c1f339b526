"""A country for bare nouns: "police" in a sentence about Nairobi are Kenya's.

What is taken over is written in ``Mention.rule`` (``inherit:place``, ``inherit:actor``, ``inherit:article``,
``inherit:dateline``, ``inherit:previous``, ``inherit:other-side``), so that the coder can weigh it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.language.alone import above, above_actor, actor_alone, alone
from detente.language.around import aimed_at, appointed, attackers, is_state, police_of
from detente.language.descriptions import bare_actor, definite
from detente.language.entities import with_country
from detente.language.lexicon import VICTIMS
from detente.language.nouns import GOVERNMENT, of_many
from detente.language.parsed import LOCATIVE
from detente.language.referents import SAYING, SUBJECTS, Memory
from detente.language.words import words

if TYPE_CHECKING:
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

# One's own: a minister orders and asks the army and police of his state.
FORCES = (("MIL",), ("COP",))
# Where somebody goes or is taken, which tells nothing of where he is from.
TOWARDS = frozenset(("into", "toward", "towards", "onto"))
# A preposition of place in the same clause counts as so many tokens nearer.
CLAUSE = 40
# A country leads an article when it is named so many times as often as the next.
LEADS = 1.5
# The second country of an article that two lead is named at least once in so many times of the first.
APART = 5
# From so many sentences on, an article has a story, whose country goes before a lone actor of a sentence.
LONG = 7
# Sectors of those who act for a state: the actors around them tell their country before a place does.
ORGANS = frozenset(("GOV", "LEG", "JUD", "SPY"))
# Bodies that belong to a state or work in one; companies and agencies may be of anywhere.
OWNED = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "EDU", "MED"))
# People whose country nobody can tell but from the place of the act: left to the coder.
ANYBODY = words("anybody")
# Words that say that somebody is not of the country of the story.
NOT_HERE = words("not-here")
# Words that say that somebody is not who was spoken of before.
NEW = words("new")
# Sentences after which "the soldiers" of another country than the story's are no longer meant.
FORGOTTEN = 2
# Held for exchange between two sides; other prisoners are of the country that holds them.
EXCHANGED = frozenset(("hostage", "captive", "abductee"))


@dataclass(frozen=True, slots=True)
class Story:
    """What an article is about: its leading country, that of its dateline, all that it names."""

    country: str | None
    dateline: str | None
    long: bool
    counts: Counter[str]
    leading: frozenset[str]  # the two or three countries that a long article is about


def story_country(counts: Counter[str], dateline: str | None = None) -> str | None:
    """The country that an article is about: the one that leads, else the dateline's of the first two."""
    ranked = [(c, n) for c, n in counts.most_common(4) if is_state(c)]
    if not ranked:
        return None
    if len(ranked) == 1 or ranked[0][1] >= LEADS * ranked[1][1]:
        return ranked[0][0]
    return dateline if dateline in [c for c, _ in ranked[:2]] else None


def leading_countries(counts: Counter[str]) -> frozenset[str]:
    """The two states that are named most, or three where the third is near them."""
    ranked = [(c, n) for c, n in counts.most_common(8) if is_state(c)]
    if len(ranked) < 2:
        return frozenset()
    least = ranked[1][1]
    if ranked[0][1] > APART * least:
        return frozenset()  # about one country
    return frozenset(c for c, n in ranked[:3] if n * LEADS > least or n == least)


def place_near(scene: Scene, i: int, strict: bool = False) -> tuple[Mention, bool] | None:
    """The place of the clause of token ``i``, or the nearest of its sentence; whether it is of the clause.

    ``strict`` leaves out places that only modify a noun ("the Hanoi summit").
    """
    grid = scene.grid
    chain = grid.chain(i)
    best: tuple[Mention, bool] | None = None
    least = 1e9
    for j in range(grid.start_of_sentence(i), grid.end_of_sentence(i)):
        mention = scene.heads.get(j)
        if mention is None or mention.kind != "place" or not mention.actors or j != mention.head.i:
            continue
        if not is_state(mention.actors[0].country) or mention.rule == "dateline":
            continue
        if mention.form == "adjective" and strict:
            continue
        distance = abs(j - i) + (CLAUSE // 2 if mention.form == "adjective" else 0)
        governor = grid.head[j]
        if grid.dep[j] == "appos":
            governor = grid.head[governor]
        if grid.lower[governor] in TOWARDS:
            continue
        if grid.lower[governor] in LOCATIVE:
            governor = grid.head[governor]
        if _only_speech(scene, chain, governor):
            continue  # "investigators in Geneva said that Belarus tortures prisoners"
        same = governor in chain
        if same:
            distance += 5 * chain.index(governor) - CLAUSE
        if distance < least:
            best, least = (mention, same), distance
    return best


def _only_speech(scene: Scene, chain: list[int], governor: int) -> bool:
    """Whether a place tells where somebody says what is done, and the clause of what is said names its own actor."""
    grid = scene.grid
    for k, j in enumerate(chain[:-1]):
        if grid.dep[j] != "ccomp" or grid.lemma[chain[k + 1]] not in SAYING:
            continue
        if governor in chain[: k + 1] or not any(g in chain[k + 1 :] for g in (governor, grid.head[governor])):
            return False
        within = (scene.heads.get(kid) for kid in grid.kids[j] if grid.dep[kid] in SUBJECTS)
        return any(m is not None and m.countries and not m.inherited for m in within)
    return False


def _barred(scene: Scene, i: int, sectors: tuple[str, ...]) -> frozenset[str]:
    """Countries of the subject of whose verb token ``i`` is an oblique: nobody writes to his own junta.

    But courts and police deal with their own people, and parties run against those of their own country.
    """
    grid = scene.grid
    if grid.dep[i] != "pobj":
        return frozenset()
    for j in grid.chain(i)[1:4]:
        found = [scene.heads.get(k) for k in grid.kids[j] if grid.dep[k] in SUBJECTS]
        if found:
            others = [a for m in found if m is not None for a in m.actors if a.country]
            return frozenset(a.country for a in others if a.country and not _at_home(a.sectors[:1], sectors[:1]))
    return frozenset()


def _at_home(subject: tuple[str, ...], own: tuple[str, ...]) -> bool:
    return subject in (("JUD",), ("COP",)) or (subject in PARTIES and own in PARTIES)


PARTIES = (("PTY",), ("OPP",))


# Whom a state fights at home where a text names no other one.
WITHIN = (("CRM",), ("OPP",), ("PTY",))
REBELS = (("REB",), ("UAF",), ("CRM",))


def _only(mentions: list[Mention], own: Mention, barred: frozenset[str], organ: bool = False) -> str | None:
    """The country that all named actors and places among the mentions share, adjectives left out."""
    only: str | None = None
    for mention in mentions:
        if mention is own or not mention.actors or mention.inherited or mention.rule == "dateline":
            continue
        country = mention.actors[0].country
        if not is_state(country) or mention.form == "adjective":
            continue
        if organ and mention.kind == "group" and mention.actors[0].sectors[:1] in REBELS:
            continue  # "police blame the militia" are not of its country
        if only is not None and country != only:
            return None
        only = country
    return None if only in barred else only


def from_around(scene: Scene, mention: Mention, sectors: tuple[str, ...], story: Story) -> tuple[str | None, str]:
    """The country that the surroundings give, and the way: place, actor, article or dateline.

    In a short text the place of the clause or sentence, then the only country of the sentence; officials
    may speak abroad, so for them the place comes second.  A long article has a story behind these.
    """
    i = mention.head.i
    organ = bool(sectors) and sectors[0] in ORGANS
    place = place_near(scene, i, strict=mention.form == "name")
    organ_country = police_of(scene, mention, sectors)
    if organ_country:
        return organ_country, "organ"
    harmed_by = attackers(scene, i)
    if story.long and story.country in harmed_by:
        harmed_by = frozenset()  # a story of one country: they are at home
    barred = harmed_by if sectors[:1] in FORCES else _barred(scene, i, sectors) | harmed_by
    sentence = scene.grid.sent[i]
    beside = [m for m in scene.mentions if scene.grid.sent[m.head.i] == sentence and m.kind != "place"]
    if place is not None and not organ and (place[1] or not story.long):
        return place[0].actors[0].country, "place"
    only = _only(beside, mention, barred, organ or sectors[:1] == ("COP",))
    aims = aimed_at(scene, i)
    other = story.country
    if only in aims and (not other or other in aims):
        other = (
            next((c for c in story.counts if is_state(c) and c not in aims), None) if sectors[:1] in FORCES else only
        )
        if other and other != only:
            return other, "article"
    if only in aims and place is not None and not story.long and place[0].actors[0].country not in aims:
        return place[0].actors[0].country, "place"
    if only and not (only in aims and other != only):
        return only, "actor"
    if place is not None and not story.long:
        return place[0].actors[0].country, "place"
    if story.long:
        before = [m for m in scene.mentions if m.head.i < i]
        only = _only(before, mention, barred)
        if only:
            return only, "paragraph"
    if story.country and story.country not in barred:
        return story.country, "article"
    if place is not None:
        return place[0].actors[0].country, "place"
    if story.dateline:
        return story.dateline, "dateline"
    other = _other_state(scene, mention, harmed_by, story) if harmed_by else None
    if other is None and len(harmed_by) == 1 and sectors[:1] in WITHIN and len(story.counts) == 1:
        return next(iter(harmed_by)), "attacker"
    return (other, "victim") if other else (None, "")


def _other_state(scene: Scene, mention: Mention, harmed_by: frozenset[str], story: Story) -> str | None:
    """Whose victims are, where the text names no place: the other state's that it names most."""
    others = [c for c, _ in story.counts.most_common() if is_state(c) and c not in harmed_by]
    if len(others) > 1 and story.counts[others[0]] == story.counts[others[1]]:
        named = [c for m in scene.mentions if m.head.i < mention.head.i and not m.inherited for c in m.countries]
        return next((c for c in reversed(named) if c in others), None)
    return others[0] if others else None


def inherit_name(scene: Scene, mention: Mention, memory: Memory, story: Story) -> None:
    """A country for a named person or body of whom the text tells none."""
    actor = mention.actors[0]
    known = memory.persons.get((actor.name or "").lower())
    if known is not None and known.country:
        mention.actors = (known, *mention.actors[1:])
        mention.rule = "coref:name"
        return
    first = scene.heads.get(scene.grid.head[mention.head.i])
    if scene.grid.dep[mention.head.i] == "conj" and first is not None and first.countries and _joins(mention, first):
        mention.actors = (with_country(actor, first.countries[0]), *mention.actors[1:])
        mention.rule = "inherit:joined"
        return
    if mention.kind in ("body", "group") and not (set(actor.sectors) & OWNED):
        return
    post = appointed(scene, mention.head.i)
    if post:
        mention.actors, mention.rule = (with_country(actor, post), *mention.actors[1:]), "inherit:post"
        return
    country, rule = from_around(scene, mention, actor.sectors, story)
    if country:
        mention.actors = (with_country(actor, country), *mention.actors[1:])
        mention.rule = f"inherit:{rule}"


def _joins(mention: Mention, first: Mention) -> bool:
    """A body beside a body; a person right behind another ("the Ghanaian couple Ann and Kofi Lee")."""
    if mention.kind in ("body", "group"):
        own, other = mention.actors[0].sectors, first.actors[0].sectors
        return bool(OWNED.intersection(own)) or (bool(own) and own[:1] == other[:1])
    return first.kind == "person" and first.form == "name" and first.last + 2 == mention.first


def _of_nobody(scene: Scene, mention: Mention, d: Described) -> bool:
    """States themselves, those of several states, and words that may mean no people at all."""
    states = d.noun in ("country", "nation", "state") and mention.head.tag_ == "NNS"
    return states or of_many(scene, mention.head.i) or (d.kind == "people" and d.note == "weak")


def inherit_noun(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory, story: Story) -> None:
    """A bare noun: the last of the same kind with a country, the place, the actors, the article."""
    code = alone(scene, mention, d, story.counts)
    if code and d.note == "weak" and not memory.nouns.get(d.noun):
        mention.actors, mention.rule = (actor_alone(d, code),), "noun:alone"
        return
    if d.noun in ANYBODY or _of_nobody(scene, mention, d):
        return
    grid = scene.grid
    i = mention.head.i
    before = grid.lower[max(0, mention.first - 2) : i]
    if not NOT_HERE.isdisjoint(before) or grid.dep[i] in ("attr", "oprd") or grid.lower[grid.head[i]] == "as":
        return
    determiner = definite(scene, mention) or ("the" if scene.part == "headline" else "")
    if (d.generic or d.note == "weak") and (not determiner or d.note == "object") and not mention.actors:
        return
    same, said = memory.nouns.get(d.noun, (None, 0))
    if same is not None and story.country and story.country not in same.countries and sentence - said > FORGOTTEN:
        same = None
    again = NEW.isdisjoint(before) and not (d.generic and not determiner)
    if same is not None and again and determiner in ("the", "this", "these", "that", ""):
        mention.actors, mention.antecedent, mention.rule = same.actors, same, "coref:noun"
        if mention.kind != "person":
            mention.kind = same.kind
        return
    if code or above(scene, mention, d):
        mention.actors, mention.rule = (
            (actor_alone(d, code) if code else above_actor(d, story.counts, scene.day),),
            "noun:alone",
        )
        return
    if d.noun in VICTIMS and _other_side(scene, mention, d, memory, story):
        return
    country, rule = from_around(scene, mention, d.sectors, story)
    if country is None:
        country, rule = _previous(scene, mention, d, memory)
    if country is None:
        return
    named = mention.actors[0] if mention.actors and mention.actors[0].name else None
    mention.actors = (with_country(named, country) if named is not None else bare_actor(d, country),)
    mention.rule = f"inherit:{rule}"
    if d.kind == "body" and d.noun in GOVERNMENT:
        mention.kind = "country"


def _previous(scene: Scene, mention: Mention, d: Described, memory: Memory) -> tuple[str | None, str]:
    """The state spoken of last; victims are of their attackers' country only where these are at home."""
    harmed_by = attackers(scene, mention.head.i)
    if d.sectors[:1] in FORCES:
        harmed_by |= aimed_at(scene, mention.head.i)
    guess: tuple[str | None, str] = (None, "")
    for referent in reversed(memory.referents):
        actor = referent.actors[0]
        if not is_state(actor.country):
            continue
        if actor.country not in harmed_by:
            return actor.country, "previous"
        if guess[0] is None and AT_HOME.intersection(actor.sectors[:1]):
            guess = actor.country, "attacker"
    return guess


# Attackers who strike in their own country, as far as nothing else is said.
AT_HOME = frozenset(("COP", "REB", "UAF", "PRM", "CRM"))


def _other_side(scene: Scene, mention: Mention, d: Described, memory: Memory, story: Story) -> bool:
    """Hostages are of the other side of two, not of the holder's. True when that settles it."""
    holder = None
    for j in scene.grid.chain(mention.head.i)[1:]:
        for kid in scene.grid.kids[j]:
            other = scene.heads.get(kid)
            if scene.grid.dep[kid] in ("nsubj", "agent", "poss") and other is not None and other is not mention:
                holder = holder or next(iter(other.countries), None)
    if d.noun not in EXCHANGED:
        return False
    if "PSE" in story.counts:
        mention.actors, mention.rule = (bare_actor(d, "ISR"),), "inherit:other-side"
        return True  # in news of that conflict hostages are those held in Gaza, prisoners those of Israel
    others = [c for c, _ in story.counts.most_common() if c != holder and is_state(c)]
    if holder and (len(others) == 1 or (len(others) > 1 and story.counts[others[0]] > story.counts[others[1]])):
        mention.actors = (bare_actor(d, others[0]),)
        mention.rule = "inherit:other-side"
    return True
