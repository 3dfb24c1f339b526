"""What one marked party does to another in a sentence: the type between two actors, by syntax.

Every word that a frame knows votes for its type (:mod:`votes`), and what its clause makes of it is part of
the type (:mod:`stance`).  The answer's probabilities are the softmax of the best votes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from detente import ontology
from detente.article import Article, Paragraph
from detente.coding.lexicon import CORE_TYPES, Lexicon
from detente.coding.relations import relation_book
from detente.coding.votes import Parties, Span, votes
from detente.language.parsed import Parsed
from detente.language.pipeline import parse

# A vote of one more point makes a type e^(1/TEMPERATURE) times as probable.  Fitted on the half of
# eval/plv-dev.jsonl that chose none of the votes: mean confidence 0.84 where 0.84 are right.
TEMPERATURE = 1.05
FALLBACK = "CONSULT"  # the type of two actors in one sentence of whom no frame says anything
NOBODY = 0.5  # votes for it
# CAMEO's root classes as the PLV data name them: concessions and retreats are one class, YIELD.
_CAMEO = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_CAMEO_QUADS = {"YIELD": "MC"}


def _find(text: str, words: str | None, spans: Sequence[Sequence[int]] | None) -> list[Span]:
    """Where a party stands: its spans, else wherever its words stand as words (any place if nowhere)."""
    if spans:
        return [(int(s[0]), int(s[1])) for s in spans]
    if not words or not words.strip():
        return []
    plain = re.escape(words.strip())
    for pattern in (rf"(?<!\w){plain}(?!\w)", plain):
        if found := [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]:
            return found
    return []


def _name(kind: str, scheme: str) -> str:
    return _CAMEO.get(kind, kind) if scheme == "cameo" else kind


def _answer(parsed: Parsed, parties: Parties, book: Lexicon, scheme: str) -> dict[str, float]:
    found = dict.fromkeys(sorted({_name(t, scheme) for t in CORE_TYPES}), 0.0) | {FALLBACK: NOBODY}
    for kind, points in votes(parsed, parties, book, scheme).items():
        found[_name(kind, scheme)] = max(found[_name(kind, scheme)], points)
    weights = {t: math.exp(v / TEMPERATURE) for t, v in found.items()}
    total = sum(weights.values())
    return {t: w / total for t, w in weights.items()}


def _result(shares: dict[str, float]) -> dict[str, Any]:
    best = max(shares, key=lambda t: shares[t])
    quad = _CAMEO_QUADS.get(best) or ontology.quad(best)
    return {"type": best, "quad": quad, "probabilities": {t: round(p, 4) for t, p in sorted(shares.items())}}


def _article(key: str, text: str) -> Article:
    return Article(id=key, text=text, paragraphs=[Paragraph(part="body", start=0, end=len(text))])


def relate_rows(rows: Iterable[Mapping[str, Any]], scheme: str = "plover") -> Iterator[dict[str, Any]]:
    """Answers in the order of rows with text, source and recipient (words) or their ``_spans``."""
    rows = list(rows)
    book = relation_book(scheme)
    articles = [_article(str(i), str(row["text"])) for i, row in enumerate(rows)]
    for row, parsed in zip(rows, parse(articles), strict=True):
        text = parsed.article.text
        source = _find(text, row.get("source"), row.get("source_spans"))
        recipient = _find(text, row.get("recipient"), row.get("recipient_spans"))
        yield {"id": row.get("id"), **_result(_answer(parsed, Parties(source, recipient), book, scheme))}


def relate(
    text: str,
    source: str | None,
    recipient: str | None,
    source_spans: Sequence[Span] | None = None,
    recipient_spans: Sequence[Span] | None = None,
    scheme: str = "plover",
) -> dict[str, Any]:
    """The relation between two parties of one text, see :func:`detente.relate`."""
    row = {
        "text": text, "source": source, "recipient": recipient, "source_spans": source_spans,
        "recipient_spans": recipient_spans,
    }  # fmt: skip
    answer = next(iter(relate_rows([row], scheme)))
    answer.pop("id")
    return answer
