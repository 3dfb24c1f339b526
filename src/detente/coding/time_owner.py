"""The act that a time belongs to, found by going up the tree from the time's word.

A verb or an event that is no act keeps its time to itself: "the 2025 election", "appointed four days ago".
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.same_time import GOING
from detente.event import TimeExpression

_ATTRIBUTE = frozenset(("amod", "nummod", "compound", "poss", "nmod", "nounmod", "det"))
# Verbs that lend their clause to a noun: "protests took place on Monday".
_LIGHT = frozenset(
    "take be occur happen begin start come hold continue go follow resume end erupt break carry conduct "
    "participate launch make have schedule expect set plan due stage organize organise slate mark result cause".split()
)
_SAYING = frozenset("say tell announce report state claim declare confirm add warn note reveal".split())
# Nouns of what somebody said: "in a speech on Monday, he promised".
_SPEECHES = frozenset(
    "concession statement speech interview address briefing letter post message announcement remark tweet "
    "telegram communique broadcast conference video note column article report".split()
)
# Verdicts and charges: a year or month behind "for ..." is that of the deed.
_VERDICTS = frozenset("SANCTION COERCE ACCUSE CONCEDE".split())
_DEEDS = frozenset("for of over with about to".split())
_AFTER = frozenset("after following over despite amid".split())
_COARSE = frozenset("month season quarter year decade century era".split())
# Words of wish and stance that are said when the sentence says so: "said on Monday that it hoped" (its lemma: hop).
_STANCES = frozenset("hope hop want wish support back oppose favour favor regret welcome expect demand reject".split())
# Prepositions by which a noun phrase tells when or in what an act took place.
_TELLING = frozenset("in during by with from amid at through on for".split())
# Endings and words of nouns that take place: "the sinking in October", "the 2024 election".
_EVENT_ENDINGS = ("ion", "ment", "ing", "al", "ism")
_EVENTS = frozenset(
    "election vote war pandemic ceasefire summit fire murder crash flood earthquake law act deal agreement "
    "treaty accord match game cup season movement crisis conflict coup revolution fall death plot incident "
    "festival case ruling referendum term mandate budget order year month week day inauguration birth end "
    "start beginning overthrow".split()
)
# Acts of words: a time behind their object may be the object's.
_TALK = frozenset("ACCUSE SUPPORT REQUEST REJECT THREATEN AGREE CONCEDE".split())
_NO_EVENTS = frozenset(
    "location region million billion station religion union opinion constitution organization organisation "
    "mission nation population position section administration institution corporation television building "
    "hospital capital official department government parliament criminal journal general material "
    "animal".split()
)
_CHARGES = frozenset("suspect accuse allege wanted believe charge".split())
_CLIMB = 10


def owner_of(token: Token, own: dict[int, Act], end: int) -> Act | None:
    """The act that a time belongs to, going up from its word, at most to the token ``end``."""
    current = token
    attribute = token.dep_ in _ATTRIBUTE
    for _ in range(_CLIMB):
        if current.i in own:
            return own[current.i]
        head = current.head
        if current.i == end or (head.i == end and head.pos_ not in grammar.VERBAL):
            return None
        if head.i == current.i:
            return _under(current, own) if current.pos_ in ("NOUN", "PROPN") or current.lemma_ in _LIGHT else None
        if head.i in own and not (head.dep_ == "acl" and head.lemma_ in _CHARGES):
            return _nearer(own[head.i], current, token, own)
        if head.pos_ in grammar.VERBAL:
            found = _of_clause(head, own, token)
            if found is not None or not _passes(head):
                return found
        elif head.pos_ in ("NOUN", "PROPN") and current.dep_ != "conj":
            found = _of_noun(head, own, attribute, current)
            if found is not None:
                return found
            if _keeps(head, attribute, current):
                return None
        current = head
    return None


def _nearer(act: Act, current: Token, token: Token, own: dict[int, Act]) -> Act:
    """A noun act next to a time that the parser hung on a verb: "condemns the raid two days ago"."""
    if act.frame.pos != "v" or current.dep_ not in ("npadvmod", "prep", "advmod"):
        return act
    verb = act.token
    if current.i < verb.i:
        between = _noun_acts(verb.sent.start, token, own)
        return between[-1] if between and any(verb.i == a.i for a in between[-1].token.ancestors) else act
    if act.type not in _TALK:
        return act
    between = _noun_acts(verb.i + 1, token, own)
    return between[-1] if between and token.i - verb.i > 2 else act


def _noun_acts(start: int, token: Token, own: dict[int, Act]) -> list[Act]:
    """Acts that are nouns from a token up to the time."""
    return [own[t.i] for t in token.doc[start : token.i] if t.i in own and own[t.i].frame.pos == "n"]


def _passes(verb: Token) -> bool:
    """A verb that gives its time to the noun or verb above it: "tariffs starting in May", "set to begin
    on"."""
    return verb.lemma_ in _LIGHT and verb.dep_ in ("acl", "relcl", "advcl", "xcomp", "prep")


