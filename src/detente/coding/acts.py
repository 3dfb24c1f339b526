"""Finding acts: the tokens whose frame matches, and which of them are one act.

``find_acts`` walks a parsed paragraph once.  Acts that are told twice in one breath ("an airstrike killed
nine"), that a support verb carries ("launched strikes") or that another act contains ("threatened to
strike") become one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files

from spacy.tokens import Doc, Token

from detente.coding import grammar
from detente.coding.lexicon import NONE, Condition, Frame, Lexicon
from detente.coding.said import Said
from detente.event import Status
from detente.language.parsed import Mention, Parsed

ARMED = frozenset(("MIL", "COP", "REB", "UAF", "PRM", "CRM", "SPY"))
OFFICIAL = frozenset(("GOV", "LEG", "JUD", "ELI"))
POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
# Ways in which one act of a type stands inside another of the same type.
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


# Lemmas that the language model gets wrong, by the word as it stands.
_LEMMAS = {
    form: lemma
    for lemma, forms in {
        "stage": "staged staging stages", "wage": "waged waging wages", "rage": "raged raging rages",
        "rape": "raped raping rapes", "hope": "hoped hoping hopes", "axe": "axed axing axes",
        "dine": "dined dining dines", "free": "freed frees freeing", "flee": "fled flees",
    }.items()
    for form in forms.split()
}  # fmt: skip
# Nouns that only count others: the condition asks of what ("dozens of people", "a wave of strikes").
QUANTITIES = frozenset(
    "dozen hundred thousand million score number group series wave string spate round batch handful couple pair "
    "majority rest remainder lot lots ten tens % percent half third quarter part billion tonne ton kind type shipment "
    "consignment package bulk handful column hoard stock flow wave fifth tenth share".split()
)


def _word_of(token: Token) -> str:
    return _LEMMAS.get(token.lower_) or token.lemma_.lower()


def _joined(token: Token) -> str | None:
    """The word that a hyphen makes with what stands before it: "cease-fire" is "ceasefire"."""
    i = token.i
    if i < 2 or token.doc[i - 1].text != "-" or token.doc[i - 1].whitespace_ or token.doc[i - 2].whitespace_:
        return None
    return token.doc[i - 2].lower_ + _word_of(token)


def holds(condition: Condition, token: Token, parsed: Parsed) -> bool:
    """Whether a condition of a frame holds at a predicate token."""
    found = grammar.walk(token, condition.path)
    if not found:
        return False
    found = [c for t in found for c in (t, *_counted(t))]
    if condition.anything:
        return True
    for t in found:
        lemma = _word_of(t)
        if lemma in condition.words or t.lower_ in condition.words:
            return True
        if condition.words and t.i > 0 and f"{_word_of(t.doc[t.i - 1])} {lemma}" in condition.words:
            return True
        if condition.words and _joined(t) in condition.words:
            return True
        if condition.classes:
            mention = parsed.mention_of(t) or _state(t, parsed)
            if condition.classes & mention_classes(mention):
                return True
    return False


# Nouns that with a nation before them are that nation's state ("the Sahrawi republic").
_STATES = frozenset("republic state government regime nation kingdom authority leadership junta side".split())


def _state(token: Token, parsed: Parsed) -> Mention | None:
    if token.lemma_.lower() not in _STATES:
        return None
    return next((m for t in grammar.modifiers(token) if (m := parsed.mention_of(t)) is not None and m.actors), None)


def _counted(token: Token) -> list[Token]:
    """What a quantity noun counts."""
    return grammar.prepositional(token, "of") if token.lemma_ in QUANTITIES else []


def matches(frame: Frame, token: Token, parsed: Parsed) -> bool:
    """Whether a frame fits at a token whose lemma is the frame's head."""
    if frame.before and not _stands_before(frame.before, token):
        return False
    if frame.after and not _depends(frame.after, token):
        return False
    return all(holds(c, token, parsed) for c in frame.conditions) and not any(
        holds(c, token, parsed) for c in frame.exceptions
    )


