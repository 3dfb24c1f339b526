"""Share of actors that ``detente resolve`` answers rightly: country, sector, Wikipedia title.

A gold row lists accepted answers under ``country``, ``sector`` and ``wiki``, asserted only where present;
"" among them accepts none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from detente.evaluate.goldfile import Json
from detente.evaluate.rows import Row
from detente.evaluate.score import Figures

ASSERTED = ("country", "sector", "wiki")


def _title(s: str) -> str:
    return s.replace("_", " ").strip()


def answers(row: Json, got: Json) -> Iterator[tuple[str, str, bool]]:
    """Each asserted part of a gold row: its name, the answer ("" for none), whether it is accepted."""
    for part in ASSERTED:
        if part in row:
            answer = _title(got.get(part) or "")
            yield part, answer, answer in {_title(a) for a in row[part]}


def figures(gold: Sequence[Json], predicted: Iterable[Json]) -> Figures:
    """[share right, n] of each part, and of rows with all parts right; a row not answered is none."""
    by_id = {p["id"]: p for p in predicted}
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in gold:
        found = list(answers(row, by_id.get(row["id"]) or {}))
        for part, _, ok in [*found, ("all", "", all(ok for *_, ok in found))]:
            right[part][0] += ok
            right[part][1] += 1
    out: Figures = {"rows": len(gold)}
    return out | {k: [round(right[k][0] / right[k][1], 3), right[k][1]] for k in (*ASSERTED, "all") if k in right}


def rows(gold: Sequence[Json], predicted: Iterable[Json]) -> list[Row]:
    """A row for every wrong part."""
    by_id = {p["id"]: p for p in predicted}
    found = []
    for row in gold:
        name = row.get("actor") or row.get("name")
        for part, answer, ok in answers(row, by_id.get(row["id"]) or {}):
            if not ok:
                cause = "no answer" if not answer else "answered for none" if row[part] == [""] else "other"
                found.append(Row(part, row["id"], cause, f"{name}: {row[part]}", answer or "none"))
    return found
