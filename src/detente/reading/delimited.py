"""CSV and its cousins: rows of cells, with whatever delimiter, quotation and line breaks inside cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from detente.article import Article
from detente.reading.decode import Line
from detente.reading.errors import MAX_LINE_BYTES, Refusal, Report
from detente.reading.rows import article_of_row, has_text_column, no_text_column

DELIMITERS = (",", ";", "\t", "|")
# A quotation in a cell that runs over more lines was never closed; the longest articles have 200 lines.
MAX_ROW_LINES = 2_000


def read_csv(lines: Iterable[Line], path: str, published: date | None, report: Report) -> Iterator[Article]:
    """Articles of a CSV file; its delimiter is the one that makes the header line have a text column."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE_BYTES))
    good = _good_lines(lines, path, report)
    first = next((line for line in good if line.text.strip() and not line.text.lower().startswith("sep=")), None)
    if first is None:
        report(Refusal(path, "an empty file"))
        return
    delimiter = sniff_delimiter(first.text)
    header = [name.strip() for name in next(csv.reader([first.text], delimiter=delimiter))]
    if not has_text_column(header):
        report(Refusal(path, no_text_column(header), first.number))
        return
    rows = False
    for number, cells in _records(good, delimiter, path, report):
        rows = True
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            reason = f"{len(cells)} cells, but the header has {len(header)}: is a {delimiter!r} not quoted?"
            report(Refusal(path, reason, number))
            continue
        row = dict(zip(header, cells, strict=False))
        row = {name: row.get(name) or "" for name in header if name}
        article = article_of_row(row, path, number, published, report)
        if article is not None:
            yield article
    if not rows:
        report(Refusal(path, "a header and no rows", first.number))


def sniff_delimiter(header: str) -> str:
    """The delimiter of a CSV file, from its header line."""

    def worth(delimiter: str) -> tuple[bool, int]:
        try:
            names = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            return False, 0
        return has_text_column(names), len(names)

    return max(DELIMITERS, key=worth)


def _good_lines(lines: Iterable[Line], path: str, report: Report) -> Iterator[Line]:
    for line in lines:
        if line.problem:
            report(Refusal(path, line.problem, line.number))
        else:
            yield line


def _records(lines: Iterator[Line], delimiter: str, path: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with the line they begin in; cells may hold line breaks.

    A quotation that is never closed costs its own line only: reading goes on with the line after it.
    """
    waiting: list[Line] = []
    while True:
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        if not line.text.strip():
            continue
        held = [line]
        cells = _parsed(held, delimiter)
        while cells is None and len(held) <= MAX_ROW_LINES:
            following = waiting.pop(0) if waiting else next(lines, None)
            if following is None:
                break
            held.append(following)
            if '"' in following.text:
                cells = _parsed(held, delimiter)
        if cells is None:
            report(Refusal(path, "a quotation mark opened here is never closed", line.number))
            waiting = held[1:] + waiting
            continue
        yield line.number, cells


def _parsed(held: list[Line], delimiter: str) -> list[str] | None:
    """The cells of these lines as one row; None where a quotation is still open at their end."""
    texts = [line.text for line in held]
    try:
        return next(csv.reader(texts, delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return None
    try:  # a quotation mark in the wrong place: read it as spreadsheets do
        reader = csv.reader(texts, delimiter=delimiter)
        cells = next(reader, [])
        return cells if reader.line_num == len(texts) else None
    except csv.Error:
        return None
