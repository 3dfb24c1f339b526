"""The scene: an act whose sentence does not say where it happened may be where the story is.

"A suspect was arrested" after "a bomb killed nine in Hamburg"; "Kim offered" after "the summit in Hanoi".  Places
that the article told before are weighed against the answer that there is none by the features named here, whose
weights are in ``where.tsv`` beside those of :mod:`site_features`; they begin with "scene".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from detente.coding.draft import Draft
from detente.coding.site_features import PHYSICAL
from detente.coding.site_names import INSIDE
from detente.coding.site_rows import COUNTRY_WIDE, WIDTH
from detente.coding.sites import find_sites
from detente.knowledge.places import PlaceRow, lookup_place
from detente.language.parsed import Mention, Parsed

# Words that say that an act was where the story is.
_HERE = frozenset("scene there nearby venue site town city village building station".split())
# Words that say that an act comes right after what was told.
_THEN = frozenset("then later afterwards subsequently also meanwhile another separately additionally".split())
# First words of a sentence that goes on about what the one before it told.
_TAKEN_UP = frozenset("the this that these it both".split())
_BRIEF = 1500  # characters of an item of news; what is longer is an article, which tells of more than one scene
_SHORT, _LONG = 10, 25  # words of a sentence
_LEAD = 2  # sentences: headline and first sentence
_TALKS = frozenset(("CONSULT", "AGREE", "SUPPORT"))


@dataclass(slots=True, eq=False)
class Told:
    """A place that the article told before an act: its words, the act that it was told of, in what role."""

    mention: Mention
    host: Draft | None
    roles: set[str] = field(default_factory=set)  # last, before last, earlier, often, lead, site, dateline

    @property
    def row(self) -> PlaceRow:
        assert self.mention.place is not None
        return self.mention.place


def scene_of(draft: Draft, earlier: Sequence[Draft], parsed: Parsed) -> list[Told]:
    """The places that may be the scene of an act; ``earlier`` are the acts before it, in text order."""
    found: dict[str, Told] = {}

    def add(mention: Mention, host: Draft | None, role: str) -> None:
        if mention.place is not None:
            found.setdefault(mention.place.name, Told(mention, host)).roles.add(role)

    hosts = [d for d in earlier if d.where is not None and not d.where_rule.startswith("scene")]
    names: list[str] = []
    for host in reversed(hosts):
        if host.where is None or host.where.place is None:
            continue
        if host.where.place.name not in names:
            names.append(host.where.place.name)
            add(host.where, host, ("last", "before last", "earlier")[min(len(names) - 1, 2)])
        if len(names) > 2:
            break
    often = Counter(h.where.place.name for h in hosts if h.where and h.where.place).most_common(1)
    if often and often[0][1] > 1:
        host = next(h for h in reversed(hosts) if h.where and h.where.place and h.where.place.name == often[0][0])
        assert host.where is not None
        add(host.where, host, "often")
    if hosts and hosts[0].where is not None:
        add(hosts[0].where, hosts[0], "lead")
    for mention, role in _beside(draft, parsed):
        add(mention, None, role)
    return list(found.values())


def _beside(draft: Draft, parsed: Parsed) -> list[tuple[Mention, str]]:
    """The narrowest place of each of the two sentences before and of the one after, and the dateline."""
    out = []
    doc, start = draft.sentence.doc, draft.sentence.start
    for role in ("site", "site before"):
        before = doc[start - 1].sent if start else None
        if before is None:
            break
        named = [s for s in find_sites(before, parsed) if s.prep in INSIDE]
        sites = [s for s in named if s.width < COUNTRY_WIDE]
        if sites:
            out.append((min(sites, key=lambda s: s.width).mention, role))
        elif named:
            out.append((named[0].mention, f"{role} wide"))
        start = before.start
    end = draft.sentence.end
    if end < len(doc):
        sites = [s for s in find_sites(doc[end].sent, parsed) if s.width < COUNTRY_WIDE and s.prep in INSIDE]
        if sites and doc[end].lower_ in _TAKEN_UP:
            out.append((min(sites, key=lambda s: s.width).mention, "site after"))
    dateline = _dateline(parsed)
    if dateline is not None:
        out.append((dateline, "dateline"))
    return out


def _dateline(parsed: Parsed) -> Mention | None:
    """The place of the dateline ("HANOI, March 1"), where it gives one and only one."""
    name = parsed.article.dateline
    if not name or "/" in name or not parsed.docs or not len(parsed.docs[0]):
        return None
    rows = lookup_place(name.title(), near=tuple(parsed.countries))
    at = parsed.article.text.find(name)
    if not rows or at < 0:
        return None
    row = replace(rows[0], name=rows[0].name)
    return Mention(at, at + len(name), parsed.docs[0][0], 0, 0, "name", "place", (), row, "dateline")


def described(draft: Draft, told: Told, parsed: Parsed) -> list[str]:
    """The features of a place told before as the scene of an act."""
    kind = _kind(draft)
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
    if host is not None:
        theirs = host.countries("source") | host.countries("recipient")
        party = "same" if sides and sides == theirs else "some" if sides & theirs else "none" if sides else "nobody"
        out += [f"type {draft.act.type} {host.act.type}", f"kind {kind} {_kind(host)}", f"party {party}",
                f"party {party} {kind} {_kind(host)}", f"party {party} {home} {kind}", f"party {party} {gap}",
                f"quoted {_quoted(draft)} {_quoted(host)}"]  # fmt: skip
        if host.act.type in _TALKS and party in ("same", "some") and home == "out":
            out += ["talks", f"talks {draft.act.type}", f"talks {gap}"]
    if "dateline" in told.roles and draft.at <= _LEAD and draft.act.type in _TALKS and home == "out":
        out.append("dateline talks")
    return [f"scene {f}" for f in out]


def nowhere(draft: Draft, parsed: Parsed, scenes: int) -> list[str]:
    """The features of the answer that an act has no scene."""
    kind = _kind(draft)
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


def _kind(draft: Draft) -> str:
    return draft.act.type if draft.act.type in PHYSICAL else "WORDS"


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
