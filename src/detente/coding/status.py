"""Whether an act happened, goes on, is planned, wished, only possible, or did not happen."""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.event import Status

_PLANNING = frozenset(
    "plan intend expect schedule prepare due set slate arrange aim decide determine ready poise gear pledge "
    "promise vow agree announce invite call order instruct authorize authorise approve sign".split()
)
_PLANNED_GOVERNORS = frozenset("plan intend expect schedule prepare due set slate arrange poise".split())
_WISHING = frozenset(
    "want hope hop wish seek ask urge demand request press push desire call beg plead appeal like prefer "
    "strive aim look encourage insist lobby campaign".split()
)
# "hop" is what the lemmatiser makes of "hopes".
_HOPING: dict[str, Status] = {
    **dict.fromkeys(("hope", "hop", "wish", "want"), "wished"),
    "fear": "hypothetical",
}
_HYPOTHETICAL = frozenset(
    "consider threaten warn fear propose suggest mull weigh contemplate risk discuss debate able allow could "
    "possible possibility prospect likely unlikely whether potential recommend advise ponder".split()
)
_NEGATING = frozenset("fail refuse decline deny avoid prevent stop avert foil thwart block halt forbid".split())
_PLANNED_NOUNS = frozenset("plan intention preparation schedule proposal".split())
_DONE_NOUNS = frozenset("decision ruling order move step use".split())
# What these settle is still to be done: "an agreement for a prisoner exchange", "talks on restoring ties".
_SETTLING = frozenset("agreement deal accord pact memorandum treaty truce arrangement bill".split())
_DISCUSSING = frozenset("talk negotiation discussion debate motion resolution bid".split())
_IN_EXCHANGE = frozenset(("exchange", "return"))
# Types that are words: told as a purpose ("gathered to demand") they were said all the same.
_SPOKEN = frozenset("REQUEST ACCUSE REJECT SUPPORT PROTEST AGREE".split())
_ADJECTIVES: dict[str, Status] = {
    "imminent": "planned", "due": "planned", "possible": "hypothetical", "likely": "hypothetical",
    "unlikely": "hypothetical", "underway": "ongoing",
}  # fmt: skip
# Verbs whose subject takes place: "talks resume", "the ceasefire would hold".
_TAKING_PLACE = frozenset("take begin start occur happen resume be come continue go hold follow last".split())
_WISHED_NOUNS = frozenset("call demand request hope wish bid effort appeal attempt aim goal desire".split())
_HYPOTHETICAL_NOUNS = frozenset("threat possibility prospect risk fear option chance danger likelihood".split())
_NEGATING_NOUNS = frozenset("failure refusal lack absence".split())
_CONDITIONS = frozenset(("if", "unless", "whether", "should", "until"))
_POSSIBLE = frozenset(("could", "may", "might", "can"))
_PLANNED_MODIFIERS = frozenset("planned upcoming scheduled forthcoming future expected imminent".split())
_POSSIBLE_MODIFIERS = frozenset("possible potential proposed threatened suspected hypothetical would-be feared".split())
_ONGOING_MODIFIERS = frozenset("ongoing continuing continued current existing".split())
_PCOMP_PREPS = frozenset(("of", "from", "against", "for", "to", "at", "on"))
_NO = frozenset(("no", "without", "neither", "nor"))


def find_status(act: Act) -> tuple[Status, str]:
    """The status of an act and the word that gave it."""
    fixed: tuple[Status, ...] = ("planned", "wished", "negated", "ongoing")
    for status in fixed:
        if status in act.frame.flags:
            return status, "the frame"
    if act.support is not None:
        found = _of_verb(act.support)
        if found[0] not in ("happened", "ongoing"):
            return found
        if act.support_status and act.support_status != "happened":
            return act.support_status, act.support.lower_  # type: ignore[return-value]
        noun = _of_noun(act.token)
        return noun if noun[0] != "happened" else found
    if act.frame.pos == "n":
        return _of_noun(act.token)
    return _of_predicate(act)


def _of_predicate(act: Act) -> tuple[Status, str]:
    """Status of an act that is a verb, with what its type makes of it."""
    verb = act.token
    if verb.lemma_ in ("expect", "schedule", "slate") and grammar.is_passive(verb):
        return "planned", verb.lower_
    status, word = _of_verb(verb)
    if status != "planned" or act.type not in _SPOKEN:
        return status, word
    if act.type == "AGREE" and word in ("will", "would", "'d", "’d"):
        return "happened", f"{word}: a word of commitment"
    if word == "in order to":
        return "happened", "said as the purpose"
    return status, word


