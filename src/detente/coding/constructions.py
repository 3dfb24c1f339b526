"""Acts that no word of the lexicon tells but the grammar does: demands, refusals, visits, "did so".

A speaker who says that another party *must* or *should* do something asks for it; one who *will not* or
*cannot* do what was wanted refuses; an official who *is in* a foreign capital visits; "Kenya *did so*",
"*as did* the European Union" and "Germany *followed*" tell the act before again, of somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.acts import Act
from detente.coding.lexicon import NONE, Frame, Lexicon, Path_
from detente.coding.matching import best_frame, mention_classes
from detente.coding.said import Said
from detente.language.kept import tokens_of
from detente.language.parsed import Mention, Parsed

# What a frame of a demand gives as its ``where``.
DEMAND = "grammar:demand"
_OBLIGED = frozenset(("must", "should"))
_UNWILLING = frozenset(("will", "wo", "would", "can", "ca", "could", "'ll", "’ll", "shall", "sha"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never"))
COOPERATIVE = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
# What a refusal is about: words of giving way, taking part and complying that are no act by themselves.
_WANTED = frozenset(
    "accept agree allow let permit admit open join participate take attend sign ratify apply comply implement enforce "
    "abandon withdraw leave return release hand surrender negotiate talk meet recognise recognize lift ease drop "
    "change back support yield bow bend budge move retreat compromise consider discuss extradite disarm stop cease "
    "halt give send provide extend renew respect honour honor tolerate rejoin come participate cooperate co-operate "
    "contribute deploy vote approve endorse host receive readmit reverse reconsider step resign follow begin start "
    "resume hold enter end remove pay sell buy help fund finance back reopen restore share submit disband hear".split()
)
# What nobody refuses by not doing it.
_IDLE = frozenset(
    "know say confirm comment verify imagine see think believe be have find tell explain remember understand sleep "
    "afford seem look work happen last win lose survive live die get wait".split()
)
_TALKS = frozenset("talk negotiation dialogue contact relation deal agreement election".split())
_SPEAKERS = frozenset(("official", "country", "body", "group", "armed"))
_OPPOSED = frozenset(("OPP", "REB", "PTY", "UAF", "CVL", "LAB", "PRE"))
# Sectors whose people say what should be done as commentators.
_COMMENTATORS = frozenset(("JRN", "EDU", "BUS", "MED", "SOC", "UNK"))
_BEING_THERE = frozenset("be arrive land expect fly travel".split())


def _frame(type: str, token: Token, recipient: Sequence[Path_], kind: str, flags: Sequence[str] = ()) -> Frame:
    """A frame for one construction at one word; ``where`` names the construction for ``--explain``."""
    pos = "n" if token.pos_ in ("NOUN", "PROPN") else "v"
    return Frame(
        pos, token.lemma_.lower(), (), (), type, (), ((("subj",),),), tuple((p,) for p in recipient), (), (),
        frozenset(flags), "", f"grammar:{kind}",
    )  # fmt: skip


def speaker_of(token: Token, said: Sequence[Said]) -> list[Mention]:
    """Who is given as saying the innermost words that hold a token."""
    covering = [s for s in said if s.covers(token) and s.cue != token and s.kind != "named"]
    if not covering:
        return []
    statement = min(covering, key=lambda s: s.length)
    return statement.speakers or ([statement.mention] if statement.mention is not None else [])


def _speaks_for(mentions: Sequence[Mention]) -> bool:
    """Somebody of political weight, no commentator."""
    return any(mention_classes(m) & _SPEAKERS for m in mentions) and not any(
        a.sectors[:1] and a.sectors[0] in _COMMENTATORS for m in mentions for a in m.actors
    )


def _same(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    """Whether one of a and one of b are the same actor, or a state and somebody who speaks for it."""
    for one in a:
        for other in b:
            if {e.id for e in one.actors} & {e.id for e in other.actors}:
                return True
            if set(one.countries) & set(other.countries) and _against(one) == _against(other):
                return True
    return False


def _against(mention: Mention) -> bool:
    """Somebody who stands against the state in it: opposition, rebels, parties, crowds."""
    return any(a.sectors[:1] and a.sectors[0] in _OPPOSED for a in mention.actors)


def _mentions(tokens: Sequence[Token], parsed: Parsed) -> list[Mention]:
    return [m for t in tokens if (m := parsed.mention_of(t)) is not None and m.actors]


def _demand(verb: Token, parsed: Parsed, said: Sequence[Said]) -> Act | None:
    """ "Tehran must stop, the minister said": asked of Tehran by the minister."""
    speakers = speaker_of(verb, said)
    if not _speaks_for(speakers) or verb.pos_ != "VERB":
        return None
    subjects = grammar.surface_subjects(verb)
    asked = _mentions(subjects, parsed)
    if asked and _same(asked, speakers):
        return None
    if not asked and not grammar.is_passive(verb):
        return None
    recipient: list[Path_] = (
        [] if grammar.is_passive(verb) and not asked else [("obj",) if grammar.is_passive(verb) else ("subj",)]
    )
    act = Act(verb, _frame("REQUEST", verb, recipient, "demand", ("swallow",)), int(verb.doc.user_data["index"]))
    act.given, act.told = list(speakers), "happened"
    return act


def _refusal(verb: Token, modal: str, parsed: Parsed, said: Sequence[Said], book: Lexicon) -> Act | None:
    """ "We will not withdraw, he said", "Guinea would not apply the sanctions"."""
    if verb.pos_ != "VERB" or grammar.is_passive(verb) or verb.dep_ in ("relcl", "advcl", "acl"):
        return None
    lemma = verb.lemma_.lower()
    subjects = grammar.surface_subjects(verb)
    doers = _mentions(subjects, parsed)
    speakers = speaker_of(verb, said)
    first_person = any(t.lower_ in ("we", "i") for t in subjects)
    if first_person:
        doers = doers or list(speakers)
    talks = lemma in ("have", "see") and any(t.lemma_ in _TALKS for t in grammar.objects(verb))
    if not _speaks_for(doers) or (lemma in _IDLE and not talks):
        return None
    if speakers and not _same(doers, speakers):
        return None
    frame = best_frame(verb, parsed, book)
    wanted = talks or lemma in _WANTED or (frame is not None and frame.type in COOPERATIVE)
    echo = lemma == "do" and any(c.lower_ in ("that", "it", "so", "this") for c in verb.children)
    if modal in ("could", "can", "ca") and not (speakers and (first_person or echo)):
        return None
    if not wanted and not echo and not (first_person and speakers):
        return None
    recipient: list[Path_] = [("obj",), ("with",), ("to",), ("from",), ("comp", "obj"), ("obj", "of"), ("obj", "on")]
    act = Act(verb, _frame("REJECT", verb, recipient, "refusal", ("swallow",)), int(verb.doc.user_data["index"]))
    act.given, act.told = doers, "happened"
    return act


def _visit(verb: Token, parsed: Parsed) -> Act | None:
    """ "The minister was in Ankara for talks", "the envoys are expected in Cairo": a visit, when they are foreigners there."""
    visitors = [m for m in _mentions(grammar.surface_subjects(verb), parsed) if m.kind == "person"]
    if not visitors or not any("official" in mention_classes(m) for m in visitors):
        return None
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ not in ("in", "at"):
            continue
        for t in child.children:
            place = parsed.mention_of(t)
            if place is None or place.place is None or not place.countries:
                continue
            if set(place.countries) & {c for m in visitors for c in m.countries}:
                continue
            frame = _frame("CONSULT", verb, [(child.lower_,)], "visit")
            act = Act(verb, frame, int(verb.doc.user_data["index"]))
            act.given = visitors
            return act
    return None


def _did_so(verb: Token, parsed: Parsed) -> list[Mention]:
    """The subject of "did so", "did the same", "as did the Union", "followed suit"."""
    lemma = verb.lemma_.lower()
    words = {c.lower_ for c in verb.children}
    if lemma == "do":
        so = any(c.lower_ in ("so", "likewise") for c in verb.children if c.i > verb.i) or any(
            c.lower_ in ("same", "likewise") for c in verb.children
        )
        inverted = verb.i > 0 and verb.doc[verb.i - 1].lower_ in ("as", "so")
        if not so and not inverted:
            return []
        found = [t for t in verb.children if t.dep_ in ("nsubj", "attr", "dobj") and (so or t.i > verb.i)]
        found = [c for t in found if t.dep_ == "nsubj" or inverted for c in grammar.conjuncts(t)]
        if verb.dep_ == "xcomp":
            return []
    elif lemma in ("say", "echo", "repeat"):
        if not any(c.dep_ == "dobj" and any(k.lower_ == "same" for k in c.subtree) for c in verb.children):
            return []
        found = [c for t in verb.children if t.dep_ == "nsubj" for c in grammar.conjuncts(t)]
    elif lemma == "follow":
        if any(c.dep_ == "dobj" and c.lower_ != "suit" for c in verb.children) or (
            "suit" not in words
            and any(c.dep_ in ("ccomp", "prep") and c.lower_ not in ("on", "in", "at", "with") for c in verb.children)
        ):
            return []
        if grammar.is_passive(verb) or verb.tag_ == "VBG":
            return []
        found = [c for t in verb.children if t.dep_ == "nsubj" for c in grammar.conjuncts(t)]
    else:
        return []
    mentions = [m for t in found if (m := parsed.mention_of(t)) is not None and m.actors]
    return mentions if any(mention_classes(m) & {"country", "body", "group", "official"} for m in mentions) else []


_ECHOES = frozenset(("do", "follow", "say", "echo", "repeat"))


def _before(verb: Token, acts: Sequence[Act]) -> Act | None:
    """The last act told before a verb, in its sentence or the one before."""
    start = verb.sent.start
    earliest = tokens_of(verb.doc)[start - 1].sent.start if start else start
    found = [a for a in acts if earliest <= a.token.i < verb.i and a.frame.pos == "v"]
    if not found:
        return None
    above = next((a for a in found if a.token == verb.head or a.support == verb.head), None)
    main = [a for a in found if a.token.dep_ in ("ROOT", "conj", "ccomp")]
    return above or (main[-1] if main else found[-1])


def echoes(doc: Doc, parsed: Parsed, acts: Sequence[Act]) -> list[Act]:
    """Acts told again of somebody else: "Kenya did so", "as did the European Union", "Germany followed"."""
    taken = {a.token.i for a in acts}
    out: list[Act] = []
    for token in tokens_of(doc):
        if token.lemma_ not in _ECHOES or token.pos_ not in grammar.VERBAL or token.i in taken:
            continue
        subjects = _did_so(token, parsed)
        model = _before(token, [*acts, *out]) if subjects else None
        if model is None or _same(model.given, subjects):
            continue
        act = Act(token, model.frame, model.doc_index)
        act.given, act.like = subjects, model
        out.append(act)
    return out


def constructed(doc: Doc, parsed: Parsed, said: Sequence[Said], book: Lexicon) -> list[Act]:
    """Demands, refusals and visits of a paragraph."""
    here = [s for s in said if s.doc is doc]
    out: dict[int, Act] = {}
    for token in tokens_of(doc):
        act: Act | None = None
        word = token.lower_
        if token.dep_ in ("aux", "auxpass") and word in _OBLIGED and here:
            act = _demand(token.head, parsed, here)
        elif token.dep_ == "xcomp" and token.tag_ == "VB" and here and token.head.lemma_ in ("have", "need", "ought"):
            act = _demand(token, parsed, here)
        elif token.dep_ == "neg" and word in _NEGATIONS:
            modal = next((c.lower_ for c in token.head.children if c.dep_ == "aux" and c.lower_ in _UNWILLING), None)
            if modal is not None:
                act = _refusal(token.head, modal, parsed, here, book)
        elif token.lemma_ in _BEING_THERE and token.pos_ in grammar.VERBAL and token.dep_ not in ("aux", "auxpass"):
            frame = best_frame(token, parsed, book)
            if frame is None or frame.type == NONE:
                act = _visit(token, parsed)
        if act is not None:
            out.setdefault(act.token.i, act)
    return list(out.values())
