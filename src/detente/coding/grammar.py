"""Reading roles off a dependency parse: who stands in which slot of a predicate.

Every function takes spaCy tokens (ClearNLP labels of the English pipelines) and gives back tokens, the
heads of the phrases that fill the slot.  Nothing here knows an actor or a frame.
"""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
OBJECTS = frozenset(("dobj", "obj", "attr", "oprd"))
CLAUSES = frozenset(("xcomp", "ccomp"))
MODIFIERS = frozenset(("amod", "compound", "nmod", "nummod"))
RELATIVE = frozenset(("that", "which", "who", "whom"))
SUBORDINATORS = frozenset(("when", "after", "as", "while", "because", "since", "before", "until", "if", "unless"))
VERBAL = frozenset(("VERB", "AUX"))
# Verbs whose infinitive is done by their subject though they have an object ("promised them to leave").
SUBJECT_CONTROL = frozenset(
    "promise vow threaten pledge swear visit meet leave enter attend join use hold convene host reach open close "
    "travel cross tour pay plan".split()
)
# Verbs whose object is said to have done what "of" or "for" and a gerund tell.
ACCUSING = frozenset(
    "accuse suspect blame convict acquit criticise criticize condemn denounce thank praise sue charge".split()
)
# Verbs whose participle after an addressee says what the writer does ("wrote to them asking for help").
ADDRESSING = frozenset("ask urge demand request warn call invite beg tell threaten accuse complain offer".split())
_MARKS = frozenset(("after", "before", "since", "until", "as", "because", "while", "when", "once"))
# Steps of a chain of governors: deep enough for news prose, and a bound on broken parses.
MAX_CLIMB = 6


def conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by 'and', 'or' and commas."""
    out = [token]
    for child in token.children:
        if child.i > token.i and (child.dep_ == "conj" or _listed(child)):
            out.extend(conjuncts(child))
    return out


def _listed(token: Token) -> bool:
    """The second of a list of names that the parser took for an apposition ("the Kremlin, Beijing and Delhi")."""
    return (
        token.dep_ == "appos"
        and token.pos_ == "PROPN"
        and any(c.dep_ == "conj" and c.pos_ in ("PROPN", "NOUN") for c in token.children)
    )


def children(token: Token, labels: frozenset[str]) -> list[Token]:
    """Children with one of these labels, conjuncts included."""
    return [c for child in token.children if child.dep_ in labels for c in conjuncts(child)]


def is_passive(verb: Token) -> bool:
    """A passive clause, or a bare participle that modifies a noun ("the man arrested in Rome")."""
    tag = verb.tag_
    for child in verb.children:
        dep = child.dep_
        if dep in ("nsubjpass", "auxpass", "csubjpass") or (dep == "conj" and tag == "VBD" and _garden_path(verb)):
            return True
    if tag != "VBN" and not _past_participle(verb):
        return False
    for child in verb.children:
        if child.dep_ in ("aux", "nsubj") and child.lemma_ in ("have", "be"):
            return child.lemma_ == "be"
    if verb.dep_ in ("acl", "amod"):
        return not any(c.dep_ in ("dobj", "nsubj") for c in verb.children)
    if verb.dep_ in ("advcl", "ROOT", "relcl", "ccomp", "parataxis"):
        # A headline's "Five killed in raid" or "..., accused of": no subject, no object, no "have".
        return not any(c.dep_ in ("dobj", "nsubj", "aux") for c in verb.children)
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        return not any(c.dep_ in ("nsubj", "dobj", "aux") for c in verb.children) and is_passive(verb.head)
    return False


def _garden_path(verb: Token) -> bool:
    """ "The citizen detained in Minsk is released": the first verb modifies the subject of the second."""
    if any(c.dep_ in ("dobj", "cc", "auxpass") or c.dep_ in CLAUSES for c in verb.children):
        return False
    return any(
        c.dep_ == "conj"
        and c.tag_ == "VBN"
        and any(k.dep_ == "auxpass" for k in c.children)
        and not any(k.dep_ in SUBJECTS | PASSIVE_SUBJECTS for k in c.children)
        for c in verb.children
    )


def _past_participle(verb: Token) -> bool:
    """A past tense that modifies a noun without a comma is a participle ("the citizen detained in Minsk")."""
    return (
        verb.tag_ == "VBD"
        and verb.dep_ == "acl"
        and verb.nbor(-1).text != ","
        and not any(c.dep_ in CLAUSES for c in verb.children)
    )


def _through_relative(tokens: list[Token], verb: Token) -> list[Token]:
    """Relative pronouns give way to the noun that they stand for."""
    out = []
    for token in tokens:
        if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP"):
            clause = verb
            for _ in range(MAX_CLIMB):
                if clause.dep_ in ("relcl", "acl"):
                    out.extend(conjuncts(clause.head) if clause.head.dep_ == "conj" else [clause.head])
                    break
                if clause.head == clause:
                    break
                clause = clause.head
        else:
            out.append(token)
    return out


def _taken_by_mark(verb: Token) -> list[Token]:
    """ "After Belgium accused": the parser may take the subject for the object of "after"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or is_passive(verb):
        return []
    for child in verb.children:
        if child.dep_ in ("mark", "prep") and child.i < verb.i and child.lower_ in _MARKS:
            for noun in child.children:
                if noun.dep_ == "pobj" and child.i < noun.i and noun.right_edge.i == verb.left_edge.i - 1:
                    return conjuncts(noun)
                if noun.dep_ == "pobj" and noun.right_edge.i == verb.i - 1:
                    return conjuncts(noun)
    return []


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Whoever stands before the verb, inherited through conjunction, control, raising and participles."""
    own = children(verb, SUBJECTS | PASSIVE_SUBJECTS)
    if own:
        return _through_relative(own, verb)
    if depth >= MAX_CLIMB:
        return []
    lost = _taken_by_mark(verb)
    if lost:
        return lost
    head, dep = verb.head, verb.dep_
    if dep == "conj" and head.pos_ in VERBAL:
        return surface_subjects(_parallel(verb, head), depth + 1)
    if dep in ("xcomp", "advcl") and is_passive(head) and verb.tag_ == "VB" and head.dep_ == "acl":
        return agents(head) or surface_subjects(head, depth + 1)  # "the law used by X to ban Y"
    if dep in ("xcomp", "ccomp") and head.pos_ in VERBAL and head != verb:
        if dep == "xcomp" and head.lemma_ not in SUBJECT_CONTROL:
            controllers = [t for t in children(head, frozenset(("dobj", "dative"))) if t.i < verb.i]
            if controllers:
                return controllers
        return surface_subjects(head, depth + 1)
    if dep in ("xcomp", "ccomp", "advcl", "acl") and head.pos_ == "ADJ":
        return surface_subjects(head.head if head.head.pos_ in VERBAL else head, depth + 1)
    if dep == "advcl" and head.pos_ in VERBAL and verb.tag_ in ("VBG", "VBN", "VB"):
        return surface_subjects(head, depth + 1)
    if dep == "pcomp":
        return _governing_subjects(head, depth)
    if dep == "acl" and verb.tag_ == "VBG" and verb.lemma_ in ADDRESSING and head.dep_ == "pobj":
        writer = governor(head)
        if writer is not None and head.head.lower_ == "to":
            return surface_subjects(writer, depth + 1)  # "wrote to the governments asking them to help"
    if dep in ("relcl",) or (dep == "acl" and verb.tag_ != "VB"):
        return conjuncts(head)
    if dep == "acl":  # an infinitive on a noun: "a plan to attack", "agreed on a deal to end"
        return owners(head, depth)
    if dep in ("auxpass", "aux") and head.pos_ in VERBAL:
        return surface_subjects(head, depth + 1)
    return []


def _finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children
    )


def _parallel(verb: Token, head: Token) -> Token:
    """The verb that another is really joined to, where the parser took one that stands too low or too high.

    "Accused Hamas of breaking the truce and demands": a finite verb is joined to a finite one.  "Said that they
    had met, had agreed and would go on": one with an auxiliary to one with an auxiliary.
    """
    if _finite(verb) and not _finite(head):
        above = head
        for _ in range(MAX_CLIMB):
            if _finite(above) or above.head == above:
                break
            above = above.head
        return above if above.pos_ in VERBAL and _finite(above) else head
    mine = {c.lower_ for c in verb.children if c.dep_ == "aux"} - {"to"}
    if mine and head.tag_ in ("VBD", "VBZ", "VBP") and not any(c.dep_ == "aux" for c in head.children):
        for child in head.children:
            if child.dep_ == "ccomp" and head.i < child.i < verb.i and any(c.dep_ == "aux" for c in child.children):
                return child
    return head


def _governing_subjects(prep: Token, depth: int) -> list[Token]:
    """The subject of the clause that a preposition with a gerund hangs on ("accused of helping")."""
    head = prep.head
    if head.pos_ in VERBAL:
        objects = [t for t in children(head, frozenset(("dobj",))) if t.i < prep.i]
        if objects and prep.lower_ in ("of", "from", "for", "against", "into", "with"):
            return objects  # "accused Moscow of helping", "credits him with saving": Moscow helps, he saves
        if is_passive(head) or prep.lower_ != "by":
            return surface_subjects(head, depth + 1)
        return surface_subjects(head, depth + 1)
    if head.pos_ in ("NOUN", "PROPN"):
        above = head
        while above.dep_ == "conj":
            above = above.head
        if prep.lower_ in ("of", "for", "over") and above.dep_ == "dobj" and above.head.lemma_ in ACCUSING:
            return [head]  # "accused the Armenian forces of shelling": the parser hangs "of" on the forces
        return owners(head, depth)
    return []


def owners(noun: Token, depth: int = 0) -> list[Token]:
    """Whose noun it is: its possessor, or the subject of the verb whose object it is."""
    own = children(noun, frozenset(("poss",)))
    if own:
        return own
    verb = governor(noun)
    return surface_subjects(verb, depth + 1) if verb is not None else []


def governor(token: Token) -> Token | None:
    """The verb whose argument the noun is (through prepositions and conjunction), or None."""
    current = token
    for _ in range(MAX_CLIMB):
        head = current.head
        if head == current:
            return None
        if head.pos_ in VERBAL:
            return head
        if current.dep_ not in ("conj", "pobj", "prep", "dobj", "attr", "appos"):
            return None
        current = head
    return None


def agents(verb: Token) -> list[Token]:
    """The 'by' phrase of a passive."""
    out: list[Token] = []
    for child in verb.children:
        agent = child.dep_ == "agent"
        word = child.lower_ if agent or child.dep_ == "prep" else ""
        if agent or (word == "by" and is_passive(verb)):
            out.extend(t for t in children(child, _PREPOSED) if t.lemma_ not in _MEASURES)
        elif word == "as" and not out and is_passive(verb):
            # "designated as a danger by the ministry": the parser hangs the doer on the noun
            out.extend(c for t in child.subtree if t.lower_ == "by" for c in children(t, _PREPOSED))
    return out


_PREPOSED = frozenset(("pobj",))


# What something is done by, and no doer ("delayed by thirty days", "raised by ten percent").
_MEASURES = frozenset("day week month year hour minute percent % point dollar euro mile kilometre kilometer".split())


def subjects(verb: Token) -> list[Token]:
    """Logical subjects: who does it, passives turned round."""
    return agents(verb) if is_passive(verb) else surface_subjects(verb)


def objects(verb: Token) -> list[Token]:
    """Logical objects: to whom it is done, passives turned round."""
    if is_passive(verb):
        found = surface_subjects(verb)
        return found + [t for t in children(verb, frozenset(("dobj", "oprd"))) if t not in found]
    found = children(verb, OBJECTS) or _of_particle(verb)
    if not found and any(c.dep_ == "dative" for c in verb.children):
        found = [c for c in verb.children if c.dep_ == "npadvmod" and c.i > verb.i]  # "gave them 48 hours"
    if found:
        return _through_relative(found, verb)
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if verb.dep_ == "relcl" and own and not any(c.lower_ in RELATIVE for c in own) and not _opened_otherwise(verb):
        return conjuncts(verb.head)  # "the town that they attacked" with the pronoun left out
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.head.dep_ != "conj":
        # "attacked and burned the town" hangs the object on the last verb, "burned" here has its own.
        return []
    shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i > verb.i]
    if shared and not any(c.dep_ in CLAUSES | {"prep"} for c in verb.children):
        return children(shared[0], OBJECTS)
    return []


# Verbs with a particle that the parser takes for a preposition ("passed on a message", "let through the convoy").
PHRASAL = frozenset(
    tuple(pair.split())
    for pair in "pass on,hand in,turn in,hand over,turn over,hand back,give back,send back,let in,let through,wave through,"
    "win over,win round,call in,bring in,call off,take in,send in,invite in,take over,give up,pay off,write off,cut off,"
    "break off,lay down,shoot down,pull down,take down,put off,ward off,fend off,bring back,let out,free up,set up".split(
        ","
    )
)


def _of_particle(verb: Token) -> list[Token]:
    """The object that the parser hung on a particle."""
    for child in verb.children:
        if child.i != verb.i + 1 or child.dep_ not in ("prt", "prep"):
            continue
        if child.dep_ == "prep" and (verb.lemma_, child.lower_) not in PHRASAL:
            continue
        found = [t for t in children(child, frozenset(("pobj",))) if t.ent_type_ not in ("DATE", "TIME", "CARDINAL")]
        if child.dep_ == "prt" or not any(t.pos_ == "PROPN" and child.lower_ == "in" for t in found):
            return found
    return []


def _receivers(verb: Token) -> list[Token]:
    """Who gets the object: the dative, or the first of two bare objects ("handed Beirut the lists")."""
    found = children(verb, frozenset(("dative",)))
    bare = [c for c in verb.children if c.dep_ == "dobj"]
    if found or len(bare) < 2 or bare[0].i < verb.i:
        return found
    return conjuncts(bare[0])


def _opened_otherwise(clause: Token) -> bool:
    """A relative clause whose own word says what the noun is in it ("whose army attacked", "where they fought")."""
    return clause.left_edge.tag_ in ("WP$", "WRB")


def prepositional(token: Token, word: str) -> list[Token]:
    """Objects of a preposition that hangs on the token (or on one that hangs on it: 'out of')."""
    out: list[Token] = []
    for child in token.children:
        dep = child.dep_
        if dep not in _PREPOSITIONAL:
            continue
        if child.lower_ == word:
            out.extend(children(child, _PREPOSED))
            out.extend(c for c in child.children if c.dep_ == "pcomp")
        elif dep in ("prep", "advmod", "prt") and child.pos_ in ("ADP", "ADV", "SCONJ"):
            for inner in child.children:
                if inner.dep_ in ("prep", "pcomp") and inner.lower_ == word:
                    out.extend(children(inner, _PREPOSED))
    return out


_PREPOSITIONAL = frozenset(("prep", "dative", "agent", "prt", "advmod"))


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and compounds before a noun, those of its compounds included."""
    out = []
    for child in noun.children:
        if child.dep_ in MODIFIERS or (child.dep_ == "npadvmod" and child.i < noun.i):
            out.extend(conjuncts(child))
            out.extend(modifiers(child))
    return out


