"""detente reads news and keeps the record of who did what to whom, who says so, when, where and how sure.

>>> import detente
>>> articles = detente.read("page.txt")
>>> events = detente.code(articles[0])
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date as _date
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

    from detente.article import Article
    from detente.event import Event, Place, Resolution, Statement, TimeExpression

__all__ = ["code", "places", "read", "relate", "resolve", "statements", "when"]


def read(
    source: str | Path | bytes | BinaryIO,
    *,
    published: str | _date | None = None,
    on_error: Callable[[Exception], None] | None = None,
) -> list[Article]:
    """Articles of a page, a file of rows, a folder, an open file, bytes or ``-`` (standard input).

    `published` is the day of publication where the source states none (ISO).  Bad input raises a
    ``Refusal`` that names file, line and reason, or is handed to `on_error` and the rest is read.
    """
    from detente.reading import read as _read

    return _read(source, published=published, on_error=on_error)


def code(
    article: Article,
    *,
    frames: str | Path | None = None,
    min_confidence: float | None = None,
    coder: str = "hybrid",
) -> list[Event]:
    """The events of an article, in text order.

    `coder` is hybrid or syntax, which uses no trained model; `frames` is a folder of own frames; `min_confidence`
    (0 to 1) leaves out events of which the coder is less sure, without it the coder's own threshold counts.  Text
    that is not English is set aside: it has no events, and the logger ``detente`` says why.
    """
    from detente.coding.coder import make
    from detente.language.pipeline import parse
    from detente.reading import foreign
    from detente.record.exports import carried

    reason = foreign(article.text)
    if reason is not None:
        logging.getLogger(__name__).warning("%s: set aside, %s", article.path or article.id, reason)
        return []
    return make(coder, frames, min_confidence).code_parsed(next(iter(parse([carried(article)]))))


def statements(article: Article) -> list[Statement]:
    """Who says what in an article, in text order."""
    return article.statements


def resolve(name: str, date: str | _date | None = None, context: str = "") -> Resolution | None:
    """Who a name or a role stands for on a day: ``resolve("the Russian president", date="2019-04-23")``."""
    from detente.knowledge.resolve import resolve as _resolve

    return _resolve(name, date, context)


def when(text: str, date: str | _date | None = None) -> list[TimeExpression]:
    """All time expressions of a text, relative ones counted from `date` (ISO)."""
    from detente.language.times import find_times

    day = _date.fromisoformat(date) if isinstance(date, str) and date else date
    return find_times(text, day if isinstance(day, _date) else None)


def places(text: str) -> list[Place]:
    """All places of a text with country and coordinates (degrees, WGS 84)."""
    from detente.knowledge.places import places as _places

    return _places(text)


def relate(
    text: str,
    source: str | None = None,
    recipient: str | None = None,
    *,
    source_spans: Sequence[tuple[int, int]] | None = None,
    recipient_spans: Sequence[tuple[int, int]] | None = None,
    scheme: str = "plover",
) -> dict[str, Any]:
    """What the source does to the recipient in a sentence: ``{"type", "quad", "probabilities"}``.

    `source` and `recipient` are words of the text; spans ([start, end] in characters) say which of them.
    `scheme` is ``plover`` or ``cameo`` (root classes as the PLV data name them).
    """
    from detente.coding.relate import relate as _relate

    return _relate(text, source, recipient, source_spans, recipient_spans, scheme)
