"""Articles parsed for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.article import Article, Paragraph, Published
from detente.language.parsed import Mention, Parsed
from detente.language.pipeline import parse

DAY = date(2024, 5, 20)
Read = Callable[..., Parsed]


def article(*paragraphs: str, day: date | None = DAY, headline: str | None = None) -> Article:
    """An article of body paragraphs, with a headline before them if one is given."""
    parts: list[Paragraph] = []
    text = ""
    for part, words in [("headline", headline), *(("body", p) for p in paragraphs)]:
        if words:
            start = len(text) + 2 * bool(text)
            text = f"{text}\n\n{words}" if text else words
            parts.append(Paragraph(part=part, start=start, end=len(text)))
    return Article(id="t", text=text, paragraphs=parts, published=Published(day=day, how="given"))


@pytest.fixture(scope="session")
def read() -> Read:
    """Parses paragraphs: ``read("...", "...", headline="...")``."""

    def call(*paragraphs: str, day: date | None = DAY, headline: str | None = None) -> Parsed:
        return next(parse([article(*paragraphs, day=day, headline=headline)]))

    return call


def find(parsed: Parsed, words: str, number: int = 1) -> Mention:
    """The mention of which these words are the text, the ``number``-th of them."""
    found = [m for m in parsed.mentions if parsed.article.text[m.start : m.end] == words]
    assert len(found) >= number, [parsed.article.text[m.start : m.end] for m in parsed.mentions]
    return found[number - 1]


def countries(parsed: Parsed, words: str, number: int = 1) -> list[str]:
    return find(parsed, words, number).countries
