"""Questions with short answers, in JSON: statements, resolve, relate, when, places, schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.common import Day, Paths, Refused, Steps, articles_of, day_of, note, wrong
from detente.cli.rows import Row, count, rows_of

# Rows that relate takes at a time: their texts are parsed together.
BATCH = 256
ANSWERS = ("country", "sector", "sectors", "name", "wiki", "wikidata", "confidence", "candidates", "scores")


class Scheme(StrEnum):
    """Names for the answers of relate."""

    plover = "plover"
    cameo = "cameo"


def emit(answer: Any) -> None:
    """An answer as a line of JSON."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def statements(paths: Paths, published: Day = None) -> None:
    """Who says what, a statement a line as JSON: speaker, words, cue, offsets."""
    from detente.cli.work import failure, parsed
    from detente.coding.builder import statement
    from detente.coding.statements import find_statements

    refused = Refused()
    articles = found = 0
    with Steps("articles read") as steps:
        for page in parsed(articles_of(paths, day_of(published, "--published"), refused), refused):
            try:
                said = [statement(s, page).model_dump(mode="json") for s in find_statements(page)]
            except Exception as error:
                refused(failure(page.article, error))
                continue
            articles, found = articles + 1, found + len(said)
            steps.stop() if sys.stdout.isatty() else steps.step()
            for row in said:
                emit({"article_id": page.article.id, **row})
    if articles and not found:
        note(f"no statements in {articles:,} article{'s' if articles > 1 else ''}")
    refused.finish()


def resolve(
    name: Annotated[str | None, typer.Argument(help="A name or a role: 'the Russian president'.")] = None,
    date: Annotated[str | None, typer.Option(help="The day it was said, YYYY-MM-DD.")] = None,
    context: Annotated[str, typer.Option(help="The sentence that it stands in.")] = "",
    jsonl: Annotated[
        Path | None,
        typer.Option(
            help="File of rows (JSONL, CSV, TSV) with name (or actor), and id, context, date if they have them; "
            "- is stdin."
        ),
    ] = None,
) -> None:
    """Who a name or a role stands for on a day, as JSON.

    null where nobody is known.  With --jsonl an answer a line, in the order of the rows, with their id.
    """
    import detente

    if (name is None) == (jsonl is None):
        wrong("give a NAME or --jsonl FILE")
    if name is not None:
        found = detente.resolve(name, date=day_of(date, "--date"), context=context)
        if found is None:
            note(f"nobody is known by {name!r}")
        emit(found.model_dump(mode="json") if found else None)
        return
    assert jsonl is not None
    refused = Refused()
    with Steps("names resolved", count(jsonl)) as steps:
        for row in rows_of(jsonl, refused, ("name", "actor"), tables=True):
            steps.stop() if sys.stdout.isatty() else steps.step()
            try:
                emit(resolution(row.cells))
            except ValueError as error:
                refused(ValueError(f"{row.where}: {error} (resolved as of today)"))
                emit(resolution({**row.cells, "date": ""}))
    refused.finish()


def resolution(row: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one row of ``resolve --jsonl``, every field null where nobody is known.

    Raises ValueError where the row's date is none.
    """
    import detente

    words = str(row.get("name") or row.get("actor") or "")
    found = detente.resolve(words, date=str(row.get("date") or ""), context=str(row.get("context") or ""))
    return {"id": row.get("id"), **{key: getattr(found, key, None) for key in ANSWERS}}


def relate(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="JSONL with id, text, source and recipient (words), or source_spans and recipient_spans.",
        ),
    ],
    scheme: Annotated[
        Scheme, typer.Option(help="plover, or cameo's root classes as the PLV data name them.")
    ] = Scheme.plover,
) -> None:
    """What a source does to a recipient, an answer a line as JSON.

    An answer has id, type, quad and probabilities.
    """
    refused = Refused()
    rows = rows_of(path, refused, ("text",), ("source", "source_spans"), ("recipient", "recipient_spans"))
    with Steps("rows related") as steps:
        for answer in related(rows, scheme.value, refused):
            steps.stop() if sys.stdout.isatty() else steps.step()
            emit(answer)
    refused.finish()


def related(rows: Iterator[Row], scheme: str, refused: Refused) -> Iterator[dict[str, Any]]:
    """Answers in the order of the rows; a row that breaks is refused and does not stop the rest."""
    from detente.coding.relate import relate_rows

    while batch := list(islice(rows, BATCH)):
        try:
            yield from list(relate_rows([row.cells for row in batch], scheme))
        except Exception:
            for row in batch:
                try:
                    yield from list(relate_rows([row.cells], scheme))
                except Exception as error:
                    refused(ValueError(f"{row.where}: cannot be related ({type(error).__name__}: {error})"))


def text_of(text: str) -> str:
    """The text of an argument; - is standard input, in any encoding that pages may have."""
    from detente.reading.decode import binary_kind, decode

    if text != "-":
        return text
    data = sys.stdin.buffer.read()
    kind = binary_kind(data)
    if kind is not None:
        wrong(f"<stdin>: {kind}, not text")
    try:
        return decode(data)
    except ValueError as error:
        wrong(f"<stdin>: {error}")


def when(
    text: Annotated[str, typer.Argument(help="The text; - is standard input.")],
    date: Annotated[str | None, typer.Option(help="The day from which relative times count, YYYY-MM-DD.")] = None,
) -> None:
    """All time expressions of a text, as lines of JSON."""
    import detente

    found = detente.when(text_of(text), date=day_of(date, "--date"))
    for expression in found:
        emit(expression.model_dump(mode="json"))
    if not found:
        note("no time expressions in the text")


def places(text: Annotated[str, typer.Argument(help="The text; - is standard input.")]) -> None:
    """All places of a text with coordinates, as lines of JSON."""
    import detente

    found = detente.places(text_of(text))
    for place in found:
        emit(place.model_dump(mode="json"))
    if not found:
        note("no places in the text")


def schema() -> None:
    """The JSON Schema of articles, events, statements and answers."""
    from detente.article import Article
    from detente.event import Event, Place, Resolution, Statement, TimeExpression

    models = (Article, Event, Statement, Resolution, TimeExpression, Place)
    print(json.dumps({m.__name__: m.model_json_schema() for m in models}, indent=2, ensure_ascii=False))
