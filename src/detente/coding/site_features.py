"""By what a site is weighed as the place of an act: features of the site, of the act, and of both together.

``described`` gives those of every site of a sentence, ``nowhere`` those of the answer that the sentence does
not say where; their weights are in ``where.tsv`` (training/fit_where.py), and a site is chosen by
:mod:`where` where all of them together make it likelier than that answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.roles import Sides
from detente.coding.site_between import between
from detente.coding.site_names import INSIDE
from detente.coding.site_rows import COUNTRY_WIDE
from detente.coding.sites import Site
from detente.coding.ties import Tie, ties_of, words_of
from detente.event import Status
from detente.language.parsed import Mention, Parsed

# Acts that take place on the ground; words, laws and ties mostly have no place.
PHYSICAL = frozenset(("ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "RETREAT", "AID", "CONSULT"))
_PREPS = {
    **dict.fromkeys(INSIDE, "in"), **dict.fromkeys(("on", "against", "targeting"), "on"),
    **dict.fromkeys(("to", "into", "toward", "towards", "onto"), "to"), "of": "of", "from": "from",
    "": "none",
    **dict.fromkeys(("over", "along", "off", "within", "through", "between", "via", "beside"), "by"),
}  # fmt: skip
# Ties of a site to another act of its sentence.
_OF_OTHERS = frozenset(("inner", "beside"))
_NEAR, _FAR = 3, 10  # tokens between an act and a site


def described(
    act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed, sides: Sides, status: Status
) -> list[tuple[Site, list[str]]]:
    """The features of every site of a sentence as the place of an act."""
    if not sites:
        return []
    ties = ties_of(act, acts, sites)
    free = [t.kind not in _OF_OTHERS for t in ties]
    words = {t.i: a for a in acts if a is not act for t in words_of(a)}
    nearest = min(_gap(act, s) for s in sites)
    narrowest = min(s.width for s in sites)
    out = []
    for n, (site, tie) in enumerate(zip(sites, ties, strict=True)):
        prep = _PREPS.get(site.prep, "other")
        features = [
            *_tied(site, tie, prep), *_typed(site, tie, prep, act), f"holder {_holder(site, parsed)} {prep}",
            *_worded(act, prep, site),
            *_party(site, act, sides, prep, tie), *_beside(n, site, sites, narrowest),
            f"status {status} {tie.kind}",
            f"far {_distance(act, site)} {tie.kind}", *_others(act, site, tie, words, nearest),
            *_named(site, tie, prep, act), *between(act, site, tie.kind, kind_of(act), prep),
        ]  # fmt: skip
        if site.how in ("again", "compound"):
            features += [f"how {site.how}", f"how {site.how} {tie.kind}"]
        if len(sites) == 1:
            features += ["only", f"only {tie.kind}", f"only {prep}"]
        if free[n] and not any(free[:n]):
            features += ["first", f"first {tie.kind}"]
        if free[n] and not any(free[n + 1 :]):
            features += ["last", f"last {tie.kind}"]
        out.append((site, features))
    return out


def nowhere(act: Act, acts: Sequence[Act], sites: Sequence[Site], sides: Sides, status: Status) -> list[str]:
    """The features of the answer that a sentence does not tell where an act happened."""
    kind = act.type
    word = _word(act)
    return [
        "no", f"no {kind}", f"no {kind} {act.frame.pos}", f"no word {word}", f"no status {status}",
        f"no status {status} {kind_of(act)}", f"no sites {min(len(sites), 4)}", f"no acts {min(len(acts), 4)}",
        f"no town {any(0 < s.width < COUNTRY_WIDE for s in sites)} {kind_of(act)}",
        f"no recipient {_which(sides.recipient)} {kind_of(act)}",
        f"no under {_under(act, acts)}", f"no under {_under(act, acts)} {kind_of(act)}",
        *(f"no mode {m}" for m in act.frame.modes), f"no tense {_tense(act)} {kind_of(act)}",
        f"no lone {bool(sites) and all(s.width >= COUNTRY_WIDE for s in sites)} {act.type}",
        *(f"no inside {p}" for p in sorted({_PREPS.get(s.prep, "other") for s in sites})),
    ]  # fmt: skip


def _others(act: Act, site: Site, tie: Tie, words: Mapping[int, Act], nearest: int) -> list[str]:
    """The other acts that stand between an act and a site, and the one that the site belongs to."""
    kind = kind_of(act)
    low, high = sorted((act.token.i, site.first))
    passed = min(len({id(a) for i, a in words.items() if low < i < high}), 2)
    gaps = [abs(site.first - i) for i in words]
    closer = bool(gaps) and min(gaps) < _gap(act, site)
    closest = _gap(act, site) == nearest
    out = [f"between {passed}", f"between {passed} {tie.kind}", f"closer {closer} {tie.kind}",
           f"closest {closest}", f"closest {closest} {kind}", f"steps {min(tie.steps, 4)} {tie.kind}",
           f"tag {act.token.tag_} {tie.kind}"]  # fmt: skip
    if site.first - act.token.sent.start <= 1:
        out += ["initial", f"initial {kind}", f"initial {tie.kind}"]
    other = words.get(tie.other.i) if tie.other is not None else None
    if other is not None:
        out += [f"host {other.type} {tie.kind}", f"host {kind_of(other)} {act.type}",
                f"host pos {other.frame.pos} {act.frame.pos} {tie.kind}"]  # fmt: skip
    return out


def _gap(act: Act, site: Site) -> int:
    """Tokens between act and site."""
    return site.first - act.token.i if site.first > act.token.i else act.token.i - site.last


def _tense(act: Act) -> str:
    """Tense of the verb of an act, that of its auxiliary: news tells in the present what it tells first."""
    token = act.support or act.token
    tags = [c.tag_ for c in token.children if c.dep_ in ("aux", "auxpass")] or [token.tag_]
    return tags[0]


def kind_of(act: Act) -> str:
    """The type of an act on the ground; WORDS for all others."""
    return act.type if act.type in PHYSICAL else "WORDS"


def _word(act: Act) -> str:
    return f"{act.frame.pos}:{act.frame.head}"


def _which(side: Sequence[Mention]) -> str:
    return side[0].kind if side else "nobody"


def _under(act: Act, acts: Sequence[Act]) -> str:
    """Whether another act's word governs this one's, and by what."""
    tokens = {t.i: a for a in acts if a is not act for t in a.tokens}
    current = act.token
    for _ in range(grammar.MAX_CLIMB):
        link = current.dep_
        if current.head.i == current.i:
            return "none"
        current = current.head
        if current.i in tokens:
            return link
    return "none"


def _tied(site: Site, tie: Tie, prep: str) -> list[str]:
    """Features of the way between act and site, and of the site's own words."""
    wide = _wide(site)
    features = [
        "bias", f"tie {tie.kind} {tie.slot}", f"tie {tie.kind} {prep}", f"wide {wide} {prep}",
        f"wide {wide} {tie.kind}", f"tie {tie.kind}", f"wide {wide}", f"prep {prep}", f"word {site.prep}",
    ]  # fmt: skip
    if tie.via:
        features += [f"via {tie.kind} {tie.via}", f"via {tie.kind} {tie.via} {prep}"]
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


