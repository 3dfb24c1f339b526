"""What cannot be read: one ``Refusal`` for each, with file, line and reason; and the limits that refuse."""

from __future__ import annotations

from collections.abc import Callable

# A line of a row file.  The longest full-length article of a news archive is under 0.3 MB as JSON; a line of
# 10 MB is a file without line breaks or something else.  It is skipped without being held in memory.
MAX_LINE_BYTES = 10_000_000
# A page of text or HTML.  Saved pages with inlined pictures reach 10 MB; nothing larger was a news page.
MAX_PAGE_BYTES = 20_000_000
# An article's text: spaCy's own limit for a text (nlp.max_length), some 160,000 words.
MAX_TEXT_CHARS = 1_000_000


class Refusal(Exception):
    """Something that was not read, and why.  ``str`` is one line: ``file:line: reason``.

    ``path``: the file as it was named (``<stdin>``, ``<bytes>`` for streams); ``line``: counted from 1, the
    physical line of text files, the row of Parquet files, None for the whole file; ``reason``: in words.
    """

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        super().__init__(path, reason, line)
        self.path = path
        self.line = line
        self.reason = " ".join(reason.split())

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.reason}"


Report = Callable[[Refusal], None]
