"""Who and whom: from the grammar of a frame to the actors on both sides of an act."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.coding import grammar, hosts
from detente.coding.acts import Act
from detente.coding.lexicon import Path_
from detente.coding.whose import backs, doers, goes_between, leaning, left_out, party
from detente.knowledge.entity import Entity
from detente.language.kept import tokens_of
from detente.language.parsed import Mention, Parsed

VERB_SOURCE: tuple[tuple[Path_, ...], ...] = ((("subj",),),)
VERB_RECIPIENT: tuple[tuple[Path_, ...], ...] = tuple(((p,),) for p in ("obj", "to", "with", "against", "on"))
NOUN_SOURCE: tuple[tuple[Path_, ...], ...] = (
    (("poss",),), (("by",),), (("mod",),), (("between",),), (("from",),), (("of",),),
)  # fmt: skip
NOUN_RECIPIENT: tuple[tuple[Path_, ...], ...] = tuple(
    ((p,),) for p in ("on", "against", "with", "to", "between", "for", "toward", "towards", "at", "of", "in")
)
# Paths that name no words: the country of the place, the country of the other side.
SPECIAL = frozenset(("place", "same"))


@dataclass(slots=True)
class Sides:
    """The mentions on both sides of an act, and the rule that put each there."""

    source: list[Mention] = field(default_factory=list)
    recipient: list[Mention] = field(default_factory=list)
    source_rule: str = ""
    recipient_rule: str = ""
    reciprocal: bool = False
    source_special: tuple[str, ...] = ()  # what the frame says of a side that nobody fills: place, same
    recipient_special: tuple[str, ...] = ()


def _parties(token: Token, path: Path_, parsed: Parsed) -> list[Mention]:
    out: list[Mention] = []
    found: list[Mention]
    for t in grammar.walk(token, path):
        if t.pos_ in grammar.VERBAL and t.dep_ not in ("dobj", "pobj", "nsubj"):
            found = [m for s in grammar.subjects(t) for m in party(s, parsed)]
        else:
            found = doers(t, parsed) if path == ("subj",) else party(t, parsed)
            if not found and path == ("subj",) and not _by_phrase(t):
                # "signed an order imposing a tariff", "completed an operation that killed 40": whose order it was
                found = [m for owner in grammar.owners(t) if owner != t for m in party(owner, parsed)]
        if path[-1] == "mod":  # "the Hanoi summit", "the festival massacre": where it was, not whose
            found = [m for m in found if m.kind != "place" or m.rule.startswith("table:country")]
        out.extend(
            m
            for m in found
            if m not in out and not (path[-1] in _WHERE and leaning(m)) and not left_out(m) and not goes_between(m)
        )
    return out


# Paths by which "a pro-Danish march" would be taken for Danes.
_WHERE = frozenset(("mod", "at", "on", "in", "obj", "near"))


def _by_phrase(token: Token) -> bool:
    """ "Killed by tanks": a doer without an owner, which no subject owns: the subject of the verb suffers it."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _first(
    token: Token,
    alternatives: tuple[tuple[Path_, ...], ...],
    parsed: Parsed,
    taken: list[Mention],
    *,
    behind: bool = False,
) -> tuple[list[Mention], str]:
    """The first alternative of a role that somebody fills; mentions of the other side are left out.

    With `behind` so are those who only stand behind somebody else ("a French-backed raid").
    """
    for union in alternatives:
        found: list[Mention] = []
        for path in union:
            if path[-1] in SPECIAL:
                continue
            more = _parties(token, path, parsed)
            found.extend(m for m in more if m not in found and m not in taken and not (behind and backs(m)))
        if found:
            return found, "+".join(".".join(p) for p in union)
    return [], ""


def _special(alternatives: tuple[tuple[Path_, ...], ...]) -> tuple[str, ...]:
    return tuple(path[-1] for union in alternatives for path in union if path[-1] in SPECIAL)