def _named(site: Site, tie: Tie, prep: str, act: Act) -> list[str]:
    """Features of the words that a site hangs on and stands between, and of what sort of place and of mention it is."""
    doc, word = site.head.doc, site.hook.head.lemma_
    before = f"prev {doc[site.first - 1].lower_ if site.first > site.head.sent.start else 'nothing'}"
    after = f"next {doc[site.last + 1].lower_ if site.last + 1 < len(doc) else 'nothing'}"
    sort = f"sort {site.mention.place.kind if site.mention.place is not None else 'none'}"
    form = f"form {site.mention.kind} {site.mention.form}"
    rule = f"rule {site.mention.form} {site.mention.rule.partition(':')[0]}"
    return [
        f"on {word}", f"on {word} {prep}", f"on {word} {tie.kind}",
        before, f"{before} {tie.kind}", f"{before} {kind_of(act)}", after, f"{after} {tie.kind}",
        sort, f"{sort} {prep}", f"{sort} {kind_of(act)}", f"{form} {prep}", f"{form} {tie.kind}",
        f"{rule} {prep}", f"{rule} {tie.kind}",
    ]  # fmt: skip


def _typed(site: Site, tie: Tie, prep: str, act: Act) -> list[str]:
    """Features of the type of act: on the ground, or of words."""
    kind, wide = kind_of(act), _wide(site)
    return [
        f"type {kind}", f"type {kind} {wide}", f"type {kind} {tie.kind}", f"type {kind} {prep}",
        f"type {kind} {prep} {tie.kind}", f"act {act.type} {tie.kind}", f"act {act.type} {prep} {wide}",
        f"pos {act.frame.pos} {tie.kind} {prep}",
    ]  # fmt: skip


def _worded(act: Act, prep: str, site: Site) -> list[str]:
    """Features of the very word of the act: one visits a country, one sanctions it from afar."""
    word, wide = _word(act), "country" if site.width >= COUNTRY_WIDE else "place"
    return [f"of {word} {prep} {wide}"]


def _party(site: Site, act: Act, sides: Sides, prep: str, tie: Tie) -> list[str]:
    """Whether the site is a party to the act, or lies in the country of one."""
    out = []
    kind, wide = kind_of(act), _wide(site)
    for name, side in (("source", sides.source), ("recipient", sides.recipient)):
        heads = {m.head.i for m in side}
        countries = {c for m in side for c in m.countries}
        if site.mention.head.i in heads or site.head.i in heads:
            out += [f"is {name}", f"is {name} {kind}", f"is {name} {kind} {prep}", f"is {name} {tie.kind}"]
        elif site.country and site.country in countries:
            out += [f"in {name}", f"in {name} {kind} {wide}", f"in {name} {prep} {tie.kind}"]
        elif countries and site.country:
            out += [f"not {name}", f"not {name} {kind} {wide}", f"not {name} {tie.kind}"]
    return out


def _beside(n: int, site: Site, sites: Sequence[Site], narrowest: int) -> list[str]:
    """The site among the others of its sentence: the narrowest, or with a narrower one in its country."""
    out = [f"narrowest {site.width == narrowest}"]
    inner = [s for s in sites if s is not site and s.width < site.width and s.country == site.country]
    if inner:
        out.append(f"holds {inner[0].first < site.first}")
    if any(s.mention.place and site.mention.place and s.mention.place.name == site.mention.place.name
           for k, s in enumerate(sites) if k != n):  # fmt: skip
        out.append("twice")
    return out


def _distance(act: Act, site: Site) -> str:
    """How many tokens lie between act and site."""
    gap = _gap(act, site)
    return "near" if gap <= _NEAR else "some" if gap <= _FAR else "far"


def _wide(site: Site) -> str:
    """How wide a site is, in words: country, province, town, or a spot in one."""
    if site.width >= COUNTRY_WIDE:
        return "country"
    return ("spot", "town", "town", "province")[site.width]


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
