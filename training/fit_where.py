"""Fits the weights by which a place is chosen for an act: writes coding/where.tsv and prints figures.

usage: python training/fit_where.py GOLD.jsonl [ARTICLES.jsonl] [--write]

Two choices are fitted, both as a conditional logit (the answers of one act share out one; L-BFGS, ridge):
- the sites of the act's sentence against "it does not say", by the features of coding/site_features.py, on GOLD;
- where that chooses none, the scene of the story against none, by those of coding/scenes.py, on GOLD and ARTICLES.
A place is right where it has half of the words of the gold's. Figures of the first are out of fold (folds by story),
those of the second too (an article is one story); the table is fitted on all.
Only weights and counts leave this script, no sentence.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from logit import Choices, minimise

from detente.coding import scenes, site_features, where
from detente.coding.acts import find_acts
from detente.coding.builder import build
from detente.coding.coder import Coder
from detente.coding.draft import Draft
from detente.coding.roles import find_sides
from detente.coding.sites import find_sites
from detente.coding.status import find_status
from detente.evaluate.folds import fold
from detente.evaluate.goldfile import read_gold
from detente.evaluate.match import overlap, pairs
from detente.language.parsed import Parsed
from detente.language.pipeline import parse
from detente.reading import from_text

FOLDS = 5
SITE_L2, SCENE_L2 = 8.0, 5.0  # strength of the ridge; half and double move the figures by less than 1 %
SITE_LEAST, SCENE_LEAST = 6, 4  # a feature seen less often has no weight
SLIGHT = 0.02  # weights nearer to nothing are left out of the table
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
TABLE = Path(where.__file__).with_name("where.tsv")
ABOUT = (
    "# Weights (log odds) of what ties a place to an act, for coding/where.py: of the places of the act's sentence",
    "# on {sites} acts of news/gold-train.jsonl; of the scene of the story (scene) on {scenes} of it and of the articles.",
    "# training/fit_where.py, {today}. count: answers with the feature; no: of the answer that no place is told.",
    "feature\tweight\tcount",
)  # fmt: skip


@dataclass
class Example:
    """An act with its possible places: features and right or wrong of each; the first answer is that there is none."""

    fold: int
    wanted: bool
    answers: list[list[str]]
    right: list[bool]


def example(part: int, want: str | None, none: list[str], places: Sequence[tuple[str, list[str]]]) -> Example:
    """An example from the features of the answers; where no place is right, none is."""
    right = [bool(want) and overlap(want, name) for name, _ in places]
    return Example(part, bool(want), [none, *(f for _, f in places)], [not any(right), *right])


class Recorder:
    """A coder whose acts without a place are kept with the scenes that they could take."""

    def __init__(self) -> None:
        self.coder = Coder(min_confidence=0.0)
        self.found: dict[int, tuple[list[str], list[tuple[str, list[str]]]]] = {}
        where._set_scene = self.record  # type: ignore[assignment]

    def record(self, draft: Draft, earlier: Sequence[Draft], parsed: Parsed) -> None:
        told = scenes.scene_of(draft, earlier, parsed)
        if told:
            none = scenes.nowhere(draft, parsed, len(told))
            self.found[id(draft)] = none, [(t.row.name, scenes.described(draft, t)) for t in told]

    def examples(self, row: Mapping[str, Any], parsed: Parsed, part: int) -> Iterator[tuple[str, Example]]:
        """Examples of both choices from an article's acts that pair with a gold event."""
        drafts = self.coder.drafts(parsed)
        events = [build(d, parsed, "", self.coder.book)[0].model_dump(mode="json") for d in drafts]
        for pair in pairs(row["events"], events):
            draft, want = drafts[pair.coded], row["events"][pair.gold].get("where")
            yield "site", example(part, want, *self.sites(draft, parsed))
            if id(draft) in self.found and draft.where is None:
                yield "scene", example(part, want, *self.found[id(draft)])
        self.found.clear()

    def sites(self, draft: Draft, parsed: Parsed) -> tuple[list[str], list[tuple[str, list[str]]]]:
        """Features of "no place" and of every site of an act's sentence, as the coder sees them."""
        token = draft.act.token
        acts = [a for a in find_acts(token.doc, parsed, self.coder.book) if a.token.sent == token.sent]
        act = next((a for a in acts if a.token.i == token.i), draft.act)
        sites, sides, status = find_sites(draft.sentence, parsed), find_sides(act, parsed), find_status(act)[0]
        found = site_features.described(act, acts, sites, parsed, sides, status)
        named = [(s.mention.place.name if s.mention.place else "", f) for s, f in found]
        return site_features.nowhere(act, acts, sites, sides, status), named


