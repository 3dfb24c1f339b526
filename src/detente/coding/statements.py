"""Who says what: quotations and reported speech, each with its speaker, words and cue.

Speech is found from its cue: a verb of saying with its clause ("X said that ...", "..., say analysts"),
"according to X", or a pair of quotation marks whose sentence names the speaker, or carries on the last one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from detente.coding import grammar
from detente.language.parsed import Mention, Parsed

# Verbs whose clause is what their subject says.  The second set says so only with a clause of its own.
SAYING = frozenset(
    "say tell add explain state note claim allege argue assert insist stress maintain contend report announce "
    "declare proclaim confirm acknowledge admit concede reveal disclose write tweet post remark comment observe "
    "reply respond respond warn caution predict estimate testify recall recount reiterate repeat emphasize emphasise "
    "underline underscore quote cite mention describe hint complain joke quip deny dispute reckon suggest "
    "conclude believe think stipulate affirm reaffirm indicate caution vow pledge promise signal".split()
)
SHOWING = frozenset("show indicate reveal suggest find read proclaim state say document record".split())
_SPEAKING_NOUNS = frozenset(
    "record report document source inscription study survey poll statement data figure letter newspaper "
    "agency media television radio website transcript communique communiqué analyst expert observer".split()
)
# Verbs that put a quotation to somebody but do not report a clause ("called it 'illegal'").
QUOTING = SAYING | frozenset("call term label dub ask urge accuse condemn denounce criticise criticize".split())
_OPEN = "“\"«„"
_QUOTED = re.compile(r"“[^”]{2,}(?:”|$)|\"[^\"]{2,}(?:\"|$)|«[^»]{2,}(?:»|$)|(?<!\w)‘[^’]{2,}’(?!\w)", re.S)
# A quotation of fewer words is a scare quote or a name, unless a verb of saying governs it.
MIN_QUOTE_WORDS = 2


@dataclass(slots=True)
class Said:
    """A statement found in a paragraph: token range of its words, its speaker and cue."""

    doc: Doc
    first: int
    last: int
    quoted: bool
    cue: Token | None
    speaker: Token | None
    mention: Mention | None
    start: int  # characters of the paragraph
    end: int

    def covers(self, token: Token) -> bool:
        """Whether a token of the paragraph stands in the words."""
        return token.doc is self.doc and self.first <= token.i <= self.last


def _speaker(tokens: list[Token], parsed: Parsed) -> tuple[Token | None, Mention | None]:
    for token in tokens:
        mention = parsed.mention_of(token) or parsed.mention_over(token)
        if mention is not None:
            return token, mention
    return (tokens[0], None) if tokens else (None, None)


def _clause_range(clause: Token, cue: Token) -> tuple[int, int]:
    """First and last token of a clause, its 'that' and the outer punctuation left off."""
    members = [t for t in clause.subtree if t != cue]
    before = [t.i for t in members if t.i < cue.i]
    after = [t.i for t in members if t.i > cue.i]
    side = before if clause.i < cue.i else after
    first, last = min(side), max(side)
    doc = clause.doc
    while first < last and (doc[first].dep_ == "mark" and doc[first].lower_ == "that" or doc[first].is_punct):
        if doc[first].text in _OPEN:
            break
        first += 1
    while last > first and doc[last].text in ".,;:":
        last -= 1
    return first, last


def _is_saying(verb: Token) -> bool:
    if verb.lemma_ in SAYING:
        return True
    return verb.lemma_ in SHOWING and any(t.lemma_ in _SPEAKING_NOUNS for t in grammar.surface_subjects(verb))


def _complement(verb: Token) -> Token | None:
    """The clause that a verb of saying reports, before or after it."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "parataxis") and (child.pos_ in grammar.VERBAL or child.dep_ == "ccomp"):
            return child
    head = verb.head
    if verb.dep_ in ("parataxis", "relcl", "advcl", "conj", "ccomp") and head.pos_ in grammar.VERBAL and head.i < verb.i:
        # "..., said X": the parser may hang the cue under the clause that it reports.
        subject_after = any(c.dep_ in ("nsubj", "dobj") and c.i > verb.i for c in verb.children)
        comma = verb.i > 0 and verb.doc[verb.i - 1].text in (",", "”", '"', ",”")
        if subject_after and comma:
            return head
    return None


def _reported(doc: Doc, parsed: Parsed) -> Iterator[Said]:
    for verb in doc:
        if verb.pos_ not in grammar.VERBAL or not _is_saying(verb):
            continue
        clause = _complement(verb)
        if clause is None or clause == verb:
            continue
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in clause.children) and verb.lemma_ == "say":
            continue
        if grammar.is_passive(verb) and not grammar.agents(verb):
            subjects: list[Token] = []
        else:
            subjects = grammar.subjects(verb)
        if not subjects and clause.i < verb.i:
            subjects = [c for c in verb.children if c.dep_ in ("nsubj", "dobj", "npadvmod") and c.i > verb.i]
        speaker, mention = _speaker([t for t in subjects if t != clause], parsed)
        if speaker is None and verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
            continue
        first, last = _clause_range(clause, verb)
        if last <= first:
            continue
        yield _said(doc, first, last, False, verb, speaker, mention)


