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
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
) -> None:
    """Figures against gold, per type, field and fold."""
    from detente.evaluate import GoldError, read_predictions, score_predictions
    from detente.evaluate import evaluate as run
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
        print(json.dumps({**found.figures, **found.extra, "folds": found.folds}, ensure_ascii=False, default=str))
    else:
        print_report(found, rows=rows)
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