def read(paths: Sequence[Path]) -> tuple[list[Example], list[Example]]:
    """The examples of both choices; those of the sites from the first file only."""
    out: dict[str, list[Example]] = {"site": [], "scene": []}
    recorder = Recorder()
    for n, path in enumerate(paths):
        gold = read_gold(path)
        by_id = {g["id"]: g for g in gold.rows}
        articles = [from_text(t, id=k, published=date.fromisoformat(d) if d else None) for k, t, d in gold.texts()]
        for k, parsed in enumerate(parse(articles)):
            row = by_id[parsed.article.id]
            part = k % FOLDS if n else fold(row, FOLDS)
            for kind, found in recorder.examples(row, parsed, part):
                if kind == "scene" or not n:
                    out[kind].append(found)
    return out["site"], out["scene"]


def fitted(rows: list[Example], l2: float, least: int) -> tuple[list[str], Counter[str], np.ndarray, np.ndarray]:
    """Names of features, how often they stand, their weights on all rows, and every answer's probability out of fold."""
    counts = Counter(f for r in rows for answer in r.answers for f in set(answer))
    names = sorted(f for f, c in counts.items() if c >= least)
    choices = Choices([(r.answers, r.right) for r in rows], names)
    folds = np.array([r.fold for r in rows])
    held = np.zeros(len(choices.right))
    for f in range(FOLDS):
        w = minimise(choices.loss((folds != f).astype(float), l2), np.zeros(len(names)))
        held = np.where(folds[choices.own] == f, choices.shares(w), held)
    weights = minimise(choices.loss(np.ones(len(rows)), l2), np.zeros(len(names)))
    return names, counts, weights, held


def figures(title: str, rows: list[Example], shares: np.ndarray) -> None:
    """Prints for several thresholds the share of places found and of acts without one that get one."""
    starts = np.cumsum([0, *(len(r.answers) for r in rows)])
    asked = sum(r.wanted for r in rows)
    for t in THRESHOLDS:
        right = given = made = 0
        for r, start, end in zip(rows, starts[:-1], starts[1:], strict=True):
            own = shares[start:end]
            if len(own) < 2 or own[0] > t:
                continue
            best = 1 + int(np.argmax(own[1:]))
            right += r.wanted and r.right[best]
            given += r.wanted
            made += not r.wanted
        print(f"{title}, none under {t}: right {right / asked:.3f} of {asked}, right of those given "
              f"{right / max(given, 1):.3f}, invented {made / (len(rows) - asked):.3f} of {len(rows) - asked}")  # fmt: skip


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", type=Path, nargs="+", help="gold-train.jsonl, and the gold of full articles")
    ap.add_argument("--write", action="store_true", help="write the table")
    args = ap.parse_args()
    sites, told = read(args.gold)
    lines = [x.format(sites=len(sites), scenes=len(told), today=date.today()) for x in ABOUT]
    fit: Callable[..., Any] = fitted
    for title, rows, l2, least in (("site", sites, SITE_L2, SITE_LEAST), ("scene", told, SCENE_L2, SCENE_LEAST)):
        names, counts, weights, held = fit(rows, l2, least)
        figures(title, rows, held)
        table = zip(names, weights, strict=True)
        lines += [f"{n}\t{w:.3f}\t{counts[n]}" for n, w in table if abs(w) >= SLIGHT]
    if args.write:
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
