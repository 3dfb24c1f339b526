"""What one marked party does to another in a sentence: the type between two actors, by syntax.

Every frame that fits in the text votes for its type, the more the closer its grammar ties the two parties
to it.  The answer's probabilities are the votes' shares.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Token

from detente import ontology
from detente.article import Article, Paragraph
from detente.coding import grammar
from detente.coding.acts import Act, candidates, support_of
from detente.coding.coder import default_coder
from detente.coding.lexicon import CORE_TYPES, Lexicon
from detente.language.parsed import Parsed
from detente.language.pipeline import parse

Span = tuple[int, int]
# Votes: how much a frame gains when a party stands in the slot that its grammar names, when it stands
# under the predicate at all, and when the predicate lies on the path between the two.  Chosen on
# eval/plv-dev.jsonl (`detente evaluate ../shared/eval/plv-dev.jsonl`).
SLOT, UNDER, BETWEEN, SPECIFIC, HEIGHT = 2.0, 0.8, 1.2, 0.25, 0.9
# A vote of one more point makes a type e times as probable.
TEMPERATURE = 1.0
FALLBACK = "CONSULT"  # the type of two actors in one sentence of whom no frame says anything


def _find(text: str, words: str | None, spans: Sequence[Sequence[int]] | None) -> list[Span]:
    if spans:
        return [(int(s[0]), int(s[1])) for s in spans]
    if not words:
        return []
    start = text.lower().find(words.lower())
    return [(start, start + len(words))] if start >= 0 else []


def _inside(tokens: Iterable[Token], spans: Sequence[Span]) -> bool:
    return any(t.idx < end and t.idx + len(t) > start for t in tokens for start, end in spans)


def _chain(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens with their noun phrases' inner tokens, so that "the government of X" touches X's span."""
    for token in tokens:
        yield token
        for child in token.subtree:
            if child.dep_ not in ("relcl", "acl", "advcl", "ccomp"):
                yield child


def _roles(act: Act, alternatives: Sequence[Sequence[tuple[str, ...]]]) -> list[Token]:
    return [t for union in alternatives for path in union for t in grammar.walk(act.token, path)]


def _vote(act: Act, source: Sequence[Span], recipient: Sequence[Span]) -> float:
    from detente.coding.roles import NOUN_RECIPIENT, NOUN_SOURCE, VERB_RECIPIENT, VERB_SOURCE

    noun = act.frame.pos == "n"
    does = _roles(act, act.frame.source or (NOUN_SOURCE if noun else VERB_SOURCE))
    takes = _roles(act, act.frame.recipient or (NOUN_RECIPIENT if noun else VERB_RECIPIENT))
    carried = support_of(act.token) if noun else None
    if carried is not None:
        does.extend(grammar.subjects(carried[0]))
    elif noun:
        verb = grammar.governor(act.token)
        does.extend(grammar.subjects(verb) if verb is not None else [])
    vote = 0.0
    whole = list(act.token.subtree)
    vote += SLOT if _inside(_chain(does), source) else UNDER if _inside(whole, source) else 0.0
    vote += SLOT if _inside(_chain(takes), recipient) else UNDER if _inside(whole, recipient) else 0.0
    if source and recipient:
        low, high = sorted((source[0][0], recipient[0][0]))
        vote += BETWEEN if low <= act.token.idx <= high else 0.0
    depth = sum(1 for _ in act.token.ancestors)
    return vote + SPECIFIC * len(act.frame.conditions) + HEIGHT / (1 + depth)


def _answer(parsed: Parsed, source: Sequence[Span], recipient: Sequence[Span], book: Lexicon) -> dict[str, float]:
    votes = {t: 0.0 for t in sorted(CORE_TYPES)}
    votes[FALLBACK] = 0.5
    for doc in parsed.docs:
        for act in candidates(doc, parsed, book):
            kind = book.parents.get(act.type, act.type)
            votes[kind] = max(votes[kind], _vote(act, source, recipient))
    weights = {t: math.exp(v / TEMPERATURE) - 1 + 1e-3 for t, v in votes.items()}
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
    book = default_coder().book
    for row, parsed in zip(rows, parse(articles), strict=True):
        text = parsed.article.text
        source = _find(text, row.get("source"), row.get("source_spans"))
        recipient = _find(text, row.get("recipient"), row.get("recipient_spans"))
        yield {"id": row.get("id"), **_result(_answer(parsed, source, recipient, book), scheme)}


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
