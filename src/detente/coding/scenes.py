"""The scene: an act whose sentence does not say where it happened may be where the story is.

"A suspect was arrested" after "a bomb killed nine in Hamburg"; "Kim offered" after "the summit in Hanoi".  Places
that the article told before are weighed against the answer that there is none by the features named here, whose
weights are in ``where.tsv`` beside those of :mod:`site_features`; they begin with "scene".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.coding.draft import Draft
from detente.coding.site_names import INSIDE
from detente.coding.site_rows import COUNTRY_WIDE
from detente.coding.sites import find_sites
from detente.coding.ties import words_of
from detente.knowledge.places import PlaceRow, lookup_place
from detente.language.parsed import Mention, Parsed

# First words of a sentence that goes on about what the one before it told.
_TAKEN_UP = frozenset("the this that these it both".split())
_CLIMB = 5  # words from an act up to another one of its sentence


@dataclass(slots=True, eq=False)
class Told:
    """A place that the article told before an act: its words, the act that it was told of, in what role."""

    mention: Mention
    host: Draft | None
    # last, before last, earlier, often, lead, site, dateline; carried, unsaid; how the two acts of a sentence hang together
    roles: set[str] = field(default_factory=set)

    @property
    def row(self) -> PlaceRow:
        assert self.mention.place is not None
        return self.mention.place


def scene_of(n: int, drafts: Sequence[Draft], parsed: Parsed) -> list[Told]:
    """The places that may be the scene of the act of that number among the article's acts, which are in text order."""
    draft, earlier = drafts[n], drafts[:n]
    found: dict[str, Told] = {}

    def add(mention: Mention, host: Draft | None, role: str) -> None:
        if mention.place is not None:
            found.setdefault(mention.place.name, Told(mention, host)).roles.add(role)

    hosts = [d for d in earlier if _sited(d)]
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
    if earlier:
        before = earlier[-1]
        if before.where is not None:
            add(before.where, before, "the act before" if _sited(before) else "carried")
        else:
            for told in found.values():
                told.roles.add("unsaid")
    for other in _same_sentence(n, drafts):
        if other.where is not None and _sited(other):
            add(other.where, other, _joined(draft, other))
    for mention, role in _beside(draft, parsed):
        add(mention, None, role)
    return list(found.values())


def _sited(draft: Draft) -> bool:
    """Whether the act's own sentence says where it was."""
    return draft.where is not None and not draft.where_rule.startswith("scene")


def _same_sentence(n: int, drafts: Sequence[Draft]) -> list[Draft]:
    """The other acts of an act's sentence, the nearest before it first."""
    sentence = drafts[n].sentence

    def beside(draft: Draft) -> bool:
        return draft.sentence.doc is sentence.doc and draft.sentence.start == sentence.start

    return [*(d for d in reversed(drafts[:n]) if beside(d)), *(d for d in drafts[n + 1 :] if beside(d))]


def _joined(draft: Draft, other: Draft) -> str:
    """How two acts of a sentence hang together: the one under the other, by which label and how far, or beside it."""
    for lower, upper, way in ((draft, other, "under"), (other, draft, "over")):
        tops = {t.i for t in words_of(upper.act)}
        current = lower.act.support or lower.act.token
        for step in range(_CLIMB):
            if current.head.i == current.i:
                break
            if current.head.i in tops:
                return f"{way} {current.dep_} {'near' if step == 0 else 'far'}"
            current = current.head
    return f"beside {draft.act.frame.pos} {other.act.frame.pos}"


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
    return Mention(at, at + len(name), parsed.docs[0][0], 0, 0, "name", "place", (), rows[0], "dateline")
