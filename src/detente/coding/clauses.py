"""The clauses that words of saying govern: where they hang in the parse, and where they end."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.said import FINITE, Said, is_finite, kinds_of, trim

# A statement with the tokens that stand for its speaker.
Found = tuple[Said, list[Token]]

STOPS = frozenset((".", ",", ";", ":", "?", "!", "—", "–", "“", "”", '"', "(", ")"))
# Nouns with a clause of their own: "the claim that ...", "gave warning that ...", "in a statement that ...".
CLAIM_NOUNS = frozenset(
    "claim allegation accusation warning statement announcement report complaint suggestion assertion "
    "denial charge rumour rumor insistence contention declaration admission confirmation view opinion belief "
    "impression speech interview letter prediction promise pledge assurance argument notion conclusion "
    "finding evidence fear hope".split()
)
_CONDITIONS = frozenset(("if", "unless", "once", "until", "whether"))
_POSSIBLE = frozenset(("may", "might", "could", "should", "must"))
# Verbs under which an infinitive of saying is said all the same ("continues to insist that").
_GOING_ON = frozenset("continue go begin start keep proceed happen".split())


def right_edge(token: Token) -> int:
    return int(token.right_edge.i)


def told(verb: Token) -> bool:
    """Whether somebody says so, and not only may, did not, or is asked to."""
    if verb.dep_ in ("amod", "compound"):
        return False
    infinitive = False
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            return False
        if child.dep_ in ("mark", "advmod") and child.lower_ in _CONDITIONS and child.i < verb.i:
            return False
        if child.dep_ == "aux":
            if child.lower_ in _POSSIBLE:
                return False
            infinitive = infinitive or child.tag_ == "TO"
    return not infinitive or verb.head.lemma_ in _GOING_ON


def clause_of(verb: Token) -> Token | None:
    """The clause that stands after a verb of saying as its complement, wherever the parser hung it."""
    for child in verb.children:
        if child.i > verb.i and (child.dep_ == "ccomp" or (child.dep_ == "xcomp" and child.tag_ in FINITE)):
            return child
    for child in verb.children:  # complements that the parser calls something else
        if child.i > verb.i and child.dep_ in ("acl", "advcl") and is_finite(child) and _opens_with_that(child):
            return child
    for child in verb.children:  # "said in a statement that", "gave warning that", "have evidence that"
        if child.i < verb.i or child.dep_ not in ("prep", "dobj", "dative"):
            continue
        for noun in (child, *(c for c in child.children if c.dep_ == "pobj")):
            if noun.lemma_.lower() in CLAIM_NOUNS and not grammar.slot(noun, "poss"):
                found = that_clause(noun)
                if found is not None:
                    return found
    return None


def that_clause(noun: Token) -> Token | None:
    for child in noun.children:
        hung = child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i
        if hung and _opens_with_that(child) and is_finite(child):
            return child
    return None


def _opens_with_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def contrast(clause: Token) -> int | None:
    """Where another's account sets in: the comma before "while Y said", or None."""
    for child in clause.subtree:
        if child.dep_ == "mark" and child.lower_ in ("while", "whereas", "although", "though"):
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.head.children)
            if own and child.i > 0 and clause.doc[child.i - 1].text == "," and child.i > clause.i:
                return int(child.i - 1)
    return None


def _joined_act(clause: Token, verb: Token) -> int | None:
    """Where the speaker's next act sets in ("said it was over and urged"): the 'and' before it, or None."""
    for child in clause.children:
        if child.dep_ != "conj" or child.i < clause.i or child.tag_ != verb.tag_ or not kinds_of(child):
            continue
        if not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in child.children):
            joiner = [c for c in clause.children if c.dep_ == "cc" and c.i < child.i]
            return int(joiner[-1].i if joiner else child.i)
    return None


def denied_aside(top: Token) -> int | None:
    """Where ", which X denies" sets in: the comma before it, or None."""
    for token in top.subtree:
        if token.tag_ == "WDT" and token.i > top.i and "deny" in kinds_of(token.head):
            before = top.doc[token.i - 1]
            return int(before.i if before.text == "," else token.i)
    return None


def words_after(clause: Token, verb: Token) -> tuple[int, int]:
    """Token range of a clause after its cue."""
    more = [c for c in verb.children if c.dep_ == "ccomp" and c.i > clause.i and clause.head == verb]
    after = [t.i for c in (clause, *more) for t in c.subtree if t.i > verb.i]
    first, last = min(after), max(after)
    for cut in (contrast(clause), _joined_act(clause, verb), denied_aside(clause)):
        if cut is not None and first < cut <= last:
            last = cut - 1
    return trim(clause.doc, first, last)


def has_predicate(doc: Doc, first: int, last: int) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[first : last + 1])
