"""How sure: the probability that a careful reader would code the same type, source and recipient."""

from __future__ import annotations

from detente.coding.draft import Draft

# Until fitted on the training gold (training/fit_confidence.py): the share right of all events.
BASE = 0.5


def confidence(draft: Draft) -> float:
    """Probability in 0..1 from the draft's frame and features."""
    return BASE
