"""Fits the confidence of events on a gold file: writes src/detente/coding/confidence.tsv and prints figures.

usage: python training/fit_confidence.py GOLD.jsonl [ARTICLES.jsonl] [--models FOLDER [--alone]] [--figures FILE] [--write]

With --models the coder is the hybrid one and the table confidence-hybrid.tsv: FOLDER holds a model for each fold of
stories (`0` to `4`, as training/coder/export.py writes them), trained without it, so that what is learned of the
model's say is learned where it had not seen the text.  --alone leaves out the frames; --figures writes all figures of
the events kept, each with the confidence of a fit without its fold, the curve of precision and recall, and errors by cause.

Every event that the coder codes on the gold's texts is an example: right where a gold event has its type, source and
recipient, wrong where none has, left out where the gold event is arguable (``must`` false).  A logistic regression over
the features of the draft gives a first probability; predicates seen often enough move it by their own record, shrunk to
it.  Figures are out of fold (folds by story), the table is fitted on all.  Only counts leave this script, no sentence.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from detente.coding import confidence as conf
from detente.coding.builder import build
from detente.coding.coder import ARTICLE_CONFIDENCE, HYBRID_CONFIDENCE, SYNTAX_CONFIDENCE, Coder
from detente.coding.encoder import Encoder
from detente.evaluate import score_predictions
from detente.evaluate.errors import errors
from detente.evaluate.folds import FOLDS, fold
from detente.evaluate.goldfile import read_gold
from detente.evaluate.score import pairs
from detente.language.pipeline import parse
from detente.reading import from_text

L2 = 4.0  # strength of the ridge on the weights; 2 gives a log loss 0.003 higher, 0.5 0.009
SHRINK = 12.0  # a predicate's own record counts as much as this many examples of the regression
ROUNDS = 60
TABLES = Path(conf.__file__).parent
BINS = 10  # of the calibration error


def coders(models: Path | None, alone: bool = False) -> list[Coder]:
    """The coder of each fold: the same one by syntax, or one with the model that has not seen the fold."""
    if models is None:
        return [Coder(min_confidence=0.0)] * FOLDS
    return [Coder(min_confidence=0.0, encoder=Encoder(models / str(k)), lexical=not alone) for k in range(FOLDS)]


def examples(path: Path, models: Path | None, alone: bool = False) -> list[dict]:
    """Events of the gold's texts with features, predicate, fold and label (None: arguable)."""
    gold = read_gold(path)
    by_id = {g["id"]: g for g in gold.rows}
    articles = [
        from_text(text, id=key, published=date.fromisoformat(day) if day else None) for key, text, day in gold.texts()
    ]
    of_fold = coders(models, alone)
    out = []
    for parsed in parse(articles):
        coder = of_fold[fold(by_id[parsed.article.id], FOLDS)]
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
                    "empty": not row["events"], "event": events[i],
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


def pooled(rows: list[dict], held: np.ndarray, least: float, gold: Path) -> dict:
    """All figures of the events at or above a confidence, errors by cause, and precision and recall by threshold."""
    kept = [{**r["event"], "confidence": float(p)} for r, p in zip(rows, held, strict=True) if p >= least]
    found = score_predictions(gold, kept)
    must = sum(t.must for t in found.tallies)
    curve = []
    for threshold in np.arange(0, 1, 0.02):
        chosen = [r for r, p in zip(rows, held, strict=True) if p >= threshold and r["label"] is not None]
        right, whole = sum(r["type_right"] for r in chosen), sum(r["label"] for r in chosen)
        if chosen:
            curve.append(
                [
                    round(float(threshold), 2),
                    *(round(x, 4) for x in (right / len(chosen), right / must, whole / len(chosen), whole / must)),
                ]
            )
    return {
        **found.figures,
        **found.extra,
        "least": least,
        "folds": found.folds,
        "errors": errors(found.tallies),
        "curve": curve,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path, nargs="?", help="full articles to learn from as well")
    parser.add_argument("--models", type=Path, help="folder with a model for each fold: fit the hybrid coder")
    parser.add_argument("--alone", action="store_true", help="the model alone, without frames")
    parser.add_argument("--figures", type=Path, help="write the pooled figures as JSON")
    parser.add_argument("--write", action="store_true", help="write the table beside the coder")
    args = parser.parse_args()
    rows = examples(args.gold, args.models, args.alone)
    full = examples(args.articles, args.models, args.alone) if args.articles else []
    held, error = measured(rows, full, args)
    if args.figures:
        least = HYBRID_CONFIDENCE if args.models else SYNTAX_CONFIDENCE
        figures = pooled(rows, held[: len(rows)], least, args.gold) | {"calibration_error": round(error, 4)}
        if full:
            in_article = ARTICLE_CONFIDENCE if args.models else SYNTAX_CONFIDENCE
            figures["articles"] = pooled(full, held[len(rows) :], in_article, args.articles)
        args.figures.write_text(json.dumps(figures, default=str) + "\n", "utf-8")
    if args.write:
        write([r for r in (*rows, *full) if r["label"] is not None], args)