def _of_noun(noun: Token, own: dict[int, Act], attribute: bool, current: Token) -> Act | None:
    """The act that a noun phrase with a time tells of: a clause on the noun, or what took place in it."""
    if current.dep_ == "prep" and current.lower_ not in ("on", "in", "since", "during", "from", "at"):
        return None
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and child.i in own and (attribute or child.i > current.i):
            return own[child.i]
        if attribute and child.dep_ == "conj" and child.i in own:
            return own[child.i]
    if not attribute:
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "by") and noun.head.head.i in own:
        return own[noun.head.head.i]
    for t in noun.subtree:  # "a 2012 attack on a centre in Homs that killed ...", the clause hung on the last noun
        if t.i > noun.i and t.dep_ == "relcl" and t.i in own and t.head.pos_ in ("NOUN", "PROPN"):
            return own[t.i]
    return None


def _keeps(noun: Token, attribute: bool, current: Token) -> bool:
    """Whether a noun that is no act keeps its time to itself."""
    if noun.dep_ in ("compound", "nmod", "amod") or (noun.dep_ == "conj" and attribute):
        return False
    if attribute:
        return True
    lemma = noun.lemma_.lower()
    if lemma in _SPEECHES:
        return False
    if current.dep_ == "prep" and current.lower_ in ("in", "since", "on", "from", "during", "of"):
        ending = lemma.endswith(_EVENT_ENDINGS) and lemma not in _NO_EVENTS and noun.tag_ in ("NN", "NNS")
        return lemma in _EVENTS or ending
    return False


def _of_clause(verb: Token, own: dict[int, Act], token: Token) -> Act | None:
    """The act of a clause whose verb is none itself: its subject or object, what it began or took part in."""
    if verb.dep_ in ("acl", "relcl") and verb.head.i in own and verb.i > verb.head.i:
        return own[verb.head.i]  # "the airstrike conducted on Monday"
    if verb.lemma_ in _SAYING:
        # "confirms the death in an airstrike two days earlier", but "said on Monday"
        before = [own[t.i] for t in verb.doc[verb.i + 1 : token.i] if t.i in own] if token.i > verb.i + 3 else []
        return before[-1] if before and before[-1].frame.pos == "n" else None
    found = _under(verb, own)
    if found is not None:
        return found
    inside = _noun_acts(verb.i + 1, token, own)
    if inside:
        return inside[-1]
    if verb.dep_ == "nsubj" and verb.head.i in own:
        return own[verb.head.i]  # "overnight strikes kill", the noun taken for a verb
    if verb.dep_ == "conj" and verb.head.i in own and not any(c.dep_ in grammar.SUBJECTS for c in verb.children):
        return own[verb.head.i]
    fronted = [own[c.i] for c in verb.children if c.dep_ == "conj" and c.i in own and c.tag_ == verb.tag_]
    if fronted and token.i < verb.i and not any(c.dep_ in grammar.SUBJECTS for c in fronted[0].token.children):
        return fronted[0]  # "In the early hours they broke down doors, beat ..."
    if verb.dep_ in ("xcomp", "pcomp", "conj") or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
        above = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if above.dep_ == "acl" and above.lemma_ in _CHARGES:
            above = above.head.head  # "arrests 161 suspected of being members over the last week"
        if above.i in own and verb.dep_ != "conj":
            return own[above.i]
    lead = [own[t.i] for t in verb.lefts if t.i in own]
    return lead[-1] if lead and verb.lemma_ in _LIGHT else _subject_act(verb, own, token)


