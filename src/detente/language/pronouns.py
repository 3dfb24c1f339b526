"""Whom "he", "its", "they" and "we" stand for: gender, number, grammar, and who was spoken of last."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from detente.language.binding import (
    ARMED,
    DISLOCATED,
    HE,
    I_,
    IT,
    THEY,
    WE,
    ahead,
    coarguments,
    conjunct,
    described_phrase,
    judged,
    subject_behind,
    targets,
    violent,
)
from detente.language.referents import SAYING, SUBJECTS, Memory, Referent
from detente.language.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.language.grid import Grid
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

# How well a referent fits a kind of pronoun, None where it cannot be meant.
Fits: TypeAlias = "Callable[[Referent], float | None]"
SPEAKERS = WE | I_
REFLEXIVE = frozenset("himself herself itself themselves ourselves myself".split())
# Sentences back that a pronoun reaches: persons stay in mind longer than things.
REACH_PERSON, REACH_THING = 4, 2
# What a step back to an earlier sentence costs, against 3 for a subject and 1 for an object (see `refer`).
PER_SENTENCE = 2.2
PER_TOKEN = 0.02
# Outside a quotation a pronoun seldom means somebody inside it; who spoke before goes on speaking.
QUOTED, SPEAKS = 2.5, 1.5
# A given name that tells the gender of one says little against another whose name is not known.
GENDER_KNOWN = 0.2
# Whoever stands in the noun phrase that a relative clause describes ("a speech by X in which he ...").
DESCRIBED = 3.5
# Whoever is armed, of an act of violence; and whoever it is done to is not the one who does it.
VIOLENT, AGAINST_OWN = 2.5, 3.0
# "Thanked her for her help": of what somebody is praised or punished for, the object, not the subject.
FOR_OBJECT = 2.5
# "X and his army": the owner is nearly always X.
BESIDE = 3.0
PLEONASTIC = words("pleonastic")


def resolve_pronoun(scene: Scene, mention: Mention, sentence: int, memory: Memory) -> None:
    """Give a pronoun the actors of its antecedent; it keeps none when nobody fits."""
    grid = scene.grid
    i = mention.head.i
    lower = grid.lower[i]
    later = ahead(scene, i)
    if later is not None:
        mention.actors, mention.antecedent, mention.kind = later.actors, later, later.kind
        mention.rule = "coref:ahead"
        return
    if lower in HE:
        found = _best(grid, scene, i, sentence, memory, _person(HE[lower]), REACH_PERSON)
        if found is None and (later := subject_behind(scene, i)) is not None:
            mention.actors, mention.antecedent, mention.kind = later.actors, later, "person"
            mention.rule = "coref:ahead"
            return
        if found is not None and not found.gender:
            memory.genders[found.actors[0].id] = HE[lower]
            for referent in memory.referents:
                if referent.actors == found.actors:
                    referent.gender = HE[lower]
    elif lower in IT:
        if _pleonastic(grid, i):
            return
        found = _best(grid, scene, i, sentence, memory, _thing, REACH_THING)
    elif lower in THEY:
        found = _best(grid, scene, i, sentence, memory, _many, REACH_THING)
        if found is not None and _take_pair(mention, found, sentence, memory):
            return
    elif lower in WE or lower in I_:
        found = _speaker(grid, scene, i, sentence, memory)
    else:
        return
    if found is None:
        return
    mention.actors = found.actors
    mention.antecedent = found.mention
    if grid.dep[i] in SUBJECTS:
        _dislocated(scene, mention)
    mention.rule = "coref:speaker" if lower in WE or lower in I_ else "coref:pronoun"
    mention.kind = found.mention.kind if found.mention.kind != "place" else "country"
    if lower in WE and found.person:
        mention.kind = "person"


def _person(gender: str) -> Fits:
    def fits(referent: Referent) -> float | None:
        if not referent.person or referent.plural:
            return None
        if referent.gender and referent.gender != gender:
            return None
        if not referent.gender and gender == "f":
            return -1.0
        return GENDER_KNOWN if referent.gender else 0.0

    return fits


def _thing(referent: Referent) -> float | None:
    if not referent.thing or referent.person:
        return None
    return -1.5 if referent.plural and referent.mention.form == "noun" else 0.0


SERVICES = (("BUS",), ("EDU",), ("MED",), ("REL",), ("JRN",))


def _many(referent: Referent) -> float | None:
    if referent.plural:
        return 1.0
    if referent.person:
        return 1.0 if referent.joined else None
    mention = referent.mention
    if mention.form == "noun" and referent.actors[0].sectors[:1] in SERVICES:
        return None  # no "they" for a hotel or a school
    return -1.0 if mention.kind in ("country", "body", "group") else None


def _best(grid: Grid, scene: Scene, i: int, sentence: int, memory: Memory, fits: Fits, reach: int) -> Referent | None:
    """The referent with the best score; those that grammar rules out are left out."""
    best: Referent | None = None
    top = -1e9
    possessive = grid.tag[i] == "PRP$"
    reflexive = grid.lower[i] in REFLEXIVE
    governor = grid.head[i]
    subject = grid.dep[i] in SUBJECTS
    quoted = scene.quoted(i)
    says = subject and grid.lemma[governor] in SAYING
    barred = coarguments(grid, i) if not possessive and not reflexive else frozenset()
    beside = conjunct(grid, i) if possessive else -1
    phrase = described_phrase(grid, i) if subject else (0, -1)
    fierce = subject and violent(grid, governor)
    aims = targets(scene, i) if subject else frozenset()
    praised = judged(grid, i) if possessive else -1
    for referent in memory.lately(sentence, reach):
        bonus = fits(referent)
        if bonus is None:
            continue
        back = sentence - referent.sentence
        same = back == 0 and referent.scene == scene.index
        if same and referent.token in barred:
            continue
        score = bonus + referent.weight - PER_SENTENCE * back
        if same:
            score -= PER_TOKEN * abs(i - referent.token)
            if referent.governor == governor and possessive and not referent.subject:
                score -= 1.0
        if subject and referent.subject:
            score += 0.7
        if same:
            if referent.token == beside:
                score += BESIDE
            if phrase[0] <= referent.token <= phrase[1]:
                score += DESCRIBED
            if referent.token == praised:
                score += FOR_OBJECT
        if fierce and ARMED.intersection(referent.actors[0].sectors[:1]):
            score += VIOLENT
        if aims and aims.issuperset(a.country for a in referent.actors):
            score -= AGAINST_OWN
        if referent.quoted and not quoted:
            score -= QUOTED
        if says and referent.speaks:
            score += SPEAKS
        if score > top:
            best, top = referent, score
    return best


def _dislocated(scene: Scene, pronoun: Mention) -> None:
    """ "A soldier like his father, he rose fast": what stands before the clause is said of its subject."""
    grid = scene.grid
    i = pronoun.head.i
    for kid in grid.kids[grid.head[i]]:
        mention = scene.heads.get(kid)
        if kid >= i or grid.dep[kid] not in DISLOCATED or mention is None or mention.form != "noun":
            continue
        if mention.kind == "person" and pronoun.antecedent is not mention:
            mention.actors, mention.antecedent = pronoun.actors, pronoun
            mention.rule = "coref:dislocated"


def _pleonastic(grid: Grid, i: int) -> bool:
    """ "It is clear that", "it was raining"."""
    if grid.dep[i] == "expl":
        return True
    if grid.dep[i] not in SUBJECTS or grid.lower[i] != "it":
        return False
    head = grid.head[i]
    kids = grid.kids[head]
    if grid.lemma[head] == "be":
        if any(grid.lemma[k] in PLEONASTIC for k in kids):
            return True
        return any(
            grid.dep[k] in ("ccomp", "csubj", "advcl", "xcomp") and k > head and grid.lower[k - 1] != "," for k in kids
        )
    if grid.dep[i] == "nsubjpass" and grid.lemma[head] in (
        "report",
        "expect",
        "say",
        "believe",
        "think",
        "know",
        "understand",
    ):
        return any(grid.dep[k] in ("ccomp", "xcomp") for k in kids)
    return grid.lemma[head] in ("seem", "appear", "rain", "snow")


def _take_pair(mention: Mention, found: Referent, sentence: int, memory: Memory) -> bool:
    """ "They" for two that are joined: "X and Y met; they agreed" means both."""
    scene_index, token = found.scene, found.token
    doc = found.mention.head.doc
    group = [found]
    for referent in memory.lately(sentence, REACH_THING):
        if referent is found or referent.scene != scene_index or referent.mention.head.doc is not doc:
            continue
        if (
            abs(referent.token - token) < 14
            and referent.governor == found.governor
            and referent.subject == found.subject
        ):
            a, b = sorted((referent.token, token))
            if any(doc[j].lower_ == "and" for j in range(a, b)):
                group.append(referent)
    if len(group) < 2:
        return found.person and not found.plural and len(found.actors) < 2  # one of two alone is no "they"
    group.sort(key=lambda r: r.token)
    mention.actors = tuple(dict.fromkeys(a for r in group for a in r.actors))
    mention.antecedent = group[0].mention
    mention.kind = group[0].mention.kind
    mention.rule = "coref:pronoun+joined"
    return True


def _speaker(grid: Grid, scene: Scene, i: int, sentence: int, memory: Memory) -> Referent | None:
    """Who says "we" or "I": the subject of the verb of saying above it, in its sentence, or before."""
    current = i
    for _ in range(12):
        above = grid.head[current]
        if above == current:
            break
        current = above
        if grid.lemma[current] in SAYING:
            for kid in grid.kids[current]:
                if grid.dep[kid] in SUBJECTS and kid != i:
                    mention = scene.heads.get(kid)
                    if mention is not None and mention.actors:
                        return _as_referent(mention, sentence, scene)
    start, end = grid.start_of_sentence(i), grid.end_of_sentence(i)
    for j in range(start, end):
        if grid.lemma[j] in SAYING:
            for kid in grid.kids[j]:
                mention = scene.heads.get(kid)
                if grid.dep[kid] in SUBJECTS and mention is not None and mention.actors:
                    return _as_referent(mention, sentence, scene)
    for referent in memory.lately(sentence, 2):
        if (referent.person and referent.subject) or referent.speaks:
            return referent
    return None


def _as_referent(mention: Mention, sentence: int, scene: Scene) -> Referent:
    person = mention.kind == "person"
    return Referent(
        mention,
        mention.actors,
        sentence,
        mention.head.i,
        -1,
        True,
        "",
        person,
        False,
        not person,
        1.0,
        scene.index,
    )
