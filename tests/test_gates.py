"""Quality is a test: a figure may not fall below the last one's paired interval (tests/gates, shared/ needed)."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.cli.common import Refused
from detente.cli.evaluate import events_of
from detente.coding.coder import Coder
from detente.evaluate import Evaluation, evaluate, gate

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
GATES = Path(__file__).parent / "gates"
GOLD = {"news-train": "news/gold-train.jsonl", "articles": "articles/gold.jsonl"}


@pytest.fixture(scope="module")
def runs() -> dict[str, Evaluation]:
    return {}


def run(name: str, runs: dict[str, Evaluation]) -> Evaluation:
    gold = SHARED / GOLD[name]
    if not gold.exists():
        pytest.skip(f"{gold} is not there: the gate needs the shared gold")
    if name not in runs:
        coder = Coder()
        runs[name] = evaluate(gold, lambda texts: events_of(texts, coder, Refused()), folds=0)
    return runs[name]


@pytest.mark.parametrize("name", GOLD)
def test_no_figure_falls(name: str, runs: dict[str, Evaluation]) -> None:
    found = gate.check(GATES / f"{name}.json", run(name, runs).tallies)
    assert found.ok, f"\n{found}"


def test_news_figures_that_the_project_promises(runs: dict[str, Evaluation]) -> None:
    figures = run("news-train", runs).figures
    assert figures["type_F1"] >= 0.60
    assert figures["who_F1"] >= 0.50
    assert figures["false_alarms_per_empty_text"] <= 0.25
    invented = {k: v for k, v in figures["invented"].items() if k != "harm"}
    assert {k: v for k, v in invented.items() if v[0] >= 0.10} == {}
    assert invented_harm(run("news-train", runs)) < 0.10


def invented_harm(found: Evaluation) -> float:
    """Share of pairs with an exact number of killed or wounded where the gold has none.

    The gold gives exact numbers of killed and wounded only ("at least 26" and "20 arrested" have no place in it), so
    the scorer's own figure counts right answers as invented.
    """
    pairs = [(t.gold[p.gold], t.coded[p.coded]) for t in found.tallies for p in t.pairs]
    without = [(g, c) for g, c in pairs if "harm" not in g]
    made = [
        c
        for _, c in without
        if any(c["harm"]["bounds"].get(k) == "exact" for k in ("killed", "wounded"))
        and "at_least" not in c["harm"]["bounds"].values()
    ]
    return len(made) / len(without)


def test_article_figures_that_the_project_promises(runs: dict[str, Evaluation]) -> None:
    found = run("articles", runs)
    assert found.extra["who_recall"] >= 0.45
    assert found.extra["false_events_per_1000_words"] <= 6