def _according(doc: Doc, parsed: Parsed) -> Iterator[Said]:
    for token in doc:
        if token.lower_ != "according" or token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
            continue
        to = doc[token.i + 1]
        found = grammar.children(to, frozenset(("pobj",))) or grammar.prepositional(token, "to")
        speaker, mention = _speaker(found, parsed)
        if speaker is None:
            continue
        sentence = token.sent
        edge = max(t.i for t in speaker.subtree)
        if token.i - sentence.start > sentence.end - edge - 1:
            first, last = sentence.start, token.i - 1
        else:
            first, last = edge + 1, sentence.end - 1
        while first < last and doc[first].is_punct and doc[first].text not in _OPEN:
            first += 1
        while last > first and doc[last].text in ".,;:":
            last -= 1
        yield _said(doc, first, last, False, token, speaker, mention)


def _said(
    doc: Doc, first: int, last: int, quoted: bool, cue: Token | None, speaker: Token | None, mention: Mention | None
) -> Said:
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    return Said(doc, first, last, quoted, cue, speaker, mention, start, end)


def _cue_of_quote(doc: Doc, span: Span, outer: Span) -> Token | None:
    """The verb of saying in the quotation's sentence that stands outside of it, the nearest first."""
    outside = [t for t in outer if t.i < span.start or t.i >= span.end]
    cues = [t for t in outside if t.pos_ in grammar.VERBAL and t.lemma_ in QUOTING]
    return min(cues, key=lambda t: min(abs(t.i - span.start), abs(t.i - span.end)), default=None)


def _quoted(doc: Doc, parsed: Parsed, last: Said | None) -> Iterator[Said]:
    for found in _QUOTED.finditer(doc.text):
        span = doc.char_span(found.start(), found.end(), alignment_mode="contract")
        if span is None or sum(t.is_alpha for t in span) < MIN_QUOTE_WORDS:
            continue
        left, right = span[0].sent, span[-1].sent
        outer = doc[left.start : right.end]
        cue = _cue_of_quote(doc, span, outer)
        speaker: Token | None = None
        mention: Mention | None = None
        whole = not any(t.is_alpha for t in outer if t.i < span.start or t.i >= span.end)
        if cue is None and whole and outer.end < len(doc) and doc[outer.end].sent.root.lemma_ in SAYING:
            cue = doc[outer.end].sent.root  # "“...,” he explained." cut in two sentences
            if cue.i - outer.end > 4:
                cue = None
        if cue is not None:
            speaker, mention = _speaker(_subjects_near(cue, span), parsed)
        elif whole and last is not None:
            speaker, mention = last.speaker, last.mention
        else:  # "a charge that he called", "their 'heroic' deeds": the subject of the clause owns the words
            subjects = grammar.surface_subjects(outer.root) if outer.root.pos_ in grammar.VERBAL else []
            if not subjects or sum(t.is_alpha for t in span) < MIN_QUOTE_WORDS + 1:
                continue
            speaker, mention = _speaker([t for t in subjects if not span.start <= t.i < span.end], parsed)
        if speaker is None and not whole:
            continue
        said = Said(doc, span.start, span.end - 1, True, cue, speaker, mention, found.start(), found.end())
        last = said if speaker is not None else last
        yield said


def _subjects_near(cue: Token, span: Span) -> list[Token]:
    found = [t for t in grammar.subjects(cue) if not span.start <= t.i < span.end]
    if not found:
        found = [
            c for c in cue.children
            if c.dep_ in ("nsubj", "dobj", "npadvmod", "attr") and not span.start <= c.i < span.end
        ]  # fmt: skip
    return found


def find_statements(parsed: Parsed) -> list[Said]:
    """All statements of an article in text order, quotations beside the clauses that report them."""
    out: list[Said] = []
    last: Said | None = None
    for doc in parsed.docs:
        if parsed.paragraphs[int(doc.user_data["index"])].part not in ("body", "headline"):
            continue
        if not any(c in doc.text for c in _OPEN + "‘") and not _has_cue(doc):
            continue
        found = [*_reported(doc, parsed), *_according(doc, parsed)]
        found.sort(key=lambda s: s.start)
        for quote in _quoted(doc, parsed, _latest(found) or last):
            inner = next((s for s in found if s.start <= quote.start and quote.end <= s.end + 1), None)
            if inner is None or inner.mention is None and quote.mention is not None:
                found.append(quote)
            elif quote.end - quote.start > 0.8 * (inner.end - inner.start):
                inner.quoted = True
        found.sort(key=lambda s: (s.start, s.end))
        last = _latest(found) or last
        out.extend(found)
    return out


def _latest(found: list[Said]) -> Said | None:
    return next((s for s in reversed(found) if s.speaker is not None), None)


def _has_cue(doc: Doc) -> bool:
    return any(t.lemma_ in SAYING or t.lemma_ in SHOWING or t.lower_ == "according" for t in doc)
