"""Fits the weights by which a place is chosen for an act: writes coding/where.tsv and prints figures.

usage: python training/fit_where.py GOLD.jsonl [--write]

Every site of the sentence of an act that a gold event pairs with is an example: right where it has at least
half of the words of the gold's place, wrong otherwise, and so are all of them where the gold gives no place.
The weights are of a logistic regression over the features of :mod:`detente.coding.ties`.  Figures are out of
fold (folds by story), the table is fitted on all.
Only weights and counts leave this script, no sentence.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from detente.coding import ties, where
from detente.coding.acts import find_acts
from detente.coding.builder import build
from detente.coding.coder import Coder
from detente.coding.sites import find_sites
from detente.evaluate.folds import fold
from detente.evaluate.goldfile import read_gold
from detente.evaluate.match import overlap, pairs
from detente.language.parsed import Parsed
from detente.language.pipeline import parse
from detente.reading import from_text

FOLDS = 5
L2 = 2.5  # strength of the ridge; 1 to 5 move the share of right places by less than 1 %
LEAST = 15  # a feature seen less often has no weight
ROUNDS = 12
SLIGHT = 0.05  # weights nearer to nothing are left out of the table
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6)
TABLE = Path(where.__file__).with_name("where.tsv")


def examples(rows: Iterable[tuple[Mapping[str, Any], Parsed]], coder: Coder) -> list[dict[str, Any]]:
    """Acts that pair with a gold event: the gold's place, and features and label of every site."""
    out = []
    for row, parsed in rows:
        drafts = coder.drafts(parsed)
        events = [build(d, parsed, "", coder.book)[0].model_dump(mode="json") for d in drafts]
        for pair in pairs(row["events"], events):
            act, want, sentence = (
                drafts[pair.coded].act,
                row["events"][pair.gold].get("where"),
                drafts[pair.coded].sentence,
            )
            sites = find_sites(sentence, parsed)
            acts = [a for a in find_acts(sentence.doc, parsed, coder.book) if a.token.sent == act.token.sent]
            same = [a for a in acts if a.token.i == act.token.i] or [act]
            found = ties.described(same[0], acts, sites, parsed)
            named = [(s.mention.place.name if s.mention.place else "", f) for s, f in found]
            out.append({
                "id": row["id"], "fold": fold(row, FOLDS), "want": want, "type": act.type,
                "sites": [(n, f, bool(want) and overlap(want, n)) for n, f in named],
                "sentence": sentence.text, "trigger": act.token.text,
            })  # fmt: skip
    return out


def matrix(rows: list[dict[str, Any]]) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Names of features, the examples as rows of 0 and 1, their labels, and the act of each."""
    count = Counter(f for r in rows for _, fs, _ in r["sites"] for f in fs)
    names = sorted(n for n, c in count.items() if c >= LEAST)
    index = {n: i for i, n in enumerate(names)}
    flat = [(k, fs, label) for k, r in enumerate(rows) for _, fs, label in r["sites"]]
    x = np.zeros((len(flat), len(names)))
    for i, (_, fs, _) in enumerate(flat):
        x[i, [index[f] for f in fs if f in index]] = 1
    return names, x, np.array([float(label) for *_, label in flat]), np.array([k for k, *_ in flat])


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a ridge-regularised logistic regression by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + L2 * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (y - p) - L2 * w)
    return w


def out_of_fold(rows: list[dict[str, Any]], x: np.ndarray, y: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The probability of every site by the weights of the folds that it is not in."""
    folds = np.array([rows[k]["fold"] for k in own])
    p = np.zeros(len(y))
    for f in range(FOLDS):
        p[folds == f] = 1 / (1 + np.exp(-x[folds == f] @ fit(x[folds != f], y[folds != f])))
    return p


def figures(rows: list[dict[str, Any]], p: np.ndarray, y: np.ndarray, own: np.ndarray) -> None:
    """Prints for several thresholds the share of places found and of acts without one that get one."""
    best: dict[int, tuple[float, float]] = {}
    for k, probability, label in zip(own, p, y, strict=True):
        best[k] = max(best.get(k, (0.0, 0.0)), (probability, label))
    asked = [k for k, r in enumerate(rows) if r["want"]]
    bare = [k for k, r in enumerate(rows) if not r["want"]]
    for t in THRESHOLDS:
        right = sum(best.get(k, (0, 0))[1] for k in asked if best.get(k, (0, 0))[0] > t)
        given = sum(best.get(k, (0, 0))[0] > t for k in asked)
        made = sum(best.get(k, (0, 0))[0] > t for k in bare)
        print(f"over {t}: right {right / len(asked):.3f} of {len(asked)}, right of those given "
              f"{right / max(given, 1):.3f}, invented {made / len(bare):.3f} of {len(bare)}")  # fmt: skip


def write(names: list[str], w: np.ndarray, x: np.ndarray, rows: int) -> None:
    """The table of weights."""
    lines = [
        "# Weights (log odds) of what ties a place to an act, for coding/where.py, on "
        f"{rows} acts of news/gold-train.jsonl;",
        f"# training/fit_where.py, {date.today().isoformat()}. count: examples with the feature.",
        "feature\tweight\tcount",
    ]
    table = zip(names, w, x.sum(0), strict=True)
    lines += [f"{n}\t{v:.3f}\t{int(c)}" for n, v, c in table if abs(v) >= SLIGHT]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def report(rows: list[dict[str, Any]], save: bool) -> np.ndarray:
    """Fits, prints and, if asked, writes; the out-of-fold probabilities."""
    names, x, y, own = matrix(rows)
    p = out_of_fold(rows, x, y, own)
    figures(rows, p, y, own)
    if save:
        write(names, fit(x, y), x, len(rows))
    return p


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", type=Path)
    ap.add_argument("--write", action="store_true", help="write the table")
    args = ap.parse_args()
    gold = read_gold(args.gold)
    by_id = {g["id"]: g for g in gold.rows}
    articles = [
        from_text(text, id=key, published=date.fromisoformat(day) if day else None) for key, text, day in gold.texts()
    ]
    rows = examples(((by_id[p.article.id], p) for p in parse(articles)), Coder(min_confidence=0.0))
    report(rows, args.write)


if __name__ == "__main__":
    main()
