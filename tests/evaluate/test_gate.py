"""The paired bootstrap and the gate that uses it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from detente.evaluate import GoldError
from detente.evaluate.gate import check, load, save
from detente.evaluate.paired import f1_differences, mean_difference
from detente.evaluate.score import score, tallies

from .made_up import CODED, GOLD


def many(events: list[dict[str, Any]], keep: float = 1.0) -> Any:
    """The made-up run forty times over; of every ten texts' events only ``keep`` are coded."""
    gold = [dict(t, id=f"{t['id']}{i}") for i in range(40) for t in GOLD]
    coded = [dict(p, article_id=f"{p['article_id']}{i}") for i in range(40) if i % 10 < keep * 10 for p in events]
    return tallies(gold, coded)


def test_the_difference_of_a_run_with_itself_is_nothing() -> None:
    counts = {str(t.id): t.counts for t in many(CODED)}
    for d in f1_differences(counts, counts):
        assert (d.change, d.low, d.high) == (0, 0, 0)
        assert d.n == 160
    assert f1_differences(counts, counts)[0].before == pytest.approx(score(GOLD, CODED)["type_F1"])


def test_a_worse_run_lies_below() -> None:
    before = {str(t.id): t.counts for t in many(CODED)}
    after = {str(t.id): t.counts for t in many(CODED, keep=0.5)}
    d = f1_differences(before, after)[0]
    assert d.low <= d.change <= d.high < 0
    up = f1_differences(after, before)[0]
    assert up.low > 0
    assert f1_differences(before, after)[0] == d  # seeded
    with pytest.raises(ValueError, match="no text in common"):
        f1_differences(before, {"other": (1, 1, 1, 1)})


def test_mean_difference() -> None:
    d = mean_difference("x", [0, 1, 0, 1], [1, 2, 1, 2])
    assert (d.before, d.after, d.low, d.high) == (0.5, 1.5, 1, 1)


def test_the_gate_holds_counts_and_no_sentence(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    save(path, many(CODED), gold="made up", day="2026-11-24")
    text = path.read_text()
    assert "Ruritania" not in text
    assert load(path)["figures"]["type_F1"] == round(score(GOLD, CODED)["type_F1"], 3)
    assert load(path)["gold"] == "made up"
    assert text.count("\n") > 160  # a text a line, for the diff


def test_the_gate_falls_only_below_the_interval(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    save(path, many(CODED))
    assert check(path, many(CODED)).ok
    worse = check(path, many(CODED, keep=0.6))
    assert worse.fell == ["type_F1", "who_F1"]
    assert "FELL" in str(worse)
    save(path, many(CODED, keep=0.6))
    better = check(path, many(CODED))
    assert better.fell == ["false_alarms_per_empty_text"]
    one_text_less = [t for t in many(CODED, keep=0.6) if t.id != "a3"]
    assert check(path, one_text_less).ok


def test_a_gate_file_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "gate.json"
    with pytest.raises(GoldError, match="No such file"):
        check(path, many(CODED))
    path.write_text('{"texts": {"a": 3}}')
    with pytest.raises(GoldError, match="five counts"):
        check(path, many(CODED))
    save(path, tallies([dict(GOLD[0], id="z")], []))
    with pytest.raises(GoldError, match="no text in common"):
        check(path, many(CODED))
