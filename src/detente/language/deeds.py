"""Those whom an article names by what they did or suffered in it: "the attacker", "the suspect", "the victim".

Also who is counted on from others: "three militants were killed and four others arrested".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.entities import with_country
from detente.language.referents import SUBJECTS
from detente.language.words import words

if TYPE_CHECKING:
    from detente.language.parsed import Mention
    from detente.language.referents import Memory
    from detente.language.scene import Scene

DOERS, SUFFERERS = words("doers"), words("sufferers")
HARM = words("harm-verbs") | words("harming")
ACTORS = frozenset(("person", "people", "group"))
# Sentences after which nobody is called by the deed any more.
REACH = 4
OTHERS = frozenset(("other", "more", "another"))


def resolve_deed(scene: Scene, mention: Mention, noun: str, definite: bool, sentence: int, memory: Memory) -> bool:
    """ "The perpetrator": who did harm before; "the victim": to whom it was done."""
    if noun not in DOERS and noun not in SUFFERERS:
        return False
    if not definite and scene.grid.dep[mention.head.i] not in SUBJECTS:
        return False
    did = noun in DOERS
    for referent in memory.lately(sentence, REACH):
        other = referent.mention
        if other.head.doc is scene.grid.doc and (other.head.i >= mention.head.i or _of_one_verb(scene, other, mention)):
            continue
        role = memory.deeds.get(id(other), "")
        if role == ("did" if did else "suffered") and referent.actors[0].country is not None:
            country = referent.actors[0].country
            named = referent.actors[0].name is not None
            mention.actors = (
                referent.actors if named or not mention.actors else (with_country(mention.actors[0], country),)
            )
            mention.antecedent, mention.rule = other, "coref:deed"
            return True
    return False


def _of_one_verb(scene: Scene, other: Mention, mention: Mention) -> bool:
    """ "Police shot the attacker": two of one act are not the same."""
    head = scene.grid.head
    return head[other.head.i] in (head[mention.head.i], head[head[mention.head.i]])


def deed_of(scene: Scene, mention: Mention) -> str:
    """``did`` for the subject of a verb of harm, ``suffered`` for its object, else nothing."""
    grid, i = scene.grid, mention.head.i
    if mention.kind not in ACTORS:
        return ""
    dep, verb = grid.dep[i], grid.head[i]
    if dep == "conj" and grid.dep[verb] in (*SUBJECTS, "dobj"):
        dep, verb = grid.dep[verb], grid.head[verb]
    lemma = grid.lemma[verb]
    if dep == "pobj" and grid.dep[verb] == "agent":
        return "did" if grid.lemma[grid.head[verb]] in HARM else ""
    if lemma not in HARM:
        joined = [k for k in grid.kids[verb] if grid.dep[k] in ("conj", "advcl") and grid.lemma[k] in HARM]
        if dep != "nsubj" or not joined:
            return ""
    if dep == "nsubj":
        return "did"
    return "suffered" if dep in ("dobj", "nsubjpass") else ""


def resolve_others(scene: Scene, mention: Mention) -> bool:
    """ "Three gunmen were killed and four others arrested": the others are of the same kind and country."""
    grid, i = scene.grid, mention.head.i
    if grid.lemma[i].lower() not in OTHERS or grid.dep[i] not in ("dobj", "nsubjpass", "nsubj", "conj"):
        return False
    verb = grid.head[i]
    if grid.lemma[verb] not in HARM:
        return False
    start = grid.start_of_sentence(i)
    for other in sorted((m for m in scene.mentions if start <= m.head.i < i), key=lambda m: -m.head.i):
        suffers = grid.dep[other.head.i] in ("dobj", "nsubjpass")
        if other.kind in ACTORS and suffers and other.form != "pronoun" and grid.lemma[grid.head[other.head.i]] in HARM:
            if not other.countries or other.inherited:
                return False
            mention.actors, mention.antecedent, mention.rule = other.actors, other, "coref:others"
            mention.kind = other.kind if other.kind != "person" else "people"
            return True
    return False
