"""Whether a frame fits at a word: its conditions on what fills the slots, its particles, its modifiers.

``best_frame`` gives the most specific frame of the lexicon that fits; where a passive names no doer, or a verb's
object is a pronoun, less is asked, and the act counts only where both sides are found (``weak``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from detente.coding import grammar
from detente.coding.lexicon import NONE, Condition, Frame, Lexicon, Path_
from detente.coding.whose import party
from detente.language.kept import tokens_of
from detente.language.parsed import Mention, Parsed
from detente.language.words import rows

ARMED = frozenset(("MIL", "COP", "REB", "UAF", "PRM", "CRM", "SPY"))
OFFICIAL = frozenset(("GOV", "LEG", "JUD", "ELI"))
POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


def mention_classes(mention: Mention | None) -> frozenset[str]:
    """The classes (docs/frames.md) that a mention belongs to."""
    if mention is None:
        return frozenset()
    out = {mention.kind}
    if mention.place is not None or mention.kind == "place":
        out.add("place")
    if mention.actors and mention.kind != "place":
        out.add("actor")
    sectors = {s for a in mention.actors for s in a.sectors[:2]}
    if sectors & ARMED or (mention.kind == "group" and not sectors):
        out.add("armed")
    if sectors & OFFICIAL and mention.kind in ("person", "body"):
        out.add("official")
    if mention.kind in ("people", "person") and not sectors & (ARMED | OFFICIAL):
        out.add("civilian")
    if mention.kind == "country":
        out |= {"armed", "official"} if not sectors else set()
    return frozenset(out)


# Nouns that only count others: the condition asks of what ("dozens of people", "a wave of strikes").
QUANTITIES = frozenset(
    "dozen hundred thousand million score number group series wave string spate round batch handful couple pair "
    "majority rest remainder lot lots ten tens % percent half third quarter part billion tonne ton kind type shipment "
    "consignment package bulk handful column hoard stock flow wave fifth tenth share slice piece "
    "chunk swathe portion corner tract sliver".split()
)


_LEMMAS = {row[0]: row[1] for row in rows("lemmas.tsv")}


def word_of(token: Token) -> str:
    """The lemma that frames are looked up by, mended where the language model's is wrong whatever it takes the word for."""
    return _LEMMAS.get(token.lower_) or token.lemma_.lower()


def joined_word(token: Token) -> str | None:
    """The word that a hyphen makes with what stands before it: "cease-fire" is "ceasefire"."""
    i = token.i
    if i < 2:
        return None
    own = tokens_of(token.doc)
    hyphen, first = own[i - 1], own[i - 2]
    if hyphen.text != "-" or hyphen.whitespace_ or first.whitespace_:
        return None
    return first.lower_ + word_of(token)


@dataclass(slots=True)
class Reached:
    """What stands at the end of a path from a predicate, and what conditions ask of it: each is read once.

    ``forms`` are its words as conditions name them: lemma, form, with the word before it, joined by a hyphen.
    """

    tokens: list[Token]
    forms: frozenset[str] | None = None
    classes: frozenset[str] | None = None


@dataclass(slots=True)
class Walked:
    """What is known of the surroundings of one token: the frames of a lemma ask for the same again and again.

    ``ends`` has the ends of paths; ``before`` the words that stand near before it, ``below`` those after it and
    under it: what a frame asks for and is not among them needs no closer look.
    """

    ends: dict[Path_, Reached] = field(default_factory=dict)
    before: frozenset[str] | None = None
    below: frozenset[str] | None = None


def _forms(found: list[Token]) -> frozenset[str]:
    out: set[str] = set()
    for t in found:
        lemma = word_of(t)
        out.update((lemma, t.lower_))
        if t.i > 0:
            out.add(f"{word_of(tokens_of(t.doc)[t.i - 1])} {lemma}")
        joined = joined_word(t)
        if joined is not None:
            out.add(joined)
    return frozenset(out)


def _classes(found: list[Token], parsed: Parsed) -> frozenset[str]:
    return frozenset(c for t in found for c in mention_classes(parsed.mention_of(t) or _state(t, parsed)))


