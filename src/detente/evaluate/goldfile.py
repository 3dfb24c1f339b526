"""Reading gold files and predictions: which kind a file is, and what is wrong with it where it is none.

Kinds, told by the columns:

- ``events``: JSONL with ``id``, ``events`` and, to be coded, ``text`` (and ``date``);
- ``article``: one JSON object with ``events`` whose text file lies beside it (``seed/gold.json``);
- ``relate``: JSONL with ``text``, ``source``, ``recipient`` (words) and ``type``;
- ``resolve``: JSONL with ``actor`` (or ``name``) and any of ``country``, ``sector``, ``wiki``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Json = Mapping[str, Any]
Kind = Literal["events", "article", "relate", "resolve", "links"]
KNOWN = (
    "events (id, events), an article (a .json file with events), relate (text, source, recipient, type) "
    "or resolve (actor; country, sector or wiki)"
)


class GoldError(ValueError):
    """A gold or prediction file that cannot be used: ``path``, ``line`` (from 1, or None) and ``reason``."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = path, line, reason


@dataclass(frozen=True)
class Gold:
    """A gold file: its kind and its rows, each with the line it stands on."""

    path: Path
    kind: Kind
    rows: list[Json]
    lines: list[int] = field(default_factory=list)

    def texts(self) -> list[tuple[str, str, str | None]]:
        """(id, text, day of publication) of every row to be coded; GoldError where a row has no text."""
        out = []
        for row, line in zip(self.rows, self.lines, strict=True):
            if not isinstance(row.get("text"), str):
                raise GoldError(self.path, line, "no text to code: a column text, or the text file beside it")
            name = self.path.stem if row["id"] is None else str(row["id"])
            out.append((name, row["text"], row.get("date")))
        return out


def listed(x: Any) -> list[Any]:
    """A list as it is, anything else as a list of one."""
    return x if isinstance(x, list) else [x]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as e:
        raise GoldError(path, None, f"not UTF-8 text ({e.reason} at byte {e.start})") from e
    except OSError as e:
        raise GoldError(path, None, e.strerror or "cannot be read") from e


def read_rows(path: Path) -> list[tuple[int, Json]]:
    """The objects of a JSONL file, each with its line; GoldError where it is none or empty."""
    found: list[tuple[int, Json]] = []
    # not splitlines(): a text may hold U+2028 and the like, which end no line of JSONL
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as e:
            raise GoldError(path, number, f"not JSON ({e.msg} at column {e.colno})") from e
        if not isinstance(row, dict):
            raise GoldError(path, number, "not a JSON object")
        found.append((number, row))
    if not found:
        raise GoldError(path, None, "empty")
    return found


def _kind(row: Json) -> Kind | None:
    if "events" in row:
        return "events"
    if "type" in row and isinstance(row.get("source"), str) and isinstance(row.get("recipient"), str):
        return "relate"
    if ("actor" in row or "name" in row) and any(k in row for k in ("country", "sector", "wiki")):
        return "resolve"
    return None


def _wrong_event(e: Any) -> str | None:
    if not isinstance(e, dict):
        return "an event that is no JSON object"
    types = e.get("type")
    if not isinstance(types, list) or not types or not all(isinstance(t, str) and t for t in types):
        return f"an event's type must be a list of accepted types, not {types!r}"
    for key in ("source", "recipient", "status"):
        if not isinstance(e.get(key), list | None):
            return f"an event's {key} must be a list of accepted answers or null, not {e[key]!r}"
    harm = e.get("harm")
    return None if harm is None or isinstance(harm, dict) else f"an event's harm must be an object, not {harm!r}"


def _wrong(row: Json, kind: Kind) -> str | None:
    """What is wrong with a row of a gold file, if anything."""
    if kind == "events":
        if "id" not in row:
            return "no column id"
        if not isinstance(row["events"], list):
            return "events must be a list"
        return next((w for w in map(_wrong_event, row["events"]) if w), None)
    if kind == "relate":
        need = [k for k in ("id", "text") if k not in row]
        return f"no column {', '.join(need)}" if need else None
    lists = [k for k in ("country", "sector", "wiki") if k in row and not isinstance(row[k], list)]
    if lists:
        return f"{', '.join(lists)} must be a list of accepted answers"
    return None if "id" in row else "no column id"


def from_article(d: Json) -> list[Json]:
    """The richer events of ``seed/gold.json`` in the plain form of the JSONL gold."""
    out: list[Json] = []
    for e in d["events"]:
        g: dict[str, Any] = {"type": e["type"], "sentence": e["sentence"], "must": e.get("must", True)}
        g["status"] = listed(e["status"]) if "status" in e else None
        for side in ("source", "recipient"):
            a = e.get(side)
            g[side] = listed(a["country"]) if a else None
            for key in ("name", "sector") if a else ():
                if key in a:
                    g[f"{side}_{key}"] = a[key]
        if w := e.get("when") or e.get("when_given_2019-04-23"):
            g["when"] = [w["start"], w["end"]]
        if (e.get("where") or {}).get("name"):
            g["where"] = e["where"]["name"]
        names = (
            ("said_by", "by"),
            ("denied_by", "denied_by"),
            ("contested", "contested"),
            ("count", "count"),
        )
        g.update({f: e[k] for k, f in names if k in e})
        g["reciprocal"] = "CONSULT" in e["type"] or "AGREE" in e["type"]
        out.append(g)
    return out


def _article(path: Path) -> Gold:
    try:
        d = json.loads(_read(path))
    except json.JSONDecodeError as e:
        raise GoldError(path, e.lineno, f"not JSON ({e.msg} at column {e.colno})") from e
    if not isinstance(d, dict) or not isinstance(d.get("events"), list):
        raise GoldError(path, None, "no list of events in it")
    try:
        events = from_article(d)
    except (KeyError, TypeError) as e:
        raise GoldError(path, None, f"an event without {e}") from e
    for i, event in enumerate(events, 1):
        if wrong := _wrong_event(event):
            raise GoldError(path, None, f"event {i}: {wrong}")
    beside = [path.parent / d["file"]] if d.get("file") else sorted(path.parent.glob("*.txt"))
    about = d.get("article") or {}
    day = about.get("published_on_page") or (about.get("published_inferred") or {}).get("date")
    text = _read(beside[0]) if len(beside) == 1 else None
    return Gold(path, "article", [{"id": None, "events": events, "text": text, "date": day}], [1])


def read_gold(path: Path | str) -> Gold:
    """The gold file at ``path``; GoldError with file, line and reason where it is none."""
    path = Path(path)
    if path.suffix == ".json":
        return _article(path)
    rows = read_rows(path)
    number, first = rows[0]
    kind = _kind(first)
    if kind is None:
        raise GoldError(path, number, f"columns {', '.join(first)} are none of {KNOWN}")
    for number, row in rows:
        if _kind(row) != kind:
            raise GoldError(path, number, f"columns {', '.join(row)}: not a row of {kind} as those before it")
        if wrong := _wrong(row, kind):
            raise GoldError(path, number, wrong)
    return Gold(path, kind, [row for _, row in rows], [number for number, _ in rows])


def read_predictions(path: Path | str, need: tuple[str, ...] = ("type",)) -> list[Json]:
    """The rows of ``detente code --format jsonl``; GoldError where one lacks a column of ``need``."""
    path = Path(path)
    if not _read(path).strip():
        return []  # nothing coded is an answer
    rows = read_rows(path)
    for number, row in rows:
        if missing := [k for k in need if k not in row]:
            raise GoldError(path, number, f"no column {', '.join(missing)}")
    return [row for _, row in rows]
