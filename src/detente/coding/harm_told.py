"""Which act the figures of harm belong to: the one they are told with, what is told to have caused it, or the
act of the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from detente.coding import grammar
from detente.coding.draft import Draft
from detente.coding.harm import Fact, facts
from detente.language.parsed import Parsed

_NOT_DONE = frozenset(("planned", "wished", "hypothetical", "negated"))
# The types of act that harm is told of, the likeliest first.
_HOSTS: dict[str, tuple[str, ...]] = {
    "killed": ("ASSAULT", "PROTEST", "COERCE"), "wounded": ("ASSAULT", "PROTEST", "COERCE"),
    "detained": ("COERCE", "PROTEST", "SANCTION"), "displaced": ("ASSAULT", "COERCE", "SANCTION"),
}  # fmt: skip
_CLIMB = 12
_RESULTS = frozenset("result results lead cause end in".split())
_HELD_FOR = frozenset("for over on of in".split())
_CAUSES = frozenset("in after during by from following amid when at".split())


def tell(drafts: Sequence[Draft], parsed: Parsed) -> None:
    """Gives the figures of an article to its acts: those told in their sentence, then those told right
    after it."""
    groups: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault((draft.act.doc_index, draft.sentence.start), []).append(draft)
    for group in groups.values():
        assign(group, facts(group[0].sentence, parsed))
    for (index, _), group in groups.items():
        end = group[0].sentence.end
        hosts = [d for d in group if d.act.type == "ASSAULT" and d.status not in _NOT_DONE]
        if hosts and end < len(parsed.docs[index]):
            _carry_over(hosts[-1], groups.get((index, end), []), parsed.docs[index][end].sent, parsed)


def assign(drafts: Sequence[Draft], found: Sequence[Fact]) -> None:
    """Gives each figure of a sentence to the act that it is told with, and to what is told as its cause."""
    own = {t.i: d for d in drafts for t in d.act.tokens}
    supports = {d.act.support.i: d for d in drafts if d.act.support is not None}
    for fact in found:
        host = own.get(fact.token.i)
        if host is None or host.act.type not in _HOSTS[fact.kind]:
            host = _host(fact, drafts, {**supports, **own})
        if host is None or host.status in _NOT_DONE:
            continue
        _give(host, fact)
    for fact in found:
        for draft in drafts:
            if draft.status in _NOT_DONE or draft.act.type not in _HOSTS[fact.kind]:
                continue
            if all(h[0] != fact.kind for h in draft.harm) and (_caused(fact, draft) or _follows(fact, draft)):
                _give(draft, fact)


def _give(draft: Draft, fact: Fact) -> None:
    draft.harm.append((fact.kind, fact.count.value, fact.count.bound))


def _charged(fact: Fact, draft: Draft) -> bool:
    """ "Arrested over the fire that killed twelve": what somebody is held for was not done to them."""
    current = fact.token
    for _ in range(_CLIMB):
        if current.dep_ == "prep" and current.lower_ in _HELD_FOR and current.head.i == draft.act.token.i:
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def _caused(fact: Fact, draft: Draft) -> bool:
    """ "Nine were killed when troops opened fire", "... in clashes": the act that a passive tells as its
    cause."""
    verb = fact.token
    if verb.pos_ not in grammar.VERBAL or not grammar.is_passive(verb):
        return False
    around = {verb.i} | ({verb.head.i} if verb.dep_ == "conj" else set())
    around |= {c.i for c in verb.children if c.dep_ == "conj"}
    current = draft.act.support or draft.act.token
    for _ in range(_CLIMB):
        head = current.head
        if head.i in around:
            return current.dep_ in ("advcl", "agent") or (current.dep_ == "prep" and current.lower_ in _CAUSES)
        if head.i == current.i:
            return False
        current = head
    return False


def _follows(fact: Fact, draft: Draft) -> bool:
    """ "Shelled the town, killing two", "the battle resulted in the killing of 57": what an act led to."""
    own = {t.i for t in (*draft.act.tokens, draft.act.support) if t is not None}
    current = fact.token
    for _ in range(_CLIMB):
        head = current.head
        if head.i == current.i:
            return False
        led_to = (
            (
                current.dep_ == "advcl"
                and current.tag_ == "VBG"
                and not any(c.dep_ in ("mark", "prep") for c in current.lefts)
            )
            or (current.dep_ == "conj" and current.pos_ in grammar.VERBAL)
            or (current.dep_ in ("prep", "pobj", "dobj", "appos") and head.lemma_ in _RESULTS)
            or (current.dep_ == "prep" and current.lower_ == "in" and current.head.lemma_ in _RESULTS)
        )
        if not led_to:
            return False
        if head.i in own or any(t.i in own for t in _arms(head)):
            return True
        current = head
    return False


def _arms(verb: Token) -> Iterator[Token]:
    """Subject, object and agent of a verb."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            yield child
        elif child.dep_ in ("agent", "prep"):
            yield from child.children


def _carry_over(host: Draft, after: Sequence[Draft], sentence: Span, parsed: Parsed) -> None:
    """Figures of the sentence after an act that has no other act to tell them with.

    "Troops exchange fire. Fourteen people are killed": the dead of the exchange, also where "killed" is coded
    as an act, which names nobody who did it.
    """
    start, end = sentence.start, sentence.end
    for draft in after:
        told = [m for m in draft.sides.source if m.head.doc.user_data["index"] == draft.act.doc_index]
        if draft.act.type in ("ASSAULT", "PROTEST") and any(start <= m.head.i < end for m in told):
            return  # that sentence says who did it: another act
    for fact in facts(sentence, parsed):
        bare = fact.token.pos_ not in grammar.VERBAL or not grammar.agents(fact.token)
        if bare and fact.kind in ("killed", "wounded") and all(h[0] != fact.kind for h in host.harm):
            _give(host, fact)


def _host(fact: Fact, drafts: Sequence[Draft], by_token: dict[int, Draft]) -> Draft | None:
    """The act above a figure's word, else the one under it, else the nearest, of a type that does such
    harm."""
    wanted = _HOSTS[fact.kind]
    fitting = [d for d in drafts if d.act.type in wanted and d.status not in _NOT_DONE]
    if not fitting:
        return None
    current = fact.token
    for _ in range(_CLIMB):
        found = by_token.get(current.i)
        if found is not None and found in fitting:
            return found
        if current.head.i == current.i:
            break
        current = current.head
    if fact.kind != "detained":
        fitting = [d for d in fitting if d.act.type != "COERCE" or not _charged(fact, d)]
    if not fitting:
        return None
    under = [d for d in fitting if any(a.i == fact.token.i for a in d.act.token.ancestors)]
    return min(under or fitting, key=lambda d: (wanted.index(d.act.type), abs(d.act.token.i - fact.token.i)))