def _of_noun(noun: Token) -> tuple[Status, str]:
    for child in noun.children:
        word = child.lower_
        if child.dep_ in ("det", "neg", "advmod") and word in _NO:
            return "negated", word
        if child.dep_ in ("amod", "compound"):
            if word in _PLANNED_MODIFIERS:
                return "planned", word
            if word in _POSSIBLE_MODIFIERS:
                return "hypothetical", word
            if word in _ONGOING_MODIFIERS:
                return "ongoing", word
    head = noun.head
    if noun.dep_ == "pobj" and head.dep_ in ("prep", "pcomp"):
        if head.lower_ == "without":
            return "negated", "without"
        governor = head.head
        if governor.lower_ == "ahead" and head.lower_ == "of":
            return "planned", "ahead of"
        if head.lower_ == "for" and governor.lower_ in _IN_EXCHANGE:
            return "hypothetical", f"in {governor.lower_} for"
        if head.lower_ == "for" and governor.lemma_ in _SETTLING and governor.dep_ != "compound":
            return "planned", governor.lemma_
        if governor.pos_ == "NOUN":
            return _by_noun(governor)
        if governor.pos_ in grammar.VERBAL and head.lower_ in ("for", "to", "on", "of", "against", "about"):
            return _above(governor, "happened", "")
        return "happened", ""
    if noun.dep_ in ("dobj", "nsubjpass", "attr") and head.pos_ in grammar.VERBAL:
        if _negated(head) and noun.dep_ != "attr":
            return "negated", "not"
        return _above(head, *_modal(head))
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        for child in head.children:
            alone = not any(c.dep_ == "prep" for c in child.children)
            if child.dep_ == "acomp" and child.lower_ in _ADJECTIVES and alone:
                return _ADJECTIVES[child.lower_], child.lower_
    if noun.dep_ == "nsubj" and head.lemma_ in _TAKING_PLACE:
        return _of_verb(head)
    return "happened", ""


def _by_noun(noun: Token) -> tuple[Status, str]:
    lemma = noun.lemma_
    if lemma in _PLANNED_NOUNS:
        return "planned", lemma
    if lemma in _WISHED_NOUNS:
        return "wished", lemma
    if lemma in _HYPOTHETICAL_NOUNS:
        return "hypothetical", lemma
    if lemma in _NEGATING_NOUNS:
        return "negated", lemma
    return "happened", ""


def _above(verb: Token, status: Status, word: str) -> tuple[Status, str]:
    """What a governing verb makes of a thing that it takes as its object."""
    lemma = verb.lemma_
    if lemma == "rule" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children):
        return "negated", "rule out"
    if lemma == "call" and any(c.dep_ in ("oprd", "attr", "xcomp", "ccomp") for c in verb.children):
        return status, word  # "calls it a declaration of war" is no call for it
    if lemma in _WISHING:
        return "wished", lemma
    if lemma in _PLANNED_GOVERNORS:
        return "planned", lemma
    if lemma in _HYPOTHETICAL:
        return "hypothetical", lemma
    return status, word


def _negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ == "no" and c.dep_ == "det" for c in child.children):
            return True  # "no missiles hit the base"
    return any(c.dep_ == "neg" or (c.lower_ in ("never", "no") and c.dep_ == "advmod") for c in verb.children)


def _auxiliaries(verb: Token) -> list[str]:
    return [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]


def _modal(verb: Token) -> tuple[Status, str]:
    """Status from the verb's own auxiliaries and tense."""
    words = _auxiliaries(verb)
    if "will" in words or "'ll" in words or "’ll" in words or "shall" in words:
        return "planned", "will"
    for word in words:
        if word in _POSSIBLE:
            return "hypothetical", word
        if word in ("would", "'d", "’d"):
            return ("hypothetical" if "have" in words else "planned"), word
        if word in ("should", "must"):
            return "wished", word
    if "to" not in words and verb.tag_ == "VBG" and any(w in ("is", "are", "am", "'s", "'re", "’s") for w in words):
        return "ongoing", "progressive"
    return "happened", ""


def _conditional(verb: Token) -> bool:
    """A verb in an "if" clause."""
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.children)


def _finite_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(w in ("was", "were", "had", "has", "have") for w in _auxiliaries(verb))


