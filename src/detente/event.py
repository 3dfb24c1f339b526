"""The things that go out: an event, its actors, times, places and claims, and a statement.

Field names are those of ``detente code --format jsonl``; ``detente schema`` prints the JSON Schema.
Offsets count characters of ``Article.text``; an end is exclusive.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["happened", "ongoing", "planned", "wished", "hypothetical", "negated"]
Bound = Literal["exact", "at_least", "at_most", "about"]


class Actor(BaseModel):
    """Somebody named in the text.  ``country`` is ISO 3166-1 alpha-3 or one of the codebook's codes."""

    text: str
    name: str | None = None
    country: str | None = None
    sovereign: str | None = None
    sector: str | None = None
    sectors: list[str] = Field(default_factory=list)
    wiki: str | None = None
    wikidata: str | None = None
    start: int | None = None
    end: int | None = None


class Resolution(Actor):
    """An actor as ``detente resolve`` gives it: how sure, and who else it may be when it is close.

    ``candidates`` are the others' names, ``scores`` how sure each of them would be, in the same order.
    """

    confidence: float = 1.0
    candidates: list[str] = Field(default_factory=list)
    scores: list[float] = Field(default_factory=list)


class When(BaseModel):
    """A time as the text states it: first and last day, its grain, and the words."""

    start: date
    end: date
    grain: Literal["day", "week", "month", "season", "year", "decade", "century", "era"]
    text: str
    start_char: int
    end_char: int


class TimeExpression(BaseModel):
    """A line of ``detente when``: days are None where the words fix none (durations, sets, no date given)."""

    text: str
    start_char: int
    end_char: int
    kind: Literal["date", "time", "duration", "set"]
    start: date | None = None
    end: date | None = None
    grain: str


class Place(BaseModel):
    """Where it happened.  lat, lon in degrees (WGS 84); geonameid from GeoNames."""

    name: str
    text: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    start_char: int | None = None
    end_char: int | None = None


class Quote(BaseModel):
    text: str
    start: int
    end: int


class Trigger(BaseModel):
    text: str
    start: int
    end: int


class Harm(BaseModel):
    """People harmed; ``bounds`` has exact, at_least, at_most or about for each figure that is given."""

    killed: int | None = None
    wounded: int | None = None
    detained: int | None = None
    displaced: int | None = None
    bounds: dict[str, Bound] = Field(default_factory=dict)


class Event(BaseModel):
    """One thing that a political actor did to or with another; see docs/codebook.md for every field."""

    model_config = ConfigDict(extra="allow")  # columns of the row are carried through

    id: str
    article_id: str
    published: date | None = None
    type: str
    modes: list[str] = Field(default_factory=list)
    quad: str
    score: float
    contexts: list[str] = Field(default_factory=list)
    cameo: str | None = None
    source: list[Actor] = Field(default_factory=list)
    recipient: list[Actor] = Field(default_factory=list)
    said_by: list[Actor] = Field(default_factory=list)
    denied_by: list[Actor] = Field(default_factory=list)
    reciprocal: bool = False
    status: Status = "happened"
    quote: Quote | None = None
    contested: bool = False
    when: When | None = None
    day: date | None = None
    day_from: Literal["text", "published", "none"] = "none"
    background: bool = False
    where: Place | None = None
    count: int | None = None
    harm: Harm = Field(default_factory=Harm)
    sentence: str
    sentence_start: int
    trigger: Trigger
    confidence: float
    coder: str


class Statement(BaseModel):
    """Who says what: the speaker (None where the text names nobody), the words and the cue."""

    speaker: Actor | None = None
    words: str
    start: int
    end: int
    quoted: bool
    cue: str = ""
    cue_start: int | None = None
    cue_end: int | None = None


class Explanation(BaseModel):
    """Which frame and which rule gave each field of an event (``detente code --explain``)."""

    event: str
    frame: str
    fields: dict[str, Any] = Field(default_factory=dict)
