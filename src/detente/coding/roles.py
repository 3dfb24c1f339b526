"""Who and whom: from the grammar of a frame to the actors on both sides of an act."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act, contained_in
from detente.coding.lexicon import Path_
from detente.knowledge.entity import Entity
from detente.language.parsed import Mention, Parsed

VERB_SOURCE: tuple[tuple[Path_, ...], ...] = ((("subj",),),)
VERB_RECIPIENT: tuple[tuple[Path_, ...], ...] = tuple(((p,),) for p in ("obj", "to", "with", "against", "on"))
NOUN_SOURCE: tuple[tuple[Path_, ...], ...] = (
    (("poss",),), (("by",),), (("mod",),), (("between",),), (("from",),), (("of",),),
)  # fmt: skip
NOUN_RECIPIENT: tuple[tuple[Path_, ...], ...] = tuple(
    ((p,),) for p in ("on", "against", "with", "to", "between", "for", "toward", "towards", "at", "of", "in")
)
# Prepositions by which a noun phrase that is no actor tells whose it is ("a base of the army in Mali").
_OWNERS = (
    "of",
    "from",
    "for",
    "in",
    "at",
    "near",
    "on",
    "inside",
    "across",
    "around",
    "outside",
    "along",
    "over",
)
# Paths that name no words: the country of the place, the country of the other side.
SPECIAL = frozenset(("place", "same"))
# Subjects that attack for somebody: who that is their owner tells, not where they strike.
_MEANS_OF_FORCE = frozenset(
    "airstrike strike raid attack bombing shelling bombardment missile rocket drone shell artillery gunfire bomb blast "
    "explosion fire tank plane jet warplane barrage offensive assault mortar grenade mine operation".split()
)
# Pronouns by which somebody speaks of himself in what he says: kinds of mention, whether many.
_SELF = {
    "it": (frozenset(("country", "body", "group")), False),
    "he": (frozenset(("person",)), False),
    "she": (frozenset(("person",)), False),
    "they": (frozenset(("people", "group", "person", "country", "body")), True),
}
_SAYING = frozenset(
    "say announce declare insist warn claim deny promise vow confirm add argue maintain state pledge admit agree".split()
)
# Talk is with somebody, whose "with" hangs on the noun ("a visit with talks with the president").
_TALKS = frozenset("talk meeting negotiation summit dialogue session discussion".split())
# Noun phrases inside noun phrases: "the house of a member of the parliament of Mali".
_MAX_DEPTH = 3


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


def inside(token: Token, parsed: Parsed, depth: int = 0) -> list[Mention]:
    """Whose thing a noun phrase is: its owner, its nationality, then where it is."""
    if depth >= _MAX_DEPTH:
        return []
    over = parsed.mention_over(token)
    if over is not None and over.actors:
        return [over]
    for names in (("poss",), ("mod",)):
        found = [m for t in grammar.slot(token, names[0]) if (m := _direct(t, parsed)) is not None and m.actors]
        if found:
            return found
    for word in (*_OWNERS, "with") if token.lemma_ in _TALKS else _OWNERS:
        for t in grammar.prepositional(token, word):
            mention = _direct(t, parsed)
            found = [mention] if mention is not None and mention.actors else inside(t, parsed, depth + 1)
            if found:
                return found
    for child in token.children:
        if child.dep_ in ("appos", "acl", "relcl") and child.dep_ == "appos":
            mention = _direct(child, parsed)
            if mention is not None and mention.actors:
                return [mention]
    return []


def _leaning(mention: Mention) -> bool:
    """ "A pro-Palestinian march", "anti-EU slogans": for or against whom, not whose."""
    doc, first = mention.head.doc, mention.first
    if doc[first].lower_.startswith(("pro-", "anti-")):
        return True
    return first >= 2 and doc[first - 1].text in ("-", "–") and doc[first - 2].lower_ in ("pro", "anti")


def _direct(token: Token, parsed: Parsed) -> Mention | None:
    mention = parsed.mention_of(token)
    if mention is None:
        over = parsed.mention_over(token)
        if over is not None and over.first <= token.i <= over.last and over.form in ("name", "adjective"):
            return over
    return mention


def _sayer(pronoun: Token, parsed: Parsed) -> Mention | None:
    """ "Poland has said that it will ...": the subject of what is said is who says it, where number and kind agree."""
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or pronoun.lower_ not in _SELF:
        return None
    clause = pronoun.head
    while clause.dep_ == "conj" and clause.head.pos_ in grammar.VERBAL and clause.head != clause:
        clause = clause.head
    verb = clause.head
    if clause.dep_ != "ccomp" or verb.lemma_ not in _SAYING or verb.i > pronoun.i:
        return None
    for subject in grammar.surface_subjects(verb):
        mention = parsed.mention_of(subject)
        if mention is None or not mention.actors or mention.form == "pronoun":
            return None
        kinds, plural = _SELF[pronoun.lower_]
        many = len(mention.actors) > 1 or subject.tag_ in ("NNS", "NNPS")
        return mention if mention.kind in kinds and (not plural or many) else None
    return None


def party(token: Token, parsed: Parsed) -> list[Mention]:
    """The mention at a token, or whose thing it is; people without a country are kept as they are."""
    mention = parsed.mention_of(token)
    if mention is not None and mention.form == "pronoun":
        mention = _sayer(token, parsed) or mention
    if mention is not None and (mention.actors or mention.kind in ("people", "person", "group")):
        return [mention]
    found = inside(token, parsed)
    organ = mention is not None and mention.kind == "body" and mention.form == "noun"
    return found or ([mention] if organ and mention is not None else [])


def _doers(token: Token, parsed: Parsed) -> list[Mention]:
    """Who stands behind a subject: a strike or a bomb is its owner's, not that of the place where it falls."""
    if token.lemma_.lower() in _MEANS_OF_FORCE and parsed.mention_of(token) is None:
        return _owned(token, parsed)
    return party(token, parsed)


