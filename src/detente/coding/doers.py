"""Who did it, where the grammar of an act names nobody: who held the freed, who drove out the deported, who tells of its own.

Each rule reads the sentence or what the article has told; :mod:`filling` asks them in order before it takes an act
to be domestic.
"""

from __future__ import annotations

from detente.coding import grammar
from detente.coding.constructions import speaker_of
from detente.coding.discourse import Discourse
from detente.coding.draft import Draft
from detente.coding.parties import counterpart, countries_of, only_where, where_country
from detente.coding.whose import party
from detente.knowledge.entity import NO_STATES
from detente.language.kept import tokens_of
from detente.language.parsed import Mention, Parsed

# Sectors of those who tell of their own attacks.
_FIGHTING = frozenset(("MIL", "REB", "UAF", "PRM"))
_DEFENCE = frozenset(("defence", "defense", "war"))
_OFFICES = frozenset(("GOV", "MIL", "LEG", "JUD"))
# Nouns for whoever made an attack that was told before.
_CULPRITS = frozenset(
    "suspect attacker perpetrator assailant gunman shooter bomber culprit assassin killer hijacker stabber driver "
    "knifeman assailants".split()
)
# Sentences within which they are told of, the act's own included.
_NEAR = 1
_DRIVEN_OUT = frozenset(("deport", "release", "expel"))
_HOLDING = frozenset(("COERCE", "ASSAULT"))


def left_behind(draft: Draft, parsed: Parsed) -> list[Mention]:
    """ "Was deported from Oman", "the release from a prison in Laos": the state that is left drove out or held."""
    if not _DRIVEN_OUT & set(draft.act.frame.modes):
        return []
    taken = set(countries_of(draft.sides.recipient))
    token = draft.act.token
    for t in grammar.slot(token, "from"):
        found = [m for m in party(t, parsed) if m.countries and not set(m.countries) & taken]
        if found:
            return found
    return []


def held_by(draft: Draft, discourse: Discourse) -> Draft | None:
    """The act by which those who are freed were taken: the last one told of the same people, or of their country."""
    if not {"release"} & set(draft.act.frame.modes):
        return None
    mine = {id(m) for m in draft.sides.recipient}
    countries = set(countries_of(draft.sides.recipient))
    best: Draft | None = None
    for other in discourse.drafts:
        if other.act.type not in _HOLDING or not {"arrest", "abduct"} & set(other.act.frame.modes):
            continue
        theirs = other.sides.recipient
        same = mine & {id(m) for m in theirs} or (countries and countries & set(countries_of(theirs)))
        if same and other.countries("source") and not other.countries("source") & countries:
            best = other if best is None or other.at <= draft.at else best
    return best


def of_its_own(draft: Draft, discourse: Discourse) -> list[Mention]:
    """ "The army says that the strike hit a depot", "the group claims six rounds of fire": its own."""
    if draft.act.type != "ASSAULT" or not _by_means(draft):
        return []
    taken = draft.countries("recipient")
    return [
        m
        for m in speaker_of(draft.act.token, discourse.said)
        if m.countries and _fights(m) and (not set(m.countries) & taken or not draft.sides.recipient)
    ]


def _by_means(draft: Draft) -> bool:
    """The act is told by a noun: a strike, a raid, fire; who is killed by nobody is killed by others."""
    return any(a.frame.pos == "n" for a in (draft.act, *draft.act.merged))


def _fights(mention: Mention) -> bool:
    """An army, armed group or ministry of defence."""
    if any(a.sectors[:1] and a.sectors[0] in _FIGHTING for a in mention.actors):
        return True
    return any(t.lower_ in _DEFENCE for t in mention.head.doc[mention.first : mention.last + 1])


def suspect(draft: Draft, parsed: Parsed) -> Mention | None:
    """ "Three were stabbed in Turin. The suspect, a Serbian, ...": of whose country the attacker is said to be."""
    if draft.act.type != "ASSAULT":
        return None
    doc = draft.sentence.doc
    end = draft.sentence.end
    for _ in range(_NEAR):
        end = tokens_of(doc)[end].sent.end if end < len(doc) else end
    for mention in parsed.mentions_in(draft.act.doc_index, draft.sentence.start, end - 1):
        head = mention.head
        if head.lemma_.lower() not in _CULPRITS or mention.kind != "person":
            continue
        if mention.countries and not mention.inherited:
            return mention
        is_verb = head.head if head.dep_ == "nsubj" and head.head.lemma_ == "be" else head  # "the suspect is a Serbian"
        for child in (*head.children, *is_verb.children):
            other = parsed.mention_of(child) if child.dep_ in ("appos", "attr") else None
            if other is not None and other.countries and not other.inherited:
                return other
    return None


# Rules of mentions that say of themselves of whose country they are ("a Danish student", "Danes").
_NATIONALITY = ("noun:adjective", "noun:compound", "table:", "noun:from", "noun+possessor", "title+adjective")


def acting_on(draft: Draft, recipient: list[str], parsed: Parsed, discourse: Discourse) -> Mention | None:
    """Who bans, arrests or punishes foreigners: whoever else deals with them here, or does the like to others."""
    modes = set(draft.act.frame.modes)
    if where_country(draft) or not recipient or "convict" in modes:
        return None
    if {"arrest", "deport"} & modes and not any(m.kind in ("person", "people") for m in draft.sides.recipient):
        return None
    if not any(_foreign(m, discourse) for m in draft.sides.recipient):
        return None
    known = _dealing_with(recipient, draft, discourse)
    if known is not None:
        return known
    for other in reversed(discourse.drafts):
        alike = other.act.type == draft.act.type and other.sentence.start == draft.sentence.start
        if alike and other is not draft and other.sides.source and not other.countries("source") & set(recipient):
            return other.sides.source[0]
    named = counterpart(draft, set(recipient), parsed)
    state = named is not None and named[1].kind in ("country", "body", "person") and not only_where(named[1])
    return named[1] if named is not None and state and "deport" in modes else None


def _foreign(mention: Mention, discourse: Discourse) -> bool:
    """Somebody whose nationality is told for its own sake, a body above states, or no one of the article's country."""
    if NO_STATES & set(mention.countries):
        return True
    if any(a.sectors[:1] and a.sectors[0] in _OFFICES for a in mention.actors):
        return False  # who dismisses or topples a minister is at home
    if mention.form == "adjective" and mention.kind == "country":
        return True  # "tariffs on Chinese steel"
    if mention.kind in ("person", "people", "body") and mention.rule.startswith(_NATIONALITY):
        return True
    home = discourse.home()
    return home is not None and home not in mention.countries


def _dealing_with(recipient: list[str], draft: Draft, discourse: Discourse) -> Mention | None:
    """Who else in the article deals with them, the nearest sentence first, then who does something to them."""
    known = set(recipient)
    found: list[tuple[int, int, Mention]] = []
    for other in discourse.drafts:
        if other is draft:
            continue
        sides = other.sides
        for way, here, there in ((0, sides.recipient, sides.source), (1, sides.source, sides.recipient)):
            others = [m for m in there if m.countries and not m.inherited and not known & set(m.countries)]
            if others and any(known & set(m.countries) and not m.inherited for m in here):
                found.append((abs(other.at - draft.at), way, others[0]))
    return min(found, key=lambda f: f[:2])[2] if found else None