def clausal(token: Token) -> list[Token]:
    """Verbs of the clauses that complete a predicate: 'that' clauses, infinitives, 'of' with a gerund."""
    out = children(token, CLAUSES)
    for child in token.children:
        if child.dep_ in ("prep", "agent"):
            out.extend(children(child, frozenset(("pcomp",))))
        elif child.dep_ in ("acl", "advcl") and child.tag_ == "VB":
            out.extend(conjuncts(child))
    return out


_REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves"))


def _bare(verb: Token) -> bool:
    """An infinitive or an imperative: what somebody is to do ("told them to leave", " 'Leave,' he told them")."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass")]
    if verb.tag_ in ("VB", "VBP") and not own and verb.dep_ == "ccomp":
        return True
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in own)


def slot(token: Token, name: str) -> list[Token]:
    """What fills a slot of a predicate; see docs/frames.md for the names."""
    verbal = token.pos_ in VERBAL
    if name == "subj":
        return subjects(token) if verbal else _adjective_subjects(token)
    if name == "obj":
        return objects(token) if verbal else []
    if name == "stated":
        return children(token, SUBJECTS | PASSIVE_SUBJECTS) if verbal else []
    if name == "iobj":
        return _receivers(token)
    if name == "comp":
        return clausal(token)
    if name == "inf":
        return [t for t in clausal(token) if _bare(t)]
    if name == "attr":
        called = [  # "declared itself ready"
            c
            for c in token.children
            if c.dep_ == "ccomp" and c.pos_ == "ADJ" and any(k.lower_ in _REFLEXIVE for k in c.children)
        ]
        return children(token, frozenset(("attr", "acomp", "oprd"))) + called
    if name == "poss":
        return children(token, frozenset(("poss",)))
    if name == "aux":
        return [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    if name == "neg":
        return [c for c in token.children if c.dep_ == "neg"]
    if name == "mod":
        return modifiers(token)
    if name == "head":
        return [token.head] if token.head != token else []
    if name == "self":
        return [token]
    if name == "prt":
        return [c for c in token.children if c.dep_ in ("prt", "advmod")]
    if name == "by":
        if verbal:
            return agents(token)
        verb = token.head if token.dep_ == "dobj" and token.head.pos_ in VERBAL else None
        return prepositional(token, "by") or (
            [t for t in prepositional(verb, "by") if t.i > token.i] if verb is not None and not is_passive(verb) else []
        )
    found = prepositional(token, name)
    if verbal and name in SUBORDINATORS:
        found = found + opened(token, name)
    return found or _attached_elsewhere(token, name, verbal)


def opened(verb: Token, word: str) -> list[Token]:
    """Verbs of the adverbial clauses that a word opens ("killed when X crashed"), on a verb or on what it is joined to."""
    joined = [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ in VERBAL)]
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        joined.append(verb.head)
    return [
        c
        for v in joined
        for clause in v.children
        if clause.dep_ == "advcl" and any(m.lower_ == word and m.dep_ in ("mark", "advmod") for m in clause.children)
        for c in conjuncts(clause)
    ]


def _adjective_subjects(token: Token) -> list[Token]:
    if token.head.pos_ in VERBAL and token.dep_ in ("acomp", "attr", "oprd"):
        return surface_subjects(token.head)
    return []


def _attached_elsewhere(token: Token, name: str, verbal: bool) -> list[Token]:
    """Prepositions that the parser hung on the object instead of the verb, or the other way round."""
    if verbal:
        for child in token.children:
            if child.dep_ == "dobj":
                return prepositional(child, name) or _hung_lower(child, name)
        return []
    if token.dep_ in ("dobj", "nsubjpass", "attr", "conj") and token.head.pos_ in VERBAL:
        return [t for t in prepositional(token.head, name) if t.i > token.i] or _hung_lower(token, name)
    return _hung_lower(token, name)


_PARTIES = frozenset(("to", "by", "from", "with", "against", "for"))


def _hung_lower(noun: Token, name: str) -> list[Token]:
    """What the parser hung on the noun after "of": "the handover of the suspect to Croatia"."""
    if name not in _PARTIES:
        return []
    return [found for t in prepositional(noun, "of") for found in prepositional(t, name)]


def walk(token: Token, path: tuple[str, ...]) -> list[Token]:
    """Follows a path of slots from a predicate; empty where a step finds nothing."""
    here = [token]
    for step in path:
        here = [found for t in here for found in slot(t, step)]
        if not here:
            return here
    return here
