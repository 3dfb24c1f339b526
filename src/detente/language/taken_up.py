"""Bodies and states that a noun takes up: "the group", "the company", "the Court", "the country"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.knowledge.entity import NO_STATES
from detente.language.around import is_state
from detente.language.entities import country_entity, with_sectors
from detente.language.referents import SUBJECTS, Memory, Referent, subjects_over

if TYPE_CHECKING:
    from detente.language.lexicon import Described
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

COUNTRIES = frozenset("country nation state republic kingdom".split())
# Nouns that take up armed or political groups rather than companies, and those that ask for a sector.
GROUPINGS = frozenset("group movement militia faction outfit organization organisation gang cartel".split())
SECTORED = {
    "party": ("PTY", "OPP", "GOV"), "company": ("BUS", "JRN"), "firm": ("BUS", "JRN"), "court": ("JUD",),
    "union": ("LAB",), "militia": ("REB", "PRM", "UAF", "MIL"), "cartel": ("CRM", "UAF"), "gang": ("CRM", "UAF"),
    "tribunal": ("JUD",), "council": ("GOV", "LEG", "MIL"), "agency": ("GOV", "SPY", "JRN"), "bloc": ("GOV", "PTY"),
    "network": ("JRN", "BUS", "CRM"), "outlet": ("JRN",), "broadcaster": ("JRN",), "channel": ("JRN",),
    "newspaper": ("JRN",), "magazine": ("JRN",), "platform": ("BUS", "JRN"), "bank": ("BUS",),
}  # fmt: skip
BODY_KINDS = frozenset(("group", "body"))
# Sentences back: a body is taken up while an article is about it.
REACH = 6
PER_SENTENCE = 1.2
OTHERWISE = (("BUS",), ("JRN",), ("GOV",), ("MIL",))
# A company or newspaper for "the group", a body of no name, somebody who is the subject of the same verb.
UNLIKELY, NAMELESS = 2.5, 2.0


def resolve_group(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory) -> bool:
    """ "the group", "the party", "the company": the body of that kind that was spoken of last, subjects first."""
    best: tuple[float, Referent] | None = None
    barred = _own_subjects(scene, mention.head.i)
    for referent in memory.lately(sentence, REACH):
        score = _as_body(referent, d)
        if score is None or (referent.scene == scene.index and referent.token in barred):
            continue
        score -= PER_SENTENCE * (sentence - referent.sentence)
        if best is None or score > best[0]:
            best = (score, referent)
    if best is None:
        return False
    referent = best[1]
    mention.actors, mention.antecedent, mention.rule = referent.actors, referent.mention, "coref:group"
    mention.kind = referent.mention.kind if referent.mention.kind in BODY_KINDS else referent.actors[0].kind
    return True


def _as_body(referent: Referent, d: Described) -> float | None:
    """How well a referent can be taken up by a noun for a body; None where it cannot."""
    m = referent.mention
    actor = referent.actors[0]
    theirs = m.form == "noun" and actor.name is not None and actor.kind in BODY_KINDS  # "Hamas envoys"
    if (m.kind not in BODY_KINDS and not theirs) or len(referent.actors) != 1:
        return None
    if m.form not in ("name", "possessive", "adjective") and not (actor.name and actor.kind in BODY_KINDS):
        return None
    wanted = SECTORED.get(d.noun)
    if wanted is not None and not set(wanted).intersection(actor.sectors):
        return None
    score = min(referent.weight, 2.0)
    if d.noun in GROUPINGS and actor.sectors[:1] in OTHERWISE and actor.country not in NO_STATES:
        score -= UNLIKELY
    return score if actor.name else score - NAMELESS


def _own_subjects(scene: Scene, i: int) -> frozenset[int]:
    """Subjects of the verb whose object a phrase is: "X sued the organization" is about another."""
    grid = scene.grid
    return frozenset(subjects_over(grid, i)) if grid.dep[i] in ("dobj", "pobj") else frozenset()


def resolve_short_body(mention: Mention, sentence: int, memory: Memory) -> bool:
    """ "the Court", "the Ministry", "ETP": a name that is part of a fuller one before it, or its initials."""
    own = mention.text.removeprefix("the ").removeprefix("The ")
    parts = own.lower().split()
    for referent in memory.lately(sentence, REACH):
        m = referent.mention
        if m.kind not in BODY_KINDS or len(referent.actors) != 1 or m.form == "pronoun":
            continue
        name = referent.actors[0].name or ""
        for full in dict.fromkeys((name, m.text)):
            longer = full.split()
            if len(longer) <= len(parts) or not longer:
                continue
            if set(parts) <= {w.lower() for w in longer} or (own.isupper() and own == _initials(longer)):
                mention.actors, mention.antecedent, mention.rule = referent.actors, m, "coref:short-body"
                return True
    return False


# Plural nouns for those who make up a body of states.
MEMBERS = frozenset("leader minister member state government delegate negotiator envoy diplomat ambassador".split())
ABOVE = frozenset(("IGO", "EUR", "UNO"))


def resolve_members(scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory) -> bool:
    """ "The leaders", "the 27 member states": those of the body of states that was spoken of just before."""
    grid, i = scene.grid, mention.head.i
    if d.noun not in MEMBERS or grid.tag[i] != "NNS":
        return False
    member = "member" in grid.lower[max(0, i - 2) : i]
    if d.noun == "state" and not member:
        return False
    for referent in memory.lately(sentence, 2 if member or d.noun == "member" else 1):
        m, actor = referent.mention, referent.actors[0]
        if actor.country in ABOVE and m.kind in BODY_KINDS | {"country"} and len(referent.actors) == 1:
            if m.form == "adjective" and not member:
                continue
            mention.actors, mention.antecedent, mention.rule = (with_sectors(actor, d.sectors),), m, "coref:members"
            return True
        if is_state(actor.country) and not member and referent.subject and referent.sentence == sentence:
            return False
    return False


def _initials(parts: list[str]) -> str:
    return "".join(w[0] for w in parts if w[:1].isupper())


def resolve_country(
    scene: Scene, mention: Mention, d: Described, sentence: int, memory: Memory, story: str | None
) -> bool:
    """ "the country": the last state spoken of; subjects go before others, states before who belongs to one."""
    best: tuple[float, Referent] | None = None
    subjects = [scene.heads.get(j) for j in _subjects_above(scene, mention.head.i)]
    barred = {c for m in subjects if m is not None for c in m.countries}
    if not barred:
        blamed = {c for j in _blaming(scene, mention.head.i) if j in scene.heads for c in scene.heads[j].countries}
        barred = blamed if _named_here(scene, mention.head.i, blamed) else set()
    if barred and story and story not in barred and not _named_here(scene, mention.head.i, barred):
        mention.actors, mention.rule, mention.kind = (country_entity(story),), "inherit:article", "country"
        return True
    for referent in memory.lately(sentence, 3):
        country = referent.actors[0].country
        if country in barred:
            continue
        if not country or len(referent.actors) != 1 or country in NO_STATES:
            continue
        if referent.mention.head.i > mention.head.i and referent.scene == scene.index:
            continue
        score = _as_country(referent) - 2.0 * (sentence - referent.sentence)
        if best is None or score > best[0]:
            best = (score, referent)
    if best is None:
        return False
    country = best[1].actors[0].country
    assert country is not None
    mention.actors = (country_entity(country, ("GOV",) if d.noun not in COUNTRIES else ()),)
    mention.antecedent, mention.rule, mention.kind = best[1].mention, "coref:country", "country"
    return True


# What makes a referent a worse antecedent of "the country": a company or armed group, a country only guessed at.
PRIVATE, GUESSED = 2.5, 2.0
STATELY = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))


def _as_country(referent: Referent) -> float:
    """How well a referent can be taken up as "the country"."""
    mention, actor = referent.mention, referent.actors[0]
    score = referent.weight
    if mention.kind == "place":
        score += 1.0
    elif actor.kind != "country" and not STATELY.intersection(actor.sectors[:1]):
        score -= PRIVATE
    return score - GUESSED if mention.inherited else score


def _named_here(scene: Scene, i: int, barred: set[str]) -> bool:
    """Whether another state than the barred ones stands before token ``i`` in its sentence."""
    start = scene.grid.start_of_sentence(i)
    return any(
        start <= m.head.i < i and m.actors and not m.inherited and m.countries and not barred & set(m.countries)
        for m in scene.mentions
    )


# Verbs of having forces in a country, and prepositions that say that something is done to it.
STATIONED = frozenset("have keep send deploy station maintain invade attack".split())
DONE_TO = frozenset("to at against on into with toward towards upon".split())


def _blaming(scene: Scene, i: int) -> frozenset[int]:
    """ "Peru punished two officers over the country's ...": the subject, where a reason follows its object."""
    grid = scene.grid
    prep = grid.head[grid.head[i]]
    if grid.dep[i] != "poss" or grid.dep[grid.head[i]] != "pobj" or grid.lower[prep] not in REASONS:
        return frozenset()
    verb = next((j for j in grid.chain(prep, 5)[1:] if grid.pos[j] in ("VERB", "AUX")), prep)
    while grid.dep[verb] == "conj" and not any(grid.dep[k] in SUBJECTS for k in grid.kids[verb]):
        verb = grid.head[verb]
    return frozenset(k for k in grid.kids[verb] if grid.dep[k] in SUBJECTS and grid.dep[k] != "nsubjpass")


# Prepositions before what somebody is punished or criticised for.
REASONS = frozenset(("over", "for", "because", "despite"))


def _subjects_above(scene: Scene, i: int) -> frozenset[int]:
    """The subjects of a clause in which something is done to "the country": it is another one's."""
    grid = scene.grid
    dep, above = grid.dep[i], grid.lower[grid.head[i]]
    done_to = dep == "dobj" or (dep == "pobj" and above in DONE_TO)
    if not done_to and not (dep == "pobj" and above in ("in", "from")):
        return frozenset()
    out: set[int] = set()
    for _ in range(5):
        if grid.head[i] == i:
            break
        i = grid.head[i]
        if done_to and grid.pos[i] == "NOUN":  # "Israeli strikes against the nation"
            doers = [
                k for k in grid.kids[i] if grid.dep[k] in ("amod", "poss", "compound", "nmod") and k in scene.heads
            ]
            if doers:
                return frozenset(doers)
        if grid.pos[i] not in ("VERB", "AUX"):
            continue
        found = [k for k in grid.kids[i] if grid.dep[k] in SUBJECTS]
        if not found and grid.dep[i] in ("conj", "xcomp"):
            continue  # "has halted funds and cut grants to the country"
        if done_to or grid.lemma[i] in STATIONED:
            out.update(found)
            if grid.dep[i] == "relcl":
                out.add(grid.head[i])
        break
    return frozenset(out)
