"""What an article reports twice is one event: repeats folded over the whole article."""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding.draft import Draft
from detente.language.parsed import Parsed

# Determiners by which a noun points back to an act already told ("the attack", "these talks").
_POINTING = frozenset(("the", "this", "that", "these", "those", "both", "its", "their", "his", "her"))


# Sentences within which the same words tell the same act; further on an article tells another of its kind.
NEAR = 2


def _points_back(token: Token) -> bool:
    """A noun with a pointing word, and without a name or party of its own ("the Hanoi meeting between X and Y")."""
    if any(c.pos_ == "PROPN" or (c.dep_ == "prep" and c.lower_ == "between") for c in token.children):
        return False
    return any(c.lower_ in _POINTING and c.dep_ in ("det", "poss") for c in token.children)


def _compatible(a: set[str], b: set[str]) -> bool:
    return not a or not b or bool(a & b)


def _same_time(a: Draft, b: Draft) -> bool:
    if a.when is None or b.when is None:
        return True
    return a.when.start <= b.when.end and b.when.start <= a.when.end


def _settled(draft: Draft) -> str:
    """Done, not done or still to come: what is told of one is not told again of another."""
    if draft.status in ("happened", "ongoing"):
        return "done"
    return "undone" if draft.status == "negated" else "to come"


def _other_people(a: Draft, b: Draft) -> bool:
    """Both name persons on a side, and not the same ones: two acts of one state."""
    for side in ("source", "recipient"):
        mine, other = _people(a, side), _people(b, side)
        if mine and other and not mine & other:
            return True
    return False


def _people(draft: Draft, side: str) -> set[str]:
    mentions = draft.sides.source if side == "source" else draft.sides.recipient
    return {e.id for m in mentions for e in m.actors if e.id.startswith("person:")}


def is_repeat(later: Draft, earlier: Draft) -> bool:
    """Whether a later draft tells the act of an earlier one again."""
    if later.act.type != earlier.act.type or not _same_time(later, earlier):
        return False
    if later.at - earlier.at > NEAR:
        return False
    if _settled(later) != _settled(earlier) or _other_people(later, earlier):
        return False
    sides = [(later.countries(s), earlier.countries(s)) for s in ("source", "recipient")]
    straight = all(_compatible(a, b) for a, b in sides)
    crossed = (
        later.sides.reciprocal
        and _compatible(later.countries("source"), earlier.countries("recipient"))
        and _compatible(later.countries("recipient"), earlier.countries("source"))
    )
    if not straight and not crossed:
        return False
    token = later.act.token
    if later.act.frame.pos == "n" and _points_back(token):
        return True
    if _of_the_same(later, earlier):
        return True
    equal = all(a == b for a, b in sides)
    if _another(later, earlier):
        return False
    if equal and token.lemma_ == earlier.act.token.lemma_:
        return True
    if not later.sides.source and later.act.frame.flags & {"killed", "wounded"}:
        return True  # "Fourteen people were killed": the toll of the attack told before
    if not equal or later.act.token.sent != earlier.act.token.sent:
        return False
    return _same_kind(later, earlier) and not _listed(later, earlier)


def _of_the_same(later: Draft, earlier: Draft) -> bool:
    """ "The editor was detained. The editor's arrest ...": a noun owned by whom it was done to before."""
    token = later.act.token
    if later.act.frame.pos != "n" or later.sides.recipient_rule.partition(" ")[0] != "poss":
        return False
    modes = [{m for a in (d.act, *d.act.merged) for m in a.frame.modes} for d in (later, earlier)]
    mine = {a.id for m in later.sides.recipient for a in m.actors}
    theirs = {a.id for m in earlier.sides.recipient for a in m.actors}
    return bool(modes[0] & modes[1] and mine & theirs and token.sent != earlier.act.token.sent)


_MORE = frozenset("also another separate second further elsewhere separately similar".split())


def _another(later: Draft, earlier: Draft) -> bool:
    """ "Protests also took place in Oran", "a separate strike": one more of its kind, at another place."""
    if later.where is None or earlier.where is None or later.where.text == earlier.where.text:
        return False
    token = later.act.token
    near = [*token.children, *(token.head.children if token.dep_ in ("nsubj", "nsubjpass", "dobj") else ())]
    return any(c.lower_ in _MORE for c in near)


def _listed(a: Draft, b: Draft) -> bool:
    """ "Cut the internet, imposed a curfew and arrested hundreds": verbs in a row, each with an object of its own."""
    first, second = (t.head if t.dep_ == "xcomp" else t for t in (a.act.token, b.act.token))
    return (
        "VBG" not in (first.tag_, second.tag_)
        and a.act.token.lemma_ != b.act.token.lemma_
        and not all(d.act.frame.flags & {"killed", "wounded"} for d in (a, b))
        and "conj" in (first.dep_, second.dep_)
        and all(d.act.token.pos_ == "VERB" and any(c.dep_ == "dobj" for c in d.act.token.children) for d in (a, b))
    )


_TAKING = frozenset("capture seize occupy take retake recapture enter overrun liberate regain reclaim storm".split())


def _same_kind(a: Draft, b: Draft) -> bool:
    """Modes that agree: an arrest and a ban in one sentence are two acts, and so are killing and taking a town."""
    taking = [d.act.token.lemma_ in _TAKING for d in (a, b)]
    if a.act.type == "ASSAULT" and taking[0] != taking[1] and "conj" not in (a.act.token.dep_, b.act.token.dep_):
        return False
    one, two = ({m for act in (d.act, *d.act.merged) for m in act.frame.modes} for d in (a, b))
    return a.act.type != "COERCE" or not one or not two or bool(one & two)


def _absorb(host: Draft, other: Draft) -> None:
    """Takes over what the repeat says and the host does not."""
    kinds = {k for k, _, _ in host.harm}
    host.harm.extend(h for h in other.harm if h[0] not in kinds)
    if host.where is None:
        host.where, host.where_rule, host.where_sure = other.where, other.where_rule, other.where_sure
    if host.when is None:
        host.when = other.when
    if not host.countries("source") and other.countries("source"):
        host.sides.source, host.sides.source_rule = other.sides.source, other.sides.source_rule
        host.fill_source = other.fill_source
    if not host.countries("recipient") and other.countries("recipient"):
        host.sides.recipient, host.sides.recipient_rule = other.sides.recipient, other.sides.recipient_rule
        host.fill_recipient = other.fill_recipient
    host.claim.absorb(other.claim)


def fold(drafts: list[Draft], parsed: Parsed) -> list[Draft]:
    """Drafts with repeats folded into the first telling in the body (a headline gives way to it)."""
    headline = [d for d in drafts if _part(d, parsed) == "headline"]
    kept: list[Draft] = []
    for draft in (d for d in drafts if _part(d, parsed) != "headline"):
        host = next((k for k in reversed(kept) if is_repeat(draft, k)), None)
        if host is None:
            kept.append(draft)
        else:
            _absorb(host, draft)
    for draft in reversed(headline):
        if not any(_told_again(k, draft) for k in kept):
            kept.insert(0, draft)
    return kept


def _told_again(body: Draft, headline: Draft) -> bool:
    """Whether the body tells what the headline said: same type, sides that agree."""
    return body.act.type == headline.act.type and all(
        _compatible(body.countries(s), headline.countries(s)) for s in ("source", "recipient")
    )


def _part(draft: Draft, parsed: Parsed) -> str:
    return parsed.paragraphs[draft.act.doc_index].part
