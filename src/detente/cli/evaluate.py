"""``detente evaluate``: figures of coding, relating and resolving against gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.common import Frames, Least, Named, Refused, Steps, coder_of, wrong

if TYPE_CHECKING:
    from detente.coding.coder import Coder


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold: events (JSONL), an article's JSON, a relate or a resolve file.")],
    predicted: Annotated[
        Path | None, typer.Option(help="Score this file of answers instead of coding the gold's texts.")
    ] = None,
    coder: Named = None,
    frames: Frames = None,
    min_confidence: Least = None,
    rows: Annotated[bool, typer.Option("--rows", help="Every miss and false alarm with its cause guessed.")] = False,
    folds: Annotated[int, typer.Option(min=0, help="Folds by story with figures of their own; 0 for none.")] = 5,
    links: Annotated[
        bool, typer.Option("--links", help="GOLD is news with links (JSONL): are linked words resolved rightly?")
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Misses and false alarms sorted into seven causes.")] = False,
    ablate: Annotated[
        bool, typer.Option("--ablate", help="Figures of frames alone, of the model alone and of both.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
) -> None:
    """Figures against gold, per type, field and fold."""
    if ablate:
        if predicted is not None or links or coder is not None:
            wrong("--ablate runs coders of its own: leave out --predicted, --links and --coder")
        _ablation(gold, frames, min_confidence, as_json)
        return
    from detente.evaluate import GoldError, read_predictions, score_predictions
    from detente.evaluate import evaluate as run
    from detente.evaluate.errors import errors as sorted_errors
    from detente.evaluate.report import print_report

    refused = Refused()
    try:
        if links:
            from detente.evaluate.links import evaluate_links

            found = evaluate_links(gold)
        elif predicted is not None:
            found = score_predictions(gold, read_predictions(predicted), folds=folds)
        else:
            working = coder_of(frames, min_confidence, coder)
            found = run(
                gold, lambda texts: events_of(texts, working, refused), relate=_related, resolve=_resolved,
                folds=folds, known=known_trigger(working),
            )  # fmt: skip
    except GoldError as error:
        wrong(str(error))
    if as_json:
        causes = {"errors": sorted_errors(found.tallies)} if errors else {}
        figures = {**found.figures, **found.extra, "folds": found.folds, **causes}
        print(json.dumps(figures, ensure_ascii=False, default=str))
    else:
        print_report(found, rows=rows, errors=errors)
    refused.finish()


def _ablation(gold: Path, frames: Path | None, least: float | None, as_json: bool) -> None:
    """Frames alone, the model alone and both, on the same texts, with the paired difference to both."""
    from dataclasses import replace

    from detente.cli.common import CoderName
    from detente.evaluate import GoldError
    from detente.evaluate import evaluate as run
    from detente.evaluate.report import print_ablation

    both = coder_of(frames, least, CoderName.hybrid)
    ways = {"syntax": replace(both, encoder=None), "model": replace(both, lexical=False), "both": both}
    refused = Refused()
    try:
        found = {
            name: run(gold, lambda texts, way=way: events_of(texts, way, refused), folds=0)  # type: ignore[misc]
            for name, way in ways.items()
        }
    except GoldError as error:
        wrong(str(error))
    if as_json:
        print(json.dumps({name: e.figures | e.extra for name, e in found.items()}, default=str))
    else:
        print_ablation(found)
    refused.finish()


def events_of(texts: Iterable[tuple[str, str, str | None]], coder: Coder, refused: Refused) -> Iterator[dict[str, Any]]:
    """Events of (id, text, day of publication) as the evaluation takes them."""
    from datetime import date

    from detente.cli.work import coded
    from detente.reading import from_text

    pages = []
    for key, text, day in texts:
        try:
            pages.append(from_text(text, id=key, published=date.fromisoformat(day) if day else None))
        except ValueError as error:
            refused(ValueError(f"{key}: {error}"))
    with Steps("texts coded", len(pages)) as steps:
        for _, pairs in coded(pages, coder, refused):
            steps.step()
            for event, _ in pairs:
                yield event.model_dump(mode="json")


def _related(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    from detente.coding.relate import relate_rows

    return list(relate_rows(rows, "cameo"))


def _resolved(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    from detente.cli.ask import resolution

    return [resolution(row) for row in rows]


def known_trigger(coder: Coder) -> Callable[[str], bool]:
    """Whether the lexicon has a frame for one of a trigger's words, for the guesses at causes."""
    heads = {head for _, head in coder.book.frames}
    stems = {h[: max(4, len(h) - 2)] for h in heads}
    return lambda words: any(w in heads or w[: max(4, len(w) - 3)] in stems for w in words.lower().split())
