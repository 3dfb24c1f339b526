"""Events into files and streams: JSON lines as they come, the other formats from a spool on disk.

Nothing here holds more than an event in memory, and a file is written whole or not at all.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from detente.event import Event, Trigger
from detente.record import exports

Row = Mapping[str, Any]
# Bytes of a line that DuckDB takes at most: a page's text is not in a row, but what it carries may be long.
_LIMIT = "maximum_object_size = 67108864"
LAYOUTS: dict[str, Callable[[Event], dict[str, Any]]] = {"plover": exports.plover, "icews": exports.icews}


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to: it takes its place at the end, or is gone after an error.

    Devices and pipes (/dev/stdout) are written to as they are.  Raises OSError where nothing can be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        yield target
        return
    handle, name = tempfile.mkstemp(prefix=".detente-", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write(events: Iterable[Event], out: IO[str], format: str) -> None:
    """Events as ``jsonl`` (line by line, as they come), ``csv``, ``plover`` or ``icews`` text.

    ``icews`` takes one dyad a row: give it :func:`detente.record.exports.dyads`.
    """
    if format == "jsonl":
        for event in events:
            out.write(exports.jsonl(event) + "\n")
            out.flush()
    elif format == "csv":
        with _spooled(map(exports.flat, events)) as (spool, kinds):
            write_rows(map(json.loads, spool), out, kinds)
    else:
        layout = LAYOUTS[format]
        write_rows(map(layout, events), out, layout(_NOTHING), "\t")


def write_rows(rows: Iterable[Row], out: IO[str], columns: Iterable[str], delimiter: str = ",") -> None:
    """Rows as delimited text with a header line; an empty file of rows has its header."""
    writer = csv.DictWriter(out, list(columns), delimiter=delimiter, lineterminator="\n", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()})


def write_parquet(events: Iterable[Event], path: Path) -> None:
    """Events as a Parquet file (zstd) of flat rows; a carried column has the kind that all its values fit."""
    import duckdb

    with _spooled(map(exports.flat, events)) as (spool, kinds), tempfile.TemporaryDirectory() as folder:
        # DuckDB takes names with * ? [ for patterns, so it reads and writes in a folder whose name has none.
        made = Path(folder) / "rows.parquet"
        names = ", ".join(f"{_quoted(c, chr(39))}: '{kind}'" for c, kind in kinds.items())
        with duckdb.connect() as db:
            rows = f"read_json(?, format = 'newline_delimited', columns = {{{names}}}, {_LIMIT})"
            db.execute(f"COPY (SELECT * FROM {rows}) TO '{made}' (FORMAT parquet, COMPRESSION zstd)", [spool.name])
        shutil.copyfile(made, path)


def _quoted(name: str, mark: str) -> str:
    return mark + name.replace(mark, mark * 2) + mark


@contextmanager
def _spooled(rows: Iterable[Row]) -> Iterator[tuple[IO[str], dict[str, str]]]:
    """Rows as JSON lines in a file that is gone afterwards, and the kinds of all their columns.

    Which columns are carried through is known only when the last row has been seen.
    """
    own = exports.columns()
    carried: dict[str, str | None] = {}
    spelled: dict[str, str] = {}  # SQL knows no case: two spellings of a column are one, the first stays
    with tempfile.NamedTemporaryFile("w+", suffix=".jsonl", encoding="utf-8", newline="") as spool:
        for row in rows:
            line: dict[str, Any] = {}
            for name, value in row.items():
                if name not in own:
                    name = spelled.setdefault(name.casefold(), name)
                    carried[name] = _widened(carried.get(name), value)
                line[name] = value
            spool.write(json.dumps(line, ensure_ascii=False) + "\n")
        spool.flush()
        spool.seek(0)
        yield spool, own | {name: kind or "VARCHAR" for name, kind in carried.items()}


def _widened(kind: str | None, value: Any) -> str | None:
    """The kind of a column that holds a value more; None as long as all are null."""
    if value is None:
        return kind
    new = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE"}.get(type(value), "VARCHAR")
    if new == "BIGINT" and not -(2**63) <= value < 2**63:
        new = "VARCHAR"
    if kind is None or kind == new:
        return new
    return "DOUBLE" if {kind, new} == {"BIGINT", "DOUBLE"} else "VARCHAR"


_NOTHING = Event(
    id="", article_id="", type="ACCUSE", quad="", score=0, sentence="", sentence_start=0,
    trigger=Trigger(text="", start=0, end=0), confidence=0, coder="",
)  # fmt: skip
