"""By what a place told before is weighed as the scene of an act: features of the place, of the act, and of both.

Their weights are in ``where.tsv`` beside those of :mod:`site_features`; they begin with "scene".
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from detente.coding.draft import Draft
from detente.coding.scenes import Told
from detente.coding.site_features import kind_of
from detente.coding.site_rows import COUNTRY_WIDE, WIDTH
from detente.coding.sites import find_sites
from detente.language.parsed import Parsed

# Words that say that an act was where the story is.
_HERE = frozenset("scene there nearby venue site town city village building station".split())
# Words that say that an act comes right after what was told.
_THEN = frozenset("then later afterwards subsequently also meanwhile another separately additionally".split())
_BRIEF = 1500  # characters of an item of news; what is longer is an article, which tells of more than one scene
_SHORT, _LONG = 10, 25  # words of a sentence
_LEAD = 2  # sentences: headline and first sentence
_TALKS = frozenset(("CONSULT", "AGREE", "SUPPORT"))
_BEGINNING = 6  # mentions with which an article begins
_OFTEN = 3
# Names for how likely the place of another act is: less than this.
_LIKELY = ((0.7, "hardly"), (0.9, "likely"), (0.97, "sure"))


def described(draft: Draft, told: Told, parsed: Parsed) -> list[str]:
    """The features of a place told before as the scene of an act."""
    kind = kind_of(draft.act)
    host = told.host
    gap = _gap(draft, host)
    width = "country" if WIDTH.get(told.row.kind, 0) >= COUNTRY_WIDE else "place"
    country = told.row.country or ""
    sides = draft.countries("source") | draft.countries("recipient")
    home = "none" if not sides else "in" if country in sides else "out"
    roles = sorted(told.roles)
    out = [
        "told",
        f"wide {width}",
        f"wide {width} {kind}",
        f"home {home}",
        f"home {home} {kind}",
        f"gap {gap}",
        f"gap {gap} {kind}",
    ]
    length = _length(parsed)
    out += [f"{length} as {r}" for r in roles] + [f"{length} gap {gap}"]
    out += [f"as {r}" for r in roles] + [f"as {r} {kind}" for r in roles] + [f"as {r} {home}" for r in roles]
    out += _place(told, kind, home) + _named(told, kind, parsed)
    if host is not None:
        out += _host(draft, host, gap)
        theirs = host.countries("source") | host.countries("recipient")
        party = "same" if sides and sides == theirs else "some" if sides & theirs else "none" if sides else "nobody"
        out += [f"type {draft.act.type} {host.act.type}", f"kind {kind} {kind_of(host.act)}", f"party {party}",
                f"party {party} {kind} {kind_of(host.act)}", f"party {party} {home} {kind}", f"party {party} {gap}",
                f"quoted {_quoted(draft)} {_quoted(host)}"]  # fmt: skip
        if host.act.type in _TALKS and party in ("same", "some") and home == "out":
            out += ["talks", f"talks {draft.act.type}", f"talks {gap}"]
    if "dateline" in told.roles:
        out.append(f"dateline {home} {kind} {length}")
    if "dateline" in told.roles and draft.at <= _LEAD and draft.act.type in _TALKS and home == "out":
        out.append("dateline talks")
    return [f"scene {f}" for f in out]


def _place(told: Told, kind: str, home: str) -> list[str]:
    """Features of what sort of place it is."""
    sort = f"sort {told.row.kind}"
    return [sort, f"{sort} {kind}", f"{sort} {home}"]


def _named(told: Told, kind: str, parsed: Parsed) -> list[str]:
    """Features of how much the article names the place: at its beginning, and how often."""
    beginning, often = _places(parsed)
    first = f"begins {told.row.name in beginning} {_length(parsed)}"
    return [first, f"{first} {kind}", f"{first} {often[told.row.name] >= _OFTEN}"]


def _places(parsed: Parsed) -> tuple[set[str], Counter[str]]:
    """The places that an article begins with, and how often it names each; counted once."""
    kept: dict[str, tuple[set[str], Counter[str]]] = parsed.docs[0].user_data
    if "places" not in kept:
        names = [m.place.name if m.place is not None else "" for m in parsed.mentions]
        kept["places"] = set(names[:_BEGINNING]), Counter(names)
    return kept["places"]


def _host(draft: Draft, host: Draft, gap: str) -> list[str]:
    """Features of the act of which the place was told: how sure its place is, and whether both are the news."""
    sure = f"sure {_sure(host)}"
    roots = f"{host.act.token.dep_ == 'ROOT'} {draft.act.token.dep_ == 'ROOT'}"
    return [sure, f"{sure} {gap}", f"{sure} {kind_of(draft.act)}", f"root {roots} {gap}",
            f"status {draft.status} {host.status}"]  # fmt: skip


def _sure(host: Draft) -> str:
    """How likely an act's place was found to be."""
    likely = host.where_sure
    return "rule" if likely is None else next((name for most, name in _LIKELY if likely < most), "certain")


