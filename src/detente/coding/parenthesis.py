"""Cues in parenthesis ("..., the minister said, ...") and sources of whole sentences ("according to X")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.clauses import STOPS, Found, has_predicate, right_edge
from detente.coding.said import FINITE, Said, SaidKind, hits, is_finite, is_rule, make, trim

_BEFORE_CUE = frozenset((",", "”", '"', "’", "?", "!", "—", "–", "'"))
_BREAKS = frozenset((";", ":"))
# Verbs of saying that have the hearer as their object.
_TOLD = frozenset("tell assure inform remind notify reassure".split())
# Words that open a clause of the narrator's after a cue, not more of what was said.
_NEW_CLAUSE = frozenset("and but or while as after although though who which whose when adding because before".split())
_COUNTS = frozenset("count account estimate reckoning tally telling figure".split())
_VIEWS = frozenset("view opinion words eyes judgment judgement telling account estimation".split())
_SOURCE_WORDS = frozenset(("accord", "according", "by", "in", "By", "In"))


def _segment(verb: Token) -> tuple[int, int] | None:
    """Token range (end exclusive) of a cue in parenthesis ("..., said X on Monday, ..."), or None."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    inverted = [c for c in verb.children if c.dep_ in ("dobj", "attr", "npadvmod") and c.i == _next_word(verb)]
    subject = subjects[0] if subjects else (inverted[0] if inverted else None)
    if subject is None or not is_finite(verb) or verb.dep_ in ("relcl", "acl"):
        return None
    if subject.tag_ in ("WDT", "WP") or any(c.tag_ == "WP$" for c in subject.children):
        return None
    told = verb.lemma_ in _TOLD
    if not told and any(c.dep_ == "dobj" and c.i > verb.i and c != subject for c in verb.children):
        return None
    doc, sentence = verb.doc, verb.sent
    helping = ("aux", "auxpass", "neg")
    own = [c.i for c in verb.children if (c.i < verb.i and c.dep_ in helping) or c == subject]
    left = min([verb.i, *own, *(t.i for t in subject.subtree if subject.i < verb.i and t.i < verb.i)])
    while left < verb.i and doc[left].is_punct:
        left += 1
    if subject.i < verb.i and left < subject.i and any(t.text in _BREAKS for t in doc[left : subject.i]):
        return None
    right = max(verb.i, right_edge(subject) if subject.i > verb.i else verb.i) + 1
    while right < sentence.end and doc[right].text not in STOPS:
        if doc[right].tag_ in ("VBD", "VBZ", "VBP", "MD", "TO") or doc[right].lower_ == "that":
            return None
        right += 1
    if left == sentence.start or doc[left - 1].text not in _BEFORE_CUE:
        return None
    if right < sentence.end and doc[right].text == ":":
        return None
    return left, right


def _next_word(verb: Token) -> int:
    doc = verb.doc
    i = verb.i + 1
    while i < len(doc) and doc[i].pos_ in ("DET", "ADJ", "PROPN", "NUM", "ADV") and doc[i].head.i > i:
        i += 1
    return i


def _main_after(verb: Token, right: int) -> bool:
    """Whether the predicate of the words stands after the cue ("The deal, he said, was off")."""
    if verb.dep_ in ("parataxis", "conj", "ccomp", "advcl", "relcl") and verb.head.i > right:
        return True
    complements = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis", "xcomp")]
    return bool(complements) and all(c.i >= right for c in complements)


def bounds(doc: Doc, token: Token, left: int, right: int) -> tuple[int, int]:
    """The part of a sentence around a cue's segment, no further than a semicolon or a colon."""
    sentence = token.sent
    start, end = sentence.start, sentence.end
    for i in range(left - 1, sentence.start - 1, -1):
        if doc[i].text in _BREAKS:
            start = i + 1
            break
    for i in range(right, sentence.end):
        if doc[i].text == ";":
            end = i
            break
    return start, end


def _carries_on(doc: Doc, right: int, end: int) -> bool:
    """Whether what follows a cue in parenthesis goes on with the words: "and" with a clause of its own."""
    i = right
    while i < end and doc[i].is_punct:
        i += 1
    if i >= end or doc[i].lower_ != "and":
        return False
    rest = doc[i + 1 : end]
    return any(t.dep_ in ("nsubj", "nsubjpass") and t.tag_ != "WP" for t in rest[:8])


