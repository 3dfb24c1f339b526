"""Reported speech: clauses, infinitives and gerunds that a verb of saying governs.

Every finder gives statements with the tokens that stand for the speaker; :mod:`statements` resolves them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.clauses import STOPS, Found, clause_of, has_predicate, right_edge, told, words_after
from detente.coding.parenthesis import bounds, main_subject, parenthetical
from detente.coding.phrases import by_phrase
from detente.coding.said import SaidKind, cue_lemmas, cues, hits, is_finite, kinds_of, make, speaks, trim
from detente.coding.speakers import subjects_of
from detente.language.parsed import Parsed

# Verbs whose infinitive says what their subject did or will do ("claims to have shot", "vowed to fight").
_OWN_INFINITIVE = frozenset("claim profess purport vow pledge promise threaten swear admit report".split())
# Verbs whose gerund tells what a speaker perceived ("reports seeing soldiers loot").
_PERCEIVING = frozenset("witness see hear observe notice find".split())


def _kind(verb: Token, kinds: frozenset[str]) -> SaidKind:
    if "deny" in kinds:
        return "denial"
    if "think" in kinds:
        return "view"
    if kinds <= {"ask", "ask for"}:
        return "request"
    return "claim"


def _by_clause(verb: Token, kinds: frozenset[str], parsed: Parsed) -> Found | None:
    clause = clause_of(verb)
    if clause is None or clause == verb:
        return None
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    if "ask" in kinds and not kinds & {"say", "think"} and not marked:
        return None
    bare = not is_finite(clause) and not marked
    if bare and "show" in kinds and clause.tag_ == "VBG" and clause.dep_ == "ccomp":
        bare = False  # "the video shows soldiers firing"
    if bare and not (clause.tag_ in ("VB", "VBP") and "ask" in kinds):
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in clause.children):
        return None
    asking = any(c.tag_ in ("WP", "WRB", "WDT") and c.i < clause.i for c in clause.children)
    if asking and "ask" in kinds:
        return None
    first, last = words_after(clause, verb)
    if last <= first:
        return None
    subjects = subjects_of(verb, first, last)
    if "say" not in kinds and "show" in kinds and not _may_show(subjects, parsed):
        return None
    return make(verb.doc, first, last, verb, _kind(verb, kinds)), subjects


def _may_show(subjects: list[Token], parsed: Parsed) -> bool:
    return any(speaks(t, parsed.mention_of(t)) for t in subjects)


def _by_infinitive(verb: Token, kinds: frozenset[str]) -> Found | None:
    """Requests, vows and denials in an infinitive or a gerund: "urged X to go", "denied having gone"."""
    if grammar.is_passive(verb) and not grammar.agents(verb):
        return None
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp", "advcl") or child.i < verb.i or is_finite(child):
            continue
        infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children)
        asked = "ask" in kinds and infinitive and child.dep_ != "advcl"
        if asked and not any(c.dep_ in ("dobj", "dative", "prep") and c.i < child.i for c in verb.children):
            asked = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        own = infinitive and child.dep_ != "advcl" and verb.lemma_ in _OWN_INFINITIVE
        denied = "deny" in kinds and child.tag_ in ("VBG", "VBN") and child.dep_ == "xcomp"
        if not (asked or own or denied):
            continue
        first, last = child.left_edge.i, right_edge(child)
        first, last = trim(verb.doc, max(first, verb.i + 1), last)
        if last <= first:
            continue
        kind: SaidKind = "denial" if "deny" in kinds else "request" if asked and not own else "claim"
        if own and "vow" in kinds:
            kind = "vow"
        return make(verb.doc, first, last, verb, kind), subjects_of(verb, first, last)
    return None


def _by_question(verb: Token) -> Found | None:
    """ "what its owners alleged was an attack": the predicate of "what" is alleged."""
    head = verb.head
    if verb.dep_ != "csubj" or head.lemma_ != "be" or not any(c.lower_ == "what" for c in verb.children):
        return None
    first, last = trim(verb.doc, head.i, right_edge(head))
    if last <= first:
        return None
    return make(verb.doc, first, last, verb, "claim"), [c for c in verb.children if c.dep_ == "nsubj"]


def _by_colon(verb: Token) -> Found | None:
    """ "Others scoff: ..." with words that are no quotation."""
    doc, sentence = verb.doc, verb.sent
    i = verb.i + 1
    while i < sentence.end and doc[i].text not in STOPS:
        i += 1
    if i + 2 >= sentence.end or doc[i].text != ":" or doc[i + 1].text in '“"‘':
        return None
    first, last = trim(doc, i + 1, sentence.end - 1)
    if last - first < 2 or not has_predicate(doc, first, last):
        return None
    return make(doc, first, last, verb, "claim"), subjects_of(verb, first, last)


def _by_perception(verb: Token, kinds: frozenset[str]) -> Found | None:
    """ "Reports witnessing soldiers looting": what the speaker has seen."""
    for child in verb.children if "say" in kinds else ():
        if (
            child.dep_ in ("xcomp", "ccomp")
            and child.tag_ == "VBG"
            and child.lemma_ in _PERCEIVING
            and child.i > verb.i
        ):
            first, last = trim(verb.doc, child.i + 1, right_edge(child))
            if last > first:
                return make(verb.doc, first, last, verb, "claim"), subjects_of(verb, first, last)
    return None


def by_verbs(doc: Doc, parsed: Parsed) -> Iterator[Found]:
    """Statements that a verb of the paragraph reports."""
    for verb in hits(doc, cue_lemmas()):
        kinds = kinds_of(verb)
        if not kinds or verb.pos_ == "NOUN" or not told(verb):
            continue
        talking = kinds & {"say", "think", "deny", "show"}
        if talking and "deny" not in kinds:
            said = parenthetical(verb, _kind(verb, kinds))
            if said is not None:
                owner = None
                if said.first > verb.i or doc[said.first - 1].tag_ in ("WDT", "WP"):
                    start, _ = bounds(doc, verb, verb.i, verb.i)
                    owner = main_subject(verb, start, verb.i)
                    said.parenthetical = owner is None
                yield said, [owner] if owner is not None else subjects_of(verb, verb.sent.end, verb.sent.end)
                continue
        found = _by_clause(verb, kinds, parsed) if talking | (kinds & {"ask"}) else None
        found = found or _by_infinitive(verb, kinds) or by_phrase(verb, kinds) or _by_perception(verb, kinds)
        if found is None and "say" in kinds:
            found = _by_question(verb) or _by_colon(verb)
        if found is not None:
            yield found


def by_lost_verbs(doc: Doc, parsed: Parsed) -> Iterator[Found]:
    """Statements whose verb the parser read as a noun: "The rebels claim at least nine ...", "State media reports raids"."""
    for word in hits(doc, cue_lemmas()):
        if word.pos_ != "NOUN" or word.i == word.sent.start or not cues()[word.lemma_.lower()] & {"say", "show"}:
            continue
        before = doc[word.sent.start : word.i]
        if any(t.pos_ in grammar.VERBAL or t.text in STOPS or (t.tag_ == "IN" and t.i == word.i - 1) for t in before):
            continue
        last, following = before[-1], doc[word.i + 1] if word.i + 1 < word.sent.end else None
        mention = parsed.mention_of(last) or parsed.mention_over(last)
        if following is None or last.pos_ not in ("NOUN", "PROPN") or not speaks(last, mention):
            continue
        if not _reads_as_verb(word, following):
            continue
        first, end = trim(doc, word.i + 1, word.sent.end - 1)
        if end > first:
            kind: SaidKind = "claim" if has_predicate(doc, first, end) else "named"
            yield make(doc, first, end, word, kind), [mention.head if mention is not None else last]


def _reads_as_verb(word: Token, following: Token) -> bool:
    """Whether what follows a noun can only follow a verb: a clause, a number, a plural with a singular verb."""
    after = following.nbor(1) if following.i + 1 < len(following.doc) else following
    if following.lower_ == "that":
        return after.pos_ not in grammar.VERBAL
    if following.tag_ == "CD" or (
        following.lower_ in ("at", "over") and (after.tag_ == "CD" or after.lower_ == "least")
    ):
        return True
    plural = word.tag_ in ("NNS", "NNPS") and word.dep_ == "nsubj" and word.head == following
    return plural and following.tag_ == "VBZ"
