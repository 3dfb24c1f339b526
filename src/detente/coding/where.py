"""Where an act happened: each site of its sentence is weighed by how it hangs together with the act.

A site is described by a few features (how it is tied to the act, its preposition, how wide it is, the type of
the act); their weights (``where.tsv``) were fitted on news/gold-train.jsonl by ``training/fit_where.py``.  The
best site is taken where it is likelier than ``LIKELY``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from importlib.resources import files

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.sites import COUNTRY_WIDE, INSIDE, Site
from detente.language.parsed import Mention, Parsed

# A site less likely than this is no answer: chosen by training/fit_where.py so that of the acts for which a
# careful reader gives no place fewer than 5 % get one.
LIKELY = 0.5
# Acts that take place on the ground; words, laws and ties mostly have no place.
PHYSICAL = frozenset(("ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "RETREAT", "AID", "CONSULT"))
_SAYING = frozenset("say tell report announce claim state add declare confirm note".split())
_PREPS = {
    **dict.fromkeys(INSIDE, "in"), **dict.fromkeys(("on", "against", "targeting"), "on"),
    **dict.fromkeys(("to", "into", "toward", "towards", "onto"), "to"), "of": "of", "from": "from", "": "none",
    **dict.fromkeys(("over", "along", "off", "within", "through", "between", "via", "beside"), "by"),
}  # fmt: skip
_CLIMB = 14


def find_where(act: Act, acts: Sequence[Act], sites: Sequence[Site]) -> tuple[Mention | None, str]:
    """The place where an act happened, and how it was found; ``acts`` and ``sites`` are those of its sentence."""
    best: Site | None = None
    top = LIKELY
    for site, named in described(act, acts, sites):
        p = likelihood(named)
        if p > top:
            best, top = site, p
    if best is None:
        return None, ""
    return best.mention, f"{best.prep or best.hook.dep_} of {best.hook.head.lower_}, likelihood {top:.2f}"


def likelihood(features: Sequence[str]) -> float:
    """Probability that a site with these features is where the act happened."""
    weights = table()
    return 1 / (1 + math.exp(-sum(weights.get(f, 0.0) for f in features)))


@functools.lru_cache(maxsize=1)
def table() -> dict[str, float]:
    """Weights of features (log odds)."""
    source = files("detente.coding") / "where.tsv"
    if not source.is_file():
        return {}
    lines = [x for x in source.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    return {name: float(weight) for name, weight, *_ in (line.split("\t") for line in lines[1:])}


def described(act: Act, acts: Sequence[Act], sites: Sequence[Site]) -> list[tuple[Site, list[str]]]:
    """The features of every site of a sentence as the place of an act."""
    if not sites:
        return []
    own = {t.i for t in (*act.tokens, *_supports(act))}
    others = {t.i for a in acts if a is not act for t in (*a.tokens, *_supports(a))} - own
    above = _above(act)
    ties = [_tie(site, own, others, above) for site in sites]
    free = [not t.startswith(("inner", "beside other")) for t in ties]
    out = []
    for n, (site, tie) in enumerate(zip(sites, ties, strict=True)):
        prep = _PREPS.get(site.prep, "other")
        wide = "country" if site.width >= COUNTRY_WIDE else "province" if site.width == 3 else "town" if site.width else "spot"
        kind = act.type if act.type in PHYSICAL else "WORDS"
        after = site.first > act.token.i
        short = tie.split()[0]
        first = not any(free[:n])
        features = [
            "bias", f"tie {tie}", f"tie {short} {prep}", f"type {kind}", f"type {kind} {wide}", f"type {kind} {short}",
            f"wide {wide} {prep}", f"wide {wide} {short}", f"after {after} {short}",
        ]
        if len(sites) == 1:
            features += ["only", f"only {short}"]
        if first and free[n]:
            features += ["first", f"first {short}"]
        if not site.known:
            features += ["unknown", f"unknown {prep}"]
        if site.listed:
            features.append("listed")
        if site.possessive:
            features.append("possessive")
        if site.mention.form == "possessive" or site.mention.kind == "country":
            features.append(f"state {prep}")
        out.append((site, features))
    return out


def _supports(act: Act) -> list[Token]:
    return [t for t in (act.support, *(m.support for m in act.merged)) if t is not None]


def _above(act: Act) -> set[int]:
    """Tokens that govern the act, up to the root of its sentence."""
    return {t.i for t in act.token.ancestors}


def _tie(site: Site, own: set[int], others: set[int], above: set[int]) -> str:
    """How a site hangs together with an act: its own adverbial, in one of its nouns, of a clause above it ..."""
    current = site.hook
    if current.i in own:
        return "self"
    verbs = nouns = 0
    for _ in range(_CLIMB):
        head = current.head
        if head is current:
            return "root"
        if head.i in own:
            slot = current.dep_
            if not verbs and not nouns:
                return f"own {slot}"
            return f"clause {slot}" if verbs else f"noun {slot}"
        if head.i in others:
            if head.i in above:
                return "over act"
            return "inner" if _reaches(head, own) else "beside other"
        if head.i in above:
            if head.lemma_ in _SAYING:
                return "said"
            return f"above {'verb' if head.pos_ in grammar.VERBAL else 'noun'}"
        if head.pos_ in grammar.VERBAL:
            verbs += 1
        elif head.pos_ in ("NOUN", "PROPN"):
            nouns += 1
        current = head
    return "far"


def _reaches(token: Token, own: set[int]) -> bool:
    return any(t.i in own for t in token.ancestors)


__all__ = ["described", "find_where", "likelihood"]
