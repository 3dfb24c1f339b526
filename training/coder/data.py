"""Windows into tensors: word pieces, targets per word, acts with their mentions."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.coder.model import STATUS, STATUS_OF, TYPES

LONGEST = 256  # word pieces of a window; a paragraph of news has 60, the longest of the ten articles 190
WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:['’.-][A-Za-z0-9À-ɏ]+)*")
# Words inside a trigger's span that tell nothing of its type: not learned from, either way.
FUNCTION = frozenset(
    "a an the of to in on at by for with from against and or over into about as its their his her it is are was were be "
    "been has have had not n't".split()
)


@dataclass
class Example:
    """A window as numbers: `allowed` is a bit mask of accepted classes per piece (0: not scored)."""

    id: str
    fold: int
    ids: list[int]
    spans: list[tuple[int, int]]
    allowed: list[int]
    first: list[int]  # the class asked for first, where there are several; -1 where not
    acts: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    weight: float = 1.0


def piece_at(spans: Sequence[tuple[int, int]], start: int) -> int | None:
    """The word piece that a character stands in."""
    for i, (a, b) in enumerate(spans):
        if a <= start < b:
            return i
    return None


def example(window: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """A window's targets.  A word of an arguable act may be its type or none; alternatives are all accepted."""
    text = window["text"]
    coded = tokenizer.encode(text)
    spans = [tuple(s) for s in coded.offsets][:LONGEST]
    ids = coded.ids[:LONGEST]
    starts = {m.start(): m.group().lower() for m in WORD.finditer(text)}
    allowed, first = [0] * len(ids), [-1] * len(ids)
    for i, (a, b) in enumerate(spans):
        if b > a and (a in starts or not text[a:b].isalnum()):
            allowed[i] = 1
    acts = []
    for act in sorted(window["acts"], key=lambda a: a["must"]):  # what must be coded is written last
        classes = [1 + TYPES.index(t) for t in act["types"]]
        mask = sum(1 << c for c in set(classes))
        pieces = []
        for i, (a, b) in enumerate(spans):
            if b > a and act["start"] <= a < act["end"]:
                if starts.get(a, "the") in FUNCTION:
                    if allowed[i] == 1:
                        allowed[i] = 0
                    continue
                pieces.append(i)
                allowed[i] = mask if act["must"] else mask | 1
                first[i] = classes[0] if act["must"] else -1
        if pieces:
            status = {STATUS.index(STATUS_OF.get(s, s)) for s in act["status"]}
            acts.append({**act, "pieces": pieces, "status": status})
    mentions = []
    for m in window["mentions"]:
        at = piece_at(spans, m["head"][0])
        if at is not None:
            mentions.append({**m, "piece": at})
    return Example(window["id"], window["fold"], ids, spans, allowed, first, acts, mentions, window.get("weight", 1.0))


def load(paths: Sequence[Path], tokenizer: Tokenizer) -> list[Example]:
    """All windows of prepared files."""
    return [example(json.loads(line), tokenizer) for p in paths for line in p.read_text("utf-8").splitlines()]


def batches(examples: Sequence[Example], size: int, seed: int) -> Iterator[list[Example]]:
    """Batches of like length in random order."""
    rng = random.Random(seed)
    keyed = sorted(examples, key=lambda e: len(e.ids) + rng.uniform(-6, 6))
    groups = [list(keyed[i : i + size]) for i in range(0, len(keyed), size)]
    rng.shuffle(groups)
    yield from groups


def pad(group: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Ids and mask of a batch, (B, T) each."""
    longest = max(len(e.ids) for e in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    for row, e in enumerate(group):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        mask[row, : len(e.ids)] = 1
    return ids, mask
