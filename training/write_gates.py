"""Writes tests/gates/*.json: the figures that the gates in `make test` hold, with counts by text and no sentence.

usage: python training/write_gates.py   (needs ../shared; run it when a change of figures is meant, and say why)
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from detente.cli.common import Refused
from detente.cli.evaluate import events_of
from detente.coding.coder import Coder
from detente.evaluate import evaluate, gate

ROOT = Path(__file__).resolve().parent.parent
GOLD = {"news-train": "news/gold-train.jsonl", "articles": "articles/gold.jsonl"}


def main() -> None:
    coder = Coder()
    for name, where in GOLD.items():
        found = evaluate(ROOT.parent / "shared" / where, lambda texts: events_of(texts, coder, Refused()), folds=0)
        target = ROOT / "tests" / "gates" / f"{name}.json"
        gate.save(target, found.tallies, gold=where, coder=coder.version, day=date.today().isoformat())
        print(target, {k: found.figures[k] for k in ("type_F1", "who_F1")}, found.extra)


if __name__ == "__main__":
    main()
