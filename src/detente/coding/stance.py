"""What a clause makes of the act in it: refused, promised, demanded; and what the act then is as a relation.

A relation has no status of its own, so its type carries it, as in the PLOVER export: a cooperative act that
is still to come is AGREE, a hostile one THREATEN, one that is refused REJECT.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.status import find_status

COOPERATIVE = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "YIELD"))
FORCEFUL = frozenset(("SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
# What a planned act is, by codebook.md ("Promise or plan").
PROMISED = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE") | {"RETREAT": "CONCEDE"}
# What CAMEO (03 express intent to cooperate, 13 threaten) makes of it beyond that.
PROMISED_CAMEO = {"RETREAT": "AGREE", "CONCEDE": "AGREE", "YIELD": "AGREE", "PROTEST": "THREATEN"}
# Words after which an act is still to come for the event coder, though the party has done its part of it.
_UNDER_WAY = frozenset("begin approve order authorise authorize call".split()) | {"in order to"}
_OBLIGED = frozenset(("must", "should"))
_SPEAKING = frozenset(
    "say tell claim argue insist believe note add declare state stress write announce reiterate emphasise "
    "emphasize underline maintain warn suggest think feel contend assert".split()
)


def fold(act: Act, kind: str, scheme: str) -> str:
    """The type of an act as a relation, after what its clause says of it."""
    status, word = find_status(act)
    if status == "negated" or _refused(act.support or act.token):
        return "REJECT" if kind in COOPERATIVE else kind
    if word not in _UNDER_WAY and (status == "planned" or (status == "hypothetical" and word == "would")):
        if kind in FORCEFUL:
            return "THREATEN"
        if scheme == "cameo" and kind in PROMISED_CAMEO:
            return PROMISED_CAMEO[kind]
        return PROMISED.get(kind, kind)
    return kind


def _refused(verb: Token) -> bool:
    """Whether the verb that this one completes or is the purpose of is negated ("will not go to meet")."""
    current = verb
    for _ in range(grammar.MAX_CLIMB):
        infinitive = current.dep_ in ("xcomp", "advcl", "dobj") and current.head.pos_ in grammar.VERBAL
        if not infinitive or (current.dep_ == "advcl" and current.tag_ != "VB"):
            return False
        current = current.head
        if any(c.dep_ == "neg" for c in current.children):
            return True
    return False


def speaker_verb(verb: Token) -> Token | None:
    """The verb of saying whose statement a verb's clause is ("X said that Y must ...")."""
    current = verb
    for _ in range(grammar.MAX_CLIMB):
        head = current.head
        if head == current:
            break
        if current.dep_ in ("ccomp", "xcomp") and head.lemma_ in _SPEAKING:
            return head
        if current.dep_ not in ("conj", "ccomp", "xcomp", "acomp", "attr", "auxpass"):
            break
        current = head
    for child in verb.children:  # "..., the minister said": the parser hangs it below
        if child.dep_ in ("ccomp", "parataxis") and child.lemma_ in _SPEAKING and not grammar.clausal(child):
            return child
    return None


def obliged(verb: Token) -> bool:
    """Whether somebody is told to do it: "must", "should", "has to", "needs to"."""
    if any(c.dep_ in ("aux", "auxpass") and c.lower_ in _OBLIGED for c in verb.children):
        return True
    head = verb.head
    return verb.dep_ == "xcomp" and head.lemma_ in ("have", "need", "ought") and verb.tag_ == "VB"
