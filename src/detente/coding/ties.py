"""How a site hangs together with an act in the parse of their sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.sites import Site

SAYING = frozenset("say tell report announce claim state add declare confirm note".split())
_CLIMB = 14
_LINKS = frozenset("after before while when as following during amid since because where until".split())
_BLAME = frozenset(
    "accuse suspect charge convict sentence allege allegation accusation crime blame wanted responsible "
    "involvement investigate investigation trial guilty suspicion plot condemn".split()
)


def ties_of(act: Act, acts: Sequence[Act], sites: Sequence[Site]) -> list[Tie]:
    """How each site of a sentence hangs together with an act."""
    own = {t.i for t in words_of(act)}
    others = {t.i for a in acts if a is not act for t in (*a.tokens, *supports(a))} - own
    above = _above(act)
    return [_tie(site, own, others, above) for site in sites]


def supports(act: Act) -> list[Token]:
    """The support verbs of an act and of what was folded into it."""
    return [t for t in (act.support, *(m.support for m in act.merged)) if t is not None]


def words_of(act: Act) -> list[Token]:
    """The words that tell an act: its predicates, those folded into it, and what supports any of them."""
    return [*act.tokens, *supports(act)]


def _above(act: Act) -> dict[int, Token]:
    """Tokens that govern the act, up to its sentence's root, with the word by which the act hangs on each."""
    out: dict[int, Token] = {}
    for token in (act.token, *supports(act)):
        current = token
        for _ in range(2 * _CLIMB):
            if current.head.i == current.i:
                break
            out.setdefault(current.head.i, current)
            current = current.head
    return out


@dataclass(slots=True)
class Tie:
    """How a site hangs together with an act.

    ``kind`` is own, noun, clause, inner, beside, over, verb, name, said, root, far or self; ``slot`` the
    label under the act; ``via`` the word that leads from the one to the other; ``blame`` tells that a charge
    lies between, ``aside`` that the site stands in a clause about somebody; ``other`` is the word of the act
    that it belongs to, where that is another one, ``steps`` how many words lead to either.
    """

    kind: str
    slot: str = ""
    via: str = ""
    blame: bool = False
    aside: bool = False
    other: Token | None = None
    steps: int = 0


def _link(token: Token) -> str:
    """The word that joins a phrase or clause to what governs it: its preposition or conjunction."""
    if token.dep_ in ("prep", "agent", "mark"):
        return token.lower_
    marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i and c.lower_ in _LINKS]
    if marks:
        return marks[0]
    return token.dep_ if token.dep_ in ("conj", "relcl", "acl", "advcl", "xcomp", "ccomp", "dobj", "pcomp") else ""


def _tie(site: Site, own: set[int], others: set[int], above: dict[int, Token]) -> Tie:
    """How a site hangs together with an act: its own adverbial, in one of its nouns, of a clause above it."""
    current = site.hook
    if current.i in own:
        return Tie("self")
    verbs = nouns = 0
    blame = aside = False
    for steps in range(_CLIMB):
        head = current.head
        if head.i == current.i:
            return Tie("root", aside=aside)
        blame = blame or head.lemma_ in _BLAME
        aside = aside or current.dep_ in ("relcl", "acl", "parataxis")
        if head.i in own:
            kind = "clause" if verbs else "noun" if nouns else "own"
            return Tie(kind, current.dep_, _link(current) if verbs or nouns else "", blame, aside, None, steps)
        if head.i in others:
            if head.i in above:
                return Tie("over", "", _link(above[head.i]), blame, aside, head, steps)
            return _inner(head, own, blame)
        if head.i in above:
            down = above[head.i]
            kind = "said" if head.lemma_ in SAYING else "verb" if head.pos_ in grammar.VERBAL else "name"
            return Tie(kind, down.dep_, _link(down), blame, aside, None, steps)
        if head.pos_ in grammar.VERBAL:
            verbs += 1
        elif head.pos_ in ("NOUN", "PROPN"):
            nouns += 1
        current = head
    return Tie("far")


def _inner(token: Token, own: set[int], blame: bool) -> Tie:
    """A site of another act: one under the act, or one beside it."""
    current = token
    for _ in range(_CLIMB):
        if current.head.i in own:
            return Tie("inner", current.dep_, _link(current), blame or token.lemma_ in _BLAME, other=token)
        if current.head.i == current.i:
            break
        current = current.head
        blame = blame or current.lemma_ in _BLAME
    return Tie("beside", "", _link(token), blame, other=token)
