"""Events as files: JSONL, CSV, Parquet, and the column layouts of PLOVER (POLECAT) and ICEWS.

Column names of CSV and Parquet are the event's field names, an actor list spread over ``source_name``,
``source_country`` ...; lists are joined with ``;`` in their order.  Coordinates are degrees (WGS 84).
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente import ontology
from detente.event import Actor, Event

SEPARATOR = ";"
_ACTOR_FIELDS = ("name", "text", "country", "sector", "wiki", "wikidata")
_SIDES = ("source", "recipient", "said_by", "denied_by")
_INTEGERS = frozenset(
    "count killed wounded detained displaced sentence_start trigger_start trigger_end geonameid".split()
)
_NUMBERS = frozenset(("score", "confidence", "lat", "lon"))
_BOOLEANS = frozenset(("reciprocal", "contested", "background"))


def jsonl(event: Event) -> str:
    """The event as a line of JSON; what is missing is null, lists are empty."""
    return json.dumps(event.model_dump(mode="json"), ensure_ascii=False)


def dyads(events: Iterable[Event]) -> Iterator[Event]:
    """An event for every source x recipient (an empty side counts as one)."""
    for event in events:
        for source in [[a] for a in event.source] or [[]]:
            for recipient in [[a] for a in event.recipient] or [[]]:
                yield event.model_copy(update={"source": source, "recipient": recipient})


def _joined(actors: list[Actor], field: str) -> str:
    return SEPARATOR.join(str(getattr(a, field) or "") for a in actors).strip(SEPARATOR)


def flat(event: Event) -> dict[str, Any]:
    """One row of CSV or Parquet: scalars only, missing values None."""
    row: dict[str, Any] = {
        "id": event.id, "article_id": event.article_id, "published": _day(event.published), "type": event.type,
        "modes": SEPARATOR.join(event.modes), "quad": event.quad, "score": event.score,
        "contexts": SEPARATOR.join(event.contexts), "cameo": event.cameo,
    }  # fmt: skip
    for side in _SIDES:
        for field in _ACTOR_FIELDS:
            row[f"{side}_{field}"] = _joined(getattr(event, side), field) or None
    harm = event.harm
    row |= {
        "reciprocal": event.reciprocal, "status": event.status, "quote": event.quote.text if event.quote else None,
        "contested": event.contested, "when_start": _day(event.when.start) if event.when else None,
        "when_end": _day(event.when.end) if event.when else None, "when_grain": event.when.grain if event.when else None,
        "when_text": event.when.text if event.when else None, "day": _day(event.day), "day_from": event.day_from,
        "background": event.background, "where_name": event.where.name if event.where else None,
        "where_country": event.where.country if event.where else None,
        "where_admin1": event.where.admin1 if event.where else None, "lat": event.where.lat if event.where else None,
        "lon": event.where.lon if event.where else None,
        "geonameid": event.where.geonameid if event.where else None, "count": event.count, "killed": harm.killed,
        "wounded": harm.wounded, "detained": harm.detained, "displaced": harm.displaced,
        "bounds": SEPARATOR.join(f"{k}={v}" for k, v in harm.bounds.items()) or None, "sentence": event.sentence,
        "sentence_start": event.sentence_start, "trigger": event.trigger.text, "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end, "confidence": event.confidence, "coder": event.coder,
    }  # fmt: skip
    row |= {k: v for k, v in (event.model_extra or {}).items() if k not in row}
    return row


def _day(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


def plover(event: Event) -> dict[str, Any]:
    """A row in the layout of PLOVER data sets: folded type, all sides of a reciprocal event in the actor list."""
    actors = [*event.source, *event.recipient] if event.reciprocal else event.source
    recipients = [] if event.reciprocal else event.recipient
    folded = ontology.folded(event.type, event.modes, event.status)
    return {
        "Event ID": event.id, "Event Date": _day(event.day), "Event Type": folded,
        "Event Mode": event.modes[0] if event.modes and folded == event.type else None, "Intensity": event.score,
        "Quad Code": event.quad, "Contexts": SEPARATOR.join(event.contexts),
        "Actor Name": _joined(actors, "name"), "Actor Text": _joined(actors, "text"),
        "Actor Country": _joined(actors, "country"), "Actor Primary Sector": _joined(actors, "sector"),
        "Recipient Name": _joined(recipients, "name"), "Recipient Text": _joined(recipients, "text"),
        "Recipient Country": _joined(recipients, "country"), "Recipient Primary Sector": _joined(recipients, "sector"),
        "Placename": event.where.name if event.where else None, "Country": event.where.country if event.where else None,
        "Province": event.where.admin1 if event.where else None, "Latitude": event.where.lat if event.where else None,
        "Longitude": event.where.lon if event.where else None, "GeoNames ID": event.where.geonameid if event.where else None,
        "Raw Placename": event.where.text if event.where else None, "Story ID": event.article_id,
        "Publication Date": _day(event.published), "Event Text": event.sentence, "Status": event.status,
        "Confidence": event.confidence, "Version": event.coder,
    }  # fmt: skip


def icews(event: Event) -> dict[str, Any]:
    """A row in the layout of ICEWS events (one dyad a row; use with :func:`dyads`)."""
    source = event.source[0] if event.source else None
    target = event.recipient[0] if event.recipient else None
    return {
        "Event ID": event.id, "Event Date": _day(event.day),
        "Source Name": (source.name or source.text) if source else None,
        "Source Sectors": SEPARATOR.join(source.sectors) if source else None,
        "Source Country": source.country if source else None,
        "Event Text": ontology.cameo(event.cameo).name if event.cameo else None, "CAMEO Code": event.cameo,
        "Intensity": event.score, "Target Name": (target.name or target.text) if target else None,
        "Target Sectors": SEPARATOR.join(target.sectors) if target else None,
        "Target Country": target.country if target else None, "Story ID": event.article_id,
        "Sentence": event.sentence, "City": event.where.name if event.where else None,
        "Province": event.where.admin1 if event.where else None, "Country": event.where.country if event.where else None,
        "Latitude": event.where.lat if event.where else None, "Longitude": event.where.lon if event.where else None,
    }  # fmt: skip


def table(rows: list[dict[str, Any]], delimiter: str = ",") -> str:
    """Rows as delimited text with a header line; columns in the order of their first appearance."""
    columns = list(dict.fromkeys(c for row in rows for c in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_parquet(rows: list[dict[str, Any]], path: Path) -> None:
    """Rows as a Parquet file (zstd); whole or not at all."""
    import duckdb

    columns = list(dict.fromkeys(c for row in rows for c in row)) or list(flat_columns())
    kinds = {c: _kind(c) for c in columns}
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        lines = Path(folder) / "rows.jsonl"
        lines.write_text("".join(json.dumps(r, ensure_ascii=False, default=str) + "\n" for r in rows), "utf-8")
        whole = Path(folder) / "rows.parquet"
        with duckdb.connect() as db:
            names = ", ".join(f"'{c.replace(chr(39), chr(39) * 2)}': '{k}'" for c, k in kinds.items())
            db.execute(
                f"COPY (SELECT * FROM read_json('{lines}', format='newline_delimited', columns={{{names}}})) "
                f"TO '{whole}' (FORMAT parquet, COMPRESSION zstd)"
            )
        os.replace(whole, path)


def flat_columns() -> list[str]:
    """Column names of an empty table."""
    from detente.event import Trigger

    empty = Event(
        id="", article_id="", type="", quad="", score=0, sentence="", sentence_start=0,
        trigger=Trigger(text="", start=0, end=0), confidence=0, coder="",
    )  # fmt: skip
    return list(flat(empty))


def _kind(column: str) -> str:
    if column in _INTEGERS:
        return "BIGINT"
    if column in _NUMBERS or column in ("Intensity", "Latitude", "Longitude", "Confidence"):
        return "DOUBLE"
    if column in _BOOLEANS:
        return "BOOLEAN"
    if column in ("published", "day", "when_start", "when_end", "Event Date", "Publication Date"):
        return "DATE"
    return "VARCHAR"
