"""The weights of features (``where.tsv``) and the choice they make between places and the answer that there is none."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from importlib.resources import files
from typing import TypeVar

Place = TypeVar("Place")


def choose(places: Sequence[tuple[Place, Sequence[str]]], none: Sequence[str]) -> tuple[Place, float]:
    """The likeliest of the places (at least one), each with its features, and how likely it is that it is none of them.

    The probabilities of all answers share out one, as they did when the weights were fitted.
    """
    weighed = [(weight(features), place) for place, features in places]
    best, place = max(weighed, key=lambda pair: pair[0])
    no = math.exp(weight(none) - best)
    return place, no / (no + sum(math.exp(w - best) for w, _ in weighed))


def weight(features: Sequence[str]) -> float:
    """The log odds of an answer with these features, before they are set against those of the others."""
    weights = table()
    return sum(weights.get(f, 0.0) for f in features)


@functools.lru_cache(maxsize=1)
def table() -> dict[str, float]:
    """Weights of features (log odds)."""
    source = files("detente.coding") / "where.tsv"
    if not source.is_file():
        return {}
    lines = [x for x in source.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    return {name: float(weight) for name, weight, *_ in (line.split("\t") for line in lines[1:])}