def _stands_before(words: Sequence[str], token: Token) -> bool:
    """The modifier words stand before the noun, next to it or among its modifiers."""
    i = token.i - 1
    last = max(0, token.i - 4)
    for word in reversed(words):
        while i >= last and token.doc[i].lower_ != word and _word_of(token.doc[i]) != word:
            if token.doc[i].pos_ in ("VERB", "ADP", "PUNCT") and token.doc[i].text != "-":
                return False
            i -= 1
        if i < last:
            return False
        i -= 1
    return True


def _depends(words: Sequence[str], token: Token) -> bool:
    """The particle or preposition hangs on the verb, on its object, or follows it directly."""
    for word in words:
        near = token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == word
        if near:
            continue
        hung = any(  # behind it: the "to" before an infinitive is no preposition of the verb
            c.lower_ == word and c.i > token.i and c.dep_ in ("prt", "prep", "advmod", "dative", "agent", "mark", "aux")
            for c in token.children
        )
        if hung:
            continue
        objects = [c for c in token.children if c.dep_ in ("dobj", "prep", "acomp", "advmod")]
        if not any(c.lower_ == word and c.dep_ in ("prep", "prt", "pobj") for o in objects for c in o.children):
            return False
    return True


def _lemmas(token: Token) -> Iterable[str]:
    """Lemmas to look up: spaCy leaves proper nouns as they stand ("Summit", "Talks")."""
    lemma = _word_of(token)
    joined = _joined(token)
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
    for lemma in _lemmas(token):
        for frame in book.get(pos, lemma):
            if matches(frame, token, parsed):
                return frame
    return _without_doer(token, parsed, book) if pos == "v" else None


def _without_doer(token: Token, parsed: Parsed, book: Lexicon) -> Frame | None:
    """A frame for a passive that names no doer ("the president was overthrown"): who does it is not asked.

    What it is done to must be somebody known or people, and the act counts only where both sides are found.
    """
    if not grammar.is_passive(token) or grammar.agents(token):
        return None
    suffers = [parsed.mention_of(t) for t in grammar.objects(token)]
    if not any(m is not None and (m.actors or m.kind in ("people", "person", "group")) for m in suffers):
        return None
    for lemma in _lemmas(token):
        for frame in book.get("v", lemma):
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


def _codeable(token: Token) -> bool:
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
    for token in doc:
        if token.pos_ not in POS or not _codeable(token):
            continue
        frame = best_frame(token, parsed, book)
        if frame is not None and frame.type != NONE and not _pictured(token):
            out.append(Act(token, frame, index))
    return out


_PICTURES = frozenset(
    "film movie novel painting mural panel photo photograph picture sculpture statue play drama documentary cartoon "
    "comic exhibition poster game thriller musical opera poem relief mosaic".split()
)
_SHOWING = frozenset("show depict portray feature represent illustrate imagine tell recreate".split())


def _pictured(token: Token) -> bool:
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
        lemma = _word_of(head)
        for child in head.children:
            if child.dep_ == "prt" and (lemma, child.lower_) in table:
                return head, table[(lemma, child.lower_)]
        found = table.get((lemma,))
        return (head, found) if found else None
    if noun.dep_ == "pobj" and head.dep_ == "prep":
        verb = head.head
        for words in ((_word_of(verb), head.lower_), (_word_of(verb.head), _word_of(verb), head.lower_)):
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
    words = {_word_of(noun), _joined(noun) or ""}
    if noun.i:
        words.add(f"{_word_of(noun.doc[noun.i - 1])} {_word_of(noun)}")
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


def find_acts(doc: Doc, parsed: Parsed, book: Lexicon, said: Sequence[Said] = ()) -> list[Act]:
    """The acts of a paragraph, each once, in text order; `said` are the statements of the article."""
    from detente.coding.constructions import constructed, echoes  # built on this module

    built = {a.token.i: a for a in constructed(doc, parsed, said, book)}
    acts = [a for a in candidates(doc, parsed, book) if a.token.i not in built]
    acts = sorted((*acts, *built.values()), key=lambda a: a.token.i)
    if not acts:
        return acts
    acts = _swallowed(_carried(acts))
    acts = sorted((*acts, *echoes(doc, parsed, acts)), key=lambda a: a.token.i)
    return _root(acts)
