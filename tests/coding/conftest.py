"""One sentence in, events out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.article import Article, Paragraph, Published
from detente.coding.coder import Coder
from detente.event import Event
from detente.language.pipeline import parse

DAY = date(2025, 3, 12)  # a Wednesday


def article(text: str, day: date | None = DAY) -> Article:
    published = Published(day=day, how="given", confidence=1.0) if day else Published()
    return Article(id="t", text=text, paragraphs=[Paragraph(part="body", start=0, end=len(text))], published=published)


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def code(coder: Coder) -> Callable[..., list[Event]]:
    def run(text: str, day: date | None = DAY) -> list[Event]:
        return coder.code_parsed(next(iter(parse([article(text, day)]))))

    return run


def countries(events: list[Event], type: str) -> list[tuple[list[str | None], list[str | None]]]:
    """Countries on both sides of the events of a type."""
    return [([a.country for a in e.source], [a.country for a in e.recipient]) for e in events if e.type == type]
