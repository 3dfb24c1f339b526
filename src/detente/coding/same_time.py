"""Acts without a time of their own that took place when another act of their sentence did."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.ties import words_of
from detente.event import TimeExpression

# Prepositions of what an act was told with; verbs of going somewhere for a purpose.
_WITHIN = frozenset(("during", "amid", "without"))
_PHASES = frozenset("break end collapse fail conclude begin start open resume close adjourn follow".split())
GOING = frozenset("be travel come go fly arrive visit meet".split())


def share(acts: Sequence[Act], out: dict[int, list[TimeExpression]]) -> None:
    """What an act led to took place when it did: "shelled the town overnight, killing two"."""
    for act in acts:
        if act.token.i in out:
            continue
        host = next((h for h in acts if h.token.i in out and h is not act and _same_time(act, h)), None)
        host = host or next((h for h in acts if h.token.i in out and h is not act and _fronted(act, h, out)), None)
        if host is not None:
            out[act.token.i] = list(out[host.token.i])


def _same_time(act: Act, host: Act) -> bool:
    """Whether an act without a time has that of another: what led to it, what it was told with."""
    token = act.token
    own = {t.i for t in words_of(host)}
    if _inside_of(token, own, _WITHIN) or _coordinate(act, host, own):
        return True
    if token.dep_ in ("advcl", "xcomp") and token.tag_ == "VB" and token.head.i in own and token.head.lemma_ in GOING:
        return True  # "was in Kyiv on Monday to promise support"
    if token.lemma_ == "do" and token.dep_ == "advcl" and token.head.i in own:
        return True  # "suspended aid on Saturday, as did the Union"
    if _of_phase(token, host) or _in_which(token, own):
        return True
    if act.type != host.type:
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "with" and any(c.i in own for c in token.head.head.children):
        return True  # "will begin a visit on Friday with talks"
    if _inside_of(host.token, {t.i for t in words_of(act)}, _WITHIN | {"for", "at", "with"}):
        return True  # "will be meeting him for talks on Friday"
    if token.dep_ == "advcl" and token.tag_ == "VBG" and not any(c.dep_ == "mark" for c in token.children):
        return token.head.i in own
    if host.token.dep_ == "conj" and host.token.head.i == token.i:  # "setting fire to it and killing two in May"
        return token.tag_ == host.token.tag_ and act.frame.pos == host.frame.pos == "v"
    if token.dep_ == "relcl" and (
        token.head.i in own or (any(a.i in own for a in token.head.ancestors) and host.frame.pos == "n")
    ):
        return True
    return token.dep_ == "pcomp" and token.head.lower_ == "with" and token.head.head.i in own


def _coordinate(act: Act, host: Act, own: set[int]) -> bool:
    """ "Struck back on Monday and threatened ...": verbs of one tense and subject, or of one type."""
    verb = act.support or act.token
    if (
        verb.dep_ != "conj"
        or verb.head.i not in own
        or verb.pos_ not in grammar.VERBAL
        or verb.head.pos_ not in grammar.VERBAL
    ):
        return False
    if _tense(verb) != _tense(verb.head):
        return False
    subject = any(c.dep_ in grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS for c in verb.children)
    return not subject or act.type == host.type


def _tense(verb: Token) -> str:
    """Past, present, future or none, by the verb's form and its auxiliaries."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "would", "'ll", "may", "could", "might", "to"}:
        return "future"
    if helpers & {"was", "were", "had"} or verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or helpers & {"is", "are", "has", "have"}:
        return "present"
    return "past" if verb.tag_ == "VBN" else "none"


def _inside_of(token: Token, own: set[int], words: frozenset[str]) -> bool:
    """Whether a token stands in a phrase "during ..." of one of these."""
    current = token
    for _ in range(4):
        head = current.head
        if current.dep_ in ("relcl", "acl", "advcl"):
            return False
        if current.dep_ == "prep" and current.lower_ in words:
            return head.i in own
        if head.pos_ in grammar.VERBAL or head.i == current.i:
            return False
        current = head
    return False


def _of_phase(token: Token, host: Act) -> bool:
    """ "The summit broke up on Thursday": the time of its end is the summit's."""
    verb = host.token
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.i == verb.i and verb.lemma_ in _PHASES


def _in_which(token: Token, own: set[int]) -> bool:
    """ "Signed a statement in which they undertook ..."."""
    if token.dep_ != "relcl" or token.head.dep_ != "dobj" or token.head.head.i not in own:
        return False
    which = [c for c in token.children if c.dep_ == "prep" and c.i < token.i]
    return any(t.lower_ == "which" for c in which for t in c.children)


def _fronted(act: Act, host: Act, out: dict[int, list[TimeExpression]]) -> bool:
    """ "In May, youths clashed with the police, and dozens were arrested": a time before both clauses."""
    verb = act.support or act.token
    if verb.dep_ != "conj" or verb.head.i != (host.support or host.token).i or verb.pos_ not in grammar.VERBAL:
        return False
    offset = int(verb.doc.user_data["offset"])
    before = all(t.end_char - offset <= verb.head.idx for t in out[host.token.i])
    opens = [c for c in verb.head.lefts if c.dep_ in grammar.SUBJECTS | grammar.PASSIVE_SUBJECTS]
    first = not opens or all(t.end_char - offset <= opens[0].left_edge.idx for t in out[host.token.i])
    return before and first and _tense(verb) == _tense(verb.head)