def _goes_on(token: Token) -> bool:
    """Whether the words after a cue in parenthesis are the rest of a phrase ("..., he said, on Monday")."""
    return token.lower_ not in _NEW_CLAUSE and token.tag_ not in ("VBG", "VBN", "CC", "WDT", "WP", "``")


def main_subject(verb: Token, start: int, left: int) -> Token | None:
    """The named subject before a cue whose own subject is a pronoun for it."""
    pronoun = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "PRON"), None)
    if pronoun is None or pronoun.lower_ not in ("he", "she", "it", "they"):
        return None
    for token in verb.doc[start:left]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ not in ("relcl", "advcl", "acl"):
            return token if token.pos_ in ("NOUN", "PROPN") and _agrees(token, pronoun) else None
    return None


def _agrees(noun: Token, pronoun: Token) -> bool:
    plural = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
    person = noun.ent_type_ == "PERSON"
    if pronoun.lower_ == "they":
        return plural
    return not plural and person == (pronoun.lower_ != "it")


def parenthetical(verb: Token, kind: SaidKind) -> Said | None:
    """The words around a cue in parenthesis, the quotations left to :mod:`quotes`."""
    segment = _segment(verb)
    if segment is None:
        return None
    doc = verb.doc
    left, right = segment
    start, end = bounds(doc, verb, left, right)
    first, last = start, left - 1
    after = right
    while after < end and doc[after].is_punct and doc[after].text not in '“"':
        after += 1
    quoted_after = after < end and doc[after].text in '“"'
    if left - 2 > start and doc[left - 2].tag_ in ("WDT", "WP") and after < end:
        first = left - 1  # "those who, it said, came from ...": the relative clause only
    if after < end and (_main_after(verb, right) or _carries_on(doc, right, end)):
        last = end - 1
    elif after < end and _goes_on(doc[after]):
        last = end - 1
        owner = main_subject(verb, start, left)
        if owner is not None:  # "the army rallied, it said, to avoid bloodshed": only the reason is said
            first = after
            said = make(doc, *trim(doc, first, last), verb, kind)
            return said if said.last > said.first else None
    elif quoted_after and last < first:
        return None
    if last <= first or not has_predicate(doc, first, last):
        return None
    first, last = trim(doc, first, last)
    if last <= first:
        return None
    said = make(doc, first, last, verb, kind)
    said.parenthetical = True
    return said


def _source_phrase(token: Token) -> tuple[list[Token], int, int] | None:
    """Speaker and token range (end exclusive) of "according to X", "by X's count", "in X's view", or None."""
    doc = token.doc
    word = token.lower_
    if word == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        to = doc[token.i + 1]
        found = grammar.children(to, frozenset(("pobj",))) or grammar.prepositional(token, "to")
        found = [t for t in found if t.i > to.i]
        if not found or is_rule(found[0]):
            return None
        right = right_edge(found[0]) + 1
        joined = [c for c in found[0].children if c.dep_ == "appos"]
        if joined and right < len(doc) and doc[right].tag_ in FINITE:
            right = int(joined[0].left_edge.i)  # "according to Oslo, Kenya accused": Kenya is the subject
        return found, token.i, right
    if word not in ("by", "in") or token.dep_ not in ("prep", "agent", "ROOT"):
        return None
    for noun in token.children:
        lemma = noun.lemma_.lower()
        if noun.dep_ != "pobj" or not (lemma in _COUNTS if word == "by" else lemma in _VIEWS):
            continue
        owners = grammar.slot(noun, "poss") or grammar.prepositional(noun, "of")
        if owners:
            return owners, token.i, right_edge(noun) + 1
    return None


def by_source(doc: Doc) -> Iterator[Found]:
    """Sentences, or parts of them, told "according to X"."""
    for token in hits(doc, _SOURCE_WORDS):
        phrase = _source_phrase(token)
        if phrase is None:
            continue
        owners, left, right = phrase
        start, end = bounds(doc, token, left, right)
        opens = not any(t.is_alpha for t in doc[start:left])
        after = range(right, end)
        main = token.head if token.head != token else token.sent.root
        if opens or (main.i >= right and any(doc[i].is_alpha for i in after)):
            first, last = (right if opens else start), end - 1
        else:
            first, last = start, left - 1
        if last <= first:
            continue
        first, last = trim(doc, first, last)
        if last <= first:
            continue
        said = make(doc, first, last, token, "claim")
        said.parenthetical = True
        yield said, owners
