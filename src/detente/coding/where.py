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

from detente.coding import scenes
from detente.coding.acts import Act
from detente.coding.draft import Draft
from detente.coding.roles import Sides
from detente.coding.site_features import described, nowhere
from detente.coding.site_rows import COUNTRY_WIDE
from detente.coding.sites import Site
from detente.coding.ties import supports
from detente.event import Status
from detente.language.parsed import Mention, Parsed

# No place is given where it is likelier than this that the sentence tells none: chosen by training/fit_where.py so
# that out of fold, the scene counted in, of the acts for which a careful reader gives no place 8 % get one.
UNSAID = 0.5
NO_SCENE = 0.51  # the same of the scene
SPEAKING = frozenset(("speak", "talk", "address"))
SPEAKING_AT = frozenset(("from", "in", "at", "outside"))
NAMED_BY_TOWN = frozenset(("CONSULT", "PROTEST", "ASSAULT"))
_WORDS = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))


def find_where(
    act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed, sides: Sides, status: Status
) -> tuple[Mention | None, str]:
    """The place where an act happened, and how it was found; acts and sites are those of its sentence."""
    spoken, sites = _spoken_from(act, sites)
    if spoken is not None:
        return spoken.mention, f"spoken {spoken.prep} there"
    sites = [s for s in sites if s.prep != "against"]  # "protests against Chile": whom it is against, not where it is
    if not sites:
        return None, ""
    where = _where_clause(act, sites)
    if where is not None:
        return where.mention, "of a clause with where"
    weighed = [(weight(named), site) for site, named in described(act, acts, sites, parsed, sides, status)]
    best, site = max(weighed, key=lambda pair: pair[0])
    none = weight(nowhere(act, acts, sites, sides, status))
    share = math.exp(none - best) / (math.exp(none - best) + sum(math.exp(w - best) for w, _ in weighed))
    if share > UNSAID and not _names_act(site, act):
        return None, ""
    return site.mention, f"{site.prep or site.hook.dep_} of {site.hook.head.lower_}, likelihood {1 - share:.2f}"


def _spoken_from(act: Act, sites: Sequence[Site]) -> tuple[Site | None, list[Site]]:
    """ "Speaking from Berlin, X called for ...": the place of what is said, and none of what is told."""
    here: Site | None = None
    others = []
    own = {t.i for t in (*act.tokens, *supports(act))}
    for site in sites:
        verb = site.hook.head
        if site.prep in SPEAKING_AT and verb.lemma_ in SPEAKING and verb.tag_ == "VBG":
            here = site if verb.head.i in own else here
        else:
            others.append(site)
    return here, others


def _where_clause(act: Act, sites: Sequence[Site]) -> Site | None:
    """ "In Geneva, where they signed a treaty": the place that the clause is about."""
    for token in (*act.tokens, *supports(act)):
        if not any(c.lower_ == "where" and c.i < token.i for c in token.children):
            continue
        before = [s for s in sites if s.first < token.i and token.dep_ in ("relcl", "advcl", "ccomp", "acl")]
        return before[-1] if before else None
    return None


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
    """Acts of sentences that do not say where: the place of another act of the sentence, or the scene of the story."""
    _shared(drafts)
    for n, draft in enumerate(drafts):
        if draft.where is None:
            _set_scene(draft, drafts[:n], parsed)


def _set_scene(draft: Draft, earlier: Sequence[Draft], parsed: Parsed) -> None:
    """The likeliest of the places told before, where it is likelier than that there is none."""
    told = scenes.scene_of(draft, earlier, parsed)
    if not told:
        return
    weighed = [(weight(scenes.described(draft, t, parsed)), t) for t in told]
    best, place = max(weighed, key=lambda pair: pair[0])
    none = weight(scenes.nowhere(draft, parsed, len(told)))
    share = math.exp(none - best) / (math.exp(none - best) + sum(math.exp(w - best) for w, _ in weighed))
    if share <= NO_SCENE:
        draft.where = place.mention
        draft.where_rule = f"scene of the story, likelihood {1 - share:.2f}"


def weight(features: Sequence[str]) -> float:
    """The log odds of an answer with these features, before they are set against those of the others."""
    weights = table()
    return sum(weights.get(f, 0.0) for f in features)


@functools.lru_cache(maxsize=1)
def table() -> dict[str, float]:
    """Weights of features (log odds)."""
    source = files("detente.coding") / "where.tsv"
    if not source.is_file():
        return {}
    lines = [x for x in source.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    return {name: float(weight) for name, weight, *_ in (line.split("\t") for line in lines[1:])}
