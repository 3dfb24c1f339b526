"""Acts that a noun takes up again: "the attack", "these talks", "the move" are the acts told before them.

Whose act it was and to whom it was done is not said again; :func:`take_up` gives it to an act that only names an
earlier one, and to what somebody says or does about one ("France condemned the attack").  Repeats are folded
afterwards (:mod:`repeats`).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.coding.lexicon import lexicon
from detente.coding.parties import countries_of
from detente.language.parsed import Mention

POINTING = frozenset(("the", "this", "that", "these", "those", "both"))
# Nouns for any act: what they mean is the act told last.
GENERIC = frozenset(
    "move decision step measure action act incident announcement gesture response deed conduct ruling verdict".split()
)
# Sentences back that a noun reaches for the act that it takes up.
REACH = 3
# Acts by which somebody takes a stand on what another did; talks that end or fail are theirs who held them.
STANDS = frozenset("ACCUSE SUPPORT REJECT THREATEN REQUEST PROTEST".split())
ENDED = frozenset("fail collapse end stall break resume continue begin start conclude".split())
ABOUT = ("to", "against", "over", "about", "on", "for", "at", "of")
# A noun of these types in the plural or with words of its own tells new acts ("the attacks in Homs").
OWN = frozenset(("prep", "acl", "relcl", "poss", "compound", "amod"))


def take_up(draft: Draft, discourse: Discourse) -> None:
    """Fills the empty sides of an act from the earlier one that its noun, or the noun it is about, takes up."""
    token = draft.act.token
    source, recipient = countries_of(draft.sides.source), countries_of(draft.sides.recipient)
    if draft.act.frame.pos == "n":
        if not source and not recipient and draft.act.support is None and points_back(token):
            model = antecedent(token, draft, discourse, frozenset((draft.act.type,)))
            if model is not None:
                _copy(draft, model, token)
        return
    if draft.act.type in STANDS and source and not recipient:
        _about(draft, discourse, set(source))
    elif not source and not recipient and token.lemma_ in ENDED:
        for noun in grammar.surface_subjects(token):
            model = antecedent(noun, draft, discourse, types_of(noun)) if points_back(noun) else None
            if model is not None:
                _copy(draft, model, noun)


def _copy(draft: Draft, model: Draft, noun: Token) -> None:
    sides = draft.sides
    sides.source, sides.recipient = list(model.sides.source), list(model.sides.recipient)
    draft.fill_source, draft.fill_recipient = model.fill_source, model.fill_recipient
    sides.reciprocal = model.sides.reciprocal
    sides.source_rule = sides.recipient_rule = f"‘{noun.text}’: those of ‘{model.act.token.text}’"


def _about(draft: Draft, discourse: Discourse, own: set[str]) -> None:
    """ "Peru criticised the decision": those who took it; a party itself speaks of the other one."""
    token = draft.act.token
    nouns = [*grammar.objects(token), *(t for p in ABOUT for t in grammar.prepositional(token, p))]
    for noun in nouns:
        if not points_back(noun):
            continue
        model = antecedent(noun, draft, discourse, types_of(noun))
        if model is None:
            continue
        sides = (model.sides.source, model.fill_source), (model.sides.recipient, model.fill_recipient)
        for mentions, filled in sides:
            others = _not_of(mentions, own)
            if others:
                draft.sides.recipient = others
                draft.sides.recipient_rule = f"‘{noun.text}’: who did it"
                return
            if filled and filled not in own:
                draft.fill_recipient = filled
                draft.sides.recipient_rule = f"‘{noun.text}’: who did it"
                return


def _not_of(mentions: list[Mention], own: set[str]) -> list[Mention]:
    return [m for m in mentions if m.countries and not set(m.countries) & own]


def points_back(noun: Token) -> bool:
    """A noun with "the" or "this" and nothing else that says which act is meant."""
    if noun.pos_ != "NOUN":
        return False
    kids = list(noun.children)
    if any(c.dep_ in OWN and c.i != noun.i and not _empty(c) for c in kids):
        return False
    return any(c.lower_ in POINTING and c.dep_ in ("det", "predet") for c in kids)


def _empty(child: Token) -> bool:
    """Words that tell nothing of which act it is: "the deadly attack"."""
    return child.dep_ == "amod" and child.pos_ == "ADJ" and child.ent_type_ == ""


@cache
def _types() -> dict[str, frozenset[str]]:
    """Types of act that each noun of the frames can name."""
    out: dict[str, set[str]] = {}
    for frame in lexicon(None).all():
        if frame.pos == "n" and frame.type != "NONE":
            out.setdefault(frame.head, set()).add(frame.type)
    return {lemma: frozenset(types) for lemma, types in out.items()}


def types_of(noun: Token) -> frozenset[str] | None:
    """Types of act that a noun can take up: empty for nouns of any act, None for those of no act."""
    lemma = noun.lemma_.lower()
    return frozenset() if lemma in GENERIC else _types().get(lemma)


def antecedent(noun: Token, draft: Draft, discourse: Discourse, types: frozenset[str] | None) -> Draft | None:
    """The act told last before a noun that it can take up; ``types`` empty stands for any, None for none."""
    if types is None:
        return None
    for other in reversed(discourse.drafts):
        if draft.at - other.at > REACH:
            break
        if other is draft or other.at > draft.at or id(other.act) not in discourse.done:
            continue
        if types and other.act.type not in types:
            continue
        if other.act.doc_index == draft.act.doc_index and other.act.token.i >= noun.i:
            continue
        if not types and other.act.type in STANDS and other.at == draft.at:
            continue
        if other.countries("source") or other.countries("recipient"):
            return other
    return None
