"""Finding acts: the tokens whose frame matches, and which of them are one act.

``find_acts`` walks a parsed paragraph once.  Acts that are told twice in one breath ("an airstrike killed
nine"), that a support verb carries ("launched strikes") or that another act contains ("threatened to
strike") become one.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.encoder import Reading
from detente.coding.lexicon import NONE, Frame, Lexicon
from detente.coding.matching import POS, best_frame, joined_word, word_of
from detente.coding.said import Said
from detente.event import Status
from detente.language.kept import tokens_of
from detente.language.parsed import Mention, Parsed

# Types whose complement is part of what is said: what is asked, promised, threatened or refused is no act beside it.
SWALLOWING = frozenset(("REQUEST", "AGREE", "THREATEN", "REJECT"))
_TELLING_PREPS = frozenset(("in", "by", "during", "with", "through", "via", "from", "of", "as", "amid"))


@dataclass(slots=True, eq=False)
class Act:
    """One act found: its predicate token, the frame that matched, and what was folded into it."""

    token: Token
    frame: Frame
    doc_index: int
    support: Token | None = None
    support_role: str = ""
    support_status: str = ""
    merged: list[Act] = field(default_factory=list)
    given: list[Mention] = field(default_factory=list)  # its source, where a construction gives it
    told: Status | None = None  # its status, where a construction gives it
    like: Act | None = None  # the act that "did so" tells again
    reading: Reading | None = None  # what the trained model says of its paragraph
    proposed: bool = False  # by the model: no frame found it
    rules: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.frame.type

    @property
    def tokens(self) -> list[Token]:
        """Predicate tokens of this act and of what was merged into it."""
        return [self.token, *(m.token for m in self.merged)]


@dataclass(frozen=True, slots=True)
class Support:
    role: str
    status: str


@functools.lru_cache(maxsize=1)
def support_verbs() -> dict[tuple[str, ...], Support]:
    """Support verbs (words) -> who their subject is to the noun's act; see frames/support.tsv."""
    text = (files("detente.coding") / "frames" / "support.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {tuple(r[0].split()): Support(r[1], r[2] if len(r) > 2 else "") for r in rows}


def codeable(token: Token) -> bool:
    """Participles before nouns ("occupied city", "alleged") and auxiliaries tell no act of their own."""
    if token.pos_ == "VERB" and token.dep_ in ("amod", "compound") and token.tag_ in ("VBN", "VBG", "VBD"):
        return False
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod", "amod"):
        # "strike group", "attack helicopter": the modifier of another noun is no act by itself.
        return False
    return not (token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass"))


def candidates(doc: Doc, parsed: Parsed, book: Lexicon) -> list[Act]:
    """Every token of a paragraph where a frame fits, NONE left out."""
    index = int(doc.user_data["index"])
    out = []
    for token in tokens_of(doc):
        if token.pos_ not in POS or not codeable(token):
            continue
        frame = best_frame(token, parsed, book)
        if frame is not None and frame.type != NONE and not pictured(token):
            out.append(Act(token, frame, index))
    return out


_PICTURES = frozenset(
    "film movie novel painting mural panel photo photograph picture sculpture statue play drama documentary cartoon "
    "comic exhibition poster game thriller musical opera poem relief mosaic".split()
)
_SHOWING = frozenset("show depict portray feature represent illustrate imagine tell recreate".split())


def pictured(token: Token) -> bool:
    """An act that a film, painting or panel shows is no event ("a panel showing troops going into battle")."""
    current = token
    for _ in range(grammar.MAX_CLIMB):
        head = current.head
        if head == current:
            return False
        if head.pos_ == "VERB" and head.lemma_ in _SHOWING:
            return any(t.lemma_ in _PICTURES for t in grammar.surface_subjects(head))
        current = head
    return False


def support_of(token: Token) -> tuple[Token, Support] | None:
    """The support verb that carries an event noun ("launch", "take part in"), and the part it gives."""
    table = support_verbs()
    noun = token
    for _ in range(3):  # through conjunction: "launched raids and airstrikes"
        if noun.dep_ in ("conj", "appos") and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and head.pos_ in grammar.VERBAL:
        lemma = word_of(head)
        for child in head.children:
            if child.dep_ == "prt" and (lemma, child.lower_) in table:
                return head, table[(lemma, child.lower_)]
        found = table.get((lemma,))
        return (head, found) if found else None
    if noun.dep_ == "pobj" and head.dep_ == "prep":
        verb = head.head
        for words in ((word_of(verb), head.lower_), (word_of(verb.head), word_of(verb), head.lower_)):
            if words in table:
                return (verb if len(words) == 2 else verb.head), table[words]
    if noun.dep_ == "relcl" or noun.dep_ == "nsubj":
        return None
    return None


def _carried(acts: list[Act]) -> list[Act]:
    """Event nouns get their support verb; of verb and noun the one with the more telling frame stays."""
    by_token = {a.token.i: a for a in acts}
    dropped: set[int] = set()
    for act in acts:
        if act.frame.pos != "n":
            continue
        noun_object = act.token.dep_ in ("dobj", "nsubjpass", "conj", "attr")
        verb = act.token.head if noun_object and act.token.head.pos_ in grammar.VERBAL else None
        rival = by_token.get(verb.i) if verb is not None else None
        if rival is not None and (rival.told is not None or _about(rival.frame, act.token)):
            dropped.add(act.token.i)
            rival.rules.append(f"object {act.token.lower_}")
            continue
        found = support_of(act.token)
        if found is None:
            continue
        verb, support = found
        act.support, act.support_role, act.support_status = verb, support.role, support.status
        rival = by_token.get(verb.i)
        if rival is not None and not (act.token.dep_ == "conj" and _about(rival.frame, act.token.head)):
            dropped.add(verb.i)
    return [a for a in acts if a.token.i not in dropped]


def _about(frame: Frame, noun: Token) -> bool:
    """Whether a verb's frame was chosen because of this noun ("lift" + "sanctions")."""
    words = {word_of(noun), joined_word(noun) or ""}
    if noun.i:
        words.add(f"{word_of(noun.doc[noun.i - 1])} {word_of(noun)}")
    return any(
        c.path[-1] in ("obj", "in", "from", "on", "with", "to", "for", "attr") and words & c.words
        for c in frame.conditions
    )


def _same_breath(inner: Act, outer: Act) -> bool:
    """Whether `inner` only tells more of `outer`: its subject, its means, or a participle that follows."""
    token, target = inner.token, outer.token
    while target.dep_ == "conj" and target.head.pos_ == target.pos_:  # "killed and four injured in an attack"
        target = target.head
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "appos") and token.head == target:
        return True
    if token.dep_ == "pobj" and token.head.lower_ in _TELLING_PREPS:
        above = token.head.head
        while above != target and above.dep_ == "conj" and above.head.pos_ == above.pos_:
            above = above.head
        if above == target:
            return True
    if token.dep_ == "pcomp" and token.head.head == target:
        return True
    if token.dep_ in ("advcl", "acl", "relcl", "xcomp", "ccomp", "conj") and token.head == target:
        return token.dep_ != "conj" or (inner.frame.pos == outer.frame.pos and not _own_object(token))
    if outer.support is not None and token.head == outer.support and token.dep_ in ("advcl", "conj", "xcomp"):
        return True
    return bool(token.dep_ == "conj" and outer.token.head == token.head)


def _own_object(verb: Token) -> bool:
    """A verb joined to another with an object of its own tells an act of its own ("raided X and arrested Y")."""
    return verb.pos_ in grammar.VERBAL and any(c.dep_ in ("dobj", "nsubj", "nsubjpass") for c in verb.children)


def _root(acts: list[Act]) -> list[Act]:
    """Acts of one type in one breath become one; the first in the text stays."""
    out: list[Act] = []
    for act in acts:
        host = next(
            (
                other
                for other in out
                if other.type == act.type
                and act.like is None
                and other.token.sent == act.token.sent
                and any(_same_breath(act, part) or _same_breath(part, act) for part in (other, *other.merged))
            ),
            None,
        )
        if host is None:
            out.append(act)
        else:
            host.merged.append(act)
    return out


_DESCENT = frozenset(("dobj", "xcomp", "ccomp", "conj", "prep", "pobj", "pcomp", "attr", "acomp", "oprd", "dative"))
_REASONS = frozenset(("after", "following", "since", "amid", "during", "over", "despite", "before", "because", "as"))


def contained_in(token: Token, outer: Token) -> bool:
    """Whether a token stands in the complement of another (not in its reasons, times or asides)."""
    current = token
    for _ in range(12):
        if current == outer:
            return current != token
        if current.dep_ in ("prep", "mark") and current.lower_ in _REASONS:
            return False
        infinitive = current.dep_ in ("acl", "advcl") and current.tag_ == "VB"
        if current.dep_ in ("nsubj", "nsubjpass") and current.head.dep_ in ("ccomp", "xcomp", "acl", "pcomp"):
            pass
        elif (current.dep_ == "conj" and current.head == outer) or (current.dep_ not in _DESCENT and not infinitive):
            return False
        if current.head == current:
            return False
        current = current.head
    return False


def swallows(act: Act) -> bool:
    """Whether acts in the complement of this one are part of it."""
    return "swallow" in act.frame.flags or (act.type in SWALLOWING and "claims" not in act.frame.flags)


def _swallowed(acts: list[Act]) -> list[Act]:
    """Acts inside what is threatened, promised, asked or refused are part of that act."""
    out = []
    for act in acts:
        hosts = [
            o
            for o in acts
            if o is not act
            and swallows(o)
            and o.token.sent == act.token.sent
            and any(contained_in(act.token, t) for t in (o.token, o.support) if t is not None)
            and act.support != o.token
        ]
        if not hosts:
            out.append(act)
    return out


def find_acts(
    doc: Doc,
    parsed: Parsed,
    book: Lexicon,
    said: Sequence[Said] = (),
    reading: Reading | None = None,
    *,
    frames: bool = True,
    in_article: bool = False,
) -> list[Act]:
    """The acts of a paragraph, each once, in text order; `said` are the statements of the article.

    With a `reading` the trained model's acts stand beside those of frames, and each act keeps it; without `frames`
    they stand alone.  In a long article (`in_article`) the model must be surer.
    """
    from detente.coding.constructions import constructed, echoes  # built on this module
    from detente.coding.proposals import PROPOSED, PROPOSED_IN_ARTICLE, proposed

    built = {a.token.i: a for a in constructed(doc, parsed, said, book)} if frames else {}
    acts = [a for a in candidates(doc, parsed, book) if a.token.i not in built] if frames else []
    acts = sorted((*acts, *built.values()), key=lambda a: a.token.i)
    if reading is not None:
        least = PROPOSED_IN_ARTICLE if in_article else PROPOSED
        acts = sorted((*acts, *proposed(doc, parsed, reading, acts, book, least)), key=lambda a: a.token.i)
    if not acts:
        return acts
    acts = _swallowed(_carried(acts))
    acts = sorted((*acts, *echoes(doc, parsed, acts)), key=lambda a: a.token.i)
    for act in acts:
        act.reading = reading
    return _root(acts)
