"""What a statement is inside this room, and the verbs and nouns by which somebody is given as saying it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Literal

from spacy.tokens import Doc, Span, Token

from detente.language.grid import grid_of
from detente.language.kept import sentences_of, tokens_of
from detente.language.parsed import Mention, Parsed

# claim: reported as fact by the speaker; view: thought, hoped or feared; request: asked of somebody;
# denial: what the speaker says is not so; charge: what the speaker accuses somebody of; quote: words quoted;
# vow: what the speaker promises or threatens to do;
# named: an event named as an object ("reported airstrikes"), no statement by itself.
SaidKind = Literal["claim", "view", "request", "denial", "charge", "vow", "quote", "named"]

OPEN_QUOTES = '“"«„‘'
CLOSE_QUOTES = '”"»“’'
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# A quotation that a clause opens and does not close is followed this many tokens to its end.
MAX_QUOTE = 40
# Words by which a claim is called untrue.
FALSE = frozenset("false untrue baseless groundless unfounded fabricated bogus wrong fake incorrect lie hoax".split())
# Sentences after a claim in which its denial is looked for.
MAX_SENTENCES = 2
PRONOUNS = frozenset("he she they it who we i you".split())


@dataclass(slots=True, eq=False)
class Said:
    """A statement of a paragraph: token range of its words (inclusive), its speaker and its cue.

    ``mention`` is the speaker where it is a mention, ``speakers`` are all who speak together; ``speaker`` is
    the token that heads the speaker's words.  ``start`` and ``end`` are characters of the paragraph.
    """

    doc: Doc
    first: int
    last: int
    quoted: bool
    cue: Token | None
    speaker: Token | None
    mention: Mention | None
    start: int
    end: int
    kind: SaidKind = "claim"
    speakers: list[Mention] = field(default_factory=list)
    parenthetical: bool = False  # the cue stands in or after the words ("..., he said")

    def covers(self, token: Token) -> bool:
        """Whether a token of the paragraph stands in the words."""
        return token.doc is self.doc and self.first <= token.i <= self.last

    @property
    def length(self) -> int:
        """Tokens of its words."""
        return self.last - self.first + 1


def _pairs(name: str) -> dict[str, set[str]]:
    """The first two columns of a table of this room: what stands in the second, by the first."""
    text = (files("detente.coding") / "tables" / name).read_text("utf-8")
    found: dict[str, set[str]] = {}
    for line in [line for line in text.splitlines() if line and not line.startswith("#")][1:]:
        word, value = line.split("\t")[:2]
        found.setdefault(word, set()).add(value)
    return found


@functools.lru_cache(maxsize=1)
def cues() -> dict[str, frozenset[str]]:
    """Kinds of cue by verb; see tables/cues.tsv."""
    return {verb: frozenset(kinds) for verb, kinds in _pairs("cues.tsv").items()}


@functools.lru_cache(maxsize=1)
def _speaking() -> dict[str, set[str]]:
    return _pairs("speaking.tsv")


def hits(doc: Doc, lemmas: frozenset[str]) -> list[Token]:
    """Tokens whose lemma is one of these."""
    return [token for token, lemma in zip(tokens_of(doc), grid_of(doc).lemma, strict=True) if lemma in lemmas]


@functools.lru_cache(maxsize=1)
def cue_lemmas() -> frozenset[str]:
    """All verbs that can be a cue."""
    return frozenset(cues())


@functools.lru_cache(maxsize=1)
def denial_lemmas() -> frozenset[str]:
    """The verbs of denying and the words for false."""
    return FALSE.union(verb for verb, kinds in cues().items() if "deny" in kinds)


def kinds_of(verb: Token) -> frozenset[str]:
    """The kinds of cue that a verb can be; empty for other verbs."""
    if verb.pos_ not in ("VERB", "AUX", "NOUN"):
        return frozenset()
    kinds = cues().get(verb.lemma_.lower(), frozenset())
    if "point" in kinds:
        return frozenset(("say",)) if any(c.lower_ == "out" for c in verb.children) else frozenset()
    return kinds


def is_finite(verb: Token) -> bool:
    """A verb with a tense of its own, or an auxiliary that has one."""
    return verb.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def speaks(token: Token, mention: Mention | None) -> bool:
    """Whether a noun phrase can say something: somebody, or something written."""
    if token.lower_ in PRONOUNS or "something" in _speaking().get(token.lemma_.lower(), ()):
        return True
    if mention is not None:
        return bool(mention.actors) or mention.kind in ("person", "people", "group", "body", "country")
    return token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE")


def is_rule(token: Token) -> bool:
    """Whether what stands after 'according to' is a rule, a plan or a measure, which says nothing."""
    return "nothing" in _speaking().get(token.lemma_.lower(), ())


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A token range without its 'that' and the punctuation around it; quotation marks are kept."""
    while first < last:
        token = doc[first]
        if token.text in OPEN_QUOTES and token.text != ",":
            break
        mark = token.lower_ == "that" and token.dep_ in ("mark", "nsubj") and token.tag_ == "IN"
        if not (mark or token.is_punct or token.is_space):
            break
        first += 1
    while last > first and (doc[last].text in (".", ",", ";", ":", "-", "–", "—") or doc[last].is_space):
        last -= 1
    inside = grid_of(doc).text[first : last + 1]
    opened = inside.count("“") > inside.count("”") or inside.count('"') % 2 == 1
    if opened:  # the parser may cut a clause inside its quotation
        end = tokens_of(doc)[last].sent.end
        last = next((i for i in range(last + 1, min(end, last + MAX_QUOTE)) if doc[i].text in ("”", '"')), last)
    elif not opened and inside.count("”") > inside.count("“") and doc[last].text == "”":
        last -= 1
    return first, last


def make(doc: Doc, first: int, last: int, cue: Token | None, kind: SaidKind, quoted: bool = False) -> Said:
    """A statement of a token range, its speaker left open."""
    return Said(doc, first, last, quoted, cue, None, None, doc[first].idx, doc[last].idx + len(doc[last]), kind)


def sentences_after(sentence: Span, parsed: Parsed) -> Iterator[Span]:
    """The next sentences of the paragraph, and the first of the next one where the paragraph ends."""
    doc = sentence.doc
    left, end = MAX_SENTENCES, sentence.end
    while left and end < len(doc):
        following = tokens_of(doc)[end].sent
        yield following
        left, end = left - 1, following.end
    index = int(doc.user_data["index"])
    if left == MAX_SENTENCES and index + 1 < len(parsed.docs) and len(parsed.docs[index + 1]):
        yield sentences_of(parsed.docs[index + 1])[0]
