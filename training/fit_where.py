"""Fits the weights by which a place is chosen for an act: writes coding/where.tsv and prints figures.

usage: python training/fit_where.py GOLD.jsonl [ARTICLES.jsonl] [--write]

Two choices are fitted, both as a conditional logit (the answers of one act share out one; L-BFGS, ridge):
- the sites of the act's sentence against "it does not say", by the features of coding/site_features.py;
- where that chooses none, the places told before (the scene) against none, by those of coding/scene_features.py.
A place is right where it has half of the words of the gold's. All figures are out of fold (folds by story; an article
is one story): of the sites, and of both steps one after the other. The table is fitted on all. The scene is fitted on
the acts for which the first step, out of fold, says that there is none; the places told before are then those that
the weights of the other folds find.
Only weights and counts leave this script, no sentence.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from logit import Choices, minimise

from detente.coding import coder as coding
from detente.coding import scene_features, site_features, site_weights, where
from detente.coding.acts import Act
from detente.coding.builder import build
from detente.coding.roles import Sides
from detente.coding.scenes import scene_of
from detente.coding.sites import Site
from detente.evaluate.folds import FOLDS, fold
from detente.evaluate.goldfile import read_gold
from detente.evaluate.match import overlap, pairs
from detente.event import Status
from detente.language.parsed import Mention, Parsed
from detente.language.pipeline import parse
from detente.reading import from_text

# Strength of the ridge for each word of a feature's name: what says more at once is rarer and trusted less.
SITE_L2, SCENE_L2 = 4.0, 1.5  # half and double move the figures by less than 1 %
SITE_LEAST, SCENE_LEAST = 6, 4  # a feature seen less often has no weight
SLIGHT = 0.02  # weights nearer to nothing are left out of the table
THRESHOLDS = (0.44, 0.46, 0.48, 0.5, 0.52, 0.54, 0.56)
SCENE_THRESHOLDS = (0.41, 0.44, 0.47, 0.5, 0.51, 0.52, 0.54, 0.56)
SCENE = "scene "  # with which the features of the scene begin
OPEN = 0.15  # acts for which no place is less likely than this out of fold do not need a scene; 0.05, 0.4: fewer right
TABLE = Path(where.__file__).with_name("where.tsv")
ABOUT = (
    "# Weights (log odds) of what ties a place to an act, for coding/where.py: of the places of the act's sentence",
    "# on {sites} acts of news/gold-train.jsonl and articles/gold.jsonl; of the scene of the story (scene) on {scenes}.",
    "# training/fit_where.py, {today}. count: answers with the feature; no: of the answer that no place is told.",
    "feature\tweight\tcount",
)  # fmt: skip


Described = tuple[list[str], list[tuple[str, list[str]]]]  # features of "none"; name and features of each place


@dataclass(eq=False)
class Example:
    """An act with its possible places: features and right or wrong of each; the first answer is that there is none."""

    fold: int
    wanted: bool
    answers: list[list[str]]
    right: list[bool]
    scene: Example | None = field(default=None, repr=False)


def example(part: int, want: str | None, described: Described) -> Example:
    """An example from the features of the answers; where no place is right, none is."""
    none, places = described
    right = [bool(want) and overlap(want or "", name) for name, _ in places]
    return Example(part, bool(want), [none, *(f for _, f in places)], [not any(right), *right])


class Recorder:
    """A coder that keeps what it weighs as the place of every act; a fold's own ``weights`` of sites can be given."""

    def __init__(self, weights: Sequence[Mapping[str, float]] = ()) -> None:
        self.coder = coding.Coder(min_confidence=0.0)
        self.sites: dict[int, Described] = {}
        scene = {f: w for f, w in site_weights.table().items() if f.startswith(SCENE)}
        self.tables = [{**scene, **w} for w in weights]
        vars(coding)["find_where"] = self.weigh

    def weigh(
        self, act: Act, acts: Sequence[Act], sites: Sequence[Site], parsed: Parsed, sides: Sides, status: Status
    ) -> tuple[Mention | None, str, float | None]:
        """Keeps the features of the sites of an act's sentence."""
        _, free = where.candidates(act, sites)
        found = site_features.described(act, acts, free, parsed, sides, status)
        named = [(s.mention.place.name if s.mention.place else "", f) for s, f in found]
        self.sites[id(act)] = site_features.nowhere(act, acts, free, sides, status), named
        return where.find_where(act, acts, sites, parsed, sides, status)

    def examples(self, row: Mapping[str, Any], parsed: Parsed, part: int) -> Iterator[Example]:
        """Examples from an article's acts that pair with a gold event, each with that of its scene."""
        table = site_weights.table
        if self.tables:
            vars(site_weights)["table"] = lambda: self.tables[part]
        drafts = self.coder.drafts(parsed)
        vars(site_weights)["table"] = table
        events = [build(d, parsed, "", self.coder.book)[0].model_dump(mode="json") for d in drafts]
        for pair in pairs(row["events"], events):
            draft, want = drafts[pair.coded], row["events"][pair.gold].get("where")
            found = example(part, want, self.sites[id(draft.act)])
            told = scene_of(pair.coded, drafts, parsed)
            if told:
                none = scene_features.nowhere(draft, parsed, len(told))
                places = [(t.row.name, scene_features.described(draft, t, parsed)) for t in told]
                found.scene = example(part, want, (none, places))
            yield found
        self.sites.clear()


