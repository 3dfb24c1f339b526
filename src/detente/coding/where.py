"""Where an act happened: each site of its sentence is weighed by how it hangs together with the act.

A site is described by a few features (how it is tied to the act, its preposition, how wide it is, the type of
the act); their weights (``where.tsv``) were fitted on news/gold-train.jsonl by ``training/fit_where.py``.  The
best site is taken where it is likelier than ``LIKELY``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.draft import Draft
from detente.coding.sites import COUNTRY_WIDE, INSIDE, Site, find_sites
from detente.language.parsed import Mention, Parsed

# A site less likely than this is no answer: chosen by training/fit_where.py so that of the acts for which a
# careful reader gives no place fewer than 5 % get one.
LIKELY = 0.55
# Acts that take place on the ground; words, laws and ties mostly have no place.
PHYSICAL = frozenset(("ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "RETREAT", "AID", "CONSULT"))
SAME_PLACE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_SAYING = frozenset("say tell report announce claim state add declare confirm note".split())
_PREPS = {
    **dict.fromkeys(INSIDE, "in"), **dict.fromkeys(("on", "against", "targeting"), "on"),
    **dict.fromkeys(("to", "into", "toward", "towards", "onto"), "to"), "of": "of", "from": "from", "": "none",
    **dict.fromkeys(("over", "along", "off", "within", "through", "between", "via", "beside"), "by"),
}  # fmt: skip
_CLIMB = 14
_LINKS = frozenset("after before while when as following during amid since because where until".split())
_BLAME = frozenset(
    "accuse suspect charge convict sentence allege allegation accusation crime blame wanted responsible involvement "
    "investigate investigation trial guilty suspicion plot condemn".split()
)


def find_where(
    act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed
) -> tuple[Mention | None, str]:
    """The place where an act happened, and how it was found; ``acts`` and ``sites`` are those of its sentence."""
    best: Site | None = None
    top = LIKELY
    for site, named in described(act, acts, sites, parsed):
        p = 0.0 if _is_actor(site, act) else likelihood(named)
        if p > top:
            best, top = site, p
    if best is None:
        return None, ""
    return best.mention, f"{best.prep or best.hook.dep_} of {best.hook.head.lower_}, likelihood {top:.2f}"


def _is_actor(site: Site, act: Act) -> bool:
    """ "Accused Paris", "the ministry in Baku said": a government, or where the speaker sits, is not where it was."""
    head = site.hook.head
    if not site.prep and site.mention.kind == "country" and site.hook.dep_ in ("nsubj", "dobj", "nsubjpass"):
        return site.hook.dep_ != "dobj" or act.type not in PHYSICAL or head.i != act.token.i
    for token in (site.hook, head):
        if token.dep_ == "nsubj" and token.head.lemma_ in _SAYING and token.head.i != act.token.i:
            return True
    return False


def _shared(drafts: Sequence[Draft]) -> None:
    """ "They met in Geneva, when they signed ...", "agreed on it in Havana, signing ...": one place for both."""
    for draft in drafts:
        token = draft.act.token
        if draft.where is not None or draft.act.frame.pos != "v" or draft.act.type in ("ACCUSE", "REQUEST", "REJECT", "THREATEN"):
            continue
        when = any(c.lower_ == "when" and c.dep_ == "advmod" for c in token.children)
        if not (when or (token.dep_ == "advcl" and token.tag_ == "VBG") or token.dep_ == "conj"):
            continue
        for host in drafts:
            own = {t.i for t in (*host.act.tokens, *_supports(host.act))}
            above = token.head.i in own or (when and any(a.i in own for a in token.ancestors))
            if host.where is not None and host.sentence.start == draft.sentence.start and above:
                draft.where, draft.where_rule = host.where, f"place of {host.act.token.lower_}"
                break


def inherit(drafts: Sequence[Draft], parsed: Parsed) -> None:
    """Acts on the ground of a sentence that names no place happened where those of the sentence before did.

    Of 47 such acts of news/gold-train.jsonl 22 have that place and 19 none; acts of words, or of a country that the
    place is not in, mostly have none.
    """
    _shared(drafts)
    last: Draft | None = None
    for draft in drafts:
        if draft.act.type not in SAME_PLACE:
            continue
        if draft.where is not None:
            last = draft
        elif last is not None and _follows(draft, last) and not find_sites(draft.sentence, parsed):
            draft.where, draft.where_rule = last.where, f"place of {last.act.token.lower_} in the sentence before"


def _follows(draft: Draft, last: Draft) -> bool:
    """Whether a draft is told right after another one and is of the country where that happened."""
    if draft.sentence.doc is not last.sentence.doc or draft.sentence.start != last.sentence.end:
        return False
    where = last.where
    if where is None or where.place is None:
        return False
    country = (where.countries or [where.place.country])[0]
    return country in draft.countries("source") | draft.countries("recipient")


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


def described(
    act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed
) -> list[tuple[Site, list[str]]]:
    """The features of every site of a sentence as the place of an act."""
    if not sites:
        return []
    own = {t.i for t in (*act.tokens, *_supports(act))}
    others = {t.i for a in acts if a is not act for t in (*a.tokens, *_supports(a))} - own
    above = _above(act)
    ties = [_tie(site, own, others, above) for site in sites]
    free = [t.kind not in ("inner", "beside") for t in ties]
    kind = act.type if act.type in PHYSICAL else "WORDS"
    out = []
    for n, (site, tie) in enumerate(zip(sites, ties, strict=True)):
        prep = _PREPS.get(site.prep, "other")
        wide = (
            "country"
            if site.width >= COUNTRY_WIDE
            else "province"
            if site.width == 3
            else "town"
            if site.width
            else "spot"
        )
        features = [
            "bias", f"tie {tie.kind} {tie.slot}", f"tie {tie.kind} {prep}", f"type {kind}", f"type {kind} {wide}",
            f"type {kind} {tie.kind}", f"wide {wide} {prep}", f"wide {wide} {tie.kind}",
            f"after {site.first > act.token.i} {tie.kind}", f"act {act.type} {tie.kind}", f"type {kind} {prep} {tie.kind}",
        ]  # fmt: skip
        if tie.via:
            features.append(f"via {tie.kind} {tie.via}")
        if tie.blame:
            features.append(f"blame {tie.kind}")
        features.append(f"holder {_holder(site, parsed)} {prep}")
        if len(sites) == 1:
            features += ["only", f"only {tie.kind}"]
        if free[n] and not any(free[:n]):
            features += ["first", f"first {tie.kind}"]
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


def _above(act: Act) -> dict[int, Token]:
    """Tokens that govern the act, up to the root of its sentence, with the word by which the act hangs on each."""
    out: dict[int, Token] = {}
    for token in (act.token, *_supports(act)):
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
    """How a site hangs together with an act: ``kind``, the label under the act (``slot``), the word that leads
    from the one to the other (``via``), and whether what lies between is a charge (``blame``)."""

    kind: str
    slot: str = ""
    via: str = ""
    blame: bool = False


def _link(token: Token) -> str:
    """The word that joins a phrase or clause to what governs it: its preposition or conjunction."""
    if token.dep_ in ("prep", "agent", "mark"):
        return token.lower_
    marks = [
        c.lower_
        for c in token.children
        if c.dep_ in ("mark", "advmod") and c.i < token.i and c.lower_ in _LINKS
    ]
    if marks:
        return marks[0]
    return (
        token.dep_
        if token.dep_ in ("conj", "relcl", "acl", "advcl", "xcomp", "ccomp", "dobj", "pcomp")
        else ""
    )


def _tie(site: Site, own: set[int], others: set[int], above: dict[int, Token]) -> _Tie:
    """How a site hangs together with an act: its own adverbial, in one of its nouns, of a clause above it ..."""
    current = site.hook
    if current.i in own:
        return _Tie("self")
    verbs = nouns = 0
    blame = False
    for _ in range(_CLIMB):
        head = current.head
        if head.i == current.i:
            return _Tie("root")
        blame = blame or head.lemma_ in _BLAME
        if head.i in own:
            kind = "clause" if verbs else "noun" if nouns else "own"
            return _Tie(kind, current.dep_, _link(current) if verbs or nouns else "", blame)
        if head.i in others:
            if head.i in above:
                return _Tie("over", "", _link(above[head.i]), blame)
            return _inner(head, own, blame)
        if head.i in above:
            down = above[head.i]
            kind = "said" if head.lemma_ in _SAYING else "verb" if head.pos_ in grammar.VERBAL else "name"
            return _Tie(kind, down.dep_, _link(down), blame)
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


__all__ = ["described", "find_where", "inherit", "likelihood"]