def nowhere(draft: Draft, parsed: Parsed, scenes: int) -> list[str]:
    """The features of the answer that an act has no scene."""
    kind = kind_of(draft.act)
    act = draft.act
    sites = find_sites(draft.sentence, parsed)
    own = "none" if not sites else "country" if all(s.width >= COUNTRY_WIDE for s in sites) else "place"
    low = {t.lower_ for t in draft.sentence}
    kids = list(act.token.children)
    passive = any(c.dep_ == "nsubjpass" for c in kids)
    given = {s: bool(draft.countries(s)) for s in ("source", "recipient")}
    out = ["no", f"no {act.type}", f"no own {own}", f"no own {own} {kind}", f"no scenes {min(scenes, 3)}"]
    out += [f"no pos {act.frame.pos}", f"no pos {act.frame.pos} {kind}", f"no word {act.frame.pos}:{act.frame.head}"]
    out += [f"no status {draft.status}", f"no status {draft.status} {kind}", f"no quoted {_quoted(draft)}"]
    out += [f"no dated {draft.when is not None}", f"no root {act.token.dep_ == 'ROOT'}", f"no passive {passive} {kind}"]
    out += [f"no {side} {known} {kind}" for side, known in given.items()]
    out.append(f"no the {any(c.lower_ == 'the' for c in kids)} {act.frame.pos}")
    named = any(m.form in ("name", "adjective", "possessive") for m in (*draft.sides.source, *draft.sides.recipient))
    size = len(draft.sentence)
    length = "short" if size <= _SHORT else "some" if size <= _LONG else "long"
    subject = next((c for c in kids if c.dep_ in ("nsubj", "nsubjpass")), None)
    out += [f"no named {named}", f"no named {named} {kind}", f"no length {length}", f"no length {length} {kind}",
            f"no subject {_definite(subject)}", f"no subject {_definite(subject)} {kind}",
            f"no at {min(draft.at, 3)}", f"no {_length(parsed)}", f"no {_length(parsed)} {kind}"]  # fmt: skip
    if low & _HERE:
        out.append("no here")
    if low & _THEN:
        out.append("no then")
    return [f"scene {f}" for f in out]


def _length(parsed: Parsed) -> str:
    return "brief" if len(parsed.article.text) <= _BRIEF else "article"


def _definite(token: Token | None) -> str:
    """Whether somebody is new ("a suspect"), taken up ("the suspect"), or known by name."""
    if token is None:
        return "nobody"
    if token.pos_ in ("PROPN", "PRON"):
        return token.pos_
    words = {c.lower_ for c in token.children if c.i < token.i}
    return "new" if words & {"a", "an"} else "taken up" if words & {"the", "this", "these"} else "bare"


def _quoted(draft: Draft) -> str:
    said = draft.claim.said
    return "no" if said is None else "words" if said.quoted else "told"


def _gap(draft: Draft, host: Draft | None) -> str:
    """How far before an act the other one was told: in its sentence, the one before, its paragraph, or further."""
    if host is None:
        return "no act"
    between = draft.at - host.at
    if between <= 2:
        return str(max(between, 0))
    return "paragraph" if draft.sentence.doc is host.sentence.doc else "near" if between <= 8 else "far"
