"""Writes docs/accuracy.md and docs/precision-recall.svg from the figures that training leaves.

usage: .venv/bin/python docs/write_accuracy.py [FOLDER]

FOLDER is the work folder of `make train`: folds.json (both), folds-model.json (the model alone), folds-syntax.json (frames
alone) and, where they were made, learning.json ([[share of items, items, type F1 of the model alone], ...]).  Its figures are
kept in docs/accuracy.json, from which the page is written where no FOLDER is given.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from write_figures import fields

from detente.coding.coder import make
from detente.event import Actor
from detente.reading import from_text

HERE = Path(__file__).resolve().parent
KEPT = HERE / "accuracy.json"
WAYS = {
    "syntax": "frames alone (`--coder syntax`)",
    "model": "the model alone",
    "both": "both (`--coder hybrid`, the default)",
}
FILES = {"syntax": "folds-syntax.json", "model": "folds-model.json", "both": "folds.json"}
MAIN = {
    "type_F1": "type F1", "type_P": "type precision", "type_R": "type recall", "who_F1": "who F1",
    "who_P": "who precision", "who_R": "who recall", "false_alarms_per_empty_text": "false alarms per empty text",
    "status_macro_F1": "status macro F1", "calibration_error": "expected calibration error",
}  # fmt: skip
ARTICLE = {
    "type_F1": "type F1", "type_P": "type precision", "who_F1": "who F1", "who_R": "who recall",
    "false_events_per_1000_words": "false events per 1,000 words",
}  # fmt: skip
WIDE, HIGH, LEFT, BOTTOM = 560, 400, 64, 48


def gathered(folder: Path) -> dict[str, Any]:
    """The figures of a training folder, with the day."""
    found: dict[str, Any] = {name: json.loads((folder / file).read_text("utf-8")) for name, file in FILES.items()}
    curve = folder / "learning.json"
    found["learning"] = json.loads(curve.read_text("utf-8")) if curve.exists() else []
    return {"on": date.today().isoformat(), **found}


def cell(found: dict[str, Any], key: str) -> str:
    """A figure with its interval, where it has one."""
    value, interval = found.get(key), found.get(f"{key}_95")
    if value is None:
        return "–"
    shown = f"{value:.3f}" if isinstance(value, float) else str(value)
    return shown + (f" ({interval[0]:.3f} to {interval[1]:.3f})" if interval else "")


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(r) + " |" for r in (heads, ["---"] * len(heads), *rows))


def ways(data: dict[str, Any], names: dict[str, str], part: str = "") -> str:
    """The main figures of the three ways beside each other."""
    found = {w: data[w].get(part, {}) if part else data[w] for w in WAYS}
    rows = [[label, *(cell(found[w], key) for w in WAYS)] for key, label in names.items()]
    return table(["figure", *WAYS.values()], rows)


def types(data: dict[str, Any]) -> str:
    """Recall of each type by the three ways."""
    of = data["both"]["recall_by_type"]
    shares = {w: data[w]["recall_by_type"] for w in WAYS}
    rows = [[t, str(n), *(f"{shares[w].get(t, [0])[0]:.2f}" for w in WAYS)] for t, (_, n) in of.items()]
    return table(["type", "events", *WAYS], rows)


def errors(data: dict[str, Any]) -> str:
    """Errors by cause of the three ways."""
    causes = data["both"]["errors"]
    return table(["cause", *WAYS], [[c, *(str(data[w]["errors"][c]) for w in WAYS)] for c in causes])


def learning(data: dict[str, Any]) -> str:
    """How the model alone grows with what it has read."""
    rows = [[f"{share:.0%}", str(n), f"{f1:.3f}"] for share, n, f1 in data["learning"]]
    return table(["of the training items", "items", "type F1, model alone, fold 0"], rows) if rows else "Not measured."


def picture(data: dict[str, Any]) -> str:
    """Precision over recall of types for every threshold, with the default marked."""
    colours = {"syntax": "#8a6d1d", "model": "#7a7a7a", "both": "#1f5fa8"}
    low_x, low_y = 0.4, 0.7

    def x(recall: float) -> float:
        return LEFT + (recall - low_x) / (1 - low_x) * (WIDE - LEFT - 20)

    def y(precision: float) -> float:
        return HIGH - BOTTOM - (precision - low_y) / (1 - low_y) * (HIGH - BOTTOM - 20)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="13">',
        "<title>Precision over recall of event types</title>",
        f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>',
    ]
    for step in range(7):
        value = low_x + step / 10
        parts.append(f'<path d="M{x(value):.1f} 20V{HIGH - BOTTOM}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{x(value):.1f}" y="{HIGH - BOTTOM + 18}" text-anchor="middle">{value:.1f}</text>')
    for step in range(7):
        value = low_y + step / 20
        parts.append(f'<path d="M{LEFT} {y(value):.1f}H{WIDE - 20}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.2f}</text>')
    parts.append(f'<text x="{(LEFT + WIDE) / 2:.0f}" y="{HIGH - 10}" text-anchor="middle">recall</text>')
    parts.append(f'<text transform="translate(16 {HIGH / 2 - 10}) rotate(-90)" text-anchor="middle">precision</text>')
    for i, (name, colour) in enumerate(colours.items()):
        points = [(r, p) for _, p, r, _, _ in data[name]["curve"] if r >= low_x and p >= low_y]
        line = " ".join(f"{x(r):.1f},{y(p):.1f}" for r, p in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        found = data[name]
        parts.append(f'<circle cx="{x(found["type_R"]):.1f}" cy="{y(found["type_P"]):.1f}" r="5" fill="{colour}"/>')
        label = {"syntax": "frames alone", "model": "model alone", "both": "both"}[name]
        parts.append(f'<text x="{LEFT + 16}" y="{HIGH - BOTTOM - 60 + 20 * i}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def examples() -> str:
    """The sentences of accuracy_examples.tsv as the default coder codes them, with what a reader says."""
    coder, out = make(), []
    for line in (HERE / "accuracy_examples.tsv").read_text("utf-8").splitlines()[2:]:
        sentence, reader = line.split("\t")
        ((_, events),) = coder.code([from_text(sentence, id="t", published=date(2025, 6, 2))])
        told = [f"{e.type} {sides(e.source)} → {sides(e.recipient)}, {e.status} (‘{e.trigger.text}’)" for e in events]
        out.append(f"1. *{sentence}* Coded: {'; '.join(told) or 'nothing'}. {reader}")
    return "\n".join(out)


def sides(actors: list[Actor]) -> str:
    """Country codes of a side."""
    return "/".join(dict.fromkeys(a.country or "?" for a in actors)) or "nobody"


def main() -> None:
    if len(sys.argv) > 1:
        KEPT.write_text(json.dumps(gathered(Path(sys.argv[1])), indent=None) + "\n", "utf-8")
    data = json.loads(KEPT.read_text("utf-8"))
    both = data["both"]
    page = (HERE / "accuracy.in.md").read_text("utf-8")
    for name, text in {
        "on": data["on"], "ways": ways(data, MAIN), "types": types(data), "fields": fields(both),
        "errors": errors(data), "learning": learning(data), "examples": examples(), "articles": ways(data, ARTICLE, "articles"),
        "least": f"{both['least']:.2f}", "precision": f"{both['type_P']:.2f}", "recall": f"{both['type_R']:.2f}",
    }.items():  # fmt: skip
        page = page.replace(f"<{name}>", text)
    (HERE / "accuracy.md").write_text(page, "utf-8")
    (HERE / "precision-recall.svg").write_text(picture(data), "utf-8")
    print("written docs/accuracy.md, docs/precision-recall.svg")


if __name__ == "__main__":
    main()
