"""How often an act took place: "met four times", "two airstrikes", "three rounds of talks", "in two
attacks"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.figures import counted

_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_ROUNDS = frozenset("round series wave set spate string".split())
# Nouns that count the times of an act told by a verb: "killed in two raids".
_OCCASIONS = frozenset(
    "attack airstrike strike operation bombing raid assault shooting explosion meeting session occasion "
    "incident clash ambush launch test round call wave visit".split()
)


def find_count(tokens: Sequence[Token], support: Token | None) -> int | None:
    """How often the act with these predicate words took place, or None where they do not say."""
    for token in tokens:
        found = _of_verb(token) or _of_noun(token)
        if found:
            return found
    return _of_verb(support) if support is not None else None


def _of_verb(verb: Token) -> int | None:
    """ "Twice", "four times", "in two raids"; "for the third time" is one time."""
    if verb.pos_ not in grammar.VERBAL:
        return None
    for child in verb.children:
        if child.lower_ in _TIMES and child.dep_ == "advmod":
            return _TIMES[child.lower_]
        if child.lemma_ == "time" and child.tag_ == "NNS" and child.dep_ in ("npadvmod", "dobj"):
            found = counted(child)
            if found:
                return found.value
    for word in ("in", "during", "with", "by"):
        for noun in grammar.prepositional(verb, word):
            if noun.lemma_.lower() in _OCCASIONS and noun.tag_ == "NNS":
                found = counted(noun)
                if found:
                    return found.value
    return None


def _of_noun(noun: Token) -> int | None:
    """ "Two airstrikes", "three rounds of talks", "19 bombings and shootings"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if noun.dep_ == "pobj" and noun.head.head.lemma_ in _ROUNDS:
        found = counted(noun.head.head)
        return found.value if found else None
    if noun.tag_ in ("NNS", "NNPS"):
        found = counted(noun)
        if found and found.bound != "about" and not _is_year(noun, found.value):
            return found.value
    return None


def _is_year(noun: Token, value: int) -> bool:
    """ "The 2022 killings" are no two thousand."""
    return 1900 < value < 2100 and any(c.text == str(value) for c in noun.children)
