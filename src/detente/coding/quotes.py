"""Quotations: the words between quotation marks, and the verb and the subject that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from detente.coding import grammar
from detente.coding.said import Said, kinds_of, speaks
from detente.coding.speakers import subjects_of
from detente.language.kept import tokens_of, within
from detente.language.parsed import Parsed

_QUOTED = re.compile(
    r"“[^”]{2,}(?:”|$)|\"[^\"]{2,}(?:\"|$)|«[^»]{2,}(?:»|$)|„[^“”]{2,}[“”]|(?<!\w)‘(?:[^’]|’(?=\w)){2,}’(?!\w)",
    re.S,
)
_MARKS = '“"«„‘'
# A quotation of fewer words is a scare quote or a name, unless a verb of saying governs it.
MIN_WORDS = 2
# Without a verb of saying a quotation needs this many words to be the words of the clause's subject.
MIN_WORDS_LOOSE = 3
# A quotation of fewer words that reads like a title is one, whatever verb stands beside it.
MIN_WORDS_TITLE = 6
# A quotation with more capitalised words than this share is a title or a name.
MAX_CAPITALS = 0.6
# How far the cue of the next sentence may stand from its start ("“...,” he explained." cut in two).
_NEAR_START = 4


@dataclass(slots=True)
class Quotation:
    """A quotation with its cue and the tokens that stand for its speaker.

    ``whole`` is set when nothing but the quotation stands in its sentences, so that it carries on somebody's.
    """

    said: Said
    subjects: list[Token]
    whole: bool


def has_marks(text: str) -> bool:
    """Whether a text has an opening quotation mark."""
    return any(mark in text for mark in _MARKS)


def _is_title(span: Span) -> bool:
    words = [t for t in span if t.is_alpha]
    long = [t for t in words if len(t) > 3 or t.i == words[0].i]
    return len(words) < 12 and len(long) > 1 and sum(t.text[0].isupper() for t in long) > MAX_CAPITALS * len(long)


def _is_cue(token: Token) -> bool:
    return token.pos_ != "NOUN" and token.dep_ not in ("amod", "compound")


def _cue(doc: Doc, span: Span, outer: Span, quotes: list[tuple[int, int]]) -> Token | None:
    """The verb of saying that governs a quotation or adjoins it, the nearest first."""
    best: Token | None = None
    distance = len(doc)
    ancestors = {t.i for t in span.root.ancestors}
    for token in within(outer):
        if any(a <= token.i < b for a, b in quotes) or not kinds_of(token) or not _is_cue(token):
            continue
        here = span.start - token.i if token.i < span.start else token.i - span.end + 1
        if here < distance and (token.i in ancestors or _adjoins(doc, span, token)):
            best, distance = token, here
    return best


def _adjoins(doc: Doc, span: Span, cue: Token) -> bool:
    """Whether no other predicate stands between a quotation and a cue that says no clause of its own."""
    first, last = (cue.i + 1, span.start) if cue.i < span.start else (span.end, cue.i)
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[first:last]):
        return False
    if cue.i > span.start:
        return not any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.children)
    return True


def _clause_verb(span: Span) -> Token | None:
    """The verb that governs a quotation from outside."""
    current = span.root
    for _ in range(grammar.MAX_CLIMB):
        if current.pos_ in grammar.VERBAL and not span.start <= current.i < span.end:
            return current
        if current.head == current:
            return None
        current = current.head
    return None


def _loose_subjects(span: Span, parsed: Parsed) -> list[Token]:
    """The subject of the clause around a quotation without a cue, when it can speak."""
    verb = _clause_verb(span)
    if verb is None:
        return []
    found = [t for t in grammar.subjects(verb) if not span.start <= t.i < span.end]
    return [t for t in found if speaks(t, parsed.mention_of(t) or parsed.mention_over(t))]


def find(doc: Doc, parsed: Parsed) -> Iterator[Quotation]:
    """The quotations of a paragraph in text order."""
    spans = []
    for found in _QUOTED.finditer(doc.text):
        span = doc.char_span(found.start(), found.end(), alignment_mode="contract")
        if span is not None:
            spans.append((span, found.start(), found.end()))
    ranges = [(s.start, s.end) for s, _, _ in spans]
    for span, start, end in spans:
        words = sum(t.is_alpha for t in span)
        own = tokens_of(doc)
        left, right = own[span.start].sent, own[span.end - 1].sent
        outer = doc[left.start : right.end]
        loose = [t for t in within(outer) if t.is_alpha and not any(a <= t.i < b for a, b in ranges)]
        cue = _cue(doc, span, outer, ranges)
        if cue is None and not loose and outer.end < len(doc):
            root = tokens_of(doc)[outer.end].sent.root
            if "say" in kinds_of(root) and root.i - outer.end <= _NEAR_START:
                cue = root
        if words < MIN_WORDS and cue is None:
            continue
        if cue is not None:
            subjects = subjects_of(cue, span.start, span.end - 1)
        else:
            subjects = [] if not loose else _loose_subjects(span, parsed)
            if loose and (not subjects or words < MIN_WORDS_LOOSE or _is_title(span)):
                continue
        if words < MIN_WORDS or (words < MIN_WORDS_TITLE and _is_title(span)):
            continue
        said = Said(doc, span.start, span.end - 1, True, cue, None, None, start, end, "quote")
        said.parenthetical = cue is not None and cue.i > span.start
        yield Quotation(said, subjects, not loose)
