"""Events as rows: JSON lines, flat rows for CSV and Parquet, the layouts of PLOVER (POLECAT) and ICEWS.

The columns of a flat row are the event's fields; a field of a field is joined with ``_`` (``where.lat`` is
``where_lat``, the countries of ``source`` are ``source_country``).  Lists are joined with ``;`` in their
order, so that the second name belongs to the second country; a list in a list with ``/``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from detente import ontology
from detente.article import Article
from detente.event import Actor, Event, Harm, Place, Quote, Trigger, When

SEPARATOR = ";"
INNER = "/"
_FIELDS = tuple(Event.model_fields)
_NESTED = {
    "quote": tuple(Quote.model_fields),
    "when": tuple(When.model_fields),
    "where": tuple(Place.model_fields),
    "harm": tuple(Harm.model_fields),
    "trigger": tuple(Trigger.model_fields),
}
_SIDES = ("source", "recipient", "said_by", "denied_by")
_ACTOR = tuple(Actor.model_fields)
_BIGINT = frozenset(
    "count harm_killed harm_wounded harm_detained harm_displaced sentence_start trigger_start trigger_end "
    "quote_start quote_end when_start_char when_end_char where_start_char where_end_char "
    "where_geonameid".split()
)
_DOUBLE = frozenset(("score", "confidence", "where_lat", "where_lon"))
_BOOLEAN = frozenset(("reciprocal", "contested", "background"))
_DATE = frozenset(("published", "day", "when_start", "when_end"))
# What a column of the row that was read is called where an event has a column of that name already.
CARRIED = "row_"


def jsonl(event: Event) -> str:
    """The event as a line of JSON; what is missing is null, lists are empty."""
    return json.dumps(event.model_dump(mode="json"), ensure_ascii=False)


def dyads(events: Iterable[Event]) -> Iterator[Event]:
    """An event for every source x recipient (an empty side counts as one)."""
    for event in events:
        for source in [[a] for a in event.source] or [[]]:
            for recipient in [[a] for a in event.recipient] or [[]]:
                yield event.model_copy(update={"source": source, "recipient": recipient})


def carried(article: Article) -> Article:
    """The article with the columns that it carries fit for events: none hides a field (in any case, for SQL).

    A name that is taken, or empty, gets ``row_`` before it; a number that JSON does not know becomes None.
    """
    taken = {c.casefold() for c in (*_FIELDS, *columns())}
    extra: dict[str, Any] = {}
    for key, value in article.extra.items():
        name = _sound(key)
        while not name.strip() or name.casefold() in taken:
            name = f"{CARRIED}{name}"
        taken.add(name.casefold())
        extra[name] = _sound(value)
    return article if extra == article.extra else article.model_copy(update={"extra": extra})


def _sound(value: Any) -> Any:
    """A value that JSON and UTF-8 can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_sound(item) for item in value]
    return {_sound(k): _sound(v) for k, v in value.items()} if isinstance(value, dict) else value


# -- flat rows


@cache
def columns() -> dict[str, str]:
    """The columns of a flat row with their kinds in Parquet, in order; carried ones come behind them."""
    names: list[str] = []
    for field in _FIELDS:
        parts = _ACTOR if field in _SIDES else _NESTED.get(field, ())
        names.extend(f"{field}_{part}" for part in parts) if parts else names.append(field)
    kinds = ((_BIGINT, "BIGINT"), (_DOUBLE, "DOUBLE"), (_BOOLEAN, "BOOLEAN"), (_DATE, "DATE"))
    return {n: next((kind for group, kind in kinds if n in group), "VARCHAR") for n in names}


def flat(event: Event) -> dict[str, Any]:
    """One row of CSV or Parquet: scalars only, missing values None."""
    row: dict[str, Any] = {}
    for field in _FIELDS:
        value = getattr(event, field)
        if field in _SIDES:
            row.update((f"{field}_{part}", _joined([getattr(a, part) for a in value])) for part in _ACTOR)
        elif field in _NESTED:
            row.update((f"{field}_{part}", _cell(getattr(value, part, None))) for part in _NESTED[field])
        else:
            row[field] = _cell(value)
    for key, value in (event.model_extra or {}).items():
        row[key] = json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
    return row


