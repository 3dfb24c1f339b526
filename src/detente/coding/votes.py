"""Votes of a sentence's frames on what one party does to another.

Every word that a frame knows votes for its type: the more, the closer its grammar ties the two parties to
it and the higher it stands in the source's clause.  A frame whose conditions fail still votes a little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.acts import Act, candidates, contained_in, support_of, swallows
from detente.coding.lexicon import NONE, Frame, Lexicon
from detente.coding.matching import POS, best_frame, holds, matches
from detente.coding.roles import NOUN_RECIPIENT, NOUN_SOURCE, VERB_RECIPIENT, VERB_SOURCE
from detente.coding.stance import fold, obliged, speaker_verb
from detente.language.kept import tokens_of
from detente.language.parsed import Parsed

Span = tuple[int, int]
# Points of a vote.  Chosen on one half of eval/plv-dev.jsonl, confirmed on the other; a third more
# or less of any one of them moves the macro F1 by at most 0.02.
SLOT = 2.0  # a party stands in the slot that the frame's grammar names
UNDER = 0.8  # it stands under the predicate at all
SPECIFIC = 0.15  # for each condition of the frame that holds
HEIGHT = 2.0  # the predicate is the source's own, less the further below it stands
SWALLOWED = 2.0  # taken off what is part of another act's threat, promise, request or refusal
TURNED = 1.5  # taken off an act that the recipient does to the source
ASIDE = 1.0  # taken off what a clause of time, reason or condition tells, or one within a party's own words
SOFT = 0.35  # share of a vote that frames with failing conditions have
SPOKEN = 3.0  # "the source said that the recipient must"
_REASONS = frozenset(
    "after before since while when because until unless if amid following during despite though although as "
    "once whether over".split()
)
_ASIDE = frozenset(("relcl", "acl", "advcl", "ccomp"))
# Acts which two do together: the recipient may stand beside the source.
_JOINT = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "ASSAULT", "REJECT"))


@dataclass(frozen=True, slots=True)
class Parties:
    """Where the two parties stand in the text, in characters."""

    source: Sequence[Span]
    recipient: Sequence[Span]


def inside(tokens: Iterable[Token], spans: Sequence[Span]) -> bool:
    """Whether any of the tokens touches any of the spans."""
    return any(t.idx < end and t.idx + len(t) > start for t in tokens for start, end in spans)


def _phrases(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens with what stands in their noun phrases, so that "the government of X" touches X."""
    for token in tokens:
        yield token
        for child in token.children:
            if child.dep_ not in _ASIDE:
                yield from _phrases([child])


def _slots(act: Act, alternatives: Sequence[Sequence[tuple[str, ...]]]) -> list[Token]:
    return [t for union in alternatives for path in union for t in grammar.walk(act.token, path)]


def _doers(act: Act) -> list[Token]:
    noun = act.frame.pos == "n"
    found = _slots(act, act.frame.source or (NOUN_SOURCE if noun else VERB_SOURCE))
    if not noun:
        return found or _next_subjects(act.token)
    carried = support_of(act.token)
    verb = carried[0] if carried is not None else grammar.governor(act.token)
    return found + (grammar.subjects(verb) if verb is not None else [])


def _next_subjects(verb: Token) -> list[Token]:
    """The subjects of the nearest clause above that has any ("are guilty of violating")."""
    for above in list(verb.ancestors)[: grammar.MAX_CLIMB]:
        if above.pos_ in grammar.VERBAL and (found := grammar.surface_subjects(above)):
            return found
    return []


