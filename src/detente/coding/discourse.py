"""Who deals with whom in an article, for the sides that a sentence leaves to be understood.

``Discourse`` learns the pairs that the grammar gives in the whole article, then answers who the other party of
an act is: whoever the known side has dealt with most and last, and where the article has said nothing of it,
one of the two countries that the article is about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.coding.draft import Draft
from detente.coding.said import Said
from detente.knowledge.entity import NO_STATES
from detente.language.parsed import Mention, Parsed

# What is told further on in the article counts, though less than what the reader has read already.
LATER = 0.3
# Sentences after which a dealing has lost two thirds of its hold on the reader.
FADES = 4.0
# An act of the same type tells more of who is meant than another; so does one in the same direction.
SAME_WAY = 0.5
# A country that is named so many times as often as the next is what the article is about (language.inherit
# uses 1.5 for one that leads); an article on two parties names the second at least a third as often.
RULES, SECOND = 2.5, 0.34
# Types of dealing that tell who an act of a type is done to or by: an attack answers attacks, not arrests.
KIN = {
    "ASSAULT": frozenset(("ASSAULT", "MOBILIZE")),
    "MOBILIZE": frozenset("ASSAULT MOBILIZE THREATEN ACCUSE COERCE REJECT".split()),
    "COERCE": frozenset(("COERCE", "ASSAULT", "PROTEST")),
    "PROTEST": frozenset(("COERCE", "ASSAULT", "PROTEST")),
}
# What a refusal answers, and how many sentences back it may stand.
ANSWERED = frozenset(("AGREE", "REQUEST", "ACCUSE", "CONSULT", "THREATEN"))
ANSWER = 2
# Sectors of those who stand against a state in it, or suffer from it.
_AGAINST = frozenset("REB OPP UAF CVL PTY PRE PRM".split())
# Dealings between two of one country tell less, unless the article is about that country.
AT_HOME = 0.4
# Times that countries are named: an item of a digest has fewer.
LONG = 15


@dataclass(frozen=True, slots=True)
class Dealing:
    """One act between two parties whom the grammar names."""

    at: int  # number of its sentence in the article
    type: str
    source: str
    recipient: str
    source_mention: Mention
    recipient_mention: Mention


class Discourse:
    """The dealings of an article as its grammar tells them, and the countries that it is about."""

    def __init__(self, parsed: Parsed, said: Sequence[Said] = ()) -> None:
        self.said = said
        self.dealings: list[Dealing] = []
        self.attacks: list[tuple[int, Mention]] = []  # who attacks, with the number of the sentence
        self.asked: list[tuple[int, Mention]] = []  # who offers, asks or charges, with the number of the sentence
        self.drafts: list[Draft] = []  # every act of the article, as the grammar tells it
        self.done: dict[int, Draft] = {}  # drafts whose sides are settled, by the identity of their act
        self.counts: Counter[str] = parsed.countries
        self._parsed = parsed

    def learn(self, draft: Draft) -> None:
        """Notes the pairs of a draft that the grammar filled on both sides; people whose country is a guess do not count."""
        self.drafts.append(draft)
        if draft.act.type in ANSWERED:
            self.asked.extend((draft.at, m) for m in draft.sides.source[:1] if m.countries)
        if draft.act.type == "ASSAULT":
            self.attacks.extend((draft.at, m) for m in draft.sides.source[:1] if m.countries)
        for source in draft.sides.source:
            for recipient in draft.sides.recipient:
                if source is recipient or (source.inherited and recipient.inherited):
                    continue
                for a in source.countries[:2]:
                    for b in recipient.countries[:2]:
                        if a == b and (not _apart(source, recipient) or source.inherited or recipient.inherited):
                            continue
                        self.dealings.append(Dealing(draft.at, draft.act.type, a, b, source, recipient))

    def partner(
        self, known: list[str], side: str, draft: Draft, same: bool = False, abroad: bool = False
    ) -> tuple[Mention, float] | None:
        """Who stands over against the countries on one `side` ("source" or "recipient"), and how strongly.

        Only dealings of kindred types count; with `same` only those of the act's own type and direction, with
        `abroad` only those with other countries.

        The answer may be of the same country: in an article on a civil war the other party of a government
        is its rebels.
        """
        now, kind = draft.at, draft.act.type
        weights: dict[str, float] = {}
        mentions: dict[str, Mention] = {}
        kin = KIN.get(kind) if not same else frozenset((kind,))
        for d in self.dealings:
            if kin is not None and d.type not in kin:
                continue
            for here, there, mention, way in (
                (d.source, d.recipient, d.recipient_mention, "source"),
                (d.recipient, d.source, d.source_mention, "recipient"),
            ):
                if here not in known or (there in known and (abroad or here != there)) or (same and way != side):
                    continue
                weight = LATER + (math.exp((d.at - now) / FADES) if d.at <= now else 0.0)
                weight *= 1 + SAME_WAY * (way == side)
                weights[there] = weights.get(there, 0.0) + weight
                if there not in mentions or d.at <= now:
                    mentions[there] = mention
        for country in set(known) & set(weights):
            if self.home() != country:
                weights[country] *= AT_HOME
        if not weights:
            return None
        best = max(weights, key=lambda c: (weights[c], c))
        return mentions[best], weights[best]

    def main_other(self, known: list[str]) -> str | None:
        """The other of the two countries that the article is about; None where it is about one, or neither is known."""
        ranked = self.counts.most_common(3)
        if len(ranked) < 2 or sum(self.counts.values()) < 8:
            return None
        (first, n), (second, m) = ranked[:2]
        if first not in known:
            return first
        return second if second not in known and m >= SECOND * n else None

    def leading(self) -> list[str]:
        """The two countries that are named most, in an article long enough to tell."""
        return [c for c, _ in self.counts.most_common(2)] if sum(self.counts.values()) >= 8 else list(self.counts)

    def asker(self, draft: Draft, known: list[str]) -> Mention | None:
        """Who made the offer, the demand or the charge that an act answers, in the two sentences before it."""
        for at, mention in reversed(self.asked):
            if draft.at - ANSWER <= at <= draft.at and not set(mention.countries) & set(known):
                before = mention.head.doc is not draft.act.token.doc or mention.head.i < draft.act.token.i
                if before:
                    return mention
        return None

    def times(self, source: str, recipient: str) -> int:
        """How many attacks of one on the other the grammar tells."""
        return sum(d.type == "ASSAULT" and (d.source, d.recipient) == (source, recipient) for d in self.dealings)

    def lately(self, draft: Draft) -> str | None:
        """The country of the last place that the paragraph names before an act."""
        index, start = draft.act.doc_index, draft.sentence.start
        places = [m for m in self._parsed.mentions_in(index, 0, start - 1) if m.kind == "place" and m.countries]
        return places[-1].countries[0] if places else None

    def attacker(self, draft: Draft, known: list[str]) -> tuple[Mention, float] | None:
        """Who attacked last before an act, of another country than the known ones."""
        found = [m for at, m in self.attacks if at <= draft.at and not set(m.countries) & set(known)]
        return (found[-1], 1.0) if found else None

    @property
    def long(self) -> bool:
        """Whether the article is long enough to have a story of its own: it names countries often."""
        return sum(self.counts.values()) >= LONG

    def home(self) -> str | None:
        """The state that the article is about, if it is about one more than about any other."""
        ranked = [(c, n) for c, n in self.counts.most_common(4) if c not in NO_STATES]
        if not ranked or ranked[0][1] < 3:
            return None
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= RULES * ranked[1][1] else None

    def main_pair(self) -> tuple[Mention, Mention] | None:
        """The two who deal with one another most in the article."""
        pairs: Counter[frozenset[str]] = Counter(frozenset((d.source, d.recipient)) for d in self.dealings)
        ranked = pairs.most_common(2)
        if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        last = next(d for d in reversed(self.dealings) if {d.source, d.recipient} == ranked[0][0])
        return last.source_mention, last.recipient_mention

    def last_mention(self, country: str, draft: Draft) -> Mention | None:
        """The last words before an act that name somebody of a country."""
        best: Mention | None = None
        for mention in self._parsed.mentions:
            index = int(mention.head.doc.user_data["index"])
            if (index, mention.head.i) >= (draft.act.doc_index, draft.act.token.i) and best is not None:
                break
            if country in mention.countries and mention.form != "pronoun":
                best = mention
        return best


def _apart(a: Mention, b: Mention) -> bool:
    """Two parties of one country: a government and its rebels, police and protesters."""
    mine, other = {e.id for e in a.actors}, {e.id for e in b.actors}
    if not mine or not other or mine & other or "possessive" in (a.form, b.form):
        return False
    first = bool(_AGAINST & {s for e in a.actors for s in e.sectors[:1]})
    second = bool(_AGAINST & {s for e in b.actors for s in e.sectors[:1]})
    return first != second