def _of_verb(verb: Token, depth: int = 0) -> tuple[Status, str]:
    if _negated(verb):
        return "negated", "not"
    status, word = _modal(verb)
    if _conditional(verb):
        return "hypothetical", "if"
    if word in ("would", "will") and verb.dep_ == "ccomp" and verb.head.lemma_ in _HOPING:
        return _HOPING[verb.head.lemma_], verb.head.lower_
    if word == "would" and any(c.dep_ == "advcl" and _conditional(c) for c in verb.children):
        return "hypothetical", "would ... if"
    if status != "happened" or depth >= grammar.MAX_CLIMB:
        return status, word
    head, dep = verb.head, verb.dep_
    infinitive = "to" in _auxiliaries(verb)
    if dep == "conj" and head.pos_ in grammar.VERBAL:
        return _of_verb(head, depth + 1) if verb.tag_ in ("VB", "VBG", "VBN") or infinitive else (status, word)
    if dep == "pcomp" and head.lower_ == "without":
        return "negated", "without"
    if dep == "pcomp":
        return _after_preposition(verb, head, depth)
    if dep in ("acl", "relcl") and infinitive and (head.lemma_ in _DONE_NOUNS or _ranked(head)):
        return "happened", ""
    if dep in ("acl", "relcl") and infinitive:
        return _by_noun(head) if _by_noun(head)[0] != "happened" else ("planned", "to")
    if dep in ("xcomp", "ccomp", "advcl", "acl") and head != verb:
        if dep == "advcl" and not infinitive:
            return status, word
        return _governed(verb, head, depth, infinitive)
    if dep == "ROOT" and infinitive:  # the headline's "Kim to meet Putin"
        return "planned", "to"
    return status, word


def _ranked(noun: Token) -> bool:
    """ "The first state to ratify it", "the 60th country to": it has done so."""
    if noun.lower_ in ("first", "last", "latest", "only"):
        return True
    return any(
        c.lower_ in ("first", "last", "latest", "only") or (c.ent_type_ == "ORDINAL" and c.lower_ != "next")
        for c in noun.children
        if c.dep_ in ("amod", "nummod", "advmod")
    )


def _after_preposition(verb: Token, prep: Token, depth: int) -> tuple[Status, str]:
    """A gerund: "towards restoring ties", "talks on ending the war", "accused of bombing"."""
    governor = prep.head
    if prep.lower_ in ("toward", "towards"):
        return "wished", prep.lower_
    if governor.pos_ == "NOUN":
        if governor.lemma_ in _DISCUSSING and prep.lower_ in ("on", "over", "about", "for"):
            return "hypothetical", governor.lemma_
        return _by_noun(governor)
    if prep.lower_ in _PCOMP_PREPS and governor.pos_ in grammar.VERBAL:
        return _governed(verb, governor, depth)
    return "happened", ""


def _governed(verb: Token, head: Token, depth: int, infinitive: bool = False) -> tuple[Status, str]:
    """What the governing predicate makes of its clause ("is expected to meet", "failed to agree")."""
    lemma = head.lemma_.lower()
    if verb.dep_ == "ccomp" and _finite_past(verb) and lemma != "deny":
        return "happened", ""  # "insists that the vote was rigged"
    if lemma == "vote" and infinitive:
        return _of_verb(head, depth + 1)
    if _conditional(head) and verb.dep_ == "xcomp":
        return "hypothetical", "if"
    if _negated(head) and (verb.dep_ == "xcomp" or infinitive) and lemma in _PLANNED_GOVERNORS:
        return "negated", f"not {lemma}"
    if lemma in _NEGATING and (infinitive or verb.dep_ == "pcomp"):
        return "negated", lemma
    if lemma in _PLANNED_GOVERNORS:
        return "planned", lemma
    if lemma in _WISHING:
        return "wished", lemma
    if lemma in _HYPOTHETICAL:
        return "hypothetical", lemma
    if lemma == "be" and infinitive and verb.dep_ == "xcomp":
        return "planned", "is to"
    if infinitive and lemma in _PLANNING:
        return "planned", lemma
    if infinitive and verb.dep_ == "advcl":
        return "planned", "in order to"
    if verb.dep_ == "ccomp" and verb.tag_ == "VB" and lemma in ("let", "make", "help", "see"):
        return _of_verb(head, depth + 1)
    if verb.dep_ == "xcomp" or infinitive:
        above, word = _of_verb(head, depth + 1)
        return above, word
    return "happened", ""
