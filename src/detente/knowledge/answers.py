"""What ``resolve`` answers with, and how sure it is by how it was found."""

from __future__ import annotations

from collections.abc import Sequence

from detente.event import Resolution
from detente.knowledge.entity import Entity

SURE, COMPOSED, SHORT, BARE, GUESSED = 0.95, 0.8, 0.75, 0.6, 0.5
"""Confidence by how it was found: a whole name; a state or body and a noun; a surname; a bare noun; another spelling."""
RIVAL = 0.65
"""What is left of it where others are called the same and nothing tells them apart."""
FAR = 0.3
"""How sure another would be, as a share, where something speaks against it (the day, the country)."""
MOST_CANDIDATES = 5


def answer(
    text: str,
    entity: Entity,
    others: Sequence[Entity] = (),
    confidence: float = SURE,
    scores: Sequence[float] | None = None,
) -> Resolution:
    """An answer; others that the words may mean lower the confidence.

    ``scores`` say how well each of the others fits beside the first (1: as well); without them all do.
    """
    shares = {o.id: (o, s) for o, s in zip(others, scores or [1.0] * len(others), strict=True) if o.id != entity.id}
    best = max((share for _, share in shares.values()), default=0.0)
    sure = confidence * (1 - (1 - RIVAL) * best)
    names: dict[str, float] = {}
    for other, share in shares.values():
        names.setdefault(other.name or other.id, round(sure * share, 2))
    return Resolution(
        text=text,
        name=entity.name,
        country=entity.country,
        sovereign=entity.sovereign,
        sector=entity.sectors[0] if entity.sectors else None,
        sectors=list(entity.sectors),
        wiki=entity.wiki,
        wikidata=entity.wikidata,
        confidence=round(sure, 2),
        candidates=list(names)[:MOST_CANDIDATES],
        scores=list(names.values())[:MOST_CANDIDATES],
    )


def made(
    text: str, country: str | None, sectors: Sequence[str], confidence: float, name: str | None = None
) -> Resolution:
    """An answer for somebody that the tables do not name."""
    return answer(text, Entity("?", name, "other", country, tuple(dict.fromkeys(sectors))), (), confidence)