def _takers(act: Act) -> list[Token]:
    noun = act.frame.pos == "n"
    found = _slots(act, act.frame.recipient or (NOUN_RECIPIENT if noun else VERB_RECIPIENT))
    carried = support_of(act.token) if noun else None
    if carried is not None:  # "imposed sanctions in January on X": the phrase hangs on the verb
        found += [t for c in carried[0].children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"]
    return found


def own_verb(doc: Doc, spans: Sequence[Span]) -> Token | None:
    """The predicate whose argument a party is."""
    heads = [t for t in tokens_of(doc) if inside([t], spans) and not inside([t.head], spans)]
    if not heads:
        return None
    current = heads[0]
    for _ in range(grammar.MAX_CLIMB):
        if current.head == current or current.head.pos_ in grammar.VERBAL:
            break
        current = current.head
    return current.head


def _steps(token: Token, top: Token | None) -> int:
    """How far a token stands below the source's verb; 2 where it does not stand below it."""
    if top is None:
        return 1
    current = token
    for n in range(8):
        if current == top:
            return n
        if current.head == current:
            break
        current = current.head
    return 2


def _stands_aside(token: Token, top: Token | None, parties: Parties) -> bool:
    """Whether an act is told in a clause of time, reason or condition, or only describes a party."""
    if token.pos_ in grammar.VERBAL and inside([token], [*parties.source, *parties.recipient]):
        return True
    current = token
    while current != top and current.head != current:
        if current.dep_ == "prep" and current.lower_ in _REASONS:
            return True
        marks = [c for c in current.children if c.dep_ in ("mark", "advmod")]
        if current.dep_ == "advcl" and any(c.lower_ in _REASONS for c in marks):
            return True
        current = current.head
    return False


def _with_antecedents(tokens: list[Token], parsed: Parsed) -> list[Token]:
    """Tokens with whom their pronouns stand for: the antecedent, or who says so ("X said they will")."""
    out = list(tokens)
    for token in tokens:
        if token.tag_ != "PRP":
            continue
        mention = parsed.mention_of(token)
        while mention is not None and mention.antecedent is not None and mention.antecedent is not mention:
            mention = mention.antecedent
            out.append(mention.head)
        says = speaker_verb(token.head)
        if says is not None:
            out.extend(grammar.subjects(says))
    return out


def vote(act: Act, parties: Parties, top: Token | None, parsed: Parsed) -> float:
    """Points of one act for being what the source does to the recipient."""
    does = list(_phrases(_with_antecedents(_doers(act), parsed)))
    takes = list(_phrases(_takers(act)))
    whole = list(act.token.subtree)
    source, recipient = parties.source, parties.recipient
    joint = "reciprocal" in act.frame.flags or act.type in _JOINT
    by_source, to_recipient = inside(does, source), inside(takes, recipient)
    if joint and by_source and inside(does, recipient):
        to_recipient = True
    points = SLOT if by_source else UNDER if inside(whole, source) else 0.0
    points += SLOT if to_recipient else UNDER if inside(whole, recipient) else 0.0
    if not joint and not by_source and not to_recipient and inside(does, recipient):
        points -= TURNED
    if _stands_aside(act.token, top, parties):
        points -= ASIDE
    return points + HEIGHT / (1 + _steps(act.token, top))


def _soft(token: Token, parsed: Parsed, book: Lexicon) -> Iterator[tuple[Frame, float]]:
    """Frames of a word whose conditions fail, each with its share among the word's frames (0 to 1)."""
    pos = POS.get(token.pos_)
    if pos is None or (token.pos_ != "VERB" and token.dep_ in ("compound", "amod", "nmod")):
        return
    fitting = [
        (f, (1 + sum(holds(c, token, parsed) for c in f.conditions)) / (1 + len(f.conditions)))
        for f in book.get(pos, token.lemma_.lower())
        if matches(replace(f, conditions=(), exceptions=()), token, parsed)
    ]
    total = sum(share for _, share in fitting)
    best: dict[str, tuple[Frame, float]] = {}
    for frame, share in fitting:
        _, so_far = best.get(frame.type, (frame, 0.0))
        best[frame.type] = (frame, so_far + share)
    yield from ((f, s / total) for f, s in best.values() if f.type != NONE)


def _spoken(doc: Doc, parties: Parties) -> Iterator[tuple[str, float]]:
    """What the source says that the recipient must do, or has done to others."""
    for verb in tokens_of(doc):
        if verb.pos_ not in grammar.VERBAL:
            continue
        says = speaker_verb(verb)
        if says is None or not inside(_phrases(grammar.subjects(says)), parties.source):
            continue
        if inside(_phrases(grammar.surface_subjects(verb)), parties.recipient) and obliged(verb):
            yield "REQUEST", SLOT + SLOT + SPOKEN


def _acts(parsed: Parsed, book: Lexicon) -> Iterator[tuple[Act, float, bool]]:
    """Acts, the share of a vote that each has (1: its frame fits), and whether another swallows it."""
    for doc in parsed.docs:
        acts = candidates(doc, parsed, book)
        # Troops that are mobilised for an assault have not yet assaulted.
        hosts = [a for a in acts if swallows(a) or a.type == "MOBILIZE"]
        for act in acts:
            yield act, 1.0, any(o is not act and contained_in(act.token, o.token) for o in hosts)
        known = {a.token.i for a in acts}
        for token in tokens_of(doc):
            if token.i not in known and best_frame(token, parsed, book) is None:
                for frame, share in _soft(token, parsed, book):
                    yield Act(token, frame, int(doc.user_data["index"])), SOFT * share, False


def votes(parsed: Parsed, parties: Parties, book: Lexicon, scheme: str) -> dict[str, float]:
    """The best vote for each type; types without any are left out."""
    out: dict[str, float] = {}

    def add(kind: str, points: float) -> None:
        out[kind] = max(out.get(kind, points), points)

    tops = [own_verb(doc, parties.source) for doc in parsed.docs]
    for act, share, swallowed in _acts(parsed, book):
        points = vote(act, parties, tops[act.doc_index], parsed) * share
        if share == 1.0:
            points += SPECIFIC * len(act.frame.conditions) - (SWALLOWED if swallowed else 0.0)
        add(fold(act, book.parents.get(act.type, act.type), scheme), points)
    for doc in parsed.docs:
        for kind, points in _spoken(doc, parties):
            add(kind, points)
    return out
