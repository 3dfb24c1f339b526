"""Misses and false alarms sorted into seven causes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from detente.evaluate.errors import CAUSES, errors
from detente.evaluate.evaluation import Evaluation
from detente.evaluate.report import print_ablation
from detente.evaluate.score import figures, tally


def side(country: str | None, text: str = "x") -> list[dict[str, Any]]:
    return [{"text": text, "name": None, "country": country}]


def event(kind: str, start: int, source: list[dict[str, Any]], recipient: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": kind, "source": source, "recipient": recipient, "status": "happened",
        "trigger": {"text": "act", "start": start, "end": start + 3}, "sentence": "",
    }  # fmt: skip


def gold(kind: str, start: int = 0, *, must: bool = True) -> dict[str, Any]:
    return {
        "type": [kind], "source": ["KEN"], "recipient": ["SOM"], "trigger": "act", "start": start, "end": start + 3,
        "must": must,
    }  # fmt: skip


KEN, SOM = side("KEN"), side("SOM")


@pytest.mark.parametrize(
    ("coded", "cause"),
    [
        ([], "not found"),
        ([event("AID", 0, KEN, SOM)], "wrong type"),
        ([event("ASSAULT", 0, side("UGA", "Kampala"), SOM)], "wrong source"),
        ([event("ASSAULT", 0, KEN, side("UGA", "Kampala"))], "wrong recipient"),
        ([event("ASSAULT", 0, KEN, [])], "wrong recipient"),
        ([event("ASSAULT", 0, side("UGA", "the army"), SOM)], "coreference"),
        ([event("ASSAULT", 0, KEN, side("UGA", "them"))], "coreference"),
        ([event("ASSAULT", 0, side(None, "Zhubov"), SOM)], "unknown actor"),
        ([event("ASSAULT", 0, KEN, SOM), event("AID", 900, KEN, SOM)], "not an event"),
    ],
)
def test_each_error_has_one_cause(coded: list[dict[str, Any]], cause: str) -> None:
    found = errors([tally("t", [gold("ASSAULT")], coded)])
    assert {k: n for k, n in found.items() if n} == {cause: 1}
    assert tuple(found) == CAUSES


def test_what_is_right_or_arguable_is_no_error() -> None:
    assert not any(errors([tally("t", [gold("ASSAULT")], [event("ASSAULT", 0, KEN, SOM)])]).values())
    assert not any(errors([tally("t", [gold("ASSAULT", must=False)], [])]).values())


def test_ways_of_coding_stand_beside_each_other() -> None:
    texts = [gold("ASSAULT", at) for at in (0, 500)]
    found = {}
    for name, coded in {"syntax": [], "both": [event("ASSAULT", at, KEN, SOM) for at in (0, 500)]}.items():
        tallies = [tally(str(i), texts, coded) for i in range(3)]
        found[name] = Evaluation(Path("made-up.jsonl"), "events", figures(tallies), [], tallies=tallies)
    console = Console(record=True, width=120)
    print_ablation(found, console)
    shown = console.export_text()
    assert "both less syntax" in shown
    assert "1.000" in shown
