"""How a site hangs together with an act: the features by which :mod:`where` weighs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.site_names import INSIDE
from detente.coding.sites import COUNTRY_WIDE, Site
from detente.language.parsed import Parsed

# Acts that take place on the ground; words, laws and ties mostly have no place.
PHYSICAL = frozenset(("ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "RETREAT", "AID", "CONSULT"))
SAYING = frozenset("say tell report announce claim state add declare confirm note".split())
_PREPS = {
    **dict.fromkeys(INSIDE, "in"), **dict.fromkeys(("on", "against", "targeting"), "on"),
    **dict.fromkeys(("to", "into", "toward", "towards", "onto"), "to"), "of": "of", "from": "from",
    "": "none",
    **dict.fromkeys(("over", "along", "off", "within", "through", "between", "via", "beside"), "by"),
}  # fmt: skip
_CLIMB = 14
_LINKS = frozenset("after before while when as following during amid since because where until".split())
_BLAME = frozenset(
    "accuse suspect charge convict sentence allege allegation accusation crime blame wanted responsible "
    "involvement investigate investigation trial guilty suspicion plot condemn".split()
)


def described(act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed) -> list[tuple[Site, list[str]]]:
    """The features of every site of a sentence as the place of an act."""
    if not sites:
        return []
    own = {t.i for t in (*act.tokens, *supports(act))}
    others = {t.i for a in acts if a is not act for t in (*a.tokens, *supports(a))} - own
    above = _above(act)
    ties = [_tie(site, own, others, above) for site in sites]
    free = [t.kind not in ("inner", "beside") for t in ties]
    out = []
    for n, (site, tie) in enumerate(zip(sites, ties, strict=True)):
        prep = _PREPS.get(site.prep, "other")
        features = [
            *_tied(site, tie, prep), *_typed(site, tie, prep, act), f"holder {_holder(site, parsed)} {prep}",
            f"after {site.first > act.token.i} {tie.kind}",
        ]  # fmt: skip
        if len(sites) == 1:
            features += ["only", f"only {tie.kind}"]
        if free[n] and not any(free[:n]):
            features += ["first", f"first {tie.kind}"]
        out.append((site, features))
    return out


def _tied(site: Site, tie: _Tie, prep: str) -> list[str]:
    """Features of the way between act and site, and of the site's own words."""
    wide = _wide(site)
    features = [
        "bias", f"tie {tie.kind} {tie.slot}", f"tie {tie.kind} {prep}", f"wide {wide} {prep}",
        f"wide {wide} {tie.kind}",
    ]  # fmt: skip
    if tie.via:
        features.append(f"via {tie.kind} {tie.via}")
    if tie.blame:
        features.append(f"blame {tie.kind}")
    if tie.aside:
        features.append(f"aside {tie.kind}")
    if not site.known:
        features += ["unknown", f"unknown {prep}"]
    if site.listed:
        features.append("listed")
    if site.possessive:
        features.append("possessive")
    if site.mention.form == "possessive" or site.mention.kind == "country":
        features.append(f"state {prep}")
    return features


def _typed(site: Site, tie: _Tie, prep: str, act: Act) -> list[str]:
    """Features of the type of act: on the ground, or of words."""
    kind = act.type if act.type in PHYSICAL else "WORDS"
    return [
        f"type {kind}", f"type {kind} {_wide(site)}", f"type {kind} {tie.kind}",
        f"type {kind} {prep} {tie.kind}",         f"act {act.type} {tie.kind}",
    ]  # fmt: skip


def _wide(site: Site) -> str:
    """How wide a site is, in words: country, province, town, or a spot in one."""
    if site.width >= COUNTRY_WIDE:
        return "country"
    return ("spot", "town", "town", "province")[site.width]


def supports(act: Act) -> list[Token]:
    """The support verbs of an act and of what was folded into it."""
    return [t for t in (act.support, *(m.support for m in act.merged)) if t is not None]


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


def _holder(site: Site, parsed: Parsed) -> str:
    """What a site's preposition hangs on: somebody ("the mayor of X"), a verb, an event or another thing."""
    if not site.prep:
        return site.hook.dep_
    head = site.hook.head
    if head.pos_ in grammar.VERBAL:
        return "verb"
    mention = parsed.mention_of(head)
    if mention is None:
        return "thing"
    return mention.kind if mention.kind != "other" else "thing"


@dataclass(slots=True)
class _Tie:
    """How a site hangs together with an act.

    ``kind`` is own, noun, clause, inner, beside, over, verb, name, said, root, far or self; ``slot`` the
    label under the act; ``via`` the word that leads from the one to the other; ``blame`` tells that a charge
    lies between, ``aside`` that the site stands in a clause about somebody.
    """

    kind: str
    slot: str = ""
    via: str = ""
    blame: bool = False
    aside: bool = False


def _link(token: Token) -> str:
    """The word that joins a phrase or clause to what governs it: its preposition or conjunction."""
    if token.dep_ in ("prep", "agent", "mark"):
        return token.lower_
    marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i and c.lower_ in _LINKS]
    if marks:
        return marks[0]
    return token.dep_ if token.dep_ in ("conj", "relcl", "acl", "advcl", "xcomp", "ccomp", "dobj", "pcomp") else ""


def _tie(site: Site, own: set[int], others: set[int], above: dict[int, Token]) -> _Tie:
    """How a site hangs together with an act: its own adverbial, in one of its nouns, of a clause above it."""
    current = site.hook
    if current.i in own:
        return _Tie("self")
    verbs = nouns = 0
    blame = aside = False
    for _ in range(_CLIMB):
        head = current.head
        if head.i == current.i:
            return _Tie("root", aside=aside)
        blame = blame or head.lemma_ in _BLAME
        aside = aside or current.dep_ in ("relcl", "acl", "parataxis")
        if head.i in own:
            kind = "clause" if verbs else "noun" if nouns else "own"
            return _Tie(kind, current.dep_, _link(current) if verbs or nouns else "", blame, aside)
        if head.i in others:
            if head.i in above:
                return _Tie("over", "", _link(above[head.i]), blame, aside)
            return _inner(head, own, blame)
        if head.i in above:
            down = above[head.i]
            kind = "said" if head.lemma_ in SAYING else "verb" if head.pos_ in grammar.VERBAL else "name"
            return _Tie(kind, down.dep_, _link(down), blame, aside)
        if head.pos_ in grammar.VERBAL:
            verbs += 1
        elif head.pos_ in ("NOUN", "PROPN"):
            nouns += 1
        current = head
    return _Tie("far")


def _inner(token: Token, own: set[int], blame: bool) -> _Tie:
    """A site of another act: one under the act, or one beside it."""
    current = token
    for _ in range(_CLIMB):
        if current.head.i in own:
            return _Tie("inner", current.dep_, _link(current), blame or token.lemma_ in _BLAME)
        if current.head.i == current.i:
            break
        current = current.head
        blame = blame or current.lemma_ in _BLAME
    return _Tie("beside", "", _link(token), blame)