def _parties(token: Token, path: Path_, parsed: Parsed) -> list[Mention]:
    out: list[Mention] = []
    found: list[Mention]
    for t in grammar.walk(token, path):
        if t.pos_ in grammar.VERBAL and t.dep_ not in ("dobj", "pobj", "nsubj"):
            found = [m for s in grammar.subjects(t) for m in party(s, parsed)]
        else:
            found = _doers(t, parsed) if path == ("subj",) else party(t, parsed)
            if not found and path == ("subj",):
                # "signed an order imposing a tariff", "completed an operation that killed 40": whose order it was
                found = [m for owner in grammar.owners(t) for m in party(owner, parsed)]
        if path[-1] == "mod":  # "the Hanoi summit": where it was, not whose
            found = [m for m in found if not (m.kind == "place" and m.form == "adjective")]
        out.extend(m for m in found if m not in out)
    return out


def _first(
    act: Act, token: Token, alternatives: tuple[tuple[Path_, ...], ...], parsed: Parsed, taken: list[Mention]
) -> tuple[list[Mention], str]:
    """The first alternative of a role that somebody fills; mentions of the other side are left out."""
    for union in alternatives:
        found: list[Mention] = []
        for path in union:
            if path[-1] in SPECIAL:
                continue
            more = _parties(token, path, parsed)
            if path[-1] == "mod":
                more = [m for m in more if not _leaning(m)]
            found.extend(m for m in more if m not in found and m not in taken)
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
    if act.given:
        sides.source, sides.source_rule = list(act.given), f"who makes the {act.frame.where.partition(':')[2]}"
    if noun and act.support is not None and act.support_role != "none":
        subjects = [m for t in grammar.subjects(act.support) for m in party(t, parsed)]
        if act.support_role == "source" and subjects:
            sides.source, sides.source_rule = subjects, f"subject of {act.support.lemma_}"
        elif act.support_role == "recipient" and subjects:
            sides.recipient, sides.recipient_rule = subjects, f"subject of {act.support.lemma_}"
    if not sides.source:
        sides.source, sides.source_rule = _first(act, token, sources, parsed, sides.recipient)
    if not sides.recipient:
        sides.recipient, sides.recipient_rule = _first(act, token, recipients, parsed, sides.source)
    return sides


def _informative(mentions: list[Mention]) -> bool:
    return any(a.country for m in mentions for a in m.actors)


