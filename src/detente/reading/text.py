"""Plain text and reader-app pages to an ``Article``: the text as it is, its parts, its day."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

from detente.article import Article, Outlet, Published
from detente.reading.errors import MAX_TEXT_CHARS
from detente.reading.outlet import read_outlet
from detente.reading.page import divide
from detente.reading.published import publication_day

# A half of a UTF-16 pair alone, from broken JSON escapes: it can be neither parsed nor written.
_SURROGATE = re.compile("[\ud800-\udfff]")


def from_text(
    text: str,
    *,
    id: str | None = None,
    published: date | None = None,
    stated: tuple[date, str] | None = None,
    day: Published | None = None,
    headline: str | None = None,
    outlet: Outlet | None = None,
    url: str | None = None,
    path: str | None = None,
    extra: dict[str, Any] | None = None,
) -> Article:
    """An article from its text, which stays character for character what it is.

    published: the day the caller gives; stated: a day from outside the text and where it was found; day: the
    last word on it, for rows.  headline, outlet: what is known from outside, which wins over the text's own.
    Raises ValueError with the reason where the text is empty, too long or broken.
    """
    if not text.strip():
        raise ValueError("no text in it")
    if len(text) > MAX_TEXT_CHARS:
        raise ValueError(f"a text of {len(text):,} characters, the limit is {MAX_TEXT_CHARS:,}")
    if _SURROGATE.search(text):
        raise ValueError("its text has a broken character (half a surrogate pair)")
    page = divide(text, headline=headline)
    return Article(
        id=id if id is not None else text_id(text),
        text=text,
        paragraphs=page.paragraphs,
        published=day or publication_day(text, page.paragraphs, page.days, published, stated),
        outlet=_joined(outlet, page.outlet, url),
        headline=headline or page.headline,
        dateline=page.dateline,
        url=url,
        path=path,
        extra=extra or {},
    )


def text_id(text: str) -> str:
    """The id of an article that has none: the same text has the same one."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _joined(known: Outlet | None, found: Outlet, url: str | None) -> Outlet:
    """What is known from outside first, what the page tells where that is silent, the address last."""
    address = read_outlet(None, (), url) if url else Outlet()
    sources = [source for source in (known, found, address) if source is not None]
    country = next((source for source in sources if source.country), Outlet())
    language = next((source for source in sources if source.language), Outlet())
    why = dict.fromkeys(source.why for source in (country, language) if source.why)
    return Outlet(
        name=next((source.name for source in sources if source.name), None),
        country=country.country,
        language=language.language,
        why="; ".join(why),
    )
