"""Misses and false alarms sorted into seven causes, so that one sees what to mend first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from detente.evaluate.goldfile import Json
from detente.evaluate.match import codes, side_ok
from detente.evaluate.rows import extra as why_extra
from detente.evaluate.rows import missed
from detente.evaluate.score import Tally

CAUSES = (
    "not found", "not an event", "wrong type", "wrong source", "wrong recipient", "coreference", "unknown actor",
)  # fmt: skip
_TAKING_UP = ("the ", "both ", "this ", "that ", "these ", "those ", "his ", "her ", "its ", "their ")
_PRONOUNS = frozenset("he she it they him her them we us who whom his its their i you".split())


def _side(side: str, event: Json) -> str:
    """Why a side is wrong: words that take up somebody, somebody of no known country, or another party."""
    actors = event.get(side) or []
    words = [str(a.get("text") or "").lower() for a in actors]
    if any(w in _PRONOUNS or w.startswith(_TAKING_UP) for w in words):
        return "coreference"
    if actors and codes(actors) == {""}:
        return "unknown actor"
    return f"wrong {side}"


def causes_of(t: Tally) -> Iterator[str]:
    """The cause of every error of a text."""
    matched, taken = {p.gold for p in t.pairs}, {p.coded for p in t.pairs}
    for pair in t.pairs:
        g, p = t.gold[pair.gold], t.coded[pair.coded]
        if not g.get("must", True) or pair.whole:
            continue
        for side in ("source", "recipient"):
            accepted = g.get(side)
            if accepted is not None and not side_ok(accepted, p.get(side)):
                yield _side(side, p)
    for i, g in enumerate(t.gold):
        if g.get("must", True) and i not in matched:
            yield "wrong type" if missed(g, t, None).startswith("wrong type") else "not found"
    for j, p in enumerate(t.coded):
        if j not in taken and not why_extra(p, t).startswith("wrong type"):
            yield "not an event"


def errors(texts: Sequence[Tally]) -> dict[str, int]:
    """How many errors each cause has; a missed event coded as another type counts once, as a wrong type."""
    found = Counter(cause for t in texts for cause in causes_of(t))
    return {cause: found[cause] for cause in CAUSES}