def find_sides(act: Act, parsed: Parsed) -> Sides:
    """Source and recipient mentions of an act, its merged acts asked where it is silent itself."""
    if act.like is not None:  # "Kenya did so": to whom the act before was done
        model = find_sides(act.like, parsed)
        recipient = [m for m in model.recipient if m not in act.given]
        return Sides(list(act.given), recipient, "who did so", model.recipient_rule)
    sides = _base(act, parsed)
    for part in act.merged:
        more = _base(part, parsed)
        if more.source and not _informative(sides.source) and more.source != sides.recipient:
            sides.source, sides.source_rule = more.source, f"{part.token.lemma_}: {more.source_rule}"
        if more.recipient and not _informative(sides.recipient) and more.recipient != sides.source:
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
    _suffering(act, parsed, sides)
    if not sides.source:
        _from_above(act, parsed, sides)
    if not sides.source and act.type == "ASSAULT":
        _from_means(act, parsed, sides)
    sides.recipient = [m for m in sides.recipient if m not in sides.source]
    return sides


_SUFFERING = frozenset("flee die suffer escape perish cower live collapse crumble shelter survive".split())
# Verbs whose object somebody else did.
_OF_OTHERS = frozenset(
    "condemn report say denounce describe mark follow see face avenge mourn protest investigate deplore survive "
    "acknowledge recognise recognize close mediate broker criticise criticize oppose reject bring".split()
)


def _split_plural(sides: Sides) -> None:
    """ "The two leaders met": one mention that stands for two actors gives both sides."""
    mention = sides.source[0]
    if len(mention.actors) > 1:
        sides.recipient = sides.source
        sides.recipient_rule = "the other of the two"


def _suffering(act: Act, parsed: Parsed, sides: Sides) -> None:
    """ "Thousands fled under bombing": who suffers is the subject of the verb that the deed hangs on."""
    token = act.token
    if act.frame.pos != "n" or act.type != "ASSAULT" or sides.recipient or token.dep_ != "pobj":
        return
    verb = token.head.head
    if token.head.lower_ in ("under", "from", "amid", "in", "after", "during") and verb.lemma_ in _SUFFERING:
        found = [m for t in grammar.surface_subjects(verb) for m in party(t, parsed) if m not in sides.source]
        if found:
            sides.recipient, sides.recipient_rule = found, f"subject of {verb.lemma_}"


def _from_above(act: Act, parsed: Parsed, sides: Sides) -> None:
    """A noun's act without a doer, told in the clause of one ("vowed retaliation", "resumed after strikes")."""
    if act.frame.pos != "n":
        return
    verb = grammar.governor(act.token)
    if verb is None or not contained_in(act.token, verb):
        return
    if verb.lemma_ in _OF_OTHERS:
        return
    found = [m for t in grammar.subjects(verb) for m in party(t, parsed) if m not in sides.recipient]
    if found and act.token.dep_ in ("dobj", "conj", "pobj") and act.support_role in ("", "source"):
        if act.token.dep_ == "pobj" and act.token.head.lower_ in (
            "in",
            "during",
            "after",
            "amid",
            "from",
            "by",
        ):
            return
        sides.source, sides.source_rule = found, f"subject of {verb.lemma_}"


# Prepositions by which a harm hangs on what did it ("killed in a raid by the army").
_MEANS = ("in", "during", "by", "from", "with", "after", "under")


def _owned(noun: Token, parsed: Parsed) -> list[Mention]:
    """Whose deed or weapon a noun is: possessor, nationality, agent; not where it is."""
    if parsed.mention_of(noun) is not None:
        return []
    for name in ("poss", "mod", "by"):
        found = [m for t in grammar.slot(noun, name) if (m := _direct(t, parsed)) is not None and m.actors]
        if found:
            return found
    for child in noun.children:  # "an airstrike conducted by the air force"
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = [m for t in grammar.agents(child) if (m := _direct(t, parsed)) is not None and m.actors]
            if found:
                return found
    return []


def _from_means(act: Act, parsed: Parsed, sides: Sides) -> None:
    """The owner of the operation in which, or of the weapon with which, somebody was attacked."""
    for token in act.tokens:
        nouns = [t for word in _MEANS for t in grammar.prepositional(token, word)]
        if token.pos_ in grammar.VERBAL:
            nouns.extend(grammar.objects(token))
        for noun in nouns:
            found = [m for m in _owned(noun, parsed) if m not in sides.recipient]
            if found:
                sides.source, sides.source_rule = found, f"whose {noun.lower_} it was"
                return


def entities(mentions: list[Mention]) -> list[tuple[Entity, Mention]]:
    """Every actor of the mentions with the mention that names it, each once."""
    out: list[tuple[Entity, Mention]] = []
    for mention in mentions:
        for entity in mention.actors:
            if not any(e.id == entity.id for e, _ in out):
                out.append((entity, mention))
    return out