def _apart(mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Two sides out of one list ("A and B met", "talks between A and B")."""
    return mentions[:1], mentions[1:]


def _base(act: Act, parsed: Parsed) -> Sides:
    frame, token = act.frame, act.token
    noun = frame.pos == "n"
    sources = frame.source or (NOUN_SOURCE if noun else VERB_SOURCE)
    recipients = frame.recipient or (NOUN_RECIPIENT if noun else VERB_RECIPIENT)
    sides = Sides(
        reciprocal="reciprocal" in frame.flags,
        source_special=_special(sources),
        recipient_special=_special(recipients),
    )
    if frame.pos == "a" and not frame.source:
        sources = ((("subj",),), (("head",),))
    if act.type == "REJECT" and not noun and any(t.lemma_ == "extradition" for t in grammar.objects(token)):
        recipients = ((("obj", "to"),), *recipients)  # refused to whom he was to be sent
    if act.given:
        sides.source, sides.source_rule = list(act.given), f"who makes the {act.frame.where.partition(':')[2]}"
    if noun and act.support is not None and act.support_role != "none":
        subjects = [m for t in grammar.subjects(act.support) for m in party(t, parsed)]
        if act.support_role == "source" and subjects:
            sides.source, sides.source_rule = subjects, f"subject of {act.support.lemma_}"
        elif act.support_role == "recipient" and subjects:
            sides.recipient, sides.recipient_rule = subjects, f"subject of {act.support.lemma_}"
    if not noun and sources[0][0][0] in hosts.MEANS and grammar.is_passive(token) and grammar.agents(token):
        sources = ((("subj",),), *sources)  # "killed by troops in an attack": the troops before the attack's owner
    if not sides.source:
        sides.source, sides.source_rule = _first(token, sources, parsed, sides.recipient, behind=True)
    if not sides.recipient:
        sides.recipient, sides.recipient_rule = _first(
            token, recipients, parsed, sides.source, behind=act.type in hosts.FORCE
        )
    return sides


def find_sides(act: Act, parsed: Parsed) -> Sides:
    """Source and recipient mentions of an act, its merged acts asked where it is silent itself."""
    if act.like is not None:  # "Kenya did so": to whom the act before was done
        model = find_sides(act.like, parsed)
        recipient = [m for m in model.recipient if m not in act.given]
        return Sides(list(act.given), recipient, "who did so", model.recipient_rule)
    sides = _base(act, parsed)
    hosts.whose_measure(act, parsed, sides)
    if act.type not in hosts.FORCE and act.frame.pos == "n" and not sides.source:
        hosts.from_maker(act, parsed, sides)
        if not sides.source:
            hosts.from_above(act, parsed, sides)
    for part in act.merged:
        more = _base(part, parsed)
        if more.source and not hosts.informative(sides.source) and more.source != sides.recipient:
            sides.source, sides.source_rule = more.source, f"{part.token.lemma_}: {more.source_rule}"
        if more.recipient and not hosts.informative(sides.recipient) and more.recipient != sides.source:
            sides.recipient, sides.recipient_rule = (
                more.recipient,
                f"{part.token.lemma_}: {more.recipient_rule}",
            )
        sides.reciprocal = sides.reciprocal or more.reciprocal
    if sides.reciprocal and len(sides.source) > 1 and not sides.recipient:
        sides.source, sides.recipient = _apart(sides.source)
        sides.recipient_rule = f"the other of {sides.source_rule}"
    elif sides.reciprocal and len(sides.recipient) > 1 and not sides.source:
        sides.source, sides.recipient = _apart(sides.recipient)
        sides.source_rule = f"the first of {sides.recipient_rule}"
    elif sides.reciprocal and not sides.recipient and len(sides.source) == 1:
        _split_plural(sides)
    elif not sides.source and _mutual(act) and (both := _between(act.token, parsed)):
        sides.source, sides.recipient = _apart(both)
        sides.source_rule = sides.recipient_rule = "obj.between"
        sides.reciprocal = True
    elif _each_other(act.token):
        if len(sides.source) > 1:
            sides.source, sides.recipient = _apart(sides.source)
            sides.recipient_rule, sides.reciprocal = f"each other: {sides.source_rule}", True
        elif sides.source and len(sides.source[0].actors) > 1:
            _split_plural(sides)
    hosts.suffering(act, parsed, sides)
    if not sides.source:
        hosts.from_above(act, parsed, sides)
    if not sides.source and act.type == "ASSAULT":
        hosts.from_means(act, parsed, sides)
    sides.recipient = [m for m in sides.recipient if m not in sides.source]
    return sides


_WITH_ONE_ANOTHER = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"))


def _mutual(act: Act) -> bool:
    """What two do with one another, unless a third brings it about."""
    return act.type in _WITH_ONE_ANOTHER and "third-party" not in act.frame.modes


def _between(verb: Token, parsed: Parsed) -> list[Mention]:
    """ "A truce between A and B was reached": the parties of what is done."""
    if verb.pos_ not in grammar.VERBAL:
        return []
    for word in ("between", "among"):
        found = _parties(verb, ("obj", word), parsed)
        if len({c for m in found for c in m.countries}) > 1:
            return found
    return []


def _each_other(token: Token) -> bool:
    """The clause says that it is done to "each other" or "one another"."""
    own = tokens_of(token.doc)
    return any(
        t.lower_ in ("other", "another") and t.i and own[t.i - 1].lower_ in ("each", "one", "the")
        for t in token.subtree
        if t.i > token.i
    )


def _split_plural(sides: Sides) -> None:
    """ "The two leaders met": one mention that stands for two actors gives both sides."""
    mention = sides.source[0]
    if len(mention.actors) > 1:
        sides.recipient = sides.source
        sides.recipient_rule = "the other of the two"


def entities(mentions: list[Mention]) -> list[tuple[Entity, Mention]]:
    """Every actor of the mentions with the mention that names it, each once."""
    out: list[tuple[Entity, Mention]] = []
    for mention in mentions:
        for entity in mention.actors:
            if not any(e.id == entity.id for e, _ in out):
                out.append((entity, mention))
    return out
