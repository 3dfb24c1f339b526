"""Where an act happened: each site of its sentence is weighed by how it hangs together with the act.

A site is described by features (:mod:`site_features`) whose weights (``where.tsv``) were fitted on
news/gold-train.jsonl by ``training/fit_where.py``.  The best site is taken unless it is likelier than ``UNSAID`` that
the sentence does not say where; then the places told before are weighed in the same way (:mod:`scenes`).
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.coding import scene_features
from detente.coding.acts import Act
from detente.coding.draft import Draft
from detente.coding.roles import Sides
from detente.coding.scenes import scene_of
from detente.coding.site_features import described, nowhere
from detente.coding.site_rows import COUNTRY_WIDE
from detente.coding.site_weights import choose
from detente.coding.sites import Site
from detente.coding.ties import words_of
from detente.event import Status
from detente.language.parsed import Mention, Parsed

# No place is given where it is likelier than this that the sentence tells none: chosen by training/fit_where.py so
# that out of fold, the scene counted in, of the acts for which a careful reader gives no place 8 % get one.
UNSAID = 0.54
NO_SCENE = 0.51  # the same of the scene
SPEAKING = frozenset(("speak", "talk", "address"))
SPEAKING_AT = frozenset(("from", "in", "at", "outside"))
NAMED_BY_TOWN = frozenset(("CONSULT", "PROTEST", "ASSAULT"))


def find_where(
    act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed, sides: Sides, status: Status
) -> tuple[Mention | None, str, float | None]:
    """The place where an act happened, how it was found and how likely it is; acts and sites are of its sentence."""
    spoken, sites = candidates(act, sites)
    if spoken is not None:
        return spoken.mention, f"spoken {spoken.prep} there", None
    if not sites:
        return None, "", None
    where = _where_clause(act, sites)
    if where is not None:
        return where.mention, "of a clause with where", None
    weighed = described(act, acts, sites, parsed, sides, status)
    site, none = choose(weighed, nowhere(act, acts, sites, sides, status))
    if none > UNSAID and not _names_act(site, act):
        return None, "", None
    sure = round(1 - none, 2)
    return site.mention, f"{site.prep or site.hook.dep_} of {site.hook.head.lower_}, likelihood {sure:.2f}", sure


def candidates(act: Act, sites: Sequence[Site]) -> tuple[Site | None, list[Site]]:
    """The place from which an act is spoken, where the sentence tells it, and the sites that are weighed if not."""
    spoken, others = _spoken_from(act, sites)
    return spoken, [s for s in others if s.prep != "against"]  # "protests against Chile": whom it is against


def _spoken_from(act: Act, sites: Sequence[Site]) -> tuple[Site | None, list[Site]]:
    """ "Speaking from Berlin, X called for ...": the place of what is said, and none of what is told."""
    here: Site | None = None
    others = []
    own = {t.i for t in words_of(act)}
    for site in sites:
        verb = site.hook.head
        if site.prep in SPEAKING_AT and verb.lemma_ in SPEAKING and verb.tag_ == "VBG":
            here = site if verb.head.i in own else here
        else:
            others.append(site)
    return here, others


def _where_clause(act: Act, sites: Sequence[Site]) -> Site | None:
    """ "In Geneva, where they signed a treaty": the place that the clause is about."""
    for token in words_of(act):
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


def inherit(drafts: Sequence[Draft], parsed: Parsed) -> None:
    """Acts that no site of their sentence fits: the likeliest of the places told before or of another of its acts."""
    for n, draft in enumerate(drafts):
        told = scene_of(n, drafts, parsed) if draft.where is None else []
        if not told:
            continue
        weighed = [(t, scene_features.described(draft, t, parsed)) for t in told]
        place, none = choose(weighed, scene_features.nowhere(draft, parsed, len(told)))
        if none <= NO_SCENE:
            draft.where, draft.where_sure = place.mention, round(1 - none, 2)
            draft.where_rule = f"scene of the story, likelihood {draft.where_sure:.2f}"