def holds(condition: Condition, token: Token, parsed: Parsed, walked: Walked | None = None) -> bool:
    """Whether a condition of a frame holds at a predicate token."""
    ends = {} if walked is None else walked.ends
    reached = ends.get(condition.path)
    if reached is None:
        reached = Reached([c for t in grammar.walk(token, condition.path) for c in (t, *_counted(t))])
        ends[condition.path] = reached
    found = reached.tokens
    if not found:
        return False
    if condition.anything:
        return True
    if condition.words:
        if reached.forms is None:
            reached.forms = _forms(found)
        if not condition.words.isdisjoint(reached.forms):
            return True
    if not condition.classes:
        return False
    if "several" in condition.classes and _several(found, parsed):
        return True
    if reached.classes is None:
        reached.classes = _classes(found, parsed)
    return not condition.classes.isdisjoint(reached.classes)


def _several(found: list[Token], parsed: Parsed) -> bool:
    """Whether the words stand for actors of two countries or more ("Minsk and Warsaw", "Danish and German ships")."""
    mentions = (parsed.mention_of(t) or _state(t, parsed) for t in found)
    return len({c for m in mentions if m is not None and m.actors for c in m.countries}) > 1


# Nouns that with a nation before them are that nation's state ("the Sahrawi republic").
_STATES = frozenset("republic state government regime nation kingdom authority leadership junta side".split())


# Arms and forces that with a nation before them are that nation's ("Syrian armour").
_FORCES = frozenset(
    "armour armor artillery infantry cavalry navy jet plane tank gunboat gun gunner engineer helicopter warship missile "
    "drone bomber battery column fighter airman sailor aircraft rocket commando sniper fleet frigate destroyer".split()
)


def _state(token: Token, parsed: Parsed) -> Mention | None:
    lemma = token.lemma_.lower()
    if lemma not in _STATES and lemma not in _FORCES:
        return None
    return next((m for t in grammar.modifiers(token) if (m := parsed.mention_of(t)) is not None and m.actors), None)


def _counted(token: Token) -> list[Token]:
    """What a quantity noun counts."""
    if token.lemma_ not in QUANTITIES:
        return []
    found = grammar.prepositional(token, "of")
    return [*found, *(c for t in found if t.lemma_ in QUANTITIES for c in grammar.prepositional(t, "of"))]


def matches(frame: Frame, token: Token, parsed: Parsed, walked: Walked | None = None) -> bool:
    """Whether a frame fits at a token whose lemma is the frame's head."""
    walked = Walked() if walked is None else walked
    if frame.before:
        if walked.before is None:
            walked.before = _words_before(token)
        if not walked.before.issuperset(frame.before) or not _stands_before(frame.before, token):
            return False
    if frame.after:
        if walked.below is None:
            walked.below = _words_below(token)
        if not walked.below.issuperset(frame.after) or not _depends(frame, token):
            return False
    for condition in frame.conditions:
        if not holds(condition, token, parsed, walked):
            return False
    for exception in frame.exceptions:  # noqa: SIM110 - no generator: this is asked of every word
        if holds(exception, token, parsed, walked):
            return False
    return True


# Tokens before a noun among which its modifiers are looked for.
_NEAR = 4


def _words_before(token: Token) -> frozenset[str]:
    near = tokens_of(token.doc)[max(0, token.i - _NEAR) : token.i]
    return frozenset(word for t in near for word in (t.lower_, word_of(t)))


def _stands_before(words: Sequence[str], token: Token) -> bool:
    """The modifier words stand before the noun, next to it or among its modifiers."""
    i = token.i - 1
    last = max(0, token.i - _NEAR)
    own = tokens_of(token.doc)
    for word in reversed(words):
        while i >= last and own[i].lower_ != word and word_of(own[i]) != word:
            if own[i].pos_ in ("VERB", "ADP", "PUNCT") and own[i].text != "-":
                return False
            i -= 1
        if i < last:
            return False
        i -= 1
    return True


# Particles that are also prepositions: "gave in" is not "gave in 2009".
_PARTICLES = frozenset(("in", "on", "over", "by", "through", "about"))


def _leads_on(frame: Frame, word: str) -> bool:
    """Whether a frame asks what stands behind a word: then it is a preposition in it, no particle."""
    paths = [p for union in (*frame.source, *frame.recipient) for p in union]
    paths.extend(c.path for c in (*frame.conditions, *frame.exceptions))
    return any(word in path for path in paths)


# Children of a verb on which its particle or preposition may hang.
_HOLDING = frozenset(("dobj", "prep", "acomp", "advmod"))


def _words_below(token: Token) -> frozenset[str]:
    out = {t.lower_ for t in tokens_of(token.doc)[token.i + 1 : token.i + 2]}
    for child in token.children:
        out.add(child.lower_)
        if child.dep_ in _HOLDING:
            out.update(c.lower_ for c in child.children)
    return frozenset(out)