def measured(rows: list[dict], full: list[dict], args: argparse.Namespace) -> tuple[np.ndarray, float]:
    """The confidence of every event by a fit without its fold, and the calibration error; prints both."""
    every = [*rows, *full]
    known = [r for r in every if r["label"] is not None]
    print(len(every), "events,", len(known), "of them right or wrong,", sum(r["label"] for r in known), "right")
    held = np.zeros(len(every))
    for k in range(FOLDS):
        model = fit([r for r in known if r["fold"] != k])
        members = [i for i, r in enumerate(every) if r["fold"] == k]
        held[members] = predict([every[i] for i in members], *model)
    y = np.array([-1 if r["label"] is None else r["label"] for r in every])
    loss = -np.mean(np.log(np.where(y == 1, held, 1 - held))[y >= 0])
    print(f"out-of-fold log loss {loss:.3f}, brier {np.mean((held - y)[y >= 0] ** 2):.3f}")
    error = 0.0
    for low in np.arange(0, 1, 1 / BINS):
        inside = (held >= low) & (held < low + 1 / BINS) & (y >= 0)
        if inside.sum():
            error += abs(held[inside].mean() - y[inside].mean()) * inside.sum() / (y >= 0).sum()
            print(f"  said {held[inside].mean():.2f}  is {y[inside].mean():.2f}  n {inside.sum()}")
    print(f"expected calibration error {error:.3f}")
    thresholds(rows, held[: len(rows)], args.gold)
    if full:
        thresholds(full, held[len(rows) :], args.articles)
    return held, float(error)


def thresholds(rows: list[dict], held: np.ndarray, path: Path) -> None:
    """Prints figures of the events at or above each confidence."""
    gold = read_gold(path).rows
    empty = sum(1 for t in gold if not t["events"])
    must = sum(1 for t in gold for e in t["events"] if e.get("must", True))
    y = np.array([-1 if r["label"] is None else r["label"] for r in rows])
    t = np.array([r["type_right"] for r in rows])
    print(path)
    for threshold in np.arange(0, 0.6, 0.05):
        keep = (held >= threshold) & (y >= 0)
        alarms = (held >= threshold) & np.array([r["empty"] for r in rows])
        n, hit, who = keep.sum(), (t[keep] == 1).sum(), (y[keep] == 1).sum()
        print(
            f"threshold {threshold:.2f}: events {n}, type F1 {2 * hit / (n + must):.3f}, "
            f"who F1 {2 * who / (n + must):.3f}, false alarms {alarms.sum() / max(empty, 1):.3f}"
        )


def write(known: list[dict], args: argparse.Namespace) -> None:
    """Fits on all and writes the table."""
    names, w, offsets = fit(known)
    sources = ", ".join(p.name if p.name != "gold.jsonl" else p.parent.name for p in (args.gold, args.articles) if p)
    lines = [
        "# Confidence of events: weights of a logistic regression, and what each predicate's record adds (log odds).",
        f"# Fitted by training/fit_confidence.py on {sources} ({len(known)} events), {date.today().isoformat()}.",
        "kind\tname\tn\tright\tweight",
    ]
    lines += [f"feature\t{n}\t\t\t{v:.4f}" for n, v in zip(names, w, strict=True)]
    lines += [f"predicate\t{k}\t{n}\t{r}\t{o:.4f}" for k, (n, r, o) in sorted(offsets.items()) if n >= 2]
    table = TABLES / ("confidence-hybrid.tsv" if args.models else "confidence.tsv")
    table.write_text("\n".join(lines) + "\n", "utf-8")
    print("written", table)


if __name__ == "__main__":
    main()
