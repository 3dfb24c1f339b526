"""Where an act happened: each site of its sentence is weighed by how it hangs together with the act.

A site is described by a few features (:mod:`ties`: how it is tied to the act, its preposition, how wide it
is, the type of the act); their weights (``where.tsv``) were fitted on news/gold-train.jsonl by
``training/fit_where.py``.  The best site is taken where it is likelier than ``LIKELY``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from importlib.resources import files

from detente.coding.acts import Act
from detente.coding.draft import Draft
from detente.coding.sites import COUNTRY_WIDE, Site, find_sites
from detente.coding.ties import PHYSICAL, SAYING, described, supports
from detente.language.parsed import Mention, Parsed

# A site less likely than this is no answer: chosen by training/fit_where.py so that of the acts for which a
# careful reader gives no place fewer than 5 % get one.
LIKELY = 0.59
# Acts that the next sentence goes on telling of the same place.
SAME_PLACE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
NAMED_BY_TOWN = frozenset(("CONSULT", "PROTEST", "ASSAULT"))
NAMED = 0.6  # likelihood of the town in "the Geneva talks": too rare in the gold to be fitted
_WORDS = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))


def find_where(act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed) -> tuple[Mention | None, str]:
    """The place where an act happened, and how it was found; acts and sites are those of its sentence."""
    best: Site | None = None
    top = LIKELY
    for site, named in described(act, acts, sites, parsed):
        p = 0.0 if _is_actor(site, act) else likelihood(named)
        if _names_act(site, act):
            p = max(p, NAMED)
        if p > top:
            best, top = site, p
    if best is None:
        return None, ""
    return best.mention, f"{best.prep or best.hook.dep_} of {best.hook.head.lower_}, likelihood {top:.2f}"


def _names_act(site: Site, act: Act) -> bool:
    """ "The Geneva talks", "the Nairobi riots": a town before the noun of the act."""
    return (
        site.mention.place is not None
        and site.mention.place.kind != "unknown"
        and 0 < site.width < COUNTRY_WIDE - 1
        and act.type in NAMED_BY_TOWN
        and site.hook.dep_ in ("compound", "nmod")
        and site.hook.head.i == act.token.i
    )


def _is_actor(site: Site, act: Act) -> bool:
    """ "Accused Paris", "the ministry in Baku said": neither a government nor the speaker's seat is the
    place."""
    head = site.hook.head
    if not site.prep and site.mention.kind == "country" and site.hook.dep_ in ("nsubj", "dobj", "nsubjpass"):
        return site.hook.dep_ != "dobj" or act.type not in PHYSICAL or head.i != act.token.i
    for token in (site.hook, head):
        if token.dep_ == "nsubj" and token.head.lemma_ in SAYING and token.head.i != act.token.i:
            return True
    return False


def _shared(drafts: Sequence[Draft]) -> None:
    """ "They met in Geneva, when they signed ...", "agreed on it in Havana, signing ...": one place for
    both."""
    for draft in drafts:
        token = draft.act.token
        if draft.where is not None or draft.act.frame.pos != "v" or draft.act.type in _WORDS:
            continue
        when = any(c.lower_ == "when" and c.dep_ == "advmod" for c in token.children)
        if not (when or (token.dep_ == "advcl" and token.tag_ == "VBG") or token.dep_ == "conj"):
            continue
        for host in drafts:
            own = {t.i for t in (*host.act.tokens, *supports(host.act))}
            above = token.head.i in own or (when and any(a.i in own for a in token.ancestors))
            if host.where is not None and host.sentence.start == draft.sentence.start and above:
                draft.where, draft.where_rule = host.where, f"place of {host.act.token.lower_}"
                break


def inherit(drafts: Sequence[Draft], parsed: Parsed) -> None:
    """Acts on the ground of a sentence that names no place happened where those of the sentence before did.

    Of 47 such acts of news/gold-train.jsonl 22 have that place and 19 none; acts of words, or of a country
    that the place is not in, mostly have none.
    """
    _shared(drafts)
    last: Draft | None = None
    for draft in drafts:
        if draft.act.type not in SAME_PLACE:
            continue
        if draft.where is not None:
            last = draft
        elif last is not None and _follows(draft, last) and not find_sites(draft.sentence, parsed):
            draft.where = last.where
            draft.where_rule = f"place of {last.act.token.lower_} in the sentence before"


def _follows(draft: Draft, last: Draft) -> bool:
    """Whether a draft is told right after another one and is of the country where that happened."""
    if draft.sentence.doc is not last.sentence.doc or draft.sentence.start != last.sentence.end:
        return False
    where = last.where
    if where is None or where.place is None:
        return False
    country = next(iter(where.countries), where.place.country)
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
