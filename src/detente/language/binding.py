"""What grammar says of a pronoun: whom it cannot mean, whom it is likely to, and who is named only behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.referents import SUBJECTS, gender_of
from detente.language.words import words

if TYPE_CHECKING:
    from detente.language.grid import Grid
    from detente.language.parsed import Mention
    from detente.language.scene import Scene

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
WE = frozenset(("we", "us", "our", "ours", "ourselves"))
I_ = frozenset(("i", "me", "my", "mine", "myself"))


def ahead(scene: Scene, i: int) -> Mention | None:
    """ "In his speech, Ann Lee ...": whoever is named behind a phrase at the front of a sentence, which he owns."""
    grid = scene.grid
    if grid.tag[i] != "PRP$" or grid.dep[grid.head[i]] != "pobj":
        return None
    prep = grid.head[grid.head[i]]
    if grid.dep[prep] != "prep" or grid.start_of_sentence(i) < prep - 1:
        return None
    return subject_behind(scene, i)


def subject_behind(scene: Scene, i: int) -> Mention | None:
    """The named subject of the main clause behind token ``i``, of the gender and kind of the pronoun there."""
    grid = scene.grid
    start, end = grid.start_of_sentence(i), grid.end_of_sentence(i)
    root = next((j for j in range(start, end) if grid.head[j] == j), -1)
    if root < i or not any(grid.lower[j] == "," for j in range(i, root)):
        return None
    for kid in grid.kids[root]:
        found = scene.heads.get(kid)
        if kid <= i or grid.dep[kid] not in SUBJECTS or found is None or not found.actors or found.form != "name":
            continue
        lower = grid.lower[i]
        if lower in HE:
            gender = gender_of(grid.text[found.first : found.last + 1])
            return found if found.kind == "person" and gender in ("", HE[lower]) else None
        if lower in IT:
            return found if found.kind in ("country", "body", "group") else None
    return None


def described_phrase(grid: Grid, i: int) -> tuple[int, int]:
    """First and last token before a relative clause about a thing ("a speech by X in which he ..."); empty if none."""
    verb = i
    for _ in range(4):
        verb = grid.head[verb]
        if grid.dep[verb] in ("relcl", "advcl") or grid.head[verb] == verb:
            break
    if grid.dep[verb] not in ("relcl", "advcl"):
        return 0, -1
    first = next((j for j in range(i - 1, max(0, i - 4), -1) if grid.lower[j] in ("which", "where", "during")), -1)
    if first < 0:
        return 0, -1
    if grid.lower[first] == "which" and grid.dep[first] != "pobj":
        return 0, -1
    noun = grid.head[verb] if grid.dep[verb] == "relcl" else _noun_with_doer(grid, first)
    for _ in range(6):  # "a speech given by X at the fair in which he": the speech
        if noun < 0 or grid.dep[noun] not in ("pobj", "prep", "agent", "acl"):
            break
        noun = grid.head[noun]
    return (noun, first) if 0 <= noun < first else (0, -1)


def _noun_with_doer(grid: Grid, i: int) -> int:
    """The noun before token ``i`` that "made by", "given by" describes."""
    for j in range(i - 1, grid.start_of_sentence(i), -1):
        if grid.dep[j] == "agent" and grid.dep[grid.head[j]] == "acl":
            return grid.head[grid.head[j]]
    return -1


ARMED = frozenset(("MIL", "REB", "UAF", "PRM", "CRM"))
VIOLENT_VERBS = words("violent")
VIOLENT_NOUNS = frozenset("attack strike missile rocket drone offensive raid assault bombing ambush massacre".split())


def violent(grid: Grid, verb: int) -> bool:
    """ "They attacked", "committed an attack", "fired rockets"."""
    if grid.lemma[verb] in VIOLENT_VERBS:
        return True
    return any(grid.dep[k] == "dobj" and grid.lemma[k] in VIOLENT_NOUNS for k in grid.kids[verb])


def targets(scene: Scene, i: int) -> frozenset[str]:
    """Countries against which the verb of a subject pronoun is turned: nobody attacks his own."""
    grid = scene.grid
    verb = grid.head[i]
    out: set[str] = set()
    pending = [(k, 0) for k in grid.kids[verb] if k > i]
    while pending:
        j, depth = pending.pop()
        dep = grid.dep[j]
        if dep in ("dobj", "pobj"):
            mention = scene.heads.get(j)
            if mention is not None and not mention.inherited and mention.form == "name":
                out.update(mention.countries)
            appos = [k for k in grid.kids[j] if grid.dep[k] == "appos"]
            out.update(c for k in appos if k in scene.heads for c in scene.heads[k].countries)
        if dep == "dobj":
            inside = [p for k in grid.kids[j] if grid.lower[k] == "in" for p in grid.kids[k] if grid.dep[p] == "pobj"]
            out.update(c for p in inside if p in scene.heads for c in scene.heads[p].countries)
        if depth < 4 and (
            dep == "dobj" or (dep == "prep" and grid.lower[j] in ("on", "against", "at")) or dep == "pobj"
        ):
            pending.extend((k, depth + 1) for k in grid.kids[j] if grid.dep[k] in ("prep", "pobj"))
    return frozenset(out)


def judged(grid: Grid, i: int) -> int:
    """The object of a verb that a "for" with this possessor in it gives a reason for; -1 for none."""
    prep = grid.head[grid.head[i]]
    if grid.lower[prep] not in ("for", "over") or grid.dep[grid.head[i]] != "pobj":
        return -1
    verb = grid.head[prep]
    if grid.pos[verb] != "VERB":
        return -1
    return next((k for k in grid.kids[verb] if grid.dep[k] == "dobj"), -1)


def conjunct(grid: Grid, i: int) -> int:
    """ "Putin and his country": whoever the owner of a joined noun is joined to; -1 for none."""
    noun = grid.head[i]
    return grid.head[noun] if grid.dep[noun] == "conj" and grid.pos[grid.head[noun]] in ("NOUN", "PROPN") else -1


def coarguments(grid: Grid, i: int) -> frozenset[int]:
    """Tokens that a pronoun cannot mean: other arguments of its verb, and the subject that controls it."""
    head = grid.head[i]
    if grid.dep[i] in ("pobj", "conj") and grid.pos[head] not in ("VERB", "AUX"):
        of = grid.lower[head] == "of"
        head = grid.head[head]
        if of and grid.dep[head] in ("dobj", "nsubjpass") and grid.pos[head] in ("ADJ", "NUM", "PRON", "DET", "NOUN"):
            head = grid.head[head]  # "police beat several of them"
    out: set[int] = set()
    if grid.pos[head] not in ("VERB", "AUX"):
        return frozenset()
    subject = grid.dep[i] in SUBJECTS
    for kid in grid.kids[head]:
        if kid == i:
            continue
        if grid.tag[kid] in ("WP", "WDT") and grid.dep[head] == "relcl" and not subject:
            out.add(grid.head[head])  # "X, who stood beside him"
        if grid.dep[kid] in ("dobj", "dative", "attr") or (grid.dep[kid] in SUBJECTS and not subject):
            out.update(_joined(grid, kid))
        elif subject and kid < i and grid.dep[kid] in DISLOCATED:
            out.add(kid)
        elif grid.dep[kid] == "prep" and subject:
            out.update(p for p in grid.kids[kid] if grid.dep[p] == "pobj" and p < i)
    if not subject and not any(grid.dep[k] in SUBJECTS for k in grid.kids[head]):
        # "accused it of trying", "wants to meet him": the subject stands at the verb above.
        above = head
        for _ in range(3):
            if grid.dep[above] not in ("xcomp", "conj", "pcomp"):
                break
            above = grid.head[above]
            subjects = [k for k in grid.kids[above] if grid.dep[k] in SUBJECTS]
            if subjects:
                for k in subjects:
                    out.update(_joined(grid, k))
                break
    return frozenset(out)


def _joined(grid: Grid, i: int) -> list[int]:
    out = [i]
    for kid in grid.kids[i]:
        if grid.dep[kid] in ("conj", "appos") and kid > i:
            out.extend(_joined(grid, kid))
    return out


DISLOCATED = frozenset(("dep", "npadvmod"))
