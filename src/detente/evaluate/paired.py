"""Whether one run is better than another on the same texts: paired bootstrap of the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

SAMPLES = 1000
Counts = tuple[int, int, int, int]  # gold, coded, type hits, who hits of a text
Weights = npt.NDArray[np.int64]


class Difference(NamedTuple):
    """A figure of the later run less that of the earlier one, with its 95 % interval; n texts."""

    figure: str
    before: float
    after: float
    low: float
    high: float
    n: int

    @property
    def change(self) -> float:
        return self.after - self.before


def weights(n: int, samples: int = SAMPLES) -> Weights:
    """How often each of n texts is drawn in each sample; the same for every call."""
    return np.random.default_rng(0).multinomial(n, np.full(n, 1 / n), size=samples)


def _f1(counts: npt.NDArray[np.int64], hits: int) -> npt.NDArray[np.float64]:
    total = counts[..., 0] + counts[..., 1]
    return np.where(total > 0, 2 * counts[..., hits] / np.maximum(total, 1), 0.0)


def _interval(figure: str, before: npt.NDArray[np.float64], after: npt.NDArray[np.float64], n: int) -> Difference:
    """From figures whose first item is that of all texts and whose others are the samples'."""
    low, high = np.quantile((after - before)[1:], [0.025, 0.975])
    return Difference(figure, float(before[0]), float(after[0]), float(low), float(high), n)


def f1_differences(before: Mapping[str, Counts], after: Mapping[str, Counts]) -> list[Difference]:
    """type F1 and who F1 of ``after`` less those of ``before``, over the texts (by id) that both have.

    Raises ValueError where they have none in common.
    """
    ids = [i for i in before if i in after]
    if not ids:
        raise ValueError("the two runs have no text in common")
    drawn = np.vstack([np.ones((1, len(ids)), dtype=np.int64), weights(len(ids))])
    a, b = (drawn @ np.array([run[i] for i in ids], dtype=np.int64) for run in (before, after))
    return [_interval(name, _f1(a, k), _f1(b, k), len(ids)) for name, k in (("type_F1", 2), ("who_F1", 3))]


def mean_difference(figure: str, before: Sequence[float], after: Sequence[float]) -> Difference:
    """The mean of ``after`` less that of ``before``, item by item of the same texts."""
    n = len(before)
    drawn = np.vstack([np.ones((1, n), dtype=np.int64), weights(n)])
    a, b = (drawn @ np.array(run, dtype=np.float64) / n for run in (before, after))
    return _interval(figure, a, b, n)
