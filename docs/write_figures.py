"""Writes docs/figures.md from runs of the program on the shared gold and on `make bench`.

usage: .venv/bin/python docs/write_figures.py [--dev]   (needs ../shared)

`--dev` also scores gold-dev.jsonl, which is opened once a landing and never to tune; without it the last figures stay.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
TARGET = HERE / "figures.md"
KEPT = HERE / "figures-dev.json"  # the figures of gold-dev at the last landing


def run(gold: str, coder: str = "syntax") -> dict[str, Any]:
    """`detente evaluate GOLD --coder CODER --json` as a process."""
    program = [sys.executable, "-m", "detente.cli", "evaluate", str(SHARED / gold), "--coder", coder, "--json"]
    return dict(json.loads(subprocess.run(program, capture_output=True, text=True, check=True).stdout))


def number(value: Any) -> str:
    """A figure as people read it."""
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def headline(f: dict[str, Any]) -> str:
    """The main figures of an events file as a table."""
    rows = ["| figure | value | 95 % |", "|---|---|---|"]
    for name, label in (
        ("type_F1", "type F1"), ("type_P", "type precision"), ("type_R", "type recall"), ("who_F1", "who F1"),
        ("who_P", "who precision"), ("who_R", "who recall"), ("false_alarms_per_empty_text", "false alarms per empty text"),
        ("false_events_per_1000_words", "false events per 1,000 words"), ("status_macro_F1", "status macro F1"),
    ):  # fmt: skip
        low_high = f.get(f"{name}_95")
        interval = f"{low_high[0]:.3f} to {low_high[1]:.3f}" if low_high else ""
        if name in f:
            rows.append(f"| {label} | {number(f[name])} | {interval} |")
    return "\n".join(rows)


def fields(f: dict[str, Any]) -> str:
    """Share right by field, and the share of pairs that give it where the gold has none."""
    rows = ["| field | right | of | invented | of pairs |", "|---|---|---|---|---|"]
    right = {k: v for k, v in f.items() if isinstance(v, list) and len(v) == 2 and not k.endswith("_95")}
    for name in sorted({*right, *f["invented"]}):
        share, n = right.get(name, (None, ""))
        made, of = f["invented"].get(name, (None, ""))
        rows.append(f"| {name} | {number(share)} | {n} | {number(made)} | {of} |")
    return "\n".join(rows)


def types(f: dict[str, Any]) -> str:
    """Recall by type with the number of events."""
    rows = ["| type | recall | events |", "|---|---|---|"]
    rows += [f"| {t} | {r:.2f} | {n} |" for t, (r, n) in f["recall_by_type"].items()]
    return "\n".join(rows)


def folds(f: dict[str, Any]) -> str:
    """Type and who F1 of every fold by story."""
    rows = ["| fold | texts | type F1 | who F1 |", "|---|---|---|---|"]
    rows += [f"| {k} | {v['texts']} | {v['type_F1']:.3f} | {v['who_F1']:.3f} |" for k, v in f["folds"].items()]
    return "\n".join(rows)


def write(text: str, **parts: str) -> None:
    for name, value in parts.items():
        text = text.replace(f"<{name}>", value)
    TARGET.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="score gold-dev.jsonl too")
    if parser.parse_args().dev:
        both = {"on": date.today().isoformat(), **run("news/gold-dev.jsonl", "hybrid")}
        KEPT.write_text(json.dumps(both | {"syntax": run("news/gold-dev.jsonl")}), "utf-8")
    train, articles = run("news/gold-train.jsonl"), run("articles/gold.jsonl")
    seed = run("seed/gold.json", "hybrid")
    relate, names = run("eval/plv-dev.jsonl"), run("eval/actors-dev.jsonl")
    dev = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else None
    bench = subprocess.run(
        [sys.executable, str(HERE.parent / "benchmarks" / "bench.py"), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    speed = json.loads(bench.stdout)
    write(
        HERE.joinpath("figures.in.md").read_text("utf-8"),
        day=date.today().isoformat(), train=headline(train), train_types=types(train), train_fields=fields(train),
        train_folds=folds(train), dev=headline(dev) if dev else "Not opened yet.", dev_fields=fields(dev) if dev else "",
        dev_syntax=headline(dev["syntax"]) if dev and "syntax" in dev else "",
        dev_day=dev["on"] if dev else "", articles=headline(articles), articles_fields=fields(articles),
        seed=headline(seed), seed_fields=fields(seed),
        relate="\n".join(
            [
                "| figure | detente | the file's `peer` |", "|---|---|---|",
                f"| macro F1, 15 classes | {relate['macro_F1']:.3f} | {relate['peer_macro_F1']:.3f} |",
                f"| macro F1, 4 quads | {relate['quad_macro_F1']:.3f} | {relate['peer_quad_macro_F1']:.3f} |",
            ]
        ),
        names="\n".join(
            ["| part | right | of |", "|---|---|---|"]
            + [f"| {k} | {names[k][0]:.3f} | {names[k][1]} |" for k in ("country", "sector", "wiki")]
        ),
        speed="\n".join(["| figure | value |", "|---|---|"] + [f"| {k.replace('_', ' ')} | {v} |" for k, v in speed.items()]),
    )  # fmt: skip
    print("written", TARGET)


if __name__ == "__main__":
    main()
