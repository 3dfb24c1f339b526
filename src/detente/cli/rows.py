"""Rows of a file for the commands that answer questions in bulk: lines of JSON, or a table (CSV, TSV)."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from detente.cli.common import Refused, wrong

if TYPE_CHECKING:
    from detente.reading.decode import Line


class Row(NamedTuple):
    """A row of a file, and where it stands there."""

    where: str
    cells: dict[str, Any]


def rows_of(path: Path, refused: Refused, *needed: tuple[str, ...], tables: bool = False) -> Iterator[Row]:
    """Rows of a JSONL file (- is stdin) that have one of each group of columns; others are refused.

    With ``tables`` a file with a header line, tabs, commas or semicolons between the cells, is read too.
    """
    from detente.reading.decode import SNIFF_BYTES, binary_kind, lines

    name = "<stdin>" if str(path) == "-" else str(path)
    try:
        stream: BinaryIO = sys.stdin.buffer if name == "<stdin>" else path.open("rb")
        head = stream.peek(SNIFF_BYTES) if hasattr(stream, "peek") else b""
    except OSError as error:
        wrong(f"{name}: {error.strerror}")
    kind = binary_kind(head)
    if kind is not None:
        wrong(f"{name}: {kind}, not lines of JSON")
    found: Iterator[Line] = (line for line in lines(stream, head) if line.text.strip() or line.problem)
    first = next(found, None)
    if first is None:
        refused(ValueError(f"{name}: an empty file"))
        return
    found = chain([first], found)
    if tables and not first.problem and not first.text.lstrip().startswith(("{", "[")):
        yield from _table_rows(name, found, refused, needed)
    else:
        yield from _json_rows(name, found, refused, needed)


def _json_rows(name: str, found: Iterable[Line], refused: Refused, needed: Iterable[tuple[str, ...]]) -> Iterator[Row]:
    for line in found:
        where = f"{name}:{line.number}"
        try:
            cells: Any = None if line.problem else json.loads(line.text)
        except (ValueError, RecursionError) as error:
            refused(ValueError(f"{where}: broken JSON: {getattr(error, 'msg', error)}"))
            continue
        reason = line.problem or _lacks(cells, needed)
        if reason:
            refused(ValueError(f"{where}: {reason}"))
        else:
            yield Row(where, cells)


def _table_rows(name: str, found: Iterator[Line], refused: Refused, needed: Iterable[tuple[str, ...]]) -> Iterator[Row]:
    at = 0

    def texts() -> Iterator[str]:
        nonlocal at
        for line in found:
            at = line.number
            if line.problem:
                refused(ValueError(f"{name}:{at}: {line.problem}"))
            else:
                yield line.text

    source = texts()
    header = next(source)
    mark = next((mark for mark in "\t,;" if mark in header), ",")
    quoting: Any = csv.QUOTE_NONE if mark == "\t" else csv.QUOTE_MINIMAL
    columns = [cell.strip().lower() for cell in next(csv.reader([header], delimiter=mark, quoting=quoting))]
    missing = [group for group in needed if not set(group) & set(columns)]
    if missing:
        wrong(f"{name}: no column {' or '.join(missing[0])} in the first line, and it is no JSON")
    reader = csv.reader(source, delimiter=mark, quoting=quoting)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            refused(ValueError(f"{name}:{at}: broken row: {error}"))
            continue
        if cells is None:
            return
        row = dict(zip(columns, cells, strict=False))
        reason = f"{len(cells)} cells for {len(columns)} columns" if len(cells) > len(columns) else _lacks(row, needed)
        if reason:
            refused(ValueError(f"{name}:{at}: {reason}"))
        else:
            yield Row(f"{name}:{at}", row)


def _lacks(cells: Any, needed: Iterable[tuple[str, ...]]) -> str | None:
    if not isinstance(cells, dict):
        return "not a JSON object"
    missing = [group for group in needed if all(cells.get(c) in (None, "") for c in group)]
    return " and ".join(f"no {' or '.join(group)}" for group in missing) or None


def count(path: Path) -> int | None:
    """How many lines a file has, to show how far the work is; None for a stream."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
