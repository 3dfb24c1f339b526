from __future__ import annotations

import random

from detente.evaluate.folds import by_fold, fold, story
from detente.evaluate.score import tallies

from .made_up import CODED, GOLD


def test_story_else_topic_else_day() -> None:
    assert story({"story": "War", "topics": ["x"], "date": "2025-01-01"}) == "War"
    assert story({"story": "", "topics": ["Talks", "y"], "date": "2025-01-01"}) == "Talks"
    assert story({"topics": [], "date": "2025-01-01"}) == "2025-01-01"


def test_a_story_is_in_one_fold_for_good() -> None:
    assert fold({"story": "Elbonia war"}) == fold({"story": "Elbonia war", "id": "z"})
    assert fold({"story": "Elbonia war"}, 5) == 1
    counts = [0] * 5
    for i in range(1000):
        counts[fold({"story": f"s{i}"})] += 1
    assert min(counts) > 150


def test_folds_share_out_all_texts_in_any_order() -> None:
    texts = list(GOLD)
    figures = by_fold(texts, tallies(texts, CODED))
    assert sum(f["texts"] for f in figures.values()) == 4
    assert sum(f["gold"] for f in figures.values()) == 3
    random.Random(1).shuffle(texts)
    again = by_fold(texts, tallies(texts, CODED))
    assert {i: f["type_F1"] for i, f in again.items()} == {i: f["type_F1"] for i, f in figures.items()}
