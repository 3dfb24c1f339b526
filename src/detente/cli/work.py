"""Coding many articles: none is held longer than needed, and what fails in one does not stop the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from detente.cli.common import Refused, place_of

if TYPE_CHECKING:
    from detente.article import Article
    from detente.coding.coder import Coder
    from detente.event import Event, Explanation
    from detente.language.parsed import Parsed

Coded = tuple["Article", list[tuple["Event", "Explanation"]]]
# Articles that are read before the parser gets them: the size of its own batches.
BATCH = 64


def parsed(articles: Iterable[Article], refused: Refused) -> Iterator[Parsed]:
    """Articles parsed in order; of a batch that breaks only the article that does is refused."""
    from detente.language.pipeline import parse

    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        done = 0
        try:
            for found in parse(batch):
                done += 1
                yield found
        except Exception:
            for article in batch[done:]:
                try:
                    yield next(iter(parse([article])))
                except Exception as error:
                    refused(failure(article, error))


def coded(articles: Iterable[Article], coder: Coder, refused: Refused) -> Iterator[Coded]:
    """Articles with their events and why each is as it is, in order."""
    from detente.record.exports import carried

    for found in parsed(map(carried, articles), refused):
        try:
            yield found.article, coder.explained(found)
        except Exception as error:
            refused(failure(found.article, error))


def failure(article: Article, error: Exception) -> ValueError:
    """What went wrong with an article, in a line."""
    return ValueError(f"{place_of(article)}: set aside, it could not be coded ({type(error).__name__}: {error})")
