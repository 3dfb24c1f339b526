"""``read`` and ``iter_articles``: from a path, folder, stream or bytes to articles, by suffix and content."""

from __future__ import annotations

import gzip
import io
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO, cast

from detente.article import Article
from detente.reading.dates import parse_day
from detente.reading.decode import SNIFF_BYTES, binary_kind, decode, lines
from detente.reading.delimited import read_csv
from detente.reading.errors import MAX_LINE_BYTES, MAX_PAGE_BYTES, Refusal, Report
from detente.reading.html import from_html
from detente.reading.rows import read_json, read_jsonl, read_parquet
from detente.reading.sniff import SUFFIXES, kind_of
from detente.reading.text import from_text

Source = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]


def read(
    source: Source,
    *,
    published: date | str | None = None,
    on_error: Callable[[Refusal], None] | None = None,
) -> list[Article]:
    """All articles of a source.

    Args:
        source: a path, a folder (read through, in order of names), ``-`` for standard input, an open file, or
            the bytes of one.  The format is picked by suffix and content: reader-app and plain text, HTML,
            JSON lines, JSON, CSV, Parquet; ``.gz`` of any.
        published: day of publication (``YYYY-MM-DD``) where a row has no date of its own.
        on_error: called with what cannot be read, which then is passed over; without it the first
            :class:`Refusal` is raised.

    Raises:
        Refusal: something cannot be read, and there is no ``on_error``.
        ValueError: ``published`` is no day.
    """
    return list(iter_articles(source, published=published, on_error=on_error))


def iter_articles(
    source: Source,
    *,
    published: date | str | None = None,
    on_error: Callable[[Refusal], None] | None = None,
) -> Iterator[Article]:
    """The articles of a source one by one, as :func:`read`; rows are held no longer than needed."""
    day = parse_day(published) if published is not None else None
    return _iterate(source, day, on_error or _raise)


def _raise(refusal: Refusal) -> None:
    raise refusal


def _iterate(source: Source, published: date | None, report: Report) -> Iterator[Article]:
    if isinstance(source, bytes | bytearray):
        yield from _stream(io.BytesIO(bytes(source)), "<bytes>", published, report)
    elif isinstance(source, str) and source == "-":
        yield from _stream(sys.stdin.buffer, "<stdin>", published, report)
    elif isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        report(Refusal(source, "web addresses are not read yet by this version, save the page"))
    elif isinstance(source, str | os.PathLike):
        yield from _path(os.fspath(source), published, report)
    elif hasattr(source, "read"):
        name = getattr(source, "name", None)
        yield from _stream(_as_bytes(source), name if isinstance(name, str) else "<stream>", published, report)
    else:
        raise TypeError(f"cannot read a {type(source).__name__}")


def _as_bytes(stream: IO[bytes] | IO[str]) -> BinaryIO:
    """An open file as a binary one; text files give their text again as UTF-8."""
    if isinstance(stream, io.TextIOBase):
        return io.BytesIO(stream.read().encode("utf-8", "replace"))
    return stream  # type: ignore[return-value]


def _path(path: str, published: date | None, report: Report) -> Iterator[Article]:
    if os.path.isdir(path):
        yield from _folder(path, published, report)
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115  closed below, after the generator is done with it
    except OSError as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else f"cannot be opened: {error.strerror}"
        report(Refusal(path, reason))
        return
    with stream:
        yield from _stream(stream, path, published, report)


