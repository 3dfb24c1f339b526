"""Statements whose words are a noun phrase or the clause of a noun: charges, calls, claims, events."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.clauses import CLAIM_NOUNS, Found, contrast, denied_aside, right_edge, that_clause, told
from detente.coding.said import SaidKind, hits, kinds_of, make, trim
from detente.coding.speakers import subjects_of

_NATIONS = frozenset(("GPE", "NORP", "ORG"))
# Nouns that are themselves a source when nobody owns them ("media reports that").
_SOURCES = frozenset(("report", "rumour", "rumor"))
# Verbs by which an event named as their object is reported.
_REPORTING = frozenset(
    "report confirm document acknowledge allege recognise recognize record suspect cite announce".split()
)
_FIGURES = frozenset("number toll figure cost count total tally dead loss damage turnout".split())
_CHARGED = {"accuse": "of", "suspect": "of", "blame": "for", "credit": "with", "fault": "for"}


def _phrase(noun: Token) -> tuple[int, int]:
    return int(noun.left_edge.i), right_edge(noun)


def _charge_of(verb: Token, preps: dict[str, Token]) -> Token | None:
    """The preposition behind which a charge stands ("accused of", "blamed for", also "blamed of")."""
    return preps.get(_CHARGED[verb.lemma_]) or (preps.get("of") if verb.lemma_ == "blame" else None)


def _finite_conjunct(verb: Token) -> int | None:
    """Where a finite verb joins what somebody is accused of ("of spying and demands"): the 'and', or None."""
    for prep in verb.children:
        for child in prep.children:
            for joined in child.children if child.dep_ == "pcomp" else ():
                if joined.dep_ == "conj" and joined.tag_ in ("VBZ", "VBD", "VBP") and joined.i > child.i:
                    joiner = [c.i for c in child.children if c.dep_ == "cc" and c.i < joined.i]
                    return int(joiner[-1] if joiner else joined.i)
    return None


def by_phrase(verb: Token, kinds: frozenset[str]) -> Found | None:
    """Words that are a noun phrase: "called for X", "accused Y of X", "spoke of X", "put the number at X"."""
    doc = verb.doc
    passive = grammar.is_passive(verb)
    if passive and not grammar.agents(verb):
        return None
    preps = {c.lower_: c for c in verb.children if c.dep_ == "prep" and c.i > verb.i}
    found: tuple[int, int, SaidKind] | None = None
    if "charge" in kinds and verb.lemma_ in _CHARGED and (prep := _charge_of(verb, preps)) is not None:
        inner = [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
        if inner and (inner[0].dep_ == "pcomp" or inner[0].pos_ in ("NOUN", "PROPN")):
            first = prep.i + 1
            if verb.lemma_ == "blame":
                first = min([first, *(int(c.left_edge.i) for c in verb.children if c.dep_ == "dobj")])
            more = [c for c in verb.children if c.dep_ == "conj" and verb.tag_ == c.tag_ == "VBG" and not kinds_of(c)]
            found = first, max([right_edge(prep), *(right_edge(c) for c in more)]), "charge"
    if found is None and "ask for" in kinds and (prep := preps.get("for")) is not None:
        joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > prep.i]
        joined += [c for c in verb.children if c.tag_ in ("VB", "VBN") and c.i > prep.i and c.dep_ != "conj"]
        found = prep.i + 1, max([right_edge(prep), *(right_edge(c) for c in joined[:1])]), "request"
    if found is None and "speak of" in kinds and (prep := preps.get("of") or preps.get("about")) is not None:
        found = prep.i + 1, right_edge(prep), "view"
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if found is None and objects:
        first, last = _phrase(objects[0])
        if "put at" in kinds and "at" in preps and objects[0].lemma_.lower() in _FIGURES:
            found = first, max(last, right_edge(preps["at"])), "claim"
        elif verb.lemma_ in ("attribute", "ascribe") and "to" in preps:
            found = first, last, "charge"
        elif "vow" in kinds and verb.lemma_ in ("vow", "threaten", "pledge") and last > first:
            found = first, max([last, *(right_edge(c) for c in verb.children if c.dep_ == "advcl")]), "vow"
    if found is None:
        return None
    first, last = found[0], found[1]
    for cut in (denied_aside(verb), contrast(verb), _finite_conjunct(verb)):
        if cut is not None and first < cut <= last:
            last = cut - 1
    first, last = trim(doc, first, last)
    if last < first or (last == first and found[2] != "charge"):
        return None
    return make(doc, first, last, verb, found[2]), subjects_of(verb, first, last)


def by_objects(doc: Doc) -> Iterator[Found]:
    """Events that a verb of reporting has as its object ("confirmed the killing", "reports airstrikes")."""
    for verb in hits(doc, _REPORTING):
        if verb.pos_ not in grammar.VERBAL or not told(verb):
            continue
        objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")]
        if not objects or grammar.is_passive(verb):
            continue
        first, last = _phrase(objects[0])
        for more in objects[1:]:  # "a re-escalation of raids", cut at its hyphen into three objects
            last = max(last, right_edge(more)) if more.left_edge.i == last + 1 else last
        preps = [
            c for c in verb.children if c.dep_ == "prep" and c.i > objects[0].i and c.lower_ in ("by", "in", "from")
        ]
        last = max([last, *(right_edge(c) for c in preps)])
        first, last = trim(doc, max(first, verb.i + 1), last)
        if last >= first:
            yield make(doc, first, last, verb, "named"), subjects_of(verb, first, last)


def by_nouns(doc: Doc) -> Iterator[Found]:
    """Clauses of nouns with an owner or a source: "Trump's claims that ...", "media reports that ..."."""
    for noun in hits(doc, CLAIM_NOUNS):
        lemma = noun.lemma_
        if noun.pos_ != "NOUN":
            continue
        content = that_clause(noun) or next(
            (
                c
                for c in noun.subtree
                if c.dep_ == "prep" and c.i > noun.i and (c.lower_ == "about" or (c.lower_ == "of" and c.head == noun))
            ),
            None,
        )
        if content is None:
            continue
        owners = grammar.slot(noun, "poss") or [
            t for w in ("by", "from") for t in grammar.prepositional(noun, w) if t.i != content.i
        ]
        owners = owners or [c for c in noun.children if c.dep_ in ("compound", "amod") and c.ent_type_ in _NATIONS]
        clause = content.dep_ != "prep"
        if clause and not owners and noun.tag_ == "NNS" and noun.dep_ == "ROOT":
            # "state media reports that ...": a verb that the parser took for a noun
            owners = [c for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1]
        if not owners and lemma in _SOURCES and clause:
            owners = [noun]
        if not owners:
            continue
        first, last = trim(doc, int(content.left_edge.i) + (not clause), right_edge(content))
        if last > first or not clause:
            yield make(doc, first, last, noun, "claim" if clause else "named"), owners
