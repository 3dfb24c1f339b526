"""Folds by story: texts of one story are never in two folds, and a text's fold never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from detente.evaluate.goldfile import Json
from detente.evaluate.score import Figures, Tally, figures

FOLDS = 5


def story(row: Json) -> str:
    """What keeps texts together: the row's ``story``, else its first topic, else its day, else its id."""
    topics = row.get("topics") or []
    return str(row.get("story") or (topics[0] if topics else "") or row.get("date") or row.get("id") or "")


def fold(row: Json, k: int = FOLDS) -> int:
    """0 to k-1, by a hash of the story: the same on every machine and for every order of the rows."""
    return int.from_bytes(hashlib.sha256(story(row).encode()).digest()[:8], "big") % k


def by_fold(texts: Sequence[Json], tallies: Sequence[Tally], k: int = FOLDS) -> dict[int, Figures]:
    """The figures of each fold that has texts; ``tallies`` are those of ``texts``, in the same order."""
    folds: dict[int, list[Tally]] = {}
    for row, t in zip(texts, tallies, strict=True):
        folds.setdefault(fold(row, k), []).append(t)
    return {i: figures(folds[i]) for i in sorted(folds)}
