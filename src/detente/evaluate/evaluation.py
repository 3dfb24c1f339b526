"""One call from a gold file and a coder to figures, rows and folds, whatever the gold is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.evaluate import relate as relating
from detente.evaluate import resolve as resolving
from detente.evaluate.folds import FOLDS, by_fold
from detente.evaluate.goldfile import Gold, GoldError, Json, Kind, read_gold
from detente.evaluate.rows import Known, Row, rows
from detente.evaluate.score import Figures, Tally, figures, prf, recall_by_type, shares, tallies

Text = tuple[str, str, str | None]  # id, text, day of publication (ISO) or None
Coder = Callable[[list[Text]], Iterable[Json]]  # to the events of all texts, each with article_id
Answerer = Callable[[Sequence[Json]], Iterable[Json]]  # rows of a relate or resolve file to answers with id


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A type's figures: recall over the gold's first accepted type, precision over the coded type."""

    type: str
    gold: int
    coded: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Evaluation:
    """What came out.  ``figures`` are score.py's (or those of relate, resolve); the rest is ours.

    ``types``, ``fields`` (name -> [share right, n]) and ``tallies`` are there for events and articles only;
    ``extra``: ``words`` and ``false_events_per_1000_words`` where the gold has its texts.
    """

    path: Path
    kind: Kind
    figures: Figures
    rows: list[Row]
    folds: dict[int, Figures] = field(default_factory=dict)
    types: list[TypeLine] = field(default_factory=list)
    fields: dict[str, list[float]] = field(default_factory=dict)
    tallies: list[Tally] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)


def type_lines(texts: Sequence[Tally]) -> list[TypeLine]:
    """Precision, recall and F1 of each type that the gold or the coder has; arguable events left out."""
    recall = recall_by_type(texts)
    right: dict[str, list[int]] = {}
    for t in texts:
        gold_of = {pair.coded: t.gold[pair.gold] for pair in t.pairs}
        for j, p in enumerate(t.coded):
            if j in gold_of and not gold_of[j].get("must", True):
                continue
            seen = right.setdefault(p["type"], [0, 0])
            seen[0] += j in gold_of
            seen[1] += 1
    lines = []
    for name in sorted({*recall, *right}):
        found, gold = recall.get(name, [0, 0])
        hits, coded = right.get(name, [0, 0])
        precise, recalled = hits / coded if coded else 0.0, found / gold if gold else 0.0
        both = precise + recalled
        f1 = 2 * precise * recalled / both if both else 0.0
        lines.append(TypeLine(name, gold, coded, precise, recalled, f1))
    return sorted(lines, key=lambda line: -line.gold)


def _events(gold: Gold, coded: Iterable[Json], k: int, known: Known | None) -> Evaluation:
    found = tallies(gold.rows, coded)
    extra: dict[str, Any] = {}
    if all(isinstance(row.get("text"), str) for row in gold.rows):
        words = sum(len(row["text"].split()) for row in gold.rows)
        wrong = sum(t.counted - t.type_hits for t in found)
        whole = sum(t.who_hits for t in found)
        extra = {
            "words": words,
            "false_events_per_1000_words": round(1000 * wrong / words, 2) if words else None,
            "who_recall": prf(whole, 0, sum(t.must for t in found))[1],
        }
    right, _ = shares(found)
    return Evaluation(
        path=gold.path, kind=gold.kind, figures=figures(found), rows=rows(found, known),
        folds=by_fold(gold.rows, found, k) if k > 1 and gold.kind == "events" else {},
        types=type_lines(found), tallies=found, extra=extra,
        fields={name: [round(v[0] / v[1], 3), v[1]] for name, v in sorted(right.items())},
    )  # fmt: skip


def score_predictions(path: Path | str, predicted: Iterable[Json], *, folds: int = FOLDS,
                      known: Known | None = None) -> Evaluation:  # fmt: skip
    """Score answers that are there already: events (``article_id``), or answers with ``id``."""
    return _score(read_gold(path), list(predicted), folds, known)


def _score(gold: Gold, predicted: list[Json], k: int, known: Known | None) -> Evaluation:
    if gold.kind in ("events", "article"):
        return _events(gold, predicted, k, known)
    room = relating if gold.kind == "relate" else resolving
    return Evaluation(gold.path, gold.kind, room.figures(gold.rows, predicted), room.rows(gold.rows, predicted))


def evaluate(path: Path | str, code: Coder | None = None, *, relate: Answerer | None = None,
             resolve: Answerer | None = None, folds: int = FOLDS,
             known: Known | None = None) -> Evaluation:  # fmt: skip
    """Run a coder over a gold file and score it.

    Args:
        path: an events file, an article's JSON, a relate or a resolve file (told apart by their columns).
        code: list of (id, text, day) -> event dicts as ``detente code --format jsonl`` prints them.
        relate: rows of a relate file -> dicts with ``id`` and ``type``.
        resolve: rows of a resolve file -> dicts with ``id``, ``country``, ``sector``, ``wiki``.
        folds: how many folds by story; below 2: none.
        known: whether the lexicon has a frame for a trigger's words, for the guesses at causes.

    Raises GoldError where the file is no gold, or of a kind for which no coder was given.
    """
    gold = read_gold(path)
    if gold.kind in ("events", "article"):
        if code is None:
            raise GoldError(gold.path, None, "holds events, and no coder of events was given")
        return _score(gold, list(code(gold.texts())), folds, known)
    answer = relate if gold.kind == "relate" else resolve
    if answer is None:
        raise GoldError(gold.path, None, f"is a {gold.kind} file, and nothing to {gold.kind} with was given")
    return _score(gold, list(answer(gold.rows)), folds, known)