def read(paths: Sequence[Path], weights: Sequence[Mapping[str, float]] = ()) -> list[list[Example]]:
    """The examples of each file, in the same order for any weights."""
    out: list[list[Example]] = []
    recorder = Recorder(weights)
    for n, path in enumerate(paths):
        gold = read_gold(path)
        by_id = {g["id"]: g for g in gold.rows}
        articles = [from_text(t, id=k, published=date.fromisoformat(d) if d else None) for k, t, d in gold.texts()]
        out.append([])
        for k, parsed in enumerate(parse(articles)):
            row = by_id[parsed.article.id]
            out[n].extend(recorder.examples(row, parsed, k % FOLDS if n else fold(row, FOLDS)))
    return out


@dataclass
class Fit:
    """The weights of features fitted on all examples, and on all but those of each fold."""

    names: list[str]
    counts: Counter[str]
    weights: np.ndarray
    without: list[np.ndarray]

    def shares(self, rows: Sequence[Example]) -> list[np.ndarray]:
        """The probability of each answer of examples, by the weights of the other folds."""
        choices = Choices([(r.answers, r.right) for r in rows], self.names)
        part = np.array([r.fold for r in rows])[choices.own]
        held = np.zeros(len(part))
        for f, weights in enumerate(self.without):
            held = np.where(part == f, choices.shares(weights), held)
        return np.split(held, np.cumsum([len(r.answers) for r in rows])[:-1])

    def rows(self) -> list[str]:
        """Lines of the table."""
        table = zip(self.names, self.weights, strict=True)
        return [f"{n}\t{w:.3f}\t{self.counts[n]}" for n, w in table if abs(w) >= SLIGHT]


def fitted(rows: Sequence[Example], l2: float, least: int) -> Fit:
    """The fit of some examples with a ridge; features seen less often than ``least`` are left out."""
    counts = Counter(f for r in rows for answer in r.answers for f in set(answer))
    names = sorted(f for f, c in counts.items() if c >= least)
    ridge = np.array([l2 * len(n.split()) for n in names])
    choices = Choices([(r.answers, r.right) for r in rows], names)
    folds = np.array([r.fold for r in rows])
    start = np.zeros(len(names))
    without = [minimise(choices.loss((folds != f).astype(float), ridge), start) for f in range(FOLDS)]
    return Fit(names, counts, minimise(choices.loss(np.ones(len(rows)), ridge), start), without)


def figures(
    rows: Sequence[Example],
    shares: Sequence[np.ndarray],
    then: Mapping[int, np.ndarray],
    unsaid: float,
    no_scene: float,
) -> None:
    """Prints the share of places found and of acts without one that get one, the scene counted in or not."""
    asked = sum(r.wanted for r in rows)
    right = given = made = 0
    for row, own in zip(rows, shares, strict=True):
        answers: tuple[Example, np.ndarray] | None = row, own
        if len(own) < 2 or own[0] > unsaid:
            scene = then.get(id(row))
            answers = (row.scene, scene) if row.scene and scene is not None and scene[0] <= no_scene else None
        if answers is not None:
            chosen, share = answers
            right += row.wanted and chosen.right[1 + int(np.argmax(share[1:]))]
            given += row.wanted
            made += not row.wanted
    print(f"{f'both, {no_scene}' if then else 'site'}, none above {unsaid}: right {right / asked:.4f} of {asked}, of those "
          f"given {right / max(given, 1):.3f}, invented {made / (len(rows) - asked):.4f} of {len(rows) - asked}")  # fmt: skip


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold", type=Path, nargs="+", help="gold-train.jsonl, and the gold of full articles")
    ap.add_argument("--write", action="store_true", help="write the table")
    args = ap.parse_args()
    first = fitted([r for rows in read(args.gold) for r in rows], SITE_L2, SITE_LEAST)
    texts = read(args.gold, [dict(zip(first.names, w.tolist(), strict=True)) for w in first.without])
    shares = [first.shares(rows) for rows in texts]
    told = [
        r
        for rows, own in zip(texts, shares, strict=True)
        for r, s in zip(rows, own, strict=True)
        if r.scene and (len(s) < 2 or s[0] > OPEN)
    ]
    own_scenes = [r.scene for r in told if r.scene]
    second = fitted(own_scenes, SCENE_L2, SCENE_LEAST)
    then = dict(zip((id(r) for r in told), second.shares(own_scenes), strict=True))
    for path, rows, own in zip(args.gold, texts, shares, strict=True):
        print(path.name)
        for t in THRESHOLDS:
            figures(rows, own, {}, t, 0.0)
            for s in SCENE_THRESHOLDS:
                figures(rows, own, then, t, s)
    if args.write:
        about = [x.format(sites=sum(map(len, texts)), scenes=len(told), today=date.today()) for x in ABOUT]
        TABLE.write_text("\n".join([*about, *first.rows(), *second.rows()]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
