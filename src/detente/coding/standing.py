"""Whether a statement says that an act took place, or only takes it for granted.

"The army said that rebels killed nine in a raid" claims the killing; "said it would stop, after rebels killed
nine" takes it for granted, and so it is nobody's claim.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.said import Said
from detente.language.parsed import Mention, Parsed

# Sectors of the state: one organ telling what another did tells of the state's own act.
_STATE = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"))
# What a participle tells beside the statement is the speaker's own word ("said ..., asking him to resign").
_SPEECH_ACTS = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))
# Words that open a clause which a statement takes for granted.
_ASIDE = frozenset(
    "after since unless while when until before although though once following as whereas because".split()
)
# Prepositions whose phrase is as much a part of what is said as what it hangs on; the others are asides.
_PART = frozenset("by in of from including among through via due because".split())
_CAUSE = frozenset(("due", "because"))
_POINTING = frozenset("the this that these those its his her their".split())
# Predicates by which a noun in the subject is told to happen, and adjectives that do so after "be".
_TELLING = frozenset("kill begin start rise hit injure take occur reach exceed surpass climb pass".split())
_HAPPENING = frozenset("imminent underway under planned over likely ongoing possible due".split())
# Predicates whose "for" names a deed ("responsible for the massacre").
_ANSWERABLE = frozenset("responsible guilty liable accountable responsibility blame".split())
# Prepositions that take what they name for granted ("after the raid") unless it is new ("after raids by the army").
_BACKDROP = frozenset("after following during amid".split())
_NEW = frozenset(("a", "an", "some", "several", "many"))
# Links of the parse along which what is said of a token is said of the one below it.
_LINKS = frozenset(
    "conj ccomp xcomp parataxis attr oprd dative nsubjpass ROOT appos acomp pobj pcomp amod compound nmod "
    "poss quantmod npadvmod".split()
)
# Steps up from an act to the top of the words: deep enough for news prose, and a bound on broken parses.
MAX_STEPS = 14


def same_actor(a: Mention, b: Mention) -> bool:
    """Whether two mentions stand for one actor."""
    if a is b or (a.start == b.start and a.end == b.end):
        return True
    ids = {e.id for e in a.actors}
    return any(e.id in ids for e in b.actors)


def of_state(mention: Mention) -> bool:
    return any(e.kind == "country" or _STATE & set(e.sectors[:1]) for e in mention.actors)


def one_state(a: Mention, b: Mention) -> bool:
    """Whether two mentions are organs of one state, or the state and an organ."""
    return of_state(a) and of_state(b) and bool(set(a.countries) & set(b.countries))


def _is_reporter(mention: Mention) -> bool:
    """Whether a speaker is the press or a witness, who takes no part."""
    return all("JRN" in a.sectors[:1] for a in mention.actors)


def is_according(statement: Said) -> bool:
    """Whether whole sentences are told "according to" somebody, or "by X's count"."""
    return statement.cue is not None and statement.cue.lower_ in ("according", "by", "in")


def _own_clause(top: Token, speakers: list[Mention], parsed: Parsed) -> bool:
    """Whether the clause of a statement is about what its speaker does ("said it would stop, due to ...")."""
    for subject in grammar.surface_subjects(top) if top.pos_ in grammar.VERBAL else []:
        mention = parsed.mention_of(subject)
        if mention is not None and any(same_actor(s, mention) or one_state(s, mention) for s in speakers):
            return True
        if subject.lower_ in ("it", "they", "he", "she", "we", "i"):
            return True
    return False


def _told_subject(noun: Token) -> bool:
    """Whether a noun in the subject is told to happen, and not taken for granted by what is said of it."""
    verb = noun.head
    if verb.pos_ not in grammar.VERBAL:
        return True
    pointing = _is_definite(noun)
    if any(c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "can") for c in verb.children):
        return not pointing
    if verb.lemma_ == "be":
        return any(c.lower_ in _HAPPENING for c in verb.children)
    return not pointing or verb.lemma_ in _TELLING


def _is_new(noun: Token, act: Act) -> bool:
    """Whether an attack is named as something the reader has not heard of: "raids by the army", "a series of raids"."""
    if act.type != "ASSAULT" or act.frame.pos != "n" or _is_definite(noun):
        return False
    marked = any(c.dep_ == "det" and c.lower_ in _NEW for c in noun.children)
    return marked or (noun.tag_ == "NNS" and not any(c.dep_ == "det" for c in noun.children))


def _is_definite(noun: Token) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _POINTING) for c in noun.children)


def _by_way_of(token: Token, act: Act, only_reports: bool) -> str:
    """How a step up from a token of an act stands: on, cause, loose (in a relative clause) or aside.

    `only_reports`: the speaker tells of others and accuses nobody, so that a participle of accusing is not its own.
    """
    dep = token.dep_
    if dep in _LINKS:
        return "on"
    if dep == "dobj":
        return "aside" if _is_definite(token) and token.head != act.support and act.frame.pos == "n" else "on"
    if dep == "nsubj":
        return "on" if _told_subject(token) else "aside"
    if dep in ("acl", "relcl"):
        if token.head.dep_ == "attr" and any(c.lower_ == "it" for c in token.head.head.children):
            return "on"  # "it was her son who stabbed her"
        if token.tag_ == "VB" or act.type != "ASSAULT":
            return "aside"
        return "loose" if dep == "relcl" else "on"
    if dep == "advcl":
        marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i}
        spoken = act.type in _SPEECH_ACTS and token == act.token and not only_reports
        if "only" in marks:
            return "on"  # "had fired only after they threw stones"
        return "aside" if marks & _ASIDE or token.tag_ == "VB" or spoken else "on"
    if dep in ("prep", "agent"):
        if token.lower_ in _CAUSE:
            return "cause"
        if token.lower_ == "for" and token.head.lemma_.lower() in _ANSWERABLE:
            return "on"
        if token.lower_ in _BACKDROP and any(_is_new(c, act) for c in token.children if c.dep_ == "pobj"):
            return "cause"
        return "on" if token.lower_ in _PART else "aside"
    return "aside"


def asserts(statement: Said, act: Act, speakers: list[Mention], parsed: Parsed) -> bool:
    """Whether a statement that covers an act says that it took place."""
    token = act.support if act.support is not None and statement.covers(act.support) else act.token
    only_reports = bool(speakers) and all(_is_reporter(s) for s in speakers)
    whole = (statement.cue is not None and statement.cue.pos_ != "VERB") or is_according(statement)
    ways = set()
    for _ in range(MAX_STEPS):
        head = token.head
        if head == token or not statement.first <= head.i <= statement.last:
            break  # the top of the words: how they hang on the cue is no matter
        ways.add("on" if whole and token.dep_ == "nsubj" else _by_way_of(token, act, only_reports))
        token = head
    if "aside" in ways:
        return False
    return not ways & {"cause", "loose"} or not _own_clause(token, speakers, parsed)
