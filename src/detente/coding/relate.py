"""What one marked party does to another in a sentence: the type between two actors, by syntax.

Every frame that fits in the text votes for its type, the more the closer its grammar ties the two parties
to it.  The answer's probabilities are the votes' shares.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from detente import ontology
from detente.article import Article, Paragraph
from detente.coding.lexicon import CORE_TYPES, Lexicon
from detente.coding.relations import relation_book
from detente.coding.votes import Parties, Span, votes
from detente.language.parsed import Parsed
from detente.language.pipeline import parse

# A vote of one more point makes a type e^(1/TEMPERATURE) times as probable.
TEMPERATURE = 0.6
FALLBACK = "CONSULT"  # the type of two actors in one sentence of whom no frame says anything
_NOBODY = 0.5  # votes for it


def _find(text: str, words: str | None, spans: Sequence[Sequence[int]] | None) -> list[Span]:
    if spans:
        return [(int(s[0]), int(s[1])) for s in spans]
    if not words:
        return []
    start = text.lower().find(words.lower())
    return [(start, start + len(words))] if start >= 0 else []


def _answer(parsed: Parsed, parties: Parties, book: Lexicon, scheme: str) -> dict[str, float]:
    found = {t: 0.0 for t in sorted(CORE_TYPES)} | {FALLBACK: _NOBODY}
    for kind, points in votes(parsed, parties, book, scheme).items():
        found[kind] = max(found.get(kind, 0.0), points)
    weights = {t: math.exp(v / TEMPERATURE) for t, v in found.items()}
    total = sum(weights.values())
    return {t: w / total for t, w in weights.items()}


# CAMEO's root classes as the PLV data name them: concessions and retreats are one class, YIELD.
_CAMEO = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_CAMEO_QUADS = {"YIELD": "MC"}


def _cameo(shares: dict[str, float]) -> dict[str, float]:
    out: dict[str, float] = {}
    for kind, share in shares.items():
        out[_CAMEO.get(kind, kind)] = out.get(_CAMEO.get(kind, kind), 0.0) + share
    return out


def _result(shares: dict[str, float], scheme: str) -> dict[str, Any]:
    shares = _cameo(shares) if scheme == "cameo" else shares
    best = max(shares, key=lambda t: shares[t])
    quad = _CAMEO_QUADS.get(best) or ontology.quad(best)
    return {"type": best, "quad": quad, "probabilities": {t: round(p, 4) for t, p in sorted(shares.items())}}


def relate_rows(rows: Iterable[Mapping[str, Any]], scheme: str = "plover") -> Iterator[dict[str, Any]]:
    """Answers for rows with text, source, recipient (words) or source_spans, recipient_spans; in their order."""
    rows = list(rows)
    articles = [
        Article(id=str(i), text=str(r["text"]), paragraphs=[Paragraph(part="body", start=0, end=len(str(r["text"])))])
        for i, r in enumerate(rows)
    ]
    book = relation_book(scheme)
    for row, parsed in zip(rows, parse(articles), strict=True):
        text = parsed.article.text
        source = _find(text, row.get("source"), row.get("source_spans"))
        recipient = _find(text, row.get("recipient"), row.get("recipient_spans"))
        yield {"id": row.get("id"), **_result(_answer(parsed, Parties(source, recipient), book, scheme), scheme)}


def relate(
    text: str, source: str | None, recipient: str | None,
    source_spans: Sequence[Span] | None = None, recipient_spans: Sequence[Span] | None = None, scheme: str = "plover",
) -> dict[str, Any]:
    """The relation between two parties of one text, see :func:`detente.relate`."""
    row = {
        "text": text, "source": source, "recipient": recipient, "source_spans": source_spans,
        "recipient_spans": recipient_spans,
    }  # fmt: skip
    answer = next(iter(relate_rows([row], scheme)))
    answer.pop("id")
    return answer