def _cell(value: Any) -> Any:
    """A value as a scalar."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return SEPARATOR.join(f"{key}={item}" for key, item in value.items()) or None
    return _joined(value) if isinstance(value, list) else value


def _joined(values: Sequence[Any]) -> str | None:
    """A list as one cell, None where nothing is in it; a separator inside a value gives way to a comma."""
    words = [INNER.join(map(str, v)) if isinstance(v, list) else "" if v is None else str(v) for v in values]
    return SEPARATOR.join(w.replace(SEPARATOR, ",") for w in words) if any(words) else None


# -- layouts of others


def plover(event: Event) -> dict[str, Any]:
    """A row in the layout of POLECAT, behind it what that has no column for.

    The type is the folded one (a planned meeting is AGREE); all sides of a reciprocal event are in the actor
    list, as the PLOVER manual has it.
    """
    actors = [*event.source, *event.recipient] if event.reciprocal else event.source
    recipients = [] if event.reciprocal else event.recipient
    folded = _folded(event)
    where = event.where
    return {
        "Event ID": event.id,
        "Event Date": _cell(event.day),
        "Event Type": folded,
        "Event Mode": event.modes[0] if event.modes and folded == event.type else None,
        "Intensity": event.score,
        "Quad Code": event.quad,
        "Contexts": _joined(event.contexts),
        **_party("Actor", actors),
        **_party("Recipient", recipients),
        "Placename": where and where.name,
        "Province": where and where.admin1,
        "Country": where and where.country,
        "Latitude": where and where.lat,
        "Longitude": where and where.lon,
        "GeoNames ID": where and where.geonameid,
        "Raw Placename": where and _line(where.text),
        "Publication Date": _cell(event.published),
        "Story ID": event.article_id,
        "Event Text": _line(event.sentence),
        "Status": event.status,
        "Said By": _joined([a.name or _line(a.text) for a in event.said_by]),
        "Denied By": _joined([a.name or _line(a.text) for a in event.denied_by]),
        "Background": event.background,
        "Confidence": event.confidence,
        "Version": event.coder,
    }


def _party(side: str, actors: Sequence[Actor]) -> dict[str, Any]:
    return {
        f"{side} Name": _joined([a.name for a in actors]),
        f"{side} Country": _joined([a.country for a in actors]),
        f"Primary {side} Sector": _joined([a.sector for a in actors]),
        f"{side} Sectors": _joined([a.sectors for a in actors]),
        f"{side} Name Raw": _joined([_line(a.text) for a in actors]),
        f"Wikipedia {side} ID": _joined([a.wiki for a in actors]),
    }


def _folded(event: Event) -> str:
    """The type that a planned act counts as; a type of the user's own stays what it is."""
    if event.type not in ontology.type_names():
        return event.type
    # A plan spoken at the recipient was given the quad of a threat when it was coded.
    at_recipient = event.status == "planned" and event.quad == ontology.quad("THREATEN")
    return ontology.folded(event.type, event.modes, event.status, at_recipient)


def icews(event: Event) -> dict[str, Any]:
    """A row in the layout of ICEWS (a dyad a row, see :func:`dyads`), behind it what that has no column for.

    What we do not know stays empty (Sentence Number, Publisher, District); countries are codes.
    """
    where = event.where
    return {
        "Event ID": event.id,
        "Event Date": _cell(event.day),
        **_dyad_side("Source", event.source),
        "Event Text": ontology.cameo(event.cameo).name if event.cameo else None,
        "CAMEO Code": event.cameo,
        "Intensity": event.score,
        **_dyad_side("Target", event.recipient),
        "Story ID": event.article_id,
        "Sentence Number": None,
        "Publisher": None,
        "City": where and where.name,
        "District": None,
        "Province": where and where.admin1,
        "Country": where and where.country,
        "Latitude": where and where.lat,
        "Longitude": where and where.lon,
        "Sentence": _line(event.sentence),
        "Status": event.status,
        "Background": event.background,
        "Confidence": event.confidence,
    }


def _dyad_side(side: str, actors: Sequence[Actor]) -> dict[str, Any]:
    actor = actors[0] if actors else None
    return {
        f"{side} Name": actor and (actor.name or _line(actor.text)),
        f"{side} Sectors": actor and _joined(actor.sectors),
        f"{side} Country": actor and actor.country,
    }


def _line(text: str) -> str:
    """Words on one line: readers of these layouts know no quoted line breaks."""
    return " ".join(text.split())
