"""Rows to articles: JSON lines, JSON and Parquet; CSV is in :mod:`detente.reading.delimited`.

A row needs ``text`` (or ``event_text``) and may have ``id``, ``date`` (or ``pub_date``), ``headline``,
``publisher`` and ``url``; its other columns are carried in ``Article.extra``.  ``Article.text`` is the row's
text character for character.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from detente.article import Article, Outlet, Published
from detente.reading.dates import parse_day
from detente.reading.decode import Line
from detente.reading.errors import Refusal, Report
from detente.reading.text import from_text, text_id

TEXT = ("text", "event_text")
DAY = ("date", "pub_date")
KNOWN = ("id", "headline", "publisher", "url")


def article_of_row(
    row: Mapping[str, Any], path: str, line: int | None, published: date | None, report: Report
) -> Article | None:
    """The article of one row; None after a refusal.

    A row's own date goes before ``published``.  A date that cannot be read is reported, and the row is read
    without one.
    """
    columns = {str(key).strip().lower(): key for key in reversed(list(row)) if key is not None}
    text_column = next((columns[name] for name in TEXT if name in columns and row[columns[name]] is not None), None)
    value = row[text_column] if text_column is not None else None
    if not isinstance(value, str) or not value.strip():
        reason = "its text is empty" if value is None or isinstance(value, str) else "its text is not a string"
        report(Refusal(path, reason, line))
        return None
    day = _day(row, columns, path, line, published, report)
    known = {name: _cell(row, columns, name) for name in KNOWN}
    used = {text_column} | {columns[name] for name in (*KNOWN, *DAY[:1]) if name in columns}
    if DAY[0] not in columns and DAY[1] in columns:
        used.add(columns[DAY[1]])
    try:
        return from_text(
            value,
            id=known["id"] or text_id(value.encode("utf-8", "replace").decode()),
            published=published,
            day=day,
            headline=known["headline"],
            outlet=Outlet(name=known["publisher"], why="") if known["publisher"] else None,
            url=known["url"],
            path=path,
            extra={str(key): _plain(cell) for key, cell in row.items() if key not in used and key is not None},
        )
    except ValueError as error:
        report(Refusal(path, str(error), line))
        return None


def _day(
    row: Mapping[str, Any],
    columns: Mapping[str, str],
    path: str,
    line: int | None,
    given: date | None,
    report: Report,
) -> Published | None:
    """The row's date as a stated day; None where it has none (the text may then tell)."""
    column = next((columns[name] for name in DAY if name in columns), None)
    value = row[column] if column is not None else None
    if value is None or not str(value).strip():
        return None
    try:
        return Published(day=parse_day(value), how="stated", why=f"the row's {column}", confidence=1.0)
    except ValueError as error:
        report(Refusal(path, f"{error} (read without it)", line))
        return None if given else Published(why=str(error))


def _cell(row: Mapping[str, Any], columns: Mapping[str, str], name: str) -> str | None:
    value = row[columns[name]] if name in columns else None
    return None if value is None or value == "" else str(value)


def _plain(value: Any) -> Any:
    """A cell as JSON can hold it."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def no_text_column(columns: Iterable[object]) -> str:
    names = ", ".join(str(name) for name in columns)
    return f"no column 'text' or 'event_text' (there is {names or 'none'})"


def has_text_column(columns: Iterable[object]) -> bool:
    return any(str(name).strip().lower() in TEXT for name in columns if name is not None)


# --- JSON


def read_jsonl(lines: Iterable[Line], path: str, published: date | None, report: Report) -> Iterator[Article]:
    """Articles of JSON lines; a file where no row has a text is refused once."""
    without: list[tuple[int, str]] = []  # rows that have no text, until one has
    seen = rows = False
    for line in lines:
        if line.problem:
            report(Refusal(path, line.problem, line.number))
            continue
        if not line.text.strip():
            continue
        rows = True
        row = _json_object(line, path, report)
        if row is None:
            continue
        if not has_text_column(row):
            reason = no_text_column(row)
            if seen:
                report(Refusal(path, reason, line.number))
            else:
                without.append((line.number, reason))
            continue
        if not seen:
            seen = True
            for number, reason in without:
                report(Refusal(path, reason, number))
        article = article_of_row(row, path, line.number, published, report)
        if article is not None:
            yield article
    if not rows:
        report(Refusal(path, "an empty file"))
    elif without and not seen:
        number, reason = without[0]
        more = f", nor in {len(without) - 1:,} more rows" if len(without) > 1 else ""
        report(Refusal(path, reason + more, number))


def _json_object(line: Line, path: str, report: Report) -> dict[str, Any] | None:
    try:
        row = json.loads(line.text)
    except json.JSONDecodeError as error:
        report(Refusal(path, f"broken JSON: {error.msg} (column {error.colno})", line.number))
        return None
    except (RecursionError, ValueError) as error:
        report(Refusal(path, f"broken JSON: {error}", line.number))
        return None
    if not isinstance(row, dict):
        report(Refusal(path, "not a JSON object, one is needed a line", line.number))
        return None
    return row


def read_json(text: str, path: str, published: date | None, report: Report) -> Iterator[Article]:
    """Articles of one JSON document: a list of rows, or one row."""
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError as error:
        report(Refusal(path, f"broken JSON: {error.msg} (column {error.colno})", error.lineno))
        return
    except (RecursionError, ValueError) as error:
        report(Refusal(path, f"broken JSON: {error}"))
        return
    rows = loaded if isinstance(loaded, list) else [loaded]
    if not rows:
        report(Refusal(path, "an empty list"))
    for number, row in enumerate(rows, 1):

        def in_row(refusal: Refusal, number: int = number) -> None:
            report(Refusal(refusal.path, f"row {number}: {refusal.reason}"))

        if not isinstance(row, dict):
            in_row(Refusal(path, "not a JSON object"))
        elif not has_text_column(row):
            in_row(Refusal(path, no_text_column(row)))
        else:
            article = article_of_row(row, path, None, published, in_row)
            if article is not None:
                yield article


# --- Parquet


def read_parquet(file: str, path: str, published: date | None, report: Report) -> Iterator[Article]:
    """Articles of a Parquet file on disk (``file``); refusals call it ``path`` and count rows as lines."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        try:
            result = connection.execute("SELECT * FROM read_parquet(?)", [file])
            columns = [str(item[0]) for item in result.description or ()]
            if not has_text_column(columns):
                report(Refusal(path, no_text_column(columns)))
                return
            number = 0
            while rows := result.fetchmany(256):
                for cells in rows:
                    number += 1
                    row = dict(zip(columns, cells, strict=True))
                    article = article_of_row(row, path, number, published, report)
                    if article is not None:
                        yield article
        except duckdb.Error as error:
            report(Refusal(path, f"broken Parquet: {str(error).splitlines()[0]}"))
            return
    if not number:
        report(Refusal(path, "no rows in it"))