def _subject_act(verb: Token, own: dict[int, Act], token: Token) -> Act | None:
    """ "The toll of the strikes in X, two days ago, rises": a time inside the subject's phrase."""
    if token.i > verb.i:
        return None
    inside = [a for a in _noun_acts(verb.sent.start, token, own) if verb in a.token.ancestors]
    return inside[-1] if inside else None


def _under(verb: Token, own: dict[int, Act]) -> Act | None:
    """The first act among a verb's subjects, objects and what it took place in."""
    light = verb.lemma_ in _LIGHT
    last: Act | None = None
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr", "xcomp") or (child.dep_ == "nsubj" and light):
            for t in grammar.conjuncts(child):
                if t.i in own:
                    return own[t.i]
                clause = next((c for c in t.children if c.dep_ == "acl" and c.tag_ == "VBG" and c.i in own), None)
                if clause is not None:
                    return own[clause.i]  # "signed a decree on Monday banning rallies"
        elif child.dep_ in ("advcl", "xcomp", "ccomp") and child.i in own:
            if child.tag_ == "VB" and verb.lemma_ in GOING:
                return own[child.i]  # "was in Kyiv on Monday to promise support"
            if child.tag_ == "VBG" and child.dep_ == "advcl":
                last = own[child.i]  # "signed it on Monday, banning rallies"
        elif child.dep_ in ("prep", "agent") and child.lower_ in _TELLING:
            for t in child.children:
                if t.i in own and own[t.i].frame.pos == "n":
                    return own[t.i]
    return last


def inner_of(act: Act, token: Token, time: TimeExpression, own: dict[int, Act], published: date | None) -> Act | None:
    """Of a verdict with the year of the deed the deed; of "expelled them after the attack yesterday" the attack."""
    verb = act.token
    if act.frame.pos != "v":
        return act
    # "closes the border following the raid last week": the news is told in the present, the time is a past one
    past = _present(verb) and published is not None and time.end is not None and time.end < published
    if token.i < verb.i:
        lead = next((c for c in verb.lefts if c.lower_ in _AFTER and token in c.subtree), None)
        return None if past and lead is not None else act
    preps = [c for c in verb.children if c.dep_ in ("prep", "agent") and verb.i < c.i < token.i]
    if token.head in preps:
        preps.remove(token.head)
    for prep in reversed(preps):
        inside = [own[t.i] for t in prep.subtree if prep.i < t.i < token.i and t.i in own]
        if prep.lower_ in _AFTER and time.grain == "day" and inside and inside[-1].frame.pos == "n":
            return inside[-1]
        if prep.lower_ in _AFTER and past:
            return None
        coarse = prep.lower_ in _DEEDS and act.type in _VERDICTS and time.grain in _COARSE
        if coarse and (prep.lower_ == "for" or any(c.dep_ == "pcomp" for c in prep.children)):
            return inside[-1] if inside else None
    return act


def _present(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return verb.tag_ in ("VBZ", "VBP") or (verb.tag_ in ("VBN", "VBG") and bool(helpers & {"is", "are"}))


def spoken(token: Token, own: dict[int, Act]) -> Act | None:
    """The promise or wish told in the words of who spoke then: "said on Thursday it would accept"."""
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in grammar.VERBAL), None)
    if verb is None or verb.lemma_ not in _SAYING:
        return None
    for child in verb.children:
        act = own.get(child.i) if child.dep_ == "ccomp" else None
        if act is None or act.type not in _TALK:
            continue
        helpers = {c.lower_ for c in child.children if c.dep_ == "aux"}
        if helpers & {"will", "would", "wo", "'ll", "’ll"} or (not helpers and child.lemma_ in _STANCES):
            return act
    return None
