"""Bytes to text: which encoding, what is no text at all, and lines one by one with a limit.

A byte order mark decides; else UTF-8 where it fits; then what the file declares; then Windows-1252 for text
that is nearly all ASCII (English with curly quotes); then charset-normalizer's guess.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from detente.reading.errors import MAX_LINE_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP archive (or an office document)"), (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"\x7fELF", "a program"), (b"MZ", "a program"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"(\xb5/\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"ID3", "a sound file"), (b"OggS", "a sound file"),
)  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
# A text file has no control characters; a stray one or two come from old word processors.
MAX_CONTROL_SHARE = 0.005
# With so little outside ASCII it is English or nearly, and its odd bytes are quotes, dashes and accents.
MAX_ODD_SHARE = 0.1
# One broken byte for so many good sequences is a cut or damaged UTF-8 file, not another encoding.
DAMAGED_RATIO = 10
SNIFF_BYTES = 65_536


class Line(NamedTuple):
    """A physical line, with its line break; ``problem`` is set where it could not be read."""

    number: int
    text: str
    problem: str | None = None


def binary_kind(head: bytes) -> str | None:
    """What the first bytes of a file are when they are no text ("a PDF", "binary data")."""
    for magic, name in _BINARY:
        if head.startswith(magic) and (magic != b"MZ" or b"\0" in head):
            return name
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return None
    controls = len(_CONTROL.findall(head))
    return "binary data" if controls > MAX_CONTROL_SHARE * len(head) else None


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of these bytes, without its byte order mark; every other character as it is.

    declared: the encoding that the data name themselves (HTML), tried after UTF-8.
    Raises ValueError with the reason where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    wide = _wide(data[:SNIFF_BYTES])
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", errors="replace")
    bad = damaged.count("\ufffd")
    good = sum(char > "\x7f" for char in damaged) - bad
    if good > DAMAGED_RATIO * bad:
        return damaged
    return _guess(data, declared)


def _guess(data: bytes, declared: str | None) -> str:
    if declared:
        try:
            return data.decode(codecs.lookup(declared).name)
        except (LookupError, UnicodeDecodeError):
            pass
    if len(_NON_ASCII.findall(data)) <= MAX_ODD_SHARE * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes  # 30 ms to import, and seldom needed

    best = from_bytes(data[: 4 * SNIFF_BYTES]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except UnicodeDecodeError:
            pass
    raise ValueError("its encoding is not recognised, save it as UTF-8")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Western text is zero."""
    if len(head) < 8:
        return None
    for low, high, name in ((head[0::2], head[1::2], "utf-16-le"), (head[1::2], head[0::2], "utf-16-be")):
        if high.count(0) > 0.3 * len(high) and len(_CONTROL.findall(low)) < 0.1 * len(low):  # “ is 0x201C
            return name
    return None


def lines(stream: BinaryIO, head: bytes, limit: int = MAX_LINE_BYTES) -> Iterator[Line]:
    """The lines of a stream; one that is longer than ``limit`` bytes is skipped without being held.

    head: the first bytes of the stream, which it will give again; they tell UTF-16 and UTF-32.
    """
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _wide(head)
    if encoding in (None, "utf-8"):
        yield from _byte_lines(stream, limit)
        return
    reader = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    for number, text in enumerate(iter(lambda: reader.readline(limit), ""), 1):
        yield Line(number, text.lstrip("\ufeff") if number == 1 else text)


def _byte_lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        if len(raw) > limit:
            size = len(raw)
            while not raw.endswith(b"\n") and (raw := stream.readline(limit)):
                size += len(raw)
            problem = f"a line of {size / 1e6:.0f} MB, the limit is {limit / 1e6:g} MB"
            yield Line(number, "", problem)
            continue
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        try:
            yield Line(number, raw.decode("utf-8"))
        except UnicodeDecodeError:
            try:
                yield Line(number, decode(raw))
            except ValueError as error:
                yield Line(number, "", str(error))
