"""How sure: the probability that a careful reader would code the same type, source and recipient.

A logistic regression over the features of a draft, moved by the record of its predicate; fitted and
calibrated by ``training/fit_confidence.py``, which wrote ``confidence.tsv``.
"""

from __future__ import annotations

import functools
import math
from importlib.resources import files

from detente.coding import judged
from detente.coding.draft import Draft


def predicate(draft: Draft) -> str:
    """The key of a draft's predicate: part of speech, words, type."""
    frame = draft.act.frame
    return f"{frame.predicate}>{frame.type}"


def features(draft: Draft, plover: str | None = None) -> dict[str, float]:
    """What is known of a draft that bears on whether it is right; names as in confidence.tsv.

    `plover` is the PLOVER type of a user's own type.
    """
    act = draft.act
    return {
        "bias": 1.0,
        f"type {act.type}": 1.0,
        f"pos {act.frame.pos}": 1.0,
        f"status {draft.status}": 1.0,
        "support verb": float(act.support is not None),
        "merged": float(bool(act.merged)),
        "reported": float(draft.claim.said is not None or bool(draft.claim.said_by)),
        "harm": float(bool(draft.harm)),
        "place": float(draft.where is not None),
        "dated": float(draft.when is not None),
        "root": float(act.token.dep_ == "ROOT" or (act.support is not None and act.support.dep_ == "ROOT")),
        "clause": float(act.token.dep_ in ("relcl", "advcl", "acl")),
        "depth": min(sum(1 for _ in act.token.ancestors), 8) / 8,
        "conditions": min(len(act.frame.conditions) + len(act.frame.after) + len(act.frame.before), 3) / 3,
        "first sentence": float(draft.sentence.start == 0),
        "self": float(draft.countries("source") == draft.countries("recipient")),
        **draft.features,
        **judged.features(draft, plover or act.type),
    }


@functools.lru_cache(maxsize=2)
def table(name: str = "confidence.tsv") -> tuple[dict[str, float], dict[str, float]]:
    """Weights of features and offsets of predicates (log odds); empty before the first fit."""
    source = files("detente.coding") / name
    weights: dict[str, float] = {}
    offsets: dict[str, float] = {}
    if not source.is_file():
        return weights, offsets
    lines = [x for x in source.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    for line in lines[1:]:
        kind, name, _, _, weight = line.split("\t")
        (weights if kind == "feature" else offsets)[name] = float(weight)
    return weights, offsets


def confidence(draft: Draft, plover: str | None = None) -> float:
    """Probability in 0..1 that a careful reader would code the same type, source and recipient."""
    weights, offsets = table("confidence.tsv" if draft.act.reading is None else "confidence-hybrid.tsv")
    z = sum(weights.get(name, 0.0) * value for name, value in features(draft, plover).items())
    z += offsets.get(predicate(draft), 0.0)
    return 1 / (1 + math.exp(-z))