def _folder(path: str, published: date | None, report: Report) -> Iterator[Article]:
    """Every readable file below a folder; hidden ones and those of other kinds are passed over."""
    found = False
    for folder, folders, names in os.walk(path, onerror=lambda e: report(Refusal(e.filename, f"{e.strerror}"))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _suffix(name) in SUFFIXES:
                found = True
                yield from _path(os.path.join(folder, name), published, report)
    if not found:
        report(Refusal(path, "nothing to read in this folder"))


def _suffix(name: str) -> str:
    lower = name.lower().removesuffix(".gz")
    return os.path.splitext(lower)[1]


class _Joined(io.RawIOBase):
    """A stream with the bytes put back that were read off its beginning."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(chunk) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes, and a stream that begins with them."""
    head = b""
    while len(head) < SNIFF_BYTES and (chunk := stream.read(SNIFF_BYTES - len(head))):
        head += chunk
    return head, cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, _Joined(head, stream)), SNIFF_BYTES))


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a reader needs: the stream, its first bytes, its name, and where refusals go."""

    stream: BinaryIO
    head: bytes
    path: str
    published: date | None
    report: Report


def _stream(stream: BinaryIO, path: str, published: date | None, report: Report) -> Iterator[Article]:
    try:
        head, stream = _peek(stream)
        if head.startswith(b"\x1f\x8b"):
            head, stream = _peek(gzip.GzipFile(fileobj=stream))  # type: ignore[arg-type]
        if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
            report(Refusal(path, "an empty file" if not head else "no text in it"))
            return
        yield from _READERS[kind_of(_suffix(path), head)](_Opened(stream, head, path, published, report))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        report(Refusal(path, f"broken gzip: {error}"))
    except OSError as error:
        report(Refusal(path, f"cannot be read: {error.strerror or error}"))


def _page_bytes(source: _Opened) -> bytes | None:
    """The whole of a page; None after a refusal."""
    data = source.stream.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        line = None if b"\n" in data[:MAX_LINE_BYTES] else 1
        what = "a line" if line else "a page"
        source.report(Refusal(source.path, f"{what} of more than {MAX_PAGE_BYTES / 1e6:g} MB", line))
        return None
    return data


def _text(source: _Opened) -> Iterator[Article]:
    data = _page_bytes(source)
    if data is None:
        return
    try:
        yield from_text(decode(data), published=source.published, path=source.path)
    except ValueError as error:
        source.report(Refusal(source.path, str(error)))


def _html(source: _Opened) -> Iterator[Article]:
    data = _page_bytes(source)
    if data is None:
        return
    try:
        yield from_html(data, path=source.path, published=source.published)
    except ValueError as error:
        source.report(Refusal(source.path, str(error)))


def _jsonl(source: _Opened) -> Iterator[Article]:
    found = lines(source.stream, source.head)
    yield from read_jsonl(found, source.path, source.published, source.report)


def _json(source: _Opened) -> Iterator[Article]:
    data = _page_bytes(source)
    if data is None:
        return
    try:
        yield from read_json(decode(data), source.path, source.published, source.report)
    except ValueError as error:
        source.report(Refusal(source.path, str(error)))


def _csv(source: _Opened) -> Iterator[Article]:
    found = lines(source.stream, source.head)
    yield from read_csv(found, source.path, source.published, source.report)


def _parquet(source: _Opened) -> Iterator[Article]:
    """DuckDB reads files: what came as a stream, and names it would take for a pattern, go by a copy."""
    path = source.path
    if Path(path).is_file() and not path.endswith(".gz") and not set("*?[]{}") & set(path):
        yield from read_parquet(path, path, source.published, source.report)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.parquet"
        with copy.open("wb") as out:
            while chunk := source.stream.read(1 << 20):
                out.write(chunk)
        yield from read_parquet(str(copy), path, source.published, source.report)


def _binary(source: _Opened) -> Iterator[Article]:
    source.report(Refusal(source.path, f"{binary_kind(source.head) or 'binary data'}, not text"))
    return iter(())


def _later(what: str) -> Callable[[_Opened], Iterator[Article]]:
    """The place of a format that a later version reads."""

    def refuse(source: _Opened) -> Iterator[Article]:
        source.report(Refusal(source.path, f"{what} are not read yet by this version"))
        return iter(())

    return refuse


_READERS: dict[str, Callable[[_Opened], Iterator[Article]]] = {
    "text": _text,
    "html": _html,
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "parquet": _parquet,
    "binary": _binary,
    "feed": _later("RSS and Atom feeds"),
    "warc": _later("WARC archives"),
}