def _depends(frame: Frame, token: Token) -> bool:
    """The particle or preposition hangs on the verb, on its object, or follows it directly."""
    following = tokens_of(token.doc)[token.i + 1 : token.i + 2]
    for word in frame.after:
        if following and following[0].lower_ == word:
            continue
        particle = word in _PARTICLES and not _leads_on(frame, word)
        hung = any(
            c.lower_ == word
            and (not particle or c.dep_ in ("prt", "advmod"))
            and c.dep_ in ("prt", "prep", "advmod", "dative", "agent", "mark", "aux")
            and (c.i > token.i or c.dep_ not in ("aux", "mark"))  # the "to" before a verb is no preposition
            for c in token.children
        )
        if hung:
            continue
        if particle:
            return False
        objects = [c for c in token.children if c.dep_ in _HOLDING]
        if not any(c.lower_ == word and c.dep_ in ("prep", "prt", "pobj") for o in objects for c in o.children):
            return False
    return True


def lemmas_of(token: Token) -> Iterable[str]:
    """Lemmas to look up: spaCy leaves proper nouns as they stand ("Summit", "Talks")."""
    lemma = word_of(token)
    joined = joined_word(token)
    if joined is not None:
        yield joined
    yield lemma
    if token.pos_ == "PROPN" and lemma.endswith("s"):
        yield lemma[:-1]
    if token.pos_ == "NOUN" and token.tag_ == "NNS" and lemma == token.lower_ and lemma.endswith("s"):
        yield lemma[:-1]


def best_frame(token: Token, parsed: Parsed, book: Lexicon) -> Frame | None:
    """The most specific frame that fits at a token (NONE included), or None."""
    pos = POS.get(token.pos_)
    if pos is None:
        return None
    options = [frames for lemma in lemmas_of(token) if (frames := book.get(pos, lemma))]
    if not options:
        return None
    walked = Walked()
    for frames in options:
        for frame in frames:
            if matches(frame, token, parsed, walked):
                return frame
    if pos != "v":
        return None
    return _without_doer(token, parsed, options) or _of_a_pronoun(token, parsed, options)


# Share of a verb's frames that must be of one type for the verb to tell it of "it" or "them".
MOSTLY = 0.8
_PRONOUNS = frozenset(
    "it this that them him her which whom these those everyone anyone change move step decision".split()
)


def _of_a_pronoun(token: Token, parsed: Parsed, options: list[list[Frame]]) -> Frame | None:
    """What a verb mostly means where its object is a pronoun, of which no condition can be asked ("welcomed it")."""
    if not any(t.lower_ in _PRONOUNS for t in grammar.objects(token)) and not any(
        c.lower_ in _PRONOUNS and c.dep_ == "dobj" for c in token.children
    ):
        return None
    doers = [parsed.mention_of(t) for t in grammar.subjects(token)]
    if not any(mention_classes(m) & {"official", "country", "body", "armed", "group"} for m in doers if m and m.actors):
        return None
    for known in options:
        frames = [f for f in known if not f.after and f.type != NONE]
        kinds = Counter(f.type for f in frames)
        if not kinds:
            continue
        kind, n = kinds.most_common(1)[0]
        if len(frames) < 2 or n < MOSTLY * len(frames):
            continue
        for frame in frames:
            if frame.type == kind:
                return replace(frame, conditions=(), exceptions=(), flags=frame.flags | {"weak"})
    return None


def _without_doer(token: Token, parsed: Parsed, options: list[list[Frame]]) -> Frame | None:
    """A frame for a passive that names no doer ("the president was overthrown"): who does it is not asked.

    What it is done to must be somebody known or people, and the act counts only where both sides are found.
    """
    if not grammar.is_passive(token) or grammar.agents(token):
        return None
    suffers = [m for t in grammar.objects(token) for m in party(t, parsed)]
    if not any(m is not None and (m.actors or m.kind in ("people", "person", "group")) for m in suffers):
        return None
    for frames in options:
        for frame in frames:
            asked = [c for c in frame.conditions if c.path[0] == "subj"]
            if frame.type == NONE or not asked or not all(c.classes for c in asked):
                continue
            rest = tuple(c for c in frame.conditions if c.path[0] != "subj")
            if not rest and not any(mention_classes(m) & {"official", "armed"} for m in suffers):
                continue
            loose = replace(frame, conditions=rest, flags=frame.flags | {"weak"})
            if matches(loose, token, parsed):
                return loose
    return None
