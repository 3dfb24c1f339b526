"""A path, stream or row goes in, articles come out: :func:`read` and :func:`iter_articles`."""

from detente.reading.errors import MAX_LINE_BYTES, MAX_PAGE_BYTES, MAX_TEXT_CHARS, Refusal
from detente.reading.files import iter_articles, read
from detente.reading.text import from_text
from detente.reading.tongue import foreign, language_of

__all__ = [
    "MAX_LINE_BYTES",
    "MAX_PAGE_BYTES",
    "MAX_TEXT_CHARS",
    "Refusal",
    "foreign",
    "from_text",
    "iter_articles",
    "language_of",
    "read",
]
