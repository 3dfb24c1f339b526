"""Fits the confidence of events on a gold file: writes src/detente/coding/confidence.tsv and prints figures.

usage: python training/fit_confidence.py GOLD.jsonl [--write]

Every event that the coder codes on the gold's texts is an example: right where a gold event has its type, source and
recipient, wrong where none has, left out where the gold event is arguable (``must`` false).  A logistic regression over
the features of the draft gives a first probability; predicates seen often enough move it by their own record, shrunk to
it.  Figures are out of fold (folds by story), the table is fitted on all.  Only counts leave this script, no sentence.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from detente.coding import confidence as conf
from detente.coding.builder import build
from detente.coding.coder import Coder
from detente.evaluate.folds import fold
from detente.evaluate.goldfile import read_gold
from detente.evaluate.score import pairs
from detente.language.pipeline import parse
from detente.reading import from_text

FOLDS = 5
L2 = 2.0  # strength of the ridge on the weights; 0.5 to 8 give the same log loss to 0.002
SHRINK = 6.0  # a predicate's own record counts as much as this many examples of the regression
ROUNDS = 60
TABLE = Path(conf.__file__).with_name("confidence.tsv")


def examples(path: Path) -> list[dict]:
    """Events of the gold's texts with features, predicate, fold and label (None: arguable)."""
    gold = read_gold(path)
    by_id = {g["id"]: g for g in gold.rows}
    articles = [
        from_text(text, id=key, published=date.fromisoformat(day) if day else None) for key, text, day in gold.texts()
    ]
    coder = Coder(min_confidence=0.0)
    out = []
    for parsed in parse(articles):
        drafts = coder.drafts(parsed)
        events = [build(d, parsed, "", coder.book)[0].model_dump(mode="json") for d in drafts]
        row = by_id[parsed.article.id]
        matched = {p.coded: (p.gold, p.whole) for p in pairs(row["events"], events)}
        for i, draft in enumerate(drafts):
            label, kind = 0, 0
            if i in matched:
                g, whole = matched[i]
                label = None if not row["events"][g].get("must", True) else int(whole)
                kind = 1
            out.append(
                {
                    "id": parsed.article.id, "fold": fold(row, FOLDS), "features": conf.features(draft),
                    "predicate": conf.predicate(draft), "label": label, "type_right": kind, "type": draft.act.type,
                }
            )  # fmt: skip
    return out


def fit(rows: list[dict]) -> tuple[list[str], np.ndarray, dict[str, tuple[int, int, float]]]:
    """Feature names, weights, and the offset of every predicate with its counts."""
    names = sorted({n for r in rows for n in r["features"]})
    index = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, r in enumerate(rows):
        for n, v in r["features"].items():
            x[i, index[n]] = v
    y = np.array([float(r["label"]) for r in rows])
    w = np.zeros(len(names))
    for _ in range(ROUNDS):  # Newton's method
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + L2 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + L2 * np.eye(len(names))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    p = 1 / (1 + np.exp(-x @ w))
    groups: dict[str, list[int]] = defaultdict(list)
    for i, r in enumerate(rows):
        groups[r["predicate"]].append(i)
    offsets = {}
    for predicate, members in groups.items():
        n, right, expected = len(members), int(y[members].sum()), float(p[members].sum())
        mean = expected / n
        shrunk = (right + SHRINK * mean) / (n + SHRINK)
        offsets[predicate] = (n, right, float(np.log(shrunk / (1 - shrunk)) - np.log(mean / (1 - mean))))
    return names, w, offsets


def predict(rows: list[dict], names: list[str], w: np.ndarray, offsets: dict) -> np.ndarray:
    index = {n: i for i, n in enumerate(names)}
    out = []
    for r in rows:
        z = sum(w[index[n]] * v for n, v in r["features"].items() if n in index)
        z += offsets.get(r["predicate"], (0, 0, 0.0))[2]
        out.append(1 / (1 + np.exp(-z)))
    return np.array(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true", help="write the table beside the coder")
    args = parser.parse_args()
    rows = examples(args.gold)
    known = [r for r in rows if r["label"] is not None]
    print(len(rows), "events,", len(known), "of them right or wrong,", sum(r["label"] for r in known), "right")
    held = np.zeros(len(rows))
    for k in range(FOLDS):
        model = fit([r for r in known if r["fold"] != k])
        members = [i for i, r in enumerate(rows) if r["fold"] == k]
        held[members] = predict([rows[i] for i in members], *model)
    must = sum(1 for t in read_gold(args.gold).rows for e in t["events"] if e.get("must", True))
    y = np.array([-1 if r["label"] is None else r["label"] for r in rows])
    t = np.array([r["type_right"] for r in rows])
    loss = -np.mean(np.log(np.where(y == 1, held, 1 - held))[y >= 0])
    print(f"out-of-fold log loss {loss:.3f}, brier {np.mean((held - y)[y >= 0] ** 2):.3f}")
    for low in np.arange(0, 1, 0.1):
        inside = (held >= low) & (held < low + 0.1) & (y >= 0)
        if inside.sum():
            print(f"  said {held[inside].mean():.2f}  is {y[inside].mean():.2f}  n {inside.sum()}")
    for threshold in np.arange(0, 0.6, 0.05):
        keep = (held >= threshold) & (y >= 0)
        n, hit, who = keep.sum(), (t[keep] == 1).sum(), (y[keep] == 1).sum()
        print(
            f"threshold {threshold:.2f}: events {n}, type F1 {2 * hit / (n + must):.3f}, who F1 {2 * who / (n + must):.3f}"
        )
    if args.write:
        names, w, offsets = fit(known)
        lines = [
            "# Confidence of events: weights of a logistic regression, and what each predicate's record adds (log odds).",
            f"# Fitted by training/fit_confidence.py on {args.gold.name} ({len(known)} events), {date.today().isoformat()}.",
            "kind\tname\tn\tright\tweight",
        ]
        lines += [f"feature\t{n}\t\t\t{v:.4f}" for n, v in zip(names, w, strict=True)]
        lines += [f"predicate\t{k}\t{n}\t{r}\t{o:.4f}" for k, (n, r, o) in sorted(offsets.items()) if n >= 2]
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")
        print("written", TABLE)


if __name__ == "__main__":
    main()
