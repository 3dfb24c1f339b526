"""Figures of what detente codes against what careful readers code; see :func:`evaluate`."""

from detente.evaluate.evaluation import Evaluation, evaluate, score_predictions
from detente.evaluate.goldfile import GoldError, read_gold, read_predictions

__all__ = [
    "Evaluation",
    "GoldError",
    "evaluate",
    "read_gold",
    "read_predictions",
    "score_predictions",
]
