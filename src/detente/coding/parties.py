"""Who in a sentence may be the other party of an act, and how far off each is.

``counterpart`` weighs the mentions of the act's sentence by where they stand; ``before`` looks at the sentence
before.  What the article has told so far is weighed against them in :mod:`filling`.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.coding.draft import Draft
from detente.coding.whose import backs, goes_between, left_out
from detente.language.kept import tokens_of
from detente.language.parsed import LOCATIVE, Mention, Parsed

# Types between two parties: where the grammar gives one, the other is somebody else named nearby.
DYADIC = frozenset(
    "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE REJECT REQUEST SANCTION SUPPORT THREATEN".split()
)
# How far a mention is from being the other party, in tokens of distance: a place where it happens, words that
# only modify a noun, somebody outside the act's own phrase, a speaker, and whoever is only said to have helped
# or asked. Chosen by hand on news/gold-train.jsonl.
ELSEWHERE = 12.0  # the subject of another clause
PLACE, MODIFIER, OUTSIDE, BEFORE, SPEAKER, HELPER = 14.0, 8.0, 15.0, 6.0, 8.0, 12.0
# What is talked about is no party to the talk.
_SPOKEN, _TOPIC = frozenset(("CONSULT", "AGREE")), frozenset(("on", "about", "over", "regarding", "concerning"))
TOPIC = 20.0
_SAYING = frozenset(("say", "report", "tell", "state", "claim", "announce", "confirm"))
_HELPING = frozenset("request help support behalf mediation auspices invitation backing assistance initiative".split())


def countries_of(mentions: list[Mention]) -> list[str]:
    """Country codes of mentions, in order."""
    return [c for m in mentions for c in m.countries]


def where_country(draft: Draft) -> str | None:
    """The country of the place where an act happened."""
    if draft.where is None or draft.where.place is None:
        return None
    found = draft.where.countries
    return found[0] if found else draft.where.place.country


def counterpart(draft: Draft, taken: set[str], parsed: Parsed) -> tuple[float, Mention] | None:
    """Somebody of another country in the act's sentence, with how far off it is; the nearest argument first."""
    token = draft.act.token
    sentence = draft.sentence
    heads = {t.i for t in (token, draft.act.support, *(m.token for m in draft.act.merged)) if t is not None}
    best: tuple[float, Mention] | None = None
    for mention in parsed.mentions_in(draft.act.doc_index, sentence.start, sentence.end - 1):
        own = set(mention.countries)
        if not own or own & taken or mention.form == "pronoun" or backs(mention) or left_out(mention):
            continue
        head = mention.head
        score = abs(head.i - token.i) + (0 if head.i > token.i else BEFORE)
        if not any(a.i in heads for a in head.ancestors):
            score += OUTSIDE
        if speaks(mention):
            score += SPEAKER
        if only_where(mention):
            score += PLACE
        elif _modifies(mention):
            score += MODIFIER
        if _helps(mention):
            score += HELPER
        if _elsewhere(mention, draft):
            score += ELSEWHERE
        if draft.act.type in _SPOKEN and head.dep_ == "pobj" and head.head.lower_ in _TOPIC:
            score += TOPIC
        if best is None or score < best[0]:
            best = (score, mention)
    return best


def _elsewhere(mention: Mention, draft: Draft) -> bool:
    """The subject of a clause that stands behind the act's own ("France demanded ..., and Spain ...")."""
    head = mention.head
    if head.dep_ not in ("nsubj", "nsubjpass") or head.i < draft.act.token.i:
        return False
    return not head.head.is_ancestor(draft.act.token) and not draft.act.token.is_ancestor(head.head)


def speaks(mention: Mention) -> bool:
    """The mention only says or reports what is told."""
    head = mention.head
    return head.dep_ == "nsubj" and head.head.lemma_ in _SAYING


def only_where(mention: Mention) -> bool:
    """The mention only tells where something happens."""
    head = mention.head
    located = head.dep_ == "pobj" and head.head.lower_ in LOCATIVE
    return (mention.kind == "place" and not _goal(head)) or (located and mention.kind != "person")


def _goal(head: Token) -> bool:
    """ "Was in Kyiv to promise help", "flew to Ankara": the place stands for its government."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    if head.lower_ == "visit" or verb.lemma_ in ("visit", "fly", "travel", "arrive", "land", "return"):
        return True
    return verb.lemma_ == "be" and head.dep_ == "pobj" and any(c.tag_ == "VB" for c in verb.children)


def _modifies(mention: Mention) -> bool:
    """The mention only says of what kind a thing is ("the European embargo", "a UN resolution")."""
    head = mention.head
    return head.dep_ in ("compound", "amod", "nmod", "npadvmod") or mention.form == "adjective"


def _helps(mention: Mention) -> bool:
    """Somebody at whose request or with whose help it is done."""
    head = mention.head
    if head.dep_ == "poss":
        return head.head.lemma_ in _HELPING
    if goes_between(mention):
        return True
    return head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in _HELPING


def before(draft: Draft, taken: set[str], parsed: Parsed) -> Mention | None:
    """Somebody of another country in the sentence before, the subject first."""
    doc, start = draft.sentence.doc, draft.sentence.start
    if start == 0:
        return None
    previous = tokens_of(doc)[start - 1].sent
    found = [
        m
        for m in parsed.mentions_in(draft.act.doc_index, previous.start, previous.end - 1)
        if m.countries and not set(m.countries) & taken and m.form != "pronoun" and not backs(m)
    ]
    return min(found, key=lambda m: (only_where(m), m.head.dep_ != "nsubj", -m.head.i), default=None)
