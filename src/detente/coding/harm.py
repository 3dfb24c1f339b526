"""How many were killed, wounded, detained and displaced, and how often it happened: numbers off the text."""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.event import Bound, Harm

Kind = Literal["killed", "wounded", "detained", "displaced"]
_VERBS: dict[str, Kind] = {
    **dict.fromkeys(
        "kill slay murder assassinate massacre execute behead slaughter die perish drown lynch martyr".split(),
        "killed",
    ),
    **dict.fromkeys("wound injure hurt maim hospitalise hospitalize".split(), "wounded"),
    **dict.fromkeys("arrest detain imprison jail apprehend".split(), "detained"),
    **dict.fromkeys("displace evacuate".split(), "displaced"),
}
_ADJECTIVES: dict[str, Kind] = {
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "homeless": "displaced",
}
_NOUNS: dict[str, Kind] = {
    "death": "killed", "fatality": "killed", "injury": "wounded", "arrest": "detained", "casualty": "killed",
}  # fmt: skip
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {w: i for i, w in enumerate(_UNITS)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("at least", "at_least"), ("more than", "at_least"), ("no fewer than", "at_least"), ("no less than", "at_least"),
    ("over", "at_least"), ("as many as", "at_most"), ("up to", "at_most"), ("at most", "at_most"),
    ("fewer than", "at_most"), ("less than", "at_most"), ("about", "about"), ("around", "about"),
    ("approximately", "about"), ("nearly", "about"), ("almost", "about"), ("some", "about"), ("roughly", "about"),
    ("an estimated", "about"), ("estimated", "about"),
)  # fmt: skip
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
# Nobody reports more dead or displaced by one act; a larger figure is a sum of money, a date or a law.
MAX_PEOPLE = 20_000_000


def number(words: str) -> int | None:
    """An integer from digits or English number words ("26", "1,200", "forty-five", "two hundred"), or None."""
    found = _DIGITS.search(words)
    if found:
        value = int(found.group().replace(",", ""))
        rest = words[found.end() :].split()
        return value * _SCALES.get(rest[0].lower(), 1) if rest else value
    total, current, seen = 0, 0, False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _WORDS:
            current, seen = current + _WORDS[word], True
        elif word in _SCALES and seen:
            if _SCALES[word] == 100:
                current *= 100
            else:
                total, current = total + current * _SCALES[word], 0
        elif word not in ("and", "a", "") and seen:
            break
    return total + current if seen else None


def counted(token: Token) -> tuple[int, Bound] | None:
    """How many of the noun (or the bare number) a phrase speaks of, with its bound."""
    numerals = [c for c in token.children if c.dep_ == "nummod" and c.pos_ == "NUM" and c.i < token.i]
    numeral = numerals[-1] if numerals else token if token.pos_ == "NUM" else None
    if numeral is None:
        return None
    if numeral.ent_type_ in ("MONEY", "DATE", "TIME", "PERCENT"):
        return None
    first = numeral.i
    while (
        first > 0
        and token.doc[first - 1].pos_ in ("NUM", "PUNCT")
        and token.doc[first - 1].text not in ",;:."
    ):
        first -= 1
    words = token.doc[first : numeral.i + 1].text
    value = number(words)
    if value is None or value > MAX_PEOPLE:
        return None
    left = token.doc[max(0, first - 4) : first].text.lower()
    for phrase, bound in _BOUNDS:
        if left.endswith(phrase):
            return value, bound
    return value, "exact"


def _victims(token: Token, kind: Kind) -> list[Token]:
    if token.pos_ in grammar.VERBAL:
        if token.lemma_ in ("die", "perish", "drown"):
            return grammar.surface_subjects(token)
        return [o for t in grammar.objects(token) for o in [t, *_partitives(t)]]
    return []


def _partitives(token: Token) -> list[Token]:
    """ "Dozens of", "26 of them": the noun that is counted."""
    return []


def find_harm(span: Span) -> dict[Token, list[tuple[Kind, int, Bound]]]:
    """For every harming word of a sentence, how many it says were harmed."""
    out: dict[Token, list[tuple[Kind, int, Bound]]] = {}
    for token in span:
        lemma = token.lemma_.lower()
        found: list[tuple[Kind, int, Bound]] = []
        if token.pos_ in grammar.VERBAL and lemma in _VERBS:
            kind = _VERBS[lemma]
            for victim in _victims(token, kind)[:1]:
                got = counted(victim)
                if got and not grammar_negated(token):
                    found.append((kind, *got))
        elif lemma in _ADJECTIVES and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
            got = _of_adjective(token)
            if got:
                found.append((_ADJECTIVES[lemma], *got))
        elif token.pos_ == "NOUN" and lemma in _NOUNS:
            got = counted(token)
            if got:
                found.append((_NOUNS[lemma], *got))
        elif token.lower_ == "toll":
            got = _of_toll(token)
            if got:
                found.append(("killed", *got))
        if found:
            out[token] = found
    return out


def grammar_negated(verb: Token) -> bool:
    """A verb with 'not', 'never' or 'no' on it."""
    return any(c.dep_ == "neg" for c in verb.children)


def _of_adjective(token: Token) -> tuple[int, Bound] | None:
    """ "left nine dead", "seven others wounded", "three dead"."""
    if token.i > 0:
        previous = token.doc[token.i - 1]
        for candidate in (previous, token.head if token.head.i < token.i else previous):
            if candidate.pos_ in ("NOUN", "NUM", "PROPN"):
                got = counted(candidate)
                if got and token.i - candidate.i <= 3:
                    return got
    return None


def _of_toll(token: Token) -> tuple[int, Bound] | None:
    """ "The death toll rises to at least 220 people"."""
    verb = token.head
    if verb.pos_ in grammar.VERBAL:
        for t in (*grammar.prepositional(verb, "to"), *grammar.prepositional(verb, "at")):
            got = counted(t)
            if got:
                return got
    return None


def merge(found: list[tuple[Kind, int, Bound]]) -> Harm:
    """One harm out of several figures; of two figures of a kind the first stands."""
    harm = Harm()
    for kind, value, bound in found:
        if getattr(harm, kind) is None:
            setattr(harm, kind, value)
            harm.bounds[kind] = bound
    return harm


def find_count(token: Token, support: Token | None) -> int | None:
    """How often: "met four times", "two airstrikes", "three rounds of talks"; None where it says nothing."""
    for verb in (token, support):
        if verb is None:
            continue
        for child in verb.children:
            if child.lower_ in _TIMES and child.dep_ == "advmod":
                return _TIMES[child.lower_]
            if child.lower_ == "times" and child.dep_ in ("npadvmod", "dobj"):
                got = counted(child)
                if got:
                    return got[0]
            if child.lower_ == "times" or (child.dep_ == "npadvmod" and child.lemma_ == "time"):
                got = counted(child)
                if got:
                    return got[0]
    if token.pos_ in ("NOUN", "PROPN"):
        if token.dep_ == "pobj" and token.head.head.lemma_ in ("round", "series", "wave", "set"):
            got = counted(token.head.head)
            return got[0] if got else None
        if token.tag_ in ("NNS", "NNPS"):
            got = counted(token)
            if got and got[1] == "exact":
                return got[0]
    return None
