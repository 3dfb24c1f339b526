"""The thing that comes in: an article, its parts, and the day it was published.

Every offset in detente counts characters of ``Article.text``, which is the text as it was read,
character for character.  ``Article.paragraphs`` says which stretch of it is headline, body, caption...
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from detente.event import Statement

Part = Literal["masthead", "headline", "byline", "dateline", "body", "caption", "credit", "furniture"]


class Paragraph(BaseModel):
    """A stretch of the text and the part it plays: ``text[start:end]``, offsets in characters."""

    model_config = ConfigDict(frozen=True)
    part: Part
    start: int
    end: int


class Published(BaseModel):
    """The day of publication, and how we know it.

    ``how``: ``stated`` (on the page or in the row), ``given`` (``--published``), ``inferred`` (from the
    text, see ``why``) or ``unknown``.  ``weekday`` (0 Monday .. 6 Sunday) is what can be inferred when
    the page tells the day of the week and no more; ``day`` is then None.  ``confidence`` is 0 to 1.
    """

    day: date | None = None
    weekday: int | None = None
    how: Literal["stated", "given", "inferred", "unknown"] = "unknown"
    why: str = ""
    confidence: float = 0.0


class Outlet(BaseModel):
    """What the page tells of who published it (language: ISO 639-1; country: ISO 3166-1 alpha-3)."""

    name: str | None = None
    country: str | None = None
    language: str | None = None
    why: str = ""


class Article(BaseModel):
    """A news text as it was read, with its parts.  ``id`` is the row's id or a hash of the text."""

    id: str
    text: str
    paragraphs: list[Paragraph] = Field(default_factory=list)
    published: Published = Field(default_factory=Published)
    outlet: Outlet = Field(default_factory=Outlet)
    headline: str | None = None
    dateline: str | None = None
    url: str | None = None
    path: str | None = None
    extra: dict[str, Any] = Field(default_factory=dict)

    def parts(self, *names: Part) -> list[str]:
        """The texts of all paragraphs that play one of these parts, in order."""
        return [self.text[p.start : p.end] for p in self.paragraphs if p.part in names]

    @property
    def statements(self) -> list[Statement]:
        """Who says what in this article: one parse of it, see :func:`detente.coding.coder.statements`."""
        from detente.coding.coder import statements  # the one look to the right: a convenience of the API

        return statements(self)
