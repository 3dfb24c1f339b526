"""Whose a phrase is: the mention at a token, or the owner, nation or place of the thing that it names."""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding import grammar
from detente.language.parsed import Mention, Parsed

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
# Subjects that attack for somebody: who that is their owner tells, not where they strike.
FORCEFUL = frozenset(
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
# Bonds that somebody has with somebody.
_BONDS = frozenset(
    "contract agreement deal treaty pact accord cooperation relation relationship tie contact trade partnership "
    "alliance exchange arrangement".split()
)
# What somebody hands in, and others grant or turn down.
_SUBMITTED = frozenset(
    "lawsuit case suit petition request appeal proposal complaint bid plan resolution bill motion offer claim demand "
    "application".split()
)
_BACKED = frozenset(
    "backed led made brokered mediated sponsored aligned held occupied controlled funded trained born style run owned "
    "built based allied supported linked affiliated".split()
)
# Noun phrases inside noun phrases: "the house of a member of the parliament of Mali".
_MAX_DEPTH = 3


def inside(token: Token, parsed: Parsed, depth: int = 0) -> list[Mention]:
    """Whose thing a noun phrase is: its owner, its nationality, then where it is."""
    if depth >= _MAX_DEPTH:
        return []
    over = parsed.mention_over(token)
    if over is not None and over.actors:
        return [over]
    for name in ("poss", "mod"):
        found = [m for t in grammar.slot(token, name) if (m := direct(t, parsed)) is not None and m.actors]
        if found:
            return found
    if token.lemma_ == "extradition":
        words: tuple[str, ...] = ("to", *_OWNERS)  # asked for by whom he is to be sent to
    elif token.lemma_ in _TALKS:
        words = ("with", *_OWNERS)
    else:
        words = (*_OWNERS, "with") if token.lemma_ in _BONDS else _OWNERS
    made = _made_by(token, parsed) if token.lemma_ in _SUBMITTED else []
    if made:
        return made
    for word in words:
        for t in grammar.prepositional(token, word):
            mention = direct(t, parsed)
            found = [mention] if mention is not None and mention.actors else inside(t, parsed, depth + 1)
            if found:
                return found
    for child in token.children:
        if child.dep_ == "appos":
            mention = direct(child, parsed)
            if mention is not None and mention.actors:
                return [mention]
    return []


def _made_by(noun: Token, parsed: Parsed) -> list[Mention]:
    """ "A lawsuit filed by a Chilean farmer", "a plan submitted by Oslo"."""
    return [
        m
        for child in noun.children
        if child.dep_ == "acl" and child.pos_ in grammar.VERBAL
        for t in grammar.agents(child)
        if (m := direct(t, parsed)) is not None and m.actors
    ]


def leaning(mention: Mention) -> bool:
    """ "A pro-Palestinian march", "anti-EU slogans": for or against whom, not whose."""
    doc, first = mention.head.doc, mention.first
    if doc[first].lower_.startswith(("pro-", "anti-")):
        return True
    return first >= 2 and doc[first - 1].text in ("-", "–") and doc[first - 2].lower_ in ("pro", "anti")


def direct(token: Token, parsed: Parsed) -> Mention | None:
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


def doers(token: Token, parsed: Parsed) -> list[Mention]:
    """Who stands behind a subject: a strike or a bomb is its owner's, not that of the place where it falls."""
    mention = parsed.mention_of(token)
    if token.lemma_.lower() in FORCEFUL and (mention is None or mention.inherited):
        return owned(token, parsed)
    return party(token, parsed)


def backs(mention: Mention) -> bool:
    """ "An American-backed offensive", "an Egyptian-Qatari-mediated truce": somebody behind another, no party."""
    doc, i = mention.head.doc, mention.last + 1
    while i + 1 < len(doc) and doc[i].text in ("-", "–") and not doc[i].whitespace_:
        if doc[i + 1].lower_ in _BACKED:
            return True
        i += 2
    return False


_GO_BETWEEN = frozenset("mediator intermediary broker host guarantor observer".split())


def goes_between(mention: Mention) -> bool:
    """ "With Oman as mediator": no party to what it brings about."""
    return any(
        c.lower_ == "as" and any(k.lemma_ in _GO_BETWEEN for k in c.children)
        for c in (*mention.head.children, *mention.head.head.children)
        if c.i == mention.last + 1
    )


def left_out(mention: Mention) -> bool:
    """ "All aid except that to Laos": whoever is left out is no party."""
    current = mention.head
    for _ in range(_MAX_DEPTH + 1):
        if current.dep_ == "prep" and current.lower_ in ("except", "excluding", "besides"):
            return True
        current = current.head
    return False


def owns(mention: Mention) -> bool:
    """Somebody known of himself, no weapon that took its country from its surroundings ("artillery fire")."""
    return bool(mention.actors) and not mention.inherited and mention.kind != "place"


def owned(noun: Token, parsed: Parsed) -> list[Mention]:
    """Whose deed or weapon a noun is: possessor, nationality, agent; not where it is."""
    mention = parsed.mention_of(noun)
    if mention is not None and not mention.inherited:
        return []
    for name in ("poss", "mod", "by"):
        found = [m for t in grammar.slot(noun, name) if (m := direct(t, parsed)) is not None and owns(m)]
        if found:
            return found
    for child in noun.children:  # "an airstrike conducted by the air force"
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = [m for t in grammar.agents(child) if (m := direct(t, parsed)) is not None and m.actors]
            if found:
                return found
    return []
